//! Moments written in digits alone: seconds since 1970, `20251213`, and the digits of other scripts.

use jiff::civil;
use jiff::tz::TimeZone;

/// A moment as digits tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub day: civil::Date,
    pub time: Option<civil::Time>,
    pub zone: Option<TimeZone>,
}

/// The digit of any script's decimal digits that dates are written in (Arabic, Persian, Devanagari, Bengali, full width).
pub fn western(letter: char) -> char {
    const ZEROS: [char; 5] = ['٠', '۰', '०', '০', '０'];
    let value = ZEROS.iter().find_map(|&zero| {
        u32::from(letter)
            .checked_sub(u32::from(zero))
            .filter(|value| *value < 10)
    });
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(letter)
}

/// Seconds or milliseconds since 1970, with parts of them or not, `20251213`, `20251213140500`, `20251213T140500Z`.
///
/// `/Date(1741079700000+0100)/` as .NET writes them: the offset only says where it was written.
pub fn from_digits(text: &str) -> Option<Moment> {
    let bare = text.trim_matches(['\\', '/']);
    let text = match bare
        .strip_prefix("Date(")
        .and_then(|bare| bare.strip_suffix(')'))
    {
        Some(bare) => bare.split(['+', '-']).next().unwrap_or(bare),
        None => text,
    };
    let basic = text
        .strip_suffix('Z')
        .and_then(|text| text.split_once('T'))
        .filter(|(day, time)| day.len() == 8 && time.len() == 6)
        .map(|(day, time)| format!("{day}{time}"));
    let zone = basic.is_some().then_some(TimeZone::UTC);
    let text = basic.as_deref().unwrap_or(text);
    let digits = match text.split_once('.') {
        Some((whole, part)) if part.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        _ => text,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part =
        |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i8>().ok());
    match digits.len() {
        9 | 10 => since_1970(digits.parse().ok()?),
        12 | 13 => since_1970(digits.parse::<i64>().ok()? / 1000),
        15 | 16 => since_1970(digits.parse::<i64>().ok()? / 1_000_000),
        8 | 14 => {
            let year = digits.get(0..4)?.parse().ok()?;
            let day = civil::Date::new(year, part(4..6)?, part(6..8)?).ok()?;
            let time = match digits.len() {
                14 => Some(civil::Time::new(part(8..10)?, part(10..12)?, part(12..14)?, 0).ok()?),
                _ => None,
            };
            Some(Moment { day, time, zone })
        }
        _ => None,
    }
}

fn since_1970(seconds: i64) -> Option<Moment> {
    let zoned = jiff::Timestamp::from_second(seconds)
        .ok()?
        .to_zoned(TimeZone::UTC);
    Some(Moment {
        day: zoned.date(),
        time: Some(zoned.time()),
        zone: Some(TimeZone::UTC),
    })
}
