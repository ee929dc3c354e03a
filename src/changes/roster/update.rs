//! `roster update`: marks attendance and speaking, and changes other details of entries.

use super::add::affiliation_of;
use super::find::Which;
use super::marks::{Marked, more_tags, too_early};
use crate::archive::{self, Change, Field, Topic, set_entry_field};
use crate::changes::{Proposal, Words, Writer, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, is_slip, keep, unknown};
use crate::engine::meeting;
use crate::model::Attendee;
use crate::text;
use crate::text::{Text, one_word};
use std::fmt::Write as _;

/// Changes to entries of a topic's roster.
#[derive(Debug)]
pub(crate) struct Update {
    /// The topic: its key or part of it
    pub key: String,
    /// Who is in the roster: names, ids in the register, or numbers as `roster list` has them
    pub names: Vec<String>,
    /// Whether they came, and spoke.
    pub marks: Marked,
    /// Further role of the person: a tag or post; may be given several times
    pub tags: Vec<String>,
    /// Activity of the entry, the meeting if not given; may be given several times
    pub at: Vec<String>,
    /// Round of consultation of the entry
    pub round: Option<u32>,
    /// Activity that the entry is for from now on; may be given several times
    pub set_at: Vec<String>,
    /// Day of the invitation from now on, YYYY-MM-DD; this and the two that follow are cleared by an empty value
    pub invited: Option<String>,
    /// Their organisation and post there
    pub affiliation: Option<String>,
    /// Who asked the host to stand in
    pub delegated_by: Option<String>,
}

impl Update {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.key)?;
        let (topic, regulation) = loaded.topic()?;
        let path = topic.path("roster.yml");
        let mut problems = loaded.archive.problems_of(&path);
        let marks = self.marks;
        if self.says_nothing() {
            problems.push(Diagnostic::new(Text::new("没有写明登记什么", "nothing is said of them")).hint(Text::new(
                "到会 `--present`，请假 `--leave`，缺席 `--absent`，发言 `--spoke`，身份 `--tag`，邀请之日 `--invited`，活动 `--set-at`，单位 `--affiliation`，委托人 `--delegated-by`",
                "say `--present`, `--leave`, `--absent`, `--spoke`, `--tag`, `--invited`, `--set-at`, `--affiliation` or `--delegated-by`",
            )));
        }
        let words = Words::under(&loaded.archive, vec![regulation], writer.workspace.as_written);
        let tags = typed::each(&self.tags, |written| words.role(written));
        let tags: Vec<String> = tags.filter_map(|tag| keep(&mut problems, tag)).collect();
        let at = typed::each(&self.at, |written| words.activity(written));
        let at: Vec<String> = at.filter_map(|at| keep(&mut problems, at)).collect();
        let others = self.others(writer, &words, &mut problems);
        ensure_none(problems)?;
        let asked = others.iter().find_map(|(key, field)| match field {
            Some(Field::Word(asked)) if *key == "delegated_by" => Some(asked.as_str()),
            _ => None,
        });
        let mut notes = words.notes_on(asked);

        let which = Which { at, round: self.round, numbered: true, rest: String::new() };
        let mut problems = Diagnostics::new();
        let names = typed::parts(&self.names, |name| which.entry(topic, name).is_ok_and(|entry| entry.is_some()));
        let meant = names.into_iter().filter_map(|name| keep(&mut problems, which.marked(topic, name, marks)));
        let entries: Vec<usize> = meant.collect();
        ensure_none(problems)?;

        let mut text = writer.workspace.text(&path)?;
        let (mut lines, mut done) = (String::new(), Vec::new());
        for nth in entries.iter().copied() {
            let (number, name) = (nth + 1, &topic.roster[nth].name);
            let listed: Vec<Attendee> = archive::list(&path, text.as_bytes())?;
            let Some(known) = listed.get(nth) else { continue };
            let more = more_tags(known, &tags);
            let before = text.clone();
            for (key, field) in &others {
                text = set_entry_field(&path, &text, nth, key, field.as_ref())?;
            }
            if more.is_none() && !marks.is_new(known) && text == before {
                notes.push(text!(zh: "{name}：名单第 {number} 条已是这样", en: "{name}: entry {number} of the list says so already"));
                continue;
            }
            text = marks.written(&path, &text, (nth, known))?;
            if let Some(tags) = more {
                text = set_entry_field(&path, &text, nth, "tags", Some(&tags))?;
            }
            let _ = writeln!(lines, "{} {number} {name}", topic.key);
            done.push(Text::same(name.as_str()));
        }
        let listed: Vec<Attendee> = archive::list(&path, text.as_bytes())?;
        let marked = entries.iter().filter_map(|nth| Some((*nth, listed.get(*nth)?)));
        let known = meeting(loaded.context(), regulation, topic);
        notes.extend(too_early(&known, topic, writer.workspace.today, marks, marked));
        if done.is_empty() {
            return Ok(Proposal { notes, ..Proposal::new(Change::new(), Text::same("")) });
        }
        let (key, marks) = (topic.key, marks.text());
        let Text { zh, en } = Text::join(&done, "、", ", ");
        let (marks_zh, marks_en) = (marks.zh, marks.en);
        let subject = text!(zh: "{key} 名单登记{marks_zh}：{zh}", en: "{key} roster update, {marks_en}: {en}");
        Ok(Proposal {
            answer: Text::same(lines),
            notes,
            ..Proposal::new(Change::new().file(path, text), subject).trailer("Yijuan-Topic", &key)
        })
    }
}

impl Update {
    fn says_nothing(&self) -> bool {
        self.marks == Marked::default()
            && self.tags.is_empty()
            && self.set_at.is_empty()
            && self.invited.is_none()
            && self.affiliation.is_none()
            && self.delegated_by.is_none()
    }

    /// The fields that are set beside marks and tags; `None` for one that is cleared.
    fn others(&self, writer: &Writer, words: &Words, problems: &mut Diagnostics) -> Vec<(&'static str, Option<Field>)> {
        let set_at = typed::each(&self.set_at, |written| words.activity(written));
        let set_at: Vec<String> = set_at.filter_map(|at| keep(problems, at)).collect();
        let set_at = (!set_at.is_empty()).then_some(Field::List(set_at));
        let invited = stated(self.invited.as_deref()).and_then(|day| keep(problems, writer.workspace.days.read(day)));
        let affiliation =
            stated(self.affiliation.as_deref()).and_then(|affiliation| keep(problems, affiliation_of(affiliation)));
        let asked = stated(self.delegated_by.as_deref()).and_then(|who| keep(problems, words.actor(who)));
        let all = [
            ("affiliation", self.affiliation.is_some(), affiliation.map(Field::Word)),
            ("delegated_by", self.delegated_by.is_some(), asked.map(Field::Word)),
            ("at", set_at.is_some(), set_at),
            ("invited", self.invited.is_some(), invited.map(|day| Field::Word(day.to_string()))),
        ];
        all.into_iter().filter_map(|(key, is_given, field)| is_given.then_some((key, field))).collect()
    }
}

/// What is to be written; nothing if an empty value clears the field.
fn stated(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.trim().is_empty())
}

impl Which {
    /// The entry to mark.
    ///
    /// # Errors
    /// If nobody on the list has the name, or several entries do; or if another activity is meant, but the entry has
    /// several, so that attendance would mean the meeting.
    pub(crate) fn marked(&self, topic: &Topic, written: &str, marks: Marked) -> Result<usize, Diagnostic> {
        let (key, path) = (topic.key, topic.path("roster.yml"));
        let Some(nth) = self.entry(topic, written)? else {
            let problem = Diagnostic::new(text!(zh: "名单中没有 `{written}`", en: "`{written}` is not on the list"));
            let enter = self.enter(topic, written);
            let enter = text!(zh: "加入名单：{enter}", en: "enter them: {enter}");
            // A slip in a name on the list is likelier than somebody new.
            let listed = || topic.roster.iter().map(|entry| (entry.name.as_str(), entry.name.as_str()));
            let near = is_slip(written.trim(), listed()).then(|| unknown(&Text::same(""), written, listed()).hint);
            let hint = match near.flatten() {
                Some(Text { zh, en }) => {
                    Text::new(format!("{zh}不是的，{}", enter.zh), format!("{en} If not, {}", enter.en))
                }
                None => enter,
            };
            return Err(problem.hint(hint).at(Location::file(path)));
        };
        let activities = topic.roster[nth].activities();
        let of_meeting = activities.len() > 1 && activities.contains(&"meeting");
        let meant = self.at.is_empty() || self.at.iter().any(|at| at == "meeting");
        if meant || !of_meeting || marks.attendance.is_none() {
            return Ok(nth);
        }
        let (number, written) = (nth + 1, &topic.roster[nth].name);
        let problem = Diagnostic::new(text!(
            zh: "`{written}`（名单第 {number} 条）列有几项活动，到会情况只指协商会议",
            en: "`{written}` (entry {number} of the list) is there for several activities; attendance speaks of the meeting alone"
        ));
        let word = one_word(written);
        Err(problem
            .hint(text!(
                zh: "先分成两条：yijuan roster update {key} {number} --set-at 协商会议；再 yijuan roster add {key} {word} --at 〈活动〉，写明到会情况",
                en: "make it two entries: yijuan roster update {key} {number} --set-at meeting; then yijuan roster add {key} {word} --at 〈ACTIVITY〉, with the mark"
            ))
            .at(Location::file(path)))
    }
}
