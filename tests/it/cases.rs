//! Case tables of the regulations: one healthy archive, and the change that leaves a duty undone, how the duty then
//! stands, and what exactly is found of its rule. Each row is a test of its own.

/// Rows `name: change => duty, findings…;` against a healthy draft.
macro_rules! rows {
    ($($name:ident: $change:expr => $duty:literal $(, $finding:literal)* $(,)?;)+) => {
        $(#[test]
        fn $name() {
            $change.row($duty, &[$($finding),*]);
        })+
    };
}
pub(crate) use rows;
