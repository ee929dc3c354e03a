//! What papers are set as beside Markdown: DOCX, PDF, HTML, XLSX and CSV files, made from the Markdown and never from facts.

use super::draft::Draft;
use super::facts::Facts;
use crate::archive::{Limits, Source, WorkTree, body, decode, front_matter};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, keep, unknown};
use crate::document::{Gongwen, Markdown, Typesetter, csv, docx, html, is_untouched, office, xlsx};
use crate::model::{file_stem, sha256};
use crate::text;
use crate::text::Text;
use crate::vocabulary::DocumentKind;

/// What a paper is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Product {
    /// The Markdown itself.
    Markdown,
    /// To edit and print.
    Docx,
    /// To print and keep.
    Pdf,
    /// To read and print.
    Html,
    /// Its tables, as a workbook.
    Xlsx,
    /// Its tables, a file for each.
    Csv,
}

impl Product {
    /// The words on the command line, which are the endings of the files.
    pub(crate) const WORDS: [&str; 6] = ["md", "docx", "pdf", "html", "xlsx", "csv"];

    /// Reads the words, each once.
    pub(super) fn read(words: &[String]) -> Result<Vec<Self>, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut products = Vec::new();
        for word in words {
            let product = match word.as_str() {
                "md" => Self::Markdown,
                "docx" => Self::Docx,
                "pdf" => Self::Pdf,
                "html" => Self::Html,
                "xlsx" => Self::Xlsx,
                "csv" => Self::Csv,
                _ => {
                    problems.push(unknown(&Text::new("格式", "format"), word, Self::WORDS));
                    continue;
                }
            };
            if !products.contains(&product) {
                products.push(product);
            }
        }
        all_or_nothing(Some(products), problems)
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// A paper as a single file; of several tables as CSV the first.
    ///
    /// # Errors
    /// If it cannot be set.
    pub(super) fn file(self, paper: &Gongwen, typesetter: Option<&Typesetter>) -> Result<Vec<u8>, Diagnostics> {
        let files = self.files(paper, "", typesetter)?;
        Ok(files.into_iter().map(|(_, bytes)| bytes).next().unwrap_or_default())
    }

    /// The files of a paper, by the ends of their names.
    fn files(
        self,
        paper: &Gongwen,
        markdown: &str,
        typesetter: Option<&Typesetter>,
    ) -> Result<Vec<(String, Vec<u8>)>, Diagnostics> {
        let named = |bytes: Vec<u8>| vec![(format!(".{}", self.ending()), bytes)];
        let has_tables = !paper.tables().is_empty();
        Ok(match self {
            Self::Markdown => named(markdown.into()),
            Self::Docx => named(docx(paper)?),
            Self::Pdf => named(typesetter.ok_or_else(no_fonts)?.pdf(paper)?),
            Self::Html => named(html(paper)?.into_bytes()),
            Self::Xlsx | Self::Csv if !has_tables => return Err(no_tables().into()),
            Self::Xlsx => named(xlsx(paper)?),
            Self::Csv => {
                let ends = (1..).map(|nth| if nth == 1 { ".csv".to_owned() } else { format!("-{nth}.csv") });
                ends.zip(csv(paper)).collect()
            }
        })
    }

    /// Whether a file made from the paper as it was before may be written over: nobody has edited it.
    fn may_replace(self, there: &[u8]) -> bool {
        match self {
            Self::Html => true,
            Self::Docx => is_untouched(there),
            Self::Pdf => is_untouched_pdf(there),
            Self::Markdown | Self::Xlsx | Self::Csv => false,
        }
    }
}

/// Whether a PDF is as it was made here: not one that somebody scanned, and nothing was added to it, as a signature is.
fn is_untouched_pdf(file: &[u8]) -> bool {
    let count = |words: &[u8]| file.windows(words.len()).filter(|window| *window == words).count();
    count(b"<xmp:CreatorTool>yijuan ") == 1 && count(b"%%EOF") == 1
}

/// A file to be written.
pub(super) struct File {
    /// Its name.
    pub name: String,
    pub bytes: Vec<u8>,
    pub product: Product,
}

/// The files of a paper, and what is to be told of it.
pub(super) fn files(
    facts: &Facts,
    kind: &DocumentKind,
    path: &str,
    draft: &Draft,
    products: &[Product],
    template: Option<&(String, Vec<u8>)>,
    typesetter: Option<&Typesetter>,
) -> Result<(Vec<File>, Vec<Text>), Diagnostics> {
    let text = without_mark(&draft.text);
    let front = front_matter(path, text).whole()?.ok_or_else(|| no_head(path))?;
    let (body, lines_before) = body(text);
    let meta = facts.meta(&front, kind, path);
    let is_to_be_signed = meta.is_to_be_signed();
    let undated = facts.sent(path, &front).filter(|_| meta.date.is_none() && meta.is_signed());
    let paper = Gongwen::read(meta, &Markdown { path, text: body, lines_before })?;
    let paper = Gongwen { sha256: Some(sha256(&draft.text)), ..paper };
    let stem = file_stem(&draft.file);
    let mut problems = Diagnostics::new();
    let (mut files, mut notes) = (Vec::new(), Vec::new());
    for product in products {
        if let (Product::Docx, Some((template, bytes))) = (product, template) {
            match office::filled(template, bytes, &paper) {
                Ok(filled) => {
                    notes.extend(left(template, &filled.left));
                    files.push(File { name: format!("{stem}.docx"), bytes: filled.file, product: *product });
                }
                Err(found) => problems.extend(found),
            }
            continue;
        }
        match product.files(&paper, &draft.text, typesetter) {
            Ok(made) => {
                let made = made.into_iter();
                files.extend(made.map(|(end, bytes)| File { name: format!("{stem}{end}"), bytes, product: *product }));
            }
            Err(found) => {
                let found = found.into_iter().map(|problem| problem.at(Location::file(path)));
                // CSV and XLSX may lack the same.
                let new: Diagnostics = found.filter(|problem| !problems.contains(problem)).collect();
                problems.extend(new);
            }
        }
    }
    notes.extend(undated.map(|sent| {
        text!(
            zh: "{path} 已于 {sent} 发出，没有成文日期：须审签的取最后一步签发的日期，其余在文首写 `date`（由 render 起草的，先 `--update`）",
            en: "{path} went out on {sent} and has no date: that of its last step if steps decide on it, else `date` in its head (of one that was drafted by `render`, first `--update`)"
        )
    }));
    if is_to_be_signed {
        notes.push(text!(
            zh: "{path} 是上行文，须印签发人，还没有签发：其处空着，签发后重新制成",
            en: "{path} goes to a body above and names who signed it, which nobody did yet: room is left; set it again once it is signed"
        ));
    }
    let blanks = paper.blanks;
    if blanks > 0 {
        notes.push(text!(
            zh: "{path} 还有 {blanks} 处〔待填写〕，成品中已标明",
            en: "{path} has {blanks} places to fill in; they are marked in what was made of it"
        ));
    }
    all_or_nothing(Some((files, notes)), problems)
}

/// A text without a byte order mark.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What an office's template asks for and the paper does not have.
fn left(template: &str, names: &[&str]) -> Option<Text> {
    let zh = names.join("、");
    (!names.is_empty()).then(|| {
        text!(zh: "{template} 中无可填写的：{zh}", en: "{template} has places for what the paper does not say: {zh}")
    })
}

/// The Markdown of a paper of a kind in the dossier, if there is one.
pub(super) fn there(source: &dyn Source, folder: &str, id: &str, file: &str) -> Result<Option<Draft>, Diagnostic> {
    let path = format!("{folder}/{file}");
    let Some(bytes) = source.read(&path, Limits::PAPER)? else { return Ok(None) };
    decode(&path, &bytes)?;
    // With the byte order mark, if there is one: the digest is that of the file.
    Ok(Some(Draft::there(id, file, String::from_utf8(bytes).unwrap_or_default())))
}

/// The files that may be written, and what stands in the way of the others: files of their names that somebody may have
/// edited.
pub(super) fn in_the_way(
    place: &WorkTree,
    folder: &str,
    files: Vec<File>,
    named: impl Fn(&str) -> String,
) -> (Vec<File>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let is_free = |File { name, bytes, product }: &File| {
        let path = format!("{folder}{name}");
        let Some(there) = keep(&mut problems, place.read(&path, Limits::MATERIAL)) else { return false };
        let is_lost = there.is_some_and(|there| there != *bytes && !product.may_replace(&there));
        if is_lost {
            problems.push(edited(named(&path)));
        }
        !is_lost
    };
    let free = files.into_iter().filter(is_free).collect();
    (free, problems)
}

/// A file that was saved by another program, or made of another text.
fn edited(path: String) -> Diagnostic {
    let message =
        Text::new("文件已经存在，内容与现在制成的不同", "the file is there and reads otherwise than what is made now");
    Diagnostic::new(message).at(Location::file(path)).hint(Text::new(
        "要舍弃其中的修改而重制，加 `--force`；另存一份，加 `--out 目录`",
        "add `--force` to lose what was edited and make it anew, or `--out DIR` to write elsewhere",
    ))
}

pub(super) fn no_head(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("文书没有文首", "the paper has no front matter")).at(Location::at(path, 1, 1)).hint(
        Text::new(
            "在文首写 `---`、`document: 文书`、`title: 标题`、`---`",
            "begin it with `---`, `document: ID`, `title: TITLE` and `---`",
        ),
    )
}

fn no_fonts() -> Diagnostic {
    Diagnostic::new(Text::new("没有备好 PDF 的字体", "no fonts were found for the PDF"))
        .hint(Text::new("这是程序的错误，请报告", "this is an error of the program; please report it"))
}

fn no_tables() -> Diagnostic {
    Diagnostic::new(Text::new("文书里没有表格", "the paper has no table")).hint(Text::new(
        "XLSX 和 CSV 只收表格；要全文，用 `--to docx`",
        "XLSX and CSV hold tables alone; for the text, `--to docx`",
    ))
}
