//! A topic in lists, and where the pages of topics and rooms lie.

use crate::model::TopicKey;
use crate::report::uri::percent_encoded;
use minijinja::Value;
use serde_json::json;
use std::fmt::Write as _;

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

/// The page of a room, which is a file of this name whatever its id is.
pub(super) fn room_file(id: &str) -> String {
    let mut name = String::from("rooms/");
    for c in id.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            name.push(c);
        } else {
            let _ = write!(name, "%{:X}", u32::from(c));
        }
    }
    name + ".html"
}

/// The same as a link from the root of the site.
pub(super) fn room_href(id: &str) -> String {
    percent_encoded(&room_file(id))
}

#[cfg(test)]
mod tests {
    use super::{room_file, room_href};

    #[test]
    fn the_page_of_a_room_is_in_its_folder_whatever_its_id_is() {
        assert_eq!(room_file("heyan"), "rooms/heyan.html");
        assert_eq!(room_file("../index"), "rooms/%2E%2E%2Findex.html");
        assert_eq!(room_href("../河"), "rooms/%252E%252E%252F%E6%B2%B3.html");
    }
}
