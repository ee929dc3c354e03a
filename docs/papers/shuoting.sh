#!/usr/bin/env bash
# The papers of shuoting: a topic of a hall, from what the hotline brought to the follow-up of its issues.
source "$(dirname "$0")/common.sh"

yijuan init --regulation shuoting --id shuoting-papers "$archive"
cat >> "$archive/yijuan.yml" <<'YAML'
institution: 政协云河区委员会
office: 政协云河区委员会办公室
codes:
  social: 云协社函
YAML
yijuan commit --message 机构
yijuan office add --id social --name 社会法制委员会 --kind 专委会
yijuan body add --id chengguanwei --name 区城市管理委员会 --kind 有关部门
yijuan body add --id gongdian --name 区供电公司
yijuan body add --id xicheng-banshichu --name 西城街道办事处
yijuan person add --id gu --name 顾代写 --tag 协商议事平台负责人
yijuan person add --id feng --name 冯虚拟 --post 专委会主任:社会法制委员会
yijuan room add --id hall --name 云河协商议事厅 --level 协商议事厅 --opened 2025-12-20 --officer 顾代写 --guide social --run-by '委员工作站（室）'

# The topic, until it was decided on.
yijuan new --title 老旧街巷路灯 --form 调研协商 --room hall --office social --meeting 2026-05-14
t=2026-001
yijuan set $t began=2026-03-02 来源渠道=12345热线 12345热线工单=RX2026-0453 议题内容类别=群众实际困难问题
for matter in 违反宪法法律政策 依法应予保密 进入诉讼复议仲裁程序 已交办的信访事项 实名举报 纪检监察机关正在审查调查 \
    个人问题已有明确答复 其他不宜协商; do
    yijuan set $t 排除事项.$matter=否 --by 顾代写 --on 2026-03-04
done
yijuan record $t 核实协商事项 --on 2026-03-06 --by 协商议事平台
yijuan record $t 提出议题 --on 2026-03-10 --by 协商议事平台
yijuan record $t 审定议题 --on 2026-03-13 --by social
yijuan record $t 告知议题和基本情况 --on 2026-03-17 --to 有关部门 --to 政协委员
yijuan record $t 调研结束 --on 2026-04-17

# The meeting: when, where, who.
yijuan set $t 会议时间=下午2时30分 时长=90 会议地点=西城街道党群服务中心一楼云河协商议事厅
yijuan set $t 联系人=范样例 联系电话=010-60000001 回执时限=5月12日17时 材料报送时限=5月11日
yijuan set $t '会议议程=介绍协商事项和调研情况/顾代写/10；群众代表、企业代表发言；部门答疑/区城市管理委员会/15；委员提出初步协商意见/尤演示'
yijuan roster add $t 冯虚拟 --tag 主持人 --invited 2026-05-06
yijuan roster add $t 顾代写 --affiliation 云河协商议事厅负责人 --invited 2026-05-06
yijuan roster add $t 尤演示 许样例 --tag 相关领域委员 --affiliation 区政协委员 --invited 2026-05-06
yijuan roster add $t 温路人 倪样例 --tag 群众代表 --affiliation 西城街道居民 --invited 2026-05-06
yijuan roster add $t 商虚构 --tag 企事业单位代表 --affiliation 云河物业公司经理 --invited 2026-05-06
yijuan roster add $t 万演示 --tag 部门负责人 --affiliation 区城市管理委员会副主任 --invited 2026-05-06
yijuan roster add $t 江拟定 --tag 部门人员 --affiliation 区供电公司运检部主任 --invited 2026-05-06
yijuan record $t 通知参加人员 --on 2026-05-06 --to 参加单位和人员
yijuan record $t 协商会议 --on 2026-05-14
yijuan roster update $t 冯虚拟 顾代写 尤演示 温路人 倪样例 商虚构 万演示 江拟定 --present
yijuan roster update $t 许样例 --leave

# What came of it.
yijuan suggestion add $t --kind 意见建议 --text 逐条街巷核定路灯产权和管护单位 --to chengguanwei --proposer 尤演示 --owner 冯虚拟 --due 2026-07-31
yijuan suggestion add $t --kind 问题 --text 槐树巷、柳树巷路灯长期不亮 --to chengguanwei --proposer 温路人 --owner 冯虚拟 --due 2026-06-30
yijuan suggestion add $t --kind 共性问题 --text 老旧街巷路灯产权不清，坏了无人维修 --to chengguanwei --to gongdian --proposer 商虚构 --owner 冯虚拟
yijuan suggestion update $t s1 存在问题=部分街巷档案缺失 解决思路=由街道会同产权单位现场认定
yijuan suggestion update $t i1 存在问题=线路老化 解决思路=更换线路，先装临时照明
yijuan suggestion update $t c1 存在问题=权属登记不全 解决思路=随老旧小区改造一并移交
yijuan suggestion update $t i1 --event 办理进展 --on 2026-06-05 --by social --note 临时照明已装，正在更换线路
yijuan suggestion update $t c1 --event 报送共性问题建议 --on 2026-05-26 --to 党委 --to 政府 --via 社情民意信息
yijuan render $t 会议通知
yijuan number assign $t 会议通知 --on 2026-05-06

for paper in topic-call-form topic-review-form topic-announcement meeting-notice participant-list sign-in-sheet meeting-record issue-list \
    follow-up-table; do
    picture shuoting $t $paper
done
