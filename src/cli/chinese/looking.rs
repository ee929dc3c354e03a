//! Chinese help for options of the commands that look at the whole archive, for oneself or for others.

pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        ("check", "keys") => "要检查的议题（编号或其一部分）、`plan:年份` 或 `room:标识`；不写即全部",
        ("check", "all") => "连同已办结且无问题的议题，以及未起算、不适用的要求",
        ("check", "fail_on") => "达到此程度即以 1 退出：error 错误（默认）、warning 警告、note 提示",
        ("check", "rev") => "检查这个提交里的文件，工作区不动",
        ("check", "staged") => "检查现在会提交的内容（git 暂存区）：只查有改动的议题和年度，工作区不动",
        ("check", "new_since") => "只列这个提交里还没有的问题",
        ("", "person") => "不写命令时：晨报只列与此人、此委室或单位有关的",
        ("calendar", "person") => "只列与此人、此委室或单位有关的",
        ("digest", "since") => "与这一天相比，或与这个提交的文件相比；不写即上一个工作日，加 --weekly 即一周之前",
        ("digest", "person") => "只列与此委室、此人或此单位有关的",
        ("digest", "weekly") => "总有一份，收不到即说明出了故障",
        ("digest", "to") => "用于 --format eml：收件地址",
        ("find", "words") => "要找的词，须都出现；题目也可用拼音首字母",
        ("find", "kind") => {
            "只在这里找：titles 题目、papers 文书、numbers 文号、materials 材料、people 人员、suggestions 建议、events 事项的备注、decisions 审签的意见"
        }
        ("find", "year") => "只找这一年的议题和年度计划",
        ("remind", "office") => "委室或单位：标识或名称",
        ("remind", "all") => "所有欠办的委室和单位，各写一份",
        ("remind", "due") => "要求办结的日期，YYYY-MM-DD；不写则不限定",
        ("remind", "to") => "同时写成这些格式：docx、pdf、html",
        ("site", "to") => "写到哪个文件夹；以前由本命令写成的，整个替换",
        ("site", "public") => "只写标为公开的（文书在文首，其余在该条），并说明没有写出的",
        ("report", "about") => "统计什么：plan 计划、adoption 采纳落实、members 委员、rooms 协商室、offices 委室",
        ("report", "year") => "年度；不写即今天所在的年度",
        ("report", "explain") => "列出一项指标是由哪些算出来的：指标的标识或名称",
        ("report", "of") => "与 --explain 同用：哪一行的，标识或名称；不写即全年的",
        ("report", "to") => "同时写成这个文件：以 .docx、.pdf、.html 或 .xlsx 结尾；可写多次",
        ("export", "dir") => "导出到哪个文件夹；没有的新建",
        ("export", "year") => "只导出这一年的；不写即各年",
        ("due", "keys") => "只列这些的：议题（编号、题目或其一部分）、`plan:年份` 或 `room:标识`；不写即全部",
        ("due", "within") => "只列已逾期的，和几个工作日之内到期的",
        ("due", "person") => "只列与此人、此委室或单位有关的：其牵头的、其委室承办的、应由其办理的",
        _ => return None,
    })
}
