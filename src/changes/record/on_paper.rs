//! Records a step that decides on a paper as a decision on its text, if the paper exists and the person may decide.

use super::{RecordRequest, Target};
use crate::changes::review::Decide;
use crate::changes::{Proposal, Words, Writer};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::{PaperReview, reviews_of};
use crate::model::{Name, Verdict, Via, file_stem};
use crate::regulation::{Check, Regulation};
use crate::rules::phrase;
use crate::text;
use crate::text::{Text, one_word};
use crate::workspace::LoadedArchive;

/// How a step is recorded.
pub(super) enum OnPaper {
    /// As a decision on the text.
    Decided(Box<Proposal>),
    /// As an entry without a text, with the reason why it is no decision.
    Unbound(Text),
    /// As an entry: no paper is decided on.
    None,
}

impl OnPaper {
    /// # Errors
    /// In an archive that requires decisions: why there can be none.
    pub(super) fn of(
        request: &RecordRequest,
        writer: &Writer,
        loaded: &LoadedArchive,
        target: &Target,
        event: &str,
    ) -> Result<Self, Diagnostics> {
        let is_plain = request.void.is_some() || target.room.is_some() || target.suggestion.is_some();
        let Some(document) = decided_on(target.regulation, event).filter(|_| !is_plain) else {
            return Ok(Self::None);
        };
        let is_required = writer.settings.requires_decisions();
        if !is_required && papers(loaded, target, document).next().is_none() {
            return Ok(Self::None);
        }
        if let Some(each) = request.each_by_itself(writer, loaded, target, (document, event))? {
            return Err(each.into());
        }
        let problems = match request.decide(target, document, event) {
            Ok(decide) => match decide.propose(writer) {
                Ok(decided) => return Ok(Self::Decided(Box::new(decided))),
                Err(problems) => problems,
            },
            Err(problem) => problem.into(),
        };
        if is_required {
            return Err(problems);
        }
        let is_anew = papers(loaded, target, document).any(|review| review.is_anew());
        let told = |problem| Self::Unbound(unbound(target, document, is_anew, problem));
        Ok(problems.first().map_or(Self::None, told))
    }
}

impl RecordRequest {
    /// Why one entry does not take a step of several papers that wait for it: it would stand for all of them, and none
    /// could be decided on any more. The hint decides on each.
    fn each_by_itself(
        &self,
        writer: &Writer,
        loaded: &LoadedArchive,
        target: &Target,
        (document, event): (&str, &str),
    ) -> Result<Option<Diagnostic>, Diagnostics> {
        let [by] = self.by.as_slice() else { return Ok(None) };
        let on = self.on.as_deref().map_or(Ok(loaded.today), |written| writer.workspace.days.read(written))?;
        let words = Words::under(&loaded.archive, target.under.clone(), writer.workspace.as_written);
        let Ok(who) = words.actor(by).map(Name::from) else { return Ok(None) };
        let of_round = |review: &PaperReview| {
            let papers = loaded.archive.topics.iter().flat_map(|topic| &topic.papers);
            let mut its = papers.filter(|paper| paper.path == review.paper);
            self.round.is_none_or(|round| its.all(|paper| paper.front.round.unwrap_or(1) == round))
        };
        let reviews = reviews_of(loaded.context(), &target.subject, Some((&who, on))).into_iter();
        let reviews = reviews.filter(|review| **review.document == *document && of_round(review));
        let reviews: Vec<PaperReview> = reviews.collect();
        let waits = |review: &&PaperReview| {
            let mut steps = review.steps().filter(|step| *step.event == *event);
            steps.any(|step| step.right.is_some() && step.taken.as_ref().is_none_or(|taken| !taken.is_bound))
        };
        let waiting: Vec<&PaperReview> = reviews.iter().filter(waits).collect();
        if reviews.len() < 2 || waiting.is_empty() {
            return Ok(None);
        }
        let on = self.on.as_deref().map(|_| format!(" --on {on}")).unwrap_or_default();
        let via = self.via.as_deref().map(|via| format!(" --via {}", one_word(via))).unwrap_or_default();
        let step = target.regulation.event_argument(event);
        let commands = waiting.into_iter().map(|review| {
            let (subject, file, by) = (&target.subject, one_word(file_stem(review.paper)), one_word(by));
            // Of what only stands on record, the step must be named.
            let is_open = review.open().any(|open| *open.event == *event);
            let [zh, en] =
                [&step.zh, &step.en].map(|step| if is_open { String::new() } else { format!(" --step {step}") });
            text!(
                zh: "yijuan review approve {subject} {file} --by {by}{zh}{on}{via}",
                en: "yijuan review approve {subject} {file} --by {by}{en}{on}{via}"
            )
        });
        let Text { zh: each_zh, en: each_en } = Text::join(&commands.collect::<Vec<_>>(), "；", "; ");
        let (Text { zh, en }, count) = (phrase::paper(target.regulation, document), reviews.len());
        let problem = Diagnostic::new(text!(
            zh: "{zh}有 {count} 份，各份分别审签",
            en: "there are {count} papers of this kind ({en}), and each is decided on by itself"
        ));
        Ok(Some(problem.hint(text!(zh: "对每份作决定：{each_zh}", en: "decide on each: {each_en}"))))
    }

    /// The request as a decision.
    fn decide(&self, target: &Target, document: &str, event: &str) -> Result<Decide, Diagnostic> {
        let [by] = self.by.as_slice() else {
            return Err(Diagnostic::new(Text::new(
                "一项决定由一人或一个机构作出",
                "a decision is made by one person or body",
            ))
            .hint(Text::new("用 --by 写明是谁", "say who with --by")));
        };
        let via = self.via.as_deref().map(Via::named);
        let says_more =
            !self.to.is_empty() || !self.references.is_empty() || self.announced.is_some() || via == Some(None);
        if says_more {
            return Err(Diagnostic::new(Text::new(
                "审签决定没有“对谁”“方式”等内容",
                "a decision has no `--to`, `--ref` or way of its own",
            )));
        }
        Ok(Decide {
            target: target.subject.to_string(),
            document: document.to_string(),
            round: self.round,
            verdict: Verdict::Approve,
            step: Some(event.to_owned()),
            by: Some(by.clone()),
            to: None,
            on: self.on.clone(),
            note: self.note.clone(),
            via: via.flatten(),
            sign: None,
        })
    }
}

/// The kind of paper that a step decides on.
fn decided_on<'r>(regulation: &'r Regulation, event: &str) -> Option<&'r str> {
    let mut kinds = regulation.documents.iter().filter(|(_, kind)| kind.review_steps.has(event));
    kinds.next().map(|(id, _)| id)
}

/// 没有对应到《协商意见》的文本：还没有轮到孙范文（核签）. With `is_anew`, the paper was sent back, and the entry takes no step.
fn unbound(target: &Target, document: &str, is_anew: bool, problem: &Diagnostic) -> Text {
    let (Text { zh, en }, Text { zh: why_zh, en: why_en }) =
        (phrase::paper(target.regulation, document), &problem.message);
    let note = if is_anew {
        text!(zh: "这条记录不计入{zh}的审签：{why_zh}", en: "this entry decides nothing on {en}: {why_en}")
    } else {
        text!(
            zh: "这条记录没有对应到{zh}的文本：{why_zh}",
            en: "this entry is not bound to a text of {en}: {why_en}"
        )
    };
    let hint = problem.hint.iter().map(|Text { zh, en }| text!(zh: "；{zh}", en: "; {en}"));
    hint.fold(note, |note, hint| note.then(&hint))
}

fn papers<'l>(
    loaded: &'l LoadedArchive,
    target: &'l Target,
    document: &'l str,
) -> impl Iterator<Item = PaperReview<'l>> {
    let all = reviews_of(loaded.context(), &target.subject, None);
    all.into_iter().filter(move |review| **review.document == *document)
}

/// The note on a paper that is issued now with steps missing, or taken for another text.
pub(super) fn not_through(loaded: &LoadedArchive, target: &Target, event: &str) -> Option<Text> {
    let chains = target.regulation.rules.iter().flat_map(|rule| &rule.checks);
    let mut chains = chains.filter_map(|check| match check {
        Check::Chain(chain) if chain.then.as_deref() == Some(event) => chain.document.as_deref(),
        _ => None,
    });
    let document = chains.next()?;
    let review = papers(loaded, target, document).find(|review| review.open().next().is_some())?;
    Some(review.lacks(&loaded.archive))
}
