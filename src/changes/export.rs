//! `export`: the folder outside the archive that tables are written into, beside those of other archives. Of one archive it
//! replaces the partitions, each as a whole; what is not of exports is never touched.
//!
//! ```text
//! DIR/schema.sql                                  by whose first line it is known
//! DIR/TABLE/archive_id=ID/year=YEAR/part.ndjson   of a register without the year
//! ```

use crate::diagnostic::{Diagnostic, Location};
use crate::dossier::unfinished::{Unfinished, exchange, is_unfinished};
use crate::figures::export::{Export, Form, TABLES, Table};
use crate::model::ArchiveId;
use crate::text;
use crate::text::Text;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

const SCHEMA: &str = "schema.sql";

/// Enough of `schema.sql` for its first line, and of the row of an archive for its institution.
const BEGINNING: u64 = 4096;

/// A folder of exports, and what is to come into it.
pub(crate) struct Folder {
    root: PathBuf,
    form: Form,
    id: ArchiveId,
    year: Option<i32>,
    prepared: Unfinished,
}

impl Folder {
    /// Makes the folder, or takes one that an export has made.
    ///
    /// # Errors
    /// If something else lies there, if another archive of this id does, or if the system refuses.
    pub(crate) fn begin(
        folder: &Path,
        mark: &str,
        form: Form,
        export: &Export,
        institution: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Diagnostic> {
        let id = export.id.clone();
        if !is_vacant(folder)? {
            let schema = beginning(&folder.join(SCHEMA));
            if schema.lines().next() != Some(mark) {
                return Err(of_others(folder, schema.lines().next().unwrap_or_default(), form));
            }
            let other = institution(&beginning(&folder.join(partition("archives", &id, None)).join(file(form))));
            let own = export.institution.as_deref();
            if let Some((other, own)) = other.zip(own).filter(|(other, own)| other != own) {
                return Err(of_another_archive(folder, &id, &other, own));
            }
        }
        fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
        let prepared = Unfinished::begin(&folder.join(id.to_string()))?;
        Ok(Self { root: folder.to_owned(), form, id, year: export.year, prepared })
    }

    /// Adds to a part, which begins with its heading.
    ///
    /// # Errors
    /// If the system refuses.
    pub(crate) fn add(&self, table: &Table, year: Option<i32>, heading: &str, lines: &str) -> Result<(), Diagnostic> {
        let within = partition(table.id, &self.id, year);
        let part = self.prepared.path().join(&within).join(file(self.form));
        let heading = if part.exists() { "" } else { heading };
        let add = || {
            fs::create_dir_all(self.prepared.path().join(&within))?;
            let mut part = OpenOptions::new().create(true).append(true).open(&part)?;
            part.write_all(heading.as_bytes())?;
            part.write_all(lines.as_bytes())
        };
        add().map_err(|error: io::Error| refused(&self.root.join(&within).join(file(self.form)), &error))
    }

    /// Puts the partitions in the place of those that were there, and writes `schema.sql` for all that is there now.
    ///
    /// # Errors
    /// If the system refuses. Then some partitions are new and the others as they were, each a whole one.
    pub(crate) fn place(self, schema: impl Fn(&dyn Fn(&Table) -> bool) -> String) -> Result<(), Diagnostic> {
        let has = |table: &Table| has_part(&self.root.join(table.id), self.form, if table.is_of_years { 2 } else { 1 });
        let (prepared, known) = (self.prepared.path().join(SCHEMA), self.root.join(SCHEMA));
        let write_schema = || {
            let written = fs::write(&prepared, schema(&has)).and_then(|()| fs::rename(&prepared, &known));
            written.map_err(|error| refused(&known, &error))
        };
        // From now on the folder is known as one of exports, also if the command is killed.
        if !known.exists() {
            write_schema()?;
        }
        for table in TABLES {
            let within = partition(table.id, &self.id, self.year.filter(|_| table.is_of_years));
            let (new, there) = (self.prepared.path().join(&within), self.root.join(&within));
            let replace = || {
                match (new.exists(), there.symlink_metadata().is_ok()) {
                    (true, true) => exchange(&new, &there),
                    (true, false) => {
                        fs::create_dir_all(there.parent().unwrap_or(&self.root))?;
                        fs::rename(&new, &there)
                    }
                    (false, true) => {
                        // What is gone is removed with what was prepared, so that no part of it is seen alone.
                        let gone = self.prepared.path().join("gone").join(&within);
                        fs::create_dir_all(gone.parent().unwrap_or(&gone))?;
                        fs::rename(&there, gone)
                    }
                    (false, false) => Ok(()),
                }
            };
            replace().map_err(|error: io::Error| refused(&there, &error))?;
        }
        write_schema()
    }
}

/// Where the rows of a table lie, of an archive or of a year of it.
fn partition(table: &str, id: &ArchiveId, year: Option<i32>) -> PathBuf {
    let of_archive = Path::new(table).join(format!("archive_id={id}"));
    year.map_or_else(|| of_archive.clone(), |year| of_archive.join(format!("year={year}")))
}

fn file(form: Form) -> String {
    format!("part.{}", form.id())
}

/// Whether there is nothing, or a folder with nothing in it but what a killed export has left.
fn is_vacant(folder: &Path) -> Result<bool, Diagnostic> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(refused(folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| refused(folder, &error))?;
        if !is_unfinished(&entry.path()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a folder has a part so many folders down.
fn has_part(folder: &Path, form: Form, depth: usize) -> bool {
    if depth == 0 {
        return folder.join(file(form)).exists();
    }
    let within = fs::read_dir(folder).into_iter().flatten().flatten();
    within.into_iter().any(|entry| has_part(&entry.path(), form, depth - 1))
}

/// The beginning of a file; nothing if it cannot be read.
fn beginning(path: &Path) -> String {
    let mut bytes = Vec::new();
    let _ = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

fn of_others(folder: &Path, first: &str, form: Form) -> Diagnostic {
    let at = |message| Diagnostic::new(message).at(Location::file(folder.display().to_string()));
    if first.starts_with("-- yijuan/export/") {
        let form = form.id();
        return at(text!(zh: "这里的导出不是本版本的 {form} 形式", en: "the export there is not in the {form} form of this version"))
            .hint(Text::new("另写文件夹，或改用它的 `--format`", "name another folder, or its own `--format`"));
    }
    at(Text::new("这个文件夹里有别的东西，不是导出的数据", "the folder holds something else than exported data"))
        .hint(Text::new("另写文件夹；里面的文件一概不动", "name another folder; nothing in this one was touched"))
}

fn of_another_archive(folder: &Path, id: &ArchiveId, other: &str, own: &str) -> Diagnostic {
    Diagnostic::new(text!(
        zh: "标识 {id} 已用于“{other}”的数据，这里是“{own}”的",
        en: "the data there under the id {id} are those of {other}, and these are of {own}"
    ))
    .at(Location::file(folder.display().to_string()))
    .hint(text!(
        zh: "两个档案库同一标识的，在后建的一个的 yijuan.yml 里另写 `id`；只是改了机构名称的，先删去各表下的 archive_id={id}",
        en: "if two archives have one id, write another `id` into yijuan.yml of the later one; if the institution has a new name, remove archive_id={id} from each table first"
    ))
}

/// Why a file or folder cannot be written.
fn refused(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::io(path.display().to_string(), error)
}
