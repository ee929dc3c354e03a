mod draw;
mod list;

use super::context::Context;
use super::given::Words;
use super::topic::Changing;
use super::{ensure_none, given, keep};
use crate::archive::{Change, Field, entry, person_named, remove_entry};
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
    Add(Box<Add>),
    Remove(Remove),
    List(list::List),
    Draw(Box<draw::Draw>),
}

/// Enter somebody into a topic's roster
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// Name as printed; somebody of the register by id or name
    #[arg(value_name = "NAME", add = super::completions::people())]
    name: String,
    /// Id in the register, if the name alone does not say who is meant
    #[arg(long, value_name = "ID", add = super::completions::people())]
    person: Option<String>,
    /// What the person is here: a tag or post; may be given several times
    #[arg(long = "tag", value_name = "TAG", add = super::completions::roles())]
    tags: Vec<String>,
    /// Activity, the meeting if not given; may be given several times
    #[arg(long, value_name = "ACTIVITY", add = super::completions::activities())]
    at: Vec<String>,
    /// Round of consultation; every one if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    round: Option<u32>,
    /// Day of the invitation, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    invited: Option<String>,
    /// The person came
    #[arg(long, conflicts_with = "absent")]
    attended: bool,
    /// The person did not come
    #[arg(long)]
    absent: bool,
    /// Who asked the host to stand in
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    delegated_by: Option<String>,
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

const ADD_EXAMPLES: &str = "\
yijuan roster add 2026-023 赵示例 --tag 主持人
yijuan roster add 2026-023 牧样例 --tag 利益相关方代表 --tag 群众代表 --invited 2026-05-20";
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

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, regulation) = changing.case.topic()?;
        let Changing { writer, case } = &changing;
        let path = topic.path("roster.yml");
        let people = &case.archive.people;
        let mut problems = case.archive.problems_of(&path);
        keep(&mut problems, given::line("NAME", &self.name));
        let person = match &self.person {
            Some(written) => keep(&mut problems, super::person::find(people, written)).map(Some),
            None => keep(&mut problems, person_named(people, self.name.trim())),
        };
        let person = person.flatten();
        // Somebody of the register is printed by name, also if the id was given.
        let by_id = person.filter(|person| self.person.is_none() || person.id.as_str() == self.name.trim());
        let name = by_id.map_or_else(|| Name::from(self.name.trim()), |person| person.name.clone());
        let words = Words::under(&case.archive, vec![regulation], context.as_written());
        let tags = self.tags.iter().filter_map(|written| keep(&mut problems, words.role(written)));
        let tags: Vec<String> = tags.collect();
        let at = self.at.iter().filter_map(|written| keep(&mut problems, words.activity(written)));
        let at: Vec<String> = at.collect();
        let invited = self.invited.as_deref().and_then(|day| keep(&mut problems, super::context::date(day)));
        let delegated_by = self.delegated_by.as_deref().and_then(|who| keep(&mut problems, words.actor(who)));
        ensure_none(problems)?;

        let word = |word: String| Some(Field::Word(word));
        let list = |words: Vec<String>| (!words.is_empty()).then_some(Field::List(words));
        let fields: Vec<(&str, Field)> = [
            ("name", word(name.to_string())),
            ("person", person.map(|person| Field::Word(person.id.to_string()))),
            ("tags", list(tags)),
            ("at", list(at)),
            ("round", self.round.map(Field::Number)),
            ("invited", invited.map(|day| Field::Word(day.to_string()))),
            ("attended", (self.attended || self.absent).then_some(Field::Bool(self.attended))),
            ("delegated_by", delegated_by.map(Field::Word)),
        ]
        .into_iter()
        .filter_map(|(key, field)| Some((key, field?)))
        .collect();
        let added = context.with_entry::<Attendee>(&path, &entry(&fields))?;
        not_twice(&added.before, &added.entry, &path)?;
        let (key, number) = (topic.key, added.before.len() + 1);
        let subject = text!(zh: "{key} 名单加入：{name}", en: "{key} roster add: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        let mut reply = Reply::new(format!("{key} {number} {name}\n"));
        reply.notes.extend(words.told(self.delegated_by.as_deref()));
        writer.apply(Change::new().file(path, added.text), &message, reply)
    }
}

/// Refuses somebody who is on the list already, for the same activity and round.
fn not_twice(listed: &[Attendee], added: &Attendee, path: &str) -> Result<(), Problem> {
    let Some(nth) = listed.iter().position(|known| known.is_again(added)) else { return Ok(()) };
    let (number, name) = (nth + 1, &added.name);
    Err(Problem::new(text!(zh: "`{name}` 已在名单第 {number} 条", en: "`{name}` is entry {number} of the list already"))
        .at(Place::file(path))
        .hint(text!(
            zh: "要改标签或到会，编辑 {path}；若是同名的另一人，用 `--person` 指明，或在姓名后加以区别",
            en: "edit {path} to change tags or attendance; somebody else of that name is told apart by `--person`, or by a word after the name"
        )))
}

/// The id of a tag or a post, from its id or its Chinese name.
pub(super) fn role(regulation: &Regulation, written: &str) -> Result<String, Problem> {
    let groups = [Group::Tags, Group::Posts];
    let found = groups.into_iter().find_map(|group| regulation.id_in(group, written).ok());
    found.map(ToOwned::to_owned).ok_or_else(|| {
        let known = groups.into_iter().flat_map(|group| regulation.terms(group).iter());
        unknown(&Group::Tags.text(), written, known.flat_map(|(id, term)| [id, term.name.as_str()]))
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
    let is = |entry: &Attendee| entry.name == name || entry.person.as_ref() == Some(&name);
    let named: Vec<usize> = (0..roster.len()).filter(|nth| is(&roster[*nth])).collect();
    let by_number = || written.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < roster.len());
    match named.as_slice() {
        [one] => Ok(*one),
        [] => by_number().ok_or_else(|| {
            unknown(&Text::new("参加人员", "person on the list"), written, roster.iter().map(|entry| &*entry.name))
        }),
        many => {
            let numbers = many.iter().map(|nth| (nth + 1).to_string()).collect::<Vec<_>>().join("、");
            Err(Problem::new(text!(zh: "`{written}` 在名单中有几条", en: "`{written}` is on the list more than once"))
                .hint(text!(zh: "写 `roster list` 所列的序号：{numbers}", en: "give its number as `roster list` has it: {numbers}")))
        }
    }
}
