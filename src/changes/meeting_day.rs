//! Notes on the day set for a meeting: no working day, in the past, or after the meeting was held.

use crate::calendar::Calendar;
use crate::model::{Date, TopicKey};
use crate::regulation::Regulation;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;

/// The notes on a day. `held` is the day on which the meeting was held already.
pub(crate) fn notes(
    (calendar, regulation): (&Calendar, &Regulation),
    today: Date,
    key: TopicKey,
    day: Date,
    held: Option<Date>,
) -> Vec<Text> {
    let off = (!calendar.is_workday(day)).then(|| {
        let Text { zh, en } = day.weekday();
        text!(
            zh: "{day}（{zh}）不是工作日；要改的：yijuan postpone {key} 〈日期〉",
            en: "{day} ({en}) is no working day; to move it: yijuan postpone {key} 〈DATE〉"
        )
    });
    if let Some(held) = held.filter(|held| *held != day) {
        let again = text!(
            zh: "{key} 已于 {held} 开过会，{day} 算下一轮的会期；不是的，改回：yijuan set {key} 会期={held}",
            en: "{key} met on {held}, and {day} is the day of its next round; if that is not meant, set it back: yijuan set {key} scheduled.meeting={held}"
        );
        return off.into_iter().chain([again]).collect();
    }
    let passed = (day < today && held.is_none()).then(|| {
        let Text { zh, en } = regulation.event_argument(MEETING);
        text!(
            zh: "{day} 已过；会已召开的，补记：yijuan record {key} {zh} --on {day}",
            en: "{day} has passed; if the meeting was held, record it: yijuan record {key} {en} --on {day}"
        )
    });
    off.into_iter().chain(passed).collect()
}
