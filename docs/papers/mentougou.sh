#!/usr/bin/env bash
# The pictures of docs/*/src/papers/mentougou.md: a topic from its plan to its dossier, one that is moved, and a year.
source "$(dirname "$0")/common.sh"

# A command of which only errors are told.
enter() {
    yijuan --quiet "$@" > /dev/null
}

# numbered KEY PAPER: drafts it, and gives it a number.
numbered() {
    enter render "$1" "$2"
    enter number assign "$1" "$2"
}

"$program" --lang zh-CN --quiet init "$archive" --regulation mentougou --id papers-mentougou
printf '%s\n' 'institution: 政协云河区委员会' 'office: 政协云河区委员会办公室' \
    'codes: {cppcc-office: {letter: 云协办函, document: 云协办}, urban: 云协城函, party-committee-office: 云办发}' >> "$archive/yijuan.yml"
enter commit
enter office add --id urban --name 城建环保委员会 --kind 专门委员会
enter office add --id education --name 教文卫体委员会 --kind 专门委员会
enter body add --name 中共政协云河区委员会党组 --kind 政协党组
enter body add --name 中共云河区委办公室 --kind 区委办公室
enter body add --name 云河区人民政府办公室 --kind 区政府办公室
enter body add --name 区住房城乡建设局 --kind 政府职能部门
enter body add --name 区市场监管局 --kind 政府职能部门
enter person add --name 赵示例 --post 主席
enter person add --name 钱样本 --post 副主席:城建环保委员会
enter person add --name 周模拟 --post 副主席:教文卫体委员会
enter person add --name 孙范文 --post 秘书长
enter person add --name 王拟定 --post 专委会主任:城建环保委员会
enter person add --name 尤演示 --tag 政协委员 --tag 民主党派
enter person add --name 许样例 --tag 有关各界代表人士
enter person add --name 何示意 --tag 党政主管领导

lift=$(yijuan --quiet new --title 老旧小区加装电梯 --form 专题协商 --office 城建环保委员会 --meeting 2026-05-20)
enter set "$lift" 牵头领导=钱样本 会议时间=下午2时30分 报到时间=14:15 会议时长=120 会议地点=区政协机关三楼会议室 \
    联系人=范样例 联系电话=010-60000001 回执时限='2026-05-14 17:00' 材料报送时限=2026-05-12
enter set "$lift" 会议议程='课题组通报前期调研情况/钱样本/10；委员发言/尤演示/8；部门回应/黄样例/15；互动协商；区领导讲话/何示意/10；主持人总结/赵示例'
enter roster add "$lift" 赵示例 --tag 主持人 --present
enter roster add "$lift" 钱样本 王拟定 --present
enter roster add "$lift" 尤演示 许样例 --present --spoke
enter roster add "$lift" 何示意 --affiliation 区委副书记 --invited 2026-05-06 --present
enter roster add "$lift" 黄样例 --tag 部门负责人 --affiliation 区住房城乡建设局局长 --invited 2026-05-06 --present
enter roster add "$lift" 严样例 --tag 部门负责人 --affiliation 区市场监管局副局长 --invited 2026-05-06 --leave
enter record "$lift" 成立课题组 --on 2026-03-16 --by 城建环保委员会
enter record "$lift" 形成协商工作方案 --on 2026-03-20 --by 城建环保委员会
enter record "$lift" 开题会议 --on 2026-03-25
enter record "$lift" 调研结束 --on 2026-04-10
enter record "$lift" 通知参加人员 --on 2026-04-24 --by 城建环保委员会 --to 政协方面人士
enter record "$lift" 形成调研报告或情况分析 --on 2026-04-28
enter record "$lift" 发出《协商函》 --on 2026-05-06 --by 政协办公室 --to 区委、区政府领导 --to 相关单位负责人
enter record "$lift" 协商会议 --on 2026-05-20
enter suggestion add "$lift" --kind 意见建议 --text 编制楼层费用分摊的参考标准，供楼栋协商使用 --to 区住房城乡建设局 --proposer 尤演示
enter suggestion add "$lift" --kind 意见建议 --text 推行一窗受理、并联审查 --to 区住房城乡建设局 --proposer 许样例
enter suggestion add "$lift" --kind 承诺事项 --text 补贴资金改为开工、验收两次拨付 --to 区住房城乡建设局
enter record "$lift" '形成《协商意见》' --on 2026-05-25 --by 城建环保委员会

# One that had been announced, and was moved.
care=$(yijuan --quiet new --title 普惠托育服务 --form 对口协商 --office 教文卫体委员会 --meeting 2026-07-08)
enter set "$care" 牵头领导=周模拟 会议时间=9:30 会议地点=区政协机关二楼会议室 联系人=范样例 联系电话=010-60000001
enter render "$care" 会议通知
enter record "$care" 通知参加人员 --on 2026-06-11 --by 教文卫体委员会 --to 政协方面人士
enter postpone "$care" 2026-07-15

enter plan add 2026 --title 老旧小区加装电梯 --form 专题协商 --kind 协商 --office 城建环保委员会 --topic "$lift"
enter plan add 2026 --title 普惠托育服务 --form 对口协商 --kind 协商 --office 教文卫体委员会 --topic "$care"
enter plan approve 2026 代拟年度协商计划草案 --by 政协党组 --on 2025-12-10
enter plan approve 2026 审议年度协商计划 --by 区委常委会 --on 2025-12-24
enter plan approve 2026 印发年度协商计划 --by 区委办公室 --to 全区 --on 2026-01-05
enter plan approve 2026 提出年度协商工作安排（草案） --by 政协党组 --on 2026-01-14
enter plan approve 2026 确定年度协商工作安排 --by 常委会会议 --on 2026-01-30

picture mentougou plan:2026 annual-plan-draft 政协年度协商计划草案
picture mentougou plan:2026 annual-plan 年度协商计划
numbered plan:2026 年度协商计划印发通知
picture mentougou plan:2026 annual-plan-notice 年度协商计划印发通知
picture mentougou plan:2026 work-arrangement-draft '年度协商工作安排（草案）'
picture mentougou "$lift" work-plan 协商工作方案
numbered "$lift" 协商函
picture mentougou "$lift" consultation-letter 协商函
numbered "$lift" 会议通知
picture mentougou "$lift" meeting-notice 会议通知
picture mentougou "$care" change-notice 变更通知
picture mentougou "$lift" research-report 调研报告
picture mentougou "$lift" meeting-procedure 会议程序
picture mentougou "$lift" host-script 主持词
picture mentougou "$lift" meeting-record 会议记录
numbered "$lift" 协商意见
picture mentougou "$lift" consultation-opinion 协商意见
enter review submit "$lift" 协商意见 --on 2026-05-26
enter review approve "$lift" 协商意见 --by 王拟定 --on 2026-05-27
enter review approve "$lift" 协商意见 --by 钱样本 --on 2026-05-28
picture mentougou "$lift" approval-sheet 发文稿纸（协商意见）
enter record "$lift" '报出《协商意见》' --on 2026-06-01 --by 政协办公室 --to 区委办公室 --to 区政府办公室
numbered "$lift" 报送函
picture mentougou "$lift" opinion-letter 报送函
enter record "$lift" 催收档案材料 --on 2026-06-08 --by 政协办公室 --to 城建环保委员会
picture mentougou "$lift" dossier-call-notice 催收档案通知
