//! `yijuan regulation new`.

use crate::archive::{Change, Limits, Source as _, scalar};
use crate::changes::Writer;
use crate::cli::context::Context;
use crate::history::Message;
use crate::model::Name;
use crate::problem::{Place, Problem, Problems};
use crate::problem::{ensure_none, keep};
use crate::regulation::Regulations;
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use clap::Args;

/// Begin a regulation of the archive's own: a commented skeleton, and a file for its text
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct NewRegulation {
    /// Its id, the name of its folder: lower-case letters, digits and `-`
    #[arg(value_name = "ID")]
    id: String,
    /// Its full title
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
}

const EXAMPLES: &str = "\
yijuan regulation new qingshi
yijuan regulation new qingshi --title 政协青石县委员会协商工作规则";

/// What a new regulation looks like; it is sound as it stands.
const SKELETON: [&str; 2] = [include_str!("new/regulation.zh-CN.yml"), include_str!("new/regulation.en.yml")];

/// What stands where its text is to go.
const SOURCE: [&str; 2] = [include_str!("new/source.zh-CN.txt"), include_str!("new/source.en.txt")];

impl NewRegulation {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let id = self.id.as_str();
        let mut problems = Problems::new();
        keep(&mut problems, check_id(id));
        let paths = ["regulation.yml", "source.txt"].map(|file| format!("templates/{id}/{file}"));
        if problems.is_empty() {
            for path in &paths {
                if keep(&mut problems, context.workspace.source.read(path, Limits::PAPER)).flatten().is_some() {
                    let there = Text::new("文件已存在", "the file is there already");
                    let hint = Text::new("换一个标识", "choose another id");
                    problems.push(Problem::new(there).at(Place::file(path)).hint(hint));
                }
            }
        }
        let title = self.title.as_deref().map(str::trim);
        if let Some(title) = title {
            keep(&mut problems, crate::cli::new::check_title(title));
        }
        ensure_none(problems)?;

        let language = writer.settings.language.as_deref().and_then(Language::parse).unwrap_or(context.language);
        let [skeleton, source] = [SKELETON, SOURCE].map(|[chinese, english]| language.say(chinese, english));
        let title = scalar(&Name::from(title.unwrap_or(id)));
        let skeleton = skeleton.replace("{ID}", &scalar(id)).replace("{TITLE}", &title);
        let [regulation_path, source_path] = paths;
        let change = Change::new().file(source_path, source).file(regulation_path, skeleton);
        let subject = text!(zh: "新建规程：{id}", en: "begin regulation: {id}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Regulation", id);
        let mut reply = Reply::new(format!("templates/{id}/regulation.yml\ntemplates/{id}/source.txt\n"));
        reply.notes.push(text!(
            zh: "把规程全文贴进 source.txt，逐条改写 regulation.yml；随时可用 yijuan regulation validate {id} 检查",
            en: "paste the text into source.txt and write regulation.yml article by article; check it any time: yijuan regulation validate {id}"
        ));
        Ok(reply.with(writer.apply(change, &message)?))
    }
}

/// Refuses what is no id, or would take the place of a regulation that the program has.
fn check_id(id: &str) -> Result<(), Problem> {
    let is_id = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && id.len() <= 60;
    if !is_id {
        return Err(Problem::new(text!(zh: "`{id}` 不能作标识", en: "`{id}` is no id")).hint(Text::new(
            "标识以小写字母开头，只用小写字母、数字和 `-`，例如 qingshi",
            "ids begin with a lower-case letter and hold lower-case letters, digits and `-`, for example qingshi",
        )));
    }
    if Regulations::built_in().ids().any(|known| known == id) {
        return Err(Problem::new(text!(zh: "`{id}` 是内置的规程", en: "`{id}` is a regulation of the program"))
            .hint(Text::new("换一个标识，以免替换它", "choose another id, or it would be replaced")));
    }
    Ok(())
}
