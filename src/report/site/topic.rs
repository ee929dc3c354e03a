//! The page of a topic, and those of its papers.

use super::listed::{Listed, topic_href};
use super::{Page, Sheet, Site, chart};
use crate::archive::{Archive, Paper, Topic};
use crate::diagnostic::Diagnostic;
use crate::dossier::public::Public;
use crate::duty::{Duty, State, days_left_in_short, open};
use crate::engine::{StageState, TopicStages};
use crate::model::{Date, Event, Name, TopicKey, file_stem};
use crate::regulation::Regulation;
use crate::report::uri::percent_encoded;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::{Text, seen};
use crate::vocabulary::Group;
use comrak::Options;
use minijinja::Value;
use serde_json::json;
use std::fmt::Write as _;

/// Where the page of a paper lies, from the root of the site.
fn paper_href(key: TopicKey, paper: &str) -> String {
    format!("topics/{key}/{}.html", file_stem(paper))
}

/// A topic and what is on record of it.
pub(crate) struct TopicView<'a> {
    pub archive: &'a Archive,
    pub today: Date,
    pub regulation: &'a Regulation,
    pub topic: &'a Topic,
    pub stages: Option<&'a TopicStages<'a>>,
    /// Its duties that are open.
    pub duties: Vec<&'a Duty>,
    /// What of it may be shown, if nothing else is to be.
    pub public: Option<&'a Public>,
}

impl TopicView<'_> {
    /// The topic in lists.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn listed(&self, site: &Site) -> Result<Listed, Diagnostic> {
        let file = &self.topic.file;
        let form = file.form.as_deref().map(|form| self.regulation.name_in(Group::Forms, form));
        let office = file.office.as_deref().map(|office| Text::same(self.archive.office_name(office)));
        let room = file.room.as_deref().and_then(|room| self.archive.room(room));
        let room = room.map(|room| Text::same(&*room.name));
        let stage = self.stages.and_then(TopicStages::current).map(|stage| stage.name.clone());
        let stage = stage.filter(|_| self.stages.is_some_and(|stages| stages.ended.is_none()));
        let all: Vec<Text> = form.into_iter().chain(office).chain(room).chain(stage).collect();
        Ok(Listed {
            key: self.topic.key,
            title: file.title.to_string(),
            about: Text::join(&all, "　", ", ").in_(site.language).to_owned(),
            stages: self.chart(site)?,
        })
    }

    fn chart(&self, site: &Site) -> Result<Value, Diagnostic> {
        self.stages.map_or(Ok(Value::from("")), |stages| chart::stages(stages, site.language))
    }

    /// The page of the topic.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn page(&self, site: &Site) -> Result<Page, Diagnostic> {
        let duties: Vec<_> = open(&self.duties)
            .into_iter()
            .filter(|duty| self.public.is_none() && duty.due.is_some() && !duty.rule().is_attested())
            .map(|duty| {
                let left = days_left_in_short(duty);
                let due = duty.due.map(|due| due.to_string()).unwrap_or_default();
                let left = site.language.choose(&format!("（{}）", left.zh), &format!(" ({})", left.en)).to_owned();
                let class = match duty.state {
                    State::Overdue => "late",
                    State::DueSoon => "soon",
                    _ => "",
                };
                json!({"class": class, "due": due + &left, "what": duty.task.in_(site.language), "rule": duty.rule().id})
            })
            .collect();
        let view = json!({
            "key": self.topic.key.to_string(),
            "standing": self.ended(site),
            "facts": self.facts(site),
            "steps": self.steps(site),
            "duties": duties,
            "papers": self.papers().map(|paper| self.paper(site, paper)).collect::<Vec<_>>(),
            "suggestions": self.suggestions(site),
            "events": self.events(site),
            "left_out": self.public.map(|public| public.left_out.iter().map(|text| text.in_(site.language)).collect::<Vec<_>>()),
        });
        site.page(Sheet {
            path: topic_href(self.topic.key),
            title: &self.topic.file.title,
            template: "topic.html",
            view,
            markup: vec![("stages", self.chart(site)?)],
            script: None,
        })
    }

    /// The page of a paper, from its text.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn paper_page(&self, site: &Site, paper: &Paper, text: &str) -> Result<Page, Diagnostic> {
        let front = &paper.front;
        let title = Self::title(paper);
        let names = |ids: &[Name]| {
            ids.iter().map(|id| self.who(id, site)).collect::<Vec<_>>().join(site.language.choose("、", ", "))
        };
        let facts = [
            (Text::new("文号", "number"), front.number.as_ref().map(ToString::to_string)),
            (Text::new("主送", "to"), Some(names(&front.to)).filter(|to| !to.is_empty())),
            (Text::new("署名", "issuer"), front.issuer.as_ref().map(|issuer| self.who(issuer, site))),
            (Text::new("日期", "date"), front.date.map(|day| day.to_string())),
            (Text::new("状态", "state"), paper.draft.map(|_| site.language.choose("草稿", "draft").to_owned())),
        ];
        let facts: Vec<_> = facts
            .into_iter()
            .filter_map(|(name, value)| Some(json!({"name": name.in_(site.language), "value": value?})))
            .collect();
        let mut options = Options::default();
        options.extension.table = true;
        // HTML in a paper is left out, as is a link that runs something.
        let body = super::safe(comrak::markdown_to_html(&seen(text), &options));
        site.page(Sheet {
            path: paper_href(self.topic.key, &paper.path),
            title: &title,
            template: "paper.html",
            view: json!({
                "back": format!("../{}.html", self.topic.key),
                "topic": format!("{} {}", self.topic.key, self.topic.file.title),
                "facts": facts,
            }),
            markup: vec![("body", body)],
            script: None,
        })
    }

    /// The papers that are shown.
    pub(crate) fn papers(&self) -> impl Iterator<Item = &Paper> {
        let is_shown = |paper: &&Paper| {
            let is_marked = self.topic.marks.iter().any(|marked| marked.place.path == paper.path);
            let is_public =
                self.public.is_none_or(|public| public.papers.iter().any(|stem| *stem == file_stem(&paper.path)));
            is_public && !is_marked
        };
        self.topic.papers.iter().filter(is_shown)
    }

    fn title(paper: &Paper) -> String {
        paper.front.title.as_ref().map_or_else(|| file_stem(&paper.path).to_owned(), |title| title.replace('\n', ""))
    }

    fn paper(&self, site: &Site, paper: &Paper) -> serde_json::Value {
        let kind = self.regulation.name(&paper.front.document).in_(site.language).to_owned();
        let number = paper.front.number.as_ref().map(ToString::to_string);
        let date = paper.front.date.map(|day| day.to_string());
        let draft = paper.draft.map(|_| site.language.choose("草稿", "draft").to_owned());
        let about: Vec<String> = [Some(kind), number, date, draft].into_iter().flatten().collect();
        let href = percent_encoded(paper_href(self.topic.key, &paper.path).trim_start_matches("topics/"));
        json!({"href": href, "title": Self::title(paper), "about": about.join("　")})
    }

    fn ended(&self, site: &Site) -> Option<String> {
        let stages = self.stages?;
        let day = stages.ended?;
        let told = if stages.dropped == Some(day) {
            text!(zh: "{day} 终止", en: "dropped on {day}")
        } else {
            text!(zh: "{day} 办结", en: "ended on {day}")
        };
        Some(told.in_(site.language).to_owned())
    }

    fn facts(&self, site: &Site) -> Vec<serde_json::Value> {
        let file = &self.topic.file;
        let lead = file.lead.as_ref().filter(|_| self.public.is_none()).map(|lead| self.who(lead, site));
        let room = file.room.as_deref().and_then(|room| self.archive.room(room));
        let held = self.topic.events.iter().find(|one| *one.event.event == *MEETING && one.stands(self.today));
        let meeting = match (held, file.scheduled.get(MEETING)) {
            (Some(held), _) => Some(format!("{}{}", held.event.date, site.language.choose("（已召开）", " (held)"))),
            (None, Some(day)) => Some(format!("{day}{}", site.language.choose("（预定）", " (scheduled)"))),
            (None, None) => None,
        };
        let facts = [
            (
                Text::new("形式", "form"),
                file.form
                    .as_deref()
                    .map(|form| self.regulation.name_in(Group::Forms, form).in_(site.language).to_owned()),
            ),
            (
                Text::new("责任委室", "office"),
                file.office.as_deref().map(|office| self.archive.office_name(office).to_owned()),
            ),
            (Text::new("牵头领导", "lead"), lead),
            (Text::new("协商室", "room"), room.map(|room| room.name.to_string())),
            (Text::new("会议", "meeting"), meeting.filter(|_| self.public.is_none())),
            (Text::new("规程", "regulation"), Some(self.regulation.title.to_string())),
        ];
        let known = facts.into_iter();
        known.filter_map(|(name, value)| Some(json!({"name": name.in_(site.language), "value": value?}))).collect()
    }

    fn steps(&self, site: &Site) -> Vec<serde_json::Value> {
        let stages = self.stages.into_iter().flat_map(|stages| &stages.stages);
        let passing = stages.filter(|(_, state)| *state != StageState::NotApplicable);
        let each = passing.map(|(stage, state)| {
            let state = match state {
                StageState::Done(day) => text!(zh: "{day} 完成", en: "done on {day}"),
                StageState::Current => Text::new("进行中", "under way"),
                StageState::Skipped => Text::new("没有记录", "not on record"),
                StageState::Ahead | StageState::NotApplicable => Text::new("未到", "ahead"),
            };
            json!({"name": stage.name.in_(site.language), "state": state.in_(site.language)})
        });
        each.collect()
    }

    fn suggestions(&self, site: &Site) -> Vec<serde_json::Value> {
        let shown = self.topic.suggestions.iter().filter(|one| self.public.is_none() || one.public);
        let each = shown.map(|one| {
            let kind = self.regulation.name_in(Group::SuggestionKinds, &one.kind);
            let to: Vec<Text> = one.to.iter().map(|to| Text::same(self.who(to, site))).collect();
            let to = (!to.is_empty()).then(|| Text::new("交办 ", "to ").then(&Text::join(&to, "、", ", ")));
            let adoption = one.adoption.as_ref().map(|id| self.regulation.name_in(Group::Adoptions, id));
            let about: Vec<Text> = std::iter::once(kind).chain(to).chain(adoption).collect();
            let standing = one.events.iter().filter(|event| {
                event.date <= self.today && event.void.is_none() && event.struck_by(&one.events).is_none()
            });
            let events = standing.filter(|event| self.public.is_none() || event.public);
            json!({
                "text": one.text,
                "about": Text::join(&about, "　", ", ").in_(site.language),
                "events": events.map(|event| self.event(site, event)).collect::<Vec<_>>(),
            })
        });
        each.collect()
    }

    fn events(&self, site: &Site) -> Vec<String> {
        let standing = self.topic.events.iter().filter(|recorded| recorded.stands(self.today));
        let shown = standing.map(|recorded| &recorded.event).filter(|event| self.public.is_none() || event.public);
        shown.map(|event| self.event(site, event)).collect()
    }

    /// 2026-05-26 通知参加人员：办公室 → 全体委员（附注）.
    fn event(&self, site: &Site, event: &Event) -> String {
        let between = site.language.choose("、", ", ");
        let names = |ids: &[Name]| ids.iter().map(|id| self.who(id, site)).collect::<Vec<_>>().join(between);
        let name = self.regulation.name(&event.event);
        let mut line = format!("{} {}", event.date, name.in_(site.language));
        if !event.by.is_empty() {
            let _ = write!(line, "{}{}", site.language.choose("：", ": "), names(&event.by));
        }
        if !event.to.is_empty() {
            let _ = write!(line, " → {}", names(&event.to));
        }
        if let Some(note) = &event.note {
            line += site.language.choose(&format!("（{note}）"), &format!(" ({note})"));
        }
        line
    }

    fn who(&self, id: &Name, site: &Site) -> String {
        let named = self.archive.called(id).map(ToString::to_string);
        named.unwrap_or_else(|| self.regulation.name(id).in_(site.language).to_owned())
    }
}
