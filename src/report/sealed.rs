//! `dossier verify`: whether bags are as they were sealed, and the checks of DA/T 70 on what is in them.

use super::json::pretty;
use super::markdown::{plain, rows};
use crate::dossier::bag::Info;
use crate::dossier::verify::{BagFault, Quality, QualityState, SealSignature, Trusting, VerifiedBag, VerifiedBags};
use crate::text;
use crate::text::{Language, Text, on_one_line};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The bags one by one, then what is wrong between them.
pub(crate) fn page(verified: &VerifiedBags, language: Language) -> String {
    let mut page = String::new();
    for bag in &verified.bags {
        let _ = writeln!(page, "{}", on_one_line(heading(bag).in_(language)));
        if let Some(seal) = &bag.seal {
            // In halves, so that it fits on a line and can be compared with a printed one.
            let (one, other) = seal.split_at(seal.len() / 2);
            let _ = writeln!(page, "  SHA-512 {one}\n          {other}");
        }
        let _ = writeln!(page, "  {}", on_one_line(signature(&bag.signature).in_(language)));
        if let Some(why) = bag.info.get(Info::INCOMPLETE) {
            let _ = writeln!(page, "  {}", on_one_line(incomplete(why).in_(language)));
        }
        for fault in &bag.faults {
            page.push_str(&described(fault, &Text::new("错误", "error"), language));
        }
        for note in &bag.notes {
            page.push_str(&described(note, &Text::new("提示", "note"), language));
        }
        page.push_str(&qualities(&bag.qualities, language));
        page.push('\n');
    }
    for fault in &verified.faults {
        page.push_str(&described(fault, &Text::new("错误", "error"), language));
    }
    let _ = writeln!(page, "{}", outcome(verified).in_(language));
    page
}

/// The same to print, to sign and to put with the papers of a handover.
pub(crate) fn markdown(verified: &VerifiedBags, language: Language) -> String {
    let mut page = format!("# {}\n", language.choose("封装包核验报告", "Report on sealed dossiers"));
    for bag in &verified.bags {
        let _ = writeln!(page, "\n## {}\n", plain(&name(bag)));
        page.push_str(&rows(
            &language.choose("项目 内容", "item content").split(' ').collect::<Vec<_>>(),
            &facts(bag, language),
        ));
        let faults = bag.faults.iter().map(|fault| (language.choose("错误", "error"), fault));
        let notes = bag.notes.iter().map(|note| (language.choose("提示", "note"), note));
        for (nth, (severity, fault)) in faults.chain(notes).enumerate() {
            let start = if nth == 0 { "\n" } else { "" };
            let (place, message) = (plain(&place(fault)), plain(fault.message.in_(language)));
            let _ = writeln!(page, "{start}- {severity} {place}{}{message}", language.choose("：", ": "));
        }
        if !bag.qualities.is_empty() {
            let heading = language.choose("编号 检测项目 结果 说明", "code check outcome remark");
            let checks: Vec<Vec<String>> = bag.qualities.iter().map(|quality| row(quality, language)).collect();
            let _ = write!(page, "\n{}", rows(&heading.split(' ').collect::<Vec<_>>(), &checks));
        }
    }
    for fault in &verified.faults {
        let (place, message) = (plain(&place(fault)), plain(fault.message.in_(language)));
        let _ = writeln!(page, "\n- {place}{}{message}", language.choose("：", ": "));
    }
    let signed = language.choose("检测人：　　　　　　日期：", "checked by:            date:");
    let _ = writeln!(page, "\n{}\n\n{signed}", outcome(verified).in_(language));
    page
}

fn facts(bag: &VerifiedBag, language: Language) -> Vec<Vec<String>> {
    let rows = [
        (Text::new("位置", "place"), Text::same(bag.path.as_str())),
        (Text::new("封装日期", "sealed on"), Text::same(bag.info.get(Info::DATE).unwrap_or_default())),
        (Text::new("文件", "files"), size(bag)),
        (Text::new("摘要（SHA-512）", "digest (SHA-512)"), Text::same(bag.seal.as_deref().unwrap_or_default())),
        (Text::new("签名", "signature"), signature(&bag.signature)),
        (
            Text::new("不齐全的原因", "why it is not complete"),
            Text::same(bag.info.get(Info::INCOMPLETE).unwrap_or_default()),
        ),
        (Text::new("结论", "outcome"), sound(bag)),
    ];
    let rows = rows.into_iter().filter(|(_, text)| !text.is_empty());
    rows.map(|(label, text)| [label, text].map(|text| text.in_(language).to_owned()).into()).collect()
}

fn row(quality: &Quality, language: Language) -> Vec<String> {
    let Quality { code, what, state, found } = quality;
    let columns = [Text::same(*code), what.clone(), state.text(), Text::join(found, "；", "; ")];
    columns.map(|text| text.in_(language).to_owned()).into()
}

/// `yijuan/seal/1`.
pub(crate) fn json(verified: &VerifiedBags, language: Language) -> String {
    pretty(&json!({
        "schema": "yijuan/seal/1",
        "sound": verified.is_sound(),
        "bags": verified.bags.iter().map(|bag| of_bag(bag, language)).collect::<Vec<_>>(),
        "problems": verified.faults.iter().map(|one| of_fault(one, language)).collect::<Vec<_>>(),
    }))
}

fn of_bag(bag: &VerifiedBag, language: Language) -> Value {
    let (state, principal, key, by) = match &bag.signature {
        SealSignature::None => ("none", None, None, None),
        SealSignature::Bad => ("bad", None, None, None),
        SealSignature::Good { principal, key, trusting } => {
            let by = match trusting {
                Trusting::Archive => "archive",
                Trusting::Bag => "bag",
            };
            ("good", Some(principal), Some(key), Some(by))
        }
    };
    json!({
        "path": bag.path,
        "sound": bag.is_sound(),
        "identifier": bag.info.get(Info::IDENTIFIER),
        "topic": bag.info.get(Info::GROUP),
        "seal": bag.info.seal(),
        "date": bag.info.date(),
        "previous": bag.info.get(Info::PREVIOUS),
        "incomplete": bag.info.get(Info::INCOMPLETE),
        "sha512": bag.seal,
        "files": bag.files,
        "bytes": bag.bytes,
        "signature": json!({"state": state, "by": principal, "key": key, "trusted_by": by}),
        "problems": bag.faults.iter().map(|one| of_fault(one, language)).collect::<Vec<_>>(),
        "notes": bag.notes.iter().map(|one| of_fault(one, language)).collect::<Vec<_>>(),
        "checks": bag.qualities.iter().map(|one| of_quality(one, language)).collect::<Vec<_>>(),
    })
}

fn of_fault(fault: &BagFault, language: Language) -> Value {
    json!({
        "kind": fault.kind.written(),
        "path": fault.path,
        "line": fault.line,
        "message": fault.message.in_(language),
        "hint": fault.hint.as_ref().map(|hint| hint.in_(language)),
    })
}

fn of_quality(quality: &Quality, language: Language) -> Value {
    json!({
        "code": quality.code,
        "what": quality.what.in_(language),
        "state": quality.state.written(),
        "found": quality.found.iter().map(|found| found.in_(language)).collect::<Vec<_>>(),
    })
}

/// 2026-003-v1，2026-06-20 封装：23 个文件、120340 字节，完好.
fn heading(bag: &VerifiedBag) -> Text {
    let (name, Text { zh: size, en: size_en }) = (name(bag), size(bag));
    let (date, Text { zh, en }) = (bag.info.get(Info::DATE).unwrap_or("?"), sound(bag));
    text!(zh: "{name}，{date} 封装：{size}，{zh}", en: "{name}, sealed on {date}: {size_en}, {en}")
}

fn name(bag: &VerifiedBag) -> String {
    bag.info.get(Info::IDENTIFIER).unwrap_or(&bag.path).to_owned()
}

fn size(bag: &VerifiedBag) -> Text {
    let (files, bytes) = (bag.files, bag.bytes);
    text!(zh: "{files} 个文件、{bytes} 字节", en: "{files} files of {bytes} bytes")
}

fn sound(bag: &VerifiedBag) -> Text {
    let wrong = bag.faults.len();
    match (wrong, bag.is_sound()) {
        (0, true) if bag.info.get(Info::INCOMPLETE).is_some() => {
            Text::new("与封装时一致，封装时不齐全", "as it was sealed, and that was incomplete")
        }
        (0, true) => Text::new("完好", "sound"),
        (0, false) => Text::new("与封装时一致，有检测项目不通过", "as it was sealed, with checks failed"),
        _ => text!(zh: "{wrong} 处不符", en: "{wrong} faults"),
    }
}

fn signature(signature: &SealSignature) -> Text {
    match signature {
        SealSignature::None => Text::new("没有签名", "not signed"),
        SealSignature::Bad => Text::new("签名不能证实", "the signature proves nothing"),
        SealSignature::Good { principal, key, .. } => text!(
            zh: "{principal} 签名（{key}）",
            en: "signed by {principal} ({key})"
        ),
    }
}

fn incomplete(why: &str) -> Text {
    text!(zh: "写明不齐全：{why}", en: "it says that it is not complete: {why}")
}

fn place(fault: &BagFault) -> String {
    fault.line.map_or_else(|| fault.path.clone(), |line| format!("{}:{line}", fault.path))
}

fn described(fault: &BagFault, severity: &Text, language: Language) -> String {
    let (severity, message) = (severity.in_(language), on_one_line(fault.message.in_(language)));
    let mut lines = format!("  {severity} {message}\n      {}\n", on_one_line(&place(fault)));
    if let Some(hint) = &fault.hint {
        let _ = writeln!(lines, "      → {}", on_one_line(hint.in_(language)));
    }
    lines
}

/// Each check that failed on a line of its own, the others by their codes.
fn qualities(all: &[Quality], language: Language) -> String {
    let mut lines = String::new();
    for Quality { code, what, found, .. } in all.iter().filter(|quality| quality.state == QualityState::Failed) {
        let (Text { zh, en }, Text { zh: what, en: what_en }) = (Text::join(found, "；", "; "), what);
        let line = text!(zh: "不通过 {code} {what}：{zh}", en: "failed {code} {what_en}: {en}");
        let _ = writeln!(lines, "  {}", on_one_line(line.in_(language)));
    }
    for (state, label) in [
        (QualityState::Passed, Text::new("DA/T 70 检测通过", "checks of DA/T 70 passed")),
        (QualityState::Manual, Text::new("须人工检测", "left to people and other programs")),
    ] {
        let codes: Vec<&str> =
            all.iter().filter(|quality| quality.state == state).map(|quality| quality.code).collect();
        if !codes.is_empty() {
            let (label, codes) = (label.in_(language), Text::listed(&codes));
            let _ = writeln!(lines, "  {label}{}{}", language.choose("：", ": "), codes.in_(language));
        }
    }
    lines
}

fn outcome(verified: &VerifiedBags) -> Text {
    let (all, sound) = (verified.bags.len(), verified.bags.iter().filter(|bag| bag.is_sound()).count());
    let total = text!(zh: "封装包 {all} 个，完好 {sound} 个", en: "bags {all}, sound {sound}");
    match verified.faults.len() {
        0 => total,
        between => total.then(&text!(zh: "；前后相接有 {between} 处不符", en: "; between them {between} faults")),
    }
}
