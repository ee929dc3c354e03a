//! The items of a dossier: which files are one, and the order in which it has them.

use super::item::{Item, ItemState};
use crate::archive::Topic;
use crate::engine::{Context, reviews_of_topic};
use crate::model::{Date, Name, Settings};
use crate::regulation::Regulation;
use crate::vocabulary::Vocabulary;

/// Papers and materials in the order of the dossier.
pub(super) fn items(context: Context, regulation: &Regulation, topic: &Topic) -> Vec<Item> {
    let reviews = reviews_of_topic(context, topic, None);
    let papers = topic.papers.iter().filter(|paper| !Vocabulary::is_of_dossiers(&paper.front.document));
    let mut items: Vec<Item> = papers.map(|paper| Item::paper(context, regulation, topic, &reviews, paper)).collect();
    let mut handed_in: Vec<(Item, Option<&Name>)> = Vec::new();
    for attached in &topic.materials {
        let item = Item::handed_in(context, regulation, topic, attached);
        // A file that is entered for several kinds, or is a paper, is in the dossier once.
        let mut known = items.iter_mut().chain(handed_in.iter_mut().map(|(other, _)| other));
        match known.find(|other| other.file == item.file) {
            Some(other) => other.also(item),
            None => handed_in.push((item, attached.material.from.as_ref())),
        }
    }
    for (item, from) in handed_in {
        match paper_of(context, regulation, &items, (&item, from.map(Name::as_str))) {
            Some(paper) => items[paper].sign(item),
            None => items.push(item),
        }
    }
    for item in &mut items {
        let kind = item.kinds.first();
        item.place = kind.and_then(|kind| regulation.documents.keys().position(|id| id == kind.as_str()));
    }
    in_order(items)
}

/// The paper that a file which was handed in is a signed copy of, by its place: the only one of its kind and round, if
/// steps decide on it or it has a number. `from` is who handed the file in, by id or name.
fn paper_of(
    context: Context,
    regulation: &Regulation,
    papers: &[Item],
    (copy, from): (&Item, Option<&str>),
) -> Option<usize> {
    let [kind] = &copy.kinds[..] else { return None };
    if copy.is_photograph || copy.state != ItemState::Final {
        return None;
    }
    let is_of = |paper: &Item| paper.is_paper && paper.kinds.first() == Some(kind) && paper.is_of_round(copy.round);
    let mut of_kind = papers.iter().enumerate().filter(|(_, paper)| is_of(paper));
    let (place, paper) = of_kind.next().filter(|_| of_kind.next().is_none())?;
    let is_decided = regulation.documents.get(kind).is_some_and(|kind| !kind.review_steps.is_empty());
    // A draft is no paper that somebody could have signed.
    let is_signed = (is_decided || paper.number.is_some()) && !matches!(paper.state, ItemState::Draft(_));
    let is_own = from.is_none_or(|from| copy.author == paper.author || is_of_institution(context, from));
    (is_signed && is_own).then_some(place)
}

/// Whether somebody is the institution that keeps the archive, or an office of it.
fn is_of_institution(context: Context, written: &str) -> bool {
    let settings = context.archive.settings.as_ref();
    let is_office =
        |settings: &Settings| settings.offices.iter().any(|(id, office)| [id, office.name.as_str()].contains(&written));
    [Settings::OWN, Settings::OWN_OFFICE].contains(&written)
        || settings.is_some_and(|settings| settings.own_id(written).is_some() || is_office(settings))
}

/// By the day of the proceedings; the signed copy of a paper (正本) before its text (定稿), as DA/T 22 has them. What has no
/// day stays behind what the regulation names before it.
pub(super) fn in_order(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_cached_key(|item| (item.place, item.date, item.is_paper, item.file.clone()));
    let text_of = |copy: &Item| {
        let is_text =
            |item: &&Item| item.is_paper && copy.kinds.first() == item.kinds.first() && item.is_of_round(copy.round);
        items.iter().filter(|_| !copy.is_paper).find(is_text)
    };
    let mut last = None;
    let days: Vec<Option<Date>> = items
        .iter()
        .map(|item| {
            last = text_of(item).and_then(|text| text.date).or(item.date).or(last);
            last
        })
        .collect();
    let mut dated: Vec<(Option<Date>, Item)> = days.into_iter().zip(items).collect();
    dated.sort_by_key(|(day, item)| (*day, item.place, item.is_paper));
    dated.into_iter().map(|(_, item)| item).collect()
}
