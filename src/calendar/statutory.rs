//! The statutory holidays, for years without a notice.

use crate::model::Date;
use serde::Deserialize;

/// The dates in a year of the statutory holidays that follow sun and moon (全国年节及纪念日放假办法, 2024).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Statutory {
    spring_festival_eve: Date,
    qingming: Date,
    dragon_boat: Date,
    mid_autumn: Date,
}

impl Statutory {
    /// The statutory holiday on a day. Without the year's dates only fixed holidays are known.
    pub(super) fn holiday(moving: Option<&Self>, day: Date) -> Option<&'static str> {
        use chrono::Datelike;
        let moving = moving.and_then(|year| {
            let days_of_spring_festival = 0..4;
            if days_of_spring_festival.contains(&year.spring_festival_eve.days_until(day)) {
                Some("春节")
            } else if day == year.qingming {
                Some("清明节")
            } else if day == year.dragon_boat {
                Some("端午节")
            } else if day == year.mid_autumn {
                Some("中秋节")
            } else {
                None
            }
        });
        moving.or(match (day.0.month(), day.0.day()) {
            (1, 1) => Some("元旦"),
            (5, 1 | 2) => Some("劳动节"),
            (10, 1..=3) => Some("国庆节"),
            _ => None,
        })
    }
}
