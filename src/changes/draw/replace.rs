//! `roster draw --replace`: the next of the same stratum takes the place of somebody who cannot come.

use super::kept::{Kept, folders, none_of};
use super::pool::{Candidate, of_register};
use crate::archive::{Change, Field, Topic, add_entry, add_item, entry, list, record, remove_entry};
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
        let (workspace, note) = (writer.workspace, self.note.as_deref());
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
        let (kept, stratum) = self.drawn(&draws, &out)?;
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
        let listed = topic.roster.iter().position(|entry| entry.name == out && entry.round == round);
        let roster = in_place_of(topic, (&path, workspace.text(&path)?), listed, &person, round)?;
        let key = topic.key;
        let subject = text!(zh: "{key} 抽选递补：{out} → {came}", en: "{key} draw, replaced: {out} → {came}");
        let answer = Text::same(format!("{key} {out} → {came}\n"));
        let absent = text!(zh: "`{out}` 本来就不在参加人员名单里", en: "`{out}` was not on the roster anyway");
        let notes = if listed.is_none() { vec![absent] } else { Vec::new() };
        let change = Change::new().file(kept.path.clone(), text).file(path, roster);
        Ok(Proposal { answer, notes, ..Proposal::new(change, subject).trailer("Yijuan-Topic", &key) })
    }

    /// The last draw of somebody, and their stratum.
    ///
    /// # Errors
    /// If nobody of that name was drawn, or was for several rounds and none is named.
    fn drawn<'k>(&self, draws: &'k [Kept], out: &Name) -> Result<(&'k Kept, usize), Diagnostic> {
        let of_round = || draws.iter().filter(|kept| self.round.is_none_or(|round| kept.file.round == Some(round)));
        let mut of_out = of_round().rev().filter_map(|kept| {
            let (stratum, _) = kept.now().into_iter().find(|(_, name)| name == out)?;
            Some((kept, stratum))
        });
        let Some((last, stratum)) = of_out.next() else {
            let now: Vec<Name> = of_round().flat_map(|kept| kept.now().into_iter().map(|(_, name)| name)).collect();
            let what = Text::new("中签人员", "person who was drawn");
            return Err(unknown(&what, out, now.iter().map(|name| &**name)));
        };
        let Some((other, _)) = of_out.find(|(kept, _)| kept.file.round != last.file.round) else {
            return Ok((last, stratum));
        };
        let (nth, other) = (last.nth, other.nth);
        Err(Diagnostic::new(text!(
            zh: "`{out}` 在第 {other} 次和第 {nth} 次抽选中都被抽中，轮次不同",
            en: "`{out}` was drawn for different rounds, in draws {other} and {nth}"
        ))
        .hint(Text::new("用 `--round` 指明轮次", "say which round with `--round`")))
    }
}

/// The roster with somebody in place of the entry of another, if that is listed.
///
/// # Errors
/// If who comes next is on it already.
fn in_place_of(
    topic: &Topic,
    (path, mut roster): (&str, String),
    listed: Option<usize>,
    person: &Candidate,
    round: Option<u32>,
) -> Result<String, Diagnostic> {
    if let Some(nth) = listed {
        roster = remove_entry(path, &roster, nth)?;
    }
    let (came, entered) = (&person.name, person.attendee(round));
    if let Some(nth) = topic.roster.iter().position(|known| known.overlaps(&entered)) {
        let number = nth + 1;
        let message = text!(zh: "递补的 `{came}` 已在名单第 {number} 条", en: "`{came}`, who comes next, is entry {number} of the roster already");
        return Err(Diagnostic::new(message).at(Location::file(path)).hint(Text::new(
            "先用 `yijuan roster remove` 去掉那一条",
            "take that entry out with `yijuan roster remove` first",
        )));
    }
    roster = add_entry(&roster, &entry(&person.entry(round)));
    list::<Attendee>(path, roster.as_bytes()).map_err(|_| crate::archive::not_a_plain_list(path))?;
    Ok(roster)
}
