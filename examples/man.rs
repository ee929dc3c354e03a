//! Writes the pages of the manual, one for each command, in English and Chinese: `cargo run --example man -- DIR`.

use clap_mangen::Man;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use yijuan::text::Language;

/// The headings of a page: as they are made, and as they are to be. That of the examples stands in the text as well.
const HEADINGS: [(&str, &str, &str); 8] = [
    (".SH NAME\n", ".SH NAME\n", ".SH 名称\n"),
    (".SH SYNOPSIS\n", ".SH SYNOPSIS\n", ".SH 用法\n"),
    (".SH DESCRIPTION\n", ".SH DESCRIPTION\n", ".SH 说明\n"),
    (".SH OPTIONS\n", ".SH OPTIONS\n", ".SH 选项\n"),
    (".SH SUBCOMMANDS\n", ".SH COMMANDS\n", ".SH 命令\n"),
    (".SH VERSION\n", ".SH VERSION\n", ".SH 版本\n"),
    (".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n", ""),
    (".SH EXTRA\n示例：\n", "", ".SH 示例\n"),
];

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else { return ExitCode::from(2) };
    let folder = Path::new(&folder);
    let pages = [(Language::English, folder.join("man1")), (Language::Chinese, folder.join("zh_CN/man1"))];
    let written = pages.into_iter().try_for_each(|(language, folder)| {
        fs::create_dir_all(&folder)?;
        let mut command = yijuan::cli::described(language);
        command.build();
        write(&command, "yijuan", &folder, language)
    });
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes the page of a command, and those of the commands under it.
fn write(command: &clap::Command, name: &str, folder: &Path, language: Language) -> std::io::Result<()> {
    let mut page = Vec::new();
    let source = concat!("yijuan ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).title(name).source(source).render(&mut page)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let headings = HEADINGS.map(|(own, english, chinese)| (own, language.choose(chinese, english)));
    let page = headings.iter().fold(page, |page, (own, heading)| page.replace(own, heading));
    fs::write(folder.join(format!("{name}.1")), page)?;
    command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
        .try_for_each(|inner| write(inner, &format!("{name}-{}", inner.get_name()), folder, language))
}
