//! Judges the paper of a chain: its issuer, its main recipients and the recipients of copies.

use crate::archive::Paper;
use crate::diagnostic::{Location, PathSegment};
use crate::model::Name;
use crate::rules::outcome::Wrong;
use crate::rules::view::Attached;
use crate::rules::{Chain, RuleContext, actor, phrase, remedy};
use crate::text::Text;

/// What the paper of a chain lacks, and what is wrong in it.
#[derive(Default)]
pub(super) struct OnPaper {
    /// Where the paper is, if it exists.
    pub belongs: Option<Location>,
    pub missing: Vec<Text>,
    /// What to do on it, in a few words.
    pub task: Option<Text>,
    /// How to complete the draft, if there is one.
    pub remedy: Option<Text>,
    pub wrong: Vec<Wrong>,
    /// Whether nothing is missing except what is wrong itself.
    pub only_wrong: bool,
}

pub(super) fn judge(context: &RuleContext, chain: &Chain) -> OnPaper {
    let (regulation, view) = (context.regulation, &context.view);
    let asks_nothing = chain.issuer.is_empty() && chain.to.is_empty() && chain.cc.is_empty();
    let Some(document) = chain.document.as_ref().filter(|_| !asks_nothing) else { return OnPaper::default() };
    // Drafts do not count yet, and the contents of scans are not known.
    let (papers, drafts): (Vec<&Paper>, Vec<&Paper>) =
        view.papers(regulation, document).partition(|paper| paper.draft.is_none());
    let scans: Vec<Attached> = view.attachments().filter(|one| one.counts_as(regulation, document)).collect();
    let is_scanned = scans.iter().any(|one| one.material.date.is_none_or(|date| date <= context.today));
    match papers.last() {
        Some(last) => {
            let belongs = Some(Location::file(last.path.clone()));
            OnPaper { belongs, ..front_matter(context, chain, document, &papers, is_scanned) }
        }
        None if is_scanned => OnPaper::default(),
        None => absent(context, document, &drafts, &scans),
    }
}

/// A paper that does not exist: there may be a draft, or a scan whose date is still to come.
fn absent(context: &RuleContext, document: &Name, drafts: &[&Paper], scans: &[Attached]) -> OnPaper {
    let name = phrase::paper(context.regulation, document);
    let ahead = scans.iter().find_map(|one| Some((one.place(), one.material.date?)));
    if let Some((place, date)) = ahead.filter(|_| drafts.is_empty()) {
        let later = phrase::in_brackets(&[phrase::later_than_today(date)]);
        return OnPaper {
            task: Some(phrase::to_supply(&name)),
            missing: vec![name.then(&later)],
            remedy: Some(remedy::how_to_redate_file(&place, date)),
            belongs: Some(place),
            ..OnPaper::default()
        };
    }
    let draft = drafts.last().and_then(|paper| Some((*paper, paper.draft?)));
    OnPaper {
        task: Some(if drafts.is_empty() { phrase::to_supply(&name) } else { phrase::to_complete(&name) }),
        missing: vec![name],
        remedy: draft.map(|(paper, draft)| remedy::how_to_fill_in(&paper.path, draft)),
        belongs: draft.map(|(paper, _)| paper.draft_place()),
        ..OnPaper::default()
    }
}

/// The front matter of the papers. Several files of the document are considered together.
fn front_matter(context: &RuleContext, chain: &Chain, document: &Name, papers: &[&Paper], is_scanned: bool) -> OnPaper {
    let mut found = OnPaper::default();
    if !chain.issuer.is_empty() {
        let mut is_issued = false;
        for paper in papers {
            let Some(issuer) = &paper.front.issuer else { continue };
            if chain.issuer.iter().any(|wanted| actor::is_meant_in(context, paper, wanted, issuer)) {
                is_issued = true;
            } else {
                let place = Location::field(paper.path.clone(), [PathSegment::from("issuer")]);
                let message = phrase::other_issuer(context, document, issuer, &chain.issuer);
                found.wrong.push(Wrong { place, message, remedy: remedy::how_to_mend_paper(&paper.path) });
            }
        }
        if !is_issued && !is_scanned {
            found.only_wrong = !found.wrong.is_empty();
            found.missing.push(phrase::issuer(context.regulation, &chain.issuer));
        }
    }
    if !is_scanned {
        let to = actor::unstated(context, papers, &chain.to, |paper| &paper.front.to);
        let cc = actor::unstated(context, papers, &chain.cc, |paper| &paper.front.cc);
        found.only_wrong &= to.is_empty() && cc.is_empty();
        if !to.is_empty() {
            found.missing.push(phrase::addressed(context.regulation, &to));
        }
        if !cc.is_empty() {
            found.missing.push(phrase::copied(context.regulation, &cc));
        }
    }
    let task = phrase::to_complete(&phrase::paper(context.regulation, document));
    found.task = (!found.missing.is_empty()).then_some(task);
    found
}
