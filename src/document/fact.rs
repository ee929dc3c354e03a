use crate::problem::{Problem, Problems};
use crate::text;
use crate::text::Text;
use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// What a template may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A name, a date as YYYY-MM-DD, a line of text; empty if there is none and none is needed.
    Text(String),
    /// Whether something is so.
    Bool(bool),
    /// Several.
    List(Vec<Fact>),
    /// Facts under their names.
    Map(Vec<(String, Fact)>),
    /// Not known, nor what would be in it: counts as false, and whoever prints it is told how it is set.
    Missing(Text),
}

impl Fact {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Facts under their names.
    pub fn map<K: Into<String>>(facts: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(facts.into_iter().map(|(name, fact)| (name.into(), fact)).collect())
    }

    /// A text that may be missing, and how it is set.
    pub fn known(text: Option<impl Into<String>>, set: impl FnOnce() -> Text) -> Self {
        text.map_or_else(|| Self::Missing(set()), Self::text)
    }

    /// The facts as a template sees them, and what it will have printed that cannot be.
    pub(super) fn values(&self) -> (Value, Unfit) {
        let unfit = Unfit::default();
        (self.value("", &unfit), unfit)
    }

    fn value(&self, name: &str, unfit: &Unfit) -> Value {
        match self {
            Self::Text(text) if text.contains(char::is_control) => {
                let problem =
                    Problem::new(text!(zh: "`{name}` 含看不见的字符", en: "`{name}` holds invisible characters"));
                let hint = Text::new("应为一行文字", "it must be one line of text");
                Value::from_object(Unprintable { problem: problem.hint(hint), known: true, unfit: unfit.clone() })
            }
            Self::Text(text) => Value::from(text.as_str()),
            Self::Bool(yes) => Value::from(*yes),
            Self::List(facts) => {
                facts.iter().enumerate().map(|(nth, fact)| fact.value(&format!("{name}[{}]", nth + 1), unfit)).collect()
            }
            Self::Map(facts) => Value::from_pairs(facts.iter().map(|(key, fact)| {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                (key.as_str(), fact.value(&name, unfit))
            })),
            Self::Missing(set) => {
                let problem = Problem::new(text!(zh: "缺少 `{name}`", en: "`{name}` is missing")).hint(set.clone());
                Value::from_object(Unprintable { problem, known: false, unfit: unfit.clone() })
            }
        }
    }
}

/// What a template has printed that cannot be, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Unfit(Arc<Mutex<Problems>>);

impl Unfit {
    /// All of it, each once.
    pub(super) fn take(&self) -> Problems {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, problem: &Problem) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !noted.contains(problem) {
            noted.push(problem.clone());
        }
    }
}

/// Stands in a template for a value that cannot be printed, and says so once it is.
#[derive(Debug)]
struct Unprintable {
    problem: Problem,
    /// There is a value, only not one for a paper.
    known: bool,
    unfit: Unfit,
}

impl Object for Unprintable {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    /// Nothing is known of what is in it either.
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from_dyn_object(self.clone()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.unfit.note(&self.problem);
        Enumerator::Empty
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.known
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.unfit.note(&self.problem);
        Ok(())
    }
}
