//! `show`: a topic on one page: facts, stages, papers under review, deadlines; the next step is in `next`.

mod next;

use super::{json, paint};
use crate::archive::{Paper, Topic};
use crate::duty::{Duty, Finding};
use crate::engine::{Meeting, PaperReview, StageState, TopicStages};
use crate::model::{Date, Recorded, file_stem};
use crate::regulation::Regulation;
use crate::report::page::{Ways, deadlines, heading, wrong};
use crate::rules::phrase;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::{Language, Text, on_one_line, printable};
use crate::vocabulary::{Group, Vocabulary};
use crate::workspace::LoadedArchive;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

pub(crate) struct Page<'a> {
    pub loaded: &'a LoadedArchive,
    pub topic: &'a Topic,
    pub regulation: &'a Regulation,
    pub stages: Option<&'a TopicStages<'a>>,
    /// The records of its last round's meeting.
    pub last_meeting: Meeting<'a>,
    /// Its papers that are reviewed.
    pub reviews: Vec<PaperReview<'a>>,
    pub duties: Vec<&'a Duty>,
    /// If nothing is open: what will be due by the day it is closed.
    pub at_closing: Vec<Duty>,
    pub findings: &'a [Finding],
    pub language: Language,
    pub colour: bool,
    /// With a hint for every open duty.
    pub verbose: bool,
}

impl Page<'_> {
    pub(crate) fn name(&self, id: &str) -> String {
        self.regulation.name(id).in_(self.language).to_owned()
    }

    pub(crate) fn human(&self) -> String {
        let file = &self.topic.file;
        let mut page =
            format!("{}\n", paint::bold(&format!("{} {}", self.topic.key, on_one_line(&file.title)), self.colour));
        for (label, value) in self.facts() {
            // Labels are padded by their width on the screen, not by their number of characters.
            let padding = " ".repeat(12_usize.saturating_sub(label.width()));
            let _ = writeln!(page, "  {label}{padding}{}", on_one_line(&value));
        }
        page.push_str(&self.bar());
        page.push_str(&self.under_review());
        page.push_str(&deadlines(&self.duties, self.ways(), self.language, self.colour));
        // Rules that need an unreadable file are neither met nor broken.
        if !self.topic.unread.is_empty() {
            let note = self.language.choose(
                "有文件读不出来，与之有关的规则未作判断（见下）",
                "what rests on files that cannot be read (below) was not judged",
            );
            let _ = writeln!(page, "  {note}");
        }
        page.push_str(&wrong(&self.duties, self.findings, self.language, self.colour));
        page.push_str(&self.next_step());
        page
    }

    pub(crate) fn facts(&self) -> Vec<(&str, String)> {
        let file = &self.topic.file;
        let mut facts = Vec::new();
        let mut fact =
            |zh, en, value: Option<String>| facts.extend(value.map(|value| (self.language.choose(zh, en), value)));
        fact("形式", "form", file.form.as_deref().map(|form| self.name(form)));
        fact("责任委室", "office", file.office.as_deref().map(|id| self.called(id)));
        fact("牵头领导", "lead", file.lead.as_deref().map(|id| self.called(id)));
        let source = file.source.as_ref();
        let channel = source.and_then(|source| source.channel.as_deref());
        let channel = channel.map(|id| self.regulation.name_in(Group::Channels, id).in_(self.language).to_owned());
        let from = source.map(|source| source.from.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"));
        let between = self.language.choose("：", ": ");
        let raised = [channel, from.filter(|from| !from.is_empty())].into_iter().flatten().collect::<Vec<_>>();
        let room = file.room.as_deref().map(|id| self.loaded.archive.room(id).map_or(id, |room| room.name.as_str()));
        fact("协商室", "room", room.map(ToOwned::to_owned));
        fact("来源", "source", Some(raised.join(between)).filter(|raised| !raised.is_empty()));
        let tags: Vec<Text> = file.tags.iter().map(|tag| self.regulation.name_in(Group::TopicTags, tag)).collect();
        let tags = Text::join(&tags, "、", ", ").in_(self.language).to_owned();
        fact("标签", "tags", Some(tags).filter(|tags| !tags.is_empty()));
        fact("临时", "ad hoc", file.ad_hoc.then(|| self.language.choose("是", "yes").to_owned()));
        fact("登记", "began", file.began.map(|day| day.to_string()));
        fact("会议", "meeting", self.meeting());
        let drafts: Vec<String> = self.topic.papers.iter().filter_map(|paper| self.draft(paper)).collect();
        fact("草稿", "drafts", (!drafts.is_empty()).then(|| drafts.join(self.language.choose("；", "; "))));
        fact("批注", "comments", self.open_comments());
        fact("规程", "regulation", Some(self.regulation.title.to_string()));
        fact("文件夹", "folder", Some(self.topic.folder.clone()));
        facts
    }

    /// Papers with comments that are not settled, each with their number.
    fn open_comments(&self) -> Option<String> {
        let all = self.topic.comments.iter().map(|comments| (file_stem(&comments.paper), comments.open().count()));
        let open = all.filter(|(_, count)| 0 < *count);
        let told = open.map(|(file, count)| text!(zh: "{file}有 {count} 条未了结", en: "{file}: {count} open"));
        let told: Vec<Text> = told.collect();
        (!told.is_empty()).then(|| Text::join(&told, "；", "; ").in_(self.language).to_owned())
    }

    /// A person, an office or a body by name, or else the id as written.
    fn called(&self, id: &str) -> String {
        self.loaded.archive.called(id).map_or(id, |name| name.as_str()).to_owned()
    }

    /// The papers under review, and whose turn it is.
    fn under_review(&self) -> String {
        let of_page = self.reviews.iter().filter(|review| review.whose_turn(&self.loaded.archive).is_some());
        let lines: Vec<String> = of_page.map(|review| self.reviewed(review)).collect();
        if lines.is_empty() {
            return String::new();
        }
        let heading = heading("审签", "Review", self.language, self.colour);
        format!("{heading}{}", lines.concat())
    }

    fn reviewed(&self, review: &PaperReview) -> String {
        let file = file_stem(review.paper);
        let lacks = review.lacks(&self.loaded.archive);
        let since = review.since.map(|since| {
            let days = self.loaded.context().calendar.workdays_between(since, self.loaded.today);
            text!(zh: "（{since} 起，{days} 个工作日）", en: " (since {since}, {days} working days)")
        });
        let state = since.iter().fold(lacks, Text::then);
        // The file name tells papers of one kind apart.
        let file = if file == self.regulation.name(review.document).zh { String::new() } else { format!("{file}  ") };
        format!("  {file}{}\n", on_one_line(state.in_(self.language)))
    }

    /// 《协商函》还有3处待填写: a draft and what it lacks. One of several papers of a kind is named by its file.
    pub(crate) fn draft(&self, paper: &Paper) -> Option<String> {
        let (draft, kind) = (paper.draft?, &paper.front.document);
        let of_kind = self.topic.papers.iter().filter(|other| other.front.document == *kind);
        if of_kind.count() == 1 {
            return Some(phrase::draft(self.regulation, kind, draft).in_(self.language).to_owned());
        }
        let (file, Text { zh, en }) = (file_stem(&paper.path), phrase::unfinished(draft));
        Some(text!(zh: "《{file}》{zh}", en: "{file} {en}").in_(self.language).to_owned())
    }

    /// The day of the meeting: held, or scheduled and how far away; of a further round, of both.
    pub(crate) fn meeting(&self) -> Option<String> {
        let known = &self.last_meeting;
        let held = match self.meeting_stages().next() {
            Some(StageState::Done(day)) => Some(*day),
            _ => known.previous,
        };
        let held = held.map(|day| format!("{day}{}", self.language.choose("（已召开）", " (held)")));
        let is_ahead = known.held.is_none();
        let day = self.topic.file.scheduled.get(MEETING).copied();
        let day = day.filter(|day| is_ahead && known.previous.is_none_or(|previous| previous < *day));
        let next = day.map(|day| self.scheduled(day));
        match (held, next) {
            (Some(held), Some(next)) => {
                let round = known.round;
                let between = text!(zh: "；第{round}轮 ", en: "; round {round}: ");
                Some(format!("{held}{}{next}", between.in_(self.language)))
            }
            (held, next) => held.or(next),
        }
    }

    /// A day for which the meeting is scheduled, and how far away it is.
    fn scheduled(&self, day: Date) -> String {
        let rule_context = self.loaded.context();
        if self.stages.is_some_and(|stages| stages.dropped.is_some()) {
            return format!(
                "{day}{}",
                self.language.choose("（原定，不再召开）", " (was scheduled; will not be held)")
            );
        }
        let left = rule_context.calendar.workdays_between(rule_context.today, day);
        let ahead = self.topic.events.iter().find(|one| {
            let on = one.event.date;
            *one.event.event == *MEETING && rule_context.today < on && one.stands(on)
        });
        if let Some(ahead) = ahead.filter(|_| left < 0) {
            let later = phrase::later_than_today(ahead.event.date);
            return format!("{day}{}", self.language.choose("（预定；记录的 ", " (scheduled; on record: "))
                + later.in_(self.language)
                + self.language.choose("）", ")");
        }
        match self.language {
            Language::Chinese if left < 0 => {
                format!("{day}（预定，已过 {} 个工作日，未记录召开）", -left)
            }
            Language::Chinese => format!("{day}（预定，还有 {left} 个工作日）"),
            Language::English if left < 0 => {
                format!("{day} (scheduled, {} working days ago, not recorded as held)", -left)
            }
            Language::English => format!("{day} (scheduled, {left} working days left)"),
        }
    }

    /// The state of each stage that the meeting ends.
    fn meeting_stages(&self) -> impl Iterator<Item = &StageState> {
        let stages = self.stages.into_iter().flat_map(|stages| &stages.stages);
        let ended = stages.filter(|(stage, _)| stage.done_when.iter().any(|event| **event == *MEETING));
        ended.map(|(_, state)| state)
    }

    /// ●━●━◉─○─○: the stages on one line, and the current one.
    pub(crate) fn bar(&self) -> String {
        let Some(stages) = self.stages else {
            return String::new();
        };
        let passing: Vec<_> = stages.stages.iter().filter(|(_, state)| *state != StageState::NotApplicable).collect();
        let mut bar = String::new();
        for (nth, (_, state)) in passing.iter().enumerate() {
            if nth > 0 {
                bar.push_str(if matches!(state, StageState::Done(_) | StageState::Skipped | StageState::Current) {
                    "━━"
                } else {
                    "──"
                });
            }
            bar.push_str(match state {
                StageState::Done(_) => "●",
                StageState::Skipped => "◌",
                StageState::Current => "◉",
                StageState::Ahead | StageState::NotApplicable => "○",
            });
        }
        let at = passing.iter().position(|(_, state)| *state == StageState::Current);
        let count = passing.len();
        let now = match (at, stages.current(), stages.ended) {
            (_, _, Some(day)) if stages.dropped == Some(day) => {
                let dropped = |recorded: &&Recorded| recorded.event.event.as_str() == Vocabulary::DROPPED;
                let mut entries = self.topic.events.iter().filter(dropped).filter(|entry| entry.struck.is_none());
                let why = entries.find_map(|entry| entry.event.note.as_deref().filter(|_| entry.event.date == day));
                let why = why
                    .map(printable)
                    .map(|why| self.language.choose("（", " (").to_owned() + &why + self.language.choose("）", ")"));
                format!("{} {day}{}", self.language.choose("终止", "dropped"), why.unwrap_or_default())
            }
            (_, _, Some(day)) => format!("{} {day}", self.language.choose("已办结", "ended")),
            (Some(at), Some(stage), None) => {
                format!("{}/{count} {}", at + 1, stage.name.in_(self.language))
            }
            _ if passing.iter().any(|(_, state)| *state == StageState::Skipped) => {
                self.language.choose("最后一个环节已完成", "the last stage is done").to_owned()
            }
            _ => self.language.choose("各环节均已完成", "every stage is done").to_owned(),
        };
        let mut lines = format!("\n  {bar}  {}\n", paint::bold(&now, self.colour));
        let skipped: Vec<&str> = passing
            .iter()
            .filter(|(_, state)| *state == StageState::Skipped)
            .map(|(stage, _)| stage.name.in_(self.language))
            .collect();
        if !skipped.is_empty() {
            let _ = writeln!(
                lines,
                "  {}{}",
                self.language.choose("◌ 没有记录：", "◌ not on record: "),
                skipped.join(self.language.choose("、", ", "))
            );
        }
        lines
    }

    pub(crate) fn ways(&self) -> Ways<'_> {
        if self.verbose { Ways::All } else { Ways::Pressing(self.next()) }
    }

    pub(crate) fn json(&self) -> String {
        let file = &self.topic.file;
        let stages: Vec<_> = self
            .stages
            .into_iter()
            .flat_map(|stages| &stages.stages)
            .map(|(stage, state)| {
                let (state, date) = match state {
                    StageState::Done(day) => ("done", Some(*day)),
                    StageState::Current => ("current", None),
                    StageState::Skipped => ("skipped", None),
                    StageState::Ahead => ("ahead", None),
                    StageState::NotApplicable => ("not-applicable", None),
                };
                serde_json::json!({"id": stage.id, "name": stage.name.in_(self.language), "state": state, "date": date})
            })
            .collect();
        let duties: Vec<_> = self.duties.iter().map(|duty| json::duty(duty)).collect();
        let scheduled: serde_json::Map<_, _> =
            file.scheduled.iter().map(|(event, day)| (event.to_owned(), serde_json::json!(day))).collect();
        json::pretty(&serde_json::json!({
            "schema": "yijuan/topic/1",
            "key": self.topic.key.to_string(),
            "title": file.title,
            "form": file.form,
            "regulation": file.regulation,
            "office": file.office,
            "lead": file.lead,
            "began": file.began,
            "ad_hoc": file.ad_hoc,
            "tags": file.tags.0,
            "scheduled": scheduled,
            "path": self.topic.folder,
            "ended": self.stages.and_then(|stages| stages.ended),
            "stage": self.stages.and_then(TopicStages::current).map(|stage| stage.id.as_str()),
            "stages": stages,
            "duties": duties,
        }))
    }
}
