//! `Class`: what a regulation wants in a dossier. Classes are derived from the rules that ask a topic for papers.

use super::item::{Item, is_drafted};
use crate::archive::{Archive, Topic};
use crate::duty::{Duty, State};
use crate::engine::{Context, Part, Selection, judge};
use crate::model::{Date, Name, Subject, TopicKey};
use crate::regulation::{Check, Regulation};
use crate::rules::EventSet;
use crate::rules::due::{Moment, by_when_in_general};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{SubjectKind, Vocabulary};

/// Papers that a regulation wants in a dossier.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its kinds: a paper of any of them is of the class.
    pub kinds: Vec<Name>,
    /// What of it is wanted, by rules and rounds.
    pub wanted: Vec<Wanted>,
}

/// Papers of a class that rules want.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The kinds, any of which is enough.
    pub kinds: Vec<Name>,
    /// The round, from the second on.
    pub round: Option<u32>,
    /// Ids and articles of the rules.
    pub rules: Vec<(Name, Name)>,
    /// The first day by which a rule wants it, if that is known.
    pub due: Option<Date>,
    /// By when it is wanted, in words.
    pub when: Text,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// Whether it joins the dossier after that was handed over: it is wanted by the closing alone, and the topic is not
    /// closed yet.
    pub joins_later: bool,
    /// Whether recorded exceptions excuse it.
    pub is_waived: bool,
    /// What there is.
    pub supply: Supply,
    /// The command or the work that supplies it; nothing where it is there.
    pub way: Text,
}

/// What there is of papers that are wanted, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Supply {
    /// One that counts.
    There,
    /// One that is still being written or decided on.
    Unfinished,
    /// None.
    Missing,
}

impl Supply {
    /// Its name in reports for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Unfinished => "unfinished",
            Self::Missing => "missing",
        }
    }
}

impl Class {
    /// What it is called.
    #[must_use]
    pub fn name(&self, regulation: &Vocabulary) -> Text {
        named(regulation, &self.kinds)
    }

    /// Whether recorded exceptions excuse all of it, and nothing of it is there.
    #[must_use]
    pub fn is_waived(&self) -> bool {
        self.wanted.iter().all(|wanted| wanted.is_waived && wanted.supply != Supply::There)
    }

    /// What there is of it: as much as of what there is least of.
    #[must_use]
    pub fn supply(&self) -> Supply {
        let asked = self.wanted.iter().filter(|wanted| !wanted.is_waived);
        if asked.clone().any(|wanted| wanted.supply == Supply::Missing) {
            return Supply::Missing;
        }
        if asked.clone().any(|wanted| wanted.supply == Supply::Unfinished) {
            return Supply::Unfinished;
        }
        Supply::There
    }
}

impl Wanted {
    /// What it is called.
    #[must_use]
    pub fn name(&self, regulation: &Vocabulary) -> Text {
        let name = named(regulation, &self.kinds);
        let round = self.round.map(|round| text!(zh: "（第{round}轮）", en: " (round {round})"));
        round.iter().fold(name, Text::then)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub fn is_lacking(&self) -> bool {
        self.supply != Supply::There && !self.is_waived
    }

    /// The articles of its rules.
    #[must_use]
    pub fn articles(&self) -> Text {
        let mut articles: Vec<&Name> = Vec::new();
        for (_, article) in &self.rules {
            if !articles.contains(&article) {
                articles.push(article);
            }
        }
        Text::listed(articles.iter().map(|article| article.as_str()))
    }
}

fn named(regulation: &Vocabulary, kinds: &[Name]) -> Text {
    let names: Vec<Text> = kinds.iter().map(|kind| regulation.name(kind)).collect();
    Text::join(&names, "或", " or ")
}

/// What the rules that apply to a topic want in its dossier. Rules are applied even if files cannot be read that may
/// satisfy them.
pub(super) fn classes(context: Context, regulation: &Regulation, topic: &Topic, items: &[Item]) -> Vec<Class> {
    let key = topic.key;
    let mut as_read = None;
    if !topic.unread.is_empty() {
        let archive: &mut Archive = as_read.insert(context.archive.clone());
        archive.topics.iter_mut().for_each(|topic| topic.unread.clear());
    }
    let context = Context { archive: as_read.as_ref().unwrap_or(context.archive), ..context };
    let judgement = judge(context, Selection { part: Part::Topics, all: true });
    let own = judgement.duties.iter().filter(|duty| {
        let is_of_topic = matches!(duty.rule().subject, SubjectKind::Topic | SubjectKind::Round);
        duty.subject == Subject::Topic(key) && is_of_topic && duty.state != State::NotApplicable
    });
    let mut classes: Vec<Class> = Vec::new();
    for duty in own {
        for kinds in wanted_by(regulation, duty) {
            let class = class_for(regulation, &mut classes, &kinds);
            let wanted = Wanted::of(regulation, key, duty, kinds, items);
            match class.wanted.iter_mut().find(|one| one.kinds == wanted.kinds && one.round == wanted.round) {
                Some(known) => known.also(wanted),
                None => class.wanted.push(wanted),
            }
        }
    }
    let place = |class: &Class| class.kinds.iter().filter_map(|kind| place(regulation, kind)).min();
    classes.sort_by_key(place);
    for class in &mut classes {
        settle_by_parts(regulation, class);
    }
    classes
}

/// The kinds of papers that a rule wants, each any of several.
fn wanted_by(regulation: &Vocabulary, duty: &Duty) -> Vec<Vec<Name>> {
    let of_check = duty.rule().checks.iter().flat_map(|check| match check {
        Check::Document(check) => match &check.documents {
            EventSet::All(ids) => ids.iter().map(|id| vec![id.clone()]).collect(),
            EventSet::Any(ids) => vec![widest(regulation, ids)],
        },
        Check::Chain(chain) => chain.document.iter().map(|id| vec![id.clone()]).collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    of_check.collect()
}

/// Of some kinds those that count as no other of them.
fn widest(regulation: &Vocabulary, ids: &[Name]) -> Vec<Name> {
    let is_narrower = |id: &Name| ids.iter().any(|other| other != id && regulation.counts_as(id, other));
    ids.iter().filter(|id| !is_narrower(id)).cloned().collect()
}

/// The class that papers of these kinds belong to, made of those that they take in.
fn class_for<'c>(regulation: &Vocabulary, classes: &'c mut Vec<Class>, kinds: &[Name]) -> &'c mut Class {
    let is_in = |inner: &[Name], outer: &[Name]| {
        inner.iter().all(|id| outer.iter().any(|other| regulation.counts_as(id, other)))
    };
    let wider = classes.iter().position(|class| is_in(kinds, &class.kinds));
    let at = wider.unwrap_or_else(|| {
        let (inner, others): (Vec<Class>, Vec<Class>) =
            std::mem::take(classes).into_iter().partition(|class| is_in(&class.kinds, kinds));
        *classes = others;
        let wanted = inner.into_iter().flat_map(|class| class.wanted).collect();
        classes.push(Class { kinds: kinds.to_vec(), wanted });
        classes.len() - 1
    });
    &mut classes[at]
}

fn place(regulation: &Vocabulary, kind: &Name) -> Option<usize> {
    regulation.documents.keys().position(|id| id == kind.as_str())
}

/// Where each of several pictures is wanted, what they are together is not told as well.
fn settle_by_parts(regulation: &Vocabulary, class: &mut Class) {
    let parts: Vec<Wanted> = class.wanted.clone();
    let is_whole_of = |wanted: &Wanted| {
        parts.iter().any(|part| {
            let is_part = part.kinds != wanted.kinds
                && part.kinds.iter().all(|id| wanted.kinds.iter().any(|whole| regulation.counts_as(id, whole)));
            is_part && part.is_lacking() && part.round == wanted.round
        })
    };
    class.wanted.retain(|wanted| wanted.supply != Supply::Missing || !is_whole_of(wanted));
}

impl Wanted {
    fn of(regulation: &Regulation, key: TopicKey, duty: &Duty, kinds: Vec<Name>, items: &[Item]) -> Self {
        let rule = duty.rule();
        let of_kind = items.iter().filter(|item| item.is_of(regulation, &kinds) && item.is_of_round(duty.round()));
        let unfinished = of_kind.clone().find(|item| item.state.is_unfinished());
        let supply = match unfinished {
            _ if of_kind.clone().any(Item::counts) => Supply::There,
            Some(_) => Supply::Unfinished,
            None => Supply::Missing,
        };
        let round = duty.round().filter(|round| *round > 1);
        let way = match (supply, unfinished) {
            (Supply::There, _) => Text::same(""),
            (_, Some(item)) => item.way(key),
            (_, None) => fetch(regulation, key, &kinds, round),
        };
        Self {
            round,
            rules: vec![(rule.id.clone(), rule.article.clone())],
            due: duty.due,
            when: when(regulation, duty),
            is_overdue: duty.state == State::Overdue,
            joins_later: joins_later(regulation, duty),
            is_waived: duty.waived,
            supply,
            way,
            kinds,
        }
    }

    /// The same, wanted by another rule.
    fn also(&mut self, other: Self) {
        let is_first = match (self.due, other.due) {
            (Some(own), Some(other)) => other < own,
            (own, other) => own.is_none() && other.is_some(),
        };
        if is_first || self.is_waived && !other.is_waived {
            (self.due, self.when) = (other.due, other.when);
        }
        // Each asks for it: what one of them lacks is lacking.
        if other.supply > self.supply {
            (self.supply, self.way) = (other.supply, other.way);
        }
        self.is_overdue |= other.is_overdue;
        self.joins_later &= other.joins_later;
        self.is_waived &= other.is_waived;
        self.rules.extend(other.rules);
    }
}

/// Whether a rule of a regulation in which dossiers are handed over wants its papers by the closing, and so no earlier.
fn joins_later(regulation: &Regulation, duty: &Duty) -> bool {
    let is_closing = |moment: &Moment| moment.event().is_some_and(|event| **event == *Vocabulary::CLOSED);
    let before = duty.rule().due.as_ref().map_or(&[][..], |due| &due.before);
    let is_by_closing = !before.is_empty() && before.iter().all(is_closing);
    is_by_closing && duty.state != State::Overdue && regulation.handover() != Vocabulary::TRANSFERRED
}

/// By when a rule wants its papers: the day, if it is known.
fn when(regulation: &Regulation, duty: &Duty) -> Text {
    if let Some(due) = duty.due {
        return match duty.state {
            State::Overdue => text!(zh: "应于{due}前备齐，已逾期", en: "due by {due}, overdue"),
            _ => text!(zh: "应于{due}前备齐", en: "due by {due}"),
        };
    }
    let general = duty.rule().due.as_ref().map(|due| by_when_in_general(regulation, due));
    let Text { zh, en } = general.unwrap_or_else(|| Text::same(""));
    Text::new(zh.trim_start_matches('，'), en.trim_start_matches([',', ' ']))
}

/// How a paper that is not there comes into the dossier.
fn fetch(regulation: &Regulation, key: TopicKey, kinds: &[Name], round: Option<u32>) -> Text {
    if let Some(kind) = kinds.iter().find(|kind| round.is_none() && is_drafted(regulation, kind)) {
        let Text { zh, en } = regulation.document_argument(kind);
        return text!(zh: "yijuan render {key} {zh}", en: "yijuan render {key} {en}");
    }
    let Text { zh, en } = match kinds {
        [only] => regulation.document_argument(only),
        several => {
            let ids = Text::listed(several.iter().map(Name::as_str)).en.replace(", ", " or ");
            Text::new(format!("〈{}〉", named(regulation, several).zh), format!("〈{ids}〉"))
        }
    };
    let round = round.map(|round| format!(" --round {round}")).unwrap_or_default();
    text!(
        zh: "yijuan material add {key} 〈文件〉 --document {zh} --date 〈日期〉{round}",
        en: "yijuan material add {key} 〈FILE〉 --document {en} --date 〈DATE〉{round}"
    )
}
