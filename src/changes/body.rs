//! `body add` and `body set`: the register of bodies outside the institution.

use super::register::{Listed, Register};
use crate::diagnostic::{Diagnostic, Known, unknown};
use crate::model::{Body as Entry, Name, Settings};
use crate::regulation::Regulation;
use crate::text::Text;
use crate::vocabulary::{Group, written as written_among};
use crate::workspace::LoadedArchive;
use std::collections::BTreeSet;

/// The bodies of `yijuan.yml`.
pub(crate) const BODIES: Register =
    Register { key: "bodies", what: ("单位", "body"), example: "zhujianwei", entries, kind, name_of_kind };

fn entries(settings: &Settings) -> Vec<Listed<'_>> {
    settings.bodies.iter().map(|(id, body)| (id, &body.name, body.kind.as_ref())).collect()
}

/// The id of a kind of bodies, under any regulation that the archive uses.
pub(crate) fn kind(loaded: &LoadedArchive, written: &str) -> Result<String, Diagnostic> {
    let word = Name::from(written.trim());
    let used: Vec<&Regulation> = loaded.regulations.used(&loaded.archive).collect();
    let of = Text::new("机构性质", "kind of body");
    let mut declared = None;
    for regulation in &used {
        declared = declared.or(written_among(&of, &word, regulation.terms(Group::Bodies).iter())?);
    }
    let own = Entry::KINDS.iter().find(|(id, name)| *id == word.as_str() || *name == word.as_str());
    declared.or(own.map(|(id, _)| *id)).or(begun(&used, &word)).map(ToOwned::to_owned).ok_or_else(|| {
        let terms = used.iter().flat_map(|regulation| regulation.terms(Group::Bodies).iter());
        let known = terms.map(Known::from).chain(Entry::KINDS.map(Known::from));
        unknown(&of, &word, known)
    })
}

/// The only kind whose name begins with a word, before its bracket: 委员工作站 of 委员工作站（室）.
fn begun<'r>(used: &[&'r Regulation], word: &Name) -> Option<&'r str> {
    let terms = used.iter().flat_map(|regulation| regulation.terms(Group::Bodies).iter());
    let begun =
        terms.filter(|(_, term)| term.name.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('（')));
    let ids: BTreeSet<&str> = begun.map(|(id, _)| id).collect();
    ids.first().copied().filter(|_| ids.len() == 1)
}

/// The name of a kind; several if the regulations in use have different names for it.
fn name_of_kind(loaded: &LoadedArchive, kind: &Name) -> Text {
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
