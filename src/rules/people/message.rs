//! Messages about lists of people: who is missing, and how many are too few or too many.

use super::group::{Group, everybody, whom};
use super::list::Somebody;
use super::{Asked, mend, task};
use crate::model::{Attendance, Attendee, Date};
use crate::rules::bound::{Broken, Measure, share};
use crate::rules::{Basis, Bound, Bounds, Force, PeopleCheck, RuleContext, ShareOf, bound, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group as Terms, Vocabulary};

/// What the rule demands, in general: 协商会议邀请法律顾问; 协商会议参加人员10至20人.
pub(crate) fn asked(regulation: &Vocabulary, check: &PeopleCheck) -> Text {
    let except = match phrase::list_of_actors(regulation, &check.except) {
        none if none.is_empty() => none,
        Text { zh, en } => text!(zh: "（{zh}除外）", en: " (not counting: {en})"),
    };
    let each: Vec<Text> = check.each.iter().map(|any| whom(regulation, any)).collect();
    let bounds = bound::in_words(regulation, &check.bounds, "人");
    let (bounds_zh, bounds_en) = (bounds.zh, bounds.en);
    if each.is_empty() {
        let Text { zh, en } = list_in_words(regulation, check);
        return text!(zh: "{zh}{bounds_zh}", en: "{en}: {bounds_en}").then(&except);
    }
    let Text { zh, en } = phrase::list(&each);
    let at = activity(regulation, check);
    let (at_zh, at_en) = (at.zh, at.en);
    let (verb_zh, verb_en) = match check.basis {
        Basis::Invited => ("邀请", "invite"),
        Basis::Attended => ("到会：", "attended by:"),
        Basis::Known => ("参加：", "present:"),
    };
    let everybody = everybody(check);
    let (of_zh, of_en) = match &check.of {
        ShareOf::List => (everybody.zh, everybody.en),
        ShareOf::Tag(tag) => (regulation.name(tag).zh, regulation.name(tag).en),
        ShareOf::Register => (format!("人员登记中的{zh}"), format!("{en} in the register")),
    };
    let all = check.bounds.at_least == Some(Bound::All) && check.bounds.at_most.is_none();
    let text = match &check.of {
        ShareOf::Register if all => {
            text!(zh: "{at_zh}{verb_zh}人员登记中的全部{zh}", en: "{at_en} {verb_en} everybody in the register who is {en}")
        }
        _ if all => text!(zh: "{at_zh}的{of_zh}均为{zh}", en: "{at_en}, all of the {of_en}: {en}"),
        _ if is_share(&check.bounds) => {
            text!(zh: "{at_zh}{verb_zh}{zh}，占{of_zh}的比例{bounds_zh}", en: "{at_en} {verb_en} {en}, {bounds_en} of the {of_en}")
        }
        _ => {
            let space = if bounds_en.is_empty() { "" } else { " " };
            text!(zh: "{at_zh}{verb_zh}{zh}{bounds_zh}", en: "{at_en} {verb_en} {en}{space}{bounds_en}")
        }
    };
    text.then(&except)
}

/// Whether a limit is a share, or a word for one.
fn is_share(bounds: &Bounds) -> bool {
    bounds.at_least.iter().chain(&bounds.at_most).any(|bound| match bound {
        Bound::Share(..) | Bound::All => true,
        Bound::Word(word) => word.as_str() == "most",
        Bound::Number(_) => false,
    })
}

/// The name of a group as something done: 邀请法律顾问.
pub(crate) fn part(regulation: &Vocabulary, group: &Group) -> Text {
    let Text { zh, en } = whom(regulation, group.any);
    match group.check.basis {
        Basis::Invited => text!(zh: "邀请{zh}", en: "inviting {en}"),
        Basis::Attended | Basis::Known => text!(zh: "{zh}参加", en: "{en} taking part"),
    }
}

/// The task in a few words, and the message: 协商会议邀请名单缺法律顾问; 协商会议参加人员8人，其中利益相关方代表3人，不足一半：补充1名利益相关方代表.
pub(crate) fn missing(
    context: &RuleContext,
    check: &PeopleCheck,
    lacking: &[&Group],
    list: &[Somebody],
    alike: &[Asked],
) -> (Text, Text) {
    let regulation = context.regulation;
    let Text { zh, en } = phrase::list(&lacking.iter().map(|one| whom(regulation, one.any)).collect::<Vec<_>>());
    let task = task::to_do(regulation, check, lacking);
    let activity = activity(regulation, check);
    let (at_zh, at_en) = (activity.zh, activity.en);
    if check.basis == Basis::Attended && check.at.iter().all(|at| !context.view.is_marked(at)) {
        let message = text!(zh: "{at_zh}尚未登记到会情况", en: "attendance is not marked yet for: {at_en}");
        return (text!(zh: "登记{at_zh}到会情况", en: "mark who came to: {at_en}"), message);
    }
    if check.of == ShareOf::Register && lacking.iter().all(|one| one.total == 0) {
        let message = text!(zh: "人员登记中尚无{zh}", en: "nobody in the register is yet: {en}");
        return (task, message);
    }
    if check.bounds != Bounds::default() {
        let each: Vec<Text> = lacking.iter().map(|one| numbers(context, one, list, alike)).collect();
        return (task, Text::join(&each, "；", "; "));
    }
    let on_list = list_in_words(regulation, check);
    let (list_zh, list_en) = (on_list.zh, on_list.en);
    let message = text!(zh: "{list_zh}缺{zh}", en: "the {list_en} lacks {en}");
    (task, message)
}

/// People whose attendance is not marked, who may be the missing ones: （另有3人到会情况未登记）.
pub(crate) fn unmarked(context: &RuleContext, check: &PeopleCheck, lacking: &[&Group]) -> Text {
    let is_short = lacking.iter().any(|group| !matches!(group.broken, Some(Broken::Many(_))));
    let number: usize = check.at.iter().map(|at| context.view.unmarked(at)).sum();
    if number == 0 || check.basis == Basis::Invited || !is_short {
        return Text::same("");
    }
    text!(zh: "（另有{number}人到会情况未登记）", en: " ({number} more on the list are not marked)")
}

/// Invitations whose date is still to come: 名单上另有邀请：2026-06-20 在今天之后，到那天才计入.
pub(crate) fn invited_later(day: Date) -> Text {
    let Text { zh, en } = phrase::later_than_today(day);
    text!(zh: "名单上另有邀请：{zh}", en: "others on the list are invited: {en}")
}

/// Whether somebody is marked as on leave.
fn is_on_leave(context: &RuleContext, check: &PeopleCheck, name: &str) -> bool {
    let on_leave = |entry: &Attendee| {
        entry.attendance == Some(Attendance::Leave)
            && check.at.iter().any(|at| entry.activities().contains(&at.as_str()))
    };
    check.basis != Basis::Invited
        && context.view.roster().any(|(_, entry)| entry.name.as_str() == name && on_leave(entry))
}

fn on_leave(Text { zh, en }: &Text) -> Text {
    text!(zh: "{zh}（请假）", en: "{en} (on leave)")
}

/// The numbers of a group and its limits.
fn numbers(context: &RuleContext, one: &Group, list: &[Somebody], alike: &[Asked]) -> Text {
    let (regulation, check) = (context.regulation, one.check);
    let on_list = list_in_words(regulation, check);
    let who = if one.any.is_empty() { on_list.clone() } else { whom(regulation, one.any) };
    let (Text { zh, en }, Group { count, total, .. }) = (who, one);
    let Some(broken) = one.broken else { return Text::same("") };
    let (Broken::Few(measure) | Broken::Many(measure)) = broken;
    if let Measure::Number(_) = measure {
        let should = if context.rule.force == Force::Should { ("一般应", "generally ") } else { ("应", "") };
        let bounds = bound::with_verb(bound::in_case(context, regulation, &context.rule.id, &check.bounds, "人"));
        let counted = Text::new(
            format!("{zh}{count}人，{}{}", should.0, bounds.zh),
            format!("{en}: {count}, {}{} required", should.1, bounds.en),
        );
        return counted.then(&change(context, one, list, alike));
    }
    if *total == 0 {
        let anybody = check.of == ShareOf::List && measure == Measure::All;
        let who = if anybody { Text::new("参加人员", "a participant") } else { Text { zh, en } };
        return nobody(context, check, &who);
    }
    let is_invited = check.basis == Basis::Invited;
    let (expected, here) = if is_invited { ("应邀请", "已邀请") } else { ("应到", "实到") };
    if broken == Broken::Few(Measure::All) {
        let absent: Vec<Text> = one.absent.iter().map(|name| Text::same(*name)).collect();
        return match check.of {
            ShareOf::Register => {
                let names = absent
                    .into_iter()
                    .map(|name| if is_on_leave(context, check, &name.zh) { on_leave(&name) } else { name });
                let (of_zh, of_en) = (zh, en);
                let Text { zh, en } = phrase::list(&names.collect::<Vec<_>>());
                text!(zh: "{expected}{of_zh}{total}人，缺{zh}", en: "{of_en}: {count} of {total}, without {en}")
            }
            ShareOf::List | ShareOf::Tag(_) => {
                let absent = phrase::list(&absent).zh;
                text!(zh: "{absent}不属于{zh}", en: "{absent}: no {en}")
            }
        };
    }
    let (of, of_them) = match &check.of {
        ShareOf::List => (on_list.zh, format!("其中{zh}")),
        ShareOf::Tag(tag) => (regulation.name(tag).zh, format!("其中{zh}")),
        ShareOf::Register => (format!("{expected}{zh}"), here.to_owned()),
    };
    let counted = text!(zh: "{of}{total}人，{of_them}{count}人", en: "{en}: {count} of {total}");
    let tail = match broken {
        Broken::Few(Measure::Majority) => Text::new("，未占多数", ", no majority"),
        Broken::Few(Measure::Share(part, whole)) => {
            let Text { zh, en } = share(part, whole);
            text!(zh: "，不足{zh}", en: ", less than {en}")
        }
        Broken::Many(Measure::Share(part, whole)) => {
            let Text { zh, en } = share(part, whole);
            text!(zh: "，超过{zh}", en: ", more than {en}")
        }
        Broken::Few(_) | Broken::Many(_) => Text::same(""),
    };
    counted.then(&tail).then(&change(context, one, list, alike))
}

/// An empty total of a share: 名单上尚无住县（区）委员.
fn nobody(context: &RuleContext, check: &PeopleCheck, who: &Text) -> Text {
    let Text { zh, en } = who;
    if check.basis != Basis::Invited && check.at.iter().any(|at| context.view.is_marked(at)) {
        text!(zh: "到会人员中没有{zh}", en: "of those who came nobody is: {en}")
    } else {
        text!(zh: "名单上尚无{zh}", en: "nobody on the list is yet: {en}")
    }
}

/// The change that makes all rules about the list hold: ：补充2名利益相关方代表，或减少1名公职人员. If there is none, how many more or
/// fewer this rule needs by itself.
fn change(context: &RuleContext, one: &Group, list: &[Somebody], alike: &[Asked]) -> Text {
    let unknown = list.iter().filter(|one| !one.is_known(&context.world)).count();
    let is_number = matches!(one.broken, Some(Broken::Few(Measure::Number(_)) | Broken::Many(Measure::Number(_))));
    if unknown > 0 && one.moves() {
        // People without tags may be anybody, so no share can be corrected yet.
        if !is_number {
            return text!(zh: "（{unknown}人未登记身份）", en: " ({unknown} without tags)");
        }
    } else if let Some(Text { zh, en }) = mend::smallest(context, one.check, list, alike) {
        return text!(zh: "：{zh}", en: ": {en}");
    }
    let people = one.lacking();
    match one.broken {
        Some(Broken::Few(_)) => text!(zh: "，还差{people}人", en: "; {people} short"),
        Some(Broken::Many(_)) => text!(zh: "，多{people}人", en: "; {people} too many"),
        None => Text::same(""),
    }
}

/// The name of the list: 协商会议邀请名单, 协商会议参加人员.
pub(crate) fn list_in_words(regulation: &Vocabulary, check: &PeopleCheck) -> Text {
    let Text { zh, en } = activity(regulation, check);
    match check.basis {
        Basis::Invited => text!(zh: "{zh}邀请名单", en: "invitation list of {en}"),
        Basis::Attended | Basis::Known => text!(zh: "{zh}参加人员", en: "participants of {en}"),
    }
}

fn activity(regulation: &Vocabulary, check: &PeopleCheck) -> Text {
    phrase::any_of(&check.at.iter().map(|id| regulation.name_in(Terms::Activities, id)).collect::<Vec<_>>())
}
