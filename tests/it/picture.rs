//! The picture of a check in both READMEs: what the program says of three topics of the sample, drawn as a terminal.
//!
//! `UPDATE_README=1 cargo test picture` draws it anew.

use super::sandbox::Sandbox;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use yijuan::report::fold::fold;

const CHECK: &str = "check 2026-008 2026-014 2026-018";
const COLUMNS: usize = 90;
const LINE: usize = 20;
const MARGIN: usize = 20;
/// The width of a column of a font of 14 pixels, in hundredths.
const COLUMN: usize = 843;

/// How the program paints the first word of a line on a terminal; see `report::human`.
const WORDS: [(&str, &str); 6] =
    [("error", "r"), ("错误", "r"), ("due soon", "y"), ("即将到期", "y"), ("late", "f"), ("逾期", "f")];

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
    let page = format!("$ yijuan {CHECK}\n{}", fold(&run.stdout, COLUMNS));
    let widest = page.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
    assert!(widest <= COLUMNS, "a line of {widest} columns does not fit the picture");
    let drawn = drawing(&page);
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
    let (width, height) = (at_column(COLUMNS) + MARGIN, count * LINE + 2 * MARGIN);
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
        let text = line.trim_start();
        let margin = line.len() - text.len();
        let (x, y) = (at_column(margin), MARGIN + nth * LINE + 15);
        let _ = writeln!(drawn, "<text x=\"{x}\" y=\"{y}\">{}</text>", painted(text, margin));
    }
    drawn + "</svg>\n"
}

/// Where a column begins. A margin is told by its place, for not every reader of SVG keeps leading blanks.
fn at_column(column: usize) -> usize {
    MARGIN + column * COLUMN / 100
}

fn painted(text: &str, margin: usize) -> String {
    let word = WORDS.iter().find(|(word, _)| margin == 2 && text.starts_with(word));
    match word {
        Some((word, class)) => span(class, word) + &escaped(&text[word.len()..]),
        None if margin == 0 && text.starts_with(['$', '2']) => span("b", text),
        None => escaped(text),
    }
}

fn span(class: &str, text: &str) -> String {
    format!("<tspan class=\"{class}\">{}</tspan>", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
