//! Regulations as data: `regulation.yml` read into typed rules, every id in it resolved.
//!
//! A regulation says what is to be done, by when and if; it never judges. Built-in ones are part
//! of the program, an archive may carry its own under `templates/ID/`, which replaces the built-in
//! one of that name. An unknown event, post or condition is an error at its line.

mod file;
mod naming;
mod regulations;
mod resolve;
mod texts;
mod validate;

pub use naming::{Names, Naming, Register};
pub use regulations::{Regulations, Validated};

use crate::problem::Problems;
use crate::rules::Regulation;

/// Reads a regulation from the text of its `regulation.yml`.
///
/// # Errors
/// Everything that is wrong with it, each at its line.
pub fn read(id: &str, path: &str, bytes: &[u8], built_in: bool) -> Result<Regulation, Problems> {
    let file: file::RegulationFile = crate::archive::record(path, bytes)?;
    let (regulation, mut problems) = resolve::resolve(id, path, file, built_in);
    problems.extend(validate::circles(&regulation, path));
    if problems.is_empty() { Ok(regulation) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_posts_are_implied_step_by_step() {
        let regulations = Regulations::built_in();
        let mentougou = regulations.get("mentougou").unwrap();
        assert_eq!(
            mentougou.implied("proposal-committee-director"),
            ["proposal-committee-director", "committee-director", "office-director", "committee-head", "cppcc-side"]
        );
    }
}
