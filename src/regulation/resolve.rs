//! From what is written to what is meant: every id looked up, every mistake collected.

mod kinds;

use super::due::day_of_year;
use super::file::{
    ChainSpec, CheckSpec, ConditionSpec, DocumentSpec, DueSpec, EventCheckSpec, EventSpec, RegulationFile, RuleSpec,
    Scalar, StageSpec, StepsSpec,
};
use super::{
    Actor, Chain, ChainStep, Check, Condition, DocumentKind, Due, EventCheck, EventKind, EventSet, Fact, Matches,
    Moment, Regulation, Rule, Span, Stage, SubjectKind, Term, Terms, Until, Value, When, place, unknown,
};
use crate::model::{Name, UniqueMap};
use crate::problem::{Problem, Problems, Step};
use crate::text;
use crate::text::Text;

/// Kinds of offices an actor may be, as `yijuan.yml` declares them.
const OFFICE_KINDS: [&str; 2] = ["special-committee", "office"];

pub(super) fn resolve(id: &str, path: &str, file: RegulationFile, built_in: bool) -> Result<Regulation, Problems> {
    let mut resolver = Resolver { path, file: &file, problems: Problems::new() };
    if &*file.id != id {
        let written = &file.id;
        resolver.wrong(
            &["id".into()],
            Problem::new(text!(zh: "`id: {written}` 与文件夹名 `{id}` 不一致", en: "`id: {written}` is not the folder's name `{id}`")),
        );
    }
    let events = UniqueMap(file.events.0.iter().map(|(id, spec)| (id.clone(), resolver.event(id, spec))).collect());
    let documents =
        UniqueMap(file.documents.0.iter().map(|(id, spec)| (id.clone(), resolver.document(id, spec))).collect());
    let stages: Vec<Stage> = file.stages.iter().enumerate().map(|(at, spec)| resolver.stage(at, spec)).collect();
    let rules = file.rules.iter().enumerate().map(|(at, spec)| resolver.rule(at, spec, &stages)).collect();
    let words = Due::WORDS.iter().chain(&Due::NUMBER_WORDS).map(|(id, name)| (*id, Name::from(*name)));
    let words = words.chain(file.words.iter().map(|(id, name)| (id, name.clone())));
    let words = words.map(|(id, name)| (Name::from(id), Term { name, en: None, implies: Vec::new() })).collect();
    if !resolver.problems.is_empty() {
        return Err(resolver.problems);
    }
    Ok(Regulation {
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
        words: UniqueMap(words),
        events,
        documents,
        stages,
        rules,
    })
}

struct Resolver<'a> {
    path: &'a str,
    file: &'a RegulationFile,
    problems: Problems,
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
        if !known.contains(&id) {
            self.wrong(at, unknown(&Text::new(kind.0, kind.1), id, known));
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
            self.wrong(&into(&at, "id"), Problem::new(text!(zh: "规则 `{id}` 重复", en: "duplicate rule `{id}`")));
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
            when: self.when(&into(&at, "when"), &spec.when, spec.subject),
            due: spec.due.as_ref().map(|due| self.due(&into(&at, "due"), due)),
            checks,
        }
    }

    fn due(&mut self, at: &[Step], spec: &DueSpec) -> Due {
        let until = match (&spec.by, &spec.every) {
            (Some(_), Some(_)) => {
                self.wrong(
                    at,
                    Problem::new(Text::new("`by` 与 `every` 只能有一个", "`by` and `every` exclude each other")),
                );
                Until::Anchor
            }
            (Some(by), None) => match day_of_year(by) {
                Some(day) => Until::Day(day),
                None => Until::By(self.span(&into(at, "by"), by)),
            },
            (None, Some(every)) => Until::Every(self.span(&into(at, "every"), every)),
            (None, None) => Until::Anchor,
        };
        let anchored = !spec.after.is_empty() || !spec.before.is_empty();
        if !anchored && !matches!(until, Until::Day(_)) {
            self.wrong(
                at,
                Problem::new(Text::new("`due` 没有起算点", "`due` has no anchor"))
                    .hint(Text::new("写明 `before` 或 `after`", "name one under `before` or `after`")),
            );
        }
        Due {
            after: self.moments(&into(at, "after"), &spec.after),
            before: self.moments(&into(at, "before"), &spec.before),
            until,
            counting: spec.counting,
        }
    }

    fn moments(&mut self, at: &[Step], written: &[Name]) -> Vec<Moment> {
        let moment = |id: &Name| match &**id {
            "period-start" => Moment::PeriodStart,
            "period-end" => Moment::PeriodEnd,
            _ => Moment::Event(self.event_id(at, id)),
        };
        written.iter().map(moment).collect()
    }

    fn span(&mut self, at: &[Step], written: &Name) -> Span {
        if let Ok(length) = written.parse() {
            return Span::Fixed(length);
        }
        let words: Vec<&str> = Due::WORDS.iter().map(|(word, _)| *word).chain(self.file.words.keys()).collect();
        self.known(at, ("时限", "length or word"), written, words);
        Span::Word(written.clone())
    }

    fn event_check(&mut self, at: &[Step], spec: &EventCheckSpec) -> EventCheck {
        let given = [spec.id.is_some(), !spec.any.is_empty(), !spec.all.is_empty()];
        if given.iter().filter(|given| **given).count() != 1 {
            self.wrong(
                at,
                Problem::new(Text::new(
                    "`id`、`any`、`all` 须有且只有一个",
                    "exactly one of `id`, `any` and `all` is needed",
                )),
            );
        }
        let events = if let Some(id) = &spec.id {
            EventSet::Any(vec![self.event_id(&into(at, "id"), id)])
        } else if spec.all.is_empty() {
            EventSet::Any(spec.any.iter().map(|id| self.event_id(&into(at, "any"), id)).collect())
        } else {
            EventSet::All(spec.all.iter().map(|id| self.event_id(&into(at, "all"), id)).collect())
        };
        for way in spec.via.iter() {
            let known = self.file.ways.keys().collect();
            self.known(&into(at, "via"), ("方式", "way"), way, known);
        }
        EventCheck {
            events,
            by: self.actors(&into(at, "by"), &spec.by),
            to: self.actors(&into(at, "to"), &spec.to),
            via: spec.via.0.clone(),
            needs: spec.needs.clone(),
        }
    }

    fn chain(&mut self, at: &[Step], spec: &ChainSpec, stages: &[Stage], subject: SubjectKind) -> Chain {
        let steps = match &spec.steps {
            StepsSpec::Stages => stages
                .iter()
                .enumerate()
                .map(|(index, stage)| ChainStep {
                    event: stage.done_when.clone(),
                    by: Vec::new(),
                    stage: Some(index),
                    when: stage.when.clone(),
                })
                .collect(),
            StepsSpec::List(steps) => steps
                .iter()
                .enumerate()
                .map(|(index, step)| {
                    let at = into(&into(at, "steps"), index);
                    ChainStep {
                        event: self.event_id(&into(&at, "id"), &step.id),
                        by: self.actors(&into(&at, "by"), &step.by),
                        stage: None,
                        when: self.when(&into(&at, "when"), &step.when, subject),
                    }
                })
                .collect(),
        };
        Chain {
            steps,
            document: spec.document.as_ref().map(|document| self.document_id(&into(at, "document"), document)),
            then: spec.then.as_ref().map(|then| self.event_id(&into(at, "then"), then)),
            issuer: self.actors(&into(at, "issuer"), &spec.issuer),
            to: self.actors(&into(at, "to"), &spec.to),
            cc: self.actors(&into(at, "cc"), &spec.cc),
        }
    }

    fn actors(&mut self, at: &[Step], written: &[Name]) -> Vec<Actor> {
        written.iter().map(|actor| self.actor(at, actor)).collect()
    }

    fn actor(&mut self, at: &[Step], written: &Name) -> Actor {
        match &**written {
            "office" => return Actor::Office,
            "entrusted-by" => return Actor::EntrustedBy,
            "proposers" => return Actor::Proposers,
            _ => {}
        }
        if let Some(post) = written.strip_suffix(":office") {
            let known = self.file.posts.keys().collect();
            self.known(at, ("职务", "post"), post, known);
            return Actor::OfOffice(Name::from(post));
        }
        let groups = [&self.file.bodies, &self.file.posts, &self.file.tags];
        let known = groups.into_iter().flat_map(Terms::keys).chain(OFFICE_KINDS).collect();
        self.known(at, ("主体", "actor"), written, known);
        Actor::Id(written.clone())
    }

    fn when(&mut self, at: &[Step], written: &UniqueMap<ConditionSpec>, subject: SubjectKind) -> When {
        When(written.iter().filter_map(|(key, spec)| self.condition(&into(at, key), key, spec, subject)).collect())
    }

    fn condition(&mut self, at: &[Step], key: &str, spec: &ConditionSpec, subject: SubjectKind) -> Option<Condition> {
        let facts: &[(&str, Fact)] = match subject {
            SubjectKind::Topic | SubjectKind::Round => &Fact::OF_TOPIC,
            SubjectKind::Suggestion => &Fact::OF_SUGGESTION,
            SubjectKind::Year => &[],
        };
        let Some((_, fact)) = facts.iter().find(|(name, _)| *name == key) else {
            self.wrong(at, unknown(&Text::new("条件", "condition"), key, facts.iter().map(|(name, _)| *name)));
            return None;
        };
        let values = spec.values.iter().map(|value| self.value(at, *fact, value)).collect();
        Some(Condition { fact: *fact, matches: if spec.not { Matches::Not(values) } else { Matches::AnyOf(values) } })
    }

    fn value(&mut self, at: &[Step], fact: Fact, written: &Scalar) -> Value {
        let file = self.file;
        let (kind, known): ((&str, &str), Vec<&str>) = match fact {
            Fact::AdHoc | Fact::Planned | Fact::Entrusted | Fact::Key => {
                let Scalar::Bool(value) = written else {
                    self.wrong(at, Problem::new(Text::new("这里应为 true 或 false", "expected true or false")));
                    return Value::Bool(false);
                };
                return Value::Bool(*value);
            }
            Fact::Form => (("协商形式", "form"), file.forms.keys().collect()),
            Fact::Tags => (("议题标签", "topic tag"), file.topic_tags.keys().collect()),
            Fact::OpinionIssuer => (("主体", "body"), file.bodies.keys().collect()),
            Fact::Waived => (("规则", "rule"), file.rules.iter().map(|rule| &*rule.id).collect()),
            Fact::Recorded => (("事件", "event"), file.events.keys().collect()),
            Fact::Kind => (("建议类别", "kind of suggestion"), file.suggestion_kinds.keys().collect()),
        };
        match written {
            Scalar::Word(word) => {
                self.known(at, kind, word, known);
                Value::Word(word.clone())
            }
            Scalar::Bool(_) => {
                self.wrong(at, Problem::new(Text::new("这里应为一个标识", "expected an id")));
                Value::Bool(false)
            }
        }
    }
}
