//! Notes that a meeting of the same round is on record for another day.

use super::Target;
use crate::model::{Date, Event, Subject};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;

/// A meeting that is on record for another day of the same round already. Of two days, the one to come or in another year
/// than the topic's is the likelier slip.
pub(crate) fn another_day(target: &Target, today: Date, last: &Event) -> Option<Text> {
    if !is_meeting(last) {
        return None;
    }
    let mut known = target.events.iter().filter(|known| known.struck.is_none()).map(|known| &known.event);
    let other =
        known.find(|known| is_meeting(known) && known.in_round() == last.in_round() && known.date != last.date)?;
    let (key, day) = (&target.name, other.date);
    let Text { zh, en } = target.regulation.event_argument(MEETING);
    let year = if let Subject::Topic(key) = &target.subject { key.year } else { day.year() };
    let is_odd = |day: Date| (today < day, day.year() != year);
    if is_odd(day) < is_odd(last.date) {
        let last = last.date;
        return Some(text!(
            zh: "{day} 已记有同一轮的{zh}，看看 {last} 的年份和日期对不对；开了两天的不必处理，记错的作废：yijuan record {key} {zh} --void {last} --note 〈原因〉",
            en: "a meeting of this round is on record for {day}; is {last} right, and its year? If it took two days it is; if it is a mistake strike it out: yijuan record {key} {en} --void {last} --note 〈WHY〉"
        ));
    }
    Some(text!(
        zh: "{day} 已记有同一轮的{zh}；开了两天的不必处理，那天记错的作废：yijuan record {key} {zh} --void {day} --note 〈原因〉",
        en: "a meeting of this round is on record for {day}; if it took two days that is right, if that day is a mistake strike it out: yijuan record {key} {en} --void {day} --note 〈WHY〉"
    ))
}

fn is_meeting(event: &Event) -> bool {
    event.event.as_str() == MEETING && event.void.is_none()
}
