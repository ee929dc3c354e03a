//! `plan approve`: records the next missing step of a year's plan, or the one that is named.

use crate::changes::record::{RecordFor, RecordRequest};
use crate::changes::{Proposal, Words, Writer, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, all_or_nothing, keep, unknown};
use crate::engine::{YearStep, course};
use crate::model::{Date, Name};
use crate::regulation::Regulation;
use crate::rules::{Actor, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;

/// A step of a year's plan to record.
#[derive(Debug)]
pub(crate) struct Approve {
    /// Year of the plan
    pub year: i32,
    /// The step: an event's id or Chinese name; the first that is missing if not given
    pub step: Option<String>,
    /// Who took it: a person, office or body; not needed if no rule says whose step it is; may be given several times
    pub by: Vec<String>,
    /// The day, YYYY-MM-DD; today if not given
    pub on: Option<String>,
    /// To whom; may be given several times
    pub to: Vec<String>,
}

impl Approve {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read(&[])?;
        let settings = loaded.settings()?;
        let (year, context) = (self.year, loaded.context());
        let under = loaded.regulations.of_years(settings)?;
        let steps = course(context, &under, year);
        let mut problems = Diagnostics::new();
        let on = self
            .on
            .as_deref()
            .map_or(Some(writer.workspace.today), |on| keep(&mut problems, writer.workspace.days.read(on)));
        let nth = keep(&mut problems, self.step(&steps, &under, on.unwrap_or(writer.workspace.today)));
        let (nth, on) = all_or_nothing(nth.zip(on), problems)?;
        let step = &steps[nth];
        let words = Words::under(&loaded.archive, under, writer.workspace.as_written);
        let by = typed::each(&self.by, |written| taker(step, written).map_or_else(|| words.actor(written), Ok));
        let by: Vec<Name> = by.map(|found| found.map(Name::from)).collect::<Result<_, _>>()?;
        if by.is_empty() && !step.by.is_empty() {
            return Err(by_nobody(year, step, self.step.is_some()).into());
        }
        let fits = step.may_be_taken_by(context, &by, on);
        // No step was named, and the next one is not theirs: another step is meant.
        if self.step.is_none() && !by.is_empty() && !fits {
            return Err(not_the_next(step).into());
        }

        let request = RecordRequest {
            event: step.event.to_string(),
            on: self.on.clone(),
            by: by.iter().map(ToString::to_string).collect(),
            to: self.to.clone(),
            ..RecordRequest::default()
        };
        let mut proposal = request.propose(writer, loaded, RecordFor::Year(year))?;
        let rule = &step.rule.id;
        if !fits {
            let Text { zh, en } = step.takers();
            proposal.notes.push(
                text!(zh: "{rule} 要求由{zh}办理，这条记录写的不是", en: "{rule} asks for it by {en}, which is not whom this entry names"),
            );
        }
        let before: Vec<Text> = steps[..nth]
            .iter()
            .filter(|earlier| earlier.precedes(step) && earlier.done.is_none_or(|day| on < day))
            .map(YearStep::name)
            .collect();
        if !before.is_empty() {
            let Text { zh, en } = Text::join(&before, "、", ", ");
            proposal.notes.push(text!(
                zh: "次序不对：{on} 之前还没有“{zh}”；补记后以 `yijuan check` 为准",
                en: "out of order: by {on} there was no “{en}” yet; record it, then see `yijuan check`"
            ));
        }
        let today = writer.workspace.today;
        let next =
            steps.iter().enumerate().find(|(other, step)| *other != nth && step.is_open() && !step.is_ahead(today));
        if let Some((_, next)) = next {
            proposal.notes.push(next_step(year, next, today));
        }
        Ok(proposal)
    }

    /// Index of the step that is named, else of the first missing one.
    fn step(&self, steps: &[YearStep], under: &[&Regulation], on: Date) -> Result<usize, Diagnostic> {
        let Some(written) = &self.step else {
            return steps.iter().position(|step| step.is_open() && !step.is_ahead(on)).ok_or_else(|| {
                let year = self.year;
                Diagnostic::new(text!(zh: "{year} 年度到此应办的各步都已有记录", en: "every step of {year} up to now is on record"))
                    .hint(text!(zh: "再办一次的，写明是哪一步；`yijuan plan show {year}` 列出各步", en: "name a step to record it once more; `yijuan plan show {year}` lists them"))
            });
        };
        let name = Name::from(written.as_str());
        let mut events: Vec<&str> = Vec::new();
        for regulation in under {
            events.extend(regulation.find_event(written)?);
        }
        let found = steps.iter().position(|step| events.contains(&step.event.as_str()) || *step.name().zh == *name);
        found.ok_or_else(|| {
            let names: Vec<Text> = steps.iter().map(YearStep::name).collect();
            let known = steps.iter().zip(&names).map(|(step, name)| (step.event.as_str(), name.zh.as_str()));
            unknown(&Text::new("年度程序的步骤", "step of the year"), written, known)
        })
    }
}

/// The taker of the step with this name, if exactly one has it.
fn taker(step: &YearStep, written: &str) -> Option<String> {
    let name = Name::from(written.trim());
    let (takers, terms) = (step.by.iter().map(Actor::written), step.regulation.terms(Group::Bodies));
    let mut called = takers.filter(|id| terms.get(id).is_some_and(|term| term.names().any(|own| *own == name)));
    called.next().filter(|_| called.next().is_none())
}

/// The problem that nobody is named, with those who take the step.
fn by_nobody(year: i32, step: &YearStep, is_named: bool) -> Diagnostic {
    let (Text { zh, en }, takers, command) = (step.name(), step.takers(), command(year, step, is_named));
    let (by_zh, by_en, command_zh, command_en) = (takers.zh, takers.en, command.zh, command.en);
    Diagnostic::new(text!(zh: "没有写明“{zh}”由谁办理", en: "nothing says who took “{en}”")).hint(text!(
        zh: "这一步由{by_zh}办理：{command_zh}",
        en: "it is taken by {by_en}: {command_en}"
    ))
}

/// The problem that the next step is somebody else's.
fn not_the_next(step: &YearStep) -> Diagnostic {
    let (name, takers) = (step.name(), step.takers());
    let (name_zh, by_zh, name_en, by_en) = (name.zh, takers.zh, name.en, takers.en);
    Diagnostic::new(text!(
        zh: "下一步是“{name_zh}”，由{by_zh}办理",
        en: "the next step is “{name_en}”, taken by {by_en}"
    ))
    .hint(text!(
        zh: "办的是别的一步，写明是哪一步；确由他人办理的，写“{name_zh}”",
        en: "name the step if you mean another; name “{name_zh}” if somebody else did take it"
    ))
}

/// 下一步：…, with the command that records it, or the day from which it may be taken.
pub(crate) fn next_step(year: i32, step: &YearStep, today: Date) -> Text {
    let how = match (step.opens.filter(|opens| today < *opens), step.later) {
        (_, Some(later)) => phrase::later_than_today(later),
        (Some(opens), None) => text!(zh: "{opens} 起办理", en: "to be taken from {opens} on"),
        (None, None) => command(year, step, false),
    };
    let (Text { zh, en }, how_zh, how_en) = (step.name(), how.zh, how.en);
    text!(zh: "下一步：{zh}，{how_zh}", en: "next: {en}, {how_en}")
}

/// The command that records a step, with its name if needed.
fn command(year: i32, step: &YearStep, is_named: bool) -> Text {
    let regulation = step.regulation;
    let which = if is_named { Text::same(" ").then(&regulation.event_argument(step.event)) } else { Text::same("") };
    let by = step.by.first().map(|by| Text::same(" --by ").then(&regulation.actor_argument(&by.written())));
    let to = step.to.iter().map(|to| Text::same(" --to ").then(&phrase::argument(regulation, to)));
    let options = std::iter::once(which).chain(by).chain(to);
    options.fold(Text::same(format!("yijuan plan approve {year}")), |command, option| command.then(&option))
}
