//! `Enrol`: the command that adds somebody to a topic's roster, with blanks such as 〈姓名〉 for the user.

use crate::model::{Attendance, Name};
use crate::rules::{Actor, SubjectContext};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary, argument};
use unicode_width::UnicodeWidthStr as _;

/// An entry to add, with the values of `roster add`.
pub(crate) struct Enrol {
    pub name: Text,
    pub tags: Vec<Text>,
    /// The activities, unless it is only the meeting.
    pub at: Vec<Text>,
    pub round: Option<u32>,
    /// The day of the invitation.
    pub invited: Option<Text>,
    /// Whether they came, if it is marked.
    pub attendance: Option<Attendance>,
    pub spoke: bool,
    pub delegated_by: Option<Text>,
}

/// How somebody comes to hold a post that nobody in the register holds: 先登记人员：yijuan person add --name 〈姓名〉 --post 副主席.
pub(crate) fn how_to_register(context: &SubjectContext, posts: Option<Text>) -> Text {
    let Text { zh, en } = posts.unwrap_or_else(|| Text::new("〈职务〉", "〈POST〉"));
    let add = text!(
        zh: "先登记人员：yijuan person add --name 〈姓名〉 --post {zh}",
        en: "register them: yijuan person add --name 〈NAME〉 --post {en}"
    );
    if context.world.archive.people.is_empty() {
        return add;
    }
    add.then(&text!(
        zh: "（已登记的加职务：yijuan person set 〈姓名〉 职务+={zh}）",
        en: " (if they are there already: yijuan person set 〈NAME〉 posts+={en})"
    ))
}

impl Enrol {
    /// Somebody whose name is not known yet, for the meeting of the round.
    pub(crate) fn somebody(context: &SubjectContext) -> Self {
        let rounds = context.view.topic.map_or(1, |facts| facts.rounds);
        Self {
            name: Text::new("〈姓名〉", "〈NAME〉"),
            tags: Vec::new(),
            at: Vec::new(),
            round: context.view.round.filter(|_| rounds > 1),
            invited: None,
            attendance: None,
            spoke: false,
            delegated_by: None,
        }
    }

    /// The command to add the entry: yijuan roster add 2026-001 〈姓名〉 --tag 主持人.
    pub(crate) fn command(&self, context: &SubjectContext) -> Text {
        self.roster_command(context, "add")
    }

    /// The command to change an existing entry: yijuan roster update 2026-001 〈姓名〉 --present.
    pub(crate) fn update(&self, context: &SubjectContext) -> Text {
        self.roster_command(context, "update")
    }

    fn roster_command(&self, context: &SubjectContext, verb: &str) -> Text {
        let subject = context.view.subject();
        let mut command = Text::same(format!("yijuan roster {verb} {subject} ")).then(&self.name);
        for tag in &self.tags {
            command = command.then(&option("tag", tag));
        }
        for at in &self.at {
            command = command.then(&option("at", at));
        }
        if let Some(round) = self.round {
            command = command.then(&option("round", &Text::same(round.to_string())));
        }
        if let Some(day) = &self.invited {
            command = command.then(&option("invited", day));
        }
        let marks = self.attendance.map(Attendance::id).into_iter().chain(self.spoke.then_some("spoke"));
        for mark in marks {
            command = command.then(&Text::same(format!(" --{mark}")));
        }
        if let Some(by) = &self.delegated_by {
            command = command.then(&option("delegated-by", by));
        }
        command
    }
}

fn option(name: &str, Text { zh, en }: &Text) -> Text {
    text!(zh: " --{name} {zh}", en: " --{name} {en}")
}

/// Columns that the words of a blank may take, so that it stands in a line of a terminal.
const WIDEST: usize = 48;

/// One of these as an argument; a blank if there are several: 〈主席或副主席〉. Of very many, it has the first.
pub(crate) fn one_of(options: &[Text]) -> Option<Text> {
    match options {
        [] => None,
        [only] => Some(only.clone()),
        several => {
            let width_to = |nth: &usize| several[..*nth].iter().map(|one| one.zh.width() + 2).sum::<usize>();
            let shown = (2..=several.len()).take_while(|nth| width_to(nth) <= WIDEST).last().unwrap_or(1);
            let Text { zh, en } = Text::join(&several[..shown], "或", " or ");
            let (more_zh, more_en) = if shown < several.len() { ("等", " …") } else { ("", "") };
            Some(text!(zh: "〈{zh}{more_zh}〉", en: "〈{en}{more_en}〉"))
        }
    }
}

/// The tags and posts among actors, as arguments. Bodies and offices are left out.
pub(crate) fn roles(regulation: &Vocabulary, wanted: &[Actor]) -> Vec<Text> {
    let role = |actor: &Actor| match actor {
        Actor::Id(id) | Actor::OfOffice(id) => word(regulation, &[Group::Tags, Group::Posts], id),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => None,
    };
    wanted.iter().filter_map(role).collect()
}

/// An id as an argument.
pub(crate) fn word(regulation: &Vocabulary, groups: &[Group], id: &Name) -> Option<Text> {
    let term = groups.iter().find_map(|group| regulation.terms(*group).get(id))?;
    Some(argument(&term.name, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_names_what_fits_in_a_line() {
        let office = |nth: usize| Text::new(format!("第{nth}专门委员会"), format!("office-{nth}"));
        let said = |many: usize| one_of(&(1..=many).map(office).collect::<Vec<_>>()).unwrap().zh;
        assert_eq!(said(1), "第1专门委员会");
        assert_eq!(said(2), "〈第1专门委员会或第2专门委员会〉");
        assert_eq!(said(12), "〈第1专门委员会或第2专门委员会或第3专门委员会等〉");
        let long = Text::same("很".repeat(40));
        assert_eq!(one_of(&[long.clone(), long.clone()]).unwrap().zh, format!("〈{}等〉", long.zh));
    }
}
