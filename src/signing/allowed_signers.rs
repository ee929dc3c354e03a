//! `allowed_signers`: whose keys an archive trusts, in the form of OpenSSH (ssh-keygen(1), ALLOWED SIGNERS).
//!
//! It is read more strictly than OpenSSH reads it: a pattern would let one verify as another, and a day without a zone
//! would be another day in another office.

use super::{Signature, is_known};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::Date;
use crate::text;
use crate::text::Text;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use ssh_key::PublicKey;
use ssh_key::public::KeyData;

/// The keys that an archive trusts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedSigners {
    all: Vec<AllowedSigner>,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedSigner {
    /// Whose key it is: each an id, a name or an address.
    pub principals: Vec<String>,
    /// The first day on which it is good, in China.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// What its signatures are good for; everything if none is given.
    namespaces: Option<Vec<String>>,
    key: KeyData,
}

impl AllowedSigners {
    /// Name of the file in the archive's root.
    pub const FILE: &'static str = "allowed_signers";

    /// Reads the file. A line that is wrong is a problem, and its key is not trusted.
    #[must_use]
    pub fn read(text: &str) -> (Self, Diagnostics) {
        let (mut all, mut problems) = (Vec::new(), Diagnostics::new());
        for (nth, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match AllowedSigner::read(line) {
                Ok(signer) => all.push(signer),
                Err(problem) => problems.push(problem.at(Location::at(Self::FILE, nth + 1, 1))),
            }
        }
        (Self { all }, problems)
    }

    /// The lines that trust the key of a signature for a namespace, whatever the day.
    pub fn of<'a>(&'a self, signature: &'a Signature, namespace: &'a str) -> impl Iterator<Item = &'a AllowedSigner> {
        self.all.iter().filter(move |signer| signer.has_made(signature, namespace))
    }

    /// Every line.
    pub fn iter(&self) -> impl Iterator<Item = &AllowedSigner> {
        self.all.iter()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl AllowedSigner {
    fn read(line: &str) -> Result<Self, Diagnostic> {
        let (principals, rest) = split_word(line);
        let (options, key) = match split_word(rest) {
            (first, _) if is_kind_of_key(first) => ("", rest),
            other => other,
        };
        let principals: Vec<String> =
            principals.trim_matches('"').split(',').map(ToOwned::to_owned).filter(|one| !one.is_empty()).collect();
        if let Some(pattern) = principals.iter().find(|one| one.contains(['*', '?', '!'])) {
            return Err(Diagnostic::new(text!(zh: "`{pattern}` 可以指任何人", en: "`{pattern}` may be anybody")).hint(
                Text::new(
                    "逐个写明人员的标识、姓名或邮箱，以逗号分隔，不用通配符",
                    "name each person by id, name or address, with commas between, and without patterns",
                ),
            ));
        }
        let key = PublicKey::from_openssh(key).map_err(|_| {
            Diagnostic::new(Text::new("不是一个公钥", "this is no public key")).hint(Text::new(
                "照抄公钥文件（.pub）的一行：〈标识〉 ssh-ed25519 AAAA…",
                "copy the line of the public key's file (.pub): 〈ID〉 ssh-ed25519 AAAA…",
            ))
        })?;
        if !is_known(key.key_data()) {
            return Err(Diagnostic::new(Text::new(
                "只核验 Ed25519 密钥的签名",
                "only signatures of Ed25519 keys are verified",
            ))
            .hint(Text::new("重新生成一对密钥：ssh-keygen -t ed25519", "make a pair of keys: ssh-keygen -t ed25519")));
        }
        let mut signer = Self { principals, from: None, until: None, namespaces: None, key: key.key_data().clone() };
        for option in split_options(options) {
            signer.take(option)?;
        }
        Ok(signer)
    }

    /// Takes one of its options.
    fn take(&mut self, option: &str) -> Result<(), Diagnostic> {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let value = value.trim_matches('"');
        match name.to_ascii_lowercase().as_str() {
            "namespaces" => self.namespaces = Some(value.split(',').map(|one| one.trim().to_owned()).collect()),
            "valid-after" => self.from = Some(day(value)?),
            "valid-before" => self.until = Some(day(value)?),
            _ => {
                return Err(Diagnostic::new(text!(zh: "不认识的选项 `{name}`", en: "unknown option `{name}`")).hint(
                    Text::new(
                        "可用 namespaces=\"…\"、valid-after=\"…Z\"、valid-before=\"…Z\"，以逗号分隔，不留空格",
                        "there are namespaces=\"…\", valid-after=\"…Z\" and valid-before=\"…Z\", with commas and without blanks between",
                    ),
                ));
            }
        }
        Ok(())
    }

    fn is_for(&self, namespace: &str) -> bool {
        self.namespaces.as_ref().is_none_or(|all| all.iter().any(|one| one == namespace))
    }

    /// Whether it is the key of a signature, and good for what that was made for.
    #[must_use]
    pub fn has_made(&self, signature: &Signature, namespace: &str) -> bool {
        self.key == *signature.key() && self.is_for(namespace)
    }

    /// Whether another line has the same key.
    #[must_use]
    pub fn has_key_of(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// Whether it names its purposes. One that does not is good for decisions, and not for what speaks for everybody.
    #[must_use]
    pub fn names_purposes(&self) -> bool {
        self.namespaces.is_some()
    }

    /// Whether it is good on a day, if only for a part of it.
    #[must_use]
    pub fn is_good_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A word up to the next blank that is not within quotes, and what follows.
fn split_word(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = text.find(|c: char| {
        quoted ^= c == '"';
        !quoted && c.is_whitespace()
    });
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    (word, rest.trim_start())
}

/// The options between commas that are not within quotes.
fn split_options(text: &str) -> Vec<&str> {
    let mut quoted = false;
    let options = text.split(move |c: char| {
        quoted ^= c == '"';
        !quoted && c == ','
    });
    options.filter(|option| !option.is_empty()).collect()
}

fn is_kind_of_key(word: &str) -> bool {
    ["ssh-", "sk-", "ecdsa-"].iter().any(|kind| word.starts_with(kind))
}

/// The day in China of a moment written `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, each with `Z` for UTC.
fn day(written: &str) -> Result<Date, Diagnostic> {
    let wrong = || {
        Diagnostic::new(text!(zh: "`{written}` 不是以 Z 结尾的日期", en: "`{written}` is no date that ends in Z")).hint(
            Text::new(
                "写 YYYYMMDDZ 或 YYYYMMDDHHMMSSZ；不写 Z 的，各台机器按各自的时区理解",
                "write YYYYMMDDZ or YYYYMMDDHHMMSSZ; without Z each machine would take it in its own time zone",
            ),
        )
    };
    let digits = written.strip_suffix('Z').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let digits = digits.ok_or_else(wrong)?;
    let (date, time) = digits.split_at_checked(8).ok_or_else(wrong)?;
    let date = NaiveDate::parse_from_str(date, "%Y%m%d").map_err(|_| wrong())?;
    let time = match time.len() {
        0 => Ok(NaiveTime::MIN),
        4 => NaiveTime::parse_from_str(time, "%H%M"),
        _ => NaiveTime::parse_from_str(time, "%H%M%S"),
    };
    let moment = NaiveDateTime::new(date, time.map_err(|_| wrong())?);
    Date::of_second(moment.and_utc().timestamp()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOXXkfwvKmAiAlYSO2206OXbt536II+VeeyjEdP2bd7J";

    fn read(line: &str) -> Result<AllowedSigner, String> {
        AllowedSigner::read(line).map_err(|problem| problem.message.en)
    }

    #[test]
    fn a_line_with_options_and_one_without() {
        let signer = read(&format!(
            "qian,钱样本 namespaces=\"yijuan,git\",valid-after=\"20260101Z\",valid-before=\"20270101Z\" {KEY} 办公室"
        ));
        let signer = signer.unwrap();
        assert_eq!(signer.principals, ["qian", "钱样本"]);
        assert_eq!((signer.from, signer.until), (Date::ymd(2026, 1, 1), Date::ymd(2027, 1, 1)));
        assert!(signer.is_for("yijuan") && signer.is_for("git") && !signer.is_for("file"));
        let plain = read(&format!("qian {KEY}")).unwrap();
        assert!(plain.is_for("file") && plain.is_good_on(Date::EARLIEST));
    }

    #[test]
    fn the_days_are_those_of_china() {
        assert_eq!(day("20260101Z").ok(), Date::ymd(2026, 1, 1));
        assert_eq!(day("202601011600Z").ok(), Date::ymd(2026, 1, 2));
        assert_eq!(day("20260101155959Z").ok(), Date::ymd(2026, 1, 1));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |line: String| read(&line).unwrap_err();
        assert_eq!(wrong(format!("* {KEY}")), "`*` may be anybody");
        assert_eq!(wrong(format!("qian,?ian {KEY}")), "`?ian` may be anybody");
        assert_eq!(wrong(format!("qian valid-before=\"20270101\" {KEY}")), "`20270101` is no date that ends in Z");
        assert_eq!(wrong(format!("qian valid-before=\"2027\" {KEY}")), "`2027` is no date that ends in Z");
        assert_eq!(wrong(format!("qian valid-before=\"20271301Z\" {KEY}")), "`20271301Z` is no date that ends in Z");
        assert_eq!(wrong(format!("qian cert-authority {KEY}")), "unknown option `cert-authority`");
        assert_eq!(wrong("qian".to_owned()), "this is no public key");
        assert_eq!(wrong("qian ssh-ed25519 AAAA".to_owned()), "this is no public key");
    }
}
