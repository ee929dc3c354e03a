//! All that is wrong with a file is told in one run, whatever file it is and wherever in it.

use crate::due::draft::Draft;
use yijuan::archive::{self, TopicFolder};
use yijuan::diagnostic::Diagnostic;
use yijuan::regulation::Regulations;

const TOPIC: &str = "topics/2026/001-电梯";

/// A file, line by line, with what a line may wrongly say in the place of what it says; each of these alone is one fault.
type File = (&'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const FILES: &[File] = &[
    ("yijuan.yml", &[
        ("archive: 1", "archive: one"),
        ("institution: 云河区政协", "institution: {}"),
        ("regulation: mentougou", "regulation: []"),
        ("language: zh-CN", "langauge: zh-CN"),
        ("offices:", ""),
        ("  urban: {name: 城建环保委员会}", "  urban: {name: []}"),
        ("  social:", ""),
        ("    name: 社会建设委员会", "    name:"),
        ("commit: manual", "commit: never"),
    ]),
    ("people.yml", &[
        ("- {id: zhao-shili, name: 赵示例, posts: [chair]}", "- {id: zhao-shili, name: 赵示例, posts: chair}"),
        ("- id: qian-yangben", "- id: {}"),
        ("  name: 钱样本", "  nam: 钱样本"),
        ("  posts:", ""),
        ("    - vice-chair:urban", "    - {post: vice-chair, from: 2026-5-8}"),
        ("- {id: li-xugou, name: 李虚构}", "- {id: li-xugou}"),
    ]),
    ("rooms.yml", &[
        ("- {id: hall, name: 协商议事厅, level: township, regulation: yancheng}", "- {id: hall, name: 协商议事厅, regulation: yancheng}"),
        ("- id: room", ""),
        ("  name: 协商议事室", "  name: [协商议事室]"),
        ("  level: village", ""),
        ("  regulation: yancheng", "  regulation:"),
        ("  opened: 2026-01-05", "  opened: 2026/1/5"),
    ]),
    ("units.yml", &[
        ("- {id: a, name: 甲, level: township}", "- {id: a, name: 甲, level: {}}"),
        ("- {id: b, name: 乙, level: township}", "- {id: b, nmae: 乙, level: township}"),
    ]),
    ("calendar/2030.yml", &[
        ("year: 2030", "year: thirty"),
        ("holidays:", "holydays:"),
        ("  元旦: [2030-01-01]", ""),
        ("workdays: [2030-01-05]", "workdays: [2030-1-5]"),
    ]),
    ("plans/2026/plan.yml", &[
        ("made_by: [cppcc]", "made_by: {}"),
        ("items:", ""),
        ("  - {title: 电梯, form: thematic}", "  - {title: 电梯, from: thematic}"),
        ("  - title: 停车", "  - title:"),
        ("    form: sector", "    form: []"),
    ]),
    ("plans/2026/events.yml", &[
        ("- {date: 2026-01-05, event: plan-issued}", "- {date: 2026-1-5, event: plan-issued}"),
        ("- {date: 2026-01-06, event: plan-drafted, note: 甲}", "- {date: 2026-01-06, evnt: plan-drafted, note: 甲}"),
    ]),
    ("topics/2026/001-电梯/topic.yml", &[
        ("title: 电梯", "title: {}"),
        ("regulation: mentougou", ""),
        ("began: 2026-01-05", "began: 2026-1-5"),
        ("office: urban", "ofice: urban"),
        ("ad_hoc: true", "ad_hoc: maybe"),
        ("scheduled:", ""),
        ("  meeting: 2026-06-11", "  meeting: 6月11日"),
        ("source: {channel: public-call, from: [居民]}", "source: {channel: public-call, form: [居民]}"),
    ]),
    ("topics/2026/001-电梯/events.yml", &[
        ("# 记录", ""),
        ("- {date: 2026-02-02, event: working-group-formed, by: [urban]}", "- {date: 2026-2-2, event: working-group-formed}"),
        ("- {date: 2026-02-03, event: kickoff-held, via: phone}", "- {date: 2026-02-03, event: kickoff-held, vai: phone}"),
        ("- date: 2026-02-04", ""),
        ("  event: letter-sent", "  event:"),
        ("  round: 1", "  round: first"),
        ("- {date: 2026-02-05, event: notice-sent}", "- {date: 2026-02-05}"),
        ("- {date: 2026-02-06, event: meeting, note: 甲}", "- {date: 2026-02-06, event: meeting, note: 甲, note: 乙}"),
    ]),
    ("topics/2026/001-电梯/roster.yml", &[
        ("- {name: 赵示例, tags: [host]}", "- {name: 赵示例, tags: {host: 1}}"),
        ("- {name: 钱样本, attended: true}", "- {name: 钱样本, attended: 是}"),
        ("- {name: 李虚构, invited: 2026-05-08}", "- {name: 李虚构, invited: 5月8日}"),
    ]),
    ("topics/2026/001-电梯/suggestions.yml", &[
        ("- id: s1", "- id:"),
        ("  kind: suggestion", ""),
        ("  text: 加装", "  text: []"),
        ("  events:", ""),
        ("    - {date: 2026-06-12, event: replied}", "    - {date: 2026-06-12, evnet: replied}"),
        ("    - {date: 2026-06-13, event: progress}", "    - {date: 2026-6-13, event: progress}"),
    ]),
    ("topics/2026/001-电梯/materials.yml", &[
        ("- {file: a.pdf, document: consultation-letter}", "- {file: [], document: consultation-letter}"),
        ("- {file: b.pdf, document: consultation-letter, date: 2026-05-08}", "- {file: b.pdf, document: consultation-letter, date: soon}"),
    ]),
    ("topics/2026/001-电梯/waivers.yml", &[
        ("- {rule: M9a, reason: 甲, by: chair, date: 2026-05-08}", "- {rule: M9a, by: chair, date: 2026-05-08}"),
        ("- {rule: M9b, reason: 甲, by: chair, date: 2026-05-08}", "- {rule: M9b, reason: 甲, by: chair, date: 2026-05-08, until: never}"),
    ]),
    ("topics/2026/001-电梯/attests.yml", &[
        ("- {rule: M9a, by: chair, date: 2026-05-08}", "- {rule: [], by: chair, date: 2026-05-08}"),
        ("- {rule: M9b, by: chair, date: 2026-05-08}", "- {rule: M9b, by: chair, date: 2026-05-08, round: 0}"),
    ]),
    ("topics/2026/001-电梯/reviews/协商函.yml", &[
        ("- {step: letter-approved, by: chair, date: 2026-05-08, verdict: approve, sha256: a}", "- {step: letter-approved, by: chair, date: 2026-05-08, verdict: agreed, sha256: a}"),
        ("- {step: letter-approved, by: chair, date: 2026-05-09, verdict: approve, sha256: b}", "- {step: letter-approved, by: chair, verdict: approve, sha256: b}"),
    ]),
    ("topics/2026/001-电梯/协商函.md", &[
        ("---", ""),
        ("document: consultation-letter", ""),
        ("date: 2026-05-08", "date: 2026年5月8日"),
        ("office: urban", "ofice: urban"),
        ("to: [government]", "to: {government: 1}"),
        ("---", ""),
        ("# 协商函", ""),
    ]),
    ("templates/own/regulation.yml", &[
        ("id: own", ""),
        ("title: 规程", "title: []"),
        ("posts:", "psots:"),
        ("  chair: {name: 主席}", ""),
        ("ways:", ""),
        ("  phone: {name: 电话, also: [打电话]}", "  phone: {nmae: 电话}"),
        ("events:", ""),
        ("  meeting: {name: 协商会议}", "  meeting: {name: 协商会议, of: everybody}"),
        ("rules:", ""),
        ("  - {id: A1, article: 一, quote: '', en: '', force: must, check: guidance}", "  - {id: A1, article: 一, quote: '', en: '', force: shall, check: guidance}"),
        ("  - {id: A2, article: 一, quote: '', en: '', force: must, check: {event: {id: meeting}}}", "  - {id: A2, article: 一, quote: '', en: '', force: must, check: {event: {id: meeting, vai: phone}}}"),
    ]),
];

/// What cannot be read of an archive in which one file has these lines wrong.
fn told(path: &str, lines: &[(&str, &str)], wrong: &[usize]) -> Vec<Diagnostic> {
    let line =
        |(nth, (good, bad)): (usize, &(&str, &str))| format!("{}\n", if wrong.contains(&nth) { bad } else { good });
    let text: String = lines.iter().enumerate().map(line).collect();
    let draft = Draft::new("2026-06-15")
        .file("yijuan.yml", "archive: 1\ninstitution: 云河区政协\n")
        .file(&format!("{TOPIC}/topic.yml"), "title: 电梯\nregulation: mentougou\n")
        .file(path, &text);
    let regulations = Regulations::load(&draft, &archive::local_regulations(&draft));
    let folder = TopicFolder { key: "2026-001".parse().unwrap(), path: TOPIC.to_owned() };
    let read = archive::load(&draft, &[folder], &|_| None);
    let problems = regulations.problems.into_iter().chain(read.problems);
    problems.filter(|problem| problem.place.as_ref().is_some_and(|place| place.path == path)).collect()
}

fn lines_of(problems: &[Diagnostic]) -> Vec<usize> {
    problems.iter().map(|problem| problem.place.as_ref().and_then(|place| place.line).unwrap()).collect()
}

#[test]
fn a_file_with_nothing_wrong_has_nothing_told() {
    for (path, lines) in FILES {
        assert_eq!(told(path, lines, &[]), [], "{path}");
    }
}

#[test]
fn of_two_things_that_are_wrong_in_any_file_both_are_told_at_their_lines() {
    for (path, lines) in FILES {
        let spots: Vec<usize> = (0..lines.len()).filter(|nth| !lines[*nth].1.is_empty()).collect();
        assert!(spots.len() > 1, "{path}");
        for (nth, first) in spots.iter().enumerate() {
            let one = told(path, lines, &[*first]);
            assert_eq!(one.len(), 1, "{path}: {}: {one:#?}", lines[*first].1);
            for second in &spots[nth + 1..] {
                let both = told(path, lines, &[*first, *second]);
                assert_eq!(both.len(), 2, "{path}: {}, {}: {both:#?}", lines[*first].1, lines[*second].1);
                let alone = [&one, &told(path, lines, &[*second])].map(|told| lines_of(told));
                assert_eq!([lines_of(&both)], [alone.concat()], "{path}: {both:#?}");
            }
        }
        let all = told(path, lines, &spots);
        assert_eq!(all.len(), spots.len(), "{path}: {all:#?}");
        assert!(all.iter().all(|problem| problem.hint.is_some()), "{path}");
    }
}
