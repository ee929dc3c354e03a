//! Document numbers (发文字号): how one is written, and an entry of the register, `numbers/YEAR.yml`.

use super::{Date, Name, OneOrMany, Subject, year};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// A document number, `云协办函〔2026〕12号`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    /// Whose it is and of which kind (发文机关代字).
    pub code: Name,
    /// The year.
    pub year: i32,
    /// The number within code and year, from 1.
    pub number: u32,
}

impl DocumentNumber {
    /// A code, one to eight Chinese characters.
    ///
    /// # Errors
    /// If the word is none.
    pub fn code(word: &str) -> Result<Name, Diagnostic> {
        let is_code =
            (1..=8).contains(&word.chars().count()) && word.chars().all(|c| ('\u{4e00}'..='\u{9fa5}').contains(&c));
        if is_code {
            return Ok(Name::from(word));
        }
        let none = text!(zh: "`{word}` 不是发文机关代字", en: "`{word}` is no code of document numbers");
        Err(Diagnostic::new(none).hint(Text::new(
            "代字是一至八个汉字，例如 云协办函；年份和序号不在其内",
            "a code is one to eight Chinese characters, for example 云协办函; year and number are no part of it",
        )))
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, year, number } = self;
        write!(f, "{code}〔{year}〕{number}号")
    }
}

impl FromStr for DocumentNumber {
    type Err = ();

    /// As GB/T 9704-2012, 7.2.5 writes it: the year in full in 〔〕, no 第, no leading zero, 号 at the end.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (code, rest) = text.split_once('〔').ok_or(())?;
        let (of_year, number) = rest.strip_suffix('号').and_then(|rest| rest.split_once('〕')).ok_or(())?;
        let is_plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
        let number = number.parse().ok().filter(|_| is_plain).ok_or(())?;
        Ok(Self { code: Self::code(code).map_err(drop)?, year: year(of_year).ok_or(())?, number })
    }
}

/// An entry of `numbers/YEAR.yml`: a number that was used, and for which paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberEntry {
    /// The code.
    pub code: Name,
    /// The year.
    pub year: i32,
    /// The number.
    pub number: u32,
    /// The last of several that were used outside the archive.
    pub through: Option<u32>,
    /// Key of the topic, or `plan:YEAR`; none of a number used outside the archive.
    pub topic: Option<Name>,
    /// Kind of paper.
    pub document: Option<Name>,
    /// The file's name without its ending, if it is not that of the kind.
    pub paper: Option<Name>,
    /// The day.
    pub date: Date,
    /// The paper's earlier numbers, which this one takes the place of.
    #[serde(default)]
    pub instead_of: OneOrMany<Name>,
    /// What it was used for.
    pub note: Option<Name>,
}

impl NumberEntry {
    /// The number as printed; of several, the first.
    #[must_use]
    pub fn text(&self) -> DocumentNumber {
        DocumentNumber { code: self.code.clone(), year: self.year, number: self.number }
    }

    /// The last number.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.through.map_or(self.number, |last| last.max(self.number))
    }

    /// Whether a number is among its own.
    #[must_use]
    pub fn holds(&self, number: &DocumentNumber) -> bool {
        (&self.code, self.year) == (&number.code, number.year) && (self.number..=self.last()).contains(&number.number)
    }

    /// Whose paper has the number; `None` if it is none of the archive's, or not written as one.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        let topic = self.topic.as_deref()?;
        match topic.strip_prefix("plan:") {
            Some(of_year) => year(of_year).map(Subject::Plan),
            None => topic.parse().ok().map(Subject::Topic),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_as_it_is_printed() {
        for written in ["云协办函〔2026〕12号", "门协发〔2020〕4号", "中发〔2019〕40号", "盐政协发〔2020〕9号"]
        {
            assert_eq!(written.parse::<DocumentNumber>().unwrap().to_string(), written);
        }
        for other in [
            "",
            "云协办函",
            "云协办函〔26〕1号",
            "云协办函〔2026〕01号",
            "云协办函〔2026〕0号",
            "云协办函〔2026〕第1号",
            "云协办函[2026]1号",
            "云协办函〔2026〕1",
            "〔2026〕1号",
            "YXB〔2026〕1号",
            "云 协〔2026〕1号",
            "一二三四五六七八九〔2026〕1号",
            "云协〔2026〕+1号",
            "云协〔2026〕99999999999号",
            "〔待填写：发文字号〕",
        ] {
            assert!(other.parse::<DocumentNumber>().is_err(), "{other}");
        }
    }
}
