//! Reads a cell of a list as the field of its column.

use super::column::Holds;
use super::heading::joined;
use crate::changes::typed;
use crate::diagnostic::Diagnostic;
use crate::model::Name;
use crate::sheet::Cell;
use crate::text;
use crate::text::{Text, hidden};

/// The words of a cell, and how they differ from what was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CellWords {
    pub words: Vec<String>,
    /// The cell was a number that stands for a day.
    pub counted: bool,
    /// Text beside a name was left out.
    pub cut: bool,
    /// Characters were replaced by the usual ones that look the same.
    pub recast: bool,
}

/// Words for a name that is not known yet.
const VACANT: [&str; 9] = ["待定", "未定", "空缺", "暂缺", "缺", "缺额", "无", "暂无", "/"];

/// Brackets around a remark.
const BRACKETS: [(char, char); 5] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('〔', '〕')];

/// Reads a cell.
///
/// # Errors
/// If it holds a formula without a value, invisible characters, or no date where one is wanted.
pub(crate) fn read(cell: &Cell, holds: Holds, since_1904: bool) -> Result<CellWords, Diagnostic> {
    let written = cell.words();
    match cell {
        Cell::Error(error) => {
            return Err(Diagnostic::new(text!(zh: "公式有误：{error}", en: "a formula that fails: {error}"))
                .hint(Text::new("改正公式，或直接写值", "mend the formula, or write the value")));
        }
        Cell::NoValue => {
            let unknown = Diagnostic::new(Text::new("公式没有存下结果", "a formula of which no value is kept"));
            return Err(unknown.hint(Text::new(
                "用 Excel 或 WPS 打开后重新保存，或直接写值",
                "open and save the file in Excel or WPS, or write the value",
            )));
        }
        _ => {}
    }
    if hidden(&written).next().is_some() {
        return Err(Diagnostic::new(Text::new("含看不见的字符", "holds invisible characters"))
            .hint(Text::new("重新键入这一格", "type the cell anew")));
    }
    if let Some(blank) = typed::blank(&written) {
        return Err(typed::unfilled(blank));
    }
    let words = match holds {
        Holds::Words => vec![joined(&written)],
        Holds::Several => parts(&written),
        Holds::Person => return Ok(names(vec![joined(&written)]).usual()),
        Holds::People => return Ok(names(parts(&written)).usual()),
        Holds::Day if written.is_empty() => Vec::new(),
        Holds::Day => {
            let (day, counted) = cell.day(since_1904).ok_or_else(|| {
                Diagnostic::new(text!(zh: "`{written}` 看不出是哪一天", en: "`{written}` is not one day")).hint(
                    Text::new(
                        "年月日写全，如 2026-03-05 或 2026年3月5日；不知是哪一天的空着",
                        "write year, month and day, as 2026-03-05; leave it empty if the day is not known",
                    ),
                )
            })?;
            return Ok(CellWords { words: vec![day.to_string()], counted, ..CellWords::default() });
        }
    };
    Ok(CellWords { words, ..CellWords::default() }.usual())
}

impl CellWords {
    /// With the usual characters, and without empty words.
    fn usual(mut self) -> Self {
        self.words.retain(|word| !word.is_empty());
        for word in &mut self.words {
            let usual = Name::from(word.as_str());
            if *usual != **word {
                usual.as_str().clone_into(word);
                self.recast = true;
            }
        }
        self
    }
}

/// The words of a cell that holds several. Text in brackets is not split.
fn parts(written: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let between = |c: char| {
        match c {
            _ if BRACKETS.iter().any(|(open, _)| *open == c) => depth += 1,
            _ if BRACKETS.iter().any(|(_, close)| *close == c) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | '\n' | '\r')
    };
    written.split(between).map(joined).collect()
}

/// The names without remarks.
fn names(written: Vec<String>) -> CellWords {
    let mut words = CellWords::default();
    for written in written {
        let (name, cut) = name(&written);
        words.cut |= cut;
        if VACANT.contains(&name.as_str()) {
            words.cut = true;
        } else if !name.is_empty() {
            words.words.push(name);
        }
    }
    words
}

/// A name without marks at its ends and a remark in brackets after it, and whether anything was removed.
fn name(written: &str) -> (String, bool) {
    let mut name = written.trim_matches(is_mark);
    while let Some(shorter) = without_remark(name) {
        name = shorter.trim_end_matches(is_mark);
    }
    (unspaced(name), name != written.trim())
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || "*＊※★☆▲△●#＃".contains(c)
}

/// The text before a remark at the end, which may lack its closing bracket.
fn without_remark(name: &str) -> Option<&str> {
    BRACKETS.iter().find_map(|(open, close)| {
        let from = name.rfind(*open)?;
        // `SUM(A1)` has no remark.
        if name[..from].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let closed = name[from..].find(*close).is_none_or(|at| from + at + close.len_utf8() == name.len());
        closed.then(|| &name[..from])
    })
}

/// A name without the spaces that lists put between its characters.
fn unspaced(name: &str) -> String {
    if name.chars().any(|c| c.is_ascii() && c != ' ') {
        return name.to_owned();
    }
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_words(written: &str, holds: Holds, words: &[&str], cut: bool) {
        let read = read(&Cell::from_text(written), holds, false).unwrap();
        assert_eq!((read.words, read.cut), (words.iter().map(ToString::to_string).collect(), cut), "{written}");
    }

    #[test]
    fn what_is_said_of_a_person_is_not_the_name() {
        for written in
            ["马华（女，回族）", "马 华(女,回族)", "马　华＊", "※马华", "马华（女）（连任）*", "马华【女】", "马华（女"]
        {
            assert_words(written, Holds::Person, &["马华"], true);
        }
        assert_words("马　华", Holds::Person, &["马华"], false);
        assert_words("买买提·示例", Holds::Person, &["买买提·示例"], false);
        assert_words("Ann Example", Holds::Person, &["Ann Example"], false);
        assert_words("Ann Example (member)", Holds::Person, &["Ann Example"], true);
        assert_words("=SUM(A1)", Holds::Person, &["=SUM(A1)"], false);
        // Somebody else comes after the brackets.
        assert_words("马华（女）、李样本", Holds::Person, &["马华（女）、李样本"], false);
    }

    #[test]
    fn several_people_each_without_what_is_said_of_them() {
        assert_words("马华（女，回族）、李样本*；王示例", Holds::People, &["马华", "李样本", "王示例"], true);
        assert_words("马华，李样本", Holds::People, &["马华", "李样本"], false);
    }

    #[test]
    fn nobody_is_no_name() {
        for written in ["待定", "空　缺", "（空缺）", "/"] {
            assert_words(written, Holds::Person, &[], true);
        }
        assert_words("", Holds::Person, &[], false);
    }

    #[test]
    fn what_stands_in_brackets_is_one_word() {
        assert_words(
            "副主席（分管城建、环保），秘书长",
            Holds::Several,
            &["副主席（分管城建、环保）", "秘书长"],
            false,
        );
        assert_words("甲）、乙", Holds::Several, &["甲）", "乙"], false);
    }
}
