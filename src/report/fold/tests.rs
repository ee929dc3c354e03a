//! Folding by examples, and what holds for any line at any width.

use super::*;
use crate::regulation::Regulations;
use crate::text::Text;
use crate::vocabulary::{Group, argument};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn a_long_line_goes_on_below_its_last_column() {
    assert_eq!(fold("短\n\n", 10), "短\n\n");
    let line = "  2026-04-22  M7a  邀请法律顾问、党代表\n";
    assert_eq!(fold(line, 39), line);
    assert_eq!(fold(line, 38), "  2026-04-22  M7a  邀请法律顾问、党代\n                   表\n");
    // Too far to the right to go on there.
    assert_eq!(fold(line, 30), "  2026-04-22  M7a  邀请法律顾\n              问、党代表\n");
    assert_eq!(fold("  规则  邀请法律顾问、党代表\n", 20), "  规则  邀请法律顾\n        问、党代表\n");
    assert_eq!(fold("  规则   邀请法律顾问、党代表\n", 21), "  规则   邀请法律顾\n         问、党代表\n");
    assert_eq!(fold("  错误 M7a：尚未记录\n", 16), "  错误 M7a：尚未\n    记录\n");
}

#[test]
fn what_is_copied_stays_whole_and_colours_take_no_room() {
    assert_eq!(fold("缺 topics/2026/001-甲乙丙丁/协商函.md。\n", 20), "缺\n  topics/2026/001-甲乙丙丁/协商函.md。\n");
    // A choice is no path.
    assert_eq!(fold("应为公共矛盾/公共事务\n", 14), "应为公共矛盾/\n  公共事务\n");
    assert_eq!(
        fold("本卷至今尚未记录过“成立课题组”（应由责任委室）\n", 28),
        "本卷至今尚未记录过\n  “成立课题组”（应由责任委\n  室）\n"
    );
    assert_eq!(fold("这个单位用 `yijuan body add` 登记\n", 26), "这个单位用\n  `yijuan body add` 登记\n");
    assert_eq!(fold("\u{1b}[1;31m已逾期\u{1b}[0m 三项\n", 11), "\u{1b}[1;31m已逾期\u{1b}[0m 三项\n");
}

#[test]
fn a_command_stands_on_lines_of_its_own() {
    let line = "      → 办理后记录：yijuan record 2026-003 审定 --on 〈日期〉 --by 〈秘书长〉；再 yijuan record 2026-003 发出 --on 〈日期〉\n";
    let apart = "      → 办理后记录：
        yijuan record 2026-003 审定 --on 〈日期〉 --by 〈秘书长〉
        再
        yijuan record 2026-003 发出 --on 〈日期〉
";
    assert_eq!(fold(line, 80), apart);
    let narrow = "      → 办理后记录：
        yijuan record 2026-003 审定 \\
          --on 〈日期〉 \\
          --by 〈秘书长〉
        再
        yijuan record 2026-003 发出 \\
          --on 〈日期〉
";
    assert_eq!(fold(line, 38), narrow);
    // Already where it is to be.
    assert_eq!(
        fold("  → yijuan waive 2026-003 M7a --reason 会期 提前\n", 40),
        "  → yijuan waive 2026-003 M7a \\\n      --reason 会期 提前\n"
    );
    assert_eq!(
        fold("名单（见 yijuan roster list 2026-003）逐一核对\n", 32),
        "名单（见\n  yijuan roster list 2026-003）\n  逐一核对\n"
    );
}

/// What lines are made of.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("尚未记录、应由责任委室".to_owned()),
        Just("（对象：民主党派、有关各界代表人士；记明说明）".to_owned()),
        Just("“责成承办临时协商”".to_owned()),
        Just("应在2026-10-26前。".to_owned()),
        Just("see the words of the law, ".to_owned()),
        Just("补上 topics/2026/008-试会期/协商工作方案.md；".to_owned()),
        Just("用 `yijuan plan show 2026` 查看，".to_owned()),
        Just(
            "：yijuan record 2026-008 提供协商资料 --on 〈日期〉 --to '民主党派 和 群众' --note 〈为何 如此〉；再 "
                .to_owned()
        ),
        Just("yijuan set 2026-008 lead=郑丙样；".to_owned()),
        Just(
            "：yijuan material add plan:2026 〈文件〉 --document '年度协商工作安排（草案）' --date 〈日期〉；"
                .to_owned()
        ),
        Just("核对：git show 1a5e66d -- 'topics/2026/008-试会期/reviews/协商意见.yml'；".to_owned()),
    ]
}

#[test]
fn no_word_of_a_command_is_broken_whatever_the_regulations_call_it() {
    let regulations = Regulations::built_in();
    let words = regulations.iter().flat_map(|of| {
        let events = of.events.keys().map(|id| of.event_argument(id));
        let documents = of.documents.keys().map(|id| argument(&of.name(id).zh, id));
        let actors = [Group::Bodies, Group::Posts, Group::Tags].into_iter().flat_map(|group| of.terms(group).keys());
        events.chain(documents).chain(actors.map(|id| of.actor_argument(id))).collect::<Vec<_>>()
    });
    let words: BTreeSet<String> = words.flat_map(|Text { zh, en }| [zh, en]).collect();
    assert!(words.contains("'年度协商工作安排（草案）'"), "{words:?}");
    let goes_on = Regex::new(" \\\\\n +").unwrap();
    for word in words {
        let command = format!("yijuan record 2026-003 {word} --on 〈日期〉 --to {word}");
        for width in 24..100 {
            let folded = fold(&format!("      → 办理后记录：{command}；再核对\n"), width);
            let joined = goes_on.replace_all(&folded, " ");
            assert!(joined.contains(&command), "{folded}");
        }
    }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|mark| !mark.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_lost_and_every_command_can_be_copied(
        parts in proptest::collection::vec(part(), 1..7),
        indent in 0..7_usize,
        width in 24..121_usize,
    ) {
        let line = format!("{}{}", " ".repeat(indent), parts.concat());
        let folded = fold(&line, width);
        if columns(&line) <= width {
            prop_assert_eq!(folded, line);
            return Ok(());
        }
        let joined = Regex::new(" \\\\\n +").unwrap().replace_all(&folded, " ");
        let marks = ['；', ';', '，', ','];
        prop_assert_eq!(without_spaces(&joined).replace(marks, ""), without_spaces(&line).replace(marks, ""));
        for one in folded.lines().skip(1) {
            prop_assert!(!one.trim_start().starts_with(['；', '，', '。', '〉', '》', '）', '”', '、']), "{folded}");
        }
        let is_one_word = Regex::new("^ *(`[^`]*`|[^ ]*/[^ ]*|'[^']*'|〈[^〉]*〉|[^ ]*)[^ ]*( \\\\)?$").unwrap();
        for one in folded.lines() {
            prop_assert!(one.trim_end().width() <= width || is_one_word.is_match(one), "{one} in {folded}");
        }
        for whole in ["“责成承办临时协商”", "'民主党派 和 群众'", "〈为何 如此〉", "topics/2026/008-试会期/协商工作方案.md"] {
            prop_assert!(!line.contains(whole) || joined.contains(whole) || width < 50, "{folded}");
        }
        let command = Regex::new("[：；，。、”）室明 ]((?:yijuan|git) [^；]*)；").unwrap();
        for command in command.captures_iter(&line) {
            let alone = joined.lines().any(|one| one.trim().trim_start_matches("：") == &command[1]);
            prop_assert!(alone, "{} in {folded}", &command[1]);
        }
    }
}
