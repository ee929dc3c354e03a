//! What two users push to a shared repository: what it refuses, and what it takes in.

use crate::sandbox::{Sandbox, executable};
use crate::verify::{LINES, through};
use std::env;
use std::fs;
use std::process::Output;

/// A topic of events, beside the one that is decided on.
const EVENTS: &str = "archive/topics/2026/002-停车/events.yml";

/// A shared repository with the hook, and a clone of each of two users. The folder of everything is `$DIR`.
pub struct Hub {
    pub sandbox: Sandbox,
}

impl Hub {
    pub fn new() -> Self {
        Self::at("$DIR/hub.git")
    }

    /// One that the users reach by this address.
    fn at(address: &str) -> Self {
        let sandbox = through();
        sandbox.write(".gitattributes", "**/events.yml merge=union\n**/reviews/*.yml merge=union\n");
        for (topic, title, events) in [
            (
                "002-停车",
                "停车",
                "- {date: 2026-06-01, event: work-plan-made}\n- {date: 2026-06-02, event: kickoff-held}\n",
            ),
            ("003-照明", "照明", "- {date: 2026-06-03, event: meeting-held, ref: 2026-002}\n"),
        ] {
            let folder = format!("topics/2026/{topic}");
            sandbox.write(
                &format!("{folder}/topic.yml"),
                format!("title: {title}\noffice: social\nregulation: mentougou\n"),
            );
            sandbox.write(&format!("{folder}/events.yml"), events);
        }
        sandbox.commit_all("另两个议题");
        let hub = Self::over(sandbox);
        hub.does(&format!("git -C tree push -q \"{address}\" main && yijuan -C hub.git hooks install"));
        hub.does(&format!("for user in qian li; do git clone -q \"{address}\" $user; done"));
        hub
    }

    /// A repository that holds nothing yet, beside a sandbox; two users, and the program under its name.
    fn over(sandbox: Sandbox) -> Self {
        let dir = sandbox.dir().to_path_buf();
        let path = format!("{}/bin:{}", dir.display(), env::var("PATH").unwrap());
        fs::create_dir(dir.join("bin")).unwrap();
        let program = env!("CARGO_BIN_EXE_yijuan");
        // On a day that is always the same.
        let script = format!("#!/bin/sh\nexec '{program}' --as-of 2026-06-20 \"$@\"\n");
        executable(&dir.join("bin/yijuan"), &script);
        let known = fs::read_to_string(dir.join("gitconfig")).unwrap();
        for (user, name) in [("qian", "钱样本"), ("li", "李虚构")] {
            let own = known.replace("测试员", name).replace("tester@", &format!("{user}@"));
            fs::write(dir.join(format!("{user}.config")), own).unwrap();
        }
        let hub = Self { sandbox: sandbox.with("PATH", &path) };
        hub.does("git init -q --bare --template= --initial-branch=main hub.git");
        hub
    }

    /// What a shell makes of a script, begun in the folder of everything; `as qian` goes into a user's clone as that user.
    fn run(&self, script: &str) -> Output {
        let dir = self.sandbox.dir().display();
        let begun = format!(
            "set -e; DIR='{dir}'; L='archive/{LINES}'; E='{EVENTS}'; cd \"$DIR\"
             as() {{ export GIT_CONFIG_GLOBAL=\"$DIR/$1.config\"; cd \"$DIR/$1\"; }}
             save() {{ git add -A; git commit -q -m \"${{1:-改}}\"; }}\n"
        );
        self.sandbox.shell(self.sandbox.dir(), &(begun + script))
    }

    #[track_caller]
    pub fn does(&self, script: &str) -> String {
        let output = self.run(script);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{script}\n{said}{}", String::from_utf8_lossy(&output.stdout));
        said
    }

    #[track_caller]
    pub fn refuses(&self, script: &str) -> String {
        let output = self.run(script);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "taken in: {script}\n{said}");
        said
    }
}

/// A push that is refused: what it is called, what is done, and what is said of it.
type Refused = (&'static str, &'static str, &'static [&'static str]);

const REFUSED: [Refused; 31] = [
    (
        "decisions are given the line ends of Windows",
        "as qian; sed -i 's/$/\r/' $L; save; git push",
        &["第1、2、3、4行审签决定被改动或删除"],
    ),
    (
        "a history of its own",
        "as qian; git checkout -q --orphan 另; save 新; git push origin HEAD:refs/heads/alien",
        &["与共用仓库的历史无关"],
    ),
    (
        "the settings of the archive are taken away",
        "as qian; git rm -q archive/yijuan.yml; save; git push",
        &["档案库的设置文件被删除或移走", "archive/yijuan.yml"],
    ),
    (
        "a decision that nobody might make comes by a tag first",
        "as qian; tail -n 1 $L | sed 's/by: li,/by: zhou,/' >> $L; save; git tag x; git push -q origin x; git push",
        &["协商意见.yml:5"],
    ),
    (
        "a decision is edited",
        "as qian; sed -i '2s/王拟定/王改动/;2s/by: wang/by: qian/' $L; save; git push",
        &["第2行审签决定被改动或删除", "reviews/协商意见.yml:2", "决定写定不改"],
    ),
    ("decisions change places", "as qian; sed -i '1{h;d};2G' $L; save; git push", &["审签决定的先后次序被改动"]),
    ("a decision is deleted", "as qian; sed -i 4d $L; save; git push", &["第4行审签决定被改动或删除"]),
    ("all decisions are deleted", "as qian; git rm -q $L; save; git push", &["审签决定文件被删除"]),
    (
        "a decision is edited and put back",
        "as qian; sed -i 3d $L; save 一; git checkout -q HEAD~1 -- $L; save 二; git push",
        &["第3行审签决定被改动或删除"],
    ),
    (
        "a merge drops the line of the other side",
        "as qian; echo '- {date: 2026-06-05, event: inspection-held}' >> $E; save; git push -q
         as li; echo 记 > note.txt; save; git fetch -q; git merge -q -s ours -m 合并 origin/main; git push",
        &["第3行事件被改动或删除"],
    ),
    (
        "a line is put into an event of several lines",
        "mv hub.git/hooks/pre-receive kept; as qian; printf -- '- date: 2026-06-05\\n  event: inspection-held\\n' >> $E; save; git push -q
         mv ../kept ../hub.git/hooks/pre-receive; echo '  ref: 2026-003' >> $E; save; git push",
        &["已提交的事件中有一条插入了内容", "002-停车/events.yml"],
    ),
    (
        "a topic with decisions gets another number by hand",
        "as qian; git mv archive/topics/2026/001-社区养老 archive/topics/2026/009-社区养老; save; git push",
        &["文件夹改了编号或年度", "001-社区养老/reviews/协商意见.yml"],
    ),
    ("an event is edited", "as li; sed -i '1s/06-01/06-11/' $E; save; git push", &["第1行事件被改动或删除", "--void"]),
    (
        "a commit is dated before the one it follows",
        "as qian; echo 记 > note.txt; git add -A; GIT_COMMITTER_DATE=2026-06-01T09:00:00+08:00 git commit -q -m 早; git push",
        &["日期早于它之前的提交"],
    ),
    (
        "a commit is dated in the future",
        "as qian; echo 记 > note.txt; git add -A; GIT_COMMITTER_DATE=2026-07-01T09:00:00+08:00 git commit -q -m 晚; git push",
        &["日期在将来（2026-07-01，比这里的时钟快"],
    ),
    (
        "a commit is a little ahead of the clock",
        "as qian; echo 记 > note.txt; git add -A; GIT_COMMITTER_DATE=2026-06-21T00:11:00+08:00 git commit -q -m 快; git push",
        &["日期在将来（2026-06-21，比这里的时钟快 11 分钟）"],
    ),
    (
        "history is rewritten",
        "as qian; git commit -q --amend -m 另写; git push --force",
        &["refs/heads/main"],
    ),
    (
        "attributes hide decisions",
        "as qian; echo '**/reviews/*.yml -diff' >> .gitattributes; save; git push",
        &["`-diff` 会使 git 不显示", ".gitattributes:1"],
    ),
    (
        "a zero byte is in a new line",
        "as qian; printf -- '- {date: 2026-06-05, event: inspection-held}\\0\\n' >> $E; save; git push",
        &["空字节", "002-停车/events.yml"],
    ),
    (
        "a new line is no UTF-8",
        "as qian; printf -- '- {date: 2026-06-05, note: \\377}\\n' >> $E; save; git push",
        &["不是 UTF-8 文本"],
    ),
    (
        "a link stands in place of decisions",
        "as qian; mv $L kept.yml; ln -s ../../../../../kept.yml $L; save; git push",
        &["这里应是文件，现为链接"],
    ),
    (
        "a link stands in place of a folder",
        "as qian; mv archive/topics/2026/002-停车 kept; ln -s ../../../kept archive/topics/2026/002-停车; save; git push",
        &["这里应是文件，现为链接"],
    ),
    (
        "a commit of another repository stands in place of a topic",
        "as qian; git rm -qr archive/topics/2026/002-停车; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),archive/topics/2026/002-停车
         git commit -q -m 换; git push",
        &["这里应是文件，现为链接"],
    ),
    ("a branch is deleted", "as qian; git push origin :main", &["不予删除 `refs/heads/main`"]),
    (
        "a tag is moved",
        "git -C hub.git tag v1; as qian; echo 记 > note.txt; save; git tag -f v1; git push --force origin v1",
        &["标签 `refs/tags/v1` 不予改动或删除"],
    ),
    (
        "something that is no branch is pushed",
        "as qian; git push origin HEAD:refs/replace/0123456789012345678901234567890123456789",
        &["既不是分支也不是标签"],
    ),
    ("receipts are pushed", "as qian; git push origin HEAD:refs/yijuan/received", &["refs/yijuan/received"]),
    (
        "a decision is taken by somebody who might not",
        "as qian; H=$(tail -n 1 $L | sha256sum | cut -d' ' -f1)
         sed -n '4{s/by: li/by: zhou/;s/prev: .*/prev: ['$H']}/;p}' $L >> $L.new; cat $L.new >> $L; rm $L.new; save; git push",
        &["提交 ", "reviews/协商意见.yml:5", "yijuan review verify"],
    ),
    (
        "a decision without prev is put before the first line",
        "as qian; H=$(sed -n 's/.*sha256: \\([0-9a-f]*\\).*/\\1/p' $L | tail -n 1)
         sed -i \"1i - {step: opinion-countersigned, by: li, date: 2026-06-08, verdict: approve, sha256: $H}\" $L; save; git push",
        &["新增的决定不能核验", "协商意见.yml:1"],
    ),
    (
        "a decision that follows another stands on no line of its own",
        "as qian; tail -n 1 $L | sed 's/prev: /prev:  /' >> $L; save; git push",
        &["新增的决定不能核验", "协商意见.yml:5"],
    ),
    (
        "a line of several entries is dropped with its file",
        "as qian; rm $E; save; git push",
        &["事件文件被删除"],
    ),
];

#[test]
fn what_was_committed_stays() {
    for (name, script, words) in REFUSED {
        let said = Hub::new().refuses(script);
        for word in words {
            assert!(said.contains(word), "{name}: no `{word}` in\n{said}");
        }
    }
}

/// A push that is taken in: what it is called, and what is done.
type Taken = (&'static str, &'static str);

const TAKEN: [Taken; 13] = [
    (
        "two add to one list, and git merges",
        "as qian; echo '- {date: 2026-06-05, event: inspection-held}' >> $E; save; git push -q
         as li; echo '- {date: 2026-06-06, event: research-ended}' >> $E; save; git pull -q --no-rebase --no-edit; git push -q",
    ),
    (
        "two add to one list, and one rebases",
        "as qian; echo '- {date: 2026-06-05, event: inspection-held}' >> $E; save; git push -q
         as li; echo '- {date: 2026-06-06, event: research-ended}' >> $E; save; git pull -q --rebase; git push -q",
    ),
    (
        "an event of several lines follows a topic to another number, and another is added",
        "as qian; printf -- '- date: 2026-06-05\\n  event: inspection-held\\n  ref: 2026-002\\n' >> archive/topics/2026/003-照明/events.yml; save; git push -q
         echo '- {date: 2026-06-06, event: research-ended}' >> archive/topics/2026/003-照明/events.yml; save; git push -q
         yijuan -C archive renumber 002 >&2; git push -q",
    ),
    (
        "a topic gets another number, and what names it follows",
        "as qian; yijuan -C archive renumber 002 >&2; git push -q; grep -q 2026-004 archive/topics/2026/003-照明/events.yml",
    ),
    ("a topic with decisions is called otherwise", "as qian; git mv archive/topics/2026/001-社区养老 archive/topics/2026/001-养老; save; git push -q"),
    (
        "clocks differ by less than ten minutes",
        "as qian; echo 记 > note.txt; git add -A; GIT_COMMITTER_DATE=2026-06-21T00:09:00+08:00 git commit -q -m 快; git push -q
         echo 又 > note.txt; git add -A; GIT_COMMITTER_DATE=2026-06-21T00:00:00+08:00 git commit -q -m 不快; git push -q",
    ),
    ("a new branch", "as qian; git switch -q -c side; echo 记 > note.txt; save; git push -q origin side"),
    ("a tag", "as qian; git tag -m 定稿 v1; git push -q origin v1"),
    ("photos are binary", "as qian; printf '*.jpg binary\\n**/photos/** -text\\n' > .gitattributes; save; git push -q"),
    (
        "the last line gets its end",
        "as qian; printf -- '- {date: 2026-06-05, event: inspection-held}' >> $E; save; git push -q
         printf '\\n- {date: 2026-06-06, event: research-ended}\\n' >> $E; save; git push -q",
    ),
    (
        "an entry of several lines is brought to one",
        "as qian; printf -- '- date: 2026-06-05\\n  event: inspection-held\\n' >> $E; save; git push -q
         sed -i 3,4d $E; echo '- {date: 2026-06-05, event: inspection-held}' >> $E; save; git push -q",
    ),
    (
        "older records of several lines are brought to one each",
        "mv hub.git/hooks/pre-receive kept; as qian; H=$(sha256sum ${L%/*/*}/协商函.md | cut -d' ' -f1); OLD=${L%/*}/协商函.yml
         printf -- \"- step: letter-approved\\n  by: li\\n  date: 2026-06-09\\n  verdict: approve\\n  sha256: $H\\n\" > $OLD
         save; git push -q; mv ../kept ../hub.git/hooks/pre-receive
         echo \"- {step: letter-approved, by: li, date: 2026-06-09, verdict: approve, sha256: $H}\" > $OLD; save; git push -q",
    ),
    (
        "a decision",
        "as qian; yijuan -C archive review note 001 协商意见 --by 赵示例 --note 阅 --on 2026-06-19 >&2; git push -q",
    ),
];

#[test]
fn what_is_added_is_taken_in() {
    for (name, script) in TAKEN {
        Hub::new().does(&format!("echo '{name}' >&2\n{script}"));
    }
}

#[test]
fn the_first_push_is_judged_like_any_other() {
    let sandbox = Sandbox::empty();
    sandbox.run("record plan:2026 intents-collected --by cppcc-office").exits(0);
    let hub = Hub::over(sandbox);
    hub.does("yijuan -C hub.git hooks install; git -C tree push -q \"$DIR/hub.git\" main");
    let hub = Hub::over(through());
    hub.does(
        "cd tree; echo 记 > note.txt; git add -A; GIT_COMMITTER_DATE=2026-06-02T09:00:00+08:00 git commit -q -m 早",
    );
    let said = hub.refuses("yijuan -C hub.git hooks install; git -C tree push -q \"$DIR/hub.git\" main");
    // In the language of what is pushed.
    assert!(said.contains("日期早于它之前的提交"), "{said}");
}

#[test]
fn a_folder_named_by_an_address_runs_the_hook_as_well() {
    let hub = Hub::at("file://$DIR/hub.git");
    let said = hub.refuses("as qian; sed -i 4d $L; save; git push");
    assert!(said.contains("第4行审签决定被改动或删除"), "{said}");
    let said = hub.does("as qian; yijuan hooks install");
    assert!(said.contains("那里的钩子以推送人的身份运行"), "{said}");
}

#[test]
fn without_the_program_nothing_is_taken_in() {
    let hub = Hub::new();
    let said = hub.refuses("rm bin/yijuan; as qian; echo 记 > note.txt; save; git push");
    assert!(said.contains("找不到 yijuan 程序") && said.contains("the program yijuan is not found"), "{said}");
}

#[test]
fn git_itself_is_told_to_refuse_as_well() {
    let hub = Hub::new();
    let said = hub.does("yijuan -C hub.git hooks install >&2; git -C hub.git config --get-regexp 'receive|logall' >&2");
    for setting in
        ["钩子已经装好", "receive.denydeletes true", "receive.hiderefs refs/yijuan", "core.logallrefupdates always"]
    {
        assert!(said.contains(setting), "{setting}: {said}");
    }
}
