//! `init`: creates an archive with its settings and an empty register, and a git repository if there is none.

use super::pinyin;
use crate::archive::{
    Change, GIT_ATTRIBUTES, GIT_IGNORE, Limits, ROOT_FILE, Source as _, WorkTree, recover, scalar, with_attributes,
    with_ignored,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::history::{self, Message, Repository};
use crate::model::ArchiveId;
use crate::text::{Language, Text};
use include_dir::{Dir, DirEntry, include_dir};
use std::path::{Path, PathBuf};

/// The sample archive, part of the program.
static SAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/sample-archive");

/// Folder of the sample with earlier versions of papers, which were changed after a decision.
const EARLIER: &str = ".earlier";

/// A `yijuan.yml` with all settings explained, in Chinese and in English.
const SETTINGS: [&str; 2] = [include_str!("init/yijuan.zh-CN.yml"), include_str!("init/yijuan.en.yml")];

/// The request to create an archive.
#[derive(Debug)]
pub(crate) struct Init<'i> {
    /// Its folder.
    pub root: &'i Path,
    pub contents: Contents<'i>,
    /// Whether to commit it, in a new repository if there is none.
    pub commit: bool,
    /// The language of its files and of its first commit.
    pub language: Language,
    /// Who commits in the new repository, by name and address, if git is not to know it from elsewhere.
    pub identity: Option<(String, String)>,
}

/// What a new archive holds.
#[derive(Debug)]
pub(crate) enum Contents<'i> {
    /// The sample: a year of an invented district.
    Sample,
    /// Settings only.
    Empty { regulation: &'i str, id: ArchiveId, institution: Option<&'i str>, offices: &'i [String] },
}

impl Init<'_> {
    /// What is to be written there, with the paths of the archive, and the repository that it comes into. Nothing is written
    /// yet.
    ///
    /// # Errors
    /// If files are in the way, or the repository takes no commit now.
    fn prepared(&self) -> Result<(Change, Vec<String>, Option<Repository>), Diagnostics> {
        let change = match &self.contents {
            Contents::Sample => sample(self.commit),
            Contents::Empty { regulation, id, institution, offices } => {
                let settings = settings(regulation, id, self.language);
                empty(with_names(settings, *institution, offices))
            }
        };
        let (root, commit) = (self.root, self.commit);
        let paths: Vec<String> = change.paths().map(ToOwned::to_owned).collect();
        // Removes what an `init` that was killed has left.
        recover(root)?;
        let change = missing_files(root, &change)?;

        let folder = nearest_folder(root);
        let repository = if commit { Repository::discover(&folder)? } else { None };
        match &repository {
            _ if !commit => {}
            Some(repository) => {
                repository.ready()?;
                repository.unlocked()?;
                // git is asked in a folder that exists, with paths relative to it.
                let paths = paths.iter().map(|path| root.join(path));
                let relative = paths.filter_map(|path| Some(path.strip_prefix(&folder).ok()?.display().to_string()));
                let relative: Vec<String> = relative.collect();
                repository.accepts(&relative.iter().map(String::as_str).collect::<Vec<_>>())?;
            }
            None if self.identity.is_some() => {}
            None => history::identity(&folder)?,
        }
        Ok((change, paths, repository))
    }

    /// Refuses what would be refused whatever the archive is to say.
    ///
    /// # Errors
    /// As [`Init::make`], before anything is written.
    pub(crate) fn ensure_possible(&self) -> Result<(), Diagnostics> {
        self.prepared().map(drop)
    }

    /// Creates the archive. If anything fails, nothing of it remains.
    pub(crate) fn make(&self) -> Result<(), Diagnostics> {
        let (change, paths, repository) = self.prepared()?;
        let (root, commit) = (self.root, self.commit);
        let created = CreatedFolders::folder(root)?;
        let root = &*root.canonicalize().map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        // Before any file, so that whatever is written can be committed, by `yijuan commit` if need be.
        if commit && repository.is_none() {
            let ready = Repository::init(root).and_then(|()| match &self.identity {
                Some((name, address)) => history::identify(root, name, address),
                None => Ok(()),
            });
            ready.map_err(|problem| created.undo(problem))?;
        }
        let transaction = change.apply(root).map_err(|problems| created.undo(problems))?;
        let repository = if commit { Repository::discover(root)? } else { None };
        let Some(repository) = repository else { return Ok(()) };
        let subject = match self.contents {
            Contents::Sample => Text::new("新建示例档案库", "make the sample archive"),
            Contents::Empty { .. } => Text::new("新建档案库", "make the archive"),
        };
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        match repository.commit(&paths, &Message::new(subject.in_(self.language))) {
            Ok(_) if matches!(self.contents, Contents::Sample) => {
                drop(transaction);
                self.change_papers(root, &repository)
            }
            Ok(_) => Ok(()),
            Err(refused) if refused.disk_full => {
                transaction.rollback()?;
                Err(created.undo(refused.undone(&repository)))
            }
            Err(refused) => Err(refused.into()),
        }
    }

    /// Commits the sample's changes of papers in review.
    fn change_papers(&self, root: &Path, repository: &Repository) -> Result<(), Diagnostics> {
        let earlier: Vec<String> = files(true).map(|(path, _)| path).collect();
        let change = files(false).filter(|(path, _)| earlier.contains(path));
        change.fold(Change::new(), |change, (path, content)| change.file(path, content)).apply(root)?;
        let paths: Vec<&str> = earlier.iter().map(String::as_str).collect();
        let subject = Text::new("审签中的改动", "changes created in the course of review");
        repository.commit(&paths, &Message::new(subject.in_(self.language))).map(drop).map_err(Into::into)
    }
}

fn settings(regulation: &str, id: &ArchiveId, language: Language) -> String {
    let [chinese, english] = SETTINGS;
    let settings = language.choose(chinese, english).replace("{REGULATION}", &scalar(regulation));
    settings.replace("{ID}", &scalar(&id.to_string()))
}

/// The settings with the names of the institution, of its office and of the offices in charge in the place of examples.
fn with_names(mut settings: String, institution: Option<&str>, offices: &[String]) -> String {
    if let Some(institution) = institution {
        for (key, name) in [("institution", institution.to_owned()), ("office", format!("{institution}办公室"))] {
            settings = in_place_of(&settings, &format!("# {key}: "), &format!("{key}: {}", scalar(&name)));
        }
    }
    if !offices.is_empty() {
        let mut ids: Vec<String> = Vec::new();
        let mut entries = Vec::new();
        for (nth, name) in offices.iter().enumerate().filter(|(nth, name)| !offices[..*nth].contains(name)) {
            let made = pinyin::of_body(name, |id| ids.iter().any(|taken| taken == id));
            let id = made.unwrap_or_else(|| format!("office-{}", nth + 1));
            // A committee by its name; a room of staff else.
            let kind =
                if name.ends_with("委员会") || name.ends_with('委') { "special-committee" } else { "office" };
            entries.push(format!("  {id}: {{name: {}, kind: {kind}}}", scalar(name)));
            ids.push(id);
        }
        settings = in_place_of(&settings, "# offices:", "offices:");
        settings = in_place_of(&settings, "#   urban: ", &entries.join("\n"));
    }
    settings
}

/// A text with another line in the place of the one that begins so.
fn in_place_of(text: &str, start: &str, line: &str) -> String {
    text.split_inclusive('\n')
        .map(|own| if own.starts_with(start) { format!("{line}\n") } else { own.to_owned() })
        .collect()
}

fn empty(settings: String) -> Change {
    Change::new()
        .file(".gitattributes", GIT_ATTRIBUTES)
        .file(".gitignore", GIT_IGNORE)
        .file("people.yml", "")
        .file(ROOT_FILE, settings)
}

/// The files of the sample, now or before its papers were changed. `yijuan.yml` is last: it makes a folder an archive.
fn sample(is_earlier: bool) -> Change {
    let earlier: Vec<(String, &[u8])> = files(is_earlier).filter(|_| is_earlier).collect();
    let mut all: Vec<(String, &[u8])> = files(false).collect();
    for (path, content) in &mut all {
        *content = earlier.iter().find(|(known, _)| known == path).map_or(*content, |(_, earlier)| *earlier);
    }
    all.sort_by_key(|(path, _)| (path == ROOT_FILE, path.clone()));
    all.into_iter().fold(Change::new(), |change, (path, content)| change.file(path, content))
}

/// The sample's files, or the earlier versions of some.
fn files(are_earlier: bool) -> impl Iterator<Item = (String, &'static [u8])> {
    let mut files: Vec<(String, &[u8])> = Vec::new();
    let mut folders = vec![&SAMPLE];
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(inner) => folders.push(inner),
                DirEntry::File(file) => {
                    files.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
                }
            }
        }
    }
    files.into_iter().filter_map(move |(path, content)| {
        let earlier = path.strip_prefix(EARLIER).and_then(|path| path.strip_prefix('/'));
        match (are_earlier, earlier) {
            (true, Some(path)) => Some((path.to_owned(), content)),
            (false, None) => Some((path, content)),
            _ => None,
        }
    })
}

/// The files that do not exist yet, and `.gitattributes` with its missing lines.
///
/// # Errors
/// If any file exists with other content.
fn missing_files(root: &Path, change: &Change) -> Result<Change, Diagnostics> {
    if root.exists() && !root.is_dir() {
        let no_folder = Text::new("已有同名的文件", "there is a file of this name");
        let hint = Text::new("换一个文件夹", "choose another folder");
        return Err(Diagnostic::new(no_folder).at(Location::file(root.display().to_string())).hint(hint).into());
    }
    let there = WorkTree::new(root.to_path_buf());
    let mut problems = Diagnostics::new();
    let mut missing = Change::new();
    for (path, content) in change.files() {
        let Some(known) = keep(&mut problems, there.read(path, Limits::PAPER)) else { continue };
        match known {
            None => missing = missing.file(path, content.as_slice()),
            Some(known) if path == ".gitattributes" => {
                missing = missing.file(path, with_attributes(&known));
            }
            Some(known) if path == ".gitignore" => missing = missing.file(path, with_ignored(&known)),
            // An interrupted `init` has written the same.
            Some(known) if known == *content && path != ROOT_FILE => {}
            Some(_) => problems.push(already_there(path)),
        }
    }
    ensure_none(problems).map(|()| missing)
}

fn already_there(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("文件已存在", "the file is there already"))
        .at(Location::file(path))
        .hint(Text::new("换一个文件夹", "choose another folder"))
}

/// The folders that were created for a new archive.
struct CreatedFolders {
    folders: Vec<PathBuf>,
    git: Option<PathBuf>,
}

impl CreatedFolders {
    /// Creates a folder and its missing parents.
    fn folder(root: &Path) -> Result<Self, Diagnostic> {
        let missing = root.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let folders = missing.map(Path::to_path_buf).collect();
        let git = Some(root.join(".git")).filter(|git| !git.exists());
        std::fs::create_dir_all(root).map_err(|error| Diagnostic::io(root.display().to_string(), &error))?;
        Ok(Self { folders, git })
    }

    /// Removes them again after a failure, except folders that are not empty.
    fn undo(&self, why: impl Into<Diagnostics>) -> Diagnostics {
        if let Some(git) = &self.git {
            let _ = std::fs::remove_dir_all(git);
        }
        for folder in &self.folders {
            let _ = std::fs::remove_dir(folder);
        }
        why.into()
    }
}

/// Whether there is an archive in a folder.
pub(crate) fn is_archive(root: &Path) -> bool {
    root.join(ROOT_FILE).exists()
}

/// Whether an archive there gets a repository of its own, since it is in none.
///
/// # Errors
/// If a repository cannot be read.
pub(crate) fn makes_repository(root: &Path) -> Result<bool, Diagnostic> {
    Ok(Repository::discover(&nearest_folder(root))?.is_none())
}

/// The nearest folder that exists, to run git in.
pub(crate) fn nearest_folder(root: &Path) -> PathBuf {
    let existing = root.ancestors().find(|folder| folder.is_dir()).map(Path::to_path_buf);
    existing.unwrap_or_else(|| PathBuf::from("."))
}
