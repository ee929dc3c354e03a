//! Files that are taken into a dossier.

pub(crate) mod handed;
