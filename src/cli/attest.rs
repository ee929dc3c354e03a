//! `attest`: what only a person can state.

use super::context::Context;
use crate::archive::{Change, Field, entry, list, remove_entry};
use crate::changes::{Writer, with_entries};
use crate::cli::context::Changing;
use crate::engine::does_not_count;
use crate::history::Message;
use crate::model::{Attest as Statement, TopicKey};
use crate::problem::{Place, Problem, Problems};
use crate::problem::{all_or_nothing, ensure_none, keep};
use crate::regulation::Rule;
use crate::rules::Force;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;
use std::fmt::Write as _;

/// State that something was done which only a person can know
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Attest {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The rules that were followed
    #[arg(value_name = "RULE", required = true, add = super::completions::rules())]
    rules: Vec<String>,
    /// Who states it: a person of the register
    #[arg(long, value_name = "PERSON", required_unless_present = "undo", add = super::completions::people())]
    by: Option<String>,
    /// The day it is stated, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Round it is stated for; every one if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// How it was done
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// Take back what was stated
    #[arg(long, conflicts_with_all = ["by", "on", "note"])]
    undo: bool,
}

const EXAMPLES: &str = "\
yijuan attest 2026-003 M11 M6d --by 钱样本
yijuan attest 2026-003 M11 --undo
yijuan attest 2026-003 M7e --by qian-yangben --on 2026-06-01 --note 邀请两位专家审阅了调研提纲";

/// Whether a rule is one that a person states: of that kind, or one that may be followed.
pub(super) fn is_stated(rule: &Rule) -> bool {
    rule.force == Force::May || rule.is_attested()
}

impl Attest {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, regulation) = changing.loaded.topic()?;
        let path = topic.path("attests.yml");
        let mut problems = changing.loaded.archive.problems_of(&path);
        let mut rules: Vec<&Rule> = Vec::new();
        for written in &self.rules {
            let rule = keep(&mut problems, regulation.rule_written(written));
            rules.extend(rule.filter(|rule| rules.iter().all(|other| other.id != rule.id)));
        }
        if self.undo {
            ensure_none(problems)?;
            return self.take_back(context, &changing, &rules);
        }
        self.state(context, &changing, &rules, problems)
    }

    /// Whether an entry states the rule for the round in question.
    fn is_of(&self, rule: &Rule, known: &Statement) -> bool {
        rule.id == known.rule && (known.round.is_none() || known.round == self.round)
    }

    fn state(
        &self,
        context: &Context,
        changing: &Changing,
        rules: &[&Rule],
        mut problems: Problems,
    ) -> Result<Reply, Problems> {
        let (loaded, (topic, _)) = (&changing.loaded, changing.loaded.topic()?);
        let (key, path) = (topic.key, topic.path("attests.yml"));
        for id in rules.iter().filter(|rule| !is_stated(rule)).map(|rule| &rule.id) {
            problems.push(
                Problem::new(text!(zh: "{id} 凭记录判断，不由人说明", en: "{id} is judged by what is on record, not by statement"))
                    .hint(text!(zh: "`yijuan show {key} --checklist` 列出可说明的；`yijuan rule {id}` 说明 {id} 要什么", en: "`yijuan show {key} --checklist` lists what can be stated, `yijuan rule {id}` what {id} asks for")),
            );
        }
        let by = self.by.as_deref().unwrap_or_default();
        let person = keep(&mut problems, crate::changes::person::find_or_holder(loaded, by));
        let on = self
            .on
            .as_deref()
            .map_or(Some(context.workspace.today), |on| keep(&mut problems, context.workspace.days.read(on)));
        keep(&mut problems, self.note.as_deref().map_or(Ok(()), |note| super::typed::line("--note", note)));
        // What was stated too early is stated anew.
        let why_not = |rule, stated: &Statement| does_not_count(loaded.context(), topic, rule, stated);
        for rule in rules {
            let counts = |known: &&Statement| context.workspace.today < known.date || why_not(rule, known).is_none();
            let same = topic.attests.iter().filter(|known| self.is_of(rule, known));
            if let Some(known) = { same }.find(counts) {
                let by = loaded.archive.called(&known.by).unwrap_or(&known.by);
                let (rule, date) = (&known.rule, known.date);
                problems.push(
                    Problem::new(
                        text!(zh: "{rule} 已由 {by} 于 {date} 说明", en: "{rule} was stated by {by} on {date} already"),
                    )
                    .at(Place::file(path.as_str()))
                    .hint(text!(
                        zh: "要更正的，先收回：yijuan attest {key} {rule} --undo",
                        en: "to correct it, first take it back: yijuan attest {key} {rule} --undo"
                    )),
                );
            }
        }
        let (person, on) = all_or_nothing(person.zip(on), problems)?;
        let (name, mut reply, mut entries) = (&person.name, Reply::default(), Vec::new());
        for rule in rules {
            let mut fields = vec![
                ("rule", Field::Word(rule.id.to_string())),
                ("by", Field::Word(person.id.to_string())),
                ("date", Field::Word(on.to_string())),
            ];
            fields.extend(self.round.map(|round| ("round", Field::Number(round))));
            fields.extend(self.note.as_deref().map(|note| ("note", Field::Word(note.trim().to_owned()))));
            entries.push(entry(&fields));
            let stated =
                Statement { rule: rule.id.clone(), by: person.id.clone(), date: on, round: self.round, note: None };
            reply.notes.extend(why_not(rule, &stated));
            let _ = writeln!(reply.stdout, "{key} {} {on} {name}", rule.id);
        }
        let text = with_entries::<Statement>(&context.workspace, &path, &entries)?;
        let Text { zh, en } = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let subject: Text = text!(zh: "{key} 说明：{zh}（{name}）", en: "{key} attest {en} ({name})");
        let message = message(&changing.writer, &subject, key, rules);
        Ok(reply.with(changing.writer.apply(Change::new().file(path, text), &message)?))
    }

    /// Takes out the statements of these rules; history keeps them.
    fn take_back(&self, context: &Context, changing: &Changing, rules: &[&Rule]) -> Result<Reply, Problems> {
        let (topic, _) = changing.loaded.topic()?;
        let (key, path) = (topic.key, topic.path("attests.yml"));
        let mut text = context.workspace.text(&path)?;
        let mut reply = Reply::default();
        for rule in rules {
            let listed: Vec<Statement> = list(&path, text.as_bytes())?;
            let Some(nth) = listed.iter().position(|known| self.is_of(rule, known)) else {
                let id = &rule.id;
                return Err(Problem::new(text!(zh: "{id} 没有人说明过", en: "nobody has stated {id}"))
                    .at(Place::file(path))
                    .hint(text!(
                        zh: "`yijuan show {key} --checklist` 列出说明过的",
                        en: "`yijuan show {key} --checklist` lists what is stated"
                    ))
                    .into());
            };
            text = remove_entry(&path, &text, nth)?;
            let _ = writeln!(reply.stdout, "{key} {}", rule.id);
        }
        let Text { zh, en } = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let subject = text!(zh: "{key} 收回说明：{zh}", en: "{key} attest {en} taken back");
        let message = message(&changing.writer, &subject, key, rules);
        Ok(reply.with(changing.writer.apply(Change::new().file(path, text), &message)?))
    }
}

fn message(writer: &Writer, subject: &Text, key: TopicKey, rules: &[&Rule]) -> Message {
    let message = Message::new(writer.in_archive_language(subject)).trailer("Yijuan-Topic", key.to_string());
    rules.iter().fold(message, |message, rule| message.trailer("Yijuan-Rule", rule.id.to_string()))
}
