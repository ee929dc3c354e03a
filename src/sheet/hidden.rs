//! Which rows and columns of a workbook's sheet nobody sees, filtered ones among them: the reader of its cells does not
//! tell. Reads the parts of a workbook that say so, and no cell.

use super::MOST_COLUMNS;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;
use zip::ZipArchive;

type Package<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What is hidden of a sheet.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Numbers of rows (1-based), in order.
    pub rows: Vec<usize>,
    /// Columns (0-based).
    pub columns: Vec<usize>,
}

impl Hidden {
    /// What is hidden of the sheet of this name; `None` if the parts of the workbook are not where they should be.
    pub(super) fn of(workbook: &[u8], sheet: &str) -> Option<Self> {
        let mut package = ZipArchive::new(Cursor::new(workbook)).ok()?;
        let part = part_of(&mut package, sheet)?;
        let (mut hidden, mut row) = (Self::default(), 0);
        each(&mut package, &part, |element| {
            match element.local_name().as_ref() {
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
            }
            ControlFlow::Continue(())
        })?;
        hidden.rows.sort_unstable();
        Some(hidden)
    }
}

/// Whether a row or column says that it is hidden, or has no extent.
fn is_hidden(element: &BytesStart, extent: &str) -> bool {
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
        || attribute(element, extent).and_then(|extent| extent.parse::<f64>().ok()) == Some(0.0)
}

/// The part of a package that a sheet is in.
fn part_of(package: &mut Package, sheet: &str) -> Option<String> {
    let workbook = target(package, "_rels/.rels", |relationship| {
        attribute(relationship, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
    })?;
    let workbook = workbook.trim_start_matches('/');
    let (folder, file) = workbook.rfind('/').map_or(("", workbook), |slash| workbook.split_at(slash + 1));
    let mut id = None;
    each(package, workbook, |element| {
        if element.local_name().as_ref() != "sheet" || attribute(element, "name").as_deref() != Some(sheet) {
            return ControlFlow::Continue(());
        }
        id = attribute(element, "id");
        ControlFlow::Break(())
    })?;
    let part = target(package, &format!("{folder}_rels/{file}.rels"), |relationship| {
        id.is_some() && attribute(relationship, "Id") == id
    })?;
    Some(part.strip_prefix('/').map_or_else(|| format!("{folder}{part}"), ToOwned::to_owned))
}

/// Where the first relationship of this kind leads to.
fn target(package: &mut Package, part: &str, is_meant: impl Fn(&BytesStart) -> bool) -> Option<String> {
    let mut found = None;
    each(package, part, |element| {
        if element.local_name().as_ref() != "Relationship" || !is_meant(element) {
            return ControlFlow::Continue(());
        }
        found = attribute(element, "Target");
        ControlFlow::Break(())
    })?;
    found
}

/// Visits the elements of a part, in their order, as far as the end of a sheet's cells.
fn each(package: &mut Package, part: &str, mut visit: impl FnMut(&BytesStart) -> ControlFlow<()>) -> Option<()> {
    let is_part = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(part);
    let index = package.file_names().position(|name| name.is_ok_and(|name| is_part(&name)))?;
    let mut reader = Reader::from_reader(BufReader::new(package.by_index(index).ok()?));
    // As little is asked of the parts here as where the cells are read.
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) if visit(&element).is_break() => return Some(()),
            Event::End(element) if element.local_name().as_ref() == "sheetData" => return Some(()),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// An attribute of an element, whatever namespace it is in.
fn attribute(element: &BytesStart, key: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attribute = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == key)?;
    unescape(&attribute.value).ok().map(Cow::into_owned)
}
