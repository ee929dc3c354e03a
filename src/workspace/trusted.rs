//! Whose keys an archive trusts, and whom the words before each key mean.
//!
//! A key is somebody's by their id. A name means whoever had it in the very state from which the key is read, and nobody if
//! several had it.

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
    /// The id that each of its principals means; none if that is not known.
    ids: Vec<Option<Name>>,
}

impl Trusted {
    /// Those of a state; none of what cannot be read.
    pub(crate) fn read(source: &dyn Source) -> Self {
        let signers = signers(source).value.unwrap_or_default();
        if signers.is_empty() {
            return Self::default();
        }
        let archive = named(source);
        let keys = signers.iter().map(|signer| TrustedKey {
            ids: signer.principals.iter().map(|word| meant(&archive, word)).collect(),
            signer: signer.clone(),
        });
        Self { keys: keys.collect() }
    }

    /// Those that may have made a signature over a decision, whatever the day.
    pub(super) fn of<'a>(&'a self, signature: &'a Signature) -> impl Iterator<Item = &'a TrustedKey> {
        self.keys.iter().filter(|key| key.signer.has_made(signature, NAMESPACE))
    }
}

impl TrustedKey {
    /// The word by which it is the key of somebody with this id.
    pub(super) fn word_for(&self, id: &str) -> Option<&String> {
        let is_theirs = |(word, meant): &(&String, &Option<Name>)| match meant {
            Some(meant) => **meant == *id,
            None => *word == id,
        };
        self.signer.principals.iter().zip(&self.ids).find(is_theirs).map(|(word, _)| word)
    }
}

/// The archive as far as it says who is called what.
fn named(source: &dyn Source) -> Archive {
    let bytes = |path: &str| source.read(path, Limits::YAML).ok().flatten().unwrap_or_default();
    let people = read_list("people.yml", &bytes("people.yml")).value.unwrap_or_default();
    let rooms = read_list("rooms.yml", &bytes("rooms.yml")).value.unwrap_or_default();
    Archive { people, rooms, settings: settings(source).ok(), ..Archive::default() }
}

/// Whom a word means: whoever has it as id, else the only one who has it as name.
fn meant(archive: &Archive, word: &str) -> Option<Name> {
    if archive.called(word).is_some() {
        return Some(word.into());
    }
    let people = archive.people.iter().filter(|person| *person.name == *word).map(|person| person.id.clone());
    let settings = archive.settings.iter();
    let offices = settings.clone().flat_map(|settings| settings.offices.iter().map(|(id, office)| (id, &office.name)));
    let bodies = settings.flat_map(|settings| settings.bodies.iter().map(|(id, body)| (id, &body.name)));
    let rooms = archive.rooms.iter().map(|room| (room.id.as_str(), &room.name));
    let others = offices.chain(bodies).chain(rooms).filter(|(_, name)| ***name == *word).map(|(id, _)| id.into());
    let mut all = people.chain(others);
    all.next().filter(|_| all.next().is_none())
}
