//! What is to be done to record everything that a draft leaves open.

use crate::document::Remedy;
use crate::text::Text;

/// Each thing to do once, with all arguments that go with it.
pub(super) fn combined<'r>(remedies: impl IntoIterator<Item = &'r Remedy>) -> Vec<Text> {
    let mut combined: Vec<Remedy> = Vec::new();
    for remedy in remedies {
        match combined.iter_mut().find(|known| known.command == remedy.command) {
            Some(known) => {
                let is_there = known.argument.zh.split(' ').any(|one| one == remedy.argument.zh);
                if !is_there {
                    known.argument = Text::join(&[known.argument.clone(), remedy.argument.clone()], " ", " ");
                }
            }
            None => combined.push(remedy.clone()),
        }
    }
    combined.iter().map(Remedy::text).collect()
}
