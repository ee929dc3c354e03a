//! What is kept of an overview: each topic for as long as nothing in its folder changes, all of them for as long as
//! nothing outside of the topics does.

use super::{OpenDuty, TopicState};
use crate::archive::{Archive, Stamps, TopicFolder};
use crate::cli::context::Context;
use crate::cli::memory::Memory;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::SystemTime;

/// A digest of files, or of digests, in hexadecimal.
type Hash = String;

/// Names the file it is kept in.
const WHAT: &str = "topics";

/// Topics that are sooner judged again than all are written.
const FEW: usize = 16;

/// Content that is read each time without anybody waiting for it, in bytes.
const MUCH: u64 = 4 << 20;

/// What was kept and still counts, and where it may be kept again.
#[derive(Default)]
pub(super) struct Kept {
    place: Option<Place>,
    topics: HashMap<String, TopicState>,
    others: Option<(Hash, Vec<OpenDuty>)>,
    /// It is time to keep it anew, for the file no longer counts or its moment is too long ago.
    is_due: bool,
}

/// Where it may be kept, with the digests of the files before any was read.
struct Place {
    memory: Memory,
    moment: SystemTime,
    digests: Digests,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct File<'k> {
    beside: Cow<'k, str>,
    moment: SystemTime,
    archive: Cow<'k, str>,
    topics: Vec<(Cow<'k, str>, Cow<'k, TopicState>)>,
    others: Option<(Hash, Cow<'k, [OpenDuty]>)>,
}

/// Digests of each topic's files and, under the empty name, of everything that does not lie among the topics.
struct Digests(BTreeMap<String, Hash>);

impl Kept {
    /// What was kept, as far as it still counts.
    pub(super) fn recall(context: &Context) -> Self {
        let Some(memory) = Memory::of(context) else { return Self::default() };
        let read = || serde_json::from_str::<File>(&memory.recall(WHAT, "")?).ok();
        let (stamps, file) = rayon::join(|| memory.stamps(), read);
        stamps.map(|stamps| Self::of(memory, &stamps, file)).unwrap_or_default()
    }

    fn of(memory: Memory, stamps: &Stamps, file: Option<File>) -> Self {
        let file = file.filter(|file| file.beside == memory.beside && memory.is_past(file.moment));
        let known = file.and_then(|file| {
            let digests = Digests::of(stamps, file.moment)?;
            digests.0.get("").is_some_and(|now| *now == file.archive).then_some((file, digests))
        });
        let mut topics = HashMap::new();
        if let Some((file, digests)) = known {
            for (digest, state) in file.topics {
                if digests.0.get(&state.folder.path).is_some_and(|now| *now == digest) {
                    topics.insert(state.folder.path.clone(), state.into_owned());
                }
            }
            // The content of every file touched since that moment is read each time: once it is much, a new moment
            // is better.
            if stamps.touched(file.moment) <= MUCH {
                let place = Place { memory, moment: file.moment, digests };
                let others = file.others.map(|(digest, others)| (digest, others.into_owned()));
                return Self { place: Some(place), topics, others, is_due: false };
            }
        }
        let moment = memory.moment;
        let place = Digests::of(stamps, moment).map(|digests| Place { memory, moment, digests });
        Self { place, topics, others: None, is_due: true }
    }

    /// Whether it is worth while to keep it anew when so many topics were judged: to write all takes longer than to
    /// judge a few again the next time.
    pub(super) fn is_outrun(&self, judged: usize) -> bool {
        self.is_due || judged > FEW
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
        let of_topic = |state: &'k TopicState| {
            let digest = digests.0.get(&state.folder.path)?;
            Some((Cow::from(digest), Cow::Borrowed(state)))
        };
        let file = File {
            beside: Cow::from(&memory.beside),
            moment,
            archive: Cow::from(digests.0.get("")?),
            topics: topics.filter_map(of_topic).collect(),
            others: others
                .and_then(|(others, archive, of_use)| Some((digests.of_others(archive, of_use)?, Cow::from(others)))),
        };
        memory.keep(WHAT, "", &serde_json::to_string(&file).ok()?)
    }
}

impl Digests {
    fn of(stamps: &Stamps, moment: SystemTime) -> Option<Self> {
        let part = |folder: &Path| {
            let mut parts = folder.iter().map(|part| part.to_str());
            match (parts.next(), parts.next(), parts.next()) {
                (Some(Some("topics")), Some(Some(year)), Some(Some(topic))) => Some(format!("topics/{year}/{topic}")),
                // Which topics there are is seen each time.
                (Some(Some("topics")), ..) => None,
                _ => Some(String::new()),
            }
        };
        stamps.digests(moment, part).ok().map(Self)
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
