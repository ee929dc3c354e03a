//! `list`: topics with their stage, next deadline and state.

use super::context::{self, Context};
use super::format::Format;
use crate::diagnostic::Diagnostics;
use crate::duty::Standing;
use crate::engine::{Part, Selection};
use crate::report::topics;
use crate::text;
use crate::ui::Reply;
use crate::workspace::{Overview, TopicFilter};
use clap::Args;

/// List topics: stage, next deadline and state of each
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct List {
    /// Only topics whose key, title or source contains this text
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Only topics of this year
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// Only topics of this office: its id or name
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    office: Option<String>,
    /// Only topics of this form: its id or name
    #[arg(long, value_name = "FORM", add = super::completions::forms())]
    form: Option<String>,
    /// Only topics of this room: its id or name
    #[arg(long, value_name = "ROOM", add = super::completions::rooms())]
    room: Option<String>,
    /// Only topics under this regulation: its id or a part of its title
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    regulation: Option<String>,
    /// Only topics in this stage: its id or name
    #[arg(long, value_name = "STAGE", add = super::completions::stages())]
    stage: Option<String>,
    /// Only topics in this state: overdue, due-soon, on-track, unrecorded, ended or dropped, or the Chinese name
    #[arg(long, value_name = "STATE", add = super::completions::words(&Standing::NAMES))]
    state: Option<String>,
}

const EXAMPLES: &str = "\
yijuan list
yijuan list --office urban --state overdue
yijuan list --stage 做好协商准备
yijuan list --room 河沿街道协商议事室 --form 圆桌协商
yijuan list 电梯";

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let mut overview = Overview::of(&context.workspace, Selection { part: Part::Topics, all: false })?;
        // Looking back, a topic that was entered later was not there yet.
        let (today, all) = (context.workspace.today, overview.topics.len());
        overview.topics.retain(|topic| topic.began.is_none_or(|began| began <= today));
        let later = all - overview.topics.len();
        let filter = TopicFilter {
            text: self.text.clone(),
            year: self.year,
            office: self.office.clone(),
            form: self.form.clone(),
            room: self.room.clone(),
            regulation: self.regulation.clone(),
            stage: self.stage.clone(),
            state: self.state.clone(),
        };
        let rows = topics::rows(&filter.topics(&overview)?, &overview);
        let stdout =
            context.format.human_or_json(|| topics::human(&rows, context.language), || topics::as_json(&rows))?;
        let mut reply = context::reply(&overview.loaded, stdout);
        if later > 0 && context.format == Format::Human {
            reply.notes.push(text!(
                zh: "{today} 以后登记的 {later} 个议题没有列出",
                en: "topics entered after {today} are left out: {later}"
            ));
        } else if rows.is_empty() && context.format == Format::Human {
            reply.notes.push(filter.nothing(&overview.topics));
        }
        Ok(reply)
    }
}
