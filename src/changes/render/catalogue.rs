//! `render --list`: the papers of regulations, which rules ask for them, and where those of a topic or a year stand.

use super::missing::{Missing, of_paper};
use super::target::{Target, is_sheet};
use crate::archive::{Limits, Source as _, WorkTree};
use crate::document::Template;
use crate::model::{Date, Name};
use crate::regulation::{Check, Regulation};
use crate::text::Text;
use crate::workspace::{Workspace, template};

/// A paper of a regulation.
#[derive(Clone)]
pub(crate) struct Listed {
    /// Its id.
    id: Name,
    /// What it is called, and by its id in English, as commands take it.
    pub name: Text,
    /// The stage of the work to which it belongs.
    pub stage: Option<Text>,
    /// The rules that ask for it.
    pub rules: Vec<Name>,
    /// What it is drafted from.
    pub template: Origin,
}

/// Where a template comes from.
#[derive(Clone)]
pub(crate) enum Origin {
    /// The archive has its own, with this path.
    Own(String),
    /// It comes with the program.
    BuiltIn,
    /// There is none: the paper is written by hand.
    None,
}

/// Where a paper of a topic or a year stands.
pub(crate) enum PaperState {
    /// It went out on this day.
    Sent(Date),
    /// It is written.
    Written,
    /// It is there, with so many places to be filled in.
    ToFillIn(usize),
    /// It can be drafted, and leaves so many places open.
    Ready(usize),
    /// It cannot be drafted before so many facts are on record.
    Lacking(usize),
    /// Its template is wrong.
    Broken,
    /// Its file cannot be read.
    Unreadable,
    /// It is drafted when somebody names it.
    IfNamed,
}

/// The papers that the institution writes, in the order of the stages; what belongs to no stage comes last.
pub(crate) fn catalogue(source: &WorkTree, regulation: &Regulation) -> Vec<Listed> {
    let listed = regulation.documents.iter().filter_map(|(id, kind)| {
        let template = match template::find(source, regulation, id, kind) {
            Ok(Template { path, .. }) if is_there(source, &path) => Origin::Own(path),
            Ok(_) => Origin::BuiltIn,
            // What others hand in is not written here.
            Err(_) if kind.layout.is_none() => return None,
            Err(_) => Origin::None,
        };
        let place = regulation.stages.iter().position(|stage| kind.stage.as_ref() == Some(&stage.id));
        let asking = regulation.rules.iter().filter(|rule| rule.checks.iter().any(|check| asks(regulation, check, id)));
        let listed = Listed {
            id: id.into(),
            name: Text::new(kind.term.name.as_str(), id),
            stage: place.map(|place| regulation.stages[place].name.clone()),
            rules: asking.map(|rule| rule.id.clone()).collect(),
            template,
        };
        Some((place.unwrap_or(usize::MAX), listed))
    });
    let mut listed: Vec<(usize, Listed)> = listed.collect();
    listed.sort_by_key(|(place, _)| *place);
    listed.into_iter().map(|(_, listed)| listed).collect()
}

fn is_there(source: &WorkTree, path: &str) -> bool {
    source.read(path, Limits::YAML).is_ok_and(|there| there.is_some())
}

/// Whether a check asks for a paper.
fn asks(regulation: &Regulation, check: &Check, id: &str) -> bool {
    match check {
        Check::Document(check) => check.documents.ids().iter().any(|kind| regulation.counts_as(id, kind)),
        Check::Chain(chain) => chain.document.as_ref().is_some_and(|kind| regulation.counts_as(id, kind)),
        // What is issued with an event is asked for with it.
        Check::Event(check) => check.events.ids().iter().any(|event| {
            let issued = regulation.events.get(event).map_or(&[][..], |kind| &kind.issues);
            issued.iter().any(|kind| regulation.counts_as(id, kind))
        }),
        _ => false,
    }
}

/// The papers of a topic or a year, each with its file if it has one, and where it stands.
pub(super) fn standing(workspace: &Workspace, target: &Target) -> Vec<(Listed, Option<String>, PaperState)> {
    let here: Vec<_> = target.drafted_here(workspace).collect();
    let mut rows = Vec::new();
    for listed in catalogue(&workspace.source, target.regulation) {
        let Some((id, kind, template)) = here.iter().find(|(id, ..)| *id == &*listed.id) else { continue };
        let there: Vec<_> = target.all_papers_of(id).map(|paper| (paper.file.clone(), paper.sent)).collect();
        for (file, sent) in there {
            let standing = match sent {
                Some(day) => PaperState::Sent(day),
                None => match of_paper(workspace, target, &file) {
                    Ok(missing) => match missing.iter().map(Missing::count).sum() {
                        0 => PaperState::Written,
                        open => PaperState::ToFillIn(open),
                    },
                    Err(_) => PaperState::Unreadable,
                },
            };
            rows.push((listed.clone(), Some(file), standing));
        }
        if target.papers_of(id).next().is_none() {
            let is_asked = target.has_use_for(id, kind) && !is_sheet(template);
            let standing = if is_asked { to_be_drafted(workspace, target, id) } else { PaperState::IfNamed };
            rows.push((listed.clone(), None, standing));
        }
    }
    rows
}

fn to_be_drafted(workspace: &Workspace, target: &Target, id: &str) -> PaperState {
    let Ok(missing) = of_paper(workspace, target, id) else { return PaperState::Broken };
    match missing.iter().map(Missing::blocking).sum() {
        0 => PaperState::Ready(missing.iter().map(Missing::count).sum()),
        blocking => PaperState::Lacking(blocking),
    }
}

#[cfg(test)]
mod tests {
    use super::{Regulation, asks};
    use crate::document::Template;
    use crate::regulation::Regulations;
    use crate::vocabulary::SubjectKind;

    /// The papers drafted under a regulation that rules on each round ask for, by whether each round has one.
    fn asked_of_rounds(regulation: &Regulation, is_of_round: bool) -> Vec<&str> {
        let rules = || regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Round);
        let is_asked = |id: &str| rules().flat_map(|rule| &rule.checks).any(|check| asks(regulation, check, id));
        let drafted = regulation.documents.iter().filter(|(id, _)| Template::built_in(&regulation.id, id).is_some());
        let asked = drafted.filter(|(id, kind)| kind.is_of_round == is_of_round && is_asked(id));
        asked.map(|(id, _)| id).collect()
    }

    #[test]
    fn what_is_asked_of_each_round_is_drafted_for_each_round() {
        let regulations = Regulations::built_in();
        for id in regulations.ids() {
            let regulation = regulations.get(id).unwrap();
            assert_eq!(asked_of_rounds(regulation, false), [""; 0], "{id}");
            assert!(!asked_of_rounds(regulation, true).is_empty(), "{id}");
        }
    }
}
