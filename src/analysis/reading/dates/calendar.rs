//! Days counted since 1970-01-01, and the names of days and months.

pub const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
#[rustfmt::skip]
pub const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

/// Days in 400 years.
const ERA: i64 = 146_097;

/// The number of a day written `YYYY-MM-DD`; `None` where that is no day.
pub fn day_number(written: &str) -> Option<i64> {
    let mut parts = written.splitn(3, '-');
    let mut number = || -> Option<i64> { parts.next()?.parse().ok() };
    let (year, month, day) = (number()?, number()?, number()?);
    let is_sound = (0..10_000).contains(&year) && (1..=12).contains(&month);
    (is_sound && (1..=31).contains(&day)).then(|| days_from_civil(year, month, day))
}

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): the number of a day; month and day from 1.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The same back: year, and month from 1.
pub fn month_of(days: i64) -> (i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(ERA);
    let of_era = days.rem_euclid(ERA);
    let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = years + era * 400 + i64::from(month <= 2);
    (year, month)
}

/// First and last day of a month; the month may lie outside 1 to 12.
pub fn month_days(year: i64, month: i64) -> (i64, i64) {
    let first = |month: i64| {
        days_from_civil(
            year + (month - 1).div_euclid(12),
            (month - 1).rem_euclid(12) + 1,
            1,
        )
    };
    (first(month), first(month + 1) - 1)
}

/// Index into [`WEEKDAYS`]; 1970-01-01 was a Thursday.
pub fn weekday_of(days: i64) -> usize {
    usize::try_from((days + 3).rem_euclid(7)).unwrap_or(0)
}

/// The day of that month and number (both from 1) that is nearest to another day.
pub fn nearest(month: i64, day: i64, to: i64) -> Option<i64> {
    let (year, _) = month_of(to);
    (year - 1..=year + 1)
        .map(|year| days_from_civil(year, month, day))
        .min_by_key(|date| (date - to).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_right() {
        assert_eq!(day_number("1970-01-01"), Some(0));
        assert_eq!(day_number("2000-03-01"), Some(11_017));
        let day = |written: &str| day_number(written).unwrap_or(i64::MIN);
        assert_eq!(WEEKDAYS[weekday_of(day("2031-05-12"))], "Monday");
        assert_eq!(day_number("no day"), None);
        assert_eq!(nearest(12, 31, day("2031-01-02")), day_number("2030-12-31"));
        assert_eq!(month_of(day("2024-02-29")), (2024, 2));
        assert_eq!(month_of(day("1969-12-31")), (1969, 12));
        assert_eq!(month_days(2023, 14), (day("2024-02-01"), day("2024-02-29")));
    }
}
