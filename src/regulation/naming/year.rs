//! The settings, the registers and the years: words of several regulations, for one archive may follow more than one.

use super::{Names, Naming, put, put_all, put_events};
use crate::archive::{Archive, Attachment, PlanYear};
use crate::model::{Body, Name, Office, PlanItem};
use crate::vocabulary::Group;

impl Naming<'_> {
    pub(super) fn settings(&self, archive: &mut Archive) {
        let names = self.under_any(None);
        if let Some(settings) = &mut archive.settings {
            for regulation in settings.regulation.iter_mut().chain(&mut settings.regulations) {
                self.regulation(regulation);
            }
            for (_, office) in &mut settings.offices.0 {
                named(office.kind.as_mut_slice(), &Office::KINDS);
            }
            for (_, body) in &mut settings.bodies.0 {
                named(body.kind.as_mut_slice(), &Body::KINDS);
                put_all(body.kind.as_mut_slice(), |name| names.term(Group::Bodies, name));
            }
            for (word, _) in &mut settings.limits.0 {
                put(word, |name| names.word(name));
            }
        }
    }

    /// A post or tag of any regulation serves: what people are, they are under all of them.
    pub(super) fn people(&self, archive: &mut Archive) {
        let names = self.under_any(None);
        for person in &mut archive.people {
            for held in &mut person.posts {
                put(&mut held.post, |name| names.term(Group::Posts, name));
                put_all(held.office.as_mut_slice(), |name| self.register.body(name));
            }
            put_all(&mut person.tags, |name| names.term(Group::Tags, name));
            put_all(person.unit.as_mut_slice(), |name| self.register.body(name).or_else(|| self.register.room(name)));
            for deputising in &mut person.deputises {
                put(&mut deputising.r#for, |name| self.register.person(name));
                names.put_actor(&mut deputising.by);
            }
        }
    }

    pub(super) fn rooms(&self, archive: &mut Archive) {
        for room in &mut archive.rooms {
            self.regulation(&mut room.regulation);
            let names = self.under(&room.regulation);
            put(&mut room.level, |name| names.term(Group::Levels, name));
            put_all(room.unit.as_mut_slice(), |name| self.register.unit(name));
            for person in [&mut room.convener, &mut room.liaison, &mut room.officer] {
                put_all(person.as_mut_slice(), |name| self.register.person(name));
            }
            names.put_actors(&mut room.daily_work.0);
            names.put_actors(&mut room.run_by.0);
            names.put_actors(room.guide.as_mut_slice());
        }
        let names = self.under_any(None);
        for unit in &mut archive.units {
            put(&mut unit.level, |name| names.term(Group::Levels, name));
        }
    }

    /// What concerns a room is said in the words of the room's regulation.
    pub(super) fn plan(&self, plan: &mut PlanYear, regulation_of: &dyn Fn(&str) -> Option<Name>) {
        let names = self.under_any(None);
        let of_room = |room: Option<&Name>| {
            let room = room.map(|room| self.register.room(room).unwrap_or(room))?;
            Some(self.under_any(Some(&regulation_of(room)?)))
        };
        names.put_actors(&mut plan.file.made_by.0);
        for item in &mut plan.file.items {
            put_all(item.form.as_mut_slice(), |name| names.term(Group::Forms, name));
            named(item.kind.as_mut_slice(), &PlanItem::KINDS);
            put_all(item.office.as_mut_slice(), |name| self.register.body(name));
            put_all(item.channel.as_mut_slice(), |name| names.term(Group::Channels, name));
        }
        put_events(&mut plan.events, |event| match of_room(event.room.as_ref()) {
            Some(own) => own.put_event(event),
            None => names.put_event(event),
        });
        let waived = plan.waivers.iter_mut().map(|waiver| (&mut waiver.by, &mut waiver.room));
        let attested = plan.attests.iter_mut().map(|attest| (&mut attest.by, &mut attest.room));
        for (by, room) in waived.chain(attested) {
            put_all(room.as_mut_slice(), |name| self.register.room(name));
            of_room(room.as_ref()).as_ref().unwrap_or(&names).put_actor(by);
        }
        names.put_reviews(&mut plan.reviews);
        for Attachment { material, .. } in &mut plan.materials {
            match of_room(material.room.as_ref()) {
                Some(own) => own.put_material(material),
                None => names.put_material(material),
            }
        }
        for paper in &mut plan.papers {
            match of_room(paper.front.room.as_ref()) {
                Some(own) => own.put_paper(paper),
                None => names.put_paper(paper),
            }
        }
    }
}

/// Ids of the program's own in the place of their names.
fn named(words: &mut [Name], known: &[(&str, &str)]) {
    for word in words.iter_mut().filter(|word| !word.is_ascii()) {
        if let Some((id, _)) = known.iter().find(|(_, name)| *name == word.as_str()) {
            *word = Name::from(*id);
        }
    }
}

impl Names<'_> {
    /// The id of a word that stands for a length or a number.
    fn word(&self, name: &str) -> Option<&Name> {
        let words = self.under.iter().flat_map(|regulation| &regulation.words.0);
        words.into_iter().find(|(_, term)| term.name.as_str() == name).map(|(id, _)| id)
    }
}
