//! `yijuan dossier seal` and `dossier verify`: what leaves the archive, and how it is proved by this program and by others.

use crate::sandbox::{Run, Sandbox};
use crate::signed::{public, sign, signed_through};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

/// What the tests seal with, whether or not papers are set as PDF in this build.
const INCOMPLETE: &str = "--incomplete --note 不印";

/// The sample, whose archive has the number of a fonds.
fn numbered() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.append("yijuan.yml", "filing: {fonds: Z109}\n");
    sandbox.commit_all("全宗号");
    sandbox
}

/// Seals a topic into a folder beside the archive.
fn seal(sandbox: &Sandbox, rest: &str) -> Run {
    sandbox.run(&format!("--lang zh-CN dossier seal {rest} {INCOMPLETE}"))
}

/// The files of a folder, by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let inside = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (inside(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

fn verify(sandbox: &Sandbox, folder: &Path, bag: &str) -> Run {
    sandbox.run_in(folder, &["--lang", "zh-CN", "dossier", "verify", bag])
}

/// The first file of a bag with this name, or an ending like it.
fn named(bag: &Path, name: &str) -> PathBuf {
    let all = WalkDir::new(bag).into_iter().map(Result::unwrap);
    let is_so = |path: &PathBuf| path.is_file() && path.to_str().unwrap().ends_with(name);
    all.map(walkdir::DirEntry::into_path).find(is_so).unwrap()
}

#[test]
fn a_dossier_is_sealed_and_any_damage_is_named() {
    let sandbox = numbered();
    let out = sandbox.dir().join("移交");
    seal(&sandbox, "2026-001 --to ../../移交 --by 钱样本").exits(0);
    let bag = out.join("2026-001-v1");
    assert!(sandbox.last_commit().contains("2026-001 第1次封装"), "{}", sandbox.last_commit());
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    let told = verify(&sandbox, sandbox.dir(), "移交/2026-001-v1").exits(0).stdout;
    assert!(told.contains("完好") && told.contains("没有签名"), "{told}");
    let json = sandbox.run(&["dossier", "verify", "../../移交", "--format", "json"]).exits(0).json();
    assert_eq!((&json["schema"], &json["sound"]), (&"yijuan/seal/1".into(), &true.into()));
    let notes = json["bags"][0]["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["kind"] == "recorded"), "inside the archive the seal is on record: {json}");
    let opinion = named(&bag, "协商意见.md");
    let text = fs::read_to_string(&opinion).unwrap();
    fs::write(&opinion, text.replacen('供', "共", 1)).unwrap();
    let told = verify(&sandbox, sandbox.dir(), "移交/2026-001-v1").exits(1).stdout;
    assert!(told.contains("错误 内容与封装时不同") && told.contains("协商意见.md"), "{told}");
    assert!(told.contains("不通过 1-14"), "{told}");
    let report =
        sandbox.run(&["--lang", "zh-CN", "dossier", "verify", "../../移交", "--format", "markdown"]).exits(1).stdout;
    assert!(
        report.starts_with("# 封装包核验报告\n") && report.contains("| 1-14 | 信息包与封装时一致 | 不通过 |"),
        "{report}"
    );
}

#[test]
fn what_is_sealed_twice_and_in_another_clone_is_the_same_to_the_byte() {
    let sandbox = numbered();
    let clone = sandbox.dir().join("clone");
    sandbox.git(&["clone", "--quiet", ".", clone.to_str().unwrap()]);
    sandbox.git(&["gc", "--quiet", "--aggressive"]);
    seal(&sandbox, "2026-001 --to ../../一").exits(0);
    // Another user seals the same commit in a clone that holds it in other packs.
    let other = [("LC_ALL", "C"), ("TZ", "America/New_York"), ("GIT_AUTHOR_NAME", "乙"), ("GIT_COMMITTER_NAME", "乙")];
    let own = [
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("log.showSignature", "true"),
        ("core.quotePath", "true"),
        ("core.autocrlf", "true"),
        ("color.ui", "always"),
        ("diff.relative", "true"),
        ("i18n.logOutputEncoding", "GBK"),
    ];
    for (setting, value) in own {
        sandbox.git_in(&clone, &["config", setting, value]);
    }
    let mut program = sandbox.program(
        &clone.join("archive"),
        &["dossier", "seal", "2026-001", "--to", "../../二", "--incomplete", "--note", "不印"],
    );
    let made = program.envs(other).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    // And once more, of what is on record, on another day.
    let again = sandbox.run("--lang en dossier seal 2026-001 --to ../../三 --as-of 2026-12-01").exits(0);
    assert!(again.stderr.contains("sealed already"), "{again}");
    seal(&sandbox, "2026-001 --to ../../一").exits(0);
    let bags = ["一", "二", "三"].map(|name| files(&sandbox.dir().join(name)));
    assert!(bags[0].len() > 40);
    for other in &bags[1..] {
        let differ: Vec<&String> = bags[0].keys().filter(|path| bags[0].get(*path) != other.get(*path)).collect();
        assert_eq!(differ, [""; 0]);
        assert_eq!(bags[0].len(), other.len());
    }
}

#[test]
fn a_signed_scan_is_one_file_with_its_paper_also_if_it_comes_later() {
    let sandbox = numbered();
    let list = |bag: &str| fs::read_to_string(sandbox.dir().join(bag).join("data/目录文件.XML")).unwrap();
    let opinion = |list: &str| {
        let entries = list.split("<件>").filter(|entry| entry.contains("协商意见</题名>")).map(ToOwned::to_owned);
        entries.collect::<Vec<String>>()
    };
    fs::write(sandbox.dir().join("签发件.pdf"), "%PDF-1.4\n").unwrap();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    let reference = |entry: &str| entry.split("</档号>").next().unwrap().rsplit('>').next().unwrap().to_owned();
    let before = opinion(&list("移交/2026-001-v1"));
    let append =
        "--lang zh-CN dossier append 2026-001 ../../签发件.pdf --as 协商意见 --date 2026-03-03 --to ../../移交";
    sandbox.run(&format!("{append} --note 不印")).exits(0);
    let after = opinion(&list("移交/2026-001-v2"));
    assert!(before.len() == 1 && after.len() == 1, "{before:?} {after:?}");
    assert_eq!(reference(&before[0]), reference(&after[0]));
    assert!(after[0].find("签发件.pdf") < after[0].find("协商意见.md") && after[0].contains("签发件.pdf"), "{after:?}");
    // The paper itself was not changed.
    assert!(!after[0].contains("封装后改动"), "{after:?}");
    verify(&sandbox, sandbox.dir(), "移交").exits(0);
}

#[test]
fn retention_is_given_to_documents_by_name_and_a_class_has_year_and_period() {
    let sandbox = numbered();
    let settings = sandbox.read("yijuan.yml");
    let filing = |rest: &str| {
        sandbox.write("yijuan.yml", settings.replace("{fonds: Z109}", &format!("{{fonds: Z109, {rest}}}")));
    };
    filing("retention: {主持词: D10}");
    sandbox.commit_all("期限");
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    let list = fs::read_to_string(sandbox.dir().join("移交/2026-001-v1/data/目录文件.XML")).unwrap();
    let script = list.split("<件>").find(|entry| entry.contains("主持词</题名>")).unwrap();
    assert!(script.contains("<保管期限>D10</保管期限>"), "{script}");
    for (wrong, told) in [
        ("retention: {主持司: D10}", "未知的文书 `主持司`"),
        ("class: \"WS·{year}\"", "类别号没有 {retention}"),
        ("class: WS", "类别号没有 {year}、{retention}"),
    ] {
        filing(wrong);
        let check = sandbox.run("--lang zh-CN check").stdout;
        assert!(check.contains(told) && check.contains("yijuan.yml:"), "{wrong}: {check}");
        let doctor = sandbox.run("--lang zh-CN doctor").exits(1).stdout;
        assert!(doctor.contains(told), "{wrong}: {doctor}");
    }
}

#[test]
fn references_are_given_once_and_go_on_over_topics() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    seal(&sandbox, "2026-002 --to ../../移交").exits(0);
    let register = sandbox.read("filing/2026.yml");
    let permanent: Vec<&str> = register.lines().filter(|line| line.contains("·Y-")).collect();
    assert!(permanent[0].starts_with("- {reference: \"Z109-WS·2026·Y-0001\", topic: 2026-001, file: "), "{register}");
    let next = permanent.iter().find(|line| line.contains("topic: 2026-002")).unwrap();
    let count = permanent.iter().filter(|line| line.contains("topic: 2026-001")).count() + 1;
    assert!(next.contains(&format!("·Y-{count:04}")), "{register}");
    verify(&sandbox, sandbox.dir(), "移交").exits(0);
}

#[test]
fn a_register_that_gives_a_reference_twice_is_refused() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    let line = "- {reference: \"Z109-WS·2026·Y-0001\", topic: 2026-002, file: 协商意见.md, date: 2026-06-15}\n";
    sandbox.append("filing/2026.yml", line);
    seal(&sandbox, "2026-002 --to ../../移交").refused(&["filing/2026.yml: 有未提交的改动"]);
    sandbox.commit_all("合并");
    let twice =
        "Z109-WS·2026·Y-0001 用了两次：2026-001 的 协商工作方案.md（filing/2026.yml 第 1 条）、2026-002 的 协商意见.md";
    seal(&sandbox, "2026-002 --to ../../移交").refused(&[twice]);
}

#[test]
fn the_metadata_of_a_paper_have_who_decided_and_in_which_post() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    let folder = named(&sandbox.dir().join("移交/2026-001-v1"), "协商意见.md").with_file_name("元数据.XML");
    let metadata = fs::read_to_string(folder).unwrap();
    assert!(metadata.contains("<责任人>孙范文</责任人>\n    <职务>秘书长</职务>"), "{metadata}");
    assert!(metadata.contains("<职务>城建环保委员会主任</职务>") && metadata.contains("<职务/>"), "{metadata}");
}

#[test]
fn two_branches_that_gave_one_reference_are_found() {
    let sandbox = numbered();
    sandbox.git(&["switch", "--quiet", "--create", "other"]);
    seal(&sandbox, "2026-002 --to ../../移交").exits(0);
    sandbox.git(&["switch", "--quiet", "main"]);
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    sandbox.git(&["merge", "--quiet", "--no-edit", "other"]);
    let of_register = || {
        let told = sandbox.run("--lang zh-CN check --all --format json").json();
        let findings = told["findings"].as_array().unwrap().clone();
        let here =
            findings.into_iter().filter(|finding| finding["path"].as_str().unwrap_or_default().contains("filing"));
        here.map(|finding| format!("{}:{} {}", finding["path"], finding["line"], finding["message"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    let found = of_register();
    let both = "Y-0001 用了两次：2026-001 的 协商工作方案.md（filing/2026.yml 第 1 条）、2026-002 的 ";
    assert!(found.iter().any(|one| one.contains(both)), "{found:?}");
    assert_eq!(sandbox.run("check").code, Some(1));
    // One of them is handed over as it is, the other gets others when it is sealed anew.
    let merged = sandbox.read("filing/2026.yml");
    let of_one: Vec<&str> = merged.lines().filter(|line| line.contains("topic: 2026-001")).collect();
    sandbox.write("filing/2026.yml", of_one.join("\n") + "\n");
    assert_eq!(of_register(), [""; 0]);
    sandbox.commit_all("另给");
    sandbox.run("record 2026-002 封装 --void 2026-06-15 --note 档号重复").goes_well();
    seal(&sandbox, "2026-002 --to ../../再").exits(0);
    assert_eq!(of_register(), [""; 0]);
    verify(&sandbox, sandbox.dir(), "再").exits(0);
    sandbox.git(&["reset", "--quiet", "--hard", "HEAD~3"]);
    assert!(!of_register().is_empty());
    // The lines of one branch twice are one entry; of what is no register it is told, as of numbers.
    sandbox.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    let register = sandbox.read("filing/2026.yml");
    sandbox.append("filing/2026.yml", &register);
    assert_eq!(of_register(), [""; 0]);
    sandbox.append("filing/2026.yml", "- 12\n");
    sandbox.write("filing/一.yml", "");
    let found = of_register().join("\n");
    assert!(found.contains("档号登记写作") || found.contains("不是档号登记的文件名"), "{found}");
    assert!(found.contains(&format!("filing/2026.yml:{}", 2 * register.lines().count() + 1)), "{found}");
}

#[test]
fn everything_in_the_way_is_named_at_once() {
    let sandbox = Sandbox::sample();
    sandbox
        .run("--lang en dossier seal 2026-001")
        .refused(&["no number of the fonds is set", "filing: {fonds: 〈NUMBER〉}"]);
    let sandbox = numbered();
    sandbox.run("--lang en dossier seal 2026-001 --to exports").refused(&["it lies in the archive"]);
    sandbox.run("--lang en dossier seal 2026-001 --to ../../out --by 无此人").refused(&["无此人"]);
    sandbox.run("--lang en dossier seal 2026-001 --incomplete").refused(&["--note"]);
    let folder = sandbox.topic("003");
    fs::remove_file(sandbox.archive().join(&folder).join("主持词.md")).unwrap();
    sandbox.commit_all("误删");
    sandbox.append(&format!("{folder}/events.yml"), "# 手工\n");
    let refused = sandbox.run("--lang en dossier seal 2026-003 --to ../../out");
    refused.refused(&["events.yml: it has changes not committed", "host script is missing or not final"]);
    sandbox
        .run("--lang en dossier seal 2026-003 --to ../../out --incomplete --note 待补")
        .refused(&["changes not committed"]);
    sandbox.commit_all("手工");
    let letter = format!("{folder}/协商函.md");
    sandbox.write(&letter, sandbox.read(&letter).replacen("---\n\n", "---\n\n〔待填写：时间〕\n\n", 1));
    sandbox.commit_all("又起草");
    sandbox.run("--lang en dossier seal 2026-003 --to ../../out").refused(&["协商函.md: draft"]);
    sandbox.append(&letter, "\n");
    sandbox.write(&letter, sandbox.read(&letter).replacen("document:", "secrecy: 秘密\ndocument:", 1));
    sandbox.git(&["commit", "--quiet", "--no-verify", "-am", "标密"]);
    sandbox.run("--lang en dossier seal 2026-003 --to ../../out --incomplete --note 待补").refused(&["marked 秘密"]);
    assert!(!sandbox.dir().join("out").exists());
    assert!(!sandbox.archive().join("filing").exists());
}

#[test]
fn a_bag_is_never_replaced_and_nothing_is_recorded_without_one() {
    let sandbox = numbered();
    let out = sandbox.dir().join("移交");
    let refused = || {
        seal(&sandbox, "2026-001 --to ../../移交").exits(2);
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
        assert!(!sandbox.archive().join("filing").exists());
    };
    fs::create_dir_all(out.join("2026-001-v1")).unwrap();
    refused();
    fs::remove_dir_all(&out).unwrap();
    fs::write(&out, "不是文件夹").unwrap();
    refused();
    fs::remove_file(&out).unwrap();
    // What a killed command left beside it is no hindrance.
    fs::create_dir_all(out.join(".2026-001-v1.unfinished/data")).unwrap();
    seal(&sandbox, "2026-001 --to ../../移交 --zip").exits(0);
    let names: Vec<String> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"2026-001-v1.zip".to_owned()), "{names:?}");
}

#[test]
fn the_office_signs_and_an_archive_knows_its_key() {
    let sandbox = numbered();
    let trusted = format!("办公室 namespaces=\"yijuan-seal\" {}\n", public("wang"));
    sandbox.write("allowed_signers", &trusted);
    sandbox.commit_all("公章密钥");
    seal(&sandbox, &format!("2026-001 --to ../../移交 {}", sign("qian"))).refused(&["没有把封装交给密钥"]);
    seal(&sandbox, &format!("2026-001 --to ../../移交 {}", sign("wang"))).exits(0);
    let bag = sandbox.dir().join("移交/2026-001-v1");
    let told = verify(&sandbox, &sandbox.archive(), "../../移交").exits(0).stdout;
    assert!(told.contains("办公室 签名") && !told.contains("只有封装包自己为证"), "{told}");
    let told = verify(&sandbox, sandbox.dir(), "移交").exits(0).stdout;
    assert!(told.contains("只有封装包自己为证"), "{told}");
    let proof =
        "ssh-keygen -Y verify -f data/其他/allowed_signers -I 办公室 -n yijuan-seal -s tagmanifest-sha512.txt.sig";
    let output = sandbox.shell(&bag, &format!("{proof} < tagmanifest-sha512.txt"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // That it was signed is on record, so that taking the signature away is seen.
    let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("001")));
    assert!(events.contains(", \"SHA256:"), "{events}");
    fs::remove_file(bag.join("tagmanifest-sha512.txt.sig")).unwrap();
    for of in ["../../移交/2026-001-v1", "2026-001 --in ../../移交"] {
        let told = sandbox.run(&format!("--lang zh-CN dossier verify {of}")).exits(1).stdout;
        assert!(told.contains("错误 封装时用密钥 SHA256:") && told.contains("签名不在了"), "{told}");
        assert!(!told.contains("封装没有签名"), "{told}");
    }
    seal(&sandbox, "2026-001 --to ../../再").exits(0);
    let again = sandbox.run("--lang zh-CN dossier seal 2026-001 --to ../../又").exits(0);
    assert!(again.stderr.contains("这一份没有签名"), "{again}");
    let again = sandbox.run(&format!("--lang zh-CN dossier seal 2026-001 --to ../../签 {}", sign("wang"))).exits(0);
    assert!(!again.stderr.contains("这一份没有签名"), "{again}");
    sandbox.run("dossier verify 2026-001 --in ../../签").exits(0);
}

#[test]
fn the_readme_proves_it_with_what_every_machine_has() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    let bag = sandbox.dir().join("移交/2026-001-v1");
    let readme = fs::read_to_string(bag.join("data/其他/README.txt")).unwrap();
    let commands: Vec<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(commands.len(), 12, "{commands:?}");
    let before = files(&bag);
    let run = |command: &str| {
        let output = sandbox.shell(&bag, command);
        assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let told: Vec<String> = commands.iter().map(|command| run(command)).collect();
    assert_eq!(told[..4], [""; 4], "nothing is amiss");
    assert!(files(&bag) == before, "nothing is left behind");
    let seal = told[4].split(' ').next().unwrap();
    assert!(sandbox.read(&format!("{}/events.yml", sandbox.topic("001"))).contains(seal), "{seal}");
    assert_eq!(told[6..10], [""; 4], "every text and line is there, no decision is signed, and none was received");
    assert_eq!(told[11], "", "the list has the digest of each file");
    let opinion = named(&bag, "协商意见.md");
    let text = fs::read_to_string(&opinion).unwrap();
    fs::write(&opinion, text.replacen('供', "共", 1)).unwrap();
    let amiss = sandbox.shell(&bag, commands[11]);
    assert!(String::from_utf8_lossy(&amiss.stdout).contains("协商意见.md: FAILED"), "{amiss:?}");
    fs::write(&opinion, text).unwrap();
    fs::write(bag.join("data/其他/多"), "1").unwrap();
    let amiss = sandbox.shell(&bag, commands[2]);
    assert!(String::from_utf8_lossy(&amiss.stdout).contains("data/其他/多"));
    let decisions = bag.join("data/其他/议题/reviews/协商意见.yml");
    let text = fs::read_to_string(&decisions).unwrap();
    fs::write(&decisions, text.replacen("verdict: submit", "verdict: approve", 1)).unwrap();
    assert_eq!(run(commands[7]).trim().len(), 64, "the line that follows names another");
    fs::remove_file(named(&bag.join("data/其他/版本/协商意见"), ".md")).unwrap();
    assert_eq!(run(commands[6]).trim().len(), 64, "a text is gone");
}

#[test]
fn the_readme_proves_signed_decisions() {
    let sandbox = signed_through();
    sandbox.append("yijuan.yml", "filing: {fonds: Z109}\n");
    sandbox.commit_all("全宗号");
    seal(&sandbox, "2026-001 --to ../移交").exits(0);
    let bag = sandbox.archive().join("../移交/2026-001-v1");
    let readme = fs::read_to_string(bag.join("data/其他/README.txt")).unwrap();
    let command = readme.lines().find(|line| line.contains("-n yijuan -s")).unwrap().trim();
    let told = || String::from_utf8(sandbox.shell(&bag, command).stdout).unwrap();
    assert_eq!(told().matches("Good \"yijuan\" signature").count(), 4, "{}", told());
    let decisions = bag.join("data/其他/议题/reviews/协商意见.yml");
    let text = fs::read_to_string(&decisions).unwrap();
    fs::write(&decisions, text.replacen("via: scan", "via: null", 1)).unwrap();
    assert_eq!(told().matches("Good \"yijuan\" signature").count(), 3, "{}", told());
}

#[test]
fn git_restores_the_topic_from_the_history_in_the_bag() {
    let sandbox = numbered();
    let before = files(&sandbox.archive().join(sandbox.topic("001")));
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    let stream = sandbox.dir().join("移交/2026-001-v1/data/其他/历史/history.fast-export");
    let restored = sandbox.dir().join("restored");
    fs::create_dir(&restored).unwrap();
    sandbox.git_in(&restored, &["init", "--quiet"]);
    let output = sandbox.shell(&restored, &format!("git fast-import --quiet < {}", stream.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    sandbox.git_in(&restored, &["checkout", "--quiet", "main"]);
    assert!(files(&restored.join("archive").join(sandbox.topic("001"))) == before);
    assert!(!restored.join("archive/people.yml").exists(), "no other file of the archive goes out with it");
}

#[test]
#[ignore = "needs bagit, which .ci/judges installs"]
fn bagit_accepts_it_and_sees_what_it_can() {
    let python = std::env::var_os("YIJUAN_BAGIT").expect("YIJUAN_BAGIT names the Python that has bagit");
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    let bag = sandbox.dir().join("移交/2026-001-v1");
    let judged = || {
        let judge = Command::new(&python).args(["-m", "bagit", "--validate"]).arg(&bag).output();
        judge.unwrap().status.success()
    };
    assert!(judged());
    fs::write(bag.join("data/其他/多"), "1").unwrap();
    assert!(!judged());
    fs::remove_file(bag.join("data/其他/多")).unwrap();
    // It passes over what is beside the payload, and this program does not.
    fs::write(bag.join("多"), "1").unwrap();
    assert!(judged());
    verify(&sandbox, sandbox.dir(), "移交").exits(1);
}

#[test]
fn a_text_that_was_decided_on_and_never_committed_is_told() {
    let sandbox = numbered();
    let decisions = format!("{}/reviews/协商意见.yml", sandbox.topic("001"));
    let text = sandbox.read(&decisions);
    let at = text.find("sha256: ").unwrap() + "sha256: ".len();
    sandbox.write(&decisions, format!("{}{}{}", &text[..at], "0".repeat(64), &text[at + 64..]));
    sandbox.commit_all("改动决定");
    let told = seal(&sandbox, "2026-001 --to ../../移交").exits(0).stderr;
    assert!(told.contains("审签过而历史中没有的文本，没有封装：协商意见（"), "{told}");
    let described = named(&sandbox.dir().join("移交"), "说明文件.TXT");
    assert!(fs::read_to_string(described).unwrap().contains("0000000000000000）"));
}

#[test]
fn what_is_no_bag_is_told() {
    let sandbox = numbered();
    sandbox.run("--lang en dossier verify .").refused(&["there is no bag here"]);
    sandbox.run("--lang en dossier verify yijuan.yml").refused(&["there is no bag here", "or the ZIP file of a bag"]);
    sandbox.run("--lang en dossier verify nowhere").refused(&["no such file"]);
}

#[test]
fn names_that_no_package_takes_become_others_and_are_told() {
    let sandbox = numbered();
    let folder = sandbox.topic("001");
    let own = sandbox.archive().join(&folder);
    let moved = |from: &str, to: &str| fs::rename(own.join(from), own.join(to)).unwrap();
    moved("协商意见.md", "意见50%.md");
    moved("reviews/协商意见.yml", "reviews/意见50%.yml");
    let long = format!("materials/{}.txt", "x".repeat(196));
    for file in [long.as_str(), "materials/CON.txt", "materials/50%.txt", "materials/甲&乙 '丙'.txt"] {
        sandbox.write(&format!("{folder}/{file}"), file);
        let file = file.replace('\'', "''");
        let entry = format!("- {{file: '{file}', document: department-material, from: 区住建局, date: 2026-02-10}}\n");
        sandbox.append(&format!("{folder}/materials.yml"), &entry);
    }
    sandbox.commit_all("各种名称");
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    verify(&sandbox, sandbox.dir(), "移交").exits(0);
    let bag = sandbox.dir().join("移交/2026-001-v1");
    let list = fs::read_to_string(bag.join("data/目录文件.XML")).unwrap();
    assert!(list.contains("<文件 名称=\"CON_.txt\" 大小=\"17\" 原名=\"CON.txt\" SHA-256="), "{list}");
    assert!(list.contains("原名=\"50%.txt\"") && list.contains(&format!("原名=\"{}.txt\"", "x".repeat(196))), "{list}");
    assert!(named(&bag.join("data/其他/版本/意见50_"), ".md").exists());
    let readme = fs::read_to_string(bag.join("data/其他/README.txt")).unwrap();
    let proof = readme.lines().find(|line| line.starts_with("    sed -n")).unwrap();
    let output = sandbox.shell(&bag, proof);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let described = fs::read_to_string(bag.join("data/说明文件.TXT")).unwrap();
    assert!(described.contains("其他/议题/reviews/意见50_.yml（原为 其他/议题/reviews/意见50%.yml）"), "{described}");
}

#[test]
fn a_reference_stays_when_the_table_of_retention_changes() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../一").exits(0);
    sandbox.run("record 2026-001 封装 --void 2026-06-15 --note 重封").goes_well();
    let settings = sandbox.read("yijuan.yml").replace("{fonds: Z109}", "{fonds: Z109, retention: {host-script: D10}}");
    sandbox.write("yijuan.yml", settings);
    sandbox.commit_all("保管期限");
    let before = sandbox.read("filing/2026.yml");
    seal(&sandbox, "2026-001 --to ../../二").exits(0);
    assert_eq!(sandbox.read("filing/2026.yml"), before);
    let list = fs::read_to_string(sandbox.dir().join("二/2026-001-v1/data/目录文件.XML")).unwrap();
    let script = list.split("<件>").find(|entry| entry.contains("主持词.md")).unwrap();
    assert!(script.contains("<保管期限>D10<") && script.contains("<档号>Z109-WS·2026·D30-0004<"), "{script}");
}

#[test]
fn what_is_sealed_anew_on_the_day_it_was_struck_out_counts() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../一").exits(0);
    sandbox.run("record 2026-001 封装 --void 2026-06-15 --note 重封").goes_well();
    let told = sandbox.run("--lang zh-CN dossier verify 2026-001 --in ../../一").exits(1).stdout;
    assert!(told.contains("没有封装"), "{told}");
    seal(&sandbox, "2026-001 --to ../../二").exits(0);
    sandbox.run("dossier verify 2026-001 --in ../../二").exits(0);
    let again = sandbox.run("--lang zh-CN dossier seal 2026-001 --to ../../三").exits(0);
    assert!(again.stderr.contains("已经封装，登记不变"), "{again}");
}

#[test]
fn a_zip_file_that_cannot_be_written_leaves_no_bag_and_no_record() {
    let sandbox = numbered();
    let out = sandbox.dir().join("移交");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("2026-001-v1.zip"), "另一个文件").unwrap();
    seal(&sandbox, "2026-001 --to ../../移交 --zip").refused(&["2026-001-v1.zip"]);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    assert!(!sandbox.archive().join("filing").exists());
}

#[test]
fn a_zip_file_is_verified_and_received_where_it_lies() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交 --zip").exits(0);
    let told = verify(&sandbox, sandbox.dir(), "移交/2026-001-v1.zip").exits(0).stdout;
    assert!(told.contains("完好"), "{told}");
    let receive = "--lang zh-CN dossier receive ../../移交/2026-001-v1.zip --by 钱样本";
    sandbox.run(receive).exits(0);
    // It is copied as it is, under its name, and into its place as a whole.
    let (there, copy) = (sandbox.dir().join("移交/2026-001-v1.zip"), sandbox.dir().join("收/2026-001-v1.zip"));
    fs::create_dir_all(copy.parent().unwrap()).unwrap();
    fs::write(copy.with_file_name(".2026-001-v1.zip.unfinished"), "断电以后").unwrap();
    let told = sandbox.run(&format!("{receive} --to ../../收 --as-of 2026-06-16")).exits(0).stdout;
    assert!(told.contains("收/2026-001-v1.zip\n"), "{told}");
    assert!(fs::read(&copy).unwrap() == fs::read(&there).unwrap());
    assert_eq!(fs::read_dir(copy.parent().unwrap()).unwrap().count(), 1);
    // The same one stays; another is not replaced, and nothing is recorded.
    sandbox.run(&format!("{receive} --to ../../收 --as-of 2026-06-17")).exits(0);
    fs::write(&copy, "另一个文件").unwrap();
    let before = sandbox.last_commit();
    sandbox.run(&format!("{receive} --to ../../收 --as-of 2026-06-18")).refused(&["2026-001-v1.zip"]);
    assert_eq!((fs::read_to_string(&copy).unwrap().as_str(), sandbox.last_commit()), ("另一个文件", before));
}

#[test]
fn a_bag_is_copied_under_the_name_that_its_folder_has() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    fs::rename(sandbox.dir().join("移交/2026-001-v1"), sandbox.dir().join("移交/供热")).unwrap();
    let told = sandbox.run("--lang zh-CN dossier receive ../../移交/供热 --by 钱样本 --to ../../收").exits(0).stdout;
    let receipt = "plans/2026/接收回执（2026-001-v1）2026-06-15.md";
    assert_eq!(told, format!("../../收/供热\n{receipt}\n"));
    assert!(sandbox.dir().join("收/供热/bagit.txt").is_file());
    assert!(sandbox.read(receipt).contains("2026-001-v1"));
}

#[cfg(feature = "pdf")]
#[test]
fn the_list_has_the_pages_of_what_is_printed() {
    let sandbox = numbered();
    sandbox.run("--lang zh-CN dossier seal 2026-001 --to ../../移交").exits(0);
    let list = fs::read_to_string(sandbox.dir().join("移交/2026-001-v1/data/目录文件.XML")).unwrap();
    assert!(!list.contains("<页数/>") && list.contains("<页数>3</页数>"), "{list}");
}

#[cfg(feature = "pdf")]
#[test]
#[cfg_attr(not(has_qpdf), ignore = "needs qpdf")]
fn qpdf_accepts_what_is_printed_in_a_bag() {
    let sandbox = numbered();
    sandbox.run("--lang zh-CN dossier seal 2026-001 --to ../../移交").exits(0);
    let all = files(&sandbox.dir().join("移交"));
    let printed: Vec<&String> = all.keys().filter(|path| path.ends_with(".pdf")).collect();
    assert!(printed.len() > 5, "{printed:?}");
    for path in printed {
        let told = Command::new("qpdf").arg("--check").arg(sandbox.dir().join("移交").join(path)).output().unwrap();
        assert!(told.status.success(), "{path}: {}", String::from_utf8_lossy(&told.stderr));
    }
}

#[test]
fn the_report_is_written_to_be_signed() {
    let sandbox = numbered();
    seal(&sandbox, "2026-001 --to ../../移交").exits(0);
    sandbox.run("--lang zh-CN dossier verify ../../移交 --report ../../核验报告.docx").exits(0);
    let report = fs::read(sandbox.dir().join("核验报告.docx")).unwrap();
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(report)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut parts.by_name("word/document.xml").unwrap(), &mut text).unwrap();
    assert!(
        text.contains("封装包核验报告") && text.contains("信息包与封装时一致") && text.contains("检测人"),
        "{text}"
    );
    sandbox
        .run("--lang zh-CN dossier verify ../../移交 --report ../../核验报告.txt")
        .refused(&["其中之一结尾：.pdf、.docx"]);
}
