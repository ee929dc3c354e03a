//! The archive itself, the items of its plans, its rooms and its people; and the decisions on papers of years.

use super::table::{Column, Row, Table, Value, place};
use super::{office_name, topics};
use crate::figures::attendance::is_member;
use crate::model::{Points, Subject, TopicKey};
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;

pub(super) static ARCHIVES: Table = Table {
    id: "archives",
    means: ("档案库", "an archive"),
    is_of_years: false,
    columns: &[
        Column::text("institution", "机构", "the institution"),
        Column::list("regulations", "约束本机构的规程", "the regulations that bind it"),
        Column::integer(
            "points_came",
            "出席一次的积分，以十分之一分计；不计分的没有，下同",
            "points for coming, in tenths; unknown where none are given, as in the next",
        ),
        Column::integer("points_leave", "请假一次的积分", "points for being on leave"),
        Column::integer("points_absent", "缺席一次的积分", "points for being absent"),
        Column::integer("points_spoke", "发言一次的积分", "points for speaking"),
        Column::integer("points_researched", "参加一次调研的积分", "points for taking part in research"),
        Column::integer("points_suggestion", "提一条意见建议的积分", "points for a suggestion"),
        Column::integer("points_adopted", "意见建议被采纳一条的积分", "points for a suggestion that was adopted"),
    ],
};

pub(super) static ITEMS: Table = Table {
    id: "items",
    means: ("年度协商计划的一项", "an item of a year's plan"),
    is_of_years: true,
    columns: &[
        Column::integer("item", "序号", "its number"),
        Column::text("title", "题目", "its title"),
        Column::text("kind", "consultation 协商、supervision 民主监督", "consultation or supervision"),
        Column::text("form", "协商形式", "its form of consultation"),
        Column::text("form_name", "协商形式的名称", "the name of that form"),
        Column::text("office", "责任委室", "its responsible office"),
        Column::text("office_name", "责任委室的名称", "the name of that office"),
        Column::boolean("ad_hoc", "是否计划制定以后增列", "whether it was added after the plan was made"),
        Column::text("topic", "成为哪个议题", "the topic it became"),
    ],
};

pub(super) static ROOMS: Table = Table {
    id: "rooms",
    means: ("协商议事室", "a consultation room"),
    is_of_years: false,
    columns: &[
        Column::text("room", "标识", "its id"),
        Column::text("name", "名称", "its name"),
        Column::integer("place", "在登记中的次序", "its place in the register"),
        Column::text("level", "层级", "its level"),
        Column::text("level_name", "层级的名称", "the name of that level"),
        Column::text("regulation", "适用的规程", "its regulation"),
        Column::date("opened", "设立之日", "the day it was opened"),
        Column::date("closed", "撤销之日", "the last day of its existence"),
    ],
};

pub(super) static PEOPLE: Table = Table {
    id: "people",
    means: ("人员登记中的一人；含人名", "somebody in the register of people; names people"),
    is_of_years: false,
    columns: &[
        Column::text("person", "标识", "their id"),
        Column::text("name", "姓名", "their name"),
        Column::integer("place", "在登记中的次序", "their place in the register"),
        Column::text("sector", "界别", "their sector"),
        Column::list("member_of", "在哪些规程下是委员", "the regulations under which they are a member"),
    ],
};

pub(super) fn rows(loaded: &LoadedArchive) -> Vec<Row> {
    let mut rows = vec![itself(loaded)];
    rows.extend(items(loaded));
    rows.extend(rooms(loaded));
    rows.extend(people(loaded));
    let plans = &loaded.archive.plans;
    rows.extend(
        plans.iter().flat_map(|plan| topics::decisions(loaded.context(), &Subject::Plan(plan.year), &plan.reviews)),
    );
    rows
}

fn itself(loaded: &LoadedArchive) -> Row {
    let settings = loaded.archive.settings.as_ref();
    let points = settings.and_then(|settings| settings.points);
    let tenths = |of: fn(Points) -> crate::model::Tenths| Value::from(points.map(|points| of(points).0));
    ARCHIVES.row(
        None,
        vec![
            settings.and_then(|settings| settings.institution.as_ref()).into(),
            settings.map_or(&[][..], |settings| settings.regulations.as_slice()).into(),
            tenths(|points| points.came),
            tenths(|points| points.leave),
            tenths(|points| points.absent),
            tenths(|points| points.spoke),
            tenths(|points| points.researched),
            tenths(|points| points.suggestion),
            tenths(|points| points.adopted),
        ],
    )
}

fn items(loaded: &LoadedArchive) -> Vec<Row> {
    let archive = &loaded.archive;
    let regulation = archive.settings.as_ref().and_then(|settings| loaded.regulations.of_plans(settings).ok());
    let each = archive.plans.iter().flat_map(|plan| {
        plan.file.items.iter().enumerate().map(move |(nth, item)| {
            let topic: Option<TopicKey> = item.topic.as_deref().and_then(|topic| topic.parse().ok());
            let form = item.form.as_ref();
            let form_name = regulation.zip(form).map(|(regulation, form)| regulation.name_in(Group::Forms, form).zh);
            let kind = item.kind.as_ref().or_else(|| regulation?.kind_of(item));
            ITEMS.row(
                Some(plan.year),
                vec![
                    place(nth),
                    (&item.title).into(),
                    kind.into(),
                    form.into(),
                    form_name.into(),
                    item.office.as_ref().into(),
                    office_name(loaded.context(), item.office.as_ref()),
                    item.ad_hoc.into(),
                    topic.map(|topic| topic.to_string()).into(),
                ],
            )
        })
    });
    each.collect()
}

fn rooms(loaded: &LoadedArchive) -> Vec<Row> {
    let rows = loaded.archive.rooms.iter().enumerate().map(|(nth, room)| {
        let regulation = loaded.regulations.get(&room.regulation).ok();
        let level = regulation.map(|regulation| regulation.name_in(Group::Levels, &room.level).zh);
        ROOMS.row(
            None,
            vec![
                (&room.id).into(),
                (&room.name).into(),
                place(nth),
                (&room.level).into(),
                level.unwrap_or_else(|| room.level.to_string()).into(),
                (&room.regulation).into(),
                room.opened.into(),
                room.closed.into(),
            ],
        )
    });
    rows.collect()
}

fn people(loaded: &LoadedArchive) -> Vec<Row> {
    let regulations: Vec<_> = loaded.regulations.used(&loaded.archive).collect();
    let rows = loaded.archive.people.iter().enumerate().map(|(nth, person)| {
        let of = regulations.iter().filter(|regulation| is_member([**regulation], person, loaded.today));
        PEOPLE.row(
            None,
            vec![
                (&person.id).into(),
                (&person.name).into(),
                place(nth),
                person.sector.as_ref().into(),
                of.map(|regulation| regulation.id.to_string()).collect::<Vec<_>>().into(),
            ],
        )
    });
    rows.collect()
}
