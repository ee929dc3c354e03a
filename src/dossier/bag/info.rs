//! `bag-info.txt`: what is said of a bag, one label and its value on a line.

use crate::model::Date;

/// What is said of a bag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info(Vec<(String, String)>);

impl Info {
    /// Largest file that is read, in bytes.
    pub const LIMIT: u64 = 1 << 20;
    /// Who hands it over.
    pub const ORGANIZATION: &'static str = "Source-Organization";
    /// Which bag it is among those of everybody.
    pub const IDENTIFIER: &'static str = "External-Identifier";
    /// The dossier that it belongs to with others.
    pub const GROUP: &'static str = "Bag-Group-Identifier";
    /// The day of sealing.
    pub const DATE: &'static str = "Bagging-Date";
    /// Bytes and number of the files of the payload.
    pub const OXUM: &'static str = "Payload-Oxum";
    /// What made it.
    pub const AGENT: &'static str = "Bag-Software-Agent";
    /// Which of the dossier's bags it is, counted from 1.
    pub const SEAL: &'static str = "Yijuan-Seal";
    /// The seal of the one before.
    pub const PREVIOUS: &'static str = "Yijuan-Previous-Seal";
    /// What is to be known of what joined the dossier later.
    pub const NOTE: &'static str = "Yijuan-Note";
    /// Why it is not whole.
    pub const INCOMPLETE: &'static str = "Yijuan-Incomplete";

    /// Adds a label. A value is one line here: what continues on a further line is read in different ways.
    #[must_use]
    pub fn with(mut self, label: &str, value: &(impl ToString + ?Sized)) -> Self {
        let value = value.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.push((label.to_owned(), value));
        self
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.0.iter().map(|(label, value)| format!("{label}: {value}\n")).collect();
        lines.concat()
    }

    /// Reads the file. Also returns the number of each line that is no label with its value.
    #[must_use]
    pub fn read(bytes: &[u8]) -> (Self, Vec<usize>) {
        let text = String::from_utf8_lossy(bytes);
        let (mut labels, mut wrong) = (Self::default(), Vec::new());
        for (nth, line) in text.lines().enumerate() {
            match line.split_once(": ") {
                Some((label, value)) if !label.is_empty() && !label.starts_with(' ') && !line.contains('\u{fffd}') => {
                    labels.0.push((label.to_owned(), value.to_owned()));
                }
                _ => wrong.push(nth + 1),
            }
        }
        (labels, wrong)
    }

    /// The value of a label, if it is there once.
    #[must_use]
    pub fn get(&self, label: &str) -> Option<&str> {
        let mut all = self.0.iter().filter(|(one, _)| one == label).map(|(_, value)| value.as_str());
        all.next().filter(|_| all.next().is_none())
    }

    /// The day of sealing.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.get(Self::DATE)?.parse().ok()
    }

    /// Which of the dossier's bags it is.
    #[must_use]
    pub fn seal(&self) -> Option<u32> {
        self.get(Self::SEAL)?.parse().ok().filter(|seal| *seal > 0)
    }

    /// Bytes and number of the files of the payload.
    #[must_use]
    pub fn oxum(&self) -> Option<(u64, u64)> {
        let (bytes, files) = self.get(Self::OXUM)?.split_once('.')?;
        Some((bytes.parse().ok()?, files.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let info = Info::default().with(Info::SEAL, &2).with(Info::OXUM, "120.3").with(Info::INCOMPLETE, "甲\n 乙");
        assert_eq!(info.text(), "Yijuan-Seal: 2\nPayload-Oxum: 120.3\nYijuan-Incomplete: 甲 乙\n");
        let (read, wrong) = Info::read(info.text().as_bytes());
        assert_eq!((read.seal(), read.oxum(), wrong), (Some(2), Some((120, 3)), vec![]));
        assert_eq!(read, info);
    }

    #[test]
    fn a_label_that_is_there_twice_says_nothing() {
        let (read, wrong) = Info::read(b"Payload-Oxum: 1.1\nPayload-Oxum: 2.1\n continued\nBagging-Date: 2026-02-30\n");
        assert_eq!((read.oxum(), read.date(), wrong), (None, None, vec![3]));
    }
}
