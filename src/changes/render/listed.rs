//! What a dossier's index and the note on its state may name: its contents, looked at when such a paper is drafted.

use crate::document::TemplateValue;
use crate::dossier::{Contents, Item, ItemState, Supply, Wanted};
use crate::regulation::Regulation;
use crate::text::Text;

/// The papers of a dossier, and what is told of it as a whole.
pub(super) fn with_contents(facts: TemplateValue, contents: &Contents, regulation: &Regulation) -> TemplateValue {
    let listed: Vec<&Item> = contents.items.iter().filter(|item| is_listed(item)).collect();
    let mut next = Some(1);
    let last = listed.len().saturating_sub(1);
    let papers = listed.iter().enumerate().map(|(nth, item)| {
        let first = next;
        next = first.zip(item.pages).map(|(first, pages)| first + pages);
        // The last line of an index has the last page as well.
        let page = match (first, next) {
            (Some(first), Some(after)) if nth == last => format!("{first}-{}", after - 1),
            (Some(first), Some(_)) => first.to_string(),
            _ => String::new(),
        };
        row(item, page, regulation)
    });
    let papers = TemplateValue::List(papers.collect());
    facts.with("papers", papers).with("dossier", of_whole(contents, &listed, regulation))
}

/// Whether an item is in the dossier: its file is there, and it says what it is.
fn is_listed(item: &Item) -> bool {
    !item.kinds.is_empty() && !matches!(item.state, ItemState::Absent | ItemState::NoPicture)
}

fn row(item: &Item, page: String, regulation: &Regulation) -> TemplateValue {
    let files = item.files().collect::<Vec<_>>().join("、");
    let note = if matches!(item.state, ItemState::Draft(_)) { "草稿" } else { "" };
    TemplateValue::map([
        ("number", TemplateValue::text(item.number.clone().unwrap_or_default())),
        ("author", TemplateValue::text(item.author.clone().unwrap_or_default())),
        ("title", TemplateValue::text(item.title(regulation))),
        ("date", TemplateValue::text(item.date.map(|date| date.to_string()).unwrap_or_default())),
        ("page", TemplateValue::text(page)),
        ("note", TemplateValue::text(note)),
        ("file", TemplateValue::text(files)),
    ])
}

/// How many items and pages, what is missing, and what is not final.
fn of_whole(contents: &Contents, listed: &[&Item], regulation: &Regulation) -> TemplateValue {
    let count = |number: usize| TemplateValue::text(if number == 0 { String::new() } else { number.to_string() });
    let texts = |texts: Vec<String>| TemplateValue::List(texts.into_iter().map(TemplateValue::text).collect());
    let missing = contents.missing().filter(|wanted| wanted.supply == Supply::Missing);
    let missing = missing.map(|wanted: &Wanted| {
        let Text { zh, .. } = wanted.name(regulation);
        format!("{zh}（{}）", wanted.articles().zh)
    });
    let unfinished = listed.iter().filter(|item| item.state.is_unfinished());
    let unfinished = unfinished.map(|item| format!("{}（{}）", item.title(regulation), item.state.text().zh));
    let pages: Option<usize> = listed.iter().map(|item| item.pages).sum();
    TemplateValue::map([
        ("items", TemplateValue::text(listed.len().to_string())),
        ("photographs", count(listed.iter().filter(|item| item.is_photograph).count())),
        ("pages", count(pages.unwrap_or_default())),
        ("unpaged", count(listed.iter().filter(|item| item.pages.is_none()).count())),
        ("missing", texts(missing.collect())),
        ("unfinished", texts(unfinished.collect())),
    ])
}
