//! `digest`: what an agenda holds for those who do not use the program, office by office, the shortest first.

mod eml;
mod html;
mod robot;

pub(crate) use eml::{Envelope, eml};
pub(crate) use html::html;
pub(crate) use robot::Robot;

use super::agenda::{heading, sentence};
use super::markdown;
use crate::archive::Archive;
use crate::model::Name;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use crate::workspace::{Agenda, Item, News};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A digest, in words.
pub(crate) struct Digest {
    /// What it is and of which day.
    pub title: String,
    /// How many items there are of each kind.
    pub counts: String,
    /// The offices with their items, those with the fewest first.
    pub groups: Vec<Group>,
    /// As of when it was judged, and what it is compared with.
    pub foot: String,
    /// Whether something is new, or late.
    pub is_news: bool,
    /// Its language.
    pub language: Language,
}

/// The items of an office.
pub(crate) struct Group {
    /// What it is called.
    pub office: String,
    /// Its items by kind, the most pressing kind first.
    pub parts: Vec<(Kind, Vec<Entry>)>,
}

/// One item.
pub(crate) struct Entry {
    /// The topic, year or room.
    pub about: String,
    /// What there is.
    pub text: String,
}

/// A kind of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    New,
    Overdue,
    Coming,
    Waiting,
    Done,
}

impl Kind {
    const ALL: [Self; 5] = [Self::New, Self::Overdue, Self::Coming, Self::Waiting, Self::Done];

    fn of(news: News) -> Self {
        match news {
            News::New => Self::New,
            News::Standing => Self::Overdue,
            News::Coming { .. } => Self::Coming,
            News::Waiting { .. } => Self::Waiting,
            News::Done => Self::Done,
        }
    }

    /// What it is called.
    fn text(self) -> Text {
        match self {
            Self::New => Text::new("新增逾期和问题", "newly overdue or wrong"),
            Self::Overdue => Text::new("此前未办", "overdue or wrong from before"),
            Self::Coming => Text::new("即将到期", "due soon"),
            Self::Waiting => Text::new("待审签、待答复", "waiting"),
            Self::Done => Text::new("已办结", "done"),
        }
    }

    /// A mark before an item, where there is no room for headings; the words say the same.
    fn mark(self) -> Text {
        match self {
            Self::New => Text::new("▲新增", "▲ new"),
            Self::Overdue => Text::new("■未办", "■ overdue"),
            Self::Coming => Text::new("●将到期", "● due soon"),
            Self::Waiting => Text::new("○待办", "○ waiting"),
            Self::Done => Text::new("✓办结", "✓ done"),
        }
    }
}

impl Digest {
    /// The digest of an agenda; of a week or of a day.
    pub(crate) fn of(agenda: &Agenda, is_weekly: bool, language: Language) -> Self {
        let archive = &agenda.loaded.archive;
        let mut by_office: BTreeMap<Option<&Name>, Vec<&Item>> = BTreeMap::new();
        for item in &agenda.items {
            by_office.entry(item.office.as_ref()).or_default().push(item);
        }
        let mut by_office: Vec<(Option<&Name>, Vec<&Item>)> = by_office.into_iter().collect();
        by_office.sort_by_key(|(office, items)| (items.len(), office.cloned()));
        let groups = by_office.into_iter().map(|(office, items)| Group {
            office: on_one_line(office_name(office, archive).in_(language)),
            parts: parts(agenda, &items, language),
        });
        Self {
            title: title(agenda, is_weekly, language),
            counts: counts(agenda, language),
            groups: groups.collect(),
            foot: foot(agenda, language),
            is_news: agenda.items.iter().any(|item| item.news.is_worth_telling()),
            language,
        }
    }

    /// As plain text.
    pub(crate) fn text(&self) -> String {
        let mut page = format!("{}\n{}\n", self.title, self.counts);
        for group in &self.groups {
            let _ = writeln!(page, "\n{}", group.office);
            for (kind, entries) in &group.parts {
                let _ = writeln!(page, "  {}", kind.text().in_(self.language));
                for entry in entries {
                    let _ = writeln!(page, "    {}", self.line(entry));
                }
            }
        }
        let _ = writeln!(page, "\n{}", self.foot);
        page
    }

    /// As Markdown, in which nothing of an item is a mark.
    pub(crate) fn markdown(&self) -> String {
        let mut page = format!("# {}\n\n{}\n", markdown::plain(&self.title), markdown::plain(&self.counts));
        for group in &self.groups {
            let _ = writeln!(page, "\n## {}", markdown::plain(&group.office));
            for (kind, entries) in &group.parts {
                let _ = writeln!(page, "\n### {}\n", kind.text().in_(self.language));
                for entry in entries {
                    let _ = writeln!(page, "- {}", markdown::plain(&self.line(entry)));
                }
            }
        }
        let _ = writeln!(page, "\n{}", markdown::plain(&self.foot));
        page
    }

    fn line(&self, entry: &Entry) -> String {
        format!("{}{}{}", entry.about, self.language.choose("：", ": "), entry.text)
    }
}

fn parts(agenda: &Agenda, items: &[&Item], language: Language) -> Vec<(Kind, Vec<Entry>)> {
    let entry = |item: &&Item| Entry {
        about: on_one_line(&heading(agenda, item, language)),
        text: on_one_line(&sentence(agenda, item, language)),
    };
    let of_kind =
        |kind: Kind| -> Vec<Entry> { items.iter().filter(|item| Kind::of(item.news) == kind).map(entry).collect() };
    let parts = Kind::ALL.into_iter().map(|kind| (kind, of_kind(kind)));
    parts.filter(|(_, entries)| !entries.is_empty()).collect()
}

/// 政协云河区委员会协商工作日报（2026年6月15日，星期一）.
fn title(agenda: &Agenda, is_weekly: bool, language: Language) -> String {
    let settings = agenda.loaded.archive.settings.as_ref();
    let institution = settings.and_then(|settings| settings.institution.as_deref()).unwrap_or_default();
    let (today, weekday) = (agenda.loaded.today, agenda.loaded.today.weekday());
    let title = match (language, is_weekly) {
        (Language::Chinese, false) => format!("{institution}协商工作日报（{}，{}）", today.printed(), weekday.zh),
        (Language::Chinese, true) => format!("{institution}协商工作周报（{}，{}）", today.printed(), weekday.zh),
        (Language::English, false) => format!("{institution} consultation work, {}, {today}", weekday.en),
        (Language::English, true) => format!("{institution} consultation work, week to {}, {today}", weekday.en),
    };
    on_one_line(title.trim_start())
}

/// How many items there are of each kind: 新增1项，此前未办25项，即将到期1项.
fn counts(agenda: &Agenda, language: Language) -> String {
    let count = |kind: Kind| agenda.items.iter().filter(|item| Kind::of(item.news) == kind).count();
    let counted = Kind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0);
    let counted = counted.map(|(kind, count)| {
        let Text { zh, en } = kind.text();
        text!(zh: "{zh}{count}项", en: "{en}: {count}")
    });
    let counted: Vec<Text> = counted.collect();
    if counted.is_empty() {
        return language
            .choose("没有逾期和问题，近期没有到期事项", "nothing is overdue or wrong, and nothing is due soon")
            .to_owned();
    }
    Text::join(&counted, "，", "; ").in_(language).to_owned()
}

/// 数据截至2026年6月15日，与2026年6月12日相比.
fn foot(agenda: &Agenda, language: Language) -> String {
    let (today, since) = (agenda.loaded.today, agenda.since);
    match language {
        Language::Chinese => format!("数据截至{}，与{}相比。", today.printed(), since.printed()),
        Language::English => format!("As of {today}, compared with {since}."),
    }
}

/// The name of an office; what no office is named for is the committee's.
fn office_name(office: Option<&Name>, archive: &Archive) -> Text {
    let Some(id) = office else { return Text::new("未定承办单位", "no office named") };
    Text::same(archive.office_name(id))
}
