//! The papers of a topic that meets again: each round has its own, with what was said and who came in it.

use super::bare;
use crate::sandbox::Sandbox;
use insta::assert_snapshot;

/// A topic under ordos that met once, with its minutes, and is to meet a second time.
fn met_once() -> (Sandbox, String) {
    let (sandbox, key) = bare("ordos");
    let run = |command: &str| sandbox.run(&format!("--lang zh-CN --as-of 2026-06-30 {command}")).exits(0);
    run(&format!("set {key} 协商形式=会议协商 会期=2026-05-14 会议时间=9时 会议地点=甲会议室"));
    run(&format!("roster add {key} 赵示例 --tag 主持人"));
    run(&format!("roster add {key} 钱样本 --tag 政协委员 --round 1"));
    run(&format!("record {key} 提前通报协商内容 --on 2026-05-08 --to 参加单位和人员"));
    run(&format!("record {key} 协商会议 --on 2026-05-14"));
    run(&format!("suggestion add {key} --kind 意见建议 --text 打井三眼"));
    run(&format!("render {key} 协商纪要"));
    run(&format!("set {key} 会期=2026-06-18 会议地点=乙会议室"));
    run(&format!("roster add {key} 孙示例 --tag 政协委员 --round 2"));
    run(&format!("suggestion add {key} --kind 意见建议 --text 铺设管线 --round 2"));
    (sandbox, key)
}

#[test]
fn a_round_has_papers_of_its_own() {
    let (sandbox, key) = met_once();
    let folder = sandbox.topic(&key[5..]);
    let run = |command: &str| sandbox.run(&format!("--lang zh-CN --as-of 2026-06-30 {command}"));
    let first = sandbox.read(&format!("{folder}/协商纪要.md"));
    // What happened in the first round is no record of the second.
    assert_snapshot!(run(&format!("render {key} 协商纪要")).exits(2).stderr, @"
    错误：缺少“协商会议”的记录
    提示：yijuan record 2026-030 协商会议 --on YYYY-MM-DD
    ");
    run(&format!("record {key} 协商会议 --on 2026-06-18")).exits(0);
    run(&format!("render {key} 协商纪要 签到表 协商议事建议清单")).exits(0);
    assert_eq!(sandbox.read(&format!("{folder}/协商纪要.md")), first);
    assert_snapshot!(sandbox.read(&format!("{folder}/协商纪要（第2轮）.md")), @"
    ---
    document: minutes
    title: “试题”协商纪要
    round: 2
    ---

    2026年6月18日，主席赵示例主持开展“试题”会议协商。现纪要如下。

    ## 协商情况

    会议认为，〔待填写：对议题基本情况的判断，写明事实和数据〕

    与会人员提出，〔待填写：各方的主要意见，不写发言人姓名〕

    ## 形成的共识

    〔待填写：达成的共识，逐条列出；仍有不同意见的如实写明〕

    ## 意见建议

    1. 铺设管线。

    出席：〔待填写：到会人员〕
    ");
    assert_snapshot!(sandbox.read(&format!("{folder}/签到表（第2轮）.md")), @"
    ---
    document: sign-in-sheet
    title: “试题”签到表
    round: 2
    ---

    协商议题：试题

    协商时间：2026年6月18日

    协商地点：乙会议室

    | 序号 | 姓名 | 单位及职务 | 身份 | 联系电话 | 签到 |
    |---|---|---|---|---|---|
    | 1 | 赵示例 | 主席 | 主持人 |  |  |
    | 2 | 孙示例 |  | 政协委员 |  |  |
    ");
    // What was suggested is followed up whenever it was said.
    assert_snapshot!(sandbox.read(&format!("{folder}/协商议事建议清单.md")), @"
    ---
    document: suggestion-list
    title: “试题”协商议事建议清单
    ---

    协商议题：试题

    协商时间：2026年5月14日、2026年6月18日

    | 序号 | 协商建议 | 提出人 | 建议承办单位 | 答复期限 | 备注 |
    |---|---|---|---|---|---|
    | 1 | 打井三眼 |  |  |  |  |
    | 2 | 铺设管线 |  |  |  |  |
    ");
    let list = run(&format!("render {key} --list")).exits(0).stdout;
    let minutes: Vec<&str> = list.lines().filter(|line| line.contains("协商纪要")).collect();
    assert_snapshot!(minutes.join("\n"), @"
    协商纪要          形成成果      E2.5m       协商纪要.md           草稿，还缺 4 处
    协商纪要          形成成果      E2.5m       协商纪要（第2轮）.md  草稿，还缺 4 处
    ");
}

#[test]
fn a_template_may_say_the_round_itself() {
    let (sandbox, key) = met_once();
    let path = "templates/ordos/documents/会议通知.md";
    sandbox.write(path, "---\ndocument: meeting-notice\nround: 2\ntitle: 通知\n---\n\n正文。\n");
    sandbox.run(&format!("render {key} 会议通知 --out 外")).exits(0);
    assert_eq!(sandbox.read("外/会议通知（第2轮）.md"), sandbox.read(path));
}

#[test]
fn a_paper_of_an_earlier_round_is_set_and_not_drafted_anew() {
    let (sandbox, key) = met_once();
    let run = |command: &str| sandbox.run(&format!("--lang zh-CN --as-of 2026-06-30 {command}"));
    for over in ["", " --update", " --force"] {
        let refused = run(&format!("render {key} 协商纪要.md{over}")).exits(2);
        assert!(refused.stderr.contains("协商纪要.md: 文书是第1轮的，登记的会议安排已是第2轮的"), "{refused}");
    }
    run(&format!("render {key} 协商纪要.md --to html --out ../out")).exits(0);
    let set = std::fs::read_to_string(sandbox.archive().join("../out/协商纪要.html")).unwrap();
    assert!(set.contains("打井三眼") && !set.contains("铺设管线"), "{set}");
}

#[test]
fn the_bare_name_of_a_paper_under_review_means_that_of_the_last_round() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("011");
    let opinion = sandbox.read(&format!("{folder}/协商意见.md"));
    sandbox.write(&format!("{folder}/协商意见（第2轮）.md"), opinion.replacen("\n---", "\nround: 2\n---", 1));
    sandbox.commit_all("第二轮");
    let status = |paper: &str| {
        let run = sandbox.run(&format!("--as-of 2026-06-15 review submit 011 {paper} --by 社会法制委员会"));
        run.stdout + &run.stderr
    };
    assert_snapshot!(status("协商意见"), @"
    2026-011 协商意见 协商意见（第2轮）：送审（社会法制委员会） 2026-06-15
    提示：下一步：待冯虚拟（审阅《协商意见》）
    ");
    assert_snapshot!(status("协商意见.md"), @"
    错误：topics/2026/011-社区养老助餐服务/协商意见.md: 已经送审，文本没有改动；待孙范文（核签《协商意见》）
    提示：`yijuan review status 2026-011` 列出走到哪一步
    ");
}

#[test]
fn no_change_is_told_of_the_day_of_another_round() {
    let (sandbox, key) = bare("mentougou");
    let run = |command: &str| sandbox.run(&format!("--lang zh-CN --as-of 2026-07-01 {command}")).exits(0);
    run(&format!("set {key} 会期=2026-05-14"));
    run(&format!("record {key} letter-sent --on 2026-04-28"));
    run(&format!("record {key} meeting --on 2026-05-14"));
    run(&format!("set {key} 会期=2026-07-16"));
    run(&format!("record {key} letter-sent --on 2026-06-28"));
    let standing = |key: &str| {
        let list = run(&format!("render {key} --list")).stdout;
        list.lines().find(|line| line.contains("变更通知")).map(ToOwned::to_owned)
    };
    assert_snapshot!(standing(&key).unwrap(), @" 变更通知      做好协商准备  M8c                            —     点名时才起草");
    run(&format!("set {key} 会期=2026-07-20"));
    assert_snapshot!(standing(&key).unwrap(), @" 变更通知      做好协商准备  M8c                            —     还不能起草，须先登记 2 项");
}
