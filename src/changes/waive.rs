//! `waive`: records exceptions from rules, or withdraws them.

use super::stated::RuleTarget;
use super::{Proposal, Writer, typed, with_entries};
use crate::archive::{Change, Field, entry, list, remove_entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, ensure_none, keep};
use crate::model::{Date, Waiver};
use crate::regulation::Rule;
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// Exceptions from rules, or their withdrawal.
#[derive(Debug)]
pub(crate) struct Waive {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    pub key: String,
    /// The rules that are not followed
    pub rules: Vec<String>,
    /// Why they are not followed
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
        let mut problems = ruled.unread(&ruled.path("waivers.yml", workspace.today));
        let rules = ruled.rules(&self.rules, &mut problems);
        if self.undo {
            ensure_none(problems)?;
            return self.take_back(workspace, ruled, &rules);
        }
        self.except(workspace, ruled, &rules, problems)
    }

    fn except(
        &self,
        workspace: &Workspace,
        ruled: &RuleTarget,
        rules: &[&Rule],
        mut problems: Diagnostics,
    ) -> Result<Proposal, Diagnostics> {
        let path = ruled.path("waivers.yml", workspace.today);
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
        problems.extend(rules.iter().filter_map(|rule| self.waived_already(ruled, rule, (today, &path))));
        let (by, notes) = all_or_nothing(by, problems)?;
        let (mut answer, Text { zh, en }) = (Text::same(""), ruled.name());
        let entries = rules.iter().map(|rule| {
            let mut fields = vec![
                ("rule", Field::Word(rule.id.to_string())),
                ("reason", Field::Word(reason.trim().to_owned())),
                ("by", Field::Word(by.to_string())),
                ("date", Field::Word(today.to_string())),
            ];
            fields.extend(until.map(|until| ("until", Field::Word(until.to_string()))));
            fields.extend(self.round.map(|round| ("round", Field::Number(round))));
            fields.extend(ruled.fields());
            entry(&fields)
        });
        let text = with_entries::<Waiver>(workspace, &path, &entries.collect::<Vec<_>>())?;
        for id in rules.iter().map(|rule| &rule.id) {
            answer = answer.then(&text!(zh: "{zh} {id}\n", en: "{en} {id}\n"));
        }
        let listed = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let (ids, ids_en) = (listed.zh, listed.en);
        let subject = text!(zh: "{zh} 例外：{ids}", en: "{en} waive {ids_en}");
        Ok(Proposal { answer, notes, ..ruled.proposal(Change::new().file(path, text), subject, rules) })
    }

    /// The problem that an exception from a rule is on record and holds.
    fn waived_already(&self, ruled: &RuleTarget, rule: &Rule, (today, path): (Date, &str)) -> Option<Diagnostic> {
        let key = &ruled.subject;
        let waiver = ruled.waivers().into_iter().find(|waiver| {
            let applies =
                waiver.until.is_none_or(|until| today <= until || ruled.room().is_some() && self.covers(until));
            self.is_of(rule, waiver) && applies
        })?;
        let Text { zh, en } = ruled.called(&waiver.by);
        let (rule, date) = (&waiver.rule, waiver.date);
        let message = text!(zh: "{rule} 已有例外（{zh}，{date}）", en: "{rule} is waived already ({en}, {date})");
        Some(Diagnostic::new(message).at(Location::file(path)).hint(text!(
            zh: "要更正的，先收回：yijuan waive {key} {rule} --undo",
            en: "to correct it, first take it back: yijuan waive {key} {rule} --undo"
        )))
    }

    /// Whether an exception until this day is for the same periods of a room.
    fn covers(&self, until: Date) -> bool {
        self.until.as_deref().is_some_and(|own| own == until.to_string())
    }

    /// Whether an exception is from the rule, in the round of this request.
    fn is_of(&self, rule: &Rule, waiver: &Waiver) -> bool {
        rule.id == waiver.rule && (waiver.round.is_none() || waiver.round == self.round)
    }

    /// Removes the last exception from each of these rules. The history of the archive keeps them.
    fn take_back(&self, workspace: &Workspace, ruled: &RuleTarget, rules: &[&Rule]) -> Result<Proposal, Diagnostics> {
        let paths = ruled.paths("waivers.yml", workspace.today);
        let texts: Result<Vec<String>, Diagnostic> = paths.iter().map(|path| workspace.text(path)).collect();
        let (mut texts, mut answer) = (texts?, Text::same(""));
        let Text { zh, en } = ruled.name();
        for rule in rules {
            let id = &rule.id;
            if !self.take_out(ruled, rule, paths.iter().zip(&mut texts))? {
                let Text { zh, en } = ruled.listed("");
                return Err(Diagnostic::new(text!(zh: "{id} 没有例外", en: "there is no exception from {id}"))
                    .at(Location::file(paths[0].as_str()))
                    .hint(text!(zh: "{zh}例外", en: "{en} the exceptions"))
                    .into());
            }
            answer = answer.then(&text!(zh: "收回例外：{zh} {id}\n", en: "taken back: {en} {id}\n"));
        }
        let listed = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let (ids, ids_en) = (listed.zh, listed.en);
        let subject = text!(zh: "{zh} 收回例外：{ids}", en: "{en} waive {ids_en} taken back");
        let change = paths.into_iter().zip(texts).fold(Change::new(), |change, (path, text)| change.file(path, text));
        Ok(Proposal { answer, ..ruled.proposal(change, subject, rules) })
    }

    /// Takes the last exception from a rule out of the first file that has one. Whether there was one.
    fn take_out<'f>(
        &self,
        ruled: &RuleTarget,
        rule: &Rule,
        files: impl Iterator<Item = (&'f String, &'f mut String)>,
    ) -> Result<bool, Diagnostic> {
        for (path, text) in files {
            let listed: Vec<Waiver> = list(path, text.as_bytes())?;
            let found =
                listed.iter().rposition(|waiver| waiver.room.as_ref() == ruled.room() && self.is_of(rule, waiver));
            if let Some(nth) = found {
                *text = remove_entry(path, text, nth)?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
