//! Judges kind `chain`: whether the steps are on record in order, each no earlier than the one before.

use super::turn::whose_turn;
use super::{message, paper};
use crate::diagnostic::Location;
use crate::model::{Date, Name, Settings};
use crate::rules::event::reached;
use crate::rules::outcome::{Again, Holds, Outcome, Part, Wrong};
use crate::rules::phrase::quoted;
use crate::rules::view::{Occurrence, Origin};
use crate::rules::{Actor, Chain, ChainStep, Force, RuleContext, actor, phrase, remedy, when};
use crate::text::Text;

/// Whether all steps were taken, and what is missing or out of turn.
pub(crate) fn judge(context: &RuleContext, chain: &Chain) -> Outcome {
    let (regulation, timing, view) = (context.regulation, context.timing, &context.view);
    let steps: Vec<&ChainStep> = chain.steps.iter().filter(|step| when::holds(context, None, &step.when)).collect();
    // The recipients of the paper must be informed when it is forwarded.
    let then = chain.then.as_ref().map(|event| ChainStep { to: chain.to.clone(), ..ChainStep::of(event.clone()) });
    let mut walk =
        Walk { reached: timing.floor.unwrap_or(Date::EARLIEST), before: None, evidence: None, parts: Vec::new() };
    let mut lacking = Lacking { only_early: true, only_wrong: true, ..Lacking::default() };
    let all: Vec<&ChainStep> = steps.iter().copied().chain(&then).collect();
    // Until then a changed text may go the whole way again: steps that lapsed with it are no longer relied upon.
    let is_over = timing.limit.is_some_and(|limit| limit <= context.today);
    for (nth, step) in all.iter().enumerate() {
        let context = &if step.next_round { context.of_next_round() } else { *context };
        let mut later = all[nth + 1..].iter().flat_map(|later| &later.events);
        let is_followed = later.any(|event| view.occurrences(event).any(|one| is_over || !one.has_lapsed()));
        walk.take(context, chain, step, is_followed, &mut lacking);
    }
    let on_paper = paper::judge(context, chain);
    let only_on_paper = lacking.missing.is_empty();
    let decisions: Vec<&Name> = lacking.events.iter().filter(|event| chain.then.as_ref() != Some(event)).collect();
    if let Some(document) = chain.document.as_ref().filter(|_| requires_decisions(context, chain))
        && let Some(first) = decisions.first()
    {
        // Why the last record does not count is no way yet; that the paper was sent back says the way.
        let decide = message::how_to_decide(context, document, &decisions);
        let says_way = view.sent_back(regulation, first, context.world.today).is_some();
        let hint = lacking.hint.take();
        lacking.hint =
            Some(if says_way { hint.unwrap_or(decide) } else { Text::join(hint.iter().chain([&decide]), "；", "; ") });
    }
    if let Some(place) = lacking.lapsed_at.take() {
        // The later step, which rests on the others, may have lapsed with them.
        let document = chain.document.as_deref().unwrap_or_default();
        let lapsed = view.lapsed(regulation, document, context.world.today);
        let steps = lapsed.iter().filter_map(|decision| decision.step.as_ref()).map(|step| regulation.name(step));
        let message = phrase::text_changed(&steps.collect::<Vec<_>>());
        let remedy = message::how_to_approve_again(context, &lapsed, &place, chain);
        lacking.wrong.push(Wrong { place, message, remedy });
    }
    let Lacking { mut missing, events, reach, mut wrong, hint, later, again, only_early, only_wrong, .. } = lacking;
    let only_early = only_early && on_paper.missing.is_empty() && !wrong.is_empty();
    let only_wrong = only_wrong && (on_paper.missing.is_empty() || on_paper.only_wrong);
    let task = message::to_do(&missing, on_paper.task, whose_turn(context, chain, &events));
    let lacks = message::chain_lacks(&missing, &on_paper.missing);
    missing.extend(on_paper.missing);
    wrong.extend(on_paper.wrong);
    let belongs = on_paper
        .belongs
        .filter(|_| only_on_paper)
        .or_else(|| later.clone().filter(|_| events.is_empty()))
        .unwrap_or_else(|| view.file(if view.suggestion.is_some() { "suggestions.yml" } else { "events.yml" }));
    if missing.is_empty() {
        let (done, evidence) = (walk.parts.last().and_then(|part| part.holds.day()), walk.evidence);
        return Outcome { holds: Holds::since(done), evidence, wrong, parts: walk.parts, ..Outcome::open(belongs) };
    }
    let explained =
        hint.or(on_paper.remedy).or_else(|| only_on_paper.then(|| remedy::how_to_mend_paper(&belongs.path)));
    Outcome {
        task,
        still: (!wrong.is_empty() && !only_early)
            .then(|| if only_wrong { phrase::still_open() } else { lacks.clone() }),
        missing: match (only_early, &chain.document) {
            (false, _) => lacks,
            (true, Some(_)) => Text::same(""),
            // Without a paper, each step is needed once: that it came too early is all that is missing.
            (true, None) => Text::join(wrong.iter().map(|wrong| &wrong.message), "；", "; "),
        },
        hint: explained,
        again,
        defective: later.filter(|_| events.is_empty()),
        absent: chain.document.iter().find(|document| view.papers(regulation, document).next().is_none()).cloned(),
        events,
        reach,
        wrong,
        ..Outcome::open(belongs)
    }
}

/// The progress through a chain.
struct Walk<'s> {
    /// The date of the last step that counts.
    reached: Date,
    /// The step before this one, and whether it has any record.
    before: Option<(&'s ChainStep, bool)>,
    /// Where the last step that counts is recorded.
    evidence: Option<Location>,
    parts: Vec<Part>,
}

/// What the chain lacks.
#[derive(Default)]
struct Lacking {
    missing: Vec<Text>,
    events: Vec<Name>,
    reach: Vec<(Name, Vec<Actor>)>,
    wrong: Vec<Wrong>,
    /// The place of the last decision that was made on another text although a later step rests on it.
    lapsed_at: Option<Location>,
    hint: Option<Text>,
    /// The place of a record whose date is still to come.
    later: Option<Location>,
    /// What to do about a record that does not count.
    again: Option<Again>,
    /// Whether nothing is missing except steps that came too early, each of which is wrong itself.
    only_early: bool,
    /// Whether nothing is missing except steps that are wrong themselves, for any reason.
    only_wrong: bool,
}

impl<'s> Walk<'s> {
    fn take(
        &mut self,
        context: &RuleContext,
        chain: &Chain,
        step: &'s ChainStep,
        is_followed: bool,
        lacking: &mut Lacking,
    ) {
        let (regulation, view) = (context.regulation, &context.view);
        let mut on_record: Vec<&Occurrence> = step.events.iter().flat_map(|event| view.occurrences(event)).collect();
        on_record.sort_by_key(|occurrence| occurrence.date);
        let mut all = on_record.clone();
        all.retain(|occurrence| takes(context, chain, step, occurrence));
        if chain.document.is_some() {
            lacking.wrong.extend(self.out_of_order(context, chain, &all));
        }
        let in_turn: Vec<&Occurrence> = all.iter().copied().filter(|one| self.reached <= one.date).collect();
        match taken(context, step, &in_turn) {
            Some((since, place)) => {
                self.reached = since;
                self.evidence = Some(place);
                self.parts.push(Part { name: quoted(&message::step(regulation, step)), holds: Holds::Since(since) });
            }
            None => self.lacks(context, chain, (step, is_followed), (&all, &in_turn), lacking),
        }
        self.before = Some((step, !on_record.is_empty()));
    }

    /// The records of a step on a paper that came before the step before it. A step without a record was passed over. One
    /// that does not count is wrong itself.
    fn out_of_order(&self, context: &RuleContext, chain: &Chain, all: &[&Occurrence]) -> Vec<Wrong> {
        let Some((before, before_is_on_record)) = self.before else { return Vec::new() };
        let early = all.iter().filter(|one| !before_is_on_record || one.date < self.reached);
        // A decision cannot be added before one that exists.
        let can_be_added = !before_is_on_record && !requires_decisions(context, chain);
        let wrong = early.map(|occurrence| Wrong {
            place: occurrence.place(),
            message: if before_is_on_record {
                message::out_of_turn(context.regulation, occurrence, before)
            } else {
                message::passed_over(context.regulation, occurrence, before)
            },
            remedy: if can_be_added {
                message::how_to_make_up(context, occurrence, before)
            } else {
                message::how_to_mend_order(context, occurrence)
            },
        });
        wrong.collect()
    }

    /// Notes what is missing of a step that was not taken, and why its records do not count.
    fn lacks(
        &self,
        context: &RuleContext,
        chain: &Chain,
        (step, is_followed): (&ChainStep, bool),
        (all, in_turn): (&[&Occurrence], &[&Occurrence]),
        lacking: &mut Lacking,
    ) {
        let regulation = context.regulation;
        let open = step.events.iter().filter(|event| !step.all || in_turn.iter().all(|one| *one.event != ***event));
        let open: Vec<Name> = open.cloned().collect();
        lacking.events.extend(open.iter().take(if step.all { open.len() } else { 1 }).cloned());
        let mut name = message::open_step(regulation, step, &open);
        if !step.to.is_empty() && !in_turn.is_empty() {
            let unreached = step.to.iter().filter(|wanted| reached(context, in_turn, wanted).is_none());
            let unreached: Vec<Actor> = unreached.cloned().collect();
            name = message::not_reached(&name, &phrase::actors(regulation, &unreached));
            lacking.reach.extend(open.iter().map(|event| (event.clone(), unreached.clone())));
        }
        // A record that is too early, or dated later than today, is mentioned.
        let early = all.last().is_some_and(|last| last.date < self.reached);
        let defect = wrong(context, chain, step, is_followed);
        let later = open.iter().find_map(|event| context.view.later(event)).filter(|_| defect.is_none());
        if let Some(later) = later {
            lacking.mention_later(context, chain, step, later);
            name = name.then(&phrase::in_brackets(&[phrase::later_than_today(later.date)]));
        }
        // With a paper, every early record is wrong; without one, only a record that is not repeated in turn.
        let passed_over = self.before.filter(|(before, is_on_record)| *is_on_record && before.stage.is_none());
        if let (Some((before, _)), None, Some(last)) = (passed_over, &chain.document, all.last().filter(|_| early)) {
            lacking.wrong.push(Wrong {
                place: last.place(),
                message: message::out_of_turn(regulation, last, before),
                remedy: message::how_to_mend_order(context, last),
            });
        }
        let is_told = early && (chain.document.is_some() || passed_over.is_some());
        lacking.only_early &= is_told;
        lacking.only_wrong &= is_told || defect.is_some();
        lacking.missing.push(if early { message::too_early(&name, self.reached) } else { name });
        match defect {
            Some((last, message::Why::OtherActor(wanted))) => lacking.wrong.push(Wrong {
                place: last.place(),
                message: message::step_is_wrong(context, last, wanted),
                remedy: message::how_to_take_again(context, last, wanted),
            }),
            Some((last, _)) => lacking.lapsed_at = Some(last.place()),
            None if lacking.hint.is_some() => {}
            None => {
                if let Some((why, again)) = why_not(context, chain, step) {
                    (lacking.hint, lacking.again) = (Some(why), again);
                }
            }
        }
    }
}

impl Lacking {
    /// Notes what to do about a record of a step whose date is still to come.
    fn mention_later(&mut self, context: &RuleContext, chain: &Chain, step: &ChainStep, later: &Occurrence) {
        let (regulation, view) = (context.regulation, &context.view);
        let (explained, again) = match objection(context, chain, step, later) {
            None => {
                self.events.retain(|event| view.later(event).is_none());
                self.later = self.later.take().or_else(|| Some(later.place()));
                (remedy::how_to_redate(regulation, view, later), Some(Again::ToDo))
            }
            // It would not count on its day either.
            Some(why) => {
                let again = (!matches!(why, message::Why::NoDecision)).then_some(Again::ToRecord);
                (message::step_does_not_count(regulation, later.event, later.date, &why), again)
            }
        };
        if self.hint.is_none() {
            (self.hint, self.again) = (Some(explained), again);
        }
    }
}

/// Whether an occurrence counts for a step. The actor of a step must be stated. A decision only counts for the text on
/// which it was made. If the archive requires decisions, nothing else counts.
fn takes(context: &RuleContext, chain: &Chain, step: &ChainStep, occurrence: &Occurrence) -> bool {
    let is_then = chain.then.as_ref().is_some_and(|then| step.events.contains(then));
    occurrence.takes_step(!is_then && requires_decisions(context, chain))
        && (step.by.is_empty() || actor::any_acts(context, &step.by, &occurrence.by(), occurrence.date))
}

/// When and where a step was taken, among the records in turn: by the first, by the last of all its events, or by the
/// record that informs the last of those who must be informed.
fn taken(context: &RuleContext, step: &ChainStep, in_turn: &[&Occurrence]) -> Option<(Date, Location)> {
    if step.all {
        let each = step
            .events
            .iter()
            .map(|event| in_turn.iter().find(|one| *one.event == **event).map(|one| day_and_place(one)));
        return each.collect::<Option<Vec<_>>>()?.into_iter().max_by_key(|(date, _)| *date);
    }
    if step.to.is_empty() {
        return in_turn.first().map(|one| day_and_place(one));
    }
    let each = step.to.iter().map(|wanted| reached(context, in_turn, wanted).filter(|_| !in_turn.is_empty()));
    each.collect::<Option<Vec<_>>>()?.into_iter().max_by_key(|(date, _)| *date)
}

fn day_and_place(one: &Occurrence) -> (Date, Location) {
    (one.date, one.place())
}

/// A record of a step by somebody else, or of a step whose text was changed afterwards although a later step rests on
/// it. If no step has followed yet, the text may be changed and the step is only taken again.
fn wrong<'o>(
    context: &'o RuleContext,
    chain: &Chain,
    step: &'o ChainStep,
    is_followed: bool,
) -> Option<(&'o Occurrence<'o>, message::Why<'o>)> {
    if context.rule.force == Force::May || step.events.len() > 1 {
        return None;
    }
    let last =
        step.events.iter().filter_map(|event| context.view.occurrences(event).last()).max_by_key(|last| last.date)?;
    let why = objection(context, chain, step, last)?;
    let is_wrong = match why {
        message::Why::TextChanged => is_followed,
        message::Why::OtherActor(_) => !last.by().is_empty(),
        message::Why::NobodyNamed | message::Why::NoDecision => false,
    };
    is_wrong.then_some((last, why))
}

/// Whether the steps must be decisions in reviews/, not plain entries: the archive asks for them, or the paper was sent
/// back and starts anew.
fn requires_decisions(context: &RuleContext, chain: &Chain) -> bool {
    let Some(document) = &chain.document else { return false };
    context.settings().is_some_and(Settings::requires_decisions)
        || context.view.was_sent_back(context.regulation, document, context.world.today)
}

/// Why the last decision on a step, or its last record, does not count, and whether it must be recorded again.
fn why_not(context: &RuleContext, chain: &Chain, step: &ChainStep) -> Option<(Text, Option<Again>)> {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    if let Some(back) = step.events.iter().find_map(|event| view.sent_back(regulation, event, world.today)) {
        return Some((message::sent_back(context, back), None));
    }
    let last = step.events.iter().filter_map(|event| view.occurrences(event).last()).max_by_key(|last| last.date)?;
    let why = objection(context, chain, step, last)?;
    let again = matches!(why, message::Why::NobodyNamed).then_some(Again::ToRecord);
    Some((message::step_does_not_count(regulation, last.event, last.date, &why), again))
}

/// Why a record does not count for a step, if it does not.
fn objection<'s>(
    context: &RuleContext,
    chain: &Chain,
    step: &'s ChainStep,
    last: &Occurrence,
) -> Option<message::Why<'s>> {
    if takes(context, chain, step, last) {
        return None;
    }
    Some(match &last.origin {
        Origin::Decision { lapsed: true, .. } => message::Why::TextChanged,
        Origin::Decision { .. } => message::Why::OtherActor(&step.by),
        _ if !step.by.is_empty() && last.by().is_empty() => message::Why::NobodyNamed,
        _ if actor::any_acts(context, &step.by, &last.by(), last.date) => message::Why::NoDecision,
        _ => message::Why::OtherActor(&step.by),
    })
}
