//! Recognises Chinese names: a surname with a given name of one or two characters.
//!
//! The tables have common surnames. Characters that are usually another word (全, 和, 应, 相, 时) are left out, because a
//! reader will find a name that was missed, but a wrong one accuses the author.

/// Surnames of one character.
const SINGLE: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任\
沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安\
齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍\
华喻祁蒲房滕屈饶解牟艾尤阳阎穆司古吉卜桂项闵卫查褚景党娄冀谈宫苟庾荆邸池敖窦戚宗褟卓晏郎岑姬晋桑裘仇沙佘邬燕费卞\
栾芦麦厉郁车苑占匡冷栗楚佟郜靖巩鞠谌缪幸丛井储暴束臧胥隋宿荣嵇岱闻展揭练封丘竺权仲虞柏麻雍瞿傅代邝鄢糜谯隆赖洪倪";

/// Surnames of two characters.
const DOUBLE: [&str; 20] = [
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "端木", "东方",
    "南宫", "呼延", "宇文", "长孙", "独孤", "申屠",
];

/// Words that begin with a surname, or are where a name would be, but are none. No name contains one of them.
const WORDS: &str = "许多 许可 全体 常务 常常 常委 常年 常住 文化 文艺 文史 文物 文旅 文件 文字 方面 方案 方式 方便 方才 党外 党派 \
党员 党委 党组 任何 任职 任务 任期 有关 相关 各位 与会 参会 到会 驻会 部分 多位 一些 有的 不少 其他 其余 广大 高度 高校 高级 高层 \
高端 高龄 普遍 一致 曾经 多次 单位 单独 严肃 严重 严格 尤其 毕竟 毕业 宗教 卫生 华侨 管理 安全 安置 安排 金融 林业 农业 项目 司法 \
司机 平时 会上 会议 政协 政府 部门 企业 居民 村民 群众 界别 社区 街道 委员 代表 专家 同志 江苏 江西 江南 江北 石油 康养 康复 温和 \
易于 计划 路面 路桥 房屋 房产 费用 车辆 马上 马路 顾问 顾及 成员 成立 成都 陈述 程序 程度 武装 左右 支部 季度 明确 强烈 凌晨 齐声 \
古建 周边 周围 周期 谈话 何时 何种 于是 郑重 董事 余下 杜绝 夏季 田间 陆续 万一 段落 黎明 施工 包括 包户 章程 申请 申报 焦点 向来 \
关于 关心 关注 关键 纪检 纪委 游客 阳光 景区 景点 白天 史料 龙头 祝贺 解放 解决 解释 左岸 车主 房主 幸福 荣誉 展望 展开 代理 \
麻烦 权利 权威 隆重 付出 占比 占用 冷静 查阅 查看 储备 闻讯 封闭 练习 谷物 盛情 童年 管委 路段 宁可 尚未 尚且 单项";

/// Characters that end the name of a place, a body or a group.
const ENDS: &str = "界州市县区乡村局委部院校办厂司所站室处组队们位总";

/// Whether a text seems to be a name.
pub(super) fn is_name(written: &str) -> bool {
    let count = written.chars().count();
    let surname = if DOUBLE.iter().any(|double| written.starts_with(double)) && count > 2 {
        2
    } else {
        usize::from(written.chars().next().is_some_and(|first| SINGLE.contains(first)))
    };
    let given = count - surname;
    surname > 0
        && (1..=2).contains(&given)
        && !written.chars().last().is_some_and(|last| ENDS.contains(last))
        && !WORDS.split(' ').any(|word| written.contains(word))
}

/// Whether a surname may be used alone: 张委员, but not 向委员 or 党代表.
pub(super) fn is_surname(character: char) -> bool {
    SINGLE.contains(character) && !"向于常任党方成".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_surname_and_given_name() {
        for name in ["张永", "李某", "王小明", "李某某", "欧阳明", "司马长风", "曾国华", "文丽"] {
            assert!(is_name(name), "{name}");
        }
    }

    #[test]
    fn groups_and_ordinary_words_are_no_names() {
        for word in [
            "与会",
            "政协",
            "部分",
            "多位",
            "许多",
            "全体",
            "常务",
            "文化界",
            "卫生界",
            "宗教界",
            "党外",
            "单位",
            "金融界",
            "向全体",
            "于部分",
            "温州",
            "高校",
            "郑重",
            "尤其",
            "曾多次",
            "王",
            "界别",
            "其他",
        ] {
            assert!(!is_name(word), "{word}");
        }
    }
}
