//! `yijuan roster add`, `update`, `remove` and `list`; what would mend a list.

use crate::due::draft::Draft;
use crate::sandbox::Sandbox;
use insta::assert_snapshot;

const ROSTER: &str = "topics/2026/001-围栏/roster.yml";

/// A topic of a village with a list that people edit by hand: ten, four of them stakeholders, three officials.
fn archive() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: ordos\n");
    sandbox.write(
        "people.yml",
        "- {id: ba, name: 巴示例, posts: [township-deputy-secretary], tags: [resident-member]}\n- {id: te-1, name: 特虚构}\n- {id: te-2, name: 特虚构}\n",
    );
    let topic =
        "title: 草场围栏\nform: in-person\nregulation: ordos\nbegan: 2026-06-01\nscheduled:\n  meeting: 2026-07-09\n";
    sandbox.write("topics/2026/001-围栏/topic.yml", topic);
    sandbox.write("topics/2026/001-围栏/events.yml", "");
    let roster = "\
# 第一次协商
- {name: 巴示例, person: ba, tags: [host, party-org-leader]}   # 主持
- name: 牧一
  tags: [stakeholder]

- {name: 牧二, tags: [stakeholder]}
- {name: 牧三, tags: [stakeholder, mass-representative]}
- {name: 牧四, tags: [stakeholder, official]}
- {name: 律样本, tags: [legal-adviser]}
- {name: 部甲, tags: [department-head]}
- {name: 部乙, tags: [department-official]}
- {name: 党演示, tags: [party-delegate]}
- {name: 大拟定, tags: [congress-deputy]}
";
    sandbox.write(ROSTER, roster);
    sandbox.commit_all("围栏");
    sandbox
}

#[test]
fn somebody_is_added_on_a_line_and_the_rest_stays() {
    let sandbox = archive();
    let before = sandbox.read(ROSTER);
    let more = "--tag mass-representative --at 调研 --at meeting --round 2 --invited 2026-06-10 --absent";
    assert_snapshot!(sandbox.changed_by(&format!("roster add 围栏 牧五 --tag 利益相关方代表 {more}")), @"
    $ yijuan roster add 围栏 牧五 --tag 利益相关方代表 --tag mass-representative --at 调研 --at meeting --round 2 --invited 2026-06-10 --absent
    exit 0
    --- stdout
    2026-001 11 牧五

    2026-001 名单登记：牧五

    Yijuan-Topic: 2026-001


    +++ b/archive/topics/2026/001-围栏/roster.yml
    +- {name: 牧五, tags: [stakeholder, mass-representative], at: [research, meeting], round: 2, invited: 2026-06-10, attendance: absent}
    ");
    assert!(sandbox.read(ROSTER).starts_with(&before));
}

#[test]
fn somebody_of_the_register_is_entered_with_their_id() {
    let sandbox = archive();
    sandbox.run("roster add 2026-001 ba --at research --tag 苏木乡镇副书记 --present").refused(&["苏木乡镇副书记"]);
    sandbox.run("roster add 2026-001 ba --at research --tag township-deputy-secretary").goes_well();
    assert!(
        sandbox
            .read(ROSTER)
            .ends_with("- {name: 巴示例, person: ba, tags: [township-deputy-secretary], at: [research]}\n")
    );
    // Of two people with one name the id says which; each is on the list by themselves.
    sandbox.run("roster add 2026-001 特虚构").refused(&["te-1, te-2"]);
    sandbox.run("roster add 2026-001 特虚构 --person te-1").goes_well();
    sandbox.run("roster add 2026-001 te-2 --delegated-by 巴示例").goes_well();
    assert!(
        sandbox
            .read(ROSTER)
            .ends_with("- {name: 特虚构, person: te-1}\n- {name: 特虚构, person: te-2, delegated_by: ba}\n")
    );
    sandbox.run("check").exits(0);
    // An empty value clears a field.
    sandbox.run("roster update 2026-001 te-2 --delegated-by=").goes_well();
    assert!(sandbox.read(ROSTER).ends_with("- {name: 特虚构, person: te-2}\n"));
    sandbox.run("roster remove 2026-001 特虚构").refused(&["12、13"]);
    sandbox.run("roster remove 2026-001 te-1").goes_well();
}

#[test]
fn several_are_entered_at_once_and_more_is_said_of_who_is_there() {
    let sandbox = archive();
    let before = sandbox.read(ROSTER);
    let run =
        sandbox.run("roster add 2026-001 牧一 巴示例 牧五 --tag official --present --as-of 2026-07-09").goes_well();
    assert_eq!(run.stdout, "2026-001 2 牧一\n2026-001 1 巴示例\n2026-001 11 牧五\n");
    let after = before
        .replace("leader]}   # 主持", "leader, official], attendance: present}   # 主持")
        .replace("tags: [stakeholder]\n\n", "tags: [stakeholder, official]\n  attendance: present\n\n")
        + "- {name: 牧五, tags: [official], attendance: present}\n";
    assert_eq!(sandbox.read(ROSTER), after);
    // Who was entered as present did not come after all, and was at the visit, too.
    sandbox.run("roster add 2026-001 牧五 --absent --at meeting --at research --as-of 2026-07-09").goes_well();
    assert!(
        sandbox
            .read(ROSTER)
            .ends_with("- {name: 牧五, tags: [official], attendance: absent, at: [meeting, research]}\n")
    );
    // One invitation is not put in the place of another.
    sandbox.run("roster add 2026-001 牧二 --invited 2026-06-10").goes_well();
    sandbox.run("roster add 2026-001 牧二 牧六 --invited 2026-06-11").refused(&["牧二", "邀请日期不同"]);
    assert!(!sandbox.read(ROSTER).contains("牧六"));
}

#[test]
fn who_is_on_the_list_is_marked_and_the_rest_stays() {
    let sandbox = archive();
    let by_hand = sandbox
        .read(ROSTER)
        .replace("leader]}   # 主持", "leader], attended: true}   # 主持")
        .replace("- name: 牧一\n", "- name: 牧一\n  attended: false   # 病了\n");
    sandbox.write(ROSTER, &by_hand);
    sandbox.commit_all("到会");
    let both = |command: &str| format!("{}\n{}", sandbox.run(command).exits(0), sandbox.last_change());
    assert_snapshot!(format!(
        "{}\n{}\n{}",
        both("roster update 2026-001 牧一 3 --leave"),
        both("--lang en roster update 2026-001 ba --spoke --tag official"),
        sandbox.run("roster list 2026-001 --lang en").exits(0).stdout.lines().take(5).collect::<Vec<_>>().join("\n"),
    ));
    // Once more, it says so and does nothing; nor is the other form rewritten for its own sake.
    let before = sandbox.state();
    for again in ["ba --present --spoke", "牧一 牧二 --leave", "ba --tag 公职人员"] {
        let run = sandbox.run(&format!("roster update 2026-001 {again}")).exits(0);
        assert!(run.stderr.contains("已是这样") && run.stdout.is_empty(), "{run}");
    }
    assert_eq!(sandbox.state(), before);
    sandbox.run("roster update 2026-001 牧一 --absent").exits(0);
    assert!(sandbox.read(ROSTER).contains("- name: 牧一\n  attendance: absent   # 病了\n"));
}

#[test]
fn what_cannot_be_marked_is_refused() {
    let sandbox = archive();
    let activities = [("牧三", "meeting, research"), ("牧四", "research")];
    let text = activities.iter().fold(sandbox.read(ROSTER), |text, (name, at)| {
        text.replace(&format!("name: {name}, "), &format!("name: {name}, at: [{at}], "))
    });
    sandbox.write(ROSTER, &(text + "- {name: 牧四, at: [visit]}\n"));
    sandbox.commit_all("活动");
    let before = sandbox.state();
    let refused = [
        "牧一 牧九 牧十 --present",
        "牧三 --at 调研 --present",
        "牧一 --at 调研 --present",
        "牧四 --present",
        "牧一",
        "牧一 --present --leave",
        "牧一 --tag 无此身份",
    ];
    let told = refused.map(|what| sandbox.both(&format!("roster update 2026-001 {what}")));
    assert_eq!(sandbox.state(), before);
    assert_snapshot!(told.join("\n"));
    // Which of somebody's entries is meant, the activity says.
    sandbox.run("roster update 2026-001 牧四 --at research --present").exits(0);
    assert!(
        sandbox
            .read(ROSTER)
            .contains("- {name: 牧四, at: [research], tags: [stakeholder, official], attendance: present}")
    );
}

#[test]
fn attendance_is_one_of_three_words_and_written_once() {
    let sandbox = archive();
    let told = ["attended: true, attendance: leave", "attendance: 是", "attendance: 1", "spoke: 是"].map(|written| {
        sandbox.write(ROSTER, format!("- {{name: 牧一}}\n- {{name: 牧二, {written}}}\n"));
        format!("{written}\n{}", sandbox.both("roster update 2026-001 牧一 --present"))
    });
    assert_snapshot!(told.join("\n"));
    for (written, is) in
        [("attendance: 请假", "leave"), ("attended: false", "absent"), ("attendance: present", "present")]
    {
        sandbox.write(ROSTER, format!("- {{name: 牧二, {written}}}\n"));
        let listed = sandbox.run("roster list 2026-001 --format json").exits(0).stdout;
        let came = is == "present";
        assert!(listed.contains(&format!("\"attendance\": \"{is}\"")), "{listed}");
        assert!(listed.contains(&format!("\"attended\": {came}")), "{listed}");
    }
}

#[test]
fn somebody_is_removed_and_comments_stay() {
    let sandbox = archive();
    let before = sandbox.read(ROSTER);
    let run = sandbox.run("roster remove 2026-001 牧一").goes_well();
    assert_eq!(sandbox.read(ROSTER), before.replace("- name: 牧一\n  tags: [stakeholder]\n", ""));
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()), @"
    $ yijuan roster remove 2026-001 牧一
    exit 0
    --- stdout
    去掉：2026-001 2 牧一

    2026-001 名单去掉：牧一

    Yijuan-Topic: 2026-001


    +++ b/archive/topics/2026/001-围栏/roster.yml
    -- name: 牧一
    -  tags: [stakeholder]
    ");
    sandbox.run("roster remove 2026-001 9").goes_well();
    assert!(!sandbox.read(ROSTER).contains("大拟定"));
}

#[test]
fn the_list_says_what_would_mend_it() {
    assert_snapshot!(archive().both("roster list 2026-001"));
    assert_snapshot!(archive().run("roster list 2026-001 --format json").goes_well().stdout);
}

#[test]
fn people_are_counted_and_not_entries() {
    let sandbox = archive();
    sandbox.write(
        ROSTER,
        "\
- {name: 牧一, tags: [stakeholder], at: research, attendance: present}
- {name: 牧一, tags: [stakeholder, mass-representative], attendance: leave}
- {name: 巴示例, person: ba, attendance: present, spoke: true}
- {name: 特虚构, person: te-1, tags: [stakeholder]}
- {name: 特虚构, person: te-2}
- {name: 路人}
",
    );
    let page = sandbox.run("roster list 2026-001").exits(0).stdout;
    assert_snapshot!(page.lines().take(9).collect::<Vec<_>>().join("\n"), @"
    2026-001 草场围栏
     序号  姓名    登记  身份                                            活动      轮次  邀请  到会情况  发言
     1     牧一    —     利益相关方代表                                  调研      —     —     到会      —
     2     牧一    —     利益相关方代表、群众代表                        协商会议  —     —     请假      —
     3     巴示例  是    苏木乡镇（街道）党（工）委副书记、住地政协委员  协商会议  —     —     到会      是
     4     特虚构  te-1  利益相关方代表                                  协商会议  —     —     —         —
     5     特虚构  te-2  —                                               协商会议  —     —     —         —
     6     路人    —     —                                               协商会议  —     —     —         —
      共 5 人：调研到会 1；协商会议到会 1、请假 1；利益相关方代表 2、群众代表 1、住地政协委员 1、苏木乡镇（街道）党（工）委副书记 1
    ");
    let json = sandbox.run("roster list 2026-001 --format json").goes_well().stdout;
    assert!(json.contains("\"stakeholder\": 2"), "{json}");
}

#[test]
fn what_is_excused_has_a_mark_of_its_own() {
    let sandbox = archive();
    sandbox.run("waive 2026-001 E2.5g --reason 情况特殊 --by 巴示例").goes_well();
    let page = sandbox.run("roster list 2026-001").exits(0).stdout;
    let marks: Vec<&str> = page.lines().filter(|line| line.starts_with("  ◌")).collect();
    assert_eq!(marks, ["  ◌ E2.5g  调研参加人员缺政协委员、群众代表、利益相关方代表、部门负责人"]);
    assert_eq!(page.matches("  ○ ").count(), 3, "{page}");
}

#[test]
fn nobody_is_on_the_list_yet() {
    let sandbox = archive();
    sandbox.write(ROSTER, "");
    assert_snapshot!(sandbox.both("roster list 2026-001"));
    sandbox.run("roster add 2026-001 牧一").goes_well();
    assert_eq!(sandbox.read(ROSTER), "- {name: 牧一}\n");
}

#[test]
fn wrong_words_are_refused_together_and_nothing_is_written() {
    let sandbox = archive();
    assert_snapshot!(sandbox.unchanged_by(&[
        "roster add 2026-001 '牧\n五' --tag 利益相关 --tag banana --at survey --invited 昨天 --person baa",
        "roster add 2026-001 牧二 --tag stakeholder",
        "roster add 2026-001 牧五 牧六 --person ba",
        "roster add 2026-001 ba",
        "roster add 2026-009 牧二",
        "roster remove 2026-001 牧九",
        "roster remove 2026-001 11",
        "roster list 2026-001 --format markdown",
    ]));
}

#[test]
fn a_person_twice_in_a_roster_is_found_at_the_second() {
    let sandbox = archive();
    sandbox.append(ROSTER, "- {name: 牧二, at: [research]}\n- {name: 牧一, round: 2}\n- {name: 巴先生, person: ba}\n");
    let check = sandbox.run("check 2026-001");
    assert_eq!(check.stdout.matches("重复计算").count(), 2, "{check}");
    assert!(check.stdout.contains("`牧一` 已在名单第 2 条") && check.stdout.contains("roster.yml:15:4"), "{check}");
    assert!(check.stdout.contains("`巴先生` 已在名单第 1 条") && check.stdout.contains("roster.yml:16:4"), "{check}");
}

#[test]
fn a_list_that_is_no_plain_list_is_refused() {
    let sandbox = archive();
    sandbox.write(ROSTER, "[{name: 牧一}, {name: 牧二}]\n");
    sandbox.run("roster remove 2026-001 牧一").refused(&["roster.yml"]);
    sandbox.run("roster add 2026-001 牧三").refused(&["roster.yml"]);
    sandbox.write(ROSTER, "- {name: 牧一, tag: x}\n");
    sandbox.run("roster add 2026-001 牧三").refused(&["roster.yml:1"]);
    sandbox.run("roster remove 2026-001 牧一").refused(&["roster.yml:1"]);
}

/// A regulation that asks for ten to twenty people, half of them stakeholders, a fifth officials at most.
const SHARES: &str = "\
id: shares
title: 人数规程
tags:
  stakeholder: {name: 相关方}
  official: {name: 干部}
  neighbour: {name: 邻居}
events: {meeting: {name: 协商会议}}
rules:
  - {id: S1, article: 一, quote: 十至二十人, en: Ten to twenty., force: should, due: {before: meeting}, check: {people: {at_least: 10, at_most: 20}}}
  - {id: S2, article: 二, quote: 不少于二分之一, en: Half., force: must, due: {before: meeting}, check: {people: {each: [stakeholder], at_least: 1/2}}}
  - {id: S3, article: 三, quote: 不超过五分之一, en: A fifth., force: must, due: {before: meeting}, check: {people: {each: [official], at_most: 1/5}}}
";

/// How many are stakeholders, officials, both and neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct People([usize; 4]);

impl People {
    /// What is found of such a list after the meeting.
    fn findings(self) -> Vec<String> {
        let tags = ["[stakeholder]", "[official]", "[stakeholder, official]", "[neighbour]"];
        let kinds = tags.iter().zip(self.0).flat_map(|(tags, times)| (0..times).map(move |_| tags));
        let lines = kinds.enumerate().map(|(nth, tags)| format!("- {{name: 人{nth}, tags: {tags}}}\n"));
        let roster = lines.collect::<Vec<_>>().concat();
        let draft = Draft::new("2026-06-15")
            .file("yijuan.yml", "archive: 1\nregulation: shares\n")
            .file("templates/shares/regulation.yml", SHARES)
            .file("topics/2026/001-题/topic.yml", "title: 题\nregulation: shares\n")
            .file("topics/2026/001-题/events.yml", "- {date: 2026-06-01, event: meeting}\n")
            .file("topics/2026/001-题/roster.yml", &roster);
        draft.findings()
    }

    /// The list after a change as the finding says it: 减少1名干部并补充1名相关方.
    fn after(self, way: &str) -> Self {
        let Self(mut people) = self;
        for part in way.split('并') {
            let (joins, named) = match part.strip_prefix("补充") {
                Some(named) => (true, named),
                None => (false, part.strip_prefix("减少").unwrap_or_else(|| panic!("{way}"))),
            };
            for one in named.split('、') {
                let end = one.find(|c: char| !c.is_ascii_digit()).unwrap();
                let times: usize = one[..end].parse().unwrap();
                // Whoever fits the words may leave: the first kind that does is taken.
                let kinds: &[usize] = match &one[end..] {
                    "名相关方" if joins => &[0],
                    "名相关方" => &[0, 2],
                    "名相关方（非干部）" => &[0],
                    "名干部" => &[1, 2],
                    "名干部（非相关方）" => &[1],
                    "名相关方兼干部" | "名干部兼相关方" => &[2],
                    "名其他人员" => &[3],
                    other => panic!("{other} in {way}"),
                };
                for _ in 0..times {
                    let kind = if joins { kinds[0] } else { *kinds.iter().find(|kind| people[**kind] > 0).unwrap() };
                    people[kind] = if joins { people[kind] + 1 } else { people[kind] - 1 };
                }
            }
        }
        Self(people)
    }
}

#[test]
fn whatever_is_said_to_mend_a_list_mends_it_at_every_size() {
    let mut mended = 0;
    for total in 8..=22_usize {
        for stakeholders in [total / 2 - 2, total / 2 - 1, total.div_ceil(2)] {
            for officials in [total / 5, total / 5 + 2] {
                for both in [0, 1] {
                    let others = total - stakeholders - officials + both;
                    let people = People([stakeholders - both, officials - both, both, others]);
                    for finding in people.findings() {
                        // Where it takes more people than are lacking, only how many are is said.
                        let Some((_, ways)) = finding.rsplit_once('：') else { continue };
                        let ways = ways.split("，应在").next().unwrap();
                        for way in ways.split("，或") {
                            let after = people.after(way).findings();
                            assert!(after.is_empty(), "{people:?} {way}: {after:?}");
                            mended += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(mended > 100, "{mended}");
}

#[test]
fn of_whom_nothing_is_known_only_the_number_is_told() {
    let roster = (0..21).map(|nth| format!("- {{name: 人{nth}}}\n")).collect::<Vec<_>>().concat();
    let draft = Draft::new("2026-06-15")
        .file("yijuan.yml", "archive: 1\nregulation: shares\n")
        .file("templates/shares/regulation.yml", SHARES)
        .file("topics/2026/001-题/topic.yml", "title: 题\nregulation: shares\n")
        .file("topics/2026/001-题/events.yml", "- {date: 2026-06-01, event: meeting}\n")
        .file("topics/2026/001-题/roster.yml", &roster);
    let findings = draft.findings();
    assert!(findings[0].ends_with("协商会议参加人员21人，一般应为10至20人，多1人"), "{findings:?}");
    assert!(findings[1].contains("其中相关方0人，不足一半（21人未登记身份），"), "{findings:?}");
}

#[test]
fn several_names_joined_are_several_people() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("roster add 003 某甲、某乙,某丙 --tag 政协委员、专家学者 --present").exits(0);
    assert_eq!(run.stdout.lines().count(), 3, "{run}");
    sandbox.run("roster update 003 某甲、某丙 --leave").exits(0);
    let roster = sandbox.read(&format!("{}/roster.yml", sandbox.topic("003")));
    assert!(roster.contains("name: 某乙, tags: [member, sector-expert], attendance: present"), "{roster}");
    assert_eq!(roster.matches("expert], attendance: leave").count(), 2, "{roster}");
    sandbox.run("record 003 调研结束 --by 钱样本、城建环保委员会 --to 区委、区政府").exits(0);
    let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("003")));
    assert!(events.contains("by: [qian-yangben, urban], to: [party-committee, government]"), "{events}");
    // A name that has the mark in it stays one, and one is wanted where one is.
    sandbox.run("roster add 003 某丁 --tag 区委、区政府领导").exits(0);
    assert!(sandbox.read(&format!("{}/roster.yml", sandbox.topic("003"))).contains("tags: [party-government-leader]"));
    sandbox.run("roster add 003 某戊 --delegated-by 区委、区政府").refused(&["是几个，这里只写一个"]);
}

#[test]
fn a_name_that_is_a_registered_one_but_for_its_marks_is_refused() {
    let sandbox = Sandbox::sample();
    sandbox.append("people.yml", "- {id: wang-y, name: 王·样例}\n");
    sandbox.commit_all("王·样例");
    sandbox.run("roster add 003 王样例").refused(&["`王样例` 与登记过的人员 `王·样例` 只差写法", "`--as-written`"]);
    sandbox.run("--as-written roster add 003 王样例").exits(0);
    // Whoever is nobody's namesake comes on as before.
    sandbox.run("roster add 003 李某").exits(0);
}

#[test]
fn a_mark_of_a_meeting_that_is_still_to_come_is_told() {
    for command in ["add 2026-001 牧五 牧六", "update 2026-001 牧一"] {
        for (mark, is_told) in [("--present", true), ("--absent", true), ("--spoke", true), ("--leave", false)] {
            let sandbox = archive();
            let early = sandbox.run(&format!("roster {command} {mark} --as-of 2026-07-08")).exits(0);
            assert_eq!(early.stderr.contains("协商会议定在 2026-07-09，还没有召开"), is_told, "{early}");
            let later = archive();
            let later = later.run(&format!("roster {command} {mark} --as-of 2026-07-09")).exits(0);
            assert!(!later.stderr.contains("还没有召开"), "{later}");
        }
    }
    let research = archive().run("roster add 2026-001 牧五 --at 调研 --present --as-of 2026-07-01").exits(0);
    assert!(!research.stderr.contains("还没有召开"), "{research}");
}

#[test]
fn an_entry_is_changed_as_the_refusal_says() {
    let sandbox = archive();
    sandbox.run("roster add 2026-001 牧五 --at 调研 --at meeting --invited 2026-06-10 --present").exits(0);
    let again = sandbox.run("roster add 2026-001 牧五 --at 调研").exits(2);
    let command = again.stderr.split_once("改这一条：yijuan ").unwrap().1.split_once('；').unwrap().0;
    assert_eq!(command, "roster update 2026-001 11 --set-at research");
    sandbox.run(command).exits(0);
    sandbox
        .run("roster add 2026-001 牧五 --at 调研 --invited 2026-06-12")
        .refused(&["roster update 2026-001 11 --invited 2026-06-12"]);
    sandbox.run("roster update 2026-001 11 --invited 2026-06-12").exits(0);
    let last = sandbox.read(ROSTER);
    assert!(last.ends_with("- {name: 牧五, at: [research], invited: 2026-06-12, attendance: present}\n"), "{last}");
    assert!(sandbox.run("roster update 2026-001 11 --set-at 调研").exits(0).stderr.contains("已是这样"));
    // A mark for another activity must not come to speak of the meeting.
    sandbox.run("roster add 2026-001 牧六 --at 调研 --at meeting").exits(0);
    sandbox.run("roster add 2026-001 牧六 --at 调研 --present").refused(&["到会情况只指协商会议", "--set-at 协商会议"]);
    sandbox.run("roster update 2026-001 12 --set-at 协商会议").exits(0);
    sandbox.run("roster add 2026-001 牧六 --at 调研 --present").exits(0);
    // An activity is one that the regulation knows, as the judge has it.
    sandbox.run("roster add 2026-001 牧七 --at 茶话会").refused(&["未知的活动 `茶话会`"]);
}

#[test]
fn where_somebody_comes_from_is_kept_and_a_slip_in_a_name_is_told() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.changed_by("roster add 013 钱样夲 --affiliation 区交通局副局长 --tag 部门负责人"), @"
    $ yijuan roster add 013 钱样夲 --affiliation 区交通局副局长 --tag 部门负责人
    exit 0
    --- stdout
    2026-013 1 钱样夲
    --- stderr
    提示：“钱样夲”没有登记，登记的有“钱样本”，只差一字；是同一人的，去掉这一条，再以“钱样本”加入

    2026-013 名单登记：钱样夲

    Yijuan-Topic: 2026-013


    +++ b/archive/topics/2026/013-居住区停车资源共享/roster.yml
    +- {name: 钱样夲, affiliation: 区交通局副局长, tags: [department-head]}
    ");
    sandbox.run("roster update 013 钱样夲 --affiliation 区交通局局长").goes_well();
    let listed = sandbox.run("roster list 013 --format json").json();
    let people = listed["people"].as_array().unwrap();
    let affiliation = people.iter().find(|one| one["name"] == "钱样夲").map(|one| one["affiliation"].clone()).unwrap();
    assert_eq!(affiliation, "区交通局局长");
    // Another surname, another length, or nobody near: nothing is told.
    let told = sandbox.run("roster add 013 牧样本 --tag 部门负责人").goes_well();
    assert_eq!(told.stderr, "");
}

#[test]
fn what_somebody_is_holds_for_the_other_activities_of_the_topic() {
    let sandbox = archive();
    let added = sandbox.run("roster add 围栏 巴示例 牧三 牧六 --at 调研").exits(0);
    assert!(added.stderr.contains("身份沿用名单上已有的：巴示例（"), "{added}");
    assert!(added.stderr.contains("牧三（利益相关方代表、群众代表）"), "{added}");
    assert!(!added.stderr.contains("牧六"), "{added}");
    let roster = sandbox.read(ROSTER);
    // Who presides at the meeting presides nowhere else.
    assert!(roster.contains("- {name: 巴示例, person: ba, tags: [party-org-leader], at: [research]}\n"), "{roster}");
    assert!(roster.contains("- {name: 牧三, tags: [stakeholder, mass-representative], at: [research]}\n"), "{roster}");
    assert!(roster.contains("- {name: 牧六, at: [research]}\n"), "{roster}");
    // What is said goes before.
    sandbox.run("roster add 围栏 牧一 --at 调研 --tag 群众代表").exits(0);
    assert!(sandbox.read(ROSTER).contains("- {name: 牧一, tags: [mass-representative], at: [research]}\n"));
    sandbox.run("roster add 围栏 牧二 --at 调研 --tag 主持人").exits(0);
    assert!(sandbox.read(ROSTER).contains("- {name: 牧二, tags: [host, stakeholder], at: [research]}\n"));
}

#[test]
fn a_slip_in_a_name_on_the_list_is_asked_about_before_somebody_is_entered() {
    let sandbox = Sandbox::sample();
    sandbox.run("roster add 013 苗委员 --tag 政协委员").exits(0);
    sandbox.run("roster update 013 苗委园 --present").refused(&[
        "名单中没有 `苗委园`",
        "是否想写 `苗委员`？",
        "加入名单：yijuan roster add",
    ]);
    let other = sandbox.run("roster update 013 欧阳示例 --present").refused(&["加入名单：yijuan roster add"]);
    assert!(!other.stderr.contains("是否想写"), "{other}");
}

#[test]
fn whoever_is_not_registered_is_to_be_registered_first() {
    let sandbox = Sandbox::sample();
    sandbox.run("room add --name 说听厅 --level 村 --regulation yancheng").exits(0);
    sandbox
        .run("room set 说听厅 liaison=窦专人")
        .refused(&["未知的人员 `窦专人`", "没有登记的，先用 `yijuan person add` 登记"]);
}

#[test]
fn of_invitations_still_to_come_the_one_that_is_waited_for_is_named() {
    let topic =
        "title: 例\nform: thematic\nregulation: mentougou\nbegan: 2026-02-03\nscheduled: {meeting: 2026-04-16}\n";
    let roster = "- {name: 委样甲, tags: [member], invited: 2026-03-23}\n\
                  - {name: 区样甲, tags: [leader-in-charge], invited: 2026-03-30}\n\
                  - {name: 委样乙, tags: [member], invited: 2026-04-02}\n";
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: mentougou\n");
    sandbox.write("topics/2026/001-例/topic.yml", topic);
    sandbox.write("topics/2026/001-例/roster.yml", roster);
    sandbox.commit_all("例");
    let listed = sandbox.run("roster list 001 --as-of 2026-03-20").exits(0).stdout;
    let of_rule = listed.lines().find(|line| line.contains("M9b")).unwrap_or_else(|| panic!("{listed}"));
    assert!(of_rule.contains("2026-03-30 在今天之后"), "{of_rule}");
}
