//! `Tree`: the files of a commit.

use super::Repository;
use super::changed::{Entry, Made, entries};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::text;
use crate::text::Text;
use git2::{ErrorCode, ObjectType, Odb, Oid};
use std::collections::HashMap;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The files of a commit below the archive's root, as stored in git. The work tree is not read.
pub struct Tree {
    pool: Pool,
    root: Oid,
    /// Folders read so far, by path, because reading one anew for each file in it would be slow.
    folders: Mutex<HashMap<String, Arc<Vec<Node>>>>,
    /// The first read that failed, although the commit has the file.
    unread: Mutex<Option<Diagnostic>>,
}

/// Where a repository is.
#[derive(Clone)]
pub(super) enum Store {
    /// In this git directory.
    Folder(PathBuf),
    /// Where the environment says, as in a hook of git: what is being pushed lies apart until it is taken in.
    Environment,
}

/// A repository, opened as often as there are threads that read it.
#[derive(Clone)]
pub(super) struct Pool {
    place: Store,
    made: Arc<Made>,
    /// Open repositories not in use. Threads cannot share one, and opening one takes longer than reading a file.
    idle: Arc<Mutex<Vec<git2::Repository>>>,
}

/// An entry of a folder of a commit.
pub struct Node {
    /// Its name, which need not be UTF-8.
    pub name: Vec<u8>,
    /// Its kind.
    pub kind: NodeKind,
    id: Oid,
}

/// The kind of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, or a commit of another repository.
    Other,
}

/// The content at a path of a commit.
pub enum Content {
    /// A file's bytes.
    Bytes(Vec<u8>),
    /// A file larger than the limit.
    TooLarge,
    /// Something other than a file.
    NotAFile,
}

impl Repository {
    /// The files of a commit, named in any way that git understands: `HEAD~3`, a tag, a branch, part of an id.
    ///
    /// # Errors
    /// If there is no such commit, or the archive is not in it.
    pub fn tree(&self, revision: &str) -> Result<Tree, Diagnostic> {
        let git = self.open()?;
        let commit = commit_of(&git, revision)?;
        let tree = commit.tree().map_err(|error| broken(&error))?;
        let root = self.root_in(&tree).ok_or_else(|| {
            Diagnostic::new(
                text!(zh: "提交 `{revision}` 里没有这个档案库", en: "the archive is not in the commit `{revision}`"),
            )
            .hint(Text::new("换一个较晚的提交", "name a later one"))
        })?;
        // Like git itself, which leaves verification to `git fsck`.
        git2::opts::strict_hash_verification(false);
        Ok(Pool::of(Store::Folder(self.git_dir.clone())).tree(root))
    }

    /// The whole id of a commit.
    ///
    /// # Errors
    /// If there is no such commit.
    pub fn commit_id(&self, revision: &str) -> Result<String, Diagnostic> {
        Ok(commit_of(&self.open()?, revision)?.id().to_string())
    }

    /// The day a commit was made, in China.
    ///
    /// # Errors
    /// If there is no such commit.
    pub fn day_of(&self, revision: &str) -> Result<Date, Diagnostic> {
        let git = self.open()?;
        let made = commit_of(&git, revision)?.time();
        Date::of_second(made.seconds()).ok_or_else(|| {
            Diagnostic::new(
                text!(zh: "提交 `{revision}` 的时间读不出来", en: "the time of the commit `{revision}` cannot be read"),
            )
        })
    }

    /// The archive's root in a commit's files.
    pub(super) fn root_in(&self, tree: &git2::Tree) -> Option<Oid> {
        let prefix = self.prefix();
        if prefix.is_empty() {
            return Some(tree.id());
        }
        let entry = tree.get_path(prefix.trim_end_matches('/').as_ref()).ok();
        entry.filter(|entry| entry.kind() == Some(ObjectType::Tree)).map(|entry| entry.id())
    }
}

fn commit_of<'g>(git: &'g git2::Repository, revision: &str) -> Result<git2::Commit<'g>, Diagnostic> {
    let commit = git.revparse_single(revision).and_then(|object| object.peel_to_commit());
    commit.map_err(|error| match error.code() {
        ErrorCode::Ambiguous => {
            Diagnostic::new(text!(zh: "`{revision}` 可指多个提交", en: "`{revision}` may mean several commits"))
                .hint(Text::new("多写几位编号", "give more of the id"))
        }
        // A commit missing in a shallow clone may exist elsewhere.
        _ if git.is_shallow() => {
            Diagnostic::new(text!(zh: "没有提交 `{revision}`", en: "there is no commit `{revision}`")).hint(Text::new(
                "这是浅克隆，旧提交没有取下来：`git fetch --unshallow`",
                "this clone is shallow, older commits were not fetched: `git fetch --unshallow`",
            ))
        }
        _ => {
            Diagnostic::new(text!(zh: "没有提交 `{revision}`", en: "there is no commit `{revision}`")).hint(Text::new(
                "`git log --oneline` 列出提交；也可写 HEAD~3、分支或标签",
                "`git log --oneline` shows them; HEAD~3, a branch or a tag will do as well",
            ))
        }
    })
}

impl Store {
    pub(super) fn open(&self) -> Result<git2::Repository, git2::Error> {
        match self {
            Self::Folder(git_dir) => git2::Repository::open(git_dir),
            Self::Environment => git2::Repository::open_from_env(),
        }
    }
}

impl Pool {
    pub(super) fn of(place: Store) -> Self {
        Self::with_folders(place, Arc::default())
    }

    /// The same, with folders that no object holds.
    pub(super) fn with_folders(place: Store, made: Arc<Made>) -> Self {
        Self { place, made, idle: Arc::default() }
    }

    /// The files below a folder.
    pub(super) fn tree(&self, root: Oid) -> Tree {
        Tree { pool: self.clone(), root, folders: Mutex::default(), unread: Mutex::default() }
    }

    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&git2::Repository) -> Result<T, git2::Error>,
    ) -> Result<T, git2::Error> {
        let idle = lock(&self.idle).pop();
        let git = idle.map_or_else(|| self.place.open(), Ok)?;
        let found = read(&git);
        lock(&self.idle).push(git);
        found
    }
}

impl Tree {
    /// The entries of a folder by name; none if there is no such folder. The root is the empty path.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn folder(&self, path: &str) -> Result<Arc<Vec<Node>>, Diagnostic> {
        if let Some(known) = lock(&self.folders).get(path) {
            return Ok(Arc::clone(known));
        }
        let id = if path.is_empty() {
            Some(self.root)
        } else {
            self.node(path)?.filter(|(kind, _)| *kind == NodeKind::Folder).map(|(_, id)| id)
        };
        let made = id.and_then(|id| self.pool.made.get(&id));
        let mut nodes: Vec<Node> = match id {
            _ if made.is_some() => made.into_iter().flat_map(|raw| entries(raw)).map(Node::from).collect(),
            Some(id) => {
                self.with_repository(|git| Ok(git.find_tree(id)?.iter().map(|entry| Node::of(&entry)).collect()))?
            }
            None => Vec::new(),
        };
        // Git sorts a folder as if its name ended in `/`.
        nodes.sort_by(|a, b| a.name.cmp(&b.name));
        let nodes = Arc::new(nodes);
        lock(&self.folders).insert(path.to_owned(), Arc::clone(&nodes));
        Ok(nodes)
    }

    /// The content at a path; `None` if there is nothing. Files larger than `limit` bytes are not returned.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn read(&self, path: &str, limit: u64) -> Result<Option<Content>, Diagnostic> {
        self.content(path, |objects, id| {
            // Asking for the size first would take half as long as reading, for each file.
            let object = objects.read(id)?;
            let bytes = object.data();
            Ok(if bytes.len() as u64 > limit { Content::TooLarge } else { Content::Bytes(bytes.to_vec()) })
        })
    }

    /// The first bytes of the content at a path, however large it is; `None` if there is nothing.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn start(&self, path: &str, bytes: usize) -> Result<Option<Content>, Diagnostic> {
        self.content(path, |objects, id| {
            let mut start = Vec::with_capacity(bytes);
            // Git can unpack a loose object in parts, but one in a pack only as a whole.
            let begun = objects
                .reader(id)
                .ok()
                .is_some_and(|(reader, _, _)| reader.take(bytes as u64).read_to_end(&mut start).is_ok());
            if !begun {
                let object = objects.read(id)?;
                let whole = object.data();
                start = whole[..bytes.min(whole.len())].to_vec();
            }
            Ok(Content::Bytes(start))
        })
    }

    /// The kind of what is at a path; `None` if there is nothing.
    ///
    /// # Errors
    /// If git cannot read it.
    pub fn kind(&self, path: &str) -> Result<Option<NodeKind>, Diagnostic> {
        Ok(self.node(path)?.map(|(kind, _)| kind))
    }

    fn content(
        &self,
        path: &str,
        read: impl FnOnce(&Odb, Oid) -> Result<Content, git2::Error>,
    ) -> Result<Option<Content>, Diagnostic> {
        let Some((kind, id)) = self.node(path)? else { return Ok(None) };
        if kind != NodeKind::File {
            return Ok(Some(Content::NotAFile));
        }
        self.with_repository(|git| read(&git.odb()?, id)).map(Some)
    }

    pub(super) fn node(&self, path: &str) -> Result<Option<(NodeKind, Oid)>, Diagnostic> {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let nodes = self.folder(parent)?;
        let found = nodes.binary_search_by(|node| node.name.as_slice().cmp(name.as_bytes()));
        Ok(found.ok().map(|at| (nodes[at].kind, nodes[at].id)))
    }

    fn with_repository<T>(
        &self,
        read: impl FnOnce(&git2::Repository) -> Result<T, git2::Error>,
    ) -> Result<T, Diagnostic> {
        let found = self.pool.with(read).map_err(|error| broken(&error));
        if let Err(problem) = &found {
            lock(&self.unread).get_or_insert_with(|| problem.clone());
        }
        found
    }

    /// The first read that failed although the commit has the file. The content there is unknown.
    pub fn unread(&self) -> Option<Diagnostic> {
        lock(&self.unread).clone()
    }
}

impl Node {
    fn of(entry: &git2::TreeEntry) -> Self {
        let kind = match (entry.kind(), entry.filemode()) {
            (Some(ObjectType::Tree), _) => NodeKind::Folder,
            (_, LINK) => NodeKind::Other,
            (Some(ObjectType::Blob), _) => NodeKind::File,
            _ => NodeKind::Other,
        };
        Self { name: entry.name_bytes().to_vec(), kind, id: entry.id() }
    }
}

impl From<Entry<'_>> for Node {
    fn from(entry: Entry) -> Self {
        let kind = match entry {
            Entry { is_folder: true, .. } => NodeKind::Folder,
            Entry { is_file: true, .. } => NodeKind::File,
            Entry { .. } => NodeKind::Other,
        };
        Self { name: entry.name.to_vec(), kind, id: entry.id }
    }
}

/// Git's file mode of a symbolic link.
const LINK: i32 = 0o120_000;

/// Locks a cache. Caches only grow, so one that a panicking thread has left is still valid.
fn lock<T>(cache: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    cache.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn broken(error: &git2::Error) -> Diagnostic {
    if error.code() == ErrorCode::NotFound {
        return Diagnostic::new(Text::new(
            "仓库里没有这个提交的全部内容（部分克隆没有取下来，或对象已损坏）",
            "the repository does not have all of the commit (a partial clone has not fetched it, or objects are lost)",
        ))
        .hint(Text::new(
            "`git fetch --refetch --no-filter` 取下全部内容；仍然不行，`git fsck` 检查仓库",
            "`git fetch --refetch --no-filter` fetches all of it; if that does not help, `git fsck` examines the repository",
        ));
    }
    let why = error.message().to_owned();
    Diagnostic::new(text!(zh: "无法读取 git 仓库：{why}", en: "cannot read the git repository: {why}"))
        .hint(Text::new("`git fsck` 检查仓库", "`git fsck` examines it"))
}
