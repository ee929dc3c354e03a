//! What papers may name of how a topic was examined, and of what became of an item of a year's plan.

use super::facts::Facts;
use crate::archive::Topic;
use crate::document::TemplateValue;
use crate::model::{Date, ScopeAnswer, Suggestion};
use crate::text;
use crate::text::one_word;
use crate::vocabulary::{Group, Vocabulary};

impl Facts<'_> {
    /// The answers to the grounds of exclusion, by question, with who gave them and when.
    pub(super) fn scope(&self, topic: &Topic) -> TemplateValue {
        let stated = |name: &str| topic.file.scope.as_ref().and_then(|scope| scope.get(name));
        let signature = |name: &str| match stated(name) {
            Some(ScopeAnswer::Signature(signature)) => signature.to_string(),
            _ => String::new(),
        };
        let key = topic.key;
        let answers = self.regulation.terms(Group::Questions).iter().map(|(id, term)| {
            let answer = match stated(id) {
                Some(ScopeAnswer::Answer(answer)) => Some(if *answer { "是" } else { "否" }),
                _ => None,
            };
            let name = one_word(&term.name);
            let set = || {
                text!(
                    zh: "yijuan set {key} 排除事项.{name}=〈否或是〉 --by 〈核对人〉",
                    en: "yijuan set {key} scope.{id}=〈no or yes〉 --by 〈WHO〉"
                )
            };
            (id.to_owned(), TemplateValue::known(answer, set))
        });
        let by = signature("by");
        let by = if by.is_empty() { by } else { self.name(&by) };
        let signed = [("by", by), ("date", signature("date"))];
        let signed = signed.map(|(name, text)| (name.to_owned(), TemplateValue::Text(text)));
        TemplateValue::map(answers.chain(signed).collect::<Vec<_>>())
    }

    /// What became of an item of the plan: the days on which the rounds of its topic met, how many suggestions were made, and what was answered:
    /// 采纳3条、部分采纳1条. Each empty if nothing is on record.
    pub(super) fn outcome(&self, topic: Option<&Topic>) -> [(&'static str, TemplateValue); 3] {
        let met = topic.iter().flat_map(|topic| self.all_held(topic)).map(Date::printed).collect::<Vec<_>>().join("、");
        let made: Vec<&Suggestion> = topic
            .iter()
            .flat_map(|topic| &topic.suggestions)
            .filter(|one| *one.kind == *Vocabulary::SUGGESTION)
            .collect();
        let answered = self.regulation.terms(Group::Adoptions).iter().filter_map(|(id, term)| {
            let count = made.iter().filter(|one| one.adoption.as_deref() == Some(id)).count();
            (count > 0).then(|| format!("{}{count}条", term.name))
        });
        let count = if made.is_empty() { String::new() } else { made.len().to_string() };
        [
            ("met", TemplateValue::text(met)),
            ("raised", TemplateValue::text(count)),
            ("answered", TemplateValue::text(answered.collect::<Vec<_>>().join("、"))),
        ]
    }
}
