//! Signatures over decisions: whose they are, by the keys that were trusted before they were committed, on the day on which
//! they were.

use super::super::{NotSigned, SignedBy};
use super::beside::{Beside, before};
use super::fault::{Fault, FaultKind};
use super::line::Asked;
use super::merged::{Merges, Other};
use super::trust::Trust;
use super::{Committed, Now};
use crate::archive::{Archive, Source, settings};
use crate::diagnostic::Diagnostic;
use crate::history::Past;
use crate::model::{Date, signature_file, signatures_of};
use crate::signing::Signature;
use crate::text;
use crate::text::Text;
use crate::workspace::Trusted;

/// How many days a clone may be away before it pushes what its user signed.
const PUSHED_WITHIN: i64 = 7;

/// What is found of the signature over a decision.
#[derive(Default)]
pub(super) struct Signed {
    /// Whose it is, if it is good.
    pub by: Option<SignedBy>,
    pub faults: Vec<Fault>,
}

/// The day of each commit, never before that of a commit that it follows: nobody writes on top of what is not there yet. A
/// clock that was ahead of today's counts for nothing.
pub(super) fn days(past: &Past, today: Date) -> Vec<Date> {
    let mut days: Vec<Date> = Vec::with_capacity(past.commits.len());
    for commit in &past.commits {
        let before = commit.parents.iter().map(|parent| days[*parent]);
        let own = Some(commit.date).filter(|date| *date <= today);
        days.push(before.chain(own).max().unwrap_or(Date::EARLIEST));
    }
    days
}

/// That the commit which brought a decision says that it is older than what it follows.
pub(super) fn dated_back(asked: &Asked, past: &Past) -> Option<Fault> {
    let commit = asked.brought?.commit;
    let own = past.commits[commit].date;
    // Only beside the one before: a clock that was once ahead is no reason to doubt all that came since.
    let before = past.commits[commit].parents.iter().map(|parent| past.commits[*parent].date).max()?;
    let before = Some(before).filter(|before| own < *before)?;
    let Text { zh, en } = Committed::of(past, commit).called();
    let message = text!(
        zh: "提交 {zh}的日期早于它之前的提交（{before}），请核实提交人计算机的时钟",
        en: "commit {en} is dated before a commit that it follows ({before}): look at the clock of that computer"
    );
    Some(Fault::of(asked.held, asked.line, FaultKind::Note, message))
}

/// What the history says of keys and of time.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub past: &'k Past,
    /// As [`days`] gives them.
    pub days: &'k [Date],
    pub trust: &'k Trust,
    pub merges: &'k Merges<'k>,
    pub beside: &'k Beside<'k>,
}

/// A decision of which the signature is looked at.
struct Looked<'l> {
    asked: &'l Asked<'l>,
    now: Now<'l>,
    known: Known<'l>,
    /// The archive as it was before the decision was committed.
    archive: &'l Archive,
    /// Where the signature lies now.
    path: String,
}

impl Signed {
    /// `archive`: as it was before the decision was committed.
    pub(super) fn of(asked: &Asked, now: Now, known: Known, archive: &Archive) -> Result<Self, Diagnostic> {
        let past = known.past;
        let file = signature_file(&asked.held.lines[asked.line].hash);
        let path = format!("{}/{file}", signatures_of(&asked.held.path));
        let looked = Looked { asked, now, known, archive, path };
        let Ok(found) = now.source.read(&looked.path, Signature::LIMIT) else {
            let path = &looked.path;
            let message = text!(zh: "无法读取签名：{path}", en: "the signature cannot be read: {path}");
            return Ok(looked.fault(FaultKind::Unreadable, message).into());
        };
        let with_it = match asked.brought {
            Some(brought) => in_commit(past, brought.commit, &format!("{}/{file}", signatures_of(&brought.path)))?,
            None => None,
        };
        match found {
            None => {
                let was_in = asked.brought.filter(|_| with_it.is_some()).map(|brought| brought.commit);
                let was_in = was_in.or_else(|| known.beside.brought(&looked.path));
                Ok(looked.none(was_in).map_or_else(Self::default, Self::from))
            }
            Some(found) => {
                // What is there now counts from the commit on that has the same.
                let came_with_it = asked.brought.is_none() || with_it.is_some_and(|with_it| with_it == found);
                looked.one(&found, came_with_it)
            }
        }
    }
}

impl From<Fault> for Signed {
    fn from(fault: Fault) -> Self {
        Self { by: None, faults: vec![fault] }
    }
}

impl Looked<'_> {
    fn fault(&self, kind: FaultKind, message: Text) -> Fault {
        Fault::of(self.asked.held, self.asked.line, kind, message)
    }

    /// What is wrong where there is no signature. `was_in`: a commit that has one.
    fn none(&self, was_in: Option<usize>) -> Option<Fault> {
        let Self { asked: Asked { decision, brought, .. }, now, known: Known { past, days, .. }, archive, path } = self;
        if let Some(commit) = was_in {
            let Text { zh, en } = Committed::of(past, commit).called();
            let id = &past.commits[commit].id[..7];
            let message = text!(
                zh: "提交 {zh}中的签名已被删除",
                en: "the signature that commit {en} has is there no longer"
            );
            return Some(self.fault(FaultKind::Edited, message).hint(text!(
                zh: "恢复：git restore --source={id} -- '{path}'",
                en: "have it back: git restore --source={id} -- '{path}'"
            )));
        }
        let entered = brought.map_or(now.today, |brought| days[brought.commit]);
        let of_push = brought.filter(|_| !now.new.is_empty()).map(|brought| before(past, brought.commit, *now));
        let settings = match of_push {
            Some(before) => past.archive(before).and_then(|tree| settings(&tree).ok()),
            None => archive.settings.clone(),
        };
        let is_required = settings.is_some_and(|settings| settings.requires_signatures(decision.date.max(entered)));
        let message =
            Text::new("没有签名，而 yijuan.yml 要求签名", "it is not signed, and yijuan.yml asks for signatures");
        is_required.then(|| self.fault(FaultKind::Signature, message))
    }

    /// Judges a signature. `came_with_it`: whether the decision came with this very one.
    fn one(&self, found: &[u8], came_with_it: bool) -> Result<Signed, Diagnostic> {
        let Self { asked: Asked { held, line, decision, brought, .. }, now, known, archive, path } = self;
        let Known { past, days, trust, .. } = known;
        let Some(signature) = Signature::read(found) else {
            let message = text!(zh: "不是 OpenSSH 的签名：{path}", en: "this is no signature of OpenSSH: {path}");
            return Ok(self.fault(FaultKind::Signature, message).into());
        };
        let with_it = brought.map(|brought| brought.commit);
        let commit = if came_with_it { with_it } else { first_with(past, with_it, path, found)? };
        // Those of the last commit, if none has brought it.
        let nobody = Trusted::default();
        let before = commit.map(|commit| before(past, commit, *now));
        let trusted = before.map_or(trust.last().unwrap_or(&nobody), |before| trust.at(before));
        // Not before it was committed, and what is pushed was made not long ago, whatever its commit says.
        let day = commit.map_or(now.today, |commit| days[commit]).max(decision.date);
        let day = if now.new.is_empty() { day } else { day.max(now.today.plus_days(-PUSHED_WITHIN)) };
        let signed = (held.lines[*line].bytes.as_slice(), *decision);
        let why = match SignedBy::of(&signature, signed, (trusted, archive), day) {
            Ok(by) => {
                let elsewhere = commit.and_then(|commit| self.elsewhere(commit, &signature, day));
                let by = Some(by).filter(|_| elsewhere.as_ref().is_none_or(|fault| fault.kind.is_note()));
                return Ok(Signed { by, faults: elsewhere.into_iter().collect() });
            }
            Err(why) => why,
        };
        let own = commit.filter(|_| why == NotSigned::Untrusted).map(|commit| trust.at(commit));
        let is_trusted_with_it = own.is_some_and(|own| SignedBy::of(&signature, signed, (own, archive), day).is_ok());
        let message = match why {
            _ if is_trusted_with_it => Text::new(
                "签名的密钥与这项决定一同写入 allowed_signers，在此之前不可信",
                "the key was entered in allowed_signers together with this decision, and before that it was not trusted",
            ),
            NotSigned::Expired(_) if brought.is_some() => why.text().then(&text!(
                zh: "，而签名不早于 {day}",
                en: ", and the signature is no earlier than {day}"
            )),
            _ => why.text(),
        };
        Ok(self.fault(FaultKind::Signature, message).into())
    }

    /// That the key of a signature, which a commit brought, was trusted no longer where a merge took it in.
    fn elsewhere(&self, commit: usize, signature: &Signature, day: Date) -> Option<Fault> {
        let Self { asked: Asked { decision, .. }, now, known: Known { past, trust, merges, .. }, archive, .. } = self;
        // What is pushed is judged by the branch before the push.
        let others = if now.new.is_empty() { merges.others(commit) } else { Vec::new() };
        let mut found: Option<Fault> = None;
        for other in others {
            let is_good = |commit: usize, day: Date| {
                SignedBy::trusted(signature, decision, (trust.at(commit), archive), day).map(drop)
            };
            // A clone may be away for a while.
            let Err(why) = is_good(other.commit, day.max(other.day.plus_days(-PUSHED_WITHIN))) else { continue };
            // A key that it never knew, it has not taken out; but what another history trusts is nobody's word here.
            let was_good = other.fork.map_or(other.was_first, |fork| is_good(fork, day).is_ok());
            if was_good && found.as_ref().is_none_or(|found| found.kind.is_note() && other.was_first) {
                found = Some(self.merged(past, &other, &why));
            }
        }
        found
    }

    fn merged(&self, past: &Past, other: &Other, why: &NotSigned) -> Fault {
        let Text { zh, en } = Committed::of(past, other.merge.unwrap_or(other.commit)).called();
        let told = match (other.merge, other.was_first) {
            (Some(_), true) => text!(
                zh: "；提交 {zh}并入此行之前，主线上已是如此",
                en: ", on the main line before commit {en} merged this one into it"
            ),
            (Some(_), false) => text!(
                zh: "；这是提交 {zh}合并的另一分支所写，孰先孰后只有收到记录能证明",
                en: ", says the branch with which commit {en} merged it; only a receipt could say which was first"
            ),
            (None, _) => text!(
                zh: "；共用仓库收到此行之前，提交 {zh}已是如此",
                en: ", as of commit {en}, which the shared repository had before this line"
            ),
        };
        let kind = if other.was_first { FaultKind::Signature } else { FaultKind::Note };
        let id = &past.commits[other.commit].id[..7];
        self.fault(kind, why.text().then(&told)).hint(text!(
            zh: "核对：git log -p {id} -- allowed_signers",
            en: "look at it: git log -p {id} -- allowed_signers"
        ))
    }
}

/// A signature as a commit has it.
fn in_commit(past: &Past, commit: usize, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    past.archive(commit).map_or(Ok(None), |tree| Source::read(&tree, path, Signature::LIMIT))
}

/// The first commit after one that has a signature as it is now.
fn first_with(past: &Past, after: Option<usize>, path: &str, now: &[u8]) -> Result<Option<usize>, Diagnostic> {
    for commit in after.map_or(0, |after| after + 1)..past.commits.len() {
        if in_commit(past, commit, path)?.is_some_and(|then| then == now) {
            return Ok(Some(commit));
        }
    }
    Ok(None)
}
