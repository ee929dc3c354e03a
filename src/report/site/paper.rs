//! The page of a paper, and the paper in lists.

use super::named::Names;
use super::{Page, Sheet, Site, safe};
use crate::archive::Paper;
use crate::diagnostic::Diagnostic;
use crate::model::file_stem;
use crate::report::uri::percent_encoded;
use crate::text::{Text, seen};
use comrak::Options;
use serde_json::json;

/// A paper and the page to which it belongs.
pub(crate) struct PaperView<'a> {
    pub(super) paper: &'a Paper,
    pub(super) names: Names<'a>,
    /// The folder of its page, which is named as the page to which it belongs.
    pub(super) folder: String,
    /// What that page is called.
    pub(super) of: String,
}

impl PaperView<'_> {
    /// Where its text lies in the archive.
    pub(crate) fn path(&self) -> &str {
        &self.paper.path
    }

    /// As the page to which it belongs has it.
    pub(super) fn listed(&self) -> serde_json::Value {
        let language = self.names.language;
        let front = &self.paper.front;
        let kind = self.names.regulation.name(&front.document).in_(language).to_owned();
        let number = front.number.as_ref().map(ToString::to_string);
        let date = front.date.map(|day| day.to_string());
        let draft = self.paper.draft.map(|_| language.choose("草稿", "draft").to_owned());
        let about: Vec<String> = [Some(kind), number, date, draft].into_iter().flatten().collect();
        let parent = self.folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        let href = self.file();
        let href = href.strip_prefix(parent).map_or(&*href, |href| href.trim_start_matches('/'));
        json!({"href": percent_encoded(href), "title": self.title(), "about": about.join("　")})
    }

    /// Its page, from its text.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn page(&self, site: &Site, text: &str) -> Result<Page, Diagnostic> {
        let front = &self.paper.front;
        let draft = self.paper.draft.map(|_| site.language.choose("草稿", "draft").to_owned());
        let facts = [
            (Text::new("文号", "number"), front.number.as_ref().map(ToString::to_string)),
            (Text::new("主送", "to"), Some(self.names.all(&front.to)).filter(|to| !to.is_empty())),
            (Text::new("署名", "issuer"), front.issuer.as_ref().map(|issuer| self.names.who(issuer))),
            (Text::new("日期", "date"), front.date.map(|day| day.to_string())),
            (Text::new("状态", "state"), draft),
        ];
        let facts = facts.into_iter();
        let facts = facts.filter_map(|(name, value)| Some(json!({"name": name.in_(site.language), "value": value?})));
        let mut options = Options::default();
        options.extension.table = true;
        // HTML in a paper is left out, as is a link that runs something.
        let body = safe(comrak::markdown_to_html(&seen(text), &options));
        let page = self.folder.rsplit_once('/').map_or(&*self.folder, |(_, page)| page);
        site.page(Sheet {
            path: self.file(),
            title: &self.title(),
            template: "paper.html",
            view: json!({
                "back": format!("../{page}.html"),
                "topic": self.of,
                "facts": facts.collect::<Vec<_>>(),
            }),
            markup: vec![("body", body)],
            script: None,
        })
    }

    /// Where its page lies, from the root of the site.
    fn file(&self) -> String {
        format!("{}/{}.html", self.folder, file_stem(&self.paper.path))
    }

    fn title(&self) -> String {
        let title = self.paper.front.title.as_ref();
        title.map_or_else(|| file_stem(&self.paper.path).to_owned(), |title| title.replace('\n', ""))
    }
}
