//! Ids for what a list names without one: pinyin, and a number where that is taken. How a name is really read only its
//! owner knows; an id need not say.

use pinyin::ToPinyin as _;

/// Surnames that are read otherwise than the same character elsewhere.
const SURNAMES: [(char, &str); 19] = [
    ('曾', "zeng"),
    ('单', "shan"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('区', "ou"),
    ('朴', "piao"),
    ('盖', "ge"),
    ('翟', "zhai"),
    ('乐', "yue"),
    ('缪', "miao"),
    ('员', "yun"),
    ('种', "chong"),
    ('句', "gou"),
    ('洗', "xian"),
    ('覃', "qin"),
    ('卜', "bu"),
    ('召', "shao"),
    ('牟', "mu"),
];

/// An id that nobody has: surname and given name; `None` if the name has characters without a reading.
pub(crate) fn of_person(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let letters: Vec<char> =
        name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '·' | '•' | '.' | '-')).collect();
    let surname_read = |c: char| SURNAMES.iter().find(|(one, _)| *one == c).map(|(_, read)| (*read).to_owned());
    let read = |(nth, c): (usize, &char)| Some(*c).filter(|_| nth == 0).and_then(surname_read).or_else(|| syllable(*c));
    let syllables: Vec<String> = letters.iter().enumerate().map(read).collect::<Option<_>>()?;
    // A surname has one character; where four stand, two.
    let surname = if letters.len() == 4 { 2 } else { 1 };
    let is_chinese = letters.iter().all(|c| !c.is_ascii());
    let id = if is_chinese && syllables.len() > surname {
        format!("{}-{}", syllables[..surname].concat(), syllables[surname..].concat())
    } else {
        syllables.concat()
    };
    (!id.is_empty() && id.is_ascii()).then(|| free(&id, is_taken))?
}

/// An id that no room has: what comes before 协商 in its name, without the words in quotation marks that all rooms bear if it
/// would be long with them; `room-1` where that gives nothing.
pub(crate) fn of_room(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let place = |name: &str| name.split("协商").next().unwrap_or_default().to_owned();
    let (whole, bare) = (place(name), place(&unquoted(name)));
    let is_long = readings(&whole).concat().len() > LONGEST;
    of_all(if is_long && !readings(&bare).is_empty() { &bare } else { &whole }, "room", is_taken)
}

/// A name without what stands in quotation marks.
fn unquoted(name: &str) -> String {
    let mut quoted = false;
    let outside = |c: &char| {
        let is_mark = matches!(c, '“' | '”' | '"' | '「' | '」');
        quoted ^= is_mark;
        !quoted && !is_mark
    };
    name.chars().filter(outside).collect()
}

/// An id that no body has: its whole name; `body-1` where that gives nothing.
pub(crate) fn of_body(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    of_all(name, "body", is_taken)
}

/// An id of all characters that have a reading, or of what it is and a number.
fn of_all(name: &str, kind: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let id = readings(name).concat();
    let id = if id.len() > LONGEST { initials(name) } else { id };
    if id.is_empty() || id.len() > LONGEST {
        return (1..u16::MAX).map(|nth| format!("{kind}-{nth}")).find(|id| !is_taken(id));
    }
    free(&id, is_taken)
}

/// Letters of an id that people still type and tables still hold; of longer names it has the first letter of each syllable.
const LONGEST: usize = 24;

fn initials(name: &str) -> String {
    readings(name).iter().filter_map(|syllable| syllable.chars().next()).collect()
}

/// How the characters of a name are read that have a reading.
fn readings(name: &str) -> Vec<String> {
    name.chars().filter_map(syllable).filter(|syllable| syllable.is_ascii()).collect()
}

/// How a character is read; Latin letters and digits stand for themselves.
fn syllable(c: char) -> Option<String> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase().to_string());
    }
    Some(c.to_pinyin()?.plain().replace('ü', "v"))
}

/// The id itself, or with the first number that is free.
fn free(id: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let numbered = |nth| if nth == 1 { id.to_owned() } else { format!("{id}-{nth}") };
    (1..u16::MAX).map(numbered).find(|id| !is_taken(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_surname_and_given_name() {
        let id = |name: &str| of_person(name, |_| false);
        assert_eq!(id("钱样本").as_deref(), Some("qian-yangben"));
        assert_eq!(id("曾例").as_deref(), Some("zeng-li"));
        assert_eq!(id("欧阳示例").as_deref(), Some("ouyang-shili"));
        assert_eq!(id("吕样").as_deref(), Some("lv-yang"));
        assert_eq!(id("买买提·示例").as_deref(), Some("mai-maitishili"));
        assert_eq!(id("Ann Example").as_deref(), Some("annexample"));
        assert_eq!(id("？"), None);
        assert_eq!(id(""), None);
    }

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let taken = ["qian-yangben", "qian-yangben-2"];
        assert_eq!(of_person("钱样本", |id| taken.contains(&id)).as_deref(), Some("qian-yangben-3"));
    }

    #[test]
    fn ids_are_the_place() {
        assert_eq!(of_room("乌兰苏木协商议事室", |_| false).as_deref(), Some("wulansumu"));
        assert_eq!(of_room("城东街道协商议事厅", |id| id == "chengdongjiedao").as_deref(), Some("chengdongjiedao-2"));
        assert_eq!(of_room("石桥村“有事好商量”协商议事室", |_| false).as_deref(), Some("shiqiaocun"));
        assert_eq!(of_room("“有事好商量”亭湾街道协商议事室", |_| false).as_deref(), Some("tingwanjiedao"));
        assert_eq!(of_room("协商议事厅", |id| id == "room-1").as_deref(), Some("room-2"));
    }
}
