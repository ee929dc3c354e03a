//! The fonts of this machine that papers are set in, by use.

use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none};
use crate::model::{Fonts, Name};
use crate::text;
use crate::text::Text;
use fontdb::{Database, FaceInfo, Source};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use typst::text::{Coverage, FontInfo};
use typst_kit::fonts::{FontPath, FontStore};

/// What type is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    Title,
    Body,
    Kai,
    Hei,
    Song,
}

/// The characters of a paper, by the use of their type.
pub(super) type Characters = BTreeMap<Use, BTreeSet<char>>;

/// The families of a use: those that offices have, and what stands in for them.
struct Usual {
    of: Use,
    /// As `yijuan.yml` names it.
    key: &'static str,
    own: &'static [&'static str],
    instead: &'static [&'static str],
}

/// The program's lists. What stands in is in Debian's packages texlive-lang-chinese (Fandol), fonts-noto-cjk and
/// fonts-lxgw-wenkai. None of them has a 小标宋; a 宋体 in bold comes closest.
const USUAL: [Usual; 5] = [
    Usual {
        of: Use::Title,
        key: "title",
        own: &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"],
        instead: &["FandolSong", "Noto Serif CJK SC", "Source Han Serif SC"],
    },
    Usual {
        of: Use::Body,
        key: "body",
        own: &["仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"],
        instead: &["FandolFang", "FandolFang R", "Noto Serif CJK SC", "Source Han Serif SC"],
    },
    Usual {
        of: Use::Kai,
        key: "kai",
        own: &["楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"],
        instead: &["FandolKai", "LXGW WenKai", "Noto Serif CJK SC", "Source Han Serif SC"],
    },
    Usual {
        of: Use::Hei,
        key: "hei",
        own: &["黑体", "SimHei"],
        instead: &["FandolHei", "Noto Sans CJK SC", "Source Han Sans SC"],
    },
    Usual {
        of: Use::Song,
        key: "song",
        own: &["宋体", "SimSun"],
        instead: &["FandolSong", "Noto Serif CJK SC", "Source Han Serif SC"],
    },
];

/// For characters that the others lack, in every list: rare names. Debian's fonts-lxgw-wenkai and fonts-hanazono.
const RARE: [&str; 4] = ["LXGW WenKai", "HanaMinA", "HanaMinB", "BabelStone Han"];

/// The first characters of the planes beyond the first, where Han characters are rare ones, and of the area in which
/// everybody may put their own.
const BEYOND: char = '\u{20000}';
const PRIVATE: std::ops::RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';

/// The fonts, and what there is.
pub(super) struct Faces {
    pub store: FontStore,
    lists: Vec<List>,
    database: Database,
}

/// The families of a use that are there.
struct List {
    of: Use,
    key: &'static str,
    families: Vec<Family>,
}

/// A family, under the name typst knows it by, and which characters it has.
struct Family {
    name: String,
    coverage: Vec<Coverage>,
    /// The place of its first face in the store.
    first: usize,
}

/// Faces that are in the store, with their place; none of one that cannot be read.
type Stored = HashMap<fontdb::ID, Option<(usize, FontInfo)>>;

impl Faces {
    /// Finds the fonts of the lists; and which are replaced by others.
    pub(super) fn find(fonts: &Fonts) -> Result<(Self, Option<Text>), Diagnostics> {
        let mut database = Database::new();
        database.load_system_fonts();
        let mut faces = Self { store: FontStore::new(), lists: Vec::new(), database };
        let mut stored = Stored::new();
        let (mut problems, mut replaced) = (Diagnostics::new(), Vec::new());
        for usual in &USUAL {
            let (own, instead) = usual.wanted(fonts);
            let families: Vec<(&str, Family)> = own
                .iter()
                .chain(&instead)
                .filter_map(|name| Some((*name, faces.family(usual.of, name, &mut stored)?)))
                .collect();
            match families.first() {
                None => problems.push(usual.none(&own, &instead)),
                Some((first, _)) if !own.contains(first) => replaced.push((own[0].to_owned(), (*first).to_owned())),
                Some(_) => {}
            }
            let families = families.into_iter().map(|(_, family)| family).collect();
            faces.lists.push(List { of: usual.of, key: usual.key, families });
        }
        ensure_none(problems)?;
        Ok((faces, told(&replaced)))
    }

    /// A family of the machine, if it is there. Its faces are put into the store, each once.
    fn family(&mut self, of: Use, name: &str, stored: &mut Stored) -> Option<Family> {
        let is_named = |face: &&FaceInfo| face.families.iter().any(|(family, _)| family.eq_ignore_ascii_case(name));
        let fits = |face: &&FaceInfo| face.style == fontdb::Style::Normal && of.takes(face.weight.0);
        let mut named: Vec<&FaceInfo> = self.database.faces().filter(is_named).collect();
        // A family that has no such weight is used as it is.
        if named.iter().any(&fits) {
            named.retain(fits);
        }
        let mut family: Option<Family> = None;
        for face in named {
            let (Source::File(path) | Source::SharedFile(path, _)) = &face.source else { continue };
            let place = stored.values().flatten().count();
            let face = stored.entry(face.id).or_insert_with(|| {
                let info = self.database.with_face_data(face.id, FontInfo::new)??;
                self.store.push((FontPath { path: path.clone(), index: face.index }, info.clone()));
                Some((place, info))
            });
            let Some((first, info)) = face else { continue };
            let family =
                family.get_or_insert_with(|| Family { name: info.family.clone(), coverage: Vec::new(), first: *first });
            if family.name == info.family {
                family.coverage.push(info.coverage.clone());
            }
        }
        family
    }

    /// Reads the files of what nearly every paper is set in, side by side: each has some tens of megabytes.
    pub(super) fn read_usual(&self) {
        let usual = self.lists.iter().filter(|list| matches!(list.of, Use::Title | Use::Body | Use::Hei));
        let firsts: BTreeSet<usize> = usual.filter_map(|list| Some(list.families.first()?.first)).collect();
        firsts.into_par_iter().for_each(|first| drop(self.store.font(first)));
    }

    /// The lists, by use.
    pub(super) fn families(&self) -> Value {
        let names = |list: &List| list.families.iter().map(|family| family.name.clone()).collect::<Value>();
        self.lists.iter().map(|list| (list.key.to_owned(), names(list))).collect()
    }

    /// Every character must be in a font of its list.
    pub(super) fn ensure_covered(&self, characters: &Characters) -> Result<(), Diagnostics> {
        let mut lacking: BTreeMap<char, Vec<&List>> = BTreeMap::new();
        for list in &self.lists {
            let lacks = |c: &&char| !list.families.iter().any(|family| family.has(**c));
            for c in characters.get(&list.of).into_iter().flatten().filter(lacks) {
                lacking.entry(*c).or_default().push(list);
            }
        }
        if lacking.is_empty() {
            return Ok(());
        }
        let there = self.all();
        ensure_none(lacking.iter().map(|(c, lists)| lacks(*c, lists, &there)).collect())
    }

    /// All families of the machine, and which characters they have.
    fn all(&self) -> Vec<(String, Coverage)> {
        let upright = self.database.faces().filter(|face| face.style == fontdb::Style::Normal);
        let info = |face: &FaceInfo| self.database.with_face_data(face.id, FontInfo::new)?;
        let mut families: Vec<(String, Coverage)> =
            upright.filter_map(info).map(|info| (info.family, info.coverage)).collect();
        families.sort_by(|a, b| a.0.cmp(&b.0));
        families
    }
}

impl Use {
    /// Whether type of a weight is for it: titles are bold.
    fn takes(self, weight: u16) -> bool {
        match self {
            Self::Title => weight >= 600,
            _ => (350..=500).contains(&weight),
        }
    }
}

impl Usual {
    /// The families to look for: those that should be there, of which the first names the others, and those instead of
    /// them.
    fn wanted<'a>(&'a self, fonts: &'a Fonts) -> (Vec<&'a str>, Vec<&'a str>) {
        let given = match self.of {
            Use::Title => &fonts.title,
            Use::Body => &fonts.body,
            Use::Kai => &fonts.kai,
            Use::Hei => &fonts.hei,
            Use::Song => &fonts.song,
        };
        match given.split_first() {
            Some((first, rest)) => (vec![first.as_str()], rest.iter().map(Name::as_str).collect()),
            None => (self.own.to_vec(), self.instead.iter().chain(&RARE).copied().collect()),
        }
    }

    fn none(&self, own: &[&str], instead: &[&str]) -> Diagnostic {
        let Text { zh, en } = Text::listed(own.iter().chain(instead));
        let key = self.key;
        Diagnostic::new(text!(
            zh: "本机没有 fonts.{key} 所列的任何字体：{zh}",
            en: "this machine has no font of the list fonts.{key}: {en}"
        ))
        .hint(text!(
            zh: "装上其中一种，如 Debian 的软件包 fonts-noto-cjk；或在 yijuan.yml 的 fonts 中写 {key}: [〈本机的字体〉]",
            en: "install one, such as Debian's package fonts-noto-cjk; or write {key}: [FAMILY] under fonts in yijuan.yml"
        ))
    }
}

impl Family {
    fn has(&self, c: char) -> bool {
        self.coverage.iter().any(|coverage| coverage.contains(u32::from(c)))
    }
}

/// What is replaced by what.
fn told(replaced: &[(String, String)]) -> Option<Text> {
    let each: Vec<Text> =
        replaced.iter().map(|(own, by)| text!(zh: "{own}用 {by} 代替", en: "{own} is replaced by {by}")).collect();
    let Text { zh, en } = Text::join(&each, "，", ", ");
    (!each.is_empty()).then(|| {
        text!(
            zh: "本机缺公文字体，PDF 中{zh}；装上字体，或在 yijuan.yml 的 fonts 中写明用哪些",
            en: "fonts of official papers are missing, and in the PDF {en}; install them, or name others under fonts in yijuan.yml"
        )
    })
}

/// That no font of these lists has a character, and which has.
fn lacks(c: char, lists: &[&List], there: &[(String, Coverage)]) -> Diagnostic {
    let keys: Vec<String> = lists.iter().map(|list| format!("fonts.{}", list.key)).collect();
    let Text { zh, en } = Text::listed(&keys);
    let code = format!("U+{:04X}", u32::from(c));
    let problem = Diagnostic::new(text!(
        zh: "{zh} 的字体里没有“{c}”（{code}）",
        en: "no font of {en} has `{c}` ({code})"
    ));
    if PRIVATE.contains(&c) {
        return problem.hint(Text::new(
            "这是自造字的编码，各机显示不同；换成规范汉字",
            "its code is one at which everybody puts their own characters; use that of the standard",
        ));
    }
    if let Some((name, _)) = there.iter().find(|(_, coverage)| coverage.contains(u32::from(c))) {
        let with = |list: &&List| {
            let names = list.families.iter().map(|family| family.name.as_str());
            format!("{}: [{}]", list.key, names.chain([name.as_str()]).collect::<Vec<_>>().join(", "))
        };
        let lists: Vec<String> = lists.iter().map(with).collect();
        let lists = lists.join(", ");
        return problem.hint(text!(
            zh: "本机的 {name} 有这个字，在 yijuan.yml 的 fonts 中写 {lists}",
            en: "{name} has it; write {lists} under fonts in yijuan.yml"
        ));
    }
    let package = if c >= BEYOND { "fonts-hanazono" } else { "fonts-noto-cjk" };
    problem.hint(text!(
        zh: "装上有这个字的字体，如 Debian 的软件包 {package}；没有的，换一种写法",
        en: "install a font that has it, such as Debian's package {package}; or write it otherwise"
    ))
}
