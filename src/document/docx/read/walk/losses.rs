//! `Losses`: what was met and is not carried over. What stands in a place of its own, like a picture, is told each time with
//! its text; how the text looks is told once for each kind.

use super::super::loss::Loss;
use super::super::{Lost, Paragraph, Part};
use super::{is_said, place};
use crate::text;
use crate::text::{Text, printable};

/// Most of one kind that are told one by one.
const MOST: usize = 50;

/// Most characters of a text that are told.
const LONGEST: usize = 500;

/// What is not carried over.
#[derive(Default)]
pub(super) struct Losses {
    found: Vec<Found>,
    /// How many more there are of a kind.
    more: Vec<(Loss, usize)>,
}

/// Something that is not carried over.
struct Found {
    loss: Loss,
    /// The part of the body it is in.
    at: usize,
    /// Its text, if it has any.
    said: String,
}

impl Losses {
    pub(super) fn add(&mut self, loss: Loss, at: usize, said: &str) {
        // Text is hidden run by run.
        let last = self.found.last_mut().filter(|last| loss == Loss::Hidden && (last.loss, last.at) == (loss, at));
        if let Some(last) = last {
            if last.said.len() < LONGEST * 4 {
                last.said.push_str(said);
            }
            return;
        }
        // Not every break of a page is lost.
        let is_each = loss.is_told_each() || loss == Loss::PageBreak;
        let known = self.found.iter().filter(|known| known.loss == loss).count();
        if known < if is_each { MOST } else { 1 } {
            self.found.push(Found { loss, at, said: said.trim().to_owned() });
        } else if loss.is_told_each() {
            match self.more.iter_mut().find(|(known, _)| *known == loss) {
                Some((_, count)) => *count += 1,
                None => self.more.push((loss, 1)),
            }
        }
    }

    /// Adds what is drawn within a box.
    pub(super) fn add_drawn(&mut self, within: Self, at: usize) {
        let drawn = within.found.into_iter().filter(|found| found.loss.is_told_each());
        for found in drawn {
            self.add(found.loss, at, &found.said);
        }
    }

    /// What is not carried over, each with its place.
    pub(super) fn told(&self, parts: &[Part]) -> Vec<Lost> {
        let mut is_break_told = false;
        let told = self.found.iter().filter(|found| {
            let is_told = found.loss != Loss::PageBreak || !begins(parts, found.at) && !is_break_told;
            is_break_told |= found.loss == Loss::PageBreak && is_told;
            is_told
        });
        let mut told: Vec<(usize, Text)> = told.map(|found| (found.at, found.text())).collect();
        told.sort_by_key(|(at, _)| *at);
        let mut told: Vec<Lost> = told.into_iter().map(|(at, what)| Lost { what, place: place(parts, at) }).collect();
        told.extend(self.more.iter().map(|(loss, count)| {
            let Text { zh, en } = loss.text();
            Lost {
                what: text!(zh: "{zh}，还有 {count} 处", en: "{en}, {count} more"),
                place: Text::new("此外", "besides"),
            }
        }));
        told
    }

    /// What stands where nothing can be carried over to: the texts of boxes, and what pictures and the like are called.
    pub(super) fn drawn(&self) -> Vec<String> {
        let boxes = self.found.iter().filter(|found| found.loss == Loss::Box).map(|found| found.said.clone());
        let mut drawn: Vec<Loss> = self.found.iter().map(|found| found.loss).filter(|loss| loss.is_drawn()).collect();
        drawn.dedup();
        boxes.chain(drawn.into_iter().map(|loss| format!("〔{}〕", loss.text().zh))).collect()
    }
}

impl Found {
    /// 文本框“请核实”.
    fn text(&self) -> Text {
        let Text { zh, en } = self.loss.text();
        if self.said.is_empty() {
            return Text { zh, en };
        }
        let mut said: String = self.said.chars().take(LONGEST).collect();
        if self.said.chars().nth(LONGEST).is_some() {
            said.push('…');
        }
        let said = printable(&said);
        text!(zh: "{zh}“{said}”", en: "{en} “{said}”")
    }
}

/// Whether an attached paper begins at a part, before which some programs write a break of the page.
fn begins(parts: &[Part], at: usize) -> bool {
    let is_said =
        |(nth, part): &(usize, &Part)| matches!(part, Part::Paragraph(paragraph) if *nth == 0 || is_said(paragraph));
    let is_head = |paragraph: &Paragraph| ["Annex", "Heading"].contains(&paragraph.style.as_str());
    let mut said = parts.get(at..).unwrap_or_default().iter().enumerate().filter(is_said).take(2);
    said.any(|(_, part)| matches!(part, Part::Paragraph(paragraph) if is_head(paragraph)))
}
