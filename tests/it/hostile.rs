//! An archive made to do harm, handed over by somebody else: whatever command is run in it, the program ends, in good
//! time and within bounds, says in plain characters what is wrong, where and what to do, follows nothing out of the
//! archive, and where it refuses has changed nothing.

mod handed;

use crate::bad_input::{EVENTS, PAPER, TOPIC};
use crate::sandbox::{SETTINGS, Sandbox};
use handed::{Handed, SECRET};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::process::Command;

const NOT_REGULAR: &str = "not a regular file";
const FOLDER: &str = "topics/2026/001-电梯";
const REGULATION: &str = "templates/own/regulation.yml";

fn in_folder(file: &str) -> String {
    format!("{FOLDER}/{file}")
}

/// A topic whose YAML has these lines besides.
fn topic_with(lines: &str) -> String {
    format!("title: 电梯\nform: thematic\nregulation: mentougou\nbegan: 2026-06-01\noffice: urban\n{lines}")
}

// Too large, too deep, too many. Bombs of aliases and ten thousand levels in other files: `bad_input.rs`.

#[test]
fn a_topic_of_a_hundred_megabytes() {
    Handed::over().hundred_megabytes(TOPIC).names(TOPIC, "larger than 1 MiB");
}

#[test]
fn a_paper_of_a_hundred_megabytes() {
    Handed::over().hundred_megabytes(PAPER).names_too(PAPER, "larger than 16 MiB");
}

#[test]
fn settings_of_a_hundred_megabytes() {
    let handed = Handed::over().hundred_megabytes("yijuan.yml");
    let run = handed.all();
    assert!(run.stdout.contains("yijuan.yml") && run.stdout.contains("larger than 1 MiB"), "{run}");
}

#[test]
fn a_regulation_of_a_hundred_megabytes() {
    Handed::over().hundred_megabytes(REGULATION).names_too(REGULATION, "larger than 1 MiB");
}

#[test]
fn attachments_of_any_size_are_left_alone() {
    let materials =
        "- {file: materials/录像.mp4, document: meeting-record}\n- {file: photos/1.jpg, document: meeting-record}\n";
    let handed = Handed::over().file(&in_folder("materials.yml"), materials);
    let handed = handed.hundred_megabytes(&in_folder("materials/录像.mp4"));
    handed.hundred_megabytes(&in_folder("photos/1.jpg")).is_borne();
}

#[test]
fn a_bomb_of_aliases_in_a_regulation() {
    let mut bomb = "id: own\ntitle: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..10 {
        let nine = vec![format!("*a{}", n - 1); 9].join(", ");
        let _ = writeln!(bomb, "a{n}: &a{n} [{nine}]");
    }
    Handed::over().file(REGULATION, bomb).names(REGULATION, "own");
}

#[test]
fn a_thousand_levels_of_a_plan() {
    let mut deep = "items:\n".to_owned();
    for level in 1..1000 {
        let _ = writeln!(deep, "{}a:", " ".repeat(level));
    }
    Handed::over().file("plans/2026/plan.yml", &deep).names("plans/2026/plan.yml", "expected a list");
    Handed::over().file(REGULATION, &deep).names_too(REGULATION, "own");
}

#[test]
fn ten_thousand_levels_of_a_register_and_a_regulation() {
    let deep = |opening: &str| format!("- id: x\n  name: {}\n", opening.repeat(10_000));
    Handed::over().file("people.yml", deep("[")).names("people.yml", "nested too deeply");
    Handed::over().file(REGULATION, deep("{a: ")).names_too(REGULATION, "nested too deeply");
}

#[test]
fn as_many_keys_as_a_file_may_hold() {
    let mut keys = String::new();
    for n in 0.. {
        if keys.len() > (1 << 20) - 200 {
            break;
        }
        let _ = writeln!(keys, "k{n}:");
    }
    Handed::over().file(TOPIC, topic_with(&keys)).names_too(TOPIC, "unknown key `k0`");
    let mut names = String::new();
    for n in 0..60_000 {
        let _ = writeln!(names, "  k{n}: {{}}");
    }
    Handed::over().file(REGULATION, format!("id: own\nevents:\n{names}")).names_too(REGULATION, "missing key");
}

#[test]
fn a_million_keys() {
    let keys = (0..1_000_000).fold(String::new(), |keys, n| keys + "k" + &n.to_string() + ":\n");
    Handed::over().file(TOPIC, keys).names_too(TOPIC, "larger than 1 MiB");
}

#[test]
fn a_title_of_a_hundred_thousand_characters() {
    let title = "题".repeat(100_000);
    let handed = Handed::over().file(TOPIC, topic_with("").replace("电梯", &title));
    handed.is_borne();
    handed.refuses(&["new", "--title", &title[..120_000]], "too long");
}

#[test]
fn a_line_of_a_megabyte() {
    let line = format!("- {{date: 2026-06-02, event: meeting, note: \"{}\", evnt: x}}\n", "字".repeat(300_000));
    let handed = Handed::over().file(EVENTS, line);
    let run = handed.names(EVENTS, "unknown key `evnt`");
    assert!(run.stdout.len() < 20_000, "{}", run.stdout.len());
    let run = handed.run(&["record", "001", "meeting"]);
    assert!(run.stderr.len() < 5_000, "{}", run.stderr.len());
}

#[test]
fn five_thousand_files_of_a_topic() {
    let handed = Handed::over();
    handed.0.write_many((0..5_000).map(|n| in_folder(&format!("{n}.md"))), "---\ndocument: record\n---\n正文\n");
    handed.is_borne_too();
}

#[test]
fn names_as_long_as_a_file_system_takes() {
    let long = |ending: &str| format!("{}{ending}", "长".repeat((255 - ending.len()) / 3));
    let handed = Handed::over().file(&in_folder(&long(".md")), "---\ndocument: nothing-known\n---\n");
    let handed = handed.file(&format!("topics/2026/003-{}/topic.yml", "长".repeat(83)), topic_with(""));
    handed.is_borne();
    handed.run(&["renumber", "003"]).exits(0);
}

// Links: what they lead to is neither read nor written, and the link is named.

#[test]
fn a_link_as_topics() {
    let handed = Handed::over();
    fs::create_dir_all(handed.outside("2026/001-外")).unwrap();
    fs::write(handed.outside("2026/001-外/topic.yml"), SECRET).unwrap();
    let run = handed.link_out("topics", "").all();
    assert!(run.stdout.contains("topics\n") && run.stdout.contains(NOT_REGULAR), "{run}");
}

#[test]
fn a_link_as_each_file_of_a_topic() {
    for file in ["topic.yml", "events.yml", "协商函.md"] {
        Handed::over().link_out(&in_folder(file), file).names_too(&in_folder(file), NOT_REGULAR);
    }
    // These are looked for only where they are.
    for file in ["suggestions.yml", "roster.yml", "materials.yml", "waivers.yml", "attests.yml", "reviews", "photos"] {
        Handed::over().link_out(&in_folder(file), "topic.yml").names_too(&in_folder(file), NOT_REGULAR);
    }
}

#[test]
fn a_link_as_each_file_of_the_archive() {
    for path in [
        "people.yml",
        "rooms.yml",
        "units.yml",
        "numbers/2026.yml",
        "filing/2026.yml",
        "plans/2026/plan.yml",
        "plans/2026/events.yml",
    ] {
        Handed::over().link_out(path, "people.yml").names_too(path, NOT_REGULAR);
    }
    Handed::over().link_out("calendar/2030.yml", "plan.yml").names_too("calendar/2030.yml", NOT_REGULAR);
}

#[test]
fn a_link_as_each_folder_of_the_archive() {
    for path in ["plans", "plans/2026", "numbers", "filing", "calendar", "templates", "templates/own", "topics/2027"] {
        let handed = Handed::over();
        fs::create_dir_all(handed.outside("2026")).unwrap();
        fs::create_dir_all(handed.outside("own")).unwrap();
        fs::write(handed.outside("own/regulation.yml"), "id: own\ntitle: 不可外传\n").unwrap();
        handed.link_out(path, "").names_too(path, NOT_REGULAR);
    }
}

#[test]
fn a_link_as_the_settings() {
    let handed = Handed::over().link_out("yijuan.yml", "people.yml");
    handed.refuses(&["list"], NOT_REGULAR);
    handed.refuses(&["record", "001", "meeting"], NOT_REGULAR);
    assert!(handed.all().stdout.contains("yijuan.yml"));
}

#[test]
fn a_link_as_a_regulation_does_not_let_the_built_in_one_judge() {
    let handed = Handed::over().link_out("templates/mentougou", "");
    let run = handed.all();
    assert!(run.code == Some(2) && run.stdout.contains("templates/mentougou"), "{run}");
    handed.refuses(&["show", "001"], NOT_REGULAR);
    Handed::over().link_out(REGULATION, "regulation.yml").names_too(REGULATION, NOT_REGULAR);
}

#[test]
fn a_link_as_a_template_or_the_folder_of_templates() {
    let links =
        [("documents", ""), ("documents/协商工作方案.md", "协商函.md"), ("documents/work-plan.md", "协商函.md")];
    for (link, to) in links {
        let handed = Handed::over().link_out(&format!("templates/mentougou/{link}"), to);
        handed.some();
        handed.refuses(&["render", "001", "work-plan", "--out", "drafts"], NOT_REGULAR);
    }
}

#[test]
fn an_attachment_behind_a_link() {
    let materials = "- {file: materials/密.pdf, document: work-plan}\n- {file: photos/密.jpg, document: work-plan}\n";
    let handed = Handed::over().file(&in_folder("materials.yml"), materials);
    let handed = handed.link_out(&in_folder("materials/密.pdf"), "topic.yml").link_out(&in_folder("photos"), "");
    fs::write(handed.outside("密.jpg"), SECRET).unwrap();
    let run = handed.names(&in_folder("materials/密.pdf"), NOT_REGULAR);
    assert!(run.stdout.contains(&format!("{}\n", in_folder("photos"))), "{run}");
}

#[test]
fn a_decision_behind_a_link() {
    let handed = Handed::over().file(PAPER, "---\ndocument: consultation-letter\n---\n正文\n");
    handed
        .link_out(&in_folder("reviews/协商函.yml"), "people.yml")
        .names(&in_folder("reviews/协商函.yml"), NOT_REGULAR);
}

#[test]
fn comments_behind_a_link_and_comments_without_end() {
    let paper = || Handed::over().file(PAPER, "---\ndocument: consultation-letter\n---\n正文\n");
    let comments = in_folder("reviews/协商函.comments.yml");
    paper().link_out(&comments, "people.yml").names(&comments, NOT_REGULAR);
    paper().hundred_megabytes(&comments).names(&comments, "larger than 1 MiB");
    let settled = "- {settles: 00000000, by: li-xugou, date: 2026-06-01}\n";
    let lines: String = (0..9_000).map(|nth| settled.replace("00000000", &format!("{nth:08}"))).collect();
    paper().file(&comments, lines).names(&comments, "is not there");
}

#[test]
fn a_link_that_stays_inside_is_not_followed_either() {
    let handed = Handed::over().link(&in_folder("events.yml"), "../002-停车/events.yml");
    handed.names(EVENTS, NOT_REGULAR);
}

#[test]
fn links_in_a_circle_and_into_nowhere() {
    Handed::over().link("topics/2026/003-圈", "003-圈").names("topics/2026/003-圈", NOT_REGULAR);
    Handed::over().link("topics/2027", "../topics").names_too("topics/2027", NOT_REGULAR);
    Handed::over().link(TOPIC, "nowhere.yml").names_too(TOPIC, NOT_REGULAR);
}

#[test]
fn the_past_with_links_in_it_is_told_like_the_present() {
    for path in ["topics", "plans", "calendar", TOPIC, PAPER] {
        let handed = Handed::over().link_out(path, "");
        handed.0.commit_all("链接");
        let [now, then] = [&["check"][..], &["check", "--rev", "HEAD"]].map(|arguments| handed.run(arguments));
        assert!(then.code == Some(2) && then.stdout.contains(path), "{then}");
        assert_eq!(now.stdout, then.stdout);
    }
}

// What is neither file nor folder, or the one in the place of the other.

#[test]
fn a_device() {
    Handed::over().link(TOPIC, "/dev/zero").names(TOPIC, NOT_REGULAR);
    let handed = Handed::over();
    let made =
        Command::new("mknod").arg(handed.path(&in_folder("会议记录.md"))).args(["c", "1", "5"]).output().unwrap();
    if made.status.success() {
        handed.names_too(&in_folder("会议记录.md"), NOT_REGULAR);
    }
}

#[test]
fn pipes_that_nobody_writes_to() {
    for path in [
        TOPIC,
        EVENTS,
        &in_folder("materials.yml"),
        "people.yml",
        "numbers/2026.yml",
        "plans/2026/plan.yml",
        REGULATION,
    ] {
        Handed::over().pipe(path).names_too(path, NOT_REGULAR);
    }
    for path in ["topics", "templates", "numbers", "calendar/2030.yml"] {
        let run = Handed::over().pipe(path).some();
        assert!(run.stdout.contains(path) && run.stdout.contains(NOT_REGULAR), "{run}");
    }
}

#[test]
fn a_socket() {
    let handed = Handed::over();
    // A path to a socket is short.
    let _socket = std::os::unix::net::UnixListener::bind(handed.0.dir().join("s")).unwrap();
    fs::rename(handed.0.dir().join("s"), handed.path(PAPER)).unwrap();
    handed.names(PAPER, NOT_REGULAR);
}

#[test]
fn folders_in_the_place_of_files() {
    for path in [
        TOPIC,
        EVENTS,
        PAPER,
        &in_folder("roster.yml"),
        "people.yml",
        "numbers/2026.yml",
        "calendar/2030.yml",
        REGULATION,
    ] {
        let handed = Handed::over();
        fs::create_dir(handed.gone(path)).unwrap();
        handed.names_too(path, NOT_REGULAR);
    }
}

#[test]
fn files_in_the_place_of_folders() {
    for path in ["plans", "numbers", "filing", "calendar", "templates", &in_folder("reviews"), &in_folder("photos")] {
        let materials = "- {file: photos/1.jpg, document: meeting-record}\n";
        let handed = Handed::over().file(&in_folder("materials.yml"), materials);
        handed.file(path, "文件\n").names_too(path, "a file where a folder belongs");
    }
    let handed = Handed::over();
    handed.gone("topics");
    let run = handed.file("topics", "文件\n").all();
    assert!(run.code == Some(2) && run.stdout.contains("a file where a folder belongs"), "{run}");
}

// What a killed command would leave, made up.

const LIST: &str = ".yijuan-unfinished/list.json";

#[test]
fn a_list_of_things_to_take_back_outside() {
    for path in ["../../outside/topic.yml", "/etc/hostname", "topics/../../../outside/topic.yml"] {
        let list = format!(r#"[{{"path":"{path}","from":"a","after":null}},{{"path":"b","from":null,"after":null}}]"#);
        let handed = Handed::over().file(LIST, list).file(".yijuan-unfinished/new-1", "x");
        handed.some();
        handed.refuses(&["record", "001", "meeting"], "leads out of the archive");
    }
}

#[test]
fn a_list_of_things_to_take_back_through_a_link() {
    let list = r#"[{"path":"out/topic.yml","from":"a","after":null},{"path":"b","from":null,"after":null}]"#;
    let handed = Handed::over().file(LIST, list).link_out("out", "");
    handed.all();
    handed.refuses(&["record", "001", "meeting"], NOT_REGULAR);
}

#[test]
fn a_link_or_a_pipe_among_what_a_killed_command_left() {
    let handed = Handed::over().link_out(".yijuan-unfinished", "");
    handed.all();
    handed.refuses(&["record", "001", "meeting"], NOT_REGULAR);
    let handed = Handed::over().pipe(LIST);
    handed.some();
    handed.refuses(&["record", "001", "meeting"], NOT_REGULAR);
}

// Words that lead out of the archive.

#[test]
fn keys_and_ids_on_the_command_line_that_lead_out() {
    let handed = Handed::over();
    let title = ["new", "--title", "x", "--regulation"];
    for out in ["../../outside", "/etc/passwd", "..", "2026-001/../../x"] {
        for command in [["show", out], ["log", out], ["diff", out], ["renumber", out], ["commit", out], ["due", out]] {
            handed.refuses(&command, "");
        }
        handed.refuses(&["render", out, "work-plan"], "there is no topic");
        handed.refuses(&["render", "001", out], "unknown document");
        handed.refuses(&["record", out, "meeting"], "there is no topic");
        handed.refuses(&["record", &format!("plan:{out}"), "plan-issued"], "is not a year");
        handed.refuses(&["record", &format!("room:{out}"), "room-opened"], "");
        handed.refuses(&[&title[..], &[out]].concat(), "unknown regulation");
        handed.refuses(&["regulation", "show", out], "unknown regulation");
        handed.refuses(&["set", "001", &format!("regulation={out}")], "");
        handed.refuses(&["check", "--rev", out], "");
        handed.refuses(&["diff", "001", "--since", out], "");
        handed.refuses(&["plan", "show", out], "");
    }
    handed.refuses(&["-C", "../../outside", "list"], "lies in no archive");
    handed.refuses(&["-C", "/dev/null", "list"], "lies in no archive");
    handed.refuses(&["-C", "nowhere/..", "list"], "no such file");
}

#[test]
fn titles_that_lead_out_stay_titles() {
    let handed = Handed::over();
    handed.run(&["new", "--title", "../../../outside/新题"]).exits(0);
    handed.run(&["new", "--title", "/etc/passwd"]).exits(0);
    assert_eq!(fs::read_dir(handed.0.archive().join("topics/2026")).unwrap().count(), 4);
    assert!(!handed.outside("新题").exists());
}

#[test]
fn ids_in_files_that_lead_out() {
    let lead_out = "regulation: ../../outside\nform: thematic\ntitle: 电梯\nroom: ../../outside\noffice: ../x\n";
    let run = Handed::over().file(TOPIC, lead_out).all();
    assert!(run.stdout.contains("unknown regulation `../../outside`"), "{run}");
    let settings = SETTINGS.replace("regulation: mentougou", "regulation: ../../outside/x");
    let run = Handed::over().file("yijuan.yml", settings).all();
    assert!(run.stdout.contains("../../outside/x"), "{run}");
    let plan = "items:\n  - {title: 外, form: thematic, topic: ../../outside}\n";
    let run = Handed::over().file("plans/2026/plan.yml", plan).all();
    assert!(run.stdout.contains("plans/2026/plan.yml:2"), "{run}");
    let paper = "---\ndocument: ../../outside/topic\n---\n";
    let run = Handed::over().file(PAPER, paper).all();
    assert!(run.stdout.contains("unknown document `../../outside/topic`"), "{run}");
}

#[test]
fn attachments_that_lead_out() {
    for out in ["../../../../outside/topic.yml", "/etc/passwd", "materials/../../x", "photos/../topic.yml", "."] {
        let handed =
            Handed::over().file(&in_folder("materials.yml"), format!("- {{file: {out}, document: work-plan}}\n"));
        let run = if out.starts_with("../") { handed.is_borne() } else { handed.is_borne_too() };
        assert!(run.stdout.contains(&format!("there is no file `{out}`")), "{run}");
    }
}

#[test]
fn drafts_go_only_where_their_user_says() {
    let handed = Handed::over().file(TEMPLATE, "---\ndocument: work-plan\n---\n正文\n");
    // Whoever names a folder outside, or through a link, means it.
    let out = handed.outside("drafts");
    handed.run(&["render", "001", "work-plan", "--out", out.to_str().unwrap()]).exits(0);
    assert_eq!(fs::read_dir(out).unwrap().count(), 1);
    // What lies there under the paper's name is not followed.
    fs::remove_dir_all(handed.outside("drafts")).unwrap();
    fs::create_dir(handed.outside("drafts")).unwrap();
    symlink(handed.outside("topic.yml"), handed.outside("drafts/协商工作方案.md")).unwrap();
    let out = handed.outside("drafts");
    handed.refuses(&["render", "001", "work-plan", "--force", "--out", out.to_str().unwrap()], NOT_REGULAR);
    assert_eq!(fs::read_to_string(handed.outside("topic.yml")).unwrap(), SECRET);
}

// Templates and patterns are programs of a kind.

const TEMPLATE: &str = "templates/mentougou/documents/work-plan.md";

fn with_template(text: &str) -> Handed {
    Handed::over().file(TEMPLATE, format!("---\ndocument: work-plan\n---\n{text}\n"))
}

/// The first of several that are alike, in every command that reads templates.
#[track_caller]
fn first_template(text: &str, words: &str) {
    let handed = with_template(text);
    handed.drafts();
    is_not_drafted(&handed, words);
}

/// One of several that are alike.
#[track_caller]
fn template(text: &str, words: &str) {
    let handed = with_template(text);
    handed.some();
    is_not_drafted(&handed, words);
}

#[track_caller]
fn is_not_drafted(handed: &Handed, words: &str) {
    handed.refuses(&["render", "001", "work-plan"], words);
    handed.refuses(&["render", "001", "work-plan", "--out", "drafts"], TEMPLATE);
}

/// One that is found before anything is made of it.
#[track_caller]
fn refused_template(text: &str, words: &str) {
    template(text, words);
    let handed = with_template(text);
    let found = handed.run(&["--lang", "en", "check"]);
    assert!(found.code == Some(1) && found.stdout.contains(words) && found.stdout.contains(TEMPLATE), "{found}");
    let found = handed.run(&["--lang", "en", "regulation", "validate", "mentougou"]);
    assert!(found.code == Some(1) && found.stderr.contains(words) && found.stderr.contains(TEMPLATE), "{found}");
    assert!(found.stderr.len() < 2_000 && found.stderr.contains("hint: "), "{found}");
}

#[test]
fn a_template_that_asks_for_other_files() {
    first_template("{% include \"../../../../outside/topic.yml\" %}", "the template is wrong");
    template("{% include \"/etc/passwd\" %}", "the template is wrong");
    template("{% extends \"../../../yijuan.yml\" %}", "the template is wrong");
    template("{% import \"/etc/passwd\" as x %}", "the template is wrong");
}

#[test]
fn a_template_without_end() {
    let nested = "{% for i in range(9999) %}".repeat(8);
    first_template(&format!("{nested}x{}", "{% endfor %}".repeat(8)), "loops run too long");
    template("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "the template is wrong");
    template(&format!("{}x{}", "{% if true %}".repeat(10_000), "{% endif %}".repeat(10_000)), "the template is wrong");
    template(&format!("{{{{ {}1{} }}}}", "(".repeat(10_000), ")".repeat(10_000)), "the template is wrong");
}

#[test]
fn a_template_that_fills_the_memory() {
    let much = "{{ 'x' * 100000000000 }}";
    first_template(much, "templates know no `*`");
    refused_template(much, "templates know no `*`");
    refused_template("{{ range(100000000000)|list }}", "there is no filter `list`");
    refused_template("{{ ['a' * 900000] * 100000 }}", "templates know no `*`");
    refused_template("{{ '%1000000000d'|format(1) }}", "there is no filter `format`");
    refused_template("{{ [1]|batch(1000000000)|length }}", "there is no filter `batch`");
    refused_template("{{ range(9)|slice(1000000000)|length }}", "there is no filter `slice`");
    refused_template(
        &format!("{{% set a = 'x' %}}{}", "{% set a = a ~ a %}".repeat(40)),
        "there is no statement `set`",
    );
    refused_template("{% for a in ['x' ~ 'x'] %}{% endfor %}", "`for` takes no `[`");
    refused_template(&"x".repeat(300_000), "larger than 256 KiB");
}

#[test]
fn a_template_that_makes_much_of_little() {
    let line = "甲".repeat(2_000);
    first_template(&format!("{{% for a in range(9999) %}}{line}{{% endfor %}}"), "larger than 1024 KiB");
    template(&format!("{{% for a in range(9999) %}}{{{{ '{line}' }}}}{{% endfor %}}"), "larger than 1024 KiB");
    template(&format!("{{{{ '{line}'|replace('', '{line}') }}}}"), "larger than 16 KiB");
    template(&format!("{{{{ range(9999)|join('{line}') }}}}"), "larger than 16 KiB");
    let all = " ~ a".repeat(48);
    let busy = format!("{{% for i in range(9999) %}}{{% for a in ('{line}'|replace('甲', '甲乙'))[:1] %}}");
    template(&format!("{busy}{{% endfor %}}{{% endfor %}}"), "`for` takes no `(`");
    template(
        &format!(
            "{{% for i in range(99999) %}}{{% if topic.title{} == 1 %}}{{% endif %}}{{% endfor %}}",
            all.replace('a', "topic.title")
        ),
        "more than",
    );
    let busy = "{% if (topic.title ~ topic.title)|replace('', topic.title)|replace('', topic.title) == 1 %}{% endif %}";
    template(&format!("{{% for i in range(99999) %}}{busy}{{% endfor %}}"), "");
}

#[test]
fn a_template_that_is_nested_too_deeply() {
    let many = 20_000;
    let signs = format!("{{{{ {}1 }}}}", "-".repeat(many));
    first_template(&signs, "more than 100 words");
    refused_template(&signs, "more than 100 words");
    refused_template(&format!("{{{{ {}1 }}}}", "not ".repeat(many)), "more than 100 words");
    refused_template(&format!("{{{{ a{} }}}}", ".b".repeat(many)), "more than 100 words");
    refused_template(&format!("{{{{ a{} }}}}", "|e".repeat(many)), "there is no filter `e`");
    refused_template(&format!("{{{{ a{} }}}}", "|cell".repeat(many)), "more than 100 words");
    refused_template(&format!("{{% if 1 %}}{}{{% endif %}}", "{% elif 1 %}".repeat(many)), "more than 40 deep");
}

#[test]
fn a_template_with_characters_that_nobody_sees() {
    for text in ["{{ \"\\u001b[31m\" }}", "{{ '\\u200b' }}", "甲\u{200b}乙", "{{ topic.title|replace('', \"\\x1b\") }}"]
    {
        refused_template(text, "the template is wrong");
    }
    first_template("{{ 'a'\u{200d} }}", "the template is wrong");
}

/// A regulation with one rule about what papers must not say.
fn wording(pattern: &str) -> String {
    format!(
        "id: own\ntitle: 规程\nin_force: 2026-01-01\ndocuments: {{letter: {{name: 函}}}}\nevents: {{meeting: {{name: 会议}}}}\n\
         rules:\n  - id: W1\n    article: 一\n    quote: 略\n    en: None.\n    force: must\n    subject: round\n    \
         check: {{wording: {{documents: all, never: ['{pattern}']}}}}\n"
    )
}

#[test]
fn a_pattern_that_never_ends() {
    let handed = Handed::over().file(TOPIC, topic_with("").replace("regulation: mentougou", "regulation: own"));
    let handed = handed.file(PAPER, format!("---\ndocument: letter\n---\n{}\n", "a".repeat(100_000)));
    let handed = handed.file(REGULATION, wording("(a+)+$|(a|a)*b|(.*)*x"));
    let run = handed.all();
    assert!(run.stdout.contains("协商函.md:4:1"), "{run}");
    assert!(run.stdout.len() < 50_000, "{}", run.stdout.len());
}

#[test]
fn a_pattern_that_fills_the_memory() {
    for pattern in ["a{1000}{1000}{1000}", &"(".repeat(5_000), "[", "(?P<a>x)(?P=a)"] {
        let handed = Handed::over().file(REGULATION, wording(pattern));
        handed.names_too(REGULATION, "pattern");
    }
}

#[test]
fn a_rule_that_is_its_own_condition() {
    let text = wording("x").replace("    check:", "    when: &a {not: *a}\n    check:");
    Handed::over().file(REGULATION, text).names(REGULATION, "");
    let deep = format!("    when: {}true{}\n    check:", "{not: ".repeat(5_000), "}".repeat(5_000));
    Handed::over()
        .file(REGULATION, wording("x").replace("    check:", &deep))
        .names_too(REGULATION, "nested too deeply");
}

// Characters that drive a terminal, a spreadsheet or a browser.

const NASTY: &str = "\\e]0;x\\a\\e[2J\\u202e文\\u2066\\u200b\\u00ad\\ufeff\\r\\x7f\\U000e0041\\u061c";

#[test]
fn hidden_characters_in_every_field() {
    let quoted = |text: &str| format!("\"{text}{NASTY}\"");
    let n = quoted("坏");
    let topic = format!(
        "title: {n}\nform: thematic\nregulation: mentougou\nbegan: 2026-06-01\noffice: {n}\nlead: {n}\nroom: {n}\n\
         tags: [{n}]\nsource: {{channel: {n}, from: [{n}]}}\n"
    );
    let events = format!(
        "- {{date: 2026-06-02, event: {n}}}\n\
         - {{date: 2026-06-03, event: meeting, by: [{n}], to: [{n}], via: [{n}], note: {n}}}\n"
    );
    let people = format!("- {{id: x, name: {n}, posts: [{n}], tags: [{n}]}}\n");
    let handed = Handed::over().file(TOPIC, topic).file(EVENTS, events).file("people.yml", people);
    let handed = handed.file(PAPER, format!("---\ndocument: {n}\ntitle: {n}\n---\n# 题\u{202e}\u{1b}[2J\n"));
    let handed = handed.file(&in_folder("roster.yml"), format!("- {{name: {n}, tags: [{n}]}}\n"));
    let handed = handed.file(&in_folder("materials.yml"), format!("- {{file: {n}, document: {n}, title: {n}}}\n"));
    let settings = format!("{SETTINGS}institution: {n}\nlimits: {{promptly: {n}}}\n");
    let handed = handed.file("yijuan.yml", settings).file("plans/2026/plan.yml", format!("items: [{{title: {n}}}]\n"));
    handed.all();
    handed.0.commit_all("坏");
    handed.all();
    for arguments in [&["person", "list"][..], &["show", "001", "--checklist"], &["check", "001", "--all"]] {
        handed.run(arguments);
    }
    let run = handed.run(&["render", "001", "work-plan", "--out", "drafts"]);
    assert_eq!(run.code, Some(2), "{run}");
}

#[test]
fn raw_hidden_characters_in_a_file() {
    for hidden in ['\u{202e}', '\u{2066}', '\u{200b}', '\u{ad}', '\u{e0041}', '\u{85}', '\u{2028}'] {
        let topic = topic_with("lead: nobody\n").replace("电梯", &format!("电{hidden}梯"));
        Handed::over().file(TOPIC, topic).some();
        // The line that is wrong is shown.
        let handed = Handed::over().file(TOPIC, topic_with(&format!("ofice: 甲{hidden}乙\n")));
        handed.run(&["set", "001", "lead=钱样本"]).exits(2);
    }
    for hidden in ['\u{1b}', '\u{7f}', '\0', '\u{9b}'] {
        let handed = Handed::over().file(TOPIC, topic_with(&format!("lead: 甲{hidden}乙\n")));
        handed.names_too(&format!("{TOPIC}:6:8"), "control character");
    }
}

#[test]
fn hidden_characters_in_names_of_files() {
    let handed = Handed::over();
    let nasty = "坏\u{1b}]0;x\u{7}\u{202e}\u{200b}\n";
    for name in ["2026/003-", "2026/", ""] {
        fs::create_dir_all(handed.path(&format!("topics/{name}{nasty}x"))).unwrap();
    }
    fs::write(handed.path(&format!("topics/2026/003-{nasty}x/{nasty}.md")), "---\nofice: x\n---\n").unwrap();
    fs::write(handed.path(&in_folder(&format!("{nasty}.md"))), "---\nofice: x\n---\n").unwrap();
    fs::write(handed.path(&format!("calendar/{nasty}.yml")), "x").unwrap();
    fs::create_dir_all(handed.path(&format!("templates/{nasty}"))).unwrap();
    handed.names("\\u{1b}", "unknown key `ofice`");
}

#[test]
fn hidden_characters_on_the_command_line() {
    let handed = Handed::over();
    let nasty = "坏\u{1b}[2J\u{202e}\u{200b}";
    handed.refuses(&["show", nasty], "there is no topic");
    handed.refuses(&["record", "001", nasty], "unknown event");
    handed.refuses(&["record", "001", "meeting", "--on", nasty], "is not a date");
    handed.refuses(&["record", "001", "meeting", "--ref", nasty], "invisible characters");
    // A note may have several lines, and is written down in plain characters.
    handed.run(&["record", "001", "meeting", "--note", nasty]).exits(0);
    assert!(!handed.0.read(EVENTS).contains('\u{1b}'));
    handed.refuses(&["new", "--title", nasty], "invisible characters");
    handed.refuses(&["set", "001", &format!("title={nasty}")], "invisible characters");
    handed.refuses(&["set", "001", &format!("{nasty}=x")], "unknown field");
    handed.refuses(&["person", "add", "--id", "x", "--name", nasty], "invisible characters");
    handed.refuses(&["-C", nasty, "check"], "no such file");
    handed.refuses(&[nasty], "there is no command");
    handed.refuses(&["check", "--format", nasty], "unknown format");
    handed.refuses(&["check", "--rev", nasty], "there is no commit");
}

#[test]
fn bytes_that_are_no_utf_8_in_each_file() {
    for path in [
        TOPIC,
        PAPER,
        "people.yml",
        "numbers/2026.yml",
        "filing/2026.yml",
        "plans/2026/plan.yml",
        REGULATION,
        "calendar/2030.yml",
    ] {
        Handed::over().file(path, b"---\nx: \xff\xfe\x80\n").names_too(&format!("{path}:2:4"), "is not UTF-8");
    }
    Handed::over().file(TEMPLATE, b"\xff\xfe").refuses(&["render", "001", "work-plan"], TEMPLATE);
}

#[test]
fn bytes_that_are_no_utf_8_in_names() {
    for folder in [FOLDER, "topics/2026", "topics", "templates", "calendar", "plans", "numbers"] {
        let handed = Handed::over();
        let name =
            handed.path(&format!("{folder}/x")).parent().unwrap().join(std::ffi::OsStr::from_bytes(b"\xb5\xe7.md"));
        fs::create_dir(name).unwrap();
        let run = handed.some();
        assert!(run.code == Some(2) && run.stdout.contains("is not UTF-8"), "{folder}: {run}");
        assert!(run.stdout.contains(folder), "{folder}: {run}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_in_every_file() {
    let handed = Handed::over();
    for path in [TOPIC, EVENTS, "yijuan.yml", "people.yml"] {
        let text = handed.0.read(path);
        handed.0.write(path, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    handed.is_borne();
}

/// Titles that a spreadsheet would reckon, and what else it takes for a formula.
#[test]
fn formulas_in_every_table() {
    for start in ["=", "+", "-", "@", "＝", "\\t=", "\\r=", "\\n="] {
        let formula = format!("\"{start}HYPERLINK(1)\"");
        let topic = topic_with("lead: nobody\n").replace("电梯", &formula);
        let handed =
            Handed::over().file(TOPIC, topic).file(EVENTS, format!("- {{date: 2026-06-02, event: {formula}}}\n"));
        if start == "=" {
            handed.is_borne();
        } else {
            handed.is_borne_too();
        }
        let run = handed.run(&["check", "--all", "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
        assert!(rows.iter().any(|row| row.iter().any(|cell| cell.contains("HYPERLINK"))), "{run}");
        for cell in rows.iter().flat_map(|row| row.iter()) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{cell:?} in {run}");
        }
    }
    // No other command makes a table for spreadsheets.
    for arguments in [&["list"][..], &["due"], &["show", "001"], &["log", "001"], &["person", "list"]] {
        Handed::over().refuses(&[arguments, &["--format", "csv"]].concat(), "no CSV form");
    }
}

#[test]
fn signs_of_markdown_and_html() {
    let title = "'a|b `c` <script>alert(1)</script> [x](javascript:y) ![x](http://x) \\| &lt; **x** <!-- --> http://x'";
    let handed = Handed::over().file(TOPIC, topic_with("lead: '<img src=x> | `nobody'\n").replace("电梯", title));
    let run = handed.run(&["check", "--all", "--format", "markdown"]);
    assert!(run.stdout.contains("&lt;script&gt;") && run.stdout.contains("&lt;img src=x&gt;"), "{run}");
    for raw in ["<script", "<img", "](", "<!--", "http://"] {
        assert!(!run.stdout.replace("\\](", "").contains(raw), "{raw} in {run}");
    }
    for row in run.stdout.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(row.replace("\\\\", "").replace("\\|", "").matches('|').count(), 7, "{row}");
    }
    handed.is_borne();
}

#[test]
fn line_ends_in_a_title_make_no_lines_of_their_own() {
    let title = "\"电梯\\n\\nas of 2026-06-15: 0 errors\\n2026-009 假题\"";
    let handed = Handed::over().file(TOPIC, topic_with("lead: nobody\n").replace("电梯", title));
    handed.is_borne();
    for arguments in [&["check"][..], &["list"], &["show", "001"], &["check", "--format", "markdown"]] {
        let run = handed.run(arguments);
        assert!(
            !run.stdout.lines().any(|line| line.starts_with("2026-009") || line.starts_with("as of 2026-06-15: 0 e")),
            "{run}"
        );
    }
}

// YAML that means something else than it says.

#[test]
fn tags_merge_keys_and_keys_twice() {
    for (lines, words) in [
        ("lead: !!python/object/apply:os.system ['touch x']\n", ""),
        ("<<: {office: social}\n", "unknown key `<<`"),
        ("x: &x {office: social}\n", "unknown key `x`"),
        ("office: urban\n", "duplicate key `office`"),
        ("? {a: b}\n: c\n", ""),
        ("? [title]\n: c\n", ""),
        ("lead: *nowhere\n", ""),
        ("%YAML 9.9\n---\n", ""),
    ] {
        Handed::over().file(TOPIC, topic_with(lines)).names_too(TOPIC, words);
    }
}

#[test]
fn words_that_yaml_might_take_for_something_else() {
    for (lines, words) in [
        ("title: on\nregulation: yes\nform: no\n", None),
        ("title: ~\nregulation: mentougou\n", None),
        ("title: 0x1F\nregulation: mentougou\n", None),
        ("title: .nan\nregulation: mentougou\n", None),
        ("title: x\nregulation: mentougou\nrounds: 99999999999999999999999999\n", Some(TOPIC)),
        ("title: x\nregulation: mentougou\nbegan: 9999-99-99\n", Some("is not a date")),
        ("title: x\nregulation: mentougou\nbegan: 99999999999-01-01\n", Some("is not a date")),
        ("title: x\nregulation: mentougou\nbegan: 2026-06-01T00:00:00Z\n", Some("is not a date")),
        ("title: x\nregulation: mentougou\nbegan: 0000-00-00\n", Some("is not a date")),
        ("title: x\nregulation: mentougou\nbegan: -2026-01-01\n", Some("is not a date")),
        ("title: x\nregulation: mentougou\nbegan: ２０２６-06-01\n", Some("is not a date")),
    ] {
        let handed = Handed::over().file(TOPIC, lines);
        match words {
            Some(words) => handed.names_too(TOPIC, words),
            None => drop(handed.some()),
        }
    }
}

#[test]
fn numbers_beyond_all_bounds() {
    for (file, text, words) in [
        (EVENTS, "- {date: 2026-06-02, event: meeting, round: 99999999999999999999}\n", ""),
        (EVENTS, "- {date: 2026-06-02, event: meeting, round: -1}\n", "the number `-1`"),
        (EVENTS, "- {date: 2026-06-02, event: meeting, round: .nan}\n", ""),
        (EVENTS, "- {date: 2026-06-02, event: meeting, round: 1e400}\n", ""),
        ("yijuan.yml", "archive: 1\nregulation: mentougou\nlimits: {promptly: 99999999999 workdays}\n", "length"),
        ("yijuan.yml", "archive: 99999999999999999999\n", ""),
        ("calendar/2030.yml", "year: 2030\noff: {x: [2030-01-01..2199-12-31]}\n", ""),
    ] {
        let run = Handed::over().file(file, text).some();
        assert_eq!(run.code, Some(2), "{run}");
        assert!(run.stdout.contains(file) && run.stdout.contains(words), "no `{words}` in {run}");
    }
}

#[test]
fn topics_with_numbers_that_are_none() {
    for folder in ["2026/99999999999-大", "2026/0000000-零", "2026/-1-负", "2026/٠٠١-数", "99999/001-年", "0000/001-年"]
    {
        let handed = Handed::over().file(&format!("topics/{folder}/topic.yml"), topic_with(""));
        let folder = if folder.starts_with("2026") { folder } else { folder.split('/').next().unwrap() };
        handed.names_too(&format!("topics/{folder}"), "");
    }
    // The last number there is leaves none for a next topic.
    let handed = Handed::over().file("topics/2026/999999-末/topic.yml", topic_with(""));
    handed.refuses(&["new", "--title", "x"], "999999");
    handed.refuses(&["renumber", "002"], "999999");
}

#[test]
fn where_no_thread_can_be_started_one_does_the_work() {
    // No stack is that large, so no thread is started.
    let sandbox = Sandbox::sample();
    let alone = Sandbox::sample().with("RUST_MIN_STACK", "1000000000000000");
    for command in
        ["check", "check --format json", "list", "due", "show 013", "doctor", "plan show 2026", "check --rev HEAD"]
    {
        let (run, alone) = (sandbox.run(command), alone.run(command));
        assert_eq!(alone.to_string(), run.to_string());
        assert!(matches!(run.code, Some(0 | 1)), "{run}");
    }
    alone.run("record 013 meeting --on 2026-06-14").exits(0);
}

#[test]
fn what_is_quoted_back_is_short() {
    let sandbox = Sandbox::sample();
    let long = "x".repeat(100_000);
    let commands: [&[&str]; 10] = [
        &["show", &long],
        &["record", "013", &long],
        &["render", "013", &long],
        &["set", "013", &long],
        &["--as-of", &long, "check"],
        &["check", &format!("--{long}")],
        &[&long],
        &["person", "add", "--id", &long.to_uppercase(), "--name", "甲"],
        &["-C", &long, "check"],
        &["check", "--rev", &long],
    ];
    for command in commands {
        let run = sandbox.run(command).refused(&[]);
        assert!(run.stderr.len() < 4_000, "{} bytes", run.stderr.len());
        assert!(run.stderr.contains(" … ") || !run.stderr.contains("xxx"), "{run}");
    }
}

#[test]
fn an_id_that_would_be_taken_for_an_option() {
    let sandbox = Sandbox::sample();
    for command in
        ["person add --id=-x --name 甲", "body add --id=-x --name 甲 --kind department", "regulation new -- -x"]
    {
        sandbox.run(command).refused(&["`-x` 不能作标识"]);
    }
}
