//! `suggestions.yml`: what was suggested, promised and answered, and what came of it.

use super::random::Random;
use super::timeline::Opinion;
use super::topic::Topic;
use super::{prose, today};
use std::fmt::Write as _;
use yijuan::model::Date;

/// The topic's suggestions, if its opinion has been sent and it keeps any.
pub fn file(topic: &Topic, random: &mut Random) -> Option<(String, String)> {
    let opinion = topic.timeline.opinion.as_ref().filter(|opinion| opinion.sent <= today())?;
    if !random.chance(75) {
        return None;
    }
    let mut text = String::new();
    let count = 1 + random.below(4) as usize;
    for (nth, said) in prose::SUGGESTIONS.choose(topic, random, count).into_iter().enumerate() {
        suggestion(&mut text, topic, opinion, random, nth + 1, &said);
    }
    if random.chance(40) {
        commitment(&mut text, topic, opinion, random);
    }
    if random.chance(25) {
        response(&mut text, opinion, random);
    }
    Some(("suggestions.yml".to_owned(), text))
}

fn suggestion(text: &mut String, topic: &Topic, opinion: &Opinion, random: &mut Random, number: usize, said: &str) {
    let key = if number == 1 { "  key: true\n" } else { "" };
    let adoption = random.pick(&["adopted", "adopted", "partly-adopted", "under-study"]);
    let office = topic.office.id;
    let _ = write!(
        text,
        "- id: s{number}\n  kind: suggestion\n  text: {said}\n{key}  to: department\n  office: {office}\n  adoption: {adoption}\n"
    );
    events(
        text,
        &[
            (later(opinion, 20, random), "progress", "by: [department], note: 已列入年度工作计划，正在征求意见"),
            (later(opinion, 50, random), "replied", "by: [department], note: 书面答复办理情况"),
        ],
    );
}

fn commitment(text: &mut String, topic: &Topic, opinion: &Opinion, random: &mut Random) {
    let said = prose::REPLIES.choose(topic, random, 1).concat();
    let _ = write!(text, "- id: c1\n  kind: commitment\n  text: {said}\n  to: department\n");
    events(text, &[(later(opinion, 30, random), "progress", "by: [department], note: 已按承诺时限完成第一阶段工作")]);
}

fn response(text: &mut String, opinion: &Opinion, random: &mut Random) {
    let received = later(opinion, 5, random);
    text.push_str(
        "- id: r1\n  kind: response\n  text: 区政府主要负责同志批示：意见很有针对性，请牵头部门逐项研究落实。\n",
    );
    events(
        text,
        &[
            (received, "received", "by: [government]"),
            (received.plus_days(5), "reported", "by: [cppcc-office], to: [chairpersons-working-meeting]"),
        ],
    );
}

/// A day some time after the opinion was sent.
fn later(opinion: &Opinion, days: u32, random: &mut Random) -> Date {
    opinion.sent.plus_days(i64::from(days + random.below(days)))
}

/// The entries that have happened by the archive's day.
fn events(text: &mut String, entries: &[(Date, &str, &str)]) {
    let known: Vec<_> = entries.iter().filter(|(date, ..)| *date <= today()).collect();
    if known.is_empty() {
        text.push_str("  events: []\n");
        return;
    }
    text.push_str("  events:\n");
    for (date, event, rest) in known {
        let _ = writeln!(text, "    - {{date: {date}, event: {event}, {rest}}}");
    }
}
