//! Kind `attest`: a named person states that it was done.

use crate::rules::RuleContext;
use crate::rules::outcome::{Holds, Outcome};
use crate::text;
use crate::text::Text;

/// Whether somebody has stated it by today, for this round. Statements made before the anchor do not count.
pub(crate) fn judge(context: &RuleContext) -> Outcome {
    let (world, rule, view, floor) = (&context.world, context.rule, &context.view, context.timing.floor);
    let stated = view
        .attests()
        .filter(|attest| attest.rule == rule.id && attest.date <= world.today)
        .filter(|attest| floor.is_none_or(|floor| floor <= attest.date))
        .filter(|attest| attest.round.is_none() || view.round.is_none() || attest.round == view.round)
        .map(|attest| attest.date)
        .min();
    let belongs = view.file("attests.yml");
    match stated {
        Some(day) => Outcome { holds: Holds::Since(day), ..Outcome::open(belongs) },
        None => {
            let (zh, en) = (&rule.quote, &rule.en);
            let task = text!(zh: "确认：{zh}", en: "state: {en}");
            Outcome { missing: Text::new(zh.clone(), en.clone()), task, ..Outcome::open(belongs) }
        }
    }
}
