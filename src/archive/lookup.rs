//! Finds the topic that a word on the command line means: its key, its folder, its title, or part of these.

use super::load::{TopicFolder, folders_of_key, titles, topic_folders};
use super::named::subject_named;
use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::model::{Name, Subject, TopicKey, file_name};
use crate::text;
use crate::text::Text;
use std::cell::OnceCell;
use std::collections::HashSet;

/// The topics of an archive, to be looked up by a word. Folders and titles are read at most once.
pub struct TopicLookup<'s> {
    source: &'s dyn Source,
    folders: OnceCell<Vec<TopicFolder>>,
    /// The title in each folder's `topic.yml`, or that in the folder's name.
    titles: OnceCell<Vec<Name>>,
}

impl<'s> TopicLookup<'s> {
    /// The topics of this archive.
    #[must_use]
    pub fn new(source: &'s dyn Source) -> Self {
        Self { source, folders: OnceCell::new(), titles: OnceCell::new() }
    }

    /// The one topic that a word means.
    ///
    /// # Errors
    /// If it means none, or more than one.
    pub fn resolve(&self, written: &str) -> Result<TopicFolder, Diagnostic> {
        only_match(self.source, written, &self.candidates(written))
    }

    /// The topics that a word may mean, with their titles: those of the best kind of match. A key goes before a folder,
    /// a folder before a whole title, a whole title before the number of a key, and that before part of a key or title.
    #[must_use]
    pub fn candidates(&self, written: &str) -> Vec<(TopicFolder, Name)> {
        // Only the year of a whole key need be read.
        let with_key = written.parse().map_or_else(|()| Vec::new(), |key| folders_of_key(self.source, key));
        if !with_key.is_empty() {
            return with_key.into_iter().map(with_title_in_name).collect();
        }
        let folders = self.folders.get_or_init(|| topic_folders(self.source).0);
        let name = Name::from(written);
        // Once for all topics: a word may be long.
        let folded = name.folded();
        let in_folder: Vec<&TopicFolder> = folders.iter().filter(|folder| has_folder_name(folder, &name)).collect();
        if !in_folder.is_empty() {
            return in_folder.into_iter().cloned().map(with_title_in_name).collect();
        }
        let topics: Vec<(&TopicFolder, &Name)> = folders.iter().zip(self.titles(folders)).collect();
        let word = (&name, folded.as_str());
        let mut found: Vec<_> = topics.iter().filter(|(folder, title)| has_title(folder, title, word)).collect();
        if found.is_empty() {
            found = topics.iter().filter(|(folder, _)| has_number(folder, &name)).collect();
        }
        if found.is_empty() {
            found = topics.iter().filter(|(folder, title)| has_part(folder, title, word)).collect();
        }
        found.into_iter().map(|(folder, title)| ((*folder).clone(), (*title).clone())).collect()
    }

    fn titles(&self, folders: &[TopicFolder]) -> &[Name] {
        self.titles.get_or_init(|| {
            let read = folders.iter().zip(titles(self.source, folders));
            read.map(|(folder, title)| title.unwrap_or_else(|| title_in_name(folder))).collect()
        })
    }
}

/// Whether a word is the name of a folder, or its path from the root, which shells complete with a `/`.
fn has_folder_name(folder: &TopicFolder, name: &Name) -> bool {
    let path = name.trim_end_matches('/');
    Name::from(folder.path.as_str()).as_str() == path || Name::from(own_name(folder)).as_str() == path
}

/// Whether a word is the number of a key: 2, 02 or 002 of 2026-002.
fn has_number(folder: &TopicFolder, name: &Name) -> bool {
    name.len() <= 3 && name.parse() == Ok(folder.key.number)
}

fn has_title(folder: &TopicFolder, title: &Name, (name, folded): (&Name, &str)) -> bool {
    if folded.is_empty() { title == name } else { folded_titles(folder, title).iter().any(|form| form == folded) }
}

fn has_part(folder: &TopicFolder, title: &Name, (name, folded): (&Name, &str)) -> bool {
    format!("{} {title}", folder.key).contains(&**name)
        || format!("{} {}", folder.key, title_in_name(folder)).contains(&**name)
        || !folded.is_empty() && folded_titles(folder, title).iter().any(|form| form.contains(folded))
}

fn folded_titles(folder: &TopicFolder, title: &Name) -> [String; 2] {
    [title.folded(), title_in_name(folder).folded()]
}

fn with_title_in_name(folder: TopicFolder) -> (TopicFolder, Name) {
    let title = title_in_name(&folder);
    (folder, title)
}

fn own_name(folder: &TopicFolder) -> &str {
    file_name(&folder.path)
}

fn title_in_name(folder: &TopicFolder) -> Name {
    Name::from(own_name(folder).split_once('-').map_or("", |(_, title)| title))
}

/// The hint to a word that means a year or a room.
fn year_or_room_hint(source: &dyn Source, written: &str) -> Option<Text> {
    match subject_named(source, written).ok()?? {
        Subject::Plan(year) => Some(text!(
            zh: "这里写议题；{year} 年度用 `yijuan plan`，`yijuan show plan:{year}` 是它的一页",
            en: "a topic is wanted here; `yijuan plan` is for the year, and `yijuan show plan:{year}` has its page"
        )),
        Subject::Room(room) => Some(text!(
            zh: "这里写议题；协商室用 `yijuan room`，`yijuan show room:{room}` 是它的一页",
            en: "a topic is wanted here; `yijuan room` is for the room, and `yijuan show room:{room}` has its page"
        )),
        Subject::Topic(_) | Subject::Archive => None,
    }
}

/// The only topic found.
///
/// # Errors
/// If there is none, or more than one.
fn only_match(source: &dyn Source, written: &str, found: &[(TopicFolder, Name)]) -> Result<TopicFolder, Diagnostic> {
    match found {
        [(one, _)] => Ok(one.clone()),
        [] => Err(Diagnostic::new(text!(zh: "没有议题 `{written}`", en: "there is no topic `{written}`")).hint(
            year_or_room_hint(source, written)
                .unwrap_or_else(|| Text::new("`yijuan list` 列出全部议题", "`yijuan list` shows all topics")),
        )),
        many => {
            // Topics with the same number differ only in the folder's name.
            let keys: HashSet<TopicKey> = many.iter().map(|(folder, _)| folder.key).collect();
            let Text { zh, en } = Text::listed(many.iter().take(5).map(|(folder, title)| {
                if keys.len() < many.len() { own_name(folder).to_owned() } else { format!("{} {title}", folder.key) }
            }));
            let count = many.len();
            let more = if count > 5 { " …" } else { "" };
            Err(Diagnostic::new(
                text!(zh: "`{written}` 可指 {count} 个议题", en: "`{written}` may mean {count} topics"),
            )
            .hint(
                text!(zh: "写全编号或文件夹名：{zh}{more}", en: "give the whole key or the folder's name: {en}{more}"),
            ))
        }
    }
}
