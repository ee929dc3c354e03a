//! Recognises rows of a list that are no records: totals, remarks, who filled it in.

use crate::sheet::{Cell, Row, Sheet};

/// The beginning of a total.
const TOTALS: [&str; 7] = ["合计", "总计", "小计", "共计", "累计", "总共", "共"];
/// What may come before it.
const OF_WHAT: [&str; 4] = ["以上", "本页", "本表", "全部"];
/// The unit after the number.
const UNITS: [&str; 16] =
    ["", "人", "名", "位", "项", "条", "件", "个", "处", "家", "户", "份", "次", "人次", "个单位", "个议题"];
/// The words before the colon of a remark or a signature.
const LABELS: [&str; 36] = [
    "注",
    "备注",
    "附注",
    "说明",
    "填表说明",
    "填报说明",
    "填写说明",
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "填表",
    "填报",
    "经办人",
    "审核人",
    "审核",
    "复核人",
    "复核",
    "审批人",
    "签发人",
    "单位负责人",
    "分管领导",
    "填表单位",
    "填报单位",
    "制表单位",
    "填表部门",
    "填报部门",
    "制表部门",
    "填表日期",
    "填报日期",
    "制表日期",
    "填表时间",
    "填报时间",
    "制表时间",
    "联系电话",
    "日期",
];

/// Whether a row is no record, judged by its first cell or by the cell of a required column.
pub(crate) fn is_beside(row: &Row, needed: Option<usize>) -> bool {
    let mut filled = row.cells.iter().filter(|cell| **cell != Cell::Empty).map(|cell| plain(&cell.words()));
    let Some(first) = filled.next() else { return true };
    let is_alone = filled.next().is_none();
    is_total(&first)
        || is_remark(&first)
        || is_alone && is_bracketed(&first)
        || needed.is_some_and(|column| is_total(&plain(&row.cell(column).words())))
}

/// Whether a row continues the remark above: a single cell that begins with a number.
pub(crate) fn continues_remark(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter(|cell| **cell != Cell::Empty).map(|cell| plain(&cell.words()));
    let (Some(only), None) = (filled.next(), filled.next()) else { return false };
    let after = only.trim_start_matches(char::is_numeric);
    after.len() < only.len() && after.starts_with(['.', '．', '、', ')', '）', ':', '：'])
}

/// Without spaces, and without dashes around the words.
fn plain(words: &str) -> String {
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    words.trim_matches(['-', '—', '－', '=', '。']).to_owned()
}

/// 合计, 共2人, 总计：十二项.
fn is_total(plain: &str) -> bool {
    let counted = OF_WHAT.iter().find_map(|what| plain.strip_prefix(what)).unwrap_or(plain);
    TOTALS.iter().any(|total| {
        let Some(rest) = counted.strip_prefix(total) else { return false };
        let rest = rest.split(['（', '(']).next().unwrap_or_default().trim_start_matches([':', '：']);
        let unit = rest.trim_start_matches(|c: char| c.is_numeric() || "〇一二三四五六七八九十百千两".contains(c));
        let is_counted = unit.len() < rest.len();
        // 共 without a number means “together”.
        UNITS.contains(&unit) && (is_counted || rest.is_empty() && *total != "共")
    })
}

/// 注：…, 填表人：某某, 第1页共2页, 以下空白.
fn is_remark(plain: &str) -> bool {
    let label = plain.split_once([':', '：']).map(|(label, _)| label.split(['（', '(']).next().unwrap_or_default());
    let label = label.map(|label| label.trim_end_matches(|c: char| c.is_numeric()));
    label.is_some_and(|label| LABELS.contains(&label))
        || plain.strip_prefix('第').is_some_and(|page| page.starts_with(char::is_numeric) && page.ends_with('页'))
        || plain.contains("以下空白")
}

/// （排名不分先后）.
fn is_bracketed(plain: &str) -> bool {
    [('（', '）'), ('(', ')')].into_iter().any(|(open, close)| {
        plain.starts_with(open) && plain.find(close).is_some_and(|at| at + close.len_utf8() == plain.len())
    })
}

/// Whether a row is one cell merged across several columns: the title of a section, a remark.
pub(super) fn is_banner(sheet: &Sheet, row: &Row) -> bool {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| **cell != Cell::Empty).map(|(at, _)| at);
    let (Some(only), None) = (filled.next(), filled.next()) else { return false };
    sheet
        .merged
        .iter()
        .any(|block| block.rows.contains(&row.number) && *block.columns.start() == only && *block.columns.end() > only)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        Row { cells: cells.iter().map(|words| Cell::from_text(words)).collect(), ..Row::default() }
    }

    #[test]
    fn totals_and_remarks_are_no_records() {
        for first in [
            "合计",
            "合　计",
            "总计：2人",
            "小计（人）",
            "共2人",
            "共计 十二 项",
            "以上共3处",
            "注：连任的加星号",
            "注1:名单按姓氏笔画排列",
            "备 注：以上名单供参考",
            "填表人：某某",
            "填报部门：提案委员会　填报时间：2026年12月16日",
            "填报单位（盖章）：办公室",
            "第1页 共2页",
            "——以下空白——",
            "（排名不分先后）",
            "(以下空白)",
        ] {
            assert!(is_beside(&row(&[first]), Some(0)), "{first}");
            assert!(is_beside(&row(&["", first]), Some(1)), "{first}");
        }
        assert!(is_beside(&row(&["填表人：", "某某", "日期：", "2026年3月"]), Some(1)));
        assert!(is_beside(&row(&["合计", "2人"]), Some(1)));
        assert!(is_beside(&row(&["3", "合计", "2"]), Some(1)));
    }

    #[test]
    fn records_that_look_alike_are_records() {
        for first in [
            "共建共治共享社区治理",
            "共享单车停放",
            "共",
            "合计数据共享平台建设",
            "小计生站改造",
            "第一页书店建设",
            "第一、二社区协商议事室",
            "关于说明：的写法",
            "注册志愿者队伍建设",
            "（续）老旧小区（二期）改造",
            "共青团",
        ] {
            assert!(!is_beside(&row(&[first]), Some(0)), "{first}");
        }
        assert!(!is_beside(&row(&["（一）", "加装电梯"]), Some(1)));
    }

    #[test]
    fn numbered_rows_continue_a_remark() {
        assert!(continues_remark(&row(&["2.连任的加星号"])) && continues_remark(&row(&["", "２、以上名单供参考"])));
        assert!(
            !continues_remark(&row(&["2", "韩样"]))
                && !continues_remark(&row(&["韩样"]))
                && !continues_remark(&row(&["12"]))
        );
    }
}
