//! Decisions that are signed: made with a key file or by the agent, verified here and by `ssh-keygen`; by keys that were
//! trusted before, on days on which they were good.

use super::sandbox::{Sandbox, executable};
use super::verify::{LINES, begun, decide, found, without_ids};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use yijuan::signing::SigningKey;

/// Keys that only tests trust.
pub fn key(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys").join(name)
}

/// The public part of a key, as `allowed_signers` has it.
pub fn public(name: &str) -> String {
    fs::read_to_string(key(name).with_extension("pub")).unwrap().trim().to_owned()
}

/// `--sign` with a key.
pub fn sign(name: &str) -> String {
    format!("--sign={}", key(name).display())
}

/// A paper in draft in an archive that trusts the keys of those who decide on it, and that of 测试员, who enters.
pub fn trusting(settings: &str) -> Sandbox {
    let mut sandbox = begun();
    sandbox.set_clock("2026-05-11");
    sandbox.git(&["commit", "--quiet", "--amend", "--no-edit", "--reset-author"]);
    sandbox.append("yijuan.yml", settings);
    sandbox.write(
        "allowed_signers",
        format!(
            "# 审签\nwang namespaces=\"yijuan,git\" {}\n李虚构,li valid-before=\"20270101Z\" {}\n测试员 {}\n",
            public("wang"),
            public("li"),
            public("qian"),
        ),
    );
    sandbox.commit_all("签名人");
    sandbox
}

/// An opinion that is through, each decision signed by whoever decided, or entered it from paper.
pub fn signed_through() -> Sandbox {
    let mut sandbox = trusting("");
    decide(&mut sandbox, "2026-06-08", &format!("submit 001 协商意见 {}", sign("qian")));
    decide(&mut sandbox, "2026-06-09", &format!("approve 001 协商意见 --by 王拟定 {}", sign("wang")));
    decide(&mut sandbox, "2026-06-10", &format!("approve 001 协商意见 --by 钱样本 --via scan {}", sign("qian")));
    decide(&mut sandbox, "2026-06-11", &format!("approve 001 协商意见 --by 李虚构 {}", sign("li.pub")));
    sandbox.set_clock("2026-06-20");
    sandbox
}

/// The file of the signature over a line, 1-based.
fn signature(sandbox: &Sandbox, line: usize) -> String {
    let text = sandbox.read(LINES);
    let line = text.split_inclusive('\n').nth(line - 1).unwrap();
    let hash = format!("{:x}", Sha256::digest(line));
    format!("{}.sig/{}.sig", LINES.trim_end_matches(".yml"), &hash[..16])
}

#[test]
fn each_is_signed_by_whoever_decided_or_entered_it() {
    let sandbox = signed_through();
    insta::assert_snapshot!(without_ids(&sandbox.run("review verify").goes_well()), @"
    $ yijuan review verify
    exit 0
    --- stdout
    2026-001 社区养老《协商意见》：4 项决定，都能证实；链尾 ·
      1  2026-06-08  送审                    社会法制委员会  测试员录入  提交 ·（2026-06-08）  录入人签名
      2  2026-06-09  审阅《协商意见》：同意  王拟定          测试员录入  提交 ·（2026-06-09）  本人签名
      3  2026-06-10  审核《协商意见》：同意  钱样本          测试员录入  提交 ·（2026-06-10）  录入人签名
      4  2026-06-11  核签《协商意见》：同意  李虚构          测试员录入  提交 ·（2026-06-11）  本人签名

    文书 1 份，决定 4 项，不能证实 0 处
    无外部时间佐证：决定的日期是录入的，提交的日期是提交人的计算机写的
    ");
    let answer = sandbox.run("review verify --format json").exits(0).json();
    let third = &answer["documents"][0]["decisions"][2];
    assert_eq!((third["signed_by"].as_str(), third["signed_as"].as_str()), (Some("测试员"), Some("recorder")));
    assert!(third["key"].as_str().unwrap().starts_with("SHA256:"));
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
#[cfg_attr(not(has_ssh_keygen), ignore = "needs ssh-keygen")]
fn ssh_keygen_verifies_what_the_program_signs_and_the_other_way_round() {
    let sandbox = signed_through();
    for (line, who, day) in [(2, "wang", "20260609"), (3, "测试员", "20260610"), (4, "李虚构", "20260611")] {
        let verify = |who: &str, day: &str| {
            let file = signature(&sandbox, line);
            let command = format!(
                "sed -n {line}p '{LINES}' | ssh-keygen -Y verify -f allowed_signers -I {who} -n yijuan -O verify-time={day}Z -s '{file}'"
            );
            sandbox.shell(&sandbox.archive(), &command).status.success()
        };
        assert!(verify(who, day), "{who}");
        assert!(!verify("zhou", day), "{who}");
        assert_eq!(verify(who, "20270601"), who != "李虚构", "{who}");
    }
    // Signed by hand, as an auditor or another program would.
    let file = signature(&sandbox, 2);
    fs::remove_file(sandbox.archive().join(&file)).unwrap();
    fs::copy(key("wang"), sandbox.dir().join("key")).unwrap();
    let by_hand =
        format!("chmod 600 ../../key && sed -n 2p '{LINES}' | ssh-keygen -q -Y sign -f ../../key -n yijuan > '{file}'");
    assert!(sandbox.shell(&sandbox.archive(), &by_hand).status.success());
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "", "the very bytes that the program wrote");
}

#[test]
#[cfg_attr(not(has_ssh_keygen), ignore = "needs ssh-keygen")]
fn the_agent_signs_with_a_key_that_has_a_passphrase_or_lies_elsewhere() {
    let mut sandbox = trusting("");
    sandbox.append("allowed_signers", &format!("wang {}\n", public("locked")));
    sandbox.commit_all("另一把");
    decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
    let socket = sandbox.dir().join("agent");
    let mut agent = Command::new("ssh-agent").arg("-D").arg("-a").arg(&socket).stdout(Stdio::null()).spawn().unwrap();
    while !socket.exists() {
        std::thread::yield_now();
    }
    executable(&sandbox.dir().join("ask"), "#!/bin/sh\necho 'a passphrase'\n");
    for name in ["locked", "li"] {
        let add = format!(
            "cp '{}' ../../{name} && chmod 600 ../../{name} && SSH_AUTH_SOCK='{}' SSH_ASKPASS=../../ask SSH_ASKPASS_REQUIRE=force ssh-add -q ../../{name}",
            key(name).display(),
            socket.display(),
        );
        let added = sandbox.shell(&sandbox.archive(), &add);
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    }
    let mut sandbox = sandbox.with("SSH_AUTH_SOCK", socket.to_str().unwrap());
    decide(&mut sandbox, "2026-06-09", &format!("approve 001 协商意见 --by 王拟定 {}", sign("locked")));
    decide(&mut sandbox, "2026-06-10", "approve 001 协商意见 --by 钱样本");
    let literal = format!("--sign='key::{}'", public("li"));
    decide(&mut sandbox, "2026-06-11", &format!("approve 001 协商意见 --by 李虚构 {literal}"));
    agent.kill().unwrap();
    agent.wait().unwrap();
    let answer = sandbox.run("review verify --format json").exits(0).json();
    let signed = answer["documents"][0]["decisions"].as_array().unwrap().iter().map(|one| one["signed_by"].as_str());
    assert_eq!(signed.collect::<Vec<_>>(), [None, Some("wang"), None, Some("李虚构")]);
}

#[test]
fn a_key_is_refused_that_may_not_sign_and_nothing_is_written() {
    let mut sandbox = trusting("");
    decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
    let refused = |who: &str, rest: &str| {
        let before = sandbox.state();
        let run = sandbox.run(&format!("review approve 001 协商意见 --by {who} {rest} --as-of 2026-06-09")).exits(2);
        assert_eq!(sandbox.state(), before);
        run.stderr.replace(&key("").display().to_string(), "…/")
    };
    insta::assert_snapshot!(refused("王拟定", &sign("li")), @"
    错误：allowed_signers: 签名是李虚构的，不是作决定的人的
    提示：由作决定的人用自己的密钥签；替人登记的，写明怎样得知：--via circle（圈阅）、scan（扫描件）、meeting（会议），由登记的人签
    ");
    insta::assert_snapshot!(refused("王拟定", &sign("hub")), @r#"
    错误：allowed_signers: 签名的密钥不在 allowed_signers 里
    提示：在档案库根目录的 allowed_signers 中加一行并提交：wang namespaces="yijuan" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIhAcyr/EJ1tHTrxrh8hi3b6GlWYqzcJ7fqHAozShEsG（替人登记的，写登记人的标识）
    "#);
    insta::assert_snapshot!(refused("王拟定", "--sign"), @"
    错误：没有写明用哪把密钥签名
    提示：写明密钥：git config --global user.signingKey ~/.ssh/id_ed25519，或 --sign=〈密钥文件〉；没有的先生成一对：ssh-keygen -t ed25519
    ");
    insta::assert_snapshot!(refused("王拟定", "--sign=/nowhere/key"), @"
    错误：/nowhere/key: 文件不存在
    提示：生成一对密钥：ssh-keygen -t ed25519；再写明用哪一个：git config --global user.signingKey ~/.ssh/id_ed25519
    ");
    insta::assert_snapshot!(refused("王拟定", &sign("locked")), @"
    错误：…/locked: 密钥有口令保护，或只有公钥，而 ssh-agent 里没有它
    提示：先加入 ssh-agent：ssh-add …/locked（没有运行的，先 eval $(ssh-agent)）
    ");
    insta::assert_snapshot!(refused("王拟定", &sign("old")), @"
    错误：…/old: 只用 Ed25519 密钥签名
    提示：生成一对密钥：ssh-keygen -t ed25519；再写明用哪一个：git config --global user.signingKey ~/.ssh/id_ed25519
    ");
}

#[test]
fn the_key_of_git_signs_where_the_archive_asks_for_it() {
    let mut sandbox = trusting("signatures: 2026-06-09\n");
    decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
    sandbox.set_clock("2026-06-09");
    let run = sandbox.run("review approve 001 协商意见 --by 王拟定 --as-of 2026-06-09").exits(2);
    assert!(run.stderr.contains("user.signingKey"), "{run}");
    sandbox.git(&["config", "user.signingKey", key("wang").to_str().unwrap()]);
    decide(&mut sandbox, "2026-06-09", "approve 001 协商意见 --by 王拟定");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    assert!(!sandbox.run("check 001").stdout.contains("没有签名"));
    // `record` of the same step signs as well.
    sandbox.git(&["config", "user.signingKey", key("qian").to_str().unwrap()]);
    sandbox.set_clock("2026-06-10");
    sandbox.run("record 001 审核《协商意见》 --by 钱样本 --via 扫描件 --on 2026-06-10 --as-of 2026-06-10").exits(0);
    assert_eq!(found(&sandbox, 0), [""; 0]);
}

#[test]
fn what_is_not_signed_is_an_error_and_the_hint_settles_it() {
    let mut sandbox = trusting("");
    decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
    decide(&mut sandbox, "2026-06-09", "approve 001 协商意见 --by 王拟定 --note '数字 已核'");
    sandbox.append("yijuan.yml", "signatures: required\n");
    sandbox.set_clock("2026-06-12");
    sandbox.commit_all("要求签名");
    // What was decided before is not required to be signed by the rules of then, and is by those of now.
    assert_eq!(found(&sandbox, 0), [""; 0]);
    let hints = |sandbox: &Sandbox| -> Vec<String> {
        let answer = sandbox.run("check 001 --format json --as-of 2026-06-12").json();
        let findings = answer["findings"].as_array().unwrap().iter();
        let unsigned = findings.filter(|one| one["message"].as_str().unwrap().contains("没有签名"));
        unsigned.map(|one| one["hint"].as_str().unwrap().to_owned()).collect()
    };
    let told = hints(&sandbox);
    insta::assert_snapshot!(told.join("\n"), @"
    由作决定的人补签，代为登记的由登记人补签：yijuan review submit 2026-001 协商意见 --by 社会法制委员会 --on 2026-06-08 --sign
    由作决定的人补签，代为登记的由登记人补签：yijuan review approve 2026-001 协商意见 --by 王拟定 --on 2026-06-09 --step 审阅《协商意见》 --note '数字 已核' --sign
    ");
    for (hint, name) in told.iter().zip(["qian", "wang"]) {
        let command = hint.split_once("yijuan ").unwrap().1;
        let command = command.replace("--sign", &sign(name));
        let run = sandbox
            .shell(&sandbox.archive(), &format!("'{}' --as-of 2026-06-12 {command}", env!("CARGO_BIN_EXE_yijuan")));
        assert!(run.status.success(), "{command}: {}", String::from_utf8_lossy(&run.stderr));
    }
    assert_eq!(hints(&sandbox), [""; 0]);
    assert_eq!(found(&sandbox, 0), [""; 0]);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
#[cfg_attr(not(has_openssl), ignore = "needs openssl")]
fn a_time_stamp_beside_a_decision_is_verified() {
    let sandbox = signed_through();
    let stamp = stamped(&sandbox);
    // Whoever could bring an authority along would need none.
    sandbox.commit_all("一同");
    let (time, problems) = told(&sandbox, 1);
    assert!(time.is_null(), "{time}");
    assert_eq!(problems, ["时间戳不能证实：tsa.pem（授时机构的证书）须在它之前提交"]);
    sandbox.git(&["reset", "--quiet", "--soft", "HEAD~1"]);
    sandbox.git(&["commit", "--quiet", "--message", "授时机构", "--", "archive/tsa.pem"]);
    sandbox.commit_all("时间戳");
    let (time, problems) = told(&sandbox, 0);
    assert!(time.as_str().unwrap().ends_with('Z'), "{time} {problems:?}");
    // That another stands in the work tree makes no difference.
    sandbox.write("tsa.pem", "");
    assert!(told(&sandbox, 0).0.is_string());
    sandbox.git(&["checkout", "--quiet", "."]);
    // That of another line proves nothing, and the line's own is gone.
    let other =
        signature(&sandbox, 3).replace(".sig/", "/").replace(".sig", ".tsr").replace("协商意见/", "协商意见.sig/");
    fs::rename(sandbox.archive().join(&stamp), sandbox.archive().join(&other)).unwrap();
    sandbox.commit_all("改动");
    let (time, problems) = told(&sandbox, 1);
    assert!(time.is_null(), "{time}");
    assert!(problems[0].contains("中的时间戳已被删除") && problems[1].starts_with("时间戳不能证实"), "{problems:?}");
}

/// Another program, or one that is older, says nothing of the paper.
#[test]
#[cfg(unix)]
#[cfg_attr(not(has_openssl), ignore = "needs openssl")]
fn a_time_stamp_that_cannot_be_verified_is_no_error() {
    let sandbox = signed_through();
    stamped(&sandbox);
    sandbox.git(&["add", "--all"]);
    sandbox.git(&["commit", "--quiet", "--message", "授时机构", "--", "archive/tsa.pem"]);
    sandbox.commit_all("时间戳");
    let folder = |name: &str| {
        let folder = sandbox.dir().join(name);
        fs::create_dir(&folder).unwrap();
        folder
    };
    let (old, none) = (folder("old"), folder("none"));
    let path = std::env::var("PATH").unwrap();
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *-attime*) echo 'ts: Unknown option: -attime' >&2; exit 1;; esac\nPATH='{path}' exec openssl \"$@\"\n"
    );
    executable(&old.join("openssl"), &script);
    executable(&none.join("git"), &format!("#!/bin/sh\nPATH='{path}' exec git \"$@\"\n"));
    let mut sandbox = sandbox;
    for (path, why) in
        [(format!("{}:{path}", old.display()), "Unknown option: -attime"), (none.display().to_string(), "openssl: ")]
    {
        sandbox = sandbox.with("PATH", &path);
        let answer = sandbox.run("review verify --format json --as-of 2199-01-01").exits(0).json();
        let note = answer["documents"][0]["notes"][0]["message"].as_str().unwrap();
        assert!(note.starts_with("时间戳未能核验") && note.contains(why), "{note}");
    }
}

/// Has an authority stamp the second line, with its certificate beside; the time stamp's file.
fn stamped(sandbox: &Sandbox) -> String {
    let stamp =
        signature(sandbox, 2).replace(".sig/", "/").replace(".sig", ".tsr").replace("协商意见/", "协商意见.sig/");
    let made = sandbox.shell(&sandbox.archive(), &AUTHORITY.replace("LINES", LINES).replace("STAMP", &stamp));
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    stamp
}

/// When the second line was stamped, and what is wrong.
fn told(sandbox: &Sandbox, code: i32) -> (Value, Vec<String>) {
    let answer = sandbox.run("review verify --format json --as-of 2199-01-01").exits(code).json();
    let document = &answer["documents"][0];
    let problems = document["problems"].as_array().unwrap().iter();
    let problems = problems.map(|problem| problem["message"].as_str().unwrap().to_owned());
    (document["decisions"][1]["stamped"].clone(), problems.collect())
}

/// An authority that stamps the second line.
pub const AUTHORITY: &str = r#"set -e
cd ../..
printf '%s\n' '[tsa]' 'default_tsa = own' '[own]' 'serial = serial' 'default_policy = 1.2.3.4' 'digests = sha256' \
    'signer_digest = sha256' 'ordering = yes' 'tsa_name = yes' 'ess_cert_id_chain = no' > tsa.cnf
echo 01 > serial
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 36500 -subj '/CN=测试授时' \
    -addext 'extendedKeyUsage = critical,timeStamping' -addext 'keyUsage = critical,digitalSignature' 2> log
sed -n 2p "tree/archive/LINES" > line
openssl ts -query -data line -sha256 -cert -no_nonce -out line.tsq 2>> log
openssl ts -reply -config tsa.cnf -section own -queryfile line.tsq -signer ca.pem -inkey ca.key -out "tree/archive/STAMP" 2>> log
cp ca.pem tree/archive/tsa.pem
"#;

/// Ways to cheat with signatures, and what `review verify` says.
type Cheat = (&'static str, fn() -> Sandbox, &'static str);

#[test]
fn each_way_to_cheat_is_named() {
    let told = CHEATS.map(|(name, cheat, _)| (name, found(&cheat(), 1).join("\n")));
    assert_eq!(told, CHEATS.map(|(name, _, said)| (name, said.to_owned())));
}

/// A signature over a line that the program would not make.
fn forge(sandbox: &Sandbox, line: usize, name: &str) {
    let text = sandbox.read(LINES);
    let line_text = text.split_inclusive('\n').nth(line - 1).unwrap();
    let signer = SigningKey::named(key(name).to_str().unwrap()).unwrap();
    sandbox.write(&signature(sandbox, line), signer.sign(line_text.as_bytes(), "yijuan").unwrap());
}

/// An opinion that was read; then whoever read it, whose key is trusted by name, is called otherwise, and another as they were.
fn renamed(from: &str, other: &str) -> Sandbox {
    let mut sandbox = trusting("");
    sandbox.write("allowed_signers", format!("{from} {}\n", public("wang")));
    sandbox.commit_all("以姓名");
    decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
    decide(&mut sandbox, "2026-06-09", &format!("approve 001 协商意见 --by {from} {}", sign("wang")));
    sandbox.write("people.yml", sandbox.read("people.yml").replace(from, "另一人").replace(other, from));
    sandbox.commit_all("改名");
    sandbox
}

#[test]
fn whoever_is_called_otherwise_keeps_their_key() {
    let sandbox = renamed("王拟定", "周试例");
    assert_eq!(found(&sandbox, 0), [""; 0]);
    sandbox.run("review note 001 协商意见 --by wang --note 已阅 --on 2026-06-10").exits(0);
    forge(&sandbox, 3, "wang");
    sandbox.commit_all("补签");
    assert_eq!(found(&sandbox, 0), [""; 0]);
}

/// The last decision as its commit would have had it, with what somebody changes of it.
fn amended(change: fn(&Sandbox)) -> Sandbox {
    let mut sandbox = signed_through();
    sandbox.set_clock("2026-06-11");
    change(&sandbox);
    sandbox.git(&["add", "--all"]);
    sandbox.git(&["commit", "--quiet", "--amend", "--no-edit"]);
    sandbox
}

const CHEATS: [Cheat; 13] = [
    (
        "whoever enters it signs, and it is by a name and not by an id",
        || {
            amended(|sandbox| {
                sandbox.write(LINES, sandbox.read(LINES).replace("by: li,", "by: 李虚构,"));
                forge(sandbox, 4, "qian");
            })
        },
        "null signature topics/2026/001-社区养老/reviews/协商意见.sig/05898961ea92023b.sig 不是文件中任何一行的签名或时间戳\n4 signature 签名是测试员的，不是作决定的人的",
    ),
    (
        "a decision that is no line of its own",
        || {
            amended(|sandbox| {
                let text = sandbox.read(LINES);
                let (before, last) = text.rsplit_once("prev: [").unwrap();
                sandbox.write(LINES, format!("{before}prev:  [{last}"));
            })
        },
        "null chain 1 项决定不能证实：不是各占一行，或写在已承接的决定之后而没有 `prev`\nnull signature topics/2026/001-社区养老/reviews/协商意见.sig/05898961ea92023b.sig 不是文件中任何一行的签名或时间戳",
    ),
    (
        "a signature that fills a place that was kept for it",
        || {
            let mut sandbox = trusting("");
            decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
            decide(&mut sandbox, "2026-06-09", "approve 001 协商意见 --by 王拟定");
            sandbox.write(&signature(&sandbox, 2), "");
            sandbox.git(&["add", "--all"]);
            sandbox.git(&["commit", "--quiet", "--amend", "--no-edit"]);
            sandbox.set_clock("2026-06-10");
            sandbox.write("allowed_signers", format!("wang valid-before=\"20260609Z\" {}\n", public("wang")));
            sandbox.commit_all("到期");
            sandbox.set_clock("2026-06-12");
            forge(&sandbox, 2, "wang");
            sandbox.commit_all("补签");
            sandbox
        },
        "2 signature 签名的密钥 2026-06-09 已到期，而签名不早于 2026-06-12",
    ),
    (
        "the signature of another line",
        || {
            amended(|sandbox| {
                let [from, to] = [2, 4].map(|line| sandbox.archive().join(signature(sandbox, line)));
                fs::copy(from, to).unwrap();
            })
        },
        "4 signature 签名与此行内容不符",
    ),
    (
        "nonsense in its place",
        || amended(|sandbox| sandbox.write(&signature(sandbox, 4), "签名")),
        "4 signature 不是 OpenSSH 的签名：topics/2026/001-社区养老/reviews/协商意见.sig/05898961ea92023b.sig",
    ),
    (
        "somebody else signs",
        || amended(|sandbox| forge(sandbox, 4, "wang")),
        "4 signature 签名是wang的，不是作决定的人的",
    ),
    (
        "whoever enters it signs, and it is not said how it came",
        || amended(|sandbox| forge(sandbox, 4, "qian")),
        "4 signature 签名是测试员的，不是作决定的人的",
    ),
    (
        "a key that comes with the decision that it signs",
        || {
            amended(|sandbox| {
                forge(sandbox, 4, "hub");
                sandbox.append("allowed_signers", &format!("li {}\n", public("hub")));
            })
        },
        "4 signature 签名的密钥与这项决定一同写入 allowed_signers，在此之前不可信",
    ),
    (
        "somebody is called for one commit as another is whose key they have",
        || {
            let mut sandbox = renamed("王拟定", "钱样本");
            sandbox.set_clock("2026-06-10");
            sandbox.run("review approve 001 协商意见 --by qian --as-of 2026-06-10").exits(0);
            forge(&sandbox, 3, "wang");
            sandbox.git(&["add", "--all"]);
            sandbox.git(&["commit", "--quiet", "--amend", "--no-edit"]);
            sandbox.write(
                "people.yml",
                sandbox.read("people.yml").replace("王拟定", "钱样本").replace("另一人", "王拟定"),
            );
            sandbox.commit_all("改回");
            sandbox
        },
        "3 signature 签名是王拟定的，不是作决定的人的",
    ),
    (
        "a signature of no line",
        || {
            let sandbox = signed_through();
            let file = signature(&sandbox, 4);
            let (folder, _) = file.rsplit_once('/').unwrap();
            sandbox.write(&format!("{folder}/0123456789abcdef.sig"), sandbox.read(&file));
            sandbox.commit_all("改动");
            sandbox
        },
        "null signature topics/2026/001-社区养老/reviews/协商意见.sig/0123456789abcdef.sig 不是文件中任何一行的签名或时间戳",
    ),
    (
        "a signature that was added later is taken away",
        || {
            let mut sandbox = trusting("");
            decide(&mut sandbox, "2026-06-08", "submit 001 协商意见");
            decide(&mut sandbox, "2026-06-09", "approve 001 协商意见 --by 王拟定");
            forge(&sandbox, 2, "wang");
            sandbox.commit_all("补签");
            fs::remove_file(sandbox.archive().join(signature(&sandbox, 2))).unwrap();
            sandbox.commit_all("改动");
            sandbox
        },
        "2 edited 提交 ·（测试员，2026-06-09）中的签名已被删除",
    ),
    (
        "a signature is taken away",
        || {
            let sandbox = signed_through();
            fs::remove_file(sandbox.archive().join(signature(&sandbox, 4))).unwrap();
            sandbox.commit_all("改动");
            sandbox
        },
        "4 edited 提交 ·（测试员，2026-06-11）中的签名已被删除",
    ),
    (
        "an expired key under a commit that is dated back",
        || {
            let mut sandbox = trusting("");
            sandbox.write("allowed_signers", format!("wang valid-before=\"20260531Z\" {}\n", public("wang")));
            sandbox.commit_all("到期");
            decide(&mut sandbox, "2026-05-18", "submit 001 协商意见");
            sandbox.set_clock("2026-06-05");
            sandbox.write("units.yml", "[]\n");
            sandbox.commit_all("别的");
            decide(&mut sandbox, "2026-05-20", &format!("approve 001 协商意见 --by 王拟定 {}", sign("wang")));
            sandbox
        },
        "2 signature 签名的密钥 2026-05-31 已到期，而签名不早于 2026-06-05",
    ),
];
