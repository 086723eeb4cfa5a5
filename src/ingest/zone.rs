//! The zone behind a time: an offset, or a name that no table has; tested by what [`date`](super::date) makes of them.

use std::sync::LazyLock;

use jiff::tz::{Offset, TimeZone};
use regex::Regex;

use super::months::{FILLERS, SHARED_ZONES, WEEKDAYS, ZONES, month};

/// The zone's name behind a time, where it is none of the tables' (`Europe/Berlin`, `XYZT`), and where it ends.
pub fn zone_named(text: &str) -> Option<(&str, usize)> {
    static ZONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\s?[(\[]?([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2}|[A-Z]{3,5})\b[)\]]?").ok()
    });
    let found = ZONE.as_ref()?.captures(text)?;
    let name = found.get(1)?.as_str();
    let lower = name.to_lowercase();
    let is_word = month(&lower).is_some()
        || WEEKDAYS.contains(&lower.as_str())
        || FILLERS.contains(&lower.as_str())
        || SHARED_ZONES.contains(&lower.as_str())
        || ZONES.iter().any(|(zone, _)| *zone == lower);
    (!is_word).then_some((name, found.get(0)?.end()))
}

/// An offset of hours and minutes.
pub fn zone_of(found: &regex::Captures<'_>) -> Option<TimeZone> {
    let hours: i32 = found.get(2)?.as_str().parse().ok()?;
    let minutes: i32 = found
        .get(3)
        .map_or(Some(0), |minutes| minutes.as_str().parse().ok())?;
    let sign = if found.get(1)?.as_str() == "+" { 1 } else { -1 };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60))
        .ok()
        .map(TimeZone::fixed)
}
