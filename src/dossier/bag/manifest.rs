//! A manifest: digest, two blanks, path, one on a line.
//!
//! It is read as strictly as it is written. Other forms mean the same to some programs and nothing to others.

use super::DATA;
use super::digest::{Algorithm, Digests};
use std::collections::BTreeMap;

/// The files of a manifest with their digests, sorted by the bytes of the path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, Line>);

/// A line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which it is, counted from 1.
    pub nth: usize,
    /// The digest, in lower case.
    pub digest: String,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// It is no digest of the algorithm, two blanks and a path.
    Form,
    /// The file ends within it.
    CutOff,
    /// It names a file again.
    Repeated(String),
    /// Its path leads out of the bag, or out of where its files lie.
    Escapes(String),
}

impl Manifest {
    /// Lists files.
    pub(super) fn text<'a>(files: impl IntoIterator<Item = (&'a str, &'a Digests)>, algorithm: Algorithm) -> String {
        let sorted: BTreeMap<&str, &Digests> = files.into_iter().collect();
        let line = |(path, digests): (&str, &Digests)| format!("{}  {path}\n", digests.by(algorithm));
        sorted.into_iter().map(line).collect::<Vec<_>>().concat()
    }

    /// Reads a manifest of the payload, or of the files beside it. Lines that are wrong are left out, each with its number.
    #[must_use]
    pub fn read(bytes: &[u8], algorithm: Algorithm, is_of_payload: bool) -> (Self, Vec<(usize, LineFault)>) {
        let (mut lines, mut faults) = (BTreeMap::new(), Vec::new());
        for (nth, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let nth = nth + 1;
            let read = match line.strip_suffix(b"\n") {
                Some(line) => read_line(line, algorithm, is_of_payload),
                None => Err(LineFault::CutOff),
            };
            match read {
                Ok((path, _)) if lines.contains_key(&path) => faults.push((nth, LineFault::Repeated(path))),
                Ok((path, digest)) => {
                    lines.insert(path, Line { nth, digest });
                }
                Err(fault) => faults.push((nth, fault)),
            }
        }
        (Self(lines), faults)
    }

    /// What it says of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Line> {
        self.0.get(path)
    }

    /// The files it lists.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Line)> {
        self.0.iter()
    }
}

fn read_line(line: &[u8], algorithm: Algorithm, is_of_payload: bool) -> Result<(String, String), LineFault> {
    let line = std::str::from_utf8(line).map_err(|_| LineFault::Form)?;
    let (digest, path) = line.split_once("  ").ok_or(LineFault::Form)?;
    let is_digest = digest.len() == algorithm.digits()
        && digest.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if !is_digest || path.is_empty() || path.starts_with([' ', '*']) || path.contains(char::is_control) {
        return Err(LineFault::Form);
    }
    let is_in_payload = path.split_once('/').is_some_and(|(first, _)| first == DATA);
    if is_escape(path) || is_in_payload != is_of_payload {
        return Err(LineFault::Escapes(path.to_owned()));
    }
    Ok((path.to_owned(), digest.to_owned()))
}

/// Whether a path may lead out of the folder it is meant in, on some system.
#[must_use]
pub fn is_escape(path: &str) -> bool {
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    is_drive || path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, LineFault)> {
        Manifest::read(text.as_bytes(), Algorithm::Sha256, true).1
    }

    #[test]
    fn what_is_written_is_read() {
        let (one, other) = (Digests::of_bytes(b"1"), Digests::of_bytes(b"2"));
        let files = [("data/甲.md", &one), ("data/a/乙.md", &other)];
        for algorithm in Algorithm::ALL {
            let text = Manifest::text(files, algorithm);
            let (manifest, faults) = Manifest::read(text.as_bytes(), algorithm, true);
            assert_eq!(faults, []);
            let paths: Vec<&str> = manifest.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(paths, ["data/a/乙.md", "data/甲.md"]);
            assert_eq!(manifest.get("data/甲.md").unwrap().digest, one.by(algorithm));
        }
    }

    #[test]
    fn other_forms_are_refused() {
        let digest = Digests::of_bytes(b"").sha256;
        let form = |line: String| assert_eq!(read(&line), [(1, LineFault::Form)], "{line}");
        form(format!("{digest} data/甲\n"));
        form(format!("{digest} *data/甲\n"));
        form(format!("{digest}   data/甲\n"));
        form(format!("{digest}  data/甲\r\n"));
        form(format!("\u{feff}{digest}  data/甲\n"));
        form(format!("{}  data/甲\n", digest.to_uppercase()));
        form(format!("{}  data/甲\n", &digest[1..]));
        form("\n".to_owned());
        assert_eq!(read(&format!("{digest}  data/甲")), [(1, LineFault::CutOff)]);
        let twice = format!("{digest}  data/甲\n{digest}  data/甲\n");
        assert_eq!(read(&twice), [(2, LineFault::Repeated("data/甲".into()))]);
        for path in ["data/../甲", "/data/甲", "data//甲", "data/./甲", "data\\甲", "bagit.txt", "C:/data/甲", "data"]
        {
            assert_eq!(read(&format!("{digest}  {path}\n")), [(1, LineFault::Escapes(path.into()))]);
        }
    }
}
