//! What to do with a list of people on which a rule does not hold: commands that mend it, with blanks for what only
//! a person knows.

use super::group::Group;
use super::list::Somebody;
use super::message::whom;
use crate::rules::bound::{Broken, Measure};
use crate::rules::enrol::{Enrol, one_of, roles, word};
use crate::rules::{Basis, PeopleCheck, RuleContext, ShareOf};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group as Terms;

/// What to do about every group that is not as it should be.
pub(crate) fn how_to_mend(context: &RuleContext, check: &PeopleCheck, lacking: &[&Group], list: &[Somebody]) -> Text {
    if check.basis == Basis::Attended && check.at.iter().all(|at| !context.view.is_marked(at)) {
        let path = context.view.file("roster.yml").path;
        return text!(
            zh: "在 {path} 中逐人标明 `attended: true`（到会）或 `false`（缺席）",
            en: "mark everybody in {path} `attended: true` or `false`"
        );
    }
    if check.of == ShareOf::Register && lacking.iter().all(|one| one.total == 0) {
        return how_to_register(context, check, lacking);
    }
    let mut all: Vec<Text> = Vec::new();
    for one in lacking {
        let hint = how_to_mend_one(context, one, list);
        if !all.contains(&hint) {
            all.push(hint);
        }
    }
    Text::join(&all, "；", "; ")
}

fn how_to_mend_one(context: &RuleContext, one: &Group, list: &[Somebody]) -> Text {
    let number = matches!(one.broken, Some(Broken::Few(Measure::Number(_))));
    let unknown = list.iter().any(|one| !one.is_known(&context.world));
    match one.broken {
        Some(Broken::Many(_)) => look_through(context, list, &one.counted),
        Some(Broken::Few(Measure::All)) if one.moves() && one.total > 0 => {
            let outside: Vec<bool> =
                one.based.iter().zip(&one.counted).map(|(based, counted)| *based && !*counted).collect();
            state_roles(context, one, list, &outside)
        }
        Some(Broken::Few(_)) if one.moves() && !number && unknown => {
            let unknown: Vec<bool> = list.iter().map(|one| !one.is_known(&context.world)).collect();
            state_roles(context, one, list, &unknown)
        }
        _ => how_to_enter(context, one),
    }
}

/// yijuan roster add 2026-001 〈姓名〉 --tag 法律顾问 --invited 〈日期〉.
fn how_to_enter(context: &RuleContext, one: &Group) -> Text {
    let check = one.check;
    let mut entry = Enrol::somebody(context);
    if check.at.iter().all(|at| at.as_str() != "meeting") {
        let activities = [Terms::Activities];
        let at: Vec<Text> = check.at.iter().filter_map(|at| word(context.regulation, &activities, at)).collect();
        entry.at.extend(one_of(&at));
    }
    entry.invited = (check.basis == Basis::Invited).then(|| Text::new("〈日期〉", "〈DATE〉"));
    let marked = check.at.iter().any(|at| context.view.is_marked(at));
    entry.attended = (check.basis != Basis::Invited && marked).then_some(true);
    if check.of == ShareOf::Register && one.broken == Some(Broken::Few(Measure::All)) {
        let commands = one.absent.iter().map(|name| {
            entry.name = Text::same(*name);
            entry.command(context)
        });
        return text!(zh: "加入名单：", en: "enter them: ").then(&Text::join(
            &commands.collect::<Vec<_>>(),
            "；",
            "; ",
        ));
    }
    if check.of == ShareOf::Register {
        let Text { zh, en } = whom(context.regulation, one.any);
        entry.name = text!(zh: "〈{zh}姓名〉", en: "〈{en}〉");
    } else {
        entry.tags.extend(one_of(&roles(context.regulation, one.any)));
    }
    let people = one.lacking();
    let command = entry.command(context);
    if people > 1 {
        text!(zh: "逐人加入名单（共{people}人）：", en: "enter them one by one ({people} people): ").then(&command)
    } else {
        text!(zh: "加入名单：", en: "enter them: ").then(&command)
    }
}

/// Nobody in the register holds the post: whoever does is entered there, then into the list.
fn how_to_register(context: &RuleContext, check: &PeopleCheck, lacking: &[&Group]) -> Text {
    let posts: Vec<Text> = lacking.iter().flat_map(|one| roles(context.regulation, one.any)).collect();
    let Text { zh, en } = one_of(&posts).unwrap_or_else(|| Text::new("〈职务〉", "〈POST〉"));
    let mut entry = Enrol::somebody(context);
    entry.invited = (check.basis == Basis::Invited).then(|| Text::new("〈日期〉", "〈DATE〉"));
    text!(
        zh: "先登记人员：yijuan person add --id 〈标识〉 --name 〈姓名〉 --post {zh}；再加入名单：",
        en: "register them: yijuan person add --id 〈ID〉 --name 〈NAME〉 --post {en}; then enter them: "
    )
    .then(&entry.command(context))
}

/// The numbers of some entries, as `roster list` has them: 3、5.
fn numbers(list: &[Somebody], which: &[bool]) -> Text {
    let those = list.iter().zip(which).filter(|(_, yes)| **yes);
    let numbers: Vec<Text> = those.map(|(one, _)| Text::same(one.number().to_string())).collect();
    Text::join(&numbers, "、", ", ")
}

/// Whoever is there too many may not have come at all.
fn look_through(context: &RuleContext, list: &[Somebody], which: &[bool]) -> Text {
    let (Text { zh, en }, subject) = (numbers(list, which), context.view.subject());
    text!(
        zh: "核对名单第{zh}条，未参加的去掉：yijuan roster remove {subject} 〈序号〉",
        en: "look through entries {en}, and take out who does not take part: yijuan roster remove {subject} 〈NUMBER〉"
    )
}

/// Of whom it is not known what they are.
fn state_roles(context: &RuleContext, one: &Group, list: &[Somebody], which: &[bool]) -> Text {
    let path = context.view.file("roster.yml").path;
    let (Text { zh, en }, subject) = (numbers(list, which), context.view.subject());
    let roles = one_of(&roles(context.regulation, one.any)).unwrap_or_else(|| Text::new("〈身份〉", "〈TAG〉"));
    let (role_zh, role_en) = (roles.zh, roles.en);
    text!(
        zh: "在 {path} 中为第{zh}条补写身份 `tags: [{role_zh}]`；未参加的去掉：yijuan roster remove {subject} 〈序号〉",
        en: "say in {path} what entries {en} are, `tags: [{role_en}]`, and take out who does not take part: yijuan roster remove {subject} 〈NUMBER〉"
    )
}
