//! The morning page: what became overdue or wrong, what is due soon, and what waits for whom, with what settles it.

use super::agenda::{heading, sentence, way_of};
use super::human::{self, Style, way};
use super::paint;
use crate::duty::State;
use crate::text;
use crate::text::{Language, Text, on_one_line, one_word};
use crate::workspace::{Agenda, Item, Matter, News};
use std::fmt::Write as _;

/// A section of the page: its title, and which items stand there.
type Section = (Text, fn(News) -> bool);

/// The whole page.
pub(crate) fn page(agenda: &Agenda, who: Option<&str>, language: Language, style: Style) -> String {
    let loaded = &agenda.loaded;
    let institution = loaded.archive.settings.as_ref().and_then(|settings| settings.institution.as_ref());
    let institution = institution.map(|name| format!("　{name}")).unwrap_or_default();
    let (today, weekday) = (loaded.today, loaded.today.weekday());
    let head = match language {
        Language::Chinese => format!("{today}（{}）{institution}", weekday.zh),
        Language::English => format!("{today}, {}{institution}", weekday.en),
    };
    let mut page = format!("{}\n", paint::bold(&on_one_line(&head), style.colour));
    let (since, soon) = (agenda.since, State::SOON);
    let sections: [Section; 3] = [
        (text!(zh: "新出现的逾期和问题（{since} 以来）", en: "overdue or wrong since {since}"), |news| {
            news == News::New
        }),
        (text!(zh: "{soon} 个工作日内到期", en: "due within {soon} working days"), |news| {
            matches!(news, News::Coming { .. })
        }),
        (Text::new("等待决定和答复", "waiting for a decision or an answer"), |news| {
            matches!(news, News::Waiting { .. })
        }),
    ];
    for (title, is_of_section) in sections {
        let items: Vec<&Item> = agenda.items.iter().filter(|item| is_of_section(item.news)).collect();
        page.push_str(&section(agenda, title.in_(language), &items, language, style));
    }
    let standing = agenda.items.iter().filter(|item| item.news == News::Standing).count();
    let rest = match standing {
        0 => Text::new("没有更早的逾期和问题", "nothing is overdue or wrong from before"),
        _ => {
            let command = who.map_or_else(|| "check".to_owned(), |who| format!("digest --for {}", one_word(who)));
            text!(
                zh: "另有更早的逾期和问题 {standing} 项：yijuan {command}",
                en: "overdue or wrong from before: {standing}; yijuan {command}"
            )
        }
    };
    let _ = writeln!(page, "\n{}", rest.in_(language));
    page
}

/// A section with its number of items, by subject.
fn section(agenda: &Agenda, title: &str, items: &[&Item], language: Language, style: Style) -> String {
    if items.is_empty() {
        let none = language.choose("无", "none");
        return format!("\n{}  {none}\n", paint::bold(title, style.colour));
    }
    let mut page = format!("\n{}  {}\n", paint::bold(title, style.colour), counted(items.len(), language));
    let mut last = None;
    for item in items {
        if last != Some(&item.subject) {
            last = Some(&item.subject);
            let _ = writeln!(page, "{}", on_one_line(&heading(agenda, item, language)));
        }
        page.push_str(&line(agenda, item, language, style));
    }
    page
}

/// An item as `check` shows it, or its sentence, with what settles it.
fn line(agenda: &Agenda, item: &Item, language: Language, style: Style) -> String {
    let said = match &item.matter {
        Matter::Fault(finding, _) => return human::one(finding, language, style),
        Matter::Soon(duty) => human::soon(duty, language, style),
        Matter::Answer(_) | Matter::Decision(_) | Matter::Done(_) => {
            format!("  {}\n", on_one_line(&sentence(agenda, item, language)))
        }
    };
    said + &way(6, way_of(item), language)
}

fn counted(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("{count} 项"),
        Language::English => count.to_string(),
    }
}
