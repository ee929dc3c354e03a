//! The script with which an auditor looks at decisions without the program, as the pages have it, finds what
//! `review verify` finds.
#![cfg(unix)]

use super::readme::Readme;
use super::sandbox::Sandbox;
use super::verify::{LINES, TAMPERINGS, through};
use std::fs;

const PAGES: [&str; 2] = ["docs/en/src/audit.md", "docs/zh/src/audit.md"];

/// What the script says of each tampering, in the order of [`TAMPERINGS`]: how lines begin, but for commits.
const SAID: [&[&str]; 7] = [
    &["line 4: what it follows is not there", "commit", "took away - {topic: 2026-001"],
    &[
        "line 3: what it follows is not there",
        "line 4: what it follows is not there",
        "commit",
        "took away - {topic: 2026-001",
        "commit",
        "took away - {topic: 2026-001",
    ],
    &["line 2: what it follows is not there", "commit", "took away - {topic: 2026-001"],
    &["commit", "took away - {topic: 2026-001"],
    &["line 4: earlier than what it follows"],
    &["line 1: of another paper", "line 1: another text in", "line 1: what it follows is not there"],
    &["commit", "took away - {topic: 2026-001", "commit", "took away - {topic: 2026-001"],
];

/// The script, the same in both pages.
fn script() -> String {
    let [english, chinese] = PAGES.map(|page| {
        let blocks = Readme::read(page).blocks("text");
        blocks.into_iter().find(|block| block.starts_with("# ../audit.sh\n")).unwrap()
    });
    assert_eq!(english, chinese);
    english
}

fn audited(sandbox: &Sandbox, file: &str) -> Vec<String> {
    let path = sandbox.dir().join("audit.sh");
    fs::write(&path, script()).unwrap();
    let output = sandbox.shell(&sandbox.archive(), &format!("sh {} '{file}'", path.display()));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap().lines().map(ToOwned::to_owned).collect()
}

#[test]
fn plain_commands_find_nothing_in_what_proves() {
    assert_eq!(audited(&through(), LINES), [""; 0]);
}

#[test]
fn plain_commands_name_each_tampering() {
    for ((name, tamper, _), said) in TAMPERINGS.iter().zip(SAID) {
        let sandbox = through();
        tamper(&sandbox);
        let file =
            if *name == "one is carried to another paper" { LINES.replace("意见", "函") } else { LINES.to_owned() };
        let found = audited(&sandbox, &file);
        let is_said = found.len() == said.len() && found.iter().zip(said).all(|(found, said)| found.starts_with(said));
        assert!(is_said, "{name}: {found:#?}");
    }
}

#[test]
fn plain_commands_name_what_a_merge_dropped_and_what_is_not_committed() {
    let sandbox = through();
    sandbox.git(&["branch", "other", "HEAD~1"]);
    sandbox.git(&["checkout", "--quiet", "other"]);
    sandbox.git(&["commit", "--quiet", "--allow-empty", "--message", "另"]);
    sandbox.git(&["merge", "--quiet", "--no-edit", "--strategy=ours", "main"]);
    let found = audited(&sandbox, LINES);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[1].starts_with("took away - {topic: 2026-001"), "{found:#?}");
    sandbox.append(LINES, "# 注\n");
    let found = audited(&sandbox, LINES);
    assert!(found.last().unwrap().contains("1 insertion"), "{found:#?}");
}
