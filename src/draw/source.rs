//! The public sources of randomness, and the key made from them.

use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;

/// A source that nobody can foresee, announced before its numbers are known: a lottery, a closing price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name, if one is given.
    pub name: Option<String>,
    /// Its numbers in ascending order, in decimal without leading zeros.
    pub numbers: Vec<String>,
}

impl Source {
    /// Reads `9319`, `2,5,12,8,10` or `NAME=2,5,12,8,10`.
    ///
    /// # Errors
    /// If there is no number, or one is not written in digits or begins with a zero.
    pub fn parse(written: &str) -> Result<Self, Diagnostic> {
        let (name, numbers) = written.rsplit_once('=').map_or((None, written), |(name, rest)| (Some(name), rest));
        let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let all = numbers.split([',', '，', '、', ' ']).map(str::trim).filter(|number| !number.is_empty());
        let mut numbers = all.map(|number| check(number, written)).collect::<Result<Vec<_>, _>>()?;
        if numbers.is_empty() {
            return Err(Diagnostic::new(
                text!(zh: "种子 `{written}` 没有数字", en: "the seed `{written}` has no number"),
            )
            .hint(Text::new("例如 9319，或 双色球=2,5,8,10,12", "for example 9319, or lottery=2,5,8,10,12")));
        }
        numbers.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        Ok(Self { name, numbers })
    }

    /// Its part of the key: `2.5.8.10.12./`.
    fn part(&self) -> String {
        format!("{}./", self.numbers.join("."))
    }
}

fn check(number: &str, written: &str) -> Result<String, Diagnostic> {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Diagnostic::new(
            text!(zh: "种子 `{written}` 中的 `{number}` 不是整数", en: "`{number}` in the seed `{written}` is no whole number"),
        )
        .hint(Text::new(
            "只写数字，几个数之间用逗号；小数去掉小数点，例如 3245.67 写 324567",
            "write digits, with commas between several numbers; leave the point out, 324567 for 3245.67",
        )));
    }
    let plain = number.trim_start_matches('0');
    if number.len() > 1 && plain.len() < number.len() {
        let plain = if plain.is_empty() { "0" } else { plain };
        return Err(Diagnostic::new(
            text!(zh: "种子 `{written}` 中的 `{number}` 有前导零", en: "`{number}` in the seed `{written}` has a leading zero"),
        )
        .hint(text!(zh: "写 `{plain}`；RFC 3797 的数不带前导零", en: "write `{plain}`: RFC 3797 has no leading zeros")));
    }
    Ok(number.to_owned())
}

/// The key of a draw: its sources in the order announced, and with quotas the number of the stratum (from 1) as a last
/// one.
#[must_use]
pub fn key(sources: &[Source], stratum: Option<usize>) -> String {
    let number = stratum.map(|number| format!("{number}./"));
    sources.iter().map(Source::part).chain(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_make_the_key_of_the_published_example() {
        let sources = ["9319", "2,5,12,8,10", "六合=9 18、26，34 41,45"].map(|written| Source::parse(written).unwrap());
        assert_eq!(key(&sources, None), "9319./2.5.8.10.12./9.18.26.34.41.45./");
        assert_eq!(key(&sources[..1], Some(2)), "9319./2./");
        assert_eq!(sources[2].name.as_deref(), Some("六合"));
        assert_eq!(Source::parse("3,0,3").unwrap().numbers, ["0", "3", "3"]);
        let large = Source::parse("99999999999999999999999,100000000000000000000000").unwrap();
        assert_eq!(large.numbers, ["99999999999999999999999", "100000000000000000000000"]);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in ["", "x", "1.5", "-1", "007", "1,02", "00", "a=", "１２", "1;2", "=,"] {
            assert!(Source::parse(wrong).is_err(), "{wrong}");
        }
    }
}
