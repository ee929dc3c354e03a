//! `regulation new`: begins a regulation of the archive's own.

use super::title::check_title;
use super::{Proposal, Writer};
use crate::archive::{Change, Limits, Source as _, scalar};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::model::Name;
use crate::regulation::Regulations;
use crate::text;
use crate::text::{Language, Text};

/// The regulation to begin.
#[derive(Debug)]
pub(crate) struct NewRegulation {
    /// Its id, the name of its folder: lower-case letters, digits and `-`
    pub id: String,
    /// Its full title
    pub title: Option<String>,
    /// The language of its comments, if the archive's settings name none.
    pub language: Language,
}

/// A new regulation, valid as it is.
const SKELETON: [&str; 2] =
    [include_str!("regulation/new/regulation.zh-CN.yml"), include_str!("regulation/new/regulation.en.yml")];

/// The placeholder for its text.
const SOURCE: [&str; 2] =
    [include_str!("regulation/new/source.zh-CN.txt"), include_str!("regulation/new/source.en.txt")];

/// The template of its report.
const REPORT: [&str; 2] = [include_str!("regulation/new/report.zh-CN.md"), include_str!("regulation/new/report.en.md")];

impl NewRegulation {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let id = self.id.as_str();
        let mut problems = Diagnostics::new();
        keep(&mut problems, check_id(id));
        let paths =
            ["regulation.yml", "source.txt", "documents/report.md"].map(|file| format!("templates/{id}/{file}"));
        if problems.is_empty() {
            for path in &paths {
                if keep(&mut problems, writer.workspace.source.read(path, Limits::PAPER)).flatten().is_some() {
                    let there = Text::new("文件已存在", "the file is there already");
                    let hint = Text::new("换一个标识", "choose another id");
                    problems.push(Diagnostic::new(there).at(Location::file(path)).hint(hint));
                }
            }
        }
        let title = self.title.as_deref().map(str::trim);
        if let Some(title) = title {
            keep(&mut problems, check_title(title));
        }
        ensure_none(problems)?;

        let language = writer.settings.language.as_deref().and_then(Language::parse).unwrap_or(self.language);
        let [skeleton, source, report] =
            [SKELETON, SOURCE, REPORT].map(|[chinese, english]| language.choose(chinese, english));
        let title = scalar(&Name::from(title.unwrap_or(id)));
        let skeleton = skeleton.replace("{ID}", &scalar(id)).replace("{TITLE}", &title);
        let answer = Text::same(paths.join("\n") + "\n");
        let [regulation_path, source_path, report_path] = paths;
        let change = Change::new().file(source_path, source).file(regulation_path, skeleton).file(report_path, report);
        let subject = text!(zh: "新建规程：{id}", en: "begin regulation: {id}");
        let mut notes = Vec::new();
        notes.push(text!(
            zh: "把规程全文贴进 source.txt，逐条改写 regulation.yml；随时可用 `yijuan regulation validate {id}` 检查",
            en: "paste the text into source.txt and write regulation.yml article by article; check it any time: yijuan regulation validate {id}"
        ));
        Ok(Proposal { answer, notes, ..Proposal::new(change, subject).trailer("Yijuan-Regulation", &id) })
    }
}

/// Refuses an invalid id, and the id of a built-in regulation.
fn check_id(id: &str) -> Result<(), Diagnostic> {
    let is_id = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && id.len() <= 60;
    if !is_id {
        return Err(Diagnostic::new(text!(zh: "`{id}` 不能作标识", en: "`{id}` is no id")).hint(Text::new(
            "标识以小写字母开头，只用小写字母、数字和 `-`，例如 qingshi",
            "ids begin with a lower-case letter and hold lower-case letters, digits and `-`, for example qingshi",
        )));
    }
    if Regulations::built_in().ids().any(|known| known == id) {
        return Err(Diagnostic::new(text!(zh: "`{id}` 是内置的规程", en: "`{id}` is a regulation of the program"))
            .hint(Text::new("换一个标识，以免替换它", "choose another id, or it would be replaced")));
    }
    Ok(())
}
