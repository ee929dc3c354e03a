//! What an archive has that is made today, and one made earlier may lack.

use super::field::scalar;
use super::find::ROOT_FILE;
use super::merged::{OneLine, one_line};
use super::parse::decode;
use super::plan::ITEMS;
use super::source::{Limits, Source};
use super::write::Change;
use super::{Archive, FORMAT};
use crate::model::ArchiveId;
use crate::problem::{Place, Problem, Problems};
use crate::text;
use crate::text::Text;
use serde_yaml::Value;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

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
plans/*/items.yml merge=union
";

/// An id that no other archive has.
///
/// # Errors
/// Never: what it is made of is what an id may have.
pub fn new_id() -> Result<ArchiveId, Problem> {
    // What the hash maps of the standard library are seeded with is the system's own randomness.
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half()).parse()
}

/// What brings an archive up to date.
#[derive(Clone, Debug, Default)]
pub struct Upgrade {
    /// The files as they are to be.
    pub change: Change,
    /// What is done to them, file by file.
    pub done: Vec<Text>,
    /// What only a person can do.
    pub left: Problems,
}

impl Upgrade {
    /// What an archive lacks; `id` is for one that has none.
    ///
    /// # Errors
    /// If a file cannot be read, or cannot be changed without touching something else.
    pub fn of(source: &dyn Source, archive: &Archive, id: &ArchiveId) -> Result<Self, Problems> {
        let mut upgrade = Self::default();
        upgrade.settings(source, archive, id)?;
        upgrade.attributes(source)?;
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
            upgrade.list(source, archive, &path)?;
        }
        Ok(upgrade)
    }

    fn write(&mut self, path: &str, text: impl Into<Vec<u8>>, done: &Text) {
        self.change = std::mem::take(&mut self.change).file(path, text);
        self.done.push(Text::same(format!("{path}: ")).then(done));
    }

    /// The format's number and the archive's id, before the first setting or after the number.
    fn settings(&mut self, source: &dyn Source, archive: &Archive, id: &ArchiveId) -> Result<(), Problems> {
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
            return Err(Problem::new(text!(zh: "无法稳妥地写入 `{lines}`", en: "`{lines}` cannot be written without touching something else"))
                .at(Place::file(ROOT_FILE))
                .hint(Text::new("请手工写上，再运行一次", "write it there by hand, then run this again"))
                .into());
        }
        // Without the id itself: it is another one whenever somebody merely looks.
        let keys: Vec<&str> = missing.iter().filter_map(|line| Some(line.split_once(':')?.0)).collect();
        let (zh, en) = (keys.join("、"), keys.join(", "));
        self.write(ROOT_FILE, whole, &text!(zh: "写上 {zh}", en: "{en} added"));
        Ok(())
    }

    fn attributes(&mut self, source: &dyn Source) -> Result<(), Problem> {
        const PATH: &str = ".gitattributes";
        let known = source.read(PATH, Limits::PAPER)?.unwrap_or_default();
        let whole = with_attributes(&known);
        if whole != known {
            let count = |text: &[u8]| String::from_utf8_lossy(text).lines().count();
            let more = count(&whole) - count(&known);
            self.write(PATH, whole, &text!(zh: "加上 {more} 行", en: "lines added: {more}"));
        }
        Ok(())
    }

    /// Items of a plan into the list file that they have beside it.
    fn items(&mut self, source: &dyn Source, archive: &Archive, folder: &str) -> Result<(), Problem> {
        let (plan, list) = (format!("{folder}/plan.yml"), format!("{folder}/{ITEMS}"));
        let (Some(text), true) = (text_of(source, &plan)?, archive.problems_of(&plan).is_empty()) else {
            return Ok(());
        };
        let there = text_of(source, &list)?.unwrap_or_default();
        match apart(&text) {
            Apart::None => {}
            Apart::Into { plan: rest, items } => {
                let items = one_line(&items);
                let count = items.text.lines().filter(|line| line.starts_with("- ")).count();
                self.write(&plan, rest, &text!(zh: "{count} 项移到 {ITEMS}", en: "items moved to {ITEMS}: {count}"));
                self.write(
                    &list,
                    items.text + &there,
                    &text!(zh: "收入 plan.yml 的 {count} 项", en: "items taken from plan.yml: {count}"),
                );
                self.kept(&list, &items.kept);
            }
            Apart::Not => self.left.push(
                Problem::new(Text::new("项目的写法不便移动", "the items cannot be moved as they are written"))
                    .at(Place::field(plan, ["items".into()]))
                    .hint(text!(
                        zh: "手工移到 {list}，每项一行：- {{title: …}}",
                        en: "move them to {list} by hand, each on a line: - {{title: …}}"
                    )),
            ),
        }
        Ok(())
    }

    fn list(&mut self, source: &dyn Source, archive: &Archive, path: &str) -> Result<(), Problem> {
        let is_written = self.change.paths().any(|written| written == path);
        if is_written || !archive.problems_of(path).is_empty() {
            return Ok(());
        }
        let Some(text) = text_of(source, path)? else { return Ok(()) };
        let OneLine { text, joined, kept } = one_line(&text);
        self.kept(path, &kept);
        if joined > 0 {
            self.write(path, text, &text!(zh: "{joined} 条各写成一行", en: "entries brought to one line: {joined}"));
        }
        Ok(())
    }

    fn kept(&mut self, path: &str, lines: &[usize]) {
        self.left.extend(lines.iter().map(|line| {
            Problem::new(Text::new(
                "条目里有注释，或写法特别，原样保留",
                "an entry with a comment in it, or written in a way of its own, stays as it is",
            ))
            .at(Place::at(path, *line, 1))
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

fn text_of(source: &dyn Source, path: &str) -> Result<Option<String>, Problem> {
    let Some(bytes) = source.read(path, Limits::YAML)? else { return Ok(None) };
    decode(path, &bytes)?;
    Ok(String::from_utf8(bytes).ok())
}

/// A `.gitattributes` with whatever it lacks at its end. Everything before stays byte for byte, and where it says of
/// the same files something else, that is somebody's decision.
#[must_use]
pub fn with_attributes(known: &[u8]) -> Vec<u8> {
    let line_end = if known.windows(2).any(|two| two == b"\r\n") { "\r\n" } else { "\n" };
    let text = String::from_utf8_lossy(known);
    let settled = |wanted: &str| {
        let (pattern, wanted) = wanted.split_once(' ').unwrap_or((wanted, ""));
        let wanted = attribute(wanted.split(' ').next().unwrap_or_default());
        text.lines().any(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(pattern) && words.any(|word| attribute(word) == wanted)
        })
    };
    let mut whole = known.to_vec();
    for line in GIT_ATTRIBUTES.lines().filter(|line| !settled(line)) {
        if !whole.is_empty() && !whole.ends_with(b"\n") {
            whole.extend(line_end.as_bytes());
        }
        whole.extend(line.as_bytes());
        whole.extend(line_end.as_bytes());
    }
    whole
}

/// The name of an attribute that is set, unset or given a value.
fn attribute(word: &str) -> &str {
    word.trim_start_matches(['-', '!']).split('=').next().unwrap_or_default()
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
    let read = |text: &str| serde_yaml::from_str::<Value>(text.trim_start_matches('\u{feff}')).ok();
    let Some(Value::Mapping(mut says)) = read(text) else { return Apart::None };
    let Some(items) =
        says.get("items").filter(|items| items.as_sequence().is_some_and(|items| !items.is_empty())).cloned()
    else {
        return Apart::None;
    };
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
    says.remove("items");
    let none = if says.is_empty() { format!("items: []{line_end}") } else { String::new() };
    let plan = format!("{}{none}{}", lines[..key].concat(), below[own.len()..].concat());
    if !none.is_empty() {
        says.insert("items".into(), Value::Sequence(Vec::new()));
    }
    if read(&plan) == Some(Value::Mapping(says)) && read(&list) == Some(items) {
        Apart::Into { plan, items: list }
    } else {
        Apart::Not
    }
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
        assert!(whole.starts_with("*.png binary\r\npeople.yml -merge\r\n*.md text eol=crlf\r\n*.yml text eol=lf\r\n"));
        assert!(!whole.contains("people.yml merge=union") && whole.ends_with("plans/*/items.yml merge=union\r\n"));
        assert_eq!(with_attributes(whole.as_bytes()), whole.as_bytes());
        assert_eq!(with_attributes(b""), GIT_ATTRIBUTES.as_bytes());
    }

    #[test]
    fn ids_differ() {
        assert_ne!(new_id().unwrap(), new_id().unwrap());
    }
}
