//! Names are as good as ids: the sample is judged the same in either, and what a command takes a name for.

use super::due::draft::BUILT_IN;
use super::sandbox::Sandbox;
use regex::{Captures, Regex};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use yijuan::regulation::{Names, Register, Regulation};
use yijuan::vocabulary::Group;

/// Every word of an archive's files that is an id, by the key it stands under, with the name of what it means.
pub struct InNames {
    /// People, offices and rooms of the archive.
    own: BTreeMap<String, String>,
    /// How many ids have given way to names.
    pub many: usize,
}

impl InNames {
    /// For an archive whose registers and settings say this.
    pub fn of<'a>(registers: impl Iterator<Item = &'a str>) -> Self {
        static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
            let id = r"(?:\{id: |[{,] *|^\s*(?:- )?\{?(?:id: )?)([a-z][a-z0-9-]*)";
            Regex::new(&format!(r"(?m){id}[,:]\s*\{{?\s*name: ([^,}}\n]+)")).unwrap()
        });
        let own = registers.flat_map(|text| ENTRY.captures_iter(text));
        Self { own: own.map(|found| (found[1].to_owned(), found[2].to_owned())).collect(), many: 0 }
    }

    /// A file with names for ids.
    pub fn file(&mut self, path: &str, text: &str, regulation: &str) -> String {
        static KEYS: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\b([a-z_]+): (\[[^\]]*\]|[a-z][a-z0-9-]*)").unwrap());
        static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[a-z][a-z0-9-]*").unwrap());
        let regulation = BUILT_IN.get(regulation).unwrap();
        let mut many = 0;
        let in_name = |found: &Captures| {
            let values = WORD.replace_all(&found[2], |value: &Captures| {
                let name = self.name(regulation, path, &found[1], &value[0]);
                many += usize::from(name.is_some());
                name.map_or_else(|| value[0].to_owned(), |name| format!("\"{name}\""))
            });
            format!("{}: {values}", &found[1])
        };
        let text = KEYS.replace_all(text, in_name).into_owned();
        self.many += many;
        text
    }

    fn name(&self, regulation: &Regulation, path: &str, key: &str, id: &str) -> Option<String> {
        let term = |group: Group| Some(regulation.terms(group).get(id)?.name.to_string());
        let own = || self.own.get(id).cloned();
        let file = path.rsplit('/').next()?;
        match (key, file) {
            ("event" | "step", _) => Some(regulation.events.get(id)?.term.name.to_string()),
            ("document" | "absorbs", _) => Some(regulation.documents.get(id)?.term.name.to_string()),
            ("form", _) => term(Group::Forms),
            ("tags", "topic.yml") => term(Group::TopicTags),
            ("tags", _) => term(Group::Tags).or_else(|| term(Group::Posts)),
            ("via", _) => term(Group::Ways),
            ("channel", _) => term(Group::Channels),
            ("kind", "suggestions.yml") => term(Group::SuggestionKinds),
            ("level", _) => term(Group::Levels),
            ("matter", _) => term(Group::Matters),
            ("selection", _) => term(Group::Selections),
            ("at", _) => term(Group::Activities),
            ("adoption", _) => term(Group::Adoptions),
            ("conversion", _) => term(Group::Conversions),
            ("office" | "guide" | "lead" | "owner" | "person" | "room" | "convener" | "liaison" | "officer", _) => {
                own()
            }
            (
                "by" | "to" | "cc" | "issuer" | "entrusted_by" | "delegated_by" | "made_by" | "daily_work" | "run_by",
                _,
            ) => {
                let groups = [Group::Bodies, Group::Posts, Group::Tags];
                own().or_else(|| groups.into_iter().find_map(term))
            }
            _ => None,
        }
    }
}

/// Every duty and every finding, without the column of its place.
fn judged(sandbox: &Sandbox) -> (serde_json::Value, Vec<String>) {
    let mut judged = sandbox.run(&["check", "--all", "--format", "json"]).json();
    let findings = judged["findings"].as_array_mut().unwrap();
    for finding in &mut *findings {
        finding["column"].take();
    }
    let findings = findings.iter().map(ToString::to_string).collect();
    (judged["duties"].take(), findings)
}

#[test]
fn the_sample_is_judged_the_same_in_names() {
    let sandbox = Sandbox::sample();
    let before = judged(&sandbox);
    let registers = ["people.yml", "rooms.yml", "yijuan.yml"].map(|file| sandbox.read(file));
    let mut names = InNames::of(registers.iter().map(String::as_str));
    let listed = sandbox.git(&["-c", "core.quotePath=false", "ls-files"]);
    let all: Vec<String> = listed.lines().filter_map(|path| Some(path.strip_prefix("archive/")?.to_owned())).collect();
    let regulation_of = |path: &str| {
        let folder =
            Path::new(path).ancestors().find(|folder| all.iter().any(|one| Path::new(one) == folder.join("topic.yml")));
        let topic = folder.map(|folder| sandbox.read(folder.join("topic.yml").to_str().unwrap()));
        let named =
            topic.and_then(|text| Some(text.lines().find_map(|line| line.strip_prefix("regulation: "))?.to_owned()));
        named.unwrap_or_else(|| "mentougou".to_owned())
    };
    for path in all.iter().filter(|path| path.starts_with("topics/") || path.starts_with("plans/")) {
        // What was decided on and what was drawn from is bytes.
        if ["/materials/", "/reviews/", "/photos/"].iter().any(|folder| path.contains(folder)) {
            continue;
        }
        let text = sandbox.read(path);
        if let Some(head) = text.strip_prefix("---\n").filter(|_| path.ends_with(".md")) {
            let (folder, file) = path.rsplit_once('/').unwrap();
            if all.contains(&format!("{folder}/reviews/{}.yml", file.trim_end_matches(".md"))) {
                continue;
            }
            let (head, body) = head.split_once("\n---").unwrap();
            let head = names.file(path, head, &regulation_of(path));
            sandbox.write(path, format!("---\n{head}\n---{body}"));
        } else if path.ends_with(".yml") {
            // What concerns a room is said in the words of the room's regulation.
            let lines = text.lines().map(|line| {
                if line.contains("room: ") && path.starts_with("plans/") {
                    line.to_owned()
                } else {
                    names.file(path, line, &regulation_of(path))
                }
            });
            let lines: Vec<String> = lines.collect();
            sandbox.write(path, &(lines.join("\n") + "\n"));
        }
    }
    assert!(names.many > 500, "{} names", names.many);
    sandbox.commit_all("用名称");
    let after = judged(&sandbox);
    assert_eq!(before.0, after.0);
    assert_eq!(before.1, after.1);
}

#[test]
fn what_strikes_out_by_name_strikes_out_by_id() {
    let sandbox = Sandbox::empty();
    let key = sandbox.run(&["new", "--title", "电梯"]).stdout.trim().to_owned();
    let events =
        "- {date: 2026-06-01, event: meeting}\n- {date: 2026-06-02, event: 协商会议, void: 2026-06-01, note: 记错}\n";
    sandbox.write("topics/2026/001-电梯/events.yml", events);
    let line = sandbox.run(&["--lang", "en", "log", &key]).stdout;
    assert!(line.contains("meeting (struck out)"), "{line}");
}

/// An archive with a topic of the urban office, two bodies and a director.
fn archive() -> Sandbox {
    let sandbox = Sandbox::empty();
    let bodies =
        "bodies:\n  zjj: {name: 区住建委, kind: 职能部门}\n  kfg: {name: 区委办, kind: party-committee-office}\n";
    sandbox.append("yijuan.yml", bodies);
    sandbox.append("people.yml", "- {id: wang, name: 王拟定, posts: ['专委会主任:城建环保委员会']}\n");
    sandbox.run(&["new", "--title", "电梯", "--office", "城建环保委员会"]).goes_well();
    sandbox
}

const EVENTS: &str = "topics/2026/001-电梯/events.yml";

#[test]
fn a_name_is_written_as_the_id_it_means() {
    let sandbox = archive();
    let record = [
        "record",
        "001",
        "通知参加人员",
        "--by",
        "王拟定",
        "--to",
        "区住建委",
        "--to",
        "政协方面人士",
        "--via",
        "书面",
    ];
    sandbox.run(&record).goes_well();
    let written = "- {date: 2026-06-15, event: notice-sent, by: [wang], to: [zjj, cppcc-side], via: written}\n";
    assert_eq!(sandbox.read(EVENTS), written);
}

#[test]
fn who_a_message_asks_for_may_be_written_as_it_has_it() {
    for (name, id) in [
        ("分管责任委室的副主席", "vice-chair:office"),
        ("责任委室主任", "office-director:office"),
        ("责任委室的专委会主任", "committee-director:office"),
        ("专委会主任:城建环保委员会", "committee-director:urban"),
    ] {
        let sandbox = archive();
        sandbox.run(&["record", "001", "opinion-audited", "--by", name]).goes_well();
        assert!(sandbox.read(EVENTS).ends_with(&format!("by: [\"{id}\"]}}\n")), "{}", sandbox.read(EVENTS));
        // What is said of it holds no id.
        let check = sandbox.run("check 001 --as-of 2027-01-15");
        let is_right = name == "分管责任委室的副主席";
        assert_eq!(check.stdout.contains("由责任委室的") || check.stdout.contains("由城建"), !is_right, "{check}");
        assert!(!check.stdout.contains(id), "{check}");
    }
}

#[test]
fn a_name_that_nobody_has_is_taken_and_told() {
    let sandbox = archive();
    let run =
        sandbox.run(&["record", "001", "通知参加人员", "--to", "区住建局"]).refused(&["区住建委", "--as-written"]);
    assert_eq!(sandbox.read(EVENTS), "", "{run}");
    let run = sandbox.run(&["record", "001", "通知参加人员", "--to", "区住建局", "--as-written"]).exits(0);
    assert!(run.stderr.contains("“区住建局”没有登记") && run.stderr.contains("相近的有：区住建委"), "{run}");
    let run = sandbox.run(&["record", "001", "通知参加人员", "--to", "园林绿化大队"]).exits(0);
    assert!(run.stderr.contains("“园林绿化大队”没有登记"), "{run}");
    let run = sandbox.run(&["--quiet", "record", "001", "通知参加人员", "--to", "园林绿化中心"]).exits(0);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_slip_is_refused_and_so_is_an_unknown_id() {
    let sandbox = archive();
    let refused = |arguments: &[&str], words: &[&str]| drop(sandbox.run(arguments).refused(words));
    refused(&["record", "001", "通知参加人员", "--to", "政协方面人氏"], &["是否想写 `政协方面人士`"]);
    refused(&["record", "001", "通知参加人员", "--by", "王拟订"], &["是否想写 `王拟定`"]);
    refused(&["set", "001", "office=城建环保委"], &["是否想写 `城建环保委员会`"]);
    refused(&["record", "001", "通知参加人员", "--by", "nobody"], &["未知的人员、单位或职务 `nobody`"]);
    refused(&["record", "001", "通知参加人员", "--to", "vice-chair:nowhere"], &["`vice-chair:nowhere`"]);
    refused(&["record", "001", "通知参加人员", "--by", "〈责任委室〉"], &["`〈责任委室〉` 待填写"]);
    refused(&["new", "--title", "〈题目〉"], &["`〈题目〉` 待填写"]);
    // As a hint is copied that was broken into lines.
    refused(&["record", "001", "通知参加人员", "--by", "〈责任委", "室〉"], &["`〈责任委` 待填写", "`室〉` 待填写"]);
    std::fs::write(sandbox.dir().join("人员.csv"), "姓名,职务\n〈甲或乙〉,\n").unwrap();
    let file = sandbox.dir().join("人员.csv");
    sandbox.run(&["import", "people", file.to_str().unwrap()]).refused(&["`〈甲或乙〉` 待填写"]);
    sandbox.run(&["new", "--title", "关于《〈物业条例〉实施办法》的协商"]).goes_well();
}

#[test]
fn an_open_list_takes_the_writers_own_words() {
    let sandbox = archive();
    sandbox.run(&["set", "001", "source.channel=群众来信"]).goes_well();
    sandbox.run(&["set", "001", "source.channel=letter"]).refused(&["未知的来源渠道 `letter`"]);
    sandbox.run(&["record", "001", "书面通知调整", "--via", "当面"]).refused(&["未知的方式 `当面`"]);
    sandbox.run(&["record", "001", "了解办理情况", "--via", "当面"]).goes_well();
    let run = sandbox.run(&["check"]);
    assert!(!run.stdout.contains("群众来信") && !run.stdout.contains("当面"), "{run}");
}

#[test]
fn bodies_are_entered_listed_and_imported() {
    let sandbox = archive();
    sandbox.run(&["body", "add", "--id", "cgw", "--name", "区城管委", "--kind", "政府职能部门"]).goes_well();
    sandbox
        .run(&["body", "add", "--id", "urban", "--name", "城建委"])
        .refused(&["标识 `urban` 已有登记（城建环保委员会）"]);
    sandbox.run(&["body", "add", "--id", "zjw", "--name", "区住建委"]).refused(&["标识 `zjj`"]);
    sandbox
        .run(&["body", "add", "--id", "sw", "--name", "区水务局", "--kind", "deparment"])
        .refused(&["`政府职能部门`"]);
    std::fs::write(sandbox.dir().join("单位.csv"), "单位名称,类别\n区水务局,部门\n区住建委,department\n").unwrap();
    let file = sandbox.dir().join("单位.csv");
    let run = sandbox.run(&["import", "bodies", file.to_str().unwrap()]).goes_well();
    assert!(run.stdout.contains("新增 1 条，已有 1 条"), "{run}");
    let listed = sandbox.run(&["body", "list", "--format", "json"]).json();
    let ids: Vec<&str> = listed["bodies"].as_array().unwrap().iter().map(|body| body["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["zjj", "kfg", "cgw", "qushuiwuju"]);
    sandbox.run(&["check"]).exits(0);
    sandbox.append("yijuan.yml", "  qian-yangben: {name: 某单位, kind: ministry}\n");
    let run = sandbox.run(&["check"]).exits(1);
    assert!(
        run.stdout.contains("标识 `qian-yangben` 重复") && run.stdout.contains("未知的机构性质 `ministry`"),
        "{run}"
    );
}

#[test]
fn a_title_or_a_name_in_another_form_is_the_same() {
    let sandbox = Sandbox::empty();
    sandbox.write("people.yml", "- {id: mai, name: 买买提·示例}\n- {id: ma, name: ⻢样本}\n");
    sandbox.write("plans/2026/plan.yml", "items:\n  - {title: ⺠生实事（二期）, office: urban}\n");
    sandbox.commit_all("已有");
    sandbox.run("plan add 2026 --title 民生实事(二期)").refused(&["民生实事（二期）"]);
    let key = sandbox.run("new --title ２０２６年⺠⽣实事").exits(0);
    assert_eq!(key.stdout, "2026-001\n");
    assert!(sandbox.read("topics/2026/001-2026年民生实事/topic.yml").starts_with("title: 2026年民生实事\n"));
    let from_plan = sandbox.run("new --title 民生实事(二期)").exits(0);
    assert!(from_plan.stderr.contains("2026 年度计划第 1 项新建议题"), "{from_plan}");
    sandbox.run("set 2026-001 lead=马样本").goes_well();
    sandbox.run("set 2026-002 lead=买买提•示例").goes_well();
    assert!(sandbox.read("topics/2026/001-2026年民生实事/topic.yml").contains("lead: ma\n"));
}

/// The words by which the text of a regulation names whoever acts or is addressed, and whom its rule means by them.
const IN_TEXT: [(&str, &str, &str, &[&str]); 41] = [
    ("mentougou", "M2b", "政协党组", &["party-group"]),
    ("mentougou", "M2b", "区委常委会", &["party-standing-committee"]),
    ("mentougou", "M2c", "区委办公室", &["party-committee-office"]),
    ("mentougou", "M2c", "全区", &["whole-district"]),
    ("mentougou", "M3c", "秘书长会议", &["secretaries-meeting"]),
    ("mentougou", "M3c", "政协主席会", &["chairpersons-meeting"]),
    ("mentougou", "M3c", "政协常委会会议", &["standing-committee-meeting"]),
    ("mentougou", "M4a", "政协常委会", &["standing-committee-meeting"]),
    ("mentougou", "M6b", "政协秘书长", &["secretary-general"]),
    ("mentougou", "M6c", "区政府办公室", &["government-office"]),
    ("mentougou", "M6c", "相关职能部门", &["department"]),
    ("mentougou", "M7a", "责任委室", &["office"]),
    ("mentougou", "M7a", "政协方面的人士", &["cppcc-side"]),
    ("mentougou", "M7b", "区各民主党派", &["democratic-party"]),
    ("mentougou", "M7b", "有关各界代表人士", &["sector-representative"]),
    ("mentougou", "M7b", "各界代表人士", &["sector-representative"]),
    ("mentougou", "M8a", "主席会办公会", &["chairpersons-working-meeting"]),
    ("mentougou", "M8b", "与会政协方面的人士", &["cppcc-side"]),
    ("mentougou", "M8c", "参加协商的单位和人员", &["participants"]),
    ("mentougou", "M9a", "区委、区政府领导", &["party-government-leader"]),
    ("mentougou", "M9a", "相关部门负责人", &["department-head"]),
    ("mentougou", "M14d", "区委书记", &["party-secretary"]),
    ("mentougou", "M14e", "参与协商的职能部门", &["department"]),
    ("ordos", "E2.5b", "同级党（工）委", &["local-party-committee"]),
    ("ordos", "E2.5b", "旗区政协", &["county-cppcc-committee"]),
    ("ordos", "E2.5b", "政协工作基层联络机构", &["liaison-body"]),
    ("ordos", "E2.5i", "参与协商的各类主体", &["participants"]),
    ("ordos", "E2.5m", "苏木乡镇（街道）党（工）委", &["local-party-committee"]),
    ("ordos", "E2.6g", "各协商主体", &["participants"]),
    ("shuoting", "X7b", "区政协相关专委会", &["special-committee"]),
    ("shuoting", "X7c", "相关部门", &["department"]),
    ("shuoting", "X7c", "委员", &["member"]),
    ("yancheng", "Y14a", "同级党委", &["local-party-committee"]),
    ("yancheng", "Y14a", "县（市、区）政协", &["county-cppcc-committee"]),
    ("yancheng", "Y16a", "参与协商的各类人员", &["participants"]),
    ("ziyang", "Z4b", "市委办公室", &["party-committee-office"]),
    ("ziyang", "Z4b", "市政协办公室", &["cppcc-office"]),
    ("ziyang", "Z4d", "市政协主席会议", &["chairpersons-meeting"]),
    ("ziyang", "Z14a", "专门委员会", &["special-committee"]),
    ("ziyang", "Z14a", "对口联系的有关部门", &["department"]),
    ("ziyang", "Z22i", "提出人员", &["proposers"]),
];

#[test]
fn whom_a_text_names_is_understood_in_its_own_words() {
    for (id, rule, words, wanted) in IN_TEXT {
        let regulation = BUILT_IN.get(id).unwrap();
        let rule = regulation.rules.iter().find(|one| one.id.as_str() == rule).unwrap();
        assert!(rule.quote.contains(words), "{id} {}: {words}", rule.id);
        let names = Names { register: &Register::default(), under: vec![regulation] };
        let meant = names.actor(words).unwrap_or_else(|| panic!("{id}: {words} means nobody"));
        let stands_for = regulation.terms(Group::Bodies).get(&meant).map(|term| term.of.clone()).unwrap_or_default();
        let parts: Vec<&str> = stands_for.iter().map(yijuan::model::Name::as_str).collect();
        assert!(meant.as_str() == wanted[0] || parts == wanted, "{id}: {words} is {meant}");
    }
}

#[test]
fn two_that_a_text_names_in_one_word_are_told_to_be_two() {
    let sandbox = Sandbox::sample();
    let told = sandbox.run("record 013 调研结束 --by 党委政府").exits(0);
    assert!(told.stderr.contains("“党委政府”是两个，分开写：党委、政府"), "{told}");
    sandbox.run("record 003 调研结束 --by 党委、政府").exits(0);
    let events = sandbox.read(&format!("{}/events.yml", sandbox.topic("003")));
    assert!(events.contains("by: [party-committee, government]"), "{events}");
}

#[test]
fn the_number_of_a_key_names_its_topic_and_not_the_year() {
    let sandbox = Sandbox::empty();
    for title in ["甲题", "乙题", "丙题"] {
        sandbox.run(&format!("new --title {title} --as-of 2026-06-01")).goes_well();
    }
    for word in ["2", "02", "002", "2026-002"] {
        assert!(sandbox.run(&format!("show {word}")).exits(0).stdout.contains("乙题"), "{word}");
    }
    // A part of the key means all of them.
    sandbox.run("--lang zh-CN show 026").refused(&["`026` 可指 3 个议题"]);
}

#[test]
fn a_key_of_a_head_in_chinese_is_told_by_its_own_name() {
    let sandbox = Sandbox::sample();
    let path = "plans/2026/督办落实情况表.md";
    let text = sandbox.read(path);
    sandbox.write(path, text.replace("filled_by:", "填报部门:"));
    let told = sandbox.run("--lang zh-CN check plan:2026").stdout;
    assert!(told.contains("未知的键 `填报部门`") && told.contains("是否想写 `filled_by`？"), "{told}");
    sandbox.write(path, text.replace("filled_by:", "某某某:"));
    let told = sandbox.run("--lang zh-CN check plan:2026").stdout;
    assert!(told.contains("issuer（发文机关）、to（主送）"), "{told}");
}
