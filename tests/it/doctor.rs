//! `yijuan doctor`.

use crate::sandbox::{SETTINGS, Sandbox};
use insta::assert_snapshot;
use std::fs;

#[test]
fn the_sample_lacks_nothing() {
    let sandbox = Sandbox::sample();
    let before = sandbox.state();
    assert_snapshot!(sandbox.both("doctor"), @"
    $ yijuan --lang zh-CN doctor
    exit 0
    --- stdout
    ✓ 档案库
    ✓ git 仓库
    ✓ 未提交的改动
    ✓ 工作日历
    ✓ 人员和职务

    $ yijuan --lang en doctor
    exit 0
    --- stdout
    ✓ archive
    ✓ git
    ✓ uncommitted changes
    ✓ calendar
    ✓ people and posts
    ");
    assert_eq!(sandbox.state(), before);
}

#[test]
fn what_is_missing_around_an_archive() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", format!("{SETTINGS}regulations: [mentougou]\n"));
    sandbox.write("people.yml", "- {id: qian, name: 钱样本, posts: [{post: chair, until: 2026-03-31}]}\n");
    let topic = "title: 电梯\nregulation: mentougou\nbegan: 2026-06-01\noffice: urban\n";
    sandbox.write("topics/2026/001-电梯/topic.yml", topic);
    sandbox.leave_lock("index.lock");
    assert_snapshot!(sandbox.both("doctor"));
}

#[test]
fn nobody_to_commit_as_and_no_repository() {
    let told = [Sandbox::empty().anonymous(), Sandbox::without_git()].map(|sandbox| {
        sandbox.write("yijuan.yml", SETTINGS);
        sandbox.both("doctor")
    });
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_year_whose_days_off_are_known_is_well() {
    let sandbox = Sandbox::empty();
    let days = "{元旦: 2027-01-01, 春节: 2027-02-05..2027-02-11, 清明节: 2027-04-05, 劳动节: 2027-05-01, 端午节: 2027-06-09, 中秋节: 2027-09-15, 国庆节: 2027-10-01}";
    sandbox.write("calendar/2027.yml", format!("year: 2027\nholidays: {days}\nworkdays: []\n"));
    sandbox.commit_all("日历");
    let told = sandbox.run("doctor").stdout;
    assert!(told.contains("✓ 工作日历"), "{told}");
}

#[test]
fn a_repository_that_is_not_whole() {
    let broken = |break_it: &dyn Fn(&Sandbox)| {
        let sandbox = Sandbox::empty();
        // In files of their own, objects go missing one by one.
        sandbox.append("people.yml", "- {id: zhao-yangben, name: 赵样本}\n");
        sandbox.commit_all("人");
        break_it(&sandbox);
        let run = sandbox.run("--lang en doctor").exits(1);
        assert!(!run.stdout.contains("✓ git\n") && !run.stdout.contains("\\u{a}"), "{run}");
        assert!(!run.stdout.contains("git init"), "{run}");
        run.stdout
    };
    let git = |sandbox: &Sandbox| sandbox.tree().join(".git");
    let object = |sandbox: &Sandbox| {
        let id = sandbox.git(&["rev-parse", "HEAD"]);
        let (folder, file) = id.trim().split_at(2);
        git(sandbox).join("objects").join(folder).join(file)
    };
    let branch = "the commit that git's branch points at cannot be read";
    assert!(broken(&|sandbox| fs::remove_file(object(sandbox)).unwrap()).contains(branch));
    assert!(broken(&|sandbox| fs::write(git(sandbox).join("refs/heads/main"), "x\n").unwrap()).contains(branch));
    let index = "git's index cannot be read";
    assert!(broken(&|sandbox| fs::write(git(sandbox).join("index"), "broken").unwrap()).contains(index));
    let none = "no git repository can be read from this .git";
    assert!(broken(&|sandbox| fs::remove_file(git(sandbox).join("HEAD")).unwrap()).contains(none));
    let elsewhere = broken(&|sandbox| {
        fs::rename(git(sandbox), sandbox.dir().join("moved")).unwrap();
        fs::write(git(sandbox), "gitdir: /nowhere\n").unwrap();
    });
    assert!(elsewhere.contains(none), "{elsewhere}");
}

#[test]
fn a_repository_without_a_commit_is_whole() {
    let sandbox = Sandbox::without_git();
    sandbox.write("yijuan.yml", SETTINGS);
    sandbox.git(&["init", "--quiet", "--initial-branch=main"]);
    let run = sandbox.run("--lang en doctor");
    assert!(run.stdout.contains("✓ git\n"), "{run}");
}

#[test]
fn a_language_that_is_none() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", SETTINGS.replace("zh-CN", "klingon"));
    sandbox.commit_all("语言");
    let run = sandbox.run("--lang en doctor").exits(1);
    assert!(run.stdout.contains("yijuan.yml: unknown language `klingon`\n    → known are: zh-CN, en"), "{run}");
    let run = sandbox.run("--lang en check").exits(1);
    assert!(run.stdout.contains("unknown language `klingon`"), "{run}");
}

#[test]
fn the_next_year_s_days_off_are_asked_for_once_they_are_published() {
    let sandbox = Sandbox::sample();
    let asks = |day: &str| sandbox.run(&format!("doctor --as-of {day}")).to_string().contains("2028 年的节假日安排");
    assert!(!asks("2027-01-10") && !asks("2027-10-31"));
    assert!(asks("2027-11-01") && asks("2028-01-10"));
}

#[test]
fn who_is_registered_nowhere_holds_a_post_by_the_list_that_says_so() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", format!("{SETTINGS}regulations: [yancheng]\n"));
    sandbox.write("topics/2026/001-停车/topic.yml", "title: 停车\nregulation: yancheng\nbegan: 2026-06-01\n");
    let told = |tags: &str| {
        sandbox.write("topics/2026/001-停车/roster.yml", format!("- {{name: 韩子样, tags: [{tags}]}}\n"));
        sandbox.run("doctor").stdout.contains("尚无人担任乡镇街道园区党委副书记（涉及 Y4b）")
    };
    assert!(!told("host, township-deputy-secretary"));
    // Whoever only takes part does not convene.
    assert!(told("township-deputy-secretary"));
    assert!(told("host"));
}

#[test]
fn a_post_for_an_office_is_needed_for_topics_under_that_regulation_and_may_be_given_to_a_holder() {
    let sandbox = Sandbox::empty();
    let offices = "  jingji: {name: 经济委员会, kind: special-committee}\nregulations: [mentougou]\n";
    sandbox.write("yijuan.yml", format!("{SETTINGS}{offices}"));
    sandbox.write("people.yml", "- {id: qian, name: 钱样本, posts: ['vice-chair:social']}\n");
    let topic = |number: u32, regulation: &str, office: &str| {
        let text = format!("title: 例\nregulation: {regulation}\nbegan: 2026-06-01\noffice: {office}\n");
        sandbox.write(&format!("topics/2026/00{number}-例/topic.yml"), text);
    };
    topic(1, "mentougou", "urban");
    topic(2, "ziyang", "jingji");
    let told = sandbox.run("--lang zh-CN doctor").stdout;
    let hint = "由现任的兼管：yijuan person set 钱样本 职务+=副主席:城建环保委员会；另有其人：yijuan person add --name 〈姓名〉 --post 副主席:城建环保委员会";
    assert!(told.contains(hint) && !told.contains("经济委员会"), "{told}");
}
