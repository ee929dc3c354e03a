//! Reading a text past what is wrong with it, that all of it is told in one run.
//!
//! serde ends with the first value that it cannot take, and what it had read is gone. So the text is read once more
//! without that value, until nothing is wrong or too much. A key that is all but a known one is read as that, so that
//! nothing is found missing that is there. A place in it is the way down to it: the how-manieth entry of
//! each map or list.

use super::message;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, IntoDeserializer as _, MapAccess,
    SeqAccess, Visitor,
};
use serde_yaml::Error as YamlError;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What is told of one file at most.
const MOST: usize = 20;

/// Bytes that are read at most, all readings together: a large file has fewer.
const WORK: usize = 4 << 20;

type Way = Vec<usize>;

/// What became of a reading.
#[derive(Default)]
struct State {
    /// What was wrong before.
    left_out: BTreeSet<Way>,
    /// Keys that are all but known ones, and these: what was meant is read.
    meant: BTreeMap<Way, String>,
    /// Where the reading is.
    here: Way,
    /// A key that was read, and its value not yet.
    key: Option<Way>,
    /// Keys left out of the map that ended last.
    lacking: Vec<String>,
    /// What went wrong this time.
    failed: Option<Way>,
}

impl State {
    fn inside(&self, nth: usize) -> Way {
        self.here.iter().copied().chain([nth]).collect()
    }

    fn fail(&mut self, way: Way) {
        self.failed.get_or_insert(way);
    }
}

/// Reads a text, leaving out what is wrong: as much as could be read, if anything, and what is wrong.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<YamlError>) {
    let state = RefCell::new(State::default());
    let mut errors = Vec::new();
    for _ in 0..(WORK / text.len().max(1)).clamp(2, 3 * MOST) {
        let error = match T::deserialize(With { inner: serde_yaml::Deserializer::from_str(text), state: &state }) {
            Ok(read) => return (Some(read), errors),
            Err(error) => error,
        };
        let State { mut left_out, mut meant, lacking, failed, .. } = state.take();
        let followed = follows(&error, &lacking);
        // What is wrong with the whole of it is told once all the rest was read.
        let Some(way) = failed else {
            errors.extend((!followed).then_some(error));
            break;
        };
        let said = error.to_string();
        let is_meant = |other: &&Way| {
            let beside = other.split_last().map(|(_, map)| map) == way.split_last().map(|(_, map)| map);
            beside && meant.get(*other).map(String::as_str) == message::duplicate_key(&said)
        };
        let is_new = if let Some(twin) = meant.keys().find(is_meant).cloned() {
            // What it was taken for is there as well, and it was told of already.
            meant.remove(&twin);
            left_out.insert(twin)
        } else {
            errors.extend((!followed).then_some(error));
            match message::meant_key(&said) {
                Some(key) => meant.insert(way, key.to_owned()).is_none(),
                None => left_out.insert(way),
            }
        };
        if !is_new || errors.len() == MOST {
            break;
        }
        *state.borrow_mut() = State { left_out, meant, ..State::default() };
    }
    (None, errors)
}

/// Whether a key is missing only because it was left out, or because another was meant to be it.
fn follows(error: &YamlError, lacking: &[String]) -> bool {
    let said = error.to_string();
    let missing = said.split_once("missing field `").and_then(|(_, rest)| rest.split_once('`'));
    missing.is_some_and(|(key, _)| crate::text::nearest(key, lacking.iter().map(String::as_str)).is_some())
}

/// A part of serde's, with the state of the reading handed on.
struct With<'s, I> {
    inner: I,
    state: &'s RefCell<State>,
}

macro_rules! forward {
    ($($method:ident($($name:ident: $type:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($name,)* With { inner: visitor, state: self.state })
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for With<'_, D> {
    type Error = D::Error;

    forward! {
        deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_f32() deserialize_f64()
        deserialize_char() deserialize_str() deserialize_string() deserialize_bytes() deserialize_byte_buf()
        deserialize_option() deserialize_unit() deserialize_seq() deserialize_map() deserialize_identifier()
        deserialize_ignored_any() deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str) deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }
}

macro_rules! visit {
    ($($method:ident($type:ty))*) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for With<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    visit! {
        visit_bool(bool) visit_i64(i64) visit_i128(i128) visit_u64(u64) visit_u128(u128) visit_f64(f64) visit_str(&str)
        visit_borrowed_str(&'de str) visit_string(String)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(With { inner, state: self.state })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(With { inner, state: self.state })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Entries { inner: entries, nth: 0, lacking: Vec::new(), state: self.state })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        let read = self.inner.visit_map(Entries { inner: entries, nth: 0, lacking: Vec::new(), state: self.state });
        read.inspect_err(|_| {
            // A key that is refused once it is known, being there twice.
            let mut state = self.state.borrow_mut();
            if let Some(key) = state.key.take() {
                state.fail(key);
            }
        })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(variant)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for With<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(With { inner, state: self.state })
    }
}

/// The entries of a list or of a map, without those left out.
struct Entries<'s, A> {
    inner: A,
    nth: usize,
    lacking: Vec<String>,
    state: &'s RefCell<State>,
}

impl<A> Entries<'_, A> {
    fn is_left_out(&self) -> bool {
        let state = self.state.borrow();
        !state.left_out.is_empty() && state.left_out.contains(&state.inside(self.nth))
    }

    /// Reads the value of the entry; if it cannot be read, that is the place, unless it is one inside it.
    fn enter<T, E>(&mut self, nth: usize, read: impl FnOnce(&mut A) -> Result<T, E>) -> Result<T, E> {
        self.state.borrow_mut().here.push(nth);
        let read = read(&mut self.inner);
        let mut state = self.state.borrow_mut();
        if read.is_err() {
            let here = state.here.clone();
            state.fail(here);
        }
        state.here.pop();
        read
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Entries<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        while self.is_left_out() {
            if self.inner.next_element::<IgnoredAny>()?.is_none() {
                return Ok(None);
            }
            self.nth += 1;
        }
        let (nth, state) = (self.nth, self.state);
        self.nth += 1;
        self.enter(nth, |entries| entries.next_element_seed(With { inner: seed, state }))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        while self.is_left_out() {
            let Some(key) = self.inner.next_key::<String>()? else { break };
            self.inner.next_value::<IgnoredAny>()?;
            self.lacking.push(key);
            self.nth += 1;
        }
        let meant = {
            let state = self.state.borrow();
            if state.meant.is_empty() { None } else { state.meant.get(&state.inside(self.nth)).cloned() }
        };
        let key = match meant {
            Some(meant) => match self.inner.next_key::<IgnoredAny>()? {
                Some(_) => seed.deserialize(meant.into_deserializer()).map(Some),
                None => Ok(None),
            },
            None => self.inner.next_key_seed(seed),
        };
        let mut state = self.state.borrow_mut();
        let way = state.inside(self.nth);
        match &key {
            Ok(Some(_)) => state.key = Some(way),
            Ok(None) => state.lacking = std::mem::take(&mut self.lacking),
            Err(_) => state.fail(way),
        }
        key
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let (nth, state) = (self.nth, self.state);
        self.nth += 1;
        state.borrow_mut().key = None;
        self.enter(nth, |entries| entries.next_value_seed(With { inner: seed, state }))
    }
}
