//! `body add` and `body set`: the register of bodies outside the institution.

use super::{Proposal, RecordBuilder, Writer, register};
use crate::diagnostic::{Diagnostic, Diagnostics, Known, unknown};
use crate::model::{Body as Entry, Name, Settings};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;
use std::collections::BTreeSet;

/// The key of `yijuan.yml` that holds them.
pub(crate) const REGISTER: &str = "bodies";

/// A body to be registered.
#[derive(Debug)]
pub(crate) struct Add {
    /// Id, as events and papers will name the body; made of its name if not given
    pub id: Option<String>,
    /// Its name
    pub name: String,
    /// Its kind, of those that a regulation names: an id or Chinese name
    pub kind: Option<String>,
}

/// Changes to a registered body.
#[derive(Debug)]
pub(crate) struct Set {
    /// The body: its id or name
    pub body: String,
    /// What to change: `name=…`, `kind=…`; an empty value takes the kind out
    pub fields: Vec<String>,
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let name = self.name.trim();
        let subject = text!(zh: "登记单位：{name}", en: "enter body: {name}");
        register::add(
            writer,
            REGISTER,
            self.id.as_deref(),
            |loaded, settings| self.record(loaded, settings, writer.workspace.as_written),
            subject,
        )
    }

    /// The entry, with every word looked up. Its id and its name must be free.
    pub(crate) fn record(&self, loaded: &LoadedArchive, settings: &Settings, as_written: bool) -> RecordBuilder {
        let mut given =
            register::given((loaded, settings, as_written), &what(), (self.id.as_deref(), "zhujianwei"), &self.name);
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind(loaded, written)));
        given.word("kind", kind);
        given
    }
}

impl Set {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        let settings = loaded.settings()?;
        let change = (self.body.as_str(), self.fields.as_slice());
        register::set(writer, &loaded, (REGISTER, &what(), &listed(settings)), change, |written| kind(&loaded, written))
    }
}

/// The id of a kind of bodies, under any regulation that the archive uses.
pub(crate) fn kind(loaded: &LoadedArchive, written: &str) -> Result<String, Diagnostic> {
    let word = Name::from(written.trim());
    let used: Vec<&Regulation> = loaded.regulations.used(&loaded.archive).collect();
    let declared = used.iter().find_map(|regulation| regulation.id_in(Group::Bodies, &word).ok());
    let own = Entry::KINDS.iter().find(|(id, name)| *id == word.as_str() || *name == word.as_str());
    declared.or(own.map(|(id, _)| *id)).map(ToOwned::to_owned).ok_or_else(|| {
        let terms = used.iter().flat_map(|regulation| regulation.terms(Group::Bodies).iter());
        let known = terms.map(Known::from).chain(Entry::KINDS.map(Known::from));
        unknown(&Text::new("机构性质", "kind of body"), &word, known)
    })
}

/// The name of a kind; several if the regulations in use have different names for it.
pub(crate) fn name_of_kind(loaded: &LoadedArchive, kind: &Name) -> Text {
    let used = loaded.regulations.used(&loaded.archive);
    let mut declared: Vec<Text> =
        used.filter_map(|regulation| Some(regulation.terms(Group::Bodies).get(kind)?.text(kind))).collect();
    let mut seen = BTreeSet::new();
    declared.retain(|name| seen.insert(name.zh.clone()));
    if !declared.is_empty() {
        return Text::join(&declared, "或", " or ");
    }
    let own = Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    own.map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
}

fn what() -> Text {
    Text::new("单位", "body")
}

/// The registered bodies as rows of the register.
pub(crate) fn listed(settings: &Settings) -> Vec<register::Listed<'_>> {
    settings.bodies.iter().map(|(id, body)| (id, &body.name, body.kind.as_ref())).collect()
}
