//! What a 催办单 may name: what is owed, subject by subject.

use crate::changes::render::sentence;
use crate::document::TemplateValue;
use crate::duty::Duty;
use crate::engine::ReviewState;
use crate::model::{Date, Name, Subject};
use crate::workspace::{Debt, Owed, Owing, PaperUnderReview};

/// The facts of the paper for one who owes something.
pub(super) fn facts(owed: &Owed, whom: &Name, debts: &[&Debt], deadline: Option<Date>) -> TemplateValue {
    let times = debts.iter().map(|debt| debt.reminded.len() + 1).max().unwrap_or(1);
    let abouts = debts.chunk_by(|one, other| one.subject == other.subject).map(|debts| {
        TemplateValue::map([
            ("title", TemplateValue::text(title(owed, &debts[0].subject))),
            ("items", TemplateValue::List(debts.iter().map(|debt| item(debt)).collect())),
        ])
    });
    let settings = owed.loaded.archive.settings.as_ref();
    let office = settings.and_then(|settings| settings.office.as_deref()).unwrap_or("办公室");
    TemplateValue::map([
        ("today", TemplateValue::text(owed.loaded.today.to_string())),
        ("archive", TemplateValue::map([("office", TemplateValue::text(office))])),
        ("debtor", TemplateValue::text(whom.as_str())),
        ("deadline", TemplateValue::text(deadline.map(|day| day.to_string()).unwrap_or_default())),
        ("times", TemplateValue::text(times.to_string())),
        ("debts", TemplateValue::List(abouts.collect())),
    ])
}

/// 老旧小区加装电梯（2026-003）.
fn title(owed: &Owed, subject: &Subject) -> String {
    match (subject, owed.titles.get(subject)) {
        (Subject::Topic(key), Some(title)) => format!("{title}（{key}）"),
        (Subject::Room(_), Some(name)) => name.to_string(),
        (subject, _) => subject.called().zh,
    }
}

fn item(debt: &Debt) -> TemplateValue {
    let Item { task, suggestion, since, due, days, rule } = Item::of(&debt.what);
    let day = |day: Option<Date>| TemplateValue::text(day.map(|day| day.to_string()).unwrap_or_default());
    let of_rule = |text: fn(&Duty) -> String| TemplateValue::text(rule.map(text).unwrap_or_default());
    let is_advice = matches!(debt.what, Owing::Duty { is_advice: true, .. });
    let reminded = debt.reminded.iter().map(|day| TemplateValue::text(day.to_string()));
    TemplateValue::map([
        ("task", TemplateValue::text(task)),
        ("suggestion", TemplateValue::text(suggestion.map(sentence).unwrap_or_default())),
        ("since", day(since)),
        ("due", day(due)),
        ("is_advice", TemplateValue::Bool(is_advice)),
        ("days", TemplateValue::text(days.filter(|days| *days > 0).map(|days| days.to_string()).unwrap_or_default())),
        ("regulation", of_rule(|duty| duty.regulation().title.to_string())),
        ("article", of_rule(|duty| duty.rule().article.to_string())),
        ("quote", of_rule(|duty| duty.rule().quote.replace('“', "‘").replace('”', "’"))),
        ("reminded", TemplateValue::List(reminded.collect())),
        ("times", TemplateValue::text((debt.reminded.len() + 1).to_string())),
    ])
}

/// What is owed, as it is printed.
struct Item<'d> {
    task: String,
    suggestion: Option<&'d str>,
    since: Option<Date>,
    due: Option<Date>,
    /// Working days since then.
    days: Option<i64>,
    rule: Option<&'d Duty>,
}

impl<'d> Item<'d> {
    fn of(what: &'d Owing) -> Self {
        match what {
            Owing::Duty { duty, suggestion, .. } => Self {
                task: duty.task.zh.clone(),
                suggestion: suggestion.as_deref(),
                since: None,
                due: duty.due,
                days: duty.working_days_left.map(|left| -left),
                rule: Some(duty),
            },
            Owing::Answer { text, due, working_days_left } => Self {
                task: "答复所交办的建议".to_owned(),
                suggestion: Some(text),
                since: None,
                due: Some(*due),
                days: Some(-working_days_left),
                rule: None,
            },
            Owing::Decision(paper) => Self {
                task: decision(paper),
                suggestion: None,
                since: paper.since,
                due: None,
                days: paper.working_days,
                rule: None,
            },
        }
    }
}

/// 审签《协商意见》，待陈假设（审阅《协商意见》）.
fn decision(paper: &PaperUnderReview) -> String {
    let called = &paper.called;
    match paper.state {
        ReviewState::Returned => format!("《{called}》已退回，修改后重新送审"),
        ReviewState::Withdrawn => format!("《{called}》已撤回，修改后重新送审"),
        ReviewState::Held | ReviewState::Waiting | ReviewState::Draft | ReviewState::Through => {
            format!("审签《{called}》，待{}", paper.waiting_name.zh)
        }
    }
}
