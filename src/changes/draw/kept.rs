//! The draws kept in a dossier, each in a folder with its record and its list. Reading one repeats it.

use super::lot::{Lot, TagQuota};
use super::pool::Pool;
use crate::archive::{EntryKind, Field, Limits, Source as _, Topic, add_entry, block, entry, keyed, record};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::draw::Source;
use crate::model::{Date, DrawFile, Name, sha256};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// The record of a draw and the copy of its list, in the folder of the draw.
pub(crate) const FILE: &str = DrawFile::FILE;
pub(crate) const POOL: &str = "名单.csv";

/// Where the draws of a topic are kept.
const FOLDERS: &str = "materials";
const PREFIX: &str = "抽选-";

/// The folder of a topic's nth draw.
pub(crate) fn folder(nth: usize) -> String {
    format!("{FOLDERS}/{PREFIX}{nth}")
}

/// The draws of a topic by number, with the path of each folder.
pub(crate) fn folders(workspace: &Workspace, topic: &Topic) -> Result<Vec<(usize, String)>, Diagnostic> {
    let entries = workspace.source.folder(&topic.path(FOLDERS))?;
    let mut found: Vec<(usize, String)> = entries
        .iter()
        .filter(|entry| entry.kind == EntryKind::Folder)
        .filter_map(|entry| {
            let name = Name::from(entry.name.as_str());
            // Only names that the program writes, and a number that still has a next one.
            let nth = usize::from(name.strip_prefix(PREFIX)?.parse::<u16>().ok()?);
            (*name == *format!("{PREFIX}{nth}")).then_some(())?;
            Some((nth, topic.path(&format!("{FOLDERS}/{}", entry.name))))
        })
        .collect();
    found.sort();
    Ok(found)
}

/// The text of a draw's record.
pub(crate) fn written(lot: &Lot, date: Date, by: &[String], round: Option<u32>, sha256: &str) -> String {
    let mut fields = vec![("date", Field::Word(date.to_string()))];
    fields.extend((!by.is_empty()).then(|| ("by", Field::List(by.to_vec()))));
    fields.extend(round.map(|round| ("round", Field::Number(round))));
    let pool = [
        ("file", Field::Word(POOL.to_owned())),
        ("sha256", Field::Word(sha256.to_owned())),
        ("people", number(lot.pool.people.len())),
    ];
    let quotas = lot.quotas.iter().fold(String::new(), |list, quota| {
        let most = number(quota.most.min(lot.size));
        let fields = [("tag", Field::Word(quota.tag.clone())), ("at_least", number(quota.least)), ("at_most", most)];
        add_entry(&list, &entry(&fields))
    });
    let sources = lot.sources.iter().fold(String::new(), |list, source| {
        let name = source.name.clone().map(|name| ("name", Field::Word(name)));
        let numbers = ("numbers", Field::List(source.numbers.clone()));
        add_entry(&list, &entry(&name.into_iter().chain([numbers]).collect::<Vec<_>>()))
    });
    let strata = lot.strata.iter().fold(String::new(), |list, stratum| {
        let tags = (!stratum.tags.is_empty()).then(|| ("tags", Field::List(stratum.tags.clone())));
        let order = stratum.order.iter().map(|place| lot.name(*place).to_string()).collect();
        let settled = [
            ("people", number(stratum.people)),
            ("drawn", number(stratum.drawn)),
            ("key", Field::Word(stratum.key.clone())),
            ("order", Field::List(order)),
        ];
        add_entry(&list, &block(&tags.into_iter().chain(settled).collect::<Vec<_>>()))
    });
    let quotas = if quotas.is_empty() { quotas } else { keyed("quotas", &quotas) };
    [
        "# 随机抽选记录（RFC 3797）：凭名单、种子和各层人数可以重算，用 yijuan roster draw 编号 --verify 核对。\n",
        &block(&fields),
        &keyed("pool", &entry(&pool)),
        &block(&[("size", number(lot.size))]),
        &quotas,
        &keyed("sources", &sources),
        &keyed("strata", &strata),
    ]
    .concat()
}

fn number(number: usize) -> Field {
    Field::Number(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The problem that a topic has no draw yet.
pub(crate) fn none_of(topic: &Topic) -> Diagnostic {
    let key = topic.key;
    Diagnostic::new(text!(zh: "{key} 没有抽选记录", en: "{key} has no record of a draw")).hint(Text::new(
        "`yijuan roster draw 编号 --pool 名单.csv --size N` 抽选",
        "`yijuan roster draw KEY --pool FILE --size N` draws",
    ))
}

/// A draw as recorded, and as it comes out when repeated.
pub(crate) struct Kept {
    pub nth: usize,
    /// Path of the record.
    pub path: String,
    pub file: DrawFile,
    pub lot: Lot,
}

impl Kept {
    /// Reads a draw and repeats it.
    ///
    /// # Errors
    /// If a file of it cannot be read, or the first difference between the record and the repetition.
    pub(crate) fn read(
        workspace: &Workspace,
        regulation: &Regulation,
        (nth, folder): (usize, &str),
    ) -> Result<Self, Diagnostics> {
        let path = format!("{folder}/{FILE}");
        let file: DrawFile = record(&path, &bytes(workspace, &path)?)?;
        if file.pool.file.contains(['/', '\\']) {
            return Err(Difference::new("pool", &file.pool.file, &POOL).problem(nth, &path));
        }
        let pool_path = format!("{folder}/{}", file.pool.file);
        let pool = bytes(workspace, &pool_path)?;
        if sha256(&pool) != file.pool.sha256 {
            return Err(Difference::new("pool", &file.pool.sha256, &sha256(&pool)).problem(nth, &path));
        }
        let pool = Pool::read(&pool_path, &pool, regulation, None)?;
        if pool.people.len() != file.pool.people {
            return Err(Difference::new("pool", &file.pool.people, &pool.people.len()).problem(nth, &path));
        }
        let sources = file.sources.iter().map(|source| Source::parse(&source.numbers.join(",")));
        let sources = sources.collect::<Result<Vec<_>, _>>().map_err(|problem| super::at(&path, problem))?;
        let quotas = file.quotas.iter();
        let quotas = quotas.map(|one| TagQuota { tag: one.tag.to_string(), least: one.at_least, most: one.at_most });
        let lot = Lot::cast(regulation, pool, quotas.collect(), &sources, file.size)
            .map_err(|problem| super::at(&path, problem))?;
        let kept = Self { nth, path, file, lot };
        let difference = kept.difference_of_strata().or_else(|| kept.difference_of_replacements());
        difference.map_or(Ok(()), |difference| Err(difference.problem(nth, &kept.path)))?;
        Ok(kept)
    }

    fn difference_of_strata(&self) -> Option<Difference> {
        let (recorded, repeated) = (&self.file.strata, &self.lot.strata);
        if recorded.len() != repeated.len() {
            return Some(Difference::new("strata", &recorded.len(), &repeated.len()));
        }
        recorded.iter().zip(repeated).find_map(|(recorded, repeated)| {
            let (of_record, of_lot) = (
                stratum_line(&recorded.tags, recorded.people, recorded.drawn, &recorded.key),
                stratum_line(&repeated.tags, repeated.people, repeated.drawn, &repeated.key),
            );
            if of_record != of_lot {
                return Some(Difference::new("strata", &of_record, &of_lot));
            }
            let order: Vec<&Name> = repeated.order.iter().map(|place| self.lot.name(*place)).collect();
            let longer = order.len().max(recorded.order.len());
            let nth = (0..longer).find(|nth| recorded.order.get(*nth) != order.get(*nth).copied())?;
            let name = order.get(nth).copied();
            Some(Difference::new("order", &place_line(nth, recorded.order.get(nth)), &place_line(nth, name)))
        })
    }

    /// Each replacement must bring in the next of the same stratum.
    fn difference_of_replacements(&self) -> Option<Difference> {
        let mut now = self.first_drawn();
        let mut used: Vec<usize> = self.lot.strata.iter().map(|stratum| stratum.drawn).collect();
        for replaced in &self.file.replaced {
            let place = now.iter().position(|(_, name)| *name == replaced.out);
            let next = place.and_then(|place| self.next_of(now[place].0, &used));
            match (place, next) {
                (Some(place), Some(next)) if *next == replaced.r#in => {
                    let stratum = now[place].0;
                    used[stratum] += 1;
                    now[place] = (stratum, next.clone());
                }
                _ => {
                    let should = next.map_or("—", |next| next.as_str());
                    let (out, came) = (&replaced.out, &replaced.r#in);
                    return Some(Difference::new("replaced", &format!("{out} → {came}"), &format!("{out} → {should}")));
                }
            }
        }
        None
    }

    /// The next of a stratum, when `used` of each were drawn or came in.
    fn next_of(&self, stratum: usize, used: &[usize]) -> Option<&Name> {
        self.lot.strata[stratum].order.get(used[stratum]).map(|place| self.lot.name(*place))
    }

    /// The people drawn, before any replacement, each with the stratum.
    fn first_drawn(&self) -> Vec<(usize, Name)> {
        self.lot.drawn().map(|(nth, person)| (nth, person.name.clone())).collect()
    }

    /// The people who take part after all replacements, each with the stratum.
    pub(crate) fn now(&self) -> Vec<(usize, Name)> {
        let mut now = self.first_drawn();
        for replaced in &self.file.replaced {
            for (_, name) in now.iter_mut().filter(|(_, name)| *name == replaced.out) {
                *name = replaced.r#in.clone();
            }
        }
        now
    }

    /// Place in the pool of the next who comes in for somebody of a stratum.
    pub(crate) fn next(&self, stratum: usize) -> Option<usize> {
        let stratum = &self.lot.strata[stratum];
        let names: Vec<&Name> = stratum.order.iter().map(|place| self.lot.name(*place)).collect();
        let came = self.file.replaced.iter().filter(|replaced| names.contains(&&replaced.r#in)).count();
        stratum.order.get(stratum.drawn + came).copied()
    }
}

fn bytes(workspace: &Workspace, path: &str) -> Result<Vec<u8>, Diagnostic> {
    let read = workspace.source.read(path, Limits::YAML)?;
    read.ok_or_else(|| Diagnostic::io(path, &std::io::ErrorKind::NotFound.into()))
}

/// A stratum in one line, to be compared and shown.
fn stratum_line(tags: &[impl ToString], people: usize, drawn: usize, key: &str) -> String {
    let tags: Vec<String> = tags.iter().map(ToString::to_string).collect();
    format!("[{}] {people} {drawn} {key}", tags.join(", "))
}

/// A place of the order in one line; 0-based.
fn place_line(nth: usize, name: Option<&Name>) -> String {
    format!("{}. {}", nth + 1, name.map_or("—", |name| name.as_str()))
}

/// Where the record of a draw differs from its repetition.
struct Difference {
    /// The key of the record.
    part: &'static str,
    recorded: String,
    repeated: String,
}

impl Difference {
    fn new(part: &'static str, recorded: &impl ToString, repeated: &impl ToString) -> Self {
        Self { part, recorded: recorded.to_string(), repeated: repeated.to_string() }
    }

    fn problem(self, nth: usize, path: &str) -> Diagnostics {
        let Self { part, recorded, repeated } = self;
        let Text { zh, en } = named(part);
        let problem = Diagnostic::new(text!(
            zh: "第 {nth} 次抽选与重算不符：{zh}记为 {recorded}，应为 {repeated}",
            en: "draw {nth} does not come out as recorded: {en} is {recorded}, should be {repeated}"
        ));
        Diagnostics::from(problem.at(Location::field(path, [part.into()])).hint(Text::new(
            "`git log` 查何时改动过记录或名单",
            "`git log` says when the record or the list was changed",
        )))
    }
}

/// What a part of the record is called.
fn named(what: &str) -> Text {
    match what {
        "pool" => Text::new("名单", "the pool"),
        "strata" => Text::new("分层", "a stratum"),
        "order" => Text::new("次序", "the order"),
        _ => Text::new("替补", "a replacement"),
    }
}
