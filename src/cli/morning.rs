//! `yijuan` without a command: the morning page.

use super::context::{self, Context};
use crate::changes::person;
use crate::diagnostic::Diagnostics;
use crate::report::{human, morning};
use crate::ui::{self, Reply};
use crate::workspace::{Agenda, Since};

/// What is due, what went wrong since the last working day, and what waits; of somebody alone, or of everybody.
pub(super) fn run(context: &Context, who: Option<&str>) -> Result<Reply, Diagnostics> {
    context.human_only()?;
    let mut agenda = Agenda::of(&context.workspace, Since::LastWorkday)?;
    if let Some(written) = who {
        let who = person::who(&agenda.loaded, written)?;
        agenda.only_for(&who);
    }
    let style = human::Style { full: context.verbose, colour: ui::colour_on_stdout() };
    let reply = context::reply(&agenda.loaded, morning::page(&agenda, who, context.language, style));
    // The program ends here, and freeing a large archive piece by piece would only take time.
    std::mem::forget(agenda);
    Ok(reply)
}
