//! A rule as written in `regulation.yml`, and how its ids are resolved.

use super::Rule;
use crate::diagnostic::{Diagnostic, PathSegment};
use crate::model::{Name, UniqueMap};
use crate::regulation::ChecksSpec;
use crate::rules::{Clause, ConditionSpec, DueSpec, Force, Per, Resolver, Stage, into};
use crate::text::Text;
use crate::vocabulary::SubjectKind;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleSpec {
    pub id: Name,
    pub article: Name,
    pub quote: String,
    pub en: String,
    pub force: Force,
    #[serde(default)]
    pub subject: SubjectKind,
    pub per: Option<Per>,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
    pub due: Option<DueSpec>,
    #[serde(default)]
    pub whose: Vec<Name>,
    pub check: ChecksSpec,
}

impl Resolver<'_> {
    pub(crate) fn rule(&mut self, at: &[PathSegment], spec: &RuleSpec, stages: &[Stage]) -> Rule {
        if spec.per.is_some() && spec.subject != SubjectKind::Room {
            let message = Text::new("`per` 只用于协商室", "`per` goes with rooms alone");
            let hint = Text::new("写 `subject: room`", "write `subject: room`");
            self.wrong(&into(at, "per"), Diagnostic::new(message).hint(hint));
        }
        Rule {
            clause: Clause {
                id: spec.id.clone(),
                article: spec.article.clone(),
                quote: spec.quote.clone(),
                en: spec.en.clone(),
                force: spec.force,
                subject: spec.subject,
                per: spec.per,
                when: self.when(&into(at, "when"), &spec.when, spec.subject),
                due: spec.due.as_ref().map(|due| self.due(&into(at, "due"), due)),
                whose: self.actors(&into(at, "whose"), &spec.whose),
            },
            checks: self.checks(&into(at, "check"), &spec.check, stages, spec.subject),
        }
    }
}
