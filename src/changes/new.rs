//! `new`: enters a topic, with its folder and its key.

use super::title::check_title;
use super::{Proposal, Words, Writer, meeting_day, planned, renumber, room};
use crate::archive::{Archive, Change, Field, TopicFolder, block, folder_name, keyed, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, ensure_none, keep};
use crate::model::{Date, Name, PlanItem, TopicKey, file_name};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Field as TopicField, Group};
use crate::workspace::LoadedArchive;

/// The topic to enter.
#[derive(Debug)]
pub(crate) struct New {
    /// Title of the topic
    pub title: String,
    /// Form of consultation: an id or its Chinese name
    pub form: Option<String>,
    /// Regulation that governs it; the room's, or else the archive's, if not given
    pub regulation: Option<String>,
    /// Responsible office
    pub office: Option<String>,
    /// Consultation room it belongs to
    pub room: Option<String>,
    /// Scheduled day of the meeting, YYYY-MM-DD
    pub meeting: Option<String>,
    /// Called for by special circumstances, outside the plan
    pub ad_hoc: bool,
}

/// What the words of a request mean.
struct Meant<'a> {
    title: Name,
    regulation: &'a Regulation,
    words: Words<'a>,
    form: Option<String>,
    office: Option<String>,
    /// The id of the room, or the word as written if it is not registered.
    room: Option<&'a str>,
    meeting: Option<Date>,
}

impl New {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let (workspace, loaded) = (writer.workspace, writer.workspace.read(&[])?);
        let meant = self.meant(writer, &loaded)?;
        let title = meant.title.as_str();
        let year = meant.meeting.unwrap_or(workspace.today).year();
        let (folders, _) = topic_folders(&workspace.source);
        let key = next_key(writer, &folders, year)?;
        let folder_name = folder_name(key.number, title);
        let folder = format!("topics/{year}/{folder_name}");

        let title_in_path = title_of(&folder_name);
        let same: Vec<&TopicFolder> = folders.iter().filter(|folder| title_of(&folder.path) == title_in_path).collect();
        for folder in &same {
            if !writer.keeps(&folder.path)? {
                return Err(not_committed(folder).into());
            }
        }

        let candidate = self.candidate(&loaded.archive, year, title);
        if candidate.is_some() {
            ensure_none(loaded.archive.problems_of_items(year))?;
        }
        let mut notes = meant.words.notes_on(meant.office.as_deref());
        notes.extend(self.room.as_deref().and_then(|written| room::unknown_yet(&loaded.archive, written)));
        let under = (&loaded.calendar, meant.regulation);
        let days = meant.meeting.into_iter();
        notes.extend(days.flat_map(|day| meeting_day::notes(under, workspace.today, key, day, None)));
        notes.extend(same.first().map(|other| same_title(other, &folder)));
        if candidate.is_none() && !self.ad_hoc {
            notes.extend(planned::near_item(&loaded.archive, key, title));
        }
        let mut change = Change::new();
        if let Some(((nth, _), plan)) = candidate.zip(loaded.archive.plan(year)) {
            let at = plan.item_at(nth);
            let linked = at.with(&workspace.text(&at.path)?, "topic", Some(&Field::Word(key.to_string())))?;
            change = change.file(at.path, linked);
            let number = nth + 1;
            notes.push(text!(
                zh: "按 {year} 年度计划第 {number} 项新建议题；计划写明的形式、委室和渠道已填入",
                en: "item {number} of the plan of {year}; the form, office and channel it names were taken over"
            ));
        }
        let subject = Text::new(format!("{key} 新建议题：{title}"), format!("{key} enter topic: {title}"));
        let topic = self.file(meant, workspace.today, candidate.map(|(_, item)| item));
        let change = change.file(format!("{folder}/topic.yml"), topic).file(format!("{folder}/events.yml"), "");
        let answer = Text::same(format!("{key}\n"));
        Ok(Proposal { answer, notes, ..Proposal::new(change, subject).trailer("Yijuan-Topic", &key) })
    }

    /// Looks up every word.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    fn meant<'a>(&'a self, writer: &Writer, loaded: &'a LoadedArchive) -> Result<Meant<'a>, Diagnostics> {
        let mut problems = Diagnostics::new();
        let title = Name::from(self.title.trim());
        keep(&mut problems, check_title(&title));
        // A room that is not registered yet is accepted with a note, and becomes a finding.
        let room = self.room.as_deref().map(|written| room::find(&loaded.archive, written).ok());
        let of_room = room.flatten().map(|room| room.regulation.as_str());
        let settled = of_room.or(writer.settings.regulation.as_deref());
        let regulation = match self.regulation.as_deref().or(settled) {
            Some(id) => keep(&mut problems, loaded.regulations.get(id)),
            None => {
                problems.push(Diagnostic::new(Text::new("没有指明规程", "no regulation is named")).hint(Text::new(
                    "加 `--regulation 规程`，或在 yijuan.yml 写 `regulation`",
                    "add `--regulation ID`, or write `regulation` in yijuan.yml",
                )));
                None
            }
        };
        let words = Words::under(&loaded.archive, regulation.into_iter().collect(), writer.workspace.as_written);
        let is_open = regulation.is_some_and(|regulation| regulation.leaves_open(&TopicField::Form));
        let form = self.form.as_deref().map(|form| words.term(Group::Forms, form, is_open));
        // The regulation of an unknown room is unknown too, and so are its forms.
        let stray = self.room.as_deref().filter(|_| room.flatten().is_none() && self.regulation.is_none());
        let form = match (form, stray) {
            (Some(Err(_)), Some(room)) => {
                keep(&mut problems, room::find(&loaded.archive, room));
                None
            }
            (form, _) => form.and_then(|form| keep(&mut problems, form)),
        };
        let office = self.office.as_deref().and_then(|office| keep(&mut problems, words.office(office)));
        let meeting =
            self.meeting.as_deref().and_then(|written| keep(&mut problems, writer.workspace.days.read(written)));
        let regulation = all_or_nothing(regulation, problems)?;
        let room = self.room.as_deref().map(|written| room.flatten().map_or(written, |room| &room.id));
        Ok(Meant { title, regulation, words, form, office, room, meeting })
    }

    /// The text of `topic.yml`: what was said, and else what its item of the plan says.
    fn file(&self, meant: Meant, today: Date, item: Option<&PlanItem>) -> String {
        let form = meant.form.or_else(|| item?.form.as_ref().map(ToString::to_string));
        let office = meant.office.or_else(|| item?.office.as_ref().map(ToString::to_string));
        let mut fields = vec![("title", Field::Word(meant.title.to_string()))];
        fields.extend(form.map(|form| ("form", Field::Word(form))));
        fields.push(("regulation", Field::Word(meant.regulation.id.to_string())));
        fields.push(("began", Field::Word(today.to_string())));
        fields.extend(office.map(|office| ("office", Field::Word(office))));
        fields.extend(meant.room.map(|room| ("room", Field::Word(room.to_owned()))));
        fields.extend(self.ad_hoc.then_some(("ad_hoc", Field::Bool(true))));
        let mut file = block(&fields);
        if let Some(meeting) = meant.meeting {
            file += &keyed("scheduled", &block(&[("meeting", Field::Word(meeting.to_string()))]));
        }
        if let Some(channel) = item.and_then(|item| item.channel.as_deref()) {
            file += &keyed("source", &block(&[("channel", Field::Word(channel.to_owned()))]));
        }
        file
    }

    /// The item of the year's plan for this topic, with its index (0-based): an item with the same title and without a
    /// topic.
    fn candidate<'a>(&self, archive: &'a Archive, year: i32, title: &str) -> Option<(usize, &'a PlanItem)> {
        let items = archive.plan(year)?.file.items.iter().enumerate();
        let title = Name::from(title);
        let mut open = items.filter(|(_, item)| !self.ad_hoc && item.topic.is_none());
        let mut alike = open.clone();
        let folded = title.folded();
        let mut read_alike = open.clone().filter(|(_, item)| item.title.folded() == folded);
        let same = open.find(|(_, item)| item.title == title);
        same.or_else(|| alike.find(|(_, item)| title.looks_like(&item.title))).or_else(|| read_alike.next())
    }
}

/// The next key of a year.
fn next_key(writer: &Writer, folders: &[TopicFolder], year: i32) -> Result<TopicKey, Diagnostic> {
    let here = folders.iter().filter(|folder| folder.key.year == year).map(|folder| folder.key.number);
    // A sparse checkout may leave out folders whose numbers are in use.
    let last = here.chain(writer.kept_numbers(year)?).max();
    TopicKey::new(year, last.unwrap_or(0).saturating_add(1)).ok_or_else(renumber::beyond_the_last)
}

/// The title in a folder's name.
fn title_of(path: &str) -> &str {
    let name = file_name(path);
    name.split_once('-').map_or("", |(_, title)| title)
}

/// The note that another topic has this title: one may be a mistake.
fn same_title(other: &TopicFolder, folder: &str) -> Text {
    let other = other.key;
    text!(
        zh: "已有同名议题 {other}；重复建的，删去文件夹 {folder}，再 yijuan commit",
        en: "topic {other} has the same title; if this one is there twice, remove the folder {folder}, then yijuan commit"
    )
}

/// The problem that a topic of this title is not committed: the command was probably run again after a failure.
fn not_committed(folder: &TopicFolder) -> Diagnostic {
    let key = folder.key;
    Diagnostic::new(text!(
        zh: "同名议题 {key} 已写入而未提交",
        en: "topic {key} of this title is written and not committed"
    ))
    .at(Location::file(folder.path.as_str()))
    .hint(text!(zh: "`yijuan commit {key}` 提交；不要的，删去该文件夹", en: "`yijuan commit {key}` commits it; remove the folder if it is not wanted"))
}
