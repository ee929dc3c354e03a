//! What an option or argument means of the commands that keep lists: rooms, rosters, suggestions.

pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        ("room add", "id") => "标识，议题和记录以此称呼协商室",
        ("room add", "name") => "名称",
        ("room add", "level") => "层级：所适用规程的标识或中文名",
        ("room add", "regulation") => "适用的规程；不写则用档案库的",
        ("room add", "unit") => "所在地方：units.yml 中的标识或名称",
        ("room add", "opened") => "建立之日，YYYY-MM-DD",
        ("room add", "convener") => "召集人",
        ("room add", "liaison") => "联络员",
        ("room add", "officer") => "负责预约、收集、记录的专人",
        ("room add", "daily_work") => "承担日常工作的机构；可写多次",
        ("room add", "run_by") => "具体实施的机构；可写多次",
        ("room add", "guide") => "指导的委室",
        ("room show", "room") => "协商室：标识或名称",
        ("roster add" | "roster remove" | "roster list" | "roster draw" | "suggestion update", "key")
        | ("suggestion add", "topic") => "议题：编号或其一部分",
        ("roster add", "name") => "姓名；登记过的人员可写标识或姓名",
        ("roster add", "person") => "人员登记中的标识，姓名不足以指明时用",
        ("roster add", "tags") => "在此的身份：标签或职务；可写多次",
        ("roster add", "at") => "活动，不写即协商会议；可写多次",
        ("roster add" | "roster draw", "round") => "第几轮协商；不写即各轮",
        ("roster add", "invited") => "邀请之日，YYYY-MM-DD",
        ("roster add", "attended") => "到会",
        ("roster add", "absent") => "未到会",
        ("roster add", "delegated_by") => "委托主持的人",
        ("roster draw", "pool") => "抽选的名单，按公布的次序：CSV，列为 name、id、tags（姓名、标识、标签）",
        ("roster draw", "size") => "抽几人",
        ("roster draw", "quotas") => "其中带某标签的人数：标签=下限..上限，或 标签=人数；可写多次",
        ("roster draw", "seeds") => {
            "公开的随机来源，按公布的次序：9319，或 名称=2,5,8；不写则不抽，只列出应事先公布的各项"
        }
        ("roster draw", "by") => "由谁抽；可写多次",
        ("roster draw", "verify") => "重算本议题的每次抽选，看是否全部一致",
        ("roster draw", "replace") => "抽中的人不能来，由同一层的下一人递补",
        ("roster draw", "note") => "递补的原因",
        ("roster remove", "who") => "姓名、人员登记中的标识，或 `roster list` 所列的序号",
        ("suggestion list", "key") => "议题：编号或其一部分；不写即全部",
        ("suggestion add", "kind") => "类别：标识或中文名",
        ("suggestion add", "text") => "建议、承诺或回应的内容",
        ("suggestion add", "to") => "交办给哪个单位",
        ("suggestion add", "owner") => "督办负责人",
        ("suggestion add", "office") => "责任委室",
        ("suggestion add", "proposers") => "提出人；可写多次",
        ("suggestion add", "key") => "重点、难点建议",
        ("suggestion add", "round") => "第几轮协商；不写即第一轮",
        ("suggestion update", "id") => "建议的标识",
        ("suggestion update", "fields") => {
            "要改的：`adoption=采纳`、`conversion=民生实事项目`、`owner=钱样本`；值空则删去该字段"
        }
        ("suggestion update", "event") => "发生了什么：事件的标识或中文名",
        ("suggestion update", "on") => "发生之日，YYYY-MM-DD；不写即今天",
        ("suggestion update", "by") => "由谁：人员、委室或机构；可写多次",
        ("suggestion update", "to") => "对谁；可写多次",
        ("suggestion update", "via") => "方式",
        ("suggestion update", "note") => "其他值得记下的",
        ("suggestion update", "void") => "更正：划去该事件在此日期的记录；用 --note 说明原因",
        _ => return None,
    })
}
