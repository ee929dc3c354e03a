//! What belongs to no file of the dossier, and is needed to prove and to understand it: the records of the topic, the texts
//! that decisions saw, its history, the keys, the people, the regulation, the list, and how all of it is read.

use super::packed::{Packed, Packer};
use super::past::marked;
use super::readme::{README, described};
use crate::archive::{Limits, Source};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::bag::Content;
use crate::dossier::package::{DESCRIPTION, OTHERS};
use crate::history::{Repository, Versions};
use crate::model::{file_stem, sha256};
use crate::signing::AllowedSigners;
use std::collections::BTreeSet;
use std::fmt::Write as _;

impl Packer<'_> {
    /// Adds all of it.
    ///
    /// # Errors
    /// What cannot be read or set.
    pub(super) fn others(&self, history: &Repository, packed: &mut Packed) -> Result<(), Diagnostics> {
        self.records(packed);
        self.versions(history, packed)?;
        self.received(packed)?;
        self.history(history, packed)?;
        self.of_archive(packed)?;
        self.regulation(packed)?;
        self.list(packed)?;
        packed.add(OTHERS, "README.txt", Content::Bytes(README.as_bytes().to_vec()));
        let text = described(self, packed);
        packed.files.push((DESCRIPTION.to_owned(), Content::Bytes(text.into_bytes())));
        Ok(())
    }

    /// The topic's own files: facts, decisions, signatures, draws.
    fn records(&self, packed: &mut Packed) {
        for file in &self.contents.records {
            packed.add_other(&format!("议题/{file}"), self.later(file));
        }
    }

    /// Every text that somebody decided on, by day and digest.
    fn versions(&self, history: &Repository, packed: &mut Packed) -> Result<(), Diagnostic> {
        for review in &self.topic.reviews {
            let mut wanted: BTreeSet<(String, &str)> = BTreeSet::new();
            for decision in &review.decisions {
                if self.additions.is_none_or(|additions| !additions.decided.contains(&decision.sha256)) {
                    wanted.insert((decision.date.to_string(), &decision.sha256));
                }
            }
            if wanted.is_empty() {
                continue;
            }
            let versions = history.versions(&review.paper, &|_, path| Some(path.to_owned()))?;
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            for (date, hash) in wanted {
                if !seen.insert(hash) {
                    continue;
                }
                let (paper, short) = (file_stem(&review.paper), hash.get(..16).unwrap_or(hash));
                match with_hash(&versions, hash)? {
                    Some(bytes) if marked((review.paper.clone(), &bytes)).is_some() => {
                        packed.untraced.push(format!("{paper}（{date}，{short}，标有密级）"));
                    }
                    Some(bytes) => {
                        packed.add_other(&format!("版本/{paper}/{date}-{short}.md"), Content::Bytes(bytes));
                    }
                    None => packed.untraced.push(format!("{paper}（{date}，{short}）")),
                }
            }
        }
        Ok(())
    }

    /// How the files came about, unless texts in it are marked as secrets.
    fn history(&self, history: &Repository, packed: &mut Packed) -> Result<(), Diagnostic> {
        let (folder, past) = (format!("{OTHERS}/历史"), self.past);
        if !past.marks.is_empty() {
            packed.withheld = past.marks.iter().map(|(path, _)| path.clone()).collect();
            packed.withheld.dedup();
            return Ok(());
        }
        packed.add(&folder, "history.fast-export", Content::Bytes(past.stream.clone()));
        let paths: Vec<&str> = past.paths.iter().map(String::as_str).collect();
        let log = history.plain_log(&self.occasion.commit, &paths)?;
        packed.add(&folder, "log.txt", Content::Bytes(log));
        Ok(())
    }

    /// The keys that were trusted, and who held which post.
    fn of_archive(&self, packed: &mut Packed) -> Result<(), Diagnostic> {
        for file in [AllowedSigners::FILE, "people.yml"] {
            if let Some(bytes) = self.in_archive(file)? {
                packed.add(OTHERS, file, Content::Bytes(bytes));
            }
        }
        Ok(())
    }

    /// The regulation in force: the archive's own, or the one of the program.
    fn regulation(&self, packed: &mut Packed) -> Result<(), Diagnostic> {
        let (id, folder) = (&self.regulation.id, format!("{OTHERS}/规程"));
        let built_in = self.loaded.regulations.built_in_files(id);
        for (nth, name) in ["regulation.yml", "source.txt"].into_iter().enumerate() {
            let own = self.in_archive(&format!("templates/{id}/{name}"))?;
            let bytes = own.or_else(|| built_in.map(|files| files[nth].1.as_bytes().to_vec()));
            if let Some(bytes) = bytes {
                packed.add(&folder, name, Content::Bytes(bytes));
            }
        }
        Ok(())
    }

    /// 归档文件目录 (DA/T 22).
    fn list(&self, packed: &mut Packed) -> Result<(), Diagnostics> {
        let mut table = "| 序号 | 档号 | 文号 | 责任者 | 题名 | 日期 | 密级 | 页数 | 备注 |\n".to_owned();
        table += "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
        for (entry, nth) in packed.catalogue.entries.iter().zip(1..) {
            let cells = [
                &nth.to_string(),
                &entry.reference,
                &entry.number,
                &entry.author,
                &entry.title,
                &entry.date,
                &entry.secrecy,
                &entry.pages,
                &entry.note,
            ];
            let cells = cells.map(|cell| escaped(cell));
            let _ = writeln!(table, "| {} |", cells.join(" | "));
        }
        for (ending, bytes) in self.kept.list("归档文件目录", &table)? {
            packed.add(&format!("{OTHERS}/目录"), &format!("归档文件目录.{ending}"), Content::Bytes(bytes));
        }
        Ok(())
    }

    fn in_archive(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let source: &dyn Source = &*self.tree;
        source.read(path, Limits::YAML)
    }
}

fn with_hash(versions: &Versions, hash: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    let found = versions.find(|bytes| sha256(bytes) == hash)?;
    found.map_or(Ok(None), |commit| versions.bytes(commit))
}

/// A cell of a table in Markdown, with nothing in it taken for a sign.
pub(super) fn escaped(text: &str) -> String {
    let mut cell = String::new();
    for c in text.chars().filter(|c| !c.is_control()) {
        if c.is_ascii_punctuation() && !matches!(c, '-' | '.' | ',' | ':' | '/') {
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}
