//! `postpone`: moves a meeting to another day, drafts the notice of the change, and shows how deadlines move.

use super::render::{DRAFTED, Draft, Target, draft, is_unedited};
use super::{Proposal, Writer, meeting_day, with_entry};
use crate::archive::{Archive, Change, Field, Limits, Source as _, Topic, entry, record, set_field};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, ensure_none, keep};
use crate::duty::Duty;
use crate::engine::{self, Meeting, Part, Selection, change_notice, judge, meeting, outdated, was_so};
use crate::model::{Date, Event, Recorded, TopicFile, file_stem};
use crate::regulation::Regulation;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary, argument};
use crate::workspace::Workspace;
use std::collections::BTreeMap;

const CHANGE_NOTICE: &str = Vocabulary::CHANGE_NOTICE;

/// The meeting to move.
#[derive(Debug)]
pub(crate) struct Postpone {
    /// The topic: its key or part of it
    pub key: String,
    /// The new day of the meeting, YYYY-MM-DD
    pub to: String,
}

/// The result: the change, and the duties it moves.
pub(crate) struct Postponed {
    pub proposal: Proposal,
    /// The topic's duties before and after.
    pub before: Vec<Duty>,
    pub after: Vec<Duty>,
}

impl Postpone {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Postponed, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.key)?;
        let (topic, regulation) = loaded.topic()?;
        let workspace = writer.workspace;
        let known = meeting(loaded.context(), regulation, topic);
        let mut problems = Diagnostics::new();
        let new = keep(&mut problems, writer.workspace.days.read(&self.to));
        let old = keep(&mut problems, movable(topic, regulation, known.held, new, writer.workspace.today));
        let (new, old) = all_or_nothing(new.zip(old), problems)?;

        let path = topic.path("topic.yml");
        let day = Field::Word(new.to_string());
        let text = set_field(&path, &writer.workspace.text(&path)?, &["scheduled", "meeting"], Some(&day))?;
        let mut moved = loaded.archive.clone();
        moved.topics[0].file = record::<TopicFile>(&path, text.as_bytes())?;
        let is_announced = announced_otherwise(&known, new).next().is_some();
        let amended = if is_announced {
            amended(workspace, &loaded.archive, regulation, topic, old, new, known.round)?
        } else {
            None
        };
        if let Some((_, _, event)) = &amended {
            let events = &mut moved.topics[0].events;
            events.push(Recorded { entry: events.len(), event: event.clone(), struck: None });
            events.sort_by_key(|recorded| recorded.event.date);
        }
        let alone = Selection { part: Part::Topics, all: true };
        let before = judge(loaded.context(), alone);
        let after = judge(engine::Context { archive: &moved, ..loaded.context() }, alone);

        let key = topic.key;
        let subject = text!(zh: "{key} 会议改期：{old} → {new}", en: "{key} meeting moved: {old} → {new}");
        let mut notes = Vec::new();
        notes.extend(meeting_day::notes((&loaded.calendar, regulation), writer.workspace.today, key, new, None));
        notes.extend(who_to_tell(&loaded.archive, topic, regulation, (&known, new), writer.workspace.today));
        notes.extend(how_to_take_back(topic, regulation, &known, new));
        notes.extend(outdated_papers(topic, regulation, new));
        let (mut change, mut drafted) = (Change::new(), None);
        if regulation.documents.get(CHANGE_NOTICE).is_some() && is_announced {
            let target = Target::topic(
                workspace,
                &workspace.source,
                loaded,
                &moved,
                &writer.settings,
                regulation,
                &moved.topics[0],
            );
            let (note, notice) = notice(workspace, (topic, regulation), old, draft(workspace, &target, CHANGE_NOTICE))?;
            notes.push(note);
            drafted = notice.as_ref().map(|(path, _)| file_stem(path).to_owned());
            change = notice.into_iter().fold(change, |change, (path, text)| change.file(path, text));
        }
        change = change.file(path, text);
        change = amended.into_iter().fold(change, |change, (path, text, _)| change.file(path, text));
        let proposal = Proposal { notes, ..Proposal::new(change, subject.clone()) }.trailer("Yijuan-Topic", &key);
        // So that `render --update` knows what nobody has written.
        let proposal = drafted.iter().fold(proposal, |proposal, stem| proposal.trailer(DRAFTED, stem));
        Ok(Postponed { proposal: proposal.answer(&subject), before: before.duties, after: after.duties })
    }
}

/// The topic's `events.yml` with an entry that the meeting was moved today: from this day counts how soon those who know
/// the old day must be told. `None` if the regulation has no such event.
fn amended(
    workspace: &Workspace,
    archive: &Archive,
    regulation: &Regulation,
    topic: &Topic,
    old: Date,
    new: Date,
    round: u32,
) -> Result<Option<(String, String, Event)>, Diagnostics> {
    let Some((amends, _)) = regulation.events.iter().find(|(_, kind)| kind.amends_meeting) else {
        return Ok(None);
    };
    let path = topic.path("events.yml");
    ensure_none(archive.problems_of(&path))?;
    let mut fields =
        vec![("date", Field::Word(workspace.today.to_string())), ("event", Field::Word(amends.to_string()))];
    fields.extend((round > 1).then_some(("round", Field::Number(round))));
    fields.push(("note", Field::Word([&old.to_string(), Event::MOVED_TO, &new.to_string()].concat())));
    let added = with_entry::<Event>(workspace, &path, &entry(&fields))?;
    Ok(Some((path, added.text, added.entry)))
}

/// The scheduled day of a meeting.
///
/// # Errors
/// If it cannot be moved, or not to the new day.
fn movable(
    topic: &Topic,
    regulation: &Regulation,
    held: Option<Date>,
    new: Option<Date>,
    today: Date,
) -> Result<Date, Diagnostic> {
    let (key, Text { zh, en }) = (topic.key, regulation.event_argument(MEETING));
    if let Some(day) = held {
        return Err(Diagnostic::new(
            text!(zh: "{key} 的会议已于 {day} 召开", en: "the meeting of {key} was held on {day}"),
        )
        .at(Location::file(topic.path("events.yml")))
        .hint(text!(
            zh: "日期记错的，用 `yijuan record {key} {zh} --void {day} --note 〈原因〉` 更正",
            en: "if the date is wrong, strike it out: `yijuan record {key} {en} --void {day} --note 〈WHY〉`"
        )));
    }
    let Some(old) = topic.file.scheduled.get("meeting").copied() else {
        return Err(Diagnostic::new(text!(zh: "{key} 还没有预定会期", en: "{key} has no scheduled meeting yet"))
            .at(Location::file(topic.path("topic.yml")))
            .hint(text!(
                zh: "`yijuan set {key} 会期=〈日期〉` 定下会期",
                en: "`yijuan set {key} scheduled.meeting=DATE` schedules one"
            )));
    };
    if new == Some(old) {
        return Err(Diagnostic::new(
            text!(zh: "{key} 的会议本来就定在 {old}", en: "the meeting of {key} is on {old} already"),
        )
        .at(Location::field(topic.path("topic.yml"), ["scheduled".into(), "meeting".into()]))
        .hint(Text::new("写改定的日期", "give the day it is moved to")));
    }
    // A meeting on a past day was held, or it was moved earlier.
    if let Some(new) = new.filter(|new| *new < today) {
        return Err(Diagnostic::new(text!(zh: "{new} 已过", en: "{new} has passed")).hint(text!(
            zh: "会已召开的：`yijuan record {key} {zh} --on {new}`；当时就改了期的，加 `--as-of 〈改期之日〉`",
            en: "if it was held, `yijuan record {key} {en} --on {new}`; if it was moved before, add `--as-of 〈THE DAY IT WAS MOVED〉`"
        )));
    }
    Ok(old)
}

/// The announcements that named another day than the new one.
fn announced_otherwise<'a>(known: &Meeting<'a>, new: Date) -> impl Iterator<Item = &'a Event> {
    known.announced.iter().copied().filter(move |event| event.r#for.is_some_and(|day| day != new))
}

/// The note for a meeting that is back on the announced day: how to strike out the recorded changes.
fn how_to_take_back(topic: &Topic, regulation: &Regulation, known: &Meeting, new: Date) -> Option<Text> {
    if known.announced.is_empty() || announced_otherwise(known, new).next().is_some() {
        return None;
    }
    let key = topic.key;
    let strike = known.changed.iter().filter(|event| event.moved_from().is_some()).map(|event| {
        let (date, Text { zh, en }) = (event.date, regulation.event_argument(&event.event));
        text!(
            zh: "yijuan record {key} {zh} --void {date} --note 会期未变",
            en: "yijuan record {key} {en} --void {date} --note 'not moved after all'"
        )
    });
    let strike: Vec<Text> = strike.collect();
    let Text { zh, en } = Text::join(&strike, "；再 ", "; then ");
    (!strike.is_empty()).then(|| {
        text!(
            zh: "通知时说的就是 {new}；没有向谁说过别的会期的，作废改期记录：{zh}",
            en: "{new} is what was announced; if nobody was told of another day, strike the change out: {en}"
        )
    })
}

/// That papers announce the meeting for another day, and are to be brought up to date.
fn outdated_papers(topic: &Topic, regulation: &Regulation, new: Date) -> Option<Text> {
    // The notice of the change is drafted anew, or is told by itself.
    let papers = outdated(regulation, topic, new).map(|(paper, _)| paper);
    let papers = papers.filter(|paper| &*paper.front.document != CHANGE_NOTICE);
    let papers: Vec<Text> = papers
        .map(|paper| {
            let document = &paper.front.document;
            let name = regulation.documents.get(document).map_or(document.as_str(), |kind| kind.term.name.as_str());
            Text::new(name, document.as_str())
        })
        .collect();
    let (key, Text { zh, en }) = (topic.key, Text::join(&papers, " ", " "));
    (!papers.is_empty()).then(|| {
        text!(
            zh: "有文书写的不是 {new}，更新：yijuan render {key} {zh} --update",
            en: "papers say another day than {new}; bring them up to date: yijuan render {key} {en} --update"
        )
    })
}

/// The note on the notice of the change, and its file, unless it cannot be drafted or the file exists.
fn notice(
    workspace: &Workspace,
    (topic, regulation): (&Topic, &Regulation),
    old: Date,
    drafted: Result<Draft, Diagnostics>,
) -> Result<(Text, Option<(String, String)>), Diagnostic> {
    let (key, name) = (topic.key, regulation.name(CHANGE_NOTICE).zh);
    let Ok(Draft { file, text, .. }) = drafted else {
        let lacking = text!(
            zh: "通知还不能起草；缺什么：yijuan render {key} {name}",
            en: "the notice cannot be drafted yet; what it lacks: yijuan render {key} {CHANGE_NOTICE}"
        );
        return Ok((lacking, None));
    };
    let path = topic.path(&file);
    let there = workspace.source.read(&path, Limits::PAPER)?;
    let is_other = there.is_some_and(|bytes| bytes != text.as_bytes());
    let went_out = || {
        let paper = topic.papers.iter().find(|paper| paper.path == path);
        let day = paper.and_then(|paper| Some((paper, paper.front.meeting?)));
        day.is_none_or(|(paper, day)| was_so(regulation, topic, paper, day))
    };
    if is_other && !went_out() {
        // It is of this change as well: nobody has received it.
        if !is_unedited(workspace, &path) {
            let edited = text!(
                zh: "{path} 还没有发出，写的不是这次的会期；更新：yijuan render {key} {name} --update",
                en: "{path} did not go out yet and says another day; bring it up to date: yijuan render {key} {CHANGE_NOTICE} --update"
            );
            return Ok((edited, None));
        }
    } else if is_other {
        // Most likely the notice of an earlier change.
        let other = format!("{}（{old}）.md", path.strip_suffix(".md").unwrap_or(&path));
        let kept = text!(
            zh: "{path} 已经存在，未改动；先把它改名为 {other}，再起草这次的：yijuan render {key} {name}",
            en: "{path} is there and was left alone; rename it to {other}, then draft that of this change: yijuan render {key} {CHANGE_NOTICE}"
        );
        return Ok((kept, None));
    }
    let drafted = text!(
        zh: "通知已起草，请填写〔待填写〕之处：{path}",
        en: "the notice is drafted; fill in what it marks 〔待填写〕: {path}"
    );
    Ok((drafted, Some((path, text))))
}

/// Notes on who was told of another day, and how to record the notice of the change.
fn who_to_tell(
    archive: &Archive,
    topic: &Topic,
    regulation: &Regulation,
    (known, new): (&Meeting, Date),
    today: Date,
) -> Vec<Text> {
    let key = topic.key;
    let announced: Vec<&Event> = announced_otherwise(known, new).collect();
    let mut notes: Vec<Text> = announced
        .iter()
        .filter_map(|event| {
            let (date, day) = (event.date, event.r#for?);
            let Text { zh, en } = regulation.name(&event.event);
            let to = event.to.iter();
            let to =
                to.map(|to| archive.called(to).map_or_else(|| regulation.name(to), |name| Text::same(name.as_str())));
            let to = Text::join(&to.collect::<Vec<_>>(), "、", ", ");
            let whom = if to.is_empty() {
                Text::same("")
            } else {
                Text::new(format!("（{}）", to.zh), format!(" ({})", to.en))
            };
            let (whom_zh, whom_en) = (whom.zh, whom.en);
            Some(text!(
                zh: "{date} {zh}{whom_zh}时说的是 {day}",
                en: "{date} {en}{whom_en} named {day}"
            ))
        })
        .collect();
    let asked = change_notice(regulation).filter(|_| !announced.is_empty());
    let Some((rule, check, event)) = asked else {
        notes.extend(invited(topic, known.round, today).map(|those| those.to_be_told(new)));
        return notes;
    };
    let mut options: Vec<(&str, Text)> = Vec::new();
    options.extend(topic.file.office.iter().map(|office| ("by", argument(archive.office_name(office), office))));
    options.extend(check.to.iter().map(|to| ("to", regulation.actor_argument(&to.written()))));
    let way = check.via.of.first();
    options.extend(way.map(|way| ("via", argument(&regulation.name_in(Group::Ways, way).zh, way))));
    options.extend((known.round > 1).then(|| ("round", Text::same(known.round.to_string()))));
    let command = Text::same(format!("yijuan record {key} ")).then(&regulation.event_argument(event));
    let command = options.iter().fold(command, |command, (option, Text { zh, en })| {
        command.then(&text!(zh: " --{option} {zh}", en: " --{option} {en}"))
    });
    let (rule, Text { zh, en }) = (&rule.id, command);
    if regulation.knows_changes() {
        let asked =
            text!(zh: "{rule} 要求通知改期；通知后记录：{zh}", en: "{rule} asks that they be told; once done: {en}");
        notes.push(asked);
        return notes;
    }
    let again = regulation.name(event);
    let (again_zh, again_en) = (again.zh, again.en);
    notes.push(text!(
        zh: "告知原会期的不能计入，{rule} 须按新的会期重新办理“{again_zh}”；办理后记录：{zh}",
        en: "what named the old day does not count: {rule} asks for “{again_en}” anew; once done: {en}"
    ));
    notes.extend(invited(topic, known.round, today).map(|those| those.to_be_told(new)));
    notes
}

/// The people invited to the meeting of a round, by the day of the invitation.
struct Invited<'a>(BTreeMap<Date, Vec<&'a str>>);

fn invited(topic: &Topic, round: u32, today: Date) -> Option<Invited<'_>> {
    let mut days: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
    let of_meeting = topic
        .roster
        .iter()
        .filter(|entry| entry.activities().contains(&MEETING) && entry.round.is_none_or(|of| of == round));
    for entry in of_meeting {
        if let Some(day) = entry.invited.filter(|day| *day <= today) {
            days.entry(day).or_default().push(&entry.name);
        }
    }
    (!days.is_empty()).then_some(Invited(days))
}

impl Invited<'_> {
    /// The note that they must be told of the new day.
    fn to_be_told(&self, new: Date) -> Text {
        let each = self.0.iter().map(|(day, names)| {
            let Text { zh, en } = Text::listed(names);
            Text::new(format!("{day} {zh}"), format!("{day} {en}"))
        });
        let Text { zh, en } = Text::join(&each.collect::<Vec<_>>(), "；", "; ");
        text!(
            zh: "已邀请，须告知新的会期 {new}：{zh}",
            en: "invited already, and to be told of the new day, {new}: {en}"
        )
    }
}
