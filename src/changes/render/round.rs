//! Papers of which each round of consultation has one: what their files are called from the second round on, and the facts
//! that are of the round and not of the topic.

use super::facts::{Facts, sentence};
use super::target::{Standing, Target};
use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Location};
use crate::document::TemplateValue;
use crate::model::{Event, Suggestion, file_stem};
use crate::text;
use crate::vocabulary::{DocumentKind, SubjectKind, Vocabulary};

impl Facts<'_> {
    /// What papers of a round name otherwise than those of the topic: what happened in it, and what was suggested and
    /// promised.
    pub(super) fn of_round(&self, topic: &Topic, round: u32) -> Vec<(&'static str, TemplateValue)> {
        let recorded = ("recorded", self.recorded(topic.key.year, Some(topic), Some(round)));
        std::iter::once(recorded).chain(self.suggested(topic, Some(round))).collect()
    }

    /// What was suggested and promised, as sentences and as rows: in a round, or in all.
    pub(super) fn suggested(&self, topic: &Topic, round: Option<u32>) -> [(&'static str, TemplateValue); 4] {
        let of = |kind: &'static str| {
            let all = topic.suggestions.iter().filter(move |one| &*one.kind == kind);
            all.filter(move |one| round.is_none_or(|round| one.round.unwrap_or(1) == round))
        };
        let said = |one: &Suggestion| TemplateValue::text(sentence(&one.text));
        let row = |one| self.raised(topic, one);
        let (suggestions, commitments) = (|| of(Vocabulary::SUGGESTION), || of("commitment"));
        [
            ("suggestions", TemplateValue::List(suggestions().map(said).collect())),
            (
                "commitments",
                TemplateValue::List(commitments().map(|one| TemplateValue::text(self.promised(one))).collect()),
            ),
            ("raised", TemplateValue::List(suggestions().map(row).collect())),
            ("promised", TemplateValue::List(commitments().map(row).collect())),
        ]
    }

    /// Whether an entry may stand for its event in papers of a round: it is of that round, or its event is the topic's.
    pub(super) fn is_of(&self, round: Option<u32>, event: &Event) -> bool {
        let is_of_rounds = self.regulation.events.get(&event.event).is_some_and(|kind| kind.of == SubjectKind::Round);
        !is_of_rounds || round.is_none_or(|round| event.in_round() == round)
    }
}

impl Target<'_> {
    /// The round of which a paper of a kind is drafted, from the second on.
    pub(super) fn later_round(&self, kind: &DocumentKind) -> Option<u32> {
        (kind.is_of_round && self.round > 1).then_some(self.round)
    }

    /// The name of the file in which a paper of a kind is drafted, without the ending.
    pub(super) fn stem(&self, kind: &DocumentKind) -> String {
        let name = &kind.term.name;
        self.later_round(kind).map_or_else(|| name.to_string(), |round| format!("{name}（第{round}轮）"))
    }

    /// Whether a paper is of a round before the last, whose facts templates no longer have.
    pub(super) fn is_of_past_round(&self, paper: &Standing) -> bool {
        let kind = self.regulation.documents.get(&paper.document);
        kind.is_some_and(|kind| kind.is_of_round) && paper.round < self.round
    }

    /// That such a paper is not drafted anew.
    pub(super) fn of_past_round(&self, paper: &Standing) -> Diagnostic {
        let (round, last, name) = (paper.round, self.round, &self.name);
        let path = format!("{}/{}", self.folder, paper.file);
        let (stem, document) = (file_stem(&paper.file), &paper.document);
        let kind = self.regulation.documents.get(document).map_or(stem, |kind| kind.term.name.as_str());
        Diagnostic::new(text!(
            zh: "文书是第{round}轮的，登记的会议安排已是第{last}轮的",
            en: "the paper is of round {round}, and the arrangements on record are those of round {last}"
        ))
        .at(Location::file(path))
        .hint(text!(
            zh: "要改的，直接改文件；第{last}轮的：yijuan render {name} {kind}",
            en: "change the file itself; for round {last}: yijuan render {name} {document}"
        ))
    }
}

/// A draft whose head names its round, unless its template does.
pub(super) fn with_round(text: String, round: u32) -> String {
    let lines = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"));
    let Some((head, _)) = lines else { return text };
    if head.lines().any(|line| line.starts_with("round:")) {
        return text;
    }
    let at = text.find("\n---").unwrap_or_default();
    format!("{}\nround: {round}{}", &text[..at], &text[at..])
}
