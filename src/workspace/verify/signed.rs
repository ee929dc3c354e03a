//! Signatures over decisions: whose they are, by the keys that were trusted before they were committed, on the day on which
//! they were.

use super::super::{NotSigned, SignedBy};
use super::fault::{Fault, FaultKind};
use super::line::Asked;
use super::{Committed, Now};
use crate::archive::{Archive, Limits, Source, settings};
use crate::diagnostic::Diagnostic;
use crate::history::Past;
use crate::model::{Date, signature_file, signatures_of};
use crate::signing::{AllowedSigners, Signature};
use crate::text;
use crate::text::Text;

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

impl Signed {
    /// `archive`: as it was before the decision was committed. `days`: as [`days`] gives them.
    pub(super) fn of(
        asked: &Asked,
        now: Now,
        (past, days): (&Past, &[Date]),
        archive: &Archive,
    ) -> Result<Self, Diagnostic> {
        let Asked { held, line, decision, brought, .. } = asked;
        let line = &held.lines[*line];
        let file = signature_file(&line.hash);
        let path = format!("{}/{file}", signatures_of(&held.path));
        let fault = |kind, message| Fault::of(held, asked.line, kind, message);
        let none = |fault| Ok(Self { by: None, faults: vec![fault] });
        let Ok(found) = now.source.read(&path, Signature::LIMIT) else {
            let message = text!(zh: "无法读取签名：{path}", en: "the signature cannot be read: {path}");
            return none(fault(FaultKind::Unreadable, message));
        };
        let place = brought.map(|brought| (brought.commit, format!("{}/{file}", signatures_of(&brought.path))));
        // What is there now counts from the commit on that has the same.
        let came_with_it = match &place {
            Some((commit, path)) => {
                in_commit(past, *commit, path)?.is_some_and(|then| found.as_ref().is_none_or(|now| *now == then))
            }
            None => true,
        };
        let entered = brought.map_or(now.today, |brought| days[brought.commit]);
        let Some(bytes) = found else {
            if let Some((commit, _)) = place.filter(|_| came_with_it) {
                let Text { zh, en } = Committed::of(past, commit).called();
                let id = &past.commits[commit].id[..7];
                let message = text!(
                    zh: "提交 {zh}中的签名已被删除",
                    en: "the signature that commit {en} has is there no longer"
                );
                return none(fault(FaultKind::Edited, message).hint(text!(
                    zh: "恢复：git restore --source={id} -- '{path}'",
                    en: "have it back: git restore --source={id} -- '{path}'"
                )));
            }
            let on = decision.date.max(entered);
            let settings = match brought.map(|brought| before(past, brought.commit, now)) {
                Some(before) if !now.new.is_empty() => past.archive(before).and_then(|tree| settings(&tree).ok()),
                _ => archive.settings.clone(),
            };
            let is_required = settings.is_some_and(|settings| settings.requires_signatures(on));
            if !is_required {
                return Ok(Self::default());
            }
            let message =
                Text::new("没有签名，而 yijuan.yml 要求签名", "it is not signed, and yijuan.yml asks for signatures");
            return none(fault(FaultKind::Signature, message));
        };
        let Some(signature) = Signature::read(&bytes) else {
            let message = text!(zh: "不是 OpenSSH 的签名：{path}", en: "this is no signature of OpenSSH: {path}");
            return none(fault(FaultKind::Signature, message));
        };
        // One that was added later is judged by what was trusted before that.
        let later =
            if came_with_it { None } else { first_with(past, brought.map(|brought| brought.commit), &path, &bytes)? };
        let commit = later.or(brought.map(|brought| brought.commit).filter(|_| came_with_it));
        let (signers, day) = match commit {
            Some(commit) => {
                let before = before(past, commit, now);
                let is_base = later.is_none() && past.commits[commit].parents.first().is_none_or(|one| *one == before);
                let signers = if is_base { archive.signers.clone() } else { trusted_in(past, before) };
                (signers, days[commit])
            }
            None => {
                let last = past.commits.len().checked_sub(1);
                (last.map_or_else(AllowedSigners::default, |last| trusted_in(past, last)), now.today)
            }
        };
        let signed = (line.bytes.as_slice(), *decision);
        let day = day.max(decision.date);
        // What is pushed was made not long ago, whatever its commit says.
        let day = if now.new.is_empty() { day } else { day.max(now.today.plus_days(-PUSHED_WITHIN)) };
        let why = match SignedBy::of(&signature, signed, (&signers, archive), day) {
            Ok(by) => return Ok(Self { by: Some(by), faults: Vec::new() }),
            Err(why) => why,
        };
        let own = commit.filter(|_| why == NotSigned::Untrusted);
        let own = own.map(|commit| trusted_in(past, commit));
        let is_trusted_with_it = own.is_some_and(|own| SignedBy::of(&signature, signed, (&own, archive), day).is_ok());
        let message = if is_trusted_with_it {
            Text::new(
                "签名的密钥与这项决定一同写入 allowed_signers，在此之前不可信",
                "the key was entered in allowed_signers together with this decision, and before that it was not trusted",
            )
        } else {
            why.text()
        };
        let message = match (&why, brought) {
            (NotSigned::Expired(_), Some(_)) => message.then(&text!(
                zh: "，而签名不早于 {day}",
                en: ", and the signature is no earlier than {day}"
            )),
            _ => message,
        };
        none(fault(FaultKind::Signature, message))
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

/// The commit before one: that of the branch before the push, or the one before it that is not of the push; if there is
/// none, its parent, or itself.
fn before(past: &Past, commit: usize, now: Now) -> usize {
    if let Some(trusted) = now.trusted {
        return trusted;
    }
    let first = |commit: usize| past.commits[commit].parents.first().copied();
    let Some(parent) = first(commit) else { return commit };
    let mut known = Some(parent);
    while let Some(one) = known.filter(|one| now.new.contains(past.commits[*one].id.as_str())) {
        known = first(one);
    }
    known.unwrap_or(parent)
}

/// Whose keys a commit trusts: nobody's, if its file cannot be read.
fn trusted_in(past: &Past, commit: usize) -> AllowedSigners {
    let bytes = past.archive(commit).and_then(|tree| Source::read(&tree, AllowedSigners::FILE, Limits::YAML).ok()?);
    AllowedSigners::read(&String::from_utf8_lossy(&bytes.unwrap_or_default())).0
}
