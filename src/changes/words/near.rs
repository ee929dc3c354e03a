//! Recognises names that are nearly known ones: slips, names cut short, other spellings.

use super::Words;
use crate::diagnostic::{Diagnostic, is_of_another_rank};
use crate::model::Name;
use crate::text;
use crate::text::Text;

impl Words<'_> {
    /// Checks a name to be registered. One character makes two names: in a register that is common.
    ///
    /// # Errors
    /// If another name differs only in its marks, or is cut short, and `--as-written` is not given.
    pub(crate) fn new_name<'k>(
        &self,
        kind: &Text,
        written: &str,
        mut others: impl Iterator<Item = &'k Name>,
    ) -> Result<String, Diagnostic> {
        let name = Name::from(written.trim());
        let near = others.find(|other| {
            !self.as_written
                && !name.looks_like(other)
                && (other.folded() == name.folded() || is_cut_short(&name, other) || is_cut_short(other, &name))
        });
        let Some(near) = near else { return Ok(name.to_string()) };
        let Text { zh, en } = kind;
        Err(Diagnostic::new(text!(
            zh: "`{name}` 与登记过的{zh} `{near}` 只差写法",
            en: "`{name}` is but another spelling of the {en} `{near}`"
        ))
        .hint(text!(
            zh: "是同一个的，写 `{near}`；确是另一个，加 `--as-written`",
            en: "if they are the same, write `{near}`; if not, add `--as-written`"
        )))
    }

    /// Checks the name of somebody who is not registered.
    ///
    /// # Errors
    /// If a registered person, or somebody on the list, has a name that differs only in its marks, and `--as-written` is
    /// not given.
    pub(crate) fn stranger<'k>(&self, name: &Name, listed: impl Iterator<Item = &'k Name>) -> Result<(), Diagnostic> {
        let (kind, people) = (Text::new("人员", "person"), self.archive.people.iter());
        self.new_name(&kind, name, people.map(|person| &person.name))?;
        self.new_name(&kind, name, listed).map(drop)
    }

    /// The note on a name that differs in one character from that of one registered person: usually a slip.
    pub(crate) fn slip(&self, name: &Name) -> Option<Text> {
        let people = self.archive.people.iter().map(|person| &person.name);
        let near: Vec<&Name> = people.filter(|known| is_slip_of(name, known)).collect();
        let [known] = near[..] else { return None };
        Some(text!(
            zh: "“{name}”没有登记，登记的有“{known}”，只差一字；是同一人的，去掉这一条，再以“{known}”加入",
            en: "`{name}` is not registered, and differs in one character from `{known}`, who is: if they are one, take this entry out and enter `{known}`"
        ))
    }

    /// An unknown name as written.
    ///
    /// # Errors
    /// If it is no name, or nearly a known one.
    pub(super) fn as_written<'k>(
        &self,
        kind: &Text,
        word: &Name,
        mut known: impl Iterator<Item = (&'k Name, bool)>,
    ) -> Result<String, Diagnostic> {
        if !word.chars().any(char::is_alphanumeric) {
            let Text { zh, en } = kind;
            return Err(Diagnostic::new(text!(zh: "`{word}` 不是{zh}的名称", en: "`{word}` names no {en}"))
                .hint(Text::new("写全名称", "write the name out")));
        }
        let near =
            if self.as_written { None } else { known.find(|(name, is_person)| is_nearly(word, name, *is_person)) };
        let Some((near, _)) = near else { return Ok(word.to_string()) };
        let Text { zh, en } = kind;
        Err(Diagnostic::new(text!(zh: "没有{zh} `{word}`", en: "there is no {en} `{word}`")).hint(text!(
            zh: "是否想写 `{near}`？确是另一个，加 `--as-written`",
            en: "did you mean `{near}`? If not, add `--as-written`"
        )))
    }
}

/// Endings that are left off the names of bodies. An office (办公室) is another body.
const CUT: [&str; 2] = ["员会", "委员会"];

/// Whether a word is a name cut short.
fn is_cut_short(word: &str, name: &str) -> bool {
    CUT.iter().any(|cut| name.strip_suffix(cut) == Some(word))
}

/// Whether two names of people differ in one character after the surname.
fn is_slip_of(name: &str, known: &str) -> bool {
    let (length, other) = (name.chars().count(), known.chars().count());
    let same_surname = name.chars().next() == known.chars().next();
    length == other && length > 2 && same_surname && strsim::damerau_levenshtein(name, known) == 1
}

/// Whether a word is nearly a name: a slip in a long name, or a name cut short. Short names that differ in one character
/// are two names, except of people with one surname, and so are titles of different rank.
fn is_nearly(word: &str, name: &str, is_person: bool) -> bool {
    let (length, other) = (word.chars().count(), name.chars().count());
    word != name
        && (is_cut_short(word, name)
            || length.abs_diff(other) < length.max(other).div_ceil(3)
                && strsim::damerau_levenshtein(word, name) * 3 < length.max(other)
                && !is_of_another_rank(word, name)
            || is_person && length == 3 && is_slip_of(word, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_name() {
        for (word, name) in [
            ("城建环保委", "城建环保委员会"),
            ("政协方面人氏", "政协方面人士"),
            ("城建环保委员回", "城建环保委员会"),
            ("提案委", "提案委员会"),
        ] {
            assert!(is_nearly(word, name, false), "{word}");
        }
        assert!(is_nearly("钱样夲", "钱样本", true) && !is_nearly("李虚构", "钱虚构", true));
        assert!(!is_nearly("副秘书长", "秘书长", false) && !is_nearly("专委会副主任", "专委会主任", false));
        for (word, name) in [("专报", "简报"), ("市政府", "市政协"), ("区住建委", "区委")] {
            assert!(!is_nearly(word, name, false), "{word}");
        }
    }
}
