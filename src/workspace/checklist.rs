//! What only people can state of a topic: its attest rules, what may be done, and what is advice.

use super::LoadedArchive;
use crate::archive::Topic;
use crate::duty::State;
use crate::engine::{Judgement, applies, does_not_count};
use crate::model::{Attest, Date, Subject};
use crate::regulation::{Check, Regulation, Rule};
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// A rule on the list, and where it stands.
pub struct ChecklistEntry<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Which of the topic's duties under the rule.
    pub what: &'a str,
    /// Where it stands.
    pub standing: Stated<'a>,
    /// Why what was stated does not count, while nothing that does is stated.
    pub aside: Option<Text>,
}

/// Where a rule on the list stands.
pub enum Stated<'a> {
    /// Advice; nothing is asked.
    Guidance,
    /// Still to be stated or done; its day, if it has one.
    Open(Option<Date>),
    /// It is not time yet.
    Waiting,
    /// Done, on this day if it has one, and who stated it.
    Done(Option<Date>, Option<&'a Attest>),
}

impl Stated<'_> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::Open(_) => "open",
            Self::Waiting => "waiting",
            Self::Done(..) => "done",
        }
    }

    /// How it is marked in a list.
    #[must_use]
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Guidance => "·",
            Self::Open(_) | Self::Waiting => "○",
            Self::Done(..) => "●",
        }
    }
}

#[must_use]
/// The list of a topic, in the order of its regulation.
pub fn checklist<'a>(
    loaded: &'a LoadedArchive,
    topic: &'a Topic,
    regulation: &'a Regulation,
    judgement: &'a Judgement,
) -> Vec<ChecklistEntry<'a>> {
    let mut entries = Vec::new();
    for rule in &regulation.rules {
        if rule.checks.iter().all(|check| matches!(check, Check::Guidance)) {
            let here = applies(loaded.context(), topic, None, rule);
            entries.extend(here.then_some(ChecklistEntry { rule, what: "", standing: Stated::Guidance, aside: None }));
            continue;
        }
        if !rule.is_stated() {
            continue;
        }
        let duties = judgement.duties.iter().filter(|duty| duty.rule().id == rule.id);
        for duty in duties.filter(|duty| duty.state != State::NotApplicable) {
            let round = duty.what.parse().unwrap_or(1);
            let is_done = matches!(duty.state, State::Done | State::DoneLate);
            let states = |attest: &&Attest| {
                let of_round = rule.subject == SubjectKind::Topic || attest.round.is_none_or(|of| of == round);
                attest.rule == rule.id && of_round
            };
            let why_not = |attest: &Attest| does_not_count(loaded.context(), &Subject::Topic(topic.key), rule, attest);
            let (stated, aside) = match topic.attests.iter().find(states) {
                None => (None, None),
                // Of several, that which the duty rests on.
                Some(_) if is_done && rule.is_attested() => {
                    (topic.attests.iter().filter(states).find(|attest| Some(attest.date) == duty.done), None)
                }
                Some(_) => {
                    let counts = topic.attests.iter().filter(states).find(|attest| why_not(attest).is_none());
                    (counts, topic.attests.iter().filter(states).filter(|_| counts.is_none()).find_map(why_not))
                }
            };
            let standing = match duty.state {
                _ if stated.is_some() => Stated::Done(stated.map(|attest| attest.date), stated),
                State::Done | State::DoneLate => Stated::Done(duty.done, None),
                State::Waiting => Stated::Waiting,
                _ => Stated::Open(duty.due),
            };
            entries.push(ChecklistEntry { rule, what: &duty.what, standing, aside });
        }
    }
    entries
}
