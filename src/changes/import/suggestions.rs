//! `import suggestions`: the ledger of suggestions, each row added to its topic.

use super::column::{Column, Holds};
use super::listing::Row;
use super::{Import, List, Outcome, none_differs, progress, twice};
use crate::archive::{Change, Field, Topic, TopicFolder, TopicLookup, entry};
use crate::changes::suggestion::{Add, FILE, Known, next_id, words_of};
use crate::changes::{Proposal, Record, Wrong, with_entries, word};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Name, Suggestion};
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Workspace};
use std::collections::BTreeMap;

/// A list of suggestions.
#[derive(Debug)]
pub(crate) struct Suggestions {
    /// The list.
    pub list: List,
    /// The topic of rows that name none: its key or part of it
    pub topic: Option<String>,
    /// Kind of rows that name none: an id or Chinese name
    pub kind: Option<String>,
}

const COLUMNS: &[Column] = &[
    Column::new("topic", Holds::Words, &["议题", "议题编号"]),
    Column::new("title", Holds::Words, &["协商议题", "题目", "议题名称"]),
    Column::new("id", Holds::Words, &["标识"]),
    Column::new("kind", Holds::Words, &["类别", "建议类别", "类型"]),
    Column::new("text", Holds::Words, &["建议内容", "意见建议", "协商建议", "建议", "内容", "具体建议"]).required(),
    Column::new("round", Holds::Words, &["轮次"]),
    Column::new("key", Holds::Words, &["重点难点", "重点", "是否重点"]),
    Column::new("to", Holds::Several, &["交办单位", "承办单位", "办理单位", "handed to"]),
    Column::new("owner", Holds::Person, &["督办人", "督办负责人", "跟踪人", "责任人"]),
    Column::new("office", Holds::Words, &["责任委室", "政协责任委室", "承办委室", "委室"]),
    Column::new("proposers", Holds::People, &["提出人", "建议人", "提出委员"]),
    Column::new("due", Holds::Day, &["答复期限", "办理期限", "答复时限", "办理时限", "answer due"]),
    Column::new("adoption", Holds::Words, &["采纳情况", "是否采纳", "采纳"]),
    Column::new("satisfaction", Holds::Words, &["满意程度", "满意度", "委员满意度", "反馈意见"]),
    Column::new("conversion", Holds::Several, &["转化方向", "转化情况", "成果转化", "转化"]),
    Column::new("progress", Holds::Words, &["进展情况", "办理进展", "办理情况", "进展", "落实情况"]),
    Column::new("problems", Holds::Words, &["存在问题"]),
    Column::new("solution", Holds::Words, &["解决思路"]),
];

impl Suggestions {
    pub(crate) fn import(&self, workspace: &Workspace) -> Result<Import, Diagnostics> {
        let mut listing = self.list.read(COLUMNS)?;
        let rows = std::mem::take(&mut listing.rows);
        let folders = self.folders(workspace, &rows);
        let mut read: Vec<TopicFolder> = folders.values().filter_map(|found| found.clone().ok()).collect();
        read.sort_by(|a, b| a.path.cmp(&b.path));
        read.dedup_by(|a, b| a.path == b.path);
        let loaded = workspace.read(&read)?;
        let mut outcome = Outcome::of(&loaded, listing);
        for folder in &read {
            for file in ["topic.yml", FILE] {
                outcome.unreadable(loaded.archive.problems_of(&format!("{}/{file}", folder.path)));
            }
        }
        let mut rows_so_far = Rows::before(workspace, &loaded, &rows);
        for row in rows {
            match self.topic_of(&row, &folders, &loaded) {
                Ok(Some(topic)) => outcome.take(&row, rows_so_far.take(self, &row, topic)),
                // Its file cannot be read.
                Ok(None) => {}
                Err(wrong) => outcome.take(&row, Err(wrong)),
            }
        }
        outcome.listing.warnings.extend(rows_so_far.notes);
        outcome.warn_of_offices();
        progress::warn_of_day(&mut outcome, workspace.today);
        let file = self.list.name();
        let taken = outcome.finish(|new| entered(workspace, &loaded, new, &file))?;
        Ok(taken.with_archive(loaded))
    }

    /// The topic of each word that a row or `--topic` uses for one.
    fn folders(&self, workspace: &Workspace, rows: &[Row]) -> BTreeMap<String, Result<TopicFolder, Diagnostics>> {
        let known = TopicLookup::new(&workspace.source);
        let mut folders = BTreeMap::new();
        for written in rows.iter().filter_map(topic_in).chain(self.topic.as_deref()) {
            folders.entry(written.to_owned()).or_insert_with(|| known.resolve(written).map_err(Diagnostics::from));
        }
        folders
    }

    /// The topic of a row; `None` if its file cannot be read, which is reported elsewhere.
    fn topic_of<'c>(
        &self,
        row: &Row,
        folders: &BTreeMap<String, Result<TopicFolder, Diagnostics>>,
        loaded: &'c LoadedArchive,
    ) -> Result<Option<&'c Topic>, Wrong> {
        let Some(written) = topic_in(row).or(self.topic.as_deref()) else {
            let missing = Diagnostic::new(Text::new("没有写明议题", "no topic is named")).hint(Text::new(
                "加一列“议题”，或用 `--topic` 指明",
                "add a column `topic`, or say which with `--topic`",
            ));
            return Err(vec![("topic", missing)]);
        };
        match folders.get(written) {
            Some(Ok(folder)) => {
                let topic = loaded.archive.topics.iter().find(|topic| topic.folder == folder.path);
                // The columns may have been sorted separately.
                match (topic, row.word("topic").and(row.word("title"))) {
                    (Some(topic), Some(title)) if !is_same(&topic.file.title, title) => {
                        let (key, own) = (topic.key, &topic.file.title);
                        let other = text!(zh: "{key} 是“{own}”，不是“{title}”", en: "{key} is `{own}`, not `{title}`");
                        Err(vec![(
                            "title",
                            Diagnostic::new(other).hint(Text::new(
                                "改正编号或题目，或用 `--map` 只取其中一列",
                                "correct the key or the title, or take one of the columns alone with `--map`",
                            )),
                        )])
                    }
                    (topic, _) => Ok(topic),
                }
            }
            Some(Err(problems)) => Err(problems.iter().map(|problem| ("topic", problem.clone())).collect()),
            None => Ok(None),
        }
    }

    /// The record of a row, and whether the topic has it already.
    fn taken(
        &self,
        row: &Row,
        topic: &Topic,
        looked_up: &Known,
        used: &mut Vec<String>,
        claimed: &[String],
    ) -> Result<(Record, bool), Wrong> {
        let kind = row.owned("kind").or_else(|| self.kind.clone()).ok_or_else(|| {
            let problem = Diagnostic::new(Text::new("没有写明类别", "no kind is named"));
            vec![(
                "kind",
                problem.hint(Text::new(
                    "加一列“类别”，或用 `--kind` 指明",
                    "add a column `kind`, or say which with `--kind`",
                )),
            )]
        })?;
        let add = Add {
            topic: topic.key.to_string(),
            kind,
            text: row.owned("text").unwrap_or_default(),
            to: row.several("to"),
            owner: row.owned("owner"),
            office: row.owned("office"),
            proposers: row.several("proposers"),
            due: row.owned("due"),
            key: false,
            round: None,
        };
        let mut given = add.record(looked_up);
        if let Some(written) = row.word("key") {
            let key = given.keep("key", yes(written)).unwrap_or_default();
            given.field("key", key.then_some(Field::Bool(true)));
        }
        let conversion = Some(row.several("conversion").join("、")).filter(|words| !words.is_empty());
        let written = ["round", "adoption", "satisfaction", "problems", "solution"].map(|key| (key, row.owned(key)));
        for (key, value) in written.into_iter().chain([("conversion", conversion)]) {
            let field = value.and_then(|value| given.keep(key, looked_up.field(key, &value)));
            given.field(key, field);
        }
        let mut record = given.by_field()?;
        let known = match row.word("id") {
            Some(id) => topic.suggestions.iter().find(|known| *known.id == *id),
            None => topic.suggestions.iter().find(|known| is_text(known, &add.text)),
        };
        let id = match (known, row.word("id")) {
            (Some(known), _) => known.id.to_string(),
            (None, Some(id)) => free_id(id, used)?,
            (None, None) => next_id(used.iter().chain(claimed).map(String::as_str), &record),
        };
        record.insert(0, ("topic", Field::Word(topic.key.to_string())));
        record.insert(1, ("id", Field::Word(id.clone())));
        let mut there = known.map_or(Ok(false), |known| agrees(known, topic, &record))?;
        if let Some(progress) =
            row.word("progress").filter(|said| looked_up.knows_event(progress::EVENT) && !progress::is_history(said))
        {
            let is_new = known.is_none_or(|known| !progress::has(known, progress));
            there &= !is_new;
            record.extend(is_new.then(|| ("progress", Field::Word(progress.to_owned()))));
        }
        used.push(id);
        Ok((record, there))
    }
}

/// The rows so far, and what the next one is read against.
struct Rows<'c> {
    workspace: &'c Workspace,
    loaded: &'c LoadedArchive,
    /// Topic folder, row number, comparable text, and id.
    listed: Vec<(&'c str, usize, String, Option<String>)>,
    /// The ids that rows of the list give.
    claimed: Vec<String>,
    /// The ids in use, by topic folder.
    ids: BTreeMap<&'c str, Vec<String>>,
    /// What is looked up, by regulation.
    known: BTreeMap<&'c str, Known<'c>>,
    /// Notes on whom suggestions are handed to, each once.
    notes: Vec<Text>,
}

impl<'c> Rows<'c> {
    fn before(workspace: &'c Workspace, loaded: &'c LoadedArchive, rows: &[Row]) -> Self {
        let claimed = rows.iter().filter_map(|row| row.owned("id")).collect();
        let (listed, ids, known, notes) = (Vec::new(), BTreeMap::new(), BTreeMap::new(), Vec::new());
        Self { workspace, loaded, listed, claimed, ids, known, notes }
    }

    /// The record of a row, and whether the topic has it already.
    ///
    /// # Errors
    /// All that is wrong with the row; if an earlier one says the same.
    fn take(&mut self, list: &Suggestions, row: &Row, topic: &'c Topic) -> Result<(Record, bool), Wrong> {
        let text = row.word("text").unwrap_or_default();
        let (folder, form, id) = (topic.folder.as_str(), Name::from(text).comparable(), row.word("id"));
        // Two rows with the same text are two suggestions if each has its own id.
        let same = self.listed.iter().find(|(at, _, other, known)| {
            let has_own_id = id.zip(known.as_deref()).is_some_and(|(id, known)| id != known);
            *at == folder && *other == form && !has_own_id
        });
        if let Some((_, number, ..)) = same {
            let hint = Text::new("一条建议只留一行", "keep one row of a suggestion");
            return Err(vec![("text", twice(text, *number).hint(hint))]);
        }
        self.listed.push((folder, row.number, form, id.map(ToOwned::to_owned)));
        let regulation = self.loaded.regulations.get(&topic.file.regulation);
        let regulation = regulation.map_err(|problem| vec![("topic", problem)])?;
        let used = self.ids.entry(folder);
        let used = used.or_insert_with(|| topic.suggestions.iter().map(|known| known.id.to_string()).collect());
        let known = self.known.entry(regulation.id.as_str());
        let known = known.or_insert_with(|| Known::of(self.workspace, &self.loaded.archive, regulation));
        let taken = list.taken(row, topic, known, used, &self.claimed)?;
        for note in known.notes_on(words_of(&taken.0, "to")) {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        Ok(taken)
    }
}

/// The new records, each in the file of its topic.
fn entered(
    workspace: &Workspace,
    loaded: &LoadedArchive,
    new: &[&Record],
    file: &str,
) -> Result<Proposal, Diagnostics> {
    let mut by_topic: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in new {
        by_topic.entry(word(record, "topic").unwrap_or_default()).or_default().push(record);
    }
    let (mut change, mut trailers, many) = (Change::new(), Vec::new(), new.len());
    let subject = text!(zh: "登记建议 {many} 条：{file}", en: "enter {many} suggestions: {file}");
    for (key, records) in by_topic {
        let Some(topic) = loaded.archive.topics.iter().find(|topic| topic.key.to_string() == key) else {
            continue;
        };
        let made = records
            .iter()
            .filter(|record| !topic.suggestions.iter().any(|known| word(record, "id") == Some(known.id.as_str())));
        let entries: Vec<String> = made.map(|record| entry(&stored(record))).collect();
        let path = topic.path(FILE);
        let after = with_entries::<Suggestion>(workspace, &path, &entries)?;
        let progress = records.iter().filter_map(|record| word(record, "id").zip(word(record, "progress")));
        let after = progress::added(&path, after, progress, workspace.today)?;
        change = change.file(path, after);
        trailers.push(("Yijuan-Topic", key.to_owned()));
    }
    Ok(Proposal { trailers, ..Proposal::new(change, subject) })
}

/// The fields that go into the entry of the file.
fn stored(record: &Record) -> Record {
    record.iter().filter(|(key, _)| !matches!(*key, "topic" | "progress")).cloned().collect()
}

/// The id that a row gives, which is not in use.
fn free_id(written: &str, used: &[String]) -> Result<String, Wrong> {
    let mut problems = Diagnostics::new();
    let id = crate::changes::builder::id(&mut problems, written, "s1").to_string();
    if used.contains(&id) {
        problems.push(
            Diagnostic::new(text!(zh: "建议 `{id}` 重复", en: "duplicate suggestion `{id}`"))
                .hint(Text::new("换一个标识", "choose another id")),
        );
    }
    if problems.is_empty() { Ok(id) } else { Err(problems.into_iter().map(|problem| ("id", problem)).collect()) }
}

/// The word for the topic of a row: its key, else its title.
fn topic_in(row: &Row) -> Option<&str> {
    row.word("topic").or(row.word("title"))
}

/// Whether a cell says yes.
fn yes(written: &str) -> Result<bool, Diagnostic> {
    match written {
        "是" | "√" | "✓" | "TRUE" | "true" | "yes" | "重点" | "难点" | "重点难点" | "1" => Ok(true),
        "否" | "×" | "FALSE" | "false" | "no" | "0" | "-" | "—" => Ok(false),
        _ => Err(Diagnostic::new(text!(zh: "`{written}` 不是“是”或“否”", en: "`{written}` is neither 是 nor 否"))
            .hint(Text::new("写“是”或“否”，空着即否", "write 是 or 否; empty means no"))),
    }
}

/// Whether a suggestion has this text, in any form.
fn is_text(known: &Suggestion, written: &str) -> bool {
    is_same(&known.text, written)
}

/// Whether two texts are equal but for their form.
fn is_same(known: &str, written: &str) -> bool {
    Name::from(known.trim()).looks_like(&Name::from(written))
}

fn has_all(names: &[Name], words: &[String]) -> bool {
    words.iter().all(|word| names.iter().any(|name| **name == **word))
}

fn agrees_in(known: &Suggestion, key: &str, field: &Field) -> bool {
    match (key, field) {
        ("kind", Field::Word(word)) => *known.kind == **word,
        ("text", Field::Word(word)) => is_text(known, word),
        ("to", Field::Word(word)) => has_all(&known.to, std::slice::from_ref(word)),
        ("to", Field::List(words)) => has_all(&known.to, words),
        ("owner", Field::Word(word)) => known.owner.as_deref() == Some(word),
        ("office", Field::Word(word)) => known.office.as_deref() == Some(word),
        ("due", Field::Word(word)) => known.due.is_some_and(|due| due.to_string() == *word),
        ("adoption", Field::Word(word)) => known.adoption.as_deref() == Some(word),
        ("satisfaction", Field::Word(word)) => known.satisfaction.is_some_and(|known| known.id() == word),
        ("round", Field::Number(round)) => known.round.unwrap_or(1) == *round,
        ("key", Field::Bool(key)) => known.key.unwrap_or_default() == *key,
        ("proposers", Field::List(words)) => has_all(&known.proposers, words),
        ("conversion", Field::List(words)) => has_all(&known.conversion, words),
        ("problems", Field::Word(word)) => known.problems.as_deref().is_some_and(|known| is_same(known, word)),
        ("solution", Field::Word(word)) => known.solution.as_deref().is_some_and(|known| is_same(known, word)),
        _ => true,
    }
}

/// Whether the topic has everything that a row gives.
///
/// # Errors
/// If it differs.
fn agrees(known: &Suggestion, topic: &Topic, record: &Record) -> Result<bool, Wrong> {
    let differs: Vec<&'static str> =
        record.iter().filter(|(key, field)| !agrees_in(known, key, field)).map(|(key, _)| *key).collect();
    let (key, id) = (topic.key, &known.id);
    let hint = text!(
        zh: "要改的用 `yijuan suggestion update {key} {id} …`，不改的从表中去掉这一行",
        en: "`yijuan suggestion update {key} {id} …` changes it; take the row out of the list if nothing is to change"
    );
    none_differs(id, &topic.path(FILE), &differs, Some(hint))
}
