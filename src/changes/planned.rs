//! Links an item of a year's plan with its topic: fills in the topic from the item, and finds the item of a new topic.

use crate::archive::{Archive, Field, Topic, set_field, titles, topic_folders};
use crate::diagnostic::Diagnostic;
use crate::model::{Name, PlanItem, TopicKey, are_near};
use crate::text;
use crate::text::{Text, one_word};
use crate::workspace::Workspace;

/// A field of a topic, its name, and its values in the item and in the topic.
type Both<'a> = (&'static [&'static str], Text, Option<&'a Name>, Option<&'a Name>);

/// Fills the empty fields of a topic that is open from its item. Gives the new text of `topic.yml`, `None` if nothing
/// changes, and notes on fields that were filled in or differ.
pub(crate) fn filled_in(
    text: &str,
    (topic, is_open): (&Topic, bool),
    (number, item): (usize, &PlanItem),
    called: impl Fn(&Name) -> Text,
) -> Result<(Option<String>, Vec<Text>), Diagnostic> {
    let (path, file, key) = (topic.path("topic.yml"), &topic.file, topic.key);
    let own_channel = file.source.as_ref().and_then(|source| source.channel.as_ref());
    let fields: [Both; 3] = [
        (&["form"], Text::new("形式", "form"), item.form.as_ref(), file.form.as_ref()),
        (&["office"], Text::new("委室", "office"), item.office.as_ref(), file.office.as_ref()),
        (&["source", "channel"], Text::new("渠道", "channel"), item.channel.as_ref(), own_channel),
    ];
    let (mut after, mut taken, mut differing) = (None, Vec::new(), Vec::new());
    for (at, what, planned, own) in fields {
        match (planned, own) {
            (Some(planned), None) if is_open => {
                let before = after.as_deref().unwrap_or(text);
                after = Some(set_field(&path, before, at, Some(&Field::Word(planned.to_string())))?);
                let (planned, Text { zh, en }) = (called(planned), what);
                let (planned_zh, planned_en) = (planned.zh, planned.en);
                taken.push(text!(zh: "{zh} {planned_zh}", en: "{en} {planned_en}"));
            }
            (Some(planned), Some(own)) if planned != own => differing.push(what),
            _ => {}
        }
    }
    let mut notes = Vec::new();
    if !taken.is_empty() {
        let Text { zh, en } = Text::join(&taken, "、", ", ");
        notes.push(
            text!(zh: "{key} 空着的已照第 {number} 项填入：{zh}", en: "taken over into {key} from item {number}: {en}"),
        );
    }
    if !differing.is_empty() {
        let Text { zh, en } = Text::join(&differing, "、", ", ");
        notes.push(text!(
            zh: "{key} 与第 {number} 项的{zh}不同，照旧未改",
            en: "{key} and item {number} differ in {en}; neither is changed"
        ));
    }
    Ok((after, notes))
}

/// The note that the title of a new topic is nearly that of an item without a topic.
pub(crate) fn near_item(archive: &Archive, key: TopicKey, title: &str) -> Option<Text> {
    let year = key.year;
    let (nth, item) = archive.plan(year)?.file.open_item_like(title)?;
    let (number, title) = (nth + 1, &item.title);
    let word = one_word(title);
    Some(text!(
        zh: "{year} 年度计划第 {number} 项“{title}”题目相近；就是这一项的：yijuan plan set {year} 议题编号={key} --item {word}",
        en: "item {number} of the plan of {year}, `{title}`, has nearly this title; if it is that: yijuan plan set {year} topic={key} --item {word}"
    ))
}

/// The fields of an item that are empty and that its topic has, with the note that they were taken over. `given` are those
/// that the user set.
pub(crate) fn filled_from(
    (number, item): (usize, &PlanItem),
    topic: &Topic,
    given: &[String],
    called: impl Fn(&Name) -> Text,
) -> (Vec<(&'static str, Field)>, Option<Text>) {
    let (file, key) = (&topic.file, topic.key);
    let words = [
        ("form", Text::new("形式", "form"), &item.form, &file.form),
        ("office", Text::new("委室", "office"), &item.office, &file.office),
    ];
    let words = words.into_iter().filter(|(field, _, own, _)| own.is_none() && !given.iter().any(|one| one == field));
    let (mut fields, mut taken) = (Vec::new(), Vec::new());
    for (field, what, _, of_topic) in words {
        let Some(of_topic) = of_topic else { continue };
        let (Text { zh, en }, value) = (what, called(of_topic));
        fields.push((field, Field::Word(of_topic.to_string())));
        taken.push(Text::new(format!("{zh} {}", value.zh), format!("{en} {}", value.en)));
    }
    let note = (!taken.is_empty()).then(|| {
        let Text { zh, en } = Text::join(&taken, "、", ", ");
        text!(zh: "第 {number} 项空着的已照 {key} 填入：{zh}", en: "taken over into item {number} from {key}: {en}")
    });
    (fields, note)
}

/// The note that a topic of the year, of which the plan says nothing yet, has nearly the title of a new item.
pub(crate) fn near_topic(
    workspace: &Workspace,
    archive: &Archive,
    year: i32,
    (number, title): (usize, &Name),
) -> Option<Text> {
    let items = archive.plan(year).map_or(&[][..], |plan| &plan.file.items);
    let is_listed = |key: TopicKey| items.iter().any(|item| item.topic.as_deref() == Some(key.to_string().as_str()));
    let mut folders = topic_folders(&workspace.source).0;
    folders.retain(|folder| folder.key.year == year && !is_listed(folder.key));
    let titles = titles(&workspace.source, &folders);
    let mut near = folders.iter().zip(&titles).filter_map(|(folder, there)| {
        let there = there.as_ref().filter(|there| title.looks_like(there) || are_near(title, there))?;
        Some((folder.key, there))
    });
    let (key, there) = near.next()?;
    Some(text!(
        zh: "议题 {key}“{there}”题目相近；就是这一项的：yijuan plan set {year} 议题编号={key} --item {number}",
        en: "topic {key}, `{there}`, has nearly this title; if it is that: yijuan plan set {year} topic={key} --item {number}"
    ))
}
