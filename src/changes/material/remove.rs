//! `material remove`: removes an entry from `materials.yml`. The file itself stays.

use super::dossier::Dossier;
use crate::archive::{Change, remove_entry};
use crate::changes::{Proposal, Writer};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, unknown};
use crate::model::{Name, file_name};
use crate::text;
use crate::text::{Text, on_one_line, one_word};

/// The entry to remove.
#[derive(Debug)]
pub(crate) struct Remove {
    /// A topic's key (or part of it), or `plan:YEAR`
    pub target: String,
    /// The file: its name or path, or its number as `material list` has it
    pub file: String,
}

impl Remove {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let (subject, topics) = writer.workspace.subject(&self.target)?;
        let loaded = writer.workspace.read(&topics)?;
        let dossier = Dossier::of(&loaded, &writer.settings, &subject, None)?;
        let path = format!("{}/materials.yml", dossier.folder);
        ensure_none(loaded.archive.problems_of(&path))?;
        let nth = entry(&dossier, &path, &self.file)?;
        let (name, file) = (&dossier.name, &dossier.there[nth].material.file);
        let after = remove_entry(&path, &writer.workspace.text(&path)?, nth)?;
        let Text { zh, en } = dossier.subject.called();
        let subject = text!(zh: "{zh} 材料去掉：{file}", en: "{en} material remove: {file}");
        let line = on_one_line(file);
        let answer = text!(zh: "去掉：{name} {line}\n", en: "removed: {name} {line}\n");
        let mut notes = Vec::new();
        let own = format!("{}/{file}", dossier.folder);
        let elsewhere = dossier.there.iter().enumerate().any(|(other, one)| other != nth && one.material.file == *file);
        if !elsewhere && writer.workspace.source.root().join(&own).exists() {
            let own = one_word(&own);
            notes.push(text!(
                zh: "文件还在 {own}，不再算作材料；不留的，删去后 `yijuan commit`",
                en: "the file is still at {own} and counts no longer; if it is not to be kept, delete it, then `yijuan commit`"
            ));
        }
        Ok(Proposal { answer, notes, ..Proposal::new(Change::new().file(path, after), subject) }
            .about(&dossier.subject))
    }
}

/// The one entry that a number, a path or the name of a file means.
fn entry(dossier: &Dossier, path: &str, written: &str) -> Result<usize, Diagnostic> {
    let (there, word) = (dossier.there, Name::from(written.trim()));
    if let Some(nth) = word.parse::<usize>().ok().filter(|number| (1..=there.len()).contains(number)) {
        return Ok(nth - 1);
    }
    let files = there.iter().map(|one| &one.material.file).enumerate();
    let found = files.filter(|(_, file)| **file == word || file_name(file) == word.as_str());
    let found: Vec<usize> = found.map(|(nth, _)| nth).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let files = there.iter().map(|one| one.material.file.as_str());
            Err(unknown(&Text::new("材料", "material"), &word, files).at(Location::file(path)))
        }
        several => {
            let Text { zh, en } = Text::listed(several.iter().map(|nth| (nth + 1).to_string()));
            Err(Diagnostic::new(text!(zh: "`{word}` 登记了几条", en: "`{word}` is entered several times"))
                .at(Location::file(path))
                .hint(text!(zh: "写序号：{zh}", en: "say which by its number: {en}")))
        }
    }
}
