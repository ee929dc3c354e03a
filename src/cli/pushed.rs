//! What is pushed, as git says it to its scripts.

use crate::diagnostic::Diagnostic;
use crate::history::Update;
use crate::text::Text;
use std::sync::OnceLock;

/// The references that a push would change. They are read once, for the language of what is said hangs on them as well.
///
/// # Errors
/// If git has not said them.
pub(super) fn updates() -> Result<&'static [Update], Diagnostic> {
    static UPDATES: OnceLock<Option<Vec<Update>>> = OnceLock::new();
    let updates = UPDATES.get_or_init(|| std::io::stdin().lines().map(|line| Update::read(&line.ok()?)).collect());
    updates.as_deref().ok_or_else(|| {
        let message = Text::new("git 没有说明推送了什么", "git has not said what is pushed");
        Diagnostic::new(message).hint(Text::new("由 git 运行，不必手工运行", "git runs this, nobody else need"))
    })
}
