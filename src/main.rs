//! The `yijuan` program: parse, run, exit code.

use std::process::ExitCode;

/// A sixth of a check goes into memory for short texts, which this gives and takes in a third of the time.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    yijuan::ui::tell(&yijuan::cli::run(&std::env::args_os().collect::<Vec<_>>()))
}
