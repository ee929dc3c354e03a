//! `suggestion`: suggestions, commitments and answers.

mod list;
mod own_day;
mod remove;
mod update;

use super::context::Context;
use crate::archive::{Archive, Change, Field, entry};
use crate::changes::{Added, Record, RecordBuilder, Words, typed, with_entry};
use crate::cli::context::Changing;
use crate::history::Message;
use crate::model::{Person, Suggestion as Entry};
use crate::problem::{Problem, Problems};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::{Group, SubjectKind};
use clap::{Args, Subcommand};

/// Suggestions and commitments: to whom they went, and what came of them
#[derive(Debug, Subcommand)]
#[command(after_help = list::EXAMPLES)]
pub(super) enum Suggestion {
    Add(Box<Add>),
    Update(Box<update::Update>),
    Remove(remove::Remove),
    List(list::List),
}

/// Enter a suggestion, a commitment or a response; its id is printed
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Add {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    pub topic: String,
    /// Kind: an id or Chinese name
    #[arg(long, value_name = "KIND", add = super::completions::suggestion_kinds())]
    pub kind: String,
    /// What is suggested, promised or answered
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub text: String,
    /// Body it is handed to; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub to: Vec<String>,
    /// Person who presses it
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub owner: Option<String>,
    /// Office in charge
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    pub office: Option<String>,
    /// Who proposed it; may be given several times
    #[arg(long = "proposer", value_name = "NAME", add = super::completions::people())]
    pub proposers: Vec<String>,
    /// A key or difficult one
    #[arg(long)]
    pub key: bool,
    /// Round of consultation; the first if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    pub round: Option<u32>,
}

const EXAMPLES: &str = "\
yijuan suggestion add 2026-003 --kind 意见建议 --text 编制费用分摊参考标准 --to department --owner 钱样本 --key
yijuan suggestion add 2026-003 --kind commitment --text 补贴分两次拨付 --to department";

impl Suggestion {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Update(update) => update.run(context),
            Self::Remove(remove) => remove.run(context),
            Self::List(list) => list.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.topic)?;
        let (topic, regulation) = changing.loaded.topic()?;
        let Changing { writer, loaded } = &changing;
        let path = topic.path(FILE);
        let known = Known::of(context, &loaded.archive, regulation);
        let mut given = self.given(&known);
        for problem in loaded.archive.problems_of(&path) {
            given.wrong("id", problem);
        }
        let mut fields = given.whole()?;
        let id = next_id(topic.suggestions.iter().map(|entry| entry.id.as_str()), &fields);
        fields.insert(0, ("id", Field::Word(id.clone())));
        let mut reply = Reply::new(format!("{id}\n"));
        reply.notes.extend(known.told(words_of(&fields, "to").into_iter().chain(self.office.as_deref())));
        let text = self.text.trim();
        let Added { text: after, entry: added } = with_entry::<Entry>(&context.workspace, &path, &entry(&fields))?;
        let same = topic.suggestions.iter().find(|known| known.was_entered_as(&added));
        let (key, id) = (topic.key, same.map_or(id, |known| known.id.to_string()));
        let subject = text!(zh: "{key} 登记建议 {id}：{text}", en: "{key} enter suggestion {id}: {text}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        if same.is_some() {
            let told = text!(zh: "已有同样的建议 {id}", en: "suggestion {id} says the same");
            return Ok(Reply::new(format!("{id}\n")).with(writer.as_it_is(&[path], &message, told)?));
        }
        reply.notes.extend(own_day::told(&id, &key.to_string(), text));
        Ok(reply.with(writer.apply(Change::new().file(path, after), &message)?))
    }
}

impl Add {
    /// The entry that it says but for its id, every word looked up.
    pub(super) fn given(&self, known: &Known) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let to = (!self.to.is_empty()).then(|| self.to.join("、"));
        for (key, value) in [
            ("kind", Some(self.kind.as_str())),
            ("text", Some(self.text.as_str())),
            ("to", to.as_deref()),
            ("owner", self.owner.as_deref()),
            ("office", self.office.as_deref()),
        ] {
            let Some(value) = value else { continue };
            if key == "text" {
                given.keep(key, typed::line("--text", value));
                given.word(key, Some(value.trim()));
                given.field("round", self.round.map(Field::Number));
                given.field("key", self.key.then_some(Field::Bool(true)));
            } else {
                let field = given.keep(key, known.field(key, value));
                given.field(key, field);
            }
        }
        let proposers: Vec<String> =
            typed::parts(&self.proposers, |_| false).into_iter().map(ToOwned::to_owned).collect();
        for name in &proposers {
            given.keep("proposers", typed::line("--proposer", name));
        }
        given.list("proposers", proposers.into_iter().map(Ok));
        given
    }
}

/// The first letter of the kind, and a number that was not used with it.
pub(super) fn next_id<'i>(used: impl Iterator<Item = &'i str>, fields: &Record) -> String {
    let letter = match fields.iter().find(|(key, _)| *key == "kind") {
        Some((_, Field::Word(kind))) => kind.chars().next().unwrap_or('s'),
        _ => 's',
    };
    let numbers = used.filter_map(|id| id.strip_prefix(letter)?.parse::<u64>().ok());
    format!("{letter}{}", numbers.max().unwrap_or(0).saturating_add(1))
}

/// The words that a field of a record has.
pub(super) fn words_of<'r>(record: &'r Record, key: &str) -> Vec<&'r str> {
    let found = record.iter().find(|(other, _)| *other == key).map(|(_, field)| field);
    match found {
        Some(Field::Word(word)) => vec![word],
        Some(Field::List(words)) => words.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The file of a topic that they are kept in.
pub(super) const FILE: &str = "suggestions.yml";

/// What ids on the command line are looked up in.
pub(super) struct Known<'a> {
    people: &'a [Person],
    regulation: &'a Regulation,
    words: Words<'a>,
}

impl<'a> Known<'a> {
    /// The registers of an archive, and the words of a regulation.
    pub(super) fn of(context: &Context, archive: &'a Archive, regulation: &'a Regulation) -> Self {
        Self {
            people: &archive.people,
            regulation,
            words: Words::under(archive, vec![regulation], context.workspace.as_written),
        }
    }

    /// Whether the regulation has an event of suggestions.
    pub(super) fn knows_event(&self, id: &str) -> bool {
        self.regulation.events.get(id).is_some_and(|kind| kind.of == SubjectKind::Suggestion)
    }

    /// What to say of whom an entry names, where it is nobody in particular.
    pub(super) fn told<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<Text> {
        self.words.told(words)
    }

    /// The fields of an entry that a command line can say.
    const FIELDS: [&'static str; 12] = [
        "kind",
        "text",
        "round",
        "key",
        "to",
        "owner",
        "office",
        "proposers",
        "adoption",
        "conversion",
        "problems",
        "solution",
    ];

    /// What a field is to hold; ids of closed lists must be known.
    pub(super) fn field(&self, key: &str, value: &str) -> Result<Field, Problem> {
        let Self { people, words, .. } = self;
        let value = value.trim();
        if value.chars().any(char::is_control) {
            return Err(Problem::new(text!(zh: "`{key}` 含控制字符", en: "`{key}` holds control characters"))
                .hint(Text::new("值写一行", "a value is one line")));
        }
        let term = |group: Group, word: &str| words.term(group, word, false);
        Ok(match key {
            "kind" => Field::Word(term(Group::SuggestionKinds, value)?),
            "round" => {
                let round = value.parse::<u32>().ok().filter(|round| (1..=50).contains(round));
                Field::Number(round.ok_or_else(|| {
                    Problem::new(text!(zh: "`{value}` 不是轮次", en: "`{value}` is no round"))
                        .hint(Text::new("写 1 到 50 的数", "a round is a number from 1 to 50"))
                })?)
            }
            "key" => Field::Bool(
                value
                    .parse()
                    .map_err(|_| Problem::new(Text::new("`key` 应为 true 或 false", "`key` is true or false")))
                    .map_err(|problem| problem.hint(Text::new("例如 key=true", "for example key=true")))?,
            ),
            "to" => {
                let mut to: Vec<String> = typed::each(&[value], |one| words.actor(one)).collect::<Result<_, _>>()?;
                if to.len() > 1 { Field::List(to) } else { Field::Word(to.pop().unwrap_or_default()) }
            }
            "owner" => Field::Word(crate::changes::person::find(people, value)?.id.to_string()),
            "office" => Field::Word(words.office(value)?),
            "proposers" => Field::List(typed::parts(&[value], |_| false).into_iter().map(ToOwned::to_owned).collect()),
            "adoption" => Field::Word(term(Group::Adoptions, value)?),
            "conversion" => {
                Field::List(typed::each(&[value], |one| term(Group::Conversions, one)).collect::<Result<_, _>>()?)
            }
            _ => Field::Word(value.to_owned()),
        })
    }
}
