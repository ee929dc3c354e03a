//! Kind `chain`: the steps are on record in their order, each no earlier than the one before it.

use super::message;
use crate::archive::Paper;
use crate::model::{Date, Name};
use crate::problem::{Place, Step};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::remedy;
use crate::rules::view::{Occurrence, Origin};
use crate::rules::{Actor, Chain, ChainStep, RuleContext, When, actor, phrase, when};
use crate::text::Text;

/// Whether the chain has been walked, and what is missing or out of turn.
pub(crate) fn judge(context: &RuleContext, chain: &Chain) -> Outcome {
    let (regulation, timing, view) = (context.regulation, context.timing, &context.view);
    let steps: Vec<&ChainStep> = chain.steps.iter().filter(|step| when::holds(context, None, &step.when)).collect();
    let mut missing: Vec<Text> = Vec::new();
    let mut events: Vec<Name> = Vec::new();
    let mut wrong = Vec::new();
    let mut walk = Walk { reached: timing.floor.unwrap_or(Date::EARLIEST), whole: true };
    let mut evidence = None;
    let mut done = None;
    let mut uncounted = None;
    let then = chain.then.as_ref().map(|event| ChainStep {
        events: vec![event.clone()],
        by: Vec::new(),
        to: Vec::new(),
        next_round: false,
        stage: None,
        when: When::default(),
    });
    for (nth, step) in steps.iter().copied().chain(&then).enumerate() {
        let context = &if step.next_round { context.of_next_round() } else { *context };
        let view = &context.view;
        let mut all: Vec<&Occurrence> = step.events.iter().flat_map(|event| view.of(event)).collect();
        all.retain(|occurrence| takes(context, chain, step, occurrence));
        all.sort_by_key(|occurrence| occurrence.date);
        if chain.document.is_some() && nth > 0 {
            let early = all.iter().filter(|occurrence| walk.is_out_of_turn(occurrence.date));
            wrong.extend(early.map(|occurrence| Wrong {
                place: occurrence.place(),
                said: message::out_of_turn(regulation, occurrence, steps[nth - 1]),
                mend: remedy::how_to_mend_order(),
            }));
        }
        match taken(context, step, &all, walk.reached) {
            Some(occurrence) => {
                walk.reached = occurrence.date;
                evidence = Some(occurrence.place());
                done = Some(occurrence.date);
            }
            None => {
                walk.whole = false;
                events.extend(step.events.first().cloned());
                let name = message::step(regulation, step);
                // What is on record but too early is not simply absent.
                let early = all.last().is_some_and(|last| last.date < walk.reached);
                missing.push(if early { message::too_early(&name, walk.reached) } else { name });
                uncounted = uncounted.or_else(|| why_not(context, chain, step));
            }
        }
    }
    let on_paper = paper(context, chain);
    let only_on_paper = missing.is_empty();
    let decisions: Vec<&Name> = events.iter().filter(|event| chain.then.as_ref() != Some(event)).collect();
    if requires_decisions(context, chain) && !decisions.is_empty() {
        uncounted = uncounted.or_else(|| Some(message::how_to_decide(&decisions)));
    }
    missing.extend(on_paper.missing);
    wrong.extend(on_paper.wrong);
    let belongs = on_paper
        .belongs
        .filter(|_| only_on_paper)
        .unwrap_or_else(|| view.file(if view.suggestion.is_some() { "suggestions.yml" } else { "events.yml" }));
    if missing.is_empty() {
        return Outcome { holds: Holds::since(done), evidence, wrong, ..Outcome::open(belongs) };
    }
    Outcome {
        task: message::steps(&missing),
        missing: message::chain_lacks(regulation, chain, context.rule.force, &steps, &missing),
        uncounted: uncounted.or_else(|| only_on_paper.then(|| remedy::how_to_mend_paper(&belongs.path))),
        events,
        wrong,
        ..Outcome::open(belongs)
    }
}

/// Whether an occurrence is this step: where a step has an actor, it must be stated. A decision
/// counts for the text it was made on alone; where the archive requires decisions, nothing else counts.
fn takes(context: &RuleContext, chain: &Chain, step: &ChainStep, occurrence: &Occurrence) -> bool {
    let is_then = chain.then.as_ref().is_some_and(|then| step.events.contains(then));
    let stands = match &occurrence.origin {
        Origin::Decision { lapsed, .. } => !lapsed,
        Origin::Entry { .. } => is_then || !requires_decisions(context, chain),
        _ => true,
    };
    stands && (step.by.is_empty() || actor::any_acts(context, &step.by, &occurrence.by(), occurrence.date))
}

/// The record that takes a step: the first from a day on, or that which reaches the last of those it must reach.
fn taken<'o, 'v, 'a>(
    context: &RuleContext,
    step: &ChainStep,
    all: &'o [&'v Occurrence<'a>],
    reached: Date,
) -> Option<&'o &'v Occurrence<'a>> {
    let mut in_turn = all.iter().filter(|occurrence| reached <= occurrence.date);
    if step.to.is_empty() {
        return in_turn.next();
    }
    let reaches = |occurrence: &Occurrence, wanted: &Actor| {
        let to = occurrence.entry().map_or(&[][..], |entry| &entry.to);
        to.is_empty() || to.iter().any(|one| actor::fits(context, wanted, one, occurrence.date))
    };
    let covered: Option<Vec<_>> =
        step.to.iter().map(|wanted| in_turn.clone().find(|occurrence| reaches(occurrence, wanted))).collect();
    covered?.into_iter().max_by_key(|occurrence| occurrence.date)
}

/// Whether the steps of the chain must be decisions in reviews/, and no plain entries.
fn requires_decisions(context: &RuleContext, chain: &Chain) -> bool {
    let required = context.settings().is_some_and(|settings| settings.reviews.as_deref() == Some("required"));
    required && chain.document.is_some()
}

/// Why the last decision on a step, or the last record of it, does not stand.
fn why_not(context: &RuleContext, chain: &Chain, step: &ChainStep) -> Option<Text> {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    if let Some(back) = step.events.iter().find_map(|event| view.returned(event, world.today)) {
        return Some(message::returned(regulation, back, &world.name(regulation, &back.by)));
    }
    let last = step.events.iter().filter_map(|event| view.of(event).last()).max_by_key(|last| last.date)?;
    if takes(context, chain, step, last) {
        return None;
    }
    let why = match &last.origin {
        Origin::Decision { lapsed: true, .. } => message::Why::TextChanged,
        Origin::Decision { .. } => message::Why::OtherActor(&step.by),
        _ if !step.by.is_empty() && last.by().is_empty() => message::Why::NobodyNamed,
        _ if actor::any_acts(context, &step.by, &last.by(), last.date) => message::Why::NoDecision,
        _ => message::Why::OtherActor(&step.by),
    };
    Some(message::step_does_not_count(regulation, last.event, last.date, &why))
}

/// How far the chain has been walked.
struct Walk {
    /// The day of the last step that counts.
    reached: Date,
    /// No step before is missing.
    whole: bool,
}

impl Walk {
    /// Whether something came before everything it must follow was done.
    fn is_out_of_turn(&self, date: Date) -> bool {
        !self.whole || date < self.reached
    }
}

#[derive(Default)]
struct OnPaper {
    /// The paper itself, where it is there.
    belongs: Option<Place>,
    missing: Vec<Text>,
    wrong: Vec<Wrong>,
}

/// What the paper's front matter must say: in whose name it goes out, to whom, copied to whom.
fn paper(context: &RuleContext, chain: &Chain) -> OnPaper {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    let mut found = OnPaper::default();
    let Some(document) = &chain.document else {
        return found;
    };
    if chain.issuer.is_empty() && chain.to.is_empty() && chain.cc.is_empty() {
        return found;
    }
    let papers: Vec<_> = view.papers(regulation, document).collect();
    let Some(last) = papers.last() else {
        found.missing.push(phrase::paper(regulation, document));
        return found;
    };
    found.belongs = Some(Place::file(last.path.clone()));
    let named = |stated: &Name, wanted: &Actor, paper: &Paper| {
        let day = paper.front.date.unwrap_or(world.today);
        actor::fits(context, wanted, stated, day) || phrase::actor(regulation, wanted).zh == stated.as_str()
    };
    // Several files of one document are taken together.
    if !chain.issuer.is_empty() {
        let mut issued = false;
        for paper in &papers {
            let Some(issuer) = &paper.front.issuer else { continue };
            if chain.issuer.iter().any(|wanted| named(issuer, wanted, paper)) {
                issued = true;
            } else {
                let place = Place::field(paper.path.clone(), [Step::from("issuer")]);
                let said = phrase::other_issuer(context, document, issuer, &chain.issuer);
                found.wrong.push(Wrong { place, said, mend: remedy::how_to_mend_paper(&paper.path) });
            }
        }
        if !issued {
            found.missing.push(phrase::issuer(regulation, &chain.issuer));
        }
    }
    let uncovered = |wanted: &[Actor], stated: fn(&Paper) -> &[Name]| -> Vec<Actor> {
        let covers =
            |wanted: &Actor| papers.iter().any(|paper| stated(paper).iter().any(|one| named(one, wanted, paper)));
        wanted.iter().filter(|wanted| !covers(wanted)).cloned().collect()
    };
    let to = uncovered(&chain.to, |paper| &paper.front.to);
    let cc = uncovered(&chain.cc, |paper| &paper.front.cc);
    if !to.is_empty() {
        found.missing.push(phrase::addressed(regulation, &to));
    }
    if !cc.is_empty() {
        found.missing.push(phrase::copied(regulation, &cc));
    }
    found
}
