//! Writes an archive of any size, to measure with: `cargo run --release --example generate -- N DIR [--seed S]`.
//!
//! The same number and seed give the same bytes. Nothing in it is real.

#![allow(clippy::print_stderr, reason = "an example has no ui of its own")]

#[path = "generate/archive.rs"]
mod archive;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: generate N DIR [--seed S]";

fn main() -> ExitCode {
    let done = Request::parse(std::env::args().skip(1))
        .ok_or_else(|| USAGE.into())
        .and_then(|request| archive::write(&request.folder, request.topics, request.seed));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// What the command line asks for.
struct Request {
    topics: u32,
    folder: PathBuf,
    seed: u64,
}

impl Request {
    fn parse(arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut seed = archive::SEED;
        let mut positional = Vec::new();
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--seed" => seed = arguments.next()?.parse().ok()?,
                option if option.starts_with('-') => return None,
                _ => positional.push(argument),
            }
        }
        let [topics, folder] = positional.as_slice() else {
            return None;
        };
        Some(Self { topics: topics.parse().ok()?, folder: PathBuf::from(folder), seed })
    }
}
