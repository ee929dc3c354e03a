//! What it costs to set a letter as PDF, and a thousand of them, beside `soffice --convert-to pdf` of the same letters.
//! `cargo bench --features pdf --bench pdf`.
//!
//! Figures stand beside their targets; nothing fails, for a busy machine proves nothing. Memory is read from `/proc`, so
//! on Linux alone.

#![allow(clippy::print_stdout, reason = "a benchmark has no ui of its own")]

#[path = "papers/letter.rs"]
mod letter;

use letter::{LETTERS, figure, letter, ms, peak};
use std::error::Error;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};
use yijuan::document::{Typesetter, docx};
use yijuan::model::Fonts;

/// Letters that the office program converts: it takes long.
const CONVERTED: u32 = 50;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --all-targets` runs benchmarks too, without this.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("to measure: cargo bench --features pdf --bench pdf");
        return Ok(());
    }
    let start = Instant::now();
    let (typesetter, _) = Typesetter::new(&Fonts::default()).map_err(|problems| format!("{problems:?}"))?;
    figure("the fonts found, ms", ms(start.elapsed()), "< 100", 100.0);
    let pdf = |nth: u32| typesetter.pdf(&letter(nth)?).map_err(|problems| format!("{problems:?}"));
    pdf(0)?;
    figure("a letter as PDF, with the fonts found, ms", ms(start.elapsed()), "< 150", 150.0);
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    for nth in 1..=LETTERS {
        fs::write(folder.path().join(format!("{nth}.pdf")), pdf(nth)?)?;
    }
    let all = start.elapsed();
    figure("a letter in a batch, ms", ms(all / LETTERS), "< 15", 15.0);
    figure("1,000 letters as PDF files, s", all.as_secs_f64(), "< 30", 30.0);
    figure("peak memory, MiB", peak()?, "< 400", 400.0);
    if let Some(converted) = converted()? {
        let times = converted.as_secs_f64() / (all / LETTERS).as_secs_f64();
        println!("{:<40} {times:>9.1} times as long a letter", "soffice --convert-to pdf");
    }
    Ok(())
}

/// How long the office program takes for a letter as DOCX, if it is there.
fn converted() -> Result<Option<Duration>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut soffice = Command::new("soffice");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    soffice.args(["--headless", "--norestore", &profile, "--convert-to", "pdf", "--outdir"]).arg(folder.path());
    for nth in 0..CONVERTED {
        let path = folder.path().join(format!("{nth}.docx"));
        fs::write(&path, docx(&letter(nth)?).map_err(|problem| problem.to_string())?)?;
        soffice.arg(path);
    }
    let start = Instant::now();
    let ran = soffice.output().is_ok_and(|run| run.status.success());
    Ok(ran.then(|| start.elapsed() / CONVERTED))
}
