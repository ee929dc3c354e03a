//! Charts as SVG, each with a label for those who do not see it. What they show stands beside them as text as well.

use super::{render, safe};
use crate::diagnostic::Diagnostic;
use crate::engine::{StageState, TopicStages};
use crate::figures::Step;
use crate::text::{Language, Text};
use minijinja::Value;
use serde_json::json;

/// Pixels between two stages.
const STEP: usize = 28;
/// Pixels of a full bar of a share.
const BAR: i64 = 120;
/// Pixels of the longest bar of a funnel, and of a step.
const FUNNEL: i64 = 320;
const FUNNEL_STEP: usize = 40;

/// The stages of a topic in a row, with a line at the one it is in.
pub(super) fn stages(stages: &TopicStages, language: Language) -> Result<Value, Diagnostic> {
    let passing: Vec<_> = stages.stages.iter().filter(|(_, state)| *state != StageState::NotApplicable).collect();
    let has_ended = stages.ended.is_some();
    let dots = passing.iter().enumerate().map(|(nth, (_, state))| {
        let is_here = *state == StageState::Current && !has_ended;
        let class = match state {
            StageState::Done(_) => "done",
            StageState::Current if is_here => "here",
            _ => "ahead",
        };
        json!({"x": 14 + nth * STEP, "class": class, "today": is_here})
    });
    let done = passing.iter().filter(|(_, state)| matches!(state, StageState::Done(_))).count();
    let all = passing.len();
    let now = stages.current().filter(|_| !has_ended).map(|stage| stage.name.clone());
    let label = match now {
        Some(Text { zh, en }) => crate::text!(
            zh: "共 {all} 个环节，已完成 {done} 个，正在：{zh}",
            en: "{done} of {all} stages done, now: {en}"
        ),
        None => crate::text!(zh: "共 {all} 个环节，已完成 {done} 个", en: "{done} of {all} stages done"),
    };
    let dots: Vec<_> = dots.collect();
    let view = json!({"label": label.in_(language), "dots": dots, "width": 28 + all.saturating_sub(1) * STEP});
    render("stages.svg", view, Vec::new()).map(safe)
}

/// A share as a bar.
pub(super) fn share(counted: i64, of: i64, label: &str) -> Result<Value, Diagnostic> {
    let width = if of == 0 { 0 } else { counted * BAR / of };
    render("bar.svg", json!({"label": label, "width": width}), Vec::new()).map(safe)
}

/// Steps of which each has some of the one before, as labelled bars.
pub(super) fn funnel(steps: &[Step], title: &Text, language: Language) -> Result<Value, Diagnostic> {
    let most = steps.iter().map(|step| step.count).max().unwrap_or(0).max(1);
    let told: Vec<String> = steps.iter().map(|step| format!("{} {}", step.name.in_(language), step.count)).collect();
    let label =
        format!("{}{}{}", title.in_(language), language.choose("：", ": "), told.join(language.choose("，", ", ")));
    let bars = steps.iter().enumerate().map(|(nth, Step { name, count })| {
        json!({"name": name.in_(language), "n": count, "y": nth * FUNNEL_STEP, "width": count * FUNNEL / most})
    });
    let view = json!({"label": label, "steps": bars.collect::<Vec<_>>(), "height": steps.len() * FUNNEL_STEP});
    render("funnel.svg", view, Vec::new()).map(safe)
}
