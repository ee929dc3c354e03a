//! The regulations there are: those of the program, read once they are asked for, and an archive's own over them.

use super::{file, read, resolve, validate};
use crate::archive::{Archive, Limits, Source, Texts, decode, locate};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::document::Template;
use crate::model::{Name, Settings};
use crate::regulation::Regulation;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// A regulation of the program: id, rules and text.
macro_rules! built_in {
    ($id:literal) => {
        (
            $id,
            include_str!(concat!("../../templates/", $id, "/regulation.yml")),
            include_str!(concat!("../../templates/", $id, "/source.txt")),
        )
    };
}

/// The regulations that are part of the program: id, `regulation.yml` and `source.txt`.
const BUILT_IN: [(&str, &str, &str); 5] =
    [built_in!("mentougou"), built_in!("ordos"), built_in!("shuoting"), built_in!("yancheng"), built_in!("ziyang")];

/// The regulations of the program and of an archive.
#[derive(Clone, Debug, Default)]
pub struct Regulations {
    /// Those of the program, read once they are asked for.
    built_in: Vec<BuiltIn>,
    /// The archive's own.
    local: BTreeMap<Name, Arc<Regulation>>,
    /// The archive's own that cannot be used.
    broken: BTreeMap<Name, Diagnostic>,
    /// What is wrong in local regulations.
    pub problems: Diagnostics,
}

/// A regulation of the program: most archives use one of several, and reading takes time.
#[derive(Clone, Debug)]
struct BuiltIn {
    id: &'static str,
    text: &'static str,
    source: &'static str,
    /// Files of the archive's own templates for it.
    own_templates: Vec<String>,
    read: OnceLock<Result<Arc<Regulation>, Diagnostic>>,
}

impl BuiltIn {
    fn read(&self) -> Result<&Arc<Regulation>, Diagnostic> {
        let read = self.read.get_or_init(|| {
            let path = format!("templates/{}/regulation.yml", self.id);
            let read = read(self.id, &path, self.text.as_bytes(), true);
            read.map(|regulation| Arc::new(drafting(regulation, &self.own_templates)))
                .map_err(|problems| problems.into_iter().next().unwrap_or_else(|| not_read(&path)))
        });
        read.as_ref().map_err(Clone::clone)
    }
}

fn not_read(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("规程读不出来", "the regulation cannot be read")).at(Location::file(path)).hint(
        Text::new("`yijuan regulation validate` 列出全部问题", "`yijuan regulation validate` lists all that is wrong"),
    )
}

/// The files of an archive's own templates; what cannot be listed is found where a paper is drafted.
fn templates(source: &dyn Source, regulation: &str) -> Vec<String> {
    let entries = source.folder(&Template::own_folder(regulation)).unwrap_or_default();
    entries.into_iter().map(|entry| entry.name).collect()
}

/// The regulation, once it is known which of its documents have a template.
fn drafting(mut regulation: Regulation, own: &[String]) -> Regulation {
    let id = regulation.id.clone();
    for (document, kind) in &mut regulation.vocabulary.documents.0 {
        let names = [document.as_str(), kind.term.name.as_str()];
        let is_own = own.iter().any(|file| file.strip_suffix(".md").is_some_and(|stem| names.contains(&stem)));
        kind.is_drafted = is_own || Template::built_in(&id, document).is_some();
    }
    regulation
}

impl Regulations {
    /// All regulations: the built-in ones, and the archive's own over them.
    pub fn load(source: &dyn Source, local: &[Name]) -> Self {
        let mut regulations = Self::built_in();
        for id in local {
            let path = format!("templates/{id}/regulation.yml");
            match source.read(&path, Limits::YAML) {
                // A folder without one holds document templates for a built-in regulation.
                Ok(None) => {
                    let built_in = regulations.built_in.iter_mut().find(|built_in| built_in.id == id.as_str());
                    if let Some(built_in) = built_in {
                        built_in.own_templates = templates(source, id);
                    }
                    continue;
                }
                Ok(Some(bytes)) => match read(id, &path, &bytes, false) {
                    Ok(regulation) => {
                        let regulation = drafting(regulation, &templates(source, id));
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
            // A replacement, even a broken one, must not let the built-in one judge in its stead.
            regulations.built_in.retain(|built_in| built_in.id != id.as_str());
        }
        let problems = regulations.problems.iter_mut().chain(regulations.broken.values_mut());
        locate(source, problems.filter_map(|problem| problem.place.as_mut()));
        regulations
    }

    /// The regulations that are part of the program.
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

    /// Ids of the archive's own, those that cannot be used among them, in order.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> = self.local.keys().chain(self.broken.keys()).map(Name::as_str).collect();
        ids.into_iter()
    }

    /// Looks through a regulation as nothing else has to: what waits in a circle, contradicts itself or can never
    /// apply, and quotes that its `source.txt` does not have.
    ///
    /// # Errors
    /// If it cannot be looked through: there is none of this id, or its files cannot be read.
    pub fn validate(&self, id: &str, source: Option<&dyn Source>) -> Result<Validated, Diagnostics> {
        let built_in = self.built_in.iter().find(|built_in| built_in.id == id);
        let path = format!("templates/{id}/regulation.yml");
        let (bytes, text) = match (built_in, source) {
            (Some(built_in), _) => (built_in.text.as_bytes().to_vec(), Some(built_in.source.to_owned())),
            (None, Some(source)) if self.own().any(|own| own == id) => {
                let text_path = format!("templates/{id}/source.txt");
                let text = source.read(&text_path, Limits::PAPER)?;
                let text = text.map(|text| decode(&text_path, &text).map(ToOwned::to_owned)).transpose()?;
                (source.read(&path, Limits::YAML)?.unwrap_or_default(), text)
            }
            _ => {
                let known = self.ids().chain(self.own()).collect::<BTreeSet<_>>();
                return Err(unknown(&Text::new("规程", "regulation"), id, known).into());
            }
        };
        let text = text.as_deref().and_then(validate::run_together);
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

    /// The same, to be held by what is judged under it.
    ///
    /// # Errors
    /// As there.
    pub fn shared(&self, id: &str) -> Result<&Arc<Regulation>, Diagnostic> {
        // The archive's own that is broken: what is wrong with it.
        if let Some(problem) = self.broken.get(id) {
            return Err(problem.clone());
        }
        if let Some(found) = self.local.get(id) {
            return Ok(found);
        }
        if let Some(found) = self.built_in.iter().find(|built_in| built_in.id == id) {
            return found.read();
        }
        // An id is no name, and names are known only once all are read.
        let name = Name::from(id);
        let is_called = |regulation: &&Arc<Regulation>| regulation.names().any(|own| own.looks_like(&name));
        let named = if id.is_ascii() { None } else { self.all().find(is_called) };
        named.ok_or_else(|| unknown(&Text::new("规程", "regulation"), id, self.iter()))
    }

    /// The regulation by whose words an archive's plans are kept: the first of those that bind.
    ///
    /// # Errors
    /// If the settings name none, or one that is unknown.
    pub fn of_plans(&self, settings: &Settings) -> Result<&Regulation, Diagnostic> {
        let settled = settings.regulations.first().or(settings.regulation.as_ref());
        self.get(settled.ok_or_else(|| {
            Diagnostic::new(Text::new("yijuan.yml 没有写明规程", "yijuan.yml names no regulation"))
                .hint(Text::new("写上 `regulations: [规程]`", "write `regulations: [ID]` there"))
        })?)
    }

    /// The regulations whose yearly course an archive's years follow, first the one by whose words a plan is kept.
    ///
    /// # Errors
    /// As [`Regulations::of_plans`].
    pub fn of_years(&self, settings: &Settings) -> Result<Vec<&Regulation>, Diagnostic> {
        let first = self.of_plans(settings)?;
        let others = settings.regulations.iter().filter_map(|id| self.get(id).ok());
        Ok(std::iter::once(first).chain(others.filter(|other| other.id != first.id)).collect())
    }

    /// Which papers the rules of a regulation read; `None` if there is no such regulation.
    #[must_use]
    pub fn texts(&self, id: &str) -> Option<&Texts> {
        Some(&self.get(id).ok()?.texts)
    }

    /// Their ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> =
            self.built_in.iter().map(|built_in| built_in.id).chain(self.local.keys().map(Name::as_str)).collect();
        ids.into_iter()
    }

    /// Whether the archive has one of this name that cannot be used.
    #[must_use]
    pub fn is_broken(&self, id: &str) -> bool {
        self.broken.contains_key(id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Regulation> {
        self.all().map(Arc::as_ref)
    }

    fn all(&self) -> impl Iterator<Item = &Arc<Regulation>> {
        self.ids().filter_map(|id| self.shared(id).ok())
    }

    /// Those that an archive's settings, rooms and topics name, by id; all of them if it names none.
    pub fn used<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Regulation> {
        let settings = archive.settings.iter();
        let named = settings.flat_map(|settings| settings.regulations.iter().chain(&settings.regulation));
        let named = named.chain(archive.rooms.iter().map(|room| &room.regulation));
        let named = named.chain(archive.topics.iter().map(|topic| &topic.file.regulation));
        let named: BTreeSet<&str> = named.map(Name::as_str).collect();
        let ids: Vec<&str> = if named.is_empty() { self.ids().collect() } else { named.into_iter().collect() };
        ids.into_iter().filter_map(|id| self.get(id).ok())
    }

    /// The regulations whose yearly duties bind the archive's institution.
    pub fn binding<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Regulation> {
        let named = archive.settings.iter().flat_map(|settings| &settings.regulations);
        named.filter_map(|id| self.get(id).ok())
    }
}

/// A regulation that was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validated {
    /// How many rules it has.
    pub rules: usize,
    /// Whether its text is there to hold the quotes against.
    pub has_text: bool,
    /// Everything that is wrong with it, by line.
    pub flaws: Diagnostics,
}

impl FromIterator<Regulation> for Regulations {
    /// These and no others.
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
