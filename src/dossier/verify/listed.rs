//! What the list of a package says of each file's bytes, beside what they are. By it the package is proved also where it was
//! taken out of its bag, so a list that says otherwise than the manifests is told.

use super::fault::{BagFault, BagFaultKind};
use super::found::Found;
use crate::dossier::bag::DATA;
use crate::dossier::package::{CATALOGUE, Catalogue};
use crate::text;
use std::collections::HashSet;

/// The list of the package in a bag, if it can be read.
pub(super) fn catalogue(found: &Found) -> Option<Catalogue> {
    found.read(&format!("{DATA}/{CATALOGUE}"), Catalogue::LIMIT).and_then(|bytes| Catalogue::read(&bytes))
}

/// Adds the files whose digest is not the one in the list; those that differ from the manifests are told already.
pub(super) fn look(found: &Found, catalogue: &Catalogue, faults: &mut Vec<BagFault>) {
    let altered = faults.iter().filter(|fault| fault.kind == BagFaultKind::Altered);
    let altered: HashSet<String> = altered.map(|fault| fault.path.clone()).collect();
    for entry in &catalogue.entries {
        for file in &entry.files {
            let path = format!("{DATA}/{}/{}", entry.folder, file.name);
            let is_other = found.digests.get(&path).is_some_and(|digests| digests.sha256 != file.sha256);
            if is_other && !altered.contains(&path) {
                let message = text!(
                    zh: "与 {CATALOGUE} 所写的 SHA-256 不符",
                    en: "its SHA-256 is not the one in {CATALOGUE}"
                );
                faults.push(BagFault::new(BagFaultKind::Catalogue, path, message));
            }
        }
    }
}
