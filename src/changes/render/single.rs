//! A paper that belongs to no dossier, such as a report, written into a file that is named on the command line.

use super::product::{File, Product, in_the_way};
use crate::archive::{Change, WorkTree};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::document::{Gongwen, Typesetter};
use crate::model::Fonts;
use crate::text;
use crate::text::Text;
use std::path::{Path, PathBuf};

/// What a file is made of.
pub(crate) enum Content {
    /// A paper, which is set.
    Paper(Box<Gongwen>),
    /// A page as it is.
    Page(String),
}

/// Files that a paper is written into, each as what its name ends in.
pub(crate) struct Files {
    files: Vec<(PathBuf, Product)>,
}

impl Files {
    /// The files with these names.
    ///
    /// # Errors
    /// If a name ends in none of these.
    pub(crate) fn named(files: &[PathBuf], endings: &[&str]) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut named = Vec::new();
        for file in files {
            let ending = file.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
            let product = ending.filter(|ending| endings.contains(&ending.as_str()));
            match product.and_then(|ending| Product::read(&[ending]).ok()?.pop()) {
                Some(product) => named.push((file.clone(), product)),
                None => problems.push(of_another_ending(file, endings)),
            }
        }
        ensure_none(problems)?;
        Ok(Self { files: named })
    }

    /// Writes each; `content` says what of.
    ///
    /// # Errors
    /// If it cannot be set, or a file holds something that somebody may have made.
    pub(crate) fn write(
        &self,
        fonts: &Fonts,
        content: impl Fn(Product) -> Result<Content, Diagnostics>,
    ) -> Result<(), Diagnostics> {
        for (path, product) in &self.files {
            let content = content(*product)?;
            let typesetter = match product {
                Product::Pdf => Some(Typesetter::new(fonts)?.0),
                _ => None,
            };
            let named = |path: &Path| Location::file(path.display().to_string());
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                return Err(Diagnostic::new(Text::new("不是文件名", "it is no name of a file"))
                    .at(named(path))
                    .hint(Text::new("写成 报告.docx 这样", "such as report.docx"))
                    .into());
            };
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            if !folder.is_dir() {
                return Err(Diagnostic::new(Text::new("没有这个文件夹", "there is no such folder"))
                    .at(named(folder))
                    .hint(Text::new("先新建文件夹", "make the folder first"))
                    .into());
            }
            let bytes = match content {
                Content::Paper(paper) => product.file(&paper, typesetter.as_ref())?,
                Content::Page(page) => page.into_bytes(),
            };
            let place = WorkTree::new(folder.to_path_buf());
            let file = File { name: name.to_owned(), bytes, product: *product };
            let (free, taken) = in_the_way(&place, "", vec![file], |_| path.display().to_string());
            ensure_none(taken.into_iter().map(|problem| problem.hint(another_name())).collect())?;
            let change = free.into_iter().fold(Change::new(), |change, file| change.file(file.name, file.bytes));
            if !change.is_empty() {
                change.apply(place.root())?;
            }
        }
        Ok(())
    }
}

fn another_name() -> Text {
    Text::new("删去它，或另写文件名", "delete it, or name another file")
}

fn of_another_ending(file: &Path, endings: &[&str]) -> Diagnostic {
    let all = endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>();
    let Text { zh, en } = Text::listed(&all);
    Diagnostic::new(text!(zh: "文件名应以其中之一结尾：{zh}", en: "the name is to end in one of {en}"))
        .at(Location::file(file.display().to_string()))
        .hint(Text::new("按要写成的格式改文件名", "end the name in what it is to be"))
}
