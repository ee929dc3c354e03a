//! An archive judged part by part, so that a large one is never in memory as a whole.

use crate::archive::{Source, Topic, TopicFolder, topic_folders};
use crate::cli::context::Case;
use crate::cli::parts::{OfUse, parts};
use crate::duty::{Duty, Finding, State};
use crate::engine::{self, Judgement, Part, Selection, judge_part};
use crate::model::Subject;
use crate::problem::Problems;
use std::collections::{BTreeMap, HashSet};

/// Which duties are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// All of them.
    All,
    /// Those overdue and those due soon.
    Pressing,
}

/// What came of it.
pub(super) struct Judged {
    pub judgement: Judgement,
    /// Titles of the topics there is something to say of.
    pub titles: BTreeMap<Subject, String>,
    /// What could not be read.
    pub problems: Problems,
}

impl Case {
    /// Judges the topics in these folders, or everything there is. The case has been read without any topic.
    pub(super) fn judge(
        &mut self,
        source: &dyn Source,
        topics: Option<&[TopicFolder]>,
        all: bool,
        kept: Kept,
    ) -> Judged {
        let Self { archive, regulations, calendar, today } = self;
        let (regulations, calendar, today) = (&*regulations, &*calendar, *today);
        let mut judged = Judged { judgement: Judgement::default(), titles: BTreeMap::new(), problems: Problems::new() };
        judged.problems.append(&mut archive.problems);
        judged.problems.extend(regulations.problems.iter().cloned());
        judged.judgement.findings.extend(judged.problems.iter().map(Finding::from_problem));
        let folders = topics.map_or_else(
            || {
                let (folders, strays) = topic_folders(source);
                judged.judgement.findings.extend(strays.iter().map(Finding::from_problem));
                judged.problems.extend(strays);
                folders
            },
            <[_]>::to_vec,
        );
        let (mut of_use, mut topics_of_use) = (OfUse::new(regulations), Vec::new());
        for part in parts(&folders) {
            let problems = archive.read_topics(source, part, &|id| regulations.texts(id));
            let bench = engine::Context { archive, regulations, calendar, today };
            let mut of_part = judge_part(bench, Selection { part: Part::Topics, all });
            of_part.findings.extend(problems.iter().map(Finding::from_problem));
            judged.problems.extend(problems);
            judged.take_in(of_part, kept, &archive.topics);
            let topics = std::mem::take(&mut archive.topics);
            topics_of_use.extend(topics.into_iter().filter(|topic| of_use.wants(topic)));
        }
        archive.folders = folders;
        archive.topics = topics_of_use;
        if topics.is_none() {
            let bench = engine::Context { archive, regulations, calendar, today };
            let of_archive = judge_part(bench, Selection { part: Part::Archive, all });
            judged.take_in(of_archive, kept, &[]);
        }
        judged
    }
}

impl Judged {
    fn take_in(&mut self, mut part: Judgement, kept: Kept, topics: &[Topic]) {
        let presses = |duty: &Duty| matches!(duty.state, State::Overdue | State::DueSoon);
        part.duties.retain(|duty| kept == Kept::All || presses(duty));
        let of_findings = part.findings.iter().map(|finding| &finding.subject);
        let told: HashSet<&Subject> = of_findings.chain(part.duties.iter().map(|duty| &duty.subject)).collect();
        // Of two topics with one number the first is judged, so its title stands.
        let titles = topics.iter().rev().map(|topic| (Subject::Topic(topic.key), topic.file.title.to_string()));
        self.titles.extend(titles.filter(|(subject, _)| told.contains(subject)));
        self.judgement.append(part);
    }
}
