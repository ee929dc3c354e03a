//! What is said in the package: what it is (说明文件.TXT), and how it is read and proved with programs that everybody has
//! (README.txt).

use super::packed::{Packed, Packer};
use crate::dossier::package::{CATALOGUE, METADATA, OTHERS};
use crate::text::on_one_line;
use std::fmt::Write as _;

/// How a bag is read. Lines that begin with four blanks are commands; a test runs them.
pub(super) const README: &str = include_str!("readme.txt");

/// 说明文件.TXT.
pub(super) fn described(packer: &Packer, packed: &Packed) -> String {
    let (topic, occasion, archive) = (packer.topic, packer.occasion, &packer.loaded.archive);
    let mut text = String::new();
    let mut line = |label: &str, value: &str| {
        let _ = writeln!(text, "{label}：{value}");
    };
    let institution = packer.settings.institution.as_ref().map_or("", |name| name.as_str());
    line("全宗号", &packer.filing.fonds);
    line("移交单位", institution);
    line("议题", &format!("{} {}", topic.key, topic.file.title));
    line("件数", &packed.catalogue.entries.len().to_string());
    line("封装日期", &occasion.date.printed());
    if let Some(by) = &occasion.by {
        line("封装人", archive.name_of(by));
    }
    line("历史截至", &format!("提交 {}", occasion.commit));
    line("保管期限", "Y 永久，D30 定期30年，D10 定期10年（国家档案局令第8号及本单位的保管期限表）");
    line("目录", &format!("{CATALOGUE}；每件一个文件夹，内有{METADATA}和文件本身"));
    line("其他文件", &format!("{OTHERS}/，其中 README.txt 说明各文件和核对的办法"));
    line(
        "读取所需软件",
        "文本、CSV、XML、YAML 用任何文本编辑器；PDF 用 PDF 阅读器；XLSX 用电子表格软件；照片用看图软件",
    );
    line("制作软件", concat!("yijuan ", env!("CARGO_PKG_VERSION")));
    if let Some(before) = &occasion.before {
        line("补充", &format!("接续第{}次封装，摘要（SHA-512）{}", before.nth, before.seal));
    }
    if let Some(why) = &occasion.note {
        line(if occasion.before.is_some() { "补充的说明" } else { "不齐全的原因" }, why);
    }
    for (label, files) in
        packer.additions.iter().flat_map(|one| [("封装后改动", &one.corrected), ("封装后撤出", &one.gone)])
    {
        if !files.is_empty() {
            line(label, &files.join("、"));
        }
    }
    if !packed.renamed.is_empty() {
        let renamed = packed.renamed.iter().map(|(is, was)| format!("{is}（原为 {}）", on_one_line(was)));
        line("改过名称的其他文件", &renamed.collect::<Vec<_>>().join("、"));
    }
    if !packed.untraced.is_empty() {
        line("审签过而历史中没有的文本", &packed.untraced.join("、"));
    }
    if !packed.withheld.is_empty() {
        line("没有封装历史", &format!("历史中有标密的文本：{}", packed.withheld.join("、")));
    }
    let missing: Vec<String> = packer
        .contents
        .missing()
        .map(|wanted| format!("{}（{}）", wanted.name(packer.regulation).zh, wanted.articles().zh))
        .collect();
    if !missing.is_empty() {
        line("封装时尚缺", &missing.join("、"));
    }
    text
}
