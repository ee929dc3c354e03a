//! `set`: changes fields of a topic's `topic.yml`.

mod keyed;
mod session;

use crate::archive::{Archive, Change, Field, Limits, Source as _, Topic, record, set_field};
use crate::changes::title::check_title;
use crate::changes::{Assignment, Proposal, Words, Writer, fields, meeting_day, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep};
use crate::engine::acting_office;
use crate::model::{Name, Room, TopicFile, TopicKey};
use crate::regulation::{Regulation, Regulations};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Field as TopicField, Group};
use crate::workspace::{Days, LoadedArchive};
use keyed::Signature;
use std::borrow::Cow;

/// Changes to a topic.
#[derive(Debug)]
pub(crate) struct Set {
    /// The topic: its key or part of it
    pub key: String,
    /// What to change: `office=urban`, `scheduled.meeting=2026-07-01`, `tags=major,other`; `tags+=major` adds to a list, `tags-=major` takes out of it; `quota.TAG=8`, `scope.QUESTION=no`; an empty value takes the field out
    pub fields: Vec<String>,
    /// Who gives the answers in `scope`: a person, office or body
    pub by: Option<String>,
    /// The day it is answered, YYYY-MM-DD; today if not given
    pub on: Option<String>,
}

/// What the value of a field is.
#[derive(Clone, Copy)]
pub(crate) enum Holds {
    Word,
    Bool,
    List,
}

/// The fields of topic.yml that the command can set.
pub(crate) const FIELDS: [(&str, Holds); 18] = [
    ("title", Holds::Word),
    ("form", Holds::Word),
    ("regulation", Holds::Word),
    ("began", Holds::Word),
    ("office", Holds::Word),
    ("lead", Holds::Word),
    ("room", Holds::Word),
    ("ad_hoc", Holds::Bool),
    ("tags", Holds::List),
    ("entrusted_by", Holds::Word),
    ("source.channel", Holds::Word),
    ("source.from", Holds::List),
    ("source.hotline", Holds::List),
    ("level", Holds::Word),
    ("matter", Holds::List),
    ("basis", Holds::Word),
    ("selection", Holds::List),
    ("secrecy", Holds::Word),
];

/// What the words of the command line are looked up in.
struct Known<'a> {
    days: &'a Days,
    archive: &'a Archive,
    words: Words<'a>,
    regulations: &'a Regulations,
    regulation: &'a Regulation,
    topic: &'a TopicFile,
    /// The same as written, with names that are not replaced by ids.
    written: TopicFile,
}

/// The path of a field, and its new value; `None` removes it.
type Setting = (Vec<String>, Option<Field>);

impl Set {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.key)?;
        let (topic, regulation) = loaded.topic()?;
        let path = topic.path("topic.yml");
        let bytes = writer.workspace.source.read(&path, Limits::YAML)?.unwrap_or_default();
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        let known = Known {
            days: &writer.workspace.days,
            archive: &loaded.archive,
            words: Words::under(&loaded.archive, vec![regulation], writer.workspace.as_written),
            regulations: &loaded.regulations,
            regulation,
            topic: &topic.file,
            // If it cannot be read now, the changed file is refused below.
            written: record(&path, &bytes).unwrap_or_else(|_| topic.file.clone()),
        };
        let mut problems = Diagnostics::new();
        let (mut settings, mut notes) = (Vec::new(), Vec::new());
        for written in &self.fields {
            let read = read(written, &known, &settings);
            settings.extend(keep(&mut problems, read));
        }
        // Without valid answers, no signature is asked for.
        if problems.is_empty() {
            let signature = self.by.as_deref().map(|by| Signature { by, on: self.on.as_deref() });
            let signed = keyed::sign(&known, &settings, signature.as_ref(), writer.workspace.today, &mut notes);
            settings.extend(keep(&mut problems, signed).into_iter().flatten());
        }
        for (steps, value) in &settings {
            let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
            if let Some(edited) = keep(&mut problems, set_field(&path, &text, &steps, value.as_ref())) {
                text = edited;
                match (value, &steps[..]) {
                    (Some(Field::Word(word)), ["office"]) => {
                        notes.extend(known.words.notes_on_offices([word.as_str()]));
                    }
                    (Some(Field::Word(word)), ["entrusted_by"]) => {
                        notes.extend(known.words.notes_on([word.as_str()]));
                    }
                    _ => {}
                }
            }
        }
        ensure_none(problems)?;
        // The result must be a valid topic.
        let after = record::<TopicFile>(&path, text.as_bytes())?;
        let day = after.scheduled.get(MEETING).filter(|day| topic.file.scheduled.get(MEETING) != Some(*day));
        let meetings =
            topic.events.iter().filter(|one| *one.event.event == *MEETING && one.stands(writer.workspace.today));
        let held = meetings.map(|one| one.event.date).max();
        let notes_on_day = day.into_iter().flat_map(|day| {
            meeting_day::notes((&loaded.calendar, regulation), writer.workspace.today, topic.key, *day, held)
        });
        notes.extend(notes_on_day);
        if settings.iter().any(|(steps, _)| steps[0] == "room") {
            notes.extend(after.room.as_deref().and_then(|room| {
                under_other_regulation((&loaded.archive, &loaded.regulations), topic.key, &after, room)
            }));
        }
        if after.office != topic.file.office {
            notes.extend(note_on_old_office(loaded, topic, after.office.as_deref().unwrap_or_default()));
        }
        if after.title != topic.file.title {
            let folder = &topic.folder;
            notes.push(text!(
                zh: "文件夹仍叫 {folder}：题目以 topic.yml 为准，文件夹名只为查找",
                en: "the folder is still called {folder}: the title is that of topic.yml, a folder's name is to find it by"
            ));
        }
        let mut changed: Vec<Text> = settings.iter().map(|(steps, _)| keyed::called(regulation, steps)).collect();
        changed.dedup();
        let (key, Text { zh, en }) = (topic.key, Text::join(&changed, "、", ", "));
        let subject = text!(zh: "{key} 修改：{zh}", en: "{key} set: {en}");
        Ok(Proposal { notes, ..Proposal::new(Change::new().file(path, text), subject).trailer("Yijuan-Topic", &key) })
    }
}

/// The note that everything on record was done by the office that the topic named before.
fn note_on_old_office(loaded: &LoadedArchive, topic: &Topic, office: &str) -> Option<Text> {
    let other =
        acting_office(&loaded.context(), topic, office).filter(|other| topic.file.office.as_ref() == Some(*other))?;
    let (key, named) = (topic.key, loaded.archive.name_of(other));
    Some(text!(
        zh: "已有的记录都由{named}作出，规则改按新的责任委室判断；改错的改回：yijuan set {key} 责任委室={named}",
        en: "what is on record was done by {named}, and the rules now ask it of the other office; if that is a mistake: yijuan set {key} office={other}"
    ))
}

/// The note that the topic keeps its regulation although the room has another, and how to change it.
fn under_other_regulation(
    (archive, regulations): (&Archive, &Regulations),
    key: TopicKey,
    after: &TopicFile,
    room: &str,
) -> Option<Text> {
    let Some(Room { name, regulation, .. }) = archive.room(room) else {
        return crate::changes::room::unknown_yet(archive, room);
    };
    let kept = &after.regulation;
    (regulation != kept).then(|| {
        let [own_zh, kept_zh] = [regulation, kept].map(|id| match regulations.get(id) {
            Ok(regulation) => regulation.called().zh,
            Err(_) => id.to_string(),
        });
        text!(
            zh: "{name}属{own_zh}规程，议题仍按{kept_zh}规程判断；要按协商室的规程：yijuan set {key} 规程={own_zh}",
            en: "{name} is under {regulation}, and the topic stays under {kept}; to put it under the room's: yijuan set {key} regulation={regulation}"
        )
    })
}

/// A list after the earlier assignments on the same command line.
fn list(field: &str, known: &Known, before: &[Setting]) -> Vec<String> {
    let source = known.topic.source.as_ref();
    let own = match field {
        "tags" => Some(&known.topic.tags),
        "matter" => Some(&known.topic.matter),
        "selection" => Some(&known.topic.selection),
        "source.from" => source.map(|source| &source.from),
        "source.hotline" => source.map(|source| &source.hotline),
        _ => None,
    };
    match before.iter().rfind(|(steps, _)| steps.join(".") == field) {
        Some((_, Some(Field::List(list)))) => list.clone(),
        Some(_) => Vec::new(),
        None => own.into_iter().flat_map(|own| own.iter()).map(ToString::to_string).collect(),
    }
}

/// The field that a word means, by key or by name. In a map, the part after the dot stays as written.
fn field(written: &str) -> Result<Cow<'static, str>, Diagnostic> {
    let in_map = written.split_once('.').and_then(|(map, key)| Some((fields::meant(map, keyed::MAPS).ok()?, key)));
    if let Some((map, key)) = in_map {
        return Ok(Cow::Owned(format!("{map}.{key}")));
    }
    let known = FIELDS.iter().map(|(field, _)| *field).chain(keyed::USUAL).chain(session::FIELDS);
    fields::meant(written, known).map(Cow::Borrowed)
}

/// Reads `FIELD=VALUE` into the path of the field and its new value.
fn read(written: &str, known: &Known, before: &[Setting]) -> Result<Setting, Diagnostic> {
    let assignment = Assignment::read(written, "office=urban")?;
    let field = field(assignment.field)?;
    let assignment = assignment.with_field(&field);
    if let Some(setting) = keyed::read(known, &assignment).or_else(|| session::read(known, &assignment, before)) {
        return setting;
    }
    let Assignment { field, value, .. } = assignment;
    let holds = FIELDS.iter().find(|(name, _)| *name == field).map_or(Holds::Word, |(_, holds)| *holds);
    if !matches!(holds, Holds::List) {
        assignment.ensure_single()?;
    }
    let steps = field.split('.').map(ToOwned::to_owned).collect();
    if value.is_empty() {
        return match field {
            "title" | "regulation" => {
                Err(Diagnostic::new(text!(zh: "`{field}` 不能没有", en: "`{field}` cannot be taken out"))
                    .hint(text!(zh: "写新的值：{field}=…", en: "give it another value: {field}=…")))
            }
            _ => Ok((steps, None)),
        };
    }
    if field != "title" {
        typed::line(field, value)?;
    }
    let value = match holds {
        Holds::Bool => Some(Field::Bool(typed::yes_or_no(field, value)?)),
        Holds::List => {
            let list = assignment.list(list(field, known, before), |word| id(field, word, known))?;
            (!list.is_empty()).then_some(Field::List(list))
        }
        Holds::Word => Some(Field::Word(id(field, value, known)?)),
    };
    Ok((steps, value))
}

/// The id that a value means in its field. In a closed list it must be known.
fn id(field: &str, value: &str, known: &Known) -> Result<String, Diagnostic> {
    let Known { archive, words, regulation, .. } = known;
    let found = match field {
        "form" => return words.term(Group::Forms, value, regulation.leaves_open(&TopicField::Form)),
        "tags" => return words.term(Group::TopicTags, value, false),
        "level" => return words.term(Group::Levels, value, false),
        "matter" => return words.term(Group::Matters, value, false),
        "selection" => return words.term(Group::Selections, value, false),
        "source.channel" => {
            return words.term(Group::Channels, value, regulation.leaves_open(&TopicField::SourceChannel));
        }
        "entrusted_by" => return words.actor(value),
        "office" => return words.office(value),
        "regulation" => &known.regulations.get(value)?.id,
        "lead" => &*crate::changes::person::find(&archive.people, value)?.id,
        // A room that is not registered yet becomes a finding.
        "room" => crate::changes::room::find(archive, value).map_or(value, |room| room.id.as_str()),
        "title" => {
            check_title(value)?;
            return Ok(Name::from(value.trim()).to_string());
        }
        "began" => return known.days.read(value).map(|date| date.to_string()),
        _ => value,
    };
    Ok(found.to_owned())
}
