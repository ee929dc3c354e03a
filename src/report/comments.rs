//! `comment list`: comments on papers and where their words are now, as a table, as JSON and as CSV.

use super::table::table;
use super::{csv, json};
use crate::history::Commit;
use crate::model::file_stem;
use crate::review::place::Place;
use crate::text;
use crate::text::{Language, Text};
use crate::workspace::{PlacedComment, PlacedComments, Removed};
use serde_json::{Value, json};

/// The comments of several papers, one in each row.
pub(crate) fn human(comments: &PlacedComments, language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["文书", "标识", "位置", "原文", "批注", "状态"],
        Language::English => ["paper", "id", "where", "words", "comment", "state"],
    };
    let rows = comments.all.iter().map(|one| {
        let (by, date, body) = (&one.by, one.comment.date, &one.comment.body);
        let said = text!(zh: "{by} {date}：{body}", en: "{by} {date}: {body}");
        [Text::same(paper(one)), Text::same(one.comment.id.as_str()), place(one), words(one), said, state(one)]
            .map(|cell| cell.in_(language).to_owned())
            .to_vec()
    });
    table(&heading, &rows.collect::<Vec<_>>())
}

/// The same with every fact in a column of its own.
pub(crate) fn csv(comments: &PlacedComments, language: Language) -> String {
    let heading = match language {
        Language::Chinese => {
            ["议题", "文书", "标识", "位置", "行", "原文", "现文", "批注人", "日期", "批注", "了结", "了结日期", "说明"]
        }
        Language::English => {
            ["topic", "paper", "id", "place", "line", "words", "now", "by", "date", "text", "settled", "on", "note"]
        }
    };
    let rows = comments.all.iter().map(|one| {
        let (comment, settled) = (&one.comment, one.settled.as_ref());
        vec![
            one.subject.to_string(),
            called(one).to_owned(),
            comment.id.to_string(),
            place_name(&one.place).in_(language).to_owned(),
            one.at.map(|(line, _)| line.to_string()).unwrap_or_default(),
            comment.exact.clone(),
            one.words.clone().unwrap_or_default(),
            one.by.to_string(),
            comment.date.to_string(),
            comment.body.clone(),
            one.settled_by.as_ref().map(ToString::to_string).unwrap_or_default(),
            settled.map(|settled| settled.date.to_string()).unwrap_or_default(),
            settled.and_then(|settled| settled.note.clone()).unwrap_or_default(),
        ]
    });
    csv::rows(&heading, &rows.collect::<Vec<_>>())
}

/// `yijuan/comments/1`.
pub(crate) fn json(comments: &PlacedComments) -> String {
    let all: Vec<Value> = comments.all.iter().map(one).collect();
    json::pretty(&json!({"schema": "yijuan/comments/1", "as_of": comments.loaded.today, "comments": all}))
}

fn one(one: &PlacedComment) -> Value {
    let (comment, place) = (&one.comment, &one.place);
    let state = match place {
        Place::Same(_) => "same",
        Place::Changed(_) => "changed",
        Place::Moved(_) => "moved",
        Place::Orphaned => "orphaned",
    };
    let removed = match &one.removed {
        Some(Removed::By(Commit { id, date, author, .. })) => json!({"commit": id, "date": date, "author": author}),
        _ => Value::Null,
    };
    json!({
        "topic": one.subject.to_string(),
        "paper": one.paper,
        "id": comment.id,
        "by": comment.by,
        "date": comment.date,
        "body": comment.body,
        "text": comment.text,
        "exact": comment.exact,
        "place": {
            "state": state,
            "line": one.at.map(|(line, _)| line),
            "column": one.at.map(|(_, column)| column),
            "words": one.words,
            "sentence": one.sentence,
        },
        "removed": removed,
        "settled": one.settled.as_ref().map(|settled| json!({
            "by": settled.by,
            "date": settled.date,
            "note": settled.note,
        })),
    })
}

/// The name of the paper's file.
fn called(one: &PlacedComment) -> &str {
    file_stem(&one.paper)
}

/// 2026-003 协商意见.
fn paper(one: &PlacedComment) -> String {
    format!("{} {}", one.subject, called(one))
}

fn place_name(place: &Place) -> Text {
    match place {
        Place::Same(_) => Text::new("原处", "same"),
        Place::Changed(_) => Text::new("已改", "changed"),
        Place::Moved(_) => Text::new("移到别处", "moved"),
        Place::Orphaned => Text::new("已删", "removed"),
    }
}

/// 第12行，已改.
fn place(one: &PlacedComment) -> Text {
    let Some((line, _)) = one.at else { return place_name(&one.place) };
    let line = text!(zh: "第{line}行", en: "line {line}");
    match &one.place {
        Place::Same(_) | Place::Orphaned => line,
        Place::Changed(_) | Place::Moved(_) => {
            let Text { zh, en } = place_name(&one.place);
            line.then(&text!(zh: "，{zh}", en: ", {en}"))
        }
    }
}

/// The words; what became of them; the sentence that they stood in, and who removed it.
fn words(one: &PlacedComment) -> Text {
    let exact = on_one_line(&one.comment.exact);
    match &one.place {
        Place::Same(_) | Place::Moved(_) => Text::same(exact),
        Place::Changed(_) => {
            let now = on_one_line(one.words.as_deref().unwrap_or_default());
            text!(zh: "{exact} → {now}", en: "{exact} → {now}")
        }
        Place::Orphaned => {
            let sentence = on_one_line(one.sentence.as_deref().unwrap_or(&exact));
            let by = match &one.removed {
                Some(Removed::By(Commit { id, date, author, .. })) => {
                    text!(zh: "（{author} {date} 删去，提交 {id}）", en: " (removed by {author} on {date}, commit {id})")
                }
                Some(Removed::Uncommitted) => Text::new("（删改尚未提交）", " (removed, not committed yet)"),
                Some(Removed::Unsought) | None => Text::same(""),
            };
            Text::same(sentence).then(&by)
        }
    }
}

/// Words without the line breaks of Markdown.
fn on_one_line(words: &str) -> String {
    words.lines().map(str::trim).collect()
}

/// 未了结; 钱样本 2026-05-04 了结：已注明.
fn state(one: &PlacedComment) -> Text {
    let (Some(settled), Some(by)) = (&one.settled, &one.settled_by) else { return Text::new("未了结", "open") };
    let date = settled.date;
    let state = text!(zh: "{by} {date} 了结", en: "settled by {by} on {date}");
    let note = settled.note.as_ref().map(|note| text!(zh: "：{note}", en: ": {note}"));
    note.iter().fold(state, Text::then)
}
