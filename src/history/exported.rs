//! The history of a folder up to a commit, to be kept outside the repository: as the stream of `git fast-export`, which is
//! text, the same in every clone, and read by `git fast-import`; and as a plain log.

use super::{Repository, run};
use crate::diagnostic::Diagnostic;

/// The branch that the stream makes.
const BRANCH: &str = "refs/heads/main";

impl Repository {
    /// The stream of the commits that changed some files or folders, relative to the archive's root, without any other; of
    /// those after another commit, beginning with all that was there, if one is given.
    ///
    /// # Errors
    /// If git fails.
    pub fn exported(&self, commit: &str, after: Option<&str>, paths: &[&str]) -> Result<Vec<u8>, Diagnostic> {
        let export = ["-c", "core.quotePath=false", "fast-export", "--signed-tags=strip"];
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
    pub fn plain_log(&self, commit: &str, folder: &str) -> Result<Vec<u8>, Diagnostic> {
        let format = "--format=tformat:%n%H%n%an <%ae>%n%ad%n%B";
        let log = ["-c", "core.quotePath=false", "log", "--no-color", "--no-show-signature", "--no-decorate"];
        let of = ["--encoding=UTF-8", "--date=iso", "--no-renames", "--no-notes", "--no-ext-diff", "--name-status"];
        Ok(run(&self.root, &[&log[..], &of, &[format, commit, "--", folder]].concat(), None)?.stdout)
    }
}

/// Names the branch, where the stream has the id of its last commit in place of a name.
fn on_a_branch(stream: &[u8], commit: &str) -> Vec<u8> {
    let mut named = Vec::with_capacity(stream.len());
    let mut rest = stream;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let (line, after) = rest.split_at(end + 1);
        rest = after;
        let text = String::from_utf8_lossy(line);
        match text.trim_end().split_once(' ') {
            Some((word @ ("commit" | "reset"), name)) if name == commit => {
                named.extend(format!("{word} {BRANCH}\n").as_bytes());
            }
            Some(("data", length)) => {
                named.extend(line);
                // What a file or a message says is passed over.
                let length = length.parse::<usize>().unwrap_or(0).min(rest.len());
                let (data, after) = rest.split_at(length);
                named.extend(data);
                rest = after;
            }
            _ => named.extend(line),
        }
    }
    named.extend(rest);
    named
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
    }
}
