//! Which topic a word means: its key, its folder, its title, or part of these.

use super::load::{TopicFolder, folders_of_key, titles, topic_folders};
use super::named::subject_named;
use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::model::{Name, Subject};
use crate::text;
use crate::text::Text;
use std::cell::OnceCell;

/// The topics of an archive, to be told by a word. What is asked of them is read once.
pub struct TopicLookup<'s> {
    source: &'s dyn Source,
    folders: OnceCell<Vec<TopicFolder>>,
    /// The title in each folder's `topic.yml`, else that in its name.
    titles: OnceCell<Vec<Name>>,
}

impl<'s> TopicLookup<'s> {
    /// The topics of this archive.
    #[must_use]
    pub fn of(source: &'s dyn Source) -> Self {
        Self { source, folders: OnceCell::new(), titles: OnceCell::new() }
    }

    /// The one topic that a word means.
    ///
    /// # Errors
    /// If it means none, or more than one.
    pub fn meant(&self, written: &str) -> Result<TopicFolder, Diagnostic> {
        one(self.source, written, &self.found(written))
    }

    /// The topics that a word may mean, with their titles.
    #[must_use]
    pub fn found(&self, written: &str) -> Vec<(TopicFolder, Name)> {
        // A whole key is looked for in its year alone.
        let of_key = written.parse().map_or_else(|()| Vec::new(), |key| folders_of_key(self.source, key));
        if !of_key.is_empty() {
            let with_title = |folder: TopicFolder| {
                let title = title_in_name(&folder);
                (folder, title)
            };
            return of_key.into_iter().map(with_title).collect();
        }
        let folders = self.folders.get_or_init(|| topic_folders(self.source).0);
        let name = Name::from(written);
        // The folder's name, or its path from the archive's root, as a shell completes it.
        let path = name.trim_end_matches('/');
        let is_named = |folder: &TopicFolder| {
            Name::from(folder.path.as_str()).as_str() == path || Name::from(own_name(folder)).as_str() == path
        };
        let named = folders.iter().filter(|folder| is_named(folder));
        let named: Vec<(TopicFolder, Name)> = named.map(|folder| (folder.clone(), title_in_name(folder))).collect();
        if !named.is_empty() {
            return named;
        }
        let titles = self.titles.get_or_init(|| {
            let read = titles(self.source, folders);
            let titles = folders.iter().zip(read);
            titles.map(|(folder, title)| title.unwrap_or_else(|| title_in_name(folder))).collect()
        });
        let wanted = name.spoken();
        let forms = |folder: &TopicFolder, title: &Name| [title.spoken(), title_in_name(folder).spoken()];
        let is_titled = |(folder, title): &(&TopicFolder, Name)| {
            if wanted.is_empty() { *title == name } else { forms(folder, title).contains(&wanted) }
        };
        let is_part = |(folder, title): &(&TopicFolder, Name)| {
            let in_title = || forms(folder, title).iter().any(|form| form.contains(&wanted));
            format!("{} {title}", folder.key).contains(&*name)
                || format!("{} {}", folder.key, title_in_name(folder)).contains(&*name)
                || !wanted.is_empty() && in_title()
        };
        let all = || folders.iter().zip(titles.iter().cloned());
        let titled: Vec<(&TopicFolder, Name)> = all().filter(is_titled).collect();
        let found: Vec<(&TopicFolder, Name)> = if titled.is_empty() { all().filter(is_part).collect() } else { titled };
        found.into_iter().map(|(folder, title)| (folder.clone(), title)).collect()
    }
}

fn own_name(folder: &TopicFolder) -> &str {
    folder.path.rsplit('/').next().unwrap_or_default()
}

fn title_in_name(folder: &TopicFolder) -> Name {
    Name::from(own_name(folder).split_once('-').map_or("", |(_, title)| title))
}

/// Which commands are for a year or a room, which are no topics.
fn elsewhere(source: &dyn Source, written: &str) -> Option<Text> {
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

/// The only one of those found, with their titles.
fn one(source: &dyn Source, written: &str, found: &[(TopicFolder, Name)]) -> Result<TopicFolder, Diagnostic> {
    match found {
        [(one, _)] => Ok(one.clone()),
        [] => Err(Diagnostic::new(text!(zh: "没有议题 `{written}`", en: "there is no topic `{written}`")).hint(
            elsewhere(source, written)
                .unwrap_or_else(|| Text::new("`yijuan list` 列出全部议题", "`yijuan list` shows all topics")),
        )),
        many => {
            // Of topics with one number only the folder's name tells one from another.
            let is_twin = |one: &TopicFolder| many.iter().filter(|(other, _)| other.key == one.key).count() > 1;
            let twins = many.iter().any(|(one, _)| is_twin(one));
            let label = |(folder, title): &(TopicFolder, Name)| {
                if twins { own_name(folder).to_owned() } else { format!("{} {title}", folder.key) }
            };
            let Text { zh, en } = Text::listed(many.iter().take(5).map(label));
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
