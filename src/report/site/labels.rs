//! What pages say besides what comes from the archive.

use super::Site;
use crate::text::Language;
use serde_json::{Map, Value};

/// Id, in Chinese, in English.
const LABELS: [(&str, &str, &str); 41] = [
    ("skip", "跳到正文", "skip to the content"),
    ("nav", "栏目", "pages"),
    ("meetings", "近期会议", "meetings ahead"),
    ("topics_of", "议题", "topics"),
    ("figures", "统计", "figures"),
    ("none_public", "没有公开的议题", "no topic is public"),
    ("left_out", "没有公开的", "not public"),
    ("stages", "环节", "stages"),
    ("deadlines", "期限", "deadlines"),
    ("papers", "文书", "papers"),
    ("suggestions", "意见建议", "suggestions"),
    ("events", "经过", "what happened"),
    (
        "search_label",
        "按题目、委室、形式、编号或协商室名称查找",
        "find by title, office, form or key, or a room by its name",
    ),
    ("deadlines_by_week", "各周到期的事项", "what is due in each week"),
    (
        "weeks_legend",
        "颜色越深，当周到期的越多；框出的是本周",
        "the darker, the more is due in a week; this week is framed",
    ),
    (
        "stages_legend",
        "实心：已完成；方框和竖线：今日所在的环节；空心：未到或没有记录",
        "filled: done; square and line: where it stands today; empty: ahead, or not on record",
    ),
    ("as_table", "列表", "as a table"),
    ("rooms", "协商议事室", "consultation rooms"),
    ("how_often", "次数", "how often"),
    ("rule", "规则", "rule"),
    ("period", "时期", "period"),
    ("count", "次数", "count"),
    ("activities", "活动", "what was done there"),
    ("activity", "事项", "what"),
    ("topic", "议题", "topic"),
    ("none_on_record", "没有记录", "none on record"),
    ("plan", "年度计划", "plan of the year"),
    ("course", "程序", "procedure"),
    ("items", "列入的议题", "items"),
    ("archive", "档案库", "archive"),
    ("day", "日期", "day"),
    ("by", "办理", "by"),
    ("week", "周", "week"),
    ("due_in_it", "到期", "due"),
    ("open_of_it", "其中未办", "of these open"),
    (
        "funnel_legend",
        "同一年的议题和意见建议，各步还有多少",
        "of the same year's topics and suggestions, how many came as far as each step",
    ),
    ("step", "步骤", "step"),
    ("number", "件数", "number"),
    ("of_first", "占第一步", "of the first"),
    ("stage", "环节", "stage"),
    ("standing", "情况", "how it stands"),
];

impl Site {
    /// A label in the language of the site.
    pub(super) fn label(&self, id: &str) -> &'static str {
        let known = LABELS.iter().find(|(known, ..)| *known == id);
        known.map_or("", |(_, zh, en)| match self.language {
            Language::Chinese => zh,
            Language::English => en,
        })
    }

    /// All labels, by id.
    pub(super) fn labels(&self) -> Value {
        let labels = LABELS.iter().map(|(id, ..)| ((*id).to_owned(), self.label(id).into()));
        labels.collect::<Map<String, Value>>().into()
    }
}
