//! The picture of a check in both READMEs: what the program says of three topics of the sample, drawn as a terminal.
//!
//! `UPDATE_README=1 cargo test picture` draws it anew.

use super::sandbox::Sandbox;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use yijuan::report::fold::fold;

const CHECK: &str = "check 2026-008 2026-009 2026-018";
const COLUMNS: usize = 92;
const LINE: usize = 20;
const MARGIN: usize = 20;
/// A column of a font of 14 pixels.
const COLUMN: f64 = 8.43;

/// How the program paints the first word of a line on a terminal; see `report::human`.
const WORDS: [(&str, &str); 8] = [
    ("error", "r"),
    ("错误", "r"),
    ("warning", "y"),
    ("警告", "y"),
    ("due soon", "y"),
    ("即将到期", "y"),
    ("late", "f"),
    ("逾期", "f"),
];

#[test]
fn the_english_picture_shows_what_check_says() {
    holds("docs/check.svg", "en");
}

#[test]
fn the_chinese_picture_shows_what_check_says() {
    holds("docs/check.zh-CN.svg", "zh-CN");
}

fn holds(file: &str, language: &str) {
    let run = Sandbox::sample().run(&format!("--lang {language} --as-of 2026-06-15 {CHECK}")).exits(1);
    let drawn = drawing(&format!("$ yijuan {CHECK}\n{}", fold(&run.stdout, COLUMNS)));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(file, drawn).unwrap();
    } else {
        assert_eq!(fs::read_to_string(file).unwrap(), drawn);
    }
}

/// A page of a terminal as SVG, with fonts that have Chinese characters where the first ones have none.
fn drawing(page: &str) -> String {
    let count = page.lines().count();
    #[allow(clippy::cast_precision_loss, reason = "a picture is not that wide")]
    let width = (COLUMNS as f64 * COLUMN).ceil() + 2.0 * MARGIN as f64;
    let height = count * LINE + 2 * MARGIN;
    let mut drawn = format!(
        "\
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">
<style>
text {{ font: 14px ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'PingFang SC', 'Microsoft YaHei', \
'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', monospace; fill: #d8dee9; white-space: pre }}
.b {{ font-weight: bold; fill: #fff }} .r {{ font-weight: bold; fill: #ff6b6b }} .y {{ fill: #ebcb8b }} \
.f {{ fill: #8792a6 }}
</style>
<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#20242d\"/>
"
    );
    for (nth, line) in page.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let y = MARGIN + nth * LINE + 15;
        let _ = writeln!(drawn, "<text x=\"{MARGIN}\" y=\"{y}\">{}</text>", painted(line));
    }
    drawn + "</svg>\n"
}

fn painted(line: &str) -> String {
    let text = line.trim_start();
    let margin = &line[..line.len() - text.len()];
    let word = WORDS.iter().find(|(word, _)| margin == "  " && text.starts_with(word));
    match word {
        Some((word, class)) => format!("{margin}{}{}", span(class, word), escaped(&text[word.len()..])),
        None if text.starts_with("topics/") => format!("{margin}{}", span("f", text)),
        None if text.starts_with("$ ") || text.starts_with("2026-0") => span("b", line),
        None => format!("{margin}{}", escaped(text)),
    }
}

fn span(class: &str, text: &str) -> String {
    format!("<tspan class=\"{class}\">{}</tspan>", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
