//! Which entry of a roster somebody means.

use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Location, unknown};
use crate::model::{Attendee, Name};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::{Text, one_word};

/// What tells the entries of one person apart.
#[derive(Clone, Debug)]
pub(crate) struct Which {
    /// Activities; not given, the meeting goes before others.
    pub at: Vec<String>,
    pub round: Option<u32>,
    /// Whether the number of an entry says as well which is meant.
    pub numbered: bool,
    /// The options that say the rest of them, where they are to be entered.
    pub rest: String,
}

/// The one entry that a name, an id of the register or a number means.
///
/// # Errors
/// If nobody is called so, or several entries are.
pub(crate) fn entry(topic: &Topic, written: &str) -> Result<usize, Diagnostic> {
    match named(topic, written, true).as_slice() {
        [] => {
            let people = topic.roster.iter().map(|entry| &*entry.name);
            Err(at(topic, unknown(&Text::new("参加人员", "person on the list"), written, people)))
        }
        [one] => Ok(*one),
        several => Err(at(topic, ambiguous(written, several))),
    }
}

impl Which {
    /// The entry that a name, an id of the register or a number means; none if nobody is called so.
    ///
    /// # Errors
    /// If several entries are meant, or none for the activity and the round.
    pub(crate) fn entry(&self, topic: &Topic, written: &str) -> Result<Option<usize>, Diagnostic> {
        let named = named(topic, written, self.numbered);
        match self.among(&topic.roster, &named).as_slice() {
            [one] => Ok(Some(*one)),
            [] if named.is_empty() => Ok(None),
            [] => {
                let Text { zh, en } = numbers(&named);
                let elsewhere = Diagnostic::new(text!(
                    zh: "`{written}` 在名单第 {zh} 条，不是这项活动或这一轮的",
                    en: "`{written}` is entry {en} of the list, for another activity or round"
                ));
                let enter = self.enter(topic, written);
                Err(at(
                    topic,
                    elsewhere.hint(text!(
                        zh: "参加了这一项的，加入名单：{enter}；说的是别的活动或别的一轮，用 `--at`、`--round` 写明",
                        en: "if they took part in this one, enter them: {enter}; if another is meant, say which with `--at` and `--round`"
                    )),
                ))
            }
            several => Err(at(topic, ambiguous(written, several))),
        }
    }

    /// The command that enters somebody for the activities and the round; without an activity, for the meeting.
    pub(crate) fn enter(&self, topic: &Topic, written: &str) -> String {
        let of_meeting = matches!(&self.at[..], [only] if only == MEETING);
        let at = self.at.iter().filter(|_| !of_meeting).map(|at| format!(" --at {at}"));
        let round = self.round.map(|round| format!(" --round {round}"));
        let said: String = at.chain(round).collect();
        format!("yijuan roster add {} {}{said}{}", topic.key, one_word(written), self.rest)
    }

    /// The names of the other entries for the activities and the round: who is left out by a list.
    pub(crate) fn others(&self, topic: &Topic, listed: &[usize]) -> Vec<Text> {
        let at: Vec<&str> =
            if self.at.is_empty() { vec![MEETING] } else { self.at.iter().map(String::as_str).collect() };
        let is_of = |entry: &Attendee| {
            let of_round = self.round.is_none() || entry.round.is_none() || entry.round == self.round;
            of_round && entry.activities().iter().any(|activity| at.contains(activity))
        };
        let others = topic.roster.iter().enumerate().filter(|(nth, entry)| !listed.contains(nth) && is_of(entry));
        others.map(|(_, entry)| Text::same(entry.name.as_str())).collect()
    }

    /// Those of somebody's entries that are for the activities and the round, an entry of the round alone before one of all.
    fn among(&self, roster: &[Attendee], named: &[usize]) -> Vec<usize> {
        let is_at = |nth: &usize, at: &str| roster[*nth].activities().contains(&at);
        let is_asked = |nth: &usize| self.at.is_empty() || self.at.iter().any(|at| is_at(nth, at));
        let of_round =
            |nth: &usize| self.round.is_none() || roster[*nth].round.is_none_or(|own| Some(own) == self.round);
        let fitting: Vec<usize> = named.iter().copied().filter(|nth| is_asked(nth) && of_round(nth)).collect();
        let nearer = |those: Vec<usize>, is: &dyn Fn(&usize) -> bool| {
            let near: Vec<usize> = those.iter().copied().filter(is).collect();
            if near.is_empty() { those } else { near }
        };
        let of_meeting = nearer(fitting, &|nth| !self.at.is_empty() || is_at(nth, MEETING));
        nearer(of_meeting, &|nth| self.round.is_none() || roster[*nth].round == self.round)
    }
}

/// Everybody of that name or id, or else, if it may be a number, the entry that has it.
fn named(topic: &Topic, written: &str, numbered: bool) -> Vec<usize> {
    let (roster, name) = (&topic.roster, Name::from(written.trim()));
    let is = |entry: &Attendee| name.looks_like(&entry.name) || entry.person.as_ref() == Some(&name);
    let named: Vec<usize> = (0..roster.len()).filter(|nth| is(&roster[*nth])).collect();
    if !named.is_empty() || !numbered {
        return named;
    }
    let number = written.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    number.filter(|nth| *nth < roster.len()).into_iter().collect()
}

fn ambiguous(written: &str, entries: &[usize]) -> Diagnostic {
    let Text { zh, en } = numbers(entries);
    Diagnostic::new(text!(zh: "`{written}` 在名单中有几条", en: "`{written}` is on the list more than once"))
        .hint(text!(zh: "写 `roster list` 所列的序号：{zh}", en: "give its number as `roster list` has it: {en}"))
}

fn numbers(entries: &[usize]) -> Text {
    Text::listed(entries.iter().map(|nth| (nth + 1).to_string()))
}

fn at(topic: &Topic, problem: Diagnostic) -> Diagnostic {
    problem.at(Location::file(topic.path("roster.yml")))
}
