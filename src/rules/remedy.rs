//! Hints that apply to several kinds of checks.

use crate::diagnostic::Location;
use crate::model::{Date, Draft, Subject, name_of_decisions};
use crate::rules::RuleContext;
use crate::rules::period::Period;
use crate::rules::view::{Occurrence, Origin, View};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::Vocabulary;

/// How to void an entry that should not exist.
pub(crate) fn how_to_strike(regulation: &Vocabulary, subject: &Subject, event: &str) -> Text {
    let Text { zh, en } = regulation.event_argument(event);
    text!(
        zh: "误记的用 `yijuan record {subject} {zh} --void 〈日期〉 --note 〈原因〉` 更正",
        en: "strike out what is mistaken: yijuan record {subject} {en} --void 〈DATE〉 --note 〈WHY〉"
    )
}

/// The command to record an exception, for what did not follow the rule and cannot be corrected any more.
pub(crate) fn how_to_waive(context: &RuleContext) -> Text {
    let (subject, rule) = (context.view.subject(), &context.rule.id);
    let round = context.view.round.filter(|round| *round > 1).map(|round| format!(" --round {round}"));
    let (round, until) = (round.unwrap_or_default(), until_option(context.view.period.map(Period::end)));
    text!(
        zh: "yijuan waive {subject} {rule}{round}{until} --reason 〈原因〉 --by 〈人员〉",
        en: "yijuan waive {subject} {rule}{round}{until} --reason 〈WHY〉 --by 〈PERSON〉"
    )
}

/// The option of an exception for one period, which ends with it: the later ones are still owed.
pub(crate) fn until_option(period_end: Option<Date>) -> String {
    period_end.map(|end| format!(" --until {end}")).unwrap_or_default()
}

/// How to correct a wrong record. `happened` is the hint if the record is true.
pub(crate) fn how_to_correct(regulation: &Vocabulary, view: &View, one: &Occurrence, happened: &Text) -> Text {
    let place = one.place();
    let (subject, event, date) = (Subject::of_path(&place.path), one.event, one.date);
    let command = match &one.origin {
        Origin::Decision { .. } => {
            let paper = one_word(name_of_decisions(&place.path));
            return text!(
                zh: "由应办的人重新审签：yijuan review approve {subject} {paper} --by 〈由谁〉",
                en: "have it decided anew by whoever must: yijuan review approve {subject} {paper} --by 〈WHO〉"
            );
        }
        Origin::Paper { .. } => return how_to_mend_paper(&place.path),
        Origin::Attached(_) | Origin::Room { .. } => {
            let path = &place.path;
            return text!(zh: "改正 {path} 中的日期", en: "mend the date in {path}");
        }
        Origin::Suggestion { suggestion, .. } => {
            let id = view.topic.map_or("", |facts| &facts.topic.suggestions[*suggestion].id);
            format!("suggestion update {subject} {id} --event")
        }
        Origin::Entry { .. } | Origin::Stale { .. } => format!("record {subject}"),
    };
    let (event, Text { zh, en }) = (regulation.event_argument(event), happened);
    let (event_zh, event_en) = (event.zh, event.en);
    text!(
        zh: "误记的作废后重记：yijuan {command} {event_zh} --void {date} --note 〈原因〉；{zh}",
        en: "if it is mistaken, strike it out and record it anew: yijuan {command} {event_en} --void {date} --note 〈WHY〉; {en}"
    )
}

/// What to do about a record whose date is still to come.
pub(crate) fn how_to_redate(regulation: &Vocabulary, view: &View, one: &Occurrence) -> Text {
    let right = is_right(one.date);
    match &one.origin {
        Origin::Paper { .. } | Origin::Attached(_) | Origin::Room { .. } => how_to_redate_file(&one.place(), one.date),
        Origin::Decision { review, entry, .. } if !review.decisions[*entry].is_chained() => {
            how_to_redate_file(&one.place(), one.date)
        }
        Origin::Decision { .. } => {
            let Text { zh, en } = how_to_correct(regulation, view, one, &right);
            let again = text!(zh: "日期写错的，{zh}", en: "if the date is wrong, {en}");
            Text::join(&[right, again], "；", "; ")
        }
        Origin::Entry { .. } | Origin::Suggestion { .. } | Origin::Stale { .. } => {
            how_to_correct(regulation, view, one, &right)
        }
    }
}

/// What to do about a paper or an attachment whose date is still to come.
pub(crate) fn how_to_redate_file(place: &Location, day: Date) -> Text {
    Text::join(&[how_to_mend_date(place), is_right(day)], "；", "; ")
}

/// What to do if the date of a paper or an attachment is a slip.
pub(crate) fn how_to_mend_date(place: &Location) -> Text {
    let path = &place.path;
    let (zh, en) = if path.ends_with(".md") {
        ("文首的日期", "date in the front matter of")
    } else {
        ("中的日期", "date in")
    };
    text!(
        zh: "日期写错的，改正 {path} {zh}",
        en: "if the date is wrong, mend the {en} {path}"
    )
}

/// What to do if a date that is still to come is right.
pub(crate) fn is_right(day: Date) -> Text {
    text!(zh: "日期无误的，{day} 以前不必处理", en: "if it is right, nothing is to be done before {day}")
}

/// How to correct a paper's front matter.
pub(crate) fn how_to_mend_paper(path: &str) -> Text {
    text!(zh: "改正 {path} 的文首", en: "mend the front matter of {path}")
}

/// How to complete a draft.
pub(crate) fn how_to_fill_in(path: &str, draft: Draft) -> Text {
    match draft {
        Draft::Blanks(_) => text!(zh: "填写 {path} 中的〔待填写〕", en: "fill in what {path} marks 〔待填写〕"),
        Draft::Unmarked(_) => text!(
            zh: "填写 {path} 中的〔待填写〕和文首的〈〉、××",
            en: "fill in what {path} marks 〔待填写〕, and what its head leaves open as 〈〉 or ××"
        ),
        Draft::Empty => text!(zh: "写好 {path} 的正文", en: "write the text of {path}"),
    }
}

/// How to correct a wording.
pub(crate) fn how_to_reword() -> Text {
    Text::new("改写这一处", "reword it")
}
