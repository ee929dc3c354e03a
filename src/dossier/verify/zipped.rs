//! What is in the ZIP file of a bag, read where it lies: the files that are stored as they are, and what no such file may
//! have in it. Nothing is unpacked, and no name of it becomes a name on the disk.

use super::fault::{BagFault, BagFaultKind};
use crate::dossier::bag::{DATA, DECLARATION, INFO, is_escape};
use crate::text;
use crate::text::{Text, on_one_line};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use zip::{CompressionMethod, ZipArchive};

/// Kinds of files in the rights of an entry: all of them, and those of ordinary files.
const KIND: u32 = 0o170_000;
const FILE: u32 = 0o100_000;

/// How long the record is that ends a ZIP file.
const END: i64 = 22;

/// Where a file lies in a ZIP file.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// Its first byte.
    pub start: u64,
    /// How many it has.
    pub bytes: u64,
}

/// What is in a ZIP file below the folder of its bag.
pub(super) struct Zipped {
    /// The files, by path.
    pub spans: HashMap<String, Span>,
    /// The folders that files are in, and those that have an entry of their own, each with whether it is empty.
    pub folders: BTreeMap<String, bool>,
    /// What must not be there.
    pub faults: Vec<BagFault>,
}

/// An entry, as the list at the end of the file has it.
struct Entry {
    name: Option<String>,
    shown: String,
    header: u64,
    span: Option<Span>,
    /// What it is, if no ordinary file that is stored as it is.
    fault: Option<(BagFaultKind, Text)>,
    is_folder: bool,
}

/// Reads the list of a ZIP file; none if it is no ZIP file, or has no bag in it.
pub(super) fn read(path: &Path, most: usize) -> Option<Zipped> {
    let mut zip = ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let count = zip.len().min(most);
    let entries: Vec<Entry> = (0..count).filter_map(|nth| entry(&mut zip, nth)).collect();
    let folder = folder_of_bag(&entries)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut zipped = Zipped { spans: HashMap::new(), folders: BTreeMap::new(), faults: Vec::new() };
    zipped
        .faults
        .extend(of_whole(path, &mut zip, &entries).into_iter().map(|(kind, text)| BagFault::new(kind, &*name, text)));
    if zip.len() > most {
        let message =
            text!(zh: "文件超过 {most} 个，其余没有核验", en: "more than {most} files, the rest not looked at");
        zipped.faults.push(BagFault::new(BagFaultKind::Unreadable, name, message));
    }
    for entry in entries {
        zipped.take(entry, &folder);
    }
    Some(zipped)
}

fn entry(zip: &mut ZipArchive<BufReader<File>>, nth: usize) -> Option<Entry> {
    let (name, header, mut fault, is_folder, bytes);
    {
        let listed = zip.by_index_data(nth).ok()?;
        (name, header, bytes) = (listed.name_raw().to_vec(), listed.header_start(), listed.compressed_size());
        is_folder = name.ends_with(b"/");
        let kind = listed.unix_mode().unwrap_or_default() & KIND;
        fault = if listed.encrypted() {
            Some((BagFaultKind::Packed, Text::new("加了密", "it is encrypted")))
        } else if listed.compression() != CompressionMethod::Stored || listed.size() != bytes {
            Some((BagFaultKind::Packed, Text::new("压缩过，不是原样存放", "it is compressed, not stored as it is")))
        } else if listed.is_symlink() {
            Some((BagFaultKind::Link, Text::new("是链接，不是文件", "it is a link, not a file")))
        } else if !(is_folder || kind == 0 || kind == FILE) {
            Some((BagFaultKind::Special, Text::new("既不是文件也不是文件夹", "it is neither a file nor a folder")))
        } else {
            None
        };
    }
    let span = zip.by_index_raw(nth).ok().and_then(|file| Some(Span { start: file.data_start()?, bytes }));
    if span.is_none() {
        let unreadable =
            || (BagFaultKind::Unreadable, Text::new("ZIP 里读不到它", "it cannot be read in the ZIP file"));
        fault.get_or_insert_with(unreadable);
    }
    let shown = String::from_utf8_lossy(&name).into_owned();
    Some(Entry { name: String::from_utf8(name).ok(), shown, header, span, fault, is_folder })
}

/// The folder that the bag is in, with its separator: none at all, or the first that has what a bag has.
fn folder_of_bag(entries: &[Entry]) -> Option<String> {
    let names: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.name.as_deref()).collect();
    let is_bag = |folder: &str| {
        let has = |name: &str| names.contains(format!("{folder}{name}").as_str());
        let payload = format!("{folder}{DATA}/");
        has(DECLARATION)
            || has(INFO) && names.range(payload.as_str()..).next().is_some_and(|name| name.starts_with(&payload))
    };
    let folders = names.iter().filter_map(|name| Some(format!("{}/", name.split_once('/')?.0)));
    std::iter::once(String::new()).chain(folders).find(|folder| is_bag(folder))
}

/// What is wrong with the file as a whole: what other programs may take for other files than this one does.
fn of_whole(path: &Path, zip: &mut ZipArchive<BufReader<File>>, entries: &[Entry]) -> Option<(BagFaultKind, Text)> {
    if zip.has_duplicate_names() {
        return Some((BagFaultKind::Twin, Text::new("ZIP 里有同名的文件", "two files in the ZIP file have one name")));
    }
    let mut spans: Vec<(u64, Option<Span>)> = entries.iter().map(|entry| (entry.header, entry.span)).collect();
    spans.sort_by_key(|(header, _)| *header);
    let mut end = Some(0);
    for (header, span) in spans {
        let follows = end == Some(header);
        end = span.filter(|_| follows).map(|span| span.start + span.bytes);
    }
    let is_whole = end == Some(zip.central_directory_start()) && is_last(path);
    (!is_whole || zip.validate_header_consistency().is_err()).then(|| {
        (
            BagFaultKind::Unlisted,
            Text::new(
                "ZIP 里有目录没有列出的内容，或目录与各文件的名称不一致",
                "there is something in the ZIP file that its list does not have, or has otherwise",
            ),
        )
    })
}

/// Whether the file ends with the record that ends the list of its entries, and no comment behind it.
fn is_last(path: &Path) -> bool {
    let mut end = [0; 4];
    let read = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::End(-END))?;
        file.read_exact(&mut end)
    });
    read.is_ok() && end == *b"PK\x05\x06"
}

impl Zipped {
    fn take(&mut self, entry: Entry, folder: &str) {
        let Entry { name, shown, span, fault, is_folder, .. } = entry;
        let Some(name) = name else {
            let message = Text::new("名称不是 UTF-8", "its name is not UTF-8");
            return self.faults.push(BagFault::new(BagFaultKind::Name, shown, message));
        };
        let whole = name.strip_suffix('/').unwrap_or(&name);
        if is_escape(whole) {
            let shown = on_one_line(whole);
            let message = text!(zh: "`{shown}` 不在应在的位置", en: "`{shown}` lies outside of where it may lie");
            return self.faults.push(BagFault::new(BagFaultKind::Escape, whole, message));
        }
        let Some(path) = whole.strip_prefix(folder) else {
            let is_around = is_folder && name == folder;
            if !is_around {
                let message = Text::new("在封装包的文件夹之外", "it lies outside the folder of the bag");
                self.faults.push(BagFault::new(BagFaultKind::Unlisted, whole, message));
            }
            return;
        };
        for (at, _) in path.match_indices('/') {
            self.folders.insert(path[..at].to_owned(), false);
        }
        if let Some((kind, message)) = fault {
            self.faults.push(BagFault::new(kind, path, message));
        } else if is_folder {
            self.folders.entry(path.to_owned()).or_insert(true);
        } else if let Some(span) = span {
            self.spans.insert(path.to_owned(), span);
        }
    }
}
