//! Finds rules that look for what their subject never has: events of a person, a calendar of a place.

use super::{Flaws, asked, events, path_in_check, path_in_rule};
use crate::diagnostic::PathSegment;
use crate::model::Name;
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::{Count, Counted, DayOfYear, Moment, Role, Until};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind};

pub(super) fn check(regulation: &Regulation, flaws: &mut Flaws) {
    for (id, event) in regulation.events.iter() {
        if matches!(event.of, SubjectKind::Person | SubjectKind::Unit) {
            let of = event.of.id();
            flaws.add(
                [PathSegment::from("events"), PathSegment::from(id), PathSegment::from("of")],
                text!(zh: "`of: {of}` 的事件无处可记", en: "there is nowhere to record an event that is `of: {of}`"),
                Text::new(
                    "写 `of: topic`、`round`、`suggestion`、`year` 或 `room`",
                    "write `of: topic`, `round`, `suggestion`, `year` or `room`",
                ),
            );
        }
    }
    for (index, rule) in regulation.rules.iter().enumerate() {
        anchors(regulation, index, rule, flaws);
        own_calendar(index, rule, flaws);
        for (nth, check) in rule.checks.iter().enumerate() {
            check_sees(regulation, index, rule, nth, check, flaws);
            before_itself(index, rule, check, flaws);
        }
    }
}

/// Whether a rule about one kind of subject sees the events of another kind: its own, those of what contains it, and those
/// of what it contains.
fn sees(subject: SubjectKind, of: SubjectKind) -> bool {
    use SubjectKind::{Person, Room, Round, Suggestion, Topic, Unit, Year};
    match subject {
        Topic | Round | Suggestion | Year => matches!(of, Topic | Round | Suggestion | Year),
        // Events of the year may name the room.
        Room => matches!(of, Topic | Round | Suggestion | Year | Room),
        Unit => of == Room,
        Person => false,
    }
}

/// The event, with its kind of subject, if the rule can never see it.
fn unseen<'e>(regulation: &Regulation, rule: &Rule, event: &'e Name) -> Option<(&'e Name, SubjectKind)> {
    // For these two, `rooms.yml` has the dates.
    let own = matches!(rule.subject, SubjectKind::Room | SubjectKind::Unit)
        && matches!(event.as_str(), "room-opened" | "closed");
    let of = regulation.events.get(event)?.of;
    (!own && !sees(rule.subject, of)).then_some((event, of))
}

fn unseen_message(rule: &Rule, event: &Name, of: SubjectKind) -> (Text, Text) {
    let (subject, of) = (rule.subject.id(), of.id());
    (
        text!(
            zh: "`subject: {subject}` 的规则看不到 `{event}`（`of: {of}`）",
            en: "a rule with `subject: {subject}` never sees `{event}`, which is `of: {of}`"
        ),
        text!(zh: "写 `subject: {of}`，或换一个事件", en: "write `subject: {of}`, or name another event"),
    )
}

fn anchors(regulation: &Regulation, index: usize, rule: &Rule, flaws: &mut Flaws) {
    let Some(due) = &rule.due else { return };
    for (key, moments) in [("after", &due.after), ("before", &due.before), ("latest", &due.latest)] {
        for (event, of) in events(moments).filter_map(|event| unseen(regulation, rule, event)) {
            let (message, hint) = unseen_message(rule, event, of);
            flaws.add(path_in_rule(index, &["due", key]), message, hint);
        }
    }
    for event in events(&due.after).filter(|event| {
        due.after.len() == 1 && due.before.len() == 1 && events(&due.before).any(|other| other == *event)
    }) {
        flaws.add(
            path_in_rule(index, &["due"]),
            text!(zh: "既在 `{event}` 之后又在它之前，无日可办", en: "both after `{event}` and before it: no day is left"),
            Text::new("只写 `after` 或 `before`", "write `after` or `before` alone"),
        );
    }
    if due.after == [Moment::PeriodEnd] && due.before == [Moment::PeriodStart] {
        flaws.add(
            path_in_rule(index, &["due"]),
            Text::new(
                "期末之后、期初之前，无日可办",
                "after the end of the period and before its start: no day is left",
            ),
            Text::new("对调 `after` 和 `before`", "change `after` and `before` round"),
        );
    }
}

/// Finds days of the year and periods in a rule whose subject has none.
fn own_calendar(index: usize, rule: &Rule, flaws: &mut Flaws) {
    let has_none = match rule.subject {
        SubjectKind::Room => rule.per.is_none(),
        SubjectKind::Unit | SubjectKind::Person => true,
        SubjectKind::Topic | SubjectKind::Round | SubjectKind::Suggestion | SubjectKind::Year => false,
    };
    let Some(due) = rule.due.as_ref().filter(|_| has_none) else { return };
    let by = matches!(due.until, Until::Day(DayOfYear::Yearly { .. } | DayOfYear::PeriodEnd));
    for (key, wrong) in [
        ("after", needs_calendar(&due.after)),
        ("before", needs_calendar(&due.before)),
        ("latest", needs_calendar(&due.latest)),
        ("by", by),
    ] {
        if wrong {
            let subject = rule.subject.id();
            flaws.add(
                path_in_rule(index, &["due", key]),
                text!(zh: "`subject: {subject}` 没有自己的年度或期间，此日无从算起", en: "`subject: {subject}` has no year or period of its own to count this from"),
                Text::new(
                    "写完整日期（如 '2027-12-31'），协商室也可加 `per`",
                    "write a whole date such as '2027-12-31'; for a room, `per` will do as well",
                ),
            );
        }
    }
}

fn needs_calendar(moments: &[Moment]) -> bool {
    moments.iter().any(|moment| !matches!(moment, Moment::Event(_) | Moment::Day(DayOfYear::Date(_))))
}

/// Finds checks that look at something the subject never has.
fn check_sees(regulation: &Regulation, index: usize, rule: &Rule, nth: usize, check: &Check, flaws: &mut Flaws) {
    let counted = match check {
        Check::Count(Count { of: Counted::Event { event, .. }, .. }) => Some(event),
        _ => None,
    };
    let asked = asked(check).into_iter().chain(counted);
    for (event, of) in asked.filter_map(|event| unseen(regulation, rule, event)) {
        let (message, hint) = unseen_message(rule, event, of);
        flaws.add(path_in_check(index, rule, nth, &[]), message, hint);
    }
    let of_topic = matches!(rule.subject, SubjectKind::Topic | SubjectKind::Round | SubjectKind::Suggestion);
    let missing = match check {
        Check::Post(post) if post.who == Role::RoomLiaison => {
            (rule.subject != SubjectKind::Room).then_some(("rooms.yml", "room"))
        }
        Check::Post(post) if post.who == Role::RoomConvener => {
            (!of_topic && rule.subject != SubjectKind::Room).then_some(("rooms.yml", "room"))
        }
        Check::People(_) | Check::Post(_) => (!of_topic).then_some(("roster.yml", "topic")),
        Check::Document(_) | Check::Wording(_) => {
            matches!(rule.subject, SubjectKind::Unit | SubjectKind::Person).then_some(("*.md", "topic"))
        }
        _ => None,
    };
    if let Some((file, subject)) = missing {
        let (kind, own) = (check.kind(), rule.subject.id());
        flaws.add(
            path_in_check(index, rule, nth, &[]),
            text!(
                zh: "`{kind}` 看的是 {file}，`subject: {own}` 没有，永不符合",
                en: "`{kind}` looks at {file}, of which `subject: {own}` has none: it never holds"
            ),
            text!(zh: "写 `subject: {subject}`", en: "write `subject: {subject}`"),
        );
    }
    if let Check::Post(post) = check
        && let Some(tag) = post.who.tag()
        && of_topic
        && regulation.terms(Group::Tags).get(tag).is_none()
    {
        flaws.add(
            path_in_check(index, rule, nth, &["who"]),
            text!(zh: "名册里无法写明谁是 `{tag}`：没有这个标签", en: "nobody on a roster can be the `{tag}`: there is no such tag"),
            text!(zh: "在 `tags:` 下写上 `{tag}: {{name: …}}`", en: "declare `{tag}: {{name: …}}` under `tags:`"),
        );
    }
}

/// Finds an event that is demanded before itself.
fn before_itself(index: usize, rule: &Rule, check: &Check, flaws: &mut Flaws) {
    let Some(due) = &rule.due else { return };
    if let (Until::By(_), [Moment::Event(event)], Check::Event(asked)) = (&due.until, due.before.as_slice(), check)
        && asked.events.ids() == std::slice::from_ref(event)
    {
        flaws.add(
            path_in_rule(index, &["due", "before"]),
            text!(zh: "`{event}` 不能比它自己还早", en: "`{event}` cannot come before itself"),
            Text::new("`before` 写另一个事件", "name another event under `before`"),
        );
    }
}
