//! Templates of an archive's own: `regulation validate` finds, before there is a topic, what `render` would refuse.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FOLDER: &str = "templates/mentougou/documents";
const HEAD: &str = "---\ndocument: meeting-notice\ntitle: 通知\n---\n";

/// What is said of a template of 会议通知, and what `render` says.
fn told(sandbox: &Sandbox, template: &str) -> [String; 2] {
    sandbox.write(&format!("{FOLDER}/会议通知.md"), template);
    let validated = sandbox.run("regulation validate mentougou");
    [validated.stderr, sandbox.run("render 2026-003 会议通知 --out 外 --force").stderr]
}

#[test]
fn what_is_refused_whatever_the_topic_is_found_before_there_is_one() {
    let sandbox = Sandbox::sample();
    for (template, said) in [
        ("正文\n", "模板没有文首"),
        ("\n---\ndocument: meeting-notice\n---\n正文\n", "模板没有文首"),
        ("---\ndocument: meeting-notice\n正文\n", "文首的 `---` 没有收尾"),
        ("---\ntitle: 通知\n---\n正文\n", "缺少键 `document`"),
        ("---\ndocument: 会议通告\n---\n正文\n", "未知的文书 `会议通告`"),
        ("---\ndocument: work-plan\n---\n正文\n", "这是《会议通知》的模板，文首的 `document` 却是 `work-plan`"),
        ("---\ndocument: meeting-notice\nto: [甲\n---\n正文\n", "YAML 语法有误：方括号 `[` 没有收尾"),
        ("---\ndocument: meeting-notice\ntitel: {{ topic.title }}\n---\n正文\n", "未知的键 `titel`"),
        ("---\ndocument: meeting-notice\ndate: 明天\n---\n正文\n", "`明天` 不是日期"),
        (&format!("{HEAD}{{{{ topic.titel }}}}\n"), "模板用了没有的名称：`topic.titel`"),
        (&format!("{HEAD}{{% if session.palce %}}甲{{% endif %}}\n"), "模板用了没有的名称：`session.palce`"),
        (&format!("{HEAD}{{{{ todya(1) }}}}\n"), "没有函数 `todya`"),
        (&format!("{HEAD}{{{{ '明天' | cn_date }}}}\n"), "`明天` 不是日期"),
    ] {
        let [validated, rendered] = told(&sandbox, template);
        assert!(validated.contains(said), "{template}{validated}");
        assert!(validated.contains("会议通知.md:") && validated.contains("提示："), "{template}{validated}");
        assert!(rendered.contains(said), "{template}{rendered}");
    }
    let [validated, _] = told(&sandbox, "---\ntitle: 通知\nto: [{{ topic.titel }}]\n---\n{{ topic.title | blank }}\n");
    assert_snapshot!(validated, @r"
    错误：缺少键 `document`
     --> templates/mentougou/documents/会议通知.md:2:1
      |
    2 | title: 通知
      | ^
    提示：加上 `document: …`
    错误：模板用了没有的名称：`topic.titel`
     --> templates/mentougou/documents/会议通知.md:3:15
      |
    3 | to: [{{ topic.titel }}]
      |               ^
    提示：是否想写 `title`？
    错误：模板有误：过滤器 `blank` 应带 1 个值，现有 0 个
     --> templates/mentougou/documents/会议通知.md:5:18
      |
    5 | {{ topic.title | blank }}
      |                  ^
    提示：值之间用逗号，例如 `| replace('甲', '乙')`；不要值的，不写括号
    ");
    let found = sandbox.run("check");
    assert!(found.stdout.contains("缺少键 `document`") && found.stdout.contains("`topic.titel`"), "{found}");
}

#[test]
fn a_head_that_some_facts_complete_is_let_be() {
    let sandbox = Sandbox::sample();
    for head in [
        "document: 会议通知\ntitle: 通知\ndate: {{ today }}\nround: {{ topic.key }}\npublic: {{ topic.ad_hoc }}",
        "document: {{ topic.key }}\nto: [{% for one in everyone %}{% if loop.index > 1 %}, {% endif %}{{ one.name | yaml }}{% endfor %}]",
        "document: meeting-notice\n{% if host %}\nto: {{ host }}\n{% else %}\nto: 甲\n{% endif %}",
        "{% for one in everyone %}\n{% endfor %}\ndocument: meeting-notice\ntitle: {{ topic.title | yaml }}",
    ] {
        let [validated, _] = told(&sandbox, &format!("{{# 说明 #}}\n---\n{head}\n---\n正文\n"));
        assert_eq!(validated, "", "{head}");
    }
}

#[test]
fn the_templates_that_come_with_the_program_are_sound_as_ones_own() {
    let sandbox = Sandbox::sample();
    let copy = |from: &Path, to: &Path| {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).into_iter().flatten().flatten() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    };
    for id in ["mentougou", "ordos", "shuoting", "yancheng", "ziyang"] {
        let own = sandbox.archive().join(format!("templates/{id}/documents"));
        // Those that all share come first: a regulation may have its own instead.
        copy(Path::new("templates/documents"), &own);
        copy(Path::new(&format!("templates/{id}/documents")), &own);
        let run = sandbox.run(&format!("regulation validate {id}"));
        let lines: Vec<&str> = run.stderr.lines().filter(|line| !line.contains("模板用不上")).collect();
        assert!(!lines.iter().any(|line| line.contains("错误") || line.contains("模板")), "{id}: {run}");
    }
}

#[test]
fn the_names_that_are_known_beforehand_are_those_that_there_are() {
    let sandbox = Sandbox::sample();
    sandbox.run("set 2026-003 会议议程=通报情况/赵示例/10").goes_well();
    let names = |said: &str| -> BTreeSet<String> {
        let known = said.split_once("这里可用：").map_or("", |(_, known)| known.lines().next().unwrap_or_default());
        known.split(", ").map(ToOwned::to_owned).collect()
    };
    for fact in [
        "",
        "topic.",
        "archive.",
        "scheduled.",
        "recorded.",
        "scope.",
        "session.",
        "session.agenda[0].",
        "people.",
        "everyone[0].",
        "everyone[0].unit.",
        "raised[0].",
        "entries[0].",
        "dossier.",
        "papers[0].",
        "announced[0].",
    ] {
        let [before, with_facts] = told(&sandbox, &format!("{HEAD}{{{{ {fact}qqqqqqqqqqqqqqqq }}}}\n"));
        let beside: BTreeSet<String> =
            ["announced", "told", "table", "debts", "debtor", "deadline", "times"].map(Into::into).into();
        let known = &names(&before) - &beside;
        assert_eq!(known, &names(&with_facts) - &beside, "{fact}: {before}{with_facts}");
        assert!(known.len() > 1 || fact == "archive.", "{fact}: {before}");
    }
}

#[test]
fn a_template_that_lies_where_none_is_looked_for_is_told_and_used_where_the_hint_puts_it() {
    let template = format!("{HEAD}自家的通知。\n");
    for stray in [
        "templates/会议通知.md",
        "templates/documents/meeting-notice.md",
        "templates/mentougou/会议通知.md",
        "templates/mentuogou/会议通知.md",
        "templates/mentuogou/documents/会议通知.md",
        "templates/门头沟/documents/会议通知.md",
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write(stray, &template);
        let told = sandbox.run("check --format json").stdout;
        assert_eq!(told.matches("模板放在这里用不上").count(), 1, "{stray}\n{told}");
        let (_, belongs) = told.split_once("移到 ").unwrap_or_else(|| panic!("{stray}\n{told}"));
        let belongs = sandbox.archive().join(belongs.split('"').next().unwrap());
        fs::create_dir_all(belongs.parent().unwrap()).unwrap();
        fs::rename(sandbox.archive().join(stray), belongs).unwrap();
        assert!(!sandbox.run("check").stdout.contains("模板"), "{stray}");
        sandbox.run("render 2026-003 会议通知 --out 外").exits(0);
        assert!(sandbox.read("外/会议通知.md").contains("自家的通知"), "{stray}");
    }
}

#[test]
fn of_two_templates_of_a_paper_the_one_that_is_used_is_named() {
    let sandbox = Sandbox::sample();
    sandbox.write("templates/会议通知.md", HEAD);
    sandbox.write(&format!("{FOLDER}/会议通知.md"), format!("{HEAD}正文\n"));
    // No paper is called so.
    sandbox.write("templates/说明.md", "模板放在各规程的文件夹里。\n");
    let told = sandbox.run("check").stdout;
    let told: Vec<&str> =
        told.lines().filter(|line| line.contains("templates/") && !line.contains("尚未提交")).collect();
    assert_snapshot!(told.join("\n"), @"
        templates/会议通知.md:1:1
        → 用的是 templates/mentougou/documents/会议通知.md；这一份合并进去，或删去
    ");
}
