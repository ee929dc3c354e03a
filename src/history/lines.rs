//! What happened to the lines of files, commit by commit: brought, taken away, or put in another order.

use super::changed::{Changed, Folders, Followed, Sides};
use super::file_past::{FilePast, Happened, LinePast, Same};
use crate::model::file_name;
use git2::Oid;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What happened to all lines, in the commits looked at so far.
pub(super) struct Lines<'g> {
    pub folders: Folders<'g>,
    followed: Followed,
    /// Every line there was, by its bytes.
    known: HashMap<Rc<[u8]>, usize>,
    all: Vec<Rc<[u8]>>,
    /// The lines of each state of a file.
    held: HashMap<Oid, Rc<Vec<(usize, usize)>>>,
    /// Lists grow at their end. Of each, by its first line, the last state looked at, so that only what is new is read.
    latest: HashMap<Vec<u8>, State>,
    /// Of a state that begins with all of another: which that is, and how many lines that has.
    grown: HashMap<Oid, (Oid, usize)>,
    happened: Vec<(usize, Happened)>,
    shuffled: Vec<(String, usize)>,
    same: Same,
}

/// A state of a file.
struct State {
    id: Oid,
    bytes: Vec<u8>,
    /// How many lines there are, those that are not followed among them.
    count: usize,
}

/// The path of a file that was not there before, and its lines.
type NewFile<'c> = (&'c str, Rc<HashSet<usize>>);

/// What changed beside one parent, and where what is gone has gone to.
pub(super) struct Beside {
    pub changed: Vec<Changed>,
    renamed: HashMap<String, String>,
}

/// A line that is gone: which of the changed files held it, which it is among all, and its number.
pub(super) struct Gone {
    pub of: usize,
    line: usize,
    pub nth: usize,
}

impl State {
    /// Whether its last line ends, so that what follows is another.
    fn is_ended(&self) -> bool {
        self.bytes.last() == Some(&b'\n')
    }
}

impl Beside {
    /// Files that went with the folder around their own, and where to.
    pub(super) fn renamed(&self) -> Vec<(&str, &str)> {
        let mut renamed: Vec<(&str, &str)> = self.renamed.iter().map(|(old, new)| (&**old, &**new)).collect();
        renamed.sort_unstable();
        renamed
    }

    /// What a file is now, under whichever name.
    pub(super) fn now(&self, one: &Changed) -> Option<Oid> {
        let new = self.renamed.get(&one.path).and_then(|new| self.changed.iter().find(|one| one.path == *new));
        new.unwrap_or(one).file[1]
    }

    /// What each file was that changed, under its name and under those it was renamed from.
    fn before(&self) -> HashMap<&str, Vec<Option<Oid>>> {
        let mut before: HashMap<&str, Vec<Option<Oid>>> = HashMap::new();
        for one in &self.changed {
            before.entry(&one.path).or_default().push(one.file[0]);
            if let Some(path) = self.renamed.get(&one.path) {
                before.entry(path).or_default().push(one.file[0]);
            }
        }
        before
    }
}

/// Why the lines of a file cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is larger than what is read.
    TooLarge,
    /// It is no text in UTF-8, or a zero byte is in it.
    NoText,
}

impl<'g> Lines<'g> {
    pub(super) fn of(folders: Folders<'g>, followed: Followed) -> Self {
        Self {
            folders,
            followed,
            known: HashMap::new(),
            all: Vec::new(),
            held: HashMap::new(),
            latest: HashMap::new(),
            grown: HashMap::new(),
            happened: Vec::new(),
            shuffled: Vec::new(),
            same: Same::default(),
        }
    }

    /// The lines of a file that are followed, each with its place among all, and its number.
    fn lines_of(&mut self, file: Option<Oid>) -> Result<Rc<Vec<(usize, usize)>>, git2::Error> {
        let Some(id) = file else { return Ok(Rc::default()) };
        if let Some(held) = self.held.get(&id) {
            return Ok(Rc::clone(held));
        }
        let object = self.folders.objects.read(id)?;
        let bytes = if object.len() as u64 <= self.followed.limit { object.data() } else { &[] };
        let first = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        let before = self.latest.get(first).filter(|before| bytes.starts_with(&before.bytes) && before.is_ended());
        let (mut held, from, mut count) = match before {
            Some(before) => (self.held[&before.id].to_vec(), before.bytes.len(), before.count),
            None => (Vec::new(), 0, 0),
        };
        let (grown, known) = (before.map(|before| (before.id, held.len())), held.len());
        let mut seen = HashSet::new();
        for line in bytes[from..].split_inclusive(|byte| *byte == b'\n') {
            count += 1;
            let Some(line) = (self.followed.line)(line) else { continue };
            let next = self.all.len();
            let place = self.known.get(line).copied().unwrap_or(next);
            if place == next {
                let line: Rc<[u8]> = line.into();
                self.all.push(Rc::clone(&line));
                self.known.insert(line, next);
            }
            if seen.insert(place) && held[..known].iter().all(|(other, _)| *other != place) {
                held.push((place, count));
            }
        }
        self.latest.insert(first.to_vec(), State { id, bytes: bytes.to_vec(), count });
        self.grown.extend(grown.map(|grown| (id, grown)));
        let held = Rc::new(held);
        self.held.insert(id, Rc::clone(&held));
        Ok(held)
    }

    /// How many lines a state has of another that it begins with; none if it does not.
    fn kept(&mut self, old: Option<Oid>, new: Option<Oid>) -> Result<Option<usize>, git2::Error> {
        self.lines_of(old)?;
        self.lines_of(new)?;
        let grown = new.and_then(|new| self.grown.get(&new));
        Ok(grown.filter(|(before, _)| Some(*before) == old).map(|(_, kept)| *kept))
    }

    /// Looks at a commit beside each of its parents; none for one that has none.
    pub(super) fn commit(
        &mut self,
        commit: usize,
        root: Option<Oid>,
        parents: &[Option<Oid>],
    ) -> Result<(), git2::Error> {
        let before = if parents.is_empty() { &[None][..] } else { parents };
        let mut all = Vec::with_capacity(before.len());
        for parent in before.iter().filter(|parent| parents.len() < 2 || **parent != root) {
            all.push(self.beside(*parent, root)?);
        }
        let taken_before = self.happened.len();
        for beside in &all {
            self.taken(commit, beside, taken_before)?;
        }
        // What is the same as in any parent was not brought.
        if all.len() == before.len() {
            self.brought(commit, &all)?;
        }
        Ok(())
    }

    /// What changed from one root to another.
    pub(super) fn beside(&mut self, before: Option<Oid>, root: Option<Oid>) -> Result<Beside, git2::Error> {
        let mut changed = Vec::new();
        self.folders.compare([before, root], [None, None], "", self.followed, &mut changed)?;
        let renamed = self.renamed(&changed)?;
        Ok(Beside { changed, renamed })
    }

    /// The lines that are gone; those of a file that was renamed are not.
    pub(super) fn gone(&mut self, beside: &Beside) -> Result<Vec<Gone>, git2::Error> {
        let mut gone = Vec::new();
        let changed = beside.changed.iter().enumerate();
        for (of, one) in changed.filter(|(_, one)| !beside.renamed.contains_key(&one.path)) {
            if self.kept(one.file[0], one.file[1])?.is_some() {
                continue;
            }
            let [old, new] = [self.lines_of(one.file[0])?, self.lines_of(one.file[1])?];
            let left: HashSet<usize> = new.iter().map(|(line, _)| *line).collect();
            let lost = old.iter().filter(|(line, _)| !left.contains(line));
            gone.extend(lost.map(|(line, nth)| Gone { of, line: *line, nth: *nth }));
        }
        Ok(gone)
    }

    /// Whether lines that stayed have changed places.
    pub(super) fn is_shuffled(&mut self, one: &Changed) -> Result<bool, git2::Error> {
        if self.kept(one.file[0], one.file[1])?.is_some() {
            return Ok(false);
        }
        let [old, new] = [self.lines_of(one.file[0])?, self.lines_of(one.file[1])?];
        let left: HashSet<usize> = new.iter().map(|(line, _)| *line).collect();
        let was: HashSet<usize> = old.iter().map(|(line, _)| *line).collect();
        let stayed = old.iter().map(|(line, _)| line).filter(|line| left.contains(line));
        let order = new.iter().map(|(line, _)| line).filter(|line| was.contains(line));
        Ok(!stayed.eq(order))
    }

    /// What of a line is followed.
    pub(super) fn bytes(&self, gone: &Gone) -> Rc<[u8]> {
        Rc::clone(&self.all[gone.line])
    }

    /// Whether a file has a line of these bytes.
    pub(super) fn has(&mut self, file: Option<Oid>, bytes: &[u8]) -> Result<bool, git2::Error> {
        let known = self.known.get(bytes).copied();
        Ok(self.lines_of(file)?.iter().any(|(line, _)| Some(*line) == known))
    }

    /// The lines of a file that none of these others has, each with its number.
    pub(super) fn new_of(&mut self, file: Oid, others: &[Option<Oid>]) -> Result<Vec<(usize, Vec<u8>)>, git2::Error> {
        let new = self.beyond(Some(file), others)?;
        Ok(new.into_iter().map(|(line, nth)| (nth, self.all[line].to_vec())).collect())
    }

    /// The same, each with its place among all.
    fn beyond(&mut self, file: Option<Oid>, others: &[Option<Oid>]) -> Result<Vec<(usize, usize)>, git2::Error> {
        if let [other] = others
            && let Some(kept) = self.kept(*other, file)?
        {
            return Ok(self.lines_of(file)?[kept..].to_vec());
        }
        let mut known: HashSet<usize> = HashSet::new();
        for other in others {
            known.extend(self.lines_of(*other)?.iter().map(|(line, _)| *line));
        }
        Ok(self.lines_of(file)?.iter().filter(|(line, _)| !known.contains(line)).copied().collect())
    }

    /// Why the lines of a file cannot be followed.
    pub(super) fn flaw(&self, file: Oid) -> Result<Option<Flaw>, git2::Error> {
        let object = self.folders.objects.read(file)?;
        let bytes = object.data();
        let is_text = || !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok();
        let is_too_large = object.len() as u64 > self.followed.limit;
        Ok(if is_too_large { Some(Flaw::TooLarge) } else { (!is_text()).then_some(Flaw::NoText) })
    }

    /// Whether a changed file says all that it said before, with a word replaced maybe; none if it could not be read before.
    pub(super) fn says_as_much(
        &self,
        sides: Sides,
        replaced: Option<&(String, String)>,
    ) -> Result<Option<bool>, git2::Error> {
        let [Some(old), Some(new)] = sides else { return Ok(Some(false)) };
        let [old, new] = [self.folders.objects.read(old)?, self.folders.objects.read(new)?];
        if [&old, &new].iter().any(|file| self.followed.limit < file.len() as u64) {
            return Ok(Some(false));
        }
        let before = match replaced {
            Some((from, to)) => String::from_utf8_lossy(old.data()).replace(from, to).into_bytes(),
            None => old.data().to_vec(),
        };
        Ok((self.followed.says_as_much)(&before, new.data()))
    }

    /// Whether entries of a list take several lines each.
    pub(super) fn is_of_several(&mut self, file: Option<Oid>) -> Result<bool, git2::Error> {
        let lines = self.lines_of(file)?;
        Ok(lines.iter().any(|(line, _)| !self.all[*line].starts_with(b"- {")))
    }

    /// Whether a file that was renamed had entries that say what they follow.
    pub(super) fn has_chained(&mut self, beside: &Beside, path: &str) -> Result<bool, git2::Error> {
        let old = beside.changed.iter().find(|one| one.path == path).and_then(|one| one.file[0]);
        let lines = self.lines_of(old)?;
        Ok(lines.iter().any(|(line, _)| (self.followed.is_final)(&self.all[*line])))
    }

    /// A file that is gone with the folder around its own was renamed with it, if one of its name that came with such a
    /// folder holds every line of it. A file that is carried from one folder to another is none.
    fn renamed(&mut self, changed: &[Changed]) -> Result<HashMap<String, String>, git2::Error> {
        let mut renamed = HashMap::new();
        if changed.iter().all(|one| one.around[1].is_some()) {
            return Ok(renamed);
        }
        let mut new: HashMap<usize, Vec<NewFile>> = HashMap::new();
        for one in changed.iter().filter(|one| one.around[0].is_none()) {
            let lines: HashSet<usize> = self.lines_of(one.file[1])?.iter().map(|(line, _)| *line).collect();
            let lines = Rc::new(lines);
            for line in &*lines {
                new.entry(*line).or_default().push((&one.path, Rc::clone(&lines)));
            }
        }
        for one in changed.iter().filter(|one| one.around[1].is_none()) {
            let lines = self.lines_of(one.file[0])?;
            let Some((first, _)) = lines.first() else { continue };
            let is_it = |(path, held): &&NewFile| {
                file_name(path) == file_name(&one.path) && lines.iter().all(|(line, _)| held.contains(line))
            };
            if let Some((path, _)) = new.get(first).and_then(|new| new.iter().find(is_it)) {
                self.same.join(&one.path, path);
                renamed.insert(one.path.clone(), (*path).to_owned());
            }
        }
        Ok(renamed)
    }

    fn taken(&mut self, commit: usize, beside: &Beside, since: usize) -> Result<(), git2::Error> {
        for Gone { of, line, nth } in self.gone(beside)? {
            let one = &beside.changed[of];
            let is_told = |(other, happened): &(usize, Happened)| *other == line && happened.path == one.path;
            if !self.happened[since..].iter().any(is_told) {
                self.happened.push((line, Happened::of(commit, false, one, nth)));
            }
        }
        for one in &beside.changed {
            if !beside.renamed.contains_key(&one.path) && self.is_shuffled(one)? {
                self.shuffled.push((one.path.clone(), commit));
            }
        }
        Ok(())
    }

    fn brought(&mut self, commit: usize, all: &[Beside]) -> Result<(), git2::Error> {
        let Some(first) = all.first() else { return Ok(()) };
        let before: Vec<HashMap<&str, Vec<Option<Oid>>>> = all.iter().map(Beside::before).collect();
        for one in &first.changed {
            let before: Option<Vec<&Vec<Option<Oid>>>> = before.iter().map(|before| before.get(&*one.path)).collect();
            let Some(before) = before else { continue };
            let before: Vec<Option<Oid>> = before.into_iter().flatten().copied().collect();
            for (line, nth) in self.beyond(one.file[1], &before)? {
                self.happened.push((line, Happened::of(commit, true, one, nth)));
            }
        }
        Ok(())
    }

    /// What happened, by file and line.
    pub(super) fn files(mut self, last: Option<Oid>) -> Result<Vec<FilePast>, git2::Error> {
        let mut files: Vec<FilePast> = Vec::new();
        let mut by_path: HashMap<String, usize> = HashMap::new();
        let mut by_line: HashMap<(usize, usize), usize> = HashMap::new();
        for (line, happened) in std::mem::take(&mut self.happened) {
            let first = self.same.first(&happened.path);
            let file = *by_path.entry(first).or_insert_with(|| {
                files.push(FilePast::default());
                files.len() - 1
            });
            let FilePast { paths, lines, .. } = &mut files[file];
            if !paths.contains(&happened.path) {
                paths.push(happened.path.clone());
            }
            let at = *by_line.entry((file, line)).or_insert_with(|| {
                lines.push(LinePast { bytes: self.all[line].to_vec(), there: false, happened: Vec::new() });
                lines.len() - 1
            });
            lines[at].happened.push(happened);
        }
        for (path, commit) in std::mem::take(&mut self.shuffled) {
            if let Some(file) = by_path.get(&self.same.first(&path)) {
                files[*file].shuffled.push(commit);
            }
        }
        for (path, _) in self.same.first.clone() {
            if let Some(file) = by_path.get(&self.same.first(&path)).filter(|file| !files[**file].paths.contains(&path))
            {
                files[*file].paths.push(path);
            }
        }
        for (nth, file) in files.iter_mut().enumerate() {
            for path in &file.paths {
                let now = last.map(|root| self.folders.at(root, path)).transpose()?.flatten();
                for (line, _) in self.lines_of(now)?.iter() {
                    if let Some(at) = by_line.get(&(nth, *line)) {
                        file.lines[*at].there = true;
                    }
                }
            }
        }
        Ok(files)
    }
}
