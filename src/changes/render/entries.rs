//! What papers may name of suggestions: those of a topic, or of all topics of a year, which have a row each in a table.

use super::facts::{Facts, one_line};
use crate::archive::Topic;
use crate::document::TemplateValue;
use crate::model::{Date, Event, Satisfaction, Suggestion};
use crate::rules::view::MEETING;
use crate::text::Text;
use crate::vocabulary::{EventIs, Group};

impl Facts<'_> {
    /// A suggestion or a commitment, with those who raised it, those it is for, and what became of it.
    pub(super) fn raised(&self, topic: &Topic, entry: &Suggestion) -> TemplateValue {
        let Suggestion { text, proposers, to, office, owner, key, due, problems, solution, .. } = entry;
        let term = |group, id: &str| self.regulation.name_in(group, id).zh;
        let office = office.as_ref().or(topic.file.office.as_ref());
        let conversion: Vec<String> = entry.conversion.iter().map(|id| term(Group::Conversions, id)).collect();
        let said = [
            ("topic", topic.file.title.to_string()),
            ("topic_key", topic.key.to_string()),
            ("form", self.form(topic)),
            ("met", printed(self.met(topic, entry.round.unwrap_or(1)))),
            ("round", entry.round.unwrap_or(1).to_string()),
            ("kind", term(Group::SuggestionKinds, &entry.kind)),
            ("of_kind", entry.kind.to_string()),
            ("text", one_line(text)),
            ("proposers", self.names(&proposers.0)),
            ("to", self.names(&to.0)),
            ("office", office.map(|office| self.name(office)).unwrap_or_default()),
            ("owner", owner.as_ref().map(|owner| self.name(owner)).unwrap_or_default()),
            ("key", if *key == Some(true) { "是".to_owned() } else { String::new() }),
            ("due", printed(*due)),
            ("adoption", entry.adoption.as_ref().map(|id| term(Group::Adoptions, id)).unwrap_or_default()),
            ("satisfaction", entry.satisfaction.map(|one| Satisfaction::text(one).zh).unwrap_or_default()),
            ("conversion", conversion.join("、")),
            ("progress", self.progress(entry)),
            ("problems", problems.as_deref().map(one_line).unwrap_or_default()),
            ("solution", solution.as_deref().map(one_line).unwrap_or_default()),
        ];
        facts(said)
    }

    /// What is in the suggestions of a year's topics under the regulation.
    pub(super) fn entries_in(&self, year: i32) -> Vec<TemplateValue> {
        self.in_year(year).flat_map(|topic| topic.suggestions.iter().map(|one| self.raised(topic, one))).collect()
    }

    fn in_year(&self, year: i32) -> impl Iterator<Item = &Topic> {
        let topics = self.archive.topics.iter().filter(move |topic| topic.key.year == year);
        topics.filter(|topic| *topic.file.regulation == *self.regulation.id)
    }

    fn form(&self, topic: &Topic) -> String {
        topic.file.form.as_ref().map(|form| self.regulation.name_in(Group::Forms, form).zh).unwrap_or_default()
    }

    /// The day a topic met in a round; if that is not on record, the day for which it is called.
    fn met(&self, topic: &Topic, round: u32) -> Option<Date> {
        self.held(topic, round).or_else(|| topic.file.scheduled.get(MEETING).copied())
    }

    /// The day a topic met in a round, by the record.
    fn held(&self, topic: &Topic, round: u32) -> Option<Date> {
        let is_so = |event: &&Event| *event.event == *MEETING && event.in_round() == round;
        self.standing(&topic.events).find(is_so).map(|event| event.date)
    }

    /// The days on which a topic met, one for each round, by the record.
    pub(super) fn all_held(&self, topic: &Topic) -> Vec<Date> {
        let met = self.standing(&topic.events).filter(|event| *event.event == *MEETING);
        let mut rounds: Vec<u32> = met.map(Event::in_round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        rounds.into_iter().filter_map(|round| self.held(topic, round)).collect()
    }

    /// What happened to a suggestion, by date: 2026年6月5日，已完成选址；2026年6月10日答复.
    fn progress(&self, entry: &Suggestion) -> String {
        let mut events: Vec<&Event> = entry.standing(self.today).map(|(_, event)| event).collect();
        events.sort_by_key(|event| event.date);
        let told = events.into_iter().map(|event| {
            let (day, Text { zh, .. }) = (event.date.printed(), self.regulation.name(&event.event));
            let is_progress =
                self.regulation.events.get(&event.event).is_some_and(|kind| kind.is == Some(EventIs::Progress));
            match event.note.as_deref().map(one_line) {
                // The note is the progress.
                Some(note) if is_progress => format!("{day}，{note}"),
                Some(note) => format!("{day}{zh}：{note}"),
                None => format!("{day}{zh}"),
            }
        });
        told.collect::<Vec<_>>().join("；")
    }
}

fn printed(day: Option<Date>) -> String {
    day.map(Date::printed).unwrap_or_default()
}

fn facts<const N: usize>(said: [(&str, String); N]) -> TemplateValue {
    TemplateValue::map(said.map(|(name, text)| (name, TemplateValue::Text(text))))
}
