//! Computes a draw from its list, its quotas and its random sources.

use super::pool::{Candidate, Pool};
use crate::archive::Topic;
use crate::changes::roster::role;
use crate::diagnostic::Diagnostic;
use crate::draw::{Quota, Source, divide, key, order, strata};
use crate::model::Name;
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;

/// How many of those drawn must carry a tag.
pub(crate) struct TagQuota {
    pub tag: String,
    pub least: usize,
    pub most: usize,
}

impl TagQuota {
    /// Reads `TAG=MIN..MAX`, `TAG=MIN..`, `TAG=..MAX` or `TAG=N`.
    pub(crate) fn parse(regulation: &Regulation, written: &str) -> Result<Self, Diagnostic> {
        let (tag, bounds) = written.rsplit_once('=').ok_or_else(|| no_quota(written))?;
        if bounds.trim().is_empty() {
            return Err(no_quota(written));
        }
        let (least, most) = match bounds.split_once("..") {
            Some((least, most)) => (bound(least, 0), bound(most, usize::MAX)),
            None => (bound(bounds, 0), bound(bounds, 0)),
        };
        let (Some(least), Some(most)) = (least, most) else { return Err(no_quota(written)) };
        Ok(Self { tag: role(regulation, tag.trim())?, least, most })
    }

    fn counts(&self, regulation: &Regulation, person: &Candidate) -> bool {
        person.tags.iter().any(|tag| regulation.implied(tag).contains(&self.tag.as_str()))
    }
}

/// A bound in digits; `none` if it is left out.
fn bound(word: &str, none: usize) -> Option<usize> {
    match word.trim() {
        "" => Some(none),
        word => word.parse().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit())),
    }
}

fn no_quota(written: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{written}` 不是配额", en: "`{written}` is no quota"))
        .hint(Text::new("例如 stakeholder=5..10，或 official=2", "for example stakeholder=5..10, or official=2"))
}

/// A draw.
pub(crate) struct Lot {
    pub pool: Pool,
    pub quotas: Vec<TagQuota>,
    pub size: usize,
    pub sources: Vec<Source>,
    pub strata: Vec<LotStratum>,
}

/// People with the same tags, as far as a quota counts these.
pub(crate) struct LotStratum {
    /// The tags that a quota counts.
    pub tags: Vec<String>,
    /// The names of the tags.
    name: Text,
    /// How many are in it.
    pub people: usize,
    /// How many are drawn.
    pub drawn: usize,
    /// The key of RFC 3797.
    pub key: String,
    /// Their places in the pool, in the order of the lot; empty before the sources are known.
    pub order: Vec<usize>,
}

impl Lot {
    /// Computes a draw; without sources, everything that is fixed before they are known.
    pub(crate) fn cast(
        regulation: &Regulation,
        pool: Pool,
        quotas: Vec<TagQuota>,
        sources: &[Source],
        size: usize,
    ) -> Result<Self, Diagnostic> {
        let people = pool.people.iter();
        let people: Vec<Vec<bool>> =
            people.map(|person| quotas.iter().map(|quota| quota.counts(regulation, person)).collect()).collect();
        let members = strata(&people);
        let sized: Vec<(usize, Vec<bool>)> =
            members.iter().map(|stratum| (stratum.len(), people[stratum[0]].clone())).collect();
        let named = quotas.iter().map(|quota| Quota {
            name: regulation.name(&quota.tag),
            least: quota.least,
            most: quota.most.min(size.max(quota.least)),
        });
        let drawn = divide(&sized, &named.collect::<Vec<_>>(), size)?;
        let strata = members.into_iter().enumerate().map(|(nth, members)| {
            let of = &people[members[0]];
            let tags: Vec<String> =
                quotas.iter().zip(of).filter(|(_, of)| **of).map(|(quota, _)| quota.tag.clone()).collect();
            let name = Text::join(&tags.iter().map(|tag| regulation.name(tag)).collect::<Vec<_>>(), "兼", " and ");
            let name = match (quotas.is_empty(), tags.is_empty()) {
                (true, _) => Text::new("全体", "all"),
                (false, true) => Text::new("其他人员", "others"),
                (false, false) => name,
            };
            let key = key(sources, (!quotas.is_empty()).then_some(nth + 1));
            let order = if sources.is_empty() { Vec::new() } else { order(&key, members.len()) };
            let order = order.into_iter().map(|place| members[place]).collect();
            LotStratum { tags, name, people: members.len(), drawn: drawn[nth], key, order }
        });
        let strata = strata.collect();
        Ok(Self { pool, quotas, size, sources: sources.to_vec(), strata })
    }

    /// The people drawn, each with the stratum.
    pub(crate) fn drawn(&self) -> impl Iterator<Item = (usize, &Candidate)> {
        self.strata.iter().enumerate().flat_map(move |(nth, stratum)| {
            stratum.order.iter().take(stratum.drawn).map(move |place| (nth, &self.pool.people[*place]))
        })
    }

    /// A stratum in a line: 第 1 层 利益相关方代表：12 人抽 5 人.
    pub(crate) fn heading(&self, nth: usize) -> Text {
        let (stratum, number) = (&self.strata[nth], nth + 1);
        let (Text { zh, en }, people, drawn) = (&stratum.name, stratum.people, stratum.drawn);
        text!(
            zh: "第 {number} 层 {zh}：{people} 人抽 {drawn} 人",
            en: "stratum {number}, {en}: {drawn} of {people}"
        )
    }

    /// What must be announced before the sources are known.
    pub(crate) fn announced(&self, topic: &Topic, sha256: &str) -> Text {
        let (key, people, size) = (topic.key, self.pool.people.len(), self.size);
        let strata = self.strata.iter().enumerate().map(|(nth, stratum)| {
            let (Text { zh, en }, key) = (self.heading(nth), &stratum.key);
            if key.is_empty() {
                text!(zh: "  {zh}\n", en: "  {en}\n")
            } else {
                text!(zh: "  {zh}，种子串 …/{key}\n", en: "  {en}, key …/{key}\n")
            }
        });
        let heading = text!(
            zh: "{key} 抽选方案：{people} 人中抽 {size} 人\n  名单 SHA-256  {sha256}\n",
            en: "{key} draw to come: {size} of {people}\n  SHA-256 of the list  {sha256}\n"
        );
        Text::join(&std::iter::once(heading).chain(strata).collect::<Vec<_>>(), "", "")
    }

    /// The name at a place of the pool.
    pub(crate) fn name(&self, place: usize) -> &Name {
        &self.pool.people[place].name
    }
}
