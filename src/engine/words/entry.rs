//! Finds words in single entries and papers that the regulation does not know, and entries in the wrong file.

use super::finding;
use crate::archive::{Attachment, AttachmentState, Hidden, Paper};
use crate::diagnostic::{Diagnostic, Location, PathSegment, unknown};
use crate::duty::{Finding, Severity};
use crate::model::{Event, Material, Name, Subject, file_stem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind, Vocabulary};

/// A file named like a paper of the regulation that does not say which document it is, and so does not count.
pub(crate) fn unmarked(regulation: &Regulation, path: &str, findings: &mut Vec<Finding>) {
    let name = Name::from(file_stem(path));
    let Some((id, kind)) = regulation.documents.iter().find(|(id, kind)| **id == *name || kind.term.name == name)
    else {
        return;
    };
    let name = &kind.term.name;
    let problem = Diagnostic::new(
        text!(zh: "文首没有写明是什么文书，不算《{name}》", en: "it does not say what it is, so it is no {name} ({id})"),
    )
    .at(Location::at(path, 1, 1))
    .hint(text!(
        zh: "文首写三行：`---`、`document: {id}`、`---`",
        en: "begin it with three lines: `---`, `document: {id}`, `---`"
    ));
    findings.push(Finding { severity: Severity::Warning, ..finding(&problem, Subject::of_path(path)) });
}

/// An entry's event must be known to the regulation and belong to the subject of the file.
pub(crate) fn event(
    regulation: &Regulation,
    entry: &Event,
    path: &str,
    at: &[PathSegment],
    of: &[SubjectKind],
    findings: &mut Vec<Finding>,
) {
    let place = |key: &str| Location::field(path, at.iter().cloned().chain([PathSegment::from(key)]));
    let subject = Subject::of_path(path);
    match regulation.events.get(&entry.event) {
        None => {
            let known = regulation.events.iter().map(|(id, kind)| (id, &kind.term));
            let problem = unknown(&Text::new("事件", "event"), &entry.event, known).at(place("event"));
            findings.push(finding(&problem, subject.clone()));
        }
        Some(kind) if !of.contains(&kind.of) && *entry.event != *Vocabulary::REMINDED => {
            let Text { zh, en } = kind.term.text(&entry.event);
            let file = match kind.of {
                SubjectKind::Year | SubjectKind::Room | SubjectKind::Unit | SubjectKind::Person => {
                    "plans/YEAR/events.yml"
                }
                SubjectKind::Suggestion => "suggestions.yml",
                SubjectKind::Topic | SubjectKind::Round => "topics/YEAR/…/events.yml",
            };
            let problem = Diagnostic::new(text!(zh: "“{zh}”不应记在这里", en: "“{en}” does not belong here"))
                .at(place("event"))
                .hint(text!(zh: "应记在 {file}", en: "it belongs into {file}"));
            findings.push(Finding { severity: Severity::Warning, ..finding(&problem, subject.clone()) });
        }
        Some(_) => {}
    }
    if let Some(via) = &entry.via
        && regulation.terms(Group::Ways).get(via).is_none()
        && (via.is_ascii() || !regulation.leaves_way_open(&entry.event))
    {
        let problem = unknown(&Text::new("方式", "way"), via, regulation.terms(Group::Ways).iter()).at(place("via"));
        findings.push(finding(&problem, subject));
    }
}

/// A paper must be a document of the regulation.
pub(crate) fn document(regulation: &Regulation, paper: &Paper, findings: &mut Vec<Finding>) {
    if let Some(Hidden { first: (line, column), character, count }) = paper.hidden {
        let code = format!("U+{:04X}", u32::from(character));
        let (message, hint) = if count == 1 {
            (
                text!(zh: "文书含看不见的字符 {code}", en: "the paper holds the hidden character {code}"),
                Text::new(
                    "删去它；多从网页或 PDF 复制而来",
                    "take it out; it mostly comes with what is copied from a page or a PDF",
                ),
            )
        } else {
            (
                text!(zh: "文书含{count}个看不见的字符，第一个是 {code}", en: "the paper holds {count} hidden characters, the first is {code}"),
                Text::new(
                    "逐一删去；多从网页或 PDF 复制而来",
                    "take them out; they mostly come with what is copied from a page or a PDF",
                ),
            )
        };
        let place = Location::at(paper.path.clone(), line, column);
        findings.push(Finding::without_rule(Severity::Warning, Subject::of_path(&paper.path), place, message, hint));
    }
    let written = &paper.front.document;
    if regulation.documents.get(written).is_none() {
        let known = regulation.documents.iter().map(|(id, kind)| (id, &kind.term));
        let problem = unknown(&Text::new("文书", "document"), written, known)
            .at(Location::field(paper.path.clone(), ["document".into()]));
        findings.push(finding(&problem, Subject::of_path(&paper.path)));
    }
}

/// An attachment must exist, be a picture if it is among the photographs, and be a document of the regulation.
pub(crate) fn attachment(
    regulation: &Regulation,
    path: &str,
    index: usize,
    attachment: &Attachment,
    findings: &mut Vec<Finding>,
) {
    let place = |key: &str| Location::field(path, [PathSegment::from(index), PathSegment::from(key)]);
    let subject = Subject::of_path(path);
    let Material { file, document, .. } = &attachment.material;
    let problem = match attachment.state {
        AttachmentState::There => None,
        AttachmentState::Absent => Some(
            Diagnostic::new(text!(zh: "没有文件 `{file}`", en: "there is no file `{file}`"))
                .hint(Text::new("放好文件，或改正路径", "put the file there, or mend the path")),
        ),
        AttachmentState::NoPicture => {
            let hint = if file.starts_with("photos/") {
                Text::new(
                    "photos/ 只放照片；换成照片，或移到 materials/",
                    "photos/ is for photographs: put one there, or move the file to materials/",
                )
            } else {
                Text::new(
                    "登记为照片的须是图片；换成照片，或改正 `document`",
                    "what is entered as a photograph is a picture: put one there, or mend `document`",
                )
            };
            Some(Diagnostic::new(text!(zh: "`{file}` 不是图片", en: "`{file}` is no picture")).hint(hint))
        }
    };
    findings.extend(problem.map(|problem| finding(&problem.at(place("file")), subject.clone())));
    for document in document.iter().filter(|document| regulation.documents.get(document).is_none()) {
        let known = regulation.documents.iter().map(|(id, kind)| (id, &kind.term));
        let problem = unknown(&Text::new("文书", "document"), document, known);
        findings.push(finding(&problem.at(place("document")), subject.clone()));
    }
}
