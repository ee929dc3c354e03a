use super::context::{self, Context};
use super::{all_or_nothing, keep};
use crate::archive::{Change, Field, entry, folder_name, topic_folders};
use crate::history::Message;
use crate::model::TopicKey;
use crate::problem::{Problem, Problems};
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;
use std::fmt::Write as _;

/// Enter a topic: makes its folder and prints its key
#[derive(Debug, Args)]
pub(super) struct New {
    /// Title of the topic
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    title: String,
    /// Form of consultation: an id or its Chinese name
    #[arg(long, value_name = "FORM", add = super::completions::forms())]
    form: Option<String>,
    /// Regulation that governs it; the archive's if not given
    #[arg(long, value_name = "ID")]
    regulation: Option<String>,
    /// Responsible office
    #[arg(long, value_name = "OFFICE")]
    office: Option<String>,
    /// Consultation room it belongs to
    #[arg(long, value_name = "ID")]
    room: Option<String>,
    /// Scheduled day of the meeting, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    meeting: Option<String>,
    /// Called for by special circumstances, outside the plan
    #[arg(long)]
    ad_hoc: bool,
}

pub(super) const EXAMPLES: &[&str] = &[
    "yijuan new --title 老旧小区加装电梯",
    "yijuan new --title 老旧小区加装电梯 --form 专题协商 --office urban --meeting 2026-09-10",
    "yijuan new --title 防汛应急准备 --ad-hoc",
];

/// Longest title, in characters: a title is a line, not a text.
const LONGEST_TITLE: usize = 200;

/// Refuses a title that is no line of text.
pub(super) fn check_title(title: &str) -> Result<(), Problem> {
    let is_line =
        !title.trim().is_empty() && title.chars().count() <= LONGEST_TITLE && !title.chars().any(char::is_control);
    if is_line {
        return Ok(());
    }
    let wrong = Text::new("题目为空、过长或含控制字符", "the title is empty, too long or holds control characters");
    Err(Problem::new(wrong)
        .hint(Text::new("题目写一行，不超过 200 字", "a title is one line of at most 200 characters")))
}

impl New {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = context.writer()?;
        let case = context.read(&[])?;
        let mut problems = Problems::new();
        let title = self.title.trim();
        keep(&mut problems, check_title(title));
        let settled = writer.settings.regulation.as_deref();
        let regulation = match self.regulation.as_deref().or(settled) {
            Some(id) => keep(&mut problems, case.regulations.get(id)),
            None => {
                problems.push(Problem::new(Text::new("没有指明规程", "no regulation is named")).hint(Text::new(
                    "加 `--regulation 规程`，或在 yijuan.yml 写 `regulation`",
                    "add `--regulation ID`, or write `regulation` in yijuan.yml",
                )));
                None
            }
        };
        let form = self.form.as_deref().zip(regulation).and_then(|(form, regulation)| {
            keep(&mut problems, regulation.id_in(&regulation.forms, &Text::new("协商形式", "form"), form))
        });
        let meeting = self.meeting.as_deref().and_then(|written| keep(&mut problems, context::date(written)));
        let regulation =
            all_or_nothing(regulation, problems)?.map(|regulation| regulation.id.to_string()).unwrap_or_default();

        let year = meeting.unwrap_or(context.today).year();
        let (folders, _) = topic_folders(&context.source);
        let last = folders.iter().filter(|folder| folder.key.year == year).map(|folder| folder.key.number).max();
        let key = TopicKey { year, number: last.unwrap_or(0) + 1 };
        let folder = format!("topics/{year}/{}", folder_name(key.number, title));

        let mut fields = vec![("title", Field::Word(title.to_owned()))];
        fields.extend(form.map(|form| ("form", Field::Word(form.to_owned()))));
        fields.push(("regulation", Field::Word(regulation)));
        fields.push(("began", Field::Word(context.today.to_string())));
        let office = self.office.as_deref().map(|office| writer.settings.office_id(office).to_owned());
        fields.extend(office.map(|office| ("office", Field::Word(office))));
        fields.extend(self.room.clone().map(|room| ("room", Field::Word(room))));
        fields.extend(self.ad_hoc.then_some(("ad_hoc", Field::Bool(true))));
        let mut topic = String::new();
        for (key, field) in fields {
            // One field of a flow mapping, without its braces, is a line of a block mapping.
            let line = entry(&[(key, field)]);
            let _ = writeln!(topic, "{}", &line[1..line.len() - 1]);
        }
        if let Some(meeting) = meeting {
            let _ = writeln!(topic, "scheduled:\n  meeting: {meeting}");
        }
        let change = Change::new().file(format!("{folder}/topic.yml"), topic).file(format!("{folder}/events.yml"), "");
        let subject = Text::new(format!("{key} 立题：{title}"), format!("{key} enter topic: {title}"));
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        writer.apply(change, &message, Reply::new(format!("{key}\n")))
    }
}
