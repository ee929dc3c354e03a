//! Finds the field that a word of a `set` command means: by its key in the files, or by its name on pages and in messages.

use crate::diagnostic::{Diagnostic, Known, unknown};
use crate::model::Name;
use crate::text::Text;
use crate::vocabulary::field_names as names;

/// The field that a word means.
///
/// # Errors
/// If it means none; the hint has the nearest names, or all of them.
pub(crate) fn meant(
    written: &str,
    fields: impl IntoIterator<Item = &'static str, IntoIter: Clone>,
) -> Result<&'static str, Diagnostic> {
    let fields = fields.into_iter();
    let word = Name::from(written.trim());
    // Also the option of the `add` command: post, daily-work.
    let spelt = word.replace('-', "_");
    let found = fields.clone().find(|key| *key == word.as_str());
    let found = found.or_else(|| fields.clone().find(|key| *key == spelt || key.strip_suffix('s') == Some(&spelt)));
    let found = found.or_else(|| fields.clone().find(|key| names(key).any(|name| word.looks_like(&Name::from(name)))));
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
        let hint = meant("banana", FIELDS).unwrap_err().hint.unwrap();
        assert_eq!(hint.zh, "可用：职务、日常工作承担单位、提出者、确定人员方式");
        assert_eq!(hint.en, "known are: posts, daily_work, source.from, selection");
        let hint = meant("人员方式", FIELDS).unwrap_err().hint.unwrap();
        assert_eq!(hint.zh, "是否想写 `确定人员方式`？");
    }
}
