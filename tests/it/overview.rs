//! What `list` and `due` keep of each topic, and when they judge it anew.

use crate::sandbox::{Run, Sandbox};
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

const TOPIC: &str = "topics/2026/003-老旧小区加装电梯";
const EVENTS: &str = "topics/2026/003-老旧小区加装电梯/events.yml";

/// The sample, with so many attachments that something is worth keeping.
fn large() -> Sandbox {
    let sandbox = Sandbox::sample();
    for nth in 0..2_000 {
        sandbox.write(&format!("{TOPIC}/materials/{nth}.txt"), "");
    }
    sandbox
}

fn folder(sandbox: &Sandbox) -> PathBuf {
    sandbox.tree().join(".git/yijuan")
}

/// What is kept of the topics.
fn kept(sandbox: &Sandbox) -> Option<PathBuf> {
    let entries = fs::read_dir(folder(sandbox)).ok()?;
    let mut paths = entries.map(|entry| entry.unwrap().path());
    paths.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("topics-"))
}

/// Puts a mark on every title that is kept, so that it shows which are given again.
fn mark(sandbox: &Sandbox) {
    let path = kept(sandbox).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    for topic in file["topics"].as_array_mut().unwrap() {
        let title = format!("留 {}", topic[1]["title"].as_str().unwrap());
        topic[1]["title"] = title.into();
    }
    fs::write(&path, file.to_string()).unwrap();
}

/// Topics whose state was given again, and those that were judged.
fn marked(run: &Run) -> (usize, Vec<String>) {
    let topics = run.json()["topics"].clone();
    let title = |topic: &serde_json::Value| topic["title"].as_str().unwrap().to_owned();
    let (kept, judged): (Vec<String>, _) =
        topics.as_array().unwrap().iter().map(title).partition(|title| title.starts_with("留 "));
    (kept.len(), judged)
}

fn list(sandbox: &Sandbox) -> Run {
    sandbox.run(&["list", "--format", "json"])
}

/// What a command says where nothing was kept; what is kept stays as it is.
fn fresh(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let (here, aside) = (folder(sandbox), sandbox.tree().join(".git/aside"));
    let _ = fs::rename(&here, &aside);
    let run = sandbox.run(arguments);
    let _ = fs::remove_dir_all(&here);
    let _ = fs::rename(&aside, &here);
    run
}

#[test]
fn only_what_changed_is_judged_anew() {
    let sandbox = large();
    let all = list(&sandbox).json()["topics"].as_array().unwrap().len();
    mark(&sandbox);
    assert_eq!(marked(&list(&sandbox)), (all, vec![]));
    sandbox.append(EVENTS, "# 补记\n");
    let title = "老旧小区加装电梯".to_owned();
    assert_eq!(marked(&list(&sandbox)), (all - 1, vec![title]));
    // The others serve another question, another command and another language.
    assert_eq!(marked(&sandbox.run(&["--lang", "en", "list", "--year", "2025", "--format", "json"])), (1, vec![]));
    assert!(sandbox.run(&["list", "留"]).stdout.contains("留 "));
    assert!(sandbox.run(&["due"]).stdout.contains("留 "));
}

#[test]
fn a_few_are_judged_again_and_many_are_kept() {
    let sandbox = large();
    let all = list(&sandbox).json()["topics"].as_array().unwrap().len();
    let changed = |count: usize| {
        let topics = fs::read_dir(sandbox.archive().join("topics/2026")).unwrap();
        for topic in topics.take(count) {
            fs::write(topic.unwrap().path().join("注.txt"), count.to_string()).unwrap();
        }
        let before = fs::read(kept(&sandbox).unwrap()).unwrap();
        let judged = marked(&list(&sandbox)).1.len();
        (judged, fs::read(kept(&sandbox).unwrap()).unwrap() != before)
    };
    mark(&sandbox);
    assert_eq!(changed(1), (1, false));
    assert_eq!(changed(17), (17, true));
    assert_eq!(marked(&list(&sandbox)).0, all - 17);
}

#[test]
fn what_all_depend_on_lets_nothing_stand() {
    let sandbox = large();
    let all = list(&sandbox).json()["topics"].as_array().unwrap().len();
    mark(&sandbox);
    assert_eq!(marked(&sandbox.run(&["--as-of", "2026-06-16", "list", "--format", "json"])).0, 0);
    for (path, line) in [
        ("yijuan.yml", "# 注\n"),
        ("people.yml", "# 注\n"),
        ("rooms.yml", "# 注\n"),
        ("plans/2026/events.yml", "# 注\n"),
        ("units.yml", "# 注\n"),
        ("templates/mentougou/note.txt", "注\n"),
        ("calendar/2030.yml", "year: 2030\nsource: 虚构\noff: []\nwork: []\n"),
    ] {
        list(&sandbox);
        mark(&sandbox);
        assert_eq!(marked(&list(&sandbox)).0, all, "{path}");
        let before = fs::read_to_string(sandbox.archive().join(path)).unwrap_or_default();
        sandbox.write(path, before + line);
        assert_eq!(marked(&list(&sandbox)).0, 0, "{path}");
    }
}

#[test]
fn what_cannot_be_read_is_told_each_time() {
    let sandbox = large();
    sandbox.write(&format!("{TOPIC}/events.yml"), "- {date: x\n");
    let first = list(&sandbox);
    assert!(first.stderr.contains("events.yml:"), "{}", first.stderr);
    mark(&sandbox);
    let again = list(&sandbox);
    assert_eq!((first.stderr, first.code, 1), (again.stderr.clone(), again.code, marked(&again).1.len()));
    // It was not judged, so nobody says how it stands.
    let topics = again.json()["topics"].clone();
    let broken = topics.as_array().unwrap().iter().find(|topic| topic["path"] == TOPIC).unwrap().clone();
    assert_eq!((&broken["state"], &broken["stage"], &broken["next"]), (&().into(), &().into(), &().into()));
}

#[test]
fn a_topic_that_cannot_be_read_may_be_of_any_room() {
    let sandbox = large();
    let is_of_room = |run: &Run| run.stdout.contains("room:heyan");
    assert!(is_of_room(&sandbox.run(&["due"])));
    sandbox.write("topics/2026/004-民营企业营商环境优化/topic.yml", "title: [\n");
    assert!(!is_of_room(&sandbox.run(&["due"])));
}

#[test]
fn of_two_topics_with_one_number_the_second_is_not_judged() {
    for twin in ["003-另一题", "0003-另一题", "003-aaa"] {
        let sandbox = large();
        sandbox.write(
            &format!("topics/2026/{twin}/topic.yml"),
            "title: 另一题\nregulation: mentougou\nbegan: 2026-06-01\n",
        );
        let first = list(&sandbox);
        let topics = first.json()["topics"].clone();
        let states: Vec<_> = topics.as_array().unwrap().iter().filter(|topic| topic["key"] == "2026-003").collect();
        assert_eq!(states.len(), 2, "{twin}");
        assert_eq!([states[0]["state"].is_null(), states[1]["state"].is_null()], [false, true], "{twin}");
        assert_eq!(list(&sandbox).stdout, first.stdout, "{twin}");
        let due = sandbox.run(&["due"]).stdout;
        assert_eq!(fresh(&sandbox, &["due"]).stdout, due, "{twin}");
    }
}

#[test]
fn topics_stand_in_the_order_of_their_numbers() {
    let sandbox = Sandbox::sample();
    for number in ["1000", "0999"] {
        sandbox.write(&format!("topics/2027/{number}-题/topic.yml"), "title: 题\nregulation: mentougou\n");
    }
    let told = list(&sandbox).stdout;
    assert!(told.find("2027-999") < told.find("2027-1000"), "{told}");
}

#[test]
#[cfg(unix)]
fn a_pipe_in_the_place_of_what_is_kept_is_not_waited_for() {
    let sandbox = large();
    let first = list(&sandbox);
    let path = kept(&sandbox).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert_eq!(list(&sandbox).stdout, first.stdout);
}

#[test]
fn a_folder_within_a_topic_counts_whatever_its_name() {
    let sandbox = large();
    list(&sandbox);
    mark(&sandbox);
    sandbox.write(&format!("{TOPIC}/.git/02.png"), "");
    assert_eq!(marked(&list(&sandbox)).1, ["老旧小区加装电梯"]);
}

#[test]
fn what_can_never_be_kept_is_no_reason_to_write() {
    let sandbox = large();
    sandbox.write(&format!("{TOPIC}/topic.yml"), "title: [\n");
    list(&sandbox);
    let path = kept(&sandbox).unwrap();
    let written = fs::read(&path).unwrap();
    fs::write(&path, [&written[..], b"\n"].concat()).unwrap();
    list(&sandbox);
    assert_eq!(fs::read(&path).unwrap().len(), written.len() + 1);
}

#[test]
#[cfg(unix)]
fn what_is_kept_is_for_nobody_else_to_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = large();
    list(&sandbox);
    sandbox.run(&["check"]);
    for entry in fs::read_dir(folder(&sandbox)).unwrap().map(Result::unwrap) {
        let about = entry.metadata().unwrap();
        assert!(about.len() == 0 || about.permissions().mode() & 0o777 == 0o600, "{entry:?}");
    }
}

#[test]
fn large_files_are_not_read_again_and_again() {
    let sandbox = large();
    let moment = || {
        let file = fs::read_to_string(kept(&sandbox).unwrap()).unwrap();
        serde_json::from_str::<serde_json::Value>(&file).unwrap()["moment"].clone()
    };
    list(&sandbox);
    let first = moment();
    // Little is read each time, and what was kept stays bound to its moment; for much a new one is taken.
    sandbox.append(EVENTS, "# 注\n");
    list(&sandbox);
    assert_eq!(moment(), first);
    mark(&sandbox);
    let film = sandbox.archive().join(TOPIC).join("materials/录像.mp4");
    fs::File::create(&film).unwrap().set_len(5 << 20).unwrap();
    assert_eq!(marked(&list(&sandbox)).1.len(), 1);
    let second = moment();
    assert_ne!(second, first);
    // Also where the topic itself can never be kept.
    sandbox.write(&format!("{TOPIC}/topic.yml"), "title: [\n");
    fs::File::create(&film).unwrap().set_len(6 << 20).unwrap();
    list(&sandbox);
    assert_ne!(moment(), second);
}

#[test]
fn what_was_kept_at_a_moment_yet_to_come_does_not_count() {
    let sandbox = large();
    list(&sandbox);
    mark(&sandbox);
    let path = kept(&sandbox).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    file["moment"]["secs_since_epoch"] = (file["moment"]["secs_since_epoch"].as_u64().unwrap() + 3600).into();
    fs::write(&path, file.to_string()).unwrap();
    assert_eq!(marked(&list(&sandbox)).0, 0);
}

#[test]
fn what_is_kept_and_broken_or_gone_is_found_anew() {
    let sandbox = large();
    let first = list(&sandbox).stdout;
    fs::write(kept(&sandbox).unwrap(), "{\"topics\": 1}").unwrap();
    assert_eq!(list(&sandbox).stdout, first);
    fs::remove_dir_all(folder(&sandbox)).unwrap();
    assert_eq!(list(&sandbox).stdout, first);
}

#[test]
fn a_small_archive_keeps_nothing() {
    let sandbox = Sandbox::sample();
    list(&sandbox);
    assert_eq!(kept(&sandbox), None);
}

/// Something that somebody does to the files between two questions.
#[derive(Clone, Debug)]
enum Edit {
    /// A meeting on record, or another day of it in as many bytes, perhaps with the file's old time put back.
    Meeting {
        day: u8,
        time_put_back: bool,
    },
    /// The day another topic ended.
    Close,
    Office,
    /// Another room, for one of the topics that have one.
    Room,
    /// A folder by another name.
    Rename,
    /// A second topic with a number, perhaps written with more digits, or none any more.
    Twin {
        far: bool,
    },
    /// A `topic.yml` that cannot be read, or that can again, of a topic in a room or in none.
    Break {
        in_room: bool,
    },
    /// An event of the year.
    Year,
    Person,
    Nothing,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (10..15u8, any::<bool>()).prop_map(|(day, time_put_back)| Edit::Meeting { day, time_put_back }),
        1 => Just(Edit::Close),
        1 => Just(Edit::Office),
        2 => Just(Edit::Room),
        1 => Just(Edit::Rename),
        2 => any::<bool>().prop_map(|far| Edit::Twin { far }),
        2 => any::<bool>().prop_map(|in_room| Edit::Break { in_room }),
        1 => Just(Edit::Year),
        1 => Just(Edit::Person),
        1 => Just(Edit::Nothing),
    ]
}

fn apply(sandbox: &Sandbox, edit: &Edit) {
    let path = |name: &str| sandbox.archive().join(name);
    // Does the one thing or undoes it.
    let turn = |file: &str, one: &str, other: &str| {
        let text = sandbox.read(file);
        assert!(text.contains(one) || text.contains(other), "{file}");
        let turned = if text.contains(one) { text.replacen(one, other, 1) } else { text.replacen(other, one, 1) };
        sandbox.write(file, turned);
    };
    let rename = |one: &str, other: &str| {
        let (from, to) = if path(one).exists() { (one, other) } else { (other, one) };
        fs::rename(path(from), path(to)).unwrap();
    };
    let (lighting, renamed) = ("topics/2026/022-沿河步道夜间照明", "topics/2026/022-步道照明");
    let lighting = if path(lighting).exists() { lighting } else { renamed };
    match edit {
        Edit::Meeting { day, time_put_back } => {
            let before = fs::metadata(path(EVENTS)).unwrap().modified().unwrap();
            let text = sandbox.read(EVENTS);
            let others: Vec<&str> = text.lines().filter(|line| !line.ends_with("# 试")).collect();
            let others = others.join("\n");
            sandbox.write(EVENTS, format!("{others}\n- {{date: 2026-06-{day}, event: meeting}} # 试\n"));
            if *time_put_back {
                fs::File::options().write(true).open(path(EVENTS)).unwrap().set_modified(before).unwrap();
            }
        }
        Edit::Close => {
            sandbox.append("topics/2026/026-学府路雨后积水/events.yml", "- {date: 2026-06-14, event: closed}\n");
        }
        Edit::Office => turn(&format!("{TOPIC}/topic.yml"), "office: urban", "office: social"),
        Edit::Room => turn(&format!("{lighting}/topic.yml"), "room: heyan", "room: liuwan"),
        Edit::Rename => rename("topics/2026/022-沿河步道夜间照明", renamed),
        Edit::Twin { far } => {
            let twin = path(if *far { "topics/2026/0003-副本" } else { "topics/2026/003-副本" });
            if twin.exists() {
                fs::remove_dir_all(&twin).unwrap();
            } else {
                fs::create_dir(&twin).unwrap();
                fs::copy(path(&format!("{TOPIC}/topic.yml")), twin.join("topic.yml")).unwrap();
            }
        }
        Edit::Break { in_room: true } => turn("topics/2026/029-农贸市场周边秩序整治/topic.yml", "title: [", "title: "),
        Edit::Break { in_room: false } => turn("topics/2026/004-民营企业营商环境优化/topic.yml", "title: [", "title: "),
        Edit::Year => sandbox.append("plans/2026/events.yml", "- {date: 2026-06-12, event: met, room: heyan}\n"),
        Edit::Person => turn("people.yml", "钱样本", "钱试样"),
        Edit::Nothing => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_nothing_old_is_said(edits in prop::collection::vec(edit(), 1..10)) {
        let sandbox = large();
        let questions: [&[&str]; 3] = [&["list", "--format", "json"], &["due"], &["due", "--for", "qian-yangben"]];
        for (nth, edit) in edits.iter().enumerate() {
            // One alone now and then: each leaves to the others what it found.
            for arguments in questions.iter().skip(nth % 3) {
                let (told, fresh) = (sandbox.run(arguments), fresh(&sandbox, arguments));
                prop_assert_eq!(&told.stdout, &fresh.stdout, "{:?} before {:?}", arguments, edit);
                prop_assert_eq!((&told.stderr, told.code), (&fresh.stderr, fresh.code), "{:?} before {:?}", arguments, edit);
            }
            apply(&sandbox, edit);
        }
        for arguments in questions {
            prop_assert_eq!(&sandbox.run(arguments).stdout, &fresh(&sandbox, arguments).stdout, "{:?}", arguments);
        }
    }
}
