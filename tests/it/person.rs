//! `yijuan person add`, `person set` and `person list`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

#[test]
fn a_person_is_added() {
    let sandbox = Sandbox::sample();
    let posts = "--post 副主席:urban --post office-director:general-office --tag 政协委员 --tag sector-expert";
    assert_snapshot!(sandbox.changed_by(&format!("person add --id han-jiading --name 韩假定 {posts}")), @r#"
    $ yijuan person add --id han-jiading --name 韩假定 --post 副主席:urban --post office-director:general-office --tag 政协委员 --tag sector-expert
    exit 0

    登记人员：韩假定

    Yijuan-Person: han-jiading


    +++ b/archive/people.yml
    +- {id: han-jiading, name: 韩假定, posts: ["vice-chair:urban", "office-director:general-office"], tags: [member, sector-expert]}
    "#);
}

#[test]
fn a_person_with_no_post() {
    let sandbox = Sandbox::empty();
    sandbox.run("person add --id han --name 韩假定").goes_well();
    assert_eq!(sandbox.read("people.yml").lines().count(), 2);
    sandbox.run("person list").goes_well();
    sandbox.run("check").goes_well();
}

#[test]
fn an_office_may_be_said_by_its_name() {
    let sandbox = Sandbox::sample();
    sandbox.run("person add --id han --name 韩 --post 副主席:城建环保委员会").goes_well();
    assert!(sandbox.read("people.yml").ends_with("posts: [\"vice-chair:urban\"]}\n"), "{}", sandbox.read("people.yml"));
}

#[test]
fn the_register() {
    assert_snapshot!(Sandbox::sample().both("person list"));
}

#[test]
fn those_who_hold_a_post() {
    let sandbox = Sandbox::sample();
    let by_name = sandbox.run("person list --post 副主席").goes_well();
    assert_eq!(sandbox.run("person list --post vice-chair").stdout, by_name.stdout);
    let none = sandbox.both("person list --post staff");
    assert_snapshot!(format!("{by_name}\n{none}"), @"
    $ yijuan person list --post 副主席
    exit 0
    --- stdout
     标识          姓名    职务                      标签
     qian-yangben  钱样本  副主席（城建环保委员会）
     li-xugou      李虚构  副主席（社会法制委员会）
     zhou-moni     周模拟  副主席（教文卫体委员会）
     wu-jiaming    吴假名  副主席（经济委员会）
     zheng-caogao  郑草稿  副主席（提案委员会）

    $ yijuan --lang zh-CN person list --post staff
    exit 0

    $ yijuan --lang en person list --post staff
    exit 0
    ");
}

#[test]
fn as_json() {
    let run = Sandbox::sample().run("person list --post 专委会主任 --format json").goes_well();
    assert_eq!(run.json()["schema"], "yijuan/people/1");
    assert_snapshot!(run.stdout);
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_written() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "person add --id qian-yangben --name 钱样本 --post 副主度 --tag banana",
        "person add --id ' ' --name ''",
        "person add --id han",
        "person list --post 皇帝",
        "person",
        "person remove",
    ]));
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::sample, "-v person add --id han --name 韩假定"), @"
    $ yijuan --lang zh-CN -v person add --id han --name 韩假定
    exit 0
    --- stderr
    已写入 people.yml
    已提交 [COMMIT]

    $ yijuan --lang en -v person add --id han --name 韩假定
    exit 0
    --- stderr
    wrote people.yml
    committed [COMMIT]
    ");
}

/// People with comments, blank lines and an entry of several lines about the one that changes.
const PEOPLE: &str = "\
# 主席、副主席
- {id: zhao, name: 赵示例, posts: [chair]} # 主持全面工作

- id: qian   # 分管城建
  name: 钱样本
  posts: [\"vice-chair:urban\"]
# 以下为委员
- {id: sun, name: 孙范文, tags: [member], posts: [{post: staff, until: 2026-03-31}]}
";

fn register() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("people.yml", PEOPLE);
    sandbox.commit_all("人员");
    sandbox
}

#[test]
fn a_person_is_changed_and_all_around_stays() {
    let sandbox = register();
    assert_snapshot!(sandbox.changed_by("person set 钱样本 post+=秘书长 tags+=政协委员,专家学者 tags-=专家学者"), @r#"
    $ yijuan person set 钱样本 post+=秘书长 tags+=政协委员,专家学者 tags-=专家学者
    exit 0

    修改人员 钱样本：职务、标签

    Yijuan-Person: qian


    +++ b/archive/people.yml
    -  posts: ["vice-chair:urban"]
    +  posts: [vice-chair:urban, secretary-general]
    +  tags: [member]
    "#);
    let line = "posts: [\"vice-chair:urban\"]";
    let after = PEOPLE.replace(line, "posts: [vice-chair:urban, secretary-general]\n  tags: [member]");
    assert_eq!(sandbox.read("people.yml"), after);
    let run = sandbox.run("person set qian posts-=副主席:城建环保委员会 posts-=秘书长 tags= name=钱范例").exits(0);
    assert!(run.stderr.contains("去掉的职务，以往各次也不再算"), "{run}");
    assert!(run.stderr.contains("已经写着“钱样本”的文件不随之改动"), "{run}");
    let after = PEOPLE.replace(&format!("  {line}\n"), "").replace("钱样本", "钱范例");
    assert_eq!(sandbox.read("people.yml"), after);
    sandbox.run("person set 赵示例 posts=城建环保委主任").exits(0);
    assert!(sandbox.read("people.yml").contains("posts: [committee-director:urban]} # 主持全面工作\n"));
    sandbox.run("check").goes_well();
}

#[test]
fn posts_are_held_from_when_until_when() {
    let sandbox = register();
    let posts = |of: &str| {
        let people = sandbox.read("people.yml");
        let entry = people.split("- ").find(|entry| entry.contains(of)).unwrap().to_owned();
        entry.split_once("posts: ").unwrap().1.split_once(']').unwrap().0.to_owned() + "]"
    };
    // What has its days keeps them, and another stands beside it.
    sandbox.run("person set 孙范文 职务+=秘书长2026-04-01起").exits(0);
    let staff = "{post: staff, until: 2026-03-31}";
    assert_eq!(posts("孙范文"), format!("[{staff}, {{post: secretary-general, from: 2026-04-01}}]"));
    let laid_down = sandbox.run("person set 孙范文 职务+=秘书长至2026-11-30").exits(0);
    assert!(!laid_down.stderr.contains("去掉的职务"), "{laid_down}");
    assert_eq!(posts("孙范文"), format!("[{staff}, {{post: secretary-general, from: 2026-04-01, until: 2026-11-30}}]"));
    let gone = sandbox.run("person set 孙范文 职务-=秘书长").exits(0);
    let hint = "yijuan person set 孙范文 职务+=秘书长至〈卸任之日〉";
    assert!(gone.stderr.contains(hint), "{gone}");
    assert_eq!(posts("孙范文"), format!("[{staff}]"));
    // One that is held without days is completed, with its office.
    sandbox.run("person set 钱样本 职务+=副主席:urban（2021-03-01至2026-03-01）").exits(0);
    assert_eq!(posts("qian"), "[{post: vice-chair:urban, from: 2021-03-01, until: 2026-03-01}]");
    sandbox.run("person add --id han --name 韩假定 --post 秘书长2026-12-01起 --post 副主席").exits(0);
    assert_eq!(posts("韩假定"), "[{post: secretary-general, from: 2026-12-01}, vice-chair]");
    sandbox.run("check").goes_well();
}

#[test]
fn what_no_person_is_set_to() {
    let sandbox = register();
    assert_snapshot!(sandbox.unchanged_by(&[
        "person set 李虚构 tags+=member",
        "person set 钱样本 color=red name= posts+=皇帝 tags=banana unit=柳湾",
        "person set 钱样本 name=赵·示例",
        "person set 钱样本 name+=钱",
        "person set 孙范文 职务+=秘书长至2026-13-40",
        "person set 钱样本",
    ]));
}

#[test]
fn an_id_is_made_of_the_name_and_printed() {
    let sandbox = register();
    let run = sandbox.run("person add --name 韩假定 --post 副主席:城建环保委员会").goes_well();
    assert_eq!(run.stdout, "han-jiading\n");
    assert_eq!(sandbox.run("body add --name 区住建委").goes_well().stdout, "quzhujianwei\n");
    assert_eq!(sandbox.run("office add --name 研究室").goes_well().stdout, "yanjiushi\n");
    let room = "room add --name 柳湾镇协商议事室 --level 乡镇街道园区 --regulation yancheng --opened 2026-03-02";
    assert_eq!(sandbox.run(room).goes_well().stdout, "liuwanzhen\n");
    // An id is one person's, body's or office's.
    sandbox.run("body add --id han-li --name 某单位").goes_well();
    assert_eq!(sandbox.run("person add --name 韩例").goes_well().stdout, "han-li-2\n");
    sandbox.run("person add --name ◇◇").refused(&["`◇◇` 拟不出标识", "用 `--id` 给出标识"]);
    sandbox.run("check").goes_well();
}

#[test]
fn a_second_person_of_one_name_is_told_and_the_same_person_is_not_entered_twice() {
    let sandbox = register();
    sandbox.run("person add --name 钱样本").refused(&["钱样本已有登记（`qian`）", "yijuan person set 钱样本 字段=值"]);
    let run = sandbox.run("person add --id qian-2 --name 钱样本").exits(0);
    assert!(run.stderr.contains("另有一人也叫钱样本（`qian`）"), "{run}");
    // By now the name alone says nobody.
    sandbox.run("person add --id qian-2 --name 钱样本").refused(&["yijuan person set qian-2 字段=值"]);
    sandbox.run("person add --name 钱·样本").refused(&["与登记过的人员 `钱样本` 只差写法", "`--as-written`"]);
    sandbox.run("--as-written person add --name 钱·样本").goes_well();
}

#[test]
fn an_office_of_a_post_that_nobody_registered_is_told() {
    let sandbox = register();
    for post in ["副主席:某委", "vice-chair:urbn"] {
        let office = post.split(':').next_back().unwrap();
        let run =
            sandbox.run(&format!("person add --id {} --name 韩假定 --post {post}", "x".repeat(post.len()))).exits(0);
        assert!(run.stderr.contains(&format!("yijuan.yml 没有列出的委室，照所写的记下：{office}")), "{run}");
    }
    sandbox.run("person add --id y --name 韩一 --post 副主席:城建环保委").refused(&["是否想写 `城建环保委员会`"]);
}

#[test]
fn a_post_is_understood_by_the_kind_of_its_office() {
    let sandbox = Sandbox::empty();
    let offices =
        "offices:\n  nongye: {name: 农业农村委员会, kind: special-committee}\n  bgs: {name: 办公室, kind: office}\n";
    sandbox.write("yijuan.yml", format!("archive: 1\nlanguage: zh-CN\nregulation: 资阳\n{offices}"));
    sandbox.commit_all("委室");
    for (nth, (post, held)) in [
        ("主任:农业农村委员会", "committee-director:nongye"),
        ("农业农村委主任", "committee-director:nongye"),
        ("农业农村委员会主任:农业农村委员会", "committee-director:nongye"),
        ("主任:办公室", "office-director:bgs"),
        ("办公室主任", "office-director:bgs"),
        ("办公室主任:办公室", "office-director:bgs"),
    ]
    .into_iter()
    .enumerate()
    {
        sandbox.run(&format!("person add --id p{nth} --name 甲样{nth} --post {post}")).exits(0);
        let people = sandbox.read("people.yml");
        assert!(people.lines().last().unwrap().contains(held), "{post}: {people}");
    }
    let refused = sandbox.run("person add --name 乙样本 --post 副主任:办公室").exits(2).stderr;
    assert!(!refused.contains("提案委员会主任") && !refused.contains("专委会主任"), "{refused}");
}

#[test]
fn an_ordinary_title_is_nobodys_slip() {
    let sandbox = register();
    let titles = ["副秘书长", "专委会副主任:城建环保委员会", "提案委员会副主任", "调研员", "办公室主任", "政府秘书长"];
    for (nth, title) in titles.iter().enumerate() {
        let run = sandbox.run(&format!("person add --id p{nth} --name 甲样{nth} --post {title}")).exits(0);
        assert!(!run.stderr.contains("是否想写"), "{title}: {run}");
        let bare = title.split(':').next().unwrap();
        assert!(run.stderr.contains(&format!("规程没有的职务，照所写的记下：{bare}")), "{title}: {run}");
        let held = sandbox.run(&format!("person list --post {bare}")).goes_well();
        assert!(held.stdout.contains(&format!("甲样{nth}")), "{title}: {held}");
    }
    // A title that another regulation knows may stand in the register by its id.
    sandbox.run("person set p3 职务=deputy-secretary-general").exits(0);
    sandbox.run("check").goes_well();
    // What is neither a title nor a post is told, and settled by whoever means it.
    sandbox.run("person add --id y --name 韩一 --post 付主席").refused(&["未知的职务 `付主席`", "是否想写 `副主席`"]);
    sandbox.run("--as-written person add --id y --name 韩一 --post 付主席").exits(0);
    let told = sandbox.run("check").goes_well();
    assert!(told.stdout.contains("错误 0，警告 0，提示 1") && told.stdout.contains("是否想写 `副主席`"), "{told}");
    // No hint makes a deputy the chief.
    let refused = sandbox.run("person add --id z --name 韩二 --post deputy-director-general").exits(2).stderr;
    assert!(!refused.contains("`秘书长`") && refused.contains("写中文名称，照所写的记下"), "{refused}");
}

#[test]
fn whoever_is_registered_without_the_post_is_given_it_as_the_hint_says() {
    let sandbox = Sandbox::empty();
    let run = |command: &str| sandbox.run(&format!("--lang zh-CN --as-of 2026-07-22 {command}")).exits(0).stdout;
    sandbox.write("people.yml", "- {id: li, name: 李虚构}\n");
    sandbox.commit_all("人员");
    run("new --title 电梯 --form 专题协商 --office urban --meeting 2026-07-20");
    run("set 1 牵头领导=李虚构");
    run("record 1 协商会议 --on 2026-07-20");
    let found = |rule: &str| {
        let told = sandbox.run("--lang zh-CN --as-of 2026-07-22 check").stdout;
        told.lines().skip_while(|line| !line.contains(rule)).take(3).map(str::trim).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(found(" M4b "), @"
    错误 M4b 二.4：牵头领导为李虚构，应由分管责任委室的副主席担任，应在开题会议或协商会议（2026-07-20）前
    topics/2026/001-电梯/topic.yml:8:1
    → 先登记人员：yijuan person add --name 〈姓名〉 --post 副主席（已登记的加职务：yijuan person set 〈姓名〉 职务+=副主席）；再填写：yijuan set 2026-001 牵头领导=〈姓名〉
    ");
    run("person set 李虚构 职务+=副主席:城建环保委员会");
    assert_eq!(found(" M4b "), "");
}
