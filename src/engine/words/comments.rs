//! Comments by somebody whom nobody knows.

use crate::archive::Comments;
use crate::diagnostic::Location;
use crate::duty::{Finding, Severity};
use crate::engine::Context;
use crate::model::{CommentLine, Subject};
use crate::regulation::Regulation;
use crate::text;
use crate::text::one_word;
use crate::vocabulary::Group;
use std::collections::HashSet;

/// Whoever comments or settles is registered, or a term of the regulation.
pub(super) fn comments(
    context: &Context,
    regulation: Option<&Regulation>,
    all: &[Comments],
    findings: &mut Vec<Finding>,
) {
    let groups = [Group::Bodies, Group::Posts, Group::Tags];
    let is_term =
        |who: &str| regulation.is_some_and(|known| groups.iter().any(|group| known.terms(*group).get(who).is_some()));
    for comments in all {
        let mut told = HashSet::new();
        for (line, said) in &comments.lines {
            let by = match said {
                CommentLine::Made(comment) => &comment.by,
                CommentLine::Settled(settled) => &settled.by,
            };
            // A post of an office is written with both: director:urban.
            let is_known = context.archive.called(by).is_some() || is_term(by) || by.contains(':');
            if is_known || !told.insert(by) {
                continue;
            }
            let place = Location::at(comments.path.as_str(), *line, 1);
            let message = text!(zh: "批注写的“{by}”没有登记", en: "`{by}`, who comments, is not registered");
            let typed = one_word(by);
            let hint = if by.is_ascii() {
                text!(
                    zh: "登记此人：yijuan person add --id {typed} --name 〈姓名〉",
                    en: "register them: yijuan person add --id {typed} --name 〈NAME〉"
                )
            } else {
                text!(
                    zh: "登记此人：yijuan person add --name {typed}",
                    en: "register them: yijuan person add --name {typed}"
                )
            };
            let subject = Subject::of_path(&comments.path);
            findings.push(Finding::without_rule(Severity::Note, subject, place, message, hint));
        }
    }
}
