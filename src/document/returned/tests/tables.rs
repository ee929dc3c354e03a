//! Tables of papers that come back.

use super::{BODY, edited, new};
use crate::document::docx::read::{Cell, Part, Row};

fn cell(text: &str) -> Cell {
    let Part::Paragraph(paragraph) = new("TableCell", text) else { panic!() };
    Cell { paragraphs: vec![paragraph], ..Cell::default() }
}

fn row(cells: &[&str]) -> Row {
    Row { cells: cells.iter().map(|text| cell(text)).collect(), ..Row::default() }
}

#[test]
fn cells_and_rows_that_change_leave_the_others() {
    let text = edited(BODY, |desk| {
        let rows = desk.rows();
        rows[1].cells[1] = cell("4|5");
        rows.insert(2, row(&["丙局", "2"]));
        rows.push(row(&["丁局", ""]));
    });
    let table = "| 甲局 | 4\\|5 |\n| 丙局 | 2 |\n| 乙局 | 5 |\n| 丁局 |  |\n";
    assert_eq!(text, BODY.replace("| 甲局 | 3 |\n| 乙局 | 5 |\n", table));
    let text = edited(BODY, |desk| drop(desk.rows().remove(1)));
    assert_eq!(text, BODY.replace("| 甲局 | 3 |\n", ""));
    let text = edited(BODY, |desk| {
        for row in desk.rows() {
            row.cells.push(cell("备注"));
        }
    });
    let table = "| 单位 | 人数 | 备注 |\n| :--- | --- | --- |\n| 甲局 | 3 | 备注 |\n| 乙局 | 5 | 备注 |\n";
    assert_eq!(text, BODY.replace("| 单位 | 人数 |\n|:---|---|\n| 甲局 | 3 |\n| 乙局 | 5 |\n", table));
    let text = edited("\n甲\n", |desk| desk.after("甲", Part::Table(vec![row(&["a", "b"]), row(&["1", "2"])])));
    assert_eq!(text, "\n甲\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n");
}
