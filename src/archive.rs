//! The archive's files: the only place that finds, reads, edits and writes them.
//!
//! Reading goes through a [`Source`] (the work tree or a commit), so the judging code does not know where the bytes
//! came from. Writing goes through a [`Change`], which is applied as a whole or not at all.

mod change;
mod changed_source;
mod comments;
mod commit_source;
mod conflict;
mod copied;
mod deduplicate;
mod deep;
mod edit;
mod fast_yaml;
mod field;
mod find;
mod git_attributes;
mod git_ignore;
mod load;
mod locate;
mod lock;
mod lookup;
mod meant;
mod misnamed;
mod named;
mod numbers;
mod paper;
mod parse;
mod plan;
mod refer;
mod secrecy;
mod settings;
mod source;
mod spelt;
mod transaction;
mod upgrade;

pub use change::{Change, folder_name, renumbered};
pub use changed_source::Changed;
pub use comments::{Comments, comment_entry};
pub use copied::Copied;
pub use deduplicate::in_several_lines;
pub use edit::{
    add_item, add_to_entry, not_a_plain_list, remove_entry, remove_item, replace_entry_field, set_entry_field,
    set_field, set_item_field,
};
pub use fast_yaml::fast_yaml;
pub use field::{Field, Item, add_entry, block, entry, keyed, scalar};
pub use find::{ROOT_FILE, find_root};
pub use git_attributes::{GIT_ATTRIBUTES, hidden_by, with_attributes};
pub use git_ignore::{GIT_IGNORE, with_ignored};
pub use load::{
    Texts, TextsOf, TopicFolder, folders_of_key, load, local_regulations, number_files, plan_folders, recorded,
    signers, titles, topic_folders,
};
pub use locate::{Block, body, front_matter_block, locate};
pub use lock::Lock;
pub use lookup::TopicLookup;
pub use meant::{person_meant, person_named, room_meant};
pub use named::{plan_year, room_in_part, subject_named};
pub use numbers::{Numbers, TakenNumber, number_file};
pub use paper::{Hidden, Paper};
pub use parse::{Reading, decode, front_matter, list, read_list, read_record, record};
pub use plan::{ItemAt, with_items};
pub use refer::{follow, references, word_at};
pub use secrecy::Marked;
pub use settings::{FORMAT, readable, settings};
pub use source::{Entry, EntryKind, Limits, START, Source, WorkTree};
pub use transaction::{Recovered, Transaction, UNFINISHED, half_done, recover};
pub use upgrade::Upgrade;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Attendee, Attest, Decision, Draft, FiledEntry, Material, Name, Person, PlanFile, Recorded, Room, Schedule,
    Settings, Suggestion, TopicFile, TopicKey, Unit, Waiver, signature_file,
};
use crate::signing::AllowedSigners;
use std::collections::HashSet;

/// The contents of an archive, as far as they could be read.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// `yijuan.yml`; `None` if it could not be read.
    pub settings: Option<Settings>,
    /// `people.yml`.
    pub people: Vec<Person>,
    /// `rooms.yml`.
    pub rooms: Vec<Room>,
    /// `units.yml`.
    pub units: Vec<Unit>,
    /// `plans/`, by year.
    pub plans: Vec<PlanYear>,
    /// The topic folders that were to be read, by key. If two folders have one number, both are here.
    pub folders: Vec<TopicFolder>,
    /// The topics that could be read.
    pub topics: Vec<Topic>,
    /// Some topic could not be read at all, so the room it belongs to is unknown.
    pub unread_topics: bool,
    /// `numbers/`: the register of document numbers.
    pub numbers: Numbers,
    /// `filing/`: the register of references, by year.
    pub filed: Vec<FiledYear>,
    /// `calendar/`, by year.
    pub schedules: Vec<Schedule>,
    /// Ids of the regulations under `templates/`.
    pub local_regulations: Vec<Name>,
    /// Stray copies of the archive's own files and of its regulations. Those in topics and years are kept there.
    pub copies: Vec<Copied>,
    /// `allowed_signers`: whose signatures are trusted.
    pub signers: AllowedSigners,
    /// What could not be read.
    pub problems: Diagnostics,
}

/// The register of references of a year.
#[derive(Clone, Debug)]
pub struct FiledYear {
    /// The year of its file.
    pub year: i32,
    /// Its entries, in the order of the file.
    pub entries: Vec<FiledEntry>,
}

/// A topic's folder.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its key, from the folder's name.
    pub key: TopicKey,
    /// Path of the folder.
    pub folder: String,
    /// `topic.yml`.
    pub file: TopicFile,
    /// `events.yml`, by date, without repeated lines.
    pub events: Vec<Recorded>,
    /// `suggestions.yml`.
    pub suggestions: Vec<Suggestion>,
    /// `roster.yml`.
    pub roster: Vec<Attendee>,
    /// `materials.yml`.
    pub materials: Vec<Attachment>,
    /// `waivers.yml`.
    pub waivers: Vec<Waiver>,
    /// `attests.yml`.
    pub attests: Vec<Attest>,
    /// Decisions, `reviews/`.
    pub reviews: Vec<Review>,
    /// Comments, `reviews/`.
    pub comments: Vec<Comments>,
    /// Its Markdown papers.
    pub papers: Vec<Paper>,
    /// Paths of the Markdown files without front matter.
    pub unmarked: Vec<String>,
    /// What in it bears a mark of secrecy with which it may not be kept.
    pub marks: Vec<Marked>,
    /// Stray copies of its files.
    pub copies: Vec<Copied>,
    /// Parts that could not be read: what seems missing there may only be unread.
    pub unread: Vec<TopicPart>,
}

/// A part of a topic's folder that rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicPart {
    /// `topic.yml`, `events.yml` and `waivers.yml`: every rule needs them.
    Records,
    /// `roster.yml`.
    Roster,
    /// `suggestions.yml`.
    Suggestions,
    /// `attests.yml`.
    Attests,
    /// Papers, `materials.yml` and `reviews/`.
    Papers,
}

impl Topic {
    /// Path of a file in the topic's folder.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        [&self.folder, "/", file].concat()
    }
}

/// A folder of `plans/`.
#[derive(Clone, Debug)]
pub struct PlanYear {
    /// The year.
    pub year: i32,
    /// Path of the folder.
    pub folder: String,
    /// Whether there is a `plan.yml` or an `items.yml`.
    pub has_plan: bool,
    /// `plan.yml`, with the items of `items.yml` after its own.
    pub file: PlanFile,
    /// How many of the items are in `plan.yml`.
    pub own_items: usize,
    /// `events.yml`, by date, without repeated lines.
    pub events: Vec<Recorded>,
    /// `materials.yml`.
    pub materials: Vec<Attachment>,
    /// `waivers.yml`: exceptions of the year, and of rooms.
    pub waivers: Vec<Waiver>,
    /// `attests.yml`: statements of the year, and of rooms.
    pub attests: Vec<Attest>,
    /// Decisions, `reviews/`.
    pub reviews: Vec<Review>,
    /// Comments, `reviews/`.
    pub comments: Vec<Comments>,
    /// Its Markdown papers.
    pub papers: Vec<Paper>,
    /// Paths of the Markdown files without front matter.
    pub unmarked: Vec<String>,
    /// What in it bears a mark of secrecy with which it may not be kept.
    pub marks: Vec<Marked>,
    /// Stray copies of its files.
    pub copies: Vec<Copied>,
    /// Some of its files could not be read.
    pub incomplete: bool,
}

/// An entry of `materials.yml` and its file.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The entry.
    pub material: Material,
    /// Whether the file it names is there.
    pub state: AttachmentState,
}

/// Whether the file of an attachment is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentState {
    /// There is such a file in the folder or below it.
    There,
    /// There is none.
    Absent,
    /// There is a file under `photos/`, or entered as a photograph, but it is not a picture.
    NoPicture,
}

/// A file of `reviews/`: the decisions on one paper.
#[derive(Clone, Debug)]
pub struct Review {
    /// Path of the file.
    pub path: String,
    /// Path of the paper decided on.
    pub paper: String,
    /// SHA-256 of the paper as it is now, in hexadecimal; `None` if there is no such paper.
    pub sha256: Option<String>,
    /// The decisions, in file order.
    pub decisions: Vec<Decision>,
    /// Of each decision on a line of its own, the SHA-256 of that line's bytes with its line end, in hexadecimal.
    pub hashes: Vec<Option<String>>,
    /// The files in the folder of its signatures.
    pub signatures: HashSet<String>,
}

impl Review {
    /// Whether there is a signature over a decision, good or not.
    #[must_use]
    pub fn is_signed(&self, decision: usize) -> bool {
        let hash = self.hashes.get(decision).and_then(Option::as_ref);
        hash.is_some_and(|hash| self.signatures.contains(&signature_file(hash)))
    }
}

impl PlanYear {
    /// Whether anything is entered. An empty folder does not count as a year.
    #[must_use]
    pub fn has_something(&self) -> bool {
        self.has_plan || !self.events.is_empty() || !self.papers.is_empty() || self.incomplete
    }

    /// Path of a file in the year's folder.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        [&self.folder, "/", file].concat()
    }
}

impl Archive {
    /// Reads everything an archive holds.
    pub fn read(source: &dyn Source) -> Self {
        let (folders, problems) = topic_folders(source);
        let mut archive = load(source, &folders, &|_| None);
        archive.problems.extend(problems);
        archive
    }

    /// The person with this id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| &*person.id == id)
    }

    /// The room with this id.
    #[must_use]
    pub fn room(&self, id: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| &*room.id == id)
    }

    /// The name of an office; if it is not listed, the id as written.
    #[must_use]
    pub fn office_name<'a>(&'a self, id: &'a str) -> &'a str {
        let office = self.settings.as_ref().and_then(|settings| settings.offices.get(id));
        office.map_or(id, |office| &office.name)
    }

    /// The person with this id or name, if there is one.
    ///
    /// # Errors
    /// If several people have that name.
    pub fn person_named(&self, written: &str) -> Result<Option<&Person>, Diagnostic> {
        person_named(&self.people, written)
    }

    /// The name of the person, office, body or room with this id.
    #[must_use]
    pub fn called(&self, id: &str) -> Option<&Name> {
        let person = self.person(id).map(|person| &person.name);
        let body = || self.settings.as_ref()?.office_or_body(id).map(|(name, _)| name);
        person.or_else(body).or_else(|| self.room(id).map(|room| &room.name))
    }

    /// The name of whoever or whatever has this id, or the word itself if nothing has.
    #[must_use]
    pub fn name_of<'a>(&'a self, written: &'a Name) -> &'a Name {
        self.called(written).unwrap_or(written)
    }

    /// The problems of one file.
    #[must_use]
    pub fn problems_of(&self, path: &str) -> Diagnostics {
        let problems = self.problems.iter();
        problems.filter(|problem| problem.place.as_ref().is_some_and(|place| place.path == path)).cloned().collect()
    }

    /// The first year that has a topic, or anything entered in its folder.
    #[must_use]
    pub fn first_year(&self) -> Option<i32> {
        let plans = self.plans.iter().filter(|plan| plan.has_something()).map(|plan| plan.year);
        plans.chain(self.folders.iter().map(|topic| topic.key.year)).min()
    }

    /// The plan of a year.
    #[must_use]
    pub fn plan(&self, year: i32) -> Option<&PlanYear> {
        self.plans.iter().find(|plan| plan.year == year)
    }

    /// Takes a paper of a topic for finished or for a draft; gives what it was taken for before.
    pub(crate) fn set_draft(&mut self, paper: &str, draft: Option<Draft>) -> Option<Draft> {
        let mut papers = self.topics.iter_mut().flat_map(|topic| &mut topic.papers);
        let paper = papers.find(|known| known.path == paper)?;
        std::mem::replace(&mut paper.draft, draft)
    }

    /// Takes a text, by SHA-256, for that of a paper that is decided on.
    pub(crate) fn set_reviewed_text(&mut self, paper: &str, sha256: Option<&str>) {
        let of_topics = self.topics.iter_mut().flat_map(|topic| &mut topic.reviews);
        let of_years = self.plans.iter_mut().flat_map(|plan| &mut plan.reviews);
        for review in of_topics.chain(of_years).filter(|review| review.paper == paper) {
            review.sha256 = sha256.map(ToOwned::to_owned);
        }
    }
}
