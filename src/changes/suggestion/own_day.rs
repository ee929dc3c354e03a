//! Notes on a day that is only named in the text of a suggestion or commitment.

use crate::model::Date;
use crate::text;
use crate::text::Text;

/// The note that nothing reminds of the day until it is entered as a field.
pub(crate) fn note(id: &str, key: &str, words: &str) -> Option<Text> {
    let day = found(words)?;
    let date = Date::first_in(&day).map(|date| date.to_string());
    let (zh, en) = (date.as_deref().unwrap_or("〈日期〉"), date.as_deref().unwrap_or("〈DATE〉"));
    Some(text!(
        zh: "“{day}”只是文字，`yijuan due` 不催；要催办的，写明答复期限：yijuan suggestion update {key} {id} 答复期限={zh}",
        en: "“{day}” is text, and `yijuan due` will not tell of it; to be reminded, enter the day: yijuan suggestion update {key} {id} due={en}"
    ))
}

/// The first phrase for a deadline: 十月底前, 2026年10月31日前, 三个月内.
fn found(words: &str) -> Option<String> {
    let chars: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    (0..chars.len()).find_map(|at| {
        let is_before = match chars[at] {
            '前' => true,
            '内' => false,
            _ => return None,
        };
        let head = &chars[..at];
        let head = head.strip_suffix(&['之']).or_else(|| head.strip_suffix(&['以'])).unwrap_or(head);
        let begin = head.iter().rposition(|c| !is_of_time(*c)).map_or(0, |other| other + 1);
        let time: String = head[begin..].iter().collect();
        let phrase: String = chars[begin..=at].iter().collect();
        (if is_before { is_day(&time) } else { is_length(&time) }).then_some(phrase)
    })
}

fn is_of_time(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九十两半年月日号底末初上中下旬季度第个周天工作今明后本当".contains(c)
}

/// Whether something can be done before it. With a length of time, 前 means ago: 三年前.
fn is_day(time: &str) -> bool {
    let is_numbered_year =
        time.strip_suffix('年').is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    let is_dated = time.chars().count() > 1 && time.contains('月') && !time.contains('个');
    let is_end = time.ends_with(['底', '末']) && time.chars().count() > 1;
    is_dated || is_end || is_numbered_year || time.ends_with("季度") && time.chars().count() > 2
}

/// Whether it is a length of time.
fn is_length(time: &str) -> bool {
    time.ends_with(['年', '月', '日', '天', '周']) || time.ends_with("季度")
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn a_day_by_which_something_is_to_be_is_found() {
        for (words, day) in [
            ("十月底前配齐除雪设备", "十月底前"),
            ("争取在 2026年10月31日前 完工", "2026年10月31日前"),
            ("三个月内答复", "三个月内"),
            ("15个工作日内拿出方案", "15个工作日内"),
            ("年底之前建成", "年底之前"),
            ("年内完成", "年内"),
            ("第三季度前开工", "第三季度前"),
        ] {
            assert_eq!(found(words).as_deref(), Some(day), "{words}");
        }
    }

    #[test]
    fn what_names_no_day_to_come_is_left() {
        for words in [
            "目前已选址",
            "三年前建的小区",
            "几个月前提过",
            "日前已到位",
            "区内设点",
            "提前预约",
            "会前沟通",
            "院内停车",
        ] {
            assert_eq!(found(words), None, "{words}");
        }
    }
}
