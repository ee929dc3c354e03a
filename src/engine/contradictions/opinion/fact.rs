//! Days and numbers of an opinion that are not those on record: when the consultation was held, how many members came,
//! how many suggestions were made.

use super::{Slip, body};
use crate::archive::Paper;
use crate::engine::Context;
use crate::engine::contradictions::of_paper as view_of;
use crate::model::{Attendee, Date, Name};
use crate::regulation::Regulation;
use crate::rules::view::{MEETING, TopicFacts};
use crate::rules::{capacities, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use regex::{Captures, Regex};
use std::collections::BTreeSet;
use std::sync::LazyLock;

type Pattern = LazyLock<Option<Regex>>;

/// 2026年5月8日下午2时30分，区政协在常委会议厅召开“老旧小区加装电梯”专题协商会.
static HELD: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:(?<year>[0-9]{4})年)?(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日
        (?:上午|下午)?(?:[0-9]{1,2}[时点:：](?:[0-9]{1,2}分?|半)?)?，?
        (?<who>[^，。；：0-9]*?)(?:召开|举行|举办)了?(?<what>[^，。；：]*?)协商(?:会议|会|座谈会|活动)(?<then>[^，。；：]{0,2})",
    )
    .ok()
});

/// 协商会议于2026年5月8日在常委会议厅召开.
static HELD_ON: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:^|[，：\s])(?<lead>[^，。；：\s]*?)协商(?:会议|会|座谈会|活动)[于在]
        (?:(?<year>[0-9]{4})年)?(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日
        (?:上午|下午)?(?:[0-9]{1,2}[时点:：](?:[0-9]{1,2}分?|半)?)?(?:[于在][^，。；：]+?)?(?:召开|举行|举办)",
    )
    .ok()
});

/// What a meeting is called before 协商会, beside its title.
static KIND: Pattern = LazyLock::new(|| {
    Regex::new(r"^(?:本次|此次|这次|召开的?|举行的?|举办的?|组织的?|专题|对口|界别|提案办理|双周|网络|远程|重点|月度|季度|的)*$").ok()
});

/// Most characters between 召开 and 协商会. Counted afterwards: a pattern that counts so far takes long to compile.
const LONGEST_TITLE: usize = 60;

/// Who holds a meeting, by what an opinion says before 召开: 区政协社会法制委员会组织.
const HOLDING: [&str; 5] = ["组织", "主持", "牵头", "承办", "负责"];

/// Words by which the institution or its office speaks of itself.
const WE: [&str; 4] = ["我会", "本会", "我委", "本委"];

/// 出席会议的政协委员23人; 到会委员23人; 23名委员参加会议.
static CAME: [Pattern; 3] = [
    LazyLock::new(|| {
        Regex::new(
            r"(?:出席|参加|到会)(?:本次|此次)?(?:会议|协商会议?|协商活动|协商)?的?(?<whose>[^，。；：、]{0,12}?)委员[共有]?(?<count>[0-9]{1,3})[人名位]",
        )
        .ok()
    }),
    LazyLock::new(|| {
        Regex::new(
            r"(?<count>[0-9]{1,3})[名位](?<whose>[^，。；：、0-9]{0,12}?)委员(?:出席|参加)了?(?:本次|此次)?(?:会议|协商会|协商活动)",
        )
        .ok()
    }),
    // With nothing after it: 十二名委员参加会议; 会议有12名委员参加; 共有12名委员到会.
    LazyLock::new(|| {
        Regex::new(
            r"(?:^|[，。；：\s])(?<lead>(?:本次|此次)?(?:会议|协商会议?|协商活动|会上)?(?:共计|共有|共|有)?)(?<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[名位](?<whose>[^，。；：、0-9]{0,12}?)委员(?:(?:参加|出席)了?(?:本次|此次)?(?:会议|协商会议?|协商活动|协商)?|到会|与会|参会)(?:[，。；]|\s|$)",
        )
        .ok()
    }),
];

/// 提出意见建议12条; 提出12条意见建议.
static SUGGESTED: [Pattern; 2] = [
    LazyLock::new(|| {
        Regex::new(
            r"(?:提出|形成|收集|收集到|梳理|归纳)了?(?:针对性|建设性|具体|协商)?的?(?:意见和建议|意见建议|对策建议|建议)(?<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[条项](?:[，。；]|\s|$)",
        )
        .ok()
    }),
    LazyLock::new(|| {
        Regex::new(
            r"(?:提出|形成|收集|收集到|梳理|归纳)了?(?<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[条项](?:针对性|建设性|具体|协商)?的?(?:意见和建议|意见建议|对策建议|建议)",
        )
        .ok()
    }),
];

/// What goes on so after 协商会 is about another meeting, or about none.
const NOT_IT: [&str; 8] = ["筹备", "预备", "准备", "前", "后", "方案", "题", "室"];

/// Words of a sentence about another day than the one on which the meeting was held.
const ANOTHER_DAY: &str = "拟 将 原定 定于 计划 预定 预计 曾 上次 去年 上年 此前 之前 以前 改期 改为 推迟 延期 另行 再次 第一次 第二次 第三次 首次 调研";

/// Words of a sentence about other people than those who came.
const OTHER_PEOPLE: &str = "邀请 应到 拟 将 请假 缺席 组织 安排 计划 调研 视察 上次 去年 其中";

/// Words of a sentence about other suggestions than those on record.
const OTHER_SUGGESTIONS: &str = "某 有的 有位 一位 部分 课题组 调研组 部门 企业 群众 居民 村民 街道 社区 每 各 分别 拟 将 曾 去年 上年 此前 提案 征集 会前 前期 走访 调研 问卷 网络 网上 线上 平台 热线 书面 其中 专家 余 约 近";

/// The slips of a paper.
pub(super) fn slips<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    paper: &Paper,
) -> Vec<Slip> {
    let said = Said { context, regulation, facts, paper };
    [said.held(), said.came(), said.suggested()].concat()
}

/// A paper beside the record.
struct Said<'s, 'a> {
    context: &'s Context<'a>,
    regulation: &'a Regulation,
    facts: &'s TopicFacts<'a>,
    paper: &'s Paper,
}

impl Said<'_, '_> {
    /// Every match of a pattern in a sentence that has none of these words, with the sentence's place.
    fn stated<'t>(&'t self, pattern: &'t Pattern, words: &'t str) -> impl Iterator<Item = (usize, Captures<'t>)> {
        // Most papers state nothing of the kind, and the whole is searched faster than its sentences.
        let is_anywhere = pattern.as_ref().is_some_and(|pattern| pattern.is_match(&self.paper.body));
        let sentences = sentences(if is_anywhere { &self.paper.body } else { "" });
        let plain = sentences.filter(move |(_, sentence)| !words.split(' ').any(|word| sentence.contains(word)));
        plain.flat_map(move |(start, sentence)| {
            let found = pattern.iter().flat_map(|pattern| pattern.captures_iter(sentence));
            found.map(move |found| (start + found.get(0).map_or(0, |whole| whole.start()), found)).collect::<Vec<_>>()
        })
    }

    /// The day on which it says that the meeting was held, if it was on another.
    fn held(&self) -> Vec<Slip> {
        let meetings = self.facts.occurrences.iter().filter(|one| one.event == MEETING);
        let days: Vec<Date> = meetings.map(|one| one.date).collect();
        let Some(held) = days.first() else { return Vec::new() };
        let by_us = self.stated(&HELD, ANOTHER_DAY).filter(|(_, found)| self.is_its_own(found));
        let on_a_day = self.stated(&HELD_ON, ANOTHER_DAY).filter(|(_, found)| self.is_called(part(found, "lead")));
        let on_a_day = on_a_day.map(|(at, found)| (at + offset(&found, "lead"), found));
        let stated = by_us.chain(on_a_day).filter(|(_, found)| !is_one_of(&days, found));
        let slips = stated.map(|(at, found)| {
            let date = [("year", "年"), ("month", "月"), ("day", "日")].map(|(name, mark)| {
                found.name(name).map(|digits| format!("{}{mark}", digits.as_str())).unwrap_or_default()
            });
            let (date, Text { zh, en }) = (date.concat(), self.regulation.name(MEETING));
            let message = text!(
                zh: "写的是{date}召开：登记的{zh}在{held}",
                en: "it says that it was held on {date}; on record the {en} was held on {held}"
            );
            self.slip(at, message)
        });
        slips.collect()
    }

    /// Whether a sentence is about this consultation: of the institution itself, and of this title if of any.
    fn is_its_own(&self, found: &Captures) -> bool {
        let who = part(found, "who").split('在').next().unwrap_or_default();
        let who = HOLDING.iter().find_map(|word| who.strip_suffix(word)).unwrap_or(who);
        let is_by_us = who.is_empty() || self.is_us(who);
        let (what, title) = (part(found, "what"), self.facts.topic.file.title.as_str());
        let is_near = what.chars().count() <= LONGEST_TITLE;
        let is_of_title = is_near && (what.contains(title) || !what.contains(['“', '《', '"', '〈']));
        is_by_us && is_of_title && !NOT_IT.iter().any(|word| part(found, "then").starts_with(word))
    }

    /// Whether a name is that of the institution or of an office of it: 区政协, 社会法制委员会, 区政协社会法制委员会, 我会.
    fn is_us(&self, who: &str) -> bool {
        let own = body::own_names(self.context);
        let is_own = |name: &str| own.contains(name) || WE.contains(&name);
        is_own(who) || own.iter().any(|name| who.strip_prefix(name.as_str()).is_some_and(is_own))
    }

    /// Whether what stands before 协商会 is about this consultation: who holds it, its title, and what kind it is.
    fn is_called(&self, lead: &str) -> bool {
        let own = body::own_names(self.context);
        let lead = own.iter().chain(&own).fold(lead, |lead, name| lead.strip_prefix(name.as_str()).unwrap_or(lead));
        let lead = WE.iter().find_map(|word| lead.strip_prefix(word)).unwrap_or(lead);
        let (title, quotes) = (self.facts.topic.file.title.as_str(), ['“', '”', '《', '》', '"', '〈', '〉']);
        let rest: String = lead.replace(title, "").chars().filter(|c| !quotes.contains(c)).collect();
        KIND.as_ref().is_some_and(|kind| kind.is_match(&rest))
    }

    /// How many members it says came, if the list has another number.
    fn came(&self) -> Vec<Slip> {
        if 1 < self.facts.rounds && self.paper.front.round.is_none() {
            return Vec::new();
        }
        let view = view_of(self.facts, self.paper);
        if !view.is_anybody_marked_present(MEETING) || 0 < view.unmarked(MEETING) {
            return Vec::new();
        }
        // A member who is on the list as something else may be counted or not.
        let is_member = |tag: &Name| self.regulation.includes(tag, Vocabulary::MEMBER);
        let (archive, today) = (self.context.archive, self.context.today);
        let by_register = |one: &[&Attendee]| {
            let named = one.iter().map(|entry| entry.person.as_ref().unwrap_or(&entry.name));
            let mut people = named.filter_map(|name| archive.person_named(name).ok().flatten());
            people.any(|person| person.tags.iter().any(is_member))
        };
        let present = Attendee::people(view.present(MEETING).into_iter().map(|(_, entry)| entry));
        let (members, others): (Vec<_>, Vec<_>) =
            present.into_iter().partition(|one| capacities(archive, one, today).into_iter().any(is_member));
        let most = members.len() + others.iter().filter(|one| by_register(one)).count();
        let [count, most] = [members.len(), most].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        let own = body::own_names(self.context);
        let is_of_all = |found: &Captures| {
            let whose = part(found, "whose");
            matches!(whose, "" | "政协") || own.iter().any(|name| name == whose)
        };
        let mut seen = BTreeSet::new();
        let all = CAME.iter().flat_map(|pattern| self.stated(pattern, OTHER_PEOPLE));
        let all = all.filter(|(at, found)| seen.insert(at + offset(found, "count")));
        let all = all.map(|(at, found)| (at + offset(&found, "lead"), found));
        let numbers =
            all.filter(|(_, found)| is_of_all(found)).filter_map(|(at, found)| Some((at, stated_number(&found)?)));
        let other = numbers.filter(|(_, stated)| 0 < count && !(count..=most).contains(stated));
        let slips = other.map(|(at, stated)| {
            let message = text!(
                zh: "到会的委员写了 {stated} 人，名单登记到会的有 {count} 人",
                en: "it says that {stated} members came; {count} are marked on the list"
            );
            self.slip(at, message)
        });
        slips.collect()
    }

    /// How many suggestions it says were made, if another number is on record.
    fn suggested(&self) -> Vec<Slip> {
        let round = self.paper.front.round;
        let of_round = |of: Option<u32>| round.is_none_or(|round| of.unwrap_or(1) == round);
        let entries = self.facts.topic.suggestions.iter();
        let count = entries.filter(|entry| *entry.kind == *Vocabulary::SUGGESTION && of_round(entry.round)).count();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let all = SUGGESTED.iter().flat_map(|pattern| self.stated(pattern, OTHER_SUGGESTIONS));
        let numbers: Vec<(usize, u32)> = all.filter_map(|(at, found)| Some((at, stated_number(&found)?))).collect();
        // One that counts them otherwise stands beside the one that is meant.
        if count == 0 || numbers.iter().any(|(_, stated)| *stated == count) {
            return Vec::new();
        }
        let slips = numbers.into_iter().map(|(at, stated)| {
            let message = text!(
                zh: "意见建议写了 {stated} 条，登记的有 {count} 条",
                en: "it says that {stated} suggestions were made; {count} are on record"
            );
            self.slip(at, message)
        });
        slips.collect()
    }

    fn slip(&self, at: usize, message: Text) -> Slip {
        let Text { zh, en } = phrase::paper(self.regulation, &self.paper.front.document);
        let (Text { zh: said_zh, en: said_en }, path) = (message, &self.paper.path);
        Slip {
            at,
            message: text!(zh: "{zh}{said_zh}", en: "{en}: {said_en}"),
            hint: text!(
                zh: "核对后改正 {path} 或登记；所说不是一回事的不必处理",
                en: "look which is right and mend {path} or the record; if they are different things there is nothing to do"
            ),
        }
    }
}

/// The sentences of a text, each with its place.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive(['。', '；', '！', '？', '\n']).map(move |sentence| {
        let at = start;
        start += sentence.len();
        (at, sentence)
    })
}

/// Whether a date that was matched is one of these days, or in a year in which none of them is.
fn is_one_of(days: &[Date], found: &Captures) -> bool {
    let [year, month, day] = ["year", "month", "day"].map(|name| part(found, name).parse::<u32>().ok());
    let year = year.and_then(|year| i32::try_from(year).ok());
    let (month, nth) = month.zip(day).unwrap_or_default();
    let mut of_year = days.iter().filter(|day| year.is_none_or(|year| day.year() == year)).peekable();
    // What happened in another year is told beside it.
    of_year.peek().is_none() || of_year.any(|day| Date::ymd(day.year(), month, nth) == Some(*day))
}

/// How many bytes of a match stand before the part of it that has a name.
fn offset(found: &Captures, name: &str) -> usize {
    let whole = found.get(0).map_or(0, |whole| whole.start());
    found.name(name).map_or(0, |part| part.start() - whole)
}

/// The part of a match that has a name.
fn part<'t>(found: &Captures<'t>, name: &str) -> &'t str {
    found.name(name).map_or("", |part| part.as_str())
}

/// The number that was matched.
fn stated_number(found: &Captures) -> Option<u32> {
    let written = found.name("count")?.as_str();
    written.parse().ok().or_else(|| numeral(written))
}

/// A Chinese numeral up to 99.
pub(super) fn numeral(written: &str) -> Option<u32> {
    match written.split_once('十') {
        None => digit(written),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(10 * tens + ones)
        }
    }
}

fn digit(written: &str) -> Option<u32> {
    let mut letters = written.chars();
    let (one, None) = (letters.next()?, letters.next()) else { return None };
    "一二三四五六七八九".chars().zip(1..).find(|(digit, _)| *digit == one).map(|(_, value)| value)
}
