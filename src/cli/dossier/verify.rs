//! `dossier verify`: whether bags are as they were sealed.

use crate::archive::{WorkTree, signers};
use crate::changes::render::{Content, Files};
use crate::cli::context::{Context, Reference};
use crate::cli::format::Format;
use crate::diagnostic::Diagnostics;
use crate::document::{Gongwen, Layout, Markdown, Meta};
use crate::dossier::Sealing;
use crate::dossier::verify::{Known, VerifiedBags, on_record_of};
use crate::model::{Date, Settings, TopicKey};
use crate::report::sealed;
use crate::text::Language;
use crate::ui::Reply;
use crate::workspace::topics_in;
use clap::Args;
use std::path::PathBuf;

/// Verify a sealed dossier: every file, the manifests, the signature, earlier seals, the checks of DA/T 70
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Verify {
    /// The folder of a bag or its ZIP file, or a folder with all bags of a series; or a topic's key, to verify its bags and its
    /// decisions
    #[arg(value_name = "BAG|KEY", value_hint = clap::ValueHint::AnyPath)]
    bag: PathBuf,
    /// Where the bags of the topic lie; the folder in which the archive lies if not given
    #[arg(long = "in", value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// Write the report into this file too, to be signed: PDF or DOCX, by its ending
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    report: Option<PathBuf>,
}

const EXAMPLES: &str = "\
yijuan dossier verify 2026-003-v1
yijuan dossier verify 2026-003-v1.zip
yijuan dossier verify 移交 --format markdown > 核验报告.md
yijuan dossier verify 移交 --report 核验报告.pdf
yijuan dossier verify 2026-003 --in 移交";

impl Verify {
    pub(in crate::cli) fn run(&self, reference: &Reference) -> Result<Reply, Diagnostics> {
        let (source, settings) = (reference.source.as_ref(), reference.settings.as_ref());
        let verified = known(source, settings, reference.today, |known| VerifiedBags::of(&self.bag, known))?;
        self.write_report(&verified, settings, reference.language)?;
        told(&verified, reference.format, reference.language)
    }

    /// Whether it is a topic that is named, and not a folder.
    pub(in crate::cli) fn is_topic(&self, reference: &Reference) -> bool {
        let is_named = |source: &WorkTree| topics_in(source, &[self.bag.to_string_lossy().into_owned()]).is_ok();
        self.bag.symlink_metadata().is_err() && reference.source.as_ref().is_some_and(is_named)
    }

    /// The bags and the decisions of a topic.
    pub(in crate::cli) fn run_topic(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let workspace = &context.workspace;
        let loaded = workspace.read(&[workspace.topic(&self.bag.to_string_lossy())?])?;
        let (topic, _) = loaded.topic()?;
        let root = workspace.source.root();
        let folder = self.folder.as_deref().unwrap_or_else(|| root.parent().unwrap_or(root));
        let settings = loaded.archive.settings.as_ref();
        let verified = known(Some(&workspace.source), settings, workspace.today, |known| {
            VerifiedBags::of_topic(workspace, topic, folder, known)
        })?;
        self.write_report(&verified, settings, context.language)?;
        told(&verified, context.format, context.language)
    }

    /// Writes the report into the file that was named, if one was.
    fn write_report(
        &self,
        verified: &VerifiedBags,
        settings: Option<&Settings>,
        language: Language,
    ) -> Result<(), Diagnostics> {
        let Some(file) = &self.report else { return Ok(()) };
        let files = Files::named(std::slice::from_ref(file), &["pdf", "docx"])?;
        let report = sealed::markdown(verified, language);
        let (title, text) = report.split_once('\n').unwrap_or((&report, ""));
        let title = title.trim_start_matches("# ");
        let meta = Meta { layout: Layout::Table, title: title.to_owned(), ..Meta::default() };
        let fonts = settings.map(|settings| settings.fonts.clone()).unwrap_or_default();
        let paper = || Gongwen::read(meta.clone(), &Markdown { path: title, text, lines_before: 1 });
        files.write(&fonts, |_| paper().map(|paper| Content::Paper(Box::new(paper))))
    }
}

fn told(verified: &VerifiedBags, format: Format, language: Language) -> Result<Reply, Diagnostics> {
    let stdout = match format {
        Format::Human => sealed::page(verified, language),
        Format::Json => sealed::json(verified, language),
        Format::Markdown => sealed::markdown(verified, language),
        _ => return Err(format.refused().into()),
    };
    Ok(Reply { exit: u8::from(!verified.is_sound()), ..Reply::new(stdout) })
}

/// What an archive at hand knows of its own bags.
pub(super) fn known<T>(
    source: Option<&WorkTree>,
    settings: Option<&Settings>,
    today: Date,
    judge: impl FnOnce(Known) -> T,
) -> T {
    // An archive that trusts nobody cannot say whose a key is.
    let signers = source.and_then(|source| signers(source).value).filter(|signers| !signers.is_empty());
    let sealings = |key: TopicKey| source.and_then(|source| on_record_of(source, key, today).ok()).unwrap_or_default();
    judge(Known {
        archive: settings.and_then(|settings| settings.id.as_ref()),
        signers: signers.as_ref(),
        sealings: source.map(|_| &sealings as &dyn Fn(TopicKey) -> Vec<Sealing>),
    })
}
