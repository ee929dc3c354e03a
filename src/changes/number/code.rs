//! The code of a paper's number (发文机关代字), as the settings have it for who issues the paper.

use super::paper::Numbered;
use crate::archive::{Archive, ROOT_FILE};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{DocumentNumber, Name, Settings};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;

/// The code in the settings for whoever issues the paper.
pub(super) fn of(archive: &Archive, paper: &Numbered) -> Result<Name, Diagnostic> {
    let Some(issuer) = &paper.paper.front.issuer else {
        return Err(Diagnostic::new(Text::new(
            "文首没有写发文机关，看不出用哪个代字",
            "its head names no issuer, so the code is unknown",
        ))
        .at(Location::file(paper.paper.path.as_str()))
        .hint(Text::new(
            "写明代字：`--code 云协办函`；或在文首写 `issuer`",
            "give it: `--code 云协办函`; or write `issuer` in the head",
        )));
    };
    let settings = archive.settings.as_ref();
    let same = |known: &str, settings: &Settings| {
        id(settings, paper.regulation, known) == id(settings, paper.regulation, issuer)
    };
    let codes = settings.and_then(|settings| settings.codes.iter().find(|(known, _)| same(known, settings)));
    let code = codes.and_then(|(_, codes)| codes.of(paper.layout())).cloned();
    let code = code.ok_or_else(|| unsettled(settings, paper, issuer))?;
    DocumentNumber::code(&code).map_err(|problem| problem.at(Location::file(ROOT_FILE)))
}

/// The id of an issuer, by id or name.
fn id<'w>(settings: &'w Settings, regulation: &'w Regulation, word: &'w str) -> &'w str {
    let own = settings.own_id(word).or_else(|| settings.id_named(word));
    own.or_else(|| regulation.id_in(Group::Bodies, word).ok()).unwrap_or(word)
}

fn unsettled(settings: Option<&Settings>, paper: &Numbered, issuer: &Name) -> Diagnostic {
    let layout = paper.layout().unwrap_or("plain");
    let called = paper.regulation.name(issuer);
    let (zh, en) = (called.zh, called.en);
    let line = format!("{issuer}: {{{layout}: 〈CODE〉}}");
    let is_begun = settings.is_some_and(|settings| !settings.codes.is_empty());
    let line = if is_begun { line } else { format!("codes: {{{line}}}") };
    let (line_zh, line_en) = (line.replace("CODE", "代字"), line);
    let hint = if is_begun {
        text!(
            zh: "在 yijuan.yml 的 `codes` 中写 `{line_zh}`；或用 `--code 〈代字〉`",
            en: "write `{line_en}` below `codes` in yijuan.yml; or give `--code 〈CODE〉`"
        )
    } else {
        text!(
            zh: "在 yijuan.yml 写 `{line_zh}`；或用 `--code 〈代字〉`",
            en: "write `{line_en}` in yijuan.yml; or give `--code 〈CODE〉`"
        )
    };
    Diagnostic::new(text!(zh: "没有定{zh}发文的代字", en: "there is no code for what the {en} issues"))
        .at(Location::file(ROOT_FILE))
        .hint(hint)
}
