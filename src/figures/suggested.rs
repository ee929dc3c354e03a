//! Suggestions, and what became of each: whether it was answered, adopted and carried out, and what its proposers say of it.

use super::key::office;
use super::measure::{Figure, Found, Item, Key, Kind, Measure, Unit};
use crate::archive::Topic;
use crate::engine::{Context, Handling};
use crate::model::{Date, Name, Satisfaction, Subject, Suggestion};
use crate::regulation::Regulation;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// The ids of adoption, which the regulations that have words for it share.
const ADOPTED: &str = "adopted";
const PARTLY: &str = "partly-adopted";
const NOT: &str = "not-adopted";
const UNDER_STUDY: &str = "under-study";

/// What they are called. Under a regulation without words for adoption, these stand in the file.
const CALLED: [(&str, &str); 4] = [("采纳", ADOPTED), ("部分采纳", PARTLY), ("不采纳", NOT), ("研究中", UNDER_STUDY)];

/// A suggestion and what became of it.
pub(super) struct Suggested {
    subject: Subject,
    id: Name,
    text: String,
    /// Those it was handed to.
    to: Vec<Key>,
    /// The office that follows it up: its own, else that of the topic.
    pub(super) office: Key,
    pub(super) proposers: Vec<Name>,
    due: Option<Date>,
    adoption: Option<Name>,
    satisfaction: Option<Satisfaction>,
    handling: Handling,
    /// The day it was handed over: its own, or that of what came of the consultation.
    handed: Option<Date>,
}

impl Suggested {
    /// The suggestion, if the entry is one: promises and responses are not.
    pub(super) fn of(
        context: Context<'_>,
        regulation: &Regulation,
        topic: &Topic,
        entry: &Suggestion,
        (handling, handed): (Handling, Option<Date>),
    ) -> Option<Self> {
        if *entry.kind != *Vocabulary::SUGGESTION {
            return None;
        }
        let to = entry.to.iter().map(|id| Key {
            rank: 0,
            id: id.to_string(),
            name: context.archive.called(id).map_or_else(|| regulation.name(id), |name| Text::same(&**name)),
        });
        Some(Self {
            subject: Subject::Topic(topic.key),
            id: entry.id.clone(),
            text: entry.text.clone(),
            to: to.collect(),
            office: office(context, entry.office.as_ref().or(topic.file.office.as_ref())),
            proposers: entry.proposers.0.clone(),
            due: entry.due,
            adoption: entry.adoption.as_ref().map(adopted_as),
            satisfaction: entry.satisfaction,
            handling,
            handed,
        })
    }

    fn is(&self, adoption: &str) -> bool {
        self.adoption.as_deref() == Some(adoption)
    }

    /// Those it was handed to, as rows name them.
    pub(super) fn handed_to(&self) -> Vec<Key> {
        if self.to.is_empty() { vec![Key::none(Text::new("未交办", "handed to nobody"))] } else { self.to.clone() }
    }

    fn is_handed_over(&self) -> bool {
        !self.to.is_empty()
    }

    /// Whether there is an answer: one on record, or a record of adoption.
    fn is_answered(&self) -> bool {
        self.handling.answered.is_some() || self.adoption.is_some()
    }

    /// Whether it was adopted, wholly or in part.
    pub(super) fn is_adopted(&self) -> bool {
        self.is(ADOPTED) || self.is(PARTLY)
    }
}

/// The id of adoption that a file says, by its name where a regulation has no words for it.
pub(super) fn adopted_as(word: &Name) -> Name {
    let known = CALLED.iter().find(|(name, _)| *name == word.as_str());
    known.map_or_else(|| word.clone(), |(_, id)| Name::from(*id))
}

impl Item for Suggested {
    fn subject(&self) -> Subject {
        self.subject.clone()
    }

    fn what(&self) -> Text {
        Text::same(format!("{} {}", self.id, self.text))
    }
}

/// How suggestions were handled.
pub(super) static HANDLED: [Measure<Suggested>; 5] = [
    Measure {
        figure: Figure {
            id: "suggestions",
            name: ("意见建议", "suggestions"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: (
                "登记的意见建议；承诺、回应和各种意见不在其内",
                "suggestions on record; promises, responses and dissent are not among them",
            ),
        },
        of: |_, _| Some(Found::counted()),
    },
    Measure {
        figure: Figure {
            id: "handed-over",
            name: ("已交办", "handed over"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("写明交办单位的", "those that name whom they were handed to"),
        },
        of: |one, _| one.is_handed_over().then(|| Found::counted().on(one.handed)),
    },
    Measure {
        figure: Figure {
            id: "answered",
            name: ("答复率", "answered"),
            unit: Unit::Suggestions,
            kind: Kind::Share,
            means: (
                "已交办的意见建议中，有答复或登记了采纳情况的；没有答复而期限未到的不计，没有定期限的计入",
                "of those handed over, those with an answer or a record of adoption; not those whose day is still to come; those without a day are among them",
            ),
        },
        of: |one, today| {
            if !one.is_handed_over() {
                return None;
            }
            let is_early = !one.is_answered() && one.due.is_some_and(|due| today <= due);
            Some(if is_early {
                Found::left_out().on(one.due)
            } else {
                Found::counted_if(one.is_answered()).on(one.handling.answered)
            })
        },
    },
    Measure {
        figure: Figure {
            id: "answered-in-time",
            name: ("按期答复率", "answered in time"),
            unit: Unit::Suggestions,
            kind: Kind::Share,
            means: (
                "定有答复期限、期限已到的意见建议中，在期限以内答复的；没有定期限的和期限未到的不计",
                "of those with a day for the answer that has come, those answered by it; not those without a day, nor those whose day is to come",
            ),
        },
        of: |one, today| {
            let due = one.due.filter(|_| one.is_handed_over())?;
            let day = one.handling.answered;
            Some(match day {
                None if today <= due => Found::left_out(),
                _ => Found::counted_if(day.is_some_and(|day| day <= due)).on(day),
            })
        },
    },
    Measure {
        figure: Figure {
            id: "days-to-answer",
            name: ("平均答复天数", "days to answer"),
            unit: Unit::Days,
            kind: Kind::Mean,
            means: (
                "自交办之日（没有的，自成果报送或协商会议之日）至首次答复的自然日数，按有答复日期的平均",
                "calendar days from handing over (or from the day what came of the meeting was sent, or from the meeting) to the first answer, over those with a day of answer",
            ),
        },
        of: |one, _| {
            let answered = one.handling.answered?;
            let from = one.handed.filter(|from| *from <= answered);
            let Some(from) = from else { return Some(Found::left_out().on(Some(answered))) };
            Some(Found::counted().worth(from.days_until(answered)).on(Some(answered)))
        },
    },
];

/// Whether they were adopted and carried out.
pub(super) static ADOPTED_OR_NOT: [Measure<Suggested>; 9] = [
    Measure {
        figure: Figure {
            id: ADOPTED,
            name: ("采纳", "adopted"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("采纳情况登记为采纳的", "on record as adopted"),
        },
        of: |one, _| one.is(ADOPTED).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: PARTLY,
            name: ("部分采纳", "partly adopted"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("登记为部分采纳的", "on record as adopted in part"),
        },
        of: |one, _| one.is(PARTLY).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: NOT,
            name: ("不采纳", "not adopted"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("登记为不采纳的", "on record as not adopted"),
        },
        of: |one, _| one.is(NOT).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: UNDER_STUDY,
            name: ("研究中", "under study"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("登记为研究中的", "on record as under study"),
        },
        of: |one, _| one.is(UNDER_STUDY).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "otherwise",
            name: ("其他", "otherwise"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("采纳情况登记为别的词的", "on record by another word"),
        },
        of: |one, _| {
            let is_other = |word: &Name| CALLED.iter().all(|(_, id)| *id != word.as_str());
            let word = one.adoption.as_ref().filter(|word| is_other(word))?;
            Some(Found::counted().because(Some(Text::same(&**word))))
        },
    },
    Measure {
        figure: Figure {
            id: "undecided",
            name: ("未登记", "not on record"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("没有登记采纳情况的，有无答复都在其内", "without a record of adoption, answered or not"),
        },
        of: |one, _| one.adoption.is_none().then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "adoption-rate",
            name: ("采纳率", "adoption rate"),
            unit: Unit::Suggestions,
            kind: Kind::Share,
            means: ("有答复的意见建议中，采纳的", "of those answered, those adopted"),
        },
        of: |one, _| one.is_answered().then(|| Found::counted_if(one.is(ADOPTED))),
    },
    Measure {
        figure: Figure {
            id: "adoption-rate-with-parts",
            name: ("采纳率（含部分采纳）", "adoption rate with parts"),
            unit: Unit::Suggestions,
            kind: Kind::Share,
            means: ("有答复的意见建议中，采纳和部分采纳的", "of those answered, those adopted wholly or in part"),
        },
        of: |one, _| one.is_answered().then(|| Found::counted_if(one.is_adopted())),
    },
    Measure {
        figure: Figure {
            id: "carried-out",
            name: ("落实率", "carried out"),
            unit: Unit::Suggestions,
            kind: Kind::Share,
            means: (
                "采纳和部分采纳的意见建议中，登记已经落实的",
                "of those adopted wholly or in part, those on record as carried out",
            ),
        },
        of: |one, _| {
            let day = one.handling.carried_out;
            one.is_adopted().then(|| Found::counted_if(day.is_some()).on(day))
        },
    },
];

/// What proposers say of the answers.
pub(super) static SATISFACTION: [Measure<Suggested>; 6] = [
    Measure {
        figure: Figure {
            id: "satisfied",
            name: ("满意", "satisfied"),
            unit: Unit::Forms,
            kind: Kind::Count,
            means: ("收回的反馈中表示满意的", "forms returned that say satisfied"),
        },
        of: |one, _| (one.satisfaction == Some(Satisfaction::Satisfied)).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "mostly-satisfied",
            name: ("基本满意", "mostly satisfied"),
            unit: Unit::Forms,
            kind: Kind::Count,
            means: ("收回的反馈中表示基本满意的", "forms returned that say satisfied in the main"),
        },
        of: |one, _| (one.satisfaction == Some(Satisfaction::MostlySatisfied)).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "dissatisfied",
            name: ("不满意", "dissatisfied"),
            unit: Unit::Forms,
            kind: Kind::Count,
            means: ("收回的反馈中表示不满意的", "forms returned that say not satisfied"),
        },
        of: |one, _| (one.satisfaction == Some(Satisfaction::Dissatisfied)).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "not-returned",
            name: ("未收回", "not returned"),
            unit: Unit::Forms,
            kind: Kind::Count,
            means: ("有答复而没有登记满意程度的", "answered, and without a form on record"),
        },
        of: |one, _| (one.is_answered() && one.satisfaction.is_none()).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "satisfaction-rate",
            name: ("满意率", "satisfaction rate"),
            unit: Unit::Forms,
            kind: Kind::Share,
            means: (
                "收回的反馈中满意的；未收回的不计",
                "of the forms returned, those satisfied; not those not returned",
            ),
        },
        of: |one, _| one.satisfaction.map(|said| Found::counted_if(said == Satisfaction::Satisfied)),
    },
    Measure {
        figure: Figure {
            id: "satisfaction-rate-mostly",
            name: ("满意率（含基本满意）", "satisfaction rate with mostly"),
            unit: Unit::Forms,
            kind: Kind::Share,
            means: ("收回的反馈中满意和基本满意的", "of the forms returned, those satisfied wholly or in the main"),
        },
        of: |one, _| one.satisfaction.map(|said| Found::counted_if(said != Satisfaction::Dissatisfied)),
    },
];
