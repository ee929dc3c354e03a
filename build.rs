//! The sample archive is part of the program: a change of it is a change of the program.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

fn main() {
    println!("cargo:rerun-if-changed=sample-archive");
}
