//! What the value of a filter means: an id or a name, or a part of one that is no part of another, as a topic's key is told.

use crate::archive::person_meant;
use crate::changes::Words;
use crate::changes::person::find_or_holder;
use crate::diagnostic::{Diagnostic, Diagnostics, unknown};
use crate::model::Name;
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;
use std::collections::BTreeSet;

/// Every id that the value of a filter means; several where regulations call several things by one name.
///
/// # Errors
/// If it means none, with what may be meant, or things of more than one name.
pub(super) fn meant<'k>(
    kind: &Text,
    written: &str,
    known: impl IntoIterator<Item = (&'k str, &'k str)>,
) -> Result<BTreeSet<&'k str>, Diagnostic> {
    let known: Vec<(&str, &str)> = known.into_iter().collect();
    let wanted = Name::from(written.trim());
    let of = |is_meant: &dyn Fn(&str) -> bool| -> Vec<(&'k str, &'k str)> {
        known.iter().filter(|(id, name)| is_meant(id) || is_meant(name)).copied().collect()
    };
    let whole = of(&|word| *wanted == *word || wanted.looks_like(&Name::from(word)));
    if !whole.is_empty() {
        return Ok(whole.into_iter().map(|(id, _)| id).collect());
    }
    let part = wanted.folded();
    let in_part = if part.is_empty() { Vec::new() } else { of(&|word| Name::from(word).folded().contains(&part)) };
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

/// Who somebody's name, post, office or body means.
///
/// # Errors
/// If it means nobody, or several.
pub(super) fn who(loaded: &LoadedArchive, written: &str) -> Result<Name, Diagnostics> {
    let people = &loaded.archive.people;
    if let Some(person) = person_meant(people, written)? {
        return Ok(person.id.clone());
    }
    // Whoever alone holds a post, an office, a body, or whom a regulation speaks of.
    if let Ok(person) = find_or_holder(loaded, written) {
        return Ok(person.id.clone());
    }
    let used = loaded.regulations.used(&loaded.archive).collect();
    let words = Words::under(&loaded.archive, used, true);
    if let Some(id) = words.actor(written).ok().filter(|id| words.told([id.as_str()]).is_empty()) {
        return Ok(Name::from(id));
    }
    let known = people.iter().map(|person| (person.id.as_str(), person.name.as_str()));
    let kind = Text::new("人员", "person");
    let ids = meant(&kind, written, known)?;
    // Two people of one name are told apart by their ids.
    let named = people.iter().find(|person| ids.contains(person.id.as_str())).map_or("", |person| &*person.name);
    let one = if ids.len() == 1 { ids.first().copied().unwrap_or_default() } else { named };
    let person = person_meant(people, one)?;
    Ok(person.map(|person| person.id.clone()).ok_or_else(|| unknown(&kind, written, people))?)
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

    fn told(written: &str) -> Result<Vec<&'static str>, String> {
        let told = meant(&Text::new("委室", "office"), written, OFFICES);
        told.map(Vec::from_iter).map_err(|problem| {
            format!("{}: {}", problem.message.zh, problem.hint.map(|hint| hint.zh).unwrap_or_default())
        })
    }

    #[test]
    fn an_id_a_name_or_a_part_of_one() {
        for written in ["economy", "经济委员会", "经济委", "经济", "econ", " 经济委员会 "] {
            assert_eq!(told(written), Ok(vec!["economy"]), "{written}");
        }
        // One name of two things means both; a whole word is no part of another.
        assert_eq!(told("城建"), Ok(vec!["urban", "urban-2"]));
        assert_eq!(told("urban"), Ok(vec!["urban"]));
    }

    #[test]
    fn what_nobody_has_is_refused_with_what_may_be_meant() {
        assert_eq!(
            told("委员会"),
            Err("`委员会` 可指 3 个委室: 写全：城建环保委员会、社会法制委员会、经济委员会".to_owned())
        );
        assert_eq!(told("经剂委员会"), Err("未知的委室 `经剂委员会`: 是否想写 `经济委员会`？".to_owned()));
        assert_eq!(
            told("……"),
            Err("未知的委室 `……`: 可用：经济委员会、城建环保委员会、城建环保委员会、社会法制委员会".to_owned())
        );
    }
}
