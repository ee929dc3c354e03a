//! Lists that offices have, read into records.

mod beside;
pub(crate) mod cell;
pub(crate) mod column;
pub(crate) mod heading;
pub(crate) mod listing;
