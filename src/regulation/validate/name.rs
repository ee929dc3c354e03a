//! Names that mean two things: a command that is given one would take the first.

use super::Flaws;
use crate::problem::Step;
use crate::rules::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use std::collections::HashMap;

pub(super) fn look(regulation: &Regulation, flaws: &mut Flaws) {
    for group in Group::all() {
        let terms = regulation.terms(group);
        twice(group.key(), terms.iter().map(|(id, term)| (id, term.name.as_str())), flaws);
    }
    twice("events", regulation.events.iter().map(|(id, event)| (id, event.term.name.as_str())), flaws);
    twice("documents", regulation.documents.iter().map(|(id, kind)| (id, kind.term.name.as_str())), flaws);
}

fn twice<'a>(group: &str, named: impl Iterator<Item = (&'a str, &'a str)>, flaws: &mut Flaws) {
    let mut ids = HashMap::new();
    for (id, name) in named {
        if let Some(first) = ids.insert(name, id) {
            flaws.find(
                [Step::from(group), Step::from(id), Step::from("name")],
                text!(zh: "`{first}` 和 `{id}` 都叫“{name}”", en: "`{first}` and `{id}` are both called “{name}”"),
                Text::new(
                    "各起一个名称，命令里写名称才分得清",
                    "give each a name of its own, for commands take names too",
                ),
            );
        }
    }
}
