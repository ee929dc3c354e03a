//! What was to be done on an earlier day, and what of it is new, stands, or was done.

use super::item::{Item, Key, Matter, News};
use super::list;
use crate::duty::{Duty, State};
use crate::engine::{Context, Judgement, Promise, what_was_done};
use crate::model::{Date, Subject};
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
        let still_open: HashSet<Key> =
            judgement.duties.iter().filter(|duty| duty.state.is_open()).map(Key::of_duty).collect();
        let before = |item: &Item| item.key().and_then(|key| self.items.get(&key)).map(|item| item.news);
        let now = list::all(context, judgement, waiting).into_iter();
        let now: Vec<Item> = now.map(|item| Item { news: news(item.news, before(&item)), ..item }).collect();
        for key in now.iter().filter_map(Item::key).chain(still_open) {
            self.items.remove(&key);
        }
        now.into_iter().chain(done).collect()
    }

    /// The duties that were open and are met. What one act did for several rules is told once.
    fn done(&mut self, context: &Context, duties: &[Duty]) -> Vec<Item> {
        let met = duties.iter().filter(|duty| matches!(duty.state, State::Done | State::DoneLate));
        let (mut found, mut told) = (Vec::new(), HashSet::new());
        for duty in met {
            let key = Key::of_duty(duty);
            if !self.open.remove(&key) {
                continue;
            }
            let known = self.items.remove(&key);
            let Some(what) = what_was_done(duty.regulation(), duty.rule()) else { continue };
            if !told.insert((duty.subject.clone(), what.zh.clone())) {
                continue;
            }
            let matter = Matter::Done(done(duty, &what), duty.done);
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
                    let Text { zh, en } = what_was_done(duty.regulation(), duty.rule())?;
                    text!(zh: "{zh}不再要求", en: "{en}: no longer asked for")
                }
                Matter::Fault(finding, None) => {
                    let Text { zh, en } = &finding.message;
                    text!(zh: "已补正：{zh}", en: "put right: {en}")
                }
                Matter::Decision(paper) => paper.step_name.clone(),
                Matter::Answer(Promise { suggestion, .. }) => {
                    text!(zh: "{suggestion} 的答复", en: "the answer to {suggestion}")
                }
                // What is not due soon any more was put off.
                Matter::Soon(_) | Matter::Done(..) => return None,
            };
            Some(Item { matter: Matter::Done(what, None), news: News::Done, ..item })
        });
        gone.collect()
    }
}

/// What was done, and when: “通知参加人员”2026-05-25完成，逾期.
fn done(duty: &Duty, what: &Text) -> Text {
    let Text { zh, en } = what;
    let on = duty.done.map_or_else(|| Text::same(""), |day| text!(zh: "{day}", en: " on {day}"));
    let late = match (duty.state, duty.due) {
        (State::DoneLate, Some(due)) => text!(zh: "，逾期（应在{due}前）", en: ", late (due {due})"),
        _ => Text::same(""),
    };
    text!(zh: "{zh}", en: "{en}").then(&on).then(&Text::new("完成", "")).then(&late)
}

/// What is new about an item, by what it was before.
fn news(now: News, before: Option<News>) -> News {
    match (now, before) {
        (News::New, Some(News::New)) => News::Standing,
        (News::Coming { .. }, Some(News::Coming { .. })) => News::Coming { newly: false },
        (News::Waiting { .. }, Some(News::Waiting { .. })) => News::Waiting { newly: false },
        (now, _) => now,
    }
}
