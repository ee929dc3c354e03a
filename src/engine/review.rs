//! Papers on their way through review: which step is next, who may take it, and what has lapsed.

use super::Context;
use crate::archive::{Archive, Paper, PlanYear, Review, Topic};
use crate::model::{Date, Decision, Name, PostHeld, Settings, Subject, Verdict};
use crate::regulation::Regulation;
use crate::review::Ledger;
use crate::rules::view::View;
use crate::rules::{Actor, ChainStep, SubjectContext, actor, phrase, when};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// A paper that steps decide on, and how far it has come.
#[derive(Clone, Debug)]
pub struct PaperReview<'a> {
    /// Whose paper it is.
    pub subject: Subject,
    /// The regulation of its steps.
    pub regulation: &'a Regulation,
    /// Its kind.
    pub document: &'a Name,
    /// Its path.
    pub paper: &'a str,
    /// Round of review, from 1.
    pub round: u32,
    /// Where it is.
    pub state: ReviewState,
    /// The steps it has to take, in order.
    pub places: Vec<Place>,
    /// The day of the last decision that moved it.
    pub since: Option<Date>,
    /// The last decision, whatever it says.
    pub last: Option<&'a Decision>,
    /// The text that the last decision was about, by SHA-256.
    pub text: Option<&'a str>,
    /// SHA-256 of the lines that the next one follows.
    pub heads: Vec<String>,
}

/// Where a paper is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// It was not handed in.
    Draft,
    /// A step waits to be taken.
    Waiting,
    /// Whoever is to decide has put it off.
    Held,
    /// It was sent back, and is to be handed in anew.
    Returned,
    /// The office took it back.
    Withdrawn,
    /// Every step is taken, for the text as it is.
    Through,
}

/// Steps that are taken at one place: one after the other is not asked for.
#[derive(Clone, Debug)]
pub struct Place {
    /// The steps.
    pub steps: Vec<PlaceStep>,
    /// Whether every one of them is needed, or any one.
    pub all: bool,
}

/// A step of a paper's way.
#[derive(Clone, Debug)]
pub struct PlaceStep {
    /// Its event.
    pub event: Name,
    /// Who takes it, in words; empty if no rule says.
    pub by: Text,
    /// Ids of the people or the body who may take it today; of the posts, where nobody holds one.
    pub waits_for: Vec<Name>,
    /// When it was taken, for the text as it is.
    pub taken: Option<Date>,
    /// Nothing but an entry of `events.yml` says so, which is not bound to a text.
    pub is_unbound: bool,
    /// It was taken for another text.
    pub lapsed: bool,
    /// By what right whoever was asked about may take it on that day.
    pub right: Option<Right>,
}

/// By what right somebody takes a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Right {
    /// The post; none where it is theirs by themselves.
    pub post: Option<Name>,
    /// In whose place (代).
    pub on_behalf: Option<Name>,
}

impl Place {
    /// Whether nothing is left to do here.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        let mut taken = self.steps.iter().map(|step| step.taken.is_some());
        if self.all { taken.all(|taken| taken) } else { taken.any(|taken| taken) }
    }
}

impl PaperReview<'_> {
    /// The steps that may be taken now: of the first place at which something is left to do.
    pub fn open(&self) -> impl Iterator<Item = &PlaceStep> {
        let place = self.places.iter().find(|place| !place.is_taken());
        place.into_iter().flat_map(|place| place.steps.iter().filter(|step| step.taken.is_none()))
    }

    /// Every step, in order.
    pub fn steps(&self) -> impl Iterator<Item = &PlaceStep> {
        self.places.iter().flat_map(|place| &place.steps)
    }

    /// Who is waited for, and for which step: 李虚构（审核《协商意见》）.
    #[must_use]
    pub fn waits_for(&self, archive: &Archive) -> Text {
        let step = |step: &PlaceStep| {
            let names = step.waits_for.iter().map(|id| match (archive.called(id), id.split_once(':')) {
                (Some(name), _) => Text::same(name.as_str()),
                (None, Some(_)) => step.by.clone(),
                (None, None) => self.regulation.name(id),
            });
            let Text { zh, en } = Text::join(&names.collect::<Vec<_>>(), "、", " or ");
            let Text { zh: step_zh, en: step_en } = self.regulation.name(&step.event);
            if zh.is_empty() {
                return text!(zh: "{step_zh}", en: "{step_en}");
            }
            text!(zh: "{zh}（{step_zh}）", en: "{en} ({step_en})")
        };
        Text::join(&self.open().map(step).collect::<Vec<_>>(), "、", ", ")
    }

    /// The steps taken for a text that is no longer the paper's.
    pub fn lapsed(&self) -> impl Iterator<Item = &Name> {
        self.steps().filter(|step| step.lapsed).map(|step| &step.event)
    }
}

/// The papers of a topic that steps decide on. `asked`: somebody, by id, of whom it is to be said which steps they may
/// take on a day.
#[must_use]
pub fn reviews_of_topic<'a>(
    context: Context<'a>,
    topic: &'a Topic,
    asked: Option<(&Name, Date)>,
) -> Vec<PaperReview<'a>> {
    let Ok(regulation) = context.regulations.get(&topic.file.regulation) else { return Vec::new() };
    let facts = context.topic(regulation, topic, &context.years());
    let view = |paper: &Paper, kind| match kind {
        SubjectKind::Topic => Some(View::of_topic(&facts)),
        SubjectKind::Round => Some(View::of_round(&facts, paper.front.round.unwrap_or(1))),
        _ => None,
    };
    let found = topic.papers.iter().filter_map(|paper| {
        let look = Look { context: &context, regulation, asked };
        look.at(Subject::Topic(topic.key), paper, &topic.reviews, &|kind| view(paper, kind))
    });
    found.collect()
}

/// The papers of a year that steps decide on.
#[must_use]
pub fn reviews_of_year<'a>(
    context: Context<'a>,
    plan: &'a PlanYear,
    regulation: &'a Regulation,
    asked: Option<(&Name, Date)>,
) -> Vec<PaperReview<'a>> {
    let facts = context.year(regulation, plan.year);
    let view = |kind| (kind == SubjectKind::Year).then(|| View::of_year(&facts));
    let look = Look { context: &context, regulation, asked };
    let found = plan.papers.iter().filter_map(|paper| look.at(Subject::Plan(plan.year), paper, &plan.reviews, &view));
    found.collect()
}

/// What papers are looked at with.
struct Look<'c, 'a> {
    context: &'c Context<'a>,
    regulation: &'a Regulation,
    asked: Option<(&'c Name, Date)>,
}

impl<'a> Look<'_, 'a> {
    /// A paper, if steps decide on papers of its kind.
    fn at<'v>(
        &self,
        subject: Subject,
        paper: &'a Paper,
        reviews: &'a [Review],
        view: &dyn Fn(SubjectKind) -> Option<View<'v, 'a>>,
    ) -> Option<PaperReview<'a>>
    where
        'a: 'v,
    {
        let (today, document) = (self.context.today, &paper.front.document);
        let kinds = self.regulation.documents.iter();
        let mut kinds = kinds.filter(|(id, kind)| !kind.climb.is_empty() && self.regulation.counts_as(document, id));
        let (kind, climb) = kinds.next().map(|(id, kind)| (id, &kind.climb))?;
        let review = reviews.iter().find(|review| review.paper == paper.path);
        let ledger = review.map(|review| Ledger::of(review, climb, today));
        let places: Vec<Place> = climb
            .iter()
            .filter_map(|place| {
                let steps = place.iter().filter_map(|event| {
                    let (step, context) = self.step(kind, event, view)?;
                    Some((self.judged(&context, event, step, ledger.as_ref()), step.all))
                });
                let steps: Vec<(PlaceStep, bool)> = steps.collect();
                let all = steps.iter().all(|(_, all)| *all);
                (!steps.is_empty()).then(|| Place { steps: steps.into_iter().map(|(step, _)| step).collect(), all })
            })
            .collect();
        let current = ledger.iter().flat_map(Ledger::current).map(|(_, decision)| decision);
        let current: Vec<&Decision> = current.collect();
        let last = current.last().copied();
        let since =
            current.iter().rev().find(|decision| decision.verdict != Verdict::Note).map(|decision| decision.date);
        let mut found = PaperReview {
            subject,
            regulation: self.regulation,
            document,
            paper: &paper.path,
            round: ledger.as_ref().map_or(1, |ledger| ledger.round),
            state: ReviewState::Draft,
            places,
            since,
            last,
            text: ledger.as_ref().and_then(Ledger::text),
            heads: ledger.iter().flat_map(Ledger::heads).map(ToOwned::to_owned).collect(),
        };
        found.state = match ledger.as_ref().and_then(Ledger::end).map(|end| end.verdict) {
            Some(Verdict::Withdraw) => ReviewState::Withdrawn,
            Some(_) => ReviewState::Returned,
            None if found.open().next().is_none() => ReviewState::Through,
            None if last.is_none() && found.steps().all(|step| step.taken.is_none()) => ReviewState::Draft,
            None if last.is_some_and(|last| last.verdict == Verdict::Hold) => ReviewState::Held,
            None => ReviewState::Waiting,
        };
        Some(found)
    }

    /// The step of a chain that applies, with what it is judged in.
    fn step<'v>(
        &self,
        document: &str,
        event: &Name,
        view: &dyn Fn(SubjectKind) -> Option<View<'v, 'a>>,
    ) -> Option<(&'a ChainStep, SubjectContext<'v, 'a>)>
    where
        'a: 'v,
    {
        self.regulation.rules.iter().find_map(|rule| {
            let context = self.context.of(self.regulation, view(rule.subject)?);
            if !when::holds(&context, Some(&rule.id), &rule.when) {
                return None;
            }
            let mut steps = rule.chains_of(document).flat_map(|chain| &chain.steps);
            let step = steps.find(|step| step.events.contains(event) && when::holds(&context, None, &step.when))?;
            Some((step, context))
        })
    }

    fn judged(&self, context: &SubjectContext, event: &Name, step: &ChainStep, ledger: Option<&Ledger>) -> PlaceStep {
        let approval = ledger.and_then(|ledger| ledger.approval(event)).map(|(_, decision)| decision.date);
        let entry = || recorded(context, (event, step), ledger);
        let lapsed = ledger.is_some_and(|ledger| ledger.has_lapsed(event));
        let taken = approval.or_else(|| if lapsed { None } else { entry() });
        let words: Vec<Text> = phrase::actors(context.regulation, &step.by);
        PlaceStep {
            event: event.clone(),
            by: Text::join(&words, "或", " or "),
            waits_for: self.waits_for(context, (event, step), ledger),
            taken,
            is_unbound: taken.is_some() && approval.is_none(),
            lapsed,
            right: self.asked.and_then(|(who, day)| right(context, (event, step), ledger, who, day)),
        }
    }

    /// The people or the body who may take a step today, those in their place among them; the posts as the rule writes
    /// them, where nobody holds one.
    fn waits_for(
        &self,
        context: &SubjectContext,
        (event, step): (&Name, &ChainStep),
        ledger: Option<&Ledger>,
    ) -> Vec<Name> {
        let today = self.context.today;
        let people = &self.context.archive.people;
        let holds = |id: &Name| step.by.iter().any(|wanted| actor::fits(context, wanted, id, today));
        let holders: Vec<&Name> = people.iter().map(|person| &person.id).filter(|id| holds(id)).collect();
        let is_asked = |id: &Name| {
            holders.iter().any(|holder| ledger.is_some_and(|ledger| ledger.is_passed_on(event, holder, id)))
        };
        let asked: Vec<Name> = people.iter().map(|person| &person.id).filter(|id| is_asked(id)).cloned().collect();
        if !asked.is_empty() {
            return asked;
        }
        if !holders.is_empty() {
            let deputies = people.iter().filter(|person| holders.iter().any(|id| person.deputises_for(id, today)));
            let deputies = deputies.map(|person| &person.id).filter(|id| !holders.contains(id));
            return holders.iter().copied().chain(deputies).cloned().collect();
        }
        let office = context.view.topic.and_then(|facts| facts.topic.file.office.as_ref());
        let posts = step.by.iter().map(|wanted| match (wanted, office) {
            (Actor::Office, Some(office)) => office.clone(),
            (Actor::OfOffice(post), Some(office)) => Name::from(format!("{post}:{office}")),
            _ => Name::from(wanted.written()),
        });
        posts.collect()
    }
}

/// The day of an entry that takes a step without a decision, where the archive does not ask for decisions.
fn recorded(context: &SubjectContext, (event, step): (&Name, &ChainStep), ledger: Option<&Ledger>) -> Option<Date> {
    if context.settings().is_some_and(Settings::requires_decisions) || ledger.is_some_and(|one| one.end().is_some()) {
        return None;
    }
    let began = ledger.filter(|ledger| 1 < ledger.round).and_then(|ledger| ledger.current().next());
    let entries = context.view.of(event).filter(|one| one.entry().is_some());
    let mut entries = entries.filter(|one| began.is_none_or(|(_, first)| first.date <= one.date));
    let takes = |by: &[&Name], day| step.by.is_empty() || actor::any_acts(context, &step.by, by, day);
    entries.find(|one| takes(&one.by(), one.date)).map(|one| one.date)
}

/// By what right somebody may take a step on a day: their own, or that of somebody in whose place they are.
fn right(
    context: &SubjectContext,
    (event, step): (&Name, &ChainStep),
    ledger: Option<&Ledger>,
    who: &Name,
    day: Date,
) -> Option<Right> {
    if let Some(right) = own_right(context, &step.by, who, day) {
        return Some(right);
    }
    let people = &context.world.archive.people;
    let deputises = |other: &Name| people.iter().any(|person| person.id == *who && person.deputises_for(other, day));
    let is_asked = |other: &Name| ledger.is_some_and(|ledger| ledger.is_passed_on(event, other, who));
    let others = people.iter().map(|person| &person.id).filter(|other| deputises(other) || is_asked(other));
    let mut rights = others.filter_map(|other| Some((other, own_right(context, &step.by, other, day)?)));
    rights.next().map(|(other, right)| Right { on_behalf: Some(other.clone()), ..right })
}

/// The same of somebody's own.
fn own_right(context: &SubjectContext, wanted: &[Actor], who: &Name, day: Date) -> Option<Right> {
    if wanted.is_empty() {
        return Some(Right::default());
    }
    let wanted = wanted.iter().find(|wanted| actor::any_acts(context, std::slice::from_ref(*wanted), &[who], day))?;
    let person = context.world.archive.person_named(who).ok().flatten();
    let held = person.into_iter().flat_map(|person| &person.posts).filter(|post| post.on(day));
    let posts: Vec<Name> = held.map(PostHeld::written).collect();
    let fitting = posts.iter().find(|post| actor::fits(context, wanted, post, day));
    Some(Right { post: fitting.or(posts.first()).cloned(), on_behalf: None })
}
