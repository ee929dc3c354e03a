//! Papers: a template and plain facts give Markdown text with front matter.
//!
//! Knows no rules, no files and no git: whoever calls says what is known and, of what is not, where
//! it is set. A template names facts (`{{ topic.title }}`); those it prints without there being
//! any are named all together.

mod fact;

pub use fact::Fact;

use crate::archive::scalar;
use crate::model::Date;
use crate::problem::{Place, Problem, Problems};
use crate::text;
use crate::text::Text;
use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

/// The templates that are part of the program.
static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Steps a template may take: a plan of a thousand topics needs some twenty thousand.
const FUEL: u64 = 500_000;

/// A template's text, and the path it is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Path relative to the archive's root.
    pub path: String,
    /// What is written in it.
    pub text: String,
}

impl Template {
    /// The built-in template of a document of a regulation.
    #[must_use]
    pub fn built_in(regulation: &str, document: &str) -> Option<Self> {
        let file = BUILT_IN.get_file(format!("{regulation}/documents/{document}.md"))?;
        let path = format!("templates/{}", file.path().display());
        Some(Self { path, text: file.contents_utf8()?.to_owned() })
    }

    /// The paper: the template with its facts filled in.
    ///
    /// # Errors
    /// Every fact it prints that is missing or holds invisible characters, and what is wrong with the
    /// template, at its line.
    pub fn render(&self, facts: &Fact) -> Result<String, Problems> {
        let (facts, unfit) = facts.values();
        let written =
            environment().and_then(|environment| environment.render_named_str(&self.path, &self.text, &facts));
        let mut problems = unfit.take();
        match written {
            Ok(paper) if problems.is_empty() => return Ok(format!("{}\n", paper.trim_end())),
            Ok(_) => {}
            Err(error) => problems.push(self.explain(&error, &facts)),
        }
        Err(problems)
    }

    fn explain(&self, error: &Error, facts: &Value) -> Problem {
        let said = error.detail().unwrap_or_default();
        let place = error.line().map_or_else(|| Place::file(&self.path), |line| Place::at(&self.path, line, 1));
        if let Some(problem) = Problem::unpacked(said) {
            return problem.at(place);
        }
        let (message, hint) = match error.kind() {
            ErrorKind::OutOfFuel => (
                Text::new("模板的循环太长", "the template's loops run too long"),
                Text::new("减少循环的层数或次数", "loop less often, or less deeply"),
            ),
            ErrorKind::UnknownFilter => (
                text!(zh: "没有这个过滤器：{said}", en: "there is no such filter: {said}"),
                Text::new(
                    "日期用 `cn_date`，文首的值用 `yaml`，表格里的值用 `cell`，其余同 Jinja",
                    "`cn_date` prints a date, `yaml` a value of the front matter, `cell` one of a table; the rest is Jinja's",
                ),
            ),
            ErrorKind::UndefinedError => {
                let known: Vec<String> =
                    facts.try_iter().map(|names| names.map(|name| name.to_string()).collect()).unwrap_or_default();
                let known = known.join(", ");
                (
                    text!(zh: "模板用了没有的名称：{said}", en: "the template names what is not known: {said}"),
                    text!(zh: "这里可用：{known}", en: "known here are: {known}"),
                )
            }
            kind => (
                text!(zh: "模板有误：{kind}：{said}", en: "the template is wrong: {kind}: {said}"),
                Text::new(
                    "值写作 `{{ 名称 }}`，条件写作 `{% if 名称 %}…{% endif %}`",
                    "a value is written `{{ name }}`, a condition `{% if name %}…{% endif %}`",
                ),
            ),
        };
        Problem::new(message).at(place).hint(hint)
    }
}

/// What templates may do: no other file, no macro, nothing undefined.
fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("cn_date", |value: &Value| on_text(value, cn_date));
    environment.add_filter("yaml", |value: &Value| on_text(value, |text| Ok(scalar(text))));
    environment.add_filter("cell", |value: &Value| on_text(value, |text| Ok(text.replace('|', "\\|"))));
    Ok(environment)
}

/// Turns a text into another; what is missing stays so, to be named when it is printed.
fn on_text(value: &Value, turn: impl Fn(&str) -> Result<String, Error>) -> Result<Value, Error> {
    value.as_str().map_or_else(|| Ok(value.clone()), |text| turn(text).map(Value::from))
}

/// 2026年6月11日: arabic digits, the year in full, no leading zeros (GB/T 9704, 7.3.5.4).
fn cn_date(written: &str) -> Result<String, Error> {
    let date: Date =
        written.parse().map_err(|wrong: Problem| Error::new(ErrorKind::InvalidOperation, wrong.packed()))?;
    Ok(date.0.format("%Y年%-m月%-d日").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(text: &str, facts: Vec<(&str, Fact)>) -> Result<String, Vec<String>> {
        let template = Template { path: "t.md".into(), text: text.into() };
        template.render(&Fact::map(facts)).map_err(|problems| {
            problems.iter().map(|problem| format!("{problem} ({})", problem.hint.as_ref().unwrap().en)).collect()
        })
    }

    fn missing(set: &str) -> Fact {
        Fact::Missing(Text::same(set))
    }

    #[test]
    fn dates_are_printed_the_official_way() {
        let facts = || vec![("day", Fact::text("2026-06-01"))];
        assert_eq!(render("{{ day|cn_date }}", facts()).unwrap(), "2026年6月1日\n");
        assert_eq!(render("{{ day }}", facts()).unwrap(), "2026-06-01\n");
    }

    #[test]
    fn all_that_is_missing_is_named_together_and_what_is_only_asked_about_is_not() {
        let facts = Fact::map(vec![("lead", missing("set lead")), ("form", missing("set form"))]);
        let facts = vec![("topic", facts), ("day", missing("set day"))];
        let text =
            "{{ topic.lead|yaml }}{{ day|cn_date }}{{ topic.lead }}{% if topic.form %}{{ topic.form }}{% endif %}";
        assert_eq!(
            render(text, facts).unwrap_err(),
            ["`topic.lead` is missing (set lead)", "`day` is missing (set day)"]
        );
    }

    #[test]
    fn a_missing_fact_is_named_wherever_its_text_is_used() {
        let uses = [
            "{{ 'on ' ~ day }}",
            "{{ day|cell|yaml }}",
            "{% set other = day %}{{ other }}",
            "{{ day.hour }}",
            "{% for hour in day %}{{ hour }}{% endfor %}",
        ];
        for text in uses {
            assert_eq!(render(text, vec![("day", missing("set day"))]).unwrap_err(), ["`day` is missing (set day)"]);
        }
    }

    #[test]
    fn values_come_out_as_they_are() {
        let title = "“甲”: 'b' \"c\" {{ d }} {% e %} # f | g \u{2028}h";
        let text = "title: {{ title|yaml }}";
        let written = render(text, vec![("title", Fact::text(title))]).unwrap();
        let read: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&written).unwrap();
        assert_eq!(read["title"], title);
        assert_eq!(render("{{ t|cell }}", vec![("t", Fact::text("a|b"))]).unwrap(), "a\\|b\n");
    }

    #[test]
    fn control_characters_are_refused_where_they_would_be_printed() {
        let facts = || vec![("title", Fact::text("甲\n---\n乙"))];
        assert_eq!(
            render("{{ title }}", facts()).unwrap_err(),
            ["`title` holds invisible characters (it must be one line of text)"]
        );
        assert_eq!(render("无题", facts()).unwrap(), "无题\n");
    }

    #[test]
    fn endless_work_is_stopped() {
        let text = "\n{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}";
        let error = render(text, vec![]).unwrap_err();
        assert_eq!(error, ["t.md:2:1: the template's loops run too long (loop less often, or less deeply)"]);
    }

    #[test]
    fn nothing_but_the_template_is_read() {
        for text in ["{% include 'x' %}", "{% extends 'x' %}", "{% import 'x' as y %}"] {
            assert!(render(text, vec![]).unwrap_err()[0].starts_with("t.md:1:1: the template is wrong"));
        }
    }
}
