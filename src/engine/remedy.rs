//! Hints: the commands that settle a finding.

use crate::duty::{Duty, State};
use crate::model::{Name, Subject};
use crate::regulation::Check;
use crate::rules::phrase::{any_of, argument, blank, whoever};
use crate::rules::remedy::until_option;
use crate::rules::{Actor, Attribute, Chain, EventCheck};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind};

/// The commands that record what is missing, in order. Words in 〈〉 are for the user to fill in.
///
/// With `anew`, the event is on record already, but something is missing in the entry.
pub(crate) fn how_to_record(duty: &Duty, events: &[Name], anew: bool) -> Text {
    if let Some(text) = events.first().and_then(|first| in_register(duty, first)) {
        return text;
    }
    if let ([event], false) = (events, anew)
        && let Some(Text { zh, en }) = how_to_hand_over(duty, event)
    {
        let handed = text!(zh: "移交并登记：{zh}", en: "hand it over, which records it: {en}");
        return with_reminder(duty, event, handed);
    }
    let commands: Vec<Text> = events.iter().map(|event| command(duty, event)).collect();
    let Text { zh, en } = Text::join(&commands, "；再 ", "; then ");
    if anew {
        return text!(zh: "重新记录：{zh}", en: "record it anew: {en}");
    }
    let recorded = text!(zh: "办理后记录：{zh}", en: "once done, record it: {en}");
    match events.first() {
        Some(event) => with_reminder(duty, event, recorded),
        None => recorded,
    }
}

/// The same, with the command that presses for it in writing.
fn with_reminder(duty: &Duty, event: &Name, hint: Text) -> Text {
    match how_to_remind(duty, event) {
        Some(Text { zh, en }) => hint.then(&text!(zh: "；书面催办：{zh}", en: "; to do it in writing: {en}")),
        None => hint,
    }
}

/// The command that hands a dossier over, if that is the event; none if the entry needs what the command does not write.
fn how_to_hand_over(duty: &Duty, event: &Name) -> Option<Text> {
    let Subject::Topic(key) = &duty.subject else { return None };
    if duty.regulation().handover() != event.as_str() {
        return None;
    }
    let (to, others): (Vec<_>, Vec<_>) = options(duty, event).into_iter().partition(|(option, _)| *option == "to");
    // The office in charge hands it over if nobody else is named.
    let by = others.into_iter().filter(|(_, who)| duty.office.as_ref() != Some(who));
    let mut options = to;
    if options.is_empty() {
        options.push(("to", blank(&Text::new("对方", "WHOM"))));
    }
    let is_one = options.len() == 1;
    options.extend(by);
    let is_known = options.iter().all(|(option, _)| ["to", "by"].contains(option));
    let Text { zh, en } = written(options);
    (is_one && is_known).then(|| {
        text!(
            zh: "yijuan dossier transfer {key}{zh} --on 〈日期〉",
            en: "yijuan dossier transfer {key}{en} --on 〈DATE〉"
        )
    })
}

/// The command that presses the responsible office for what an event is to press for.
fn how_to_remind(duty: &Duty, event: &Name) -> Option<Text> {
    let kind = duty.regulation().events.get(event).filter(|kind| !kind.reminds.is_empty());
    kind?;
    let Text { zh, en } = duty.office.clone().unwrap_or_else(|| blank(&Text::new("委室", "OFFICE")));
    Some(text!(zh: "yijuan remind {zh}", en: "yijuan remind {en}"))
}

/// The command to state that a rule was followed.
pub(super) fn how_to_state(duty: &Duty) -> Text {
    let (subject, rule) = (&duty.subject, &duty.rule().id);
    let round = round_option(duty);
    text!(
        zh: "yijuan attest {subject} {rule}{round} --by 〈人员〉",
        en: "yijuan attest {subject} {rule}{round} --by 〈PERSON〉"
    )
}

/// The command to excuse what is late only because the meeting was moved forward.
pub(super) fn how_to_excuse(duty: &Duty) -> Option<Text> {
    let (Subject::Topic(key), rule) = (&duty.subject, &duty.rule().id) else { return None };
    let round = round_option(duty);
    Some(text!(
        zh: "因会期提前的，作为例外：yijuan waive {key} {rule}{round} --reason 会期提前 --by 〈人员〉",
        en: "if that is why, record the exception: yijuan waive {key} {rule}{round} --reason 'the meeting was moved forward' --by 〈PERSON〉"
    ))
}

fn round_option(duty: &Duty) -> String {
    let round = duty.round().filter(|_| !duty.what.is_empty());
    round.map(|round| format!(" --round {round}")).unwrap_or_default()
}

fn command(duty: &Duty, event: &Name) -> Text {
    let kind = duty.regulation().events.get(event).map(|kind| kind.of);
    let Text { zh: event_zh, en: event_en } = duty.regulation().event_argument(event);
    let target = match &duty.subject {
        Subject::Topic(key) if kind == Some(SubjectKind::Year) => format!("plan:{}", key.year),
        subject => subject.to_string(),
    };
    let is_of_suggestion = duty.rule().subject == SubjectKind::Suggestion && kind == Some(SubjectKind::Suggestion);
    let (command, round) = if is_of_suggestion {
        (format!("suggestion update {target} {} --event", duty.what), String::new())
    } else {
        let round = round_of(duty, event).map(|round| format!(" --round {round}")).unwrap_or_default();
        (format!("record {target}"), round)
    };
    let Text { zh, en } = written(options(duty, event));
    text!(
        zh: "yijuan {command} {event_zh}{round} --on 〈日期〉{zh}",
        en: "yijuan {command} {event_en}{round} --on 〈DATE〉{en}"
    )
}

/// The options that an entry of the event needs to count.
fn options(duty: &Duty, event: &Name) -> Vec<(&'static str, Text)> {
    let options = duty.rule().checks.iter().flat_map(|check| match check {
        Check::Event(check) if check.events.ids().contains(event) => options_of_event(duty, check, event),
        Check::Chain(chain) => options_of_chain(duty, chain, event),
        _ => Vec::new(),
    });
    options.collect()
}

/// Options as they stand behind a command.
fn written(options: Vec<(&'static str, Text)>) -> Text {
    options.into_iter().fold(Text::same(""), |written, (option, Text { zh, en })| {
        written.then(&text!(zh: " --{option} {zh}", en: " --{option} {en}"))
    })
}

/// One of several actors is enough, but all addressees are needed.
fn options_of_event(duty: &Duty, check: &EventCheck, event: &Name) -> Vec<(&'static str, Text)> {
    let regulation = duty.regulation();
    let mut options = Vec::new();
    if !check.by.is_empty() {
        options.push(("by", by_whom(duty, &check.by)));
    } else if check.needs.contains(&Attribute::By) {
        options.push(("by", blank(&Text::new("经办", "WHO"))));
    }
    options.extend(to_options(duty, event, &check.to));
    if check.to.is_empty() && check.needs.contains(&Attribute::To) {
        options.push(("to", blank(&Text::new("对象", "WHOM"))));
    }
    if check.via.is_asked() || check.needs.contains(&Attribute::Via) {
        let ways: Vec<Text> = check.via.of.iter().map(|way| regulation.name_in(Group::Ways, way)).collect();
        options.push(("via", blank(&if ways.is_empty() { Text::new("方式", "WAY") } else { any_of(&ways) })));
    }
    if let Some(day) = duty.new_day.filter(|_| regulation.announces(event)) {
        options.push(("for", Text::same(day.to_string())));
    } else if check.needs.contains(&Attribute::For) {
        options.push(("for", blank(&Text::new("会议日期", "MEETING"))));
    }
    if check.needs.contains(&Attribute::Ref) {
        options.push(("ref", blank(&Text::new("文号", "REF"))));
    }
    if check.needs.contains(&Attribute::Note) {
        options.push(("note", blank(&Text::new("说明", "NOTE"))));
    }
    options
}

fn options_of_chain(duty: &Duty, chain: &Chain, event: &Name) -> Vec<(&'static str, Text)> {
    let mut options = Vec::new();
    for step in chain.steps.iter().filter(|step| step.events.contains(event)) {
        if !step.by.is_empty() {
            options.push(("by", by_whom(duty, &step.by)));
        }
        options.extend(to_options(duty, event, &step.to));
    }
    if chain.then.as_ref() == Some(event) {
        options.extend(to_options(duty, event, &[]));
    }
    options
}

/// Who must act: the responsible office by its name, the only body by its own, anybody else as a blank.
fn by_whom(duty: &Duty, wanted: &[Actor]) -> Text {
    let office = duty.office.clone().filter(|_| matches!(wanted, [Actor::Office]));
    office.unwrap_or_else(|| whoever(duty.regulation(), wanted))
}

/// Those still to be informed of the event; if none has been yet, all whom the rule names.
fn to_options<'d>(
    duty: &'d Duty,
    event: &Name,
    named: &'d [Actor],
) -> impl Iterator<Item = (&'static str, Text)> + use<'d> {
    still_to_reach(duty, event).unwrap_or(named).iter().map(move |to| ("to", whom(duty, to)))
}

/// How somebody who is to be informed is named on the command line.
fn whom(duty: &Duty, to: &Actor) -> Text {
    let office = duty.office.clone().filter(|_| matches!(to, Actor::Office));
    office.unwrap_or_else(|| argument(duty.regulation(), to))
}

/// Who must be informed of the event and has not been yet.
fn still_to_reach<'d>(duty: &'d Duty, event: &Name) -> Option<&'d [Actor]> {
    duty.reach.iter().find(|(of, _)| of == event).map(|(_, to)| to.as_slice())
}

/// The round an entry of the event must name. The first round need not be named.
fn round_of(duty: &Duty, event: &Name) -> Option<u32> {
    let of_round = duty.regulation().events.get(event).is_some_and(|kind| kind.of == SubjectKind::Round);
    let own = duty.round().filter(|_| of_round)?;
    let in_next = duty.rule().checks.iter().any(|check| match check {
        Check::Event(check) => check.next_round && check.events.ids().contains(event),
        Check::Chain(chain) => chain.steps.iter().any(|step| step.next_round && step.events.contains(event)),
        _ => false,
    });
    Some(own + u32::from(in_next)).filter(|round| *round > 1)
}

/// How to record what a room, a place or a year lacks, if it is recorded for a topic or in the registers.
fn in_register(duty: &Duty, event: &Name) -> Option<Text> {
    let Text { zh: event_zh, en: event_en } = duty.regulation().event_argument(event);
    match duty.rule().subject {
        SubjectKind::Room => {
            let of_room = duty.regulation().events.get(event).is_some_and(|kind| kind.of == SubjectKind::Room);
            if of_room {
                return None;
            }
            let record = text!(
                zh: "办理后在该室的议题中记录：yijuan record 〈议题〉 {event_zh} --on 〈日期〉",
                en: "once done, record it on a topic of the room: yijuan record 〈TOPIC〉 {event_en} --on 〈DATE〉"
            );
            // A period that is over cannot be made up for.
            if duty.rule().per.is_none() || duty.state != State::Overdue {
                return Some(record);
            }
            let (subject, rule) = (&duty.subject, &duty.rule().id);
            let until = until_option(duty.period_end);
            Some(record.then(&text!(
                zh: "；没有办的，作为例外说明：yijuan waive {subject} {rule}{until} --reason 〈原因〉 --by 〈人员〉",
                en: "; if it was not done, say why, as an exception: yijuan waive {subject} {rule}{until} --reason 〈WHY〉 --by 〈PERSON〉"
            )))
        }
        SubjectKind::Unit => {
            let unit = &duty.what;
            Some(text!(
                zh: "建立后登记：yijuan room add --name 〈名称〉 --level 〈层级〉 --unit {unit} --opened 〈日期〉",
                en: "once there is one, enter it: yijuan room add --name 〈NAME〉 --level 〈LEVEL〉 --unit {unit} --opened 〈DATE〉"
            ))
        }
        SubjectKind::Year => {
            let of = duty.regulation().events.get(event).map(|kind| kind.of);
            let Text { zh, en } = written(options(duty, event));
            of.filter(|of| matches!(of, SubjectKind::Topic | SubjectKind::Round)).map(|_| {
                text!(
                    zh: "办理后在议题中记录：yijuan record 〈议题〉 {event_zh} --on 〈日期〉{zh}",
                    en: "once done, record it on a topic: yijuan record 〈TOPIC〉 {event_en} --on 〈DATE〉{en}"
                )
            })
        }
        SubjectKind::Topic | SubjectKind::Round | SubjectKind::Suggestion | SubjectKind::Person => None,
    }
}
