//! People and their posts, `people.yml`.

use super::{Date, Name};
use crate::diagnostic::Known;
use crate::text::Text;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// An entry of `people.yml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Id, as events and topics name the person.
    pub id: Name,
    /// Name as printed.
    pub name: Name,
    /// Posts held.
    #[serde(default)]
    pub posts: Vec<PostHeld>,
    /// Tags: member, sector-expert …
    #[serde(default)]
    pub tags: Vec<Name>,
    /// The sector (界别) that they belong to as a member.
    pub sector: Option<Name>,
    /// Liaison body they are assigned to.
    pub unit: Option<Name>,
    /// Those whose decisions the person may take in their place (代).
    #[serde(default)]
    pub deputises: Vec<Deputising>,
}

/// Whose decisions somebody may take, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deputising {
    /// Id of whoever is represented.
    pub r#for: Name,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Who authorised it.
    pub by: Name,
}

/// A post, for one office or in general, and the days it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostHeld {
    /// Post id, `chair`.
    pub post: Name,
    /// The office it is for, `urban` in `vice-chair:urban`.
    pub office: Option<Name>,
    /// First day; `None` if always held.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Person {
    /// Whether the person may decide in somebody's place on a day.
    #[must_use]
    pub fn deputises_for(&self, id: &str, day: Date) -> bool {
        self.deputises.iter().any(|one| *one.r#for == *id && one.from <= day && day <= one.until)
    }
}

impl<'k> From<&'k Person> for Known<'k> {
    fn from(person: &'k Person) -> Self {
        Self::from((&*person.id, &*person.name))
    }
}

impl PostHeld {
    /// Reads `chair` or `vice-chair:urban`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (post, office) = match text.split_once(':') {
            Some((post, office)) => (post, Some(Name::from(office))),
            None => (text, None),
        };
        Self { post: Name::from(post), office, from: None, until: None }
    }

    /// As a file writes it, without its days: `chair` or `vice-chair:urban`.
    #[must_use]
    pub fn written(&self) -> Name {
        let Some(office) = &self.office else { return self.post.clone() };
        Name::from(format!("{}:{office}", self.post))
    }

    /// Whether it is held on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl<'de> Deserialize<'de> for PostHeld {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Spelled {
            post: Name,
            from: Option<Date>,
            until: Option<Date>,
        }
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = PostHeld;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("职务", "a post").packed())
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<PostHeld, E> {
                Ok(PostHeld::parse(text))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<PostHeld, A::Error> {
                let spelled = Spelled::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(PostHeld { from: spelled.from, until: spelled.until, ..PostHeld::parse(&spelled.post) })
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
