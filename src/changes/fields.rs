//! The fields that `set` and its kin take, by the key that files have or as pages and messages say it.

use crate::diagnostic::{Diagnostic, Known, unknown};
use crate::model::Name;
use crate::text::Text;
use crate::vocabulary::field_names as names;

/// The field, of those there are, that a word means.
///
/// # Errors
/// If it means none, with what may be meant or all that there are.
pub(crate) fn meant(
    written: &str,
    fields: impl IntoIterator<Item = &'static str, IntoIter: Clone>,
) -> Result<&'static str, Diagnostic> {
    let fields = fields.into_iter();
    let word = Name::from(written.trim());
    // As the options of the command that enters it are spelt: post, daily-work.
    let spelt = word.replace('-', "_");
    let is_key = |key: &&str| *key == spelt || key.strip_suffix('s') == Some(&spelt);
    let is_called = |key: &&'static str| names(key).any(|name| word.looks_like(&Name::from(name)));
    let found = fields.clone().find(|key| *key == word.as_str());
    let found = found.or_else(|| fields.clone().find(is_key)).or_else(|| fields.clone().find(is_called));
    found.ok_or_else(|| {
        let known = fields.map(|key| Known { id: key, names: names(key).collect() });
        unknown(&Text::new("字段", "field"), written, known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Field, SubjectKind, field_argument};

    #[test]
    fn whatever_messages_call_a_field_is_taken_for_it() {
        for subject in [SubjectKind::Topic, SubjectKind::Suggestion, SubjectKind::Room, SubjectKind::Year] {
            for field in Field::names(subject).filter_map(|name| Field::named(name, subject)) {
                let key = field.key();
                assert_eq!(meant(field.label().0, [key]).as_ref(), Ok(&key), "{subject:?}");
                let keys = Field::names(subject).filter_map(|name| Some(Field::named(name, subject)?.key()));
                let keys: Vec<&str> = keys.filter(|key| *key != "scope").collect();
                let is_one = key == "scope" || meant(&field_argument(key).zh, keys).as_ref() == Ok(&key);
                assert!(is_one, "{subject:?}: {key}");
            }
        }
    }

    #[test]
    fn a_field_is_meant_by_key_by_option_and_by_name() {
        const FIELDS: [&str; 4] = ["posts", "daily_work", "source.from", "selection"];
        for (written, field) in [
            ("posts", "posts"),
            ("post", "posts"),
            ("daily-work", "daily_work"),
            ("日常工作承担单位", "daily_work"),
            (" 提出者 ", "source.from"),
            ("确定人员方式", "selection"),
        ] {
            assert_eq!(meant(written, FIELDS), Ok(field), "{written}");
        }
        let hint = |written| meant(written, FIELDS).unwrap_err().hint.unwrap();
        assert_eq!(hint("banana").zh, "可用：职务、日常工作承担单位、提出者、确定人员方式");
        assert_eq!(hint("banana").en, "known are: posts, daily_work, source.from, selection");
        assert_eq!(hint("人员方式").zh, "是否想写 `确定人员方式`？");
    }
}
