//! `Gaps`: which facts of a topic could not be read, and whether it can be told all the same what its dossier is to hold.

use super::file::is_record;
use crate::archive::{Archive, Topic};

/// The facts from which it follows which rules apply.
const DECISIVE: [&str; 2] = ["topic.yml", "events.yml"];

/// Files of a topic that could not be read as a whole.
pub(super) struct Gaps {
    /// Those that say something of the dossier, from the folder of the topic, each once.
    pub files: Vec<String>,
    /// Whether the rules that apply are known.
    pub are_rules_known: bool,
}

impl Gaps {
    pub(super) fn of(archive: &Archive, topic: &Topic) -> Self {
        let mut gaps = Self { files: Vec::new(), are_rules_known: true };
        for problem in archive.problems.iter().filter(|problem| !problem.is_beside) {
            let path = problem.place.as_ref().map_or("", |place| place.path.as_str());
            if path == topic.folder {
                gaps.are_rules_known = false;
                gaps.files.push(path.to_owned());
            }
            let Some(file) = path.strip_prefix(topic.folder.as_str()).and_then(|file| file.strip_prefix('/')) else {
                continue;
            };
            // What else lies there is told of as a file, and says nothing of what is wanted.
            if (is_record(file) || file.ends_with(".md")) && !gaps.files.iter().any(|known| known == file) {
                gaps.are_rules_known &= !DECISIVE.contains(&file);
                gaps.files.push(file.to_owned());
            }
        }
        gaps.files.sort();
        gaps
    }
}
