//! Messages about chains: which steps are missing, out of turn or do not count.

use crate::archive::Review;
use crate::diagnostic::Location;
use crate::model::{Date, Decision, Name, Subject, Verdict, name_of_decisions};
use crate::rules::phrase::{actors, addressed, any_of, any_of_actors, copied, issuer, list, names, quoted};
use crate::rules::view::{Occurrence, Origin};
use crate::rules::{Actor, Chain, ChainStep, RuleContext, phrase, remedy, unregistered};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{SubjectKind, Vocabulary, argument};

/// The task: the steps to take, what to do on the paper, and who has it: 完成：审定《协商函》；补全《协商函》；待孙范文.
pub(crate) fn to_do(steps: &[Text], on_paper: Option<Text>, turn: Option<Text>) -> Text {
    let steps = (!steps.is_empty()).then(|| {
        let Text { zh, en } = list(steps);
        text!(zh: "完成：{zh}", en: "see to: {en}")
    });
    Text::join(&steps.into_iter().chain(on_paper).chain(turn).collect::<Vec<_>>(), "；", "; ")
}

/// The name of a step: its stage, or its events.
pub(crate) fn step(regulation: &Vocabulary, step: &ChainStep) -> Text {
    match &step.stage {
        Some(stage) => stage.clone(),
        None => {
            let events = names(regulation, &step.events);
            let events = if step.all { list(&events) } else { any_of(&events) };
            if step.next_round {
                return Text::new(format!("下一轮{}", events.zh), format!("{} in the next round", events.en));
            }
            events
        }
    }
}

/// A step whose record came too early: 开题会议（须不早于2026-02-04）.
pub(crate) fn too_early(step: &Text, reached: Date) -> Text {
    let Text { zh, en } = step;
    text!(zh: "{zh}（须不早于{reached}）", en: "{en} (not before {reached})")
}

/// A step taken without informing everybody: 议题备案（对象缺旗区政协）.
pub(crate) fn not_reached(step: &Text, unreached: &[Text]) -> Text {
    let (Text { zh, en }, to) = (step, list(unreached));
    let (to_zh, to_en) = (to.zh, to.en);
    text!(zh: "{zh}（对象缺{to_zh}）", en: "{en} (not yet to: {to_en})")
}

/// The missing events of a step that needs all of its events; else the step.
pub(crate) fn open_step(regulation: &Vocabulary, one: &ChainStep, open: &[Name]) -> Text {
    if one.all { list(&names(regulation, open)) } else { step(regulation, one) }
}

/// What a chain lacks: 尚未完成：核签《协商意见》; with what lacks on the paper, or the paper itself: ；尚缺《协商函》.
pub(crate) fn chain_lacks(steps: &[Text], on_paper: &[Text]) -> Text {
    let (Text { zh, en }, on_paper) = (list(steps), list(on_paper));
    let (paper_zh, paper_en) = (on_paper.zh, on_paper.en);
    match (steps, paper_zh.is_empty()) {
        ([], _) => text!(zh: "尚缺{paper_zh}", en: "still lacking: {paper_en}"),
        (_, true) => text!(zh: "尚未完成：{zh}", en: "still lacking: {en}"),
        (_, false) => text!(zh: "尚未完成：{zh}；尚缺{paper_zh}", en: "still lacking: {en}; {paper_en}"),
    }
}

/// What a chain demands, in general.
pub(crate) fn asked(regulation: &Vocabulary, chain: &Chain) -> Text {
    let steps: Vec<&ChainStep> = chain.steps.iter().collect();
    in_order(regulation, chain, &steps)
}

/// The steps in order: 依次：秘书长审定《协商函》 → 发出《协商函》；署名政协办公室.
fn in_order(regulation: &Vocabulary, chain: &Chain, steps: &[&ChainStep]) -> Text {
    if steps.iter().any(|step| step.stage.is_some()) {
        return Text::new("依次走完各阶段", "every stage, in order");
    }
    let mut order: Vec<Text> = steps
        .iter()
        .map(|one| {
            let event = step(regulation, one);
            let to = list(&actors(regulation, &one.to));
            let event = if one.to.is_empty() {
                event
            } else {
                Text::new(format!("{}（{}）", event.zh, to.zh), format!("{} (to {})", event.en, to.en))
            };
            if one.by.is_empty() {
                return event;
            }
            let by = any_of(&actors(regulation, &one.by));
            let (zh, en, by_zh, by_en) = (event.zh, event.en, by.zh, by.en);
            text!(zh: "{by_zh}{zh}", en: "{by_en}: {en}")
        })
        .collect();
    order.extend(chain.then.iter().map(|then| regulation.name(then)));
    let order = Text::join(&order, " → ", " → ");
    let mut on_paper = Vec::new();
    if !chain.issuer.is_empty() {
        on_paper.push(issuer(regulation, &chain.issuer));
    }
    if !chain.to.is_empty() {
        on_paper.push(addressed(regulation, &chain.to));
    }
    if !chain.cc.is_empty() {
        on_paper.push(copied(regulation, &chain.cc));
    }
    let on_paper = Text::join(&on_paper, "，", ", ");
    let (zh, en, paper_zh, paper_en) = (order.zh, order.en, on_paper.zh, on_paper.en);
    if paper_zh.is_empty() {
        text!(zh: "依次：{zh}", en: "in order: {en}")
    } else {
        text!(zh: "依次：{zh}；{paper_zh}", en: "in order: {en}; {paper_en}")
    }
}

/// A step that came before the one it must follow.
pub(crate) fn out_of_turn(regulation: &Vocabulary, occurrence: &Occurrence, before: &ChainStep) -> Text {
    let (event, before) = (regulation.name(occurrence.event), step(regulation, before));
    let date = occurrence.date;
    Text::new(
        format!("{}（{date}）早于{}，程序倒置", event.zh, before.zh),
        format!("{} ({date}) came before {}, which it must follow", event.en, before.en),
    )
}

/// A step that is on record although the one before it is not.
pub(crate) fn passed_over(regulation: &Vocabulary, occurrence: &Occurrence, before: &ChainStep) -> Text {
    let (event, before) = (regulation.name(occurrence.event), step(regulation, before));
    let date = occurrence.date;
    Text::new(
        format!("{}（{date}）已记录，此前应有的{}尚未记录", event.zh, before.zh),
        format!("{} ({date}) is on record, and {}, which must come before it, is not", event.en, before.en),
    )
}

/// What to do about a step without a record.
pub(crate) fn how_to_make_up(context: &RuleContext, one: &Occurrence, before: &ChainStep) -> Text {
    let (regulation, view, date) = (context.regulation, &context.view, one.date);
    let subject = view.subject();
    let round = view.round.filter(|round| *round > 1).map(|round| format!(" --round {round}")).unwrap_or_default();
    let by = if before.by.is_empty() {
        Text::same("")
    } else {
        let Text { zh, en } = any_of_actors(regulation, &before.by);
        text!(zh: " --by 〈{zh}〉", en: " --by 〈{en}〉")
    };
    let command = |event: &Name| {
        let kind = regulation.events.get(event).map(|kind| kind.of);
        let target = match (&subject, view.year()) {
            (Subject::Topic(_), Some(year)) if kind == Some(SubjectKind::Year) => format!("plan:{year}"),
            _ => subject.to_string(),
        };
        let round = if kind == Some(SubjectKind::Round) { round.as_str() } else { "" };
        let (Text { zh, en }, by_zh, by_en) = (regulation.event_argument(event), &by.zh, &by.en);
        text!(
            zh: "yijuan record {target} {zh}{round} --on 〈不晚于{date}〉{by_zh}",
            en: "yijuan record {target} {en}{round} --on 〈NO LATER THAN {date}〉{by_en}"
        )
    };
    let events = before.events.iter().take(if before.all { before.events.len() } else { 1 });
    let Text { zh, en } = Text::join(&events.map(command).collect::<Vec<_>>(), "；再 ", "; then ");
    let waive = remedy::how_to_waive(context);
    let (waive_zh, waive_en) = (waive.zh, waive.en);
    text!(
        zh: "已办的补记：{zh}；没有办的，作为例外说明：{waive_zh}",
        en: "if it was done, record it: {en}; if it was not, say why, as an exception: {waive_en}"
    )
}

/// Why a record of a step does not count.
pub(crate) enum Why<'a> {
    /// The text was changed after the decision.
    TextChanged,
    /// Somebody else took it than must.
    OtherActor(&'a [Actor]),
    /// The entry does not state who took it.
    NobodyNamed,
    /// It is a plain entry, but only decisions count.
    NoDecision,
}

/// A record that does not count, with the reason: 2026-04-27的“审核《协商意见》”不能计入（…）.
pub(crate) fn step_does_not_count(regulation: &Vocabulary, event: &str, date: Date, why: &Why) -> Text {
    let why = match why {
        Why::TextChanged => {
            Text::new("送审后又有改动，已失效，须重新审签", "the text has changed since; it must be decided anew")
        }
        Why::OtherActor(wanted) => {
            let Text { zh, en } = any_of_actors(regulation, wanted);
            text!(zh: "应由{zh}", en: "it must be by the {en}")
        }
        Why::NobodyNamed => Text::new("未记明由谁", "it does not state by whom"),
        Why::NoDecision => Text::new("须是对文本的审签决定", "it must be a decision on the text"),
    };
    let event = quoted(&regulation.name(event));
    Text::new(
        format!("{date}的{}不能计入（{}）", event.zh, why.zh),
        format!("{} of {date} does not count: {}", event.en, why.en),
    )
}

/// A paper that was sent back or taken back:
/// 钱样本2026-04-28退回（“审核《协商意见》”），改好后重新送审：yijuan review submit 2026-011 协商意见.
pub(crate) fn sent_back(context: &RuleContext, (review, back): (&Review, &Decision)) -> Text {
    let (regulation, date) = (context.regulation, back.date);
    let step = back.step.as_ref().map(|step| phrase::in_brackets(&[quoted(&regulation.name(step))]));
    let Text { zh: step_zh, en: step_en } = step.unwrap_or_else(|| Text::same(""));
    let Text { zh, en } = context.name(regulation, &back.by);
    let said = match back.verdict {
        Verdict::Withdraw => text!(zh: "{zh}{date}撤回", en: "{en} took it back on {date}"),
        _ => text!(zh: "{zh}{date}退回{step_zh}", en: "{en} sent it back on {date}{step_en}"),
    };
    // A record that is not chained belongs to no round: the step alone is decided anew.
    if !back.is_chained() {
        return said.then(&Text::new("，改好后重新审签", "; mend it and have it decided anew"));
    }
    let place = Location::file(review.path.as_str());
    let (subject, paper) = (Subject::of_path(&place.path), one_word(name_of_decisions(&place.path)));
    said.then(&text!(
        zh: "，改好后重新送审：yijuan review submit {subject} {paper}",
        en: "; mend it and hand it in anew: yijuan review submit {subject} {paper}"
    ))
}

/// The steps to decide: 依次审签（审核《协商意见》、核签《协商意见》）：yijuan review approve 2026-011 协商意见 --by 〈由谁〉.
pub(crate) fn how_to_decide(context: &RuleContext, document: &Name, steps: &[&Name]) -> Text {
    let (regulation, subject) = (context.regulation, context.view.subject());
    let Text { zh, en } = list(&steps.iter().map(|id| regulation.name(id)).collect::<Vec<_>>());
    let document_zh = argument(&regulation.name(document).zh, document).zh;
    text!(
        zh: "依次审签（{zh}）：yijuan review approve {subject} {document_zh} --by 〈由谁〉",
        en: "have it decided in order ({en}): yijuan review approve {subject} {document} --by 〈WHO〉"
    )
}

/// What to do about steps that were taken for another text:
/// 误改的，改回原文；改动经过审签的，逐项补记：yijuan review approve 2026-011 协商意见 --by 李虚构 --on 〈不晚于2026-06-15〉.
pub(crate) fn how_to_approve_again(
    context: &RuleContext,
    lapsed: &[&Decision],
    place: &Location,
    chain: &Chain,
) -> Text {
    let (regulation, view, today) = (context.regulation, &context.view, context.world.today);
    let (subject, paper) = (Subject::of_path(&place.path), one_word(name_of_decisions(&place.path)));
    let sent = chain.then.iter().find_map(|then| view.occurrences(then).last()).map(|sent| sent.date);
    let limit = sent.or(context.timing.due).filter(|limit| *limit < today);
    let on = limit.map_or_else(
        || Text::same(""),
        |limit| text!(zh: " --on 〈不晚于{limit}〉", en: " --on 〈NO LATER THAN {limit}〉"),
    );
    let again = lapsed.iter().map(|decision| {
        let (Text { zh, en }, Text { zh: on_zh, en: on_en }) = (context.name(regulation, &decision.by), &on);
        text!(
            zh: "yijuan review approve {subject} {paper} --by {zh}{on_zh}",
            en: "yijuan review approve {subject} {paper} --by {en}{on_en}"
        )
    });
    let Text { zh, en } = Text::join(&again.collect::<Vec<_>>(), "；再 ", "; then ");
    text!(
        zh: "误改的，改回原文；改动经过审签的，逐项补记：{zh}",
        en: "a slip is set back to the words approved; what was approved as it is now is entered: {en}"
    )
}

/// A record that is wrong: 审核《协商意见》（2026-04-27）由李虚构作出，应由分管责任委室的副主席作出.
pub(crate) fn step_is_wrong(context: &RuleContext, one: &Occurrence, wanted: &[Actor]) -> Text {
    let (regulation, date) = (context.regulation, one.date);
    let Text { zh, en } = regulation.name(one.event);
    let (is, must) = (unregistered::who_did(context, &one.by()), unregistered::who_must(context, wanted));
    let (is_zh, is_en, must_zh, must_en) = (is.zh, is.en, must.zh, must.en);
    let said = text!(
        zh: "{zh}（{date}）由{is_zh}作出，应由{must_zh}作出",
        en: "{en} ({date}) is by {is_en}, it must be by the {must_en}"
    );
    if unregistered::lacks_office(context, wanted) { said.then(&unregistered::office_is_unnamed()) } else { said }
}

/// What to do about a step that somebody else took.
pub(crate) fn how_to_take_again(context: &RuleContext, one: &Occurrence, wanted: &[Actor]) -> Text {
    let again = Text::new("确属此情形的，由应办的人重新办理", "if it was done so, have it done again by whoever must");
    if unregistered::lacks_office(context, wanted) {
        return unregistered::how_to_name_office(context);
    }
    let (by, ids) = (one.by().into_iter().map(Name::as_str), unregistered::ids(wanted.iter()));
    let register = unregistered::how_to_register(context, context.regulation, by, ids);
    let correct = remedy::how_to_correct(context.regulation, &context.view, one, &again);
    Text::join(&register.into_iter().chain([correct]).collect::<Vec<_>>(), "；", "; ")
}

/// What to do about a step that was taken before another.
pub(crate) fn how_to_mend_order(context: &RuleContext, one: &Occurrence) -> Text {
    let Text { zh, en } = remedy::how_to_waive(context);
    let again = text!(
        zh: "确实颠倒的，作为例外说明：{zh}",
        en: "if it did happen so, say why, as an exception: {en}"
    );
    let correct = remedy::how_to_correct(context.regulation, &context.view, one, &again);
    if matches!(one.origin, Origin::Decision { .. }) { Text::join(&[correct, again], "；", "; ") } else { correct }
}
