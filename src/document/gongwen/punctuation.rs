//! Punctuation and numerals as the guides have them, where there can be no doubt (GB/T 15834-2011, GB/T 15835-2011).
//!
//! Nothing within numbers, Latin text and code is touched. A character stays, becomes another or falls away, so that
//! styles keep their places.

/// A character of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Character {
    /// Itself.
    pub c: char,
    /// Whether it stays as it is.
    pub verbatim: bool,
}

/// A text of the head.
pub(super) fn corrected(text: &str) -> String {
    let characters: Vec<Character> = text.chars().map(|c| Character { c, verbatim: false }).collect();
    correct(&characters).into_iter().flatten().collect()
}

/// What becomes of each character.
pub(super) fn correct(written: &[Character]) -> Vec<Option<char>> {
    let now = written.iter().map(|character| Some(character.c)).collect();
    let mut count = 0;
    let han = written.iter().map(|character| {
        count += usize::from(is_han(character.c));
        count
    });
    let mut line = Line { written, now, han: han.collect() };
    line.digits();
    line.brackets();
    line.quotes('"', '“', '”');
    line.quotes('\'', '‘', '’');
    line.marks();
    line.dots_and_dashes();
    line.commas_between_titles();
    line.years();
    line.dates();
    line.now
}

struct Line<'a> {
    written: &'a [Character],
    now: Vec<Option<char>>,
    /// How many Chinese characters there are up to each.
    han: Vec<usize>,
}

impl Line<'_> {
    /// The character at a place, unless it is code or has fallen away.
    fn at(&self, place: usize) -> Option<char> {
        self.now.get(place).copied().flatten().filter(|_| !self.written[place].verbatim)
    }

    fn before(&self, place: usize) -> Option<char> {
        self.now[..place].iter().rev().flatten().next().copied()
    }

    fn after(&self, place: usize) -> Option<char> {
        self.now[place + 1..].iter().flatten().next().copied()
    }

    fn places(&self, wanted: impl Fn(char) -> bool) -> Vec<usize> {
        (0..self.now.len()).filter(|place| self.at(*place).is_some_and(&wanted)).collect()
    }

    /// Whether there is a Chinese character between two marks.
    fn has_han(&self, from: usize, to: usize) -> bool {
        self.han[from] < self.han[to]
    }

    /// １２ → 12.
    fn digits(&mut self) {
        for place in self.places(|c| ('０'..='９').contains(&c)) {
            self.now[place] = self.now[place].and_then(|c| char::from_u32(u32::from(c) - 0xfee0));
        }
    }

    /// 甲(乙) → 甲（乙）, 第(3)项 → 第（3）项.
    fn brackets(&mut self) {
        let mut open = Vec::new();
        for place in self.places(|c| matches!(c, '(' | ')')) {
            if self.now[place] == Some('(') {
                open.push(place);
                continue;
            }
            let Some(from) = open.pop() else { continue };
            // Longer ones number nothing.
            let digits = (2..5).contains(&(place - from))
                && self.now[from + 1..place].iter().flatten().all(char::is_ascii_digit);
            let in_chinese = self.before(from).is_none_or(is_wide) && self.after(place).is_none_or(is_wide);
            if self.has_han(from, place) || digits && in_chinese && self.now.len() > place - from + 1 {
                (self.now[from], self.now[place]) = (Some('（'), Some('）'));
            }
        }
    }

    /// "甲" → “甲”. The mark in O'Neil is none of two.
    fn quotes(&mut self, straight: char, open: char, close: char) {
        let mut places = self.places(|c| c == straight);
        places.retain(|place| {
            straight != '\'' || !(self.before(*place).is_some_and(is_latin) && self.after(*place).is_some_and(is_latin))
        });
        if places.len() % 2 == 1 {
            return;
        }
        for pair in places.chunks_exact(2) {
            let (from, to) = (pair[0], pair[1]);
            let in_chinese = self.before(from).is_some_and(is_wide) && self.after(to).is_some_and(is_wide);
            if self.has_han(from, to) || in_chinese {
                (self.now[from], self.now[to]) = (Some(open), Some(close));
            }
        }
    }

    /// 甲,乙 → 甲，乙, and 甲: 乙 → 甲：乙.
    fn marks(&mut self) {
        for place in self.places(|c| matches!(c, ',' | ';' | ':' | '?' | '!')) {
            let Some(mark) = self.now[place] else { continue };
            let follows_han = self.before(place).is_some_and(is_wide);
            let precedes_han = matches!(mark, ',' | ';') && self.after(place).is_some_and(is_han);
            if !follows_han && !precedes_han || matches!(self.after(place), Some('/')) {
                continue;
            }
            self.now[place] = char::from_u32(u32::from(mark) + 0xfee0);
            if self.at(place + 1) == Some(' ') {
                self.now[place + 1] = None;
            }
        }
        // A full stop of one byte is taken for one only where nothing follows.
        let last = self.now.iter().rposition(|c| c.is_some_and(|c| !c.is_whitespace()));
        if let Some(last) = last.filter(|last| self.at(*last) == Some('.'))
            && self.before(last).is_some_and(is_wide)
        {
            self.now[last] = Some('。');
        }
    }

    /// 甲...乙 → 甲……乙, 甲--乙 → 甲——乙.
    fn dots_and_dashes(&mut self) {
        for (mark, count, put) in [('.', 3, '…'), ('。', 3, '…'), ('-', 2, '—')] {
            for place in self.places(|c| c == mark) {
                let is_run = (place..place + count).all(|place| self.at(place) == Some(mark));
                let ends = self.at(place + count) != Some(mark);
                if is_run && ends && self.before(place).is_some_and(is_han) {
                    self.now[place..place + count].fill(None);
                    self.now[place..place + 2].fill(Some(put));
                }
            }
        }
    }

    /// 《甲》、《乙》 → 《甲》《乙》 (GB/T 15834-2011, 4.5.3.5).
    fn commas_between_titles(&mut self) {
        for place in self.places(|c| c == '、') {
            if matches!((self.before(place), self.after(place)), (Some('》'), Some('《')) | (Some('”'), Some('“')))
            {
                self.now[place] = None;
            }
        }
    }

    /// 门协发[2026]4号 → 门协发〔2026〕4号 (GB/T 9704-2012, 7.2.5).
    fn years(&mut self) {
        for place in self.places(|c| matches!(c, '[' | '［' | '【')) {
            let year = (place + 1..place + 5).all(|place| self.at(place).is_some_and(|c| c.is_ascii_digit()));
            let close = matches!(self.at(place + 5), Some(']' | '］' | '】'));
            let number = (place + 6..).map_while(|place| self.at(place)).take_while(char::is_ascii_digit).count();
            let ends = number > 0 && self.at(place + 6 + number) == Some('号');
            if year && close && ends && self.before(place).is_some_and(is_han) {
                (self.now[place], self.now[place + 5]) = (Some('〔'), Some('〕'));
            }
        }
    }

    /// 2026年06月01日 → 2026年6月1日 (GB/T 9704-2012, 7.3.5.4).
    fn dates(&mut self) {
        for place in self.places(|c| c == '0') {
            let after_mark = place > 0 && matches!(self.at(place - 1), Some('年' | '月'));
            let digit = self.at(place + 1).is_some_and(|c| c.is_ascii_digit() && c != '0');
            if after_mark && digit && matches!(self.at(place + 2), Some('月' | '日')) {
                self.now[place] = None;
            }
        }
    }
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

/// Whether a character is a Chinese one, or a mark that stands among them.
pub(in crate::document) fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(
            c,
            '\u{3001}'
                ..='\u{3011}'
                    | '〔'
                    | '〕'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '（'
                    | '）'
                    | '，'
                    | '；'
                    | '：'
                    | '？'
                    | '！'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_among_chinese_become_chinese() {
        for (written, printed) in [
            ("会议时间: 下午2:30,地点另定;请准时参加!", "会议时间：下午2:30，地点另定；请准时参加！"),
            ("共3项,其中1,200人,占3.5%", "共3项，其中1,200人，占3.5%"),
            ("会议(扩大)议程", "会议（扩大）议程"),
            ("按照第(3)项办理", "按照第（3）项办理"),
            ("称为\"有事好商量\"的平台", "称为“有事好商量”的平台"),
            ("用\"APP\"报名", "用“APP”报名"),
            ("O'Neil说'有事好商量'", "O'Neil说‘有事好商量’"),
            ("以下略...不再列出", "以下略……不再列出"),
            ("协商--共识", "协商——共识"),
            ("特此通知.", "特此通知。"),
            ("《条例》、《细则》和“甲”、“乙”", "《条例》《细则》和“甲”“乙”"),
            ("门协发[2026]4号、京政函【2025】12号", "门协发〔2026〕4号、京政函〔2025〕12号"),
            ("２０２６年０6月01日", "2026年6月1日"),
        ] {
            assert_eq!(corrected(written), printed, "{written}");
        }
    }

    #[test]
    fn what_may_be_meant_stays() {
        for written in [
            "比例1:2,000.5",
            "see (a), f(x): \"y\"",
            "网址https://a.b/c?d=1,e;f",
            "甲、乙、《丙》、丁",
            "2026-06-01",
            "数组a[2026]",
            "10:00至12:00",
            "他说\"好",
            "O'Neil与D'Arcy",
            "2010年10月20日、100日",
            "3.5、4.",
        ] {
            assert_eq!(corrected(written), written);
        }
    }

    #[test]
    fn code_is_not_touched() {
        let written: Vec<Character> = "甲,乙".chars().map(|c| Character { c, verbatim: true }).collect();
        assert_eq!(correct(&written), ['甲', ',', '乙'].map(Some));
    }
}
