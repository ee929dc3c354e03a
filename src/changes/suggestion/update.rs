//! `suggestion update`: changes fields of a suggestion, and records events of it.

use super::{Known, words_of};
use crate::archive::{Change, Field, Topic, add_to_entry, list, set_entry_field};
use crate::changes::record::{RecordRequest, summary};
use crate::changes::{Proposal, Writer, fields};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep, unknown};
use crate::engine::{Context, Part, Selection, how_to_record, judge, late};
use crate::model::{Name, Suggestion};
use crate::regulation::Check;
use crate::rules::{ChainStep, Fact};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{EventKind, field_argument};
use crate::workspace::LoadedArchive;

/// Changes to a suggestion, and an event of it.
#[derive(Debug)]
pub(crate) struct Update {
    /// The topic: its key or part of it
    pub key: String,
    /// The suggestion's id
    pub id: String,
    /// What to change: `adoption=adopted`, `conversion=livelihood-project`, `owner=qian`; an empty value takes the field out
    pub fields: Vec<String>,
    /// What happened: an event's id or Chinese name
    pub event: Option<String>,
    /// The day it happened, YYYY-MM-DD; today if not given
    pub on: Option<String>,
    /// Who did it: a person, office or body; may be given several times
    pub by: Vec<String>,
    /// To whom; may be given several times
    pub to: Vec<String>,
    /// In which way
    pub via: Option<String>,
    /// Anything else worth keeping
    pub note: Option<String>,
    /// Strike out the entry of this event with this date; say why with --note
    pub void: Option<String>,
}

impl Update {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.key)?;
        let (topic, regulation) = loaded.topic()?;
        let path = topic.path("suggestions.yml");
        ensure_none(loaded.archive.problems_of(&path))?;
        let (nth, suggestion) = one(topic, &self.id)?;
        let known = Known::of(writer.workspace, &loaded.archive, regulation);
        let mut problems = Diagnostics::new();
        let mut text = writer.workspace.text(&path)?;
        let (mut changed, mut notes) = (Vec::new(), Vec::new());
        for written in &self.fields {
            if let Some((field, value)) = keep(&mut problems, read(written, &known))
                && let Some(edited) = keep(&mut problems, set_entry_field(&path, &text, nth, &field, value.as_ref()))
            {
                text = edited;
                if let (Some(value), "to" | "office") = (value, field.as_str()) {
                    notes.extend(known.notes_on(words_of(&vec![("to", value)], "to")));
                }
                changed.push(field);
            }
        }
        let happened = self.event.as_deref().and_then(|event| {
            let request = RecordRequest {
                event: event.to_owned(),
                on: self.on.clone(),
                by: self.by.clone(),
                to: self.to.clone(),
                via: self.via.clone(),
                note: self.note.clone(),
                void: self.void.clone(),
                ..RecordRequest::default()
            };
            let fields = request.of_suggestion((writer.workspace, loaded), regulation, topic, (nth, suggestion));
            fields.map_err(|refused| problems.extend(refused)).ok()
        });
        ensure_none(problems)?;

        let mut answer = Text::same("");
        let (key, id) = (topic.key, &suggestion.id);
        let mut done = Vec::new();
        if !changed.is_empty() {
            let called: Vec<Text> = changed.iter().map(|field| field_argument(field)).collect();
            done.push(Text::join(&called, "、", ", "));
        }
        let mut trailer = None;
        if let Some((event, fields)) = &happened {
            let edited = add_to_entry(&path, &text, (nth, "events"), fields)?;
            let after: Vec<Suggestion> = list(&path, edited.as_bytes())?;
            let added = after.get(nth).and_then(|entry| entry.events.last());
            if added.is_some_and(|added| suggestion.events.contains(added)) {
                notes.push(Text::new("已有同样的记录", "the same is on record already"));
            } else if let Some(added) = added {
                text = edited;
                let settles = regulation.events.get(event).is_some_and(EventKind::settles);
                let due = after[nth].due.filter(|due| settles && added.void.is_none() && *due < added.date);
                notes.extend(due.map(|due| late(id, &regulation.name(event), due, added.date)));
                let summary = summary(regulation, added);
                answer = Text::same(format!("{key} {id} ")).then(&summary).then(&Text::same("\n"));
                trailer = Some(format!("{event} {}", added.void.unwrap_or(added.date)));
                done.push(summary);
                notes.extend(RecordRequest::hints_of_suggestion(loaded, regulation, nth, (event, added)));
            }
        }
        // The result must be a valid list of suggestions.
        let after: Vec<Suggestion> = list(&path, text.as_bytes())?;
        if changed.iter().any(|field| field == "adoption") {
            notes.extend(
                after.into_iter().nth(nth).map(|after| still_to_record(loaded, nth, after)).into_iter().flatten(),
            );
        }
        let Text { zh, en } = Text::join(&done, "；", "; ");
        let subject = text!(zh: "{key} 建议 {id}：{zh}", en: "{key} suggestion {id}: {en}");
        let proposal = Proposal { answer, notes, ..Proposal::new(Change::new().file(path, text), subject) };
        let proposal = proposal.trailer("Yijuan-Topic", &key);
        Ok(match trailer {
            Some(trailer) => proposal.trailer("Yijuan-Event", &trailer),
            None => proposal,
        })
    }
}

/// Notes on rules that also want the event by which adoption was decided: the field alone has no date.
fn still_to_record(loaded: &LoadedArchive, nth: usize, after: Suggestion) -> Vec<Text> {
    if after.adoption.is_none() {
        return Vec::new();
    }
    let (id, mut archive) = (after.id.clone(), loaded.archive.clone());
    let Some(place) = archive.topics.first_mut().and_then(|topic| topic.suggestions.get_mut(nth)) else {
        return Vec::new();
    };
    *place = after;
    let context = Context { archive: &archive, ..loaded.context() };
    let duties = judge(context, Selection { part: Part::Topics, all: false }).duties;
    let open = duties.iter().filter(|duty| duty.what == *id && duty.state.is_open());
    let notes = open.filter_map(|duty| {
        let decisive = duty.rule().checks.iter().find_map(step_before_adoption)?;
        let event = duty.events.iter().find(|event| decisive.events.contains(event))?;
        let (rule, Text { zh, en }) = (&duty.rule().id, how_to_record(duty, std::slice::from_ref(event), false));
        Some(text!(
            zh: "采纳情况已填，{rule} 另看哪天确定；{zh}",
            en: "the field is set; {rule} also asks on which day it was settled; {en}"
        ))
    });
    notes.collect()
}

/// The step of a chain before those that depend on adoption.
fn step_before_adoption(check: &Check) -> Option<&ChainStep> {
    let Check::Chain(chain) = check else { return None };
    let depends = chain.steps.iter().map(|step| &step.when.0);
    let nth = { depends }.position(|when| when.iter().any(|condition| condition.fact == Fact::Adoption))?;
    chain.steps.get(nth.checked_sub(1)?)
}

/// The suggestion with an id, and its index in the file.
///
/// # Errors
/// If there is none, or there are two.
pub(crate) fn one<'t>(topic: &'t Topic, written: &str) -> Result<(usize, &'t Suggestion), Diagnostic> {
    let (id, at) = (Name::from(written.trim()), Location::file(topic.path(super::FILE)));
    let mut named = topic.suggestions.iter().enumerate().filter(|(_, entry)| entry.id == id);
    let (Some((nth, suggestion)), second) = (named.next(), named.next()) else {
        let known = topic.suggestions.iter().map(|entry| entry.id.as_str());
        return Err(unknown(&Text::new("建议", "suggestion"), &id, known).at(at));
    };
    let Some((second, _)) = second else { return Ok((nth, suggestion)) };
    let (first, second) = (nth + 1, second + 1);
    let message = text!(
        zh: "建议 `{id}` 重复（第 {first} 条和第 {second} 条）",
        en: "duplicate suggestion `{id}` (entries {first} and {second})"
    );
    Err(Diagnostic::new(message)
        .at(at)
        .hint(Text::new("先合成一条，或给其中一条换个标识", "first make one of them, or give one another id")))
}

/// Reads `FIELD=VALUE` into the field and its new value; `None` removes it.
fn read(written: &str, known: &Known) -> Result<(String, Option<Field>), Diagnostic> {
    let (field, value) = written.split_once('=').ok_or_else(|| {
        Diagnostic::new(text!(zh: "`{written}` 不是 字段=值", en: "`{written}` is not FIELD=VALUE"))
            .hint(Text::new("例如 adoption=采纳", "for example adoption=adopted"))
    })?;
    let field = fields::meant(field, Known::FIELDS)?;
    if value.trim().is_empty() {
        return match field {
            "kind" | "text" => {
                Err(Diagnostic::new(text!(zh: "`{field}` 不能没有", en: "`{field}` cannot be taken out"))
                    .hint(text!(zh: "改写用 `{field}=新值`", en: "`{field}=VALUE` changes it")))
            }
            _ => Ok((field.to_owned(), None)),
        };
    }
    Ok((field.to_owned(), Some(known.field(field, value)?)))
}
