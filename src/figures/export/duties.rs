//! Duties and findings, as `check --all` gives them.

use super::table::{Column, Row, Table};
use super::{office_name, year_of};
use crate::duty::{Duty, Finding};
use crate::engine::{Context, Judgement};
use crate::figures::deadlines::is_act;
use crate::model::{Date, Subject};

pub(super) static DUTIES: Table = Table {
    id: "duties",
    means: (
        "一条规则对一个议题、年度或协商议事室的要求，check --all 所列",
        "a rule applied to a topic, year or room, as check --all lists it",
    ),
    is_of_years: true,
    columns: &[
        Column::text(
            "subject",
            "议题编号、plan:年份、room:标识 或 archive",
            "key of the topic, plan:YEAR, room:ID or archive",
        ),
        Column::text("regulation", "规程", "the regulation"),
        Column::text("rule", "规则", "the rule"),
        Column::text("force", "must 应、should 一般、may 可", "must, should or may"),
        Column::text(
            "what",
            "同一规则下的哪一项：轮次、意见建议、时期",
            "which of its duties under the rule: a round, a suggestion, a period",
        ),
        Column::boolean(
            "act",
            "是否要办的事项或文书，可以逾期",
            "whether it is an act or a paper, which can come late",
        ),
        Column::text(
            "state",
            "overdue 已逾期、due-soon 即将到期、pending 待办、done-late 逾期办结、done 已办、waiting 未起算、not-applicable 不适用",
            "overdue, due-soon, pending, done-late, done, waiting or not-applicable",
        ),
        Column::date("due", "期限", "its due day"),
        Column::date("done", "办成之日", "the day it was done"),
        Column::boolean("waived", "是否登记了例外", "whether a recorded exception excuses it"),
        Column::date("period_end", "所属时期的末日", "the last day of the period it is about"),
        Column::text("office", "议题的责任委室", "the responsible office of the topic"),
        Column::text("office_name", "责任委室的名称", "the name of that office"),
    ],
};

pub(super) static FINDINGS: Table = Table {
    id: "findings",
    means: ("一个问题，check 所列，不含字句", "a problem that check lists, without its words"),
    is_of_years: true,
    columns: &[
        Column::text(
            "subject",
            "议题编号、plan:年份、room:标识 或 archive",
            "key of the topic, plan:YEAR, room:ID or archive",
        ),
        Column::text("regulation", "规程；文件的问题没有", "the regulation; none for a problem of a file"),
        Column::text("rule", "规则", "the rule"),
        Column::text("article", "条款", "the article"),
        Column::text("severity", "error 错误、warning 警告、note 提示", "error, warning or note"),
        Column::text("suggestion", "所属意见建议的标识", "the suggestion it is about"),
        Column::text("path", "所在文件", "the file it is in"),
    ],
};

pub(super) fn rows(context: Context, judgement: &Judgement) -> Vec<Row> {
    let duties = judgement.duties.iter().map(|duty| of_duty(context, duty));
    duties.chain(judgement.findings.iter().map(|finding| of_finding(context, finding))).collect()
}

fn of_duty(context: Context, duty: &Duty) -> Row {
    let (regulation, rule) = (duty.regulation(), duty.rule());
    // The topics of a part come with their duties.
    let office = match &duty.subject {
        Subject::Topic(key) => {
            let topic = context.archive.topics.iter().find(|topic| topic.key == *key);
            topic.and_then(|topic| topic.file.office.as_ref())
        }
        Subject::Plan(_) | Subject::Room(_) | Subject::Archive => None,
    };
    let period = duty.period_end.filter(|_| matches!(duty.subject, Subject::Room(_) | Subject::Archive));
    DUTIES.row(
        Some(period.map_or_else(|| year_of(&duty.subject, context.today), Date::year)),
        vec![
            duty.subject.to_string().into(),
            (&regulation.id).into(),
            (&rule.id).into(),
            rule.force.id().into(),
            duty.what.as_str().into(),
            is_act(regulation, rule).into(),
            duty.state.id().into(),
            duty.due.into(),
            duty.done.into(),
            duty.waived.into(),
            duty.period_end.into(),
            office.into(),
            office_name(context, office),
        ],
    )
}

fn of_finding(context: Context, finding: &Finding) -> Row {
    let rule = finding.rule();
    FINDINGS.row(
        Some(year_of(&finding.subject, context.today)),
        vec![
            finding.subject.to_string().into(),
            finding.citation.as_ref().map(|citation| &citation.regulation().id).into(),
            rule.map(|rule| &rule.id).into(),
            rule.map(|rule| &rule.article).into(),
            finding.severity.id().into(),
            finding.suggestion.as_ref().into(),
            finding.place.path.as_str().into(),
        ],
    )
}
