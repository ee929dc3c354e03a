//! `yijuan office add`, `office set` and `office list`; what `body set` shares with them.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

#[test]
fn an_office_is_registered_and_comments_stay() {
    let sandbox = Sandbox::sample();
    let before = sandbox.read("yijuan.yml");
    assert_snapshot!(sandbox.changed_by("office add --id research --name 研究室 --kind 办公室"), @"
    $ yijuan office add --id research --name 研究室 --kind 办公室
    exit 0

    登记委室：研究室


    +++ b/archive/yijuan.yml
    +  research:
    +    name: 研究室
    +    kind: office
    ");
    // What the settings call the kind is as good.
    sandbox.run("office add --id files --name 文史馆 --kind 办事机构").exits(0);
    assert!(sandbox.read("yijuan.yml").contains("    name: 文史馆\n    kind: office\n"));
    let comments =
        |text: &str| text.lines().filter(|line| line.starts_with('#')).map(ToOwned::to_owned).collect::<Vec<_>>();
    assert_eq!(comments(&sandbox.read("yijuan.yml")), comments(&before));
    // It is as good as its id wherever an office is wanted.
    sandbox.run("set 013 office=研究室").goes_well();
    assert!(sandbox.read(&format!("{}/topic.yml", sandbox.topic("013"))).contains("office: research\n"));
}

#[test]
fn the_first_office_makes_the_register() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: mentougou\n");
    sandbox.commit_all("没有委室");
    let told = sandbox.both("office list");
    sandbox.run("office add --id urban --name 城建环保委员会").goes_well();
    assert!(sandbox.read("yijuan.yml").ends_with("offices:\n  urban:\n    name: 城建环保委员会\n"));
    assert_snapshot!(told, @"
    $ yijuan --lang zh-CN office list
    exit 0
    --- stderr
    提示：没有登记委室

    $ yijuan --lang en office list
    exit 0
    --- stderr
    hint: no office is registered
    ");
}

#[test]
fn the_register() {
    let sandbox = Sandbox::sample();
    sandbox.run("office add --id research --name 研究室").goes_well();
    let json = sandbox.run("office list --format json").goes_well().json();
    assert_eq!(json["schema"], "yijuan/offices/1");
    assert_eq!(json["offices"][0]["id"], "urban");
    assert!(json["offices"][6]["kind"].is_null());
    assert_snapshot!(sandbox.both("office list"), @"
    $ yijuan --lang zh-CN office list
    exit 0
    --- stdout
     标识            名称            性质
     urban           城建环保委员会  专门委员会
     social          社会法制委员会  专门委员会
     education       教文卫体委员会  专门委员会
     economy         经济委员会      专门委员会
     proposal        提案委员会      专门委员会
     general-office  办公室          办公室
     research        研究室

    $ yijuan --lang en office list
    exit 0
    --- stdout
     id              name            kind
     urban           城建环保委员会  special committee
     social          社会法制委员会  special committee
     education       教文卫体委员会  special committee
     economy         经济委员会      special committee
     proposal        提案委员会      special committee
     general-office  办公室          office
     research        研究室
    ");
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_written() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "office add --id urban --name 研究室",
        "office add --id qian-yangben --name 研究室",
        "office add --id fagaiwei --name 研究室",
        "office add --id jingji --name 经济委员会",
        "office add --id jingji --name '经济 委员会'",
        "office add --id jingji --name 市发展改革委",
        "office add --id 经济 --name '' --kind 专工委",
        "office add --id jingji",
        "office list --format csv",
    ]));
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::sample, "-v office add --id research --name 研究室"), @"
    $ yijuan --lang zh-CN -v office add --id research --name 研究室
    exit 0
    --- stderr
    已写入 yijuan.yml
    已提交 [COMMIT]

    $ yijuan --lang en -v office add --id research --name 研究室
    exit 0
    --- stderr
    wrote yijuan.yml
    committed [COMMIT]
    ");
}

#[test]
fn an_office_or_a_body_is_changed_and_all_around_stays() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("office set 提案委员会 name=提案和委员联络委员会"), @"
    $ yijuan office set 提案委员会 name=提案和委员联络委员会
    exit 0
    --- stderr
    提示：已经写着“提案委员会”的文件不随之改动；写的是标识的，自然跟着改

    修改委室 提案委员会：名称


    +++ b/archive/yijuan.yml
    -  proposal: {name: 提案委员会, kind: special-committee}
    +  proposal: {name: 提案和委员联络委员会, kind: special-committee}
    ");
    assert_snapshot!(sandbox.changed_by("body set 河沿街道办事处 kind=部门"), @"
    $ yijuan body set 河沿街道办事处 kind=部门
    exit 0

    修改单位 河沿街道办事处：类别


    +++ b/archive/yijuan.yml
    -  heyan-banshichu: {name: 河沿街道办事处}
    +  heyan-banshichu: {name: 河沿街道办事处, kind: department}
    ");
    sandbox.run("body set heyan-banshichu kind=").goes_well();
    assert_snapshot!(sandbox.unchanged_by(&[
        "office set 没有的 name=甲",
        "office set 提案和委员联络委员会 name= kind=乱",
        "office set urban name=经济委员会",
        "body set 河沿街道办事处 name=区城市管理委",
    ]));
}

#[test]
fn a_kind_of_bodies_goes_by_its_name_without_the_bracket() {
    let sandbox = Sandbox::sample();
    sandbox.run("body add --id a-station --name 样例工作站 --kind 委员工作站").goes_well();
    assert!(sandbox.read("yijuan.yml").contains("kind: member-station"), "{}", sandbox.read("yijuan.yml"));
    sandbox.run("body add --id b-station --name 样例站 --kind 委员").refused(&["机构性质"]);
}

#[test]
fn a_kind_goes_by_a_shorter_name_that_means_it_alone() {
    let sandbox = Sandbox::sample();
    sandbox.run("office add --name 农业农村委员会 --kind 专委会").goes_well();
    assert!(sandbox.last_change().contains("kind: special-committee"), "{}", sandbox.last_change());
    sandbox.run("office add --name 又一委员会 --kind 会").refused(&["委室性质"]);
    sandbox.run("suggestion add 013 --kind 承诺 --text 会前沟通").goes_well();
    assert!(sandbox.last_change().contains("kind: commitment"), "{}", sandbox.last_change());
}
