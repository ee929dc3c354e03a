//! The sample archive and the templates are part of the program, files added to them too: a change of them is a change
//! of the program. Tests that need a program of the system are told whether it is there.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=sample-archive");
    println!("cargo:rerun-if-changed=templates");
    let path = env::var_os("PATH").unwrap_or_default();
    for (program, cfg) in [("strace", "has_strace"), ("ssh-keygen", "has_ssh_keygen"), ("mdbook", "has_mdbook")] {
        println!("cargo:rustc-check-cfg=cfg({cfg})");
        if let Some(program) = env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.is_file()) {
            println!("cargo:rustc-cfg={cfg}");
            println!("cargo:rerun-if-changed={}", program.display());
        }
    }
}
