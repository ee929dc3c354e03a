//! `yijuan rule`.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;

#[test]
fn all_in_a_table() {
    assert_snapshot!(Sandbox::sample().both("rule"));
}

#[test]
fn one_in_full() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run("rule m7A").stdout, sandbox.run("rule M7a").stdout);
    assert_snapshot!(sandbox.both("rule M7a M14d"));
}

#[test]
fn the_json_keeps_its_contract() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("rule --format json").goes_well();
    let all = run.json();
    assert_eq!(all["schema"], "yijuan/rules/1");
    assert_eq!(all.as_object().unwrap().len(), 2);
    let rules = all["rules"].as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        let keys: Vec<&String> = rule.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["regulation", "id", "article", "quote", "en", "force", "kind"]);
        assert!(
            rule.as_object().unwrap().values().all(|value| value.as_str().is_some_and(|text| !text.is_empty())),
            "{rule}"
        );
        assert!(matches!(rule["force"].as_str(), Some("must" | "should" | "may")), "{rule}");
        let kinds = ["event", "chain", "document", "field", "post", "people", "count", "wording", "attest", "guidance"];
        assert!(kinds.contains(&rule["kind"].as_str().unwrap()), "{rule}");
    }
    assert_snapshot!(sandbox.run("rule M7a M14e --format json").stdout, @r#"
    {
      "schema": "yijuan/rules/1",
      "rules": [
        {
          "regulation": "mentougou",
          "id": "M7a",
          "article": "三.7",
          "quote": "责任委室按照《协商工作方案》的安排，提前十五个工作日，通知拟参加协商活动的政协方面的人士",
          "en": "CPPCC-side participants are notified at least 15 working days before a planned consultation.",
          "force": "must",
          "kind": "event"
        },
        {
          "regulation": "mentougou",
          "id": "M14e",
          "article": "五.14",
          "quote": "其他《协商意见》由秘书长核签后，以政协门头沟区委员会办公室的名义报送区委、区政府办公室，抄送参与协商的职能部门",
          "en": "Any other opinion is countersigned by the secretary-general before it goes in the CPPCC office's name to the party committee's and government's offices, copied to the departments that took part.",
          "force": "must",
          "kind": "chain"
        }
      ]
    }
    "#);
}

#[test]
fn without_an_archive_the_built_in_rules_are_shown() {
    let sandbox = Sandbox::sample();
    let outside = sandbox.run_in(sandbox.dir(), "rule M7a --lang zh-CN").goes_well();
    assert_eq!(outside.stdout, sandbox.run("rule M7a").stdout);
}

#[test]
fn rules_that_are_none() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&["rule M7z banana", "rule --regulation mentogou",]));
}

#[test]
fn the_rules_of_an_article() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: ziyang\n");
    let page = sandbox.run("rule 第二十三条").exits(0).stdout;
    assert!(page.contains("第二十三条") && page.lines().any(|line| line.contains("Z23b")), "{page}");
    assert_eq!(sandbox.run("rule 二十三").exits(0).stdout, page);
    // What is unknown is answered with the rules that the archive goes by.
    let refused = sandbox.run("rule 香蕉").exits(2).stderr;
    assert!(refused.contains("Z1") && !refused.contains("M1a"), "{refused}");
}

#[test]
fn an_archive_lists_the_rules_of_the_regulations_it_uses() {
    let sandbox = Sandbox::empty();
    let listed = |command: &str| -> Vec<String> {
        let rules = sandbox.run(command).goes_well().json()["rules"].as_array().unwrap().clone();
        let mut of: Vec<String> = rules.iter().map(|rule| rule["regulation"].as_str().unwrap().to_owned()).collect();
        of.dedup();
        of
    };
    assert_eq!(listed("rule --format json"), ["mentougou"]);
    sandbox.run("new --title 村口停车 --regulation yancheng --as-of 2026-06-01").exits(0);
    assert_eq!(listed("rule --format json"), ["mentougou", "yancheng"]);
    let shown = sandbox.run("rule").exits(0);
    assert!(!shown.stdout.contains("X8b"), "{shown}");
    assert!(shown.stderr.contains("部规程未用：") && shown.stderr.contains("`yijuan rule --regulation "), "{shown}");
    // Outside an archive there is nothing to go by, and a regulation that is named is shown whatever is used.
    assert!(sandbox.run_in(sandbox.dir(), "rule").goes_well().stdout.contains("X8b"));
    assert_eq!(listed("rule --regulation 说听 --format json").len(), 1);
    assert!(sandbox.run("rule X8b").exits(0).stdout.contains("填报部门"));
}
