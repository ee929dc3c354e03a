//! A regulation as a readable page: forms and who hosts them, stages, papers, and every rule in words.

use super::{json, markdown, rules};
use crate::engine::{asked, conditions, hosts};
use crate::regulation::{Check, Regulation, Rule};
use crate::text::{Language, Text, printable};
use crate::vocabulary::Group;
use std::fmt::Write as _;

/// What stands on the page, in one language.
pub(crate) struct Page {
    title: String,
    about: String,
    /// Heading and lines of what comes before the rules.
    lists: Vec<(&'static str, Vec<String>)>,
    rules: &'static str,
    /// The rules of each article, in the order of the text: id, and what is said of it by label.
    articles: Vec<(String, Vec<(String, rules::Fields)>)>,
}

impl Page {
    pub(crate) fn of(regulation: &Regulation, language: Language) -> Self {
        let say = |text: &Text| text.in_(language).to_owned();
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
            let hosts = if hosts.is_empty() { String::new() } else { format!(" — {}", say(&hosts)) };
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
            format!("{}. {} — {}{when}", nth + 1, say(&stage.name), say(&done))
        });
        let events = regulation
            .events
            .iter()
            .map(|(id, event)| format!("{} ({id}, {})", event.term.name, say(&event.of.text())));
        let documents = regulation.documents.iter().map(|(id, kind)| {
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

    /// For a page or a mail.
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
                for (label, said) in fields {
                    let _ = writeln!(page, "- {label}: {}", plain(said));
                }
            }
        }
        page
    }
}

/// The same as JSON.
pub(crate) fn in_json(regulation: &Regulation) -> String {
    let both = |text: &Text| serde_json::json!({"zh": text.zh, "en": text.en});
    let said = |text: Text| if text.is_empty() { serde_json::Value::Null } else { both(&text) };
    let forms = regulation
        .terms(Group::Forms)
        .iter()
        .map(|(id, term)| serde_json::json!({"id": id, "name": term.name, "hosts": said(hosts(regulation, id))}));
    let stages = regulation.stages.iter().map(|stage| {
        serde_json::json!({
            "id": stage.id, "name": both(&stage.name), "done_when": if let [only] = stage.done_when.as_slice() { serde_json::json!(only) } else { serde_json::json!(stage.done_when) }, "when": said(conditions(regulation, &stage.when))
        })
    });
    let events = regulation.events.iter().map(|(id, event)| {
        serde_json::json!({"id": id, "name": event.term.name, "of": event.of.id(), "documents": event.document})
    });
    let documents = regulation.documents.iter().map(|(id, kind)| {
        let sections: Vec<_> =
            kind.sections.iter().map(|(id, section)| serde_json::json!({"id": id, "name": section.title})).collect();
        serde_json::json!({"id": id, "name": kind.term.name, "is": kind.is, "sections": sections})
    });
    let rules = regulation.rules.iter().map(|rule: &Rule| {
        serde_json::json!({
            "id": rule.id, "article": rule.article, "quote": rule.quote, "en": rule.en, "force": rule.force.id(),
            "subject": rule.subject.id(), "when": said(conditions(regulation, &rule.when)),
            "asked": both(&asked(regulation, rule)), "kinds": rule.checks.iter().map(Check::kind).collect::<Vec<_>>()
        })
    });
    json::pretty(&serde_json::json!({
        "schema": "yijuan/regulation/1", "id": regulation.id, "title": regulation.title, "in_force": regulation.in_force,
        "built_in": regulation.built_in, "forms": forms.collect::<Vec<_>>(), "stages": stages.collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(), "documents": documents.collect::<Vec<_>>(), "rules": rules.collect::<Vec<_>>()
    }))
}
