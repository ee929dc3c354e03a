mod add;
mod draw;
mod list;

use super::context::Context;
use super::ensure_none;
use super::topic::Changing;
use crate::archive::{Change, remove_entry};
use crate::history::Message;
use crate::model::{Attendee, Name};
use crate::problem::unknown;
use crate::problem::{Place, Problem, Problems};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::Group;
use clap::{Args, Subcommand};

/// Who takes part in a topic: invited, present, in the chair
#[derive(Debug, Subcommand)]
#[command(after_help = list::EXAMPLES)]
pub(super) enum Roster {
    Add(Box<add::Add>),
    Remove(Remove),
    List(list::List),
    Draw(Box<draw::Draw>),
}

/// Take somebody out of a topic's roster
#[derive(Debug, Args)]
#[command(after_help = REMOVE_EXAMPLES)]
pub(super) struct Remove {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The person: name, id in the register, or number as `roster list` has it
    #[arg(value_name = "NAME")]
    who: String,
}

const REMOVE_EXAMPLES: &str = "\
yijuan roster remove 2026-023 牧样例
yijuan roster remove 2026-023 12";

impl Roster {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Remove(remove) => remove.run(context),
            Self::List(list) => list.run(context),
            Self::Draw(draw) => draw.run(context),
        }
    }
}

/// The id of a tag or a post, from its id or its Chinese name.
pub(super) fn role(regulation: &Regulation, written: &str) -> Result<String, Problem> {
    let groups = [Group::Tags, Group::Posts];
    let found = groups.into_iter().find_map(|group| regulation.id_in(group, written).ok());
    found.map(ToOwned::to_owned).ok_or_else(|| {
        let known = groups.into_iter().flat_map(|group| regulation.terms(group).iter());
        unknown(&Group::Tags.text(), written, known)
    })
}

impl Remove {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, _) = changing.case.topic()?;
        let Changing { writer, case } = &changing;
        let path = topic.path("roster.yml");
        ensure_none(case.archive.problems_of(&path))?;
        let nth = find(&topic.roster, &self.who).map_err(|problem| problem.at(Place::file(path.as_str())))?;
        let (key, number, name) = (topic.key, nth + 1, &topic.roster[nth].name);
        let after = remove_entry(&path, &context.text(&path)?, nth)?;
        let subject = text!(zh: "{key} 名单去掉：{name}", en: "{key} roster remove: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        writer.apply(Change::new().file(path, after), &message, Reply::new(format!("{key} {number} {name}\n")))
    }
}

/// Which entry of a roster is meant by a name, an id of the register or a number.
fn find(roster: &[Attendee], written: &str) -> Result<usize, Problem> {
    let name = Name::from(written.trim());
    let is = |entry: &Attendee| name.looks_like(&entry.name) || entry.person.as_ref() == Some(&name);
    let named: Vec<usize> = (0..roster.len()).filter(|nth| is(&roster[*nth])).collect();
    let by_number = || written.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < roster.len());
    match named.as_slice() {
        [one] => Ok(*one),
        [] => by_number().ok_or_else(|| {
            unknown(&Text::new("参加人员", "person on the list"), written, roster.iter().map(|entry| &*entry.name))
        }),
        many => {
            let Text { zh, en } = Text::listed(many.iter().map(|nth| (nth + 1).to_string()));
            Err(Problem::new(text!(zh: "`{written}` 在名单中有几条", en: "`{written}` is on the list more than once"))
                .hint(
                    text!(zh: "写 `roster list` 所列的序号：{zh}", en: "give its number as `roster list` has it: {en}"),
                ))
        }
    }
}
