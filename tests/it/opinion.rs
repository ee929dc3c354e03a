//! What `check` says of the sentences of an opinion, and of which it says nothing.

use crate::sandbox::Sandbox;

const FOLDER: &str = "topics/2026/001-老旧小区加装电梯";

/// A consultation on the eighth of May: three members came and one was on leave; two suggestions and a promise were made.
fn archive() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        "archive: 1\nlanguage: zh-CN\nregulation: mentougou\ninstitution: 政协潭西区委员会\noffices:\n  urban: {name: 城建环保委员会, kind: special-committee}\nbodies:\n  minzheng: {name: 区民政局, kind: department}\n",
    );
    let topic = "title: 老旧小区加装电梯\nform: special\nregulation: mentougou\nbegan: 2026-03-01\noffice: urban\nad_hoc: true\n";
    sandbox.write(&format!("{FOLDER}/topic.yml"), topic);
    sandbox.write(&format!("{FOLDER}/events.yml"), "- {date: 2026-05-08, event: meeting}\n");
    let came = |name: &str, tags: &str, came: bool| {
        let attendance = if came { "present" } else { "leave" };
        format!("- {{name: {name}, tags: [{tags}], invited: 2026-04-20, attendance: {attendance}}}\n")
    };
    let roster = [
        came("牧一", "member", true),
        came("牧二", "member", true),
        came("牧三", "member", true),
        came("牧四", "member", false),
        came("牧五", "department-official", true),
    ];
    sandbox.write(&format!("{FOLDER}/roster.yml"), roster.concat());
    let suggestions = "- {id: s1, kind: suggestion, text: 甲}\n- {id: s2, kind: suggestion, text: 乙}\n- {id: c1, kind: commitment, text: 丙}\n";
    sandbox.write(&format!("{FOLDER}/suggestions.yml"), suggestions);
    sandbox.commit_all("电梯");
    sandbox
}

/// What is said of the lines of an opinion with this text, without rules: line, column and message.
fn said(sandbox: &Sandbox, text: &str) -> Vec<String> {
    let paper = format!("---\ndocument: consultation-opinion\ntitle: 意见\ndate: 2026-05-14\n---\n\n{text}\n");
    sandbox.write(&format!("{FOLDER}/协商意见.md"), paper);
    let check = sandbox.run("--lang zh-CN --as-of 2026-05-20 check 2026-001 --format json").json();
    let findings = check["findings"].as_array().unwrap().iter();
    let of_line = findings
        .filter(|one| one["rule"].is_null() && one["path"].as_str().unwrap_or_default().ends_with("协商意见.md"));
    let told = of_line.map(|one| format!("{}:{} {}", one["line"], one["column"], one["message"].as_str().unwrap()));
    told.collect()
}

#[test]
fn what_contradicts_the_record_is_told_at_its_place() {
    let sandbox = archive();
    for (text, told) in [
        (
            "2026年5月9日，政协潭西区委员会召开“老旧小区加装电梯”专题协商会。",
            "7:1 《协商意见》写的是2026年5月9日召开：登记的协商会议在2026-05-08",
        ),
        (
            "为此，5月18日下午2时30分，区政协在常委会议厅召开专题协商会议。",
            "7:4 《协商意见》写的是5月18日召开：登记的协商会议在2026-05-08",
        ),
        (
            "5月7日，城建环保委员会举行老旧小区加装电梯协商座谈会。",
            "7:1 《协商意见》写的是5月7日召开：登记的协商会议在2026-05-08",
        ),
        ("出席会议的政协委员23人。", "7:1 《协商意见》到会的委员写了 23 人，名单登记到会的有 3 人"),
        ("参加协商的委员23人。", "7:1 《协商意见》到会的委员写了 23 人，名单登记到会的有 3 人"),
        ("到会委员23人。", "7:1 《协商意见》到会的委员写了 23 人，名单登记到会的有 3 人"),
        ("会上，4名区政协委员参加会议。", "7:4 《协商意见》到会的委员写了 4 人，名单登记到会的有 3 人"),
        ("会议共提出意见建议12条。", "7:4 《协商意见》意见建议写了 12 条，登记的有 2 条"),
        ("与会委员提出十二条建设性意见建议。", "7:5 《协商意见》意见建议写了 12 条，登记的有 2 条"),
        ("一、建机制。\n\n三、定标准。", "9:1 序号不连续：“三”在第 1 项之后"),
        ("（一）建机制。\n（二）定标准。\n（二）抓落实。", "9:2 序号不连续：“二”在第 2 项之后"),
        ("一是建机制；二是定标准；四是抓落实。", "7:13 序号不连续：“四”在第 2 项之后"),
        ("政协谭西区委员会高度重视。", "7:1 “政协谭西区委员会”与登记的“政协潭西区委员会”只差一个同音字"),
        (
            "5月7日，区政协城建环保委员会组织召开老旧小区加装电梯协商会议。",
            "7:1 《协商意见》写的是5月7日召开：登记的协商会议在2026-05-08",
        ),
        (
            "为此，区政协“老旧小区加装电梯”专题协商会议于2026年5月9日在常委会议厅召开。",
            "7:4 《协商意见》写的是2026年5月9日召开：登记的协商会议在2026-05-08",
        ),
        ("协商会于5月9日下午召开。", "7:1 《协商意见》写的是5月9日召开：登记的协商会议在2026-05-08"),
        ("5月9日，我会召开专题协商会。", "7:1 《协商意见》写的是5月9日召开：登记的协商会议在2026-05-08"),
        ("会议有12名委员参加。", "7:1 《协商意见》到会的委员写了 12 人，名单登记到会的有 3 人"),
        ("共有12名委员到会。", "7:1 《协商意见》到会的委员写了 12 人，名单登记到会的有 3 人"),
        ("会前准备充分，十二名委员参加会议。", "7:8 《协商意见》到会的委员写了 12 人，名单登记到会的有 3 人"),
        ("会议收集意见建议5条。", "7:3 《协商意见》意见建议写了 5 条，登记的有 2 条"),
        ("1．建机制。\n\n3．定标准。", "9:1 序号不连续：“3”在第 1 项之后"),
        ("1、建机制。\n\n3、定标准。", "9:1 序号不连续：“3”在第 1 项之后"),
        ("（1）建机制。\n（2）定标准。\n（4）抓落实。", "9:2 序号不连续：“4”在第 2 项之后"),
        ("第一，建机制。第三，定标准。", "7:9 序号不连续：“三”在第 1 项之后"),
        ("第一，建机制。\n\n第二，定标准。\n\n第四，抓落实。", "11:2 序号不连续：“四”在第 2 项之后"),
        ("由区民证局牵头。", "7:2 “区民证局”与登记的“区民政局”只差一个同音字"),
        ("城建环宝委员会承办。", "7:1 “城建环宝委员会”与登记的“城建环保委员会”只差一个同音字"),
    ] {
        assert_eq!(said(&sandbox, text), [told], "{text}");
    }
}

#[test]
fn ordinary_sentences_draw_nothing() {
    let sandbox = archive();
    for text in [
        // The right day, and other days.
        "2026年5月8日，政协潭西区委员会召开“老旧小区加装电梯”专题协商会。现将协商意见报告如下。",
        "5月8日下午，区政协召开专题协商会。",
        "5月9日，区委召开常委会会议，专题协商加装电梯工作。",
        "4月20日，区政协召开主席会议，审议协商工作方案。",
        "4月20日至22日，城建环保委员会开展调研，召开座谈会三次。",
        "4月2日，城建环保委员会召开调研座谈会，协商会前情况。",
        "5月20日，市政协召开专题协商会。",
        "5月6日，区政协召开“停车难”专题协商会，也谈到电梯。",
        "2025年6月3日，区政协召开专题协商会，提出同一问题。",
        "区住房城乡建设委将于6月15日召开协商会，通报进展。",
        "会议原定5月6日召开专题协商会。",
        "5月7日，区政协召开协商会筹备会，5月8日召开专题协商会议。",
        "5月8日至9日，区政协召开专题协商会。",
        "5月15日，区政协召开协商成果反馈会；5月18日召开第二次协商会。",
        "5月30日前，区民政局牵头召开楼栋协商会。",
        "各方同意6月底前召开第一次楼栋协商会。",
        "区政协“老旧小区加装电梯”专题协商会议于2026年5月8日在常委会议厅召开。",
        "协商会议于5月8日下午2时30分召开，城建环保委员会主持。",
        "5月8日，我会召开专题协商会。",
        "5月8日，区政协城建环保委员会组织召开老旧小区加装电梯协商会议。",
        "市政协重点协商会于5月20日召开。",
        "区政府专题协商会议于4月28日召开，研究加装电梯政策。",
        "“停车难”专题协商会于5月6日召开，也谈到电梯。",
        "楼栋居民协商会于6月3日在社区召开。",
        "5月9日，区政协提案委员会召开重点提案协商会。",
        "第二次协商会议于5月18日召开。",
        "本次协商会议定于5月7日召开，后推迟一天。",
        // The right number of members, and other people.
        "出席会议的政协委员3人。",
        "出席会议的委员和群众代表共45人。",
        "出席会议的市政协委员2人。",
        "邀请12名委员参加会议。",
        "应到委员4人。",
        "调研中，12名委员参加会议前的视察。",
        "会议由6名委员发言。",
        "来自6个界别的委员参加会议。",
        "会议有3名委员参加。",
        "共有3名委员到会，三名委员参加会议。",
        "三名委员参加会议，一名委员请假。",
        "会上，一名委员提出，标准应当统一。",
        "两名委员会前到会场查看。",
        "有5名委员作了发言。",
        "会议有12名群众代表参加。",
        "有15名市政协委员参加。",
        "会前，有12名委员参加视察。",
        "6名政协委员、4名专家参加会议。",
        // The right number of suggestions, and others.
        "会议共提出意见建议2条。",
        "会议提出两方面意见建议。",
        "会前征集意见建议36条。",
        "会议提出意见建议36条，归纳后提出意见建议2条。",
        "课题组提出建议5条。",
        "群众提出意见建议百余条，提出建议30条。",
        "有的委员提出建议3条。",
        "会议提出建议3条、意见5条。",
        "区政府印发措施12条，提出20项任务。",
        "委员们提出意见建议10余条。",
        "会前收集意见建议36条。",
        "通过网络平台收集意见建议128条。",
        "调研中收集意见建议40条，走访梳理建议12条。",
        "会议收集意见建议2条。",
        // Numbers in order, anew under each heading, and words that begin like one.
        "一、建机制。\n\n二、定标准。\n\n三、抓落实。",
        "一、建机制。\n\n（一）责任。\n\n（二）程序。\n\n二、定标准。\n\n（一）分摊。\n\n（二）补偿。",
        "## 问题\n\n一、甲。\n\n二、乙。\n\n## 建议\n\n一、甲。\n\n二、乙。",
        "一、甲。\n\n三、四级医院的病房楼应当加装。",
        "一是建机制；二是定标准；三是抓落实。",
        "一是一，二是二。",
        "重点有三：一是经费，二是场地。难点有二：一是意愿，二是标准。",
        "1．甲\n\n2．乙\n\n3．丙",
        "1、甲。\n\n2、乙。",
        "（1）甲。\n（2）乙。\n\n（一）丙。\n\n（1）丁。",
        "一、甲。\n\n1．子。\n\n2．丑。\n\n二、乙。\n\n1．寅。",
        "1．5万元已经到位。\n\n3．2公里管线尚待改造。",
        "1、2号楼先行。\n\n5、6号楼其次。",
        "第一，建机制。第二，定标准。\n\n第三，抓落实。",
        "第一、第三产业用电分开。",
        "全区开工数位居全市第一，满意度位居第三，仍有差距。",
        "2025年位列第一，2026年位列第三，有所下降。",
        "其中一是关键。",
        "1. 甲\n3. 乙",
        "十是个整数。",
        // Bodies as they are called, and others.
        "政协潭西区委员会、区政协、潭西区政协。",
        "市民政局、区财政局、区民族局会同办理。",
        "城乡建设环保委员会办公室。",
        "区民政局局长到会。",
    ] {
        assert_eq!(said(&sandbox, text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_still_to_be_written_is_told_where_it_is_once_the_opinion_is_handed_in() {
    let sandbox = archive();
    let text = "## 议题重要性\n\n加装电梯关系出行。\n\n## 矛盾问题\n\nXXX\n\n## 问题症结\n\n  （此处补充）\n\n## 百姓诉求和企盼\n\n待补充\n\n## 达成的谅解\n\n无\n\n## 协商共识\n\n## 意见\n\n### 建议\n\n推行一窗受理。";
    // Whoever is still writing it is left in peace.
    assert_eq!(said(&sandbox, text), [""; 0]);
    let submit = || sandbox.run("--lang zh-CN --as-of 2026-05-20 review submit 2026-001 协商意见").exits(0).stderr;
    let told = submit();
    let places = [
        "第13行第1列“矛盾问题”之下只有“XXX”",
        "第17行第3列“问题症结”之下只有“（此处补充）”",
        "第21行第1列“百姓诉求和企盼”之下只有“待补充”",
        "第25行第1列“达成的谅解”之下只有“无”",
        "第27行第1列“协商共识”之下没有内容",
    ];
    assert!(told.contains(&format!("待补写：{}", places.join("；"))), "{told}");
    let lacking = told.lines().find(|line| line.contains("M13b")).unwrap();
    for section in ["矛盾问题", "问题症结", "百姓诉求和企盼", "协商共识"] {
        assert!(lacking.contains(section), "{told}");
    }
    let told = said(&sandbox, text);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "13:1 《协商意见》“矛盾问题”之下只有“XXX”",
            "17:3 《协商意见》“问题症结”之下只有“（此处补充）”",
            "21:1 《协商意见》“百姓诉求和企盼”之下只有“待补充”",
            "25:1 《协商意见》“达成的谅解”之下只有“无”",
            "27:1 《协商意见》“协商共识”之下没有内容",
        ]
    );
    // A draft is told its blanks and what it lacks together.
    said(
        &sandbox,
        "## 矛盾问题\n\n〔待填写：矛盾〕\n\n## 意见\n\n会议于5月8日召开，XXX人参加，提出〔待填写：条数〕条。",
    );
    let told = submit();
    assert!(told.contains("待补写：第9行第1列“〔待填写：矛盾〕”；第13行第20列“〔待填写：条数〕”"), "{told}");
    let lacking = told.lines().find(|line| line.contains("M13b")).unwrap();
    assert!(lacking.contains("矛盾问题") && lacking.contains("协商共识"), "{told}");
}

#[test]
fn a_name_is_misspelt_once() {
    let sandbox = archive();
    let settings = sandbox.read("yijuan.yml") + "  hedao: {name: 潭西区民政局, kind: department}\n";
    sandbox.write("yijuan.yml", settings);
    let told = "7:2 “潭西区民证局”与登记的“潭西区民政局”只差一个同音字";
    assert_eq!(said(&sandbox, "由潭西区民证局牵头。"), [told]);
}

#[test]
fn whoever_hands_an_opinion_in_is_told_of_its_lines() {
    let sandbox = archive();
    said(&sandbox, "## 意见\n\n我认为，应当先试点。会议共提出意见建议12条。");
    let submitted = sandbox.run("--lang zh-CN --as-of 2026-05-20 review submit 2026-001 协商意见").exits(0);
    for told in ["第9行：《协商意见》意见建议写了 12 条，登记的有 2 条", "《协商意见》第9行“我认为”", "M13b"]
    {
        assert!(submitted.stderr.contains(told), "{told}\n{submitted}");
    }
}

#[test]
fn a_member_is_one_by_the_register_too() {
    let sandbox = archive();
    sandbox.write(
        "people.yml",
        "- {id: a, name: 牧一, tags: [member]}\n- {id: b, name: 牧二, tags: [member]}\n- {id: c, name: 牧三, tags: [member]}\n",
    );
    let entry = |name: &str, tags: &str| format!("- {{name: {name}{tags}, attendance: present}}\n");
    // As nothing else, as host, and as what the roster says instead.
    let roster =
        [entry("牧一", ""), entry("牧二", ", tags: [host]"), entry("牧三", ", tags: [sector-expert]")].concat();
    sandbox.write(&format!("{FOLDER}/roster.yml"), &roster);
    sandbox.commit_all("名单");
    let list = sandbox.run("--lang zh-CN roster list 2026-001").exits(0).stdout;
    assert!(list.contains("共 3 人：到会 3；政协委员 2、主持人 1、专家学者 1"), "{list}");
    assert!(list.contains("主持人、政协委员"), "{list}");
    let counts = sandbox.run("roster list 2026-001 --format json").exits(0).json();
    assert_eq!(counts["tags"]["member"], 2, "{counts}");
    assert_eq!(said(&sandbox, "到会委员9人。"), ["7:1 《协商意见》到会的委员写了 9 人，名单登记到会的有 2 人"]);
    // Who is a member, and there as something else, may be counted either way.
    for text in ["到会委员2人。", "到会委员3人。"] {
        assert_eq!(said(&sandbox, text), [""; 0], "{text}");
    }
}

/// The archive with a department whose people have these marks.
fn with_department(marks: &[&str]) -> Sandbox {
    let sandbox = archive();
    let path = format!("{FOLDER}/roster.yml");
    for (nth, mark) in marks.iter().enumerate() {
        let mark = if mark.is_empty() { String::new() } else { format!(", attendance: {mark}") };
        let entry = format!("- {{name: 秦{nth}, affiliation: 区民政局副局长, tags: [department-head]{mark}}}\n");
        sandbox.append(&path, &entry);
    }
    if !marks.is_empty() {
        sandbox.commit_all("部门");
    }
    sandbox
}

#[test]
fn who_is_marked_away_is_not_said_to_have_come() {
    let away = ["7:1 《协商意见》写了区民政局到会，名单登记其人员请假或者缺席"];
    let text = "区民政局负责同志到会介绍情况、回应意见。";
    for (marks, told) in [
        (&["absent"][..], &away[..]),
        (&["leave", "absent"], &away),
        (&["present", "absent"], &[]),
        (&[""], &[]),
        (&[], &[]),
    ] {
        assert_eq!(said(&with_department(marks), text), told, "{marks:?}");
    }
    let sandbox = with_department(&["absent"]);
    for text in
        ["会前，邀请区民政局到会。", "区民政局请假，未派人到会。", "由区民政局牵头落实。", "区民政局河道所到会。"]
    {
        if text.contains("河道所") {
            let settings = sandbox.read("yijuan.yml") + "  hedao: {name: 区民政局河道所, kind: department}\n";
            sandbox.write("yijuan.yml", settings);
        }
        assert_eq!(said(&sandbox, text), [""; 0], "{text}");
    }
    // So do the minutes: those who came, and those who did not.
    let minutes = |text: &str| {
        let head = "---\ndocument: meeting-record\ntitle: 记录\nsubject: 电梯\nheld: 2026-05-08\nplace: 会议室\nhost: 牧一\nagenda: [发言]\n---\n\n";
        sandbox.write(&format!("{FOLDER}/会议记录.md"), format!("{head}{text}\n"));
        sandbox.run("--lang zh-CN --as-of 2026-05-20 check 2026-001").stdout
    };
    let told = minutes("出席：牧一、牧二、牧三\n\n列席：区民政局副局长秦0\n\n请假：牧四");
    assert!(told.contains("《会议记录》把秦0写作到会，名单登记的是请假或者缺席"), "{told}");
    let told = minutes("出席：牧一、牧二\n\n请假：牧三（主任）、牧四\n\n缺席：区民政局副局长秦0");
    assert!(told.contains("《会议记录》把牧三写作请假，名单登记的是到会"), "{told}");
    let told = minutes("出席：牧一、牧二、牧三\n\n请假：牧四\n\n缺席：区民政局副局长秦0");
    assert!(!told.contains("名单登记的是"), "{told}");
}

#[test]
fn a_draft_says_of_those_who_came_that_they_came() {
    let drafted = |marks: &[&str], paper: &str| {
        let sandbox = with_department(marks);
        sandbox.run(&format!("--as-of 2026-05-20 render 2026-001 {paper}"));
        sandbox.read(&format!("{FOLDER}/{paper}.md"))
    };
    for (marks, says, never) in [
        (&["present"][..], "区民政局负责同志到会。", "〔待填写：到会的部门〕"),
        (&["absent", "present"], "区民政局负责同志到会。", "〔待填写：到会的部门〕"),
        (&["absent"], "special会。现将", "到会"),
        (&["leave"], "special会。现将", "到会"),
        (&[""], "〔待填写：到会的部门〕负责同志到会", "区民政局负责同志"),
    ] {
        let opinion = drafted(marks, "协商意见");
        let lead = opinion.split("## 基本情况").next().unwrap();
        assert!(lead.contains(says) && !lead.contains(never), "{marks:?}: {lead}");
    }
    let minutes = drafted(&["absent", "leave"], "会议记录");
    assert!(minutes.contains("缺席：区民政局副局长秦0\n"), "{minutes}");
    assert!(minutes.contains("请假：牧四、区民政局副局长秦1\n"), "{minutes}");
    let script = drafted(&["absent"], "主持词");
    assert!(!script.contains("秦0") && !script.contains("牧四"), "{script}");
}
