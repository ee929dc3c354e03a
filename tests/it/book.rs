//! The two books, `docs/en` and `docs/zh`: the same pages in both, every page in the table of contents, every link
//! leads somewhere, and every console block shows what happens. What `readme.rs` says of blocks holds here too.

use super::readme::Readme;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const BOOKS: [&str; 2] = ["docs/en/src", "docs/zh/src"];

/// Pages outside the books, whose links are followed as well.
const OTHERS: [&str; 5] = ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

#[test]
#[cfg(unix)]
fn every_english_page_shows_what_happens() {
    every_page_shows_what_happens("docs/en/src", "en_GB.UTF-8");
}

#[test]
#[cfg(unix)]
fn every_chinese_page_shows_what_happens() {
    every_page_shows_what_happens("docs/zh/src", "zh_CN.UTF-8");
}

#[test]
#[cfg(unix)]
#[cfg_attr(not(has_ssh_keygen), ignore = "needs ssh-keygen")]
fn pages_about_keys_show_what_happens() {
    for (book, locale) in [(BOOKS[0], "en_GB.UTF-8"), (BOOKS[1], "zh_CN.UTF-8")] {
        let pages: Vec<Readme> = contents(book).iter().map(|page| Readme::read(&format!("{book}/{page}"))).collect();
        let about_keys = pages.iter().filter(|page| needs_keys(page));
        assert_eq!(about_keys.map(|page| page.holds(locale)).count(), 1, "{book}");
    }
}

/// Whether a page shows commands that need `ssh-keygen`.
#[cfg(unix)]
fn needs_keys(page: &Readme) -> bool {
    page.blocks("console").iter().any(|block| block.contains("ssh-keygen"))
}

#[cfg(unix)]
fn every_page_shows_what_happens(book: &str, locale: &str) {
    let pages: Vec<Readme> = contents(book).iter().map(|page| Readme::read(&format!("{book}/{page}"))).collect();
    let with_commands: Vec<&Readme> = pages.iter().filter(|page| !page.blocks("console").is_empty()).collect();
    assert!(with_commands.len() > 5);
    for page in with_commands.into_iter().filter(|page| !needs_keys(page)) {
        page.holds(locale);
    }
}

#[test]
fn every_page_is_in_the_contents_once() {
    for book in BOOKS {
        let listed = contents(book);
        let distinct: BTreeSet<String> = listed.iter().cloned().collect();
        assert_eq!(distinct.len(), listed.len(), "{book}: a page is listed twice");
        assert_eq!(distinct, files(book), "{book}");
    }
}

#[test]
fn both_books_have_the_same_pages_in_the_same_order() {
    assert_eq!(contents(BOOKS[0]), contents(BOOKS[1]));
}

#[test]
fn every_page_is_built_alike_in_both_books_and_shows_the_same_files() {
    for page in contents(BOOKS[0]) {
        let [english, chinese] = BOOKS.map(|book| Readme::read(&format!("{book}/{page}")));
        assert_eq!(english.outline(), chinese.outline(), "{page}");
        for language in ["yaml", "ini"] {
            assert_eq!(english.blocks(language), chinese.blocks(language), "{page}");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let of_books = BOOKS.iter().flat_map(|book| files(book).into_iter().map(move |page| format!("{book}/{page}")));
    let tables = BOOKS.iter().map(|book| format!("{book}/SUMMARY.md"));
    let others = OTHERS.iter().map(|page| (*page).to_owned());
    let mut followed = 0;
    for page in of_books.chain(tables).chain(others) {
        for target in links(&read(&page)) {
            follow(&page, &target);
            followed += 1;
        }
    }
    assert!(followed > 100, "{followed}");
}

#[test]
fn every_module_has_its_row_in_the_architecture() {
    let page = read("ARCHITECTURE.md");
    let rows: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let files = walk(&root().join("src")).into_iter().filter(|path| path.parent() == Some(&root().join("src")));
    let modules = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let modules: BTreeSet<String> = modules.filter(|module| module != "lib").collect();
    assert_eq!(rows, modules.iter().map(String::as_str).collect());
}

#[test]
fn every_fuzz_target_has_its_row_its_seeds_and_its_words() {
    let page = read("CONTRIBUTING.md");
    let rows: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let files = walk(&root().join("fuzz/fuzz_targets"));
    let targets: BTreeSet<&str> = files.iter().map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(rows, targets);
    // `just fuzz TARGET` hands over both, and stops where one is missing.
    let recipe = read("justfile");
    for kind in ["fuzz/seeds/{{TARGET}}", "fuzz/dictionaries/{{TARGET}}.dict"] {
        assert!(recipe.contains(kind), "{kind}");
        let is_there = |target: &&&str| root().join(kind.replace("{{TARGET}}", target)).exists();
        let missing: Vec<_> = targets.iter().filter(|target| !is_there(target)).collect();
        assert!(missing.is_empty(), "{kind} of {missing:?}");
    }
}

#[test]
fn every_picture_of_a_book_is_small_and_shown() {
    for book in BOOKS {
        let shown: BTreeSet<String> = contents(book)
            .iter()
            .flat_map(|page| {
                let folder = Path::new(page).parent().unwrap().to_owned();
                let targets = links(&read(&format!("{book}/{page}"))).into_iter();
                let pictures = targets.filter(|target| target.ends_with(".png"));
                pictures.map(move |target| format!("{book}/{}", resolved(&folder.join(target)).display()))
            })
            .collect();
        let files =
            walk(&root().join(book)).into_iter().filter(|path| path.extension().is_none_or(|kind| kind != "md"));
        let pictures = files.inspect(|path| assert!(path.metadata().unwrap().len() < 120_000, "{}", path.display()));
        let pictures = pictures.map(|path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned());
        assert_eq!(pictures.collect::<BTreeSet<_>>(), shown);
    }
}

/// A path in code is one of the project's, unless it has a part to be put in: `src/cli/NAME.rs`.
#[test]
fn every_path_that_the_pages_for_developers_name_is_there() {
    let mut named = 0;
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = prose(&read(page)).join("\n");
        let paths = text.split('`').skip(1).step_by(2).filter(|code| {
            let folders = ["src/", "tests/", "templates/", "docs/", "fuzz/"];
            let is_given = !code.contains(|c: char| c.is_ascii_uppercase() || matches!(c, '*' | ' '));
            folders.iter().any(|folder| code.starts_with(folder)) && is_given && *code != "fuzz/corpus/"
        });
        for path in paths {
            assert!(root().join(path).exists(), "{page}: no {path}");
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}

#[test]
#[cfg_attr(not(has_mdbook), ignore = "needs mdbook")]
fn mdbook_builds_both() {
    let out = tempfile::tempdir().unwrap();
    for book in ["en", "zh"] {
        let folder = root().join("docs").join(book);
        let mut mdbook = std::process::Command::new("mdbook");
        let run = mdbook.arg("build").arg(folder).arg("--dest-dir").arg(out.path().join(book)).output().unwrap();
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.success() && !said.contains("WARN") && !said.contains("ERROR"), "{said}");
        assert!(out.path().join(book).join("tutorial.html").is_file());
    }
}

/// A link goes to the web, to a file, or to a heading of one. Those of a book stay in it, for that is all it prints.
fn follow(page: &str, target: &str) {
    if target.starts_with("https://") {
        return;
    }
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(page).parent().unwrap();
    let path = if file.is_empty() { PathBuf::from(page) } else { resolved(&folder.join(file)) };
    assert!(root().join(&path).exists(), "{page}: no {target}");
    if let Some(book) = BOOKS.iter().find(|book| page.starts_with(**book)) {
        assert!(path.starts_with(book), "{page}: {target} leads out of the book");
    }
    if !heading.is_empty() {
        let there = headings(&read(path.to_str().unwrap()));
        assert!(there.iter().any(|one| one == heading), "{page}: no heading for {target}");
    }
}

/// `a/../b` is `b`.
fn resolved(path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part.as_os_str().to_str() {
            Some("..") => assert!(resolved.pop(), "{}", path.display()),
            _ => resolved.push(part),
        }
    }
    resolved
}

/// Where the links of a page go, those in code aside.
fn links(page: &str) -> Vec<String> {
    let text = prose(page).join("\n");
    let without_code = text.split('`').step_by(2).collect::<Vec<_>>().join("·");
    without_code.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

/// The headings of a page, as both GitHub and mdBook write them in an address.
fn headings(page: &str) -> Vec<String> {
    let titles = prose(page).into_iter().filter(|line| line.starts_with('#'));
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    titles
        .map(|line| line.trim_start_matches('#').trim().to_lowercase().chars().filter(kept).collect::<String>())
        .map(|title| title.replace(' ', "-"))
        .collect()
}

/// The lines of a page outside its blocks.
fn prose(page: &str) -> Vec<&str> {
    let mut within = false;
    let outside = page.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        within ^= fence;
        !within && !fence
    });
    outside.collect()
}

/// The pages of a book, as its table of contents lists them.
fn contents(book: &str) -> Vec<String> {
    links(&read(&format!("{book}/SUMMARY.md")))
}

/// The pages that lie in a book's folder, by their path in it.
fn files(book: &str) -> BTreeSet<String> {
    let folder = root().join(book);
    let files = walk(&folder).into_iter().map(|path| path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned());
    files.filter(|file| file.ends_with(".md") && file != "SUMMARY.md").collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

fn read(page: &str) -> String {
    fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
