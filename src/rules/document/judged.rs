//! Kind `document`: the paper exists, and says what it must.

use super::message;
use crate::archive::Paper;
use crate::model::{Date, Heading, Name};
use crate::problem::{Place, Step};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::remedy;
use crate::rules::{Actor, DocumentCheck, EventSet, PaperField, RuleContext, actor, phrase};
use crate::text;
use crate::text::Text;

/// Whether the papers asked for are there with what they must say.
pub(crate) fn judge(context: &RuleContext, check: &DocumentCheck) -> Outcome {
    let found: Vec<Found> = check.documents.ids().iter().map(|id| find(context, check, id)).collect();
    let held = match check.documents {
        EventSet::Any(_) => {
            found.iter().filter(|found| found.holds()).min_by_key(|found| (found.date.is_none(), found.date))
        }
        EventSet::All(_) => {
            let all = found.iter().all(Found::holds);
            found.iter().max_by_key(|found| found.date).filter(|_| all)
        }
    };
    let open = found.iter().find(|found| !found.holds()).or(found.first());
    let belongs = open.map_or_else(|| context.view.file(""), |open| belongs(context, open));
    let what_to_do = message::how_to_supply(&belongs, open.is_some_and(|open| open.there));
    let outcome = match held {
        Some(held) => {
            Outcome { holds: Holds::since(held.date), evidence: held.place.clone(), ..Outcome::open(belongs) }
        }
        None => {
            let (task, missing) = message::missing(context, check, &found);
            Outcome { task, missing, uncounted: Some(what_to_do), ..Outcome::open(belongs) }
        }
    };
    // A paper that is there but does not count is not said to be missing besides.
    let explained = found.iter().filter(|found| !found.holds()).all(|found| !found.wrong.is_empty());
    let wrong: Vec<Wrong> = found.into_iter().flat_map(|found| found.wrong).collect();
    let missing = wrong.first().filter(|_| explained).map(|wrong| wrong.said.clone());
    Outcome { wrong, missing: missing.unwrap_or(outcome.missing), ..outcome }
}

/// Where the paper is, or where it belongs: what is typeset here is a Markdown file of its Chinese
/// name; photographs and what others hand in are attachments.
fn belongs(context: &RuleContext, found: &Found) -> Place {
    let (regulation, view) = (context.regulation, &context.view);
    let kind = regulation.documents.get(&found.id);
    let named = |name: &str| view.file(&format!("{name}.md"));
    found.place.clone().unwrap_or_else(|| match kind {
        Some(kind) if kind.layout.is_none() && view.topic.is_some() => view.file("materials.yml"),
        Some(kind) => named(&kind.term.name),
        None => named(&found.id),
    })
}

/// What there is of one document.
pub(crate) struct Found {
    pub id: Name,
    /// Some file of it is there and counts.
    pub there: bool,
    /// What the files together leave unsaid.
    pub lacking: Vec<Text>,
    pub wrong: Vec<Wrong>,
    pub date: Option<Date>,
    pub place: Option<Place>,
}

impl Found {
    fn holds(&self) -> bool {
        self.there && self.lacking.is_empty()
    }
}

fn find(context: &RuleContext, check: &DocumentCheck, id: &Name) -> Found {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    let mut found =
        Found { id: id.clone(), there: false, lacking: Vec::new(), wrong: Vec::new(), date: None, place: None };
    let mut papers: Vec<&Paper> = Vec::new();
    for paper in view.papers(regulation, id).filter(|paper| paper.front.date.is_none_or(|date| date <= world.today)) {
        match objection(context, check, paper).or_else(|| other_columns(context, check, paper)) {
            Some(wrong) => found.wrong.push(wrong),
            None => papers.push(paper),
        }
    }
    let attached = view.attachments().filter(|material| {
        material.document.iter().any(|document| regulation.counts_as(document, id))
            && material.date.is_none_or(|date| date <= world.today)
    });
    let attached: Vec<_> = attached.collect();
    let asks_for_text = !(check.fields.is_empty()
        && check.sections.is_empty()
        && check.columns.is_empty()
        && check.title.is_none()
        && check.to.is_empty()
        && check.cc.is_empty());
    // A scan cannot be read: where the text matters, only a paper counts.
    found.there = !papers.is_empty() || (!attached.is_empty() && !asks_for_text);
    let dates = papers.iter().map(|paper| paper.front.date).chain(attached.iter().map(|material| material.date));
    found.date = dates.flatten().min();
    let attached = (!attached.is_empty()).then(|| view.file("materials.yml"));
    found.place = papers.first().map(|paper| Place::file(paper.path.clone())).or(attached);
    if found.there {
        found.lacking = lacking(context, check, &papers);
    }
    found
}

/// What contradicts the rule in a paper's front matter.
fn objection(context: &RuleContext, check: &DocumentCheck, paper: &Paper) -> Option<Wrong> {
    let (field, said) = contradiction(context, check, paper)?;
    let place = Place::field(paper.path.clone(), [Step::from(field)]);
    Some(Wrong { place, said, mend: remedy::how_to_mend_paper(&paper.path) })
}

/// Tables of which none is headed as the rule says; a paper without any lacks one, but is not wrong.
fn other_columns(context: &RuleContext, check: &DocumentCheck, paper: &Paper) -> Option<Wrong> {
    let tables = &paper.outline.tables;
    if check.columns.is_empty() || tables.iter().any(|table| table.columns == check.columns) {
        return None;
    }
    let first = tables.first()?;
    let Text { zh, en } = phrase::paper(context.regulation, &paper.front.document);
    let (own, wanted) = (message::columns(&first.columns), message::columns(&check.columns));
    let said = text!(
        zh: "{zh}的栏目为{own}，应依次为{wanted}",
        en: "the columns of {en} are {own}, they must be {wanted}"
    );
    let mend = Text::new("改正表头", "mend the head of the table");
    Some(Wrong { place: Place::at(paper.path.clone(), first.line, 1), said, mend })
}

/// What contradicts the rule in a paper's front matter, and in which field.
fn contradiction(context: &RuleContext, check: &DocumentCheck, paper: &Paper) -> Option<(&'static str, Text)> {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    let day = paper.front.date.unwrap_or(world.today);
    let fits = |wanted: &[Actor], stated: &Name| {
        wanted
            .iter()
            .any(|one| actor::acts(context, one, stated, day) || phrase::actor(regulation, one).zh == stated.as_str())
    };
    let name = phrase::paper(regulation, &paper.front.document);
    // Who issues a paper may have drafted it; that somebody else issues it does not say so.
    if let Some(office) = paper.front.office.as_ref().or(view.office())
        && !check.by.is_empty()
        && !std::iter::once(office).chain(&paper.front.issuer).any(|stated| fits(&check.by, stated))
    {
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
        && !fits(&check.issuer, issuer)
    {
        return Some(("issuer", phrase::other_issuer(context, &paper.front.document, issuer, &check.issuer)));
    }
    if let Some(wanted) = message::title(context, check)
        && let Some(title) = paper.front.title.as_ref().filter(|title| title.as_str() != wanted)
    {
        return Some((
            "title",
            text!(zh: "标题为“{title}”，应为“{wanted}”", en: "the title is `{title}`, it must be `{wanted}`"),
        ));
    }
    None
}

/// What the papers of one document, taken together, leave unsaid.
pub(crate) fn lacking(context: &RuleContext, check: &DocumentCheck, papers: &[&Paper]) -> Vec<Text> {
    let (world, regulation) = (&context.world, context.regulation);
    let mut lacking = Vec::new();
    for field in &check.fields {
        if !papers.iter().any(|paper| field.is_filled(paper)) {
            lacking.push(field.name());
        }
    }
    lacking.extend(sections(check, papers));
    if check.title.is_some() && !papers.iter().any(|paper| paper.front.title.is_some()) {
        lacking.push(PaperField::Title.name());
    }
    if !check.columns.is_empty() && papers.iter().all(|paper| paper.outline.tables.is_empty()) {
        lacking.push(Text::new("表格", "a table"));
    }
    let uncovered = |wanted: &[Actor], stated: fn(&Paper) -> &[Name]| -> Vec<Actor> {
        let covers = |wanted: &Actor| {
            papers.iter().any(|paper| {
                let day = paper.front.date.unwrap_or(world.today);
                stated(paper).iter().any(|one| {
                    actor::fits(context, wanted, one, day) || phrase::actor(regulation, wanted).zh == one.as_str()
                })
            })
        };
        wanted.iter().filter(|wanted| !covers(wanted)).cloned().collect()
    };
    let (to, cc) = (uncovered(&check.to, |paper| &paper.front.to), uncovered(&check.cc, |paper| &paper.front.cc));
    if !to.is_empty() {
        lacking.push(phrase::addressed(regulation, &to));
    }
    if !cc.is_empty() {
        lacking.push(phrase::copied(regulation, &cc));
    }
    lacking
}

/// Headings that are not there, have no text under them, or stand before one they must follow.
fn sections(check: &DocumentCheck, papers: &[&Paper]) -> Vec<Text> {
    let mut lacking = Vec::new();
    let headings: Vec<&Heading> = papers.iter().flat_map(|paper| &paper.outline.headings).collect();
    let mut last = None;
    for any in &check.sections {
        let filled = |heading: &Heading| heading.filled && any.contains(&heading.title);
        let places = || headings.iter().enumerate().filter(|(_, heading)| filled(heading)).map(|(at, _)| at);
        let in_place = places().find(|at| !check.in_order || last.is_none_or(|last| last < *at));
        if in_place.is_none() {
            let Text { zh, en } =
                phrase::any_of(&any.iter().map(|title| Text::same(title.as_str())).collect::<Vec<_>>());
            lacking.push(match places().next() {
                Some(_) => text!(zh: "{zh}（次序不对）", en: "{en} (out of order)"),
                None => Text::new(zh, en),
            });
        }
        last = in_place.or(last);
    }
    lacking
}

impl PaperField {
    pub(crate) fn is_filled(self, paper: &Paper) -> bool {
        let front = &paper.front;
        match self {
            Self::Title => front.title.is_some(),
            Self::To => !front.to.is_empty(),
            Self::Issuer => front.issuer.is_some(),
            Self::Number => front.number.is_some(),
            Self::Signer => front.signer.is_some(),
            Self::Subject => front.subject.is_some(),
            Self::Held => front.held.is_some(),
            Self::Place => front.place.is_some(),
            Self::Host => front.host.is_some(),
            Self::Agenda => !front.agenda.is_empty(),
            Self::Absorbs => !front.absorbs.is_empty(),
            Self::FilledBy => front.filled_by.is_some(),
            Self::FilledOn => front.filled_on.is_some(),
        }
    }

    pub(crate) fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Title => ("标题", "title"),
            Self::To => ("主送", "recipients"),
            Self::Issuer => ("署名机关", "issuer"),
            Self::Number => ("发文字号", "number"),
            Self::Signer => ("签发人", "signer"),
            Self::Subject => ("会议主题", "subject"),
            Self::Held => ("会议时间", "when it was held"),
            Self::Place => ("地点", "place"),
            Self::Host => ("主持人", "host"),
            Self::Agenda => ("议程", "agenda"),
            Self::Absorbs => ("吸纳的材料", "papers taken up"),
            Self::FilledBy => ("填报部门", "department that filled it in"),
            Self::FilledOn => ("填报时间", "when it was filled in"),
        };
        Text::new(zh, en)
    }
}
