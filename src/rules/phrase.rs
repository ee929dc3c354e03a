//! Names in sentences: of events, papers and actors, in lists and in brackets.

use crate::model::{Date, Draft, Name, Office};
use crate::rules::{Actor, Choice, SubjectContext};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// “通知参加人员”; quotation marks inside the name are left out, not nested.
pub(crate) fn quoted(name: &Text) -> Text {
    let zh = if name.zh.contains(['“', '”']) { &name.zh.replace(['“', '”'], "") } else { &name.zh };
    Text::new(["“", zh, "”"].concat(), ["“", &name.en, "”"].concat())
}

pub(crate) fn list(texts: &[Text]) -> Text {
    Text::join(texts, "、", ", ")
}

pub(crate) fn any_of(texts: &[Text]) -> Text {
    Text::join(texts, "或", " or ")
}

/// 提案、社情民意信息等: those a rule names of an open list; of a closed one what `closed` makes of them.
pub(crate) fn chosen(choice: &Choice, names: &[Text], closed: impl FnOnce(&[Text]) -> Text) -> Text {
    if !choice.open {
        return closed(names);
    }
    let Text { zh, en } = list(names);
    text!(zh: "{zh}等", en: "{en} and the like")
}

pub(crate) fn names(regulation: &Vocabulary, ids: &[Name]) -> Vec<Text> {
    ids.iter().map(|id| regulation.name(id)).collect()
}

pub(crate) fn in_brackets(details: &[Text]) -> Text {
    if details.is_empty() {
        return Text::same("");
    }
    let Text { zh, en } = Text::join(details, "；", "; ");
    text!(zh: "（{zh}）", en: " ({en})")
}

/// Who a rule means.
pub(crate) fn actor(regulation: &Vocabulary, actor: &Actor) -> Text {
    match actor {
        Actor::Office => Text::new("责任委室", "responsible office"),
        Actor::EntrustedBy => Text::new("委托方", "whoever entrusted it"),
        Actor::Proposers => Text::new("提出者", "its proposers"),
        Actor::Id(id) => whom(regulation, id),
        Actor::OfOffice(post) => {
            let Text { zh, en } = regulation.name(post);
            // Whoever directs an office is of it; anybody else has it in his charge.
            let zh = match zh.strip_prefix("委室") {
                Some(post) => format!("责任委室{post}"),
                None if zh.ends_with("主任") => format!("责任委室的{zh}"),
                None => format!("分管责任委室的{zh}"),
            };
            text!(zh: "{zh}", en: "{en} (responsible office)")
        }
    }
}

/// A body, post, tag or kind of office, as the regulation calls it; kinds of offices have a name everywhere.
pub(crate) fn whom(regulation: &Vocabulary, id: &str) -> Text {
    let name = regulation.name(id);
    let kind = Office::KINDS.iter().find(|(kind, _)| *kind == name.zh);
    kind.map_or(name, |(kind, zh)| Text::new(*zh, kind.replace('-', " ")))
}

pub(crate) fn actors(regulation: &Vocabulary, actors: &[Actor]) -> Vec<Text> {
    actors.iter().map(|one| actor(regulation, one)).collect()
}

/// A or B, of those a rule means.
pub(crate) fn any_of_actors(regulation: &Vocabulary, wanted: &[Actor]) -> Text {
    any_of(&actors(regulation, wanted))
}

/// A and B, of those a rule means.
pub(crate) fn list_of_actors(regulation: &Vocabulary, wanted: &[Actor]) -> Text {
    list(&actors(regulation, wanted))
}

/// What a command line is told of whom a rule means: an id that a word can be typed for, or a blank.
pub(crate) fn argument(regulation: &Vocabulary, wanted: &Actor) -> Text {
    match wanted {
        Actor::Id(id) => regulation.actor_argument(id),
        other => blank(&actor(regulation, other)),
    }
}

/// 〈责任委室〉: for whoever records it to fill in.
pub(crate) fn blank(name: &Text) -> Text {
    Text::new(format!("〈{}〉", name.zh), format!("〈{}〉", name.en))
}

/// 《协商函》; what is no title of a paper (其他形式成果, 部门提供的材料) stands without its brackets.
pub(crate) fn paper(regulation: &Vocabulary, document: &str) -> Text {
    let Text { zh, en } = regulation.name(document);
    let is_kind = ["材料", "成果", "照片"].iter().any(|kind| zh.ends_with(kind));
    Text::new(if is_kind { zh } else { ["《", &zh, "》"].concat() }, ["the ", &en].concat())
}

/// 送审后又有改动，审核《协商意见》、核签《协商意见》已失效: steps taken for another text.
pub(crate) fn text_changed(steps: &[Text]) -> Text {
    let Text { zh, en } = list(steps);
    text!(
        zh: "送审后又有改动，{zh}已失效",
        en: "the text has changed since, and no longer counts as decided on: {en}"
    )
}

/// 完成“通知参加人员”: what happens is to happen.
pub(crate) fn to_see_to(events: &Text) -> Text {
    let Text { zh, en } = events;
    text!(zh: "完成{zh}", en: "see to {en}")
}

/// 备好《协商函》: a paper that is not there.
pub(crate) fn to_supply(papers: &Text) -> Text {
    let Text { zh, en } = papers;
    text!(zh: "备好{zh}", en: "supply {en}")
}

/// 补全《协商函》: a paper that has been begun.
pub(crate) fn to_complete(papers: &Text) -> Text {
    let Text { zh, en } = papers;
    text!(zh: "补全{zh}", en: "complete {en}")
}

/// 改正《协商函》: what is there, and not as it must be.
pub(crate) fn to_correct(what: &Text) -> Text {
    let Text { zh, en } = what;
    text!(zh: "改正{zh}", en: "correct {en}")
}

/// 还有3处待填写; 只有文首，尚无正文: what a draft lacks to be a paper, as the end of a sentence about it.
pub(crate) fn unfinished(draft: Draft) -> Text {
    match draft {
        Draft::Blanks(1) | Draft::Unmarked(1) => Text::new("还有1处待填写", "still has 1 place to be filled in"),
        Draft::Blanks(n) | Draft::Unmarked(n) => {
            text!(zh: "还有{n}处待填写", en: "still has {n} places to be filled in")
        }
        Draft::Empty => Text::new("只有文首，尚无正文", "has a head, but no text yet"),
    }
}

/// 《协商函》还有3处待填写.
pub(crate) fn draft(regulation: &Vocabulary, document: &str, draft: Draft) -> Text {
    let (name, lacks) = (paper(regulation, document), unfinished(draft));
    Text::new(format!("{}{}", name.zh, lacks.zh), format!("{} {}", name.en, lacks.en))
}

/// 2026-06-20 在今天之后，到那天才计入: what has a day that is still to come is no fact yet.
pub(crate) fn later_than_today(day: Date) -> Text {
    text!(zh: "{day} 在今天之后，到那天才计入", en: "{day} is later than today; it counts from that day")
}

/// “通知参加人员”已有记录：2026-06-20 在今天之后，到那天才计入.
pub(crate) fn there_but_later(what: &Text, day: Date) -> Text {
    let (Text { zh, en }, later) = (what, later_than_today(day));
    Text::new(format!("{zh}已有记录：{}", later.zh), format!("{en} is on record, but {}", later.en))
}

/// 仍未依规定完成: what was done, but not as it must be, is open still.
pub(crate) fn still_open() -> Text {
    Text::new("仍未依规定完成", "it is still to be done as it must be")
}

/// 署名政协办公室.
pub(crate) fn issuer(regulation: &Vocabulary, issuer: &[Actor]) -> Text {
    let Text { zh, en } = any_of(&actors(regulation, issuer));
    text!(zh: "署名{zh}", en: "issued by: {en}")
}

/// 主送党委办公室、政府办公室.
pub(crate) fn addressed(regulation: &Vocabulary, to: &[Actor]) -> Text {
    let Text { zh, en } = list(&actors(regulation, to));
    text!(zh: "主送{zh}", en: "to: {en}")
}

/// 抄送职能部门.
pub(crate) fn copied(regulation: &Vocabulary, cc: &[Actor]) -> Text {
    let Text { zh, en } = list(&actors(regulation, cc));
    text!(zh: "抄送{zh}", en: "cc: {en}")
}

/// A paper goes out in another name than the rule's.
pub(crate) fn other_issuer(context: &SubjectContext, document: &str, found: &Name, wanted: &[Actor]) -> Text {
    let regulation = context.regulation;
    let (paper, found, wanted) =
        (paper(regulation, document), context.name(regulation, found), any_of(&actors(regulation, wanted)));
    Text::new(
        format!("{}署名为{}，应为{}", paper.zh, found.zh, wanted.zh),
        format!("{} is issued by `{}`, it must be `{}`", paper.en, found.en, wanted.en),
    )
}
