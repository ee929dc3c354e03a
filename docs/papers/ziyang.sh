#!/usr/bin/env bash
# The pictures of docs/*/src/papers/ziyang.md: a topic of each form that has papers of its own, and a year.
source "$(dirname "$0")/common.sh"

# A command of which only errors are told.
enter() {
    yijuan --quiet "$@" > /dev/null
}

# topic FORM TITLE MEETING: enters a topic with its session and whom it invites, and says its key.
topic() {
    local key invited
    key=$(yijuan --quiet new --title "$2" --form "$1" --office 经济委员会 --meeting "$3")
    invited=$(date -d "$3 -11 days" +%F)
    enter set "$key" 牵头领导=钱样本 标签=重要协商议题 会议时间=下午2时30分 报到时间=14:15 会议时长=150 \
        会议地点=市政协机关二楼会议室 联系人=范样例 联系电话=028-20000001 \
        回执时限="$(date -d "$3 -5 days" +%F) 17:00" 材料报送时限="$(date -d "$3 -7 days" +%F)"
    enter set "$key" 会议议程='市商务局通报情况/许化名/15；调研组介绍调研情况/钱样本/10；委员发言/冯虚拟；互动交流；主持人总结/赵示例'
    enter roster add "$key" 赵示例 --tag 主持人 --invited "$invited"
    enter roster add "$key" 钱样本 --tag 调研带队人 --at 协商会议 --at 调研 --invited "$invited"
    enter roster add "$key" 冯虚拟 --tag 提案者 --invited "$invited"
    enter roster add "$key" 王拟定 尤演示 --invited "$invited"
    enter roster add "$key" 何设例 --tag 市委或市政府分管领导 --tag 市政府领导 --affiliation 副市长 --invited "$invited"
    enter roster add "$key" 许化名 --tag 部门主要负责人 --tag 通报情况人 --affiliation 市商务局局长 --invited "$invited"
    enter roster add "$key" 柏化名 --tag 部门负责人 --affiliation 市交通运输局副局长 --invited "$invited"
    echo "$key"
}

# held KEY DAY: it was held, after some research.
held() {
    enter record "$1" 调研结束 --on "$(date -d "$2 -14 days" +%F)"
    enter record "$1" 协商会议 --on "$2"
}

# came KEY: all but one.
came() {
    enter roster update "$1" 赵示例 钱样本 何设例 许化名 柏化名 --present
    enter roster update "$1" 冯虚拟 尤演示 --present --spoke
    enter roster update "$1" 王拟定 --leave
}

# numbered KEY PAPER: drafts it, and gives it a number.
numbered() {
    enter render "$1" "$2"
    enter number assign "$1" "$2"
}

# said KEY: what was suggested, and what was promised.
said() {
    enter suggestion add "$1" --kind 意见建议 --text 在乡镇客运站增设共同配送网点 --to 市交通运输局 --proposer 冯虚拟
    enter suggestion add "$1" --kind 意见建议 --text 对村级寄递点给予运营补助 --to 市商务局 --proposer 尤演示
    enter suggestion add "$1" --kind 意见建议 --text 公布配送网点的服务时间 --to 市交通运输局 --proposer 冯虚拟
    enter suggestion add "$1" --kind 承诺事项 --text 年内建成六个乡镇配送站 --to 市交通运输局 --due 2026-12-31
}

"$program" --lang zh-CN --quiet init "$archive" --regulation ziyang --id papers-ziyang
printf '%s\n' 'institution: 政协云河市委员会' 'office: 政协云河市委员会办公室' \
    'codes: {cppcc: 云协, cppcc-office: 云协办函, economy: 云协经函}' >> "$archive/yijuan.yml"
enter commit
enter office add --id economy --name 经济委员会 --kind 专门委员会
enter body add --name 中共云河市委 --kind 市委
enter body add --name 云河市人民政府 --kind 市政府
enter body add --name 市商务局 --kind 有关部门
enter body add --name 市交通运输局 --kind 有关部门
enter person add --name 赵示例 --post 主席
enter person add --name 钱样本 --post 副主席:经济委员会
enter person add --name 王拟定 --post 专委会主任:经济委员会
enter person add --name 冯虚拟 --tag 政协委员
enter person add --name 尤演示 --tag 政协委员

thematic=$(topic 专题协商会 农村物流配送 2026-05-20)
held "$thematic" 2026-05-20
came "$thematic"
said "$thematic"
enter record "$thematic" 形成协商报告 --on 2026-05-28
enter record "$thematic" 报送协商报告 --on 2026-06-01 --to 市委 --to 市政府
enter suggestion update "$thematic" s1 采纳情况=采纳 满意度=满意 答复期限=2026-06-30 --event 办理进展 --on 2026-06-10 --by 市交通运输局 --note 已选定三个客运站
enter suggestion update "$thematic" s2 采纳情况=部分采纳 答复期限=2026-06-30 --event 答复 --on 2026-06-11 --by 市商务局

proposal=$(topic 提案办理协商 加快农村寄递物流体系建设 2026-07-15)
said "$proposal"
enter record "$proposal" 召开提案交办会 --on 2026-06-10 --to 市交通运输局

plenary=$(topic 全体会议 政协云河市第三届委员会第二次会议 2026-02-25)
held "$plenary" 2026-02-25
came "$plenary"
enter record "$plenary" 通过会议决议 --on 2026-02-27 --by 全体会议

expert=$(topic 专家协商会 乡镇配送网点布局 2026-04-22)
held "$expert" 2026-04-22
came "$expert"
said "$expert"

online=$(topic 网络主题议政 快递进村 2026-04-08)
held "$online" 2026-04-08
came "$online"
said "$online"

standing=$(topic 专题议政性常务委员会会议 现代物流业发展 2026-07-08)

drawn=$(topic 有事来协商 集镇停车秩序 2026-07-22)

# The plan by which they are held.
enter plan add 2026 --title 农村物流配送 --form 专题协商会 --kind 协商 --office 经济委员会 --topic "$thematic"
enter record plan:2026 批准年度协商计划 --on 2026-02-10 --by 市委

# The year before, with a topic of its own.
before=$("$program" -C "$archive" --as-of 2025-03-03 --lang zh-CN --quiet new --title 县域商业体系建设 --form 专题协商会 \
    --office 经济委员会 --meeting 2025-06-18)
held "$before" 2025-06-18
enter suggestion add "$before" --kind 意见建议 --text 改造三处乡镇集贸市场 --to 市商务局 --proposer 冯虚拟
enter suggestion add "$before" --kind 意见建议 --text 把夜间公交延长到县城商业街 --to 市交通运输局 --proposer 尤演示
enter suggestion update "$before" s1 采纳情况=采纳 --event 办理进展 --on 2025-12-01 --by 市商务局 --note 已改造两处
enter suggestion update "$before" s2 采纳情况=不采纳 --event 答复 --on 2025-09-10 --by 市交通运输局
enter plan add 2025 --title 县域商业体系建设 --form 专题协商会 --kind 协商 --office 经济委员会 --topic "$before"
enter plan add 2025 --title 冷链物流布局 --form 专家协商会 --kind 协商 --office 经济委员会
enter plan add 2025 --title 城乡公交一体化 --form 协商式监督 --kind 民主监督 --office 经济委员会
enter record plan:2025 批准年度协商计划 --on 2025-02-10 --by 市委
enter record plan:2025 通报协商成果采纳落实情况 --on 2026-03-24 --by 市政府领导 --to 常委会会议
enter record plan:2025 总结评估年度协商计划 --on 2026-03-24 --to 常委会会议

picture ziyang "$thematic" work-plan 协商工作方案
numbered "$proposal" 提案交办单
picture ziyang "$proposal" proposal-handover 提案交办单
picture ziyang "$drawn" draw-announcement 随机抽选公告
picture ziyang "$standing" audience-guide 旁听须知
picture ziyang "$thematic" meeting-procedure 会议程序
picture ziyang "$expert" meeting-record 会议记录
picture ziyang "$online" online-opinion-digest 网络民意汇总
picture ziyang "$plenary" plenary-resolution 会议决议
numbered "$thematic" 协商报告
picture ziyang "$thematic" consultation-report 协商报告
numbered "$thematic" 协商意见
picture ziyang "$thematic" consultation-opinion 协商意见
picture ziyang "$thematic" collective-proposal 集体提案
picture ziyang "$thematic" public-opinion-report 社情民意信息
picture ziyang "$thematic" bulletin 简报
numbered "$thematic" 反馈函
picture ziyang "$thematic" feedback-letter 反馈函
picture ziyang "$thematic" adoption-ledger 采纳落实台账
picture ziyang plan:2025 adoption-report 采纳落实情况通报
picture ziyang plan:2025 annual-evaluation 年度总结评估
