//! Hints about lists of people: commands with blanks for what only the user knows.

use super::group::{Group, whom};
use super::list::Somebody;
use crate::model::Attendance;
use crate::rules::bound::{Broken, Measure};
use crate::rules::enrol::{self, Enrol, one_of, roles, word};
use crate::rules::{Basis, PeopleCheck, RuleContext, ShareOf};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group as Terms;

/// What to do about all groups that break their limits.
pub(crate) fn how_to_mend(context: &RuleContext, check: &PeopleCheck, lacking: &[&Group], list: &[Somebody]) -> Text {
    if check.basis == Basis::Attended && check.at.iter().all(|at| !context.view.is_marked(at)) {
        return how_to_mark(context, check);
    }
    if check.of == ShareOf::Register && lacking.iter().all(|one| one.total == 0) {
        return how_to_register(context, check, lacking);
    }
    let mut all: Vec<Text> = Vec::new();
    let mut commands: Vec<Text> = Vec::new();
    for one in lacking {
        let unknown: Vec<bool> = list.iter().map(|one| !one.is_known(&context.world)).collect();
        let is_number = matches!(one.broken, Some(Broken::Few(Measure::Number(_))));
        match one.broken {
            Some(Broken::Many(_)) => all.push(look_through(context, list, &one.counted)),
            Some(Broken::Few(Measure::All)) if one.moves() && one.total > 0 => all.push(outsiders(context, one, list)),
            Some(Broken::Few(_)) if one.moves() && !is_number && unknown.contains(&true) => {
                all.push(unknowns(context, list, &unknown));
            }
            _ => commands.extend(how_to_enter(context, one)),
        }
    }
    if !commands.is_empty() {
        all.extend(lacking.iter().filter_map(|one| how_to_tag(context, one)));
        let entered = Text::join(&commands, "；", "; ");
        let lead = if commands.len() > 1 || lacking.iter().all(|one| one.lacking() < 2) {
            Text::new("加入名单：", "enter them: ")
        } else {
            Text::new("逐人加入名单：", "enter them one by one: ")
        };
        all.push(lead.then(&entered));
    }
    all.dedup();
    Text::join(&all, "；", "; ")
}

/// How to mark attendance: yijuan roster update 2026-001 〈姓名〉 --present.
fn how_to_mark(context: &RuleContext, check: &PeopleCheck) -> Text {
    let entry = Enrol { attendance: Some(Attendance::Present), ..somebody_at(context, check) };
    Text::new(
        "逐人登记到会情况（请假的用 --leave，缺席的用 --absent）：",
        "mark who came (--leave for who is on leave, --absent for who is absent): ",
    )
    .then(&entry.update(context))
}

/// An entry for the activities of a check.
fn somebody_at(context: &RuleContext, check: &PeopleCheck) -> Enrol {
    let mut entry = Enrol::somebody(context);
    if check.at.iter().all(|at| at.as_str() != "meeting") {
        let activities = [Terms::Activities];
        let at: Vec<Text> = check.at.iter().filter_map(|at| word(context.regulation, &activities, at)).collect();
        entry.at.extend(one_of(&at));
    }
    entry
}

/// How to add somebody: yijuan roster add 2026-001 〈姓名〉 --tag 法律顾问 --invited 〈日期〉.
fn how_to_enter(context: &RuleContext, one: &Group) -> Vec<Text> {
    let check = one.check;
    let mut entry = somebody_at(context, check);
    entry.invited = (check.basis == Basis::Invited).then(|| Text::new("〈日期〉", "〈DATE〉"));
    let marked = check.at.iter().any(|at| context.view.is_anybody_marked_present(at));
    entry.attendance = (check.basis != Basis::Invited && marked).then_some(Attendance::Present);
    if check.of == ShareOf::Register && one.broken == Some(Broken::Few(Measure::All)) {
        entry.name = Text::same(one.absent.join(" "));
        return vec![entry.command(context)];
    }
    if check.of == ShareOf::Register {
        let Text { zh, en } = whom(context.regulation, one.any);
        entry.name = text!(zh: "〈{zh}姓名〉", en: "〈{en}〉");
    } else {
        entry.tags.extend(one_of(&roles(context.regulation, one.any)));
    }
    vec![entry.command(context)]
}

/// How to tag somebody who came: 到会的人有此身份的，补登：yijuan roster update 2026-001 〈到会人姓名〉 --tag 住当地政协委员. After the meeting
/// nobody else can come.
fn how_to_tag(context: &RuleContext, one: &Group) -> Option<Text> {
    let of_meeting = one.check.at.iter().any(|at| at.as_str() == "meeting");
    let came = of_meeting && one.check.basis != Basis::Invited && context.view.is_anybody_marked_present("meeting");
    let mut entry = Enrol::somebody(context);
    entry.name = Text::new("〈到会人姓名〉", "〈WHO CAME〉");
    entry.tags.extend(one_of(&roles(context.regulation, one.any)));
    let has_role = !entry.tags.is_empty() && one.check.of != ShareOf::Register;
    (came && has_role).then(|| {
        Text::new("到会的人有此身份的，补登：", "if somebody who came is one, say so: ").then(&entry.update(context))
    })
}

/// How to register whoever holds a post that nobody in the register has, and add them to the roster.
fn how_to_register(context: &RuleContext, check: &PeopleCheck, lacking: &[&Group]) -> Text {
    let posts: Vec<Text> = lacking.iter().flat_map(|one| roles(context.regulation, one.any)).collect();
    let mut entry = Enrol::somebody(context);
    entry.invited = (check.basis == Basis::Invited).then(|| Text::new("〈日期〉", "〈DATE〉"));
    let register = enrol::how_to_register(context, one_of(&posts));
    register.then(&Text::new("；再加入名单：", "; then enter them: ")).then(&entry.command(context))
}

/// The numbers of some entries, as in `roster list`: 3、5至9.
fn numbers(list: &[Somebody], which: &[bool]) -> Text {
    let those = list.iter().zip(which).filter(|(_, yes)| **yes).map(|(one, _)| one.number());
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in those {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let message = runs.into_iter().map(|(first, last)| {
        if first == last {
            Text::same(first.to_string())
        } else {
            text!(zh: "{first}至{last}", en: "{first}–{last}")
        }
    });
    Text::join(&message.collect::<Vec<_>>(), "、", ", ")
}

/// How to remove people if there are too many: some may not have come.
fn look_through(context: &RuleContext, list: &[Somebody], which: &[bool]) -> Text {
    let (Text { zh, en }, subject) = (numbers(list, which), context.view.subject());
    text!(
        zh: "核对名单第{zh}条，未参加的去掉：yijuan roster remove {subject} 〈序号〉",
        en: "look through entries {en}, and take out who does not take part: yijuan roster remove {subject} 〈NUMBER〉"
    )
}

/// How to tag people who belong to none of the groups to which all must belong, or remove them.
fn outsiders(context: &RuleContext, one: &Group, list: &[Somebody]) -> Text {
    let which: Vec<bool> = one.based.iter().zip(&one.counted).map(|(based, counted)| *based && !*counted).collect();
    let (numbers, subject) = (each(list, &which), context.view.subject());
    let roles = [one.any, &one.check.except].map(|who| roles(context.regulation, who)).concat();
    let roles = one_of(&roles).unwrap_or_else(|| Text::new("〈身份〉", "〈TAG〉"));
    let (role_zh, role_en) = (roles.zh, roles.en);
    text!(
        zh: "补登身份：yijuan roster update {subject} {numbers} --tag {role_zh}；未参加的去掉：yijuan roster remove {subject} 〈序号〉",
        en: "say what they are: yijuan roster update {subject} {numbers} --tag {role_en}; take out who does not take part: yijuan roster remove {subject} 〈NUMBER〉"
    )
}

/// How to tag people of whom nothing is known.
fn unknowns(context: &RuleContext, list: &[Somebody], which: &[bool]) -> Text {
    let (numbers, subject) = (each(list, which), context.view.subject());
    text!(
        zh: "按各人身份补登：yijuan roster update {subject} {numbers} --tag 〈身份〉",
        en: "say what each of them is: yijuan roster update {subject} {numbers} --tag 〈TAG〉"
    )
}

/// The numbers of some entries as arguments: 3 5 6.
fn each(list: &[Somebody], which: &[bool]) -> String {
    let those = list.iter().zip(which).filter(|(_, yes)| **yes).map(|(one, _)| one.number().to_string());
    those.collect::<Vec<_>>().join(" ")
}
