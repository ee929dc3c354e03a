//! `yijuan dossier`: what a dossier holds and lacks, its index, and the note on its state.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use std::fs::File;

const TOPIC: &str = "topics/2026/003-老旧小区加装电梯";

/// The five built-in regulations, each with the classes it wants of a topic.
const REGULATIONS: [(&str, &[&str]); 5] = [
    (
        "mentougou",
        &[
            "协商工作方案",
            "协商函",
            "政协调研材料",
            "会议程序",
            "主持词",
            "会议记录",
            "协商现场照片",
            "部门提供的材料",
            "协商意见",
        ],
    ),
    ("ordos", &["协商建议或协商纪要或其他形式成果", "协商议事建议清单", "落实责任清单", "民主评议清单"]),
    ("shuoting", &["会议记录"]),
    ("yancheng", &["政协调研材料", "协商建议或协商纪要或其他形式成果"]),
    ("ziyang", &["协商工作方案", "协商报告"]),
];

fn show(sandbox: &Sandbox, rest: &str) -> Run {
    sandbox.run(&format!("dossier show {rest}"))
}

/// The remarks on one file, by kind.
fn remarks(run: &Run, file: &str) -> Vec<(String, String)> {
    let told = run.json();
    let of_file = told["remarks"].as_array().unwrap().iter().filter(|one| one["file"] == file);
    let word = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    of_file.map(|one| (word(one, "kind"), word(one, "message"))).collect()
}

fn names(run: &Run) -> Vec<String> {
    let told = run.json();
    told["classes"].as_array().unwrap().iter().map(|class| class["name"].as_str().unwrap().to_owned()).collect()
}

/// A PDF that says how many pages it has.
fn pdf(pages: usize) -> String {
    format!(
        "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [] /Count {pages}>> endobj\n"
    )
}

/// A JPEG of 640 × 480 pixels, taken on a day (`2026:04:16`).
fn jpeg(day: &str) -> Vec<u8> {
    let directory = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut entry = vec![1, 0];
        entry.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
        entry.extend([count.to_le_bytes(), value.to_le_bytes(), [0; 4]].concat());
        entry
    };
    let exif = directory(0x8769, 4, 1, 26);
    let taken = directory(0x9003, 2, 20, 44);
    let body = [b"Exif\0\0II*\0\x08\0\0\0".as_slice(), &exif, &taken, format!("{day} 09:30:00\0").as_bytes()].concat();
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    let frame = [0xff, 0xc0, 0, 11, 8, 0x01, 0xe0, 0x02, 0x80, 1, 1, 0x11, 0];
    [&[0xff, 0xd8, 0xff, 0xe1][..], &length, &body, &frame, &[0xff, 0xd9]].concat()
}

#[test]
fn a_dossier_in_both_languages() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.unchanged_by(&["dossier show 2026-001", "dossier show 2026-003"]));
}

#[test]
fn a_dossier_as_a_table_and_as_a_page() {
    let sandbox = Sandbox::sample();
    let csv = show(&sandbox, "2026-003 --format csv").exits(0).stdout;
    assert!(csv.starts_with("\u{feff}类别,文件,题名,日期,页数,状态\r\n"), "{csv}");
    assert!(csv.contains("办理结果材料,,,,,缺\r\n"), "{csv}");
    let page = show(&sandbox, "2026-003 --format markdown").exits(0).stdout;
    assert!(page.contains("| 协商函 | 协商函.md |") && page.contains("## 尚缺"), "{page}");
    let waiver = "- {rule: M16d, reason: 部门未作书面答复, by: chen-jiashe, date: 2026-06-10}\n";
    sandbox.write(&format!("{TOPIC}/waivers.yml"), waiver);
    let csv = show(&sandbox, "2026-003 --format csv").exits(0).stdout;
    assert!(csv.contains("办理结果材料,,,,,例外\r\n"), "{csv}");
    show(&sandbox, "2026-003 --format html").refused(&["这个命令没有 HTML 形式"]);
    show(&sandbox, "plan:2026").refused(&["只有议题有卷"]);
}

#[test]
fn a_dossier_for_programs() {
    let sandbox = Sandbox::sample();
    let run = show(&sandbox, "2026-003 --format json").exits(0);
    let told = run.json();
    assert_eq!(told["schema"], "yijuan/dossier/1");
    let letter = told["items"].as_array().unwrap().iter().find(|item| item["file"] == "协商函.md").unwrap();
    assert_eq!(letter["class"], serde_json::json!(["consultation-letter"]));
    assert_eq!((&letter["state"], &letter["date"]), (&"final".into(), &"2026-03-30".into()));
    let missing = told["classes"].as_array().unwrap().iter().find(|class| class["supply"] == "missing").unwrap();
    assert_eq!(missing["wanted"][0]["rules"], serde_json::json!([{"rule": "M16d", "article": "七.16"}]));
    assert!(told["records"].as_array().unwrap().contains(&"reviews/协商意见.yml".into()), "{run}");
}

#[test]
fn what_each_regulation_wants_comes_from_its_rules() {
    for (regulation, classes) in REGULATIONS {
        let sandbox = Sandbox::empty();
        sandbox.run(&format!("new --title 村口停车 --regulation {regulation} --as-of 2026-06-01")).exits(0);
        let run = show(&sandbox, "2026-001 --format json").exits(0);
        assert_eq!(names(&run), classes, "{regulation}");
        let told = run.json();
        assert!(told["items"].as_array().unwrap().is_empty(), "{regulation}");
        assert!(told["classes"].as_array().unwrap().iter().all(|class| class["supply"] == "missing"), "{run}");
        assert!(told["remarks"].as_array().unwrap().is_empty(), "{run}");
        // Of itself every dossier has an index and a note.
        for paper in ["卷内目录", "备考表"] {
            let run = sandbox.run(&format!("render 2026-001 {paper} --to md,docx,xlsx,csv")).exits(0);
            assert!(run.stdout.contains(&format!("{paper}.xlsx")), "{regulation}: {run}");
        }
        assert_eq!(show(&sandbox, "2026-001 --format json").exits(0).json()["items"], serde_json::json!([]));
    }
}

#[test]
fn whatever_is_odd_about_a_file_is_told() {
    let cases: [(&str, Vec<u8>, &str, &str, &str); 16] = [
        ("materials/空.pdf", Vec::new(), "department-material", "empty", "文件是空的"),
        ("materials/没登记.txt", b"unlisted".to_vec(), "", "unlisted", "没有登记在 materials.yml，也不是文书"),
        ("草记.md", "没有文首\n".into(), "", "unlisted", "没有登记在 materials.yml，也不是文书"),
        (".DS_Store", b"x".to_vec(), "", "left-out", "系统或编辑器留下的，不入卷"),
        ("materials/Thumbs.db", b"x".to_vec(), "", "left-out", "系统或编辑器留下的，不入卷"),
        ("materials/~$材料.docx", b"x".to_vec(), "", "left-out", "系统或编辑器留下的，不入卷"),
        ("materials/满意度50%.pdf", pdf(1).into(), "department-material", "name", "文件名含有 %"),
        ("materials/说明.", b"x".to_vec(), "department-material", "name", "文件名以空格或点结尾，或以空格开头"),
        ("materials/aux.pdf", pdf(3).into(), "department-material", "name", "Windows 不接受“aux.pdf”这个名称"),
        ("materials/坏.pdf", b"%PDF-1.4\n".to_vec(), "department-material", "unseen", "PDF 读不出页数，可能损坏或加密"),
        ("photos/02.PNG", pdf(2).into(), "photo-hall", "absent", "登记为照片，文件不是图片"),
        ("photos/前日.jpg", jpeg("2026:04:15"), "photo-hall", "taken", "拍摄于 2026-04-15，不是会议当天（2026-04-16）"),
        (
            "photos/手机.heic",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
            "photo-hall",
            "unseen",
            "HEIC 图片，读不出拍摄日期和像素",
        ),
        ("materials/甲.txt", b"same".to_vec(), "department-material", "", ""),
        (
            "materials/甲的副本.txt",
            b"same".to_vec(),
            "department-material",
            "duplicate",
            "与 materials/甲.txt 内容相同",
        ),
        ("materials/没有.pdf", Vec::new(), "department-material", "absent", "登记了，没有此文件"),
    ];
    let sandbox = Sandbox::sample();
    for (file, bytes, document, ..) in &cases {
        if *file != "materials/没有.pdf" {
            sandbox.write(&format!("{TOPIC}/{file}"), bytes);
        }
        if !document.is_empty() {
            let entry = format!("- {{file: '{file}', document: {document}, from: 区财政局, date: 2026-04-16}}\n");
            sandbox.append(&format!("{TOPIC}/materials.yml"), &entry);
        }
    }
    let run = show(&sandbox, "2026-003 --format json").exits(0);
    for (file, _, _, kind, message) in &cases {
        let told = remarks(&run, file);
        let is_told = kind.is_empty() || told.contains(&((*kind).to_owned(), (*message).to_owned()));
        assert!(is_told && (!kind.is_empty() || told.is_empty()), "{file}: {told:?}");
    }
    // The command that enters a file is taken as it is told.
    let told = run.json();
    let unlisted =
        told["remarks"].as_array().unwrap().iter().find(|one| one["file"] == "materials/没登记.txt").unwrap();
    let command = unlisted["hint"].as_str().unwrap().replace("〈文书〉", "部门提供的材料");
    let entered = sandbox.run(&command.replace("〈日期〉", "2026-04-14")["yijuan ".len()..]).exits(0);
    assert!(entered.stderr.contains("只登记，没有再收"), "{entered}");
    // A name that differs in case alone is another file here, and the same on other systems.
    assert!(remarks(&run, "photos/02.png").iter().any(|(kind, _)| kind == "name"), "{run}");
    // The photographs of the day, and those without one, are not told.
    sandbox.write(&format!("{TOPIC}/photos/前日.jpg"), jpeg("2026:04:16"));
    let run = show(&sandbox, "2026-003 --format json").exits(0);
    assert_eq!(remarks(&run, "photos/前日.jpg"), []);
    let told = run.json();
    let photo = told["items"].as_array().unwrap().iter().find(|item| item["file"] == "photos/前日.jpg").unwrap();
    let expected = serde_json::json!({"format": "JPEG", "width": 640, "height": 480, "taken": "2026-04-16"});
    assert_eq!(photo["picture"], expected);
}

#[test]
fn a_name_in_another_form_is_told_once_with_the_command_that_mends_it() {
    let sandbox = Sandbox::sample();
    let enter = |file: &str| {
        let entry = format!("- {{file: {file}, document: department-material, from: 区财政局, date: 2026-04-16}}\n");
        sandbox.append(&format!("{TOPIC}/materials.yml"), &entry);
    };
    // Lists have it in the usual form, a file that came from elsewhere may not.
    sandbox.write(&format!("{TOPIC}/materials/e\u{301}t\u{e9}.txt"), "夏");
    enter("materials/e\u{301}t\u{e9}.txt");
    for name in ["materials/o\u{308}l.txt", "materials/\u{f6}l.txt"] {
        sandbox.write(&format!("{TOPIC}/{name}"), "油");
    }
    enter("materials/\u{f6}l.txt");
    let odd = || {
        let told = show(&sandbox, "2026-003 --format json").exits(0).json();
        let odd = told["remarks"].as_array().unwrap().clone().into_iter();
        odd.filter(|one| one["file"].as_str().unwrap().ends_with(".txt")).collect::<Vec<_>>()
    };
    let told = odd();
    let words = |key: &str| told.iter().map(|one| one[key].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(words("kind"), ["name", "name"], "{told:?}");
    let messages = [
        "文件名不是通行的编码形式（NFC），与登记的不同",
        "与 materials/\u{f6}l.txt 同名，只是不是通行的编码形式（NFC）",
    ];
    assert_eq!(words("message"), messages);
    for way in words("hint") {
        let command = way.split('：').nth(1).unwrap();
        assert!(sandbox.shell(&sandbox.archive(), command).status.success(), "{command}");
    }
    assert_eq!(odd(), [serde_json::Value::Null; 0]);
}

#[test]
fn what_was_taken_in_as_a_photograph_and_is_none_is_told_wherever_it_lies() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{TOPIC}/materials.yml"), "");
    for (name, bytes) in
        [("全场.jpg", b"no picture".to_vec()), ("领导.pdf", b"%PDF-".to_vec()), ("发言.txt", b"x".to_vec())]
    {
        sandbox.write(&format!("../{name}"), bytes);
        let add = format!("material add 2026-003 ../{name} --document 会议全场照片 --date 2026-04-16");
        sandbox.run(&add).exits(0);
    }
    let run = show(&sandbox, "2026-003 --format json").exits(0);
    let told = run.json();
    let photographs = told["items"].as_array().unwrap().iter().filter(|item| item["documents"][0] == "photo-hall");
    assert!(photographs.clone().count() == 3 && photographs.clone().all(|item| item["state"] == "no-picture"), "{run}");
    let class = told["classes"].as_array().unwrap().iter().find(|class| class["documents"][0] == "photo").unwrap();
    assert_eq!(class["supply"], "missing", "{run}");
    let remark = ("absent".to_owned(), "登记为照片，文件不是图片".to_owned());
    assert_eq!(remarks(&run, "materials/发言.txt"), [remark]);
    // `check` says the same.
    let check = sandbox.run("--lang zh-CN check 2026-003").stdout;
    assert!(check.contains("`materials/全场.jpg` 不是图片") && check.contains("缺协商现场照片"), "{check}");
    sandbox.write(&format!("{TOPIC}/materials/全场.jpg"), jpeg("2026:04:16"));
    let told = show(&sandbox, "2026-003 --format json").exits(0).json();
    let item = told["items"].as_array().unwrap().iter().find(|item| item["file"] == "materials/全场.jpg").unwrap();
    assert_eq!(item["state"], "final");
}

#[test]
fn what_others_handed_in_is_nobodys_until_somebody_says_whose() {
    let sandbox = Sandbox::sample();
    let author = |file: &str| {
        let run = show(&sandbox, "2026-003 --format json").exits(0);
        let told = run.json();
        let items = told["items"].as_array().unwrap();
        (items.iter().find(|item| item["file"] == file).unwrap()["author"].clone(), remarks(&run, file))
    };
    sandbox.write("../台账.pdf", pdf(1));
    sandbox.run("material add 2026-003 ../台账.pdf --document 部门提供的材料 --date 2026-04-13").exits(0);
    let told = ("author".to_owned(), "没有责任者".to_owned());
    assert_eq!(author("materials/台账.pdf"), (serde_json::Value::Null, vec![told]));
    let list = format!("{TOPIC}/materials.yml");
    let entered = sandbox.read(&list).replacen(
        "document: department-material",
        "document: department-material, from: 区财政局",
        1,
    );
    sandbox.write(&list, entered);
    assert_eq!(author("materials/台账.pdf"), ("区财政局".into(), vec![]));
    // The office's own papers and photographs need not say so.
    assert_eq!(author("调研报告.md"), ("城建环保委员会".into(), vec![]));
    assert_eq!(author("photos/01.png"), ("城建环保委员会".into(), vec![]));
    let topic = format!("{TOPIC}/topic.yml");
    sandbox.write(&topic, sandbox.read(&topic).replacen("office: urban\n", "", 1));
    assert_eq!(author("photos/01.png"), ("政协云河区委员会".into(), vec![]));
}

#[test]
fn what_has_no_day_is_told_unless_it_is_a_photograph_that_has_one_itself() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{TOPIC}/materials/说明.pdf"), pdf(1));
    sandbox.write(&format!("{TOPIC}/photos/全场.jpg"), jpeg("2026:04:16"));
    let entries = "- {file: materials/说明.pdf, document: department-material, from: 区财政局}\n\
                   - {file: photos/全场.jpg, document: photo-hall}\n";
    sandbox.append(&format!("{TOPIC}/materials.yml"), entries);
    let paper = "---\ndocument: host-script\ntitle: 主持词（备用）\n---\n\n现在开会。\n";
    sandbox.write(&format!("{TOPIC}/备用.md"), paper);
    let run = show(&sandbox, "2026-003 --format json").exits(0);
    let undated = ("undated".to_owned(), "没有日期，不能封装".to_owned());
    for file in ["materials/说明.pdf", "备用.md"] {
        assert_eq!(remarks(&run, file), std::slice::from_ref(&undated), "{file}");
    }
    assert_eq!(remarks(&run, "photos/全场.jpg"), []);
    let told = run.json();
    let files: Vec<_> = told["items"].as_array().unwrap().iter().map(|item| item["file"].as_str().unwrap()).collect();
    let day = told["items"].as_array().unwrap().iter().find(|item| item["file"] == "photos/全场.jpg").unwrap();
    assert_eq!(day["date"], "2026-04-16");
    // It stands where that day has its place.
    let place = |file: &str| files.iter().position(|other| *other == file);
    assert!(
        place("会议记录.md") < place("photos/全场.jpg") && place("photos/全场.jpg") < place("协商意见.md"),
        "{files:?}"
    );
}

#[test]
fn a_mark_of_secrecy_is_told() {
    let sandbox = Sandbox::sample();
    let path = format!("{TOPIC}/调研报告.md");
    sandbox.write(&path, sandbox.read(&path).replacen("document:", "secrecy: 内部\ndocument:", 1));
    let run = show(&sandbox, "2026-003 --format json").exits(0);
    assert_eq!(remarks(&run, "调研报告.md"), [("secret".to_owned(), "密级：内部".to_owned())]);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_rest_shown() {
    let sandbox = Sandbox::sample();
    let path = sandbox.archive().join(TOPIC).join("materials");
    std::fs::create_dir_all(&path).unwrap();
    // Longer than is ever read, and nothing in it.
    File::create(path.join("录像.mp4")).unwrap().set_len((64 << 20) + 1).unwrap();
    sandbox.append(&format!("{TOPIC}/materials.yml"), "- {file: materials/录像.mp4, document: photo-hall}\n");
    let run = show(&sandbox, "2026-003 --format json").exits(2);
    assert!(run.stdout.contains("文件大于 64 MiB，不予读取"), "{run}");
    let told = run.json();
    let item = told["items"].as_array().unwrap().iter().find(|item| item["file"] == "materials/录像.mp4").unwrap();
    assert_eq!(item["state"], "unreadable");
}

#[test]
fn what_is_wanted_is_told_as_far_as_it_is_known() {
    let first_line = |sandbox: &Sandbox| {
        let run = show(sandbox, "2026-003").exits(2);
        run.stdout.lines().nth(1).unwrap_or_default().to_owned()
    };
    let sandbox = Sandbox::sample();
    let folder = sandbox.archive().join(TOPIC);
    sandbox.shell(&folder, "ln -s /etc/hostname 附件.pdf");
    assert_eq!(first_line(&sandbox), "应有10类：齐9类，未定稿0类，缺1类；卷内10件");
    sandbox.append(&format!("{TOPIC}/materials.yml"), "- {file: materials/附件.pdf, document: photo-hall\n");
    assert_eq!(
        first_line(&sandbox),
        "应有10类：齐8类，未定稿0类，缺2类（协商现场照片缺的3项算一类）；卷内8件；materials.yml 有读不出的内容，缺的未必没有"
    );
    sandbox.append(&format!("{TOPIC}/events.yml"), "- {date: 2026-04-16, event: meeting\n");
    assert_eq!(first_line(&sandbox), "应有哪些类别不能判断：events.yml、materials.yml 有读不出的内容；卷内8件");
    let told = show(&sandbox, "2026-003 --format json").exits(2).json();
    assert_eq!(
        (&told["classes"], &told["gaps"]),
        (&serde_json::Value::Null, &serde_json::json!(["events.yml", "materials.yml"]))
    );
}

#[test]
fn the_first_line_and_the_lists_below_agree() {
    let first_line = |sandbox: &Sandbox| {
        let run = show(sandbox, "2026-003").exits(0);
        run.stdout.lines().nth(1).unwrap_or_default().to_owned()
    };
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{TOPIC}/materials.yml"), "");
    assert_eq!(first_line(&sandbox), "应有10类：齐8类，未定稿0类，缺2类（协商现场照片缺的3项算一类）；卷内8件");
    // A paper that no rule wants is of no class.
    let paper = "---\ndocument: situation-analysis\ntitle: 情况分析\n---\n\n〔待填写：情况〕\n";
    sandbox.write(&format!("{TOPIC}/情况分析.md"), paper);
    let waiver = "- {rule: M16d, reason: 部门未作书面答复, by: chen-jiashe, date: 2026-06-10}\n";
    sandbox.write(&format!("{TOPIC}/waivers.yml"), waiver);
    assert_eq!(
        first_line(&sandbox),
        "应有9类：齐8类，未定稿0类，缺1类（协商现场照片缺的3项算一类）；卷内9件，其中未定稿1件"
    );
    // What is there as a draft is not missing as well.
    sandbox.append(&format!("{TOPIC}/协商函.md"), "\n〔待填写：又一句〕\n");
    sandbox.run("render 2026-003 备考表").exits(0);
    let note = sandbox.read(&format!("{TOPIC}/备考表.md"));
    let missing = note.split("尚缺：").nth(1).unwrap().split("未定稿：").next().unwrap();
    assert!(!missing.contains("协商函") && note.contains("老旧小区加装电梯”专题协商会的函（草稿"), "{note}");
}

#[test]
fn drafts_and_papers_on_their_way_are_not_final() {
    let sandbox = Sandbox::sample();
    let state = |file: &str| {
        let told = show(&sandbox, "2026-003 --format json").exits(0).json();
        let items = told["items"].as_array().unwrap();
        items.iter().find(|item| item["file"] == file).unwrap()["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state("协商意见.md"), "final");
    sandbox.append(&format!("{TOPIC}/协商意见.md"), "\n又添一句。\n");
    assert_eq!(state("协商意见.md"), "lapsed");
    sandbox.append(&format!("{TOPIC}/协商意见.md"), "\n〔待填写：又一句〕\n");
    assert_eq!(state("协商意见.md"), "draft");
    let run = show(&sandbox, "2026-003").exits(0);
    assert!(run.stdout.contains(" ○ 协商意见.md：草稿") && run.stdout.contains("   填写完 协商意见.md"), "{run}");
}

#[test]
fn pages_are_counted_on_as_far_as_they_are_known() {
    let sandbox = Sandbox::sample();
    let row = |of: &str| {
        sandbox.run("render 2026-003 卷内目录 --force").exits(0);
        let index = sandbox.read(&format!("{TOPIC}/卷内目录.md"));
        index.lines().find(|line| line.contains(of)).unwrap_or_default().to_owned()
    };
    assert!(row("协商工作方案.md").ends_with("| | <!-- 协商工作方案.md --> |"), "{}", row("协商工作方案.md"));
    assert!(row("调研报告.md").ends_with("| | <!-- 调研报告.md --> |"), "{}", row("调研报告.md"));
    sandbox.write(&format!("{TOPIC}/协商工作方案.pdf"), pdf(4));
    assert!(row("协商工作方案.md").ends_with("| 1 | <!-- 协商工作方案.md --> |"), "{}", row("协商工作方案.md"));
    assert!(row("调研报告.md").ends_with("| | <!-- 调研报告.md --> |"), "{}", row("调研报告.md"));
    let papers = ["调研报告", "协商函", "会议程序", "部门提供的材料", "主持词", "会议记录", "协商意见"];
    for paper in papers {
        sandbox.write(&format!("{TOPIC}/{paper}.pdf"), pdf(2));
    }
    assert!(row("调研报告.md").ends_with("| 5 | <!-- 调研报告.md --> |"), "{}", row("调研报告.md"));
    assert!(row("协商意见.md").ends_with("| 19-20 | <!-- 协商意见.md --> |"), "{}", row("协商意见.md"));
    sandbox.run("render 2026-003 备考表").exits(0);
    let note = sandbox.read(&format!("{TOPIC}/备考表.md"));
    assert!(note.contains("本卷共10件，其中照片2张，共20页。尚缺：办理结果材料（七.16）。 |"), "{note}");
}

#[test]
fn the_printed_index_has_no_names_of_files_and_what_somebody_noted() {
    let sandbox = Sandbox::sample();
    let list = format!("{TOPIC}/materials.yml");
    sandbox.write(&format!("{TOPIC}/materials/甲--乙.pdf"), pdf(1));
    sandbox.append(&list, "- {file: materials/甲--乙.pdf, document: department-material, title: 台账, from: 区财政局, date: 2026-04-14}\n");
    sandbox.commit_all("台账");
    sandbox.run("render 2026-003 卷内目录").exits(0);
    let path = format!("{TOPIC}/卷内目录.md");
    let noted = sandbox.read(&path).replace("<!-- 协商函.md -->", "复印件<!-- 协商函.md -->");
    sandbox.write(&path, noted);
    // What is noted stays, and `check` still knows what is listed.
    sandbox.run("render 2026-003 卷内目录 --update --to csv").exits(0);
    let table = sandbox.read(&format!("{TOPIC}/卷内目录.csv"));
    assert!(!table.contains(".md") && !table.contains(".pdf") && !table.contains("<!--"), "{table}");
    assert!(table.lines().any(|line| line.ends_with(",复印件")), "{table}");
    assert!(table.lines().any(|line| line.contains(",台账,")), "{table}");
    assert!(!sandbox.run("--lang zh-CN check 2026-003").stdout.contains("没有列入卷中"));
}

#[test]
fn the_signed_copy_of_a_paper_is_one_item_with_its_text_and_stands_first() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{TOPIC}/materials/协商意见（签发件）.pdf"), pdf(3));
    let entry = "- {file: materials/协商意见（签发件）.pdf, document: consultation-opinion}\n";
    sandbox.append(&format!("{TOPIC}/materials.yml"), entry);
    sandbox.run("render 2026-003 卷内目录").exits(0);
    let index = sandbox.read(&format!("{TOPIC}/卷内目录.md"));
    let files: Vec<&str> =
        index.lines().filter_map(|line| line.strip_suffix(" --> |")?.rsplit("<!-- ").next()).collect();
    assert_eq!(files.last(), Some(&"materials/协商意见（签发件）.pdf、协商意见.md"), "{index}");
    let run = show(&sandbox, "2026-003 --format json").exits(0);
    let told = run.json();
    let item = told["items"].as_array().unwrap().iter().find(|item| item["file"] == "协商意见.md").unwrap();
    let scan = &item["signed"][0];
    assert_eq!((&scan["file"], &scan["pages"]), (&"materials/协商意见（签发件）.pdf".into(), &3.into()));
    assert_eq!((&item["title"], &item["pages"]), (&"关于老旧小区加装电梯的协商意见".into(), &3.into()));
    assert_eq!(remarks(&run, "materials/协商意见（签发件）.pdf"), []);
    let page = show(&sandbox, "2026-003 --format csv").exits(0).stdout;
    assert!(page.contains(",materials/协商意见（签发件）.pdf、协商意见.md,关于"), "{page}");
}

#[test]
fn what_is_no_signed_copy_of_a_single_paper_stays_as_it_is() {
    let entry = |rest: &str| format!("- {{file: materials/扫描.pdf, date: 2026-04-30, {rest}}}\n");
    let is_of_its_own = |sandbox: &Sandbox| {
        let told = show(sandbox, "2026-003 --format json").exits(0).json();
        told["items"].as_array().unwrap().iter().any(|item| item["file"] == "materials/扫描.pdf")
    };
    for (entered, is_own) in [
        ("document: consultation-opinion", false),
        ("document: consultation-opinion, from: 城建环保委员会", false),
        ("document: consultation-opinion, from: 区住房城乡建设局", true),
        ("document: consultation-opinion, round: 2", true),
        ("document: [consultation-opinion, outcome-material]", true),
        ("document: department-material", true),
        ("document: research-report", true),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write(&format!("{TOPIC}/materials/扫描.pdf"), pdf(3));
        sandbox.append(&format!("{TOPIC}/materials.yml"), &entry(entered));
        assert_eq!(is_of_its_own(&sandbox), is_own, "{entered}");
    }
    // A paper that is entered as a material too is in the dossier once.
    let sandbox = Sandbox::sample();
    sandbox.append(&format!("{TOPIC}/materials.yml"), "- {file: 协商意见.md, document: consultation-opinion}\n");
    let told = show(&sandbox, "2026-003 --format json").exits(0).json();
    let opinions = told["items"].as_array().unwrap().iter().filter(|item| item["file"] == "协商意见.md");
    assert!(opinions.clone().count() == 1 && opinions.clone().all(|item| item["signed"] == serde_json::json!([])));
    // Of two papers nobody knows which it is a copy of.
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{TOPIC}/materials/扫描.pdf"), pdf(3));
    sandbox.append(&format!("{TOPIC}/materials.yml"), &entry("document: consultation-opinion"));
    sandbox.write(&format!("{TOPIC}/协商意见（续）.md"), sandbox.read(&format!("{TOPIC}/协商意见.md")));
    assert!(is_of_its_own(&sandbox));
}

#[test]
fn the_note_is_kept_in_step_with_what_the_dossier_holds() {
    let sandbox = Sandbox::sample();
    let path = format!("{TOPIC}/备考表.md");
    sandbox.run("render 2026-003 备考表").exits(0);
    let signed = sandbox.read(&path).replace("| 立卷人 | |", "| 立卷人 | 范样例 |");
    sandbox.write(&path, signed);
    sandbox.commit_all("签名");
    sandbox.write("结果.txt", "已办结");
    let add = "material add 2026-003 结果.txt --document 办理结果材料 --date 2026-06-10";
    sandbox.run(add).exits(0);
    let updated = sandbox.run("render 2026-003 备考表 --update").exits(0);
    assert!(!updated.stderr.contains("由人改写"), "{updated}");
    let note = sandbox.read(&path);
    assert!(note.contains("本卷共11件") && !note.contains("尚缺") && note.contains("| 立卷人 | 范样例 |"), "{note}");
}
