//! `attest`: what only a person can state.

use super::context::Context;
use crate::archive::{Change, Field, entry, list, remove_entry};
use crate::changes::stated::Ruled;
use crate::changes::{typed, with_entries};
use crate::engine::does_not_count;
use crate::model::Attest as Statement;
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
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The rules that were followed
    #[arg(value_name = "RULE", required = true, add = super::completions::rules())]
    rules: Vec<String>,
    /// Who states it: a person, office or body
    #[arg(long, value_name = "WHO", required_unless_present = "undo", add = super::completions::who())]
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
        let ruled = {
            context.human_only()?;
            Ruled::open(&context.workspace, &self.key)?
        };
        let mut problems = ruled.unread(&ruled.path("attests.yml", context.workspace.today));
        let mut rules: Vec<&Rule> = Vec::new();
        for written in &self.rules {
            match ruled.rule(written) {
                Ok(rule) if rules.iter().all(|other| other.id != rule.id) => rules.push(rule),
                Ok(_) => {}
                Err(wrong) => problems.extend(wrong),
            }
        }
        if self.undo {
            ensure_none(problems)?;
            return self.take_back(context, &ruled, &rules);
        }
        self.state(context, &ruled, &rules, problems)
    }

    /// Whether an entry states the rule for the round in question.
    fn is_of(&self, rule: &Rule, known: &Statement) -> bool {
        rule.id == known.rule && (known.round.is_none() || known.round == self.round)
    }

    fn state(
        &self,
        context: &Context,
        ruled: &Ruled,
        rules: &[&Rule],
        mut problems: Problems,
    ) -> Result<Reply, Problems> {
        let (loaded, key) = (&ruled.loaded, &ruled.subject);
        let on = self
            .on
            .as_deref()
            .map_or(Some(context.workspace.today), |on| keep(&mut problems, context.workspace.days.read(on)));
        let path = ruled.path("attests.yml", on.unwrap_or(context.workspace.today));
        for id in rules.iter().filter(|rule| !is_stated(rule)).map(|rule| &rule.id) {
            problems.push(
                Problem::new(text!(zh: "{id} 凭记录判断，不由人说明", en: "{id} is judged by what is on record, not by statement"))
                    .hint(text!(zh: "`yijuan rule {id}` 说明 {id} 要什么；议题可说明的见 `yijuan show 〈议题〉 --checklist`", en: "`yijuan rule {id}` says what {id} asks for; of a topic, `yijuan show 〈TOPIC〉 --checklist` lists what can be stated")),
            );
        }
        let by = self.by.as_deref().unwrap_or_default();
        let by = match ruled.by(by) {
            Ok(by) => Some(by),
            Err(wrong) => {
                problems.extend(wrong);
                None
            }
        };
        keep(&mut problems, self.note.as_deref().map_or(Ok(()), |note| typed::line("--note", note)));
        // What was stated too early is stated anew.
        let why_not = |rule, stated: &Statement| {
            ruled.topic().and_then(|topic| does_not_count(loaded.context(), topic, rule, stated))
        };
        let attests = ruled.attests();
        for rule in rules {
            let counts = |known: &&Statement| context.workspace.today < known.date || why_not(rule, known).is_none();
            let same = attests.iter().copied().filter(|known| self.is_of(rule, known));
            if let Some(known) = { same }.find(counts) {
                let Text { zh: by, en: by_en } = ruled.called(&known.by);
                let (rule, date) = (&known.rule, known.date);
                problems.push(
                    Problem::new(
                        text!(zh: "{rule} 已由 {by} 于 {date} 说明", en: "{rule} was stated by {by_en} on {date} already"),
                    )
                    .at(Place::file(path.as_str()))
                    .hint(text!(
                        zh: "要更正的，先收回：yijuan attest {key} {rule} --undo",
                        en: "to correct it, first take it back: yijuan attest {key} {rule} --undo"
                    )),
                );
            }
        }
        let ((by, told), on) = all_or_nothing(by.zip(on), problems)?;
        let (name, mut reply, mut entries) = (ruled.called(&by), Reply { notes: told, ..Reply::default() }, Vec::new());
        for rule in rules {
            let mut fields = vec![
                ("rule", Field::Word(rule.id.to_string())),
                ("by", Field::Word(by.to_string())),
                ("date", Field::Word(on.to_string())),
            ];
            fields.extend(self.round.map(|round| ("round", Field::Number(round))));
            fields.extend(self.note.as_deref().map(|note| ("note", Field::Word(note.trim().to_owned()))));
            fields.extend(ruled.fields());
            entries.push(entry(&fields));
            let (rule_id, by, round) = (rule.id.clone(), by.clone(), self.round);
            let stated = Statement { rule: rule_id, by, date: on, round, room: None, note: None };
            reply.notes.extend(why_not(rule, &stated));
            let _ = writeln!(reply.stdout, "{key} {} {on} {}", rule.id, name.in_(context.language));
        }
        let text = with_entries::<Statement>(&context.workspace, &path, &entries)?;
        let Text { zh, en } = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let Text { zh: by, en: by_en } = name;
        let subject: Text = text!(zh: "{key} 说明：{zh}（{by}）", en: "{key} attest {en} ({by_en})");
        let message = ruled.message(&subject, rules);
        Ok(reply.with(ruled.writer.apply(Change::new().file(path, text), &message)?))
    }

    /// Takes out the statements of these rules; history keeps them.
    fn take_back(&self, context: &Context, ruled: &Ruled, rules: &[&Rule]) -> Result<Reply, Problems> {
        let key = &ruled.subject;
        let paths = ruled.paths("attests.yml", context.workspace.today);
        let texts: Result<Vec<String>, Problem> = paths.iter().map(|path| context.workspace.text(path)).collect();
        let (mut texts, mut reply) = (texts?, Reply::default());
        for rule in rules {
            let mut is_found = false;
            for (path, text) in paths.iter().zip(&mut texts) {
                let listed: Vec<Statement> = list(path, text.as_bytes())?;
                let is_it = |known: &Statement| known.room.as_ref() == ruled.room() && self.is_of(rule, known);
                if let Some(nth) = listed.iter().position(is_it) {
                    *text = remove_entry(path, text, nth)?;
                    is_found = true;
                    break;
                }
            }
            if !is_found {
                let (id, Text { zh, en }) = (&rule.id, ruled.listed(" --checklist"));
                return Err(Problem::new(text!(zh: "{id} 没有人说明过", en: "nobody has stated {id}"))
                    .at(Place::file(paths[0].as_str()))
                    .hint(text!(zh: "{zh}说明过的", en: "{en} what is stated"))
                    .into());
            }
            let _ = writeln!(reply.stdout, "{key} {}", rule.id);
        }
        let Text { zh, en } = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let subject = text!(zh: "{key} 收回说明：{zh}", en: "{key} attest {en} taken back");
        let message = ruled.message(&subject, rules);
        let change = paths.into_iter().zip(texts).fold(Change::new(), |change, (path, text)| change.file(path, text));
        Ok(reply.with(ruled.writer.apply(change, &message)?))
    }
}
