//! Asks the SSH agent for signatures, as its protocol has it (draft-ietf-sshm-ssh-agent): one request, one answer.

use ssh_key::public::KeyData;
use ssh_key::{PublicKey, Signature};
use std::io::{self, Read, Write};

/// Codes of messages.
const SIGN_REQUEST: u8 = 13;
const SIGN_RESPONSE: u8 = 14;

/// The longest answer that is read, in bytes.
const LONGEST: usize = 64 << 10;

/// The agent's signature over some bytes; `None` if there is no agent, or it has not the key.
pub(super) fn sign(key: &KeyData, bytes: &[u8]) -> Option<Signature> {
    let key = PublicKey::from(key.clone()).to_bytes().ok()?;
    let answer = ask(&mut connect().ok()?, &request(&key, bytes)?).ok()?;
    signature_in(&answer)
}

#[cfg(unix)]
fn connect() -> io::Result<impl Read + Write> {
    let socket = std::env::var_os("SSH_AUTH_SOCK").ok_or(io::ErrorKind::NotFound)?;
    std::os::unix::net::UnixStream::connect(socket)
}

/// The agent of Windows listens at a pipe of this name.
#[cfg(windows)]
fn connect() -> io::Result<impl Read + Write> {
    let pipe = std::env::var_os("SSH_AUTH_SOCK").unwrap_or_else(|| r"\\.\pipe\openssh-ssh-agent".into());
    std::fs::OpenOptions::new().read(true).write(true).open(pipe)
}

fn request(key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut message = vec![SIGN_REQUEST];
    for part in [key, bytes] {
        message.extend(u32::try_from(part.len()).ok()?.to_be_bytes());
        message.extend(part);
    }
    // No flags: they choose among the hashes of RSA.
    message.extend(0u32.to_be_bytes());
    Some(message)
}

fn ask(agent: &mut (impl Read + Write), message: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(message.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    agent.write_all(&length.to_be_bytes())?;
    agent.write_all(message)?;
    agent.flush()?;
    let mut length = [0; 4];
    agent.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if LONGEST < length {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut answer = vec![0; length];
    agent.read_exact(&mut answer)?;
    Ok(answer)
}

fn signature_in(answer: &[u8]) -> Option<Signature> {
    let (code, rest) = answer.split_first()?;
    let (length, signature) = rest.split_first_chunk::<4>()?;
    let is_whole = usize::try_from(u32::from_be_bytes(*length)).ok()? == signature.len();
    (*code == SIGN_RESPONSE && is_whole).then(|| Signature::try_from(signature).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_signature_is_none() {
        for answer in
            [&[][..], &[5], &[SIGN_RESPONSE], &[SIGN_RESPONSE, 0, 0, 0, 9, 1], &[SIGN_RESPONSE, 255, 255, 255, 255]]
        {
            assert_eq!(signature_in(answer), None, "{answer:?}");
        }
    }

    #[test]
    fn an_answer_without_end_is_refused() {
        let mut agent = io::Cursor::new(vec![0; 4 + 2]);
        agent.get_mut().extend([255; 8]);
        assert!(ask(&mut agent, &[SIGN_REQUEST, 0]).is_err());
    }
}
