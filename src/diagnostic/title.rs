//! Tells titles of people apart: a deputy is not a misspelt chief, nor is the chief of another office.

/// Marks that make another title of one: a deputy's, a former one's, an acting one's, a chief's.
const MARKS: [&str; 12] = ["副", "助理", "常务", "原", "前", "代", "代理", "总", "名誉", "deputy", "vice", "assistant"];

/// Whether a title has a mark of rank: 副秘书长.
pub(crate) fn has_mark(title: &str) -> bool {
    MARKS.iter().any(|mark| title.contains(mark))
}

/// Whether two titles are of different rank: 副秘书长 and 秘书长, 原主席 and 副主席, `deputy-director` and `director`.
pub(crate) fn is_of_another_rank(title: &str, other: &str) -> bool {
    let [title, other] = [title, other].map(|title| MARKS.map(|mark| title.matches(mark).count()));
    title != other
}

/// Whether one of two Chinese titles is an ordinary title besides the other: of another rank, or the same post in another
/// office, as 政府秘书长 is beside 政协秘书长.
pub(crate) fn is_another_title(title: &str, other: &str) -> bool {
    /// The shortest name of an office: 政协; and of a post: 主任.
    const SHORTEST: usize = 2;
    let [title_length, other_length] = [title, other].map(|title| title.chars().count());
    let post = title.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other).count();
    let is_of_another_office = SHORTEST <= post && post + SHORTEST <= title_length.min(other_length);
    is_of_another_rank(title, other) || is_of_another_office
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_title_is_no_slip() {
        for (title, other) in [
            ("副秘书长", "秘书长"),
            ("专委会副主任", "专委会主任"),
            ("界别组副组长", "界别组组长"),
            ("原主席", "副主席"),
            ("代主席", "副主席"),
            ("常务副主席", "副主席"),
            ("主任助理", "主任"),
            ("政府秘书长", "政协秘书长"),
            ("deputy-secretary-general", "secretary-general"),
        ] {
            assert!(is_another_title(title, other) && is_another_title(other, title), "{title}");
        }
        for (slip, title) in [("副主度", "副主席"), ("秘书张", "秘书长"), ("专委会主仕", "专委会主任")]
        {
            assert!(!is_another_title(slip, title), "{slip}");
        }
    }
}
