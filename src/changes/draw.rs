//! `roster draw`: draws participants by lot from a published list, and keeps list and result in the dossier.

mod kept;
mod lot;
mod pool;
mod replace;
mod verify;

pub(crate) use replace::Replace;
pub(crate) use verify::verify;

use super::{Proposal, Words, Writer, typed, with_entry};
use crate::archive::{Change, Field, Topic, entry, record, set_field};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, all_or_nothing, keep};
use crate::draw::Source;
use crate::model::{Attendee, DrawFile, Material, TopicFile, sha256};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, printable};
use crate::vocabulary::Group;
use crate::workspace::Workspace;
use lot::{Lot, TagQuota};
use pool::Pool;
use std::path::PathBuf;

/// A draw by lot: what is fixed beforehand, and the random sources.
#[derive(Debug)]
pub(crate) struct Draw {
    /// The topic: its key or part of it.
    pub topic: String,
    /// The list to draw from, in the order it was published.
    pub pool: PathBuf,
    /// How many to draw.
    pub size: usize,
    /// How many of them must carry a tag: `TAG=MIN..MAX`, or `TAG=N`.
    pub quotas: Vec<String>,
    /// The random sources; without one nothing is drawn.
    pub seeds: Vec<String>,
    /// Round of consultation; all rounds if not given.
    pub round: Option<u32>,
    /// Who draws.
    pub by: Vec<String>,
}

impl Draw {
    /// Draws. Without a random source, shows what must be announced beforehand.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let loaded = &workspace.read_topic(&self.topic)?;
        let (topic, regulation) = loaded.topic()?;
        let people = &loaded.archive.people;
        let mut problems = Diagnostics::new();
        for file in ["roster.yml", "materials.yml"] {
            problems.extend(loaded.archive.problems_of(&topic.path(file)));
        }
        let quotas = self.quotas.iter();
        let quotas: Vec<TagQuota> =
            quotas.filter_map(|one| keep(&mut problems, TagQuota::parse(regulation, one))).collect();
        for (nth, quota) in quotas.iter().enumerate() {
            if quotas[..nth].iter().any(|known| known.tag == quota.tag) {
                let Text { zh, en } = regulation.name(&quota.tag);
                problems.push(
                    Diagnostic::new(text!(zh: "配额“{zh}”写了两次", en: "the quota {en} is given twice"))
                        .hint(Text::new("只留一项", "leave one of them out")),
                );
            }
        }
        let sources: Vec<Source> =
            self.seeds.iter().filter_map(|one| keep(&mut problems, Source::parse(one))).collect();
        let words = Words::under(&loaded.archive, vec![regulation], workspace.as_written);
        let by: Vec<String> =
            typed::each(&self.by, |who| words.actor(who)).filter_map(|who| keep(&mut problems, who)).collect();
        let bytes = keep(&mut problems, pool::bytes(&self.pool));
        let shown = pool::shown(workspace, &self.pool);
        let read = bytes.as_deref().map(|bytes| Pool::read(&shown, bytes, regulation, Some(people)));
        let pool = read.and_then(|read| read.map_err(|refused| problems.extend(refused)).ok());
        if let Some(pool) = &pool {
            problems.extend(pool.already_on(topic, self.round, &shown));
        }
        let (pool, bytes) = all_or_nothing(pool.zip(bytes), problems)?;
        let size = self.size;
        let lot = Lot::cast(regulation, pool, quotas, &sources, size)?;
        let sha256 = sha256(&bytes);
        if sources.is_empty() {
            let answer = lot.announced(topic, &sha256);
            let notes = vec![Text::new(
                "还没有抽：先公布名单、以上各项和将用的种子来源，待种子揭晓后加 `--seed`",
                "nothing is drawn yet: publish the list, all of this and the sources to come; once they are known, add `--seed`",
            )];
            let nothing = Proposal::new(Change::new(), Text::same(""));
            return Ok(Proposal { answer, notes, ..nothing });
        }

        let nth = kept::folders(workspace, topic)?.last().map_or(0, |(nth, _)| *nth) + 1;
        let folder = topic.path(&kept::folder(nth));
        let (kept_at, pool_at) = (format!("{folder}/{}", kept::FILE), format!("{folder}/{}", kept::POOL));
        let kept = kept::written(&lot, workspace.today, &by, self.round, &sha256);
        record::<DrawFile>(&kept_at, kept.as_bytes())?;
        let (roster_at, mut roster) = (topic.path("roster.yml"), workspace.text(&topic.path("roster.yml"))?);
        for (_, person) in lot.drawn() {
            roster = crate::archive::add_entry(&roster, &entry(&person.entry(self.round)));
        }
        crate::archive::list::<Attendee>(&roster_at, roster.as_bytes())
            .map_err(|_| crate::archive::not_a_plain_list(&roster_at))?;
        let mut change = Change::new().file(pool_at, bytes).file(kept_at, kept).file(roster_at, roster);
        if let Some(listed) = self.listed(workspace, topic, regulation, nth)? {
            change = change.file(topic.path("materials.yml"), listed);
        }
        if let Some(text) = with_selection(workspace, topic, regulation)? {
            change = change.file(topic.path("topic.yml"), text);
        }
        let (key, people) = (topic.key, lot.pool.people.len());
        let subject = text!(
            zh: "{key} 随机抽选：{people} 人中抽 {size} 人",
            en: "{key} draw: {size} of {people}"
        );
        let heading = text!(
            zh: "{key} 第 {nth} 次抽选：{people} 人中抽 {size} 人\n",
            en: "{key} draw {nth}: {size} of {people}\n"
        );
        let answer = heading.then(&drawn(&lot));
        Ok(Proposal { answer, ..Proposal::new(change, subject).trailer("Yijuan-Topic", &key) })
    }

    /// `materials.yml` with the record of the draw, if the regulation has such a paper.
    fn listed(
        &self,
        workspace: &Workspace,
        topic: &Topic,
        regulation: &Regulation,
        nth: usize,
    ) -> Result<Option<String>, Diagnostic> {
        if regulation.documents.get("draw-record").is_none() {
            return Ok(None);
        }
        let file = format!("{}/{}", kept::folder(nth), kept::FILE);
        let title = &regulation.name("draw-record").zh;
        let mut fields = vec![
            ("file", Field::Word(file)),
            ("document", Field::Word("draw-record".to_owned())),
            ("title", Field::Word(title.clone())),
            ("date", Field::Word(workspace.today.to_string())),
        ];
        fields.extend(self.round.map(|round| ("round", Field::Number(round))));
        with_entry::<Material>(workspace, &topic.path("materials.yml"), &entry(&fields)).map(|added| Some(added.text))
    }
}

/// `topic.yml` with selection by lot, if the regulation has that way and the topic does not have it yet.
fn with_selection(workspace: &Workspace, topic: &Topic, regulation: &Regulation) -> Result<Option<String>, Diagnostic> {
    const BY_LOT: &str = "random-draw";
    let selection = &topic.file.selection;
    if regulation.terms(Group::Selections).get(BY_LOT).is_none() || selection.iter().any(|way| way.as_str() == BY_LOT) {
        return Ok(None);
    }
    let path = topic.path("topic.yml");
    let ways = selection.iter().map(ToString::to_string).chain([BY_LOT.to_owned()]);
    let text = set_field(&path, &workspace.text(&path)?, &["selection"], Some(&Field::List(ways.collect())))?;
    record::<TopicFile>(&path, text.as_bytes())?;
    Ok(Some(text))
}

/// The people drawn, by stratum and in the order of the lot.
fn drawn(lot: &Lot) -> Text {
    let lines = lot.strata.iter().enumerate().flat_map(|(nth, stratum)| {
        let Text { zh, en } = lot.heading(nth);
        let names: Vec<&str> =
            stratum.order.iter().take(stratum.drawn).map(|place| lot.pool.people[*place].name.as_str()).collect();
        let (zh_names, en_names) = (printable(&names.join("、")), printable(&names.join(", ")));
        let heading = text!(zh: "  {zh}\n", en: "  {en}\n");
        let names = (!names.is_empty()).then(|| text!(zh: "    {zh_names}\n", en: "    {en_names}\n"));
        [heading].into_iter().chain(names)
    });
    Text::join(&lines.collect::<Vec<_>>(), "", "")
}

/// A problem of a whole file.
fn at(path: &str, problem: Diagnostic) -> Diagnostic {
    problem.at(Location::file(path))
}
