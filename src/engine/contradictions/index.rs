//! An index of a dossier that is behind what the dossier holds.

use super::Remark;
use crate::archive::Paper;
use crate::diagnostic::Location;
use crate::model::file_name;
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::rules::view::{TopicFacts, View};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// Most files that are named.
const NAMED: usize = 3;

/// Whether an index is the head of a table with nothing under it.
fn is_empty(body: &str) -> bool {
    let lines = body.lines().map(str::trim).skip_while(|line| line.is_empty());
    (1..=2).contains(&lines.take_while(|line| line.starts_with('|')).count())
}

/// Papers and attachments that came after the index was made. An index that names no file at all, and lists something, is
/// of another kind.
pub(super) fn of_topic(regulation: &Regulation, facts: &TopicFacts) -> Option<Remark> {
    let topic = facts.topic;
    let is_index = |paper: &&Paper| *paper.front.document == *Vocabulary::INDEX && paper.draft.is_none();
    let index = topic.papers.iter().rfind(is_index)?;
    let papers = topic.papers.iter().filter(|paper| paper.draft.is_none());
    let papers = papers.filter(|paper| *paper.front.document != *Vocabulary::INDEX);
    let papers = papers.map(|paper| file_name(&paper.path));
    let attached = View::of_topic(facts).attachments().map(|one| one.material).collect::<Vec<_>>();
    let attached = attached.into_iter();
    let attached = attached.filter(|material| material.document.iter().next().is_some());
    let files = papers.chain(attached.map(|material| material.file.as_str()));
    let (listed, mut missing): (Vec<&str>, Vec<&str>) = files.partition(|file| index.body.contains(file));
    missing.dedup();
    if missing.is_empty() || (listed.is_empty() && !is_empty(&index.body)) {
        return None;
    }
    let (key, number, kind) = (topic.key, missing.len(), &index.front.document);
    let named: Vec<Text> = missing.iter().take(NAMED).map(|file| Text::same(*file)).collect();
    let (Text { zh, en }, Text { zh: name_zh, en: name_en }) = (phrase::list(&named), phrase::paper(regulation, kind));
    let (more_zh, more_en) = if number > NAMED { ("等", " and others") } else { ("", "") };
    let message = text!(
        zh: "{name_zh}没有列入卷中的{number}件：{zh}{more_zh}",
        en: "{name_en} leaves out of the dossier ({number}): {en}{more_en}"
    );
    let typed = regulation.name(kind).zh;
    let hint = text!(
        zh: "补入：yijuan render {key} {typed} --update；手工改过、补不进的，照卷内文件添写",
        en: "add them: yijuan render {key} {kind} --update; what that does not add to an index edited by hand is added by hand"
    );
    Some((Location::file(index.path.as_str()), message, hint))
}
