//! Time.
pub mod draft;
