//! What `yijuan review verify` costs on an archive with many decisions, each of a commit of its own, signed or not; and the
//! hook that looks at a push. `cargo bench --bench verify`.
//!
//! The history is made by `git fast-import`, so its decisions are lawful and nobody waits for so many commands. The figure
//! stands beside its target; nothing fails, for a busy machine proves nothing.

#![allow(clippy::print_stdout, reason = "a benchmark has no ui of its own")]

use sha2::{Digest as _, Sha256};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use yijuan::signing::{NAMESPACE, SigningKey};

/// Topics with a paper that is through.
const TOPICS: usize = 1_250;

/// Commits of a push.
const PUSHED: usize = 1_000;

/// How often it is measured.
const ROUNDS: usize = 5;

/// A key that only tests trust.
const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/keys/wang");

const SETTINGS: &str = "\
archive: 1
regulation: mentougou
regulations: [mentougou]
offices:
  social: {name: 社会法制委员会, kind: special-committee}
";

const PEOPLE: &str = "\
- {id: wang, name: 王拟定, posts: ['committee-director:social']}
- {id: qian, name: 钱样本, posts: ['vice-chair:social']}
- {id: li, name: 李虚构, posts: [secretary-general]}
";

/// Step, who decides, their post and the verdict, one a day.
const DECISIONS: [(&str, &str, &str, &str); 4] = [
    ("null", "social", "null", "submit"),
    ("opinion-read", "wang", "'committee-director:social'", "approve"),
    ("opinion-audited", "qian", "'vice-chair:social'", "approve"),
    ("opinion-countersigned", "li", "secretary-general", "approve"),
];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // `cargo test --all-targets` runs benchmarks too, without this.
    if std::env::args().any(|argument| argument == "--bench") {
        return measure();
    }
    println!("to measure: cargo bench --bench verify");
    Ok(())
}

fn measure() -> Outcome<()> {
    let key = SigningKey::named(KEY).map_err(|problem| format!("{problem:?}"))?;
    for (what, key) in [("decisions", None), ("signed decisions", Some(&key))] {
        let scratch = tempfile::tempdir()?;
        let folder = scratch.path();
        git(folder, &["init", "--quiet", "--initial-branch=main"], "")?;
        git(folder, &["fast-import", "--quiet"], &history(key)?)?;
        git(folder, &["reset", "--quiet", "--hard"], "")?;
        let mut times = (0..ROUNDS).map(|_| time(folder)).collect::<Outcome<Vec<Duration>>>()?;
        times.sort_unstable();
        let seconds = times[times.len() / 2].as_secs_f64();
        let decisions = TOPICS * DECISIONS.len();
        println!(
            "{decisions} {what} in {TOPICS} topics: {seconds:.2} s   target < 5 {}",
            if seconds < 5.0 { "" } else { "MISSED" }
        );
    }
    let seconds = push(&events(PUSHED)?)?.as_secs_f64();
    println!(
        "a push of {PUSHED} commits, looked at by the hook: {seconds:.2} s   target < 10 {}",
        if seconds < 10.0 { "" } else { "MISSED" }
    );
    // Each commit holds all decisions on the paper, and only what is new of them is to be looked at.
    let [half, whole] = [PUSHED / 2, PUSHED].map(|count| push(&notes(count)?));
    let ratio = whole?.as_secs_f64() / half?.as_secs_f64();
    println!(
        "twice the decisions on one paper, {PUSHED} in a push: {ratio:.1} times as long   target < 2.5 {}",
        if ratio < 2.5 { "" } else { "MISSED" }
    );
    Ok(())
}

/// So many commits, each with an event of a topic of its own.
fn events(commits: usize) -> Outcome<String> {
    let mut history = String::new();
    commit(&mut history, 0, &[("yijuan.yml".to_owned(), SETTINGS.to_owned())])?;
    for nth in 1..=commits {
        let file = format!("topics/2026/{nth:04}-社区养老/events.yml");
        commit(&mut history, nth, &[(file, "- {date: 2026-05-20, event: kickoff-held}\n".to_owned())])?;
    }
    Ok(history)
}

/// So many commits, each with a decision on one paper: it is handed in, and read again and again.
fn notes(commits: usize) -> Outcome<String> {
    let paper = "---\ndocument: consultation-opinion\ntitle: 关于社区养老的协商意见\ndate: 2026-06-08\noffice: social\n---\n\n助餐点增加十处。\n";
    let folder = "topics/2026/001-社区养老";
    let files = [
        ("yijuan.yml".to_owned(), SETTINGS.to_owned()),
        ("people.yml".to_owned(), PEOPLE.to_owned()),
        (format!("{folder}/topic.yml"), "title: 社区养老\noffice: social\nregulation: mentougou\n".to_owned()),
        (format!("{folder}/协商意见.md"), paper.to_owned()),
    ];
    let (mut history, mut lines, mut prev) = (String::new(), String::new(), String::new());
    commit(&mut history, 0, &files)?;
    for nth in 1..=commits {
        let (by, verdict) = if nth == 1 { ("social", "submit") } else { ("li", "note") };
        let line = format!(
            "- {{topic: 2026-001, document: consultation-opinion, round: 1, step: null, by: {by}, for: null, post: null, \
             date: 2026-06-08, verdict: {verdict}, via: null, note: 第{nth}次, sha256: {}, commit: null, \
             recorded_by: 张三 <zhang@example.invalid>, prev: [{prev}]}}\n",
            hash(paper)
        );
        prev = hash(&line);
        lines.push_str(&line);
        commit(&mut history, nth, &[(format!("{folder}/reviews/协商意见.yml"), lines.clone())])?;
    }
    Ok(history)
}

/// How long a push takes that the hook of a shared repository looks at.
fn push(history: &str) -> Outcome<Duration> {
    let scratch = tempfile::tempdir()?;
    let [hub, clone] = ["hub.git", "clone"].map(|name| scratch.path().join(name));
    let path = Path::new(env!("CARGO_BIN_EXE_yijuan")).parent().ok_or("no folder")?.display().to_string();
    let path = format!("{path}:{}", std::env::var("PATH")?);
    git(scratch.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "hub.git"], "")?;
    git(scratch.path(), &["init", "--quiet", "--initial-branch=main", "clone"], "")?;
    git(&clone, &["fast-import", "--quiet"], history)?;
    let mut install = Command::new(env!("CARGO_BIN_EXE_yijuan"));
    if !install.arg("-C").arg(&hub).args(["hooks", "install"]).stdout(Stdio::null()).status()?.success() {
        return Err("no hook".into());
    }
    let start = Instant::now();
    let mut push = Command::new("git");
    let push = push.env("PATH", path).arg("-C").arg(&clone).args(["push", "--quiet"]).arg(&hub).arg("main");
    if push.status()?.success() { Ok(start.elapsed()) } else { Err("the push was refused".into()) }
}

/// How long it takes; everything must prove.
fn time(folder: &Path) -> Outcome<Duration> {
    let start = Instant::now();
    let mut verify = Command::new(env!("CARGO_BIN_EXE_yijuan"));
    let status = verify.arg("-C").arg(folder).args(["review", "verify"]).stdout(Stdio::null()).status()?;
    if status.success() { Ok(start.elapsed()) } else { Err(format!("{verify:?}: {status}").into()) }
}

fn git(folder: &Path, arguments: &[&str], input: &str) -> Outcome<()> {
    let mut git = Command::new("git").arg("-C").arg(folder).args(arguments).stdin(Stdio::piped()).spawn()?;
    git.stdin.take().ok_or("no pipe")?.write_all(input.as_bytes())?;
    if git.wait()?.success() { Ok(()) } else { Err(format!("git {arguments:?} failed").into()) }
}

/// What `git fast-import` makes the history of: the topics, then step by step a decision on each paper, signed with a key.
fn history(key: Option<&SigningKey>) -> Outcome<String> {
    let paper = format!(
        "---\ndocument: consultation-opinion\ntitle: 关于社区养老的协商意见\ndate: 2026-06-08\noffice: social\n---\n\n{}",
        "助餐点增加十处，由街道按月公布菜单和价格。\n".repeat(100)
    );
    let folder = |topic: usize| format!("topics/2026/{topic:03}-社区养老{topic}");
    let mut files = vec![("yijuan.yml".to_owned(), SETTINGS.to_owned()), ("people.yml".to_owned(), PEOPLE.to_owned())];
    if let Some(key) = key {
        files[0].1.push_str("signatures: required\n");
        files.push(("allowed_signers".to_owned(), format!("wang,qian,li,张三 {}\n", key.public_line())));
    }
    for topic in 1..=TOPICS {
        let about = format!("title: 社区养老{topic}\noffice: social\nregulation: mentougou\n");
        files.push((format!("{}/topic.yml", folder(topic)), about));
        files.push((format!("{}/协商意见.md", folder(topic)), paper.clone()));
    }
    let mut history = String::new();
    commit(&mut history, 0, &files)?;
    let (sha256, mut lines, mut prev) = (hash(&paper), vec![String::new(); TOPICS], vec![String::new(); TOPICS]);
    for (day, (step, by, post, verdict)) in DECISIONS.into_iter().enumerate() {
        for topic in 1..=TOPICS {
            let line = format!(
                "- {{topic: 2026-{topic:03}, document: consultation-opinion, round: 1, step: {step}, by: {by}, for: null, \
                 post: {post}, date: 2026-06-{:02}, verdict: {verdict}, via: null, note: null, sha256: {sha256}, \
                 commit: null, recorded_by: 张三 <zhang@example.invalid>, prev: [{}]}}\n",
                day + 8,
                prev[topic - 1]
            );
            prev[topic - 1] = hash(&line);
            lines[topic - 1].push_str(&line);
            let reviews = format!("{}/reviews/协商意见", folder(topic));
            let mut files = vec![(format!("{reviews}.yml"), lines[topic - 1].clone())];
            if let Some(key) = key {
                let signature = key.sign(line.as_bytes(), NAMESPACE).map_err(|problem| format!("{problem:?}"))?;
                files.push((format!("{reviews}.sig/{}.sig", &hash(&line)[..16]), signature));
            }
            commit(&mut history, day * TOPICS + topic, &files)?;
        }
    }
    Ok(history)
}

fn commit(history: &mut String, nth: usize, files: &[(String, String)]) -> Outcome<()> {
    let seconds = 1_780_000_000 + nth * 60;
    writeln!(history, "commit refs/heads/main\ncommitter 张三 <zhang@example.invalid> {seconds} +0800\ndata 0")?;
    for (path, text) in files {
        writeln!(history, "M 100644 inline {path}\ndata {}\n{text}", text.len())?;
    }
    Ok(())
}

fn hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}
