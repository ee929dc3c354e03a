//! A year's folder: its plan, what became of it, and its two papers.

use super::timeline::Count;
use super::topic::Topic;
use super::{Files, prose, today};
use std::fmt::Write as _;
use yijuan::calendar::Calendar;
use yijuan::model::Date;

/// Everything in the folder of a year.
pub fn files(calendar: &Calendar, year: i32, topics: &[Topic]) -> Files {
    let planned: Vec<&Topic> = topics.iter().filter(|topic| topic.year == year && !topic.ad_hoc).collect();
    let days = Days::of(Count(calendar), year);
    [
        ("plan.yml", plan_yml(&planned)),
        ("events.yml", days.events_yml()),
        ("政协年度协商计划草案.md", draft(year, days.plan_drafted, &planned)),
        ("年度协商工作安排（草案）.md", arrangement(year, days.arrangement_drafted, &planned)),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .into()
}

fn plan_yml(planned: &[&Topic]) -> String {
    let mut text = String::from("made_by: [party-committee, government, cppcc]\n");
    text.push_str(if planned.is_empty() { "items: []\n" } else { "items:\n" });
    for topic in planned {
        let (title, form, office) = (&topic.title, topic.form.0, topic.office.id);
        let key = if topic.has_begun() { format!(", topic: {}", topic.key()) } else { String::new() };
        let _ = writeln!(text, "  - {{title: {title}, form: {form}, kind: consultation, office: {office}{key}}}");
    }
    text
}

/// When the plan and the arrangement of a year were made.
struct Days {
    topics_proposed: Date,
    plan_drafted: Date,
    plan_deliberated: Date,
    plan_issued: Date,
    intents_collected: Date,
    arrangement_drafted: Date,
    consulted: Date,
    deliberated: Date,
    determined: Date,
}

impl Days {
    fn of(count: Count, year: i32) -> Self {
        let new_year = Date::start_of_year(year);
        Self {
            topics_proposed: count.before(new_year, 24),
            plan_drafted: count.before(new_year, 15),
            plan_deliberated: count.before(new_year, 4),
            plan_issued: count.after(new_year, 2),
            intents_collected: count.after(new_year, 5),
            arrangement_drafted: count.after(new_year, 7),
            consulted: count.after(new_year, 9),
            deliberated: count.after(new_year, 11),
            determined: count.after(new_year, 13),
        }
    }

    fn events_yml(&self) -> String {
        let entries = [
            (self.topics_proposed, "key-topics-proposed", "by: [party-group]"),
            (self.plan_drafted, "plan-drafted", "by: [party-group]"),
            (self.plan_deliberated, "plan-deliberated", "by: [party-standing-committee]"),
            (self.plan_issued, "plan-issued", "by: [party-committee-office], to: [whole-district]"),
            (self.intents_collected, "intents-collected", "by: [cppcc-office]"),
            (self.arrangement_drafted, "arrangement-drafted", "by: [party-group]"),
            (self.consulted, "arrangement-consulted", "by: [secretaries-meeting]"),
            (self.deliberated, "arrangement-deliberated", "by: [chairpersons-meeting]"),
            (self.determined, "arrangement-determined", "by: [standing-committee-meeting]"),
        ];
        let mut text = String::new();
        for (date, event, by) in entries.iter().filter(|(date, ..)| *date <= today()) {
            let _ = writeln!(text, "- {{date: {date}, event: {event}, {by}}}");
        }
        text
    }
}

fn draft(year: i32, date: Date, planned: &[&Topic]) -> String {
    let titles = titles(planned);
    format!(
        "---\ndocument: annual-plan-draft\ntitle: 政协云河区委员会{year}年度协商计划（草案）\ndate: {date}\n\
         office: party-group\nissuer: party-group\nto: [party-standing-committee]\n---\n\n{}\n\n## 重点协商议题\n\n{titles}\n",
        prose::DRAFT
    )
}

fn arrangement(year: i32, date: Date, planned: &[&Topic]) -> String {
    let titles = titles(planned);
    format!(
        "---\ndocument: work-arrangement-draft\ntitle: 政协云河区委员会{year}年度协商工作安排（草案）\ndate: {date}\n\
         office: party-group\nissuer: party-group\n---\n\n{}\n\n## 任务分工\n\n{titles}\n",
        prose::ARRANGEMENT
    )
}

fn titles(planned: &[&Topic]) -> String {
    let titles: Vec<String> = planned.iter().map(|topic| format!("“{}”（{}）", topic.title, topic.form.1)).collect();
    format!("{}。", titles.join("；"))
}
