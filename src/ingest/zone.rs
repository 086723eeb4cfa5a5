//! The zone behind a time: an offset, or a name that no table has; tested by what [`date`](super::date) makes of them.

use std::sync::LazyLock;

use jiff::tz::{Offset, TimeZone};
use regex::Regex;

use super::months::month;
use super::months::{DateTag, date_words};

/// The zone's name behind a time, where it is none of the tables' (`Europe/Berlin`, `XYZT`), and where it ends.
pub fn zone_named(text: &str) -> Option<(&str, usize)> {
    static ZONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\s?[(\[]?([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2}|[A-Z]{3,5})\b[)\]]?").ok()
    });
    let found = ZONE.as_ref()?.captures(text)?;
    let name = found.get(1)?.as_str();
    let lower = name.to_lowercase();
    let is_word = month(&lower).is_some()
        || date_words().has(&lower, DateTag::Weekday)
        || date_words().has(&lower, DateTag::AroundDate)
        || date_words().has(&lower, DateTag::SharedZone)
        || date_words().has(&lower, DateTag::Zone);
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
