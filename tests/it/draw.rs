//! `yijuan roster draw`: by lot, so that anybody can repeat it.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;

const FOLDER: &str = "topics/2026/001-围栏";
const RECORD: &str = "topics/2026/001-围栏/materials/抽选-1/抽选记录.yml";
const POOL: &str = "topics/2026/001-围栏/materials/抽选-1/名单.csv";
const ROSTER: &str = "topics/2026/001-围栏/roster.yml";

/// The pool of the example of RFC 3797, section 5.
const PUBLISHED: &str = "John Mary Bashful Dopey Sleepy Grouchy Doc Sneazy Handsome Cassandra Pollyanna Pendragon \
                         Pandora Faith Hope Charity Lee Longsuffering Chastity Smith Pride Sloth Envy Anger Kasczynski";

/// Its sources, in the order it has them.
const SEEDS: &str = "--seed 9319 --seed 2,5,12,8,10 --seed 9,18,26,34,41,45";

/// A topic with somebody in the chair, and two pools beside the archive.
fn archive(regulation: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("yijuan.yml", format!("archive: 1\nlanguage: zh-CN\nregulation: {regulation}\n"));
    sandbox.write("people.yml", "- {id: ba, name: 巴示例}\n- {id: min-30, name: 民30}\n");
    let topic = format!("# 题\ntitle: 草场围栏\nregulation: {regulation}\nbegan: 2026-06-01\n");
    sandbox.write(&format!("{FOLDER}/topic.yml"), topic);
    sandbox.write(&format!("{FOLDER}/events.yml"), "");
    sandbox.write(ROSTER, "- {name: 巴示例, person: ba, tags: [host]}   # 主持\n");
    sandbox.commit_all("围栏");
    std::fs::write(sandbox.dir().join("published.csv"), format!("name\n{}\n", PUBLISHED.replace(' ', "\n"))).unwrap();
    let line = |nth: u32| {
        let tags = [nth.is_multiple_of(3).then_some("stakeholder"), nth.is_multiple_of(7).then_some("公职人员")];
        format!("民{nth},,{}\r\n", tags.into_iter().flatten().collect::<Vec<_>>().join("；"))
    };
    let tagged: String = (1..=30).map(line).collect::<Vec<_>>().concat();
    std::fs::write(sandbox.dir().join("tagged.csv"), format!("\u{feff}姓名,标识,标签\r\n{tagged}")).unwrap();
    sandbox
}

fn draw(sandbox: &Sandbox, options: impl std::fmt::Display) -> Run {
    sandbox.run(&format!("roster draw 2026-001 {options}"))
}

const QUOTAS: &str = "--pool ../../tagged.csv --size 12 --quota 利益相关方代表=6.. --quota official=..2";

#[test]
fn the_published_example_comes_out_as_published() {
    let sandbox = archive("ziyang");
    let run = draw(&sandbox, format!("--pool ../../published.csv --size 10 {SEEDS}")).goes_well();
    let names = "Lee、Doc、Mary、Charity、Kasczynski、Envy、Sneazy、Anger、Chastity、Pandora";
    assert!(run.stdout.contains(names), "{run}");
    assert_snapshot!(format!("{run}\n{}", sandbox.last_change()));
    // The regulation knows such a record and such a way of choosing, so both are on file.
    assert!(sandbox.read(&format!("{FOLDER}/topic.yml")).starts_with("# 题\n"));
    sandbox.run("set 2026-001 scheduled.meeting=2026-07-09").goes_well();
    let duties = sandbox.run("check --all --format json").exits(0).json();
    let of_draw = duties["duties"].as_array().unwrap().iter().find(|duty| duty["rule"] == "Z21a").unwrap().clone();
    assert_eq!(of_draw["state"], "done", "{of_draw}");
    assert!(draw(&sandbox, "--verify").goes_well().stdout.contains("一致"));
}

#[test]
fn quotas_are_divided_before_any_source_is_known() {
    let sandbox = archive("ordos");
    let before = sandbox.state();
    let plan = draw(&sandbox, QUOTAS).exits(0);
    assert_eq!(sandbox.state(), before);
    let told = draw(&sandbox, format!("{QUOTAS} --seed 彩票=7,3 --by ba")).goes_well();
    assert_snapshot!(format!("{plan}\n{told}\n{}", sandbox.last_change()));
    // Whatever the sources, as many come from each stratum as was announced.
    let counts = |run: &Run| -> Vec<String> {
        let lines = run.stdout.lines().filter(|line| line.contains("人抽"));
        lines.map(|line| line.split("，种子").next().unwrap().trim().to_owned()).collect()
    };
    assert_eq!(counts(&plan), counts(&told));
    // The copy is the list byte for byte, and what it was drawn with is told to check's people rules.
    assert_eq!(sandbox.read(POOL), std::fs::read_to_string(sandbox.dir().join("tagged.csv")).unwrap());
    let list = sandbox.run("roster list 2026-001").exits(0);
    assert!(list.stdout.contains("● E2.3g"), "{list}");
}

#[test]
fn who_cannot_come_is_replaced_by_the_next_of_the_stratum() {
    let sandbox = archive("ordos");
    draw(&sandbox, format!("{QUOTAS} --seed 7,3 --round 2")).goes_well();
    let order = |sandbox: &Sandbox| {
        let record = sandbox.read(RECORD);
        let line = record.lines().filter(|line| line.contains("order: [")).nth(1).unwrap();
        let names = line.split(['[', ']']).nth(1).unwrap().split(", ").map(ToOwned::to_owned);
        names.collect::<Vec<String>>()
    };
    let order = order(&sandbox);
    let drawn: usize = {
        let record = sandbox.read(RECORD);
        record.lines().filter_map(|line| line.trim().strip_prefix("drawn: ")).nth(1).unwrap().parse().unwrap()
    };
    let run = draw(&sandbox, format!("--replace {} --note 出差", order[1])).goes_well();
    assert_eq!(run.stdout, format!("2026-001 {} → {}\n", order[1], order[drawn]));
    assert!(sandbox.read(ROSTER).starts_with("- {name: 巴示例, person: ba, tags: [host]}   # 主持\n"));
    // Somebody of the register comes with their id.
    assert_eq!(order[drawn], "民30");
    let entry = "- {name: 民30, person: min-30, tags: [stakeholder], round: 2}\n";
    assert!(sandbox.read(ROSTER).ends_with(entry), "{}", sandbox.read(ROSTER));
    assert!(!sandbox.read(ROSTER).contains(&format!("{},", order[1])));
    // Whoever came in may be replaced as well, until nobody of the stratum is left.
    draw(&sandbox, format!("--replace {}", order[drawn])).goes_well();
    assert!(draw(&sandbox, "--verify").goes_well().stdout.contains("递补 2 人"));
    for name in &order[drawn + 1..] {
        draw(&sandbox, format!("--replace {name}")).exits(if *name == order[order.len() - 1] { 2 } else { 0 });
    }
    // Who is in the register by then does not matter to what came out.
    sandbox.append("people.yml", "- {id: one, name: 民5}\n- {id: two, name: 民5}\n");
    draw(&sandbox, "--verify").goes_well();
    draw(&sandbox, format!("--replace {}", order[order.len() - 1])).refused(&["已无人可递补"]);
    draw(&sandbox, format!("--replace {}", order[1])).refused(&["未知的中签人员"]);
    assert_snapshot!(sandbox.last_change(), @"
    2026-001 抽选递补：民6 → 民3

    Yijuan-Topic: 2026-001


    +++ b/archive/topics/2026/001-围栏/materials/抽选-1/抽选记录.yml
    +  - {date: 2026-06-15, out: 民6, in: 民3}
    +++ b/archive/topics/2026/001-围栏/roster.yml
    -- {name: 民6, tags: [stakeholder], round: 2}
    +- {name: 民3, tags: [stakeholder], round: 2}
    ");
}

#[test]
fn a_second_draw_stands_beside_the_first() {
    let sandbox = archive("ordos");
    draw(&sandbox, "--pool ../../tagged.csv --size 3 --seed 1").goes_well();
    draw(&sandbox, "--pool ../../published.csv --size 2 --seed 1").goes_well();
    assert_eq!(draw(&sandbox, "--verify").goes_well().stdout.lines().count(), 2);
    // Who was drawn already is not drawn again, in no round.
    draw(&sandbox, "--pool ../../tagged.csv --size 30 --round 3 --seed 1").exits(2);
}

#[test]
fn whatever_was_changed_afterwards_is_named() {
    let drawn = archive("ordos");
    draw(&drawn, format!("{QUOTAS} --seed 7,3")).goes_well();
    let told: Vec<String> = [
        (POOL, "民11,", "民甲,"),
        (RECORD, "numbers: [\"3\", \"7\"]", "numbers: [\"3\", \"8\"]"),
        (RECORD, "size: 12", "size: 11"),
        (RECORD, "order: [", "order: [民99, "),
        (RECORD, "at_least: 6", "at_least: 7"),
        (RECORD, "date:", "day:"),
        (ROSTER, "- {name: 民", "- {name: 冒"),
    ]
    .into_iter()
    .map(|(path, from, to)| {
        let sandbox = drawn.twin();
        let text = sandbox.read(path);
        assert!(text.contains(from), "{from} in {text}");
        sandbox.write(path, text.replacen(from, to, 1));
        draw(&sandbox, "--verify").exits(2).to_string()
    })
    .collect();
    let made_up = drawn.twin();
    made_up.append(RECORD, "replaced:\n  - {date: 2026-06-16, out: 民3, in: 民99}\n");
    assert_snapshot!(format!("{}\n{}", told.join("\n"), draw(&made_up, "--verify").exits(2)));
}

#[test]
fn who_was_drawn_for_two_rounds_is_replaced_in_the_one_meant() {
    let sandbox = archive("ordos");
    std::fs::write(sandbox.dir().join("two.csv"), "name\n牧一\n牧二\n").unwrap();
    for round in [1, 2] {
        draw(&sandbox, format!("--pool ../../two.csv --size 1 --seed 5 --round {round}")).goes_well();
    }
    let out = if sandbox.read(ROSTER).contains("牧一") { "牧一" } else { "牧二" };
    let before = sandbox.state();
    let replace = format!("roster draw 2026-001 --replace {out}");
    let refused = sandbox.run(&replace).exits(2);
    assert!(refused.stderr.contains("都被抽中，轮次不同"), "{}", refused.stderr);
    assert_eq!(sandbox.state(), before);
    sandbox.run(&format!("{replace} --round 1")).goes_well();
    assert!(sandbox.read(RECORD).contains("replaced:"));
    sandbox.run("roster draw 2026-001 --verify").goes_well();
}

#[test]
fn somebody_listed_under_two_names_is_not_drawn_twice() {
    let sandbox = archive("ordos");
    std::fs::write(sandbox.dir().join("twice.csv"), "name,id\n巴示例,ba\n巴主任,ba\n牧一,\n").unwrap();
    let refused = sandbox.run("roster draw 2026-001 --pool ../../twice.csv --size 2").exits(2);
    let said = refused.stderr.as_str();
    assert!(said.contains("twice.csv:3:1: `巴主任` 与 `巴示例` 在人员登记中是同一人"), "{said}");
}

#[test]
fn a_folder_that_only_looks_like_a_draw_is_none() {
    let sandbox = archive("ordos");
    let materials = sandbox.archive().join(RECORD).parent().unwrap().parent().unwrap().to_path_buf();
    for name in ["抽选-18446744073709551615", "抽选-+4", "抽选-07"] {
        std::fs::create_dir_all(materials.join(name)).unwrap();
    }
    draw(&sandbox, format!("{QUOTAS} --seed 7,3")).goes_well();
    assert!(sandbox.read(RECORD).contains("size: 12"));
}

#[test]
fn what_cannot_be_drawn_is_refused_and_nothing_is_written() {
    let sandbox = archive("ordos");
    let file = |name: &str, text: &[u8]| std::fs::write(sandbox.dir().join(name), text).unwrap();
    file(
        "bad.csv",
        "name,id,tags,电话\n牧一,,stakeholder,1\n牧一,,x;y,2\n,,,3\n牧二,nobody,,4\n牧三,,\n牧三,,\n".as_bytes(),
    );
    file("gbk.csv", b"\xd0\xd5\xc3\xfb\n\xc4\xc1\xd2\xbb\n");
    file("headless.csv", "牧一\n牧二\n".as_bytes());
    file("host.csv", "name\n巴示例\n牧一\n".as_bytes());
    file("empty.csv", b"");
    assert_snapshot!(sandbox.unchanged_by(&[
        "roster draw 2026-001 --pool ../../bad.csv --size 12 --seed 007 --seed 3.5 --seed x= --quota stakeholder --quota 牛=1..2",
        "roster draw 2026-001 --pool ../../gbk.csv --size 12 --seed 1",
        "roster draw 2026-001 --pool ../../headless.csv --size 12",
        "roster draw 2026-001 --pool ../../host.csv --size 12",
        "roster draw 2026-001 --pool ../../empty.csv --size 12",
        "roster draw 2026-001 --pool ../../none.csv --size 12",
        "roster draw 2026-001 --pool .. --size 12",
        "roster draw 2026-001 --pool ../../tagged.csv --size 12 --quota stakeholder=11..12",
        "roster draw 2026-001 --pool ../../tagged.csv --size 12 --quota stakeholder=13",
        "roster draw 2026-001 --pool ../../tagged.csv --size 12 --quota stakeholder=5..4",
        "roster draw 2026-001 --pool ../../tagged.csv --size 12 --quota stakeholder=10 --quota official=4.. --quota official=1",
        "roster draw 2026-001 --pool ../../tagged.csv --size 12 --quota stakeholder=10 --quota official=4..",
        "roster draw 2026-001 --pool ../../tagged.csv --size 31 --seed 1",
        "roster draw 2026-001 --pool ../../tagged.csv --size 0 --seed 1",
        "roster draw 2026-001",
        "roster draw 2026-001 --verify",
        "roster draw 2026-001 --replace 牧一",
        "roster draw 2026-001 --verify --replace 牧一",
    ]));
}
