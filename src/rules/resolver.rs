//! `Resolver`: resolves the ids of a regulation and collects the problems.

use crate::diagnostic::{Diagnostic, Diagnostics, Location, PathSegment, unknown};
use crate::model::Name;
use crate::text;
use crate::text::{Text, nearest};
use crate::vocabulary::{Group, Vocabulary};

/// Resolves one regulation's file.
pub(crate) struct Resolver<'a> {
    pub path: &'a str,
    pub vocabulary: &'a Vocabulary,
    /// Ids of its rules.
    pub rules: &'a [&'a Name],
    /// Whether it has a date from which it is in force.
    pub is_dated: bool,
    pub problems: Diagnostics,
}

/// A path with one more segment.
pub(crate) fn into(at: &[PathSegment], step: impl Into<PathSegment>) -> Vec<PathSegment> {
    let mut longer = at.to_vec();
    longer.push(step.into());
    longer
}

impl Resolver<'_> {
    pub(crate) fn wrong(&mut self, at: &[PathSegment], problem: Diagnostic) {
        self.problems.push(problem.at(Location::field(self.path, at.iter().cloned())));
    }

    /// Checks an id against the known ones; `keys` are the keys of the file under which it may be declared.
    pub(crate) fn known(&mut self, at: &[PathSegment], kind: &Text, keys: &[&str], id: &str, known: &[&str]) {
        if known.contains(&id) {
            return;
        }
        let mut problem = unknown(kind, id, known.iter().copied());
        if let Some(meant) = keys.iter().find_map(|key| self.called(key, id)) {
            problem.hint = Some(text!(zh: "写它的标识 `{meant}`", en: "write its id, `{meant}`"));
        } else if !keys.is_empty() && nearest(id, known.iter().copied()).is_none() {
            // An id unlike all others is not misspelt, but not declared yet.
            let (zh, en) = (keys.join("`、`"), keys.join("`, `"));
            let declare = text!(zh: "在 `{zh}` 下写上它", en: "declare it under `{en}`");
            let others = problem.hint.take().filter(|_| !known.is_empty());
            problem.hint = Some(match others {
                Some(others) => declare.then(&Text::new("；", "; ")).then(&others),
                None => declare,
            });
        }
        self.wrong(at, problem);
    }

    /// Checks an id of a group.
    pub(crate) fn known_in(&mut self, at: &[PathSegment], group: Group, id: &str) {
        let known: Vec<&str> = self.vocabulary.terms(group).keys().collect();
        self.known(at, &group.text(), &[group.key()], id, &known);
    }

    /// Checks an id of one of several groups, or one of `others`.
    pub(crate) fn known_in_any(
        &mut self,
        at: &[PathSegment],
        kind: &Text,
        groups: &[Group],
        others: &[&str],
        id: &str,
    ) {
        let keys: Vec<&str> = groups.iter().map(|group| group.key()).collect();
        let declared = groups.iter().flat_map(|group| self.vocabulary.terms(*group).keys());
        let known: Vec<&str> = declared.chain(others.iter().copied()).collect();
        self.known(at, kind, &keys, id, &known);
    }

    /// Checks a value that the program defines.
    pub(crate) fn one_of(&mut self, at: &[PathSegment], kind: &Text, id: &str, known: &[&str]) {
        self.known(at, kind, &[], id, known);
    }

    /// The id with this name, among those declared under a key.
    fn called(&self, key: &str, name: &str) -> Option<&str> {
        let id = match key {
            "events" => self.vocabulary.event_named(name),
            "documents" => self.vocabulary.document_named(name),
            _ => self.vocabulary.term_named(Group::of_key(key)?, name),
        };
        id.map(Name::as_str)
    }

    pub(crate) fn event_id(&mut self, at: &[PathSegment], id: &Name) -> Name {
        let known: Vec<&str> = self.vocabulary.events.keys().collect();
        self.known(at, &Text::new("事件", "event"), &["events"], id, &known);
        id.clone()
    }

    pub(crate) fn document_id(&mut self, at: &[PathSegment], id: &Name) -> Name {
        let known: Vec<&str> = self.vocabulary.documents.keys().collect();
        self.known(at, &Text::new("文书", "document"), &["documents"], id, &known);
        id.clone()
    }

    /// Words that may stand for a length of time or a number.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.words.keys()
    }

    /// Checks that exactly one of `id`, `any` and `all` is given.
    pub(crate) fn exactly_one(&mut self, at: &[PathSegment], id: Option<&Name>, any: &[Name], all: &[Name]) {
        let given = [id.is_some(), !any.is_empty(), !all.is_empty()];
        if given.iter().filter(|given| **given).count() != 1 {
            let message =
                Text::new("`id`、`any`、`all` 须有且只有一个", "exactly one of `id`, `any` and `all` is needed");
            self.wrong(at, Diagnostic::new(message).hint(Text::new("只留其中一个", "leave one of them")));
        }
    }
}
