//! Reads the folders that hold one file for each year: schedules of holidays, and the registers of document numbers and of
//! references.

use super::{entries, keep, read_list};
use crate::archive::FiledYear;
use crate::archive::copied::Copied;
use crate::archive::numbers::{FOLDER, Numbers};
use crate::archive::parse::read_record;
use crate::archive::source::{Limits, Source};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{FiledEntry, Schedule, year};
use crate::text;
use crate::text::Text;
use serde::de::DeserializeOwned;

/// `calendar/`.
pub(super) fn schedules(source: &dyn Source, problems: &mut Diagnostics) -> Vec<Schedule> {
    let mut schedules = Vec::new();
    for entry in entries(source, "calendar", problems) {
        let path = format!("calendar/{}", entry.name);
        let Some(year) = entry.name.strip_suffix(".yml").and_then(year) else {
            problems.push(
                Diagnostic::new(Text::new("不是节假日安排的文件名", "not the name of a schedule"))
                    .at(Location::file(path))
                    .hint(Text::new("节假日安排写作 calendar/2027.yml", "a schedule is named calendar/2027.yml")),
            );
            continue;
        };
        let bytes = keep(problems, source.read(&path, Limits::YAML)).map(Option::unwrap_or_default);
        // Days counted by half a schedule would be wrong without a sign of it.
        let whole = bytes.map(|bytes| read_record::<Schedule>(&path, &bytes).whole());
        if let Some(mut schedule) = whole.and_then(|whole| whole.map_err(|wrong| problems.extend(wrong)).ok()) {
            if schedule.year != 0 && schedule.year != year {
                let written = schedule.year;
                problems.push(
                    Diagnostic::new(
                        text!(zh: "`year: {written}` 与文件名不一致", en: "`year: {written}` is not the file's name"),
                    )
                    .at(Location::field(path.clone(), ["year".into()]))
                    .hint(text!(zh: "写 `year: {year}`，或给文件改名", en: "write `year: {year}`, or rename the file")),
                );
                continue;
            }
            schedule.year = year;
            schedules.push(schedule);
        }
    }
    schedules
}

/// Paths of the register of document numbers, one for each year that has any.
pub fn number_files(source: &dyn Source) -> Vec<String> {
    let names = entries(source, FOLDER, &mut Diagnostics::new()).into_iter().map(|file| file.name);
    let names = names.filter(|name| name.strip_suffix(".yml").and_then(year).is_some());
    names.map(|name| format!("{FOLDER}/{name}")).collect()
}

/// The register of document numbers.
pub(super) fn numbers(source: &dyn Source, problems: &mut Diagnostics) -> Numbers {
    let mut numbers = Numbers::default();
    for (year, entries) in registers(source, FOLDER, &Text::new("文号", "numbers"), problems) {
        numbers.add(year, entries);
    }
    numbers
}

/// The register of references, by year.
pub(super) fn filed(source: &dyn Source, problems: &mut Diagnostics) -> Vec<FiledYear> {
    let registers = registers(source, FiledEntry::FOLDER, &Text::new("档号", "references"), problems);
    registers.into_iter().map(|(year, entries)| FiledYear { year, entries }).collect()
}

/// The registers in a folder, with what they are of. Stray copies among its files are reported as such.
fn registers<T: DeserializeOwned>(
    source: &dyn Source,
    folder: &str,
    Text { zh, en }: &Text,
    problems: &mut Diagnostics,
) -> Vec<(i32, Vec<T>)> {
    let files = entries(source, folder, problems);
    let copies = Copied::among(folder, &files);
    let mut registers = Vec::new();
    for file in &files {
        let path = format!("{folder}/{}", file.name);
        if let Some(year) = file.name.strip_suffix(".yml").and_then(year) {
            registers.push((year, read_list(source, &path, problems)));
        } else if !copies.iter().any(|copy| copy.path == path) {
            let message = text!(zh: "不是{zh}登记的文件名", en: "not the name of a register of {en}");
            let hint = text!(zh: "{zh}登记写作 {folder}/2026.yml", en: "a register is named {folder}/2026.yml");
            problems.push(Diagnostic::new(message).at(Location::file(path)).hint(hint));
        }
    }
    registers
}
