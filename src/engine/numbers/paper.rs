//! What the register says of the papers of a topic or a year, beside what these say themselves.

use super::{MINUTES, file_name, kind, number_of, numbers_of, whose};
use crate::archive::{Paper, PlanYear, TakenNumber, Topic, TopicPart};
use crate::diagnostic::{Diagnostic, Location, unknown};
use crate::duty::{Finding, Severity};
use crate::engine::Context;
use crate::model::{DocumentNumber, Name, Subject, file_stem};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::text;
use crate::text::{Text, one_word};

/// The papers of a topic or a year.
struct Papers<'a> {
    context: &'a Context<'a>,
    regulation: &'a Regulation,
    subject: Subject,
    folder: &'a str,
    marked: &'a [Paper],
    unmarked: &'a [String],
    /// Whether all of them could be read.
    is_complete: bool,
}

pub(in crate::engine) fn of_topic(context: &Context, regulation: &Regulation, topic: &Topic) -> Vec<Finding> {
    let Topic { key, folder, papers, unmarked, unread, .. } = topic;
    let is_complete = !unread.contains(&TopicPart::Papers);
    Papers { context, regulation, subject: Subject::Topic(*key), folder, marked: papers, unmarked, is_complete }
        .findings()
}

pub(in crate::engine) fn of_year(context: &Context, plan: &PlanYear) -> Vec<Finding> {
    let settings = context.archive.settings.as_ref();
    let regulation = settings.and_then(|settings| context.regulations.of_plans(settings).ok());
    let PlanYear { year, folder, papers, unmarked, incomplete, .. } = plan;
    regulation.map_or_else(Vec::new, |regulation| {
        let subject = Subject::Plan(*year);
        Papers { context, regulation, subject, folder, marked: papers, unmarked, is_complete: !incomplete }.findings()
    })
}

impl Papers<'_> {
    fn findings(&self) -> Vec<Finding> {
        let numbers = &self.context.archive.numbers;
        let current = numbers.of(&self.subject).filter(|taken| !taken.is_replaced);
        let mut findings: Vec<Finding> = current.filter_map(|taken| self.of_entry(&taken)).collect();
        findings.extend(self.marked.iter().filter_map(|paper| self.of_paper(paper)));
        findings
    }

    /// What is wrong with an entry: no such paper, or one that bears no number, or has another.
    fn of_entry(&self, taken: &TakenNumber) -> Option<Finding> {
        let written = taken.entry.document.as_ref()?;
        let Some(kind) = kind(self.regulation, written) else {
            let known = self.regulation.documents.iter().map(|(id, kind)| (id, &kind.term));
            return Some(self.error(unknown(&Text::new("文书", "document"), written, known), taken.place("document")));
        };
        let file = file_name(self.regulation, taken.entry)?;
        if kind.layout.as_deref() == Some(MINUTES) {
            let number = taken.entry.text();
            let message = text!(
                zh: "《{file}》是纪要，不编发文字号，却登记了 {number}",
                en: "`{file}` is minutes, which bear no number, but {number} is entered for it"
            );
            let hint = Text::new(
                "去掉这一行的 `topic`、`document`，在 `note` 写明误编；号不再用",
                "take `topic` and `document` out of the line and say in `note` that it was a mistake; the number stays used",
            );
            return Some(self.finding(Severity::Warning, taken.place("document"), message, hint));
        }
        let is_there =
            self.marked.iter().map(|paper| paper.path.as_str()).chain(self.unmarked.iter().map(String::as_str));
        if self.is_complete && !is_there.map(file_stem).any(|name| name == file) {
            let folder = self.folder;
            let problem =
                Diagnostic::new(text!(zh: "没有文书 {folder}/{file}.md", en: "there is no paper {folder}/{file}.md"));
            return Some(self.error(
                problem.hint(Text::new(
                    "文书改了名的，在这一行用 `paper` 写现在的文件名（不写 .md）；误删的，从历史恢复",
                    "if it got another name, say it in this line as `paper` (without .md); if it was deleted, restore it from the history",
                )),
                taken.place(if taken.entry.paper.is_some() { "paper" } else { "document" }),
            ));
        }
        let path = format!("{}/{file}.md", self.folder);
        let first = number_of(self.context.archive, self.regulation, &self.subject, &path)?;
        let numbers = (first.entry.text(), taken.entry.text());
        // The same number on two lines is one number: two branches entered it on different days.
        (numbers.0 != numbers.1).then(|| self.two_numbers(file, taken, &numbers))
    }

    fn two_numbers(&self, file: &str, taken: &TakenNumber, (one, other): &(DocumentNumber, DocumentNumber)) -> Finding {
        let message = text!(zh: "《{file}》有两个文号：{one}、{other}", en: "`{file}` has two numbers: {one}, {other}");
        let (subject, word) = (&self.subject, one_word(file));
        let hint = text!(
            zh: "只留一个：用 {other} 的，在它的一行加 `instead_of: {one}`；都不用的：yijuan number reassign {subject} {word}",
            en: "keep one: if it is {other}, add `instead_of: {one}` to its line; if it is neither: yijuan number reassign {subject} {word}"
        );
        self.finding(Severity::Error, taken.place("number"), message, hint)
    }

    /// A number in the head of a paper that the register does not have for it.
    fn of_paper(&self, paper: &Paper) -> Option<Finding> {
        let written = paper.front.number.as_ref()?;
        let place = Location::field(paper.path.clone(), ["number".into()]);
        let called = phrase::paper(self.regulation, &paper.front.document);
        let kind = self.regulation.documents.get(&paper.front.document);
        if kind.is_some_and(|kind| kind.layout.as_deref() == Some(MINUTES)) {
            let (zh, en) = (&called.zh, &called.en);
            let message = text!(zh: "{zh}是纪要，不编发文字号", en: "{en} is minutes, which bear no number");
            let hint = Text::new("删去文首的 `number`", "take `number` out of the front matter");
            return Some(self.finding(Severity::Warning, place, message, hint));
        }
        let archive = self.context.archive;
        let mut registered = numbers_of(archive, self.regulation, &self.subject, &paper.path).peekable();
        if let Some(first) = registered.peek().map(|taken| taken.entry.text()) {
            let is_one = registered.any(|taken| taken.entry.text().to_string() == written.as_str());
            return (!is_one).then(|| self.another_number(paper, written, &first, place));
        }
        self.not_registered(paper, written, place)
    }

    fn another_number(&self, paper: &Paper, written: &Name, first: &DocumentNumber, place: Location) -> Finding {
        let message = text!(zh: "文首的文号是 {written}，登记的是 {first}", en: "its head has the number {written}, the register {first}");
        let (path, subject, word) = (&paper.path, &self.subject, one_word(file_stem(&paper.path)));
        let hint = text!(
            zh: "登记无误的，{path} 文首写 `number: {first}`（已审签的，改后重新审签）；登记有误的：yijuan number reassign {subject} {word} --number 〈序号〉",
            en: "if the register is right, write `number: {first}` in the head of {path} (and have it approved anew if it was); if the register is wrong: yijuan number reassign {subject} {word} --number 〈N〉"
        );
        self.finding(Severity::Error, place, message, hint)
    }

    /// A number that the register has for another paper, or leaves out though it keeps that counter.
    fn not_registered(&self, paper: &Paper, written: &Name, place: Location) -> Option<Finding> {
        let number: DocumentNumber = written.parse().ok()?;
        let numbers = &self.context.archive.numbers;
        let (subject, file) = (&self.subject, one_word(file_stem(&paper.path)));
        if let Some(other) = numbers.holding(&number).next() {
            let Text { zh, en } = whose(self.context, other.entry);
            let message = text!(zh: "文首的 {number} 已登记：{zh}", en: "{number} in its head is entered for {en}");
            let path = &paper.path;
            let hint = text!(
                zh: "删去 {path} 文首的 `number`，另取一个号：yijuan number assign {subject} {file}",
                en: "take `number` out of the head of {path}, then take another: yijuan number assign {subject} {file}"
            );
            return Some(self.finding(Severity::Error, place, message, hint));
        }
        if !numbers.counts(&number.code, number.year) {
            return None;
        }
        let message = text!(zh: "文首的 {number} 没有登记", en: "{number} in its head is not in the register");
        let hint = text!(
            zh: "登记：yijuan number assign {subject} {file}",
            en: "enter it: yijuan number assign {subject} {file}"
        );
        Some(self.finding(Severity::Note, place, message, hint))
    }

    fn error(&self, problem: Diagnostic, place: Location) -> Finding {
        Finding { subject: self.subject.clone(), ..Finding::from_problem(&problem.at(place)) }
    }

    fn finding(&self, severity: Severity, place: Location, message: Text, hint: Text) -> Finding {
        Finding::without_rule(severity, self.subject.clone(), place, message, hint)
    }
}
