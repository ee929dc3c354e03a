//! Replaces names by ids in the settings, the registers and the years. Names of all regulations in use are known there.

use super::{Names, Naming, replace, replace_all, replace_events};
use crate::archive::{Archive, Attachment, PlanYear};
use crate::model::{Body, Name, Office, PlanItem, Room};
use crate::vocabulary::Group;

impl Naming<'_> {
    pub(super) fn settings(&self, archive: &mut Archive) {
        let names = self.under_any(None);
        if let Some(settings) = &mut archive.settings {
            for regulation in settings.regulation.iter_mut().chain(&mut settings.regulations) {
                self.regulation(regulation);
            }
            for (_, office) in &mut settings.offices.0 {
                replace_kinds(office.kind.as_mut_slice(), &Office::KINDS);
            }
            for (_, body) in &mut settings.bodies.0 {
                replace_kinds(body.kind.as_mut_slice(), &Body::KINDS);
                replace_all(body.kind.as_mut_slice(), |name| names.term(Group::Bodies, name));
            }
            for (document, _) in settings.filing.iter_mut().flat_map(|filing| &mut filing.retention.0) {
                replace(document, |name| names.document(name));
            }
            for (word, _) in &mut settings.limits.0 {
                replace(word, |name| names.word(name));
            }
        }
    }

    /// A post or tag of any regulation in use will do.
    pub(super) fn people(&self, archive: &mut Archive) {
        let names = self.under_any(None);
        for person in &mut archive.people {
            for post in &mut person.posts {
                replace(&mut post.post, |name| names.term(Group::Posts, name));
                replace_all(post.office.as_mut_slice(), |name| self.register.body(name));
            }
            replace_all(&mut person.tags, |name| names.term(Group::Tags, name));
            replace_all(person.unit.as_mut_slice(), |name| {
                self.register.body(name).or_else(|| self.register.room(name))
            });
            for deputising in &mut person.deputises {
                replace(&mut deputising.r#for, |name| self.register.person(name));
                names.replace_actor(&mut deputising.by);
            }
        }
    }

    pub(super) fn rooms(&self, archive: &mut Archive) {
        for room in &mut archive.rooms {
            self.regulation(&mut room.regulation);
            let names = self.under(&room.regulation);
            replace(&mut room.level, |name| names.term(Group::Levels, name));
            replace_all(room.unit.as_mut_slice(), |name| self.register.unit(name));
            for person in [&mut room.convener, &mut room.liaison, &mut room.officer] {
                replace_all(person.as_mut_slice(), |name| self.register.person(name));
            }
            names.replace_actors(&mut room.daily_work.0);
            names.replace_actors(&mut room.run_by.0);
            names.replace_actors(room.guide.as_mut_slice());
        }
        let names = self.under_any(None);
        for unit in &mut archive.units {
            replace(&mut unit.level, |name| names.term(Group::Levels, name));
        }
    }

    /// For entries about a room, the names of the room's regulation come first.
    pub(super) fn plan(&self, plan: &mut PlanYear, rooms: &[Room]) {
        let names = self.under_any(None);
        names.replace_actors(&mut plan.file.made_by.0);
        for item in &mut plan.file.items {
            replace_all(item.form.as_mut_slice(), |name| names.term(Group::Forms, name));
            replace_kinds(item.kind.as_mut_slice(), &PlanItem::KINDS);
            replace_all(item.office.as_mut_slice(), |name| self.register.body(name));
            replace_all(item.channel.as_mut_slice(), |name| names.term(Group::Channels, name));
        }
        replace_events(&mut plan.events, |event| {
            let own = self.names_for_room(event.room.as_ref(), rooms);
            own.as_ref().unwrap_or(&names).replace_event(event);
        });
        let waived = plan.waivers.iter_mut().map(|waiver| (&mut waiver.by, &mut waiver.room));
        let attested = plan.attests.iter_mut().map(|attest| (&mut attest.by, &mut attest.room));
        for (by, room) in waived.chain(attested) {
            replace_all(room.as_mut_slice(), |name| self.register.room(name));
            self.names_for_room(room.as_ref(), rooms).as_ref().unwrap_or(&names).replace_actor(by);
        }
        names.replace_reviews(&mut plan.reviews);
        names.replace_comments(&mut plan.comments);
        for Attachment { material, .. } in &mut plan.materials {
            let own = self.names_for_room(material.room.as_ref(), rooms);
            own.as_ref().unwrap_or(&names).replace_material(material);
        }
        for paper in &mut plan.papers {
            let own = self.names_for_room(paper.front.room.as_ref(), rooms);
            own.as_ref().unwrap_or(&names).replace_paper(paper);
        }
    }

    fn names_for_room(&self, room: Option<&Name>, rooms: &[Room]) -> Option<Names<'_>> {
        let id = room.map(|room| self.register.room(room).unwrap_or(room))?;
        let room = rooms.iter().find(|room| room.id == *id)?;
        Some(self.under_any(Some(&room.regulation)))
    }
}

/// Replaces the names of kinds that the program itself knows.
fn replace_kinds(words: &mut [Name], known: &[(&str, &str)]) {
    for word in words.iter_mut().filter(|word| !word.is_ascii()) {
        if let Some((id, _)) = known.iter().find(|(_, name)| *name == word.as_str()) {
            *word = Name::from(*id);
        }
    }
}

impl Names<'_> {
    /// The id of a word that stands for a length or a number, as in `limits`.
    fn word(&self, name: &str) -> Option<&Name> {
        let words = self.under.iter().flat_map(|regulation| &regulation.words.0);
        words.into_iter().find(|(_, term)| term.name.as_str() == name).map(|(id, _)| id)
    }
}
