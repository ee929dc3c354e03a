//! Time stamps (RFC 3161) that somebody laid beside a decision. The `openssl` program verifies them; none is ever fetched.

use chrono::{DateTime, NaiveDateTime, Utc};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The certificates of the authorities whose time stamps are trusted, in the archive's root.
pub const AUTHORITIES: &str = "tsa.pem";

/// The largest time stamp that is read, in bytes.
pub const TIMESTAMP_LIMIT: u64 = 256 << 10;

/// Why a time stamp proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotStamped {
    /// There is no `openssl` to verify it, or it cannot.
    Unverified(String),
    /// It proves nothing, and what `openssl` says of it.
    Refused(String),
}

/// When a time stamp says that some bytes were there, if one of these authorities says so.
///
/// # Errors
/// If it does not prove.
pub fn timestamp(stamp: &[u8], bytes: &[u8], authorities: &[u8]) -> Result<DateTime<Utc>, NotStamped> {
    let file = |bytes: &[u8]| Scratch::with(bytes).map_err(|error| NotStamped::Unverified(error.to_string()));
    let (stamp, authorities, bytes) = (file(stamp)?, file(authorities)?, file(bytes)?);
    let said = openssl(Command::new("openssl").args(["ts", "-reply", "-text", "-in"]).arg(&stamp.0))?;
    let time = time_in(&String::from_utf8_lossy(&said.stdout));
    let time = time.ok_or_else(|| why(&said))?;
    let mut verify = Command::new("openssl");
    verify.args(["ts", "-verify", "-data"]).arg(&bytes.0).arg("-in").arg(&stamp.0).arg("-CAfile").arg(&authorities.0);
    // The authority's certificate need not be good for ever, only then.
    let verified = openssl(verify.args(["-attime", &time.timestamp().to_string()]))?;
    if verified.status.success() { Ok(time) } else { Err(why(&verified)) }
}

fn openssl(command: &mut Command) -> Result<Output, NotStamped> {
    let said = command.env("LC_ALL", "C").stdin(Stdio::null()).output();
    said.map_err(|error| NotStamped::Unverified(format!("openssl: {error}")))
}

/// A file for `openssl` to read, there for as long as this is.
struct Scratch(PathBuf);

impl Scratch {
    fn with(bytes: &[u8]) -> io::Result<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        loop {
            let name = format!("yijuan-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = std::env::temp_dir().join(name);
            // Nobody else's file, and no link that somebody has put there.
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    let scratch = Self(path);
                    return file.write_all(bytes).map(|()| scratch);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left over does no harm.
        let _ = fs::remove_file(&self.0);
    }
}

/// `Time stamp: Jun 12 08:00:00 2026 GMT`, maybe with parts of a second. The last one: what is said before the token is not
/// signed, and may say the same.
fn time_in(text: &str) -> Option<DateTime<Utc>> {
    let time = text.lines().rev().find_map(|line| line.strip_prefix("Time stamp: "))?;
    let time = NaiveDateTime::parse_from_str(time.trim(), "%b %e %H:%M:%S%.f %Y GMT").ok()?;
    Some(time.and_utc())
}

/// What it says of a time stamp that does not prove is an error of its own kind; else it could not do what it was asked.
fn why(said: &Output) -> NotStamped {
    let text = [&said.stdout, &said.stderr].map(|text| String::from_utf8_lossy(text).into_owned()).concat();
    let reason = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned();
    if text.contains(":error:") || text.contains("Verification: FAILED") {
        NotStamped::Refused(reason)
    } else {
        NotStamped::Unverified(format!("openssl: {reason}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_reply_is_read() {
        let text = "Status info:\n\nTST info:\nTime stamp: Jun  2 08:00:00.25 2026 GMT\nAccuracy: unspecified\n";
        assert_eq!(time_in(text).map(|time| time.timestamp()), Some(1_780_387_200));
        let forged = format!(
            "Status description: \n\tTime stamp: Jun  1 08:00:00 2020 GMT\nTime stamp: Jun  1 08:00:00 2020 GMT\n{text}"
        );
        assert_eq!(time_in(&forged).map(|time| time.timestamp()), Some(1_780_387_200));
        assert_eq!(time_in("Time stamp: yesterday"), None);
    }
}
