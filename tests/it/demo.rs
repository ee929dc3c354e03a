//! `demo`: the sample, walked through.

use crate::sandbox::Sandbox;

#[test]
fn ten_steps_are_taken_and_none_goes_wrong() {
    for language in ["zh-CN", "en"] {
        let sandbox = Sandbox::without_git().anonymous();
        let run = sandbox.run_in(sandbox.dir(), &format!("--lang {language} demo 试用")).exits(0);
        let commands = run.stdout.lines().filter(|line| line.starts_with("$ yijuan -C 试用 --as-of 2026-06-15 "));
        assert_eq!(commands.count(), 10, "{run}");
        assert!(!run.stderr.contains("错误") && !run.stderr.contains("error:"), "{run}");
        let log = sandbox.git_in(&sandbox.dir().join("试用"), &["log", "--format=%s"]);
        assert!(log.contains("通知参加人员"), "{log}");
        let notice = sandbox.dir().join("试用/topics/2026/018-农村生活污水治理/会议通知.md");
        assert!(std::fs::read_to_string(notice).unwrap().contains("document: meeting-notice"));
        // What is there is not overwritten.
        let refused = sandbox.run_in(sandbox.dir(), "--lang zh-CN demo 试用").exits(2);
        assert_eq!(refused.stderr, "错误：试用: 这里已有档案库\n提示：另写一个文件夹；示例不要了的，先删去\n");
    }
}

#[test]
#[cfg(target_os = "linux")]
#[cfg_attr(not(has_script), ignore = "needs script")]
fn on_a_terminal_it_waits_and_may_be_ended() {
    let sandbox = Sandbox::without_git();
    let told = sandbox.asked(sandbox.dir(), "--lang zh-CN demo", "\nq\n").exits(0).stdout;
    assert!(told.contains("2/10") && !told.contains("3/10") && told.contains("yijuan-demo"), "{told}");
}
