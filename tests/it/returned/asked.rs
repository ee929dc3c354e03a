//! What is shown on a terminal before a file is taken back, and what becomes of the answer.

use super::Round;

impl Round {
    /// Takes the file back on a terminal, and answers.
    fn asked(&self, command: &str, answer: &str) -> String {
        let words = format!("--lang zh-CN --as-of 2026-06-15 review {command} --from {}", self.file.display());
        self.sandbox.asked(&self.sandbox.archive(), &words, answer).exits(0).stdout
    }
}

#[test]
#[cfg(target_os = "linux")]
#[cfg_attr(not(has_script), ignore = "needs script")]
fn what_will_be_done_is_shown_and_done_if_it_is_wanted() {
    let round = Round::new().revised();
    let before = (round.sandbox.last_commit(), round.sandbox.read(&round.path()));
    let command = "return 2026-011 协商意见 --by 孙范文 --note 再议";
    let shown = round.asked(command, "n\n");
    let (first, after) = shown.split_once("照此办理吗？").unwrap();
    for told in ["[-年内-]{+十月底前+}", "文首 `title` 须手工修改", "“街道助餐点”：是否含社区？"]
    {
        assert!(first.contains(told) && !after.contains(told), "{told}: {shown}");
    }
    assert!(after.contains("没有任何改动"), "{shown}");
    assert_eq!((round.sandbox.last_commit(), round.sandbox.read(&round.path())), before);
    assert_eq!(round.sandbox.git(&["status", "--porcelain"]), "");
    let done = round.asked(command, "y\n");
    let (_, after) = done.split_once("照此办理吗？").unwrap();
    assert!(after.contains("退回") && !after.contains("是否含社区？"), "{done}");
    assert_eq!(round.sandbox.git(&["log", "-1", "--format=%an"]).trim(), "孙范文");
    assert_eq!(round.sandbox.git(&["status", "--porcelain"]), "");
}
