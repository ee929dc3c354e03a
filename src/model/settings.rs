//! The archive's settings, `yijuan.yml`.

use super::{ArchiveId, Date, Filing, Fonts, Length, Name, Points, UniqueMap};
use crate::diagnostic::Diagnostic;
use crate::text::Text;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// `yijuan.yml`: the institution and its own settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Version of the archive's format; `None` in old archives.
    pub archive: Option<u32>,
    /// Permanent id of the archive; `None` in old archives.
    pub id: Option<ArchiveId>,
    /// Name of the institution, as in signatures.
    pub institution: Option<Name>,
    /// Name of its office, as in signatures.
    pub office: Option<Name>,
    /// `zh-CN` or `en`.
    pub language: Option<Name>,
    /// Whether commands commit their changes.
    #[serde(default)]
    pub commit: CommitPolicy,
    /// How long after its meeting a topic counts as ended.
    pub settle: Option<Length>,
    /// Regulation of new topics.
    pub regulation: Option<Name>,
    /// Regulations whose yearly duties bind the institution.
    #[serde(default)]
    pub regulations: Vec<Name>,
    /// Offices by id.
    #[serde(default)]
    pub offices: UniqueMap<Office>,
    /// Bodies outside the institution, by id.
    #[serde(default)]
    pub bodies: UniqueMap<Body>,
    /// Codes of document numbers, by the id or name of the issuer.
    #[serde(default)]
    pub codes: UniqueMap<Codes>,
    /// By what references files are handed over.
    pub filing: Option<Filing>,
    /// Families that papers are set in as PDF.
    #[serde(default)]
    pub fonts: Fonts,
    /// Values for words that the regulations use without a number, or for single rules.
    #[serde(default)]
    pub limits: UniqueMap<Limit>,
    /// What members are given for what they did, by the archive's own rules.
    pub points: Option<Points>,
    /// `clear`: the day a notice is issued is not counted either.
    #[serde(default)]
    pub counting: Counting,
    /// `required`: an approval counts only as a recorded decision.
    pub reviews: Option<Required>,
    /// From when on decisions must be signed.
    pub signatures: Option<Signatures>,
}

/// That something must be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// It must.
    Required,
}

/// From when on decisions must be signed: `required`, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signatures {
    /// All of them.
    Required,
    /// Those of this day and later ones: an archive may be older than its keys.
    Since(Date),
}

impl<'de> Deserialize<'de> for Signatures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Signatures;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("一个日期，或 `required`", "a day, or `required`").packed())
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Signatures, E> {
                if text == "required" {
                    return Ok(Signatures::Required);
                }
                text.parse()
                    .map(Signatures::Since)
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// An office of the institution.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its name.
    pub name: Name,
    /// `special-committee` or `office`.
    pub kind: Option<Name>,
}

/// A body outside the institution: a department, a party committee, a government's office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its name.
    pub name: Name,
    /// Its kind, as regulations name it: `department`, `government-office` …
    pub kind: Option<Name>,
}

/// The codes of an issuer's document numbers (发文机关代字).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    /// One for all papers.
    One(Name),
    /// One for each layout: a letter has its own counter.
    ByLayout(LayoutCodes),
}

/// Codes by the layout of the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutCodes {
    /// Of letters (信函).
    pub letter: Option<Name>,
    /// Of documents (文件).
    pub document: Option<Name>,
    /// Of tables.
    pub table: Option<Name>,
    /// Of papers without a layout of their own.
    pub plain: Option<Name>,
}

impl Codes {
    /// The code for a layout, as regulations name it; without one, `plain`.
    #[must_use]
    pub fn of(&self, layout: Option<&str>) -> Option<&Name> {
        match self {
            Self::One(code) => Some(code),
            Self::ByLayout(codes) => {
                let layout = layout.unwrap_or("plain");
                codes.iter().find(|(name, _)| *name == layout).map(|(_, code)| code)
            }
        }
    }

    /// All of them, each with its layout.
    pub fn all(&self) -> impl Iterator<Item = (Option<&'static str>, &Name)> {
        let (one, codes) = match self {
            Self::One(code) => (Some((None, code)), None),
            Self::ByLayout(codes) => (None, Some(codes.iter().map(|(layout, code)| (Some(layout), code)))),
        };
        one.into_iter().chain(codes.into_iter().flatten())
    }
}

impl LayoutCodes {
    fn iter(&self) -> impl Iterator<Item = (&'static str, &Name)> {
        let Self { letter, document, table, plain } = self;
        let codes = [("letter", letter), ("document", document), ("table", table), ("plain", plain)];
        codes.into_iter().filter_map(|(layout, code)| Some((layout, code.as_ref()?)))
    }
}

impl<'de> Deserialize<'de> for Codes {
    // Not derived: an untagged enum would lose the locations of errors.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Codes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("代字，或按版式写代字", "a code, or codes by layout").packed())
            }
            fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<Codes, E> {
                Name::deserialize(serde::de::value::StrDeserializer::new(code)).map(Codes::One)
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Codes, A::Error> {
                LayoutCodes::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Codes::ByLayout)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Settings {
    /// The institution that keeps the archive, as regulations name it.
    pub const OWN: &'static str = "cppcc";
    /// The office of that institution, as regulations name it.
    pub const OWN_OFFICE: &'static str = "cppcc-office";

    /// Whether a step that decides on a paper counts only as a decision on its text.
    #[must_use]
    pub fn requires_decisions(&self) -> bool {
        self.reviews.is_some() || self.signatures.is_some()
    }

    /// Whether a decision of a day must be signed.
    #[must_use]
    pub fn requires_signatures(&self, day: Date) -> bool {
        match self.signatures {
            None => false,
            Some(Signatures::Required) => true,
            Some(Signatures::Since(since)) => since <= day,
        }
    }

    /// Name and kind of the office or body with an id.
    #[must_use]
    pub fn office_or_body(&self, id: &str) -> Option<(&Name, Option<&Name>)> {
        let office = self.offices.get(id).map(|office| (&office.name, office.kind.as_ref()));
        office.or_else(|| self.bodies.get(id).map(|body| (&body.name, body.kind.as_ref())))
    }

    /// The body in which somebody holds a post, by how the post is written: 区水务局副局长. Of 区水务局 and 区水务局河道所
    /// the longer one is meant.
    #[must_use]
    pub fn body_of(&self, affiliation: &str) -> Option<(&str, &Body)> {
        let own = self.bodies.iter().filter(|(_, body)| affiliation.starts_with(body.name.as_str()));
        own.max_by_key(|(_, body)| body.name.len())
    }

    /// The id of the office or body with this id or name.
    #[must_use]
    pub fn id_named(&self, word: &str) -> Option<&str> {
        let offices = self.offices.iter().map(|(id, office)| (id, &office.name));
        let bodies = self.bodies.iter().map(|(id, body)| (id, &body.name));
        offices.chain(bodies).find(|(id, name)| *id == word || name.as_str() == word).map(|(id, _)| id)
    }

    /// [`OWN`](Self::OWN) or [`OWN_OFFICE`](Self::OWN_OFFICE), if a word names the institution or its own office: by
    /// `institution` or `office`, or by an office's name, short (办公室) or whole (政协某某区委员会办公室).
    #[must_use]
    pub fn own_id(&self, word: &str) -> Option<&'static str> {
        let name = self.offices.get(word).map_or(word, |office| office.name.as_str());
        let institution = self.institution.as_deref();
        let is_office = |office: &str| {
            let short = institution.and_then(|institution| office.strip_prefix(institution));
            office == name || short == Some(name)
        };
        if self.office.as_deref().is_some_and(is_office) {
            return Some(Self::OWN_OFFICE);
        }
        institution.filter(|institution| *institution == name).map(|_| Self::OWN)
    }
}

impl Body {
    /// A department of a government, as regulations name it.
    pub const DEPARTMENT: &'static str = "department";
    /// The office of a government, as regulations name it.
    pub const GOVERNMENT_OFFICE: &'static str = "government-office";
    /// Kinds that every regulation knows, with their names.
    pub const KINDS: [(&'static str, &'static str); 2] =
        [(Self::DEPARTMENT, "部门"), (Self::GOVERNMENT_OFFICE, "政府办公室")];
}

impl Office {
    /// Kinds of offices with their names, the usual name of a kind first.
    pub const KINDS: [(&'static str, &'static str); 3] =
        [("special-committee", "专门委员会"), ("office", "办公室"), ("office", "办事机构")];

    /// What stands for an office in the name of a post, as 专委会主任 and 委室主任 have it: for a special committee, and for
    /// any office. These are words of the trade and not of a regulation: a post that no regulation knows (专委会副主任) is
    /// read and printed in the same way.
    const STAND_INS: [&'static str; 2] = ["专委会", "委室"];

    /// A post without what stands in it for its office: 主任 of 专委会主任; nothing if it names none.
    #[must_use]
    pub fn without_stand_in(post: &str) -> Option<&str> {
        Self::STAND_INS.iter().find_map(|stand_in| post.strip_prefix(stand_in))
    }

    /// What may stand for it, the nearest first.
    pub fn stand_ins(&self) -> impl Iterator<Item = &'static str> {
        Self::STAND_INS.into_iter().skip(usize::from(!self.is_special_committee()))
    }

    /// Whether it may have a post of this name: nothing stands in it for offices of another kind.
    #[must_use]
    pub fn may_have(&self, post: &str) -> bool {
        Self::without_stand_in(post).is_none() || self.stand_ins().any(|stand_in| post.starts_with(stand_in))
    }

    fn is_special_committee(&self) -> bool {
        let (special_committee, _) = Self::KINDS[0];
        self.kind.as_deref().map_or_else(|| self.name.ends_with("委员会"), |kind| kind == special_committee)
    }
}

/// Whether commands commit their changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommitPolicy {
    /// Each command commits exactly the paths it changed.
    #[default]
    Auto,
    /// The user commits, or runs `yijuan commit`.
    Manual,
}

/// How days before an event are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// The day of the event is not counted, the day of the act is.
    #[default]
    Common,
    /// Neither is counted.
    Clear,
}

/// The archive's own value for a word or a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A length of time.
    Length(Length),
    /// A number.
    Number(u32),
    /// A share, numerator and denominator.
    Share(u32, u32),
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Limit;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("数或时长", "a number or a length of time").packed())
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Limit, E> {
                u32::try_from(number)
                    .map(Limit::Number)
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Unsigned(number), &self))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Limit, E> {
                let share = text.strip_suffix('%').map_or_else(|| text.split_once('/'), |part| Some((part, "100")));
                let share = share.and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)));
                match share {
                    Some((part, whole)) if part <= whole && whole > 0 => Ok(Limit::Share(part, whole)),
                    _ => text.parse().map(Limit::Length).map_err(Diagnostic::into_serde),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
