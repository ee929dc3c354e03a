//! The facts for the signing sheet of a paper (发文稿纸): the paper, its decisions, and the steps still open.

use super::facts::{Facts, one_line};
use crate::document::TemplateValue;
use crate::engine::{Decided, PaperReview, ReviewStep};
use crate::model::{Name, Subject, Verdict, file_stem};

/// A paper that steps decide on, and what its sheet may name.
pub(super) struct Sheet {
    /// The name of the paper's file.
    pub paper: String,
    /// What its sheet may name.
    pub facts: TemplateValue,
    /// Whether there are decisions of the present round.
    pub is_decided: bool,
    /// Whether every step is taken, for the text as it is.
    pub is_through: bool,
}

impl Facts<'_> {
    /// What the sheet of a paper may name.
    pub(super) fn of_review(&self, review: &PaperReview) -> Sheet {
        let file = file_stem(review.paper);
        let front = self.front_matter(review);
        let title = front.and_then(|front| front.title.as_ref()).map_or_else(|| file.to_owned(), ToString::to_string);
        let of_topic = || self.archive.topics.iter().find(|topic| Subject::Topic(topic.key) == review.subject);
        let office = front.and_then(|front| front.office.as_ref()).or_else(|| of_topic()?.file.office.as_ref());
        let names = |ids: &[Name]| self.addressees(ids).unwrap_or_default();
        let number = front.and_then(|front| front.number.as_ref()).map(ToString::to_string);
        let number = number.or_else(|| self.number(&review.subject, review.paper));
        let text = |text: Option<&str>| TemplateValue::text(text.unwrap_or_default());
        let entered = review.steps().filter_map(|step| self.entered(step));
        let decisions = entered.chain(review.decisions.iter().map(|decided| self.decided(review, decided)));
        let open = review.open().map(|step| {
            let by = step.waits_for.iter().filter(|id| !id.contains(':')).map(|id| self.name(id));
            let by: Vec<String> = by.collect();
            TemplateValue::map([
                ("step", TemplateValue::text(self.regulation.name(&step.event).zh)),
                ("by", TemplateValue::text(if by.is_empty() { step.by.zh.clone() } else { by.join("、") })),
            ])
        });
        let facts = TemplateValue::map([
            ("title", TemplateValue::text(title)),
            ("number", text(number.as_deref())),
            ("to", TemplateValue::text(names(front.map_or(&[], |front| &front.to.0[..])))),
            ("cc", TemplateValue::text(names(front.map_or(&[], |front| &front.cc.0[..])))),
            ("office", TemplateValue::text(office.map(|office| self.name(office)).unwrap_or_default())),
            ("round", TemplateValue::text(review.round.to_string())),
            ("decisions", TemplateValue::List(decisions.collect())),
            ("open", TemplateValue::List(open.collect())),
            ("sha256", text(review.sha256)),
            ("head", TemplateValue::text(review.heads.join("、"))),
        ]);
        Sheet {
            paper: file.to_owned(),
            facts,
            is_decided: !review.decisions.is_empty(),
            is_through: review.through().is_some(),
        }
    }

    /// A step of which there is no more than an entry.
    fn entered(&self, step: &ReviewStep) -> Option<TemplateValue> {
        let taken = step.taken.as_ref().filter(|taken| !taken.is_bound)?;
        Some(TemplateValue::map([
            ("step", TemplateValue::text(self.regulation.name(&step.event).zh)),
            ("by", TemplateValue::text(taken.by.as_ref().map(|by| self.name(by)).unwrap_or_default())),
            ("post", TemplateValue::text("")),
            ("said", TemplateValue::text("已办（按记录，没有对应文本）")),
            ("date", TemplateValue::text(taken.on.to_string())),
        ]))
    }

    fn decided(&self, review: &PaperReview, decided: &Decided) -> TemplateValue {
        let decision = decided.decision;
        // Whoever decides in another's place is marked so, to the right of the name.
        let behalf = decision.r#for.as_ref().filter(|_| decision.verdict != Verdict::PassOn);
        let by = match behalf {
            Some(whose) => format!("{}（代{}）", self.name(&decision.by), self.name(whose)),
            None => self.name(&decision.by),
        };
        let step = decision.step.as_ref().map(|step| review.regulation.name(step).zh);
        // Handing in, taking back and notes take no step, and are one by themselves.
        let (step, mut said) = match step {
            Some(step) => (step, decision.verdict.text().zh),
            None => (decision.verdict.text().zh, String::new()),
        };
        if let (Verdict::PassOn, Some(to)) = (decision.verdict, &decision.r#for) {
            said = format!("请{}审签", self.name(to));
        }
        let via = decision.via.map(|via| format!("（{}）", via.text().zh)).unwrap_or_default();
        let note = decision.note.as_deref().map(|note| format!("：{}", one_line(note))).unwrap_or_default();
        let lapsed = if decided.stands == Some(false) { "（其后文本又有改动，已失效）" } else { "" };
        let post = decision.post.as_deref().map(|post| self.post(post)).unwrap_or_default();
        TemplateValue::map([
            ("step", TemplateValue::text(step)),
            ("by", TemplateValue::text(by)),
            ("post", TemplateValue::text(post)),
            ("said", TemplateValue::text([said, via, note, lapsed.to_owned()].concat())),
            ("date", TemplateValue::text(decision.date.to_string())),
        ])
    }
}
