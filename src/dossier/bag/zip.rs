//! A bag as one ZIP file: nothing compressed, in the order of the manifests, and without the machine's time and rights, so
//! that equal bags are equal files.

use super::digest::Digests;
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes a bag as a ZIP file beside it, unless that is there already, and returns where it is.
///
/// # Errors
/// If there is another file of its name, or it cannot be written. Then none is left that is not whole.
pub fn zip(bag: &Path) -> Result<PathBuf, Diagnostic> {
    let name = bag.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let to = bag.with_file_name(format!("{name}.zip"));
    let unfinished = bag.with_file_name(format!(".{name}.zip.unfinished"));
    let written = write(bag, &name, &unfinished).and_then(|()| place(&unfinished, &to).map_err(ZipError::Io));
    written.map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        match error {
            ZipError::Io(error) => Diagnostic::io(to.display().to_string(), &error),
            error => Diagnostic::new(text!(zh: "写不成 ZIP：{error}", en: "no ZIP can be made: {error}"))
                .hint(Text::new("去掉 `--zip`，封装包本身是完整的", "leave `--zip` out; the bag itself is whole")),
        }
    })?;
    Ok(to)
}

/// Gives the file its name. Where the same one is already, it stays.
fn place(unfinished: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_err() {
        return fs::rename(unfinished, to);
    }
    if Digests::of(File::open(unfinished)?)? != Digests::of(File::open(to)?)? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::remove_file(unfinished)
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
    let mut zip = ZipWriter::new(BufWriter::new(File::create(to)?));
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
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(())
}
