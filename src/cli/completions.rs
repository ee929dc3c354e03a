use crate::problem::Problems;
use crate::regulation::{Regulation, Regulations, Terms, unknown};
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;

/// Print a script that completes commands, topic keys and ids in a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    shell: String,
}

pub(super) const EXAMPLES: &[&str] = &[
    "yijuan completions bash > ~/.local/share/bash-completion/completions/yijuan",
    "yijuan completions zsh > ~/.zfunc/_yijuan",
];

impl Completions {
    pub(super) fn run(&self) -> Result<Reply, Problems> {
        let shells = Shells::builtins();
        let Some(shell) = shells.completer(&self.shell) else {
            return Err(unknown(&Text::new("命令解释器", "shell"), &self.shell, shells.names()).into());
        };
        let mut script = Vec::new();
        let written = shell.write_registration("COMPLETE", "yijuan", "yijuan", "yijuan", &mut script);
        written.map_err(|error| crate::problem::Problem::io("stdout", &error))?;
        Ok(Reply::new(String::from_utf8_lossy(&script)))
    }
}

/// Events by id and by Chinese name, of the archive one stands in.
pub(super) fn events() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let regulations = regulations();
        let events = regulations.iter().flat_map(|regulation| regulation.events.iter());
        let both = events.flat_map(|(id, event)| {
            let name = event.term.name.to_string();
            [
                CompletionCandidate::new(id).help(Some(name.clone().into())),
                CompletionCandidate::new(name).help(Some(id.to_owned().into())),
            ]
        });
        both.collect()
    })
}

/// Documents by id and by Chinese name.
pub(super) fn documents() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let regulations = regulations();
        let documents = regulations.iter().flat_map(|regulation| regulation.documents.iter());
        documents
            .flat_map(|(id, kind)| [CompletionCandidate::new(id), CompletionCandidate::new(kind.term.name.to_string())])
            .collect()
    })
}

/// Forms by id and by Chinese name.
pub(super) fn forms() -> ArgValueCandidates {
    terms(|regulation| &regulation.forms)
}

/// Channels by id and by Chinese name.
pub(super) fn channels() -> ArgValueCandidates {
    terms(|regulation| &regulation.channels)
}

fn terms(of: fn(&Regulation) -> &Terms) -> ArgValueCandidates {
    ArgValueCandidates::new(move || {
        let regulations = regulations();
        let terms = regulations.iter().flat_map(|regulation| of(regulation).iter());
        terms
            .flat_map(|(id, term)| [CompletionCandidate::new(id), CompletionCandidate::new(term.name.to_string())])
            .collect()
    })
}

/// Rules, with their words.
pub(super) fn rules() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let regulations = regulations();
        let rules = regulations.iter().flat_map(|regulation| &regulation.rules);
        rules.map(|rule| CompletionCandidate::new(rule.id.to_string()).help(Some(rule.quote.clone().into()))).collect()
    })
}

/// People of the register by id, with their names.
pub(super) fn people() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let people = here().map(|source| crate::archive::load(&source, &[], &|_| None).people).unwrap_or_default();
        let candidate = |person: &crate::model::Person| {
            CompletionCandidate::new(person.id.to_string()).help(Some(person.name.to_string().into()))
        };
        people.iter().map(candidate).collect()
    })
}

/// Keys of the topics of the archive one stands in, with their folders' names.
pub(super) fn keys() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let Some(source) = here() else {
            return Vec::new();
        };
        let (folders, _) = crate::archive::topic_folders(&source);
        let candidate = |folder: &crate::archive::TopicFolder| {
            let name = folder.path.rsplit('/').next().unwrap_or_default().to_owned();
            CompletionCandidate::new(folder.key.to_string()).help(Some(name.into()))
        };
        folders.iter().map(candidate).collect()
    })
}

/// The archive the half-written command line means, by `-C` or by where one stands.
fn here() -> Option<crate::archive::WorkTree> {
    let written: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let folder = super::context::argument(&written, "--directory", Some("-C")).unwrap_or_else(|| ".".to_owned());
    crate::archive::find_root(std::path::Path::new(&folder)).ok().map(crate::archive::WorkTree::new)
}

fn regulations() -> Regulations {
    match here() {
        Some(source) => Regulations::load(&source, &crate::archive::local_regulations(&source)),
        None => Regulations::built_in(),
    }
}
