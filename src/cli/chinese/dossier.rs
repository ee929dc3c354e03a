//! Chinese help for the commands that seal a dossier, hand it over and verify it.

/// What such a command does.
pub(super) fn about(path: &str) -> Option<&'static str> {
    Some(match path {
        "dossier" => "议题的案卷：移交档案以前的整理",
        "dossier show" => "列出卷内应有、已有和所缺：类别、状态、页数、照片、没有登记的文件",
        "dossier seal" => "封装议题的案卷，移交档案部门：文书、审签决定、修改历史和核验的办法",
        "dossier append" => "补充封装：封装以后收到的批示、答复等，成为下一个封装包，原来的不动",
        "dossier transfer" => "移交案卷：记下移交，写成双方签字的登记表",
        "dossier receive" => "接收别的档案库移交的封装包：先核验，再记下，写成写明摘要的回执",
        "dossier export" => "导出可以公开的：只有标为公开的文书、材料、事项和建议",
        "dossier verify" => "核验封装包：逐个文件、清单、签名，前后几次封装，DA/T 70 检测项目",
        _ => return None,
    })
}

pub(super) fn help(command: &str, id: &str) -> Option<&'static str> {
    Some(match (command, id) {
        (_, "key") => "议题：编号或其一部分",
        ("dossier append", "files") => "文件；不写即封装以后收入案卷的",
        ("dossier append", "documents") => "是什么文书：标识或中文名；可写多个",
        ("dossier append", "title") => "题名",
        ("dossier append", "from") => "由谁提供",
        ("dossier append", "date") => "文件的日期，YYYY-MM-DD",
        ("dossier append", "note") => "有未定稿、改动过或没有制成 PDF 的，写明原因",
        ("dossier transfer", "to") => "移交给谁：委室或单位",
        ("dossier transfer", "by") => "由谁移交；不写即议题的责任委室",
        ("dossier transfer", "on") => "移交的日期，YYYY-MM-DD；不写即今天",
        ("dossier transfer", "incomplete") => "有缺少或未定稿的，也移交现有的",
        ("dossier receive", "by") => "由谁接收",
        ("dossier receive", "to") => "复制到哪个文件夹，ZIP 文件整个复制；不写即留在原处",
        ("dossier receive", "note") => "其他需要记下的",
        ("dossier export", "public") => "只导出标为公开的；其余一概不导出",
        ("dossier export", "to") => "新建哪个文件夹；不写即当前目录下的“编号-public”",
        ("dossier verify", "bag") => {
            "封装包的文件夹或 ZIP 文件，或放有各次封装包的文件夹；写议题编号的，核验它的各次封装和审签决定"
        }
        ("dossier verify", "folder") => "议题的封装包放在哪个文件夹；不写即档案库所在的文件夹",
        ("dossier verify", "report") => "把核验报告另写入这个文件，供签字：按扩展名为 PDF 或 DOCX",
        (_, "to") => "放入哪个文件夹，须在档案库以外；不写即档案库所在的文件夹",
        (_, "zip") => "另存一个 ZIP 文件",
        (_, "by") => "由谁封装：人员的标识或姓名",
        (_, "sign") => "用 SSH 密钥签名：写明的这一把，或 git 签名用的（user.signingKey）",
        (_, "incomplete") => "有缺少或未定稿的，也封装现有的",
        (_, "note") => "不齐全的原因",
        (_, "bag") => "封装包的文件夹或 ZIP 文件，或放有各次封装包的文件夹",
        _ => return None,
    })
}
