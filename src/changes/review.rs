//! Decisions on papers: handed in, approved, amended, returned, put off, read, passed on, taken back.

mod decided;
mod deputise;
mod line;
mod paper;

use super::person::FILE;
use super::{Proposal, Words, Writer, typed};
use crate::archive::{Change, add_entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::engine::{PaperReview, ReviewState};
use crate::model::{Date, Decision, Name, Verdict, Via};
use crate::text;
use crate::text::Text;
use decided::Decided;
pub(crate) use deputise::Deputise;
use line::Line;
use paper::{Found, stem_of};

/// A decision on a paper. Days and words are as somebody wrote them.
#[derive(Debug)]
pub(crate) struct Decide {
    /// A topic's key (or part of it), or `plan:YEAR`.
    pub target: String,
    /// The paper: a kind, by id or name, or a file.
    pub document: String,
    /// Round of consultation that the paper belongs to, where there is one of its kind in each.
    pub round: Option<u32>,
    /// What is decided.
    pub verdict: Verdict,
    /// The step that is meant; the one that may be taken if none is named.
    pub step: Option<String>,
    /// Who decides; of what is handed in or taken back, the responsible office if nobody is named.
    pub by: Option<String>,
    /// To whom it is passed on.
    pub to: Option<String>,
    /// The day; today if not given.
    pub on: Option<String>,
    /// What was said with it.
    pub note: Option<String>,
    /// How it reached whoever enters it.
    pub via: Option<Via>,
}

impl Decide {
    /// What it comes to: one more line, and the text it is bound to committed with it.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let (subject, topics) = workspace.subject(&self.target)?;
        let loaded = workspace.read(&topics)?;
        let mut found = Found::of(workspace, loaded, &subject, (&self.document, self.round))?;
        let mut problems = Diagnostics::new();
        let on = self.on.as_deref().map_or(Some(workspace.today), |on| keep(&mut problems, workspace.days.read(on)));
        if let Some(day) = on.filter(|day| workspace.today < *day) {
            problems.push(
                Diagnostic::new(text!(zh: "{day} 还没有到", en: "{day} is still to come"))
                    .hint(Text::new("写已经作出决定的那一天", "give the day on which it was decided")),
            );
        }
        if let Some(note) = &self.note {
            keep(&mut problems, typed::line("--note", note));
            keep(&mut problems, short(note));
        }
        for file in [found.decisions(), FILE.to_owned()] {
            problems.extend(found.loaded.archive.problems_of(&file));
        }
        keep(&mut problems, found.is_as_committed(workspace));
        let words = Words::under(&found.loaded.archive, vec![found.regulation()?], workspace.as_written);
        let by = match &self.by {
            Some(by) => keep(&mut problems, words.actor(by)).map(Name::from),
            None => keep(&mut problems, found.office()),
        };
        let to = self.to.as_deref().and_then(|to| keep(&mut problems, words.actor(to))).map(Name::from);
        if let (Some(by), Some(to)) = (&by, &to)
            && (by == to || found.loaded.archive.person(to).is_none())
        {
            problems.push(
                Diagnostic::new(Text::new("转请的须是另一个人", "it is passed on to another person"))
                    .hint(Text::new("用 --to 写人员的姓名", "give somebody's name with --to")),
            );
        }
        let told: Vec<Text> = by.iter().chain(&to).flat_map(|who| words.told([who.as_str()])).collect();
        let (Some(by), Some(on)) = (by, on) else { return Err(problems) };
        ensure_none(problems)?;
        if self.verdict == Verdict::Amend {
            found.look_at_last_text(&by, on)?;
        }
        let review = found.review(&by, on)?;
        if self.verdict == Verdict::Amend {
            found.holds_no_committed_change(workspace, &review)?;
        }
        let step = self.step.as_deref().map(|step| review.step_written(step)).transpose()?;
        let decided = match self.decided(&found, &review, step.as_ref(), (&by, on)) {
            Ok(decided) => decided,
            Err(problems) => {
                let known = self.known(&review, step.as_ref(), (&by, on)).ok_or(problems)?;
                let said = self.said(&found, &review, &known, (&by, to.as_ref()));
                let path = found.decisions();
                let same = Text::new("已有同样的决定", "the same decision is on record already");
                let change = Change::new().file(path.as_str(), workspace.text(&path)?);
                return Ok(Proposal { same, ..Proposal::new(change, said) });
            }
        };
        let line = Line {
            subject: &subject,
            document: review.document,
            decided: &decided,
            by: &by,
            to: to.as_ref(),
            on,
            verdict: self.verdict,
            via: self.via,
            note: self.note.as_deref(),
            sha256: &found.sha256,
            commit: found.commit(workspace),
            recorded_by: writer.author()?,
            prev: &review.heads,
        };
        let path = found.decisions();
        let text = add_entry(&workspace.text(&path)?, &line.written());
        let change = Change::new().file(path, text).file(found.path.as_str(), found.bytes.clone());
        let Text { zh, en } = self.said(&found, &review, &decided, (&by, to.as_ref()));
        let Text { zh: of, en: of_en } = subject.called();
        let proposal = Proposal::new(change, text!(zh: "{of} 审签：{zh}", en: "{of_en} review: {en}"));
        let answer = text!(zh: "{subject} {zh} {on}", en: "{subject} {en} {on}");
        let proposal = self.trailers(proposal.about(&subject).answer(&answer), &review, &decided, &by);
        let mut notes = told;
        notes.extend(found.blanks());
        notes.extend(decided.next(&found, &review, self.verdict));
        Ok(Proposal { notes, ..proposal })
    }

    /// The decision that this one repeats.
    fn known(&self, review: &PaperReview, step: Option<&Name>, (by, on): (&Name, Date)) -> Option<Decided> {
        let is_it = |known: &&Decision| {
            let is_same = (&known.by, known.date, known.verdict) == (by, on, self.verdict);
            let says_the_same = known.note.as_deref() == self.note.as_deref() && known.via == self.via;
            is_same && says_the_same && step.is_none_or(|step| known.step.as_ref() == Some(step))
        };
        let known = review.decisions.iter().map(|decided| decided.decision).rfind(is_it)?;
        let (step, on_behalf, post) = (known.step.clone(), known.r#for.clone(), known.post.clone());
        Some(Decided { round: review.round, step, on_behalf, post })
    }

    /// Which step is decided in which round, or why it may not be.
    fn decided(
        &self,
        found: &Found,
        review: &PaperReview,
        step: Option<&Name>,
        (by, on): (&Name, Date),
    ) -> Result<Decided, Diagnostics> {
        let decided = Decided::of(found, review, (self.verdict, step), by)?;
        // What was read and said may be entered late, and does not open the days before it again.
        let latest = review.last().map(|last| last.date).max(review.since);
        if let Some(last) = latest.filter(|last| on < *last && self.verdict != Verdict::Note) {
            let message = text!(
                zh: "{on} 早于上一项决定（{last}）",
                en: "{on} is before the decision it follows ({last})"
            );
            return Err(Diagnostic::new(message)
                .at(Location::file(found.decisions()))
                .hint(text!(
                    zh: "写 {last} 或以后作出决定的那一天",
                    en: "give the day it was decided on, {last} or later"
                ))
                .into());
        }
        let is_same = self.verdict == Verdict::Amend && review.text.is_none_or(|last| last == found.sha256);
        if is_same {
            return Err(Diagnostic::new(Text::new("文本没有改动", "the text is as it was"))
                .at(Location::file(found.path.as_str()))
                .hint(Text::new(
                    "先改好文件再运行；没有改动的用 `yijuan review approve`",
                    "edit the file first; without changes it is `yijuan review approve`",
                ))
                .into());
        }
        if self.verdict == Verdict::Submit
            && review.state == ReviewState::Waiting
            && review.text == Some(found.sha256.as_str())
        {
            let Text { zh, en } = review.waits_for(&found.loaded.archive);
            return Err(Diagnostic::new(text!(
                zh: "已经送审，文本没有改动；待{zh}",
                en: "it is handed in already, and the text is as it was; waiting for {en}"
            ))
            .at(Location::file(found.path.as_str()))
            .hint(found.how_it_stands())
            .into());
        }
        Ok(decided)
    }

    /// 审核《协商意见》：同意（李虚构）; 核签《协商意见》：转请鲍拟名（孙范文）; 核签《协商意见》：同意（鲍拟名代孙范文）.
    fn said(&self, found: &Found, review: &PaperReview, decided: &Decided, (by, to): (&Name, Option<&Name>)) -> Text {
        let named = |id: &Name| found.named(review.regulation, id);
        let Text { zh, en } = review.regulation.name(decided.step.as_ref().unwrap_or(review.document));
        let to = to.map(named).map(|to| Text::new(to.zh, format!(" to {}", to.en)));
        let whose = decided.on_behalf.as_ref().map(named);
        let whose = whose.map(|whose| Text::new(format!("代{}", whose.zh), format!(" for {}", whose.en)));
        let verdict = to.iter().fold(self.verdict.text(), Text::then);
        let who = whose.iter().fold(named(by), Text::then);
        // Of several papers of a kind the file tells which.
        let file = Some(stem_of(&found.path)).filter(|file| *file != review.regulation.name(review.document).zh);
        let file = file.map(|file| format!(" {file}")).unwrap_or_default();
        let (verdict_zh, verdict_en, who_zh, who_en) = (verdict.zh, verdict.en, who.zh, who.en);
        text!(zh: "{zh}{file}：{verdict_zh}（{who_zh}）", en: "{en}{file}: {verdict_en} ({who_en})")
    }

    fn trailers(&self, proposal: Proposal, review: &PaperReview, decided: &Decided, by: &Name) -> Proposal {
        let Some(step) = &decided.step else { return proposal };
        let proposal = proposal.trailer("Yijuan-Event", &format!("{step} {}", self.verdict.written()));
        if !matches!(self.verdict, Verdict::Approve | Verdict::Amend) {
            return proposal;
        }
        let is_last = review.groups.last().is_some_and(|group| group.steps.iter().any(|one| one.event == *step));
        let key = if is_last { "Approved-by" } else { "Reviewed-by" };
        proposal.trailer(key, by.as_str())
    }
}

/// Bytes of a note: what is longer is a paper of its own.
const LONGEST_NOTE: usize = 4 << 10;

fn short(note: &str) -> Result<(), Diagnostic> {
    if note.len() <= LONGEST_NOTE {
        return Ok(());
    }
    Err(Diagnostic::new(Text::new("`--note` 太长", "`--note` is too long")).hint(Text::new(
        "写要点；全文存成文件，用 `yijuan material add` 收入卷中",
        "give the gist; keep the whole as a file, with `yijuan material add`",
    )))
}
