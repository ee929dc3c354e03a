//! `office list` and `body list`: a register of yijuan.yml as a table or as JSON.

use super::context::Context;
use super::format::Format;
use crate::changes::register::Listed;
use crate::diagnostic::Diagnostics;
use crate::model::Name;
use crate::report::register;
use crate::text::Text;
use crate::ui::Reply;

/// A register as a table or as JSON.
pub(super) fn list(
    context: &Context,
    key: &str,
    entries: &[Listed],
    name_of_kind: impl Fn(&Name) -> Text,
    none: Text,
) -> Result<Reply, Diagnostics> {
    let page = context.format.human_or_json(
        || register::human(entries, name_of_kind, context.language),
        || register::as_json(key, entries),
    )?;
    let is_told = entries.is_empty() && context.format == Format::Human;
    Ok(Reply { notes: is_told.then_some(none).into_iter().collect(), ..Reply::new(page) })
}
