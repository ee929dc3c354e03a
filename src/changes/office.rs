//! `office add` and `office set`: the register of offices of the institution.

use super::register::{Listed, Register};
use super::typed;
use crate::diagnostic::Diagnostic;
use crate::model::{Name, Office as Entry, Settings};
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// The offices of `yijuan.yml`.
pub(crate) const OFFICES: Register =
    Register { key: "offices", what: ("委室", "office"), example: "urban", entries, kind, name_of_kind };

fn entries(settings: &Settings) -> Vec<Listed<'_>> {
    settings.offices.iter().map(|(id, office)| (id, &office.name, office.kind.as_ref())).collect()
}

/// The id of a kind of offices.
fn kind(_: &LoadedArchive, written: &str) -> Result<String, Diagnostic> {
    typed::one_of(&Text::new("委室性质", "kind of office"), &Entry::KINDS, written).map(ToOwned::to_owned)
}

/// The name of a kind of offices.
fn name_of_kind(_: &LoadedArchive, kind: &Name) -> Text {
    let known = Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    known.map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
}
