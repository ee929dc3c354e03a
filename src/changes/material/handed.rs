//! Reads a file that is added to a dossier, and finds its place there.

use crate::archive::{Entry, EntryKind, Limits, Marked, Source as _, WorkTree};
use crate::changes::secrecy;
use crate::diagnostic::{Diagnostic, Location};
use crate::document;
use crate::model::{Name, file_name};
use crate::text;
use crate::text::{Text, is_hidden};
use std::path::Path;

/// The folders of a dossier that hold added files.
const FOLDERS: [&str; 2] = ["materials", "photos"];

/// Depth to which these folders are searched for a file with the same content.
const DEPTH: usize = 4;

/// Longest name that a file gets, in bytes, before a number is added.
const LONGEST_NAME: usize = 200;

/// How many paragraphs of a DOCX are its top: a mark may stand below a copy number, among empty ones.
const TOP: usize = 10;

/// A file to be added.
pub(crate) struct Handed {
    pub bytes: Vec<u8>,
    /// Its own name.
    name: String,
}

impl Handed {
    /// # Errors
    /// If it is missing, no regular file, empty or too large, or bears a mark of secrecy.
    pub(crate) fn read(path: &Path) -> Result<Self, Diagnostic> {
        let shown = path.display().to_string();
        let location = Location::file(shown.as_str());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
            Diagnostic::new(text!(zh: "`{shown}` 不是文件", en: "`{shown}` is no file"))
                .hint(Text::new("写文件本身的路径，文件名用 UTF-8", "name the file itself; its name must be UTF-8"))
        })?;
        let tree = WorkTree::new(folder.to_path_buf());
        let length = tree.length(name).map_err(|problem| problem.at(location.clone()))?;
        let length = length.ok_or_else(|| Diagnostic::io(shown.as_str(), &std::io::ErrorKind::NotFound.into()))?;
        if length == 0 {
            return Err(Diagnostic::new(Text::new("文件是空的", "the file is empty"))
                .at(location)
                .hint(Text::new("看看是否传送完整", "see whether it was copied whole")));
        }
        if length > Limits::MATERIAL {
            let mib = Limits::MATERIAL >> 20;
            return Err(Diagnostic::new(
                text!(zh: "文件大于 {mib} MiB，不予收入", en: "larger than {mib} MiB, not taken"),
            )
            .at(location)
            .hint(Text::new("压缩、拆分，或降低扫描精度", "compress it, split it, or scan it at a lower resolution")));
        }
        let bytes = tree.read(name, Limits::MATERIAL).map_err(|problem| problem.at(location))?.unwrap_or_default();
        let handed = Self { bytes, name: name.to_owned() };
        handed.mark_of_docx(&shown).map_or(Ok(handed), |marked| Err(secrecy::refused(marked)))
    }

    /// The mark of secrecy on top of a DOCX, of which `Writer` sees bytes alone.
    fn mark_of_docx(&self, shown: &str) -> Option<Marked> {
        let is_docx = self.name.to_lowercase().ends_with(".docx");
        // One that cannot be read is taken in as it is.
        let received = is_docx.then(|| document::read(shown, &self.bytes).ok())??;
        let mut text = String::new();
        for unit in received.accepted().iter().take(TOP) {
            text += &unit.plain();
            text.push('\n');
        }
        let marked = Marked::on_top(shown, &text, 0)?;
        Some(Marked { place: Location::file(shown), ..marked })
    }

    /// A file of the dossier with the same content.
    pub(crate) fn same_in(&self, source: &WorkTree, dossier: &str) -> Result<Option<String>, Diagnostic> {
        let mut folders: Vec<(String, usize)> = FOLDERS.iter().rev().map(|folder| ((*folder).to_owned(), 0)).collect();
        while let Some((folder, depth)) = folders.pop() {
            for Entry { name, kind } in source.folder(&format!("{dossier}/{folder}"))? {
                let file = format!("{folder}/{name}");
                match kind {
                    EntryKind::Folder if depth < DEPTH => folders.push((file, depth + 1)),
                    EntryKind::File if self.is_in(source, &format!("{dossier}/{file}"))? => return Ok(Some(file)),
                    _ => {}
                }
            }
        }
        Ok(None)
    }

    fn is_in(&self, source: &WorkTree, path: &str) -> Result<bool, Diagnostic> {
        // A list names files in the usual characters, so it could not name this one.
        if Name::from(path).as_str() != path || source.length(path)? != Some(self.bytes.len() as u64) {
            return Ok(false);
        }
        Ok(source.read(path, Limits::MATERIAL)?.is_some_and(|bytes| bytes == self.bytes))
    }

    /// Where it goes in a dossier: under its own name, with a number if another file has that.
    pub(crate) fn place_in(&self, source: &WorkTree, dossier: &str) -> Result<String, Diagnostic> {
        let there = source.folder(&format!("{dossier}/{}", FOLDERS[0]))?;
        // On some systems names are equal regardless of case.
        let there: Vec<String> = there.iter().map(|entry| entry.name.to_lowercase()).collect();
        let (stem, ending) = safe(&self.name);
        let numbered = (2..).map(|number| format!("{stem}-{number}{ending}"));
        let name = std::iter::once(format!("{stem}{ending}"))
            .chain(numbered)
            .find(|name| !there.contains(&name.to_lowercase()));
        Ok(format!("{}/{}", FOLDERS[0], name.unwrap_or_default()))
    }

    /// The note if it got another name.
    pub(crate) fn renamed(&self, file: &str) -> Option<Text> {
        let name = file_name(file);
        (name != self.name).then(|| text!(zh: "文件名改为 {name}", en: "it was given the name {name}"))
    }
}

/// A file name that every system allows, as stem and ending.
fn safe(name: &str) -> (String, String) {
    let name = Name::from(name);
    let name = name.replace(|c| is_hidden(c) || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'), "-");
    // With these at its beginning it would be hidden, or taken for an editor's backup.
    let name = name.trim_start_matches(['.', '~', '-', ' ']).trim_end_matches(['.', '~', ' ']);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 16 => (stem.trim_end(), format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut end = stem.len().min(LONGEST_NAME - ending.len());
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    (if end == 0 { "文件".to_owned() } else { stem[..end].to_owned() }, ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe_and_keep_their_ending() {
        for (name, safely) in [
            ("部门材料.pdf", "部门材料.pdf"),
            ("照片 (1).JPG", "照片 (1).JPG"),
            ("甲:乙?.pdf", "甲-乙-.pdf"),
            (".隐藏.docx", "隐藏.docx"),
            ("~$材料.docx", "$材料.docx"),
            ("-rf", "rf"),
            ("名\u{202e}fdp.exe", "名-fdp.exe"),
            ("材料. ", "材料"),
            ("⼈员.txt", "人员.txt"),
            ("...", "文件"),
        ] {
            let (stem, ending) = safe(name);
            assert_eq!(stem + &ending, safely, "{name}");
        }
        let (stem, ending) = safe(&format!("{}.pdf", "长".repeat(85)));
        assert!(stem.len() + ending.len() <= LONGEST_NAME && stem.ends_with('长') && ending == ".pdf");
    }
}
