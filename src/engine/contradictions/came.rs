//! Who came to the meeting by what a paper says, beside the marks on the roster. Only who is marked otherwise is told:
//! somebody without a mark may have come.

use super::{Remark, of_paper};
use crate::archive::Paper;
use crate::diagnostic::Location;
use crate::engine::Context;
use crate::model::{Attendee, Settings};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::rules::view::{MEETING, TopicFacts, View};
use crate::text;
use crate::text::{Text, line_and_column};

/// The labels of those who came, and of those who did not, in minutes: 出席：周样例、吴示例.
const CAME: [&str; 4] = ["出席", "应邀出席", "列席", "参加"];
const STAYED_AWAY: [&str; 3] = ["请假", "缺席", "未到会"];

/// Words of a sentence that says that somebody came.
const SAYS_SO: [&str; 5] = ["到会", "出席", "列席", "参加会议", "参加了会议"];

/// Words of a sentence about other people or another time.
const OTHERWISE: &str = "邀请 应到 拟 将 请假 缺席 未到 未能 没有 原定 安排 计划 调研 视察 上次 去年 会前 会后";

/// What minutes say of people who are marked otherwise.
pub(super) fn in_minutes(regulation: &Regulation, facts: &TopicFacts, paper: &Paper) -> Vec<Remark> {
    let view = of_paper(facts, paper);
    let mut start = 0;
    let lines = paper.body.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    });
    let remarks = lines.filter_map(|(at, line)| {
        let (label, names) = line.trim_start_matches(['*', ' ']).split_once(['：', ':'])?;
        let label = label.trim_end_matches(['*', ' ']);
        let says_came = CAME.contains(&label);
        if !says_came && !STAYED_AWAY.contains(&label) {
            return None;
        }
        let named: Vec<&str> =
            names.split(['、', '，', '；', '。', ';']).map(|name| name.trim_matches(['*', ' ', '\n', '\r'])).collect();
        let is_named = |entry: &Attendee| named.iter().any(|name| bare(name).ends_with(entry.name.as_str()));
        let otherwise = marked(&view, !says_came, |entry| is_named(entry));
        (!otherwise.is_empty()).then(|| {
            let Text { zh, en } = Text::listed(&otherwise);
            let message = if says_came {
                text!(zh: "把{zh}写作到会，名单登记的是请假或者缺席", en: "{en} came, it says; the list has them absent or on leave")
            } else {
                text!(zh: "把{zh}写作{label}，名单登记的是到会", en: "{en} did not come, it says; the list has them present")
            };
            remark(regulation, paper, at, &message)
        })
    });
    remarks.collect()
}

/// Bodies that an opinion says came, nobody of which is marked present.
pub(super) fn in_opinion<'a>(
    context: &Context<'a>,
    regulation: &Regulation,
    facts: &TopicFacts<'a>,
    paper: &Paper,
) -> Vec<Remark> {
    let (view, Some(settings)) = (of_paper(facts, paper), context.settings()) else { return Vec::new() };
    let away = bodies_away(settings, &view);
    let mut start = 0;
    let sentences = paper.body.split_inclusive(['。', '；', '！', '？', '\n']).map(move |sentence| {
        let at = start;
        start += sentence.len();
        (at, sentence)
    });
    let sentences = sentences.filter(|(_, sentence)| {
        SAYS_SO.iter().any(|word| sentence.contains(word)) && !OTHERWISE.split(' ').any(|word| sentence.contains(word))
    });
    let remarks = sentences.filter_map(|(at, sentence)| {
        let named: Vec<&str> = away.iter().filter(|name| names_body(settings, sentence, name)).copied().collect();
        (!named.is_empty()).then(|| {
            let Text { zh, en } = Text::listed(&named);
            let message = text!(
                zh: "写了{zh}到会，名单登记其人员请假或者缺席",
                en: "{en} came, it says; the list has their people absent or on leave"
            );
            remark(regulation, paper, at, &message)
        })
    });
    remarks.collect()
}

/// A name without what stands in brackets after it: 周样例（提案委员会主任）.
fn bare(name: &str) -> &str {
    name.split(['（', '(']).next().unwrap_or(name).trim_end().trim_end_matches("同志")
}

/// The people on the list of the meeting all of whose marks say so, and who are named.
fn marked<'a>(view: &View<'_, 'a>, present: bool, is_named: impl Fn(&Attendee) -> bool) -> Vec<&'a str> {
    let entries: Vec<&'a Attendee> = at_meeting(view).filter(|entry| is_named(entry)).collect();
    let people = Attendee::people(entries).into_iter();
    let people = people.filter(|one| one.iter().all(|entry| view.mark(entry, MEETING) == Some(present)));
    people.filter_map(|one| one.first().map(|entry| entry.name.as_str())).collect()
}

fn at_meeting<'v, 'a: 'v>(view: &'v View<'_, 'a>) -> impl Iterator<Item = &'a Attendee> + use<'v, 'a> {
    view.roster().map(|(_, entry)| entry).filter(|entry| entry.activities().contains(&MEETING))
}

/// The registered bodies of which people are on the list, all of them marked absent or on leave.
fn bodies_away<'s>(settings: &'s Settings, view: &View) -> Vec<&'s str> {
    let of_body = |id: &str| {
        let of = at_meeting(view).filter(|entry| {
            entry.affiliation.as_deref().and_then(|words| settings.body_of(words)).is_some_and(|(own, _)| own == id)
        });
        of.map(|entry| view.mark(entry, MEETING)).collect::<Vec<_>>()
    };
    let bodies = settings.bodies.iter().filter(|(id, _)| {
        let marks = of_body(id);
        !marks.is_empty() && marks.iter().all(|mark| *mark == Some(false))
    });
    bodies.map(|(_, body)| body.name.as_str()).collect()
}

/// Whether a sentence names a body, and not merely one whose name is longer: 区水务局 in 区水务局河道所.
fn names_body(settings: &Settings, sentence: &str, name: &str) -> bool {
    sentence
        .match_indices(name)
        .any(|(at, _)| settings.body_of(&sentence[at..]).is_some_and(|(_, body)| body.name.as_str() == name))
}

fn remark(regulation: &Regulation, paper: &Paper, at: usize, said: &Text) -> Remark {
    let (Text { zh, en }, Text { zh: said_zh, en: said_en }) = (phrase::paper(regulation, &paper.front.document), said);
    let (line, column) = line_and_column(&paper.body, at);
    let path = &paper.path;
    (
        Location::at(path.clone(), line + paper.lines_before, column),
        text!(zh: "{zh}{said_zh}", en: "{en}: {said_en}"),
        text!(
            zh: "核对后改正 {path} 或名单上的到会情况；所说不是一回事的不必处理",
            en: "look which is right and mend {path} or the marks on the list; if they are different things there is nothing to do"
        ),
    )
}
