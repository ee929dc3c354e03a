//! `dossier export`: what of a dossier may be shown to everybody.

use crate::changes::render::{Over, Papers, Render};
use crate::cli::context::{self, Context};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::dossier::Contents;
use crate::dossier::public::{self, EVENTS, Public, SUGGESTIONS, begin};
use crate::report::csv;
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;
use std::path::{Path, PathBuf};

/// Write what of a dossier may be shown to everybody into a folder: only what says `public: true`
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Export {
    /// A topic's key, or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// Only what is marked as public; nothing else is exported
    #[arg(long, required = true)]
    public: bool,
    /// The folder to be made; `KEY-public` here if not given
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    to: Option<PathBuf>,
}

const EXAMPLES: &str = "\
yijuan dossier export 2026-003 --public --to 公示
yijuan dossier export 2026-003 --public";

impl Export {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let workspace = &context.workspace;
        let loaded = workspace.read(&[workspace.topic(&self.key)?])?;
        let (topic, regulation) = loaded.topic()?;
        let mut contents = Contents::of(loaded.context(), regulation, topic);
        contents.look(&workspace.source);
        let public = Public::of(loaded.context(), regulation, topic, &contents);
        if public.is_empty() {
            return Err(nothing(&topic.folder).into());
        }
        let to = self.to.clone().unwrap_or_else(|| PathBuf::from(format!("{}-public", topic.key)));
        let folder = begin(&to)?;
        public.copy(&workspace.source, &topic.folder, &folder)?;
        for (name, heading, rows) in
            [("事项.csv", &EVENTS[..], &public.events), ("建议.csv", &SUGGESTIONS[..], &public.suggestions)]
        {
            if !rows.is_empty() {
                public::write(&folder, name, csv::rows(heading, rows).as_bytes())?;
            }
        }
        let set = set(context, &topic.key.to_string(), &public, folder.path())?;
        if set.exit == 0 {
            folder.place()?;
        }
        let notes = set.notes.into_iter().chain(public.left_out).collect();
        let reply = context::reply(&loaded, format!("{}\n", to.display()));
        Ok(Reply { notes, found: set.found, exit: set.exit.max(reply.exit), ..reply })
    }
}

/// Sets the papers as pages.
fn set(context: &Context, key: &str, public: &Public, folder: &Path) -> Result<Reply, Diagnostics> {
    if public.papers.is_empty() {
        return Ok(Reply::default());
    }
    let render = Render {
        target: key.to_owned(),
        papers: Papers::Named(public.papers.clone()),
        each: false,
        issuer: None,
        over: Over::Keep,
        out: Some(folder.to_owned()),
        to: vec!["html".to_owned()],
    };
    crate::cli::render::set(context, &render)
}

fn nothing(folder: &str) -> Diagnostic {
    Diagnostic::new(Text::new("没有标为公开的", "nothing is marked as public")).at(Location::file(folder)).hint(
        Text::new(
            "文书在文首写 `public: true`；材料、事项和建议写在各自的一行",
            "write `public: true` into the head of a paper, or into the line of a file, an event or a suggestion",
        ),
    )
}
