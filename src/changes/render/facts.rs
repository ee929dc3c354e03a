//! The facts that templates may use, and where each is set.

use crate::archive::{Archive, PlanYear, Topic};
use crate::document::TemplateValue;
use crate::engine::{PaperReview, number_of};
use crate::model::{Date, Event, FrontMatter, Name, PlanItem, Recorded, Settings, Subject, Suggestion};
use crate::regulation::{Regulation, Regulations};
use crate::rules::Role;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{EventKind, Group, SubjectKind, Vocabulary, field_argument};

/// Where facts come from.
pub(crate) struct Facts<'a> {
    pub archive: &'a Archive,
    pub settings: &'a Settings,
    pub regulation: &'a Regulation,
    pub regulations: &'a Regulations,
    /// How far the papers of the subject and of its year have come that steps decide on.
    pub reviews: &'a [PaperReview<'a>],
    pub today: Date,
}

impl Facts<'_> {
    /// What the papers of a topic may name, in its last round.
    pub(crate) fn of_topic(&self, topic: &Topic, round: u32) -> TemplateValue {
        let (key, file) = (topic.key, &topic.file);
        let set = |field: &'static str| {
            let Text { zh, en } = field_argument(field);
            move || text!(zh: "yijuan set {key} {zh}=…", en: "yijuan set {key} {en}=…")
        };
        let form = file.form.as_ref().map(|form| self.regulation.name(form).zh);
        let term = file.form.as_deref().and_then(|form| self.regulation.terms(Group::Forms).get(form));
        let occasion = term.and_then(|term| term.occasion.as_ref()).map(|said| said.replace("{topic}", &file.title));
        let occasion = occasion.or_else(|| form.as_ref().map(|form| format!("“{}”{form}", file.title)));
        let held = form.as_ref().map(|_| term.and_then(|term| term.held.as_deref()).unwrap_or("开展").to_owned());
        // What hangs on the form is missing with it.
        let of_form = |text: Option<String>| match text {
            Some(text) => TemplateValue::Text(text),
            None => TemplateValue::Missing { called: Some(field_argument("form")), set: set("form")().into() },
        };
        let office = file.office.as_ref().map(|office| self.name(office));
        // An id has no place in a paper: whoever leads must be in the register.
        let person = file.lead.as_ref().and_then(|lead| self.archive.person(lead));
        let register = || match &file.lead {
            Some(lead) => Text::same(format!("yijuan person add --id {lead} --name …")),
            None => set("lead")(),
        };
        let room = file.room.as_ref().map(|room| {
            let known = self.archive.rooms.iter().find(|known| known.id == *room);
            known.map_or(room, |known| &known.name).to_string()
        });
        let source = file.source.as_ref();
        let channel = source.and_then(|source| source.channel.as_ref());
        let channel = channel.map(|channel| self.regulation.name_in(Group::Channels, channel).zh);
        let listed = |texts: Option<String>| texts.filter(|texts| !texts.is_empty());
        let raised_by = listed(source.map(|source| self.names(&source.from.0)));
        let hotline = listed(source.map(|source| source.hotline.0.join("、")));
        let mut of_round = topic.roster.iter().filter(|entry| entry.round.is_none_or(|of| of == round));
        let host = of_round.find(|entry| entry.tags.iter().any(|tag| Role::Host.tag() == Some(tag)));
        let moved_from = self.moved_from(topic, round);
        let topic_facts = TemplateValue::map([
            ("key", TemplateValue::text(key.to_string())),
            ("year", TemplateValue::text(key.year.to_string())),
            ("title", TemplateValue::text(file.title.to_string())),
            ("form", TemplateValue::known(form, set("form"))),
            ("occasion", of_form(occasion)),
            ("held", of_form(held)),
            ("office", TemplateValue::known(office, set("office"))),
            ("lead", TemplateValue::known(person.map(|person| person.name.to_string()), register)),
            ("lead_post", TemplateValue::text(person.and_then(|person| self.post_of(person)).unwrap_or_default())),
            ("room", TemplateValue::known(room, set("room"))),
            ("ad_hoc", TemplateValue::Bool(file.ad_hoc)),
            ("channel", TemplateValue::known(channel, set("source.channel"))),
            ("raised_by", TemplateValue::known(raised_by, set("source.from"))),
            ("hotline", TemplateValue::known(hotline, set("source.hotline"))),
        ]);
        let scheduled = TemplateValue::map(self.regulation.events.keys().map(|id| {
            let day =
                file.scheduled.get(id).copied().or_else(|| self.entered_ahead(topic, id)).map(|day| day.to_string());
            let called = if id == MEETING {
                field_argument("scheduled.meeting").zh
            } else {
                format!("{}.{}", field_argument("scheduled").zh, self.regulation.event_argument(id).zh)
            };
            let set =
                || text!(zh: "yijuan set {key} {called}=YYYY-MM-DD", en: "yijuan set {key} scheduled.{id}=YYYY-MM-DD");
            (id, TemplateValue::known(day, set))
        }));
        let of_a_year =
            Text::new("这是年度的文书，对象写 `plan:年份`", "this is a paper of a year; the target is `plan:YEAR`");
        let facts = TemplateValue::map([
            ("today", TemplateValue::text(self.today.to_string())),
            ("archive", self.of_archive()),
            ("topic", topic_facts),
            ("plan", TemplateValue::missing(of_a_year)),
            ("scheduled", scheduled),
            ("recorded", self.recorded(key.year, Some(topic), None)),
            ("scope", self.scope(topic)),
            ("moved_from", TemplateValue::text(moved_from.map(|day| day.to_string()).unwrap_or_default())),
            ("host", TemplateValue::text(host.map(|entry| entry.name.to_string()).unwrap_or_default())),
            ("issuer", TemplateValue::text("")),
            ("addressee", TemplateValue::text("")),
            ("entries", TemplateValue::List(topic.suggestions.iter().map(|one| self.raised(topic, one)).collect())),
            ("papers", TemplateValue::List(Vec::new())),
            ("dossier", TemplateValue::map::<&str>([])),
            ("review", no_paper_to_review()),
        ]);
        let facts = self.suggested(topic, None).into_iter().fold(facts, |facts, (name, fact)| facts.with(name, fact));
        without_debts(facts)
    }

    /// What the papers of a year may name.
    pub(crate) fn of_year(&self, plan: &PlanYear) -> TemplateValue {
        let year = plan.year;
        let items = plan.file.items.iter().enumerate().map(|(nth, item)| {
            let number = nth + 1;
            let set = |zh: &'static str, en: &'static str| {
                move || text!(zh: "yijuan plan set {year} {zh}=… --item {number}", en: "yijuan plan set {year} {en}=… --item {number}")
            };
            let (topic, form) = (self.topic_of(item), self.form_of(item));
            let month = topic.and_then(|topic| topic.file.scheduled.get("meeting"));
            let lead = topic.and_then(|topic| self.archive.person(topic.file.lead.as_deref()?));
            let known = [
                ("title", TemplateValue::text(item.title.to_string())),
                ("topic", TemplateValue::text(topic.map(|topic| topic.key.to_string()).unwrap_or_default())),
                ("form", TemplateValue::known(form, set("协商形式", "form"))),
                ("office", TemplateValue::known(item.office.as_ref().map(|office| self.name(office)), set("责任委室", "office"))),
                ("month", TemplateValue::text(month.map(|day| day.0.format("%-m月").to_string()).unwrap_or_default())),
                ("lead", TemplateValue::text(lead.map(|person| person.name.to_string()).unwrap_or_default())),
            ];
            TemplateValue::map(known.into_iter().chain(self.outcome(topic)))
        });
        // Forms that only topics under another regulation have come last.
        let called: Vec<String> = plan.file.items.iter().filter_map(|item| self.form_of(item)).collect();
        let own = self.regulation.terms(Group::Forms).iter().map(|(_, term)| term.name.as_str());
        let mut names: Vec<&str> = Vec::new();
        for name in own.chain(called.iter().map(String::as_str)) {
            if called.iter().any(|one| one == name) && !names.contains(&name) {
                names.push(name);
            }
        }
        let forms = names.into_iter().map(|name| {
            let count = called.iter().filter(|one| *one == name).count();
            TemplateValue::map([("name", TemplateValue::text(name)), ("count", TemplateValue::text(count.to_string()))])
        });
        let of_a_topic =
            Text::new("这是议题的文书，对象写议题编号", "this is a paper of a topic; the target is its key");
        let known = [
            ("today", TemplateValue::text(self.today.to_string())),
            ("archive", self.of_archive()),
            (
                "plan",
                TemplateValue::map([
                    ("year", TemplateValue::text(year.to_string())),
                    ("items", TemplateValue::List(items.collect())),
                    ("forms", TemplateValue::List(forms.collect())),
                    ("opening", TemplateValue::List(opening(plan).map(TemplateValue::text).collect())),
                ]),
            ),
            ("recorded", self.recorded(year, None, None)),
            ("entries", TemplateValue::List(self.entries_in(year))),
            ("review", no_paper_to_review()),
        ];
        let of_topics = [
            "topic",
            "scheduled",
            "moved_from",
            "scope",
            "announced",
            "told",
            "host",
            "issuer",
            "addressee",
            "session",
            "people",
            "everyone",
            "suggestions",
            "commitments",
            "raised",
            "promised",
            "papers",
            "dossier",
        ];
        without_debts(TemplateValue::map(
            known.into_iter().chain(of_topics.map(|name| (name, TemplateValue::missing(of_a_topic.clone())))),
        ))
    }

    /// The day for which something was entered that is still to come.
    fn entered_ahead(&self, topic: &Topic, id: &str) -> Option<Date> {
        let ahead =
            topic.events.iter().filter(|recorded| *recorded.event.event == *id && recorded.event.date > self.today);
        ahead.filter(|recorded| recorded.stands(recorded.event.date)).map(|recorded| recorded.event.date).max()
    }

    /// The day from which the meeting of the last round was moved: the last that was announced, if it is another one now.
    fn moved_from(&self, topic: &Topic, round: u32) -> Option<Date> {
        let announced = self
            .standing(&topic.events)
            .filter(|event| self.is_of(Some(round), event))
            .filter(|event| self.regulation.events.get(&event.event).is_some_and(|kind| kind.announces_meeting));
        let meeting = topic.file.scheduled.get("meeting");
        announced.filter_map(|event| event.r#for).rfind(|day| Some(day) != meeting)
    }

    /// Whether there was a change of the meeting to give notice of.
    pub(super) fn is_moved(&self, topic: &Topic, round: u32) -> bool {
        self.moved_from(topic, round).is_some()
            || self
                .standing(&topic.events)
                .filter(|event| self.is_of(Some(round), event))
                .any(|event| self.regulation.events.get(&event.event).is_some_and(|kind| kind.amends_meeting))
    }

    /// The topic that an item of a plan has become.
    fn topic_of(&self, item: &PlanItem) -> Option<&Topic> {
        let key = item.topic.as_deref()?;
        self.archive.topics.iter().find(|topic| key.parse() == Ok(topic.key))
    }

    /// The form of an item, as the regulation of its topic calls it, which need not be that of the plan.
    fn form_of(&self, item: &PlanItem) -> Option<String> {
        let own = self.topic_of(item).and_then(|topic| self.regulations.get(&topic.file.regulation).ok());
        item.form.as_ref().map(|form| own.unwrap_or(self.regulation).name_in(Group::Forms, form).zh)
    }

    /// What is promised, with whoever promises it.
    pub(super) fn promised(&self, commitment: &Suggestion) -> String {
        let (said, by) = (sentence(&commitment.text), self.names(&commitment.to.0));
        let is_said = commitment.to.iter().any(|id| said.contains(&self.name(id)));
        if by.is_empty() || is_said { said } else { format!("{by}：{said}") }
    }

    pub(super) fn names(&self, ids: &[Name]) -> String {
        ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join("、")
    }

    fn of_archive(&self) -> TemplateValue {
        let (institution, office) = (self.settings.institution.as_deref(), self.settings.office.as_deref());
        TemplateValue::map([
            ("institution", TemplateValue::known(institution, || set("institution"))),
            ("office", TemplateValue::known(office, || set("office"))),
        ])
    }

    /// The last day each event is on record, in the topic or in its year, by an entry or by the decision that takes the
    /// step; of what announced a meeting on another day than the scheduled one, none. For papers of a round, of what each
    /// round has of its own only that of this one.
    pub(super) fn recorded(&self, year: i32, topic: Option<&Topic>, round: Option<u32>) -> TemplateValue {
        let of_year: Vec<&Event> = self.standing(self.archive.plan(year).map_or(&[], |plan| &plan.events)).collect();
        let of_topic = self.standing(topic.map_or(&[], |topic| &topic.events));
        let of_topic: Vec<&Event> = of_topic.filter(|event| self.is_of(round, event)).collect();
        let meeting = topic.and_then(|topic| topic.file.scheduled.get("meeting"));
        let moved = |event: &Event, kind: &EventKind| {
            kind.announces_meeting && event.r#for.is_some_and(|day| Some(&day) != meeting)
        };
        TemplateValue::map(self.regulation.events.iter().map(|(id, kind)| {
            let (events, target) = match (kind.of, topic) {
                (SubjectKind::Year, _) | (_, None) => (&of_year, format!("plan:{year}")),
                (_, Some(topic)) => (&of_topic, topic.key.to_string()),
            };
            let last = events.iter().rfind(|event| *event.event == *id && !moved(event, kind));
            let last = last.map(|event| event.date).or_else(|| self.decided_on(id, round)).map(|day| day.to_string());
            let Text { zh, en } = self.regulation.event_argument(id);
            let command = text!(zh: "yijuan record {target} {zh} --on YYYY-MM-DD", en: "yijuan record {target} {en} --on YYYY-MM-DD");
            let called = self.regulation.name(id);
            let (zh, en) = (called.zh, called.en);
            let called = text!(zh: "“{zh}”的记录", en: "the entry “{en}”");
            (id, last.map_or(TemplateValue::Missing { called: Some(called), set: command.into() }, TemplateValue::text))
        }))
    }

    /// The entries that hold today, by date.
    pub(super) fn standing<'e>(&self, events: &'e [Recorded]) -> impl DoubleEndedIterator<Item = &'e Event> {
        let today = self.today;
        events.iter().filter(move |recorded| recorded.stands(today)).map(|recorded| &recorded.event)
    }

    /// The name, as printed, of a person, an office or anybody else who acts.
    pub(super) fn name(&self, id: &str) -> String {
        let own = self.settings.office.as_ref().filter(|_| id == Settings::OWN_OFFICE);
        self.archive.called(id).or(own).map_or_else(|| self.regulation.name(id).zh, ToString::to_string)
    }
}

impl Facts<'_> {
    /// The number of a paper in the register, which keeps it outside the paper.
    pub(crate) fn number(&self, subject: &Subject, path: &str) -> Option<String> {
        let taken = number_of(self.archive, self.regulation, subject, path)?;
        Some(taken.entry.text().to_string())
    }

    /// The head of a paper under review.
    pub(super) fn front_matter(&self, review: &PaperReview) -> Option<&FrontMatter> {
        let of_topics = self.archive.topics.iter().flat_map(|topic| &topic.papers);
        let of_years = self.archive.plans.iter().flat_map(|plan| &plan.papers);
        of_topics.chain(of_years).find(|paper| paper.path == review.paper).map(|paper| &paper.front)
    }
}

/// The paragraphs of the first section of the year's plan as it was drafted, once it is filled in.
fn opening(plan: &PlanYear) -> impl Iterator<Item = &str> {
    let draft = plan.papers.iter().find(|paper| *paper.front.document == *Vocabulary::PLAN_DRAFT);
    let lines = draft.map_or("", |draft| draft.body.as_str()).lines().map(str::trim);
    let section = lines.skip_while(|line| !line.starts_with("## ")).skip(1);
    let section = section.take_while(|line| !line.starts_with("## ") && !line.starts_with("# "));
    let paragraphs: Vec<&str> = section.filter(|line| !line.is_empty()).collect();
    let is_open = paragraphs.iter().any(|paragraph| paragraph.contains("〔待填写"));
    paragraphs.into_iter().filter(move |_| !is_open)
}

/// That there is no paper for a sheet to be of.
fn no_paper_to_review() -> TemplateValue {
    TemplateValue::missing(Text::new("先起草须审签的文书", "first draft a paper that steps decide on"))
}

/// How a name is set that the archive is known by.
fn set(key: &str) -> Text {
    text!(zh: "在 yijuan.yml 写 `{key}: 名称`", en: "write `{key}: NAME` in yijuan.yml")
}

/// A text as a sentence: with a mark at its end.
pub(in crate::changes) fn sentence(text: &str) -> String {
    let line = one_line(text);
    if line.is_empty() || line.ends_with(['。', '！', '？', '；', '.']) { line } else { line + "。" }
}

/// The same facts, without those that only reminders are made from.
fn without_debts(facts: TemplateValue) -> TemplateValue {
    let command = Text::new("催办单由 `yijuan remind` 生成", "`yijuan remind` makes reminders");
    let of_reminders = ["debtor", "deadline", "times", "debts"].into_iter();
    of_reminders.fold(facts, |facts, name| facts.with(name, TemplateValue::missing(command.clone())))
}

/// A text of several lines as one. Between Chinese characters a line's end is nothing, elsewhere a space.
pub(super) fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |mut whole, line| {
        if whole.ends_with(is_latin) && line.starts_with(is_latin) {
            whole.push(' ');
        }
        whole + line
    })
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}
