//! What is kept of an overview: each topic for as long as nothing in its folder changes, all of them for as long as
//! nothing outside of the topics does.

use super::{OpenDuty, TopicState};
use crate::archive::{Archive, TopicFolder};
use crate::cli::context::Context;
use crate::cli::remembered::Memory;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::SystemTime;

/// A digest of files, or of digests, in hexadecimal.
type Hash = String;

/// Names the file it is kept in.
const WHAT: &str = "topics";

/// What was kept and still counts, and where it may be kept again.
#[derive(Default)]
pub(super) struct Kept {
    place: Option<Place>,
    topics: HashMap<String, TopicState>,
    others: Option<(Hash, Vec<OpenDuty>)>,
}

/// Where it may be kept, with the digests of the files before any was read.
struct Place {
    memory: Memory,
    moment: SystemTime,
    digests: Digests,
}

/// The file.
#[derive(Deserialize)]
struct File {
    beside: String,
    moment: SystemTime,
    archive: Hash,
    topics: Vec<(Hash, TopicState)>,
    others: Option<(Hash, Vec<OpenDuty>)>,
}

/// The same as it is written.
#[derive(Serialize)]
struct Written<'k> {
    beside: &'k str,
    moment: SystemTime,
    archive: &'k Hash,
    topics: Vec<(&'k Hash, &'k TopicState)>,
    others: Option<(Hash, &'k [OpenDuty])>,
}

/// Digests of each topic's files and, under the empty name, of everything that does not lie among the topics.
#[derive(Default)]
struct Digests(BTreeMap<String, Hash>);

impl Kept {
    /// What was kept, as far as it still counts.
    pub(super) fn recall(context: &Context) -> Self {
        Memory::of(context).map(Self::of).unwrap_or_default()
    }

    fn of(memory: Memory) -> Self {
        if let Some((File { moment, topics, others, .. }, digests)) = Self::read(&memory) {
            let unchanged = |(digest, state): (Hash, TopicState)| {
                let path = state.folder.path.clone();
                (digests.0.get(&path) == Some(&digest)).then_some((path, state))
            };
            let topics: HashMap<String, TopicState> = topics.into_iter().filter_map(unchanged).collect();
            // Of every file touched since that moment the content is read each time: once they are many, a new one
            // is better.
            if topics.len() * 2 >= digests.0.len() {
                return Self { place: Some(Place { memory, moment, digests }), topics, others };
            }
        }
        let moment = memory.moment;
        let place = Digests::of(&memory, moment).map(|digests| Place { memory, moment, digests });
        Self { place, ..Self::default() }
    }

    /// The file with the digests of today's files for its moment, unless something outside of the topics has changed.
    fn read(memory: &Memory) -> Option<(File, Digests)> {
        let file: File = serde_json::from_str(&memory.recall(WHAT, "")?).ok()?;
        if file.beside != memory.beside {
            return None;
        }
        let digests = Digests::of(memory, file.moment)?;
        (digests.0.get("") == Some(&file.archive)).then_some((file, digests))
    }

    /// How a topic stands, if none of its files has changed.
    pub(super) fn topic(&mut self, folder: &TopicFolder) -> Option<TopicState> {
        self.topics.remove(&folder.path)
    }

    /// The open duties of years, rooms and registers, if nothing they depend on has changed.
    pub(super) fn others(&mut self, archive: &Archive, of_use: &[TopicFolder]) -> Option<Vec<OpenDuty>> {
        let (digest, others) = self.others.take()?;
        (self.place.as_ref()?.digests.of_others(archive, of_use)? == digest).then_some(others)
    }

    /// Keeps what was found. That it cannot be kept is no harm.
    pub(super) fn keep<'k>(
        self,
        topics: impl Iterator<Item = &'k TopicState>,
        others: Option<(&[OpenDuty], &Archive, &[TopicFolder])>,
    ) -> Option<()> {
        let Place { memory, moment, digests } = self.place?;
        let written = Written {
            beside: &memory.beside,
            moment,
            archive: digests.0.get("")?,
            topics: topics.filter_map(|state| Some((digests.0.get(&state.folder.path)?, state))).collect(),
            others: others.and_then(|(others, archive, of_use)| Some((digests.of_others(archive, of_use)?, others))),
        };
        memory.keep(WHAT, "", &serde_json::to_string(&written).ok()?)
    }
}

impl Digests {
    fn of(memory: &Memory, moment: SystemTime) -> Option<Self> {
        let part = |folder: &Path| {
            let mut parts = folder.iter().map(|part| part.to_str());
            match (parts.next(), parts.next(), parts.next()) {
                (Some(Some("topics")), Some(Some(year)), Some(Some(topic))) => Some(format!("topics/{year}/{topic}")),
                // Which topics there are is seen each time.
                (Some(Some("topics")), ..) => None,
                _ => Some(String::new()),
            }
        };
        memory.stamps.digests(moment, part).ok().map(Self)
    }

    /// A digest of what years, rooms and registers are judged by beside the archive's own files.
    fn of_others(&self, archive: &Archive, of_use: &[TopicFolder]) -> Option<Hash> {
        let mut hasher = Sha256::new();
        for folder in &archive.folders {
            hasher.update(&folder.path);
            hasher.update([0]);
        }
        hasher.update([u8::from(archive.unread_topics)]);
        for folder in of_use {
            hasher.update(self.0.get(&folder.path)?);
        }
        Some(format!("{:x}", hasher.finalize()))
    }
}
