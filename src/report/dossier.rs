//! `dossier show`: what a topic's dossier holds and lacks, for whoever hands it over.

use super::table::table;
use super::{csv, json, markdown, paint};
use crate::dossier::{Class, Contents, Item, Remark, Supply, Wanted};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use std::fmt::Write as _;

/// A dossier, as it is shown.
pub(crate) struct Page<'a> {
    pub contents: &'a Contents,
    pub regulation: &'a Regulation,
    /// The title of the topic.
    pub title: &'a str,
    pub language: Language,
    pub colour: bool,
}

/// A line of the list: what class, and which item of it; none of what is not there.
struct Row<'a> {
    class: Text,
    item: Option<&'a Item>,
    supply: Supply,
}

impl<'a> Page<'a> {
    /// Every class with its items and what of it is missing, then the papers that no rule wants.
    fn rows(&self) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        for class in &self.contents.classes {
            let name = class.name(self.regulation);
            let is_of =
                |item: &&Item| self.contents.class_of(self.regulation, item).is_some_and(|of| of.kinds == class.kinds);
            let items = self.contents.items.iter().filter(is_of);
            rows.extend(items.map(|item| Row { class: name.clone(), item: Some(item), supply: Supply::There }));
            let missing = class.wanted.iter().filter(|wanted| wanted.supply == Supply::Missing && !wanted.is_waived);
            rows.extend(missing.map(|wanted| Row {
                class: wanted.name(self.regulation),
                item: None,
                supply: Supply::Missing,
            }));
        }
        let others = self.contents.items.iter().filter(|item| self.contents.class_of(self.regulation, item).is_none());
        rows.extend(others.map(|item| Row {
            class: item.subject(self.regulation),
            item: Some(item),
            supply: Supply::There,
        }));
        rows
    }

    fn cells(&self, row: &Row) -> [String; 6] {
        let said = |text: Text| text.in_(self.language).to_owned();
        let class = said(row.class.clone());
        let Some(item) = row.item else {
            let missing = if row.supply == Supply::Missing { self.language.choose("缺", "missing") } else { "" };
            return [class, String::new(), String::new(), String::new(), String::new(), missing.to_owned()];
        };
        [
            class,
            item.file.clone(),
            item.title(self.regulation),
            item.date.map(|date| date.to_string()).unwrap_or_default(),
            item.pages.map(|pages| pages.to_string()).unwrap_or_default(),
            said(item.state.text()),
        ]
    }

    fn heading(&self) -> [&'static str; 6] {
        match self.language {
            Language::Chinese => ["类别", "文件", "题名", "日期", "页数", "状态"],
            Language::English => ["class", "file", "title", "date", "pages", "state"],
        }
    }

    /// How many classes are there, unfinished and missing.
    fn summary(&self) -> Text {
        let classes = &self.contents.classes;
        let of = |supply: Supply| classes.iter().filter(|class| class.supply() == supply).count();
        let (all, there, unfinished, missing) =
            (classes.len(), of(Supply::There), of(Supply::Unfinished), of(Supply::Missing));
        let items = self.contents.items.len();
        text!(
            zh: "应有{all}类：齐{there}类，未定稿{unfinished}类，缺{missing}类；卷内{items}件",
            en: "{all} classes are wanted: {there} there, {unfinished} unfinished, {missing} missing; {items} items"
        )
    }

    /// What is lacking, with the articles, by when, and how it is supplied.
    fn lacking(&self) -> Vec<(Text, &'a Text)> {
        let told = |wanted: &'a Wanted| {
            let (name, articles, when) = (wanted.name(self.regulation), wanted.articles(), &wanted.when);
            let state = match wanted.supply {
                Supply::Missing => Text::new("缺", "missing"),
                Supply::Unfinished | Supply::There => Text::new("未定稿", "unfinished"),
            };
            let (zh, en) = if when.is_empty() {
                (String::new(), String::new())
            } else {
                (format!("，{}", when.zh), format!(", {}", when.en))
            };
            let line = Text::new(
                format!("{}：{}（{}{zh}）", name.zh, state.zh, articles.zh),
                format!("{}: {} ({}{en})", name.en, state.en, articles.en),
            );
            (line, &wanted.way)
        };
        self.contents.missing().map(told).collect()
    }

    /// The items that are not final, and that no rule wants: those a rule wants are lacking.
    fn drafts(&self) -> impl Iterator<Item = &'a Item> {
        self.contents.items.iter().filter(|item| item.state.is_unfinished())
    }

    fn photographs(&self) -> Vec<Vec<String>> {
        let mut pictures: Vec<(&Item, _)> =
            self.contents.items.iter().filter_map(|item| Some((item, item.picture.as_ref()?))).collect();
        pictures.sort_by_key(|(item, _)| item.kinds.first().cloned());
        let unknown = self.language.choose("未记录", "not recorded");
        let rows = pictures.into_iter().map(|(item, picture)| {
            let size = picture.size.map(|(width, height)| format!("{width}×{height}"));
            vec![
                item.subject(self.regulation).in_(self.language).to_owned(),
                item.file.clone(),
                picture.taken.map_or_else(|| unknown.to_owned(), |day| day.to_string()),
                size.unwrap_or_else(|| unknown.to_owned()),
                picture.format.to_owned(),
            ]
        });
        rows.collect()
    }

    fn heading_of_photographs(&self) -> [&'static str; 5] {
        match self.language {
            Language::Chinese => ["内容", "文件", "拍摄日期", "像素", "格式"],
            Language::English => ["subject", "file", "taken on", "pixels", "format"],
        }
    }

    pub(crate) fn human(&self) -> String {
        let title = on_one_line(&format!("{} {}", self.contents.key, self.title));
        let mut page = format!("{}\n{}\n", paint::bold(&title, self.colour), self.summary().in_(self.language));
        let rows: Vec<Vec<String>> = self.rows().iter().map(|row| self.cells(row).to_vec()).collect();
        if !rows.is_empty() {
            let _ = write!(page, "\n{}", table(&self.heading(), &rows));
        }
        self.section(&mut page, "尚缺", "Lacking", self.lacking().into_iter().map(|(line, way)| (line, Some(way))));
        let drafts = self.drafts().map(|item| (told_of(&item.file, &item.state.text()), None));
        self.section(&mut page, "未定稿", "Not final", drafts);
        let photographs = self.photographs();
        if !photographs.is_empty() {
            let heading = paint::bold(self.language.choose("照片", "Photographs"), self.colour);
            let _ = write!(page, "\n{heading}\n{}", table(&self.heading_of_photographs(), &photographs));
        }
        let remarks = self.contents.remarks.iter();
        let remarks = remarks.map(|Remark { file, text, way, .. }| (told_of(file, text), way.as_ref()));
        self.section(&mut page, "移交前请核对", "To be looked at", remarks);
        page
    }

    fn section<'t>(
        &self,
        page: &mut String,
        zh: &str,
        en: &str,
        lines: impl Iterator<Item = (Text, Option<&'t Text>)>,
    ) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        let _ = writeln!(page, "\n{}", paint::bold(self.language.choose(zh, en), self.colour));
        for (line, way) in lines {
            let _ = writeln!(page, " ○ {}", on_one_line(line.in_(self.language)));
            if let Some(way) = way.filter(|way| !way.is_empty()) {
                let _ = writeln!(page, "   {}", on_one_line(way.in_(self.language)));
            }
        }
    }

    pub(crate) fn csv(&self) -> String {
        let rows: Vec<Vec<String>> = self.rows().iter().map(|row| self.cells(row).to_vec()).collect();
        csv::rows(&self.heading(), &rows)
    }

    pub(crate) fn markdown(&self) -> String {
        let title = markdown::plain(&format!("{} {}", self.contents.key, self.title));
        let mut page = format!("# {title}\n\n{}\n", self.summary().in_(self.language));
        let rows: Vec<Vec<String>> = self.rows().iter().map(|row| self.cells(row).to_vec()).collect();
        if !rows.is_empty() {
            let _ = write!(page, "\n{}", markdown::rows(&self.heading(), &rows));
        }
        let list = |page: &mut String, zh, en, lines: &[(Text, Option<&Text>)]| {
            if lines.is_empty() {
                return;
            }
            let _ = writeln!(page, "\n## {}\n", self.language.choose(zh, en));
            for (line, way) in lines {
                let way = way.filter(|way| !way.is_empty()).map(|way| markdown::plain(way.in_(self.language)));
                let stop = self.language.choose("；", "; ");
                let way = way.map(|way| format!("{stop}{way}")).unwrap_or_default();
                let _ = writeln!(page, "- {}{way}", markdown::plain(line.in_(self.language)));
            }
        };
        let lacking: Vec<_> = self.lacking().into_iter().map(|(line, way)| (line, Some(way))).collect();
        list(&mut page, "尚缺", "Lacking", &lacking);
        let photographs = self.photographs();
        if !photographs.is_empty() {
            let heading = self.language.choose("照片", "Photographs");
            let _ = write!(page, "\n## {heading}\n\n{}", markdown::rows(&self.heading_of_photographs(), &photographs));
        }
        let remarks = self.contents.remarks.iter();
        let remarks: Vec<_> = remarks.map(|one| (told_of(&one.file, &one.text), one.way.as_ref())).collect();
        list(&mut page, "移交前请核对", "To be looked at", &remarks);
        page
    }

    /// `yijuan/dossier/1`.
    pub(crate) fn json(&self) -> String {
        let contents = self.contents;
        let said = |text: &Text| text.in_(self.language).to_owned();
        let wanted = |wanted: &Wanted| {
            let rules: Vec<_> = wanted
                .rules
                .iter()
                .map(|(rule, article)| serde_json::json!({"rule": rule, "article": article}))
                .collect();
            serde_json::json!({
                "documents": wanted.kinds,
                "round": wanted.round,
                "rules": rules,
                "due": wanted.due,
                "overdue": wanted.is_overdue,
                "waived": wanted.is_waived,
                "supply": wanted.supply.id(),
                "hint": Some(said(&wanted.way)).filter(|way| !way.is_empty()),
            })
        };
        let class = |class: &Class| {
            serde_json::json!({
                "documents": class.kinds,
                "name": said(&class.name(self.regulation)),
                "supply": class.supply().id(),
                "wanted": class.wanted.iter().map(wanted).collect::<Vec<_>>(),
            })
        };
        let item = |item: &Item| {
            let picture = item.picture.as_ref().map(|picture| {
                let (width, height) = picture.size.unzip();
                serde_json::json!({"format": picture.format, "width": width, "height": height, "taken": picture.taken})
            });
            let class = contents.class_of(self.regulation, item).map(|class| &class.kinds);
            serde_json::json!({
                "file": item.file,
                "class": class,
                "documents": item.kinds,
                "title": item.title,
                "number": item.number,
                "author": item.author,
                "date": item.date,
                "round": item.round,
                "secrecy": item.secrecy,
                "state": item.state.id(),
                "beside": item.beside,
                "bytes": item.bytes,
                "sha256": item.sha256,
                "pages": item.pages,
                "picture": picture,
            })
        };
        let remark = |remark: &Remark| {
            serde_json::json!({
                "file": remark.file,
                "kind": remark.kind.id(),
                "message": said(&remark.text),
                "hint": remark.way.as_ref().map(said),
            })
        };
        json::pretty(&serde_json::json!({
            "schema": "yijuan/dossier/1",
            "key": contents.key.to_string(),
            "title": self.title,
            "regulation": self.regulation.id,
            "classes": contents.classes.iter().map(class).collect::<Vec<_>>(),
            "items": contents.items.iter().map(item).collect::<Vec<_>>(),
            "records": contents.records,
            "remarks": contents.remarks.iter().map(remark).collect::<Vec<_>>(),
        }))
    }
}

/// What is told of a file.
fn told_of(file: &str, text: &Text) -> Text {
    let Text { zh, en } = text;
    text!(zh: "{file}：{zh}", en: "{file}: {en}")
}
