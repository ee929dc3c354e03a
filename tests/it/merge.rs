//! What git leaves of two branches: conflicts, and what unites by itself.

use crate::sandbox::Sandbox;

/// A topic, then what each of two branches makes of it: the sandbox stands on the first.
fn two_branches(ours: impl Fn(&Sandbox), theirs: impl Fn(&Sandbox)) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.run("new --title 电梯").exits(0);
    sandbox.git(&["switch", "--quiet", "--create", "other"]);
    theirs(&sandbox);
    sandbox.commit_all("彼");
    sandbox.git(&["switch", "--quiet", "main"]);
    ours(&sandbox);
    sandbox.commit_all("此");
    sandbox
}

#[test]
fn conflicts_are_told_in_every_file_and_nothing_of_colons() {
    for style in ["merge", "diff3"] {
        let files = ["people.yml", "yijuan.yml", "topics/2026/001-电梯/topic.yml", "topics/2026/001-电梯/会议记录.md"];
        let say = |word: &'static str| {
            move |sandbox: &Sandbox| {
                sandbox.append(files[0], &format!("- {{id: {word}, name: {word}}}\n"));
                sandbox.append(files[1], &format!("institution: {word}\n"));
                sandbox.append(files[2], &format!("office: {word}\n"));
                sandbox.write(files[3], format!("---\ndocument: minutes\ntitle: 记录\n---\n\n{word}\n"));
            }
        };
        let sandbox = two_branches(say("urban"), say("rural"));
        let merge = ["-c", &format!("merge.conflictStyle={style}"), "merge", "--quiet", "other"];
        assert!(!sandbox.try_git(&merge).status.success());
        let check = sandbox.run("--lang zh-CN check --format csv").exits(2);
        for file in files {
            let of_file = |line: &&str| line.starts_with("error,") && line.contains(&format!(",{file},"));
            let told: Vec<&str> = check.stdout.lines().filter(of_file).collect();
            assert_eq!(told.len(), 1, "{style} {file}: {check}");
            assert!(told[0].contains("合并冲突的标记") && told[0].contains("git add"), "{check}");
            let first = sandbox.read(file).lines().position(|line| line.starts_with("<<<<<<<")).unwrap() + 1;
            assert!(told[0].contains(&format!("{first},1")), "{first}: {}", told[0]);
        }
    }
}
