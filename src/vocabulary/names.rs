//! The Chinese names of the fields of files: one table, for input and for messages.

use super::Field;
use crate::text;
use crate::text::Text;

/// Names of fields, the usual one first. The names that rules have for fields are in [`Field`].
const NAMES: &[(&str, &[&str])] = &[
    ("affiliation", &["所在单位", "单位及职务"]),
    ("ad_hoc", &["临时议题", "临时增列"]),
    ("attendance", &["到会情况"]),
    ("began", &["登记日期", "登记之日"]),
    ("channel", &["来源渠道", "渠道", "议题来源渠道"]),
    ("closed", &["撤销日期", "撤销之日", "停用日期"]),
    ("due", &["答复期限", "办理期限", "答复时限", "办理时限"]),
    ("entrusted_by", &["委托方", "委托单位"]),
    ("form", &["协商形式", "形式"]),
    ("guide", &["指导专委会", "指导单位"]),
    ("institution", &["机构名称"]),
    ("key", &["重点建议", "重点"]),
    ("kind", &["类别", "性质", "议题类型"]),
    ("lead", &["牵头领导", "牵头人"]),
    ("level", &["层级", "议题层级"]),
    ("made_by", &["计划制定单位", "制定单位"]),
    ("matter", &["议题内容类别", "内容类别"]),
    ("name", &["名称", "姓名"]),
    ("note", &["未办原因"]),
    ("office", &["责任委室", "承办委室"]),
    ("officer", &["专人", "专职人员"]),
    ("opened", &["建立日期", "建立之日", "启用日期"]),
    ("owner", &["督办负责人", "督办人"]),
    ("posts", &["职务"]),
    ("proposers", &["提出者", "提出人"]),
    ("quota", &["名额"]),
    ("quota.total", &["参加人数", "总人数"]),
    ("regulation", &["规程"]),
    ("room", &["协商室", "协商平台"]),
    ("round", &["轮次"]),
    ("satisfaction", &["满意程度", "满意度"]),
    ("scheduled", &["预定"]),
    ("scheduled.meeting", &["会期", "预定会期", "会议日期"]),
    ("scope", &["排除事项"]),
    ("secrecy", &["密级"]),
    ("sector", &["界别"]),
    ("session", &["会议安排"]),
    ("session.agenda", &["会议议程", "议程"]),
    ("session.arrival", &["报到时间", "入场时间"]),
    ("session.contact", &["联系人"]),
    ("session.dress", &["着装", "着装要求"]),
    ("session.materials_by", &["材料报送时限", "书面材料时限"]),
    ("session.minutes", &["会议时长", "时长"]),
    ("session.phone", &["联系电话", "电话"]),
    ("session.place", &["会议地点", "地点"]),
    ("session.reply_by", &["回执时限", "名单报送时限"]),
    ("session.time", &["会议时间", "开会时间", "时刻"]),
    ("source.channel", &["来源渠道"]),
    ("source.from", &["提出者", "提出人"]),
    ("source.hotline", &["12345热线工单", "热线工单"]),
    ("tags", &["标签", "议题标签"]),
    ("text", &["建议内容", "内容", "协商建议"]),
    ("title", &["题目", "议题", "标题"]),
    ("to", &["交办单位", "办理单位"]),
    ("topic", &["议题编号", "转为议题"]),
    ("unit", &["基层联络机构", "地方"]),
];

/// All names of a field, the usual one first.
pub(crate) fn field_names(key: &str) -> impl Iterator<Item = &'static str> {
    let own = NAMES.iter().find(|(id, _)| *id == key).map_or(&[][..], |(_, names)| names);
    own.iter().copied().chain(Field::labels(key))
}

/// A field for a command line: its usual name in Chinese, its key in English.
pub(crate) fn field_argument(key: &str) -> Text {
    Text::new(field_names(key).next().unwrap_or(key), key)
}

/// A field for messages: 牵头领导 for `topic.lead` in Chinese; the path itself if it has no name.
pub(crate) fn field_label(path: &str) -> Text {
    let (whole, item) = (field_names(path).next(), plan_item_label(path));
    let within = || path.split_once('.').and_then(|(_, key)| field_names(key).next());
    let zh = item.or_else(|| Some(whole.or_else(within)?.to_owned()));
    zh.map_or_else(|| text!(zh: "`{path}`", en: "`{path}`"), |zh| text!(zh: "{zh}", en: "`{path}`"))
}

/// The label of a field of a plan item, `plan.items[2].title`.
fn plan_item_label(path: &str) -> Option<String> {
    let (number, key) = path.strip_prefix("plan.items[")?.split_once("].")?;
    Some(format!("年度计划第{number}项的{}", field_names(key).next()?))
}

#[cfg(test)]
mod tests {
    use super::field_label;

    #[test]
    fn a_field_is_called_by_its_name_where_it_has_one() {
        for (path, zh) in [
            ("lead", "牵头领导"),
            ("topic.lead", "牵头领导"),
            ("scheduled.meeting", "会期"),
            ("archive.institution", "机构名称"),
            ("plan.items[2].form", "年度计划第2项的协商形式"),
            ("recorded.meeting", "`recorded.meeting`"),
        ] {
            assert_eq!(field_label(path).zh, zh);
        }
        assert_eq!(field_label("topic.lead").en, "`topic.lead`");
    }
}
