//! Finds the post that a word means, also with an office: `主任:urban`, 城建环保委主任.

use crate::changes::Words;
use crate::diagnostic::{Diagnostic, unknown};
use crate::model::{Office, Person};
use crate::regulation::Regulation;
use crate::text;
use crate::vocabulary::{Group, is_misspelt_post, meant, unknown_post};
use crate::workspace::LoadedArchive;
use std::collections::BTreeSet;

/// `POST[:OFFICE]` with the post's id.
pub(crate) fn post(loaded: &LoadedArchive, words: &Words, written: &str) -> Result<String, Diagnostic> {
    let (post, office) = written.split_once([':', '：']).map_or((written, None), |(post, office)| (post, Some(office)));
    if is_tag(loaded, post) {
        return Err(Diagnostic::new(text!(zh: "`{post}` 是标签，不是职务", en: "`{post}` is a tag and no post"))
            .hint(text!(zh: "用 `--tag {post}`", en: "give it as `--tag {post}`")));
    }
    let (known, Some(office)) = (term(loaded, Group::Posts, post), office) else {
        return term(loaded, Group::Posts, post).or_else(|problem| of_office(loaded, post).ok_or(problem));
    };
    let id = words.office(office)?;
    let listed = loaded.archive.settings.as_ref().and_then(|settings| settings.offices.get(&id));
    let known = known.or_else(|problem| {
        let of_kind = listed.and_then(|office| post_of(loaded, office, post));
        of_kind.ok_or_else(|| listed.map_or(problem, |office| no_post_of(loaded, office, post)))
    })?;
    Ok(format!("{known}:{id}"))
}

/// Like [`post`], or the word as written if no regulation knows it. Such a post is kept and counts for no rule.
///
/// # Errors
/// If it is ASCII, as ids are, or a tag; or nearly the name of a post, unless `as_it_stands`.
pub(crate) fn known_or_as_written(
    loaded: &LoadedArchive,
    words: &Words,
    written: &str,
    as_it_stands: bool,
) -> Result<String, Diagnostic> {
    let (word, office) = written.split_once([':', '：']).map_or((written, None), |(post, office)| (post, Some(office)));
    let word = word.trim();
    // A Chinese title that only other regulations know stays as it is read; should the archive use one, it is understood.
    let is_elsewhere = !word.is_ascii() && is_known_elsewhere(loaded, word);
    let refused = match post(loaded, words, written) {
        Ok(post) if !is_elsewhere => return Ok(post),
        Ok(_) => None,
        Err(problem) => Some(problem),
    };
    let terms = loaded.regulations.used(&loaded.archive).flat_map(|regulation| regulation.terms(Group::Posts).iter());
    let is_refused = word.is_ascii() || is_tag(loaded, word) || is_misspelt_post(word, terms) && !as_it_stands;
    if let Some(refused) = refused.filter(|_| is_refused) {
        return Err(refused);
    }
    office.map_or_else(|| Ok(word.to_owned()), |office| Ok(format!("{word}:{}", words.office(office)?)))
}

/// The posts among these that no regulation knows: their words are not ids.
pub(crate) fn kept<'w>(posts: impl IntoIterator<Item = &'w String>) -> impl Iterator<Item = &'w str> {
    let words = posts.into_iter().map(|post| post.split(':').next().unwrap_or_default());
    words.filter(|word| !word.is_ascii())
}

/// A post written with its office before it: 城建环保委员会主任, 城建环保委主任.
fn of_office(loaded: &LoadedArchive, written: &str) -> Option<String> {
    let mut offices = loaded.archive.settings.iter().flat_map(|settings| settings.offices.iter());
    offices.find_map(|(id, office)| {
        let post = without_office(office, written)?;
        Some(format!("{}:{id}", post_of(loaded, office, post)?))
    })
}

/// The rest of a post that begins with an office's name.
fn without_office<'w>(office: &Office, written: &'w str) -> Option<&'w str> {
    let short = office.name.strip_suffix("员会").unwrap_or(&office.name);
    written.strip_prefix(office.name.as_str()).or_else(|| written.strip_prefix(short))
}

/// The post that a word means in an office: 主任 is 专委会主任 in a special committee, 委室主任 in another office.
fn post_of(loaded: &LoadedArchive, office: &Office, written: &str) -> Option<String> {
    let post = without_office(office, written).unwrap_or(written);
    let before = std::iter::once("").chain(office.stand_ins());
    before.into_iter().find_map(|stand_in| term(loaded, Group::Posts, &format!("{stand_in}{post}")).ok())
}

/// The problem of an unknown post of an office, with the posts that fit it.
fn no_post_of(loaded: &LoadedArchive, office: &Office, written: &str) -> Diagnostic {
    let terms = loaded.regulations.used(&loaded.archive).flat_map(|regulation| regulation.terms(Group::Posts).iter());
    let fitting = terms.filter(|(_, term)| {
        let is_its = term.office.as_ref().is_none_or(|of| *of == office.name);
        is_its && office.may_have(&term.name)
    });
    unknown_post(written, fitting)
}

/// Whether the regulations in use know a word as a tag, and not as a post.
pub(crate) fn is_tag(loaded: &LoadedArchive, written: &str) -> bool {
    is_known(loaded, Group::Tags, written) && !is_known(loaded, Group::Posts, written)
}

/// Whether a word is a post of some regulation, and of none that the archive uses.
fn is_known_elsewhere(loaded: &LoadedArchive, written: &str) -> bool {
    let mut all = loaded.regulations.iter();
    !is_known(loaded, Group::Posts, written) && all.any(|one| one.id_in(Group::Posts, written).is_ok())
}

fn is_known(loaded: &LoadedArchive, group: Group, written: &str) -> bool {
    loaded.regulations.used(&loaded.archive).any(|regulation| regulation.id_in(group, written).is_ok())
}

/// A word of a list without the place before it: 区政协委员.
pub(crate) fn without_place<'w>(loaded: &LoadedArchive, written: &'w str) -> &'w str {
    let places = ["自治区", "区", "市", "县", "旗", "省"];
    let rest = places.iter().filter_map(|place| written.strip_prefix(place));
    let mut words = std::iter::once(written).chain(rest);
    words.find(|word| is_tag(loaded, word) || term(loaded, Group::Posts, word).is_ok()).unwrap_or(written)
}

/// Whether `--post` accepts the word.
pub(crate) fn is_post(loaded: &LoadedArchive, written: &str) -> bool {
    !is_tag(loaded, written) && post(loaded, &Words::under(&loaded.archive, Vec::new(), true), written).is_ok()
}

/// The id of a term in any regulation. Those that the archive uses come first.
pub(crate) fn term(loaded: &LoadedArchive, group: Group, written: &str) -> Result<String, Diagnostic> {
    let used: Vec<&Regulation> = loaded.regulations.used(&loaded.archive).collect();
    let mut all = used.iter().copied().chain(loaded.regulations.iter());
    let found = all.find_map(|regulation| regulation.id_in(group, written).ok());
    found.map(ToOwned::to_owned).ok_or_else(|| {
        let terms = used.iter().flat_map(|regulation| regulation.terms(group).iter());
        if group == Group::Posts { unknown_post(written, terms) } else { unknown(&group.text(), written, terms) }
    })
}

/// The people who hold a post, or everybody if none is given.
///
/// # Errors
/// If the word means no post, or more than one.
pub(crate) fn holding<'a>(loaded: &'a LoadedArchive, post: Option<&str>) -> Result<Vec<&'a Person>, Diagnostic> {
    let people = loaded.archive.people.iter();
    let Some(written) = post else { return Ok(people.collect()) };
    let posts = meant_by_filter(loaded, written)?;
    Ok(people.filter(|person| person.posts.iter().any(|held| posts.contains(held.post.as_str()))).collect())
}

/// The posts that a filter means.
fn meant_by_filter(loaded: &LoadedArchive, written: &str) -> Result<BTreeSet<String>, Diagnostic> {
    let mut held = loaded.archive.people.iter().flat_map(|person| &person.posts);
    if held.any(|held| held.post.as_str() == written) {
        return Ok(BTreeSet::from([written.to_owned()]));
    }
    if let Ok(post) = term(loaded, Group::Posts, written) {
        return Ok(BTreeSet::from([post]));
    }
    let terms = loaded.regulations.used(&loaded.archive).flat_map(|regulation| regulation.terms(Group::Posts).iter());
    let known = terms.map(|(id, term)| (id, term.name.as_str()));
    Ok(meant(&Group::Posts.text(), written, known)?.into_iter().map(ToOwned::to_owned).collect())
}
