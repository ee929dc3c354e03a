//! Missing entries, in place of which rules assume what the roster or the plan says.

use super::Remark;
use crate::diagnostic::Location;
use crate::engine::{Context, Itemless, itemless};
use crate::model::{Attendee, Name};
use crate::regulation::{Check, Regulation};
use crate::rules::view::{MEETING, Origin, TopicFacts, View};
use crate::rules::{Basis, Fact, phrase, when};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Group, argument};

/// A meeting that was held, with invited people whose attendance is not marked although rules need it.
pub(super) fn attendance<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    round: u32,
) -> Option<Remark> {
    let view = View::of_round(facts, round);
    let held = facts.held(round)?;
    let roster = view.roster().map(|(_, entry)| entry);
    let listed: Vec<&Attendee> = roster.filter(|entry| entry.activities().contains(&MEETING)).collect();
    let subject = context.subject(regulation, view);
    let mut rules = regulation.rules.iter().filter(|rule| rule.checks.iter().any(needs_attendance));
    // Entries without an invitation were made for people who came.
    let are_invited = !listed.is_empty() && listed.iter().all(|entry| entry.invited.is_some());
    if !are_invited || view.is_marked(MEETING) || !rules.any(|rule| when::holds(&subject, Some(&rule.id), &rule.when)) {
        return None;
    }
    let (key, number, Text { zh, en }) = (facts.topic.key, listed.len(), regulation.name(MEETING));
    let message = text!(
        zh: "{zh}（{held}）名单上{number}人，到会情况尚未登记，暂按全部到会判断",
        en: "{en} ({held}): nobody of the {number} on the list is marked yet, and all count as having come"
    );
    let hint = text!(
        zh: "逐人登记到会情况（请假的用 --leave，缺席的用 --absent）：yijuan roster update {key} 〈姓名〉 --present",
        en: "mark who came (--leave for who is on leave, --absent for who is absent): yijuan roster update {key} 〈NAME〉 --present"
    );
    Some((Location::file(facts.topic.path("roster.yml")), message, hint))
}

fn needs_attendance(check: &Check) -> bool {
    match check {
        Check::People(check) => check.basis != Basis::Invited && check.at.iter().any(|at| at.as_str() == MEETING),
        _ => false,
    }
}

/// A topic that is neither in the plan of its year nor marked as added during the year, if the regulation distinguishes
/// the two.
pub(super) fn plan(context: &Context, regulation: &Regulation, facts: &TopicFacts) -> Option<Remark> {
    let tells_apart =
        regulation.rules.iter().flat_map(|rule| &rule.when.0).any(|condition| condition.fact == Fact::AdHoc);
    // The plan uses the vocabulary of the first regulation that binds. Topics of rooms are not in it.
    let is_kept_so = context.regulations.binding(context.archive).next().is_some_and(|first| first.id == regulation.id);
    let file = &facts.topic.file;
    if !is_kept_so || file.ad_hoc || file.room.is_some() || !tells_apart {
        return None;
    }
    let key = facts.topic.key;
    let plan = context.archive.plan(key.year).filter(|plan| !plan.incomplete && !plan.file.items.is_empty())?;
    let (written, title) = (key.to_string(), Name::from(file.title.as_str()));
    let items = || plan.file.items.iter();
    // Most items name their topic, and titles take longer to compare.
    if items().any(|item| item.topic.as_deref() == Some(written.as_str()))
        || items().any(|item| title.looks_like(&item.title))
    {
        return None;
    }
    let (year, title) = (key.year, one_word(&file.title));
    let message = text!(
        zh: "不在 {year} 年度计划中，也没有写明是临时议题，按列入计划的议题判断",
        en: "it is no item of the plan of {year} and does not say that it is ad hoc; it is judged as a planned one"
    );
    if let Some((nth, item)) = plan.file.open_item_like(&file.title) {
        let (number, word) = (nth + 1, one_word(&item.title));
        let hint = text!(
            zh: "计划第 {number} 项题目相近，就是这一项的：yijuan plan set {year} 议题编号={key} --item {word}；临时的：yijuan set {key} 临时议题=是",
            en: "item {number} of the plan has nearly this title; if it is that: yijuan plan set {year} topic={key} --item {word}; if it is ad hoc: yijuan set {key} ad_hoc=true"
        );
        return Some((Location::file(facts.topic.path("topic.yml")), message, hint));
    }
    let hint = text!(
        zh: "列入计划的：yijuan plan add {year} --title {title} --topic {key}；临时的：yijuan set {key} 临时议题=是",
        en: "if it is planned: yijuan plan add {year} --title {title} --topic {key}; if it is ad hoc: yijuan set {key} ad_hoc=true"
    );
    Some((Location::file(facts.topic.path("topic.yml")), message, hint))
}

/// Events of suggestions, recorded for the topic, from which rules count, but only of suggestions of a kind that the topic
/// has none of. Until one is entered, the rules would demand nothing.
pub(super) fn items(regulation: &Regulation, facts: &TopicFacts) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for one in facts.occurrences.iter().filter(|one| matches!(one.origin, Origin::Entry { .. })) {
        let Some(Itemless { rule, kind }) = itemless(regulation, facts.topic, one.event) else { continue };
        if told.contains(&one.event) {
            continue;
        }
        told.push(one.event);
        let (key, date, rule) = (facts.topic.key, one.date, &rule.id);
        let name = regulation.name_in(Group::SuggestionKinds, kind);
        let typed = argument(&name.zh, kind);
        let event = phrase::quoted(&regulation.name(one.event));
        let (event_zh, event_en, zh, en) = (event.zh, event.en, name.zh, name.en);
        let (typed_zh, typed_en) = (typed.zh, typed.en);
        let message = text!(
            zh: "已记录{event_zh}（{date}），还没有登记{zh}，{rule} 的期限无从起算",
            en: "{event_en} ({date}) is on record, but no {en} is entered from which the time of {rule} could count"
        );
        let hint = text!(
            zh: "登记：yijuan suggestion add {key} --kind {typed_zh} --text 〈内容〉",
            en: "enter it: yijuan suggestion add {key} --kind {typed_en} --text 〈TEXT〉"
        );
        remarks.push((one.place(), message, hint));
    }
    remarks
}
