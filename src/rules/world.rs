//! `World`: what is the same for every subject.

use crate::archive::Archive;
use crate::calendar::Calendar;
use crate::model::{Counting, Date, Name, Settings};
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// The archive, the calendar and the day of the check. Later records do not count yet.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub archive: &'a Archive,
    pub calendar: &'a Calendar,
    pub today: Date,
}

impl<'a> World<'a> {
    /// The same archive after all its dates have come.
    pub(crate) fn in_the_end(&self) -> Self {
        Self { today: Date::LATEST, ..*self }
    }

    pub(crate) fn settings(&self) -> Option<&'a Settings> {
        self.archive.settings.as_ref()
    }

    pub(crate) fn counting(&self) -> Counting {
        self.settings().map(|settings| settings.counting).unwrap_or_default()
    }

    /// The id of the person with this id or name.
    pub(crate) fn person_id(&self, word: &str) -> Option<&'a Name> {
        self.archive.person_named(word).ok().flatten().map(|person| &person.id)
    }

    /// The name of a person, an office, a body or a term of the regulation; for `POST:OFFICE`, of both.
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
