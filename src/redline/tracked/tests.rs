//! What becomes of changes over several versions.

use super::*;
use proptest::prelude::*;

fn unit(text: &str) -> Unit {
    match text.strip_prefix('|') {
        Some(row) => Unit { cells: row.split('|').map(ToOwned::to_owned).collect(), is_row: true },
        None => Unit { cells: vec![text.to_owned()], is_row: false },
    }
}

fn versions(texts: &[&[&str]]) -> Vec<Vec<Unit>> {
    texts.iter().map(|units| units.iter().map(|text| unit(text)).collect()).collect()
}

/// Each unit on a line, every change with the version that made it.
fn told(texts: &[&[&str]]) -> Vec<String> {
    tracked(&versions(texts)).iter().map(line).collect()
}

fn line(tracked: &Tracked) -> String {
    let sign = match tracked.change {
        None => "  ",
        Some(Change::Inserted(_)) => "+ ",
        Some(Change::Deleted(_)) => "- ",
    };
    let cells = tracked.cells.iter().map(|pieces| pieces.iter().map(marked).collect::<String>());
    sign.to_owned() + &cells.collect::<Vec<_>>().join("|")
}

fn marked(piece: &Piece) -> String {
    let text = &piece.text;
    match piece.change {
        None => text.clone(),
        Some(Change::Inserted(by)) => format!("{{+{by} {text}+}}"),
        Some(Change::Deleted(by)) => format!("[-{by} {text}-]"),
    }
}

#[test]
fn each_change_is_whose_it_is() {
    assert_eq!(
        told(&[&["由街道组织签约，共12家。"], &["由社区组织签约，共12家。"], &["由社区组织签约，共120家，六月完成。"]]),
        ["  由[-1 街道-]{+1 社区+}组织签约，共[-2 12-]{+2 120+}家{+2 ，六月完成+}。"]
    );
}

#[test]
fn what_one_inserted_and_another_deleted_is_gone() {
    assert_eq!(
        told(&[
            &["由街道组织签约。", "另行通知。"],
            &["由街道有关科室组织签约。", "加一段话。", "另行通知。"],
            &["由街道组织签约。"],
        ]),
        ["  由街道组织签约。", "- [-2 另行通知。-]"]
    );
}

#[test]
fn what_comes_back_in_its_place_was_never_gone() {
    let text = "由街道组织签约，共12家。";
    assert_eq!(
        told(&[&[text, "另行通知。"], &["由街道组织，共12家。"], &[text, "另行通知。"]]),
        ["  由街道组织签约，共12家。", "  另行通知。"]
    );
}

#[test]
fn a_row_is_no_paragraph_and_keeps_its_cells() {
    assert_eq!(
        told(&[
            &["|甲|10分钟", "|乙|8分钟", "正文。"],
            &["|甲|15分钟", "|丙|5分钟", "|乙|8分钟", "甲15分钟", "正文。"]
        ]),
        ["  甲|[-1 10-]{+1 15+}分钟", "+ {+1 丙+}|{+1 5分钟+}", "  乙|8分钟", "+ {+1 甲15分钟+}", "  正文。"]
    );
    // A table with a column more is another.
    assert_eq!(told(&[&["|甲|乙"], &["|甲|乙|丙"]]), ["- [-1 甲-]|[-1 乙-]", "+ {+1 甲+}|{+1 乙+}|{+1 丙+}"]);
}

#[test]
fn each_piece_says_where_it_stands() {
    let all = tracked(&versions(&[&["甲乙丙丁戊己庚。"], &["甲丙丁戊己庚辛。"], &["子", "甲丙丁戊己辛。"]]));
    let places: Vec<_> = all[1].cells[0].iter().map(|piece| (piece.text.as_str(), piece.at, piece.start)).collect();
    let [last, first, middle] = [(2, 1), (0, 0), (1, 0)].map(|(version, unit)| Place { version, unit });
    assert_eq!(
        places,
        [("甲", last, 0), ("乙", first, 1), ("丙丁戊己", last, 1), ("庚", middle, 5), ("辛", last, 5), ("。", last, 6)]
    );
}

/// Units of letters that only one version inserts, and where it deletes.
fn edits() -> impl Strategy<Value = Vec<Vec<(usize, usize, usize, u8)>>> {
    let edit = (0usize..6, 0usize..40, 0usize..8, 0u8..6);
    prop::collection::vec(prop::collection::vec(edit, 1..5), 1..5)
}

/// The versions that edits make of a paper. Each version inserts a letter of its own.
fn edited(edits: &[Vec<(usize, usize, usize, u8)>]) -> Vec<Vec<Unit>> {
    let first =
        ["一、基本情况", "全区现有养老机构十二家，床位不足；分布不匀。", "", "|序号|单位", "|1|民政局", "请予研究。"];
    let mut texts: Vec<String> = first.map(ToOwned::to_owned).to_vec();
    let mut all = vec![texts.iter().map(|text| unit(text)).collect()];
    for (nth, of_version) in edits.iter().enumerate() {
        let own = ['甲', '乙', '丙', '丁', '戊'][nth].to_string();
        for (at, from, length, kind) in of_version {
            let at = at % texts.len().max(1);
            match kind {
                0 => texts.insert(at.min(texts.len()), own.repeat(length + 1)),
                1 if 1 < texts.len() => drop(texts.remove(at)),
                _ if texts.is_empty() || texts[at].starts_with('|') => {}
                2 => {
                    let text = texts[at].chars();
                    texts[at] = text.clone().take(*from).chain(text.skip(from + length)).collect();
                }
                _ => {
                    let letters: Vec<char> = texts[at].chars().collect();
                    let (before, after) = letters.split_at((*from).min(letters.len()));
                    texts[at] =
                        before.iter().chain(&own.repeat(*length).chars().collect::<Vec<_>>()).chain(after).collect();
                }
            }
        }
        all.push(texts.iter().map(|text| unit(text)).collect());
    }
    all
}

/// The units as they read once changes are accepted or rejected.
fn left(all: &[Tracked], is_lost: fn(&Change) -> bool) -> Vec<Unit> {
    let text = |pieces: &Vec<Piece>| {
        let pieces = pieces.iter().filter(|piece| !piece.change.as_ref().is_some_and(is_lost));
        pieces.map(|piece| piece.text.as_str()).collect()
    };
    let units = all.iter().filter(|unit| !unit.change.as_ref().is_some_and(is_lost));
    units.map(|of| Unit { cells: of.cells.iter().map(text).collect(), is_row: of.cells.len() > 1 }).collect()
}

proptest! {
    #[test]
    fn accepted_they_give_the_last_version_and_rejected_the_first(edits in edits()) {
        let versions = edited(&edits);
        let all = tracked(&versions);
        prop_assert_eq!(&left(&all, |change| matches!(change, Change::Deleted(_))), versions.last().unwrap());
        prop_assert_eq!(&left(&all, |change| matches!(change, Change::Inserted(_))), &versions[0]);
        for piece in all.iter().flat_map(|unit| unit.cells.iter().flatten()) {
            let unit = &versions[piece.at.version][piece.at.unit];
            let mut ends = unit.cells.iter().map(|cell| cell.chars().skip(piece.start).collect::<String>());
            prop_assert!(ends.any(|end| end.starts_with(&piece.text)), "{:?} in {:?}", piece, unit);
        }
    }

    #[test]
    fn what_a_version_alone_writes_is_inserted_by_it(edits in edits()) {
        for unit in tracked(&edited(&edits)) {
            for piece in unit.cells.iter().flatten() {
                if let Some(Change::Inserted(by)) = piece.change {
                    let others = ['甲', '乙', '丙', '丁', '戊'].into_iter().enumerate().filter(|(nth, _)| nth + 1 != by);
                    // A paragraph that is no version of another is its writer's, whatever it repeats.
                    let is_new = unit.change.is_some();
                    prop_assert!(is_new || others.into_iter().all(|(_, other)| !piece.text.contains(other)), "{:?}", unit);
                }
            }
        }
    }
}
