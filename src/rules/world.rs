//! What is the same for every subject: the facts on record, the working days, and the day.

use crate::archive::Archive;
use crate::calendar::Calendar;
use crate::model::{Counting, Date, Settings};
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// The facts on record, the working days, and the day it is looked at; later facts are not facts yet.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub archive: &'a Archive,
    pub calendar: &'a Calendar,
    pub today: Date,
}

impl<'a> World<'a> {
    /// The same once every day that is on record has come.
    pub(crate) fn in_the_end(&self) -> Self {
        Self { today: Date::LATEST, ..*self }
    }

    pub(crate) fn settings(&self) -> Option<&'a Settings> {
        self.archive.settings.as_ref()
    }

    pub(crate) fn counting(&self) -> Counting {
        self.settings().map(|settings| settings.counting).unwrap_or_default()
    }

    /// What a person, an office, a body or anybody the regulation knows is called; a post for an office by both.
    pub(crate) fn name(&self, vocabulary: &Vocabulary, id: &str) -> Text {
        if let Some((post, office)) = id.split_once(':') {
            let (post, office) = (
                vocabulary.name(post),
                match office {
                    "office" => Text::new("责任委室", "responsible office"),
                    _ => self.name(vocabulary, office),
                },
            );
            return Text::new(format!("{}的{}", office.zh, post.zh), format!("{} ({})", post.en, office.en));
        }
        self.archive.called(id).map_or_else(|| vocabulary.name(id), |name| Text::new(name.as_str(), id))
    }
}
