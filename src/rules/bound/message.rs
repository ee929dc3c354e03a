//! What bounds are in words.

use super::measure::value;
use crate::rules::bound::Measure;
use crate::rules::{Bound, Bounds, Regulation, Rule, World, phrase};
use crate::text;
use crate::text::Text;

/// What the bounds ask, without a case in hand, with the counting word of what is counted:
/// 不少于10人、不超过20人; 10至20人; 有一定比例.
pub(crate) fn in_words(regulation: &Regulation, bounds: &Bounds, unit: &str) -> Text {
    said(bounds, unit, |word| Said::Word(regulation.name(word)))
}

/// The same in an archive that may have given the words a value: 不少于3次（多次）.
pub(crate) fn in_case(world: &World, regulation: &Regulation, rule: &Rule, bounds: &Bounds, unit: &str) -> Text {
    said(bounds, unit, |word| {
        let name = regulation.name(word);
        match value(world, rule, word) {
            Some(Measure::Number(number)) => Said::Value(Text::same(number.to_string()), name),
            Some(Measure::Share(part, whole)) => Said::Share(Text::same(format!("{part}/{whole}")), name),
            Some(Measure::Majority | Measure::All) | None => Said::Word(name),
        }
    })
}

/// How a word for a number is said.
enum Said {
    /// As it is.
    Word(Text),
    /// By the archive's number, with the word after it.
    Value(Text, Text),
    /// By the archive's share, with the word after it.
    Share(Text, Text),
}

fn said(bounds: &Bounds, unit: &str, word: impl Fn(&str) -> Said) -> Text {
    if let (Some(Bound::Number(least)), Some(Bound::Number(most))) = (&bounds.at_least, &bounds.at_most) {
        return text!(zh: "{least}至{most}{unit}", en: "{least} to {most}");
    }
    let at_least = |zh: &str, en: &str| text!(zh: "不少于{zh}", en: "at least {en}");
    let at_most = |zh: &str, en: &str| text!(zh: "不超过{zh}", en: "at most {en}");
    let valued = |value: &Text, unit: &str, name: &Text| {
        Text::new(format!("{}{unit}（{}）", value.zh, name.zh), format!("{} ({})", value.en, name.en))
    };
    let shown = |bound: &Bound| match bound {
        Bound::Number(number) => Ok(Text::new(format!("{number}{unit}"), number.to_string())),
        Bound::Share(part, whole) => Ok(Text::same(format!("{part}/{whole}"))),
        Bound::All => Err(Text::new("为全部", "all")),
        Bound::Word(id) => match word(id) {
            Said::Value(value, name) => Ok(valued(&value, unit, &name)),
            Said::Share(value, name) => Ok(valued(&value, "", &name)),
            Said::Word(_) if id.as_str() == "most" => Err(Text::new("过半", "more than half")),
            Said::Word(name) => Err(Text::new(format!("有{}", name.zh), name.en)),
        },
    };
    let least = bounds.at_least.as_ref().map(|bound| match shown(bound) {
        Ok(Text { zh, en }) => at_least(&zh, &en),
        // Such a word is a bound by itself.
        Err(whole) => whole,
    });
    let most = bounds.at_most.as_ref().map(|bound| {
        let (Ok(Text { zh, en }) | Err(Text { zh, en })) = shown(bound);
        at_most(&zh, &en)
    });
    phrase::list(&least.into_iter().chain(most).collect::<Vec<_>>())
}

/// 应不少于…, 应为10至20: a plain number needs a verb in Chinese.
pub(crate) fn with_verb(bounds: Text) -> Text {
    let be = if bounds.zh.starts_with(|c: char| c.is_ascii_digit()) { "为" } else { "" };
    Text::new(format!("{be}{}", bounds.zh), bounds.en)
}
