//! How two times stand to each other: the same, one inside the other, different.

use super::happenings::Happening;
use crate::analysis::reading::dates::calendar::{day_number, weekday_of};
use crate::analysis::reading::dates::{Clock, Part, Said};
use crate::model::Published;

/// Days: a weekday names another day where the articles, or article and day, are so far apart.
const WEEK: i64 = 7;
/// Minutes in an hour: times that lie whole hours apart may be one in two zones.
const HOUR: i32 = 60;
/// Minutes that two exact times of one happening may lie apart.
const MOST_APART: i32 = 180;

/// How two times stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis::comparing) enum Moments {
    Same,
    /// One lies inside the other, which says it more loosely.
    Inside,
    /// Neighbouring days, where the night or the place may make one of them the other.
    Neighbours,
    Different,
}

/// How the times of two happenings stand to each other, where these are one; `None` where that cannot be known.
pub(super) fn moments(
    one: &Happening,
    other: &Happening,
    published: (Option<&Published>, Option<&Published>),
) -> Option<Moments> {
    if one.is_to_come != other.is_to_come {
        return None;
    }
    let day = |published: Option<&Published>| day_number(published?.day());
    let days = (day(published.0), day(published.1));
    let far = matches!(days, (Some(one), Some(other)) if (one - other).abs() >= WEEK);
    match (one.dated.said, other.dated.said) {
        (Said::Clock(one), Said::Clock(other)) => clocks(one, other),
        (Said::Clock(_), _) | (_, Said::Clock(_)) => None,
        (Said::Weekday(..), Said::Weekday(..)) if far => None,
        (Said::Weekday(a, side), Said::Weekday(b, other_side)) => {
            if a == b {
                return (side == other_side).then(|| parts(one, other));
            }
            Some(apart((a + 7 - b) % 7, one, other))
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
                return Some(parts(one, other));
            }
            let days = match (one.dated.days, other.dated.days) {
                (Some((a, _)), Some((b, _))) => (a - b).abs(),
                _ if month == other_month => (day - other_day).abs(),
                _ => WEEK,
            };
            Some(apart(usize::try_from(days).unwrap_or(0), one, other))
        }
        _ => intervals(one, other, days),
    }
}

/// Of so many days apart, on a ring of seven where these are weekdays.
fn apart(days: usize, one: &Happening, other: &Happening) -> Moments {
    let may_be_night = one.may_be_night || other.may_be_night;
    if matches!(days, 1 | 6) && may_be_night {
        Moments::Neighbours
    } else {
        Moments::Different
    }
}

/// Of expressions of several kinds: by the days that they stand for.
fn intervals(
    one: &Happening,
    other: &Happening,
    published: (Option<i64>, Option<i64>),
) -> Option<Moments> {
    let (a, b) = (one.dated.days?, other.dated.days?);
    // The weekday may be the last or the next one; it is neither where the day lies weeks from the article.
    for (held, own, date) in [(one, published.0, b), (other, published.1, a)] {
        if let Said::Weekday(weekday, _) = held.dated.said
            && date.0 == date.1
        {
            let is_near = (own? - date.0).abs() < WEEK;
            let days = (weekday + 7 - weekday_of(date.0)) % 7;
            return match days {
                _ if !is_near => None,
                0 => Some(parts(one, other)),
                days => different(one, other, apart(days, one, other)),
            };
        }
    }
    if a == b {
        return Some(parts(one, other));
    }
    if (b.0 - a.1).max(a.0 - b.1) <= 0 {
        let inside = (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1);
        return inside.then_some(Moments::Inside);
    }
    different(one, other, Moments::Different)
}

/// What is counted from the day of publication is never sure to differ: the article may have stood since the day before, or
/// the words be a message of another day.
fn different(one: &Happening, other: &Happening, found: Moments) -> Option<Moments> {
    let is_counted = |happening: &Happening| {
        matches!(
            happening.dated.said,
            Said::FromToday(..) | Said::FromThisMonth(_)
        )
    };
    (!is_counted(one) && !is_counted(other)).then_some(found)
}

/// Of one day: its parts, of which neighbouring ones run into each other.
fn parts(one: &Happening, other: &Happening) -> Moments {
    match (one.dated.part, other.dated.part) {
        (Some(a), Some(b)) if a != b => match (a.min(b), a.max(b)) {
            (Part::Morning, Part::Evening | Part::Night) => Moments::Neighbours,
            _ => Moments::Inside,
        },
        _ => Moments::Same,
    }
}

fn clocks(one: Clock, other: Clock) -> Option<Moments> {
    let (mut a, mut b) = ((one.from, one.to), (other.from, other.to));
    match (one.zone, other.zone) {
        (Some(here), Some(there)) => {
            a = (a.0 - here, a.1 - here);
            b = (b.0 - there, b.1 - there);
        }
        (None, None) => {}
        _ if a == b => return Some(Moments::Same),
        _ => return None,
    }
    if a == b {
        return Some(Moments::Same);
    }
    let gap = (b.0 - a.1).max(a.0 - b.1);
    if gap <= 0 {
        return Some(Moments::Inside);
    }
    // Whole hours may be two zones.
    let apart = match gap % HOUR {
        0 if one.zone.is_none() => Moments::Neighbours,
        0 => return None,
        _ => Moments::Different,
    };
    (gap <= MOST_APART).then_some(apart)
}
