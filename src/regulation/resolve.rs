//! From what is written to what is meant: every id looked up, every mistake collected.

mod actor;
mod bound;
mod chain;
mod count;
mod document;
mod due;
mod event;
mod field;
mod people;
mod post;
mod when;
mod wording;

use super::file::{CheckSpec, DocumentSpec, EventSpec, RegulationFile, RuleSpec, StageSpec};
use super::{Check, DocumentKind, Due, EventKind, Regulation, Rule, Stage, SubjectKind, Term, place, unknown};
use crate::model::{Name, UniqueMap};
use crate::problem::{Problem, Problems, Step};
use crate::text;
use crate::text::{Text, nearest};

/// The regulation, as far as its ids are known, and everything that is wrong with them.
pub(super) fn resolve(id: &str, path: &str, file: RegulationFile, built_in: bool) -> (Regulation, Problems) {
    let mut resolver = Resolver { path, file: &file, problems: Problems::new() };
    if &*file.id != id {
        let written = &file.id;
        resolver.wrong(
            &["id".into()],
            Problem::new(text!(zh: "`id: {written}` 与文件夹名 `{id}` 不一致", en: "`id: {written}` is not the folder's name `{id}`"))
                .hint(text!(zh: "写 `id: {id}`，或给文件夹改名", en: "write `id: {id}`, or rename the folder")),
        );
    }
    resolver.implied();
    let events = UniqueMap(file.events.0.iter().map(|(id, spec)| (id.clone(), resolver.event(id, spec))).collect());
    let documents =
        UniqueMap(file.documents.0.iter().map(|(id, spec)| (id.clone(), resolver.document(id, spec))).collect());
    let stages: Vec<Stage> = file.stages.iter().enumerate().map(|(at, spec)| resolver.stage(at, spec)).collect();
    let rules: Vec<Rule> = file.rules.iter().enumerate().map(|(at, spec)| resolver.rule(at, spec, &stages)).collect();
    let words = Due::WORDS.iter().chain(&Due::NUMBER_WORDS).map(|(id, name)| (*id, Name::from(*name)));
    let words = words.chain(file.words.iter().map(|(id, name)| (id, name.clone())));
    let words = words.map(|(id, name)| (Name::from(id), Term { name, en: None, implies: Vec::new() })).collect();
    let problems = resolver.problems;
    let texts = super::texts::texts(&documents, &rules);
    let regulation = Regulation {
        id: file.id,
        title: file.title,
        in_force: file.in_force,
        built_in,
        forms: file.forms,
        posts: file.posts,
        tags: file.tags,
        topic_tags: file.topic_tags,
        bodies: file.bodies,
        channels: file.channels,
        ways: file.ways,
        suggestion_kinds: file.suggestion_kinds,
        activities: file.activities,
        matters: file.matters,
        questions: file.questions,
        levels: file.levels,
        selections: file.selections,
        adoptions: file.adoptions,
        conversions: file.conversions,
        words: UniqueMap(words),
        events,
        documents,
        stages,
        rules,
        texts,
    };
    (regulation, problems)
}

struct Resolver<'a> {
    path: &'a str,
    file: &'a RegulationFile,
    problems: Problems,
}

/// The keys of the file under which ids of a kind may be declared.
fn declared_under(kind: &str) -> &'static [&'static str] {
    match kind {
        "event" => &["events"],
        "document" => &["documents"],
        "form" => &["forms"],
        "post or tag" => &["posts", "tags"],
        "post" => &["posts"],
        "tag" => &["tags"],
        "topic tag" => &["topic_tags"],
        "body" => &["bodies"],
        "actor" => &["bodies", "posts", "tags"],
        "channel" => &["channels"],
        "way" => &["ways"],
        "kind of suggestion" => &["suggestion_kinds"],
        "activity" => &["activities"],
        "matter" => &["matters"],
        "ground of exclusion" => &["questions"],
        "level" => &["levels"],
        "way of choosing people" => &["selections"],
        "adoption" => &["adoptions"],
        "conversion" => &["conversions"],
        _ => &[],
    }
}

/// A path into the file, one step longer.
fn into(at: &[Step], step: impl Into<Step>) -> Vec<Step> {
    let mut longer = at.to_vec();
    longer.push(step.into());
    longer
}

impl Resolver<'_> {
    fn wrong(&mut self, at: &[Step], problem: Problem) {
        self.problems.push(problem.at(place(self.path, at)));
    }

    fn known(&mut self, at: &[Step], kind: (&str, &str), id: &str, known: Vec<&str>) {
        if known.contains(&id) {
            return;
        }
        let mut problem = unknown(&Text::new(kind.0, kind.1), id, known.iter().copied());
        let groups = declared_under(kind.1);
        let has_others = !known.is_empty();
        if let Some(meant) = groups.iter().find_map(|group| self.called(group, id)) {
            problem.hint = Some(text!(zh: "写它的标识 `{meant}`", en: "write its id, `{meant}`"));
        } else if !groups.is_empty() && nearest(id, known).is_none() {
            // What is like no other is not misspelt but not declared yet.
            let (zh, en) = (groups.join("`、`"), groups.join("`, `"));
            let declare = text!(zh: "在 `{zh}` 下写上它", en: "declare it under `{en}`");
            let others = problem.hint.take().filter(|_| has_others);
            problem.hint = Some(match others {
                Some(others) => declare.then(&Text::new("；", "; ")).then(&others),
                None => declare,
            });
        }
        self.wrong(at, problem);
    }

    /// The id of what is called so, of those declared under a key.
    fn called(&self, group: &str, name: &str) -> Option<&str> {
        let file = self.file;
        let terms = match group {
            "events" => return file.events.iter().find(|(_, spec)| &*spec.name == name).map(|(id, _)| id),
            "documents" => return file.documents.iter().find(|(_, spec)| &*spec.name == name).map(|(id, _)| id),
            "words" => return file.words.iter().find(|(_, word)| &***word == name).map(|(id, _)| id),
            "forms" => &file.forms,
            "posts" => &file.posts,
            "tags" => &file.tags,
            "topic_tags" => &file.topic_tags,
            "bodies" => &file.bodies,
            "channels" => &file.channels,
            "ways" => &file.ways,
            "suggestion_kinds" => &file.suggestion_kinds,
            "activities" => &file.activities,
            "matters" => &file.matters,
            "questions" => &file.questions,
            "levels" => &file.levels,
            "selections" => &file.selections,
            "adoptions" => &file.adoptions,
            "conversions" => &file.conversions,
            _ => return None,
        };
        terms.iter().find(|(_, term)| &*term.name == name).map(|(id, _)| id)
    }

    /// Whoever a post or tag includes is a post or tag as well.
    fn implied(&mut self) {
        let known: Vec<&str> = self.file.posts.keys().chain(self.file.tags.keys()).collect();
        for (group, terms) in [("posts", &self.file.posts), ("tags", &self.file.tags)] {
            for (id, wider) in terms.iter().flat_map(|(id, term)| term.implies.iter().map(move |wider| (id, wider))) {
                let at = [Step::from(group), Step::from(id), Step::from("implies")];
                self.known(&at, ("职务或标签", "post or tag"), wider, known.clone());
            }
        }
    }

    fn event_id(&mut self, at: &[Step], id: &Name) -> Name {
        let known = self.file.events.keys().collect();
        self.known(at, ("事件", "event"), id, known);
        id.clone()
    }

    fn document_id(&mut self, at: &[Step], id: &Name) -> Name {
        let known = self.file.documents.keys().collect();
        self.known(at, ("文书", "document"), id, known);
        id.clone()
    }

    fn event(&mut self, id: &Name, spec: &EventSpec) -> EventKind {
        let at = [Step::from("events"), Step::from(&**id)];
        let documents =
            spec.document.iter().map(|document| self.document_id(&into(&at, "document"), document)).collect();
        for (key, value) in [("announces", &spec.announces), ("amends", &spec.amends)] {
            if let Some(value) = value {
                self.known(&into(&at, key), ("事件", "event"), value, vec!["meeting"]);
            }
        }
        EventKind {
            term: spec.term(),
            of: spec.of,
            document: documents,
            announces_meeting: spec.announces.is_some(),
            amends_meeting: spec.amends.is_some(),
        }
    }

    fn document(&mut self, id: &Name, spec: &DocumentSpec) -> DocumentKind {
        let at = [Step::from("documents"), Step::from(&**id)];
        if let Some(layout) = &spec.layout {
            self.known(
                &into(&at, "layout"),
                ("版式", "layout"),
                layout,
                vec!["document", "letter", "minutes", "table"],
            );
        }
        DocumentKind {
            term: Term { name: spec.name.clone(), en: spec.en.clone(), implies: Vec::new() },
            is: spec.is.as_ref().map(|is| self.document_id(&into(&at, "is"), is)),
            layout: spec.layout.clone(),
            sections: spec.sections.clone(),
        }
    }

    fn stage(&mut self, index: usize, spec: &StageSpec) -> Stage {
        let at = [Step::from("stages"), Step::from(index)];
        if self.file.stages.iter().position(|other| other.id == spec.id) != Some(index) {
            let id = &spec.id;
            let problem = Problem::new(text!(zh: "环节 `{id}` 重复", en: "duplicate stage `{id}`"));
            self.wrong(&into(&at, "id"), problem.hint(Text::new("换一个标识", "choose another id")));
        }
        Stage {
            id: spec.id.clone(),
            name: Term { name: spec.name.clone(), en: spec.en.clone(), implies: Vec::new() }.text(&spec.id),
            done_when: self.event_id(&into(&at, "done_when"), &spec.done_when),
            when: self.when(&into(&at, "when"), &spec.when, SubjectKind::Topic),
        }
    }

    fn rule(&mut self, index: usize, spec: &RuleSpec, stages: &[Stage]) -> Rule {
        let at = [Step::from("rules"), Step::from(index)];
        if self.file.rules.iter().position(|other| other.id == spec.id) != Some(index) {
            let id = &spec.id;
            let problem = Problem::new(text!(zh: "规则 `{id}` 重复", en: "duplicate rule `{id}`"));
            self.wrong(&into(&at, "id"), problem.hint(Text::new("换一个标识", "choose another id")));
        }
        if spec.per.is_some() && spec.subject != SubjectKind::Room {
            let message = Text::new("`per` 只用于协商室", "`per` goes with rooms alone");
            let hint = Text::new("写 `subject: room`", "write `subject: room`");
            self.wrong(&into(&at, "per"), Problem::new(message).hint(hint));
        }
        let checks = spec.check.checks.iter().enumerate().map(|(nth, check)| {
            let at = into(&at, "check");
            let at = if spec.check.is_list { into(&at, nth) } else { at };
            match check {
                CheckSpec::Event(check) => Check::Event(self.event_check(&into(&at, "event"), check)),
                CheckSpec::Chain(check) => Check::Chain(self.chain(&into(&at, "chain"), check, stages, spec.subject)),
                CheckSpec::Document(check) => Check::Document(self.document_check(&into(&at, "document"), check)),
                CheckSpec::Field(check) => Check::Field(self.field_check(&into(&at, "field"), check, spec.subject)),
                CheckSpec::Post(check) => Check::Post(self.post_check(&into(&at, "post"), check)),
                CheckSpec::People(check) => Check::People(self.people_check(&into(&at, "people"), check)),
                CheckSpec::Count(check) => Check::Count(self.count(&into(&at, "count"), check, spec.subject)),
                CheckSpec::Wording(check) => Check::Wording(self.wording(&into(&at, "wording"), check)),
                CheckSpec::Attest => Check::Attest,
                CheckSpec::Guidance => Check::Guidance,
            }
        });
        let checks = checks.collect();
        Rule {
            id: spec.id.clone(),
            article: spec.article.clone(),
            quote: spec.quote.clone(),
            en: spec.en.clone(),
            force: spec.force,
            subject: spec.subject,
            per: spec.per,
            when: self.when(&into(&at, "when"), &spec.when, spec.subject),
            due: spec.due.as_ref().map(|due| self.due(&into(&at, "due"), due)),
            checks,
        }
    }

    /// Exactly one of `id`, `any` and `all` says which.
    fn exactly_one(&mut self, at: &[Step], id: Option<&Name>, any: &[Name], all: &[Name]) {
        let given = [id.is_some(), !any.is_empty(), !all.is_empty()];
        if given.iter().filter(|given| **given).count() != 1 {
            let message =
                Text::new("`id`、`any`、`all` 须有且只有一个", "exactly one of `id`, `any` and `all` is needed");
            self.wrong(at, Problem::new(message).hint(Text::new("只留其中一个", "leave one of them")));
        }
    }
}
