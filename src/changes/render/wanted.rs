//! Which papers a request means: those it names, all of which the target has use, or those that open duties ask for.

use super::Papers;
use super::target::{Target, is_sheet};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{Part, Selection, judge};
use crate::regulation::Check;
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Workspace, is_open};

impl Papers {
    /// The papers by name.
    ///
    /// # Errors
    /// If none is named, or the topic cannot be judged.
    pub(super) fn names(
        &self,
        workspace: &Workspace,
        loaded: &LoadedArchive,
        target: &Target,
    ) -> Result<Vec<String>, Diagnostics> {
        let here = target.drafted_here(workspace);
        match self {
            Self::Named(names) if names.is_empty() => Err(which(workspace, target).into()),
            Self::Named(names) => Ok(names.clone()),
            // A sheet belongs to another paper.
            Self::All => {
                let wanted = here.filter(|(id, kind, template)| {
                    !is_sheet(template) && (target.has_use_for(id, kind) || target.papers_of(id).next().is_some())
                });
                Ok(wanted.map(|(id, ..)| id.to_owned()).collect())
            }
            Self::Asked => {
                let asked = asked(loaded, target);
                let ids = here.map(|(id, ..)| id.to_owned());
                Ok(ids.filter(|id| asked.iter().any(|kind| target.regulation.counts_as(id, kind))).collect())
            }
        }
    }
}

/// The kinds of papers that open duties of the target ask for.
fn asked(loaded: &LoadedArchive, target: &Target) -> Vec<String> {
    let judged = judge(loaded.context(), Selection { part: Part::Whole, all: true });
    let open = judged.duties.iter().filter(|duty| duty.subject == target.subject && is_open(duty));
    let checks = open.flat_map(|duty| duty.rule().checks.iter());
    let asked = checks.filter_map(|check| match check {
        Check::Document(check) => Some(check.documents.ids().iter().map(ToString::to_string)),
        _ => None,
    });
    asked.flatten().collect()
}

/// That no paper is named, and which can be drafted of such a target.
fn which(workspace: &Workspace, target: &Target) -> Diagnostic {
    let names: Vec<Text> =
        target.drafted_here(workspace).map(|(id, kind, _)| Text::new(kind.term.name.as_str(), id)).collect();
    let problem = Diagnostic::new(Text::new("没有写明起草哪种文书", "no paper is named"));
    let (name, regulation, Text { zh, en }) = (&target.name, &target.regulation.id, Text::join(&names, "、", ", "));
    problem.hint(if names.is_empty() {
        text!(
            zh: "规程没有自带模板，可自备：templates/{regulation}/documents/〈文书〉.md",
            en: "there is no template; put one at templates/{regulation}/documents/〈DOCUMENT〉.md"
        )
    } else {
        text!(zh: "可起草：{zh}；例如 yijuan render {name} 〈文书〉", en: "can be drafted: {en}; for example yijuan render {name} 〈DOCUMENT〉")
    })
}
