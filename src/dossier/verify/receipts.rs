//! The receipts in a bag: whether each is signed with a key that the bag trusts for that, and received decisions that are there.

use super::decisions::Others;
use super::fault::{BagFault, BagFaultKind};
use super::found::Found;
use crate::archive::{Limits, signers};
use crate::dossier::bag::DATA;
use crate::dossier::package::{OTHERS, RECEIPTS, RECEIVED};
use crate::history::Receipt;
use crate::model::Date;
use crate::signing::{AllowedSigners, RECEIPT_NAMESPACE};
use crate::text;
use crate::text::Text;
use crate::workspace::is_signed;
use std::collections::HashMap;

/// Looks at the receipts of a bag; `decided` is the day of each decision in it, by the SHA-256 of its line.
pub(super) fn look(found: &Found, decided: &HashMap<String, Date>, faults: &mut Vec<BagFault>) {
    let folder = format!("{DATA}/{OTHERS}/{RECEIPTS}/");
    let names = found.files.keys().filter_map(|path| path.strip_prefix(&folder)).filter(|name| name.ends_with(".txt"));
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        return;
    }
    let trusted = signers(&Others(found)).value.unwrap_or_default();
    let mut days: HashMap<&str, Option<Date>> = HashMap::new();
    for name in names {
        let path = format!("{folder}{name}");
        match proved(found, &path, &trusted) {
            Ok(receipt) => {
                days.insert(name, receipt.day());
            }
            Err(message) => faults.push(BagFault::new(BagFaultKind::Receipt, path, message)),
        }
    }
    let list = format!("{folder}{RECEIVED}");
    let bytes = found.read(&list, Limits::MATERIAL).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
    for (row, nth) in reader.records().zip(2..) {
        let cell = |column: usize| row.as_ref().ok().and_then(|row| row.get(column)).unwrap_or_default();
        let message = match (decided.get(cell(1)), days.get(cell(4))) {
            (None, _) => Text::new("这项决定不在封装包内", "the decision is not in the bag"),
            (_, None) => {
                Text::new("这份收到记录不在封装包内，或者不能证实", "the receipt is not in the bag, or does not prove")
            }
            (Some(decided), Some(Some(received))) if received < decided => text!(
                zh: "决定的日期 {decided} 晚于收到的日期 {received}",
                en: "the decision is dated {decided}, after it was received on {received}"
            ),
            (Some(_), Some(_)) => continue,
        };
        faults.push(BagFault::new(BagFaultKind::Receipt, list.as_str(), message).line(nth));
    }
}

/// The receipt in a file, if it is one and signed.
fn proved(found: &Found, path: &str, trusted: &AllowedSigners) -> Result<Receipt, Text> {
    let read = |path: &str| String::from_utf8(found.read(path, Receipt::LIMIT)?).ok();
    let receipt = read(path).zip(read(&format!("{path}.sig"))).and_then(|(text, by)| Receipt::of(text, by));
    let receipt = receipt.ok_or_else(|| {
        Text::new("收到记录无法读取，或者没有签名", "the receipt cannot be read, or has no signature")
    })?;
    if is_signed(trusted, &receipt) {
        return Ok(receipt);
    }
    Err(text!(
        zh: "收到记录的签名不能证实：与内容不符，或其密钥不在封装包的 allowed_signers 里（用途 {RECEIPT_NAMESPACE}）",
        en: "its signature does not prove: it is over another text, or its key is not in the bag's allowed_signers for {RECEIPT_NAMESPACE}"
    ))
}
