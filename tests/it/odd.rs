//! What is dated for a day to come, stated too early, or does not go together with what else is on record.

use crate::due::draft::{Draft, day, judged};
use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::ffi::OsString;
use yijuan::archive::WorkTree;

const SETTINGS: &str = "\
archive: 1
institution: 政协云河区委员会
regulation: mentougou
regulations: [mentougou]
language: zh-CN
";
const TOPIC: &str = "topics/2026/001-例/topic.yml";
const EVENTS: &str = "topics/2026/001-例/events.yml";
const ROSTER: &str = "topics/2026/001-例/roster.yml";
const ATTESTS: &str = "topics/2026/001-例/attests.yml";
const SUGGESTIONS: &str = "topics/2026/001-例/suggestions.yml";
const RECORD: &str = "topics/2026/001-例/会议记录.md";

/// A topic that met on 16 April 2026.
fn met() -> Draft {
    Draft::new("2026-04-20")
        .file("yijuan.yml", SETTINGS)
        .file("people.yml", "- {id: zhao, name: 赵示例, posts: [chair]}\n- {id: qian, name: 钱样本, posts: [secretary-general]}\n")
        .file(TOPIC, "title: 例\nform: thematic\nregulation: mentougou\nbegan: 2026-02-03\noffice: urban\nscheduled: {meeting: 2026-04-16}\n")
        .file(EVENTS, "- {date: 2026-04-16, event: meeting}\n")
}

/// What is told without a rule.
fn told(draft: &Draft) -> Vec<String> {
    draft.findings().into_iter().filter(|line| line.starts_with("note - ")).collect()
}

/// What is told, and what to do about it.
fn hints(draft: &Draft) -> Vec<String> {
    draft.hints_of("-")
}

/// How often something is told without a rule once commands of the first hint have been run on a day, their blanks filled.
#[track_caller]
fn left(draft: &Draft, today: &str, which: std::ops::Range<usize>) -> usize {
    let (folder, hint) = (draft.laid(), hints(draft).remove(0));
    let commands: Vec<&str> = hint.split('；').filter_map(|clause| Some(clause.split_once("yijuan ")?.1)).collect();
    let blanks = [
        ("〈日期〉", today),
        ("〈原因〉", "记错"),
        ("〈人员〉", "钱样本"),
        ("〈议题〉", "2026-001"),
        ("〈内容〉", "批示"),
    ];
    let root = folder.path().to_str().unwrap_or_default();
    let global = ["yijuan", "-C", root, "--as-of", today, "--lang", "zh-CN", "--no-commit"];
    for command in &commands[which] {
        let filled = blanks.iter().fold((*command).to_owned(), |said, (blank, word)| said.replace(blank, word));
        let arguments: Vec<OsString> =
            global.into_iter().chain(filled.split_whitespace()).map(OsString::from).collect();
        let run = yijuan::cli::run(&arguments).result;
        assert!(run.is_ok_and(|reply| reply.exit == 0), "{filled}");
    }
    let judgement = judged(&WorkTree::new(folder.path().to_path_buf()), day(today), true);
    judgement.findings.iter().filter(|finding| finding.rule_id().is_none()).count()
}

fn record(draft: Draft, field: &str) -> Draft {
    draft.file(
        RECORD,
        &format!("---\ndocument: meeting-record\ndate: 2026-04-16\n{field}\n---\n\n## 协商共识\n\n一致。\n"),
    )
}

#[test]
fn a_record_of_the_meeting_that_names_another_day() {
    let wrong = record(met(), "held: 2026年4月15日下午2时30分");
    let key = "《会议记录》写的会议时间是2026-04-15，登记的协商会议在2026-04-16";
    assert_eq!(told(&wrong), [format!("note - {RECORD}:4:1: {key}")]);
    assert_eq!(left(&wrong, "2026-04-20", 0..2), 0);
    assert!(hints(&wrong)[0].starts_with(&format!("改正 {RECORD} 的文首；登记有误的作废后重记：")));
    // As it was; of a meeting of two days either; and what names no day says nothing.
    for right in ["held: 2026-04-16 14:30", "held: 下午2时30分", "place: 第一会议室"] {
        assert_eq!(told(&record(met(), right)), [""; 0], "{right}");
    }
    let two_days = record(met().line(EVENTS, "- {date: 2026-04-17, event: meeting}"), "held: 2026-04-17");
    assert_eq!(told(&two_days), [""; 0]);
    // A record that names no round may be of any.
    let rounds = met().line(EVENTS, "- {date: 2026-04-18, event: meeting, round: 2}");
    assert_eq!(told(&record(rounds.clone(), "held: 2026-04-18")), [""; 0]);
    assert_eq!(told(&record(rounds, "round: 1\nheld: 2026-04-18")).len(), 1);
}

#[test]
fn a_record_of_the_meeting_that_names_another_host() {
    let hosted = |host: &str| record(met(), host).file(ROSTER, "- {name: 钱样本, person: qian, tags: [host]}\n");
    let key = "《会议记录》写的主持人是赵示例，名单登记的主持人是钱样本";
    assert_eq!(told(&hosted("host: 赵示例")), [format!("note - {RECORD}:4:1: {key}")]);
    assert_eq!(
        hints(&hosted("host: 赵示例"))[0],
        format!("改正 {RECORD} 的文首；名单有误的，撤下后重登：yijuan roster remove 2026-001 钱样本")
    );
    assert_eq!(left(&hosted("host: 赵示例"), "2026-04-20", 0..1), 0);
    for right in [
        "host: 钱样本",
        "host: qian",
        "host: 区政协副主席钱样本",
        "host: 钱　样本",
        "host: 秘书长",
        "host: secretary-general",
    ] {
        assert_eq!(told(&hosted(right)), [""; 0], "{right}");
    }
    // Who did not come did not host, and a list without a host says nothing.
    assert_eq!(told(&hosted("host: 赵示例").change(ROSTER, "[host]", "[host], attended: false")), [""; 0]);
    assert_eq!(told(&record(met(), "host: 赵示例")), [""; 0]);
}

#[test]
fn a_notice_of_another_day_than_the_meeting_has() {
    let notice = |day: &str| {
        let notice = format!("- {{date: 2026-04-03, event: notice-sent, for: {day}}}");
        met().change(TOPIC, "mentougou", "shuoting").change(TOPIC, "form: thematic\n", "").line(EVENTS, &notice)
    };
    // A notice of the right day does not undo what a later one says.
    let said = "（2026-04-03）告知的会期是2026-04-15，会议在2026-04-16召开";
    let right = "- {date: 2026-04-02, event: notice-sent, for: 2026-04-16}";
    assert_eq!(told(&notice("2026-04-15")), [""; 0]);
    let wrong = notice("2026-04-15").line(EVENTS, right);
    assert!(told(&wrong).iter().any(|line| line.contains("events.yml:") && line.ends_with(said)), "{:?}", told(&wrong));
    assert_eq!(told(&notice("2026-04-16")), [""; 0]);
    let ahead = wrong.on("2026-04-10");
    assert!(told(&ahead).iter().any(|line| line.ends_with("现定会期是2026-04-16")), "{:?}", told(&ahead));
    // Where a rule asks for a notice of the new day, it tells.
    let changed = met().line(EVENTS, "- {date: 2026-04-02, event: arrangement-changed}");
    let changed = changed.line(EVENTS, "- {date: 2026-04-03, event: change-notice-sent, for: 2026-04-15}");
    assert_eq!(told(&changed), [""; 0]);
    assert!(
        changed.findings_of("M8c")[0].contains("所通知的不是新的会期2026-04-16"),
        "{:?}",
        changed.findings_of("M8c")
    );
}

#[test]
fn what_became_of_a_suggestion_before_the_meeting_it_was_made_at() {
    let replied = |day: &str| {
        let suggestion =
            format!("- id: s1\n  kind: suggestion\n  text: 甲\n  events:\n    - {{date: {day}, event: replied}}\n");
        met().file(SUGGESTIONS, &suggestion)
    };
    let said = "建议 s1 的“答复”（2026-04-10）早于协商会议（2026-04-16）";
    assert_eq!(told(&replied("2026-04-10")), [format!("note - {SUGGESTIONS}:5:7: {said}")]);
    assert!(
        hints(&replied("2026-04-10"))[0]
            .contains("yijuan suggestion update 2026-001 s1 --event 答复 --void 2026-04-10")
    );
    assert_eq!(left(&replied("2026-04-10"), "2026-04-20", 0..1), 0);
    // Answered on the spot.
    assert_eq!(told(&replied("2026-04-16")), [""; 0]);
}

#[test]
fn a_response_that_nobody_received() {
    let response =
        |events: &str| met().file(SUGGESTIONS, &format!("- {{id: r1, kind: response, text: 批示{events}}}\n"));
    let said = "r1 尚未记录“收到回应意见”，M16c 的期限无从起算";
    assert_eq!(told(&response("")), [format!("note - {SUGGESTIONS}:1:4: {said}")]);
    assert_eq!(hints(&response("")), ["补记：yijuan suggestion update 2026-001 r1 --event 收到回应意见 --on 〈日期〉"]);
    assert_eq!(left(&response(""), "2026-04-20", 0..1), 0);
    assert_eq!(told(&response(", events: [{date: 2026-04-18, event: received}]")), [""; 0]);
    // What is asked for from the meeting on needs no such event.
    assert_eq!(told(&met().file(SUGGESTIONS, "- {id: s1, kind: suggestion, text: 甲}\n")), [""; 0]);
}

#[test]
fn a_response_that_is_recorded_for_the_topic_and_entered_nowhere() {
    let received = met().line(EVENTS, "- {date: 2026-04-18, event: received, by: [government]}");
    let said = "已记录“收到回应意见”（2026-04-18），还没有登记回应意见，M16c 的期限无从起算";
    assert!(told(&received).iter().any(|line| line.ends_with(said)), "{:#?}", told(&received));
    let hint = "登记：yijuan suggestion add 2026-001 --kind 回应意见 --text 〈内容〉";
    assert_eq!(hints(&received), [hint]);
    assert_eq!(left(&received, "2026-04-20", 0..1), 0);
    // Of another kind it is none.
    let suggestion = received.clone().file(SUGGESTIONS, "- {id: s1, kind: suggestion, text: 甲}\n");
    assert_eq!(hints(&suggestion), [hint]);
    let response = received.file(SUGGESTIONS, "- {id: r1, kind: response, text: 批示}\n").on("2026-04-20");
    assert_eq!(told(&response), [""; 0]);
    assert!(response.duty("M16c r1").starts_with("pending"), "{}", response.duty("M16c r1"));
    // No time counts from an answer.
    assert_eq!(told(&met().line(EVENTS, "- {date: 2026-04-18, event: replied}")), [""; 0]);
}

#[test]
fn a_topic_of_a_past_year_without_any_day() {
    let nothing = met().change(TOPIC, "scheduled: {meeting: 2026-04-16}\n", "").file(EVENTS, "").on("2027-01-04");
    let said = "2026 年的议题，至今没有会期，也没有协商会议的记录";
    assert_eq!(told(&nothing), [format!("note - {TOPIC}:1:1: {said}")]);
    assert_eq!((0..3).map(|command| left(&nothing, "2027-01-04", command..command + 1)).sum::<usize>(), 0);
    assert_eq!(told(&nothing.clone().on("2026-12-31")), [""; 0]);
    assert_eq!(told(&nothing.line(EVENTS, "- {date: 2026-12-30, event: dropped, note: 撤回}")), [""; 0]);
}

#[test]
fn items_of_a_plan_that_had_not_begun_when_the_year_was_over() {
    let plan = "made_by: [cppcc]\nitems:\n  - {title: 例, form: thematic}\n  - {title: 河道清淤, form: thematic}\n  - {title: 老街路灯, form: thematic}\n";
    let planned = met().file("plans/2026/plan.yml", plan);
    assert_eq!(told(&planned), [""; 0]);
    let over = planned.on("2027-01-01");
    // The first has a topic of its title.
    let said = "2026 年已过，年度计划有2项未启动：河道清淤、老街路灯";
    assert_eq!(told(&over), [format!("note - plans/2026/plan.yml:4:6: {said}")]);
    let hint = |number: &str, title: &str| {
        format!(
            "已办的写明议题：yijuan plan set 2026 议题编号=〈议题〉 --item {number}；结转下年的列入下年：yijuan plan add 2027 --title {title}；没有办的写明原因：yijuan plan set 2026 未办原因=〈原因〉 --item {number}"
        )
    };
    let of_plan = |draft: &Draft| hints(draft).into_iter().filter(|hint| hint.contains("plan add")).collect::<Vec<_>>();
    assert_eq!(of_plan(&over), [hint("〈序号〉", "〈题目〉")]);
    let one = over.without("plans/2026/plan.yml", "老街路灯");
    assert_eq!(of_plan(&one), [hint("2", "河道清淤")]);
    // The first clause says that it was deliberated, and each of the others settles it as well.
    assert_eq!([1..2, 2..3].map(|command| left(&one, "2027-01-04", command)), [0, 0]);
}

#[test]
fn an_index_that_is_behind_its_dossier() {
    let index = "topics/2026/001-例/卷内目录.md";
    let paper = |title: &str| format!("---\ndocument: meeting-procedure\ntitle: {title}\n---\n\n一、通报调研情况\n");
    let rows =
        "---\ndocument: dossier-index\ntitle: 卷内目录\n---\n\n| 顺序号 | 备注 |\n|---|---|\n| 1 | 会议程序.md |\n";
    let listed = met().file("topics/2026/001-例/会议程序.md", &paper("会议程序")).file(index, rows);
    assert_eq!(told(&listed), [""; 0]);
    let behind = listed.clone().file("topics/2026/001-例/议程二.md", &paper("议程二"));
    assert_eq!(told(&behind), [format!("note - {index}:1:1: 《卷内目录》没有列入卷中的1件：议程二.md")]);
    // The note on its state counts.
    let note = "topics/2026/001-例/备考表.md";
    let counts = "---\ndocument: dossier-note\ntitle: 备考表\n---\n\n| 项目 | 内容 |\n|---|---|\n| 本卷情况说明 | 本卷共1件。 |\n";
    assert_eq!(told(&listed.clone().file(note, counts)), [""; 0]);
    let both = told(&behind.clone().file(note, counts));
    assert!(both.contains(&format!("note - {note}:1:1: 《备考表》写“本卷共1件”，卷中现有2件")), "{both:?}");
    assert_eq!(told(&listed.clone().file(note, &counts.replace("共1件", "若干"))), [""; 0]);
    // One without files is of another kind.
    assert_eq!(told(&behind.change(index, "会议程序.md", "—")), [""; 0]);
}

#[test]
fn what_was_stated_before_it_happened_is_stated_anew() {
    let stated = |lines: &str| met().file(ATTESTS, lines);
    let early = stated("- {rule: M11, by: qian, date: 2026-04-10}\n");
    let said = "M11 2026-04-10 的确认早于协商会议，不能计入，须在其后重新确认";
    assert_eq!(told(&early), [format!("note - {ATTESTS}:1:3: {said}")]);
    assert_eq!(hints(&early), ["其后重新确认：yijuan attest 2026-001 M11 --by 〈人员〉"]);
    assert_eq!(left(&early, "2026-04-20", 0..1), 0);
    assert!(early.duty("M11").starts_with("pending"), "{}", early.duty("M11"));
    let anew = early.line(ATTESTS, "- {rule: M11, by: qian, date: 2026-04-17}");
    assert_eq!((told(&anew), anew.duty("M11")), (Vec::new(), "done, done 2026-04-17".to_owned()));
    // Where the words are about no done thing, any day will do.
    let liaison = stated("- {rule: M6d, by: qian, date: 2026-03-10}\n");
    assert_eq!((told(&liaison), liaison.duty("M6d")), (Vec::new(), "done, done 2026-03-10, due 2026-04-16".to_owned()));
}

#[test]
fn a_statement_made_too_early_is_told_and_does_not_stand_in_the_way() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.run("attest 013 M11 --by qian-yangben").exits(0).stderr, @"提示：2026-06-15 的确认早于协商会议，不能计入，须在其后重新确认");
    let page = sandbox.run("show 013 --checklist").goes_well().stdout;
    let of_rule = page.split("\n\n").find(|entry| entry.contains(" M11 ")).unwrap_or_default();
    assert_snapshot!(of_rule, @"
    ○ M11  未起算
      四.11：“协商会议的主持人要对会议的过程进行总体把控，确保会上充分协商，使政协委员、专家学者充分发表意见，政府相关职能部门作出积极回应”
      2026-06-15 的确认早于协商会议，不能计入，须在其后重新确认
    ");
    // What does not count does not stand in the way of another.
    sandbox.run("attest 013 M11 --by qian-yangben --on 2026-06-14").exits(0);
}

#[test]
fn an_item_entered_in_the_course_of_the_year_is_none_of_what_the_year_was_planned_with() {
    let plan = "made_by: [party-committee, government, cppcc]\nitems:\n  - {title: 例, form: thematic, topic: 2026-001}\n  - {title: 防汛应急}\n";
    let planned = met().file("plans/2026/plan.yml", plan).file(
        "plans/2026/events.yml",
        "- {date: 2026-01-05, event: plan-issued}\n- {date: 2026-01-23, event: arrangement-consulted}\n",
    );
    assert!(planned.findings_of("M3b").iter().any(|line| line.contains("形式")), "{:?}", planned.findings_of("M3b"));
    let hint = planned.hints_of("M3b").join("；");
    assert!(hint.contains("yijuan plan set 2026 临时议题=是 --item 2"), "{hint}");
    let said = planned.change("plans/2026/plan.yml", "{title: 防汛应急}", "{title: 防汛应急, ad_hoc: true}");
    assert!(said.findings_of("M3b").iter().all(|line| !line.contains("形式")), "{:?}", said.findings_of("M3b"));
}

#[test]
fn a_waiver_for_a_day_to_come_excuses_nothing_yet_and_is_told() {
    let waived =
        met().line("topics/2026/001-例/waivers.yml", "- {rule: M9b, reason: 当日另有会议, by: zhao, date: 2026-04-25}");
    let said = waived.findings_of("M9b");
    assert!(
        said[0].starts_with("warning M9b") && said[0].ends_with("例外已有记录：2026-04-25 在今天之后，到那天才计入"),
        "{said:?}"
    );
    assert!(waived.on("2026-04-25").findings_of("M9b")[0].starts_with("note M9b"));
}

#[test]
fn a_meeting_recorded_for_a_day_to_come_is_not_without_record() {
    let ahead = met().file(EVENTS, "- {date: 2026-06-16, event: meeting}\n");
    let told: Vec<String> = ahead.findings_of("-");
    assert_eq!(
        told,
        [format!("warning - {EVENTS}:1:3: 协商会议原定2026-04-16，记录的 2026-06-16 在今天之后，到那天才计入")]
    );
    assert!(
        hints(&ahead)[0].starts_with("误记的作废后重记：yijuan record 2026-001 协商会议 --void 2026-06-16"),
        "{:?}",
        hints(&ahead)
    );
}

#[test]
fn the_page_of_a_topic_tells_a_meeting_recorded_for_a_day_to_come() {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 夜市管理 --meeting 2026-06-10").exits(0);
    sandbox.run("record 001 meeting --on 2026-06-20").exits(0);
    let page = sandbox.run("show 001").goes_well().stdout;
    assert!(page.contains("2026-06-10（预定；记录的 2026-06-20 在今天之后，到那天才计入）"), "{page}");
}

#[test]
fn a_meeting_recorded_by_the_name_of_its_form_was_held() {
    let settings = SETTINGS.replace("mentougou", "ziyang");
    let of_proposal = met()
        .file("yijuan.yml", &settings)
        .file(TOPIC, "title: 例\nform: proposal-handling\nregulation: ziyang\nscheduled: {meeting: 2026-04-16}\n");
    let unrecorded = |event: &str, on: &str| {
        let draft = of_proposal.clone().file(EVENTS, &format!("- {{date: {on}, event: {event}}}\n"));
        draft
            .findings()
            .iter()
            .any(|finding| finding.contains("未见记录") || finding.contains("no record of the meeting"))
    };
    assert!(!unrecorded("key-proposal-meeting-held", "2026-04-16"));
    // On another day it was another one.
    assert!(unrecorded("key-proposal-meeting-held", "2026-04-10"));
    assert!(unrecorded("handler-visited", "2026-04-16"));
}

#[test]
fn a_meeting_held_with_nobody_marked_of_those_invited() {
    let county = |roster: &str| {
        met()
            .file("yijuan.yml", &SETTINGS.replace("mentougou", "yancheng"))
            .file(TOPIC, "title: 例\nregulation: yancheng\n")
            .file(ROSTER, roster)
    };
    let said = "协商会议（2026-04-16）名单上2人，到会情况尚未登记，暂按全部到会判断";
    let invited = "- {name: 甲, tags: [resident-member], invited: 2026-04-08}\n- {name: 乙, tags: [stakeholder], invited: 2026-04-08}\n";
    assert_eq!(told(&county(invited)), [format!("note - {ROSTER}:1:1: {said}")]);
    assert_eq!(told(&county(&invited.replacen('}', ", attendance: present}", 1))), [""; 0]);
    // Whoever is entered without an invitation was entered as having been there; nobody has come to a meeting ahead.
    assert_eq!(told(&county(&invited.replace(", invited: 2026-04-08", ""))), [""; 0]);
    assert_eq!(told(&county(invited).file(EVENTS, "")), [""; 0]);
    // No rule of this one asks who came.
    assert_eq!(told(&met().file(ROSTER, "- {name: 甲, tags: [unit-head], invited: 2026-04-08}\n")), [""; 0]);
}

#[test]
fn a_topic_that_is_neither_planned_nor_ad_hoc() {
    let planned = |items: &str| met().file("plans/2026/plan.yml", &format!("items:\n{items}"));
    let other = "  - {title: 另一题}\n";
    let said = "不在 2026 年度计划中，也没有写明是临时议题，按列入计划的议题判断";
    assert_eq!(told(&planned(other)), [format!("note - {TOPIC}:1:1: {said}")]);
    assert_eq!(told(&planned(&format!("{other}  - {{title: 例}}\n"))), [""; 0]);
    assert_eq!(told(&planned(&format!("{other}  - {{title: 改了名, topic: 2026-001}}\n"))), [""; 0]);
    assert_eq!(told(&planned(other).line(TOPIC, "ad_hoc: true")), [""; 0]);
    // A shell takes the title for one word.
    let spaced = planned(other).change(TOPIC, "title: 例", "title: 例 A&B");
    assert!(hints(&spaced)[0].contains("--title '例 A&B' --topic"), "{:?}", hints(&spaced));
    assert_eq!(left(&planned(other), "2026-04-20", 0..1), 0);
    assert_eq!(left(&planned(other), "2026-04-20", 1..2), 0);
}

#[test]
fn an_office_that_nobody_registered() {
    let settings = format!("{SETTINGS}offices: {{social: {{name: 社会法制委员会}}}}\n");
    let listed = met().file("yijuan.yml", &settings);
    assert_eq!(told(&listed), [format!("note - {TOPIC}:5:1: 责任委室“urban”没有登记，不视为规程所说的任何委室")]);
    assert_eq!(told(&listed.clone().change(TOPIC, "office: urban", "office: social")), [""; 0]);
    // Who holds a post of it says what it is; where none is listed, any may be meant.
    assert_eq!(told(&listed.file("people.yml", "- {id: qian, name: 钱样本, posts: ['vice-chair:urban']}\n")), [""; 0]);
    assert_eq!(told(&met()), [""; 0]);
}

#[test]
fn a_paper_that_went_out_and_still_has_blanks_is_told_at_its_first_blank() {
    const NOTICE: &str = "topics/2026/001-例/变更通知.md";
    let text = "---\ndocument: change-notice\ntitle: 变更\n---\n\n会议改期。\n\n〔待填写：事由〕\n";
    let scheduled = met().file(EVENTS, "").file(NOTICE, text);
    assert_eq!(told(&scheduled), Vec::<String>::new());
    let sent = |day: &str| format!("- {{date: 2026-04-10, event: change-notice-sent, for: {day}}}\n");
    let issued = scheduled.clone().file(EVENTS, &sent("2026-04-16"));
    let note =
        "note - topics/2026/001-例/变更通知.md:8:1: 2026-04-10 已记录“书面通知调整”，这里存的《变更通知》还有1处待填写";
    assert!(told(&issued).contains(&note.to_owned()), "{:#?}", told(&issued));
    assert!(hints(&issued).contains(&format!("填写 {NOTICE} 中的〔待填写〕，与发出的一致")));
    let is_told = |draft: &Draft| told(draft).iter().any(|line| line.contains("变更通知.md"));
    assert!(!is_told(&issued.clone().file(NOTICE, &text.replace("〔待填写：事由〕", "因汛情"))));
    // A finished text beside it is what was sent, and what announced another day was another text.
    let finished = text.replace("〔待填写：事由〕", "因汛情");
    assert!(!is_told(&issued.file("topics/2026/001-例/变更通知（已发）.md", &finished)));
    assert!(!is_told(&scheduled.file(EVENTS, &sent("2026-04-12"))));
}

#[test]
fn a_plan_that_was_issued_and_still_has_blanks_is_told() {
    let plan = "---\ndocument: annual-plan\ntitle: 计划\n---\n\n## 一\n\n〔待填写：工作重点〕\n";
    let draft = met().file("plans/2026/年度协商计划.md", plan);
    let is_told = |draft: &Draft| told(draft).iter().any(|line| line.contains("年度协商计划.md:8:1"));
    assert!(!is_told(&draft));
    let issued = "- {date: 2026-01-20, event: plan-issued}\n";
    assert!(is_told(&draft.clone().file("plans/2026/events.yml", issued)));
    let struck = format!("{issued}- {{date: 2026-01-21, event: plan-issued, void: 2026-01-20, note: 未发}}\n");
    assert!(!is_told(&draft.file("plans/2026/events.yml", &struck)));
}
