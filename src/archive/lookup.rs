//! Which topic a word means: its key, its folder, its title, or part of these.

use super::load::{TopicFolder, folders_of_key, titles, topic_folders};
use super::source::Source;
use crate::model::{self, Name};
use crate::problem::Problem;
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
    pub fn meant(&self, written: &str) -> Result<TopicFolder, Problem> {
        // A whole key is looked for in its year alone.
        let of_key = written.parse().map_or_else(|()| Vec::new(), |key| folders_of_key(self.source, key));
        if !of_key.is_empty() {
            let found: Vec<_> = of_key.iter().map(|folder| (folder, title_in_name(folder))).collect();
            return one(written, &found);
        }
        let folders = self.folders.get_or_init(|| topic_folders(self.source).0);
        let name = Name::from(written);
        // The folder's name, or its path from the archive's root, as a shell completes it.
        let path = name.trim_end_matches('/');
        let is_named = |folder: &TopicFolder| {
            Name::from(folder.path.as_str()).as_str() == path || Name::from(own_name(folder)).as_str() == path
        };
        let named: Vec<(&TopicFolder, Name)> =
            folders.iter().filter(|folder| is_named(folder)).map(|folder| (folder, title_in_name(folder))).collect();
        if !named.is_empty() {
            return one(written, &named);
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
        let found: Vec<_> = if titled.is_empty() { all().filter(is_part).collect() } else { titled };
        one(written, &found)
    }
}

/// The year that `plan:YEAR` means, or 2026年度计划 as pages have it; `None` for the key of a topic.
///
/// # Errors
/// If what follows `plan:` is no year.
pub fn plan_year(target: &str) -> Result<Option<i32>, Problem> {
    let named = target.strip_suffix("计划").and_then(|year| year.trim_end().strip_suffix("年度")).map(str::trim);
    if let Some(year) = named.and_then(model::year) {
        return Ok(Some(year));
    }
    let Some(year) = target.strip_prefix("plan:") else { return Ok(None) };
    let wrong = || {
        Problem::new(text!(zh: "`{year}` 不是年份", en: "`{year}` is not a year"))
            .hint(Text::new("年份写四位数字，例如 plan:2026", "a year has four digits, plan:2026"))
    };
    model::year(year).map(Some).ok_or_else(wrong)
}

fn own_name(folder: &TopicFolder) -> &str {
    folder.path.rsplit('/').next().unwrap_or_default()
}

fn title_in_name(folder: &TopicFolder) -> Name {
    Name::from(own_name(folder).split_once('-').map_or("", |(_, title)| title))
}

/// Where a year or a room is shown, which are no topics.
fn elsewhere(written: &str) -> Option<Text> {
    if let Ok(Some(year)) = plan_year(written) {
        return Some(text!(
            zh: "年度不是议题：`yijuan plan show {year}` 是它的一页，`yijuan check` 一并检查",
            en: "a year is no topic: `yijuan plan show {year}` has its page, `yijuan check` judges it with all else"
        ));
    }
    let room = written.strip_prefix("room:")?;
    Some(text!(
        zh: "协商室不是议题：`yijuan room show {room}` 是它的一页，`yijuan check` 一并检查",
        en: "a room is no topic: `yijuan room show {room}` has its page, `yijuan check` judges it with all else"
    ))
}

/// The only one of those found, with their titles.
fn one(written: &str, found: &[(&TopicFolder, Name)]) -> Result<TopicFolder, Problem> {
    match found {
        [(one, _)] => Ok((*one).clone()),
        [] => Err(Problem::new(text!(zh: "没有议题 `{written}`", en: "there is no topic `{written}`")).hint(
            elsewhere(written)
                .unwrap_or_else(|| Text::new("`yijuan list` 列出全部议题", "`yijuan list` shows all topics")),
        )),
        many => {
            // Of topics with one number only the folder's name tells one from another.
            let is_twin = |one: &TopicFolder| many.iter().filter(|(other, _)| other.key == one.key).count() > 1;
            let twins = many.iter().any(|(one, _)| is_twin(one));
            let label = |(folder, title): &(&TopicFolder, Name)| {
                if twins { own_name(folder).to_owned() } else { format!("{} {title}", folder.key) }
            };
            let Text { zh, en } = Text::listed(many.iter().take(5).map(label));
            let count = many.len();
            let more = if count > 5 { " …" } else { "" };
            Err(Problem::new(text!(zh: "`{written}` 可指 {count} 个议题", en: "`{written}` may mean {count} topics"))
                .hint(text!(zh: "写全编号或文件夹名：{zh}{more}", en: "give the whole key or the folder's name: {en}{more}")))
        }
    }
}
