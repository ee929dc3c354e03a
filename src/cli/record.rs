//! `record`: records a dated fact, or strikes one out.

use super::context::Context;
use crate::changes::record::{RecordFor, RecordRequest};
use crate::diagnostic::Diagnostics;
use crate::model::Subject;
use crate::ui::Reply;
use clap::Args;

/// Record a dated fact of a topic, of a plan's year or of a room, or strike one out
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Record {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "TARGET", add = super::completions::keys())]
    target: String,
    /// What happened: an event's id or Chinese name
    #[arg(value_name = "EVENT", add = super::completions::events())]
    event: String,
    /// The day it happened, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE", conflicts_with = "void")]
    on: Option<String>,
    /// Who did it: a person, office or body; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: Vec<String>,
    /// To whom; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    to: Vec<String>,
    /// In which way
    #[arg(long, value_name = "WAY", add = super::completions::ways())]
    via: Option<String>,
    /// The meeting day it announced; the scheduled one if not given
    #[arg(long = "for", value_name = "DATE")]
    announced: Option<String>,
    /// Paper, number, topic or rule it refers to; may be given several times
    #[arg(long = "ref", value_name = "REF")]
    references: Vec<String>,
    /// Round of consultation
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    round: Option<u32>,
    /// Anything else worth keeping
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// Strike out the entry of this event with this date; say why with --note
    #[arg(long, value_name = "DATE", requires = "note")]
    void: Option<String>,
}

const EXAMPLES: &str = "\
yijuan record 2026-003 通知参加人员 --on 2026-05-20 --by 城建环保委员会 --to 政协方面人士
yijuan record 2026-003 协商会议
yijuan record plan:2026 印发年度协商计划 --by 区委办公室 --to 全区
yijuan record room:hall-1 制定年度协商议事计划 --on 2026-01-12
yijuan record 2026-003 协商会议 --void 2026-06-11 --note 日期记错";

impl Record {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let fact = RecordRequest {
            event: self.event.clone(),
            on: self.on.clone(),
            by: self.by.clone(),
            to: self.to.clone(),
            via: self.via.clone(),
            announced: self.announced.clone(),
            references: self.references.clone(),
            round: self.round,
            note: self.note.clone(),
            void: self.void.clone(),
        };
        context.change(|writer| {
            let (subject, topics) = context.workspace.subject(&self.target)?;
            let subject = match &subject {
                Subject::Plan(year) => RecordFor::Year(*year),
                Subject::Room(id) => RecordFor::Room(id),
                Subject::Topic(_) | Subject::Archive => RecordFor::Topic,
            };
            fact.propose(writer, &context.workspace.read(&topics)?, subject)
        })
    }
}
