//! The versions of one file in every commit back from the last one: which commit holds which words, and whose each
//! change is.

use super::Repository;
use super::tree::{NodeKind, Pool, Store, Tree, broken};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use git2::{ErrorCode, Oid, Sort};
use std::collections::{HashMap, HashSet};

/// Where a file stands in a commit, if its place there is known: given the commit's files and where it stands later.
pub type Place<'p> = &'p dyn Fn(&Tree, &str) -> Option<String>;

/// A file in every commit back from the last one, the last first.
pub struct Versions {
    pool: Pool,
    commits: Vec<Version>,
}

/// A file in a commit.
#[derive(Debug)]
struct Version {
    id: String,
    author: String,
    date: Date,
    /// The commits before it, by place.
    parents: Vec<usize>,
    file: Option<Oid>,
}

/// A commit that left a file otherwise than the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The commit, by place.
    pub commit: usize,
    /// Who changed the file; of a merge, those whose changes came in with it.
    pub authors: Vec<String>,
    /// The day, in China.
    pub date: Date,
}

impl Repository {
    /// A file's versions.
    ///
    /// # Errors
    /// If git cannot read them.
    pub fn versions(&self, path: &str, place: Place) -> Result<Versions, Diagnostic> {
        let git = self.open()?;
        git2::opts::strict_hash_verification(false);
        let pool = Pool::of(Store::Folder(self.git_dir.clone()));
        let ids = walk(&git).map_err(|error| broken(&error))?;
        let nth: HashMap<Oid, usize> = ids.iter().enumerate().map(|(nth, id)| (*id, nth)).collect();
        let mut expected: HashMap<Oid, String> = ids.first().map(|last| (*last, path.to_owned())).into_iter().collect();
        let mut commits = Vec::with_capacity(ids.len());
        for id in ids {
            let commit = git.find_commit(id).map_err(|error| broken(&error))?;
            let tree = commit.tree().map_err(|error| broken(&error))?;
            let files = self.root_in(&tree).map(|root| pool.tree(root));
            let here = files.zip(expected.remove(&id)).and_then(|(files, later)| {
                let path = place(&files, &later)?;
                Some((files, path))
            });
            let mut file = None;
            if let Some((files, path)) = here {
                file = files.node(&path)?.filter(|(kind, _)| *kind == NodeKind::File).map(|(_, id)| id);
                for parent in commit.parent_ids() {
                    expected.entry(parent).or_insert_with(|| path.clone());
                }
            }
            let author = commit.author();
            commits.push(Version {
                id: id.to_string(),
                author: String::from_utf8_lossy(author.name_bytes()).into_owned(),
                date: Date::of_second(author.when().seconds()).unwrap_or(Date::EARLIEST),
                parents: commit.parent_ids().filter_map(|parent| nth.get(&parent).copied()).collect(),
                file,
            });
        }
        Ok(Versions { pool, commits })
    }
}

/// All commits, each before its parents.
fn walk(git: &git2::Repository) -> Result<Vec<Oid>, git2::Error> {
    match git.head() {
        Err(error) if error.code() == ErrorCode::UnbornBranch => return Ok(Vec::new()),
        head => head?,
    };
    let mut back = git.revwalk()?;
    back.push_head()?;
    back.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
    back.collect()
}

impl Versions {
    /// The last commit in which the file is one that is looked for.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn find(&self, is_it: impl Fn(&[u8]) -> bool) -> Result<Option<usize>, Diagnostic> {
        let mut seen = HashSet::new();
        for (nth, version) in self.commits.iter().enumerate() {
            if version.file.is_some_and(|file| seen.insert(file)) && self.bytes(nth)?.is_some_and(|bytes| is_it(&bytes))
            {
                return Ok(Some(nth));
            }
        }
        Ok(None)
    }

    /// The last commit of an author that changed the file.
    #[must_use]
    pub fn last_of(&self, is_author: impl Fn(&str) -> bool) -> Option<usize> {
        (0..self.commits.len()).find(|nth| self.is_change(*nth) && is_author(&self.commits[*nth].author))
    }

    /// Those who changed it, the first one first.
    #[must_use]
    pub fn authors(&self) -> Vec<String> {
        self.authors_of((0..self.commits.len()).rev())
    }

    /// The commit with this whole id.
    #[must_use]
    pub fn commit(&self, id: &str) -> Option<usize> {
        self.commits.iter().position(|version| version.id == id)
    }

    /// A commit's id.
    #[must_use]
    pub fn id(&self, commit: usize) -> &str {
        self.commits.get(commit).map_or("", |version| &version.id)
    }

    /// The file in a commit; none if it is not there.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn bytes(&self, commit: usize) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some(file) = self.commits.get(commit).and_then(|version| version.file) else { return Ok(None) };
        let read = self.pool.with(|git| Ok(git.find_blob(file)?.content().to_vec()));
        read.map(Some).map_err(|error| broken(&error))
    }

    /// The steps that led from a commit's version to that of the last commit, the first one first.
    #[must_use]
    pub fn since(&self, commit: usize) -> Vec<Step> {
        // What others did meanwhile came in with a merge, so only the line of first parents is followed.
        let line: Vec<usize> = std::iter::successors((!self.commits.is_empty()).then_some(0), |nth| {
            self.commits[*nth].parents.first().copied()
        })
        .take_while(|nth| *nth != commit)
        .collect();
        let ends_at_it = line.last().map_or(commit == 0, |last| self.commits[*last].parents.first() == Some(&commit));
        let line = if ends_at_it { line } else { vec![0] };
        let (mut steps, mut before) = (Vec::new(), commit);
        for nth in line.into_iter().rev() {
            let version = &self.commits[nth];
            if version.file.is_none() || version.file == self.commits[before].file {
                continue;
            }
            let mut authors = vec![version.author.clone()];
            if 1 < version.parents.len() || !version.parents.contains(&before) {
                let known = self.history_of(before);
                let mut came: Vec<usize> = self.history_of(nth).difference(&known).copied().collect();
                came.sort_unstable_by(|a, b| b.cmp(a));
                let others = self.authors_of(came.into_iter());
                authors = if others.is_empty() { authors } else { others };
            }
            steps.push(Step { commit: nth, authors, date: version.date });
            before = nth;
        }
        steps
    }

    /// A commit and all before it.
    fn history_of(&self, commit: usize) -> HashSet<usize> {
        let (mut found, mut open) = (HashSet::from([commit]), vec![commit]);
        while let Some(next) = open.pop() {
            open.extend(self.commits[next].parents.iter().filter(|parent| found.insert(**parent)));
        }
        found
    }

    /// Those who changed the file in some commits.
    fn authors_of(&self, commits: impl Iterator<Item = usize>) -> Vec<String> {
        let mut authors: Vec<String> = Vec::new();
        for nth in commits.filter(|nth| self.is_change(*nth)) {
            let author = &self.commits[nth].author;
            if !authors.contains(author) {
                authors.push(author.clone());
            }
        }
        authors
    }

    /// Whether a commit changed the file itself.
    fn is_change(&self, nth: usize) -> bool {
        let version = &self.commits[nth];
        let before = |parent: &usize| self.commits[*parent].file;
        match &version.parents[..] {
            [] => version.file.is_some(),
            [parent] => version.file.is_some() && version.file != before(parent),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Commits from the last one: author, parents, and the file as a number; none is 0.
    fn versions(commits: &[(&str, &[usize], u8)]) -> Versions {
        let version = |(nth, (author, parents, file)): (usize, &(&str, &[usize], u8))| Version {
            id: nth.to_string(),
            author: (*author).to_owned(),
            date: Date::EARLIEST,
            parents: parents.to_vec(),
            file: (*file != 0).then(|| Oid::from_bytes(&[*file; 20]).unwrap()),
        };
        Versions { pool: Pool::of(Store::Environment), commits: commits.iter().enumerate().map(version).collect() }
    }

    fn told(versions: &Versions, since: usize) -> Vec<(usize, String)> {
        versions.since(since).into_iter().map(|step| (step.commit, step.authors.join("、"))).collect()
    }

    #[test]
    fn one_after_the_other() {
        let all = versions(&[("丙", &[1], 3), ("乙", &[2], 2), ("丁", &[3], 1), ("甲", &[], 1)]);
        assert_eq!(told(&all, 3), [(1, "乙".into()), (0, "丙".into())]);
        assert_eq!(told(&all, 1), [(0, "丙".into())]);
        assert_eq!(told(&all, 0), []);
        assert_eq!(all.authors(), ["甲", "乙", "丙"]);
        assert_eq!(all.last_of(|author| author == "乙"), Some(1));
        assert_eq!(all.last_of(|author| author == "丁"), None, "that commit was about something else");
    }

    #[test]
    fn what_a_merge_brings_is_its_writers() {
        // 甲 writes, 乙 changes it here, 丙 and 丁 there, 戊 merges.
        let merged = [("戊", &[1, 2][..], 9), ("乙", &[4], 2), ("丁", &[3], 6), ("丙", &[4], 5), ("甲", &[], 1)];
        let all = versions(&merged);
        assert_eq!(told(&all, 4), [(1, "乙".into()), (0, "丙、丁".into())]);
        // From a commit that is not on the line, there is but one step.
        assert_eq!(told(&all, 3), [(0, "丁、乙".into())]);
    }

    #[test]
    fn a_file_that_was_away_for_a_while() {
        let all = versions(&[("丙", &[1], 3), ("乙", &[2], 0), ("甲", &[], 1)]);
        assert_eq!(told(&all, 2), [(0, "丙".into())]);
    }
}
