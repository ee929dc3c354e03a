//! `completions`: the script for a shell, and the words it offers while a command is typed.

use crate::archive::Archive;
use crate::changes::entry;
use crate::diagnostic::{Diagnostics, unknown};
use crate::model::{Name, file_name};
use crate::regulation::{Regulation, Regulations};
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::{Group, Terms};
use clap::Args;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use std::collections::HashSet;

/// Print a script that completes commands, topic keys and ids in a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL", add = plain(Shells::builtins().names().collect::<Vec<_>>()))]
    shell: String,
}

const EXAMPLES: &str = "\
yijuan completions bash > ~/.local/share/bash-completion/completions/yijuan
yijuan completions zsh > ~/.zfunc/_yijuan";

impl Completions {
    pub(super) fn run(&self) -> Result<Reply, Diagnostics> {
        let shells = Shells::builtins();
        let Some(shell) = shells.completer(&self.shell) else {
            return Err(unknown(&Text::new("命令解释器", "shell"), &self.shell, shells.names()).into());
        };
        let mut script = Vec::new();
        let written = shell.write_registration("COMPLETE", "yijuan", "yijuan", "yijuan", &mut script);
        written.map_err(|error| crate::diagnostic::Diagnostic::io("stdout", &error))?;
        Ok(Reply::new(String::from_utf8_lossy(&script)))
    }
}

/// An id with its Chinese name as help, and the name with the id.
fn both(id: &str, name: &str) -> [CompletionCandidate; 2] {
    [
        CompletionCandidate::new(id).help(Some(name.to_owned().into())),
        CompletionCandidate::new(name).help(Some(id.to_owned().into())),
    ]
}

/// Words of the program that have no Chinese name.
pub(super) fn plain<W>(words: W) -> ArgValueCandidates
where
    W: IntoIterator<Item = &'static str> + Clone + Send + Sync + 'static,
{
    ArgValueCandidates::new(move || words.clone().into_iter().map(CompletionCandidate::new).collect())
}

/// Words of the program: ids with their Chinese names.
pub(super) fn words(words: &'static [(&'static str, &'static str)]) -> ArgValueCandidates {
    ArgValueCandidates::new(|| words.iter().flat_map(|(id, name)| both(id, name)).collect())
}

/// Events by id and by Chinese name.
pub(super) fn events() -> ArgValueCandidates {
    named(|regulation| regulation.events.iter().map(|(id, event)| (id, &event.term.name)).collect())
}

/// Documents by id and by Chinese name.
pub(super) fn documents() -> ArgValueCandidates {
    named(|regulation| regulation.documents.iter().map(|(id, kind)| (id, &kind.term.name)).collect())
}

/// Forms by id and by Chinese name.
pub(super) fn forms() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::Forms)))
}

/// Channels by id and by Chinese name.
pub(super) fn channels() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::Channels)))
}

/// Ways by id and by Chinese name.
pub(super) fn ways() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::Ways)))
}

/// Posts by id and by Chinese name.
pub(super) fn posts() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::Posts)))
}

/// Tags of people by id and by Chinese name.
pub(super) fn tags() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::Tags)))
}

/// Roles on a roster: tags and posts, by id and by Chinese name.
pub(super) fn roles() -> ArgValueCandidates {
    named(|regulation| [terms(regulation.terms(Group::Tags)), terms(regulation.terms(Group::Posts))].concat())
}

/// Activities by id and by Chinese name.
pub(super) fn activities() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::Activities)))
}

/// Kinds of suggestions by id and by Chinese name.
pub(super) fn suggestion_kinds() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::SuggestionKinds)))
}

/// Levels of rooms of every regulation, by id and by Chinese name.
pub(super) fn levels() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let regulations = regulations();
        once(regulations.iter().flat_map(|one| terms(one.terms(Group::Levels))))
            .flat_map(|(id, name)| both(id, name))
            .collect()
    })
}

/// Rooms of the archive by id and by name.
pub(super) fn rooms() -> ArgValueCandidates {
    ArgValueCandidates::new(|| archive().rooms.iter().flat_map(|room| both(&room.id, &room.name)).collect())
}

/// Places of the archive by id and by name.
pub(super) fn units() -> ArgValueCandidates {
    ArgValueCandidates::new(|| archive().units.iter().flat_map(|unit| both(&unit.id, &unit.name)).collect())
}

/// Ids and names of a group of terms.
pub(super) fn terms(terms: &Terms) -> Vec<(&str, &Name)> {
    terms.iter().map(|(id, term)| (id, &term.name)).collect()
}

/// Each id once; regulations share ids.
fn once<'a>(named: impl Iterator<Item = (&'a str, &'a Name)>) -> impl Iterator<Item = (&'a str, &'a Name)> {
    let mut offered = HashSet::new();
    named.filter(move |(id, _)| offered.insert(*id))
}

fn named(of: fn(&Regulation) -> Vec<(&str, &Name)>) -> ArgValueCandidates {
    ArgValueCandidates::new(move || known(of).iter().flat_map(|(id, name)| both(id, name)).collect())
}

/// Ids and Chinese names of the regulations that the archive uses.
fn known(of: fn(&Regulation) -> Vec<(&str, &Name)>) -> Vec<(String, String)> {
    let (archive, regulations) = (archive(), regulations());
    let known = once(regulations.used(&archive).flat_map(of));
    known.map(|(id, name)| (id.to_owned(), name.to_string())).collect()
}

/// The keys below a field, by id and by Chinese name, ready for a value: `quota.member=`.
pub(super) fn under(field: &str, of: fn(&Regulation) -> Vec<(&str, &Name)>) -> Vec<CompletionCandidate> {
    let known = known(of);
    known.iter().flat_map(|(id, name)| both(&format!("{field}.{id}="), &format!("{field}.{name}="))).collect()
}

/// Stages by id and by Chinese name.
pub(super) fn stages() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let (archive, regulations) = (archive(), regulations());
        let stages = regulations.used(&archive).flat_map(|regulation| &regulation.stages);
        stages.flat_map(|stage| both(&stage.id, &stage.name.zh)).collect()
    })
}

/// Regulations by id, with their titles.
pub(super) fn regulation_ids() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let regulations = regulations();
        let candidates = regulations.iter().map(|regulation| {
            CompletionCandidate::new(regulation.id.to_string()).help(Some(regulation.title.to_string().into()))
        });
        // A regulation with errors can still be validated.
        let broken = regulations.local_ids().filter(|id| regulations.is_broken(id));
        let broken = broken.map(CompletionCandidate::new).collect::<Vec<_>>();
        candidates.chain(broken).collect()
    })
}

/// Offices of the archive by id and by name.
pub(super) fn offices() -> ArgValueCandidates {
    ArgValueCandidates::new(|| offices_of(&archive()))
}

fn offices_of(archive: &Archive) -> Vec<CompletionCandidate> {
    let offices = archive.settings.iter().flat_map(|settings| settings.offices.iter());
    offices.flat_map(|(id, office)| both(id, &office.name)).collect()
}

/// Kinds of bodies by id and by Chinese name.
pub(super) fn body_kinds() -> ArgValueCandidates {
    named(|regulation| terms(regulation.terms(Group::Bodies)))
}

/// Registered bodies by id and by name.
pub(super) fn bodies() -> ArgValueCandidates {
    ArgValueCandidates::new(|| bodies_of(&archive()))
}

fn bodies_of(archive: &Archive) -> Vec<CompletionCandidate> {
    let bodies = archive.settings.iter().flat_map(|settings| settings.bodies.iter());
    bodies.flat_map(|(id, body)| both(id, &body.name)).collect()
}

/// Everybody who can act or be addressed: people, offices, bodies, posts and tags.
pub(super) fn who() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let (archive, regulations) = (archive(), regulations());
        let mut who = people_of(&archive);
        who.extend(offices_of(&archive));
        who.extend(bodies_of(&archive));
        let groups = regulations
            .used(&archive)
            .flat_map(|one| [Group::Bodies, Group::Posts, Group::Tags].map(|group| one.terms(group)));
        who.extend(once(groups.flat_map(terms)).flat_map(|(id, name)| both(id, name)));
        who
    })
}

/// Rules with their quotes.
pub(super) fn rules() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let (archive, regulations) = (archive(), regulations());
        let rules = regulations.used(&archive).flat_map(|regulation| &regulation.rules);
        rules.map(|rule| CompletionCandidate::new(rule.id.to_string()).help(Some(rule.quote.clone().into()))).collect()
    })
}

/// People by id, with their names.
pub(super) fn people() -> ArgValueCandidates {
    ArgValueCandidates::new(|| people_of(&archive()))
}

fn people_of(archive: &Archive) -> Vec<CompletionCandidate> {
    let people = archive.people.iter();
    people
        .map(|person| CompletionCandidate::new(person.id.to_string()).help(Some(person.name.to_string().into())))
        .collect()
}

/// Keys of topics, with the names of their folders.
pub(super) fn keys() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let Some(source) = here() else {
            return Vec::new();
        };
        let (folders, _) = crate::archive::topic_folders(&source);
        let candidates = folders.iter().map(|folder| {
            let name = file_name(&folder.path).to_owned();
            CompletionCandidate::new(folder.key.to_string()).help(Some(name.into()))
        });
        candidates.collect()
    })
}

/// The archive of the unfinished command line: given by `-C`, or around the current folder.
fn here() -> Option<crate::archive::WorkTree> {
    let written: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let folder = super::context::argument(&written, "--directory", Some("-C")).unwrap_or_else(|| ".".to_owned());
    crate::archive::find_root(std::path::Path::new(&folder)).ok().map(crate::archive::WorkTree::new)
}

/// The archive without its topics.
fn archive() -> Archive {
    here().map(|source| crate::archive::load(&source, &[], &|_| None)).unwrap_or_default()
}

fn regulations() -> Regulations {
    match here() {
        Some(source) => Regulations::load(&source, &crate::archive::local_regulations(&source)),
        None => Regulations::built_in(),
    }
}

/// Fields that a command can set, ready for a value.
pub(super) fn fields(fields: &'static entry::Fields) -> ArgValueCandidates {
    ArgValueCandidates::new(|| fields.iter().map(|(field, _)| CompletionCandidate::new(format!("{field}="))).collect())
}
