//! By what references (档号) an archive hands over its files, and for how long each is kept: `filing` in `yijuan.yml`, and the
//! register `filing/YEAR.yml`.

use super::{Date, Name, UniqueMap};
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use serde::{Deserialize, Deserializer};

/// `filing` in `yijuan.yml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// 全宗号: the number that the archives gave to the institution.
    pub fonds: Name,
    /// 类别号, where `{year}` and `{retention}` stand for those of the file. Of files that are kept one by one it has both
    /// (DA/T 13-2022).
    #[serde(default, deserialize_with = "class")]
    pub class: Option<Name>,
    /// For how long papers of a kind are kept, where the regulation says otherwise; by id or
    /// name.
    #[serde(default)]
    pub retention: UniqueMap<Retention>,
}

impl Filing {
    /// The usual class (DA/T 13-2022): records of documents, by year and period.
    const CLASS: &'static str = "WS·{year}·{retention}";

    /// The class of a file.
    #[must_use]
    pub fn class(&self, year: i32, retention: Retention) -> String {
        let class = self.class.as_deref().unwrap_or(Self::CLASS);
        class.replace("{year}", &year.to_string()).replace("{retention}", retention.written())
    }
}

fn class<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Name>, D::Error> {
    let class = Option::<Name>::deserialize(deserializer)?;
    let parts = ["{year}", "{retention}"].into_iter();
    let lacking: Vec<&str> = parts.filter(|part| class.as_ref().is_some_and(|class| !class.contains(part))).collect();
    if lacking.is_empty() {
        return Ok(class);
    }
    let (Text { zh, en }, usual) = (Text::listed(lacking), Filing::CLASS);
    let problem = Diagnostic::new(text!(zh: "类别号没有 {zh}", en: "the class does not have {en}"));
    let hint = text!(
        zh: "按件归档的，年度和保管期限都要有（DA/T 13-2022），例如 {usual}",
        en: "of files kept one by one it has both year and period (DA/T 13-2022), for instance {usual}"
    );
    Err(problem.hint(hint).into_serde())
}

/// How long a file is kept (保管期限, 8号令).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Retention {
    /// 定期10年.
    D10,
    /// 定期30年.
    D30,
    /// 永久.
    Y,
}

impl Retention {
    /// As files and references have it.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::D10 => "D10",
            Self::D30 => "D30",
            Self::Y => "Y",
        }
    }
}

/// An entry of `filing/YEAR.yml`: the reference of a file. It is given once and stays.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiledEntry {
    /// 档号.
    pub reference: Name,
    /// The key of the topic.
    pub topic: Name,
    /// The file, from the folder of the topic.
    pub file: Name,
    /// The day it was given.
    pub date: Date,
}

impl FiledEntry {
    /// The folder of the registers.
    pub const FOLDER: &'static str = "filing";

    /// The register of a year, in which the files of that year stand.
    #[must_use]
    pub fn register(year: i32) -> String {
        format!("{}/{year}.yml", Self::FOLDER)
    }

    /// 件号: the number at the end of the reference.
    #[must_use]
    pub fn item(&self) -> Option<u32> {
        self.reference.rsplit_once('-')?.1.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_pattern() {
        let filing: Filing = serde_yaml::from_str("{fonds: Z109, retention: {host-script: D10}}").unwrap();
        assert_eq!(filing.class(2026, Retention::Y), "WS·2026·Y");
        assert_eq!(filing.retention.get("host-script"), Some(&Retention::D10));
        let older: Filing = serde_yaml::from_str("{fonds: Z109, class: \"WS·{year}-{retention}-BGS\"}").unwrap();
        assert_eq!(older.class(2026, Retention::D30), "WS·2026-D30-BGS");
        for refused in ["retention: {minutes: forever}", "class: \"WS·{year}\"", "class: WS"] {
            assert!(serde_yaml::from_str::<Filing>(&format!("{{fonds: Z109, {refused}}}")).is_err(), "{refused}");
        }
    }
}
