//! Kind `people`: each of these is there, or so many of them.

use super::{Bench, Holds, Outcome, Question, actor, sentence};
use crate::model::{Attendee, Date, Name};
use crate::regulation::{Actor, Basis, Bound, Force, PeopleCheck, Regulation, ShareOf};
use crate::text;
use crate::text::Text;

/// Whether the people asked for are on the list, or came.
pub(super) fn judge(question: &Question, check: &PeopleCheck) -> Outcome {
    let list = list(question, check);
    let day = question.day();
    let fits = |any: &[Actor], entry: &Attendee| any.iter().any(|wanted| is(question, wanted, entry, day));
    let mut lacking = Vec::new();
    let mut since: Option<Date> = None;
    let everybody = [Vec::new()];
    let each: &[Vec<Actor>] = if check.each.is_empty() { &everybody } else { &check.each };
    for any in each {
        let counted: Vec<&&Attendee> = list.iter().filter(|entry| any.is_empty() || fits(any, entry)).collect();
        let total = total(question, check, any, &list);
        let count = counted.len();
        let least = check
            .bounds
            .at_least
            .as_ref()
            .map_or_else(|| default_least(check), |bound| least(question.bench, bound, total));
        let most = check.bounds.at_most.as_ref().map(|bound| most(question.bench, bound, total));
        if count < least || most.is_some_and(|most| count > most) || (total == 0 && check.bounds.at_least.is_some()) {
            lacking.push(Lacking { any: any.clone(), count, total });
        }
        if check.basis == Basis::Invited {
            since = since.max(counted.iter().filter_map(|entry| entry.invited).min());
        }
    }
    let belongs = question.view.file("roster.yml");
    if lacking.is_empty() {
        return Outcome { holds: Holds::since(since), ..Outcome::open(belongs) };
    }
    let (task, missing) = said(question, check, &lacking);
    let hint = Text::new(
        "在 roster.yml 中登记（name、person、tags、invited）",
        "enter them in roster.yml (name, person, tags, invited)",
    );
    Outcome { task, missing, uncounted: Some(hint), ..Outcome::open(belongs) }
}

struct Lacking {
    any: Vec<Actor>,
    count: usize,
    total: usize,
}

/// The entries counted: of the activities and the round, and by the basis.
fn list<'a>(question: &Question<'_, 'a>, check: &PeopleCheck) -> Vec<&'a Attendee> {
    let at = |entry: &Attendee| {
        let meeting = [Name::from("meeting")];
        let own: &[Name] = if entry.at.is_empty() { &meeting } else { &entry.at };
        check.at.iter().any(|activity| own.contains(activity))
    };
    let entries: Vec<&Attendee> = question.view.roster().map(|(_, entry)| entry).filter(|entry| at(entry)).collect();
    let marked = entries.iter().any(|entry| entry.attended.is_some());
    match (check.basis, marked) {
        (Basis::Attended, _) | (Basis::Known, true) => {
            entries.into_iter().filter(|entry| entry.attended == Some(true)).collect()
        }
        (Basis::Invited, _) => {
            let invited = |entry: &&Attendee| entry.invited.is_none_or(|day| day <= question.bench.today);
            entries.into_iter().filter(invited).collect()
        }
        (Basis::Known, false) => entries,
    }
}

/// Whether somebody on the list is who a rule means: as a person of the register, or by a tag.
fn is(question: &Question, wanted: &Actor, entry: &Attendee, day: Date) -> bool {
    let Question { bench, regulation, view, .. } = *question;
    let person = entry.person.as_ref().unwrap_or(&entry.name);
    std::iter::once(person)
        .chain(entry.tags.iter())
        .any(|stated| actor::fits(bench, regulation, wanted, stated, day, view))
}

/// Of how many a share is taken.
fn total(question: &Question, check: &PeopleCheck, any: &[Actor], list: &[&Attendee]) -> usize {
    let Question { bench, regulation, view, .. } = *question;
    match &check.of {
        ShareOf::List => list.len(),
        ShareOf::Tag(tag) => {
            let tag = Actor::Id(tag.clone());
            list.iter().filter(|entry| is(question, &tag, entry, question.day())).count()
        }
        ShareOf::Register => {
            let people = bench.archive.people.iter();
            let holds = |person: &&crate::model::Person| {
                any.iter().any(|wanted| actor::fits(bench, regulation, wanted, &person.id, question.day(), view))
            };
            people.filter(holds).count()
        }
    }
}

fn default_least(check: &PeopleCheck) -> usize {
    usize::from(check.bounds.at_most.is_none())
}

/// The archive's value for a word.
fn word(bench: &Bench, word: &str) -> Option<usize> {
    match bench.settings()?.limits.get(word) {
        Some(crate::model::Limit::Number(number)) => Some(*number as usize),
        _ => None,
    }
}

/// The least that will do, in integers.
fn least(bench: &Bench, bound: &Bound, total: usize) -> usize {
    match bound {
        Bound::Number(number) => *number as usize,
        Bound::Share(part, whole) => (total * *part as usize).div_ceil(*whole as usize),
        Bound::All => total,
        Bound::Word(name) => word(bench, name).unwrap_or(match name.as_str() {
            "most" => total / 2 + 1,
            "many" => 2,
            _ => 1,
        }),
    }
}

/// The most that is allowed, in integers.
fn most(bench: &Bench, bound: &Bound, total: usize) -> usize {
    match bound {
        Bound::Number(number) => *number as usize,
        Bound::Share(part, whole) => total * *part as usize / *whole as usize,
        Bound::All => total,
        Bound::Word(name) => word(bench, name).unwrap_or(usize::MAX),
    }
}

fn whom(regulation: &Regulation, any: &[Actor]) -> Text {
    if any.is_empty() { Text::new("人员", "people") } else { sentence::any_of_actors(regulation, any) }
}

fn activity(regulation: &Regulation, check: &PeopleCheck) -> Text {
    sentence::list(&check.at.iter().map(|id| regulation.name(id)).collect::<Vec<_>>())
}

/// 协商会议邀请名单缺…（一般应有…）.
fn said(question: &Question, check: &PeopleCheck, lacking: &[Lacking]) -> (Text, Text) {
    let regulation = question.regulation;
    let missing = sentence::list(&lacking.iter().map(|one| whom(regulation, &one.any)).collect::<Vec<_>>());
    let at = activity(regulation, check);
    let list = match check.basis {
        Basis::Invited => Text::new("邀请名单", "invitation list"),
        Basis::Attended | Basis::Known => Text::new("参加人员", "participants"),
    };
    let should = if question.rule.force == Force::Should {
        Text::new("一般应", "generally")
    } else {
        Text::new("应", "required:")
    };
    let said = if check.bounds.at_least.is_some() || check.bounds.at_most.is_some() {
        let counts = lacking.iter().map(|one| {
            let who = whom(regulation, &one.any);
            let (count, total) = (one.count, one.total);
            Text::new(format!("{}{count}/{total}人", who.zh), format!("{} {count} of {total}", who.en))
        });
        let counts = sentence::list(&counts.collect::<Vec<_>>());
        let bounds = bounds(check);
        Text::new(
            format!("{}{}：{}，{}{}", at.zh, list.zh, counts.zh, should.zh, bounds.zh),
            format!("{} of {}: {}; {} {}", list.en, at.en, counts.en, should.en, bounds.en),
        )
    } else {
        let all = sentence::list(&check.each.iter().map(|any| whom(regulation, any)).collect::<Vec<_>>());
        Text::new(
            format!("{}{}缺{}（{}有{}）", at.zh, list.zh, missing.zh, should.zh, all.zh),
            format!("the {} of {} lacks {} ({} {})", list.en, at.en, missing.en, should.en, all.en),
        )
    };
    (missing, said)
}

fn bounds(check: &PeopleCheck) -> Text {
    let shown = |bound: &Bound| match bound {
        Bound::Number(number) => Text::new(format!("{number}人"), number.to_string()),
        Bound::Share(part, whole) => Text::new(format!("{whole}分之{part}"), format!("{part}/{whole}")),
        Bound::All => Text::new("全体", "all"),
        Bound::Word(word) => match word.as_str() {
            "most" => Text::new("过半", "more than half"),
            "some" => Text::new("一定比例", "some"),
            other => Text::same(other),
        },
    };
    let mut said = Vec::new();
    if let Some(bound) = &check.bounds.at_least {
        let Text { zh, en } = shown(bound);
        said.push(text!(zh: "不少于{zh}", en: "at least {en}"));
    }
    if let Some(bound) = &check.bounds.at_most {
        let Text { zh, en } = shown(bound);
        said.push(text!(zh: "不多于{zh}", en: "at most {en}"));
    }
    Text::join(&said, "、", ", ")
}

/// What the rule asks for, without a case in hand.
pub(super) fn asked(regulation: &Regulation, check: &PeopleCheck) -> Text {
    let at = activity(regulation, check);
    let who = sentence::list(&check.each.iter().map(|any| whom(regulation, any)).collect::<Vec<_>>());
    let bounds = bounds(check);
    let verb = match check.basis {
        Basis::Invited => Text::new("邀请", "invite"),
        Basis::Attended | Basis::Known => Text::new("参加：", "present:"),
    };
    Text::new(
        format!("{}{}{}{}", at.zh, verb.zh, who.zh, bounds.zh),
        format!("{} {} {} {}", at.en, verb.en, who.en, bounds.en).trim_end().to_owned(),
    )
}
