//! What the pages of an archive as a whole are made of, and what those of its years have in common.

use super::listed::{Listed, topic_href};
use super::weeks::{DueDay, Weeks};
use super::{Site, render, safe};
use crate::diagnostic::Diagnostic;
use crate::model::TopicKey;
use crate::workspace::Overview;
use minijinja::Value;
use serde_json::json;

/// What the first page and those of years and rooms are made of.
pub(crate) struct Whole<'w> {
    pub overview: &'w Overview,
    /// The topics that have a page.
    pub topics: &'w [Listed],
    /// How many topics have nothing that may be shown to everybody.
    pub left_out: usize,
    /// The days on which duties were or are due.
    pub due: &'w [DueDay],
}

impl Whole<'_> {
    /// How many rooms have nothing that may be shown to everybody.
    pub(crate) fn rooms_left_out(&self, site: &Site) -> usize {
        self.overview.loaded.archive.rooms.iter().filter(|room| !site.rooms.contains(&room.id)).count()
    }

    /// Where a topic has its page, from the root of the site, if it has one.
    pub(super) fn page_of(&self, key: TopicKey) -> Option<String> {
        self.topics.iter().any(|topic| topic.key == key).then(|| topic_href(key))
    }

    /// What is due in the weeks of a year, and its topics with their stages; `root` leads to the root of the site.
    pub(super) fn of_year(&self, site: &Site, year: i32, root: &str) -> Result<Value, Diagnostic> {
        let weeks = Weeks::of(year, if site.is_public { &[] } else { self.due }, site.today);
        let of_year = self.topics.iter().filter(|topic| topic.key.year == year);
        let topics = of_year.map(|topic| {
            let shown = topic.view(root);
            let text = |name: &str| Value::from(shown[name].as_str().unwrap_or_default());
            Value::from_pairs([
                ("href", text("href")),
                ("title", text("title")),
                ("about", text("about")),
                ("stages", topic.stages.clone()),
            ])
        });
        let topics: Vec<Value> = topics.collect();
        let chart = weeks.chart(site.label("deadlines_by_week"), site.language)?;
        let view = json!({"is_public": site.is_public, "by_week": weeks.table(), "t": site.labels()});
        render("of_year.html", view, vec![("topics", topics.into()), ("weeks", chart)]).map(safe)
    }
}
