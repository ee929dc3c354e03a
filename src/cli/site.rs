//! `site`: a folder of pages to be read without the program.

mod views;

use super::context::{self, Context};
use crate::archive::{Limits, Source as _, body};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::dossier::public::Public;
use crate::dossier::{Contents, Unfinished};
use crate::duty::Duty;
use crate::engine::{self, Judgement, Part, Selection};
use crate::figures::{About, Report};
use crate::model::Subject;
use crate::report::calendar;
use crate::report::site::{DueDay, Listed, Page, Site, TopicView, Whole};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::{LoadedArchive, Overview, TopicState, is_open};
use clap::Args;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Write pages of the archive to be read on a telephone or in an intranet, without the program
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SiteFolder {
    /// The folder; one that this command has made is replaced as a whole
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    to: PathBuf,
    /// Only what is marked as public, in the head of a paper or in its line; says what is left out
    #[arg(long)]
    public: bool,
}

const EXAMPLES: &str = "\
yijuan site 网页
yijuan site /srv/www/协商 --public";

/// The file by which a folder is known to be a site.
const MARK: &str = "yijuan-site.txt";

/// The reports of a site. What single members did is for no page.
const REPORTS: [About; 4] = [About::Plan, About::Adoption, About::Rooms, About::Offices];

/// The pages of topics, written as they are made.
struct Topics<'s> {
    site: &'s Site,
    folder: &'s Path,
    context: &'s Context,
    listed: Vec<Listed>,
    due: Vec<DueDay>,
    /// How many topics have nothing that may be shown.
    left_out: usize,
}

impl SiteFolder {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let workspace = &context.workspace;
        let overview = Overview::of(workspace, Selection { part: Part::Whole, all: false })?;
        let settings = overview.loaded.settings()?;
        let year = workspace.today.year();
        let reports = if self.public { Vec::new() } else { Report::several(workspace, &REPORTS, year)? };
        let name = settings.institution.as_ref().map_or_else(|| "一卷".to_owned(), ToString::to_string);
        let site = Site {
            language: context.language,
            name,
            today: workspace.today,
            is_public: self.public,
            is_alone: false,
            years: views::years(&overview, self.public),
            rooms: views::rooms(&overview.loaded, self.public),
            reports: reports.iter().map(|report| (report.about, report.year)).collect(),
        };
        let folder = Unfinished::begin(&self.to)?;
        let replaced = ours(&self.to)?;
        let mut topics =
            Topics { site: &site, folder: folder.path(), context, listed: Vec::new(), due: Vec::new(), left_out: 0 };
        let duties = topics.write_all()?;
        let Topics { listed, due, left_out, .. } = topics;
        let whole = Whole { overview: &overview, topics: &listed, left_out, due: &due };
        for page in pages(&site, &whole, &duties, &reports, context)? {
            write(folder.path(), &page.path, page.text.as_bytes())?;
        }
        if replaced {
            folder.replace()?;
        } else {
            folder.place()?;
        }
        let mut reply = context::reply(&overview.loaded, format!("{}\n", self.to.display()));
        reply.notes.extend(left_out_of(&whole, &site));
        Ok(reply)
    }
}

impl Topics<'_> {
    /// Gives the duties of years, rooms and the archive itself.
    fn write_all(&mut self) -> Result<Vec<Duty>, Diagnostics> {
        let workspace = &self.context.workspace;
        let (mut loaded, folders) = LoadedArchive::read_without_topics(&workspace.source, workspace.today)?;
        let mut failed: Result<(), Diagnostics> = Ok(());
        let take = |of_part: engine::Context<'_>, judgement: Judgement| {
            if failed.is_ok() {
                failed = self.write_part(of_part, &judgement);
            }
        };
        let others = loaded.pass(&workspace.source, folders, Selection { part: Part::Whole, all: true }, take);
        failed?;
        self.due.extend(others.duties.iter().filter_map(due_day));
        Ok(others.duties)
    }

    fn write_part(&mut self, of_part: engine::Context<'_>, judgement: &Judgement) -> Result<(), Diagnostics> {
        let mut duties: HashMap<&Subject, Vec<&Duty>> = HashMap::new();
        for duty in &judgement.duties {
            duties.entry(&duty.subject).or_default().push(duty);
        }
        self.due.extend(judgement.duties.iter().filter_map(due_day));
        // Of two folders with one number the first is the topic.
        let mut numbers = HashSet::new();
        let firsts = of_part.archive.topics.iter().zip(engine::stages_of_all(of_part));
        let firsts: Vec<_> = firsts.filter(|(topic, _)| numbers.insert(topic.key)).collect();
        let this = &*self;
        let written = firsts.par_iter().filter_map(|(topic, stages)| {
            let regulation = of_part.regulations.get(&topic.file.regulation).ok()?;
            let open = duties.get(&Subject::Topic(topic.key)).into_iter().flatten().copied();
            let view = TopicView {
                archive: of_part.archive,
                today: of_part.today,
                regulation,
                topic,
                stages: stages.as_ref(),
                duties: open.filter(|duty| is_open(duty)).collect(),
                public: None,
            };
            Some(this.write_topic(of_part, view))
        });
        // Collected first, so that of several errors it is always the same one that is told.
        for listed in written.collect::<Vec<_>>() {
            match listed? {
                Some(listed) => self.listed.push(listed),
                None => self.left_out += 1,
            }
        }
        Ok(())
    }

    /// Writes the pages of a topic, unless it has nothing that may be shown.
    fn write_topic(&self, of_part: engine::Context<'_>, view: TopicView) -> Result<Option<Listed>, Diagnostic> {
        let public = self.site.is_public.then(|| {
            let mut contents = Contents::of(of_part, view.regulation, view.topic);
            contents.look(&self.context.workspace.source);
            Public::of(of_part, view.regulation, view.topic, &contents)
        });
        if public.as_ref().is_some_and(Public::is_empty) {
            return Ok(None);
        }
        // A stage is told by what was recorded, which need not be public.
        let stages = view.stages.filter(|_| public.is_none());
        let view = TopicView { stages, public: public.as_ref(), ..view };
        let page = view.page(self.site)?;
        write(self.folder, &page.path, page.text.as_bytes())?;
        for paper in view.papers(self.site) {
            let page = paper.page(self.site, &text_of(self.context, paper.path())?)?;
            write(self.folder, &page.path, page.text.as_bytes())?;
        }
        view.listed(self.site).map(Some)
    }
}

/// All pages but those of topics.
fn pages(
    site: &Site,
    whole: &Whole,
    duties: &[Duty],
    reports: &[Report],
    context: &Context,
) -> Result<Vec<Page>, Diagnostics> {
    let overview = whole.overview;
    let mut pages = vec![whole.home(site)?];
    for view in views::of_years(overview, duties, site) {
        pages.push(whole.year(site, &view)?);
        for paper in view.papers(site) {
            pages.push(paper.page(site, &text_of(context, paper.path())?)?);
        }
    }
    let rooms = views::of_rooms(&overview.loaded, duties, site);
    if !rooms.is_empty() {
        pages.push(site.all_rooms(&rooms)?);
    }
    for view in &rooms {
        pages.push(whole.room(site, view)?);
    }
    pages.push(site.search(whole.topics, &rooms)?);
    for report in reports {
        pages.push(site.report(report)?);
    }
    if !site.is_public {
        pages.push(Page { path: "calendar.ics".to_owned(), text: ics(overview, context) });
    }
    pages.push(Page { path: MARK.to_owned(), text: mark() });
    Ok(pages)
}

/// How many topics and rooms everybody is not shown.
fn left_out_of(whole: &Whole, site: &Site) -> Vec<Text> {
    let (topics, rooms) = (whole.left_out, whole.rooms_left_out(site));
    let of_topics = text!(
        zh: "{topics} 件议题没有标为公开的内容，没有写出；公开的在文首或该条写 `public: true`",
        en: "{topics} topics have nothing that is marked as public and are left out; what is public says `public: true`, in its head or line"
    );
    let of_rooms = text!(
        zh: "{rooms} 个协商室没有标为公开的事项，没有写出；公开的在 plans/年份/events.yml 该条写 `public: true`",
        en: "{rooms} rooms have no entry that is marked as public and are left out; what is public says `public: true` in its line of plans/YEAR/events.yml"
    );
    let each = [(topics, of_topics), (rooms, of_rooms)].into_iter();
    each.filter(|(left_out, _)| *left_out > 0).map(|(_, told)| told).collect()
}

/// The text of a paper, after its head.
fn text_of(context: &Context, path: &str) -> Result<String, Diagnostic> {
    let text = context.workspace.source.read(path, Limits::PAPER)?.unwrap_or_default();
    Ok(body(&String::from_utf8_lossy(&text)).0.to_owned())
}

fn due_day(duty: &Duty) -> Option<DueDay> {
    Some(DueDay { day: duty.due?, is_open: is_open(duty) })
}

/// The deadlines and meetings ahead, to be taken into a calendar.
fn ics(overview: &Overview, context: &Context) -> String {
    let ahead =
        |topic: &&TopicState| topic.meeting.as_ref().is_some_and(|meeting| context.workspace.today <= meeting.day);
    let meetings: Vec<&TopicState> = overview.topics.iter().filter(ahead).collect();
    calendar::ics(overview, &overview.due(None, None), &[], &meetings, context.language)
}

/// Whether there is a site to be replaced.
///
/// # Errors
/// If something else lies there.
fn ours(to: &Path) -> Result<bool, Diagnostic> {
    let Ok(there) = to.symlink_metadata() else { return Ok(false) };
    let is_empty = || fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_none());
    if there.is_dir() && (to.join(MARK).is_file() || is_empty()) {
        return Ok(true);
    }
    Err(Diagnostic::new(Text::new("这里已有别的东西，没有动", "something else lies there and was left as it is"))
        .at(Location::file(to.display().to_string()))
        .hint(Text::new(
            "写一个还没有的文件夹，或以前由 site 写成的",
            "name a folder that is not there yet, or one that `site` has made",
        )))
}

/// What the file says by which a site is known.
fn mark() -> String {
    "本文件夹由 yijuan site 写成，再次写成时整个替换。请勿在此存放别的文件。\n\
     Written by `yijuan site`, which replaces the whole folder the next time. Keep nothing else here.\n"
        .to_owned()
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    let to = folder.join(path);
    // Most pages lie in a folder that is there.
    let written = match fs::write(&to, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&to, bytes))
        }
        written => written,
    };
    written.map_err(|error| Diagnostic::io(to.display().to_string(), &error))
}
