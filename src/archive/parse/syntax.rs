//! What the YAML parser says of a text that is no YAML, in the words of whoever wrote the text.

use crate::problem::Problem;
use crate::text;
use crate::text::Text;

/// What is wrong, and what to do, from what the parser says.
pub(super) fn explain(said: &str) -> Problem {
    let known = [
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
    ];
    let hint = Text::new(
        "核对这一行和上一行：缩进用空格，冒号后空一格，引号和括号成对；值里有特殊符号的，整个用引号括起",
        "look at this line and the one before: indent with spaces, put a space after a colon, close quotes and brackets, \
         and quote a value with signs in it",
    );
    let of_aliases = Text::new("把内容直接写出，不用 `&` 和 `*`", "write it out, without `&` and `*`");
    let (message, hint) = match said {
        "an empty value" => (Text::new("值为空", "the value is empty"), Text::new("填上值", "give it a value")),
        "EOF while parsing a value" => (
            Text::new("文件为空", "the file is empty"),
            Text::new("填上内容，或从 git 取回", "fill it in, or take it back from git"),
        ),
        "deserializing from YAML containing more than one document is not supported" => (
            Text::new("一个文件里有多份 YAML 文档", "more than one YAML document in the file"),
            Text::new("删去中间的 `---`，或分成几个文件", "take out the `---` between them, or make it several files"),
        ),
        "recursion limit exceeded" => return too_deep(),
        "repetition limit exceeded" => (Text::new("别名引用过多", "too many aliases"), of_aliases),
        other => match known.iter().find(|(words, _, _)| other.contains(words)) {
            Some((_, zh, en)) => (text!(zh: "YAML 语法有误：{zh}", en: "invalid YAML: {en}"), hint),
            None => (text!(zh: "YAML 语法有误：{other}", en: "invalid YAML: {other}"), hint),
        },
    };
    Problem::new(message).hint(hint)
}

/// What nests more deeply than any record does.
pub(super) fn too_deep() -> Problem {
    Problem::new(Text::new("嵌套太深", "nested too deeply"))
        .hint(Text::new("记录只有几层：核对括号和缩进", "a record has few levels: look at brackets and indentation"))
}
