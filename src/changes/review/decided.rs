//! Finds the step that a decision takes, its round, and the right by which it is taken.

use super::paper::Found;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::engine::{PaperReview, ReviewState, ReviewStep, Right, Taken};
use crate::model::{Name, Verdict, file_stem};
use crate::rules::phrase;
use crate::text;
use crate::text::{Text, one_word};

/// The step of a decision.
pub(super) struct Decided {
    pub round: u32,
    /// The step; `None` for submitting, withdrawing and notes.
    pub step: Option<Name>,
    /// The person for whom it is decided.
    pub on_behalf: Option<Name>,
    /// The post in which it is decided.
    pub post: Option<Name>,
}

impl Decided {
    /// The step that is named, or the only one that somebody may take now.
    pub(super) fn of(
        found: &Found,
        review: &PaperReview,
        (verdict, step): (Verdict, Option<&Name>),
        by: &Name,
    ) -> Result<Self, Diagnostics> {
        let on_its_way = Found::is_under_review(review);
        match verdict {
            Verdict::Submit if review.state == ReviewState::Through => Err(refused(
                found,
                Text::new("各环节都已办结，文本没有改动", "every step is taken, and the text is as it was"),
            )),
            Verdict::Submit => Ok(Self::without_step(review.round + u32::from(!on_its_way))),
            Verdict::Withdraw if review.last().is_none() || !on_its_way => {
                Err(refused(found, Text::new("文稿没有在审签", "the paper is not under review")))
            }
            Verdict::Note | Verdict::Withdraw => Ok(Self::without_step(review.round)),
            _ if !on_its_way => Err(refused(
                found,
                Text::new(
                    "文稿已退回或撤回，尚未重新送审",
                    "the paper was sent back or taken back, and not handed in since",
                ),
            )
            .into_iter()
            .map(|problem| problem.hint(how_to_submit_again(found)))
            .collect()),
            _ => Self::step(found, review, (verdict, step), by),
        }
    }

    fn without_step(round: u32) -> Self {
        Self { round, step: None, on_behalf: None, post: None }
    }

    fn step(
        found: &Found,
        review: &PaperReview,
        (verdict, wanted): (Verdict, Option<&Name>),
        by: &Name,
    ) -> Result<Self, Diagnostics> {
        let open = review.open().filter(|step| wanted.is_none_or(|wanted| step.event == *wanted));
        let open: Vec<&ReviewStep> = open.filter(|step| step.right.is_some()).collect();
        let step = match open.as_slice() {
            [step] => Some(*step),
            // Everybody who has signed may still return it.
            [] if verdict == Verdict::Return => review.steps().filter(|step| has_signed(step)).last(),
            // The last who signed may change it once more.
            [] if verdict == Verdict::Amend => {
                review.steps().filter(|step| step.taken.is_some()).last().filter(|step| has_signed(step))
            }
            // What only stands on record may be decided on the text, if it is named.
            [] => review.steps().find(|step| {
                wanted == Some(&step.event) && step.is_unbound() && step.right.is_some() && review.last().is_none()
            }),
            several => {
                let steps: Vec<Text> = several.iter().map(|step| review.regulation.name(&step.event)).collect();
                let Text { zh, en } = Text::join(&steps, "、", ", ");
                let message = text!(zh: "可办的不止一步：{zh}", en: "more than one step may be taken: {en}");
                let Text { zh: first_zh, en: first_en } = review.regulation.event_argument(&several[0].event);
                return Err(refused(found, message)
                    .into_iter()
                    .map(|problem| {
                        problem.hint(text!(
                            zh: "写明是哪一步，例如加 `--step {first_zh}`",
                            en: "say which, for example with `--step {first_en}`"
                        ))
                    })
                    .collect());
            }
        };
        let Some(step) = step else { return Err(not_now(found, review, by)) };
        let Right { post, on_behalf } = step.right.clone().unwrap_or_default();
        Ok(Self { round: review.round, step: Some(step.event.clone()), on_behalf, post })
    }

    /// The note who is next after this decision.
    pub(super) fn next(&self, found: &Found, review: &PaperReview, verdict: Verdict) -> Option<Text> {
        let waiting = |review: &PaperReview| {
            let Text { zh, en } = review.waits_for(&found.loaded.archive);
            text!(zh: "下一步：待{zh}", en: "next: waiting for {en}")
        };
        match verdict {
            Verdict::Submit => Some(waiting(review)),
            Verdict::Approve | Verdict::Amend => {
                let mut after = review.clone();
                for step in after.groups.iter_mut().flat_map(|group| &mut group.steps) {
                    if Some(&step.event) == self.step.as_ref() {
                        step.taken = Some(Taken { on: found.loaded.today, by: None, is_bound: true });
                    }
                }
                if after.open().next().is_some() {
                    return Some(waiting(&after));
                }
                Some(Text::new("各环节都已办结", "every step is taken"))
            }
            Verdict::Return | Verdict::Withdraw => Some(how_to_submit_again(found)),
            Verdict::Hold | Verdict::Note | Verdict::PassOn => None,
        }
    }
}

/// Whether the person whose right is asked for has taken the step.
fn has_signed(step: &ReviewStep) -> bool {
    (step.taken.is_some() || step.lapsed) && step.right.is_some()
}

fn refused(found: &Found, message: Text) -> Diagnostics {
    Diagnostic::new(message).at(Location::file(found.path.as_str())).hint(found.how_it_stands()).into()
}

fn how_to_submit_again(found: &Found) -> Text {
    let (subject, file) = (&found.subject, one_word(file_stem(&found.path)));
    text!(
        zh: "改好后重新送审：yijuan review submit {subject} {file}",
        en: "once it is mended: yijuan review submit {subject} {file}"
    )
}

/// The problem that somebody may not decide now, with those who may.
fn not_now(found: &Found, review: &PaperReview, by: &Name) -> Diagnostics {
    let holds_it_now = review.open().any(|step| step.waits_for.contains(by));
    let own = found.loaded.archive.called(by).map(|name| Text::same(name.as_str()));
    let Text { zh: name, en: name_en } = own.unwrap_or_else(|| review.regulation.name(by));
    let later: Vec<Text> = review
        .steps()
        .filter(|step| step.right.is_some() && step.taken.is_none())
        .map(|step| review.regulation.name(&step.event))
        .collect();
    let message = if review.open().next().is_none() {
        Text::new("各环节都已办结", "every step is taken")
    } else if holds_it_now {
        text!(zh: "{name}在那一天还不能办理现在的环节", en: "{name_en} could not take the step that is next on that day")
    } else if later.is_empty() {
        text!(zh: "{name}无权办理现在的环节", en: "{name_en} may not take the step that is next")
    } else {
        let Text { zh, en } = Text::join(&later, "、", ", ");
        text!(zh: "还没有轮到{name}（{zh}）", en: "it is not yet the turn of {name_en} ({en})")
    };
    let Text { zh, en } = review.waits_for(&found.loaded.archive);
    let problem = Diagnostic::new(message).at(Location::file(found.path.as_str()));
    if review.open().next().is_none() {
        let on_record = review.steps().find(|step| step.is_unbound() && step.right.is_some());
        let hint = on_record.and_then(|step| how_to_bind(found, review, step, by));
        return problem.hint(hint.unwrap_or_else(|| found.how_it_stands())).into();
    }
    let next = text!(zh: "现在待{zh}", en: "now it waits for {en}");
    let is_lapsed = review.lapsed().next().is_some();
    problem.hint(if is_lapsed { next.then(&why_again(found, review, by)) } else { next }).into()
}

/// How what only stands on record is decided on the text.
fn how_to_bind(found: &Found, review: &PaperReview, step: &ReviewStep, by: &Name) -> Option<Text> {
    let day = step.taken.as_ref()?.on;
    let (subject, file) = (&found.subject, one_word(file_stem(&found.path)));
    let Text { zh: by_zh, en: by_en } = found.named(review.regulation, by);
    let (Text { zh, en }, step) = (review.regulation.name(&step.event), review.regulation.event_argument(&step.event));
    let approve = text!(
        zh: "yijuan review approve {subject} {file} --by {by_zh}",
        en: "yijuan review approve {subject} {file} --by {by_en}"
    );
    let lead = text!(zh: "{zh}只有记录，没有对应文本；", en: "{en} stands on record, bound to no text; ");
    let (step_zh, step_en) = (step.zh, step.en);
    Some(lead.then(&if review.last().is_none() {
        text!(zh: "对文本作决定：", en: "to decide on the text: ")
            .then(&approve)
            .then(&text!(zh: " --step {step_zh}", en: " --step {step_en}"))
    } else {
        text!(
            zh: "先作废记录：yijuan record {subject} {step_zh} --void {day} --note 〈原因〉；再 ",
            en: "first strike the entry out: yijuan record {subject} {step_en} --void {day} --note 〈WHY〉; then "
        )
        .then(&approve)
    }))
}

/// Why steps that were taken are open again, and what is to be done if whoever decides now has made the change.
fn why_again(found: &Found, review: &PaperReview, by: &Name) -> Text {
    let steps: Vec<Text> = review.lapsed().map(|step| review.regulation.name(step)).collect();
    let Text { zh, en } = phrase::text_changed(&steps);
    let (subject, file) = (&found.subject, one_word(file_stem(&found.path)));
    let Text { zh: by_zh, en: by_en } = found.named(review.regulation, by);
    text!(
        zh: "：{zh}，须重新审签；改动是{by_zh}改后同意的，尚未提交时用：yijuan review amend {subject} {file} --by {by_zh}；已提交的，重新送审：yijuan review submit {subject} {file}",
        en: ": {en}; it is decided on anew. If {by_en} made the change in approving and it is not committed: yijuan review amend {subject} {file} --by {by_en}; if it is committed, hand it in anew: yijuan review submit {subject} {file}"
    )
}
