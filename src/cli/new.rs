//! `new`: enters a topic.

use super::context::Context;
use crate::changes::new;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Enter a topic: makes its folder and prints its key
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// Title of the topic
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    title: String,
    /// Form of consultation: an id or its Chinese name
    #[arg(long, value_name = "FORM", add = super::completions::forms())]
    form: Option<String>,
    /// Regulation that applies; that of the room, or else of the archive, if not given
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    regulation: Option<String>,
    /// Responsible office
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    office: Option<String>,
    /// Consultation room it belongs to
    #[arg(long, value_name = "ID", add = super::completions::rooms())]
    room: Option<String>,
    /// Scheduled day of the meeting, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    meeting: Option<String>,
    /// Held because of special circumstances, outside the plan
    #[arg(long)]
    ad_hoc: bool,
}

const EXAMPLES: &str = "\
yijuan new --title 老旧小区加装电梯
yijuan new --title 老旧小区加装电梯 --form 专题协商 --office urban --meeting 2026-09-10
yijuan new --title 防汛应急准备 --ad-hoc";

impl New {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = new::New {
            title: self.title.clone(),
            form: self.form.clone(),
            regulation: self.regulation.clone(),
            office: self.office.clone(),
            room: self.room.clone(),
            meeting: self.meeting.clone(),
            ad_hoc: self.ad_hoc,
        };
        context.change(|writer| request.propose(writer))
    }
}
