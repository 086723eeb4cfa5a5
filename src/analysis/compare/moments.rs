//! How two times stand to each other: the same, compatible, different.

use super::happenings::Happening;
use super::values::Values;
use crate::analysis::dates::calendar::{day_number, weekday_of};
use crate::analysis::dates::{Clock, Part, Said};
use crate::model::Published;

/// Days: a weekday names another day where the articles, or article and day, are so far apart.
const WEEK: i64 = 7;
/// Minutes in an hour: times that lie whole hours apart may be one in two zones.
const HOUR: i32 = 60;
/// Minutes that two exact times of one happening may lie apart.
const MOST_APART: i32 = 180;

/// How the times of two happenings stand to each other, where these are one; `None` where that cannot be known.
pub(super) fn moments(
    one: &Happening,
    other: &Happening,
    published: (Option<&Published>, Option<&Published>),
) -> Option<Values> {
    if one.is_to_come != other.is_to_come {
        return None;
    }
    let day = |published: Option<&Published>| day_number(published?.day());
    let days = (day(published.0), day(published.1));
    let near = matches!(days, (Some(one), Some(other)) if (one - other).abs() < WEEK);
    let may_be_night = one.may_be_night || other.may_be_night;
    match (one.dated.said, other.dated.said) {
        (Said::Clock(one), Said::Clock(other)) => clocks(one, other),
        (Said::Clock(_), _) | (_, Said::Clock(_)) => None,
        (Said::Weekday(a, side), Said::Weekday(b, other_side)) => {
            if a == b {
                return (near && side == other_side).then(|| parts(one, other));
            }
            let apart = (a + 7 - b) % 7;
            let turned = matches!(apart, 1 | 6) && may_be_night;
            match (near, turned) {
                (true, true) => Some(Values::Compatible),
                (true, false) => Some(Values::Different),
                _ => None,
            }
        }
        (
            Said::Day { year, month, day },
            Said::Day {
                year: other_year,
                month: other_month,
                day: other_day,
            },
        ) if year.is_none() || other_year.is_none() => {
            if (month, day) == (other_month, other_day) {
                return Some(Values::Same);
            }
            let turned = month == other_month && (day - other_day).abs() == 1 && may_be_night;
            Some(if turned {
                Values::Compatible
            } else {
                Values::Different
            })
        }
        _ => intervals(one, other, days, may_be_night),
    }
}

/// Of expressions of several kinds: by the days that they stand for.
fn intervals(
    one: &Happening,
    other: &Happening,
    published: (Option<i64>, Option<i64>),
    may_be_night: bool,
) -> Option<Values> {
    let (a, b) = (one.dated.days?, other.dated.days?);
    // A weekday may be the next one where something is to come, and that of another week where the other is far from it.
    for (weekday, own, date) in [(one, published.0, b), (other, published.1, a)] {
        if let Said::Weekday(named, _) = weekday.dated.said
            && date.0 == date.1
        {
            let near = (own? - date.0).abs() < WEEK;
            let apart = (named + 7 - weekday_of(date.0)) % 7;
            return match apart {
                _ if !near => None,
                0 => Some(Values::Same),
                1 | 6 if may_be_night => Some(Values::Compatible),
                _ => Some(Values::Different),
            };
        }
    }
    if a == b {
        return Some(Values::Same);
    }
    let contained = (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1);
    if contained {
        return Some(Values::Compatible);
    }
    let gap = (b.0 - a.1).max(a.0 - b.1);
    if gap <= 0 {
        return Some(Values::Compatible);
    }
    let relative = one.dated.is_relative() || other.dated.is_relative();
    if gap == 1 && (may_be_night || relative) {
        return None;
    }
    Some(Values::Different)
}

/// Of one day: its parts.
fn parts(one: &Happening, other: &Happening) -> Values {
    match (one.dated.part, other.dated.part) {
        (Some(a), Some(b)) if a != b => {
            let near = |a: Part, b: Part| {
                matches!(
                    (a, b),
                    (Part::Evening, Part::Night)
                        | (Part::Afternoon, Part::Evening | Part::Night)
                        | (Part::Morning, Part::Afternoon)
                )
            };
            if near(a.min(b), a.max(b)) {
                Values::Compatible
            } else {
                Values::Different
            }
        }
        _ => Values::Same,
    }
}

fn clocks(one: Clock, other: Clock) -> Option<Values> {
    let (mut a, mut b) = ((one.from, one.to), (other.from, other.to));
    match (one.zone, other.zone) {
        (Some(here), Some(there)) => {
            a = (a.0 - here, a.1 - here);
            b = (b.0 - there, b.1 - there);
        }
        (None, None) => {}
        _ if a == b => return Some(Values::Same),
        _ => return None,
    }
    if a == b {
        return Some(Values::Same);
    }
    let gap = (b.0 - a.1).max(a.0 - b.1);
    if gap <= 0 {
        return Some(Values::Compatible);
    }
    // Other zones, or another happening.
    if gap % HOUR == 0 || gap > MOST_APART {
        return None;
    }
    Some(Values::Different)
}
