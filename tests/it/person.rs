//! `yijuan person add` and `person list`.

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
