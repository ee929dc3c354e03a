//! What holds of decisions whatever people do.

use super::*;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

const STEPS: [&str; 4] = ["read", "audited", "asked", "signed"];

/// 审阅, then two that sign side by side, then 签发.
fn review_steps(resumes: bool) -> ReviewSteps {
    let place = |steps: &[&str]| steps.iter().map(|step| (*step).into()).collect();
    ReviewSteps { groups: vec![place(&STEPS[..1]), place(&STEPS[1..3]), place(&STEPS[3..])], resumes }
}

/// What somebody does: changes the text, or decides on it.
#[derive(Clone, Debug)]
enum Act {
    Edit(u8),
    Submit,
    Approve(usize),
    Amend(usize, u8),
    Return(usize),
    /// Two decide side by side, each without the other's line.
    Both,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..4_u8).prop_map(Act::Edit),
        Just(Act::Submit),
        (0..STEPS.len()).prop_map(Act::Approve),
        (0..STEPS.len()).prop_map(Act::Approve),
        ((0..STEPS.len()), (0..4_u8)).prop_map(|(step, text)| Act::Amend(step, text)),
        (0..STEPS.len()).prop_map(Act::Return),
        Just(Act::Both),
    ]
}

/// A paper, and the lines on it as the commands write them.
struct Told {
    review_steps: ReviewSteps,
    text: u8,
    review: Review,
    day: u32,
}

impl Told {
    fn new(resumes: bool) -> Self {
        let review = Review {
            path: "reviews/a.yml".into(),
            paper: "a.md".into(),
            sha256: Some("text-0".into()),
            decisions: Vec::new(),
            hashes: Vec::new(),
            signatures: HashSet::new(),
        };
        Self { review_steps: review_steps(resumes), text: 0, review, day: 0 }
    }

    fn ledger(&self) -> Ledger<'_> {
        Ledger::of(&self.review, &self.review_steps, Date::LATEST)
    }

    fn edit(&mut self, text: u8) {
        self.text = text;
        self.review.sha256 = Some(format!("text-{text}"));
    }

    /// The steps that may be taken: those of the first place at which one is left.
    fn open(&self) -> Vec<usize> {
        let ledger = self.ledger();
        if ledger.order.is_empty() || ledger.end().is_some() {
            return Vec::new();
        }
        let left = |place: &Vec<crate::model::Name>| place.iter().any(|step| ledger.approval(step).is_none());
        let place = self.review_steps.groups.iter().find(|place| left(place));
        let open = place.into_iter().flatten().filter(|step| ledger.approval(step).is_none());
        open.filter_map(|open| STEPS.iter().position(|step| *step == open.as_str())).collect()
    }

    fn add(&mut self, verdict: &str, step: Option<usize>, prev: &[String]) {
        self.day += 1;
        let ledger = self.ledger();
        let round = ledger.round + u32::from(verdict == "submit" && ledger.end().is_some());
        let (step, text, day) = (step.map_or("null", |step| STEPS[step]), self.text, self.day % 28 + 1);
        let line = format!(
            "{{topic: 2026-001, document: a, round: {round}, step: {step}, by: x, date: 2026-07-{day:02}, verdict: {verdict}, sha256: text-{text}, prev: {prev:?}}}"
        );
        self.review.hashes.push(Some(format!("{:x}", Sha256::digest(format!("- {line}\n")))));
        self.review.decisions.push(serde_yaml::from_str(&line).unwrap());
    }

    fn heads(&self) -> Vec<String> {
        self.ledger().heads().into_iter().map(ToOwned::to_owned).collect()
    }

    fn act(&mut self, act: &Act) {
        let (heads, open) = (self.heads(), self.open());
        match *act {
            Act::Edit(text) => self.edit(text),
            Act::Submit => self.add("submit", None, &heads),
            Act::Approve(step) if open.contains(&step) => self.add("approve", Some(step), &heads),
            Act::Amend(step, text) if open.contains(&step) => {
                self.edit(text);
                self.add("amend", Some(step), &heads);
            }
            Act::Return(step) if open.contains(&step) => self.add("return", Some(step), &heads),
            Act::Both if open.len() == 2 => {
                self.add("approve", Some(open[0]), &heads);
                self.add("approve", Some(open[1]), &heads);
            }
            _ => {}
        }
    }

    /// Round, whether it ended, which steps stand, which have lapsed.
    fn state(&self) -> (u32, bool, Vec<(bool, bool)>) {
        let ledger = self.ledger();
        let steps = STEPS.iter().map(|step| (ledger.approval(step).is_some(), ledger.has_lapsed(step)));
        (ledger.round, ledger.end().is_some(), steps.collect())
    }
}

proptest! {
    #[test]
    fn who_signs_last_has_signed_these_very_words(resumes: bool, acts in prop::collection::vec(act(), 0..24)) {
        let mut told = Told::new(resumes);
        for act in &acts {
            told.act(act);
            let ledger = told.ledger();
            if STEPS.iter().all(|step| ledger.approval(step).is_some()) {
                let (_, last) = ledger.approval("signed").unwrap();
                prop_assert_eq!(Some(last.sha256.to_string()), told.review.sha256.clone());
            }
        }
    }

    #[test]
    fn lines_tell_the_same_in_whatever_order_they_stand(
        resumes: bool,
        acts in prop::collection::vec(act(), 0..24),
        seed: u64,
    ) {
        let mut told = Told::new(resumes);
        for act in &acts {
            told.act(act);
        }
        let state = told.state();
        let heads = told.heads();
        let mut order: Vec<usize> = (0..told.review.decisions.len()).collect();
        order.sort_by_key(|at| Sha256::digest(format!("{seed} {at}")));
        // A merge may also leave a line twice.
        order.extend(order.first().copied());
        told.review = Review {
            decisions: order.iter().map(|at| told.review.decisions[*at].clone()).collect(),
            hashes: order.iter().map(|at| told.review.hashes[*at].clone()).collect(),
            ..told.review
        };
        prop_assert_eq!(told.state(), state);
        prop_assert_eq!(told.heads().into_iter().collect::<HashSet<_>>(), heads.into_iter().collect::<HashSet<_>>());
    }

    #[test]
    fn the_same_words_again_are_approved_again(acts in prop::collection::vec(act(), 0..24), text in 1..4_u8) {
        let mut told = Told::new(false);
        for act in &acts {
            told.act(act);
        }
        let (before, state) = (told.text, told.state());
        told.edit(before + text);
        told.edit(before);
        prop_assert_eq!(told.state(), state);
    }
}

#[test]
fn what_a_higher_step_changes_leaves_the_lower_ones_good_and_nobody_elses_change_does() {
    let mut told = Told::new(false);
    for act in [Act::Submit, Act::Approve(0), Act::Both, Act::Amend(3, 1)] {
        told.act(&act);
    }
    assert_eq!(told.state(), (1, false, vec![(true, false); 4]));
    told.edit(2);
    assert_eq!(told.state(), (1, false, vec![(false, true); 4]));
}

#[test]
fn a_paper_sent_back_starts_anew_or_goes_on_with_whoever_sent_it_back() {
    for (resumes, first) in [(false, 0), (true, 3)] {
        let mut told = Told::new(resumes);
        for act in [Act::Submit, Act::Approve(0), Act::Both, Act::Return(3), Act::Edit(1), Act::Submit] {
            told.act(&act);
        }
        assert_eq!((told.state().0, told.open()), (2, vec![first]), "{resumes}");
        // Changed by somebody once more, it is nobody's any longer.
        told.edit(2);
        assert_eq!(told.open(), [0], "{resumes}");
    }
}
