//! What of a dossier may be shown to everybody: what says `public: true`, in the head of a paper or in its line, and nothing
//! besides.

use super::unfinished::{Unfinished, refused};
use super::{Contents, Item, ItemState};
use crate::archive::{Archive, Limits, Source, Topic};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::Context;
use crate::model::{Event, Name, file_name, file_stem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use std::fs;
use std::path::Path;

/// What of a dossier may be shown.
pub struct Public {
    /// Papers, by the stems of their files.
    pub papers: Vec<String>,
    /// Files that were handed in.
    pub files: Vec<String>,
    /// Events: day, what, who, to whom, note.
    pub events: Vec<Vec<String>>,
    /// Suggestions: what, to whom, whether adopted, and what was done.
    pub suggestions: Vec<Vec<String>>,
    /// What stays behind.
    pub left_out: Vec<Text>,
}

/// The headings of [`Public::events`] and [`Public::suggestions`].
pub const EVENTS: [&str; 5] = ["日期", "事项", "经办", "送", "备注"];
/// See [`EVENTS`].
pub const SUGGESTIONS: [&str; 4] = ["内容", "承办单位", "采纳情况", "办理"];

/// Who and what is called how.
struct Names<'a> {
    archive: &'a Archive,
    regulation: &'a Regulation,
}

impl Public {
    /// Finds it.
    #[must_use]
    pub fn of(context: Context<'_>, regulation: &Regulation, topic: &Topic, contents: &Contents) -> Self {
        let names = Names { archive: context.archive, regulation };
        let mut public = Self {
            papers: Vec::new(),
            files: Vec::new(),
            events: Vec::new(),
            suggestions: Vec::new(),
            left_out: Vec::new(),
        };
        let (shown, kept): (Vec<&Item>, Vec<_>) = contents.items.iter().partition(|item| is_public(topic, item));
        for item in shown {
            public.take(item);
        }
        let kept: Vec<&str> = kept.into_iter().map(|item| item.file.as_str()).collect();
        if !kept.is_empty() {
            let Text { zh, en } = Text::listed(&kept);
            public.left_out.push(text!(zh: "没有标为公开：{zh}", en: "not marked as public: {en}"));
        }
        let standing = topic.events.iter().filter(|recorded| recorded.stands(context.today));
        let (shown, kept): (Vec<_>, Vec<_>) = standing.map(|recorded| &recorded.event).partition(|event| event.public);
        public.events = shown.into_iter().map(|event| names.event(event)).collect();
        public.leave(kept.len(), &Text::new("事项", "events"));
        let (shown, kept): (Vec<_>, Vec<_>) = topic.suggestions.iter().partition(|suggestion| suggestion.public);
        public.suggestions = shown
            .into_iter()
            .map(|suggestion| {
                let done = suggestion.events.iter().filter(|event| event.public && event.void.is_none());
                let done: Vec<String> = done.map(|event| names.event(event).join(" ").trim_end().to_owned()).collect();
                let adoption = suggestion.adoption.as_ref().map(|id| regulation.name(id).zh).unwrap_or_default();
                vec![suggestion.text.clone(), names.all(&suggestion.to), adoption, done.join("；")]
            })
            .collect();
        public.leave(kept.len(), &Text::new("建议", "suggestions"));
        public
    }

    /// Whether nothing may be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty() && self.files.is_empty() && self.events.is_empty() && self.suggestions.is_empty()
    }

    /// Writes the files that were handed in into a folder, as they are.
    ///
    /// # Errors
    /// What cannot be read or written; two files of one name.
    pub fn copy(&self, source: &dyn Source, folder: &str, to: &Unfinished) -> Result<(), Diagnostics> {
        for file in &self.files {
            let bytes = source.read(&format!("{folder}/{file}"), Limits::MATERIAL)?.unwrap_or_default();
            write(to, file_name(file), &bytes)?;
        }
        Ok(())
    }

    fn take(&mut self, item: &Item) {
        let file = &item.file;
        if item.state != ItemState::Final {
            let Text { zh, en } = item.state.text();
            self.left_out
                .push(text!(zh: "标为公开，还不能公开：{file}，{zh}", en: "public, but not yet: {file}, {en}"));
        } else if let Some(mark) = &item.secrecy {
            self.left_out.push(text!(zh: "标为公开，又标“{mark}”，没有导出：{file}", en: "public, and marked {mark}, so left out: {file}"));
        } else if item.is_paper {
            self.papers.push(file_stem(file).to_owned());
        } else {
            self.files.push(file.clone());
        }
    }

    fn leave(&mut self, count: usize, what: &Text) {
        let Text { zh, en } = what;
        if count > 0 {
            self.left_out.push(text!(zh: "没有标为公开：{zh}{count}条", en: "not marked as public: {count} {en}"));
        }
    }
}

/// Writes a file into a folder that has none of its name.
///
/// # Errors
/// If it has one, or the system refuses.
pub fn write(to: &Unfinished, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    let (there, shown) = (to.path().join(name), to.to().join(name));
    if there.symlink_metadata().is_ok() {
        return Err(refused(&shown, &std::io::ErrorKind::AlreadyExists.into()));
    }
    fs::write(&there, bytes).map_err(|error| refused(&shown, &error))
}

/// Whether a paper says so in its head, or a file in every line it has.
fn is_public(topic: &Topic, item: &Item) -> bool {
    if item.is_paper {
        let mut papers = topic.papers.iter();
        return papers.any(|paper| file_name(&paper.path) == item.file && paper.front.public);
    }
    let mut lines = topic.materials.iter().filter(|attached| *attached.material.file == *item.file).peekable();
    lines.peek().is_some() && lines.all(|attached| attached.material.public)
}

impl Names<'_> {
    fn event(&self, event: &Event) -> Vec<String> {
        let name = self
            .regulation
            .events
            .get(&event.event)
            .map_or_else(|| event.event.to_string(), |kind| kind.term.name.to_string());
        let note = event.note.clone().unwrap_or_default();
        vec![event.date.to_string(), name, self.all(&event.by), self.all(&event.to), note]
    }

    fn all(&self, ids: &[Name]) -> String {
        let name = |id: &Name| self.archive.called(id).map_or_else(|| self.regulation.name(id).zh, ToString::to_string);
        ids.iter().map(name).collect::<Vec<_>>().join("、")
    }
}

/// The folder to be written.
///
/// # Errors
/// If something lies there.
pub fn begin(to: &Path) -> Result<Unfinished, Diagnostic> {
    if to.symlink_metadata().is_ok() {
        return Err(refused(to, &std::io::ErrorKind::AlreadyExists.into()));
    }
    Unfinished::begin(to)
}
