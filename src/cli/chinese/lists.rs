//! Chinese help for options of the commands about lists (rosters, suggestions, materials, imports) and about single rules.

use super::registers;

pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        ("plan set", "fields") => {
            "要改的：`计划制定单位=党委、政府`；用 --item 指明项目的 `协商形式=专题协商`、`议题编号=2026-003`；`计划制定单位+=政协` 添加一项，`计划制定单位-=政协` 删去一项；值空则删去该字段"
        }
        ("plan add", "ad_hoc") => "年中临时增列，不在年初的计划之内；不写则同议题",
        ("plan set", "items") => "哪一项：题目，或 `plan show` 所列的序号；可写多次",
        ("set", "by") => "由谁认定排除事项：人员、委室或单位",
        ("set", "on") => "认定之日，YYYY-MM-DD；不写即今天",
        ("attest", "rules") => "所确认的规则；可写几条",
        ("attest", "undo") => "收回确认",
        ("waive", "undo") => "收回例外",
        ("attest", "by") => "由谁确认：人员、委室或单位",
        ("attest", "on") => "确认之日，YYYY-MM-DD；不写即今天",
        ("attest", "note") => "办理情况",
        ("waive", "rules") => "不按哪条规则办；可写几条",
        ("waive", "reason") => "理由",
        ("waive", "by") => "由谁决定：人员、委室或单位",
        ("waive", "until") => "有效期的最后一天，YYYY-MM-DD；不写即一直有效。对协商室，是所涉各期的最后一天",
        ("material add", "files") => "要收入的文件；可写几个，其他选项对各个文件都适用",
        ("material remove", "file") => "哪个文件：名称、路径，或 `material list` 中的序号",
        ("material add", "documents") => "文书种类：标识或中文名；可写多次",
        ("material add", "title") => "题名",
        ("material add", "from") => "由谁交来",
        ("material add", "date") => "材料的日期，YYYY-MM-DD",
        ("material add", "room") => "所涉协商室，用于年度的材料",
        (_, "file") => "名单或台账：.xlsx 或 CSV 文件",
        (_, "map") => "将此列名的列读作某字段；不写字段则忽略该列；可写多次",
        (_, "sheet") => "工作簿中的哪张工作表",
        (_, "dry_run") => "只显示将登记的内容，不写入文件",
        ("init" | "doctor", "id") => "档案库的标识，不与别的档案库相同；不写则随机生成",
        ("doctor", "upgrade") => "把较早的档案库更新到现在的写法，一次提交",
        ("import plan", "year") => "哪一年的计划",
        ("import rooms", "regulation") => "表中没有写明规程的协商室所适用的；不写则用档案库的",
        ("import bodies", "kind") => "表中没有写明性质的单位的：标识或中文名",
        ("import suggestions", "topic") => "表中没有写明议题的建议所属的：编号或其一部分",
        ("import suggestions", "kind") => "表中没有写明类别的建议的：标识或中文名",
        (
            "roster add" | "roster update" | "roster remove" | "import attendance" | "roster list" | "roster draw"
            | "suggestion update" | "suggestion remove",
            "key",
        )
        | ("suggestion add", "topic") => "议题：编号或其一部分",
        ("roster add", "names") => "姓名，可写几个；登记过的人员可写标识或姓名",
        ("roster add", "person") => "人员登记中的标识，仅凭姓名不能确定是谁时写明",
        ("roster add", "tags") => "参加的身份：标签或职务；可写多次",
        ("roster add", "at") => "活动，不写即协商会议；可写多次",
        ("roster add" | "roster draw" | "material add" | "attest" | "waive", "round") => "第几轮协商；不写即各轮",
        ("roster update", "set_at") => "改为这项活动的；可写多次",
        ("roster update", "invited") => "改为这天邀请的，YYYY-MM-DD",
        ("roster add", "invited") => "邀请之日，YYYY-MM-DD",
        ("roster add" | "roster update", "present") => "到会",
        ("roster add" | "roster update", "leave") => "请假",
        ("roster add" | "roster update", "absent") => "缺席",
        ("roster add" | "roster update", "spoke") => "发言",
        ("roster update", "names") => "名单中的人：姓名、人员登记中的标识，或 `roster list` 所列的序号；可写几个",
        ("roster update", "tags") => "补登的身份：标签或职务；可写多次",
        ("roster update" | "import attendance", "at") => "哪项活动的，不写即协商会议；可写多次",
        ("roster update" | "import attendance", "round") => "第几轮协商的",
        ("roster add" | "roster update", "affiliation") => "所在单位及职务，按所写的登记，不作为判断依据",
        ("roster add" | "roster update", "delegated_by") => "委托主持的人",
        ("roster draw", "pool") => "抽选的名单，按公布的次序：CSV，列为 name、id、tags（姓名、标识、标签）",
        ("roster draw", "size") => "抽几人",
        ("roster draw", "quotas") => "其中带某标签的人数：标签=下限..上限，或 标签=人数；可写多次",
        ("roster draw", "seeds") => {
            "公开的随机来源，按公布的次序：9319，或 名称=2,5,8；不写则不抽，只列出应事先公布的各项"
        }
        ("roster draw", "by") => "由谁抽；可写多次",
        ("roster draw", "verify") => "复核本议题的每次抽选，说明结果是否一致",
        ("roster draw", "replace") => "抽中的人不能来，由同一层的下一人递补",
        ("roster draw", "note") => "递补的原因",
        ("roster remove", "who") => "姓名、人员登记中的标识，或 `roster list` 所列的序号",
        ("suggestion list", "key") => "议题：编号或其一部分；不写即全部",
        ("suggestion add", "kind") => "类别：标识或中文名",
        ("suggestion add", "text") => "建议、承诺或回应的内容",
        ("suggestion add", "to") => "交办给哪个单位；可写多次",
        ("suggestion add", "due") => "要求或承诺答复的日期，YYYY-MM-DD；自行登记，非规程要求",
        ("suggestion add", "owner") => "督办负责人",
        ("suggestion add", "office") => "责任委室",
        ("suggestion add", "proposers") => "提出人；可写多次",
        ("suggestion add", "key") => "重点、难点建议",
        ("suggestion add", "round") => "第几轮协商；不写即第一轮",
        ("suggestion update" | "suggestion remove", "id") => "建议的标识",
        ("suggestion update", "fields") => {
            "要改的：`adoption=采纳`、`conversion=民生实事项目`、`owner=钱样本`；值空则删去该字段"
        }
        ("suggestion update", "event") => "事件：标识或中文名",
        ("suggestion update", "on") => "发生之日，YYYY-MM-DD；不写即今天",
        ("suggestion update", "by") => "由谁办理：人员、委室或单位；可写多次",
        ("suggestion update", "to") => "对谁；可写多次",
        ("suggestion update", "via") => "方式",
        ("suggestion update", "note") => "其他应予记录的情况",
        ("suggestion update", "void") => "更正：作废该事件在此日期的记录；用 --note 说明原因",
        _ => return registers::help(path, id),
    })
}
