//! `roster add`: enters people in a topic's roster, or adds details to their entries.

use super::find::Which;
use super::marks::{self, Marked, more_tags};
use crate::archive::{self, Change, Field, Topic, add_entry, entry, not_a_plain_list, person_meant, set_entry_field};
use crate::changes::{Proposal, Words, Writer, person, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::engine::meeting;
use crate::model::{Attendee, Date, Name, Person};
use crate::regulation::Regulation;
use crate::rules::Role;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::workspace::Days;
use std::fmt::Write as _;

/// The people and their details.
#[derive(Debug)]
pub(crate) struct Add {
    /// The topic: its key or part of it
    pub key: String,
    /// Names as printed; people of the register by id or name
    pub names: Vec<String>,
    /// Id in the register, if the name is not unique
    pub person: Option<String>,
    /// Role of the person: a tag or post; may be given several times
    pub tags: Vec<String>,
    /// Activity, the meeting if not given; may be given several times
    pub at: Vec<String>,
    /// Round of consultation; all rounds if not given
    pub round: Option<u32>,
    /// Day of the invitation, YYYY-MM-DD
    pub invited: Option<String>,
    /// Their organisation and post there; printed, without effect on any rule
    pub affiliation: Option<String>,
    /// Whether they came, and spoke.
    pub marks: Marked,
    /// Who asked the host to stand in
    pub delegated_by: Option<String>,
}

/// The details of everybody who is entered.
#[derive(Clone)]
struct Details {
    tags: Vec<String>,
    at: Vec<String>,
    round: Option<u32>,
    invited: Option<Date>,
    affiliation: Option<String>,
    marks: Marked,
    delegated_by: Option<String>,
}

/// 马华（政协委员）.
fn kept_identity(regulation: &Regulation, name: &Name, tags: &[String]) -> Text {
    let tags: Vec<Text> = tags.iter().map(|tag| regulation.name(tag)).collect();
    let Text { zh, en } = Text::join(&tags, "、", ", ");
    text!(zh: "{name}（{zh}）", en: "{name} ({en})")
}

/// Checks the value of `--affiliation`.
pub(super) fn affiliation_of(written: &str) -> Result<String, Diagnostic> {
    typed::line("--affiliation", written).map(|()| written.trim().to_owned())
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.key)?;
        let (topic, regulation) = loaded.topic()?;
        let path = topic.path("roster.yml");
        let mut problems = loaded.archive.problems_of(&path);
        let people = &loaded.archive.people;
        let names = typed::parts(&self.names, |name| person_meant(people, name).is_ok_and(|person| person.is_some()));
        if self.person.is_some() && names.len() > 1 {
            problems.push(
                Diagnostic::new(Text::new("`--person` 只能用于一人", "`--person` is of one person"))
                    .hint(Text::new("逐人登记", "enter them one by one")),
            );
        }
        let words = Words::under(&loaded.archive, vec![regulation], writer.workspace.as_written);
        let meant = names.iter().filter_map(|name| self.meant(people, name, &mut problems));
        let meant: Vec<(Name, Option<&Person>)> = meant.collect();
        for (name, _) in meant.iter().filter(|(_, person)| person.is_none()) {
            keep(&mut problems, words.stranger(name, topic.roster.iter().map(|entry| &entry.name)));
        }
        let details = self.details(&words, &writer.workspace.days, &mut problems);
        ensure_none(problems)?;

        let mut text = writer.workspace.text(&path)?;
        let (mut lines, mut done, mut problems) = (String::new(), Vec::new(), Diagnostics::new());
        let (mut numbers, mut kept) = (Vec::new(), Vec::new());
        for (name, person) in &meant {
            let listed: Vec<Attendee> = archive::list(&path, text.as_bytes())?;
            let carried = details.known_tags(&listed, (name, *person));
            let details = Details { tags: [&details.tags[..], &carried].concat(), ..details.clone() };
            let written = details.written((topic, &path), &text, &listed, (name, *person));
            let Some((after, number)) = keep(&mut problems, written) else {
                continue;
            };
            text = after;
            if number > listed.len() && !carried.is_empty() {
                kept.push(kept_identity(regulation, name, &carried));
            }
            numbers.push(number - 1);
            let _ = writeln!(lines, "{} {number} {name}", topic.key);
            done.push(Text::same(name.as_str()));
        }
        ensure_none(problems)?;
        let entered: Vec<Attendee> = archive::list(&path, text.as_bytes())?;
        let marked = numbers.iter().filter_map(|nth| Some((*nth, entered.get(*nth)?)));
        let early = marks::too_early(
            &meeting(loaded.context(), regulation, topic),
            topic,
            writer.workspace.today,
            details.marks,
            marked,
        );
        let (key, Text { zh, en }) = (topic.key, Text::join(&done, "、", ", "));
        let subject = text!(zh: "{key} 名单登记：{zh}", en: "{key} roster add: {en}");
        let answer = Text::same(lines);
        let mut notes = Vec::new();
        notes.extend(words.notes_on(self.delegated_by.as_deref()));
        let strangers = meant.iter().filter(|(_, person)| person.is_none());
        notes.extend(strangers.filter_map(|(name, _)| words.slip(name)));
        notes.extend(early);
        if !kept.is_empty() {
            let Text { zh, en } = Text::join(&kept, "、", ", ");
            notes.push(text!(zh: "身份沿用名单上已有的：{zh}", en: "what they are is taken from the roster: {en}"));
        }
        Ok(Proposal {
            answer,
            notes,
            ..Proposal::new(Change::new().file(path, text), subject).trailer("Yijuan-Topic", &key)
        })
    }

    /// The name to print, and the person of the register.
    fn meant<'p>(
        &self,
        people: &'p [Person],
        written: &str,
        problems: &mut Diagnostics,
    ) -> Option<(Name, Option<&'p Person>)> {
        keep(problems, typed::line("NAME", written))?;
        let person = match &self.person {
            Some(id) => keep(problems, person::find(people, id)).map(Some),
            None => keep(problems, person_meant(people, written.trim())),
        };
        let person = person?;
        // A registered person is printed by name, even if an id was given.
        let by_id = person.filter(|person| self.person.is_none() || person.id.as_str() == written.trim());
        Some((by_id.map_or_else(|| Name::from(written.trim()), |person| person.name.clone()), person))
    }

    fn details(&self, words: &Words, days: &Days, problems: &mut Diagnostics) -> Details {
        let tags = typed::each(&self.tags, |written| words.role(written));
        let tags = tags.filter_map(|tag| keep(problems, tag)).collect();
        let at = typed::each(&self.at, |written| words.activity(written));
        let at = at.filter_map(|at| keep(problems, at)).collect();
        Details {
            tags,
            at,
            round: self.round,
            invited: self.invited.as_deref().and_then(|day| keep(problems, days.read(day))),
            affiliation: self
                .affiliation
                .as_deref()
                .and_then(|affiliation| keep(problems, affiliation_of(affiliation))),
            marks: self.marks,
            delegated_by: self.delegated_by.as_deref().and_then(|who| keep(problems, words.actor(who))),
        }
    }
}

impl Details {
    /// The tags that somebody has in other entries, if none are given. Roles in an activity are not taken over.
    fn known_tags(&self, listed: &[Attendee], (name, person): (&Name, Option<&Person>)) -> Vec<String> {
        if self.tags.iter().any(|tag| !Role::is_tag(tag)) {
            return Vec::new();
        }
        let is_them = |entry: &&Attendee| match (&entry.person, person) {
            (Some(id), Some(person)) => *id == person.id,
            _ => entry.name == *name,
        };
        let tags = listed.iter().filter(is_them).flat_map(|entry| entry.tags.iter());
        let mut carried: Vec<String> = Vec::new();
        for tag in tags.filter(|tag| !Role::is_tag(tag)) {
            if !carried.iter().any(|known| tag.as_str() == known) {
                carried.push(tag.to_string());
            }
        }
        carried
    }

    fn speaks_of_meeting(&self) -> bool {
        self.at.iter().any(|at| at == MEETING)
    }

    /// The fields of a new entry.
    fn fields(&self, name: &Name, person: Option<&Person>) -> Vec<(&'static str, Field)> {
        let mut fields = vec![("name", Field::Word(name.to_string()))];
        fields.extend(person.map(|person| ("person", Field::Word(person.id.to_string()))));
        fields.extend(self.affiliation.clone().map(|affiliation| ("affiliation", Field::Word(affiliation))));
        fields.extend((!self.tags.is_empty()).then(|| ("tags", Field::List(self.tags.clone()))));
        fields.extend((!self.at.is_empty()).then(|| ("at", Field::List(self.at.clone()))));
        fields.extend(self.round.map(|round| ("round", Field::Number(round))));
        fields.extend(self.invited.map(|day| ("invited", Field::Word(day.to_string()))));
        let attendance = self.marks.attendance;
        fields.extend(attendance.map(|attendance| ("attendance", Field::Word(attendance.id().to_owned()))));
        fields.extend(self.marks.spoke.then_some(("spoke", Field::Bool(true))));
        fields.extend(self.delegated_by.clone().map(|who| ("delegated_by", Field::Word(who))));
        fields
    }

    /// The roster with the new entry, or with more details in the one it overlaps, and the number of the entry.
    fn written(
        &self,
        (topic, path): (&Topic, &str),
        text: &str,
        listed: &[Attendee],
        (name, person): (&Name, Option<&Person>),
    ) -> Result<(String, usize), Diagnostic> {
        let fields = self.fields(name, person);
        let entered = entry(&fields);
        let [entered, ..] = &archive::list::<Attendee>(path, add_entry("", &entered).as_bytes())?[..] else {
            return Err(not_a_plain_list(path));
        };
        if let Some(nth) = listed.iter().position(|known| known.overlaps(entered)) {
            return Ok((self.more((topic, path), text, &listed[nth], nth)?, nth + 1));
        }
        let added = add_entry(text, &entry(&fields));
        let read: Vec<Attendee> = archive::list(path, added.as_bytes())?;
        if read.len() == listed.len() + 1 { Ok((added, read.len())) } else { Err(not_a_plain_list(path)) }
    }

    /// The roster with new details in an entry.
    ///
    /// # Errors
    /// If the entry has other details, or all of these already.
    fn more(
        &self,
        (topic, path): (&Topic, &str),
        text: &str,
        known: &Attendee,
        nth: usize,
    ) -> Result<String, Diagnostic> {
        let (key, number, name) = (topic.key, nth + 1, &known.name);
        let refused = |message: Text, Text { zh, en }: Text| {
            Diagnostic::new(message).at(Location::file(path)).hint(text!(
                zh: "改这一条：yijuan roster update {key} {number} {zh}；若是同名的另一人，用 `--person` 指明，或在姓名后加以区别",
                en: "to change the entry: yijuan roster update {key} {number} {en}; somebody else of that name is told apart by `--person`, or by a word after the name"
            ))
        };
        if let Some(day) = self.invited.filter(|day| known.invited.is_some_and(|other| other != *day)) {
            let message = text!(
                zh: "`{name}` 已在名单第 {number} 条，邀请日期不同",
                en: "`{name}` is entry {number} of the list already, invited on another day"
            );
            return Err(refused(message, Text::same(format!("--invited {day}"))));
        }
        // In an entry of several activities, attendance would mean the meeting.
        let is_of_meeting = known.activities().contains(&MEETING);
        if self.marks.attendance.is_some() && is_of_meeting && !self.at.is_empty() && !self.speaks_of_meeting() {
            let which = Which { at: self.at.clone(), round: self.round, numbered: true, rest: String::new() };
            which.marked(topic, &number.to_string(), self.marks)?;
        }
        let asked = self.delegated_by.as_ref().filter(|who| known.delegated_by.as_deref() != Some(who.as_str()));
        let affiliation =
            self.affiliation.as_ref().filter(|affiliation| known.affiliation.as_deref() != Some(affiliation.as_str()));
        let mut at: Vec<String> = known.activities().iter().map(ToString::to_string).collect();
        at.extend(self.at.iter().filter(|at| !known.activities().contains(&at.as_str())).cloned());
        let new: Vec<(&str, Field)> = [
            ("at", (at.len() > known.activities().len()).then_some(Field::List(at))),
            ("tags", more_tags(known, &self.tags)),
            ("invited", self.invited.filter(|_| known.invited.is_none()).map(|day| Field::Word(day.to_string()))),
            ("affiliation", affiliation.map(|affiliation| Field::Word(affiliation.clone()))),
            ("delegated_by", asked.map(|who| Field::Word(who.clone()))),
        ]
        .into_iter()
        .filter_map(|(key, field)| Some((key, field?)))
        .collect();
        if new.is_empty() && !self.marks.is_new(known) {
            let message =
                text!(zh: "`{name}` 已在名单第 {number} 条", en: "`{name}` is entry {number} of the list already");
            let option = if self.at.is_empty() || self.at.len() == known.activities().len() {
                Text::same("--present|--leave|--absent|--spoke|--tag|--invited|--set-at")
            } else {
                Text::same(format!("--set-at {}", self.at.join(" --set-at ")))
            };
            return Err(refused(message, option));
        }
        let text = self.marks.written(path, text, (nth, known))?;
        new.iter().try_fold(text, |text, (key, field)| set_entry_field(path, &text, nth, key, Some(field)))
    }
}
