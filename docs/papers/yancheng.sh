#!/usr/bin/env bash
# The papers of yancheng: a topic of the room of a street, from the call for topics to what was sent to party and government.
source "$(dirname "$0")/common.sh"

yijuan init --regulation yancheng --id yancheng-papers "$archive"
cat >> "$archive/yijuan.yml" <<'YAML'
institution: 政协云河区委员会
office: 政协云河区委员会办公室
codes:
  cppcc: 云协
  cppcc-office: 云协办函
YAML
yijuan commit --message 机构
yijuan body add --id party-committee --name 区委 --kind 党委
yijuan body add --id government --name 区政府 --kind 政府
yijuan body add --id shuiwuju --name 区水务局
yijuan body add --id chengguanju --name 区城市管理局
yijuan body add --id tingwan-jiedao --name 亭湾街道办事处
yijuan room add --id tingwan --name 亭湾街道“有事好商量”协商议事室 --level 乡镇街道园区 --opened 2025-06-01
yijuan person add --id jiang --name 姜拟作 --post 乡镇街道园区党委副书记 --tag 住当地政协委员

# The topic, until it was decided on.
yijuan new --title 学府路雨后积水 --form 会议协商 --room tingwan --meeting 2026-05-21
yijuan set 2026-001 began=2026-04-01
t=2026-001
yijuan set $t 来源渠道=群众出题 议题内容类别=民生改善的实事
for matter in 政策法律或上级已有明确规定 个体矛盾纠纷或涉法涉诉 已达成一致共识; do
    yijuan set $t 排除事项.$matter=否 --by 姜拟作 --on 2026-04-03
done
yijuan record $t 筛选议题 --on 2026-04-07 --via 问卷调查
yijuan record $t 审定议题 --on 2026-04-10 --by 同级党委
yijuan record $t 议题备案 --on 2026-04-14 --to '县（市、区）政协'

# The meeting: when, where, who, and what was said before it.
yijuan set $t 会议时间=下午2时30分 时长=2小时 报到时间=下午2时15分 会议地点=亭湾街道党群服务中心二楼协商议事室
yijuan set $t 联系人=范样例 联系电话=010-60000001 回执时限=5月19日17时 材料报送时限=5月18日
yijuan set $t '会议议程=介绍议题和调研情况/姜拟作/10；部门说明情况/区水务局/15；群众代表、政协委员发言；部门回应/区水务局、区城市管理局/20；主持人小结/姜拟作/5'
yijuan roster add $t 姜拟作 --tag 主持人 --tag 乡镇街道园区负责人 --affiliation 亭湾街道党工委副书记 --invited 2026-05-12
yijuan roster add $t 鲁虚写 尤演示 --at 协商会议 --at 调研 --tag 住当地政协委员 --affiliation 政协委员 --invited 2026-05-12
yijuan roster add $t 倪样例 温路人 --at 协商会议 --at 调研 --tag 利益相关方代表 --tag 群众代表 --affiliation 学府路居民 --invited 2026-05-12
yijuan roster add $t 方试用 --tag 利益相关方代表 --affiliation 学府路商户 --invited 2026-05-12
yijuan roster add $t 万演示 --tag 县相关部门负责人 --affiliation 区水务局副局长 --invited 2026-05-12
yijuan roster add $t 江拟定 --tag 县相关部门负责人 --affiliation 区城市管理局副局长 --invited 2026-05-12
yijuan roster add $t 施样本 --tag 村居企事业单位负责人 --affiliation 学府社区党委书记 --invited 2026-05-12
yijuan record $t 调研结束 --on 2026-04-24
yijuan record $t 公示会议事项 --on 2026-05-11
yijuan record $t 提前通报协商内容 --on 2026-05-12 --to 参加单位和人员 --via 委员微信群
yijuan record $t 协商会议 --on 2026-05-21
yijuan roster update $t 姜拟作 鲁虚写 倪样例 温路人 方试用 万演示 施样本 江拟定 --present
yijuan roster update $t 尤演示 --leave

# What came of it.
yijuan suggestion add $t --kind 意见建议 --text 汛前疏通学府路雨水管，清掏雨水口 --to shuiwuju --proposer 倪样例 --due 2026-06-30
yijuan suggestion add $t --kind 意见建议 --text 在校门两侧加设排水沟 --to shuiwuju --to tingwan-jiedao --proposer 鲁虚写 --due 2026-09-30
yijuan suggestion add $t --kind 意见建议 --text 沿街商户不向雨水口倾倒油污 --to chengguanju --proposer 温路人
yijuan suggestion add $t --kind 不同意见 --text 担心施工期间影响商户经营 --proposer 方试用
yijuan record $t 报送协商成果 --on 2026-05-28 --to 党委 --to 政府
yijuan suggestion update $t s1 采纳情况=采纳 解决思路=6月底前完成疏通和清掏
yijuan suggestion update $t s2 采纳情况=采纳 解决思路=暑假期间施工
yijuan suggestion update $t s3 采纳情况=部分采纳 解决思路=先在校门两侧商户推行
for paper in 会议通知/2026-05-12 协商建议/2026-05-28; do
    yijuan render $t ${paper%/*}
    yijuan number assign $t ${paper%/*} --on ${paper#*/}
done

for paper in topic-call-form topic-review-form topic-filing-form research-material public-notice meeting-notice \
    consultation-suggestion minutes explanation handling-notice participant-list sign-in-sheet; do
    picture yancheng $t $paper
done
