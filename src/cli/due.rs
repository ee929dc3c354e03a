//! `due`: open deadlines and expected answers, by day.

use super::context::{self, Context};
use super::filter;
use crate::diagnostic::Diagnostics;
use crate::duty::{Duty, has_no_deadline, open};
use crate::engine::{Part, Promise, Selection, concerns, not_asked};
use crate::model::{Name, Subject, TopicKey};
use crate::report::due;
use crate::text;
use crate::ui::Reply;
use crate::workspace::{Overview, Subjects, TopicState, is_open};
use clap::Args;
use std::collections::HashMap;

/// Show what is due, by day, with the working days left
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DueList {
    /// Only these topics (keys, titles or parts of them), `plan:YEAR` or `room:ID`; everything if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
    /// Only what concerns this person, office or body: topics they lead, topics of their office, and what they must do
    #[arg(long = "for", value_name = "WHO", add = super::completions::who())]
    person: Option<String>,
    /// Only what is overdue or due within this many working days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(..=10_000))]
    within: Option<u32>,
}

const EXAMPLES: &str = "\
yijuan due
yijuan due 2026-003
yijuan due --verbose
yijuan due --for 钱样本
yijuan due --within 10
yijuan due --format json";

impl DueList {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let asked = Subjects::of(&context.workspace.source, &self.keys)?;
        let years_and_rooms = asked.others.clone();
        let overview = match self.keys.as_slice() {
            [] => Overview::of(&context.workspace, Selection { part: Part::Whole, all: false })?,
            _ => Overview::of_subjects(&context.workspace, asked)?,
        };
        let loaded = &overview.loaded;
        let who = self.person.as_deref().map(|written| filter::who(loaded, written)).transpose()?;
        let others = overview.others.duties.iter().filter(|duty| is_open(duty)).map(|duty| (duty, None));
        let of_topics = overview.topics.iter().flat_map(|topic| topic.open.iter().map(move |duty| (duty, Some(topic))));
        let concerning = others.chain(of_topics).filter(|(duty, topic)| match &who {
            Some(who) => concerns(loaded.context(), duty, office_and_lead(*topic), who),
            None => true,
        });
        let duties: Vec<&Duty> = concerning.map(|(duty, _)| duty).collect();
        // Rules that only a person can attest are on the topic's checklist.
        let dated = open(&duties)
            .into_iter()
            .filter(|duty| duty.due.is_some() && !duty.rule().is_attested() || has_no_deadline(duty));
        let pressing: Vec<&Duty> = dated.filter(|duty| self.is_near(duty.working_days_left)).collect();
        let promises: Vec<&Promise> = overview
            .topics
            .iter()
            .flat_map(|topic| topic.promises.iter().map(move |promise| (topic, promise)))
            .filter(|(topic, promise)| who.as_ref().is_none_or(|who| promise_concerns(promise, topic, who)))
            .map(|(_, promise)| promise)
            .filter(|promise| self.is_near(Some(promise.working_days_left)))
            .collect();
        let titles: HashMap<TopicKey, &Name> =
            overview.topics.iter().rev().map(|topic| (topic.folder.key, &topic.title)).collect();
        let title = |subject: &Subject| match subject {
            Subject::Topic(key) => titles.get(key).map(ToString::to_string),
            Subject::Room(id) => loaded.archive.room(id).map(|room| room.name.to_string()),
            Subject::Plan(_) | Subject::Archive => None,
        };
        let stdout = context.format.human_or_json(
            || due::human(&pressing, &promises, title, context.language, context.verbose),
            || due::as_json(context.workspace.today, &pressing, &promises),
        )?;
        let mut reply = context::reply(loaded, stdout);
        let rooms =
            loaded.archive.rooms.iter().filter(|room| years_and_rooms.contains(&Subject::Room(room.id.clone())));
        reply.notes.extend(rooms.flat_map(|room| not_asked(loaded.context(), room)));
        if pressing.is_empty() && promises.is_empty() {
            reply.notes.push(match self.within {
                Some(days) => text!(
                    zh: "没有已逾期的，{days} 个工作日之内也没有到期的",
                    en: "nothing is overdue or due within {days} working days"
                ),
                None => text!(zh: "没有未办的期限", en: "nothing is due"),
            });
        }
        Ok(reply)
    }

    fn is_near(&self, working_days_left: Option<i64>) -> bool {
        self.within.is_none_or(|days| working_days_left.is_some_and(|left| left <= i64::from(days)))
    }
}

/// The office and the lead of a topic.
fn office_and_lead(topic: Option<&TopicState>) -> (Option<&Name>, Option<&Name>) {
    (topic.and_then(|topic| topic.office.as_ref()), topic.and_then(|topic| topic.lead.as_ref()))
}

/// Whether somebody leads the topic, is its office, or is to give or press the answer.
fn promise_concerns(promise: &Promise, topic: &TopicState, who: &Name) -> bool {
    topic.lead.as_ref() == Some(who) || topic.office.as_ref() == Some(who) || promise.concerned.contains(who)
}
