//! `Group`: the groups of terms that a regulation declares, with a table of their keys and names.

use crate::text::Text;

/// A group of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Bodies that act or are addressed.
    Bodies,
    /// Posts.
    Posts,
    /// Tags of people.
    Tags,
    /// Forms of consultation.
    Forms,
    /// Ways of doing things.
    Ways,
    /// Channels from which topics come.
    Channels,
    /// Tags of topics.
    TopicTags,
    /// Kinds of suggestions.
    SuggestionKinds,
    /// Activities beside the meeting in which people take part.
    Activities,
    /// Kinds of matters.
    Matters,
    /// Grounds for excluding a topic.
    Questions,
    /// Levels of rooms, places and matters.
    Levels,
    /// Ways of choosing people.
    Selections,
    /// Outcomes of suggestions.
    Adoptions,
    /// What suggestions may be turned into.
    Conversions,
}

/// For each group, its key in `regulation.yml` and the name of one of its terms in both languages.
const TABLE: [(Group, &str, &str, &str); Group::COUNT] = [
    (Group::Bodies, "bodies", "主体", "body"),
    (Group::Posts, "posts", "职务", "post"),
    (Group::Tags, "tags", "标签", "tag"),
    (Group::Forms, "forms", "协商形式", "form"),
    (Group::Ways, "ways", "方式", "way"),
    (Group::Channels, "channels", "来源渠道", "channel"),
    (Group::TopicTags, "topic_tags", "议题标签", "topic tag"),
    (Group::SuggestionKinds, "suggestion_kinds", "建议类别", "kind of suggestion"),
    (Group::Activities, "activities", "活动", "activity"),
    (Group::Matters, "matters", "议题内容类别", "matter"),
    (Group::Questions, "questions", "排除事项", "ground of exclusion"),
    (Group::Levels, "levels", "层级", "level"),
    (Group::Selections, "selections", "确定人员方式", "way of choosing people"),
    (Group::Adoptions, "adoptions", "采纳情况", "adoption"),
    (Group::Conversions, "conversions", "转化方向", "conversion"),
];

impl Group {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Conversions as usize + 1;

    /// The group with this key in `regulation.yml`.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        TABLE.iter().find(|(_, known, ..)| *known == key).map(|(group, ..)| *group)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(group, ..)| *group)
    }

    /// Their keys in `regulation.yml`.
    pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
        TABLE.iter().map(|(_, key, ..)| *key)
    }

    /// Its key in `regulation.yml`.
    #[must_use]
    pub fn key(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// The name of one of its terms.
    #[must_use]
    pub fn text(self) -> Text {
        let (_, _, zh, en) = TABLE[self as usize];
        Text::new(zh, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        for (nth, (group, ..)) in TABLE.iter().enumerate() {
            assert_eq!(*group as usize, nth);
        }
    }
}
