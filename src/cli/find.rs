//! `find`: where words stand, over all years.

use super::context::{self, Context};
use super::format::Format;
use crate::diagnostic::{Diagnostic, Diagnostics, unknown};
use crate::report::find;
use crate::text::Text;
use crate::ui::{self, Reply};
use crate::workspace::{FoundIn, Search};
use clap::Args;

/// Find words in titles, papers, materials, lists of people, suggestions and notes, of all years
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Find {
    /// The words, all of which are to be there; of a title also the initials of its pinyin
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// Only in these: titles, papers, numbers, materials, people, suggestions, events or decisions
    #[arg(long = "in", value_name = "WHERE", add = super::completions::words(&FoundIn::NAMES))]
    kind: Option<String>,
    /// Only in topics and plans of this year
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
}

const EXAMPLES: &str = "\
yijuan find 电梯
yijuan find 电梯 楼层 --in papers
yijuan find 钱样本 --in people --year 2026
yijuan find jzdt";

impl Find {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let kind = self.kind.as_deref().map(|written| {
            FoundIn::named(written).ok_or_else(|| unknown(&Text::new("范围", "place"), written, FoundIn::NAMES))
        });
        let search = Search::new(&self.words, kind.transpose()?, self.year).ok_or_else(none)?;
        let (found, problems) = search.find(&context.workspace);
        let colour = ui::colour_on_stdout();
        let stdout = context.format.human_or_json(
            || find::human(&found, context.verbose, context.language, colour),
            || find::as_json(&self.words, &found),
        )?;
        let mut reply = context::reply_without(problems.iter(), stdout);
        if found.is_empty() && context.format == Format::Human {
            reply.notes.push(Text::new("没有找到", "nothing was found"));
        }
        Ok(reply)
    }
}

fn none() -> Diagnostic {
    Diagnostic::new(Text::new("没有写要找什么", "there is no word to find"))
        .hint(Text::new("例如 yijuan find 电梯", "for example yijuan find 电梯"))
}
