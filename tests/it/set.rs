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

    2026-013 修改 scheduled.meeting

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

    2026-013 修改 lead、scheduled.meeting、room

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

    $ yijuan --lang en -v set 013 office=social
    exit 0
    --- stderr
    wrote topics/2026/013-居住区停车资源共享/topic.yml
    committed [COMMIT]
    ");
}
