//! What `yijuan check`, the morning page, `list`, `due`, `find` and `review inbox` cost, beside the least they could cost: walking,
//! reading and parsing the same files. `cargo bench --bench check`.
//!
//! All run as whole processes, so that all pay for their start, and in turn, small archive and
//! large, so that all share the weather. Figures stand beside their targets; nothing fails, for a
//! busy machine proves nothing. Processor time and memory are read from `/proc`, so on Linux alone.

#![allow(clippy::print_stdout, reason = "a benchmark has no ui of its own")]

#[path = "../examples/generate/archive.rs"]
mod archive;

use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// Topics in the small and in the large archive.
const SMALL: u32 = 1_000;
const LARGE: u32 = 10_000;

/// How often everything is measured, and how often what takes a moment.
const ROUNDS: usize = 9;
const STARTS: usize = 50;

/// The day the archives are checked for: the one they are written on.
const AS_OF: &str = "2026-06-15";

/// The program without a command.
const MORNING: &str = "morning";

/// What is measured against `check`, and at most how many times as long it may take. The morning page judges two days and
/// reads once.
const BESIDE_CHECK: [(&str, f64); 2] = [(MORNING, 1.6), ("find", 1.25)];

/// Who signs what goes out.
const SOMEBODY: &str = "secretary-general";

/// The hidden option by which this program runs itself as the bare reader.
const BARE: &str = "--bare";

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [option, folder] if option == BARE => read_bare(Path::new(folder)),
        // `cargo test --all-targets` runs benchmarks too, without this.
        all if all.iter().any(|argument| argument == "--bench") => measure(),
        _ => {
            println!("to measure: cargo bench --bench check");
            Ok(())
        }
    }
}

fn measure() -> Outcome<()> {
    let scratch = tempfile::tempdir()?;
    let mut small = Archive::write(scratch.path(), SMALL)?;
    let mut large = Archive::write(scratch.path(), LARGE)?;
    for _ in 0..ROUNDS {
        small.measure()?;
        large.measure()?;
    }
    println!(
        "{:>8} {:>8} {:>6} {:>10} {:>12} {:>7} {:>10}",
        "topics", "files", "", "time ms", "processor ms", "ratio", "peak MiB"
    );
    let (small, large) = (small.figures()?, large.figures()?);
    println!();
    for (topics, figures) in [(SMALL, &small), (LARGE, &large)] {
        let against_bare = figures.iter().filter(|one| BESIDE_CHECK.iter().all(|(name, _)| *name != one.name));
        for Figures { name, ratio, .. } in against_bare {
            figure(&format!("{name} / bare, {topics} topics, processor"), *ratio, "<= 1.25", *ratio <= 1.25);
        }
    }
    for (topics, figures) in [(SMALL, &small), (LARGE, &large)] {
        let of = |name| figures.iter().find(|figures| figures.name == name).map_or(f64::NAN, |figures| figures.ratio);
        for (name, most) in BESIDE_CHECK {
            let (ratio, target) = (of(name) / of("check"), format!("<= {most:.2}"));
            figure(&format!("{name} / check, {topics} topics, processor"), ratio, &target, ratio <= most);
        }
    }
    for Figures { name, peak, .. } in &large {
        figure(&format!("peak memory of {name}, {LARGE} topics, MiB"), *peak, "<= 150", *peak <= 150.0);
    }
    let start = often(yijuan().arg("--version"))?;
    figure("start-up (--version), ms", start, "< 5", start < 5.0);
    let show = often(&mut asked(&scratch.path().join(LARGE.to_string()), &["show", "2026-001"]))?;
    figure("show by key, 10000 topics, ms", show, "< 20", show < 20.0);
    Ok(())
}

/// How long a short command takes, in ms: the median of many times.
fn often(command: &mut Command) -> Outcome<f64> {
    Ok(millis(median((0..STARTS).map(|_| time(command)).collect::<Outcome<_>>()?)))
}

/// An archive, to be read barely and asked about in turn.
struct Archive {
    topics: u32,
    files: usize,
    bare: Measured,
    asked: Vec<Measured>,
}

/// A command, and what it took each time.
struct Measured {
    name: &'static str,
    command: Command,
    times: Vec<Duration>,
    processor: Duration,
}

/// What a command took beside the bare reading, and its peak resident memory in MiB.
struct Figures {
    name: &'static str,
    ratio: f64,
    peak: f64,
}

impl Archive {
    /// Writes an archive, and reads it once each way for the caches, uncounted.
    fn write(scratch: &Path, topics: u32) -> Outcome<Self> {
        let folder = scratch.join(topics.to_string());
        archive::write(&folder, topics, archive::SEED)?;
        let bare = Measured::of("bare", bare(&folder)?)?;
        let commands: [(&str, &[&str]); 6] = [
            ("check", &["check"]),
            (MORNING, &[]),
            ("list", &["list"]),
            ("due", &["due"]),
            ("find", &["find", "电梯"]),
            ("inbox", &["review", "inbox", "--for", SOMEBODY]),
        ];
        let asked = commands.map(|(name, arguments)| Measured::of(name, asked(&folder, arguments)));
        Ok(Self { topics, files: texts(&folder)?.len(), bare, asked: asked.into_iter().collect::<Outcome<_>>()? })
    }

    fn measure(&mut self) -> Outcome<()> {
        std::iter::once(&mut self.bare).chain(&mut self.asked).try_for_each(Measured::measure)
    }

    /// Prints a line each.
    fn figures(&mut self) -> Outcome<Vec<Figures>> {
        let bare = self.bare.processor;
        self.bare.print(self.topics, self.files, bare)?;
        self.asked.iter_mut().map(|asked| asked.print(self.topics, self.files, bare)).collect()
    }
}

impl Measured {
    fn of(name: &'static str, mut command: Command) -> Outcome<Self> {
        time(&mut command)?;
        Ok(Self { name, command, times: Vec::new(), processor: Duration::ZERO })
    }

    fn measure(&mut self) -> Outcome<()> {
        let before = processor_time_of_children()?;
        self.times.push(time(&mut self.command)?);
        self.processor += processor_time_of_children()?.saturating_sub(before);
        Ok(())
    }

    fn print(&mut self, topics: u32, files: usize, bare: Duration) -> Outcome<Figures> {
        let Self { name, command, times, processor } = self;
        let ratio = processor.as_secs_f64() / bare.as_secs_f64();
        let peak = peak_memory(command)?;
        let (taken, each) = (millis(median(times.clone())), millis(*processor / u32::try_from(ROUNDS)?));
        println!("{topics:>8} {files:>8} {name:>6} {taken:>10.1} {each:>12.1} {ratio:>7.2} {peak:>10.1}");
        Ok(Figures { name, ratio, peak })
    }
}

fn figure(what: &str, value: f64, target: &str, met: bool) {
    println!("{what:<44} {value:>8.2}   target {target:<7} {}", if met { "" } else { "MISSED" });
}

fn yijuan() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yijuan"));
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn asked(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = yijuan();
    command.arg("-C").arg(folder).args(["--as-of", AS_OF]).args(arguments);
    command
}

fn bare(folder: &Path) -> Outcome<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(BARE).arg(folder).stdin(Stdio::null()).stdout(Stdio::null());
    Ok(command)
}

/// How long a command takes from start to end. Findings make 1 of its exit code, which is well.
fn time(command: &mut Command) -> Outcome<Duration> {
    let start = Instant::now();
    let status = command.status()?;
    let taken = start.elapsed();
    match status.code() {
        Some(0 | 1) => Ok(taken),
        _ => Err(format!("{command:?}: {status}").into()),
    }
}

/// What processor time, of programs and system, the commands waited for so far have taken.
fn processor_time_of_children() -> Outcome<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // After the name in brackets, which may hold anything; in hundredths of a second.
    let (_, fields) = stat.rsplit_once(')').ok_or("no name")?;
    let ticks: Result<u64, _> = fields.split_whitespace().skip(13).take(2).map(str::parse::<u64>).sum();
    Ok(Duration::from_millis(ticks? * 10))
}

/// The high-water mark of a command's resident memory in MiB, read every millisecond while it
/// runs; the last moments before its end may be missed.
fn peak_memory(command: &mut Command) -> Outcome<f64> {
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut kibibytes = 0;
    while child.try_wait()?.is_none() {
        kibibytes = kibibytes.max(high_water_mark(&fs::read_to_string(&status).unwrap_or_default()));
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(f64::from(kibibytes) / 1024.0)
}

fn high_water_mark(status: &str) -> u32 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Walks, reads and parses, in parallel, and does nothing with it.
fn read_bare(folder: &Path) -> Outcome<()> {
    texts(folder)?.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(path)?;
        let markdown = path.extension().is_some_and(|extension| extension == "md");
        let yaml = if markdown { front_matter(&text) } else { &text };
        std::hint::black_box(serde_yaml::from_str::<serde_yaml::Value>(yaml)?);
        Ok(())
    })
}

/// Every YAML and Markdown file of an archive.
fn texts(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut texts = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "yml" || extension == "md") {
            texts.push(entry.into_path());
        }
    }
    Ok(texts)
}

fn front_matter(text: &str) -> &str {
    let block = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    block.map_or("", |(block, _)| block)
}
