//! Names and days on the command line as people say them, where files are strict.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use yijuan::model::Name;
use yijuan::regulation::Regulations;
use yijuan::vocabulary::{Group, Term};

#[test]
fn the_words_of_the_five_texts_are_known() {
    let built_in = Regulations::built_in();
    let channels = [
        ("mentougou", "点题 交题 征题"),
        ("ordos", "党政点题 点题 出题 群众出题 荐题 征题"),
        ("yancheng", "党政领导点题 点题 出题 荐题 征题"),
        ("shuoting", "点题 12345 “12345”热线"),
        ("ziyang", "党政交题 交题 点题 荐题 各方征题 征题 选题"),
    ];
    for (regulation, words) in channels {
        for word in words.split(' ') {
            let known = built_in.get(regulation).unwrap().id_in(Group::Channels, word);
            assert!(known.is_ok(), "{regulation} {word}: {known:?}");
        }
    }
    let mentougou = built_in.get("mentougou").unwrap();
    let named = |group, word| mentougou.id_in(group, word).map(ToOwned::to_owned);
    assert_eq!(named(Group::Ways, "微信群"), Ok("chat-group".to_owned()));
    assert_eq!(named(Group::Bodies, "区委常委会"), Ok("party-standing-committee".to_owned()));
    assert_eq!(named(Group::SuggestionKinds, "批示"), Ok("response".to_owned()));
    assert_eq!(mentougou.event_id("批示"), Ok("received"));
}

#[test]
fn whom_outcomes_go_to_is_known_by_the_word_of_ones_own_level() {
    let words = [
        ("mentougou", "party-committee", "党委 区委"),
        ("mentougou", "government", "政府 区政府"),
        ("mentougou", "cppcc", "政协 区政协"),
        ("ziyang", "party-committee", "党委 市委"),
        ("ziyang", "government", "政府 市政府"),
        ("ziyang", "cppcc", "政协 市政协"),
        ("yancheng", "party-committee", "党委 区委 县委 市委"),
        ("yancheng", "government", "政府 区政府 县政府 市政府"),
        ("yancheng", "county-cppcc-committee", "区政协 县政协 市政协"),
        ("ordos", "county-cppcc-committee", "旗区政协 旗政协 区政协"),
        ("shuoting", "party-committee", "党委 区委"),
        ("shuoting", "government", "政府 区政府"),
    ];
    for (regulation, id, words) in words {
        for word in words.split(' ') {
            let known =
                Regulations::built_in().get(regulation).unwrap().id_in(Group::Bodies, word).map(ToOwned::to_owned);
            assert_eq!(known, Ok(id.to_owned()), "{regulation} {word}");
        }
    }
}

#[test]
fn the_office_of_a_body_is_another_than_the_body() {
    let sandbox = Sandbox::sample();
    sandbox.run("body add --name 区政府办公室 --kind 政府办公室").exits(0);
    sandbox.run("body add --name 云河街道办事处 --kind 政府").exits(0);
    let line = "record 2026-026 报送协商成果 --on 2026-06-12 --to 区政府 --to 区委 --as-of 2026-06-15";
    sandbox.run(line).exits(0);
    assert!(
        sandbox.read(&format!("{}/events.yml", sandbox.topic("026"))).contains("to: [government, party-committee]")
    );
    let listed = sandbox.run("body list").exits(0).stdout;
    assert!(listed.contains("云河街道办事处") && listed.contains("区政府或") && listed.contains("或政府"), "{listed}");
}

fn names(term: &Term) -> impl Iterator<Item = &Name> {
    std::iter::once(&term.name).chain(&term.also)
}

#[test]
fn the_marks_in_a_name_may_be_left_out() {
    for regulation in Regulations::built_in().iter() {
        for (id, event) in regulation.events.iter() {
            for name in names(&event.term) {
                let bare: String = name.chars().filter(|c| !"《》“”（）".contains(*c)).collect();
                let meant = regulation.event_id(&bare);
                let shared = regulation.events.iter().filter(|(_, other)| names(&other.term).any(|one| one == name));
                // What two go by is asked about.
                assert_eq!(meant.is_ok(), shared.count() == 1 || event.term.name == *name, "{} {bare}", regulation.id);
                assert!(meant.is_err() || meant == Ok(id), "{} {bare}: {meant:?}", regulation.id);
            }
        }
    }
}

/// Verbs of which people say one for another.
const VERBS: [&[&str]; 4] = [
    &["发", "发出", "印发", "报", "报出", "报送", "移交", "送"],
    &["形成", "起草", "拟定", "完成", "写", "提出"],
    &["召开", "举行", "举办", "组织", "开展", "开"],
    &["收集", "征集"],
];

/// What people say for a name: with another verb or none, 会 for 会议, half of an alternative.
fn said_for(name: &str) -> Vec<String> {
    let bare: String = name.chars().filter(|c| !"《》“”（）".contains(*c)).collect();
    let mut said = vec![bare.clone()];
    for family in VERBS {
        let verbs = family.iter().filter(|verb| verb.chars().count() > 1);
        for rest in verbs.filter_map(|verb| bare.strip_prefix(verb)).filter(|rest| rest.chars().count() > 1) {
            said.extend(family.iter().map(|verb| format!("{verb}{rest}")));
            said.push(rest.to_owned());
        }
    }
    let with_verb = said.clone();
    for one in &with_verb {
        said.extend(one.strip_suffix("会议").map(|before| format!("{before}会")));
        said.extend(one.strip_suffix("会议").or_else(|| one.strip_suffix('会')).map(ToOwned::to_owned));
        said.extend(one.strip_suffix('会').map(|before| format!("{before}会议")));
        said.extend(one.split_once('或').map(|(first, _)| first.to_owned()));
        said.extend(one.strip_suffix("情况").map(ToOwned::to_owned));
    }
    // One character, or what is a verb and nothing more, says nothing.
    said.retain(|one| one.chars().count() > 1);
    said.sort();
    said.dedup();
    said
}

#[test]
fn an_event_is_found_as_people_say_it_or_named_and_never_another_taken_for_it() {
    let (mut found, mut offered, mut wrong) = (0, 0, Vec::new());
    for regulation in Regulations::built_in().iter() {
        for (id, event) in regulation.events.iter() {
            let papers = event.document.iter().map(|paper| &regulation.documents.get(paper).unwrap().term.name);
            let words = names(&event.term).chain(papers.clone()).flat_map(|name| said_for(name));
            let made = papers.flat_map(|paper| VERBS[1].iter().map(move |verb| format!("{verb}{paper}")));
            for word in words.chain(made) {
                let is_own =
                    |of: &str| names(&regulation.events.get(of).unwrap().term).any(|name| name.folded() == word);
                match regulation.event_id(&word) {
                    Ok(of) if of == id => found += 1,
                    // What another is called means that one.
                    Ok(of) if is_own(of) => {}
                    Ok(of) => wrong.push(format!("{} {word}: {of} for {id}", regulation.id)),
                    Err(problem) => {
                        let said = format!("{}{}", problem.message.zh, problem.hint.unwrap().zh);
                        if said.contains(event.term.name.as_str()) {
                            offered += 1;
                        } else {
                            wrong.push(format!("{} {word} ({id}): {said}", regulation.id));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{found} found, {offered} offered, {} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(found > 10 * offered, "{found} found, {offered} offered");
}

#[test]
fn what_a_clerk_typed_is_understood() {
    let mentougou = Regulations::built_in();
    let mentougou = mentougou.get("mentougou").unwrap();
    for (word, id) in [
        ("报出", "opinion-sent"),
        ("报送意见", "opinion-sent"),
        ("形成调研报告", "research-report-made"),
        ("调研报告", "research-report-made"),
        ("开题会", "kickoff-held"),
        ("召开开题会", "kickoff-held"),
        ("移交档案", "dossier-transferred"),
        ("发协商函", "letter-sent"),
        ("印发协商函", "letter-sent"),
        ("了解办理", "handling-tracked"),
        ("发出变更通知", "change-notice-sent"),
        ("发会议通知", "notice-sent"),
        ("组织视察", "inspection-held"),
    ] {
        assert_eq!(mentougou.event_id(word), Ok(id), "{word}");
    }
    // What may be two things is asked about, and a thing alone is not what is done to it.
    for word in ["协商函", "协商意见", "发", "意见"] {
        let said = mentougou.event_id(word).unwrap_err();
        let said = format!("{}{}", said.message.zh, said.hint.unwrap().zh);
        assert!(word == "发" || said.matches('`').count() > 5, "{word}: {said}");
    }
    let ordos = Regulations::built_in();
    assert!(ordos.get("ordos").unwrap().event_id("办理情况").is_err());
}

#[test]
fn a_name_without_its_marks_is_recorded_by_id() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("record 014 发出协商函 --on 2026-6-12 --to 部门 --by 政协办公室").exits(0);
    assert!(run.stdout.contains("2026-06-12 发出《协商函》"), "{run}");
    let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("014")));
    assert!(events.contains("{date: 2026-06-12, event: letter-sent, by: [cppcc-office], to: [department]"), "{events}");
}

#[test]
fn a_step_of_the_year_goes_by_its_name_without_marks() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("plan approve 2027 提出年度协商工作安排草案 --by 政协党组").exits(0);
    assert!(run.stdout.contains("提出年度协商工作安排（草案）"), "{run}");
}

#[test]
fn what_means_two_things_is_refused_with_both() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "record plan:2026 审议",
        "record 014 letter-sent --to 常委会",
    ]), @"
    $ yijuan --lang zh-CN record plan:2026 审议
    exit 2
    --- stderr
    错误：事件 `审议` 可指 `审议年度协商计划` 或 `审议年度协商工作安排`
    提示：写明是哪一个

    $ yijuan --lang en record plan:2026 审议
    exit 2
    --- stderr
    error: the event `审议` may mean `plan-deliberated` or `arrangement-deliberated`
    hint: say which of them is meant

    $ yijuan --lang zh-CN record 014 letter-sent --to 常委会
    exit 2
    --- stderr
    错误：人员、单位或职务 `常委会` 可指 `常委会会议` 或 `区委常委会`
    提示：写明是哪一个

    $ yijuan --lang en record 014 letter-sent --to 常委会
    exit 2
    --- stderr
    error: the person, body or post `常委会` may mean `standing-committee-meeting` or `party-standing-committee`
    hint: say which of them is meant
    ");
}

#[test]
fn what_comes_next_is_offered_first() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "record 014 letter",
        "record 014 意见",
        "record 014 香蕉",
        "record plan:2027 香蕉",
    ]), @"
    $ yijuan --lang zh-CN record 014 letter
    exit 2
    --- stderr
    错误：未知的事件 `letter`
    提示：是否想写 `发出《协商函》` 或 `审定《协商函》`？

    $ yijuan --lang en record 014 letter
    exit 2
    --- stderr
    error: unknown event `letter`
    hint: did you mean `letter-sent` or `letter-approved`?

    $ yijuan --lang zh-CN record 014 意见
    exit 2
    --- stderr
    错误：未知的事件 `意见`
    提示：是否想写 `收到回应意见`、`通报回应意见`、`形成《协商意见》`、`审阅《协商意见》`、`审核《协商意见》`、`签发《协商意见》`、`核签《协商意见》`、`报出《协商意见》` 或 `集体研究修订《协商意见》`？

    $ yijuan --lang en record 014 意见
    exit 2
    --- stderr
    error: unknown event `意见`
    hint: did you mean `received`, `reported`, `opinion-made`, `opinion-read`, `opinion-audited`, `opinion-signed`, `opinion-countersigned`, `opinion-sent` or `opinion-revised`?

    $ yijuan --lang zh-CN record 014 香蕉
    exit 2
    --- stderr
    错误：未知的事件 `香蕉`
    提示：接下来可记 `形成调研报告或情况分析`、`提供协商资料`、`发出《协商函》`、`审定《协商函》` 或 `书面通知调整`

    $ yijuan --lang en record 014 香蕉
    exit 2
    --- stderr
    error: unknown event `香蕉`
    hint: next would be `research-report-made`, `materials-sent`, `letter-sent`, `letter-approved` or `change-notice-sent`

    $ yijuan --lang zh-CN record plan:2027 香蕉
    exit 2
    --- stderr
    错误：未知的事件 `香蕉`
    提示：可用：提出年度重点协商议题建议、代拟年度协商计划草案、审议年度协商计划、印发年度协商计划、收集协商意向、提出年度协商工作安排（草案）、协商年度协商工作安排、审议年度协商工作安排、确定年度协商工作安排、接收案卷

    $ yijuan --lang en record plan:2027 香蕉
    exit 2
    --- stderr
    error: unknown event `香蕉`
    hint: known are: key-topics-proposed, plan-drafted, plan-deliberated, plan-issued, intents-collected, arrangement-drafted, arrangement-consulted, arrangement-deliberated, arrangement-determined, dossier-received
    ");
}

#[test]
fn every_day_a_command_takes_is_read_as_people_write_it() {
    for day in ["2026-7-15", "2026/7/15", "2026.07.15", "2026年7月15日", "7月15日", "7月15号"] {
        let sandbox = Sandbox::sample();
        let told = if day.starts_with('7') { format!("提示：`{day}` 按 2026-07-15 计") } else { String::new() };
        for command in [
            format!("workday {day}"),
            format!("workday --until {day}"),
            format!("--as-of {day} list"),
            format!("new --title 甲题目 --meeting {day}"),
            format!("postpone 014 {day}"),
            format!("set 003 scheduled.meeting={day} began={day}"),
            format!("record 003 research-ended --on {day} --for {day}"),
            format!("record 003 research-ended --void {day} --note 误记"),
            format!("attest 013 M6d --by 钱样本 --on {day}"),
            format!("waive 003 M7a --reason 甲 --by 钱样本 --until {day}"),
            format!("plan approve 2027 --by 政协党组 --on {day}"),
            format!("roster add 003 赵示例 --invited {day}"),
            format!("room add --id r9 --name 甲室 --level township --regulation yancheng --opened {day}"),
        ] {
            let run = sandbox.run(&command);
            assert_eq!(run.code, Some(0), "{run}");
            assert!(run.stderr.contains(&told), "{run}");
            assert!(!run.stderr.contains(" 计") || !told.is_empty(), "{run}");
        }
        let topic = sandbox.read(&format!("{}/topic.yml", sandbox.topic("003")));
        assert!(topic.contains("meeting: 2026-07-15") && topic.contains("began: 2026-07-15"), "{topic}");
        assert!(sandbox.read("rooms.yml").contains("opened: 2026-07-15"));
        assert!(sandbox.last_change().contains("2026-07-15"));
    }
}

#[test]
fn files_stay_strict() {
    let sandbox = Sandbox::sample();
    sandbox.append(&format!("{}/events.yml", sandbox.topic("003")), "- {date: 2026/7/15, event: 发出协商函}\n");
    let run = sandbox.run("check").exits(2);
    assert!(run.stdout.contains("`2026/7/15` 不是日期"), "{run}");
    let sandbox = Sandbox::sample();
    sandbox.append(&format!("{}/events.yml", sandbox.topic("003")), "- {date: 2026-06-12, event: 发出协商函}\n");
    let run = sandbox.run("check 003").exits(1);
    for said in ["未知的事件 `发出协商函`", "是否想写 `发出《协商函》`"] {
        assert!(run.stdout.contains(said), "no {said} in\n{run}");
    }
}
