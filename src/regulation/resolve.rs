//! Resolves the ids of a regulation: first its vocabulary, then the stages and rules that use it.

use super::file::{DocumentOf, DocumentSpec, EventSpec, RegulationFile, StageSpec};
use crate::diagnostic::{Diagnostic, Diagnostics, PathSegment};
use crate::document::Layout;
use crate::model::{Name, PlanItem, UniqueMap};
use crate::regulation::{Regulation, Rule, RuleSpec};
use crate::rules::{Due, Resolver, Stage, into};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{
    DocumentKind, EventIs, EventKind, Group, PaperTable, ReviewSteps, SubjectKind, Term, Vocabulary,
};

/// The only value of `announces` and `amends`.
const MEETING: &str = "meeting";

/// The regulation without unknown ids, and a problem for each of them.
pub(super) fn resolve(id: &str, path: &str, file: RegulationFile, built_in: bool) -> (Regulation, Diagnostics) {
    let vocabulary = vocabulary(&file);
    let rules: Vec<&Name> = file.rules.iter().map(|rule| &rule.id).collect();
    let is_dated = file.in_force.is_some();
    let mut resolver =
        Resolver { path, vocabulary: &vocabulary, rules: &rules, is_dated, problems: Diagnostics::new() };
    if &*file.id != id {
        let written = &file.id;
        resolver.wrong(
            &["id".into()],
            Diagnostic::new(text!(zh: "`id: {written}` 与文件夹名 `{id}` 不一致", en: "`id: {written}` is not the folder's name `{id}`"))
                .hint(text!(zh: "写 `id: {id}`，或给文件夹改名", en: "write `id: {id}`, or rename the folder")),
        );
    }
    implied(&mut resolver);
    what_only_forms_have(&mut resolver);
    for (id, spec) in file.events.iter() {
        event(&mut resolver, id, spec);
    }
    for (id, spec) in file.documents.iter() {
        document(&mut resolver, id, spec, &file.stages);
    }
    let stages: Vec<Stage> =
        file.stages.iter().enumerate().map(|(at, spec)| stage(&mut resolver, &file.stages, at, spec)).collect();
    let rules: Vec<Rule> =
        file.rules.iter().enumerate().map(|(at, spec)| rule(&mut resolver, &file.rules, at, spec, &stages)).collect();
    let problems = resolver.problems;
    let mut vocabulary = vocabulary;
    for (id, kind) in &mut vocabulary.documents.0 {
        kind.review_steps = review_steps(id, &rules);
    }
    let texts = super::texts::texts(&vocabulary, &rules);
    let RegulationFile { title, also, in_force, .. } = file;
    (Regulation { title, also, in_force, built_in, vocabulary, stages, rules, texts }, problems)
}

/// The steps of all chains of a paper, each after the steps it follows in any of them.
fn review_steps(document: &Name, rules: &[Rule]) -> ReviewSteps {
    let (mut groups, mut resumes): (Vec<Vec<Name>>, bool) = (Vec::new(), false);
    for chain in rules.iter().flat_map(|rule| rule.chains_of(document)) {
        let mut next = 0;
        resumes |= chain.resumes;
        for step in &chain.steps {
            let known = groups.iter().position(|group| group.iter().any(|event| step.events.contains(event)));
            next = known.unwrap_or_else(|| {
                groups.insert(next, step.events.clone());
                next
            }) + 1;
        }
    }
    ReviewSteps { groups, resumes }
}

/// The names as declared; ids among them are not checked yet.
fn vocabulary(file: &RegulationFile) -> Vocabulary {
    let events = file.events.0.iter().map(|(id, spec)| {
        let kind = EventKind {
            term: Term::new(spec.name.clone(), spec.en.clone(), spec.also.clone()),
            of: spec.of,
            document: spec.document.clone(),
            issues: spec.issues.clone(),
            announces_meeting: spec.announces.is_some(),
            amends_meeting: spec.amends.is_some(),
            is: spec.is.as_deref().and_then(EventIs::named),
            reminds: spec.reminds.clone(),
        };
        (id.clone(), kind)
    });
    let built_in = [
        (Vocabulary::DROPPED, "终止", SubjectKind::Topic),
        (Vocabulary::REMINDED, "催办", SubjectKind::Topic),
        (Vocabulary::SEALED, "封装", SubjectKind::Topic),
        (Vocabulary::RECEIVED, "接收案卷", SubjectKind::Year),
    ];
    let built_in = built_in.into_iter();
    let built_in = built_in.filter(|(id, ..)| file.events.get(id).is_none());
    let built_in = built_in.map(|(id, name, of)| (Name::from(id), EventKind::built_in(name, of)));
    let is_handover = |spec: &EventSpec| spec.is.as_deref().and_then(EventIs::named) == Some(EventIs::Handover);
    let has_handover = file.events.iter().any(|(_, spec)| is_handover(spec));
    let handover = (!has_handover).then(|| (Vocabulary::TRANSFERRED.into(), EventKind::handover("移交案卷")));
    let built_in = built_in.chain(handover);
    let documents = file.documents.0.iter().map(|(id, spec)| {
        let kind = DocumentKind {
            is_drafted: false,
            term: Term::new(spec.name.clone(), spec.en.clone(), spec.also.clone()),
            is: spec.is.clone(),
            layout: spec.layout.clone(),
            upward: spec.upward.clone(),
            retention: spec.retention,
            sections: spec.sections.clone(),
            stage: spec.stage.clone(),
            forms: spec.forms.clone(),
            is_of_round: spec.of == DocumentOf::Round,
            table: spec.table.clone(),
            review_steps: ReviewSteps::default(),
        };
        (id.clone(), kind)
    });
    // Of these papers a regulation may say nothing.
    let is_declared = |id: &str, name: &str| {
        let mut declared = file.documents.iter();
        declared
            .any(|(own, spec)| own == id || spec.name.as_str() == name || spec.also.iter().any(|also| **also == *name))
    };
    let built_in_papers = Vocabulary::PAPERS.iter().filter(|(id, name, _)| !is_declared(id, name));
    let built_in_papers =
        built_in_papers.map(|(id, name, layout)| (Name::from(*id), DocumentKind::built_in(name, layout)));
    let (result, called) = (Vocabulary::RESULT, "办理结果材料");
    let result = (!is_declared(result, called))
        .then(|| (Name::from(result), DocumentKind::handed_in(called, &["办理结果", "批示", "决定"])));
    // A regulation may give the program's words a name of its own.
    let shared = Due::WORDS.iter().chain(&Due::NUMBER_WORDS).filter(|(id, _)| file.words.get(id).is_none());
    let shared = shared.map(|(id, name)| (*id, Name::from(*name)));
    let words = shared.chain(file.words.iter().map(|(id, name)| (id, name.clone())));
    let words = words.map(|(id, name)| (Name::from(id), Term::new(name, None, Vec::new())));
    let documents = UniqueMap(documents.chain(built_in_papers).chain(result).collect());
    let events = UniqueMap(events.chain(built_in).collect());
    Vocabulary::new(file.id.clone(), file.terms.clone(), UniqueMap(words.collect()), events, documents)
}

/// Checks `implies`, `of` and `office`. A post or tag may imply posts, tags and bodies; a body only bodies. Only a post that
/// implies another, or a body, may have an `office`.
fn implied(resolver: &mut Resolver) {
    const WIDER: [Group; 3] = [Group::Posts, Group::Tags, Group::Bodies];
    let vocabulary = resolver.vocabulary;
    for group in Group::all() {
        let (of_people, of_bodies) = (matches!(group, Group::Posts | Group::Tags), group == Group::Bodies);
        for (id, term) in vocabulary.terms(group).iter() {
            let at = [PathSegment::from(group.key()), PathSegment::from(id)];
            for part in &term.of {
                resolver.known_in_any(&into(&at, "of"), &Group::Tags.text(), &WIDER, &[], part);
            }
            for wider in term.implies.iter().filter(|_| of_people || of_bodies) {
                let known = if of_people { &WIDER[..] } else { &[Group::Bodies] };
                let kind = Text::new("职务、标签或主体", "post, tag or body");
                resolver.known_in_any(&into(&at, "implies"), &kind, known, &[], wider);
            }
            if let Some(office) = term.office.as_ref().filter(|_| of_bodies) {
                resolver.known_in_any(&into(&at, "office"), &Group::Bodies.text(), &[Group::Bodies], &[], office);
            } else if term.office.is_some() && (group != Group::Posts || term.implies.is_empty()) {
                let message = Text::new(
                    "`office` 只用于主体和有 `implies` 的职务",
                    "`office` is for a body, or a post that `implies` another",
                );
                let hint = Text::new("去掉 `office`，或写明 `implies`", "leave `office` out, or say what it `implies`");
                resolver.wrong(&into(&at, "office"), Diagnostic::new(message).hint(hint));
            }
        }
    }
}

/// Checks `kind`, `occasion` and `held`, which only forms may have.
fn what_only_forms_have(resolver: &mut Resolver) {
    let kinds = PlanItem::KINDS.map(|(id, _)| id);
    for group in Group::all() {
        for (id, term) in resolver.vocabulary.terms(group).iter() {
            let at = [PathSegment::from(group.key()), PathSegment::from(id)];
            if group == Group::Forms {
                if let Some(kind) = &term.kind {
                    resolver.one_of(&into(&at, "kind"), &Text::new("计划中的类型", "kind in the plan"), kind, &kinds);
                }
                if let Some(occasion) = term
                    .occasion
                    .as_deref()
                    .filter(|said| said.replace("{topic}", "").contains(['{', '}']) || !said.contains("{topic}"))
                {
                    let message = text!(zh: "`{occasion}` 里题目的位置要写作 {{topic}}，而且只有它", en: "`{occasion}` has to have {{topic}} where the title goes, and nothing else in braces");
                    let hint = Text::new("例如 “{topic}”专题协商会", "for example “{topic}”专题协商会");
                    resolver.wrong(&into(&at, "occasion"), Diagnostic::new(message).hint(hint));
                }
                continue;
            }
            for (key, value) in [("kind", &term.kind), ("occasion", &term.occasion), ("held", &term.held)] {
                if value.is_some() {
                    let message = text!(zh: "只有协商形式有 `{key}`", en: "only forms have `{key}`");
                    let hint = Text::new("删去这一项", "take it out");
                    resolver.wrong(&into(&at, key), Diagnostic::new(message).hint(hint));
                }
            }
        }
    }
}

fn event(resolver: &mut Resolver, id: &str, spec: &EventSpec) {
    let at = [PathSegment::from("events"), PathSegment::from(id)];
    for (key, documents) in [("document", &spec.document), ("issues", &spec.issues)] {
        for document in documents {
            resolver.document_id(&into(&at, key), document);
        }
    }
    for event in &spec.reminds {
        resolver.event_id(&into(&at, "reminds"), event);
    }
    let is: Vec<&str> = EventIs::words(spec.of).collect();
    for (key, value, known) in
        [("announces", &spec.announces, &[MEETING][..]), ("amends", &spec.amends, &[MEETING]), ("is", &spec.is, &is)]
    {
        if let Some(value) = value {
            resolver.known(&into(&at, key), &Text::new("事件", "event"), &["events"], value, known);
        }
    }
}

fn document(resolver: &mut Resolver, id: &str, spec: &DocumentSpec, stages: &[StageSpec]) {
    let at = [PathSegment::from("documents"), PathSegment::from(id)];
    if let Some(layout) = &spec.layout {
        resolver.one_of(&into(&at, "layout"), &Text::new("版式", "layout"), layout, &Layout::WORDS);
    }
    for issuer in &spec.upward {
        resolver.known_in_any(&into(&at, "upward"), &Group::Bodies.text(), &[Group::Bodies], &[], issuer);
    }
    if let Some(is) = &spec.is {
        resolver.document_id(&into(&at, "is"), is);
    }
    if let Some(stage) = &spec.stage {
        let known: Vec<&str> = stages.iter().map(|stage| stage.id.as_str()).collect();
        resolver.one_of(&into(&at, "stage"), &Text::new("环节", "stage"), stage, &known);
    }
    for form in spec.forms.iter().flatten() {
        resolver.known_in(&into(&at, "forms"), Group::Forms, form);
    }
    if let Some(table) = &spec.table {
        of_rows(resolver, &into(&at, "table"), table);
    }
}

/// Checks where the rows and columns of a table come from.
fn of_rows(resolver: &mut Resolver, at: &[PathSegment], table: &PaperTable) {
    let fact = Text::new("列内容", "fact of a column");
    match table.facts() {
        None => {
            let known = PaperTable::ROWS.map(|(of, _)| of);
            resolver.one_of(&into(at, "of"), &Text::new("行类", "kind of row"), &table.of, &known);
        }
        Some(known) => {
            for (head, from) in table.columns.iter() {
                resolver.one_of(&into(&into(at, "columns"), head), &fact, from, &known);
            }
        }
    }
    for kind in table.kinds.iter() {
        resolver.known_in(&into(at, "kinds"), Group::SuggestionKinds, kind);
    }
    for (label, from) in table.foot.iter() {
        let kind = Text::new("表尾内容", "fact below a table");
        resolver.one_of(&into(&into(at, "foot"), label), &kind, from, &PaperTable::FOOT);
    }
}

fn stage(resolver: &mut Resolver, all: &[StageSpec], index: usize, spec: &StageSpec) -> Stage {
    let at = [PathSegment::from("stages"), PathSegment::from(index)];
    if all.iter().position(|other| other.id == spec.id) != Some(index) {
        let id = &spec.id;
        duplicate_id(resolver, &at, text!(zh: "环节 `{id}` 重复", en: "duplicate stage `{id}`"));
    }
    Stage {
        id: spec.id.clone(),
        name: Term::new(spec.name.clone(), spec.en.clone(), Vec::new()).text(&spec.id),
        done_when: spec.done_when.iter().map(|id| resolver.event_id(&into(&at, "done_when"), id)).collect(),
        when: resolver.when(&into(&at, "when"), &spec.when, SubjectKind::Topic),
    }
}

fn rule(resolver: &mut Resolver, all: &[RuleSpec], index: usize, spec: &RuleSpec, stages: &[Stage]) -> Rule {
    let at = [PathSegment::from("rules"), PathSegment::from(index)];
    if all.iter().position(|other| other.id == spec.id) != Some(index) {
        let id = &spec.id;
        duplicate_id(resolver, &at, text!(zh: "规则 `{id}` 重复", en: "duplicate rule `{id}`"));
    }
    resolver.rule(&at, spec, stages)
}

fn duplicate_id(resolver: &mut Resolver, at: &[PathSegment], message: Text) {
    resolver.wrong(&into(at, "id"), Diagnostic::new(message).hint(Text::new("换一个标识", "choose another id")));
}
