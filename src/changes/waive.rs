//! `waive`: records an exception from a rule, or withdraws one.

use super::stated::RuleTarget;
use super::{Proposal, Writer, typed, with_entry};
use crate::archive::{Change, Field, entry, list, remove_entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, ensure_none, keep};
use crate::model::{Date, Waiver};
use crate::regulation::Rule;
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// An exception from a rule, or its withdrawal.
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
    /// Last day on which it applies, YYYY-MM-DD; for good if not given. For a room, the last day of its periods
    pub until: Option<String>,
    /// Round of consultation; all rounds if not given
    pub round: Option<u32>,
    /// Take the exception back
    pub undo: bool,
}

impl Waive {
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
        // Duties of a room's period are judged after it, so its exception may be for past periods.
        if let Some(until) = until.filter(|until| *until < today && ruled.room().is_none()) {
            problems.push(Diagnostic::new(text!(zh: "{until} 已经过去", en: "{until} has passed already")).hint(
                Text::new("写今天或以后的日期，或去掉 `--until`", "name today or a later day, or leave `--until` out"),
            ));
        }
        keep(&mut problems, typed::line("--reason", reason));
        let key = &ruled.subject;
        let known = ruled.waivers().into_iter().find(|waiver| {
            let applies =
                waiver.until.is_none_or(|until| today <= until || ruled.room().is_some() && self.covers(until));
            rule.is_some_and(|rule| self.is_of(rule, waiver)) && applies
        });
        if let Some(waiver) = known {
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
        let (rule, (by, notes)) = all_or_nothing(rule.zip(by), problems)?;
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
        let Text { zh, en } = ruled.name();
        let subject = text!(zh: "{zh} 例外：{id}", en: "{en} waive {id}");
        let answer = Text::same(format!("{key} {id}\n"));
        Ok(Proposal { answer, notes, ..ruled.proposal(Change::new().file(path, text), subject, &[rule]) })
    }

    /// Whether an exception until this day is for the same periods of a room.
    fn covers(&self, until: Date) -> bool {
        self.until.as_deref().is_some_and(|own| own == until.to_string())
    }

    /// Whether an exception is from the rule, in the round of this request.
    fn is_of(&self, rule: &Rule, waiver: &Waiver) -> bool {
        rule.id == waiver.rule && (waiver.round.is_none() || waiver.round == self.round)
    }

    /// Removes the last exception from a rule. The history of the archive keeps it.
    fn take_back(&self, workspace: &Workspace, ruled: &RuleTarget, rule: &Rule) -> Result<Proposal, Diagnostics> {
        let (key, id) = (&ruled.subject, &rule.id);
        let paths = ruled.paths("waivers.yml", workspace.today);
        for path in &paths {
            let text = workspace.text(path)?;
            let listed: Vec<Waiver> = list(path, text.as_bytes())?;
            let found =
                listed.iter().rposition(|waiver| waiver.room.as_ref() == ruled.room() && self.is_of(rule, waiver));
            let Some(nth) = found else { continue };
            let text = remove_entry(path, &text, nth)?;
            let Text { zh, en } = ruled.name();
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
