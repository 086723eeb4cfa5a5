//! Dates in queries: `2025`, `2025-12`, `2025-12-13`, `today`, `yesterday`, `7d`, `2w`, `3m`, `1y`.

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use crate::model::Published;

/// Days, from the first to the one before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub start: Date,
    pub end: Date,
}

impl Days {
    fn one(day: Date) -> Option<Days> {
        Some(Days {
            start: day,
            end: day.tomorrow().ok()?,
        })
    }
}

/// Today by the reader's clock.
pub fn today() -> Date {
    Zoned::now().date()
}

/// The days that a date in a query stands for; `7d` stands for the seven days before today, and today.
pub fn parse(text: &str, today: Date) -> Option<Days> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "today" => return Days::one(today),
        "yesterday" => return Days::one(today.yesterday().ok()?),
        _ => {}
    }
    if let Some((first, last)) = text.split_once("..") {
        let (first, last) = (parse(first, today)?, parse(last, today)?);
        return (first.start < last.end).then_some(Days {
            start: first.start,
            end: last.end,
        });
    }
    since(&text, today).or_else(|| calendar(&text))
}

/// Days since 1970-01-01.
pub fn days(date: Date) -> i64 {
    // Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil.
    let (year, month, day) = (
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    );
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Months since January of the year 0.
pub fn months(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

/// `2025-12` for a number of months.
pub fn month_key(months: i64) -> String {
    format!(
        "{:04}-{:02}",
        months.div_euclid(12),
        months.rem_euclid(12) + 1
    )
}

/// The number of months for `2025-12`.
pub fn month_of(key: &str) -> Option<i64> {
    calendar(key).map(|days| months(days.start))
}

/// The day at the outlet.
pub fn day_of(published: &Published) -> Option<Date> {
    published.day().parse().ok()
}

/// `7d`, `2w`, `3m`, `1y`: from so long ago until today.
fn since(text: &str, today: Date) -> Option<Days> {
    let unit = text.chars().next_back()?;
    let count: i32 = text.strip_suffix(unit)?.parse().ok().filter(|&n| n >= 0)?;
    let span = match unit {
        'd' => 1.day().checked_mul(i64::from(count)),
        'w' => 7.days().checked_mul(i64::from(count)),
        'm' => 1.month().checked_mul(i64::from(count)),
        'y' => 1.year().checked_mul(i64::from(count)),
        _ => return None,
    };
    Some(Days {
        start: today.checked_sub(span.ok()?).ok()?,
        end: today.tomorrow().ok()?,
    })
}

/// A year, a month or a day.
fn calendar(text: &str) -> Option<Days> {
    let text = text.replace('/', "-");
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<i16>().ok()).flatten()
    };
    let small = |part: &str| number(part).and_then(|value| i8::try_from(value).ok());
    let year = number(year)?;
    match (month, day) {
        (None, _) => Some(Days {
            start: Date::new(year, 1, 1).ok()?,
            end: Date::new(year.checked_add(1)?, 1, 1).ok()?,
        }),
        (Some(month), None) => {
            let start = Date::new(year, small(month)?, 1).ok()?;
            let end = start.checked_add(1.month()).ok()?;
            Some(Days { start, end })
        }
        (Some(month), Some(day)) => Days::one(Date::new(year, small(month)?, small(day)?).ok()?),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_to_write_a_date() {
        let today = date(2025, 12, 13);
        for (text, start, end) in [
            ("2025", date(2025, 1, 1), date(2026, 1, 1)),
            ("2025-12", date(2025, 12, 1), date(2026, 1, 1)),
            ("2025-2-3", date(2025, 2, 3), date(2025, 2, 4)),
            ("today", today, date(2025, 12, 14)),
            ("Yesterday", date(2025, 12, 12), today),
            ("7d", date(2025, 12, 6), date(2025, 12, 14)),
            ("2w", date(2025, 11, 29), date(2025, 12, 14)),
            ("1y", date(2024, 12, 13), date(2025, 12, 14)),
            ("2025-03..2025-04", date(2025, 3, 1), date(2025, 5, 1)),
        ] {
            assert_eq!(parse(text, today), Some(Days { start, end }), "{text}");
        }
        for text in [
            "",
            "soon",
            "2025-13",
            "2025-02-30",
            "-3d",
            "99999999d",
            "20255",
            "1-2-3-4",
        ] {
            assert_eq!(parse(text, today), None, "{text}");
        }
    }

    #[test]
    fn days_and_months_count_from_their_starts() {
        assert_eq!(days(date(1970, 1, 1)), 0);
        assert_eq!(days(date(2000, 3, 1)), 11_017);
        assert_eq!(days(date(1969, 12, 31)), -1);
        assert_eq!(month_key(months(date(2025, 12, 31))), "2025-12");
        assert_eq!(month_of("2025-12"), Some(2025 * 12 + 11));
    }

    proptest! {
        #[test]
        fn any_string_is_a_date_or_none(text in "\\PC{0,20}|[0-9dwmy.-]{0,14}") {
            let _ = parse(&text, date(2025, 12, 13));
        }
    }
}
