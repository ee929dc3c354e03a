//! Finds what papers lack that a rule demands.

use super::{PaperField, stated};
use crate::archive::Paper;
use crate::model::{Heading, Name, file_name, without_number};
use crate::rules::{DocumentCheck, RuleContext, actor, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Section;

/// What the papers of a document lack, taken together, including the given sections.
pub(super) fn lacking(context: &RuleContext, check: &DocumentCheck, papers: &[&Paper], sections: &[Text]) -> Vec<Text> {
    let regulation = context.regulation;
    let mut lacking = Vec::new();
    for field in &check.fields {
        if !papers.iter().any(|paper| field.is_filled(paper)) {
            lacking.push(field.name());
        }
    }
    lacking.extend_from_slice(sections);
    if check.title.is_some() && !papers.iter().any(|paper| paper.front.title.is_some()) {
        lacking.push(PaperField::Title.name());
    }
    if !check.columns.is_empty() && papers.iter().all(|paper| paper.outline.tables.is_empty()) {
        lacking.push(Text::new("表格", "a table"));
    }
    let to = actor::unstated(context, papers, &check.to, |paper| &paper.front.to);
    let cc = actor::unstated(context, papers, &check.cc, |paper| &paper.front.cc);
    if !to.is_empty() {
        lacking.push(phrase::addressed(regulation, &to));
    }
    if !cc.is_empty() {
        lacking.push(phrase::copied(regulation, &cc));
    }
    lacking
}

/// The sections that are missing or out of order, and whether any is missing.
pub(super) fn sections(
    context: &RuleContext,
    check: &DocumentCheck,
    id: &Name,
    papers: &[&Paper],
) -> (Vec<Text>, bool) {
    let (mut lacking, mut is_unsaid) = (Vec::new(), false);
    // Papers without a layout, such as agendas, have an item in each line.
    let is_agenda = context.regulation.documents.get(id).is_some_and(|kind| kind.layout.is_none());
    let mut last = None;
    for any in &check.sections {
        let places = || {
            let all = papers.iter().enumerate();
            all.flat_map(|(nth, paper)| {
                any.iter().flat_map(move |section| lines(paper, section, is_agenda)).map(move |line| (nth, line))
            })
        };
        let is_in_place = |at: &(usize, usize)| !check.in_order || last.is_none_or(|last| last < *at);
        // If the order is free, the first place is enough.
        let mut fitting = places().filter(is_in_place);
        let in_place = if check.in_order { fitting.min() } else { fitting.next() };
        if in_place.is_none() {
            let Text { zh, en } =
                phrase::any_of(&any.iter().map(|section| Text::same(section.title.as_str())).collect::<Vec<_>>());
            let mut named = papers.iter().flat_map(|paper| any.iter().flat_map(|section| under(paper, section)));
            lacking.push(match (places().next(), named.next()) {
                (Some(_), _) => text!(zh: "{zh}（次序不对）", en: "{en} (out of order)"),
                (None, Some(heading)) => {
                    is_unsaid = true;
                    text!(
                        zh: "{zh}（文首 covers 写在“{heading}”之下，该标题不存在或其下没有内容）",
                        en: "{en} (`covers` says it stands under “{heading}”, which is no heading or has nothing under it)"
                    )
                }
                (None, None) => {
                    is_unsaid = true;
                    Text::new(zh, en)
                }
            });
        }
        last = in_place.or(last);
    }
    (lacking, is_unsaid)
}

/// The lines of a paper that have a section: under the heading that the paper itself names for it, else where it is
/// found.
fn lines<'p>(paper: &'p Paper, section: &'p Section, is_agenda: bool) -> Box<dyn Iterator<Item = usize> + 'p> {
    if under(paper, section).next().is_none() {
        return Box::new(section.words().flat_map(move |word| stated::lines(paper, word, is_agenda)));
    }
    let headings = paper.outline.headings.iter().filter(|heading| heading.filled);
    let named = headings.filter(move |heading| under(paper, section).any(|named| is_heading(heading, named)));
    Box::new(named.map(|heading| heading.line))
}

/// Whether a heading is the one that is named, with or without its number.
fn is_heading(heading: &Heading, named: &str) -> bool {
    heading.title.as_str() == without_number(named)
}

/// The headings under which a paper says that a section stands.
fn under<'p>(paper: &'p Paper, section: &'p Section) -> impl Iterator<Item = &'p Name> {
    section.words().filter_map(|word| paper.front.covers.get(word))
}

/// Papers that none of these names as included.
pub(super) fn not_absorbed(context: &RuleContext, check: &DocumentCheck, papers: &[&Paper]) -> Vec<Name> {
    let stated: Vec<&Name> = papers.iter().flat_map(|paper| paper.front.absorbs.iter()).collect();
    let missing = check.absorbs.iter().filter(|wanted| !stated.iter().any(|stated| means(context, stated, wanted)));
    missing.cloned().collect()
}

/// Whether a word means a document: by its id or name, or by the title or file of a paper or attachment.
fn means(context: &RuleContext, word: &str, wanted: &str) -> bool {
    let (regulation, view) = (context.regulation, &context.view);
    let word = word.trim_matches(['《', '》']);
    let mut kinds = regulation.documents.iter().filter(|(id, _)| regulation.counts_as(id, wanted));
    kinds.any(|(id, kind)| id == word || kind.term.name.as_str() == word)
        || view.papers(regulation, wanted).any(|paper| is_called(&paper.path, paper.front.title.as_ref(), word))
        || view
            .attachments()
            .filter(|attached| attached.counts_as(regulation, wanted))
            .any(|attached| is_called(&attached.material.file, attached.material.title.as_ref(), word))
}

/// Whether a word is the file name, with or without extension, or the title of a paper.
fn is_called(path: &str, title: Option<&Name>, word: &str) -> bool {
    let file = file_name(path);
    file == word
        || file.rsplit_once('.').is_some_and(|(stem, _)| stem == word)
        || title.is_some_and(|title| title.as_str() == word)
}
