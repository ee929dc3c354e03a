//! `review`: decisions on papers, and where each paper is.

mod returned;
mod verify;

use super::context::{self, Context};
use crate::changes::person;
use crate::changes::review::{self as changes, Decide};
use crate::diagnostic::{Diagnostics, unknown};
use crate::model::{Verdict, Via};
use crate::report::review as page;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::PapersUnderReview;
use clap::{Args, Subcommand};
use returned::{DecisionFrom, ReasonedFrom};

/// Take a paper through the steps of its review
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Review {
    /// Submit a paper for review
    #[command(after_help = "yijuan review submit 2026-003 协商意见")]
    Submit(Submit),
    /// Record that somebody approved a paper as it is
    #[command(after_help = APPROVE)]
    Approve(DecisionFrom),
    /// Record that somebody approved a paper after changing it (改后签发)
    #[command(after_help = AMEND)]
    Amend(DecisionFrom),
    /// Record that somebody returned a paper, and why
    #[command(after_help = RETURN)]
    Return(ReasonedFrom),
    /// Record that somebody put the decision off (缓发)
    #[command(after_help = "yijuan review hold 2026-003 协商意见 --by 孙范文 --note 待区委常委会后")]
    Hold(Decision),
    /// Record that somebody read a paper, with their comment
    #[command(after_help = "yijuan review note 2026-003 协商意见 --by 赵示例 --note 数据再核一遍")]
    Note(ReasonedFrom),
    /// Record that somebody asked another person to decide (请××签发)
    #[command(after_help = "yijuan review pass-on 2026-003 协商意见 --by 孙范文 --to 鲍拟名")]
    PassOn(PassOn),
    /// Withdraw a paper from review
    #[command(after_help = "yijuan review withdraw 2026-003 协商意见")]
    Withdraw(Submit),
    /// Record who may decide in another's place for a time (代)
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

/// Who submits or withdraws a paper
#[derive(Debug, Args)]
pub(super) struct Submit {
    #[command(flatten)]
    paper: Paper,
    /// Who submits or withdraws it; the responsible office if not given
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: Option<String>,
    #[command(flatten)]
    made: Made,
    /// A comment
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// A paper.
#[derive(Debug, Args)]
struct Paper {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The paper: the id or Chinese name of its kind, or its file
    #[arg(value_name = "DOCUMENT")]
    document: String,
}

/// When a decision was made, and how it became known.
#[derive(Debug, Args)]
struct Made {
    /// The day it was decided, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// How the decision reached you: circle (圈阅), scan, meeting
    #[arg(long, value_name = "WAY", add = super::completions::plain(Via::ALL.map(|(way, _)| way)))]
    via: Option<String>,
    /// Sign it with an SSH key: this one, or the one that git signs with (user.signingKey)
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        value_hint = clap::ValueHint::FilePath
    )]
    sign: Option<String>,
}

/// Who decides on which paper.
#[derive(Debug, Args)]
struct Decided {
    #[command(flatten)]
    paper: Paper,
    /// Who decides: a person, or a body that meets
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: String,
    #[command(flatten)]
    made: Made,
    /// The step that is decided, if more than one is possible
    #[arg(long, value_name = "EVENT", add = super::completions::events())]
    step: Option<String>,
}

/// A decision
#[derive(Debug, Args)]
pub(super) struct Decision {
    #[command(flatten)]
    decided: Decided,
    /// A comment; for a body the meeting that decided
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

const APPROVE: &str = "\
yijuan review approve 2026-003 协商意见 --by 李虚构
yijuan review approve 2026-003 协商意见 --by 政协党组 --note 第12次会议 --via meeting
yijuan review approve 2026-003 协商意见 --by 李虚构 --from 协商意见-李批.docx";

/// A decision with its reason
#[derive(Debug, Args)]
pub(super) struct Reasoned {
    #[command(flatten)]
    decided: Decided,
    /// The reason or comment
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: String,
}

const AMEND: &str = "\
yijuan review amend 2026-003 协商意见 --by 孙范文 --note 删去第二部分末句
yijuan review amend 2026-003 协商意见 --by 孙范文 --from 协商意见-孙改.docx";

const RETURN: &str = "\
yijuan review return 2026-003 协商意见 --by 李虚构 --note 第二部分补充数据
yijuan review return 2026-003 协商意见 --by 李虚构 --note 见修改 --from 协商意见-李改.docx";

/// A request to another to decide
#[derive(Debug, Args)]
pub(super) struct PassOn {
    #[command(flatten)]
    decided: Decided,
    /// Who is asked to decide
    #[arg(long, value_name = "PERSON", add = super::completions::who())]
    to: String,
    /// A comment
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// Who decides in another's place
#[derive(Debug, Args)]
pub(super) struct Deputise {
    /// Who may decide
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

/// Show where papers are in review: whose turn it is, and since when
#[derive(Debug, Args)]
#[command(after_help = STATUS)]
pub(super) struct Status {
    /// Only papers of these topics or years; all that are under review if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
}

const STATUS: &str = "\
yijuan review status
yijuan review status 2026-003 --format json";

/// Show what waits for somebody, and for how long
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
            Self::Approve(decided) => return decided.run(Verdict::Approve, context),
            Self::Amend(decided) => return decided.run(Verdict::Amend, context),
            Self::Hold(decision) => decision.request(Verdict::Hold)?,
            Self::Return(decided) => return decided.run(Verdict::Return, context),
            Self::Note(decided) => return decided.run(Verdict::Note, context),
            Self::PassOn(passed) => passed.request()?,
        };
        context.change(|writer| decide.propose(writer))
    }
}

impl Paper {
    /// A decision on this paper.
    fn decide(
        &self,
        verdict: Verdict,
        by: Option<&String>,
        made: &Made,
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
            on: made.on.clone(),
            note: note.cloned(),
            via: made.via()?,
            sign: made.sign.clone(),
        })
    }
}

impl Made {
    fn via(&self) -> Result<Option<Via>, Diagnostics> {
        let Some(written) = &self.via else { return Ok(None) };
        match Via::named(written) {
            Some(via) => Ok(Some(via)),
            None => Err(unknown(&Text::new("方式", "way"), written, Via::ALL.map(|(way, _)| way)).into()),
        }
    }
}

impl Submit {
    fn request(&self, verdict: Verdict) -> Result<Decide, Diagnostics> {
        self.paper.decide(verdict, self.by.as_ref(), &self.made, self.note.as_ref())
    }
}

impl Decided {
    fn request(&self, verdict: Verdict, note: Option<&String>) -> Result<Decide, Diagnostics> {
        let decide = self.paper.decide(verdict, Some(&self.by), &self.made, note)?;
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
        let who = person::who(&papers.loaded, &self.person)?;
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
