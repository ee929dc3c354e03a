//! A regulation that is wrong: found at its line, and never judged by.

use super::draft::{Draft, SETTINGS};
use super::{REGULATION, TOPIC};

const SOUND: &str = "\
id: test
title: 试行规程
in_force: 2020-01-01
posts: {secretary: {name: 秘书长}}
events:
  notice: {name: 通知}
  meeting: {name: 会议}
rules:
  - id: R
    article: 一
    quote: 原文
    en: It is so.
    force: must
    when: {ad_hoc: false}
    due: {before: meeting, by: 5 workdays}
    check: {event: {id: notice, by: ['secretary:office']}}
";

fn regulation() -> Draft {
    Draft::new("2026-06-01").file(SETTINGS, "archive: 1\n").file(REGULATION, SOUND)
}

/// Rows `name: words => other words, place and finding, hint;` of the one slip there is in that regulation.
macro_rules! slips {
    ($($name:ident: $from:literal => $to:literal, $finding:literal, $hint:literal;)+) => {
        $(#[test]
        fn $name() {
            let wrong = regulation().change(REGULATION, $from, $to);
            assert_eq!(wrong.findings(), [concat!("error - templates/test/regulation.yml:", $finding)]);
            assert_eq!(wrong.hint(), $hint);
        })+
    };
}

#[test]
fn a_sound_regulation_has_no_finding() {
    assert_eq!(regulation().findings(), [""; 0]);
}

slips! {
    an_unknown_event_of_a_check_is_found_at_its_line: "{id: notice," => "{id: notise,",
        "16:21: 未知的事件 `notise`", "是否想写 `notice`？";
    an_unknown_event_of_a_due_is_found_at_its_line: "before: meeting" => "before: metting",
        "15:11: 未知的事件 `metting`", "是否想写 `meeting`？";
    an_unknown_length_is_found_at_its_line: "by: 5 workdays" => "by: prompty",
        "15:28: 未知的时限 `prompty`", "是否想写 `promptly`？";
    an_unknown_post_is_found_at_its_line: "secretary:office" => "secretery:office",
        "16:33: 未知的职务 `secretery`", "是否想写 `secretary`？";
    an_unknown_condition_is_found_at_its_line: "ad_hoc: false" => "adhoc: false",
        "14:12: 未知的条件 `adhoc`", "是否想写 `ad_hoc`？";
    an_unknown_key_is_found_at_its_line: "    article:" => "    artcle:",
        "10:5: 未知的键 `artcle`", "是否想写 `article`？";
    an_unknown_key_of_a_due_is_found_at_its_line: "before: meeting" => "befor: meeting",
        "15:11: 未知的键 `befor`", "是否想写 `before`？";
    an_unknown_key_of_a_check_is_found_at_its_line: "{id: notice," => "{idd: notice,",
        "16:21: 未知的键 `idd`", "是否想写 `id`？";
    an_unknown_kind_of_check_is_found_at_the_map_it_stands_in: "{event:" => "{evnt:",
        "16:12: 未知的键 `evnt`", "是否想写 `event`？";
    once_and_after_exclude_each_other: "{before: meeting, by: 5 workdays}" => "{after: meeting, once: meeting}",
        "15:27: `once` 与 `after` 只能有一个", "此前办的也算，写 `once`；此前办的不算，写 `after`";
    until_without_every_is_found_at_its_line: "by: 5 workdays" => "until: notice",
        "15:28: `until` 只与 `every` 同用", "写明 `every`，或删去 `until`";
    a_check_that_asks_for_nothing_is_found_at_its_line: "check: {event: {id: notice, by: ['secretary:office']}}" => "check: []",
        "16:5: `check` 没有写明要求什么",
        "写明一类，如 `{event: {id: …}}`；由专人确认的写 `attest`，只供参照的写 `guidance`";
    a_due_without_an_anchor_is_found_at_its_line: "before: meeting, by: 5 workdays" => "by: 5 workdays",
        "15:5: `due` 没有起算点", "写明 `before` 或 `after`";
}

#[test]
fn a_second_rule_of_the_same_id_is_found_at_its_line() {
    let twice = regulation().line(
        REGULATION,
        "  - {id: R, article: 二, quote: 原文, en: It is so., force: must, due: {before: meeting}, check: {event: {id: notice}}}",
    );
    assert_eq!(twice.findings(), ["error - templates/test/regulation.yml:17:6: 规则 `R` 重复"]);
}

#[test]
fn all_slips_of_a_regulation_are_found_together() {
    let several = regulation()
        .change(REGULATION, "ad_hoc: false", "adhoc: false")
        .change(REGULATION, "before: meeting", "before: metting")
        .change(REGULATION, "{id: notice,", "{id: notise,");
    assert_eq!(
        several.findings(),
        [
            "error - templates/test/regulation.yml:14:12: 未知的条件 `adhoc`",
            "error - templates/test/regulation.yml:15:11: 未知的事件 `metting`",
            "error - templates/test/regulation.yml:16:21: 未知的事件 `notise`",
        ]
    );
}

#[test]
fn an_archives_own_regulation_replaces_the_built_in_one_of_that_name() {
    let own = SOUND.replace("id: test", "id: mentougou");
    let replaced = regulation()
        .without_file(REGULATION)
        .file("templates/mentougou/regulation.yml", &own)
        .file(TOPIC, "title: 题\nregulation: mentougou\noffice: urban\n")
        .scheduled("2026-06-11");
    assert_eq!(replaced.duties_of("M7a"), [""; 0]);
    replaced.stands("2026-06-01", "due-soon, due 2026-06-04");
    // A broken one does not let the built-in one judge in its stead.
    let broken = replaced.change("templates/mentougou/regulation.yml", "id: notice", "id: notise");
    assert_eq!(broken.findings(), ["error - templates/mentougou/regulation.yml:16:21: 未知的事件 `notise`",]);
}
