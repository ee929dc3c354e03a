//! `roster list`: who takes part in a topic, and how the list stands to the rules about it.

use crate::archive::Topic;
use crate::engine::Tally;
use crate::model::{Attendance, Attendee};
use crate::regulation::Regulation;
use crate::report::page::heading;
use crate::report::table::{or_dash, table};
use crate::report::{json, paint};
use crate::rules::capacities;
use crate::text::{Language, printable};
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

pub(crate) struct Page<'a> {
    pub loaded: &'a LoadedArchive,
    pub topic: &'a Topic,
    pub regulation: &'a Regulation,
    pub tallies: Vec<Tally<'a>>,
    pub language: Language,
    pub colour: bool,
}

impl Page<'_> {
    pub(crate) fn names<'n>(&self, ids: impl Iterator<Item = &'n str>) -> String {
        let mut names: Vec<String> = Vec::new();
        for id in ids {
            let name = self.regulation.name(id).in_(self.language).to_owned();
            // Whoever is vice-chair of two offices is vice-chair once.
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(self.language.choose("、", ", "))
    }

    /// Everybody once, with all their entries.
    pub(crate) fn people(&self) -> Vec<Vec<&Attendee>> {
        Attendee::people(&self.topic.roster)
    }

    /// How many people have each tag or post, as it is shown of them, the most frequent first.
    pub(crate) fn tags(&self) -> Vec<(&str, usize)> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for one in self.people() {
            let tags = capacities(&self.loaded.archive, &one, self.loaded.today);
            for tag in tags.into_iter().map(|tag| &**tag).collect::<BTreeSet<&str>>() {
                *count.entry(tag).or_default() += 1;
            }
        }
        let mut count = Vec::from_iter(count);
        count.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        count
    }

    /// 到会 5、请假 1; with the activity's name if there are several.
    pub(crate) fn attendance(&self) -> Vec<String> {
        let mut activities: Vec<&str> = Vec::new();
        for at in self.topic.roster.iter().flat_map(Attendee::activities) {
            if !activities.contains(&at) {
                activities.push(at);
            }
        }
        let counts = activities.iter().filter_map(|at| {
            let marks: Vec<String> = Attendance::ALL.into_iter().filter_map(|mark| self.count(mark, at)).collect();
            let marks = marks.join(self.language.choose("、", ", "));
            let at = self.regulation.name_in(Group::Activities, at);
            match (marks.is_empty(), activities.len()) {
                (true, _) => None,
                (false, 1) => Some(marks),
                (false, _) => Some(format!("{}{marks}", at.in_(self.language))),
            }
        });
        counts.collect()
    }

    /// 到会 5; `None` if nobody has the mark for the activity.
    fn count(&self, mark: Attendance, at: &str) -> Option<String> {
        let roster = self.topic.roster.iter();
        let count = roster.filter(|entry| entry.attendance == Some(mark) && entry.activities().contains(&at)).count();
        (count > 0).then(|| format!("{} {count}", mark.text().in_(self.language)))
    }

    /// The roles of a person, and what they are by the entry or the register.
    pub(crate) fn roles(&self, entry: &Attendee) -> String {
        let tags = capacities(&self.loaded.archive, &[entry], self.loaded.today);
        let roles = self.names(tags.into_iter().map(|tag| &**tag));
        if roles.is_empty() { "—".to_owned() } else { roles }
    }

    /// Whether somebody is in the register; the id if two people on the roster have the same name.
    pub(crate) fn registered(&self, entry: &Attendee) -> String {
        let Some(person) = &entry.person else { return "—".to_owned() };
        if self.topic.roster.iter().any(|other| other.name == entry.name && !other.is_same_person(entry)) {
            return person.to_string();
        }
        self.language.choose("是", "yes").to_owned()
    }

    pub(crate) fn human(&self) -> String {
        let title = format!("{} {}", self.topic.key, self.topic.file.title);
        let mut page = format!("{}\n", paint::bold(&printable(&title), self.colour));
        let columns = match self.language {
            Language::Chinese => ["序号", "姓名", "登记", "身份", "活动", "轮次", "邀请", "到会情况", "发言"],
            Language::English => ["no.", "name", "registered", "as", "at", "round", "invited", "attendance", "spoke"],
        };
        let rows: Vec<Vec<String>> = self
            .topic
            .roster
            .iter()
            .enumerate()
            .map(|(nth, entry)| {
                let spoke = if entry.spoke { self.language.choose("是", "yes") } else { "—" };
                let at = entry.activities().into_iter().map(|at| self.regulation.name_in(Group::Activities, at));
                let at: Vec<String> = at.map(|at| at.in_(self.language).to_owned()).collect();
                vec![
                    (nth + 1).to_string(),
                    entry.affiliation.as_ref().map_or_else(
                        || entry.name.to_string(),
                        |affiliation| format!("{}（{affiliation}）", entry.name),
                    ),
                    self.registered(entry),
                    self.roles(entry),
                    at.join(self.language.choose("、", ", ")),
                    or_dash(entry.round),
                    or_dash(entry.invited),
                    or_dash(entry.attendance.map(|mark| mark.text().in_(self.language).to_owned())),
                    spoke.to_owned(),
                ]
            })
            .collect();
        page.push_str(&table(&columns, &rows));
        if !rows.is_empty() {
            let tags: Vec<String> = self.tags().into_iter().map(|(tag, times)| self.counted(tag, times)).collect();
            let tags = tags.join(self.language.choose("、", ", "));
            let counts: Vec<String> =
                self.attendance().into_iter().chain([tags]).filter(|one| !one.is_empty()).collect();
            let counts = counts.join(self.language.choose("；", "; "));
            let count = self.people().len();
            let all = match self.language {
                Language::Chinese => format!("共 {count} 人"),
                Language::English => format!("{count} in all"),
            };
            let between = if counts.is_empty() { "" } else { self.language.choose("：", ": ") };
            let _ = writeln!(page, "  {all}{between}{counts}");
        }
        if !self.tallies.is_empty() {
            let (zh, en) = ("规则（● 符合，○ 不符合，◌ 例外）", "rules (● met, ○ not met, ◌ waived)");
            page.push_str(&heading(zh, en, self.language, self.colour));
        }
        let longest = self.tallies.iter().map(|tally| rule_and_round(tally).len()).max().unwrap_or_default();
        for tally in &self.tallies {
            let is_open = !tally.holds && !tally.waived;
            let mark = match (tally.holds, tally.waived) {
                (true, _) => "●",
                (false, true) => "◌",
                (false, false) => "○",
            };
            let line =
                format!("{mark} {:longest$}  {}", rule_and_round(tally), printable(tally.message.in_(self.language)));
            let line = if is_open { paint::yellow(&line, self.colour) } else { line };
            let _ = writeln!(page, "  {line}");
        }
        page
    }

    pub(crate) fn counted(&self, tag: &str, times: usize) -> String {
        format!("{} {times}", self.regulation.name(tag).in_(self.language))
    }

    pub(crate) fn json(&self) -> String {
        let people: Vec<_> = self
            .topic
            .roster
            .iter()
            .enumerate()
            .map(|(nth, entry)| {
                serde_json::json!({
                    "number": nth + 1,
                    "name": entry.name,
                    "person": entry.person,
                    "affiliation": entry.affiliation,
                    "tags": entry.tags.0,
                    "at": entry.activities(),
                    "round": entry.round,
                    "invited": entry.invited,
                    "attended": entry.came(),
                    "attendance": entry.attendance.map(Attendance::id),
                    "spoke": entry.spoke,
                    "delegated_by": entry.delegated_by,
                })
            })
            .collect();
        let rules: Vec<_> = self
            .tallies
            .iter()
            .map(|tally| {
                serde_json::json!({
                    "rule": tally.rule.id,
                    "round": tally.round,
                    "holds": tally.holds,
                    "message": tally.message.in_(self.language),
                })
            })
            .collect();
        json::pretty(&serde_json::json!({
            "schema": "yijuan/roster/1",
            "topic": self.topic.key.to_string(),
            "regulation": self.regulation.id,
            "people": people,
            "tags": BTreeMap::from_iter(self.tags()),
            "rules": rules,
        }))
    }
}

/// M7a, or M7a 2 for the second round.
fn rule_and_round(tally: &Tally) -> String {
    let round = tally.round.filter(|round| *round > 1).map(|round| format!(" {round}")).unwrap_or_default();
    format!("{}{round}", tally.rule.id)
}
