//! The programs that some tests need beside git. `build.rs` looks for them; tests whose program is missing are ignored.

use std::process::Command;

/// A Python, the one in which `build.rs` found a module.
pub fn python(found: Option<&str>) -> Command {
    let mut python = Command::new(found.unwrap_or("python3"));
    python.env("PYTHONIOENCODING", "utf-8");
    python
}

/// What a program says that judges something; it must not fail.
#[track_caller]
pub fn told(judge: &mut Command) -> String {
    let run = judge.output().unwrap();
    let (said, failed) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{}\n{said}\n{failed}", run.status);
    said.into_owned()
}

/// `.ci/run` sets `YIJUAN_ALL_TESTS`, so that no test is ignored there for want of a program.
#[test]
fn none_is_missing_where_all_tests_are_asked_for() {
    let there = [
        ("strace", cfg!(has_strace) || cfg!(not(target_os = "linux"))),
        ("openssh-client", cfg!(has_ssh_keygen)),
        ("openssl", cfg!(has_openssl)),
        ("libreoffice-writer-nogui, poppler-utils, fonts-noto-cjk", cfg!(has_soffice)),
        ("bsdutils (script)", cfg!(has_script) || cfg!(not(target_os = "linux"))),
        ("curl", cfg!(has_curl)),
        ("python3-docx", cfg!(has_python_docx)),
        ("python3-uno", cfg!(has_uno)),
        ("python3-jsonschema", cfg!(has_jsonschema)),
        ("python3-icalendar", cfg!(has_icalendar)),
        ("libxml2-utils (xmllint)", cfg!(has_xmllint)),
    ];
    let missing: Vec<_> = there.into_iter().filter(|(_, is_there)| !is_there).map(|(program, _)| program).collect();
    if std::env::var_os("YIJUAN_ALL_TESTS").is_some() {
        assert!(missing.is_empty(), "install {missing:?}, then `touch build.rs`");
    }
}
