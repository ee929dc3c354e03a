//! Case tables of the regulations: one healthy archive, and per rule the change that leaves its duty undone,
//! how the duty then stands, and what is found of that rule. Each row is a test of its own.

/// Rows `name: change => duty, findings…;` against a healthy draft, and the rules they are about.
macro_rules! cases {
    ($($name:ident: $change:expr => $duty:literal $(, $finding:literal)* $(,)?;)+) => {
        $(#[test]
        fn $name() {
            let change: fn() -> $crate::due::draft::Draft = $change;
            change().row($duty, &[$($finding),*]);
        })+

        /// The duties of the rows.
        const DUTIES: &[&str] = &[$($duty),+];

        #[test]
        fn every_rule_that_is_judged_has_a_row() {
            crate::cases::every_rule_has_a_row(module_path!(), DUTIES);
        }
    };
}
pub(crate) use cases;

/// The same of a regulation that is not built in: no list of its rules is asked for.
macro_rules! rows {
    ($($name:ident: $change:expr => $duty:literal $(, $finding:literal)* $(,)?;)+) => {
        $(#[test]
        fn $name() {
            $change.row($duty, &[$($finding),*]);
        })+
    };
}
pub(crate) use rows;

/// Holds that the rules of the regulation a module is named after all have a row, but for what only a person states.
pub fn every_rule_has_a_row(module: &str, duties: &[&str]) {
    let id = module.rsplit("::").next().unwrap_or_default();
    let regulations = yijuan::regulation::Regulations::built_in();
    let regulation = regulations.get(id).unwrap_or_else(|problem| panic!("{problem}"));
    let judged = regulation.rules.iter().filter(|rule| !matches!(rule.checks[0].kind(), "attest" | "guidance"));
    let has_row = |rule: &str| duties.iter().any(|duty| duty.split([' ', ':']).next() == Some(rule));
    let without: Vec<&str> = judged.map(|rule| rule.id.as_str()).filter(|rule| !has_row(rule)).collect();
    assert_eq!(without, [""; 0], "no row in {module}");
}
