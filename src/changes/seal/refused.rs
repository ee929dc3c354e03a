//! Why a dossier is not sealed, everything at once: what no reason excuses, and what `--incomplete` passes over.

use crate::archive::Topic;
use crate::changes::secrecy;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::dossier::verify::{BagFaultKind, QualityState, VerifiedBag};
use crate::dossier::{Additions, Contents, Supply};
use crate::engine::unknown_retention;
use crate::history::Repository;
use crate::model::{FiledEntry, Name, TopicKey};
use crate::regulation::Regulation;
use crate::signing::SEAL_NAMESPACE;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::workspace::LoadedArchive;

/// What no reason excuses: secrets, and what cannot be read.
pub(in crate::changes) fn always(loaded: &LoadedArchive, topic: &Topic, contents: &Contents) -> Diagnostics {
    let mut problems: Diagnostics = topic.marks.iter().cloned().map(secrecy::refused).collect();
    let folder = format!("{}/", topic.folder);
    let is_own = |problem: &&Diagnostic| problem.place.as_ref().is_some_and(|place| place.path.starts_with(&folder));
    problems.extend(loaded.archive.problems.iter().filter(is_own).cloned());
    problems.extend(contents.unread.iter().cloned());
    problems.extend(unknown_retention(&loaded.archive, &loaded.regulations));
    problems
}

/// What of a topic is not committed, and so would not be sealed.
///
/// # Errors
/// If git cannot say it.
pub(in crate::changes) fn uncommitted(history: &Repository, topic: &Topic) -> Result<Diagnostics, Diagnostic> {
    let key = topic.key;
    // A dossier has files of several years.
    let waiting = history.uncommitted(&[&topic.folder, FiledEntry::FOLDER])?;
    let problems = waiting.into_iter().map(|path| {
        let message = Text::new("有未提交的改动", "it has changes not committed");
        let hint = text!(zh: "先提交：yijuan commit {key}", en: "commit it first: yijuan commit {key}");
        Diagnostic::new(message).at(Location::file(path)).hint(hint)
    });
    Ok(problems.collect())
}

/// That a text in the history was marked as a secret: the history would go out with it.
pub(super) fn in_history((path, mark): (String, Name)) -> Diagnostic {
    Diagnostic::new(text!(
        zh: "历史中有标“{mark}”的文本，会随历史交出",
        en: "its history has a text marked {mark}, which would go out with it"
    ))
    .at(Location::file(path))
    .hint(Text::new(
        "不带历史也要封装的，加上 `--incomplete --note 〈原因〉`；`yijuan check` 说明怎样从历史中清除",
        "to seal without the history, add `--incomplete --note 〈WHY〉`; `yijuan check` says how to remove it from there",
    ))
}

/// That nothing has joined the dossier, or that what was sealed was changed and nobody says why.
pub(super) fn of_additions(additions: &Additions, contents: &Contents, note: Option<&str>) -> Diagnostics {
    let at = |file: &str, message| Diagnostic::new(message).at(Location::file(format!("{}/{file}", contents.folder)));
    if contents.items.is_empty() && additions.gone.is_empty() {
        let key = contents.key;
        let message = Text::new("封装以后没有新的文件", "no file has come since it was sealed");
        let hint = text!(
            zh: "写明文件：yijuan dossier append {key} 〈文件〉 --as 〈文书〉",
            en: "name the file: yijuan dossier append {key} 〈FILE〉 --as 〈DOCUMENT〉"
        );
        return [Diagnostic::new(message).at(Location::file(contents.folder.as_str())).hint(hint)]
            .into_iter()
            .collect();
    }
    if note.is_some() {
        return Diagnostics::new();
    }
    let why =
        Text::new("原因写入封装包：`--note 〈原因〉`", "give the reason, which is sealed too: `--note 〈REASON〉`");
    let corrected =
        additions.corrected.iter().map(|file| (file, Text::new("封装后改动过", "changed since it was sealed")));
    let gone =
        additions.gone.iter().map(|file| (file, Text::new("封装过，现在没有了", "sealed, and not there any more")));
    corrected.chain(gone).map(|(file, message)| at(file, message).hint(why.clone())).collect()
}

/// That a dossier has nothing in it.
pub(super) fn empty(contents: &Contents) -> Diagnostic {
    let key = contents.key;
    Diagnostic::new(Text::new("卷内没有文件", "the dossier has no file"))
        .at(Location::file(contents.folder.as_str()))
        .hint(text!(zh: "应有什么：yijuan dossier show {key}", en: "what it is to have: yijuan dossier show {key}"))
}

/// What is missing.
pub(in crate::changes) fn missing(contents: &Contents, regulation: &Regulation) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for wanted in contents.missing() {
        // What is not finished is named itself.
        if wanted.joins_later || wanted.supply == Supply::Unfinished {
            continue;
        }
        let (Text { zh, en }, articles) = (wanted.name(regulation), wanted.articles());
        let (zh_law, en_law) = (articles.zh, articles.en);
        let message = text!(zh: "缺{zh}（{zh_law}）", en: "{en} is missing or not final ({en_law})");
        let problem = Diagnostic::new(message).at(Location::file(contents.folder.as_str()));
        problems.push(if wanted.way.is_empty() { problem } else { problem.hint(wanted.way.clone()) });
    }
    problems
}

/// What is not finished, or does not say its day.
pub(in crate::changes) fn unfinished(contents: &Contents) -> Diagnostics {
    let at =
        |file: &str, message: Text| Diagnostic::new(message).at(Location::file(format!("{}/{file}", contents.folder)));
    let mut problems = Diagnostics::new();
    for item in &contents.items {
        if item.state.is_unfinished() || !item.state.is_there() {
            problems.push(at(&item.file, item.state.text()));
        } else if item.date.is_none() {
            let (key, file) = (contents.key, &item.file);
            problems.push(at(file, Text::new("没有日期", "it has no date")).hint(text!(
                zh: "在 materials.yml 或文首写 `date`；`yijuan show {key}` 看事实",
                en: "write `date` in materials.yml or in its head; `yijuan show {key}` has the facts"
            )));
        }
    }
    problems
}

/// Why papers cannot be set as PDF, with the way to seal without.
pub(super) fn without_pdf(problem: Diagnostic, is_addition: bool) -> Diagnostic {
    let without = if is_addition {
        Text::new("不带 PDF 也要封装的，加上 `--note 〈原因〉`", "to seal without PDF, add `--note 〈WHY〉`")
    } else {
        Text::new(
            "不带 PDF 也要封装的，加上 `--incomplete --note 〈原因〉`",
            "to seal without PDF, add `--incomplete --note 〈WHY〉`",
        )
    };
    let hint = Text::join(problem.hint.iter().chain([&without]), "；", "; ");
    Diagnostic { hint: Some(hint), ..problem }
}

/// What a bag that was just written has against it.
pub(super) fn unsound(bag: &VerifiedBag, key: TopicKey, is_excused: bool) -> Diagnostics {
    let faults = bag.faults.iter().filter(|fault| !is_excused || fault.kind != BagFaultKind::Decision);
    let faults = faults.map(|fault| {
        let hint = match fault.kind {
            BagFaultKind::Decision => text!(
                zh: "核对：yijuan review verify {key}；确有原因的，`--incomplete --note 〈原因〉`",
                en: "look at it: yijuan review verify {key}; if there is a reason, `--incomplete --note 〈REASON〉`"
            ),
            BagFaultKind::Signature => text!(
                zh: "在 allowed_signers 写明公钥，加 namespaces=\"{SEAL_NAMESPACE}\"，先提交",
                en: "write the public key into allowed_signers with namespaces=\"{SEAL_NAMESPACE}\", and commit that first"
            ),
            _ => Text::new("换一处存放，再试一次", "try once more, in another place"),
        };
        Diagnostic::new(fault.message.clone()).at(Location::file(on_one_line(&fault.path))).hint(hint)
    });
    let failed = bag.qualities.iter().filter(|quality| !is_excused && quality.state == QualityState::Failed);
    let failed = failed.map(|quality| {
        Diagnostic::new(quality.objection()).hint(Text::new(
            "改正后提交，再封装；确有原因的，`--incomplete --note 〈原因〉`",
            "mend it, commit, and seal again; if there is a reason, `--incomplete --note 〈REASON〉`",
        ))
    });
    faults.chain(failed).collect()
}
