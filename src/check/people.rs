//! Kind `people`: each of these is there, or so many of them.

use super::bound::{self, Broken, Measure, Measures};
use super::{Holds, Outcome, Question, actor, sentence};
use crate::model::{Attendee, Date, Name, Person};
use crate::regulation::{Actor, Basis, Bounds, Force, PeopleCheck, Regulation, ShareOf};
use crate::text;
use crate::text::Text;

/// Whether the people asked for are on the list, or came.
pub(super) fn judge(question: &Question, check: &PeopleCheck) -> Outcome {
    let list = list(question, check);
    let day = question.day();
    let fits = |any: &[Actor], entry: &Attendee| any.iter().any(|wanted| is(question, wanted, entry, day));
    let measures = Measures::of(question.bench, question.rule, &check.bounds);
    let mut lacking = Vec::new();
    let mut since: Option<Date> = None;
    let everybody = [Vec::new()];
    let each: &[Vec<Actor>] = if check.each.is_empty() { &everybody } else { &check.each };
    for any in each {
        let counted: Vec<&&Attendee> = list.iter().filter(|entry| any.is_empty() || fits(any, entry)).collect();
        let base = base(question, check, any, &list);
        let broken = if check.bounds == Bounds::default() {
            counted.is_empty().then_some(Broken::Few(Measure::Number(1)))
        } else {
            measures.broken(counted.len(), base.len())
        };
        if let Some(broken) = broken {
            let there = |name: &str| counted.iter().any(|entry| is_called(entry, name));
            let absent = base.iter().filter(|one| !there(one.id)).map(|one| one.name).collect();
            lacking.push(Lacking { any: any.clone(), count: counted.len(), total: base.len(), broken, absent });
        }
        if check.basis == Basis::Invited {
            let least = measures.least.map_or(1, |least| least.least(base.len()));
            since = since.max(invited(&counted, least));
        }
    }
    let belongs = question.view.file("roster.yml");
    if lacking.is_empty() {
        return Outcome { holds: Holds::since(since), ..Outcome::open(belongs) };
    }
    let (task, missing) = said(question, check, &lacking);
    let hint = how_to_enter(check, &lacking);
    Outcome { task, missing, uncounted: Some(hint), ..Outcome::open(belongs) }
}

/// What to do with the roster: whoever is there too many cannot be entered.
fn how_to_enter(check: &PeopleCheck, lacking: &[Lacking]) -> Text {
    let outsiders = |one: &Lacking| check.of != ShareOf::Register && one.broken == Broken::Few(Measure::All);
    let too_many = |one: &Lacking| matches!(one.broken, Broken::Many(_)) || outsiders(one);
    if lacking.iter().all(|one| too_many(one) && one.total > 0) {
        return Text::new("核对 roster.yml 中的 tags 与 attended", "look through tags and attended in roster.yml");
    }
    Text::new(
        "在 roster.yml 中登记（name、person、tags、invited）",
        "enter them in roster.yml (name, person, tags, invited)",
    )
}

/// Somebody asked for who is not there, or not often enough.
struct Lacking<'a> {
    any: Vec<Actor>,
    count: usize,
    total: usize,
    broken: Broken,
    /// Of those a share is taken of, who is not counted.
    absent: Vec<&'a str>,
}

/// The day on which the last of so many was invited; entries without a day come last.
fn invited(counted: &[&&Attendee], least: usize) -> Option<Date> {
    let mut days: Vec<Option<Date>> = counted.iter().map(|entry| entry.invited).collect();
    days.sort_by_key(|day| (day.is_none(), *day));
    days.get(least.checked_sub(1)?).copied().flatten()
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

/// Somebody of whom a share is taken.
struct One<'a> {
    /// How a roster names them: the id in the register, or the name.
    id: &'a str,
    name: &'a str,
}

/// Whether an entry is this person.
fn is_called(entry: &Attendee, id: &str) -> bool {
    entry.person.as_ref().unwrap_or(&entry.name).as_str() == id
}

/// Those of whom a share is taken.
fn base<'a>(question: &Question<'_, 'a>, check: &PeopleCheck, any: &[Actor], list: &[&'a Attendee]) -> Vec<One<'a>> {
    let Question { bench, regulation, view, .. } = *question;
    let listed = |entry: &&'a Attendee| One { id: entry.person.as_ref().unwrap_or(&entry.name), name: &entry.name };
    match &check.of {
        ShareOf::List => list.iter().map(listed).collect(),
        ShareOf::Tag(tag) => {
            let tag = Actor::Id(tag.clone());
            list.iter().filter(|entry| is(question, &tag, entry, question.day())).map(listed).collect()
        }
        ShareOf::Register => {
            let holds = |person: &&Person| {
                any.is_empty()
                    || any.iter().any(|one| actor::fits(bench, regulation, one, &person.id, question.day(), view))
            };
            let people = bench.archive.people.iter().filter(holds);
            people.map(|person| One { id: &person.id, name: &person.name }).collect()
        }
    }
}

fn whom(regulation: &Regulation, any: &[Actor]) -> Text {
    if any.is_empty() { Text::new("人员", "people") } else { sentence::any_of_actors(regulation, any) }
}

fn activity(regulation: &Regulation, check: &PeopleCheck) -> Text {
    sentence::list(&check.at.iter().map(|id| regulation.name(id)).collect::<Vec<_>>())
}

/// What is lacking in a few words, and the sentence:
/// 协商会议邀请名单缺…（一般应有…）; 利益相关方代表3/8，不足1/2，还差1人.
fn said(question: &Question, check: &PeopleCheck, lacking: &[Lacking]) -> (Text, Text) {
    let regulation = question.regulation;
    let task = sentence::list(&lacking.iter().map(|one| whom(regulation, &one.any)).collect::<Vec<_>>());
    if check.bounds != Bounds::default() {
        let each: Vec<Text> = lacking.iter().map(|one| said_of(question, check, one)).collect();
        return (task, Text::join(&each, "；", "; "));
    }
    let list = list_in_words(regulation, check);
    let should = if question.rule.force == Force::Should {
        Text::new("一般应有", "generally")
    } else {
        Text::new("应有", "required:")
    };
    let all = sentence::list(&check.each.iter().map(|any| whom(regulation, any)).collect::<Vec<_>>());
    let all = if all.is_empty() { whom(regulation, &[]) } else { all };
    let said = Text::new(
        format!("{}缺{}（{}{}）", list.zh, task.zh, should.zh, all.zh),
        format!("the {} lacks {} ({} {})", list.en, task.en, should.en, all.en),
    );
    (task, said)
}

/// 协商会议邀请名单, 协商会议参加人员.
fn list_in_words(regulation: &Regulation, check: &PeopleCheck) -> Text {
    let Text { zh, en } = activity(regulation, check);
    match check.basis {
        Basis::Invited => text!(zh: "{zh}邀请名单", en: "invitation list of {en}"),
        Basis::Attended | Basis::Known => text!(zh: "{zh}参加人员", en: "participants of {en}"),
    }
}

/// How the count of some stands to what is asked.
fn said_of(question: &Question, check: &PeopleCheck, one: &Lacking) -> Text {
    let regulation = question.regulation;
    let who = if one.any.is_empty() { list_in_words(regulation, check) } else { whom(regulation, &one.any) };
    let (Text { zh, en }, Lacking { count, total, .. }) = (who, one);
    let of = match &check.of {
        ShareOf::List => list_in_words(regulation, check),
        ShareOf::Tag(tag) => regulation.name(tag),
        ShareOf::Register => Text::new("应到人员", "all who hold it"),
    };
    let (of_zh, of_en) = (of.zh, of.en);
    let said = match &one.broken {
        Broken::Few(Measure::Number(_)) | Broken::Many(Measure::Number(_)) => {
            let should = if question.rule.force == Force::Should { ("一般应", "generally ") } else { ("应", "") };
            let bounds = bound::in_case(question.bench, regulation, question.rule, &check.bounds, "人");
            let bounds = bound::with_verb(bounds);
            Text::new(
                format!("{zh}{count}人，{}{}", should.0, bounds.zh),
                format!("{en}: {count}, {}{} required", should.1, bounds.en),
            )
        }
        Broken::Few(_) if *total == 0 => text!(zh: "{of_zh}尚无一人", en: "{of_en}: nobody"),
        Broken::Few(Measure::Share(part, whole)) => {
            text!(zh: "{zh}{count}/{total}，不足{part}/{whole}", en: "{en}: {count} of {total}, less than {part}/{whole}")
        }
        Broken::Few(Measure::Majority) => {
            text!(zh: "{zh}{count}/{total}，未占{of_zh}多数", en: "{en}: {count} of {total}, no majority among: {of_en}")
        }
        Broken::Few(Measure::All) => {
            let absent = sentence::list(&one.absent.iter().map(|name| Text::same(*name)).collect::<Vec<_>>());
            let Text { zh: names, .. } = absent;
            return match check.of {
                ShareOf::Register => {
                    text!(zh: "{zh}{count}/{total}，缺{names}", en: "{en}: {count} of {total}, without {names}")
                }
                ShareOf::List | ShareOf::Tag(_) => text!(zh: "{names}不属于{zh}", en: "{names}: no {en}"),
            };
        }
        Broken::Many(Measure::Share(part, whole)) => {
            text!(zh: "{zh}{count}/{total}，超过{part}/{whole}", en: "{en}: {count} of {total}, more than {part}/{whole}")
        }
        Broken::Many(Measure::Majority | Measure::All) => {
            text!(zh: "{zh}{count}/{total}", en: "{en}: {count} of {total}")
        }
    };
    said.then(&mend(check, one))
}

/// ，还差1人: how many more, or fewer, would do.
fn mend(check: &PeopleCheck, one: &Lacking) -> Text {
    // Whoever joins a list joins those of whom the share is taken; the register stays as it is.
    let moves = check.of != ShareOf::Register;
    match one.broken {
        Broken::Few(least) => least
            .short(one.count, one.total, moves)
            .map_or_else(|| Text::same(""), |more| text!(zh: "，还差{more}人", en: "; {more} short")),
        Broken::Many(most) => most
            .over(one.count, one.total, moves)
            .map_or_else(|| Text::same(""), |less| text!(zh: "，多出{less}人", en: "; {less} too many")),
    }
}

/// What the rule asks for, without a case in hand.
pub(super) fn asked(regulation: &Regulation, check: &PeopleCheck) -> Text {
    let at = activity(regulation, check);
    let who = sentence::list(&check.each.iter().map(|any| whom(regulation, any)).collect::<Vec<_>>());
    let who = if who.is_empty() { whom(regulation, &[]) } else { who };
    let bounds = bound::in_words(regulation, &check.bounds, "人");
    let verb = match check.basis {
        Basis::Invited => Text::new("邀请", "invite"),
        Basis::Attended | Basis::Known => Text::new("参加：", "present:"),
    };
    Text::new(
        format!("{}{}{}{}", at.zh, verb.zh, who.zh, bounds.zh),
        format!("{} {} {} {}", at.en, verb.en, who.en, bounds.en).trim_end().to_owned(),
    )
}
