//! Turns the template engine's sentences into words for whoever wrote the template. Only this module knows them.

use crate::text;
use crate::text::{Text, nearest};
use minijinja::{Error, ErrorKind};

/// What the engine says, and what that means in Chinese; the more special sentence comes first. `{}` stands for what
/// differs from case to case, `{0}`, `{1}` for the first and the second of these.
const SENTENCES: [(&str, &str); 37] = [
    ("unexpected end of input, expected end of variable block", "`{{` 没有用 `}}` 收尾"),
    ("unexpected end of input, expected end of block", "`{%` 没有用 `%}` 收尾，或少了 `endif`、`endfor`"),
    ("unexpected end of input, expected {}", "没有写完，缺{0}"),
    ("unexpected end of string", "引号没有收尾"),
    ("unexpected end of comment", "`{#` 没有用 `#}` 收尾"),
    ("unexpected end of raw block", "`{% raw %}` 没有用 `{% endraw %}` 收尾"),
    ("unexpected character", "这个符号不能写在这里；括号、引号、逗号用半角的"),
    ("unexpected {}, expected {}", "这里应是{1}，现为{0}"),
    ("unexpected keyword arguments", "括号里不能写 `名称=值`"),
    ("unexpected {}", "这里不能是{0}"),
    ("unknown {}, expected statement", "`{%` 之后应是 `if`、`for` 这样的语句，现为{0}"),
    ("'_' may not occur at end of number", "数不能以 `_` 结尾"),
    ("invalid float", "小数写错了"),
    ("invalid integer (too large)", "数太大"),
    ("non-keyword arg after keyword arg", "括号里 `名称=值` 之后不能再写单独的值"),
    ("cannot assign to reserved variable name {}", "`for` 之后不能用 `{0}` 作名称"),
    ("{} is unknown", "没有函数 `{0}`"),
    ("cannot convert kwargs to string", "括号里不能写 `名称=值`"),
    ("value of type {} is not callable", "{0}之后不能加括号"),
    ("tried to use {} operator on unsupported types {} and {}", "{1}和{2}之间不能用 `{0}`"),
    ("unable to calculate {}", "算不出 `{0}`"),
    ("cannot convert {} to isize", "这里应是整数，现为{0}"),
    ("cannot convert {} to u32", "这里应是非负整数，现为{0}"),
    ("value is not a string", "这里应是文字"),
    ("value is not iterable", "这里的值不能逐个列出"),
    ("{} is not iterable", "{0}不能逐个列出"),
    ("sequence of wrong length (expected {}, got {})", "`for` 之后写了 {0} 个名称，各项却是 {1} 个"),
    ("cannot calculate length of value of type {}", "{0}没有长度"),
    ("cannot get first item from value", "这里的值没有第一项"),
    ("cannot get last item from value", "这里的值没有最后一项"),
    ("cannot perform a containment check on this value", "`in` 之后应是文字或列表"),
    ("value of type {} cannot be sliced", "{0}不能取其中几项"),
    ("cannot slice by step size of 0", "取其中几项，间隔不能是 0"),
    ("range has too many elements", "`range` 的次数太多"),
    ("cannot create range with step of 0", "`range` 的间隔不能是 0"),
    ("loop() takes one argument", "`loop` 之后不能加括号"),
    ("cannot recurse outside of recursive loop", "`loop` 之后不能加括号"),
];

/// The engine's words for what may stand in a tag and for kinds of values. What is quoted there stays as it is.
const WORDS: [(&str, &str); 23] = [
    ("end of input", "结尾"),
    ("start of variable block", "`{{`"),
    ("end of variable block", "`}}`"),
    ("start of block", "`{%`"),
    ("end of block", "`%}`"),
    ("template-data", "正文"),
    ("identifier or integer", "名称或数"),
    ("identifier", "名称"),
    ("string", "文字"),
    ("integer", "整数"),
    ("float", "小数"),
    ("expression", "值"),
    ("block keyword", "语句"),
    ("keyword", "语句"),
    ("in", "`in`"),
    ("undefined", "没有的值"),
    ("none", "空值"),
    ("bool", "是或否"),
    ("number", "数"),
    ("sequence", "列表"),
    ("map", "几个事实"),
    ("iterator", "若干个值"),
    ("plain object", "这样的值"),
];

/// What is wrong, and what to do. `known` has the names that there are beside one that is unknown.
pub(super) fn explain(error: &Error, known: impl Fn(&str) -> Vec<String>) -> (Text, Text) {
    match error.kind() {
        ErrorKind::OutOfFuel => (
            Text::new("模板的循环太长", "the template's loops run too long"),
            Text::new("减少循环的层数或次数", "loop less often, or less deeply"),
        ),
        ErrorKind::UndefinedError => {
            let name = error.detail().and_then(|said| said.split('`').nth(1)).unwrap_or_default();
            (unknown_name(name), one_of(name, &known(name)))
        }
        ErrorKind::UnknownFunction => (wrong(error), one_of("", &["range".to_owned()])),
        _ => (
            wrong(error),
            Text::new(
                "值写作 `{{ 名称 }}`，条件写作 `{% if 名称 %}…{% endif %}`",
                "a value is written `{{ name }}`, a condition `{% if name %}…{% endif %}`",
            ),
        ),
    }
}

/// That a template names what nobody knows.
pub(super) fn unknown_name(name: &str) -> Text {
    text!(zh: "模板用了没有的名称：`{name}`", en: "the template names what is not known: `{name}`")
}

/// What is meant instead of a mistyped name, `topic.titel`, or all that there is.
pub(super) fn one_of(name: &str, known: &[String]) -> Text {
    let last = name.rsplit(['.', '[']).next().unwrap_or_default().trim_matches(['\'', '"', ']']);
    match nearest(last, known.iter().map(String::as_str)) {
        Some(near) => text!(zh: "是否想写 `{near}`？", en: "did you mean `{near}`?"),
        None if known.is_empty() => {
            Text::new("列表里没有这一项：用 `for` 逐个列出", "there is no such entry: go through the list with `for`")
        }
        None => {
            let known = known.join(", ");
            text!(zh: "这里可用：{known}", en: "known here are: {known}")
        }
    }
}

/// How many values something takes.
pub(super) fn so_many(least: usize, most: usize) -> Text {
    match (least, most) {
        (0, 0) => Text::new("不带值", "no value"),
        (1, 1) => Text::new("应带 1 个值", "one value"),
        (least, most) if least == most => text!(zh: "应带 {least} 个值", en: "{least} values"),
        (0, most) => text!(zh: "至多带 {most} 个值", en: "at most {most} values"),
        (least, most) => text!(zh: "应带 {least} 至 {most} 个值", en: "{least} to {most} values"),
    }
}

/// What the engine says, in both languages.
fn wrong(error: &Error) -> Text {
    let (kind, said) = (error.kind(), error.detail().unwrap_or_default());
    // Which name had no value is of no help beside what was done with it.
    let said = said.split_once(" (`").map_or(said, |(said, _)| said);
    let en = if said.is_empty() { kind.to_string() } else { format!("{kind}: {said}") };
    let zh = sentence(said).unwrap_or_else(|| of_kind(kind).to_owned() + &in_brackets(said));
    text!(zh: "模板有误：{zh}", en: "the template is wrong: {en}")
}

/// A sentence of the engine in Chinese.
fn sentence(said: &str) -> Option<String> {
    SENTENCES.iter().find_map(|(pattern, zh)| {
        let parts = parts(pattern, said)?;
        let fill = |zh: String, (nth, part): (usize, &str)| zh.replace(&format!("{{{nth}}}"), &word(part));
        Some(parts.into_iter().enumerate().fold((*zh).to_owned(), fill))
    })
}

/// What stands in a sentence at each `{}` of a pattern, if it is a sentence of that pattern.
fn parts<'s>(pattern: &str, said: &'s str) -> Option<Vec<&'s str>> {
    let mut fixed = pattern.split("{}");
    let mut rest = said.strip_prefix(fixed.next()?)?;
    let mut parts = Vec::new();
    for fixed in fixed {
        let at = if fixed.is_empty() { rest.len() } else { rest.find(fixed)? };
        parts.push(&rest[..at]);
        rest = &rest[at + fixed.len()..];
    }
    rest.is_empty().then_some(parts)
}

/// A word of the engine in Chinese, with a space before what is quoted.
fn word(said: &str) -> String {
    let zh = WORDS.iter().find(|(known, _)| *known == said).map_or(said, |(_, zh)| zh);
    if zh.starts_with('`') { format!(" {zh}") } else { zh.to_owned() }
}

fn in_brackets(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!("（{said}）") }
}

/// What is wrong where the engine says no more, or what nobody knows here.
fn of_kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::SyntaxError => "语法有误",
        ErrorKind::BadEscape => "引号里 `\\` 之后的字符不对",
        ErrorKind::MissingArgument => "括号里少了值",
        ErrorKind::TooManyArguments => "括号里的值太多",
        ErrorKind::UnknownMethod => "这里不能加括号",
        ErrorKind::InvalidOperation => "这里的值不能这样用",
        _ => "不能照它起草",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Template, TemplateValue};
    use super::*;
    use std::sync::Arc;

    /// What is said of a tag, and what to do.
    fn said(tag: &str) -> (Text, Text) {
        let template = Template { path: "t.md".into(), text: tag.into() };
        let text = |text| TemplateValue::text(text);
        let rows = TemplateValue::List(vec![TemplateValue::List(vec![text("甲")])]);
        let facts = TemplateValue::map([("title", text("题")), ("one", TemplateValue::map([("name", text("甲"))]))]);
        let problem = template.render(&facts.with("rows", rows), &Arc::default()).expect_err(tag).remove(0);
        (problem.message, problem.hint.unwrap())
    }

    /// Latin letters outside of quotation marks.
    fn latin(text: &str) -> String {
        text.split('`').step_by(2).collect::<String>().chars().filter(char::is_ascii_alphabetic).collect()
    }

    #[test]
    fn each_sentence_is_what_the_engine_says() {
        let tags = [
            "{{ title",
            "{% if title %}",
            "{{ title | ",
            "{{ 'a",
            "{# a",
            "{% raw %}",
            "{{ “a” }}",
            "{{ title title }}",
            "{{ title | where('a', b=1) }}",
            "{{ ) }}",
            "{% 1 %}",
            "{{ 1_ }}",
            "{{ 1e }}",
            "{{ 999999999999999999999999999999999999999999 }}",
            "{{ range(a=1, 2) }}",
            "{% for loop in title %}{% endfor %}",
            "{{ today() }}",
            "{{ title | join(a=1) }}",
            "{{ title() }}",
            "{{ title - 1 }}",
            "{{ 1 // 0 }}",
            "{{ range('a') }}",
            "{{ title | workdays_after('a') }}",
            "{{ one | where(1, 2) }}",
            "{% for a, b in range(1) %}{% endfor %}",
            "{{ 1 | join }}",
            "{% for a, b in rows %}{% endfor %}",
            "{{ 1 | length }}",
            "{{ 1 | first }}",
            "{{ 1 | last }}",
            "{{ 1 in 2 }}",
            "{{ 1[:2] }}",
            "{{ title[::0] }}",
            "{{ range(999999) }}",
            "{{ range(1, 2, 0) }}",
            "{% for a in title %}{{ loop() }}{% endfor %}",
            "{% for a in title %}{{ loop(title) }}{% endfor %}",
        ];
        assert_eq!(tags.len(), SENTENCES.len());
        for ((pattern, _), tag) in SENTENCES.into_iter().zip(tags) {
            let (Text { zh, en }, _) = said(tag);
            let engine = en.splitn(3, ": ").nth(2).expect(tag);
            let first = SENTENCES.iter().find(|(pattern, _)| parts(pattern, engine).is_some());
            assert_eq!(first.map(|(pattern, _)| *pattern), Some(pattern), "{tag}: {engine}");
            assert!(zh.starts_with("模板有误：") && latin(&zh).is_empty(), "{tag}: {zh}");
        }
    }

    #[test]
    fn what_has_no_sentence_is_said_by_its_kind() {
        for (tag, zh) in [
            (r"{{ '\u' }}", r"模板有误：引号里 `\` 之后的字符不对"),
            ("{{ title | blank }}", "模板有误：括号里少了值"),
            ("{{ title | cn_date(1) }}", "模板有误：括号里的值太多"),
            ("{{ -title }}", "模板有误：这里的值不能这样用"),
            ("{{ titel }}", "模板用了没有的名称：`titel`"),
            ("{{ one.nmae }}", "模板用了没有的名称：`one.nmae`"),
        ] {
            assert_eq!(said(tag).0.zh, zh, "{tag}");
        }
        let new = wrong(&Error::new(ErrorKind::InvalidOperation, "the moon is full"));
        assert_eq!(new.zh, "模板有误：这里的值不能这样用（the moon is full）");
        assert_eq!(new.en, "the template is wrong: invalid operation: the moon is full");
    }

    #[test]
    fn names_that_there_are_stand_beside_one_that_is_unknown() {
        for (tag, zh) in [
            ("{{ titel }}", "是否想写 `title`？"),
            ("{{ one.nmae }}", "是否想写 `name`？"),
            ("{{ whatever }}", "这里可用：one, rows, title"),
            ("{{ one.x }}", "这里可用：name"),
            ("{{ today() }}", "这里可用：range"),
        ] {
            assert_eq!(said(tag).1.zh, zh, "{tag}");
        }
    }
}
