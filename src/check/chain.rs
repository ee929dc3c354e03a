//! Kind `chain`: the steps are on record in their order, each no earlier than the one before it.

mod said;

pub(super) use said::{asked, step};

use super::view::{Occurrence, Origin, View};
use super::{Bench, Holds, Outcome, Question, Wrong, actor, sentence, when};
use crate::archive::Paper;
use crate::model::{Date, Name};
use crate::problem::{Place, Step};
use crate::regulation::{Actor, Chain, ChainStep, Regulation, When};
use crate::text::Text;

/// Whether the chain has been walked, and what is missing or out of turn.
pub(super) fn judge(question: &Question, chain: &Chain) -> Outcome {
    let Question { bench, regulation, timing, view, .. } = *question;
    let steps: Vec<&ChainStep> = chain.steps.iter().filter(|step| when::holds(bench, None, &step.when, view)).collect();
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
        let view = &if step.next_round { view.next_round() } else { *view };
        let mut all: Vec<&Occurrence> = step.events.iter().flat_map(|event| view.of(event)).collect();
        all.retain(|occurrence| takes(bench, regulation, chain, step, occurrence, view));
        all.sort_by_key(|occurrence| occurrence.date);
        if chain.document.is_some() && nth > 0 {
            let early = all.iter().filter(|occurrence| walk.is_out_of_turn(occurrence.date));
            wrong.extend(early.map(|occurrence| Wrong {
                place: occurrence.place(),
                said: said::out_of_turn(regulation, occurrence, steps[nth - 1]),
                mend: sentence::how_to_mend_order(),
            }));
        }
        match taken(bench, regulation, step, &all, walk.reached, view) {
            Some(occurrence) => {
                walk.reached = occurrence.date;
                evidence = Some(occurrence.place());
                done = Some(occurrence.date);
            }
            None => {
                walk.whole = false;
                events.extend(step.events.first().cloned());
                let name = said::step(regulation, step);
                // What is on record but too early is not simply absent.
                let early = all.last().is_some_and(|last| last.date < walk.reached);
                missing.push(if early { said::too_early(&name, walk.reached) } else { name });
                uncounted = uncounted.or_else(|| why_not(bench, regulation, chain, step, view));
            }
        }
    }
    let on_paper = paper(bench, regulation, chain, view);
    let only_on_paper = missing.is_empty();
    let decisions: Vec<&Name> = events.iter().filter(|event| chain.then.as_ref() != Some(event)).collect();
    if requires_decisions(bench, chain) && !decisions.is_empty() {
        uncounted = uncounted.or_else(|| Some(said::how_to_decide(&decisions)));
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
        task: said::steps(&missing),
        missing: said::chain_lacks(regulation, chain, question.rule.force, &steps, &missing),
        uncounted: uncounted.or_else(|| only_on_paper.then(|| sentence::how_to_mend_paper(&belongs.path))),
        events,
        wrong,
        ..Outcome::open(belongs)
    }
}

/// Whether an occurrence is this step: where a step has an actor, it must be stated. A decision
/// counts for the text it was made on alone; where the archive requires decisions, nothing else counts.
fn takes(
    bench: &Bench,
    regulation: &Regulation,
    chain: &Chain,
    step: &ChainStep,
    occurrence: &Occurrence,
    view: &View,
) -> bool {
    let is_then = chain.then.as_ref().is_some_and(|then| step.events.contains(then));
    let stands = match &occurrence.origin {
        Origin::Decision { lapsed, .. } => !lapsed,
        Origin::Entry { .. } => is_then || !requires_decisions(bench, chain),
        _ => true,
    };
    stands
        && (step.by.is_empty() || actor::any_fits(bench, regulation, &step.by, &occurrence.by(), occurrence.date, view))
}

/// The record that takes a step: the first from a day on, or that which reaches the last of those it must reach.
fn taken<'o, 'v, 'a>(
    bench: &Bench,
    regulation: &Regulation,
    step: &ChainStep,
    all: &'o [&'v Occurrence<'a>],
    reached: Date,
    view: &View,
) -> Option<&'o &'v Occurrence<'a>> {
    let mut in_turn = all.iter().filter(|occurrence| reached <= occurrence.date);
    if step.to.is_empty() {
        return in_turn.next();
    }
    let reaches = |occurrence: &Occurrence, wanted: &Actor| {
        let to = occurrence.entry().map_or(&[][..], |entry| &entry.to);
        to.is_empty() || to.iter().any(|one| actor::fits(bench, regulation, wanted, one, occurrence.date, view))
    };
    let covered: Option<Vec<_>> =
        step.to.iter().map(|wanted| in_turn.clone().find(|occurrence| reaches(occurrence, wanted))).collect();
    covered?.into_iter().max_by_key(|occurrence| occurrence.date)
}

/// Whether the steps of the chain must be decisions in reviews/, and no plain entries.
fn requires_decisions(bench: &Bench, chain: &Chain) -> bool {
    let required = bench.settings().is_some_and(|settings| settings.reviews.as_deref() == Some("required"));
    required && chain.document.is_some()
}

/// Why the last decision on a step, or the last record of it, does not stand.
fn why_not(bench: &Bench, regulation: &Regulation, chain: &Chain, step: &ChainStep, view: &View) -> Option<Text> {
    if let Some(back) = step.events.iter().find_map(|event| view.returned(event, bench.today)) {
        return Some(said::returned(regulation, back, &bench.name(regulation, &back.by)));
    }
    let last = step.events.iter().filter_map(|event| view.of(event).last()).max_by_key(|last| last.date)?;
    if takes(bench, regulation, chain, step, last, view) {
        return None;
    }
    let why = match &last.origin {
        Origin::Decision { lapsed: true, .. } => said::Why::TextChanged,
        Origin::Decision { .. } => said::Why::OtherActor(&step.by),
        _ if !step.by.is_empty() && last.by().is_empty() => said::Why::NobodyNamed,
        _ if actor::any_fits(bench, regulation, &step.by, &last.by(), last.date, view) => said::Why::NoDecision,
        _ => said::Why::OtherActor(&step.by),
    };
    Some(said::step_does_not_count(regulation, last.event, last.date, &why))
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
fn paper(bench: &Bench, regulation: &Regulation, chain: &Chain, view: &View) -> OnPaper {
    let mut found = OnPaper::default();
    let Some(document) = &chain.document else {
        return found;
    };
    if chain.issuer.is_empty() && chain.to.is_empty() && chain.cc.is_empty() {
        return found;
    }
    let papers: Vec<_> = view.papers(regulation, document).collect();
    let Some(last) = papers.last() else {
        found.missing.push(sentence::paper(regulation, document));
        return found;
    };
    found.belongs = Some(Place::file(last.path.clone()));
    let named = |stated: &Name, wanted: &Actor, paper: &Paper| {
        let day = paper.front.date.unwrap_or(bench.today);
        actor::fits(bench, regulation, wanted, stated, day, view)
            || sentence::actor(regulation, wanted).zh == stated.as_str()
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
                let said = sentence::other_issuer(regulation, document, issuer, &chain.issuer);
                found.wrong.push(Wrong { place, said, mend: sentence::how_to_mend_paper(&paper.path) });
            }
        }
        if !issued {
            found.missing.push(sentence::issuer(regulation, &chain.issuer));
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
        found.missing.push(sentence::addressed(regulation, &to));
    }
    if !cc.is_empty() {
        found.missing.push(sentence::copied(regulation, &cc));
    }
    found
}
