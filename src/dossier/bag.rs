//! A bag: the folder in which a dossier leaves the archive, by `BagIt` 1.0 (RFC 8493), so that it can be checked in twenty
//! years with `sha512sum` alone.
//!
//! It knows names, bytes and digests. What lies in `data/` is somebody else's concern.

mod copy;
mod digest;
mod info;
mod manifest;
mod name;
mod write;
mod zip;

pub use copy::Copied;
pub use digest::{Algorithm, Digests};
pub use info::Info;
pub use manifest::{Line, LineFault, Manifest, is_escape};
pub use name::SafeNames;
pub use write::{Content, NewBag, Prepared};
pub use zip::Zipped;

/// The folder of the payload.
pub const DATA: &str = "data";

/// The file by which a folder is a bag.
pub const DECLARATION: &str = "bagit.txt";

/// What is in it, to the byte.
pub const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// What is said of the bag.
pub const INFO: &str = "bag-info.txt";

/// The file whose SHA-512 is the seal: through it that speaks for every byte of the bag.
pub const SEALED: &str = "tagmanifest-sha512.txt";

/// The signature over it. It lies beside, and no manifest lists it.
pub const SIGNATURE: &str = "tagmanifest-sha512.txt.sig";
