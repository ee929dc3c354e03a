//! Which topics `list` shows: each filter by the ids that its value means.

use super::{Overview, TopicState};
use crate::archive::Archive;
use crate::diagnostic::Diagnostic;
use crate::duty::Standing;
use crate::model::Name;
use crate::regulation::Regulations;
use crate::text;
use crate::text::{Text, nearest};
use crate::vocabulary::{Group, meant};
use std::collections::BTreeSet;

/// Filters as they were written; `None` for one that is not given.
#[derive(Debug, Default)]
pub(crate) struct TopicFilter {
    /// Part of the key, the title or the source.
    pub text: Option<String>,
    pub year: Option<i32>,
    pub office: Option<String>,
    pub form: Option<String>,
    pub room: Option<String>,
    pub regulation: Option<String>,
    pub stage: Option<String>,
    pub state: Option<String>,
}

/// The ids that each filter means.
struct Wanted<'a> {
    offices: Option<BTreeSet<&'a str>>,
    forms: Option<BTreeSet<&'a str>>,
    rooms: Option<BTreeSet<&'a str>>,
    regulations: Option<BTreeSet<&'a str>>,
    stages: Option<BTreeSet<&'a str>>,
    states: Option<BTreeSet<&'a str>>,
}

impl TopicFilter {
    /// The topics that every filter lets through.
    ///
    /// # Errors
    /// If the value of one means nothing, or more than one thing.
    pub(crate) fn topics<'o>(&self, overview: &'o Overview) -> Result<Vec<&'o TopicState>, Diagnostic> {
        let Overview { loaded, topics, .. } = overview;
        let wanted = self.wanted(topics, &loaded.archive, &loaded.regulations)?;
        Ok(topics.iter().filter(|topic| self.lets_through(topic, &wanted, &loaded.regulations)).collect())
    }

    fn wanted<'a>(
        &self,
        topics: &'a [TopicState],
        archive: &'a Archive,
        regulations: &'a Regulations,
    ) -> Result<Wanted<'a>, Diagnostic> {
        Ok(Wanted {
            offices: ids(&Text::new("委室", "office"), self.office.as_deref(), || offices(archive, topics))?,
            forms: ids(&Group::Forms.text(), self.form.as_deref(), || forms(regulations))?,
            rooms: ids(&Text::new("协商室", "room"), self.room.as_deref(), || rooms(archive))?,
            regulations: ids(&Text::new("规程", "regulation"), self.regulation.as_deref(), || titles(regulations))?,
            stages: ids(&Text::new("环节", "stage"), self.stage.as_deref(), || stages(regulations))?,
            states: ids(&Text::new("状态", "state"), self.state.as_deref(), || Standing::NAMES.to_vec())?,
        })
    }

    fn lets_through(&self, topic: &TopicState, wanted: &Wanted, under: &Regulations) -> bool {
        let Wanted { offices, forms, rooms, regulations, stages, states } = wanted;
        self.year.is_none_or(|year| topic.folder.key.year == year)
            && passes(offices.as_ref(), topic.office.as_deref())
            && passes(forms.as_ref(), topic.form.as_deref())
            && passes(rooms.as_ref(), topic.room.as_deref())
            && passes(regulations.as_ref(), Some(&topic.regulation))
            && passes(stages.as_ref(), topic.stage(under).map(|stage| stage.id.as_str()))
            && passes(states.as_ref(), topic.standing().map(Standing::id))
            && self.text.as_deref().is_none_or(|text| mentions(topic, text))
    }

    /// Why no topic is shown, if one filter alone explains it.
    pub(crate) fn nothing(&self, topics: &[TopicState]) -> Text {
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
fn ids<'k>(
    kind: &Text,
    written: Option<&str>,
    known: impl FnOnce() -> Vec<(&'k str, &'k str)>,
) -> Result<Option<BTreeSet<&'k str>>, Diagnostic> {
    written.map(|written| meant(kind, written, known())).transpose()
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
