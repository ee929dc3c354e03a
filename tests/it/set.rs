//! `yijuan set`.

use crate::sandbox::{Sandbox, each};
use insta::assert_snapshot;

/// The file of the topic that has a comment at its end.
fn topic_file(sandbox: &Sandbox) -> String {
    sandbox.read(&format!("{}/topic.yml", sandbox.topic("013")))
}

#[test]
fn a_meeting_moves_and_its_comment_stays() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("set 013 scheduled.meeting=2026-07-15"), @"
    $ yijuan set 013 scheduled.meeting=2026-07-15
    exit 0

    2026-013 修改：会期

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/topic.yml
    -  meeting: 2026-07-08    # 原定6月10日
    +  meeting: 2026-07-15    # 原定6月10日
    ");
}

#[test]
fn fields_of_every_kind_by_name_or_id() {
    let sandbox = Sandbox::sample();
    let set = "-v set 013 tags=重大问题 form=专题协商 lead=孙范文 office=社会法制委员会 ad_hoc=true source.from=甲,乙 \
               source.channel=党政点题（交题） scheduled.协商会议=2026-07-15 'entrusted_by=河西: 合作社' began=2026-03-27";
    assert_snapshot!(format!("{}\n{}", sandbox.changed_by(set), topic_file(&sandbox)));
}

#[test]
fn fields_are_taken_out() {
    let sandbox = Sandbox::sample();
    let told = sandbox.changed_by("set 013 lead= scheduled.meeting= room=");
    assert_snapshot!(format!("{told}\n{}", topic_file(&sandbox)), @"
    $ yijuan set 013 lead= scheduled.meeting= room=
    exit 0

    2026-013 修改：牵头领导、会期、协商室

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/topic.yml
    -lead: qian-yangben
    -scheduled:
    -  meeting: 2026-07-08    # 原定6月10日

    title: 居住区停车资源共享
    form: counterpart
    regulation: mentougou
    began: 2026-03-26
    office: urban
    source:
      channel: public-call
      from: “有话请讲”征题专栏
    ");
}

#[test]
fn the_same_again_changes_nothing() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    let told = sandbox.both("set 013 office=urban");
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told, @"
    $ yijuan --lang zh-CN set 013 office=urban
    exit 0
    --- stderr
    提示：没有变化

    $ yijuan --lang en set 013 office=urban
    exit 0
    --- stderr
    hint: nothing changed
    ");
}

#[test]
fn what_is_refused_changes_nothing() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "set 013 ofice=urban",
        "set 013 banana=urban",
        "set 013 lead=钱样",
        "set 013 lead=someone-else",
        "set 013 scheduled.meeting=2026-7-35",
        "set 013 scheduled.meting=2026-07-15",
        "set 013 began=昨天",
        "set 013 form=圆桌 tags=major,minor office=urban",
        "set 013 ad_hoc=maybe",
        "set 013 title=",
        "set 013 regulation=hainan",
        "set 013 office",
        "set 013",
        "set 099 office=urban",
    ]));
}

#[test]
fn a_title_with_control_characters_is_refused() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    for title in ["一\n二", "\u{1b}[31m红", "  "] {
        sandbox.run(&["set", "013", &format!("title={title}")]).refused(&[]);
    }
    assert_eq!(sandbox.state(), before);
}

#[test]
fn in_chinese_and_english() {
    assert_snapshot!(each(Sandbox::sample, "-v set 013 office=social"), @"
    $ yijuan --lang zh-CN -v set 013 office=social
    exit 0
    --- stderr
    已写入 topics/2026/013-居住区停车资源共享/topic.yml
    已提交 [COMMIT]
    提示：已有的记录都由城建环保委员会作出，规则改按新的责任委室判断；改错的改回：yijuan set 2026-013 责任委室=城建环保委员会

    $ yijuan --lang en -v set 013 office=social
    exit 0
    --- stderr
    wrote topics/2026/013-居住区停车资源共享/topic.yml
    committed [COMMIT]
    hint: what is on record was done by 城建环保委员会, and the rules now ask it of the other office; if that is a mistake: yijuan set 2026-013 office=urban
    ");
}

#[test]
fn a_list_is_added_to_and_taken_from() {
    let sandbox = Sandbox::sample();
    let set = "set 013 tags+=重大问题 source.from+=乙街道 source.from+=丙街道,乙街道 selection+=抽签";
    assert_snapshot!(sandbox.changed_by(set), @"
    $ yijuan set 013 tags+=重大问题 source.from+=乙街道 source.from+=丙街道,乙街道 selection+=抽签
    exit 0

    2026-013 修改：标签、提出者、确定人员方式

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/topic.yml
    -  from: “有话请讲”征题专栏
    +  from: [“有话请讲”征题专栏, 乙街道, 丙街道]
    +tags: [major]
    +selection: [抽签]
    ");
    // Taken out wholly, a list is gone; what is not in it is nothing to take out.
    sandbox.run("set 013 tags-=major source.from-=乙街道").goes_well();
    assert!(!topic_file(&sandbox).contains("tags") && !topic_file(&sandbox).contains("乙街道"));
    assert!(sandbox.run("set 013 tags-=major source.from-=乙街道").exits(0).stderr.contains("没有变化"));
}

const ROOM_TOPIC: &str = "023";

fn room_topic(sandbox: &Sandbox) -> String {
    sandbox.read(&format!("{}/topic.yml", sandbox.topic(ROOM_TOPIC)))
}

#[test]
fn a_quota_and_answers_by_name_or_id() {
    let sandbox = Sandbox::sample();
    let before = room_topic(&sandbox);
    let set = "set 023 quota.total=12 quota.利益相关方代表=5 scope.带有歧视性或显失公平=no scope.law-stipulates=否 --by 钱样本 --on 2026-06-01";
    assert_snapshot!(format!("{before}\n{}\n{}", sandbox.changed_by(set), room_topic(&sandbox)), @"
    title: 柳湾村旧晒场改造
    form: in-person
    regulation: ordos
    began: 2026-05-25
    room: liuwan
    level: village
    matter: [livelihood-difficulty, public-facility]
    basis: 晒场为村集体所有的公共设施，改造后的管理使用由村民商定。
    source:
      channel: residents
    scope:
      by: qi-jiaming
      date: 2026-05-26
      law-stipulates: false
      superior-stipulates: false
      individual-dispute: false
      discriminatory: false
      village-committee-matter: false
    scheduled:
      meeting: 2026-06-25

    $ yijuan set 023 quota.total=12 quota.利益相关方代表=5 scope.带有歧视性或显失公平=no scope.law-stipulates=否 --by 钱样本 --on 2026-06-01
    exit 0
    --- stderr
    提示：其余各项原由戚假名答复，现在一并改为新的署名；请核对是否仍然成立

    2026-023 修改：参加人数、名额（利益相关方代表）、排除事项

    Yijuan-Topic: 2026-023


    +++ b/archive/topics/2026/023-柳湾村旧晒场改造/topic.yml
    -  by: qi-jiaming
    -  date: 2026-05-26
    +  by: qian-yangben
    +  date: 2026-06-01
    +quota:
    +  total: 12
    +  stakeholder: 5

    title: 柳湾村旧晒场改造
    form: in-person
    regulation: ordos
    began: 2026-05-25
    room: liuwan
    level: village
    matter: [livelihood-difficulty, public-facility]
    basis: 晒场为村集体所有的公共设施，改造后的管理使用由村民商定。
    source:
      channel: residents
    scope:
      by: qian-yangben
      date: 2026-06-01
      law-stipulates: false
      superior-stipulates: false
      individual-dispute: false
      discriminatory: false
      village-committee-matter: false
    scheduled:
      meeting: 2026-06-25
    quota:
      total: 12
      stakeholder: 5
    ");
    // Once more it says the same, on whatever day.
    let before = sandbox.state();
    let again =
        sandbox.run("--as-of 2026-06-20 set 023 scope.law-stipulates=no quota.total=12 --by qian-yangben").exits(0);
    assert!(again.stderr.contains("没有变化"), "{again}");
    assert_eq!(sandbox.state(), before);
    // One answer alone is taken out; another is changed by somebody else, who then signs all.
    let other =
        sandbox.run("set 023 scope.discriminatory= scope.individual-dispute=是 quota.total= --by 孙范文").exits(0);
    assert_snapshot!(format!("{other}\n{}", room_topic(&sandbox)), @"
    $ yijuan set 023 scope.discriminatory= scope.individual-dispute=是 quota.total= --by 孙范文
    exit 0
    --- stderr
    提示：其余各项原由钱样本答复，现在一并改为新的署名；请核对是否仍然成立

    title: 柳湾村旧晒场改造
    form: in-person
    regulation: ordos
    began: 2026-05-25
    room: liuwan
    level: village
    matter: [livelihood-difficulty, public-facility]
    basis: 晒场为村集体所有的公共设施，改造后的管理使用由村民商定。
    source:
      channel: residents
    scope:
      by: sun-fanwen
      date: 2026-06-15
      law-stipulates: false
      superior-stipulates: false
      individual-dispute: true
      village-committee-matter: false
    scheduled:
      meeting: 2026-06-25
    quota:
      stakeholder: 5
    ");
}

#[test]
fn what_stands_under_a_name_is_set_there() {
    let sandbox = Sandbox::sample();
    let path = format!("{}/topic.yml", sandbox.topic(ROOM_TOPIC));
    let text = room_topic(&sandbox);
    let scope = text[text.find("scope:").unwrap()..text.find("scheduled:").unwrap()].to_owned();
    let by_name = "scope: {党的政策和法律法规有明文规定: false, by: 钱样本, date: 2026-05-01} # 核\n";
    let text = text.replace(&scope, by_name);
    sandbox.write(&path, &text);
    sandbox.commit_all("按名称");
    sandbox.run("set 023 scope.law-stipulates=yes --by 钱样本 --on 2026-06-02").goes_well();
    let expected =
        text.replace("false", "true").replace("by: 钱样本, date: 2026-05-01", "by: qian-yangben, date: 2026-06-02");
    assert_eq!(room_topic(&sandbox), expected);
}

#[test]
fn wrong_quotas_and_answers_change_nothing() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&[
        "set 023 scope.law-stipulates=no",
        "set 023 scope.law-stipulates=maybe --by 钱样本",
        "set 023 scope.law-stipulate=no --by 钱样本",
        "set 023 scope.law-stipulates=no --by qian",
        "set 023 scope.law-stipulates=no --by 钱样本 --on 明天",
        "set 023 scope.law-stipulates=no --on 2026-06-01",
        "set 023 office=urban --by 钱样本",
        "set 023 scope.by=no --by 钱样本",
        "set 013 scope.confidential=no --by 钱样本",
        "set 023 quota.total=一 quota.代表=3 quota.total+=2",
        "set 023 quota=3 scope=no",
    ]));
}

#[test]
fn a_room_under_another_regulation_leaves_the_topic_under_its_own() {
    let sandbox = Sandbox::sample();
    let set = sandbox.run("set 019 room=heyan").exits(0);
    assert_snapshot!(set.stderr, @"提示：河沿街道协商议事室属鄂尔多斯规程，议题仍按门头沟规程判断；要按协商室的规程：yijuan set 2026-019 规程=鄂尔多斯");
    assert!(sandbox.read(&format!("{}/topic.yml", sandbox.topic("019"))).contains("regulation: mentougou"));
    // Once done as the hint says, nothing is to be said.
    assert_eq!(sandbox.run("set 019 regulation=ordos").exits(0).stderr, "");
    assert!(!sandbox.run("set 019 room=heyan").exits(0).stderr.contains("属规程"));
}

#[test]
fn fields_are_called_as_pages_call_them() {
    let sandbox = Sandbox::sample();
    sandbox
        .run("set 013 协商形式=界别协商 提出者=甲,乙 会期=2026-07-15 议题标签+=重大问题 名额.政协委员=8 参加人数=12")
        .exits(0);
    let file = topic_file(&sandbox);
    for said in ["form: sector", "from: [甲, 乙]", "meeting: 2026-07-15", "member: 8", "total: 12"] {
        assert!(file.contains(said), "{said}: {file}");
    }
    sandbox.run("set 013 香蕉=1").refused(&["可用：题目、协商形式", "12345热线工单", "确定人员方式", "会期"]);
    sandbox.run("person set 钱样本 姓名=钱样本 标签+=政协委员").exits(0);
    sandbox.run("person set 钱样本 香蕉=1").refused(&["可用：名称、职务、标签"]);
    sandbox.run("plan set 2026 协商形式=专题协商 --item 1").exits(0);
}

#[test]
fn another_title_leaves_the_folder_its_name_and_the_history_says_it_in_chinese() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("013");
    let told = sandbox.run("set 013 title=居住区错时停车 basis=专题会议纪要").exits(0);
    assert!(told.stderr.contains(&format!("文件夹仍叫 {folder}")), "{told}");
    assert!(sandbox.last_commit().contains("2026-013 修改：题目"), "{}", sandbox.last_commit());
    assert!(!sandbox.run("set 013 title=居住区错时停车").exits(0).stderr.contains("文件夹仍叫"));
}

/// A topic of 城建环保委员会 that it has worked on.
fn worked_on() -> Sandbox {
    let sandbox = Sandbox::empty();
    let offices = "  urban: {name: 城建环保委员会, kind: special-committee}\n";
    let both = format!("{offices}  social: {{name: 社会法制委员会, kind: special-committee}}\n");
    sandbox.write("yijuan.yml", sandbox.read("yijuan.yml").replace(offices, &both));
    sandbox.write(
        "people.yml",
        "- {id: wu, name: 吴甲样, posts: [\"committee-director:urban\"]}\n- {id: zheng, name: 郑乙样, posts: [\"vice-chair:urban\", \"vice-chair:social\"]}\n",
    );
    let topic =
        "title: 电梯\nform: counterpart\nregulation: mentougou\noffice: urban\nbegan: 2026-01-10\nad_hoc: true\n";
    sandbox.write("topics/2026/001-电梯/topic.yml", topic);
    let events = "- {date: 2026-03-02, event: working-group-formed, by: [urban]}\n\
                  - {date: 2026-03-20, event: meeting}\n\
                  - {date: 2026-03-24, event: opinion-made, by: [城建环保委员会]}\n\
                  - {date: 2026-03-25, event: opinion-read, by: [wu]}\n";
    sandbox.write("topics/2026/001-电梯/events.yml", events);
    sandbox.commit_all("电梯");
    sandbox
}

#[test]
fn a_topic_given_to_another_office_than_has_acted_is_one_thing_to_look_at() {
    let sandbox = worked_on();
    let before = sandbox.run("check 001").stdout;
    let told = sandbox.run("set 001 office=社会法制委员会").exits(0).stderr;
    assert!(
        told.contains("已有的记录都由城建环保委员会作出") && told.contains("set 2026-001 责任委室=城建环保委员会"),
        "{told}"
    );
    let check = sandbox.run("check 001").stdout;
    assert!(check.matches("--void").count() == before.matches("--void").count() + 1, "{check}");
    assert_eq!(
        check.matches("责任委室登记有误的，改正：yijuan set 2026-001 责任委室=城建环保委员会").count(),
        1,
        "{check}"
    );
    assert!(check.contains("一并解决：M14b 五.14、M14c 五.14"), "{check}");
    sandbox.run("set 001 office=城建环保委员会").goes_well();
    assert_eq!(sandbox.run("check 001").stdout, before);
}

#[test]
fn a_single_act_of_another_office_is_itself_in_doubt() {
    let sandbox = worked_on();
    let path = "topics/2026/001-电梯/events.yml";
    sandbox.write(path, sandbox.read(path).replace("by: [城建环保委员会]", "by: [social]"));
    let check = sandbox.run("check 001").stdout;
    assert!(check.contains("由社会法制委员会作出") && !check.contains("登记有误的"), "{check}");
    // Nor is it one where the office named has acted as well.
    sandbox.run("set 001 office=社会法制委员会").goes_well();
    assert!(!sandbox.run("check 001").stdout.contains("登记有误的"));
}

#[test]
fn the_session_is_set_as_people_say_it() {
    let sandbox = Sandbox::sample();
    sandbox
        .run("set 028 会议时间=下午2点半 时长=2小时 会议地点=区政协机关三楼会议室 报到时间=14:15 联系人=范样例 联系电话=010-60000000 \
              回执时限=7月5日17时 材料报送时限=2026-07-03 session.dress=正装")
        .exits(0);
    sandbox.run("set 028 议程=课题组通报调研情况/钱样本/10；委员发言 议程+=部门回应/区城市管理委员会/15分钟").exits(0);
    let file = |sandbox: &Sandbox| sandbox.read(&format!("{}/topic.yml", sandbox.topic("028")));
    let text = file(&sandbox);
    assert_snapshot!(&text[text.find("session").unwrap()..], @"
    session:
      time: 14:30
      minutes: 120
      place: 区政协机关三楼会议室
      arrival: 14:15
      contact: 范样例
      phone: 010-60000000
      reply_by: 2026-07-05 17:00
      materials_by: 2026-07-03
      dress: 正装
      agenda: [{item: 课题组通报调研情况, speaker: 钱样本, minutes: 10}, 委员发言, {item: 部门回应, speaker: 区城市管理委员会, minutes: 15}]
    ");
    // An item is known by what happens; the rest of it may change, or it goes.
    sandbox.run("set 028 议程+=委员发言/陈样例/8 议程-=部门回应").exits(0);
    assert_snapshot!(file(&sandbox).lines().find(|line| line.contains("agenda")).unwrap(), @"  agenda: [{item: 课题组通报调研情况, speaker: 钱样本, minutes: 10}, {item: 委员发言, speaker: 陈样例, minutes: 8}]");
}

#[test]
fn a_session_that_cannot_be_read_changes_nothing() {
    let sandbox = Sandbox::sample();
    let before = sandbox.git(&["status", "--porcelain"]);
    let commands = [
        "set 028 会议时间=25:00",
        "set 028 时长=很久",
        "set 028 回执时限=7月5日傍晚",
        "set 028 议程=甲/乙/10/丁 会议地点+=三楼",
    ];
    let told: String = commands.map(|command| each(|| sandbox.twin(), command)).concat();
    assert_eq!(sandbox.git(&["status", "--porcelain"]), before);
    assert_snapshot!(told, @"
    $ yijuan --lang zh-CN set 028 会议时间=25:00
    exit 2
    --- stderr
    错误：`25:00` 不是时刻
    提示：时刻写作 HH:MM，例如 14:30

    $ yijuan --lang en set 028 会议时间=25:00
    exit 2
    --- stderr
    error: `25:00` is not an hour
    hint: write hours as HH:MM, for example 14:30
    $ yijuan --lang zh-CN set 028 时长=很久
    exit 2
    --- stderr
    错误：`很久` 不是时长
    提示：写分钟数，例如 90，或 2小时

    $ yijuan --lang en set 028 时长=很久
    exit 2
    --- stderr
    error: `很久` is no length of time
    hint: write minutes, for example 90
    $ yijuan --lang zh-CN set 028 回执时限=7月5日傍晚
    exit 2
    --- stderr
    错误：`傍晚` 不是时刻
    提示：时刻写作 HH:MM，例如 14:30

    $ yijuan --lang en set 028 回执时限=7月5日傍晚
    exit 2
    --- stderr
    error: `傍晚` is not an hour
    hint: write hours as HH:MM, for example 14:30
    $ yijuan --lang zh-CN set 028 议程=甲/乙/10/丁 会议地点+=三楼
    exit 2
    --- stderr
    错误：`甲/乙/10/丁` 不是一项议程
    提示：写作 事项/发言人/分钟，例如 会议议程+=课题组通报调研情况/钱样本/10
    错误：`会议地点` 不是列表
    提示：写 会议地点=…

    $ yijuan --lang en set 028 议程=甲/乙/10/丁 会议地点+=三楼
    exit 2
    --- stderr
    error: `甲/乙/10/丁` is no item of an agenda
    hint: write ITEM/SPEAKER/MINUTES, for example session.agenda+=课题组通报调研情况/钱样本/10
    error: `session.place` is no list
    hint: write session.place=…
    ");
}
