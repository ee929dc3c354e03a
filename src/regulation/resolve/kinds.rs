//! The parameters of each kind of check, with their ids looked up.

use super::super::file::{
    BoundSpec, ConditionSpec, CountSpec, DocumentCheckSpec, FieldCheckSpec, PeopleCheckSpec, PostCheckSpec, Scalar,
    WordingSpec,
};
use super::super::{
    Bound, Bounds, Count, Counted, DocumentCheck, Due, EventSet, Field, FieldCheck, FieldTest, ItemCondition, ItemKey,
    PeopleCheck, PostCheck, ShareOf, SubjectKind, Wording, unknown,
};
use super::{Resolver, into};
use crate::model::{Name, PlanItem};
use crate::problem::{Problem, Step};
use crate::text;
use crate::text::Text;

/// Fields of topics and rounds that a rule may name.
const TOPIC_FIELDS: [(&str, Field); 16] = [
    ("began", Field::Began),
    ("form", Field::Form),
    ("office", Field::Office),
    ("lead", Field::Lead),
    ("level", Field::Level),
    ("matter", Field::Matter),
    ("basis", Field::Basis),
    ("tags", Field::Tags),
    ("selection", Field::Selection),
    ("quota", Field::Quota),
    ("source.channel", Field::SourceChannel),
    ("source.from", Field::SourceFrom),
    ("source.hotline", Field::SourceHotline),
    ("scope", Field::Scope),
    ("office_kind", Field::OfficeKind),
    ("plan_kind", Field::PlanKind),
];
/// Fields of years.
const YEAR_FIELDS: [(&str, Field); 2] = [("made_by", Field::MadeBy), ("items.form", Field::ItemsForm)];

impl Resolver<'_> {
    pub(super) fn document_check(&mut self, at: &[Step], spec: &DocumentCheckSpec) -> DocumentCheck {
        let given = [spec.id.is_some(), !spec.any.is_empty(), !spec.all.is_empty()];
        if given.iter().filter(|given| **given).count() != 1 {
            self.exactly_one(at);
        }
        let documents = if let Some(id) = &spec.id {
            EventSet::Any(vec![self.document_id(&into(at, "id"), id)])
        } else if spec.all.is_empty() {
            EventSet::Any(spec.any.iter().map(|id| self.document_id(&into(at, "any"), id)).collect())
        } else {
            EventSet::All(spec.all.iter().map(|id| self.document_id(&into(at, "all"), id)).collect())
        };
        let titles = self.section_titles(documents.ids());
        let mut sections = Vec::new();
        for (nth, wanted) in spec.sections.iter().enumerate() {
            let at = into(&into(at, "sections"), nth);
            let title = |id: &Name| titles.iter().find(|(known, _)| known == id).map(|(_, title)| title.clone());
            let found: Vec<Name> = wanted.iter().filter_map(title).collect();
            for id in wanted.iter().filter(|id| !titles.iter().any(|(known, _)| known == *id)) {
                let known = titles.iter().map(|(known, _)| known.as_str());
                self.wrong(&at, unknown(&Text::new("章节", "section"), id, known));
            }
            sections.push(found);
        }
        DocumentCheck {
            by: self.actors(&into(at, "by"), &spec.by),
            issuer: self.actors(&into(at, "issuer"), &spec.issuer),
            to: self.actors(&into(at, "to"), &spec.to),
            cc: self.actors(&into(at, "cc"), &spec.cc),
            fields: spec.fields.clone(),
            sections,
            columns: spec.columns.clone(),
            title: spec.title.clone(),
            in_order: spec.in_order,
            documents,
        }
    }

    /// The sections that these documents, and the kinds they count as, declare: id and heading.
    fn section_titles(&self, documents: &[Name]) -> Vec<(Name, Name)> {
        let declared = documents.iter().filter_map(|id| self.file.documents.get(id));
        let wider = declared.clone().filter_map(|spec| self.file.documents.get(spec.is.as_deref()?));
        declared.chain(wider).flat_map(|spec| spec.sections.0.clone()).collect()
    }

    pub(super) fn field_check(&mut self, at: &[Step], spec: &FieldCheckSpec, subject: SubjectKind) -> FieldCheck {
        let field = self.field(&into(at, "field"), &spec.field, subject);
        let words = |values: &[Scalar]| values.iter().map(Scalar::word).collect::<Vec<Name>>();
        let compared = spec.at_least.as_ref().and_then(|bound| match bound {
            BoundSpec::Word(word) if word.as_str() == "in_force" => Some(Field::InForce),
            _ => None,
        });
        let test = if !spec.one_of.is_empty() {
            FieldTest::OneOf(words(&spec.one_of))
        } else if !spec.any_of.is_empty() {
            FieldTest::AnyOf(words(&spec.any_of))
        } else if !spec.all_of.is_empty() {
            FieldTest::AllOf(words(&spec.all_of))
        } else if let Some(other) = &spec.same_as {
            FieldTest::SameAs(self.field(&into(at, "same_as"), other, subject))
        } else if let Some(other) = compared {
            FieldTest::NotBefore(other)
        } else if spec.at_least.is_some() || spec.at_most.is_some() {
            FieldTest::Within(self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref()))
        } else {
            FieldTest::Filled
        };
        FieldCheck { field, test }
    }

    fn field(&mut self, at: &[Step], written: &Name, subject: SubjectKind) -> Field {
        if let Some(question) = written.strip_prefix("scope.") {
            return Field::ScopeQuestion(Name::from(question));
        }
        let fields: &[(&str, Field)] = match subject {
            SubjectKind::Topic | SubjectKind::Round => &TOPIC_FIELDS,
            SubjectKind::Year => &YEAR_FIELDS,
            SubjectKind::Suggestion => &[],
        };
        match fields.iter().find(|(name, _)| *name == written.as_str()) {
            Some((_, field)) => field.clone(),
            None => {
                let known = fields.iter().map(|(name, _)| *name);
                self.wrong(at, unknown(&Text::new("字段", "field"), written, known));
                Field::Began
            }
        }
    }

    pub(super) fn post_check(&mut self, at: &[Step], spec: &PostCheckSpec) -> PostCheck {
        PostCheck {
            who: spec.who,
            posts: self.actors(&into(at, "posts"), &spec.posts),
            delegate: self.actors(&into(at, "delegate"), &spec.delegate),
            tags: self.actors(&into(at, "tags"), &spec.tags),
        }
    }

    pub(super) fn people_check(&mut self, at: &[Step], spec: &PeopleCheckSpec) -> PeopleCheck {
        let each = spec.each.iter().map(|any| self.actors(&into(at, "each"), any)).collect();
        let of = match spec.of.as_deref() {
            None => ShareOf::List,
            Some("register") => ShareOf::Register,
            Some(tag) => {
                let known = self.file.tags.keys().collect();
                self.known(&into(at, "of"), ("标签", "tag"), tag, known);
                ShareOf::Tag(Name::from(tag))
            }
        };
        for activity in spec.at.iter().filter(|activity| activity.as_str() != "meeting") {
            let known = self.file.activities.keys().chain(["meeting"]).collect();
            self.known(&into(at, "at"), ("活动", "activity"), activity, known);
        }
        PeopleCheck {
            at: if spec.at.is_empty() { vec![Name::from("meeting")] } else { spec.at.clone() },
            each,
            bounds: self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref()),
            of,
            basis: spec.basis.unwrap_or_default(),
        }
    }

    pub(super) fn count(&mut self, at: &[Step], spec: &CountSpec, subject: SubjectKind) -> Count {
        let bounds = self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref());
        if spec.at_least.is_none() && spec.at_most.is_none() {
            let message = Text::new("`count` 没有写明多少", "`count` does not say how many");
            let hint = Text::new("写明 `at_least` 或 `at_most`", "give `at_least` or `at_most`");
            self.wrong(at, Problem::new(message).hint(hint));
        }
        if spec.of.as_str() == "items" {
            if subject != SubjectKind::Year {
                let message = Text::new("计划议题只能按年度计数", "items are counted for a year alone");
                self.wrong(
                    &into(at, "of"),
                    Problem::new(message).hint(Text::new("写 `subject: year`", "write `subject: year`")),
                );
            }
            let conditions = spec
                .when
                .iter()
                .filter_map(|(key, condition)| self.item(&into(&into(at, "where"), key), key, condition));
            return Count { of: Counted::Items(conditions.collect()), bounds };
        }
        for (key, _) in spec.when.iter() {
            let message = Text::new("`where` 只用于计划议题", "`where` goes with items alone");
            self.wrong(
                &into(&into(at, "where"), key),
                Problem::new(message).hint(Text::new("写 `of: items`", "write `of: items`")),
            );
        }
        for (key, bound) in [("at_least", &bounds.at_least), ("at_most", &bounds.at_most)] {
            if matches!(bound, Some(Bound::Share(..) | Bound::All)) {
                let message = Text::new("事件的次数不能是份额", "occurrences of an event are no share of anything");
                self.wrong(&into(at, key), Problem::new(message).hint(Text::new("写一个数", "write a number")));
            }
        }
        Count { of: Counted::Event(self.event_id(&into(at, "of"), &spec.of)), bounds }
    }

    /// A condition on the items of a plan.
    fn item(&mut self, at: &[Step], key: &str, spec: &ConditionSpec) -> Option<ItemCondition> {
        let Some(key) = ItemKey::ALL.into_iter().find(|known| known.id() == key) else {
            self.wrong(at, unknown(&Text::new("条件", "condition"), key, ItemKey::ALL.map(ItemKey::id)));
            return None;
        };
        let values: Vec<Name> = spec.values.iter().map(Scalar::word).collect();
        let (kind, known): (_, Vec<&str>) = match key {
            ItemKey::Kind => (("议题类型", "kind"), PlanItem::KINDS.iter().map(|(id, _)| *id).collect()),
            ItemKey::Form => (("协商形式", "form"), self.file.forms.keys().collect()),
        };
        for value in &values {
            self.known(at, kind, value, known.clone());
        }
        Some(ItemCondition { key, values, not: spec.not })
    }

    fn bounds(&mut self, at: &[Step], at_least: Option<&BoundSpec>, at_most: Option<&BoundSpec>) -> Bounds {
        Bounds {
            at_least: at_least.map(|bound| self.bound(&into(at, "at_least"), bound)),
            at_most: at_most.map(|bound| self.bound(&into(at, "at_most"), bound)),
        }
    }

    fn bound(&mut self, at: &[Step], written: &BoundSpec) -> Bound {
        let word = match written {
            BoundSpec::Number(number) => return Bound::Number(*number),
            BoundSpec::Word(word) => word,
        };
        if word.as_str() == "all" {
            return Bound::All;
        }
        if let Some((part, whole)) = word.split_once('/')
            && let (Ok(part), Ok(whole)) = (part.parse::<u32>(), whole.parse::<u32>())
            && part <= whole
            && (1..=1000).contains(&whole)
        {
            return Bound::Share(part, whole);
        }
        let words = Due::NUMBER_WORDS.iter().map(|(word, _)| *word).chain(self.file.words.keys()).collect();
        self.known(at, ("数量", "number, share or word"), word, words);
        Bound::Word(word.clone())
    }

    pub(super) fn wording(&mut self, at: &[Step], spec: &WordingSpec) -> Wording {
        let all = spec.documents.iter().any(|document| document.as_str() == "all");
        let documents = if all {
            Vec::new()
        } else {
            spec.documents.iter().map(|id| self.document_id(&into(at, "documents"), id)).collect()
        };
        let never = spec.never.iter().filter_map(|pattern| self.pattern(&into(at, "never"), pattern)).collect();
        let exactly = match (&spec.like, &spec.wording) {
            (Some(like), Some(wording)) => {
                self.pattern(&into(at, "like"), like).map(|pattern| (pattern, wording.clone()))
            }
            (None, None) => None,
            _ => {
                self.wrong(at, Problem::new(Text::new("`like` 与 `use` 要同时写", "`like` and `use` go together")));
                None
            }
        };
        let no_names = match spec.names.as_deref() {
            None => false,
            Some("never") => true,
            Some(other) => {
                self.wrong(&into(at, "names"), unknown(&Text::new("值", "value"), other, ["never"]));
                false
            }
        };
        Wording { documents, never, no_names, exactly }
    }

    fn pattern(&mut self, at: &[Step], written: &str) -> Option<regex::Regex> {
        let compiled = regex::Regex::new(written);
        if compiled.is_err() {
            self.wrong(at, Problem::new(text!(zh: "模式 `{written}` 不合语法", en: "`{written}` is not a pattern")));
        }
        compiled.ok()
    }

    pub(super) fn exactly_one(&mut self, at: &[Step]) {
        self.wrong(
            at,
            Problem::new(Text::new(
                "`id`、`any`、`all` 须有且只有一个",
                "exactly one of `id`, `any` and `all` is needed",
            )),
        );
    }
}
