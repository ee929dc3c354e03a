//! The papers as PDF: what other programs make of the files, beside what is measured of them.

use super::page::printed::{Papers, output};
use super::{PAPERS, PRINTED, meta, set};
use std::process::Command;
use std::sync::LazyLock;
use yijuan::document::{Gongwen, Layout, Meta, Typesetter};
use yijuan::model::Fonts;

static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(&Fonts::default()).unwrap().0);

/// The papers as PDF.
pub static SET: LazyLock<Papers> =
    LazyLock::new(|| Papers::set(&PAPERS.iter().map(|(name, paper)| (*name, pdf(paper))).collect::<Vec<_>>()));

fn pdf(paper: &Gongwen) -> Vec<u8> {
    TYPESETTER.pdf(paper).unwrap()
}

/// A paper of one page, as a program reads it again.
fn read(text: &str) -> String {
    let papers = Papers::set(&[("read", pdf(&set(Meta { title: "读".into(), ..Meta::default() }, text)))]);
    String::from_utf8(output(Command::new("pdftotext").arg(papers.file("read", "pdf")).arg("-"))).unwrap()
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn it_has_as_many_pages_as_word_processors_make_of_the_docx() {
    for name in SET.names() {
        assert_eq!(SET.pages(name), PRINTED.pages(name), "{name}");
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn its_fonts_are_in_it() {
    for name in SET.names() {
        let told = String::from_utf8(output(Command::new("pdffonts").arg(SET.file(name, "pdf")))).unwrap();
        let fonts: Vec<Vec<&str>> = told.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
        assert!(!fonts.is_empty(), "{told}");
        for font in fonts {
            let embedded = &font[font.len() - 5..][..2];
            assert_eq!(embedded, ["yes", "yes"], "{name}: {told}");
        }
    }
}

#[test]
#[cfg_attr(not(has_qpdf), ignore = "needs qpdf")]
fn qpdf_accepts_it() {
    for name in SET.names() {
        output(Command::new("qpdf").arg("--check").arg(SET.file(name, "pdf")));
    }
}

#[test]
fn it_says_that_it_is_pdf_a_and_nothing_of_when_it_was_made() {
    let paper = set(meta(Layout::Letter), "为开好专题协商会议。");
    let file = pdf(&paper);
    assert_eq!(file, pdf(&paper));
    let text = String::from_utf8_lossy(&file);
    for said in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>", "2026-12-03"] {
        assert!(text.contains(said), "{said}");
    }
    let undated = String::from_utf8_lossy(&pdf(&set(Meta { date: None, ..meta(Layout::Letter) }, "甲"))).into_owned();
    assert!(undated.contains("2012-07-01"));
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn rare_characters_come_out() {
    let names = "喆堃昇祎玥镕珺㛃𬱖";
    for text in [names.to_owned(), format!("## {names}"), format!("### {names}"), format!("**{names}**")] {
        assert!(read(&text).contains(names), "{text}");
    }
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn chinese_marks_are_as_wide_as_characters() {
    let line = "“甲”‘乙’——丙……丁。";
    let papers = Papers::set(&[("marks", pdf(&set(Meta { title: "读".into(), ..Meta::default() }, line)))]);
    let page = papers.page("marks", 1);
    let word = page.word("甲");
    let wide = word.after(&page).right - word.left;
    let pitch = 15.75 * 25.4 / 72.0;
    assert!((wide - 13.0 * pitch).abs() < 0.6 * pitch, "{} characters", wide / pitch);
}

#[test]
fn a_character_that_no_font_has_is_named() {
    let paper = set(meta(Layout::Letter), "甲\u{e123}乙\n\n## 丙\u{f0000}\n");
    let problems = TYPESETTER.pdf(&paper).unwrap_err();
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.en.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("fonts.body") && told[0].contains("U+E123"), "{told:?}");
    assert!(told[1].contains("fonts.hei") && told[1].contains("U+F0000"), "{told:?}");
    assert!(problems.iter().all(|problem| problem.hint.is_some()));
}

/// How many dots of a colour a line of a picture has, of each line that has some.
fn dots(ppm: &[u8], colour: [u8; 3]) -> Vec<usize> {
    let mut head = ppm.splitn(4, u8::is_ascii_whitespace);
    let (_, width, _) = (head.next(), head.next().unwrap(), head.next());
    let width: usize = std::str::from_utf8(width).unwrap().parse().unwrap();
    let dots = head.next().unwrap();
    let dots = &dots[dots.iter().position(u8::is_ascii_whitespace).unwrap() + 1..];
    let of_line = |line: &[u8]| line.as_chunks::<3>().0.iter().filter(|dot| **dot == colour).count();
    dots.chunks(3 * width).map(of_line).filter(|count| *count > 0).collect()
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs pdftoppm")]
fn a_share_has_a_bar_as_long_as_it_is_large() {
    let table = "| 委室 | 按期 |\n| --- | --- |\n| 甲委 | 1/4 25.0% |\n| 乙委 | 3/4 75.0% |\n| 丙委 | 0/4 0.0% |\n| 丁委 | — |\n";
    let paper = set(Meta { layout: Layout::Table, title: "表".into(), ..Meta::default() }, table);
    let bars = [((0, 1), 250), ((1, 1), 750), ((2, 1), 0)].into_iter().collect();
    let papers = Papers::set(&[("bars", pdf(&paper.with_bars(vec![bars])))]);
    let picture = output(Command::new("pdftoppm").args(["-r", "288"]).arg(papers.file("bars", "pdf")));
    let (long, rest) = (dots(&picture, [31, 95, 139]), dots(&picture, [225, 225, 225]));
    let whole = *rest.iter().max().unwrap();
    let share = |of: usize| long.iter().filter(|dots| (**dots * 1000 / whole).abs_diff(of) < 10).count();
    // Three points are twelve lines of the picture, of which those at the edges may be of another colour.
    assert!((10..=12).contains(&share(250)) && (10..=12).contains(&share(750)), "{long:?} of {whole}");
    assert_eq!(share(250) + share(750), long.len());
}
