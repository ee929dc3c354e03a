//! Worlds as they are written: bases, and what is different from them.

use crate::due::draft::{self, Draft};
use serde::Deserialize;
use serde_yaml::{Mapping, Value};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use yijuan::engine::Judgement;
use yijuan::model::Date;

/// How a rule stands in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stand {
    /// Nothing is found of it, and a duty of it is done.
    Met,
    /// Something is found of it.
    Broken,
    /// Nothing is found of it, and no duty of it is done: not asked, or not yet.
    Quiet,
}

/// One archive on one day, and what the words of a rule say of it.
pub struct World {
    pub regulation: String,
    /// `None`: nothing is found of any rule.
    pub rule: Option<String>,
    pub line: String,
    pub stand: Stand,
    pub told: Told,
    pub day: Date,
    pub draft: Draft,
    judged: OnceLock<Judgement>,
}

impl World {
    /// What comes of it: judged once for all tests.
    pub fn judgement(&self) -> &Judgement {
        self.judged.get_or_init(|| self.draft.judgement())
    }

    /// Where it is written, for whoever reads that it fails.
    pub fn name(&self) -> String {
        format!("{} {}「{}」", self.regulation, self.rule.as_deref().unwrap_or("clean"), self.line)
    }
}

/// What else is said of a world.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Told {
    /// Whom it is about, where other subjects have duties of the rule, too.
    pub subject: Option<String>,
    pub severity: Option<String>,
    pub state: Option<String>,
    pub due: Option<String>,
    pub done: Option<String>,
    /// What a finding says.
    pub says: Vec<String>,
    /// What no finding says.
    pub hides: Vec<String>,
    /// How other rules stand.
    pub also: BTreeMap<String, Stand>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    bases: BTreeMap<String, Start>,
    #[serde(default)]
    clean: Vec<WorldSpec>,
    rules: BTreeMap<String, RuleSpec>,
}

/// A base, or what the worlds of a rule begin with.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Start {
    from: Option<String>,
    files: Files,
    lines: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSpec {
    never_broken: Option<String>,
    from: Option<String>,
    day: Option<String>,
    #[serde(default)]
    files: Files,
    #[serde(default)]
    lines: BTreeMap<String, String>,
    worlds: Vec<WorldSpec>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorldSpec {
    met: Option<String>,
    broken: Option<String>,
    quiet: Option<String>,
    clean: Option<String>,
    day: Option<String>,
    from: Option<String>,
    #[serde(default)]
    files: Files,
    #[serde(default)]
    lines: BTreeMap<String, String>,
    #[serde(default)]
    is: Told,
}

type Files = BTreeMap<String, Option<Content>>;

/// A file: its text, or a paper as its front matter with the `text` under it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Paper(Mapping),
}

/// The texts of an archive, by path.
type Archive = BTreeMap<String, String>;

/// All that is written.
#[derive(Default)]
pub struct Worlds {
    pub worlds: Vec<World>,
    /// Regulation and rule of those that nothing can break.
    pub never_broken: Vec<(String, String)>,
}

impl Worlds {
    /// Reads the worlds of regulations.
    pub fn read<'a>(regulations: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut worlds = Self::default();
        for regulation in regulations {
            worlds.add(regulation)?;
        }
        Ok(worlds)
    }

    fn add(&mut self, regulation: &str) -> Result<(), String> {
        let path = format!("tests/worlds/{regulation}.yml");
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path));
        let text = text.map_err(|error| format!("{path}: {error}"))?;
        // A map of ours would let the second of two keys take the place of the first.
        let _: Value = serde_yaml::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
        let page: Page = serde_yaml::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
        for spec in page.clean {
            let line = spec.clean.clone();
            let line = line.ok_or_else(|| format!("{path}: a world under `clean` begins with `clean: LINE`"))?;
            let archive = page.bases.archive(spec.from.as_deref())?;
            self.worlds.push(spec.world((regulation, None), Stand::Quiet, &line, archive, None)?);
        }
        for (rule, of_rule) in page.rules {
            let at = |error: String| format!("{path}: {rule}: {error}");
            if of_rule.never_broken.is_some() {
                self.never_broken.push((regulation.to_owned(), rule.clone()));
            }
            let mut own = page.bases.archive(of_rule.from.as_deref()).map_err(at)?;
            change(&mut own, &of_rule.files, &of_rule.lines).map_err(at)?;
            for spec in of_rule.worlds {
                let (stand, line) = spec.stand().map_err(at)?;
                let base = spec.from.as_deref().map(|base| page.bases.archive(Some(base)));
                let archive = base.transpose().map_err(at)?.unwrap_or_else(|| own.clone());
                let day = of_rule.day.as_deref();
                self.worlds.push(spec.world((regulation, Some(&rule)), stand, &line, archive, day)?);
            }
        }
        Ok(())
    }
}

/// Bases by name.
trait Bases {
    /// The files of a base; without a name, of the one that all others begin with.
    fn archive(&self, name: Option<&str>) -> Result<Archive, String>;
}

impl Bases for BTreeMap<String, Start> {
    fn archive(&self, name: Option<&str>) -> Result<Archive, String> {
        let found = match name {
            Some(name) => self.get_key_value(name).ok_or_else(|| format!("no base `{name}`"))?,
            None => self.iter().find(|(_, base)| base.from.is_none()).ok_or("each base has a `from`")?,
        };
        let (name, base) = found;
        let mut archive = if base.from.is_some() { self.archive(base.from.as_deref())? } else { Archive::new() };
        change(&mut archive, &base.files, &base.lines).map_err(|error| format!("base {name}: {error}"))?;
        Ok(archive)
    }
}

impl WorldSpec {
    fn stand(&self) -> Result<(Stand, String), String> {
        let said = [(Stand::Met, &self.met), (Stand::Broken, &self.broken), (Stand::Quiet, &self.quiet)];
        let mut said = said.into_iter().filter_map(|(stand, line)| Some((stand, line.clone()?)));
        match (said.next(), said.next()) {
            (Some(only), None) => Ok(only),
            _ => Err("a world begins with one of `met: LINE`, `broken: LINE`, `quiet: LINE`".to_owned()),
        }
    }

    fn world(
        self,
        (regulation, rule): (&str, Option<&str>),
        stand: Stand,
        line: &str,
        mut archive: Archive,
        day: Option<&str>,
    ) -> Result<World, String> {
        let name = format!("tests/worlds/{regulation}.yml: {} {line}", rule.unwrap_or("clean"));
        change(&mut archive, &self.files, &self.lines).map_err(|error| format!("{name}: {error}"))?;
        let day = self.day.as_deref().or(day).ok_or_else(|| format!("{name}: on which `day`?"))?;
        let laid = archive.iter().fold(Draft::new(day), |draft, (path, text)| draft.file(&whole(path), text));
        Ok(World {
            regulation: regulation.to_owned(),
            rule: rule.map(ToOwned::to_owned),
            line: line.to_owned(),
            stand,
            told: self.is,
            day: draft::day(day),
            draft: laid,
            judged: OnceLock::new(),
        })
    }
}

/// A path in the archive: most files are those of one topic and of its year.
fn whole(path: &str) -> String {
    match path.split_once('/') {
        Some(("topic", rest)) => format!("topics/2026/001-例/{rest}"),
        Some(("year", rest)) => format!("plans/2026/{rest}"),
        _ => path.to_owned(),
    }
}

/// Puts whole files in place or takes them away, and changes lines of others.
fn change(archive: &mut Archive, files: &Files, lines: &BTreeMap<String, String>) -> Result<(), String> {
    for (path, content) in files {
        match content {
            Some(Content::Text(text)) => archive.insert(path.clone(), ended(text)),
            Some(Content::Paper(head)) => archive.insert(path.clone(), paper(head)),
            None => Some(archive.remove(path).ok_or_else(|| format!("no {path} to take away"))?),
        };
    }
    for (path, patch) in lines {
        let text = archive.get_mut(path).ok_or_else(|| format!("no {path} to change"))?;
        *text = patched(text, patch).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(())
}

fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// A text with other lines: `= LINE` takes the place of the one line with the same key or the same first value,
/// `- WORDS` takes away the one line that has these words, `@ WORDS` goes below it, and `+ LINE` adds a line there;
/// before any of the others, at the end.
fn patched(text: &str, patch: &str) -> Result<String, String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut at = lines.len();
    for step in patch.lines() {
        let (mark, words) = step.split_at_checked(2).ok_or_else(|| format!("`{step}` has no mark"))?;
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = (0..lines.len()).filter(|index| is(lines[*index]));
            match (found.next(), found.next()) {
                (Some(only), None) => Ok(only),
                (None, _) => Err(format!("`{step}`: no such line")),
                _ => Err(format!("`{step}`: several such lines")),
            }
        };
        match mark {
            "+ " => {
                lines.insert(at, words);
                at += 1;
            }
            "= " => {
                let index = only(&|line| line.starts_with(beginning(words)))?;
                lines[index] = words;
                at = index + 1;
            }
            "- " => {
                at = only(&|line| line.contains(words))?;
                lines.remove(at);
            }
            "@ " => at = only(&|line| line.contains(words))? + 1,
            _ => return Err(format!("`{step}` begins with none of `+ `, `= `, `- `, `@ `")),
        }
    }
    Ok(lines.iter().fold(String::new(), |text, line| text + line + "\n"))
}

/// What tells a line from the others: its key, or the first value of an entry.
fn beginning(line: &str) -> &str {
    let is_entry = line.trim_start().starts_with("- {");
    let end = if is_entry { line.find([',', '}']) } else { line.find(':').map(|colon| colon + 1) };
    end.map_or(line, |end| &line[..end])
}

/// A paper: what stands before its `text` is its front matter.
fn paper(head: &Mapping) -> String {
    let mut front = String::new();
    let mut text = String::new();
    for (key, value) in head {
        match (key.as_str(), value) {
            (Some("text"), Value::String(under)) => text = format!("\n{}", ended(under)),
            (Some(key), value) => front.extend([key, ": ", &flow(value), "\n"]),
            (None, _) => {}
        }
    }
    format!("---\n{front}---\n{text}")
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Sequence(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Mapping(map) => {
            let entry = |(key, value): (&Value, &Value)| format!("{}: {}", flow(key), flow(value));
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::String(text)
            if text.contains([',', ':', '[', ']', '{', '}', '"', '#', '\'', '〔']) || text.is_empty() =>
        {
            format!("{text:?}")
        }
        Value::String(text) => text.clone(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Tagged(_) => "~".to_owned(),
    }
}
