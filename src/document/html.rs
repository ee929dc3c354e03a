//! A paper as one HTML page, to be read and printed: no script, nothing fetched from elsewhere.
//!
//! Measures are those of `measure`. Everything that comes from the paper is escaped; its markup is written here.

use super::columns::{sides, widths};
use super::gongwen::{Alignment, Block, Gongwen, Layout, Run, Table, Width, runs, title_lines};
use super::measure as m;
use crate::diagnostic::Diagnostic;
use crate::text::Text;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, syntax::SyntaxConfig};
use std::fmt::Write as _;
use std::sync::LazyLock;

static ENVIRONMENT: LazyLock<Option<Environment>> = LazyLock::new(|| {
    let mut environment = Environment::empty();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).build().ok()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("paper.html", include_str!("html/paper.html")).ok()?;
    Some(environment)
});

/// A paper as an HTML page.
///
/// # Errors
/// If the page would be too large.
pub fn html(paper: &Gongwen) -> Result<String, Diagnostic> {
    let broken = |why: String| {
        Diagnostic::new(crate::text!(zh: "写不成 HTML：{why}", en: "no HTML can be made: {why}"))
            .hint(Text::new("这是程序的错误，请报告", "this is an error of the program; please report it"))
    };
    let environment = ENVIRONMENT.as_ref().ok_or_else(|| broken(String::new()))?;
    let page = environment.get_template("paper.html").and_then(|template| template.render(values(paper)));
    page.map_err(|error| broken(error.to_string()))
}

fn values(paper: &Gongwen) -> Value {
    let meta = &paper.meta;
    let landscape = meta.layout.is_landscape();
    let heading = |title: &str| {
        let lines = title_lines(title, landscape);
        safe(lines.iter().map(|line| inline(&runs(line))).collect::<Vec<_>>().join("<br>"))
    };
    let largest = if meta.layout == Layout::Letter { m::LARGEST_LETTER_MARK } else { m::LARGEST_MARK };
    let (size, narrower) = m::mark(meta.mark.as_str().ems(), largest);
    let date = meta.date_to_print();
    let signature = meta.issuers.iter().chain(&date).filter(|_| meta.is_signed());
    let signature: Vec<Value> = signature.map(of_text).collect();
    let longest = meta.issuers.iter().map(|name| name.as_str().ems()).fold(0.0, f64::max);
    let of_date = date.as_deref().map_or(0.0, Width::ems);
    let right = m::signature_middle(longest, of_date) - longest.max(of_date) / 2.0;
    let classes = meta.copy_number.iter().map(|text| class(text, false));
    let classes: Vec<Value> =
        classes.chain([&meta.secrecy, &meta.urgency].into_iter().flatten().map(|text| class(text, true))).collect();
    let attached = paper.attached.iter().map(|paper| {
        Value::from_pairs([
            ("label", paper.label.as_str().into()),
            ("heading", heading(&paper.title)),
            ("body", safe(blocks(&paper.body, landscape))),
        ])
    });
    let imprint = meta.imprint.as_ref().filter(|_| meta.layout != Layout::Letter).map(|imprint| {
        Value::from_pairs([("office", of_text(&imprint.office)), ("date", imprint.date_to_print().into())])
    });
    Value::from_pairs([
        ("m", measures(meta.layout)),
        ("layout", meta.layout.word().into()),
        ("title", meta.title.replace('\n', "").into()),
        (
            "mark",
            Value::from_pairs([
                ("html", of_text(&meta.mark)),
                ("size", size.0.into()),
                ("narrower", format!("{narrower:.3}").into()),
                // On a narrow screen it fills the width.
                ("widest", format!("{:.2}", 90.0 / (meta.mark.as_str().ems() * narrower).max(1.0)).into()),
            ]),
        ),
        ("classes", classes.into()),
        ("number", of_text(meta.number.as_deref().unwrap_or_default())),
        ("signers", meta.signers.join("　").into()),
        ("issuers", meta.issuers.join("　").into()),
        ("date", date.clone().unwrap_or_default().into()),
        ("heading", heading(&meta.title)),
        ("to", text_or_false(meta.to.as_deref())),
        ("body", safe(blocks(&paper.body, landscape))),
        ("attachments", attachments(&meta.attachments).into()),
        ("signature", signature.into()),
        ("signature_right", format!("{right:.2}").into()),
        ("note", text_or_false(meta.note.as_deref())),
        ("attached", attached.collect()),
        ("copies", text_or_false(meta.copies.as_deref())),
        ("imprint", imprint.unwrap_or_else(|| Value::from(false))),
    ])
}

/// 附件说明 (7.3.4).
fn attachments(names: &[String]) -> Vec<Value> {
    let line = |(nth, name): (usize, &String)| {
        let first = if nth == 0 { "附件：" } else { "" };
        let number = if names.len() > 1 { format!("{}.", nth + 1) } else { String::new() };
        of_text(format!("{first}{number}{name}"))
    };
    names.iter().enumerate().map(line).collect()
}

fn measures(layout: Layout) -> Value {
    let m::Page { width, height, top, right, bottom, left, .. } = m::page(layout.is_landscape());
    // The rules of a letter are wider than its text and in the middle of the page. What is wider than a page's area makes
    // browsers print all of it smaller, so the area has their width.
    let aside = m::Mm((m::PAGE.0.0 - m::DOUBLE_RULE.0) / 2.0);
    let (page_left, page_right) = if layout == Layout::Letter { (aside, aside) } else { (left, right) };
    Value::from_pairs([
        ("width", width.0),
        ("height", height.0),
        ("top", top.0),
        ("right", right.0),
        ("bottom", bottom.0),
        ("left", left.0),
        ("page_left", page_left.0),
        ("page_right", page_right.0),
        ("inner_left", left.0 - page_left.0),
        ("inner_right", right.0 - page_right.0),
        ("text", height.0 - top.0 - bottom.0),
        ("number_below", m::NUMBER_BELOW_TEXT.0),
        ("body", m::BODY.0),
        ("title", m::TITLE.0),
        ("small", m::SMALL.0),
        ("cell", m::CELL.0),
        ("line", m::LINE.0),
        ("two_lines", m::LINE.0 * 2.0),
        ("tighter", m::TIGHTER.0),
        ("mark_below_top", m::MARK_BELOW_TEXT_TOP.0),
        ("red_rule", m::RED_RULE.0),
        ("rule_below", m::RULE_BELOW_NUMBER.0),
        ("double_rule", m::DOUBLE_RULE.0),
        ("double_high", m::DOUBLE_RULE_HIGH.0),
        ("double_thick", m::DOUBLE_RULE_THICK.0),
        ("double_thin", m::DOUBLE_RULE_THIN.0),
        ("double_below", m::DOUBLE_RULE_BELOW_MARK.0),
        ("number_below_rule", m::NUMBER_BELOW_DOUBLE_RULE.0),
        ("overhang", aside.0 - left.0),
        ("second_rule", m::SECOND_RULE_FROM_BOTTOM.0),
        ("letter_mark", m::LETTER_MARK.0),
        ("letter_rise", m::TOP.0 - m::LETTER_MARK.0),
        ("thick", m::THICK_RULE.0),
        ("thin", m::THIN_RULE.0),
    ])
}

fn safe(html: String) -> Value {
    Value::from_safe_string(html)
}

fn of_text(text: impl AsRef<str>) -> Value {
    safe(inline(&runs(text.as_ref())))
}

fn text_or_false(text: Option<&str>) -> Value {
    text.map_or_else(|| Value::from(false), of_text)
}

/// A word before the mark, as a copy number or an urgency, and whether it is set in 黑体.
fn class(text: &str, hei: bool) -> Value {
    Value::from_pairs([("html", of_text(text)), ("hei", hei.into())])
}

fn blocks(blocks: &[Block], landscape: bool) -> String {
    let mut html = String::new();
    for block in blocks {
        match block {
            Block::Heading { level, number, text } => {
                let tag = level + 1;
                let _ = writeln!(html, "<h{tag}>{}{}</h{tag}>", escaped(number), inline(text));
            }
            Block::UnderTitle(text) => {
                let _ = writeln!(html, "<p class=\"under kai\">{}</p>", inline(text));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(html, "<p>{}</p>", inline(text));
            }
            Block::Item { marker, text } => {
                let _ = writeln!(html, "<p>{}{}</p>", escaped(marker), inline(text));
            }
            Block::Quote(text) => {
                let _ = writeln!(html, "<p class=\"kai\">{}</p>", inline(text));
            }
            Block::Verbatim(text) => {
                let _ = writeln!(html, "<pre>{}</pre>", inline(&runs(text)));
            }
            Block::Attendance { label, text } => {
                let label = escaped(label);
                let _ =
                    writeln!(html, "<p class=\"attendance\"><span class=\"hei\">{label}：</span>{}</p>", inline(text));
            }
            Block::Table(of) => table(&mut html, of, landscape),
        }
    }
    html
}

fn table(html: &mut String, table: &Table, landscape: bool) {
    let (size, width) = (m::cell(landscape), m::page(landscape).line.pt());
    html.push_str("<table>\n<colgroup>");
    for column in widths(table, size, width) {
        let _ = write!(html, "<col style=\"width: {:.2}%\">", column.0 / width.0 * 100.0);
    }
    html.push_str("</colgroup>\n");
    if table.has_head() {
        html.push_str("<thead><tr>");
        for cell in &table.head {
            let _ = write!(html, "<th>{}</th>", inline(cell));
        }
        html.push_str("</tr></thead>\n");
    }
    html.push_str("<tbody>\n");
    let sides = sides(table);
    for row in &table.rows {
        html.push_str("<tr>");
        for (cell, side) in row.iter().zip(&sides) {
            let class = match side {
                Alignment::Center => " class=\"c\"",
                Alignment::Right => " class=\"r\"",
                Alignment::Auto | Alignment::Left => "",
            };
            let _ = write!(html, "<td{class}>{}</td>", inline(cell));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
}

fn inline(runs: &[Run]) -> String {
    let mut html = String::new();
    for Run { text, style } in runs {
        let tags = [(style.strong, "strong"), (style.emphasis, "em"), (style.blank, "mark")];
        let tags: Vec<&str> = tags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, tag)| tag).collect();
        html.extend(tags.iter().flat_map(|tag| ["<", *tag, ">"]));
        html.push_str(&escaped(text).replace('\n', "<br>"));
        html.extend(tags.iter().rev().flat_map(|tag| ["</", *tag, ">"]));
    }
    html
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::super::gongwen::{Markdown, Meta};
    use super::*;

    fn page(layout: Layout, text: &str) -> String {
        let meta = Meta {
            layout,
            mark: "<政协>".into(),
            title: "关于<script>alert(1)</script>的函".into(),
            number: Some("\"onload=x".into()),
            to: Some("</p><img src=x>".into()),
            ..Meta::default()
        };
        html(&Gongwen::read(meta, &Markdown { path: "函.md", text, lines_before: 0 }).unwrap()).unwrap()
    }

    #[test]
    fn nothing_of_a_paper_is_markup() {
        let text = "甲\\<b\\>&`<i onclick=x>`[乙](https://a.b \"c\")\n\n```\n<u>\n```\n\n| \\<a\\> |\n|---|\n| 〔待填写：\\<s\\>〕 |\n";
        for layout in Layout::ALL {
            let page = page(layout, text);
            for hostile in ["<script", "<img", "<b>", "<i ", "<u>", "<a", "<s>", "\"onload", "http:", "https:", "url("]
            {
                assert!(!page.contains(hostile), "{hostile} in {page}");
            }
            assert!(page.contains("甲&lt;b&gt;&amp;&lt;i onclick=x&gt;乙"), "{page}");
            assert!(page.contains("<mark>〔待填写：&lt;s&gt;〕</mark>"), "{page}");
        }
    }

    #[test]
    fn a_place_to_fill_in_is_marked_in_code_too() {
        let page = page(Layout::Plain, "```\n甲〔待填写〕\n```\n");
        assert!(page.contains("<pre>甲<mark>〔待填写〕</mark></pre>"), "{page}");
    }

    #[test]
    fn headings_keep_their_levels_and_columns_their_sides() {
        let page = page(Layout::Plain, "## 甲\n\n### 乙\n\n| 丙 | 丁 |\n|:-:|--:|\n| 1 | 2 |\n");
        assert!(page.contains("<h2>一、甲</h2>\n<h3>（一）乙</h3>"), "{page}");
        assert!(page.contains("<td class=\"c\">1</td><td class=\"r\">2</td>"), "{page}");
        assert_eq!(page.matches("<col style=\"width: 50.00%\">").count(), 2, "{page}");
    }

    #[test]
    fn the_page_has_the_measures_of_the_standard() {
        let page = page(Layout::Plain, "甲");
        assert!(page.contains("@page { size: 210.0mm 297.0mm; margin: 37.0mm 26.0mm 35.0mm 28.0mm;"), "{page}");
        assert!(self::page(Layout::Table, "甲").contains("size: 297.0mm 210.0mm"));
        // Its double rules fit into the page's area.
        let letter = self::page(Layout::Letter, "甲");
        assert!(letter.contains("margin: 37.0mm 20.0mm 35.0mm 20.0mm;"), "{letter}");
        assert!(letter.contains("main { margin: 0 6.0mm 0 8.0mm }"), "{letter}");
    }
}
