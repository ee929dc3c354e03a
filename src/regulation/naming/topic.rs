//! A topic's files: each word by the kind of thing its field holds.

use super::{Names, Naming, put, put_all, put_events};
use crate::archive::Topic;
use crate::model::{Attendee, ScopeAnswer, Suggestion, TopicFile};
use crate::vocabulary::Group;

impl Naming<'_> {
    pub(super) fn topic(&self, topic: &mut Topic) {
        self.regulation(&mut topic.file.regulation);
        let names = self.under(&topic.file.regulation);
        names.put_file(&mut topic.file);
        put_events(&mut topic.events, |event| names.put_event(event));
        for suggestion in &mut topic.suggestions {
            names.put_suggestion(suggestion);
        }
        for entry in &mut topic.roster {
            names.put_attendee(entry);
        }
        for attachment in &mut topic.materials {
            names.put_material(&mut attachment.material);
        }
        let stated = topic.waivers.iter_mut().map(|waiver| &mut waiver.by);
        for by in stated.chain(topic.attests.iter_mut().map(|attest| &mut attest.by)) {
            names.put_actor(by);
        }
        names.put_reviews(&mut topic.reviews);
        for paper in &mut topic.papers {
            names.put_paper(paper);
        }
    }
}

impl Names<'_> {
    fn put_file(&self, file: &mut TopicFile) {
        let words = [
            (Group::Forms, file.form.as_mut_slice()),
            (Group::TopicTags, &mut file.tags.0),
            (Group::Levels, file.level.as_mut_slice()),
            (Group::Matters, &mut file.matter.0),
            (Group::Selections, &mut file.selection.0),
            (Group::Channels, file.source.as_mut().map_or(&mut [], |source| source.channel.as_mut_slice())),
        ];
        for (group, words) in words {
            put_all(words, |name| self.term(group, name));
        }
        put_all(file.office.as_mut_slice(), |name| self.register.body(name));
        put_all(file.lead.as_mut_slice(), |name| self.register.person(name));
        put_all(file.room.as_mut_slice(), |name| self.register.room(name));
        self.put_actors(file.entrusted_by.as_mut_slice());
        for (tag, _) in &mut file.quota.0 {
            put(tag, |name| self.role(name));
        }
        for (event, _) in &mut file.scheduled.0 {
            put(event, |name| self.event(name));
        }
        for (question, answer) in file.scope.iter_mut().flat_map(|scope| &mut scope.0) {
            match answer {
                ScopeAnswer::Answer(_) => put(question, |name| self.term(Group::Questions, name)),
                ScopeAnswer::Signature(by) => self.put_actor(by),
            }
        }
    }

    fn put_suggestion(&self, suggestion: &mut Suggestion) {
        put(&mut suggestion.kind, |name| self.term(Group::SuggestionKinds, name));
        self.put_actors(&mut suggestion.to.0);
        put_all(suggestion.owner.as_mut_slice(), |name| self.register.person(name));
        put_all(suggestion.office.as_mut_slice(), |name| self.register.body(name));
        put_all(suggestion.adoption.as_mut_slice(), |name| self.term(Group::Adoptions, name));
        put_all(&mut suggestion.conversion.0, |name| self.term(Group::Conversions, name));
        for event in &mut suggestion.events {
            self.put_event(event);
        }
    }

    fn put_attendee(&self, entry: &mut Attendee) {
        put_all(entry.person.as_mut_slice(), |name| self.register.person(name));
        put_all(&mut entry.tags.0, |name| self.role(name));
        put_all(&mut entry.at.0, |name| self.activity(name));
        self.put_actors(entry.delegated_by.as_mut_slice());
    }
}
