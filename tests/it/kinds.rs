//! The parameters of the kinds of checks that no built-in regulation uses yet, each under a rule of a
//! regulation made up for the purpose (`kinds/regulation.yml`): one healthy year with one healthy topic,
//! the change that breaks a rule, and what is then said in both languages.

use super::due::draft::{Draft, PLAN, SETTINGS, YEAR};
use crate::sandbox::Sandbox;

const REGULATION: &str = "templates/imagined/regulation.yml";
const TOPIC: &str = "topics/2026/001-水渠/topic.yml";
const EVENTS: &str = "topics/2026/001-水渠/events.yml";
const ROSTER: &str = "topics/2026/001-水渠/roster.yml";
const TABLE: &str = "topics/2026/001-水渠/督办表.md";
const SUMMARY: &str = "topics/2026/001-水渠/综述.md";
const BULLETIN: &str = "topics/2026/001-水渠/简报.md";

/// A year and a topic without a fault. 28 May 2026 is a Thursday; 19 to 21 June are 端午.
fn healthy() -> Draft {
    Draft::new("2026-06-30")
        .file(SETTINGS, "archive: 1\nregulation: imagined\nregulations: [imagined]\n")
        .file(
            "people.yml",
            "\
- {id: jia, name: 甲一, posts: [councillor, convener]}
- {id: yi, name: 乙一, posts: [councillor]}
- {id: bing, name: 丙一, posts: [councillor]}
",
        )
        .file(REGULATION, include_str!("kinds/regulation.yml"))
        .file(
            PLAN,
            "\
items:
  - {title: 一, form: open, kind: supervision}
  - {title: 二, form: open, kind: consultation}
  - {title: 三, form: closed-door, kind: consultation}
  - {title: 四, form: closed-door, kind: consultation}
  - {title: 五, form: closed-door, kind: supervision}
",
        )
        .file(
            YEAR,
            "\
- {date: 2026-01-09, event: plan-approved}
- {date: 2026-02-02, event: assembly}
- {date: 2026-06-01, event: assembly}
",
        )
        .file(TOPIC, "title: 水渠\nregulation: imagined\nform: open\nquota: {total: 10, villager: 5}\nsource: {channel: visit}\n")
        .file(
            EVENTS,
            "\
- {date: 2026-05-06, event: visited}
- {date: 2026-05-20, event: notified, to: participants, via: 微信群}
- {date: 2026-05-28, event: meeting}
- {date: 2026-06-02, event: consulted}
- {date: 2026-06-04, event: visited}
- {date: 2026-06-05, event: visited}
- {date: 2026-06-08, event: published}
",
        )
        .file(ROSTER, &roster(5, 2, 3))
        .line(ROSTER, VISITORS)
        .file(
            TABLE,
            "---\ndocument: follow-up-table\ntitle: 虚构协商督办情况\ndate: 2026-05-27\n---\n\n| 序号 | 建议 | 单位 |\n|---|---|---|\n| 1 | 清淤 | 水务站 |\n",
        )
        .file(
            SUMMARY,
            "---\ndocument: summary\ndate: 2026-05-27\n---\n\n## 一、事由\n\n水渠失修。\n\n## 二、各方意见\n\n先清淤。\n\n## 三、结论\n\n由虚协会督办。\n",
        )
        .file(BULLETIN, "---\ndocument: bulletin\ndate: 2026-06-09\n---\n\n已公布。\n")
}

/// Everybody of the register is invited to the visit.
const VISITORS: &str = "\
- {name: 甲一, person: jia, at: visit, invited: 2026-05-04}
- {name: 乙一, person: yi, at: visit, invited: 2026-05-04}
- {name: 丙一, person: bing, at: visit, invited: 2026-05-05}";

/// So many villagers, officials and local delegates came, and with them two councillors who are villagers.
fn roster(villagers: usize, officials: usize, locals: usize) -> String {
    let of = |tag: &str, count: usize| {
        let entry = |n| format!("- {{name: {tag}{n}, tags: {tag}, attended: true}}\n");
        (0..count).fold(String::new(), |all, n| all + &entry(n))
    };
    let two = "- {name: 甲一, person: jia, tags: villager, attended: true}\n- {name: 乙一, person: yi, tags: villager, attended: true}\n";
    two.to_owned() + &of("villager", villagers.saturating_sub(2)) + &of("official", officials) + &of("local", locals)
}

/// The healthy topic with another roster of the meeting.
fn attended(villagers: usize, officials: usize, locals: usize) -> Draft {
    healthy().file(ROSTER, &roster(villagers, officials, locals)).line(ROSTER, VISITORS)
}

impl Draft {
    /// Holds that one finding is made, of this rule, and what it says in both languages.
    #[track_caller]
    fn says(&self, rule: &str, finding: &str, hint: &str, english: &str) {
        let findings = self.findings();
        let about = format!(" {rule} ");
        let found: Vec<usize> = (0..findings.len()).filter(|nth| findings[*nth].contains(&about)).collect();
        let [nth] = found.as_slice() else { panic!("not one finding of {rule}: {findings:#?}") };
        let told = (findings[*nth].as_str(), self.hints()[*nth].clone(), self.in_english()[*nth].clone());
        assert_eq!(told, (finding, hint.to_owned(), english.to_owned()));
    }
}

#[test]
fn the_healthy_archive_has_no_finding() {
    assert_eq!(healthy().findings(), [""; 0]);
}
// count

#[test]
fn c1_some_items_are_at_least_one() {
    let none = healthy().file(PLAN, &healthy().text(PLAN).replace("supervision", "consultation"));
    none.says(
        "C1",
        "error C1 plans/2026/plan.yml:1:1: 年度计划的民主监督议题0项，应有一定比例，还欠1项，应在批准计划（2026-01-09）前",
        "补列：yijuan plan add 2026 --title 〈题目〉 --kind supervision",
        "items of the plan (supervision): 0, some required, 1 short, due before plan approved (2026-01-09) → enter more: yijuan plan add 2026 --title 〈TITLE〉 --kind supervision",
    );
}

#[test]
fn c1_some_may_be_given_a_share_by_the_archive() {
    let two_of_five = healthy().line(SETTINGS, "limits: {some: 1/2}");
    two_of_five.says(
        "C1",
        "error C1 plans/2026/plan.yml:1:1: 年度计划的民主监督议题2项，应不少于一半（一定比例），即3项，还欠1项，应在批准计划（2026-01-09）前",
        "补列：yijuan plan add 2026 --title 〈题目〉 --kind supervision",
        "items of the plan (supervision): 2, at least half (some), that is 3, required, 1 short, due before plan approved (2026-01-09) → enter more: yijuan plan add 2026 --title 〈TITLE〉 --kind supervision",
    );
    healthy().line(SETTINGS, "limits: {some: 1/2, C1: 2}").shows("C1: done, due 2026-01-09", &[]);
}

#[test]
fn c2_at_least_a_third_rounds_up() {
    let one_of_five = healthy().file(PLAN, &healthy().text(PLAN).replacen("form: open", "form: closed-door", 1));
    one_of_five.says(
        "C2",
        "error C2 plans/2026/plan.yml:1:1: 年度计划的开放协商议题1项，应不少于三分之一，即2项，还欠1项，应在批准计划（2026-01-09）前",
        "补列：yijuan plan add 2026 --title 〈题目〉 --form open",
        "items of the plan (open): 1, at least 1/3, that is 2, required, 1 short, due before plan approved (2026-01-09) → enter more: yijuan plan add 2026 --title 〈TITLE〉 --form open",
    );
}

#[test]
fn c2_no_items_are_no_share_of_none() {
    assert_eq!(healthy().file(PLAN, "items: []\n").duty("C2"), "overdue, due 2026-01-09");
}

#[test]
fn c3_at_most_two_fifths_rounds_down() {
    let plan = healthy().text(PLAN).replacen("kind: consultation", "kind: supervision", 1);
    let three_of_five = healthy().file(PLAN, &plan);
    three_of_five.says(
        "C3",
        "warning C3 plans/2026/plan.yml:1:1: 年度计划的非协商议题3项，一般应不超过五分之二，即2项，多出1项",
        "减列：yijuan plan remove 2026 〈题目〉",
        "items of the plan (other than consultation): 3, generally at most 2/5, that is 2, required, 1 too many → take some out: yijuan plan remove 2026 〈TITLE〉",
    );
    // Two fifths of four are one and a half, so one; of six they are two.
    let two_of_four = healthy().without(PLAN, "title: 四");
    assert_eq!(two_of_four.duty("C3"), "overdue, due 2026-01-09");
    let two_of_six = healthy().line(PLAN, "  - {title: 六, form: open, kind: consultation}");
    assert_eq!(two_of_six.duty("C3"), "done, due 2026-01-09");
}

#[test]
fn c4_the_second_of_two_settles_it() {
    healthy().on("2027-01-01").row("C4 plan:2026: done, done 2026-06-01, due 2026-12-31", &[]);
    let once = healthy().without(YEAR, "2026-06-01");
    assert_eq!(once.duty("C4"), "pending, due 2026-12-31");
    once.on("2027-01-01").says(
        "C4",
        "error C4 plans/2026/events.yml:1:1: 全体会1次，应不少于2次，还欠1次，应在2026-12-31前",
        "办理后记录：yijuan record plan:2026 全体会 --on 〈日期〉",
        "assembly: 1, at least 2 required, 1 short, due by 2026-12-31 → once done, record it: yijuan record plan:2026 assembly --on 〈DATE〉",
    );
}

#[test]
fn c5_too_many_are_said_to_be_too_many() {
    assert_eq!(healthy().duty("C5"), "done, due 2026-05-28");
    let four = healthy().line(EVENTS, "- {date: 2026-05-07, event: visited}");
    four.says(
        "C5",
        "error C5 topics/2026/001-水渠/events.yml:6:3: 走访4次，应不超过3次，多出1次",
        "误记的用 `yijuan record 2026-001 走访 --void 〈日期〉 --note 〈原因〉` 更正",
        "visited: 4, at most 3 required, 1 too many → strike out what is mistaken: yijuan record 2026-001 visited --void 〈DATE〉 --note 〈WHY〉",
    );
}

#[test]
fn c6_what_is_settled_locally_asks_nothing_until_it_is() {
    healthy().without(EVENTS, "2026-06-04").shows("C6: not-applicable", &[]);
    let settled = healthy().line(SETTINGS, "limits: {locally-set: 4}");
    settled.says(
        "C6",
        "error C6 topics/2026/001-水渠/events.yml:1:1: 走访3次，应不少于4次（各地确定），还欠1次，应在协商会议（2026-05-28）前",
        "办理后记录：yijuan record 2026-001 走访 --on 〈日期〉",
        "visited: 3, at least 4 (locally set) required, 1 short, due before meeting (2026-05-28) → once done, record it: yijuan record 2026-001 visited --on 〈DATE〉",
    );
}

#[test]
fn c7_many_are_two_and_those_before_the_anchor_do_not_count() {
    let closed = healthy().line(EVENTS, "- {date: 2026-06-29, event: closed}");
    assert_eq!(closed.duty("C7"), "done, done 2026-06-05, due 2026-06-29");
    closed.without(EVENTS, "2026-06-04").says(
        "C7",
        "error C7 topics/2026/001-水渠/events.yml:1:1: 走访1次，应有多次，还欠1次，应在办结（2026-06-29）前",
        "办理后记录：yijuan record 2026-001 走访 --on 〈日期〉",
        "visited: 1, many required, 1 short, due before closed (2026-06-29) → once done, record it: yijuan record 2026-001 visited --on 〈DATE〉",
    );
}

#[test]
fn c8_only_meetings_on_topics_of_the_form_are_counted() {
    assert_eq!(healthy().duty("C8"), "done, done 2026-05-28, due 2026-12-31");
    healthy().change(TOPIC, "form: open", "form: closed-door").on("2027-01-01").says("C8", "error C8 plans/2026/events.yml:1:1: 协商会议（开放协商）0次，应不少于1次，还欠1次，应在2026-12-31前", "办理后在议题中记录：yijuan record 〈议题〉 协商会议 --on 〈日期〉", "meeting (open): 0, at least 1 required, 1 short, due by 2026-12-31 → once done, record it on a topic: yijuan record 〈TOPIC〉 meeting --on 〈DATE〉");
}

#[test]
fn c8_a_meeting_on_two_days_is_one() {
    let two_days = healthy().line(EVENTS, "- {date: 2026-05-29, event: meeting}");
    assert_eq!(two_days.duty("C8"), "done, done 2026-05-28, due 2026-12-31");
}

// document: columns, title, in_order

#[test]
fn d1_other_columns_are_wrong_the_day_they_are_written() {
    let swapped = healthy().change(TABLE, "| 序号 | 建议 | 单位 |", "| 序号 | 单位 | 建议 |");
    swapped.says(
        "D1",
        "error D1 topics/2026/001-水渠/督办表.md:7:1: 《督办表》的栏目为序号|单位|建议，应依次为序号|建议|单位，应在协商会议（2026-05-28）前",
        "改正表头",
        "the columns of the follow up table are 序号|单位|建议, they must be 序号|建议|单位, due before meeting (2026-05-28) → mend the head of the table",
    );
    let early = swapped.without(EVENTS, "event: meeting").without(EVENTS, "published").without(EVENTS, "consulted");
    assert_eq!(early.duty("D1"), "waiting");
    assert!(early.findings().iter().any(|finding| finding.contains("D1 topics/2026/001-水渠/督办表.md:7:1")));
}

#[test]
fn d1_a_paper_without_a_table_only_lacks_it() {
    healthy().without(TABLE, "---|---").says(
        "D1",
        "error D1 topics/2026/001-水渠/督办表.md:1:1: 《督办表》缺表格，应在协商会议（2026-05-28）前",
        "补全 topics/2026/001-水渠/督办表.md：表格",
        "the follow up table lacks a table, due before meeting (2026-05-28) → complete topics/2026/001-水渠/督办表.md: a table",
    );
}

#[test]
fn d1_one_table_of_several_will_do() {
    let two = healthy().change(TABLE, "| 序号 | 建议 | 单位 |", "| 甲 | 乙 |\n|--|--|\n\n| 序号 | 建议 | 单位 |");
    assert_eq!(two.duty("D1"), "done, done 2026-05-27, due 2026-05-28");
}

#[test]
fn what_two_checks_ask_for_alike_is_said_once() {
    let columns = "{document: {id: follow-up-table, columns: [序号, 建议, 单位]}}";
    let both = format!("[{columns}, {{document: {{id: follow-up-table, fields: [filled_by]}}}}]");
    let lacking = healthy().change(REGULATION, columns, &both).without_file(TABLE);
    let nth = lacking.findings().iter().position(|line| line.contains(" D1 ")).unwrap();
    assert_eq!(
        lacking.hints()[nth],
        "收入卷中：yijuan material add 2026-001 〈文件〉 --document 督办表 --date 〈日期〉"
    );
}

#[test]
fn d2_another_title_is_wrong_and_no_title_is_missing() {
    healthy().change(TABLE, "虚构协商督办情况", "督办情况").says(
        "D2",
        "error D2 topics/2026/001-水渠/督办表.md:3:1: 标题为“督办情况”，应为“虚构协商督办情况”，应在协商会议（2026-05-28）前",
        "改正 topics/2026/001-水渠/督办表.md 的文首",
        "the title is `督办情况`, it must be `虚构协商督办情况`, due before meeting (2026-05-28) → mend the front matter of topics/2026/001-水渠/督办表.md",
    );
    healthy().without(TABLE, "title:").says(
        "D2",
        "error D2 topics/2026/001-水渠/督办表.md:1:1: 《督办表》缺标题，应在协商会议（2026-05-28）前",
        "补全 topics/2026/001-水渠/督办表.md：标题（写在文首：`title`）",
        "the follow up table lacks title, due before meeting (2026-05-28) → complete topics/2026/001-水渠/督办表.md: title (to be written in its head: `title`)",
    );
}

#[test]
fn d3_sections_out_of_order_are_not_said_to_be_absent() {
    let turned = healthy()
        .change(SUMMARY, "各方意见", "其后")
        .change(SUMMARY, "事由", "各方意见")
        .change(SUMMARY, "其后", "事由");
    turned.says(
        "D3",
        "error D3 topics/2026/001-水渠/综述.md:1:1: 《综述》缺各方意见（次序不对），应在协商会议（2026-05-28）前",
        "补全 topics/2026/001-水渠/综述.md：各方意见（次序不对）",
        "the summary lacks 各方意见 (out of order), due before meeting (2026-05-28) → complete topics/2026/001-水渠/综述.md: 各方意见 (out of order)",
    );
}

#[test]
fn d3_a_heading_that_comes_again_in_its_place_counts_there() {
    let again = healthy().change(SUMMARY, "## 一、事由", "## 各方意见\n\n先听。\n\n## 一、事由");
    assert_eq!(again.duty("D3"), "done, done 2026-05-27, due 2026-05-28");
}

#[test]
fn d3_an_empty_section_is_missing() {
    healthy().without(SUMMARY, "先清淤").says(
        "D3",
        "error D3 topics/2026/001-水渠/综述.md:1:1: 《综述》缺各方意见，应在协商会议（2026-05-28）前",
        "补全 topics/2026/001-水渠/综述.md：各方意见（立为小标题并写内容，或在正文中写到这些字）",
        "the summary lacks 各方意见, due before meeting (2026-05-28) → complete topics/2026/001-水渠/综述.md: 各方意见 (as headings with text under them, or in these words in the text)",
    );
}

#[test]
fn d3_what_stands_in_the_text_is_said_there() {
    for said in [
        "各方意见：先清淤，后衬砌。",
        "（二）各方意见\n\n先清淤。",
        "**各方意见**\n先清淤。",
        "各村意见不一，各方当场提了意见。",
    ] {
        let stated = healthy().change(SUMMARY, "## 二、各方意见", said);
        assert_eq!(stated.duty("D3"), "done, done 2026-05-27, due 2026-05-28", "{said}");
    }
    // Named alone, or in a heading with nothing under it, it is not said; nor in another order than asked.
    for named in ["（二）各方意见", "各方意见", "### 各方意见"] {
        let named = healthy().without(SUMMARY, "先清淤").change(SUMMARY, "## 二、各方意见", named);
        assert_eq!(named.duty("D3"), "overdue, due 2026-05-28");
    }
    let early =
        healthy().without(SUMMARY, "先清淤").change(SUMMARY, "## 一、事由", "各方意见：先清淤。\n\n## 一、事由");
    assert!(early.without(SUMMARY, "## 二").findings_of("D3")[0].contains("各方意见（次序不对）"));
}

// wording: like and use, never

#[test]
fn w1_what_reads_like_it_must_read_so_in_every_paper() {
    healthy().change(SUMMARY, "虚协会", "虚构协商会").says(
        "W1",
        "warning W1 topics/2026/001-水渠/综述.md:16:2: 《综述》第16行“虚构协商会”应为虚协会",
        "改写这一处",
        "the summary, line 16, “虚构协商会” must read 虚协会 → reword it",
    );
    let bulletin = healthy().change(BULLETIN, "已公布。", "虚协会与虚协商会已公布。");
    assert_eq!(bulletin.findings(), ["warning W1 topics/2026/001-水渠/简报.md:6:5: 《简报》第6行“虚协商会”应为虚协会"]);
}

#[test]
fn w2_words_that_must_not_stand_are_not_taken_for_names() {
    let empty = healthy().change(SUMMARY, "先清淤", "高度重视，切实加强组织领导");
    assert_eq!(
        empty.findings(),
        [
            "warning W2 topics/2026/001-水渠/综述.md:12:1: 《综述》第12行“高度重视”：不应这样写",
            "warning W2 topics/2026/001-水渠/综述.md:12:6: 《综述》第12行“切实加强组织领导”：不应这样写",
        ]
    );
    assert_eq!(empty.in_english()[0], "the summary, line 12, “高度重视”: it must not be said so → reword it");
}

#[test]
fn w2_a_pattern_speaks_of_lines_however_they_end() {
    for end in ["\n", "\r\n"] {
        let line = format!("先清淤。{end}综上所述。{end}后");
        let alone = healthy().change(SUMMARY, "先清淤", &line);
        let told = "warning W2 topics/2026/001-水渠/综述.md:13:1: 《综述》第13行“综上所述。”：不应这样写";
        assert_eq!(alone.findings(), [told], "{end:?}");
        let within = healthy().change(SUMMARY, "先清淤", &line.replace("综", "一，综"));
        assert_eq!(within.findings(), [""; 0], "{end:?}");
    }
}

// people: numbers and shares

#[test]
fn p1_ten_to_twenty_people() {
    attended(5, 1, 2).says(
        "P1",
        "warning P1 topics/2026/001-水渠/roster.yml:1:1: 协商会议参加人员8人，一般应为10至20人：补充2名村民代表，应在协商会议（2026-05-28）前",
        "逐人加入名单：yijuan roster add 2026-001 〈姓名〉 --present",
        "participants of meeting: 8, generally 10 to 20 required: add 2 villagers, due before meeting (2026-05-28) → enter them one by one: yijuan roster add 2026-001 〈NAME〉 --present",
    );
    attended(15, 2, 4).says(
        "P1",
        "warning P1 topics/2026/001-水渠/roster.yml:1:1: 协商会议参加人员21人，一般应为10至20人：减少1名村民代表",
        "核对名单第1至21条，未参加的去掉：yijuan roster remove 2026-001 〈序号〉",
        "participants of meeting: 21, generally 10 to 20 required: remove 1 villager → look through entries 1–21, and take out who does not take part: yijuan roster remove 2026-001 〈NUMBER〉",
    );
}

#[test]
fn p2_at_least_half() {
    attended(5, 2, 4).says(
        "P2",
        "error P2 topics/2026/001-水渠/roster.yml:1:1: 协商会议参加人员11人，其中村民代表5人，不足一半：补充1名村民代表，或减少1名公职人员，应在协商会议（2026-05-28）前",
        "到会的人有此身份的，补登：yijuan roster update 2026-001 〈到会人姓名〉 --tag 村民代表；加入名单：yijuan roster add 2026-001 〈姓名〉 --tag 村民代表 --present",
        "villager: 5 of 11, less than half: add 1 villager, or remove 1 official, due before meeting (2026-05-28) → if somebody who came is one, say so: yijuan roster update 2026-001 〈WHO CAME〉 --tag villager; enter them: yijuan roster add 2026-001 〈NAME〉 --tag villager --present",
    );
}

#[test]
fn p3_at_most_a_fifth() {
    attended(6, 3, 3).says(
        "P3",
        "error P3 topics/2026/001-水渠/roster.yml:1:1: 协商会议参加人员12人，其中公职人员3人，超过五分之一：减少1名公职人员",
        "核对名单第7至9条，未参加的去掉：yijuan roster remove 2026-001 〈序号〉",
        "official: 3 of 12, more than 1/5: remove 1 official → look through entries 7–9, and take out who does not take part: yijuan roster remove 2026-001 〈NUMBER〉",
    );
}

#[test]
fn p2_p3_the_shares_agree_with_whole_numbers_at_every_size() {
    for total in 8..=22_usize {
        // Just enough villagers and officials, and one too few and one too many.
        for (villagers, officials) in [(total.div_ceil(2), total / 5), (total.div_ceil(2) - 1, total / 5 + 1)] {
            let judged = attended(villagers, officials, total - villagers - officials).judged();
            let done = |holds: bool| if holds { "done, due 2026-05-28" } else { "overdue, due 2026-05-28" };
            assert_eq!(judged.duty("P2"), done(2 * villagers >= total), "{villagers} of {total}");
            assert_eq!(judged.duty("P3"), done(5 * officials <= total), "{officials} of {total}");
        }
    }
}

#[test]
fn p4_most_of_those_with_a_tag_is_more_than_half_of_them() {
    let one_of_three = healthy()
        .change(ROSTER, "{name: local0, tags: local,", "{name: local0, tags: delegate,")
        .change(ROSTER, "{name: local1, tags: local,", "{name: local1, tags: delegate,");
    one_of_three.says(
        "P4",
        "error P4 topics/2026/001-水渠/roster.yml:1:1: 促进会成员3人，其中住当地成员1人，未占多数：减少1名促进会成员（非住当地成员）并补充1名住当地成员，应在协商会议（2026-05-28）前",
        "到会的人有此身份的，补登：yijuan roster update 2026-001 〈到会人姓名〉 --tag 住当地成员；逐人加入名单：yijuan roster add 2026-001 〈姓名〉 --tag 住当地成员 --present",
        "local: 1 of 3, no majority: remove 1 delegate (no local) and add 1 local, due before meeting (2026-05-28) → if somebody who came is one, say so: yijuan roster update 2026-001 〈WHO CAME〉 --tag local; enter them one by one: yijuan roster add 2026-001 〈NAME〉 --tag local --present",
    );
    let half = healthy()
        .change(ROSTER, "{name: local0, tags: local,", "{name: local0, tags: delegate,")
        .without(ROSTER, "local2");
    assert_eq!(half.duty("P4"), "overdue, due 2026-05-28");
    // Without a delegate there is no majority of them.
    let nobody = attended(8, 2, 0);
    nobody.says(
        "P4",
        "error P4 topics/2026/001-水渠/roster.yml:1:1: 到会人员中没有住当地成员，应在协商会议（2026-05-28）前",
        "到会的人有此身份的，补登：yijuan roster update 2026-001 〈到会人姓名〉 --tag 住当地成员；加入名单：yijuan roster add 2026-001 〈姓名〉 --tag 住当地成员 --present",
        "of those who came nobody is: local, due before meeting (2026-05-28) → if somebody who came is one, say so: yijuan roster update 2026-001 〈WHO CAME〉 --tag local; enter them: yijuan roster add 2026-001 〈NAME〉 --tag local --present",
    );
}

#[test]
fn p5_two_thirds_of_all_who_hold_a_post() {
    let absent = "person: jia, tags: villager, attended: false";
    let one_of_three = healthy().change(ROSTER, "person: jia, tags: villager, attended: true", absent);
    one_of_three.says(
        "P5",
        "error P5 topics/2026/001-水渠/roster.yml:1:1: 应到理事3人，实到1人，不足三分之二，还差1人，应在协商会议（2026-05-28）前",
        "加入名单：yijuan roster add 2026-001 〈理事姓名〉 --present",
        "councillor: 1 of 3, less than 2/3; 1 short, due before meeting (2026-05-28) → enter them: yijuan roster add 2026-001 〈councillor〉 --present",
    );
    // Two of four are no two thirds.
    let four = healthy().line("people.yml", "- {id: ding, name: 丁一, posts: [councillor]}");
    assert_eq!(four.duty("P5"), "overdue, due 2026-05-28");
}

#[test]
fn p5_is_settled_by_marking_who_came() {
    let unmarked = healthy().file(ROSTER, &roster(5, 2, 3).replace(", attended: true", "")).line(ROSTER, VISITORS);
    unmarked.says(
        "P5",
        "error P5 topics/2026/001-水渠/roster.yml:1:1: 协商会议尚未登记到会情况，应在协商会议（2026-05-28）前",
        "逐人登记到会情况（请假的用 --leave，缺席的用 --absent）：yijuan roster update 2026-001 〈姓名〉 --present",
        "attendance is not marked yet for: meeting, due before meeting (2026-05-28) → mark who came (--leave for who is on leave, --absent for who is absent): yijuan roster update 2026-001 〈NAME〉 --present",
    );
    let sandbox = Sandbox::empty();
    for (path, text) in unmarked.files() {
        sandbox.write(path, text);
    }
    sandbox.commit_all("水渠");
    let finds_it = || sandbox.run("--as-of 2026-06-20 check 2026-001").stdout.contains(" P5 ");
    assert!(finds_it());
    sandbox.run("roster update 2026-001 甲一 乙一 --present").goes_well();
    assert!(!finds_it());
    // On leave is not there.
    sandbox.run("roster update 2026-001 乙一 --leave").goes_well();
    assert!(finds_it());
}

#[test]
fn p6_whoever_is_there_under_no_heading_is_named() {
    healthy().change(ROSTER, "{name: local0, tags: local,", "{name: 路人, tags: [],").says(
        "P6",
        "error P6 topics/2026/001-水渠/roster.yml:1:1: 路人不属于村民代表或公职人员或促进会成员，应在协商会议（2026-05-28）前",
        "补登身份：yijuan roster update 2026-001 8 --tag 〈村民代表或公职人员或促进会成员〉；未参加的去掉：yijuan roster remove 2026-001 〈序号〉",
        "路人: no villager or official or delegate, due before meeting (2026-05-28) → say what they are: yijuan roster update 2026-001 8 --tag 〈villager or official or delegate〉; take out who does not take part: yijuan roster remove 2026-001 〈NUMBER〉",
    );
}

#[test]
fn p7_a_word_of_the_regulation_is_somebody_until_the_archive_says_more() {
    let limits = |limits: &str| healthy().line(SETTINGS, &format!("limits: {{{limits}}}"));
    limits("about-a-dozen: 12").says(
        "P7",
        "error P7 topics/2026/001-水渠/roster.yml:1:1: 走访参加人员3人，应不少于12人（十来人）：补充9人，应在协商会议（2026-05-28）前",
        "逐人加入名单：yijuan roster add 2026-001 〈姓名〉 --at 走访",
        "participants of visit: 3, at least 12 (about a dozen) required: add 9 people, due before meeting (2026-05-28) → enter them one by one: yijuan roster add 2026-001 〈NAME〉 --at visit",
    );
    assert_eq!(limits("about-a-dozen: 12, P7: 3").duty("P7"), "done, due 2026-05-28");
}

#[test]
fn p8_whoever_of_the_register_is_not_invited_is_named() {
    assert_eq!(healthy().duty("P8"), "done, done 2026-05-05, due 2026-05-28");
    healthy().without(ROSTER, "丙一").says(
        "P8",
        "error P8 topics/2026/001-水渠/roster.yml:1:1: 应邀请理事3人，缺丙一，应在协商会议（2026-05-28）前",
        "加入名单：yijuan roster add 2026-001 丙一 --at 走访 --invited 〈日期〉",
        "councillor: 2 of 3, without 丙一, due before meeting (2026-05-28) → enter them: yijuan roster add 2026-001 丙一 --at visit --invited 〈DATE〉",
    );
    // The last of them counts.
    let late = healthy().change(ROSTER, "2026-05-05", "2026-05-29");
    assert_eq!(late.duty("P8"), "done-late, done 2026-05-29, due 2026-05-28");
}

// field: a number within bounds

#[test]
fn f1_a_number_out_of_bounds_is_said_with_them() {
    healthy().change(TOPIC, "total: 10", "total: 24").says(
        "F1",
        "error F1 topics/2026/001-水渠/topic.yml:4:1: 名额为24，应为10至20，应在协商会议（2026-05-28）前",
        "填写：yijuan set 2026-001 参加人数=〈人数〉",
        "quota: 24; it must be 10 to 20, due before meeting (2026-05-28) → fill it in: yijuan set 2026-001 quota.total=〈NUMBER〉",
    );
}

#[test]
fn f2_an_answer_that_must_not_be_is_wrong_at_once_and_none_is_no_breach() {
    healthy().line(TOPIC, "scope: {in-court: false}").row("F2: done, due 2026-05-28", &[]);
    let before = healthy().on("2026-05-08").line(TOPIC, "scope: {in-court: true}");
    before.says("F2", "error F2 topics/2026/001-水渠/topic.yml:6:9: 排除事项“涉诉”答“是”：属该情形，不得列入协商", "误答的更正：yijuan set 2026-001 排除事项.涉诉=否 --by 〈核对人〉 --on 〈日期〉；确属该情形的，记录终止：yijuan record 2026-001 终止 --on 〈日期〉 --note 〈原因〉", "ground of exclusion “in court” is answered with yes: the topic must not be deliberated → correct a mistaken answer: yijuan set 2026-001 scope.in-court=no --by 〈WHO〉 --on 〈DATE〉; if it is right, record that it is dropped: yijuan record 2026-001 dropped --on 〈DATE〉 --note 〈WHY〉");
}

#[test]
fn f3_a_check_may_be_asked_in_one_case_only() {
    healthy().change(TOPIC, "channel: visit", "channel: letter").says("F3", "error F3 topics/2026/001-水渠/topic.yml:5:1: 尚未填写提出者，应在协商会议（2026-05-28）前", "填写：yijuan set 2026-001 提出者=〈提出者〉", "who raised it is not filled in, due before meeting (2026-05-28) → fill it in: yijuan set 2026-001 source.from=〈who raised it〉");
    healthy().change(TOPIC, "channel: visit", "channel: letter, from: 甲一").row("F3: done, due 2026-05-28", &[]);
}

// event: not_after, participants, among

#[test]
fn e2_what_comes_after_does_not_count() {
    let late = healthy().without(EVENTS, "consulted").line(EVENTS, "- {date: 2026-06-09, event: consulted}");
    late.on("2026-06-12").says("E2", "error E2 topics/2026/001-水渠/events.yml:1:1: 尚未记录“征求意见”，应在2026-06-11前（协商会议后10个工作日内）", "2026-06-09的“征求意见”不能计入（晚于公布结果）", "no record of “consulted”, due by 2026-06-11 (10 working days after meeting) → “consulted” of 2026-06-09 does not count: it came after published");
    let same_day = healthy().without(EVENTS, "consulted").line(EVENTS, "- {date: 2026-06-08, event: consulted}");
    same_day.row("E2: done, done 2026-06-08, due 2026-06-11", &[]);
}

#[test]
fn e3_participants_are_all_on_the_list_and_without_one_those_they_are_said_to_be() {
    let to = |to: &str| healthy().change(EVENTS, "to: participants", &format!("to: {to}"));
    to("[villager, official]").says("E3", "error E3 topics/2026/001-水渠/events.yml:1:1: “通知”尚未送达：参加人员中的local0、local1、local2，应在协商会议（2026-05-28）前", "办理后记录：yijuan record 2026-001 通知 --on 〈日期〉 --to local0 --to local1 --to local2", "“notified” has not reached: participants (local0, local1, local2), due before meeting (2026-05-28) → once done, record it: yijuan record 2026-001 notified --on 〈DATE〉 --to local0 --to local1 --to local2");
    let listed = to("[villager, official, delegate, 甲一, 乙一]");
    listed.row("E3: done, done 2026-05-20, due 2026-05-28", &[]);
    let unlisted = to("[villager, official]").without_file(ROSTER);
    unlisted.row("E3: done, done 2026-05-20, due 2026-05-28", &[]);
}

#[test]
fn e4_a_group_of_which_nobody_takes_part_need_not_be_reached() {
    let to_villagers = healthy().change(EVENTS, "to: participants", "to: villager");
    to_villagers.row("E4: done, done 2026-05-20, due 2026-05-28", &[]);
    to_villagers.line(ROSTER, "- {name: 专一, tags: [expert], attended: true}").says("E4", "error E4 topics/2026/001-水渠/events.yml:1:1: “通知”尚未送达：专家，应在协商会议（2026-05-28）前", "办理后记录：yijuan record 2026-001 通知 --on 〈日期〉 --to 专家 --via 〈书面或电话〉", "“notified” has not reached: expert, due before meeting (2026-05-28) → once done, record it: yijuan record 2026-001 notified --on 〈DATE〉 --to expert --via 〈written or phone〉");
}

// chain: all

#[test]
fn s1_all_of_a_step_come_in_any_order_before_the_next() {
    assert_eq!(healthy().duty("S1"), "done, done 2026-06-08");
    let turned = healthy().without(EVENTS, "consulted").line(EVENTS, "- {date: 2026-06-05, event: consulted}");
    assert_eq!(turned.duty("S1"), "done, done 2026-06-08");
    let one = healthy().without(EVENTS, "consulted").line(EVENTS, "- {date: 2026-06-29, event: closed}");
    one.says("S1", "error S1 topics/2026/001-水渠/events.yml:1:1: 尚未完成：征求意见，应在办结（2026-06-29）前", "办理后记录：yijuan record 2026-001 征求意见 --on 〈日期〉", "still lacking: consulted, due before closed (2026-06-29) → once done, record it: yijuan record 2026-001 consulted --on 〈DATE〉");
}

// a topic that is dropped, a meeting that nobody recorded

#[test]
fn dropped_before_a_meeting_nothing_is_asked_any_more() {
    let dropped = healthy()
        .file(EVENTS, "- {date: 2026-05-06, event: visited}\n- {date: 2026-05-12, event: dropped, note: 撤回}\n")
        .without_file(TABLE)
        .without_file(SUMMARY);
    assert_eq!(dropped.findings(), [""; 0]);
    assert_eq!(dropped.duty("D1"), "not-applicable");
}

#[test]
fn dropped_after_a_meeting_no_end_makes_what_is_left_due() {
    let dropped =
        healthy().without(EVENTS, "published").line(EVENTS, "- {date: 2026-06-09, event: dropped, note: 撤回}");
    assert_eq!(dropped.duty("S1"), "pending");
    // What had a day of its own keeps it.
    assert_eq!(dropped.duty("E1"), "overdue, due 2026-06-11");
}

#[test]
fn a_scheduled_meeting_of_which_nothing_is_recorded_is_found() {
    let unrecorded = healthy().without(EVENTS, "event: meeting").line(TOPIC, "scheduled: {meeting: 2026-05-28}");
    unrecorded.says("-", "warning - topics/2026/001-水渠/topic.yml:6:13: 原定2026-05-28的协商会议未见记录", "已召开的补记：yijuan record 2026-001 协商会议 --on 2026-05-28；改期的：yijuan postpone 2026-001 〈日期〉；不再召开的：yijuan record 2026-001 终止 --on 〈日期〉 --note 〈原因〉", "there is no record of the meeting scheduled for 2026-05-28 → if it was held, record it: yijuan record 2026-001 meeting --on 2026-05-28; if it moved: yijuan postpone 2026-001 〈DATE〉; if it will not be held: yijuan record 2026-001 dropped --on 〈DATE〉 --note 〈WHY〉");
    let day = unrecorded.on("2026-05-28");
    assert!(day.findings_of("-").is_empty(), "{:?}", day.findings());
}

// several parts

#[test]
fn e1_only_what_is_missing_is_named_and_each_part_says_what_to_do() {
    healthy().without(EVENTS, "published").says(
        "E1",
        "error E1 topics/2026/001-水渠/events.yml:1:1: 尚未记录“公布结果”，应在2026-06-11前（协商会议后10个工作日内）",
        "办理后记录：yijuan record 2026-001 公布结果 --on 〈日期〉",
        "no record of “published”, due by 2026-06-11 (10 working days after meeting) → once done, record it: yijuan record 2026-001 published --on 〈DATE〉",
    );
    healthy().without(EVENTS, "published").without(EVENTS, "consulted").without_file(BULLETIN).says(
        "E1",
        "error E1 topics/2026/001-水渠/events.yml:1:1: 尚未记录“征求意见”、“公布结果”；缺《简报》，应在2026-06-11前（协商会议后10个工作日内）",
        "收入卷中：yijuan material add 2026-001 〈文件〉 --document 简报 --date 〈日期〉；办理后记录：yijuan record 2026-001 征求意见 --on 〈日期〉；再 yijuan record 2026-001 公布结果 --on 〈日期〉",
        "no record of “consulted”, “published”; the bulletin is missing, due by 2026-06-11 (10 working days after meeting) → take it in: yijuan material add 2026-001 〈FILE〉 --document bulletin --date 〈DATE〉; once done, record it: yijuan record 2026-001 consulted --on 〈DATE〉; then yijuan record 2026-001 published --on 〈DATE〉",
    );
}

// limits

#[test]
fn a_length_for_a_number_and_a_number_for_a_length_are_found() {
    let mixed = healthy().line(SETTINGS, "limits: {some: 3 days, promptly: 3}");
    assert_eq!(
        mixed.findings(),
        [
            "error - yijuan.yml:4:24: `promptly` 代表时长，不是数量",
            "error - yijuan.yml:4:10: `some` 代表数量，不是时长",
        ]
    );
    assert_eq!(mixed.hints(), ["写成 `10 workdays` 或 `2 months`", "写成 `3` 或 `1/4`"]);
}

#[test]
fn a_value_for_a_rule_that_has_a_number_is_found() {
    let settled = healthy().line(SETTINGS, "limits: {E1: 20 workdays, P7: 3, C6: 3 days}");
    assert_eq!(
        settled.findings(),
        [
            "error - yijuan.yml:4:34: `C6` 代表数量，不是时长",
            "error - yijuan.yml:4:10: 规则 E1 没有可自行确定的时限或数量"
        ]
    );
    assert_eq!(settled.hints(), ["写成 `3` 或 `1/4`", "时限和数量由规程规定，删去 `E1`（`yijuan rule E1` 显示原文）"]);
}

/// The regulation with other words in one place is refused for this.
#[track_caller]
fn refused(from: &str, to: &str, finding: &str) {
    let wrong = healthy().change(REGULATION, from, to);
    assert!(wrong.findings().iter().any(|line| line.contains(finding)), "{:#?}", wrong.findings());
}

#[test]
fn what_a_count_cannot_mean_is_refused_at_its_line() {
    refused("where: {kind: supervision}", "where: {kind: supervison}", "未知的议题类型 `supervison`");
    refused("where: {form: open}, at_least: 1/3", "where: {office: open}, at_least: 1/3", "未知的条件 `office`");
    refused("of: assembly, at_least: 2", "of: assembly, at_least: 1/2", "事件的次数不能是份额");
    refused("of: assembly, at_least: 2", "of: assembly", "`count` 没有写明多少");
    refused(
        "of: visited, at_most: 3",
        "of: visited, where: {kind: supervision}, at_most: 3",
        "事件只能按议题的协商形式计数",
    );
    refused("of: visited, at_most: 3", "of: items, at_most: 3", "计划议题只能按年度计数");
}
