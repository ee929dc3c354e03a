//! The draws that a dossier keeps, each in a folder with its record and its pool.

use super::lot::{Lot, TagQuota};
use super::pool::{Pool, sha256};
use crate::archive::{EntryKind, Field, Limits, Source as _, Topic, add_entry, block, entry, keyed, record};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::draw::Source;
use crate::model::{Date, DrawFile, Name};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// The record of a draw, and the copy of its pool, in the folder of the draw.
pub(crate) const FILE: &str = "抽选记录.yml";
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
            // Written as the program writes it, and small enough that another may follow.
            let nth = usize::from(name.strip_prefix(PREFIX)?.parse::<u16>().ok()?);
            (*name == *format!("{PREFIX}{nth}")).then_some(())?;
            Some((nth, topic.path(&format!("{FOLDERS}/{}", entry.name))))
        })
        .collect();
    found.sort();
    Ok(found)
}

/// The record of a draw.
pub(crate) fn written(lot: &Lot, date: Date, by: &[String], round: Option<u32>, sha256: &str) -> String {
    let number = |number: usize| Field::Number(u32::try_from(number).unwrap_or(u32::MAX));
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

/// A topic for which nobody was drawn yet.
pub(crate) fn none_of(topic: &Topic) -> Diagnostic {
    let key = topic.key;
    Diagnostic::new(text!(zh: "{key} 没有抽选记录", en: "{key} has no record of a draw")).hint(Text::new(
        "`yijuan roster draw 编号 --pool 名单.csv --size N` 抽选",
        "`yijuan roster draw KEY --pool FILE --size N` draws",
    ))
}

/// A draw as it was kept, and as it comes out when it is repeated.
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
    /// If a file of it cannot be read, or the first thing in which the record differs from what comes out.
    pub(crate) fn read(
        workspace: &Workspace,
        regulation: &Regulation,
        (nth, folder): (usize, &str),
    ) -> Result<Self, Diagnostics> {
        let path = format!("{folder}/{FILE}");
        let bytes = |path: &str| -> Result<Vec<u8>, Diagnostic> {
            let read = workspace.source.read(path, Limits::YAML)?;
            read.ok_or_else(|| Diagnostic::io(path, &std::io::ErrorKind::NotFound.into()))
        };
        let file: DrawFile = record(&path, &bytes(&path)?)?;
        let differs = |what: &str, of_record: String, comes_out: String| {
            let Text { zh, en } = named(what);
            let problem = Diagnostic::new(text!(
                zh: "第 {nth} 次抽选与重算不符：{zh}记为 {of_record}，应为 {comes_out}",
                en: "draw {nth} does not come out as recorded: {en} is {of_record}, should be {comes_out}"
            ));
            Diagnostics::from(problem.at(Location::field(path.as_str(), [what.into()])).hint(Text::new(
                "`git log` 查何时改动过记录或名单",
                "`git log` says when the record or the list was changed",
            )))
        };
        if file.pool.file.contains(['/', '\\']) {
            return Err(differs("pool", file.pool.file.to_string(), POOL.to_owned()));
        }
        let pool_path = format!("{folder}/{}", file.pool.file);
        let pool = bytes(&pool_path)?;
        if sha256(&pool) != file.pool.sha256 {
            return Err(differs("pool", file.pool.sha256.clone(), sha256(&pool)));
        }
        let pool = Pool::read(&pool_path, &pool, regulation, None)?;
        if pool.people.len() != file.pool.people {
            return Err(differs("pool", file.pool.people.to_string(), pool.people.len().to_string()));
        }
        let sources = file.sources.iter().map(|source| Source::parse(&source.numbers.join(",")));
        let sources = sources.collect::<Result<Vec<_>, _>>().map_err(|problem| super::at(&path, problem))?;
        let quotas = file.quotas.iter();
        let quotas = quotas.map(|one| TagQuota { tag: one.tag.to_string(), least: one.at_least, most: one.at_most });
        let lot = Lot::cast(regulation, pool, quotas.collect(), &sources, file.size)
            .map_err(|problem| super::at(&path, problem))?;
        if lot.strata.len() != file.strata.len() {
            return Err(differs("strata", file.strata.len().to_string(), lot.strata.len().to_string()));
        }
        for (known, comes_out) in file.strata.iter().zip(&lot.strata) {
            let settled = |tags: &[String], people: usize, drawn: usize, key: &str| {
                format!("[{}] {people} {drawn} {key}", tags.join(", "))
            };
            let tags: Vec<String> = known.tags.iter().map(ToString::to_string).collect();
            let one = settled(&tags, known.people, known.drawn, &known.key);
            let other = settled(&comes_out.tags, comes_out.people, comes_out.drawn, &comes_out.key);
            if one != other {
                return Err(differs("strata", one, other));
            }
            let order: Vec<&Name> = comes_out.order.iter().map(|place| lot.name(*place)).collect();
            let unlike = |nth: &usize| known.order.get(*nth) != order.get(*nth).copied();
            if let Some(nth) = (0..order.len().max(known.order.len())).find(unlike) {
                let shown = |name: Option<&Name>| {
                    let number = nth + 1;
                    name.map_or_else(|| format!("{number}. —"), |name| format!("{number}. {name}"))
                };
                return Err(differs("order", shown(known.order.get(nth)), shown(order.get(nth).copied())));
            }
        }
        let kept = Self { nth, path: path.clone(), file, lot };
        let mut now: Vec<(usize, Name)> = kept.lot.drawn().map(|(nth, person)| (nth, person.name.clone())).collect();
        let mut used: Vec<usize> = kept.lot.strata.iter().map(|stratum| stratum.drawn).collect();
        for replaced in &kept.file.replaced {
            let place = now.iter().position(|(_, name)| *name == replaced.out);
            let next = place.and_then(|place| kept.next_of(now[place].0, &used));
            match (place, next) {
                (Some(place), Some(next)) if *next == replaced.r#in => {
                    let stratum = now[place].0;
                    used[stratum] += 1;
                    now[place] = (stratum, next.clone());
                }
                _ => {
                    let should = next.map_or_else(|| "—".to_owned(), ToString::to_string);
                    let (out, came) = (&replaced.out, &replaced.r#in);
                    return Err(differs("replaced", format!("{out} → {came}"), format!("{out} → {should}")));
                }
            }
        }
        Ok(kept)
    }

    /// Who comes next in a stratum after so many were used of each.
    fn next_of(&self, stratum: usize, used: &[usize]) -> Option<&Name> {
        self.lot.strata[stratum].order.get(used[stratum]).map(|place| self.lot.name(*place))
    }

    /// Whom it has fallen on today, replacements made, and the stratum of each.
    pub(crate) fn now(&self) -> Vec<(usize, Name)> {
        let mut now: Vec<(usize, Name)> = self.lot.drawn().map(|(nth, person)| (nth, person.name.clone())).collect();
        for replaced in &self.file.replaced {
            for (_, name) in now.iter_mut().filter(|(_, name)| *name == replaced.out) {
                *name = replaced.r#in.clone();
            }
        }
        now
    }

    /// Who comes in next for somebody of a stratum: their place in the pool.
    pub(crate) fn next(&self, stratum: usize) -> Option<usize> {
        let of_stratum = |name: &Name| self.lot.strata[stratum].order.iter().any(|place| self.lot.name(*place) == name);
        let came = self.file.replaced.iter().filter(|replaced| of_stratum(&replaced.r#in)).count();
        let stratum = &self.lot.strata[stratum];
        stratum.order.get(stratum.drawn + came).copied()
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
