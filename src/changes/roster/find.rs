//! Finds the entry of a roster that a name, an id or a number means.

use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Location, unknown};
use crate::model::{Attendee, Name};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::{Text, one_word};

/// What distinguishes the entries of one person.
#[derive(Clone, Debug)]
pub(crate) struct Which {
    /// Activities. If none is given, the meeting comes before others.
    pub at: Vec<String>,
    pub round: Option<u32>,
    /// Whether the number of an entry is accepted.
    pub numbered: bool,
    /// Further options for a command that adds them.
    pub rest: String,
}

/// The one entry that a name, an id of the register or a number means.
///
/// # Errors
/// If nobody has it, or several entries.
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
    /// The entry that a name, an id of the register or a number means; `None` if nobody has it.
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

    /// The command that adds somebody for the activities and the round; for the meeting if no activity is given.
    pub(crate) fn enter(&self, topic: &Topic, written: &str) -> String {
        let of_meeting = matches!(&self.at[..], [only] if only == MEETING);
        let at = self.at.iter().filter(|_| !of_meeting).map(|at| format!(" --at {at}"));
        let round = self.round.map(|round| format!(" --round {round}"));
        let options: String = at.chain(round).collect();
        format!("yijuan roster add {} {}{options}{}", topic.key, one_word(written), self.rest)
    }

    /// The names of the other entries for the activities and the round, which a list leaves out.
    pub(crate) fn others(&self, topic: &Topic, listed: &[usize]) -> Vec<Text> {
        let at: Vec<&str> =
            if self.at.is_empty() { vec![MEETING] } else { self.at.iter().map(String::as_str).collect() };
        let others = topic.roster.iter().enumerate().filter(|(nth, entry)| {
            !listed.contains(nth)
                && self.is_of_round(entry)
                && entry.activities().iter().any(|activity| at.contains(activity))
        });
        others.map(|(_, entry)| Text::same(entry.name.as_str())).collect()
    }

    fn is_of_round(&self, entry: &Attendee) -> bool {
        self.round.is_none() || entry.round.is_none() || entry.round == self.round
    }

    /// The entries among those of one person that are for the activities and the round. An entry for this round only comes
    /// before one for all.
    fn among(&self, roster: &[Attendee], named: &[usize]) -> Vec<usize> {
        let fitting = named.iter().copied().filter(|nth| {
            let entry = &roster[*nth];
            let is_asked = self.at.is_empty() || self.at.iter().any(|at| entry.activities().contains(&at.as_str()));
            is_asked && self.is_of_round(entry)
        });
        let mut fitting: Vec<usize> = fitting.collect();
        if self.at.is_empty() {
            fitting = preferred(fitting, |nth| roster[nth].activities().contains(&MEETING));
        }
        if self.round.is_some() {
            fitting = preferred(fitting, |nth| roster[nth].round == self.round);
        }
        fitting
    }
}

/// Those that fit better, or all if none does.
fn preferred(entries: Vec<usize>, is_better: impl Fn(usize) -> bool) -> Vec<usize> {
    let better: Vec<usize> = entries.iter().copied().filter(|nth| is_better(*nth)).collect();
    if better.is_empty() { entries } else { better }
}

/// All entries with this name or id; if there are none and `numbered`, the entry with this number.
fn named(topic: &Topic, written: &str, numbered: bool) -> Vec<usize> {
    let (roster, name) = (&topic.roster, Name::from(written.trim()));
    let named = roster.iter().enumerate();
    let named = named.filter(|(_, entry)| name.looks_like(&entry.name) || entry.person.as_ref() == Some(&name));
    let named: Vec<usize> = named.map(|(nth, _)| nth).collect();
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
