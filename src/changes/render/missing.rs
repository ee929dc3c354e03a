//! `render --missing`: what papers still lack, facts and what only a person can write.

use super::draft::{Draft, drafted_so_far, drafts_of_standing};
use super::kind::find;
use super::target::{Nameless, Target};
use super::{Papers, blank};
use crate::archive::{Limits, Source as _};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Remedy;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Workspace, template};
use regex::Regex;
use std::sync::LazyLock;

/// What a paper lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    /// The paper's file.
    pub file: String,
    /// Facts that nobody has recorded.
    pub facts: Vec<MissingFact>,
    /// What only a person can write.
    pub blanks: Vec<String>,
}

/// A fact that nobody has recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MissingFact {
    /// What is missing.
    pub what: Text,
    /// How it is recorded.
    pub set: Remedy,
    /// Whether the paper cannot be drafted before, rather than with a place left open.
    pub blocks: bool,
}

impl Missing {
    /// How many places are open.
    pub(crate) fn count(&self) -> usize {
        self.facts.len() + self.blanks.len()
    }

    /// How many facts must be on record before the paper can be drafted.
    pub(crate) fn blocking(&self) -> usize {
        self.facts.iter().filter(|fact| fact.blocks).count()
    }
}

static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("〔待填写(?:：([^〕]*))?〕").ok());

/// What each of the papers lacks, as it is in the dossier, or else as it would be drafted; complete ones are left out.
///
/// # Errors
/// If a paper is unknown, or its template is wrong.
pub(crate) fn missing(
    workspace: &Workspace,
    loaded: &LoadedArchive,
    target: &Target,
    papers: &Papers,
) -> Result<Vec<Missing>, Diagnostics> {
    let mut all = Vec::new();
    for name in papers.names(workspace, loaded, target)? {
        all.extend(of_paper(workspace, target, &name)?);
    }
    Ok(all)
}

/// What a paper lacks, by its id or its file.
///
/// # Errors
/// As [`missing`].
pub(super) fn of_paper(workspace: &Workspace, target: &Target, name: &str) -> Result<Vec<Missing>, Diagnostics> {
    let kind = find(target.regulation, name);
    if let Ok((id, kind)) = kind {
        template::find(&workspace.source, target.regulation, id, kind)?;
    }
    let past = target.paper_called(name).filter(|paper| target.is_of_past_round(paper));
    let standing = match past {
        // Its facts are no longer on record: what is open in it, a person writes.
        Some(paper) => Ok(vec![Draft::there(&paper.document, &paper.file, String::new())]),
        None => drafts_of_standing(workspace, target, name, false),
    };
    let drafts = match standing {
        Ok(drafts) => drafts.into_iter().map(|draft| (draft, Diagnostics::new())).collect(),
        Err(problems) => {
            // What is wrong stands in the template; what is missing stands nowhere yet, or in the topic's own files.
            let is_fact = |problem: &Diagnostic| {
                let place = problem.place.as_ref();
                problem.hint.is_some() && place.is_none_or(|place| place.path.starts_with(&target.folder))
            };
            if !problems.iter().all(is_fact) {
                return Err(problems);
            }
            let (id, kind) = kind?;
            vec![drafted_so_far(workspace, target, id, kind)?]
        }
    };
    let mut missing = Vec::new();
    for (draft, lacking) in drafts {
        let there = workspace.source.read(&format!("{}/{}", target.folder, draft.file), Limits::PAPER)?;
        let text = there.map_or_else(|| draft.text.clone(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
        let open: Vec<_> = draft.blanks.iter().filter(|blank| text.contains(&blank.mark())).collect();
        let fact = |what, set, blocks| MissingFact { what, set, blocks };
        let blocking = lacking.into_iter().filter_map(|problem| Some((problem.message, problem.hint?)));
        let blocking: Vec<_> = blocking.map(|(what, hint)| fact(what, hint.into(), true)).collect();
        // A fact for which one place is left and another is not stands in the way, and is said once.
        let is_told = |set: &Remedy| blocking.iter().any(|fact| fact.set.text() == set.text());
        let left_open = open.iter().filter(|blank| !is_told(&blank.set));
        let left_open = left_open.map(|blank| fact(Text::same(blank.label.as_str()), blank.set.clone(), false));
        let nameless = target.nameless_issuer(&text).map(Nameless::missing);
        let nameless = nameless.map(|(what, set)| fact(what, set, false));
        let facts = blocking.iter().cloned().chain(left_open).chain(nameless).collect();
        let marks: Vec<String> = open.iter().map(|blank| blank.mark()).collect();
        let blanks = BLANK.iter().flat_map(|blank| blank.captures_iter(&text));
        let blanks = blanks.filter(|found| !marks.iter().any(|mark| *mark == found[0]));
        let blanks = blanks.map(|found| found.get(1).map_or("……", |label| label.as_str()).to_owned());
        let classes = target.classes_addressed(&draft.file, &text);
        let blanks = blanks.chain(classes.iter().map(|class| format!("主送、抄送的“{class}”是哪些单位"))).collect();
        let lacking = Missing { file: draft.file, facts, blanks };
        if !lacking.facts.is_empty() || !lacking.blanks.is_empty() {
            missing.push(lacking);
        }
    }
    Ok(missing)
}

/// What is to be done to record everything that is missing.
pub(crate) fn to_record(missing: &[Missing]) -> Vec<Text> {
    blank::combined(missing.iter().flat_map(|missing| &missing.facts).map(|fact| &fact.set))
}
