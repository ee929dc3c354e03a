//! `Remark`: what is to be told of a dossier's files before it is handed over.

use super::file::{Files, Unlisted};
use super::item::{Item, ItemState};
use crate::dossier::name;
use crate::model::{Date, TopicKey, is_secret};
use crate::text;
use crate::text::{Text, one_word};
use std::collections::BTreeMap;

/// Something to be told of a file.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The file, from the folder of the topic.
    pub file: String,
    /// What it is about.
    pub kind: RemarkKind,
    /// What is told.
    pub text: Text,
    /// What to do about it, if anything.
    pub way: Option<Text>,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A file cannot be read.
    Unreadable,
    /// A file that is listed is not there, or is no picture.
    Absent,
    /// Nothing is in it.
    Empty,
    /// It bears a mark of secrecy.
    Secret,
    /// Nothing says of which day it is.
    Undated,
    /// Nobody says who made it.
    Author,
    /// Nobody listed it.
    Unlisted,
    /// Another file is the same.
    Duplicate,
    /// Its name cannot stand in a package.
    Name,
    /// A photograph was taken on another day than the meeting.
    Taken,
    /// What is in a picture or a PDF cannot be read.
    Unseen,
    /// It is left out.
    Left,
}

impl RemarkKind {
    /// Its name in reports for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Absent => "absent",
            Self::Empty => "empty",
            Self::Secret => "secret",
            Self::Undated => "undated",
            Self::Author => "author",
            Self::Unlisted => "unlisted",
            Self::Duplicate => "duplicate",
            Self::Name => "name",
            Self::Taken => "taken",
            Self::Unseen => "unseen",
            Self::Left => "left-out",
        }
    }
}

/// What is to be told, the gravest first.
pub(super) fn remarks(
    (key, folder): (TopicKey, &str),
    meetings: &[Date],
    items: &[Item],
    files: &Files,
) -> Vec<Remark> {
    // Told once: neither is the file that lies there one that nobody listed, nor the one that is listed gone.
    let misnamed: Vec<(&Unlisted, &Item)> =
        files.unlisted.iter().filter_map(|unlisted| Some((unlisted, meant(unlisted, items)?))).collect();
    let is_misnamed = |file: &str| misnamed.iter().any(|(unlisted, _)| unlisted.file == file);
    let all_unlisted = || files.unlisted.iter().filter(|unlisted| !is_misnamed(&unlisted.file));
    let mut remarks: Vec<Remark> = items.iter().flat_map(|item| of_item(key, meetings, item)).collect();
    let is_absent = |item: &Item| item.state == ItemState::Absent;
    let is_there = |file: &str| misnamed.iter().any(|(_, item)| is_absent(item) && item.file == file);
    remarks.retain(|remark| remark.kind != RemarkKind::Absent || !is_there(&remark.file));
    remarks.extend(misnamed.iter().map(|(unlisted, item)| of_misnamed(folder, unlisted, item)));
    let unlisted = all_unlisted().map(|unlisted| {
        let text = Text::new("没有登记在 materials.yml，也不是文书", "neither entered in materials.yml nor a paper");
        Remark {
            way: Some(how_to_enter((key, folder), &unlisted.file)),
            ..told(&unlisted.file, RemarkKind::Unlisted, text)
        }
    });
    remarks.extend(unlisted);
    let empty = all_unlisted().filter(|unlisted| unlisted.bytes == Some(0));
    remarks.extend(empty.map(|unlisted| of_empty(&unlisted.file)));
    remarks.extend(files.unread.iter().map(|(file, problem)| Remark {
        way: problem.hint.clone(),
        ..told(file, RemarkKind::Unreadable, problem.message.clone())
    }));
    remarks.extend(files.left.iter().map(|file| {
        told(
            file,
            RemarkKind::Left,
            Text::new("系统或编辑器留下的，不入卷", "left by a system or an editor; not taken in"),
        )
    }));
    let copies = items.iter().flat_map(|item| &item.signed);
    let empty = copies.clone().filter(|copy| copy.bytes == Some(0));
    remarks.extend(empty.map(|copy| of_empty(&copy.file)));
    let digests = items.iter().map(|item| (&item.file, &item.sha256, item.bytes));
    let digests = digests.chain(copies.map(|copy| (&copy.file, &copy.sha256, copy.bytes)));
    let digests = digests.chain(all_unlisted().map(|one| (&one.file, &one.sha256, one.bytes)));
    remarks.extend(duplicates(digests));
    let beside = items.iter().flat_map(Item::all_files);
    remarks.extend(names(beside.chain(all_unlisted().map(|one| one.file.as_str()))));
    remarks.sort_by(|one, other| (one.kind, &one.file).cmp(&(other.kind, &other.file)));
    remarks
}

/// The item that is meant by a file whose name is not in the usual form, as other systems write it: lists have it in that form.
fn meant<'i>(unlisted: &Unlisted, items: &'i [Item]) -> Option<&'i Item> {
    let usual = name::in_usual_form(&unlisted.file)?;
    items.iter().find(|item| item.file == usual)
}

/// That a file has the name of an item in another form.
fn of_misnamed(folder: &str, unlisted: &Unlisted, item: &Item) -> Remark {
    let [is, meant] = [&unlisted.file, &item.file].map(|file| format!("{folder}/{file}"));
    let (is, meant, listed) = (one_word(&is), one_word(&meant), &item.file);
    let (text, way) = if item.state == ItemState::Absent {
        (
            Text::new(
                "文件名不是通行的编码形式（NFC），与登记的不同",
                "its name is not in the usual form (NFC), as it was entered",
            ),
            text!(zh: "改名：mv {is} {meant}", en: "rename it: mv {is} {meant}"),
        )
    } else {
        (
            text!(
                zh: "与 {listed} 同名，只是不是通行的编码形式（NFC）",
                en: "it has the name of {listed}, in a form that is not the usual one (NFC)"
            ),
            text!(zh: "与登记的一份核对，删去多余的：rm {is}", en: "compare it with the one that is entered, and remove it: rm {is}"),
        )
    };
    Remark { way: Some(way), ..told(&unlisted.file, RemarkKind::Name, text) }
}

fn told(file: &str, kind: RemarkKind, text: Text) -> Remark {
    Remark { file: file.to_owned(), kind, text, way: None }
}

fn of_empty(file: &str) -> Remark {
    let way = Some(Text::new("看看是否传送完整，重新收入", "see whether it was copied whole, and take it in again"));
    Remark { way, ..told(file, RemarkKind::Empty, Text::new("文件是空的", "the file is empty")) }
}

fn of_item(key: TopicKey, meetings: &[Date], item: &Item) -> Vec<Remark> {
    let file = item.file.as_str();
    let mut remarks = Vec::new();
    match item.state {
        ItemState::Absent => {
            let word = one_word(file);
            let way = Some(text!(
                zh: "放回文件，或删去登记：yijuan material remove {key} {word}",
                en: "put the file back, or take the entry out: yijuan material remove {key} {word}"
            ));
            let absent = told(file, RemarkKind::Absent, Text::new("登记了，没有此文件", "entered, and not there"));
            remarks.push(Remark { way, ..absent });
        }
        ItemState::NoPicture => {
            let way = Some(Text::new(
                "换成照片；不是照片的，改正 materials.yml 中的 `document`",
                "put the photograph there; if it is none, mend `document` in materials.yml",
            ));
            let text = Text::new("登记为照片，文件不是图片", "entered as a photograph, and no picture");
            remarks.push(Remark { way, ..told(file, RemarkKind::Absent, text) });
        }
        ItemState::Empty => remarks.push(of_empty(file)),
        _ => {}
    }
    if let Some(mark) = &item.secrecy {
        let text = text!(zh: "密级：{mark}", en: "marked {mark}");
        let way = is_secret(mark).then(|| {
            Text::new(
                "涉密的不能存在档案库里；`yijuan check` 说明怎样移出",
                "what is classified has no place in an archive; `yijuan check` says how to take it out",
            )
        });
        remarks.push(Remark { way, ..told(file, RemarkKind::Secret, text) });
    }
    if item.state == ItemState::Final && item.date.is_none() {
        let way = if item.is_paper {
            Text::new("文首写 `date: 〈日期〉`", "write `date: 〈DATE〉` in its head")
        } else {
            Text::new("在 materials.yml 写 `date: 〈日期〉`", "write `date: 〈DATE〉` in materials.yml")
        };
        let undated = told(
            file,
            RemarkKind::Undated,
            Text::new("没有日期，不能封装", "it has no date, without which it is not sealed"),
        );
        remarks.push(Remark { way: Some(way), ..undated });
    }
    if item.state == ItemState::Final && item.author.is_none() {
        let way = Some(Text::new("在 materials.yml 写 `from: 〈谁〉`", "write `from: 〈WHO〉` in materials.yml"));
        let text = Text::new("没有责任者", "it does not say who made it");
        remarks.push(Remark { way, ..told(file, RemarkKind::Author, text) });
    }
    let is_pdf = file.to_ascii_lowercase().ends_with(".pdf") && item.bytes.is_some_and(|bytes| bytes > 0);
    if is_pdf && item.pages.is_none() {
        let text = Text::new(
            "PDF 读不出页数，可能损坏或加密",
            "a PDF whose pages cannot be counted; it may be broken or encrypted",
        );
        let way = Some(Text::new(
            "打开看看；损坏的重新收入，加密的去掉密码",
            "open it; take a broken one in again, and take the password off one that is encrypted",
        ));
        remarks.push(Remark { way, ..told(file, RemarkKind::Unseen, text) });
    }
    remarks.extend(item.picture.iter().filter_map(|picture| {
        if !picture.is_known() {
            let format = picture.format;
            let text = text!(zh: "{format} 图片，读不出拍摄日期和像素", en: "a {format} picture, of which neither day nor size can be read");
            let way = Some(Text::new("另存为 JPEG 再收入", "save it as JPEG and take that in"));
            return Some(Remark { way, ..told(file, RemarkKind::Unseen, text) });
        }
        let taken = picture.taken.filter(|day| item.is_photograph && !meetings.is_empty() && !meetings.contains(day))?;
        let days = Text::listed(meetings.iter().map(Date::to_string));
        let (zh, en) = (days.zh, days.en);
        let text = text!(zh: "拍摄于 {taken}，不是会议当天（{zh}）", en: "taken on {taken}, not on a day of the meeting ({en})");
        Some(told(file, RemarkKind::Taken, text))
    }));
    remarks
}

/// How a file that nobody listed is entered.
fn how_to_enter((key, folder): (TopicKey, &str), file: &str) -> Text {
    if file.ends_with(".md") && !file.contains('/') {
        return Text::new(
            "是文书的，文首写 `document: 文书`、`title: 标题`",
            "if it is a paper, begin it with `document: ID` and `title: TITLE`",
        );
    }
    // The command is given at the root of the archive.
    let path = format!("{folder}/{file}");
    let word = one_word(&path);
    text!(
        zh: "yijuan material add {key} {word} --document 〈文书〉 --date 〈日期〉",
        en: "yijuan material add {key} {word} --document 〈DOCUMENT〉 --date 〈DATE〉"
    )
}

/// Files with the same content as one before them.
fn duplicates<'f>(files: impl Iterator<Item = (&'f String, &'f Option<String>, Option<u64>)>) -> Vec<Remark> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut remarks = Vec::new();
    for (file, sha256, _) in files.filter(|(.., bytes)| bytes.is_some_and(|bytes| bytes > 0)) {
        let Some(sha256) = sha256 else { continue };
        match first.get(sha256.as_str()) {
            Some(other) => {
                let text = text!(zh: "与 {other} 内容相同", en: "the same as {other}");
                remarks.push(told(file, RemarkKind::Duplicate, text));
            }
            None => {
                first.insert(sha256, file);
            }
        }
    }
    remarks
}

/// Files whose names cannot stand in a package, or that some systems take for another.
fn names<'f>(files: impl Iterator<Item = &'f str>) -> Vec<Remark> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut remarks = Vec::new();
    for file in files {
        let mut wrong: Vec<Text> = name::objection(file).into_iter().collect();
        match first.get(&name::folded(file)) {
            Some(other) => wrong
                .push(text!(zh: "有的系统上与 {other} 同名", en: "on some systems it has the same name as {other}")),
            None => {
                first.insert(name::folded(file), file);
            }
        }
        if !wrong.is_empty() {
            remarks.push(told(file, RemarkKind::Name, Text::join(&wrong, "；", "; ")));
        }
    }
    remarks
}
