//! The command that enters somebody into a topic's roster; what only a person knows is a blank in it: 〈姓名〉.

use crate::model::Name;
use crate::rules::{Actor, SubjectContext};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary};

/// Somebody to be entered, as `roster add` is told it.
pub(crate) struct Enrol {
    pub name: Text,
    pub tags: Vec<Text>,
    /// The activities, where it is not the meeting alone.
    pub at: Vec<Text>,
    pub round: Option<u32>,
    /// The day of the invitation.
    pub invited: Option<Text>,
    /// Whether they came, where it is marked.
    pub attended: Option<bool>,
    pub delegated_by: Option<Text>,
}

impl Enrol {
    /// Somebody who is yet to be named, for the meeting of the round.
    pub(crate) fn somebody(context: &SubjectContext) -> Self {
        let rounds = context.view.topic.map_or(1, |facts| facts.rounds);
        Self {
            name: Text::new("〈姓名〉", "〈NAME〉"),
            tags: Vec::new(),
            at: Vec::new(),
            round: context.view.round.filter(|_| rounds > 1),
            invited: None,
            attended: None,
            delegated_by: None,
        }
    }

    /// yijuan roster add 2026-001 〈姓名〉 --tag 主持人.
    pub(crate) fn command(&self, context: &SubjectContext) -> Text {
        let subject = context.view.subject();
        let mut said = text!(zh: "yijuan roster add {subject} ", en: "yijuan roster add {subject} ").then(&self.name);
        let option = |name: &str, Text { zh, en }: &Text| text!(zh: " --{name} {zh}", en: " --{name} {en}");
        for tag in &self.tags {
            said = said.then(&option("tag", tag));
        }
        for at in &self.at {
            said = said.then(&option("at", at));
        }
        if let Some(round) = self.round {
            said = said.then(&option("round", &Text::same(round.to_string())));
        }
        if let Some(day) = &self.invited {
            said = said.then(&option("invited", day));
        }
        if let Some(attended) = self.attended {
            said = said.then(&Text::same(if attended { " --attended" } else { " --absent" }));
        }
        if let Some(by) = &self.delegated_by {
            said = said.then(&option("delegated-by", by));
        }
        said
    }
}

/// One of these, as a command takes it; a blank where there are several: 〈主席或副主席〉.
pub(crate) fn one_of(options: &[Text]) -> Option<Text> {
    match options {
        [] => None,
        [only] => Some(only.clone()),
        several => {
            let Text { zh, en } = Text::join(several, "或", " or ");
            Some(text!(zh: "〈{zh}〉", en: "〈{en}〉"))
        }
    }
}

/// The tags and posts of those a rule means; a body or an office is none.
pub(crate) fn roles(regulation: &Vocabulary, wanted: &[Actor]) -> Vec<Text> {
    let role = |actor: &Actor| match actor {
        Actor::Id(id) | Actor::OfOffice(id) => word(regulation, &[Group::Tags, Group::Posts], id),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => None,
    };
    wanted.iter().filter_map(role).collect()
}

/// What a command is told of an id: its name in Chinese, unless a shell would take that apart.
pub(crate) fn word(regulation: &Vocabulary, groups: &[Group], id: &Name) -> Option<Text> {
    let term = groups.iter().find_map(|group| regulation.terms(*group).get(id))?;
    let plain = |c: char| c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace();
    let name = if term.name.chars().all(plain) { term.name.as_str() } else { id.as_str() };
    Some(Text::new(name, id.as_str()))
}
