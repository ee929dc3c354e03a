//! `yijuan.yml`: its format is looked at before all else, for what a later version writes an older one does not know.

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

/// As much of the settings as every version has in common.
#[derive(Deserialize)]
struct Format {
    archive: u32,
}

/// The archive's settings, or all that is wrong with them; of a format that this version does not know, that alone.
#[must_use]
pub fn read_settings(source: &dyn Source) -> Reading<Settings> {
    let missing = || Diagnostic::io(ROOT_FILE, &std::io::ErrorKind::NotFound.into());
    let bytes = source.read(ROOT_FILE, Limits::YAML).and_then(|bytes| bytes.ok_or_else(missing));
    match bytes.and_then(|bytes| known_format(&bytes).map(|()| bytes)) {
        Ok(bytes) => read_record(ROOT_FILE, &bytes),
        Err(problem) => Reading { value: None, problems: vec![problem] },
    }
}

/// The archive's settings, with which nothing is wrong.
///
/// # Errors
/// All that is wrong.
pub fn settings(source: &dyn Source) -> Result<Settings, Diagnostics> {
    read_settings(source).whole()
}

/// Whether the archive's format is one this version knows. An archive that says none is an older one; what else is
/// wrong with its settings is told where they are read.
///
/// # Errors
/// If it is not.
pub fn readable(source: &dyn Source) -> Result<(), Diagnostic> {
    source.read(ROOT_FILE, Limits::YAML).ok().flatten().map_or(Ok(()), |bytes| known_format(&bytes))
}

fn known_format(bytes: &[u8]) -> Result<(), Diagnostic> {
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
