//! Reads `yijuan.yml`. The format is checked first: a later version may have keys that this one does not know.

use super::find::ROOT_FILE;
use super::locate::find;
use super::parse::{Reading, decode, read_record};
use super::source::{Limits, Source};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::Settings;
use crate::text;
use serde::Deserialize;

/// The number of the format that this version writes.
pub const FORMAT: u32 = 1;

/// The part of the settings that all versions have in common.
#[derive(Deserialize)]
struct Format {
    archive: u32,
}

/// The archive's settings, or all their problems. If the format is unknown, that is the only problem.
#[must_use]
pub fn read_settings(source: &dyn Source) -> Reading<Settings> {
    match read_known_format(source) {
        Ok(bytes) => read_record(ROOT_FILE, &bytes),
        Err(problem) => Reading { value: None, problems: vec![problem] },
    }
}

/// The archive's settings, if they have no problem.
///
/// # Errors
/// All their problems.
pub fn settings(source: &dyn Source) -> Result<Settings, Diagnostics> {
    read_settings(source).whole()
}

/// Checks that this version knows the archive's format. An archive without one is an older one. Other problems of the
/// settings are reported where they are read.
///
/// # Errors
/// If the format is unknown.
pub fn readable(source: &dyn Source) -> Result<(), Diagnostic> {
    source.read(ROOT_FILE, Limits::YAML).ok().flatten().map_or(Ok(()), |bytes| check_format(&bytes))
}

fn read_known_format(source: &dyn Source) -> Result<Vec<u8>, Diagnostic> {
    let bytes = source.read(ROOT_FILE, Limits::YAML)?;
    let bytes = bytes.ok_or_else(|| Diagnostic::io(ROOT_FILE, &std::io::ErrorKind::NotFound.into()))?;
    check_format(&bytes)?;
    Ok(bytes)
}

fn check_format(bytes: &[u8]) -> Result<(), Diagnostic> {
    let Some(Format { archive: found }) = read_record(ROOT_FILE, bytes).value else { return Ok(()) };
    if found == FORMAT {
        return Ok(());
    }
    let hint = if found > FORMAT {
        text!(
            zh: "档案库由更新的版本写成，本程序只认 `archive: {FORMAT}`：先更新 yijuan",
            en: "a later version wrote it, this one knows `archive: {FORMAT}`: update yijuan first"
        )
    } else {
        text!(zh: "本版本只认 `archive: {FORMAT}`", en: "this version reads `archive: {FORMAT}`")
    };
    let at = decode(ROOT_FILE, bytes).ok().and_then(|text| find(text, &["archive".into()]));
    Err(Diagnostic::new(text!(zh: "档案库格式 `{found}` 不认识", en: "unknown archive format `{found}`"))
        .at(at.map_or_else(|| Location::file(ROOT_FILE), |(line, column)| Location::at(ROOT_FILE, line, column)))
        .hint(hint))
}
