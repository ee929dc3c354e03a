//! Who hosts a form of consultation.

use crate::regulation::{Check, Regulation, Rule};
use crate::rules::{Fact, Force, Matches, Role, Value, phrase};
use crate::text;
use crate::text::Text;
/// 主席主持，可委托副主席（M10a）: who hosts a form of consultation, by the rules about its host alone.
#[must_use]
pub fn hosts(regulation: &Regulation, form: &str) -> Text {
    let of_form = |rule: &&Rule| {
        rule.when.0.iter().all(|condition| {
            let named = |value: &Value| matches!(value, Value::Word(word) if word.as_str() == form);
            match (condition.fact, &condition.matches) {
                (Fact::Form, Matches::AnyOf(forms)) => forms.iter().any(named),
                (Fact::Form, Matches::Not(forms)) => !forms.iter().any(named),
                _ => true,
            }
        })
    };
    let hosts = regulation.rules.iter().filter(of_form).flat_map(|rule| {
        rule.checks.iter().filter_map(move |check| match check {
            Check::Post(check) if check.who == Role::Host => Some((rule, check)),
            _ => None,
        })
    });
    let said = hosts.map(|(rule, check)| {
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
    Text::join(&said.collect::<Vec<_>>(), "；", "; ")
}
