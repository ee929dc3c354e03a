//! A whole archive: its settings and people, its years, its topics.

mod attest;
mod material;
mod paper;
mod plan;
mod prose;
mod random;
mod roster;
mod suggestion;
mod timeline;
mod topic;

use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::Path;
use topic::Topic;
use yijuan::calendar::Calendar;
use yijuan::model::Date;

/// The seed unless another is asked for.
pub const SEED: u64 = 20_200_730;

/// The years that topics are spread over, evenly: those the regulation is in force for from their first day.
const YEARS: std::ops::RangeInclusive<i32> = 2021..=2026;

/// Topics from this one on come up ad hoc: with more in it, a year's plan would be larger than an archive's files may be.
const MOST_PLANNED: u32 = 40_000;

/// More would need longer numbers than a topic's key has.
const MOST_TOPICS: u32 = 1_000_000;

type Failure = Box<dyn Error + Send + Sync>;

/// The files of one folder: path within it and text.
type Files = Vec<(String, String)>;

/// Writes an archive of so many topics into a folder that is new or empty.
pub fn write(folder: &Path, topics: u32, seed: u64) -> Result<(), Failure> {
    if topics > MOST_TOPICS {
        return Err(format!("at most {MOST_TOPICS} topics").into());
    }
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(format!("`{}` is not empty", folder.display()).into());
    }
    let calendar = Calendar::built_in()?;
    let topics: Vec<Topic> = (0..topics).into_par_iter().map(|index| Topic::draw(&calendar, seed, index)).collect();
    write_files(folder, root_files())?;
    for year in YEARS {
        write_files(&folder.join(format!("plans/{year}")), plan::files(&calendar, year, &topics))?;
    }
    topics.par_iter().try_for_each(|topic| write_files(&folder.join(topic.folder()), topic.files()))
}

fn root_files() -> Files {
    [
        ("yijuan.yml", include_str!("yijuan.yml")),
        ("people.yml", include_str!("people.yml")),
        (".gitattributes", "*.md text eol=lf\n*.yml text eol=lf\n**/events.yml merge=union\n"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

fn write_files(folder: &Path, files: Files) -> Result<(), Failure> {
    for (name, text) in files {
        let path = folder.join(name);
        if let Some(inner) = path.parent() {
            fs::create_dir_all(inner)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

/// The day the archive is written on: what comes later has not happened yet.
fn today() -> Date {
    Date::ymd(2026, 6, 15).unwrap_or_else(|| Date::end_of_year(2026))
}
