//! Chinese help for options of the commands about registers: people, offices, bodies, rooms.

pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        ("person add", "id") => "标识，记录和议题以此指称此人；不写则由姓名生成",
        ("person set", "person") => "哪个人：标识或姓名",
        ("person set", "fields") => {
            "要改的：`姓名=…`、`地方=…`；`职务+=副主席:urban` 添加一项职务，`职务+=秘书长至2026-11-30` 写明卸任之日，`职务-=…` 删去一项，`标签` 同样；值空则删去该字段"
        }
        ("person add", "name") => "姓名",
        ("person add", "posts") => "职务，可限定委室，可写明任期（秘书长2021-03-01至2026-11-30）；可写多次",
        ("person add", "tags") => "标签；可写多次",
        ("person add", "sector") => "作为政协委员所属的界别",
        ("person list", "post") => "只列任此职务的",
        ("office add", "id") => "标识，议题和记录以此指称委室；不写则由名称生成",
        ("office add", "kind") => "special-committee（专门委员会）或 office（办公室）",
        ("body add", "id") => "标识，记录和文书以此指称单位；不写则由名称生成",
        ("body add", "kind") => "属于规程所称的哪类单位：标识或中文名",
        ("room add", "id") => "标识，议题和记录以此指称协商室；不写则由名称生成",
        ("room add" | "office add" | "body add", "name") => "名称",
        ("room add", "level") => "层级：所适用规程的标识或中文名",
        ("room add", "regulation") => "适用的规程；不写则用档案库的",
        ("room add", "unit") => "所在地方：units.yml 中的标识或名称",
        ("room add", "opened") => "建立之日，YYYY-MM-DD",
        ("room add", "convener") => "召集人",
        ("room add", "liaison") => "联络员",
        ("room add", "officer") => "负责预约、收集、记录的专人",
        ("room add", "daily_work") => "承担日常工作的单位；可写多次",
        ("room add", "run_by") => "具体实施的单位；可写多次",
        ("room add", "guide") => "指导的委室",
        ("office set", "office") => "哪个委室：标识或名称",
        ("body set", "body") => "哪个单位：标识或名称",
        ("office set" | "body set", "fields") => "要改的：`name=…`、`kind=…`；值空则删去性质",
        ("room set", "room") => "哪个协商室：标识、名称或其一部分",
        ("room set", "fields") => {
            "要改的：`建立日期=2026-03-02`、`专人=钱样本`；`具体实施单位+=…` 添加一项，`具体实施单位-=…` 删去一项；值空则删去该字段"
        }
        ("room show", "room") => "协商室：标识或名称",
        _ => return None,
    })
}
