use super::context::{Case, Context};
use super::ensure_none;
use super::format::Format;
use super::given::{self, Given, Record};
use crate::archive::{Change, Field, ROOT_FILE, record, set_field};
use crate::history::Message;
use crate::model::{Body as Entry, Name, Settings};
use crate::problem::{Known, Place, Problem, Problems, unknown};
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::vocabulary::Group;
use clap::{Args, Subcommand};

/// Bodies outside the institution: what regulations mean by departments, committees and offices, by their own names
#[derive(Debug, Subcommand)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) enum Body {
    Add(Add),
    List(List),
}

/// Register a body in yijuan.yml
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Id, as events and papers will name the body
    #[arg(long, value_name = "ID")]
    pub id: String,
    /// Its name
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// What it is of the bodies that the regulation speaks of: an id or Chinese name
    #[arg(long, value_name = "KIND", add = super::completions::body_kinds())]
    pub kind: Option<String>,
}

/// Show the bodies registered
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {}

const ADD_EXAMPLES: &str = "\
yijuan body add --id zhujianwei --name 区住建委 --kind department
yijuan body add --id qu-zhengfu-ban --name 区人民政府办公室 --kind 政府办公室";
const LIST_EXAMPLES: &str = "\
yijuan body list
yijuan body list --format json";

impl Body {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(List {}) => List::run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = context.writer()?;
        let case = context.read(&[])?;
        ensure_none(case.archive.problems_of("people.yml"))?;
        let given = self.given(&case, &writer.settings);
        let after = entered(&context.text(ROOT_FILE)?, &[&given.whole()?])?;
        let name = self.name.trim();
        let subject = text!(zh: "登记单位：{name}", en: "enter body: {name}");
        let message = Message::new(writer.in_archive_language(&subject));
        writer.apply(Change::new().file(ROOT_FILE, after), &message, Reply::default())
    }

    /// The entry that it says, every word looked up; nobody else has its id or its name.
    pub(super) fn given(&self, case: &Case, settings: &Settings) -> Given {
        let mut given = Given::default();
        let id = given.checked("id", |problems| given::id(problems, &self.id, "zhujianwei"));
        given.word("id", Some(id.as_str()));
        given.keep("name", given::line("--name", &self.name));
        let name = Name::from(self.name.trim());
        given.word("name", Some(name.as_str()));
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind(case, written)));
        given.word("kind", kind);
        if settings.office_or_body(&id).is_some() || case.archive.person(&id).is_some() {
            let known = Problem::new(text!(zh: "标识 `{id}` 已有登记", en: "the id `{id}` is registered already"));
            given.wrong("id", known.at(Place::file(ROOT_FILE)).hint(Text::new("换一个标识", "choose another id")));
        }
        let named = settings.bodies.iter().map(|(id, body)| (id, &body.name));
        let named = named.chain(settings.offices.iter().map(|(id, office)| (id, &office.name)));
        if let Some((known, _)) = named.into_iter().find(|(known, other)| name.looks_like(other) && **known != *id) {
            let known = Problem::new(
                text!(zh: "“{name}”已有登记，标识 `{known}`", en: "`{name}` is registered already, as `{known}`"),
            );
            let hint = Text::new("用它的标识，或换一个名称", "use its id, or choose another name");
            given.wrong("name", known.at(Place::file(ROOT_FILE)).hint(hint));
        }
        given
    }
}

/// The settings with these bodies.
pub(super) fn entered(text: &str, records: &[&Record]) -> Result<String, Problem> {
    let mut text = text.to_owned();
    for fields in records {
        let word = |wanted: &str| {
            fields.iter().find_map(|(key, field)| match field {
                Field::Word(word) if *key == wanted => Some(word.as_str()),
                _ => None,
            })
        };
        let id = word("id").unwrap_or_default();
        for key in ["name", "kind"] {
            if let Some(value) = word(key) {
                let value = Field::Word(value.to_owned());
                text = set_field(ROOT_FILE, &text, &["bodies", id, key], Some(&value))?;
            }
        }
    }
    record::<Settings>(ROOT_FILE, text.as_bytes())?;
    Ok(text)
}

/// The id of a kind of bodies, of any regulation that the archive uses.
fn kind(case: &Case, written: &str) -> Result<String, Problem> {
    let word = Name::from(written.trim());
    let used = || case.regulations.used(&case.archive);
    let declared = used().find_map(|regulation| regulation.id_in(Group::Bodies, &word).ok());
    let own = Entry::KINDS.iter().find(|(id, name)| *id == word.as_str() || *name == word.as_str());
    declared.or(own.map(|(id, _)| *id)).map(ToOwned::to_owned).ok_or_else(|| {
        let terms = used().flat_map(|regulation| regulation.terms(Group::Bodies).iter());
        let known = terms.map(Known::from).chain(Entry::KINDS.map(Known::from));
        unknown(&Text::new("机构性质", "kind of body"), &word, known)
    })
}

impl List {
    fn run(context: &Context) -> Result<Reply, Problems> {
        match context.format {
            Format::Human | Format::Json => {}
            Format::Csv | Format::Markdown => return Err(context.format.refused().into()),
        }
        let case = context.read(&[])?;
        let Some(settings) = &case.archive.settings else { return Err(case.archive.problems) };
        if context.format == Format::Json {
            let row = |(id, body): (&str, &Entry)| serde_json::json!({"id": id, "name": body.name, "kind": body.kind});
            let rows: Vec<_> = settings.bodies.iter().map(row).collect();
            return Ok(Reply::new(json::pretty(&serde_json::json!({"schema": "yijuan/bodies/1", "bodies": rows}))));
        }
        let rows: Vec<Vec<String>> = settings
            .bodies
            .iter()
            .map(|(id, body)| {
                let kind = body.kind.as_ref().map(|kind| name_of_kind(&case, kind));
                let kind = kind.map(|kind| kind.in_(context.language).to_owned());
                vec![id.to_owned(), body.name.to_string(), kind.unwrap_or_default()]
            })
            .collect();
        let heading = match context.language {
            Language::Chinese => ["标识", "名称", "性质"],
            Language::English => ["id", "name", "kind"],
        };
        let mut reply = Reply::new(table(&heading, &rows));
        if rows.is_empty() {
            reply.notes.push(Text::new("没有登记单位", "no body is registered"));
        }
        Ok(reply)
    }
}

/// What a kind is called by the first regulation in use that speaks of it.
fn name_of_kind(case: &Case, kind: &Name) -> Text {
    let mut used = case.regulations.used(&case.archive);
    let declared = used.find_map(|regulation| Some(regulation.terms(Group::Bodies).get(kind)?.text(kind)));
    let own = || Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    declared.unwrap_or_else(|| {
        own().map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
    })
}
