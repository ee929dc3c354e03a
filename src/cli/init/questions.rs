//! What `init` asks on a terminal: five questions. All but who commits may be passed over, and one that is answered with what
//! is no answer is asked again.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::regulation::Regulations;
use crate::text;
use crate::text::{Language, Text};
use crate::ui::ask_line;

/// What is known of the archive that is to be made.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    pub institution: Option<String>,
    pub regulation: Option<String>,
    pub offices: Vec<String>,
    pub language: Option<Language>,
    /// Name and address.
    pub identity: Option<(String, String)>,
}

/// Asks for what is not known yet.
///
/// # Errors
/// If the answers end.
pub(super) fn ask(
    known: &Answers,
    regulations: &Regulations,
    needs_identity: bool,
    language: Language,
) -> Result<Answers, Diagnostics> {
    let mut answers = known.clone();
    let own = language.choose("zh-CN", "en");
    let question = text!(
        zh: "五个问题，直接回车即略过，以后在 yijuan.yml 里填写。\n1. 消息和设置说明的语言，中文（zh-CN）或英文（en）[{own}]：",
        en: "five questions; Enter passes over one, to be answered later in yijuan.yml\n1. language of messages and settings, zh-CN or en [{own}]: "
    );
    let said = until(&question, language, |said| language_called(said).is_some())?;
    let language = said.as_deref().and_then(language_called).unwrap_or(language);
    answers.language = Some(language);
    answers.institution = line(
        &Text::new(
            "2. 机构全称，如 政协某某区委员会：",
            "2. whole name of the institution, such as 政协某某区委员会: ",
        ),
        language,
    )?;
    if answers.regulation.is_none() {
        let ids: Vec<String> = regulations.iter().map(|one| format!("{}（{}）", one.id, one.called().zh)).collect();
        let ids = ids.join(" ");
        let question = text!(zh: "3. 适用的规程：{ids} [mentougou]：", en: "3. regulation: {ids} [mentougou]: ");
        answers.regulation = until(&question, language, |id| regulations.get(id).is_ok())?;
    }
    if answers.offices.is_empty() {
        let question = Text::new(
            "4. 承办议题的委室，用“、”隔开，如 城建环保委员会、社会法制委员会：",
            "4. offices in charge of topics, with 、 between them, such as 城建环保委员会、社会法制委员会: ",
        );
        let said = line(&question, language)?.unwrap_or_default();
        let names = said.split(['、', ',', '，', ';', '；']).map(str::trim);
        answers.offices = names.filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect();
    }
    if needs_identity {
        let name = Text::new(
            "5. 您的姓名，用来记录谁改了什么，不能略过：",
            "5. your name, which says who changed what and is needed: ",
        );
        let name = needed(&name, language)?;
        let address = needed(&Text::new("   您的邮箱：", "   your e-mail address: "), language)?;
        answers.identity = Some((name, address));
    }
    Ok(answers)
}

/// The language that a word means: its tag, or its name.
fn language_called(said: &str) -> Option<Language> {
    match said.to_lowercase().as_str() {
        "中文" | "汉语" | "chinese" => Some(Language::Chinese),
        "英文" | "英语" | "english" => Some(Language::English),
        _ => Language::parse(said),
    }
}

/// A line that is as it has to be, or empty.
fn until(question: &Text, language: Language, is_right: impl Fn(&str) -> bool) -> Result<Option<String>, Diagnostic> {
    loop {
        match line(question, language)? {
            Some(said) if !is_right(&said) => {}
            said => return Ok(said),
        }
    }
}

/// A line that is not empty.
fn needed(question: &Text, language: Language) -> Result<String, Diagnostic> {
    loop {
        if let Some(said) = line(question, language)? {
            return Ok(said);
        }
    }
}

/// A line; nothing if it is empty.
fn line(question: &Text, language: Language) -> Result<Option<String>, Diagnostic> {
    let said = ask_line(question, language).ok_or_else(|| {
        Diagnostic::new(Text::new("没有答完，什么也没有建立", "the answers ended; nothing was made"))
            .hint(Text::new("重新运行，或用选项写明", "run it again, or say it by options"))
    })?;
    Ok(Some(said).filter(|said| !said.is_empty()))
}
