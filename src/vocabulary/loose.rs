//! What event people mean who leave the verb of its name out, use another that is as usual, say 会 for 会议, or name the
//! paper for the event that makes it. Only what is left of one event alone is taken.

use super::EventKind;
use crate::model::Name;

/// Verbs that people use for one another: what is sent, made, held and gathered.
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

/// Verbs that stand for themselves alone.
const OTHERS: [&str; 36] = [
    "审定", "审议", "审核", "审阅", "审批", "签发", "核签", "批准", "报批", "通过", "确定", "决定", "通报", "通知",
    "告知", "公开", "公示", "公布", "了解", "跟踪", "催收", "收到", "成立", "建立", "提供", "核实", "筛选", "考核",
    "评选", "部署", "会商", "研究", "交换", "走访", "反映", "协商",
];

/// Paper and meetings come about by what their verbs say, so that their names alone say it.
const OF_THEMSELVES: [&str; 2] = ["形成", "召开"];

/// What is done, by the first verb of its family, and what it is done to.
type Said = (Option<&'static str>, String);

/// How a word may be read: as it stands, and as a verb before something. Verbs of one character begin many a noun, and are
/// read in what people type alone.
fn readings(word: &str, is_typed: bool) -> Vec<Said> {
    let of_families = FAMILIES.iter().flat_map(|family| family.iter().map(|verb| (*verb, family[0])));
    let verbs = of_families.chain(OTHERS.map(|verb| (verb, verb)));
    let verbs = verbs.filter(|(verb, _)| is_typed || verb.chars().count() > 1);
    let with = verbs.filter_map(|(verb, family)| {
        let rest = word.strip_prefix(verb).filter(|rest| !rest.is_empty())?;
        Some((Some(family), meeting(rest)))
    });
    std::iter::once((None, meeting(word))).chain(with).collect()
}

/// 会议 as 会.
fn meeting(word: &str) -> String {
    word.strip_suffix("会议").map_or_else(|| word.to_owned(), |before| format!("{before}会"))
}

/// What the names of an event say, and the papers that stand for it.
fn said(kind: &EventKind, papers: &[&Name]) -> Vec<Said> {
    let mut said = Vec::new();
    for name in kind.term.names() {
        let all = readings(&name.spoken(), false);
        // With a verb, the name says nothing as it stands.
        let with_verb = all.iter().filter(|(verb, _)| verb.is_some());
        let (verb, object) = with_verb.min_by_key(|(_, object)| object.len()).unwrap_or(&all[0]);
        said.extend(object.split('或').map(|one| (*verb, one.to_owned())));
        said.push((*verb, object.clone()));
    }
    let made = Some(FAMILIES[1][0]);
    said.extend(papers.iter().map(|paper| (made, paper.spoken())));
    said
}

/// The events that a word means which is no name of any, in the order in which they are declared: none, one, or those that
/// it leaves open.
pub(super) fn meant<'v>(
    word: &Name,
    events: impl Iterator<Item = (&'v str, &'v EventKind)>,
    papers: impl Fn(&'v EventKind) -> Vec<&'v Name>,
) -> Vec<&'v str> {
    let typed = readings(&word.spoken(), true);
    let events: Vec<(&str, Vec<Said>)> = events.map(|(id, kind)| (id, said(kind, &papers(kind)))).collect();
    let those = |fits: &dyn Fn(&Said, &Said) -> bool| -> Vec<&'v str> {
        let is = |said: &[Said]| typed.iter().any(|typed| said.iter().any(|said| fits(typed, said)));
        events.iter().filter(|(_, said)| is(said)).map(|(id, _)| *id).collect()
    };
    let same = those(&|typed, said| typed == said);
    if !same.is_empty() {
        return same;
    }
    // A verb that the name has not: 组织视察.
    let added = those(&|typed, said| {
        let of_family = FAMILIES.iter().any(|family| Some(family[0]) == typed.0);
        of_family && said.0.is_none() && typed.1 == said.1
    });
    if !added.is_empty() {
        return added;
    }
    // A name without its verb. What is done to a thing that is there already nobody means by the thing alone.
    let bare = those(&|typed, said| typed.0.is_none() && said.0.is_some() && typed.1 == said.1);
    let by_itself = those(&|typed, said| {
        typed.0.is_none() && said.0.is_some_and(|verb| OF_THEMSELVES.contains(&verb)) && typed.1 == said.1
    });
    if bare.len() > 1 || !by_itself.is_empty() {
        return bare;
    }
    // Part of what it is done to: 移交档案, 了解办理.
    those(&|typed, said| {
        let part = &typed.1;
        typed.0.is_some()
            && typed.0 == said.0
            && part.chars().count() > 1
            && (said.1.starts_with(part) || said.1.ends_with(part))
    })
}
