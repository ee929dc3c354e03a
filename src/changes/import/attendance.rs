//! `import attendance`: who came to a meeting.

use super::column::{Column, Holds};
use super::excerpt::first_of;
use super::listing::{Listing, Row};
use super::{Import, List, Outcome, none_differs, twice};
use crate::archive::{Change, Field, Topic, set_entry_field};
use crate::changes::roster::find::Which;
use crate::changes::roster::{Marked, more_tags};
use crate::changes::{Proposal, Record, Words, Wrong};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep};
use crate::model::{Attendance as Came, Attendee};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::{Language, Text, one_word};
use crate::workspace::Workspace;

/// The list of a meeting.
#[derive(Debug)]
pub(crate) struct Attendance {
    /// The topic: its key or part of it
    pub key: String,
    /// The list.
    pub list: List,
    /// Activities that the list is about; the meeting if none is given
    pub at: Vec<String>,
    /// Round of consultation that the list is about
    pub round: Option<u32>,
    /// Language in which the rows are shown
    pub language: Language,
}

const COLUMNS: &[Column] = &[
    Column::new("name", Holds::Person, &["姓名", "名字", "委员姓名", "参会人员", "参加人员", "人员", "签到人"])
        .required(),
    Column::new(
        "attendance",
        Holds::Words,
        &[
            "出席情况",
            "到会情况",
            "参会情况",
            "参加情况",
            "出缺席情况",
            "签到情况",
            "考勤情况",
            "是否到会",
            "是否出席",
            "是否参会",
            "出席",
            "到会",
            "参会",
            "签到",
            "考勤",
            "出缺席",
        ],
    ),
    Column::new(
        "affiliation",
        Holds::Words,
        &["单位及职务", "工作单位及职务", "单位职务", "单位和职务", "工作单位和职务", "工作单位", "所在单位", "单位"],
    ),
    Column::new("tags", Holds::Several, &["身份", "参会身份", "人员身份", "人员类别", "tag"]),
    Column::new("spoke", Holds::Words, &["发言", "是否发言", "发言情况", "发言次数"]),
];

/// How lists write that somebody came, is on leave, or is absent.
const ATTENDANCE_WORDS: &[(Came, &[&str])] = &[
    (
        Came::Present,
        &[
            "出席",
            "到会",
            "参会",
            "参加",
            "实到",
            "到",
            "已到",
            "已到会",
            "已签到",
            "签到",
            "到场",
            "是",
            "有",
            "√",
            "✓",
            "✔",
            "present",
            "yes",
        ],
    ),
    (
        Came::Leave,
        &[
            "请假",
            "已请假",
            "事假",
            "病假",
            "公假",
            "公出",
            "因公请假",
            "因事请假",
            "因病请假",
            "出差",
            "leave",
            "on leave",
        ],
    ),
    (
        Came::Absent,
        &[
            "缺席",
            "无故缺席",
            "缺勤",
            "未到",
            "未到会",
            "未参会",
            "未出席",
            "未参加",
            "未签到",
            "旷会",
            "否",
            "×",
            "✗",
            "✕",
            "x",
            "absent",
            "no",
        ],
    ),
];

/// How lists write that somebody spoke, or did not.
const SPOKE_WORDS: &[(bool, &[&str])] = &[
    (true, &["是", "有", "已发言", "发言", "√", "✓", "✔", "yes"]),
    (false, &["否", "无", "没有", "未发言", "未", "×", "✗", "✕", "x", "—", "-", "/", "no"]),
];

/// A row, and the entry of the roster that it is about.
struct RosterRow {
    nth: usize,
    marks: Marked,
    tags: Vec<String>,
    affiliation: Option<String>,
}

impl RosterRow {
    /// The affiliation, unless the roster has one: that one stays.
    fn new_affiliation(&self, entry: &Attendee) -> Option<&str> {
        self.affiliation.as_deref().filter(|_| entry.affiliation.is_none())
    }

    /// Whether the row says anything of whom it names.
    fn says_something(&self) -> bool {
        self.marks != Marked::default() || self.affiliation.is_some() || !self.tags.is_empty()
    }

    /// Whether the row adds anything to the roster.
    fn is_new(&self, entry: &Attendee) -> bool {
        self.marks.is_new(entry) || self.new_affiliation(entry).is_some() || more_tags(entry, &self.tags).is_some()
    }
}

impl Attendance {
    pub(crate) fn import(&self, workspace: &Workspace) -> Result<Import, Diagnostics> {
        let listing = self.list.read(COLUMNS)?;
        let loaded = workspace.read_topic(&self.key)?;
        let (topic, regulation) = loaded.topic()?;
        let path = topic.path("roster.yml");
        let mut outcome = Outcome { verb: "登记", ..Outcome::of(&loaded, listing) };
        outcome.unreadable(loaded.archive.problems_of(&path));
        let words = Words::under(&loaded.archive, vec![regulation], workspace.as_written);
        let which = self.which(&words)?;
        let with_state = outcome.listing.has("attendance");
        // Row number and index of the roster entry.
        let mut listed: Vec<(usize, usize)> = Vec::new();
        let (mut marked, mut silent): (Vec<RosterRow>, Vec<Text>) = (Vec::new(), Vec::new());
        for row in std::mem::take(&mut outcome.listing.rows) {
            let found = Self::read_row(topic, &words, &which, &row, &outcome.listing).and_then(|attendee| {
                let nth = attendee.nth;
                if let Some((number, _)) = listed.iter().find(|(_, other)| *other == nth) {
                    let hint = Text::new("一人只留一行", "keep one row a person");
                    return Err(vec![("name", twice(&topic.roster[nth].name, *number).hint(hint))]);
                }
                listed.push((row.number, nth));
                agrees(topic, &path, &attendee).map(|there| (attendee, there))
            });
            match found {
                Ok((attendee, there)) => {
                    let entry = &topic.roster[attendee.nth];
                    if with_state && attendee.marks.attendance.is_none() {
                        let (number, name) = (row.number, &entry.name);
                        silent.push(text!(zh: "{number}（{name}）", en: "{number} ({name})"));
                    }
                    outcome.known_as(row.word("name").unwrap_or_default().into(), Some(&entry.name));
                    if attendee.says_something() {
                        outcome.take(&row, Ok((shown(entry, &attendee, self.language), there)));
                        marked.extend((!there).then_some(attendee));
                    }
                }
                Err(wrong) => outcome.take(&row, Err(wrong)),
            }
        }
        if !silent.is_empty() {
            let Text { zh, en } = first_of(&silent);
            outcome.listing.warnings.push(text!(zh: "没有写明到会与否，到会情况未改：{zh}", en: "the attendance of these is not given, and not changed: {en}"));
        }
        let left = which.others(topic, &listed.iter().map(|(_, nth)| *nth).collect::<Vec<_>>());
        if !left.is_empty() {
            let Text { zh, en } = first_of(&left);
            outcome.listing.warnings.push(text!(zh: "名单中有、表中没有的，未改：{zh}", en: "on the roster and not in the list, not changed: {en}"));
        }
        let (key, file) = (topic.key, self.list.name());
        let taken = outcome.finish(|_| {
            let after = entered(topic, &path, workspace.text(&path)?, &marked)?;
            let many = marked.len();
            let subject =
                text!(zh: "{key} 登记到会情况 {many} 人：{file}", en: "{key} mark attendance of {many}: {file}");
            Ok(Proposal::new(Change::new().file(path.as_str(), after), subject).trailer("Yijuan-Topic", &key))
        })?;
        Ok(taken.with_archive(loaded))
    }

    /// Which entries of the roster the list is about.
    fn which(&self, words: &Words) -> Result<Which, Diagnostics> {
        let mut problems = Diagnostics::new();
        let at = self.at.iter().filter_map(|written| keep(&mut problems, words.activity(written)));
        let mut at: Vec<String> = at.collect();
        ensure_none(problems)?;
        // A list without an activity is the meeting's, so entries for other activities alone are not meant.
        if at.is_empty() {
            at.push(MEETING.to_owned());
        }
        Ok(Which { at, round: self.round, numbered: false, rest: String::new() })
    }

    /// Reads a row. Everybody on a list without a column for attendance came.
    fn read_row(topic: &Topic, words: &Words, which: &Which, row: &Row, listing: &Listing) -> Result<RosterRow, Wrong> {
        let with_state = listing.has("attendance");
        let name = row.word("name").unwrap_or_default();
        let mut wrong = Wrong::new();
        let attendance = match row.word("attendance") {
            // A sign-in sheet has the name once more.
            Some(word) if word == name => Some(Came::Present),
            Some(word) => meant(ATTENDANCE_WORDS, word).or_else(|| {
                wrong.push((
                    "attendance",
                    unclear(word, Text::new("到会、请假、缺席", "present, leave or absent"), "attendance"),
                ));
                None
            }),
            None => (!with_state).then_some(Came::Present),
        };
        let spoke = row.word("spoke").is_some_and(|word| {
            let counted = word.trim_end_matches('次').trim().parse::<u32>().ok().map(|times| times > 0);
            counted.or_else(|| meant(SPOKE_WORDS, word)).unwrap_or_else(|| {
                wrong.push(("spoke", unclear(word, Text::new("是、否或次数", "yes, no or how often"), "spoke")));
                false
            })
        });
        let (marks, affiliation) = (Marked { attendance, spoke }, row.word("affiliation").map(ToOwned::to_owned));
        let written = row.several("tags");
        let mut tags = Vec::new();
        for word in &written {
            match words.role(word) {
                Ok(tag) => tags.push(tag),
                Err(problem) => wrong.push(("tags", unknown_tag(problem, listing.head("tags").unwrap_or_default()))),
            }
        }
        let which = Which { rest: rest(&written, affiliation.as_deref(), marks), ..which.clone() };
        let nth = which.marked(topic, name, marks).map_err(|problem| wrong.push(("name", problem))).ok();
        nth.filter(|_| wrong.is_empty()).map(|nth| RosterRow { nth, marks, tags, affiliation }).ok_or(wrong)
    }
}

/// The text of a roster with what the rows add to it.
fn entered(topic: &Topic, path: &str, text: String, rows: &[RosterRow]) -> Result<String, Diagnostics> {
    let after = rows.iter().try_fold(text, |text, row| {
        let entry = &topic.roster[row.nth];
        let mut text = row.marks.written(path, &text, (row.nth, entry))?;
        if let Some(tags) = more_tags(entry, &row.tags) {
            text = set_entry_field(path, &text, row.nth, "tags", Some(&tags))?;
        }
        let Some(affiliation) = row.new_affiliation(entry) else { return Ok(text) };
        set_entry_field(path, &text, row.nth, "affiliation", Some(&Field::Word(affiliation.to_owned())))
    })?;
    crate::archive::list::<Attendee>(path, after.as_bytes())?;
    Ok(after)
}

/// The rest of a row as options of the command that adds somebody to the roster.
fn rest(tags: &[String], affiliation: Option<&str>, marks: Marked) -> String {
    let tags = tags.iter().map(|tag| format!(" --tag {}", one_word(tag)));
    let affiliation = affiliation.map(|affiliation| format!(" --affiliation {}", one_word(affiliation)));
    let attendance = marks.attendance.map(|attendance| format!(" --{}", attendance.id()));
    let spoke = marks.spoke.then(|| " --spoke".to_owned());
    tags.chain(affiliation).chain(attendance).chain(spoke).collect()
}

/// The problem of an unknown tag, with the option that skips the column.
fn unknown_tag(problem: Diagnostic, head: &str) -> Diagnostic {
    let left = text!(zh: "这一列若不是身份，用 `--map {head}=` 不取", en: "if the column is something else, leave it with `--map {head}=`");
    let hint = problem
        .hint
        .as_ref()
        .map_or_else(|| left.clone(), |hint| Text::join(&[hint.clone(), left.clone()], "；", "; "));
    problem.hint(hint)
}

/// What a word means, without a remark in brackets after it.
fn meant<T: Copy>(known: &[(T, &[&str])], word: &str) -> Option<T> {
    let plain = word.split(['（', '(']).next().unwrap_or_default().trim().to_lowercase();
    known.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(meaning, _)| *meaning)
}

fn unclear(word: &str, wanted: Text, field: &str) -> Diagnostic {
    let Text { zh, en } = wanted;
    let head = if field == "spoke" { "发言" } else { "到会情况" };
    Diagnostic::new(text!(zh: "看不懂 `{word}`", en: "`{word}` is not understood")).hint(text!(
        zh: "写{zh}；这一列若不是{head}，用 `--map 列名=` 不取",
        en: "write {en}; if the column is something else, leave it with `--map HEAD=`"
    ))
}

/// The row as it is shown.
fn shown(entry: &Attendee, attendee: &RosterRow, language: Language) -> Record {
    let marks = attendee.marks;
    let name = Some(("name", Field::Word(entry.name.to_string())));
    let attendance =
        marks.attendance.map(|attendance| ("attendance", Field::Word(attendance.text().in_(language).to_owned())));
    let tags = (!attendee.tags.is_empty()).then(|| ("tags", Field::List(attendee.tags.clone())));
    let spoke = marks.spoke.then(|| ("spoke", Field::Word(language.choose("是", "yes").to_owned())));
    let affiliation = attendee.affiliation.clone().map(|affiliation| ("affiliation", Field::Word(affiliation)));
    name.into_iter().chain(attendance).chain(tags).chain(affiliation).chain(spoke).collect()
}

/// Whether the roster has everything that the row gives.
///
/// # Errors
/// If it has another attendance.
fn agrees(topic: &Topic, path: &str, attendee: &RosterRow) -> Result<bool, Wrong> {
    let entry = &topic.roster[attendee.nth];
    let differs = attendee.marks.attendance.zip(entry.attendance).filter(|(new, known)| new != known);
    if let Some((new, known)) = differs {
        let (key, name, id, Text { zh, en }) = (topic.key, &entry.name, new.id(), known.text());
        let hint = text!(
            zh: "名单记的是{zh}；以表为准的，先 yijuan roster update {key} {name} --{id}",
            en: "the roster has {en}; if the list is right: yijuan roster update {key} {name} --{id}"
        );
        return none_differs(name, path, &["attendance"], Some(hint));
    }
    Ok(!attendee.is_new(entry))
}
