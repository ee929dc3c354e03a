//! `digest`: what is new, overdue, coming and done, for those who do not use the program.

use super::context::{self, Context};
use super::format::Format;
use crate::changes::person;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history;
use crate::model::Date;
use crate::report::digest::{self, Envelope, Robot};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::{Agenda, Since};
use clap::Args;

/// Write what is new, overdue, due soon and done, office by office, for others; nothing if nothing is new or late
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Digest {
    /// Compare with this day, or with this commit's files; the last working day if not given, a week ago with `--weekly`
    #[arg(long, value_name = "DATE|COMMIT")]
    since: Option<String>,
    /// Only what concerns this office, person or body
    #[arg(long = "for", value_name = "WHO", add = super::completions::who())]
    person: Option<String>,
    /// Always write a message, so that silence means that something failed
    #[arg(long)]
    weekly: bool,
    /// With `--format eml`: the address it is for
    #[arg(long, value_name = "ADDRESS")]
    to: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan digest
yijuan digest --since 2026-06-01 --for 城建环保委员会
yijuan digest --since HEAD~20 --format markdown
yijuan digest --weekly --format eml --to office@example.org > 周报.eml
yijuan digest --format wecom > 消息.json";

/// Days of a week.
const WEEK: i64 = 7;

impl Digest {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        self.fits(context.format)?;
        let mut agenda = Agenda::of(&context.workspace, self.since(context)?)?;
        if let Some(written) = &self.person {
            let who = person::who(&agenda.loaded, written)?;
            agenda.only_for(&who);
        }
        let digest = digest::Digest::of(&agenda, self.weekly, context.language);
        let stdout = match context.format {
            _ if !digest.is_news && !self.weekly => String::new(),
            Format::Markdown => digest.markdown(),
            Format::Html => digest::html(&digest),
            Format::Eml => digest::eml(&digest, &self.envelope(context, &agenda)),
            Format::Wecom => Robot::Wecom.message(&digest),
            Format::Dingtalk => Robot::Dingtalk.message(&digest),
            _ => digest.text(),
        };
        let mut reply = context::reply(&agenda.loaded, stdout);
        if !digest.is_news && !self.weekly {
            reply.log.push(Text::new("没有新增，也没有逾期", "nothing is new and nothing is late"));
        }
        std::mem::forget(agenda);
        Ok(reply)
    }

    /// Refuses formats that it does not have, and addresses that nothing is sent to.
    fn fits(&self, format: Format) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::new();
        if !matches!(
            format,
            Format::Human | Format::Markdown | Format::Html | Format::Eml | Format::Wecom | Format::Dingtalk
        ) {
            problems.push(format.refused());
        }
        if format != Format::Eml && !self.to.is_empty() {
            let message = Text::new("`--to` 只用于 `--format eml`", "`--to` is for `--format eml` alone");
            problems.push(Diagnostic::new(message).hint(Text::new("加上 `--format eml`", "add `--format eml`")));
        }
        let no_addresses = self.to.iter().filter(|address| !is_address(address));
        problems.extend(no_addresses.map(|address| {
            Diagnostic::new(text!(zh: "`{address}` 不是邮件地址", en: "`{address}` is no e-mail address"))
                .hint(Text::new("写成 name@example.org", "write name@example.org"))
        }));
        crate::diagnostic::ensure_none(problems)
    }

    /// What it is compared with.
    fn since(&self, context: &Context) -> Result<Since<'_>, Diagnostics> {
        let today = context.workspace.today;
        let Some(written) = &self.since else {
            return Ok(if self.weekly { Since::Day(today.plus_days(-WEEK)) } else { Since::LastWorkday });
        };
        let Ok(day) = context.workspace.days.read(written) else {
            // What is no day may be a commit.
            context.workspace.history().and_then(|history| history.commit_id(written)).map_err(|_| {
                Diagnostic::new(text!(
                    zh: "`{written}` 既不是日期，也不是提交",
                    en: "`{written}` is neither a date nor a commit"
                ))
                .hint(Text::new("如 2026-06-01，或 HEAD~20", "for example 2026-06-01 or HEAD~20"))
            })?;
            return Ok(Since::Commit(written));
        };
        if day >= today {
            return Err(not_before(day, today).into());
        }
        Ok(Since::Day(day))
    }

    fn envelope(&self, context: &Context, agenda: &Agenda) -> Envelope {
        let author = history::author(context.workspace.source.root()).ok();
        let from = author.and_then(|author| {
            let (name, address) = author.strip_suffix('>')?.rsplit_once('<')?;
            Some((name.trim().to_owned(), address.to_owned()))
        });
        let settings = agenda.loaded.archive.settings.as_ref();
        let id = settings.and_then(|settings| settings.id.as_ref()).map(ToString::to_string);
        Envelope {
            from,
            to: self.to.clone(),
            archive: id.unwrap_or_else(|| "yijuan.invalid".to_owned()),
            on: context.workspace.today,
        }
    }
}

fn not_before(day: Date, today: Date) -> Diagnostic {
    Diagnostic::new(text!(zh: "{day} 不早于 {today}", en: "{day} is not before {today}"))
        .hint(Text::new("`--since` 写一个以前的日期", "give `--since` an earlier day"))
}

/// Whether something may be an address: what a mail program refuses anyway is left to it.
fn is_address(written: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>,;:\"()[]\\".contains(c))
    };
    written.split_once('@').is_some_and(|(name, domain)| is_plain(name) && is_plain(domain) && !domain.contains('@'))
}
