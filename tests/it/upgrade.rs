//! `yijuan doctor --upgrade`, and what tells one archive from another.

use crate::sandbox::{SETTINGS, Sandbox};
use insta::assert_snapshot;
use std::fs;

const TOPIC: &str = "topics/2026/001-电梯";

/// An archive as it was written before there were ids: without a number or an id, its entries in blocks.
fn older() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    sandbox.write("yijuan.yml", format!("# 本机构\n\n{}", SETTINGS.replace("archive: 1\n", "")));
    sandbox.write(".gitattributes", "*.png binary\n**/events.yml merge=union\nunits.yml -merge");
    sandbox.append("people.yml", "# 兼职\n- id: sun\n  name: 孙范文\n\n- id: li\n  name: 李虚构   # 待核\n");
    let suggestions =
        "- id: s1\n  kind: suggestion\n  text: 请甲办 # 一\n  events:\n    - {date: 2026-06-01, event: replied}\n";
    sandbox.write(&format!("{TOPIC}/suggestions.yml"), suggestions.replace(" # 一", ""));
    let plan = "# 计划\nmade_by: [cppcc]\nitems:\n  # 上半年\n  - {title: 电梯, topic: 2026-001}   # 已立\n  - title: 路灯\n    form: thematic\n  - title: 2026.10\n    form: thematic\n";
    sandbox.write("plans/2026/plan.yml", plan);
    sandbox.write("plans/2026/items.yml", "- title: 公园\n  form: thematic\n");
    sandbox.write("rooms.yml", "  - id: yunxi\n    name: 云溪\n    level: 镇街\n    regulation: mentougou\n");
    sandbox.write("plans/2025/plan.yml", "items: [{title: 桥}]\n");
    sandbox.commit_all("从前的写法");
    sandbox
}

#[test]
fn an_older_archive_comes_up_to_date_in_one_commit() {
    let sandbox = older();
    let (checked, before) = (sandbox.run("check").stdout, sandbox.state());
    let doctor = sandbox.run("doctor").exits(1);
    assert!(
        doctor.stdout.contains("yijuan doctor --upgrade") && doctor.stdout.contains("写上 archive、id"),
        "{doctor}"
    );
    assert!(!checked.contains("标识") && !checked.contains("archive"), "{checked}");
    assert_eq!(sandbox.state(), before);
    let run = sandbox.run("--lang zh-CN doctor --upgrade --id yunhe-2026").exits(0);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD~1..HEAD"]).trim(), "1");
    // The judgement is the same; only places are other ones.
    let apart = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.contains(".yml")).map(ToOwned::to_owned).collect()
    };
    assert_eq!(apart(&sandbox.run("check").stdout), apart(&checked));
    let after = sandbox.state();
    let again = sandbox.run("--lang zh-CN doctor --upgrade").exits(0);
    assert!(!again.stderr.contains("没有可更新的") && again.stderr.contains("people.yml:5:1: 条目里有注释"), "{again}");
    assert_eq!(sandbox.state(), after);
    let doctor = sandbox.run("doctor").exits(1);
    assert!(!doctor.stdout.contains("较早") && doctor.stdout.contains("people.yml:5:1: 条目分几行写"), "{doctor}");
}

#[test]
fn files_with_changes_not_committed_are_named_and_nothing_is_written() {
    let sandbox = older();
    sandbox.append("people.yml", "- {id: wu, name: 吴假名}\n");
    sandbox.write(&format!("{TOPIC}/materials.yml"), "[]\n");
    let before = sandbox.state();
    let refused = sandbox.run("--lang en doctor --upgrade").refused(&["people.yml: it has changes not committed"]);
    assert!(!refused.stderr.contains("materials.yml"), "{refused}");
    assert_eq!(sandbox.state(), before);
    // Other people's changes stay what they are.
    sandbox.git(&["commit", "--quiet", "--message", "人", "--", "archive/people.yml"]);
    sandbox.run("doctor --upgrade").exits(0);
    assert_eq!(sandbox.git(&["status", "--porcelain", "--untracked-files=all"]).lines().count(), 1);
}

#[test]
fn settings_that_no_line_can_be_added_to_stop_everything() {
    let sandbox = older();
    sandbox.write("yijuan.yml", "{language: zh-CN, regulation: mentougou}\n");
    sandbox.commit_all("花括号");
    let before = sandbox.state();
    sandbox.run("--lang en doctor --upgrade").refused(&["yijuan.yml", "write it there by hand"]);
    assert_eq!(sandbox.state(), before);
}

#[test]
fn an_id_is_random_unless_given_and_is_what_others_can_write() {
    let made = |command: &str| {
        let sandbox = Sandbox::bare();
        sandbox.run_in(&sandbox.tree(), command).exits(0);
        let settings = sandbox.read("yijuan.yml");
        let id = settings.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().to_owned();
        sandbox.run("doctor --upgrade").exits(0);
        assert_eq!(sandbox.read("yijuan.yml"), settings);
        id
    };
    let random = made("init archive");
    assert!(random.len() == 32 || random.len() == 34, "{random}");
    assert_ne!(random, made("init archive"));
    assert_eq!(made("init archive --id yunhe-2026"), "yunhe-2026");
    let sandbox = Sandbox::bare();
    for id in ["short", "-yunhe-2026", "云河区政协二零二六", "Yunhe-2026"] {
        sandbox
            .run_in(&sandbox.tree(), &["--lang", "en", "init", "archive", &format!("--id={id}")][..])
            .refused(&[id, "small letters"]);
    }
    assert!(!sandbox.archive().exists());
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", SETTINGS.replace("language", "id: Yunhe 2026\nlanguage"));
    let check = sandbox.run("--lang en check").exits(2);
    assert!(
        check.stdout.contains("`Yunhe 2026` is no id of an archive") && check.stdout.contains("yijuan.yml:2:5"),
        "{check}"
    );
}

#[test]
fn a_later_version_may_write_what_this_one_does_not_know() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 7\nlanguages: [zh-CN]\n");
    sandbox.commit_all("将来");
    for command in ["check", "list", "new --title 甲", "workday 2026-06-15"] {
        let refused =
            sandbox.run(&format!("--lang en {command}")).refused(&["unknown archive format `7`", "update yijuan"]);
        assert!(!refused.stderr.contains("languages"), "{refused}");
    }
    fs::write(sandbox.archive().join("yijuan.yml"), SETTINGS).unwrap();
    sandbox.run("--lang en check --rev HEAD").refused(&["unknown archive format `7`"]);
    assert!(sandbox.run("check --rev HEAD~1").stdout.contains("错误 0"));
}

#[test]
fn whatever_the_diagnosis_names_is_changed_or_said_to_be_left() {
    let sandbox = older();
    sandbox.run("doctor --upgrade").exits(0);
    sandbox.write("people.yml", "[{id: sun, name: 孙范文},\n {id: li, name: 李虚构}]\n");
    sandbox.write("units.yml", "- id: yunhe\n# 注\n  nam: 云河\n");
    sandbox.write("rooms.yml", "- id: yunxi\n# 注\n  name: 云溪\n  level: 镇街\n  regulation: mentougou\n");
    sandbox
        .write(".gitattributes", sandbox.read(".gitattributes").replace("units.yml -merge", "units.yml merge=union"));
    sandbox.commit_all("手写");
    let doctor = sandbox.run("--lang en doctor").exits(1);
    let before = sandbox.state();
    let upgrade = sandbox.run("--lang en doctor --upgrade").exits(0);
    assert_eq!(sandbox.state(), before);
    assert!(
        !doctor.stdout.contains("brings them to one line") && !upgrade.stderr.contains("nothing"),
        "{doctor}{upgrade}"
    );
    for path in ["people.yml:1:1", "rooms.yml:1:1", "units.yml:1:1"] {
        assert!(doctor.stdout.contains(path) && upgrade.stderr.contains(path), "{path}\n{doctor}{upgrade}");
    }
}

#[test]
fn items_that_stand_twice_stay_in_the_plan() {
    let sandbox = older();
    let plan = "items:\n  - {title: 电梯}\n  - title: 电梯\n";
    sandbox.write("plans/2026/plan.yml", plan);
    sandbox.commit_all("重复");
    let upgrade = sandbox.run("--lang en doctor --upgrade").exits(0);
    assert!(upgrade.stderr.contains("plans/2026/plan.yml"), "{upgrade}");
    assert_eq!(sandbox.read("plans/2026/plan.yml"), plan);
}

#[test]
fn two_who_upgrade_their_clones_agree_and_an_id_stays() {
    let sandbox = older();
    let twin = sandbox.twin();
    let upgraded = |sandbox: &Sandbox| {
        sandbox.run("doctor --upgrade").exits(0);
        sandbox.read("yijuan.yml")
    };
    assert_eq!(upgraded(&sandbox), upgraded(&twin));
    let id = sandbox.read("yijuan.yml").lines().find_map(|line| Some(line.strip_prefix("id: ")?.to_owned())).unwrap();
    let before = sandbox.state();
    sandbox.run("--lang en doctor --upgrade --id yunhe-2026").refused(&[id.trim_matches('"'), "never changes"]);
    assert_eq!(sandbox.state(), before);
}

#[test]
fn line_ends_that_git_keeps_stay() {
    let sandbox = older();
    sandbox.write("people.yml", "- {id: sun, name: 孙范文}\r\n");
    sandbox.commit_all("换行");
    let upgrade = sandbox.run("--lang en doctor --upgrade").exits(0);
    assert!(upgrade.stderr.contains("people.yml: committed with the line ends of Windows"), "{upgrade}");
    let attributes = sandbox.read(".gitattributes");
    assert!(!attributes.contains("eol") && attributes.contains("people.yml merge=union"), "{attributes}");
    sandbox.git(&["add", "--renormalize", "."]);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}
