//! Names in sentences: of events, papers and actors, in lists and in brackets.

use crate::model::{Body, Date, Draft, Name, Office};
use crate::rules::{Actor, Choice, SubjectContext};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary};

/// A name in quotation marks: “通知参加人员”. Quotation marks inside the name are left out.
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

/// The options of an open list: 提案、社情民意信息等. For a closed list, the result of `closed`.
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

/// The name of an actor.
pub(crate) fn actor(regulation: &Vocabulary, actor: &Actor) -> Text {
    match actor {
        Actor::Office => Text::new("责任委室", "responsible office"),
        Actor::EntrustedBy => Text::new("委托方", "whoever entrusted it"),
        Actor::Proposers => Text::new("提出者", "its proposers"),
        Actor::Id(id) => whom(regulation, id),
        Actor::OfOffice(post) => {
            let Text { zh, en } = regulation.name(post);
            // The director belongs to the office; anybody else is in charge of it.
            let zh = match zh.strip_prefix("委室") {
                Some(post) => format!("责任委室{post}"),
                None if zh.ends_with("主任") => format!("责任委室的{zh}"),
                None => format!("分管责任委室的{zh}"),
            };
            text!(zh: "{zh}", en: "{en} (responsible office)")
        }
    }
}

/// The name of a body, post, tag or kind of office. Kinds of offices have a name in every regulation.
pub(crate) fn whom(regulation: &Vocabulary, id: &str) -> Text {
    let name = regulation.name(id);
    let kind = Office::KINDS.iter().find(|(kind, _)| *kind == name.zh);
    kind.map_or(name, |(kind, zh)| Text::new(*zh, kind.replace('-', " ")))
}

pub(crate) fn actors(regulation: &Vocabulary, actors: &[Actor]) -> Vec<Text> {
    actors.iter().map(|one| actor(regulation, one)).collect()
}

/// Actors joined with 或.
pub(crate) fn any_of_actors(regulation: &Vocabulary, wanted: &[Actor]) -> Text {
    any_of(&actors(regulation, wanted))
}

/// Actors as a list.
pub(crate) fn list_of_actors(regulation: &Vocabulary, wanted: &[Actor]) -> Text {
    list(&actors(regulation, wanted))
}

/// An actor for a command line: the word for an id, or else a blank.
pub(crate) fn argument(regulation: &Vocabulary, wanted: &Actor) -> Text {
    match wanted {
        Actor::Id(id) => regulation.actor_argument(id),
        other => blank(&actor(regulation, other)),
    }
}

/// Whoever may act, for a command line: the one body there is, else a blank, for a post and a kind of body have names.
pub(crate) fn whoever(regulation: &Vocabulary, wanted: &[Actor]) -> Text {
    let only = match wanted {
        [Actor::Id(id)] if Body::KINDS.iter().all(|(kind, _)| *kind != id.as_str()) => Some(id),
        _ => None,
    };
    let body = only.filter(|id| regulation.terms(Group::Bodies).get(id).is_some());
    body.map_or_else(|| blank(&any_of_actors(regulation, wanted)), |id| regulation.actor_argument(id))
}

/// A blank to fill in: 〈责任委室〉.
pub(crate) fn blank(name: &Text) -> Text {
    Text::new(format!("〈{}〉", name.zh), format!("〈{}〉", name.en))
}

/// A paper: 《协商函》. What is no title (其他形式成果, 部门提供的材料) has no brackets.
pub(crate) fn paper(regulation: &Vocabulary, document: &str) -> Text {
    let Text { zh, en } = regulation.name(document);
    let is_kind = ["材料", "成果", "照片"].iter().any(|kind| zh.ends_with(kind));
    Text::new(if is_kind { zh } else { ["《", &zh, "》"].concat() }, ["the ", &en].concat())
}

/// Steps that were taken for another text: 送审后又有改动，审核《协商意见》、核签《协商意见》已失效.
pub(crate) fn text_changed(steps: &[Text]) -> Text {
    let Text { zh, en } = list(steps);
    text!(
        zh: "送审后又有改动，{zh}已失效",
        en: "the text has changed since, and no longer counts as decided on: {en}"
    )
}

/// A task to do something: 完成“通知参加人员”.
pub(crate) fn to_see_to(events: &Text) -> Text {
    let Text { zh, en } = events;
    text!(zh: "完成{zh}", en: "see to {en}")
}

/// A task for a missing paper: 备好《协商函》.
pub(crate) fn to_supply(papers: &Text) -> Text {
    let Text { zh, en } = papers;
    text!(zh: "备好{zh}", en: "supply {en}")
}

/// A task for a draft: 补全《协商函》.
pub(crate) fn to_complete(papers: &Text) -> Text {
    let Text { zh, en } = papers;
    text!(zh: "补全{zh}", en: "complete {en}")
}

/// A task for something wrong: 改正《协商函》.
pub(crate) fn to_correct(what: &Text) -> Text {
    let Text { zh, en } = what;
    text!(zh: "改正{zh}", en: "correct {en}")
}

/// What a draft lacks, as the end of a sentence: 还有3处待填写; 只有文首，尚无正文.
pub(crate) fn unfinished(draft: Draft) -> Text {
    match draft {
        Draft::Blanks(1) | Draft::Unmarked(1) => Text::new("还有1处待填写", "still has 1 place to be filled in"),
        Draft::Blanks(n) | Draft::Unmarked(n) => {
            text!(zh: "还有{n}处待填写", en: "still has {n} places to be filled in")
        }
        Draft::Empty => Text::new("只有文首，尚无正文", "has a head, but no text yet"),
    }
}

/// A draft with what it lacks: 《协商函》还有3处待填写.
pub(crate) fn draft(regulation: &Vocabulary, document: &str, draft: Draft) -> Text {
    let (name, lacks) = (paper(regulation, document), unfinished(draft));
    Text::new(format!("{}{}", name.zh, lacks.zh), format!("{} {}", name.en, lacks.en))
}

/// A date that is still to come: 2026-06-20 在今天之后，到那天才计入.
pub(crate) fn later_than_today(day: Date) -> Text {
    text!(zh: "{day} 在今天之后，到那天才计入", en: "{day} is later than today; it counts from that day")
}

/// A record with a date that is still to come: “通知参加人员”已有记录：2026-06-20 在今天之后，到那天才计入.
pub(crate) fn there_but_later(what: &Text, day: Date) -> Text {
    let (Text { zh, en }, later) = (what, later_than_today(day));
    Text::new(format!("{zh}已有记录：{}", later.zh), format!("{en} is on record, but {}", later.en))
}

/// What was done, but not properly: 仍未依规定完成.
pub(crate) fn still_open() -> Text {
    Text::new("仍未依规定完成", "it is still to be done as it must be")
}

/// The issuer of a paper: 署名政协办公室.
pub(crate) fn issuer(regulation: &Vocabulary, issuer: &[Actor]) -> Text {
    let Text { zh, en } = any_of(&actors(regulation, issuer));
    text!(zh: "署名{zh}", en: "issued by: {en}")
}

/// The main recipients of a paper: 主送党委办公室、政府办公室.
pub(crate) fn addressed(regulation: &Vocabulary, to: &[Actor]) -> Text {
    let Text { zh, en } = list(&actors(regulation, to));
    text!(zh: "主送{zh}", en: "to: {en}")
}

/// The recipients of copies: 抄送职能部门.
pub(crate) fn copied(regulation: &Vocabulary, cc: &[Actor]) -> Text {
    let Text { zh, en } = list(&actors(regulation, cc));
    text!(zh: "抄送{zh}", en: "cc: {en}")
}

/// The message for a paper with another issuer than the rule demands.
pub(crate) fn other_issuer(context: &SubjectContext, document: &str, found: &Name, wanted: &[Actor]) -> Text {
    let regulation = context.regulation;
    let (paper, found, wanted) =
        (paper(regulation, document), context.name(regulation, found), any_of(&actors(regulation, wanted)));
    Text::new(
        format!("{}署名为{}，应为{}", paper.zh, found.zh, wanted.zh),
        format!("{} is issued by `{}`, it must be `{}`", paper.en, found.en, wanted.en),
    )
}
