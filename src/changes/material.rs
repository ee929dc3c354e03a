//! Files that are taken into a dossier.

pub(crate) mod dossier;
pub(crate) mod handed;
