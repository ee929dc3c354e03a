//! Whose turn it is with a paper under review: of those who take the next step, or of the office to which it returned.

use crate::model::{Name, Verdict};
use crate::rules::{Chain, RuleContext, actor};
use crate::text;
use crate::text::Text;

/// Whose turn it is: 待李虚构, or 重新送审（已退回）. None for a paper that nobody has decided on.
pub(super) fn whose_turn(context: &RuleContext, chain: &Chain, open: &[Name]) -> Option<Text> {
    let (regulation, view) = (context.regulation, &context.view);
    let step = chain.steps.iter().find(|step| step.events.iter().any(|event| open.contains(event)))?;
    let next = step.events.first()?;
    if chain.then.as_ref() == Some(next) || !view.is_under_review(regulation, chain.document.as_ref()?) {
        return None;
    }
    if let Some((_, back)) = view.sent_back(regulation, next, context.world.today) {
        return Some(match back.verdict {
            Verdict::Withdraw => Text::new("重新送审（已撤回）", "hand it in anew (it was taken back)"),
            _ => Text::new("重新送审（已退回）", "hand it in anew (it was sent back)"),
        });
    }
    let holders = actor::holders(context, &step.by, context.world.today);
    let names: Vec<Text> = holders.iter().map(|person| Text::same(person.name.as_str())).collect();
    let Text { zh, en } = Text::join(&names, "、", " or ");
    (!names.is_empty()).then(|| text!(zh: "待{zh}", en: "wait for {en}"))
}
