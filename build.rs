//! The sample archive and the templates are part of the program, files added to them too: a change of them is a change
//! of the program. Where the program is loaded is decided here. Tests that need a program of the system are told whether
//! it is there.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=sample-archive");
    println!("cargo:rerun-if-changed=templates");
    lie_at_a_fixed_address();
    let path = env::var_os("PATH").unwrap_or_default();
    let programs = [
        (&["strace"][..], "has_strace"),
        (&["ssh-keygen"], "has_ssh_keygen"),
        (&["openssl"], "has_openssl"),
        (&["mdbook"], "has_mdbook"),
        (&["soffice", "pdftotext"], "has_soffice"),
        (&["qpdf"], "has_qpdf"),
        (&["script"], "has_script"),
        (&["curl"], "has_curl"),
        (&["xmllint"], "has_xmllint"),
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
    let has_office = find(&path, "soffice").is_some();
    for (module, cfg, variable, is_asked) in [
        ("docx", "has_python_docx", "PYTHON_DOCX", true),
        ("uno", "has_uno", "PYTHON_UNO", has_office),
        ("jsonschema", "has_jsonschema", "PYTHON_JSONSCHEMA", true),
        ("icalendar", "has_icalendar", "PYTHON_ICALENDAR", true),
    ] {
        println!("cargo:rustc-check-cfg=cfg({cfg})");
        // What a system installs for Python, another Python before it on the path does not know.
        let mut pythons = ["python3", "/usr/bin/python3"].into_iter();
        if let Some(python) = pythons.find(|python| is_asked && knows(python, module)) {
            println!("cargo:rustc-cfg={cfg}");
            println!("cargo:rustc-env={variable}={python}");
        }
    }
}

/// Else every start begins with moving a hundred thousand pointers, most of them of what sets papers. Stack and heap lie at
/// random addresses all the same.
fn lie_at_a_fixed_address() {
    let of_target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    // What is linked with nothing else is told by the flags of its build.
    let is_static = of_target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if of_target("OS") == "linux" && of_target("ENV") == "gnu" && !is_static {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}

fn find(path: &OsStr, program: &str) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn knows(python: &str, module: &str) -> bool {
    let asked = Command::new(python).args(["-c", &format!("import {module}")]).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}
