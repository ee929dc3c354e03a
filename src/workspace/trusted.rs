//! Whose keys an archive trusts, and whom the words before each key mean.
//!
//! A key is somebody's by their id. A name means whoever had it when the key came under that name, and nobody if several had
//! it then: to be called otherwise, for a while or for good, hands nobody's key to another.

use crate::archive::{Archive, Limits, Source, read_list, settings, signers};
use crate::model::Name;
use crate::signing::{AllowedSigner, NAMESPACE, Signature};

/// The keys that a state of an archive trusts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trusted {
    keys: Vec<TrustedKey>,
}

/// A key that is trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TrustedKey {
    pub signer: AllowedSigner,
    /// Whom each of its principals means.
    meant: Vec<Meant>,
}

/// Whom a word means.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meant {
    /// Nobody whom the archive knows.
    Unknown,
    /// Several, so nobody.
    Several,
    /// Whoever has this id.
    One(Name),
}

impl Trusted {
    /// Those of a state; none of what cannot be read. A word that stood before the same key in one of the states before
    /// means whom it meant there.
    pub(crate) fn read(source: &dyn Source, before: &[&Self]) -> Self {
        let signers = signers(source).value.unwrap_or_default();
        if signers.is_empty() {
            return Self::default();
        }
        let archive = who_is_who(source);
        let keys = signers.iter().map(|signer| TrustedKey {
            meant: signer.principals.iter().map(|word| inherited(before, signer, word, &archive)).collect(),
            signer: signer.clone(),
        });
        Self { keys: keys.collect() }
    }

    /// Those that may have made a signature over a decision, whatever the day.
    pub(super) fn of<'a>(&'a self, signature: &'a Signature) -> impl Iterator<Item = &'a TrustedKey> {
        self.keys.iter().filter(|key| key.signer.has_made(signature, NAMESPACE))
    }

    /// Whom a word before a key means, if it is known.
    fn meant(&self, signer: &AllowedSigner, word: &str) -> impl Iterator<Item = &Meant> {
        let of_key = self.keys.iter().filter(|key| key.signer.has_key_of(signer));
        let meant = of_key.flat_map(|key| key.signer.principals.iter().zip(&key.meant));
        meant.filter(move |(other, meant)| *other == word && **meant != Meant::Unknown).map(|(_, meant)| meant)
    }
}

impl TrustedKey {
    /// The word by which it is the key of somebody with this id.
    pub(super) fn word_for(&self, id: &str) -> Option<&String> {
        let is_theirs = |(word, meant): &(&String, &Meant)| match meant {
            Meant::One(meant) => **meant == *id,
            Meant::Several | Meant::Unknown => *word == id,
        };
        self.signer.principals.iter().zip(&self.meant).find(is_theirs).map(|(word, _)| word)
    }
}

fn inherited(before: &[&Trusted], signer: &AllowedSigner, word: &str, archive: &Archive) -> Meant {
    let mut all = before.iter().flat_map(|before| before.meant(signer, word));
    match all.next() {
        Some(first) => {
            if all.all(|other| other == first) {
                first.clone()
            } else {
                Meant::Several
            }
        }
        None => meant(archive, word),
    }
}

/// The archive as far as it says who is called what.
pub(crate) fn who_is_who(source: &dyn Source) -> Archive {
    let bytes = |path: &str| source.read(path, Limits::YAML).ok().flatten().unwrap_or_default();
    let people = read_list("people.yml", &bytes("people.yml")).value.unwrap_or_default();
    let rooms = read_list("rooms.yml", &bytes("rooms.yml")).value.unwrap_or_default();
    Archive { people, rooms, settings: settings(source).ok(), ..Archive::default() }
}

/// Whom a word means: whoever has it as id, else whoever has it as name.
fn meant(archive: &Archive, word: &str) -> Meant {
    if archive.called(word).is_some() {
        return Meant::One(word.into());
    }
    let people = archive.people.iter().filter(|person| *person.name == *word).map(|person| person.id.clone());
    let settings = archive.settings.iter();
    let offices = settings.clone().flat_map(|settings| settings.offices.iter().map(|(id, office)| (id, &office.name)));
    let bodies = settings.flat_map(|settings| settings.bodies.iter().map(|(id, body)| (id, &body.name)));
    let rooms = archive.rooms.iter().map(|room| (room.id.as_str(), &room.name));
    let others = offices.chain(bodies).chain(rooms).filter(|(_, name)| ***name == *word).map(|(id, _)| id.into());
    let mut all = people.chain(others);
    match (all.next(), all.next()) {
        (None, _) => Meant::Unknown,
        (Some(one), None) => Meant::One(one),
        _ => Meant::Several,
    }
}
