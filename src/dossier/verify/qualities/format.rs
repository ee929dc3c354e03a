//! What the beginning and the end of a file tell of its format.

/// Whether a file is of another format than its name says.
pub(super) fn is_of_another_format(name: &str, [start, _]: &[Vec<u8>; 2]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" => !start.starts_with(b"%PDF-"),
        "jpg" | "jpeg" | "png" | "tif" | "tiff" | "gif" => {
            let found = infer::get(start).map_or("", |kind| kind.extension());
            let same = |ending: &str| {
                match ending {
                    "jpeg" => "jpg",
                    "tiff" => "tif",
                    other => other,
                }
                .to_owned()
            };
            same(found) != same(&ending)
        }
        // What is text has no zero bytes.
        "md" | "txt" | "csv" | "xml" | "yml" => start.contains(&0),
        "docx" | "xlsx" | "pptx" | "ofd" => !start.starts_with(b"PK\x03\x04"),
        _ => false,
    }
}

/// Whether a file is encrypted or packed, so that not everybody can read it.
pub(super) fn is_locked(name: &str, [start, end]: &[Vec<u8>; 2]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    // An encrypted DOCX or XLSX is a container of the old kind.
    let is_old_container = start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) && ending.ends_with('x');
    let is_locked_pdf =
        start.starts_with(b"%PDF-") && [start, end].iter().any(|edge| edge.windows(8).any(|word| word == b"/Encrypt"));
    is_old_container || is_locked_pdf || is_packed(&ending, start)
}

/// Whether a file is an archive that something was packed into. Formats whose files are ZIP files by their standard are
/// open, and none unless their parts are encrypted.
fn is_packed(ending: &str, start: &[u8]) -> bool {
    const PACKED: [&str; 8] = ["zip", "rar", "7z", "gz", "bz2", "xz", "zst", "tar"];
    const OPEN: [&str; 8] = ["docx", "xlsx", "pptx", "ofd", "odt", "ods", "odp", "epub"];
    if OPEN.contains(&ending) && start.starts_with(b"PK\x03\x04") {
        return start.get(6).is_some_and(|flags| flags & 1 == 1);
    }
    infer::get(start).is_some_and(|kind| PACKED.contains(&kind.extension()))
}
