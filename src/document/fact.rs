//! `TemplateValue`: the facts a template may use, with limits on their size.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text;
use crate::text::{Text, hidden};
use crate::vocabulary::field_label;
use minijinja::Value;
use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes of a text, and of the result of a filter. A template may combine many of them.
pub(super) const LONGEST: usize = 16 << 10;

/// A fact that a template may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateValue {
    /// A name, a date as YYYY-MM-DD, a line of text; empty if there is none and none is needed.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// A list.
    List(Vec<TemplateValue>),
    /// Facts by name.
    Map(Vec<(String, TemplateValue)>),
    /// Unknown, with everything that would be in it. It counts as false; printing it is an error that says what is
    /// missing, by the fact's name if nothing else calls it, and how it is set.
    Missing {
        /// What it is called.
        called: Option<Text>,
        /// How it is set.
        set: Remedy,
    },
}

/// How an unknown fact comes to be known: what to do, often a command, and an argument that others may join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What to do, `yijuan set 2026-003`.
    pub command: Text,
    /// Its argument, `session.time=…`; empty if none can be added to.
    pub argument: Text,
}

impl From<Text> for Remedy {
    fn from(command: Text) -> Self {
        Self { command, argument: Text::same("") }
    }
}

impl Remedy {
    /// The whole sentence or command.
    #[must_use]
    pub fn text(&self) -> Text {
        let Text { zh, en } = self.command.clone().then(&Text::same(" ")).then(&self.argument);
        Text::new(zh.trim_end(), en.trim_end())
    }
}

impl TemplateValue {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Facts by name.
    pub fn map<K: Into<String>>(facts: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(facts.into_iter().map(|(name, fact)| (name.into(), fact)).collect())
    }

    /// The same facts with one more, which replaces any fact of its name.
    #[must_use]
    pub fn with(self, name: &str, fact: Self) -> Self {
        let Self::Map(mut facts) = self else { return self };
        facts.retain(|(known, _)| known != name);
        facts.push((name.to_owned(), fact));
        Self::Map(facts)
    }

    /// One of several facts, by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(facts) = self else { return None };
        facts.iter().find(|(known, _)| known == name).map(|(_, fact)| fact)
    }

    /// A text that may be missing, with how it is set.
    pub fn known<R: Into<Remedy>>(text: Option<impl Into<String>>, set: impl FnOnce() -> R) -> Self {
        text.map_or_else(|| Self::missing(set()), Self::text)
    }

    /// An unknown fact, with how it is set.
    #[must_use]
    pub fn missing(set: impl Into<Remedy>) -> Self {
        Self::Missing { called: None, set: set.into() }
    }

    /// The facts as values of the template engine, with the collector of problems that arise when they are printed.
    pub(super) fn values(&self) -> (Value, Unfit) {
        let unfit = Unfit::default();
        (self.value("", &unfit), unfit)
    }

    fn value(&self, name: &str, unfit: &Unfit) -> Value {
        let unprintable = |problem, missing| Value::from_object(Unprintable { problem, missing, unfit: unfit.clone() });
        match self {
            Self::Text(text) if text.contains('\n') || hidden(text).next().is_some() => {
                let problem =
                    Diagnostic::new(text!(zh: "`{name}` 含看不见的字符", en: "`{name}` holds invisible characters"));
                unprintable(problem.hint(Text::new("应为一行文字", "it must be one line of text")), None)
            }
            Self::Text(text) if text.len() > LONGEST => {
                unprintable(too_long(&text!(zh: "`{name}`", en: "`{name}`")), None)
            }
            Self::Text(text) => Value::from(text.as_str()),
            Self::Bool(yes) => Value::from(*yes),
            Self::List(facts) => {
                let facts = facts.iter().enumerate();
                let facts: Vec<Value> =
                    facts.map(|(nth, fact)| fact.value(&format!("{name}[{}]", nth + 1), unfit)).collect();
                unprintable_whole(name, Value::from(facts), unfit)
            }
            Self::Map(facts) => {
                let facts = facts.iter().map(|(key, fact)| {
                    let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                    (key.as_str(), fact.value(&name, unfit))
                });
                unprintable_whole(name, Value::from_pairs(facts), unfit)
            }
            Self::Missing { called, set } => {
                // The facts of a loop have no name in the archive, only their word in the template.
                let zh = Some(field_label(name).zh).filter(|zh| name.contains('.') && !zh.starts_with('`'));
                let zh = called.as_ref().map(|called| called.zh.clone()).or(zh);
                let zh = zh.unwrap_or_else(|| format!(" `{name}`"));
                let en = called.as_ref().map_or_else(|| format!("`{name}`"), |called| called.en.clone());
                let problem = Diagnostic::new(text!(zh: "缺少{zh}", en: "{en} is missing"));
                unprintable(problem.hint(set.text()), Some(set.clone()))
            }
        }
    }
}

/// A text that is too long for a paper.
pub(super) fn too_long(what: &Text) -> Diagnostic {
    let kib = LONGEST >> 10;
    let Text { zh, en } = what;
    Diagnostic::new(text!(zh: "{zh}超过 {kib} KiB", en: "{en} is larger than {kib} KiB"))
        .hint(Text::new("缩短，或分成几项", "shorten it, or make several of it"))
}

/// A list or map, which can be iterated over but not printed as a whole.
fn unprintable_whole(name: &str, facts: Value, unfit: &Unfit) -> Value {
    let Some(of) = facts.as_object() else { return facts };
    let problem =
        Diagnostic::new(text!(zh: "`{name}` 不是一个值，而是若干个", en: "`{name}` is not one value but several"))
            .hint(Text::new("用 `{% for %}` 逐个列出，或写明取哪一个", "list them with `{% for %}`, or say which one"));
    Value::from_object(Several { of: of.clone(), problem, unfit: unfit.clone() })
}

/// The problems of values that a template has printed, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Unfit(Arc<Mutex<Diagnostics>>);

impl Unfit {
    /// All problems, each once.
    pub(super) fn take(&self) -> Diagnostics {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, problem: &Diagnostic) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !noted.contains(problem) {
            noted.push(problem.clone());
        }
    }
}

/// The facts that a draft leaves open as places to fill in, each with how it is set.
#[derive(Clone, Debug, Default)]
pub(super) struct Unset(Arc<Mutex<Vec<Blank>>>);

/// A place to fill in that a recorded fact would fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// What is to stand there.
    pub label: String,
    /// How the fact is recorded.
    pub set: Remedy,
}

impl Blank {
    /// The place as it stands in the paper.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("〔待填写：{}〕", self.label)
    }
}

impl Unset {
    /// All of them, each once.
    pub(super) fn take(&self) -> Vec<Blank> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The value, or a place to fill in if it is missing or empty.
    pub(super) fn fill(&self, value: &Value, label: &str) -> Value {
        let missing = value.downcast_object_ref::<Unprintable>().and_then(|value| value.missing.clone());
        let is_missing = missing.is_some();
        if let Some(set) = missing {
            let mut unset = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let blank = Blank { label: label.to_owned(), set };
            if !unset.contains(&blank) {
                unset.push(blank);
            }
        }
        if is_missing || value.as_str().is_some_and(str::is_empty) {
            return Value::from(format!("〔待填写：{label}〕"));
        }
        value.clone()
    }
}

/// Stands for a value that cannot be printed, and reports this when it is.
#[derive(Debug)]
struct Unprintable {
    problem: Diagnostic,
    /// How it comes to be known; nothing if there is a value, which is only unfit for a paper.
    missing: Option<Remedy>,
    unfit: Unfit,
}

impl Object for Unprintable {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    /// Everything in it is missing too.
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from_dyn_object(self.clone()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.unfit.note(&self.problem);
        Enumerator::Empty
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.missing.is_none()
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.unfit.note(&self.problem);
        Ok(())
    }
}

/// Stands for a list or a map, which cannot be printed as a whole.
#[derive(Debug)]
struct Several {
    of: DynObject,
    problem: Diagnostic,
    unfit: Unfit,
}

impl Object for Several {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        self.of.repr()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.of.get_value(key)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.of.enumerate()
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.unfit.note(&self.problem);
        Ok(())
    }
}
