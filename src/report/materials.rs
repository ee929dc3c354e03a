//! `material list`: the papers and materials of a dossier, each paper with its day.

use crate::archive::{AttachmentState, Paper};
use crate::changes::material::dossier::Dossier;
use crate::model::{Date, file_name};
use crate::report::{json, table::table};
use crate::text::Language;
use crate::workspace::LoadedArchive;

pub(crate) fn human(
    loaded: &LoadedArchive,
    dossier: &Dossier,
    papers: &[(&Paper, Option<Date>)],
    language: Language,
) -> String {
    let heading = match language {
        Language::Chinese => ["序号", "文件", "文书", "题名", "来源", "日期"],
        Language::English => ["no.", "file", "document", "title", "from", "date"],
    };
    let names = Names { loaded, dossier, language };
    let own = papers.iter().map(|(paper, date)| {
        let (front, file) = (&paper.front, file_name(&paper.path));
        let draft = match paper.draft {
            Some(_) => language.choose("（待填写）", " (to be filled in)"),
            None => "",
        };
        let issuer = front.issuer.as_ref().map(|issuer| names.who(issuer));
        let date = date.map(|date| date.to_string());
        vec![
            String::new(),
            format!("{file}{draft}"),
            names.term(&front.document),
            front.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            issuer.unwrap_or_default(),
            date.unwrap_or_default(),
        ]
    });
    let handed = dossier.there.iter().enumerate().map(|(nth, one)| {
        let (material, file) = (&one.material, &one.material.file);
        let lacks = match one.state {
            AttachmentState::There => "",
            AttachmentState::Absent => language.choose("（没有此文件）", " (not there)"),
            AttachmentState::NoPicture => language.choose("（不是图片）", " (no picture)"),
        };
        let documents: Vec<String> = material.document.iter().map(|id| names.term(id)).collect();
        vec![
            (nth + 1).to_string(),
            format!("{file}{lacks}"),
            documents.join(language.choose("、", ", ")),
            material.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            material.from.as_ref().map(|from| names.who(from)).unwrap_or_default(),
            material.date.map(|date| date.to_string()).unwrap_or_default(),
        ]
    });
    let rows: Vec<Vec<String>> = own.chain(handed).collect();
    if rows.is_empty() { String::new() } else { table(&heading, &rows) }
}

/// The names of ids in one language.
struct Names<'a> {
    loaded: &'a LoadedArchive,
    dossier: &'a Dossier<'a>,
    language: Language,
}

impl Names<'_> {
    /// A term of the regulation; also one of a room's, or of another regulation in use.
    fn term(&self, id: &str) -> String {
        let used = self.loaded.regulations.used(&self.loaded.archive);
        let regulations = std::iter::once(self.dossier.regulation).chain(self.dossier.of_room).chain(used);
        let known = regulations.map(|regulation| regulation.name(id)).find(|name| name.zh != id);
        known.map_or_else(|| id.to_owned(), |name| name.in_(self.language).to_owned())
    }

    /// A person, an office or a body.
    fn who(&self, id: &str) -> String {
        self.loaded.archive.called(id).map_or_else(|| self.term(id), ToString::to_string)
    }
}

/// `yijuan/materials/1`.
pub(crate) fn as_json(dossier: &Dossier, papers: &[(&Paper, Option<Date>)]) -> String {
    let papers = papers.iter().map(|(paper, date)| {
        let front = &paper.front;
        serde_json::json!({
            "file": file_name(&paper.path),
            "document": front.document,
            "title": front.title,
            "issuer": front.issuer,
            "date": date,
            "draft": paper.draft.is_some(),
        })
    });
    let handed = dossier.there.iter().map(|one| {
        let material = &one.material;
        serde_json::json!({
            "file": material.file,
            "document": material.document.0,
            "title": material.title,
            "from": material.from,
            "date": material.date,
            "room": material.room,
            "round": material.round,
            "there": one.state == AttachmentState::There,
        })
    });
    let (papers, handed): (Vec<_>, Vec<_>) = (papers.collect(), handed.collect());
    let of = &dossier.name;
    json::pretty(&serde_json::json!({"schema": "yijuan/materials/1", "of": of, "papers": papers, "materials": handed}))
}
