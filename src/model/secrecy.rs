//! Marks of secrecy (密级). An archive never forgets, so only 内部 may be kept in it.

use super::Name;

/// The marks of papers that are no state secrets.
const KEPT: [&str; 2] = ["内部", "internal"];

/// The marks of state secrets, in Chinese and as ids.
const SECRETS: [&str; 7] = ["绝密", "机密", "秘密", "top-secret", "top secret", "confidential", "secret"];

/// Whether something with this mark may be kept in an archive.
#[must_use]
pub fn may_be_kept(mark: &str) -> bool {
    KEPT.contains(&grade(mark).as_str())
}

/// Whether a mark is that of a state secret, with or without a term (秘密★1年).
#[must_use]
pub fn is_secret(mark: &str) -> bool {
    // Every paper is asked, and hardly any begins so.
    let first = mark.trim_start().chars().next().map(|c| c.to_ascii_lowercase());
    first.is_some_and(|first| SECRETS.iter().any(|secret| secret.starts_with(first)))
        && SECRETS.contains(&grade(mark).as_str())
}

/// The mark of a state secret at the top of a text, with its line (0-based): on the first line, or below a copy number
/// (份号).
#[must_use]
pub fn mark_on_top(text: &str) -> Option<(usize, Name)> {
    let lines = text.lines().enumerate().map(|(nth, line)| (nth, bare(line)));
    let mut lines = lines.filter(|(_, line)| !line.is_empty());
    let first = lines.next()?;
    let is_copy_number = first.1.len() == 6 && first.1.bytes().all(|byte| byte.is_ascii_digit());
    let (nth, line) = if is_copy_number { lines.next()? } else { first };
    is_secret(line).then(|| (nth, Name::from(line)))
}

/// A line without the Markdown around it.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(['#', '>', '*', '_']).trim_end_matches(['*', '_']).trim()
}

/// The mark without its term, in lower case.
fn grade(mark: &str) -> String {
    let mark: String = mark.chars().filter(|c| !matches!(c, ' ' | '\u{3000}') || mark.is_ascii()).collect();
    let end = mark.find(['★', '☆', '*', '＊', '(', '（']).unwrap_or(mark.len());
    mark[..end].trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_known_with_and_without_a_term() {
        for secret in
            ["秘密", "机密★", "绝密★30年", "秘密★1年", " 机 密 ", "秘密☆长期", "Secret", "top-secret", "confidential"]
        {
            assert!(is_secret(secret) && !may_be_kept(secret), "{secret}");
        }
        for kept in ["内部", "内部★1年", "internal"] {
            assert!(may_be_kept(kept) && !is_secret(kept), "{kept}");
        }
        for neither in ["密件", "公开", "秘密会议", "不秘密"] {
            assert!(!is_secret(neither) && !may_be_kept(neither), "{neither}");
        }
    }

    #[test]
    fn a_mark_stands_on_top_of_a_text_and_alone() {
        for (text, line) in
            [("\n秘密★1年\n\n函\n", 1), ("000001\n机密\n", 1), ("# 绝密\n", 0), ("**秘密★6个月**\r\n正文", 0)]
        {
            assert_eq!(mark_on_top(text).map(|(line, _)| line), Some(line), "{text}");
        }
        for text in ["", "秘密会议纪要\n", "关于保守国家秘密的函\n秘密\n", "内部\n", "000001\n函\n秘密\n", "机密。\n"]
        {
            assert_eq!(mark_on_top(text), None, "{text}");
        }
    }
}
