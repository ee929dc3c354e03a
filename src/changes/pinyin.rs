//! Makes ids from names in pinyin, with a number if the id is taken. A reading may be wrong, which does no harm to an id.

use pinyin::ToPinyin as _;

/// Surnames with another reading than the same character elsewhere.
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

/// A free id of surname and given name; `None` if a character has no reading.
pub(crate) fn of_person(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let letters: Vec<char> =
        name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '·' | '•' | '.' | '-')).collect();
    let mut syllables: Vec<String> = letters.iter().map(|c| syllable(*c)).collect::<Option<_>>()?;
    let surname = SURNAMES.iter().find(|(surname, _)| letters.first() == Some(surname));
    if let Some((_, reading)) = surname {
        (*reading).clone_into(&mut syllables[0]);
    }
    // A name of four characters has a surname of two.
    let surname = if letters.len() == 4 { 2 } else { 1 };
    let is_chinese = letters.iter().all(|c| !c.is_ascii());
    let id = if is_chinese && syllables.len() > surname {
        format!("{}-{}", syllables[..surname].concat(), syllables[surname..].concat())
    } else {
        syllables.concat()
    };
    (!id.is_empty() && id.is_ascii()).then(|| free(&id, is_taken))?
}

/// A free id of the words before 协商 in the name. Words in quotation marks, which all rooms have, are left out if the id
/// would be long. `room-1` if nothing is left.
pub(crate) fn of_room(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let unquoted = unquoted(name);
    let (whole, bare) = (before_consultation(name), before_consultation(&unquoted));
    let is_long = readings(whole).concat().len() > LONGEST;
    of_all(if is_long && !readings(bare).is_empty() { bare } else { whole }, ("room", LONGEST), is_taken)
}

fn before_consultation(name: &str) -> &str {
    name.split("协商").next().unwrap_or_default()
}

/// A name without the words in quotation marks.
fn unquoted(name: &str) -> String {
    let mut quoted = false;
    let outside = |c: &char| {
        let is_mark = matches!(c, '“' | '”' | '"' | '「' | '」');
        quoted ^= is_mark;
        !quoted && !is_mark
    };
    name.chars().filter(outside).collect()
}

/// A free id of the whole name; `body-1` if no character has a reading.
pub(crate) fn of_body(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    of_all(name, ("body", LONGEST_OF_BODY), is_taken)
}

/// A free id of all characters that have a reading, else of the kind and a number.
fn of_all(name: &str, (kind, longest): (&str, usize), is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let id = readings(name).concat();
    let id = if id.len() > longest { initials(name) } else { id };
    if id.is_empty() || id.len() > longest {
        return (1..u16::MAX).map(|nth| format!("{kind}-{nth}")).find(|id| !is_taken(id));
    }
    free(&id, is_taken)
}

/// Most letters of an id, so that it is easy to type. Of longer names, the first letter of each syllable is used.
const LONGEST: usize = 24;

/// The same of a body or an office: long enough for 城建环保委员会, so that ids beside one another are made alike.
const LONGEST_OF_BODY: usize = 32;

fn initials(name: &str) -> String {
    readings(name).iter().filter_map(|syllable| syllable.chars().next()).collect()
}

/// The readings of a name's characters. Characters without one are left out.
fn readings(name: &str) -> Vec<String> {
    name.chars().filter_map(syllable).filter(|syllable| syllable.is_ascii()).collect()
}

/// The reading of a character. Latin letters and digits are their own.
fn syllable(c: char) -> Option<String> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase().to_string());
    }
    Some(c.to_pinyin()?.plain().replace('ü', "v"))
}

/// The id itself, or with the first number that is free.
fn free(id: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let numbered = (2..u16::MAX).map(|nth| format!("{id}-{nth}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !is_taken(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> Option<String> {
        of_person(name, |_| false)
    }

    #[test]
    fn ids_are_surname_and_given_name() {
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
