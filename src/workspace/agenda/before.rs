//! What was to be done on an earlier day, and what of it is new, stands, or was done.

use super::item::{Done, Item, Key, Matter, News};
use super::list;
use crate::duty::{Duty, Finding, State};
use crate::engine::{Context, Judgement, Promise, is_of_the_same, what_was_done};
use crate::model::{Date, Name, Subject};
use crate::text;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// What was to be done on a day.
pub(super) struct Before {
    pub day: Date,
    items: HashMap<Key, Item>,
    /// The duties that were open; also those that were due later.
    open: HashSet<Key>,
}

impl Before {
    pub(super) fn on(day: Date) -> Self {
        Self { day, items: HashMap::new(), open: HashSet::new() }
    }

    /// Adds what was to be done by a judgement for the day, and the papers that waited.
    pub(super) fn add(&mut self, context: &Context, judgement: Judgement, waiting: Vec<Item>) {
        let open = judgement.duties.iter().filter(|duty| duty.is_owed() && !duty.rule().is_attested());
        self.open.extend(open.map(Key::of_duty));
        let items = list::all(context, judgement, waiting).into_iter();
        self.items.extend(items.filter_map(|item| Some((item.key()?, item))));
    }

    /// What there is to be done by a judgement for today, with what is new about it, and what was done.
    pub(super) fn compare(&mut self, context: &Context, judgement: Judgement, waiting: Vec<Item>) -> Vec<Item> {
        let done = self.done(context, &judgement.duties);
        // Of most duties nothing was told.
        let is_open = |duty: &&Duty| duty.state.is_open() && self.items.contains_key(&Key::of_duty(duty));
        let open: Vec<Duty> = judgement.duties.iter().filter(is_open).cloned().collect();
        let now = list::all(context, judgement, waiting).into_iter();
        let now: Vec<Item> = now.map(|item| Item { news: self.news(&item), ..item }).collect();
        let mut gone: Vec<Item> = Vec::new();
        let faults: HashSet<Key> = now.iter().filter(|item| item.is_fault()).filter_map(Item::key).collect();
        for duty in open {
            let key = Key::of_duty(&duty);
            let Some(item) = self.items.remove(&key).filter(|_| !faults.contains(&key)) else { continue };
            gone.extend(no_fault_anymore(&item, &duty).map(|done| Item {
                matter: Matter::Done(done),
                news: News::Done,
                ..item
            }));
        }
        for key in now.iter().filter_map(Item::key) {
            self.items.remove(&key);
        }
        now.into_iter().chain(done).chain(gone).collect()
    }

    /// The duties that were open and are met. What one act did for several rules is told once.
    fn done(&mut self, context: &Context, duties: &[Duty]) -> Vec<Item> {
        let met = duties.iter().filter(|duty| matches!(duty.state, State::Done | State::DoneLate));
        let met: Vec<&Duty> = met.filter(|duty| self.open.remove(&Key::of_duty(duty))).collect();
        let mut by_act: HashMap<(&Subject, Option<Date>), Vec<&Duty>> = HashMap::new();
        for duty in &met {
            by_act.entry((&duty.subject, duty.done)).or_default().push(duty);
        }
        let is_told = |duty: &Duty| {
            by_act[&(&duty.subject, duty.done)]
                .iter()
                .any(|other| is_of_the_same(duty.regulation(), duty.rule(), other.rule()))
        };
        let mut found = Vec::new();
        for duty in met {
            let known = self.items.remove(&Key::of_duty(duty));
            if is_told(duty) {
                continue;
            }
            let happened = |event: &Name| happened(context, duty, event);
            let Some(what) = what_was_done(duty.regulation(), duty.rule(), happened) else { continue };
            let matter = Matter::Done(Done { told: told(duty, &what), what, on: duty.done });
            found.push(match known {
                Some(item) => Item { matter, news: News::Done, ..item },
                None => list::about(context, duty, matter, News::Done),
            });
        }
        found
    }

    /// What was to be put right, decided or answered, and is not any more; of subjects that can be judged.
    pub(super) fn rest(self, is_judged: impl Fn(&Subject) -> bool) -> Vec<Item> {
        let gone = self.items.into_values().filter(|item| is_judged(&item.subject)).filter_map(|item| {
            let what = match &item.matter {
                Matter::Fault(_, Some(duty)) => {
                    let Text { zh, en } = what_was_done(duty.regulation(), duty.rule(), |_| false)?;
                    text!(zh: "{zh}不再要求", en: "{en}: no longer asked for")
                }
                Matter::Fault(finding, None) => put_right(finding),
                Matter::Decision(paper) => paper.step_name.clone(),
                Matter::Answer(Promise { suggestion, .. }) => {
                    text!(zh: "{suggestion} 的答复", en: "the answer to {suggestion}")
                }
                // What is not due soon any more was put off.
                Matter::Soon(_) | Matter::Done(_) => return None,
            };
            let matter = Matter::Done(Done { told: what.clone(), what, on: None });
            Some(Item { matter, news: News::Done, ..item })
        });
        gone.collect()
    }

    /// What is new about an item.
    fn news(&self, item: &Item) -> News {
        let before = item.key().and_then(|key| self.items.get(&key));
        match (item.news, before.map(|before| before.news)) {
            // What was wrong before may be overdue now as well, which is news.
            (News::New, Some(News::New)) if before.is_none_or(|before| !has_become_overdue(before, item)) => {
                News::Standing
            }
            (News::Coming { .. }, Some(News::Coming { .. })) => News::Coming { newly: false },
            (News::Waiting { .. }, Some(News::Waiting { .. })) => News::Waiting { newly: false },
            (now, _) => now,
        }
    }
}

/// Leaves out of what was done on a subject what something else that was done says as well: that “审核《协商意见》” was done
/// says that 审核《协商意见》 does not wait any more.
pub(super) fn without_repeats(items: Vec<Item>) -> Vec<Item> {
    let mut by_subject: HashMap<&Subject, Vec<(usize, &Done)>> = HashMap::new();
    for (nth, item) in items.iter().enumerate() {
        if let Matter::Done(done) = &item.matter {
            by_subject.entry(&item.subject).or_default().push((nth, done));
        }
    }
    let says_it = |(nth, done): (usize, &Done), (other_nth, other): (usize, &Done)| {
        let is_longer = other.what.zh.len() > done.what.zh.len();
        let is_same = other.what.zh == done.what.zh && other_nth < nth;
        let is_of_its_day = done.on.is_none() || other.on.is_none() || done.on == other.on;
        is_of_its_day && (is_longer && other.what.zh.contains(&done.what.zh) || is_same)
    };
    let repeats: HashSet<usize> = by_subject
        .values()
        .flat_map(|done| done.iter().filter(|one| done.iter().any(|other| says_it(**one, *other))))
        .map(|(nth, _)| *nth)
        .collect();
    items.into_iter().enumerate().filter(|(nth, _)| !repeats.contains(nth)).map(|(_, item)| item).collect()
}

/// Whether an event is on record for the day on which a duty of a topic was done.
fn happened(context: &Context, duty: &Duty, event: &Name) -> bool {
    let topic = context.archive.topics.iter().find(|topic| Subject::Topic(topic.key) == duty.subject);
    topic.into_iter().flat_map(|topic| &topic.events).any(|recorded| {
        recorded.event.event == *event && Some(recorded.event.date) == duty.done && recorded.stands(context.today)
    })
}

/// What was done, and when: “通知参加人员”2026-05-25完成，逾期.
fn told(duty: &Duty, what: &Text) -> Text {
    let Text { zh, en } = what;
    let on = duty.done.map_or_else(|| Text::same(""), |day| text!(zh: "{day}", en: " on {day}"));
    let late = match (duty.state, duty.due) {
        (State::DoneLate, Some(due)) => text!(zh: "，逾期（应在{due}前）", en: ", late (due {due})"),
        _ => Text::same(""),
    };
    // What ends with a value would run into the day or the verb.
    let done = if zh.contains('：') {
        let Text { zh: day, .. } = on;
        let day = if day.is_empty() { "已" } else { &day };
        Text::new(format!("{zh}（{day}完成）"), format!("{en}{}", on.en))
    } else {
        text!(zh: "{zh}", en: "{en}").then(&on).then(&Text::new("完成", ""))
    };
    done.then(&late)
}

/// What is told of something that was overdue or wrong, is not any more, and is still to be done.
fn no_fault_anymore(item: &Item, duty: &Duty) -> Option<Done> {
    let Matter::Fault(finding, Some(before)) = &item.matter else { return None };
    let what = match duty.due.filter(|_| before.state == State::Overdue) {
        Some(due) => {
            let Text { zh, en } = what_was_done(duty.regulation(), duty.rule(), |_| false)?;
            text!(zh: "{zh}改期，应在{due}前", en: "{en}: put off, due by {due}")
        }
        None => put_right(finding),
    };
    Some(Done { told: what.clone(), what, on: None })
}

fn put_right(finding: &Finding) -> Text {
    let Text { zh, en } = &finding.message;
    text!(zh: "已补正：{zh}", en: "put right: {en}")
}

/// Whether something that was wrong before is overdue today, and says so.
fn has_become_overdue(before: &Item, now: &Item) -> bool {
    match (&before.matter, &now.matter) {
        (Matter::Fault(before, Some(then)), Matter::Fault(now, Some(duty))) => {
            then.state != State::Overdue && duty.state == State::Overdue && before.message.zh != now.message.zh
        }
        _ => false,
    }
}
