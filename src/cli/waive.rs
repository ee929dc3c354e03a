//! `waive`: an exception from a rule.

use super::context::Context;
use crate::archive::{Change, Field, entry, list, remove_entry};
use crate::changes::with_entry;
use crate::cli::context::Changing;
use crate::history::Message;
use crate::model::Waiver;
use crate::problem::{Place, Problem, Problems};
use crate::problem::{all_or_nothing, ensure_none, keep};
use crate::regulation::Rule;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;

/// Record an exception from a rule: why, decided by whom
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Waive {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The rule that is not followed
    #[arg(value_name = "RULE", add = super::completions::rules())]
    rule: String,
    /// Why it is not followed
    #[arg(long, value_name = "TEXT", required_unless_present = "undo", allow_hyphen_values = true)]
    reason: Option<String>,
    /// Who decided so: a person of the register
    #[arg(long, value_name = "PERSON", required_unless_present = "undo", add = super::completions::people())]
    by: Option<String>,
    /// Last day it holds, YYYY-MM-DD; for good if not given
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Round it is for; every one if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// Take the exception back
    #[arg(long, conflicts_with_all = ["reason", "by", "until"])]
    undo: bool,
}

const EXAMPLES: &str = "\
yijuan waive 2026-003 M14a --reason 会议以通报情况为主，未形成协商意见 --by 钱样本
yijuan waive 2026-003 M9a --reason 部门已派员驻会 --by qian-yangben --until 2026-07-31
yijuan waive 2026-003 M9a --undo";

impl Waive {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, regulation) = changing.loaded.topic()?;
        let Changing { writer, loaded } = &changing;
        let path = topic.path("waivers.yml");
        let mut problems = loaded.archive.problems_of(&path);
        let rule = keep(&mut problems, regulation.rule_written(&self.rule));
        if let Some(rule) = rule.filter(|_| self.undo) {
            ensure_none(problems)?;
            return self.take_back(context, &changing, rule);
        }
        let (reason, by) = (self.reason.as_deref().unwrap_or_default(), self.by.as_deref().unwrap_or_default());
        let person = keep(&mut problems, crate::changes::person::find_or_holder(loaded, by));
        let until = self.until.as_deref().and_then(|until| keep(&mut problems, context.workspace.days.read(until)));
        let today = context.workspace.today;
        if let Some(until) = until.filter(|until| *until < today) {
            problems.push(Problem::new(text!(zh: "{until} 已经过去", en: "{until} has passed already")).hint(
                Text::new("写今天或以后的日期，或去掉 `--until`", "name today or a later day, or leave `--until` out"),
            ));
        }
        keep(&mut problems, super::typed::line("--reason", reason));
        let stands = |waiver: &&Waiver| {
            rule.is_some_and(|rule| self.is_of(rule, waiver)) && waiver.until.is_none_or(|until| today <= until)
        };
        if let Some(waiver) = topic.waivers.iter().find(stands) {
            let by = loaded.archive.called(&waiver.by).unwrap_or(&waiver.by);
            let (key, rule, date) = (topic.key, &waiver.rule, waiver.date);
            problems.push(
                Problem::new(
                    text!(zh: "{rule} 已有例外（{by}，{date}）", en: "{rule} is waived already ({by}, {date})"),
                )
                .at(Place::file(path.as_str()))
                .hint(text!(
                    zh: "要更正的，先收回：yijuan waive {key} {rule} --undo",
                    en: "to correct it, first take it back: yijuan waive {key} {rule} --undo"
                )),
            );
        }
        let (rule, person) = all_or_nothing(rule.zip(person), problems)?;
        let mut fields = vec![
            ("rule", Field::Word(rule.id.to_string())),
            ("reason", Field::Word(reason.trim().to_owned())),
            ("by", Field::Word(person.id.to_string())),
            ("date", Field::Word(today.to_string())),
        ];
        fields.extend(until.map(|until| ("until", Field::Word(until.to_string()))));
        fields.extend(self.round.map(|round| ("round", Field::Number(round))));
        let text = with_entry::<Waiver>(&context.workspace, &path, &entry(&fields))?.text;
        let (key, rule) = (topic.key, &rule.id);
        let subject = text!(zh: "{key} 例外：{rule}", en: "{key} waive {rule}");
        let message = Message::new(writer.in_archive_language(&subject))
            .trailer("Yijuan-Topic", key.to_string())
            .trailer("Yijuan-Rule", rule.to_string());
        Ok(Reply::new(format!("{key} {rule}\n")).with(changing.writer.apply(Change::new().file(path, text), &message)?))
    }

    /// Whether an exception is one from the rule in the round in question.
    fn is_of(&self, rule: &Rule, waiver: &Waiver) -> bool {
        rule.id == waiver.rule && (waiver.round.is_none() || waiver.round == self.round)
    }

    /// Takes out the last exception from a rule; history keeps it.
    fn take_back(&self, context: &Context, changing: &Changing, rule: &Rule) -> Result<Reply, Problems> {
        let ((topic, _), id) = (changing.loaded.topic()?, &rule.id);
        let (key, path) = (topic.key, topic.path("waivers.yml"));
        let text = context.workspace.text(&path)?;
        let listed: Vec<Waiver> = list(&path, text.as_bytes())?;
        let nth = listed.iter().rposition(|waiver| self.is_of(rule, waiver)).ok_or_else(|| {
            Problem::new(text!(zh: "{id} 没有例外", en: "there is no exception from {id}"))
                .at(Place::file(path.as_str()))
                .hint(text!(zh: "`yijuan show {key}` 列出例外", en: "`yijuan show {key}` lists the exceptions"))
        })?;
        let text = remove_entry(&path, &text, nth)?;
        let subject = text!(zh: "{key} 收回例外：{id}", en: "{key} waive {id} taken back");
        let message = Message::new(changing.writer.in_archive_language(&subject))
            .trailer("Yijuan-Topic", key.to_string())
            .trailer("Yijuan-Rule", id.to_string());
        Ok(Reply::new(format!("{key} {id}\n")).with(changing.writer.apply(Change::new().file(path, text), &message)?))
    }
}
