//! The task about a list of people, in a few words.

use super::group::{Group, everybody, whom};
use crate::rules::bound::{Broken, Measure};
use crate::rules::{Basis, Bounds, PeopleCheck, ShareOf, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// What to do about a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// Have them there.
    Bring,
    /// Have more of them there.
    Add,
    /// Have fewer of them there.
    Reduce,
    /// Have nobody else there.
    Restrict,
    /// The same where nobody is there yet.
    Limit,
}

/// The task about all groups that break their limits: 邀请法律顾问、党代表；增加利益相关方代表.
pub(super) fn to_do(regulation: &Vocabulary, check: &PeopleCheck, lacking: &[&Group]) -> Text {
    let mut deeds: Vec<(Deed, Vec<Text>)> = Vec::new();
    for group in lacking {
        let who = if group.any.is_empty() { everybody(check) } else { whom(regulation, group.any) };
        let deed = deed(check, group);
        match deeds.iter_mut().find(|(known, _)| *known == deed) {
            Some((_, whom)) => whom.push(who),
            None => deeds.push((deed, vec![who])),
        }
    }
    let message: Vec<Text> = deeds.iter().map(|(deed, whom)| in_words(*deed, check, &phrase::list(whom))).collect();
    Text::join(&message, "；", "; ")
}

fn deed(check: &PeopleCheck, group: &Group) -> Deed {
    match group.broken {
        Some(Broken::Many(_)) => Deed::Reduce,
        Some(Broken::Few(Measure::All)) if check.of != ShareOf::Register && group.total == 0 => Deed::Limit,
        Some(Broken::Few(Measure::All)) if check.of != ShareOf::Register => Deed::Restrict,
        _ if group.any.is_empty() || check.bounds != Bounds::default() && group.count > 0 => Deed::Add,
        _ => Deed::Bring,
    }
}

fn in_words(deed: Deed, check: &PeopleCheck, whom: &Text) -> Text {
    let Text { zh, en } = whom;
    let all = everybody(check);
    let (all_zh, all_en) = (all.zh, all.en);
    match (deed, check.basis) {
        (Deed::Bring, Basis::Invited) => text!(zh: "邀请{zh}", en: "invite {en}"),
        (Deed::Bring, Basis::Attended) => text!(zh: "请{zh}到会", en: "have {en} come"),
        (Deed::Bring, Basis::Known) => text!(zh: "安排{zh}参加", en: "have {en} take part"),
        (Deed::Add, _) => text!(zh: "增加{zh}", en: "add {en}"),
        (Deed::Reduce, _) => text!(zh: "减少{zh}", en: "reduce {en}"),
        (Deed::Limit, _) => text!(zh: "安排参加人员，均须为{zh}", en: "have people take part, nobody but {en}"),
        (Deed::Restrict, _) => text!(zh: "调整{all_zh}，均须为{zh}", en: "have nobody among the {all_en} but {en}"),
    }
}
