//! Whose papers are drafted, with what they may print and which there are already.

use super::announced::{Announcement, announced, nothing_to_change};
use super::facts::Facts;
use super::meeting;
use super::sheet::Sheet;
use crate::archive::{Archive, Change, Paper, Source, Topic, front_matter};
use crate::calendar::Calendar;
use crate::changes::Proposal;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Remedy, Template, TemplateValue};
use crate::dossier::Contents;
use crate::engine::{self, Context, PaperReview, reviews_of, reviews_of_topic, reviews_of_year};
use crate::model::{Body, Date, FrontMatter, Name, Settings, Subject, file_name, file_stem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{DocumentKind, Group, Vocabulary};
use crate::workspace::{LoadedArchive, Workspace, template};
use std::sync::Arc;

/// Whose papers are drafted.
pub(crate) struct Target<'a> {
    pub name: String,
    pub subject: Subject,
    pub folder: String,
    pub regulation: &'a Regulation,
    pub facts: TemplateValue,
    /// The last round of consultation.
    pub(super) round: u32,
    /// The facts that papers of that round have otherwise, from the second on.
    pub(super) of_round: Vec<(&'static str, TemplateValue)>,
    pub calendar: Arc<Calendar>,
    /// Where its files are.
    pub source: &'a dyn Source,
    /// What the dossier of a topic holds, as the facts have it.
    pub(super) contents: Option<Contents>,
    /// What a paper that names the session may not go without.
    pub lacking: Diagnostics,
    /// Of each paper that steps decide on, what its sheet may name.
    pub(super) reviews: Vec<Sheet>,
    /// Who is to issue the papers, where it was said.
    pub issuer: Option<String>,
    /// The papers there are.
    papers: Vec<Standing>,
    /// The form of the topic.
    form: Option<Name>,
    /// Whether there was a change of the meeting to give notice of.
    is_moved: bool,
    /// The papers by which the meeting was announced.
    pub(super) announced: Vec<Announcement>,
    /// What to do if there is none.
    pub(super) nothing_to_change: Text,
    /// The bodies of the regulation of which none is in the register.
    unregistered: Vec<String>,
    /// Names by id, of offices, bodies and people.
    names: Vec<(String, String)>,
}

/// A paper that is in the folder already.
pub(super) struct Standing {
    /// Its file's name.
    pub file: String,
    /// Its kind.
    pub document: String,
    /// The ids of those it goes to.
    pub to: Vec<String>,
    /// Its round of consultation.
    pub round: u32,
    /// The day it went out.
    pub sent: Option<Date>,
    issuer: Option<String>,
}

impl<'a> Target<'a> {
    /// A topic or a year of an archive, as it is or was.
    ///
    /// # Errors
    /// If there is none, or it cannot be read, or it is a room, which has no papers.
    pub(crate) fn of(
        loaded: &'a LoadedArchive,
        workspace: &Workspace,
        source: &'a dyn Source,
        subject: &Subject,
        issuer: Option<&str>,
    ) -> Result<Self, Diagnostics> {
        let settings = loaded.settings()?;
        let archive = &loaded.archive;
        let target = match *subject {
            Subject::Plan(year) => Self::year(loaded, workspace, source, settings, year)?,
            Subject::Room(_) => {
                let message = Text::new("协商室没有可起草的文书", "no papers of a room are drafted");
                let hint = Text::new(
                    "协商室写成的文书放在 plans/年份/，制成：`yijuan render plan:年份 文书 --to docx`",
                    "papers written for a room stand in plans/YEAR/; to set one: `yijuan render plan:YEAR DOCUMENT --to docx`",
                );
                return Err(Diagnostic::new(message).hint(hint).into());
            }
            Subject::Topic(_) | Subject::Archive => {
                let topic = archive.topics.first().filter(|topic| topic.unread.is_empty());
                let topic = topic.ok_or_else(|| archive.problems.clone())?;
                let regulation = loaded.regulations.get(&topic.file.regulation)?;
                Target::topic(workspace, source, loaded, archive, settings, regulation, topic)
            }
        };
        let issuer = issuer.map(|issuer| target.body(settings, issuer));
        Ok(Target { issuer, ..target })
    }

    fn year(
        loaded: &'a LoadedArchive,
        workspace: &Workspace,
        source: &'a dyn Source,
        settings: &Settings,
        year: i32,
    ) -> Result<Self, Diagnostics> {
        let regulation = loaded.regulations.of_plans(settings)?;
        let plan = loaded.archive.plan(year).ok_or_else(|| {
            Diagnostic::new(text!(zh: "没有 {year} 年的计划", en: "there is no plan of {year}"))
                .hint(text!(zh: "先列入项目：`yijuan plan add {year} --title 题目`", en: "first enter its items: `yijuan plan add {year} --title TITLE`"))
        })?;
        if plan.incomplete {
            return Err(loaded.archive.problems.clone());
        }
        let reviews = reviews_of_year(loaded.context(), plan, regulation, None);
        let (archive, regulations, today) = (&loaded.archive, &loaded.regulations, workspace.today);
        let facts = Facts { archive, settings, regulation, regulations, reviews: &reviews, today };
        Ok(Target {
            name: format!("plan:{year}"),
            subject: Subject::Plan(year),
            folder: plan.folder.clone(),
            regulation,
            facts: facts.of_year(plan),
            round: 1,
            of_round: Vec::new(),
            calendar: Arc::new(loaded.calendar.clone()),
            source,
            contents: None,
            lacking: Diagnostics::new(),
            reviews: reviews.iter().map(|review| facts.of_review(review)).collect(),
            issuer: None,
            papers: facts.standing_papers(&plan.papers),
            form: None,
            is_moved: false,
            announced: Vec::new(),
            nothing_to_change: Text::same(""),
            unregistered: facts.unregistered(),
            names: names(settings),
        })
    }

    /// A topic, whose facts are those of the archive it is in.
    pub(crate) fn topic(
        workspace: &Workspace,
        source: &'a dyn Source,
        loaded: &LoadedArchive,
        archive: &Archive,
        settings: &Settings,
        regulation: &'a Regulation,
        topic: &Topic,
    ) -> Self {
        let (context, today) = (Context { archive, ..loaded.context() }, workspace.today);
        let of_topic = reviews_of_topic(context, topic, None);
        let reviews = of_topic.iter().cloned().chain(reviews_of(context, &Subject::Plan(topic.key.year), None));
        let reviews: Vec<PaperReview> = reviews.filter(|review| review.regulation.id == regulation.id).collect();
        let regulations = &loaded.regulations;
        let facts = Facts { archive, settings, regulation, regulations, reviews: &reviews, today };
        let meeting = engine::meeting(context, regulation, topic);
        let announced = announced(workspace, &facts, topic, &meeting);
        Self {
            name: topic.key.to_string(),
            subject: Subject::Topic(topic.key),
            folder: topic.folder.clone(),
            regulation,
            facts: meeting::with_meeting(&facts, context, topic),
            round: meeting.round,
            of_round: if meeting.round > 1 { facts.of_round(topic, meeting.round) } else { Vec::new() },
            calendar: Arc::new(loaded.calendar.clone()),
            source,
            contents: Some(Contents::of(context, regulation, topic)),
            lacking: meeting::lacking(topic),
            reviews: of_topic.iter().map(|review| facts.of_review(review)).collect(),
            issuer: None,
            papers: facts.standing_papers(&topic.papers),
            form: topic.file.form.clone(),
            // Of a day that nobody was told there is no change.
            is_moved: facts.is_moved(topic, meeting.round) && !announced.is_empty(),
            announced,
            nothing_to_change: nothing_to_change(regulation, topic),
            unregistered: facts.unregistered(),
            names: names(settings),
        }
    }

    /// Papers that are written into the dossier: each by its file without the ending, with the trailer that says what
    /// was done.
    pub(super) fn proposal(&self, change: Change, papers: &[(&str, &'static str)]) -> Proposal {
        let stems: Vec<&str> = papers.iter().map(|(stem, _)| *stem).collect();
        let (Text { zh: of_zh, en: of_en }, Text { zh, en }) = (self.subject.called(), Text::listed(&stems));
        let subject = text!(zh: "{of_zh} 起草：{zh}", en: "{of_en} draft: {en}");
        let proposal = Proposal::new(change, subject).about(&self.subject);
        papers.iter().fold(proposal, |proposal, (stem, trailer)| proposal.trailer(trailer, stem))
    }

    /// The id of an office or body, by id or name.
    fn body(&self, settings: &Settings, written: &str) -> String {
        let own = settings.id_named(written);
        own.or_else(|| self.regulation.id_in(Group::Bodies, written).ok()).unwrap_or(written).to_owned()
    }

    /// Who issues a paper: as it was said, or as the paper that is there has it.
    pub(super) fn issuer_of(&self, file: &str) -> Option<&str> {
        self.issuer.as_deref().or_else(|| self.papers.iter().find(|paper| paper.file == file)?.issuer.as_deref())
    }

    /// The one who issues a paper, if the register does not have its whole name.
    pub(super) fn nameless_issuer(&self, text: &str) -> Option<Nameless> {
        let front: Option<FrontMatter> = front_matter("", text).value.flatten();
        let id = self.regulation.id_in(Group::Bodies, &front?.issuer?).ok()?;
        self.unregistered.iter().any(|one| one == id).then(|| Nameless(self.regulation.name(id), id.to_owned()))
    }

    /// Those a paper that did not go out is to go to, by name, as far as only their class is said: 政府职能部门.
    pub(super) fn classes_addressed(&self, file: &str, text: &str) -> Vec<String> {
        let front: Option<FrontMatter> = front_matter(file, text).value.flatten();
        let Some(FrontMatter { to, cc, .. }) = front.filter(|_| self.sent(file).is_none()) else { return Vec::new() };
        let bodies = self.regulation.terms(Group::Bodies);
        let named = to.iter().chain(cc.iter()).filter_map(|written| self.regulation.id_in(Group::Bodies, written).ok());
        let is_class = |id: &str| id == Body::DEPARTMENT || bodies.get(id).is_some_and(|term| !term.of.is_empty());
        let mut classes: Vec<String> = named.filter(|id| is_class(id)).map(|id| self.regulation.name(id).zh).collect();
        classes.dedup();
        classes
    }

    /// The day a paper that is there went out.
    pub(super) fn sent(&self, file: &str) -> Option<Date> {
        self.papers.iter().find(|paper| paper.file == file)?.sent
    }

    /// The paper whose file has a name, which may be written without the ending. The bare name of a kind means no paper of
    /// an earlier round.
    pub(super) fn paper_called(&self, written: &str) -> Option<&Standing> {
        let stem = written.strip_suffix(".md").unwrap_or(written);
        let is_bare = self.regulation.documents.iter().any(|(_, kind)| kind.term.name.as_str() == written);
        let mut called = self.papers.iter().filter(|paper| file_stem(&paper.file) == stem);
        called.find(|paper| !is_bare || !self.is_of_past_round(paper))
    }

    /// The papers of a kind, of the last round if each round has one.
    pub(super) fn papers_of<'t>(&'t self, id: &'t str) -> impl Iterator<Item = &'t Standing> {
        self.all_papers_of(id).filter(|paper| !self.is_of_past_round(paper))
    }

    /// The papers of a kind, of all rounds.
    pub(super) fn all_papers_of<'t>(&'t self, id: &'t str) -> impl Iterator<Item = &'t Standing> {
        self.papers.iter().filter(move |paper| paper.document == id)
    }

    /// Whether `--all` drafts it.
    pub(super) fn has_use_for(&self, id: &str, kind: &DocumentKind) -> bool {
        // Without a change there is nothing to give notice of.
        let is_idle = id == Vocabulary::CHANGE_NOTICE && !self.is_moved;
        !is_idle && kind.forms.as_ref().is_none_or(|forms| self.form.iter().any(|form| forms.contains(form)))
    }

    /// The name of an office or body.
    pub(super) fn called(&self, id: &str) -> String {
        let own = self.names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
        own.unwrap_or_else(|| self.regulation.name(id).zh)
    }

    /// The papers that have a template and are of such a target, with their templates.
    pub(super) fn drafted_here<'t>(
        &'t self,
        workspace: &'t Workspace,
    ) -> impl Iterator<Item = (&'a str, &'a DocumentKind, Template)> + use<'a, 't> {
        // What a year's paper prints is its plan.
        let of_year = |template: &Template| template.names("plan") && !template.names("topic");
        let is_year = matches!(self.subject, Subject::Plan(_));
        self.regulation.documents.iter().filter_map(move |(id, kind)| {
            let template = template::find(&workspace.source, self.regulation, id, kind).ok()?;
            // These are drafted by commands of their own, with what they are about.
            let has_command = [Vocabulary::REMINDER, Vocabulary::TRANSFER_FORM, Vocabulary::RECEIPT].contains(&id);
            let is_drafted = of_year(&template) == is_year && !has_command;
            is_drafted.then_some((id, kind, template))
        })
    }
}

/// A body that issues papers without being in the register: by name and id.
pub(super) struct Nameless(Text, String);

impl Nameless {
    /// What is missing, and how it is recorded.
    pub(super) fn missing(self) -> (Text, Remedy) {
        let Self(Text { zh, en }, id) = self;
        let what = text!(zh: "发文机关“{zh}”的全称", en: "the whole name of the issuer, {en}");
        let name = one_word(&zh);
        let command = text!(zh: "yijuan body add --name 〈全称〉 --kind {name}", en: "yijuan body add --name 〈NAME〉 --kind {id}");
        (what, command.into())
    }

    /// The same of a paper that was drafted.
    pub(super) fn told(self, path: &str) -> Text {
        let (Text { zh, en }, remedy) = self.missing();
        let Text { zh: set_zh, en: set_en } = remedy.text();
        text!(zh: "{path} 的标志和落款还缺{zh}：{set_zh}", en: "{path} lacks {en}: {set_en}")
    }
}

impl Facts<'_> {
    /// The bodies of the regulation of which none is in the register.
    fn unregistered(&self) -> Vec<String> {
        let is_there =
            |id: &str| self.settings.bodies.iter().any(|(own, body)| own == id || body.kind.as_deref() == Some(id));
        let all = self.regulation.terms(Group::Bodies).iter().map(|(id, _)| id);
        // The institution and its office are named in the settings.
        let others = all.filter(|id| ![Settings::OWN, Settings::OWN_OFFICE].contains(id));
        others.filter(|id| !is_there(id)).map(ToOwned::to_owned).collect()
    }

    fn standing_papers(&self, papers: &[Paper]) -> Vec<Standing> {
        let standing = papers.iter().map(|Paper { path, front, .. }| Standing {
            file: file_name(path).to_owned(),
            document: front.document.to_string(),
            to: front.to.iter().map(ToString::to_string).collect(),
            round: front.round.unwrap_or(1),
            sent: self.sent(path, front),
            issuer: front.issuer.as_ref().map(ToString::to_string),
        });
        standing.collect()
    }
}

fn names(settings: &Settings) -> Vec<(String, String)> {
    let offices = settings.offices.iter().map(|(id, office)| (id, &office.name));
    let bodies = settings.bodies.iter().map(|(id, body)| (id, &body.name));
    offices.chain(bodies).map(|(id, name)| (id.to_owned(), name.to_string())).collect()
}

/// Whether a template is of a sheet on which another paper is signed: it prints the decisions on that.
pub(super) fn is_sheet(template: &Template) -> bool {
    template.names("review")
}
