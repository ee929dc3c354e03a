//! Where a title is broken into lines (GB/T 9704-2012, 7.3.1): words stay whole, and the lines are of even length or
//! the middle ones longer (梯形, 菱形). It knows no words; what stands at a place and how far it is from one where a word
//! surely begins say whether a word may end there.

use super::punctuation::{is_han, is_wide};
use crate::document::measure as m;
use unicode_width::UnicodeWidthStr as _;

/// A width in characters of the size that is set: a Chinese one is 1, a Latin one is taken for a half.
pub(in crate::document) trait Width {
    /// The width.
    fn ems(&self) -> f64;
}

impl Width for str {
    fn ems(&self) -> f64 {
        // The lengths of texts of a paper are small.
        f64::from(u32::try_from(self.width_cjk()).unwrap_or(u32::MAX)) / 2.0
    }
}

/// What a bad place to break at costs, against lines that differ by some characters, squared.
const AMID_WORD: f64 = 60.0;
const MAYBE_AMID_WORD: f64 = 6.0;
const AMID_UNIT: f64 = 4000.0;
const AFTER_OPENER: f64 = 1.0;

/// What is quoted stays whole, unless it is long and the lines would be very uneven.
const AMID_QUOTED: f64 = 60.0;
const LONG_QUOTED: f64 = 10.0;

/// A line of two or three characters looks like a mistake, the last one most of all.
const SHORTEST: f64 = 4.0;
const TOO_SHORT: f64 = 400.0;

/// What a line more than needed costs.
const MORE_LINES: f64 = 40.0;

/// Words at which a part of a title begins.
const OPENERS: [&str; 24] = [
    "关于",
    "开展",
    "召开",
    "印发",
    "商请",
    "提供",
    "参加",
    "征求",
    "进一步",
    "推进",
    "加强",
    "做好",
    "报送",
    "公布",
    "调整",
    "推迟",
    "变更",
    "确定",
    "邀请",
    "建立",
    "完善",
    "促进",
    "专题协商",
    "年度",
];

/// Words with which the name of a body ends.
const NAMES: [&str; 4] = ["委员会", "办公室", "人民政府", "常委会"];

/// A title in the lines in which it stands on a page. Line ends of its own stay.
#[must_use]
pub(in crate::document) fn title_lines(title: &str, landscape: bool) -> Vec<String> {
    lines_of(title, (m::page(landscape).line.pt().0 / m::TITLE.0).floor())
}

/// The same in lines no wider than so many characters.
fn lines_of(title: &str, widest: f64) -> Vec<String> {
    title.split('\n').flat_map(|part| broken(part.trim(), widest)).collect()
}

fn broken(title: &str, widest: f64) -> Vec<String> {
    let characters: Vec<char> = title.chars().collect();
    let ems: Vec<f64> = characters.iter().map(|c| c.encode_utf8(&mut [0; 4]).ems()).collect();
    let whole: f64 = ems.iter().sum();
    if whole <= widest || characters.len() < 2 {
        return vec![title.to_owned()];
    }
    let costs = costs(&characters, widest);
    let least = lines_needed(whole, widest);
    // One line more, if words do not fit into the least number.
    let places = [(least, 0.0), (least + 1, MORE_LINES)]
        .into_iter()
        .filter_map(|(lines, more)| best(&ems, &costs, lines, widest).map(|(cost, places)| (cost + more, places)));
    let best = places.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, places)| places).unwrap_or_default();
    let ends = best.iter().copied().chain([characters.len()]);
    let mut start = 0;
    ends.map(|end| {
        let line: String = characters[start..end].iter().collect();
        start = end;
        line.trim().to_owned()
    })
    .collect()
}

fn lines_needed(whole: f64, widest: f64) -> usize {
    let mut lines = 1;
    let mut room = widest;
    while room < whole {
        lines += 1;
        room += widest;
    }
    lines
}

/// The cheapest places to break at so that there are so many lines.
fn best(ems: &[f64], costs: &[f64], lines: usize, widest: f64) -> Option<(f64, Vec<usize>)> {
    let count = ems.len();
    let before: Vec<f64> = std::iter::once(0.0)
        .chain(ems.iter().scan(0.0, |sum, em| {
            *sum += em;
            Some(*sum)
        }))
        .collect();
    // Of each line and end: the cost of the lines so far, and where the last of them begins.
    let mut table: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; count + 1]; lines + 1];
    table[0][0] = Some((0.0, 0));
    for line in 1..=lines {
        let ideal = ideal(before[count], line, lines);
        for end in 1..=count {
            let at_end = if end == count { 0.0 } else { costs[end] };
            for start in (0..end).rev() {
                let width = before[end] - before[start];
                if width > widest {
                    break;
                }
                let Some((so_far, _)) = table[line - 1][start] else { continue };
                let too_short = if width < SHORTEST { TOO_SHORT } else { 0.0 };
                let cost = so_far + (width - ideal).powi(2) + at_end + too_short;
                if table[line][end].is_none_or(|(known, _)| cost < known) {
                    table[line][end] = Some((cost, start));
                }
            }
        }
    }
    let (cost, _) = table[lines][count]?;
    let mut places = Vec::new();
    let mut end = count;
    for line in (1..=lines).rev() {
        end = table[line][end]?.1;
        places.push(end);
    }
    places.reverse();
    Some((cost, places.split_off(1)))
}

/// How long a line should be: of three or more, those in the middle a little longer.
#[allow(clippy::cast_precision_loss, reason = "a title has few lines")]
fn ideal(whole: f64, line: usize, lines: usize) -> f64 {
    let even = whole / lines as f64;
    match lines {
        0..=2 => even,
        _ if line == 1 || line == lines => even * 0.94,
        _ => even + even * 0.12 / (lines - 2) as f64,
    }
}

/// What it costs to break before each character.
fn costs(title: &[char], widest: f64) -> Vec<f64> {
    let mut from_start = 0;
    let mut costs: Vec<f64> = Vec::with_capacity(title.len());
    for at in 0..title.len() {
        let begins = at == 0 || begins_word(title, at);
        from_start = if begins { 0 } else { from_start + 1 };
        // Most words have two characters.
        let guessed = if from_start % 2 == 1 { AMID_WORD } else { MAYBE_AMID_WORD };
        let cost = match () {
            () if at > 0 && is_amid_unit(title, at) => AMID_UNIT,
            () if begins => 0.0,
            () if ends_opener(title, at) => AFTER_OPENER,
            () => guessed,
        };
        costs.push(cost);
    }
    for (from, to) in quoted(title) {
        let within: String = title[from..=to].iter().collect();
        let more = match within.as_str().ems() {
            ems if ems > widest => 0.0,
            ems if ems >= LONG_QUOTED => AMID_QUOTED,
            _ => AMID_UNIT,
        };
        costs[from + 1..=to].iter_mut().for_each(|known| *known += more);
    }
    costs
}

/// Whether one of the words at which a part begins ends at a place.
fn ends_opener(title: &[char], at: usize) -> bool {
    OPENERS.iter().any(|word| ends_in(title, at, word))
}

fn ends_in(title: &[char], at: usize, word: &str) -> bool {
    let length = word.chars().count();
    at >= length && word.chars().eq(title[at - length..at].iter().copied())
}

/// Whether a word surely begins at a place.
fn begins_word(title: &[char], at: usize) -> bool {
    let rest = &title[at..];
    let opens = OPENERS.iter().any(|word| word.chars().eq(rest.iter().copied().take(word.chars().count())));
    let (last, next) = (title[at - 1], title[at]);
    let ends = NAMES.iter().any(|word| ends_in(title, at, word));
    opens
        || ends
        || next.is_ascii_digit() && is_han(last)
        || matches!(next, '《' | '“' | '（')
        || matches!(last, '》' | '”' | '）' | '、' | '，' | '的' | '和' | '与' | '及' | ' ')
}

/// Whether a line must not end before a character: it belongs to what stands before it.
fn is_amid_unit(title: &[char], at: usize) -> bool {
    let (last, next) = (title[at - 1], title[at]);
    // 第十五届, 2026年, 三次: a number, its 第 and its unit.
    let is_counted = (last.is_ascii_digit() || is_numeral(last)) && (is_han(next) || is_latin(next))
        || last == '第'
        || is_numeral(next) && is_numeral(last);
    let closes = matches!(
        next,
        '》' | '”' | '）' | '〉' | '’' | '、' | '，' | '：' | '；' | '。' | '？' | '！' | '—' | '…' | '·'
    );
    let clings = matches!(next, '的' | '了' | '和' | '与' | '及' | '等' | '之' | '者' | '们');
    let opens = matches!(last, '《' | '“' | '（' | '〈' | '‘' | '—' | '·');
    closes || clings || opens || is_counted || is_latin(last) && is_latin(next)
}

/// Whether a character is of a Latin word or a figure.
fn is_latin(c: char) -> bool {
    !is_wide(c) && c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '%' | '+')
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百千万亿零〇两".contains(c)
}

/// Where titles, quotations and brackets stand, from their opening to their closing mark.
fn quoted(title: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (open, close) in [('《', '》'), ('“', '”'), ('（', '）')] {
        let mut from = None;
        for (at, c) in title.iter().enumerate() {
            if *c == open {
                from = from.or(Some(at));
            } else if *c == close
                && let Some(start) = from.take()
            {
                found.push((start, at));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    #[test]
    fn titles_are_broken_at_words_into_even_lines() {
        for (title, lines) in [
            ("关于召开会议的通知", vec!["关于召开会议的通知"]),
            (
                "政协某县委员会关于开展社区养老服务专题协商的通知",
                vec!["政协某县委员会关于开展", "社区养老服务专题协商的通知"],
            ),
            ("关于商请参加“老旧小区加装电梯”专题协商会的函", vec!["关于商请参加“老旧小区加装电梯”", "专题协商会的函"]),
            (
                "关于印发《政协云河区委员会2026年度协商计划》的通知",
                vec!["关于印发《政协云河区委员会", "2026年度协商计划》的通知"],
            ),
            (
                "关于印发《政协北京市门头沟区委员会2026年度协商工作计划》的通知",
                vec!["关于印发《政协北京市门头沟区委员会", "2026年度协商工作计划》的通知"],
            ),
        ] {
            assert_eq!(lines_of(title, 20.0), lines);
        }
    }

    #[test]
    fn no_line_begins_or_ends_amid_what_belongs_together() {
        let titles = [
            "中国人民政治协商会议北京市门头沟区第十一届委员会常务委员会第二十三次会议关于推进城市更新的协商意见",
            "关于2026年第3季度“有事好商量”协商议事活动和委员履职情况的通报",
            "关于推动京西（门头沟）PM2.5治理与12个重点项目落地的意见建议",
            "关于《北京市门头沟区人民政府办公室关于进一步加强老旧小区综合整治工作的实施意见》的协商意见",
        ];
        for title in titles {
            let lines = lines_of(title, 20.0);
            assert_eq!(lines.concat(), title);
            for pair in lines.windows(2) {
                let (last, next) = (pair[0].chars().last().unwrap(), pair[1].chars().next().unwrap());
                assert!(!"《“（第".contains(last) && !"》”）的了和与及届次年季".contains(next), "{lines:?}");
                assert!(!(last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()), "{lines:?}");
                assert!(!is_numeral(last) && !last.is_ascii_digit(), "{lines:?}");
            }
            assert!(lines.iter().all(|line| line.as_str().ems() <= 20.0), "{lines:?}");
        }
    }

    proptest! {
        #[test]
        fn no_line_of_a_title_is_very_short_and_none_too_long(
            by in select(&["", "政协云河区委员会", "政协云河区委员会办公室", "中共政协北京市门头沟区委员会党组",
                "政协云河区第十一届委员会常务委员会"]),
            what in select(&["印发", "开展", "召开", "商请参加", "报送", "推迟召开", "征求", "公布"]),
            topic in select(&["《政协云河区委员会2026年度协商计划》", "《政协云河区委员会2026年度协商工作安排（草案）》",
                "“老旧小区加装电梯”专题协商会", "社区养老服务专题协商", "2026年第3次季度协商座谈会",
                "“推进老旧小区综合整治 完善物业管理长效机制”专题协商会议", "居住区停车资源共享协商议题建议",
                "《关于推动生活垃圾分类提质增效的协商意见》", "电动自行车充电设施建设情况", "《会议制度》"]),
            kind in select(&["通知", "函", "报告", "协商意见", "意见建议", "请示", "复函"]),
        ) {
            let title = format!("{by}关于{what}{topic}的{kind}");
            let lines = lines_of(&title, 20.0);
            prop_assert_eq!(lines.concat().replace(' ', ""), title.replace(' ', ""));
            let widths: Vec<f64> = lines.iter().map(|line| line.as_str().ems()).collect();
            let (shortest, longest) = widths.iter().fold((20.0_f64, 0.0_f64), |(least, most), width| {
                (least.min(*width), most.max(*width))
            });
            prop_assert!(longest <= 20.0, "{lines:?}");
            prop_assert!(lines.len() == 1 || shortest >= SHORTEST && shortest * 2.5 >= longest, "{lines:?}");
        }
    }

    #[test]
    fn the_middle_of_three_lines_is_not_the_shortest() {
        let lines = lines_of(
            "关于开展乡村振兴促进农民增收和农业农村现代化以及城乡融合发展体制机制创新专题协商有关事项的通知",
            20.0,
        );
        let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        assert_eq!(lengths.len(), 3, "{lines:?}");
        assert!(lengths[1] >= lengths[0].min(lengths[2]), "{lines:?}");
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_all_the_same_and_nothing_hangs() {
        assert_eq!(lines_of("", 20.0), [""]);
        assert!(lines_of(&"a".repeat(200), 20.0).len() > 4);
        assert!(lines_of(&format!("《{}》", "甲".repeat(300)), 20.0).iter().all(|line| line.as_str().ems() <= 20.0));
    }
}
