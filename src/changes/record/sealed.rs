//! Refuses a sealing that is recorded by hand: its entry names the digest of a bag, which sealing alone knows.

use super::Target;
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// The problem of an entry that only a command makes.
pub(super) fn by_hand(target: &Target, id: &str) -> Option<Diagnostic> {
    let Subject::Topic(key) = target.subject else { return None };
    (id == Vocabulary::SEALED).then(|| {
        let message =
            Text::new("封装由封装命令登记，不能手工记", "a sealing is recorded by the command that seals, not by hand");
        Diagnostic::new(message).hint(Text::same(format!("yijuan dossier seal {key}")))
    })
}
