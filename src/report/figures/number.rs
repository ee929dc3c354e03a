//! The numbers of a report in words: rates beside what they are of, rounded where they are shown and nowhere else.

use crate::figures::{Cell, Figure, Value};
use crate::report::table::or_dash;

/// A value on a page: `11/12 91.7%`. Of nothing there is no rate.
pub(crate) fn shown(value: Value) -> String {
    match value {
        Value::Count(count) => count.to_string(),
        Value::Share(_, 0) | Value::Mean(_, 0) => "—".to_owned(),
        Value::Share(counted, of) => format!("{counted}/{of} {}", percent(counted, of)),
        Value::Mean(sum, of) => format!("{sum}/{of} {}", rounded(sum, of, 1)),
        Value::Points(tenths) => points(tenths),
        Value::Day(day) => or_dash(day),
    }
}

/// A value in cells of its own.
pub(super) fn spread(figure: &Figure, cell: &Cell) -> Vec<String> {
    match cell.value(figure.kind) {
        Value::Share(counted, of) => {
            let share = if of == 0 { "—".to_owned() } else { percent(counted, of) };
            vec![counted.to_string(), of.to_string(), share]
        }
        Value::Mean(sum, of) => {
            let mean = if of == 0 { "—".to_owned() } else { rounded(sum, of, 1) };
            vec![sum.to_string(), of.to_string(), mean]
        }
        value => vec![shown(value)],
    }
}

/// A share in per cent, to one decimal.
fn percent(counted: i64, of: i64) -> String {
    format!("{}%", rounded(counted * 100, of, 1))
}

/// A quotient to so many decimals, half rounded up, from whole numbers.
fn rounded(sum: i64, of: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let all = (sum * unit * 2 + of).div_euclid(of * 2);
    let sign = if all < 0 { "-" } else { "" };
    format!("{sign}{}.{:0width$}", all.abs() / unit, all.abs() % unit, width = decimals as usize)
}

/// Points, with a decimal only if there is one.
pub(super) fn points(tenths: i64) -> String {
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { rounded(tenths, 10, 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_rounded_half_up_from_whole_numbers_and_of_nothing_there_is_none() {
        for (counted, of, told) in [
            (11, 12, "11/12 91.7%"),
            (1, 8, "1/8 12.5%"),
            (1, 16, "1/16 6.3%"),
            (0, 3, "0/3 0.0%"),
            (2, 3, "2/3 66.7%"),
            (1, 2000, "1/2000 0.1%"),
            (5, 5, "5/5 100.0%"),
            (0, 0, "—"),
        ] {
            assert_eq!(shown(Value::Share(counted, of)), told);
        }
        assert_eq!(shown(Value::Mean(250, 20)), "250/20 12.5");
        assert_eq!([125, -5, 40, 0].map(points), ["12.5", "-0.5", "4", "0"]);
    }
}
