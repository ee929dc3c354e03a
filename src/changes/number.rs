//! `number assign` and `number reassign`: enters the number of a paper in the register, outside the paper, so that the
//! bytes that were approved stay as they are.

mod code;
mod paper;

use super::{Proposal, Writer, with_entry};
use crate::archive::{Archive, Change, Field, entry, number_file};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, keep};
use crate::engine::{MINUTES, numbers_of};
use crate::model::{Date, DocumentNumber, Name, NumberEntry, file_stem};
use crate::text;
use crate::text::{Text, one_word};
use paper::Numbered;

/// A number to be taken for a paper. Days and words are as the user wrote them.
#[derive(Debug)]
pub(crate) struct Take {
    /// A topic's key (or part of it), or `plan:YEAR`.
    pub target: String,
    /// The paper: a kind, by id or name, or a file.
    pub document: String,
    /// The code; that of the settings if not given.
    pub code: Option<String>,
    /// The number within code and year; the next one if not given.
    pub number: Option<u32>,
    /// The day; today if not given.
    pub on: Option<String>,
    /// Whether it takes the place of the number that the paper has.
    pub again: bool,
}

/// The papers whose heads cannot be read: a number may stand there that must not be given out again.
fn unread_heads(archive: &Archive) -> Diagnostics {
    let is_of_paper = |problem: &&Diagnostic| problem.place.as_ref().is_some_and(|place| place.path.ends_with(".md"));
    archive.problems.iter().filter(is_of_paper).cloned().collect()
}

impl Take {
    /// One more line of the register.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        // The heads of all papers count: a number that stands in one is used.
        let loaded = workspace.read_all()?;
        let paper = Numbered::of(workspace, &loaded, &self.target, &self.document)?;
        let mut problems = Diagnostics::new();
        let on = keep(&mut problems, self.day(writer, &paper));
        let former: Vec<&NumberEntry> =
            numbers_of(&loaded.archive, paper.regulation, &paper.subject, &paper.paper.path)
                .map(|taken| taken.entry)
                .collect();
        if let Some(same) = self.known(writer, &paper, &former)? {
            return Ok(same);
        }
        let code = keep(&mut problems, self.code.as_deref().map(|code| DocumentNumber::code(code.trim())).transpose());
        let number = match self.misplaced(&paper, &former) {
            Some(misplaced) => {
                problems.push(misplaced);
                None
            }
            None => code
                .zip(on)
                .and_then(|(code, on)| keep(&mut problems, self.number(&loaded.archive, &paper, &former, (code, on)))),
        };
        if let Some(number) = &number {
            problems.extend(loaded.archive.problems_of(&number_file(number.year)));
            problems.extend(unread_heads(&loaded.archive));
        }
        if self.again
            && let Some(number) = &number
        {
            keep(&mut problems, ensure_committed(writer, number.year));
        }
        let (number, on) = all_or_nothing(number.zip(on), problems)?;
        let path = number_file(number.year);
        let line = entry(&line(&paper, &number, &former, on));
        let text = with_entry::<NumberEntry>(workspace, &path, &line)?.text;
        let (Text { zh: of, en: of_en }, name) = (paper.subject.called(), file_stem(&paper.paper.path));
        let subject = if former.is_empty() {
            text!(zh: "{of} 编文号：{name} {number}", en: "{of_en} number: {name} {number}")
        } else {
            text!(zh: "{of} 改编文号：{name} {number}", en: "{of_en} another number: {name} {number}")
        };
        let notes = paper.notes(&loaded, &number, &former);
        let proposal = Proposal::new(Change::new().file(path, text), subject).about(&paper.subject);
        Ok(Proposal { notes, ..proposal.answer(&Text::same(number.to_string())) })
    }

    /// The day: as given; of a paper whose head has a number already, its date; else today.
    fn day(&self, writer: &Writer, paper: &Numbered) -> Result<Date, Diagnostic> {
        let today = writer.workspace.today;
        let day = match &self.on {
            Some(written) => writer.workspace.days.read(written)?,
            None => paper
                .in_head()
                .and(paper.paper.front.date)
                .filter(|_| !self.again)
                .map_or(today, |date| date.min(today)),
        };
        if day <= today {
            return Ok(day);
        }
        Err(Diagnostic::new(text!(zh: "{day} 还没有到", en: "{day} is still to come"))
            .hint(Text::new("写编号的那一天", "give the day on which the number was taken")))
    }

    /// A number that the same command took before and that is not committed yet.
    fn known(
        &self,
        writer: &Writer,
        paper: &Numbered,
        former: &[&NumberEntry],
    ) -> Result<Option<Proposal>, Diagnostics> {
        let [only] = former else { return Ok(None) };
        let is_asked = self.code.as_deref().is_none_or(|code| *only.code == *code)
            && self.number.is_none_or(|number| number == only.number);
        let path = number_file(only.year);
        if self.again || !is_asked || writer.uncommitted(&path)?.is_empty() {
            return Ok(None);
        }
        let number = only.text();
        let same = text!(zh: "文号是 {number}", en: "its number is {number}");
        let text = writer.workspace.text(&path)?;
        let (Text { zh, en }, name) = (paper.subject.called(), file_stem(&paper.paper.path));
        let subject = text!(zh: "{zh} 编文号：{name} {number}", en: "{en} number: {name} {number}");
        Ok(Some(Proposal { same, ..Proposal::new(Change::new().file(path, text), subject) }.about(&paper.subject)))
    }

    /// That the paper bears no number, has one already, or has none yet.
    fn misplaced(&self, paper: &Numbered, former: &[&NumberEntry]) -> Option<Diagnostic> {
        let place = Location::file(paper.paper.path.as_str());
        let (subject, word) = (&paper.subject, one_word(file_stem(&paper.paper.path)));
        if paper.layout() == Some(MINUTES) {
            let minutes = Text::new("纪要不编发文字号", "minutes bear no number");
            let hint = Text::new("纪要用会议名称和次数标明", "they are named by the meeting and its number");
            return Some(Diagnostic::new(minutes).at(place).hint(hint));
        }
        match (self.again, former.first()) {
            (false, Some(former)) => {
                let number = former.text();
                let has = Diagnostic::new(text!(zh: "已有文号 {number}", en: "it has a number, {number}"));
                Some(has.at(place).hint(text!(
                    zh: "要另取一个号：yijuan number reassign {subject} {word}",
                    en: "to give it another: yijuan number reassign {subject} {word}"
                )))
            }
            (true, None) => {
                let none = Diagnostic::new(Text::new("还没有文号", "it has no number yet"));
                Some(none.at(place).hint(text!(
                    zh: "编号：yijuan number assign {subject} {word}",
                    en: "give it one: yijuan number assign {subject} {word}"
                )))
            }
            _ => None,
        }
    }

    /// The number to be taken, which must be free.
    fn number(
        &self,
        archive: &Archive,
        paper: &Numbered,
        former: &[&NumberEntry],
        (given, on): (Option<Name>, Date),
    ) -> Result<DocumentNumber, Diagnostic> {
        let in_head = paper.in_head().filter(|_| !self.again);
        let known = in_head.as_ref().map(|number| &number.code).or(former.first().map(|entry| &entry.code));
        let code = given.or(known.cloned());
        let code = code.map_or_else(|| code::of(archive, paper), Ok)?;
        let year = in_head.as_ref().map_or(on.year(), |number| number.year);
        let last = used(archive, paper, &code, year).max().unwrap_or(0);
        let next = || last.checked_add(1).ok_or_else(beyond);
        let number = match self.number.or(in_head.as_ref().map(|number| number.number)) {
            Some(number) => number,
            None => next()?,
        };
        let number = DocumentNumber { code, year, number };
        if let Some(in_head) = in_head.filter(|in_head| *in_head != number) {
            let place = Location::field(paper.paper.path.as_str(), ["number".into()]);
            return Err(Diagnostic::new(text!(zh: "文首已写 {in_head}", en: "its head has {in_head} already"))
                .at(place)
                .hint(Text::new(
                    "登记文首的号，不写 `--code` 和 `--number`；文首写错的，先改文首",
                    "leave out `--code` and `--number` to enter that one; if it is wrong, mend the head first",
                )));
        }
        let is_free = archive.numbers.holding(&number).next().is_none() && !in_another_head(archive, paper, &number);
        if is_free {
            return Ok(number);
        }
        let next = DocumentNumber { number: next()?, ..number.clone() };
        Err(Diagnostic::new(text!(zh: "{number} 已用", en: "{number} is used already"))
            .hint(text!(zh: "下一个没有用过的是 {next}", en: "the next one not yet used is {next}")))
    }
}

/// The problem of a counter at its end.
fn beyond() -> Diagnostic {
    Diagnostic::new(Text::new("序号已到最大", "there is no higher number"))
        .hint(Text::new("核对 numbers/ 中最大的序号", "look at the highest number in numbers/"))
}

/// The fields of the line.
fn line(paper: &Numbered, number: &DocumentNumber, former: &[&NumberEntry], on: Date) -> Vec<(&'static str, Field)> {
    let DocumentNumber { code, year, number } = number;
    let (topic, document, file) = match former.first() {
        // The words of the former entry, so that the line is about the same paper however it is written.
        Some(former) => (former.topic.clone(), former.document.clone(), former.paper.clone()),
        None => (
            Some(Name::from(paper.subject.to_string())),
            Some(paper.paper.front.document.clone()),
            paper.own_name().map(Name::from),
        ),
    };
    let mut former: Vec<String> = former.iter().map(|entry| entry.text().to_string()).collect();
    let instead_of = match former.len() {
        0 => None,
        1 => former.pop().map(Field::Word),
        _ => Some(Field::List(former)),
    };
    let year = u32::try_from(*year).unwrap_or_default();
    let fields =
        [("code", Field::Word(code.to_string())), ("year", Field::Number(year)), ("number", Field::Number(*number))];
    let about = [("topic", topic), ("document", document), ("paper", file)];
    let about = about.into_iter().filter_map(|(key, word)| Some((key, Field::Word(word?.to_string()))));
    let fields = fields.into_iter().chain(about).chain([("date", Field::Word(on.to_string()))]);
    fields.chain(instead_of.map(|former| ("instead_of", former))).collect()
}

/// Every number of a counter that is used: in the register, and in the heads of papers.
fn used<'a>(
    archive: &'a Archive,
    paper: &'a Numbered,
    code: &'a Name,
    year: i32,
) -> impl Iterator<Item = u32> + use<'a> {
    let entries = archive.numbers.iter().map(|taken| taken.entry);
    let entries = entries.filter(move |entry| (&entry.code, entry.year) == (code, year)).map(NumberEntry::last);
    let heads = heads(archive, paper).filter(move |number| (&number.code, number.year) == (code, year));
    entries.chain(heads.map(|number| number.number))
}

fn in_another_head(archive: &Archive, paper: &Numbered, number: &DocumentNumber) -> bool {
    heads(archive, paper).any(|other| other == *number)
}

/// The numbers in the heads of all other papers.
fn heads<'a>(archive: &'a Archive, paper: &'a Numbered) -> impl Iterator<Item = DocumentNumber> + use<'a> {
    let of_topics = archive.topics.iter().flat_map(|topic| &topic.papers);
    let papers = of_topics.chain(archive.plans.iter().flat_map(|plan| &plan.papers));
    let others = papers.filter(|other| other.path != paper.paper.path);
    others.filter_map(|paper| paper.front.number.as_ref()?.parse().ok())
}

/// Refuses a register with uncommitted changes: run again after a refused commit, the command would use up one more.
fn ensure_committed(writer: &Writer, year: i32) -> Result<(), Diagnostic> {
    let path = number_file(year);
    if writer.uncommitted(&path)?.is_empty() {
        return Ok(());
    }
    Err(Diagnostic::new(Text::new("有未提交的改动", "it has changes not committed"))
        .at(Location::file(path))
        .hint(Text::new("先 `yijuan commit`", "first `yijuan commit`")))
}
