//! `doctor`: checks git, calendar and posts, and brings archives of earlier versions up to date.

use super::context::Context;
use crate::changes::upgrade;
use crate::diagnostic::Diagnostics;
use crate::report::health::health;
use crate::ui::{self, Reply};
use crate::workspace::diagnoses;
use clap::Args;

/// Check what the archive needs: git, the calendar, people in every post
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Doctor {
    /// Bring an older archive up to date, in one commit
    #[arg(long)]
    upgrade: bool,
    /// Id of the archive, if it has none; derived from its first commit if not given
    #[arg(long, value_name = "ID", requires = "upgrade")]
    id: Option<String>,
}

const EXAMPLES: &str = "\
yijuan doctor
yijuan -C 试用 doctor
yijuan doctor --upgrade";

impl Doctor {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        if self.upgrade {
            return context.change(|writer| upgrade::propose(writer, self.id.as_deref()));
        }
        let workspace = &context.workspace;
        let loaded = workspace.read_all()?;
        let (due, changed) = match upgrade::of(workspace, &loaded, None) {
            Ok(upgrade) => {
                (upgrade::due(&upgrade).into_iter().collect(), upgrade.change.paths().map(ToOwned::to_owned).collect())
            }
            Err(refused) => (refused, Vec::new()),
        };
        let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
        let diagnoses = diagnoses(workspace, &loaded, due, &changed);
        let is_well = diagnoses.iter().all(|diagnosis| diagnosis.problems.is_empty());
        let stdout = health(&diagnoses, context.language, ui::colour_on_stdout());
        Ok(Reply { stdout, exit: u8::from(!is_well), ..Reply::default() })
    }
}
