//! `yijuan diff --since STEP|PERSON|COMMIT`, for a mail, and as DOCX with tracked changes.

use crate::sandbox::Sandbox;
use insta::assert_snapshot;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// The signed opinion of the sample, changed by two people afterwards.
struct Opinion {
    sandbox: Sandbox,
    path: String,
}

impl Opinion {
    fn signed() -> Self {
        let sandbox = Sandbox::sample();
        let path = format!("{}/协商意见.md", sandbox.topic("003"));
        Self { sandbox, path }
    }

    fn changed_by_two() -> Self {
        let opinion = Self::signed();
        opinion.edit("年内力争开工40部", "年内确保开工45部");
        opinion.commit("王拟定", "2026-05-06");
        opinion.edit("确保开工45部", "确保开工45部，并向社会公布");
        opinion.edit("推行一窗受理、并联审查；", "");
        opinion.commit("liu-nizhen", "2026-05-08");
        opinion
    }

    fn edit(&self, from: &str, to: &str) {
        let text = self.sandbox.read(&self.path);
        assert!(text.contains(from), "{text}");
        self.sandbox.write(&self.path, text.replace(from, to));
    }

    fn commit(&self, author: &str, day: &str) {
        self.sandbox.git(&["config", "user.name", author]);
        self.sandbox.git(&[
            "commit",
            "--quiet",
            "--no-verify",
            "--all",
            "--message",
            "改",
            "--date",
            &format!("{day}T10:00:00+0800"),
        ]);
        self.sandbox.git(&["config", "user.name", "测试员"]);
    }

    fn told(&self, rest: &str) -> String {
        self.sandbox.run(&format!("--lang zh-CN diff 003 协商意见 {rest}")).goes_well().stdout
    }

    /// A part of the DOCX that the command writes.
    fn part(&self, name: &str) -> String {
        let folder = self.sandbox.archive().join(&self.path).with_file_name("协商意见（修订）.docx");
        part(&folder, name)
    }
}

fn part(file: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn since_a_step_a_person_and_a_commit() {
    let opinion = Opinion::changed_by_two();
    let all = opinion.told("--since HEAD~2");
    assert!(all.contains("年内[-力争-]{+确保+}开工[-40-]{+45+}部{+，并向社会公布+}。"), "{all}");
    assert!(all.contains("[-推行一窗受理、并联审查；-]"), "{all}");
    // The step by its id and its name, the person who signed by id and name, who decided nothing else.
    for since in ["opinion-signed", "签发", "zhao-shili", "赵示例"] {
        assert_eq!(opinion.told(&format!("--since {since}")), all, "{since}");
    }
    // Whoever has not decided is taken by the last commit; 王拟定 decided before.
    let last = opinion.told("--since HEAD~1");
    assert!(!last.contains("力争") && last.contains("{+，并向社会公布+}"), "{last}");
    assert_eq!(opinion.told("--since 王拟定"), all);
    opinion.edit("公布。", "公告。");
    assert_eq!(opinion.told("--since liu-nizhen"), opinion.told(""));
}

#[test]
fn a_word_that_means_nothing_and_one_that_means_two_things() {
    let opinion = Opinion::changed_by_two();
    opinion.sandbox.git(&["branch", "赵示例", "HEAD~1"]);
    assert_snapshot!(opinion.sandbox.unchanged_by(&[
        "diff 003 协商意见 --since 无此人",
        "diff 003 协商意见 --since 孙范文",
        "diff 003 协商意见 --since opinion-countersigned",
        "diff 003 协商意见 --since abcdef12",
    ]));
    let commit = opinion.sandbox.git(&["rev-parse", "--short=12", "HEAD~1"]);
    let both = opinion.sandbox.run("--lang zh-CN diff 003 协商意见 --since 赵示例").exits(2).stderr;
    assert!(both.contains("错误：`赵示例` 可以是人员，也可以是提交\n"), "{both}");
    assert!(both.contains(&format!("提示：人员写 `zhao-shili`，提交写 `{}`\n", commit.trim())), "{both}");
    // Done as the hint says, it is clear.
    assert_eq!(opinion.told("--since zhao-shili"), opinion.told("--since HEAD~2"));
    assert_eq!(opinion.told(&format!("--since {}", commit.trim())), opinion.told("--since HEAD~1"));
}

#[test]
fn a_text_that_is_nowhere_in_the_history() {
    let opinion = Opinion::signed();
    opinion.edit("年内力争开工40部", "年内确保开工45部");
    // As if the first commit had never held the signed text.
    opinion.sandbox.git(&["commit", "--quiet", "--no-verify", "--all", "--amend", "--message", "重来"]);
    assert_snapshot!(opinion.sandbox.both("diff 003 协商意见 --since opinion-signed"), @"
    $ yijuan --lang zh-CN diff 003 协商意见 --since opinion-signed
    exit 2
    --- stderr
    错误：2026-04-30 赵示例 作决定时的《协商意见》不在历史中（SHA-256 d1d4ee0bbd5a…）
    提示：取来含有它的提交（git fetch），或用 `--since 提交` 与另一提交相比

    $ yijuan --lang en diff 003 协商意见 --since opinion-signed
    exit 2
    --- stderr
    error: the text of 协商意见 that 赵示例 decided on 2026-04-30 is not in the history (SHA-256 d1d4ee0bbd5a…)
    hint: fetch the commit that has it (git fetch), or compare with another one: `--since COMMIT`
    ");
    // The text that lies there counts too.
    opinion.edit("年内确保开工45部", "年内力争开工40部");
    let run = opinion.sandbox.run("diff 003 协商意见 --since opinion-signed").exits(0);
    assert_eq!(run.stdout, "");
}

#[test]
fn for_a_mail() {
    let opinion = Opinion::changed_by_two();
    opinion.edit("楼内意见难统一", "<script>alert(1)</script>楼内*意见*难统一");
    let html = opinion.told("--since HEAD --format html");
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"), "{html}");
    assert!(html.contains("<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>"), "{html}");
    assert!(!html.contains("<script") && !html.contains("http"), "{html}");
    let html = opinion.told("--since opinion-signed --format html");
    assert!(html.contains("<del>力争</del><ins>确保</ins>开工<del>40</del><ins>45</ins>部"), "{html}");
    let markdown = opinion.told("--since opinion-signed --format markdown");
    assert!(markdown.contains("~~力争~~**确保**开工~~40~~**45**部"), "{markdown}");
    assert!(markdown.contains("\\<script\\>alert(1)\\</script\\>") && markdown.contains("\\*"), "{markdown}");
    opinion.sandbox.run("diff 003 --format csv").refused(&["CSV"]);
    opinion.sandbox.run("list --format html").refused(&["HTML"]);
}

#[test]
fn as_docx_with_every_change_under_its_author_s_name() {
    let opinion = Opinion::changed_by_two();
    let told = opinion.told("--since opinion-signed --to docx");
    assert_eq!(told, format!("{}（修订）.docx\n", opinion.path.trim_end_matches(".md")));
    let document = opinion.part("word/document.xml");
    let change = |kind: &str, author: &str, day: &str, text: &str| {
        let ends = format!("</w:{}>", if kind == "del" { "delText" } else { "t" });
        let written = document.split(&format!("<w:{kind} ")).skip(1).any(|rest| {
            let head = rest.split('>').next().unwrap();
            head.contains(&format!("w:author=\"{author}\" w:date=\"{day}T00:00:00Z\""))
                && rest.split(&format!("</w:{kind}>")).next().unwrap().contains(&format!(">{text}{ends}"))
        });
        assert!(written, "{kind} {text}: {document}");
    };
    change("del", "王拟定", "2026-05-06", "力争");
    change("ins", "王拟定", "2026-05-06", "45");
    change("ins", "liu-nizhen", "2026-05-08", "，并向社会公布");
    change("del", "liu-nizhen", "2026-05-08", "推行一窗受理、并联审查；");
    let sha256 = format!("{:x}", Sha256::digest(opinion.sandbox.read(&opinion.path)));
    assert!(opinion.part("docProps/custom.xml").contains(&sha256));
    // The same again is the same; it is not committed, nor told as uncommitted.
    let file = opinion.sandbox.archive().join(&opinion.path).with_file_name("协商意见（修订）.docx");
    let made = fs::read(&file).unwrap();
    opinion.told("--since opinion-signed --to docx");
    assert_eq!(fs::read(&file).unwrap(), made);
    // What is not committed yet is the user's, of today.
    opinion.edit("楼内意见难统一", "楼内意见不易统一");
    opinion.told("--since opinion-signed --to docx");
    let document = opinion.part("word/document.xml");
    assert!(document.contains("w:author=\"测试员\" w:date=\"2026-06-15T00:00:00Z\""), "{document}");
}

#[test]
fn a_file_that_somebody_edited_stays_and_another_folder_may_be_named() {
    let opinion = Opinion::changed_by_two();
    let file = format!("{}（修订）.docx", opinion.path.trim_end_matches(".md"));
    opinion.sandbox.write(&file, "别人改过的");
    assert_snapshot!(opinion.sandbox.both("diff 003 协商意见 --since HEAD~2 --to docx"), @"
    $ yijuan --lang zh-CN diff 003 协商意见 --since HEAD~2 --to docx
    exit 2
    --- stderr
    错误：topics/2026/003-老旧小区加装电梯/协商意见（修订）.docx: 文件已经存在，内容与现在制成的不同
    提示：要舍弃其中的修改而重制，加 `--force`；另存一份，加 `--out 目录`

    $ yijuan --lang en diff 003 协商意见 --since HEAD~2 --to docx
    exit 2
    --- stderr
    error: topics/2026/003-老旧小区加装电梯/协商意见（修订）.docx: the file is there and reads otherwise than what is made now
    hint: add `--force` to lose what was edited and make it anew, or `--out DIR` to write elsewhere
    ");
    assert_eq!(opinion.sandbox.read(&file), "别人改过的");
    let out = opinion.sandbox.dir().join("送审");
    let told = opinion.told(&format!("--since HEAD~2 --to docx --out {}", out.display()));
    assert!(told.trim_end().ends_with("送审/协商意见（修订）.docx"), "{told}");
    assert!(part(&out.join("协商意见（修订）.docx"), "word/document.xml").contains("<w:del "));
    opinion.told("--since HEAD~2 --to docx --force");
    assert!(opinion.part("word/settings.xml").contains("<w:trackRevisions/>"));
    opinion.sandbox.run("diff 003 --to pdf").refused(&["docx"]);
}

#[test]
fn what_others_did_in_a_clone_is_theirs_after_a_merge() {
    let opinion = Opinion::signed();
    let sandbox = &opinion.sandbox;
    let branch = sandbox.git(&["branch", "--show-current"]);
    sandbox.git(&["checkout", "--quiet", "-b", "旁"]);
    opinion.edit("楼内意见难统一", "楼内意见不易统一");
    opinion.commit("钱样本", "2026-05-07");
    sandbox.git(&["checkout", "--quiet", branch.trim()]);
    opinion.edit("年内力争开工40部", "年内确保开工45部");
    opinion.commit("王拟定", "2026-05-06");
    sandbox.git(&["merge", "--quiet", "--no-edit", "旁"]);
    opinion.told("--since opinion-signed --to docx");
    let document = opinion.part("word/document.xml");
    let of = |author: &str, text: &str| {
        let runs = document.split("<w:ins ").skip(1).filter(|run| run.contains(&format!("w:author=\"{author}\"")));
        runs.map(|run| run.split("</w:ins>").next().unwrap()).any(|run| run.contains(text))
    };
    assert!(of("钱样本", "不易") && of("王拟定", "45") && !of("测试员", ""), "{document}");
}

#[test]
fn a_paper_in_a_folder_that_was_renamed() {
    let opinion = Opinion::changed_by_two();
    let before = opinion.told("--since opinion-signed");
    let folder = opinion.sandbox.topic("003");
    opinion.sandbox.git(&["mv", &format!("archive/{folder}"), &format!("archive/{folder}工作")]);
    opinion.sandbox.commit_all("改名");
    let told = opinion.sandbox.run("--lang zh-CN diff 003 协商意见 --since HEAD~2").goes_well().stdout;
    assert!(told.contains("公布"), "{told}");
    let moved = format!("{folder}工作/协商意见.md");
    assert!(opinion.sandbox.archive().join(&moved).exists());
    assert_eq!(opinion.told("--since opinion-signed"), before);
    let out = opinion.sandbox.dir().join("送审");
    opinion.told(&format!("--since opinion-signed --to docx --out {}", out.display()));
    assert!(part(&out.join("协商意见（修订）.docx"), "word/document.xml").contains("w:author=\"王拟定\""));
}

#[test]
fn papers_of_a_year_are_compared_too() {
    let sandbox = Sandbox::sample();
    let path = "plans/2025/年度协商工作安排（草案）.md";
    let text = sandbox.read(path);
    sandbox.write(path, text.replace("由经济委员会承办", "由经济\t委承办"));
    let told = |rest: &str| sandbox.run(&format!("--lang zh-CN diff plan:2025 {rest}")).exits(0).stdout;
    let changed = told("");
    assert!(changed.contains("由经济{+⇥+}委[-员会-]承办"), "{changed}");
    assert!(!changed.contains("政协年度协商计划草案"), "{changed}");
    // Since a step of its review, by the text that was decided on.
    sandbox.commit_all("改");
    let step = "主席会议审议年度协商工作安排";
    assert_eq!(told("work-arrangement-draft --since HEAD~1"), changed);
    sandbox.run(&format!("--lang zh-CN diff plan:2025 --since {step}")).exits(2);
    let page = told("--since HEAD~1 --format html");
    assert!(page.contains("<title>plan:2025：自 HEAD~1 以来的改动</title>"), "{page}");
    let set = sandbox.run("--lang zh-CN diff plan:2025 --since HEAD~1 --to docx").exits(0);
    assert_eq!(set.stdout, "plans/2025/年度协商工作安排（草案）（修订）.docx\n");
}
