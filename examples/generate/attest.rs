//! `attests.yml`: what only a person can state.

use super::random::Random;
use super::today;
use super::topic::Topic;

/// What was stated after the meeting, of some topics.
pub fn file(topic: &Topic, random: &mut Random) -> Option<(String, String)> {
    let date = topic.timeline.meeting;
    let text = format!(
        "- {{rule: M6d, by: jiang-zanming, date: {date}, note: 办公室牵头与有关部门对接}}\n\
         - {{rule: M11, by: {}, date: {date}, note: 各方充分发表意见，部门逐项回应}}\n",
        topic.office.director.0
    );
    (random.chance(30) && date <= today()).then(|| ("attests.yml".to_owned(), text))
}
