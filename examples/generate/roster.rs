//! `roster.yml`: who is in the chair, who is invited and who came.

use super::random::Random;
use super::timeline::Fault;
use super::today;
use super::topic::{Office, Person, Topic};
use std::fmt::Write as _;
use yijuan::model::Date;

const CHAIR: Person = ("zhao-shili", "赵示例");
const SECRETARY_GENERAL: Person = ("sun-fanwen", "孙范文");
const GROUP_LEADER: Person = ("shen-daicheng", "沈代称");

/// Those in the register whom most meetings invite: id, name and what they are there.
const REGISTERED: [(&str, &str, &str); 3] = [
    ("shen-daicheng", "沈代称", "member"),
    ("you-yanshi", "尤演示", "democratic-party"),
    ("xu-yangli", "许样例", "sector-representative"),
];

const LEADER_IN_CHARGE: Person = ("he-shiyi", "何示意");

/// Members and experts outside the register.
const MEMBERS: [(&str, &str); 8] = [
    ("戚例举", "member"),
    ("谢虚名", "member"),
    ("喻例证", "member"),
    ("邹样张", "member"),
    ("柏设问", "sector-representative"),
    ("窦拟稿", "democratic-party"),
    ("章例文", "sector-expert"),
    ("潘试卷", "sector-expert"),
];

const DEPARTMENT_HEADS: [&str; 6] = ["严虚设", "华假托", "金存样", "魏代拟", "陶暂拟", "姜作例"];

/// Who is in the chair, and who asked them to stand in.
#[derive(Clone, Debug)]
pub struct Host {
    pub person: Person,
    delegated_by: Option<Person>,
}

impl Host {
    /// Whoever the form of the meeting calls for, or now and then their stand-in.
    pub fn draw(random: &mut Random, form: &str, office: &Office, fault: Option<Fault>) -> Self {
        let (usual, other) = match form {
            "thematic" => (CHAIR, office.lead),
            "counterpart" => (office.lead, office.director),
            "sector" => (office.director, GROUP_LEADER),
            _ => (office.director, office.lead),
        };
        let stands_in = random.chance(25);
        // The standing of a proposal-handling meeting decides who hosts it; nobody delegates.
        let delegates = stands_in && form != "proposal-handling";
        match fault {
            Some(Fault::HostWithoutPost) => Self { person: SECRETARY_GENERAL, delegated_by: None },
            _ => Self { person: if stands_in { other } else { usual }, delegated_by: delegates.then_some(usual) },
        }
    }
}

/// The list, once the notice is out; those the letter invites follow with it.
pub fn file(topic: &Topic, random: &mut Random) -> Option<(String, String)> {
    let (notice, letter) = (topic.timeline.preparation.notice, topic.timeline.preparation.letter);
    let held = topic.timeline.meeting <= today();
    let mut list = List { text: String::new(), held };
    list.host(&topic.host, notice);
    for (id, name, tag) in REGISTERED {
        if id != topic.host.person.0 {
            list.add(&format!("{name}, person: {id}"), tag, notice, random.chance(95));
        }
    }
    let count = 2 + random.below(4) as usize;
    for (name, tag) in random.choose(&MEMBERS, count) {
        list.add(name, tag, notice, random.chance(92));
    }
    if letter <= today() {
        if topic.form.0 == "thematic" {
            let (id, name) = LEADER_IN_CHARGE;
            list.add(&format!("{name}, person: {id}"), "leader-in-charge", letter, true);
        }
        let count = 2 + random.below(2) as usize;
        for name in random.choose(&DEPARTMENT_HEADS, count) {
            list.add(name, "department-head", letter, true);
        }
    }
    (notice <= today()).then(|| ("roster.yml".to_owned(), list.text))
}

/// Lines of `roster.yml`.
struct List {
    text: String,
    /// The meeting has been held, so it is known who came.
    held: bool,
}

impl List {
    fn host(&mut self, host: &Host, invited: Date) {
        let (id, name) = host.person;
        let by = host.delegated_by.map_or_else(String::new, |(id, _)| format!(", delegated_by: {id}"));
        self.add(&format!("{name}, person: {id}{by}"), "host", invited, true);
    }

    /// An entry: the name, with whatever else is said of the person.
    fn add(&mut self, name: &str, tag: &str, invited: Date, came: bool) {
        let attended = if self.held { format!(", attended: {came}") } else { String::new() };
        let _ = writeln!(self.text, "- {{name: {name}, tags: [{tag}], invited: {invited}{attended}}}");
    }
}
