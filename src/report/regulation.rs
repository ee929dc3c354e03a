//! `regulation show`: a regulation as a page, Markdown or JSON: forms and who hosts them, stages, papers, and every rule
//! in words.

use super::json::pretty;
use super::{markdown, rules};
use crate::engine::{asked, conditions, hosts};
use crate::regulation::{Check, Regulation, Rule};
use crate::text::{Language, Text, printable};
use crate::vocabulary::{Group, Vocabulary};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The content of the page, in one language.
pub(crate) struct Page {
    title: String,
    about: String,
    /// The lists before the rules: heading and lines.
    lists: Vec<(&'static str, Vec<String>)>,
    rules: &'static str,
    /// Each article with its rules, in the order of the text; a rule is its id and its labelled fields.
    articles: Vec<(String, Vec<(String, rules::Fields)>)>,
}

impl Page {
    pub(crate) fn of(regulation: &Regulation, language: Language) -> Self {
        let in_force = regulation.in_force.map(|day| match language {
            Language::Chinese => format!("，{day} 施行"),
            Language::English => format!(", in force from {day}"),
        });
        let count = regulation.rules.len();
        let rules = match language {
            Language::Chinese => format!("，规则 {count} 条"),
            Language::English if count == 1 => ", 1 rule".to_owned(),
            Language::English => format!(", {count} rules"),
        };
        let forms = regulation.terms(Group::Forms).iter().map(|(id, term)| {
            let hosts = hosts(regulation, id);
            let hosts = if hosts.is_empty() { String::new() } else { format!(" — {}", hosts.in_(language)) };
            format!("{} ({id}){hosts}", term.name)
        });
        let stages = regulation.stages.iter().enumerate().map(|(nth, stage)| {
            let when = conditions(regulation, &stage.when);
            let when = match language {
                _ if when.is_empty() => String::new(),
                Language::Chinese => format!("（{}）", when.zh),
                Language::English => format!(" ({})", when.en),
            };
            let done: Vec<Text> = stage.done_when.iter().map(|event| regulation.name(event)).collect();
            let done = Text::join(&done, "或", " or ");
            format!("{}. {} — {}{when}", nth + 1, stage.name.in_(language), done.in_(language))
        });
        let events = regulation
            .events
            .iter()
            .map(|(id, event)| format!("{} ({id}, {})", event.term.name, event.of.text().in_(language)));
        // Those that every regulation has are not in its text.
        let own = regulation.documents.iter().filter(|(id, _)| {
            Vocabulary::PAPERS.iter().all(|(built_in, ..)| built_in != id) && *id != Vocabulary::RESULT
        });
        let documents = own.map(|(id, kind)| {
            let sections: Vec<&str> = kind.sections.iter().map(|(_, section)| section.title.as_str()).collect();
            let between = language.choose("、", ", ");
            let sections = if sections.is_empty() { String::new() } else { format!(" — {}", sections.join(between)) };
            format!("{} ({id}){sections}", kind.term.name)
        });
        let lists = [
            (language.choose("协商形式", "forms"), forms.collect::<Vec<_>>()),
            (language.choose("环节", "stages"), stages.collect()),
            (language.choose("事件", "events"), events.collect()),
            (language.choose("文书", "documents"), documents.collect()),
        ];
        let mut articles: Vec<(String, Vec<_>)> = Vec::new();
        for rule in &regulation.rules {
            let one = (rule.id.to_string(), rules::fields(regulation, rule, language));
            match articles.iter_mut().find(|(article, _)| *article == rule.article.as_str()) {
                Some((_, rules)) => rules.push(one),
                None => articles.push((rule.article.to_string(), vec![one])),
            }
        }
        Self {
            title: regulation.title.to_string(),
            about: format!("{}{}{rules}", regulation.id, in_force.unwrap_or_default()),
            lists: lists.into_iter().filter(|(_, lines)| !lines.is_empty()).collect(),
            rules: language.choose("规则", "rules"),
            articles,
        }
    }

    /// For a terminal.
    pub(crate) fn plain(&self) -> String {
        let mut page = format!("{}\n{}\n", self.title, self.about);
        for (heading, lines) in &self.lists {
            let _ = writeln!(page, "\n{heading}");
            for line in lines {
                let _ = writeln!(page, "  {line}");
            }
        }
        let _ = writeln!(page, "\n{}", self.rules);
        for (article, rules) in &self.articles {
            let _ = writeln!(page, "\n{article}");
            for (id, fields) in rules {
                let _ = write!(page, "  {id}\n{}", rules::lines(fields, 4));
            }
        }
        printable(&page)
    }

    /// As Markdown.
    pub(crate) fn markdown(&self) -> String {
        let plain = markdown::plain;
        let mut page = format!("# {}\n\n{}\n", plain(&self.title), plain(&self.about));
        for (heading, lines) in &self.lists {
            let _ = writeln!(page, "\n## {heading}\n");
            for line in lines {
                let _ = writeln!(page, "- {}", plain(line));
            }
        }
        let _ = writeln!(page, "\n## {}", self.rules);
        for (article, rules) in &self.articles {
            let _ = writeln!(page, "\n### {}", plain(article));
            for (id, fields) in rules {
                let _ = writeln!(page, "\n**{}**\n", plain(id));
                for (label, value) in fields {
                    let _ = writeln!(page, "- {label}: {}", plain(value));
                }
            }
        }
        page
    }
}

/// The regulation as JSON: `yijuan/regulation/1`.
pub(crate) fn in_json(regulation: &Regulation) -> String {
    let forms = regulation
        .terms(Group::Forms)
        .iter()
        .map(|(id, term)| json!({"id": id, "name": term.name, "hosts": text_or_null(&hosts(regulation, id))}));
    let stages = regulation.stages.iter().map(|stage| {
        json!({
            "id": stage.id, "name": text_in_json(&stage.name), "done_when": if let [only] = stage.done_when.as_slice() { json!(only) } else { json!(stage.done_when) }, "when": text_or_null(&conditions(regulation, &stage.when))
        })
    });
    let events = regulation.events.iter().map(
        |(id, event)| json!({"id": id, "name": event.term.name, "of": event.of.id(), "documents": event.document}),
    );
    let documents = regulation.documents.iter().map(|(id, kind)| {
        let sections: Vec<_> =
            kind.sections.iter().map(|(id, section)| json!({"id": id, "name": section.title})).collect();
        json!({"id": id, "name": kind.term.name, "is": kind.is, "sections": sections})
    });
    let rules = regulation.rules.iter().map(|rule: &Rule| {
        json!({
            "id": rule.id, "article": rule.article, "quote": rule.quote, "en": rule.en, "force": rule.force.id(),
            "subject": rule.subject.id(), "when": text_or_null(&conditions(regulation, &rule.when)),
            "asked": text_in_json(&asked(regulation, rule)), "kinds": rule.checks.iter().map(Check::kind).collect::<Vec<_>>()
        })
    });
    pretty(&json!({
        "schema": "yijuan/regulation/1", "id": regulation.id, "title": regulation.title, "in_force": regulation.in_force,
        "built_in": regulation.built_in, "forms": forms.collect::<Vec<_>>(), "stages": stages.collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(), "documents": documents.collect::<Vec<_>>(), "rules": rules.collect::<Vec<_>>()
    }))
}

/// A text as an object with a key for each language.
fn text_in_json(text: &Text) -> Value {
    json!({"zh": text.zh, "en": text.en})
}

fn text_or_null(text: &Text) -> Value {
    if text.is_empty() { Value::Null } else { text_in_json(text) }
}
