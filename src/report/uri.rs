//! Paths as URIs.

use std::fmt::Write as _;

/// A path as a URI (RFC 3986): all but letters, digits and a few marks is written by its bytes.
pub(super) fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
