//! Messages about roles: who has the role, and who should.

use super::holder::{Holder, Holders};
use super::standing::{Standing, badly_delegated};
use crate::model::Attendance;
use crate::rules::{Force, PostCheck, Role, RuleContext, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

pub(crate) fn role(who: Role) -> Text {
    let (zh, en) = match who {
        Role::Host => ("主持人", "host"),
        Role::Briefer => ("通报情况人", "briefer"),
        Role::ResearchLead => ("调研带队人", "research lead"),
        Role::TopicLead => ("牵头领导", "lead"),
        Role::RoomConvener => ("召集人", "convener"),
        Role::RoomLiaison => ("联络员", "liaison officer"),
    };
    Text::new(zh, en)
}

/// The task, in a few words: 确定主持人.
pub(crate) fn to_do(who: Role) -> Text {
    let Text { zh, en } = role(who);
    text!(zh: "确定{zh}", en: "settle the {en}")
}

/// What the rule demands, in general: 主持人应由主席担任；委托副主席的，须记明委托人.
pub(crate) fn asked(regulation: &Vocabulary, check: &PostCheck, force: Force) -> Text {
    let (Text { zh, en }, who) = (wanted(regulation, check, force), role(check.who));
    let message = Text::new(format!("{}{zh}", who.zh), format!("{}: {en}", who.en));
    if check.delegate.is_empty() {
        return message;
    }
    let Text { zh, en } = phrase::any_of_actors(regulation, &check.delegate);
    message.then(&text!(zh: "；委托{zh}的，须记明委托人", en: "; a delegation to the {en} must be stated"))
}

/// The demanded posts: 应由主席担任.
fn wanted(regulation: &Vocabulary, check: &PostCheck, force: Force) -> Text {
    let Text { zh, en } = phrase::any_of_actors(regulation, &check.posts);
    let message = if force == Force::Should {
        text!(zh: "一般应由{zh}担任", en: "generally the {en}")
    } else {
        text!(zh: "应由{zh}担任", en: "it must be the {en}")
    };
    if check.tags.is_empty() {
        return message;
    }
    let Text { zh, en } = phrase::list_of_actors(regulation, &check.tags);
    message.then(&text!(zh: "，且为{zh}", en: ", being also {en}"))
}

/// People in the role who hold none of the posts, beside somebody who does: 主持人另有街样甲，一般应由苏木乡镇党（工）委副书记担任.
pub(super) fn besides(context: &RuleContext, check: &PostCheck, others: &[&Holder]) -> Text {
    let (who, wanted) = (role(check.who), wanted(context.regulation, check, context.rule.force));
    let Text { zh, en } = phrase::list(&others.iter().map(|one| Text::same(one.name)).collect::<Vec<_>>());
    Text::new(format!("{}另有{zh}，{}", who.zh, wanted.zh), format!("{en}: {} as well, {}", who.en, wanted.en))
}

/// What is wrong: 主持人为卫试写，应由主席担任; 主持人钱样本由王拟定委托，应由主席委托; 尚未登记主持人，应由主席担任.
pub(crate) fn missing(context: &RuleContext, check: &PostCheck, holders: &Holders, standings: &[Standing]) -> Text {
    if let Some((holder, standing)) = badly_delegated(holders, standings) {
        return of_delegation(context, check, holder, standing);
    }
    let Text { zh, en } = role(check.who);
    let [there, absent] = [&holders.there, &holders.absent].map(|holders| names(holders));
    let is = if !holders.there.is_empty() {
        text!(zh: "{zh}为{there}", en: "the {en} is {there}")
    } else if !holders.absent.is_empty() {
        let mut absent_ones = holders.absent.iter().filter_map(|holder| holder.entry);
        if absent_ones.all(|(_, entry)| entry.attendance == Some(Attendance::Leave)) {
            text!(zh: "登记的{zh}{absent}请假", en: "the {en} entered, {absent}, is on leave")
        } else {
            text!(zh: "登记的{zh}{absent}未到会", en: "the {en} entered, {absent}, did not come")
        }
    } else if check.who.tag().is_some() {
        text!(zh: "尚未登记{zh}", en: "the {en} is not entered yet")
    } else {
        text!(zh: "尚未填写{zh}", en: "the {en} is not named yet")
    };
    let Text { zh, en } = wanted(context.regulation, check, context.rule.force);
    is.then(&text!(zh: "，{zh}", en: "; {en}"))
}

fn names(holders: &[Holder]) -> String {
    phrase::list(&holders.iter().map(|one| Text::same(one.name)).collect::<Vec<_>>()).zh
}

fn of_delegation(context: &RuleContext, check: &PostCheck, holder: &Holder, standing: Standing) -> Text {
    let regulation = context.regulation;
    let (who, posts, name) = (role(check.who), phrase::any_of_actors(regulation, &check.posts), holder.name);
    let by = holder.delegated_by().filter(|_| standing == Standing::Misdelegated);
    let is = by.map_or_else(
        || text!(zh: "{name}未记明委托人", en: "{name} does not say by whom it was delegated"),
        |by| {
            let Text { zh, .. } = context.name(regulation, by);
            text!(zh: "{name}由{zh}委托", en: "{name} was asked by {zh}")
        },
    );
    let Text { zh, en } = Text::new(format!("{}{}", who.zh, is.zh), format!("the {} {}", who.en, is.en));
    let (posts_zh, posts_en) = (posts.zh, posts.en);
    text!(zh: "{zh}，应由{posts_zh}委托", en: "{en}; it is for the {posts_en} to delegate")
}
