//! What stands in a run: text, and what stands for a text.

use super::super::element::Element;
use super::super::loss::{self, Loss};
use super::super::{Anchor, Change, Paragraph, Piece};
use super::{MOST_NOTES, Walk, choice};
use crate::text::hidden;

/// The look of a text: its own properties, those of its style, and the id of its paragraph's.
struct Look<'e> {
    own: Option<&'e Element>,
    style: Option<&'e Element>,
    paragraph: String,
}

/// How deep fields may stand in one another.
const DEEPEST_FIELD: usize = 20;

impl Walk<'_> {
    pub(super) fn run(&mut self, run: &Element, change: &Change, to: &mut Paragraph) {
        let own = run.find("w:rPr");
        let style = own.and_then(|own| self.styles.characters(own.value("w:rStyle")?));
        let look = Look { own, style, paragraph: to.style.clone() };
        self.within_run(run, change, to, &look);
    }

    fn within_run(&mut self, run: &Element, change: &Change, to: &mut Paragraph, look: &Look) {
        for child in run.elements() {
            match child.name.as_str() {
                "w:t" | "w:delText" => {
                    let said = child.text().replace(['\n', '\r'], " ");
                    let is_kept = child.attribute("xml:space") == Some("preserve");
                    self.put(if is_kept { &said } else { said.trim_ascii() }, change, to, look);
                }
                "w:tab" | "w:ptab" => self.put("\t", change, to, look),
                "w:br" if matches!(child.attribute("w:type"), Some("page" | "column")) => {
                    self.lose(Loss::PageBreak, change);
                }
                "w:br" | "w:cr" => self.put("\n", change, to, look),
                "w:noBreakHyphen" => self.put("-", change, to, look),
                "w:sym" => self.symbol(child, change, to, look),
                "w:drawing" | "w:pict" | "w:object" => self.shape(child, change),
                "w:footnoteReference" => self.footnote("w:footnote", child, change),
                "w:endnoteReference" => self.footnote("w:endnote", child, change),
                "w:fldChar" => match child.attribute("w:fldCharType") {
                    // A field too deep in others is taken for one of them.
                    Some("begin") if self.fields.len() < DEEPEST_FIELD => self.fields.push(false),
                    Some("begin") => {}
                    Some("separate") => self.fields.iter_mut().last().into_iter().for_each(|shown| *shown = true),
                    _ => drop(self.fields.pop()),
                },
                "w:commentReference" => self.reference(child, to),
                "w:ruby" => {
                    self.lose(Loss::Ruby, change);
                    for base in child.find("w:rubyBase").into_iter().flat_map(Element::elements) {
                        self.within_run(base, change, to, look);
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.within_run(choice, change, to, look);
                    }
                }
                _ => {}
            }
        }
    }

    fn footnote(&mut self, kind: &'static str, reference: &Element, change: &Change) {
        let number = reference.attribute("w:id").unwrap_or_default().to_owned();
        let said = self.footnotes.get(&(kind, number)).cloned().unwrap_or_default();
        self.lose_text(Loss::Footnote, &said, change);
    }

    /// A comment on a place, without any words.
    fn reference(&mut self, element: &Element, to: &mut Paragraph) {
        let note = element.attribute("w:id").unwrap_or_default().to_owned();
        if self.begun.len() < MOST_NOTES && !self.begun.contains(&note) {
            for begins in [true, false] {
                to.anchors.push((to.pieces.len(), Anchor { note: note.clone(), begins }));
            }
            self.begun.push(note);
        }
    }

    fn symbol(&mut self, element: &Element, change: &Change, to: &mut Paragraph, look: &Look) {
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let known = code.filter(|code| !(0xe000..0xf900).contains(code)).and_then(char::from_u32);
        if known.is_none() {
            self.lose(Loss::Symbol, change);
        }
        self.put(&known.unwrap_or('〓').to_string(), change, to, look);
    }

    fn put(&mut self, said: &str, change: &Change, to: &mut Paragraph, look: &Look) {
        if self.without_results && !self.fields.is_empty() {
            return;
        }
        if self.fields.contains(&false) {
            self.lose(Loss::Field, change);
            return;
        }
        let switch = |name: &str| {
            let of_style = || look.style.and_then(|style| style.switch(name));
            look.own.and_then(|own| own.switch(name)).or_else(of_style) == Some(true)
        };
        if switch("w:vanish") && !said.trim().is_empty() {
            self.lose_text(Loss::Hidden, said, change);
            return;
        }
        let said = self.visible(said, change);
        let looks = [look.own, look.style];
        for loss in looks.into_iter().flatten().flat_map(|own| loss::of_text(own, &look.paragraph, &said)) {
            self.lose(loss, change);
        }
        let emphasis = looks.into_iter().flatten().any(|own| loss::is_emphasis(own, &look.paragraph, &said));
        let piece = Piece { text: said, strong: switch("w:b"), emphasis, change: change.clone() };
        let is_apart = to.anchors.last().is_some_and(|(at, _)| *at == to.pieces.len());
        match to.pieces.last_mut().filter(|_| !is_apart) {
            Some(last)
                if (last.strong, last.emphasis) == (piece.strong, piece.emphasis) && last.change == piece.change =>
            {
                last.text += &piece.text;
            }
            _ => to.pieces.push(piece),
        }
    }

    /// A text without what nobody sees.
    fn visible(&mut self, said: &str, change: &Change) -> String {
        // What is looked for must be in a text that ends.
        let whole = format!("{said}\n");
        let unseen: Vec<usize> = hidden(&whole).map(|(at, _)| at).collect();
        if unseen.is_empty() {
            return said.to_owned();
        }
        self.lose(Loss::Invisible, change);
        said.char_indices().filter(|(at, _)| !unseen.contains(at)).map(|(_, c)| c).collect()
    }
}
