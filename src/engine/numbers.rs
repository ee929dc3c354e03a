//! Document numbers (发文字号): which paper has which, and what is wrong in the register of numbers.

mod counter;
mod paper;

pub use counter::left_out;
pub(super) use counter::of_archive;
pub(super) use paper::{of_topic, of_year};

use super::Context;
use crate::archive::{Archive, TakenNumber};
use crate::model::{NumberEntry, Subject, file_stem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::DocumentKind;

/// The layout of papers that bear no number (GB/T 9704-2012, 10.3).
pub const MINUTES: &str = "minutes";

/// The entry with the number of a paper; `None` if it has none.
#[must_use]
pub fn number_of<'a>(
    archive: &'a Archive,
    regulation: &Regulation,
    subject: &Subject,
    path: &str,
) -> Option<TakenNumber<'a>> {
    numbers_of(archive, regulation, subject, path).next()
}

/// The entries with numbers of a paper, without those that another has taken the place of. More than one is a mistake.
pub fn numbers_of<'a>(
    archive: &'a Archive,
    regulation: &Regulation,
    subject: &Subject,
    path: &str,
) -> impl Iterator<Item = TakenNumber<'a>> {
    let of_subject = archive.numbers.of(subject).filter(|taken| !taken.is_replaced);
    of_subject.filter(move |taken| file_name(regulation, taken.entry) == Some(file_stem(path)))
}

/// The name of the file, without its ending, that an entry is about.
#[must_use]
pub fn file_name<'e>(regulation: &'e Regulation, entry: &'e NumberEntry) -> Option<&'e str> {
    let document = entry.document.as_deref()?;
    let by_kind = kind(regulation, document).map_or(document, |kind| kind.term.name.as_str());
    Some(entry.paper.as_deref().unwrap_or(by_kind))
}

/// The kind of paper that the register names, by id or name.
fn kind<'r>(regulation: &'r Regulation, document: &str) -> Option<&'r DocumentKind> {
    let by_id = regulation.documents.get(document);
    by_id.or_else(|| regulation.documents.get(regulation.document_named(document)?))
}

/// That a number or a reference was given to two.
pub(super) fn used_twice(number: &str, both: &[Text; 2]) -> Text {
    let Text { zh, en } = Text::join(both, "、", ", ");
    text!(zh: "{number} 用了两次：{zh}", en: "{number} is used twice: {en}")
}

/// What a number was used for, in words.
fn whose(context: &Context, entry: &NumberEntry) -> Text {
    if let (Some(topic), Some(Text { zh, en })) = (&entry.topic, called(context, entry)) {
        return text!(zh: "{topic}《{zh}》", en: "`{en}` of {topic}");
    }
    entry.note.as_ref().map_or_else(|| Text::new("别处", "something else"), |note| Text::same(note.as_str()))
}

/// A paper as a command takes it: its file, or the name and id of its kind.
fn called(context: &Context, entry: &NumberEntry) -> Option<Text> {
    let document = entry.document.as_ref()?;
    if let Some(paper) = &entry.paper {
        return Some(Text::same(paper.as_str()));
    }
    let name = context.regulations.used(context.archive).find_map(|regulation| kind(regulation, document));
    let name = name.map_or(document, |kind| &kind.term.name);
    Some(Text::new(name.as_str(), document.as_str()))
}
