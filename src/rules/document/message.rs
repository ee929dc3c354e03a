//! What is said of papers: what is missing, what they must say, and where they belong.

use super::judged::Found;
use crate::model::Name;
use crate::problem::Place;
use crate::rules::{DocumentCheck, EventSet, Regulation, RuleContext, phrase, when};
use crate::text;
use crate::text::Text;

/// What the rule asks for, without a case in hand.
pub(crate) fn asked(regulation: &Regulation, check: &DocumentCheck) -> Text {
    let papers: Vec<Text> = check.documents.ids().iter().map(|id| phrase::paper(regulation, id)).collect();
    let papers = match check.documents {
        EventSet::Any(_) => phrase::any_of(&papers),
        EventSet::All(_) => Text::join(&papers, "", ", "),
    };
    let mut details = details(regulation, check, check.title.as_deref());
    if matches!(check.documents, EventSet::All(_)) {
        details.remove(0);
    }
    papers.then(&phrase::in_brackets(&details))
}

/// What is to be supplied in a few words, and the sentence.
pub(crate) fn missing(context: &RuleContext, check: &DocumentCheck, found: &[Found]) -> (Text, Text) {
    let regulation = context.regulation;
    let papers =
        |ids: &mut dyn Iterator<Item = &Name>| -> Vec<Text> { ids.map(|id| phrase::paper(regulation, id)).collect() };
    let absent: Vec<Text> = papers(&mut found.iter().filter(|found| !found.there).map(|found| &found.id));
    let whole = match check.documents {
        EventSet::Any(_) => phrase::any_of(&papers(&mut check.documents.ids().iter())),
        EventSet::All(_) => Text::join(&absent, "", ", "),
    };
    let by = if check.by.is_empty() {
        Text::same("")
    } else {
        let Text { zh, en } = phrase::any_of_actors(regulation, &check.by);
        text!(zh: "{zh}的", en: " by the {en}")
    };
    let asked = phrase::in_brackets(&details(regulation, check, title(context, check).as_deref()));
    let lacking: Vec<Text> = found.iter().flat_map(|found| found.lacking.iter().cloned()).collect();
    if absent.len() == found.len() || lacking.is_empty() {
        let said = Text::new(
            format!("缺{}{}{}", by.zh, whole.zh, asked.zh),
            format!("{}{} is missing{}", whole.en, by.en, asked.en),
        );
        return (whole, said);
    }
    let lacking = phrase::list(&lacking);
    let Text { zh, en } = phrase::any_of(&papers(&mut check.documents.ids().iter()));
    let task = Text::new(format!("{zh}：{}", lacking.zh), format!("{en}: {}", lacking.en));
    let said = Text::new(
        format!("{}{zh}缺{}{}", by.zh, lacking.zh, asked.zh),
        format!("{en}{} lacks {}{}", by.en, lacking.en, asked.en),
    );
    (task, said)
}

/// 写明…；填明…；主送…: what the paper must say.
fn details(regulation: &Regulation, check: &DocumentCheck, title: Option<&str>) -> Vec<Text> {
    let mut details = Vec::new();
    if let EventSet::All(ids) = &check.documents {
        let all = Text::join(&ids.iter().map(|id| phrase::paper(regulation, id)).collect::<Vec<_>>(), "", ", ");
        let (zh, en) = (all.zh, all.en);
        details.push(text!(zh: "应备齐{zh}", en: "all of {en}"));
    }
    if !check.sections.is_empty() {
        let each =
            |any: &Vec<Name>| phrase::any_of(&any.iter().map(|one| Text::same(one.as_str())).collect::<Vec<_>>());
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
        details.push(text!(zh: "标题为“{title}”", en: "entitled “{title}”"));
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

/// The title a paper must bear, with the room's name for `{name}`.
pub(crate) fn title(context: &RuleContext, check: &DocumentCheck) -> Option<String> {
    let room = context.view.room.map(|facts| facts.room);
    let room = room.or_else(|| when::room_of(context, context.view.topic?));
    let title = check.title.as_ref()?;
    Some(room.map_or_else(|| title.to_string(), |room| title.replace("{name}", &room.name)))
}

/// How the missing paper gets there.
pub(crate) fn how_to_supply(belongs: &Place, there: bool) -> Text {
    let path = &belongs.path;
    if there && !path.ends_with("materials.yml") {
        text!(zh: "补全 {path}", en: "complete {path}")
    } else if path.ends_with("materials.yml") {
        text!(
            zh: "文件放在 materials/ 或 photos/，并登记在 {path}",
            en: "put the file under materials/ or photos/ and enter it in {path}"
        )
    } else {
        text!(zh: "补上 {path}", en: "supply {path}")
    }
}

/// 序号|协商时间|….
pub(crate) fn columns(columns: &[Name]) -> String {
    columns.iter().map(Name::as_str).collect::<Vec<_>>().join("|")
}
