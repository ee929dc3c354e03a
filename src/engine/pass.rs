//! A pass over an archive that reads, judges and drops topics in parts, so that memory does not grow with the archive.
//! The caller provides the function that reads topics.

use super::context::asked_of_topics;
use super::{Context, Judgement, Part, Selection, judge_part};
use crate::archive::{Archive, Topic, TopicFolder};
use crate::calendar::Calendar;
use crate::diagnostic::Diagnostics;
use crate::duty::Finding;
use crate::model::{Date, Name};
use crate::regulation::{Regulation, Regulations};
use crate::rules::Fact;
use crate::vocabulary::SubjectKind;
use std::collections::{HashMap, HashSet};

/// Topics read and judged together: enough to keep all cores busy, few enough that their memory is soon reused.
pub const TOGETHER: usize = 128;

/// The archive to pass over, and everything against which it is judged.
pub struct Pass<'p> {
    /// The archive, without topics.
    pub archive: &'p mut Archive,
    /// The regulations.
    pub regulations: &'p Regulations,
    /// The calendar of working days.
    pub calendar: &'p Calendar,
    /// The day of the check.
    pub today: Date,
    /// What is judged.
    pub selection: Selection,
}

impl Pass<'_> {
    /// Reads the topics in these folders and judges what is selected. `take` receives the judgement of each part, with
    /// the archive that contains this part. The judgement of years, rooms and registers is returned; they come last and
    /// use the topics they need, which the archive keeps. A topic that cannot be read is a finding of its part, and a
    /// problem of the archive.
    pub fn over(
        self,
        folders: Vec<TopicFolder>,
        read: impl Fn(&mut Archive, &[TopicFolder]) -> Diagnostics,
        mut take: impl FnMut(Context<'_>, Judgement),
    ) -> Judgement {
        let Self { archive, regulations, calendar, today, selection } = self;
        let (mut needed, mut kept) = (Needed::new(regulations), Vec::new());
        for part in parts(&folders) {
            let problems = read(archive, part);
            let unread: Vec<Finding> = problems.iter().map(Finding::from_problem).collect();
            archive.problems.extend(problems);
            if selection.part != Part::Archive {
                let context = Context { archive, regulations, calendar, today };
                let mut judgement = judge_part(context, Selection { part: Part::Topics, ..selection });
                judgement.findings.extend(unread);
                take(context, judgement);
            }
            let topics = std::mem::take(&mut archive.topics);
            if selection.part != Part::Topics {
                kept.extend(topics.into_iter().filter(|topic| needed.includes(topic)));
            }
        }
        archive.folders = folders;
        archive.topics = kept;
        if selection.part == Part::Topics {
            return Judgement::default();
        }
        let context = Context { archive, regulations, calendar, today };
        judge_part(context, Selection { part: Part::Archive, ..selection })
    }
}

/// The folders in parts. Folders with the same number stay together, because only the first of them is judged.
fn parts(folders: &[TopicFolder]) -> impl Iterator<Item = &[TopicFolder]> {
    let mut rest = folders;
    std::iter::from_fn(move || {
        let mut end = TOGETHER.min(rest.len());
        while end > 0 && end < rest.len() && rest[end].key == rest[end - 1].key {
            end += 1;
        }
        let (part, after) = rest.split_at(end);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// Selects the topics that are needed for judging years and rooms.
struct Needed<'r> {
    regulations: &'r Regulations,
    /// Whether the rules of a regulation about years look at topics, for those seen so far.
    looking: HashMap<Name, bool>,
    /// Every year of a topic with its regulation. One topic of each must be kept, because it makes the year exist.
    known: HashSet<(i32, Name)>,
}

impl<'r> Needed<'r> {
    fn new(regulations: &'r Regulations) -> Self {
        Self { regulations, looking: HashMap::new(), known: HashSet::new() }
    }

    /// Whether a topic is needed.
    fn includes(&mut self, topic: &Topic) -> bool {
        let regulation = &topic.file.regulation;
        let looks = self.looking.entry(regulation.clone());
        let looks = *looks.or_insert_with(|| self.regulations.get(regulation).is_ok_and(looks_into_topics));
        let first = self.known.insert((topic.key.year, regulation.clone()));
        first || looks || topic.file.room.is_some()
    }
}

/// Whether rules about years use the events or tags of topics.
fn looks_into_topics(regulation: &Regulation) -> bool {
    let of_year = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year);
    let mut conditions = of_year.flat_map(|rule| &rule.when.0);
    !asked_of_topics(regulation).is_empty() || conditions.any(|condition| condition.fact == Fact::TopicTags)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TopicKey;

    #[test]
    fn folders_with_one_number_stay_together() {
        let folder = |number, name: &str| TopicFolder { key: TopicKey { year: 2026, number }, path: name.to_owned() };
        let mut folders: Vec<TopicFolder> = (1..=128).map(|number| folder(number, "一")).collect();
        folders.extend([folder(128, "二"), folder(129, "一")]);
        let lengths: Vec<usize> = parts(&folders).map(<[_]>::len).collect();
        assert_eq!(lengths, [129, 1]);
        assert_eq!(parts(&[]).count(), 0);
    }
}
