//! Changes to an archive, a module for each command: a request is checked against archive and regulation and gives a
//! [`Proposal`], the files to write. Only [`Writer`] writes and commits.
//!
//! Knows neither the command line nor pages.

mod assignment;
pub(crate) mod attest;
pub(crate) mod body;
pub(crate) mod builder;
pub(crate) mod by_hand;
pub(crate) mod draw;
mod entries;
pub(crate) mod entry;
pub(crate) mod export;
pub(crate) mod fields;
pub(crate) mod hooks;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod material;
pub(crate) mod meeting_day;
pub(crate) mod modelines;
pub(crate) mod new;
pub(crate) mod number;
pub(crate) mod office;
pub(crate) mod person;
pub(crate) mod pinyin;
pub(crate) mod plan;
mod planned;
pub(crate) mod postpone;
mod proposal;
pub(crate) mod receive;
pub(crate) mod record;
pub(crate) mod register;
pub(crate) mod regulation;
pub(crate) mod remind;
pub(crate) mod render;
pub(crate) mod renumber;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod roster;
pub(crate) mod seal;
pub(crate) mod secrecy;
pub(crate) mod set;
pub(crate) mod stated;
pub(crate) mod suggestion;
pub(crate) mod title;
pub(crate) mod transfer;
pub(crate) mod typed;
pub(crate) mod upgrade;
pub(crate) mod waive;
mod words;
mod writer;

pub(crate) use assignment::Assignment;
pub(crate) use builder::{Record, RecordBuilder, Wrong, word};
pub(crate) use entries::{Added, with_entries, with_entry};
pub(crate) use proposal::called;
pub use proposal::{Done, Proposal};
pub(crate) use words::Words;
pub use writer::{Writer, language_of, open_repository};
