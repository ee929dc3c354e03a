//! Who hosts a form of consultation, in words.

use crate::regulation::{Check, Regulation, Rule};
use crate::rules::{Fact, Force, Matches, Role, Value, phrase};
use crate::text;
use crate::text::Text;
/// Who hosts a form of consultation, from the rules about its host: 主席主持，可委托副主席（M10a）.
#[must_use]
pub fn hosts(regulation: &Regulation, form: &str) -> Text {
    let hosts = regulation.rules.iter().filter(|rule| may_apply_to(rule, form)).flat_map(|rule| {
        rule.checks.iter().filter_map(move |check| match check {
            Check::Post(check) if check.who == Role::Host => Some((rule, check)),
            _ => None,
        })
    });
    let texts = hosts.map(|(rule, check)| {
        let Text { zh, en } = phrase::any_of_actors(regulation, &check.posts);
        let by = match rule.force {
            Force::Must => text!(zh: "{zh}主持", en: "hosted by the {en}"),
            Force::Should => text!(zh: "一般由{zh}主持", en: "generally hosted by the {en}"),
            Force::May => text!(zh: "可由{zh}主持", en: "may be hosted by the {en}"),
        };
        let Text { zh, en } = phrase::any_of_actors(regulation, &check.delegate);
        let delegate = if check.delegate.is_empty() {
            Text::same("")
        } else {
            text!(zh: "，可委托{zh}", en: ", who may delegate to the {en}")
        };
        let id = &rule.id;
        by.then(&delegate).then(&text!(zh: "（{id}）", en: " ({id})"))
    });
    Text::join(&texts.collect::<Vec<_>>(), "；", "; ")
}

/// Whether no condition of a rule excludes a form.
fn may_apply_to(rule: &Rule, form: &str) -> bool {
    rule.when.0.iter().all(|condition| match (condition.fact, &condition.matches) {
        (Fact::Form, Matches::AnyOf(forms)) => names(forms, form),
        (Fact::Form, Matches::Not(forms)) => !names(forms, form),
        _ => true,
    })
}

fn names(forms: &[Value], form: &str) -> bool {
    forms.iter().any(|value| matches!(value, Value::Word(word) if word.as_str() == form))
}
