//! What an archive has that is made today, and one made earlier may lack.

use super::change::Change;
use super::deduplicate::{OneLine, in_several_lines, once, one_line};
use super::field::scalar;
use super::find::ROOT_FILE;
use super::parse::decode;
use super::plan::ITEMS;
use super::source::{Limits, Source};
use super::spelt::{Said, entries, said};
use super::{Archive, FORMAT};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::ArchiveId;
use crate::text;
use crate::text::Text;

/// How a line ends that prescribes line ends.
const EOL: &str = " text eol=lf";

/// Line ends are part of what is signed, and what two branches add to a list unites line by line. The rest is left to
/// whoever merges.
pub const GIT_ATTRIBUTES: &str = "\
*.md text eol=lf
*.yml text eol=lf
*.csv -text
people.yml merge=union
rooms.yml merge=union
units.yml merge=union
**/events.yml merge=union
**/roster.yml merge=union
**/suggestions.yml merge=union
**/waivers.yml merge=union
**/attests.yml merge=union
**/reviews/*.yml merge=union
plans/*/items.yml merge=union
";

/// What brings an archive up to date.
#[derive(Clone, Debug, Default)]
pub struct Upgrade {
    /// The files as they are to be.
    pub change: Change,
    /// What is done to them, file by file.
    pub done: Vec<Text>,
    /// What only a person can do.
    pub left: Diagnostics,
}

impl Upgrade {
    /// What an archive lacks; `id` is for one that has none, `crlf` a file that git keeps with the line ends of Windows.
    ///
    /// # Errors
    /// If a file cannot be read, or cannot be changed without touching something else.
    pub fn of(source: &dyn Source, archive: &Archive, id: &ArchiveId, crlf: Option<&str>) -> Result<Self, Diagnostics> {
        let mut upgrade = Self::default();
        upgrade.settings(source, archive, id)?;
        upgrade.attributes(source, crlf)?;
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

    /// The format's number and the archive's id, before the first setting or after the number.
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
        let is_setting = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        let number = lines.iter().position(|line| line.starts_with("archive:"));
        let at = number.map(|line| line + 1).or_else(|| lines.iter().position(is_setting)).unwrap_or(lines.len());
        let (before, after) = (lines[..at].concat(), lines[at..].concat());
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { line_end };
        let added: String = missing.iter().flat_map(|line| [line.as_str(), line_end]).collect();
        let whole = format!("{before}{gap}{added}{after}");
        let says = |text: &str| serde_yaml::from_str::<serde_yaml::Mapping>(text.trim_start_matches('\u{feff}'));
        let mut meant = says(&text).unwrap_or_default();
        for line in &missing {
            meant.extend(says(line).unwrap_or_default());
        }
        if says(&whole).ok() != Some(meant) {
            let lines = missing.join(", ");
            return Err(Diagnostic::new(text!(zh: "无法稳妥地写入 `{lines}`", en: "`{lines}` cannot be written without touching something else"))
                .at(Location::file(ROOT_FILE))
                .hint(Text::new("请手工写上，再运行一次", "write it there by hand, then run this again"))
                .into());
        }
        // Without the id itself: it is another one whenever somebody merely looks.
        let keys: Vec<&str> = missing.iter().filter_map(|line| Some(line.split_once(':')?.0)).collect();
        let (zh, en) = (keys.join("、"), keys.join(", "));
        self.write(ROOT_FILE, whole, &text!(zh: "写上 {zh}", en: "{en} added"));
        Ok(())
    }

    fn attributes(&mut self, source: &dyn Source, crlf: Option<&str>) -> Result<(), Diagnostic> {
        const PATH: &str = ".gitattributes";
        let known = source.read(PATH, Limits::PAPER)?.unwrap_or_default();
        let mut lacking = lacking(&known);
        // For git, every file with other line ends would have changed at once; and they are part of what is signed.
        if let Some(crlf) = crlf
            && lacking.iter().any(|line| line.ends_with(EOL))
        {
            lacking.retain(|line| !line.ends_with(EOL));
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
        if !lacking.is_empty() {
            let more = lacking.len();
            self.write(PATH, with_lines(&known, &lacking), &text!(zh: "加上 {more} 行", en: "lines added: {more}"));
        }
        Ok(())
    }

    /// Items of a plan into the list file that they have beside it.
    fn items(&mut self, source: &dyn Source, archive: &Archive, folder: &str) -> Result<(), Diagnostic> {
        let (plan, list) = (format!("{folder}/plan.yml"), format!("{folder}/{ITEMS}"));
        let (Some(text), true) = (text_of(source, &plan)?, archive.problems_of(&plan).is_empty()) else {
            return Ok(());
        };
        let there = text_of(source, &list)?.unwrap_or_default();
        let is_readable = archive.problems_of(&list).is_empty();
        match apart(&text) {
            Apart::None => {}
            Apart::Into { plan: rest, items }
                if let Some((whole, count)) = in_one(&list, &items, &there).filter(|_| is_readable) =>
            {
                let OneLine { text, kept, .. } = one_line(&whole);
                self.write(&plan, rest, &text!(zh: "{count} 项移到 {ITEMS}", en: "items moved to {ITEMS}: {count}"));
                self.write(
                    &list,
                    text,
                    &text!(zh: "收入 plan.yml 的 {count} 项", en: "items taken from plan.yml: {count}"),
                );
                self.kept(&list, &kept);
            }
            Apart::Into { .. } | Apart::Not => self.left.push(
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
        // What cannot be read as a text is named as such wherever archives are read.
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
        self.kept(path, &kept);
        if joined > 0 {
            self.write(path, text, &text!(zh: "{joined} 条各写成一行", en: "entries brought to one line: {joined}"));
        }
    }

    fn kept(&mut self, path: &str, lines: &[usize]) {
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

/// The list files whose lines a merge takes from both sides.
fn united(archive: &Archive) -> impl Iterator<Item = String> {
    let topics = archive.folders.iter().flat_map(|folder| {
        ["events.yml", "roster.yml", "suggestions.yml", "waivers.yml", "attests.yml"]
            .map(|list| format!("{}/{list}", folder.path))
    });
    let years = archive.plans.iter().flat_map(|plan| ["events.yml", ITEMS].map(|list| plan.path(list)));
    ["people.yml", "rooms.yml", "units.yml"].map(ToOwned::to_owned).into_iter().chain(topics).chain(years)
}

impl Archive {
    /// The list files of the archive, whether they are there or not.
    pub fn list_files(&self) -> impl Iterator<Item = String> {
        let folders = self.folders.iter().map(|folder| &folder.path).chain(self.plans.iter().map(|plan| &plan.folder));
        united(self).chain(folders.map(|folder| format!("{folder}/materials.yml")))
    }
}

fn text_of(source: &dyn Source, path: &str) -> Result<Option<String>, Diagnostic> {
    let Some(bytes) = source.read(path, Limits::YAML)? else { return Ok(None) };
    decode(path, &bytes)?;
    Ok(String::from_utf8(bytes).ok())
}

/// A `.gitattributes` with whatever it lacks before its first line: where a later line says of the same files something
/// else, that is somebody's decision, and git goes by it. What is there stays byte for byte.
#[must_use]
pub fn with_attributes(known: &[u8]) -> Vec<u8> {
    with_lines(known, &lacking(known))
}

/// The lines of ours of whose files it does not say yet what they say.
fn lacking(known: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(known);
    let settled = |line: &&str| {
        let (pattern, wanted) = line.split_once(' ').unwrap_or((line, ""));
        let wanted = attribute(wanted.split(' ').next().unwrap_or_default());
        text.trim_start_matches('\u{feff}').lines().any(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(pattern) && words.any(|word| attribute(word) == wanted)
        })
    };
    GIT_ATTRIBUTES.lines().filter(|line| !settled(line)).collect()
}

fn with_lines(known: &[u8], lines: &[&str]) -> Vec<u8> {
    let line_end = if known.windows(2).any(|two| two == b"\r\n") { "\r\n" } else { "\n" };
    let mark = if known.starts_with("\u{feff}".as_bytes()) { "\u{feff}".len() } else { 0 };
    let added: String = lines.iter().flat_map(|line| [*line, line_end]).collect();
    [&known[..mark], added.as_bytes(), &known[mark..]].concat()
}

/// The name of an attribute that is set, unset or given a value. Whoever settles line ends settles what is text.
fn attribute(word: &str) -> &str {
    match word.trim_start_matches(['-', '!']).split('=').next().unwrap_or_default() {
        "eol" | "binary" => "text",
        name => name,
    }
}

/// What becomes of a plan's items.
enum Apart {
    /// There are none.
    None,
    /// The plan without them, and the items as a list file.
    Into { plan: String, items: String },
    /// They are not a list of lines below their key.
    Not,
}

fn apart(text: &str) -> Apart {
    let Some(Said::Map(mut says)) = said(text) else { return Apart::None };
    let key = Said::Word("items".to_owned());
    let items =
        says.iter().position(|(name, items)| *name == key && matches!(items, Said::List(items) if !items.is_empty()));
    let Some((key_of_items, items)) = items.map(|at| says.remove(at)) else { return Apart::None };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some(key) = lines.iter().position(|line| line.trim_end() == "items:") else { return Apart::Not };
    let below = &lines[key + 1..];
    let is_of_list = |line: &&&str| line.starts_with([' ', '#', '-', '\r', '\n']);
    let run = below.iter().take_while(is_of_list).count();
    // What stands at the margin after the last item belongs to the file.
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
    let Some(mut list) = list else { return Apart::Not };
    if !list.ends_with('\n') {
        list += line_end;
    }
    // A plan that says nothing else says that it has no items of its own.
    let none = if says.is_empty() { format!("items: []{line_end}") } else { String::new() };
    let plan = format!("{}{none}{}", lines[..key].concat(), below[own.len()..].concat());
    if !none.is_empty() {
        says.push((key_of_items, Said::List(Vec::new())));
    }
    let rest = said(&plan).unwrap_or(Said::Map(Vec::new()));
    if rest == Said::Map(says) && said(&list) == Some(items) { Apart::Into { plan, items: list } } else { Apart::Not }
}

/// Items before those that a list file has, and how many they are; `None` if they do not read as one list after the
/// other, or one of them says what another says and would be read once.
fn in_one(path: &str, items: &str, there: &str) -> Option<(String, usize)> {
    let bare = there.trim_start_matches('\u{feff}');
    let mark = &there[..there.len() - bare.len()];
    let (moved, known) = (entries(items)?, entries(there)?);
    let count = moved.len();
    let bare = if known.is_empty() && bare.trim() == "[]" { "" } else { bare };
    let items =
        if bare.contains('\n') && !bare.contains("\r\n") { items.replace("\r\n", "\n") } else { items.to_owned() };
    let whole = format!("{mark}{items}{bare}");
    let meant: Vec<Said> = moved.into_iter().chain(known).collect();
    (entries(&once(path, &whole))? == meant).then_some((whole, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_plan(text: &str) -> Option<(String, String)> {
        match apart(text) {
            Apart::Into { plan, items } => Some((plan, items)),
            Apart::None | Apart::Not => None,
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
            assert!(matches!(apart(other), Apart::Not), "{other}");
        }
        for none in ["made_by: [a]\n", "items: []\n", ""] {
            assert!(matches!(apart(none), Apart::None), "{none}");
        }
    }

    #[test]
    fn attributes_that_somebody_settled_stay() {
        let known = b"*.png binary\r\npeople.yml -merge\r\n*.md text eol=crlf";
        let whole = String::from_utf8(with_attributes(known)).unwrap();
        assert!(whole.starts_with("*.yml text eol=lf\r\n*.csv -text\r\nrooms.yml merge=union\r\n"), "{whole}");
        assert!(whole.ends_with("merge=union\r\n*.png binary\r\npeople.yml -merge\r\n*.md text eol=crlf"), "{whole}");
        let settled =
            String::from_utf8(with_attributes("\u{feff}*.yml eol=crlf\ntopics/** -text\n".as_bytes())).unwrap();
        assert!(settled.starts_with("\u{feff}*.md text eol=lf\n*.csv"), "{settled}");
        assert!(
            settled.ends_with("\n*.yml eol=crlf\ntopics/** -text\n") && !settled.contains("*.yml text"),
            "{settled}"
        );
        assert_eq!(with_attributes(whole.as_bytes()), whole.as_bytes());
        assert_eq!(with_attributes(b""), GIT_ATTRIBUTES.as_bytes());
    }

    #[test]
    fn items_join_a_list_only_where_both_read_one_after_the_other() {
        let joined = |there: &str| in_one("f", "- {title: 甲}\r\n", there).map(|(whole, _)| whole);
        assert_eq!(joined("").as_deref(), Some("- {title: 甲}\r\n"));
        assert_eq!(joined("[]\n").as_deref(), Some("- {title: 甲}\r\n"));
        assert_eq!(joined("\u{feff}- {title: 乙}\n").as_deref(), Some("\u{feff}- {title: 甲}\n- {title: 乙}\n"));
        for there in ["---\n- {title: 乙}\n", "[{title: 乙}]\n", "  - {title: 乙}\n", "- title: 甲\n", "a: b\n"] {
            assert_eq!(joined(there), None, "{there}");
        }
        assert_eq!(in_one("f", "- {title: 甲}\n- title: 甲\n", ""), None);
    }
}
