//! `suggestion list`: suggestions and what became of them, as a table, as the full ledger and as JSON.

use crate::archive::Topic;
use crate::duty::{Duty, open};
use crate::engine::Promise;
use crate::model::{Event, Name, Satisfaction, Suggestion};
use crate::regulation::Regulation;
use crate::report::json;
use crate::report::table::or_dash;
use crate::text::{Language, Text};
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;

pub(crate) fn short_heading(language: Language) -> [&'static str; 6] {
    match language {
        Language::Chinese => ["议题", "类别", "内容", "交办单位", "办理", "下一期限"],
        Language::English => ["topic", "kind", "text", "handed to", "so far", "next due"],
    }
}

/// The columns of the follow-up table that regulations prescribe, and the other fields. `import suggestions` reads them too.
pub(crate) fn full_heading(language: Language) -> [&'static str; 21] {
    match language {
        Language::Chinese => [
            "序号",
            "协商时间",
            "协商议题",
            "议题编号",
            "标识",
            "类别",
            "轮次",
            "协商建议",
            "重点",
            "提出人",
            "交办单位",
            "政协责任委室",
            "督办负责人",
            "答复期限",
            "采纳情况",
            "满意程度",
            "转化",
            "进展情况",
            "存在问题",
            "解决思路",
            "下一期限",
        ],
        Language::English => [
            "no.",
            "met",
            "title",
            "topic",
            "id",
            "kind",
            "round",
            "text",
            "key",
            "proposers",
            "handed to",
            "office",
            "owner",
            "answer due",
            "adoption",
            "satisfaction",
            "conversion",
            "progress",
            "problems",
            "solution",
            "next due",
        ],
    }
}

/// An entry of a ledger.
pub(crate) struct Entry<'a> {
    pub loaded: &'a LoadedArchive,
    pub topic: &'a Topic,
    pub regulation: Option<&'a Regulation>,
    pub kept: &'a Suggestion,
    /// Its events up to today, by date.
    pub events: Vec<&'a Event>,
    pub next: Option<&'a Duty>,
    /// The answer expected by a day that the office set itself.
    pub promise: Option<&'a Promise>,
}

impl<'a> Entry<'a> {
    pub(crate) fn of(
        loaded: &'a LoadedArchive,
        topic: &'a Topic,
        kept: &'a Suggestion,
        (of_topic, promises): (&[&'a Duty], &'a [Promise]),
    ) -> Self {
        let mut events: Vec<&Event> = kept.standing(loaded.today).map(|(_, event)| event).collect();
        events.sort_by_key(|event| event.date);
        let own: Vec<&Duty> = of_topic.iter().copied().filter(|duty| duty.what == *kept.id).collect();
        let next = open(&own).into_iter().next();
        let regulation = loaded.regulations.get(&topic.file.regulation).ok();
        let promise = promises.iter().find(|one| one.topic == topic.key && one.suggestion == kept.id);
        Self { loaded, topic, regulation, kept, events, next, promise }
    }

    pub(crate) fn name(&self, id: &str) -> Text {
        self.regulation.map_or_else(|| Text::same(id), |regulation| regulation.name(id))
    }

    pub(crate) fn term(&self, group: Group, id: &Name) -> Text {
        self.regulation.map_or_else(|| Text::same(&**id), |regulation| regulation.name_in(group, id))
    }

    /// The name of a person, an office or a body.
    pub(crate) fn who(&self, id: &Name) -> Text {
        self.loaded.archive.called(id).map_or_else(|| self.name(id), |name| Text::same(&**name))
    }

    /// The name of a person; the id if several people have that name.
    pub(crate) fn person(&self, id: &Name) -> Text {
        let name = self.who(id);
        let people = &self.loaded.archive.people;
        let is_alone = people.iter().filter(|person| *person.name == *name.zh).count() < 2;
        if is_alone { name } else { Text::same(&**id) }
    }

    pub(crate) fn adoption(&self) -> Option<Text> {
        Some(self.term(Group::Adoptions, self.kept.adoption.as_ref()?))
    }

    pub(crate) fn due(&self) -> Option<Text> {
        let next = self.next.and_then(|duty| duty.due);
        if let Some(promise) = self.promise.filter(|promise| next.is_none_or(|next| promise.due <= next)) {
            return Some(Text::same(format!("{} ", promise.due)).then(&Promise::task()));
        }
        let duty = self.next?;
        let day = duty.due.map_or_else(String::new, |day| format!("{day} "));
        let rule = &duty.rule().id;
        Some(Text::same(format!("{day}{rule} ")).then(&duty.task))
    }

    /// 2026-06-10 答复.
    pub(crate) fn dated(&self, event: &Event) -> Text {
        Text::same(format!("{} ", event.date)).then(&self.name(&event.event))
    }

    /// The names of several, in one text.
    pub(crate) fn names(&self, ids: &[Name]) -> Text {
        Text::join(&ids.iter().map(|id| self.who(id)).collect::<Vec<_>>(), "、", ", ")
    }

    pub(crate) fn short(&self, language: Language) -> Vec<String> {
        let Suggestion { id, kind, text, to, .. } = self.kept;
        let key = if self.kept.key == Some(true) { language.choose("（重点）", " (key)") } else { "" };
        let kind = self.term(Group::SuggestionKinds, kind);
        let last = self.events.last().map(|event| self.dated(event));
        let so_far: Vec<Text> = self.adoption().into_iter().chain(last).collect();
        vec![
            format!("{} {}", self.topic.key, self.topic.file.title),
            format!("{id} {}{key}", kind.in_(language)),
            text.clone(),
            or_dash((!to.is_empty()).then(|| self.names(to).in_(language).to_owned())),
            or_dash((!so_far.is_empty()).then(|| Text::join(&so_far, "；", "; ").in_(language).to_owned())),
            or_dash(self.due().map(|text| text.in_(language).to_owned())),
        ]
    }

    pub(crate) fn full(&self, nth: usize, language: Language) -> Vec<String> {
        let Suggestion { id, kind, text, to, owner, office, proposers, conversion, problems, solution, .. } = self.kept;
        let round = self.kept.round.unwrap_or(1);
        let met = self.topic.events.iter().filter(|recorded| {
            let event = &recorded.event;
            &*event.event == "meeting" && event.round.unwrap_or(1) == round && recorded.stands(self.loaded.today)
        });
        let conversions: Vec<Text> = conversion.iter().map(|one| self.term(Group::Conversions, one)).collect();
        let progress = self.events.iter().map(|event| {
            let note = event.note.as_ref().map(|note| Text::new(format!("：{note}"), format!(": {note}")));
            self.dated(event).then(&note.unwrap_or_else(|| Text::same("")))
        });
        let progress: Vec<Text> = progress.collect();
        vec![
            (nth + 1).to_string(),
            met.map(|recorded| recorded.event.date.to_string()).next().unwrap_or_default(),
            self.topic.file.title.to_string(),
            self.topic.key.to_string(),
            id.to_string(),
            self.term(Group::SuggestionKinds, kind).in_(language).to_owned(),
            self.kept.round.map(|round| round.to_string()).unwrap_or_default(),
            text.clone(),
            if self.kept.key == Some(true) { language.choose("是", "yes").to_owned() } else { String::new() },
            proposers.join(language.choose("、", ", ")),
            self.names(to).in_(language).to_owned(),
            or_empty(office.as_ref().map(|office| self.who(office)), language),
            or_empty(owner.as_ref().map(|owner| self.person(owner)), language),
            self.kept.due.map(|due| due.to_string()).unwrap_or_default(),
            or_empty(self.adoption(), language),
            or_empty(self.kept.satisfaction.map(Satisfaction::text), language),
            Text::join(&conversions, "、", ", ").in_(language).to_owned(),
            Text::join(&progress, "；", "; ").in_(language).to_owned(),
            problems.clone().unwrap_or_default(),
            solution.clone().unwrap_or_default(),
            or_empty(self.due(), language),
        ]
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        let Suggestion { id, kind, text, to, owner, office, adoption, .. } = self.kept;
        let last = self.events.last().map(|event| serde_json::json!({"date": event.date, "event": event.event}));
        serde_json::json!({
            "topic": self.topic.key.to_string(),
            "id": id,
            "kind": kind,
            "text": text,
            "round": self.kept.round.unwrap_or(1),
            "key": self.kept.key.unwrap_or(false),
            // A single body is a string, as in the file.
            "to": match &to.0[..] { [] => serde_json::Value::Null, [one] => one.as_str().into(), many => serde_json::json!(many) },
            "owner": owner,
            "office": office,
            "proposers": self.kept.proposers.0,
            "due": self.kept.due,
            "adoption": adoption,
            "satisfaction": self.kept.satisfaction.map(Satisfaction::id),
            "conversion": self.kept.conversion.0,
            "problems": self.kept.problems,
            "solution": self.kept.solution,
            "last": last,
            "next": self.next.map(json::duty),
        })
    }
}

fn or_empty(text: Option<Text>, language: Language) -> String {
    text.map(|text| text.in_(language).to_owned()).unwrap_or_default()
}
