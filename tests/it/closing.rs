//! What is said when a topic is closed with something open, and of answers that others gave or a promise's own day.

use crate::sandbox::Sandbox;

const FOLDER: &str = "topics/2026/001-巷道";

/// A topic whose opinion is out and whose dossier is handed over, with what became of it.
fn answered(suggestions: &str, materials: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "yijuan.yml",
        "archive: 1\nlanguage: zh-CN\nregulation: mentougou\noffices:\n  urban: {name: 城建环保委员会, kind: special-committee}\n\
         bodies:\n  jiaotong: {name: 区交通局, kind: department}\n  shuiwu: {name: 区水务局, kind: department}\n",
    );
    sandbox.write("people.yml", "- {id: qian, name: 钱样本, posts: [secretary-general]}\n");
    let topic = "title: 巷道\nform: sector\nregulation: mentougou\nbegan: 2026-02-03\noffice: urban\nscheduled: {meeting: 2026-05-14}\n";
    sandbox.write(&format!("{FOLDER}/topic.yml"), topic);
    let sent = "- {date: 2026-05-14, event: meeting}\n- {date: 2026-05-20, event: opinion-made, by: [urban]}\n\
                - {date: 2026-05-25, event: opinion-sent, by: [cppcc-office]}\n- {date: 2026-05-28, event: dossier-transferred, by: [urban], to: [cppcc-office]}\n\
                - {date: 2026-06-05, event: handling-tracked}\n";
    sandbox.write(&format!("{FOLDER}/events.yml"), sent);
    sandbox.write(&format!("{FOLDER}/suggestions.yml"), suggestions);
    sandbox.write(&format!("{FOLDER}/materials.yml"), materials);
    sandbox.write(&format!("{FOLDER}/materials/结果.pdf"), "%PDF-1.4 结果");
    sandbox.commit_all("巷道");
    sandbox
}

const ANSWERED: &str = "- {id: s1, kind: suggestion, text: 修路, to: jiaotong, events: [{date: 2026-06-02, event: replied, by: [jiaotong]}]}\n";
const OPEN: &str = "- {id: s1, kind: suggestion, text: 修路, to: jiaotong}\n";
const RESULT: &str = "- {file: materials/结果.pdf, document: outcome-material}\n";

/// What is said beside the entry when the topic is closed.
fn said(sandbox: &Sandbox) -> String {
    sandbox.run("record 001 办结 --on 2026-06-15").exits(0).stderr
}

#[test]
fn what_a_rule_asks_for_by_the_end_is_named_the_day_it_ends() {
    let lacking = said(&answered(ANSWERED, ""));
    assert!(lacking.contains("M16d 缺办理结果材料"), "{lacking}");
    assert!(lacking.contains("`yijuan check 2026-001`"), "{lacking}");
    assert!(!said(&answered(ANSWERED, RESULT)).contains("M16d"));
}

#[test]
fn the_pages_that_closing_points_to_name_what_it_says() {
    let sandbox = answered(ANSWERED, "");
    assert!(said(&sandbox).contains("M16d 缺办理结果材料"));
    for page in ["check 2026-001", "due 2026-001", "show 2026-001"] {
        let told = sandbox.run(&format!("{page} --as-of 2026-06-15")).stdout;
        assert!(told.contains("M16d"), "{page}: {told}");
    }
    // What is due after the end is due on every page, too.
    let later = "- {id: r1, kind: response, text: 批示, events: [{date: 2026-06-12, event: received}]}\n";
    let sandbox = answered(later, RESULT);
    sandbox.write("yijuan.yml", sandbox.read("yijuan.yml") + "limits: {promptly: 5 workdays}\n");
    sandbox.commit_all("期限");
    for rule in ["M6d", "M11"] {
        sandbox.run(&format!("attest 001 {rule} --by 钱样本 --on 2026-06-14")).exits(0);
    }
    sandbox.run("record 001 办结 --on 2026-06-15").exits(0);
    let pages = ["check 2026-001", "due 2026-001", "show 2026-001"];
    let named = pages.map(|page| sandbox.run(&format!("{page} --as-of 2026-06-15")).stdout.contains("M16c r1"));
    assert_eq!(named, [true; 3]);
}

#[test]
fn what_is_asked_for_by_the_end_alone_is_the_next_step_before_it() {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", "archive: 1\nlanguage: zh-CN\nregulation: kinds\nregulations: [kinds]\n");
    sandbox.write("people.yml", "- {id: qian, name: 钱样本}\n");
    let regulation = "id: kinds\ntitle: 试行规程\nin_force: 2026-01-01\nevents:\n  meeting: {name: 协商会议}\n  closed: {name: 办结, of: topic}\n\
        stages: [{id: held, name: 召开, done_when: [meeting]}]\nrules:\n\
        \x20 - {id: A1, article: 一, quote: 体现领导, en: It leads., force: must, subject: topic, due: {before: closed}, check: attest}\n";
    sandbox.write("templates/kinds/regulation.yml", regulation);
    sandbox.write("topics/2026/001-例/topic.yml", "title: 例\nregulation: kinds\nbegan: 2026-02-03\n");
    sandbox.write("topics/2026/001-例/events.yml", "- {date: 2026-05-14, event: meeting}\n");
    sandbox.commit_all("例");
    let next = || sandbox.run("show 001").exits(0).stdout.split_once("下一步").unwrap().1.to_owned();
    assert!(next().contains("办结前还有1项要办：\n  A1  确认：体现领导"), "{}", next());
    assert!(next().contains("yijuan attest 2026-001 A1 --by 〈人员〉"), "{}", next());
    let told = sandbox.run("record 001 办结").exits(0).stderr;
    assert!(told.contains("须由人确认的1项尚无人确认：A1") && told.contains("--checklist"), "{told}");
    sandbox.run("record 001 办结 --void 2026-06-15 --note 先确认").exits(0);
    sandbox.run("attest 001 A1 --by 钱样本").exits(0);
    assert!(next().contains("应办的都已办理，可以办结"), "{}", next());
}

#[test]
fn what_was_handed_over_and_never_answered_is_named() {
    let open = answered(OPEN, "");
    let told = said(&open);
    let hint = "建议 s1 已交办，尚无答复；已答复的补记：yijuan suggestion update 2026-001 s1 --event 答复 --on 〈日期〉 --by 〈单位〉";
    assert!(told.contains(hint), "{told}");
    open.run("record 001 办结 --void 2026-06-15 --note 先补记").exits(0);
    open.run("suggestion update 2026-001 s1 --event 答复 --on 2026-06-10 --by 区交通局").exits(0);
    assert!(!said(&open).contains("尚无答复"));
    // What nobody was given awaits no answer, and what was settled needs none.
    for settled in [OPEN.replace(", to: jiaotong", ""), OPEN.replace('}', ", adoption: not-adopted}")] {
        assert!(!said(&answered(&settled, "")).contains("尚无答复"), "{settled}");
    }
    // What a rule asks for of a suggestion is said once.
    let pursued =
        "- {id: r1, kind: response, text: 批示, to: jiaotong, events: [{date: 2026-06-01, event: received}]}\n";
    let told = said(&answered(pursued, RESULT));
    assert!(told.contains("M16c r1") && !told.contains("尚无答复"), "{told}");
}

#[test]
fn an_end_that_is_taken_back_or_still_to_come_says_nothing() {
    let sandbox = answered(OPEN, "");
    assert!(!sandbox.run("record 001 办结 --on 2026-07-01").exits(0).stderr.contains("尚无答复"));
    assert!(!sandbox.run("record 001 办结 --void 2026-07-01 --note 未办完").exits(0).stderr.contains("尚无答复"));
}

#[test]
fn an_answer_of_another_than_was_asked_is_told() {
    let sandbox = answered(OPEN, "");
    let update = "suggestion update 001 s1 --event 答复 --on 2026-06-08 --by 区水务局";
    let told = sandbox.run(update).exits(0).stderr;
    assert!(told.contains("s1 交办的是区交通局，答复的是区水务局"), "{told}");
    // Both of what it offers can be done.
    sandbox.run("suggestion update 2026-001 s1 --event 答复 --void 2026-06-08 --note 记错").exits(0);
    sandbox.run("suggestion update 2026-001 s1 to=区水务局").exits(0);
    for lawful in ["--event 答复 --on 2026-06-09 --by 区水务局", "--event 办理进展 --on 2026-06-09 --by 区交通局"]
    {
        let told = sandbox.run(&format!("suggestion update 001 s1 {lawful}")).exits(0).stderr;
        assert!(!told.contains("交办的是"), "{told}");
    }
}

#[test]
fn a_day_that_a_promise_names_is_told_to_be_text() {
    let sandbox = answered(OPEN, "");
    let told = sandbox.run("suggestion add 001 --kind 承诺事项 --text 十月底前配齐除雪设备 --to 区交通局");
    let told = told.exits(0).stderr;
    assert!(
        told.contains("“十月底前”只是文字") && told.contains("suggestion update 2026-001 c1 答复期限=〈日期〉"),
        "{told}"
    );
    let told = sandbox.run("suggestion add 001 --kind 承诺事项 --text 会前沟通 --to 区交通局").exits(0).stderr;
    assert!(!told.contains("期限"), "{told}");
}

#[test]
fn what_only_a_person_can_state_is_told_once_its_day_is_over() {
    let sandbox = answered(ANSWERED, RESULT);
    let check = || sandbox.run("check 001 --as-of 2026-06-14").stdout;
    let told = "尚待人员确认 2 项：2026-001 M6d、M11；怎样确认见 `yijuan show 2026-001 --checklist`";
    assert!(check().ends_with(&format!("{told}\n")), "{}", check());
    let closing = "须由人确认的2项尚无人确认：M6d、M11；各项内容和怎样确认见 `yijuan show 2026-001 --checklist`";
    assert!(said(&sandbox).contains(closing), "{}", said(&sandbox));
    sandbox.run("record 001 办结 --void 2026-06-15 --note 先确认").exits(0);
    sandbox.run("attest 001 M6d M11 --by 钱样本 --on 2026-06-14").exits(0);
    assert!(!check().contains("确认") && !said(&sandbox).contains("确认"));
}

#[test]
fn what_comes_after_closing_is_told_of_by_the_index() {
    let sandbox = answered(ANSWERED, RESULT);
    let index = "---\ndocument: dossier-index\ntitle: 卷内目录\n---\n\n| 顺序号 | 备注 |\n|---|---|\n| 1 | materials/结果.pdf |\n";
    sandbox.write(&format!("{FOLDER}/卷内目录.md"), index);
    sandbox.commit_all("目录");
    sandbox.run("record 001 办结 --on 2026-06-15").exits(0);
    let told = |command: &str| sandbox.run(&format!("{command} --as-of 2026-07-20")).stdout;
    let quiet = told("check 001");
    let file = sandbox.dir().join("迟来.pdf");
    std::fs::write(&file, "%PDF-1.4 迟来").unwrap();
    let file = file.display();
    let add = format!("material add 001 {file} --document 办理结果材料 --date 2026-07-10 --as-of 2026-07-10");
    sandbox.run(&add).exits(0);
    let late = "《卷内目录》没有列入卷中的1件：materials/迟来.pdf";
    for command in ["check 001", "check 001 --all", "check"] {
        assert!(told(command).contains(late) && !quiet.contains("卷内目录"), "{command}: {quiet}");
    }
    // Nobody is told of it any more once it is listed.
    let path = format!("{FOLDER}/卷内目录.md");
    sandbox.append(&path, "| 2 | materials/迟来.pdf |\n");
    sandbox.commit_all("补入");
    assert!(!told("check 001").contains("卷内目录"));
}

#[test]
fn a_closed_topic_with_nothing_to_say_says_nothing_but_what_came_since() {
    let sandbox = Sandbox::sample();
    sandbox.run("render 2026-001 卷内目录 --as-of 2026-05-28").exits(0);
    let check = |options: &str| sandbox.run(&format!("check 2026-001 --as-of 2026-06-15 {options}")).stdout;
    assert!(check("").starts_with("截至") && !check("--all").contains("卷内目录"), "{}", check("--all"));
    let file = sandbox.dir().join("迟来.txt");
    std::fs::write(&file, "迟来的答复").unwrap();
    let file = file.display();
    sandbox.run(&format!("material add 2026-001 {file} --document 办理结果材料 --date 2026-06-12")).exits(0);
    for options in ["", "--all"] {
        assert!(
            check(options).contains("《卷内目录》没有列入卷中的1件：materials/迟来.txt"),
            "{options}: {}",
            check(options)
        );
    }
    // What is older may have been left out on purpose, and is told where all is asked for.
    let path = format!("{}/materials.yml", sandbox.topic("001"));
    sandbox.write(&path, sandbox.read(&path).replace("date: 2026-06-12", "date: 2026-02-12"));
    sandbox.commit_all("日期");
    assert!(!check("").contains("卷内目录") && check("--all").contains("卷内目录"), "{}", check("--all"));
}
