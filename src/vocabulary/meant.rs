//! What the value of a filter means: an id, a name, or a part of one that fits only one name, as with topic keys.

use crate::diagnostic::{Diagnostic, unknown};
use crate::model::Name;
use crate::text;
use crate::text::Text;
use std::collections::BTreeSet;

/// Every id that the value of a filter means; several if regulations use one name for several things.
///
/// # Errors
/// If nothing has that name, with suggestions; or if the part fits several names.
pub(crate) fn meant<'k>(
    kind: &Text,
    written: &str,
    known: impl IntoIterator<Item = (&'k str, &'k str)>,
) -> Result<BTreeSet<&'k str>, Diagnostic> {
    let known: Vec<(&str, &str)> = known.into_iter().collect();
    let wanted = Name::from(written.trim());
    let whole = matching(&known, |word| *wanted == *word || wanted.looks_like(&Name::from(word)));
    if !whole.is_empty() {
        return Ok(whole.into_iter().map(|(id, _)| id).collect());
    }
    let part = wanted.folded();
    let in_part = matching(&known, |word| !part.is_empty() && Name::from(word).folded().contains(&part));
    let names: BTreeSet<&str> = in_part.iter().map(|(_, name)| *name).collect();
    match names.len() {
        0 => Err(unknown(kind, written, known)),
        1 => Ok(in_part.into_iter().map(|(id, _)| id).collect()),
        count => {
            let Text { zh: kind_zh, en: kind_en } = kind;
            let Text { zh, en } = Text::listed(names);
            Err(Diagnostic::new(text!(
                zh: "`{written}` 可指 {count} 个{kind_zh}",
                en: "`{written}` may mean {count} of: {kind_en}"
            ))
            .hint(text!(zh: "写全：{zh}", en: "give the whole of it: {en}")))
        }
    }
}

/// The pairs of id and name of which either matches.
fn matching<'k>(known: &[(&'k str, &'k str)], is_meant: impl Fn(&str) -> bool) -> Vec<(&'k str, &'k str)> {
    known.iter().filter(|(id, name)| is_meant(id) || is_meant(name)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICES: [(&str, &str); 4] = [
        ("economy", "经济委员会"),
        ("urban", "城建环保委员会"),
        ("urban-2", "城建环保委员会"),
        ("social", "社会法制委员会"),
    ];

    fn ids(written: &str) -> Result<Vec<&'static str>, String> {
        let ids = meant(&Text::new("委室", "office"), written, OFFICES);
        ids.map(Vec::from_iter).map_err(|problem| {
            format!("{}: {}", problem.message.zh, problem.hint.map(|hint| hint.zh).unwrap_or_default())
        })
    }

    #[test]
    fn an_id_a_name_or_a_part_of_one() {
        for written in ["economy", "经济委员会", "经济委", "经济", "econ", " 经济委员会 "] {
            assert_eq!(ids(written), Ok(vec!["economy"]), "{written}");
        }
        // One name of two things means both; a whole word is not looked for inside others.
        assert_eq!(ids("城建"), Ok(vec!["urban", "urban-2"]));
        assert_eq!(ids("urban"), Ok(vec!["urban"]));
    }

    #[test]
    fn unknown_and_ambiguous_words_are_refused_with_suggestions() {
        assert_eq!(
            ids("委员会"),
            Err("`委员会` 可指 3 个委室: 写全：城建环保委员会、社会法制委员会、经济委员会".to_owned())
        );
        assert_eq!(ids("经剂委员会"), Err("未知的委室 `经剂委员会`: 是否想写 `经济委员会`？".to_owned()));
        assert_eq!(
            ids("……"),
            Err("未知的委室 `……`: 可用：经济委员会、城建环保委员会、城建环保委员会、社会法制委员会".to_owned())
        );
    }
}
