//! `yijuan render --to`: papers set as DOCX, HTML, XLSX and CSV.

use crate::sandbox::Sandbox;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

const TOPIC: &str = "topics/2026/001-冬季供热应急保障";

/// The text of a part of a DOCX.
pub(crate) fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn what_is_in_the_dossier_is_set_beside_it_and_stays_out_of_history() {
    let sandbox = Sandbox::sample();
    let before = sandbox.run("check").stdout;
    let run = sandbox.run("render 2026-001 协商函 --to docx,html").goes_well();
    assert_eq!(run.stdout, format!("{TOPIC}/协商函.docx\n{TOPIC}/协商函.html\n"));
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.run("check").stdout, before);
    let docx = sandbox.archive().join(format!("{TOPIC}/协商函.docx"));
    let document = part(&docx, "word/document.xml");
    assert!(document.contains("云协办函〔2026〕1号") && document.contains("一、") && document.contains("<w:titlePg/>"));
    assert!(part(&docx, "word/header1.xml").contains("政协云河区委员会办公室"));
    let html = sandbox.read(&format!("{TOPIC}/协商函.html"));
    assert!(html.contains("<main class=\"letter\">") && html.contains("政协云河区委员会办公室"), "{html}");
    // The same bytes again, and over what nobody has edited.
    let first = fs::read(&docx).unwrap();
    sandbox.run("render 2026-001 协商函 --to docx").goes_well();
    assert_eq!(fs::read(&docx).unwrap(), first);
    let paper = sandbox.read(&format!("{TOPIC}/协商函.md"));
    sandbox.write(&format!("{TOPIC}/协商函.md"), format!("{paper}\n另行通知。\n"));
    sandbox.run("render 2026-001 协商函 --to docx").goes_well();
    assert!(part(&docx, "word/document.xml").contains("另行通知"));
}

#[test]
fn a_file_another_program_has_saved_is_not_written_over() {
    let sandbox = Sandbox::sample();
    let docx = sandbox.archive().join(format!("{TOPIC}/协商函.docx"));
    let mut saved = zip::ZipWriter::new(Cursor::new(Vec::new()));
    saved.start_file("word/fontTable.xml", zip::write::SimpleFileOptions::default()).unwrap();
    fs::write(&docx, saved.finish().unwrap().into_inner()).unwrap();
    let before = fs::read(&docx).unwrap();
    sandbox.run("--lang en render 2026-001 协商函 --to docx").refused(&["协商函.docx: the file is there", "--force"]);
    assert_eq!(fs::read(&docx).unwrap(), before);
    // In a batch the others are made, and it stays as well.
    let run = sandbox.run("render 2026-001 --all --to docx");
    assert!(
        run.code == Some(2) && !run.stdout.contains("协商函.docx") && run.stdout.contains("协商意见.docx"),
        "{run}"
    );
    assert!(run.stderr.contains("份，未能制成1份，原因见上"), "{run}");
    assert_eq!(fs::read(&docx).unwrap(), before);
    sandbox.run("render 2026-001 协商函 --to docx --force").goes_well();
    assert!(part(&docx, "word/document.xml").contains("w:body"));
}

#[test]
fn what_is_not_there_is_drafted_and_committed_first() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("render 2026-001 卷内目录 --to docx,xlsx,csv").exits(0);
    let files = ["md", "docx", "xlsx", "csv"].map(|ending| format!("{TOPIC}/卷内目录.{ending}\n"));
    assert_eq!(run.stdout, files.concat());
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert!(sandbox.last_commit().contains("卷内目录"));
    let csv = sandbox.read(&format!("{TOPIC}/卷内目录.csv"));
    let (head, first) = csv.split_once("\r\n").unwrap();
    assert!(head.starts_with("\u{feff}顺序号,文号,责任者,题名,日期") && first.starts_with("1,"), "{csv}");
    let document = part(&sandbox.archive().join(format!("{TOPIC}/卷内目录.docx")), "word/document.xml");
    assert!(document.contains("w:orient=\"landscape\"") && document.contains("<w:tblHeader/>"));
}

#[test]
fn into_another_folder_nothing_of_the_archive_changes() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run("--lang zh-CN render 2026-001 会议通知 --to md,docx --out ../out").exits(0);
    assert_eq!(run.stdout, "../out/会议通知.md\n../out/会议通知.docx\n");
    assert!(run.stderr.contains("处〔待填写〕，成品中已标明"), "{run}");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? out/\n");
    assert!(part(&sandbox.tree().join("out/会议通知.docx"), "word/document.xml").contains("w:highlight"));
}

#[test]
fn everything_in_the_way_is_told_at_once_and_nothing_is_written() {
    let sandbox = Sandbox::sample();
    sandbox.append(&format!("{TOPIC}/协商函.md"), "\n<b>甲</b>\n\n![乙](../../../x.png)\n\n[丙](javascript:x)\n");
    let before = sandbox.state();
    let run = sandbox.run("--lang en render 2026-001 协商函 协商意见 --to docx,csv");
    run.refused(&[
        "a paper holds no HTML: `<b>`",
        "a paper holds no pictures",
        "the link is no address",
        "协商意见.md: the paper has no table",
    ]);
    assert_eq!(sandbox.state(), before);
    sandbox.run("--lang en render 2026-001 协商函 --to docxx").refused(&["`docxx`", "`docx`"]);
    fs::write(sandbox.tree().join("file"), "").unwrap();
    sandbox.run("--lang en render 2026-001 协商意见 --to docx --out ../file").refused(&["../file: it is no folder"]);
}

#[test]
fn a_paper_that_no_template_drafts_is_set_as_it_stands() {
    let sandbox = Sandbox::sample();
    let text = "---\ndocument: situation-analysis\ntitle: 情况分析\nurgency: 加急\nattachments: [名单]\n---\n\n正文。\n\n# 附件：名单\n\n甲\n";
    sandbox.write(&format!("{TOPIC}/情况分析.md"), text);
    sandbox.run("render 2026-001 情况分析 --to docx").goes_well();
    let document = part(&sandbox.archive().join(format!("{TOPIC}/情况分析.docx")), "word/document.xml");
    assert!(document.contains("加急") && document.contains("附件：名单") && document.contains("<w:pageBreakBefore/>"));
}

/// A template of an office: a mark of its own, and a place for each name.
fn template(body: &str) -> Vec<u8> {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let paragraphs = body.split('|').map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect::<Vec<_>>();
    let document = format!("<w:document {namespace}><w:body>{}<w:sectPr/></w:body></w:document>", paragraphs.concat());
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("word/document.xml", document.as_str()), ("word/theme.xml", "<own/>")] {
        file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

#[test]
fn an_office_has_a_template_of_its_own() {
    let sandbox = Sandbox::sample();
    let folder = sandbox.archive().join("templates/mentougou/documents");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("协商函.docx"), template("本机关|{{文号}}|{{标题}}|{{主送}}：|{{正文}}|{{落款}}|{{日期}}"))
        .unwrap();
    sandbox.run("regulation validate mentougou").goes_well();
    for _ in 0..2 {
        // What was made of it before is written over.
        sandbox.run("render 2026-001 协商函 --to docx,html").goes_well();
        let docx = sandbox.archive().join(format!("{TOPIC}/协商函.docx"));
        let document = part(&docx, "word/document.xml");
        assert!(
            document.contains("本机关") && document.contains("云协办函〔2026〕1号") && document.contains("一、"),
            "{document}"
        );
        assert!(document.contains("2026年2月5日") && !document.contains("{{"), "{document}");
        assert_eq!(part(&docx, "word/theme.xml"), "<own/>");
    }
    fs::write(folder.join("协商函.docx"), template("{{题目}}|{{正文}}")).unwrap();
    fs::write(folder.join("协商意见.docx"), [0xd0, 0xcf, 0x11, 0xe0]).unwrap();
    let unknown = "templates/mentougou/documents/协商函.docx: the template's `{{题目}}` stands for nothing";
    let encrypted = "templates/mentougou/documents/协商意见.docx: the template is encrypted";
    let run = sandbox.run("--lang en regulation validate mentougou").exits(1);
    assert!(run.to_string().contains("{{题目}}") && run.to_string().contains("is encrypted"), "{run}");
    sandbox.run("--lang en render 2026-001 协商函 协商意见 --to docx").refused(&[unknown, encrypted]);
}

#[test]
fn a_paper_has_the_day_it_was_signed_and_its_imprint_the_day_it_went_out() {
    let sandbox = Sandbox::sample().taking_entries();
    let folder = sandbox.topic("018");
    let opinion = "---\ndocument: consultation-opinion\ntitle: 协商意见\nissuer: cppcc-office\n---\n\n正文。\n";
    sandbox.write(&format!("{folder}/协商意见.md"), opinion);
    let set = || {
        let run = sandbox.run("render 018 协商意见 --to html --as-of 2026-08-31").exits(0);
        (sandbox.read(&format!("{folder}/协商意见.html")), run.stderr)
    };
    let (page, told) = set();
    assert!(page.contains("　　年　　月　　日") && !told.contains("成文日期"), "{page}{told}");
    sandbox.append(&format!("{folder}/events.yml"), "- {date: 2026-08-12, event: opinion-sent}\n");
    assert!(set().1.contains("已于 2026-08-12 发出，没有成文日期"), "{}", set().1);
    let signed = "- {date: 2026-08-03, event: opinion-read, by: [wang-niding]}\n\
                  - {date: 2026-08-05, event: opinion-audited, by: [qian-yangben]}\n\
                  - {date: 2026-08-10, event: opinion-countersigned, by: [sun-fanwen]}\n";
    sandbox.append(&format!("{folder}/events.yml"), signed);
    let (page, told) = set();
    assert!(page.contains("2026年8月10日") && page.contains("2026年8月12日印发"), "{page}");
    assert!(!told.contains("成文日期"), "{told}");
    // What its head says is its date.
    sandbox.write(&format!("{folder}/协商意见.md"), opinion.replace("issuer", "date: 2026-08-11\nissuer"));
    assert!(set().0.contains("2026年8月11日"));
}

#[test]
fn a_notice_that_is_issued_has_the_day_in_its_imprint_and_an_update_gives_it_its_date() {
    let sandbox = Sandbox::sample();
    sandbox.write("plans/2026/events.yml", "");
    sandbox.run("render plan:2026 年度协商计划印发通知").exits(0);
    sandbox.write("plans/2026/events.yml", "- {date: 2026-01-22, event: plan-issued, by: [party-committee-office]}\n");
    let set = sandbox.run("render plan:2026 年度协商计划印发通知 --to html").exits(0);
    assert!(set.stderr.contains("已于 2026-01-22 发出，没有成文日期"), "{set}");
    let page = || sandbox.read("plans/2026/年度协商计划印发通知.html");
    assert!(page().contains("2026年1月22日印发"), "{}", page());
    // Brought up to date and set in one go.
    let set = sandbox.run("render plan:2026 年度协商计划印发通知 --update --to html").exits(0);
    assert!(set.stdout.ends_with("印发通知.md\nplans/2026/年度协商计划印发通知.html\n"), "{set}");
    assert!(!set.stderr.contains("没有成文日期") && page().matches("2026年1月22日").count() == 2, "{set}{}", page());
    assert!(sandbox.last_commit().contains("plans/2026/年度协商计划印发通知.md"));
}

#[test]
fn whoever_issues_a_paper_has_the_name_in_the_register() {
    let sandbox = Sandbox::sample().taking_entries();
    let settings = sandbox.read("yijuan.yml");
    let without: Vec<&str> = settings.lines().filter(|line| !line.contains("kind: party-group}")).collect();
    sandbox.write("yijuan.yml", without.join("\n") + "\n");
    sandbox.commit_all("未登记");
    let folder = sandbox.topic("018");
    let opinion = "---\ndocument: consultation-opinion\ntitle: 协商意见\nissuer: party-group\n---\n\n正文。\n";
    sandbox.write(&format!("{folder}/协商意见.md"), opinion);
    let page = || {
        sandbox.run("render 018 协商意见 --to html").exits(0);
        sandbox.read(&format!("{folder}/协商意见.html"))
    };
    assert!(page().contains("政协党组文件"));
    sandbox.run("body add --name 中共政协云溪区委员会党组 --kind 政协党组").exits(0);
    assert!(page().contains("中共政协云溪区委员会党组文件"), "{}", page());
    // Of two it is not known which is meant.
    sandbox.run("body add --name 中共政协云溪区机关党组 --kind 政协党组").exits(0);
    assert!(page().contains(">政协党组文件"), "{}", page());
}

#[test]
fn papers_of_a_room_are_set_from_the_folder_of_their_year() {
    let sandbox = Sandbox::sample();
    sandbox.run("render plan:2026 督办落实情况表 --to xlsx,docx").goes_well();
    let sheet = sandbox.archive().join("plans/2026/督办落实情况表.docx");
    assert!(part(&sheet, "word/document.xml").contains("老旧街巷路灯"));
    sandbox.run("render plan:2026 follow-up-table --to csv").goes_well();
    // Where it is not written yet, it is said how.
    let way = "写成 plans/2025/督办落实情况表.md";
    sandbox.run("render plan:2025 督办落实情况表 --to docx").refused(&[way]);
    sandbox.run("render plan:2025 督办落实情况表").refused(&[way]);
    let table = sandbox.read("plans/2026/督办落实情况表.md").replace("2026-", "2025-");
    sandbox.write("plans/2025/督办落实情况表.md", table);
    sandbox.run("render plan:2025 督办落实情况表 --to docx").goes_well();
}

#[test]
fn what_is_printed_with_its_notice_is_no_attachment_and_has_no_red_head() {
    let sandbox = Sandbox::sample();
    sandbox.run("render plan:2026 年度协商计划印发通知 年度协商计划 --to html --out ../out").exits(0);
    let page = |name: &str| fs::read_to_string(sandbox.tree().join(format!("out/{name}.html"))).unwrap();
    let (notice, plan) = (page("年度协商计划印发通知"), page("年度协商计划"));
    assert!(notice.contains("区委办公室文件") && !notice.contains("附件"), "{notice}");
    // The day on which it was deliberated stands in a decision alone.
    assert!(notice.contains("已经2025年12月26日区委常委会会议审议通过"), "{notice}");
    assert!(!plan.contains("区委办公室"), "{plan}");
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_without_pdf_says_how_to_get_it_and_makes_nothing() {
    let sandbox = Sandbox::sample();
    sandbox
        .run("--lang en render 2026-001 协商函 --to docx,pdf")
        .refused(&["this program was built without PDF", "cargo install --path . --features pdf"]);
    sandbox.run("render 2026-001 协商函 --to pdf").refused(&["编译时没有带上 PDF", "--features pdf", "--to docx"]);
    assert!(!sandbox.archive().join(format!("{TOPIC}/协商函.docx")).exists());
}

/// PDF, in the one font that tests bring along.
#[cfg(feature = "pdf")]
mod pdf {
    use super::{Sandbox, TOPIC};
    use std::fs;

    const FAMILY: &str = "Yijuan Test Song";

    /// The sample on a machine that has that font alone, whose lists name it, but those of some uses.
    fn sample(but: &[&str]) -> Sandbox {
        let sandbox = Sandbox::sample();
        let lists = ["title", "body", "kai", "hei", "song"].map(|list| format!("  {list}: [{FAMILY}]\n"));
        let lists: String = lists.into_iter().filter(|line| !but.iter().any(|list| line.contains(list))).collect();
        sandbox.write("yijuan.yml", format!("{}fonts:\n{lists}", sandbox.read("yijuan.yml")));
        let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts");
        let settings = sandbox.dir().join("fonts.conf");
        fs::write(&settings, format!("<?xml version=\"1.0\"?><fontconfig><dir>{fonts}</dir></fontconfig>")).unwrap();
        sandbox.with("FONTCONFIG_FILE", settings.to_str().unwrap())
    }

    #[test]
    fn a_letter_is_made_and_made_anew_but_not_over_what_somebody_else_made() {
        let sandbox = sample(&[]);
        let made = sandbox.run("render 2026-001 协商函 --to pdf").goes_well();
        assert_eq!((&*made.stdout, &*made.stderr), (&*format!("{TOPIC}/协商函.pdf\n"), ""));
        let path = sandbox.archive().join(format!("{TOPIC}/协商函.pdf"));
        let first = fs::read(&path).unwrap();
        assert!(first.starts_with(b"%PDF-1.7"));
        assert_eq!(sandbox.git(&["status", "--porcelain", "--", "topics"]), "");
        sandbox.run("render 2026-001 协商函 --to pdf").goes_well();
        assert_eq!(fs::read(&path).unwrap(), first);
        let paper = format!("{TOPIC}/协商函.md");
        sandbox.write(&paper, format!("{}\n关于函的附件。\n", sandbox.read(&paper)));
        sandbox.run("render 2026-001 协商函 --to pdf").goes_well();
        let second = fs::read(&path).unwrap();
        assert_ne!(second, first);
        // Signed by another program, which adds to the file; and scanned.
        for other in [[&second[..], b"1 0 obj\n%%EOF\n"].concat(), b"%PDF-1.4 scan %%EOF".to_vec()] {
            fs::write(&path, &other).unwrap();
            sandbox
                .run("--lang en render 2026-001 协商函 --to pdf")
                .refused(&["协商函.pdf: the file is there", "--force"]);
            assert_eq!(fs::read(&path).unwrap(), other);
        }
        sandbox.run("render 2026-001 协商函 --to pdf --force").goes_well();
        assert_eq!(fs::read(&path).unwrap(), second);
    }

    #[test]
    fn a_list_of_which_nothing_is_there_is_named_and_the_first_that_is_missing_is_told_once() {
        let sandbox = sample(&["kai", "hei"]);
        sandbox.run("--lang en render 2026-001 协商函 --to pdf").refused(&[
            "no font of the list fonts.kai: 楷体_GB2312",
            "no font of the list fonts.hei: 黑体",
            "fonts-noto-cjk",
        ]);
        let settings = sandbox.read("yijuan.yml").replace("body: [", "body: [仿宋_GB2312, ");
        sandbox.write("yijuan.yml", format!("{settings}  kai: [{FAMILY}]\n  hei: [{FAMILY}]\n"));
        let told = sandbox.run("--lang en render 2026-001 协商函 --to pdf --out here").exits(0);
        assert_eq!(told.stderr.matches("仿宋_GB2312 is replaced by Yijuan Test Song").count(), 1, "{told}");
        assert!(!told.stderr.contains('黑'), "{told}");
    }

    #[test]
    fn characters_no_font_has_are_named_all_at_once_and_nothing_is_written() {
        let sandbox = sample(&[]);
        let paper = format!("{TOPIC}/协商函.md");
        sandbox.write(&paper, format!("{}\n镕、珺。\n", sandbox.read(&paper)));
        sandbox.run("render 2026-001 协商函 --to pdf").refused(&[
            "fonts.body 的字体里没有“珺”（U+73FA）",
            "fonts.body 的字体里没有“镕”（U+9555）",
            "fonts-noto-cjk",
        ]);
        assert!(!sandbox.archive().join(format!("{TOPIC}/协商函.pdf")).exists());
    }
}

#[test]
fn a_template_that_belongs_to_no_paper_is_named() {
    let sandbox = Sandbox::sample();
    let folder = "templates/mentougou/documents";
    let sound = template("<w:p><w:r><w:t>{{正文}}</w:t></w:r></w:p>");
    for name in ["协商涵.docx", "consultation-letter.docx", ".~lock.协商函.docx"] {
        fs::create_dir_all(sandbox.archive().join(folder)).unwrap();
        fs::write(sandbox.archive().join(folder).join(name), &sound).unwrap();
    }
    sandbox.write(&format!("{folder}/no-such.md"), "---\ndocument: work-plan\n---\n正文\n");
    sandbox.write(&format!("{folder}/协商意见.doc"), "旧格式");
    sandbox.write(&format!("{folder}/说明.txt"), "给同事");
    sandbox.commit_all("模板");
    let told = [
        "协商涵.docx: 模板用不上：未知的文书 `协商涵`",
        "是否想写 `协商函`？",
        "no-such.md: 模板用不上：未知的文书 `no-such`",
        "协商意见.doc: 模板用不上：不认 .doc 文件",
    ];
    let validated = sandbox.run("regulation validate mentougou").exits(1);
    let checked = sandbox.run("check");
    for told in told {
        assert!(format!("{validated}").contains(told), "{told}: {validated}");
    }
    for name in ["协商涵.docx", "no-such.md", "协商意见.doc"] {
        assert!(checked.stdout.contains(name), "{name}: {checked}");
    }
    for name in ["consultation-letter.docx", "lock", "说明"] {
        assert!(!format!("{validated}").contains(name), "{name}: {validated}");
    }
}

#[test]
fn a_paper_to_a_body_above_names_who_signed_it_once_somebody_did() {
    let sandbox = Sandbox::sample();
    let out = |name: &str| fs::read_to_string(sandbox.archive().join(name)).unwrap();
    let signed = sandbox.run("render 2026-003 协商意见 --to docx,html --out 外").exits(0);
    assert!(!signed.stderr.contains("签发"), "{signed}");
    assert!(out("外/协商意见.html").contains("云协党〔2026〕2号</span><span>签发人：<span class=\"kai\">赵示例"));
    let document = part(&sandbox.archive().join("外/协商意见.docx"), "word/document.xml");
    assert!(
        document.contains("签发人：")
            && document.contains("赵示例")
            && document.contains("中共政协云河区委员会党组文件")
    );
    // Of a text that nobody signed there is room for the name.
    let path = "topics/2026/003-老旧小区加装电梯/协商意见.md";
    sandbox.write(path, sandbox.read(path) + "\n另有补充。\n");
    sandbox.commit_all("补充");
    let unsigned = sandbox.run("render 2026-003 协商意见 --to docx,html --out 外2").exits(0);
    assert!(unsigned.stderr.contains("是上行文，须印签发人，还没有签发"), "{unsigned}");
    assert!(out("外2/协商意见.html").contains("签发人：<span class=\"kai\">　　　</span>"));
    // What an office sends to others of its rank names nobody.
    sandbox.run("render 2026-001 协商意见 --to html --out 外3").exits(0);
    assert!(!out("外3/协商意见.html").contains("签发人："));
}
