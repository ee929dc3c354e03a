//! Keys that come with a push, and receipts that a shared repository signs.

use super::hub::Hub;
use super::readme::Readme;
use super::signed::{AUTHORITY, key, public};
use super::verify::LINES;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use yijuan::signing::SigningKey;

/// Trusts a key, named as `allowed_signers` names it.
fn trusts(who: &str, name: &str) -> String {
    format!("echo '{who} {}' >> archive/allowed_signers; save 签名人", public(name))
}

/// A signed note of 赵示例 on the opinion.
fn note() -> String {
    format!(
        "yijuan -C archive review note 001 协商意见 --by 赵示例 --note 再核 --sign='{}' 2> ../said",
        key("li").display()
    )
}

#[test]
fn a_key_is_pushed_before_what_it_signs() {
    let hub = Hub::new();
    let said = hub.refuses(&format!("as qian; {}; {}; git push", trusts("zhao", "li"), note()));
    assert!(said.contains("一同写入 allowed_signers") && said.contains("协商意见.yml:5"), "{said}");
    hub.does("as qian; git push -q origin HEAD~1:main; git push -q");
}

#[test]
fn a_signature_is_not_taken_away() {
    let hub = Hub::new();
    hub.does(&format!("as qian; {}; git push -q; {}; git push -q", trusts("zhao", "li"), note()));
    let said = hub.refuses("as li; git pull -q; git rm -q 'archive/topics/**/*.sig'; save; git push");
    assert!(said.contains("签名文件被删除") && said.contains("请恢复原文件"), "{said}");
}

#[test]
fn what_is_no_signature_is_not_taken_in_as_one() {
    let hub = Hub::new();
    let script =
        "as qian; mkdir -p \"${L%.yml}.sig\"; echo 签名 > \"${L%.yml}.sig/0123456789abcdef.sig\"; save; git push";
    let said = hub.refuses(script);
    assert!(said.contains("不是 OpenSSH 的签名") && said.contains("请删去该文件"), "{said}");
}

/// Puts a signature by a key over a line in a clone, under the name of that line or another.
fn sign_by_hand(hub: &Hub, user: &str, line: usize, name: &str, file: Option<&str>) {
    let lines = hub.sandbox.dir().join(user).join("archive").join(LINES);
    let text = std::fs::read_to_string(&lines).unwrap();
    let line = text.split_inclusive('\n').nth(line - 1).unwrap();
    let hash = format!("{:x}", Sha256::digest(line));
    let folder = lines.with_extension("sig");
    std::fs::create_dir_all(&folder).unwrap();
    let signer = SigningKey::named(key(name).to_str().unwrap()).unwrap();
    let signature = signer.sign(line.as_bytes(), "yijuan").unwrap();
    std::fs::write(folder.join(file.unwrap_or(&format!("{}.sig", &hash[..16]))), signature).unwrap();
}

#[test]
fn a_signature_that_proves_nothing_is_not_taken_in_later() {
    let hub = Hub::new();
    hub.does(&format!("as qian; {}; git push -q", trusts("li", "li")));
    sign_by_hand(&hub, "qian", 4, "li", Some("0123456789abcdef.sig"));
    let said = hub.refuses("as qian; save; git push");
    assert!(said.contains("不是任何一行决定的签名") && said.contains("0123456789abcdef.sig"), "{said}");
    hub.does("as qian; git reset -q --hard origin/main");
    for (name, why) in [("hub", "签名的密钥不在 allowed_signers 里"), ("li", "签名是li的，不是作决定的人的")]
    {
        sign_by_hand(&hub, "qian", 2, name, None);
        let said = hub.refuses("as qian; save; git push");
        assert!(said.contains(why) && said.contains("协商意见.yml:2"), "{said}");
        hub.does("as qian; git reset -q --hard origin/main");
    }
    let said = hub.refuses(
        "as qian; mkdir -p ${L%/*}/协商函.sig; printf 0 > ${L%/*}/协商函.sig/0123456789abcdef.tsr; save; git push",
    );
    assert!(said.contains("协商函.sig/0123456789abcdef.tsr"), "{said}");
    hub.does("as qian; git reset -q --hard origin/main");
    sign_by_hand(&hub, "qian", 4, "li", None);
    hub.does("as qian; save 补签; git push -q; yijuan -C archive review verify >&2");
}

#[test]
fn a_time_stamp_is_not_taken_away() {
    let hub = Hub::new();
    let name = "${L%.yml}.sig/$(sed -n 2p $L | sha256sum | cut -c 1-16).tsr";
    let said = hub.refuses(&format!("as qian; mkdir -p ${{L%.yml}}.sig; echo 时间 > {name}; save; git push"));
    assert!(said.contains("不是时间戳"), "{said}");
    hub.does("as qian; git reset -q --hard origin/main; mv ../hub.git/hooks/pre-receive ../kept");
    hub.does(&format!("as qian; mkdir -p ${{L%.yml}}.sig; printf '0\\202\\n' > {name}; save; git push -q"));
    let said = hub.refuses(&format!(
        "mv kept hub.git/hooks/pre-receive; as qian; git rm -q {name}; save; yijuan -C archive review verify >&2 || git push"
    ));
    assert!(said.contains("时间戳文件被删除") && said.contains("请恢复原文件"), "{said}");
}

#[test]
fn what_must_be_signed_is_refused_unsigned() {
    let hub = Hub::new();
    let required = "echo 'signatures: required' >> archive/yijuan.yml; save 要求签名; git push -q";
    hub.does(&format!("as qian; {}; {required}", trusts("zhao", "li")));
    // Not even what lifts it in the same push.
    let lifted = "sed -i /^signatures/d archive/yijuan.yml; save 不要求; ";
    let unsigned = "yijuan -C archive review note 001 协商意见 --by 赵示例 --note 再核; git push";
    let said = hub.refuses(&format!("as li; git pull -q; {lifted}{unsigned}"));
    assert!(said.contains("没有签名"), "{said}");
}

/// Whoever decides is judged by the commit before, as in `review verify`; whose key they have, by the branch before the push.
#[test]
fn a_post_may_come_with_the_push_that_uses_it_and_a_key_may_not() {
    let hub = Hub::new();
    hub.does("as qian; yijuan -C archive review submit 001 协商函 --on 2026-06-19 2> ../said; git push -q");
    hub.does(&format!("as qian; {}; git push -q", trusts("zhou", "li")));
    hub.does("as qian; echo 'signatures: required' >> archive/yijuan.yml; save 要求签名; git push -q");
    let post = "sed -i '/周试例/s/posts: .*]/posts: [secretary-general]/' archive/people.yml; save 任职";
    let approve = |by: &str, name: &str| {
        let key = key(name).display().to_string();
        format!("yijuan -C archive review approve 001 协商函 --by {by} --sign='{key}' 2> ../said")
    };
    hub.does(&format!("as li; git pull -q; {post}; {}; git push -q", approve("周试例", "li")));
    // A person who comes with their key waits until that was pushed.
    let hub = Hub::new();
    hub.does("as qian; yijuan -C archive review submit 001 协商函 --on 2026-06-19 2> ../said; git push -q");
    let person = "echo '- {id: xin, name: 新来者, posts: [secretary-general]}' >> archive/people.yml; save 任职";
    let said = hub.refuses(&format!(
        "as li; git pull -q; {person}; {}; {}; git push",
        trusts("xin", "hub"),
        approve("新来者", "hub")
    ));
    assert!(said.contains("一同写入 allowed_signers"), "{said}");
    hub.does("as li; git push -q origin HEAD~1:main; git push -q");
    // Without a signature nothing waits.
    let hub = Hub::new();
    hub.does(&format!(
        "as qian; yijuan -C archive review submit 001 协商函 --on 2026-06-19 2> ../said; {person}
         yijuan -C archive review approve 001 协商函 --by 新来者 2> ../said; git push -q"
    ));
}

/// When each decision was received, and what is said of receipts.
fn received(hub: &Hub) -> (Vec<Value>, Value) {
    hub.does("as li; git pull -q; git fetch -q origin 'refs/yijuan/*:refs/yijuan/*'");
    hub.does("as li; yijuan -C archive review verify --format json > ../verified.json");
    let said = std::fs::read_to_string(hub.sandbox.dir().join("verified.json")).unwrap();
    let said: Value = serde_json::from_str(&said).unwrap();
    let decisions = said["documents"][0]["decisions"].as_array().unwrap();
    (decisions.iter().map(|one| one["received"].clone()).collect(), said["notes"].clone())
}

#[test]
fn a_shared_repository_signs_when_it_received_what() {
    let hub = Hub::new();
    hub.does(&format!("yijuan -C hub.git hooks install --key '{}'", key("hub").display()));
    hub.does("as qian; echo 记 > note.txt; save; git push -q");
    let (times, notes) = received(&hub);
    assert!(times.iter().all(Value::is_null), "nobody trusts the key yet");
    assert!(notes[0].as_str().unwrap().starts_with("1 件收到记录不可信"), "{notes}");
    hub.does(&format!("as qian; {}; git push -q", trusts("hub namespaces=\"yijuan-receipt\"", "hub")));
    // One that comes with its key is none yet.
    let (times, notes) = received(&hub);
    assert!(times.iter().all(Value::is_null), "{times:?}");
    assert_eq!(notes, Value::Array(Vec::new()));
    hub.does("as qian; echo 又 > note.txt; save; git push -q");
    let (times, notes) = received(&hub);
    assert_eq!(times.len(), 4);
    assert!(times.iter().all(|time| time.as_str().is_some_and(|time| time.ends_with('Z'))), "{times:?}");
    assert_eq!(notes, Value::Array(Vec::new()));
    // Nobody else writes receipts.
    let forged =
        "as li; git push origin refs/yijuan/received:refs/yijuan/received; git push origin HEAD:refs/yijuan/other";
    hub.refuses(forged);
    let again = hub.does("as li; git commit-tree -m 伪 -p refs/yijuan/received $(git rev-parse refs/yijuan/received^{tree}) > ../id; git update-ref refs/yijuan/received $(cat ../id)");
    assert_eq!(again, "");
    hub.does("as li; yijuan -C archive review verify > ../page");
    let page = std::fs::read_to_string(hub.sandbox.dir().join("page")).unwrap();
    assert!(page.contains("1 件收到记录不可信") && page.contains("每项决定都有外部时间佐证"), "{page}");
}

/// What of the sealings is told of receipts: the bag has those that its decisions were received with, whoever makes it again.
#[test]
fn a_dossier_takes_along_when_its_decisions_were_received() {
    let hub = Hub::new();
    hub.does(&format!("yijuan -C hub.git hooks install --key '{}'", key("hub").display()));
    hub.does(&format!("as qian; {}; git push -q", trusts("hub namespaces=\"yijuan-receipt\"", "hub")));
    hub.does("as qian; echo 'filing: {fonds: Z109}' >> archive/yijuan.yml; save 全宗号; git push -q");
    let fetched = "git pull -q; git fetch -q origin 'refs/yijuan/*:refs/yijuan/*'";
    let seal = "yijuan -C archive --lang zh-CN dossier seal 001";
    hub.does(&format!("as li; {fetched}; {seal} --to ../一 --incomplete --note 不印 2> ../said; git push -q"));
    let bag = hub.sandbox.dir().join("一/2026-001-v1");
    let folder = bag.join("data/其他/收到记录");
    let list = std::fs::read_to_string(folder.join("审签决定.csv")).unwrap();
    assert_eq!(list.lines().count(), 5, "{list}");
    let verify = format!("yijuan --lang zh-CN dossier verify '{}'", bag.display());
    hub.does(&format!("{verify} >&2"));
    let readme = std::fs::read_to_string(bag.join("data/其他/README.txt")).unwrap();
    let command = readme.lines().find(|line| line.contains("yijuan-receipt -s")).unwrap().trim();
    let told = String::from_utf8(hub.sandbox.shell(&bag, command).stdout).unwrap();
    assert_eq!(told.matches("Good \"yijuan-receipt\" signature").count(), 1, "{told}");

    // In another clone, to which the receipts must have come first.
    let said = hub.refuses(&format!("as qian; git pull -q; {seal} --to ../二"));
    assert!(said.contains("收到记录") && said.contains("不在这一克隆里"), "{said}");
    let hint = said.split("git fetch").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    hub.does(&format!("as qian; git fetch -q{hint}; {seal} --to ../二 2> ../said; diff -r ../一 ../二"));

    // What was received since goes into the next bag, and alone.
    let note = "yijuan -C archive review note 001 协商意见 --by 赵示例 --note 再核 2> ../said";
    hub.does(&format!("as li; {note}; git push -q; {fetched}; echo 批示 > ../批示.txt"));
    let append =
        "yijuan -C archive --lang zh-CN dossier append 001 ../批示.txt --as result --from 区政府 --date 2026-06-20";
    hub.does(&format!("as li; {append} --to ../一 --note 不印 2> ../said"));
    let next = hub.sandbox.dir().join("一/2026-001-v2/data/其他/收到记录");
    let list = std::fs::read_to_string(next.join("审签决定.csv")).unwrap();
    assert_eq!(list.lines().count(), 2, "{list}");
    hub.does("as li; git push -q; yijuan -C archive dossier verify 001 --in ../一 >&2");

    // A receipt that is altered, sealed again, is still none.
    let receipt = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let receipt = receipt.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "txt")).unwrap();
    let text = std::fs::read_to_string(&receipt).unwrap();
    std::fs::write(&receipt, text.replacen("received 20", "received 19", 1)).unwrap();
    let said = hub.refuses(&format!("{verify} >&2"));
    assert!(said.contains("收到记录的签名不能证实") && said.contains("这份收到记录不在封装包内"), "{said}");
}

/// A clone that was behind takes the key out, and merges: its own line comes first then, and the receipt says otherwise.
#[test]
fn a_receipt_says_what_was_there_before_a_key_was_taken_out() {
    let hub = Hub::new();
    hub.does(&format!("yijuan -C hub.git hooks install --key '{}'", key("hub").display()));
    hub.does(&format!("as qian; {}; git push -q", trusts("hub namespaces=\"yijuan-receipt\"", "hub")));
    hub.does(&format!("as qian; {}; git push -q; as li; git pull -q", trusts("zhao", "li")));
    hub.does(&format!("as li; {}; git push -q", note()));
    hub.does("as qian; sed -i /^zhao/d archive/allowed_signers; save 离任; git pull -q --no-rebase --no-edit");
    let said = hub.refuses("as qian; yijuan -C archive review verify >&2");
    assert!(said.contains("主线上已是如此"), "{said}");
    hub.does(
        "as qian; git push -q; git fetch -q origin 'refs/yijuan/*:refs/yijuan/*'; yijuan -C archive review verify >&2",
    );
}

/// The pages show them with a server's folder, and leave out what the authority does in between.
#[test]
#[cfg_attr(not(all(has_ssh_keygen, has_openssl)), ignore = "needs ssh-keygen and openssl")]
fn the_commands_of_the_pages_about_receipts_and_time_stamps_work() {
    for page in ["docs/en/src/signing.md", "docs/zh/src/signing.md"] {
        let blocks = Readme::read(page).blocks("sh");
        let [set_up, receipt, stamp] = &blocks[..] else { panic!("{page}: {blocks:?}") };
        let hub = Hub::new();
        let set_up = set_up.replace("/srv/git/hub.git", "$DIR/hub.git").replace("/srv/git/共用.git", "$DIR/hub.git");
        hub.does(&format!("as qian; cd archive; {}", set_up.replace("/srv/git/", "$DIR/")));
        let trusted = "echo \"hub namespaces=\\\"yijuan-receipt\\\" $(cat $DIR/hub.pub)\" >> archive/allowed_signers; save; git push -q";
        hub.does(&format!(
            "as qian; {trusted}; echo 记 > note.txt; save; git push -q; git fetch -q; cd archive; {receipt}"
        ));
        hub.does("as qian; rm archive/receipt.sig; yijuan -C archive review verify --format json > ../verified.json");
        let said = std::fs::read_to_string(hub.sandbox.dir().join("verified.json")).unwrap();
        assert!(said.contains("\"received\": \"2"), "{said}");

        let (ask, verify) = stamp.trim_end().rsplit_once('\n').unwrap();
        let lines = LINES.replace("topics", "archive/topics");
        let authority =
            AUTHORITY.replace("tree/archive/LINES", &format!("qian/{lines}")).replace("tree/archive/STAMP", "stamp");
        let made = hub.sandbox.shell(&hub.sandbox.archive(), &authority.replace("tree/archive/tsa.pem", "tsa.pem"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let file = format!(
            "cd archive; file='{LINES}'; hash=$(sed -n 2p $file | sha256sum | cut -c 1-16); mkdir -p ${{file%.yml}}.sig"
        );
        let answer = "(cd \"$DIR\"; openssl ts -reply -config tsa.cnf -section own -queryfile qian/archive/line.tsq -signer ca.pem -inkey ca.key -out stamp)
             cp \"$DIR/stamp\" ${file%.yml}.sig/$hash.tsr; cp \"$DIR/ca.pem\" tsa.pem";
        hub.does(&format!("as qian; {file}; {ask}\n{answer}; {verify}"));
        hub.does("as qian; git add archive/tsa.pem; git commit -q -m 授时机构; git push -q; git add archive/topics; git commit -q -m 时间戳; git push -q");
        hub.does("as qian; yijuan -C archive review verify --format json > ../verified.json");
        let said = std::fs::read_to_string(hub.sandbox.dir().join("verified.json")).unwrap();
        assert!(said.contains("\"stamped\": \"2"), "{said}");
    }
}
