//! Signed decisions that a merge brought: a key that was taken out proves nothing of a branch that began before.

use super::sandbox::Sandbox;
use super::signed::{public, sign, trusting};
use super::verify::{decide, found};

const SIGNERS: &str = "allowed_signers";

/// An opinion that was handed in, and a branch `side` from then on.
fn handed_in(day: &str) -> Sandbox {
    let mut sandbox = trusting("");
    sandbox.write(".gitattributes", "**/reviews/*.yml merge=union\n");
    sandbox.commit_all("合并");
    decide(&mut sandbox, day, "submit 001 协商意见");
    sandbox.git(&["branch", "side"]);
    sandbox
}

/// Whoever reads the paper signs that on the side, and goes back.
fn signed_on_the_side(sandbox: &mut Sandbox, day: &str) {
    sandbox.git(&["checkout", "--quiet", "side"]);
    decide(sandbox, day, &format!("approve 001 协商意见 --by 王拟定 {}", sign("wang")));
    sandbox.git(&["checkout", "--quiet", "main"]);
}

/// The keys without that of somebody.
fn without(sandbox: &Sandbox, who: &str) {
    let kept = sandbox
        .read(SIGNERS)
        .lines()
        .filter(|line| !line.starts_with(who))
        .fold(String::new(), |text, line| text + line + "\n");
    sandbox.write(SIGNERS, kept);
    sandbox.commit_all("离任");
}

fn merge(sandbox: &mut Sandbox, branch: &str) {
    sandbox.set_clock("2026-06-20");
    sandbox.git(&["merge", "--quiet", "--no-ff", "--no-edit", branch]);
}

#[test]
fn a_key_that_was_taken_out_before_the_merge_proves_nothing() {
    let mut sandbox = handed_in("2026-06-08");
    sandbox.set_clock("2026-06-12");
    without(&sandbox, "wang");
    signed_on_the_side(&mut sandbox, "2026-06-09");
    merge(&mut sandbox, "side");
    let told =
        "2 signature 签名的密钥不在 allowed_signers 里；提交 ·（测试员，2026-06-20）并入此行之前，主线上已是如此";
    assert_eq!(found(&sandbox, 1), [told]);
    // Which side a merge names first, whoever merges may choose.
    sandbox.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.git(&["checkout", "--quiet", "side"]);
    merge(&mut sandbox, "main");
    let told = "2 note 签名的密钥不在 allowed_signers 里；这是提交 ·（测试员，2026-06-20）合并的另一分支所写，孰先孰后只有收到记录能证明";
    assert_eq!(found(&sandbox, 0), [told]);
}

#[test]
fn a_key_that_had_expired_before_the_merge_proves_nothing() {
    let merged_after = |day: &str| {
        let mut sandbox = handed_in("2026-05-18");
        sandbox.write(SIGNERS, format!("wang valid-before=\"20260531Z\" {}\n", public("wang")));
        sandbox.commit_all("到期");
        sandbox.git(&["branch", "--force", "side"]);
        sandbox.set_clock(day);
        sandbox.write("units.yml", "[]\n");
        sandbox.commit_all("别的");
        signed_on_the_side(&mut sandbox, "2026-05-20");
        merge(&mut sandbox, "side");
        sandbox
    };
    let told = "2 signature 签名的密钥 2026-05-31 已到期；提交 ·（测试员，2026-06-20）并入此行之前，主线上已是如此";
    assert_eq!(found(&merged_after("2026-06-12"), 1), [told]);
    // A clone may be away for a week.
    assert_eq!(found(&merged_after("2026-06-05"), 0), [""; 0]);
}

#[test]
fn what_two_sign_at_once_proves_and_so_does_what_a_key_signed_before_it_was_taken_out() {
    let mut sandbox = handed_in("2026-06-08");
    decide(&mut sandbox, "2026-06-10", &format!("note 001 协商意见 --by 李虚构 --note 已阅 {}", sign("li")));
    signed_on_the_side(&mut sandbox, "2026-06-09");
    merge(&mut sandbox, "side");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    without(&sandbox, "wang");
    without(&sandbox, "李虚构");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    // A branch that began before a key was entered has not taken it out.
    let mut sandbox = handed_in("2026-06-08");
    sandbox.append(SIGNERS, &format!("zhao {}\n", public("hub")));
    sandbox.commit_all("另一把");
    decide(&mut sandbox, "2026-06-10", &format!("note 001 协商意见 --by 赵示例 --note 已阅 {}", sign("hub")));
    sandbox.git(&["checkout", "--quiet", "side"]);
    sandbox.write("units.yml", "[]\n");
    sandbox.commit_all("别的");
    merge(&mut sandbox, "main");
    assert_eq!(found(&sandbox, 0), [""; 0]);
}

#[test]
fn what_a_history_of_its_own_trusts_is_not_trusted() {
    let mut sandbox = handed_in("2026-06-08");
    sandbox.git(&["checkout", "--quiet", "--orphan", "alien"]);
    sandbox.append(SIGNERS, &format!("wang {}\n", public("hub")));
    sandbox.commit_all("另一历史");
    decide(&mut sandbox, "2026-06-09", &format!("approve 001 协商意见 --by 王拟定 {}", sign("hub")));
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.set_clock("2026-06-20");
    sandbox.git(&["merge", "--quiet", "--no-edit", "--allow-unrelated-histories", "--strategy-option=theirs", "alien"]);
    let told =
        "2 signature 签名的密钥不在 allowed_signers 里；提交 ·（测试员，2026-06-20）并入此行之前，主线上已是如此";
    assert_eq!(found(&sandbox, 1), [told]);
}

/// When it ended, the days of a post say; that it was taken out is told.
#[test]
fn a_post_that_was_taken_out_before_the_merge_is_told() {
    let merged = |posts: &str| {
        let mut sandbox = handed_in("2026-06-08");
        sandbox.set_clock("2026-06-12");
        sandbox.write("people.yml", sandbox.read("people.yml").replace("posts: ['committee-director:social']", posts));
        sandbox.commit_all("卸任");
        signed_on_the_side(&mut sandbox, "2026-06-09");
        merge(&mut sandbox, "side");
        sandbox
    };
    let told = "2 note 并入此行之前，主线的 people.yml 已没有这一职务（提交 ·（测试员，2026-06-20））；何时卸任，以职务写明的起止日期为准";
    assert_eq!(found(&merged("posts: []"), 0), [told]);
    assert_eq!(found(&merged("posts: [{post: 'committee-director:social', until: 2026-06-10}]"), 0), [""; 0]);
}
