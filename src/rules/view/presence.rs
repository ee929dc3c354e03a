//! Determines who was at an activity, from the marks of attendance on the roster.

use super::View;
use crate::model::Attendee;

/// Whether an entry is marked present or absent for an activity. A mark is for one activity only: in an entry for
/// several, for the meeting if that is one of them.
fn mark(entry: &Attendee, activity: &str) -> Option<bool> {
    let activities = entry.activities();
    let of_meeting = activities.len() > 1 && activities.contains(&"meeting");
    let speaks = if of_meeting { activity == "meeting" } else { activities.contains(&activity) };
    entry.came().filter(|_| speaks)
}

impl<'a> View<'_, 'a> {
    /// The people at an activity, with the places of their entries.
    pub(crate) fn present(&self, activity: &str) -> Vec<(usize, &'a Attendee)> {
        present(&self.roster().collect::<Vec<_>>(), activity, |entry| self.mark(entry, activity))
    }

    /// Whether anybody is marked present at an activity, so that people without a mark were not there.
    pub(crate) fn is_anybody_marked_present(&self, activity: &str) -> bool {
        self.roster().any(|(_, entry)| self.mark(entry, activity) == Some(true))
    }

    /// Whether anybody's attendance at an activity is marked.
    pub(crate) fn is_marked(&self, activity: &str) -> bool {
        self.roster().any(|(_, entry)| self.mark(entry, activity).is_some())
    }

    /// How many people on the list of an activity have no mark although others have, and so count as absent.
    pub(crate) fn unmarked(&self, activity: &str) -> usize {
        let came = self.present(activity);
        let listed = self.roster().filter(|(_, entry)| entry.activities().contains(&activity));
        let is_unmarked = |(nth, entry): &(usize, &Attendee)| {
            self.mark(entry, activity).is_none() && came.iter().all(|(known, _)| known != nth)
        };
        listed.filter(is_unmarked).count()
    }

    /// The mark for an activity in the round in view. An entry without a round is for rounds that have met, not for one
    /// that is still to meet.
    pub(crate) fn mark(&self, entry: &Attendee, activity: &str) -> Option<bool> {
        mark(entry, activity).filter(|_| entry.round.is_some() || !self.is_still_to_meet())
    }

    /// Whether the round in view is the next one to meet.
    fn is_still_to_meet(&self) -> bool {
        let Some((facts, round)) = self.topic.zip(self.round) else { return false };
        round > 1 && facts.held(round).is_none() && facts.held(round - 1).is_some()
    }
}

/// Those marked present; if nobody of the round is, all who are not marked absent. An entry for several activities can
/// only be marked for the meeting, so for others it does not matter that somebody else is marked.
fn present<'a>(
    roster: &[(usize, &'a Attendee)],
    activity: &str,
    mark: impl Fn(&Attendee) -> Option<bool>,
) -> Vec<(usize, &'a Attendee)> {
    let came = roster.iter().filter(|(_, entry)| mark(entry) == Some(true));
    let rounds: Vec<Option<u32>> = came.map(|(_, entry)| entry.round).collect();
    let others_came =
        |entry: &Attendee| rounds.iter().any(|round| round.is_none() || entry.round.is_none() || *round == entry.round);
    let listed = roster.iter().filter(|(_, entry)| entry.activities().contains(&activity));
    let unmarked = |entry: &Attendee| {
        let could_be_marked = activity == "meeting" || entry.activities().len() == 1;
        !could_be_marked || !others_came(entry)
    };
    listed.filter(|(_, entry)| mark(entry).unwrap_or_else(|| unmarked(entry))).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::{mark, present};
    use crate::model::{Attendance, Attendee, Name, OneOrMany};
    use proptest::prelude::*;

    fn entry(at: &[&str], round: Option<u32>, came: Option<bool>) -> Attendee {
        let attendance = came.map(|came| if came { Attendance::Present } else { Attendance::Leave });
        Attendee {
            name: Name::from("某人"),
            person: None,
            affiliation: None,
            tags: OneOrMany::default(),
            at: OneOrMany(at.iter().map(|at| Name::from(*at)).collect()),
            round,
            invited: None,
            attendance,
            spoke: false,
            delegated_by: None,
        }
    }

    fn at(activity: &str, roster: &[Attendee]) -> Vec<usize> {
        let roster: Vec<(usize, &Attendee)> = roster.iter().enumerate().collect();
        present(&roster, activity, |entry| mark(entry, activity)).into_iter().map(|(nth, _)| nth).collect()
    }

    #[test]
    fn a_mark_speaks_of_one_activity() {
        let roster = [
            entry(&["meeting", "research"], None, Some(true)),
            entry(&["meeting", "research"], None, Some(false)),
            entry(&["research"], None, None),
            entry(&[], None, None),
        ];
        assert_eq!(at("meeting", &roster), [0]);
        // The research went unmarked: all who are on the list for it were there.
        assert_eq!(at("research", &roster), [0, 1, 2]);
    }

    #[test]
    fn marks_of_another_round_say_nothing() {
        let roster = [entry(&[], Some(1), Some(true)), entry(&[], Some(2), None), entry(&[], Some(1), None)];
        assert_eq!(at("meeting", &roster), [0, 1]);
    }

    proptest! {
        #[test]
        fn marking_somebody_absent_makes_nobody_else_absent(
            entries in proptest::collection::vec((0..4_usize, proptest::option::of(1..3_u32), proptest::option::of(any::<bool>())), 1..9),
            nth in any::<proptest::sample::Index>(),
        ) {
            let activities: [&[&str]; 4] = [&[], &["research"], &["meeting", "research"], &["visit", "research"]];
            let mut roster: Vec<Attendee> =
                entries.iter().map(|(at, round, came)| entry(activities[*at], *round, *came)).collect();
            let nth = nth.index(roster.len());
            for activity in ["meeting", "research", "visit"] {
                let before = at(activity, &roster);
                let was = roster[nth].attendance.replace(Attendance::Leave);
                let after = at(activity, &roster);
                roster[nth].attendance = was;
                prop_assert!(before.iter().all(|one| *one == nth || after.contains(one)), "{activity}: {before:?} {after:?}");
            }
        }
    }
}
