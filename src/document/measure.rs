//! The measures of an official paper, each with the clause it comes from. Whatever sets a paper uses these.
//!
//! Clauses are those of GB/T 9704-2012. What it leaves open (the thickness of the red rules, the size of the mark) is
//! said to be custom.

/// A length in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Mm(pub f64);

/// A length in points: sizes of type, pitches.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Pt(pub f64);

impl Mm {
    /// In points.
    #[must_use]
    pub fn pt(self) -> Pt {
        Pt(self.0 * 72.0 / 25.4)
    }

    /// In twentieths of a point.
    #[must_use]
    pub fn twips(self) -> i64 {
        self.pt().twips()
    }
}

impl Pt {
    /// In twentieths of a point.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "a page is small")]
    pub fn twips(self) -> i64 {
        (self.0 * 20.0).round() as i64
    }

    /// In half points, in which Word gives the size of type.
    #[must_use]
    pub fn half_points(self) -> i64 {
        self.twips() / 10
    }

    /// In millimetres.
    #[must_use]
    pub fn mm(self) -> Mm {
        Mm(self.0 * 25.4 / 72.0)
    }
}

/// 5.1: A4.
pub const PAGE: (Mm, Mm) = (Mm(210.0), Mm(297.0));
/// 5.2.1: 天头, the margin at the top.
pub const TOP: Mm = Mm(37.0);
/// 5.2.1: 订口, the margin at the binding.
pub const LEFT: Mm = Mm(28.0);
/// 5.2.1: 版心, the area of the text, without the page number.
pub const TEXT: (Mm, Mm) = (Mm(156.0), Mm(225.0));
/// 5.2.1: what the others leave at the right.
pub const RIGHT: Mm = Mm(26.0);
/// The height of the bar of a share in a cell. No clause has any.
pub const BAR: Pt = Pt(3.0);
/// What is left below such a bar.
pub const BELOW_BAR: Pt = Pt(2.0);
/// 5.2.1: what the others leave at the bottom.
pub const BOTTOM: Mm = Mm(35.0);

/// A page and what is left free around its text.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// From side to side.
    pub width: Mm,
    /// From top to bottom.
    pub height: Mm,
    /// Above the text.
    pub top: Mm,
    /// At the right of the text.
    pub right: Mm,
    /// Below the text.
    pub bottom: Mm,
    /// At the left of the text.
    pub left: Mm,
    /// How long a line of the text is.
    pub line: Mm,
}

/// A page (5.1, 5.2.1), or one on its side with the binding above (8), as lists have it.
#[must_use]
pub const fn page(landscape: bool) -> Page {
    let ((short, long), (narrow, wide)) = (PAGE, TEXT);
    if landscape {
        Page { width: long, height: short, top: LEFT, right: TOP, bottom: RIGHT, left: BOTTOM, line: wide }
    } else {
        Page { width: short, height: long, top: TOP, right: RIGHT, bottom: BOTTOM, left: LEFT, line: narrow }
    }
}

/// 5.2.3: 每面排22行.
pub const LINES: u32 = 22;
/// 5.2.3: 每行排28个字.
pub const CHARACTERS: u32 = 28;
/// 5.2.3: from line to line, the largest that holds 22 of them in a format that counts twentieths of a point.
pub const LINE: Pt = Pt(28.95);
/// 5.2.3: from character to character: 16 pt, drawn together so that 28 of them fit into 156 mm.
pub const PITCH: Pt = Pt(15.75);
/// How much a character of the text is drawn together.
pub const TIGHTER: Pt = Pt(-0.25);

/// 5.2.2: 3号, the size of the text.
pub const BODY: Pt = Pt(16.0);
/// 7.3.1: 2号, the size of the title.
pub const TITLE: Pt = Pt(22.0);
/// 7.4.2, 7.5: 4号, the size of copies, imprint and page number.
pub const SMALL: Pt = Pt(14.0);
/// The text of a table on a landscape page: 小四, by custom.
pub const CELL: Pt = Pt(12.0);

/// The size of the text of a table: on a page on its side 小四, on others 4号, by custom.
#[must_use]
pub const fn cell(landscape: bool) -> Pt {
    if landscape { CELL } else { SMALL }
}

/// From line to line of the text of a table, by custom.
#[must_use]
pub const fn cell_line(landscape: bool) -> Pt {
    Pt(if landscape { 18.0 } else { 20.0 })
}

/// 7.2.4: from the upper edge of the text area to the upper edge of the mark.
pub const MARK_BELOW_TEXT_TOP: Mm = Mm(35.0);
/// 7.2.4: the mark's size is free; by custom it is no higher than 22 mm and fills the width.
pub const LARGEST_MARK: Pt = Pt(62.0);
/// Below this size a long mark is made narrower instead of smaller, by custom.
pub const NARROWED_MARK: Pt = Pt(32.0);
/// The least width of a narrowed mark.
pub const NARROWEST: f64 = 0.66;
/// 7.2.5: empty lines between mark and number.
pub const LINES_BELOW_MARK: usize = 2;
/// 7.2.7: from the number to the red rule.
pub const RULE_BELOW_NUMBER: Mm = Mm(4.0);
/// 7.2.7: the red rule is as wide as the text; its thickness by custom.
pub const RED_RULE: Pt = Pt(1.5);
/// 7.3.1: empty lines between red rule and title.
pub const LINES_ABOVE_TITLE: usize = 2;

/// 7.3.5.1: characters between the date and the right edge, where there is a seal.
pub const DATE_FROM_RIGHT: f64 = 4.0;
/// 7.3.5.1: the least between a long name and the right edge, by custom.
pub const NAME_FROM_RIGHT: f64 = 2.0;
/// 7.3.5.1: empty lines above the signature, so that the seal's upper edge is within a line of the text.
pub const LINES_ABOVE_SIGNATURE: usize = 2;

/// 7.3.5.1, with a seal: how many characters the middle of names and date is from the right edge, by how wide they are.
/// The date stands four from it and the name in the middle above; a longer name further left, and the date below it.
#[must_use]
pub fn signature_middle(longest_name: f64, date: f64) -> f64 {
    (DATE_FROM_RIGHT + date / 2.0).max(NAME_FROM_RIGHT + longest_name / 2.0)
}

/// 7.4.1: the first and the last rule of the imprint.
pub const THICK_RULE: Mm = Mm(0.35);
/// 7.4.1: the rules between.
pub const THIN_RULE: Mm = Mm(0.25);
/// 7.5: from the lower edge of the text area to the dash beside the page number.
pub const NUMBER_BELOW_TEXT: Mm = Mm(7.0);

/// 10.1: from the page's upper edge to the mark of a letter.
pub const LETTER_MARK: Mm = Mm(30.0);
/// 10.1: the size of a letter's mark is free; by custom no more than this.
pub const LARGEST_LETTER_MARK: Pt = Pt(36.0);
/// 10.1: from a letter's mark to the double rule.
pub const DOUBLE_RULE_BELOW_MARK: Mm = Mm(4.0);
/// 10.1: how long the double rules are, in the middle of the page.
pub const DOUBLE_RULE: Mm = Mm(170.0);
/// 10.1: the thicker of two rules, by custom.
pub const DOUBLE_RULE_THICK: Mm = Mm(0.8);
/// 10.1: the thinner of two rules, by custom.
pub const DOUBLE_RULE_THIN: Mm = Mm(0.25);
/// 10.1: how high both are with what is between them, by custom.
pub const DOUBLE_RULE_HIGH: Mm = Mm(1.5);
/// 10.1: from the second double rule to the page's lower edge.
pub const SECOND_RULE_FROM_BOTTOM: Mm = Mm(20.0);
/// 10.1: from the double rule to the number: 7/8 of a character of 3号.
pub const NUMBER_BELOW_DOUBLE_RULE: Pt = Pt(16.0 * 7.0 / 8.0);

/// How far below the top of its line the ink of a line's characters begins: a line of exact height has its baseline at
/// four fifths, and a Chinese character's ink is 0.85 of its size above that.
#[must_use]
pub fn ink_below_top(line: Pt, size: Pt) -> Pt {
    Pt(line.0 * 0.8 - size.0 * 0.85)
}

/// How far above the bottom of its line the ink ends.
#[must_use]
pub fn ink_above_bottom(line: Pt, size: Pt) -> Pt {
    Pt(line.0 * 0.2 - size.0 * 0.09)
}

/// How high the ink of Chinese characters of a size is.
#[must_use]
pub fn ink_high(size: Pt) -> Pt {
    Pt(size.0 * (0.85 + 0.09))
}

/// The size of a mark that fills at most the width of the text, and how much narrower than usual it is made.
#[must_use]
pub fn mark(ems: f64, largest: Pt) -> (Pt, f64) {
    let fits = TEXT.0.pt().0 / ems.max(1.0);
    if fits >= NARROWED_MARK.0.min(largest.0) {
        return (half_points(fits.min(largest.0)), 1.0);
    }
    let narrower = (fits / NARROWED_MARK.0).max(NARROWEST);
    (half_points(fits / narrower), narrower)
}

fn half_points(size: f64) -> Pt {
    Pt((size * 2.0).floor() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_area_is_what_the_margins_leave() {
        assert!((PAGE.0.0 - LEFT.0 - RIGHT.0 - TEXT.0.0).abs() < 1e-9);
        assert!((PAGE.1.0 - TOP.0 - BOTTOM.0 - TEXT.1.0).abs() < 1e-9);
        for Page { width, right, left, line, .. } in [page(false), page(true)] {
            assert!((width.0 - right.0 - left.0 - line.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_date_is_four_characters_from_the_right_and_a_longer_name_two() {
        assert!((signature_middle(5.0, 7.0) - 3.5 - DATE_FROM_RIGHT).abs() < 1e-9);
        assert!((signature_middle(20.0, 7.0) - 10.0 - NAME_FROM_RIGHT).abs() < 1e-9);
    }

    #[test]
    fn twenty_two_lines_of_twenty_eight_characters_fill_it() {
        let (width, height) = (TEXT.0.pt().0, TEXT.1.pt().0);
        let (wide, high) = (PITCH.0 * f64::from(CHARACTERS), LINE.0 * f64::from(LINES));
        assert!(wide <= width && wide + PITCH.0 > width, "{wide} {width}");
        assert!(high <= height && high + LINE.0 > height, "{high} {height}");
        assert!((BODY.0 + TIGHTER.0 - PITCH.0).abs() < 1e-9);
    }

    #[test]
    fn a_mark_fills_the_width_and_a_long_one_is_narrowed() {
        assert_eq!(mark(4.0, LARGEST_MARK), (LARGEST_MARK, 1.0));
        let (size, narrower) = mark(24.0, LARGEST_LETTER_MARK);
        assert!(size.0 > 27.0 && (narrower - NARROWEST).abs() < 1e-9);
        for ems in 1..60 {
            let (size, narrower) = mark(f64::from(ems), LARGEST_MARK);
            assert!(size.0 * narrower * f64::from(ems) <= TEXT.0.pt().0 + 1e-9, "{ems}");
        }
    }
}
