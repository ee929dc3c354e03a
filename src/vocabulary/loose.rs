//! Finds the event that a user means who does not write its exact name: without the verb, with another usual verb, with
//! 会 for 会议, or by the name of the paper that the event makes.

use super::EventKind;
use crate::model::Name;

/// Verbs with the same meaning here: of sending, making, holding and collecting.
const FAMILIES: [&[&str]; 4] = [
    &[
        "正式发出",
        "发出",
        "发送",
        "印发",
        "下发",
        "报送",
        "报出",
        "上报",
        "呈报",
        "送达",
        "送交",
        "移交",
        "递交",
        "抄送",
        "发",
        "报",
        "送",
        "交",
    ],
    &["形成", "综合整理", "起草", "草拟", "拟定", "代拟", "撰写", "完成", "提出", "制定", "写", "拟"],
    &["召开", "举行", "举办", "组织", "开展", "进行", "开"],
    &["收集", "征集"],
];

/// Verbs without others of the same meaning.
const OTHERS: [&str; 36] = [
    "审定", "审议", "审核", "审阅", "审批", "签发", "核签", "批准", "报批", "通过", "确定", "决定", "通报", "通知",
    "告知", "公开", "公示", "公布", "了解", "跟踪", "催收", "收到", "成立", "建立", "提供", "核实", "筛选", "考核",
    "评选", "部署", "会商", "研究", "交换", "走访", "反映", "协商",
];

/// Verbs that users leave out, because a paper that exists was made and a meeting was held.
const OF_THEMSELVES: [&str; 2] = ["形成", "召开"];

/// A verb, by the first of its family, and its object.
type Phrase = (Option<&'static str>, String);

/// How a word may be read: as an object, or as a verb with an object. Verbs of one character are recognised only in
/// what users type, because many nouns begin with them.
fn readings(word: &str, is_typed: bool) -> Vec<Phrase> {
    let of_families = FAMILIES.iter().flat_map(|family| family.iter().map(|verb| (*verb, family[0])));
    let verbs = of_families.chain(OTHERS.map(|verb| (verb, verb)));
    let verbs = verbs.filter(|(verb, _)| is_typed || verb.chars().count() > 1);
    let with = verbs.filter_map(|(verb, family)| {
        let rest = word.strip_prefix(verb).filter(|rest| !rest.is_empty())?;
        Some((Some(family), meeting(rest)))
    });
    std::iter::once((None, meeting(word))).chain(with).collect()
}

/// Shortens a final 会议 to 会.
fn meeting(word: &str) -> String {
    word.strip_suffix("会议").map_or_else(|| word.to_owned(), |before| format!("{before}会"))
}

/// The phrases for an event: from its names, and from the papers that stand for it.
fn phrases(kind: &EventKind, papers: &[&Name]) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for name in kind.term.names() {
        let all = readings(&name.folded(), false);
        // A name with a verb is not read as an object.
        let with_verb = all.iter().filter(|(verb, _)| verb.is_some());
        let (verb, object) = with_verb.min_by_key(|(_, object)| object.len()).unwrap_or(&all[0]);
        phrases.extend(object.split('或').map(|one| (*verb, one.to_owned())));
        phrases.push((*verb, object.clone()));
    }
    let made = Some(FAMILIES[1][0]);
    phrases.extend(papers.iter().map(|paper| (made, paper.folded())));
    phrases
}

/// The events that a word may mean, in the order declared, if it is not a name of any.
pub(super) fn meant<'v>(
    word: &Name,
    events: impl Iterator<Item = (&'v str, &'v EventKind)>,
    papers: impl Fn(&'v EventKind) -> Vec<&'v Name>,
) -> Vec<&'v str> {
    let typed = readings(&word.folded(), true);
    let events: Vec<(&str, Vec<Phrase>)> = events.map(|(id, kind)| (id, phrases(kind, &papers(kind)))).collect();
    let those = |fits: &dyn Fn(&Phrase, &Phrase) -> bool| -> Vec<&'v str> {
        let fitting = events
            .iter()
            .filter(|(_, phrases)| typed.iter().any(|typed| phrases.iter().any(|phrase| fits(typed, phrase))));
        fitting.map(|(id, _)| *id).collect()
    };
    let same = those(&|typed, phrase| typed == phrase);
    if !same.is_empty() {
        return same;
    }
    // With a verb that the name does not have: 组织视察.
    let added = those(&|typed, phrase| {
        let of_family = FAMILIES.iter().any(|family| Some(family[0]) == typed.0);
        of_family && phrase.0.is_none() && typed.1 == phrase.1
    });
    if !added.is_empty() {
        return added;
    }
    // Without the verb of the name. The object alone means the event only if the event makes the object.
    let bare = those(&|typed, phrase| typed.0.is_none() && phrase.0.is_some() && typed.1 == phrase.1);
    let by_itself = those(&|typed, phrase| {
        typed.0.is_none() && phrase.0.is_some_and(|verb| OF_THEMSELVES.contains(&verb)) && typed.1 == phrase.1
    });
    if bare.len() > 1 || !by_itself.is_empty() {
        return bare;
    }
    // With a part of the object: 移交档案, 了解办理.
    those(&|typed, phrase| {
        let part = &typed.1;
        typed.0.is_some()
            && typed.0 == phrase.0
            && part.chars().count() > 1
            && (phrase.1.starts_with(part) || phrase.1.ends_with(part))
    })
}
