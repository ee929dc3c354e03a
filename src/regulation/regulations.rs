//! `Regulations`: the built-in regulations, each read when first needed, and the archive's own, which take precedence.

use super::{file, read, resolve, validate};
use crate::archive::{Archive, Limits, Source, Texts, decode, locate};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::document::Template;
use crate::model::{Name, Settings};
use crate::regulation::Regulation;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// A built-in regulation: id, rules and text.
macro_rules! built_in {
    ($id:literal) => {
        (
            $id,
            include_str!(concat!("../../templates/", $id, "/regulation.yml")),
            include_str!(concat!("../../templates/", $id, "/source.txt")),
        )
    };
}

/// The built-in regulations: id, `regulation.yml` and `source.txt`.
const BUILT_IN: [(&str, &str, &str); 5] =
    [built_in!("mentougou"), built_in!("ordos"), built_in!("shuoting"), built_in!("yancheng"), built_in!("ziyang")];

/// The regulations of the program and of an archive.
#[derive(Clone, Debug, Default)]
pub struct Regulations {
    /// Built-in regulations.
    built_in: Vec<BuiltIn>,
    /// The archive's own.
    local: BTreeMap<Name, Arc<Regulation>>,
    /// The archive's own that cannot be used, with their first problem.
    broken: BTreeMap<Name, Diagnostic>,
    /// All problems of the archive's own.
    pub problems: Diagnostics,
}

/// A built-in regulation. It is read when first needed: most archives use only one, and reading takes time.
#[derive(Clone, Debug)]
struct BuiltIn {
    id: &'static str,
    text: &'static str,
    source: &'static str,
    /// The file names of the archive's own templates for it.
    own_templates: Vec<String>,
    read: OnceLock<Result<Arc<Regulation>, Diagnostic>>,
}

impl BuiltIn {
    fn read(&self) -> Result<&Arc<Regulation>, Diagnostic> {
        let read = self.read.get_or_init(|| {
            let path = format!("templates/{}/regulation.yml", self.id);
            let read = read(self.id, &path, self.text.as_bytes(), true);
            read.map(|regulation| Arc::new(with_templates(regulation, &self.own_templates)))
                .map_err(|problems| problems.into_iter().next().unwrap_or_else(|| not_read(&path)))
        });
        read.as_ref().map_err(Clone::clone)
    }
}

fn not_read(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("规程无法读取", "the regulation cannot be read")).at(Location::file(path)).hint(
        Text::new("`yijuan regulation validate` 列出全部问题", "`yijuan regulation validate` lists all that is wrong"),
    )
}

/// The names of the archive's own templates of a regulation. A folder that cannot be listed is reported when a paper is
/// drafted.
fn templates(source: &dyn Source, regulation: &str) -> Vec<String> {
    let entries = source.folder(&Template::own_folder(regulation)).unwrap_or_default();
    entries.into_iter().map(|entry| entry.name).collect()
}

/// The regulation, with which of its documents have a template.
fn with_templates(mut regulation: Regulation, own: &[String]) -> Regulation {
    let id = regulation.id.clone();
    for (document, kind) in &mut regulation.vocabulary.documents.0 {
        let names = [document.as_str(), kind.term.name.as_str()];
        let is_own = own.iter().any(|file| file.strip_suffix(".md").is_some_and(|stem| names.contains(&stem)));
        kind.is_drafted = is_own || kind.table.is_some() || Template::built_in(&id, document).is_some();
    }
    regulation
}

impl Regulations {
    /// The built-in regulations, and the archive's own in place of those with the same id.
    pub fn load(source: &dyn Source, local: &[Name]) -> Self {
        let mut regulations = Self::built_in();
        for id in local {
            let path = format!("templates/{id}/regulation.yml");
            match source.read(&path, Limits::YAML) {
                // The folder only has document templates for a built-in regulation.
                Ok(None) => {
                    let built_in = regulations.built_in.iter_mut().find(|built_in| built_in.id == id.as_str());
                    if let Some(built_in) = built_in {
                        built_in.own_templates = templates(source, id);
                    }
                    continue;
                }
                Ok(Some(bytes)) => match read(id, &path, &bytes, false) {
                    Ok(regulation) => {
                        let regulation = with_templates(regulation, &templates(source, id));
                        regulations.local.insert(id.clone(), Arc::new(regulation));
                    }
                    Err(problems) => {
                        regulations.broken.extend(problems.first().map(|first| (id.clone(), first.clone())));
                        regulations.problems.extend(problems);
                    }
                },
                Err(problem) => {
                    regulations.broken.insert(id.clone(), problem.clone());
                    regulations.problems.push(problem);
                }
            }
            // Even if the archive's own is broken, the built-in one must not judge instead.
            regulations.built_in.retain(|built_in| built_in.id != id.as_str());
        }
        let problems = regulations.problems.iter_mut().chain(regulations.broken.values_mut());
        locate(source, problems.filter_map(|problem| problem.place.as_mut()));
        regulations
    }

    /// Only the built-in regulations.
    #[must_use]
    pub fn built_in() -> Self {
        let built_in = BUILT_IN.map(|(id, text, source)| BuiltIn {
            id,
            text,
            source,
            own_templates: Vec::new(),
            read: OnceLock::new(),
        });
        Self { built_in: built_in.into(), ..Self::default() }
    }

    /// The files of a built-in regulation, by name: its rules and its text.
    #[must_use]
    pub fn built_in_files(&self, id: &str) -> Option<[(&'static str, &'static str); 2]> {
        let built_in = self.built_in.iter().find(|built_in| built_in.id == id)?;
        Some([("regulation.yml", built_in.text), ("source.txt", built_in.source)])
    }

    /// Ids of the archive's own, in order, including those that cannot be used.
    pub fn local_ids(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> = self.local.keys().chain(self.broken.keys()).map(Name::as_str).collect();
        ids.into_iter()
    }

    /// Checks a regulation for everything that makes no sense: circles, contradictions, rules that can never apply, and
    /// quotes that its `source.txt` does not have.
    ///
    /// # Errors
    /// If there is no regulation with this id, or its files cannot be read.
    pub fn validate(&self, id: &str, source: Option<&dyn Source>) -> Result<Validated, Diagnostics> {
        let built_in = self.built_in.iter().find(|built_in| built_in.id == id);
        let path = format!("templates/{id}/regulation.yml");
        let (bytes, text) = match (built_in, source) {
            (Some(built_in), _) => (built_in.text.as_bytes().to_vec(), Some(built_in.source.to_owned())),
            (None, Some(source)) if self.local_ids().any(|local| local == id) => {
                let text_path = format!("templates/{id}/source.txt");
                let text = source.read(&text_path, Limits::PAPER)?;
                let text = text.map(|text| decode(&text_path, &text).map(ToOwned::to_owned)).transpose()?;
                (source.read(&path, Limits::YAML)?.unwrap_or_default(), text)
            }
            _ => {
                let known = self.ids().chain(self.local_ids()).collect::<BTreeSet<_>>();
                return Err(unknown(&Text::new("规程", "regulation"), id, known).into());
            }
        };
        let text = text.as_deref().and_then(validate::without_space);
        let (file, mut problems) = file::read_on(&path, &bytes);
        let mut rules = 0;
        if let Some(file) = file {
            let (regulation, unknown) = resolve::resolve(id, &path, file, built_in.is_some());
            rules = regulation.rules.len();
            problems.extend(unknown);
            problems.extend(validate::circles(&regulation, &path));
            problems.extend(validate::flaws(&regulation, &path, text.as_deref()));
        }
        if let Some(source) = source {
            locate(source, problems.iter_mut().filter_map(|problem| problem.place.as_mut()));
        }
        problems.sort_by(|one, other| one.place.cmp(&other.place));
        Ok(Validated { rules, has_text: text.is_some(), flaws: problems })
    }

    /// The regulation with this id, title or usual name.
    ///
    /// # Errors
    /// If there is none, with the nearest one as a hint.
    pub fn get(&self, id: &str) -> Result<&Regulation, Diagnostic> {
        self.shared(id).map(Arc::as_ref)
    }

    /// As [`Regulations::get`], shared, so that duties can keep it.
    ///
    /// # Errors
    /// As [`Regulations::get`].
    pub fn shared(&self, id: &str) -> Result<&Arc<Regulation>, Diagnostic> {
        if let Some(problem) = self.broken.get(id) {
            return Err(problem.clone());
        }
        if let Some(found) = self.local.get(id) {
            return Ok(found);
        }
        if let Some(found) = self.built_in.iter().find(|built_in| built_in.id == id) {
            return found.read();
        }
        // To look up a name, all regulations must be read. Ids are ASCII, names are not.
        let name = Name::from(id);
        let mut named = self.all().filter(|regulation| regulation.names().any(|own| own.looks_like(&name)));
        let found = if id.is_ascii() { None } else { named.next() };
        found.ok_or_else(|| unknown(&Text::new("规程", "regulation"), id, self.iter()))
    }

    /// The regulation whose vocabulary the archive's plans use: the first that binds the institution.
    ///
    /// # Errors
    /// If the settings name none, or one that is unknown.
    pub fn of_plans(&self, settings: &Settings) -> Result<&Regulation, Diagnostic> {
        let named = settings.regulations.first().or(settings.regulation.as_ref());
        self.get(named.ok_or_else(|| {
            Diagnostic::new(Text::new("yijuan.yml 没有写明规程", "yijuan.yml names no regulation"))
                .hint(Text::new("写上 `regulations: [规程]`", "write `regulations: [ID]` there"))
        })?)
    }

    /// The regulations whose yearly course applies to an archive, beginning with [`of_plans`](Self::of_plans).
    ///
    /// # Errors
    /// As [`Regulations::of_plans`].
    pub fn of_years(&self, settings: &Settings) -> Result<Vec<&Regulation>, Diagnostic> {
        let first = self.of_plans(settings)?;
        let others = settings.regulations.iter().filter_map(|id| self.get(id).ok());
        Ok(std::iter::once(first).chain(others.filter(|other| other.id != first.id)).collect())
    }

    /// Which papers the rules of a regulation need; `None` if there is no such regulation.
    #[must_use]
    pub fn texts(&self, id: &str) -> Option<&Texts> {
        Some(&self.get(id).ok()?.texts)
    }

    /// The ids of all that can be used, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> =
            self.built_in.iter().map(|built_in| built_in.id).chain(self.local.keys().map(Name::as_str)).collect();
        ids.into_iter()
    }

    /// Whether the archive has its own regulation with this id, but it cannot be used.
    #[must_use]
    pub fn is_broken(&self, id: &str) -> bool {
        self.broken.contains_key(id)
    }

    /// All that can be used, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Regulation> {
        self.all().map(Arc::as_ref)
    }

    fn all(&self) -> impl Iterator<Item = &Arc<Regulation>> {
        self.ids().filter_map(|id| self.shared(id).ok())
    }

    /// The regulations named by an archive's settings, rooms and topics, by id; all if none is named.
    pub fn used<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Regulation> {
        let settings = archive.settings.iter();
        let by_settings = settings.flat_map(|settings| settings.regulations.iter().chain(&settings.regulation));
        let by_rooms = archive.rooms.iter().map(|room| &room.regulation);
        let by_topics = archive.topics.iter().map(|topic| &topic.file.regulation);
        let named: BTreeSet<&str> = by_settings.chain(by_rooms).chain(by_topics).map(Name::as_str).collect();
        let ids: Vec<&str> = if named.is_empty() { self.ids().collect() } else { named.into_iter().collect() };
        ids.into_iter().filter_map(|id| self.get(id).ok())
    }

    /// The regulations whose yearly duties bind the archive's institution.
    pub fn binding<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Regulation> {
        let named = archive.settings.iter().flat_map(|settings| &settings.regulations);
        named.filter_map(|id| self.get(id).ok())
    }
}

/// The result of [`Regulations::validate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validated {
    /// How many rules it has.
    pub rules: usize,
    /// Whether there is a text to compare the quotes with.
    pub has_text: bool,
    /// All problems, by line.
    pub flaws: Diagnostics,
}

impl FromIterator<Regulation> for Regulations {
    /// Exactly these regulations, as if they were the archive's own.
    fn from_iter<I: IntoIterator<Item = Regulation>>(regulations: I) -> Self {
        let local = regulations.into_iter().map(|regulation| (regulation.id.clone(), Arc::new(regulation))).collect();
        Self { local, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_regulations_are_sound() {
        let built_in = Regulations::built_in();
        for id in built_in.ids() {
            assert!(built_in.validate(id, None).is_ok_and(|looked| looked.has_text && looked.flaws.is_empty()), "{id}");
        }
    }
}
