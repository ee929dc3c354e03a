//! `yijuan export`: the facts of an archive as tables beside those of others, and the figures of every report counted from
//! them once more, in SQL.

use crate::sandbox::{Run, Sandbox};
use insta::assert_snapshot;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

#[path = "../../examples/generate/archive.rs"]
mod archive;

/// The files in a folder, by path, with what they hold.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let file =
        |path: &Path| (path.strip_prefix(folder).unwrap().display().to_string(), fs::read_to_string(path).unwrap());
    files.map(|entry| file(entry.path())).collect()
}

fn paths(folder: &Path) -> Vec<String> {
    files(folder).into_iter().map(|(path, _)| path).collect()
}

/// A sample with another id and institution, exported beside the first.
fn second() -> Sandbox {
    let sandbox = Sandbox::sample();
    let settings = sandbox.read("yijuan.yml");
    sandbox.write(
        "yijuan.yml",
        settings.replace("id: yunhe-sample", "id: donghe-sample").replace("政协云河区", "政协东河区"),
    );
    sandbox
}

fn export(sandbox: &Sandbox, to: &Path, more: &str) -> Run {
    sandbox.run(&format!("export {} {more}", to.display()))
}

#[test]
fn the_sample() {
    let sandbox = Sandbox::sample();
    assert_snapshot!(sandbox.run("--lang en export ../out").exits(0).to_string(), @r"
    $ yijuan --lang en export ../out
    exit 0
    --- stdout
    ../out
      archives 1
      decisions 68
      duties 1517
      events 358
      findings 46
      items 21
      people 24
      rooms 5
      roster 165
      suggestions 21
      topics 31
    ");
    let out = sandbox.tree().join("out");
    let lines = files(&out).into_iter().map(|(path, text)| format!("{path}\n  {}\n", text.lines().next().unwrap()));
    assert_snapshot!(lines.collect::<String>());
    // Once more, and the same; nothing is left beside it.
    let before = files(&out);
    export(&sandbox, &out, "").goes_well();
    assert!(files(&out) == before);
    assert!(sandbox.git(&["status", "--porcelain"]).lines().eq(["?? out/"]));
}

#[test]
fn every_row_says_whose_it_is_and_of_when() {
    let sandbox = Sandbox::sample();
    let out = sandbox.dir().join("out");
    export(&sandbox, &out, "").goes_well();
    let mut rows = 0;
    for (path, text) in files(&out).into_iter().filter(|(path, _)| path != "schema.sql") {
        for line in text.lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(
                (&row["archive_id"], &row["as_of"], &row["schema_version"]),
                (&"yunhe-sample".into(), &"2026-06-15".into(), &1.into())
            );
            let year = row["year"].as_i64().map_or_else(String::new, |year| format!("year={year}/"));
            assert!(path.ends_with(&format!("/archive_id=yunhe-sample/{year}part.ndjson")), "{path}: {row}");
            rows += 1;
        }
    }
    assert!(rows > 2000);
    // The duties are those of the check.
    let check = sandbox.run("check --all --format json").json();
    let exported = files(&out.join("duties")).into_iter().map(|(_, text)| text.lines().count()).sum::<usize>();
    assert_eq!(check["duties"].as_array().unwrap().len(), exported);
    let exported = files(&out.join("findings")).into_iter().map(|(_, text)| text.lines().count()).sum::<usize>();
    assert_eq!(check["findings"].as_array().unwrap().len(), exported);
}

#[test]
fn texts_of_papers_suggestions_and_notes_stay_in_the_archive() {
    let sandbox = Sandbox::sample();
    let topic = sandbox.topic("012");
    sandbox.append(&format!("{topic}/events.yml"), "- {date: 2026-06-01, event: reminded, note: 备注不外传}\n");
    sandbox.append(&format!("{topic}/suggestions.yml"), "- {id: z, kind: suggestion, text: 正文不外传, problems: 难处不外传, solution: 办法不外传, events: [{date: 2026-06-01, event: replied, note: 答复不外传}]}\n");
    sandbox.append(&format!("{topic}/roster.yml"), "- {name: 许样例, affiliation: 单位不外传, tags: [member]}\n");
    let out = sandbox.dir().join("out");
    export(&sandbox, &out, "").exits(0);
    let all: String = files(&out).into_iter().map(|(_, text)| text).collect();
    assert!(all.contains(r#""suggestion":"z""#) && all.contains("许样例") && !all.contains("外传"));
}

#[test]
fn archives_lie_side_by_side_and_each_replaces_its_own() {
    let (sandbox, other) = (Sandbox::sample(), second());
    let out = sandbox.dir().join("out");
    export(&sandbox, &out, "").goes_well();
    let own = files(&out);
    export(&other, &out, "").exits(0);
    let both = files(&out);
    let is_of = |id: &str, path: &str| path.contains(&format!("archive_id={id}/"));
    assert!(own.iter().filter(|(path, _)| is_of("yunhe-sample", path)).all(|file| both.contains(file)));
    assert!(both.iter().filter(|(path, _)| is_of("donghe-sample", path)).count() > 15);
    // What the archive no longer has goes, of it alone; of one year, that year alone.
    fs::remove_file(sandbox.archive().join("people.yml")).unwrap();
    fs::remove_dir_all(sandbox.archive().join("topics/2027")).unwrap();
    export(&sandbox, &out, "--year 2026").exits(0);
    assert!(paths(&out).contains(&"topics/archive_id=yunhe-sample/year=2027/part.ndjson".to_owned()));
    assert!(!paths(&out).contains(&"people/archive_id=yunhe-sample/part.ndjson".to_owned()));
    export(&sandbox, &out, "").exits(0);
    assert!(!paths(&out).contains(&"topics/archive_id=yunhe-sample/year=2027/part.ndjson".to_owned()));
    let now = files(&out);
    let of_other = |files: &[(String, String)]| {
        let of_other = files.iter().filter(|(path, _)| is_of("donghe-sample", path));
        of_other.cloned().collect::<Vec<_>>()
    };
    assert!(of_other(&now) == of_other(&both));
    // A table without any rows has no file, and is known even so.
    fs::write(other.archive().join("rooms.yml"), "").unwrap();
    fs::write(sandbox.archive().join("rooms.yml"), "").unwrap();
    let before = fs::read_to_string(out.join("schema.sql")).unwrap();
    assert!(before.contains("FROM read_json('rooms/*/part.ndjson'"));
    export(&sandbox, &out, "").exits(0);
    assert_eq!(fs::read_to_string(out.join("schema.sql")).unwrap(), before);
    export(&other, &out, "").exits(0);
    let schema = fs::read_to_string(out.join("schema.sql")).unwrap();
    assert!(schema.contains("CREATE OR REPLACE VIEW rooms AS SELECT\n    NULL::VARCHAR AS archive_id"), "{schema}");
}

#[test]
fn a_cell_of_csv_is_no_formula_and_a_list_is_joined() {
    let sandbox = Sandbox::sample();
    sandbox.write("people.yml", "- {id: a, name: '=1+1', sector: '@SUM(A1)'}\n- {id: b, name: 'A, \"B\"'}\n");
    sandbox.append(
        &format!("{}/roster.yml", sandbox.topic("012")),
        "- {name: \"王, 逗号\", tags: [member, '甲;乙', '=2']}\n",
    );
    sandbox.append("yijuan.yml", "points: {leave: -0.5}\n");
    let out = sandbox.dir().join("out");
    export(&sandbox, &out, "--format csv").exits(0);
    let people = fs::read_to_string(out.join("people/archive_id=yunhe-sample/part.csv")).unwrap();
    assert_snapshot!(people.trim_start_matches('\u{feff}'), @r#"
    archive_id,as_of,schema_version,person,name,place,sector,member_of
    yunhe-sample,2026-06-15,1,a,'=1+1,1,'@SUM(A1),
    yunhe-sample,2026-06-15,1,b,"A, ""B""",2,,
    "#);
    let roster = fs::read_to_string(out.join("roster/archive_id=yunhe-sample/year=2026/part.csv")).unwrap();
    assert!(roster.contains("\"王, 逗号\",member;甲；乙;=2,"), "{roster}");
    let archives = fs::read_to_string(out.join("archives/archive_id=yunhe-sample/part.csv")).unwrap();
    assert!(archives.ends_with(",政协云河区委员会,mentougou,0,-5,0,0,0,0,0\r\n"), "{archives}");
}

#[test]
fn what_is_in_the_way_stays_and_is_told() {
    let sandbox = Sandbox::sample();
    for (path, text) in [("有别的/笔记.txt", "别删"), ("像样/schema.sql", "-- 别的\n"), ("文件", "一个文件")]
    {
        let file = sandbox.dir().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    fs::create_dir(sandbox.dir().join("空")).unwrap();
    fs::create_dir_all(sandbox.dir().join("半途/.yunhe-sample.unfinished/topics")).unwrap();
    let told: Vec<String> = ["有别的", "像样", "文件", "文件/里面"]
        .map(|to| sandbox.run(&format!("--lang zh-CN export ../../{to}")).exits(2).to_string())
        .into();
    assert_snapshot!(told.join("\n"), @r"
    $ yijuan --lang zh-CN export ../../有别的
    exit 2
    --- stderr
    错误：../../有别的: 这个文件夹里有别的东西，不是导出的数据
    提示：另写文件夹；里面的文件一概不动

    $ yijuan --lang zh-CN export ../../像样
    exit 2
    --- stderr
    错误：../../像样: 这个文件夹里有别的东西，不是导出的数据
    提示：另写文件夹；里面的文件一概不动

    $ yijuan --lang zh-CN export ../../文件
    exit 2
    --- stderr
    错误：../../文件: 系统不允许：Not a directory (os error 20)
    提示：查明原因后再试

    $ yijuan --lang zh-CN export ../../文件/里面
    exit 2
    --- stderr
    错误：../../文件/里面: 系统不允许：Not a directory (os error 20)
    提示：查明原因后再试
    ");
    assert_eq!(paths(&sandbox.dir().join("有别的")), ["笔记.txt"]);
    for vacant in ["空", "半途", "新/的"] {
        export(&sandbox, &sandbox.dir().join(vacant), "").goes_well();
        assert!(!sandbox.dir().join(vacant).join(".yunhe-sample.unfinished").exists());
    }
    // One folder has one form.
    let told = sandbox.run("--lang zh-CN export ../../空 --format csv").exits(2);
    assert!(told.stderr.contains("这里的导出不是本版本的 csv 形式"), "{told}");
    let told = sandbox.run("--lang zh-CN export ../../空 --format json").exits(2);
    assert!(told.stderr.contains("这个命令没有 JSON 形式"), "{told}");
}

#[test]
fn two_archives_with_one_id_and_one_without() {
    let (sandbox, other) = (Sandbox::sample(), second());
    let settings = other.read("yijuan.yml").replace("id: donghe-sample", "id: yunhe-sample");
    other.write("yijuan.yml", settings);
    for form in ["ndjson", "csv"] {
        let out = sandbox.dir().join(form);
        export(&sandbox, &out, &format!("--format {form}")).goes_well();
        let before = files(&out);
        let told = export(&other, &out, &format!("--lang zh-CN --format {form}")).exits(2);
        assert!(
            told.stderr.contains("标识 yunhe-sample 已用于“政协云河区委员会”的数据，这里是“政协东河区委员会”的"),
            "{told}"
        );
        assert!(files(&out) == before);
    }
    let empty = Sandbox::empty();
    let told = empty.run("export ../out").exits(2);
    assert!(told.stderr.contains("yijuan doctor --upgrade") && !empty.tree().join("out").exists(), "{told}");
    empty.run("doctor --upgrade").exits(0);
    empty.run("export ../out").exits(0);
}

#[test]
fn what_cannot_be_read_is_left_out_and_told() {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("{}/roster.yml", sandbox.topic("012")), "- {name: [\n");
    sandbox.write(&format!("{}/topic.yml", sandbox.topic("013")), "title: 题目\nregulation: 没有\nbegan: 2026-01-05\n");
    let told = sandbox.run("--lang zh-CN export ../../out").exits(2);
    assert!(told.stderr.contains("没有导出：2026-012、2026-013"), "{told}");
    let topics =
        fs::read_to_string(sandbox.dir().join("out/topics/archive_id=yunhe-sample/year=2026/part.ndjson")).unwrap();
    assert!(topics.contains("2026-011") && !topics.contains("2026-012"));
    let findings =
        fs::read_to_string(sandbox.dir().join("out/findings/archive_id=yunhe-sample/year=2026/part.ndjson")).unwrap();
    let of_file = |line: &&str| line.contains(r#""rule":null"#) && line.contains("012-中小学课后服务/roster.yml");
    assert_eq!(findings.lines().filter(of_file).count(), 1, "told once");
}

/// The tables as the page about them lists them.
#[test]
fn the_pages_list_every_column() {
    let sandbox = Sandbox::sample();
    sandbox.run("export ../out").exits(0);
    let schema = fs::read_to_string(sandbox.tree().join("out/schema.sql")).unwrap();
    for (page, language) in [("docs/zh/src/export.md", 1), ("docs/en/src/export.md", 2)] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let (mut table, mut seen) = ("", 0);
        for line in schema.lines().filter(|line| line.contains(" | ")) {
            let (before, said) = line.split_once("-- ").unwrap();
            let said: Vec<&str> = said.split(" | ").collect();
            if before.is_empty() {
                table = said[0];
                continue;
            }
            let written: Vec<&str> = before.split('\'').collect();
            // What every table has is said once.
            if ["archive_id", "year", "as_of", "schema_version"].contains(&written[1]) {
                continue;
            }
            let row = format!("| `{table}` | `{}` | `{}` | {} |", written[1], written[3], said[language - 1]);
            assert!(text.contains(&row), "{page} lacks\n{row}");
            seen += 1;
        }
        assert!(seen > 90 && text.matches("\n| `").count() >= seen, "{page}: {seen}");
    }
}

const ABOUT: [&str; 5] = ["plan", "adoption", "members", "rooms", "offices"];

fn duckdb() -> OsString {
    std::env::var_os("YIJUAN_DUCKDB").expect("YIJUAN_DUCKDB names the Python that has duckdb")
}

/// What DuckDB counts from what an archive exports, beside what it reports.
fn judged(sandbox: &Sandbox, as_of: &str, form: &str, years: impl IntoIterator<Item = i32>) -> String {
    let out = sandbox.dir().join(format!("{form}-{as_of}"));
    sandbox.run(&format!("--as-of {as_of} export {} --format {form}", out.display()));
    let mut reports: Vec<PathBuf> = Vec::new();
    for year in years {
        for about in ABOUT {
            let report = sandbox.run(&format!("--lang en --as-of {as_of} report {about} {year} --format json"));
            let file = sandbox.dir().join(format!("{about}-{year}.json"));
            fs::write(&file, report.stdout).unwrap();
            reports.push(file);
        }
    }
    let judge = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/figures.py");
    let output = Command::new(duckdb()).arg(judge).arg(&out).args(reports).output().unwrap();
    assert!(output.status.success(), "{as_of} {form}:\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The sample with a case of its own for each definition.
fn planted() -> Sandbox {
    let sandbox = Sandbox::sample();
    let folder = sandbox.topic("012");
    sandbox.write(
        &format!("{folder}/suggestions.yml"),
        "\
- {id: a, kind: suggestion, text: 甲, to: 甲局, adoption: 采纳, satisfaction: 满意, proposers: [尤演示], events: [{date: 2026-06-01, event: replied}]}
- {id: b, kind: suggestion, text: 乙, to: [甲局, 乙局], due: 2026-06-10, adoption: 部分采纳, satisfaction: 基本满意, proposers: [you-yanshi, 许样例], events: [{date: 2026-06-12, event: replied}]}
- {id: c, kind: suggestion, text: 丙, to: 乙局, due: 2026-06-10, satisfaction: 不满意, events: [{date: 2026-06-10, event: replied}]}
- {id: d, kind: suggestion, text: 丁, to: 乙局, due: 2026-06-14, events: []}
- {id: e, kind: suggestion, text: 戊, to: 乙局, due: 2026-06-15, events: []}
- {id: f, kind: suggestion, text: 己, to: 乙局, adoption: 留作参考, events: []}
- {id: g, kind: suggestion, text: 庚, adoption: 不采纳, round: 2, events: []}
- {id: h, kind: commitment, text: 辛, to: 乙局, adoption: 采纳, events: []}
- {id: i, kind: suggestion, text: 壬, to: 甲局, office: economy, adoption: 研究中, events: [{date: 2026-01-02, event: replied}]}
",
    );
    sandbox.append(
        &format!("{folder}/roster.yml"),
        "\
- {name: 许样例, person: xu-yangli, tags: [member], at: [meeting, research], attendance: present, spoke: true}
- {name: 戚假名, person: qi-jiaming, tags: [member], attendance: leave}
- {name: \"王, 逗号\", tags: [member], attendance: absent}
- {name: 鲁虚写, person: lu-xuxie, tags: [member]}
- {name: 尤演示, tags: [host], round: 2, attendance: present}
- {name: 马未到, person: nobody, tags: [member, member-expert], round: 2}
",
    );
    for (id, sector) in [("xu-yangli", "经济界"), ("qi-jiaming", "教育界")] {
        sandbox.run(&format!("person set {id} 界别={sector}")).exits(0);
    }
    sandbox.append(
        "yijuan.yml",
        "points: {came: 5, leave: -0.5, absent: -2, spoke: 2.5, researched: 1, suggestion: 10, adopted: 4}\n",
    );
    // A topic dropped without having met, one that met and was dropped, one excluded and closed, and a second round that
    // met on another day than called for.
    sandbox.append(
        &format!("{}/events.yml", sandbox.topic("018")),
        "- {date: 2026-06-12, event: dropped, note: 并入他题}\n",
    );
    sandbox.append(&format!("{}/events.yml", sandbox.topic("001")), "- {date: 2026-06-12, event: dropped}\n");
    let excluded = sandbox.topic("025");
    sandbox.append(&format!("{excluded}/topic.yml"), "scope: {settled: true}\n");
    sandbox.append(&format!("{excluded}/events.yml"), "- {date: 2026-06-11, event: closed}\n");
    sandbox.append(&format!("{folder}/events.yml"), "- {date: 2026-06-02, event: notice-sent, for: 2026-06-09, round: 2}\n- {date: 2026-06-12, event: meeting, round: 2}\n- {date: 2026-06-13, event: meeting, round: 2}\n");
    // An item that became no topic, one that became a topic of another year, one that several items became.
    sandbox.append(
        "plans/2026/items.yml",
        "- {title: 不成题, form: thematic, office: economy, ad_hoc: true}\n- {title: 明年的题, topic: 2027-001}\n- {title: 同题, topic: 2026-001}\n- {title: 无题, topic: 2026-999, office: 没有的室}\n",
    );
    // Rooms that had been closed, were closed this year, and are still to be opened.
    sandbox.append(
        "rooms.yml",
        "\
- {id: gone, name: 旧室, level: village, regulation: ordos, opened: 2020-01-01, closed: 2025-12-31}
- {id: going, name: 将撤的室, level: village, regulation: ordos, opened: 2020-01-01, closed: 2026-03-31}
- {id: coming, name: 未开的室, level: village, regulation: ordos, opened: 2026-07-01}
",
    );
    sandbox.append(
        &format!("{}/waivers.yml", sandbox.topic("012")),
        "- {rule: M14c, reason: 另有安排, by: chen-jiashe, date: 2026-05-21}\n",
    );
    sandbox
}

#[test]
#[ignore = "needs duckdb, which .ci/judges installs"]
fn duckdb_counts_the_same_on_the_sample() {
    let sandbox = Sandbox::sample();
    judged(&sandbox, "2026-06-15", "ndjson", [2025, 2026, 2027]);
    for as_of in ["2026-03-20", "2027-03-01"] {
        judged(&sandbox, as_of, "ndjson", [2026]);
    }
    judged(&sandbox, "2026-06-15", "csv", [2026]);
}

#[test]
#[ignore = "needs duckdb, which .ci/judges installs"]
fn duckdb_counts_the_same_where_each_definition_has_a_case_of_its_own() {
    let told = judged(&planted(), "2026-06-15", "ndjson", [2026]);
    assert!(told.ends_with("0 differ; counting nothing: none\n"), "{told}");
    judged(&planted(), "2026-06-15", "csv", [2026]);
}

#[test]
#[ignore = "needs duckdb, which .ci/judges installs"]
fn duckdb_counts_the_same_on_a_large_archive() {
    let sandbox = Sandbox::bare();
    archive::write(&sandbox.archive(), 200, archive::SEED).unwrap();
    sandbox.append("yijuan.yml", "id: generated\n");
    judged(&sandbox, "2026-06-15", "ndjson", [2025, 2026]);
}

#[test]
#[ignore = "needs duckdb, which .ci/judges installs"]
fn duckdb_counts_the_same_of_what_could_be_read() {
    let sandbox = planted();
    sandbox.write(&format!("{}/roster.yml", sandbox.topic("013")), "- {name: [\n");
    judged(&sandbox, "2026-06-15", "ndjson", [2026]);
}

#[test]
#[ignore = "needs duckdb, which .ci/judges installs"]
fn duckdb_counts_a_province_as_the_sum_of_its_archives() {
    let (sandbox, other) = (planted(), second());
    let out = sandbox.dir().join("out");
    export(&sandbox, &out, "").exits(0);
    export(&other, &out, "").exits(0);
    let province = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/province/province.py");
    let output = Command::new(duckdb()).arg(province).arg("duckdb").arg(&out).arg("2026").output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let counts = |line: &str| -> Vec<i64> {
        let cells: Vec<&str> = line.split('\t').collect();
        [1, 2, 4, 5, 7, 8].map(|place| cells[place].parse().unwrap()).into()
    };
    let reported = |sandbox: &Sandbox| -> Vec<i64> {
        let row = |about: &str, nth: usize, figure: &str| {
            let report = sandbox.run(&format!("report {about} 2026 --format json")).json();
            let figure = &report["tables"][nth]["rows"][0]["figures"][figure];
            [figure["n"].as_i64().unwrap(), figure["of"].as_i64().unwrap()]
        };
        [row("plan", 0, "held"), row("plan", 1, "on-time"), row("adoption", 1, "adoption-rate-with-parts")].concat()
    };
    let lines: Vec<&str> = told.lines().skip(1).collect();
    let (of_other, own) = (counts(lines[0]), counts(lines[1]));
    assert_eq!((&own, &of_other), (&reported(&sandbox), &reported(&other)), "{told}");
    let sums: Vec<i64> = own.iter().zip(&of_other).map(|(one, other)| one + other).collect();
    assert_eq!(counts(lines[2]), sums, "{told}");
}
