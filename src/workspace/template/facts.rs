//! The names of all facts that papers can have, with nothing in them: a template is held against these before there is a
//! topic.

use crate::document::TemplateValue;
use crate::regulation::Regulation;
use crate::vocabulary::{Group, Vocabulary};

/// Somebody who takes part.
const PERSON: &str = "name post called introduced asked_through attendance away identity sector came spoke";

/// Something that was raised or promised.
const ENTRY: &str = "topic topic_key form met round kind of_kind text proposers to office owner key due adoption satisfaction \
                     conversion progress problems solution";

/// All names that a paper of a regulation can have.
pub(super) fn names(regulation: &Regulation, document: &str) -> TemplateValue {
    match document {
        Vocabulary::REMINDER => of_reminder(),
        Vocabulary::TRANSFER_FORM => of_transfer(),
        Vocabulary::RECEIPT => {
            with(one("today from"), [("bags", list("name date files bytes sha512 signature incomplete"))])
        }
        _ => with(of_topic(regulation), of_others()),
    }
}

fn of_topic(regulation: &Regulation) -> TemplateValue {
    let person = with(one(PERSON), [("tags", texts()), ("unit", one("id name is_known"))]);
    let people = || TemplateValue::List(vec![person.clone()]);
    let each = |names: &mut dyn Iterator<Item = &str>, value: &dyn Fn() -> TemplateValue| {
        TemplateValue::map(names.map(|name| (name, value())))
    };
    let events = || each(&mut regulation.events.keys(), &leaf);
    let terms = |group| regulation.terms(group).iter().map(|(id, _)| id);
    with(
        one("today moved_from host issuer addressee"),
        [
            ("archive", one("institution office")),
            (
                "topic",
                one("key year title form occasion held office lead lead_post room ad_hoc channel raised_by hotline"),
            ),
            ("scheduled", events()),
            ("recorded", events()),
            ("scope", with(each(&mut terms(Group::Questions), &leaf), [("by", leaf()), ("date", leaf())])),
            (
                "session",
                with(
                    one("time minutes place arrival dress contact phone reply_by materials_by"),
                    [("agenda", list("item speaker minutes"))],
                ),
            ),
            ("people", each(&mut terms(Group::Tags), &people)),
            ("everyone", people()),
            ("suggestions", texts()),
            ("commitments", texts()),
            ("entries", list(ENTRY)),
            ("raised", list(ENTRY)),
            ("promised", list(ENTRY)),
            ("announced", list("title number date")),
            ("told", list("id")),
        ],
    )
}

/// What the papers of a year have, those that are tables, sheets, and those that list a dossier.
fn of_others() -> [(&'static str, TemplateValue); 5] {
    [
        (
            "plan",
            with(
                one("year"),
                [
                    ("items", list("title topic form office month lead met raised answered")),
                    ("forms", list("name count")),
                    ("opening", texts()),
                ],
            ),
        ),
        ("papers", list("number author title date page note file")),
        ("dossier", with(one("items photographs pages unpaged"), [("missing", texts()), ("unfinished", texts())])),
        (
            "review",
            with(
                one("title number to cc office round sha256 head"),
                [("decisions", list("step by post said date")), ("open", list("step by"))],
            ),
        ),
        (
            "table",
            with(
                one("document title"),
                [
                    ("head", list("key value")),
                    ("about", texts()),
                    ("columns", texts()),
                    ("rows", TemplateValue::List(vec![texts()])),
                    ("foot", texts()),
                ],
            ),
        ),
    ]
}

fn of_reminder() -> TemplateValue {
    let debt =
        with(one("task suggestion since due is_advice days regulation article quote times"), [("reminded", texts())]);
    let debts = with(one("title"), [("items", TemplateValue::List(vec![debt]))]);
    with(one("today debtor deadline times"), [("archive", one("office")), ("debts", TemplateValue::List(vec![debts]))])
}

fn of_transfer() -> TemplateValue {
    let dossier = with(
        one("items files photographs bytes gigabytes first last why"),
        [("missing", texts()), ("unfinished", texts())],
    );
    with(
        one("today from to"),
        [("topic", one("key title form")), ("dossier", dossier), ("bags", list("name date sha512 note"))],
    )
}

fn leaf() -> TemplateValue {
    TemplateValue::text("")
}

fn texts() -> TemplateValue {
    TemplateValue::List(vec![leaf()])
}

fn one(names: &str) -> TemplateValue {
    TemplateValue::map(names.split_whitespace().map(|name| (name, leaf())))
}

fn list(names: &str) -> TemplateValue {
    TemplateValue::List(vec![one(names)])
}

fn with(facts: TemplateValue, more: impl IntoIterator<Item = (&'static str, TemplateValue)>) -> TemplateValue {
    more.into_iter().fold(facts, |facts, (name, fact)| facts.with(name, fact))
}
