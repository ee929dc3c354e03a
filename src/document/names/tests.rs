//! What is found in templates, and what is let be.

use super::super::syntax;
use super::*;

/// What is said of a template that is filled in with a topic of this title.
fn said(text: &str) -> Vec<String> {
    let leaf = || TemplateValue::text("");
    let people = TemplateValue::List(vec![TemplateValue::map([("name", leaf()), ("post", leaf())])]);
    let topic = TemplateValue::map([("title", leaf()), ("year", leaf())]);
    let facts = TemplateValue::map([("topic", topic), ("everyone", people)]);
    let template = Template { path: "t.md".into(), text: text.into() };
    let problems = problems(&template, &syntax().unwrap(), &facts).unwrap();
    problems.iter().map(|problem| format!("{problem} ({})", problem.hint.as_ref().unwrap().en)).collect()
}

#[test]
fn what_cannot_be_filled_in_is_found_in_every_branch() {
    for (text, told) in [
        (
            "{% if topic.titel %}{% endif %}",
            "t.md:1:13: the template names what is not known: `topic.titel` (did you mean `title`?)",
        ),
        ("{% if topic.year %}{% elif topic.x %}{% endif %}", "`topic.x` (known here are: title, year)"),
        (
            "{% if topic.year %}\n{% else %}\n  {{ topik.title }}\n{% endif %}",
            "t.md:3:6: the template names what is not known: `topik` (did you mean `topic`?)",
        ),
        (
            "{{ 'a' if topic.year else topic['no-such'] }}",
            "t.md:1:33: the template names what is not known: `topic['no-such']` (known",
        ),
        ("{% for one in everyone | having('x') %}{{ one.nmae }}{% endfor %}", "`one.nmae` (did you mean `name`?)"),
        ("{% for one in everyone %}{% endfor %}{{ one.name }}", "`one` (known"),
        ("{{ everyone.name }}", "`everyone.name` (there are several"),
        ("{{ topic.title.x }}", "`topic.title.x` (this is one value"),
        ("{{ (everyone | first).nmae }}", "did you mean `name`?"),
        ("{{ loop.index }}", "`loop` (known"),
        ("{{ topic.year or today() }}", "there is no function `today`"),
        ("{{ topic.title() }}", "`topic.title` takes no brackets"),
        ("{{ topic.title | blank }}", "the filter `blank` takes one value, not 0"),
        ("{{ topic.title | cn_date(1) }}", "the filter `cn_date` takes no value, not 1"),
        ("{{ topic.title | replace('a') }}", "takes 2 values, not 1"),
        ("{{ topic.title is defined(1) }}", "the test `defined` takes no value, not 1"),
        ("{% for nth in range() %}{% endfor %}", "the function `range` takes 1 to 3 values, not 0"),
        ("{{ topic.year - 1 }}", "`topic.year - 1` cannot be counted"),
        ("{{ topic.year + 1 }}", "`topic.year + 1` cannot be counted"),
        ("\n{{ '2026' | cn_date }}", "t.md:2:13: `2026` is not a date"),
        ("{{ 1 // 0 }}", "unable to calculate 1 // 0"),
    ] {
        let problems = said(text);
        assert!(problems.len() == 1 && problems[0].contains(told), "{text}: {problems:?}");
    }
}

#[test]
fn what_some_facts_can_fill_in_is_let_be() {
    for text in [
        "{{ topic.title | cn_date }}{{ topic.x | default('a') }}{{ y is defined }}{{ topic.x is none }}",
        "{% for one in everyone %}{{ loop.index + 1 }}{{ loop.cycle('a', 'b') }}{{ one.name ~ one.post }}{% endfor %}",
        "{% if topic.x is defined and topic.x %}{{ topic.x | cell }}{% endif %}{{ y.z if y is defined else 'a' }}",
        "{% if topic.x is not defined %}a{% else %}{{ topic.x }}{% endif %}{% if y is defined and z and topic.x %}{{ z }}{% endif %}",
        "{% for a, b in everyone %}{{ a.x }}{{ b }}{% endfor %}{% for nth in range(3) %}{{ nth + 1 }}{% endfor %}",
        "{{ everyone[0].name }}{{ everyone[:2] | listed('name') }}{{ (everyone | length) + 1 }}{{ topic.title + topic.year }}",
        "{{ '2026-06-01' | cn_date }}{{ [1, 2] | join('、') }}{{ 'a' in topic.title }}{% for one in everyone | units %}{{ one.x }}{% endfor %}",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn every_filter_takes_as_many_values_as_it_is_said_to() {
    for (filter, least, most) in FILTERS {
        let refuses = |count: usize| {
            let value = if filter.starts_with("workdays") { "1" } else { "'1'" };
            let tag = format!("{{{{ a | {filter}({}) }}}}", vec![value; count].join(", "));
            let facts = TemplateValue::map([("a", TemplateValue::List(Vec::new()))]);
            let made = Template { path: "t.md".into(), text: tag }.render(&facts, &Arc::default());
            made.is_err_and(|problems| problems[0].message.zh.contains("括号里"))
        };
        assert!((least..=most.min(4)).all(|count| !refuses(count)), "{filter}");
        assert!(least == 0 || refuses(least - 1), "{filter}");
        assert!(most > 4 || refuses(most + 1), "{filter}");
    }
}
