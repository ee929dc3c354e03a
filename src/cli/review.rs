//! `review`: decisions on papers, and where each paper is.

mod verify;

use super::context::{self, Context};
use super::filter;
use crate::changes::review::{self as changes, Decide};
use crate::diagnostic::{Diagnostics, unknown};
use crate::model::{Verdict, Via};
use crate::report::review as page;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::PapersUnderReview;
use clap::{Args, Subcommand};

/// Carry a paper through the steps that decide on it
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Review {
    /// Hand a paper in
    #[command(after_help = "yijuan review submit 2026-003 协商意见")]
    Submit(Submit),
    /// Enter that somebody approved a paper as it is
    #[command(after_help = APPROVE)]
    Approve(Decision),
    /// Enter that somebody changed a paper and approved it so (改后签发)
    #[command(after_help = "yijuan review amend 2026-003 协商意见 --by 孙范文 --note 删去第二部分末句")]
    Amend(Decision),
    /// Enter that somebody sent a paper back, and why
    #[command(after_help = "yijuan review return 2026-003 协商意见 --by 李虚构 --note 第二部分补充数据")]
    Return(Reasoned),
    /// Enter that somebody puts the decision off (缓发)
    #[command(after_help = "yijuan review hold 2026-003 协商意见 --by 孙范文 --note 待区委常委会后")]
    Hold(Decision),
    /// Enter that somebody read a paper, and what they said
    #[command(after_help = "yijuan review note 2026-003 协商意见 --by 赵示例 --note 数据再核一遍")]
    Note(Reasoned),
    /// Enter that somebody asked another to decide (请××签发)
    #[command(after_help = "yijuan review pass-on 2026-003 协商意见 --by 孙范文 --to 鲍拟名")]
    PassOn(PassOn),
    /// Take a paper back
    #[command(after_help = "yijuan review withdraw 2026-003 协商意见")]
    Withdraw(Submit),
    /// Enter who may decide in whose place for a time (代)
    #[command(after_help = DEPUTISE)]
    Deputise(Deputise),
    Status(Status),
    Inbox(Inbox),
    Verify(verify::Verify),
}

const EXAMPLES: &str = "\
yijuan review submit 2026-003 协商意见
yijuan review approve 2026-003 协商意见 --by 李虚构
yijuan review status 2026-003
yijuan review verify 2026-003";

/// Who hands a paper in, or takes it back
#[derive(Debug, Args)]
pub(super) struct Submit {
    #[command(flatten)]
    paper: Paper,
    /// Who hands it in; the responsible office if not given
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: Option<String>,
    #[command(flatten)]
    said: Said,
    /// What is said with it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// A paper.
#[derive(Debug, Args)]
struct Paper {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The paper: its kind by id or Chinese name, or its file
    #[arg(value_name = "DOCUMENT")]
    document: String,
}

/// When and how it was decided.
#[derive(Debug, Args)]
struct Said {
    /// The day it was decided, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// How the decision reached you: circle (圈阅), scan, meeting
    #[arg(long, value_name = "WAY", add = super::completions::plain(Via::ALL.map(|(way, _)| way)))]
    via: Option<String>,
}

/// Who decides on what, and how.
#[derive(Debug, Args)]
struct Decided {
    #[command(flatten)]
    paper: Paper,
    /// Who decides: a person, or a body that meets
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: String,
    #[command(flatten)]
    said: Said,
    /// The step that is decided, where more than one may be
    #[arg(long, value_name = "EVENT", add = super::completions::events())]
    step: Option<String>,
}

/// A decision
#[derive(Debug, Args)]
pub(super) struct Decision {
    #[command(flatten)]
    decided: Decided,
    /// What is said with it; the sitting, for a body
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

const APPROVE: &str = "\
yijuan review approve 2026-003 协商意见 --by 李虚构
yijuan review approve 2026-003 协商意见 --by 政协党组 --note 第12次会议 --via meeting";

/// A decision, and why
#[derive(Debug, Args)]
pub(super) struct Reasoned {
    #[command(flatten)]
    decided: Decided,
    /// Why, or what is said
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: String,
}

/// Who is asked to decide instead
#[derive(Debug, Args)]
pub(super) struct PassOn {
    #[command(flatten)]
    decided: Decided,
    /// Who is asked to decide
    #[arg(long, value_name = "PERSON", add = super::completions::who())]
    to: String,
    /// What is said with it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// Who decides in whose place
#[derive(Debug, Args)]
pub(super) struct Deputise {
    /// Who is to decide
    #[arg(value_name = "PERSON", add = super::completions::who())]
    person: String,
    /// In whose place
    #[arg(long = "for", value_name = "PERSON", add = super::completions::who())]
    whose: String,
    /// First day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: String,
    /// Last day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    until: String,
    /// Who authorises it
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: String,
}

const DEPUTISE: &str = "yijuan review deputise 鲍拟名 --for 孙范文 --from 2026-07-01 --until 2026-07-15 --by 赵示例";

/// Where papers are on their way: what each waits for, since when
#[derive(Debug, Args)]
#[command(after_help = STATUS)]
pub(super) struct Status {
    /// Only those of these topics or years; all that are on their way if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
}

const STATUS: &str = "\
yijuan review status
yijuan review status 2026-003 --format json";

/// What waits for somebody, and for how long
#[derive(Debug, Args)]
#[command(after_help = INBOX)]
pub(super) struct Inbox {
    /// Who it waits for
    #[arg(long = "for", value_name = "WHO", add = super::completions::who())]
    person: String,
}

const INBOX: &str = "yijuan review inbox --for 李虚构";

impl Review {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let decide = match self {
            Self::Status(status) => return status.run(context),
            Self::Inbox(inbox) => return inbox.run(context),
            Self::Verify(verify) => return verify.run(context),
            Self::Deputise(deputise) => return deputise.run(context),
            Self::Submit(submit) => submit.request(Verdict::Submit)?,
            Self::Withdraw(submit) => submit.request(Verdict::Withdraw)?,
            Self::Approve(decision) => decision.request(Verdict::Approve)?,
            Self::Amend(decision) => decision.request(Verdict::Amend)?,
            Self::Hold(decision) => decision.request(Verdict::Hold)?,
            Self::Return(reasoned) => reasoned.request(Verdict::Return)?,
            Self::Note(reasoned) => reasoned.request(Verdict::Note)?,
            Self::PassOn(passed) => passed.request()?,
        };
        context.change(|writer| decide.propose(writer))
    }
}

impl Paper {
    /// A decision on it.
    fn decide(
        &self,
        verdict: Verdict,
        by: Option<&String>,
        said: &Said,
        note: Option<&String>,
    ) -> Result<Decide, Diagnostics> {
        Ok(Decide {
            target: self.key.clone(),
            document: self.document.clone(),
            round: None,
            verdict,
            step: None,
            by: by.cloned(),
            to: None,
            on: said.on.clone(),
            note: note.cloned(),
            via: said.via()?,
        })
    }
}

impl Said {
    fn via(&self) -> Result<Option<Via>, Diagnostics> {
        let Some(written) = &self.via else { return Ok(None) };
        let unknown = || unknown(&Text::new("方式", "way"), written, Via::ALL.map(|(way, _)| way));
        Ok(Some(Via::named(written).ok_or_else(unknown)?))
    }
}

impl Submit {
    fn request(&self, verdict: Verdict) -> Result<Decide, Diagnostics> {
        self.paper.decide(verdict, self.by.as_ref(), &self.said, self.note.as_ref())
    }
}

impl Decided {
    fn request(&self, verdict: Verdict, note: Option<&String>) -> Result<Decide, Diagnostics> {
        let decide = self.paper.decide(verdict, Some(&self.by), &self.said, note)?;
        Ok(Decide { step: self.step.clone(), ..decide })
    }
}

impl Decision {
    fn request(&self, verdict: Verdict) -> Result<Decide, Diagnostics> {
        self.decided.request(verdict, self.note.as_ref())
    }
}

impl Reasoned {
    fn request(&self, verdict: Verdict) -> Result<Decide, Diagnostics> {
        self.decided.request(verdict, Some(&self.note))
    }
}

impl PassOn {
    fn request(&self) -> Result<Decide, Diagnostics> {
        let decide = self.decided.request(Verdict::PassOn, self.note.as_ref())?;
        Ok(Decide { to: Some(self.to.clone()), ..decide })
    }
}

impl Deputise {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = changes::Deputise {
            person: self.person.clone(),
            whose: self.whose.clone(),
            from: self.from.clone(),
            until: self.until.clone(),
            by: self.by.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}

impl Status {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let papers = PapersUnderReview::of(&context.workspace, &self.keys)?;
        let stdout =
            context.format.human_or_json(|| page::status(&papers, context.language), || page::json(&papers))?;
        let mut reply = context::reply(&papers.loaded, stdout);
        if papers.all.is_empty() {
            reply.notes.push(Text::new("没有在审签的文书", "no paper is under review"));
        }
        Ok(reply)
    }
}

impl Inbox {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let mut papers = PapersUnderReview::of(&context.workspace, &[])?;
        let who = filter::who(&papers.loaded, &self.person)?;
        papers.all.retain(|paper| paper.waiting_for.contains(&who));
        let stdout = context
            .format
            .human_or_json(|| page::inbox(&papers, &who, context.language), || page::inbox_json(&papers, &who))?;
        let mut reply = context::reply(&papers.loaded, stdout);
        if papers.all.is_empty() {
            reply.notes.push(Text::new("没有待办的文书", "nothing waits"));
        }
        Ok(reply)
    }
}
