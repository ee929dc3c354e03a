//! The columns that a list may have, and the heads by which they are recognised.

/// A column that a kind of list may have.
pub(crate) struct Column {
    /// The field it gives.
    pub key: &'static str,
    /// The heads that offices use, the usual one first.
    pub heads: &'static [&'static str],
    /// Whether a list without it is refused.
    pub required: bool,
    /// What its cells hold.
    pub holds: Holds,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A word or sentence.
    Words,
    /// The name of a person. Lists put spaces in it to align names.
    Person,
    /// The names of several.
    People,
    /// Several words with punctuation between them.
    Several,
    /// A day.
    Day,
}

impl Column {
    pub(crate) const fn new(key: &'static str, holds: Holds, heads: &'static [&'static str]) -> Self {
        Self { key, heads, required: false, holds }
    }

    pub(crate) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Whether a head, or a field of `--map`, names this column.
    pub(crate) fn is_named(&self, head: &str) -> bool {
        let head = plain(head);
        head == self.key || self.heads.iter().any(|known| plain(known) == head)
    }
}

/// A head without spaces, stars and a remark in brackets.
pub(crate) fn plain(head: &str) -> String {
    let head = head.split(['（', '(', '【', '[']).next().unwrap_or_default();
    let kept = head.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | ':' | '：' | '※'));
    kept.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_to_a_head_is_passed_over() {
        let name = Column::new("name", Holds::Person, &["姓名"]);
        for head in ["姓名", "姓　名", "姓 名*", "姓名（必填）", "姓名：", "Name", " name "] {
            assert!(name.is_named(head), "{head}");
        }
        assert!(!name.is_named("姓名拼音") && !name.is_named(""));
    }
}
