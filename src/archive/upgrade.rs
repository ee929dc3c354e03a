//! Brings an older archive up to date: what `init` gives a new one, and entries of list files on one line each.

use super::change::Change;
use super::deduplicate::{OneLine, blank_repeats, in_several_lines, one_line};
use super::field::scalar;
use super::find::ROOT_FILE;
use super::git_attributes::{EOL, missing, with_lines};
use super::git_ignore::{self, with_ignored};
use super::numbers::number_file;
use super::parse::decode;
use super::plan::ITEMS;
use super::source::{Limits, Source};
use super::spelt::{SpeltValue, entries, spelt};
use super::{Archive, FORMAT};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{ArchiveId, FiledEntry};
use crate::text;
use crate::text::Text;
use std::collections::BTreeSet;

/// What brings an archive up to date.
#[derive(Clone, Debug, Default)]
pub struct Upgrade {
    /// The files to write.
    pub change: Change,
    /// What is done to each file, in words.
    pub done: Vec<Text>,
    /// What a person has to do by hand.
    pub left: Diagnostics,
}

impl Upgrade {
    /// What an archive lacks. `id` is for an archive without one; `crlf` is a file committed with Windows line ends.
    ///
    /// # Errors
    /// If a file cannot be read, or cannot be changed without touching something else.
    pub fn of(source: &dyn Source, archive: &Archive, id: &ArchiveId, crlf: Option<&str>) -> Result<Self, Diagnostics> {
        let mut upgrade = Self::default();
        upgrade.settings(source, archive, id)?;
        upgrade.attributes(source, crlf)?;
        upgrade.ignored(source)?;
        if source.read("people.yml", Limits::YAML)?.is_none() {
            upgrade.write(
                "people.yml",
                String::new(),
                &text!(zh: "新建空的人员登记", en: "an empty register of people"),
            );
        }
        for plan in &archive.plans {
            upgrade.items(source, archive, &plan.folder)?;
        }
        for path in united(archive) {
            upgrade.list(source, archive, &path);
        }
        Ok(upgrade)
    }

    fn write(&mut self, path: &str, text: impl Into<Vec<u8>>, done: &Text) {
        self.change = std::mem::take(&mut self.change).file(path, text);
        self.done.push(Text::same(format!("{path}: ")).then(done));
    }

    /// Adds the format number and the archive's id, before the first setting or after the number.
    fn settings(&mut self, source: &dyn Source, archive: &Archive, id: &ArchiveId) -> Result<(), Diagnostics> {
        let Some(settings) = &archive.settings else { return Ok(()) };
        let number = settings.archive.is_none().then(|| format!("archive: {FORMAT}"));
        let id = settings.id.is_none().then(|| format!("id: {}", scalar(&id.to_string())));
        let missing: Vec<String> = number.into_iter().chain(id).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let Some(text) = text_of(source, ROOT_FILE)? else { return Ok(()) };
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let number = lines.iter().position(|line| line.starts_with("archive:"));
        let first = lines.iter().position(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let at = number.map(|line| line + 1).or(first).unwrap_or(lines.len());
        let (before, after) = (lines[..at].concat(), lines[at..].concat());
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { line_end };
        let added: String = missing.iter().flat_map(|line| [line.as_str(), line_end]).collect();
        let whole = format!("{before}{gap}{added}{after}");
        let mut meant = mapping(&text).unwrap_or_default();
        for line in &missing {
            meant.extend(mapping(line).unwrap_or_default());
        }
        if mapping(&whole) != Some(meant) {
            let lines = missing.join(", ");
            return Err(Diagnostic::new(text!(zh: "无法稳妥地写入 `{lines}`", en: "`{lines}` cannot be written without touching something else"))
                .at(Location::file(ROOT_FILE))
                .hint(Text::new("请手工写上，再运行一次", "write it there by hand, then run this again"))
                .into());
        }
        // The id is not named: a dry run would show a different one each time.
        let keys: Vec<&str> = missing.iter().filter_map(|line| Some(line.split_once(':')?.0)).collect();
        let (zh, en) = (keys.join("、"), keys.join(", "));
        self.write(ROOT_FILE, whole, &text!(zh: "写上 {zh}", en: "{en} added"));
        Ok(())
    }

    fn attributes(&mut self, source: &dyn Source, crlf: Option<&str>) -> Result<(), Diagnostic> {
        const PATH: &str = ".gitattributes";
        let known = source.read(PATH, Limits::PAPER)?.unwrap_or_default();
        let mut lines = missing(&known);
        // git would show every file with Windows line ends as changed, and line ends are part of what is signed.
        if let Some(crlf) = crlf
            && lines.iter().any(|line| line.ends_with(EOL))
        {
            lines.retain(|line| !line.ends_with(EOL));
            self.left.push(
                Diagnostic::new(Text::new(
                    "提交时用的是 Windows 的换行，所以不规定换行",
                    "committed with the line ends of Windows, so none are prescribed",
                ))
                .at(Location::file(crlf))
                .hint(text!(
                    zh: "若要统一：{PATH} 写上 `*.md{EOL}` 和 `*.yml{EOL}`，再 `git add --renormalize .` 并提交",
                    en: "to have one kind: `*.md{EOL}` and `*.yml{EOL}` into {PATH}, `git add --renormalize .`, commit"
                )),
            );
        }
        if !lines.is_empty() {
            let more = lines.len();
            self.write(PATH, with_lines(&known, &lines), &text!(zh: "加上 {more} 行", en: "lines added: {more}"));
        }
        Ok(())
    }

    fn ignored(&mut self, source: &dyn Source) -> Result<(), Diagnostic> {
        const PATH: &str = ".gitignore";
        let known = source.read(PATH, Limits::PAPER)?.unwrap_or_default();
        let more = git_ignore::missing(&known).len();
        if more > 0 {
            self.write(PATH, with_ignored(&known), &text!(zh: "加上 {more} 行", en: "lines added: {more}"));
        }
        Ok(())
    }

    /// Moves the items of a plan to the list file beside it.
    fn items(&mut self, source: &dyn Source, archive: &Archive, folder: &str) -> Result<(), Diagnostic> {
        let (plan, list) = (format!("{folder}/plan.yml"), format!("{folder}/{ITEMS}"));
        let (Some(text), true) = (text_of(source, &plan)?, archive.problems_of(&plan).is_empty()) else {
            return Ok(());
        };
        let there = text_of(source, &list)?.unwrap_or_default();
        let is_readable = archive.problems_of(&list).is_empty();
        match move_items(&text) {
            Moved::None => {}
            Moved::Items { plan: rest, items }
                if let Some((whole, count)) = prepend_items(&list, &items, &there).filter(|_| is_readable) =>
            {
                let OneLine { text, kept, .. } = one_line(&whole);
                self.write(&plan, rest, &text!(zh: "{count} 项移到 {ITEMS}", en: "items moved to {ITEMS}: {count}"));
                self.write(
                    &list,
                    text,
                    &text!(zh: "收入 plan.yml 的 {count} 项", en: "items taken from plan.yml: {count}"),
                );
                self.leave(&list, &kept);
            }
            Moved::Items { .. } | Moved::Unsafe => self.left.push(
                Diagnostic::new(Text::new("项目的写法不便移动", "the items cannot be moved as they are written"))
                    .at(Location::field(plan, ["items".into()]))
                    .hint(text!(
                        zh: "手工移到 {list}，每项一行：- {{title: …}}；写了两遍的只留一项",
                        en: "move them to {list} by hand, each on a line: - {{title: …}}; one that stands twice, once"
                    )),
            ),
        }
        Ok(())
    }

    fn list(&mut self, source: &dyn Source, archive: &Archive, path: &str) {
        if self.change.paths().any(|written| written == path) {
            return;
        }
        // A file that is not a text is reported wherever the archive is read.
        let Ok(Some(text)) = text_of(source, path) else { return };
        if !archive.problems_of(path).is_empty() {
            self.left.extend(in_several_lines(&text).map(|line| {
                Diagnostic::new(Text::new(
                    "文件里有错，条目原样保留",
                    "something is wrong in the file, and its entries stay as they are",
                ))
                .at(Location::at(path, line, 1))
                .hint(Text::new("先改正，再运行一次", "mend it first, then run this again"))
            }));
            return;
        }
        let OneLine { text, joined, kept } = one_line(&text);
        self.leave(path, &kept);
        if joined > 0 {
            self.write(path, text, &text!(zh: "{joined} 条各写成一行", en: "entries brought to one line: {joined}"));
        }
    }

    /// Names the entries that are left as they are.
    fn leave(&mut self, path: &str, lines: &[usize]) {
        self.left.extend(lines.iter().map(|line| {
            Diagnostic::new(Text::new(
                "条目里有注释，或写法特别，原样保留",
                "an entry with a comment in it, or written in a way of its own, stays as it is",
            ))
            .at(Location::at(path, *line, 1))
            .hint(Text::new("手工写成一行：- {…}   # 注释", "write it on one line by hand: - {…}   # comment"))
        }));
    }
}

/// The list files that are merged by union.
fn united(archive: &Archive) -> impl Iterator<Item = String> {
    let topics = archive.folders.iter().flat_map(|folder| {
        ["events.yml", "roster.yml", "suggestions.yml", "waivers.yml", "attests.yml"]
            .map(|list| format!("{}/{list}", folder.path))
    });
    let years = archive.plans.iter().flat_map(|plan| ["events.yml", ITEMS].map(|list| plan.path(list)));
    let numbers: BTreeSet<i32> = archive.numbers.iter().map(|taken| taken.year).collect();
    let numbers = numbers.into_iter().map(number_file);
    let filed = archive.filed.iter().map(|filed| FiledEntry::register(filed.year));
    let registers = ["people.yml", "rooms.yml", "units.yml"].map(ToOwned::to_owned).into_iter();
    registers.chain(numbers).chain(filed).chain(topics).chain(years)
}

impl Archive {
    /// Paths of the archive's list files, existing or not.
    pub fn list_files(&self) -> impl Iterator<Item = String> {
        let folders = self.folders.iter().map(|folder| &folder.path).chain(self.plans.iter().map(|plan| &plan.folder));
        united(self).chain(folders.map(|folder| format!("{folder}/materials.yml")))
    }
}

fn mapping(text: &str) -> Option<serde_yaml::Mapping> {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).ok()
}

fn text_of(source: &dyn Source, path: &str) -> Result<Option<String>, Diagnostic> {
    let Some(bytes) = source.read(path, Limits::YAML)? else { return Ok(None) };
    decode(path, &bytes)?;
    Ok(String::from_utf8(bytes).ok())
}

/// The result of moving items out of a plan.
enum Moved {
    /// There are none.
    None,
    /// The plan without its items, and the items as a list file.
    Items { plan: String, items: String },
    /// They are not written as lines below their key.
    Unsafe,
}

fn move_items(text: &str) -> Moved {
    let Some(SpeltValue::Map(mut fields)) = spelt(text) else { return Moved::None };
    let key = SpeltValue::Word("items".to_owned());
    let items = fields
        .iter()
        .position(|(name, items)| *name == key && matches!(items, SpeltValue::List(items) if !items.is_empty()));
    let Some((key_of_items, items)) = items.map(|at| fields.remove(at)) else { return Moved::None };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some(key) = lines.iter().position(|line| line.trim_end() == "items:") else { return Moved::Unsafe };
    let below = &lines[key + 1..];
    let run = below.iter().take_while(|line| line.starts_with([' ', '#', '-', '\r', '\n'])).count();
    // Comments at the margin after the last item belong to the file.
    let own = below[..run].iter().rposition(|line| line.starts_with([' ', '-']) && !line.trim().is_empty());
    let own = &below[..own.map_or(0, |last| last + 1)];
    let indent = own.iter().find_map(|line| line.find('-').filter(|at| line[..*at].trim().is_empty())).unwrap_or(0);

    let outdented = own.iter().map(|line| {
        if line.trim().is_empty() {
            return Some(line_end);
        }
        line.split_at_checked(indent).filter(|(margin, _)| margin.trim().is_empty()).map(|(_, rest)| rest)
    });
    let list: Option<String> = outdented.collect();
    let Some(mut list) = list else { return Moved::Unsafe };
    if !list.ends_with('\n') {
        list += line_end;
    }
    // Without `items: []` a plan with no other key would be empty.
    let none = if fields.is_empty() { format!("items: []{line_end}") } else { String::new() };
    let plan = format!("{}{none}{}", lines[..key].concat(), below[own.len()..].concat());
    if !none.is_empty() {
        fields.push((key_of_items, SpeltValue::List(Vec::new())));
    }
    let rest = spelt(&plan).unwrap_or(SpeltValue::Map(Vec::new()));
    if rest == SpeltValue::Map(fields) && spelt(&list) == Some(items) {
        Moved::Items { plan, items: list }
    } else {
        Moved::Unsafe
    }
}

/// A list file with these items before its own, and how many they are. `None` if the result does not read as the two
/// lists together, for example because an item is repeated.
fn prepend_items(path: &str, items: &str, there: &str) -> Option<(String, usize)> {
    let bare = there.trim_start_matches('\u{feff}');
    let mark = &there[..there.len() - bare.len()];
    let (moved, known) = (entries(items)?, entries(there)?);
    let count = moved.len();
    let bare = if known.is_empty() && bare.trim() == "[]" { "" } else { bare };
    let items =
        if bare.contains('\n') && !bare.contains("\r\n") { items.replace("\r\n", "\n") } else { items.to_owned() };
    let whole = format!("{mark}{items}{bare}");
    let meant: Vec<SpeltValue> = moved.into_iter().chain(known).collect();
    (entries(&blank_repeats(path, &whole))? == meant).then_some((whole, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_plan(text: &str) -> Option<(String, String)> {
        match move_items(text) {
            Moved::Items { plan, items } => Some((plan, items)),
            Moved::None | Moved::Unsafe => None,
        }
    }

    #[test]
    fn items_leave_the_plan_with_their_comments() {
        let text =
            "# 计划\nitems:\n  # 上半年\n  - {title: 甲} # 注\n\n  - title: 乙\n    form: x\n\n# 制定\nmade_by: [a]\n";
        let (plan, items) = of_plan(text).unwrap();
        assert_eq!(plan, "# 计划\n\n# 制定\nmade_by: [a]\n");
        assert_eq!(items, "# 上半年\n- {title: 甲} # 注\n\n- title: 乙\n  form: x\n");
        assert_eq!(of_plan("items:\n- {title: 甲}"), Some(("items: []\n".into(), "- {title: 甲}\n".into())));
        for other in ["items: [{title: 甲}]\n", "items: # 单子\n  - {title: 甲}\n"] {
            assert!(matches!(move_items(other), Moved::Unsafe), "{other}");
        }
        for none in ["made_by: [a]\n", "items: []\n", ""] {
            assert!(matches!(move_items(none), Moved::None), "{none}");
        }
    }

    fn joined(there: &str) -> Option<String> {
        prepend_items("f", "- {title: 甲}\r\n", there).map(|(whole, _)| whole)
    }

    #[test]
    fn items_join_a_list_only_where_both_read_one_after_the_other() {
        assert_eq!(joined("").as_deref(), Some("- {title: 甲}\r\n"));
        assert_eq!(joined("[]\n").as_deref(), Some("- {title: 甲}\r\n"));
        assert_eq!(joined("\u{feff}- {title: 乙}\n").as_deref(), Some("\u{feff}- {title: 甲}\n- {title: 乙}\n"));
        for there in ["---\n- {title: 乙}\n", "[{title: 乙}]\n", "  - {title: 乙}\n", "- title: 甲\n", "a: b\n"] {
            assert_eq!(joined(there), None, "{there}");
        }
        assert_eq!(prepend_items("f", "- {title: 甲}\n- title: 甲\n", ""), None);
    }
}
