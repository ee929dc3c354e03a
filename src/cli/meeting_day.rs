//! What to say of a day that is set for a meeting: it may well be meant, and is told all the same.

use crate::calendar::Calendar;
use crate::model::{Date, TopicKey};
use crate::text;
use crate::text::Text;

/// That nobody works on it, or that it has passed.
pub(super) fn told(calendar: &Calendar, today: Date, key: TopicKey, day: Date) -> Vec<Text> {
    let off = (!calendar.is_workday(day)).then(|| text!(zh: "{day} 不是工作日", en: "{day} is no working day"));
    let passed = (day < today).then(|| {
        text!(
            zh: "{day} 已过；会已召开的，补记：yijuan record {key} meeting --on {day}",
            en: "{day} has passed; if the meeting was held, record it: yijuan record {key} meeting --on {day}"
        )
    });
    off.into_iter().chain(passed).collect()
}
