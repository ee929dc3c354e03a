//! The scripts of the pages on nights and mornings, run as they stand by what cron and systemd run, with no more
//! environment than they give: mail goes to a server of the test, and so does what is posted to a robot. Whatever fails
//! on the way ends with a failure and is said on stderr.
#![cfg(unix)]

use crate::readme::Readme;
use crate::sandbox::{Sandbox, executable};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;

const BOOKS: [&str; 2] = ["docs/en/src", "docs/zh/src"];

/// What servers of a test were sent.
type Received = Arc<Mutex<Vec<String>>>;

/// A server on which a clone of an archive is looked at each night: the scripts of a book, and where they send to.
struct Night {
    sandbox: Sandbox,
    bin: PathBuf,
    mails: Received,
    posts: Received,
    /// The lines of cron, and what the units of systemd run.
    jobs: Vec<String>,
}

impl Night {
    fn of(sandbox: Sandbox, book: &str) -> Self {
        Self::answered(sandbox, book, Some(r#"{"errcode":0,"errmsg":"ok"}"#))
    }

    /// The same where the robot answers so, or hangs up.
    fn answered(sandbox: Sandbox, book: &str, answer: Option<&'static str>) -> Self {
        let (mails, mail_port) = mail_server();
        let (posts, robot_port) = robot(answer);
        let bin = sandbox.dir().join("bin");
        fs::create_dir(&bin).unwrap();
        sandbox.git_in(sandbox.dir(), &["clone", "--quiet", "--bare", "tree", "hub"]);
        sandbox.git_in(sandbox.dir(), &["clone", "--quiet", "hub", "srv"]);
        let program = format!("#!/bin/sh\nexec '{}' --as-of 2026-06-15 \"$@\"\n", env!("CARGO_BIN_EXE_yijuan"));
        executable(&bin.join("yijuan"), &program);
        let here = |text: &str| {
            text.replace("/srv/archive", &format!("{}/srv/archive", sandbox.dir().display()))
                .replace("/usr/local/bin", bin.to_str().unwrap())
                .replace("/etc/", &format!("{}/", sandbox.dir().display()))
                .replace("smtps://mail.example.org", &format!("smtp://127.0.0.1:{mail_port}"))
                .replace("https://qyapi.weixin.qq.com", &format!("http://127.0.0.1:{robot_port}"))
        };
        let [nightly, morning] = ["nightly.md", "morning.md"].map(|page| Readme::read(&format!("{book}/{page}")));
        let [report] = &nightly.blocks("sh")[..] else { panic!("{book}: the scripts of nightly.md") };
        let [digest, sendmail, robot] = &morning.blocks("sh")[..] else { panic!("{book}: the scripts of morning.md") };
        for (name, script) in
            [("yijuan-report", report), ("yijuan-digest", digest), ("sendmail", sendmail), ("yijuan-robot", robot)]
        {
            executable(&bin.join(name), &here(script));
        }
        let texts = [nightly.blocks("text"), morning.blocks("text"), nightly.blocks("ini")].concat();
        let with = |word: &str| here(texts.iter().find(|text| text.contains(word)).unwrap());
        // The mail server of a test asks for no password.
        let settings =
            with("mail-from").lines().filter(|line| !line.starts_with("user")).collect::<Vec<_>>().join("\n");
        fs::write(sandbox.dir().join("yijuan-mail"), settings).unwrap();
        fs::write(sandbox.dir().join("yijuan-robot"), with("webhook")).unwrap();
        let jobs = texts.iter().flat_map(|text| text.lines()).filter_map(|line| {
            let of_cron = line.split("  ").find(|part| part.trim().starts_with("/usr/local/bin/"));
            line.strip_prefix("ExecStart=").or(of_cron).map(|job| here(job.trim()))
        });
        let jobs = jobs.collect();
        Self { sandbox, bin, mails, posts, jobs }
    }

    /// Runs a line as cron does.
    fn runs(&self, line: &str) -> Output {
        self.in_environment(line, &[("PATH", "/usr/bin:/bin"), ("HOME", self.sandbox.dir().to_str().unwrap())])
    }

    fn in_environment(&self, line: &str, environment: &[(&str, &str)]) -> Output {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", line]).current_dir(self.sandbox.dir()).env_clear().envs(environment.iter().copied());
        shell.output().unwrap()
    }

    fn script(&self, name: &str) -> Output {
        self.runs(self.bin.join(name).to_str().unwrap())
    }

    /// What is sent since the last time, with the content of the mails as it reads.
    fn sent(received: &Received) -> Vec<String> {
        received.lock().unwrap().drain(..).collect()
    }

    /// The settings of the archive at the server, from which it is cloned.
    fn breaks(&self) {
        self.sandbox.write(&format!("{}/events.yml", self.sandbox.topic("005")), "- {date: 2026-06-15, event: [}\n");
        self.sandbox.commit_all("坏");
        self.sandbox.git(&["push", "--quiet", "../hub", "main"]);
    }
}

/// Reads mail as RFC 5321 has it handed over; each is kept with whom it is for.
fn mail_server() -> (Received, u16) {
    let received = Received::default();
    let kept = Arc::clone(&received);
    let port = serve(move |stream| {
        let mut answer = stream.try_clone().unwrap();
        let mut say = |line: &str| answer.write_all(format!("{line}\r\n").as_bytes()).unwrap();
        let (mut mail, mut is_content) = (String::new(), false);
        say("220 127.0.0.1");
        for line in BufReader::new(stream).split(b'\n') {
            let line = String::from_utf8(line.unwrap()).unwrap();
            // A bare line feed is no end of a line, and some servers refuse it.
            let line = line.strip_suffix('\r').unwrap_or_else(|| panic!("a bare line feed after {line}"));
            assert!(!line.contains('\r'), "{line:?}");
            match line {
                "." if is_content => {
                    is_content = false;
                    kept.lock().unwrap().push(std::mem::take(&mut mail));
                    say("250 ok");
                }
                line if is_content => mail = mail + line.strip_prefix('.').unwrap_or(line) + "\n",
                "DATA" => {
                    is_content = true;
                    say("354 go on");
                }
                "QUIT" => say("221 bye"),
                line => {
                    if line.starts_with("RCPT") {
                        mail = mail + line + "\n";
                    }
                    say("250 ok");
                }
            }
        }
    });
    (received, port)
}

/// Answers what is posted as the robots of chat groups do: with HTTP 200, whatever comes of it.
fn robot(answer: Option<&'static str>) -> (Received, u16) {
    let received = Received::default();
    let kept = Arc::clone(&received);
    let port = serve(move |stream| {
        let mut answering = stream.try_clone().unwrap();
        let mut stream = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while stream.read_line(&mut line).is_ok_and(|count| count > 2) {
            let (name, value) = line.split_once(':').unwrap_or_default();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap(),
                "expect" => answering.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").unwrap(),
                _ => {}
            }
            line.clear();
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).unwrap();
        kept.lock().unwrap().push(String::from_utf8(body).unwrap());
        if let Some(answer) = answer {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", answer.len());
            answering.write_all((head + answer).as_bytes()).unwrap();
        }
    });
    (received, port)
}

/// Has each connection to a free port dealt with, until the tests end.
fn serve(mut deal: impl FnMut(TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || listener.incoming().for_each(|stream| deal(stream.unwrap())));
    port
}

#[track_caller]
fn ends(output: &Output, code: i32, said: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(if said.is_empty() { stderr.is_empty() } else { stderr.contains(said) }, "no `{said}` in {stderr}");
}

/// The subject of a mail, as a reader is shown it.
fn subject(mail: &str) -> &str {
    mail.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap_or_else(|| panic!("{mail}"))
}

#[test]
#[cfg_attr(not(has_curl), ignore = "needs curl")]
fn what_is_wrong_and_what_is_new_is_mailed_and_posted() {
    for book in BOOKS {
        let night = Night::of(Sandbox::sample(), book);
        ends(&night.script("yijuan-report"), 0, "");
        let [mail] = &Night::sent(&night.mails)[..] else { panic!("one mail") };
        assert!(mail.starts_with("RCPT TO:<office@example.org>\n") && subject(mail).starts_with("yijuan check 20"));
        assert!(mail.contains("错误 M14b") && mail.contains("charset=utf-8"), "{mail}");
        ends(&night.script("yijuan-digest"), 0, "");
        let [mail] = &Night::sent(&night.mails)[..] else { panic!("one mail") };
        let sandbox = Sandbox::sample();
        let message = sandbox.run("-q digest --format eml --to office@example.org").goes_well().stdout;
        // But for the sender, whom the clone does not know.
        let body = |mail: &str| mail.replace('\r', "").split_once("\n\n").unwrap().1.trim_end().to_owned();
        assert_eq!(body(mail), body(&message), "{book}");
        ends(&night.script("yijuan-robot"), 0, "");
        let [post] = &Night::sent(&night.posts)[..] else { panic!("one message") };
        assert_eq!(*post, sandbox.run("-q digest --format wecom").goes_well().stdout.trim_end());
    }
}

#[test]
#[cfg_attr(not(has_curl), ignore = "needs curl")]
fn nothing_is_sent_if_there_is_nothing_but_once_a_week() {
    for book in BOOKS {
        let night = Night::of(Sandbox::empty(), book);
        assert_eq!(night.jobs.len(), 4, "{:?}", night.jobs);
        for job in &night.jobs {
            ends(&night.runs(job), 0, "");
            // systemd sets no home for what the system runs.
            ends(&night.in_environment(job, &[("PATH", "/usr/bin:/usr/sbin")]), 0, "");
            let mails = Night::sent(&night.mails);
            let is_weekly = job.ends_with("--weekly");
            assert_eq!(mails.len(), if is_weekly { 2 } else { 0 }, "{job}: {mails:?}");
        }
        ends(&night.script("yijuan-robot"), 0, "");
        assert!(Night::sent(&night.posts).is_empty());
    }
}

#[test]
#[cfg_attr(not(has_curl), ignore = "needs curl")]
fn a_file_that_cannot_be_read_is_mailed_posted_and_a_failure() {
    let night = Night::of(Sandbox::sample(), BOOKS[1]);
    night.breaks();
    ends(&night.script("yijuan-report"), 2, "events.yml");
    let [mail] = &Night::sent(&night.mails)[..] else { panic!("one mail") };
    assert!(mail.contains("events.yml"), "{mail}");
    ends(&night.script("yijuan-digest"), 2, "events.yml");
    let [digest, failed] = &Night::sent(&night.mails)[..] else { panic!("two mails") };
    assert!(digest.contains("multipart/alternative"), "{digest}");
    assert!(subject(failed) == "yijuan digest failed" && failed.contains("events.yml"), "{failed}");
    ends(&night.script("yijuan-robot"), 2, "events.yml");
    let [digest, failed] = &Night::sent(&night.posts)[..] else { panic!("two messages") };
    assert!(digest.contains("markdown") && failed.contains("不完整"), "{digest} {failed}");
}

#[test]
#[cfg_attr(not(has_curl), ignore = "needs curl")]
fn an_archive_that_cannot_be_fetched_and_a_program_that_is_missing_are_told() {
    let fails = |night: &Night, code: i32, said: &str| {
        for (name, subject_begins) in [("yijuan-report", "yijuan check"), ("yijuan-digest", "yijuan digest failed")] {
            ends(&night.script(name), code, said);
            let [mail] = &Night::sent(&night.mails)[..] else { panic!("{name}: one mail") };
            assert!(subject(mail).starts_with(subject_begins) && mail.contains(said), "{mail}");
        }
        ends(&night.script("yijuan-robot"), code, said);
        let [post] = &Night::sent(&night.posts)[..] else { panic!("one message") };
        assert!(post.contains("log of the server"), "{post}");
    };
    let night = Night::of(Sandbox::sample(), BOOKS[0]);
    fs::remove_file(night.bin.join("yijuan")).unwrap();
    fails(&night, 127, "not found");
    fs::rename(night.sandbox.dir().join("hub"), night.sandbox.dir().join("moved")).unwrap();
    fails(&night, 2, "hub");
}

#[test]
#[cfg_attr(not(has_curl), ignore = "needs curl")]
fn mail_that_cannot_be_handed_over_is_a_failure_and_the_report_is_not_lost() {
    let night = Night::of(Sandbox::sample(), BOOKS[0]);
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    fs::write(night.sandbox.dir().join("yijuan-mail"), format!("url = \"smtp://{closed}\"\n")).unwrap();
    let report = night.script("yijuan-report");
    ends(&report, 2, "curl: (7)");
    ends(&report, 2, "M14b");
    ends(&night.script("yijuan-digest"), 2, "curl: (7)");
    executable(&night.bin.join("sendmail"), "#!/bin/sh\nno-such-program\n");
    ends(&night.script("yijuan-report"), 2, "no-such-program");
    ends(&night.script("yijuan-digest"), 2, "no-such-program");
}

#[test]
#[cfg_attr(not(has_curl), ignore = "needs curl")]
fn a_robot_that_refuses_or_does_not_answer_is_a_failure() {
    let refused = r#"{"errcode": 93000, "errmsg": "invalid webhook url, hint: [0]"}"#;
    let night = Night::answered(Sandbox::sample(), BOOKS[0], Some(refused));
    ends(&night.script("yijuan-robot"), 2, "93000");
    // It was tried, and the group was to be told of it.
    assert_eq!(Night::sent(&night.posts).len(), 2);
    let night = Night::answered(Sandbox::sample(), BOOKS[0], Some("<html>\"errcode\":01</html>"));
    ends(&night.script("yijuan-robot"), 2, "<html>");
    let night = Night::answered(Sandbox::sample(), BOOKS[0], None);
    ends(&night.script("yijuan-robot"), 2, "curl: (52)");
    let settings = night.sandbox.dir().join("yijuan-robot");
    fs::remove_file(settings).unwrap();
    assert_eq!(night.script("yijuan-robot").status.code(), Some(2));
}

/// Even on a quiet day nothing stands on stderr, as cron mails whatever does.
#[test]
fn the_exit_code_tells_what_there_was() {
    let of = |sandbox: &Sandbox, command: &str| {
        let line = format!("'{}' --as-of 2026-06-15 -q -C {command}", env!("CARGO_BIN_EXE_yijuan"));
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &line]).current_dir(sandbox.tree()).env_clear().env("PATH", "/usr/bin:/bin");
        shell.output().unwrap()
    };
    let sandbox = Sandbox::empty();
    for command in ["archive check", "archive digest", "archive digest --weekly", "archive calendar"] {
        let run = of(&sandbox, command);
        assert_eq!((run.status.code(), run.stderr.len()), (Some(0), 0), "{command}: {run:?}");
    }
    let sandbox = Sandbox::sample();
    let expected =
        [("check", 1), ("digest", 0), ("calendar", 0), ("check --format sarif", 1), ("digest --format eml", 0)];
    for (command, code) in expected {
        let run = of(&sandbox, &format!("archive {command}"));
        assert_eq!((run.status.code(), run.stderr.len()), (Some(code), 0), "{command}: {run:?}");
        assert!(!run.stdout.is_empty());
        if Path::new("/dev/full").exists() {
            let full = of(&sandbox, &format!("archive {command} > /dev/full"));
            assert_eq!(full.status.code(), Some(2), "{command}: {full:?}");
            assert!(String::from_utf8_lossy(&full.stderr).contains("stdout"), "{command}: {full:?}");
        }
        assert_eq!(of(&sandbox, &format!("nowhere {command}")).status.code(), Some(2));
    }
}
