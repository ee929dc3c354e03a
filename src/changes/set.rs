//! Fields of topic.yml.

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

/// What is to be changed of a topic: `FIELD=VALUE`, and so on.
#[derive(Debug)]
pub(crate) struct Set {
    /// The topic: its key or part of it
    pub key: String,
    /// What to change: `office=urban`, `scheduled.meeting=2026-07-01`, `tags=major,other`; `tags+=major` adds to a list, `tags-=major` takes out of it; `quota.TAG=8`, `scope.QUESTION=no`; an empty value takes the field out
    pub fields: Vec<String>,
    /// Who answers what is set of `scope`: a person, office or body
    pub by: Option<String>,
    /// The day it is answered, YYYY-MM-DD; today if not given
    pub on: Option<String>,
}

/// What a field holds.
#[derive(Clone, Copy)]
pub(crate) enum Holds {
    Word,
    Bool,
    List,
}

/// The fields of topic.yml that a command line can say.
pub(crate) const FIELDS: [(&str, Holds); 17] = [
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
];

/// What ids on the command line are looked up in.
struct Known<'a> {
    days: &'a Days,
    archive: &'a Archive,
    words: Words<'a>,
    regulations: &'a Regulations,
    regulation: &'a Regulation,
    topic: &'a TopicFile,
    /// The same as the file has it, with names where it has names.
    written: TopicFile,
}

/// The keys that lead to a field, and what it is to hold; `None` takes it out.
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
            // What cannot be read in the end is refused when it is set.
            written: record(&path, &bytes).unwrap_or_else(|_| topic.file.clone()),
        };
        let mut problems = Diagnostics::new();
        let (mut settings, mut notes) = (Vec::new(), Vec::new());
        for written in &self.fields {
            let read = read(written, &known, &settings);
            settings.extend(keep(&mut problems, read));
        }
        // An answer that cannot be read asks for no signature.
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
                        notes.extend(known.words.told_of_offices([word.as_str()]));
                    }
                    (Some(Field::Word(word)), ["entrusted_by"]) => {
                        notes.extend(known.words.told([word.as_str()]));
                    }
                    _ => {}
                }
            }
        }
        ensure_none(problems)?;
        // What was meant must also be a topic: a date a date, a required field there.
        let after = record::<TopicFile>(&path, text.as_bytes())?;
        let day = after.scheduled.get(MEETING).filter(|day| topic.file.scheduled.get(MEETING) != Some(*day));
        let meetings =
            topic.events.iter().filter(|one| *one.event.event == *MEETING && one.stands(writer.workspace.today));
        let held = meetings.map(|one| one.event.date).max();
        let told = day.into_iter().flat_map(|day| {
            meeting_day::told((&loaded.calendar, regulation), writer.workspace.today, topic.key, *day, held)
        });
        notes.extend(told);
        if settings.iter().any(|(steps, _)| steps[0] == "room") {
            notes.extend(
                after
                    .room
                    .as_deref()
                    .and_then(|room| of_room((&loaded.archive, &loaded.regulations), topic.key, &after, room)),
            );
        }
        if after.office != topic.file.office {
            notes.extend(acted_by_another(loaded, topic, after.office.as_deref().unwrap_or_default()));
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

/// That everything on record was done by another office than the topic names now.
fn acted_by_another(loaded: &LoadedArchive, topic: &Topic, office: &str) -> Option<Text> {
    let other =
        acting_office(&loaded.context(), topic, office).filter(|other| topic.file.office.as_ref() == Some(*other))?;
    let (key, named) = (topic.key, loaded.archive.called(other).unwrap_or(other));
    Some(text!(
        zh: "已有的记录都由{named}作出，规则改按新的责任委室判断；改错的改回：yijuan set {key} 责任委室={named}",
        en: "what is on record was done by {named}, and the rules now ask it of the other office; if that is a mistake: yijuan set {key} office={other}"
    ))
}

/// That a room takes no topic under its own regulation, if that is another one, and how the topic is put under it.
fn of_room(
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
        let called = |id: &str| regulations.get(id).map_or_else(|_| Text::same(id), Regulation::called).zh;
        let (own_zh, kept_zh) = (called(regulation), called(kept));
        text!(
            zh: "{name}属{own_zh}规程，议题仍按{kept_zh}规程判断；要按协商室的规程：yijuan set {key} 规程={own_zh}",
            en: "{name} is under {regulation}, and the topic stays under {kept}; to put it under the room's: yijuan set {key} regulation={regulation}"
        )
    })
}

/// What a list holds, with what was said of it before on the same command line.
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

/// The field that is meant, by key or by name; of a map, with what stands after the dot as it is written.
fn field(written: &str) -> Result<Cow<'static, str>, Diagnostic> {
    let in_map = written.split_once('.').and_then(|(map, key)| Some((fields::meant(map, keyed::MAPS).ok()?, key)));
    if let Some((map, key)) = in_map {
        return Ok(Cow::Owned(format!("{map}.{key}")));
    }
    let known = FIELDS.iter().map(|(field, _)| *field).chain(keyed::USUAL).chain(session::FIELDS);
    fields::meant(written, known).map(Cow::Borrowed)
}

/// Reads `FIELD=VALUE` into the field and what it is to hold.
fn read(written: &str, known: &Known, before: &[Setting]) -> Result<Setting, Diagnostic> {
    let said = Assignment::read(written, "office=urban")?;
    let field = field(said.field)?;
    let said = said.of(&field);
    if let Some(setting) = keyed::read(known, &said).or_else(|| session::read(known, &said, before)) {
        return setting;
    }
    let Assignment { field, value, .. } = said;
    let holds = FIELDS.iter().find(|(name, _)| *name == field).map_or(Holds::Word, |(_, holds)| *holds);
    if !matches!(holds, Holds::List) {
        said.of_one()?;
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
            let list = said.list(list(field, known, before), |word| id(field, word, known))?;
            (!list.is_empty()).then_some(Field::List(list))
        }
        Holds::Word => Some(Field::Word(id(field, value, known)?)),
    };
    Ok((steps, value))
}

/// The id that a value means in its field; ids of closed lists must be known.
fn id(field: &str, value: &str, known: &Known) -> Result<String, Diagnostic> {
    let Known { archive, words, regulation, .. } = known;
    let term = |group: Group, is_open: bool| words.term(group, value, is_open);
    let found = match field {
        "form" => return term(Group::Forms, regulation.leaves_open(&TopicField::Form)),
        "tags" => return term(Group::TopicTags, false),
        "level" => return term(Group::Levels, false),
        "matter" => return term(Group::Matters, false),
        "selection" => return term(Group::Selections, false),
        "source.channel" => return term(Group::Channels, regulation.leaves_open(&TopicField::SourceChannel)),
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
