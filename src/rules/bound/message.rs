//! Limits in words.

use super::measure::value;
use crate::model::Name;
use crate::rules::bound::Measure;
use crate::rules::{Bound, Bounds, World, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// The limits in general, with the measure word of what is counted: 不少于10人、不超过20人; 10至20人; 有一定比例.
pub(crate) fn in_words(regulation: &Vocabulary, bounds: &Bounds, unit: &str) -> Text {
    describe(bounds, unit, |word| InWords::Word(regulation.name(word)))
}

/// The limits in an archive, with its values for words: 不少于3次（多次）.
pub(crate) fn in_case(world: &World, regulation: &Vocabulary, rule: &Name, bounds: &Bounds, unit: &str) -> Text {
    describe(bounds, unit, |word| {
        let name = regulation.name(word);
        match value(world, rule, word) {
            Some(Measure::Number(number)) => InWords::Value(Text::same(number.to_string()), name),
            Some(Measure::Share(part, whole)) => InWords::Share(share(part, whole), name),
            Some(Measure::Majority | Measure::All) | None => InWords::Word(name),
        }
    })
}

/// How a word for a number appears.
enum InWords {
    /// As it is.
    Word(Text),
    /// As the archive's number, followed by the word.
    Value(Text, Text),
    /// As the archive's share, followed by the word.
    Share(Text, Text),
}

fn describe(bounds: &Bounds, unit: &str, word: impl Fn(&str) -> InWords) -> Text {
    if let (Some(Bound::Number(least)), Some(Bound::Number(most))) = (&bounds.at_least, &bounds.at_most) {
        return text!(zh: "{least}至{most}{unit}", en: "{least} to {most}");
    }
    let shown = |bound: &Bound| match bound {
        Bound::Number(number) => Shown::Value(Text::new(format!("{number}{unit}"), number.to_string())),
        Bound::Share(part, whole) => Shown::Value(share(*part as usize, *whole as usize)),
        Bound::All => Shown::All,
        Bound::Word(id) => match word(id) {
            InWords::Value(value, name) => Shown::Value(valued(&value, unit, &name)),
            InWords::Share(value, name) => Shown::Value(valued(&value, "", &name)),
            InWords::Word(_) if id.as_str() == "most" => Shown::Most,
            InWords::Word(name) if id.as_str() == "locally-set" => Shown::Locally(name),
            InWords::Word(name) => Shown::Word(name),
        },
    };
    let least = bounds.at_least.as_ref().map(|bound| match shown(bound) {
        Shown::Value(Text { zh, en }) => text!(zh: "不少于{zh}", en: "at least {en}"),
        Shown::Word(Text { zh, en }) => text!(zh: "有{zh}", en: "{en}"),
        Shown::Most => Text::new("过半", "more than half"),
        Shown::Locally(Text { zh, en }) => text!(zh: "数量由{zh}", en: "{en}"),
        Shown::All => Text::new("为全部", "all"),
    });
    let most = bounds.at_most.as_ref().map(|bound| match shown(bound) {
        Shown::Value(Text { zh, en }) | Shown::Word(Text { zh, en }) => text!(zh: "不超过{zh}", en: "at most {en}"),
        Shown::Most => Text::new("不过半", "at most half"),
        Shown::Locally(Text { zh, en }) => text!(zh: "上限由{zh}", en: "at most as {en}"),
        Shown::All => Text::new("不超过全部", "at most all"),
    });
    phrase::list(&least.into_iter().chain(most).collect::<Vec<_>>())
}

fn valued(value: &Text, unit: &str, name: &Text) -> Text {
    Text::new(format!("{}{unit}（{}）", value.zh, name.zh), format!("{} ({})", value.en, name.en))
}

/// A limit in words, before it is known whether it is the least or the most.
enum Shown {
    /// A number or a share: 10人, 20%, or 多次 with its value.
    Value(Text),
    /// A word without a value: 一定比例.
    Word(Text),
    /// A word for what is settled locally, but has no value.
    Locally(Text),
    /// More than half.
    Most,
    /// Every one.
    All,
}

/// A share in words: 一半, 三分之二, 20%.
pub(crate) fn share(part: usize, whole: usize) -> Text {
    const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    if whole == 100 {
        return Text::same(format!("{part}%"));
    }
    if (part, whole) == (1, 2) {
        return Text::new("一半", "half");
    }
    match (DIGITS.get(part.wrapping_sub(1)), DIGITS.get(whole.wrapping_sub(1))) {
        (Some(few), Some(of)) if part < whole => text!(zh: "{of}分之{few}", en: "{part}/{whole}"),
        _ => Text::same(format!("{part}/{whole}")),
    }
}

/// Limits after 应: 应不少于…, 应为10至20. In Chinese a plain number needs a verb.
pub(crate) fn with_verb(bounds: Text) -> Text {
    let be = if bounds.zh.starts_with(|c: char| c.is_ascii_digit()) { "为" } else { "" };
    Text::new(format!("{be}{}", bounds.zh), bounds.en)
}
