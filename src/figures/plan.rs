//! How the plan of a year was carried out: its items and the deadlines of the year.

use super::deadlines::{self, Deadline};
use super::facts::{Counted, Facts};
use super::key::form;
use super::measure::{
    Cell, Figure, Found, Grouping, Item, Key, Kind, Measure, Row, Table, Unit, by, cells, figures, grouped,
};
use crate::engine::Progress;
use crate::model::{Date, Name, PlanItem, Subject, TopicKey};
use crate::text;
use crate::text::Text;
use std::collections::HashSet;

/// An item of a plan, or a topic that came up beside it.
pub(super) struct Planned {
    subject: Subject,
    title: Name,
    form: Key,
    pub(super) office: Key,
    /// Whether it came after the plan was made.
    is_added: bool,
    /// Why it became no topic.
    note: Option<Name>,
    /// How far its topic has come, once it is one.
    progress: Option<Progress>,
}

impl Planned {
    /// The items of a year, and the topics of the year that no item names, except those of rooms.
    pub(super) fn of_year(facts: &Facts, year: i32) -> Vec<Self> {
        let items = facts.loaded.archive.plan(year).map_or(&[][..], |plan| &plan.file.items);
        let key = |item: &PlanItem| -> Option<TopicKey> { item.topic.as_deref()?.parse().ok() };
        let of_items = items.iter().map(|item| {
            let topic = key(item).and_then(|key| facts.topic(key));
            let own = topic.map_or_else(|| Self::of_item(facts, year, item), Self::of_topic);
            Self { is_added: item.ad_hoc, ..own }
        });
        let named: HashSet<TopicKey> = items.iter().filter_map(key).collect();
        let beside = facts.topics_of(year).filter(|topic| topic.room.is_none() && !named.contains(&topic.key));
        of_items.chain(beside.map(Self::of_topic)).collect()
    }

    /// An item that is no topic yet.
    fn of_item(facts: &Facts, year: i32, item: &PlanItem) -> Self {
        let settings = facts.loaded.archive.settings.as_ref();
        let regulation = settings.and_then(|settings| facts.loaded.regulations.of_plans(settings).ok());
        Self {
            subject: Subject::Plan(year),
            title: item.title.clone(),
            form: form(regulation, item.form.as_ref()),
            office: facts.office(item.office.as_ref()),
            is_added: item.ad_hoc,
            note: item.note.clone(),
            progress: None,
        }
    }

    fn of_topic(topic: &Counted) -> Self {
        Self {
            subject: topic.subject(),
            title: topic.title.clone(),
            form: topic.form.clone(),
            office: topic.office.clone(),
            is_added: true,
            note: None,
            progress: Some(topic.progress.clone()),
        }
    }

    fn held(&self) -> Option<Date> {
        self.progress.as_ref()?.held()
    }

    /// The day it was dropped, if it never met.
    fn dropped(&self) -> Option<Date> {
        self.progress.as_ref()?.dropped.filter(|_| self.held().is_none())
    }

    /// Whether what came of it was sent, or its regulation has no event for that.
    fn is_sent(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.reported.is_none_or(|sent| sent.is_some()))
    }
}

impl Item for Planned {
    fn subject(&self) -> Subject {
        self.subject.clone()
    }

    fn what(&self) -> Text {
        // A topic is called by its title where it is listed.
        if matches!(self.subject, Subject::Topic(_)) { Text::same("") } else { Text::same(&*self.title) }
    }
}

/// How the items were carried out.
pub(super) static MEASURES: [Measure<Planned>; 7] = [
    Measure {
        figure: Figure {
            id: "planned",
            name: ("列入计划", "planned"),
            unit: Unit::Topics,
            kind: Kind::Count,
            means: ("年度计划原列的议题", "items of the plan as it was made"),
        },
        of: |item, _| (!item.is_added).then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "added",
            name: ("年中增加", "added"),
            unit: Unit::Topics,
            kind: Kind::Count,
            means: (
                "计划制定以后增列的，和计划之外的议题；协商议事室的议题不在其内",
                "added after the plan was made, and topics beside it; those of consultation rooms are not among them",
            ),
        },
        of: |item, _| item.is_added.then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "held",
            name: ("已协商", "held"),
            unit: Unit::Topics,
            kind: Kind::Share,
            means: ("原列和增加的议题中，开过协商会议的", "of those planned and added, those that met"),
        },
        of: |item, _| Some(Found::counted_if(item.held().is_some()).on(item.held())),
    },
    Measure {
        figure: Figure {
            id: "completed",
            name: ("计划完成", "completed"),
            unit: Unit::Topics,
            kind: Kind::Share,
            means: (
                "原列和增加的议题中，开过协商会议、协商成果已报送的",
                "of those planned and added, those that met and sent what came of it",
            ),
        },
        of: |item, _| {
            let sent = item.progress.as_ref().and_then(|progress| progress.reported.flatten());
            Some(Found::counted_if(item.held().is_some() && item.is_sent()).on(sent))
        },
    },
    Measure {
        figure: Figure {
            id: "moved",
            name: ("改期", "moved"),
            unit: Unit::Topics,
            kind: Kind::Count,
            means: ("通知过的会期改为另一日的", "whose meeting was called for one day and moved to another"),
        },
        of: |item, _| {
            let from = item.progress.as_ref()?.moved?;
            Some(Found::counted().on(item.held()).because(Some(text!(zh: "原定 {from}", en: "from {from}"))))
        },
    },
    Measure {
        figure: Figure {
            id: "dropped",
            name: ("终止", "dropped"),
            unit: Unit::Topics,
            kind: Kind::Count,
            means: ("未经协商即终止的", "dropped without having met"),
        },
        of: |item, _| {
            let (dropped, progress) = (item.dropped()?, item.progress.as_ref()?);
            Some(Found::counted().on(Some(dropped)).because(progress.why_dropped.as_deref().map(Text::same)))
        },
    },
    Measure {
        figure: Figure {
            id: "to-meet",
            name: ("尚未协商", "still to meet"),
            unit: Unit::Topics,
            kind: Kind::Count,
            means: ("没有开过协商会议、也没有终止的", "neither met nor dropped"),
        },
        of: |item, _| {
            let is_open = item.held().is_none() && item.dropped().is_none();
            is_open.then(|| Found::counted().because(item.note.as_deref().map(Text::same)))
        },
    },
];

pub(super) fn tables(facts: &Facts) -> Vec<Table> {
    let (own, before) = (Planned::of_year(facts, facts.year), Planned::of_year(facts, facts.year - 1));
    let (own, before): (Vec<&Planned>, Vec<&Planned>) = (own.iter().collect(), before.iter().collect());
    let of = |items: &[&Planned]| cells(&MEASURES, items, facts.loaded.today);
    let mut rows = both(facts.year, of(&own), of(&before));
    let groupings: [Grouping<Planned>; 2] = [
        (Text::new("形式", "form"), |item| vec![item.form.clone()]),
        (Text::new("责任委室", "office"), |item| vec![item.office.clone()]),
    ];
    rows.extend(grouped(&own, groupings, of));
    let plan = Table {
        id: "items",
        title: Text::new("计划完成情况", "items of the plan"),
        figures: figures(&MEASURES).collect(),
        rows,
        notes: told(&own),
    };
    vec![plan, of_deadlines(facts)]
}

/// What adds up, and which topics were moved or dropped, and why.
fn told(own: &[&Planned]) -> Vec<Text> {
    let sum = Text::new(
        "已协商、终止、尚未协商三项之和，即列入计划与年中增加之和",
        "held, dropped and still to meet add up to planned and added",
    );
    let listed = |of: &dyn Fn(&Planned) -> Option<Text>| {
        let each = own.iter().filter_map(|item| {
            let title = Text::same(format!("{} {}", item.subject, item.title));
            Some(title.then(&of(item)?))
        });
        each.collect::<Vec<_>>()
    };
    let moved = listed(&|item| {
        let (from, to) = (item.progress.as_ref()?.moved?, item.held());
        let to = to.map(|to| text!(zh: "，改为 {to}", en: " to {to}"));
        let from = text!(zh: "（原定 {from}", en: " (from {from}");
        Some(to.iter().fold(from, Text::then).then(&Text::new("）", ")")))
    });
    let dropped = listed(&|item| {
        let (day, why) = (item.dropped()?, item.progress.as_ref()?.why_dropped.clone());
        let why = why.map(|why| text!(zh: "，{why}", en: ": {why}"));
        let day = text!(zh: "（{day}", en: " ({day}");
        Some(why.iter().fold(day, Text::then).then(&Text::new("）", ")")))
    });
    let mut notes = vec![sum];
    for (name, all) in [(Text::new("改期：", "moved: "), moved), (Text::new("终止：", "dropped: "), dropped)] {
        if !all.is_empty() {
            notes.push(name.then(&Text::join(&all, "；", "; ")));
        }
    }
    notes
}

/// The first rows of a table: the year, and the year before.
pub(super) fn both(year: i32, own: Vec<Cell>, of_before: Vec<Cell>) -> Vec<Row> {
    let before = year - 1;
    vec![
        Row::whole("year", text!(zh: "{year}年", en: "{year}"), own),
        Row::whole("year-before", text!(zh: "上年（{before}年）", en: "the year before ({before})"), of_before),
    ]
}

fn of_deadlines(facts: &Facts) -> Table {
    let (year, today) = (facts.year, facts.loaded.today);
    let (own, before) = (facts.deadlines_of(year), facts.deadlines_of(year - 1));
    let of = |items: &[&Deadline]| cells(&deadlines::MEASURES, items, today);
    let mut rows = both(year, of(&own), of(&before));
    rows.extend(by(&own, |deadline| vec![deadline.rule.clone()]).into_iter().map(|(key, items)| Row {
        // All of one rule are of one regulation.
        group: items.first().map(|deadline| deadline.regulation.clone()),
        id: key.id,
        name: key.name,
        cells: of(&items),
        is_plain: items.iter().all(|deadline| deadline.is_kept(today)),
    }));
    Table {
        id: "deadlines",
        title: Text::new("各项期限按期情况", "deadlines"),
        figures: figures(&deadlines::MEASURES).collect(),
        rows,
        notes: Vec::new(),
    }
}
