use super::context::Context;
use super::given::{Days, Words};
use super::topic::Changing;
use super::{ensure_none, keep, meeting_day};
use crate::archive::{Archive, Change, Field, Limits, Source as _, record, set_field};
use crate::history::Message;
use crate::model::{Name, TopicFile};
use crate::problem::unknown;
use crate::problem::{Problem, Problems};
use crate::regulation::{Regulation, Regulations};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::{Field as TopicField, Group};
use clap::Args;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

/// Change fields of a topic.yml; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Set {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// What to change: `office=urban`, `scheduled.meeting=2026-07-01`, `tags=major,other`; `tags+=major` adds to a list, `tags-=major` takes out of it; an empty value takes the field out
    #[arg(value_name = "FIELD=VALUE", required = true, add = fields())]
    fields: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan set 2026-003 office=urban lead=qian-yangben
yijuan set 2026-003 scheduled.meeting=2026-07-01
yijuan set 2026-003 tags=major form=专题协商
yijuan set 2026-003 lead=";

/// What a field holds.
#[derive(Clone, Copy)]
enum Holds {
    Word,
    Bool,
    List,
}

/// The fields of topic.yml that a command line can say.
const FIELDS: [(&str, Holds); 16] = [
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
];

/// The fields, ready for a value.
fn fields() -> ArgValueCandidates {
    ArgValueCandidates::new(|| FIELDS.iter().map(|(field, _)| CompletionCandidate::new(format!("{field}="))).collect())
}

/// What ids on the command line are looked up in.
struct Known<'a> {
    days: &'a Days,
    archive: &'a Archive,
    words: Words<'a>,
    regulations: &'a Regulations,
    regulation: &'a Regulation,
    topic: &'a TopicFile,
}

impl Set {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, regulation) = changing.case.topic()?;
        let Changing { writer, case } = &changing;
        let path = topic.path("topic.yml");
        let known = Known {
            days: &context.days,
            archive: &case.archive,
            words: Words::under(&case.archive, vec![regulation], context.as_written()),
            regulations: &case.regulations,
            regulation,
            topic: &topic.file,
        };
        let bytes = context.source.read(&path, Limits::YAML)?.unwrap_or_default();
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        let mut problems = Problems::new();
        let (mut changed, mut reply) = (Vec::new(), Reply::default());
        for written in &self.fields {
            if let Some((field, value)) = keep(&mut problems, read(written, &known)) {
                let steps: Vec<&str> = field.splitn(2, '.').collect();
                if let Some(edited) = keep(&mut problems, set_field(&path, &text, &steps, value.as_ref())) {
                    text = edited;
                    if let (Some(Field::Word(word)), "office" | "entrusted_by") = (&value, field.as_str()) {
                        reply.notes.extend(known.words.told([word.as_str()]));
                    }
                    changed.push(field);
                }
            }
        }
        ensure_none(problems)?;
        // What was meant must also be a topic: a date a date, a required field there.
        let after = record::<TopicFile>(&path, text.as_bytes())?;
        let day = after.scheduled.get(MEETING).filter(|day| topic.file.scheduled.get(MEETING) != Some(*day));
        let meetings = topic.events.iter().filter(|one| *one.event.event == *MEETING && one.stands(context.today));
        let held = meetings.map(|one| one.event.date).max();
        let told =
            day.into_iter().flat_map(|day| meeting_day::told(&case.calendar, context.today, topic.key, *day, held));
        reply.notes.extend(told);
        let (key, Text { zh, en }) = (topic.key, Text::listed(&changed));
        let subject = text!(zh: "{key} 修改 {zh}", en: "{key} set {en}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        writer.apply(Change::new().file(path, text), &message, reply)
    }
}

/// What is done to a list that is there: `tags+=…`, `tags-=…`.
#[derive(Clone, Copy)]
enum ListChange {
    Add,
    Remove,
}

/// The list once it is changed; nothing else than a list can be added to.
fn changed(known: &Known, field: &str, given: Vec<String>, change: Option<ListChange>) -> Vec<String> {
    let Some(change) = change else { return given };
    let source = known.topic.source.as_ref();
    let own = match field {
        "tags" => &known.topic.tags.0[..],
        "matter" => &known.topic.matter.0[..],
        "source.from" => source.map_or(&[][..], |source| &source.from.0),
        "source.hotline" => source.map_or(&[][..], |source| &source.hotline.0),
        _ => &[],
    };
    let mut list: Vec<String> = own.iter().map(ToString::to_string).collect();
    list.retain(|one| !given.contains(one));
    match change {
        ListChange::Add => list.into_iter().chain(given).collect(),
        ListChange::Remove => list,
    }
}

/// Reads `FIELD=VALUE` into the field's name and what it is to hold; `None` takes it out.
fn read(written: &str, known: &Known) -> Result<(String, Option<Field>), Problem> {
    let (field, value) = written.split_once('=').ok_or_else(|| {
        Problem::new(text!(zh: "`{written}` 不是 字段=值", en: "`{written}` is not FIELD=VALUE"))
            .hint(Text::new("例如 office=urban", "for example office=urban"))
    })?;
    let (field, change) = match (field.strip_suffix('+'), field.strip_suffix('-')) {
        (Some(field), _) => (field, Some(ListChange::Add)),
        (_, Some(field)) => (field, Some(ListChange::Remove)),
        _ => (field, None),
    };
    if let Some(event) = field.strip_prefix("scheduled.") {
        let event = known.regulation.event_id(event)?;
        let field = format!("scheduled.{event}");
        return match value {
            "" => Ok((field, None)),
            date => Ok((field, Some(Field::Word(known.days.read(date)?.to_string())))),
        };
    }
    let holds = FIELDS.iter().find(|(name, _)| *name == field).map(|(_, holds)| *holds).ok_or_else(|| {
        let names = FIELDS.iter().map(|(name, _)| *name).chain(["scheduled.meeting"]);
        unknown(&Text::new("字段", "field"), field, names)
    })?;
    if change.is_some() && !matches!(holds, Holds::List) {
        return Err(Problem::new(text!(zh: "`{field}` 不是列表", en: "`{field}` is no list"))
            .hint(text!(zh: "写 {field}=…", en: "write {field}=…")));
    }
    if value.is_empty() {
        return match field {
            "title" | "regulation" => {
                Err(Problem::new(text!(zh: "`{field}` 不能没有", en: "`{field}` cannot be taken out"))
                    .hint(text!(zh: "写新的值：{field}=…", en: "give it another value: {field}=…")))
            }
            _ => Ok((field.to_owned(), None)),
        };
    }
    if field != "title" {
        super::given::line(field, value)?;
    }
    let value = match holds {
        Holds::Bool => Field::Bool(value.parse().map_err(|_| {
            Problem::new(text!(zh: "`{field}` 应为 true 或 false", en: "`{field}` is true or false"))
                .hint(text!(zh: "写 {field}=true 或 {field}=false", en: "write {field}=true or {field}=false"))
        })?),
        Holds::List => {
            let given = value.split(',').map(|one| id(field, one.trim(), known)).collect::<Result<Vec<_>, _>>()?;
            let list = changed(known, field, given, change);
            if list.is_empty() {
                return Ok((field.to_owned(), None));
            }
            Field::List(list)
        }
        Holds::Word => Field::Word(id(field, value, known)?),
    };
    Ok((field.to_owned(), Some(value)))
}

/// The id that a value means in its field; ids of closed lists must be known.
fn id(field: &str, value: &str, known: &Known) -> Result<String, Problem> {
    let Known { archive, words, regulation, .. } = known;
    let term = |group: Group, is_open: bool| words.term(group, value, is_open);
    let found = match field {
        "form" => return term(Group::Forms, regulation.leaves_open(&TopicField::Form)),
        "tags" => return term(Group::TopicTags, false),
        "level" => return term(Group::Levels, false),
        "matter" => return term(Group::Matters, false),
        "source.channel" => return term(Group::Channels, regulation.leaves_open(&TopicField::SourceChannel)),
        "entrusted_by" => return words.actor(value),
        "office" => return words.office(value),
        "regulation" => &known.regulations.get(value)?.id,
        "lead" => &*super::person::find(&archive.people, value)?.id,
        // A room that is not registered yet becomes a finding.
        "room" => super::room::find(archive, value).map_or(value, |room| room.id.as_str()),
        "title" => {
            super::new::check_title(value)?;
            return Ok(Name::from(value.trim()).to_string());
        }
        "began" => return known.days.read(value).map(|date| date.to_string()),
        _ => value,
    };
    Ok(found.to_owned())
}
