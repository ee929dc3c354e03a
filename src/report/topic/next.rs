//! What comes next for a topic: the duty to do first, or what there is to do where nothing is open.

use super::Page;
use crate::duty::{Duty, State, days_left, open};
use crate::engine::StageState;
use crate::model::Name;
use crate::regulation::Check;
use crate::report::human::way;
use crate::report::page::heading;
use crate::report::paint;
use crate::rules::view::MEETING;
use crate::rules::{Condition, Fact, Matches, Value};
use crate::text;
use crate::text::{Language, Text, on_one_line};
use crate::vocabulary::Vocabulary;
use std::fmt::Write as _;

impl Page<'_> {
    /// The duty to do first: the step that an ad hoc topic begins with; then what is due first, but what a person states
    /// comes last. A paper is made before anybody decides on it.
    pub(crate) fn next(&self) -> Option<&Duty> {
        let open = open(&self.duties);
        let first = *open.first()?;
        if let Some(beginning) = open.iter().find(|duty| begins_ad_hoc(duty)) {
            return Some(beginning);
        }
        let is_pressing = matches!(first.state, State::Overdue | State::DueSoon);
        let is_dated = |duty: &&Duty| is_pressing || duty.due.is_some() && !duty.rule().is_attested();
        let due = open.iter().copied().find(is_dated).map(|duty| duty.due);
        // Of what is due on one day, or has no day, the steps come first, in the order of their stages.
        let together = open.iter().copied().filter(|duty| match due {
            Some(due) => duty.due == due && is_dated(duty),
            None => !duty.events.is_empty(),
        });
        let step = together.min_by_key(|duty| (self.stage_of(duty), duty.events.is_empty())).unwrap_or(first);
        Some(open.iter().copied().find(|duty| makes_paper_for(duty, step)).unwrap_or(step))
    }

    /// The place of the first stage that an event of a duty ends, or that it comes before.
    fn stage_of(&self, duty: &Duty) -> usize {
        let stages = &self.regulation.stages;
        let ends = |event: &Name| stages.iter().position(|stage| stage.done_when.contains(event));
        duty.events.iter().filter_map(ends).min().unwrap_or(stages.len())
    }

    pub(crate) fn next_step(&self) -> String {
        let Some(first) = self.next() else { return self.without_duties() };
        let left = days_left(first);
        let left = left.in_(self.language);
        let when = match (first.due, self.language) {
            (Some(due), Language::Chinese) => format!("，{due}（{left}）"),
            (Some(due), Language::English) => format!(", {due} ({left})"),
            (None, _) => String::new(),
        };
        let mut page = heading("下一步", "next", self.language, self.colour);
        // An attested rule has no missing part of its own, nor has a duty that is only recorded wrongly.
        let is_task = first.rule().is_attested() || first.missing.is_empty();
        let missing = if is_task { &first.task } else { &first.missing };
        let _ = writeln!(page, "  {}{when}", on_one_line(missing.in_(self.language)));
        let law = match self.language {
            _ if first.rule().is_attested() => first.rule().article.to_string(),
            Language::Chinese => format!("{}：“{}”", first.rule().article, first.rule().quote),
            Language::English => format!("{}: {}", first.rule().article, first.rule().en),
        };
        let _ = writeln!(page, "  {}", paint::faint(&law, self.colour));
        page.push_str(&way(2, first.hint.as_ref(), self.language));
        page
    }

    /// What comes next if nothing is open: the day of the meeting, from which days are counted, or the end.
    fn without_duties(&self) -> String {
        let is_open = self.stages.is_some_and(|stages| stages.ended.is_none());
        let has_day = self.topic.file.scheduled.get(MEETING).is_some();
        let waiting = self.duties.iter().filter(|duty| duty.state == State::Waiting).count();
        let has_met = self.last_meeting.held.is_some();
        if !is_open || has_day || has_met || waiting == 0 {
            return self.close();
        }
        let key = self.topic.key;
        let task = text!(
            zh: "定会期：尚未起算的{waiting}项，多由会期推算",
            en: "set the day of the meeting: most of what is not started yet ({waiting}) is counted from it"
        );
        let hint = text!(
            zh: "yijuan set {key} 会期=〈日期〉",
            en: "yijuan set {key} scheduled.meeting=〈DATE〉"
        );
        let page = heading("下一步", "next", self.language, self.colour);
        format!("{page}  {}\n{}", task.in_(self.language), way(2, Some(&hint), self.language))
    }

    /// The last steps of a topic that has met and owes nothing yet: what it owes by its end, then to record that it is closed.
    pub(crate) fn close(&self) -> String {
        let has_met = self.meeting_stages().any(|state| matches!(state, StageState::Done(_)));
        if !has_met || self.stages.is_none_or(|stages| stages.ended.is_some()) {
            return String::new();
        }
        let closed = Vocabulary::CLOSED;
        let Some(kind) = self.regulation.events.get(closed) else { return String::new() };
        let Text { zh, en } = kind.term.text(closed);
        let key = self.topic.key;
        let number = self.at_closing.len();
        let task = match number {
            0 => text!(zh: "应办的都已办理，可以{zh}", en: "nothing is owed any more: {en}"),
            _ => text!(zh: "{zh}前还有{number}项要办：", en: "still to be done before: {en} ({number})"),
        };
        let Text { zh, en } = self.regulation.event_argument(closed);
        let hint = text!(
            zh: "办理后记录：yijuan record {key} {zh} --on 〈日期〉",
            en: "once done, record it: yijuan record {key} {en} --on 〈DATE〉"
        );
        let mut page = heading("下一步", "next", self.language, self.colour);
        let _ = writeln!(page, "  {}", task.in_(self.language));
        for duty in &self.at_closing {
            let (rule, task) = (format!("{} {}", duty.rule().id, duty.what), duty.task.in_(self.language));
            let _ = writeln!(page, "  {}  {}", rule.trim_end(), on_one_line(task));
            page.push_str(&way(2, duty.hint.as_ref(), self.language));
        }
        format!("{page}{}", way(2, Some(&hint), self.language))
    }
}

/// Whether one asks for the paper that the other decides on.
fn makes_paper_for(duty: &Duty, step: &Duty) -> bool {
    let decided_on = step.rule().checks.iter().filter_map(|check| match check {
        Check::Chain(chain) => chain.document.as_ref(),
        _ => None,
    });
    let mut decided_on = decided_on.filter(|_| duty.what == step.what);
    decided_on.any(|paper| {
        let makes = |check: &Check| matches!(check, Check::Document(asked) if asked.documents.ids().contains(paper));
        duty.rule().checks.iter().any(makes)
    })
}

/// Whether a duty is a step that only ad hoc topics have. They are in no plan and begin with it.
fn begins_ad_hoc(duty: &Duty) -> bool {
    let rules = &duty.regulation().rules;
    duty.events.iter().any(|event| {
        let mut named = rules.iter().filter(|rule| rule.events().any(|one| event.as_str() == one));
        named.all(|rule| rule.when.0.iter().any(is_ad_hoc))
    })
}

fn is_ad_hoc(condition: &Condition) -> bool {
    condition.fact == Fact::AdHoc && condition.matches == Matches::AnyOf(vec![Value::Bool(true)])
}
