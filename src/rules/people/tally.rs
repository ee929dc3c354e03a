//! The numbers of a list of people under a rule, even if the rule holds.

use super::group::{groups, whom};
use super::list::list;
use super::{Asked, judge, message};
use crate::rules::outcome::Holds;
use crate::rules::{Bounds, PeopleCheck, RuleContext, bound, phrase};
use crate::text;
use crate::text::Text;

/// Whether the rule holds, with the numbers or with what is missing.
pub(crate) fn tally(context: &RuleContext, check: &PeopleCheck, alike: &[Asked]) -> (bool, Text) {
    let outcome = judge(context, check, alike);
    let holds = outcome.holds != Holds::No;
    (holds, if holds { well(context, check) } else { outcome.missing })
}

/// The numbers of a list on which the rule holds: 利益相关方代表7/12（不少于一半）.
fn well(context: &RuleContext, check: &PeopleCheck) -> Text {
    let regulation = context.regulation;
    if check.bounds == Bounds::default() {
        return message::asked(regulation, check);
    }
    let list = list(context, check);
    let message: Vec<Text> = groups(context, check, &list)
        .iter()
        .map(|group| {
            let (count, total) = (group.count, group.total);
            if group.any.is_empty() {
                let Text { zh, en } = message::list_in_words(regulation, check);
                return text!(zh: "{zh}{count}人", en: "{en}: {count}");
            }
            let Text { zh, en } = whom(regulation, group.any);
            text!(zh: "{zh}{count}/{total}", en: "{en}: {count} of {total}")
        })
        .collect();
    let Text { zh, en } = bound::in_case(context, regulation, &context.rule.id, &check.bounds, "人");
    phrase::list(&message).then(&text!(zh: "（{zh}）", en: " ({en})"))
}
