//! `schema`: JSON Schema of the archive's files, for editors.

use super::completions::words;
use super::context::{Context, reply};
use crate::archive::{Limits, Source as _};
use crate::changes::modelines;
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none};
use crate::report::json::pretty;
use crate::report::table;
use crate::schema::{KINDS, Kind, Values, editor};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use clap::Args;

/// Write JSON Schemas of the archive's files, so that an editor completes keys and names and marks what is wrong
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Schema {
    /// Kind of file whose schema to print; the list of kinds if not given
    #[arg(value_name = "KIND", add = words(&NAMES))]
    kind: Option<String>,
    /// Put the schemas into .vscode, where VS Code finds them; git passes them over
    #[arg(long, conflicts_with = "kind")]
    install: bool,
    /// Also say in the first line of each YAML file where its schema lies, for other editors; this is committed
    #[arg(long, requires = "install")]
    modelines: bool,
}

const EXAMPLES: &str = "\
yijuan schema
yijuan schema topic
yijuan schema --install
yijuan schema --install --modelines";

/// Kinds by id and by Chinese name.
const NAMES: [(&str, &str); KINDS.len()] = {
    let mut names = [("", ""); KINDS.len()];
    let mut nth = 0;
    while nth < names.len() {
        names[nth] = (KINDS[nth].id, KINDS[nth].name());
        nth += 1;
    }
    names
};

impl Schema {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let Some(written) = &self.kind else {
            return match (self.install, self.modelines) {
                (false, _) => Ok(Reply::new(list(context.language))),
                (true, false) => install(context),
                (true, true) => {
                    let installed = install(context)?;
                    let written = context.change(modelines::propose)?;
                    let notes = if written.stdout.is_empty() { installed.notes } else { written.notes };
                    Ok(Reply { stdout: installed.stdout + &written.stdout, notes, ..written })
                }
            };
        };
        let kind = Kind::named(written)?;
        let loaded = context.workspace.read_all()?;
        Ok(reply(&loaded, pretty(&kind.schema(&Values::new(&loaded.archive, &loaded.regulations)))))
    }
}

fn list(language: Language) -> String {
    let rows: Vec<Vec<String>> = KINDS
        .iter()
        .map(|kind| vec![kind.id.to_owned(), kind.text().in_(language).to_owned(), kind.files.join(" ")])
        .collect();
    let heading = match language {
        Language::Chinese => ["种类", "内容", "文件"],
        Language::English => ["kind", "contents", "files"],
    };
    table::table(&heading, &rows)
}

fn is_of_topics(problem: &Diagnostic) -> bool {
    let place = problem.place.as_ref();
    place.is_some_and(|place| ["topics/", "plans/"].iter().any(|folder| place.path.starts_with(folder)))
}

/// Writes what differs; the result is the list of these files.
fn install(context: &Context) -> Result<Reply, Diagnostics> {
    let source = &context.workspace.source;
    let loaded = context.workspace.read_all()?;
    // Without the names in a register, everybody who stands in it would be marked as unknown. Topics give no names.
    ensure_none(loaded.problems().filter(|problem| !is_of_topics(problem)).cloned().collect::<Diagnostics>())?;
    let values = Values::new(&loaded.archive, &loaded.regulations);
    let change = editor::installation(&values, &|path| source.read(path, Limits::MATERIAL))?;
    let written: Vec<String> = change.paths().map(|path| format!("{path}\n")).collect();
    let mut reply = Reply::new(written.concat());
    if change.is_empty() {
        reply.notes.push(Text::new("没有变化", "nothing changed"));
    } else {
        change.apply(source.root())?;
        reply.notes.push(text!(
            zh: "在 VS Code 中打开档案库的文件夹，装上 YAML 扩展（redhat.vscode-yaml）即可；人员、单位、规程有变动后再运行一次",
            en: "open the archive's folder in VS Code with the extension YAML (redhat.vscode-yaml); run this again when people, bodies or regulations change"
        ));
    }
    Ok(reply)
}
