//! What templates make of facts, and what is refused.

use super::fact::LONGEST;
use super::*;

fn render(text: &str, facts: Vec<(&str, TemplateValue)>) -> Result<String, Vec<String>> {
    let template = Template { path: "t.md".into(), text: text.into() };
    let calendar = Arc::new(Calendar::built_in().unwrap());
    template.render(&TemplateValue::map(facts), &calendar).map(|filled| filled.text).map_err(|problems| {
        problems.iter().map(|problem| format!("{problem} ({})", problem.hint.as_ref().unwrap().en)).collect()
    })
}

fn missing(set: &str) -> TemplateValue {
    TemplateValue::missing(Text::same(set))
}

#[test]
fn dates_are_printed_the_official_way() {
    let facts = || vec![("day", TemplateValue::text("2026-06-01"))];
    assert_eq!(render("{{ day|cn_date }}", facts()).unwrap(), "2026年6月1日\n");
    assert_eq!(render("{{ day }}", facts()).unwrap(), "2026-06-01\n");
}

#[test]
fn filters_write_as_papers_do() {
    let facts = || {
        let person =
            |name, tag| TemplateValue::map([("name", TemplateValue::text(name)), ("came", TemplateValue::text(tag))]);
        let people = vec![person("赵示例", "present"), person("钱样本", "leave"), person("孙范文", "present")];
        vec![
            ("day", TemplateValue::text("2026-06-18")),
            ("time", TemplateValue::text("14:30")),
            ("until", TemplateValue::text("2026-06-15 17:00")),
            ("count", TemplateValue::text("123")),
            ("empty", TemplateValue::text("")),
            ("people", TemplateValue::List(people)),
        ]
    };
    for (tag, written) in [
        ("day|cn_date", "2026年6月18日"),
        ("day|cn_day", "6月18日"),
        ("day|weekday", "星期四"),
        ("time|cn_time", "下午2时30分"),
        ("until|cn_moment", "6月15日下午5时"),
        ("day|cn_moment", "6月18日"),
        ("12|numeral", "十二"),
        ("count|numeral", "一百二十三"),
        ("count|capital", "壹佰贰拾叁"),
        // 19 June is a holiday, 20 and 21 June are a weekend.
        ("day|workdays_after(1)|cn_day", "6月22日"),
        ("day|workdays_before(3)", "2026-06-15"),
        ("people|listed('name')", "赵示例、钱样本、孙范文"),
        ("people|where('came', 'leave')|listed('name')", "钱样本"),
        ("empty|blank('联系人')", "〔待填写：联系人〕"),
        ("day|blank('日期')", "2026-06-18"),
    ] {
        assert_eq!(render(&format!("{{{{ {tag} }}}}"), facts()), Ok(format!("{written}\n")), "{tag}");
    }
    for (tag, wrong) in
        [("day|cn_time", "is not an hour"), ("time|cn_date", "is not a date"), ("time|numeral", "is no whole number")]
    {
        let problems = render(&format!("{{{{ {tag} }}}}"), facts()).unwrap_err();
        assert!(problems[0].contains(wrong), "{problems:?}");
    }
}

#[test]
fn what_is_missing_may_be_left_open_and_is_told() {
    let facts = TemplateValue::map([("place", missing("yijuan set 001 session.place=…"))]);
    let template = Template {
        path: "t.md".into(),
        text: "{{ place|blank('会议地点') }}{{ place|cn_date|blank('会议地点') }}".into(),
    };
    let filled = template.render(&facts, &Arc::default()).unwrap();
    assert_eq!(filled.text, "〔待填写：会议地点〕〔待填写：会议地点〕\n");
    let blank = Blank { label: "会议地点".into(), set: Text::same("yijuan set 001 session.place=…").into() };
    assert_eq!(filled.blanks, [blank]);
}

#[test]
fn all_that_is_missing_is_named_together_and_what_is_only_asked_about_is_not() {
    let facts = TemplateValue::map(vec![("lead", missing("set lead")), ("form", missing("set form"))]);
    let facts = vec![("topic", facts), ("day", missing("set day"))];
    let text = "{{ topic.lead|yaml }}{{ day|cn_date }}{{ topic.lead }}{% if topic.form %}{{ topic.form }}{% endif %}";
    assert_eq!(render(text, facts).unwrap_err(), ["`topic.lead` is missing (set lead)", "`day` is missing (set day)"]);
}

#[test]
fn a_missing_fact_is_named_wherever_its_text_is_used() {
    let uses = [
        "{{ 'on ' ~ day }}",
        "{{ day|cell|yaml }}",
        "{{ day|replace('-', '') }}",
        "{{ day.hour }}",
        "{% for hour in day %}{{ hour }}{% endfor %}",
    ];
    for text in uses {
        assert_eq!(render(text, vec![("day", missing("set day"))]).unwrap_err(), ["`day` is missing (set day)"]);
    }
}

#[test]
fn values_come_out_as_they_are() {
    let title = "“甲”: 'b' \"c\" {{ d }} {% e %} # f | g h";
    let text = "title: {{ title|yaml }}";
    let written = render(text, vec![("title", TemplateValue::text(title))]).unwrap();
    let read: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&written).unwrap();
    assert_eq!(read["title"], title);
    assert_eq!(render("{{ t|cell }}", vec![("t", TemplateValue::text("a|b"))]).unwrap(), "a\\|b\n");
}

#[test]
fn control_characters_are_refused_where_they_would_be_printed() {
    let facts = || vec![("title", TemplateValue::text("甲\n---\n乙"))];
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
fn nothing_but_the_template_is_read_and_nothing_is_kept_or_repeated() {
    for text in [
        "{% include 'x' %}",
        "{% extends 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{% endmacro %}",
        "{% set a = 'x' %}",
        "{% with a = 'x' %}{% endwith %}",
        "{% filter cell %}x{% endfilter %}",
        "{{ 'x' * 99999999 }}",
        "{{ ['a' * 900000] * 100000 }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ [1]|batch(99999999) }}",
        "{{ [1]|slice(99999999) }}",
        "{{ 'x'|indent(99999999) }}",
        "{% for a in ['x' ~ 'x'] %}{% endfor %}",
        "{% for a in ('x', 'x') %}{% endfor %}",
        "{% for a in {1: 2} %}{% endfor %}",
        "{% for a in range(9) recursive %}{% endfor %}",
        "{{ 'x' is divisibleby(3) }}",
        "{{ \"\\u001b[31m\" }}",
        "\u{200b}",
    ] {
        let errors = render(text, vec![]).unwrap_err();
        assert!(errors[0].starts_with("t.md:1:") && errors[0].contains("the template is wrong"), "{text}: {errors:?}");
        assert!(errors[0].ends_with(')'), "{text}: no hint in {errors:?}");
    }
}

#[test]
fn what_is_nested_deeper_than_a_stack_holds_is_refused() {
    let many = 20_000;
    let each = [
        format!("{{{{ {}1 }}}}", "-".repeat(many)),
        format!("{{{{ {}1 }}}}", "not ".repeat(many)),
        format!("{{{{ a{} }}}}", ".b".repeat(many)),
        format!("{{{{ a{} }}}}", "[0]".repeat(many)),
        format!("{{{{ a{} }}}}", "|cell".repeat(many)),
        format!("{{{{ a{} }}}}", " ~ a".repeat(many)),
        format!("{{{{ a{} }}}}", " if a else a".repeat(many)),
        format!("{{{{ a{} }}}}", " is defined".repeat(many)),
        format!("{{{{ {}1{} }}}}", "(".repeat(many), ")".repeat(many)),
        format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(many)),
        format!("{}{}", "{% if true %}".repeat(many / 2), "{% endif %}".repeat(many / 2)),
    ];
    for text in each {
        let errors = render(&text, vec![("a", TemplateValue::text("x"))]).unwrap_err();
        assert!(errors[0].contains("more than"), "{}: {errors:?}", &text[..20]);
    }
}

#[test]
fn the_deepest_that_is_taken_needs_little_stack() {
    let open = |tag: &str, end: &str, inner: &str| format!("{}{inner}{}", tag.repeat(40), end.repeat(40));
    let each = [
        format!("{{{{ {}1 }}}}", "- ".repeat(99)),
        format!("{{{{ {}a }}}}", "not ".repeat(99)),
        format!("{{{{ {}{}a{} }}}}", "(".repeat(20), "not ".repeat(59), ")".repeat(20)),
        format!("{{{{ {}{}a{} }}}}", "[".repeat(20), "-".repeat(59), "]".repeat(20)),
        format!("{{{{ a{} }}}}", ".b".repeat(49)),
        format!("{{{{ a{} }}}}", " if a else a".repeat(24)),
    ];
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let run = small.spawn(move || {
        for inner in each {
            for text in
                [open("{% if true %}", "{% endif %}", &inner), open("{% for i in 'x' %}", "{% endfor %}", &inner)]
            {
                let _ = render(&text, vec![("a", TemplateValue::text("x"))]);
            }
        }
    });
    run.unwrap().join().unwrap();
}

#[test]
fn a_paper_and_its_parts_are_no_larger_than_one_is() {
    let refused = |text: &str, fact: &str| render(text, vec![("a", TemplateValue::text(fact))]).unwrap_err();
    let lines = "\n\n{% for i in range(9999) %}{% for j in range(9) %}".to_owned();
    assert_eq!(
        refused(&format!("{lines}{}{{% endfor %}}{{% endfor %}}", "甲".repeat(100)), ""),
        ["t.md:3:4: the paper it makes is larger than 1024 KiB (loop less often, or less deeply)"]
    );
    let page = "x".repeat(LONGEST);
    for text in ["{{ a|replace('x', 'xy') }}", "{{ [a, a]|join }}", "{{ (a ~ a)|cell }}", "{{ a|replace('', 'x') }}"] {
        let refused = refused(text, &page).remove(0);
        assert!(
            refused.ends_with(": the text here is larger than 16 KiB (shorten it, or make several of it)"),
            "{refused}"
        );
    }
    assert_eq!(
        refused("{{ a }}", &format!("{page}x")),
        ["`a` is larger than 16 KiB (shorten it, or make several of it)"]
    );
    let large = " ".repeat((256 << 10) + 1);
    assert!(refused(&large, "")[0].starts_with("t.md: the template is larger than 256 KiB ("));
}

#[test]
fn what_is_several_is_not_printed_as_one() {
    let facts = || {
        vec![(
            "a",
            TemplateValue::map([("b", TemplateValue::List(vec![TemplateValue::text("x"), TemplateValue::text("y")]))]),
        )]
    };
    assert_eq!(render("{{ a.b[1] }}{{ a.b|join('、') }}{{ a.b|length }}", facts()).unwrap(), "yx、y2\n");
    for text in ["{{ a.b }}", "{{ a.b ~ a.b }}", "{{ [a.b] }}", "{{ [a.b]|join }}"] {
        assert_eq!(
            render(text, facts()).unwrap_err(),
            ["`a.b` is not one value but several (list them with `{% for %}`, or say which one)"]
        );
    }
}

#[test]
fn what_the_built_in_templates_say_may_be_said() {
    let mut count = 0;
    let folders = BUILT_IN.dirs().filter_map(|dir| BUILT_IN.get_dir(dir.path().join("documents")));
    for file in folders.flat_map(Dir::files) {
        let (path, text) = (file.path().display().to_string(), file.contents_utf8().unwrap().to_owned());
        assert_eq!(Template { path, text }.check(), Ok(()));
        count += 1;
    }
    assert!(count > 5, "{count}");
}
