//! An index of a dossier that is behind what the dossier holds, or lists what never became a paper, and a note on its state
//! that counts other items.

use super::Remark;
use crate::archive::{AttachmentState, Paper};
use crate::diagnostic::Location;
use crate::model::{Date, file_name};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::rules::view::{TopicFacts, View};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// How the note says of how many items the dossier is.
const COUNTED: &str = "本卷共";

/// Most files that are named.
const NAMED: usize = 3;

/// Whether an index is the head of a table with nothing under it.
fn is_empty(body: &str) -> bool {
    let lines = body.lines().map(str::trim).skip_while(|line| line.is_empty());
    (1..=2).contains(&lines.take_while(|line| line.starts_with('|')).count())
}

/// What a dossier holds beside its index: the files that are listed and those that are not.
struct Listing<'a> {
    index: &'a Paper,
    /// The files left out, with the day of each.
    missing: Vec<(&'a str, Option<Date>)>,
    /// Drafts that are listed although a paper of their kind is there, or the topic has ended.
    drafts: Vec<&'a str>,
}

impl<'a> Listing<'a> {
    /// `None` of an index that names no file at all, and lists something: it is of another kind.
    fn of(facts: &TopicFacts<'a>) -> Option<Self> {
        let topic = facts.topic;
        let is_index = |paper: &&Paper| *paper.front.document == *Vocabulary::INDEX && paper.draft.is_none();
        let index = topic.papers.iter().rfind(is_index)?;
        let others = topic.papers.iter().filter(|paper| !Vocabulary::is_of_dossiers(&paper.front.document));
        let (drafts, papers): (Vec<&Paper>, Vec<&Paper>) = others.partition(|paper| paper.draft.is_some());
        let files = papers.iter().map(|paper| (file_name(&paper.path), paper.front.date));
        let attached = View::of_topic(facts).attachments().map(|one| one.material).collect::<Vec<_>>();
        let attached = attached.into_iter().filter(|material| material.document.iter().next().is_some());
        let files = files.chain(attached.map(|material| (material.file.as_str(), material.date)));
        let (listed, mut missing): (Vec<_>, Vec<_>) = files.partition(|(file, _)| index.body.contains(file));
        missing.dedup_by_key(|(file, _)| *file);
        let is_idle = |draft: &&Paper| {
            let is_like =
                |paper: &&Paper| paper.front.document == draft.front.document && paper.front.round == draft.front.round;
            facts.ended.is_some() || papers.iter().any(is_like)
        };
        let drafts = drafts.into_iter().filter(is_idle).map(|draft| file_name(&draft.path));
        let drafts: Vec<&str> = drafts.filter(|file| index.body.contains(file)).collect();
        let is_of_files = !listed.is_empty() || !drafts.is_empty() || is_empty(&index.body);
        is_of_files.then_some(Self { index, missing, drafts })
    }
}

/// Papers and attachments that came after the index was made, and drafts in it that never went out.
pub(super) fn of_topic(regulation: &Regulation, facts: &TopicFacts) -> Vec<Remark> {
    let note = miscounted(regulation, facts);
    let Some(Listing { index, missing, drafts }) = Listing::of(facts) else { return note.into_iter().collect() };
    let missing: Vec<&str> = missing.into_iter().map(|(file, _)| file).collect();
    let missing = left_out(regulation, facts, index, &missing);
    missing.into_iter().chain(listed_drafts(regulation, facts, index, &drafts)).chain(note).collect()
}

/// What came once the topic had ended and its index does not list: late answers come then.
pub(super) fn after_the_end(regulation: &Regulation, facts: &TopicFacts) -> Option<Remark> {
    let ended = facts.ended?;
    let Listing { index, missing, .. } = Listing::of(facts)?;
    let late = missing.into_iter().filter(|(_, day)| day.is_some_and(|day| ended < day));
    left_out(regulation, facts, index, &late.map(|(file, _)| file).collect::<Vec<_>>())
}

fn left_out(regulation: &Regulation, facts: &TopicFacts, index: &Paper, missing: &[&str]) -> Option<Remark> {
    let (key, number, kind) = (facts.topic.key, missing.len(), &index.front.document);
    let (Text { zh, en }, Text { zh: name_zh, en: name_en }) = (named(missing)?, phrase::paper(regulation, kind));
    let message = text!(
        zh: "{name_zh}没有列入卷中的{number}件：{zh}",
        en: "{name_en} leaves out of the dossier ({number}): {en}"
    );
    let typed = regulation.name(kind).zh;
    let hint = text!(
        zh: "补入：yijuan render {key} {typed} --update；手工改过、补不进的，照卷内文件添写",
        en: "add them: yijuan render {key} {kind} --update; what that does not add to an index edited by hand is added by hand"
    );
    Some((Location::file(index.path.as_str()), message, hint))
}

fn listed_drafts(regulation: &Regulation, facts: &TopicFacts, index: &Paper, drafts: &[&str]) -> Option<Remark> {
    let (key, number, kind) = (facts.topic.key, drafts.len(), &index.front.document);
    let (Text { zh, en }, Text { zh: name_zh, en: name_en }) = (named(drafts)?, phrase::paper(regulation, kind));
    let message = text!(
        zh: "{name_zh}列有没有写完的草稿{number}件：{zh}",
        en: "{name_en} lists drafts that were never finished ({number}): {en}"
    );
    let typed = regulation.name(kind).zh;
    let hint = text!(
        zh: "发出过的，填写完；没有发出的，删去后 yijuan commit；再 yijuan render {key} {typed} --update",
        en: "finish what went out; remove what did not and run yijuan commit; then yijuan render {key} {kind} --update"
    );
    Some((Location::file(index.path.as_str()), message, hint))
}

/// The note on the dossier's state (备考表), if it says of how many items the dossier is and that is another number. Of one
/// in other words nothing is said.
fn miscounted(regulation: &Regulation, facts: &TopicFacts) -> Option<Remark> {
    let topic = facts.topic;
    let is_note = |paper: &&Paper| *paper.front.document == *Vocabulary::NOTE && paper.draft.is_none();
    let note = topic.papers.iter().rfind(is_note)?;
    let (_, counted) = note.body.split_once(COUNTED)?;
    let said: usize = counted.split_once('件')?.0.trim().parse().ok()?;
    let papers = topic.papers.iter().filter(|paper| !Vocabulary::is_of_dossiers(&paper.front.document));
    let attached = topic.materials.iter().filter(|attached| {
        attached.state == AttachmentState::There && attached.material.document.iter().next().is_some()
    });
    let attached = attached.map(|attached| attached.material.file.as_str());
    let items: BTreeSet<&str> = papers.map(|paper| file_name(&paper.path)).chain(attached).collect();
    let (number, key, kind) = (items.len(), topic.key, &note.front.document);
    let Text { zh, en } = phrase::paper(regulation, kind);
    let message = text!(
        zh: "{zh}写“本卷共{said}件”，卷中现有{number}件",
        en: "{en} counts {said} items, and the dossier has {number}"
    );
    let typed = regulation.name(kind).zh;
    let hint = text!(
        zh: "更新：yijuan render {key} {typed} --update；手工改过的，照卷内文件改写",
        en: "bring it up to date: yijuan render {key} {kind} --update; one edited by hand is changed by hand"
    );
    (said != number).then(|| (Location::file(note.path.as_str()), message, hint))
}

/// Some files by name, no more than a few; `None` of none.
fn named(files: &[&str]) -> Option<Text> {
    let named: Vec<Text> = files.iter().take(NAMED).map(|file| Text::same(*file)).collect();
    let more = if files.len() > NAMED { Text::new("等", " and others") } else { Text::same("") };
    (!files.is_empty()).then(|| phrase::list(&named).then(&more))
}
