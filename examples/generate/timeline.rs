//! When everything in a topic's life happened, counted in working days from its meeting.

use super::random::Random;
use yijuan::calendar::{Calendar, Direction};
use yijuan::model::{Counting, Date, Length, Unit};

/// One thing done wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Participants are told too late (M7a, M8b).
    LateNotice,
    /// The letter goes out too late (M9a).
    LateLetter,
    /// No kick-off meeting (M5c).
    NoKickoff,
    /// The opinion is late (M14b).
    LateOpinion,
    /// There is no opinion (M14a and what follows from it).
    NoOpinion,
    /// The director has not read the opinion (M14c).
    Unread,
    /// The opinion is signed before it is audited (M14d, M14e).
    OutOfTurn,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 7] = [
        Self::LateNotice,
        Self::LateLetter,
        Self::NoKickoff,
        Self::LateOpinion,
        Self::NoOpinion,
        Self::Unread,
        Self::OutOfTurn,
    ];
}

/// The dates of a topic.
#[derive(Clone, Debug)]
pub struct Timeline {
    pub began: Date,
    pub work_plan: Date,
    pub kickoff: Option<Date>,
    pub research: Date,
    pub notice: Date,
    pub report: Date,
    pub letter_approved: Date,
    pub letter: Date,
    pub materials: Date,
    pub meeting: Date,
    pub opinion: Option<Opinion>,
    pub transferred: Date,
    pub tracked: Date,
    pub closed: Date,
}

/// The dates of a topic's opinion.
#[derive(Clone, Debug)]
pub struct Opinion {
    pub made: Date,
    pub read: Option<Date>,
    pub audited: Date,
    /// By the party group, if the opinion goes out in its name.
    pub revised: Date,
    /// By the chair, or by the secretary-general.
    pub signed: Date,
    pub sent: Date,
    pub chased: Date,
}

/// Counts working days.
#[derive(Clone, Copy)]
pub struct Count<'a>(pub &'a Calendar);

impl Count<'_> {
    /// The day so many working days after another.
    pub fn after(self, day: Date, workdays: u32) -> Date {
        self.count(day, Direction::After, workdays)
    }

    /// The day so many working days before another.
    pub fn before(self, day: Date, workdays: u32) -> Date {
        self.count(day, Direction::Before, workdays)
    }

    fn count(self, day: Date, direction: Direction, workdays: u32) -> Date {
        self.0.count(day, direction, Length { count: workdays, unit: Unit::Workdays }, Counting::Common).due
    }
}

impl Timeline {
    /// The life of a topic around its meeting: as the regulation has it, but for the fault.
    pub fn draw(count: Count, random: &mut Random, meeting: Date, ad_hoc: bool, fault: Option<Fault>) -> Self {
        let mut timeline = if ad_hoc { Self::ad_hoc(count, random, meeting) } else { Self::planned(count, random, meeting) };
        match fault {
            Some(Fault::LateNotice) => timeline.notice = count.before(meeting, if ad_hoc { 1 } else { 9 }),
            Some(Fault::LateLetter) => {
                timeline.letter_approved = count.before(meeting, 2);
                timeline.letter = count.before(meeting, 1);
            }
            Some(Fault::NoKickoff) => timeline.kickoff = None,
            Some(Fault::NoOpinion) => timeline.opinion = None,
            Some(Fault::Unread) => timeline.opinion.iter_mut().for_each(|opinion| opinion.read = None),
            Some(Fault::OutOfTurn) => timeline.opinion.iter_mut().for_each(|opinion| opinion.signed = opinion.made),
            Some(Fault::LateOpinion) | None => {}
        }
        timeline.follow_up(count, random, fault == Some(Fault::LateOpinion));
        timeline
    }

    fn planned(count: Count, random: &mut Random, meeting: Date) -> Self {
        let began = count.before(meeting, 44 + random.below(3));
        let work_plan = count.after(began, 3 + random.below(3));
        let research = count.before(meeting, 20 + random.below(6));
        Self {
            began,
            work_plan,
            kickoff: Some(count.after(work_plan, 1 + random.below(4))),
            research,
            notice: count.before(meeting, 16 + random.below(4)),
            report: count.after(research, 8 + random.below(6)),
            letter_approved: count.before(meeting, 7),
            letter: count.before(meeting, 4 + random.below(3)),
            materials: count.before(meeting, 5 + random.below(4)),
            ..Self::met(count, random, meeting)
        }
    }

    fn ad_hoc(count: Count, random: &mut Random, meeting: Date) -> Self {
        Self {
            began: count.before(meeting, 9),
            work_plan: count.before(meeting, 8),
            kickoff: Some(count.before(meeting, 8)),
            research: count.before(meeting, 5),
            notice: count.before(meeting, 5 + random.below(3)),
            report: count.before(meeting, 3),
            letter_approved: count.before(meeting, 5),
            letter: count.before(meeting, 4),
            materials: count.before(meeting, 5 + random.below(2)),
            ..Self::met(count, random, meeting)
        }
    }

    /// The meeting and the opinion that came of it, everything else on the same day.
    fn met(count: Count, random: &mut Random, meeting: Date) -> Self {
        Self {
            began: meeting,
            work_plan: meeting,
            kickoff: None,
            research: meeting,
            notice: meeting,
            report: meeting,
            letter_approved: meeting,
            letter: meeting,
            materials: meeting,
            meeting,
            opinion: Some(Opinion::draw(count, random, count.after(meeting, 4 + random.below(4)))),
            transferred: meeting,
            tracked: meeting,
            closed: meeting,
        }
    }
}
