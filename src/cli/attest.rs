use super::context::Context;
use super::topic::Changing;
use super::{all_or_nothing, keep, person, rule};
use crate::archive::{Change, Field, entry};
use crate::engine::does_not_count;
use crate::history::Message;
use crate::model::Attest as Statement;
use crate::problem::{Place, Problem, Problems};
use crate::regulation::Rule;
use crate::rules::Force;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;

/// State that something was done which only a person can know
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Attest {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The rule that was followed
    #[arg(value_name = "RULE", add = super::completions::rules())]
    rule: String,
    /// Who states it: a person of the register
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    by: String,
    /// The day it is stated, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Round it is stated for; every one if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// How it was done
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

const EXAMPLES: &str = "\
yijuan attest 2026-003 M11 --by 钱样本
yijuan attest 2026-003 M7e --by qian-yangben --on 2026-06-01 --note 邀请两位专家审阅了调研提纲";

/// Whether a rule is one that a person states: of that kind, or one that may be followed.
pub(super) fn is_stated(rule: &Rule) -> bool {
    rule.force == Force::May || rule.is_attested()
}

impl Attest {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, regulation) = changing.case.topic()?;
        let Changing { writer, case } = &changing;
        let (key, path) = (topic.key, topic.path("attests.yml"));
        let mut problems = case.archive.problems_of(&path);
        let rule = keep(&mut problems, rule::find(regulation, &self.rule));
        if let Some(id) = rule.filter(|rule| !is_stated(rule)).map(|rule| &rule.id) {
            problems.push(
                Problem::new(text!(zh: "{id} 凭记录判断，不由人说明", en: "{id} is judged by what is on record, not by statement"))
                    .hint(text!(zh: "`yijuan show {key} --checklist` 列出可说明的；`yijuan rule {id}` 说明 {id} 要什么", en: "`yijuan show {key} --checklist` lists what can be stated, `yijuan rule {id}` what {id} asks for")),
            );
        }
        let person = keep(&mut problems, person::find(&case.archive.people, &self.by));
        let on = self.on.as_deref().map_or(Some(context.today), |on| keep(&mut problems, context.days.read(on)));
        keep(&mut problems, self.note.as_deref().map_or(Ok(()), |note| super::given::line("--note", note)));
        let same = |known: &&Statement| {
            rule.is_some_and(|rule| rule.id == known.rule) && (known.round.is_none() || known.round == self.round)
        };
        // What was stated too early is stated anew.
        let why_not = |rule, stated: &Statement| does_not_count(case.bench(), topic, rule, stated);
        let counts =
            |known: &&Statement| context.today < known.date || rule.is_none_or(|rule| why_not(rule, known).is_none());
        if let Some(known) = topic.attests.iter().filter(same).find(counts) {
            let by = case.archive.called(&known.by).unwrap_or(&known.by);
            let (rule, date) = (&known.rule, known.date);
            problems.push(
                Problem::new(
                    text!(zh: "{rule} 已由 {by} 于 {date} 说明", en: "{rule} was stated by {by} on {date} already"),
                )
                .at(Place::file(path.as_str()))
                .hint(Text::new(
                    "要更正的，编辑该文件后 `yijuan commit`",
                    "to correct it, edit the file, then `yijuan commit`",
                )),
            );
        }
        let ((rule, person), on) = all_or_nothing(rule.zip(person).zip(on), problems)?;
        let mut fields = vec![
            ("rule", Field::Word(rule.id.to_string())),
            ("by", Field::Word(person.id.to_string())),
            ("date", Field::Word(on.to_string())),
        ];
        fields.extend(self.round.map(|round| ("round", Field::Number(round))));
        fields.extend(self.note.as_deref().map(|note| ("note", Field::Word(note.trim().to_owned()))));
        let text = context.with_entry::<Statement>(&path, &entry(&fields))?.text;
        let stated =
            Statement { rule: rule.id.clone(), by: person.id.clone(), date: on, round: self.round, note: None };
        let uncounted = why_not(rule, &stated);
        let (rule, name) = (&rule.id, &person.name);
        let mut reply = Reply::new(format!("{key} {rule} {on} {name}\n"));
        reply.notes.extend(uncounted);
        let subject: Text = text!(zh: "{key} 说明：{rule}（{name}）", en: "{key} attest {rule} ({name})");
        let message = Message::new(writer.in_archive_language(&subject))
            .trailer("Yijuan-Topic", key.to_string())
            .trailer("Yijuan-Rule", rule.to_string());
        writer.apply(Change::new().file(path, text), &message, reply)
    }
}
