//! `roster add` and `roster update`: marks of attendance, as options.

use crate::changes::roster::Marked;
use crate::model::Attendance;
use clap::Args;

/// Whether somebody came, and spoke.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct Marks {
    /// The person came
    #[arg(long, alias = "attended", conflicts_with_all = ["leave", "absent"])]
    present: bool,
    /// The person asked for leave
    #[arg(long, conflicts_with = "absent")]
    leave: bool,
    /// The person did not come and had not asked for leave
    #[arg(long)]
    absent: bool,
    /// The person spoke
    #[arg(long)]
    spoke: bool,
}

impl Marks {
    pub(super) fn marked(&self) -> Marked {
        let given = [self.present, self.leave, self.absent];
        let attendance = Attendance::ALL.into_iter().zip(given).find(|(_, given)| *given);
        Marked { attendance: attendance.map(|(attendance, _)| attendance), spoke: self.spoke }
    }
}
