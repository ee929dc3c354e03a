//! How a list of people stands to a rule, also where it is well.

use super::judged::{base, is, judge, list};
use super::message;
use crate::model::Attendee;
use crate::rules::outcome::Holds;
use crate::rules::{Actor, Bounds, PeopleCheck, Regulation, RuleContext, bound, phrase};
use crate::text;
use crate::text::Text;
/// Whether the list holds, and how many there are of how many.
pub(crate) fn tally(context: &RuleContext, check: &PeopleCheck) -> (bool, Text) {
    let outcome = judge(context, check);
    let holds = outcome.holds != Holds::No;
    (holds, if holds { well(context, check) } else { outcome.missing })
}

/// 利益相关方代表7/12（不少于1/2）.
fn well(context: &RuleContext, check: &PeopleCheck) -> Text {
    let regulation: &Regulation = context.regulation;
    if check.bounds == Bounds::default() {
        return message::asked(regulation, check);
    }
    let (entries, day) = (list(context, check), context.day());
    let bounds = bound::in_case(context, regulation, context.rule, &check.bounds, "人");
    let group = |any: &[Actor]| {
        let fits = |entry: &&&Attendee| any.is_empty() || any.iter().any(|one| is(context, one, entry, day));
        let count = entries.iter().filter(fits).count();
        let total = base(context, check, any, &entries).len();
        let Text { zh, en } =
            if any.is_empty() { message::list_in_words(regulation, check) } else { message::whom(regulation, any) };
        if any.is_empty() {
            return text!(zh: "{zh}{count}人", en: "{en}: {count}");
        }
        text!(zh: "{zh}{count}/{total}", en: "{en}: {count} of {total}")
    };
    let everybody: Option<&[Actor]> = check.each.is_empty().then_some(&[]);
    let groups: Vec<Text> = everybody.into_iter().chain(check.each.iter().map(Vec::as_slice)).map(group).collect();
    let (said, Text { zh, en }) = (phrase::list(&groups), bounds);
    said.then(&text!(zh: "（{zh}）", en: " ({en})"))
}
