//! Resolves kind `document` as written.

use crate::diagnostic::{PathSegment, unknown};
use crate::model::{Name, OneOrMany};
use crate::rules::{DocumentCheck, EventSet, PaperField, Resolver, into};
use crate::text::Text;
use crate::vocabulary::Section;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentCheckSpec {
    pub id: Option<Name>,
    #[serde(default)]
    pub any: Vec<Name>,
    #[serde(default)]
    pub all: Vec<Name>,
    #[serde(default)]
    pub by: OneOrMany<Name>,
    #[serde(default)]
    pub issuer: OneOrMany<Name>,
    #[serde(default)]
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub cc: OneOrMany<Name>,
    #[serde(default)]
    pub fields: Vec<PaperField>,
    #[serde(default)]
    pub absorbs: Vec<Name>,
    #[serde(default)]
    pub sections: Vec<OneOrMany<Name>>,
    #[serde(default)]
    pub columns: Vec<Name>,
    pub title: Option<Name>,
    #[serde(default)]
    pub in_order: bool,
}

impl Resolver<'_> {
    pub(crate) fn document_check(&mut self, at: &[PathSegment], spec: &DocumentCheckSpec) -> DocumentCheck {
        self.exactly_one(at, spec.id.as_ref(), &spec.any, &spec.all);
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
            let found = wanted.iter().filter_map(|id| titles.iter().find(|(known, _)| known == id));
            let found: Vec<Section> = found.map(|(_, title)| title.clone()).collect();
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
            absorbs: spec.absorbs.iter().map(|id| self.document_id(&into(at, "absorbs"), id)).collect(),
            sections,
            columns: spec.columns.clone(),
            title: spec.title.clone(),
            in_order: spec.in_order,
            documents,
        }
    }

    /// The sections declared for these documents and for the kinds they count as.
    pub(crate) fn section_titles(&self, documents: &[Name]) -> Vec<(Name, Section)> {
        let declared = documents.iter().filter_map(|id| self.vocabulary.documents.get(id));
        let wider = declared.clone().filter_map(|spec| self.vocabulary.documents.get(spec.is.as_deref()?));
        declared.chain(wider).flat_map(|spec| spec.sections.0.clone()).collect()
    }
}
