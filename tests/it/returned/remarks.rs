//! The comments of a file that comes back: which are new, which are on record, and which are settled.

use super::Round;
use crate::sandbox::Run;
use std::fs::{self, File};
use std::io::Read as _;
use std::process::Command;
use zip::ZipArchive;

/// A comment as somebody writes it in Word.
struct Said<'s> {
    author: &'s str,
    day: &'s str,
    words: &'s str,
    body: &'s str,
}

/// A comment of the secretary-general.
fn said<'s>(day: &'s str, words: &'s str, body: &'s str) -> Said<'s> {
    Said { author: "孙范文", day, words, body }
}

impl Round {
    /// A part of the file, if it is there.
    fn part(&self, name: &str) -> Option<String> {
        let mut archive = ZipArchive::new(File::open(&self.file).unwrap()).unwrap();
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).unwrap();
        Some(text)
    }

    /// With more comments, each on words that stand in one run.
    fn commented(&self, all: &[Said]) {
        let notes = all.iter().zip(50..).map(|(Said { author, day, body, .. }, id)| {
            let date = if day.is_empty() { String::new() } else { format!(" w:date=\"{day}T09:00:00Z\"") };
            let author = author.replace('<', "&lt;");
            format!("<w:comment w:id=\"{id}\" w:author=\"{author}\"{date}><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:comment>")
        });
        let notes: String = notes.collect();
        let comments = self.part("word/comments.xml").unwrap_or_else(|| "<w:comments></w:comments>".to_owned());
        let comments = comments.replace("</w:comments>", &format!("{notes}</w:comments>"));
        let on_words = |document: String| {
            all.iter().zip(50..).filter(|(said, _)| !said.words.is_empty()).fold(document, |text, (said, id)| {
                let words = said.words;
                assert!(text.contains(words), "{words}: {text}");
                let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
                let (from, to) = ("</w:t></w:r>", "<w:r><w:t xml:space=\"preserve\">");
                let commented = format!(
                    "{from}<w:commentRangeStart w:id=\"{id}\"/>{}<w:commentRangeEnd w:id=\"{id}\"/>{to}",
                    run(words)
                );
                text.replacen(words, &commented, 1)
            })
        };
        let edit = |name: &str, text: String| if name == "word/document.xml" { on_words(text) } else { text };
        self.edit(edit, &[("word/comments.xml", &comments)]);
    }

    /// With one more comment of the secretary-general.
    pub(super) fn comment(&self, words: &str, body: &str) {
        self.commented(&[said("2026-06-14", words, body)]);
    }

    /// With the comments of the file marked as done that these are the numbers of.
    fn done(&self, numbers: &[usize]) {
        let comments = self.part("word/comments.xml").unwrap();
        let named = |comments: String, number: &usize| {
            let (before, after) = comments.split_once(&format!("<w:comment w:id=\"{number}\"")).unwrap();
            let after = after.replacen("<w:p>", &format!("<w:p w14:paraId=\"0000000{number}\">"), 1);
            format!("{before}<w:comment w:id=\"{number}\"{after}")
        };
        let comments = numbers.iter().fold(comments, named);
        let done =
            numbers.iter().map(|number| format!("<w15:commentEx w15:paraId=\"0000000{number}\" w15:done=\"1\"/>"));
        let done = format!("<w15:commentsEx>{}</w15:commentsEx>", done.collect::<String>());
        self.edit(|_, text| text, &[("word/comments.xml", &comments), ("word/commentsExtended.xml", &done)]);
    }

    /// Without the bookmarks on comments, as a program may leave them out.
    fn without_bookmarks(&self) {
        let without = |text: String| {
            let kept = text
                .split("<w:bookmark")
                .enumerate()
                .map(|(nth, part)| if nth == 0 { part } else { part.split_once("/>").unwrap().1 });
            kept.collect()
        };
        self.edit(|_, text| without(text), &[]);
    }

    /// Sends it back with a decision.
    fn back(&self, day: &str, by: &str) -> Run {
        self.run_on(day, &format!("return 2026-011 协商意见 --by {by} --note 看")).exits(0)
    }

    /// Hands it in once more, after a change of the text by the office.
    fn again(self, day: &str) -> Self {
        let (sandbox, path) = (&self.sandbox, self.path());
        let text = sandbox.read(&path);
        sandbox.write(&path, text.replacen("。\n", "（已核）。\n", 1));
        sandbox.run(&format!("--as-of {day} commit")).exits(0);
        sandbox.run(&format!("--as-of {day} review submit 2026-011 协商意见")).exits(0);
        let out = sandbox.dir().join(format!("再送-{day}"));
        let set = format!("--as-of {day} diff 2026-011 协商意见 --since HEAD~2 --to docx --out {}", out.display());
        sandbox.run(&set).exits(0);
        Self { file: out.join("协商意见（修订）.docx"), sandbox: self.sandbox }
    }

    fn settle(&self, day: &str, id: &str) {
        self.sandbox.run(&format!("--as-of {day} comment settle 2026-011 协商意见 {id} --by 蒋暂名")).exits(0);
    }

    /// Of every comment on record its words, and whether it is settled, in the order in which they were made.
    fn record(&self) -> Vec<(String, bool)> {
        let list = self.sandbox.run("--as-of 2026-06-20 comment list 2026-011 --format json").exits(0).json();
        let all = list["comments"].as_array().unwrap().iter();
        all.map(|one| (one["exact"].as_str().unwrap().to_owned(), !one["settled"].is_null())).collect()
    }
}

/// The ids of the comments that a command has written down.
fn ids(run: &Run) -> Vec<String> {
    let told = run.stderr.lines().filter_map(|line| Some(line.strip_prefix("提示：批注 ")?.split_once('（')?.0));
    told.map(ToOwned::to_owned).collect()
}

#[test]
fn the_same_words_at_another_place_are_another_comment() {
    let round = Round::new();
    round.commented(&[said("2026-06-14", "年内实现", "请核实")]);
    let first = ids(&round.back("2026-06-15", "孙范文"));
    round.settle("2026-06-15", &first[0]);
    // In a file that knows nothing of the first, and in one that has it in its margin.
    let round = round.again("2026-06-16");
    round.commented(&[said("2026-06-14", "运营不可持续", "请核实")]);
    let second = round.back("2026-06-16", "冯虚拟");
    assert_eq!(ids(&second).len(), 1, "{second}");
    let round = round.again("2026-06-17");
    round.commented(&[said("2026-06-14", "软烂适口", "请核实")]);
    let third = round.back("2026-06-17", "冯虚拟");
    assert_eq!(ids(&third).len(), 1, "{third}");
    let record = round.record();
    let record: Vec<(&str, bool)> = record.iter().map(|(words, settled)| (words.as_str(), *settled)).collect();
    assert_eq!(record, [("年内实现", true), ("运营不可持续", false), ("软烂适口", false)]);
}

#[test]
fn what_is_marked_as_done_is_settled_and_not_its_like() {
    for with_bookmarks in [true, false] {
        let round = Round::new();
        round.commented(&[said("2026-06-14", "年内实现", "请核实"), said("2026-06-14", "软烂适口", "请核实")]);
        round.back("2026-06-15", "孙范文");
        let round = round.again("2026-06-16");
        if !with_bookmarks {
            round.without_bookmarks();
        }
        round.done(&[1]);
        let back = round.back("2026-06-16", "冯虚拟");
        assert!(back.stderr.contains("来件标为已解决，记为了结"), "{back}");
        let settled = [("年内实现".to_owned(), false), ("软烂适口".to_owned(), true)];
        assert_eq!(round.record(), settled, "{with_bookmarks}");
    }
}

#[test]
fn a_paper_goes_round_for_its_comments_alone() {
    let round = Round::new();
    round.comment("年内实现", "请核实");
    round.back("2026-06-15", "孙范文");
    let out = round.sandbox.dir().join("再送");
    let set = format!("--as-of 2026-06-15 diff 2026-011 协商意见 --to docx --out {}", out.display());
    round.sandbox.run(&set).exits(0);
    let round = Round { file: out.join("协商意见（修订）.docx"), sandbox: round.sandbox };
    let document = round.part("word/document.xml").unwrap();
    assert!(round.part("word/comments.xml").unwrap().contains("请核实"));
    assert!(!document.contains("<w:ins ") && !document.contains("<w:del "), "{document}");
    round.sandbox.run("--as-of 2026-06-15 review submit 2026-011 协商意见").exits(0);
    let back = round.run("return 2026-011 协商意见 --by 冯虚拟 --note 看").exits(0);
    assert_eq!((ids(&back).len(), round.record().len()), (0, 1), "{back}");
    // Once none is open there is nothing to send round.
    let id = round.sandbox.run("--as-of 2026-06-15 comment list 2026-011 --format json").json()["comments"][0]["id"]
        .to_string();
    round.settle("2026-06-15", id.trim_matches('"'));
    let run = round.sandbox.run("--lang zh-CN --as-of 2026-06-15 diff 2026-011 协商意见 --to docx").exits(0);
    assert!(run.stderr.contains("与 HEAD 相比没有变化"), "{run}");
}

#[test]
fn what_was_settled_meanwhile_is_told_and_said_again_it_is_new() {
    let round = Round::new();
    round.commented(&[said("2026-06-14", "年内实现", "请核实")]);
    let first = ids(&round.back("2026-06-15", "孙范文"));
    let round = round.again("2026-06-16");
    round.settle("2026-06-16", &first[0]);
    let back = round.back("2026-06-16", "冯虚拟");
    assert!(back.stderr.contains(&format!("批注 {}：已经了结，来件中还有，没有另记", first[0])), "{back}");
    assert_eq!(round.record().len(), 1);
    let round = round.again("2026-06-17");
    round.commented(&[said("2026-06-17", "年内实现", "请核实")]);
    assert_eq!(ids(&round.back("2026-06-17", "冯虚拟")).len(), 1);
    assert_eq!(round.record(), [("年内实现".to_owned(), true), ("年内实现".to_owned(), false)]);
}

#[test]
fn whoever_is_not_registered_keeps_their_name() {
    let round = Round::new();
    let by = |author, words, body| Said { author, day: "2026-06-14", words, body };
    round.commented(&[
        by("区委办于某", "年内实现", "请核实"),
        by("", "软烂适口", "精简"),
        by("李虚构", "", "全文再压缩"),
        by("鲍<b>某", "", "再议"),
    ]);
    let back = round.back("2026-06-15", "孙范文");
    for told in [
        "批注署名“区委办于某”没有登记，照此署名；登记：yijuan person add --name 区委办于某",
        "没有署名的批注记在孙范文名下",
        "李虚构的批注没有标在文字上，作为对标题的批注：全文再压缩",
    ] {
        assert!(back.stderr.contains(told), "{told}: {back}");
    }
    let list = round.sandbox.run("--as-of 2026-06-15 comment list 2026-011 --format json").exits(0).json();
    let all = list["comments"].as_array().unwrap().iter();
    let all: Vec<String> =
        all.map(|one| format!("{} {}: {}", one["by"], one["exact"], one["body"]).replace('"', "")).collect();
    assert_eq!(
        all,
        [
            "区委办于某 年内实现: 请核实",
            "sun-fanwen 软烂适口: 精简",
            "li-xugou 关于社区养老助餐服务的协商意见: 全文再压缩",
            "鲍<b>某 关于社区养老助餐服务的协商意见: 再议"
        ]
    );
    // They are known again, in whosever name they are.
    let round = round.again("2026-06-16");
    assert_eq!(ids(&round.back("2026-06-16", "冯虚拟")), [""; 0]);
}

#[test]
fn without_comments_there_is_no_file_of_them() {
    let round = Round::new();
    round.back("2026-06-15", "孙范文");
    let of_commit = round.sandbox.git(&["show", "--name-only", "--format=", "HEAD"]);
    assert!(!of_commit.contains("comments"), "{of_commit}");
}

#[test]
#[cfg_attr(not(has_soffice), ignore = "needs soffice and pdftotext")]
fn comments_are_known_again_after_another_program_has_saved_the_file() {
    let round = Round::new();
    round.commented(&[said("2026-06-14", "年内实现", "请核实"), said("2026-06-14", "软烂适口", "请核实")]);
    round.back("2026-06-15", "孙范文");
    let round = round.again("2026-06-16");
    let folder = round.file.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut soffice = Command::new("soffice");
    soffice.args(["--headless", "--norestore", &profile, "--convert-to", "docx", "--outdir"]);
    let run = soffice.arg(folder.join("另存")).arg(&round.file).output().unwrap();
    let saved = folder.join("另存").join(round.file.file_name().unwrap());
    fs::copy(&saved, &round.file).unwrap_or_else(|_| panic!("{run:?}"));
    let document = round.part("word/document.xml").unwrap();
    assert_eq!(document.matches("w:name=\"_yijuan_").count(), 2, "{document}");
    let back = round.back("2026-06-16", "冯虚拟");
    assert_eq!(ids(&back), [""; 0], "{back}");
    assert_eq!(round.record().len(), 2);
}
