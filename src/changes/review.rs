//! `review submit`, `approve`, `return` and so on: records a decision on a paper.

mod comment;
mod decided;
mod deputise;
mod line;
mod lint;
mod paper;
mod quote;
mod remarks;
mod returned;
mod sign;

use super::person::FILE;
use super::{Proposal, Words, Writer, typed};
use crate::archive::{Change, add_entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, keep};
use crate::engine::{PaperReview, ReviewState};
use crate::model::{Date, Decision, Name, Verdict, Via, file_stem};
use crate::text;
use crate::text::{Text, one_word};
use crate::workspace::Workspace;
pub(crate) use comment::{AddComment, SettleComment, paper_named};
use decided::Decided;
pub(crate) use deputise::Deputise;
use line::Line;
pub(crate) use paper::paper_meant;
use paper::{Found, is_as_committed};
pub(crate) use returned::Received;

/// A decision on a paper. Days and words are as the user wrote them.
#[derive(Debug)]
pub(crate) struct Decide {
    /// A topic's key (or part of it), or `plan:YEAR`.
    pub target: String,
    /// The paper: a kind, by id or name, or a file.
    pub document: String,
    /// Round of consultation of the paper, if there is one of its kind in each round.
    pub round: Option<u32>,
    /// What is decided.
    pub verdict: Verdict,
    /// The step; if not given, the one that may be taken now.
    pub step: Option<String>,
    /// Who decides; for submitting and withdrawing, the responsible office if not given.
    pub by: Option<String>,
    /// To whom it is passed on.
    pub to: Option<String>,
    /// The day; today if not given.
    pub on: Option<String>,
    /// A note on it.
    pub note: Option<String>,
    /// How the decision reached the person who enters it.
    pub via: Option<Via>,
    /// With which key it is signed: empty for the one that git names. If not given, it is signed if it must be.
    pub sign: Option<String>,
}

/// Who decides, to whom it is passed on, and the day, all looked up.
struct Act {
    by: Name,
    to: Option<Name>,
    on: Date,
    /// Notes on those who are named.
    notes: Vec<Text>,
}

impl Decide {
    /// One more line of the paper's decisions, committed together with the text it is about.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        self.proposed(writer, None).map(|(proposal, _)| proposal)
    }

    /// The same, with the text that came back from whoever decided; and what becomes of the comments on it.
    pub(crate) fn propose_with(
        &self,
        writer: &Writer,
        received: &Received,
    ) -> Result<(Proposal, Vec<Text>), Diagnostics> {
        self.proposed(writer, Some(received))
    }

    fn proposed(&self, writer: &Writer, received: Option<&Received>) -> Result<(Proposal, Vec<Text>), Diagnostics> {
        let workspace = writer.workspace;
        let (subject, topics) = workspace.subject(&self.target)?;
        let loaded = workspace.read(&topics)?;
        let mut found = Found::of(workspace, loaded, &subject, (&self.document, self.round))?;
        let act = self.checked(workspace, &found)?;
        if let Some(received) = received {
            self.may_take(received, &found)?;
            found.take(received);
        }
        let lints = if self.verdict == Verdict::Submit { lint::notes(&mut found) } else { Vec::new() };
        if self.verdict == Verdict::Amend {
            found.look_at_last_text(&act.by, act.on)?;
        }
        let review = found.review(&act.by, act.on)?;
        if self.verdict == Verdict::Amend {
            found.holds_no_committed_change(workspace, &review)?;
        }
        let step = self.step.as_deref().map(|step| review.step_written(step)).transpose()?;
        let path = found.decisions();
        let decided = match self.decided((&found, &review), step.as_ref(), &act, received) {
            Ok(decided) => decided,
            Err(problems) => {
                let (decision, known) = self.known(&review, step.as_ref(), &act).ok_or(problems)?;
                let same = Text::new("已有同样的决定", "the same decision is on record already");
                let mut change = Change::new().file(path.as_str(), workspace.text(&path)?);
                let signed = match found.unsigned_line(workspace, decision)? {
                    Some(line) => self.signed(writer, &found, &line)?,
                    None => None,
                };
                let notes = signed.iter().map(|signed| signed.note.clone()).collect();
                if let Some(signed) = signed {
                    change = change.file(signed.path, signed.text);
                }
                let summary = self.summary(&found, &review, &known, &act);
                let same = Proposal { notes, same, ..Proposal::new(change, summary).about(&subject) };
                return Ok((same, Vec::new()));
            }
        };
        let line = self.line(writer, (&found, &review), &decided, &act)?;
        let line = line.written();
        let text = add_entry(&workspace.text(&path)?, &line);
        let mut change = Change::new().file(path, text).file(found.path.as_str(), found.bytes.clone());
        let signed = self.signed(writer, &found, &format!("- {line}\n"))?;
        let signed_by = signed.as_ref().map(|signed| signed.note.clone());
        if let Some(signed) = signed {
            change = change.file(signed.path, signed.text);
        }
        let remarks = received.map(|received| received.remarks(workspace, &found, (&act.by, act.on))).transpose()?;
        if let Some((path, text)) = remarks.as_ref().and_then(|remarks| remarks.file.clone()) {
            change = change.file(path, text);
        }
        let Text { zh, en } = self.summary(&found, &review, &decided, &act);
        let Text { zh: of, en: of_en } = subject.called();
        let proposal = Proposal::new(change, text!(zh: "{of} 审签：{zh}", en: "{of_en} review: {en}"));
        let on = act.on;
        let answer = text!(zh: "{of} {zh} {on}", en: "{of_en} {en} {on}");
        let mut proposal = self.trailers(proposal.about(&subject).answer(&answer), &review, &decided, &act.by);
        let mut notes = act.notes;
        if let Some(received) = received {
            let name = &received.name;
            proposal.subject = proposal.subject.then(&text!(zh: "，据 {name}", en: ", from {name}"));
            proposal.author = received.has_changed().then(|| found.named(review.regulation, &act.by).zh);
        }
        let open = remarks.as_ref().map(|remarks| remarks.open);
        notes.extend(signed_by);
        notes.extend(found.blanks());
        notes.extend(lints);
        notes.extend(decided.next(&found, &review, self.verdict));
        notes.extend(self.open_comments(&found, open)?);
        let of_comments = remarks.map(|remarks| remarks.notes).unwrap_or_default();
        Ok((Proposal { notes, ..proposal }, of_comments))
    }

    /// Refuses a text that was changed with a decision that changes none.
    fn may_take(&self, received: &Received, found: &Found) -> Result<(), Diagnostic> {
        if matches!(self.verdict, Verdict::Amend | Verdict::Return) || !received.has_changed() {
            return Ok(());
        }
        let Text { zh, en } = self.with_file("amend", received, found);
        Err(Diagnostic::new(Text::new("来件改了文字", "words were changed in the file"))
            .at(Location::file(found.path.as_str()))
            .hint(text!(zh: "改后同意的：{zh}；退回的用 return", en: "if it is approved so: {en}; or return it")))
    }

    /// The command that takes back the same file with another decision.
    fn with_file(&self, verdict: &str, received: &Received, found: &Found) -> Text {
        let (subject, file) = (&found.subject, one_word(file_stem(&found.path)));
        let (by, given) = (one_word(self.by.as_deref().unwrap_or_default()), one_word(&received.given));
        Text::same(format!("yijuan review {verdict} {subject} {file} --by {by} --from {given}"))
    }

    /// Looks up who decides, to whom it is passed on, and the day.
    ///
    /// # Errors
    /// Everything that is wrong with the request or the files.
    fn checked(&self, workspace: &Workspace, found: &Found) -> Result<Act, Diagnostics> {
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
            keep(&mut problems, ensure_short("--note", note));
        }
        for file in [found.decisions(), FILE.to_owned()] {
            problems.extend(found.loaded.archive.problems_of(&file));
        }
        keep(&mut problems, is_as_committed(workspace, &found.decisions()));
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
        let notes = by.iter().chain(&to).flat_map(|who| words.notes_on([who.as_str()])).collect();
        let (by, on) = all_or_nothing(by.zip(on), problems)?;
        Ok(Act { by, to, on, notes })
    }

    /// The note that comments are open, for whoever sends the paper on.
    fn open_comments(&self, found: &Found, open: Option<usize>) -> Result<Option<Text>, Diagnostics> {
        let sends_on = matches!(self.verdict, Verdict::Submit | Verdict::Approve | Verdict::Amend);
        let on_record = found.comments()?.map_or(0, |comments| comments.open().count());
        let open = open.unwrap_or(on_record);
        Ok(comment::still_open(&found.subject, file_stem(&found.path), open).filter(|_| sends_on))
    }

    fn line<'l>(
        &'l self,
        writer: &Writer,
        (found, review): (&'l Found, &'l PaperReview),
        decided: &'l Decided,
        act: &'l Act,
    ) -> Result<Line<'l>, Diagnostic> {
        Ok(Line {
            subject: &found.subject,
            document: review.document,
            decided,
            by: &act.by,
            to: act.to.as_ref(),
            on: act.on,
            verdict: self.verdict,
            via: self.via,
            note: self.note.as_deref(),
            sha256: &found.sha256,
            commit: found.commit(writer.workspace),
            recorded_by: writer.author()?,
            prev: &review.heads,
        })
    }

    /// The decision on record that this one repeats.
    fn known<'r>(&self, review: &PaperReview<'r>, step: Option<&Name>, act: &Act) -> Option<(&'r Decision, Decided)> {
        let known = review.decisions.iter().map(|decided| decided.decision).rfind(|known| {
            (&known.by, known.date, known.verdict) == (&act.by, act.on, self.verdict)
                && known.note.as_deref() == self.note.as_deref()
                && known.via == self.via
                && step.is_none_or(|step| known.step.as_ref() == Some(step))
        })?;
        let (step, on_behalf, post) = (known.step.clone(), known.r#for.clone(), known.post.clone());
        Some((known, Decided { round: review.round, step, on_behalf, post }))
    }

    /// The step and the round that are decided.
    ///
    /// # Errors
    /// Why it may not be decided.
    fn decided(
        &self,
        (found, review): (&Found, &PaperReview),
        step: Option<&Name>,
        act: &Act,
        received: Option<&Received>,
    ) -> Result<Decided, Diagnostics> {
        let decided = Decided::of(found, review, (self.verdict, step), &act.by)?;
        let on = act.on;
        // Only a note may be dated before the last decision.
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
            let hint = received.map_or_else(
                || {
                    Text::new(
                        "先改好文件再运行；没有改动的用 `yijuan review approve`",
                        "edit the file first; without changes it is `yijuan review approve`",
                    )
                },
                |received| {
                    let Text { zh, en } = self.with_file("approve", received, found);
                    text!(zh: "来件没有改动文字，同意的连批注一同收回：{zh}", en: "nothing was changed in the file; to approve and take back its comments: {en}")
                },
            );
            return Err(Diagnostic::new(Text::new("文本没有改动", "the text is as it was"))
                .at(Location::file(found.path.as_str()))
                .hint(hint)
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
    fn summary(&self, found: &Found, review: &PaperReview, decided: &Decided, act: &Act) -> Text {
        let Text { zh, en } = review.regulation.name(decided.step.as_ref().unwrap_or(review.document));
        let to = act.to.as_ref().map(|to| found.named(review.regulation, to));
        let to = to.map(|to| Text::new(to.zh, format!(" to {}", to.en)));
        let whose = decided.on_behalf.as_ref().map(|whose| found.named(review.regulation, whose));
        let whose = whose.map(|whose| Text::new(format!("代{}", whose.zh), format!(" for {}", whose.en)));
        let verdict = to.iter().fold(self.verdict.text(), Text::then);
        let who = whose.iter().fold(found.named(review.regulation, &act.by), Text::then);
        // The file name, if it is not the name of the kind: there may be several papers of it.
        let file = Some(file_stem(&found.path)).filter(|file| *file != review.regulation.name(review.document).zh);
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

/// Most bytes of a note.
const LONGEST_NOTE: usize = 4 << 10;

fn ensure_short(option: &str, written: &str) -> Result<(), Diagnostic> {
    if written.len() <= LONGEST_NOTE {
        return Ok(());
    }
    Err(Diagnostic::new(text!(zh: "`{option}` 太长", en: "`{option}` is too long")).hint(Text::new(
        "写要点；全文存成文件，用 `yijuan material add` 收入卷中",
        "give the gist; keep the whole as a file, with `yijuan material add`",
    )))
}
