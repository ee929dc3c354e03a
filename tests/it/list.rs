//! `yijuan list`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn every_topic() {
    assert_snapshot!(Sandbox::sample().both("list"));
}

#[test]
fn each_filter_alone_and_two_together() {
    let sandbox = Sandbox::sample();
    let listed = [
        "list 电梯",
        "list 2026-01",
        "list 有话请讲",
        "list --year 2025",
        "list --office urban",
        "list --office 城建环保委员会",
        "list --stage 做好协商准备",
        "list --state due-soon",
        "list --state ended",
        "list --office social --state overdue",
    ]
    .map(|command| sandbox.run(command).exits(0).to_string());
    assert_snapshot!(listed.join("\n"));
}

#[test]
fn by_form_room_and_regulation_under_any_name() {
    let sandbox = Sandbox::sample();
    let keys = |filter: &str| -> Vec<String> {
        let listed = sandbox.run(&format!("list {filter} --format json")).goes_well().json();
        listed["topics"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect()
    };
    let all = sandbox.run("list --format json").goes_well().json();
    let of = |field: &str, value: &str| -> Vec<String> {
        let topics = all["topics"].as_array().unwrap().iter();
        topics.filter(|one| one[field] == value).map(|one| one["key"].as_str().unwrap().to_owned()).collect()
    };
    let of_ordos = of("regulation", "ordos");
    assert!(!of_ordos.is_empty());
    assert_eq!(keys("--regulation ordos"), of_ordos);
    assert_eq!(keys("--regulation 向基层延伸"), of_ordos);
    let of_form = of("form", "thematic");
    assert!(!of_form.is_empty());
    assert_eq!(keys("--form 专题协商"), of_form);
    let of_room = keys("--room heyan");
    assert!(!of_room.is_empty());
    assert_eq!(keys("--room 河沿街道协商议事室"), of_room);
    sandbox.run("list --room 没有的室").exits(2);
}

#[test]
fn a_stage_by_its_id_is_the_stage_by_its_name() {
    let sandbox = Sandbox::sample();
    let by_id = sandbox.run("list --stage prepare");
    let by_name = sandbox.run("list --stage 做好协商准备");
    assert_eq!((by_id.code, &by_id.stdout), (Some(0), &by_name.stdout));
}

#[test]
fn as_json() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("list --office urban --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/topics/1");
    let none = sandbox.run("list --year 2024 --format json").goes_well();
    assert_eq!(none.json()["topics"], serde_json::json!([]));
    for topic in sandbox.run("list --format json").json()["topics"].as_array().unwrap() {
        let keys: Vec<&String> = topic.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["key", "title", "form", "regulation", "office", "stage", "next", "state", "path"]);
    }
    assert_snapshot!(run.stdout);
}

#[test]
fn filters_that_mean_nothing() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "list --state late",
        "list --state overdew",
        "list --state o",
        "list --stage 准备中",
        "list --stage 协商",
        "list --office 委员会",
        "list 老旧小区加装电题",
        "list --year 今年",
        "list --office urbn",
        "list 没有这样的题目",
    ]));
}

#[test]
fn a_filter_takes_names_and_parts_as_a_key_does() {
    let sandbox = Sandbox::sample();
    let keys = |command: &str| -> Vec<String> {
        let run = sandbox.run(&format!("{command} --format json")).exits(0);
        run.json()["topics"].as_array().unwrap().iter().map(|topic| topic["key"].as_str().unwrap().to_owned()).collect()
    };
    for (whole, parts) in [
        ("list --office urban", ["list --office 城建环保委", "list --office 城建"]),
        ("list --stage prepare", ["list --stage 协商准备", "list --stage 做好协商准备"]),
        ("list --state overdue", ["list --state 逾期", "list --state overd"]),
        ("list 电梯", ["list “电梯”", "list 加装电梯"]),
    ] {
        assert!(!keys(whole).is_empty(), "{whole}");
        for part in parts {
            assert_eq!(keys(part), keys(whole), "{part}");
        }
    }
    let of = |command: &str| sandbox.run(command).exits(0).stdout;
    assert_eq!(of("person list --post 秘书"), of("person list --post secretary-general"));
    assert_eq!(of("due --for 样本"), of("due --for 钱样本"));
    assert_eq!(of("rule --regulation 门头沟"), of("rule --regulation mentougou"));
    assert_snapshot!(sandbox.unchanged_by(&[
        "person list --post 书记长",
        "due --for 钱样板",
        "rule --regulation 政协",
        "rule --regulation mentougu",
    ]), @"
    $ yijuan --lang zh-CN person list --post 书记长
    exit 2
    --- stderr
    错误：未知的职务 `书记长`
    提示：是否想写 `苏木乡镇（街道）党（工）委副书记`？

    $ yijuan --lang en person list --post 书记长
    exit 2
    --- stderr
    error: unknown post `书记长`
    hint: did you mean `township-deputy-secretary`?

    $ yijuan --lang zh-CN due --for 钱样板
    exit 2
    --- stderr
    错误：未知的人员 `钱样板`
    提示：是否想写 `钱样本`？

    $ yijuan --lang en due --for 钱样板
    exit 2
    --- stderr
    error: unknown person `钱样板`
    hint: did you mean `qian-yangben`?

    $ yijuan --lang zh-CN rule --regulation 政协
    exit 2
    --- stderr
    错误：未知的规程 `政协`
    提示：是否想写 `资阳`、`说听`、`盐城`、`门头沟` 或 `鄂尔多斯`？

    $ yijuan --lang en rule --regulation 政协
    exit 2
    --- stderr
    error: unknown regulation `政协`
    hint: did you mean `ziyang`, `shuoting`, `yancheng`, `mentougou` or `ordos`?

    $ yijuan --lang zh-CN rule --regulation mentougu
    exit 2
    --- stderr
    错误：未知的规程 `mentougu`
    提示：是否想写 `门头沟`？

    $ yijuan --lang en rule --regulation mentougu
    exit 2
    --- stderr
    error: unknown regulation `mentougu`
    hint: did you mean `mentougou`?
    ");
}

#[test]
fn a_number_given_twice_is_told() {
    let sandbox = Sandbox::empty();
    for folder in ["003-甲题", "003-乙题"] {
        let title = &folder[4..];
        let topic = format!("title: {title}\nregulation: mentougou\nbegan: 2026-06-01\n");
        sandbox.write(&format!("topics/2026/{folder}/topic.yml"), topic);
    }
    sandbox.commit_all("两个 003");
    assert_snapshot!(sandbox.both("list"), @"
    $ yijuan --lang zh-CN list
    exit 0
    --- stdout
     编号      题目  形式  环节              下一期限  状态
     2026-003  乙题  —     确定年度协商计划  —         正常；编号重复
     2026-003  甲题  —     —                 —         编号重复，未核对

    $ yijuan --lang en list
    exit 0
    --- stdout
     key       title  form  stage  next deadline  state
     2026-003  乙题   —     plan   —              on track; number given twice
     2026-003  甲题   —     —      —              number given twice, not judged
    ");
    let told = |command: &str| sandbox.run(command).exits(1).stdout.contains("编号 2026-003 与");
    assert!(told("check") && told("check 甲题") && told("check 乙题"));
    sandbox.run("check 乙题 --new-since HEAD").exits(0);
}

#[test]
fn an_empty_archive() {
    assert_snapshot!(Sandbox::empty().both("list"), @"
    $ yijuan --lang zh-CN list
    exit 0
    --- stderr
    提示：没有符合条件的议题

    $ yijuan --lang en list
    exit 0
    --- stderr
    hint: no topic matches
    ");
}

#[test]
fn the_sample_shows_every_form_and_every_stage() {
    let run = Sandbox::sample().run("list --format json").goes_well();
    let topics = run.json()["topics"].as_array().unwrap().clone();
    let seen = |key: &str| -> std::collections::BTreeSet<String> {
        topics.iter().filter_map(|topic| topic[key].as_str()).map(ToOwned::to_owned).collect()
    };
    let forms =
        ["advice", "counterpart", "in-person", "proposal-handling", "research-consultation", "sector", "thematic"];
    assert_eq!(Vec::from_iter(seen("form")), forms);
    let regulations = ["mentougou", "ordos", "shuoting", "yancheng", "ziyang"];
    assert_eq!(Vec::from_iter(seen("regulation")), regulations);
    let stages =
        ["conversion", "dossier", "follow-up", "meet", "opinion", "plan", "prepare", "report", "result", "scheme"];
    assert_eq!(Vec::from_iter(seen("stage")), stages);
}

#[test]
fn a_state_goes_by_its_chinese_name_too() {
    let sandbox = Sandbox::sample();
    for (id, name) in [("overdue", "逾期"), ("due-soon", "将到期"), ("on-track", "正常"), ("ended", "已办结")]
    {
        let by = |state| sandbox.run(&["list", "--state", state]).exits(0).stdout;
        assert_eq!(by(id), by(name));
    }
}

#[test]
fn what_is_overdue_stands_before_what_comes_later() {
    let sandbox = Sandbox::sample();
    let listed = sandbox.run("list --state overdue --as-of 2026-07-20").exits(0).stdout;
    let rows = listed.lines().skip(1);
    let days: Vec<&str> = rows
        .filter_map(|row| row.split_whitespace().find(|word| word.len() == 10 && word.starts_with("2026-")))
        .collect();
    assert!(!days.is_empty(), "{listed}");
    for day in days {
        assert!(day < "2026-07-20", "{day} in {listed}");
    }
}
