//! The list of the files of a package, 目录文件.XML, and what is known of each in its folder, 元数据.XML. The columns are those
//! of DA/T 22 with the period of retention; the words of the metadata those of DA/T 46.

use super::xml::Node;
use crate::model::Date;

const ROOT: &str = "目录文件";
const ENTRY: &str = "件";
const FILE: &str = "文件";
const RECORD: &str = "文件元数据";
const DIGEST: &str = "SHA-256";

/// The list of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The files in the order of the list.
    pub entries: Vec<Entry>,
}

/// A file (件): a paper or a material with all that belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// 档号.
    pub reference: String,
    /// 文号.
    pub number: String,
    /// 责任者.
    pub author: String,
    /// 题名.
    pub title: String,
    /// 日期, as eight digits.
    pub date: String,
    /// 密级.
    pub secrecy: String,
    /// 保管期限: Y, D30 or D10.
    pub retention: String,
    /// 页数, if it is known.
    pub pages: String,
    /// 备注.
    pub note: String,
    /// Its folder in the package.
    pub folder: String,
    /// What lies there beside its metadata.
    pub files: Vec<EntryFile>,
}

/// What belongs to a file, one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFile {
    /// Its name in the folder.
    pub name: String,
    /// What it was called, if that was no safe name.
    pub original: Option<String>,
    /// How many bytes it has.
    pub bytes: u64,
    /// SHA-256 of them, in hexadecimal: the package may be taken out of the bag, whose manifests stay behind.
    pub sha256: String,
}

/// What was done with a file (业务行为).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    /// 时间.
    pub date: String,
    /// 行为.
    pub act: String,
    /// 责任人.
    pub person: String,
    /// 职务, in which they did it; empty where none is on record.
    pub post: String,
}

impl Act {
    fn node(&self) -> Node {
        let said = [("时间", &self.date), ("行为", &self.act), ("责任人", &self.person), ("职务", &self.post)];
        Node::new("业务行为").holding(said.map(|(name, text)| Node::of(name, text)))
    }
}

impl Entry {
    /// The columns of the list with what stands in them.
    #[must_use]
    pub fn columns(&self) -> [(&'static str, &str); 10] {
        [
            ("档号", &self.reference),
            ("文号", &self.number),
            ("责任者", &self.author),
            ("题名", &self.title),
            ("日期", &self.date),
            ("密级", &self.secrecy),
            ("保管期限", &self.retention),
            ("页数", &self.pages),
            ("电子档案名称", &self.folder),
            ("备注", &self.note),
        ]
    }

    /// A date as it stands in the list.
    #[must_use]
    pub fn written(date: Option<Date>) -> String {
        date.map(|date| date.to_string().replace('-', "")).unwrap_or_default()
    }

    fn node(&self, name: &str) -> Node {
        let files = self.files.iter().map(|file| {
            let node = Node::new(FILE).with("名称", &file.name).with("大小", &file.bytes);
            let node = file.original.iter().fold(node, |node, original| node.with("原名", original));
            node.with(DIGEST, &file.sha256)
        });
        let columns = self.columns().map(|(column, text)| Node::of(column, text));
        Node::new(name).holding(columns).holding(files)
    }

    fn of(node: &Node) -> Self {
        let text = |name| node.text_of(name).to_owned();
        let files = node.children.iter().filter(|child| child.name == FILE).map(|file| EntryFile {
            name: file.attribute("名称").unwrap_or_default().to_owned(),
            original: file.attribute("原名").map(ToOwned::to_owned),
            bytes: file.attribute("大小").and_then(|bytes| bytes.parse().ok()).unwrap_or_default(),
            sha256: file.attribute(DIGEST).unwrap_or_default().to_owned(),
        });
        Self {
            reference: text("档号"),
            number: text("文号"),
            author: text("责任者"),
            title: text("题名"),
            date: text("日期"),
            secrecy: text("密级"),
            retention: text("保管期限"),
            pages: text("页数"),
            note: text("备注"),
            folder: text("电子档案名称"),
            files: files.collect(),
        }
    }

    /// The file of its metadata: the same, and what was done.
    #[must_use]
    pub fn metadata(&self, acts: &[Act]) -> String {
        self.node(RECORD).holding(acts.iter().map(Act::node)).file()
    }

    /// Reads the file of its metadata.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Node::read(bytes).filter(|node| node.name == RECORD).map(|node| Self::of(&node))
    }
}

impl Catalogue {
    /// Largest list that is read, in bytes.
    pub const LIMIT: u64 = 32 << 20;

    /// The file.
    #[must_use]
    pub fn file(&self) -> String {
        let entries = self.entries.iter().zip(1..).map(|(entry, nth)| {
            let node = entry.node(ENTRY);
            Node::new(ENTRY).holding([Node::of("顺序号", &nth)]).holding(node.children)
        });
        Node::new(ROOT).holding(entries).file()
    }

    /// Reads the file; `None` if it is none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let root = Node::read(bytes).filter(|root| root.name == ROOT)?;
        let entries = root.children.iter().filter(|child| child.name == ENTRY).map(Entry::of);
        Some(Self { entries: entries.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sha256;

    #[test]
    fn what_is_written_is_read() {
        let file = |name: &str, original: Option<&str>, bytes: &[u8]| EntryFile {
            name: name.into(),
            original: original.map(Into::into),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
        };
        let entry = Entry {
            reference: "Z109-WS·2026·Y-0001".into(),
            number: "云协办〔2026〕5号".into(),
            title: "关于“老旧小区加装电梯”的协商意见".into(),
            date: Entry::written(Date::ymd(2026, 6, 20)),
            retention: "Y".into(),
            folder: "Z109/WS·2026·Y/Z109-WS·2026·Y-0001".into(),
            files: vec![file("协商意见.md", None, b"12"), file("满意度50_.txt", Some("满意度50%.txt"), b"")],
            ..Entry::default()
        };
        assert_eq!(entry.date, "20260620");
        let list = Catalogue { entries: vec![entry.clone(), Entry::default()] };
        assert_eq!(Catalogue::read(list.file().as_bytes()), Some(list));
        let acts =
            [Act {
                date: "2026-06-20".into(), act: "签发".into(), person: "钱样本".into(), post: "主席".into()
            }];
        let metadata = entry.metadata(&acts);
        assert!(metadata.contains("<责任人>钱样本</责任人>\n    <职务>主席</职务>"), "{metadata}");
        assert_eq!(Entry::read(metadata.as_bytes()), Some(entry));
    }
}
