//! Messages about papers: what is missing, what they must contain, and where they belong.

use super::PaperField;
use super::found::{Aside, Found};
use super::objection::columns;
use crate::diagnostic::Location;
use crate::model::{Date, Name, Subject};
use crate::rules::{DocumentCheck, EventSet, Moment, RuleContext, phrase, remedy};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Section, Vocabulary, argument};

/// What the rule demands, in general.
pub(crate) fn asked(regulation: &Vocabulary, check: &DocumentCheck) -> Text {
    papers(regulation, check).then(&phrase::in_brackets(&details(regulation, check, check.title.as_deref())))
}

/// The papers, joined with 或 or as a list.
pub(crate) fn papers(regulation: &Vocabulary, check: &DocumentCheck) -> Text {
    let papers: Vec<Text> = check.documents.ids().iter().map(|id| phrase::paper(regulation, id)).collect();
    match check.documents {
        EventSet::Any(_) => phrase::any_of(&papers),
        EventSet::All(_) => phrase::list(&papers),
    }
}

/// The task in a few words, and the message, about everything missing or incomplete.
pub(crate) fn missing(context: &RuleContext, check: &DocumentCheck, open: &[&Found]) -> (Text, Text) {
    let regulation = context.regulation;
    let absent: Vec<Text> =
        open.iter().filter(|found| !found.is_begun()).map(|found| phrase::paper(regulation, &found.id)).collect();
    let (mut tasks, mut message) = (Vec::new(), Vec::new());
    if !absent.is_empty() {
        let absent = match check.documents {
            EventSet::Any(_) => phrase::any_of(&absent),
            EventSet::All(_) => phrase::list(&absent),
        };
        let by = if check.by.is_empty() {
            Text::same("")
        } else {
            let Text { zh, en } = phrase::any_of_actors(regulation, &check.by);
            text!(zh: "{zh}的", en: " by the {en}")
        };
        message.push(Text::new(format!("缺{}{}", by.zh, absent.zh), format!("{}{} is missing", absent.en, by.en)));
        let early = open.iter().filter_map(|found| match found.aside {
            Some(Aside::Early(day)) => Some(day.to_string()),
            _ => None,
        });
        let early: Vec<String> = early.collect();
        let why = (!early.is_empty()).then(|| {
            let (Text { zh, en }, after) = (Text::listed(&early), followed(context));
            Text::new(format!("{zh}的早于{}", after.zh), format!("what is dated {en} came before {}", after.en))
        });
        tasks.push(phrase::to_supply(&absent).then(&phrase::in_brackets(why.as_slice())));
    }
    for found in open.iter().filter(|found| found.is_begun()) {
        let name = phrase::paper(regulation, &found.id);
        message.push(shortcomings(regulation, found, &name));
        tasks.push(phrase::to_complete(&name));
    }
    (Text::join(&tasks, "；", "; "), Text::join(&message, "；", "; "))
}

/// What a paper lacks: 《协商函》还有3处待填写；《主持词》只有文首，尚无正文；《协商函》缺标题、主送…，未吸纳《网络民意汇总》.
fn shortcomings(regulation: &Vocabulary, found: &Found, name: &Text) -> Text {
    let Text { zh, en } = name;
    match found.aside {
        Some(Aside::Draft(draft)) => return phrase::draft(regulation, &found.id, draft),
        Some(Aside::Later(day)) => return phrase::there_but_later(name, day),
        Some(Aside::Early(_)) | None => {}
    }
    let mut message = Vec::new();
    if !found.lacking.is_empty() {
        let Text { zh, en } = phrase::list(&found.lacking);
        message.push(text!(zh: "缺{zh}", en: "lacks {en}"));
    }
    if !found.not_absorbed.is_empty() {
        let papers: Vec<Text> = found.not_absorbed.iter().map(|id| phrase::paper(regulation, id)).collect();
        let Text { zh, en } = phrase::list(&papers);
        message.push(text!(zh: "未吸纳{zh}", en: "does not take up {en}"));
    }
    let message = Text::join(&message, "，", ", ");
    Text::new(format!("{zh}{}", message.zh), format!("{en} {}", message.en))
}

/// What a paper must contain: 写明…；填明…；主送….
fn details(regulation: &Vocabulary, check: &DocumentCheck, title: Option<&str>) -> Vec<Text> {
    let mut details = Vec::new();
    if !check.sections.is_empty() {
        let each = |any: &Vec<Section>| {
            phrase::any_of(&any.iter().map(|one| Text::same(one.title.as_str())).collect::<Vec<_>>())
        };
        let Text { zh, en } = phrase::list(&check.sections.iter().map(each).collect::<Vec<_>>());
        details.push(if check.in_order {
            text!(zh: "依次写明{zh}", en: "with {en}, in order")
        } else {
            text!(zh: "写明{zh}", en: "with {en}")
        });
    }
    if !check.fields.is_empty() {
        let Text { zh, en } = phrase::list(&check.fields.iter().map(|field| field.name()).collect::<Vec<_>>());
        details.push(text!(zh: "填明{zh}", en: "stating {en}"));
    }
    if !check.columns.is_empty() {
        let columns = columns(&check.columns);
        details.push(text!(zh: "栏目依次为{columns}", en: "its columns being {columns}"));
    }
    if let Some(title) = title {
        // Asked of any room, its name is open.
        let (zh, en) = (title.replace("{name}", "〈协商室〉"), title.replace("{name}", "〈ROOM〉"));
        details.push(text!(zh: "标题为“{zh}”", en: "entitled “{en}”"));
    }
    if !check.absorbs.is_empty() {
        let papers: Vec<Text> = check.absorbs.iter().map(|id| phrase::paper(regulation, id)).collect();
        let Text { zh, en } = phrase::list(&papers);
        details.push(text!(zh: "写明吸纳{zh}", en: "saying that it takes up {en}"));
    }
    if !check.issuer.is_empty() {
        details.push(phrase::issuer(regulation, &check.issuer));
    }
    if !check.to.is_empty() {
        details.push(phrase::addressed(regulation, &check.to));
    }
    if !check.cc.is_empty() {
        details.push(phrase::copied(regulation, &check.cc));
    }
    details
}

/// How to supply or complete papers, each with its file.
pub(crate) fn how_to_supply(context: &RuleContext, check: &DocumentCheck, open: &[(&Found, Location)]) -> Text {
    let (mut message, mut drafted, mut handed) = (Vec::new(), Vec::new(), Vec::new());
    let early = open.iter().filter_map(|(found, _)| match found.aside {
        Some(Aside::Early(day)) => Some(dated(context.regulation, &found.id, day)),
        _ => None,
    });
    let early: Vec<Text> = early.collect();
    if !early.is_empty() {
        message.push(too_early(context, &phrase::list(&early)));
        let misdated = open.iter().filter(|(found, _)| matches!(found.aside, Some(Aside::Early(_))));
        message.extend(misdated.map(|(_, place)| remedy::how_to_mend_date(place)));
    }
    for (found, place) in open {
        let path = &place.path;
        match found.aside {
            Some(Aside::Draft(draft)) => message.push(remedy::how_to_fill_in(path, draft)),
            Some(Aside::Later(day)) => message.push(remedy::how_to_redate_file(place, day)),
            _ if found.there => message.push(how_to_complete(context.regulation, found, path)),
            _ if is_drafted(context, found) => drafted.push(&found.id),
            _ => handed.push(&found.id),
        }
    }
    // If one of several papers is enough, one that has a template is suggested.
    let any = matches!(check.documents, EventSet::Any(_));
    if any && !drafted.is_empty() {
        handed.clear();
    }
    if !drafted.is_empty() {
        message.push(how_to_draft(context, if any { &drafted[..1] } else { &drafted }));
    }
    if !handed.is_empty() {
        message.push(how_to_hand_in(context, check, &handed));
    }
    Text::join(&message, "；", "; ")
}

/// Whether a missing paper is drafted from a template. Only the first paper of a topic or year has one, not a paper of a
/// later round or of a room.
fn is_drafted(context: &RuleContext, found: &Found) -> bool {
    let view = &context.view;
    let is_first = view.round.is_none_or(|round| round == 1) && view.room.is_none();
    let kind = context.regulation.documents.get(&found.id);
    is_first && found.aside.is_none() && kind.is_some_and(|kind| kind.is_drafted)
}

/// The command that drafts papers from their templates.
fn how_to_draft(context: &RuleContext, documents: &[&Name]) -> Text {
    let subject = context.view.subject();
    let names: Vec<Text> = documents.iter().map(|id| argument(&context.regulation.name(id).zh, id)).collect();
    let Text { zh, en } = Text::join(&names, " ", " ");
    text!(
        zh: "起草并填写：yijuan render {subject} {zh}",
        en: "draft it and fill it in: yijuan render {subject} {en}"
    )
}

/// The commands to add papers from others: each, or one of them.
fn how_to_hand_in(context: &RuleContext, check: &DocumentCheck, documents: &[&Name]) -> Text {
    let (subject, year) = (context.view.subject(), context.view.year().unwrap_or_default());
    let (target, room) = match &subject {
        Subject::Room(room) => (format!("plan:{year}"), format!(" --room {room}")),
        subject => (subject.to_string(), String::new()),
    };
    let of_topic = matches!(subject, Subject::Topic(_));
    let round = context.view.round.filter(|round| of_topic && *round > 1);
    let round = round.map(|round| format!(" --round {round}")).unwrap_or_default();
    let command = |document: &Text| {
        let Text { zh, en } = document;
        text!(
            zh: "yijuan material add {target} 〈文件〉 --document {zh} --date 〈日期〉{round}{room}",
            en: "yijuan material add {target} 〈FILE〉 --document {en} --date 〈DATE〉{round}{room}"
        )
    };
    let commands = match (&check.documents, documents) {
        (EventSet::Any(_), [_, _, ..]) => {
            let papers: Vec<Text> =
                documents.iter().map(|id| Text::new(context.regulation.name(id).zh, id.as_str())).collect();
            let Text { zh, en } = phrase::any_of(&papers);
            command(&Text::new(format!("〈{zh}〉"), format!("〈{en}〉")))
        }
        _ => {
            let commands: Vec<Text> =
                documents.iter().map(|id| command(&argument(&context.regulation.name(id).zh, id))).collect();
            Text::join(&commands, "；再 ", "; then ")
        }
    };
    let Text { zh, en } = commands;
    text!(zh: "收入卷中：{zh}", en: "take it in: {en}")
}

/// How to complete a paper: 补全 协商函.md：标题、主送…；写明 `absorbs: [网络民意汇总]`.
fn how_to_complete(regulation: &Vocabulary, found: &Found, path: &str) -> Text {
    let mut what = found.lacking.clone();
    if !found.not_absorbed.is_empty() {
        let papers: Vec<Text> = found.not_absorbed.iter().map(|id| regulation.name(id)).collect();
        let Text { zh, .. } = Text::join(&papers, ", ", ", ");
        let ids = found.not_absorbed.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
        what.push(text!(zh: "文首的 `absorbs: [{zh}]`", en: "`absorbs: [{ids}]` in its head"));
    }
    let Text { zh, en } = phrase::list(&what);
    let of_text = found.unsaid.then(|| {
        Text::new(
            "立为小标题并写内容，或在正文中写到这些字",
            "as headings with text under them, or in these words in the text",
        )
    });
    let keys = head_keys(&found.lacking);
    let Text { zh: keys_zh, en: keys_en } = Text::join(&keys, "、", ", ");
    let of_head =
        (!keys.is_empty()).then(|| text!(zh: "写在文首：{keys_zh}", en: "to be written in its head: {keys_en}"));
    let where_to: Vec<Text> = of_text.into_iter().chain(of_head).collect();
    text!(zh: "补全 {path}：{zh}", en: "complete {path}: {en}").then(&phrase::in_brackets(&where_to))
}

/// The keys of the front matter that a paper lacks.
fn head_keys(lacking: &[Text]) -> Vec<Text> {
    let is_lacking = |field: &PaperField| {
        let name = field.name();
        lacking.iter().any(|lacks| *lacks == name || *field == PaperField::To && lacks.zh.starts_with(&name.zh))
    };
    let keys = PaperField::ALL.into_iter().filter(is_lacking);
    keys.map(|field| Text::same(format!("`{}`", field.key()))).collect()
}

/// A paper with its date: 《协商报告》（2026-05-12）.
fn dated(regulation: &Vocabulary, document: &str, date: Date) -> Text {
    let Text { zh, en } = phrase::paper(regulation, document);
    text!(zh: "{zh}（{date}）", en: "{en} ({date})")
}

/// Why existing papers do not count: 《协商报告》（2026-05-12）早于协商会议，不作为会后成果.
fn too_early(context: &RuleContext, papers: &Text) -> Text {
    let after = followed(context);
    let no_result = if after.zh.ends_with("会议") { "不作为会后成果" } else { "不能计入" };
    Text::new(
        format!("{}早于{}，{no_result}", papers.zh, after.zh),
        format!("{} came before {} and does not count", papers.en, after.en),
    )
}

/// What the papers must follow: the event that came first, or else the day.
fn followed(context: &RuleContext) -> Text {
    let floor = context.timing.floor;
    let mut events = context.rule.due.iter().flat_map(|due| &due.after).filter_map(Moment::event);
    let first = events.find(|event| context.view.occurrences(event).any(|one| Some(one.date) == floor));
    first.map_or_else(
        || Text::same(floor.map(|floor| floor.to_string()).unwrap_or_default()),
        |event| context.regulation.name(event),
    )
}
