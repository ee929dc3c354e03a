//! `record`: a dated fact, or one struck out.

mod again;
mod another;
mod misplaced;
mod next;
mod scheduled;
mod unsaid;

use super::context::{self, Added, Case, Context, Writer};
use super::given::{self, Words};
use super::{all_or_nothing, ensure_none, keep};
use crate::archive::{Archive, Change, Field, entry, set_field};
use crate::engine::meeting;
use crate::history::Message;
use crate::model::{Date, Event, Name, Recorded, Suggestion};
use crate::problem::{Problem, Problems, unknown_before};
use crate::regulation::Regulation;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::Group;
use crate::vocabulary::SubjectKind;
use clap::Args;
use misplaced::misplaced;
use next::next;
use scheduled::Scheduled;
use unsaid::hints;

/// Record a dated fact of a topic, of a plan's year or of a room, or strike one out
#[derive(Debug, Default, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Record {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "TARGET", add = super::completions::keys())]
    pub(super) target: String,
    /// What happened: an event's id or Chinese name
    #[arg(value_name = "EVENT", add = super::completions::events())]
    pub(super) event: String,
    /// The day it happened, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE", conflicts_with = "void")]
    pub(super) on: Option<String>,
    /// Who did it: a person, office or body; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub(super) by: Vec<String>,
    /// To whom; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub(super) to: Vec<String>,
    /// In which way
    #[arg(long, value_name = "WAY", add = super::completions::ways())]
    pub(super) via: Option<String>,
    /// The meeting day it announced; the scheduled one if not given
    #[arg(long = "for", value_name = "DATE")]
    pub(super) announced: Option<String>,
    /// Paper, number or topic it refers to
    #[arg(long = "ref", value_name = "REF")]
    pub(super) reference: Option<String>,
    /// Round of consultation
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    pub(super) round: Option<u32>,
    /// Anything else worth keeping
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) note: Option<String>,
    /// Strike out the entry of this event with this date; say why with --note
    #[arg(long, value_name = "DATE", requires = "note")]
    pub(super) void: Option<String>,
}

const EXAMPLES: &str = "\
yijuan record 2026-003 通知参加人员 --on 2026-05-20 --by urban --to 政协方面人士
yijuan record 2026-003 meeting
yijuan record plan:2026 plan-issued --by party-committee-office --to whole-district
yijuan record room:hall-1 room-plan-made --on 2026-01-12
yijuan record 2026-003 meeting --void 2026-06-11 --note 日期记错";

/// The fields of an entry, in the order they are written.
pub(super) type Fields = Vec<(&'static str, Field)>;

/// Whose file an event goes into.
struct Target<'a> {
    name: String,
    path: String,
    regulation: &'a Regulation,
    /// The regulations whose words may be meant.
    under: Vec<&'a Regulation>,
    events: &'a [Recorded],
    scheduled: Option<Scheduled>,
    of: &'static [SubjectKind],
    /// The room it concerns.
    room: Option<&'a Name>,
    /// The suggestion it concerns, by its place in the file.
    suggestion: Option<usize>,
}

impl<'a> Target<'a> {
    /// A suggestion's own events, none of which is known yet.
    fn of_suggestion(regulation: &'a Regulation, nth: usize) -> Self {
        let (name, path) = (String::new(), String::new());
        let of = &[SubjectKind::Suggestion];
        let under = vec![regulation];
        Self { name, path, regulation, under, events: &[], scheduled: None, of, room: None, suggestion: Some(nth) }
    }
}

impl Record {
    /// An event of a year, as `plan approve` records it.
    pub(super) fn of_year(year: i32, event: &str, on: Option<String>, by: Vec<String>, to: Vec<String>) -> Self {
        Self { target: format!("plan:{year}"), event: event.to_owned(), on, by, to, ..Self::default() }
    }

    /// An event of a suggestion, as `suggestion update` records it: its id and the fields of its entry.
    pub(super) fn of_suggestion(
        &self,
        context: &Context,
        case: &Case,
        regulation: &Regulation,
        (nth, suggestion): (usize, &Suggestion),
    ) -> Result<(String, Fields), Problems> {
        let events = suggestion.events.iter().enumerate();
        let recorded = |(entry, event): (usize, &Event)| Recorded {
            entry,
            event: event.clone(),
            struck: event.struck_by(&suggestion.events),
        };
        let events: Vec<Recorded> = events.map(recorded).collect();
        let target = Target { name: self.target.clone(), events: &events, ..Target::of_suggestion(regulation, nth) };
        let (id, fields) = self.entry(context, case, &target)?;
        Ok((id.to_owned(), fields))
    }

    /// What an entry says, in a few words.
    pub(super) fn said(regulation: &Regulation, event: &Event) -> Text {
        let id = &event.event;
        let name = regulation.events.get(id).map_or_else(|| Text::same(&**id), |kind| kind.term.text(id));
        let said = match event.void {
            Some(void) => text!(zh: "作废 {void} ", en: "struck out: {void} "),
            None => Text::same(format!("{} ", event.date)),
        };
        said.then(&name)
    }

    /// What an entry of a suggestion leaves unsaid, and what else may be a slip.
    pub(super) fn hints_of_suggestion(
        case: &Case,
        regulation: &Regulation,
        nth: usize,
        (id, event): (&str, &Event),
    ) -> Vec<Text> {
        hints(case, &Target::of_suggestion(regulation, nth), id, event)
    }

    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = context.writer()?;
        let case = context.read(&context.target(&self.target)?)?;
        let target = self.target(context, &case, &writer)?;
        let (id, fields) = self.entry(context, &case, &target)?;
        let Added { text, entry: last, .. } = context.with_entry::<Event>(&target.path, &entry(&fields))?;
        let kind = target.regulation.events.get(id);
        let name = kind.map_or_else(|| Text::same(id), |kind| kind.term.text(id));
        let said = Self::said(target.regulation, &last);
        let mut reply = Reply::new(format!("{} {}\n", target.name, said.in_(context.language)));
        let message = message(&writer, &target, &last, &name);
        if target.events.iter().any(|known| known.event == last && known.struck.is_none()) {
            let told = Text::new("已有同样的记录", "the same is on record already");
            return writer.as_it_is(&[target.path], &message, reply, told);
        }
        if !context.quiet {
            reply.notes.extend(hints(&case, &target, id, &last));
            let announces = kind.is_some_and(|kind| kind.announces_meeting) && last.void.is_none();
            let scheduled = target.scheduled.as_ref().filter(|_| announces && self.announced.is_none());
            reply.notes.extend(scheduled.and_then(|meeting| meeting.doubt(&last, context.today)));
        }
        if let Some(round) = last.round.filter(|_| self.round.is_none()) {
            reply.notes.push(text!(
                zh: "记为第{round}轮；属于上一轮的，作废后用 --round 重记",
                en: "recorded for round {round}; if it is of the round before, strike it out and record it with --round"
            ));
        }
        reply.notes.extend(another::another_day(&target, &last));
        let meeting = target.scheduled.as_ref().filter(|_| id == MEETING);
        reply.notes.extend(meeting.and_then(|meeting| meeting.left_behind(&target.name, &last)));
        let mut change = Change::new().file(target.path, text);
        let early = target
            .scheduled
            .as_ref()
            .filter(|_| id == MEETING)
            .and_then(|meeting| meeting.held_early(&last, context.today));
        // An archive may be kept after the event, but a topic meets in its own year or later.
        let year = case.archive.topics.first().map(|topic| topic.key.year);
        let is_slip = |day: Date| year.is_some_and(|year| day.year() < year);
        let early = early.filter(|day| !is_slip(*day));
        if let Some(year) = year.filter(|_| id == MEETING && last.void.is_none() && is_slip(last.date)) {
            let on = last.date;
            reply.notes.push(text!(
                zh: "这是 {year} 年的议题，会期记的是 {on}，看看年份对不对；记错的用 `--void {on}` 作废",
                en: "this is a topic of {year}, and its meeting is recorded on {on}; see whether the year is right, and strike a slip out with `--void {on}`"
            ));
        }
        if let (Some(day), Some(topic)) = (early, case.archive.topics.first()) {
            let path = topic.path("topic.yml");
            let moved = set_field(
                &path,
                &context.text(&path)?,
                &["scheduled", "meeting"],
                Some(&Field::Word(day.to_string())),
            )?;
            reply.notes.push(text!(zh: "预定会期改为 {day}", en: "scheduled.meeting is {day} now"));
            change = change.file(path, moved);
        }
        writer.apply(change, &message, reply)
    }

    fn target<'a>(&self, context: &Context, case: &'a Case, writer: &Writer) -> Result<Target<'a>, Problems> {
        let Case { archive, regulations, .. } = case;
        if let Some(year) = context::plan_year(&self.target)? {
            let under = context::regulations_of_years(&writer.settings, regulations)?;
            let regulation = self.whose_year(&under)?;
            return Ok(Target {
                name: format!("plan:{year}"),
                path: format!("plans/{year}/events.yml"),
                regulation,
                under,
                events: archive.plan(year).map_or(&[], |plan| &plan.events),
                scheduled: None,
                of: &[SubjectKind::Year],
                room: None,
                suggestion: None,
            });
        }
        if let Some(id) = self.target.strip_prefix("room:") {
            return self.room(id, context, archive, regulations);
        }
        let Some(topic) = archive.topics.first() else {
            return Err(archive.problems.clone());
        };
        let path = topic.path("events.yml");
        // A file that cannot be read must not be written to.
        let regulation = regulations.get(&topic.file.regulation)?;
        ensure_none(archive.problems_of(&path))?;
        Ok(Target {
            name: topic.key.to_string(),
            path,
            regulation,
            under: vec![regulation],
            events: &topic.events,
            scheduled: topic.file.scheduled.get("meeting").map(|day| {
                let known = meeting(case.bench(), regulation, topic);
                Scheduled::of(*day, &known)
            }),
            of: &[SubjectKind::Topic, SubjectKind::Round, SubjectKind::Suggestion],
            room: None,
            suggestion: None,
        })
    }

    /// Of the regulations that bind, the one that knows the event as one of a year; the first if none does.
    fn whose_year<'a>(&self, under: &[&'a Regulation]) -> Result<&'a Regulation, Problem> {
        for regulation in under {
            let id = regulation.event_written(&self.event)?;
            if id.and_then(|id| regulation.events.get(id)).is_some_and(|kind| kind.of == SubjectKind::Year) {
                return Ok(regulation);
            }
        }
        Ok(under[0])
    }

    /// What concerns a room goes into the folder of the year in which it happened.
    fn room<'a>(
        &self,
        id: &str,
        context: &Context,
        archive: &'a Archive,
        regulations: &'a crate::regulation::Regulations,
    ) -> Result<Target<'a>, Problems> {
        let room = super::room::find(archive, id)?;
        let day = self.void.as_ref().or(self.on.as_ref()).map(|written| context.days.read(written)).transpose()?;
        let year = day.unwrap_or(context.today).year();
        let path = format!("plans/{year}/events.yml");
        let regulation = regulations.get(&room.regulation)?;
        ensure_none(archive.problems_of(&path))?;
        Ok(Target {
            name: format!("room:{}", room.id),
            path,
            regulation,
            under: vec![regulation],
            events: archive.plan(year).map_or(&[], |plan| &plan.events),
            scheduled: None,
            of: &[SubjectKind::Room],
            room: Some(&room.id),
            suggestion: None,
        })
    }

    /// The id of the event that is meant; of one that is none, those that may be meant here, what comes next first.
    fn known_event<'a>(&self, case: &Case, target: &Target<'a>) -> Result<&'a str, Problem> {
        if let Some(id) = target.regulation.event_written(&self.event)? {
            return Ok(id);
        }
        let events = target.under.iter().flat_map(|regulation| regulation.events.iter());
        let here = events.filter(|(_, kind)| target.of.contains(&kind.of));
        let next = next(case, &target.name);
        let next: Vec<&str> = next.iter().map(Name::as_str).collect();
        let known = here.map(|(id, kind)| (id, &kind.term));
        Err(unknown_before(&Text::new("事件", "event"), &self.event, known, &next))
    }

    /// The event's id and the fields of its entry, or everything that is wrong with it.
    fn entry<'a>(&self, context: &Context, case: &Case, target: &Target<'a>) -> Result<(&'a str, Fields), Problems> {
        let mut problems = Problems::new();
        let regulation = target.regulation;
        let id = keep(&mut problems, self.known_event(case, target));
        let date = |written: &Option<String>, problems: &mut Problems| {
            written.as_deref().and_then(|written| keep(problems, context.days.read(written)))
        };
        let on = date(&self.on, &mut problems).unwrap_or(context.today);
        keep(&mut problems, self.reference.as_deref().map_or(Ok(()), |written| given::line("--ref", written)));
        let announced = date(&self.announced, &mut problems);
        let void = date(&self.void, &mut problems);
        let words = Words::under(&case.archive, target.under.clone(), context.as_written());
        let is_open = id.is_some_and(|id| regulation.leaves_way_open(id));
        let via = self.via.as_deref().and_then(|via| keep(&mut problems, words.term(Group::Ways, via, is_open)));
        // What stands in the wrong file already can be struck out there; a suggestion takes what happened to it.
        let kind = id.and_then(|id| regulation.events.get(id));
        let kind = kind.filter(|_| void.is_none() && target.suggestion.is_none());
        problems
            .extend(kind.and_then(|kind| misplaced(&target.name, target.of, kind.of, &kind.term.text(&self.event))));
        if let (Some(void), Some(id)) = (void, id) {
            let of_event = target.events.iter().filter(|known| *known.event.event == *id && known.event.date == void);
            let of_event = of_event.filter(|known| known.event.room.as_ref() == target.room);
            if !of_event.into_iter().any(|known| known.event.void.is_none() && known.struck.is_none()) {
                let (name, event) = (&target.name, regulation.event_typed(id).zh);
                problems.push(
                    Problem::new(
                        text!(zh: "{name} 没有 {void} 的 `{event}` 记录可更正", en: "{name} has no entry `{id}` of {void} to strike out"),
                    )
                    .hint(match target.suggestion {
                        Some(_) => Text::new("suggestions.yml 列出已有的记录", "suggestions.yml holds what is on record"),
                        None => text!(zh: "`yijuan show {name}` 和 events.yml 列出已有的记录", en: "events.yml of {name} holds what is on record"),
                    }),
                );
            }
        }
        let mut actors = |written: &[String]| {
            let found = given::each(written, |written| words.actor(written));
            Field::List(found.filter_map(|found| keep(&mut problems, found)).collect())
        };
        let (by, to) = (actors(&self.by), actors(&self.to));
        let id = all_or_nothing(id, problems)?;
        let names_meeting = regulation.events.get(id).is_some_and(|kind| kind.announces_meeting);
        let scheduled = target.scheduled.as_ref().filter(|_| void.is_none());
        let of_meeting = scheduled.filter(|_| names_meeting || id == MEETING);
        let round = self.round.or_else(|| of_meeting?.round(on));
        let names = scheduled.filter(|_| names_meeting);
        let announced = announced.or(names.and_then(|meeting| meeting.announced(on, round.unwrap_or(1))));

        let mut fields = vec![("date", Field::Word(on.to_string())), ("event", Field::Word(id.to_owned()))];
        fields.extend((!self.by.is_empty()).then_some(("by", by)));
        fields.extend((!self.to.is_empty()).then_some(("to", to)));
        fields.extend(via.map(|via| ("via", Field::Word(via))));
        fields.extend(announced.map(|day| ("for", Field::Word(day.to_string()))));
        fields.extend(self.reference.clone().map(|reference| ("ref", Field::Word(reference))));
        fields.extend(round.map(|round| ("round", Field::Number(round))));
        fields.extend(target.room.map(|room| ("room", Field::Word(room.to_string()))));
        fields.extend(self.note.clone().map(|note| ("note", Field::Word(note))));
        fields.extend(void.map(|day| ("void", Field::Word(day.to_string()))));
        let again = again::of(target.events, (id, target.room), on, void);
        fields.extend(again.map(|again| ("again", Field::Number(again))));
        Ok((id, fields))
    }
}

fn message(writer: &Writer, target: &Target, entry: &Event, name: &Text) -> Message {
    let Target { name: target, .. } = target;
    let Text { zh, en } = name;
    let (id, date) = (&entry.event, entry.void.unwrap_or(entry.date));
    let subject = match entry.void {
        Some(_) => text!(zh: "{target} 更正：{zh}（{date}）", en: "{target} strike out: {en} ({date})"),
        None => text!(zh: "{target} 记录：{zh}（{date}）", en: "{target} record: {en} ({date})"),
    };
    let (of_whom, whom) = match target.split_once(':') {
        Some(("plan", year)) => ("Yijuan-Plan", year),
        Some(("room", room)) => ("Yijuan-Room", room),
        _ => ("Yijuan-Topic", target.as_str()),
    };
    Message::new(writer.in_archive_language(&subject))
        .trailer(of_whom, whom)
        .trailer("Yijuan-Event", format!("{id} {date}"))
}
