//! Every page of a site in a real browser: `tests/judges/pages.py` opens it in Chromium and has axe-core look at it.

use super::{hostile, public};
use crate::sandbox::Sandbox;
use std::path::Path;
use std::process::Command;

/// Has the pages of an archive judged; each search is words and the page that they find.
#[track_caller]
fn judge(sandbox: &Sandbox, command: &str, searches: &[&str]) {
    sandbox.run(command).exits(0);
    let axe = std::env::var_os("YIJUAN_AXE").expect("YIJUAN_AXE names the script of axe-core");
    let judge = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/pages.py");
    let site = sandbox.archive().join("site");
    let output = Command::new("python3").arg(judge).arg(axe).arg(site).args(searches).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "needs Chromium and axe-core, which .ci/judges installs"]
fn the_pages_of_the_sample_are_sound() {
    let searches = [
        "加装电梯=topics/2026-003.html",
        "电梯=topics/2026-003.html",
        "２０２６－００３=topics/2026-003.html",
        "电梯　城建=topics/2026-003.html",
        "没有的议题=",
    ];
    judge(&Sandbox::sample(), "--lang zh-CN site site", &searches);
}

#[test]
#[ignore = "needs Chromium and axe-core, which .ci/judges installs"]
fn the_pages_for_everybody_are_sound() {
    judge(&public(), "--lang en site site --public", &["加装电梯=topics/2026-003.html"]);
}

#[test]
#[ignore = "needs Chromium and axe-core, which .ci/judges installs"]
fn pages_of_what_is_made_to_do_harm_are_sound() {
    judge(&hostile(), "--lang en site site", &["SCRIPT＞=topics/2026-030.html"]);
}
