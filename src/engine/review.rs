//! Papers on their way through review: which step is next, who may take it, and what has lapsed.

mod look;

use super::Context;
use crate::archive::{Archive, Paper, PlanYear, Topic};
use crate::diagnostic::{Diagnostic, unknown};
use crate::model::{Date, Decision, Name, Subject, file_stem};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::rules::view::View;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::SubjectKind;
use look::Look;

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
    pub groups: Vec<StepGroup>,
    /// The day of the last decision that moved it.
    pub since: Option<Date>,
    /// The decisions that count in the round, each after those it follows.
    pub decisions: Vec<Decided<'a>>,
    /// SHA-256 of the paper as it is; none of one that nobody decided on.
    pub sha256: Option<&'a str>,
    /// The text that the last decision was about, by SHA-256.
    pub text: Option<&'a str>,
    /// SHA-256 of the lines that the next one follows.
    pub heads: Vec<String>,
}

/// A decision, and what it is worth now.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// Of one that takes a step, whether it is good for the text as it is.
    pub stands: Option<bool>,
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

/// Steps between which no order is asked for.
#[derive(Clone, Debug)]
pub struct StepGroup {
    /// The steps.
    pub steps: Vec<ReviewStep>,
    /// Whether every one of them is needed, or any one.
    pub all: bool,
}

/// A step of a paper's way.
#[derive(Clone, Debug)]
pub struct ReviewStep {
    /// Its event.
    pub event: Name,
    /// Who takes it, in words; empty if no rule says.
    pub by: Text,
    /// Ids of the people or the body who may take it today; of the posts, where nobody holds one.
    pub waits_for: Vec<Name>,
    /// Who took it and when, for the text as it is.
    pub taken: Option<Taken>,
    /// It was taken for another text.
    pub lapsed: bool,
    /// By what right whoever was asked about may take it on that day.
    pub right: Option<Right>,
}

/// That a step is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The day.
    pub on: Date,
    /// Who took it.
    pub by: Option<Name>,
    /// By a decision on the text; an entry of `events.yml` is bound to none.
    pub is_bound: bool,
}

/// By what right somebody takes a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Right {
    /// The post; none where it is theirs by themselves.
    pub post: Option<Name>,
    /// In whose place (代).
    pub on_behalf: Option<Name>,
}

impl StepGroup {
    /// Whether nothing is left to do here.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        let mut taken = self.steps.iter().map(|step| step.taken.is_some());
        if self.all { taken.all(|taken| taken) } else { taken.any(|taken| taken) }
    }
}

impl ReviewStep {
    /// Whether it stands on record without a decision on the text, which may still be made.
    #[must_use]
    pub fn is_unbound(&self) -> bool {
        self.taken.as_ref().is_some_and(|taken| !taken.is_bound)
    }
}

impl<'a> PaperReview<'a> {
    /// The last decision, whatever it says.
    #[must_use]
    pub fn last(&self) -> Option<&'a Decision> {
        self.decisions.last().map(|decided| decided.decision)
    }

    /// Whether it was sent back or taken back once, whether or not it has been handed in since.
    #[must_use]
    pub fn is_anew(&self) -> bool {
        1 < self.round || matches!(self.state, ReviewState::Returned | ReviewState::Withdrawn)
    }

    /// The steps that may be taken now: of the first group in which something is left to do.
    pub fn open(&self) -> impl Iterator<Item = &ReviewStep> {
        let group = self.groups.iter().find(|group| !group.is_taken());
        group.into_iter().flat_map(|group| group.steps.iter().filter(|step| step.taken.is_none()))
    }

    /// The step that somebody's word means.
    ///
    /// # Errors
    /// If it means none of them.
    pub fn step_written(&self, written: &str) -> Result<Name, Diagnostic> {
        let meant = self.regulation.find_event(written)?;
        let step = self.steps().map(|step| &step.event).find(|event| meant == Some(event.as_str()));
        step.cloned().ok_or_else(|| {
            let known = self.steps().map(|step| (step.event.clone(), self.regulation.name(&step.event).zh));
            let known: Vec<(Name, String)> = known.collect();
            unknown(&Text::new("环节", "step"), written, known.iter().map(|(id, name)| (id.as_str(), name.as_str())))
        })
    }

    /// Every step, in order.
    pub fn steps(&self) -> impl Iterator<Item = &ReviewStep> {
        self.groups.iter().flat_map(|group| &group.steps)
    }

    /// Who is waited for, and for which step: 李虚构（审核《协商意见》）. In English, people are called as commands take them.
    #[must_use]
    pub fn waits_for(&self, archive: &Archive) -> Text {
        self.waiting(|step| self.named(step, archive))
    }

    /// The same with the names of people in both languages.
    #[must_use]
    pub fn waits_for_by_name(&self, archive: &Archive) -> Text {
        self.waiting(|step| self.called(step, archive, |name, _| Text::same(name)))
    }

    fn waiting(&self, named: impl Fn(&ReviewStep) -> Text) -> Text {
        let step = |step: &ReviewStep| {
            let Text { zh, en } = named(step);
            let Text { zh: step_zh, en: step_en } = self.regulation.name(&step.event);
            if zh.is_empty() {
                return text!(zh: "{step_zh}", en: "{step_en}");
            }
            text!(zh: "{zh}（{step_zh}）", en: "{en} ({step_en})")
        };
        Text::join(&self.open().map(step).collect::<Vec<_>>(), "、", ", ")
    }

    /// Who has it, once it was handed in and until it is through: 待李虚构; 已退回.
    #[must_use]
    pub fn whose_turn(&self, archive: &Archive) -> Option<Text> {
        match self.state {
            ReviewState::Draft | ReviewState::Through => None,
            ReviewState::Returned => Some(Text::new("已退回", "sent back")),
            ReviewState::Withdrawn => Some(Text::new("已撤回", "taken back")),
            ReviewState::Waiting | ReviewState::Held => {
                let step = |step: &ReviewStep| self.named(step, archive);
                let Text { zh, en } = Text::join(&self.open().map(step).collect::<Vec<_>>(), "、", ", ");
                (!zh.is_empty()).then(|| text!(zh: "待{zh}", en: "waiting for {en}"))
            }
        }
    }

    /// Who is to take a step, by name.
    fn named(&self, step: &ReviewStep, archive: &Archive) -> Text {
        self.called(step, archive, |name, id| Text::new(name, id))
    }

    fn called(&self, step: &ReviewStep, archive: &Archive, who: impl Fn(&str, &str) -> Text) -> Text {
        let names = step.waits_for.iter().map(|id| match (archive.called(id), id.split_once(':')) {
            (Some(name), _) => who(name.as_str(), id.as_str()),
            (None, Some(_)) => step.by.clone(),
            (None, None) => self.regulation.name(id),
        });
        Text::join(&names.collect::<Vec<_>>(), "、", " or ")
    }

    /// The command that takes it a step further: 同意的：yijuan review approve 2026-011 协商意见 --by 孙范文.
    #[must_use]
    pub fn way(&self, archive: &Archive) -> Text {
        let (subject, paper) = (&self.subject, one_word(file_stem(self.paper)));
        if matches!(self.state, ReviewState::Returned | ReviewState::Withdrawn) {
            return text!(
                zh: "改好后重新送审：yijuan review submit {subject} {paper}",
                en: "once mended, submit it anew: yijuan review submit {subject} {paper}"
            );
        }
        let mut open = self.open();
        let Text { zh, en } = match (open.next(), open.next()) {
            (Some(step), None) => match step.waits_for.as_slice() {
                // Of a post, any holder may decide.
                [only] if !only.contains(':') => Text::new(one_word(&self.named(step, archive).zh), only.as_str()),
                _ => Text::new("〈人员〉", "〈PERSON〉"),
            },
            _ => Text::new("〈人员〉", "〈PERSON〉"),
        };
        text!(
            zh: "同意的：yijuan review approve {subject} {paper} --by {zh}",
            en: "if approved: yijuan review approve {subject} {paper} --by {en}"
        )
    }

    /// What it lacks, of one whose steps are not all taken: 《协商意见》送审后又有改动，审核已失效；尚待李虚构（审核《协商意见》）.
    #[must_use]
    pub fn lacks(&self, archive: &Archive) -> Text {
        let Text { zh: waits_zh, en: waits_en } = self.waits_for(archive);
        let state = match self.state {
            ReviewState::Returned => Text::new("已退回，尚未重新送审", "was sent back and not handed in since"),
            ReviewState::Withdrawn => Text::new("已撤回，尚未重新送审", "was taken back and not handed in since"),
            _ if self.lapsed().next().is_some() => {
                let lapsed: Vec<Text> = self.lapsed().map(|step| self.regulation.name(step)).collect();
                let Text { zh, en } = phrase::text_changed(&lapsed);
                text!(zh: "{zh}；尚待{waits_zh}", en: "{en}; waiting for {waits_en}")
            }
            _ => text!(zh: "尚待{waits_zh}", en: "is waiting for {waits_en}"),
        };
        let (Text { zh, en }, Text { zh: state_zh, en: state_en }) =
            (phrase::paper(self.regulation, self.document), state);
        text!(zh: "{zh}{state_zh}", en: "{en} {state_en}")
    }

    /// SHA-256 of the texts for which steps were taken that are open again.
    pub fn lapsed_texts(&self) -> impl Iterator<Item = &'a Name> {
        let approvals = self.decisions.iter().map(|decided| decided.decision).filter(|decision| decision.approves());
        let of_lapsed =
            approvals.filter(|one| one.step.as_ref().is_some_and(|step| self.lapsed().any(|it| it == step)));
        of_lapsed.map(|decision| &decision.sha256)
    }

    /// The day of its last step, once every step is taken for the text as it is.
    #[must_use]
    pub fn through(&self) -> Option<Date> {
        let days = self.steps().filter_map(|step| step.taken.as_ref()).map(|taken| taken.on);
        days.max().filter(|_| self.state == ReviewState::Through)
    }

    /// Who took its last step, once every step is taken for the text as it is (签发人).
    #[must_use]
    pub fn signer(&self) -> Option<&Name> {
        let last = self.groups.last().filter(|_| self.state == ReviewState::Through)?;
        last.steps.iter().filter_map(|step| step.taken.as_ref()).next_back()?.by.as_ref()
    }

    /// The steps taken for a text that is no longer the paper's.
    pub fn lapsed(&self) -> impl Iterator<Item = &Name> {
        self.steps().filter(|step| step.lapsed).map(|step| &step.event)
    }
}

/// The papers that steps decide on, of the one topic that was read or of a year; none of anything else. `asked` as for
/// [`reviews_of_topic`].
#[must_use]
pub fn reviews_of<'a>(context: Context<'a>, subject: &Subject, asked: Option<(&Name, Date)>) -> Vec<PaperReview<'a>> {
    let Subject::Plan(year) = subject else {
        let topics = context.archive.topics.iter().take(1).filter(|_| matches!(subject, Subject::Topic(_)));
        return topics.flat_map(|topic| reviews_of_topic(context, topic, asked)).collect();
    };
    let settings = context.archive.settings.as_ref();
    let regulation = settings.and_then(|settings| context.regulations.of_plans(settings).ok());
    let plan = context.archive.plan(*year).zip(regulation);
    plan.map(|(plan, regulation)| reviews_of_year(context, plan, regulation, asked)).unwrap_or_default()
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
