//! `RuleTarget`: the topic, year or room whose rules are waived or stated to be met, and the files of these entries.

use super::{Proposal, Words, Writer, person};
use crate::archive::{Change, Field, Topic};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Attest, Date, Name, Subject, Waiver};
use crate::regulation::{Regulation, Rule};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;
use crate::workspace::LoadedArchive;

/// A topic, a year or a room with its rules.
pub(crate) struct RuleTarget<'c> {
    writer: &'c Writer<'c>,
    pub loaded: LoadedArchive,
    pub subject: Subject,
}

impl<'c> RuleTarget<'c> {
    /// Reads the subject that a word means.
    pub(crate) fn of(writer: &'c Writer<'c>, written: &str) -> Result<Self, Diagnostics> {
        let workspace = writer.workspace;
        let (subject, topics) = workspace.subject(written)?;
        let loaded = workspace.read(&topics)?;
        if matches!(subject, Subject::Topic(_)) {
            loaded.topic()?;
        }
        Ok(Self { writer, loaded, subject })
    }

    /// The topic, if it is one.
    pub(crate) fn topic(&self) -> Option<&Topic> {
        self.loaded.archive.topics.first()
    }

    /// The room, if it is one.
    pub(crate) fn room(&self) -> Option<&Name> {
        if let Subject::Room(id) = &self.subject { Some(id) } else { None }
    }

    /// The regulations it is judged by.
    pub(crate) fn regulations(&self) -> Result<Vec<&Regulation>, Diagnostics> {
        let LoadedArchive { archive, regulations, .. } = &self.loaded;
        let of = match &self.subject {
            Subject::Room(id) => archive.room(id).map(|room| &room.regulation),
            _ => self.topic().map(|topic| &topic.file.regulation),
        };
        Ok(match of {
            Some(id) => vec![regulations.get(id)?],
            None => regulations.of_years(&self.writer.settings)?,
        })
    }

    /// A rule about it.
    ///
    /// # Errors
    /// If there is none of this id, or if it is about something else.
    pub(crate) fn rule(&self, written: &str) -> Result<&Rule, Diagnostics> {
        let under = self.regulations()?;
        let found = under.iter().find_map(|regulation| regulation.rule_written(written).ok());
        let rule = found.map_or_else(|| under[0].rule_written(written), Ok)?;
        match belongs(&self.subject, rule.subject) {
            None => Ok(rule),
            Some(hint) => {
                let (id, Text { zh, en }) = (&rule.id, rule.subject.text());
                let Text { zh: of_zh, en: of_en } = self.subject.called();
                let message = text!(
                    zh: "{id} 说的是{zh}，不能记在 {of_zh}",
                    en: "{id} is about another kind of subject ({en}) and cannot be recorded for {of_en}"
                );
                Err(Diagnostic::new(message).hint(hint).into())
            }
        }
    }

    /// The rules written, each once.
    pub(crate) fn rules(&self, written: &[String], problems: &mut Diagnostics) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = Vec::new();
        for one in written {
            match self.rule(one) {
                Ok(rule) if rules.iter().all(|other| other.id != rule.id) => rules.push(rule),
                Ok(_) => {}
                Err(wrong) => problems.extend(wrong),
            }
        }
        rules
    }

    /// The waivers of its rules.
    pub(crate) fn waivers(&self) -> Vec<&Waiver> {
        let of_years =
            self.of_years().flat_map(|plan| &plan.waivers).filter(|waiver| waiver.room.as_ref() == self.room());
        self.topic().map_or_else(|| of_years.collect(), |topic| topic.waivers.iter().collect())
    }

    /// The statements about its rules.
    pub(crate) fn attests(&self) -> Vec<&Attest> {
        let of_years =
            self.of_years().flat_map(|plan| &plan.attests).filter(|attest| attest.room.as_ref() == self.room());
        self.topic().map_or_else(|| of_years.collect(), |topic| topic.attests.iter().collect())
    }

    /// The years that may have entries about it.
    fn of_years(&self) -> impl Iterator<Item = &crate::archive::PlanYear> {
        let year = if let Subject::Plan(year) = self.subject { Some(year) } else { None };
        let is_room = self.room().is_some();
        self.loaded.archive.plans.iter().filter(move |plan| is_room || year == Some(plan.year))
    }

    /// The file for an entry of a day. Entries about a room are in the folder of the year.
    pub(crate) fn path(&self, file: &str, day: Date) -> String {
        let year = match (&self.subject, self.topic()) {
            (Subject::Plan(year), _) => *year,
            (_, Some(topic)) => return topic.path(file),
            (_, None) => day.year(),
        };
        format!("plans/{year}/{file}")
    }

    /// All files that may have entries about it, the latest first.
    pub(crate) fn paths(&self, file: &str, today: Date) -> Vec<String> {
        let of_years: Vec<String> = self.of_years().map(|plan| plan.path(file)).collect();
        if of_years.is_empty() { vec![self.path(file, today)] } else { of_years.into_iter().rev().collect() }
    }

    /// The id of a person, the holder of a post, an office, a body or an actor of a regulation; with notes if it is not
    /// registered.
    ///
    /// # Errors
    /// If it is unknown and nearly the name of somebody known.
    pub(crate) fn by(&self, written: &str) -> Result<(Name, Vec<Text>), Diagnostics> {
        match person::find_or_holder(&self.loaded, written) {
            Ok(person) => return Ok((person.id.clone(), Vec::new())),
            // A slip in a name, or a post that several people hold: the hint names somebody.
            Err(problem)
                if !self.writer.workspace.as_written
                    && problem.hint.as_ref().is_some_and(|hint| !hint.zh.starts_with("可用")) =>
            {
                return Err(problem.into());
            }
            Err(_) => {}
        }
        let LoadedArchive { archive, regulations, .. } = &self.loaded;
        let under = self.regulations()?.into_iter().chain(regulations.used(archive));
        let words = Words::under(archive, under.collect(), self.writer.workspace.as_written);
        let id = words.actor(written)?;
        let notes = words.notes_on([id.as_str()]);
        Ok((Name::from(id), notes))
    }

    /// The name of somebody, from the registers or a regulation.
    pub(crate) fn called(&self, id: &Name) -> Text {
        if let Some(name) = self.loaded.archive.called(id) {
            return Text::same(name.as_str());
        }
        let mut used = self.loaded.regulations.used(&self.loaded.archive).map(|regulation| regulation.name(id));
        used.find(|name| name.zh != id.as_str()).unwrap_or_else(|| Text::same(id.as_str()))
    }

    /// Its name in commit messages.
    pub(crate) fn name(&self) -> Text {
        super::called(&self.loaded.archive, &self.subject)
    }

    /// The field that names the room, in files of a year.
    pub(crate) fn fields(&self) -> Option<(&'static str, Field)> {
        self.room().map(|room| ("room", Field::Word(room.to_string())))
    }

    /// A proposal with the trailers of the subject and of the rules.
    pub(crate) fn proposal(&self, change: Change, subject: Text, rules: &[&Rule]) -> Proposal {
        let proposal = Proposal::new(change, subject).about(&self.subject);
        rules.iter().fold(proposal, |proposal, rule| proposal.trailer("Yijuan-Rule", &rule.id))
    }

    /// The command that lists entries on record, for a hint.
    pub(crate) fn listed(&self, option: &str) -> Text {
        let key = &self.subject;
        match key {
            Subject::Topic(_) => text!(zh: "`yijuan show {key}{option}` 列出", en: "`yijuan show {key}{option}` lists"),
            _ => text!(zh: "`yijuan log {key}` 列出", en: "`yijuan log {key}` lists"),
        }
    }

    /// Problems of a file, which must not be written to then.
    pub(crate) fn unread(&self, path: &str) -> Diagnostics {
        self.loaded.archive.problems_of(path)
    }
}

/// The hint where a rule belongs, if it is about another kind of subject.
fn belongs(subject: &Subject, of: SubjectKind) -> Option<Text> {
    use SubjectKind::{Person, Room, Round, Suggestion, Topic, Unit, Year};
    match (subject, of) {
        (Subject::Topic(_), Topic | Round | Suggestion) | (Subject::Plan(_), Year) | (Subject::Room(_), Room) => None,
        (_, Topic | Round | Suggestion) => Some(Text::new("应记在议题上", "record it for a topic")),
        (_, Year) => Some(Text::new("应记在 `plan:年份`", "record it for `plan:YEAR`")),
        (_, Room) => Some(Text::new("应记在 `room:标识`", "record it for `room:ID`")),
        (_, Unit | Person) => Some(Text::new(
            "名册上的事不作例外，也不由人确认；改正名册即可",
            "what the registers say is neither waived nor stated; put the register right",
        )),
    }
}
