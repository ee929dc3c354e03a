//! The decisions in a bag: whether each follows lines that are there, saw a text that is there, and is signed by whom its
//! signature says, by the keys and the people that the bag brings.

use super::fault::{BagFault, BagFaultKind};
use super::found::Found;
use crate::archive::{Entry, Limits, START, Source, list};
use crate::diagnostic::Diagnostic;
use crate::dossier::bag::DATA;
use crate::dossier::package::OTHERS;
use crate::model::{COMMENTS, Date, Decision, sha256, signature_file, signatures_of};
use crate::signing::Signature;
use crate::text;
use crate::text::Text;
use crate::workspace::{SignedBy, Trusted, is_line, who_is_who};
use std::collections::{HashMap, HashSet};

/// The files of a bag that belong to no file of its list, among them people and keys, by the names that an archive has for them.
pub(super) struct Others<'f>(pub &'f Found);

impl Source for Others<'_> {
    fn folder(&self, _: &str) -> Result<Vec<Entry>, Diagnostic> {
        Ok(Vec::new())
    }

    fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        Ok(self.0.read(&format!("{DATA}/{OTHERS}/{path}"), limit))
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let edges = self.0.edges(&format!("{DATA}/{OTHERS}/{path}"));
        Ok(edges.map(|[start, _]| start.into_iter().take(START).collect()))
    }
}

/// Looks at the decisions of a bag, and gives the day of each by the SHA-256 of its line. Texts that an earlier bag has are not
/// asked for where `is_first` is not so.
pub(super) fn look(
    found: &Found,
    is_first: bool,
    faults: &mut Vec<BagFault>,
    notes: &mut Vec<BagFault>,
) -> HashMap<String, Date> {
    let mut decided = HashMap::new();
    let others = format!("{DATA}/{OTHERS}");
    let reviews = format!("{others}/议题/reviews/");
    let source = Others(found);
    let (trusted, archive) = (Trusted::read(&source, &[]), who_is_who(&source));
    let texts: HashSet<&str> = found.digests.values().map(|digests| digests.sha256.as_str()).collect();
    let is_of_decisions = |path: &&String| {
        let name = path.strip_prefix(&reviews).filter(|name| !name.contains('/'));
        name.is_some_and(|name| name.ends_with(".yml") && !name.ends_with(COMMENTS))
    };
    for path in found.files.keys().filter(is_of_decisions) {
        let bytes = found.read(path, Limits::YAML).unwrap_or_default();
        let lines = || bytes.split_inclusive(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| is_line(line));
        let hashes: HashSet<String> = lines().map(|(line, _)| sha256(line)).collect();
        for (line, nth) in lines() {
            let at = |message| BagFault::new(BagFaultKind::Decision, path.as_str(), message).line(nth);
            let Some(decision) = list::<Decision>(path, line).ok().and_then(|all| all.into_iter().next()) else {
                faults.push(at(Text::new("这项决定无法读取", "the decision cannot be read")));
                continue;
            };
            decided.insert(sha256(line), decision.date);
            let gone = decision.prev.iter().flatten().filter(|before| !hashes.contains(before.as_str()));
            faults.extend(gone.map(|before| {
                let short = before.get(..16).unwrap_or(before);
                at(text!(zh: "它所接续的一行（{short}…）不在", en: "the line that it follows ({short}…) is not there"))
            }));
            if is_first && !texts.contains(decision.sha256.as_str()) {
                let text = Text::new("它所依据的文本不在封装包内", "the text that it saw is not in the bag");
                notes.push(at(text));
            }
            let signature = format!("{}/{}", signatures_of(path), signature_file(&sha256(line)));
            if !found.files.contains_key(&signature) {
                continue;
            }
            let read = found.read(&signature, Signature::LIMIT).and_then(|bytes| Signature::read(&bytes));
            let proved = match read {
                Some(signature) => SignedBy::of(&signature, (line, &decision), (&trusted, &archive), decision.date)
                    .map(drop)
                    .map_err(|why| why.text()),
                None => Err(Text::new("签名文件不是签名", "what should be its signature is none")),
            };
            faults.extend(proved.err().map(at));
        }
    }
    decided
}
