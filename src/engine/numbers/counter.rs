//! What is wrong in the register itself: entries that say too little, numbers used twice or left out, days out of order.

use super::{called, used_twice, whose};
use crate::archive::{ROOT_FILE, TakenNumber};
use crate::diagnostic::{Diagnostic, Location};
use crate::duty::{Finding, Severity};
use crate::engine::Context;
use crate::model::{DocumentNumber, Name, NumberEntry, Subject};
use crate::text;
use crate::text::{Text, one_word};
use std::collections::{BTreeMap, HashSet};

/// Ranges of numbers left out that are named; the hint has a line for each.
const SHOWN: usize = 3;

/// Findings about the register.
pub(in crate::engine) fn of_archive(context: &Context) -> Vec<Finding> {
    let archive = context.archive;
    let mut findings: Vec<Finding> = codes(context).collect();
    let folders: HashSet<Subject> = archive.folders.iter().map(|folder| Subject::Topic(folder.key)).collect();
    let mut counters: BTreeMap<(&Name, i32), Vec<TakenNumber>> = BTreeMap::new();
    for taken in archive.numbers.iter() {
        findings.extend(wrong_in(&taken).map(|(field, problem)| of_problem(&problem.at(taken.place(field)))));
        findings.extend(about_nothing(context, &folders, &taken));
        counters.entry((&taken.entry.code, taken.entry.year)).or_default().push(taken);
    }
    for entries in counters.values_mut() {
        // The order of the lines says nothing: a merge may have put them so.
        entries.sort_by_key(|taken| (taken.entry.number, taken.entry.date, taken.entry.topic.as_ref()));
        findings.extend(doubles(context, entries));
        findings.extend(gaps(entries).filter(|_| is_own(context, entries)));
        findings.extend(out_of_order(entries));
    }
    findings
}

fn of_problem(problem: &Diagnostic) -> Finding {
    Finding { subject: Subject::Archive, ..Finding::from_problem(problem) }
}

/// Codes in the settings that are none.
fn codes<'a>(context: &Context<'a>) -> impl Iterator<Item = Finding> + use<'a> {
    let settings = context.archive.settings.iter();
    let codes = settings.flat_map(|settings| settings.codes.iter());
    let codes = codes.flat_map(|(issuer, codes)| codes.all().map(move |(layout, code)| (issuer, layout, code)));
    codes.filter_map(|(issuer, layout, code)| {
        let problem = DocumentNumber::code(code).err()?;
        let field = ["codes", issuer].into_iter().chain(layout).map(Into::into);
        Some(of_problem(&problem.at(Location::field(ROOT_FILE, field))))
    })
}

/// What is wrong in an entry, with its field.
fn wrong_in(taken: &TakenNumber) -> impl Iterator<Item = (&'static str, Diagnostic)> {
    let NumberEntry { code, year, number, through, topic, document, note, .. } = taken.entry;
    let mut wrong = Vec::new();
    wrong.extend(DocumentNumber::code(code).err().map(|problem| ("code", problem)));
    if *year != taken.year {
        let of_file = taken.year;
        wrong.push((
            "year",
            Diagnostic::new(text!(zh: "`year: {year}` 与文件名不一致", en: "`year: {year}` is not the file's name"))
                .hint(text!(
                    zh: "写 `year: {of_file}`，或移到 numbers/{year}.yml",
                    en: "write `year: {of_file}`, or move it to numbers/{year}.yml"
                )),
        ));
    }
    if *number == 0 || through.is_some_and(|last| last < *number) {
        wrong.push((
            if *number == 0 { "number" } else { "through" },
            Diagnostic::new(Text::new("序号不对", "these are no numbers")).hint(Text::new(
                "序号从 1 起；`through` 是一段中的最后一个号",
                "numbers begin at 1; `through` is the last of several",
            )),
        ));
    }
    let half = match (topic, document) {
        (Some(_), None) => Some("topic"),
        (None, Some(_)) => Some("document"),
        (Some(_), Some(_)) => through.map(|_| "through"),
        (None, None) => note.is_none().then_some("number"),
    };
    wrong.extend(half.map(|field| (field, says_too_little())));
    wrong.into_iter()
}

fn says_too_little() -> Diagnostic {
    Diagnostic::new(Text::new("看不出号用于哪份文书", "it does not say for which paper")).hint(Text::new(
        "本库文书的写 `topic` 和 `document`，一号一行；用在别处的都不写，在 `note` 写明用途",
        "of a paper in the archive it has `topic` and `document`, a line for each number; of others neither, and `note` says what for",
    ))
}

/// That there is no such topic or year.
fn about_nothing(context: &Context, folders: &HashSet<Subject>, taken: &TakenNumber) -> Option<Finding> {
    let written = taken.entry.topic.as_ref()?;
    let is_there = match taken.entry.subject() {
        Some(Subject::Plan(year)) => context.archive.plan(year).is_some(),
        Some(subject) => folders.contains(&subject),
        None => false,
    };
    if is_there {
        return None;
    }
    let problem = Diagnostic::new(text!(zh: "没有议题或年度 `{written}`", en: "there is no topic or year `{written}`"));
    Some(of_problem(&problem.at(taken.place("topic")).hint(Text::new(
        "改正编号（年度写 plan:年份）；不在本库的，去掉 `topic` 和 `document`，在 `note` 写明用途",
        "mend the key (of a year it is plan:YEAR); if it is not in this archive, take out `topic` and `document` and say in `note` what it was for",
    ))))
}

/// Numbers that two papers have. One that got another number instead does not count.
fn doubles(context: &Context, entries: &[TakenNumber]) -> Vec<Finding> {
    let current: Vec<&TakenNumber> = entries.iter().filter(|taken| !taken.is_replaced).collect();
    let mut findings = Vec::new();
    let mut widest: Option<&TakenNumber> = None;
    for taken in current {
        if let Some(first) = widest.filter(|first| taken.entry.number <= first.entry.last()) {
            findings.extend((!is_same_paper(first.entry, taken.entry)).then(|| double(context, first, taken)));
        }
        if widest.is_none_or(|first| first.entry.last() < taken.entry.last()) {
            widest = Some(taken);
        }
    }
    findings
}

fn is_same_paper(one: &NumberEntry, other: &NumberEntry) -> bool {
    let paper = |entry: &NumberEntry| (entry.subject(), entry.document.clone(), entry.paper.clone());
    one.topic.is_some() && paper(one) == paper(other)
}

fn double(context: &Context, first: &TakenNumber, second: &TakenNumber) -> Finding {
    let number = DocumentNumber { number: second.entry.number, ..second.entry.text() };
    let message = used_twice(&number.to_string(), &[first, second].map(|taken| whose(context, taken.entry)));
    // Whoever was entered outside cannot be given another number here.
    let moved = if second.entry.topic.is_some() { second } else { first };
    let hint = match (&moved.entry.topic, called(context, moved.entry)) {
        (Some(topic), Some(Text { zh, en })) => {
            let (zh, en) = (one_word(&zh), one_word(&en));
            text!(
                zh: "给其中一份另取一个号：yijuan number reassign {topic} {zh}",
                en: "give one of them another number: yijuan number reassign {topic} {en}"
            )
        }
        _ => Text::new("两行说的是同一件事的，删去一行", "if both lines are about the same, take one out"),
    };
    let subject = moved.entry.subject().unwrap_or(Subject::Archive);
    Finding::without_rule(Severity::Error, subject, second.place("number"), message, hint)
}

/// Of each code, the numbers left out: the first and the last of each range. The entries are those of a year, by code
/// and number.
#[must_use]
pub fn left_out<'a>(entries: &[TakenNumber<'a>]) -> Vec<(&'a Name, u32, u32)> {
    let mut left_out = Vec::new();
    for of_code in entries.chunk_by(|one, other| one.entry.code == other.entry.code) {
        let mut next: u32 = 1;
        for entry in of_code.iter().map(|taken| taken.entry).filter(|entry| entry.number > 0) {
            if entry.number > next {
                left_out.push((&entry.code, next, entry.number - 1));
            }
            next = next.max(entry.last().saturating_add(1));
        }
    }
    left_out
}

/// Whether a code is one of those the settings have. Of another institution's only the numbers of some papers are entered here.
fn is_own(context: &Context, entries: &[TakenNumber]) -> bool {
    let codes = || context.archive.settings.iter().flat_map(|settings| settings.codes.iter());
    let mut known = codes().flat_map(|(_, codes)| codes.all()).map(|(_, code)| code);
    codes().next().is_none() || entries.first().is_some_and(|taken| known.any(|code| *code == taken.entry.code))
}

/// Numbers between others that nothing is entered for.
fn gaps(entries: &[TakenNumber]) -> Option<Finding> {
    let left_out = left_out(entries);
    let (first, count) = (left_out.first()?.2, left_out.len());
    let taken = entries.iter().find(|taken| taken.entry.number > first)?;
    let NumberEntry { code, year, .. } = taken.entry;
    let shown = &left_out[..count.min(SHOWN)];
    let named = shown.iter().map(|(_, from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") });
    let Text { zh, en } = Text::listed(named);
    let (more_zh, more_en) = if count > SHOWN { (" 等", " and others") } else { ("", "") };
    let message = text!(
        zh: "{code}〔{year}〕缺号：{zh}{more_zh}",
        en: "numbers of {code}〔{year}〕 are left out: {en}{more_en}"
    );
    let lines = shown.iter().map(|(_, from, to)| {
        let through = if from == to { String::new() } else { format!(", through: {to}") };
        format!("- {{code: {code}, year: {year}, number: {from}{through}, date: 〈DATE〉, note: 〈NOTE〉}}")
    });
    let lines: Vec<String> = lines.collect();
    let zh = lines.join("；").replace("〈DATE〉", "〈日期〉").replace("〈NOTE〉", "〈用途〉");
    let (en, of_file) = (lines.join("; "), taken.year);
    let hint = text!(
        zh: "本库文书用了的：yijuan number assign 〈议题〉 〈文书〉 --number 〈序号〉；用在别处或作废的，在 numbers/{of_file}.yml 写一行：{zh}",
        en: "if a paper of the archive has it: yijuan number assign 〈KEY〉 〈DOCUMENT〉 --number 〈N〉; if it was used elsewhere or is void, a line in numbers/{of_file}.yml: {en}"
    );
    Some(Finding::without_rule(Severity::Note, Subject::Archive, taken.place("number"), message, hint))
}

/// A number dated before a lower one.
fn out_of_order(entries: &[TakenNumber]) -> Option<Finding> {
    let of_papers: Vec<&TakenNumber> = entries.iter().filter(|taken| taken.entry.topic.is_some()).collect();
    // One that says why is settled.
    let mut pairs = of_papers.windows(2).filter(|pair| pair[1].entry.note.is_none());
    let pair = pairs.find(|pair| pair[1].entry.date < pair[0].entry.date)?;
    let (before, after) = (pair[0].entry, pair[1].entry);
    let (one, other) = (before.text(), after.text());
    let (day, earlier) = (before.date, after.date);
    let message = text!(
        zh: "{other}（{earlier}）早于 {one}（{day}）",
        en: "{other} ({earlier}) is dated before {one} ({day})"
    );
    let hint = Text::new(
        "核对两行的日期；日期无误的，在这一行写 `note: 缘由`",
        "look at the dates of both; if they are right, say why in the line: `note: WHY`",
    );
    let subject = after.subject().unwrap_or(Subject::Archive);
    Some(Finding::without_rule(Severity::Note, subject, pair[1].place("date"), message, hint))
}
