//! Chinese help for options of the commands that seal a dossier and verify it.

pub(super) fn help(id: &str) -> Option<&'static str> {
    Some(match id {
        "key" => "议题：编号或其一部分",
        "to" => "放入哪个文件夹，须在档案库以外；不写即档案库所在的文件夹",
        "zip" => "另存一个 ZIP 文件",
        "by" => "由谁封装：人员的标识或姓名",
        "sign" => "用 SSH 密钥签名：写明的这一把，或 git 签名用的（user.signingKey）",
        "incomplete" => "有缺少或未定稿的，也封装现有的",
        "note" => "不齐全的原因",
        "bag" => "封装包的文件夹，或放有各次封装包的文件夹",
        _ => return None,
    })
}
