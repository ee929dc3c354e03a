//! Time stamps (RFC 3161) that somebody laid beside a decision. The `openssl` program verifies them; none is ever fetched.

use chrono::{DateTime, NaiveDateTime, Utc};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The certificates of the authorities whose time stamps are trusted, in the archive's root.
pub const AUTHORITIES: &str = "tsa.pem";

/// Why a time stamp proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotStamped {
    /// There is no `openssl` to verify it.
    NoProgram,
    /// What `openssl` says.
    Refused(String),
}

/// When a file's time stamp says that some bytes were there, if an authority that is trusted says so.
///
/// # Errors
/// If it does not prove.
pub fn timestamp(file: &Path, bytes: &[u8], authorities: &Path) -> Result<DateTime<Utc>, NotStamped> {
    let said = openssl(Command::new("openssl").args(["ts", "-reply", "-text", "-in"]).arg(file), b"")?;
    let time = time_in(&String::from_utf8_lossy(&said.stdout));
    let time = time.ok_or_else(|| NotStamped::Refused(reason(&said)))?;
    // The authority's certificate need not be good for ever, only then.
    let verify = ["ts", "-verify", "-data", "/dev/stdin", "-attime", &time.timestamp().to_string(), "-in"];
    let verified = openssl(Command::new("openssl").args(verify).arg(file).arg("-CAfile").arg(authorities), bytes)?;
    if verified.status.success() { Ok(time) } else { Err(NotStamped::Refused(reason(&verified))) }
}

fn openssl(command: &mut Command, input: &[u8]) -> Result<Output, NotStamped> {
    let run = |command: &mut Command| -> io::Result<Output> {
        let piped = command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // What it does not want to read is no error of ours.
            let _ = stdin.write_all(input);
        }
        child.wait_with_output()
    };
    run(command).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => NotStamped::NoProgram,
        _ => NotStamped::Refused(error.to_string()),
    })
}

/// `Time stamp: Jun 12 08:00:00 2026 GMT`, maybe with parts of a second. The last one: what is said before the token is not
/// signed, and may say the same.
fn time_in(text: &str) -> Option<DateTime<Utc>> {
    let time = text.lines().rev().find_map(|line| line.strip_prefix("Time stamp: "))?;
    let time = NaiveDateTime::parse_from_str(time.trim(), "%b %e %H:%M:%S%.f %Y GMT").ok()?;
    Some(time.and_utc())
}

/// The last line of what it says, which names the reason.
fn reason(said: &Output) -> String {
    let text = String::from_utf8_lossy(&said.stderr).into_owned();
    text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
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
