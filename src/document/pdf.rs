//! A paper as PDF/A-2b, to print and to keep, set by typst: the same paper and fonts give the same bytes.
//!
//! How it is laid out is in `pdf/paper.typ`, with the measures of `measure`. The paper is data there, so that nothing of it
//! is taken for markup; no file but the fonts is read, and no clock.

mod content;
mod faces;
mod world;

use super::gongwen::Gongwen;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Fonts;
use crate::text;
use crate::text::Text;
use content::Content;
use faces::Faces;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::{PaperWorld, Shared};

/// How many papers what was set for one is remembered for, since the next may need the same.
const REMEMBERED: usize = 2;

/// Sets papers in the fonts of this machine.
pub struct Typesetter {
    faces: Faces,
    shared: Shared,
    options: PdfOptions,
}

impl Typesetter {
    /// Finds the fonts. Also returns which of them are replaced by others.
    ///
    /// # Errors
    /// If the machine has no family of a list.
    pub fn new(fonts: &Fonts) -> Result<(Self, Option<Text>), Diagnostics> {
        let (faces, replaced) = Faces::find(fonts)?;
        faces.read_usual();
        let standards = PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| broken(error.message()))?;
        let creator = Smart::Custom(Some(concat!("yijuan ", env!("CARGO_PKG_VERSION")).to_owned()));
        let options = PdfOptions { standards, creator, ..PdfOptions::default() };
        let shared = Shared::new().ok_or_else(|| broken("paper.typ"))?;
        Ok((Self { faces, shared, options }, replaced))
    }

    /// A paper as PDF.
    ///
    /// # Errors
    /// Each character that no font of its list has.
    pub fn pdf(&self, paper: &Gongwen) -> Result<Vec<u8>, Diagnostics> {
        let content = Content::of(paper);
        self.faces.ensure_covered(content.characters())?;
        let data = content.json(&self.faces).map_err(|error| broken(&error.to_string()))?;
        let world = PaperWorld::new(&self.shared, &self.faces, data);
        let set = typst::compile::<PagedDocument>(&world).output.map_err(|errors| all_broken(&errors));
        let file = set.and_then(|pages| typst_pdf::pdf(&pages, &self.options).map_err(|errors| all_broken(&errors)));
        typst::comemo::evict(REMEMBERED);
        file
    }
}

fn all_broken(errors: &[SourceDiagnostic]) -> Diagnostics {
    errors.iter().map(|error| broken(&error.message)).collect()
}

fn broken(why: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "写不成 PDF：{why}", en: "no PDF can be made: {why}"))
        .hint(Text::new("这是程序的错误，请报告", "this is an error of the program; please report it"))
}
