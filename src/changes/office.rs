//! `office add` and `office set`: the register of offices of the institution.

use super::{Proposal, RecordBuilder, Writer, register, typed};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Name, Office as Entry, Settings};
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// The key of `yijuan.yml` that holds them.
pub(crate) const REGISTER: &str = "offices";

/// An office to be registered.
#[derive(Debug)]
pub(crate) struct Add {
    /// Id, as topics and entries will name the office; made of its name if not given
    pub id: Option<String>,
    /// Its name
    pub name: String,
    /// special-committee (专门委员会) or office (办公室)
    pub kind: Option<String>,
}

/// Changes to a registered office.
#[derive(Debug)]
pub(crate) struct Set {
    /// The office: its id or name
    pub office: String,
    /// What to change: `name=…`, `kind=…`; an empty value takes the kind out
    pub fields: Vec<String>,
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let name = self.name.trim();
        let subject = text!(zh: "登记委室：{name}", en: "enter office: {name}");
        register::add(
            writer,
            REGISTER,
            self.id.as_deref(),
            |loaded, settings| self.record(loaded, settings, writer.workspace.as_written),
            subject,
        )
    }

    /// The entry. Its id and its name must be free.
    pub(crate) fn record(&self, loaded: &LoadedArchive, settings: &Settings, as_written: bool) -> RecordBuilder {
        let mut given =
            register::given((loaded, settings, as_written), &what(), (self.id.as_deref(), "urban"), &self.name);
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind_of(written)));
        given.word("kind", kind);
        given
    }
}

impl Set {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        let settings = loaded.settings()?;
        let change = (self.office.as_str(), self.fields.as_slice());
        register::set(writer, &loaded, (REGISTER, &what(), &listed(settings)), change, kind_of)
    }
}

/// The id of a kind of offices.
fn kind_of(written: &str) -> Result<String, Diagnostic> {
    typed::one_of(&Text::new("委室性质", "kind of office"), &Entry::KINDS, written).map(ToOwned::to_owned)
}

/// The name of a kind of offices.
pub(crate) fn name_of_kind(kind: &Name) -> Text {
    let known = Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    known.map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
}

fn what() -> Text {
    Text::new("委室", "office")
}

/// The registered offices as rows of the register.
pub(crate) fn listed(settings: &Settings) -> Vec<register::Listed<'_>> {
    settings.offices.iter().map(|(id, office)| (id, &office.name, office.kind.as_ref())).collect()
}
