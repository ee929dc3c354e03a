//! A bag as one ZIP file: nothing compressed, in the order of the manifests, and without the machine's time and rights, so
//! that equal bags are equal files.

use super::digest::Digests;
use crate::diagnostic::Diagnostic;
use crate::dossier::unfinished::{Unfinished, refused};
use crate::text;
use crate::text::Text;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A ZIP file that is whole and does not have its name yet. Unless it is given it, it goes.
pub struct Zipped {
    /// None if the same file lies there already.
    unfinished: Option<Unfinished>,
    to: PathBuf,
}

impl Zipped {
    /// Writes a bag, wherever it lies now, as a ZIP file beside the folder that it is to be.
    ///
    /// # Errors
    /// If there is another file of its name, or it cannot be written. Then nothing is left.
    pub fn prepare(bag: &Path, of: &Path) -> Result<Self, Diagnostic> {
        let name = of.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let to = of.with_file_name(format!("{name}.zip"));
        let unfinished = Unfinished::beside(&to)?;
        let written = write(bag, &name, unfinished.path());
        let lies_there = written.and_then(|()| lies_at(unfinished.path(), &to).map_err(ZipError::Io));
        let lies_there = lies_there.map_err(|error| match error {
            ZipError::Io(error) => refused(&to, &error),
            error => Diagnostic::new(text!(zh: "写不成 ZIP：{error}", en: "no ZIP can be made: {error}"))
                .hint(Text::new("去掉 `--zip` 再封装", "seal it without `--zip`")),
        })?;
        Ok(Self { unfinished: (!lies_there).then_some(unfinished), to })
    }

    /// Gives the file its name, and returns where it is.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn place(self) -> Result<PathBuf, Diagnostic> {
        self.unfinished.map_or(Ok(()), Unfinished::place)?;
        Ok(self.to)
    }
}

/// Whether the same file lies in a place already.
///
/// # Errors
/// If another one lies there, or they cannot be read.
pub(super) fn lies_at(file: &Path, place: &Path) -> io::Result<bool> {
    if place.symlink_metadata().is_err() {
        return Ok(false);
    }
    if Digests::of(File::open(file)?)? != Digests::of(File::open(place)?)? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    Ok(true)
}

/// A file to be written that keeps the first error and then takes everything, since the writer of ZIP files prints what
/// fails when it is given up.
struct Sink {
    file: BufWriter<File>,
    error: Option<io::Error>,
}

impl Sink {
    fn take<T>(&mut self, done: io::Result<T>, otherwise: T) -> T {
        done.unwrap_or_else(|error| {
            self.error.get_or_insert(error);
            otherwise
        })
    }

    fn finish(mut self) -> io::Result<()> {
        let flushed = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        self.error.take().map_or(flushed, Err)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.error.is_none() {
            let written = self.file.write_all(bytes);
            self.take(written, ());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Sink {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let sought = if self.error.is_none() { self.file.seek(to) } else { Ok(0) };
        Ok(self.take(sought, 0))
    }
}

fn write(bag: &Path, name: &str, to: &Path) -> Result<(), ZipError> {
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for entry in WalkDir::new(bag) {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(bag).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            files.push((format!("{name}/{inside}"), entry.into_path()));
        }
    }
    files.sort();
    let mut zip = ZipWriter::new(Sink { file: BufWriter::new(File::create(to)?), error: None });
    for (name, path) in files {
        let file = File::open(&path)?;
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(file.metadata()?.len() >= u64::from(u32::MAX));
        zip.start_file(name, options)?;
        io::copy(&mut BufReader::new(file), &mut zip)?;
    }
    Ok(zip.finish()?.finish()?)
}
