//! Which OpenSSH there is, for those who verify without this program.

use std::process::{Command, Stdio};

/// The first version that knows the days of `allowed_signers`.
pub const WITH_DAYS: (u32, u32) = (8, 8);

/// The version of OpenSSH on this machine: 9.2; none if there is none, or it does not say.
#[must_use]
pub fn openssh() -> Option<(u32, u32)> {
    let said = Command::new("ssh").arg("-V").stdin(Stdio::null()).output().ok()?;
    version_in(&String::from_utf8_lossy(&said.stderr))
}

/// `OpenSSH_9.2p1 Debian-2+deb12u3, OpenSSL …`; on Windows `OpenSSH_for_Windows_9.5p1`.
fn version_in(text: &str) -> Option<(u32, u32)> {
    let rest = text.strip_prefix("OpenSSH_")?;
    let (major, rest) = rest.trim_start_matches("for_Windows_").split_once('.')?;
    let minor: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_as_they_are_told() {
        assert_eq!(version_in("OpenSSH_9.2p1 Debian-2+deb12u3, OpenSSL 3.0.14\n"), Some((9, 2)));
        assert_eq!(version_in("OpenSSH_for_Windows_8.1p1, LibreSSL 3.0.2\n"), Some((8, 1)));
        assert_eq!(version_in("OpenSSH_10.0p2"), Some((10, 0)));
        assert_eq!(version_in("Sun_SSH_1.1"), None);
    }
}
