//! `Marked`: attendance and speaking, as written into an entry of a roster.

use crate::archive::{Field, Topic, replace_entry_field, set_entry_field};
use crate::diagnostic::Diagnostic;
use crate::engine::Meeting;
use crate::model::{Attendance, Attendee, Date};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;

/// The marks of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    pub attendance: Option<Attendance>,
    pub spoke: bool,
}

impl Marked {
    /// The marks in words, for a commit.
    pub(crate) fn text(self) -> Text {
        let attendance = self.attendance.map(Attendance::text);
        let spoke = self.spoke.then(|| Text::new("发言", "spoke"));
        Text::join(&attendance.into_iter().chain(spoke).collect::<Vec<_>>(), "、", ", ")
    }

    /// Whether they add anything to an entry.
    pub(crate) fn is_new(self, known: &Attendee) -> bool {
        self.attendance.is_some_and(|attendance| known.attendance != Some(attendance)) || self.spoke && !known.spoke
    }

    /// The roster with the marks in an entry. An older form of attendance is replaced.
    ///
    /// # Errors
    /// If the entry is written in a style that cannot be changed by itself.
    pub(crate) fn written(
        self,
        path: &str,
        text: &str,
        (nth, known): (usize, &Attendee),
    ) -> Result<String, Diagnostic> {
        let text = match self.attendance.or(known.attendance) {
            Some(attendance) => {
                let field = Field::Word(attendance.id().to_owned());
                replace_entry_field(path, text, nth, ("attended", "attendance"), &field)?
            }
            None => text.to_owned(),
        };
        if self.spoke && !known.spoke {
            return set_entry_field(path, &text, nth, "spoke", Some(&Field::Bool(true)));
        }
        Ok(text)
    }
}

/// The note that people are marked for a meeting that has not been held yet. Leave may be marked beforehand.
pub(crate) fn too_early<'e>(
    meeting: &Meeting,
    topic: &Topic,
    today: Date,
    marks: Marked,
    entries: impl Iterator<Item = (usize, &'e Attendee)>,
) -> Option<Text> {
    let day = topic.file.scheduled.get(MEETING).filter(|day| **day > today && meeting.held.is_none())?;
    if !marks.spoke && marks.attendance.is_none_or(|attendance| attendance == Attendance::Leave) {
        return None;
    }
    let of_meeting = entries.filter(|(_, entry)| {
        entry.activities().contains(&MEETING) && entry.round.is_none_or(|round| round == meeting.round)
    });
    let numbers: Vec<String> = of_meeting.map(|(nth, _)| (nth + 1).to_string()).collect();
    if numbers.is_empty() {
        return None;
    }
    let (key, numbers, Text { zh, en }) = (topic.key, numbers.join(" "), marks.text());
    Some(text!(
        zh: "协商会议定在 {day}，还没有召开，就记了{zh}；说的是别的活动，改为那项：yijuan roster update {key} {numbers} --set-at 〈活动〉；记早了的，用 `roster remove` 撤下，重登时不写",
        en: "the meeting is on {day} and has not been held, yet {en} is marked; if it is of another activity: yijuan roster update {key} {numbers} --set-at 〈ACTIVITY〉; if it is too soon, `roster remove` them and enter them without it"
    ))
}

/// The tags of an entry with new ones; `None` if none is new.
pub(crate) fn more_tags(known: &Attendee, given: &[String]) -> Option<Field> {
    let mut tags: Vec<String> = known.tags.iter().map(ToString::to_string).collect();
    for tag in given {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    (tags.len() > known.tags.len()).then_some(Field::List(tags))
}
