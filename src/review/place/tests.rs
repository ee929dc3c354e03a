//! Sentences of one pattern, as official prose has them, changed in every way that an office changes them.

use super::*;
use crate::model::{Date, Name};

/// A comment on words that stand once in a text, made on that text.
fn comment(text: &str, exact: &str) -> Comment {
    assert_eq!(text.matches(exact).count(), 1, "{exact}");
    at(text, exact, text.find(exact).unwrap())
}

fn at(text: &str, exact: &str, byte: usize) -> Comment {
    let (before, after) = (&text[..byte], &text[byte + exact.len()..]);
    let skipped = before.chars().count().saturating_sub(Comment::AROUND);
    Comment {
        id: Name::from("00000000"),
        text: Name::from("0"),
        start: u32::try_from(before.chars().count()).unwrap(),
        exact: exact.to_owned(),
        prefix: before.chars().skip(skipped).collect(),
        suffix: after.chars().take(Comment::AROUND).collect(),
        by: Name::from("li"),
        date: Date::ymd(2026, 5, 2).unwrap(),
        body: "写明".to_owned(),
    }
}

/// How a place is told, and the words there.
fn told(comment: &Comment, now: &str, before: Before) -> String {
    let now: Vec<char> = counted(now.as_bytes());
    let place = place(comment, &now, before);
    let words = |range: &Range<usize>| now[range.clone()].iter().collect::<String>();
    match &place {
        Place::Same(range) => format!("same {}", words(range)),
        Place::Changed(range) => format!("changed {}", words(range)),
        Place::Moved(range) => format!("moved {}", words(range)),
        Place::Orphaned => "orphaned".to_owned(),
    }
}

fn followed(old: &str, exact: &str, new: &str) -> String {
    let difference = Difference::between(counted(old.as_bytes()), &counted(new.as_bytes()));
    told(&comment(old, exact), new, Before::Changed(&difference))
}

const HOUSING: &str = "由区住建局牵头，制定费用分摊办法，年底前完成。";
const CIVIL: &str = "由区民政局牵头，制定低收入家庭救助办法，年底前完成。";
const TRAFFIC: &str = "由区交通局牵头，制定停车管理办法，年底前完成。";

fn opinion(sentences: &[&str]) -> String {
    format!("---\ntitle: 意见\n---\n\n## 意见建议\n\n{}\n\n## 共识\n\n各方一致同意。\n", sentences.concat())
}

#[test]
fn a_sentence_is_followed_among_others_of_its_pattern() {
    let old = opinion(&[HOUSING, CIVIL, TRAFFIC]);
    for (new, is) in [
        (opinion(&[HOUSING, CIVIL, TRAFFIC]) + "\n又。\n", format!("same {CIVIL}")),
        (opinion(&[CIVIL, TRAFFIC]), format!("same {CIVIL}")),
        (opinion(&[HOUSING, CIVIL]), format!("same {CIVIL}")),
        (opinion(&["先行试点。", HOUSING, "同时，", CIVIL, TRAFFIC]), format!("same {CIVIL}")),
        (opinion(&[TRAFFIC, CIVIL, HOUSING]), format!("same {CIVIL}")),
        (opinion(&[HOUSING, TRAFFIC, "\n\n", CIVIL]), format!("moved {CIVIL}")),
        (opinion(&[HOUSING, TRAFFIC]) + CIVIL, format!("moved {CIVIL}")),
        (
            opinion(&[HOUSING, &CIVIL.replace("年底前", "十月底前"), TRAFFIC]),
            "changed 由区民政局牵头，制定低收入家庭救助办法，十月底前完成。".to_owned(),
        ),
        (
            opinion(&[HOUSING, &CIVIL.replace("区民政局", "区民政局会同区财政局"), TRAFFIC]),
            "changed 由区民政局会同区财政局牵头，制定低收入家庭救助办法，年底前完成。".to_owned(),
        ),
    ] {
        assert_eq!(followed(&old, CIVIL, &new), is, "{new}");
    }
}

#[test]
fn a_sentence_that_is_deleted_is_not_found_in_its_look_alike() {
    let old = opinion(&[HOUSING, CIVIL, TRAFFIC]);
    for gone in [HOUSING, CIVIL, TRAFFIC] {
        let left: Vec<&str> = [HOUSING, CIVIL, TRAFFIC].into_iter().filter(|one| *one != gone).collect();
        assert_eq!(followed(&old, gone, &opinion(&left)), "orphaned", "{gone}");
        // Neither if a look-alike was changed to be more like it.
        let nearer = left[0].replace("年底前", "年内").replace("区", "我区");
        assert_eq!(followed(&old, gone, &opinion(&[&nearer, left[1]])), "orphaned", "{gone}");
        assert_eq!(followed(&old, gone, &opinion(&[])), "orphaned", "{gone}");
    }
    assert_eq!(followed(&old, CIVIL, &opinion(&[HOUSING, "另行研究。", TRAFFIC])), "orphaned");
}

/// Sentences that differ in one word, at their head or at their end.
#[test]
fn neither_is_it_if_nothing_but_one_word_tells_them_apart() {
    let bodies = ["民政局", "住建局", "交通局", "教委", "城管委"];
    let by_head = bodies.map(|body| format!("由区{body}牵头，会同有关部门制定实施方案并组织推进，年底前完成。"));
    let by_end = bodies.map(|body| format!("由有关部门会同各街道制定实施方案并组织推进，年底前报区{body}。"));
    for sentences in [by_head, by_end] {
        let old = opinion(&sentences.iter().map(String::as_str).collect::<Vec<_>>());
        for (gone, changed) in (0..5).flat_map(|gone| (0..5).map(move |changed| (gone, changed))) {
            let of = |(nth, sentence): (usize, &String)| match nth {
                _ if nth == gone => String::new(),
                _ if nth == changed => sentence.replace("区", "市").replace("实施方案", "专项方案"),
                _ => sentence.clone(),
            };
            let left: Vec<String> = sentences.iter().enumerate().map(of).collect();
            let new = opinion(&left.iter().map(String::as_str).collect::<Vec<_>>());
            for (nth, sentence) in sentences.iter().enumerate() {
                let told = followed(&old, sentence, &new);
                match told.strip_prefix("changed ") {
                    _ if nth == gone => assert_eq!(told, "orphaned", "{gone} {changed}\n{new}"),
                    Some(words) if nth == changed => assert_eq!(words, left[nth], "{gone} {changed}\n{new}"),
                    _ => assert_eq!(told, format!("same {sentence}"), "{gone} {changed}\n{new}"),
                }
            }
        }
    }
}

#[test]
fn of_two_sentences_that_read_alike_the_other_is_never_taken() {
    let old = opinion(&["群众关切。", HOUSING, "\n\n企业关切。", HOUSING]);
    let (first, second) = (old.find(HOUSING).unwrap(), old.rfind(HOUSING).unwrap());
    let only_second = opinion(&["群众关切。", "\n\n企业关切。", HOUSING]);
    let difference = Difference::between(counted(old.as_bytes()), &counted(only_second.as_bytes()));
    let before = Before::Changed(&difference);
    assert_eq!(told(&at(&old, HOUSING, first), &only_second, before), "orphaned");
    assert_eq!(told(&at(&old, HOUSING, second), &only_second, before), format!("same {HOUSING}"));
    // Where the old text is lost, the words around it tell two apart, if they can.
    let both = format!("{old}\n又。\n");
    assert_eq!(told(&at(&old, HOUSING, first), &both, Before::Lost), format!("moved {HOUSING}"));
    let neither = opinion(&["甲。", HOUSING, "\n\n乙。", HOUSING, "丙。"]);
    assert_eq!(told(&at(&old, HOUSING, first), &neither, Before::Lost), "orphaned");
}

#[test]
fn half_of_the_characters_must_stay_and_there_may_be_twice_as_many() {
    let old = opinion(&[HOUSING, "编制参考标准。", TRAFFIC]);
    for (now, is) in [
        ("编制参考办法。", "changed 编制参考办法。"),
        ("编制统一的参考标准。", "changed 编制统一的参考标准。"),
        ("编印指导手册。", "orphaned"),
        ("编制由街道牵头组织楼栋协商后形成的参考标准。", "orphaned"),
        ("编制\n参考标准。", "changed 编制\n参考标准。"),
    ] {
        assert_eq!(followed(&old, "编制参考标准。", &opinion(&[HOUSING, now, TRAFFIC])), is, "{now}");
    }
}

#[test]
fn characters_that_were_replaced_at_an_end_belong_to_it() {
    let old = opinion(&["力争五月底前完成签约。"]);
    assert_eq!(followed(&old, "五月底前", &opinion(&["力争六月底前完成签约。"])), "changed 六月底前");
    assert_eq!(followed(&old, "五月底前", &opinion(&["力争今年五月底前完成签约。"])), "same 五月底前");
}

#[test]
fn offsets_count_characters_of_the_composed_text_with_plain_line_ends() {
    let text = "---\r\ntitle: e\u{301}\r\n---\r\n甲乙。\r\n";
    let composed: String = counted(text.as_bytes()).iter().collect();
    assert_eq!(composed, "---\ntitle: é\n---\n甲乙。\n");
    assert_eq!(told(&comment(&composed, "乙"), text, Before::Same), "same 乙");
}

#[test]
fn what_no_text_can_hold_is_nowhere() {
    let old = opinion(&[HOUSING]);
    let good = comment(&old, HOUSING);
    let difference = Difference::between(counted(old.as_bytes()), &counted(b""));
    for bad in [
        Comment { start: u32::MAX, exact: "别处。".to_owned(), ..good.clone() },
        Comment { start: 0, exact: "别处。".to_owned(), ..good.clone() },
        Comment { exact: String::new(), ..good },
    ] {
        for (now, before) in [(old.as_str(), Before::Same), ("", Before::Changed(&difference)), (&old, Before::Lost)] {
            assert_eq!(told(&bad, now, before), "orphaned", "{bad:?}");
        }
    }
}

#[test]
fn the_sentence_around_words_is_shown() {
    let text: Vec<char> = "甲。\n由区住建局牵头；年底前完成。乙".chars().collect();
    assert_eq!(sentence(&text, &(4..6)), "由区住建局牵头；");
    assert_eq!(sentence(&text, &(12..17)), "年底前完成。");
    assert_eq!(sentence(&text, &(17..18)), "乙");
}

#[test]
fn a_long_opinion_written_anew_is_compared_in_no_time() {
    let [old, new] = ["甲乙丙丁", "丁丙乙戊"].map(|words| opinion(&vec![words; 5_000]));
    let difference = Difference::between(counted(old.as_bytes()), &counted(new.as_bytes()));
    assert_eq!(told(&at(&old, "乙丙丁甲", old.find("乙丙").unwrap()), &new, Before::Changed(&difference)), "orphaned");
}
