//! The archive as it was before a decision was committed, and with it whether who decided might.

use super::beside::Beside;
use super::fault::{Fault, FaultKind};
use super::held::folder_of;
use super::line::{Asked, Judged, in_one_commit, judge_line};
use super::merged::Merges;
use super::proof::{Proof, Receipts};
use super::signed::{self, Known, Signed};
use super::trust::Trust;
use super::{Committed, LoadedArchive, Now, SignedBy};
use crate::archive::{Archive, Entry, EntryKind, Source};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{Past, Tree};
use crate::model::{Subject, paper_decided_on};
use crate::regulation::{Naming, Regulations};
use crate::signing::AllowedSigners;
use crate::text;
use crate::text::Text;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What an archive's root holds beside its topics: who somebody is, and what binds them.
const BESIDE_TOPICS: [&str; 8] =
    ["yijuan.yml", "people.yml", "rooms.yml", "units.yml", "calendar", "plans", "templates", AllowedSigners::FILE];

/// What is found of a decision.
pub(super) struct Found {
    /// The paper, by place.
    pub paper: usize,
    /// Its line, by place.
    pub line: usize,
    pub faults: Vec<Fault>,
    /// Whose signature is under it.
    pub signed_by: Option<SignedBy>,
    /// When it was there at the latest.
    pub proof: Proof,
}

/// Looks at each decision, against the archive as it was before.
pub(super) fn judge(
    now: Now,
    (past, receipts): (&Past, &Receipts),
    asked: &[Asked],
) -> Result<Vec<Found>, Diagnostics> {
    let days = signed::days(past, now.today);
    let (trust, merges) = (Trust::of(past)?, Merges::of(past, receipts, &days));
    let beside = Beside::of(past);
    let known = Known { past, days: &days, trust: &trust, merges: &merges, beside: &beside };
    // Most commits share what stands beside the topics, which takes longer to read than a topic.
    let states: Result<Vec<Arc<str>>, Diagnostic> = asked
        .par_iter()
        .map(|asked| match asked.state_before(past) {
            Some(commit) => past.state(commit, &BESIDE_TOPICS),
            None => Ok("".into()),
        })
        .collect();
    let mut by_state: BTreeMap<Arc<str>, Vec<&Asked>> = BTreeMap::new();
    for (state, asked) in states?.into_iter().zip(asked) {
        by_state.entry(state).or_default().push(asked);
    }
    let (mut found, mut laws) = (Vec::new(), HashMap::new());
    for alike in by_state.values() {
        let Some(first) = alike.first() else { continue };
        let base = base_of(now, past, first.state_before(past), &mut laws)?;
        let naming = Naming::of(&base.regulations, &base.archive);
        let judged = alike.par_iter().map_init(
            || base.archive.clone(),
            |archive, asked| {
                let mut faults = asked.judge(now, past, (&base, &naming), archive)?;
                let Signed { by: signed_by, faults: of_signature } = Signed::of(asked, now, known, &base.archive)?;
                let (proof, of_proof) = Proof::of(asked, now, receipts, (past, &beside));
                let dated_back = signed::dated_back(asked, past);
                let ended = asked.ended(now, known, &faults)?;
                faults.extend(of_signature.into_iter().chain(of_proof).chain(dated_back).chain(ended));
                Ok(Found { paper: asked.paper, line: asked.line, faults, signed_by, proof })
            },
        );
        found.extend(judged.collect::<Result<Vec<Found>, Diagnostics>>()?);
    }
    Ok(found)
}

/// Regulations by the state of `templates/`, which hardly ever changes and takes longest to read.
type Laws = HashMap<Arc<str>, Regulations>;

/// The archive without its topics, as a commit has it, or as it lies in the work tree.
fn base_of(now: Now, past: &Past, commit: Option<usize>, laws: &mut Laws) -> Result<LoadedArchive, Diagnostics> {
    let Some((commit, tree)) = commit.and_then(|commit| Some((commit, past.archive(commit)?))) else {
        return LoadedArchive::read(now.source, Some(&[]), now.today);
    };
    let state = past.state(commit, &["templates"])?;
    let base = match laws.get(&state) {
        Some(law) => LoadedArchive::read_under(law.clone(), &tree, Some(&[]), now.today)?,
        None => LoadedArchive::read(&tree, Some(&[]), now.today)?,
    };
    laws.entry(state).or_insert_with(|| base.regulations.clone());
    Ok(base)
}

impl Asked<'_> {
    /// The commit before the one that brought it: the last one, if none has brought it yet; itself, if there is none
    /// before.
    fn state_before(&self, past: &Past) -> Option<usize> {
        match self.brought {
            Some(brought) => Some(past.commits[brought.commit].parents.first().copied().unwrap_or(brought.commit)),
            None => past.commits.len().checked_sub(1),
        }
    }

    fn judge(
        &self,
        now: Now,
        past: &Past,
        (base, naming): (&LoadedArchive, &Naming),
        archive: &mut Archive,
    ) -> Result<Vec<Fault>, Diagnostics> {
        let path = self.brought.map_or(&self.held.path, |brought| &brought.path);
        let (folder, paper) = (folder_of(path), paper_decided_on(path));
        let with: Box<dyn Source + '_> = match self.brought.and_then(|brought| past.around(brought, false)) {
            Some(tree) => Box::new(Under { tree, folder }),
            None => Box::new(now.source),
        };
        let before: Option<Box<dyn Source + '_>> = match self.brought {
            Some(brought) => {
                past.around(brought, true).map(|tree| Box::new(Under { tree, folder }) as Box<dyn Source + '_>)
            }
            None => self.state_before(past).and_then(|last| past.archive(last)).map(|tree| Box::new(tree) as _),
        };
        let as_it_was = AsItWas { before: before.as_deref(), with: &*with, paper: &paper, decisions: path };
        let line = Judged { asked: self, past, path, paper: &paper, before: before.as_deref(), with: &*with };
        if matches!(Subject::of_path(path), Subject::Plan(_)) {
            // A year's papers stand beside the topics, so all of it is read anew.
            let whole = self.state_before(past).and_then(|commit| past.archive(commit));
            let whole: Box<dyn Source + '_> =
                whole.map_or_else(|| Box::new(now.source) as _, |tree| Box::new(tree) as _);
            let as_it_was = AsItWas { before: Some(&*whole), with: &*with, paper: &paper, decisions: path };
            let mut of_year = LoadedArchive::read(&as_it_was, Some(&[]), now.today)?;
            let LoadedArchive { archive, regulations, calendar, .. } = &mut of_year;
            let naming = Naming::of(regulations, archive);
            return Ok(judge_line(&line, (regulations, calendar, &naming), archive, &as_it_was));
        }
        let faults = judge_line(&line, (&base.regulations, &base.calendar, naming), archive, &as_it_was);
        let own = self.brought.filter(|brought| !past.commits[brought.commit].parents.is_empty());
        let Some(own) = own.filter(|_| faults.iter().any(Fault::is_of_right)) else { return Ok(faults) };
        // Who was entered in the commit that used the post might not yet.
        let mut of_own = base_of(now, past, Some(own.commit), &mut Laws::new())?;
        let LoadedArchive { archive, regulations, calendar, .. } = &mut of_own;
        let naming = Naming::of(regulations, archive);
        let again = judge_line(&line, (regulations, calendar, &naming), archive, &as_it_was);
        if again.iter().any(Fault::is_of_right) {
            return Ok(faults);
        }
        Ok(faults.into_iter().map(|fault| if fault.is_of_right() { in_one_commit(fault) } else { fault }).collect())
    }
}

impl Asked<'_> {
    /// That who decided held the post where a branch began, and no longer where a merge took the line in. It is no fault: when
    /// a post ended, its days say and not the commit that took it out.
    fn ended(&self, now: Now, known: Known, faults: &[Fault]) -> Result<Option<Fault>, Diagnostics> {
        let Known { past, merges, .. } = known;
        let might = faults.iter().all(|fault| !fault.is_of_right()) && now.new.is_empty();
        let Some(brought) = self.brought.filter(|_| might) else { return Ok(None) };
        let may_not_at = |commit: usize| -> Result<bool, Diagnostics> {
            let base = base_of(now, past, Some(commit), &mut Laws::new())?;
            let naming = Naming::of(&base.regulations, &base.archive);
            let faults = self.judge(now, past, (&base, &naming), &mut base.archive.clone())?;
            Ok(faults.iter().any(Fault::is_of_right))
        };
        for other in merges.others(brought.commit).into_iter().filter(|other| other.was_first) {
            let Some(fork) = other.fork else { continue };
            let people = |commit: usize| past.state(commit, &["people.yml"]);
            if people(fork)? == people(other.commit)? || !may_not_at(other.commit)? || may_not_at(fork)? {
                continue;
            }
            let Text { zh, en } = Committed::of(past, other.merge.unwrap_or(other.commit)).called();
            let message = text!(
                zh: "并入此行之前，主线的 people.yml 已没有这一职务（提交 {zh}）；何时卸任，以职务写明的起止日期为准",
                en: "before this line was merged, people.yml of the main line had the post no longer (commit {en}); when it ended, only the days of a post say"
            );
            return Ok(Some(Fault::of(self.held, self.line, FaultKind::Note, message)));
        }
        Ok(None)
    }
}

/// The folder of a topic or a year as a commit has it.
struct Under<'p> {
    tree: Tree,
    folder: &'p str,
}

impl Under<'_> {
    fn inside<'q>(&self, path: &'q str) -> Option<&'q str> {
        let rest = path.strip_prefix(self.folder)?;
        if rest.is_empty() { Some("") } else { rest.strip_prefix('/') }
    }
}

impl Source for Under<'_> {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        self.inside(path).map_or_else(|| Ok(Vec::new()), |path| Source::folder(&self.tree, path))
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.inside(path).map_or(Ok(None), |path| Source::read(&self.tree, path, limit))
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.inside(path).map_or(Ok(None), |path| Source::start(&self.tree, path))
    }
}

/// What was there before a commit, and the paper as the commit has it: it may have come in with the decision. The decisions
/// on it are not there, for only those count that a line follows.
struct AsItWas<'s> {
    before: Option<&'s dyn Source>,
    with: &'s dyn Source,
    paper: &'s str,
    decisions: &'s str,
}

impl AsItWas<'_> {
    fn of(&self, path: &str) -> &dyn Source {
        if path == self.paper { self.with } else { self.before.unwrap_or(self.with) }
    }
}

impl Source for AsItWas<'_> {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        let mut entries = self.of(path).folder(path)?;
        if let Some((_, name)) = self.decisions.rsplit_once('/').filter(|(reviews, _)| *reviews == path) {
            entries.retain(|entry| entry.name != name);
            return Ok(entries);
        }
        let below = || self.paper.strip_prefix(path)?.strip_prefix('/');
        let Some(rest) = (if path.is_empty() { Some(self.paper) } else { below() }) else { return Ok(entries) };
        let (name, kind) = rest.split_once('/').map_or((rest, EntryKind::File), |(name, _)| (name, EntryKind::Folder));
        if !entries.iter().any(|entry| entry.name == name) {
            entries.push(Entry { name: name.to_owned(), kind });
            entries.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Ok(entries)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.of(path).read(path, limit)
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.of(path).start(path)
    }
}
