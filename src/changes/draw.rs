//! Drawing by lot: the list, the lot that is cast, and what a dossier keeps of it.

pub(crate) mod kept;
pub(crate) mod lot;
pub(crate) mod pool;

use crate::problem::{Place, Problem};

/// A file of a draw that cannot be what it should.
fn at(path: &str, problem: Problem) -> Problem {
    problem.at(Place::file(path))
}
