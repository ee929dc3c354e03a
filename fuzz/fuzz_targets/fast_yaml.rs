//! What is read as plain YAML is what the YAML parser reads, in every shape it may be wanted in.
//!
//! The input is the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::de::DeserializeOwned;
use serde_yaml::Value;
use std::fmt::Debug;
use yijuan::archive::fast_yaml;
use yijuan::model::{
    Attendee, Attest, Decision, Event, FrontMatter, Unit, Material, Person, PlanFile, Room, Schedule, Settings,
    Suggestion, TopicFile, Waiver,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    agree::<Value>(text);
    agree::<Settings>(text);
    agree::<TopicFile>(text);
    agree::<PlanFile>(text);
    agree::<FrontMatter>(text);
    agree::<Schedule>(text);
    agree::<Vec<Event>>(text);
    agree::<Vec<Attendee>>(text);
    agree::<Vec<Suggestion>>(text);
    agree::<Vec<Material>>(text);
    agree::<Vec<Decision>>(text);
    agree::<Vec<Waiver>>(text);
    agree::<Vec<Attest>>(text);
    agree::<Vec<Person>>(text);
    agree::<Vec<Room>>(text);
    agree::<Vec<Unit>>(text);
});

fn agree<T: DeserializeOwned + Debug>(text: &str) {
    let Some(read) = fast_yaml::<T>(text) else { return };
    let parsed = serde_yaml::from_str::<T>(text).expect("what is plain, the parser reads");
    assert_eq!(format!("{read:?}"), format!("{parsed:?}"));
}
