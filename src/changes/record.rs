//! `record`: records an event of a topic, a year or a room, or strikes one out.

pub(super) mod again;
mod another;
mod closing;
mod dropped;
mod left_draft;
mod long_before;
mod misplaced;
mod next;
mod on_paper;
mod scheduled;
mod sealed;
mod struck_out;
mod summary;
mod taken_back;
mod target;
mod unreached;
mod unsaid;

use super::{Added, Proposal, Words, Writer, called, typed, with_entry};
use crate::archive::{Change, Field, Topic, entry, set_field};
use crate::diagnostic::{Diagnostic, Diagnostics, all_or_nothing, ensure_none, keep, unknown_before};
use crate::engine::meeting;
use crate::model::{Event, Name, Recorded, Subject, Suggestion};
use crate::regulation::Regulation;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind, Vocabulary};
use crate::workspace::{LoadedArchive, Workspace};
use misplaced::misplaced;
use next::next;
use on_paper::{OnPaper, not_through};
use scheduled::Scheduled;
use summary::subject_of;
pub(crate) use summary::summary;
use taken_back::taken_back;
use target::Target;
use unreached::unreached;
use unsaid::hints;

/// An event to record, or one to strike out. Days and words are as the user wrote them.
#[derive(Debug, Default)]
pub(crate) struct RecordRequest {
    /// What happened: an event's id or name.
    pub event: String,
    /// The day it happened; today if not given.
    pub on: Option<String>,
    /// Who did it.
    pub by: Vec<String>,
    /// To whom.
    pub to: Vec<String>,
    /// Way in which it was done.
    pub via: Option<String>,
    /// The meeting day it announced; the scheduled one if not given.
    pub announced: Option<String>,
    /// Papers, numbers, topics or rules it refers to.
    pub references: Vec<String>,
    /// Round of consultation.
    pub round: Option<u32>,
    /// Anything else worth keeping.
    pub note: Option<String>,
    /// The day of the entry to strike out.
    pub void: Option<String>,
}

/// What an event is recorded for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RecordFor<'s> {
    /// The one topic that was read.
    Topic,
    /// A year.
    Year(i32),
    /// A room, by its id or its name.
    Room(&'s str),
}

/// The fields of an entry, in the order they are written.
pub(crate) type Fields = Vec<(&'static str, Field)>;

impl RecordRequest {
    /// An event of a suggestion, as `suggestion update` records it: its id and the fields of its entry.
    pub(crate) fn of_suggestion(
        &self,
        (workspace, loaded): (&Workspace, &LoadedArchive),
        regulation: &Regulation,
        topic: &Topic,
        (nth, suggestion): (usize, &Suggestion),
    ) -> Result<(String, Fields), Diagnostics> {
        let events = suggestion.events.iter().enumerate();
        let events = events.map(|(entry, event)| Recorded {
            entry,
            event: event.clone(),
            struck: event.struck_by(&suggestion.events),
        });
        let events: Vec<Recorded> = events.collect();
        let target = Target { events: &events, ..Target::of_suggestion(regulation, topic, nth) };
        let (id, fields) = self.entry(workspace, loaded, &target)?;
        Ok((id.to_owned(), fields))
    }

    /// Notes on an entry of a suggestion: what rules ask for and it lacks, and possible slips.
    pub(crate) fn hints_of_suggestion(
        loaded: &LoadedArchive,
        regulation: &Regulation,
        nth: usize,
        (id, event): (&str, &Event),
    ) -> Vec<Text> {
        let Some(topic) = loaded.archive.topics.first() else { return Vec::new() };
        hints(loaded, &Target::of_suggestion(regulation, topic, nth), id, event)
    }

    pub(crate) fn propose(
        &self,
        writer: &Writer,
        loaded: &LoadedArchive,
        of: RecordFor,
    ) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let target = self.target(writer, loaded, of)?;
        let (id, fields) = self.entry(workspace, loaded, &target)?;
        let unbound = match OnPaper::of(self, writer, loaded, &target, id)? {
            OnPaper::Decided(proposal) => return Ok(*proposal),
            OnPaper::Unbound(why) => Some(why),
            OnPaper::None => None,
        };
        let Added { text, entry: last, .. } = with_entry::<Event>(workspace, &target.path, &entry(&fields))?;
        let kind = target.regulation.events.get(id);
        let name = kind.map_or_else(|| Text::same(id), |kind| kind.term.text(id));
        // A suggestion is named with its topic.
        let of = match &target.subject {
            Subject::Topic(_) => Text::same(target.name.as_str()),
            subject => called(&loaded.archive, subject),
        };
        let answer = of.then(&Text::same(" ")).then(&summary(target.regulation, &last));
        let subject = subject_of(&called(&loaded.archive, &target.subject), &last, &name);
        let trailer = format!("{} {}", last.event, last.void.unwrap_or(last.date));
        let about = target.subject.clone();
        if target.events.iter().any(|known| known.event == last && known.struck.is_none()) {
            let change = Change::new().file(target.path.as_str(), workspace.text(&target.path)?);
            let same = Text::new("已有同样的记录", "the same is on record already");
            let proposal = Proposal { same, ..Proposal::new(change, subject) };
            return Ok(proposal.about(&about).trailer("Yijuan-Event", &trailer).answer(&answer));
        }
        let mut notes = hints(loaded, &target, id, &last);
        notes.extend(unbound);
        notes.extend(not_through(loaded, &target, id).filter(|_| last.void.is_none()));
        notes.extend(unreached(loaded, &target, &last));
        let announces = kind.is_some_and(|kind| kind.announces_meeting) && last.void.is_none();
        let scheduled = target.scheduled.as_ref().filter(|_| announces && self.announced.is_none());
        notes.extend(scheduled.and_then(|meeting| meeting.doubt(&last, workspace.today)));
        notes.extend(closing::left_open(loaded, &target, &last));
        notes.extend(dropped::notes(loaded, &target, &last));
        if let Some(round) = last.round.filter(|_| self.round.is_none()) {
            notes.push(text!(
                zh: "记为第{round}轮；属于上一轮的，作废后用 --round 重记",
                en: "recorded for round {round}; if it is of the round before, strike it out and record it with --round"
            ));
        }
        notes.extend(struck_out::several(&target, id, &last));
        notes.extend(struck_out::another_of_day(&target, id, &last));
        notes.extend(another::another_day(&target, loaded.today, &last));
        let meeting = target.scheduled.as_ref().filter(|_| id == MEETING);
        let is_early =
            last.void.is_none() && meeting.is_some_and(|meeting| meeting.is_brought_forward(last.date, last.round));
        let early = is_early.then_some(last.date);
        let back = meeting.and_then(|meeting| meeting.day_before(target.events, &last));
        if back.is_none() {
            notes.extend(meeting.and_then(|meeting| meeting.note_on_old_day(&target.name, &last)));
        }
        let typed = target.regulation.event_argument(MEETING);
        notes.extend(meeting.and_then(|meeting| meeting.note_if_later(&target.name, &typed, &last)));
        notes.extend(meeting.and_then(|_| Scheduled::note_on_wrong_round(&target.name, &typed, target.events, &last)));
        notes.extend(long_before::note(loaded, &target, &last));
        notes.extend(left_draft::left_draft(loaded, &target, &last));
        let mut change = Change::new().file(target.path, text);
        if let (Some(day), Some(topic)) = (early.or(back), loaded.archive.topics.first()) {
            let path = topic.path("topic.yml");
            let moved = set_field(
                &path,
                &workspace.text(&path)?,
                &["scheduled", "meeting"],
                Some(&Field::Word(day.to_string())),
            )?;
            notes.push(text!(zh: "预定会期改为 {day}", en: "scheduled.meeting is {day} now"));
            change = change.file(path, moved);
        }
        let proposal = Proposal { notes, ..Proposal::new(change, subject) };
        Ok(proposal.about(&about).trailer("Yijuan-Event", &trailer).answer(&answer))
    }

    fn target<'a>(&self, writer: &Writer, loaded: &'a LoadedArchive, of: RecordFor) -> Result<Target<'a>, Diagnostics> {
        let LoadedArchive { archive, regulations, .. } = loaded;
        if let RecordFor::Year(year) = of {
            let under = regulations.of_years(&writer.settings)?;
            let regulation = self.regulation_of_year(&under)?;
            return Ok(Target {
                subject: Subject::Plan(year),
                name: Subject::Plan(year).to_string(),
                path: format!("plans/{year}/events.yml"),
                regulation,
                under,
                events: archive.plan(year).map_or(&[], |plan| &plan.events),
                scheduled: None,
                takes: &[SubjectKind::Year],
                room: None,
                suggestion: None,
            });
        }
        if let RecordFor::Room(room) = of {
            return self.target_of_room(room, writer.workspace, loaded);
        }
        let Some(topic) = archive.topics.first() else {
            return Err(archive.problems.clone());
        };
        let path = topic.path("events.yml");
        // A file that cannot be read must not be written to.
        let regulation = regulations.get(&topic.file.regulation)?;
        ensure_none(archive.problems_of(&path))?;
        Ok(Target {
            subject: Subject::Topic(topic.key),
            name: topic.key.to_string(),
            path,
            regulation,
            under: vec![regulation],
            events: &topic.events,
            scheduled: topic.file.scheduled.get("meeting").map(|day| {
                let known = meeting(loaded.context(), regulation, topic);
                Scheduled::of(*day, &known, topic.key.year)
            }),
            takes: &[SubjectKind::Topic, SubjectKind::Round, SubjectKind::Suggestion],
            room: None,
            suggestion: None,
        })
    }

    /// The regulation that has the event as one of a year, else the first.
    fn regulation_of_year<'a>(&self, under: &[&'a Regulation]) -> Result<&'a Regulation, Diagnostic> {
        for regulation in under {
            let id = regulation.find_event(&self.event)?;
            if id.and_then(|id| regulation.events.get(id)).is_some_and(|kind| kind.of == SubjectKind::Year) {
                return Ok(regulation);
            }
        }
        Ok(under[0])
    }

    /// The target for a room: its events are in the folder of the year.
    fn target_of_room<'a>(
        &self,
        id: &str,
        workspace: &Workspace,
        loaded: &'a LoadedArchive,
    ) -> Result<Target<'a>, Diagnostics> {
        let LoadedArchive { archive, regulations, .. } = loaded;
        let room = crate::changes::room::find(archive, id)?;
        let of_room = archive.plans.iter().flat_map(|plan| &plan.events);
        let of_room = of_room.filter(|known| known.event.room.as_deref() == Some(&room.id));
        let void = self.void.as_deref().map(|written| struck_out::day(written, &workspace.days, of_room));
        let day = void.or_else(|| self.on.as_deref().map(|written| workspace.days.read(written))).transpose()?;
        let year = day.unwrap_or(workspace.today).year();
        let path = format!("plans/{year}/events.yml");
        let regulation = regulations.get(&room.regulation)?;
        ensure_none(archive.problems_of(&path))?;
        Ok(Target {
            subject: Subject::Room(room.id.clone()),
            name: Subject::Room(room.id.clone()).to_string(),
            path,
            regulation,
            under: vec![regulation],
            events: archive.plan(year).map_or(&[], |plan| &plan.events),
            scheduled: None,
            takes: &[SubjectKind::Room],
            room: Some(&room.id),
            suggestion: None,
        })
    }

    /// The id of the event.
    ///
    /// # Errors
    /// If it is unknown; the hint has events that fit the target, the ones that are due next first.
    fn known_event<'a>(&self, loaded: &LoadedArchive, target: &Target<'a>) -> Result<&'a str, Diagnostic> {
        if let Some(id) = target.regulation.find_event(&self.event)? {
            return Ok(id);
        }
        let events = target.under.iter().flat_map(|regulation| regulation.events.iter());
        let here = events.filter(|(_, kind)| target.takes.contains(&kind.of));
        let next = next(loaded, target);
        let next: Vec<&str> = next.iter().map(Name::as_str).collect();
        let known = here.map(|(id, kind)| (id, &kind.term));
        let unknown = unknown_before(&Text::new("事件", "event"), &self.event, known, &next);
        Err(match taken_back(target, &self.event) {
            Some(hint) => unknown.hint(hint),
            None => unknown,
        })
    }

    /// The event's id and the fields of its entry.
    ///
    /// # Errors
    /// Everything that is wrong with the request.
    fn entry<'a>(
        &self,
        workspace: &Workspace,
        loaded: &LoadedArchive,
        target: &Target<'a>,
    ) -> Result<(&'a str, Fields), Diagnostics> {
        let mut problems = Diagnostics::new();
        let regulation = target.regulation;
        let id = keep(&mut problems, self.known_event(loaded, target));
        let on = self.on.as_deref().and_then(|written| keep(&mut problems, workspace.days.read(written)));
        let on = on.unwrap_or(workspace.today);
        for written in &self.references {
            keep(&mut problems, typed::line("--ref", written));
        }
        let announced = self.announced.as_deref().and_then(|written| keep(&mut problems, workspace.days.read(written)));
        let of_event = id.into_iter().flat_map(|id| struck_out::of_event(target, id));
        let void = self.void.as_deref().map(|written| struck_out::day(written, &workspace.days, of_event));
        let void = void.and_then(|void| keep(&mut problems, void));
        let words = Words::under(&loaded.archive, target.under.clone(), workspace.as_written);
        let is_open = id.is_some_and(|id| regulation.leaves_way_open(id));
        let via = self.via.as_deref().and_then(|via| keep(&mut problems, words.term(Group::Ways, via, is_open)));
        // An entry in the wrong file can still be struck out there, and a suggestion takes any event.
        let kind = id.and_then(|id| regulation.events.get(id));
        let is_of_any = id == Some(Vocabulary::REMINDED);
        let kind = kind.filter(|_| void.is_none() && target.suggestion.is_none() && !is_of_any);
        problems.extend(kind.and_then(|kind| {
            misplaced(&called(&loaded.archive, &target.subject), target.takes, kind.of, &kind.term.text(&self.event))
        }));
        problems.extend(id.filter(|_| void.is_none()).and_then(|id| sealed::by_hand(target, id)));
        problems.extend(void.zip(id).and_then(|(void, id)| struck_out::none_of(target, id, void)));
        let mut actors = |written: &[String]| {
            let found = typed::each(written, |written| words.actor(written));
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
        // A meeting before the scheduled day keeps that day in its entry, so that it can be restored.
        let given_up = scheduled.filter(|meeting| id == MEETING && meeting.is_brought_forward(on, round));
        let announced = announced.or(given_up.map(Scheduled::day));

        let mut fields = vec![("date", Field::Word(on.to_string())), ("event", Field::Word(id.to_owned()))];
        fields.extend((!self.by.is_empty()).then_some(("by", by)));
        fields.extend((!self.to.is_empty()).then_some(("to", to)));
        fields.extend(via.map(|via| ("via", Field::Word(via))));
        fields.extend(announced.map(|day| ("for", Field::Word(day.to_string()))));
        fields.extend(match &self.references[..] {
            [] => None,
            [one] => Some(("ref", Field::Word(one.clone()))),
            several => Some(("ref", Field::List(several.to_vec()))),
        });
        fields.extend(round.map(|round| ("round", Field::Number(round))));
        fields.extend(target.room.map(|room| ("room", Field::Word(room.to_string()))));
        fields.extend(self.note.clone().map(|note| ("note", Field::Word(note))));
        fields.extend(void.map(|day| ("void", Field::Word(day.to_string()))));
        let again = again::number(target.events, (id, target.room), on, (void, self.round));
        fields.extend(again.map(|again| ("again", Field::Number(again))));
        Ok((id, fields))
    }
}
