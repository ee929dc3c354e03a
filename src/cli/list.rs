//! `list`: topics with their stage, next deadline and state.

use super::context::{self, Context};
use super::filter;
use super::format::Format;
use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::duty::Standing;
use crate::engine::{Part, Selection};
use crate::model::{Name, TopicKey};
use crate::regulation::Regulations;
use crate::report::topics::{self, Row};
use crate::text;
use crate::text::{Text, nearest};
use crate::ui::Reply;
use crate::vocabulary::Group;
use crate::workspace::{Overview, TopicState};
use clap::Args;
use std::collections::{BTreeSet, HashMap};

/// List topics: stage, next deadline and state of each
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct List {
    /// Only topics whose key, title or source contains this text
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Only topics of this year
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// Only topics of this office: its id or name
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    office: Option<String>,
    /// Only topics of this form: its id or name
    #[arg(long, value_name = "FORM", add = super::completions::forms())]
    form: Option<String>,
    /// Only topics of this room: its id or name
    #[arg(long, value_name = "ROOM", add = super::completions::rooms())]
    room: Option<String>,
    /// Only topics under this regulation: its id or a part of its title
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    regulation: Option<String>,
    /// Only topics in this stage: its id or name
    #[arg(long, value_name = "STAGE", add = super::completions::stages())]
    stage: Option<String>,
    /// Only topics in this state: overdue, due-soon, on-track, unrecorded, ended or dropped, or the Chinese name
    #[arg(long, value_name = "STATE", add = super::completions::words(&STATES))]
    state: Option<String>,
}

const EXAMPLES: &str = "\
yijuan list
yijuan list --office urban --state overdue
yijuan list --stage 做好协商准备
yijuan list --room 河沿街道协商议事室 --form 圆桌协商
yijuan list 电梯";

/// States of topics with their Chinese names.
const STATES: [(&str, &str); 6] = [
    (Standing::IDS[0], "逾期"),
    (Standing::IDS[1], "将到期"),
    (Standing::IDS[2], "正常"),
    (Standing::IDS[3], "待补记"),
    (Standing::IDS[4], "已办结"),
    (Standing::IDS[5], "终止"),
];

/// The ids that each filter means; `None` for a filter that is not given.
struct Wanted<'a> {
    offices: Option<BTreeSet<&'a str>>,
    forms: Option<BTreeSet<&'a str>>,
    rooms: Option<BTreeSet<&'a str>>,
    regulations: Option<BTreeSet<&'a str>>,
    stages: Option<BTreeSet<&'a str>>,
    states: Option<BTreeSet<&'a str>>,
}

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let Overview { loaded, topics, .. } =
            Overview::of(&context.workspace, Selection { part: Part::Topics, all: false })?;
        let wanted = self.wanted(&topics, &loaded.archive, &loaded.regulations)?;
        let mut times: HashMap<TopicKey, usize> = HashMap::new();
        for topic in &topics {
            *times.entry(topic.folder.key).or_default() += 1;
        }
        let rows: Vec<Row> = topics
            .iter()
            .map(|topic| Row::of(topic, times[&topic.folder.key] > 1, &loaded.regulations))
            .filter(|row| self.wants(row, &wanted))
            .collect();
        let stdout =
            context.format.human_or_json(|| topics::human(&rows, context.language), || topics::as_json(&rows))?;
        let mut reply = context::reply(&loaded, stdout);
        if rows.is_empty() && context.format == Format::Human {
            reply.notes.push(self.nothing(&topics));
        }
        Ok(reply)
    }

    fn wanted<'a>(
        &'a self,
        topics: &'a [TopicState],
        archive: &'a Archive,
        regulations: &'a Regulations,
    ) -> Result<Wanted<'a>, Diagnostic> {
        Ok(Wanted {
            offices: meant(&Text::new("委室", "office"), self.office.as_deref(), || offices(archive, topics))?,
            forms: meant(&Group::Forms.text(), self.form.as_deref(), || forms(regulations))?,
            rooms: meant(&Text::new("协商室", "room"), self.room.as_deref(), || rooms(archive))?,
            regulations: meant(&Text::new("规程", "regulation"), self.regulation.as_deref(), || titles(regulations))?,
            stages: meant(&Text::new("环节", "stage"), self.stage.as_deref(), || stages(regulations))?,
            states: meant(&Text::new("状态", "state"), self.state.as_deref(), || STATES.to_vec())?,
        })
    }

    fn wants(&self, row: &Row, Wanted { offices, forms, rooms, regulations, stages, states }: &Wanted) -> bool {
        let topic = row.topic;
        self.year.is_none_or(|year| topic.folder.key.year == year)
            && passes(offices.as_ref(), topic.office.as_deref())
            && passes(forms.as_ref(), topic.form.as_deref())
            && passes(rooms.as_ref(), topic.room.as_deref())
            && passes(regulations.as_ref(), Some(&topic.regulation))
            && passes(stages.as_ref(), row.stage.map(|stage| stage.id.as_str()))
            && passes(states.as_ref(), row.standing.map(Standing::id))
            && self.text.as_deref().is_none_or(|text| mentions(topic, text))
    }

    /// Why no topic is shown, if one filter alone explains it.
    fn nothing(&self, topics: &[TopicState]) -> Text {
        if let Some(year) = self.year.filter(|year| topics.iter().all(|topic| topic.folder.key.year != *year)) {
            let years: BTreeSet<i32> = topics.iter().map(|topic| topic.folder.key.year).collect();
            let Text { zh, en } = Text::listed(years.iter().map(ToString::to_string));
            let none = text!(zh: "没有 {year} 年的议题", en: "there is no topic of {year}");
            let there = text!(zh: "；有：{zh}", en: "; there are some of: {en}");
            return if years.is_empty() { none } else { none.then(&there) };
        }
        match self.text.as_deref().filter(|text| topics.iter().all(|topic| !mentions(topic, text))) {
            Some(text) => {
                let titles = topics.iter().map(|topic| &*topic.title);
                let near = nearest(text, titles)
                    .map(|title| text!(zh: "；是否想找“{title}”？", en: "; did you mean “{title}”?"));
                let none = text!(zh: "没有议题的编号、题目或来源含“{text}”", en: "no topic has “{text}” in its key, title or source");
                near.map_or(none.clone(), |near| none.then(&near))
            }
            None => Text::new("没有符合条件的议题", "no topic matches"),
        }
    }
}

/// The ids that the value of a filter means. `known` is called only for a filter that is given, because regulations that
/// no topic uses need not be read.
fn meant<'k>(
    kind: &Text,
    written: Option<&str>,
    known: impl FnOnce() -> Vec<(&'k str, &'k str)>,
) -> Result<Option<BTreeSet<&'k str>>, Diagnostic> {
    written.map(|written| filter::meant(kind, written, known())).transpose()
}

/// Whether a filter is not given or lets an id through.
fn passes(wanted: Option<&BTreeSet<&str>>, id: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| id.is_some_and(|id| wanted.contains(id)))
}

/// The registered offices, and those that topics name without registration.
fn offices<'a>(archive: &'a Archive, topics: &'a [TopicState]) -> Vec<(&'a str, &'a str)> {
    let registered = archive.settings.iter().flat_map(|settings| settings.offices.iter());
    let registered: Vec<(&str, &str)> = registered.map(|(id, office)| (id, office.name.as_str())).collect();
    let named = topics.iter().filter_map(|topic| topic.office.as_deref());
    let others: Vec<(&str, &str)> =
        named.filter(|id| registered.iter().all(|(known, _)| known != id)).map(|id| (id, id)).collect();
    [registered, others].concat()
}

fn forms(regulations: &Regulations) -> Vec<(&str, &str)> {
    let forms = regulations.iter().flat_map(|regulation| regulation.terms(Group::Forms).iter());
    forms.map(|(id, form)| (id, form.name.as_str())).collect()
}

fn rooms(archive: &Archive) -> Vec<(&str, &str)> {
    archive.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str())).collect()
}

fn titles(regulations: &Regulations) -> Vec<(&str, &str)> {
    regulations.iter().map(|one| (one.id.as_str(), one.title.as_str())).collect()
}

fn stages(regulations: &Regulations) -> Vec<(&str, &str)> {
    let stages = regulations.iter().flat_map(|regulation| &regulation.stages);
    stages.map(|stage| (stage.id.as_str(), stage.name.zh.as_str())).collect()
}

/// Whether a topic's key, title or source contains a text as people type it.
fn mentions(topic: &TopicState, text: &str) -> bool {
    let wanted = Name::from(text);
    let names = std::iter::once(&topic.title).chain(&topic.from);
    topic.folder.key.to_string().contains(&*wanted) || names.into_iter().any(|name| contains(name, &wanted))
}

fn contains(name: &Name, wanted: &Name) -> bool {
    let folded = wanted.folded();
    name.contains(&**wanted) || !folded.is_empty() && name.folded().contains(&folded)
}
