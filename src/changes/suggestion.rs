//! `suggestion add`: enters a suggestion, a commitment or a response. Also looks up the fields of suggestions.

mod own_day;
mod remove;
mod update;

pub(crate) use remove::Remove;
pub(crate) use update::Update;

use super::{Added, Proposal, Record, RecordBuilder, Words, Writer, typed, with_entry};
use crate::archive::{Archive, Change, Field, entry};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Date, Person, Satisfaction, Suggestion as Entry};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind};
use crate::workspace::Workspace;

/// The suggestion, commitment or response to enter.
#[derive(Debug)]
pub(crate) struct Add {
    /// The topic: its key or part of it
    pub topic: String,
    /// Kind: an id or Chinese name
    pub kind: String,
    /// What is suggested, promised or answered
    pub text: String,
    /// Body it is handed to; may be given several times
    pub to: Vec<String>,
    /// Person who follows it up
    pub owner: Option<String>,
    /// Office in charge
    pub office: Option<String>,
    /// Who proposed it; may be given several times
    pub proposers: Vec<String>,
    /// Day by which an answer is asked or promised, YYYY-MM-DD
    pub due: Option<String>,
    /// A key or difficult one
    pub key: bool,
    /// Round of consultation; the first if not given
    pub round: Option<u32>,
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.topic)?;
        let (topic, regulation) = loaded.topic()?;
        let path = topic.path(FILE);
        let known = Known::of(writer.workspace, &loaded.archive, regulation);
        let mut given = self.record(&known);
        for problem in loaded.archive.problems_of(&path) {
            given.wrong("id", problem);
        }
        let mut fields = given.whole()?;
        let id = next_id(topic.suggestions.iter().map(|entry| entry.id.as_str()), &fields);
        fields.insert(0, ("id", Field::Word(id.clone())));
        let answer = Text::same(format!("{id}\n"));
        let mut notes = Vec::new();
        notes.extend(known.notes_on(words_of(&fields, "to").into_iter().chain(self.office.as_deref())));
        let text = self.text.trim();
        let Added { text: after, entry: added } = with_entry::<Entry>(writer.workspace, &path, &entry(&fields))?;
        let same = topic.suggestions.iter().find(|known| known.was_entered_as(&added));
        let (key, id) = (topic.key, same.map_or(id, |known| known.id.to_string()));
        let subject = text!(zh: "{key} 登记建议 {id}：{text}", en: "{key} enter suggestion {id}: {text}");
        if same.is_some() {
            let change = Change::new().file(path.as_str(), writer.workspace.text(&path)?);
            let same = text!(zh: "已有同样的建议 {id}", en: "suggestion {id} says the same");
            let proposal = Proposal { same, ..Proposal::new(change, subject) }.trailer("Yijuan-Topic", &key);
            return Ok(proposal.answer(&Text::same(id)));
        }
        notes.extend(own_day::note(&id, &key.to_string(), text).filter(|_| self.due.is_none()));
        Ok(Proposal {
            answer,
            notes,
            ..Proposal::new(Change::new().file(path, after), subject).trailer("Yijuan-Topic", &key)
        })
    }
}

impl Add {
    /// The entry without its id, with every word looked up.
    pub(crate) fn record(&self, known: &Known) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let to = (!self.to.is_empty()).then(|| self.to.join("、"));
        for (key, value) in [
            ("kind", Some(self.kind.as_str())),
            ("text", Some(self.text.as_str())),
            ("to", to.as_deref()),
            ("owner", self.owner.as_deref()),
            ("office", self.office.as_deref()),
            ("due", self.due.as_deref()),
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

/// A new id: the first letter of the kind, and the next number.
pub(crate) fn next_id<'i>(used: impl Iterator<Item = &'i str>, fields: &Record) -> String {
    let letter = match fields.iter().find(|(key, _)| *key == "kind") {
        Some((_, Field::Word(kind))) => kind.chars().next().unwrap_or('s'),
        _ => 's',
    };
    let numbers = used.filter_map(|id| id.strip_prefix(letter)?.parse::<u64>().ok());
    format!("{letter}{}", numbers.max().unwrap_or(0).saturating_add(1))
}

/// The words of a field.
pub(crate) fn words_of<'r>(record: &'r Record, key: &str) -> Vec<&'r str> {
    let found = record.iter().find(|(other, _)| *other == key).map(|(_, field)| field);
    match found {
        Some(Field::Word(word)) => vec![word],
        Some(Field::List(words)) => words.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The file of a topic's suggestions.
pub(crate) const FILE: &str = "suggestions.yml";

/// What the words of a command line are looked up in.
pub(crate) struct Known<'a> {
    people: &'a [Person],
    regulation: &'a Regulation,
    words: Words<'a>,
}

impl<'a> Known<'a> {
    /// The registers of an archive, and the words of a regulation.
    pub(crate) fn of(workspace: &Workspace, archive: &'a Archive, regulation: &'a Regulation) -> Self {
        Self {
            people: &archive.people,
            regulation,
            words: Words::under(archive, vec![regulation], workspace.as_written),
        }
    }

    /// Whether the regulation has an event of suggestions.
    pub(crate) fn knows_event(&self, id: &str) -> bool {
        self.regulation.events.get(id).is_some_and(|kind| kind.of == SubjectKind::Suggestion)
    }

    /// Notes on names that are not registered.
    pub(crate) fn notes_on<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<Text> {
        self.words.notes_on(words)
    }

    /// The fields of an entry that a command can set.
    pub(crate) const FIELDS: [&'static str; 14] = [
        "kind",
        "text",
        "round",
        "key",
        "to",
        "owner",
        "office",
        "proposers",
        "due",
        "adoption",
        "satisfaction",
        "conversion",
        "problems",
        "solution",
    ];

    /// The new value of a field. In a closed list it must be known.
    pub(crate) fn field(&self, key: &str, value: &str) -> Result<Field, Diagnostic> {
        let Self { people, words, .. } = self;
        let value = value.trim();
        if value.chars().any(char::is_control) {
            return Err(Diagnostic::new(text!(zh: "`{key}` 含控制字符", en: "`{key}` holds control characters"))
                .hint(Text::new("值写一行", "a value is one line")));
        }
        Ok(match key {
            "kind" => Field::Word(words.term(Group::SuggestionKinds, value, false)?),
            "round" => {
                let round = value.parse::<u32>().ok().filter(|round| (1..=50).contains(round));
                Field::Number(round.ok_or_else(|| {
                    Diagnostic::new(text!(zh: "`{value}` 不是轮次", en: "`{value}` is no round"))
                        .hint(Text::new("写 1 到 50 的数", "a round is a number from 1 to 50"))
                })?)
            }
            "key" => Field::Bool(
                value
                    .parse()
                    .map_err(|_| Diagnostic::new(Text::new("`key` 应为 true 或 false", "`key` is true or false")))
                    .map_err(|problem| problem.hint(Text::new("例如 key=true", "for example key=true")))?,
            ),
            "to" => {
                let mut to: Vec<String> = typed::each(&[value], |one| words.actor(one)).collect::<Result<_, _>>()?;
                if to.len() > 1 { Field::List(to) } else { Field::Word(to.pop().unwrap_or_default()) }
            }
            "owner" => Field::Word(super::person::find(people, value)?.id.to_string()),
            "office" => Field::Word(words.office(value)?),
            "proposers" => Field::List(typed::parts(&[value], |_| false).into_iter().map(ToOwned::to_owned).collect()),
            "due" => Field::Word(value.parse::<Date>()?.to_string()),
            "adoption" => Field::Word(words.term(Group::Adoptions, value, false)?),
            "satisfaction" => Field::Word(Satisfaction::named(value)?.id().to_owned()),
            "conversion" => {
                let ids = typed::each(&[value], |one| words.term(Group::Conversions, one, false))
                    .collect::<Result<_, _>>()?;
                Field::List(ids)
            }
            _ => Field::Word(value.to_owned()),
        })
    }
}
