//! `site`: pages to be read on a telephone or in an intranet, from the file system as well. Nothing is fetched from elsewhere,
//! no script is needed to read, and whatever comes from the archive is escaped.

mod chart;
mod figures;
mod home;
mod labels;
mod listed;
mod named;
mod owed;
mod paper;
mod rooms;
mod topic;
mod weeks;
mod whole;
mod year;

pub(crate) use listed::Listed;
pub(crate) use rooms::RoomView;
pub(crate) use topic::TopicView;
pub(crate) use weeks::DueDay;
pub(crate) use whole::Whole;
pub(crate) use year::YearView;

use crate::diagnostic::Diagnostic;
use crate::figures::{About, Report};
use crate::model::{Date, Name};
use crate::text;
use crate::text::{Language, Text, seen};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, escape_formatter, syntax::SyntaxConfig};
use serde_json::json;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The templates, charts among them.
const TEMPLATES: [(&str, &str); 14] = [
    ("page.html", include_str!("site/page.html")),
    ("home.html", include_str!("site/home.html")),
    ("of_year.html", include_str!("site/of_year.html")),
    ("year.html", include_str!("site/year.html")),
    ("rooms.html", include_str!("site/rooms.html")),
    ("room.html", include_str!("site/room.html")),
    ("topic.html", include_str!("site/topic.html")),
    ("paper.html", include_str!("site/paper.html")),
    ("report.html", include_str!("site/report.html")),
    ("search.html", include_str!("site/search.html")),
    ("stages.svg", include_str!("site/stages.svg")),
    ("bar.svg", include_str!("site/bar.svg")),
    ("funnel.svg", include_str!("site/funnel.svg")),
    ("weeks.svg", include_str!("site/weeks.svg")),
];

const STYLE: &str = include_str!("site/style.css");
const SEARCH: &str = include_str!("site/search.js");

static ENVIRONMENT: LazyLock<Option<Environment>> = LazyLock::new(|| {
    let mut environment = Environment::empty();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).build().ok()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // A character that is not seen, or turns the direction of a line, is written out.
    environment.set_formatter(|out, state, value| match value.as_str().filter(|_| !value.is_safe()).map(seen) {
        Some(Cow::Owned(text)) => escape_formatter(out, state, &text.into()),
        _ => escape_formatter(out, state, value),
    });
    for (name, template) in TEMPLATES {
        environment.add_template(name, template).ok()?;
    }
    Some(environment)
});

/// A site of one archive on one day.
pub(crate) struct Site {
    pub language: Language,
    /// What it is a site of.
    pub name: String,
    /// The day for which everything is judged.
    pub today: Date,
    /// Whether it has only what may be shown to everybody.
    pub is_public: bool,
    /// Whether it is a single page, which leads to no other.
    pub is_alone: bool,
    /// The years that have a page, the latest first.
    pub years: Vec<i32>,
    /// The rooms that have a page.
    pub rooms: Vec<Name>,
    /// The reports it has.
    pub reports: Vec<(About, i32)>,
}

/// A file of a site.
pub(crate) struct Page {
    /// Its path in the site, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a page says, before it is laid out.
struct Sheet<'p> {
    path: String,
    title: &'p str,
    template: &'static str,
    view: serde_json::Value,
    /// Markup that goes into the view.
    markup: Vec<(&'static str, Value)>,
    script: Option<&'static str>,
}

impl Site {
    /// A report as a page of its own, which leads nowhere.
    pub(crate) fn of_one(report: &Report, language: Language) -> Self {
        Self {
            language,
            name: report.institution.as_ref().map(ToString::to_string).unwrap_or_default(),
            today: report.today,
            is_public: false,
            is_alone: true,
            years: Vec::new(),
            rooms: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// The page that finds topics and rooms.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn search(&self, topics: &[Listed], rooms: &[RoomView]) -> Result<Page, Diagnostic> {
        let rooms = rooms.iter().map(|room| room.listed(self));
        let listed: Vec<_> = topics.iter().map(|topic| topic.view("")).chain(rooms).collect();
        self.page(Sheet {
            path: "search.html".to_owned(),
            title: Text::new("查找", "find").in_(self.language),
            template: "search.html",
            view: json!({"listed": listed}),
            markup: Vec::new(),
            script: Some(SEARCH),
        })
    }

    /// A report as a page.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn report(&self, report: &Report) -> Result<Page, Diagnostic> {
        figures::page(self, report)
    }

    fn page(&self, sheet: Sheet) -> Result<Page, Diagnostic> {
        let Sheet { path, title, template, mut view, markup, script } = sheet;
        let root = "../".repeat(path.matches('/').count());
        view["t"] = self.labels();
        let content = render(template, view, markup)?;
        let today = self.today;
        let as_of = text!(zh: "数据截至 {today}", en: "as of {today}");
        let view = json!({
            "lang": match self.language { Language::Chinese => "zh-CN", Language::English => "en" },
            "title": title,
            "site": self.name,
            "root": root,
            "nav": self.nav(&path),
            "t": self.labels(),
            "as_of": as_of.in_(self.language),
        });
        let script = script.map_or(Value::from(()), |script| safe(script.to_owned()));
        let markup = vec![("content", safe(content)), ("style", safe(STYLE.to_owned())), ("script", script)];
        Ok(Page { path, text: render("page.html", view, markup)? })
    }

    /// The pages that every page leads to; the reports stand together, after what they are.
    fn nav(&self, here: &str) -> Vec<serde_json::Value> {
        if self.is_alone {
            return Vec::new();
        }
        let language = self.language;
        let mut nav = vec![("index.html".to_owned(), Text::new("首页", "home"), false)];
        nav.extend(self.years.iter().map(|year| (year_href(*year), text!(zh: "{year}年", en: "{year}"), false)));
        if !self.rooms.is_empty() {
            nav.push((rooms::ROOMS.to_owned(), Text::same(self.label("rooms")), false));
        }
        nav.push(("search.html".to_owned(), Text::new("查找", "find"), false));
        nav.extend(self.reports.iter().map(|(about, year)| {
            let (en, zh) = About::NAMES[*about as usize];
            (report_href(*about, *year), Text::new(zh, en), true)
        }));
        let first = nav.iter().position(|(.., is_report)| *is_report);
        let each = nav.into_iter().enumerate().map(|(nth, (href, name, is_report))| {
            let figures = self.label("figures");
            let name = name.in_(language);
            let label = is_report.then(|| format!("{figures}{}{name}", language.choose("：", ": ")));
            let lead = (first == Some(nth)).then_some(figures);
            json!({"here": href == here, "href": href, "name": name, "label": label, "lead": lead})
        });
        each.collect()
    }
}

/// Where the page of a year lies.
fn year_href(year: i32) -> String {
    format!("years/{year}.html")
}

/// Where the page of a report lies.
pub(crate) fn report_href(about: About, year: i32) -> String {
    format!("reports/{year}-{}.html", about.id())
}

fn safe(markup: String) -> Value {
    Value::from_safe_string(markup)
}

/// Fills a template; `markup` is not escaped again.
fn render(template: &str, view: serde_json::Value, markup: Vec<(&'static str, Value)>) -> Result<String, Diagnostic> {
    let broken = |why: String| {
        Diagnostic::new(text!(zh: "写不成网页：{why}", en: "no page can be made: {why}"))
            .hint(Text::new("这是程序的错误，请报告", "this is an error of the program; please report it"))
    };
    let environment = ENVIRONMENT.as_ref().ok_or_else(|| broken(String::new()))?;
    let mut values: Vec<(String, Value)> = Vec::new();
    if let serde_json::Value::Object(view) = view {
        values.extend(view.into_iter().map(|(name, value)| (name, Value::from(Serde(value)))));
    }
    values.extend(markup.into_iter().map(|(name, value)| (name.to_owned(), value)));
    let view = Value::from_pairs(values);
    let filled = environment.get_template(template).and_then(|template| template.render(view));
    filled.map_err(|error| broken(format!("{template}: {error}")))
}
