//! What a 移交登记表 may name.

use crate::archive::Topic;
use crate::document::TemplateValue;
use crate::dossier::{Contents, Item, Sealing};
use crate::model::{Date, file_stem};
use crate::regulation::Regulation;
use crate::workspace::LoadedArchive;

/// What the form is about.
pub(super) struct Form<'a> {
    pub loaded: &'a LoadedArchive,
    pub topic: &'a Topic,
    pub regulation: &'a Regulation,
    pub contents: &'a Contents,
    pub sealings: &'a [Sealing],
    pub from: String,
    pub to: String,
    pub on: Date,
    /// Why it is not whole.
    pub why: Option<&'a str>,
}

impl Form<'_> {
    pub(super) fn facts(&self) -> TemplateValue {
        let text = TemplateValue::text;
        let there = || self.contents.items.iter().filter(|item| item.state.is_there());
        let files = there().flat_map(Item::all_files);
        let copies = there().flat_map(|item| &item.signed).filter_map(|copy| copy.bytes);
        let bytes: u64 = there().filter_map(|item| item.bytes).chain(copies).sum();
        let photographs = there().filter(|item| item.is_photograph).count();
        let lacking = self.contents.missing().filter(|wanted| !wanted.joins_later);
        let missing = lacking.map(|wanted| text(wanted.name(self.regulation).zh));
        let unfinished = there().filter(|item| item.state.is_unfinished()).map(|item| text(title(item)));
        let days = there().filter_map(|item| item.date);
        let form = self.topic.file.form.as_ref().map(|form| self.regulation.name(form).zh).unwrap_or_default();
        TemplateValue::map([
            ("today", text(self.on.to_string())),
            ("from", text(self.from.clone())),
            ("to", text(self.to.clone())),
            (
                "topic",
                TemplateValue::map([
                    ("key", text(self.topic.key.to_string())),
                    ("title", text(self.topic.file.title.to_string())),
                    ("form", text(form)),
                ]),
            ),
            (
                "dossier",
                TemplateValue::map([
                    ("items", text(there().count().to_string())),
                    ("files", text(files.count().to_string())),
                    ("photographs", text(if photographs == 0 { String::new() } else { photographs.to_string() })),
                    ("bytes", text(bytes.to_string())),
                    ("gigabytes", text(gigabytes(bytes))),
                    ("first", text(days.clone().min().map(|day| day.to_string()).unwrap_or_default())),
                    ("last", text(days.max().map(|day| day.to_string()).unwrap_or_default())),
                    ("missing", TemplateValue::List(missing.collect())),
                    ("unfinished", TemplateValue::List(unfinished.collect())),
                    ("why", text(self.why.unwrap_or_default().to_owned())),
                ]),
            ),
            ("bags", TemplateValue::List(self.sealings.iter().map(|sealing| bag(self.topic, sealing)).collect())),
        ])
    }
}

fn bag(topic: &Topic, sealing: &Sealing) -> TemplateValue {
    // A digest of 128 digits has no place on one line.
    let (first, second) = sealing.seal.split_at_checked(64).unwrap_or((&sealing.seal, ""));
    TemplateValue::map([
        ("name", TemplateValue::text(Sealing::bag(topic.key, sealing.nth))),
        ("date", TemplateValue::text(sealing.date.to_string())),
        ("sha512", TemplateValue::text(format!("{first} {second}").trim_end())),
        ("note", TemplateValue::text(sealing.note.as_deref().unwrap_or_default())),
    ])
}

fn title(item: &Item) -> String {
    item.title.clone().unwrap_or_else(|| file_stem(&item.file).to_owned())
}

/// As the form has it: gigabytes with three decimals, rounded up, so that nothing counts as nothing.
fn gigabytes(bytes: u64) -> String {
    let thousandths = bytes.div_ceil(1 << 20).max(1) * 1000 / 1024;
    let thousandths = thousandths.max(1);
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
