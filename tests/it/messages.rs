//! Everything the program says, in both languages, in one file to be read through.

use insta::assert_snapshot;
use regex::Regex;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use walkdir::WalkDir;

/// A string literal.
const WORDS: &str = r#""((?:[^"\\]|\\.)*)""#;

/// The sentences of a source file, Chinese and English, each pair once.
fn sentences(text: &str) -> Vec<(String, String)> {
    let pair =
        Regex::new(&format!(r"(?:Text::new\(|text!\(|word\(|said\()\s*(?:zh:\s*)?{WORDS},\s*(?:en:\s*)?{WORDS}"))
            .unwrap();
    let mut seen = BTreeSet::new();
    let found = pair.captures_iter(text).map(|found| (found[1].to_owned(), found[2].to_owned()));
    found.filter(|pair| seen.insert(pair.clone())).collect()
}

#[test]
fn every_message_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> = WalkDir::new(&root).into_iter().map(|entry| entry.unwrap().into_path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    let mut told = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // What tests say is not what the program says.
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        let sentences = sentences(program);
        if !sentences.is_empty() {
            let _ = writeln!(told, "\n{}", file.strip_prefix(&root).unwrap().display());
        }
        for (chinese, english) in sentences {
            let _ = writeln!(told, "  {chinese}\n  {english}");
        }
    }
    assert_snapshot!(told);
}
