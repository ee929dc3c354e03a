//! The pages of the manual, which `examples/man.rs` writes.

use crate::sandbox::scratch;
use std::path::Path;
use std::process::Command;

#[test]
fn every_command_has_a_page_in_both_languages() {
    let folder = scratch();
    // `cargo test` builds the examples beside the program.
    let program = Path::new(env!("CARGO_BIN_EXE_yijuan")).with_file_name("examples").join("man");
    assert!(Command::new(program).arg(folder.path()).status().expect("cargo build --examples").success());
    for (pages, headings) in [("man1", ["NAME", "SYNOPSIS", "EXAMPLES"]), ("zh_CN/man1", ["名称", "用法", "示例"])]
    {
        // Git alone runs these.
        for command in crate::usage::COMMANDS.into_iter().filter(|command| !command.starts_with("hooks pre")) {
            let name = format!("yijuan {command}").trim_end().replace(' ', "-");
            let page = std::fs::read_to_string(folder.path().join(format!("{pages}/{name}.1"))).unwrap();
            let version = format!("\"yijuan {}\"", env!("CARGO_PKG_VERSION"));
            assert!(page.lines().any(|line| line.starts_with(".TH ") && line.contains(&version)), "{pages}/{name}");
            for heading in headings {
                assert!(page.contains(&format!(".SH {heading}\n")), "{pages}/{name}: {heading}");
            }
            assert!(page.contains(&name.replace('-', "\\-")), "{pages}/{name}");
        }
    }
}
