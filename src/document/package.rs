//! `Package`: a DOCX that somebody else has written. What is read of it is bounded, and nothing but its text parts is
//! unpacked.

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Largest file.
const LARGEST: usize = 16 << 20;

/// All text parts together, unpacked.
const LARGEST_TEXT: u64 = 8 << 20;

/// Most parts.
const PARTS: usize = 2000;

/// A file, and what it is called in messages.
pub(super) struct Package<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its bytes.
    pub file: &'a [u8],
    /// What it is: the template.
    pub called: Text,
}

impl Package<'_> {
    /// The parts of the document that are wanted, by name.
    ///
    /// # Errors
    /// If it is too large, no sound DOCX, or has no text.
    pub(super) fn texts(&self, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, String)>, Diagnostic> {
        if self.file.len() > LARGEST {
            return Err(self.too_large());
        }
        let Text { zh, en } = &self.called;
        // What is encrypted, and what Word saved before there was DOCX, is in this other kind of file.
        if self.file.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let problem = Diagnostic::new(text!(
                zh: "{zh}加了密，或是旧的 .doc 格式",
                en: "{en} is encrypted, or of the old format .doc"
            ));
            let hint = Text::new("去掉密码，另存为 .docx", "take off the password and save it as .docx");
            return Err(problem.at(Location::file(self.path)).hint(hint));
        }
        let damaged = |error: ZipError| self.damaged(&error.to_string());
        let mut archive = ZipArchive::new(Cursor::new(self.file)).map_err(damaged)?;
        if archive.len() > PARTS {
            return Err(self.too_large());
        }
        let (mut texts, mut room) = (Vec::new(), LARGEST_TEXT);
        for nth in 0..archive.len() {
            let mut part = archive.by_index(nth).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            if !is_wanted(&name) {
                continue;
            }
            // What a file says of its own size need not be true.
            let mut xml = Vec::new();
            let read = part.by_ref().take(room + 1).read_to_end(&mut xml);
            read.map_err(|error| self.damaged(&error.to_string()))?;
            room = room.checked_sub(xml.len() as u64).ok_or_else(|| self.too_large())?;
            let xml = String::from_utf8(xml).map_err(|_| self.broken(&name, "UTF-8"))?;
            texts.push((name, xml));
        }
        if !texts.iter().any(|(name, _)| name == "word/document.xml") {
            return Err(self.damaged("word/document.xml"));
        }
        Ok(texts)
    }

    /// That it is no sound DOCX.
    pub(super) fn damaged(&self, why: &str) -> Diagnostic {
        let Text { zh, en } = &self.called;
        Diagnostic::new(text!(zh: "{zh}不是完好的 DOCX：{why}", en: "{en} is no sound DOCX: {why}"))
            .at(Location::file(self.path))
            .hint(Text::new("在 WPS 或 Word 里打开，另存为 .docx", "open it in WPS or Word and save it as .docx again"))
    }

    /// That a part of it cannot be read.
    pub(super) fn broken(&self, part: &str, why: &str) -> Diagnostic {
        self.damaged(&format!("{part}: {why}"))
    }

    /// That there is more in it than is read.
    pub(super) fn too_large(&self) -> Diagnostic {
        let Text { zh, en } = &self.called;
        Diagnostic::new(text!(zh: "{zh}太大", en: "{en} is too large"))
            .at(Location::file(self.path))
            .hint(Text::new("去掉其中的图片和用不到的内容", "take out pictures and whatever is not needed"))
    }
}
