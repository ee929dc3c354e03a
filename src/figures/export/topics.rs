//! Topics, what happened in them, who was on their rosters, what was suggested, and what was decided on their papers.

use super::table::{Column, Row, Table, place};
use super::{names, office_name};
use crate::archive::{Review, Topic};
use crate::engine::{Context, Timeline, timeline};
use crate::figures::suggested::adopted_as;
use crate::model::{Name, Satisfaction, Subject};
use crate::regulation::Regulation;
use crate::vocabulary::{EventIs, Group, Vocabulary};

pub(super) static TOPICS: Table = Table {
    id: "topics",
    means: ("议题", "a topic"),
    is_of_years: true,
    columns: &[
        Column::text("topic", "编号", "its key"),
        Column::text("title", "题目", "its title"),
        Column::text("regulation", "适用的规程", "its regulation"),
        Column::text("form", "协商形式", "its form of consultation"),
        Column::text("form_name", "协商形式的名称", "the name of that form"),
        Column::text("office", "责任委室", "its responsible office"),
        Column::text("office_name", "责任委室的名称", "the name of that office"),
        Column::text("room", "所属协商议事室", "the consultation room it belongs to"),
        Column::date("began", "登记之日", "the day it was entered"),
        Column::integer("rounds", "协商轮次", "how many rounds it has"),
        Column::date("scheduled", "末一轮所定会期", "the day set for the meeting of the last round"),
        Column::boolean(
            "to_report",
            "规程有无报送协商成果一项",
            "whether its regulation has an event for sending what came of it",
        ),
        Column::boolean("excluded", "是否登记了不予协商的情形", "whether a ground of exclusion is on record"),
        Column::date("dropped", "终止之日", "the day it was dropped"),
        Column::date("ended", "办结之日", "the day it ended"),
    ],
};

pub(super) static EVENTS: Table = Table {
    id: "events",
    means: ("议题中发生的一件事", "something that happened in a topic"),
    is_of_years: true,
    columns: &[
        Column::text("topic", "议题编号", "key of the topic"),
        Column::text("event", "事项", "the event"),
        Column::text("event_name", "事项的名称", "the name of that event"),
        Column::text(
            "role",
            "在规程中的含义：report 报送成果、assignment 交办、answer 答复、outcome 落实、meeting 会议的别名、handover 移交",
            "what it stands for in the regulation: report, assignment, answer, outcome, meeting by another name, handover",
        ),
        Column::date("date", "日期", "its day"),
        Column::integer("round", "轮次", "the round"),
        Column::text("suggestion", "所属意见建议的标识", "the suggestion it belongs to"),
        Column::text(
            "known_by",
            "据何而知：entry 登记、paper 文书、file 材料、decision 审签、schedule 会期变动而未登记",
            "how it is known: entry, paper, file, decision, or schedule where a change of the meeting is not on record",
        ),
        Column::date("called_for", "所通知的会期", "the day for which it called the meeting"),
        Column::date("moved_from", "改期之前的会期", "the day from which it moved the meeting"),
    ],
};

pub(super) static ROSTER: Table = Table {
    id: "roster",
    means: ("参加人员名单的一行；含人名", "a line of a roster; names people"),
    is_of_years: true,
    columns: &[
        Column::text("topic", "议题编号", "key of the topic"),
        Column::integer("entry", "第几行", "which line"),
        Column::text("person", "所写的人员标识", "the id of the person, where one is written"),
        Column::text("name", "姓名", "the name"),
        Column::list("tags", "身份", "as what they are on it"),
        Column::list("tag_names", "身份的名称", "the names of that"),
        Column::boolean("as_member", "是否以委员身份列名", "whether they are on it as a member"),
        Column::list("activities", "参加哪些活动", "to which activities"),
        Column::integer("round", "哪一轮；不写即各轮", "of which round; of all if unknown"),
        Column::text("attendance", "到会：present 到会、leave 请假、absent 缺席", "present, leave or absent"),
        Column::boolean("spoke", "是否发言", "whether they spoke"),
    ],
};

pub(super) static SUGGESTIONS: Table = Table {
    id: "suggestions",
    means: (
        "一条意见建议、承诺或回应，不含正文；提出人是人名",
        "a suggestion, promise or response, without its text; proposers are people",
    ),
    is_of_years: true,
    columns: &[
        Column::text("topic", "议题编号", "key of the topic"),
        Column::text("suggestion", "标识", "its id"),
        Column::text("kind", "种类，意见建议为 suggestion", "its kind; of a suggestion suggestion"),
        Column::integer("round", "轮次", "the round"),
        Column::list("handed_to", "交办单位", "to whom it was handed"),
        Column::list("handed_to_names", "交办单位的名称", "the names of those"),
        Column::text(
            "office",
            "跟办的委室，不写即议题的责任委室",
            "the office that follows it up, else that of the topic",
        ),
        Column::text("office_name", "跟办委室的名称", "the name of that office"),
        Column::list("proposers", "提出人", "who proposed it"),
        Column::date("due", "答复期限", "the day by which an answer is due"),
        Column::text(
            "adoption",
            "采纳情况：adopted 采纳、partly-adopted 部分采纳、not-adopted 不采纳、under-study 研究中，或所写的别的词",
            "adopted, partly-adopted, not-adopted, under-study, or another word as written",
        ),
        Column::text(
            "satisfaction",
            "满意程度：satisfied 满意、mostly-satisfied 基本满意、dissatisfied 不满意",
            "satisfied, mostly-satisfied or dissatisfied",
        ),
    ],
};

pub(super) static DECISIONS: Table = Table {
    id: "decisions",
    means: ("对文书的一次审签，不含谁作的、说了什么", "a decision on a paper, without who took it and what was said"),
    is_of_years: true,
    columns: &[
        Column::text("subject", "议题编号，或 plan:年份", "key of the topic, or plan:YEAR"),
        Column::text("paper", "文书的文件", "file of the paper"),
        Column::text("document", "文书的种类", "kind of the paper"),
        Column::integer("review_round", "第几轮审签", "which round of review"),
        Column::text("step", "审签的环节", "the step decided on"),
        Column::text(
            "verdict",
            "submit 送审、approve 同意、amend 改后同意、return 退回、hold 缓发、note 阅、pass-on 转请、withdraw 撤回",
            "submit, approve, amend, return, hold, note, pass-on or withdraw",
        ),
        Column::date("date", "日期", "its day"),
        Column::boolean("signed", "是否有签名", "whether it is signed"),
    ],
};

/// The rows of a topic; none if its regulation is unknown or a file of it cannot be read.
pub(super) fn rows(context: Context, topic: &Topic) -> Option<Vec<Row>> {
    let regulation = context.regulations.get(&topic.file.regulation).ok().filter(|_| topic.unread.is_empty())?;
    let timeline = timeline(context, regulation, topic);
    let mut rows = vec![itself(context, regulation, topic, &timeline)];
    rows.extend(events(regulation, topic, &timeline));
    rows.extend(roster(regulation, topic));
    rows.extend(suggestions(context, regulation, topic));
    rows.extend(decisions(context, &Subject::Topic(topic.key), &topic.reviews));
    Some(rows)
}

fn itself(context: Context, regulation: &Regulation, topic: &Topic, timeline: &Timeline) -> Row {
    let file = &topic.file;
    TOPICS.row(
        Some(topic.key.year),
        vec![
            topic.key.to_string().into(),
            (&file.title).into(),
            (&file.regulation).into(),
            file.form.as_ref().into(),
            file.form.as_ref().map(|form| regulation.name_in(Group::Forms, form).zh).into(),
            file.office.as_ref().into(),
            office_name(context, file.office.as_ref()),
            file.room.as_ref().into(),
            file.began.into(),
            timeline.rounds.into(),
            timeline.scheduled.into(),
            timeline.is_to_report.into(),
            timeline.excluded.into(),
            timeline.dropped.into(),
            timeline.ended.into(),
        ],
    )
}

fn events(regulation: &Regulation, topic: &Topic, timeline: &Timeline) -> Vec<Row> {
    let row = |one: &crate::engine::Happened| {
        EVENTS.row(
            Some(topic.key.year),
            vec![
                topic.key.to_string().into(),
                (&one.event).into(),
                regulation.name(&one.event).zh.into(),
                one.is.map(EventIs::word).into(),
                one.date.into(),
                one.round.into(),
                one.suggestion.as_ref().into(),
                one.by.into(),
                one.called_for.into(),
                one.moved_from.into(),
            ],
        )
    };
    timeline.events.iter().map(row).collect()
}

fn roster(regulation: &Regulation, topic: &Topic) -> Vec<Row> {
    let rows = topic.roster.iter().enumerate().map(|(nth, entry)| {
        let activities = entry.activities().into_iter().map(ToOwned::to_owned).collect::<Vec<_>>();
        ROSTER.row(
            Some(topic.key.year),
            vec![
                topic.key.to_string().into(),
                place(nth),
                entry.person.as_ref().into(),
                (&entry.name).into(),
                entry.tags.0.as_slice().into(),
                names(regulation, &entry.tags).into(),
                entry.tags.iter().any(|tag| regulation.includes(tag, Vocabulary::MEMBER)).into(),
                activities.into(),
                entry.round.into(),
                entry.attendance.map(crate::model::Attendance::id).into(),
                entry.spoke.into(),
            ],
        )
    });
    rows.collect()
}

fn suggestions(context: Context, regulation: &Regulation, topic: &Topic) -> Vec<Row> {
    let called = |id: &Name| context.archive.called(id).map_or_else(|| regulation.name(id).zh, ToString::to_string);
    let rows = topic.suggestions.iter().map(|one| {
        let office = one.office.as_ref().or(topic.file.office.as_ref());
        SUGGESTIONS.row(
            Some(topic.key.year),
            vec![
                topic.key.to_string().into(),
                (&one.id).into(),
                (&one.kind).into(),
                one.round.unwrap_or(1).into(),
                one.to.0.as_slice().into(),
                one.to.iter().map(called).collect::<Vec<_>>().into(),
                office.into(),
                office_name(context, office),
                one.proposers.0.as_slice().into(),
                one.due.into(),
                one.adoption.as_ref().map(adopted_as).as_ref().into(),
                one.satisfaction.map(Satisfaction::id).into(),
            ],
        )
    });
    rows.collect()
}

/// The decisions on papers of a topic or year, up to today.
pub(super) fn decisions(context: Context, subject: &Subject, reviews: &[Review]) -> Vec<Row> {
    let each = reviews.iter().flat_map(|review| {
        let made = review.decisions.iter().enumerate().filter(|(_, one)| one.date <= context.today);
        made.map(move |(nth, one)| {
            DECISIONS.row(
                Some(super::year_of(subject, context.today)),
                vec![
                    subject.to_string().into(),
                    review.paper.as_str().into(),
                    one.document.as_ref().into(),
                    one.round.into(),
                    one.step.as_ref().into(),
                    one.verdict.written().into(),
                    one.date.into(),
                    review.is_signed(nth).into(),
                ],
            )
        })
    });
    each.collect()
}
