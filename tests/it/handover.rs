//! A dossier after it was sealed: what joins it later, its handover and receipt, and what of it may be shown to everybody.

use crate::sandbox::{Run, Sandbox};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The sample, whose archive has the number of a fonds, with the dossier of 003 sealed.
fn sealed() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.append("yijuan.yml", "filing: {fonds: Z109}\n");
    sandbox.commit_all("全宗号");
    on(&sandbox, "2026-06-16", "dossier seal 2026-003 --to ../../移交 --incomplete --note 不印").exits(0);
    sandbox
}

/// Runs a command in Chinese on a day.
fn on(sandbox: &Sandbox, day: &str, command: &str) -> Run {
    sandbox.run(&format!("--lang zh-CN --as-of {day} {command}"))
}

/// Adds a written instruction as a further bag.
fn append(sandbox: &Sandbox) -> Run {
    sandbox.write("../../批示.txt", "请市住建部门研办。\n");
    let what = "dossier append 2026-003 ../../批示.txt --as 办理结果材料 --from 区政府 --date 2026-07-02";
    on(sandbox, "2026-07-16", &format!("{what} --to ../../移交 --note 不印"))
}

fn all_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let inside = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (inside(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Bags and references have the topic's key, so that it stays.
#[test]
fn a_sealed_topic_keeps_its_number() {
    let sandbox = Sandbox::sample();
    sandbox.append("yijuan.yml", "filing: {fonds: Z109}\n");
    sandbox.commit_all("全宗号");
    let number = "renumber 2026-013 --to 99";
    on(&sandbox, "2026-06-16", &format!("{number} --no-commit")).exits(0);
    sandbox.git(&["checkout", "-q", "."]);
    sandbox.git(&["clean", "-qfd"]);
    on(&sandbox, "2026-06-16", "dossier seal 2026-013 --to ../../移交 --incomplete --note 不印").exits(0);
    on(&sandbox, "2026-06-16", number).refused(&["2026-013 已经封装，不能再改号", "events.yml"]);
}

#[test]
fn a_dossier_is_sealed_handed_over_received_answered_and_proved() {
    let sandbox = Sandbox::sample();
    sandbox.append("yijuan.yml", "filing: {fonds: Z109}\n");
    let events = format!("{}/events.yml", sandbox.topic("003"));
    let not_yet: Vec<String> = sandbox
        .read(&events)
        .lines()
        .filter(|line| !line.contains("dossier-"))
        .map(|line| format!("{line}\n"))
        .collect();
    sandbox.write(&events, not_yet.concat());
    sandbox.commit_all("全宗号");
    let owed = on(&sandbox, "2026-06-16", "due --for 城建环保委员会 -v").exits(0).stdout;
    assert!(owed.contains("2026-003 老旧小区加装电梯    M15a"), "{owed}");
    let hint = "移交并登记：yijuan dossier transfer 2026-003 --to 政协办公室 --on 〈日期〉";
    assert!(owed.contains(hint), "{owed}");
    on(&sandbox, "2026-06-16", "dossier seal 2026-003 --to ../../移交 --incomplete --note 不印").exits(0);
    // It is handed over, with the form that both sides sign.
    let told = on(&sandbox, "2026-06-20", "dossier transfer 2026-003 --to 办公室").exits(0);
    let form = sandbox.read(&format!("{}/移交登记表（办公室）2026-06-20.md", sandbox.topic("003")));
    let seal = {
        let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("003")));
        let line = events.lines().find(|line| line.contains("event: sealed")).unwrap().to_owned();
        line.split("ref: ").nth(1).unwrap().split([',', '}']).next().unwrap().to_owned()
    };
    assert!(form.contains(&format!("{} {}", &seal[..64], &seal[64..])), "{form}");
    for column in ["准确性", "完整性", "可用性", "安全性", "载体外观", "填表人", "审核人", "单位（印章、日期）"]
    {
        assert!(form.contains(&format!("| {column}")), "{column}");
    }
    assert!(told.stderr.contains("打印"), "{told}");
    let due = on(&sandbox, "2026-06-20", "check 2026-003 --all --format json").json();
    let duty = due["duties"].as_array().unwrap().iter().find(|duty| duty["rule"] == "M15a").unwrap().clone();
    assert!(duty["state"].as_str().unwrap().starts_with("done"), "{duty}");
    let owed = on(&sandbox, "2026-06-20", "due --for 城建环保委员会").exits(0).stdout;
    assert!(!owed.contains("2026-003 老旧小区加装电梯    M15a"), "{owed}");
    // Another archive receives it, and gives a receipt that names the digest.
    let other = sandbox.dir().join("other");
    let elsewhere = |command: &str| {
        let words: Vec<&str> = ["--lang", "zh-CN"].into_iter().chain(command.split(' ')).collect();
        sandbox.run_in(&other, &words)
    };
    sandbox.run_in(sandbox.dir(), &["init", "other"]).exits(0);
    elsewhere("person add --id sun --name 孙示例").exits(0);
    let told = elsewhere("--as-of 2026-06-22 dossier receive ../移交 --by 孙示例 --to ../库房").exits(0);
    assert!(told.stderr.contains("写明不齐全：不印"), "{told}");
    let receipt = fs::read_to_string(other.join("plans/2026/接收回执（2026-003-v1）2026-06-22.md")).unwrap();
    assert!(receipt.contains(&seal) && receipt.contains("to: [政协云河区委员会]"), "{receipt}");
    assert!(all_files(&sandbox.dir().join("库房")) == all_files(&sandbox.dir().join("移交")));
    // What answers it joins as a further bag, and what was sealed stays as it is.
    let before = all_files(&sandbox.dir().join("移交/2026-003-v1"));
    append(&sandbox).exits(0);
    assert!(all_files(&sandbox.dir().join("移交/2026-003-v1")) == before);
    let second = sandbox.dir().join("移交/2026-003-v2");
    let info = fs::read_to_string(second.join("bag-info.txt")).unwrap();
    assert!(info.contains(&format!("Yijuan-Seal: 2\nYijuan-Previous-Seal: {seal}\n")), "{info}");
    let list = fs::read_to_string(second.join("data/目录文件.XML")).unwrap();
    assert_eq!(list.matches("<件>").count(), 1, "{list}");
    assert!(
        second.join("data/其他/议题/移交登记表（办公室）2026-06-20.md").is_file(),
        "the form goes with the next bag"
    );
    // It can be proved by the bags, and by the archive.
    sandbox.run_in(sandbox.dir(), &["dossier", "verify", "移交"]).exits(0);
    on(&sandbox, "2026-07-16", "dossier verify 2026-003 --in ../../移交").exits(0);
    fs::remove_dir_all(sandbox.dir().join("移交/2026-003-v1")).unwrap();
    let told = on(&sandbox, "2026-07-16", "dossier verify 2026-003 --in ../../移交").exits(1).stdout;
    assert!(told.contains("第1次封装的封装包不在") && told.contains("缺第 1 次封装"), "{told}");
    // All bags can be made again.
    let again = on(&sandbox, "2026-12-01", "dossier seal 2026-003 --to ../../再").exits(0);
    assert!(all_files(&sandbox.dir().join("再/2026-003-v1")) == before, "{again}");
    assert!(all_files(&sandbox.dir().join("再/2026-003-v2")) == all_files(&second));
}

#[test]
fn what_came_since_is_told_and_nothing_new_is_refused() {
    let sandbox = sealed();
    on(&sandbox, "2026-07-01", "dossier append 2026-003 --to ../../移交 --note 不印")
        .refused(&["封装以后没有新的文件", "--as 〈文书〉"]);
    on(&sandbox, "2026-07-01", "dossier append 2026-001 --to ../../移交").refused(&["2026-001 还没有封装"]);
    let shown = on(&sandbox, "2026-07-01", "dossier show 2026-003").exits(0).stdout;
    assert!(!shown.contains("封装以后"), "{shown}");
    sandbox.write("../../批示.txt", "请市住建部门研办。\n");
    let add = "material add 2026-003 ../../批示.txt --document 办理结果材料 --from 区政府 --date 2026-07-02";
    on(&sandbox, "2026-07-16", add).exits(0);
    let shown = on(&sandbox, "2026-07-16", "dossier show 2026-003").exits(0).stdout;
    let since = "封装以后新增或改动：materials/批示.txt；补充封装：yijuan dossier append 2026-003\n";
    assert!(shown.contains(since), "{shown}");
    on(&sandbox, "2026-07-16", "dossier append 2026-003 --to ../../移交 --note 不印").exits(0);
    // A paper that was sealed is changed afterwards: somebody has to say why.
    let paper = format!("{}/调研报告.md", sandbox.topic("003"));
    sandbox.append(&paper, "\n补充一句。\n");
    sandbox.commit_all("更正");
    let told = on(&sandbox, "2026-07-20", "dossier seal 2026-003 --to ../../移交").exits(0).stderr;
    let since = "封装以后新增或改动：调研报告.md；补充封装：yijuan dossier append 2026-003 --note 〈原因〉";
    assert!(told.contains(since), "{told}");
    for format in ["human", "markdown"] {
        let shown = on(&sandbox, "2026-07-20", &format!("dossier show 2026-003 --format {format}")).exits(0).stdout;
        assert!(shown.contains("已封装2次") && shown.contains(since), "{shown}");
    }
    let shown = on(&sandbox, "2026-07-20", "dossier show 2026-003 --format json").exits(0).json();
    assert_eq!(shown["since"]["corrected"], serde_json::json!(["调研报告.md"]));
    on(&sandbox, "2026-07-20", "dossier append 2026-003 --to ../../移交").refused(&["封装后改动过", "--note 〈原因〉"]);
    on(&sandbox, "2026-07-20", "dossier append 2026-003 --to ../../移交 --note 数字有误").exits(0);
    let third = sandbox.dir().join("移交/2026-003-v3/data");
    let said = fs::read_to_string(third.join("说明文件.TXT")).unwrap();
    assert!(said.contains("补充的说明：数字有误") && said.contains("封装后改动：调研报告.md"), "{said}");
    let list = fs::read_to_string(third.join("目录文件.XML")).unwrap();
    assert!(list.contains("<备注>封装后改动</备注>"), "the paper keeps its reference: {list}");
    sandbox.run_in(sandbox.dir(), &["dossier", "verify", "移交"]).exits(0);
    // It is refused before the file is taken in.
    let before = sandbox.last_commit();
    let what = "dossier append 2026-001 ../../批示.txt --as 办理结果材料 --date 2026-07-02";
    on(&sandbox, "2026-07-20", what).refused(&["还没有封装"]);
    assert_eq!(sandbox.last_commit(), before);
}

#[test]
fn a_sealing_that_was_struck_out_counts_nowhere() {
    let sandbox = sealed();
    let events = format!("{}/events.yml", sandbox.topic("003"));
    sandbox.append(
        &events,
        "- {date: 2026-06-17, event: sealed, void: 2026-06-16}\n- {date: 2026-06-17, event: sealed}\n",
    );
    sandbox.commit_all("作废");
    let shown = on(&sandbox, "2026-06-18", "dossier show 2026-003").exits(0).stdout;
    assert!(!shown.contains("已封装"), "{shown}");
    let told = on(&sandbox, "2026-06-18", "dossier verify 2026-003 --in ../../移交").exits(1).stdout;
    assert!(told.contains("没有封装"), "{told}");
    on(&sandbox, "2026-06-18", "dossier append 2026-003 --to ../../移交").refused(&["2026-003 还没有封装"]);
    let told = on(&sandbox, "2026-06-18", "dossier transfer 2026-003 --to 办公室").exits(0).stderr;
    assert!(told.contains("还没有封装，登记表没有数字摘要"), "{told}");
}

#[test]
fn the_history_of_a_later_bag_is_restored_by_git() {
    let sandbox = sealed();
    append(&sandbox).exits(0);
    let stream = sandbox.dir().join("移交/2026-003-v2/data/其他/历史/history.fast-export");
    assert!(!fs::read_to_string(&stream).unwrap().contains("调研报告.md"), "what was sealed before is in its own bag");
    let restored = sandbox.dir().join("restored");
    fs::create_dir(&restored).unwrap();
    sandbox.git_in(&restored, &["init", "--quiet"]);
    let output = sandbox.shell(&restored, &format!("git fast-import --quiet < {}", stream.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    sandbox.git_in(&restored, &["checkout", "--quiet", "main"]);
    assert!(restored.join("archive").join(sandbox.topic("003")).join("materials/批示.txt").is_file());
}

#[test]
fn what_is_missing_is_named_before_it_is_handed_over() {
    let sandbox = sealed();
    let folder = sandbox.topic("003");
    fs::remove_file(sandbox.archive().join(&folder).join("主持词.md")).unwrap();
    sandbox.commit_all("误删");
    let refused = on(&sandbox, "2026-06-20", "dossier transfer 2026-003 --to 办公室");
    refused.refused(&["缺主持词（六.15）", "--incomplete --note 〈原因〉"]);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    on(&sandbox, "2026-06-20", "dossier transfer 2026-003 --to 办公室 --incomplete --note").exits(2);
    let what = "dossier transfer 2026-003 --to 区档案馆 --by 办公室 --on 2026-06-19 --incomplete --note 主持词待补";
    on(&sandbox, "2026-06-20", what).exits(0);
    let form = sandbox.read(&format!("{folder}/移交登记表（区档案馆）2026-06-19.md"));
    assert!(form.contains("缺：主持词。原因：主持词待补"), "{form}");
    on(&sandbox, "2026-06-20", what).refused(&["2026-06-19 已移交"]);
    // It can be printed, and is no file of the dossier that is listed in it.
    on(&sandbox, "2026-06-20", "render 2026-003 移交登记表（区档案馆）2026-06-19 --to docx").exits(0);
    let shown = on(&sandbox, "2026-06-20", "dossier show 2026-003").exits(0).stdout;
    assert!(!shown.contains("移交登记表"), "{shown}");
}

#[test]
fn every_regulation_has_an_event_for_the_handover() {
    for regulation in ["mentougou", "ordos", "shuoting", "yancheng", "ziyang"] {
        let events = Sandbox::empty().run(&["regulation", "show", regulation, "--format", "json"]).exits(0).json();
        let events = events["events"].as_array().unwrap().clone();
        let has = |id: &str| events.iter().any(|event| event["id"] == id);
        assert!(has("dossier-transferred") != has("transferred"), "{regulation}");
        assert!(has("dossier-received") && has("sealed"), "{regulation}");
    }
}

#[test]
fn a_damaged_bag_is_not_received() {
    let sandbox = sealed();
    let other = sandbox.dir().join("other");
    sandbox.run_in(sandbox.dir(), &["init", "other"]).exits(0);
    let list = sandbox.dir().join("移交/2026-003-v1/data/目录文件.XML");
    fs::write(&list, fs::read_to_string(&list).unwrap().replacen('3', "4", 1)).unwrap();
    let before = sandbox.git_in(&other, &["rev-parse", "HEAD"]);
    let command = ["--lang", "zh-CN", "dossier", "receive", "../移交", "--by", "孙示例", "--to", "../库房"];
    sandbox.run_in(&other, &command).refused(&["目录文件.XML: 内容与封装时不同", "没有接收", "退回移交方"]);
    assert_eq!(sandbox.git_in(&other, &["rev-parse", "HEAD"]), before);
    assert!(!sandbox.dir().join("库房").exists());
}

#[test]
fn only_what_is_marked_is_shown_to_everybody() {
    let sandbox = sealed();
    let folder = sandbox.topic("003");
    on(&sandbox, "2026-07-20", "dossier export 2026-003 --public --to ../../公示")
        .refused(&["没有标为公开的", "public: true"]);
    on(&sandbox, "2026-07-20", "dossier export 2026-003 --to ../../公示").refused(&["--public"]);
    let mark = |file: &str, before: &str, after: &str| {
        let path = format!("{folder}/{file}");
        let text = sandbox.read(&path);
        assert!(text.contains(before), "{text}");
        sandbox.write(&path, text.replacen(before, after, 1));
    };
    mark("调研报告.md", "\ntitle:", "\npublic: true\ntitle:");
    mark("协商意见.md", "\ntitle:", "\npublic: true\ntitle:");
    mark("materials.yml", "file: photos/01.png", "file: photos/01.png, public: true");
    mark("events.yml", "event: meeting}", "event: meeting, public: true}");
    let told = on(&sandbox, "2026-07-20", "dossier export 2026-003 --public --to ../../公示").exits(0);
    let files: Vec<String> = all_files(&sandbox.dir().join("公示")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(files, ["01.png", "事项.csv", "调研报告.html"], "{told}");
    assert!(told.stderr.contains("标为公开，还不能公开：协商意见.md，审签失效"), "{told}");
    assert!(told.stderr.contains("没有标为公开：") && told.stderr.contains("photos/02.png"), "{told}");
    assert!(!told.stderr.contains("调研报告.md"), "{told}");
    let events = fs::read_to_string(sandbox.dir().join("公示/事项.csv")).unwrap();
    assert_eq!(events.lines().count(), 2, "{events}");
    on(&sandbox, "2026-07-20", "dossier export 2026-003 --public --to ../../公示").exits(2);
}

#[test]
fn a_secret_in_the_history_stays_behind() {
    let sandbox = Sandbox::sample();
    sandbox.append("yijuan.yml", "filing: {fonds: Z109}\n");
    let paper = format!("{}/调研报告.md", sandbox.topic("003"));
    let text = sandbox.read(&paper);
    sandbox.write(&paper, text.replacen("\ntitle:", "\nsecrecy: 秘密\ntitle:", 1));
    sandbox.git(&["commit", "--quiet", "--no-verify", "-am", "误标"]);
    sandbox.write(&paper, &text);
    sandbox.commit_all("改正");
    on(&sandbox, "2026-06-16", "dossier seal 2026-003 --to ../../移交").refused(&["历史中有标“秘密”的文本"]);
    let what = "dossier seal 2026-003 --to ../../移交 --incomplete --note 历史涉密";
    let told = on(&sandbox, "2026-06-16", what).exits(0).stderr;
    assert!(told.contains("没有封装历史"), "{told}");
    let bag = sandbox.dir().join("移交/2026-003-v1");
    assert!(!bag.join("data/其他/历史").exists());
    for (path, bytes) in all_files(&bag) {
        assert!(!String::from_utf8_lossy(&bytes).contains("secrecy: 秘密"), "{path}");
    }
}
