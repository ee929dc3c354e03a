//! The dossier of a topic (一题一卷): what it holds, what it is to hold, and in what state. It judges by the regulation alone,
//! and writes nothing.

pub mod contents;
pub mod name;
mod pages;
mod picture;

pub use contents::{Class, Contents, Item, ItemState, Remark, RemarkKind, Supply, Wanted};
pub use picture::Picture;
