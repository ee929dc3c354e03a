//! `roster draw`: a draw by lot that anybody can repeat.

mod replace;
mod verify;

use crate::archive::{Change, Field, Topic, entry, record, set_field};
use crate::changes::draw::lot::{Lot, TagQuota};
use crate::changes::draw::pool::Pool;
use crate::changes::draw::{kept, pool};
use crate::changes::{Words, typed, with_entry};
use crate::cli::context::Changing;
use crate::cli::context::Context;
use crate::draw::Source;
use crate::history::Message;
use crate::model::{Attendee, DrawFile, Material, TopicFile};
use crate::problem::{Problem, Problems};
use crate::problem::{all_or_nothing, keep};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Language, Text, printable};
use crate::ui::Reply;
use crate::vocabulary::Group;
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Draw participants by lot so that anybody can repeat it (RFC 3797)
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Draw {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    #[command(flatten)]
    terms: Option<Terms>,
    /// Round of consultation; every one if not given
    #[arg(long, value_name = "N", conflicts_with = "verify", value_parser = clap::value_parser!(u32).range(1..=50))]
    round: Option<u32>,
    /// Who draws; may be given several times
    #[arg(long, value_name = "WHO", requires = "pool", add = crate::cli::completions::who())]
    by: Vec<String>,
    /// Repeat every draw of the topic and say whether all agrees
    #[arg(long, conflicts_with_all = ["pool", "replace"])]
    verify: bool,
    /// Let the next of the same stratum come in for somebody who was drawn
    #[arg(long, value_name = "NAME", conflicts_with = "pool")]
    replace: Option<String>,
    /// Why somebody is replaced
    #[arg(long, value_name = "TEXT", requires = "replace", allow_hyphen_values = true)]
    note: Option<String>,
}

/// What is settled before a draw, and the sources of chance.
#[derive(Debug, Args)]
struct Terms {
    /// The list to draw from, in the order it was published: CSV with the columns name, id, tags
    #[arg(long, value_name = "FILE", required = false, requires = "size", value_hint = clap::ValueHint::FilePath)]
    pool: PathBuf,
    /// How many to draw
    #[arg(long, value_name = "N", required = false, requires = "pool")]
    size: usize,
    /// How many of them must carry a tag: TAG=MIN..MAX, or TAG=N; may be given several times
    #[arg(long = "quota", value_name = "TAG=MIN..MAX", requires = "pool")]
    quotas: Vec<String>,
    /// A public source of chance, in the order they were announced: 9319, or NAME=2,5,8; without one nothing is drawn, and what to announce is shown
    #[arg(long = "seed", value_name = "SOURCE", requires = "pool", num_args = 1..)]
    seeds: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan roster draw 2026-023 --pool 名单.csv --size 10 --quota 利益相关方代表=5..10 --quota 公职人员=0..2
yijuan roster draw 2026-023 --pool 名单.csv --size 10 --seed 9319 --seed 双色球=2,5,8,10,12 --by 钱样本
yijuan roster draw 2026-023 --verify
yijuan roster draw 2026-023 --replace 牧样例 --note 出差";

impl Draw {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = || Changing::open(context, &self.key);
        match (&self.replace, &self.terms) {
            _ if self.verify => verify::run(context, &self.key),
            (Some(name), _) => replace::run(context, &changing()?, (name, self.round), self.note.as_deref()),
            (None, Some(terms)) => self.draw(context, &changing()?, terms),
            (None, None) => Err(Problem::new(Text::new("缺少 --pool <文件>", "missing --pool <FILE>"))
                .hint(Text::new(
                    "`--pool 名单.csv --size N` 抽选，`--verify` 核对，`--replace 姓名` 递补",
                    "`--pool FILE --size N` draws, `--verify` repeats, `--replace NAME` lets the next one in",
                ))
                .into()),
        }
    }

    fn draw(&self, context: &Context, changing: &Changing, terms: &Terms) -> Result<Reply, Problems> {
        let (topic, regulation) = changing.loaded.topic()?;
        let Changing { writer, loaded } = changing;
        let people = &loaded.archive.people;
        let mut problems = Problems::new();
        for file in ["roster.yml", "materials.yml"] {
            problems.extend(loaded.archive.problems_of(&topic.path(file)));
        }
        let quotas = terms.quotas.iter();
        let quotas: Vec<TagQuota> =
            quotas.filter_map(|one| keep(&mut problems, TagQuota::parse(regulation, one))).collect();
        for (nth, quota) in quotas.iter().enumerate() {
            if quotas[..nth].iter().any(|known| known.tag == quota.tag) {
                let Text { zh, en } = regulation.name(&quota.tag);
                problems.push(
                    Problem::new(text!(zh: "配额“{zh}”写了两次", en: "the quota {en} is given twice"))
                        .hint(Text::new("只留一项", "leave one of them out")),
                );
            }
        }
        let sources: Vec<Source> =
            terms.seeds.iter().filter_map(|one| keep(&mut problems, Source::parse(one))).collect();
        let words = Words::under(&loaded.archive, vec![regulation], context.workspace.as_written);
        let by: Vec<String> =
            typed::each(&self.by, |who| words.actor(who)).filter_map(|who| keep(&mut problems, who)).collect();
        let bytes = keep(&mut problems, pool::bytes(&terms.pool));
        let shown = pool::shown(&context.workspace, &terms.pool);
        let read = bytes.as_deref().map(|bytes| Pool::read(&shown, bytes, regulation, Some(people)));
        let pool = read.and_then(|read| read.map_err(|refused| problems.extend(refused)).ok());
        if let Some(pool) = &pool {
            problems.extend(pool.already_on(topic, self.round, &shown));
        }
        let (pool, bytes) = all_or_nothing(pool.zip(bytes), problems)?;
        let size = terms.size;
        let lot = Lot::cast(regulation, pool, quotas, &sources, size)?;
        let sha256 = pool::sha256(&bytes);
        if sources.is_empty() {
            let mut reply = Reply::new(lot.announced(topic, &sha256, context.language));
            reply.notes.push(Text::new(
                "还没有抽：先公布名单、以上各项和将用的种子来源，待种子揭晓后加 `--seed`",
                "nothing is drawn yet: publish the list, all of this and the sources to come; once they are known, add `--seed`",
            ));
            return Ok(reply);
        }

        let nth = kept::folders(&context.workspace, topic)?.last().map_or(0, |(nth, _)| *nth) + 1;
        let folder = topic.path(&kept::folder(nth));
        let (kept_at, pool_at) = (format!("{folder}/{}", kept::FILE), format!("{folder}/{}", kept::POOL));
        let kept = kept::written(&lot, context.workspace.today, &by, self.round, &sha256);
        record::<DrawFile>(&kept_at, kept.as_bytes())?;
        let (roster_at, mut roster) = (topic.path("roster.yml"), context.workspace.text(&topic.path("roster.yml"))?);
        for (_, person) in lot.drawn() {
            roster = crate::archive::add_entry(&roster, &entry(&person.entry(self.round)));
        }
        crate::archive::list::<Attendee>(&roster_at, roster.as_bytes())
            .map_err(|_| crate::archive::not_a_plain_list(&roster_at))?;
        let mut change = Change::new().file(pool_at, bytes).file(kept_at, kept).file(roster_at, roster);
        if let Some(listed) = self.listed(context, topic, regulation, nth)? {
            change = change.file(topic.path("materials.yml"), listed);
        }
        if let Some(text) = with_selection(context, topic, regulation)? {
            change = change.file(topic.path("topic.yml"), text);
        }
        let (key, people) = (topic.key, lot.pool.people.len());
        let subject = text!(
            zh: "{key} 随机抽选：{people} 人中抽 {size} 人",
            en: "{key} draw: {size} of {people}"
        );
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        let heading = text!(
            zh: "{key} 第 {nth} 次抽选：{people} 人中抽 {size} 人\n",
            en: "{key} draw {nth}: {size} of {people}\n"
        );
        let said = format!("{}{}", heading.in_(context.language), drawn(&lot, context.language));
        Ok(Reply::new(said).with(writer.apply(change, &message)?))
    }

    /// `materials.yml` with the record in it, where the regulation knows such a paper.
    fn listed(
        &self,
        context: &Context,
        topic: &Topic,
        regulation: &Regulation,
        nth: usize,
    ) -> Result<Option<String>, Problem> {
        if regulation.documents.get("draw-record").is_none() {
            return Ok(None);
        }
        let file = format!("{}/{}", kept::folder(nth), kept::FILE);
        let title = &regulation.name("draw-record").zh;
        let mut fields = vec![
            ("file", Field::Word(file)),
            ("document", Field::Word("draw-record".to_owned())),
            ("title", Field::Word(title.clone())),
            ("date", Field::Word(context.workspace.today.to_string())),
        ];
        fields.extend(self.round.map(|round| ("round", Field::Number(round))));
        with_entry::<Material>(&context.workspace, &topic.path("materials.yml"), &entry(&fields))
            .map(|added| Some(added.text))
    }
}

/// `topic.yml` saying that people were chosen by lot, where the regulation has a word for it and it does not say so yet.
fn with_selection(context: &Context, topic: &Topic, regulation: &Regulation) -> Result<Option<String>, Problem> {
    const BY_LOT: &str = "random-draw";
    let selection = &topic.file.selection;
    if regulation.terms(Group::Selections).get(BY_LOT).is_none() || selection.iter().any(|way| way.as_str() == BY_LOT) {
        return Ok(None);
    }
    let path = topic.path("topic.yml");
    let ways = selection.iter().map(ToString::to_string).chain([BY_LOT.to_owned()]);
    let text = set_field(&path, &context.workspace.text(&path)?, &["selection"], Some(&Field::List(ways.collect())))?;
    record::<TopicFile>(&path, text.as_bytes())?;
    Ok(Some(text))
}

/// Who was drawn, stratum by stratum in the order they came.
fn drawn(lot: &Lot, language: Language) -> String {
    let mut said = String::new();
    for (nth, stratum) in lot.strata.iter().enumerate() {
        let names: Vec<&str> =
            stratum.order.iter().take(stratum.drawn).map(|place| lot.pool.people[*place].name.as_str()).collect();
        let _ = writeln!(said, "  {}", lot.heading(nth, language));
        if !names.is_empty() {
            let _ = writeln!(said, "    {}", printable(&names.join(language.say("、", ", "))));
        }
    }
    said
}
