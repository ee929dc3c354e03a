//! `material remove`: a file is no longer part of a dossier.

use crate::archive::{Change, remove_entry};
use crate::changes::Writer;
use crate::changes::material::dossier::Dossier;
use crate::cli::context::Context;
use crate::history::Message;
use crate::model::Name;
use crate::problem::{Place, Problem, Problems, ensure_none, unknown};
use crate::text;
use crate::text::{Text, on_one_line, one_word};
use crate::ui::Reply;
use clap::Args;

/// Take an entry out of materials.yml; the file itself stays where it is
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Remove {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "TARGET", add = crate::cli::completions::keys())]
    target: String,
    /// The file: its name or path, or its number as `material list` has it
    #[arg(value_name = "FILE")]
    file: String,
}

const EXAMPLES: &str = "\
yijuan material remove 2026-003 部门材料.pdf
yijuan material remove plan:2026 2";

impl Remove {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let (subject, topics) = context.workspace.subject(&self.target)?;
        let loaded = context.workspace.read(&topics)?;
        let dossier = Dossier::of(&loaded, &writer.settings, &subject, None)?;
        let path = format!("{}/materials.yml", dossier.folder);
        ensure_none(loaded.archive.problems_of(&path))?;
        let nth = entry(&dossier, &path, &self.file)?;
        let (name, file) = (&dossier.name, &dossier.there[nth].material.file);
        let after = remove_entry(&path, &context.workspace.text(&path)?, nth)?;
        let subject = text!(zh: "{name} 材料去掉：{file}", en: "{name} material remove: {file}");
        let message = Message::new(writer.in_archive_language(&subject));
        let message = message.trailer(dossier.trailer.0, dossier.trailer.1.as_str());
        let mut reply = Reply::new(format!("{name} {}\n", on_one_line(file)));
        let own = format!("{}/{file}", dossier.folder);
        let elsewhere = dossier.there.iter().enumerate().any(|(other, one)| other != nth && one.material.file == *file);
        if !elsewhere && context.workspace.source.root().join(&own).exists() {
            let own = one_word(&own);
            reply.notes.push(text!(
                zh: "文件还在 {own}，不再算作材料；不留的，删去后 `yijuan commit`",
                en: "the file is still at {own} and counts no longer; if it is not to be kept, delete it, then `yijuan commit`"
            ));
        }
        Ok(reply.with(writer.apply(Change::new().file(path, after), &message)?))
    }
}

/// The one entry that a number, a path or the name of a file means.
fn entry(dossier: &Dossier, path: &str, written: &str) -> Result<usize, Problem> {
    let (there, word) = (dossier.there, Name::from(written.trim()));
    if let Some(nth) = word.parse::<usize>().ok().filter(|number| (1..=there.len()).contains(number)) {
        return Ok(nth - 1);
    }
    let is_it = |file: &Name| *file == word || file.rsplit('/').next() == Some(word.as_str());
    let found: Vec<usize> = (0..there.len()).filter(|nth| is_it(&there[*nth].material.file)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let files = there.iter().map(|one| one.material.file.as_str());
            Err(unknown(&Text::new("材料", "material"), &word, files).at(Place::file(path)))
        }
        several => {
            let Text { zh, en } = Text::listed(several.iter().map(|nth| (nth + 1).to_string()));
            Err(Problem::new(text!(zh: "`{word}` 登记了几条", en: "`{word}` is entered several times"))
                .at(Place::file(path))
                .hint(text!(zh: "写序号：{zh}", en: "say which by its number: {en}")))
        }
    }
}
