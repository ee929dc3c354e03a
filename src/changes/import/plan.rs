//! `import plan`: the items of a year's plan.

use super::column::{Column, Holds};
use super::{Import, List, Outcome, named, none_differs, twice};
use crate::archive::{Change, with_items};
use crate::changes::plan::Add;
use crate::changes::{Proposal, Record, Words, Wrong, word};
use crate::diagnostic::Diagnostics;
use crate::model::{Name, PlanItem};
use crate::text;
use crate::text::{Text, one_word};
use crate::workspace::Workspace;

/// A list of items of a year's plan.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The list.
    pub list: List,
    /// Year of the plan
    pub year: i32,
}

const COLUMNS: &[Column] = &[
    Column::new("title", Holds::Words, &["题目", "议题", "议题名称", "协商议题", "课题", "课题名称", "标题"])
        .required(),
    Column::new("form", Holds::Words, &["协商形式", "形式", "协商方式"]),
    Column::new("kind", Holds::Words, &["议题类型", "类型", "类别"]),
    Column::new(
        "office",
        Holds::Words,
        &["责任委室", "承办委室", "承办单位", "牵头委室", "牵头单位", "责任单位", "委室"],
    ),
    Column::new("channel", Holds::Words, &["来源渠道", "议题来源", "来源", "渠道"]),
];

impl Plan {
    pub(crate) fn import(&self, workspace: &Workspace) -> Result<Import, Diagnostics> {
        let listing = self.list.read(COLUMNS)?;
        let loaded = workspace.read(&[])?;
        let archive = &loaded.archive;
        let settings = loaded.settings()?;
        let regulation = loaded.regulations.of_plans(settings)?;
        let (year, path) = (self.year, archive.file_of_items(self.year));
        let items = archive.plan(year).map_or(&[][..], |plan| &plan.file.items);
        let mut outcome = Outcome::of(&loaded, listing);
        outcome.unreadable(archive.problems_of_items(year));
        let words = Words::under(archive, vec![regulation], workspace.as_written);
        let mut listed: Vec<(usize, String)> = Vec::new();
        for row in std::mem::take(&mut outcome.listing.rows) {
            let title = Name::from(row.word("title").unwrap_or_default());
            let known = named(items, &title, |item| &item.title);
            let title = outcome.known_as(title, known.map(|item| &item.title));
            let form = title.comparable();
            if let Some((number, _)) = listed.iter().find(|(_, other)| *other == form) {
                let problem = twice(&title, *number).hint(Text::new("一项只留一行", "keep one row of the item"));
                outcome.take(&row, Err(vec![("title", problem)]));
                continue;
            }
            let add = Add {
                year,
                title: title.to_string(),
                form: row.owned("form"),
                kind: row.owned("kind"),
                office: row.owned("office"),
                channel: row.owned("channel"),
                topic: None,
                ad_hoc: false,
            };
            listed.push((row.number, form));
            let given = add.record(regulation, &words, None);
            outcome.enter(&row, given, known, |known, record| agrees(known, year, &path, record));
        }
        outcome.warn_of_offices();
        let name = self.list.name();
        let taken = outcome.finish(|new| {
            let entries: Vec<&[_]> = new.iter().map(|record| record.as_slice()).collect();
            let after = with_items(&path, &workspace.text(&path)?, &entries)?;
            let many = new.len();
            let subject =
                text!(zh: "{year}年度计划 列入 {many} 项：{name}", en: "plan of {year} add {many} items: {name}");
            Ok(Proposal::new(Change::new().file(path.as_str(), after), subject).trailer("Yijuan-Plan", &year))
        })?;
        Ok(taken.with_archive(loaded))
    }
}

/// Whether the plan has everything that a row gives. An item with a topic has its channel there.
///
/// # Errors
/// If it differs.
fn agrees(known: &PlanItem, year: i32, path: &str, record: &Record) -> Result<bool, Wrong> {
    let fields = [("form", &known.form), ("kind", &known.kind), ("office", &known.office), ("channel", &known.channel)];
    let differs = fields.into_iter().filter(|(key, own)| {
        let elsewhere = *key == "channel" && known.topic.is_some();
        !elsewhere && word(record, key).is_some_and(|word| own.as_deref() != Some(word))
    });
    let differs: Vec<&'static str> = differs.map(|(key, _)| key).collect();
    let (title, word) = (&known.title, one_word(&known.title));
    let hint = text!(
        zh: "要改的用 `yijuan plan set {year} --item {word} …`，不改的从表中去掉这一行",
        en: "`yijuan plan set {year} --item {word} …` changes it; take the row out of the list if nothing is to change"
    );
    none_differs(title, path, &differs, Some(hint))
}
