//! What the program itself writes as a list is read back, equal.

use super::{import, put};
use crate::sandbox::Sandbox;
use serde_json::Value;

/// The sample's ledger, and entries with whatever else one may hold.
fn ledger() -> Sandbox {
    let sandbox = Sandbox::sample();
    let add = "suggestion add 2026-003 --kind 意见建议 --to department --office urban";
    sandbox.write("people.yml", sandbox.read("people.yml") + "- {id: qian-erhao, name: 钱样本}\n");
    sandbox.commit_all("两人同名");
    sandbox.run(&format!("{add} --text 两人同名 --owner qian-erhao")).goes_well();
    sandbox.run(&format!("{add} --text 一字不差")).goes_well();
    sandbox.run("suggestion add 2026-003 --kind 意见建议 --to government --text 一字不差").goes_well();
    for text in ["👩‍👩‍👧同住", "=1+1", "'-三人一组", "照明、“排水”, \"停车\"一并改造；先易后难", "'十五五'规划"]
    {
        sandbox.run(&[&add.split(' ').collect::<Vec<_>>()[..], &["--text", text]].concat()).goes_well();
    }
    let proposed =
        "suggestion add 2026-003 --kind 回应意见 --text 不必加装 --proposer 牧一 --proposer 牧二 --key --round 2";
    sandbox.run(proposed).goes_well();
    sandbox.run("suggestion update 2026-003 s2 adoption=adopted problems=+资金未到位 solution=分两年").goes_well();
    sandbox
}

/// The ledger as it is kept, without what is told of it.
fn kept(sandbox: &Sandbox) -> Vec<Value> {
    let listed = sandbox.run("suggestion list --format json").exits(0).json();
    let mut kept = listed["suggestions"].as_array().unwrap().clone();
    for entry in &mut kept {
        let entry = entry.as_object_mut().unwrap();
        entry.retain(|key, _| !matches!(key.as_str(), "last" | "next"));
    }
    kept
}

#[test]
fn the_ledger_goes_into_an_archive_without_one_and_changes_none_that_has_it() {
    let sandbox = ledger();
    let before = kept(&sandbox);
    assert!(before.len() > 15, "{before:?}");
    for language in ["zh-CN", "en"] {
        let written = sandbox.run(&format!("--lang {language} suggestion list --format csv")).goes_well().stdout;
        assert!(written.starts_with('\u{feff}'), "Excel takes it for GBK: {written}");
        put(&sandbox, "台账.csv", &written);
        let state = sandbox.state();
        let again = import(&sandbox, &format!("--lang {language} suggestions 台账.csv")).exits(0);
        assert!(again.stdout.contains(&before.len().to_string()), "{again}");
        assert_eq!(sandbox.state(), state, "{again}");

        let twin = sandbox.twin();
        put(&twin, "台账.csv", &written);
        for path in twin.git(&["ls-files"]).lines().filter(|path| path.ends_with("/suggestions.yml")) {
            twin.git(&["rm", "-q", path]);
        }
        twin.commit_all("另存台账");
        assert_eq!(kept(&twin), [Value::Null; 0]);
        import(&twin, &format!("--lang {language} suggestions 台账.csv")).exits(0);
        assert_eq!(kept(&twin), before, "{language}");
    }
}

#[test]
fn a_key_beside_the_title_of_another_topic_is_refused() {
    let sandbox = Sandbox::sample();
    let list = "议题编号,协商议题,类别,协商建议\n2026-003,老旧小区加装电梯,意见建议,修订收费办法\n2026-003,居住区停车资源共享,意见建议,错时开放\n";
    put(&sandbox, "清单.csv", list);
    let told = super::not_taken(&sandbox, "suggestions 清单.csv");
    insta::assert_snapshot!(told, @"
    $ yijuan -C tree/archive import --lang zh-CN suggestions 清单.csv
    exit 2
    --- stderr
    错误：清单.csv:3: 协商议题：2026-003 是“老旧小区加装电梯”，不是“居住区停车资源共享”
    提示：改正编号或题目，或用 `--map` 只取其中一列

    $ yijuan -C tree/archive import --lang en suggestions 清单.csv
    exit 2
    --- stderr
    error: 清单.csv:3: 协商议题: 2026-003 is `老旧小区加装电梯`, not `居住区停车资源共享`
    hint: correct the key or the title, or take one of the columns alone with `--map`
    ");
}

#[test]
fn an_id_that_a_later_row_has_is_given_to_no_other() {
    let sandbox = Sandbox::sample();
    let list = "议题编号,标识,类别,协商建议\n2026-014,,意见建议,延长开放时间\n2026-014,s1,意见建议,增设托位\n";
    put(&sandbox, "清单.csv", list);
    import(&sandbox, "suggestions 清单.csv").exits(0);
    let kept = sandbox.read(&format!("{}/suggestions.yml", sandbox.topic("014")));
    assert!(kept.contains("id: s2, kind: suggestion, text: 延长开放时间"), "{kept}");
    assert!(kept.contains("id: s1, kind: suggestion, text: 增设托位"), "{kept}");
}
