//! The page of a topic.

use super::listed::{Listed, room_href, topic_href};
use super::named::Names;
use super::paper::PaperView;
use super::{Page, Sheet, Site, chart, owed};
use crate::archive::{Archive, Paper, Topic};
use crate::diagnostic::Diagnostic;
use crate::dossier::public::Public;
use crate::duty::Duty;
use crate::engine::{StageState, TopicStages};
use crate::model::{Date, file_stem};
use crate::regulation::Regulation;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use minijinja::Value;
use serde_json::json;

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
        let duties: &[&Duty] = if self.public.is_some() { &[] } else { &self.duties };
        let view = json!({
            "key": self.topic.key.to_string(),
            "standing": self.ended(site),
            "facts": self.facts(site),
            "steps": self.steps(site),
            "duties": owed::pressing(site, duties),
            "papers": self.papers(site).iter().map(PaperView::listed).collect::<Vec<_>>(),
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

    /// The papers that are shown.
    pub(crate) fn papers(&self, site: &Site) -> Vec<PaperView<'_>> {
        let is_shown = |paper: &&Paper| {
            let is_marked = self.topic.marks.iter().any(|marked| marked.place.path == paper.path);
            let is_public =
                self.public.is_none_or(|public| public.papers.iter().any(|stem| *stem == file_stem(&paper.path)));
            is_public && !is_marked
        };
        let key = self.topic.key;
        let view = |paper| PaperView {
            paper,
            names: self.names(site),
            folder: format!("topics/{key}"),
            of: format!("{key} {}", self.topic.file.title),
        };
        self.topic.papers.iter().filter(is_shown).map(view).collect()
    }

    fn names(&self, site: &Site) -> Names<'_> {
        Names { archive: self.archive, regulation: self.regulation, language: site.language }
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
        let lead = file.lead.as_ref().filter(|_| self.public.is_none()).map(|lead| self.names(site).who(lead));
        let room = file.room.as_deref().and_then(|room| self.archive.room(room));
        let office = file.office.as_deref().map(|office| self.archive.office_name(office));
        let held = self.topic.events.iter().find(|one| *one.event.event == *MEETING && one.stands(self.today));
        let meeting = match (held, file.scheduled.get(MEETING)) {
            (Some(held), _) => Some(format!("{}{}", held.event.date, site.language.choose("（已召开）", " (held)"))),
            (None, Some(day)) => Some(format!("{day}{}", site.language.choose("（预定）", " (scheduled)"))),
            (None, None) => None,
        };
        let form = file.form.as_deref().map(|form| self.regulation.name_in(Group::Forms, form));
        let page = room.filter(|room| site.rooms.contains(&room.id)).map(|room| format!("../{}", room_href(&room.id)));
        let facts = [
            (Text::new("形式", "form"), form.map(|form| form.in_(site.language).to_owned()), None),
            (Text::new("责任委室", "office"), office.map(ToOwned::to_owned), None),
            (Text::new("牵头领导", "lead"), lead, None),
            (Text::new("协商室", "room"), room.map(|room| room.name.to_string()), page),
            (Text::new("会议", "meeting"), meeting.filter(|_| self.public.is_none()), None),
            (Text::new("规程", "regulation"), Some(self.regulation.title.to_string()), None),
        ];
        let known = facts.into_iter().filter_map(|(name, value, href)| {
            Some(json!({"name": name.in_(site.language), "value": value?, "href": href}))
        });
        known.collect()
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
            let to: Vec<Text> = one.to.iter().map(|to| Text::same(self.names(site).who(to))).collect();
            let to = (!to.is_empty()).then(|| Text::new("交办 ", "to ").then(&Text::join(&to, "、", ", ")));
            let adoption = one.adoption.as_ref().map(|id| self.regulation.name_in(Group::Adoptions, id));
            let about: Vec<Text> = std::iter::once(kind).chain(to).chain(adoption).collect();
            let events =
                one.standing(self.today).map(|(_, event)| event).filter(|event| self.public.is_none() || event.public);
            json!({
                "text": one.text,
                "about": Text::join(&about, "　", ", ").in_(site.language),
                "events": events.map(|event| self.names(site).event(event)).collect::<Vec<_>>(),
            })
        });
        each.collect()
    }

    fn events(&self, site: &Site) -> Vec<String> {
        let standing = self.topic.events.iter().filter(|recorded| recorded.stands(self.today));
        let shown = standing.map(|recorded| &recorded.event).filter(|event| self.public.is_none() || event.public);
        shown.map(|event| self.names(site).event(event)).collect()
    }
}
