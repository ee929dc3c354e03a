//! `import people`: the register of people.

use super::column::{Column, Holds};
use super::excerpt::first_of;
use super::listing::Row;
use super::{Import, List, Outcome, changed_by, none_differs, twice};
use crate::archive::{Change, Field, entry, person_meant};
use crate::changes::person::post::{is_post, is_tag, kept, without_place};
use crate::changes::person::{Add, FILE, term};
use crate::changes::{Proposal, Record, Wrong, pinyin, with_entries, word};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::is_for_an_office;
use crate::model::{Name, Person, PostHeld};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use crate::workspace::{LoadedArchive, Workspace};
use std::collections::BTreeSet;

/// A list of people.
#[derive(Debug)]
pub(crate) struct People {
    /// The list.
    pub list: List,
}

const COLUMNS: &[Column] = &[
    Column::new("id", Holds::Words, &["标识", "人员标识"]),
    Column::new("name", Holds::Person, &["姓名", "名字", "委员姓名", "人员"]).required(),
    Column::new("posts", Holds::Several, &["职务", "政协职务", "现任职务", "担任职务", "post"]),
    Column::new(
        "office",
        Holds::Words,
        &[
            "委室",
            "所在委室",
            "所属委室",
            "分管委室",
            "联系委室",
            "分管/所在委室",
            "所在/分管委室",
            "分管或所在委室",
            "专委会",
            "专门委员会",
            "所在专委会",
            "所属专委会",
            "分管专委会",
            "分管/所在专委会",
        ],
    ),
    Column::new(
        "work",
        Holds::Several,
        &["单位及职务", "工作单位及职务", "单位职务", "单位和职务", "工作单位和职务", "现任单位及职务"],
    ),
    Column::new("sector", Holds::Words, &["界别", "所属界别", "委员界别"]),
    Column::new("tags", Holds::Several, &["标签", "身份", "人员类别", "tag"]),
];

impl People {
    pub(crate) fn import(&self, workspace: &Workspace) -> Result<Import, Diagnostics> {
        let listing = self.list.read(COLUMNS)?;
        let loaded = workspace.read(&[])?;
        let archive = &loaded.archive;
        let mut outcome = Outcome::of(&loaded, listing);
        outcome.unreadable(archive.problems_of(FILE));
        // Row number, id, and comparable form of the name.
        let mut listed: Vec<(usize, Name, String)> = Vec::new();
        let (mut tags, mut at_work): (BTreeSet<String>, Vec<Text>) = (BTreeSet::new(), Vec::new());
        for row in std::mem::take(&mut outcome.listing.rows) {
            let name = Name::from(row.word("name").unwrap_or_default());
            let given = row.word("id").map(Name::from);
            let by_name = || person_meant(&archive.people, &name);
            let known = match given.as_ref().map_or_else(by_name, |id| Ok(archive.person(id))) {
                Ok(known) => known,
                Err(several) => {
                    outcome.take(&row, Err(vec![("name", several)]));
                    continue;
                }
            };
            let name = outcome.known_as(name, known.map(|person| &person.name));
            let form = name.comparable();
            let id = given.clone().or_else(|| Some(known?.id.clone())).or_else(|| {
                let made = pinyin::of_person(&name, |id| {
                    archive.person(id).is_some() || listed.iter().any(|(_, other, _)| **other == *id)
                });
                Some(made?.into())
            });
            let Some(id) = id else {
                outcome.take(&row, Err(vec![("name", nameless(&name))]));
                continue;
            };
            let (mut add, moved) = add(&loaded, &row, id.to_string(), name.to_string());
            tags.extend(moved);
            // Some lists write posts of the committee in the column of the workplace.
            let (posts, work): (Vec<_>, Vec<_>) =
                row.several("work").into_iter().partition(|word| is_post(&loaded, word));
            add.posts.extend(posts);
            at_work.extend(work.into_iter().map(Text::same));
            let before = listed.iter().find(|(_, other, same)| *other == id || given.is_none() && *same == form);
            if let Some((number, other, _)) = before {
                let (key, what) = if given.is_some() && *other == id { ("id", &id) } else { ("name", &name) };
                let problem = twice(what, *number).hint(Text::new(
                    "一人一行，几个职务写在一格，用“、”分开；同名的两人用“标识”列区别",
                    "one row a person, several posts in one cell with commas; two people of one name are told apart by a column `id`",
                ));
                outcome.take(&row, Err(vec![(key, problem)]));
                continue;
            }
            listed.push((row.number, id, form));
            let given = add.record(&loaded, workspace.as_written, true);
            outcome.enter(&row, given, known, agrees);
        }
        outcome.listing.warnings.extend(other_words(tags, &at_work));
        outcome.warn_of_offices();
        warn_of_unknown_posts(&mut outcome);
        warn_of_posts_without_office(&mut outcome);
        let file = self.list.name();
        let taken = outcome.finish(|new| {
            let entries: Vec<String> = new.iter().map(|record| entry(&term::record(record))).collect();
            let after = with_entries::<Person>(workspace, FILE, &entries)?;
            let many = new.len();
            let subject = text!(zh: "登记人员 {many} 人：{file}", en: "enter {many} people: {file}");
            Ok(Proposal::new(Change::new().file(FILE, after), subject))
        })?;
        Ok(taken.with_archive(loaded))
    }
}

/// The row as a request of `person add`, and the words among its posts that are tags: lists write 委员 there for ordinary
/// members.
fn add(loaded: &LoadedArchive, row: &Row, id: String, name: String) -> (Add, Vec<String>) {
    let office = row.word("office");
    let (moved, posts): (Vec<String>, Vec<String>) =
        without_places(loaded, &row.several("posts")).into_iter().partition(|word| is_tag(loaded, word));
    let posts = posts.into_iter().map(|post| match office {
        Some(office) if !post.contains([':', '：']) => format!("{post}:{office}"),
        _ => post.replace('：', ":"),
    });
    let mut tags = without_places(loaded, &row.several("tags"));
    tags.extend(moved.iter().cloned());
    let sector = row.owned("sector");
    (Add { id: Some(id), name, posts: posts.collect(), tags, sector }, moved)
}

/// Warns of words among the posts that were entered as tags, and of posts at work, which were not entered.
fn other_words(tags: BTreeSet<String>, at_work: &[Text]) -> impl Iterator<Item = Text> {
    let tags = (!tags.is_empty()).then(|| {
        let Text { zh, en } = Text::listed(tags);
        text!(
            zh: "职务中不是职务的词记作标签：{zh}",
            en: "words among the posts that are no posts are entered as tags: {en}"
        )
    });
    let at_work = (!at_work.is_empty()).then(|| {
        let Text { zh, en } = first_of(at_work);
        text!(zh: "所在单位的职务未导入：{zh}", en: "posts at the workplace are not imported: {en}")
    });
    tags.into_iter().chain(at_work)
}

fn without_places(loaded: &LoadedArchive, words: &[String]) -> Vec<String> {
    words.iter().map(|word| without_place(loaded, word).to_owned()).collect()
}

/// Warns of posts that belong to an office and are entered without one.
fn warn_of_posts_without_office(outcome: &mut Outcome) {
    let loaded = outcome.loaded;
    let lost = outcome.made().filter_map(|record| {
        let name = word(record, "name")?;
        let posts = record.iter().find_map(|(key, field)| match field {
            Field::List(posts) if *key == "posts" => Some(posts),
            _ => None,
        })?;
        let mut used = posts.iter().map(|post| term::bare(post)).filter(|post| !post.contains(':')).flat_map(|post| {
            let used = loaded.regulations.used(&loaded.archive).filter(|one| is_for_an_office(one, post));
            used.map(|regulation| regulation.name_in(Group::Posts, post)).take(1)
        });
        let Text { zh, en } = used.next()?;
        Some(text!(zh: "{name}（{zh}）", en: "{name} ({en})"))
    });
    let lost: Vec<Text> = lost.collect();
    if lost.is_empty() {
        return;
    }
    let Text { zh, en } = first_of(&lost);
    let warning = text!(
        zh: "没有写明委室，各委室的都算：{zh}",
        en: "without an office, and so for every one: {en}"
    );
    let map = Text::new(
        "；哪一列是委室，用 `--map 列名=office` 指明",
        "; say which column is the office with `--map HEAD=office`",
    );
    let has_column = outcome.listing.has("office");
    outcome.listing.warnings.push(if has_column { warning } else { warning.then(&map) });
}

/// Warns of posts that no regulation knows: many lists write posts at the workplace under 职务 too.
fn warn_of_unknown_posts(outcome: &mut Outcome) {
    let posts = outcome.made().flat_map(|record| record.iter()).filter_map(|(key, field)| match field {
        Field::List(posts) if *key == "posts" => Some(posts),
        _ => None,
    });
    let mut unknown: Vec<Text> = Vec::new();
    for post in kept(posts.flatten()).map(Text::same) {
        if !unknown.contains(&post) {
            unknown.push(post);
        }
    }
    if unknown.is_empty() {
        return;
    }
    let Text { zh, en } = first_of(&unknown);
    let warning = text!(
        zh: "规程没有的职务，照所写的记下：{zh}",
        en: "posts that no regulation knows, kept as written: {en}"
    );
    let head = outcome.listing.head("posts").map(|head| {
        text!(
            zh: "；若是所在单位的职务，用 `--map {head}=` 不取这一列",
            en: "; if they are what people are at work, leave the column with `--map {head}=`"
        )
    });
    outcome.listing.warnings.push(warning.then(&head.unwrap_or_else(|| Text::same(""))));
}

/// Whether the register has everything that a row gives.
///
/// # Errors
/// If it differs.
fn agrees(known: &Person, record: &Record) -> Result<bool, Wrong> {
    let differs = record.iter().filter(|(key, field)| !agrees_in(known, key, field)).map(|(key, _)| *key);
    let differs: Vec<&'static str> = differs.collect();
    let (id, name) = (&known.id, &known.name);
    none_differs(&format!("{id} {name}"), FILE, &differs, Some(changed_by("person", id, name)))
}

fn agrees_in(known: &Person, key: &str, field: &Field) -> bool {
    match (key, field) {
        ("name", Field::Word(name)) => *known.name == **name,
        ("posts", Field::List(posts)) => posts.iter().all(|post| holds(known, &term::parse(post))),
        ("sector", Field::Word(sector)) => known.sector.as_deref() == Some(sector),
        ("tags", Field::List(tags)) => tags.iter().all(|tag| known.tags.iter().any(|known| **known == **tag)),
        _ => true,
    }
}

/// Whether somebody holds a post, on the days as far as these are given.
fn holds(person: &Person, post: &PostHeld) -> bool {
    person.posts.iter().any(|held| {
        held.post == post.post
            && held.office == post.office
            && (post.from.is_none() || post.from == held.from)
            && (post.until.is_none() || post.until == held.until)
    })
}

fn nameless(name: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{name}` 拟不出标识", en: "no id can be made of `{name}`")).hint(Text::new(
        "加一列“标识”，写小写字母、数字和 `-`",
        "add a column `id` of lower-case letters, digits and `-`",
    ))
}
