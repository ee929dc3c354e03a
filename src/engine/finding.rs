//! The findings of a duty: what is wrong, missing or late.

use super::verdict::Verdict;
use super::{act, message, remedy};
use crate::calendar::Calendar;
use crate::diagnostic::Location;
use crate::duty::{Duty, Finding, Severity, State};
use crate::model::{Date, Name};
use crate::regulation::Check;
use crate::rules::due::Timing;
use crate::rules::outcome::{Again, Holds, Outcome, Wrong};
use crate::rules::{Force, due};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// The findings of a duty, from the outcomes of its checks.
pub(super) fn findings(
    calendar: &Calendar,
    duty: &Duty,
    verdict: Verdict,
    timing: &Timing,
    outcomes: &[Outcome],
) -> Vec<Finding> {
    let rule = duty.rule();
    let gravest = match rule.force {
        Force::Must => Severity::Error,
        Force::Should => Severity::Warning,
        Force::May => return Vec::new(),
    };
    // What only a person can state is on the checklist instead.
    if rule.is_attested() {
        return Vec::new();
    }
    let is_wording = rule.checks.iter().all(|check| matches!(check, Check::Wording(_)));
    let gravest = if is_wording { gravest.min(Severity::Warning) } else { gravest };
    let behind = verdict.due.zip(duty.done).map(|(due, done)| calendar.workdays_between(due, done));
    let judged = Judged { duty, verdict, timing, outcomes, gravest, behind };
    let mut findings: Vec<Finding> = outcomes.iter().flat_map(|outcome| judged.wrong(outcome)).collect();
    match duty.state {
        State::Overdue => findings.extend(judged.missing()),
        State::DoneLate => findings.push(judged.late()),
        _ => {}
    }
    // A missed turn stays a finding, even if a later one was in time.
    let missed = timing.missed.filter(|day| duty.state != State::DoneLate && verdict.due != Some(*day));
    findings.extend(missed.map(|day| judged.missed_turn(day)));
    findings
}

/// A duty that was judged, with everything its findings need.
struct Judged<'d> {
    duty: &'d Duty,
    verdict: Verdict,
    timing: &'d Timing,
    outcomes: &'d [Outcome],
    /// The severity of a breach of its rule.
    gravest: Severity,
    /// By how many working days it was late.
    behind: Option<i64>,
}

impl Judged<'_> {
    /// What is wrong in the records of a check.
    fn wrong(&self, outcome: &Outcome) -> Vec<Finding> {
        // If the same thing is still to be done, the last finding says so, with the due day.
        let still = outcome.still.as_ref().filter(|_| self.is_open(outcome));
        let mut findings = Vec::new();
        for (nth, Wrong { place, message, remedy }) in outcome.wrong.iter().enumerate() {
            let is_last = nth + 1 == outcome.wrong.len();
            let (message, hint) = match still.filter(|_| is_last) {
                Some(still) => {
                    let open = Text::join([message, still], "；", "; ").then(&self.by_when());
                    let to_do = what_to_do(self.duty, &[outcome]);
                    (open, Text::join([remedy].into_iter().chain(&to_do), "；", "; "))
                }
                // If the same words say what is missing, this finding stands for both, with the due day.
                None if outcome.missing == *message && self.verdict.due.is_some() && !outcome.is_excess => {
                    (message.clone().then(&self.by_when()), remedy.clone())
                }
                None => (message.clone(), remedy.clone()),
            };
            let wrong = self.finding(self.gravest, place.clone(), &message, Some(hint));
            findings.push(Finding { act: Some(act::correcting(place)), ..wrong });
        }
        findings
    }

    /// What is missing and overdue.
    fn missing(&self) -> Option<Finding> {
        let open = self.outcomes.iter().filter(|outcome| self.is_open(outcome));
        let missing: Vec<&Outcome> =
            open.filter(|outcome| !outcome.missing.is_empty() && !is_in_wrong(outcome)).collect();
        let first = missing.first()?;
        let mut message = Text::join(missing.iter().map(|outcome| &outcome.missing), "；", "; ");
        if !missing.iter().all(|outcome| outcome.is_excess) {
            message = message.then(&self.by_when()).then(&self.moved_since());
        }
        let severity = if self.verdict.advice { Severity::Note } else { self.gravest };
        let open = self.finding(severity, first.belongs.clone(), &message, what_to_do(self.duty, &missing));
        Some(Finding { act: act::supplying(self.duty, &missing), ..open })
    }

    /// What was done late.
    fn late(&self) -> Finding {
        let severity = if self.verdict.advice { Severity::Note } else { Severity::Warning };
        let last = self.outcomes.iter().max_by_key(|outcome| outcome.holds.day());
        let place = last.and_then(|outcome| outcome.evidence.clone()).unwrap_or_else(|| Location::file(""));
        let (short, message) = match self.timing.missed {
            Some(day) => self.missed(day),
            None => {
                let (short, message) = self.done_late();
                (short, message.then(&self.by_when()))
            }
        };
        let moved = self.duty.done.and_then(|done| self.timing.allowed_then(done));
        let hint = moved.and_then(|_| remedy::how_to_excuse(self.duty));
        let message = moved.iter().fold(message, |message, moved| message.then(&moved.tail(true)));
        // Usually nothing is left to do about what was late.
        let late = Some(self.in_list(&short, self.verdict.advice, &self.how_late()))
            .filter(|_| hint.is_none() || self.duty.waived);
        Finding { late, ..self.finding(severity, place, &message, hint) }
    }

    /// A turn that was missed.
    fn missed_turn(&self, day: Date) -> Finding {
        let severity = if self.timing.soft { Severity::Note } else { Severity::Warning };
        let place = self.outcomes.first().map_or_else(|| Location::file(""), |outcome| outcome.belongs.clone());
        let (short, message) = self.missed(day);
        let missed = self.missed_tail();
        Finding {
            late: Some(self.in_list(&short, self.timing.soft, &missed)),
            ..self.finding(severity, place, &message, None)
        }
    }

    fn finding(&self, severity: Severity, place: Location, message: &Text, hint: Option<Text>) -> Finding {
        Finding {
            citation: Some(self.duty.citation.clone()),
            severity,
            subject: self.duty.subject.clone(),
            suggestion: self.suggestion(),
            place,
            message: self.round().then(message),
            hint,
            act: None,
            cause: None,
            settled: false,
            late: None,
        }
    }

    fn is_open(&self, outcome: &Outcome) -> bool {
        self.duty.state == State::Overdue && outcome.holds == Holds::No
    }

    /// The round before a message, from the second on: 第2轮：.
    fn round(&self) -> Text {
        let round = self.duty.round().filter(|round| *round > 1);
        round.map_or_else(|| Text::same(""), |round| text!(zh: "第{round}轮：", en: "round {round}: "))
    }

    /// What was late, in a list. Of what is only a note, that it was late is said, too.
    fn in_list(&self, short: &Text, is_advice: bool, how_late: &Text) -> Text {
        let late = self.round().then(short);
        if is_advice || self.duty.waived { late.then(how_late) } else { late }
    }

    /// That a turn was missed.
    fn missed_tail(&self) -> Text {
        if self.timing.soft {
            Text::new("，逾期（参考期限）", ", which was missed (an advised day)")
        } else {
            Text::new("，逾期", ", which was missed")
        }
    }

    /// That it was late, and by how much: ，晚于参考期限5个工作日.
    fn how_late(&self) -> Text {
        if self.timing.missed.is_some() {
            return self.missed_tail();
        }
        let (limit, limit_en) =
            if self.verdict.advice { ("参考期限", "the advised day") } else { ("期限", "the due day") };
        match self.behind {
            Some(1) => text!(zh: "，晚于{limit}1个工作日", en: ", 1 working day after {limit_en}"),
            Some(days @ 2..) => text!(zh: "，晚于{limit}{days}个工作日", en: ", {days} working days after {limit_en}"),
            // No working day was between.
            _ => text!(zh: "，晚于{limit}", en: ", after {limit_en}"),
        }
    }

    /// The suggestion that the duty is about.
    fn suggestion(&self) -> Option<Name> {
        (self.duty.rule().subject == SubjectKind::Suggestion).then(|| self.duty.what.as_str().into())
    }

    fn by_when(&self) -> Text {
        let rule = self.duty.rule();
        let kind = (rule.subject, rule.per);
        due::by_when(self.duty.regulation(), rule.due.as_ref(), kind, self.timing, self.verdict.due)
    }

    /// A missed turn, in a few words and as a sentence.
    fn missed(&self, day: Date) -> (Text, Text) {
        let short = message::missed(self.duty.regulation(), self.duty.rule(), day);
        (short.clone(), short.then(&Text::new("，逾期", ", which was missed")))
    }

    /// What was done late, in a few words and as a sentence.
    fn done_late(&self) -> (Text, Text) {
        let short = message::late(self.duty.regulation(), self.duty.rule(), self.outcomes, self.verdict.due);
        let Text { zh, en } = &short;
        let zh = zh.strip_suffix("完成").unwrap_or(zh);
        let message = text!(zh: "{zh}逾期完成", en: "done late: {en}");
        (short, message)
    }

    /// Whether it is overdue because the meeting was moved forward, as the end of a sentence.
    fn moved_since(&self) -> Text {
        let moved = self.timing.moved.iter().rfind(|moved| self.duty.due.is_some_and(|due| due < moved.due));
        moved.map_or_else(|| Text::same(""), |moved| moved.tail(false))
    }
}

/// Whether a finding about something wrong also says what is missing.
fn is_in_wrong(outcome: &Outcome) -> bool {
    outcome.still.is_some() || outcome.wrong.iter().any(|wrong| wrong.message == outcome.missing)
}

/// What to do about everything that is missing. Events are recorded with one command.
pub(super) fn what_to_do(duty: &Duty, missing: &[&Outcome]) -> Option<Text> {
    let explained = missing.iter().filter_map(|outcome| outcome.hint.clone());
    let to_do = missing.iter().filter(|outcome| outcome.hint.is_none() || outcome.again.is_some());
    let events: Vec<Name> = to_do.flat_map(|outcome| outcome.events.iter().cloned()).collect();
    let anew = missing.iter().any(|outcome| outcome.again == Some(Again::ToRecord));
    let to_record = (!events.is_empty()).then(|| remedy::how_to_record(duty, &events, anew));
    let all: Vec<Text> = explained.chain(to_record).collect();
    (!all.is_empty()).then(|| without_repeats(&all))
}

/// Joins hints. Several checks of one file may have the same hint, or parts of it.
fn without_repeats(all: &[Text]) -> Text {
    let mut kept: Vec<Text> = Vec::new();
    for Text { zh, en } in all {
        let (in_zh, in_en): (Vec<&str>, Vec<&str>) = (zh.split("；").collect(), en.split("; ").collect());
        let clauses: Vec<Text> = if in_zh.len() == in_en.len() {
            in_zh.into_iter().zip(in_en).map(|(zh, en)| Text::new(zh, en)).collect()
        } else {
            vec![Text::new(zh.as_str(), en.as_str())]
        };
        let news: Vec<Text> = clauses.into_iter().filter(|clause| !kept.contains(clause)).collect();
        kept.extend(news);
    }
    Text::join(&kept, "；", "; ")
}
