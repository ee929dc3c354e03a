//! Exceptions from rules.

use super::stated::RuleTarget;
use super::{Proposal, Writer, typed, with_entry};
use crate::archive::{Change, Field, entry, list, remove_entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, ensure_none, keep};
use crate::model::{Date, Waiver};
use crate::regulation::Rule;
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// An exception from a rule, or one to be taken back.
#[derive(Debug)]
pub(crate) struct Waive {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    pub key: String,
    /// The rule that is not followed
    pub rule: String,
    /// Why it is not followed
    pub reason: Option<String>,
    /// Who decided so: a person, office or body
    pub by: Option<String>,
    /// Last day it holds, YYYY-MM-DD; for good if not given. Of a room: the last day of the periods it is for
    pub until: Option<String>,
    /// Round it is for; every one if not given
    pub round: Option<u32>,
    /// Take the exception back
    pub undo: bool,
}

impl Waive {
    /// What it comes to.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let ruled = &RuleTarget::of(writer, &self.key)?;
        let path = ruled.path("waivers.yml", workspace.today);
        let mut problems = ruled.unread(&path);
        let rule = match ruled.rule(&self.rule) {
            Ok(rule) => Some(rule),
            Err(wrong) => {
                problems.extend(wrong);
                None
            }
        };
        if let Some(rule) = rule.filter(|_| self.undo) {
            ensure_none(problems)?;
            return self.take_back(writer.workspace, ruled, rule);
        }
        let (reason, by) = (self.reason.as_deref().unwrap_or_default(), self.by.as_deref().unwrap_or_default());
        let by = match ruled.by(by) {
            Ok(by) => Some(by),
            Err(wrong) => {
                problems.extend(wrong);
                None
            }
        };
        let until = self.until.as_deref().and_then(|until| keep(&mut problems, workspace.days.read(until)));
        let today = workspace.today;
        // What a room's period owes is asked for after it, so an exception may be for periods of the past.
        if let Some(until) = until.filter(|until| *until < today && ruled.room().is_none()) {
            problems.push(Diagnostic::new(text!(zh: "{until} 已经过去", en: "{until} has passed already")).hint(
                Text::new("写今天或以后的日期，或去掉 `--until`", "name today or a later day, or leave `--until` out"),
            ));
        }
        keep(&mut problems, typed::line("--reason", reason));
        let key = &ruled.subject;
        let stands = |waiver: &&Waiver| {
            let covers =
                waiver.until.is_none_or(|until| today <= until || ruled.room().is_some() && self.covers(until));
            rule.is_some_and(|rule| self.is_of(rule, waiver)) && covers
        };
        if let Some(waiver) = ruled.waivers().into_iter().find(stands) {
            let Text { zh, en } = ruled.called(&waiver.by);
            let (rule, date) = (&waiver.rule, waiver.date);
            problems.push(
                Diagnostic::new(
                    text!(zh: "{rule} 已有例外（{zh}，{date}）", en: "{rule} is waived already ({en}, {date})"),
                )
                .at(Location::file(path.as_str()))
                .hint(text!(
                    zh: "要更正的，先收回：yijuan waive {key} {rule} --undo",
                    en: "to correct it, first take it back: yijuan waive {key} {rule} --undo"
                )),
            );
        }
        let (rule, (by, told)) = all_or_nothing(rule.zip(by), problems)?;
        let mut fields = vec![
            ("rule", Field::Word(rule.id.to_string())),
            ("reason", Field::Word(reason.trim().to_owned())),
            ("by", Field::Word(by.to_string())),
            ("date", Field::Word(today.to_string())),
        ];
        fields.extend(until.map(|until| ("until", Field::Word(until.to_string()))));
        fields.extend(self.round.map(|round| ("round", Field::Number(round))));
        fields.extend(ruled.fields());
        let text = with_entry::<Waiver>(workspace, &path, &entry(&fields))?.text;
        let id = &rule.id;
        let Text { zh, en } = ruled.itself();
        let subject = text!(zh: "{zh} 例外：{id}", en: "{en} waive {id}");
        let (answer, notes) = (Text::same(format!("{key} {id}\n")), told);
        Ok(Proposal { answer, notes, ..ruled.proposal(Change::new().file(path, text), subject, &[rule]) })
    }

    /// Whether an exception that ends on a day is for the same periods of a room as this one.
    fn covers(&self, until: Date) -> bool {
        self.until.as_deref().is_some_and(|own| own == until.to_string())
    }

    /// Whether an exception is one from the rule in the round in question.
    fn is_of(&self, rule: &Rule, waiver: &Waiver) -> bool {
        rule.id == waiver.rule && (waiver.round.is_none() || waiver.round == self.round)
    }

    /// Takes out the last exception from a rule; history keeps it.
    fn take_back(&self, workspace: &Workspace, ruled: &RuleTarget, rule: &Rule) -> Result<Proposal, Diagnostics> {
        let (key, id) = (&ruled.subject, &rule.id);
        let paths = ruled.paths("waivers.yml", workspace.today);
        for path in &paths {
            let text = workspace.text(path)?;
            let listed: Vec<Waiver> = list(path, text.as_bytes())?;
            let is_it = |waiver: &Waiver| waiver.room.as_ref() == ruled.room() && self.is_of(rule, waiver);
            let Some(nth) = listed.iter().rposition(is_it) else { continue };
            let text = remove_entry(path, &text, nth)?;
            let Text { zh, en } = ruled.itself();
            let subject = text!(zh: "{zh} 收回例外：{id}", en: "{en} waive {id} taken back");
            return Ok(ruled
                .proposal(Change::new().file(path.as_str(), text), subject, &[rule])
                .answer(&Text::same(format!("{key} {id}"))));
        }
        let Text { zh, en } = ruled.listed("");
        Err(Diagnostic::new(text!(zh: "{id} 没有例外", en: "there is no exception from {id}"))
            .at(Location::file(paths[0].as_str()))
            .hint(text!(zh: "{zh}例外", en: "{en} the exceptions"))
            .into())
    }
}
