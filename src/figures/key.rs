//! How rows name forms and offices.

use super::measure::Key;
use crate::engine::Context;
use crate::model::Name;
use crate::regulation::Regulation;
use crate::text::Text;
use crate::vocabulary::Group;

/// A form of consultation as rows name it.
pub(super) fn form(regulation: Option<&Regulation>, id: Option<&Name>) -> Key {
    let (Some(regulation), Some(id)) = (regulation, id) else { return Key::none(Text::new("形式未定", "no form")) };
    let rank = regulation.terms(Group::Forms).iter().position(|(known, _)| known == id.as_str());
    Key { rank: rank.unwrap_or(usize::MAX - 1), id: id.to_string(), name: regulation.name_in(Group::Forms, id) }
}

/// An office as rows name it, in the order of the settings.
pub(super) fn office(context: Context<'_>, id: Option<&Name>) -> Key {
    let Some(id) = id else { return Key::none(Text::new("责任委室未定", "no office")) };
    let archive = context.archive;
    let known = archive.settings.iter().flat_map(|settings| settings.offices.iter());
    let rank = known.into_iter().position(|(known, _)| known == id.as_str()).unwrap_or(usize::MAX - 1);
    Key { rank, id: id.to_string(), name: Text::same(archive.office_name(id)) }
}
