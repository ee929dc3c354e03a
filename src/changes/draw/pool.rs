//! Reads the published list that participants are drawn from.

use crate::archive::{Field, Limits, Source as _, Topic, WorkTree, decode, person_named};
use crate::changes::roster::role;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::draw::MOST_PEOPLE;
use crate::model::{Attendee, Name, OneOrMany, Person};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;
use std::collections::HashMap;
use std::path::Path;

/// The columns of the list, in English and in Chinese.
const COLUMNS: [(&str, &str); 3] = [("name", "姓名"), ("id", "标识"), ("tags", "标签")];

/// The people on the list, in its order.
pub(crate) struct Pool {
    pub people: Vec<Candidate>,
}

/// Somebody on the list.
pub(crate) struct Candidate {
    pub name: Name,
    /// Id in the register.
    pub person: Option<Name>,
    pub tags: Vec<String>,
}

/// Reads the file of a list, inside or outside the archive.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let shown = path.display().to_string();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        Diagnostic::new(text!(zh: "`{shown}` 不是文件", en: "`{shown}` is no file"))
            .hint(Text::new("写 CSV 文件的路径", "name the CSV file itself"))
    })?;
    let read = WorkTree::new(folder.to_path_buf()).read(name, Limits::YAML);
    read.map_err(|problem| problem.at(Location::file(shown.as_str())))?
        .ok_or_else(|| Diagnostic::io(shown.as_str(), &std::io::ErrorKind::NotFound.into()))
}

/// The path of a list in messages: as typed if the current directory is the archive's root, else absolute, because
/// locations are relative to that root.
pub(crate) fn shown(workspace: &Workspace, path: &Path) -> String {
    let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    let in_root = here.is_some() && here == workspace.source.root().canonicalize().ok();
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if in_root { path.display().to_string() } else { full.display().to_string() }
}

impl Pool {
    /// Reads a list. Without a register, ids are taken as written: a draw can be repeated after people have left it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn read(
        path: &str,
        bytes: &[u8],
        regulation: &Regulation,
        register: Option<&[Person]>,
    ) -> Result<Self, Diagnostics> {
        let text = decode(path, bytes)?;
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
        let unreadable = |error: &csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            Diagnostic::new(text!(zh: "CSV 有误：{error}", en: "invalid CSV: {error}"))
                .at(line_of(path, line))
                .hint(Text::new("从表格软件另存为 UTF-8 的 CSV", "save it from the spreadsheet as CSV in UTF-8"))
        };
        let heading = reader.headers().map_err(|error| unreadable(&error))?.clone();
        let mut problems = Diagnostics::new();
        let columns = columns(&heading, path, &mut problems)?;
        let (mut people, mut listed) = (Vec::new(), Listed::default());
        for row in reader.records() {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    problems.push(unreadable(&error));
                    break;
                }
            };
            let at = line_of(path, row.position().map_or(1, csv::Position::line));
            let cells = columns.map(|column| column.and_then(|column| row.get(column)).unwrap_or_default());
            match candidate(cells, regulation, register) {
                Ok(candidate) => {
                    problems.extend(listed.twice(&candidate).map(|problem| problem.at(at.clone())));
                    people.push(candidate);
                }
                Err(refused) => problems.extend(refused.into_iter().map(|problem| problem.at(at.clone()))),
            }
        }
        if people.len() > MOST_PEOPLE {
            problems.push(super::at(
                path,
                Diagnostic::new(text!(
                    zh: "名单超过 {MOST_PEOPLE} 人，RFC 3797 排不下",
                    en: "the list has more than {MOST_PEOPLE} people, beyond what RFC 3797 can order"
                ))
                .hint(Text::new("先分成几份名单，各抽各的", "part it into several lists and draw from each")),
            ));
        }
        if problems.is_empty() { Ok(Self { people }) } else { Err(problems) }
    }

    /// Problems of people who are on the topic's roster for that round already.
    pub(crate) fn already_on(&self, topic: &Topic, round: Option<u32>, path: &str) -> Diagnostics {
        let mut problems = Diagnostics::new();
        for candidate in &self.people {
            let entry = candidate.attendee(round);
            if let Some(nth) = topic.roster.iter().position(|known| known.overlaps(&entry)) {
                let (name, number) = (&candidate.name, nth + 1);
                problems.push(super::at(
                    path,
                    Diagnostic::new(text!(
                        zh: "`{name}` 已在参加人员名单第 {number} 条",
                        en: "`{name}` is entry {number} of the roster already"
                    ))
                    .hint(Text::new(
                        "已定的人不再参加抽选，从名单删去",
                        "who takes part anyway is not drawn: take them out of the list",
                    )),
                ));
            }
        }
        problems
    }
}

/// Where each of [`COLUMNS`] stands under the heading. Every other column is a problem.
///
/// # Errors
/// If there are no names.
fn columns(
    heading: &csv::StringRecord,
    path: &str,
    problems: &mut Diagnostics,
) -> Result<[Option<usize>; COLUMNS.len()], Diagnostics> {
    let mut columns = [None; COLUMNS.len()];
    for (nth, column) in heading.iter().enumerate() {
        let known = COLUMNS.iter().position(|(en, zh)| *en == column || *zh == column);
        match known {
            Some(known) if columns[known].is_none() => columns[known] = Some(nth),
            _ => problems.push(
                Diagnostic::new(text!(zh: "名单不应有列 `{column}`", en: "the list has a column `{column}`"))
                    .at(line_of(path, 1))
                    .hint(Text::new(
                        "名单要公布并存入卷宗，只留 name、id、tags（姓名、标识、标签）",
                        "the list is published and kept in the dossier: leave name, id and tags alone in it",
                    )),
            ),
        }
    }
    if columns[0].is_none() {
        problems.push(
            Diagnostic::new(Text::new("名单没有 `name`（姓名）列", "the list has no column `name`"))
                .at(line_of(path, 1))
                .hint(Text::new("第一行写列名：name,id,tags", "the first line names the columns: name,id,tags")),
        );
        return Err(std::mem::take(problems));
    }
    Ok(columns)
}

/// Who was listed so far.
#[derive(Default)]
struct Listed {
    many: usize,
    /// The number at which a name stands first.
    numbers: HashMap<Name, usize>,
    /// The name under which somebody of the register stands first.
    persons: HashMap<Name, Name>,
}

impl Listed {
    /// Lists somebody; the problems if they are listed already, under this name or another.
    fn twice(&mut self, Candidate { name, person, .. }: &Candidate) -> impl Iterator<Item = Diagnostic> + use<> {
        self.many += 1;
        let known_as = person.as_ref().map(|id| self.persons.entry(id.clone()).or_insert_with(|| name.clone()));
        let one_person = known_as.filter(|first| *first != name).map(|first| {
            Diagnostic::new(text!(
                zh: "`{name}` 与 `{first}` 在人员登记中是同一人",
                en: "`{name}` and `{first}` are one person of the register"
            ))
            .hint(Text::new("删去一个", "take one out"))
        });
        let first = *self.numbers.entry(name.clone()).or_insert(self.many);
        let one_name = (first != self.many).then(|| {
            Diagnostic::new(text!(
                zh: "`{name}` 与名单第 {first} 人重名",
                en: "`{name}` is also number {first} of the list"
            ))
            .hint(Text::new(
                "删去一个；若是两个人，在姓名后加以区别，例如 牧样例（东村）",
                "take one out; if they are two, put a word after the name",
            ))
        });
        one_person.into_iter().chain(one_name)
    }
}

fn line_of(path: &str, line: u64) -> Location {
    Location::at(path, usize::try_from(line).unwrap_or(1), 1)
}

fn candidate(
    [name, id, tags]: [&str; 3],
    regulation: &Regulation,
    register: Option<&[Person]>,
) -> Result<Candidate, Diagnostics> {
    let mut problems = Diagnostics::new();
    if name.is_empty() || name.chars().any(char::is_control) {
        problems.push(
            Diagnostic::new(Text::new("姓名为空或含看不见的字符", "the name is empty or holds invisible characters"))
                .hint(Text::new("填上姓名，或删去这一行", "write the name, or take the line out")),
        );
    }
    let person = match register {
        None => Ok(Some(id).filter(|id| !id.is_empty()).map(Name::from)),
        Some(register) => of_register(register, name, id),
    };
    let person = person.map_err(|problem| problems.push(problem)).ok().flatten();
    let tags = tags.split([';', '；', '、']).map(str::trim).filter(|tag| !tag.is_empty());
    let tags = tags.filter_map(|tag| role(regulation, tag).map_err(|problem| problems.push(problem)).ok()).collect();
    if problems.is_empty() { Ok(Candidate { name: Name::from(name), person, tags }) } else { Err(problems) }
}

/// The id of a person in the register, found by the id in the list, or by name if there is none.
pub(crate) fn of_register(register: &[Person], name: &str, id: &str) -> Result<Option<Name>, Diagnostic> {
    let person =
        if id.is_empty() { person_named(register, name) } else { crate::changes::person::find(register, id).map(Some) };
    Ok(person?.map(|person| person.id.clone()))
}

impl Candidate {
    /// The fields of the roster entry.
    pub(crate) fn entry(&self, round: Option<u32>) -> Vec<(&'static str, Field)> {
        let mut fields = vec![("name", Field::Word(self.name.to_string()))];
        fields.extend(self.person.as_ref().map(|id| ("person", Field::Word(id.to_string()))));
        fields.extend((!self.tags.is_empty()).then(|| ("tags", Field::List(self.tags.clone()))));
        fields.extend(round.map(|round| ("round", Field::Number(round))));
        fields
    }

    /// The roster entry as it will be read.
    pub(crate) fn attendee(&self, round: Option<u32>) -> Attendee {
        Attendee {
            name: self.name.clone(),
            person: self.person.clone(),
            affiliation: None,
            tags: OneOrMany::default(),
            at: OneOrMany::default(),
            round,
            invited: None,
            attendance: None,
            spoke: false,
            delegated_by: None,
        }
    }
}
