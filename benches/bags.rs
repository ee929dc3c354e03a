//! What `yijuan dossier verify` costs beside `sha256sum` of the same files, and beside bagit-python where `YIJUAN_BAGIT` names
//! a Python that has it: twenty dossiers of 50 MiB, and a thousand small ones. `cargo bench --bench bags`.
//!
//! All run as whole processes and in turn, so that all share the weather. Figures stand beside their targets; nothing fails,
//! for a busy machine proves nothing. Memory is read from `/proc`, so on Linux alone.

#![allow(clippy::print_stdout, reason = "a benchmark has no ui of its own")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use walkdir::WalkDir;
use yijuan::dossier::bag::{Content, Info, NewBag};

/// How often everything is measured.
const ROUNDS: usize = 5;

/// Bags, and the files of each with their sizes in bytes.
const LARGE: (usize, &[usize]) = (20, &[1 << 20; 50]);
const SMALL: (usize, &[usize]) = (1_000, &[2 << 10; 40]);

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // `cargo test --all-targets` runs benchmarks too, without this.
    if std::env::args().any(|argument| argument == "--bench") {
        return measure();
    }
    println!("to measure: cargo bench --bench bags");
    Ok(())
}

fn measure() -> Outcome<()> {
    for (name, (count, sizes)) in [("20 of 50 MiB", LARGE), ("1,000 small ones", SMALL)] {
        let scratch = tempfile::tempdir()?;
        let folder = scratch.path();
        for nth in 1..=count {
            write(folder, nth, sizes)?;
        }
        let (mut own, mut sums, mut peak) = (Vec::new(), Vec::new(), 0);
        for _ in 0..ROUNDS {
            sums.push(time(&mut sha256sum(folder))?);
            own.push(time(&mut verify(folder))?);
            peak = peak.max(peak_of(&mut verify(folder))?);
        }
        let (own, sums) = (median(own), median(sums));
        let ratio = own / sums;
        println!("{name}: {own:.2} s, sha256sum {sums:.2} s, peak {} MiB", peak >> 10);
        let missed = if ratio <= 1.2 { "" } else { "MISSED" };
        println!("{name}, verify / sha256sum, wall: {ratio:.2}   target <= 1.20 {missed}");
        if let Some(python) = std::env::var_os("YIJUAN_BAGIT") {
            let start = Instant::now();
            for bag in fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.iter().filter(|bag| bag.path().is_dir()) {
                time(Command::new(&python).args(["-m", "bagit", "--quiet", "--validate"]).arg(bag.path()))?;
            }
            println!("{name}, bagit-python / verify, wall: {:.1}", start.elapsed().as_secs_f64() / own);
        }
    }
    Ok(())
}

/// A bag whose files have such sizes, of bytes that no two share.
fn write(folder: &Path, nth: usize, sizes: &[usize]) -> Outcome<()> {
    let files = sizes.iter().enumerate().map(|(file, size)| {
        let mut state = (nth * 1_000_003 + file * 7_919 + 1) as u64;
        let bytes = (0..size / 8).flat_map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()
        });
        (format!("其他/材料/{file:03}.bin"), Content::Bytes(bytes.collect()))
    });
    let info = Info::default()
        .with(Info::IDENTIFIER, &format!("2026-{nth:03}-v1"))
        .with(Info::GROUP, &format!("样本/2026-{nth:03}"))
        .with(Info::DATE, "2026-06-15")
        .with(Info::SEAL, &1);
    let bag = NewBag { info, files: files.collect() };
    let told = |problem| format!("{problem:?}");
    let prepared =
        bag.prepare(&folder.join(format!("2026-{nth:03}-v1"))).map_err(|problems| format!("{problems:?}"))?;
    Ok(prepared.place().map_err(told)?)
}

fn verify(folder: &Path) -> Command {
    let mut verify = Command::new(env!("CARGO_BIN_EXE_yijuan"));
    verify.current_dir(folder).args(["dossier", "verify", "."]).stdout(Stdio::null());
    verify
}

/// The same files, one after the other in one process.
fn sha256sum(folder: &Path) -> Command {
    let files = WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let list: Vec<String> = files.map(|entry| entry.path().display().to_string()).collect();
    let listed = folder.join(".files");
    // What cannot be written is missing when it is read.
    let _ = fs::write(&listed, list.join("\0"));
    let mut sum = Command::new("xargs");
    sum.args(["-0", "-n", "100000", "-a"]).arg(&listed).arg("sha256sum").stdout(Stdio::null());
    sum
}

fn time(command: &mut Command) -> Outcome<Duration> {
    let start = Instant::now();
    let status = command.status()?;
    if status.success() { Ok(start.elapsed()) } else { Err(format!("{command:?}: {status}").into()) }
}

/// The most memory that a command has had, in KiB.
fn peak_of(command: &mut Command) -> Outcome<u64> {
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kibibytes.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(peak)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}
