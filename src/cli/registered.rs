//! What `office` and `body` share: an entry of a register of yijuan.yml is added or changed, or all are listed.

use super::context::Context;
use super::format::Format;
use crate::changes::register::{Add, Register, Set};
use crate::diagnostic::Diagnostics;
use crate::report::register as page;
use crate::text;
use crate::ui::Reply;

pub(super) fn add(context: &Context, register: &Register, add: &Add) -> Result<Reply, Diagnostics> {
    context.change(|writer| register.add(writer, add))
}

pub(super) fn set(context: &Context, register: &Register, set: &Set) -> Result<Reply, Diagnostics> {
    context.change(|writer| register.set(writer, set))
}

/// A register as a table or as JSON.
pub(super) fn list(context: &Context, register: &Register) -> Result<Reply, Diagnostics> {
    let loaded = context.workspace.read(&[])?;
    let entries = (register.entries)(loaded.settings()?);
    let name_of_kind = |kind: &_| (register.name_of_kind)(&loaded, kind);
    let page = context.format.human_or_json(
        || page::human(&entries, name_of_kind, context.language),
        || page::as_json(register.key, &entries),
    )?;
    let (zh, en) = register.what;
    let none = text!(zh: "没有登记{zh}", en: "no {en} is registered");
    let is_told = entries.is_empty() && context.format == Format::Human;
    Ok(Reply { notes: is_told.then_some(none).into_iter().collect(), ..Reply::new(page) })
}
