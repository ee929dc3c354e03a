//! `import bodies`: the register of bodies.

use super::column::{Column, Holds};
use super::excerpt::first_of;
use super::{Import, List, Listed, Outcome, changed_by, named, none_differs};
use crate::archive::{Change, ROOT_FILE};
use crate::changes::body::{BODIES, kind};
use crate::changes::register::Add;
use crate::changes::{Proposal, Record, Wrong, pinyin, word};
use crate::diagnostic::Diagnostics;
use crate::model::{Body, Name};
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// A list of bodies.
#[derive(Debug)]
pub(crate) struct Bodies {
    /// The list.
    pub list: List,
    /// Kind of bodies whose row has none
    pub kind: Option<String>,
}

const COLUMNS: &[Column] = &[
    Column::new("id", Holds::Words, &["标识", "代码"]),
    Column::new("name", Holds::Words, &["名称", "单位", "单位名称", "部门", "部门名称", "机构名称"]).required(),
    Column::new("kind", Holds::Words, &["性质", "机构性质", "单位性质", "类别"]),
];

impl Bodies {
    pub(crate) fn import(&self, workspace: &Workspace) -> Result<Import, Diagnostics> {
        let listing = self.list.read(COLUMNS)?;
        let loaded = workspace.read(&[])?;
        let archive = &loaded.archive;
        let Some(settings) = &archive.settings else { return Err(archive.problems.clone()) };
        let mut outcome = Outcome::of(&loaded, listing);
        outcome.unreadable(archive.problems_of("people.yml"));
        let (mut listed, mut of_no_kind) = (Listed::default(), Vec::<Text>::new());
        for row in std::mem::take(&mut outcome.listing.rows) {
            let name = Name::from(row.word("name").unwrap_or_default());
            let given = row.word("id").map(Name::from);
            let known = match &given {
                Some(id) => settings.bodies.0.iter().find(|(known, _)| known == id),
                None => named(&settings.bodies.0, &name, |(_, body)| &body.name),
            };
            let name = outcome.known_as(name, known.map(|(_, body)| &body.name));
            let id = given.or_else(|| Some(known?.0.clone())).unwrap_or_else(|| {
                let made = pinyin::of_body(&name, |id| {
                    settings.office_or_body(id).is_some() || archive.person(id).is_some() || listed.has(id)
                });
                made.unwrap_or_default().into()
            });
            let hint = Text::new("一个单位只留一行", "keep one row of each body");
            if let Err(twice) = listed.list(&row, &id, &name, hint) {
                outcome.take(&row, Err(twice));
                continue;
            }
            // Offices also write kinds in this column that no rule asks for; those are left out.
            let of_row = row.word("kind").filter(|written| {
                let is_known = written.is_ascii() || kind(&loaded, written).is_ok();
                if !is_known {
                    of_no_kind.push(text!(zh: "{name}（{written}）", en: "{name} ({written})"));
                }
                is_known
            });
            let kind = of_row.or(self.kind.as_deref()).map(ToOwned::to_owned);
            let add = Add { id: Some(id.to_string()), name: name.to_string(), kind };
            // A registered body must not collide with its own entry.
            let others = known.map_or_else(
                || settings.clone(),
                |(own, _)| {
                    let mut others = settings.clone();
                    others.bodies.0.retain(|(id, _)| id != own);
                    others
                },
            );
            outcome.enter(&row, BODIES.record(&add, &loaded, &others, workspace.as_written), known, agrees);
        }
        if !of_no_kind.is_empty() {
            let Text { zh, en } = first_of(&of_no_kind);
            outcome.listing.warnings.push(text!(
                zh: "规程没有的性质未导入，单位照登：{zh}",
                en: "kinds that no regulation knows are not taken, the bodies are: {en}"
            ));
        }
        let file = self.list.name();
        let taken = outcome.finish(|new| {
            let after = BODIES.entered(&workspace.text(ROOT_FILE)?, new)?;
            let many = new.len();
            let subject = text!(zh: "登记单位 {many} 个：{file}", en: "enter {many} bodies: {file}");
            Ok(Proposal::new(Change::new().file(ROOT_FILE, after), subject))
        })?;
        Ok(taken.with_archive(loaded))
    }
}

/// Whether the settings have everything that a row gives.
///
/// # Errors
/// If they differ.
fn agrees((id, known): &(Name, Body), record: &Record) -> Result<bool, Wrong> {
    let fields = [("name", Some(&known.name)), ("kind", known.kind.as_ref())];
    let differs = fields
        .into_iter()
        .filter(|(key, own)| word(record, key).is_some_and(|word| own.map(Name::as_str) != Some(word)));
    let differs: Vec<&'static str> = differs.map(|(key, _)| key).collect();
    let (id, name) = (id, &known.name);
    none_differs(&format!("{id} {name}"), ROOT_FILE, &differs, Some(changed_by("body", id, name)))
}
