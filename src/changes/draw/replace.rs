//! `roster draw --replace`: the next of the same stratum takes the place of somebody who cannot come.

use super::kept::{Kept, folders, none_of};
use super::pool::{Candidate, of_register};
use crate::archive::{Change, Field, add_entry, add_item, entry, list, record, remove_entry};
use crate::changes::{Proposal, Writer, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep, unknown};
use crate::model::{Attendee, DrawFile, Name};
use crate::text;
use crate::text::Text;

/// The replacement of somebody who was drawn.
#[derive(Debug)]
pub(crate) struct Replace {
    /// The topic: its key or part of it.
    pub topic: String,
    /// Who cannot come.
    pub out: String,
    /// The round of the draw, if somebody was drawn for several.
    pub round: Option<u32>,
    /// Why.
    pub note: Option<String>,
}

impl Replace {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let (workspace, meant, note) = (writer.workspace, self.round, self.note.as_deref());
        let loaded = &workspace.read_topic(&self.topic)?;
        let (topic, regulation) = loaded.topic()?;
        let mut problems = loaded.archive.problems_of(&topic.path("roster.yml"));
        if let Some(note) = note {
            keep(&mut problems, typed::line("--note", note));
        }
        let mut draws = Vec::new();
        for (nth, folder) in folders(workspace, topic)? {
            match Kept::read(workspace, regulation, (nth, &folder)) {
                Ok(kept) => draws.push(kept),
                Err(refused) => problems.extend(refused),
            }
        }
        ensure_none(problems)?;
        if draws.is_empty() {
            return Err(none_of(topic).into());
        }
        let out = Name::from(self.out.trim());
        draws.retain(|kept| meant.is_none_or(|round| kept.file.round == Some(round)));
        let mut of_out = draws.iter().rev().filter_map(|kept| {
            let (stratum, _) = kept.now().into_iter().find(|(_, name)| *name == out)?;
            Some((kept, stratum))
        });
        let found = of_out.next();
        let round = found.map(|(kept, _)| kept.file.round);
        let other = of_out.find(|(kept, _)| Some(kept.file.round) != round);
        if let Some(((last, _), (other, _))) = found.zip(other) {
            let (nth, other) = (last.nth, other.nth);
            return Err(Diagnostic::new(text!(
                zh: "`{out}` 在第 {other} 次和第 {nth} 次抽选中都被抽中，轮次不同",
                en: "`{out}` was drawn for different rounds, in draws {other} and {nth}"
            ))
            .hint(Text::new("用 `--round` 指明轮次", "say which round with `--round`"))
            .into());
        }
        let Some((kept, stratum)) = found else {
            let now: Vec<Name> = draws.iter().flat_map(|kept| kept.now().into_iter().map(|(_, name)| name)).collect();
            let problem = unknown(&Text::new("中签人员", "person who was drawn"), &out, now.iter().map(|name| &**name));
            return Err(problem.into());
        };
        let Some(next) = kept.next(stratum) else {
            let (nth, Text { zh, en }) = (kept.nth, kept.lot.heading(stratum));
            return Err(Diagnostic::new(text!(
                zh: "第 {nth} 次抽选的这一层已无人可递补（{zh}）",
                en: "nobody is left in this stratum of draw {nth} ({en})"
            ))
            .at(Location::file(kept.path.as_str()))
            .hint(Text::new("补充名单后另抽一次", "draw once more from a longer list"))
            .into());
        };
        let listed = &kept.lot.pool.people[next];
        let came = &listed.name;
        let id = of_register(&loaded.archive.people, came, listed.person.as_deref().unwrap_or_default())?;
        let person = Candidate { name: came.clone(), person: id, tags: listed.tags.clone() };
        let mut fields = vec![
            ("date", Field::Word(workspace.today.to_string())),
            ("out", Field::Word(out.to_string())),
            ("in", Field::Word(came.to_string())),
        ];
        fields.extend(note.map(|note| ("note", Field::Word(note.to_owned()))));
        let text = add_item(&kept.path, &workspace.text(&kept.path)?, "replaced", &fields)?;
        record::<DrawFile>(&kept.path, text.as_bytes())?;

        let path = topic.path("roster.yml");
        let round = kept.file.round;
        let mut roster = workspace.text(&path)?;
        let listed = topic.roster.iter().position(|entry| entry.name == out && entry.round == round);
        if let Some(nth) = listed {
            roster = remove_entry(&path, &roster, nth)?;
        }
        let entered = person.attendee(round);
        if let Some(nth) = topic.roster.iter().position(|known| known.overlaps(&entered)) {
            let number = nth + 1;
            return Err(Diagnostic::new(text!(zh: "递补的 `{came}` 已在名单第 {number} 条", en: "`{came}`, who comes next, is entry {number} of the roster already"))
            .at(Location::file(path))
            .hint(Text::new("先用 `yijuan roster remove` 去掉那一条", "take that entry out with `yijuan roster remove` first"))
            .into());
        }
        roster = add_entry(&roster, &entry(&person.entry(round)));
        list::<Attendee>(&path, roster.as_bytes()).map_err(|_| crate::archive::not_a_plain_list(&path))?;
        let key = topic.key;
        let subject = text!(zh: "{key} 抽选递补：{out} → {came}", en: "{key} draw, replaced: {out} → {came}");
        let answer = Text::same(format!("{key} {out} → {came}\n"));
        let absent = text!(zh: "`{out}` 本来就不在参加人员名单里", en: "`{out}` was not on the roster anyway");
        let notes = if listed.is_none() { vec![absent] } else { Vec::new() };
        let change = Change::new().file(kept.path.clone(), text).file(path, roster);
        Ok(Proposal { answer, notes, ..Proposal::new(change, subject).trailer("Yijuan-Topic", &key) })
    }
}
