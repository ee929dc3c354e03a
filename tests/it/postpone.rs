//! `yijuan postpone`.

use crate::due::draft::Draft;
use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

#[test]
fn deadlines_move_and_the_comment_stays() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("postpone 013 2026-07-15"));
    let english = Sandbox::sample();
    assert_snapshot!(english.run("--lang en -v postpone 013 2026-07-15"), @"
    $ yijuan --lang en -v postpone 013 2026-07-15
    exit 0
    --- stdout
    2026-013 meeting moved: 2026-07-08 → 2026-07-15
     rule  was due     due         what
     M6a   2026-07-08  2026-07-15  supply the consultation letter
     M6b   2026-07-08  2026-07-15  see to: letter approved, letter sent; supply the consultation letter
     M6c   2026-07-08  2026-07-15  supply the consultation letter
     M6d   2026-07-08  2026-07-15  state: The CPPCC office takes the lead in liaising between the responsible office and
                                   the government departments.
     M7b   2026-07-01  2026-07-08  see to “materials sent”
     M8c   2026-06-12  2026-06-30  see to “change notice sent”
     M9a   2026-07-03  2026-07-10  see to “letter sent”
     M9c   2026-07-08  2026-07-15  invite unit head
     M10b  2026-07-08  2026-07-15  settle the host
    --- stderr
    wrote topics/2026/013-居住区停车资源共享/变更通知.md
    wrote topics/2026/013-居住区停车资源共享/topic.yml
    wrote topics/2026/013-居住区停车资源共享/events.yml
    committed [COMMIT]
    hint: 2026-05-15 notice sent (cppcc side) named 2026-06-10
    hint: 2026-06-01 change notice sent (participants) named 2026-07-08
    hint: M8c asks that they be told; once done: yijuan record 2026-013 change-notice-sent --by urban --to participants --via written
    hint: the notice is drafted; fill in what it marks 〔待填写〕: topics/2026/013-居住区停车资源共享/变更通知.md
    ");
}

/// What `check` says of the change, a line each.
fn found(sandbox: &Sandbox, topic: &str, day: &str) -> Vec<String> {
    let run = sandbox.run(&format!("--as-of {day} check {topic} --format json"));
    let findings = run.json()["findings"].as_array().unwrap().clone();
    let of_rule = findings.iter().filter(|finding| finding["rule"] == "M8c");
    of_rule
        .map(|finding| format!("{} {}", finding["severity"].as_str().unwrap(), finding["message"].as_str().unwrap()))
        .collect()
}

#[test]
fn whoever_was_told_of_an_earlier_change_was_told_rightly() {
    let sandbox = Sandbox::sample();
    sandbox.run("postpone 013 2026-07-15").exits(0);
    assert_eq!(found(&sandbox, "013", "2026-06-17"), Vec::<String>::new());
    assert_eq!(
        found(&sandbox, "013", "2026-07-01"),
        [
            "note 尚未记录“书面通知调整”（应由责任委室；对象：参加单位和人员；方式：书面），应在议题内容或时间调整后及时办理（参考期限2026-06-30）"
        ]
    );
}

#[test]
fn a_change_is_found_until_it_is_notified() {
    let sandbox = Sandbox::sample();
    sandbox.run("record 018 notice-sent --by urban --to cppcc-side --on 2026-06-01").goes_well();
    assert_eq!(found(&sandbox, "018", "2026-06-17"), Vec::<String>::new());
    let moved = sandbox.run("postpone 018 2026-07-17").exits(0);
    assert_snapshot!(moved, @"
    $ yijuan postpone 018 2026-07-17
    exit 0
    --- stdout
    2026-018 会议改期：2026-07-10 → 2026-07-17
     规则  原期限      新期限      事项
     M6a   2026-07-10  2026-07-17  备好《协商函》
     M6b   2026-07-10  2026-07-17  完成：审定《协商函》、发出《协商函》；备好《协商函》
     M6c   2026-07-10  2026-07-17  备好《协商函》
     M6d   2026-07-10  2026-07-17  确认：政协门头沟区委员会办公室牵头负责协调责任委室与政府职能部门进行相关事宜的接洽
     M7b   2026-07-03  2026-07-10  完成“提供协商资料”
     M7f   2026-07-10  2026-07-17  备好《调研报告》或《情况分析》或政协调研材料
     M8c   —           2026-06-30  完成“书面通知调整”
     M9a   2026-07-07  2026-07-14  完成“发出《协商函》”
    --- stderr
    提示：2026-06-01 通知参加人员（政协方面人士）时说的是 2026-07-10
    提示：M8c 要求通知改期；通知后记录：yijuan record 2026-018 书面通知调整 --by 城建环保委员会 --to 参加单位和人员 --via 书面
    提示：通知已起草，请填写〔待填写〕之处：topics/2026/018-农村生活污水治理/变更通知.md
    ");
    // 10 working days after the change of 15 June, by the archive's own value for 及时; 19 June is a holiday.
    assert_eq!(found(&sandbox, "018", "2026-06-30"), Vec::<String>::new());
    let late = found(&sandbox, "018", "2026-07-01");
    assert!(late.len() == 1 && late[0].starts_with("note "), "{late:?}");
    let command = moved.stderr.lines().find_map(|line| line.split_once("yijuan record")).unwrap().1;
    sandbox.run(&format!("record{command}")).goes_well();
    let left = found(&sandbox, "018", "2026-07-01");
    assert!(left.iter().all(|finding| !finding.contains("尚无")), "{left:?}");
    assert!(
        sandbox.read(&format!("{}/events.yml", sandbox.topic("018"))).ends_with("via: written, for: 2026-07-17}\n")
    );
}

#[test]
fn nobody_told_yet_and_no_working_day() {
    assert_snapshot!(each(Sandbox::sample, "postpone 018 2026-07-18"));
}

#[test]
fn meetings_that_cannot_be_moved() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "postpone 013 2026-07-08",
        "postpone 003 2026-07-15",
        "postpone 020 七月",
    ]));
}

#[test]
fn the_notice_of_a_later_round() {
    let sandbox = Sandbox::sample();
    let told = "- {date: 2026-06-12, event: notice-sent, to: [cppcc-side], for: 2026-07-10, round: 2}\n";
    sandbox.append(&format!("{}/events.yml", sandbox.topic("018")), told);
    sandbox.commit_all("第二轮");
    assert_snapshot!(sandbox.run("postpone 018 2026-07-17").exits(0).stderr, @"
    提示：2026-06-12 通知参加人员（政协方面人士）时说的是 2026-07-10
    提示：M8c 要求通知改期；通知后记录：yijuan record 2026-018 书面通知调整 --by 城建环保委员会 --to 参加单位和人员 --via 书面 --round 2
    提示：通知已起草，请填写〔待填写〕之处：topics/2026/018-农村生活污水治理/变更通知（第2轮）.md
    ");
}

#[test]
fn an_edited_notice_is_kept_and_a_notice_that_lacks_facts_is_not_drafted() {
    let sandbox = Sandbox::sample();
    let notice = format!("{}/变更通知.md", sandbox.topic("013"));
    sandbox.run("postpone 013 2026-07-15").exits(0);
    sandbox.append(&notice, "已电话告知各参加单位。\n");
    let edited = sandbox.read(&notice);
    let kept = sandbox.run("postpone 013 2026-07-16").exits(0).stderr;
    assert_eq!(sandbox.read(&notice), edited);
    // As it says.
    assert!(kept.contains("更新：yijuan render 2026-013 变更通知 --update"), "{kept}");
    sandbox.run("render 013 变更通知 --update").exits(0);
    let updated = sandbox.read(&notice);
    assert!(updated.contains("2026年7月16日") && updated.contains("已电话告知各参加单位。"), "{updated}");
    let lacking = Sandbox::sample();
    lacking.run("set 013 office=").goes_well();
    let told = lacking.run("postpone 013 2026-07-15").exits(0).stderr;
    assert!(!lacking.archive().join(&notice).exists());
    assert_snapshot!(format!("{kept}\n{told}"), @"
    提示：2026-05-15 通知参加人员（政协方面人士）时说的是 2026-06-10
    提示：2026-06-01 书面通知调整（参加单位和人员）时说的是 2026-07-08
    提示：M8c 要求通知改期；通知后记录：yijuan record 2026-013 书面通知调整 --by 城建环保委员会 --to 参加单位和人员 --via 书面
    提示：topics/2026/013-居住区停车资源共享/变更通知.md 还没有发出，写的不是这次的会期；更新：yijuan render 2026-013 变更通知 --update

    提示：2026-05-15 通知参加人员（政协方面人士）时说的是 2026-06-10
    提示：2026-06-01 书面通知调整（参加单位和人员）时说的是 2026-07-08
    提示：M8c 要求通知改期；通知后记录：yijuan record 2026-013 书面通知调整 --to 参加单位和人员 --via 书面
    提示：通知还不能起草；缺什么：yijuan render 2026-013 变更通知
    ");
}

#[test]
fn a_notice_that_did_not_go_out_is_of_the_next_change_and_one_that_did_is_kept_beside_it() {
    let sandbox = Sandbox::sample();
    let notice = format!("{}/变更通知.md", sandbox.topic("013"));
    sandbox.run("postpone 013 2026-07-15").exits(0);
    let moved = sandbox.run("postpone 013 2026-07-16").exits(0);
    assert!(moved.stderr.contains("通知已起草") && sandbox.read(&notice).contains("2026年7月16日"), "{moved}");
    sandbox.run("record 013 书面通知调整 --by 城建环保委员会 --to 参加单位和人员 --via 书面").goes_well();
    let kept = sandbox.run("postpone 013 2026-07-17").exits(0);
    let other = format!("{}/变更通知（2026-07-16）.md", sandbox.topic("013"));
    assert!(kept.stderr.contains(&format!("改名为 {other}，")), "{kept}");
    // As it says.
    let path = |name: &str| sandbox.archive().join(name);
    std::fs::rename(path(&notice), path(&other)).unwrap();
    sandbox.run("render 013 change-notice").exits(0);
    assert!(sandbox.read(&notice).contains("2026年7月17日"), "{}", sandbox.read(&notice));
}

#[test]
fn a_notice_that_was_struck_out_told_nobody() {
    let sandbox = Sandbox::sample();
    for (event, day) in [("change-notice-sent", "2026-06-01"), ("notice-sent", "2026-05-15")] {
        sandbox.run(&format!("record 013 {event} --void {day} --note 误记")).goes_well();
    }
    let run = sandbox.run("postpone 013 2026-07-15").exits(0);
    assert!(!run.stderr.contains("时说的是") && !run.stderr.contains("M8c"), "{run}");
    let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("013")));
    assert!(!events.contains("2026-07-08 → 2026-07-15"), "{events}");
}

#[test]
fn a_meeting_back_on_the_day_announced_has_not_moved() {
    let sandbox = Sandbox::sample();
    sandbox.run("record 018 notice-sent --by urban --to cppcc-side --on 2026-06-01").goes_well();
    sandbox.run("postpone 018 2026-07-17").exits(0);
    let back = sandbox.run("postpone 018 2026-07-10").exits(0);
    let said = back.stderr.lines().filter(|line| line.contains("--void")).collect::<Vec<_>>();
    assert_eq!(
        said,
        [
            "提示：通知时说的就是 2026-07-10；没有向谁说过别的会期的，作废改期记录：yijuan record 2026-018 议题内容或时间调整 --void 2026-06-15 --note 会期未变"
        ]
    );
    // The notice that nobody needs any more is told, unless one went out.
    let struck = sandbox.run("record 018 会议改期 --void 2026-06-15 --note 会期未变").exits(0);
    assert_eq!(
        struck.stderr,
        format!(
            "提示：改期时起草的通知还在：{}/变更通知.md；没有发出的，删去后 `yijuan commit`\n",
            sandbox.topic("018")
        )
    );
    assert_eq!(found(&sandbox, "018", "2026-07-13"), Vec::<String>::new());
}

#[test]
fn a_day_that_has_passed_is_one_it_was_held_on_or_moved_to_before() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&["postpone 013 2026-06-12"]), @"
    $ yijuan --lang zh-CN postpone 013 2026-06-12
    exit 2
    --- stderr
    错误：2026-06-12 已过
    提示：会已召开的：`yijuan record 2026-013 协商会议 --on 2026-06-12`；当时就改了期的，加 `--as-of 〈改期之日〉`

    $ yijuan --lang en postpone 013 2026-06-12
    exit 2
    --- stderr
    error: 2026-06-12 has passed
    hint: if it was held, `yijuan record 2026-013 meeting --on 2026-06-12`; if it was moved before, add `--as-of 〈THE DAY IT WAS MOVED〉`
    ");
    sandbox.run("postpone 013 2026-06-15").exits(0);
    let sandbox = Sandbox::sample();
    sandbox.run("--as-of 2026-06-10 postpone 013 6月12日").exits(0);
    let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("013")));
    assert!(events.contains("{date: 2026-06-10, event: arrangement-changed"), "{events}");
}

/// A topic of a regulation that says nothing of changes, announced and with people invited for 16 April.
fn without_a_rule_for_changes(regulation: &str, announced: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        format!("archive: 1\nlanguage: zh-CN\nregulation: {regulation}\nlimits: {{in-advance: 5 workdays}}\n"),
    );
    let folder = "topics/2026/001-夜市";
    let topic =
        format!("title: 夜市\nregulation: {regulation}\nbegan: 2026-03-02\nscheduled: {{meeting: 2026-04-16}}\n");
    sandbox.write(&format!("{folder}/topic.yml"), topic);
    sandbox.write(&format!("{folder}/events.yml"), "");
    sandbox.write(&format!("{folder}/roster.yml"), "- {name: 众样甲, invited: 2026-04-03}\n- {name: 众样乙}\n");
    sandbox.commit_all("夜市");
    if !announced.is_empty() {
        sandbox.run(&format!("record 001 {announced} --on 2026-04-07 --as-of 2026-04-07")).exits(0);
    }
    sandbox
}

#[test]
fn what_named_the_old_day_is_to_be_done_anew_where_nothing_is_said_of_changes() {
    for (regulation, event, rule) in [("yancheng", "公示会议事项", "Y14c"), ("shuoting", "通知参加人员", "X7d")]
    {
        let sandbox = without_a_rule_for_changes(regulation, event);
        let is_open = || {
            let checked = sandbox.run("check 001 --as-of 2026-04-13 --format json --all").json();
            let duties = checked["duties"].as_array().unwrap().clone();
            let state = duties.iter().find(|duty| duty["rule"] == rule).map(|duty| duty["state"].clone());
            let findings = checked["findings"].as_array().unwrap();
            assert!(findings.iter().all(|one| one["rule"] != rule || one["severity"] != "error"), "{checked}");
            state.unwrap().to_string()
        };
        if rule == "Y14c" {
            assert_eq!(is_open(), r#""done""#);
        }
        let moved = sandbox.run("postpone 001 2026-04-28 --as-of 2026-04-13").exits(0);
        for said in [
            format!("2026-04-07 {event}时说的是 2026-04-16"),
            format!("{rule} 须按新的会期重新办理“{event}”"),
            "已邀请，须告知新的会期 2026-04-28：2026-04-03 众样甲".to_owned(),
        ] {
            assert!(moved.stderr.contains(&said), "{said}: {moved}");
        }
        assert!(["\"pending\"", "\"due-soon\""].contains(&&*is_open()), "{}", is_open());
        let command = moved.stderr.lines().find_map(|line| line.split_once("yijuan record")).unwrap().1;
        sandbox.run(&format!("record{command} --as-of 2026-04-14")).exits(0);
        let events = sandbox.read("topics/2026/001-夜市/events.yml");
        assert!(events.ends_with("for: 2026-04-28}\n"), "{events}");
        if rule == "Y14c" {
            assert_eq!(
                sandbox.run("check 001 --as-of 2026-04-22 --format json --all").json()["duties"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|duty| duty["rule"] == rule)
                    .unwrap()["state"],
                "done"
            );
        }
    }
}

#[test]
fn whoever_is_invited_is_told_of_the_new_day_where_nothing_announces_one() {
    for regulation in ["ziyang", "ordos"] {
        let sandbox = without_a_rule_for_changes(regulation, "");
        let moved = sandbox.run("postpone 001 2026-04-28 --as-of 2026-04-13").exits(0);
        assert!(moved.stderr.contains("已邀请，须告知新的会期 2026-04-28：2026-04-03 众样甲\n"), "{moved}");
    }
}

/// A topic whose participants were told of a meeting on 30 June, which was then moved.
fn moved(events: &str, meeting: &str) -> Draft {
    let topic = format!(
        "title: 例\nform: thematic\nregulation: mentougou\nbegan: 2026-02-03\noffice: urban\nscheduled: {{meeting: {meeting}}}\n"
    );
    Draft::new("2026-06-16")
        .file("yijuan.yml", "archive: 1\nregulation: mentougou\nlanguage: zh-CN\nlimits: {in-advance: 5 workdays}\n")
        .file("people.yml", "- {id: qian, name: 钱样本, posts: [secretary-general]}\n")
        .file("topics/2026/001-例/topic.yml", &topic)
        .file("topics/2026/001-例/events.yml", events)
}

const TOLD: &str = "- {date: 2026-06-04, event: notice-sent, by: [urban], to: [cppcc-side], for: 2026-06-30}\n";
const CHANGED: &str = "- {date: 2026-06-10, event: arrangement-changed, note: \"2026-06-30 → 2026-06-15\"}\n";

#[test]
fn what_a_meeting_moved_forward_made_late_says_so_and_how_it_is_excused() {
    let early = moved(&format!("{TOLD}{CHANGED}"), "2026-06-15");
    let place = "warning M7a topics/2026/001-例/events.yml:1:3: ";
    let said = "“通知参加人员”2026-06-04逾期完成，应在2026-05-25前（协商会议前15个工作日）；\
                按原定会期2026-06-30，期限是2026-06-08，办理时没有逾期，其后会期提前到2026-06-15";
    assert_eq!(early.findings_of("M7a"), [format!("{place}{said}")]);
    let hint = "因会期提前的，作为例外：yijuan waive 2026-001 M7a --reason 会期提前 --by 〈人员〉";
    assert_eq!(early.hints_of("M7a"), [hint]);
    let waived = "- {rule: M7a, date: 2026-06-11, by: qian, reason: 会期提前}\n";
    assert!(early.clone().file("topics/2026/001-例/waivers.yml", waived).findings_of("M7a")[0].starts_with("note"));
    // Late for the old day as well, or done once the new one was known: nothing excuses it.
    for late in ["2026-06-09", "2026-06-11"] {
        let events = format!("{}{CHANGED}", TOLD.replace("2026-06-04", late));
        assert_eq!(moved(&events, "2026-06-15").hints_of("M7a").concat(), "", "{late}");
    }
    // Moved to a later day, it is in time all the more.
    let later = moved(&format!("{TOLD}{}", CHANGED.replace("06-15", "07-08")), "2026-07-08");
    assert_eq!(later.findings_of("M7a"), Vec::<String>::new());
}

#[test]
fn what_was_in_good_time_when_it_was_done_stays_so() {
    let sent =
        "- {date: 2026-06-09, event: materials-sent, by: [urban], to: [democratic-party, sector-representative]}\n";
    let early = moved(&format!("{TOLD}{sent}{CHANGED}"), "2026-06-15");
    assert_eq!(early.findings_of("M7b"), Vec::<String>::new());
    let after = moved(&format!("{TOLD}{}{CHANGED}", sent.replace("06-09", "06-11")), "2026-06-15");
    assert_eq!(after.findings_of("M7b").len(), 1);
    // What is open says that the meeting was moved.
    let open = moved(&format!("{TOLD}{CHANGED}"), "2026-06-18");
    assert!(
        open.findings_of("M7b")[0].ends_with("；会期由2026-06-30提前到2026-06-18"),
        "{:?}",
        open.findings_of("M7b")
    );
}

#[test]
fn the_notice_it_drafts_is_a_draft_like_any_other() {
    let sandbox = Sandbox::sample();
    let notice = format!("{}/变更通知.md", sandbox.topic("013"));
    sandbox.run("postpone 013 2026-07-15").exits(0);
    sandbox.write(&notice, sandbox.read(&notice).replace("〔待填写：调整的原因〕", "场地检修"));
    sandbox.run("set 013 会议地点=区政协机关三楼会议室 会议时间=9:00").goes_well();
    sandbox.run("render 013 变更通知 --update").exits(0);
    let updated = sandbox.read(&notice);
    assert!(updated.contains("场地检修") && updated.contains("区政协机关三楼会议室"), "{updated}");
}
