//! The one table of the files of an archive and their keys, and JSON Schema (draft-07) made of it, for editors.
//!
//! The words that a schema offers are those of the archive and of its regulations. A schema complains where `check` would; what
//! depends on other lines or files, `check` alone can say. Every key is described in both languages at once.

pub mod editor;
mod paper;
mod registers;
mod regulation;
mod shape;
#[cfg(test)]
mod tests;
mod topic;
mod values;

pub use values::Values;

use self::shape::Shape::{self, Any, List, Record};
use crate::diagnostic::{Diagnostic, unknown};
use crate::text::Text;
use serde_json::{Value, json};

/// A kind of file.
pub struct Kind {
    /// As it is named on the command line.
    pub id: &'static str,
    /// Where such files lie in an archive; nowhere, if they are no files of their own.
    pub files: &'static [&'static str],
    shape: Shape,
    zh: &'static str,
    en: &'static str,
}

const COUNT: usize = 22;

/// All kinds.
#[rustfmt::skip]
pub const KINDS: [Kind; COUNT] = [
    file("settings", &["yijuan.yml"], Record(registers::SETTINGS), "档案库设置", "settings of the archive"),
    file("people", &["people.yml"], List(&Record(registers::PERSON)), "人员登记", "register of people"),
    file("rooms", &["rooms.yml"], List(&Record(registers::ROOM)), "协商室登记", "register of consultation rooms"),
    file("units", &["units.yml"], List(&Record(registers::UNIT)), "地方登记", "register of places"),
    file("topic", &["topics/*/*/topic.yml"], Record(topic::TOPIC), "议题", "a topic"),
    file("events", &["topics/*/*/events.yml"], List(&Record(topic::TOPIC_EVENT)), "议题的事件", "events of a topic"),
    file("roster", &["topics/*/*/roster.yml"], List(&Record(topic::ATTENDEE)), "参加人员名单", "who takes part in a topic"),
    file("suggestions", &["topics/*/*/suggestions.yml"], List(&Record(topic::SUGGESTION)), "意见建议", "suggestions and what came of them"),
    file("materials", &["topics/*/*/materials.yml", "plans/*/materials.yml"], List(&Record(topic::MATERIAL)), "材料清单", "what the files are that others handed in"),
    file("waivers", &["topics/*/*/waivers.yml", "plans/*/waivers.yml"], List(&Record(topic::WAIVER)), "例外", "rules waived"),
    file("attests", &["topics/*/*/attests.yml", "plans/*/attests.yml"], List(&Record(topic::ATTEST)), "确认", "what a person confirmed"),
    file("plan", &["plans/*/plan.yml"], Record(topic::PLAN), "年度计划", "plan of a year"),
    file("plan-items", &["plans/*/items.yml"], List(&Record(topic::ITEM)), "年度计划的议题", "items of a plan"),
    file("year-events", &["plans/*/events.yml"], List(&Record(topic::YEAR_EVENT)), "年度和协商室的事件", "events of a year and of rooms"),
    file("decisions", &["topics/*/*/reviews/!(*.comments).yml", "plans/*/reviews/!(*.comments).yml"], List(&Record(paper::DECISION)), "审签决定", "decisions on a paper"),
    file("comments", &["topics/*/*/reviews/*.comments.yml", "plans/*/reviews/*.comments.yml"], List(&Any(&[Record(paper::COMMENT), Record(paper::SETTLEMENT)])), "批注", "comments on a paper"),
    file("numbers", &["numbers/*.yml"], List(&Record(registers::NUMBER)), "发文字号登记", "register of document numbers"),
    file("filing", &["filing/*.yml"], List(&Record(registers::FILED)), "档号登记", "register of references"),
    file("calendar", &["calendar/*.yml"], Record(registers::CALENDAR), "节假日安排", "holidays and make-up working days"),
    file("draw", &["topics/*/*/materials/*/抽选记录.yml"], Record(registers::DRAW), "抽选记录", "record of a draw"),
    file("regulation", &["templates/*/regulation.yml"], Record(regulation::REGULATION), "规程", "a regulation"),
    file("front-matter", &[], Record(paper::FRONT_MATTER), "文书的文首", "head of a paper"),
];

const fn file(
    id: &'static str,
    files: &'static [&'static str],
    shape: Shape,
    zh: &'static str,
    en: &'static str,
) -> Kind {
    Kind { id, files, shape, zh, en }
}

impl Kind {
    /// The kind that a word on the command line means.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(word: &str) -> Result<&'static Self, Diagnostic> {
        KINDS.iter().find(|kind| [kind.id, kind.zh].contains(&word)).ok_or_else(|| {
            unknown(&Text::new("文件种类", "kind of file"), word, KINDS.iter().map(|kind| (kind.id, kind.zh)))
        })
    }

    /// What it is.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::new(self.zh, self.en)
    }

    /// Its name in Chinese.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.zh
    }

    /// The schema of its files.
    #[must_use]
    pub fn schema(&self, values: &Values) -> Value {
        let mut schema = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": format!("{} / {}", self.zh, self.en),
        });
        let mut of_file = self.shape.schema(values);
        // A list that is still empty is an empty file, which some editors take for an empty object.
        if matches!(self.shape, List(_)) {
            of_file["type"] = json!(["array", "null", "object"]);
            of_file["maxProperties"] = json!(0);
        }
        if let (Value::Object(whole), Value::Object(own)) = (&mut schema, of_file) {
            whole.extend(own);
        }
        schema
    }
}
