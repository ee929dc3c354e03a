//! `site`: pages to be read on a telephone or in an intranet, from the file system as well. Nothing is fetched from elsewhere,
//! no script is needed to read, and whatever comes from the archive is escaped.

mod chart;
mod figures;
mod home;
mod listed;
mod topic;
mod weeks;

pub(crate) use home::Home;
pub(crate) use listed::Listed;
pub(crate) use topic::TopicView;
pub(crate) use weeks::DueDay;

use crate::diagnostic::Diagnostic;
use crate::figures::{About, Report};
use crate::model::Date;
use crate::text;
use crate::text::{Language, Text, seen};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, escape_formatter, syntax::SyntaxConfig};
use serde_json::json;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The templates, charts among them.
const TEMPLATES: [(&str, &str); 10] = [
    ("page.html", include_str!("site/page.html")),
    ("home.html", include_str!("site/home.html")),
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
    /// The years that have topics, the latest first.
    pub years: Vec<i32>,
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

/// What pages say besides what comes from the archive: id, in Chinese, in English.
const LABELS: [(&str, &str, &str); 24] = [
    ("skip", "跳到正文", "skip to the content"),
    ("nav", "栏目", "pages"),
    ("meetings", "近期会议", "meetings ahead"),
    ("topics_of", "议题", "topics"),
    ("left_out", "没有公开的", "not public"),
    ("stages", "环节", "stages"),
    ("deadlines", "期限", "deadlines"),
    ("papers", "文书", "papers"),
    ("suggestions", "意见建议", "suggestions"),
    ("events", "经过", "what happened"),
    ("search_label", "按题目、委室、形式、编号查找", "find by title, office, form or key"),
    ("deadlines_by_week", "各周到期的事项", "what is due in each week"),
    (
        "weeks_legend",
        "颜色越深，当周到期的越多；框出的是本周",
        "the darker, the more is due in a week; this week is framed",
    ),
    (
        "stages_legend",
        "实心：已完成；方框和竖线：今日所在的环节；空心：未到或没有记录",
        "filled: done; square and line: where it stands today; empty: ahead, or not on record",
    ),
    ("as_table", "列表", "as a table"),
    ("week", "周", "week"),
    ("due_in_it", "到期", "due"),
    ("open_of_it", "其中未办", "of these open"),
    (
        "funnel_legend",
        "同一年的议题和意见建议，各步还有多少",
        "of the same year's topics and suggestions, how many came as far as each step",
    ),
    ("step", "步骤", "step"),
    ("number", "件数", "number"),
    ("of_first", "占第一步", "of the first"),
    ("stage", "环节", "stage"),
    ("standing", "情况", "how it stands"),
];

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
            reports: Vec::new(),
        }
    }

    /// A label in the language of the site.
    fn label(&self, id: &str) -> &'static str {
        let known = LABELS.iter().find(|(known, ..)| *known == id);
        known.map_or("", |(_, zh, en)| match self.language {
            Language::Chinese => zh,
            Language::English => en,
        })
    }

    /// The page that finds topics.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn search(&self, topics: &[Listed]) -> Result<Page, Diagnostic> {
        let listed: Vec<_> = topics.iter().map(|topic| topic.view("")).collect();
        self.page(Sheet {
            path: "search.html".to_owned(),
            title: Text::new("查找", "find").in_(self.language),
            template: "search.html",
            view: json!({"topics": listed}),
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
        let labels: serde_json::Map<String, serde_json::Value> =
            LABELS.iter().map(|(id, ..)| ((*id).to_owned(), self.label(id).into())).collect();
        view["t"] = labels.clone().into();
        let content = render(template, view, markup)?;
        let nav = self.nav().into_iter().map(|(href, name)| {
            let is_here = href == path;
            json!({"href": href, "name": name.in_(self.language), "here": is_here})
        });
        let nav: Vec<_> = nav.collect();
        let today = self.today;
        let as_of = text!(zh: "数据截至 {today}", en: "as of {today}");
        let view = json!({
            "lang": match self.language { Language::Chinese => "zh-CN", Language::English => "en" },
            "title": title,
            "site": self.name,
            "root": root,
            "nav": nav,
            "t": labels,
            "as_of": as_of.in_(self.language),
        });
        let script = script.map_or(Value::from(()), |script| safe(script.to_owned()));
        let markup = vec![("content", safe(content)), ("style", safe(STYLE.to_owned())), ("script", script)];
        Ok(Page { path, text: render("page.html", view, markup)? })
    }

    /// The pages that every page leads to.
    fn nav(&self) -> Vec<(String, Text)> {
        if self.is_alone {
            return Vec::new();
        }
        let mut nav = vec![("index.html".to_owned(), Text::new("首页", "home"))];
        nav.extend(self.years.iter().map(|year| (year_href(*year), text!(zh: "{year}年", en: "{year}"))));
        nav.extend(self.reports.iter().map(|(about, year)| {
            let (en, zh) = About::NAMES[*about as usize];
            (report_href(*about, *year), Text::new(zh, en))
        }));
        nav.push(("search.html".to_owned(), Text::new("查找", "find")));
        nav
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
