//! Regulations as data: `regulation.yml` read into typed rules, every id in it resolved.
//!
//! A regulation says what is to be done, by when and if; it never judges. Built-in ones are part
//! of the program, an archive may carry its own under `templates/ID/`, which replaces the built-in
//! one of that name. An unknown event, post or condition is an error at its line.

mod check;
mod citation;
mod due;
mod file;
mod flaw;
mod regulations;
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
pub use citation::Citation;
pub use due::{DayOfYear, Due, Moment, Span, Until};
pub use regulations::{Regulations, Validated};
pub use rule::{Force, Per, Rule, SubjectKind};
pub use vocabulary::{DocumentKind, EventKind, Stage, Term, Terms};
pub use when::{Condition, Fact, Matches, Value, When};

use crate::archive::Texts;
use crate::model::{Date, Name, Person, UniqueMap};
use crate::problem::{Place, Problem, Problems};
use crate::text;
use crate::text::{Text, nearest};

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
        None if known.is_empty() => problem
            .hint(text!(zh: "这里还没有任何{zh}：先登记，或由规程列出", en: "there is no {en} here yet: enter it, or have the regulation list it")),
        None => {
            let shown = known.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            let more = if known.len() > 12 { " …" } else { "" };
            problem.hint(text!(zh: "可用：{shown}{more}", en: "known are: {shown}{more}"))
        }
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
    fn wider_posts_are_implied_step_by_step() {
        let regulations = Regulations::built_in();
        let mentougou = regulations.get("mentougou").unwrap();
        assert_eq!(
            mentougou.implied("proposal-committee-director"),
            ["proposal-committee-director", "committee-director", "office-director", "committee-head"]
        );
    }
}
