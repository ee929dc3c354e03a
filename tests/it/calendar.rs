//! Working days: facts of years long past and of this one, and what holds of counting on any day.

use super::due::draft::day;
use super::sandbox::scratch;
use proptest::prelude::*;
use std::sync::LazyLock;
use yijuan::archive::{Archive, WorkTree};
use yijuan::calendar::{Calendar, DayKind, Direction};
use yijuan::model::{Counting, Date, Length, TimeUnit};

/// Held once, for the properties ask for it thousands of times.
fn built_in() -> &'static Calendar {
    static BUILT_IN: LazyLock<Calendar> =
        LazyLock::new(|| Calendar::built_in().unwrap_or_else(|problem| panic!("{problem}")));
    &BUILT_IN
}

/// The built-in calendar and an archive's `calendar/` over it.
fn published(files: &[(&str, &str)]) -> Calendar {
    let folder = scratch();
    let of_calendar = folder.path().join("calendar");
    let laid = std::fs::create_dir(&of_calendar)
        .and_then(|()| std::fs::write(folder.path().join("yijuan.yml"), "archive: 1\n"))
        .and_then(|()| files.iter().try_for_each(|(name, text)| std::fs::write(of_calendar.join(name), text)));
    laid.unwrap_or_else(|error| panic!("{error}"));
    let archive = Archive::read(&WorkTree::new(folder.path().to_path_buf()));
    assert_eq!(archive.problems, []);
    let mut calendar = built_in().clone();
    for schedule in archive.schedules {
        calendar.publish(schedule);
    }
    calendar
}

/// Working days from the first of January to the last of December.
fn workdays_of(calendar: &Calendar, year: i32) -> i64 {
    calendar.workdays_between(day(&format!("{:04}-12-31", year - 1)), day(&format!("{year:04}-12-31")))
}

fn off(holiday: &str) -> DayKind {
    DayKind::Off(holiday.to_owned())
}

#[track_caller]
fn counts(anchor: &str, direction: Direction, length: &str, due: &str) {
    let length: Length = length.parse().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(built_in().count(day(anchor), direction, length, Counting::Common).due, day(due));
}

// years

#[test]
fn the_year_2026_has_248_working_days() {
    assert_eq!(workdays_of(built_in(), 2026), 248);
}

#[test]
fn every_published_year_has_its_known_number_of_working_days() {
    let known = [
        (2007, 249),
        (2008, 251),
        (2009, 250),
        (2010, 250),
        (2011, 250),
        (2012, 249),
        (2013, 250),
        (2014, 250),
        (2015, 249),
        (2016, 250),
        (2017, 249),
        (2018, 250),
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ];
    for (year, workdays) in known {
        assert_eq!(workdays_of(built_in(), year), workdays, "{year}");
    }
}

#[test]
fn every_published_make_up_day_is_a_weekend_day_and_every_year_has_a_notice() {
    use chrono::{Datelike, Weekday};
    for year in 2007..=2026 {
        let calendar = built_in();
        let schedule = calendar.schedule(year).unwrap_or_else(|| panic!("no schedule of {year}"));
        assert!(!schedule.notices.is_empty(), "{year}");
        for worked in &schedule.workdays {
            assert!(matches!(worked.0.weekday(), Weekday::Sat | Weekday::Sun), "{worked}");
            assert_eq!(calendar.day(*worked), DayKind::MadeUp, "{worked}");
        }
    }
}

#[test]
fn in_2026_new_years_eve_of_the_moon_gives_nine_days_off_between_two_worked_saturdays() {
    let calendar = built_in();
    assert_eq!(calendar.day(day("2026-02-13")), DayKind::Workday);
    assert_eq!(calendar.day(day("2026-02-14")), DayKind::MadeUp);
    for date in 15..=23 {
        assert_eq!(calendar.day(day(&format!("2026-02-{date}"))), off("春节"));
    }
    assert_eq!(calendar.day(day("2026-02-24")), DayKind::Workday);
    assert_eq!(calendar.day(day("2026-02-28")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2026-03-01")), DayKind::Weekend);
}

#[test]
fn in_2026_there_are_six_worked_weekend_days() {
    let calendar = built_in();
    for worked in ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"] {
        assert_eq!(calendar.day(day(worked)), DayKind::MadeUp, "{worked}");
    }
    assert_eq!(calendar.schedule(2026).map(|schedule| schedule.workdays.len()), Some(6));
}

// two notices

#[test]
fn in_2015_a_second_notice_gave_the_day_of_victory() {
    let calendar = built_in();
    assert_eq!(calendar.schedule(2015).map(|schedule| schedule.notices.len()), Some(2));
    for date in ["2015-09-03", "2015-09-04", "2015-09-05"] {
        assert_eq!(calendar.day(day(date)), off("抗战胜利纪念日"));
    }
    assert_eq!(calendar.day(day("2015-09-06")), DayKind::MadeUp);
    // The first notice stands beside it.
    assert_eq!(calendar.day(day("2015-10-10")), DayKind::MadeUp);
}

#[test]
fn in_2019_a_second_notice_made_four_days_of_labour_day() {
    let calendar = built_in();
    assert_eq!(calendar.schedule(2019).map(|schedule| schedule.notices.len()), Some(2));
    for date in ["2019-05-01", "2019-05-02", "2019-05-03", "2019-05-04"] {
        assert_eq!(calendar.day(day(date)), off("劳动节"));
    }
    assert_eq!(calendar.day(day("2019-04-28")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2019-05-05")), DayKind::MadeUp);
}

#[test]
fn in_2020_a_second_notice_lengthened_the_spring_festival() {
    let calendar = built_in();
    assert_eq!(calendar.schedule(2020).map(|schedule| schedule.notices.len()), Some(2));
    // The first notice ended it on 30 January and had Saturday 1 February worked.
    assert_eq!(calendar.day(day("2020-01-31")), off("春节"));
    assert_eq!(calendar.day(day("2020-02-01")), off("春节"));
    assert_eq!(calendar.day(day("2020-02-02")), off("春节"));
    assert_eq!(calendar.day(day("2020-02-03")), DayKind::Workday);
    assert_eq!(calendar.day(day("2020-01-19")), DayKind::MadeUp);
}

#[test]
fn every_declared_day_has_the_notice_that_declared_it() {
    let calendar = built_in();
    let number = |date: &str| calendar.notice(day(date)).and_then(|notice| notice.number.as_deref()).unwrap_or("—");
    for (date, wanted) in [
        ("2018-12-29", "国办发明电〔2018〕15号"),
        ("2018-12-31", "国办发明电〔2018〕15号"),
        ("2018-10-01", "国办发明电〔2017〕12号"),
        ("2019-10-01", "国办发明电〔2018〕15号"),
        ("2019-05-02", "国办发明电〔2019〕3号"),
        ("2019-04-28", "国办发明电〔2019〕3号"),
        ("2020-01-24", "国办发明电〔2019〕16号"),
        ("2020-02-01", "国办发明电〔2020〕1号"),
        ("2020-10-08", "国办发明电〔2019〕16号"),
        ("2015-09-06", "国发明电〔2015〕1号"),
        ("2015-10-10", "国办发明电〔2014〕28号"),
        ("2019-10-09", "—"),
    ] {
        assert_eq!(number(date), wanted, "{date}");
    }
    // A schedule of the archive's own has the days that it gives, and no other.
    let mut calendar = built_in().clone();
    let own = "{year: 2026, notices: [{number: 云政办〔2026〕1号}], holidays: {国庆节: 2026-10-01..2026-10-08}, workdays: [2026-10-10]}";
    calendar.publish(serde_yaml::from_str(own).unwrap());
    let number = |date: &str| calendar.notice(day(date)).and_then(|notice| notice.number.as_deref());
    assert_eq!(number("2026-10-08"), Some("云政办〔2026〕1号"));
    assert_eq!(number("2026-05-01"), Some("国办发明电〔2025〕7号"));
}

// Decembers moved by the next year's notice

#[test]
fn the_notice_for_2007_worked_the_last_weekend_of_2006() {
    let calendar = built_in();
    assert_eq!(calendar.day(day("2006-12-30")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2006-12-31")), DayKind::MadeUp);
}

#[test]
fn the_notice_for_2008_gave_the_end_of_2007_off() {
    let calendar = built_in();
    assert_eq!(calendar.day(day("2007-12-29")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2007-12-30")), off("元旦"));
    assert_eq!(calendar.day(day("2007-12-31")), off("元旦"));
    assert_eq!(calendar.day(day("2008-01-01")), off("元旦"));
    assert_eq!(calendar.day(day("2008-01-02")), DayKind::Workday);
}

#[test]
fn the_notice_for_2012_worked_the_last_day_of_2011() {
    let calendar = built_in();
    assert_eq!(calendar.day(day("2011-12-31")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2012-01-03")), off("元旦"));
}

#[test]
fn the_notice_for_2019_gave_the_end_of_2018_off() {
    let calendar = built_in();
    assert_eq!(calendar.day(day("2018-12-29")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2018-12-30")), off("元旦"));
    assert_eq!(calendar.day(day("2018-12-31")), off("元旦"));
}

#[test]
fn the_notice_for_2023_gave_the_last_day_of_2022_off() {
    let calendar = built_in();
    assert_eq!(calendar.day(day("2022-12-30")), DayKind::Workday);
    assert_eq!(calendar.day(day("2022-12-31")), off("元旦"));
    assert_eq!(calendar.day(day("2023-01-02")), off("元旦"));
    assert_eq!(calendar.day(day("2023-01-03")), DayKind::Workday);
}

#[test]
fn no_notice_moved_an_earlier_day_of_december_than_the_29th() {
    // The calendar rests on this: the days before it are settled without the next notice.
    let calendar = built_in();
    for year in 2007..=2026 {
        let schedule = calendar.schedule(year).unwrap_or_else(|| panic!("no schedule of {year}"));
        let moved = schedule.workdays.iter().copied().chain(schedule.off_days().map(|(off, _)| off));
        let eve = day(&format!("{:04}-12-29", year - 1));
        assert!(moved.into_iter().all(|moved| eve <= moved && moved.year() <= year), "{year}");
    }
}

// counting

#[test]
fn seven_working_days_after_reach_across_the_spring_festival() {
    // 13 February, Saturday the 14th, 24, 25, 26, 27 and Saturday the 28th.
    counts("2026-02-12", Direction::After, "7 workdays", "2026-02-28");
}

#[test]
fn fifteen_working_days_before_reach_back_across_two_holidays() {
    // 10 (worked), 9 and 8 October; 30, 29, 28, 24, 23, 22, 21, 20 (worked), 18, 17, 16 and 15 September.
    counts("2026-10-12", Direction::Before, "15 workdays", "2026-09-15");
}

#[test]
fn the_anchor_may_be_a_day_off() {
    counts("2026-05-03", Direction::After, "1 workday", "2026-05-06");
    counts("2026-05-03", Direction::Before, "1 workday", "2026-04-30");
}

#[test]
fn days_and_months_after_roll_past_days_off_and_before_they_do_not() {
    counts("2026-06-16", Direction::After, "3 days", "2026-06-22");
    counts("2026-09-01", Direction::After, "1 month", "2026-10-08");
    counts("2026-04-16", Direction::Before, "10 days", "2026-04-06");
    counts("2026-04-13", Direction::Before, "1 week", "2026-04-06");
}

#[test]
fn a_day_before_that_is_off_is_told_with_the_working_day_before_it() {
    let week = |anchor| {
        built_in().count(day(anchor), Direction::Before, Length { count: 1, unit: TimeUnit::Weeks }, Counting::Common)
    };
    assert_eq!(
        (week("2026-04-13").due, week("2026-04-13").workday_before),
        (day("2026-04-06"), Some(day("2026-04-03")))
    );
    assert_eq!((week("2026-04-14").due, week("2026-04-14").workday_before), (day("2026-04-07"), None));
}

#[test]
fn a_month_ends_with_its_last_day_where_it_has_no_such_day() {
    counts("2026-01-31", Direction::After, "1 month", "2026-02-28");
    counts("2023-12-31", Direction::After, "2 months", "2024-02-29");
}

#[test]
fn clear_counting_goes_one_working_day_further_back() {
    let length = Length { count: 5, unit: TimeUnit::Workdays };
    let clear = built_in().count(day("2026-04-09"), Direction::Before, length, Counting::Clear);
    assert_eq!(clear.due, day("2026-03-31"));
    assert_eq!(clear.days.len(), 6);
}

#[test]
fn working_days_between_are_negative_backwards() {
    let calendar = built_in();
    assert_eq!(calendar.workdays_between(day("2026-04-30"), day("2026-05-09")), 4);
    assert_eq!(calendar.workdays_between(day("2026-05-09"), day("2026-04-30")), -4);
    assert_eq!(calendar.workdays_between(day("2026-05-09"), day("2026-05-09")), 0);
}

// years to come

#[test]
fn in_2027_the_law_alone_speaks_and_everything_is_provisional() {
    let calendar = built_in();
    assert!(calendar.schedule(2027).is_none());
    assert_eq!(calendar.day(day("2027-01-01")), off("元旦"));
    for date in ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"] {
        assert_eq!(calendar.day(day(date)), off("春节"), "{date}");
    }
    assert_eq!(calendar.day(day("2027-02-09")), DayKind::Workday);
    assert_eq!(calendar.day(day("2027-04-05")), off("清明节"));
    assert_eq!(calendar.day(day("2027-05-02")), off("劳动节"));
    assert_eq!(calendar.day(day("2027-05-03")), DayKind::Workday);
    assert_eq!(calendar.day(day("2027-06-09")), off("端午节"));
    assert_eq!(calendar.day(day("2027-09-15")), off("中秋节"));
    assert_eq!(calendar.day(day("2027-10-03")), off("国庆节"));
    assert!(calendar.is_provisional(day("2027-03-03")));
}

#[test]
fn the_last_days_of_2026_may_still_be_moved() {
    let calendar = built_in();
    assert!(!calendar.is_provisional(day("2026-12-28")));
    assert!(calendar.is_provisional(day("2026-12-29")));
    assert!(calendar.is_provisional(day("2026-12-31")));
}

#[test]
fn a_count_is_provisional_from_the_first_day_no_notice_has_settled() {
    let calendar = built_in();
    let three = Length { count: 3, unit: TimeUnit::Workdays };
    let after = |anchor| calendar.count(day(anchor), Direction::After, three, Counting::Common);
    assert_eq!((after("2026-12-23").due, after("2026-12-23").provisional), (day("2026-12-28"), false));
    assert_eq!((after("2026-12-24").due, after("2026-12-24").provisional), (day("2026-12-29"), true));
}

// an archive's own schedules

#[test]
fn an_archives_schedule_makes_a_year_known() {
    let calendar = published(&[(
        "2027.yml",
        "holidays: {元旦: 2026-12-31..2027-01-02, 春节: 2027-02-05..2027-02-11}\nworkdays: [2027-01-03, 2027-02-20]\n",
    )]);
    assert_eq!(calendar.day(day("2026-12-31")), off("元旦"));
    assert_eq!(calendar.day(day("2027-01-03")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2027-02-11")), off("春节"));
    assert_eq!(calendar.day(day("2027-02-20")), DayKind::MadeUp);
    // What the notice does not name is an ordinary day, whatever the law's pattern was.
    assert_eq!(calendar.day(day("2027-06-09")), DayKind::Workday);
    assert!(!calendar.is_provisional(day("2027-02-12")));
    assert!(!calendar.is_provisional(day("2026-12-30")));
    assert!(calendar.is_provisional(day("2027-12-30")));
}

#[test]
fn an_archives_schedule_overrides_the_holidays_it_names_and_leaves_the_others() {
    let calendar = published(&[("2026.yml", "holidays: {国庆节: 2026-10-01..2026-10-08}\n")]);
    assert_eq!(calendar.day(day("2026-10-08")), off("国庆节"));
    assert_eq!(calendar.day(day("2026-10-10")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2026-09-25")), off("中秋节"));
    assert_eq!(workdays_of(&calendar, 2026), 247);
}

#[test]
fn an_archives_schedule_may_shorten_a_holiday() {
    let calendar = published(&[("2026.yml", "holidays: {国庆节: 2026-10-01..2026-10-06}\n")]);
    assert_eq!(calendar.day(day("2026-10-07")), DayKind::Workday);
}

#[test]
fn an_archives_schedule_takes_a_make_up_day_off_and_works_a_day_off() {
    let calendar = published(&[("2026.yml", "holidays: {区庆: 2026-10-10}\nworkdays: [2026-09-27]\n")]);
    assert_eq!(calendar.day(day("2026-10-10")), off("区庆"));
    assert_eq!(calendar.day(day("2026-09-27")), DayKind::MadeUp);
    assert_eq!(calendar.day(day("2026-09-26")), off("中秋节"));
}

#[test]
fn the_built_in_calendar_is_the_same_after_an_archive_had_its_own() {
    published(&[("2026.yml", "holidays: {区庆: 2026-10-10}\n")]);
    assert_eq!(built_in().day(day("2026-10-10")), DayKind::MadeUp);
}

// what holds of any day

/// A day of the published years or the one after them.
fn any_day() -> impl Strategy<Value = Date> {
    let first = day("2007-03-01");
    (0..first.days_until(day("2027-12-31"))).prop_map(move |days| first.plus_days(days))
}

fn any_workday() -> impl Strategy<Value = Date> {
    any_day().prop_filter("a day off", |day| built_in().is_workday(*day))
}

fn workdays(count: u32) -> Length {
    Length { count, unit: TimeUnit::Workdays }
}

fn count(anchor: Date, direction: Direction, n: u32) -> Date {
    built_in().count(anchor, direction, workdays(n), Counting::Common).due
}

proptest! {
    #[test]
    fn counting_there_and_back_returns_to_a_working_day(anchor in any_workday(), n in 1_u32..90) {
        prop_assert_eq!(count(count(anchor, Direction::After, n), Direction::Before, n), anchor);
        prop_assert_eq!(count(count(anchor, Direction::Before, n), Direction::After, n), anchor);
    }

    #[test]
    fn one_more_working_day_is_always_further(anchor in any_day(), n in 1_u32..90) {
        prop_assert!(count(anchor, Direction::After, n) < count(anchor, Direction::After, n + 1));
        prop_assert!(count(anchor, Direction::Before, n) > count(anchor, Direction::Before, n + 1));
    }

    #[test]
    fn a_later_anchor_is_never_due_earlier(anchor in any_day(), later in 0_i64..40, n in 1_u32..90) {
        for direction in [Direction::After, Direction::Before] {
            prop_assert!(count(anchor, direction, n) <= count(anchor.plus_days(later), direction, n));
        }
    }

    #[test]
    fn no_working_day_is_skipped_or_counted_twice(anchor in any_day(), n in 1_u32..90) {
        let calendar = built_in();
        for direction in [Direction::After, Direction::Before] {
            let counted = calendar.count(anchor, direction, workdays(n), Counting::Common);
            let step = if direction == Direction::After { 1 } else { -1 };
            let between: Vec<Date> = (1..=anchor.days_until(counted.due).abs())
                .map(|days| anchor.plus_days(step * days))
                .filter(|day| calendar.is_workday(*day))
                .collect();
            prop_assert_eq!(&counted.days, &between);
            prop_assert_eq!(counted.days.len(), n as usize);
            prop_assert_eq!(counted.days.last().copied(), Some(counted.due));
        }
    }

    #[test]
    fn as_many_working_days_lie_between_as_were_counted(anchor in any_day(), n in 1_u32..90) {
        let due = count(anchor, Direction::After, n);
        prop_assert_eq!(built_in().workdays_between(anchor, due), i64::from(n));
        prop_assert_eq!(built_in().workdays_between(due, anchor), -i64::from(n));
    }

    #[test]
    fn as_many_working_days_lie_between_back_from_a_working_day(anchor in any_workday(), n in 1_u32..90) {
        prop_assert_eq!(built_in().workdays_between(count(anchor, Direction::Before, n), anchor), i64::from(n));
    }

    #[test]
    fn clear_counting_is_one_more_before_and_no_more_after(anchor in any_day(), n in 1_u32..90) {
        let calendar = built_in();
        let clear = |direction| calendar.count(anchor, direction, workdays(n), Counting::Clear).due;
        prop_assert_eq!(clear(Direction::Before), count(anchor, Direction::Before, n + 1));
        prop_assert_eq!(clear(Direction::After), count(anchor, Direction::After, n));
    }

    #[test]
    fn what_follows_by_days_or_months_ends_on_a_working_day_and_not_before_its_time(anchor in any_day(), n in 1_u32..90) {
        let calendar = built_in();
        for unit in [TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months] {
            let due = calendar.count(anchor, Direction::After, Length { count: n, unit }, Counting::Common).due;
            prop_assert!(calendar.is_workday(due));
            // Rolled, it is the first working day there is.
            let days = match unit {
                TimeUnit::Weeks => 7 * i64::from(n),
                _ => i64::from(n),
            };
            if unit != TimeUnit::Months {
                prop_assert_eq!(calendar.workdays_between(anchor.plus_days(days - 1), due), 1);
            }
        }
    }
}
