//! Facts that do not fit together although no rule is broken. They are notes, for somebody to look at.

mod announced;
mod blank;
mod came;
mod hosts;
mod index;
mod opinion;
mod review;
mod unsaid;

pub(crate) use announced::{outdated, was_so};
pub(crate) use opinion::unsaid as unsaid_in_opinion;
pub(super) use review::{lapsed, unsigned};

use super::Context;
use crate::archive::{Paper, PlanYear};
use crate::diagnostic::Location;
use crate::duty::{Duty, Finding, Severity};
use crate::model::{Attendee, Date, Name, PlanItem, Subject};
use crate::regulation::{Check, Regulation};
use crate::rules::view::{MEETING, Origin, TopicFacts, View};
use crate::rules::{Actor, Due, PaperField, Role, actor, phrase, remedy, when};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Group, SubjectKind, Vocabulary};

/// Contradictions in a topic. Of one that has ended, what its index leaves out.
pub(super) fn of_topic<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    duties: &[Duty],
) -> Vec<Finding> {
    let subject = || Subject::Topic(facts.topic.key);
    let index = index::of_topic(regulation, facts).into_iter();
    if facts.ended.is_some() {
        return index.map(|(place, message, hint)| note(subject(), place, message, hint)).collect();
    }
    let papers = facts.topic.papers.iter().filter(|paper| paper.draft.is_none());
    let papers = papers.filter(|paper| paper.front.date.is_none_or(|date| date <= context.today));
    let opinions = opinion::of_topic(context, regulation, facts, papers.clone());
    let of_papers = papers.flat_map(|paper| {
        let held = held_on_another_day(regulation, facts, paper).map(|remark| (PaperField::Held, remark));
        let host = hosted_by_another(context, regulation, facts, paper).map(|remark| (PaperField::Host, remark));
        held.into_iter()
            .chain(host)
            .map(|(field, (message, hint))| (Location::field(paper.path.clone(), [field.key().into()]), message, hint))
    });
    let is_minutes = |paper: &&Paper| is_asked(regulation, paper, PaperField::Host);
    let minutes = facts.topic.papers.iter().filter(|paper| paper.draft.is_none()).filter(is_minutes);
    let minutes = minutes.flat_map(|paper| came::in_minutes(regulation, facts, paper));
    let announced = announced_for_another_day(regulation, facts, duties);
    let suggestions = 0..facts.topic.suggestions.len();
    let of_suggestions = suggestions.flat_map(|nth| {
        let early = before_the_meeting(regulation, facts, nth);
        early.into_iter().chain(without_its_first_event(context, regulation, facts, nth))
    });
    let of_suggestions = of_suggestions.chain(unsaid::items(regulation, facts));
    let unmarked = (1..=facts.rounds).filter_map(|round| unsaid::attendance(context, regulation, facts, round));
    let hosts = (1..=facts.rounds).filter_map(|round| hosts::besides(context, regulation, facts, round));
    let unplanned = unsaid::plan(context, regulation, facts);
    let remarks = of_papers.chain(announced).chain(of_suggestions).chain(without_a_day(context, facts));
    let remarks = remarks.chain(unmarked).chain(hosts).chain(unplanned).chain(blank::of_topic(regulation, facts));
    let remarks = remarks.chain(review::of_topic(context, regulation, facts));
    let remarks = remarks.chain(announced::of_topic(regulation, facts));
    let remarks = remarks.chain(index);
    let remarks = remarks.chain(minutes).chain(opinions);
    remarks.map(|(place, message, hint)| note(subject(), place, message, hint)).collect()
}

/// What came once a topic had ended and its index does not list, however well it is otherwise.
pub(super) fn after_the_end(regulation: &Regulation, facts: &TopicFacts) -> Option<Finding> {
    let (place, message, hint) = index::after_the_end(regulation, facts)?;
    Some(note(Subject::Topic(facts.topic.key), place, message, hint))
}

/// A contradiction: where it is, what it is, and what to do.
type Remark = (Location, Text, Text);

fn note(subject: Subject, place: Location, message: Text, hint: Text) -> Finding {
    Finding::without_rule(Severity::Note, subject, place, message, hint)
}

/// Contradictions in a year.
pub(super) fn of_year(context: &Context, plan: &PlanYear) -> Vec<Finding> {
    let regulations = context.regulations.binding(context.archive).filter(|_| !plan.incomplete);
    // If two regulations have the same paper, it is reported once.
    let mut papers = regulations.map(|regulation| blank::of_year(regulation, plan, context.today));
    let papers = papers.find(|remarks| !remarks.is_empty()).unwrap_or_default();
    let papers = papers.into_iter().map(|(place, message, hint)| note(Subject::Plan(plan.year), place, message, hint));
    let comments = plan.comments.iter().filter_map(review::comments_without_paper);
    let comments = comments.map(|(place, message, hint)| note(Subject::Plan(plan.year), place, message, hint));
    papers.chain(comments).chain(not_begun(context, plan)).collect()
}

/// Plan items that became no topic before the end of the year, were not carried over, and of which it is not said why.
fn not_begun(context: &Context, plan: &PlanYear) -> Option<Finding> {
    let year = plan.year;
    if plan.incomplete || context.today.year() <= year {
        return None;
    }
    let folders = context.archive.folders.iter().filter(|folder| folder.key.year == year);
    let titles: Vec<Name> = folders.filter_map(|folder| Some(Name::from(folder.path.rsplit_once('-')?.1))).collect();
    let later = context.archive.plans.iter().filter(|plan| plan.year > year).flat_map(|plan| &plan.file.items);
    let carried_over: Vec<&Name> = later.map(|item| &item.title).collect();
    let items = plan.file.items.iter().enumerate().filter(|(_, item)| item.topic.is_none() && item.note.is_none());
    let is_open =
        |item: &PlanItem| !titles.iter().chain(carried_over.iter().copied()).any(|title| title.looks_like(&item.title));
    let open: Vec<(usize, &PlanItem)> = items.filter(|(_, item)| is_open(item)).collect();
    let (first, number) = (open.first()?.0, open.len());
    let named = open.iter().take(3).map(|(_, item)| Text::same(item.title.as_str()));
    let Text { zh, en } = phrase::list(&named.collect::<Vec<_>>());
    let more = if number > 3 { ("等", " and others") } else { ("", "") };
    let (more_zh, more_en) = more;
    let message = text!(
        zh: "{year} 年已过，年度计划有{number}项未启动：{zh}{more_zh}",
        en: "{year} is over, and of its plan items have not begun ({number}): {en}{more_en}"
    );
    // Each of several needs its own number.
    let (nth, title) = match open.as_slice() {
        [(nth, item)] => {
            let (nth, title) = (Text::same((nth + 1).to_string()), one_word(&item.title));
            (nth, Text::same(title.as_ref()))
        }
        _ => (Text::new("〈序号〉", "〈NUMBER〉"), Text::new("〈题目〉", "〈TITLE〉")),
    };
    let (zh, en, title_zh, title_en, next) = (nth.zh, nth.en, title.zh, title.en, year + 1);
    let hint = text!(
        zh: "已办的写明议题：yijuan plan set {year} 议题编号=〈议题〉 --item {zh}；结转下年的列入下年：yijuan plan add {next} --title {title_zh}；没有办的写明原因：yijuan plan set {year} 未办原因=〈原因〉 --item {zh}",
        en: "of one that was deliberated name the topic: yijuan plan set {year} topic=〈KEY〉 --item {en}; carry one over to the next year: yijuan plan add {next} --title {title_en}; of one that was not say why: yijuan plan set {year} note=〈WHY〉 --item {en}"
    );
    Some(note(Subject::Plan(year), plan.item_at(first).place("title"), message, hint))
}

/// Whether a rule demands a field about the meeting in papers of this kind.
fn is_asked(regulation: &Regulation, paper: &Paper, field: PaperField) -> bool {
    let checks = regulation.rules.iter().flat_map(|rule| &rule.checks);
    checks.filter_map(|check| if let Check::Document(check) = check { Some(check) } else { None }).any(|check| {
        check.fields.contains(&field)
            && check.documents.ids().iter().any(|id| regulation.counts_as(&paper.front.document, id))
    })
}

/// The facts that a paper is about: those of its round, if it names one.
fn of_paper<'v, 'a>(facts: &'v TopicFacts<'a>, paper: &Paper) -> View<'v, 'a> {
    paper.front.round.map_or_else(|| View::of_topic(facts), |round| View::of_round(facts, round))
}

/// Minutes that name a day on which the meeting was not held.
fn held_on_another_day(regulation: &Regulation, facts: &TopicFacts, paper: &Paper) -> Option<(Text, Text)> {
    let stated = paper.front.held.as_deref().filter(|_| is_asked(regulation, paper, PaperField::Held))?;
    let day = Date::first_in(stated)?;
    let view = of_paper(facts, paper);
    let days: Vec<Date> = view.occurrences(MEETING).map(|one| one.date).collect();
    let held = *days.first().filter(|_| !days.contains(&day))?;
    let (name, meeting) = (phrase::paper(regulation, &paper.front.document), regulation.name(MEETING));
    let (name_zh, name_en, zh, en) = (name.zh, name.en, meeting.zh, meeting.en);
    let (path, key, typed) = (&paper.path, facts.topic.key, regulation.event_argument(MEETING).zh);
    Some((
        text!(
            zh: "{name_zh}写的会议时间是{day}，登记的{zh}在{held}",
            en: "{name_en} says that it was held on {day}; on record the {en} was held on {held}"
        ),
        text!(
            zh: "改正 {path} 的文首；登记有误的作废后重记：yijuan record {key} {typed} --void {held} --note 〈原因〉；再 yijuan record {key} {typed} --on {day}",
            en: "mend the front matter of {path}; if the entry is mistaken, strike it out and record it anew: yijuan record {key} {MEETING} --void {held} --note 〈WHY〉; then yijuan record {key} {MEETING} --on {day}"
        ),
    ))
}

/// Minutes that name a host who is not the host on the roster.
fn hosted_by_another(
    context: &Context,
    regulation: &Regulation,
    facts: &TopicFacts,
    paper: &Paper,
) -> Option<(Text, Text)> {
    let stated = paper.front.host.as_ref().filter(|_| is_asked(regulation, paper, PaperField::Host))?;
    let called = context.archive.name_of(stated);
    let view = of_paper(facts, paper);
    let hosts: Vec<&Attendee> = view.roster().map(|(_, entry)| entry).filter(|entry| is_host(&view, entry)).collect();
    // The field may have a name with a post and with spaces in it, or only the post.
    let written: String = called.chars().filter(|c| !c.is_whitespace()).collect();
    let subject = context.subject(regulation, view);
    let post = Actor::Id(regulation.term_named(Group::Posts, stated).unwrap_or(stated).clone());
    let day = view.occurrences(MEETING).next().map_or(context.today, |one| one.date);
    let is_named = |entry: &&Attendee| {
        let who = entry.person.as_ref().unwrap_or(&entry.name);
        written.contains(entry.name.as_str()) || who == stated || actor::is_meant(&subject, &post, who, day)
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
            zh: "改正 {path} 的文首；名单有误的，撤下后重登：yijuan roster remove {key} {host}",
            en: "mend the front matter of {path}; if the list is wrong, take the entry out and enter it anew: yijuan roster remove {key} {host}"
        ),
    ))
}

/// Whether an entry of the roster is a host of the meeting who was not marked absent.
fn is_host(view: &View, entry: &Attendee) -> bool {
    entry.tags.iter().any(|tag| Some(tag.as_str()) == Role::Host.tag()) && view.mark(entry, MEETING) != Some(false)
}

/// The last announcement of the last round's meeting, if it names another day and no rule demands a new one.
fn announced_for_another_day(regulation: &Regulation, facts: &TopicFacts, duties: &[Duty]) -> Option<Remark> {
    let view = View::of_round(facts, facts.rounds);
    let held: Vec<Date> = view.occurrences(MEETING).map(|one| one.date).collect();
    let day = held.first().copied().or_else(|| facts.scheduled())?;
    let entries = facts.occurrences.iter().filter(|one| one.round == facts.rounds && regulation.announces(one.event));
    let (last, named) = entries.filter_map(|one| Some((one, one.entry()?.r#for?))).next_back()?;
    let is_asked_for = duties.iter().any(|duty| duty.new_day.is_some() && duty.round() == Some(facts.rounds));
    if named == day || held.contains(&named) || is_asked_for {
        return None;
    }
    let (date, Text { zh, en }) = (last.date, phrase::quoted(&regulation.name(last.event)));
    let message = if held.is_empty() {
        text!(zh: "{zh}（{date}）告知的会期是{named}，现定会期是{day}", en: "{en} ({date}) announced {named}; the meeting is scheduled for {day}")
    } else {
        text!(zh: "{zh}（{date}）告知的会期是{named}，会议在{day}召开", en: "{en} ({date}) announced {named}; the meeting was held on {day}")
    };
    let right = Text::new("记录无误的不必处理", "if the record is right there is nothing to do");
    Some((last.place(), message, remedy::how_to_correct(regulation, &view, last, &right)))
}

/// The first event of a suggestion that is dated before the meeting at which it was made.
fn before_the_meeting(regulation: &Regulation, facts: &TopicFacts, nth: usize) -> Option<Remark> {
    let view = View::of_suggestion(facts, nth);
    let met = View::of_round(facts, view.round?).occurrences(MEETING).next()?.date;
    let early = facts.occurrences.iter().filter(|one| one.date < met);
    let early = early
        .into_iter()
        .find(|one| matches!(one.origin, Origin::Suggestion { suggestion, .. } if suggestion == nth))?;
    let (id, date) = (&facts.topic.suggestions[nth].id, early.date);
    let (event, meeting) = (phrase::quoted(&regulation.name(early.event)), regulation.name(MEETING));
    let (zh, en, met_zh, met_en) = (event.zh, event.en, meeting.zh, meeting.en);
    let message = text!(
        zh: "建议 {id} 的{zh}（{date}）早于{met_zh}（{met}）",
        en: "{en} of suggestion {id} ({date}) came before the {met_en} ({met})"
    );
    let right = Text::new("日期无误的不必处理", "if the date is right there is nothing to do");
    Some((early.place(), message, remedy::how_to_correct(regulation, &view, early, &right)))
}

/// A suggestion without the event from which all its rules count. Until it is recorded, the rules would demand nothing.
fn without_its_first_event<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    nth: usize,
) -> Option<Remark> {
    let view = View::of_suggestion(facts, nth);
    let subject = context.subject(regulation, view);
    let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Suggestion);
    let rules: Vec<_> =
        rules.filter(|rule| rule.due.is_some() && when::holds(&subject, Some(&rule.id), &rule.when)).collect();
    let first = rules.first()?;
    let is_unrecorded = |event: &Name| {
        regulation.events.get(event).is_some_and(|kind| kind.of == SubjectKind::Suggestion)
            && view.occurrences(event).next().is_none()
            && view.later(event).is_none()
    };
    let waits =
        |due: &Due| !due.after.is_empty() && due.after.iter().all(|moment| moment.event().is_some_and(is_unrecorded));
    if !rules.iter().all(|rule| rule.due.as_ref().is_some_and(waits)) {
        return None;
    }
    let event = first.due.as_ref()?.after.first()?.event()?;
    let (id, key, rule) = (&facts.topic.suggestions[nth].id, facts.topic.key, &first.id);
    let place = view.file("suggestions.yml");
    let (Text { zh, en }, typed) = (phrase::quoted(&regulation.name(event)), regulation.event_argument(event).zh);
    let message = text!(
        zh: "{id} 尚未记录{zh}，{rule} 的期限无从起算",
        en: "{id} has no record of {en}, from which the time of {rule} counts"
    );
    let hint = text!(
        zh: "补记：yijuan suggestion update {key} {id} --event {typed} --on 〈日期〉",
        en: "record it: yijuan suggestion update {key} {id} --event {event} --on 〈DATE〉"
    );
    Some((Location { field: vec![nth.into(), "id".into()], ..place }, message, hint))
}

/// A topic of a past year without a meeting, and without a day for one.
fn without_a_day(context: &Context, facts: &TopicFacts) -> Option<Remark> {
    if !facts.is_without_a_day(&context.world()) {
        return None;
    }
    let (key, Text { zh, en }) = (facts.topic.key, facts.regulation.name(MEETING));
    let [meeting, dropped] = [MEETING, Vocabulary::DROPPED].map(|event| facts.regulation.event_argument(event).zh);
    let year = key.year;
    let message = text!(
        zh: "{year} 年的议题，至今没有会期，也没有{zh}的记录",
        en: "a topic of {year}, with neither a day for the {en} nor a record of one"
    );
    let hint = text!(
        zh: "已召开的补记：yijuan record {key} {meeting} --on 〈日期〉；仍要召开的定会期：yijuan set {key} 会期=〈日期〉；不再召开的：yijuan record {key} {dropped} --on 〈日期〉 --note 〈原因〉",
        en: "if it was held, record it: yijuan record {key} {MEETING} --on 〈DATE〉; if it is still to be, set its day: yijuan set {key} scheduled.meeting=〈DATE〉; if it will not be held: yijuan record {key} dropped --on 〈DATE〉 --note 〈WHY〉"
    );
    Some((Location::file(facts.topic.path("topic.yml")), message, hint))
}
