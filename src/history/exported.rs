//! The history of some files up to a commit, to be kept outside the repository: as the stream of `git fast-export`, which is
//! text, the same in every clone, and read by `git fast-import`; and as a plain log.

use super::{Repository, run};
use crate::diagnostic::Diagnostic;
use std::collections::HashMap;

/// The branch that the stream makes.
const BRANCH: &str = "refs/heads/main";

impl Repository {
    /// The stream of the commits that changed some files or folders, relative to the archive's root, without any other; of
    /// those after another commit, beginning with all that was there, if one is given.
    ///
    /// # Errors
    /// If git fails.
    pub fn exported(&self, commit: &str, after: Option<&str>, paths: &[&str]) -> Result<Vec<u8>, Diagnostic> {
        let export = ["--no-replace-objects", "-c", "core.quotePath=false", "fast-export", "--signed-tags=strip"];
        let mut export = export.to_vec();
        let after = after.map(|after| format!("^{after}"));
        export.extend(["--reencode=no", "--show-original-ids", commit]);
        export.extend(after.as_deref());
        // The second `--` is needed where the folder is not checked out.
        export.extend(["--", "--"]);
        export.extend(paths);
        let stream = run(&self.root, &export, None)?.stdout;
        Ok(on_a_branch(&stream, commit))
    }

    /// The commit before the one that brought a seal into the events of a topic, whatever its folder was called then; none
    /// if no commit brought it.
    ///
    /// # Errors
    /// If git fails.
    pub fn before(&self, seal: &str) -> Result<Option<String>, Diagnostic> {
        let pick = format!("-S{seal}");
        let log =
            ["log", "--reverse", "--no-color", "--no-show-signature", "--format=tformat:%P", &pick, "--", "topics"];
        let parents = String::from_utf8_lossy(&run(&self.root, &log, None)?.stdout).into_owned();
        Ok(parents.lines().next().and_then(|line| line.split(' ').next()).filter(|id| !id.is_empty()).map(Into::into))
    }

    /// The log of the same commits, each with the files that it changed, the last first.
    ///
    /// # Errors
    /// If git fails.
    pub fn plain_log(&self, commit: &str, paths: &[&str]) -> Result<Vec<u8>, Diagnostic> {
        let format = "--format=tformat:%n%H%n%an <%ae>%n%ad%n%B";
        // Whatever somebody has set for their own logs.
        let settings = ["-c", "core.quotePath=false", "-c", "log.showRoot=true", "-c", "log.follow=false"];
        let log =
            ["--no-replace-objects", "log", "--no-color", "--no-show-signature", "--no-decorate", "--no-relative"];
        let of = ["--encoding=UTF-8", "--date=iso", "--no-renames", "--no-notes", "--no-ext-diff", "--name-status"];
        let files = ["-O/dev/null", format, commit, "--"];
        Ok(run(&self.root, &[&settings[..], &log, &of, &files, paths].concat(), None)?.stdout)
    }
}

/// The texts in a stream, each under the path that a commit gave it.
#[must_use]
pub fn texts_in(stream: &[u8]) -> Vec<(String, &[u8])> {
    let (mut blobs, mut texts) = (HashMap::new(), Vec::new());
    let mut mark = String::new();
    parts(stream, |line, data| {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end();
        match (line.split_once(' '), data) {
            (Some(("mark", own)), _) => own.clone_into(&mut mark),
            (Some(("data", _)), Some(data)) => {
                blobs.insert(mark.clone(), data);
            }
            (Some(("M", change)), _) => {
                let mut change = change.splitn(3, ' ').skip(1);
                if let (Some(blob), Some(path)) = (change.next().and_then(|mark| blobs.get(mark)), change.next()) {
                    texts.push((path.trim_matches('"').to_owned(), *blob));
                }
            }
            _ => {}
        }
    });
    texts
}

/// Names the branch, where the stream has the id of its last commit in place of a name.
fn on_a_branch(stream: &[u8], commit: &str) -> Vec<u8> {
    let mut named = Vec::with_capacity(stream.len());
    parts(stream, |line, data| {
        let text = String::from_utf8_lossy(line);
        match text.trim_end().split_once(' ') {
            Some((word @ ("commit" | "reset"), name)) if name == commit => {
                named.extend(format!("{word} {BRANCH}\n").as_bytes());
            }
            _ => named.extend(line),
        }
        named.extend(data.unwrap_or_default());
    });
    named
}

/// The lines of a stream, each with the bytes that it announces: what a file or a message says is no line of it.
fn parts<'s>(stream: &'s [u8], mut each: impl FnMut(&'s [u8], Option<&'s [u8]>)) {
    let mut rest = stream;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        let length =
            std::str::from_utf8(line).ok().and_then(|line| line.strip_prefix("data ")?.trim_end().parse().ok());
        let data = length.map(|length: usize| {
            let (data, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            data
        });
        each(line, data);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_branch_is_named_and_what_files_say_is_left() {
        let stream = |name: &str| {
            format!(
                "blob\nmark :1\ndata 12\ncommit abcd\n\nreset {name}\ncommit {name}\nmark :2\ndata 11\nreset abcd\n\
                 M 100644 :1 a\n\n"
            )
        };
        let named = on_a_branch(stream("abcd").as_bytes(), "abcd");
        assert_eq!(String::from_utf8(named).unwrap(), stream("refs/heads/main"));
        let stream = stream("abcd");
        assert_eq!(texts_in(stream.as_bytes()), [("a".to_owned(), &b"commit abcd\n"[..])]);
    }
}
