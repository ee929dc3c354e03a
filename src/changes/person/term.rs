//! The term of a post, read and written: 秘书长2021-03-01至2026-11-30. Either day may be missing.

use crate::archive::{Field, Item};
use crate::changes::Record;
use crate::diagnostic::Diagnostic;
use crate::model::{Date, Name, PostHeld};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;

/// The first day and the last, as far as they are known.
type Span = (Option<Date>, Option<Date>);

/// Splits a post from its days.
pub(super) fn split(written: &str) -> Result<(&str, Span), Diagnostic> {
    let bare = written.trim().trim_end_matches(['）', ')']);
    let halves =
        bare.rsplit_once('至').or_else(|| bare.rsplit_once("..")).or_else(|| Some((bare.strip_suffix('起')?, "")));
    let Some((left, right)) = halves else { return Ok((written, (None, None))) };
    let digits = left.char_indices().filter(|(at, c)| c.is_numeric() && !left[..*at].ends_with(char::is_numeric));
    let (post, from) = match { digits }.find_map(|(at, _)| Some((&left[..at], day(&left[at..])?))) {
        Some((post, from)) => (post, Some(from)),
        None => (left, None),
    };
    let until = day(right);
    let says_no_day = right.is_empty() || right == "今";
    // A name may contain 至 without any days.
    if until.is_none() && !(says_no_day && from.is_some()) {
        if right.starts_with(char::is_numeric) {
            return Err(Diagnostic::new(text!(zh: "`{right}` 不是日期", en: "`{right}` is not a date")).hint(
                Text::new(
                    "任期写作 秘书长2021-03-01至2026-11-30，两头都可以不写",
                    "write a term as 'secretary-general 2021-03-01..2026-11-30'; either day may be left out",
                ),
            ));
        }
        return Ok((written, (None, None)));
    }
    Ok((post.trim_end_matches(['（', '(', ' ', '　']), (from, until)))
}

fn day(written: &str) -> Option<Date> {
    let word = Name::from(written.trim());
    word.parse().ok().or_else(|| Date::in_full(&word))
}

/// A post with its days: `secretary-general 2021-03-01..`.
pub(super) fn in_a_word(post: &str, (from, until): Span) -> String {
    if from.is_none() && until.is_none() {
        return post.to_owned();
    }
    format!("{post} {}..{}", shown(from), shown(until))
}

fn shown(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// A held post with its days, in the same form.
pub(super) fn written(held: &PostHeld) -> String {
    in_a_word(&super::written_post(held), (held.from, held.until))
}

/// A post with its office, as it is written on a command line.
pub(super) fn named(loaded: &LoadedArchive, held: &PostHeld) -> Text {
    let used = loaded
        .regulations
        .used(&loaded.archive)
        .find(|regulation| regulation.terms(Group::Posts).get(&held.post).is_some());
    let post = used.map_or_else(|| Text::same(held.post.as_str()), |regulation| regulation.actor_argument(&held.post));
    let Some(office) = &held.office else { return post };
    let Text { zh, en } = post;
    let called = loaded.archive.office_name(office);
    text!(zh: "{zh}:{called}", en: "{en}:{office}")
}

/// The post without its days.
pub(crate) fn bare(word: &str) -> &str {
    with_days(word).map_or(word, |(post, _)| post)
}

fn with_days(word: &str) -> Option<(&str, (&str, &str))> {
    let (post, days) = word.rsplit_once(' ')?;
    Some((post, days.split_once("..")?))
}

/// Reads a post with its days.
pub(crate) fn parse(word: &str) -> PostHeld {
    let Some((post, (from, until))) = with_days(word) else { return PostHeld::parse(word) };
    PostHeld { from: from.parse().ok(), until: until.parse().ok(), ..PostHeld::parse(post) }
}

/// The post to write beside those that somebody holds. New days complete a held post if they do not contradict it.
pub(super) fn beside(own: &[String], post: &str, (from, until): Span) -> String {
    let same: Vec<(&String, PostHeld)> =
        own.iter().filter(|word| bare(word) == post).map(|word| (word, parse(word))).collect();
    if from.is_none() && until.is_none() {
        return same.last().map_or_else(|| post.to_owned(), |(word, _)| (*word).clone());
    }
    match &same[..] {
        [(_, there)] if may_be_equal(there.from, from) && may_be_equal(there.until, until) => {
            in_a_word(post, (from.or(there.from), until.or(there.until)))
        }
        _ => in_a_word(post, (from, until)),
    }
}

fn may_be_equal(one: Option<Date>, other: Option<Date>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// A field as it is written into the file, with posts as records where they have days.
pub(super) fn spelt(key: &str, value: &Field) -> Field {
    match value {
        Field::List(words) if key == "posts" => field(words),
        other => other.clone(),
    }
}

/// A record as it is written into the file.
pub(crate) fn record(record: &Record) -> Record {
    record.iter().map(|(key, value)| (*key, spelt(key, value))).collect()
}

/// The list of posts, without those that another one completes.
pub(super) fn field(words: &[String]) -> Field {
    let posts: Vec<PostHeld> = words.iter().map(|word| parse(word)).collect();
    let whole = posts.iter().filter(|post| !posts.iter().any(|other| is_completed_by(post, other)));
    let spelt = whole.map(|held| {
        let post = super::written_post(held);
        let days = [("from", held.from), ("until", held.until)];
        let days: Vec<(&str, Field)> =
            days.into_iter().filter_map(|(key, day)| Some((key, Field::Word(day?.to_string())))).collect();
        if days.is_empty() {
            Item::Word(post)
        } else {
            Item::Record([vec![("post", Field::Word(post))], days].concat())
        }
    });
    Field::Items(spelt.collect())
}

/// Whether another entry of the same post has all days of this one, and more.
fn is_completed_by(post: &PostHeld, other: &PostHeld) -> bool {
    post != other
        && (&post.post, &post.office) == (&other.post, &other.office)
        && (post.from.is_none() || post.from == other.from)
        && (post.until.is_none() || post.until == other.until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> (String, String) {
        let (post, days) = split(written).unwrap();
        (post.to_owned(), in_a_word("", days))
    }

    #[test]
    fn a_post_is_told_from_its_days() {
        for (written, post, days) in [
            ("秘书长2021-03-01至2026-11-30", "秘书长", " 2021-03-01..2026-11-30"),
            ("秘书长（2021年3月1日至2026年11月30日）", "秘书长", " 2021-03-01..2026-11-30"),
            ("秘书长至2026-11-30", "秘书长", " ..2026-11-30"),
            ("副主席:urban 2021-03-01至今", "副主席:urban", " 2021-03-01.."),
            ("office-director:office-2 2021-03-01..", "office-director:office-2", " 2021-03-01.."),
            ("秘书长2021-03-01起", "秘书长", " 2021-03-01.."),
            ("至善街道主任", "至善街道主任", ""),
            ("秘书长", "秘书长", ""),
        ] {
            assert_eq!(read(written), (post.to_owned(), days.to_owned()), "{written}");
        }
        assert!(split("秘书长至2026-13-40").is_err());
    }

    #[test]
    fn days_complete_a_post_that_is_there_and_another_term_stands_beside_it() {
        let own = ["secretary-general".to_owned(), "chair 2016-01-01..2020-12-31".to_owned()];
        assert_eq!(beside(&own, "secretary-general", (None, day("2026-11-30"))), "secretary-general ..2026-11-30");
        assert_eq!(beside(&own, "chair", (day("2023-01-01"), None)), "chair 2023-01-01..");
        assert_eq!(beside(&own, "chair", (None, None)), own[1]);
    }
}
