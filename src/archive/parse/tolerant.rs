//! Reads a text despite its errors, so that all of them are reported in one run.
//!
//! serde stops at the first value it refuses. So the text is read again without that value, until there is no error or
//! too many. A misspelt key is read as the nearest known one, so that this one is not reported as missing. An entry is
//! named by its path: the position in each map or list that leads to it.

use super::message;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, IntoDeserializer as _, MapAccess,
    SeqAccess, Visitor,
};
use serde_yaml::Error as YamlError;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The most errors reported for one file.
const MAX_ERRORS: usize = 20;

/// The most bytes read in all attempts together, so a large file has fewer attempts.
const MAX_BYTES_READ: usize = 4 << 20;

type EntryPath = Vec<usize>;

/// The state of one attempt.
#[derive(Default)]
struct State {
    /// Entries that were refused before and are skipped.
    left_out: BTreeSet<EntryPath>,
    /// Misspelt keys, and the known key each is read as.
    respelt: BTreeMap<EntryPath, String>,
    /// The entry being read.
    here: EntryPath,
    /// The key just read, until its value is read.
    key: Option<EntryPath>,
    /// Keys skipped in the map that ended last.
    omitted: Vec<String>,
    /// The entry that was refused this time.
    failed: Option<EntryPath>,
}

impl State {
    fn inside(&self, nth: usize) -> EntryPath {
        self.here.iter().copied().chain([nth]).collect()
    }

    fn fail(&mut self, path: EntryPath) {
        self.failed.get_or_insert(path);
    }
}

/// Reads a text without its wrong entries: the value, if one could be read, and the errors.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<YamlError>) {
    let state = RefCell::new(State::default());
    let mut errors = Vec::new();
    for _ in 0..(MAX_BYTES_READ / text.len().max(1)).clamp(2, 3 * MAX_ERRORS) {
        let error = match T::deserialize(Tracked { inner: serde_yaml::Deserializer::from_str(text), state: &state }) {
            Ok(read) => return (Some(read), errors),
            Err(error) => error,
        };
        let State { mut left_out, mut respelt, omitted, failed, .. } = state.take();
        let followed = follows(&error, &omitted);
        // An error about the whole text comes last and ends the reading.
        let Some(path) = failed else {
            errors.extend((!followed).then_some(error));
            break;
        };
        let message = error.to_string();
        let twin = respelt
            .iter()
            .find(|(other, key)| are_siblings(other, &path) && message::duplicate_key(&message) == Some(key.as_str()));
        let is_new = if let Some(twin) = twin.map(|(twin, _)| twin.clone()) {
            // The key it was taken for is there as well, and the misspelling is reported already.
            respelt.remove(&twin);
            left_out.insert(twin)
        } else {
            errors.extend((!followed).then_some(error));
            match message::meant_key(&message) {
                Some(key) => respelt.insert(path, key.to_owned()).is_none(),
                None => left_out.insert(path),
            }
        };
        if !is_new || errors.len() == MAX_ERRORS {
            break;
        }
        *state.borrow_mut() = State { left_out, respelt, ..State::default() };
    }
    (None, errors)
}

/// Whether two entries are in the same map or list.
fn are_siblings(a: &EntryPath, b: &EntryPath) -> bool {
    a.split_last().map(|(_, map)| map) == b.split_last().map(|(_, map)| map)
}

/// Whether a key is missing only because it was skipped, perhaps misspelt.
fn follows(error: &YamlError, omitted: &[String]) -> bool {
    let message = error.to_string();
    let missing = message.split_once("missing field `").and_then(|(_, rest)| rest.split_once('`'));
    missing.is_some_and(|(key, _)| crate::text::nearest(key, omitted.iter().map(String::as_str)).is_some())
}

/// Wraps a deserializer, visitor or seed and passes the state on.
struct Tracked<'s, I> {
    inner: I,
    state: &'s RefCell<State>,
}

macro_rules! forward {
    ($($method:ident($($name:ident: $type:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($name,)* Tracked { inner: visitor, state: self.state })
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tracked<'_, D> {
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

impl<'de, V: Visitor<'de>> Visitor<'de> for Tracked<'_, V> {
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
        self.inner.visit_some(Tracked { inner, state: self.state })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Tracked { inner, state: self.state })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Entries { inner: entries, nth: 0, omitted: Vec::new(), state: self.state })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        let read = self.inner.visit_map(Entries { inner: entries, nth: 0, omitted: Vec::new(), state: self.state });
        read.inspect_err(|_| {
            // A duplicate key is refused after it was read.
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

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Tracked<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Tracked { inner, state: self.state })
    }
}

/// The entries of a list or of a map, without those skipped.
struct Entries<'s, A> {
    inner: A,
    nth: usize,
    omitted: Vec<String>,
    state: &'s RefCell<State>,
}

impl<A> Entries<'_, A> {
    fn is_left_out(&self) -> bool {
        let state = self.state.borrow();
        !state.left_out.is_empty() && state.left_out.contains(&state.inside(self.nth))
    }

    /// Reads the value of an entry. If it is refused, the entry is marked, unless one inside it is already.
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
        self.enter(nth, |entries| entries.next_element_seed(Tracked { inner: seed, state }))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        while self.is_left_out() {
            let Some(key) = self.inner.next_key::<String>()? else { break };
            self.inner.next_value::<IgnoredAny>()?;
            self.omitted.push(key);
            self.nth += 1;
        }
        let respelt = {
            let state = self.state.borrow();
            if state.respelt.is_empty() { None } else { state.respelt.get(&state.inside(self.nth)).cloned() }
        };
        let key = match respelt {
            Some(respelt) => match self.inner.next_key::<IgnoredAny>()? {
                Some(_) => seed.deserialize(respelt.into_deserializer()).map(Some),
                None => Ok(None),
            },
            None => self.inner.next_key_seed(seed),
        };
        let mut state = self.state.borrow_mut();
        let path = state.inside(self.nth);
        match &key {
            Ok(Some(_)) => state.key = Some(path),
            Ok(None) => state.omitted = std::mem::take(&mut self.omitted),
            Err(_) => state.fail(path),
        }
        key
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let (nth, state) = (self.nth, self.state);
        self.nth += 1;
        state.borrow_mut().key = None;
        self.enter(nth, |entries| entries.next_value_seed(Tracked { inner: seed, state }))
    }
}
