//! What of a received text the paper does not say after all: it is set once more, and compared.

use super::pairs::pairs;
use super::paper::{Paper, Place, key_of};
use super::words::{content, key, may_be_one, number, same, same_rows, squeezed};
use crate::document::docx::{Received, Unit, beginning};
use crate::document::gongwen::{Kind, Meta};
use crate::text;
use crate::text::Text;

/// Which received part is printed as which, and what is not as it was received.
pub(super) fn differences(
    paper: &Paper,
    received: &[Unit],
    file: &Received,
    meta: &Meta,
) -> (Vec<(usize, usize)>, Vec<Text>) {
    let old: Vec<String> = paper.units.iter().map(|printed| key(&printed.unit)).collect();
    let new: Vec<String> = received.iter().map(key).collect();
    let pairs = pairs(&old, &new, &|from, to| may_be_one(&paper.units[from].unit, &received[to]));
    let mut left = Vec::new();
    let mut is_numbered_anew = false;
    let mut known = pairs.iter().copied().peekable();
    let mut from = 0;
    for (nth, unit) in received.iter().enumerate() {
        let pair = known.next_if(|(_, to)| *to == nth);
        let upto = pair.or_else(|| known.peek().copied()).map_or(paper.units.len(), |(upto, _)| upto);
        left.extend((from..upto).map(|gone| gone_from(paper, gone, meta)));
        from = upto + usize::from(pair.is_some());
        let Some((printed, _)) = pair else {
            left.push(not_placed(received, nth));
            continue;
        };
        let printed = &paper.units[printed];
        match printed.place {
            Place::Head(section) => left.extend(of_head(&printed.unit, unit, section, meta)),
            Place::Piece(section, piece) => {
                let kind = &paper.sections[section].pieces[piece].kind;
                if !is_as_received(kind, &printed.unit, unit) {
                    left.push(otherwise(received, nth, &printed.unit));
                } else if !is_numbered_anew && numbers_differ(kind, &printed.unit, unit) {
                    is_numbered_anew = true;
                    left.push(numbered_anew(&printed.unit));
                }
            }
        }
    }
    left.extend((from..paper.units.len()).map(|gone| gone_from(paper, gone, meta)));
    left.extend(around(&paper.boxes, &file.boxes, &Text::new("版记", "the imprint")));
    left.extend(around(&paper.edges, &file.edges, &Text::new("页眉或页脚", "a header or footer")));
    (pairs, left)
}

/// Whether a part of the text is printed as it was received, but for the number that the program gives it.
fn is_as_received(kind: &Kind, printed: &Unit, received: &Unit) -> bool {
    match (printed, received) {
        (Unit::Table(printed), Unit::Table(received)) => same_rows(printed, received),
        (Unit::Paragraph(printed), Unit::Paragraph(received)) => {
            let levels = (printed.is_heading() || received.is_heading()) && printed.style != received.style;
            !levels && same(&content(kind, &printed.text), &content(kind, &received.text))
        }
        _ => false,
    }
}

fn numbers_differ(kind: &Kind, printed: &Unit, received: &Unit) -> bool {
    match (printed, received) {
        (Unit::Paragraph(printed), Unit::Paragraph(received)) => number(kind, printed) != number(kind, received),
        _ => false,
    }
}

fn place(received: &[Unit], nth: usize) -> Text {
    let unit = &received[nth];
    let nth = received[..nth].iter().filter(|before| before.is_table() == unit.is_table()).count() + 1;
    if unit.is_table() {
        return text!(zh: "第{nth}个表格", en: "table {nth}");
    }
    let said = beginning(unit.plain().trim());
    text!(zh: "第{nth}段“{said}”", en: "paragraph {nth} “{said}”")
}

fn not_placed(received: &[Unit], nth: usize) -> Text {
    let Text { zh, en } = place(received, nth);
    text!(zh: "{zh}：在正文之外，没有带入", en: "{en}: it is outside of the text and was left out")
}

fn otherwise(received: &[Unit], nth: usize, printed: &Unit) -> Text {
    let (Text { zh, en }, said) = (place(received, nth), beginning(printed.plain().trim()));
    if squeezed(&printed.plain()) == squeezed(&received[nth].plain()) {
        return text!(zh: "{zh}：只带入了文字，没有带入样式", en: "{en}: its words were taken over, but not how they are set");
    }
    text!(zh: "{zh}：只能写成“{said}”，请核对", en: "{en}: it could only be written as “{said}”; compare them")
}

fn numbered_anew(printed: &Unit) -> Text {
    let said = beginning(printed.plain().trim());
    text!(
        zh: "标题和列项的序号按次序编排，与来件不同，自“{said}”起",
        en: "headings and items are numbered in order, other than in the file, from “{said}” on"
    )
}

fn gone_from(paper: &Paper, nth: usize, meta: &Meta) -> Text {
    let printed = &paper.units[nth];
    let said = beginning(printed.unit.plain().trim());
    match printed.place {
        Place::Head(section) => {
            let key = key_of(&printed.unit, section, meta);
            text!(zh: "来件删去了“{said}”：文首 `{key}` 须手工修改", en: "“{said}” was taken out in the file: change `{key}` by hand")
        }
        Place::Piece(..) => {
            text!(zh: "来件删去的“{said}”没能删去", en: "“{said}”, taken out in the file, could not be taken out")
        }
    }
}

/// What is to be changed by hand, if a line of the head differs.
fn of_head(printed: &Unit, received: &Unit, section: usize, meta: &Meta) -> Option<Text> {
    let (was, is) = (printed.plain(), received.plain());
    let key = key_of(printed, section, meta);
    let (was, is) = (was.trim(), is.trim());
    (squeezed(was) != squeezed(is)).then(|| {
        text!(
            zh: "“{was}”来件改为“{is}”：文首 `{key}` 须手工修改",
            en: "“{was}” became “{is}” in the file: change `{key}` by hand"
        )
    })
}

/// What stands around the text and is not as the program prints it.
fn around(printed: &[String], received: &[String], what: &Text) -> Vec<Text> {
    let printed: Vec<String> = printed.iter().map(|text| squeezed(text)).collect();
    let received: Vec<String> = received.iter().map(|text| squeezed(text)).collect();
    let Text { zh, en } = what;
    let changed = received.iter().filter(|text| !printed.contains(text)).map(|text| {
        let said = beginning(text);
        text!(zh: "{zh}“{said}”：没有带入", en: "{en} “{said}”: it was left out")
    });
    let gone = printed.iter().filter(|text| !received.contains(text) && received.len() < printed.len()).map(|text| {
        let said = beginning(text);
        text!(zh: "{zh}“{said}”在来件中没有", en: "{en} “{said}” is not in the file")
    });
    changed.chain(gone).collect()
}
