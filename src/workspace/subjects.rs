//! What words of a command line are about: topics, years and rooms.

use super::Workspace;
use crate::archive::{Source, TopicFolder, TopicLookup, room_in_part, subject_named};
use crate::diagnostic::{Diagnostics, ensure_none, keep};
use crate::model::Subject;

/// What some words are about.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    /// The topics, in the order given.
    pub topics: Vec<TopicFolder>,
    /// Years and rooms.
    pub others: Vec<Subject>,
}

impl Subjects {
    /// What words are about, in the work tree or in a commit.
    ///
    /// # Errors
    /// If any means nothing, or more than one thing.
    pub fn of(source: &dyn Source, written: &[String]) -> Result<Self, Diagnostics> {
        let (known, mut problems, mut subjects) = (TopicLookup::new(source), Diagnostics::new(), Self::default());
        for written in written {
            let other = keep(&mut problems, subject_named(source, written));
            // Part of a room's name is enough, unless it is part of a title.
            let in_part = || known.candidates(written).is_empty().then(|| room_in_part(source, written)).flatten();
            match other.map(|other| other.or_else(in_part)) {
                Some(Some(other)) if !subjects.others.contains(&other) => subjects.others.push(other),
                Some(None) => {
                    let topic = keep(&mut problems, known.resolve(written));
                    let news: Vec<TopicFolder> =
                        topic.into_iter().filter(|one| !subjects.topics.contains(one)).collect();
                    subjects.topics.extend(news);
                }
                _ => {}
            }
        }
        ensure_none(problems).map(|()| subjects)
    }

    /// Whether a topic, a year or a room is among them.
    #[must_use]
    pub fn has(&self, subject: &Subject) -> bool {
        let is_topic = |folder: &TopicFolder| Subject::Topic(folder.key) == *subject;
        self.others.contains(subject) || self.topics.iter().any(is_topic)
    }
}

impl Workspace {
    /// The one topic, year or room that a word means, and the topic's folder.
    ///
    /// # Errors
    /// If it means none, or more than one.
    pub fn subject(&self, written: &str) -> Result<(Subject, Vec<TopicFolder>), Diagnostics> {
        let Subjects { topics, others } = Subjects::of(&self.source, &[written.to_owned()])?;
        let of_topic = topics.first().map(|folder| Subject::Topic(folder.key));
        Ok((others.into_iter().next().or(of_topic).unwrap_or(Subject::Archive), topics))
    }
}
