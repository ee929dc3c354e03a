//! `attest`: records who states that a rule was followed, or withdraws such a statement.

use super::stated::RuleTarget;
use super::{Proposal, Writer, typed, with_entries};
use crate::archive::{Change, Field, entry, list, remove_entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, ensure_none, keep};
use crate::engine::does_not_count;
use crate::model::{Attest as Statement, Date, Name};
use crate::regulation::Rule;
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// A statement that rules were followed, or its withdrawal.
#[derive(Debug)]
pub(crate) struct Attest {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    pub key: String,
    /// The rules that were followed
    pub rules: Vec<String>,
    /// Who states it: a person; of what need not be stated by one, also an office or body
    pub by: Option<String>,
    /// The day it is stated, YYYY-MM-DD; today if not given
    pub on: Option<String>,
    /// Round it is stated for; every one if not given
    pub round: Option<u32>,
    /// How it was done
    pub note: Option<String>,
    /// Take back what was stated
    pub undo: bool,
}

impl Attest {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let ruled = &RuleTarget::of(writer, &self.key)?;
        let mut problems = ruled.unread(&ruled.path("attests.yml", workspace.today));
        let rules = ruled.rules(&self.rules, &mut problems);
        if self.undo {
            ensure_none(problems)?;
            return self.take_back(writer.workspace, ruled, &rules);
        }
        self.state(writer.workspace, ruled, &rules, problems)
    }

    /// Whether an entry is about the rule, in the round of this request.
    fn is_of(&self, rule: &Rule, known: &Statement) -> bool {
        rule.id == known.rule && (known.round.is_none() || known.round == self.round)
    }

    fn state(
        &self,
        workspace: &Workspace,
        ruled: &RuleTarget,
        rules: &[&Rule],
        mut problems: Diagnostics,
    ) -> Result<Proposal, Diagnostics> {
        let (loaded, key) = (&ruled.loaded, &ruled.subject);
        let on = self.on.as_deref().map_or(Some(workspace.today), |on| keep(&mut problems, workspace.days.read(on)));
        let path = ruled.path("attests.yml", on.unwrap_or(workspace.today));
        for id in rules.iter().filter(|rule| !rule.is_stated()).map(|rule| &rule.id) {
            problems.push(
                Diagnostic::new(text!(zh: "{id} 凭记录判断，不由人确认", en: "{id} is judged by what is on record, not by statement"))
                    .hint(text!(zh: "`yijuan rule {id}` 说明 {id} 要什么；议题可确认的见 `yijuan show 〈议题〉 --checklist`", en: "`yijuan rule {id}` says what {id} asks for; of a topic, `yijuan show 〈TOPIC〉 --checklist` lists what can be stated")),
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
        let of_people = rules.iter().find(|rule| rule.is_attested());
        problems.extend(by.as_ref().zip(of_people).and_then(|((by, _), rule)| no_person(ruled, by, rule)));
        keep(&mut problems, self.note.as_deref().map_or(Ok(()), |note| typed::line("--note", note)));
        let attests = ruled.attests();
        for rule in rules {
            // A statement made too early does not count, so it may be made again.
            let known = attests.iter().filter(|known| self.is_of(rule, known)).find(|known| {
                workspace.today < known.date || does_not_count(loaded.context(), key, rule, known).is_none()
            });
            if let Some(known) = known {
                let Text { zh: by, en: by_en } = ruled.called(&known.by);
                let (rule, date) = (&known.rule, known.date);
                problems.push(
                    Diagnostic::new(
                        text!(zh: "{rule} 已由{by}于 {date} 确认", en: "{rule} was stated by {by_en} on {date} already"),
                    )
                    .at(Location::file(path.as_str()))
                    .hint(text!(
                        zh: "要更正的，先收回：yijuan attest {key} {rule} --undo",
                        en: "to correct it, first take it back: yijuan attest {key} {rule} --undo"
                    )),
                );
            }
        }
        let ((by, mut notes), on) = all_or_nothing(by.zip(on), problems)?;
        notes.extend(left_post(ruled, &by, on));
        let (name, mut entries) = (ruled.called(&by), Vec::new());
        let (of, mut answer) = (ruled.name(), Text::same(""));
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
            notes.extend(does_not_count(loaded.context(), key, rule, &stated));
            let line = Text::same(format!(" {} {on} ", rule.id)).then(&name).then(&Text::same("\n"));
            answer = answer.then(&of).then(&line);
        }
        let text = with_entries::<Statement>(workspace, &path, &entries)?;
        let Text { zh, en } = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let Text { zh: by, en: by_en } = name;
        let Text { zh: of, en: of_en } = of;
        let subject: Text = text!(zh: "{of} 确认：{zh}（{by}）", en: "{of_en} attest {en} ({by_en})");
        Ok(Proposal { answer, notes, ..ruled.proposal(Change::new().file(path, text), subject, rules) })
    }

    /// Removes the statements of these rules. The history of the archive keeps them.
    fn take_back(&self, workspace: &Workspace, ruled: &RuleTarget, rules: &[&Rule]) -> Result<Proposal, Diagnostics> {
        let of = ruled.name();
        let paths = ruled.paths("attests.yml", workspace.today);
        let texts: Result<Vec<String>, Diagnostic> = paths.iter().map(|path| workspace.text(path)).collect();
        let (mut texts, mut answer) = (texts?, Text::same(""));
        for rule in rules {
            let mut is_found = false;
            for (path, text) in paths.iter().zip(&mut texts) {
                let listed: Vec<Statement> = list(path, text.as_bytes())?;
                let found =
                    listed.iter().position(|known| known.room.as_ref() == ruled.room() && self.is_of(rule, known));
                if let Some(nth) = found {
                    *text = remove_entry(path, text, nth)?;
                    is_found = true;
                    break;
                }
            }
            if !is_found {
                let (id, Text { zh, en }) = (&rule.id, ruled.listed(" --checklist"));
                return Err(Diagnostic::new(text!(zh: "{id} 没有人确认过", en: "nobody has stated {id}"))
                    .at(Location::file(paths[0].as_str()))
                    .hint(text!(zh: "{zh}确认过的", en: "{en} what is stated"))
                    .into());
            }
            let (Text { zh, en }, id) = (&of, &rule.id);
            answer = answer.then(&text!(zh: "收回确认：{zh} {id}\n", en: "taken back: {en} {id}\n"));
        }
        let Text { zh, en } = Text::listed(rules.iter().map(|rule| rule.id.as_str()));
        let Text { zh: of, en: of_en } = of;
        let subject = text!(zh: "{of} 收回确认：{zh}", en: "{of_en} attest {en} taken back");
        let change = paths.into_iter().zip(texts).fold(Change::new(), |change, (path, text)| change.file(path, text));
        Ok(Proposal { answer, ..ruled.proposal(change, subject, rules) })
    }
}

/// The note that somebody who held posts held none any more on the day of the statement.
fn left_post(ruled: &RuleTarget, by: &Name, on: Date) -> Option<Text> {
    let person = ruled.loaded.archive.person(by)?;
    if person.posts.iter().any(|post| post.until.is_none_or(|until| on <= until)) {
        return None;
    }
    let (name, last) = (&person.name, person.posts.iter().filter_map(|post| post.until).max()?);
    Some(text!(
        zh: "{name}登记的职务到 {last} 为止，{on} 已不在任；应由在任的人确认的，收回后重记",
        en: "the posts of {name} on record ended on {last}, before {on}; if somebody in office is to state it, take it back and state it anew"
    ))
}

/// That an office or a body cannot state what only a named person can.
fn no_person(ruled: &RuleTarget, by: &Name, rule: &Rule) -> Option<Diagnostic> {
    let archive = &ruled.loaded.archive;
    let Text { zh, en } = ruled.called(by);
    let is_own = archive.settings.as_ref().is_some_and(|settings| settings.own_id(by).is_some());
    let is_body = archive.person(by).is_none() && (is_own || zh != by.as_str());
    let (id, subject) = (&rule.id, &ruled.subject);
    is_body.then(|| {
        Diagnostic::new(
            text!(zh: "{id} 由具名人员确认，{zh}不是人员", en: "{id} is stated by a named person, and {en} is none"),
        )
        .hint(text!(
            zh: "写经办人的姓名：yijuan attest {subject} {id} --by 〈人员〉",
            en: "name the person who saw to it: yijuan attest {subject} {id} --by 〈PERSON〉"
        ))
    })
}
