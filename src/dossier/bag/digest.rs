//! SHA-256 and SHA-512 of a file, taken in one reading.

use sha2::{Digest as _, Sha256, Sha512};
use std::io::{self, Read};

/// How much of a file is in memory at first: a small one, most of them, needs no more.
const FIRST: usize = 32 << 10;
/// How much of a large one is in memory at a time.
const BUFFER: usize = 512 << 10;

/// A digest that bags have a manifest of. RFC 8493 asks every program to know these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sha256, Self::Sha512];

    /// Its name in the names of files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }

    /// How many hexadecimal digits it has.
    #[must_use]
    pub fn digits(self) -> usize {
        match self {
            Self::Sha256 => 64,
            Self::Sha512 => 128,
        }
    }

    /// The file that lists the payload.
    #[must_use]
    pub fn manifest(self) -> String {
        format!("manifest-{}.txt", self.name())
    }

    /// The file that lists everything beside the payload.
    #[must_use]
    pub fn tag_manifest(self) -> String {
        format!("tagmanifest-{}.txt", self.name())
    }
}

/// What is known of a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digests {
    /// How many there are.
    pub bytes: u64,
    /// In hexadecimal, in lower case.
    pub sha256: String,
    /// In hexadecimal, in lower case.
    pub sha512: String,
}

impl Digests {
    /// Those of whatever is read, a piece at a time.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of(mut reader: impl Read) -> io::Result<Self> {
        let (mut sha256, mut sha512, mut bytes) = (Sha256::new(), Sha512::new(), 0);
        let mut buffer = vec![0; FIRST];
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let piece = &buffer[..read];
            if buffer.len() == BUFFER {
                // Together they would take nearly twice as long as one.
                rayon::join(|| sha256.update(piece), || sha512.update(piece));
            } else {
                sha256.update(piece);
                sha512.update(piece);
            }
            bytes += read as u64;
            if read == buffer.len() {
                buffer.resize(BUFFER, 0);
            }
        }
        Ok(Self { bytes, sha256: format!("{:x}", sha256.finalize()), sha512: format!("{:x}", sha512.finalize()) })
    }

    /// Those of some bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            sha256: format!("{:x}", Sha256::digest(bytes)),
            sha512: format!("{:x}", Sha512::digest(bytes)),
        }
    }

    /// That of an algorithm.
    #[must_use]
    pub fn by(&self, algorithm: Algorithm) -> &str {
        match algorithm {
            Algorithm::Sha256 => &self.sha256,
            Algorithm::Sha512 => &self.sha512,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_read_in_pieces_has_the_digests_of_its_bytes() {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(2 * BUFFER + 17).collect();
        assert_eq!(Digests::of(&bytes[..]).unwrap(), Digests::of_bytes(&bytes));
        let empty = Digests::of_bytes(b"");
        assert!(empty.sha256.starts_with("e3b0c44298fc1c14") && empty.sha512.starts_with("cf83e1357eefb8bd"));
        for algorithm in Algorithm::ALL {
            assert_eq!(empty.by(algorithm).len(), algorithm.digits());
        }
    }
}
