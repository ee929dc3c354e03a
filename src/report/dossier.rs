//! `dossier show`: what a topic's dossier holds and lacks, for whoever hands it over.

use super::table::table;
use super::{csv, json, markdown, paint};
use crate::dossier::{Additions, Class, Contents, Item, Remark, Sealing, SignedCopy, Supply, Wanted};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use std::fmt::Write as _;

/// A dossier, as it is shown.
pub(crate) struct Page<'a> {
    pub contents: &'a Contents,
    /// How it differs from its last sealing, if it has one.
    pub since: Option<&'a Additions>,
    pub regulation: &'a Regulation,
    /// The title of the topic.
    pub title: &'a str,
    pub language: Language,
    pub colour: bool,
}

/// A line of the list: a class, and an item of it or why there is none.
struct Row<'a> {
    class: Text,
    entry: Result<&'a Item, Text>,
}

impl<'a> Page<'a> {
    /// Every class with its items and what of it is not there, then the papers that no rule wants.
    fn rows(&self) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        for class in self.contents.classes.iter().flatten() {
            let name = class.name(self.regulation);
            let is_of =
                |item: &&Item| self.contents.class_of(self.regulation, item).is_some_and(|of| of.kinds == class.kinds);
            let items = self.contents.items.iter().filter(is_of);
            rows.extend(items.map(|item| Row { class: name.clone(), entry: Ok(item) }));
            let absent = class.wanted.iter().filter(|wanted| wanted.supply == Supply::Missing);
            rows.extend(absent.map(|wanted| Row {
                class: wanted.name(self.regulation),
                entry: Err(if wanted.is_waived { Text::new("例外", "waived") } else { Text::new("缺", "missing") }),
            }));
        }
        let others = self.contents.items.iter().filter(|item| self.contents.class_of(self.regulation, item).is_none());
        rows.extend(others.map(|item| Row { class: item.subject(self.regulation), entry: Ok(item) }));
        rows
    }

    fn cells(&self, row: &Row) -> [String; 6] {
        let class = row.class.in_(self.language).to_owned();
        let said = |text: &Text| text.in_(self.language).to_owned();
        match &row.entry {
            Ok(item) => [
                class,
                item.files().collect::<Vec<_>>().join(self.language.choose("、", ", ")),
                item.title(self.regulation),
                item.date.map(|date| date.to_string()).unwrap_or_default(),
                item.pages.map(|pages| pages.to_string()).unwrap_or_default(),
                said(&item.state.text()),
            ],
            Err(why) => [class, String::new(), String::new(), String::new(), String::new(), said(why)],
        }
    }

    fn heading(&self) -> [&'static str; 6] {
        match self.language {
            Language::Chinese => ["类别", "文件", "题名", "日期", "页数", "状态"],
            Language::English => ["class", "file", "title", "date", "pages", "state"],
        }
    }

    /// How many classes are there, unfinished and missing; and what could not be read, on which that depends.
    fn summary(&self) -> Text {
        let Contents { items, gaps, .. } = self.contents;
        let items = items.len();
        let Text { zh: unread, en: unread_en } = Text::listed(gaps.iter().map(|file| on_one_line(file)));
        let Some(classes) = self.contents.classes.as_ref() else {
            return text!(
                zh: "应有哪些类别不能判断：{unread} 有读不出的内容；卷内{items}件",
                en: "which classes are wanted cannot be told, as {unread_en} could not be read as a whole; {items} items"
            );
        };
        let classes = classes.iter().filter(|class| !class.is_waived());
        let of = |supply: Supply| classes.clone().filter(|class| class.supply() == supply).count();
        let (all, there, unfinished, missing) =
            (classes.clone().count(), of(Supply::There), of(Supply::Unfinished), of(Supply::Missing));
        let Text { zh: several, en: several_en } = self.missing_as_one();
        let Text { zh: others, en: others_en } = self.unfinished_besides(unfinished);
        let summary = text!(
            zh: "应有{all}类：齐{there}类，未定稿{unfinished}类，缺{missing}类{several}；卷内{items}件{others}",
            en: "{all} classes are wanted: {there} there, {unfinished} unfinished, {missing} missing{several_en}; {items} items{others_en}"
        );
        let unsure = (!gaps.is_empty()).then(|| {
            text!(
                zh: "；{unread} 有读不出的内容，缺的未必没有",
                en: "; {unread_en} could not be read as a whole, so what is missing may be there"
            )
        });
        unsure.iter().fold(summary, Text::then)
    }

    /// The classes of which several entries are missing, which the list has one by one.
    fn missing_as_one(&self) -> Text {
        let mut several: Vec<Text> = Vec::new();
        for class in self.contents.classes.iter().flatten() {
            let missing = class.wanted.iter().filter(|one| one.is_lacking() && one.supply == Supply::Missing).count();
            if missing > 1 {
                let Text { zh, en } = class.name(self.regulation);
                several.push(text!(zh: "{zh}缺的{missing}项算一类", en: "{missing} entries of {en} count as one"));
            }
        }
        if several.is_empty() {
            return Text::same("");
        }
        let Text { zh, en } = Text::join(&several, "，", ", ");
        text!(zh: "（{zh}）", en: " ({en})")
    }

    /// How many items are not final, if that is not how many classes are.
    fn unfinished_besides(&self, classes: usize) -> Text {
        let unfinished = self.contents.items.iter().filter(|item| item.state.is_unfinished()).count();
        if unfinished == classes {
            return Text::same("");
        }
        text!(zh: "，其中未定稿{unfinished}件", en: ", {unfinished} of them not final")
    }

    /// What is missing, with the articles, by when, and how it is supplied.
    fn missing(&self) -> Vec<(Text, Text)> {
        let told = |wanted: &Wanted| {
            let (name, articles, when) = (wanted.name(self.regulation), wanted.articles(), &wanted.when);
            let mut why = vec![articles];
            why.extend((!when.is_empty()).then(|| when.clone()));
            let Text { zh, en } = Text::join(&why, "，", ", ");
            let (name_zh, name_en) = (name.zh, name.en);
            (text!(zh: "{name_zh}（{zh}）", en: "{name_en} ({en})"), wanted.way.clone())
        };
        self.contents.missing().filter(|wanted| wanted.supply == Supply::Missing).map(told).collect()
    }

    /// The items that are not final, and how they become so.
    fn unfinished(&self) -> Vec<(Text, Text)> {
        let items = self.contents.items.iter().filter(|item| item.state.is_unfinished());
        items.map(|item| (told_of(&item.file, &item.state.text()), item.way(self.contents.key))).collect()
    }

    /// What is to be told of files, and what to do about it.
    fn remarks(&self) -> Vec<(Text, Text)> {
        let none = || Text::same("");
        let remarks = self.contents.remarks.iter();
        remarks.map(|one| (told_of(&one.file, &one.text), one.way.clone().unwrap_or_else(none))).collect()
    }

    /// The lists below the table, each with its heading.
    fn lists(&self) -> [(&'static str, Vec<(Text, Text)>); 3] {
        let said = |zh, en| self.language.choose(zh, en);
        [
            (said("尚缺", "Missing"), self.missing()),
            (said("未定稿", "Not final"), self.unfinished()),
            (said("移交前请核对", "To be looked at"), self.remarks()),
        ]
    }

    fn photographs(&self) -> Vec<Vec<String>> {
        let mut pictures: Vec<(&Item, _)> =
            self.contents.items.iter().filter_map(|item| Some((item, item.picture.as_ref()?))).collect();
        let place = |item: &Item| {
            let kind = item.kinds.first()?;
            self.regulation.documents.keys().position(|id| id == kind.as_str())
        };
        pictures.sort_by_key(|(item, _)| place(item));
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
        let mut page = format!(
            "{}\n{}\n",
            paint::bold(&title, self.colour),
            self.summary().then(&self.sealed()).in_(self.language)
        );
        if let Some(since) = self.since() {
            let _ = writeln!(page, "{}", since.in_(self.language));
        }
        let rows: Vec<Vec<String>> = self.rows().iter().map(|row| self.cells(row).to_vec()).collect();
        if !rows.is_empty() {
            let _ = write!(page, "\n{}", table(&self.heading(), &rows));
        }
        let photographs = self.photographs();
        if !photographs.is_empty() {
            let heading = paint::bold(self.language.choose("照片", "Photographs"), self.colour);
            let _ = write!(page, "\n{heading}\n{}", table(&self.heading_of_photographs(), &photographs));
        }
        for (heading, lines) in self.lists().into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let _ = writeln!(page, "\n{}", paint::bold(heading, self.colour));
            for (line, way) in lines {
                let _ = writeln!(page, " ○ {}", on_one_line(line.in_(self.language)));
                if !way.is_empty() {
                    let _ = writeln!(page, "   {}", on_one_line(way.in_(self.language)));
                }
            }
        }
        page
    }

    /// How often it is sealed, and when last; nothing if it is not.
    fn sealed(&self) -> Text {
        let count = self.contents.sealed.len();
        match self.contents.sealed.last() {
            Some(Sealing { date: last, .. }) => {
                text!(zh: "；已封装{count}次，最近一次{last}", en: "; sealed {count} times, last on {last}")
            }
            None => Text::same(""),
        }
    }

    /// What is new, changed or gone since.
    fn since(&self) -> Option<Text> {
        self.since?.told(self.contents)
    }

    pub(crate) fn csv(&self) -> String {
        let rows: Vec<Vec<String>> = self.rows().iter().map(|row| self.cells(row).to_vec()).collect();
        csv::rows(&self.heading(), &rows)
    }

    pub(crate) fn markdown(&self) -> String {
        let title = markdown::plain(&format!("{} {}", self.contents.key, self.title));
        let mut page = format!("# {title}\n\n{}\n", self.summary().then(&self.sealed()).in_(self.language));
        if let Some(since) = self.since() {
            let _ = writeln!(page, "\n{}", markdown::plain(since.in_(self.language)));
        }
        let rows: Vec<Vec<String>> = self.rows().iter().map(|row| self.cells(row).to_vec()).collect();
        if !rows.is_empty() {
            let _ = write!(page, "\n{}", markdown::rows(&self.heading(), &rows));
        }
        let photographs = self.photographs();
        if !photographs.is_empty() {
            let heading = self.language.choose("照片", "Photographs");
            let _ = write!(page, "\n## {heading}\n\n{}", markdown::rows(&self.heading_of_photographs(), &photographs));
        }
        for (heading, lines) in self.lists().into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let _ = writeln!(page, "\n## {heading}\n");
            for (line, way) in lines {
                let told = if way.is_empty() { line } else { Text::join([&line, &way], "；", "; ") };
                let _ = writeln!(page, "- {}", markdown::plain(told.in_(self.language)));
            }
        }
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
        let copy = |copy: &SignedCopy| serde_json::json!({"file": copy.file, "bytes": copy.bytes, "sha256": copy.sha256, "pages": copy.pages});
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
                "signed": item.signed.iter().map(copy).collect::<Vec<_>>(),
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
        let sealing = |sealing: &Sealing| serde_json::json!({"date": sealing.date.to_string(), "sha512": sealing.seal});
        let since = |since: &Additions| {
            let new: Vec<&str> = since.new_files(contents).collect();
            serde_json::json!({
                "new": new,
                "corrected": since.corrected,
                "gone": since.gone,
                "hint": since.told(contents).as_ref().map(said),
            })
        };
        json::pretty(&serde_json::json!({
            "schema": "yijuan/dossier/1",
            "key": contents.key.to_string(),
            "title": self.title,
            "regulation": self.regulation.id,
            "classes": contents.classes.as_ref().map(|classes| classes.iter().map(class).collect::<Vec<_>>()),
            "gaps": contents.gaps,
            "items": contents.items.iter().map(item).collect::<Vec<_>>(),
            "records": contents.records,
            "sealed": contents.sealed.iter().map(sealing).collect::<Vec<_>>(),
            "since": self.since.map(since),
            "remarks": contents.remarks.iter().map(remark).collect::<Vec<_>>(),
        }))
    }
}

/// What is told of a file.
fn told_of(file: &str, text: &Text) -> Text {
    let Text { zh, en } = text;
    text!(zh: "{file}：{zh}", en: "{file}: {en}")
}
