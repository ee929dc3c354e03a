//! Finds what contradicts a rule in a paper, as soon as it is written.

use crate::archive::Paper;
use crate::diagnostic::{Location, PathSegment};
use crate::model::Name;
use crate::rules::outcome::Wrong;
use crate::rules::{Actor, DocumentCheck, RuleContext, actor, phrase, remedy, when};
use crate::text;
use crate::text::Text;

/// What contradicts the rule in a paper: in its front matter, or in the heads of its tables.
pub(super) fn objection(context: &RuleContext, check: &DocumentCheck, paper: &Paper) -> Option<Wrong> {
    other_head(context, check, paper).or_else(|| other_columns(context, check, paper))
}

/// What contradicts the rule in the front matter.
fn other_head(context: &RuleContext, check: &DocumentCheck, paper: &Paper) -> Option<Wrong> {
    let (field, message) = contradiction(context, check, paper)?;
    let place = Location::field(paper.path.clone(), [PathSegment::from(field)]);
    Some(Wrong { place, message, remedy: remedy::how_to_mend_paper(&paper.path) })
}

/// Tables none of which has the columns of the rule. A paper without any table lacks one, but is not wrong.
fn other_columns(context: &RuleContext, check: &DocumentCheck, paper: &Paper) -> Option<Wrong> {
    let tables = &paper.outline.tables;
    if check.columns.is_empty() || tables.iter().any(|table| table.columns == check.columns) {
        return None;
    }
    let first = tables.first()?;
    let Text { zh, en } = phrase::paper(context.regulation, &paper.front.document);
    let (own, wanted) = (columns(&first.columns), columns(&check.columns));
    let message = text!(
        zh: "{zh}的栏目为{own}，应依次为{wanted}",
        en: "the columns of {en} are {own}, they must be {wanted}"
    );
    let remedy = Text::new("改正表头", "mend the head of the table");
    Some(Wrong { place: Location::at(paper.path.clone(), first.line, 1), message, remedy })
}

/// What contradicts the rule in the front matter, with the key.
fn contradiction(context: &RuleContext, check: &DocumentCheck, paper: &Paper) -> Option<(&'static str, Text)> {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    let day = paper.front.date.unwrap_or(world.today);
    let acts = |wanted: &[Actor], stated: &Name| actor::any_acts(context, wanted, &[stated], day);
    // The issuer may have drafted it, but another issuer does not mean another drafter.
    if let Some(office) = paper.front.office.as_ref().or(view.office())
        && !check.by.is_empty()
        && !std::iter::once(office).chain(&paper.front.issuer).any(|stated| acts(&check.by, stated))
    {
        let name = phrase::paper(regulation, &paper.front.document);
        let (stated, wanted) = (world.name(regulation, office), phrase::any_of_actors(regulation, &check.by));
        return Some((
            "office",
            Text::new(
                format!("{}由{}起草，应由{}起草", name.zh, stated.zh, wanted.zh),
                format!("{} is drafted by {}, it must be by {}", name.en, stated.en, wanted.en),
            ),
        ));
    }
    if let Some(issuer) = &paper.front.issuer
        && !check.issuer.is_empty()
        && !acts(&check.issuer, issuer)
    {
        return Some(("issuer", phrase::other_issuer(context, &paper.front.document, issuer, &check.issuer)));
    }
    if let Some(wanted) = title(context, check)
        && let Some(title) = paper.front.title.as_ref().filter(|title| title.as_str() != wanted)
    {
        return Some((
            "title",
            text!(zh: "标题为“{title}”，应为“{wanted}”", en: "the title is `{title}`, it must be `{wanted}`"),
        ));
    }
    None
}

/// The title that a paper must have, with the room's name for `{name}`.
fn title(context: &RuleContext, check: &DocumentCheck) -> Option<String> {
    let room = context.view.room.map(|facts| facts.room);
    let room = room.or_else(|| when::room_of(context, context.view.topic?));
    let title = check.title.as_ref()?;
    Some(room.map_or_else(|| title.to_string(), |room| title.replace("{name}", &room.name)))
}

/// Columns in a message: 序号|协商时间|….
pub(super) fn columns(columns: &[Name]) -> String {
    columns.iter().map(Name::as_str).collect::<Vec<_>>().join("|")
}
