#!/usr/bin/env bash
# The papers of ordos: a topic of the room of a street, until its suggestions were handed over, answered and appraised.
source "$(dirname "$0")/common.sh"

yijuan init --regulation ordos --id ordos-papers "$archive"
cat >> "$archive/yijuan.yml" <<'YAML'
institution: 政协云河旗委员会
office: 政协云河旗委员会办公室
codes:
  cppcc: 云协
  cppcc-office: 云协办函
  liaison-body: 河协联
YAML
yijuan commit --message 机构
yijuan body add --id county-cppcc-committee --name 政协云河旗委员会 --kind 旗区政协
yijuan body add --id local-party-committee --name 河沿街道党工委 --kind '同级党（工）委'
yijuan body add --id liaison-body --name 政协河沿街道工作联络委员会
yijuan body add --id chengguanju --name 旗城市管理局
yijuan body add --id shuiliju --name 旗水利局
yijuan body add --id heyan-banshichu --name 河沿街道办事处
yijuan person add --id qi --name 戚假名 --post '苏木乡镇（街道）党（工）委副书记' --tag 住地政协委员
yijuan person add --id hua --name 花拟示 --post '苏木乡镇（街道）党（工）委统战委员'
yijuan room add --id heyan --name 河沿街道协商议事室 --level '苏木乡镇（街道）' --opened 2026-03-02 --liaison 花拟示 \
    --daily-work '苏木乡镇（街道）党政办公室'

# The topic, until it was decided on.
yijuan new --title 沿河步道夜间照明 --form 会议协商 --room heyan --meeting 2026-04-23
t=2026-001
yijuan set $t began=2026-03-02 来源渠道=群众出题 议题内容类别=民生问题和实际困难 层级=township 参加人数=12 名额.利益相关方代表=7
for matter in 党的政策和法律法规有明文规定 上级有明确要求及规定 个体矛盾或两方纠纷 带有歧视性或显失公平 '需由嘎查村（居）民委员会审议'; do
    yijuan set $t "排除事项.$matter=否" --by 戚假名 --on 2026-03-04
done
yijuan record $t 选题 --on 2026-03-05 --by liaison-body
yijuan record $t 审定议题 --on 2026-03-10 --by local-party-committee
yijuan record $t 议题备案 --on 2026-03-13 --to county-cppcc-committee

# The meeting: when, where, who.
yijuan set $t 会议时间=上午9时 时长=2小时 报到时间=上午8时45分 会议地点=河沿街道党群服务中心三楼协商议事室
yijuan set $t 联系人=范样例 联系电话=010-60000001 回执时限=4月21日17时 材料报送时限=4月20日
yijuan set $t '会议议程=介绍议题和调研情况/戚假名/10；部门说明情况/旗城市管理局/15；群众和利益相关方代表发言；委员发言；部门回应/旗城市管理局/20'
yijuan roster add $t 戚假名 --tag 主持人 --tag 基层党组织班子成员 --affiliation 河沿街道党工委副书记 --invited 2026-04-14
yijuan roster add $t 尤演示 --at 协商会议 --at 调研 --tag 旗区政协委员 --affiliation 旗政协委员 --invited 2026-04-14
yijuan roster add $t 孔示律 --tag 法律顾问 --affiliation 街道法律顾问 --invited 2026-04-14
yijuan roster add $t 许样例 --tag 界别委员代表 --affiliation 旗政协委员 --invited 2026-04-14
yijuan roster add $t 曹示民 --tag 党代表 --tag 利益相关方代表 --affiliation 旗党代表 --invited 2026-04-14
yijuan roster add $t 金示代 --tag 人大代表 --tag 利益相关方代表 --affiliation 旗人大代表 --invited 2026-04-14
yijuan roster add $t 魏示众 姜示居 谢示居 --at 协商会议 --at 调研 --tag 群众代表 --tag 利益相关方代表 --affiliation 柳湾社区居民 --invited 2026-04-14
yijuan roster add $t 邹示商 喻示商 --tag 利益相关方代表 --affiliation 沿河路商户 --invited 2026-04-14
yijuan roster add $t 陶示管 --at 协商会议 --at 调研 --tag 部门负责人 --affiliation 旗城市管理局副局长 --invited 2026-04-14
yijuan record $t 调研结束 --on 2026-04-02
yijuan record $t 提前通报协商内容 --on 2026-04-14 --to 参加单位和人员 --via 书面
yijuan record $t 协商会议 --on 2026-04-23
yijuan roster update $t 戚假名 尤演示 孔示律 曹示民 金示代 魏示众 姜示居 谢示居 邹示商 喻示商 陶示管 --present
yijuan roster update $t 许样例 --leave
yijuan record $t 达成共识 --on 2026-04-23

# What came of it.
yijuan suggestion add $t --kind 意见建议 --text 河沿桥至柳湾段加装低位路灯，避开居民窗户 --to chengguanju --proposer 魏示众 --due 2026-06-30
yijuan suggestion add $t --kind 意见建议 --text 夜间照明时段随季节调整，由街道公布 --to heyan-banshichu --proposer 尤演示 --due 2026-05-29
yijuan suggestion add $t --kind 意见建议 --text 亲水平台增设护栏和警示灯 --to shuiliju --proposer 姜示居 --due 2026-07-31
yijuan suggestion add $t --kind 不同意见 --text 担心灯光影响河道夜间水禽 --proposer 谢示居
yijuan suggestion update $t s1 采纳情况=采纳 解决思路=纳入本年度城市照明改造，6月底前完工
yijuan suggestion update $t s2 采纳情况=采纳 解决思路=分四季公布照明时段
yijuan suggestion update $t s3 采纳情况=部分采纳 解决思路=先设警示灯，护栏列入下一年度计划
yijuan suggestion update $t s1 --event 确定采纳情况 --on 2026-05-06
yijuan suggestion update $t s1 --event 答复 --on 2026-05-20
yijuan suggestion update $t s2 --event 确定采纳情况 --on 2026-05-06
yijuan suggestion update $t s2 --event 落实 --on 2026-05-25
yijuan suggestion update $t s3 --event 确定采纳情况 --on 2026-05-06
yijuan record $t 报送协商成果 --on 2026-04-29 --to local-party-committee --to county-cppcc-committee
for paper in 会议通知/2026-04-14 协商建议/2026-04-29; do
    yijuan render $t ${paper%/*}
    yijuan number assign $t ${paper%/*} --on ${paper#*/}
done

for paper in topic-call-form topic-review-form topic-filing-form escalation-letter delegation-letter meeting-notice \
    participant-list sign-in-sheet explanation consultation-suggestion minutes suggestion-list responsibility-list \
    appraisal-list handling-notice; do
    picture ordos $t $paper
done
