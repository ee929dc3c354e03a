//! Turns error messages of the YAML parser and of serde into words for the person who wrote the file. Only this module
//! knows those messages. Errors of the program's own deserializers come through as a packed [`Diagnostic`].

use crate::diagnostic::{Diagnostic, PathSegment};
use crate::model::FrontMatter;
use crate::text;
use crate::text::{Text, nearest};

/// Syntax errors: some words of the parser's message, and what they mean in both languages.
const SYNTAX: [(&str, &str, &str); 25] = [
    (
        "did not find expected ',' or ']'",
        "方括号 `[` 没有收尾，或少了逗号",
        "a `[` is never closed, or a comma is missing",
    ),
    (
        "did not find expected ',' or '}'",
        "花括号 `{` 没有收尾，或少了逗号",
        "a `{` is never closed, or a comma is missing",
    ),
    ("could not find expected ':'", "这一行少了冒号", "a colon is missing on this line"),
    (
        "mapping values are not allowed",
        "这里不能再有冒号，或缩进不对",
        "no second colon can stand here, or the line is indented wrongly",
    ),
    ("did not find expected '-'", "列表的缩进不齐", "the entries of the list are not indented alike"),
    (
        "did not find expected key",
        "缩进不齐，或这里少了键",
        "the lines are not indented alike, or a key is missing here",
    ),
    ("block sequence entries are not allowed", "列表不能从这里开始", "a list cannot begin here"),
    ("cannot start any token", "不能以这个符号开头", "nothing begins with this character"),
    ("found a tab character", "缩进用了制表符", "the line is indented with a tab"),
    ("found unexpected end of stream", "引号没有收尾", "a quotation mark is never closed"),
    ("unknown escape character", "双引号里的 `\\` 后面不对", "what follows `\\` in double quotes is not known"),
    ("unknown anchor", "别名 `*` 所指的锚点 `&` 不存在", "an alias `*` names an anchor `&` that is not there"),
    ("mapping keys are not allowed", "这里不能写 `?`", "`?` cannot stand here"),
    (
        "did not find expected alphabetic or numeric character",
        "`&`、`*` 之后没有名称；值里就有这个符号的，整个用引号括起",
        "`&` or `*` is not followed by a name; quote a value that has the sign in it",
    ),
    ("did not find expected node content", "括号里少了一项", "an entry is missing between brackets"),
    (
        "did not find expected comment or line break",
        "`|`、`>` 之后这一行不能再有字",
        "nothing can follow `|` or `>` on its line",
    ),
    ("indentation indicator equal to 0", "`|`、`>` 之后的数不能是 0", "the number after `|` or `>` cannot be 0"),
    (
        "did not find expected hexadecimal number",
        "双引号里的 `\\x`、`\\u` 之后要有十六进制数",
        "`\\x` or `\\u` in double quotes lacks its digits",
    ),
    (
        "invalid Unicode character escape code",
        "双引号里的 `\\u` 不是一个字符",
        "`\\u` in double quotes is not a character",
    ),
    ("found unexpected document indicator", "引号没有收尾就遇到 `---`", "a quotation mark is not closed before `---`"),
    ("found undefined tag handle", OF_TAG.0, OF_TAG.1),
    ("while scanning a tag", OF_TAG.0, OF_TAG.1),
    ("<document start>", OF_DIRECTIVE.0, OF_DIRECTIVE.1),
    ("directive", OF_DIRECTIVE.0, OF_DIRECTIVE.1),
    ("found incompatible YAML document", OF_DIRECTIVE.0, OF_DIRECTIVE.1),
];

const OF_TAG: (&str, &str) =
    ("以 `!` 开头的值要整个用引号括起", "a value that begins with `!` must be put in quotes as a whole");
const OF_DIRECTIVE: (&str, &str) =
    ("以 `%` 开头的行在这里没有用处，删去", "a line that begins with `%` has no use here; take it out");

/// Whether a message is about a character that YAML forbids.
pub(super) fn is_of_forbidden_character(message: &str) -> bool {
    message.starts_with("control characters are not allowed")
}

/// The key, if a message is about a duplicate key.
pub(super) fn duplicate_key(message: &str) -> Option<&str> {
    between(message, "duplicate field `", "`")
}

/// Whether an error is about an unknown key.
pub(super) fn is_of_unknown_key(error: &serde_yaml::Error) -> bool {
    split_path(&error.to_string()).1.starts_with("unknown field `")
}

/// The known key that is nearest to the unknown one of a message.
pub(super) fn meant_key(message: &str) -> Option<&str> {
    let (_, message) = split_path(message);
    let key = between(message, "unknown field `", "`").filter(|_| message.starts_with("unknown field `"))?;
    nearest(key, known(message))
}

/// The keys or values that a message lists as known.
fn known(message: &str) -> impl Iterator<Item = &str> + Clone {
    message.split_once(", expected").map_or("", |(_, known)| known).split('`').skip(1).step_by(2)
}

/// The problem of an empty file.
pub(super) fn empty() -> Diagnostic {
    Diagnostic::new(Text::new("文件为空", "the file is empty"))
        .hint(Text::new("填上内容，或从 git 取回", "fill it in, or take it back from git"))
}

/// The problem that a message describes, with a hint.
pub(super) fn explain(message: &str) -> Diagnostic {
    if let Some(problem) = Diagnostic::unpacked(message) {
        return problem;
    }
    if is_of_forbidden_character(message) {
        return Diagnostic::new(Text::new("文件里有控制字符", "there is a control character in the file"))
            .hint(Text::new("删去这个看不见的字符", "take the invisible character out"));
    }
    if let Some(key) = duplicate_key(message) {
        return Diagnostic::new(text!(zh: "键 `{key}` 重复", en: "duplicate key `{key}`"))
            .hint(Text::new("只保留一处", "keep one of them"));
    }
    if let Some(key) = between(message, "unknown field `", "`") {
        return Diagnostic::new(text!(zh: "未知的键 `{key}`", en: "unknown key `{key}`"))
            .hint(did_you_mean(key, known(message)));
    }
    if let Some(value) = between(message, "unknown variant `", "`") {
        return Diagnostic::new(text!(zh: "未知的值 `{value}`", en: "unknown value `{value}`"))
            .hint(did_you_mean(value, known(message)));
    }
    if let Some(key) = between(message, "missing field `", "`") {
        return Diagnostic::new(text!(zh: "缺少键 `{key}`", en: "missing key `{key}`"))
            .hint(text!(zh: "加上 `{key}: …`", en: "add `{key}: …`"));
    }
    let of_shape = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    if let Some((found, wanted)) = of_shape.and_then(|message| message.split_once(", expected ")) {
        let (found, wanted) = (shape(found), shape(wanted));
        return Diagnostic::new(Text::new(
            format!("这里应为{}，现为{}", wanted.zh, found.zh),
            format!("expected {}, found {}", wanted.en, found.en),
        ))
        .hint(Text::new(format!("改写成{}", wanted.zh), format!("write {} here", wanted.en)));
    }
    match message {
        "EOF while parsing a value" => empty(),
        "deserializing from YAML containing more than one document is not supported" => {
            Diagnostic::new(Text::new("一个文件里有多份 YAML 文档", "more than one YAML document in the file")).hint(
                Text::new(
                    "删去中间的 `---`，或分成几个文件",
                    "take out the `---` between them, or make it several files",
                ),
            )
        }
        "recursion limit exceeded" => too_deep(),
        "repetition limit exceeded" => Diagnostic::new(Text::new("别名引用过多", "too many aliases"))
            .hint(Text::new("把内容直接写出，不用 `&` 和 `*`", "write it out, without `&` and `*`")),
        _ => of_syntax(message),
    }
}

fn of_syntax(message: &str) -> Diagnostic {
    let known = SYNTAX.iter().find(|(words, _, _)| message.contains(words));
    let message = match known {
        Some((_, zh, en)) => text!(zh: "YAML 语法有误：{zh}", en: "invalid YAML: {en}"),
        // The parser's own words, which are English, in brackets.
        None => text!(zh: "YAML 语法有误（{message}）", en: "invalid YAML: {message}"),
    };
    Diagnostic::new(message).hint(Text::new(
        "核对这一行和上一行：缩进用空格，冒号后空一格，引号和括号成对；值里有特殊符号的，整个用引号括起",
        "look at this line and the one before: indent with spaces, put a space after a colon, close quotes and brackets, \
         and quote a value with signs in it",
    ))
}

/// The problem of a file that nests too deeply.
pub(super) fn too_deep() -> Diagnostic {
    Diagnostic::new(Text::new("嵌套太深", "nested too deeply"))
        .hint(Text::new("记录只有几层：核对括号和缩进", "a record has few levels: look at brackets and indentation"))
}

/// “Did you mean …”, or the list of all known words; of the head of a paper with their names.
fn did_you_mean<'s>(word: &str, known: impl Iterator<Item = &'s str> + Clone) -> Text {
    let is_head = FrontMatter::NAMES.iter().all(|(key, _)| known.clone().any(|known| known == *key));
    let names = FrontMatter::NAMES.iter().filter(|_| is_head);
    let meant = nearest(word, names.clone().map(|(_, name)| *name));
    let meant = meant.and_then(|name| names.clone().find(|(_, known)| *known == name)).map(|(key, _)| *key);
    match nearest(word, known.clone()).or(meant) {
        Some(near) => text!(zh: "是否想写 `{near}`？", en: "did you mean `{near}`?"),
        None if is_head => {
            let each: Vec<Text> = names.map(|(key, name)| Text::new(format!("{key}（{name}）"), *key)).collect();
            let Text { zh, en } = Text::join(&each, "、", ", ");
            text!(zh: "可用：{zh}", en: "known are: {en}")
        }
        None => {
            let known = known.collect::<Vec<_>>().join(", ");
            text!(zh: "可用：{known}", en: "known are: {known}")
        }
    }
}

/// Splits `list[1].a: message` into the path and the message.
pub(super) fn split_path(message: &str) -> (Vec<PathSegment>, &str) {
    let Some((path, rest)) = message.split_once(": ") else {
        return (Vec::new(), message);
    };
    if path.contains(|c: char| matches!(c, ' ' | '`') || c.is_control()) || path.starts_with("invalid") {
        return (Vec::new(), message);
    }
    let mut steps = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (key, entries) = part.split_once('[').map_or((part, ""), |(key, entries)| (key, entries));
        if !key.is_empty() {
            steps.push(PathSegment::from(key));
        }
        steps.extend(
            entries
                .split('[')
                .filter_map(|entry| entry.trim_end_matches(']').parse::<usize>().ok())
                .map(PathSegment::from),
        );
    }
    (steps, rest)
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let rest = &text[text.find(open)? + open.len()..];
    rest.find(close).map(|end| &rest[..end])
}

/// The name of a type or value in words, from the name serde gives it.
fn shape(named: &str) -> Text {
    if let Some(own) = Text::unpacked(named) {
        return own;
    }
    match named {
        "map" | "a map" => Text::new("“键: 值”", "a map (key: value)"),
        "sequence" | "a sequence" => Text::new("列表", "a list"),
        "unit value" => Text::new("空值", "nothing"),
        "a string" => Text::new("文字", "text"),
        "u32" | "usize" => Text::new("非负整数", "a whole number, not below zero"),
        "i32" => Text::new("整数", "a whole number"),
        "a boolean" => Text::new("true 或 false", "true or false"),
        "field identifier" => Text::new("一个词作键", "one word as a key"),
        _ if named.starts_with("struct ") => Text::new("“键: 值”", "a map (key: value)"),
        _ => {
            let value = between(named, "`", "`").or_else(|| between(named, "\"", "\""));
            match (named.split(' ').next(), value) {
                (Some("string"), Some(value)) => text!(zh: "文字 `{value}`", en: "the text `{value}`"),
                (Some("integer" | "float" | "floating"), Some(value)) => {
                    text!(zh: "数 `{value}`", en: "the number `{value}`")
                }
                (Some("boolean"), Some(value)) => text!(zh: "`{value}`", en: "`{value}`"),
                _ => Text::same(named),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, UniqueMap};
    use serde::Deserialize;
    use serde::de::DeserializeOwned;
    use serde_yaml::Value;
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    #[allow(dead_code, reason = "only what is refused is looked at")]
    struct Probe {
        word: String,
        yes: bool,
        count: u32,
        place: usize,
        year: i32,
        list: Vec<String>,
        map: BTreeMap<String, String>,
        inner: Option<Required>,
        kind: Option<Kind>,
        day: Option<Date>,
        unique: UniqueMap<String>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only what is refused is looked at")]
    struct Required {
        needed: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        First,
        Second,
    }

    /// The parser's message about a text, and its explanation in English.
    fn explained<T: DeserializeOwned + Debug>(text: &str) -> (String, String) {
        let error = serde_yaml::from_str::<T>(text).unwrap_err();
        let at =
            error.location().map(|at| format!(" at line {} column {}", at.line(), at.column())).unwrap_or_default();
        let full = error.to_string();
        let (_, message) = split_path(full.strip_suffix(&at).unwrap_or(&full));
        (message.to_owned(), explain(message).message.en)
    }

    #[test]
    fn each_word_of_the_parser_about_syntax_is_what_it_says() {
        let texts = [
            "list: [a\nword: b\n",
            "map: {a: b\nword: c\n",
            "word: a\nb\n",
            "word: a: b\n",
            "list:\n  - a\n  b: c\n",
            "list:\n  - a\n b\n",
            "word: - a\n",
            "word: @a\n",
            "word: a\n\tb\n",
            "word: \"a\n",
            "word: \"\\q\"\n",
            "word: *a\n",
            "word: ? a\n",
            "word: * a\n",
            "list: [a,,b]\n",
            "word: |x\n",
            "word: |0\n a\n",
            "word: \"\\xzz\"\n",
            "word: \"\\uD800\"\n",
            "word: \"a\n---\nb\"\n",
            "word: !x!y z\n",
            "word: !a,b c\n",
            "%YAML 1.2\nword: a\n",
            "%FOO bar\n---\nword: a\n",
            "%YAML 2.0\n---\nword: a\n",
        ];
        assert_eq!(texts.len(), SYNTAX.len());
        for ((words, _, en), text) in SYNTAX.into_iter().zip(texts) {
            let (message, explanation) = explained::<Value>(text);
            assert!(message.contains(words), "{text:?}: {message}");
            assert_eq!(explanation, format!("invalid YAML: {en}"), "{message}");
        }
        let unknown = explain("did not find something new").message;
        assert_eq!(unknown.zh, "YAML 语法有误（did not find something new）");
        assert_eq!(unknown.en, "invalid YAML: did not find something new");
    }

    #[test]
    fn each_sentence_about_a_whole_file_is_what_the_parser_says() {
        let deep = "[".repeat(200);
        let laughs = (1..12).fold("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, n| {
            let more = vec![format!("*a{}", n - 1); 10].join(", ");
            format!("{text}a{n}: &a{n} [{more}]\n")
        });
        assert_eq!(explained::<String>("").1, "the file is empty");
        assert_eq!(explained::<Value>("word: a\n---\nword: b\n").1, "more than one YAML document in the file");
        assert_eq!(explained::<Value>(&deep).1, "nested too deeply");
        assert_eq!(explained::<Value>(&laughs).1, "too many aliases");
        assert_eq!(explained::<Value>("word: \u{7}\n").1, "there is a control character in the file");
    }

    #[test]
    fn each_sentence_of_serde_is_what_it_says() {
        for (text, en) in [
            ("word: a\nword: b\n", "duplicate key `word`"),
            ("unique: {a: b, a: c}\n", "duplicate key `a`"),
            ("wrod: a\n", "unknown key `wrod`"),
            ("kind: third\n", "unknown value `third`"),
            ("inner: {}\n", "missing key `needed`"),
            ("word: {}\n", "expected text, found a map (key: value)"),
            ("word: []\n", "expected text, found a list"),
            ("list: a\n", "expected a list, found the text `a`"),
            ("count:\n", "expected a whole number, not below zero, found nothing"),
            ("map: 1\n", "expected a map (key: value), found the number `1`"),
            ("inner: 1.5\n", "expected a map (key: value), found the number `1.5`"),
            ("count: true\n", "expected a whole number, not below zero, found `true`"),
            ("place: a\n", "expected a whole number, not below zero, found the text `a`"),
            ("count: -1\n", "expected a whole number, not below zero, found the number `-1`"),
            ("year: a\n", "expected a whole number, found the text `a`"),
            ("yes: a\n", "expected true or false, found the text `a`"),
            ("day: {}\n", "expected a date YYYY-MM-DD, found a map (key: value)"),
            ("day: 2026-2-3\n", "`2026-2-3` is not a date"),
        ] {
            assert_eq!(explained::<Probe>(text).1, en, "{text:?}");
        }
        assert!(explain(&explained::<Probe>("kind: third\n").0).hint.unwrap().en.contains("known are: first, second"));
        assert_eq!(explain(&explained::<Probe>("wrod: a\n").0).hint.unwrap().en, "did you mean `word`?");
    }

    #[test]
    fn the_path_of_a_field_is_taken_off() {
        let path = |text: &str| {
            let error = serde_yaml::from_str::<BTreeMap<String, Vec<Probe>>>(text).unwrap_err();
            split_path(&error.to_string()).0
        };
        assert_eq!(path("a:\n- {}\n- {day: 1}\n"), ["a".into(), 1.into(), "day".into()]);
        assert!(path("[]\n").is_empty());
    }
}
