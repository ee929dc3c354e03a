//! An archive that was read, with the law and the calendar it is judged by.

use crate::archive::{self, Archive, Source, Topic, TopicFolder, topic_folders};
use crate::calendar::Calendar;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{self, Judgement, Pass, Selection};
use crate::model::{Date, Settings};
use crate::regulation::{Naming, Regulation, Regulations};

/// Everything judged together.
pub struct LoadedArchive {
    /// The facts.
    pub archive: Archive,
    /// The law.
    pub regulations: Regulations,
    /// Working days.
    pub calendar: Calendar,
    /// The day it is looked at.
    pub today: Date,
}

impl LoadedArchive {
    /// All of an archive, or the archive with these topics alone, as it is in the work tree or was in a commit.
    ///
    /// # Errors
    /// If the calendar cannot be read; what cannot be read of the archive is a problem of what comes back.
    pub fn read(source: &dyn Source, topics: Option<&[TopicFolder]>, today: Date) -> Result<Self, Diagnostics> {
        let regulations = Regulations::load(source, &archive::local_regulations(source));
        Self::read_under(regulations, source, topics, today)
    }

    /// The same under regulations that were read before: those of the archive, as it is or was there.
    pub(super) fn read_under(
        regulations: Regulations,
        source: &dyn Source,
        topics: Option<&[TopicFolder]>,
        today: Date,
    ) -> Result<Self, Diagnostics> {
        let mut calendar = Calendar::built_in()?;
        let (topics, strays) = match topics {
            Some(topics) => (topics.to_vec(), Diagnostics::new()),
            None => topic_folders(source),
        };
        let mut archive = archive::load(source, &topics, &|id| regulations.texts(id));
        archive.problems.extend(strays);
        Naming::of(&regulations, &archive).archive(&mut archive);
        archive.problems.extend(calendar.publish_all(&archive.schedules));
        Ok(Self { archive, regulations, calendar, today })
    }

    /// The archive without its topics, and the folders of all of them, to be passed over.
    ///
    /// # Errors
    /// As [`LoadedArchive::read`].
    pub fn read_without_topics(source: &dyn Source, today: Date) -> Result<(Self, Vec<TopicFolder>), Diagnostics> {
        let (loaded, (folders, strays)) =
            rayon::join(|| Self::read(source, Some(&[]), today), || topic_folders(source));
        let mut loaded = loaded?;
        loaded.archive.problems.extend(strays);
        Ok((loaded, folders))
    }

    /// Passes over the topics in these folders, see [`Pass::over`].
    pub fn pass(
        &mut self,
        source: &dyn Source,
        folders: Vec<TopicFolder>,
        selection: Selection,
        take: impl FnMut(engine::Context<'_>, Judgement),
    ) -> Judgement {
        let Self { archive, regulations, calendar, today } = self;
        let (regulations, calendar, today) = (&*regulations, &*calendar, *today);
        let naming = Naming::of(regulations, archive);
        let read = |archive: &mut Archive, part: &[TopicFolder]| {
            let problems = archive.read_topics(source, part, &|id| regulations.texts(id));
            naming.topics(&mut archive.topics);
            problems
        };
        Pass { archive, regulations, calendar, today, selection }.over(folders, read, take)
    }

    /// Reads the topics in these folders a part at a time, so that memory does not follow the archive; `take` is given
    /// each part, in the archive that holds it alone.
    pub fn read_in_parts(
        &mut self,
        source: &dyn Source,
        folders: &[TopicFolder],
        mut take: impl FnMut(engine::Context<'_>),
    ) {
        let naming = Naming::of(&self.regulations, &self.archive);
        for part in folders.chunks(engine::TOGETHER) {
            let problems = self.archive.read_topics(source, part, &|id| self.regulations.texts(id));
            naming.topics(&mut self.archive.topics);
            self.archive.problems.extend(problems);
            take(self.context());
        }
        self.archive.topics = Vec::new();
    }

    /// What it is judged against.
    #[must_use]
    pub fn context(&self) -> engine::Context<'_> {
        engine::Context {
            archive: &self.archive,
            regulations: &self.regulations,
            calendar: &self.calendar,
            today: self.today,
        }
    }

    /// What could not be read: files of the archive, and regulations of its own.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.archive.problems.iter().chain(&self.regulations.problems)
    }

    /// The archive's settings.
    ///
    /// # Errors
    /// If they could not be read.
    pub fn settings(&self) -> Result<&Settings, Diagnostics> {
        self.archive.settings.as_ref().ok_or_else(|| self.archive.problems.clone())
    }

    /// The topic, where one alone was to be read, and its regulation.
    ///
    /// # Errors
    /// If it could not be read, or is under no regulation that is known.
    pub fn topic(&self) -> Result<(&Topic, &Regulation), Diagnostics> {
        let topic = self.archive.topics.first().ok_or_else(|| self.archive.problems.clone())?;
        Ok((topic, self.regulations.get(&topic.file.regulation)?))
    }
}
