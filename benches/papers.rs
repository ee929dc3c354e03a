//! What it costs to draft and set a letter, and a thousand of them, and to compare a long opinion. `cargo bench --bench
//! papers`.
//!
//! Figures stand beside their targets; nothing fails, for a busy machine proves nothing. Memory is read from `/proc`, so
//! on Linux alone.

#![allow(clippy::print_stdout, reason = "a benchmark has no ui of its own")]

#[path = "papers/letter.rs"]
mod letter;

use letter::{LETTERS, figure, letter, ms, peak};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;
use yijuan::calendar::Calendar;
use yijuan::document::{Gongwen, Template, TemplateValue, docx, html};
use yijuan::redline::{Unit, compare, tracked};
use yijuan::text::Text;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --all-targets` runs benchmarks too, without this.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("to measure: cargo bench --bench papers");
        return Ok(());
    }
    let paper = letter(1)?;
    let files = |write: &dyn Fn(&Gongwen) -> usize| {
        let start = Instant::now();
        for _ in 0..LETTERS {
            black_box(write(&paper));
        }
        start.elapsed() / LETTERS
    };
    let template = Template::built_in("mentougou", "consultation-letter").ok_or("no template")?;
    let calendar = Arc::new(Calendar::built_in().map_err(|problem| problem.to_string())?);
    let start = Instant::now();
    for nth in 0..LETTERS {
        template.render(&facts(nth), &calendar).map_err(|problems| format!("{problems:?}"))?;
    }
    figure("a letter drafted as Markdown, ms", ms(start.elapsed() / LETTERS), "< 1", 1.0);
    let start = Instant::now();
    for nth in 0..LETTERS {
        drop(black_box(letter(nth)));
    }
    figure("a letter read from Markdown, ms", ms(start.elapsed() / LETTERS), "< 1", 1.0);
    figure("a letter as DOCX, ms", ms(files(&|paper| docx(paper).map_or(0, |file| file.len()))), "< 5", 5.0);
    figure("a letter as HTML, ms", ms(files(&|paper| html(paper).map_or(0, |page| page.len()))), "< 5", 5.0);
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    for nth in 0..LETTERS {
        fs::write(
            folder.path().join(format!("{nth}.docx")),
            docx(&letter(nth)?).map_err(|problem| problem.to_string())?,
        )?;
    }
    figure("1,000 letters as DOCX files, s", start.elapsed().as_secs_f64(), "< 5", 5.0);
    let opinion = opinion();
    let (first, last) = (&opinion[0], &opinion[opinion.len() - 1]);
    let start = Instant::now();
    black_box(compare(first, last));
    let characters = first.chars().count();
    figure(&format!("an opinion of {characters} characters, s"), start.elapsed().as_secs_f64(), "< 0.5", 0.5);
    let units = |text: &String| {
        text.lines().map(|line| Unit { cells: vec![line.to_owned()], is_row: false }).collect::<Vec<_>>()
    };
    let units: Vec<Vec<Unit>> = opinion.iter().map(units).collect();
    let start = Instant::now();
    black_box(tracked(&units));
    figure("the same through five versions, s", start.elapsed().as_secs_f64(), "< 0.5", 0.5);
    figure("peak memory, MiB", peak()?, "< 200", 200.0);
    Ok(())
}

/// An opinion of 20,000 characters, and four versions after it, each with a change in every other sentence, paragraphs
/// written anew, one moved and one taken out.
fn opinion() -> Vec<String> {
    let words = [
        "养老服务",
        "街道社区",
        "民政部门",
        "助餐补贴",
        "床位建设",
        "医养结合",
        "运营机构",
        "居民群众",
        "财政资金",
        "服务质量",
    ];
    let mut seed = 18_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or_default() % below
    };
    let mut sentence = |nth: usize| {
        let [one, two, three] = [(); 3].map(|()| words[next(words.len())]);
        format!("要按照{one}的总体要求，进一步完善{two}的保障办法，由有关单位就{three}提出第{nth}项具体措施。")
    };
    let mut paragraphs: Vec<Vec<String>> = (0..80).map(|_| (0..6).map(&mut sentence).collect()).collect();
    let text =
        |paragraphs: &[Vec<String>]| paragraphs.iter().map(|sentences| sentences.concat() + "\n\n").collect::<String>();
    let mut versions = vec![text(&paragraphs)];
    for version in 1..5 {
        for (nth, sentences) in paragraphs.iter_mut().enumerate() {
            for one in sentences.iter_mut().skip(version % 2).step_by(2) {
                *one = one.replace("总体要求", "统一部署").replace("有关单位", &format!("有关单位和专家{version}"));
            }
            if nth % 20 == version {
                *sentences = (0..6).map(&mut sentence).collect();
            }
        }
        let moved = paragraphs.remove(version * 7);
        paragraphs.insert(version * 13, moved);
        paragraphs.remove(version * 17);
        versions.push(text(&paragraphs));
    }
    versions
}

/// What a letter is drafted from.
fn facts(nth: u32) -> TemplateValue {
    let text = |text: &str| TemplateValue::text(text);
    let unknown = || TemplateValue::missing(Text::same("yijuan set"));
    let department = |id: &str, name: &str| TemplateValue::map([("id", text(id)), ("name", text(name))]);
    let session =
        ["contact", "phone", "time", "minutes", "materials_by", "reply_by"].map(|name| (name, unknown())).into_iter();
    TemplateValue::map([
        ("addressee", unknown()),
        ("archive", TemplateValue::map([("institution", text("政协某区委员会"))])),
        ("departments", TemplateValue::List(vec![department("civil", "区民政局"), department("fin", "区财政局")])),
        ("people", TemplateValue::map([("party-government-leader", TemplateValue::List(Vec::new()))])),
        ("recorded", TemplateValue::map([("letter-sent", text("2026-11-20"))])),
        ("scheduled", TemplateValue::map([("meeting", text("2026-12-03"))])),
        ("session", TemplateValue::map(session.chain([("place", text("区政协第二会议室"))]))),
        (
            "topic",
            TemplateValue::map([
                ("ad_hoc", TemplateValue::Bool(false)),
                ("form", text("专题协商")),
                ("office", text("社会法制委员会")),
                ("title", text(&format!("社区养老服务{nth}"))),
                ("year", text("2026")),
            ]),
        ),
    ])
}
