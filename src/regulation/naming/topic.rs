//! Replaces names by ids in the files of a topic, field by field.

use super::{Names, Naming, replace, replace_all, replace_events};
use crate::archive::Topic;
use crate::model::{Attendee, ScopeAnswer, Suggestion, TopicFile};
use crate::vocabulary::Group;

impl Naming<'_> {
    pub(super) fn topic(&self, topic: &mut Topic) {
        self.regulation(&mut topic.file.regulation);
        let names = self.under(&topic.file.regulation);
        names.replace_file(&mut topic.file);
        replace_events(&mut topic.events, |event| names.replace_event(event));
        for suggestion in &mut topic.suggestions {
            names.replace_suggestion(suggestion);
        }
        for entry in &mut topic.roster {
            names.replace_attendee(entry);
        }
        for attachment in &mut topic.materials {
            names.replace_material(&mut attachment.material);
        }
        let stated = topic.waivers.iter_mut().map(|waiver| &mut waiver.by);
        for by in stated.chain(topic.attests.iter_mut().map(|attest| &mut attest.by)) {
            names.replace_actor(by);
        }
        names.replace_reviews(&mut topic.reviews);
        names.replace_comments(&mut topic.comments);
        for paper in &mut topic.papers {
            names.replace_paper(paper);
        }
    }
}

impl Names<'_> {
    fn replace_file(&self, file: &mut TopicFile) {
        let words = [
            (Group::Forms, file.form.as_mut_slice()),
            (Group::TopicTags, &mut file.tags.0),
            (Group::Levels, file.level.as_mut_slice()),
            (Group::Matters, &mut file.matter.0),
            (Group::Selections, &mut file.selection.0),
            (Group::Channels, file.source.as_mut().map_or(&mut [], |source| source.channel.as_mut_slice())),
        ];
        for (group, words) in words {
            replace_all(words, |name| self.term(group, name));
        }
        replace_all(file.office.as_mut_slice(), |name| self.register.body(name));
        replace_all(file.lead.as_mut_slice(), |name| self.register.person(name));
        replace_all(file.room.as_mut_slice(), |name| self.register.room(name));
        self.replace_actors(file.entrusted_by.as_mut_slice());
        for (tag, _) in &mut file.quota.0 {
            replace(tag, |name| self.role(name));
        }
        for (event, _) in &mut file.scheduled.0 {
            replace(event, |name| self.event(name));
        }
        for (question, answer) in file.scope.iter_mut().flat_map(|scope| &mut scope.0) {
            match answer {
                ScopeAnswer::Answer(_) => replace(question, |name| self.term(Group::Questions, name)),
                ScopeAnswer::Signature(by) => self.replace_actor(by),
            }
        }
    }

    fn replace_suggestion(&self, suggestion: &mut Suggestion) {
        replace(&mut suggestion.kind, |name| self.term(Group::SuggestionKinds, name));
        self.replace_actors(&mut suggestion.to.0);
        replace_all(suggestion.owner.as_mut_slice(), |name| self.register.person(name));
        replace_all(suggestion.office.as_mut_slice(), |name| self.register.body(name));
        replace_all(suggestion.adoption.as_mut_slice(), |name| self.term(Group::Adoptions, name));
        replace_all(&mut suggestion.conversion.0, |name| self.term(Group::Conversions, name));
        for event in &mut suggestion.events {
            self.replace_event(event);
        }
    }

    fn replace_attendee(&self, entry: &mut Attendee) {
        replace_all(entry.person.as_mut_slice(), |name| self.register.person(name));
        replace_all(&mut entry.tags.0, |name| self.role(name));
        replace_all(&mut entry.at.0, |name| self.activity(name));
        self.replace_actors(entry.delegated_by.as_mut_slice());
    }
}
