//! A paper that goes round as DOCX and comes back with a decision: `review amend` and `review return --from`.

mod asked;
mod remarks;

use crate::sandbox::{Run, Sandbox};
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::Command;
use yijuan::document::{Base, Gongwen, Imprint, Layout, Markdown, Meta, docx, read, returned};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const BY: &str = "w:author=\"孙范文\" w:date=\"2026-06-14T09:00:00Z\"";

/// The opinion of 2026-011, which waits for the secretary-general, as it goes round.
struct Round {
    sandbox: Sandbox,
    file: PathBuf,
}

impl Round {
    fn new() -> Self {
        let sandbox = Sandbox::sample();
        let out = sandbox.dir().join("送改");
        sandbox
            .run(
                &[
                    "--as-of",
                    "2026-06-15",
                    "render",
                    "2026-011",
                    "协商意见",
                    "--to",
                    "docx",
                    "--out",
                    out.to_str().unwrap(),
                ][..],
            )
            .exits(0);
        Self { sandbox, file: out.join("协商意见.docx") }
    }

    fn path(&self) -> String {
        format!("{}/协商意见.md", self.sandbox.topic("011"))
    }

    /// Changes the parts of the file.
    fn edit(&self, edit: impl Fn(&str, String) -> String, more: &[(&str, &str)]) {
        let mut archive = ZipArchive::new(File::open(&self.file).unwrap()).unwrap();
        let mut parts: Vec<(String, String)> = Vec::new();
        for nth in 0..archive.len() {
            let mut part = archive.by_index(nth).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let name = part.name().unwrap().into_owned();
            if !more.iter().any(|(other, _)| *other == name) {
                parts.push((name.clone(), edit(&name, text)));
            }
        }
        parts.extend(more.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        let mut file = ZipWriter::new(File::create(&self.file).unwrap());
        for (name, text) in parts {
            file.start_file(name, SimpleFileOptions::default()).unwrap();
            file.write_all(text.as_bytes()).unwrap();
        }
        file.finish().unwrap();
    }

    /// The leader's revisions and comments.
    fn revised(self) -> Self {
        let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
        let insert = |text: &str| format!("<w:ins w:id=\"1\" {BY}>{}</w:ins>", run(text));
        let delete = |text: &str| {
            format!("<w:del w:id=\"2\" {BY}><w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>")
        };
        let comment = format!(
            "<w:comments><w:comment w:id=\"0\" {BY}><w:p>{}</w:p></w:comment></w:comments>",
            run("是否含社区？")
        );
        let revise = |name: &str, text: String| {
            if name != "word/document.xml" {
                return text;
            }
            let old = run("各方同意年内实现街道助餐点全覆盖，补贴办法自下半年起调整。");
            assert!(text.contains(&old), "{text}");
            let new = run("各方同意")
                + &delete("年内")
                + &insert("十月底前")
                + &run("实现")
                + "<w:commentRangeStart w:id=\"0\"/>"
                + &run("街道助餐点")
                + "<w:commentRangeEnd w:id=\"0\"/>"
                + &run("全覆盖，补贴办法自下半年起调整。");
            let title = run("关于社区养老助餐服务的协商意见");
            let retitled = run("关于社区养老助餐服务的") + &delete("协商意见") + &insert("协商建议");
            text.replace(&old, &new).replace(&title, &retitled)
        };
        self.edit(revise, &[("word/comments.xml", &comment)]);
        self
    }

    fn run(&self, command: &str) -> Run {
        self.run_on("2026-06-15", command)
    }

    fn run_on(&self, day: &str, command: &str) -> Run {
        let file = self.file.to_str().unwrap();
        let words = ["--lang", "zh-CN", "--as-of", day, "review"].into_iter().chain(command.split(' '));
        self.sandbox.run(&words.chain(["--from", file]).collect::<Vec<_>>()[..])
    }
}

#[test]
fn what_the_leader_changed_is_shown_and_becomes_the_text_under_his_name() {
    let round = Round::new().revised();
    let before = round.sandbox.read(&round.path());
    let run = round.run("amend 2026-011 协商意见 --by 孙范文").exits(0);
    insta::assert_snapshot!(run.stdout, @"
    协商意见.md
      协商共识
        各方同意[-年内-]{+十月底前+}实现街道助餐点全覆盖，补贴办法自下半年起调整。
    2026-011 核签《协商意见》：改后同意（孙范文） 2026-06-15
    ");
    insta::assert_snapshot!(run.stderr, @"
    提示：“关于社区养老助餐服务的协商意见”来件改为“关于社区养老助餐服务的协商建议”：文首 `title` 须手工修改
    提示：批注 0e440231（孙范文，2026-06-14）“街道助餐点”：是否含社区？
    提示：各环节都已办结
    提示：还有 1 条批注没有了结：yijuan comment list 2026-011 协商意见 --open
    ");
    let after = round.sandbox.read(&round.path());
    assert_eq!(after, before.replace("年内实现街道", "十月底前实现街道"));
    let log = round.sandbox.git(&["log", "-1", "--format=%an <%ae>|%cn|%s"]);
    let committer = round.sandbox.git(&["log", "-2", "--format=%cn"]);
    let committer = committer.lines().next().unwrap();
    assert_eq!(
        log.trim(),
        format!("孙范文 <>|{committer}|2026-011 审签：核签《协商意见》：改后同意（孙范文），据 协商意见.docx")
    );
    assert_eq!(round.sandbox.git(&["status", "--porcelain"]), "");
    // Whoever enters it is not taken for another.
    let verified = round.sandbox.run("--lang zh-CN review verify 2026-011").exits(0);
    let line = verified.stdout.lines().find(|line| line.contains("改后同意")).unwrap().to_owned();
    assert!(!line.contains("提交人"), "{line}");
    round.sandbox.run("--as-of 2026-06-15 check 2026-011").exits(0);
}

#[test]
fn the_front_matter_is_changed_by_hand_before_and_goes_with_it() {
    let round = Round::new().revised();
    let text = round.sandbox.read(&round.path());
    let hash = format!("{:x}", <sha2::Sha256 as sha2::Digest>::digest(&text));
    let property =
        format!("<Properties><property name=\"yijuan-sha256\"><vt:lpwstr>{hash}</vt:lpwstr></property></Properties>");
    round.edit(|_, text| text, &[("docProps/custom.xml", &property)]);
    round.sandbox.write(&round.path(), text.replace("的协商意见\n", "的协商建议\n"));
    let run = round.run("amend 2026-011 协商意见 --by 孙范文").exits(0);
    assert!(!run.stderr.contains("title") && !run.stderr.contains("来件没有写明"), "{run}");
    let after = round.sandbox.read(&round.path());
    assert!(after.contains("title: 关于社区养老助餐服务的协商建议\n") && after.contains("十月底前"), "{after}");
    assert_eq!(round.sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_paper_may_be_sent_back_with_what_was_changed_in_it() {
    let round = Round::new().revised();
    let run = round.run("return 2026-011 协商意见 --by 孙范文 --note 补充数据").exits(0);
    assert!(run.stderr.contains("是否含社区？") && run.stderr.contains("重新送审"), "{run}");
    assert!(round.sandbox.read(&round.path()).contains("十月底前实现街道"));
    assert!(round.sandbox.git(&["log", "-1", "--format=%an"]).contains("孙范文"));
}

#[test]
fn without_changes_it_is_sent_back_but_not_amended() {
    let round = Round::new();
    round.run("amend 2026-011 协商意见 --by 孙范文").refused(&["文本没有改动"]);
    let before = round.sandbox.read(&round.path());
    round.run("return 2026-011 协商意见 --by 孙范文 --note 再议").exits(0);
    assert_eq!(round.sandbox.read(&round.path()), before);
    assert!(!round.sandbox.git(&["log", "-1", "--format=%an"]).contains("孙范文"), "he changed nothing");
}

#[test]
fn what_was_made_from_another_text_is_refused_with_the_commit_that_has_it() {
    let round = Round::new();
    let sha256 = |text: &str| format!("{:x}", <sha2::Sha256 as sha2::Digest>::digest(text));
    let text = round.sandbox.read(&round.path());
    let property = |hash: &str| {
        format!("<Properties><property name=\"yijuan-sha256\"><vt:lpwstr>{hash}</vt:lpwstr></property></Properties>")
    };
    let as_it_is = |_: &str, text: String| text;
    let first = round.sandbox.git(&["log", "-1", "--format=%h"]).trim().to_owned();
    round.sandbox.write(&round.path(), text.replace("年内实现", "明年实现"));
    round.edit(as_it_is, &[("docProps/custom.xml", "<Properties/>")]);
    let run = round.run("return 2026-011 协商意见 --by 孙范文 --note 再议");
    run.refused(&["文稿有未提交的改动", "yijuan commit 2026-011"]);
    round.sandbox.commit_all("改");
    round.edit(as_it_is, &[("docProps/custom.xml", &property(&sha256(&text)))]);
    let run = round.run("return 2026-011 协商意见 --by 孙范文 --note 再议");
    run.refused(&["此后文稿又有改动", &format!("yijuan diff 2026-011 协商意见 --since {first}")]);
    round.sandbox.run(&format!("diff 2026-011 协商意见 --since {first}")).exits(0);
    round.edit(|name, text| if name == "docProps/custom.xml" { property(&"0".repeat(64)) } else { text }, &[]);
    round.run("return 2026-011 协商意见 --by 孙范文 --note 再议").refused(&["历史中没有这个文本"]);
    let now = round.sandbox.read(&round.path());
    round.edit(|name, text| if name == "docProps/custom.xml" { property(&sha256(&now)) } else { text }, &[]);
    round.run("return 2026-011 协商意见 --by 冯虚拟 --note 再议").exits(0);
}

/// What a leader does in Word: words replaced in twelve places of the text, and a comment before each of the first three.
fn with_twelve_revisions_and_three_comments(document: &str) -> String {
    const RUN: (&str, &str) = ("<w:r><w:t xml:space=\"preserve\">", "</w:t></w:r>");
    let run = |text: &str| format!("{}{text}{}", RUN.0, RUN.1);
    let (mut revised, mut rest, mut done) = (String::new(), document, 0);
    while let Some((before, after)) = rest.split_once(RUN.0) {
        let (text, after) = after.split_once(RUN.1).unwrap();
        revised += before;
        rest = after;
        let text: Vec<char> = text.chars().collect();
        let mut from = 0;
        // Sentences alone: no heads, no dates.
        for at in [5, 15].into_iter().filter(|at| at + 5 < text.len() && text.ends_with(&['。'])) {
            if done == 12 {
                break;
            }
            let [head, old] = [&text[from..at], &text[at..at + 2]].map(|part| part.iter().collect::<String>());
            let deleted = format!("<w:r><w:delText xml:space=\"preserve\">{old}</w:delText></w:r>");
            let deleted = format!("<w:del w:id=\"{done}\" {BY}>{deleted}</w:del>");
            let inserted = format!("<w:ins w:id=\"9{done}\" {BY}>{}</w:ins>", run("修订"));
            let head = if done < 3 {
                let (start, end) = ("commentRangeStart", "commentRangeEnd");
                format!("<w:{start} w:id=\"{done}\"/>{}<w:{end} w:id=\"{done}\"/>", run(&head))
            } else {
                run(&head)
            };
            revised += &(head + &deleted + &inserted);
            from = at + 2;
            done += 1;
        }
        revised += &run(&text[from..].iter().collect::<String>());
    }
    assert_eq!(done, 12);
    revised + rest
}

#[test]
fn a_draft_goes_out_as_docx_comes_back_revised_is_answered_and_goes_round_again() {
    let round = Round::new();
    let sandbox = &round.sandbox;
    let said = ["数字请核实", "请与部门再商", "此处可精简"];
    let comment = |(nth, text): (usize, &&str)| {
        format!("<w:comment w:id=\"{nth}\" {BY}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>")
    };
    let comments = said.iter().enumerate().map(comment).collect::<Vec<_>>().concat();
    let comments = format!("<w:comments>{comments}</w:comments>");
    let revise = |name: &str, text: String| {
        if name == "word/document.xml" { with_twelve_revisions_and_three_comments(&text) } else { text }
    };
    round.edit(revise, &[("word/comments.xml", &comments)]);
    let back = round.run("return 2026-011 协商意见 --by 孙范文 --note 按所改再理一遍").exits(0);
    assert_eq!(back.stdout.matches("{+修订+}").count(), 12, "{back}");
    assert_eq!(sandbox.read(&round.path()).matches("修订").count(), 12);
    assert_eq!(sandbox.git(&["log", "-1", "--format=%an"]).trim(), "孙范文");
    let ids: Vec<String> = back
        .stderr
        .lines()
        .filter_map(|line| Some(line.strip_prefix("提示：批注 ")?.split('（').next()?.to_owned()))
        .collect();
    assert_eq!(ids.len(), 3, "{back}");
    // Two are answered; the paper is changed once more, and goes round with the third in its margin.
    for id in &ids[..2] {
        sandbox.run(&format!("--as-of 2026-06-16 comment settle 2026-011 协商意见 {id} --by 蒋暂名")).exits(0);
    }
    sandbox.write(&round.path(), sandbox.read(&round.path()).replacen("修订", "核定", 2));
    sandbox.run("--as-of 2026-06-16 commit").exits(0);
    let again = sandbox.run("--lang zh-CN --as-of 2026-06-16 review submit 2026-011 协商意见").exits(0);
    assert!(again.stderr.contains("还有 1 条批注没有了结"), "{again}");
    let out = sandbox.dir().join("再送");
    let set = format!("--as-of 2026-06-16 diff 2026-011 协商意见 --since 孙范文 --to docx --out {}", out.display());
    sandbox.run(&set).exits(0);
    let file = fs::read_dir(&out).unwrap().next().unwrap().unwrap().path();
    let received = read("修订.docx", &fs::read(&file).unwrap()).unwrap();
    assert_eq!(received.comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(), [said[2]]);
    // What is in the margin already is no new comment, and what the office changed is the paper's text already.
    let twice = Round { sandbox: round.sandbox, file };
    let text = twice.sandbox.read(&twice.path());
    let before = twice.sandbox.read(&twice.path().replace("协商意见.md", "reviews/协商意见.comments.yml"));
    twice.run_on("2026-06-16", "return 2026-011 协商意见 --by 冯虚拟 --note 再改").exits(0);
    assert_eq!(twice.sandbox.read(&twice.path()), text);
    let after = twice.sandbox.read(&twice.path().replace("协商意见.md", "reviews/协商意见.comments.yml"));
    assert_eq!(after, before);
}

/// Every change of the file without saying what it was made from, as a program may leave it.
fn without_property(round: &Round) {
    round.edit(|_, text| text, &[("docProps/custom.xml", "<Properties/>")]);
}

#[test]
fn what_a_file_was_made_from_is_told_by_its_revisions() {
    let round = Round::new().revised();
    without_property(&round);
    let text = round.sandbox.read(&round.path());
    round.sandbox.write(&round.path(), text.replace("运营不可持续", "运营难以为继"));
    round.sandbox.commit_all("改");
    // Somebody changed the paper meanwhile: nothing of that is undone under the leader's name.
    let run = round.run("return 2026-011 协商意见 --by 孙范文 --note 再议");
    run.refused(&["此后文稿又有改动", "yijuan diff 2026-011 协商意见 --since"]);
    // The text that it was made from is there again.
    round.sandbox.write(&round.path(), &text);
    round.sandbox.commit_all("改回");
    let run = round.run("return 2026-011 协商意见 --by 孙范文 --note 再议").exits(0);
    assert!(!run.stderr.contains("来件没有写明"), "{run}");
    assert!(round.sandbox.read(&round.path()).contains("十月底前实现街道"));
    // So does a file without revisions that nobody changed.
    let round = Round::new();
    without_property(&round);
    round.sandbox.write(&round.path(), text.replace("运营不可持续", "运营难以为继"));
    round.sandbox.commit_all("改");
    round.run("return 2026-011 协商意见 --by 孙范文 --note 再议").refused(&["此后文稿又有改动"]);
    // Without its revisions it reads like no text of the paper.
    let round = Round::new().revised();
    without_property(&round);
    round.edit(|_, text| text.replace("运营不可持续", "运营艰难"), &[]);
    let run = round.run("return 2026-011 协商意见 --by 孙范文 --note 再议");
    run.refused(&["来件没有写明由哪个文本制成，去掉修订后与文稿的哪个文本都不同", "接受全部修订"]);
    assert_eq!(round.sandbox.read(&round.path()), text);
}

#[test]
fn revisions_of_others_are_told() {
    let round = Round::new().revised();
    let other = |_: &str, text: String| {
        text.replace("<w:ins w:id=\"1\" w:author=\"孙范文\"", "<w:ins w:id=\"1\" w:author=\"冯虚拟\"")
    };
    round.edit(other, &[]);
    let run = round.run("return 2026-011 协商意见 --by 孙范文 --note 再议").exits(0);
    assert!(run.stderr.contains("来件中冯虚拟的修订，一并作为孙范文的改动"), "{run}");
}

#[test]
fn what_is_approved_with_comments_alone_takes_them_along() {
    let round = Round::new();
    let approve = "yijuan review approve 2026-011 协商意见 --by 孙范文 --from ";
    round.run("amend 2026-011 协商意见 --by 孙范文").refused(&["文本没有改动", approve]);
    let changed = Round::new().revised();
    for command in ["approve 2026-011 协商意见 --by 孙范文", "note 2026-011 协商意见 --by 孙范文 --note 阅"]
    {
        changed.run(command).refused(&["来件改了文字", "yijuan review amend 2026-011 协商意见 --by 孙范文 --from"]);
    }
    round.comment("年内实现", "请核实");
    let noted = round.run("note 2026-011 协商意见 --by 李虚构 --note 阅").exits(0);
    assert!(noted.stderr.contains("“年内实现”：请核实"), "{noted}");
    let run = round.run("approve 2026-011 协商意见 --by 孙范文").exits(0);
    assert!(run.stdout.contains("核签《协商意见》：同意（孙范文）"), "{run}");
    assert!(run.stderr.contains("还有 1 条批注没有了结"), "{run}");
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_not_waited_for() {
    let round = Round::new();
    fs::remove_file(&round.file).unwrap();
    let made = Command::new("mkfifo").arg(&round.file).status().unwrap();
    assert!(made.success());
    round.run("return 2026-011 协商意见 --by 孙范文 --note 再议").refused(&["不是普通文件", "先存成文件"]);
    let file = round.file.to_str().unwrap();
    round.sandbox.run(&["--lang", "zh-CN", "import", "people", file][..]).refused(&["不是普通文件"]);
    round
        .sandbox
        .run(&["--lang", "zh-CN", "material", "add", "2026-011", file, "--document", "部门材料"][..])
        .refused(&["不是普通文件"]);
}

#[test]
fn what_is_no_docx_is_refused_and_nothing_is_written() {
    let round = Round::new();
    for (bytes, told) in [(&b"text"[..], "来件不是完好的 DOCX"), (&[0xd0, 0xcf, 0x11, 0xe0], "旧的 .doc 格式")]
    {
        fs::write(&round.file, bytes).unwrap();
        round.run("amend 2026-011 协商意见 --by 孙范文").refused(&[told]);
    }
    fs::remove_file(&round.file).unwrap();
    round.run("amend 2026-011 协商意见 --by 孙范文").refused(&["文件不存在"]);
    assert_eq!(round.sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn what_another_program_has_saved_without_changes_is_the_same_to_the_byte() {
    const HEAD: &str = "---\ndocument: opinion\n---\n";
    let body = "\n## 时间\n\n定于**6月3日**（星期三）在*区政协*召开，〔待填写：人数〕人参加，见[通知](https://a.b)。\n\n### 议程\n\n1. 甲方报告\n2. 乙方发言\n   - 按楼层\n\n> 引自条例\n\n```\n  原样\n照排\n```\n\n| 单位 | 人数 | 比例 |\n|---|--:|:-:|\n| 区民政局<br>区财政局 | 3 | 3.5% |\n| 乙局 | | 5 |\n\n特此通知。\n\n出席：张三、李四\n\n# 附件：名单\n\n王五  赵六\n";
    let text = format!("{HEAD}{body}");
    let dir = crate::sandbox::scratch();
    let metas = Layout::ALL.map(|layout| Meta {
        layout,
        secrecy: Some("内部".into()),
        urgency: Some("特急".into()),
        mark: "政协某县委员会文件".into(),
        number: Some("某协发〔2026〕7号".into()),
        signers: vec!["王某".into()],
        title: "关于开展社区养老助餐服务等重点协商议题调研工作的通知".into(),
        to: Some("各委室".into()),
        issuers: vec!["政协某县委员会".into()],
        date: Some("2026-06-01".parse().unwrap()),
        note: Some("联系人：张三".into()),
        copies: Some("县委办公室".into()),
        imprint: Some(Imprint { office: "政协某县委员会办公室".into(), date: None }),
        ..Meta::default()
    });
    for meta in &metas {
        let markdown = Markdown { path: "通知.md", text: body, lines_before: 3 };
        let paper = Gongwen::read(meta.clone(), &markdown).unwrap();
        fs::write(dir.path().join(format!("{}.docx", meta.layout.word())), docx(&paper).unwrap()).unwrap();
    }
    let profile = format!("-env:UserInstallation=file://{}/profile", dir.path().display());
    let mut soffice = Command::new("soffice");
    soffice
        .args(["--headless", "--norestore", &profile, "--convert-to", "docx", "--outdir"])
        .arg(dir.path().join("saved"));
    let run = soffice.args(metas.iter().map(|meta| dir.path().join(format!("{}.docx", meta.layout.word())))).output();
    let run = run.unwrap();
    for meta in &metas {
        let saved = fs::read(dir.path().join(format!("saved/{}.docx", meta.layout.word())));
        let received = read("通知.docx", &saved.unwrap_or_else(|_| panic!("{run:?}"))).unwrap();
        let base = Base { path: "通知.md", text: &text, head: HEAD.len(), meta, template: None };
        let back = returned(&base, &received).unwrap();
        assert_eq!((back.text.as_str(), back.left), (text.as_str(), vec![]), "{:?}", meta.layout);
    }
}
