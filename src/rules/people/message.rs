//! What is said of people: who is missing, how many are short or too many, and what to do.

use super::judged::Lacking;
use super::mend;
use crate::rules::bound::{Broken, Measure};
use crate::rules::{Actor, Basis, Bounds, Force, PeopleCheck, Regulation, RuleContext, ShareOf, bound, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;

/// What the rule asks for, without a case in hand.
pub(crate) fn asked(regulation: &Regulation, check: &PeopleCheck) -> Text {
    let at = activity(regulation, check);
    let who = phrase::list(&check.each.iter().map(|any| whom(regulation, any)).collect::<Vec<_>>());
    let who = if who.is_empty() { whom(regulation, &[]) } else { who };
    let bounds = bound::in_words(regulation, &check.bounds, "人");
    let verb = match check.basis {
        Basis::Invited => Text::new("邀请", "invite"),
        Basis::Attended | Basis::Known => Text::new("参加：", "present:"),
    };
    Text::new(
        format!("{}{}{}{}", at.zh, verb.zh, who.zh, bounds.zh),
        format!("{} {} {} {}", at.en, verb.en, who.en, bounds.en).trim_end().to_owned(),
    )
}

/// What is lacking in a few words, and the sentence:
/// 协商会议邀请名单缺…（一般应有…）; 利益相关方代表3/8，不足1/2，还差1人.
pub(crate) fn missing(context: &RuleContext, check: &PeopleCheck, lacking: &[Lacking]) -> (Text, Text) {
    let regulation = context.regulation;
    let task = phrase::list(&lacking.iter().map(|one| whom(regulation, &one.any)).collect::<Vec<_>>());
    if check.bounds != Bounds::default() {
        let each: Vec<Text> = lacking.iter().map(|one| said_of(context, check, one)).collect();
        return (task, Text::join(&each, "；", "; "));
    }
    let list = list_in_words(regulation, check);
    let should = if context.rule.force == Force::Should {
        Text::new("一般应有", "generally")
    } else {
        Text::new("应有", "required:")
    };
    let all = phrase::list(&check.each.iter().map(|any| whom(regulation, any)).collect::<Vec<_>>());
    let all = if all.is_empty() { whom(regulation, &[]) } else { all };
    let said = Text::new(
        format!("{}缺{}（{}{}）", list.zh, task.zh, should.zh, all.zh),
        format!("the {} lacks {} ({} {})", list.en, task.en, should.en, all.en),
    );
    (task, said)
}

/// How the count of some stands to what is asked.
fn said_of(context: &RuleContext, check: &PeopleCheck, one: &Lacking) -> Text {
    let regulation = context.regulation;
    let who = if one.any.is_empty() { list_in_words(regulation, check) } else { whom(regulation, &one.any) };
    let (Text { zh, en }, Lacking { count, total, .. }) = (who, one);
    let of = match &check.of {
        ShareOf::List => list_in_words(regulation, check),
        ShareOf::Tag(tag) => regulation.name(tag),
        ShareOf::Register => Text::new("应到人员", "all who hold it"),
    };
    let (of_zh, of_en) = (of.zh, of.en);
    let said = match &one.broken {
        Broken::Few(Measure::Number(_)) | Broken::Many(Measure::Number(_)) => {
            let should = if context.rule.force == Force::Should { ("一般应", "generally ") } else { ("应", "") };
            let bounds = bound::in_case(context, regulation, context.rule, &check.bounds, "人");
            let bounds = bound::with_verb(bounds);
            Text::new(
                format!("{zh}{count}人，{}{}", should.0, bounds.zh),
                format!("{en}: {count}, {}{} required", should.1, bounds.en),
            )
        }
        Broken::Few(_) if *total == 0 => text!(zh: "{of_zh}尚无一人", en: "{of_en}: nobody"),
        Broken::Few(Measure::Share(part, whole)) => {
            text!(zh: "{zh}{count}/{total}，不足{part}/{whole}", en: "{en}: {count} of {total}, less than {part}/{whole}")
        }
        Broken::Few(Measure::Majority) => {
            text!(zh: "{zh}{count}/{total}，未占{of_zh}多数", en: "{en}: {count} of {total}, no majority among: {of_en}")
        }
        Broken::Few(Measure::All) => {
            let absent = phrase::list(&one.absent.iter().map(|name| Text::same(*name)).collect::<Vec<_>>());
            let Text { zh: names, .. } = absent;
            return match check.of {
                ShareOf::Register => {
                    text!(zh: "{zh}{count}/{total}，缺{names}", en: "{en}: {count} of {total}, without {names}")
                }
                ShareOf::List | ShareOf::Tag(_) => text!(zh: "{names}不属于{zh}", en: "{names}: no {en}"),
            };
        }
        Broken::Many(Measure::Share(part, whole)) => {
            text!(zh: "{zh}{count}/{total}，超过{part}/{whole}", en: "{en}: {count} of {total}, more than {part}/{whole}")
        }
        Broken::Many(Measure::Majority | Measure::All) => {
            text!(zh: "{zh}{count}/{total}", en: "{en}: {count} of {total}")
        }
    };
    said.then(&mend(context, check, one))
}

/// ：补充2名利益相关方代表，或减少1名公职人员: what would mend the list; else how many more, or fewer, this rule
/// alone asks for.
fn mend(context: &RuleContext, check: &PeopleCheck, one: &Lacking) -> Text {
    if let Some(Text { zh, en }) = mend::smallest(context, check) {
        return text!(zh: "：{zh}", en: ": {en}");
    }
    // Whoever joins a list joins those of whom the share is taken; the register stays as it is.
    let moves = check.of != ShareOf::Register;
    match one.broken {
        Broken::Few(least) => least
            .short(one.count, one.total, moves)
            .map_or_else(|| Text::same(""), |more| text!(zh: "，还差{more}人", en: "; {more} short")),
        Broken::Many(most) => most
            .over(one.count, one.total, moves)
            .map_or_else(|| Text::same(""), |less| text!(zh: "，多出{less}人", en: "; {less} too many")),
    }
}

/// 协商会议邀请名单, 协商会议参加人员.
pub(crate) fn list_in_words(regulation: &Regulation, check: &PeopleCheck) -> Text {
    let Text { zh, en } = activity(regulation, check);
    match check.basis {
        Basis::Invited => text!(zh: "{zh}邀请名单", en: "invitation list of {en}"),
        Basis::Attended | Basis::Known => text!(zh: "{zh}参加人员", en: "participants of {en}"),
    }
}

pub(crate) fn whom(regulation: &Regulation, any: &[Actor]) -> Text {
    if any.is_empty() { Text::new("人员", "people") } else { phrase::any_of_actors(regulation, any) }
}

fn activity(regulation: &Regulation, check: &PeopleCheck) -> Text {
    phrase::any_of(&check.at.iter().map(|id| regulation.name_in(Group::Activities, id)).collect::<Vec<_>>())
}

/// What to do with the roster: whoever is there too many cannot be entered.
pub(crate) fn how_to_enter(context: &RuleContext, check: &PeopleCheck, lacking: &[Lacking]) -> Text {
    let outsiders = |one: &Lacking| check.of != ShareOf::Register && one.broken == Broken::Few(Measure::All);
    let too_many = |one: &Lacking| matches!(one.broken, Broken::Many(_)) || outsiders(one);
    if lacking.iter().all(|one| too_many(one) && one.total > 0) {
        return Text::new("核对 roster.yml 中的 tags 与 attended", "look through tags and attended in roster.yml");
    }
    let topic = context.view.subject();
    text!(zh: "加入名单：yijuan roster add {topic} 姓名 --tag 标签", en: "enter them: yijuan roster add {topic} NAME --tag TAG")
}
