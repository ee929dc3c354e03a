//! Receipts: what a shared repository received and when, each signed with its key and naming the one before it, under
//! `refs/yijuan/received`. Whoever fetches them can tell that a commit was there by then.

use super::{Repository, Update};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use chrono::{DateTime, SecondsFormat, Utc};
use git2::{Commit, ErrorCode, ObjectType, Oid, Time};
use std::fmt::Write as _;

/// Where they lie.
const RECEIPTS: &str = "refs/yijuan/received";

/// How a receipt begins: what it is, and the version of its form.
const HEAD: &str = "yijuan-receipt 1";

/// Whose the commits are that hold them.
const HUB: (&str, &str) = ("yijuan", "hub@invalid");

/// How often it is tried again when several push at once.
const ATTEMPTS: usize = 20;

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its text, which is what is signed.
    pub text: String,
    /// The signature, in the form of OpenSSH.
    pub signature: String,
    /// When it was received.
    pub received: DateTime<Utc>,
    /// The commits that branches and tags pointed to before, and since, by their whole ids.
    pub moved: Vec<(String, String)>,
    /// The commit that holds the receipt before it, by its whole id; `-` in the first one.
    before: String,
}

/// A receipt where git has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReceipt {
    /// The commit that holds it.
    pub id: String,
    /// What it is.
    pub receipt: Receipt,
    /// Whether it names the receipt before it, and that is there.
    pub follows: bool,
}

impl Receipt {
    /// The largest that is read, in bytes.
    pub const LIMIT: u64 = 1 << 20;

    /// What a text says, if it is one of a receipt.
    #[must_use]
    pub fn of(text: String, signature: String) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(HEAD) {
            return None;
        }
        let received = lines.next()?.strip_prefix("received ")?;
        let received = DateTime::parse_from_rfc3339(received).ok()?.with_timezone(&Utc);
        let before = lines.next()?.strip_prefix("prev ")?.to_owned();
        let moved = lines.filter_map(|line| {
            let mut words = line.strip_prefix("ref ")?.split(' ').map(ToOwned::to_owned);
            Some((words.next()?, words.next()?))
        });
        let moved = moved.collect();
        Some(Self { text, signature, received, moved, before })
    }

    /// The day on which it was received, in China.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        Date::of_second(self.received.timestamp())
    }
}

impl Repository {
    /// The receipts that are here, the first one first; none if none was fetched.
    ///
    /// # Errors
    /// If git cannot read them.
    pub fn receipts(&self) -> Result<Vec<KeptReceipt>, Diagnostic> {
        let git = self.open()?;
        match git.find_reference(RECEIPTS) {
            Ok(last) => Ok(back_from(&git, last.peel_to_commit().ok())),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(Vec::new()),
            Err(error) => Err(super::tree::broken(&error)),
        }
    }

    /// The receipts up to the one that a commit holds, the first one first; none if that was not fetched.
    ///
    /// # Errors
    /// If git cannot be opened.
    pub fn receipts_until(&self, id: &str) -> Result<Option<Vec<KeptReceipt>>, Diagnostic> {
        let git = self.open()?;
        let last = Oid::from_str(id).ok().and_then(|id| git.find_commit(id).ok());
        Ok(last.map(|last| back_from(&git, Some(last))).filter(|all| all.last().is_some_and(|last| last.id == id)))
    }

    /// Writes the receipt for what was pushed. `sign` gives the signature over its text.
    ///
    /// # Errors
    /// If git cannot write it, or it cannot be signed.
    pub fn receive(
        &self,
        updates: &[Update],
        now: DateTime<Utc>,
        sign: impl Fn(&str) -> Result<String, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let git = self.open()?;
        let mut attempts = 0..ATTEMPTS;
        loop {
            let last = git.find_reference(RECEIPTS).ok().and_then(|last| last.peel_to_commit().ok());
            let text = written(last.as_ref().map(Commit::id), updates, now);
            let signature = sign(&text)?;
            match append(&git, last.as_ref(), (&text, &signature), now) {
                // Somebody else pushed at the same moment, and has a receipt by now.
                Err(error) if error.code() == ErrorCode::Modified && attempts.next().is_some() => {}
                written => return written.map_err(|error| super::tree::broken(&error)),
            }
        }
    }
}

/// Puts a receipt after the last one.
fn append(
    git: &git2::Repository,
    last: Option<&Commit>,
    (text, signature): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), git2::Error> {
    let mut tree = git.treebuilder(None)?;
    for (name, content) in [("receipt", text), ("receipt.sig", signature)] {
        tree.insert(name, git.blob(content.as_bytes())?, 0o100_644)?;
    }
    let tree = git.find_tree(tree.write()?)?;
    let hub = git2::Signature::new(HUB.0, HUB.1, &Time::new(now.timestamp(), 0))?;
    let parents: Vec<&Commit> = last.into_iter().collect();
    git.commit(Some(RECEIPTS), &hub, &hub, "yijuan receipt\n", &tree, &parents).map(drop)
}

fn written(before: Option<Oid>, updates: &[Update], now: DateTime<Utc>) -> String {
    let before = before.map_or_else(|| "-".to_owned(), |before| before.to_string());
    let mut text = format!("{HEAD}\nreceived {}\nprev {before}\n", now.to_rfc3339_opts(SecondsFormat::Secs, true));
    for Update { old, new, name } in updates {
        let [old, new] = [old, new].map(|id| id.unwrap_or(Oid::ZERO_SHA1));
        let _ = writeln!(text, "ref {old} {new} {name}");
    }
    text
}

/// The receipts back from a commit, the first one first.
fn back_from<'g>(git: &'g git2::Repository, last: Option<Commit<'g>>) -> Vec<KeptReceipt> {
    let (mut receipts, mut next) = (Vec::new(), last);
    while let Some(commit) = next {
        receipts.extend(read(git, &commit));
        next = commit.parent(0).ok();
    }
    receipts.reverse();
    receipts
}

/// The receipt that a commit holds, if it can be read.
fn read(git: &git2::Repository, commit: &Commit) -> Option<KeptReceipt> {
    let tree = commit.tree().ok()?;
    let file = |name: &str| {
        let entry = tree.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Blob))?;
        let blob = git.find_blob(entry.id()).ok().filter(|blob| blob.content().len() as u64 <= Receipt::LIMIT)?;
        String::from_utf8(blob.content().to_vec()).ok()
    };
    let receipt = Receipt::of(file("receipt")?, file("receipt.sig")?)?;
    let parent = commit.parent_id(0).ok().map_or_else(|| "-".to_owned(), |parent| parent.to_string());
    let follows = receipt.before == parent;
    Some(KeptReceipt { id: commit.id().to_string(), receipt, follows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_says_when_what_came_and_which_was_before() {
        let now = DateTime::from_timestamp(1_780_000_000, 0).unwrap();
        let zeros = "0".repeat(40);
        let update = Update::read(&format!("{zeros} {} refs/heads/main", "1".repeat(40))).unwrap();
        assert_eq!(
            written(None, &[update], now),
            format!(
                "yijuan-receipt 1\nreceived 2026-05-28T20:26:40Z\nprev -\nref {zeros} {} refs/heads/main\n",
                "1".repeat(40)
            )
        );
    }
}
