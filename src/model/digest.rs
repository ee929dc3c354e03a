//! SHA-256, as files and commands write it.

use sha2::{Digest as _, Sha256};

/// SHA-256 of some bytes in hexadecimal, as `sha256sum` shows it.
#[must_use]
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_sha256sum_shows_it() {
        assert_eq!(sha256("协商\n"), "3b37f3c8aba08cf17dd6b5c1d1013aaec974f2827132b08c7e4a0f6198ad53c0");
    }
}
