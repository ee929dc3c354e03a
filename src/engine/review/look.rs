//! How far a paper has come, by its decisions and by what is on record.

use super::{Decided, PaperReview, ReviewState, ReviewStep, Right, StepGroup, Taken};
use crate::archive::{Paper, Review};
use crate::engine::Context;
use crate::model::{Date, Name, PostHeld, Settings, Subject, Verdict};
use crate::regulation::Regulation;
use crate::review::{Ledger, stands_in};
use crate::rules::view::{Occurrence, Origin, View};
use crate::rules::{Actor, ChainStep, SubjectContext, actor, phrase, when};
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// What papers are looked at with.
pub(super) struct Look<'c, 'a> {
    pub context: &'c Context<'a>,
    pub regulation: &'a Regulation,
    pub asked: Option<(&'c Name, Date)>,
}

impl<'a> Look<'_, 'a> {
    /// A paper, if steps decide on papers of its kind.
    pub(super) fn at<'v>(
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
        let mut kinds =
            kinds.filter(|(id, kind)| !kind.review_steps.is_empty() && self.regulation.counts_as(document, id));
        let (kind, review_steps) = kinds.next().map(|(id, kind)| (id, &kind.review_steps))?;
        let review = reviews.iter().find(|review| review.paper == paper.path);
        let ledger = review.map(|review| Ledger::of(review, review_steps, today));
        let groups: Vec<StepGroup> = review_steps
            .groups
            .iter()
            .filter_map(|group| {
                let steps = group.iter().filter_map(|event| {
                    let (step, context) = self.step(kind, event, view)?;
                    Some((self.judged(&context, (event, step), paper, ledger.as_ref()), step.all))
                });
                let steps: Vec<(ReviewStep, bool)> = steps.collect();
                let all = steps.iter().all(|(_, all)| *all);
                (!steps.is_empty()).then(|| StepGroup { steps: steps.into_iter().map(|(step, _)| step).collect(), all })
            })
            .collect();
        let counting = ledger.iter().flat_map(|ledger| {
            ledger.counting().map(|(entry, decision)| Decided { decision, stands: ledger.stands(entry) })
        });
        let decisions: Vec<Decided> = counting.collect();
        let last = decisions.last().map(|decided| decided.decision);
        let mut moving = decisions.iter().filter(|decided| decided.decision.verdict != Verdict::Note);
        let since = moving.next_back().map(|decided| decided.decision.date);
        let mut found = PaperReview {
            subject,
            regulation: self.regulation,
            document,
            paper: &paper.path,
            round: ledger.as_ref().map_or(1, |ledger| ledger.round),
            state: ReviewState::Draft,
            groups,
            since,
            decisions,
            sha256: review.and_then(|review| review.sha256.as_deref()),
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
            let context = self.context.subject(self.regulation, view(rule.subject)?);
            if !when::holds(&context, Some(&rule.id), &rule.when) {
                return None;
            }
            let mut steps = rule.chains_of(document).flat_map(|chain| &chain.steps);
            let step = steps.find(|step| step.events.contains(event) && when::holds(&context, None, &step.when))?;
            Some((step, context))
        })
    }

    fn judged(
        &self,
        context: &SubjectContext,
        (event, step): (&Name, &ChainStep),
        paper: &Paper,
        ledger: Option<&Ledger>,
    ) -> ReviewStep {
        let approval = ledger.and_then(|ledger| approved(context, (event, step), ledger));
        let lapsed = ledger.is_some_and(|ledger| ledger.has_lapsed(event));
        let taken = approval.or_else(|| if lapsed { None } else { recorded(context, (event, step), paper, ledger) });
        let words: Vec<Text> = phrase::actors(context.regulation, &step.by);
        ReviewStep {
            event: event.clone(),
            by: Text::join(&words, "或", " or "),
            waits_for: self.waits_for(context, (event, step), ledger),
            taken,
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
        let holders: Vec<&Name> = actor::holders(context, &step.by, today).iter().map(|person| &person.id).collect();
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

/// The last decision that takes a step for the text as it is, by somebody who could.
fn approved(context: &SubjectContext, (event, step): (&Name, &ChainStep), ledger: &Ledger) -> Option<Taken> {
    let decisions = context.view.occurrences(event).filter(|one| match &one.origin {
        Origin::Decision { review, lapsed, .. } => ledger.is_of(review) && !lapsed,
        _ => false,
    });
    let last = decisions.filter(|one| is_by_right(context, step, one)).last()?;
    let Origin::Decision { review, entry, .. } = &last.origin else { return None };
    let by = review.decisions.get(*entry).map(|decision| decision.by.clone());
    Some(Taken { on: last.date, by, is_bound: true })
}

/// The day of an entry, or of the paper itself, that takes a step without a decision, where the archive does not ask for
/// decisions, and the paper has not been sent back.
fn recorded(
    context: &SubjectContext,
    (event, step): (&Name, &ChainStep),
    paper: &Paper,
    ledger: Option<&Ledger>,
) -> Option<Taken> {
    if context.settings().is_some_and(Settings::requires_decisions) || ledger.is_some_and(Ledger::is_anew) {
        return None;
    }
    let mut entries = context.view.occurrences(event).filter(|one| match &one.origin {
        Origin::Paper { paper: dated, .. } => dated.path == paper.path,
        _ => one.entry().is_some(),
    });
    let entry = entries.find(|one| is_by_right(context, step, one))?;
    Some(Taken { on: entry.date, by: entry.by().first().map(|by| (*by).clone()), is_bound: false })
}

/// Whether it is by somebody who could take the step.
fn is_by_right(context: &SubjectContext, step: &ChainStep, one: &Occurrence) -> bool {
    step.by.is_empty() || actor::any_acts(context, &step.by, &one.by(), one.date)
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
    let others = people.iter().map(|person| &person.id);
    let others = others.filter(|whose| stands_in(ledger, people, event, (who, whose), day));
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
    let fitting = posts.iter().find(|post| actor::is_meant(context, wanted, post, day));
    Some(Right { post: fitting.or(posts.first()).cloned(), on_behalf: None })
}
