//! The hint for somebody who tries to record that a topic is withdrawn or deleted.

use super::Target;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{SubjectKind, Vocabulary};

/// Words that people use for it.
const WORDS: [&str; 6] = ["撤销", "撤回", "取消", "删除", "作废", "delete"];

/// How to end a topic, remove one made by mistake, and strike out an entry; `None` if the word means none of these.
pub(super) fn taken_back(target: &Target, written: &str) -> Option<Text> {
    let is_of_topic = target.takes.contains(&SubjectKind::Topic) && target.suggestion.is_none();
    if !is_of_topic || !WORDS.iter().any(|word| written.contains(word)) {
        return None;
    }
    let (name, Text { zh, en }) = (&target.name, target.regulation.event_argument(Vocabulary::DROPPED));
    let folder = target.path.trim_end_matches("/events.yml");
    Some(text!(
        zh: "不再办的议题记终止：yijuan record {name} {zh} --note 〈原因〉；误建的议题，删去文件夹 {folder}，再 yijuan commit；记错的一条用 `--void`",
        en: "a topic that is given up: yijuan record {name} {en} --note 〈WHY〉; one made by mistake: remove the folder {folder}, then yijuan commit; a wrong entry is struck out with `--void`"
    ))
}
