//! Names of bodies with one character that sounds like the right one: 政协谭西区委员会 for 政协潭西区委员会. Nothing else
//! counts as misspelt, for another name may be another body's.

use super::Slip;
use crate::engine::Context;
use crate::model::Name;
use crate::regulation::Regulation;
use crate::text;
use crate::text::one_word;
use crate::vocabulary::Group;
use pinyin::ToPinyin as _;
use std::collections::BTreeSet;

/// Least characters of a name that is looked for.
const SHORTEST: usize = 4;

/// The slips of a text.
pub(super) fn slips(context: &Context, regulation: &Regulation, body: &str) -> Vec<Slip> {
    let known = names(context, regulation);
    let mut slips: Vec<(usize, &str, &str)> = Vec::new();
    let mut told = BTreeSet::new();
    for name in known.iter().filter(|name| SHORTEST <= name.chars().count()) {
        for (at, written) in near(body, name) {
            if !known.contains(written) && told.insert((at, written)) {
                slips.push((at, written, name));
            }
        }
    }
    // A name that is the end of another is misspelt once.
    let all = told.clone();
    let is_within = |at: usize, written: &str| {
        all.iter()
            .any(|(from, whole)| written.len() < whole.len() && *from <= at && at + written.len() <= from + whole.len())
    };
    slips.retain(|(at, written, _)| !is_within(*at, written));
    slips.into_iter().map(|(at, written, name)| misspelt(at, written, name)).collect()
}

/// Where a name stands but for one character of the same sound: one half of it stands there as it is.
fn near<'t>(text: &'t str, name: &str) -> Vec<(usize, &'t str)> {
    let length = name.chars().count();
    let middle = name.char_indices().nth(length / 2).map_or(name.len(), |(at, _)| at);
    let (left, right) = name.split_at(middle);
    let after = text.match_indices(left).filter_map(|(at, _)| {
        let rest = &text[at + left.len()..];
        let end = at + left.len() + nth(rest.char_indices().map(|(at, c)| at + c.len_utf8()), length - length / 2)?;
        is_near(&text[at + left.len()..end], right).then(|| (at, &text[at..end]))
    });
    let before = text.match_indices(right).filter_map(|(at, _)| {
        let start = nth(text[..at].char_indices().rev().map(|(at, _)| at), length / 2)?;
        is_near(&text[start..at], left).then(|| (start, &text[start..at + right.len()]))
    });
    after.chain(before).collect()
}

/// The `count`-th of some places.
fn nth(mut places: impl Iterator<Item = usize>, count: usize) -> Option<usize> {
    places.nth(count.checked_sub(1)?)
}

/// Whether words differ in one character, of the same sound.
fn is_near(written: &str, right: &str) -> bool {
    let mut others = written.chars().zip(right.chars()).filter(|(written, right)| written != right);
    let Some((written, right)) = others.next() else { return false };
    others.next().is_none() && sound(written).is_some_and(|sound| Some(sound) == self::sound(right))
}

/// How a character is read, without its tone.
fn sound(c: char) -> Option<&'static str> {
    c.to_pinyin().map(pinyin::Pinyin::plain)
}

fn misspelt(at: usize, written: &str, name: &str) -> Slip {
    let typed = one_word(written);
    Slip {
        at,
        message: text!(zh: "“{written}”与登记的“{name}”只差一个同音字", en: "`{written}` differs from `{name}`, which is registered, in one character of the same sound"),
        hint: text!(
            zh: "写错的改正；确有此单位的，登记它：yijuan body add --name {typed}",
            en: "mend it; if there is such a body, register it: yijuan body add --name {typed}"
        ),
    }
}

/// The names of all bodies that are known: registered ones, and those of the regulation.
fn names<'n>(context: &'n Context, regulation: &'n Regulation) -> BTreeSet<&'n str> {
    let settings = context.settings().into_iter();
    let of_archive = settings.flat_map(|settings| {
        let own = settings.institution.iter().chain(&settings.office);
        let offices = settings.offices.iter().map(|(_, office)| &office.name);
        own.chain(offices).chain(settings.bodies.iter().map(|(_, body)| &body.name))
    });
    let of_rules = regulation.terms(Group::Bodies).iter().flat_map(|(_, term)| term.names());
    let rooms = context.archive.rooms.iter().map(|room| &room.name);
    of_archive.chain(of_rules).chain(rooms).map(Name::as_str).collect()
}

/// How the institution calls itself: 政协云河区委员会, 云河区政协, 区政协, and its offices.
pub(super) fn own_names(context: &Context) -> BTreeSet<String> {
    let Some(settings) = context.settings() else { return BTreeSet::new() };
    let mut names: BTreeSet<String> = settings.offices.iter().map(|(_, office)| office.name.to_string()).collect();
    let Some(institution) = settings.institution.as_ref().map(ToString::to_string) else { return names };
    let place = institution.rsplit_once("政协").and_then(|(_, rest)| rest.strip_suffix("委员会"));
    let short = place.filter(|place| !place.is_empty()).map(|place| {
        let last: String = place.chars().last().into_iter().collect();
        [format!("{place}政协"), format!("{last}政协")]
    });
    names.extend(short.into_iter().flatten());
    names.insert(institution);
    names
}
