//! Regulations as data: `regulation.yml` read into typed rules, every id in it resolved.
//!
//! A regulation says what is to be done, by when and if; it never judges. Built-in ones are part
//! of the program, an archive may carry its own under `templates/ID/`, which replaces the built-in
//! one of that name. An unknown event, post or condition is an error at its line.

mod check;
mod due;
mod file;
mod flaw;
mod resolve;
mod rule;
mod texts;
mod vocabulary;
mod when;

pub use check::{
    Actor, Attribute, Basis, Bound, Bounds, Chain, ChainStep, Check, Count, Counted, DocumentCheck, EventCheck,
    EventSet, Field, FieldCheck, FieldTest, ItemCondition, ItemKey, PaperField, PeopleCheck, PostCheck, Role, ShareOf,
    Wording,
};
pub use due::{DayOfYear, Due, Moment, Span, Until};
pub use rule::{Force, Per, Rule, SubjectKind};
pub use vocabulary::{DocumentKind, EventKind, Stage, Term, Terms};
pub use when::{Condition, Fact, Matches, Value, When};

use crate::archive::{Archive, Limits, Source, Texts, decode, locate};
use crate::model::{Date, Name, Person, UniqueMap};
use crate::problem::{Place, Problem, Problems};
use crate::text;
use crate::text::{Text, nearest};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A regulation of the program: id, rules and text.
macro_rules! built_in {
    ($id:literal) => {
        (
            $id,
            include_str!(concat!("../templates/", $id, "/regulation.yml")),
            include_str!(concat!("../templates/", $id, "/source.txt")),
        )
    };
}

/// The regulations that are part of the program: id, `regulation.yml` and `source.txt`.
const BUILT_IN: [(&str, &str, &str); 5] =
    [built_in!("mentougou"), built_in!("ordos"), built_in!("shuoting"), built_in!("yancheng"), built_in!("ziyang")];

/// A regulation (规程).
#[derive(Clone, Debug)]
pub struct Regulation {
    /// Id, the name of its folder.
    pub id: Name,
    /// Full title.
    pub title: Name,
    /// First day it is in force; `None` if its text does not say.
    pub in_force: Option<Date>,
    /// Whether it is part of the program.
    pub built_in: bool,
    /// Forms of consultation.
    pub forms: Terms,
    /// Posts.
    pub posts: Terms,
    /// Tags of people.
    pub tags: Terms,
    /// Tags of topics.
    pub topic_tags: Terms,
    /// Bodies that act or are addressed.
    pub bodies: Terms,
    /// Channels by which topics come.
    pub channels: Terms,
    /// Ways of doing things.
    pub ways: Terms,
    /// Kinds of suggestions.
    pub suggestion_kinds: Terms,
    /// Activities people take part in beside the meeting.
    pub activities: Terms,
    /// What topics may be about.
    pub matters: Terms,
    /// Grounds that exclude a topic.
    pub questions: Terms,
    /// Levels of rooms, places and matters.
    pub levels: Terms,
    /// Ways of choosing people.
    pub selections: Terms,
    /// Whether suggestions were adopted.
    pub adoptions: Terms,
    /// What suggestions are turned into.
    pub conversions: Terms,
    /// Words that stand for a number the text does not give.
    pub words: Terms,
    /// Events.
    pub events: UniqueMap<EventKind>,
    /// Documents.
    pub documents: UniqueMap<DocumentKind>,
    /// Stages, in order.
    pub stages: Vec<Stage>,
    /// Rules, in order.
    pub rules: Vec<Rule>,
    /// The papers its rules read beyond their front matter.
    pub texts: Texts,
}

impl Regulation {
    /// Reads a regulation from the text of its `regulation.yml`.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its line.
    pub fn read(id: &str, path: &str, bytes: &[u8], built_in: bool) -> Result<Self, Problems> {
        let file: file::RegulationFile = crate::archive::record(path, bytes)?;
        let (regulation, mut problems) = resolve::resolve(id, path, file, built_in);
        problems.extend(flaw::circles(&regulation, path));
        if problems.is_empty() { Ok(regulation) } else { Err(problems) }
    }

    /// The name of an id of any kind, as messages print it: an event, document, body, post, tag, way …
    #[must_use]
    pub fn name(&self, id: &str) -> Text {
        if let Some(event) = self.events.get(id) {
            return event.term.text(id);
        }
        if let Some(document) = self.documents.get(id) {
            return document.term.text(id);
        }
        let groups = [
            &self.bodies,
            &self.posts,
            &self.tags,
            &self.forms,
            &self.ways,
            &self.channels,
            &self.topic_tags,
            &self.suggestion_kinds,
            &self.activities,
            &self.words,
            &self.activities,
            &self.matters,
            &self.questions,
            &self.levels,
            &self.selections,
            &self.adoptions,
            &self.conversions,
        ];
        groups.into_iter().find_map(|group| group.get(id).map(|term| term.text(id))).unwrap_or_else(|| Text::same(id))
    }

    /// The name of an id of one kind: one id may stand for a tag and for a channel.
    #[must_use]
    pub fn name_in(&self, terms: &Terms, id: &str) -> Text {
        terms.get(id).map_or_else(|| self.name(id), |term| term.text(id))
    }

    /// The id of an event, from its id or its Chinese name.
    ///
    /// # Errors
    /// If there is no such event, with the nearest one as a hint.
    pub fn event_id(&self, written: &str) -> Result<&str, Problem> {
        let name = Name::from(written);
        self.events.iter().find(|(id, event)| **id == *name || *event.term.name == *name).map(|(id, _)| id).ok_or_else(
            || {
                let known = self.events.iter().flat_map(|(id, event)| [id, &*event.term.name]);
                unknown(&Text::new("事件", "event"), written, known)
            },
        )
    }

    /// The id of a term, from its id or its Chinese name.
    ///
    /// # Errors
    /// If there is no such term, with the nearest one as a hint.
    pub fn id_in<'t>(&self, terms: &'t Terms, kind: &Text, written: &str) -> Result<&'t str, Problem> {
        let name = Name::from(written);
        terms.iter().find(|(id, term)| **id == *name || *term.name == *name).map(|(id, _)| id).ok_or_else(|| {
            let known = terms.iter().flat_map(|(id, term)| [id, &*term.name]);
            unknown(kind, written, known)
        })
    }

    /// The id of whoever acts or is addressed: a person's for a name in the register, a body's, post's
    /// or tag's for its Chinese name; anybody else as written.
    ///
    /// # Errors
    /// If several people have that name.
    pub fn actor_id<'t>(&'t self, people: &'t [Person], written: &'t str) -> Result<&'t str, Problem> {
        let person = crate::archive::person_named(people, written)?.map(|person| person.id.as_str());
        let groups = [&self.bodies, &self.posts, &self.tags];
        let term =
            || groups.into_iter().flat_map(Terms::iter).find(|(_, term)| &*term.name == written).map(|(id, _)| id);
        Ok(person.or_else(term).unwrap_or(written))
    }

    /// Every id that `written` implies, itself included: `chair` is also a `chairpersons-meeting-member`.
    #[must_use]
    pub fn implied<'a>(&'a self, written: &'a str) -> Vec<&'a str> {
        let mut all = vec![written];
        let mut next = 0;
        while let Some(id) = all.get(next).copied() {
            next += 1;
            let implies =
                [&self.posts, &self.tags].into_iter().filter_map(|group| group.get(id)).flat_map(|term| &term.implies);
            for wider in implies {
                if !all.contains(&&**wider) {
                    all.push(wider);
                }
            }
        }
        all
    }
}

/// An unknown id of some kind, with the nearest known one or where to look.
pub fn unknown<'a>(kind: &Text, written: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let Text { zh, en } = kind;
    let problem = Problem::new(text!(zh: "未知的{zh} `{written}`", en: "unknown {en} `{written}`"));
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(written, known.iter().copied()) {
        Some(near) => problem.hint(text!(zh: "是否想写 `{near}`？", en: "did you mean `{near}`?")),
        None if known.is_empty() => problem,
        None => {
            let shown = known.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            let more = if known.len() > 12 { " …" } else { "" };
            problem.hint(text!(zh: "可用：{shown}{more}", en: "known are: {shown}{more}"))
        }
    }
}

/// The regulations of the program and of an archive.
#[derive(Clone, Debug, Default)]
pub struct Regulations {
    /// Those of the program, read once they are asked for.
    built_in: Vec<BuiltIn>,
    /// The archive's own.
    local: BTreeMap<Name, Regulation>,
    /// The archive's own that cannot be used.
    broken: BTreeMap<Name, Problem>,
    /// What is wrong in local regulations.
    pub problems: Problems,
}

/// A regulation of the program: most archives use one of several, and reading takes time.
#[derive(Clone, Debug)]
struct BuiltIn {
    id: &'static str,
    text: &'static str,
    source: &'static str,
    read: OnceLock<Result<Box<Regulation>, Problem>>,
}

impl BuiltIn {
    fn read(&self) -> Result<&Regulation, Problem> {
        let read = self.read.get_or_init(|| {
            let path = format!("templates/{}/regulation.yml", self.id);
            let read = Regulation::read(self.id, &path, self.text.as_bytes(), true);
            read.map(Box::new).map_err(|problems| problems.into_iter().next().unwrap_or_else(|| not_read(&path)))
        });
        read.as_deref().map_err(Clone::clone)
    }
}

fn not_read(path: &str) -> Problem {
    Problem::new(Text::new("规程读不出来", "the regulation cannot be read")).at(Place::file(path))
}

impl Regulations {
    /// All regulations: the built-in ones, and the archive's own over them.
    pub fn load(source: &dyn Source, local: &[Name]) -> Self {
        let mut regulations = Self::built_in();
        for id in local {
            let path = format!("templates/{id}/regulation.yml");
            match source.read(&path, Limits::YAML) {
                // A folder without one holds document templates for a built-in regulation.
                Ok(None) => continue,
                Ok(Some(bytes)) => match Regulation::read(id, &path, &bytes, false) {
                    Ok(regulation) => drop(regulations.local.insert(id.clone(), regulation)),
                    Err(problems) => {
                        regulations.broken.extend(problems.first().map(|first| (id.clone(), first.clone())));
                        regulations.problems.extend(problems);
                    }
                },
                Err(problem) => {
                    regulations.broken.insert(id.clone(), problem.clone());
                    regulations.problems.push(problem);
                }
            }
            // A replacement, even a broken one, must not let the built-in one judge in its stead.
            regulations.built_in.retain(|built_in| built_in.id != id.as_str());
        }
        let problems = regulations.problems.iter_mut().chain(regulations.broken.values_mut());
        locate(source, problems.filter_map(|problem| problem.place.as_mut()));
        regulations
    }

    /// The regulations that are part of the program.
    #[must_use]
    pub fn built_in() -> Self {
        let built_in = BUILT_IN.map(|(id, text, source)| BuiltIn { id, text, source, read: OnceLock::new() });
        Self { built_in: built_in.into(), ..Self::default() }
    }

    /// Ids of the archive's own, those that cannot be used among them, in order.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> = self.local.keys().chain(self.broken.keys()).map(Name::as_str).collect();
        ids.into_iter()
    }

    /// Looks through a regulation as nothing else has to: what waits in a circle, contradicts itself or can never
    /// apply, and quotes that its `source.txt` does not have.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line; if there is none of this id, with the nearest one as a hint.
    pub fn validate(&self, id: &str, source: Option<&dyn Source>) -> Result<Validated, Problems> {
        let built_in = self.built_in.iter().find(|built_in| built_in.id == id);
        let path = format!("templates/{id}/regulation.yml");
        let (bytes, text) = match (built_in, source) {
            (Some(built_in), _) => (built_in.text.as_bytes().to_vec(), Some(built_in.source.to_owned())),
            (None, Some(source)) if self.own().any(|own| own == id) => {
                let text_path = format!("templates/{id}/source.txt");
                let text = source.read(&text_path, Limits::PAPER)?;
                let text = text.map(|text| decode(&text_path, &text).map(ToOwned::to_owned)).transpose()?;
                (source.read(&path, Limits::YAML)?.unwrap_or_default(), text)
            }
            _ => {
                let known = self.ids().chain(self.own()).collect::<BTreeSet<_>>();
                return Err(unknown(&Text::new("规程", "regulation"), id, known).into());
            }
        };
        let text = text.as_deref().and_then(flaw::run_together);
        let (file, mut problems) = file::read_on(&path, &bytes);
        let mut rules = 0;
        if let Some(file) = file {
            let (regulation, unknown) = resolve::resolve(id, &path, file, built_in.is_some());
            rules = regulation.rules.len();
            problems.extend(unknown);
            problems.extend(flaw::circles(&regulation, &path));
            problems.extend(flaw::flaws(&regulation, &path, text.as_deref()));
        }
        if let Some(source) = source {
            locate(source, problems.iter_mut().filter_map(|problem| problem.place.as_mut()));
        }
        problems.sort_by(|one, other| one.place.cmp(&other.place));
        if problems.is_empty() { Ok(Validated { rules, has_text: text.is_some() }) } else { Err(problems) }
    }

    /// The regulation with this id or title.
    ///
    /// # Errors
    /// If there is none, with the nearest one as a hint.
    pub fn get(&self, id: &str) -> Result<&Regulation, Problem> {
        // The archive's own that is broken: what is wrong with it.
        if let Some(problem) = self.broken.get(id) {
            return Err(problem.clone());
        }
        if let Some(found) = self.local.get(id) {
            return Ok(found);
        }
        if let Some(found) = self.built_in.iter().find(|built_in| built_in.id == id) {
            return found.read();
        }
        // An id is no title, and titles are known only once all are read.
        let titled = if id.is_ascii() { None } else { self.iter().find(|regulation| regulation.title.as_str() == id) };
        titled.ok_or_else(|| unknown(&Text::new("规程", "regulation"), id, self.ids()))
    }

    /// Their ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> =
            self.built_in.iter().map(|built_in| built_in.id).chain(self.local.keys().map(Name::as_str)).collect();
        ids.into_iter()
    }

    /// Whether the archive has one of this name that cannot be used.
    #[must_use]
    pub fn is_broken(&self, id: &str) -> bool {
        self.broken.contains_key(id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Regulation> {
        self.ids().filter_map(|id| self.get(id).ok())
    }

    /// Those that somebody has asked for, and the archive's own, in no order.
    pub fn already_read(&self) -> impl Iterator<Item = &Regulation> {
        let built_in = self.built_in.iter().filter_map(|built_in| built_in.read.get());
        built_in.filter_map(|read| read.as_deref().ok()).chain(self.local.values())
    }

    /// Those that an archive's settings, rooms and topics name, by id; all of them if it names none.
    pub fn used<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Regulation> {
        let settings = archive.settings.iter();
        let named = settings.flat_map(|settings| settings.regulations.iter().chain(&settings.regulation));
        let named = named.chain(archive.rooms.iter().map(|room| &room.regulation));
        let named = named.chain(archive.topics.iter().map(|topic| &topic.file.regulation));
        let named: BTreeSet<&str> = named.map(Name::as_str).collect();
        let ids: Vec<&str> = if named.is_empty() { self.ids().collect() } else { named.into_iter().collect() };
        ids.into_iter().filter_map(|id| self.get(id).ok())
    }

    /// The regulations whose yearly duties bind the archive's institution.
    pub fn binding<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Regulation> {
        let named = archive.settings.iter().flat_map(|settings| &settings.regulations);
        named.filter_map(|id| self.get(id).ok())
    }
}

/// A regulation in which nothing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validated {
    /// How many rules it has.
    pub rules: usize,
    /// Whether its text is there to hold the quotes against.
    pub has_text: bool,
}

impl FromIterator<Regulation> for Regulations {
    /// These and no others.
    fn from_iter<I: IntoIterator<Item = Regulation>>(regulations: I) -> Self {
        let local = regulations.into_iter().map(|regulation| (regulation.id.clone(), regulation)).collect();
        Self { local, ..Self::default() }
    }
}

/// A place in a regulation's file.
fn place(path: &str, field: &[crate::problem::Step]) -> Place {
    Place::field(path, field.iter().cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_regulations_are_sound() {
        for (id, text, _) in BUILT_IN {
            let read = Regulation::read(id, &format!("templates/{id}/regulation.yml"), text.as_bytes(), true);
            assert_eq!(read.err().unwrap_or_default(), [], "{id}");
        }
    }

    #[test]
    fn wider_posts_are_implied_step_by_step() {
        let regulations = Regulations::built_in();
        let mentougou = regulations.get("mentougou").unwrap();
        assert_eq!(
            mentougou.implied("proposal-committee-director"),
            ["proposal-committee-director", "committee-director", "office-director", "committee-head"]
        );
    }
}
