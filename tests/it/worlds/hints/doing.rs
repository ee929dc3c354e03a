//! Carrying out what a hint says, in a folder of its own: its commands as they stand, its sentences by what they say.

use super::paper::{Paper, key};
use crate::due::draft::BUILT_IN;
use crate::sandbox::scratch;
use crate::worlds::written::World;
use regex::{Captures, Regex};
use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;
use yijuan::duty::{Duty, Finding};
use yijuan::model::Subject;
use yijuan::regulation::{Check, Regulation, Rule};
use yijuan::rules::{Choice, FieldTest};
use yijuan::vocabulary::Group;

/// An archive in which hints are carried out as if on a day.
pub struct Doing<'w> {
    world: &'w World,
    regulation: &'static Regulation,
    rule: &'static Rule,
    folder: TempDir,
    /// What lies elsewhere on the disk.
    outside: TempDir,
    day: &'w str,
    /// Which of many, counted from 1.
    choice: usize,
    /// How many people were invented so far.
    invented: Cell<usize>,
    /// Whoever was registered just now, to be named by the next command.
    registered: RefCell<Option<String>>,
}

static COMMAND: LazyLock<Regex> = LazyLock::new(|| Regex::new("yijuan ([^；`]*)").unwrap());
/// The way past what is lacking in a dossier.
const INCOMPLETE: &str = "--incomplete --note 〈原因〉";

static BLANK: LazyLock<Regex> = LazyLock::new(|| Regex::new("〈([^〉]*)〉").unwrap());

impl<'w> Doing<'w> {
    pub fn begin(world: &'w World, day: &'w str, choice: usize) -> Self {
        let regulation = BUILT_IN.get(&world.regulation).unwrap();
        let id = world.rule.as_deref().unwrap_or_default();
        let rule = regulation.rules.iter().find(|rule| rule.id.as_str() == id).unwrap();
        Self {
            world,
            regulation,
            rule,
            folder: world.draft.laid(),
            outside: scratch(),
            day,
            choice,
            invented: Cell::new(0),
            registered: RefCell::default(),
        }
    }

    /// The same for what is found of another rule there.
    pub fn about(self, finding: &Finding) -> Self {
        let rule = self.regulation.rules.iter().find(|rule| Some(&rule.id) == finding.rule_id());
        Self { rule: rule.unwrap_or(self.rule), ..self }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Records what an open duty asks for; nothing if no entry settles it.
    pub fn record(&self, duty: &Duty) -> Option<Result<(), String>> {
        let hint = duty.hint.as_ref().filter(|_| !duty.events.is_empty())?;
        // What was not done in its time is excused instead.
        let clauses = hint.zh.split('；').filter(|clause| !clause.starts_with("没有办的"));
        let mut commands = clauses.flat_map(|clause| COMMAND.captures_iter(clause));
        Some(commands.try_for_each(|command| self.run(&command[1], &duty.subject)))
    }

    /// Does what the hint of a finding says, clause by clause.
    pub fn carry_out(&self, finding: &Finding) -> Result<(), String> {
        let hint = finding.hint.as_ref().map_or("", |hint| &hint.zh);
        // An exception is the other way, taken by itself.
        let is_other_way = |clause: &&str| ["确实颠倒的", "没有办的"].iter().any(|case| clause.starts_with(case));
        for clause in hint.split('；').filter(|clause| !is_other_way(clause)) {
            let mut commands = COMMAND.captures_iter(clause).peekable();
            if commands.peek().is_some() {
                for command in commands {
                    if let Some(papers) = command[1].strip_prefix("render ") {
                        self.draft(papers, &finding.subject)?;
                        continue;
                    }
                    for _ in 0..times(clause, finding) {
                        self.run(&command[1], &finding.subject)?;
                    }
                }
            } else {
                self.do_as_said(clause, finding)?;
            }
        }
        Ok(())
    }

    /// Drafts papers from their templates, and writes out what those leave open.
    fn draft(&self, papers: &str, subject: &Subject) -> Result<(), String> {
        // Brackets are quoted for a shell.
        let papers = papers.replace('\'', "");
        self.run(&format!("render {papers}"), subject)?;
        let folder = match subject {
            Subject::Plan(year) => format!("plans/{year}"),
            _ => "topics/2026/001-例".to_owned(),
        };
        for name in papers.split(' ').skip(1) {
            let path = format!("{folder}/{name}.md");
            assert!(self.root().join(&path).is_file(), "{path}");
            self.write(&path, "", None);
        }
        Ok(())
    }

    /// Runs a command with its blanks filled.
    fn run(&self, command: &str, subject: &Subject) -> Result<(), String> {
        let filled = BLANK.replace_all(command, |blank: &Captures| {
            let before = &command[..blank.get(0).unwrap().start()];
            let option = before.split(' ').rfind(|word| !word.is_empty()).unwrap_or_default();
            self.filled(option, &blank[1], subject)
        });
        let registered = filled.strip_prefix("person add --name ").and_then(|rest| rest.split(' ').next());
        self.registered.replace(registered.map(ToOwned::to_owned).or(self.registered.take()));
        let root = self.root().to_str().unwrap().to_owned();
        let today = self.world.day.to_string();
        let global = ["yijuan", "-C", &root, "--as-of", &today, "--lang", "zh-CN", "--no-commit"];
        let run = |filled: &str| {
            let words = global.into_iter().chain(filled.split_whitespace());
            yijuan::cli::run(&words.map(OsString::from).collect::<Vec<_>>()).result
        };
        if filled.starts_with("dossier transfer") {
            self.commit();
        }
        let mut done = run(&filled);
        // What is lacking in the dossier of a world has its reason.
        if let Err(problems) = &done
            && problems.iter().all(|one| one.hint.as_ref().is_some_and(|hint| hint.zh.contains(INCOMPLETE)))
        {
            done = run(&format!("{filled} {}", INCOMPLETE.replace("〈原因〉", "情况说明")));
        }
        match done {
            Ok(reply) if reply.exit == 0 => Ok(()),
            Ok(reply) => Err(format!("`{filled}` ends with {}", reply.exit)),
            Err(problems) => {
                let problems: Vec<_> = problems.iter().map(|problem| problem.message.zh.clone()).collect();
                Err(format!("`{filled}` is refused: {}", problems.join("; ")))
            }
        }
    }

    /// Commits what is there: a dossier is handed over from a repository, as it was committed.
    fn commit(&self) {
        for command in ["init --quiet", "add --all", "commit --quiet --allow-empty --message 事实"] {
            let identity = ["-c", "user.name=例", "-c", "user.email=li@example.org"];
            let words = identity.into_iter().chain(command.split(' '));
            assert!(Command::new("git").arg("-C").arg(self.root()).args(words).status().unwrap().success());
        }
    }

    /// What an office would write into a blank.
    fn filled(&self, option: &str, blank: &str, subject: &Subject) -> String {
        let office = || self.of_topic("office").unwrap_or_default();
        let first = blank.split('或').next().unwrap_or(blank);
        match blank {
            "日期" | "登记日期" | "会议日期" => self.day.to_owned(),
            _ if blank.starts_with("不晚于") => blank.trim_start_matches("不晚于").to_owned(),
            "姓名" if self.registered.borrow().is_some() => self.registered.take().unwrap_or_default(),
            "姓名" => {
                self.invented.set(self.invented.get() + 1);
                let nth = |nth: usize| ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"][nth % 8];
                format!("新{}{}", nth(self.invented.get() / 8), nth(self.invented.get()))
            }
            "到会人姓名" => self.somebody_there(),
            "序号" => self.choice.to_string(),
            "身份" | "标签" => self.regulation.terms(Group::Tags).keys().next().unwrap_or_default().to_owned(),
            "说明" | "原因" => "情况说明".to_owned(),
            "人数" => "12".to_owned(),
            "文件" => self.handed_in(),
            "名称" => "新例协商议事室".to_owned(),
            "层级" => self.stated("units.yml", "level"),
            "议题层级" => self.stated("rooms.yml", "level"),
            "编入的基层联络机构" => {
                if self.stated("units.yml", "id").is_empty() {
                    self.edit("units.yml", |_| "- {id: xinli, name: 新例乡, level: township}\n".to_owned());
                }
                self.stated("units.yml", "id")
            }
            "议题" => self.another_topic(subject),
            "责任委室" => office(),
            "委托方" => self.of_topic("entrusted_by").unwrap_or_default(),
            "提出者" => "proposers".to_owned(),
            // Whoever is registered.
            "督办负责人" | "召集人" | "联络员" | "专人" => "gu".to_owned(),
            "责任委室主任" => self.holder(&format!("committee-director:{}", office())),
            "分管责任委室的副主席" => self.holder(&format!("vice-chair:{}", office())),
            _ if option == "--by" && first.contains("责任委室的") => {
                first.rsplit('的').next().unwrap_or(first).to_owned()
            }
            _ => first.to_owned(),
        }
    }

    /// What the first entry of a register says of a key.
    fn stated(&self, register: &str, key: &str) -> String {
        let text = fs::read_to_string(self.root().join(register)).unwrap_or_default();
        let value = Regex::new(&format!(r"\b{key}: ([^,}}\n]+)")).unwrap();
        value.captures(&text).map_or_else(String::new, |value| value[1].to_owned())
    }

    /// Somebody who is marked as having come.
    fn somebody_there(&self) -> String {
        let roster = fs::read_to_string(self.root().join("topics/2026/001-例/roster.yml")).unwrap_or_default();
        let came = |line: &&str| line.contains("attended: true") || line.contains("attendance: present");
        let name = Regex::new("name: ([^,}]+)").unwrap();
        let line = roster.lines().find(came).unwrap_or_default();
        name.captures(line).map_or_else(String::new, |name| name[1].to_owned())
    }

    /// Who holds a post.
    fn holder(&self, post: &str) -> String {
        let people = fs::read_to_string(self.root().join("people.yml")).unwrap_or_default();
        let line = people.lines().find(|line| line.contains(post)).unwrap_or_default();
        let name = Regex::new("name: ([^,}]+)").unwrap();
        name.captures(line).map_or_else(String::new, |name| name[1].to_owned())
    }

    /// A topic that has not met yet.
    fn another_topic(&self, of: &Subject) -> String {
        let of = of.to_string();
        let room = of.strip_prefix("room:").unwrap_or_default();
        let day = self.day;
        self.run(&format!("new --title 新例题 --room {room} --meeting {day}"), &Subject::Archive).unwrap_or_default();
        let topics = fs::read_dir(self.root().join("topics").join(&day[..4])).into_iter().flatten().flatten();
        let names = topics.filter_map(|topic| topic.file_name().into_string().ok());
        let number = names.filter_map(|name| Some(name.split_once('-')?.0.to_owned())).max().unwrap_or_default();
        format!("{}-{number}", &day[..4])
    }

    fn of_topic(&self, key: &str) -> Option<String> {
        let text = fs::read_to_string(self.root().join("topics/2026/001-例/topic.yml")).ok()?;
        text.lines().find_map(|line| Some(line.strip_prefix(key)?.strip_prefix(": ")?.to_owned()))
    }

    /// Does what is no command.
    fn do_as_said(&self, clause: &str, finding: &Finding) -> Result<(), String> {
        let path = Regex::new(r"(?:topics|plans)/[^ ：]*?\.(?:md|yml)|(?:rooms|people)\.yml").unwrap();
        let path = path.find(clause).map(|path| path.as_str().to_owned());
        let field = Regex::new("`([a-z_]+)`").unwrap().captures(clause).map(|field| field[1].to_owned());
        let of = Regex::new("`(round|room): ([^`]+)`").unwrap().captures(clause);
        let of = of.map(|of| (of[1].to_owned(), of[2].to_owned()));
        // What explains, and what is done by the next clause or in the other case.
        let explains =
            ["误改的，改回原文", "以前不必处理", "不能计入", "不作为会后成果", "确属此情形的", "确属该情形的"];
        match (path, field) {
            _ if explains.iter().any(|said| clause.contains(said)) => {}
            _ if clause == "改写这一处" => self.reword(finding),
            _ if clause == "改正表头" => self.write(&finding.place.path, "", None),
            (Some(path), _) if clause.starts_with("日期写错的") => self.redate(&path),
            (Some(path), _) if clause.starts_with("补上") => self.write(&path, "", of),
            (Some(path), _) if clause.contains("中的〔待填写〕") => {
                self.edit(&path, |text| {
                    let marked = Regex::new("〔待填写[^〕]*〕").unwrap().replace_all(text, "已逐项写明。").into_owned();
                    if !clause.contains("文首的〈〉、××") {
                        return marked;
                    }
                    let (head, body) = marked[3..].split_once("---").unwrap();
                    let head = Regex::new("〈[^〉]*〉|×+").unwrap().replace_all(head, "8");
                    format!("---{head}---{body}")
                });
            }
            (Some(path), _) if clause.starts_with("补全") || clause.starts_with("改正") => {
                let old = fs::read_to_string(self.root().join(&path)).unwrap_or_default();
                let body = old.splitn(3, "---\n").nth(2).unwrap_or_default();
                self.write(&path, body, None);
            }
            (Some(path), field) if clause.contains("中填写") => self.fill(&path, field.as_deref(), clause)?,
            _ => return Err(format!("nobody knows how to do this: {clause}")),
        }
        Ok(())
    }

    fn edit(&self, path: &str, change: impl Fn(&str) -> String) {
        let file = self.root().join(path);
        let text = fs::read_to_string(&file).unwrap_or_default();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, change(&text)).unwrap();
    }

    /// Puts the day in the place of those that are still to come.
    fn redate(&self, path: &str) {
        let (dates, today) = (Regex::new(r"20\d\d-\d\d-\d\d").unwrap(), self.world.day.to_string());
        let right = |date: &Captures| if date[0] > *today { self.day.to_owned() } else { date[0].to_owned() };
        self.edit(path, |text| dates.replace_all(text, right).into_owned());
    }

    /// Writes a paper that has all the rule asks of it, and keeps what stands under its head.
    fn write(&self, path: &str, body: &str, of: Option<(String, String)>) {
        let stem = Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let stem = stem.split('（').next().filter(|_| of.is_some()).unwrap_or(stem);
        let named = self.regulation.documents.iter().find(|(_, document)| document.term.name.as_str() == stem);
        let id = named.map_or(stem, |(id, _)| id);
        let mut paper = Paper::new(id, stem, self.day, self.of_topic("office"));
        if let Some((key, value)) = of {
            paper.set(&key, Some(value));
        }
        for check in &self.rule.checks {
            match check {
                Check::Document(check) if check.documents.ids().iter().any(|of| of.as_str() == id) => {
                    paper.take(check, self.world);
                }
                Check::Chain(chain) if chain.document.as_ref().is_some_and(|of| of.as_str() == id) => {
                    paper.address(&chain.issuer, &chain.to, &chain.cc);
                }
                _ => {}
            }
        }
        self.edit(path, |_| paper.text(body));
    }

    /// A picture that somebody hands in, unlike any other.
    fn handed_in(&self) -> String {
        self.invented.set(self.invented.get() + 1);
        let path = self.outside.path().join(format!("{}.gif", self.invented.get()));
        fs::write(&path, format!("GIF89a\u{1}\0\u{1}\0{}", self.invented.get())).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Takes the words out of the text that a finding quotes.
    fn reword(&self, finding: &Finding) {
        let quoted = Regex::new("“([^”]*)”").unwrap().captures(&finding.message.zh).map(|quoted| quoted[1].to_owned());
        let quoted = quoted.unwrap_or_default();
        self.edit(&finding.place.path, |text| text.replace(&quoted, "委员们"));
    }

    /// Fills in a field of a file that no command sets.
    fn fill(&self, path: &str, field: Option<&str>, clause: &str) -> Result<(), String> {
        let given = Regex::new("`([a-z_]+): ([^`]*)`")
            .unwrap()
            .captures(clause)
            .map(|given| (given[1].to_owned(), given[2].to_owned()));
        let of_rule = self.rule.checks.iter().find_map(|check| match check {
            Check::Field(check) => {
                let key = key(&check.field);
                let value = match &check.test {
                    FieldTest::AllOf(all) | FieldTest::AnyOf(all) => {
                        format!("[{}]", all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
                    }
                    FieldTest::OneOf(Choice { of, .. }) => of.first().map(ToString::to_string).unwrap_or_default(),
                    // Whoever is registered.
                    _ => "gu".to_owned(),
                };
                field.is_none_or(|field| field == key).then_some((key, value))
            }
            _ => None,
        });
        let (key, value) = given.or(of_rule).ok_or_else(|| format!("with what is `{clause}` to be done?"))?;
        self.edit(path, |text| with(text, &key, &value));
        Ok(())
    }
}

/// How often a command is to be run: what is said of each person once for each who is lacking.
fn times(clause: &str, finding: &Finding) -> usize {
    let lacking = Regex::new("还差([0-9]+)人").unwrap().captures(&finding.message.zh);
    let lacking = lacking.filter(|_| clause.starts_with("逐人")).map(|lacking| lacking[1].parse().unwrap());
    lacking.unwrap_or(1)
}

/// A text with a key, be it of the file or of its first entry.
fn with(text: &str, key: &str, value: &str) -> String {
    let stated = Regex::new(&format!(r"(?m)^((?:- |  )?(?:\{{.*)?)\b{key}: (?:\[[^\]]*\]|[^,}}\n]*)")).unwrap();
    if stated.is_match(text) {
        return stated.replace(text, format!("${{1}}{key}: {value}")).into_owned();
    }
    match text.strip_prefix("- {") {
        Some(rest) => format!("- {{{key}: {value}, {rest}"),
        None if text.starts_with("- ") => text.replacen("- ", &format!("- {key}: {value}\n  "), 1),
        None => format!("{key}: {value}\n{text}"),
    }
}
