//! When everything in a topic's life happened, counted in working days from its meeting.

use super::random::Random;
use yijuan::calendar::{Calendar, Direction};
use yijuan::model::{Counting, Date, Length, TimeUnit};

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
    /// Whoever is in the chair holds none of the posts for it (M10a to M10d).
    HostWithoutPost,
    /// No photograph shows the leaders (M15c).
    PhotoMissing,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 9] = [
        Self::LateNotice,
        Self::LateLetter,
        Self::NoKickoff,
        Self::LateOpinion,
        Self::NoOpinion,
        Self::Unread,
        Self::OutOfTurn,
        Self::HostWithoutPost,
        Self::PhotoMissing,
    ];
}

/// The dates of a topic.
#[derive(Clone, Debug)]
pub struct Timeline {
    pub preparation: Preparation,
    pub meeting: Date,
    pub opinion: Option<Opinion>,
    pub sequel: Sequel,
}

/// What came before the meeting.
#[derive(Clone, Debug)]
pub struct Preparation {
    pub began: Date,
    pub work_plan: Date,
    pub kickoff: Option<Date>,
    pub research: Date,
    pub report: Date,
    pub notice: Date,
    pub materials: Date,
    pub letter_approved: Date,
    pub letter: Date,
    /// Procedure, script and the departments' material.
    pub meeting_papers: Date,
}

/// What became of the meeting's opinion.
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
}

/// What came last.
#[derive(Clone, Debug)]
pub struct Sequel {
    pub chased: Date,
    pub transferred: Date,
    pub tracked: Date,
    pub closed: Date,
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
        self.0.count(day, direction, Length { count: workdays, unit: TimeUnit::Workdays }, Counting::Common).due
    }
}

impl Timeline {
    /// The life of a topic around its meeting: as the regulation has it, but for the fault.
    pub fn draw(count: Count, random: &mut Random, meeting: Date, ad_hoc: bool, fault: Option<Fault>) -> Self {
        let prepare = if ad_hoc { Preparation::ad_hoc } else { Preparation::planned };
        let preparation = prepare(count, random, meeting);
        let opinion = Opinion::draw(count, random, meeting, fault);
        Self {
            preparation: preparation.with(count, meeting, fault),
            meeting,
            sequel: Sequel::draw(count, random, opinion.sent),
            opinion: (fault != Some(Fault::NoOpinion)).then_some(opinion),
        }
    }
}

impl Preparation {
    fn planned(count: Count, random: &mut Random, meeting: Date) -> Self {
        let began = count.before(meeting, 44 + random.below(3));
        let work_plan = count.after(began, 3 + random.below(3));
        let research = count.before(meeting, 20 + random.below(6));
        Self {
            began,
            work_plan,
            kickoff: Some(count.after(work_plan, 1 + random.below(4))),
            research,
            report: count.after(research, 8 + random.below(6)),
            notice: count.before(meeting, 16 + random.below(4)),
            materials: count.before(meeting, 5 + random.below(4)),
            letter_approved: count.before(meeting, 7),
            letter: count.before(meeting, 4 + random.below(3)),
            meeting_papers: count.before(meeting, 1),
        }
    }

    fn ad_hoc(count: Count, random: &mut Random, meeting: Date) -> Self {
        Self {
            began: count.before(meeting, 9),
            work_plan: count.before(meeting, 8),
            kickoff: Some(count.before(meeting, 8)),
            research: count.before(meeting, 5),
            report: count.before(meeting, 3),
            notice: count.before(meeting, 5 + random.below(3)),
            materials: count.before(meeting, 5 + random.below(2)),
            letter_approved: count.before(meeting, 5),
            letter: count.before(meeting, 4),
            meeting_papers: count.before(meeting, 1),
        }
    }

    fn with(mut self, count: Count, meeting: Date, fault: Option<Fault>) -> Self {
        match fault {
            Some(Fault::LateNotice) => self.notice = count.before(meeting, 2),
            Some(Fault::LateLetter) => self.letter = count.before(meeting, 1),
            Some(Fault::NoKickoff) => self.kickoff = None,
            _ => {}
        }
        self
    }
}

impl Opinion {
    fn draw(count: Count, random: &mut Random, meeting: Date, fault: Option<Fault>) -> Self {
        let late = if fault == Some(Fault::LateOpinion) { 6 } else { 0 };
        let made = count.after(meeting, 4 + random.below(4) + late);
        let read = count.after(made, random.below(2));
        let audited = count.after(read, 1 + random.below(2));
        let revised = count.after(audited, 1 + random.below(2));
        let signed = count.after(revised, 1);
        Self {
            made,
            read: Some(read).filter(|_| fault != Some(Fault::Unread)),
            audited,
            revised,
            signed: if fault == Some(Fault::OutOfTurn) { made } else { signed },
            sent: count.after(signed, 1),
        }
    }
}

impl Sequel {
    fn draw(count: Count, random: &mut Random, sent: Date) -> Self {
        let chased = count.after(sent, 2 + random.below(3));
        let tracked = count.after(sent, 15 + random.below(25));
        Self {
            chased,
            transferred: count.after(chased, 1 + random.below(5)),
            tracked,
            closed: count.after(tracked, 5 + random.below(40)),
        }
    }
}
