//! The command that enters somebody into a topic's roster; what only a person knows is a blank in it: 〈姓名〉.

use crate::model::{Attendance, Name};
use crate::rules::{Actor, SubjectContext};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary, argument};

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
    pub attendance: Option<Attendance>,
    pub spoke: bool,
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
            attendance: None,
            spoke: false,
            delegated_by: None,
        }
    }

    /// yijuan roster add 2026-001 〈姓名〉 --tag 主持人.
    pub(crate) fn command(&self, context: &SubjectContext) -> Text {
        self.said(context, "add")
    }

    /// The same of somebody who is on the list: yijuan roster update 2026-001 〈姓名〉 --present.
    pub(crate) fn update(&self, context: &SubjectContext) -> Text {
        self.said(context, "update")
    }

    fn said(&self, context: &SubjectContext, verb: &str) -> Text {
        let subject = context.view.subject();
        let mut said = Text::same(format!("yijuan roster {verb} {subject} ")).then(&self.name);
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
        let marks = self.attendance.map(Attendance::id).into_iter().chain(self.spoke.then_some("spoke"));
        for mark in marks {
            said = said.then(&Text::same(format!(" --{mark}")));
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

/// What a command is told of an id.
pub(crate) fn word(regulation: &Vocabulary, groups: &[Group], id: &Name) -> Option<Text> {
    let term = groups.iter().find_map(|group| regulation.terms(*group).get(id))?;
    Some(argument(&term.name, id))
}
