//! The folder package in which archives take electronic files one by one (DA/T 93-2022): what is in it and where. It is the
//! payload of a bag, and whoever knows no bags takes it alone.

mod catalogue;
mod xml;

pub use catalogue::{Act, Catalogue, Entry, EntryFile};

/// The list of all files.
pub const CATALOGUE: &str = "目录文件.XML";

/// What the package is, and what is needed to read it.
pub const DESCRIPTION: &str = "说明文件.TXT";

/// What is known of a file, in its folder.
pub const METADATA: &str = "元数据.XML";

/// What belongs to no file.
pub const OTHERS: &str = "其他";

/// Among that, the receipts of a shared repository.
pub const RECEIPTS: &str = "收到记录";

/// Beside them, which decisions each was the first to receive.
pub const RECEIVED: &str = "审签决定.csv";
