//! An archive read and judged in one pass, so that a large one is never in memory as a whole.

use super::{Case, Context};
use crate::archive::{Archive, Source, TopicFolder, topic_folders};
use crate::engine::{self, Judgement, Pass, Selection};
use crate::problem::Problems;
use crate::regulation::Naming;

impl Context {
    /// The archive without its topics, and the folders of all of them, to be passed over.
    pub(in crate::cli) fn read_without_topics(
        &self,
        source: &dyn Source,
    ) -> Result<(Case, Vec<TopicFolder>), Problems> {
        let (case, (folders, strays)) = rayon::join(|| self.read_from(source, Some(&[])), || topic_folders(source));
        let mut case = case?;
        case.archive.problems.extend(strays);
        Ok((case, folders))
    }
}

impl Case {
    /// Passes over the topics in these folders, see [`Pass::over`].
    pub(in crate::cli) fn pass(
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
}
