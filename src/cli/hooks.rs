//! `hooks`: has git ask the program before it commits, or takes in what is pushed.

use super::format::Format;
use super::pushed::updates;
use super::{Global, context};
use crate::changes::hooks::{self, Installation};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::history::Repository;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::{Told, why_not_commit, why_not_receive};
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// Have git check before it commits or takes in what is pushed
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Hooks {
    /// Install the hooks: in a clone for commits, in a bare repository for pushes
    #[command(after_help = EXAMPLES)]
    Install {
        /// In a bare repository: sign a receipt for each push with this SSH key, which needs no passphrase
        #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
        key: Option<PathBuf>,
    },
    /// Run by git before a commit: refuses unreadable files, and changed decisions, comments and events
    #[command(hide = true, after_help = "yijuan hooks pre-commit")]
    PreCommit,
    /// Run by git before a push is taken in: looks at every commit
    #[command(hide = true, after_help = "yijuan hooks pre-receive")]
    PreReceive,
    /// Run by git when a push was taken in: signs a receipt, if a key for receipts is set up
    #[command(hide = true, after_help = "yijuan hooks post-receive")]
    PostReceive,
}

const EXAMPLES: &str = "\
yijuan hooks install
yijuan -C 共用.git hooks install --key ~/.ssh/hub";

impl Hooks {
    pub(super) fn run(&self, global: &Global, told: &Told) -> Result<Reply, Diagnostics> {
        let mut problems = Diagnostics::new();
        context::check_language(global, &mut problems);
        ensure_none(problems)?;
        Format::of(global).and_then(Format::human_only)?;
        let today = context::today(global, told)?;
        match self {
            Self::Install { key } => {
                let Installation { lines, notes } = hooks::install(&repository(global)?, key.as_deref())?;
                Ok(Reply { stdout: lines.iter().flat_map(|line| [line, "\n"]).collect(), notes, ..Reply::default() })
            }
            Self::PreCommit => ensure_none(why_not_commit(&repository(global)?, today)?).map(|()| Reply::default()),
            Self::PreReceive => ensure_none(why_not_receive(updates()?, today, context::moment(global, told)?)?)
                .map(|()| Reply::default()),
            Self::PostReceive => {
                hooks::acknowledge(&repository(global)?, updates()?).map(|()| Reply::default()).map_err(Into::into)
            }
        }
    }
}

/// The repository around the folder that was named.
fn repository(global: &Global) -> Result<Repository, Diagnostic> {
    let folder = global.directory.as_deref().unwrap_or(Path::new("."));
    let io = |error| Diagnostic::io(folder.display().to_string(), &error);
    let folder = folder.canonicalize().map_err(io)?;
    Repository::discover(&folder)?.ok_or_else(|| {
        Diagnostic::new(Text::new("这里不是 git 仓库", "there is no git repository here"))
            .at(Location::file(folder.display().to_string()))
            .hint(Text::new("用 `-C 目录` 指明克隆或裸仓库", "name a clone or a bare repository with `-C DIR`"))
    })
}
