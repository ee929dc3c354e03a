//! `plan set`: changes fields of a year's plan, or of the items that are named.

use super::{channel, kind, meant};
use crate::archive::{Archive, Change, Field, Topic, list, record, set_field};
use crate::changes::title::check_title;
use crate::changes::{Assignment, Proposal, Words, Writer, fields, planned, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep};
use crate::model::{Date, Name, PlanFile, PlanItem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Field as PlanField, Group, Vocabulary, field_argument};
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// Changes to a year's plan or to its items.
#[derive(Debug)]
pub(crate) struct Set {
    /// Year of the plan
    pub year: i32,
    /// What to change: `made_by=党委,政府`; of the items named with --item `form=thematic`, `topic=2026-003`; `made_by+=cppcc` adds to a list, `made_by-=cppcc` takes out of it; an empty value takes the field out
    pub fields: Vec<String>,
    /// The item: its title, or its number as `plan show` has it; may be given several times
    pub items: Vec<String>,
}

impl Set {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        let (year, archive) = (self.year, &loaded.archive);
        ensure_none(archive.problems_of_items(year))?;
        let regulation = loaded.regulations.of_plans(&writer.settings)?;
        let others = loaded.regulations.used(&loaded.archive).filter(|other| other.id != regulation.id);
        let under = std::iter::once(regulation).chain(others).collect();
        let words = Words::under(&loaded.archive, under, writer.workspace.as_written);
        let items = archive.plan(year).map_or(&[][..], |plan| &plan.file.items);
        let known = Known { workspace: writer.workspace, archive, regulation, words, items, year };
        let mut problems = Diagnostics::new();
        let found = self.items.iter().map(|item| meant(archive, year, item));
        let mut which: Vec<usize> = found.filter_map(|found| keep(&mut problems, found)).collect();
        which.dedup();
        let mut edited = self.edited(&known, &which, problems)?;
        if let (Some(key), [nth]) = (edited.became.take(), &which[..]) {
            known.fill_in_topic(&key, *nth, &mut edited)?;
        }
        let Edited { texts, mut notes, changed, .. } = edited;
        notes.extend(texts.is_empty().then(|| Text::new("没有变化", "nothing changed")));
        let change = texts.into_iter().fold(Change::new(), |change, (path, text)| change.file(path, text));
        let titles = which.iter().map(|nth| items[*nth].title.to_string()).collect::<Vec<_>>();
        let called: Vec<Text> = changed.iter().map(|field| field_argument(field)).collect();
        let (of, Text { zh, en }) = (Text::listed(&titles), Text::join(&called, "、", ", "));
        let (of_zh, of_en) = (of.zh, of.en);
        let subject = if titles.is_empty() {
            text!(zh: "{year}年度计划 修改：{zh}", en: "plan of {year} set: {en}")
        } else {
            text!(zh: "{year}年度计划 修改 {of_zh}：{zh}", en: "plan of {year} set {of_en}: {en}")
        };
        Ok(Proposal { notes, ..Proposal::new(change, subject).trailer("Yijuan-Plan", &year) })
    }

    /// The files with every field set, in the plan or in these items.
    ///
    /// # Errors
    /// Everything that is wrong with the fields, after what was wrong before.
    fn edited(&self, known: &Known, which: &[usize], mut problems: Diagnostics) -> Result<Edited, Diagnostics> {
        let plan = known.archive.plan(self.year);
        let own = plan.map_or(&[][..], |plan| &plan.file.made_by.0);
        let mut made_by = own.iter().map(ToString::to_string).collect();
        let of_plan = format!("plans/{}/plan.yml", self.year);
        let is_of_plan = self.items.is_empty();
        let mut edited = Edited::default();
        for written in &self.fields {
            let Some(assignment) = keep(&mut problems, Assignment::read(written, "made_by=cppcc")) else { continue };
            let all = OF_ITEM.into_iter().chain([OF_PLAN]);
            let Some(field) = keep(&mut problems, fields::meant(assignment.field, all)) else { continue };
            let assignment = assignment.with_field(field);
            let value = if is_of_plan {
                known.of_plan(&assignment, &mut made_by).map_err(Diagnostics::from)
            } else {
                known.of_item(&assignment, which)
            };
            let value = match value {
                Ok(value) => value,
                Err(refused) => {
                    problems.extend(refused);
                    continue;
                }
            };
            match &value {
                Some(Field::Word(key)) if field == "topic" => edited.became = Some(key.clone()),
                Some(Field::List(bodies)) => {
                    edited.notes.extend(known.words.notes_on(bodies.iter().map(String::as_str)));
                }
                Some(Field::Word(word)) if field == "office" => {
                    edited.notes.extend(known.words.notes_on([word.as_str()]));
                }
                _ => {}
            }
            let mut edit = |path: &str, change: &dyn Fn(&str) -> Result<String, Diagnostic>| {
                let text = edited.texts.get(path).cloned().map_or_else(|| known.workspace.text(path), Ok);
                let text = text.and_then(|text| Ok((change(&text)?, text)));
                // What takes nothing out of a file that is not there must not make it.
                let text = keep(&mut problems, text).filter(|(after, before)| !(after.is_empty() && before.is_empty()));
                edited.texts.extend(text.map(|(after, _)| (path.to_owned(), after)));
            };
            if is_of_plan {
                edit(&of_plan, &|text| set_field(&of_plan, text, &[field], value.as_ref()));
            }
            for at in which.iter().filter_map(|nth| Some(plan?.item_at(*nth))) {
                edit(&at.path, &|text| at.with(text, field, value.as_ref()));
            }
            edited.changed.push(field.to_owned());
        }
        ensure_none(problems)?;
        for (path, text) in &edited.texts {
            if *path == of_plan {
                record::<PlanFile>(path, text.as_bytes())?;
            } else {
                list::<PlanItem>(path, text.as_bytes())?;
            }
        }
        edited.changed.dedup();
        Ok(edited)
    }
}

/// What comes of the fields.
#[derive(Default)]
struct Edited {
    /// The files, by path.
    texts: BTreeMap<String, String>,
    notes: Vec<Text>,
    /// The fields that were set.
    changed: Vec<String>,
    /// The key of the topic that the item has become.
    became: Option<String>,
}

fn is_closed(topic: &Topic, today: Date) -> bool {
    topic.events.iter().any(|recorded| {
        matches!(recorded.event.event.as_str(), Vocabulary::CLOSED | Vocabulary::DROPPED) && recorded.stands(today)
    })
}

/// The field of the plan itself.
pub(crate) const OF_PLAN: &str = "made_by";

/// The fields of an item.
pub(crate) const OF_ITEM: [&str; 8] = ["title", "form", "kind", "office", "topic", "channel", "ad_hoc", "note"];

/// What the words of the command line are looked up in.
struct Known<'a> {
    workspace: &'a Workspace,
    archive: &'a Archive,
    regulation: &'a Regulation,
    words: Words<'a>,
    items: &'a [PlanItem],
    year: i32,
}

impl Known<'_> {
    /// Adds the file of the topic that an item has become, with what the item says and the topic does not, and to the item what
    /// the topic says and it does not. Under another regulation, the words of the plan mean nothing.
    fn fill_in_topic(&self, key: &str, nth: usize, edited: &mut Edited) -> Result<(), Diagnostics> {
        let of_topic = self.workspace.read_topic(key)?;
        let (topic, own) = of_topic.topic()?;
        if own.id != self.regulation.id {
            return Ok(());
        }
        let path = topic.path("topic.yml");
        let is_open = !is_closed(topic, self.workspace.today);
        let called = |id: &Name| self.archive.called(id).map_or_else(|| own.name(id), |name| Text::same(name.as_str()));
        let item = (nth + 1, &self.items[nth]);
        let (fields, note) = planned::filled_from(item, topic, &edited.changed, called);
        edited.notes.extend(note);
        if let Some(at) = self.archive.plan(self.year).map(|plan| plan.item_at(nth)) {
            for (field, value) in fields {
                let before = edited.texts.get(&at.path).cloned().map_or_else(|| self.workspace.text(&at.path), Ok)?;
                edited.texts.insert(at.path.clone(), at.with(&before, field, Some(&value))?);
            }
        }
        let (text, notes) = planned::filled_in(&self.workspace.text(&path)?, (topic, is_open), item, called)?;
        edited.notes.extend(notes);
        edited.texts.extend(text.map(|text| (path, text)));
        Ok(())
    }

    /// The new value of a field of the plan; `None` removes it.
    fn of_plan(&self, assignment: &Assignment, made_by: &mut Vec<String>) -> Result<Option<Field>, Diagnostic> {
        if OF_ITEM.contains(&assignment.field) {
            let field = assignment.field;
            return Err(Diagnostic::new(text!(zh: "`{field}` 是各项的字段", en: "`{field}` is a field of the items"))
                .hint(text!(zh: "用 `--item` 指明是哪一项：题目或序号", en: "say with `--item` which item: its title or number")));
        }
        if assignment.value.is_empty() {
            made_by.clear();
        } else {
            typed::line(OF_PLAN, assignment.value)?;
            *made_by = assignment.list(std::mem::take(made_by), |word| self.words.actor(word))?;
        }
        Ok((!made_by.is_empty()).then(|| Field::List(made_by.clone())))
    }

    /// The new value of a field of these items; `None` removes it.
    fn of_item(&self, assignment: &Assignment, which: &[usize]) -> Result<Option<Field>, Diagnostics> {
        let Assignment { field, value, .. } = assignment;
        if *field == OF_PLAN {
            return Err(Diagnostic::new(text!(zh: "`{field}` 是计划的字段，不是项目的", en: "`{field}` is a field of the plan and not of an item"))
                .hint(Text::new("去掉 `--item`", "leave `--item` out"))
                .into());
        }
        assignment.ensure_single()?;
        if value.is_empty() {
            return if *field == "title" {
                Err(Diagnostic::new(Text::new("`title` 不能没有", "`title` cannot be taken out"))
                    .hint(Text::new("写新的题目：title=…", "give it another title: title=…"))
                    .into())
            } else {
                Ok(None)
            };
        }
        typed::line(field, value)?;
        let word = match *field {
            "title" => self.title(value, which)?,
            "form" => self.words.term(Group::Forms, value, self.regulation.leaves_open(&PlanField::ItemsForm))?,
            "kind" => kind(value)?.to_owned(),
            "office" => self.words.office(value)?,
            "topic" => self.topic(value, which)?,
            "note" => value.trim().to_owned(),
            "ad_hoc" => return Ok(Some(Field::Bool(typed::yes_or_no(field, value)?))),
            _ => channel(self.regulation, &self.words, value)?,
        };
        Ok(Some(Field::Word(word)))
    }

    /// A title that no other item has.
    fn title(&self, value: &str, which: &[usize]) -> Result<String, Diagnostic> {
        check_title(value)?;
        let title = Name::from(value.trim());
        Self::ensure_one_item("title", which)?;
        self.ensure_unused(which, |item| title.looks_like(&item.title))?;
        Ok(title.to_string())
    }

    /// The key of a topic that no other item has.
    fn topic(&self, value: &str, which: &[usize]) -> Result<String, Diagnostics> {
        let key = self.workspace.topic(value)?.key.to_string();
        Self::ensure_one_item("topic", which)?;
        self.ensure_unused(which, |item| item.topic.as_deref() == Some(&key))?;
        let mut items = which.iter().filter_map(|nth| self.items.get(*nth));
        if let Some(item) = items.find(|item| item.topic.as_deref().is_some_and(|own| own != key)) {
            return Err(self.has_another_topic(item).into());
        }
        Ok(key)
    }

    /// Refuses another topic for an item: the old one must be removed deliberately.
    fn has_another_topic(&self, item: &PlanItem) -> Diagnostic {
        let (year, title, own) = (self.year, &item.title, item.topic.as_deref().unwrap_or_default());
        let word = one_word(title);
        Diagnostic::new(text!(zh: "“{title}”已是议题 {own}", en: "`{title}` has become topic {own} already"))
            .hint(text!(zh: "确要换成另一个议题的，先去掉：yijuan plan set {year} 议题编号= --item {word}", en: "if it is to be another, take that out first: yijuan plan set {year} topic= --item {word}"))
    }

    fn ensure_one_item(field: &str, which: &[usize]) -> Result<(), Diagnostic> {
        if which.len() < 2 {
            return Ok(());
        }
        Err(Diagnostic::new(text!(zh: "几项不能同有一个 `{field}`", en: "several items cannot have one `{field}`"))
            .hint(Text::new("一次写一项", "set one item at a time")))
    }

    fn ensure_unused(&self, which: &[usize], has: impl Fn(&PlanItem) -> bool) -> Result<(), Diagnostic> {
        let other = self.items.iter().enumerate().find(|(nth, item)| !which.contains(nth) && has(item));
        other.map_or(Ok(()), |(nth, item)| Err(super::listed_already(self.archive, self.year, nth, item)))
    }
}
