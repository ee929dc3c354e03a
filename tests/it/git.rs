//! What commands do to a git repository, and what they leave alone in it.

use crate::sandbox::{Run, SETTINGS, Sandbox, executable};
use insta::assert_snapshot;
use std::fs;
use std::path::Path;

/// A changing command that does not depend on what was done before.
const RECORD: &str = "record 2026-013 inspection-held --by urban";
const NEW: &str = "new --title 夜间经济发展";
const SET: &str = "set 2026-013 office=social";
const ADD: &str = "person add --id han --name 韩假定";
const CHANGING: [&str; 4] = [RECORD, NEW, SET, ADD];

/// Runs a command that is refused, and holds that nothing at all has changed.
#[track_caller]
fn unchanged(sandbox: &Sandbox, command: &str) -> Run {
    let before = sandbox.state();
    let run = sandbox.run(command).refused(&[]);
    assert_eq!(sandbox.state(), before, "{run}");
    run
}

/// Holds the same of each changing command. Gives what is said to one of them in both languages.
#[track_caller]
fn all_refused(sandbox: &Sandbox) -> String {
    for command in CHANGING {
        unchanged(sandbox, command);
    }
    format!("{}\n{}", unchanged(sandbox, RECORD), unchanged(sandbox, &format!("--lang en {RECORD}")))
}

#[test]
fn each_changing_command_commits_exactly_its_paths() {
    let sandbox = Sandbox::sample();
    let mut commits = String::new();
    let void = "record 2026-013 research-ended --void 2026-05-08 --note 记错";
    let plan = "record plan:2026 intents-collected --by cppcc-office";
    for command in [RECORD, void, plan, SET, ADD, NEW] {
        let run = sandbox.run(command).exits(0);
        commits.extend(["$ ", &run.command, "\n", &sandbox.last_commit(), "\n"]);
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "", "{run}");
    }
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "7\n");
    assert_snapshot!(commits);
}

#[test]
fn trailers_are_read_back_by_git() {
    let sandbox = Sandbox::sample();
    sandbox.run(RECORD).exits(0);
    let trailers = sandbox.git(&["log", "-1", "--format=%(trailers:only)"]);
    assert_eq!(trailers, "Yijuan-Topic: 2026-013\nYijuan-Event: inspection-held 2026-06-15\n\n");
    let author = sandbox.git(&["log", "-1", "--format=%an <%ae> %cn <%ce>"]);
    assert_eq!(author, "测试员 <tester@example.invalid> 测试员 <tester@example.invalid>\n");
}

#[test]
fn an_english_archive_has_an_english_history() {
    let sandbox = Sandbox::sample();
    sandbox.write("yijuan.yml", sandbox.read("yijuan.yml").replace("language: zh-CN", "language: en"));
    sandbox.commit_all("english");
    // Whatever language the command was asked in.
    for command in CHANGING {
        sandbox.run(&format!("--lang zh-CN {command}")).exits(0);
    }
    assert_snapshot!(sandbox.git(&["log", "-4", "--format=%B"]), @"
    enter person: 韩假定

    Yijuan-Person: han

    2026-013 set: office

    Yijuan-Topic: 2026-013

    2026-030 enter topic: 夜间经济发展

    Yijuan-Topic: 2026-030

    2026-013 record: inspection held (2026-06-15)

    Yijuan-Topic: 2026-013
    Yijuan-Event: inspection-held 2026-06-15
    ");
}

/// The sample with another person's work in it: staged, edited, staged and edited again, new, removed.
fn at_work() -> Sandbox {
    let sandbox = Sandbox::sample();
    let tree = sandbox.tree();
    fs::write(tree.join("读我.md"), "一\n").unwrap();
    fs::write(tree.join("去.md"), "旧\n").unwrap();
    sandbox.commit_all("旁人的文件");
    sandbox.write("people.txt", "备份\n");
    sandbox.append("yijuan.yml", "# 已暂存\n");
    fs::write(tree.join("新.md"), "已暂存\n").unwrap();
    sandbox.git(&["add", "archive/yijuan.yml", "新.md"]);
    sandbox.git(&["rm", "--quiet", "去.md"]);
    sandbox.append("yijuan.yml", "# 未暂存\n");
    fs::write(tree.join("读我.md"), "一\n二\n").unwrap();
    sandbox.append(&format!("{}/topic.yml", sandbox.topic("014")), "# 未暂存\n");
    fs::write(tree.join("将要.md"), "只打算添加\n").unwrap();
    sandbox.git(&["add", "--intent-to-add", "将要.md"]);
    sandbox
}

#[test]
fn another_s_work_stays_as_it_was() {
    for command in CHANGING {
        let sandbox = at_work();
        let about = |sandbox: &Sandbox| {
            let of_others = |text: String| -> String {
                // The command's own paths may of course change.
                let own = ["people.yml\"", "archive/people.yml", "topics/2026/013", "topics/2026/030"];
                let kept =
                    text.lines().filter(|line| line.contains(".bak") || !own.iter().any(|own| line.contains(own)));
                kept.flat_map(|line| [line, "\n"]).collect()
            };
            let diffs = [sandbox.git(&["diff", "--cached"]), sandbox.git(&["diff"])];
            format!("{}{}", of_others(sandbox.index()), diffs.concat())
        };
        let before = about(&sandbox);
        let run = sandbox.run(command).exits(0);
        assert_eq!(about(&sandbox), before, "{run}");
        let touched = sandbox.git(&["show", "--name-only", "--format="]);
        assert!(touched.lines().all(|path| path.starts_with("archive/") && !path.contains("014")), "{run}\n{touched}");
        assert!(!touched.contains("yijuan.yml"), "{touched}");
    }
}

#[test]
fn commit_takes_another_s_staged_file_of_the_archive_but_nothing_outside() {
    let sandbox = at_work();
    sandbox.run("commit").exits(0);
    assert_snapshot!(format!("{}\n{}", sandbox.last_commit(), sandbox.git(&["status", "--porcelain"])), @"
    手工改动 3 个文件


    A	archive/people.txt
    M	archive/topics/2026/014-普惠托育服务/topic.yml
    M	archive/yijuan.yml

    D  去.md
     A 将要.md
    A  新.md
     M 读我.md
    ");
}

#[test]
fn commit_of_one_topic_leaves_the_rest_staged() {
    let sandbox = at_work();
    let staged = sandbox.git(&["diff", "--cached"]);
    sandbox.run("commit 2026-014").exits(0);
    assert_eq!(sandbox.git(&["diff", "--cached"]), staged);
}

#[test]
fn without_committing_files_are_written_and_git_is_left_alone() {
    for command in CHANGING {
        let sandbox = Sandbox::sample();
        let (head, index) = (sandbox.git(&["rev-parse", "HEAD"]), sandbox.git(&["ls-files", "--stage"]));
        sandbox.run(&format!("--no-commit {command}")).exits(0);
        assert_eq!(sandbox.git(&["rev-parse", "HEAD"]), head);
        assert_eq!(sandbox.git(&["ls-files", "--stage"]), index);
        assert_ne!(sandbox.git(&["status", "--porcelain"]), "");
    }
}

#[test]
fn a_policy_of_committing_by_hand_is_kept() {
    let sandbox = Sandbox::sample();
    sandbox.append("yijuan.yml", "commit: manual\n");
    sandbox.commit_all("人工提交");
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    for command in CHANGING {
        sandbox.run(command).exits(0);
    }
    assert_eq!(sandbox.git(&["rev-parse", "HEAD"]), head);
    sandbox.run("commit").goes_well();
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn without_a_repository() {
    let sandbox = Sandbox::sample();
    fs::remove_dir_all(sandbox.tree().join(".git")).unwrap();
    let told = all_refused(&sandbox);
    for command in CHANGING {
        sandbox.run(&format!("--no-commit {command}")).exits(0);
    }
    sandbox.run("check 2026-018").goes_well();
    assert_snapshot!(told, @"
    $ yijuan record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    错误：[DIR]/tree/archive: 档案库不在 git 仓库中，无法提交
    提示：运行 `git init`；或加 `--no-commit`，或在 yijuan.yml 写 `commit: manual`

    $ yijuan --lang en record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    error: [DIR]/tree/archive: the archive lies in no git repository, nothing can be committed
    hint: run `git init`; or add `--no-commit`, or write `commit: manual` in yijuan.yml
    ");
}

#[test]
fn nobody_to_commit_as() {
    let sandbox = Sandbox::sample().anonymous();
    let told = all_refused(&sandbox);
    sandbox.append("people.yml", "# 手工\n");
    unchanged(&sandbox, "commit");
    assert_snapshot!(told, @"
    $ yijuan record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    错误：git 不知道是谁在提交
    提示：先设置：git config --global user.name 姓名；git config --global user.email 邮箱

    $ yijuan --lang en record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    error: git does not know who is committing
    hint: set it first: git config --global user.name NAME; git config --global user.email EMAIL
    ");
}

#[test]
fn a_name_in_the_environment_comes_first() {
    let sandbox = Sandbox::sample().anonymous();
    let sandbox = sandbox.with("GIT_AUTHOR_NAME", "甲").with("GIT_AUTHOR_EMAIL", "a@example.invalid");
    let sandbox = sandbox.with("GIT_COMMITTER_NAME", "乙").with("GIT_COMMITTER_EMAIL", "b@example.invalid");
    sandbox.run(RECORD).exits(0);
    assert_eq!(sandbox.git(&["log", "-1", "--format=%an %cn"]), "甲 乙\n");
}

#[test]
fn a_variable_that_points_at_another_repository_misleads_nobody() {
    let elsewhere = Sandbox::sample();
    let git_dir = elsewhere.tree().join(".git");
    let sandbox = Sandbox::sample().with("GIT_DIR", git_dir.to_str().unwrap());
    sandbox.run(RECORD).exits(0);
    assert_eq!(elsewhere.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn on_no_branch() {
    let sandbox = Sandbox::sample();
    sandbox.git(&["checkout", "--quiet", "--detach"]);
    let told = all_refused(&sandbox);
    sandbox.run(&format!("--no-commit {RECORD}")).exits(0);
    assert_snapshot!(told, @"
    $ yijuan record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    错误：git 不在任何分支上（detached HEAD），提交会丢失
    提示：切换到分支：git switch 分支名

    $ yijuan --lang en record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    error: git is on no branch (detached HEAD); commits would be lost
    hint: switch to one: git switch BRANCH
    ");
}

#[test]
fn on_a_branch_without_a_commit() {
    for command in ["new --title 电梯", ADD] {
        let sandbox = Sandbox::bare();
        sandbox.write("yijuan.yml", SETTINGS);
        sandbox.run(command).exits(0);
        assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "1\n");
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "?? archive/yijuan.yml\n");
        sandbox.run("commit").exits(0);
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    }
}

/// The sample in the middle of a merge that did not go through.
fn merging() -> Sandbox {
    let sandbox = Sandbox::sample();
    let note = sandbox.tree().join("记事.txt");
    let commit = |text: &str| {
        fs::write(&note, text).unwrap();
        sandbox.commit_all(text);
    };
    commit("一\n");
    sandbox.git(&["switch", "--quiet", "--create", "other"]);
    commit("二\n");
    sandbox.git(&["switch", "--quiet", "main"]);
    commit("三\n");
    assert!(!sandbox.try_git(&["merge", "--quiet", "other"]).status.success());
    sandbox
}

#[test]
fn in_the_middle_of_a_merge() {
    let sandbox = merging();
    unchanged(&sandbox, "commit");
    let told = all_refused(&sandbox);
    sandbox.run(&format!("--no-commit {RECORD}")).exits(0);
    assert_snapshot!(told, @"
    $ yijuan record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    错误：git 仓库里合并（merge）尚未结束
    提示：先完成或放弃它（git status 有说明）

    $ yijuan --lang en record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    error: a merge is in progress in the git repository
    hint: finish or abort it first (git status says how)
    ");
}

#[test]
fn in_the_middle_of_a_rebase_and_with_nobody_to_commit_as() {
    let sandbox = merging();
    sandbox.git(&["merge", "--abort"]);
    assert!(!sandbox.try_git(&["rebase", "--quiet", "other"]).status.success());
    let sandbox = sandbox.anonymous();
    let told = unchanged(&sandbox, &format!("--lang en {RECORD}"));
    assert_snapshot!(told, @"
    $ yijuan --lang en record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    error: a rebase is in progress in the git repository
    hint: finish or abort it first (git status says how)
    error: git does not know who is committing
    hint: set it first: git config --global user.name NAME; git config --global user.email EMAIL
    ");
}

#[cfg(unix)]
fn hook(sandbox: &Sandbox, name: &str, script: &str) -> std::path::PathBuf {
    let hook = sandbox.tree().join(".git/hooks").join(name);
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    executable(&hook, &format!("#!/bin/sh\n{script}\n"));
    hook
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_leaves_the_files_written_and_the_index_as_it_was() {
    for command in CHANGING {
        let sandbox = at_work();
        let hook = hook(&sandbox, "pre-commit", "echo '检查未通过' >&2; exit 1");
        let about = |sandbox: &Sandbox| {
            let announced =
                sandbox.index().lines().filter(|line| line.starts_with(" A")).map(ToOwned::to_owned).collect();
            let diff = sandbox.git(&["diff", "--cached"]);
            (sandbox.git(&["rev-parse", "HEAD"]), sandbox.git(&["ls-files", "--stage"]), diff, announced)
        };
        let before: (String, String, String, Vec<String>) = about(&sandbox);
        let run = sandbox.run(command).exits(2);
        assert!(run.stderr.contains("检查未通过"), "{run}");
        assert!(run.stderr.contains("yijuan commit"), "{run}");
        assert_eq!(about(&sandbox), before, "{run}");

        fs::remove_file(hook).unwrap();
        sandbox.run("commit").exits(0);
        assert_eq!(sandbox.git(&["status", "--porcelain", "archive"]), "", "{run}");
    }
}

#[cfg(unix)]
#[test]
fn the_same_command_again_after_a_refused_commit_does_nothing_twice() {
    let others = [
        "roster add 2026-013 尤某 --tag 政协委员",
        "suggestion add 2026-013 --kind suggestion --text 增设车位",
        "waive 2026-013 M7b --reason 另行安排 --by 孙范文",
        "attest 2026-013 M7e --by 孙范文",
        "plan add 2026 --title 夜间停车",
        "postpone 2026-013 2026-07-20",
        "body add --id garden --name 区园林绿化局 --kind department",
        "office add --id research --name 研究室 --kind office",
        "plan set 2026 made_by+=党委办公室",
        "material add 2026-013 people.yml --document 部门提供的材料",
        "set 2026-023 quota.total=12 scope.law-stipulates=no --by 钱样本",
    ];
    for command in CHANGING.into_iter().chain(others) {
        let (once, sandbox) = (Sandbox::sample(), Sandbox::sample());
        once.run(command).exits(0);
        let hook = hook(&sandbox, "pre-commit", "exit 1");
        sandbox.run(command).exits(2);
        fs::remove_file(hook).unwrap();
        let again = sandbox.run(command);
        if again.code != Some(0) {
            // It says that it is there already; then it is committed by itself.
            assert_eq!(again.code, Some(2), "{again}");
            sandbox.run("commit").exits(0);
        }
        let kept = |sandbox: &Sandbox| sandbox.git(&["ls-tree", "-r", "HEAD", "archive"]);
        assert!(kept(&sandbox) == kept(&once), "{again}");
    }
}

#[test]
fn what_git_was_told_not_to_look_at_is_refused_before_anything_is_written() {
    // A split index is not read without git.
    for (option, name, format) in [
        ("--skip-worktree", "skip-worktree", "--no-split-index"),
        ("--assume-unchanged", "assume-unchanged", "--no-split-index"),
        ("--skip-worktree", "skip-worktree", "--split-index"),
        ("--assume-unchanged", "assume-unchanged", "--split-index"),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.git(&["update-index", format]);
        for path in ["archive/people.yml", &format!("archive/{}/events.yml", sandbox.topic("013"))] {
            sandbox.git(&["update-index", option, path]);
        }
        for command in [RECORD, ADD] {
            let run = unchanged(&sandbox, command);
            assert!(run.stderr.contains(name) && run.stderr.contains(&format!("--no-{name}")), "{run}");
            sandbox.run(&format!("--no-commit {command}")).exits(0);
            sandbox.git(&["restore", "--ignore-skip-worktree-bits", "archive"]);
        }
        sandbox.run(SET).exits(0);
    }
}

#[test]
fn a_number_is_nobody_elses_where_the_checkout_leaves_its_folder_out() {
    let sandbox = Sandbox::sample();
    let last = sandbox.archive().join(sandbox.topic("029"));
    sandbox.git(&["update-index", "--refresh"]);
    sandbox.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/archive/topics/2026/029-*/"]);
    assert!(!last.exists());
    let run = sandbox.run(NEW).exits(0);
    assert_eq!(run.stdout, "2026-030\n");
}

/// Whatever a git that finds no room leaves in the index goes once the files that were written are taken back.
#[cfg(unix)]
#[test]
fn no_room_leaves_no_mark_in_the_index() {
    for made in ["topics/2026/030-夜间经济发展/topic.yml", ""] {
        let sandbox = Sandbox::sample();
        let folder = sandbox.dir().join("bin");
        fs::create_dir(&folder).unwrap();
        let path = std::env::var("PATH").unwrap();
        let real = std::env::split_paths(&path).map(|folder| folder.join("git")).find(|git| git.exists()).unwrap();
        let real = real.display();
        let there = if made.is_empty() { "true".to_owned() } else { format!("[ -e '{made}' ]") };
        executable(
            &folder.join("git"),
            &format!(
                "#!/bin/sh\ncase \" $* \" in\n*' commit '*) echo 'fatal: No space left on device' >&2; exit 128 ;;\n\
                 *' rm '*) if {there}; then exit 128; fi ;;\nesac\nexec {real} \"$@\"\n"
            ),
        );
        let before = sandbox.git(&["ls-files", "--stage"]);
        let sandbox = sandbox.with("PATH", &format!("{}:{path}", folder.display()));
        let run = sandbox.run(NEW).exits(2);
        let is_clean = sandbox.git(&["ls-files", "--stage"]) == before;
        assert_eq!(is_clean, !made.is_empty(), "{run}");
        // Nothing means nothing; what is left is told.
        assert_eq!(run.stderr.contains("没有任何改动"), is_clean, "{run}");
        assert_eq!(run.stderr.contains("git rm --cached"), !is_clean, "{run}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_committed_is_said_where_the_result_cannot_be_written() {
    for command in [RECORD, NEW] {
        let sandbox = at_work();
        let before = sandbox.git(&["rev-parse", "HEAD"]);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run = sandbox.program(&sandbox.archive(), command).stdout(full).output().unwrap();
        let stderr = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(0), "{command}: {stderr}");
        assert!(stderr.contains("stdout") && stderr.contains("已提交"), "{command}: {stderr}");
        assert_ne!(sandbox.git(&["rev-parse", "HEAD"]), before, "{command}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let sandbox = Sandbox::sample();
    let run = sandbox.program(&sandbox.archive(), "list").stdout(full).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn what_is_said_of_a_hook_that_refuses() {
    let told = |command: &str| {
        let sandbox = Sandbox::sample();
        hook(&sandbox, "pre-commit", "echo '检查未通过' >&2; exit 1");
        let run = sandbox.run(command);
        assert_eq!(run.code, Some(2));
        format!("{run}\n{}", sandbox.git(&["status", "--porcelain"]))
    };
    assert_snapshot!([told(RECORD), told(&format!("--lang en {NEW}"))].join("\n"), @"
    $ yijuan record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    错误：[DIR]/tree/archive: git commit 失败：检查未通过
    提示：文件已写好但未提交；排除原因后运行 `yijuan commit`

     M archive/topics/2026/013-居住区停车资源共享/events.yml

    $ yijuan --lang en new --title 夜间经济发展
    exit 2
    --- stderr
    error: [DIR]/tree/archive: git commit failed: 检查未通过
    hint: the files are written but not committed; mend the cause, then run `yijuan commit`

    ?? archive/topics/2026/030-夜间经济发展/
    ");
}

#[cfg(unix)]
#[test]
fn hooks_run_and_may_change_the_message() {
    let sandbox = Sandbox::sample();
    hook(&sandbox, "commit-msg", "echo 'Reviewed-by: 孙范文' >> \"$1\"");
    sandbox.run(RECORD).exits(0);
    assert!(sandbox.git(&["log", "-1", "--format=%B"]).contains("Reviewed-by: 孙范文"));
}

#[test]
fn a_lock_that_another_git_holds_is_found_before_anything_is_written() {
    for lock in ["index.lock", "HEAD.lock", "refs/heads/main.lock"] {
        for command in [RECORD, "commit"] {
            let sandbox = Sandbox::sample();
            sandbox.leave_lock(lock);
            let run = unchanged(&sandbox, command);
            assert!(run.stderr.contains(&format!("rm '[DIR]/tree/.git/{lock}'")), "{run}");
        }
    }
    let sandbox = Sandbox::sample();
    let lock = sandbox.tree().join(".git/index.lock");
    // Made just now, it is waited for, and then told as well.
    fs::write(&lock, "").unwrap();
    let told = sandbox.both(RECORD);
    fs::remove_file(lock).unwrap();
    sandbox.run(RECORD).exits(0);
    assert_snapshot!(told, @"
    $ yijuan --lang zh-CN record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    错误：[DIR]/tree/.git/index.lock: 另一个 git 命令正在运行，或中断时留下了锁文件
    提示：稍候再试；确定没有 git 在运行，就删除它：rm '[DIR]/tree/.git/index.lock'

    $ yijuan --lang en record 2026-013 inspection-held --by urban
    exit 2
    --- stderr
    error: [DIR]/tree/.git/index.lock: another git command is running, or was killed and left its lock
    hint: try again in a moment; if you are sure that no git is running, remove it: rm '[DIR]/tree/.git/index.lock'
    ");
}

#[test]
fn a_git_that_is_done_in_a_moment_is_waited_for() {
    let sandbox = Sandbox::sample();
    let lock = sandbox.tree().join(".git/index.lock");
    fs::write(&lock, "").unwrap();
    let other = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(200));
        fs::remove_file(lock).unwrap();
    });
    sandbox.run(RECORD).exits(0);
    other.join().unwrap();
}

#[test]
fn a_path_that_git_ignores_is_found_before_anything_is_written() {
    let sandbox = Sandbox::sample();
    fs::write(sandbox.tree().join(".gitignore"), "archive/topics/2027/\n").unwrap();
    sandbox.commit_all("忽略");
    let new = "new --title 夜间经济 --meeting 2027-03-01";
    let told = unchanged(&sandbox, &format!("--lang en {new}"));
    sandbox.run(&format!("--no-commit {new}")).exits(0);
    assert_snapshot!(told, @"
    $ yijuan --lang en new --title 夜间经济 --meeting 2027-03-01
    exit 2
    --- stderr
    error: topics/2027/002-夜间经济/events.yml: git ignores this path, it could not be committed
    error: topics/2027/002-夜间经济/topic.yml: git ignores this path, it could not be committed
    hint: change .gitignore (`git check-ignore -v PATH` names the line), or add `--no-commit`
    ");
}

#[test]
fn no_temporary_file_stays_behind() {
    let sandbox = Sandbox::sample();
    for command in CHANGING {
        sandbox.run(command).exits(0);
    }
    assert_eq!(sandbox.git(&["status", "--porcelain", "--ignored"]), "");
    assert!(!Path::new(&sandbox.archive()).join("yijuan.lock").exists());
}
