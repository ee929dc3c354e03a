//! yijuan (一卷): one topic, one dossier.
//!
//! A committee's consultation work lies in plain files; a regulation is data; and from the two,
//! with a calendar of working days, follow duties, findings and deadlines.
//! `ARCHITECTURE.md` says which module may use which.

#![warn(missing_docs)]

pub mod archive;
pub mod calendar;
pub mod changes;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod dossier;
pub mod draw;
pub mod duty;
pub mod engine;
pub mod figures;
pub mod history;
pub mod model;
pub mod redline;
pub mod regulation;
pub mod report;
mod review;
pub mod rules;
pub mod schema;
pub mod sheet;
pub mod signing;
pub mod text;
pub mod ui;
pub mod vocabulary;
pub mod workspace;
