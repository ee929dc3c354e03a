//! The `yijuan` program: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    yijuan::ui::tell(&yijuan::cli::run(&std::env::args_os().collect::<Vec<_>>()))
}
