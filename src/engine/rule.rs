//! One rule applied to one subject: its duty, and the findings if it is not well.

use super::demand::{self, Demanded};
use super::verdict::Verdict;
use super::{act, message, remedy};
use crate::diagnostic::Location;
use crate::duty::{Duty, Finding, Severity, State};
use crate::model::{Date, Name};
use crate::regulation::{Check, Citation, Regulation, Rule};
use crate::rules::due::{Moved, Timing};
use crate::rules::outcome::{Again, Holds, Outcome, Wrong};
use crate::rules::{
    Actor, Chain, Clause, Force, PeopleCheck, RuleContext, SubjectContext, attest, bound, chain, count, document, due,
    event, field, people, post, when, wording,
};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// The duty, and what is found of it.
pub(super) fn judge<'a>(
    context: &SubjectContext<'_, 'a>,
    regulation: &'a Regulation,
    citation: Citation,
) -> (Duty, Vec<Finding>) {
    let view = &context.view;
    let rule = citation.rule_of(regulation);
    let mut duty = Duty {
        citation,
        subject: view.subject(),
        what: view.what(),
        state: State::NotApplicable,
        due: None,
        done: None,
        days_left: None,
        working_days_left: None,
        provisional: false,
        task: Text::same(""),
        missing: Text::same(""),
        events: Vec::new(),
        reach: Vec::new(),
        new_day: None,
        hint: None,
        waived: when::waiver(context, &rule.id).is_some(),
    };
    let is_dropped = view.topic.is_some_and(|facts| facts.dropped.is_some() && !facts.has_met());
    if is_dropped || !applies(context, rule) {
        return (duty, Vec::new());
    }
    let alike = alike(context, regulation, rule);
    let judge = |asked: &RuleContext| judge_checks(asked, regulation, rule, &alike);
    let Demanded { timing, outcomes, done, verdict, .. } = demand::of(context, rule, judge);
    duty.state = match (rule.force, verdict.state) {
        // What may be done is done or open, never late.
        (Force::May, State::DoneLate) => State::Done,
        (Force::May, State::Overdue | State::DueSoon) => State::Pending,
        (_, State::Overdue | State::DueSoon) if rule.is_attested() => State::Pending,
        (_, state) => state,
    };
    duty.due = verdict.due;
    duty.done = done.filter(|_| matches!(verdict.state, State::Done | State::DoneLate));
    duty.provisional = timing.provisional && verdict.due.is_some() && verdict.due == timing.due;
    if duty.state.is_open() {
        duty.days_left = duty.due.map(|due| context.today.days_until(due));
        duty.working_days_left = duty.due.map(|due| context.calendar.workdays_between(context.today, due));
    }
    let open = || outcomes.iter().filter(|outcome| outcome.holds == Holds::No);
    duty.task = Text::join(open().map(|outcome| &outcome.task), "；", "; ");
    duty.missing = Text::join(open().map(|outcome| &outcome.missing), "；", "; ");
    duty.events = open().flat_map(|outcome| outcome.events.iter().cloned()).collect();
    duty.reach = open().flat_map(|outcome| outcome.reach.iter().cloned()).collect();
    let is_open = duty.state.is_open() && duty.events.iter().any(|event| regulation.announces(event));
    duty.new_day = timing.new_day.filter(|_| is_open);
    let mut findings = findings(&duty, verdict, &timing, &outcomes);
    if duty.state.is_open() {
        // What was done wrongly is put right first.
        let mended = findings.iter().find_map(|finding| finding.hint.clone());
        duty.hint = mended.or_else(|| way(&duty, &open().collect::<Vec<_>>()));
    }
    if let Some(waiver) = when::waiver(context, &rule.id) {
        // An exception is shown, not hidden: what it excuses stays in the report as a note.
        for finding in &mut findings {
            finding.severity = Severity::Note;
            finding.message = message::waived(&finding.message, waiver, &context.name(regulation, &waiver.by));
            finding.hint = None;
            finding.late = finding.late.take().map(|late| late.then(&Text::new("（已豁免）", " (waived)")));
        }
    } else if let Some(waiver) = when::later_waiver(context, &rule.id) {
        for finding in &mut findings {
            finding.message = message::waived_later(&finding.message, waiver);
        }
    }
    (duty, findings)
}

/// Whether a rule asks anything of a subject: its conditions hold, and no number is still to be settled.
pub(super) fn applies(context: &SubjectContext, rule: &Rule) -> bool {
    when::holds(context, Some(&rule.id), &rule.when) && !bound::is_left_open(context, &rule.id, rule.bounds())
}

/// What a rule and those that may be broken like it ask of lists of people; nothing if the rule asks for none.
pub(super) fn alike<'a>(
    context: &SubjectContext,
    regulation: &'a Regulation,
    rule: &Rule,
) -> Vec<(&'a Clause, &'a PeopleCheck)> {
    let of_people = |rule: &'a Rule| {
        rule.checks.iter().filter_map(|check| match check {
            Check::People(check) => Some((&rule.clause, check)),
            _ => None,
        })
    };
    if !rule.checks.iter().any(|check| matches!(check, Check::People(_))) {
        return Vec::new();
    }
    let alike = regulation.rules.iter().filter(|other| other.subject == rule.subject && other.force != Force::May);
    let settled = alike.filter(|other| !bound::is_left_open(context, &other.id, other.bounds()));
    settled.flat_map(of_people).collect()
}

/// What each check of a rule answers.
pub(super) fn judge_checks(
    asked: &RuleContext,
    regulation: &Regulation,
    rule: &Rule,
    alike: &[(&Clause, &PeopleCheck)],
) -> Vec<Outcome> {
    let checks = rule.checks.iter().map(|check| match check {
        Check::Event(check) => event::judge(asked, check, |event| addressees(regulation, event)),
        Check::Chain(chain) => chain::judge(asked, chain),
        Check::Document(check) => document::judge(asked, check),
        Check::Field(check) => field::judge(asked, check),
        Check::Post(check) => post::judge(asked, check),
        Check::People(check) => people::judge(asked, check, alike),
        Check::Count(check) => count::judge(asked, check),
        Check::Wording(check) => wording::judge(asked, check),
        // Guidance asks nothing; it never comes here.
        Check::Attest | Check::Guidance => attest::judge(asked),
    });
    checks.collect()
}

/// Whom any rule wants an event to reach, or the paper that it sends out to be addressed to.
fn addressees<'r>(regulation: &'r Regulation, event: &Name) -> Vec<&'r Actor> {
    let checks = || regulation.rules.iter().flat_map(|rule| &rule.checks);
    let sends = |chain: &Chain| chain.then.as_ref() == Some(event);
    let sent: Vec<&Name> = checks()
        .filter_map(|check| {
            if let Check::Chain(chain) = check { chain.document.as_ref().filter(|_| sends(chain)) } else { None }
        })
        .collect();
    let of_check = |check: &'r Check| -> Vec<&'r Actor> {
        match check {
            Check::Event(check) if check.events.ids().contains(event) => check.to.iter().collect(),
            Check::Chain(chain) => {
                let steps = chain.steps.iter().filter(|step| step.events.contains(event));
                let then = [&chain.to, &chain.cc].into_iter().flatten().filter(|_| sends(chain));
                steps.flat_map(|step| &step.to).chain(then).collect()
            }
            Check::Document(check) if check.documents.ids().iter().any(|document| sent.contains(&document)) => {
                check.to.iter().chain(&check.cc).collect()
            }
            _ => Vec::new(),
        }
    };
    checks().flat_map(of_check).collect()
}

fn findings(duty: &Duty, verdict: Verdict, timing: &Timing, outcomes: &[Outcome]) -> Vec<Finding> {
    let (regulation, rule) = (duty.regulation(), duty.rule());
    let gravest = match rule.force {
        Force::Must => Severity::Error,
        Force::Should => Severity::Warning,
        Force::May => return Vec::new(),
    };
    // What only a person can state is a checklist, not a finding.
    if rule.is_attested() {
        return Vec::new();
    }
    let wording = rule.checks.iter().all(|check| matches!(check, Check::Wording(_)));
    let gravest = if wording { gravest.min(Severity::Warning) } else { gravest };
    let of_round = duty.round().filter(|round| *round > 1);
    let of_round = of_round.map_or_else(|| Text::same(""), |round| text!(zh: "第{round}轮：", en: "round {round}: "));
    // In a line that has no command, which suggestion it is about.
    let of_what = match &duty.what {
        what if rule.subject == SubjectKind::Suggestion => text!(zh: "{what} ", en: "{what} "),
        _ => of_round.clone(),
    };
    let found = |severity, place: Location, message: Text, hint| Finding {
        citation: Some(duty.citation.clone()),
        severity,
        subject: duty.subject.clone(),
        place,
        message: of_round.clone().then(&message),
        hint,
        act: None,
        cause: None,
        settled: false,
        late: None,
    };
    let missed = |day| {
        let short = message::missed(regulation, rule, day);
        (short.clone(), short.then(&Text::new("，逾期", ", which was missed")))
    };
    // Said only of what is found: most duties are well.
    let by_when = || due::by_when(regulation, rule.due.as_ref(), (rule.subject, rule.per), timing, verdict.due);
    let mut findings = Vec::new();
    let is_open = |outcome: &Outcome| duty.state == State::Overdue && outcome.holds == Holds::No;
    for outcome in outcomes {
        // What was done wrongly and is open still is one thing: found once, with the day.
        let still = outcome.still.as_ref().filter(|_| is_open(outcome));
        for (nth, Wrong { place, said, mend }) in outcome.wrong.iter().enumerate() {
            let is_last = nth + 1 == outcome.wrong.len();
            let (message, hint) = match still.filter(|_| is_last) {
                Some(still) => {
                    let open = Text::join([said, still], "；", "; ").then(&by_when());
                    let hint = Text::join([mend.clone()].iter().chain(&what_to_do(duty, &[outcome])), "；", "; ");
                    (open, hint)
                }
                // What is wrong and missing in the same words is said once, with the day.
                None if outcome.missing == *said && verdict.due.is_some() && !outcome.is_excess => {
                    (said.clone().then(&by_when()), mend.clone())
                }
                None => (said.clone(), mend.clone()),
            };
            let wrong = found(gravest, place.clone(), message, Some(hint));
            findings.push(Finding { act: Some(act::of_wrong(place)), ..wrong });
        }
    }
    match duty.state {
        State::Overdue => {
            let severity = if verdict.advice { Severity::Note } else { gravest };
            // Forbidden words are found one by one, where they stand; nothing is missing besides.
            let said = |outcome: &Outcome| {
                outcome.still.is_some() || outcome.wrong.iter().any(|wrong| wrong.said == outcome.missing)
            };
            let unsaid = |outcome: &&Outcome| !outcome.missing.is_empty() && !said(outcome);
            let missing: Vec<&Outcome> = outcomes.iter().filter(|outcome| is_open(outcome)).filter(unsaid).collect();
            if let Some(first) = missing.first() {
                let message = Text::join(missing.iter().map(|outcome| &outcome.missing), "；", "; ");
                let is_excess = missing.iter().all(|outcome| outcome.is_excess);
                let message =
                    if is_excess { message } else { message.then(&by_when()).then(&moved_since(duty, timing)) };
                let open = found(severity, first.belongs.clone(), message, what_to_do(duty, &missing));
                findings.push(Finding { act: act::of_missing(duty, &missing), ..open });
            }
        }
        State::DoneLate => {
            let severity = if verdict.advice { Severity::Note } else { Severity::Warning };
            let last = outcomes.iter().max_by_key(|outcome| outcome.holds.day());
            let place = last.and_then(|outcome| outcome.evidence.clone()).unwrap_or_else(|| Location::file(""));
            let (short, said) = match timing.missed {
                Some(day) => missed(day),
                None => {
                    let (short, said) = done_late(regulation, rule, outcomes, verdict.due);
                    (short, said.then(&by_when()))
                }
            };
            let moved = duty.done.and_then(|done| timing.allowed_then(done));
            let (tail, hint) = moved.map(|moved| (moved.said(true), remedy::how_to_excuse(duty))).unzip();
            let (said, hint) = (tail.iter().fold(said, Text::then), hint.flatten());
            // Of most of what was late nothing is left to be done.
            let late = Some(in_short(&of_what, &short, verdict.advice)).filter(|_| hint.is_none() || duty.waived);
            findings.push(Finding { late, ..found(severity, place, said, hint) });
        }
        _ => {}
    }
    // A turn that was missed is not forgotten because of a later one.
    if let Some(day) = timing.missed.filter(|day| duty.state != State::DoneLate && verdict.due != Some(*day)) {
        let severity = if timing.soft { Severity::Note } else { Severity::Warning };
        let place = outcomes.first().map_or_else(|| Location::file(""), |outcome| outcome.belongs.clone());
        let (short, said) = missed(day);
        let late = Some(in_short(&of_what, &short, timing.soft));
        findings.push(Finding { late, ..found(severity, place, said, None) });
    }
    findings
}

/// What was late, in a line with others; a day that no text names is advice, and says so.
fn in_short(of_what: &Text, short: &Text, is_advice: bool) -> Text {
    let advised = Text::new("（参考期限）", " (an advised day)");
    Text::join([of_what, short].into_iter().chain(is_advice.then_some(&advised)), "", "")
}

/// What was done late, in a few words and in a sentence.
fn done_late(regulation: &Regulation, rule: &Rule, outcomes: &[Outcome], due: Option<Date>) -> (Text, Text) {
    let short = message::late(regulation, rule, outcomes, due);
    let Text { zh, en } = &short;
    let zh = zh.strip_suffix("完成").unwrap_or(zh);
    let said = text!(zh: "{zh}逾期完成", en: "done late: {en}");
    (short, said)
}

/// That what is overdue is so because the meeting was moved forward.
fn moved_since(duty: &Duty, timing: &Timing) -> Text {
    let later = |moved: &&Moved| duty.due.is_some_and(|due| due < moved.due);
    timing.moved.iter().rfind(later).map_or_else(|| Text::same(""), |moved| moved.said(false))
}

/// What each part that is missing asks to be done; the events to be recorded in one command.
fn what_to_do(duty: &Duty, missing: &[&Outcome]) -> Option<Text> {
    let explained = missing.iter().filter_map(|outcome| outcome.hint.clone());
    let to_do = missing.iter().filter(|outcome| outcome.hint.is_none() || outcome.again.is_some());
    let events: Vec<Name> = to_do.flat_map(|outcome| outcome.events.iter().cloned()).collect();
    let anew = missing.iter().any(|outcome| outcome.again == Some(Again::ToRecord));
    let to_record = (!events.is_empty()).then(|| remedy::how_to_record(duty, &events, anew));
    let all: Vec<Text> = explained.chain(to_record).collect();
    (!all.is_empty()).then(|| said_once(&all))
}

/// What is to be done, one after the other: several checks of one file ask for the same, in part or wholly.
fn said_once(all: &[Text]) -> Text {
    let mut said: Vec<Text> = Vec::new();
    for Text { zh, en } in all {
        let (in_zh, in_en): (Vec<&str>, Vec<&str>) = (zh.split("；").collect(), en.split("; ").collect());
        let clauses: Vec<Text> = if in_zh.len() == in_en.len() {
            in_zh.into_iter().zip(in_en).map(|(zh, en)| Text::new(zh, en)).collect()
        } else {
            vec![Text::new(zh.as_str(), en.as_str())]
        };
        let news: Vec<Text> = clauses.into_iter().filter(|clause| !said.contains(clause)).collect();
        said.extend(news);
    }
    Text::join(&said, "；", "; ")
}

/// What an open duty asks to be done; what only a person can state is stated.
fn way(duty: &Duty, open: &[&Outcome]) -> Option<Text> {
    if duty.rule().is_attested() { Some(remedy::how_to_state(duty)) } else { what_to_do(duty, open) }
}
