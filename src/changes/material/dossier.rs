//! The dossier of a topic or a year, to which materials are added.

use crate::archive::Attachment;
use crate::changes::room;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Settings, Subject};
use crate::regulation::Regulation;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// A topic or a year, with its folder and its materials.
pub(crate) struct Dossier<'a> {
    /// As commands name it.
    pub name: String,
    pub folder: String,
    pub is_year: bool,
    pub subject: Subject,
    pub there: &'a [Attachment],
    pub regulation: &'a Regulation,
    /// The regulation of the room that the materials are for.
    pub of_room: Option<&'a Regulation>,
}

impl<'a> Dossier<'a> {
    /// # Errors
    /// If the subject is a room, which has no dossier, or cannot be read.
    pub(crate) fn of(
        loaded: &'a LoadedArchive,
        settings: &Settings,
        subject: &Subject,
        room: Option<&str>,
    ) -> Result<Self, Diagnostics> {
        let archive = &loaded.archive;
        match subject {
            Subject::Plan(year) => Ok(Self {
                name: subject.to_string(),
                folder: format!("plans/{year}"),
                is_year: true,
                subject: subject.clone(),
                there: archive.plan(*year).map_or(&[], |plan| &plan.materials),
                regulation: loaded.regulations.of_plans(settings)?,
                // Materials of a room may be documents of its regulation.
                of_room: room
                    .and_then(|written| loaded.regulations.get(&room::find(archive, written).ok()?.regulation).ok()),
            }),
            Subject::Room(_) => {
                let message = Text::new("协商室没有自己的材料", "a room has no materials of its own");
                let hint = Text::new(
                    "放入年度：`plan:年份`，加 `--room 协商室`",
                    "put it into the year, `plan:YEAR`, with `--room ROOM`",
                );
                Err(Diagnostic::new(message).hint(hint).into())
            }
            Subject::Topic(_) | Subject::Archive => {
                let (topic, regulation) = loaded.topic()?;
                Ok(Self {
                    name: topic.key.to_string(),
                    folder: topic.folder.clone(),
                    is_year: false,
                    subject: subject.clone(),
                    there: &topic.materials,
                    regulation,
                    of_room: None,
                })
            }
        }
    }
}
