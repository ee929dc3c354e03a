//! The commands that record what a draft leaves open.

use crate::text::Text;

/// The commands that record facts, those that set several fields of one topic as one.
pub(super) fn combined(set: &[Text]) -> Text {
    let zh: Vec<&str> = set.iter().map(|set| set.zh.as_str()).collect();
    let en: Vec<&str> = set.iter().map(|set| set.en.as_str()).collect();
    Text::new(commands(&zh).join("；"), commands(&en).join("; "))
}

fn commands(each: &[&str]) -> Vec<String> {
    let mut combined: Vec<(&str, Vec<&str>)> = Vec::new();
    for command in each {
        let (head, field) = settable(command).unwrap_or((command, ""));
        match combined.iter_mut().find(|(known, _)| *known == head) {
            Some((_, fields)) if fields.contains(&field) => {}
            Some((_, fields)) => fields.push(field),
            None => combined.push((head, vec![field])),
        }
    }
    combined.into_iter().map(|(head, fields)| format!("{head} {}", fields.join(" ")).trim_end().to_owned()).collect()
}

/// A command that sets a field of a topic: up to its key, and the field.
fn settable(command: &str) -> Option<(&str, &str)> {
    let rest = command.strip_prefix("yijuan set ")?;
    let (key, field) = rest.split_once(' ')?;
    Some((&command[..command.len() - rest.len() + key.len()], field))
}
