//! `calendar`: deadlines and meetings for a calendar program.

use super::context::{self, Context};
use crate::changes::person;
use crate::diagnostic::Diagnostics;
use crate::engine::{Part, Selection};
use crate::report::calendar;
use crate::ui::Reply;
use crate::workspace::{Overview, TopicState};
use clap::Args;

/// Write deadlines and meetings as iCalendar (.ics)
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CalendarFile {
    /// Only what concerns this person, office or body
    #[arg(long = "for", value_name = "WHO", add = super::completions::who())]
    person: Option<String>,
}

const EXAMPLES: &str = "\
yijuan calendar > 协商.ics
yijuan calendar --for 城建环保委员会 > 城建.ics";

impl CalendarFile {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let mut overview = Overview::of(&context.workspace, Selection { part: Part::Whole, all: false })?;
        let who = self.person.as_deref().map(|written| person::who(&overview.loaded, written)).transpose()?;
        let mut withdrawn = overview.withdrawn(&context.workspace);
        if let Some(who) = &who {
            withdrawn.retain(|(duty, topic)| overview.is_for(duty, Some(topic), who));
        }
        let due = overview.due(who.as_ref(), None);
        let today = context.workspace.today;
        let is_ahead = |topic: &&TopicState| topic.meeting.as_ref().is_some_and(|meeting| meeting.day >= today);
        let is_theirs = |topic: &&TopicState| who.as_ref().is_none_or(|who| topic.is_of(who));
        let meetings: Vec<&TopicState> = overview.topics.iter().filter(is_ahead).filter(is_theirs).collect();
        let stdout = calendar::ics(&overview, &due, &withdrawn, &meetings, context.language);
        Ok(context::reply(&overview.loaded, stdout))
    }
}
