//! Dates as sources write them: ISO 8601, RFC 2822, seconds since 1970, and the ways newspapers write a day.
//!
//! Never a guess: `03/04/2025` may be March or April, and is read only where the source says which.

use std::sync::LazyLock;

use jiff::civil;
use jiff::tz::TimeZone;
use regex::Regex;
use unicode_normalization::char::is_combining_mark;

use crate::model::{DateSource, Published};

use super::digits::{from_digits, western};
use super::months::month;
use super::months::{DateTag, date_words};
use super::zone::{zone_named, zone_of};

/// Years outside of these are nonsense: nobody printed news before, and nobody has yet after.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2100;
/// Longest text, in bytes, that is read as a date.
const DATE_BYTES: usize = 120;

/// What became of a text that should be a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Date {
    Known(Published),
    /// The time of day is known, its zone is not: taken as UTC.
    Zoneless(Published),
    /// The time of day is known, and what its zone is called; several are called so: taken as UTC.
    InOneOf(Published, String),
    /// The same of a name that no zone is known by.
    InUnknown(Published, String),
    /// A date, but out of all sense.
    Senseless,
    Unreadable,
}

impl Date {
    /// The date, and what a reader should be told of it; `text` as the source wrote it.
    pub fn with_note(self, text: &str) -> (Option<Published>, Option<String>) {
        match self {
            Date::Known(published) => (Some(published), None),
            Date::Zoneless(published) => (
                Some(published),
                Some("time given without a zone: taken as UTC".into()),
            ),
            Date::InOneOf(published, zone) => (
                Some(published),
                Some(format!(
                    "time given in {}, which is the name of several zones: taken as UTC",
                    zone.to_uppercase()
                )),
            ),
            Date::InUnknown(published, zone) => (
                Some(published),
                Some(format!(
                    "time given in {zone}, which is no known zone: taken as UTC"
                )),
            ),
            Date::Senseless => (
                None,
                Some(format!(
                    "date left out, out of all sense: \"{}\"",
                    short(text)
                )),
            ),
            Date::Unreadable => (
                None,
                Some(format!("date could not be read: \"{}\"", short(text))),
            ),
        }
    }

    pub fn published(self) -> Option<Published> {
        match self {
            Date::Known(published)
            | Date::Zoneless(published)
            | Date::InOneOf(published, _)
            | Date::InUnknown(published, _) => Some(published),
            Date::Senseless | Date::Unreadable => None,
        }
    }
}

/// Reads a field that is said to hold a date; words that are no part of a date are passed over.
pub fn date(text: &str, from: DateSource) -> Date {
    parse(text, from, false)
}

/// Reads a line of text that is a date and nothing else, save a label ("Published:", "Updated").
pub fn date_line(line: &str) -> Option<DateLine> {
    if line.len() > DATE_BYTES || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = line.to_lowercase();
    let updated = [
        "updated",
        "last updated",
        "modified",
        "last modified",
        "aktualisiert",
        "mis à jour",
        "actualizado",
    ]
    .iter()
    .any(|label| lower.trim_start().starts_with(label));
    // "Updated: 14 Dec 2025 | Published: 13 Dec 2025": when it was published counts.
    let published = [
        "first published",
        "published",
        "posted",
        "veröffentlicht",
        "publié",
    ]
    .iter()
    .filter_map(|label| line.to_ascii_lowercase().find(label))
    .filter(|at| updated && *at > 0)
    .min();
    if let Some(found) = published.and_then(|at| date_line(&line[at..])) {
        return Some(found);
    }
    // "13 Dec 2025 14.05 GMT Last modified on 14 Dec 2025": the first date counts.
    let changed = [
        "last modified",
        "last updated",
        "updated",
        "first published",
    ]
    .iter()
    .filter_map(|label| line.to_ascii_lowercase().find(label))
    .filter(|at| *at > 0)
    .min();
    let line = changed.map_or(line, |at| &line[..at]);
    match parse(line, DateSource::Text, true) {
        Date::Unreadable => None,
        date => Some(DateLine { date, updated }),
    }
}

/// A line that is a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLine {
    pub date: Date,
    /// When it was changed, not when it was published.
    pub updated: bool,
}

fn parse(text: &str, from: DateSource, strict: bool) -> Date {
    if text.trim().is_empty() || text.len() > DATE_BYTES {
        return Date::Unreadable;
    }
    let text: String = text.trim().chars().map(western).collect();
    let text = text.as_str();
    if !strict && let Some(moment) = from_digits(text) {
        return stamped(moment.day, moment.time, moment.zone, from);
    }
    words_of(text, strict).map_or(Date::Unreadable, |parts| parts.date(from))
}

/// The parts of a date as they were found.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<civil::Time>,
    zone: Option<TimeZone>,
    /// Its name, where several zones have it.
    shared_zone: Option<String>,
    /// Its name as written, where none is known by it.
    unknown_zone: Option<String>,
}

impl Parts {
    fn date(self, from: DateSource) -> Date {
        let (Some(year), Some(month), Some(day)) = (self.year, self.month, self.day) else {
            return Date::Unreadable;
        };
        match civil::Date::new(year, month, day) {
            Ok(day) => {
                let zones = (self.shared_zone, self.unknown_zone);
                match (stamped(day, self.time, self.zone, from), zones) {
                    (Date::Zoneless(published), (Some(zone), _)) => Date::InOneOf(published, zone),
                    (Date::Zoneless(published), (_, Some(zone))) => {
                        Date::InUnknown(published, zone)
                    }
                    (date, _) => date,
                }
            }
            Err(_) => Date::Unreadable,
        }
    }
}

/// Reads day, time and zone out of a text, in any order; `strict` refuses any word that is no part of a date.
fn words_of(text: &str, strict: bool) -> Option<Parts> {
    static NUMERIC: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^\d])(\d{4}|\d{1,2})([./-]|[年년] ?|\. )(\d{1,2})([./-]|[月월] ?|\. )(\d{4}|\d{1,2})[日일]?(?:[^\d]|$)").ok()
    });
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([ap])\.?\s?m\b\.?|\b(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?").ok()
    });
    static OFFSET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        // `+05:30`, `GMT+5`, `(UTC +05:30)`, and in brackets behind the zone's name: `IST (+0530)`.
        Regex::new(r"^(?:\s?[A-Za-z]{2,5}\s?\(|\s*\(?)\s?(?:(?i:gmt|utc|z)\s?)?([+\u{2212}-])(\d{1,2}):?(\d{2})?\b")
            .ok()
    });
    let mut parts = Parts::default();
    let mut rest = text.to_string();
    if let Some(found) = NUMERIC.as_ref()?.captures(text) {
        let (year, month, day) = numeric(&found)?;
        (parts.year, parts.month, parts.day) = (Some(year), Some(month), Some(day));
        let (start, end) = (found.get(1)?.start(), found.get(5)?.end());
        let end = if rest[end..].starts_with(['日', '일']) {
            end + '日'.len_utf8()
        } else {
            end
        };
        let end = if rest[end..].starts_with(['T', 't']) {
            end + 1
        } else {
            end
        };
        rest.replace_range(start..end, " ");
    }
    if let Some(found) = TIME.as_ref()?.captures(&rest)
        && let Some(time) = time(&found)
    {
        parts.time = Some(time);
        let range = found.get(0)?.range();
        let mut end = range.end;
        if let Some(offset) = OFFSET.as_ref()?.captures(&rest[end..]) {
            parts.zone = zone_of(&offset);
            end += offset.get(0)?.end();
        }
        if parts.zone.is_none()
            && let Some((name, at)) = zone_named(&rest[end..])
        {
            match TimeZone::get(name) {
                Ok(zone) if name.contains('/') => parts.zone = Some(zone),
                _ if strict => return None,
                _ => parts.unknown_zone = Some(name.to_string()),
            }
            end += at;
        }
        rest.replace_range(range.start..end, " ");
    }
    let lower = rest.to_lowercase();
    for token in lower
        .split(|letter: char| {
            !letter.is_alphanumeric() && letter != '\'' && !is_combining_mark(letter)
        })
        .filter(|token| !token.is_empty())
    {
        take(&mut parts, token, strict)?;
    }
    Some(parts)
}

/// Takes one word into the date; `None` where it has no place in one.
fn take(parts: &mut Parts, token: &str, strict: bool) -> Option<()> {
    let digits = token.trim_end_matches(|letter: char| letter.is_alphabetic());
    let suffix = &token[digits.len()..];
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let known = matches!(
            suffix,
            "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "年" | "月" | "日"
        );
        let value: i32 = digits.parse().ok()?;
        match (digits.len(), value) {
            (4, _) if parts.year.is_none() && known => parts.year = i16::try_from(value).ok(),
            (1..=2, 1..=31) if parts.day.is_none() && known => parts.day = i8::try_from(value).ok(),
            _ if strict => return None,
            _ => {}
        }
        return Some(());
    }
    if let Some(month) = month(token) {
        // "may" and "mar" are words too: only the first month counts.
        parts.month.get_or_insert(month);
        return Some(());
    }
    if let Some(zone) = date_words().value(token, DateTag::Zone) {
        if parts.zone.is_none() && parts.time.is_some() {
            parts.zone = TimeZone::posix(zone).ok();
        }
        return Some(());
    }
    if date_words().has(token, DateTag::SharedZone) {
        if parts.time.is_some() {
            parts.shared_zone = Some(token.to_string());
        }
        return Some(());
    }
    let known =
        date_words().has(token, DateTag::Weekday) || date_words().has(token, DateTag::AroundDate);
    (known || !strict).then_some(())
}

/// Year, month and day of three numbers, where their order is sure.
fn numeric(found: &regex::Captures<'_>) -> Option<(i16, i8, i8)> {
    let (first, second, third) = (number(found, 1)?, number(found, 3)?, number(found, 5)?);
    let (sign, other_sign) = (found.get(2)?.as_str(), found.get(4)?.as_str());
    let year_first = found.get(1)?.len() == 4;
    if sign.trim() != other_sign.trim() && !sign.starts_with(['年', '년']) {
        return None;
    }
    let small = |value: i16| i8::try_from(value).ok();
    if year_first {
        return Some((first, small(second)?, small(third)?));
    }
    if third < 100 {
        return None;
    }
    let day_first = sign.starts_with('.') || first > 12 || first == second;
    match (day_first, second > 12) {
        (true, false) => Some((third, small(second)?, small(first)?)),
        (false, true) => Some((third, small(first)?, small(second)?)),
        _ => None,
    }
}

fn time(found: &regex::Captures<'_>) -> Option<civil::Time> {
    let part = |group: usize| {
        found
            .get(group)
            .and_then(|part| part.as_str().parse::<i8>().ok())
    };
    let (hour, minute, second) = match part(1) {
        Some(hour) if (1..=12).contains(&hour) => {
            let afternoon = found.get(4)?.as_str().eq_ignore_ascii_case("p");
            (hour % 12 + if afternoon { 12 } else { 0 }, part(2), part(3))
        }
        Some(hour) => (hour, part(2), part(3)),
        None => (part(5)?, part(6), part(7)),
    };
    civil::Time::new(hour, minute.unwrap_or(0), second.unwrap_or(0).min(59), 0).ok()
}

/// The moment of a day, a time and a zone, where it makes sense.
pub fn stamped(
    day: civil::Date,
    time: Option<civil::Time>,
    zone: Option<TimeZone>,
    from: DateSource,
) -> Date {
    if !YEARS.contains(&day.year()) {
        return Date::Senseless;
    }
    let zoneless = time.is_some() && zone.is_none();
    let zone = zone.filter(|_| time.is_some()).unwrap_or(TimeZone::UTC);
    let Ok(zoned) = day
        .to_datetime(time.unwrap_or_else(civil::Time::midnight))
        .to_zoned(zone)
    else {
        return Date::Unreadable;
    };
    let pattern = if zoned.offset().is_zero() {
        "%Y-%m-%dT%H:%M:%SZ"
    } else {
        "%Y-%m-%dT%H:%M:%S%:z"
    };
    let published = Published {
        at: zoned.strftime(pattern).to_string(),
        seconds: zoned.timestamp().as_second(),
        day_only: time.is_none(),
        from,
    };
    if zoneless {
        Date::Zoneless(published)
    } else {
        Date::Known(published)
    }
}

/// A group of a match as a number.
pub fn number(found: &regex::Captures<'_>, group: usize) -> Option<i16> {
    found.get(group)?.as_str().parse().ok()
}

/// The first words of a text, for a note.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Option<(String, bool)> {
        date(text, DateSource::Field)
            .published()
            .map(|p| (p.at, p.day_only))
    }

    #[test]
    fn the_usual_ways_to_write_a_date() {
        for (text, want, day_only) in [
            ("2025-12-13", "2025-12-13T00:00:00Z", true),
            (
                "2025-12-13T14:05:00+01:00",
                "2025-12-13T14:05:00+01:00",
                false,
            ),
            ("2025-12-13T14:05:00.123Z", "2025-12-13T14:05:00Z", false),
            (
                "2025-12-13 14:05:00-0500",
                "2025-12-13T14:05:00-05:00",
                false,
            ),
            ("2025-12-13T14:05", "2025-12-13T14:05:00Z", false),
            ("2025/12/13", "2025-12-13T00:00:00Z", true),
            ("20251213", "2025-12-13T00:00:00Z", true),
            ("20251213140500", "2025-12-13T14:05:00Z", false),
            (
                "Sat, 13 Dec 2025 14:05:00 +0000",
                "2025-12-13T14:05:00Z",
                false,
            ),
            (
                "Sat, 13 Dec 2025 14:05:00 EST",
                "2025-12-13T14:05:00-05:00",
                false,
            ),
            ("13 December 2025", "2025-12-13T00:00:00Z", true),
            ("December 13, 2025", "2025-12-13T00:00:00Z", true),
            (
                "Dec. 13, 2025 2:05 p.m. ET",
                "2025-12-13T14:05:00-05:00",
                false,
            ),
            (
                "July 4, 2025 at 9 am EDT",
                "2025-07-04T09:00:00-04:00",
                false,
            ),
            ("13.12.2025", "2025-12-13T00:00:00Z", true),
            ("13.12.2025 14:05", "2025-12-13T14:05:00Z", false),
            ("12/13/2025", "2025-12-13T00:00:00Z", true),
            ("13/12/2025", "2025-12-13T00:00:00Z", true),
            ("13. Dezember 2025", "2025-12-13T00:00:00Z", true),
            ("13 décembre 2025 à 14h05", "2025-12-13T14:05:00Z", false),
            ("13 de diciembre de 2025", "2025-12-13T00:00:00Z", true),
            ("2025年12月13日", "2025-12-13T00:00:00Z", true),
            ("1765634700", "2025-12-13T14:05:00Z", false),
            ("1765634700000", "2025-12-13T14:05:00Z", false),
            ("1765634700000000", "2025-12-13T14:05:00Z", false),
            ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01Z", false),
        ] {
            assert_eq!(at(text), Some((want.to_string(), day_only)), "{text}");
        }
    }

    #[test]
    fn what_is_not_sure_is_not_read() {
        for text in [
            "03/04/2025",
            "2025-12",
            "yesterday",
            "2025",
            "31 February 2025",
            "",
            "13/12/25",
            "99/99/2025",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
        assert_eq!(
            date("0001-01-01T00:00:00Z", DateSource::Field),
            Date::Senseless
        );
        assert_eq!(date("13 December 3025", DateSource::Field), Date::Senseless);
    }

    #[test]
    fn lines_of_a_page_that_are_dates() {
        for line in [
            "Published: 13 December 2025",
            "Sat 13 Dec 2025 14.05 GMT",
            "December 13, 2025 | 2:05 PM",
            "Posted on Dec. 13, 2025",
            "Sat 13 Dec 2025 14.05 GMT Last modified on Sun 14 Dec 2025 06.07 GMT",
        ] {
            let found = date_line(line).and_then(|found| found.date.published());
            assert_eq!(
                found.map(|p| p.day().to_string()),
                Some("2025-12-13".into()),
                "{line}"
            );
        }
        assert!(date_line("Updated 14 December 2025, 3:14 PM").is_some_and(|found| found.updated));
        for line in [
            "Updated: 14 December 2025 | Published: 13 December 2025",
            "Last updated on 14 December 2025, first published 13 December 2025",
            "Aktualisiert: 14.12.2025, veröffentlicht: 13.12.2025",
        ] {
            let found = date_line(line).unwrap();
            assert!(!found.updated, "{line}");
            assert_eq!(
                found.date.published().unwrap().day(),
                "2025-12-13",
                "{line}"
            );
        }
        for line in [
            "Rain fell on 13 December 2025",
            "Updated 3:14 PM",
            "123 freed",
            "The vote of 13 December 2025 stands.",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }

    #[test]
    fn zones_are_known_by_their_town_or_told_to_be_unknown() {
        let read = |text: &str| {
            let (found, note) = date(text, DateSource::Field).with_note(text);
            (found.map_or(String::new(), |found| found.at), note)
        };
        for (text, want) in [
            (
                "2025-03-04 08:15 Europe/Berlin",
                "2025-03-04T08:15:00+01:00",
            ),
            (
                "2025-07-04 08:15 [Europe/Berlin]",
                "2025-07-04T08:15:00+02:00",
            ),
            (
                "2025-03-04T08:15:00+05:30[Asia/Kolkata]",
                "2025-03-04T08:15:00+05:30",
            ),
            ("2025-03-04 08:15 IRST", "2025-03-04T08:15:00+03:30"),
            ("2025-03-04 08:15 Z+2", "2025-03-04T08:15:00+02:00"),
            ("4 March 2025 08:15 MARCH", "2025-03-04T08:15:00Z"),
        ] {
            assert_eq!(read(text).0, want, "{text}");
        }
        for zone in ["QQT", "Nowhere/Nothing"] {
            let (at, note) = read(&format!("2025-03-04 08:15 {zone}"));
            assert_eq!(at, "2025-03-04T08:15:00Z");
            assert_eq!(
                note,
                Some(format!(
                    "time given in {zone}, which is no known zone: taken as UTC"
                ))
            );
        }
    }

    #[test]
    fn days_in_more_languages() {
        for text in [
            "4. března 2025",
            "4. marca 2025",
            "4. maaliskuuta 2025",
            "4 Μαρτίου 2025",
            "2025. március 4.",
            "4 de març de 2025",
            "4 martie 2025",
            "4 март 2025",
            "4. marts 2025",
            "4 Maret 2025",
            "4. märts 2025",
            "4 मार्च 2025",
        ] {
            assert_eq!(
                at(text),
                Some(("2025-03-04T00:00:00Z".into(), true)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_zone_in_brackets_wins_over_a_name_that_several_have() {
        for text in [
            "20 Dec 2016 09:31 IST (UTC+05:30)",
            "20 Dec 2016 09:31 IST (+0530)",
            "20 Dec 2016 09:31 (GMT +5:30)",
        ] {
            let found = date(text, DateSource::Field);
            assert!(matches!(found, Date::Known(_)), "{text}: {found:?}");
            assert_eq!(at(text), Some(("2016-12-20T09:31:00+05:30".into(), false)));
        }
        // A name of a zone is one only beside a time.
        assert_eq!(
            at("20 Dec 2016 IST"),
            Some(("2016-12-20T00:00:00Z".into(), true))
        );
    }

    #[test]
    fn a_time_without_zone_is_told() {
        assert!(matches!(
            date("2025-12-13 14:05", DateSource::Field),
            Date::Zoneless(_)
        ));
    }

    proptest! {
        #[test]
        fn any_string_is_read_or_not(text in "\\PC{0,40}|[0-9/:. TZ+-]{0,30}") {
            let _ = date(&text, DateSource::Field);
            let _ = date_line(&text);
        }
    }
}
