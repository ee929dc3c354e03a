//! What a command leaves that is killed, or that the system refuses something, at any point: each write, fsync,
//! link, rename and removal of its own, and of the git it commits with.
//!
//! strace counts these points and injects the fault. What must hold afterwards: the archive loads, every file is as
//! before or as after, `check` says what is not committed, and `commit` makes one whole of it.

mod killed;
mod outside;
mod refused;

use crate::sandbox::{Sandbox, Tree, executable};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// System calls that change something on the disk.
const CHANGING: &str = "write,pwrite64,writev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,symlink,\
                        unlink,unlinkat,rmdir,mkdir,mkdirat";

/// The folder in which a change is made ready.
const UNFINISHED: &str = ".yijuan-unfinished";

/// A changing command, and what it is run on.
struct Case {
    name: &'static str,
    make: fn() -> Sandbox,
    arguments: &'static [&'static str],
}

const NOTICE: &str = "- {date: 2026-06-01, event: notice-sent, by: [urban], to: [cppcc-side], for: 2026-07-10}\n";

/// Two topics, and the year's plan that names one of them.
fn archive() -> Sandbox {
    static ARCHIVE: LazyLock<Tree> = LazyLock::new(|| {
        let sandbox = Sandbox::empty();
        let topic = "title: 电梯\nform: thematic\nregulation: mentougou\nbegan: 2026-05-06\noffice: urban\nscheduled:\n  meeting: 2026-07-10\n";
        sandbox.write("topics/2026/001-电梯/topic.yml", topic);
        sandbox.write("topics/2026/001-电梯/events.yml", NOTICE);
        sandbox.write("topics/2026/002-停车/topic.yml", "title: 停车\nregulation: mentougou\n");
        sandbox
            .write("topics/2026/002-停车/events.yml", "- {date: 2026-06-02, event: research-ended, ref: 2026-001}\n");
        let items = "items:\n  - {title: 电梯, form: thematic, office: urban, topic: 2026-001}\n  - {title: 绿化, form: thematic, office: urban}\n";
        sandbox.write("plans/2026/plan.yml", items);
        sandbox.append("yijuan.yml", "institution: 政协样本区委员会\noffice: 政协样本区委员会办公室\n");
        sandbox.commit_all("两题");
        sandbox.kept()
    });
    Sandbox::of(&ARCHIVE)
}

fn edited() -> Sandbox {
    let sandbox = archive();
    sandbox.append("topics/2026/001-电梯/topic.yml", "# 手工\n");
    sandbox.write("topics/2026/001-电梯/会议程序.md", "---\ndocument: meeting-procedure\n---\n");
    sandbox
}

fn with_a_letter() -> Sandbox {
    let sandbox = archive();
    sandbox.write("topics/2026/001-电梯/协商函.md", "---\ndocument: consultation-letter\n---\n\n请派员参加。\n");
    sandbox.commit_all("协商函");
    sandbox
}

fn with_a_fonds() -> Sandbox {
    let sandbox = with_a_letter();
    sandbox.write(
        "topics/2026/001-电梯/协商函.md",
        "---\ndocument: consultation-letter\ndate: 2026-06-03\n---\n\n请派员参加。\n",
    );
    sandbox.append("yijuan.yml", "filing: {fonds: Z109}\n");
    sandbox.commit_all("全宗号");
    sandbox
}

fn with_a_bag() -> Sandbox {
    let sandbox = with_a_fonds();
    sandbox.write("../.gitignore", "/移交\n/库房\n");
    sandbox.commit_all("封装包不进历史");
    sandbox.run("dossier seal 2026-001 --to ../移交 --incomplete --note 待补").exits(0);
    sandbox
}

fn with_lists() -> Sandbox {
    let sandbox = archive();
    sandbox.write("名单.csv", "name\n牧一\n牧二\n");
    sandbox.write("建议.csv", "议题,建议内容\n2026-001,修路\n2026-002,植树\n");
    sandbox.commit_all("名单");
    sandbox
}

const RECORD: Case =
    Case { name: "record", make: archive, arguments: &["record", "2026-001", "research-ended", "--by", "urban"] };
const NEW: Case = Case { name: "new", make: archive, arguments: &["new", "--title", "绿化"] };
const POSTPONE: Case = Case { name: "postpone", make: archive, arguments: &["postpone", "2026-001", "2026-07-15"] };
const RENUMBER: Case = Case { name: "renumber", make: archive, arguments: &["renumber", "2026-001"] };
const COMMIT: Case = Case { name: "commit", make: edited, arguments: &["commit"] };
const INIT: Case =
    Case { name: "init", make: Sandbox::bare, arguments: &["--lang", "zh-CN", "init", ".", "--id", "yunhe-2026"] };
const OTHERS: [Case; 21] = [
    Case { name: "set", make: archive, arguments: &["set", "2026-001", "office=social"] },
    Case {
        name: "plan",
        make: archive,
        arguments: &["plan", "add", "2027", "--title", "社区", "--topic", "2026-002", "--channel", "public-call"],
    },
    Case { name: "plan set", make: archive, arguments: &["plan", "set", "2026", "form=counterpart", "--item", "2"] },
    Case { name: "plan approve", make: archive, arguments: &["plan", "approve", "2026", "--by", "party-group"] },
    Case { name: "person", make: archive, arguments: &["person", "add", "--id", "han", "--name", "韩假定"] },
    Case { name: "office", make: archive, arguments: &["office", "add", "--id", "research", "--name", "研究室"] },
    Case {
        name: "room",
        make: archive,
        arguments: &["room", "add", "--id", "a", "--name", "甲", "--level", "township", "--regulation", "ordos"],
    },
    Case { name: "roster", make: archive, arguments: &["roster", "add", "2026-001", "牧一", "--tag", "host"] },
    Case {
        name: "suggestion",
        make: archive,
        arguments: &["suggestion", "add", "2026-001", "--kind", "suggestion", "--text", "一"],
    },
    Case {
        name: "draw",
        make: with_lists,
        arguments: &["roster", "draw", "2026-001", "--pool", "名单.csv", "--size", "1", "--seed", "9319"],
    },
    Case {
        name: "material",
        make: with_lists,
        arguments: &["material", "add", "2026-001", "名单.csv", "--document", "research-material"],
    },
    Case { name: "import", make: with_lists, arguments: &["import", "people", "名单.csv"] },
    Case {
        name: "import suggestions",
        make: with_lists,
        arguments: &["import", "suggestions", "建议.csv", "--kind", "suggestion"],
    },
    Case { name: "attest", make: archive, arguments: &["attest", "2026-001", "M9d", "--by", "qian-yangben"] },
    Case {
        name: "waive",
        make: archive,
        arguments: &["waive", "2026-001", "M9a", "--reason", "驻会", "--by", "qian-yangben"],
    },
    Case { name: "regulation new", make: archive, arguments: &["regulation", "new", "qingshi"] },
    Case {
        name: "number",
        make: with_a_letter,
        arguments: &["number", "assign", "2026-001", "协商函", "--code", "云协办函"],
    },
    Case {
        name: "comment",
        make: with_a_letter,
        arguments: &["comment", "add", "2026-001", "协商函", "--quote", "派员", "--by", "qian-yangben", "--text", "核"],
    },
    Case {
        name: "dossier seal",
        make: with_a_fonds,
        arguments: &["dossier", "seal", "2026-001", "--to", "../../移交", "--incomplete", "--note", "待补"],
    },
    Case {
        name: "dossier receive",
        make: with_a_bag,
        arguments: &["dossier", "receive", "../移交", "--by", "政协办", "--to", "../库房"],
    },
    Case { name: "render", make: archive, arguments: &["render", "plan:2026", "年度协商计划"] },
];

type Files = BTreeMap<String, Vec<u8>>;

/// The archive's files, but for what a command makes ready.
fn files(sandbox: &Sandbox) -> Files {
    let mut files = Files::new();
    let mut folders = vec![sandbox.archive()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().map(Result::unwrap) {
            let path = entry.path();
            if path.file_name().is_some_and(|name| name == UNFINISHED) {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(sandbox.archive()).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

impl Case {
    /// The sandbox, with the folder that `init` is to make an archive of.
    fn sandbox(&self) -> Sandbox {
        let sandbox = (self.make)();
        fs::create_dir_all(sandbox.archive()).unwrap();
        sandbox
    }

    /// The files before the command and after it.
    fn before_and_after(&self, sandbox: &Sandbox) -> (Files, Files) {
        let done = sandbox.twin();
        done.run(self.arguments).exits(0);
        (files(sandbox), files(&done))
    }

    /// The points that the command itself has.
    fn points(&self, sandbox: &Sandbox) -> Vec<Point> {
        let (twin, log) = (sandbox.twin(), sandbox.dir().join("points"));
        let traced = trace(&twin, self.arguments, &["-o", log.to_str().unwrap(), "-e", "signal=none"]);
        assert!(traced.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&traced.stderr));
        Point::all(&log)
    }
}

/// A call that changes something, the n-th of its name: so strace counts them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    call: String,
    nth: usize,
}

impl Point {
    /// The points of what strace has written down, of whichever process has most of them.
    fn all(log: &Path) -> Vec<Self> {
        let log = fs::read_to_string(log).unwrap();
        let (mut counts, mut points) = (BTreeMap::new(), BTreeSet::new());
        for line in log.lines() {
            let Some((before, _)) = line.split_once('(') else { continue };
            let (process, call) = before.rsplit_once(' ').unwrap_or(("", before));
            if CHANGING.split(',').any(|name| name == call) {
                let nth = counts.entry((process.trim().to_owned(), call.to_owned())).or_insert(0);
                *nth += 1;
                points.insert(Self { call: call.to_owned(), nth: *nth });
            }
        }
        assert!(points.len() > 2, "{log}");
        points.into_iter().collect()
    }

    /// The option that has strace do something there.
    fn inject(&self, what: &str) -> String {
        format!("inject={}:{what}:when={}", self.call, self.nth)
    }
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.call, self.nth)
    }
}

/// Runs the program under strace, but not what it starts.
fn trace(sandbox: &Sandbox, arguments: &[&str], options: &[&str]) -> Output {
    let program = sandbox.program(&sandbox.archive(), arguments);
    let mut traced = Command::new("strace");
    traced.args(["-qq", "-e", &format!("trace={CHANGING}")]).args(options);
    like(&mut traced, &program).arg(program.get_program()).args(program.get_args());
    traced.output().unwrap()
}

/// Runs the program with a git of its own, which does `fault` in place of `git commit` (`"$@"`).
fn with_git(sandbox: &Sandbox, arguments: &[&str], fault: &str) -> Output {
    let folder = sandbox.dir().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let path = std::env::var("PATH").unwrap();
    let real = std::env::split_paths(&path).map(|folder| folder.join("git")).find(|git| git.exists()).unwrap();
    let real = real.display();
    let script = format!(
        "#!/bin/sh\nset -- {real} \"$@\"\ncase \" $* \" in\n*' commit '*) {fault} ;;\n*) exec \"$@\" ;;\nesac\n"
    );
    executable(&folder.join("git"), &script);
    let program = sandbox.program(&sandbox.archive(), arguments);
    let mut wrapped = Command::new(program.get_program());
    like(&mut wrapped, &program).args(program.get_args()).env("PATH", format!("{}:{path}", folder.display()));
    wrapped.output().unwrap()
}

/// The points that the `git commit` of a command has.
fn points_of_git(case: &Case, sandbox: &Sandbox) -> Vec<Point> {
    let log = sandbox.dir().join("points");
    let fault =
        format!("exec strace -f --seccomp-bpf -qq -o {} -e signal=none -e trace={CHANGING} \"$@\"", log.display());
    let traced = with_git(&sandbox.twin(), case.arguments, &fault);
    assert!(traced.status.success(), "{}", String::from_utf8_lossy(&traced.stderr));
    Point::all(&log)
}

/// The folder and environment of another command.
fn like<'c>(command: &'c mut Command, other: &Command) -> &'c mut Command {
    command.env_clear().stdin(Stdio::null()).current_dir(other.get_current_dir().unwrap_or(Path::new(".")));
    command.envs(other.get_envs().filter_map(|(name, value)| Some((name, value?))))
}
