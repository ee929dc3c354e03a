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
        _ => return None,
    })
}
