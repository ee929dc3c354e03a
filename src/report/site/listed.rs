//! A topic in lists, and where its page lies.

use crate::model::TopicKey;
use minijinja::Value;
use serde_json::json;

/// A topic as lists have it.
pub(crate) struct Listed {
    pub key: TopicKey,
    pub title: String,
    /// Its form, office, regulation and stage, in a line.
    pub about: String,
    /// Its stages, as a chart.
    pub stages: Value,
}

impl Listed {
    /// As a template has it; `root` leads to the root of the site.
    pub(super) fn view(&self, root: &str) -> serde_json::Value {
        let href = format!("{root}{}", topic_href(self.key));
        json!({"href": href, "title": self.title, "about": format!("{} {}", self.key, self.about)})
    }
}

/// Where the page of a topic lies; the same for ever.
pub(crate) fn topic_href(key: TopicKey) -> String {
    format!("topics/{key}.html")
}
