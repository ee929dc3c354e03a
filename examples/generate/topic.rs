//! One topic's folder: `topic.yml`, `events.yml`, and with them its people, suggestions, papers and materials.

use super::random::Random;
use super::roster::{self, Host};
use super::suggestion::Suggestions;
use super::timeline::{Count, Fault, Opinion, Timeline};
use super::{Files, MOST_PLANNED, YEARS, attest, material, paper, prose, today};
use std::fmt::Write as _;
use yijuan::calendar::Calendar;
use yijuan::model::Date;

/// How many topics in a hundred have a fault.
const FAULTY: u32 = 3;

/// An office that topics are given to, and its people.
#[derive(Debug)]
pub struct Office {
    pub id: &'static str,
    pub name: &'static str,
    /// Its director.
    pub director: Person,
    /// The vice-chair in charge.
    pub lead: Person,
}

/// Id and name of somebody in the register.
pub type Person = (&'static str, &'static str);

const OFFICES: [Office; 5] = [
    Office {
        id: "urban",
        name: "城建环保委员会",
        director: ("wang-niding", "王拟定"),
        lead: ("qian-yangben", "钱样本"),
    },
    Office {
        id: "social", name: "社会法制委员会", director: ("feng-xuni", "冯虚拟"), lead: ("li-xugou", "李虚构")
    },
    Office {
        id: "education",
        name: "教文卫体委员会",
        director: ("chen-jiashe", "陈假设"),
        lead: ("zhou-moni", "周模拟"),
    },
    Office {
        id: "economy", name: "经济委员会", director: ("chu-yangzhang", "褚样章"), lead: ("wu-jiaming", "吴假名")
    },
    Office {
        id: "proposal", name: "提案委员会", director: ("wei-shixie", "卫试写"), lead: ("zheng-caogao", "郑草稿")
    },
];

const FORMS: [(&str, &str); 4] = [
    ("thematic", "专题协商"),
    ("counterpart", "对口协商"),
    ("sector", "界别协商"),
    ("proposal-handling", "提案办理协商"),
];

const SOURCES: [(&str, &str); 4] = [
    ("party-government", "区政府"),
    ("unit-member", "民建云河区支部"),
    ("unit-member", "区政协医药卫生界别"),
    ("public-call", "“有话请讲”征题专栏"),
];

/// A topic, from which its files follow.
#[derive(Clone, Debug)]
pub struct Topic {
    pub year: i32,
    pub number: u32,
    pub title: String,
    /// Id and name of its form.
    pub form: (&'static str, &'static str),
    pub office: &'static Office,
    pub ad_hoc: bool,
    /// Its opinion goes out in the party group's name.
    pub of_party_group: bool,
    pub host: Host,
    /// The departments' material is written out as a paper, not handed in as a file.
    pub of_department: bool,
    pub fault: Option<Fault>,
    pub timeline: Timeline,
    source: (&'static str, &'static str),
    random: Random,
}

impl Topic {
    /// The topic of an index; neighbours belong to different years.
    pub fn draw(calendar: &Calendar, seed: u64, index: u32) -> Self {
        let years: Vec<i32> = YEARS.collect();
        let span = u32::try_from(years.len()).unwrap_or(u32::MAX);
        let (year, nth) = (years[(index % span) as usize], index / span);
        let random = &mut Random::of(seed, index);
        let fault = random.chance(FAULTY).then(|| *random.pick(&Fault::ALL));
        let ad_hoc = random.chance(4) || index >= MOST_PLANNED;
        let form = *random.pick(&FORMS);
        let office = if form.0 == "proposal-handling" { &OFFICES[4] } else { random.pick(&OFFICES[..4]) };
        let meeting = meeting_day(calendar, random, year);
        Self {
            year,
            number: nth + 1,
            title: prose::title(nth as usize),
            form,
            office,
            ad_hoc,
            of_party_group: form.0 == "thematic" && random.chance(40),
            host: Host::draw(random, form.0, office, fault),
            of_department: random.chance(30),
            fault,
            timeline: Timeline::draw(Count(calendar), random, meeting, ad_hoc, fault),
            source: *random.pick(&SOURCES),
            random: random.clone(),
        }
    }

    /// Its key, `2026-003`.
    pub fn key(&self) -> String {
        format!("{}-{:03}", self.year, self.number)
    }

    /// Path of its folder.
    pub fn folder(&self) -> String {
        format!("topics/{}/{:03}-{}", self.year, self.number, self.title)
    }

    /// Whether it has begun by the archive's day.
    pub fn has_begun(&self) -> bool {
        self.timeline.preparation.began <= today()
    }

    /// Everything in its folder.
    pub fn files(&self) -> Files {
        let mut files = vec![("topic.yml".to_owned(), self.topic_yml()), ("events.yml".to_owned(), self.events_yml())];
        let random = &mut self.random.clone();
        files.extend(roster::file(self, random));
        let suggestions = Suggestions::draw(self, random);
        files.extend(paper::files(self, random, suggestions.answered));
        files.extend(suggestions.file());
        files.extend(material::files(self));
        files.extend(attest::file(self, random));
        files
    }

    fn topic_yml(&self) -> String {
        let ad_hoc = if self.ad_hoc { "ad_hoc: true\n" } else { "" };
        let tags = if self.of_party_group { "tags: [major]\n" } else { "" };
        format!(
            "title: {}\nform: {}\nregulation: mentougou\nbegan: {}\noffice: {}\nlead: {}\n{ad_hoc}{tags}\
             source:\n  channel: {}\n  from: {}\nscheduled:\n  meeting: {}\n",
            self.title,
            self.form.0,
            self.timeline.preparation.began,
            self.office.id,
            self.office.lead.0,
            self.source.0,
            self.source.1,
            self.timeline.meeting,
        )
    }

    fn events_yml(&self) -> String {
        let mut events = Events::default();
        self.prepare(&mut events);
        events.add(self.timeline.meeting, "meeting", "");
        if let Some(opinion) = &self.timeline.opinion {
            self.conclude(opinion, &mut events);
        }
        self.follow_up(&mut events);
        events.into_text()
    }

    fn prepare(&self, events: &mut Events) {
        let (office, meeting) = (self.office.id, self.timeline.meeting);
        let dates = &self.timeline.preparation;
        let by = format!("by: [{office}]");
        if self.ad_hoc {
            let why = format!("by: [chairpersons-working-meeting], to: [{office}], note: 群众反映集中，需临时组织协商");
            events.add(dates.began, "ad-hoc-instructed", &why);
        }
        events.add(dates.began, "working-group-formed", &by);
        events.add(dates.work_plan, "work-plan-made", &by);
        if let Some(kickoff) = dates.kickoff {
            events.add(kickoff, "kickoff-held", &by);
        }
        events.add(dates.research, "research-ended", &by);
        events.add(dates.report, "research-report-made", &by);
        events.add(dates.notice, "notice-sent", &format!("{by}, to: [cppcc-side], for: {meeting}"));
        events.add(dates.materials, "materials-sent", &format!("{by}, to: [democratic-party, sector-representative]"));
        events.add(dates.letter_approved, "letter-approved", "by: [sun-fanwen]");
        let to = format!("by: [cppcc-office], to: [party-government-leader, department-head], for: {meeting}");
        events.add(dates.letter, "letter-sent", &to);
    }

    fn conclude(&self, opinion: &Opinion, events: &mut Events) {
        events.add(opinion.made, "opinion-made", &format!("by: [{}]", self.office.id));
        if let Some(read) = opinion.read {
            events.add(read, "opinion-read", &format!("by: [{}]", self.office.director.0));
        }
        events.add(opinion.audited, "opinion-audited", &format!("by: [{}]", self.office.lead.0));
        if self.of_party_group {
            events.add(opinion.revised, "opinion-revised", "by: [party-group]");
            events.add(opinion.signed, "opinion-signed", "by: [zhao-shili]");
            events.add(opinion.sent, "opinion-sent", "by: [cppcc-office], to: [party-secretary]");
        } else {
            events.add(opinion.signed, "opinion-countersigned", "by: [sun-fanwen]");
            events.add(
                opinion.sent,
                "opinion-sent",
                "by: [cppcc-office], to: [party-committee-office, government-office]",
            );
        }
    }

    fn follow_up(&self, events: &mut Events) {
        let (office, dates) = (self.office.id, &self.timeline.sequel);
        events.add(dates.chased, "dossier-chased", &format!("by: [cppcc-office], to: [{office}]"));
        events.add(dates.transferred, "dossier-transferred", &format!("by: [{office}], to: [cppcc-office]"));
        events.add(
            dates.tracked,
            "handling-tracked",
            "by: [cppcc-office], note: 听取有关部门关于意见建议办理情况的介绍",
        );
        events.add(dates.closed, "closed", "by: [cppcc-office]");
    }
}

/// A working day late enough for everything that goes before it since January, and early enough that
/// an earlier year's topic is closed by the archive's day; of its own year, some are still to come.
fn meeting_day(calendar: &Calendar, random: &mut Random, year: i32) -> Date {
    let first = Date::ymd(year, 4, 8).unwrap_or_else(|| Date::start_of_year(year));
    let days = if year == today().year() { 110 } else { 235 };
    Count(calendar).after(first.plus_days(i64::from(random.below(days))), 1)
}

/// Lines of `events.yml`, in any order until they are written.
#[derive(Default)]
struct Events(Vec<(Date, String)>);

impl Events {
    /// Notes what happened, unless it is still to come.
    fn add(&mut self, date: Date, event: &str, rest: &str) {
        if date <= today() {
            let comma = if rest.is_empty() { "" } else { ", " };
            self.0.push((date, format!("- {{date: {date}, event: {event}{comma}{rest}}}\n")));
        }
    }

    fn into_text(mut self) -> String {
        self.0.sort_by_key(|(date, _)| *date);
        self.0.into_iter().fold(String::new(), |mut text, (_, line)| {
            let _ = write!(text, "{line}");
            text
        })
    }
}
