//! Finds names that mean two things. Only other names (`also`) may be shared: a command then asks which is meant.

use super::Flaws;
use crate::diagnostic::PathSegment;
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Term};
use std::collections::HashMap;

pub(super) fn check(regulation: &Regulation, flaws: &mut Flaws) {
    for group in Group::all() {
        check_group(group.key(), regulation.terms(group).iter(), flaws);
    }
    check_group("events", regulation.events.iter().map(|(id, event)| (id, &event.term)), flaws);
    check_group("documents", regulation.documents.iter().map(|(id, kind)| (id, &kind.term)), flaws);
}

fn check_group<'a>(group: &str, terms: impl Iterator<Item = (&'a str, &'a Term)>, flaws: &mut Flaws) {
    let mut ids = HashMap::new();
    let named = terms.flat_map(|(id, term)| term.names().enumerate().map(move |(nth, name)| (id, nth, name.as_str())));
    for (id, nth, name) in named {
        if let Some((first, first_nth)) = ids.insert(name, (id, nth))
            && (nth == 0 || first_nth == 0 || first == id)
        {
            let at = if nth == 0 {
                vec![PathSegment::from("name")]
            } else {
                vec![PathSegment::from("also"), PathSegment::from(nth - 1)]
            };
            flaws.add(
                [PathSegment::from(group), PathSegment::from(id)].into_iter().chain(at),
                text!(zh: "`{first}` 和 `{id}` 都叫“{name}”", en: "`{first}` and `{id}` are both called “{name}”"),
                Text::new(
                    "各起一个名称，命令里写名称才分得清",
                    "give each a name of its own, for commands take names too",
                ),
            );
        }
    }
}
