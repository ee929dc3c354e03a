//! The sample archive and the templates are part of the program, files added to them too: a change of them is a change
//! of the program. Tests that need a program of the system are told whether it is there.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=sample-archive");
    println!("cargo:rerun-if-changed=templates");
    let path = env::var_os("PATH").unwrap_or_default();
    let programs = [
        (&["strace"][..], "has_strace"),
        (&["ssh-keygen"], "has_ssh_keygen"),
        (&["mdbook"], "has_mdbook"),
        (&["soffice", "pdftotext"], "has_soffice"),
    ];
    for (programs, cfg) in programs {
        println!("cargo:rustc-check-cfg=cfg({cfg})");
        let found = programs.iter().map(|program| find(&path, program)).collect::<Option<Vec<PathBuf>>>();
        if let Some(found) = found {
            println!("cargo:rustc-cfg={cfg}");
            for program in found {
                println!("cargo:rerun-if-changed={}", program.display());
            }
        }
    }
    println!("cargo:rustc-check-cfg=cfg(has_python_docx)");
    // What a system installs for Python, another Python before it on the path does not know.
    if let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(|python| knows_docx(python)) {
        println!("cargo:rustc-cfg=has_python_docx");
        println!("cargo:rustc-env=PYTHON_DOCX={python}");
    }
}

fn find(path: &OsStr, program: &str) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn knows_docx(python: &str) -> bool {
    let asked = Command::new(python).args(["-c", "import docx"]).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}
