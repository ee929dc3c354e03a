//! The Chinese help. The English help is with the commands.

mod dossier;
mod lists;
mod looking;
mod registers;

/// What a command does, by its path: `plan add`.
pub(super) fn about(path: &str) -> Option<&'static str> {
    Some(match path {
        "" => "一卷：一题一卷。政协协商工作的档案库，逐题对照规程检查。",
        "init" => "新建档案库：设置、空的人员登记；没有 git 仓库的一并建立",
        "demo" => "演示：建立示例档案库，用十条命令走一遍",
        "import" => "导入委室现有的 Excel 或 CSV 名单、台账",
        "import people" => "把人员名单登记到 people.yml",
        "import bodies" => "把单位名单登记到 yijuan.yml",
        "import plan" => "把计划议题或备选题目列入年度计划",
        "import rooms" => "把协商议事室台账登记到 rooms.yml",
        "import suggestions" => "把建议清单登记到各议题",
        "import attendance" => "把签到表、考勤表登记到议题的名单：到会、请假、缺席、发言",
        "new" => "新建议题，输出编号",
        "find" => "在历年的题目、文书、材料、人员、建议、备注中查找",
        "list" => "列出议题：所处环节、下一期限、状态",
        "show" => "一页看清一个议题：事实、环节、期限、下一步",
        "record" => "记录议题、年度或协商室的一项有日期的事实，或更正一条",
        "set" => "修改 topic.yml 的字段；注释和次序不动",
        "postpone" => "改会期：哪些期限随之变动，应告知谁",
        "renumber" => "给议题换号：文件夹改名，引用它的地方随之改动",
        "plan" => "年度计划：计划的议题，和年度程序",
        "plan add" => "把一项议题或备选题目列入年度计划",
        "plan remove" => "从年度计划撤下一项",
        "plan set" => "修改年度计划或其中各项的字段；注释和次序不动",
        "plan show" => "一页看清一个年度：各项议题的进展、程序、期限",
        "plan approve" => "记录年度程序的下一步，或指定的一步",
        "attest" => "确认须由人确认的事项已经办到",
        "waive" => "记录例外：不按哪条规则办，谁定的，为什么",
        "person" => "人员登记：谁任什么职务",
        "person add" => "把一个人登记到 people.yml",
        "person set" => "修改 people.yml 中一个人的登记；注释和次序不动",
        "person list" => "列出登记的人员",
        "office" => "委室：承办议题的专门委员会、办公室等",
        "office add" => "把一个委室登记到 yijuan.yml",
        "office set" => "修改一个委室的名称或性质；注释和次序不动",
        "office list" => "列出登记的委室",
        "body" => "本机构以外的单位：规程所称职能部门、办公室等，按各自的名称登记",
        "body add" => "把一个单位登记到 yijuan.yml",
        "body set" => "修改一个单位的名称或性质；注释和次序不动",
        "body list" => "列出登记的单位",
        "room" => "协商议事室（厅）：在哪里协商，还有哪些要求没有办到",
        "room add" => "把一个协商议事室登记到 rooms.yml",
        "room set" => "修改 rooms.yml 中一个协商室的登记；注释和次序不动",
        "room list" => "列出协商室：本期协商几次，还有哪些要求没有办到",
        "room show" => "一页看清一个协商室：由谁负责、次数、议题、期限",
        "roster" => "参加人员名单：邀请谁、谁到会、谁主持",
        "roster add" => "把人员加入议题的名单，或补登身份、邀请、到会",
        "roster update" => "登记名单中的人到会、请假、缺席、发言",
        "roster remove" => "从议题的名单删去一个人",
        "roster list" => "列出议题的名单，并对照规程对人员的要求",
        "roster draw" => "随机抽选参加人员，结果可由任何人复核（RFC 3797）",
        "suggestion" => "意见建议和承诺事项：交办单位和办理情况",
        "suggestion add" => "登记一条建议、承诺或回应，输出其标识",
        "suggestion update" => "修改一条建议的字段，记录其办理经过",
        "suggestion remove" => "删去误登的一条建议，连同其办理记录",
        "suggestion list" => "列出建议和承诺的台账：全部议题的，或一个议题的",
        "material" => "各方交来的材料：扫描件、照片、各种文件",
        "material add" => "把文件收入议题或年度的卷中，并在 materials.yml 登记",
        "material list" => "列出卷内文件：文书，和各方交来的材料",
        "material remove" => "从 materials.yml 删去一条；文件本身不动",
        "render" => "按模板起草议题或年度的文书",
        "number" => "发文字号：按代字和年份编号、登记，一号一份，不重用",
        "number assign" => "给文书编文号，登记在 numbers/，文书本身不动",
        "number reassign" => "给文书另取一个文号；原来的号仍算已用",
        "number list" => "列出一年的文号：哪份文书、哪一天，缺哪些号",
        "check" => "对照规程检查议题：问题、依据和处理办法",
        "due" => "按日期列出期限和尚余的工作日",
        "digest" => "给不用本程序的人写一份摘要：新增、未办、将到期、已办结，按委室分列；没有新增和逾期时不输出",
        "site" => "把档案库写成网页，在手机上或内网里阅读，不需要本程序",
        "export" => "把档案库里的事实导出成数据表，供 DuckDB、Spark 或表格软件统计，各库可放在一处",
        "report" => "统计一个年度：计划完成、建议采纳落实、委员参加、协商室、委室的情况",
        "remind" => "给逾期未办的委室、单位写催办单，并记录催办；再次催办时写明是第几次",
        "calendar" => "输出期限和会议的日历文件（iCalendar，.ics）",
        "doctor" => "检查档案库所需的环境：git、日历、各职务是否有人担任",
        "hooks" => "git 钩子：提交和推送之前先行核对",
        "hooks install" => "安装钩子：克隆里的管提交，裸仓库里的管推送",
        "hooks pre-commit" => "由 git 在提交之前运行：不许读不出的文件，不许改动决定、批注和事件",
        "hooks pre-receive" => "由 git 在接受推送之前运行：逐个提交核对",
        "hooks post-receive" => "由 git 在接受推送之后运行：设了密钥的，签一份收到记录",
        "log" => "逐日列出一个议题的经过：事件、审签、提交",
        "diff" => "逐字显示一个议题或一个年度的文书改了什么；写邮件用 --format markdown 或 html",
        "rule" => "显示规程的规则：条款、原文、效力、要求和期限",
        "regulation" => "规程：内置的和本档案库自己的",
        "regulation new" => "新写一部规程：带说明的骨架，和放原文的文件",
        "regulation list" => "列出规程",
        "regulation show" => "在一页上显示一部规程：形式与主持人、环节、文书、各条要求",
        "regulation validate" => "找出规程的问题：未知的标识、循环、永不适用的规则、原文没有的引文",
        "workday" => "某日是不是工作日，或从某日数工作日",
        "schema" => "输出档案库各种文件的 JSON Schema：编辑器据以补全键和名称，标出错处",
        "commit" => "提交手工改动：全库或若干议题",
        "explain" => "说明本程序的用词：档案库、议题、应办事项、轮次、审签等",
        "completions" => "输出命令行补全脚本：命令、编号、标识",
        _ => return dossier::about(path).or_else(|| about_review(path)),
    })
}

/// What a command of review or of comments does.
fn about_review(path: &str) -> Option<&'static str> {
    Some(match path {
        "review" => "审签：文稿送审，记录每项审签决定及其所依据的文本",
        "review submit" => "把文稿送审",
        "review approve" => "记录某人同意文稿的现有文本",
        "review amend" => "记录某人修改后同意（改后签发）",
        "review return" => "记录某人退回文稿及其理由",
        "review hold" => "记录某人决定缓发",
        "review note" => "记录某人阅过文稿及其意见",
        "review pass-on" => "记录某人转请他人审签（请××签发）",
        "review withdraw" => "撤回送审的文稿",
        "review deputise" => "登记某人在一段时间内代行他人的审签（代）",
        "review status" => "列出文稿的审签进度：待谁办理，从哪天起",
        "review inbox" => "列出某人待办的文稿，各已等候几个工作日",
        "review verify" => "核验审签决定：文本、归属、职权、次序，各行录入后有无改动",
        "comment" => "批注：写在文稿的哪些字句上、谁写的、是否了结",
        "comment add" => "记录某人对文稿某些字句的批注，输出其标识",
        "comment settle" => "记录一条批注已经了结",
        "comment list" => "列出批注，及其字句现在何处",
        _ => return None,
    })
}

fn comment(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        ("comment list", "key") => "议题（编号或其一部分），或 `plan:年份`；不写即全部",
        (_, "key") => "议题（编号或其一部分），或 `plan:年份`",
        ("comment list", "document") => "只列这份文稿的：文书的标识或中文名，或文件名",
        (_, "document") => "哪份文稿：文书的标识或中文名，或文件名",
        (_, "quote") => "所批注的字句，在文稿中只有一处；换行不影响",
        (_, "text") => "批注的内容",
        ("comment add", "by") => "谁的批注",
        ("comment add", "on") => "批注之日，YYYY-MM-DD；不写即今天",
        (_, "id") => "批注的标识，或其开头几位",
        (_, "by") => "由谁了结",
        (_, "note") => "怎样了结的",
        (_, "on") => "了结之日，YYYY-MM-DD；不写即今天",
        (_, "open") => "只列没有了结的",
        _ => return None,
    })
}

/// What an option means that every command has.
fn everywhere(id: &str) -> Option<&'static str> {
    Some(match id {
        "directory" => "要处理的档案库，或其中的文件夹",
        "as_of" => "当作今天的日期，YYYY-MM-DD",
        "lang" => "消息的语言：zh-CN 或 en",
        "format" => "输出形式：human 或 json；有的命令还有别的，见各自的帮助",
        "no_commit" => "只写文件，不提交",
        "as_written" => "名称按所写的登记，即使与已知的只差一两个字",
        "quiet" => "只输出结果和错误信息",
        "verbose" => "输出更详细：写入和提交了什么；check 另列条文原文和文件",
        _ => return None,
    })
}

fn number(id: &str) -> Option<&'static str> {
    Some(match id {
        "key" => "议题（编号或其一部分），或 `plan:年份`",
        "document" => "文书：种类的标识或中文名，或文件名",
        "code" => "发文机关代字，例如 云协办函；不写则取 yijuan.yml 的 `codes` 所定",
        "number" => "序号，由机关另行编定时写；不写则取下一个没有用过的",
        "on" => "编号之日，YYYY-MM-DD；不写即今天",
        "year" => "哪一年",
        _ => return None,
    })
}

/// What an option or argument means.
pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    if let Some(help) = everywhere(id) {
        return Some(help);
    }
    Some(match (path, id) {
        (path, id) if path.starts_with("review") => return review(path, id),
        (path, id) if path.starts_with("comment") => return comment(path, id),
        ("" | "check" | "find" | "due" | "digest" | "remind" | "report" | "export" | "site" | "calendar", id) => {
            return looking::help(path, id);
        }
        (path, id) if path.starts_with("number") => return number(id),
        (path, id) if path.starts_with("dossier ") && path != "dossier show" => return dossier::help(path, id),
        ("list", id) => return list(id),
        ("schema", "kind") => "输出哪种文件的；不写则列出全部种类",
        ("schema", "install") => "装到 .vscode，VS Code 即可找到；git 不收录",
        ("schema", "modelines") => "并在各 YAML 文件的第一行写明其 Schema，供别的编辑器使用；随即提交",
        ("hooks install", "key") => "在裸仓库里：每次推送用这把 SSH 密钥签一份收到记录；密钥不设口令",
        ("init", "dir") => "新档案库的文件夹",
        ("init", "regulation") => "议题适用的规程；不写即 mentougou",
        ("init", "sample") => "装入示例：一个虚构区的一年",
        ("new" | "plan add", "title") => "题目",
        ("new", id) => return new(id),
        ("show" | "log" | "attest" | "waive", "key") => "议题（编号或其一部分）、`plan:年份` 或 `room:标识`",
        ("set" | "postpone" | "dossier show", "key") => "议题：编号或其一部分",
        ("show", "checklist") => "只列由人确认的：须确认的规则、可以办理的事项、倡导性规定",
        ("postpone", "to") => "新的会期，YYYY-MM-DD",
        ("renumber", "key") => "议题：编号或其一部分；两个议题同号时写文件夹名",
        ("renumber", "to") => "本年内的新编号；不写则取下一个没有用过的",
        ("plan add" | "plan remove" | "plan set" | "plan show" | "plan approve", "year") => "哪一年的计划",
        ("plan add", "form") => "协商形式：标识或中文名；不写则同议题的",
        ("plan add", "kind") => "consultation（协商）或 supervision（民主监督）",
        ("plan add", "office") => "责任委室；不写则同议题的",
        ("plan add", "channel") => "来源渠道；已新建议题的，记在议题上",
        ("plan add", "topic") => "已新建的议题：编号或其一部分",
        ("plan remove", "item") => "题目，或 `plan show` 所列的序号",
        ("plan approve", "step") => "哪一步：事件的标识或中文名；不写即尚未办理的第一步",
        ("plan approve", "on") => "办理之日，YYYY-MM-DD；不写即今天",
        ("record", "target") => "议题编号（或其一部分）、`plan:年份` 或 `room:标识`",
        ("material add" | "material list" | "material remove" | "render", "target") => {
            "议题编号（或其一部分），或 `plan:年份`"
        }
        ("record", "event") => "事件：标识或中文名",
        ("record", "on") => "发生之日，YYYY-MM-DD；不写即今天",
        ("record" | "plan approve", "by") => "由谁办理：人员、委室或单位；可写多次",
        ("record" | "plan approve", "to") => "对谁；可写多次",
        ("record", "via") => "方式",
        ("record", "announced") => "所通知的会期；不写即预定的会期",
        ("record", "references") => "相关文书、文号、议题或规则；可重复",
        ("record", "round") => "第几轮协商",
        ("record", "note") => "其他应予记录的情况",
        ("record", "void") => "更正：作废该事件在此日期的记录；用 --note 说明原因",
        ("set", "fields") => {
            "要改的：`责任委室=城建环保委员会`、`会期=2026-07-01`、`标签=重大问题`；`标签+=…` 添加一项，`标签-=…` 删去一项；`名额.政协委员=8`、`排除事项.依法应予保密=否`；值空则删去该字段"
        }
        ("explain", "concept") => "用词，中文或英文；不写则列出全部",
        ("demo", "dir") => "示例档案库的文件夹；不写即 yijuan-demo",
        ("init", "institution") => "机构全称",
        ("init", "offices") => "承办议题的委室名称；可写多次",
        ("render", "documents") => "要起草的文书：标识或中文名",
        ("render", "all") => "凡有模板的都起草；有的起草不了，不影响其余",
        ("render", "stage") => "只起草现在应办事项所要的文书",
        ("render", "each") => "按主送单位一家一份",
        ("render", "issuer") => "由谁发文（模板未写定的，例如《协商意见》由政协党组报送）",
        ("render", "list") => "只列出议题或年度的文书和状况；不写对象的，列出所用各部规程的文书",
        ("render", "missing") => "只列出还缺什么：待登记的事实和待填写的内容",
        ("render", "update") => "填入已经登记的事实，人写的内容不动",
        ("render", "force") => "文件内容不同的也重写，不论由谁改动",
        ("render", "out") => "写到这个目录，不入卷、不提交",
        ("render", "to") => "写成这些格式：md、docx、pdf、html、xlsx、csv；依卷中的 Markdown，没有的先起草",
        ("diff", "key") => "议题（编号或其一部分），或 `plan:年份`",
        ("diff", "document") => "只看这份文书：文种的标识或中文名，或文件名",
        ("diff", "since") => "与什么时候相比：审签的环节、人员或提交；不写即最近一次提交（HEAD）",
        ("diff", "to") => "把改过的、有批注的文书写成 docx，每处改动署改动人的姓名",
        ("diff", "out") => "与 --to 连用：写到这个目录，不入卷",
        ("diff", "force") => "与 --to 连用：文件内容不同的也重写，不论由谁改动",
        ("rule", "rules") => "要完整显示的规则；不写则列表显示所用规程的全部",
        ("rule", "regulation") => "只列这部规程的",
        ("regulation new", "id") => "标识，即文件夹名：小写字母、数字和 `-`",
        ("regulation new", "title") => "全称",
        ("regulation show", "id") => "规程标识；不写则为档案库的",
        ("regulation validate", "id") => "规程标识；不写则检查全部",
        ("workday", "day") => "日期，YYYY-MM-DD；不写即今天",
        ("workday", "after") => "往后数几个工作日",
        ("workday", "before") => "往前数几个工作日",
        ("workday", "until") => "到此日为止有几个工作日",
        ("workday", "clear") => "与 --before 同用：办理当日也不计入",
        ("workday", "explain") => "说明算法，逐日列出",
        ("commit", "keys") => "要提交的议题；不写即全库",
        ("commit", "message") => "提交说明",
        ("completions", "shell") => "bash、zsh、fish、elvish 或 powershell",
        _ => return lists::help(path, id),
    })
}

/// The placeholder for the value of an option.
pub(super) fn value(path: &str, name: &str) -> Option<&'static str> {
    Some(match name {
        "NAME" if matches!(path, "body add" | "office add" | "room add") => "名称",
        "CONCEPT" => "用词",
        "DIR" => "目录",
        "SHEET" => "工作表",
        "HEAD=FIELD" => "列名=字段",
        "CODE" => "代字",
        "DATE" => "日期",
        "DATE|COMMIT" => "日期或提交",
        "ADDRESS" => "地址",
        "DAYS" => "天数",
        "LANG" => "语言",
        "FORMAT" => "形式",
        "TITLE" => "题目",
        "FORM" => "协商形式",
        "ID" => "标识",
        "OFFICE" => "委室",
        "WORD" => "词",
        "WHERE" => "范围",
        "TEXT" => "文字",
        "REASON" => "原因",
        "ABOUT" => "报告",
        "FIGURE" => "指标",
        "ROW" => "行",
        "SECTOR" => "界别",
        "BAG" => "封装包",
        "BAG|KEY" => "封装包或编号",
        "YEAR" => "年份",
        "KIND" => "类型",
        "CHANNEL" => "渠道",
        "ITEM" => "项目",
        "STEP" => "步骤",
        "STAGE" => "环节",
        "STATE" => "状态",
        "KEY" => "编号",
        "TARGET" => "对象",
        "EVENT" => "事件",
        "DOC" | "DOCUMENT" => "文书",
        "WHO" => "谁",
        "WAY" => "方式",
        "REF" => "文号",
        "N" => "数",
        "FIELD=VALUE" => "字段=值",
        "NAME" => "姓名",
        "ROOM" => "名称",
        "LEVEL" => "层级",
        "ACTIVITY" => "活动",
        "FILE" => "文件",
        "SOURCE" => "来源",
        "TAG=MIN..MAX" => "标签=下限..上限",
        "POST[:OFFICE]" => "职务[:委室]",
        "POST" => "职务",
        "TAG" => "标签",
        "SEVERITY" => "程度",
        "PERSON" => "人员",
        "COMMIT" => "提交",
        "STEP|PERSON|COMMIT" => "环节|人员|提交",
        "RULE" => "规则",
        "SHELL" => "解释器",
        _ => return None,
    })
}

/// What an option or argument of `list` means.
fn list(id: &str) -> Option<&'static str> {
    Some(match id {
        "text" => "只列编号、题目或来源含此文字的",
        "year" => "只列这一年的",
        "office" => "只列这个委室的：标识或名称",
        "form" => "只列这种形式的：标识或名称",
        "room" => "只列这个协商室的：标识或名称",
        "regulation" => "只列按这个规程的：标识或题名的一部分",
        "stage" => "只列处在这个环节的：标识或名称",
        "state" => {
            "只列这种状态的：overdue 逾期、due-soon 将到期、on-track 正常、unrecorded 待补记、ended 已办结、dropped 终止"
        }
        _ => return None,
    })
}

/// The same of a new topic.
fn new(id: &str) -> Option<&'static str> {
    Some(match id {
        "form" => "协商形式：标识或中文名",
        "regulation" => "适用的规程；不写则同协商室的，或用档案库的",
        "office" => "责任委室",
        "room" => "所属协商议事室",
        "meeting" => "预定会期，YYYY-MM-DD",
        "ad_hoc" => "遇特殊情况临时召开，不在计划内",
        _ => return None,
    })
}

/// What an option or argument of `review` means.
fn review(path: &str, id: &str) -> Option<&'static str> {
    Some(match (path, id) {
        (_, "key") => "议题（编号或其一部分），或 `plan:年份`",
        (_, "keys") if path == "review verify" => "只核验这些议题、年度的；不写则全部核验",
        (_, "keys") => "只列这些议题、年度的；不写则列出所有正在审签的",
        (_, "document") => "哪份文稿：文书的标识或中文名，或文件名",
        ("review submit" | "review withdraw", "by") => "由谁送审或撤回；不写即责任委室",
        ("review deputise", "by") => "由谁授权",
        (_, "by") => "由谁决定：人员，或集体研究决定的单位",
        (_, "to") => "转请谁",
        (_, "step") => "所决定的一步，可能不止一步时写明：事件的标识或中文名",
        (_, "on") => "作出决定之日，YYYY-MM-DD；不写即今天",
        (_, "via") => "如何获知决定：circle（圈阅）、scan（扫描件）、meeting（会议）",
        (_, "sign") => "用 SSH 密钥签名：写明的这一把，或 git 签名用的（user.signingKey）",
        ("review return" | "review note", "note") => "理由或意见",
        (_, "note") => "附言；会议决定的，写明哪次会议",
        (_, "back") => "收回这份 DOCX 里的文本和批注：作决定的人改过的来件",
        (_, "person" | "whose") if path == "review inbox" => "由谁办理",
        (_, "person") => "由谁代行",
        (_, "whose") => "代谁",
        (_, "from") => "第一天，YYYY-MM-DD",
        (_, "until") => "最后一天，YYYY-MM-DD",
        _ => return None,
    })
}
