//! Whether decisions on papers prove: that each is bound to its text, lies where it belongs, was taken by whoever might
//! and in its turn, follows what it says it follows, and stands as it was entered.
//!
//! What somebody might do is judged by the archive as it was before their line was committed.

mod before;
mod beside;
mod chain;
mod fault;
mod held;
mod kept;
mod line;
mod merged;
mod proof;
mod pushed;
mod receipted;
mod signed;
mod trust;

pub use fault::{Fault, FaultKind};
pub(crate) use held::is_line;
pub use proof::Proof;
pub(crate) use proof::is_signed;
pub(crate) use pushed::{Unproved, unproved};
pub(crate) use receipted::{Receipted, ReceivedLine, receipted};

use super::{LoadedArchive, SignedBy, Subjects, Workspace};
use crate::archive::{Limits, Source};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{Followed, Happened, Past};
use crate::model::{COMMENTS, Date, Decision, Name, Subject};
use crate::text::Text;
use before::judge;
use beside::{is_beginning, is_beside};
use held::Held;
use line::Asked;
use proof::Receipts;
use std::collections::HashSet;

/// The decisions on papers, and what of them does not prove.
pub struct Verified {
    /// The archive without its topics.
    pub loaded: LoadedArchive,
    /// Id of the last commit.
    pub last: Option<String>,
    /// The papers that somebody decided on, by path.
    pub papers: Vec<VerifiedPaper>,
    /// What is wrong with the evidence of time.
    pub notes: Vec<Text>,
}

/// The decisions on one paper.
pub struct VerifiedPaper {
    /// Whose paper it is.
    pub subject: Subject,
    /// The topic's title.
    pub title: Option<Name>,
    /// What it is called: the name of its file.
    pub called: String,
    /// Where the decisions stand.
    pub path: String,
    /// The decisions that are chained, in file order.
    pub decisions: Vec<VerifiedDecision>,
    /// How many older records are not.
    pub unchained: usize,
    /// SHA-256 of the lines that none follows.
    pub heads: Vec<String>,
    /// What does not prove.
    pub faults: Vec<Fault>,
    /// What is worth knowing besides.
    pub notes: Vec<Fault>,
}

/// A decision, and what is known of when it was entered.
pub struct VerifiedDecision {
    /// Its line.
    pub line: usize,
    /// SHA-256 of the line.
    pub hash: String,
    /// What it says.
    pub decision: Decision,
    /// What was decided, in words.
    pub what: Text,
    /// Who decided, in words.
    pub who: Text,
    /// In whose place, or to whom it is passed on, in words; empty if to nobody.
    pub whom: Text,
    /// The commit that brought it; none if it is not committed.
    pub committed: Option<Committed>,
    /// Whose signature is under it; none if there is none that is good.
    pub signed_by: Option<SignedBy>,
    /// When it was there at the latest, by evidence from outside.
    pub proof: Proof,
}

/// The archive as it stands, and the day it is looked at.
#[derive(Clone, Copy)]
struct Now<'a> {
    source: &'a dyn Source,
    today: Date,
    /// The commits of a push that is not taken in yet, by their ids: nothing in them is trusted.
    new: &'a HashSet<&'a str>,
    /// The commit that the branch pointed to before the push, by place: what it trusts is trusted.
    trusted: Option<usize>,
}

/// A commit, as an auditor is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Its whole id.
    pub id: String,
    /// The day it was made, in China.
    pub date: Date,
    /// Who committed it: `Name <address>`.
    pub committer: String,
    /// The day on which its author wrote it, as their machine has it.
    pub written: Date,
}

/// What is followed through the history: decisions of one line in `reviews/`, and how what lies beside them begins.
const FOLLOWED: Followed = Followed {
    folder: is_followed,
    file: |file| is_decisions(file) || is_beside(file),
    line: |line| (is_line(line) || is_beginning(line)).then_some(line),
    other: |_| false,
    limit: Limits::YAML,
    is_final: |_| false,
    says_as_much: |_, _| None,
};

/// `topics/2026/003-电梯/reviews`, `plans/2026/reviews`, and what they lie in.
fn is_followed(folder: &str) -> bool {
    match folder.split('/').collect::<Vec<_>>()[..] {
        ["topics" | "plans"] | ["topics" | "plans", _] | ["topics", _, _] => true,
        [.., "reviews"] => is_decisions(&format!("{folder}/.yml")),
        [..] => is_beside(&format!("{folder}/.sig")),
    }
}

fn is_decisions(file: &str) -> bool {
    let place = file.split('/').collect::<Vec<_>>();
    let is_one = |name: &str| name.ends_with(".yml") && !name.ends_with(COMMENTS);
    matches!(place[..], ["topics", _, _, "reviews", name] | ["plans", _, "reviews", name] if is_one(name))
}

impl Verified {
    /// Looks at the decisions on the papers of these topics and years, of all if none is named.
    ///
    /// # Errors
    /// If a word means nothing, more than one thing or a room; if there is no history, or not all of it.
    pub fn of(workspace: &Workspace, keys: &[String]) -> Result<Self, Diagnostics> {
        let asked = (!keys.is_empty()).then(|| Subjects::of(&workspace.source, keys)).transpose()?;
        if let Some(room) = asked.iter().flat_map(|asked| &asked.others).find(|one| !matches!(one, Subject::Plan(_))) {
            return Err(Diagnostic::new(Text::new(
                format!("`{room}` 没有审签的文书"),
                format!("`{room}` has no papers that are decided on"),
            ))
            .hint(Text::new("写议题编号，或 `plan:年份`", "give a topic's key, or `plan:YEAR`"))
            .into());
        }
        let repository = workspace.history()?;
        let past = repository.past(FOLLOWED)?;
        let receipts = Receipts::of(&repository.receipts()?, &past)?;
        let now = Now { source: &workspace.source, today: workspace.today, new: &HashSet::new(), trusted: None };
        let (mut loaded, folders) = LoadedArchive::read_without_topics(now.source, now.today)?;
        let folders = asked.as_ref().map_or(folders, |asked| asked.topics.clone());
        let is_asked = |subject: &Subject| asked.as_ref().is_none_or(|asked| asked.has(subject));
        let mut all = Held::all(&mut loaded, now.source, &folders, &is_asked);
        all.extend(Held::gone(&loaded, &past, &all, &is_asked));
        all.sort_by(|a, b| (&a.subject, &a.path).cmp(&(&b.subject, &b.path)));
        let papers = Self::papers(now, (&past, &receipts), &loaded, &all, &|_, _, _| true)?;
        Ok(Self { last: past.commits.last().map(|last| last.id.clone()), loaded, papers, notes: receipts.notes })
    }

    fn papers(
        now: Now,
        (past, receipts): (&Past, &Receipts),
        loaded: &LoadedArchive,
        all: &[Held],
        is_judged: &dyn Fn(&Held, usize, Option<&Happened>) -> bool,
    ) -> Result<Vec<VerifiedPaper>, Diagnostics> {
        let found = kept::Found::of(past, all);
        let mut papers: Vec<VerifiedPaper> = Vec::with_capacity(all.len());
        let mut asked: Vec<Asked> = Vec::new();
        for (nth, held) in all.iter().enumerate() {
            let brought = found.brought(nth, held);
            let mut paper = VerifiedPaper::of(held, past, &brought);
            kept::look(past, loaded, held, &found.of_paper(nth), &mut paper);
            kept::look_at_strays(past, held, &brought, &mut paper);
            paper.faults.extend(beside::of_no_line(now, held));
            let gone = found.gone(nth);
            let chain = chain::Chain::of(held, &gone);
            chain.look(held, past, &mut paper.faults);
            paper.heads = chain.heads(held);
            let judged = held.decided().filter(|(line, _)| is_judged(held, *line, brought[*line]));
            asked.extend(judged.map(|(line, decision)| {
                let follows = chain.ancestors(held, line);
                Asked { paper: nth, held, line, decision, follows, brought: brought[line] }
            }));
            papers.push(paper);
        }
        let mut judged_notes = Vec::new();
        for before::Found { paper: nth, line, faults, signed_by, proof } in judge(now, (past, receipts), &asked)? {
            let (held, paper) = (&all[nth], &mut papers[nth]);
            let (notes, faults): (Vec<_>, Vec<_>) = faults.into_iter().partition(|fault| fault.kind.is_note());
            paper.faults.extend(faults);
            judged_notes.extend(notes.into_iter().map(|note| (nth, note)));
            let decision = paper.decisions.iter_mut().find(|one| one.line == held.lines[line].nth);
            if let Some(decision) = decision {
                (decision.signed_by, decision.proof) = (signed_by, proof);
            }
        }
        // Where something is wrong, they are what follows from that.
        for (nth, note) in judged_notes {
            if papers[nth].faults.is_empty() {
                papers[nth].notes.push(note);
            }
        }
        for paper in &mut papers {
            paper.faults.sort_by_key(|fault| fault.line);
            paper.notes.sort_by_key(|note| note.line);
        }
        Ok(papers)
    }

    /// Whether everything proves.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        self.papers.iter().all(|paper| paper.faults.is_empty())
    }
}

impl VerifiedPaper {
    fn of(held: &Held, past: &Past, brought: &[Option<&Happened>]) -> Self {
        let decisions = held.decided().map(|(nth, decision)| {
            let line = &held.lines[nth];
            VerifiedDecision {
                line: line.nth,
                hash: line.hash.clone(),
                decision: decision.clone(),
                what: line.said.what.clone(),
                who: line.said.who.clone(),
                whom: line.said.whom.clone(),
                committed: brought[nth].map(|brought| Committed::of(past, brought.commit)),
                signed_by: None,
                proof: Proof::default(),
            }
        });
        Self {
            subject: held.subject.clone(),
            title: held.title.clone(),
            called: held.called().to_owned(),
            path: held.path.clone(),
            decisions: decisions.collect(),
            unchained: held.unchained.len(),
            heads: Vec::new(),
            faults: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl Committed {
    fn of(past: &Past, commit: usize) -> Self {
        let crate::history::PastCommit { id, date, committer, written, .. } = &past.commits[commit];
        Self { id: id.clone(), date: *date, committer: committer.clone(), written: *written }
    }

    /// 3f2a1bc（钱样本，2026-06-10）.
    #[must_use]
    pub fn called(&self) -> Text {
        let short = &self.id[..7.min(self.id.len())];
        let (committer, date) = (self.committer.split(" <").next().unwrap_or_default(), self.date);
        Text::new(format!("{short}（{committer}，{date}）"), format!("{short} ({committer}, {date})"))
    }
}
