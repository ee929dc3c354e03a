//! The programs that some tests need beside git. `build.rs` looks for them; tests whose program is missing are ignored.

/// `.ci/run` sets `YIJUAN_ALL_TESTS`, so that no test is ignored there for want of a program.
#[test]
fn none_is_missing_where_all_tests_are_asked_for() {
    if std::env::var_os("YIJUAN_ALL_TESTS").is_some() {
        assert!(cfg!(has_strace) || cfg!(not(target_os = "linux")), "install strace, then `touch build.rs`");
        assert!(cfg!(has_ssh_keygen), "install openssh-client, then `touch build.rs`");
    }
}
