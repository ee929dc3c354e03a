//! PDF, in a program that was built without it.

use super::gongwen::Gongwen;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Fonts;
use crate::text::Text;

/// Sets papers; here there is none.
pub enum Typesetter {}

impl Typesetter {
    /// Finds the fonts.
    ///
    /// # Errors
    /// Always: the program was built without what sets papers.
    pub fn new(_: &Fonts) -> Result<(Self, Option<Text>), Diagnostics> {
        let problem = Diagnostic::new(Text::new("这个程序编译时没有带上 PDF", "this program was built without PDF"));
        Err(problem
            .hint(Text::new(
                "从源码安装时用 `cargo install --path . --features pdf`；发行版带有 PDF；或以 `--to docx` 制成后另存为 PDF",
                "install it by `cargo install --path . --features pdf`, or take a release, which has it; or make a DOCX by `--to docx` and save that as PDF",
            ))
            .into())
    }

    /// A paper as PDF.
    ///
    /// # Errors
    /// None, since nothing calls it.
    pub fn pdf(&self, _: &Gongwen) -> Result<Vec<u8>, Diagnostics> {
        match *self {}
    }
}
