//! Papers printed by `LibreOffice`, all in one run, or set as PDF.

use super::Page;
use crate::tools::python;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Printed papers, by name.
pub struct Papers {
    dir: TempDir,
    names: Vec<String>,
}

/// What stands in for the fonts of an office.
const FONTS: [(&str, &str); 5] = [
    ("仿宋_GB2312", "Noto Serif CJK SC"),
    ("楷体_GB2312", "Noto Serif CJK SC"),
    ("方正小标宋简体", "Noto Serif CJK SC"),
    ("宋体", "Noto Serif CJK SC"),
    ("黑体", "Noto Sans CJK SC"),
];

impl Papers {
    /// Files that are not printed.
    pub fn write(papers: &[(&str, Vec<u8>)]) -> Self {
        Self::keep(papers, "docx")
    }

    /// Papers that were set as PDF.
    #[cfg(feature = "pdf")]
    pub fn set(papers: &[(&str, Vec<u8>)]) -> Self {
        Self::keep(papers, "pdf")
    }

    fn keep(papers: &[(&str, Vec<u8>)], extension: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, file) in papers {
            fs::write(dir.path().join(format!("{name}.{extension}")), file).unwrap();
        }
        Self { dir, names: papers.iter().map(|(name, _)| (*name).to_owned()).collect() }
    }

    pub fn print(papers: &[(&str, Vec<u8>)]) -> Self {
        let papers = Self::write(papers);
        let (dir, files): (_, Vec<PathBuf>) =
            (&papers.dir, papers.names().map(|name| papers.file(name, "docx")).collect());
        if cfg!(has_soffice) {
            let alias = |(font, by): &(&str, &str)| {
                format!("<alias binding=\"same\"><family>{font}</family><prefer><family>{by}</family></prefer></alias>")
            };
            let aliases: String = FONTS.iter().map(alias).collect();
            let fonts = dir.path().join("fonts.conf");
            let include = "<include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>";
            fs::write(&fonts, format!("<?xml version=\"1.0\"?><fontconfig>{include}{aliases}</fontconfig>")).unwrap();
            let profile = format!("-env:UserInstallation=file://{}/profile", dir.path().display());
            let mut soffice = Command::new("soffice");
            soffice.args(["--headless", "--norestore", &profile, "--convert-to", "pdf", "--outdir"]).arg(dir.path());
            let run = soffice.args(files).env("FONTCONFIG_FILE", fonts).output().unwrap();
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        }
        papers
    }

    /// What `LibreOffice` reads of each once all changes are accepted or rejected, and its comments.
    pub fn settled_by_office(&self, what: &str) -> BTreeMap<String, String> {
        let pipe = format!("yijuan-{}-{what}", std::process::id());
        let profile = format!("-env:UserInstallation=file://{}/profile-{what}", self.dir.path().display());
        let mut soffice = Command::new("soffice");
        soffice.args(["--headless", "--norestore", &profile, &format!("--accept=pipe,name={pipe};urp;")]);
        let mut office = soffice.process_group(0).spawn().unwrap();
        let script = self.dir.path().join("settled.py");
        fs::write(&script, include_str!("../settled.py")).unwrap();
        let mut asked = python(option_env!("PYTHON_UNO"));
        asked.arg(script).args([&pipe, what]).args(self.names().map(|name| self.file(name, "docx")));
        let told = asked.output().unwrap();
        // The program that was started is only the first of several.
        let group = format!("-{}", office.id());
        assert!(Command::new("kill").args(["-KILL", "--", &group]).status().unwrap().success());
        office.wait().unwrap();
        assert!(told.status.success(), "{}: {}", told.status, String::from_utf8_lossy(&told.stderr));
        by_name(&String::from_utf8(told.stdout).unwrap())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub fn page(&self, paper: &str, number: usize) -> Page {
        let file = self.file(paper, "pdf");
        let number = number.to_string();
        let words = output(Command::new("pdftotext").args(["-bbox", "-f", &number, "-l", &number]).arg(&file).arg("-"));
        let picture = output(Command::new("pdftoppm").args(["-r", "200", "-f", &number, "-l", &number]).arg(&file));
        Page::read(std::str::from_utf8(&words).unwrap(), &picture)
    }

    pub fn last(&self, paper: &str) -> Page {
        self.page(paper, self.pages(paper))
    }

    pub fn pages(&self, paper: &str) -> usize {
        let told = output(Command::new("pdfinfo").arg(self.file(paper, "pdf")));
        let told = String::from_utf8(told).unwrap();
        told.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap()
    }

    /// What python-docx reads of each: style and text of its paragraphs, and the size of its tables.
    pub fn read_by_python(&self) -> BTreeMap<String, String> {
        let program = "import docx, sys\nfor path in sys.argv[1:]:\n d = docx.Document(path)\n print('#', path)\n for p in d.paragraphs: print(p.style.name + '|' + p.text)\n for t in d.tables: print('table %dx%d' % (len(t.rows), len(t.columns)))\n";
        let files = self.names.iter().map(|name| self.file(name, "docx"));
        let told = output(python(option_env!("PYTHON_DOCX")).args(["-c", program]).args(files));
        by_name(&String::from_utf8(told).unwrap())
    }

    pub fn file(&self, paper: &str, extension: &str) -> PathBuf {
        self.dir.path().join(format!("{paper}.{extension}"))
    }
}

/// What was told of each file, after a line with its path.
fn by_name(told: &str) -> BTreeMap<String, String> {
    let parts = told.split("# ").skip(1).map(|part| part.split_once('\n').unwrap());
    let name = |path: &str| Path::new(path).file_stem().unwrap().to_str().unwrap().to_owned();
    parts.map(|(path, text)| (name(path), text.to_owned())).collect()
}

pub fn output(command: &mut Command) -> Vec<u8> {
    let run = command.output().unwrap();
    assert!(run.status.success(), "{command:?}: {}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}
