//! The dossier of a topic (一题一卷): what it holds, what it is to hold, and in what state; the bag in which it leaves the
//! archive, and whether a bag is what it was.

mod additions;
pub mod bag;
pub mod contents;
pub mod name;
pub mod package;
mod pages;
mod picture;
pub mod public;
mod sealings;
pub(crate) mod unfinished;
pub mod verify;

pub use additions::Additions;
pub use contents::{Class, Contents, Item, ItemState, Remark, RemarkKind, SignedCopy, Supply, Wanted};
pub use pages::pages;
pub use picture::Picture;
pub use sealings::Sealing;
pub use unfinished::Unfinished;
