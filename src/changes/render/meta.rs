//! What stands around the text of a paper, with the names of its ids as they are printed.

use super::facts::Facts;
use crate::document::{Imprint, Layout, Meta};
use crate::model::{Body, FrontMatter, Name, Settings, Subject};
use crate::vocabulary::{DocumentKind, Group};

impl Facts<'_> {
    /// What stands around the text of a paper of this kind.
    pub(in crate::changes) fn meta(&self, front: &FrontMatter, kind: &DocumentKind, path: &str) -> Meta {
        let layout = kind.layout.as_deref().and_then(Layout::parse).unwrap_or_default();
        let number = front.number.as_deref().map(ToOwned::to_owned);
        let issuer = front.issuer.as_deref().map(|id| self.registered_as(id).unwrap_or_else(|| self.issuer(id)));
        let has_imprint = matches!(layout, Layout::Document | Layout::Minutes);
        // Another body prints its own papers.
        let is_own = front.issuer.as_deref().is_none_or(|id| self.is_own(id));
        let office = if is_own { self.settings.office.as_deref() } else { issuer.as_deref() };
        let office = office.filter(|_| has_imprint);
        let issued = self.issued(path, front);
        let imprint = office.map(|office| Imprint { office: office.to_owned(), date: issued });
        Meta {
            layout,
            copy_number: front.copy_number.as_deref().map(ToOwned::to_owned),
            secrecy: front.secrecy.as_deref().map(ToOwned::to_owned),
            urgency: front.urgency.as_deref().map(ToOwned::to_owned),
            mark: self.mark(layout, issuer.as_deref(), kind),
            number: number.or_else(|| self.number(&Subject::of_path(path), path)),
            signers: self.signer(front, kind, path).into_iter().collect(),
            title: front.title.as_deref().unwrap_or(&kind.term.name).to_owned(),
            to: self.addressees(&front.to.0),
            attachments: front.attachments.0.iter().map(ToString::to_string).collect(),
            issuers: issuer.into_iter().collect(),
            date: self.dated(path, front),
            note: front.note.as_deref().map(ToOwned::to_owned),
            copies: self.addressees(&front.cc.0),
            imprint,
        }
    }

    /// 签发人: as the head has it; of a paper that goes upward else who took its last step, or room for the name.
    fn signer(&self, front: &FrontMatter, kind: &DocumentKind, path: &str) -> Option<String> {
        if let Some(signer) = &front.signer {
            return Some(self.name(signer));
        }
        let issuer = front.issuer.as_deref()?;
        let of_kind = self.settings.bodies.get(issuer).and_then(|body| body.kind.as_deref());
        let goes_upward = kind.upward.iter().any(|one| one.as_str() == issuer || Some(one.as_str()) == of_kind);
        let signed = || self.reviews.iter().find(|review| review.paper == path)?.signer();
        goes_upward.then(|| signed().map_or_else(|| Meta::TO_SIGN.to_owned(), |signer| self.name(signer)))
    }

    /// The name of who issues a paper: the archive's own institution and office by the names in its settings, other
    /// offices of the institution with its name before their own.
    fn issuer(&self, id: &str) -> String {
        let institution = self.settings.institution.as_deref();
        let own = institution.filter(|_| id == Settings::OWN);
        let name = own.map_or_else(|| self.name(id), ToOwned::to_owned);
        match institution.filter(|institution| self.is_office(id) && !name.starts_with(institution)) {
            Some(institution) => format!("{institution}{name}"),
            None => name,
        }
    }

    /// The name of the only body in the register that is what a regulation calls so: of 政协党组, the group of this
    /// institution with its whole name.
    fn registered_as(&self, id: &str) -> Option<String> {
        let is_kind = self.archive.called(id).is_none() && self.regulation.terms(Group::Bodies).get(id).is_some();
        let is_so = |kind: &Name| self.regulation.includes(kind, id);
        let mut of_kind =
            self.settings.bodies.iter().filter(|(_, body)| is_kind && body.kind.as_ref().is_some_and(is_so));
        let (_, body) = of_kind.next()?;
        of_kind.next().is_none().then(|| body.name.to_string())
    }

    /// Whether it is an office of the institution, by id or name.
    fn is_office(&self, id: &str) -> bool {
        self.settings.offices.iter().any(|(known, office)| known == id || office.name.as_str() == id)
    }

    /// Whether it is the institution or a part of it.
    fn is_own(&self, id: &str) -> bool {
        self.is_office(id) || self.regulation.includes(id, Settings::OWN) || self.settings.own_id(id).is_some()
    }

    /// 发文机关标志: who issues it, of a document with 文件, of minutes with what they are.
    fn mark(&self, layout: Layout, issuer: Option<&str>, kind: &DocumentKind) -> String {
        let institution = self.settings.institution.as_deref();
        let by = issuer.or(institution).or(self.settings.office.as_deref()).unwrap_or_default();
        match layout {
            Layout::Document => format!("{by}文件"),
            Layout::Minutes => format!("{}{}", institution.unwrap_or(by), kind.term.name),
            Layout::Letter | Layout::Table | Layout::Plain => by.to_owned(),
        }
    }

    /// Those a paper goes to: with 、 between single ones, with ， beside a whole class of them (各街道).
    pub(super) fn addressees(&self, ids: &[Name]) -> Option<String> {
        let names = ids.iter().map(|id| {
            // Which department is meant by 政府职能部门 nobody knows, even if only one is registered.
            let registered = self.registered_as(id).filter(|_| **id != *Body::DEPARTMENT);
            registered.unwrap_or_else(|| self.issuer(id))
        });
        let names: Vec<String> = names.collect();
        // 各镇、街道 is a class, 县（市、区）政协 a single one.
        let is_class =
            |name: &str| name.contains('各') || name.split('（').next().is_some_and(|name| name.contains('、'));
        let first = names.first().cloned();
        let all = names.windows(2).fold(first, |all, pair| {
            let mark = if pair.iter().any(|name| is_class(name)) { '，' } else { '、' };
            all.map(|all| format!("{all}{mark}{}", pair[1]))
        });
        all.filter(|all| !all.is_empty())
    }
}
