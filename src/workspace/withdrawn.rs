//! The deadlines of topics that were withdrawn not long ago: whoever has them in a calendar is to see that they are off.

use super::{Overview, TopicState, Workspace, is_open};
use crate::archive::TopicFolder;
use crate::duty::Duty;
use crate::engine::{Context, Part, Selection, judge_part};

/// How many days after a topic was withdrawn its deadlines are still told of.
const TOLD: i64 = 60;

impl Overview {
    /// The dated duties that were open on the day before their topic was withdrawn, with the topic.
    pub(crate) fn withdrawn(&mut self, workspace: &Workspace) -> Vec<(Duty, TopicState)> {
        let today = self.loaded.today;
        let lately = |topic: &&TopicState| topic.dropped().is_some_and(|day| day.days_until(today) <= TOLD);
        let topics: Vec<TopicState> = self.topics.iter().filter(lately).cloned().collect();
        let folders: Vec<TopicFolder> = topics.iter().map(|topic| topic.folder.clone()).collect();
        let mut found = Vec::new();
        // One by one, since each is judged for another day.
        for (folder, topic) in folders.iter().zip(topics) {
            let Some(day) = topic.dropped() else { continue };
            self.loaded.read_in_parts(&workspace.source, std::slice::from_ref(folder), |context| {
                let before = Context { today: day.plus_days(-1), ..context };
                let judgement = judge_part(before, Selection { part: Part::Topics, all: false });
                let open = judgement.duties.into_iter().filter(|duty| is_open(duty) && duty.is_owed());
                let dated = open.filter(|duty| duty.due.is_some() && !duty.rule().is_attested());
                found.extend(dated.map(|duty| (duty, topic.clone())));
            });
        }
        found
    }
}
