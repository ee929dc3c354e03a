//! What findings say: the kind's sentence with names from the regulation, in both languages.

use super::due::Timing;
use super::event::Objection;
use super::view::Occurrence;
use super::{count, document, field, people, post, wording};
use crate::duty::{Duty, Subject};
use crate::model::{Date, Decision, Length, Name, Unit, Waiver};
use crate::regulation::{
    Actor, Attribute, Chain, ChainStep, Check, DayOfYear, Due, EventCheck, EventSet, Moment, Regulation, Rule, Span,
    SubjectKind, Until,
};
use crate::text;
use crate::text::Text;

/// “通知参加人员”; quotation marks inside the name are left out, not nested.
fn quoted(name: &Text) -> Text {
    Text::new(format!("“{}”", name.zh.replace(['“', '”'], "")), format!("“{}”", name.en))
}

pub(super) fn list(texts: &[Text]) -> Text {
    Text::join(texts, "、", ", ")
}

fn names(regulation: &Regulation, ids: &[Name]) -> Vec<Text> {
    ids.iter().map(|id| regulation.name(id)).collect()
}

/// Who a rule means.
pub(super) fn actor(regulation: &Regulation, actor: &Actor) -> Text {
    match actor {
        Actor::Office => Text::new("责任委室", "responsible office"),
        Actor::EntrustedBy => Text::new("委托方", "whoever entrusted it"),
        Actor::Proposers => Text::new("提出者", "its proposers"),
        Actor::Id(id) => regulation.name(id),
        Actor::OfOffice(post) => {
            let Text { zh, en } = regulation.name(post);
            text!(zh: "{zh}（责任委室）", en: "{en} (responsible office)")
        }
    }
}

fn actors(regulation: &Regulation, actors: &[Actor]) -> Vec<Text> {
    actors.iter().map(|one| actor(regulation, one)).collect()
}

/// A or B, of those a rule means.
pub(super) fn any_of_actors(regulation: &Regulation, wanted: &[Actor]) -> Text {
    any_of(&actors(regulation, wanted))
}

/// A and B, of those a rule means.
pub(super) fn list_of_actors(regulation: &Regulation, wanted: &[Actor]) -> Text {
    list(&actors(regulation, wanted))
}

pub(super) fn any_of(texts: &[Text]) -> Text {
    Text::join(texts, "或", " or ")
}

/// 《协商函》.
pub(super) fn paper(regulation: &Regulation, document: &str) -> Text {
    let Text { zh, en } = regulation.name(document);
    text!(zh: "《{zh}》", en: "the {en}")
}

/// “通知参加人员”, or several of which any or all are asked for.
pub(super) fn events(regulation: &Regulation, check: &EventCheck) -> Text {
    let events: Vec<Text> = names(regulation, check.events.ids()).iter().map(quoted).collect();
    match check.events {
        EventSet::Any(_) => any_of(&events),
        EventSet::All(_) => list(&events),
    }
}

/// 审定《协商函》、发出《协商函》.
pub(super) fn steps(missing: &[Text]) -> Text {
    list(missing)
}

/// 应由…；对象：…；方式：…；记明…: what an entry must say to count.
fn details(regulation: &Regulation, check: &EventCheck) -> Vec<Text> {
    let mut details = Vec::new();
    if !check.by.is_empty() {
        let Text { zh, en } = any_of(&actors(regulation, &check.by));
        details.push(text!(zh: "应由{zh}", en: "by: {en}"));
    }
    if !check.to.is_empty() {
        let Text { zh, en } = list(&actors(regulation, &check.to));
        details.push(text!(zh: "对象：{zh}", en: "to: {en}"));
    }
    if !check.via.is_empty() {
        let Text { zh, en } = any_of(&names(regulation, &check.via));
        details.push(text!(zh: "方式：{zh}", en: "via: {en}"));
    }
    if !check.needs.is_empty() {
        let needs: Vec<Text> = check.needs.iter().map(|attribute| attribute.text()).collect();
        let Text { zh, en } = list(&needs);
        details.push(text!(zh: "记明{zh}", en: "stating {en}"));
    }
    details
}

/// 尚无“通知参加人员”记录（对象：政协方面人士）.
pub(super) fn no_record(regulation: &Regulation, check: &EventCheck, last: Option<Date>) -> Text {
    let events = events(regulation, check);
    let mut details = details(regulation, check);
    if let Some(last) = last {
        details.push(text!(zh: "上次：{last}", en: "last: {last}"));
    }
    let (zh, en) = (events.zh, events.en);
    text!(zh: "尚无{zh}记录", en: "no record of {en}").then(&in_brackets(&details))
}

pub(super) fn in_brackets(details: &[Text]) -> Text {
    if details.is_empty() {
        return Text::same("");
    }
    let Text { zh, en } = Text::join(details, "；", "; ");
    text!(zh: "（{zh}）", en: " ({en})")
}

/// What a rule asks for and by when, without a case in hand:
/// “通知参加人员”（对象：政协方面人士），协商会议前15个工作日.
#[must_use]
pub fn asked(regulation: &Regulation, rule: &Rule) -> Text {
    let what: Vec<Text> = rule.checks.iter().map(|check| asked_of(regulation, rule, check)).collect();
    let Some(due) = &rule.due else {
        return Text::join(&what, "；", "; ");
    };
    Text::join(&what, "；", "; ").then(&by_when_in_general(regulation, due))
}

/// What one check of a rule asks for.
fn asked_of(regulation: &Regulation, rule: &Rule, check: &Check) -> Text {
    match check {
        Check::Event(check) => events(regulation, check).then(&in_brackets(&details(regulation, check))),
        Check::Chain(chain) => {
            let steps: Vec<&ChainStep> = chain.steps.iter().collect();
            in_order(regulation, chain, &steps)
        }
        Check::Document(check) => document::asked(regulation, check),
        Check::Field(check) => field::asked(regulation, check),
        Check::Post(check) => post::asked(regulation, check, rule.force),
        Check::People(check) => people::asked(regulation, check),
        Check::Count(check) => count::asked(regulation, check),
        Check::Wording(check) => wording::asked(regulation, check),
        Check::Attest => Text::new("由专人确认", "stated by a named person"),
        Check::Guidance => Text::new("参照执行", "for guidance"),
    }
}

fn by_when_in_general(regulation: &Regulation, due: &Due) -> Text {
    let (after, before) = (moments(regulation, &due.after), moments(regulation, &due.before));
    let anchor = match (after.is_empty(), before.is_empty()) {
        (_, true) if after.is_empty() => Text::same(""),
        (_, true) => Text::new(format!("{}后", after.zh), format!("after {}", after.en)),
        (true, false) => Text::new(format!("{}前", before.zh), format!("before {}", before.en)),
        (false, false) => Text::new(
            format!("{}后、{}前", after.zh, before.zh),
            format!("after {} and before {}", after.en, before.en),
        ),
    };
    let span = match &due.until {
        Until::Anchor => Text::same(""),
        Until::By(span) => span_in_words(regulation, span),
        Until::Every(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "每{zh}", en: "every {en}")
        }
        Until::Every(word @ Span::Word(_)) => span_in_words(regulation, word),
        Until::Day(day) => day_in_words(*day),
    };
    let between = if matches!(due.until, Until::Day(_)) && !anchor.is_empty() { "、" } else { "" };
    let space = if span.is_empty() { "" } else { " " };
    Text::new(format!("，{}{between}{}", anchor.zh, span.zh), format!(", {}{space}{}", span.en, anchor.en))
}

fn span_in_words(regulation: &Regulation, span: &Span) -> Text {
    match span {
        Span::Fixed(fixed) => length(*fixed),
        Span::Word(word) => regulation.name(word),
    }
}

fn day_in_words(day: DayOfYear) -> Text {
    match day {
        DayOfYear::Date(date) => Text::new(format!("{date}前"), format!("by {date}")),
        DayOfYear::Yearly { month, day, next_year: true } => {
            text!(zh: "次年{month}月{day}日前", en: "by {month:02}-{day:02} of the next year")
        }
        DayOfYear::Yearly { month, day, next_year: false } => {
            text!(zh: "{month}月{day}日前", en: "by {month:02}-{day:02}")
        }
        DayOfYear::PeriodEnd => Text::new("期末前", "by the end of the period"),
    }
}

impl Attribute {
    fn text(self) -> Text {
        let (zh, en) = match self {
            Self::By => ("由谁", "by whom"),
            Self::To => ("对谁", "to whom"),
            Self::Via => ("方式", "in which way"),
            Self::For => ("会议日期", "the meeting date"),
            Self::Ref => ("文号", "the reference"),
            Self::Note => ("说明", "a note"),
        };
        Text::new(zh, en)
    }
}

/// Why an entry on record does not settle the duty.
pub(super) fn does_not_count(
    regulation: &Regulation,
    check: &EventCheck,
    event: &str,
    date: Date,
    objection: &Objection,
) -> Text {
    let why = match objection {
        Objection::TooEarly(floor) => text!(zh: "早于{floor}", en: "it is earlier than {floor}"),
        Objection::OtherDay(new) => {
            text!(zh: "所通知的不是新的会期{new}", en: "it does not announce the new day, {new}")
        }
        Objection::OtherActor => {
            let Text { zh, en } = any_of(&actors(regulation, &check.by));
            text!(zh: "应由{zh}", en: "it must be by the {en}")
        }
        Objection::OtherWay => {
            let Text { zh, en } = any_of(&names(regulation, &check.via));
            text!(zh: "方式应为{zh}", en: "the way must be {en}")
        }
        Objection::Unsaid(attribute) => {
            let Text { zh, en } = attribute.text();
            text!(zh: "未记明{zh}", en: "it does not state {en}")
        }
    };
    let event = quoted(&regulation.name(event));
    let (zh, en, why_zh, why_en) = (event.zh, event.en, why.zh, why.en);
    text!(zh: "{date}的{zh}不算数：{why_zh}", en: "{en} of {date} does not count: {why_en}")
}

/// Who has not been reached by any entry.
pub(super) fn not_covered(regulation: &Regulation, event: &str, uncovered: &[Actor]) -> Text {
    let event = quoted(&regulation.name(event));
    let to = list(&actors(regulation, uncovered));
    let (zh, en, to_zh, to_en) = (event.zh, event.en, to.zh, to.en);
    text!(zh: "已有的{zh}未及：{to_zh}", en: "the {en} on record did not reach: {to_en}")
}

/// A step that is missing: its stage, or its event.
pub(super) fn step(regulation: &Regulation, step: &ChainStep) -> Text {
    match step.stage.and_then(|stage| regulation.stages.get(stage)) {
        Some(stage) => stage.name.clone(),
        None => regulation.name(&step.event),
    }
}

/// 开题会议（应在2026-02-04之后）.
pub(super) fn too_early(step: &Text, reached: Date) -> Text {
    let Text { zh, en } = step;
    text!(zh: "{zh}（须不早于{reached}）", en: "{en} (not before {reached})")
}

/// 尚缺…（应依次… → …；署名…，主送…，抄送…）.
pub(super) fn chain_lacks(regulation: &Regulation, chain: &Chain, steps: &[&ChainStep], missing: &[Text]) -> Text {
    let missing = list(missing);
    let (zh, en) = (missing.zh, missing.en);
    let lacks = text!(zh: "尚缺{zh}", en: "still lacking: {en}");
    let Text { zh, en } = in_order(regulation, chain, steps);
    lacks.then(&text!(zh: "（应{zh}）", en: " ({en})"))
}

/// 依次秘书长：审定《协商函》 → 发出《协商函》；署名政协办公室.
fn in_order(regulation: &Regulation, chain: &Chain, steps: &[&ChainStep]) -> Text {
    if steps.iter().any(|step| step.stage.is_some()) {
        return Text::new("依次走完各阶段", "every stage, in order");
    }
    let mut order: Vec<Text> = steps
        .iter()
        .map(|one| {
            let event = regulation.name(&one.event);
            if one.by.is_empty() {
                return event;
            }
            let by = any_of(&actors(regulation, &one.by));
            let (zh, en, by_zh, by_en) = (event.zh, event.en, by.zh, by.en);
            text!(zh: "{by_zh}：{zh}", en: "{by_en}: {en}")
        })
        .collect();
    order.extend(chain.then.iter().map(|then| regulation.name(then)));
    let order = Text::join(&order, " → ", " → ");
    let mut on_paper = Vec::new();
    if !chain.issuer.is_empty() {
        on_paper.push(issuer(regulation, &chain.issuer));
    }
    if !chain.to.is_empty() {
        on_paper.push(addressed(regulation, &chain.to));
    }
    if !chain.cc.is_empty() {
        on_paper.push(copied(regulation, &chain.cc));
    }
    let on_paper = Text::join(&on_paper, "，", ", ");
    let (zh, en, paper_zh, paper_en) = (order.zh, order.en, on_paper.zh, on_paper.en);
    if paper_zh.is_empty() {
        text!(zh: "依次{zh}", en: "in order: {en}")
    } else {
        text!(zh: "依次{zh}；{paper_zh}", en: "in order: {en}; {paper_en}")
    }
}

/// 署名政协办公室.
pub(super) fn issuer(regulation: &Regulation, issuer: &[Actor]) -> Text {
    let Text { zh, en } = any_of(&actors(regulation, issuer));
    text!(zh: "署名{zh}", en: "issued by: {en}")
}

/// 主送党委办公室、政府办公室.
pub(super) fn addressed(regulation: &Regulation, to: &[Actor]) -> Text {
    let Text { zh, en } = list(&actors(regulation, to));
    text!(zh: "主送{zh}", en: "to: {en}")
}

/// 抄送职能部门.
pub(super) fn copied(regulation: &Regulation, cc: &[Actor]) -> Text {
    let Text { zh, en } = list(&actors(regulation, cc));
    text!(zh: "抄送{zh}", en: "cc: {en}")
}

/// A paper goes out in another name than the rule's.
pub(super) fn other_issuer(regulation: &Regulation, document: &str, found: &Name, wanted: &[Actor]) -> Text {
    let (paper, found, wanted) =
        (paper(regulation, document), regulation.name(found), any_of(&actors(regulation, wanted)));
    Text::new(
        format!("{}署名为{}，应为{}", paper.zh, found.zh, wanted.zh),
        format!("{} is issued by `{}`, it must be `{}`", paper.en, found.en, wanted.en),
    )
}

/// A step came before the one it must follow.
pub(super) fn out_of_turn(regulation: &Regulation, occurrence: &Occurrence, before: &ChainStep) -> Text {
    let (event, before) = (quoted(&regulation.name(occurrence.event)), quoted(&regulation.name(&before.event)));
    let date = occurrence.date;
    Text::new(
        format!("{}（{date}）先于应先完成的{}", event.zh, before.zh),
        format!("{} ({date}) came before {}, which it must follow", event.en, before.en),
    )
}

/// What a recorded exception excuses, and by whose word.
pub(super) fn waived(message: &Text, waiver: &Waiver, by: &Text) -> Text {
    let (reason, date) = (&waiver.reason, waiver.date);
    let (by, Text { zh, en }) = (&by.zh, message);
    text!(zh: "已豁免（{reason}；{by}，{date}）：{zh}", en: "waived ({reason}; {by}, {date}): {en}")
}

/// How to mend what was recorded in the wrong order.
pub(super) fn how_to_mend_order() -> Text {
    Text::new(
        "日期记错的，用 `yijuan record … --void 日期 --note 原因` 更正；确实颠倒的，补办并说明",
        "if the date is mistaken, strike it out with `yijuan record … --void DATE --note WHY`; if it did happen so, make up for it and say why",
    )
}

/// Where a paper is put right.
pub(super) fn how_to_mend_paper(path: &str) -> Text {
    text!(zh: "改正 {path} 的文头", en: "mend the front matter of {path}")
}

/// How a text is put right.
pub(super) fn how_to_reword() -> Text {
    Text::new("改写这一处", "reword it")
}

/// Why a step on record does not stand.
pub(super) enum Why<'a> {
    /// The paper has changed since the decision.
    TextChanged,
    /// Whoever took it is not who must, that day.
    OtherActor(&'a [Actor]),
    /// It does not say who took it.
    NobodyNamed,
    /// It is a plain entry where the archive asks for decisions.
    NoDecision,
}

/// 2026-04-27的“审核《协商意见》”不算数：…
pub(super) fn step_does_not_count(regulation: &Regulation, event: &str, date: Date, why: &Why) -> Text {
    let why = match why {
        Why::TextChanged => {
            Text::new("其后文本已改，须重新审签", "the text has changed since; it must be decided anew")
        }
        Why::OtherActor(wanted) => {
            let Text { zh, en } = any_of_actors(regulation, wanted);
            text!(zh: "应由{zh}", en: "it must be by the {en}")
        }
        Why::NobodyNamed => Text::new("未记明由谁", "it does not state by whom"),
        Why::NoDecision => Text::new("应在 reviews/ 中作出决定", "it must be a decision in reviews/"),
    };
    let event = quoted(&regulation.name(event));
    Text::new(
        format!("{date}的{}不算数：{}", event.zh, why.zh),
        format!("{} of {date} does not count: {}", event.en, why.en),
    )
}

/// 钱样本2026-04-28退回（“审核《协商意见》”），改好后重新审签.
pub(super) fn returned(regulation: &Regulation, back: &Decision, by: &Text) -> Text {
    let (date, event) = (back.date, quoted(&regulation.name(&back.step)));
    Text::new(
        format!("{}{date}退回（{}），改好后重新审签", by.zh, event.zh),
        format!("{} sent it back on {date} ({}); mend it and have it decided anew", by.en, event.en),
    )
}

/// 在 reviews/ 中依次决定：`opinion-read`、`opinion-audited`.
pub(super) fn how_to_decide(steps: &[&Name]) -> Text {
    let steps = list(&steps.iter().map(|step| Text::same(format!("`{step}`"))).collect::<Vec<_>>());
    Text::new(
        format!("在 reviews/ 中依次作出决定：{}", steps.zh),
        format!("have it decided in reviews/, in order: {}", steps.en),
    )
}

/// The command that records what is missing; the first of several in full.
pub(super) fn how_to_record(duty: &Duty, events: &[Name]) -> Text {
    let names =
        |events: &[Name]| list(&events.iter().map(|event| Text::same(format!("`{event}`"))).collect::<Vec<_>>());
    let Some((first, rest)) = events.split_first() else {
        return Text::same("");
    };
    if duty.rule.subject == SubjectKind::Suggestion {
        let (id, events) = (&duty.what, names(events));
        return Text::new(
            format!("办理后在 suggestions.yml 中 `{id}` 的 `events` 下记入 {}", events.zh),
            format!("once done, add {} under `events` of `{id}` in suggestions.yml", events.en),
        );
    }
    let of_year = duty.regulation.events.get(first).is_some_and(|kind| kind.of == SubjectKind::Year);
    let target = match &duty.subject {
        Subject::Topic(key) if of_year => format!("plan:{}", key.year),
        subject => subject.to_string(),
    };
    let by = duty.rule.checks.iter().any(|check| must_state_by(check, first));
    let (by_zh, by_en) = if by { (" --by 经办", " --by WHO") } else { ("", "") };
    let recorded = text!(
        zh: "办理后记录：yijuan record {target} {first} --on 日期{by_zh}",
        en: "once done, record it: yijuan record {target} {first} --on DATE{by_en}"
    );
    if rest.is_empty() {
        return recorded;
    }
    let Text { zh, en } = names(rest);
    recorded.then(&text!(zh: "，再依次记 {zh}", en: ", then {en}"))
}

/// How an entry that should not be there is struck out.
pub(super) fn how_to_strike(subject: &Subject, event: &str) -> Text {
    text!(
        zh: "误记的用 `yijuan record {subject} {event} --void 日期 --note 原因` 更正",
        en: "strike out what is mistaken: yijuan record {subject} {event} --void DATE --note WHY"
    )
}

/// Whether an entry of the event counts only if it says by whom.
fn must_state_by(check: &Check, event: &Name) -> bool {
    match check {
        Check::Event(check) => check.events.ids().contains(event) && check.needs.contains(&Attribute::By),
        Check::Chain(chain) => chain.steps.iter().any(|step| step.event == *event && !step.by.is_empty()),
        _ => false,
    }
}

fn length(length: Length) -> Text {
    let n = length.count;
    let plural = if n == 1 { "" } else { "s" };
    match length.unit {
        Unit::Workdays => text!(zh: "{n}个工作日", en: "{n} working day{plural}"),
        Unit::Days => text!(zh: "{n}日", en: "{n} day{plural}"),
        Unit::Weeks => text!(zh: "{n}周", en: "{n} week{plural}"),
        Unit::Months => text!(zh: "{n}个月", en: "{n} month{plural}"),
    }
}

fn moments(regulation: &Regulation, moments: &[Moment]) -> Text {
    let names: Vec<Text> = moments
        .iter()
        .map(|moment| match moment {
            Moment::Event(event) => regulation.name(event),
            Moment::PeriodStart => Text::new("期初", "the start of the period"),
            Moment::PeriodEnd => Text::new("期末", "the end of the period"),
        })
        .collect();
    any_of(&names)
}

/// ，最迟2026-05-20（协商会议前15个工作日）: by when, as the tail of a sentence.
pub(super) fn by_when(regulation: &Regulation, rule: &Rule, timing: &Timing, due: Option<Date>) -> Text {
    let Some(spec) = &rule.due else {
        return Text::same("");
    };
    let day = due.map_or_else(|| Text::new("日期未定", "date not known"), |due| Text::same(due.to_string()));
    let (after, before) = (moments(regulation, &spec.after), moments(regulation, &spec.before));
    let (day_zh, day_en) = (day.zh, day.en);
    let (after_zh, after_en, before_zh, before_en) = (after.zh, after.en, before.zh, before.en);
    let workday = timing.workday_before.filter(|_| due == timing.due);
    let workday = workday.map_or_else(
        || Text::same(""),
        |day| text!(zh: "（非工作日，前一工作日为{day}）", en: " (no working day; the last one before it is {day})"),
    );
    let provisional = if timing.provisional && due.is_some() && due == timing.due {
        Text::new("（节假日安排未公布，暂计）", " (provisional: the holiday schedule is not published)")
    } else {
        Text::same("")
    };
    let (anchor_zh, anchor_en) = if before_zh.is_empty() {
        (format!("{after_zh}后"), format!("after {after_en}"))
    } else {
        (format!("{before_zh}前"), format!("before {before_en}"))
    };
    let said = match &spec.until {
        // What it must precede never came: the day is that of the end.
        Until::Anchor if timing.due.is_none() && due.is_some() => {
            text!(zh: "，至{day_zh}仍未办（{before_zh}前）", en: ", still open on {day_en} (before {before_en})")
        }
        Until::Anchor if after_zh.is_empty() => {
            text!(zh: "，应在{before_zh}（{day_zh}）前", en: ", due before {before_en} ({day_en})")
        }
        Until::Anchor if before_zh.is_empty() => {
            text!(zh: "，{after_zh}后", en: ", due after {after_en}")
        }
        Until::Anchor => {
            text!(zh: "，{after_zh}后、{before_zh}（{day_zh}）前", en: ", due after {after_en} and before {before_en} ({day_en})")
        }
        Until::Day(_) if after_zh.is_empty() => text!(zh: "，{day_zh}前", en: ", due by {day_en}"),
        Until::Day(_) => {
            text!(zh: "，{after_zh}后{day_zh}前", en: ", due after {after_en}, by {day_en}")
        }
        Until::By(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "，最迟{day_zh}（{anchor_zh}{zh}）", en: ", due by {day_en} ({en} {anchor_en})")
        }
        Until::Every(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "，最迟{day_zh}（{anchor_zh}每{zh}）", en: ", due by {day_en} (every {en} {anchor_en})")
        }
        Until::By(Span::Word(word)) | Until::Every(Span::Word(word)) => {
            let Text { zh, en } = regulation.name(word);
            let kind = match spec.until {
                Until::Every(_) => Text::new("参考间隔", "an advised interval"),
                _ => Text::new("参考期限", "an advised day"),
            };
            let (kind_zh, kind_en) = (kind.zh, kind.en);
            if due.is_some() && due == timing.limit && due != timing.due {
                text!(zh: "，至{day_zh}仍未办（{anchor_zh}{zh}）", en: ", still open on {day_en} ({en} {anchor_en})")
            } else {
                text!(zh: "，宜在{day_zh}前（{anchor_zh}{zh}，{kind_zh}）", en: ", advised by {day_en} ({en} {anchor_en}; {kind_en})")
            }
        }
    };
    said.then(&workday).then(&provisional)
}

/// “通知参加人员”2026-05-25才完成，最迟2026-05-22（…）.
pub(super) fn late(
    regulation: &Regulation,
    rule: &Rule,
    done: Option<Date>,
    due: Option<Date>,
    by_when: &Text,
) -> Text {
    let mut what = Vec::new();
    for check in &rule.checks {
        match check {
            Check::Event(check) => what.extend(names(regulation, check.events.ids()).iter().map(quoted)),
            Check::Chain(chain) => {
                let last = chain.then.as_ref().or(chain.steps.last().map(|step| &step.event));
                what.extend(last.map(|event| quoted(&regulation.name(event))));
            }
            Check::Document(check) => {
                let papers: Vec<Text> = check.documents.ids().iter().map(|id| paper(regulation, id)).collect();
                what.push(match check.documents {
                    EventSet::Any(_) => any_of(&papers),
                    EventSet::All(_) => Text::join(&papers, "", ", "),
                });
            }
            Check::Field(_) | Check::Post(_) | Check::People(_) | Check::Count(_) | Check::Wording(_) => {
                what.push(asked_of(regulation, rule, check));
            }
            Check::Attest | Check::Guidance => {}
        }
    }
    let what = any_of(&what);
    let (zh, en) = (what.zh, what.en);
    let done = done.or(due).map(|day| day.to_string()).unwrap_or_default();
    text!(zh: "{zh}{done}才完成", en: "{en} was done only on {done}").then(by_when)
}
