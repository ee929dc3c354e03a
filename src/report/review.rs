//! `review status` and `review inbox`: where papers are in review, and whose turn it is.

use super::json::pretty;
use super::table::{or_dash, table};
use crate::engine::ReviewState;
use crate::history::Commit;
use crate::model::Subject;
use crate::text;
use crate::text::{Language, Text};
use crate::workspace::{PaperUnderReview, PapersUnderReview};
use serde_json::{Value, json};

/// `review status`: each paper, its state, whose turn it is, and since when.
pub(crate) fn status(papers: &PapersUnderReview, language: Language) -> String {
    table(&heading(language), &papers.all.iter().map(|paper| row(paper, language)).collect::<Vec<_>>())
}

/// `review inbox`: the same for papers that wait for somebody, and whether each has changed since their last decision.
pub(crate) fn inbox(papers: &PapersUnderReview, who: &str, language: Language) -> String {
    let heading = [&heading(language)[..], &[language.choose("上次决定以后", "since the last decision")]].concat();
    let rows = papers.all.iter().map(|paper| {
        let mut row = row(paper, language);
        row.push(changed(paper, who).in_(language).to_owned());
        row
    });
    table(&heading, &rows.collect::<Vec<_>>())
}

/// 2026-06-12 退回，其后文本有改动.
fn changed(paper: &PaperUnderReview, who: &str) -> Text {
    let Some((last, has_changed)) = paper.changed_since(who) else { return Text::same("—") };
    let (date, Text { zh, en }) = (last.date, last.verdict.text());
    let (since_zh, since_en) = if has_changed { ("有改动", "changed") } else { ("没有改动", "unchanged") };
    let changed = text!(zh: "{date} {zh}，其后文本{since_zh}", en: "{en} on {date}; the text is {since_en} since");
    let (subject, file) = (&paper.subject, &paper.called);
    let commit = last.commit.as_deref().filter(|_| has_changed && matches!(subject, Subject::Topic(_)));
    let diff = commit
        .and_then(|commit| commit.get(..12))
        .map(|commit| Text::same(format!("（yijuan diff {subject} {file} --since {commit}）")));
    diff.iter().fold(changed, Text::then)
}

fn heading(language: Language) -> [&'static str; 6] {
    match language {
        Language::Chinese => ["议题", "文书", "状态", "待谁", "自", "工作日"],
        Language::English => ["topic", "paper", "state", "waiting for", "since", "working days"],
    }
}

fn row(paper: &PaperUnderReview, language: Language) -> Vec<String> {
    let subject = paper.subject.called();
    let subject = match &paper.title {
        Some(title) => format!("{} {title}", subject.in_(language)),
        None => subject.in_(language).to_owned(),
    };
    vec![
        subject,
        paper.called.clone(),
        state(paper).in_(language).to_owned(),
        paper.waiting_name.in_(language).to_owned(),
        or_dash(paper.since),
        // Of a paper that is through nobody is waited for.
        or_dash(paper.working_days.filter(|_| paper.state != ReviewState::Through)),
    ]
}

/// 第2轮，待办；送审后又有改动（2026-06-12 孙范文，提交 9192aad），审核已失效.
fn state(paper: &PaperUnderReview) -> Text {
    let Text { zh, en } = paper.lapsed_since.as_ref().map_or_else(
        || Text::new("尚未提交", "not committed yet"),
        |Commit { id, date, author, .. }| text!(zh: "{date} {author}，提交 {id}", en: "by {author} on {date}, commit {id}"),
    );
    stated(paper, &text!(zh: "（{zh}）", en: " ({en})"))
}

/// The same without the change by which steps lapsed, for pages that do not look it up in the history.
pub(super) fn state_by_files(paper: &PaperUnderReview) -> Text {
    stated(paper, &Text::same(""))
}

/// The state, with what is said of the change by which steps lapsed.
fn stated(paper: &PaperUnderReview, change: &Text) -> Text {
    let state = match paper.state {
        ReviewState::Draft => Text::new("起草中", "in draft"),
        ReviewState::Waiting => Text::new("审签中", "under review"),
        ReviewState::Held => Text::new("缓发", "put off"),
        ReviewState::Returned => Text::new("已退回", "returned"),
        ReviewState::Withdrawn => Text::new("已撤回", "withdrawn"),
        ReviewState::Through => Text::new("已办结", "through"),
    };
    let (round, Text { zh, en }) = (paper.round, state);
    let state = match round {
        1 => text!(zh: "{zh}", en: "{en}"),
        _ => text!(zh: "{zh}（第{round}轮）", en: "{en} (round {round})"),
    };
    let state = match &paper.unbound_name {
        Text { zh, .. } if zh.is_empty() => state,
        Text { zh, en } => {
            state.then(&text!(zh: "；{zh}只有记录，没有对应文本", en: "; on record, bound to no text: {en}"))
        }
    };
    let state = match paper.open_comments {
        0 => state,
        count => state.then(&text!(zh: "；批注 {count} 条未了结", en: "; comments still open: {count}")),
    };
    if paper.lapsed.is_empty() {
        return state;
    }
    let (Text { zh, en }, Text { zh: lapsed_zh, en: lapsed_en }) = (state, &paper.lapsed_name);
    let (change_zh, change_en) = (&change.zh, &change.en);
    text!(
        zh: "{zh}；送审后又有改动{change_zh}，{lapsed_zh}已失效",
        en: "{en}; the text has changed since{change_en}, lapsed: {lapsed_en}"
    )
}

/// `yijuan/review/1`.
pub(crate) fn json(papers: &PapersUnderReview) -> String {
    as_json(papers, &papers.all.iter().map(document).collect::<Vec<_>>())
}

/// `yijuan/review/1` with the last decision of somebody, and whether the text has changed since.
pub(crate) fn inbox_json(papers: &PapersUnderReview, who: &str) -> String {
    let documents = papers.all.iter().map(|paper| {
        let (mut document, last) = (document(paper), paper.changed_since(who));
        document["decided"] = json!(last.map(|(last, _)| last.date.to_string()));
        document["changed"] = json!(last.map(|(_, changed)| changed));
        document
    });
    as_json(papers, &documents.collect::<Vec<_>>())
}

fn as_json(papers: &PapersUnderReview, documents: &[Value]) -> String {
    pretty(&json!({"schema": "yijuan/review/1", "as_of": papers.loaded.today, "documents": documents}))
}

fn document(paper: &PaperUnderReview) -> Value {
    json!({
        "topic": paper.subject.to_string(),
        "document": paper.document,
        "round": paper.round,
        "step": paper.step,
        "waiting_for": paper.waiting_for,
        "lapsed": paper.lapsed,
        "since": paper.since.map(|since| since.to_string()),
        "working_days": paper.working_days,
    })
}
