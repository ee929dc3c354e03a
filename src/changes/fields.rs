//! What people call the fields that `set` and its kin take: by the key that files have, or as pages and messages say it.

use crate::model::Name;
use crate::problem::{Known, Problem, unknown};
use crate::text::Text;
use crate::vocabulary::Field;

/// Names of fields, the usual one first; what rules call a field goes without saying.
const NAMES: &[(&str, &[&str])] = &[
    ("ad_hoc", &["临时议题", "临时增列"]),
    ("began", &["登记日期", "登记之日"]),
    ("channel", &["来源渠道", "渠道", "议题来源渠道"]),
    ("closed", &["撤销日期", "撤销之日", "停用日期"]),
    ("entrusted_by", &["委托方", "委托单位"]),
    ("form", &["协商形式", "形式"]),
    ("guide", &["指导专委会", "指导单位"]),
    ("key", &["重点建议", "重点"]),
    ("kind", &["类别", "性质", "议题类型"]),
    ("lead", &["牵头领导", "牵头人"]),
    ("level", &["层级", "议题层级"]),
    ("made_by", &["计划制定单位", "制定单位"]),
    ("matter", &["议题内容类别", "内容类别"]),
    ("name", &["名称", "姓名"]),
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
    ("scheduled", &["预定"]),
    ("scheduled.meeting", &["会期", "预定会期", "会议日期"]),
    ("scope", &["排除事项"]),
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

/// Every name of a field, the usual one first.
fn names(key: &'static str) -> impl Iterator<Item = &'static str> {
    let own = NAMES.iter().find(|(id, _)| *id == key).map_or(&[][..], |(_, names)| names);
    own.iter().copied().chain(Field::labels(key))
}

/// The field, of those there are, that a word means.
///
/// # Errors
/// If it means none, with what may be meant or all that there are.
pub(crate) fn meant(
    written: &str,
    fields: impl IntoIterator<Item = &'static str, IntoIter: Clone>,
) -> Result<&'static str, Problem> {
    let fields = fields.into_iter();
    let word = Name::from(written.trim());
    // As the options of the command that enters it are spelt: post, daily-work.
    let spelt = word.replace('-', "_");
    let is_key = |key: &&str| *key == spelt || key.strip_suffix('s') == Some(&spelt);
    let is_called = |key: &&'static str| names(key).any(|name| word.looks_like(&Name::from(name)));
    let found = fields.clone().find(|key| *key == word.as_str());
    let found = found.or_else(|| fields.clone().find(is_key)).or_else(|| fields.clone().find(is_called));
    found.ok_or_else(|| {
        let known = fields.map(|key| Known { id: key, names: names(key).collect() });
        unknown(&Text::new("字段", "field"), written, known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::SubjectKind;

    #[test]
    fn whatever_messages_call_a_field_is_taken_for_it() {
        for subject in [SubjectKind::Topic, SubjectKind::Suggestion, SubjectKind::Room, SubjectKind::Year] {
            for field in Field::names(subject).filter_map(|name| Field::named(name, subject)) {
                let key = field.key();
                assert_eq!(meant(field.label().0, [key]).as_ref(), Ok(&key), "{subject:?}");
            }
        }
    }

    #[test]
    fn a_field_is_meant_by_key_by_option_and_by_name() {
        const FIELDS: [&str; 4] = ["posts", "daily_work", "source.from", "selection"];
        for (written, field) in [
            ("posts", "posts"),
            ("post", "posts"),
            ("daily-work", "daily_work"),
            ("日常工作承担单位", "daily_work"),
            (" 提出者 ", "source.from"),
            ("确定人员方式", "selection"),
        ] {
            assert_eq!(meant(written, FIELDS), Ok(field), "{written}");
        }
        let hint = |written| meant(written, FIELDS).unwrap_err().hint.unwrap();
        assert_eq!(hint("banana").zh, "可用：职务、日常工作承担单位、提出者、确定人员方式");
        assert_eq!(hint("banana").en, "known are: posts, daily_work, source.from, selection");
        assert_eq!(hint("人员方式").zh, "是否想写 `确定人员方式`？");
    }
}
