//! `renumber`: gives a topic another number, and updates its key wherever the archive refers to it.

use super::{Proposal, Writer};
use crate::archive::{
    Change, Review, Topic, TopicFolder, follow, number_files, record, references, renumbered, topic_folders, word_at,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, PathSegment, ensure_none, keep};
use crate::dossier::Sealing;
use crate::model::{Decision, Name, TopicFile, TopicKey, file_name};
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// The topic and its new number.
#[derive(Debug)]
pub(crate) struct Renumber {
    /// The topic: its key or part of it; its folder's name if two topics share a number
    pub key: String,
    /// The new number within the year, or the whole key; the next free one if not given
    pub to: Option<String>,
}

/// The change of a topic's number.
struct Renumbering<'a> {
    workspace: &'a Workspace,
    topic: TopicFolder,
    title: Option<Name>,
    /// Other folders with the same number.
    twins: Vec<TopicFolder>,
    new: TopicKey,
    folder: String,
}

/// The references to the topic: the changed files, and those that are ambiguous.
#[derive(Default)]
struct References {
    change: Change,
    followed: Vec<String>,
    unclear: Vec<String>,
}

impl Renumber {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let topic = writer.workspace.topic(&self.key)?;
        let (folders, _) = topic_folders(&writer.workspace.source);
        let new = self.new_key(&topic, &folders)?;
        ensure_committed(writer, &topic)?;
        ensure_not_final(writer.workspace, &topic)?;
        let topic_file = format!("{}/topic.yml", topic.path);
        let title = record::<TopicFile>(&topic_file, writer.workspace.text(&topic_file)?.as_bytes()).ok();
        let name = file_name(&topic.path);
        let renumbering = Renumbering {
            workspace: writer.workspace,
            title: title.map(|file| file.title),
            twins: folders.iter().filter(|other| other.key == topic.key && other.path != topic.path).cloned().collect(),
            new,
            folder: format!("topics/{}/{}", new.year, renumbered(name, new.number)),
            topic,
        };
        let References { change, followed, unclear } = renumbering.references(&folders)?;
        let old = renumbering.topic.key;
        let answer = Text::same(format!("{new}\n"));
        let mut notes = Vec::new();
        if !followed.is_empty() {
            let Text { zh, en } = Text::listed(&followed);
            notes.push(text!(zh: "一并改了引用：{zh}", en: "references followed in {en}"));
        }
        if !unclear.is_empty() {
            let Text { zh, en } = Text::listed(&unclear);
            notes.push(text!(
                zh: "这几处写着 {old}，看不出指哪一个议题，未改动，请核对：{zh}",
                en: "these refer to {old}, but not clearly to which topic; they are unchanged, check them: {en}"
            ));
        }
        let subject = text!(zh: "{new} 改号：原为 {old}", en: "{new} renumbered: was {old}");
        let change = change.rename(renumbering.topic.path, renumbering.folder);
        let proposal = Proposal { answer, notes, ..Proposal::new(change, subject) };
        Ok(proposal.trailer("Yijuan-Topic", &new).trailer("Yijuan-Renumbered-From", &old))
    }

    fn new_key(&self, topic: &TopicFolder, folders: &[TopicFolder]) -> Result<TopicKey, Diagnostic> {
        let year = topic.key.year;
        let of_year: Vec<&TopicFolder> = folders.iter().filter(|folder| folder.key.year == year).collect();
        let next = of_year.iter().map(|folder| folder.key.number).max().unwrap_or(0).saturating_add(1);
        let new = match self.to.as_deref() {
            Some(to) => key_written(to.trim(), year)?,
            None => TopicKey::new(year, next).ok_or_else(beyond_the_last)?,
        };
        match of_year.iter().find(|folder| folder.key == new) {
            None => Ok(new),
            Some(taken) => Err(Diagnostic::new(text!(zh: "编号 {new} 已有议题", en: "there is a topic {new} already"))
                .at(Location::file(taken.path.as_str()))
                .hint(text!(zh: "下一个没有用过的编号是 {next}", en: "the next number not yet used is {next}"))),
        }
    }
}

/// The key that a number within the year means, or that is written whole.
fn key_written(to: &str, year: i32) -> Result<TopicKey, Diagnostic> {
    let wrong = |message: Text| {
        Diagnostic::new(message).hint(text!(
            zh: "写 {year} 年内的序号，例如 `--to 9`，或写全 `--to {year}-009`",
            en: "write the number within {year}, such as `--to 9`, or the whole key, `--to {year}-009`"
        ))
    };
    if let Ok(key) = to.parse::<TopicKey>() {
        let elsewhere = text!(zh: "议题不能改到别的年份：{to}", en: "a topic stays in its year: {to}");
        return if key.year == year { Ok(key) } else { Err(wrong(elsewhere)) };
    }
    match to.parse::<u32>() {
        Ok(number @ 1..) => TopicKey::new(year, number).ok_or_else(beyond_the_last),
        _ => Err(wrong(text!(zh: "`{to}` 不是编号", en: "`{to}` is no number"))),
    }
}

/// The problem of a number beyond the highest.
pub(crate) fn beyond_the_last() -> Diagnostic {
    let last = TopicKey::LAST;
    Diagnostic::new(text!(zh: "议题编号最大为 {last}", en: "the highest number of a topic is {last}")).hint(Text::new(
        "取一个没有用过的小号：`yijuan renumber 议题 --to 号`",
        "take a lower one that is free: `yijuan renumber TOPIC --to N`",
    ))
}

/// Refuses a topic with decisions on papers, or one that is sealed: each decision names it by its key, and so do the bags and the
/// references of its files, and none of that can be changed.
fn ensure_not_final(workspace: &Workspace, topic: &TopicFolder) -> Result<(), Diagnostics> {
    let loaded = workspace.read(std::slice::from_ref(topic))?;
    let key = topic.key;
    let is_decided = |review: &&Review| review.decisions.iter().any(Decision::is_chained);
    let mut reviews = loaded.archive.topics.iter().flat_map(|topic| &topic.reviews);
    let is_sealed = |topic: &&Topic| !Sealing::of(topic, workspace.today).is_empty();
    let (why, path, hint) = if let Some(decided) = reviews.find(is_decided) {
        let why = text!(
            zh: "{key} 的文书已有审签决定，不能再改号",
            en: "papers of {key} have been decided on, so that its number is final"
        );
        let hint = Text::new(
            "决定逐行写明议题编号，不能改动",
            "every decision names the topic by its key and cannot be changed",
        );
        (why, decided.path.clone(), hint)
    } else if let Some(sealed) = loaded.archive.topics.iter().find(is_sealed) {
        let why = text!(zh: "{key} 已经封装，不能再改号", en: "{key} is sealed, so that its number is final");
        let hint = Text::new("封装包和档号登记都写着议题编号", "bags and references have the topic's key");
        (why, sealed.path("events.yml"), hint)
    } else {
        return Ok(());
    };
    let twins = Text::new("两个议题同号的，改另一个的号", "where two topics share a number, renumber the other");
    Err(Diagnostic::new(why).at(Location::file(path)).hint(Text::join(&[hint, twins], "；", "; ")).into())
}

/// Refuses a folder with uncommitted changes: the commit must contain nothing but the new number.
fn ensure_committed(writer: &Writer, topic: &TopicFolder) -> Result<(), Diagnostic> {
    let paths = writer.uncommitted(&topic.path)?;
    let Text { zh, en } = Text::listed(&paths);
    if paths.is_empty() {
        return Ok(());
    }
    let name = file_name(&topic.path);
    Err(Diagnostic::new(text!(zh: "议题里有未提交的改动：{zh}", en: "the topic has changes not committed: {en}"))
        .at(Location::file(topic.path.as_str()))
        .hint(text!(zh: "先 `yijuan commit {name}`", en: "first `yijuan commit {name}`")))
}

impl Renumbering<'_> {
    /// Finds references to the topic in the events and suggestions of all topics, the plans of all years and the register
    /// of numbers.
    fn references(&self, folders: &[TopicFolder]) -> Result<References, Diagnostics> {
        let (source, mut problems) = (&self.workspace.source, Diagnostics::new());
        let of_topics = folders
            .iter()
            .flat_map(|folder| ["events.yml", "suggestions.yml"].map(|file| format!("{}/{file}", folder.path)));
        let years = crate::archive::plan_folders(source);
        let of_years = years
            .iter()
            .flat_map(|folder| ["plan.yml", "items.yml", "events.yml"].map(|file| format!("{folder}/{file}")));
        let numbers = number_files(source);
        let mut references = References::default();
        for file in of_topics.chain(of_years).chain(numbers) {
            keep(&mut problems, self.references_in(&file, &mut references));
        }
        ensure_none(problems).map(|()| references)
    }

    fn references_in(&self, file: &str, references: &mut References) -> Result<(), Diagnostic> {
        let text = self.workspace.text(file)?;
        let (key, new) = (self.topic.key.to_string(), self.new.to_string());
        let of_twin = self.twins.iter().any(|twin| inside(file, &twin.path));
        let (mut own, mut paths) = (Vec::new(), Vec::new());
        for at in self::references(file, &text, &key, &self.topic.path)? {
            let by_key = word_at(file, &text, &at).as_deref() == Some(&key);
            if !by_key {
                paths.push(at);
            } else if self.twins.is_empty() || inside(file, &self.topic.path) || self.is_own_item(file, &text, &at) {
                own.push(at);
            } else if !of_twin && !self.is_item_of_twin(file, &text, &at) {
                references.unclear.push(file.to_owned());
            }
        }
        references.unclear.dedup();
        if own.is_empty() && paths.is_empty() {
            return Ok(());
        }
        let text = follow(file, &text, &own, &key, &new)?;
        let text = follow(file, &text, &paths, &self.topic.path, &self.folder)?;
        references.change = std::mem::take(&mut references.change).file(file, text);
        references.followed.push(file.to_owned());
        Ok(())
    }

    /// Whether an item of a plan has the topic's title, which distinguishes two topics with one number.
    fn is_own_item(&self, file: &str, text: &str, at: &[PathSegment]) -> bool {
        let title = title_of_item(file, text, at);
        title.is_some() && title == self.title
    }

    fn is_item_of_twin(&self, file: &str, text: &str, at: &[PathSegment]) -> bool {
        let title = title_of_item(file, text, at);
        self.twins.iter().any(|twin| {
            let path = format!("{}/topic.yml", twin.path);
            let known = self.workspace.text(&path).ok();
            let known = known.and_then(|text| record::<TopicFile>(&path, text.as_bytes()).ok());
            title.is_some() && known.map(|file| file.title) == title
        })
    }
}

fn inside(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The title of the plan's item that has a reference.
fn title_of_item(file: &str, text: &str, at: &[PathSegment]) -> Option<Name> {
    let (_, item) = at.split_last()?;
    word_at(file, text, &[item, &[PathSegment::from("title")]].concat()).map(|title| Name::from(title.as_str()))
}
