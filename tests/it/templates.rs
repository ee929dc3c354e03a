//! Random templates: each makes a paper of some pages at most, in some steps, or is refused at its line.
//!
//! `PROPTEST_CASES=1000000 cargo test --release --test it templates` goes on for longer.

use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
use yijuan::calendar::Calendar;
use yijuan::document::{Filled, Template, TemplateValue};
use yijuan::text::{Text, hidden};

static CALENDAR: LazyLock<Arc<Calendar>> = LazyLock::new(|| Arc::new(Calendar::built_in().unwrap()));

/// What tags are made of, and what they are not.
const WORDS: [&str; 77] = [
    "title",
    "people",
    "one",
    "one.name",
    "missing",
    "unknown",
    "loop",
    "loop.index",
    "loop.last",
    "range",
    "range(9)",
    "range(9999)",
    "range(-1)",
    "range(99999999999999999999)",
    "cn_date",
    "cn_day",
    "cn_time",
    "cn_moment",
    "weekday",
    "numeral",
    "capital",
    "workdays_after(99)",
    "listed('name')",
    "where('name', 'x')",
    "blank('空')",
    "without('x')",
    "units",
    "cn_length",
    "yaml",
    "cell",
    "default",
    "first",
    "join",
    "last",
    "length",
    "replace",
    "format",
    "list",
    "slice",
    "batch",
    "title|join",
    "'甲'",
    "\"\\u{200b}\"",
    "''",
    "'",
    "\"",
    "0",
    "-1",
    "9999999999",
    "1e308",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "|",
    ".",
    ",",
    ":",
    "=",
    "==",
    "*",
    "**",
    "+",
    "-",
    "~",
    "not",
    "and",
    "or",
    "in",
    "is",
    "defined",
    "none",
    "if",
    "else",
    "recursive",
];

/// What stands between them.
const BETWEEN: [&str; 14] = [
    "\n",
    "甲",
    "---\n",
    "# 标题\n",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{% raw %}",
    "\r\n",
    "\u{202e}",
    "{% endfor %}",
];

fn tag() -> impl Strategy<Value = String> {
    let words =
        || prop::collection::vec(prop::sample::select(WORDS.as_slice()), 0..8).prop_map(|words| words.join(" "));
    prop_oneof![
        3 => words().prop_map(|words| format!("{{{{ {words} }}}}")),
        1 => words().prop_map(|words| format!("{{% {words} %}}")),
        2 => (words(), words()).prop_map(|(test, said)| format!("{{% if {test} %}}{{{{ {said} }}}}{{% endif %}}")),
        2 => ("(people|range\\(99\\)|one|title|range\\(9999\\))", words())
            .prop_map(|(of, said)| format!("{{% for one in {of} %}}甲{{{{ {said} }}}}{{% endfor %}}")),
        1 => prop::sample::select(BETWEEN.as_slice()).prop_map(ToOwned::to_owned),
    ]
}

/// Tags one after the other, one within the other, and cut off where chance has it.
fn text() -> impl Strategy<Value = String> {
    let flat = prop::collection::vec(tag(), 0..12).prop_map(|tags| tags.concat());
    let nested =
        (prop::collection::vec("(people|range\\(99\\)|range\\(9999\\))", 1..6), tag()).prop_map(|(of, tag)| {
            let within = |tag: String, of: &String| format!("{{% for one in {of} %}}{tag}{{% endfor %}}");
            of.iter().rev().fold(tag, within)
        });
    let built_in = prop::sample::select(
        ["work-plan", "consultation-opinion", "annual-plan", "meeting-notice", "dossier-index"]
            .map(|id| Template::built_in("mentougou", id))
            .to_vec(),
    );
    let spoilt = (built_in, any::<prop::sample::Index>(), tag()).prop_map(|(template, at, tag)| {
        let text = template.map_or_else(String::new, |template| template.text);
        let at = text.floor_char_boundary(at.index(text.len() + 1));
        format!("{}{tag}{}", &text[..at], &text[at..])
    });
    let cut =
        (prop_oneof![3 => flat, 1 => nested, 1 => spoilt], any::<prop::sample::Index>(), prop::bool::weighted(0.2));
    cut.prop_map(|(text, at, is_cut)| {
        let end = if is_cut { text.floor_char_boundary(at.index(text.len() + 1)) } else { text.len() };
        text[..end].to_owned()
    })
}

fn facts() -> TemplateValue {
    let people = (0..20).map(|nth| TemplateValue::map([("name", TemplateValue::text(format!("样本{nth}")))])).collect();
    TemplateValue::map([
        ("title", TemplateValue::text("老旧小区加装电梯")),
        ("one", TemplateValue::text("甲".repeat(5_000))),
        ("people", TemplateValue::List(people)),
        ("missing", TemplateValue::missing(Text::new("填写", "enter it"))),
    ])
}

proptest! {
    #[test]
    fn a_template_makes_some_pages_or_is_refused(text in text()) {
        let template = Template { path: "templates/own/documents/x.md".to_owned(), text };
        let is_sound = template.check();
        match template.render(&facts(), &CALENDAR) {
            Ok(Filled { text: paper, .. }) => {
                prop_assert!(is_sound.is_ok(), "{:?}", is_sound);
                prop_assert!(paper.len() <= (1 << 20) + 1, "{} bytes", paper.len());
                prop_assert_eq!(hidden(&paper).next(), None);
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in &problems {
                    prop_assert!(!problem.message.zh.is_empty() && !problem.message.en.is_empty());
                    prop_assert!(problem.hint.is_some(), "{:?}", problem);
                }
            }
        }
    }
}
