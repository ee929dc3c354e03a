//! `suggestions.yml`: what was suggested, promised and answered, and what came of it.

use super::random::Random;
use super::timeline::Opinion;
use super::topic::Topic;
use super::{prose, today};
use std::fmt::Write as _;
use yijuan::model::Date;

/// A topic's suggestions, if its opinion has been sent and it keeps any.
#[derive(Default)]
pub struct Suggestions {
    text: String,
    /// The last day that an answer or a response came in.
    pub answered: Option<Date>,
}

impl Suggestions {
    pub fn draw(topic: &Topic, random: &mut Random) -> Self {
        let mut drawn = Self::default();
        let Some(opinion) = topic.timeline.opinion.as_ref().filter(|opinion| opinion.sent <= today()) else {
            return drawn;
        };
        if !random.chance(75) {
            return drawn;
        }
        let count = 1 + random.below(4) as usize;
        for (nth, said) in prose::SUGGESTIONS.choose(topic, random, count).into_iter().enumerate() {
            drawn.suggestion(topic, opinion, random, nth + 1, &said);
        }
        if random.chance(40) {
            drawn.commitment(topic, opinion, random);
        }
        if random.chance(25) {
            drawn.response(topic, opinion, random);
        }
        drawn
    }

    pub fn file(self) -> Option<(String, String)> {
        (!self.text.is_empty()).then(|| ("suggestions.yml".to_owned(), self.text))
    }

    fn suggestion(&mut self, topic: &Topic, opinion: &Opinion, random: &mut Random, number: usize, said: &str) {
        let key = if number == 1 { "  key: true\n" } else { "" };
        let adoption = random.pick(&["adopted", "adopted", "partly-adopted", "under-study"]);
        let office = topic.office.id;
        let _ = write!(
            self.text,
            "- id: s{number}\n  kind: suggestion\n  text: {said}\n{key}  to: department\n  office: {office}\n  adoption: {adoption}\n"
        );
        let progress = "by: [department], note: 已列入年度工作计划，正在征求意见";
        let entries = [
            (later(opinion, 20, random), "progress", progress),
            (later(opinion, 50, random), "replied", "by: [department], note: 书面答复办理情况"),
        ];
        self.events(topic, &entries);
    }

    fn commitment(&mut self, topic: &Topic, opinion: &Opinion, random: &mut Random) {
        let said = prose::REPLIES.choose(topic, random, 1).concat();
        let _ = write!(self.text, "- id: c1\n  kind: commitment\n  text: {said}\n  to: department\n");
        let progress = "by: [department], note: 已按承诺时限完成第一阶段工作";
        self.events(topic, &[(later(opinion, 30, random), "progress", progress)]);
    }

    fn response(&mut self, topic: &Topic, opinion: &Opinion, random: &mut Random) {
        let received = later(opinion, 5, random);
        self.text.push_str(
            "- id: r1\n  kind: response\n  text: 区政府主要负责同志批示：意见很有针对性，请牵头部门逐项研究落实。\n",
        );
        let reported = "by: [cppcc-office], to: [chairpersons-working-meeting]";
        let entries = [(received, "received", "by: [government]"), (received.plus_days(5), "reported", reported)];
        self.events(topic, &entries);
    }

    /// The entries that have happened by the archive's day; a closed topic gets no more.
    fn events(&mut self, topic: &Topic, entries: &[(Date, &str, &str)]) {
        let last = topic.timeline.sequel.closed.min(today());
        let known: Vec<_> = entries.iter().filter(|(date, ..)| *date <= last).collect();
        self.text.push_str(if known.is_empty() { "  events: []\n" } else { "  events:\n" });
        for (date, event, rest) in known {
            let _ = writeln!(self.text, "    - {{date: {date}, event: {event}, {rest}}}");
            if ["received", "replied"].contains(event) {
                self.answered = self.answered.max(Some(*date));
            }
        }
    }
}

/// A day some time after the opinion was sent.
fn later(opinion: &Opinion, days: u32, random: &mut Random) -> Date {
    opinion.sent.plus_days(i64::from(days + random.below(days)))
}
