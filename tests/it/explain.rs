//! `explain`: what the words of this program mean.

use crate::sandbox::Sandbox;

/// The words that are listed, each with its name in the other language.
fn words(language: &str) -> Vec<(String, String)> {
    let sandbox = Sandbox::empty();
    let list = sandbox.run_in(sandbox.dir(), &format!("--lang {language} explain")).exits(0).stdout;
    let rows = list.lines().skip(1).map(|line| {
        let mut cells = line.split_whitespace().map(ToOwned::to_owned);
        (cells.next().unwrap(), cells.next().unwrap())
    });
    rows.collect()
}

#[test]
fn the_words_are_the_same_in_both_languages_and_need_no_archive() {
    let swapped: Vec<_> = words("zh-CN").into_iter().map(|(name, id)| (id, name)).collect();
    assert_eq!(words("en"), swapped);
    assert!(swapped.len() > 12, "{swapped:?}");
}

#[test]
fn each_is_explained_by_either_name_with_commands_that_run() {
    for language in ["zh-CN", "en"] {
        for (word, other) in words(language) {
            let sandbox = Sandbox::sample();
            let told = sandbox.run(&format!("--lang {language} explain {word}")).exits(0).stdout;
            assert_eq!(sandbox.run(&format!("--lang {language} explain {other}")).stdout, told);
            let commands: Vec<&str> = told.lines().filter_map(|line| line.trim().strip_prefix("yijuan ")).collect();
            assert!(!commands.is_empty(), "{told}");
            for command in commands {
                let run = sandbox.run(&format!("--lang {language} {command}"));
                // To seal, the sample lacks the number of the fonds.
                assert!(matches!(run.code, Some(0 | 1)) || command.contains("seal"), "{run}");
            }
        }
    }
}

#[test]
fn an_unknown_word_is_told() {
    let sandbox = Sandbox::empty();
    let refused = sandbox.run("--lang zh-CN explain 审批").exits(2).stderr;
    assert!(refused.starts_with("错误：未知的词 `审批`\n提示："), "{refused}");
    let refused = sandbox.run("--lang en explain roud").exits(2).stderr;
    assert_eq!(refused, "error: unknown word `roud`\nhint: did you mean `round`?\n");
}
