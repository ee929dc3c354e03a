//! Unites two changes of one text, clause by clause.

use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use git2::{Error, FileFavor, Index, MergeFileInput, MergeFileOptions, merge_file};

/// Two changes of a text as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text with both changes.
    pub text: String,
    /// Whether both changed the same place, where it reads as ours.
    pub is_ours: bool,
}

/// Ends a clause in what git sees, so that clauses next to each other are changed one by one.
const CLAUSE: &str = "\u{1}";

/// Stands for the end of a line in what git sees.
const LINE: &str = "\u{2}";

/// Unites the changes that `ours` and `theirs` made to `base`.
///
/// # Errors
/// If a text holds control characters that only this module may use, or git cannot unite them.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Result<Merged, Diagnostic> {
    if [base, ours, theirs].iter().any(|text| text.contains(CLAUSE) || text.contains(LINE)) {
        return Err(Diagnostic::new(Text::new("文件含控制字符", "the file holds control characters"))
            .hint(Text::new("删去控制字符后再更新", "take them out first")));
    }
    // Makes libgit2 ready, which merging files alone does not.
    Index::new().map_err(|error| failed(&error))?;
    let [base, ours, theirs] = [base, ours, theirs].map(clauses);
    let united = |options: &mut MergeFileOptions| {
        let mut inputs = [MergeFileInput::new(), MergeFileInput::new(), MergeFileInput::new()];
        for (input, text) in inputs.iter_mut().zip([&base, &ours, &theirs]) {
            input.content(text.as_bytes());
        }
        let [base, ours, theirs] = &inputs;
        merge_file(base, ours, theirs, Some(options)).map_err(|error| failed(&error))
    };
    let plain = united(&mut MergeFileOptions::new())?;
    let is_ours = !plain.is_automergeable();
    let merged = if is_ours { united(MergeFileOptions::new().favor(FileFavor::Ours))? } else { plain };
    let text = String::from_utf8_lossy(merged.content());
    Ok(Merged { text: whole(&text), is_ours })
}

fn failed(error: &Error) -> Diagnostic {
    let why = error.message();
    Diagnostic::new(text!(zh: "git 不能合并两边的改动：{why}", en: "git cannot unite the changes: {why}"))
        .hint(Text::new("另存一份对照修改：`--out 目录`", "write elsewhere and compare: `--out DIR`"))
}

/// A text with each clause on a line of its own.
fn clauses(text: &str) -> String {
    let marks = ['，', '。', '；', '：', '、', '（', '）', '〔', '〕', '|', ':', ','];
    // Never empty: what comes of it could not be read.
    let mut written = format!("{CLAUSE}\n");
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, None), |line| (line, Some(LINE)));
        for clause in line.split_inclusive(marks).chain(end) {
            written.extend([clause, "\n", CLAUSE, "\n"]);
        }
    }
    written
}

/// The text of clauses on lines of their own.
fn whole(clauses: &str) -> String {
    let lines = clauses.split('\n').filter(|line| *line != CLAUSE);
    lines.map(|line| if line == LINE { "\n" } else { line }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_clause_is_changed_by_itself_and_ours_stands_where_both_did() {
        let base = "时间：7月8日（星期三）〔待填写：时间〕。\n地点：〔待填写：地点〕。\n";
        let ours = "时间：7月8日（星期三）下午2时。\n地点：三楼会议室。\n另：请带证件。\n";
        let theirs = "时间：7月15日（星期三）〔待填写：时间〕。\n地点：二楼。\n";
        let merged = merge(base, ours, theirs).unwrap();
        assert_eq!(merged.text, "时间：7月15日（星期三）下午2时。\n地点：三楼会议室。\n另：请带证件。\n");
        assert!(merged.is_ours);
        let theirs = "时间：7月15日（星期三）〔待填写：时间〕。\n地点：〔待填写：地点〕。\n";
        assert!(!merge(base, ours, theirs).unwrap().is_ours);
    }

    #[test]
    fn what_only_one_changed_is_its_change() {
        for (base, changed) in [("甲。\n乙。", "甲。\r\n乙：丙。"), ("", "一\n\n二\n"), ("一\n二\n", "")]
        {
            assert_eq!(merge(base, changed, base).unwrap().text, changed);
            assert_eq!(merge(base, base, changed).unwrap().text, changed);
        }
        assert!(merge("\u{1}", "甲", "乙").is_err());
    }
}
