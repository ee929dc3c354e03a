//! Notes that a meeting of the same round is on record for another day.

use super::Target;
use crate::model::Event;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;

pub(crate) fn another_day(target: &Target, last: &Event) -> Option<Text> {
    if !is_meeting(last) {
        return None;
    }
    let mut known = target.events.iter().filter(|known| known.struck.is_none()).map(|known| &known.event);
    let other =
        known.find(|known| is_meeting(known) && known.in_round() == last.in_round() && known.date != last.date)?;
    let (key, day) = (&target.name, other.date);
    let event = target.regulation.event_argument(MEETING);
    let (zh, en) = (event.zh, event.en);
    Some(text!(
        zh: "{day} 已记有同一轮的{zh}；开了两天的不必处理，那天记错的作废：yijuan record {key} {zh} --void {day} --note 〈原因〉",
        en: "a meeting of this round is on record for {day}; if it took two days that is right, if that day is a mistake strike it out: yijuan record {key} {en} --void {day} --note 〈WHY〉"
    ))
}

fn is_meeting(event: &Event) -> bool {
    event.event.as_str() == MEETING && event.void.is_none()
}
