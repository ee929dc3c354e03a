//! Kind `field`: a fact is filled, and with what it must be.

use super::bound::{self, Measures};
use super::{Bench, Holds, Outcome, Question, Wrong, sentence};
use crate::model::{Name, OneOrMany, ScopeAnswer};
use crate::problem::{Place, Step};
use crate::regulation::{Field, FieldCheck, FieldTest, Force, Regulation};
use crate::text;
use crate::text::Text;

/// Whether the fact is what the rule asks.
pub(super) fn judge(question: &Question, check: &FieldCheck) -> Outcome {
    let stated = stated(question, &check.field);
    let place = place(question, check);
    let known = |wanted: &[Name]| stated.values.iter().all(|value| wanted.iter().any(|one| one.as_str() == value));
    let filled = !stated.values.is_empty() && !stated.gaps;
    let (holds, wrong) = match &check.test {
        FieldTest::Filled => (filled, false),
        FieldTest::OneOf(wanted) => (filled && known(wanted), !known(wanted)),
        FieldTest::AnyOf(wanted) => {
            (stated.values.iter().any(|value| wanted.iter().any(|one| one.as_str() == value)), false)
        }
        FieldTest::AllOf(wanted) => (lacking(wanted, &stated).is_empty(), false),
        FieldTest::SameAs(other) => {
            let other = self::stated(question, other);
            let differs = filled && !other.values.is_empty() && other.values != stated.values;
            (filled && !differs, differs)
        }
        FieldTest::NotBefore(other) => {
            let other = self::stated(question, other);
            let early = stated.values.first().zip(other.values.first()).is_some_and(|(own, other)| own < other);
            (filled && !early, early)
        }
        FieldTest::Within(bounds) => {
            let count = stated.count();
            let outside = Measures::of(question.bench, question.rule, bounds).broken(count, count).is_some();
            (filled && !outside, filled && outside)
        }
    };
    if holds {
        return Outcome { holds: Holds::Undated, ..Outcome::open(place) };
    }
    let missing = said(question, check, &stated);
    let hint = how_to_set(question, &check.field, &place);
    let contradiction = Wrong { place: place.clone(), said: missing.clone(), mend: hint.clone() };
    let wrong = if wrong { vec![contradiction] } else { Vec::new() };
    Outcome { task: label(&check.field), missing, wrong, uncounted: Some(hint), ..Outcome::open(place) }
}

/// What is filled in.
struct Stated {
    values: Vec<String>,
    /// Some entry of a list leaves it out.
    gaps: bool,
    /// A number, where the field is one.
    number: Option<u32>,
}

impl Stated {
    /// The number it is, or how many values there are.
    fn count(&self) -> usize {
        self.number.map_or(self.values.len(), |number| number as usize)
    }
}

fn stated(question: &Question, field: &Field) -> Stated {
    let Question { bench, regulation, view, .. } = *question;
    let mut gaps = false;
    let mut number = None;
    let one = |value: Option<&Name>| value.map(ToString::to_string).into_iter().collect::<Vec<String>>();
    let many = |values: &OneOrMany<Name>| values.iter().map(ToString::to_string).collect::<Vec<String>>();
    let values = match (view.topic, view.plan) {
        (Some(facts), _) => {
            let topic = &facts.topic.file;
            let source = topic.source.as_ref();
            match field {
                Field::Began => topic.began.map(|day| day.to_string()).into_iter().collect(),
                Field::Form => one(topic.form.as_ref()),
                Field::Office => one(topic.office.as_ref()),
                Field::Lead => one(topic.lead.as_ref()),
                Field::Level => one(topic.level.as_ref()),
                Field::Matter => many(&topic.matter),
                Field::Basis => topic.basis.clone().into_iter().collect(),
                Field::Tags => many(&topic.tags),
                Field::Selection => many(&topic.selection),
                Field::Quota => {
                    number = topic.quota.get("total").copied();
                    topic.quota.keys().map(ToOwned::to_owned).collect()
                }
                Field::SourceChannel => one(source.and_then(|source| source.channel.as_ref())),
                Field::SourceFrom => source.map(|source| many(&source.from)).unwrap_or_default(),
                Field::SourceHotline => source.map(|source| many(&source.hotline)).unwrap_or_default(),
                Field::Scope => {
                    let answered = topic.scope.iter().flat_map(crate::model::Scope::iter);
                    let answered = answered.filter(|(_, answer)| matches!(answer, ScopeAnswer::Answer(_)));
                    answered.map(|(question, _)| question.to_owned()).collect()
                }
                Field::ScopeQuestion(wanted) => match topic.scope.as_ref().and_then(|scope| scope.get(wanted)) {
                    Some(ScopeAnswer::Answer(answer)) => vec![answer.to_string()],
                    _ => Vec::new(),
                },
                Field::OfficeKind => {
                    let office = topic.office.as_deref().and_then(|office| bench.settings()?.offices.get(office));
                    one(office.and_then(|office| office.kind.as_ref()))
                }
                Field::PlanKind => plan_kind(bench, facts.topic.key).into_iter().collect(),
                Field::InForce => vec![regulation.in_force.to_string()],
                Field::MadeBy | Field::ItemsForm => Vec::new(),
            }
        }
        (None, Some(plan)) => {
            let file = plan.plan.map(|plan| &plan.file);
            match field {
                Field::MadeBy => file.map(|file| many(&file.made_by)).unwrap_or_default(),
                Field::ItemsForm => {
                    let items = file.map_or(&[][..], |file| &file.items);
                    gaps = items.iter().any(|item| item.form.is_none());
                    items.iter().filter_map(|item| item.form.as_ref()).map(ToString::to_string).collect()
                }
                Field::InForce => vec![regulation.in_force.to_string()],
                _ => Vec::new(),
            }
        }
        (None, None) => Vec::new(),
    };
    Stated { values, gaps, number }
}

/// The kind of the plan's item that became this topic.
fn plan_kind(bench: &Bench, key: crate::model::TopicKey) -> Option<String> {
    let items = &bench.archive.plan(key.year)?.file.items;
    let item = items.iter().find(|item| item.topic.as_deref().and_then(|topic| topic.parse().ok()) == Some(key))?;
    item.kind.as_ref().map(ToString::to_string)
}

fn lacking<'w>(wanted: &'w [Name], stated: &Stated) -> Vec<&'w Name> {
    wanted.iter().filter(|one| !stated.values.iter().any(|value| value == one.as_str())).collect()
}

fn place(question: &Question, check: &FieldCheck) -> Place {
    let field = &check.field;
    let Place { path, .. } = match field {
        Field::MadeBy | Field::ItemsForm => question.view.file("plan.yml"),
        _ => question.view.file("topic.yml"),
    };
    let steps: Vec<Step> = match field {
        Field::MadeBy => vec!["made_by".into()],
        Field::ItemsForm => {
            let items = question.view.plan.and_then(|plan| plan.plan).map_or(&[][..], |plan| &plan.file.items);
            let fits = |form: &Name| match &check.test {
                FieldTest::OneOf(wanted) => wanted.contains(form),
                _ => true,
            };
            let astray = items.iter().position(|item| !item.form.as_ref().is_some_and(fits));
            let at = astray.into_iter().flat_map(|item| [Step::from(item), "form".into()]);
            std::iter::once("items".into()).chain(at).collect()
        }
        Field::SourceChannel => vec!["source".into(), "channel".into()],
        Field::SourceFrom => vec!["source".into(), "from".into()],
        Field::SourceHotline => vec!["source".into(), "hotline".into()],
        Field::Scope => vec!["scope".into()],
        Field::ScopeQuestion(question) => vec!["scope".into(), question.as_str().into()],
        Field::OfficeKind => vec!["office".into()],
        other => vec![key(other).into()],
    };
    Place::field(path, steps)
}

/// The key in topic.yml of a field that is one.
fn key(field: &Field) -> &'static str {
    match field {
        Field::Began => "began",
        Field::Form | Field::ItemsForm => "form",
        Field::Office | Field::OfficeKind => "office",
        Field::Lead => "lead",
        Field::Level => "level",
        Field::Matter => "matter",
        Field::Basis => "basis",
        Field::Tags => "tags",
        Field::Selection => "selection",
        Field::Quota => "quota",
        Field::SourceChannel => "source.channel",
        Field::SourceFrom => "source.from",
        Field::SourceHotline => "source.hotline",
        Field::Scope | Field::ScopeQuestion(_) => "scope",
        Field::PlanKind => "kind",
        Field::InForce => "in_force",
        Field::MadeBy => "made_by",
    }
}

fn label(field: &Field) -> Text {
    let (zh, en) = match field {
        Field::Began => ("立题日期", "the day it was entered"),
        Field::Form => ("协商形式", "form"),
        Field::Office => ("责任委室", "responsible office"),
        Field::Lead => ("牵头领导", "lead"),
        Field::Level => ("事项层级", "level of the matter"),
        Field::Matter => ("议题内容类别", "matter"),
        Field::Basis => ("归类依据", "basis"),
        Field::Tags => ("议题标签", "topic tags"),
        Field::Selection => ("参加人员产生方式", "way of choosing people"),
        Field::Quota => ("名额", "quota"),
        Field::SourceChannel => ("议题来源渠道", "source channel"),
        Field::SourceFrom => ("提出者", "who raised it"),
        Field::SourceHotline => ("热线工单号", "hotline tickets"),
        Field::Scope => ("排除事项", "grounds of exclusion"),
        Field::ScopeQuestion(question) => {
            return text!(zh: "排除事项“{question}”", en: "ground of exclusion `{question}`");
        }
        Field::OfficeKind => ("责任委室类别", "kind of office"),
        Field::PlanKind => ("年度计划中的议题类型", "kind in the plan"),
        Field::InForce => ("规程施行日期", "the day the regulation came into force"),
        Field::MadeBy => ("计划制定单位", "bodies that made the plan"),
        Field::ItemsForm => ("各项议题的协商形式", "form of each item"),
    };
    Text::new(zh, en)
}

fn named(regulation: &Regulation, values: &[Name]) -> Vec<Text> {
    values
        .iter()
        .map(|value| match value.as_str() {
            "true" => Text::new("是", "yes"),
            "false" => Text::new("否", "no"),
            id => regulation.name(id),
        })
        .collect()
}

/// 议题来源渠道现为…，应为…/…: what is, and what should be.
fn said(question: &Question, check: &FieldCheck, stated: &Stated) -> Text {
    let regulation = question.regulation;
    let label = label(&check.field);
    let mut values: Vec<Name> = stated.values.iter().map(|value| Name::from(value.as_str())).collect();
    values.dedup();
    let filled = !values.is_empty() && !stated.gaps;
    let actual =
        if filled { sentence::list(&named(regulation, &values)) } else { Text::new("未填", "not filled in") };
    let should = if question.rule.force == Force::Should {
        Text::new("一般应", "should generally")
    } else {
        Text::new("应", "must")
    };
    let options = |wanted: &[Name]| Text::join(&named(regulation, wanted), "/", " / ");
    let is = Text::new(format!("{}现为{}", label.zh, actual.zh), format!("{} is {}", label.en, actual.en));
    let tail = match &check.test {
        FieldTest::Filled => return Text::new(format!("未填{}", label.zh), format!("{} is not filled in", label.en)),
        FieldTest::OneOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("，{}为{}", should.zh, wanted.zh), format!("; it {} be {}", should.en, wanted.en))
        }
        FieldTest::AnyOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("，{}有{}", should.zh, wanted.zh), format!("; it {} include {}", should.en, wanted.en))
        }
        FieldTest::AllOf(wanted) => {
            let missing: Vec<Name> = lacking(wanted, stated).into_iter().cloned().collect();
            let (missing, wanted) =
                (sentence::list(&named(regulation, &missing)), sentence::list(&named(regulation, wanted)));
            return Text::new(
                format!("{}尚缺{}（{}有{}）", label.zh, missing.zh, should.zh, wanted.zh),
                format!("{} lack {} ({} be {})", label.en, missing.en, should.en, wanted.en),
            );
        }
        FieldTest::SameAs(other) => {
            let other = self::label(other);
            Text::new(format!("，{}与{}一致", should.zh, other.zh), format!("; it {} equal {}", should.en, other.en))
        }
        FieldTest::NotBefore(other) => {
            let expected = self::stated(question, other).values.join("");
            if values.is_empty() {
                return is;
            }
            let other = self::label(other);
            return Text::new(
                format!("{}{}早于{}{expected}", label.zh, actual.zh, other.zh),
                format!("{} ({}) is before {} ({expected})", label.en, actual.en, other.en),
            );
        }
        FieldTest::Within(_) if !filled => {
            return Text::new(format!("未填{}", label.zh), format!("{} is not filled in", label.en));
        }
        FieldTest::Within(bounds) => {
            let bounds = bound::in_case(question.bench, regulation, question.rule, bounds, "");
            let (count, bounds) = (stated.count(), bound::with_verb(bounds));
            return Text::new(
                format!("{}为{count}，{}{}", label.zh, should.zh, bounds.zh),
                format!("{}: {count}; it {} be {}", label.en, should.en, bounds.en),
            );
        }
    };
    is.then(&tail)
}

fn how_to_set(question: &Question, field: &Field, place: &Place) -> Text {
    let subject = question.view.subject();
    let path = &place.path;
    match field {
        Field::MadeBy | Field::ItemsForm | Field::PlanKind | Field::Quota | Field::Scope | Field::ScopeQuestion(_) => {
            text!(zh: "在 {path} 中填写", en: "fill it in in {path}")
        }
        other => {
            let key = key(other);
            text!(zh: "填写：yijuan set {subject} {key}=…", en: "fill it in: yijuan set {subject} {key}=…")
        }
    }
}

/// What the rule asks for, without a case in hand.
pub(super) fn asked(regulation: &Regulation, check: &FieldCheck) -> Text {
    let label = label(&check.field);
    let options = |wanted: &[Name]| Text::join(&named(regulation, wanted), "/", " / ");
    match &check.test {
        FieldTest::Within(bounds) => {
            let bounds = bound::in_words(regulation, bounds, "");
            Text::new(format!("{}：{}", label.zh, bounds.zh), format!("{}: {}", label.en, bounds.en))
        }
        FieldTest::Filled => Text::new(format!("填明{}", label.zh), format!("{} filled in", label.en)),
        FieldTest::OneOf(wanted) | FieldTest::AnyOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::AllOf(wanted) => {
            let wanted = sentence::list(&named(regulation, wanted));
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::SameAs(other) => {
            let other = self::label(other);
            Text::new(format!("{}与{}一致", label.zh, other.zh), format!("{} equal to {}", label.en, other.en))
        }
        FieldTest::NotBefore(other) => {
            let other = self::label(other);
            Text::new(format!("{}不早于{}", label.zh, other.zh), format!("{} not before {}", label.en, other.en))
        }
    }
}
