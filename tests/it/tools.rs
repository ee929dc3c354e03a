//! The programs that some tests need beside git. `build.rs` looks for them; tests whose program is missing are ignored.

/// `.ci/run` sets `YIJUAN_ALL_TESTS`, so that no test is ignored there for want of a program.
#[test]
fn none_is_missing_where_all_tests_are_asked_for() {
    let there = [
        ("strace", cfg!(has_strace) || cfg!(not(target_os = "linux"))),
        ("openssh-client", cfg!(has_ssh_keygen)),
        ("openssl", cfg!(has_openssl)),
        ("libreoffice-writer-nogui, poppler-utils, fonts-noto-cjk", cfg!(has_soffice)),
        ("bsdutils (script)", cfg!(has_script) || cfg!(not(target_os = "linux"))),
        ("python3-docx", cfg!(has_python_docx)),
        ("python3-uno", cfg!(has_uno)),
    ];
    let missing: Vec<_> = there.into_iter().filter(|(_, is_there)| !is_there).map(|(program, _)| program).collect();
    if std::env::var_os("YIJUAN_ALL_TESTS").is_some() {
        assert!(missing.is_empty(), "install {missing:?}, then `touch build.rs`");
    }
}
