//! `Item`: a paper or a material of a dossier, and in what state it is.

use crate::archive::{Attachment, AttachmentState, Paper, Topic};
use crate::dossier::Picture;
use crate::engine::{Context, PaperReview, ReviewState, dated, made, number_of, sent};
use crate::model::{Date, Draft, Name, Settings, Subject, TopicKey, file_name, file_stem};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::Vocabulary;

/// A paper of the dossier, or a file that somebody handed in.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its file, from the folder of the topic.
    pub file: String,
    /// What it is; a picture may be all of several.
    pub kinds: Vec<Name>,
    /// Its title, if it has one of its own.
    pub title: Option<String>,
    /// 文号.
    pub number: Option<String>,
    /// 责任者, by name.
    pub author: Option<String>,
    /// Its day, as far as anything says it; of a photograph at least the day it was taken.
    pub date: Option<Date>,
    /// Its round of consultation; every one if none is written.
    pub round: Option<u32>,
    /// 密级.
    pub secrecy: Option<String>,
    /// Whether it is a photograph: under `photos/`, or of a kind that is called so.
    pub is_photograph: bool,
    /// Whether it is a paper in Markdown, and not a file that was handed in.
    pub is_paper: bool,
    /// In what state it is.
    pub state: ItemState,
    /// Scans of the paper as it was signed.
    pub signed: Vec<SignedCopy>,
    /// The same paper in other forms: DOCX, PDF.
    pub beside: Vec<String>,
    /// Its length in bytes.
    pub bytes: Option<u64>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: Option<String>,
    /// How many pages it has: of its signed copy, of a PDF, or of the PDF beside it; a picture has one.
    pub pages: Option<usize>,
    /// What it shows, if it is a picture.
    pub picture: Option<Picture>,
    /// The place of its kind in the regulation.
    pub(super) place: Option<usize>,
}

/// A scan of a paper as it was signed (正本), which is one item with its text (定稿), as DA/T 22 has it.
#[derive(Clone, Debug)]
pub struct SignedCopy {
    /// Its file, from the folder of the topic.
    pub file: String,
    /// Its length in bytes.
    pub bytes: Option<u64>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: Option<String>,
    /// How many pages it has.
    pub pages: Option<usize>,
}

/// In what state an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// Finished, and through review where steps decide on it.
    Final,
    /// Places are to be filled in.
    Draft(Draft),
    /// Written, and not handed in for review.
    Unsubmitted,
    /// Handed in, and not every step is taken.
    UnderReview,
    /// Sent back or taken back.
    Returned,
    /// Changed since it was decided on.
    Lapsed,
    /// Listed, and not there.
    Absent,
    /// Listed as a picture, and none.
    NoPicture,
    /// Nothing is in it.
    Empty,
    /// It cannot be read.
    Unreadable,
}

impl ItemState {
    /// Its name in reports for programs.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::Draft(_) => "draft",
            Self::Unsubmitted => "unsubmitted",
            Self::UnderReview => "under-review",
            Self::Returned => "returned",
            Self::Lapsed => "lapsed",
            Self::Absent => "absent",
            Self::NoPicture => "no-picture",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
        }
    }

    /// Its name in reports for people.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Final => Text::new("正式", "final"),
            Self::Draft(draft) => {
                let Text { zh, en } = phrase::unfinished(*draft);
                text!(zh: "草稿，{zh}", en: "draft, {en}")
            }
            Self::Unsubmitted => Text::new("尚未送审", "not submitted"),
            Self::UnderReview => Text::new("审签中", "under review"),
            Self::Returned => Text::new("已退回", "sent back"),
            Self::Lapsed => Text::new("审签失效", "review lapsed"),
            Self::Absent => Text::new("没有此件", "not there"),
            Self::NoPicture => Text::new("不是图片", "no picture"),
            Self::Empty => Text::new("空文件", "empty"),
            Self::Unreadable => Text::new("读不出", "unreadable"),
        }
    }

    /// Whether something is there that may become final.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        matches!(self, Self::Draft(_) | Self::Unsubmitted | Self::UnderReview | Self::Returned | Self::Lapsed)
    }

    /// Whether its file is there and says something.
    #[must_use]
    pub fn is_there(&self) -> bool {
        *self == Self::Final || self.is_unfinished()
    }
}

impl Item {
    /// Whether it is of one of these kinds.
    #[must_use]
    pub fn is_of(&self, regulation: &Vocabulary, kinds: &[Name]) -> bool {
        self.kinds.iter().any(|own| kinds.iter().any(|kind| regulation.counts_as(own, kind)))
    }

    /// Whether it belongs to a round; to all of them where none is asked for.
    #[must_use]
    pub fn is_of_round(&self, round: Option<u32>) -> bool {
        let own = if self.is_paper { Some(self.round.unwrap_or(1)) } else { self.round };
        round.is_none() || own.is_none() || own == round
    }

    /// Its title. One of the archivist's own making, from what it is, stands in brackets (DA/T 22).
    #[must_use]
    pub fn title(&self, regulation: &Vocabulary) -> String {
        self.title.clone().unwrap_or_else(|| format!("[{}]", self.subject(regulation).zh))
    }

    /// Its own files: the signed copies before the text.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.signed.iter().map(|copy| copy.file.as_str()).chain([self.file.as_str()])
    }

    /// The same with those beside the text.
    pub fn all_files(&self) -> impl Iterator<Item = &str> {
        self.files().chain(self.beside.iter().map(String::as_str))
    }

    /// Whether it is there as what rules want: final, or as it was signed.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.state == ItemState::Final || !self.signed.is_empty()
    }

    /// How it becomes final.
    #[must_use]
    pub fn way(&self, key: TopicKey) -> Text {
        let (file, stem) = (&self.file, one_word(file_stem(&self.file)));
        match self.state {
            ItemState::Draft(_) => text!(zh: "填写完 {file}", en: "fill in {file}"),
            ItemState::Unsubmitted | ItemState::Returned | ItemState::Lapsed => {
                text!(zh: "送审：yijuan review submit {key} {stem}", en: "submit it: yijuan review submit {key} {stem}")
            }
            ItemState::UnderReview => {
                text!(zh: "审签进度：yijuan review status {key}", en: "how far it is: yijuan review status {key}")
            }
            _ => Text::same(""),
        }
    }

    /// What it is, in words.
    #[must_use]
    pub fn subject(&self, regulation: &Vocabulary) -> Text {
        let names: Vec<Text> = self.kinds.iter().map(|kind| regulation.name(kind)).collect();
        Text::join(&names, "、", ", ")
    }

    pub(super) fn paper(
        context: Context,
        regulation: &Regulation,
        topic: &Topic,
        reviews: &[PaperReview],
        paper: &Paper,
    ) -> Self {
        let (front, path) = (&paper.front, paper.path.as_str());
        let events = &topic.events;
        let date = dated(reviews, path, front)
            .or_else(|| sent(regulation, events, front, context.today))
            .or_else(|| made(regulation, events, front, context.today));
        let number = front.number.as_ref().map(ToString::to_string).or_else(|| {
            let taken = number_of(context.archive, regulation, &Subject::Topic(topic.key), path)?;
            Some(taken.entry.text().to_string())
        });
        let author = front.issuer.as_ref().or(front.office.as_ref()).map(|author| name(context, regulation, author));
        let review = reviews.iter().find(|review| review.paper == path);
        Self {
            file: file_name(path).to_owned(),
            kinds: vec![front.document.clone()],
            title: front.title.as_ref().map(ToString::to_string),
            number,
            author: author.or_else(|| own_author(context, regulation, topic)),
            date,
            round: front.round,
            secrecy: front.secrecy.as_ref().map(ToString::to_string),
            is_paper: true,
            state: paper.draft.map_or_else(|| review.map_or(ItemState::Final, reviewed), ItemState::Draft),
            ..Self::nothing()
        }
    }

    pub(super) fn handed_in(context: Context, regulation: &Regulation, topic: &Topic, attached: &Attachment) -> Self {
        let material = &attached.material;
        let is_photograph =
            material.file.starts_with("photos/") || material.document.iter().any(|kind| regulation.is_photograph(kind));
        // What others handed in is nobody's until somebody says whose.
        let is_own = is_photograph || material.document.iter().any(|kind| is_drafted(regulation, kind));
        let author = material.from.as_ref().map(|from| name(context, regulation, from));
        Self {
            file: material.file.to_string(),
            kinds: material.document.0.clone(),
            title: material.title.as_ref().map(ToString::to_string),
            author: author.or_else(|| own_author(context, regulation, topic).filter(|_| is_own)),
            date: material.date,
            round: material.round,
            is_photograph,
            state: match attached.state {
                AttachmentState::There => ItemState::Final,
                AttachmentState::Absent => ItemState::Absent,
                AttachmentState::NoPicture => ItemState::NoPicture,
            },
            ..Self::nothing()
        }
    }

    fn nothing() -> Self {
        Self {
            file: String::new(),
            kinds: Vec::new(),
            title: None,
            number: None,
            author: None,
            date: None,
            round: None,
            secrecy: None,
            is_photograph: false,
            is_paper: false,
            state: ItemState::Final,
            signed: Vec::new(),
            beside: Vec::new(),
            bytes: None,
            sha256: None,
            pages: None,
            picture: None,
            place: None,
        }
    }

    /// A scan of the paper as it was signed is one item with it.
    pub(super) fn sign(&mut self, copy: Self) {
        self.date = self.date.or(copy.date);
        self.signed.push(SignedCopy { file: copy.file, bytes: None, sha256: None, pages: None });
    }

    /// The same file, entered for another kind.
    pub(super) fn also(&mut self, other: Self) {
        self.kinds.extend(other.kinds);
        self.title = self.title.take().or(other.title);
        self.author = self.author.take().or(other.author);
        self.date = self.date.or(other.date);
        self.round = self.round.filter(|round| Some(*round) == other.round);
    }
}

/// How far a paper has come on which steps decide.
fn reviewed(review: &PaperReview) -> ItemState {
    match review.state {
        ReviewState::Through => ItemState::Final,
        ReviewState::Returned | ReviewState::Withdrawn => ItemState::Returned,
        _ if review.lapsed().next().is_some() => ItemState::Lapsed,
        ReviewState::Draft => ItemState::Unsubmitted,
        ReviewState::Waiting | ReviewState::Held => ItemState::UnderReview,
    }
}

/// Whether the office drafts papers of a kind itself.
pub(super) fn is_drafted(regulation: &Vocabulary, kind: &str) -> bool {
    regulation.documents.get(kind).is_some_and(|kind| kind.is_drafted)
}

/// Whose the papers of the office are that name nobody: the topic's office, or the institution.
fn own_author(context: Context, regulation: &Regulation, topic: &Topic) -> Option<String> {
    let of_topic = topic.file.office.as_ref().map(|office| name(context, regulation, office));
    let institution = || Some(context.archive.settings.as_ref()?.institution.as_ref()?.to_string());
    of_topic.or_else(institution)
}

/// The name of a person, an office or anybody else who acts.
fn name(context: Context, regulation: &Regulation, id: &str) -> String {
    let settings = context.archive.settings.as_ref();
    let own = settings.and_then(|settings| settings.office.as_ref()).filter(|_| id == Settings::OWN_OFFICE);
    let known = context.archive.called(id).or(own).map(ToString::to_string);
    known.unwrap_or_else(|| regulation.name(id).zh)
}
