//! How many pages a PDF has, by what its page tree says (`/Count`). Nothing is set or unpacked that need not be, and what is
//! unpacked is bounded, so a file made to do harm costs no more than one that is not.

use flate2::read::ZlibDecoder;
use regex::bytes::Regex;
use std::io::Read as _;
use std::sync::LazyLock;

/// Most bytes that are unpacked of one file.
const UNPACKED: u64 = 32 << 20;

/// Most pages that are believed.
const MOST: usize = 100_000;

/// Most nodes of a page tree that are looked at, from the end of the file.
const NODES: usize = 1000;

/// How far around a word the dictionary is looked for that it stands in.
const NEAR: usize = 64 << 10;

/// The word for the root of a page tree, or a node of it.
static PAGES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u)/Type\s*/Pages\b").ok());

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u)/Count\s+(\d{1,6})\b").ok());

static PARENT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u)/Parent\b").ok());

/// A stream of objects, up to where its bytes begin.
static OBJECTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u)/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n|<<[^>]*/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n").ok()
});

/// The pages of a PDF; `None` of anything else, and where it does not say.
#[must_use]
pub fn pages(bytes: &[u8]) -> Option<usize> {
    bytes.get(..5).filter(|start| *start == b"%PDF-")?;
    let mut budget = UNPACKED;
    let mut last = None;
    // What was added to a file later stands behind, and takes the place of what was there.
    let mut plain_to = 0;
    for found in OBJECTS.as_ref()?.find_iter(bytes) {
        last = count_in(&bytes[plain_to..found.start()]).or(last);
        let mut unpacked = Vec::new();
        // What was unpacked before an error counts.
        let _ = ZlibDecoder::new(&bytes[found.end()..]).take(budget).read_to_end(&mut unpacked);
        budget -= unpacked.len() as u64;
        last = count_in(&unpacked).or(last);
        plain_to = found.end();
    }
    count_in(&bytes[plain_to..]).or(last).filter(|count| (1..=MOST).contains(count))
}

/// The count of the last root of a page tree in these bytes.
fn count_in(bytes: &[u8]) -> Option<usize> {
    let nodes: Vec<usize> = PAGES.as_ref()?.find_iter(bytes).map(|found| found.start()).collect();
    nodes.into_iter().rev().take(NODES).find_map(|node| {
        let dictionary = around(bytes, node)?;
        // A node has a parent, the root has none.
        if PARENT.as_ref()?.is_match(dictionary) {
            return None;
        }
        let count = COUNT.as_ref()?.captures(dictionary)?.get(1)?;
        std::str::from_utf8(count.as_bytes()).ok()?.parse().ok()
    })
}

/// The dictionary in which a word stands: between the `<<` and `>>` that enclose it.
fn around(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let (mut open, mut place) = (Vec::new(), at.saturating_sub(NEAR));
    let to = bytes.len().min(at + NEAR);
    while place < to {
        match bytes.get(place..place + 2)? {
            b"<<" => open.push(place),
            b">>" => {
                let begins = open.pop();
                if let Some(begins) = begins.filter(|begins| *begins < at && at < place) {
                    return bytes.get(begins..place);
                }
            }
            _ => {
                place += 1;
                continue;
            }
        }
        place += 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    #[test]
    fn the_root_of_the_page_tree_says_how_many_pages_there_are() {
        let plain = "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
                     2 0 obj <</Type /Pages /Resources <</Font <<>>>> /Kids [3 0 R 4 0 R] /Count 7>> endobj\n\
                     3 0 obj <</Type /Pages /Parent 2 0 R /Count 3>> endobj\n";
        assert_eq!(pages(plain.as_bytes()), Some(7));
        // What is added to the file later counts.
        let longer = format!("{plain}2 0 obj\n<< /Count 8 /Type/Pages /Kids [] >>\nendobj\n");
        assert_eq!(pages(longer.as_bytes()), Some(8));
        for none in
            ["", "%PDF-1.7\r\n\0\r\n", "/Type /Pages /Count 3", "%PDF-1.4 << /Type /Pages >>", "%PDF-1.4 /Type /Pages"]
        {
            assert_eq!(pages(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn a_page_tree_that_is_packed_is_unpacked() {
        let packed = |objects: &str| {
            let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(objects.as_bytes()).unwrap();
            let stream = packer.finish().unwrap();
            let head = format!(
                "5 0 obj\n<</Type /ObjStm /N 2 /First 9 /Filter /FlateDecode /Length {}>>\nstream\n",
                stream.len()
            );
            [b"%PDF-1.7\n", head.as_bytes(), &stream, b"\nendstream\nendobj\n"].concat()
        };
        assert_eq!(pages(&packed("1 0 2 30 <</Type/Catalog>> <</Type/Pages/Count 12/Kids[3 0 R]>>")), Some(12));
        // A bomb is unpacked up to a bound.
        let bomb = packed(&" ".repeat(33 << 20));
        assert_eq!(pages(&bomb), None);
    }
}
