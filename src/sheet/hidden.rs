//! Finds hidden and filtered rows and columns of a workbook's sheets, which the reader of cells does not report.

use super::MOST_COLUMNS;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{BufReader, Cursor};
use zip::ZipArchive;

type Package<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The parts (files) of a workbook that contain its sheets.
pub(super) struct Parts<'b> {
    package: Package<'b>,
    /// The name of each sheet and the path of its part.
    sheets: Vec<(String, String)>,
}

/// What is hidden in a sheet.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Numbers of rows (1-based), in order.
    pub rows: Vec<usize>,
    /// Columns (0-based).
    pub columns: Vec<usize>,
}

impl<'b> Parts<'b> {
    /// Finds the parts. `None` if they are missing, or if several sheets share one part, with which a small file could
    /// give very much to read.
    pub(super) fn of(workbook: &'b [u8]) -> Option<Self> {
        let mut package = ZipArchive::new(Cursor::new(workbook)).ok()?;
        let mut workbook = None;
        for_each_element(&mut package, "_rels/.rels", |element| {
            let is_workbook = |kind: String| kind.ends_with("/officeDocument");
            if element.local_name().as_ref() == "Relationship" && attribute(element, "Type").is_some_and(is_workbook) {
                workbook = attribute(element, "Target");
            }
        })?;
        let workbook = workbook?;
        let workbook = workbook.trim_start_matches('/');
        let (folder, file) = workbook.rfind('/').map_or(("", workbook), |slash| workbook.split_at(slash + 1));
        let mut targets = HashMap::new();
        for_each_element(&mut package, &format!("{folder}_rels/{file}.rels"), |element| {
            targets.extend(attribute(element, "Id").zip(attribute(element, "Target")));
        })?;
        let mut sheets = Vec::new();
        for_each_element(&mut package, workbook, |element| {
            if element.local_name().as_ref() == "sheet" {
                let target = attribute(element, "id").and_then(|id| targets.get(&id).cloned());
                sheets.extend(attribute(element, "name").zip(target));
            }
        })?;
        for (_, part) in &mut sheets {
            *part = part.strip_prefix('/').map_or_else(|| format!("{folder}{part}"), ToOwned::to_owned);
        }
        let parts: HashSet<String> = sheets.iter().map(|(_, part)| part.to_ascii_lowercase()).collect();
        (parts.len() == sheets.len()).then_some(Self { package, sheets })
    }

    /// What is hidden in the sheet with this name.
    pub(super) fn hidden(&mut self, sheet: &str) -> Option<Hidden> {
        let (_, part) = self.sheets.iter().find(|(name, _)| name == sheet)?;
        let (mut hidden, mut row) = (Hidden::default(), 0);
        for_each_element(&mut self.package, part, |element| match element.local_name().as_ref() {
            "row" => {
                row = attribute(element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                if is_hidden(element, "ht") {
                    hidden.rows.push(row);
                }
            }
            "col" if is_hidden(element, "width") => {
                let bound = |key| attribute(element, key)?.parse::<usize>().ok();
                if let (Some(first), Some(last)) = (bound("min"), bound("max")) {
                    hidden.columns.extend(first.saturating_sub(1)..last.min(MOST_COLUMNS));
                }
            }
            _ => {}
        })?;
        hidden.rows.sort_unstable();
        Some(hidden)
    }
}

/// Whether a row or column is marked hidden, or has no height or width.
fn is_hidden(element: &BytesStart, extent: &str) -> bool {
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
        || attribute(element, extent).and_then(|extent| extent.parse::<f64>().ok()) == Some(0.0)
}

/// Visits the elements of a part in order, up to the end of a sheet's cells.
fn for_each_element(package: &mut Package, part: &str, mut visit: impl FnMut(&BytesStart)) -> Option<()> {
    let is_part = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(part);
    let index = package.file_names().position(|name| name.is_ok_and(|name| is_part(&name)))?;
    let mut reader = Reader::from_reader(BufReader::new(package.by_index(index).ok()?));
    // No stricter than the reader of cells.
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::End(element) if element.local_name().as_ref() == "sheetData" => return Some(()),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// The value of an attribute, in any namespace.
fn attribute(element: &BytesStart, key: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attribute = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == key)?;
    unescape(&attribute.value).ok().map(Cow::into_owned)
}
