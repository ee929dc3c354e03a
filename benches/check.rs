//! What `yijuan check` costs, beside the least it could cost: walking, reading and parsing the
//! same files; and what it, `list`, `due` and `show` cost when asked again. `cargo bench --bench check`.
//!
//! Both run as whole processes, so that both pay for their start, and in turn, small archive and
//! large, so that all share the weather. Figures stand beside their targets; nothing fails, for a
//! busy machine proves nothing.

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

/// How often everything is measured, and how often the start alone.
const ROUNDS: usize = 9;
const STARTS: usize = 50;

/// The day the archives are checked for: the one they are written on.
const AS_OF: &str = "2026-06-15";

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
    let mut small = Comparison::of(scratch.path(), SMALL)?;
    let mut large = Comparison::of(scratch.path(), LARGE)?;
    for _ in 0..ROUNDS {
        small.measure()?;
        large.measure()?;
    }
    let (small, large) = (small.figures()?, large.figures()?);
    println!("{:>8} {:>8} {:>10} {:>10} {:>10} {:>7}", "topics", "files", "bare ms", "check ms", "peak MiB", "ratio");
    small.print();
    large.print();
    let growth = large.check.as_secs_f64() / small.check.as_secs_f64();
    let bare_growth = large.bare.as_secs_f64() / small.bare.as_secs_f64();
    let start = median((0..STARTS).map(|_| time(yijuan().arg("--version"))).collect::<Outcome<_>>()?);
    println!();
    figure("check / bare", large.ratio(), "<= 1.2", large.ratio() <= 1.2);
    figure("growth of check, 1,000 to 10,000 topics", growth, "<= 11", growth <= 11.0);
    figure("growth of bare, for comparison", bare_growth, "-", true);
    figure("peak memory of check, MiB", large.peak, "<= 400", large.peak <= 400.0);
    figure("start-up (--version), ms", millis(start), "< 10", millis(start) < 10.0);
    println!();
    asked_again(&scratch.path().join(SMALL.to_string()))
}

/// What is asked of the small archive when it is under git: with nothing changed, and after each change of one file.
fn asked_again(folder: &Path) -> Outcome<()> {
    let committer = ["-c", "user.name=测试", "-c", "user.email=test@example.org"];
    for arguments in [&["init", "--quiet"][..], &["add", "--all"], &["commit", "--quiet", "--message", "bench"]] {
        time(git(folder).args(committer).args(arguments))?;
    }
    let events: Vec<PathBuf> = texts(folder)?.into_iter().filter(|path| path.ends_with("events.yml")).collect();
    let mut status = git(folder);
    status.args(["status", "--porcelain"]);
    let unchanged = |command: &mut Command| {
        time(command)?;
        let times: Outcome<_> = (0..ROUNDS).map(|_| time(command)).collect();
        Ok::<_, Box<dyn Error + Send + Sync>>(millis(median(times?)))
    };
    let (status, check) = (unchanged(&mut status)?, unchanged(&mut check(folder))?);
    figure("git status, 1,000 topics, ms", status, "-", true);
    figure("check with nothing changed / git status", check / status, "<= 2", check / status <= 2.0);
    for arguments in [&["list"][..], &["due"], &["show", "2026-001"]] {
        let mut command = asked(folder, arguments);
        time(&mut command)?;
        let changed = events.iter().step_by(37).take(ROUNDS).map(|path| {
            let mut text = fs::read_to_string(path)?;
            text.push_str("#\n");
            fs::write(path, text)?;
            time(&mut command)
        });
        let taken = millis(median(changed.collect::<Outcome<_>>()?));
        figure(&format!("{} after a change, ms", arguments[0]), taken, "< 50", taken < 50.0);
    }
    Ok(())
}

/// One archive, to be read barely and checked in turn.
struct Comparison {
    topics: u32,
    files: usize,
    bare: Command,
    check: Command,
    bare_times: Vec<Duration>,
    check_times: Vec<Duration>,
}

impl Comparison {
    /// Writes an archive, and reads it once each way for the caches, uncounted.
    fn of(scratch: &Path, topics: u32) -> Outcome<Self> {
        let folder = scratch.join(topics.to_string());
        archive::write(&folder, topics, archive::SEED)?;
        let (mut bare, mut check) = (bare(&folder)?, check(&folder));
        time(&mut bare)?;
        time(&mut check)?;
        let files = texts(&folder)?.len();
        Ok(Self { topics, files, bare, check, bare_times: Vec::new(), check_times: Vec::new() })
    }

    fn measure(&mut self) -> Outcome<()> {
        self.bare_times.push(time(&mut self.bare)?);
        self.check_times.push(time(&mut self.check)?);
        Ok(())
    }

    fn figures(mut self) -> Outcome<Figures> {
        Ok(Figures {
            topics: self.topics,
            files: self.files,
            bare: median(self.bare_times),
            check: median(self.check_times),
            peak: peak_memory(&mut self.check)?,
        })
    }
}

/// What one archive cost: medians, and the peak resident memory of `check` in MiB.
struct Figures {
    topics: u32,
    files: usize,
    bare: Duration,
    check: Duration,
    peak: f64,
}

impl Figures {
    fn ratio(&self) -> f64 {
        self.check.as_secs_f64() / self.bare.as_secs_f64()
    }

    fn print(&self) {
        let Self { topics, files, bare, check, peak } = self;
        let (bare, check, ratio) = (millis(*bare), millis(*check), self.ratio());
        println!("{topics:>8} {files:>8} {bare:>10.1} {check:>10.1} {peak:>10.1} {ratio:>7.2}");
    }
}

fn figure(what: &str, value: f64, target: &str, met: bool) {
    println!("{what:<42} {value:>8.2}   target {target:<7} {}", if met { "" } else { "MISSED" });
}

fn yijuan() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yijuan"));
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn check(folder: &Path) -> Command {
    asked(folder, &["check"])
}

fn asked(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = yijuan();
    command.arg("-C").arg(folder).args(["--as-of", AS_OF]).args(arguments);
    command
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).stdin(Stdio::null()).stdout(Stdio::null());
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
