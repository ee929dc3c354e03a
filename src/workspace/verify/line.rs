//! One decision against the archive as it was before: its text, its place, the right to it and its turn.

use super::Committed;
use super::fault::{Fault, FaultKind};
use super::held::{Held, folder_of};
use crate::archive::{Archive, Limits, Review, Source, TopicFolder};
use crate::calendar::Calendar;
use crate::engine::{Context, PaperReview, ReviewState, ReviewStep, reviews_of};
use crate::history::{Happened, Past};
use crate::model::{Date, Decision, Name, Subject, Verdict, paper_decided_on, sha256};
use crate::regulation::{Naming, Regulations};
use crate::text;
use crate::text::Text;
use std::collections::HashSet;

/// A decision that is to be looked at.
pub(super) struct Asked<'h> {
    /// The paper, by place.
    pub paper: usize,
    pub held: &'h Held,
    /// The line, by place.
    pub line: usize,
    pub decision: &'h Decision,
    /// The lines that it follows, directly or not, but for what was only read; none if one of them is not there.
    pub follows: Option<Vec<usize>>,
    /// What brought it; none if it is not committed.
    pub brought: Option<&'h Happened>,
}

/// A decision, and what lay around it when it was committed.
pub(super) struct Judged<'l> {
    pub asked: &'l Asked<'l>,
    pub past: &'l Past,
    /// Where it stood then.
    pub path: &'l str,
    /// The paper then.
    pub paper: &'l str,
    /// The folder before; none if there was none.
    pub before: Option<&'l dyn Source>,
    /// The folder with it.
    pub with: &'l dyn Source,
}

/// What is wrong with it. `archive`: as it was before, without topics.
pub(super) fn judge_line(
    line: &Judged,
    (regulations, calendar, naming): (&Regulations, &Calendar, &Naming),
    archive: &mut Archive,
    as_it_was: &dyn Source,
) -> Vec<Fault> {
    let subject = Subject::of_path(line.path);
    if let Subject::Topic(key) = subject {
        let folder = TopicFolder { key, path: folder_of(line.path).to_owned() };
        archive.read_topics(as_it_was, &[folder], &|id| regulations.texts(id));
    }
    let Some(decision) = line.put_into(archive, &subject, naming) else {
        let message = Text::new(
            "提交前的议题读不出来，无法核对职权和次序",
            "the topic as it was before cannot be read, so right and order are not known",
        );
        return line.text().into_iter().chain([line.fault(FaultKind::Unreadable, message)]).collect();
    };
    if let Some(fault) = line.place(archive, &subject, &decision) {
        return vec![fault];
    }
    let mut faults: Vec<Fault> = line.text().into_iter().chain(line.beside()).collect();
    // Whose turn it was hangs on lines that are not there, which is told of the chain, and on the text.
    if line.asked.follows.is_none() || faults.iter().any(|fault| fault.kind == FaultKind::Text) {
        return faults;
    }
    if decision.verdict == Verdict::Amend {
        let text = line
            .review(archive, &subject, (regulations, calendar), &decision)
            .and_then(|review| review.text.map(ToOwned::to_owned));
        archive.set_reviewed_text(line.paper, text.as_deref());
    }
    let review = line.review(archive, &subject, (regulations, calendar), &decision);
    faults.extend(line.turn(archive, review.as_ref(), &decision));
    faults
}

impl Judged<'_> {
    fn fault(&self, kind: FaultKind, message: Text) -> Fault {
        let fault = Fault::of(self.asked.held, self.asked.line, kind, message);
        let Some(brought) = self.asked.brought else { return fault };
        let (id, path) = (&self.past.commits[brought.commit].id[..7], &self.asked.held.path);
        fault.hint(text!(zh: "核对：git show {id} -- '{path}'", en: "look at it: git show {id} -- '{path}'"))
    }

    /// The text that it names is the paper's in the commit that it names, or in the one that brought it.
    fn text(&self) -> Option<Fault> {
        let Asked { decision, brought, .. } = self.asked;
        let is_it = |source: &dyn Source, path: &str| {
            let bytes = source.read(path, Limits::PAPER).ok().flatten();
            bytes.is_some_and(|bytes| sha256(&bytes) == *decision.sha256)
        };
        let is_in = |commit: usize| {
            let parent = brought.and_then(|brought| self.past.commits[brought.commit].parents.first().copied());
            match self.before.filter(|_| parent == Some(commit)) {
                Some(before) => is_it(before, self.paper),
                None => self.past.archive(commit).is_some_and(|tree| {
                    is_it(&tree, self.paper) || is_it(&tree, &paper_decided_on(&self.asked.held.path))
                }),
            }
        };
        let named = decision.commit.as_ref().map(|id| (id, self.past.find(id)));
        if let Some((_, Some(commit))) = named {
            if is_in(commit) {
                return None;
            }
            let Text { zh, en } = Committed::of(self.past, commit).called();
            return Some(self.other_text(&text!(zh: "提交 {zh}里", en: "in commit {en}")));
        }
        let here = is_it(self.with, self.paper);
        let there = || {
            brought.is_some_and(|brought| self.past.commits[brought.commit].parents.iter().any(|parent| is_in(*parent)))
        };
        match (named, here || there()) {
            (None, true) => None,
            (Some((id, _)), true) => {
                let short = id.get(..7).unwrap_or(id);
                let message = text!(
                    zh: "所写的提交 {short} 不在历史里，可能因变基改了编号；放入此行的提交里有同样的文本",
                    en: "the commit {short} that it names is not in the history, a rebase may have renamed it; the same text is in the one that brought the line"
                );
                Some(self.fault(FaultKind::Note, message))
            }
            (_, false) => {
                let place = match brought.map(|brought| Committed::of(self.past, brought.commit).called()) {
                    Some(Text { zh, en }) => {
                        text!(zh: "放入此行的提交 {zh}里", en: "in commit {en}, which brought the line,")
                    }
                    None => Text::new("工作区里", "in the work tree"),
                };
                Some(self.other_text(&place))
            }
        }
    }

    /// That it does not follow what was last before its commit.
    fn beside(&self) -> Option<Fault> {
        let Asked { held, decision, .. } = self.asked;
        let before = self.before?.read(self.path, Limits::YAML).ok().flatten()?;
        let last = if held.has_grown_from(&before) {
            held.passed_over(&before, decision)?.nth
        } else {
            self.passed_over(&before)?
        };
        let message = text!(
            zh: "没有接在当时的最后一行（第{last}行）之后：另一处同时作出、变基，或手写",
            en: "it does not follow what was last then (line {last}): decided elsewhere at the same time, rebased, or written by hand"
        );
        Some(self.fault(FaultKind::Note, message))
    }

    /// The number of a line that stood in a file, and that neither another one there nor this one follows.
    fn passed_over(&self, before: &[u8]) -> Option<usize> {
        let Asked { held, decision, .. } = self.asked;
        let before: HashSet<&[u8]> = before.split_inclusive(|byte| *byte == b'\n').collect();
        let stood = held.decided().filter(|(nth, _)| before.contains(held.lines[*nth].bytes.as_slice()));
        let stood: Vec<(usize, &Decision)> = stood.collect();
        let of_stood = stood.iter().flat_map(|(_, one)| one.prev.iter().flatten());
        let named: HashSet<&str> = of_stood.chain(decision.prev.iter().flatten()).map(Name::as_str).collect();
        let mut last = stood.iter().map(|(nth, _)| &held.lines[*nth]);
        last.find(|line| !named.contains(line.hash.as_str())).map(|line| line.nth)
    }

    fn other_text(&self, Text { zh, en }: &Text) -> Fault {
        let paper = self.paper;
        let message =
            text!(zh: "{zh}的文稿不是此行所写的文本", en: "the paper {en} is not the text that the line names");
        let commit = self.asked.decision.commit.as_deref().map(ToOwned::to_owned);
        let commit = commit.or_else(|| Some(self.past.commits[self.asked.brought?.commit].id.clone()));
        let shown = commit.map_or_else(
            || format!("sha256sum '{paper}'"),
            |id| format!("git show {}:./'{paper}' | sha256sum", id.get(..7).unwrap_or(&id)),
        );
        self.fault(FaultKind::Text, message).hint(text!(zh: "核对：{shown}", en: "look at it: {shown}"))
    }

    /// Puts the lines that it follows in the place of all, and gives it with ids in the place of names.
    fn put_into(&self, archive: &mut Archive, subject: &Subject, naming: &Naming) -> Option<Decision> {
        let Asked { held, follows, decision, line, .. } = self.asked;
        let chained = |nth: usize, decision: &Decision| {
            let after = held.after[nth].iter().map(|before| held.lines[*before].hash.as_str().into());
            Decision { prev: decision.prev.as_ref().map(|_| after.collect()), ..decision.clone() }
        };
        let before = follows.iter().flatten().filter_map(|nth| {
            let line = &held.lines[*nth];
            Some((chained(*nth, line.said.decision.as_ref()?), Some(line.hash.clone())))
        });
        let (mut decisions, mut hashes): (Vec<Decision>, Vec<Option<String>>) = before.unzip();
        decisions.splice(0..0, held.unchained.iter().cloned());
        hashes.splice(0..0, held.unchained.iter().map(|_| None));
        decisions.push(chained(*line, decision));
        hashes.push(Some(held.lines[*line].hash.clone()));
        let review = Review {
            path: self.path.to_owned(),
            paper: self.paper.to_owned(),
            sha256: Some(decision.sha256.to_string()),
            decisions,
            hashes,
            signatures: HashSet::new(),
        };
        let reviews = reviews_mut(archive, subject)?;
        reviews.retain(|other| other.paper != *self.paper);
        reviews.push(review);
        match subject {
            Subject::Topic(_) => naming.topics(&mut archive.topics),
            _ => naming.archive(archive),
        }
        let review = reviews_mut(archive, subject)?.last_mut()?;
        review.hashes.pop();
        review.decisions.pop()
    }

    /// Topic and kind of paper are those that it lies with.
    fn place(&self, archive: &Archive, subject: &Subject, decision: &Decision) -> Option<Fault> {
        let papers = match subject {
            Subject::Topic(_) => archive.topics.first().map(|topic| &topic.papers),
            Subject::Plan(year) => archive.plan(*year).map(|plan| &plan.papers),
            _ => None,
        };
        let kind = papers?.iter().find(|paper| paper.path == self.paper).map(|paper| &paper.front.document);
        // A folder may get another name, and not another number.
        let now = Subject::of_path(&self.asked.held.path);
        let is_topic = decision.topic.as_ref().is_some_and(|topic| **topic == subject.to_string()) && now == *subject;
        if is_topic && (kind.is_none() || decision.document.as_ref() == kind) {
            return None;
        }
        let none = Name::from("—");
        let (topic, document) = (decision.topic.as_ref().unwrap_or(&none), decision.document.as_ref().unwrap_or(&none));
        let message = text!(
            zh: "此行属于 {topic} 的 {document}，不属于这份文稿",
            en: "the line is of {document} of {topic}, and not of this paper"
        );
        let message = match self.asked.brought {
            Some(brought) => {
                let Text { zh, en } = Committed::of(self.past, brought.commit).called();
                message.then(&text!(zh: "；由提交 {zh}放入", en: "; commit {en} put it here"))
            }
            None => message,
        };
        Some(self.fault(FaultKind::Place, message))
    }

    fn review<'a>(
        &self,
        archive: &'a Archive,
        subject: &Subject,
        (regulations, calendar): (&'a Regulations, &'a Calendar),
        decision: &Decision,
    ) -> Option<PaperReview<'a>> {
        let held = self.asked.held;
        let days =
            self.asked.follows.iter().flatten().filter_map(|nth| Some(held.lines[*nth].said.decision.as_ref()?.date));
        let today: Date = days.chain([decision.date]).max().unwrap_or(decision.date);
        let context = Context { archive, regulations, calendar, today };
        let asked = Some((&decision.by, decision.date));
        let reviews = reviews_of(context, subject, asked);
        reviews.into_iter().find(|review| review.paper == self.paper)
    }

    /// Who decided might take the step, and it was its turn.
    fn turn(&self, archive: &Archive, review: Option<&PaperReview>, decision: &Decision) -> Option<Fault> {
        let day = decision.date;
        let Some(review) = review else {
            let message =
                Text::new("当时的规程没有要求审签这份文书", "the regulation named no steps that decide on this paper");
            return Some(self.fault(FaultKind::Right, message));
        };
        let is_on_its_way = !matches!(review.state, ReviewState::Returned | ReviewState::Withdrawn);
        let round = match decision.verdict {
            Verdict::Submit => review.round + u32::from(!is_on_its_way),
            _ => review.round,
        };
        if decision.round != Some(round) {
            let message = text!(zh: "当时是第{round}轮", en: "it was round {round}");
            return Some(self.fault(FaultKind::Order, message));
        }
        let takes_none = matches!(decision.verdict, Verdict::Submit | Verdict::Note | Verdict::Withdraw);
        let Some(step) = &decision.step else {
            let message = Text::new("没有写明是哪一步", "it does not say which step it takes");
            return (!takes_none).then(|| self.fault(FaultKind::Order, message));
        };
        if takes_none || !is_on_its_way {
            let message = Text::new("当时没有哪一步可办", "no step was to be taken then");
            return Some(self.fault(FaultKind::Order, message));
        }
        let called = archive.name_of(&decision.by);
        let Text { zh: step_zh, en: step_en } = review.regulation.name(step);
        let taken = review.steps().find(|one| one.event == *step);
        let Some(ReviewStep { right: Some(right), .. }) = taken else {
            let message = text!(
                zh: "{called}在 {day} 无权办理{step_zh}",
                en: "{called} might not take this step on {day}: {step_en}"
            );
            return Some(self.fault(FaultKind::Right, message).hint(self.look_at_people()));
        };
        let is_open = review.open().any(|one| one.event == *step) || taken.is_some_and(ReviewStep::is_unbound);
        let is_signed =
            decision.verdict == Verdict::Return && taken.is_some_and(|one| one.taken.is_some() || one.lapsed);
        if !is_open && !is_signed {
            let Text { zh, en } = review.waits_for(archive);
            let message = if zh.is_empty() {
                Text::new("当时各环节都已办结", "every step was taken then")
            } else {
                text!(zh: "当时还没有轮到{step_zh}，待{zh}", en: "it was not the turn of this step ({step_en}), it waited for {en}")
            };
            return Some(self.fault(FaultKind::Order, message));
        }
        let on_behalf = decision.r#for.as_ref().filter(|_| decision.verdict != Verdict::PassOn);
        let is_for = decision.verdict == Verdict::PassOn || on_behalf == right.on_behalf.as_ref();
        // Of several posts any may be named.
        let whose = archive.person(right.on_behalf.as_ref().unwrap_or(&decision.by));
        let mut posts = whose.into_iter().flat_map(|person| &person.posts).filter(|post| post.on(day));
        let is_held = decision.post == right.post || posts.any(|post| Some(post.written()) == decision.post);
        if is_held && is_for {
            return None;
        }
        let none = Name::from("—");
        let [written, held] = [&decision.post, &right.post].map(|post| post.as_ref().unwrap_or(&none));
        let [written_for, held_for] = [on_behalf, right.on_behalf.as_ref()].map(|whose| whose.unwrap_or(&none));
        let message = if is_for {
            text!(zh: "写的职务是 {written}，{day} 应为 {held}", en: "it names the post {written}, on {day} it was {held}")
        } else {
            text!(zh: "写的是代 {written_for}，{day} 应为 {held_for}", en: "it is in the place of {written_for}, on {day} it was {held_for}")
        };
        Some(self.fault(FaultKind::Right, message).hint(self.look_at_people()))
    }

    fn look_at_people(&self) -> Text {
        let before = self.asked.brought.and_then(|brought| self.past.commits[brought.commit].parents.first());
        match before.map(|before| &self.past.commits[*before].id[..7]) {
            Some(id) => text!(zh: "核对：git show {id}:./people.yml", en: "look at it: git show {id}:./people.yml"),
            None => Text::new("核对 people.yml", "look at people.yml"),
        }
    }
}

/// The same, of who was given the post in the commit in which they used it.
pub(super) fn in_one_commit(fault: Fault) -> Fault {
    let message = Text::new(
        "职务或规程与这项决定在同一个提交里写入，在此之前无权办理",
        "the post or the rule was entered in the very commit of this decision, and before that it was not theirs",
    );
    Fault { message, ..fault }
}

fn reviews_mut<'a>(archive: &'a mut Archive, subject: &Subject) -> Option<&'a mut Vec<Review>> {
    match subject {
        Subject::Plan(year) => archive.plans.iter_mut().find(|plan| plan.year == *year).map(|plan| &mut plan.reviews),
        _ => archive.topics.first_mut().map(|topic| &mut topic.reviews),
    }
}
