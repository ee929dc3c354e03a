//! The letter that benchmarks set, and how they tell what they measured.

use std::error::Error;
use std::fs;
use std::time::Duration;
use yijuan::document::{Gongwen, Layout, Markdown, Meta};
use yijuan::model::Date;

/// Letters that are set.
pub const LETTERS: u32 = 1_000;

/// A letter of a page and a half.
const TEXT: &str = "根据年度协商工作安排，定于2026年12月3日召开“社区养老服务”专题协商会。现将有关事项函告如下。

## 会议时间和地点

会议时间:2026年12月3日上午9时；地点：区政协第二会议室。

## 协商内容

1. 养老服务设施的布局和运营；
2. 助餐点的补贴和监管；
3. 居家养老的上门服务。

## 商请事项

请区民政局、区财政局主要负责同志到会介绍情况，回应意见，并于会前三个工作日将书面材料送区政协社会法制委员会。

| 序号 | 单位 | 介绍内容 | 时长 |
|---|---|---|---|
| 1 | 区民政局 | 养老服务设施建设情况 | 10分钟 |
| 2 | 区财政局 | 资金安排和使用情况 | 8分钟 |

专此函商，请予支持。
";

pub fn letter(nth: u32) -> Result<Gongwen, String> {
    let meta = Meta {
        layout: Layout::Letter,
        mark: "政协某区委员会办公室".into(),
        number: Some(format!("某协办函〔2026〕{nth}号")),
        title: "关于商请参加“社区养老服务”专题协商会的函".into(),
        to: Some("区政府办公室，区民政局、区财政局".into()),
        issuers: vec!["政协某区委员会办公室".into()],
        date: Date::ymd(2026, 11, 20),
        copies: Some("区委办公室".into()),
        ..Meta::default()
    };
    Gongwen::read(meta, &Markdown { path: "协商函.md", text: TEXT, lines_before: 0 })
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

pub fn figure(name: &str, measured: f64, target: &str, bound: f64) {
    let verdict = if measured < bound { "ok" } else { "over" };
    println!("{name:<40} {measured:>9.3}   {target:>6}   {verdict}");
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The most memory this process has had.
pub fn peak() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}
