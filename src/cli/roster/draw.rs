//! `roster draw`: draws by lot in a way that anybody can repeat.

use crate::changes::draw;
use crate::cli::context::Context;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;
use std::path::PathBuf;

/// Draw participants by lot so that anybody can repeat it (RFC 3797)
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Draw {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    #[command(flatten)]
    terms: Option<Terms>,
    /// Round of consultation; every round if not given
    #[arg(long, value_name = "N", conflicts_with = "verify", value_parser = clap::value_parser!(u32).range(1..=50))]
    round: Option<u32>,
    /// Who draws; may be given several times
    #[arg(long, value_name = "WHO", requires = "pool", add = crate::cli::completions::who())]
    by: Vec<String>,
    /// Repeat every draw of the topic and say whether the results agree
    #[arg(long, conflicts_with_all = ["pool", "replace"])]
    verify: bool,
    /// Replace this person, who was drawn, with the next of the same stratum
    #[arg(long, value_name = "NAME", conflicts_with = "pool")]
    replace: Option<String>,
    /// Why somebody is replaced
    #[arg(long, value_name = "TEXT", requires = "replace", allow_hyphen_values = true)]
    note: Option<String>,
}

/// The terms that are published before a draw, and the sources of chance.
#[derive(Debug, Args)]
struct Terms {
    /// The list to draw from, in the order it was published: CSV with the columns name, id, tags
    #[arg(long, value_name = "FILE", required = false, requires = "size", value_hint = clap::ValueHint::FilePath)]
    pool: PathBuf,
    /// How many to draw
    #[arg(long, value_name = "N", required = false, requires = "pool")]
    size: usize,
    /// How many of them must carry a tag: TAG=MIN..MAX, or TAG=N; may be given several times
    #[arg(long = "quota", value_name = "TAG=MIN..MAX", requires = "pool")]
    quotas: Vec<String>,
    /// A public source of chance, in the order announced: 9319, or NAME=2,5,8; without one nothing is drawn, and what to announce is shown
    #[arg(long = "seed", value_name = "SOURCE", requires = "pool", num_args = 1..)]
    seeds: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan roster draw 2026-023 --pool 名单.csv --size 10 --quota 利益相关方代表=5..10 --quota 公职人员=0..2
yijuan roster draw 2026-023 --pool 名单.csv --size 10 --seed 9319 --seed 双色球=2,5,8,10,12 --by 钱样本
yijuan roster draw 2026-023 --verify
yijuan roster draw 2026-023 --replace 牧样例 --note 出差";

impl Draw {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let topic = self.key.clone();
        match (&self.replace, &self.terms) {
            _ if self.verify => {
                let result = draw::verify(&context.workspace, &self.key)?;
                Ok(Reply::new(result.in_(context.language)))
            }
            (Some(out), _) => {
                let (out, note) = (out.clone(), self.note.clone());
                let request = draw::Replace { topic, out, round: self.round, note };
                context.change(|writer| request.propose(writer))
            }
            (None, Some(terms)) => {
                let request = draw::Draw {
                    topic,
                    pool: terms.pool.clone(),
                    size: terms.size,
                    quotas: terms.quotas.clone(),
                    seeds: terms.seeds.clone(),
                    round: self.round,
                    by: self.by.clone(),
                };
                context.change(|writer| request.propose(writer))
            }
            (None, None) => Err(Diagnostic::new(Text::new("缺少 --pool <文件>", "missing --pool <FILE>"))
                .hint(Text::new(
                    "`--pool 名单.csv --size N` 抽选，`--verify` 核对，`--replace 姓名` 递补",
                    "`--pool FILE --size N` draws, `--verify` repeats, `--replace NAME` lets the next one in",
                ))
                .into()),
        }
    }
}
