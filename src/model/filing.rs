//! By what references (档号) an archive hands over its files, and for how long each is kept: `filing` in `yijuan.yml`, and the
//! register `filing/YEAR.yml`.

use super::{Date, Name, UniqueMap};
use serde::Deserialize;

/// `filing` in `yijuan.yml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// 全宗号: the number that the archives gave to the institution.
    pub fonds: Name,
    /// 类别号, where `{year}` and `{retention}` stand for those of the file.
    pub class: Option<Name>,
    /// For how long papers of a kind are kept, where the regulation says otherwise; by id.
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
        assert!(serde_yaml::from_str::<Filing>("{fonds: Z109, retention: {minutes: forever}}").is_err());
    }
}
