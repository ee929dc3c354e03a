//! `review deputise`: authorises somebody to decide in another's place for a time.

use crate::archive::{Change, Field, add_to_entry};
use crate::changes::person::{FILE, find, find_or_holder};
use crate::changes::{Proposal, Words, Writer};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::model::Name;
use crate::text;
use crate::text::Text;

/// The authorisation. Days and words are as the user wrote them.
#[derive(Debug)]
pub(crate) struct Deputise {
    /// Who is to decide.
    pub person: String,
    /// In whose place.
    pub whose: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Who authorises it.
    pub by: String,
}

impl Deputise {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let loaded = workspace.read(&[])?;
        ensure_none(loaded.archive.problems_of(FILE))?;
        let people = &loaded.archive.people;
        let used = loaded.regulations.used(&loaded.archive).collect();
        let words = Words::under(&loaded.archive, used, workspace.as_written);
        let mut problems = Diagnostics::new();
        let person = keep(&mut problems, find(people, &self.person));
        let whose = keep(&mut problems, find_or_holder(&loaded, &self.whose));
        let from = keep(&mut problems, workspace.days.read(&self.from));
        let until = keep(&mut problems, workspace.days.read(&self.until));
        let by = keep(&mut problems, words.actor(&self.by)).map(Name::from);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            problems.push(
                Diagnostic::new(text!(zh: "止日 {until} 早于起日 {from}", en: "{until} is before {from}")).hint(
                    Text::new(
                        "`--from` 写第一天，`--until` 写最后一天",
                        "`--from` is the first day, `--until` the last",
                    ),
                ),
            );
        }
        let (Some(person), Some(whose), Some(from), Some(until), Some(by)) = (person, whose, from, until, by) else {
            return Err(problems);
        };
        if person.id == whose.id {
            problems.push(
                Diagnostic::new(Text::new("本人不能代本人", "nobody decides in their own place"))
                    .at(Location::file(FILE)),
            );
        }
        ensure_none(problems)?;
        let nth = people.iter().position(|one| one.id == person.id).unwrap_or_default();
        let record = [
            ("for", Field::Word(whose.id.to_string())),
            ("from", Field::Word(from.to_string())),
            ("until", Field::Word(until.to_string())),
            ("by", Field::Word(by.to_string())),
        ];
        let before = workspace.text(FILE)?;
        let is_known = person
            .deputises
            .iter()
            .any(|one| (one.r#for == whose.id, one.from, one.until, &one.by) == (true, from, until, &by));
        let text = if is_known { before } else { add_to_entry(FILE, &before, (nth, "deputises"), &record)? };
        let (name, of) = (&person.name, &whose.name);
        let subject = text!(
            zh: "{name}代行{of}的审签：{from} 至 {until}",
            en: "{name} decides in the place of {of}: {from} to {until}"
        );
        let answer = text!(
            zh: "{name}代行{of}的审签，{from} 至 {until}",
            en: "{name} decides in the place of {of} from {from} to {until}"
        );
        let same = Text::new("已有同样的记录", "the same is on record already");
        let proposal = Proposal { same, ..Proposal::new(Change::new().file(FILE, text), subject) };
        Ok(proposal.answer(&answer).trailer("Yijuan-Person", &person.id))
    }
}
