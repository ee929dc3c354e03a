//! Facts that do not go together, of which no rule speaks: told as notes, for somebody to look at.

mod blank;
mod hosts;
mod unsaid;

use super::Context;
use crate::archive::{Paper, PlanYear};
use crate::diagnostic::Location;
use crate::duty::{Duty, Finding, Severity};
use crate::model::{Attendee, Date, Name, PlanItem, Subject};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::view::{MEETING, Occurrence, Origin, TopicFacts, View};
use crate::rules::{Actor, Moment, PaperField, Role, actor, phrase, remedy, when};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Group, SubjectKind, Vocabulary};

/// What of a topic does not go together, as long as it has not ended.
pub(super) fn of_topic<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    duties: &[Duty],
) -> Vec<Finding> {
    if facts.ended.is_some() {
        return Vec::new();
    }
    let has_come = |paper: &&Paper| paper.front.date.is_none_or(|date| date <= context.today);
    let papers = facts.topic.papers.iter().filter(|paper| paper.draft.is_none()).filter(has_come);
    let of_papers = papers.flat_map(|paper| {
        let at = |field: &str| Location::field(paper.path.clone(), [field.into()]);
        let held = held_on_another_day(regulation, facts, paper).map(|(said, hint)| (at("held"), said, hint));
        let host = hosted_by_another(context, regulation, facts, paper).map(|(said, hint)| (at("host"), said, hint));
        held.into_iter().chain(host)
    });
    let announced = announced_for_another_day(regulation, facts, duties);
    let suggestions = 0..facts.topic.suggestions.len();
    let of_suggestions = suggestions.flat_map(|nth| {
        let early = before_the_meeting(regulation, facts, nth);
        early.into_iter().chain(without_its_first_event(context, regulation, facts, nth))
    });
    let unmarked = (1..=facts.rounds).filter_map(|round| unsaid::attendance(context, regulation, facts, round));
    let hosts = (1..=facts.rounds).filter_map(|round| hosts::besides(context, regulation, facts, round));
    let unplanned = unsaid::plan(context, regulation, facts);
    let told = of_papers.chain(announced).chain(of_suggestions).chain(without_a_day(context, facts));
    let told = told.chain(unmarked).chain(hosts).chain(unplanned).chain(blank::of_topic(regulation, facts));
    told.map(|(place, said, hint)| note(Subject::Topic(facts.topic.key), place, said, hint)).collect()
}

type Told = (Location, Text, Text);

fn note(subject: Subject, place: Location, said: Text, hint: Text) -> Finding {
    Finding::without_rule(Severity::Note, subject, place, said, hint)
}

/// What of a year does not go together.
pub(super) fn of_year(context: &Context, plan: &PlanYear) -> Vec<Finding> {
    let subject = || Subject::Plan(plan.year);
    let regulations = context.regulations.binding(context.archive).filter(|_| !plan.incomplete);
    // Where two call a paper the same, it is told once.
    let mut papers = regulations.map(|regulation| blank::of_year(regulation, plan, context.today));
    let papers = papers.find(|told| !told.is_empty()).unwrap_or_default();
    let papers = papers.into_iter().map(|(place, said, hint)| note(subject(), place, said, hint));
    papers.chain(not_begun(context, plan)).collect()
}

/// Items of a plan that had become no topic when their year was over.
fn not_begun(context: &Context, plan: &PlanYear) -> Option<Finding> {
    let year = plan.year;
    if plan.incomplete || context.today.year() <= year {
        return None;
    }
    let folders = context.archive.folders.iter().filter(|folder| folder.key.year == year);
    let titles: Vec<Name> = folders.filter_map(|folder| Some(Name::from(folder.path.rsplit_once('-')?.1))).collect();
    let items = plan.file.items.iter().enumerate();
    let has_not_begun =
        |item: &PlanItem| item.topic.is_none() && !titles.iter().any(|title| title.looks_like(&item.title));
    let open: Vec<(usize, &PlanItem)> = items.filter(|(_, item)| has_not_begun(item)).collect();
    let (first, number) = (open.first()?.0, open.len());
    let named = open.iter().take(3).map(|(_, item)| Text::same(item.title.as_str()));
    let Text { zh, en } = phrase::list(&named.collect::<Vec<_>>());
    let more = if number > 3 { ("等", " and others") } else { ("", "") };
    let (more_zh, more_en) = more;
    let said = text!(
        zh: "{year} 年已过，年度计划有{number}项未启动：{zh}{more_zh}",
        en: "{year} is over, and of its plan items have not begun ({number}): {en}{more_en}"
    );
    // Each of several has a number of its own.
    let (zh, en) = match open.as_slice() {
        [(nth, _)] => ((nth + 1).to_string(), (nth + 1).to_string()),
        _ => ("〈序号〉".to_owned(), "〈NUMBER〉".to_owned()),
    };
    let hint = text!(
        zh: "已办的写明议题：yijuan plan set {year} 议题编号=〈议题〉 --item {zh}；不再办的撤下：yijuan plan remove {year} {zh}",
        en: "of one that was deliberated name the topic: yijuan plan set {year} topic=〈KEY〉 --item {en}; take out one that will not be: yijuan plan remove {year} {en}"
    );
    Some(note(Subject::Plan(year), plan.item_at(first).place("title"), said, hint))
}

/// Whether a rule asks papers of this kind to state a field of the meeting.
fn is_asked(regulation: &Regulation, paper: &Paper, field: PaperField) -> bool {
    let checks = regulation.rules.iter().flat_map(|rule| &rule.checks);
    checks.filter_map(|check| if let Check::Document(check) = check { Some(check) } else { None }).any(|check| {
        let is_of_it = |id: &Name| regulation.counts_as(&paper.front.document, id);
        check.fields.contains(&field) && check.documents.ids().iter().any(is_of_it)
    })
}

/// What a paper speaks of: the round it names, or any.
fn of_paper<'v, 'a>(facts: &'v TopicFacts<'a>, paper: &Paper) -> View<'v, 'a> {
    paper.front.round.map_or_else(|| View::of_topic(facts), |round| View::of_round(facts, round))
}

/// A record of the meeting that names a day on which it was not held.
fn held_on_another_day(regulation: &Regulation, facts: &TopicFacts, paper: &Paper) -> Option<(Text, Text)> {
    let stated = paper.front.held.as_deref().filter(|_| is_asked(regulation, paper, PaperField::Held))?;
    let said = Date::first_in(stated)?;
    let view = of_paper(facts, paper);
    let days: Vec<Date> = view.of(MEETING).map(|one| one.date).collect();
    let held = *days.first().filter(|_| !days.contains(&said))?;
    let (name, meeting) = (phrase::paper(regulation, &paper.front.document), regulation.name(MEETING));
    let (name_zh, name_en, zh, en) = (name.zh, name.en, meeting.zh, meeting.en);
    let (path, key, typed) = (&paper.path, facts.topic.key, regulation.event_argument(MEETING).zh);
    Some((
        text!(
            zh: "{name_zh}写的会议时间是{said}，登记的{zh}在{held}",
            en: "{name_en} says that it was held on {said}; on record the {en} was held on {held}"
        ),
        text!(
            zh: "改正 {path} 的文头；登记有误的作废后重记：yijuan record {key} {typed} --void {held} --note 〈原因〉；再 yijuan record {key} {typed} --on {said}",
            en: "mend the front matter of {path}; if the entry is mistaken, strike it out and record it anew: yijuan record {key} {MEETING} --void {held} --note 〈WHY〉; then yijuan record {key} {MEETING} --on {said}"
        ),
    ))
}

/// A record of the meeting that names as host whom the list does not.
fn hosted_by_another(
    context: &Context,
    regulation: &Regulation,
    facts: &TopicFacts,
    paper: &Paper,
) -> Option<(Text, Text)> {
    let stated = paper.front.host.as_ref().filter(|_| is_asked(regulation, paper, PaperField::Host))?;
    let called = context.archive.called(stated).unwrap_or(stated);
    let view = of_paper(facts, paper);
    let is_host = |entry: &Attendee| entry.tags.iter().any(|tag| Some(tag.as_str()) == Role::Host.tag());
    let in_the_chair = |entry: &Attendee| is_host(entry) && view.mark(entry, MEETING) != Some(false);
    let hosts: Vec<&Attendee> = view.roster().map(|(_, entry)| entry).filter(|entry| in_the_chair(entry)).collect();
    // What is written may be a name with a post beside it, spread as it is printed, or the post alone.
    let written: String = called.chars().filter(|c| !c.is_whitespace()).collect();
    let (of, post) = (context.of(regulation, view), regulation.term_named(Group::Posts, stated).unwrap_or(stated));
    let post = Actor::Id(post.clone());
    let day = view.of(MEETING).next().map_or(context.today, |one| one.date);
    let is_named = |entry: &&Attendee| {
        let who = entry.person.as_ref().unwrap_or(&entry.name);
        written.contains(entry.name.as_str()) || who == stated || actor::fits(&of, &post, who, day)
    };
    if hosts.is_empty() || hosts.iter().any(is_named) {
        return None;
    }
    let Text { zh, en } = phrase::paper(regulation, &paper.front.document);
    let listed = phrase::list(&hosts.iter().map(|entry| Text::same(entry.name.as_str())).collect::<Vec<_>>()).zh;
    let (path, key, host) = (&paper.path, facts.topic.key, one_word(&hosts[0].name));
    Some((
        text!(
            zh: "{zh}写的主持人是{called}，名单登记的主持人是{listed}",
            en: "{en} names {called} as host, the list {listed}"
        ),
        text!(
            zh: "改正 {path} 的文头；名单有误的，撤下后重登：yijuan roster remove {key} {host}",
            en: "mend the front matter of {path}; if the list is wrong, take the entry out and enter it anew: yijuan roster remove {key} {host}"
        ),
    ))
}

/// The last announcement of the last round's meeting, where it names another day and no rule asks for a new one.
fn announced_for_another_day(regulation: &Regulation, facts: &TopicFacts, duties: &[Duty]) -> Option<Told> {
    let view = View::of_round(facts, facts.rounds);
    let held: Vec<Date> = view.of(MEETING).map(|one| one.date).collect();
    let day = held.first().copied().or_else(|| facts.scheduled())?;
    let announces = |one: &&Occurrence| regulation.announces(one.event);
    let entries = facts.occurrences.iter().filter(|one| one.round == facts.rounds).filter(announces);
    let (last, named) = entries.filter_map(|one| Some((one, one.entry()?.r#for?))).next_back()?;
    let is_asked_for = duties.iter().any(|duty| duty.new_day.is_some() && duty.round() == Some(facts.rounds));
    if named == day || held.contains(&named) || is_asked_for {
        return None;
    }
    let (date, Text { zh, en }) = (last.date, phrase::quoted(&regulation.name(last.event)));
    let said = if held.is_empty() {
        text!(zh: "{zh}（{date}）告知的会期是{named}，现定会期是{day}", en: "{en} ({date}) announced {named}; the meeting is scheduled for {day}")
    } else {
        text!(zh: "{zh}（{date}）告知的会期是{named}，会议在{day}召开", en: "{en} ({date}) announced {named}; the meeting was held on {day}")
    };
    let right = Text::new("记录无误的不必处理", "if the record is right there is nothing to do");
    Some((last.place(), said, remedy::how_to_correct(regulation, &view, last, &right)))
}

/// The first thing that happened to a suggestion before the meeting it was made at.
fn before_the_meeting(regulation: &Regulation, facts: &TopicFacts, nth: usize) -> Option<Told> {
    let view = View::of_suggestion(facts, nth);
    let met = View::of_round(facts, view.round?).of(MEETING).next()?.date;
    let is_its = |one: &&Occurrence| matches!(one.origin, Origin::Suggestion { suggestion, .. } if suggestion == nth);
    let early = facts.occurrences.iter().filter(is_its).find(|one| one.date < met)?;
    let (id, date) = (&facts.topic.suggestions[nth].id, early.date);
    let (event, meeting) = (phrase::quoted(&regulation.name(early.event)), regulation.name(MEETING));
    let (zh, en, met_zh, met_en) = (event.zh, event.en, meeting.zh, meeting.en);
    let said = text!(
        zh: "建议 {id} 的{zh}（{date}）早于{met_zh}（{met}）",
        en: "{en} of suggestion {id} ({date}) came before the {met_en} ({met})"
    );
    let right = Text::new("日期无误的不必处理", "if the date is right there is nothing to do");
    Some((early.place(), said, remedy::how_to_correct(regulation, &view, early, &right)))
}

/// What is entered, and of which all that rules ask for counts from an event of its own that nobody recorded: until
/// it ends, nothing would be asked for.
fn without_its_first_event<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    nth: usize,
) -> Option<Told> {
    let view = View::of_suggestion(facts, nth);
    let of = context.of(regulation, view);
    let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Suggestion);
    let rules: Vec<_> =
        rules.filter(|rule| rule.due.is_some() && when::holds(&of, Some(&rule.id), &rule.when)).collect();
    let first = rules.first()?;
    let is_own = |moment: &Moment| {
        let kind = moment.event().and_then(|event| regulation.events.get(event));
        kind.is_some_and(|kind| kind.of == SubjectKind::Suggestion)
    };
    let waits = |moment: &Moment| {
        let event = moment.event();
        is_own(moment) && event.is_some_and(|event| view.of(event).next().is_none() && view.later(event).is_none())
    };
    let after =
        |rule: &&Rule| rule.due.as_ref().is_some_and(|due| !due.after.is_empty() && due.after.iter().all(waits));
    if !rules.iter().all(after) {
        return None;
    }
    let event = first.due.as_ref()?.after.first()?.event()?;
    let (id, key, rule) = (&facts.topic.suggestions[nth].id, facts.topic.key, &first.id);
    let place = view.file("suggestions.yml");
    let (Text { zh, en }, typed) = (phrase::quoted(&regulation.name(event)), regulation.event_argument(event).zh);
    let said = text!(
        zh: "{id} 尚未记录{zh}，{rule} 的期限无从起算",
        en: "{id} has no record of {en}, from which the time of {rule} counts"
    );
    let hint = text!(
        zh: "补记：yijuan suggestion update {key} {id} --event {typed} --on 〈日期〉",
        en: "record it: yijuan suggestion update {key} {id} --event {event} --on 〈DATE〉"
    );
    Some((Location { field: vec![nth.into(), "id".into()], ..place }, said, hint))
}

/// A topic of a year that is over, of which neither a meeting nor a day for one is on record.
fn without_a_day(context: &Context, facts: &TopicFacts) -> Option<Told> {
    if !facts.is_without_a_day(&context.world()) {
        return None;
    }
    let (key, Text { zh, en }) = (facts.topic.key, facts.regulation.name(MEETING));
    let argument = |event| facts.regulation.event_argument(event).zh;
    let (year, meeting, dropped) = (key.year, argument(MEETING), argument(Vocabulary::DROPPED));
    let said = text!(
        zh: "{year} 年的议题，至今没有会期，也没有{zh}的记录",
        en: "a topic of {year}, with neither a day for the {en} nor a record of one"
    );
    let hint = text!(
        zh: "已召开的补记：yijuan record {key} {meeting} --on 〈日期〉；仍要召开的定会期：yijuan set {key} 会期=〈日期〉；不再召开的：yijuan record {key} {dropped} --on 〈日期〉 --note 〈原因〉",
        en: "if it was held, record it: yijuan record {key} {MEETING} --on 〈DATE〉; if it is still to be, set its day: yijuan set {key} scheduled.meeting=〈DATE〉; if it will not be held: yijuan record {key} dropped --on 〈DATE〉 --note 〈WHY〉"
    );
    Some((Location::file(facts.topic.path("topic.yml")), said, hint))
}
