//! Finds people named in a text: a name with a title, followed by a verb of saying.
//!
//! 张永同志认为, 委员张永提出 and 张委员指出 name a person; 与会委员认为 and 政协委员建议 do not.

use super::surname::{is_name, is_surname};
use regex::Regex;
use std::sync::LazyLock;

type Pattern = LazyLock<Option<Regex>>;

/// Titles of people.
static TITLE: Pattern = LazyLock::new(|| {
    let titles = "委员|同志|代表|专家|教授|研究员|工程师|律师|医生|老师|先生|女士|主任|主席|常委|主委|书记|秘书长|局长|处长|科长|\
        部长|院长|校长|会长|区长|县长|市长|镇长|乡长|所长|站长|董事长|总经理|经理";
    Regex::new(&format!("副?(?:{titles})")).ok()
});

/// Verbs of saying, with words that may come before them.
const SAYS: &str = "(?:在会上|会上|发言时|现场|还|也|则|又|同时|进一步|着重|特别)?\
    (?:认为|提出|建议|指出|表示|强调|反映|谈到|介绍|呼吁|希望|主张|说)";

/// A verb immediately after the title.
static THEN_SAYS: Pattern = LazyLock::new(|| Regex::new(&format!("^{SAYS}")).ok());

/// A name after the title, followed by a verb.
static NAME_THEN_SAYS: Pattern = LazyLock::new(|| Regex::new(&format!(r"^(\p{{Han}}{{2,4}}?){SAYS}")).ok());

/// People whom papers quote, and who are not participants.
const QUOTED: [&str; 5] = ["习近平", "毛泽东", "邓小平", "江泽民", "胡锦涛"];

/// Whether a text has a title. Without one it names nobody.
pub(super) fn may_name(text: &str) -> bool {
    TITLE.as_ref().is_some_and(|title| title.is_match(text))
}

/// The names in a line with their titles, and their byte offsets.
pub(super) fn named(line: &str) -> Vec<(usize, &str)> {
    let (Some(title), Some(says), Some(name_says)) = (&*TITLE, &*THEN_SAYS, &*NAME_THEN_SAYS) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for title in title.find_iter(line) {
        let (before, after) = (&line[..title.start()], &line[title.end()..]);
        if says.is_match(after) {
            // Some titles, such as 专家, come before a name but never after it.
            let start = (title.as_str() != "专家").then(|| name_before(before)).flatten();
            let name = start.map(|start| &line[start..title.start()]);
            if let Some(start) = start.filter(|_| name.is_some_and(|name| !QUOTED.contains(&name))) {
                found.push((start, &line[start..title.end()]));
            }
        } else if let Some(name) = name_says.captures(after).and_then(|found| found.get(1))
            && is_name(name.as_str())
            && !QUOTED.contains(&name.as_str())
        {
            found.push((title.start(), &line[title.start()..title.end() + name.end()]));
        }
    }
    found
}

/// Byte offset of the name at the end of a text. Of two readings the longer is chosen, unless only a preposition makes
/// it longer (向张永).
fn name_before(text: &str) -> Option<usize> {
    let starts: Vec<usize> = text.char_indices().rev().take(5).map(|(at, _)| at).collect();
    let [one, two, three, four] =
        [1, 2, 3, 4].map(|count| starts.get(count - 1).copied().filter(|at| text[*at..].chars().all(is_han)));
    // In 住宁委员, 宁 is a place.
    let [two, three, four] = [two, three, four]
        .map(|start| start.filter(|at| is_name(&text[*at..]) && !text[..*at].ends_with(['住', '驻'])));
    if let Some(at) = four.or(three) {
        let led_in = text[at..].starts_with(['向', '于']) && two.is_some();
        return if led_in { two } else { Some(at) };
    }
    // A surname alone counts only if no other character is directly before it.
    let before = starts.get(1).and_then(|at| text[*at..].chars().next());
    let alone = one.filter(|at| text[*at..].chars().all(is_surname) && !before.is_some_and(is_han));
    two.or(alone)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<&str> {
        named(line).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn a_name_stands_before_its_title_or_after_it() {
        assert_eq!(words("张永同志认为，应当公开。"), ["张永同志"]);
        assert_eq!(words("会上，委员张永提出，先试点。"), ["委员张永"]);
        assert_eq!(words("区政协委员王小明会上指出，专家欧阳明建议。"), ["委员王小明", "专家欧阳明"]);
        assert_eq!(words("会上张永副主席强调"), ["张永副主席"]);
        assert_eq!(words("李某委员还建议"), ["李某委员"]);
        assert_eq!(words("- 王主任表示"), ["王主任"]);
        assert_eq!(words("有人向张永委员反映"), ["张永委员"]);
    }

    #[test]
    fn those_who_speak_together_are_nobody_by_name() {
        for line in [
            "与会委员认为，部分委员提出，多位委员指出，政协委员建议，一些委员表示。",
            "许多委员认为，全体委员认为，文化界委员认为，常务副主席强调，党外委员提出。",
            "有的同志认为，有关同志表示，各单位代表反映，企业代表希望，居民代表提出。",
            "向全体委员提出，于部分委员建议，住宁委员认为，委员们普遍认为，向委员反映。",
            "委员郑重提出，专家尤其强调，代表一致认为，委员曾多次提出，委员会认为。",
            "习近平总书记指出，习近平同志强调，高校专家指出，金融专家认为。",
        ] {
            assert_eq!(words(line), Vec::<&str>::new(), "{line}");
        }
    }
}
