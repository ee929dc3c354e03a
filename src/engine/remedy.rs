//! What to do about a finding.

use crate::duty::Duty;
use crate::model::{Name, Subject};
use crate::rules::phrase::list;
use crate::rules::{Attribute, Check};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// The command that records what is missing; the first of several in full.
pub(crate) fn how_to_record(duty: &Duty, events: &[Name]) -> Text {
    let names =
        |events: &[Name]| list(&events.iter().map(|event| Text::same(format!("`{event}`"))).collect::<Vec<_>>());
    let Some((first, rest)) = events.split_first() else {
        return Text::same("");
    };
    if let Some(said) = of_register(duty, first) {
        return said;
    }
    let of_year = duty.regulation().events.get(first).is_some_and(|kind| kind.of == SubjectKind::Year);
    let target = match &duty.subject {
        Subject::Topic(key) if of_year => format!("plan:{}", key.year),
        subject => subject.to_string(),
    };
    let of_suggestion = duty.regulation().events.get(first).is_some_and(|kind| kind.of == SubjectKind::Suggestion);
    let command = if duty.rule().subject == SubjectKind::Suggestion && of_suggestion {
        format!("yijuan suggestion update {target} {} --event {first}", duty.what)
    } else {
        let round = round_of(duty, first).map(|round| format!(" --round {round}")).unwrap_or_default();
        format!("yijuan record {target} {first}{round}")
    };
    let by = duty.rule().checks.iter().any(|check| must_state_by(check, first));
    let (by_zh, by_en) = if by { (" --by 经办", " --by WHO") } else { ("", "") };
    let recorded = text!(
        zh: "办理后记录：{command} --on 日期{by_zh}",
        en: "once done, record it: {command} --on DATE{by_en}"
    );
    if rest.is_empty() {
        return recorded;
    }
    let Text { zh, en } = names(rest);
    recorded.then(&text!(zh: "，再依次记 {zh}", en: ", then {en}"))
}

/// The round an entry of the event must name: from the second on, for the first needs no word.
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

/// What a room, a place or a person lacks is recorded on a topic, or in the registers.
fn of_register(duty: &Duty, event: &Name) -> Option<Text> {
    match duty.rule().subject {
        SubjectKind::Room => {
            let of_room = duty.regulation().events.get(event).is_some_and(|kind| kind.of == SubjectKind::Room);
            if of_room {
                return None;
            }
            Some(text!(
                zh: "办理后在该室的议题中记录：yijuan record 议题 {event} --on 日期",
                en: "once done, record it on a topic of the room: yijuan record TOPIC {event} --on DATE"
            ))
        }
        SubjectKind::Unit => {
            let unit = &duty.what;
            Some(text!(
                zh: "建立后登记：yijuan room add --id 标识 --name 名称 --level 层级 --unit {unit} --opened 日期",
                en: "once there is one, enter it: yijuan room add --id ID --name NAME --level LEVEL --unit {unit} --opened DATE"
            ))
        }
        SubjectKind::Topic | SubjectKind::Round | SubjectKind::Suggestion | SubjectKind::Person | SubjectKind::Year => {
            None
        }
    }
}

/// Whether an entry of the event counts only if it says by whom.
fn must_state_by(check: &Check, event: &Name) -> bool {
    match check {
        Check::Event(check) => check.events.ids().contains(event) && check.needs.contains(&Attribute::By),
        Check::Chain(chain) => chain.steps.iter().any(|step| step.events.contains(event) && !step.by.is_empty()),
        _ => false,
    }
}
