//! Times of day: `7:40 a.m.`, `shortly before 8 p.m. ET`, `noon`.

/// A time of day, minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub from: i32,
    pub to: i32,
    /// Minutes that its zone is ahead of UTC; `None` where none is said.
    pub zone: Option<i32>,
}

const HOUR: i32 = 60;
/// Minutes that `about`, `shortly before` and `shortly after` reach.
const LOOSE: i32 = 20;
/// Minutes that `before` and `after` alone reach.
const OPEN: i32 = 60;

/// Reads the words from one place on, in lower case and none behind the end: the time, and the number of words that it takes.
/// `zone` is the time zone that a word names, `joint` what stands between a word and the next.
pub(super) fn read<'a>(
    word: impl Fn(usize) -> &'a str,
    zone: impl Fn(usize) -> Option<i32>,
    joint: impl Fn(usize) -> &'a str,
) -> Option<(Clock, usize)> {
    let first = word(0);
    let at = |minutes: i32| Clock {
        from: minutes,
        to: minutes,
        zone: None,
    };
    match first {
        "noon" => return Some((at(12 * HOUR), 1)),
        "midnight" => return Some((at(0), 1)),
        _ => {}
    }
    let digits = first.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.');
    let (mut hour, mut tail) = (digits.parse::<i32>().ok()?, &first[digits.len()..]);
    let mut minutes = 0;
    let mut taken = 1;
    if let Some((whole, rest)) = digits.split_once(['.', ':']) {
        hour = whole.parse().ok()?;
        minutes = rest.parse().ok()?;
    } else if tail.is_empty() && joint(0) == ":" {
        let held = word(1);
        let rest = held.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.');
        if rest.len() != 2 {
            return None;
        }
        minutes = rest.parse().ok()?;
        tail = &held[rest.len()..];
        taken = 2;
    }
    if !(0..24).contains(&hour) || !(0..60).contains(&minutes) {
        return None;
    }
    let half = |word: &str| match word {
        "am" | "a.m" | "a.m." => Some(0),
        "pm" | "p.m" | "p.m." => Some(12),
        _ => None,
    };
    let mut said = half(tail);
    if said.is_none() && tail.is_empty() && joint(taken - 1).trim().is_empty() {
        said = half(word(taken));
        taken += usize::from(said.is_some());
    }
    let after_noon = said?;
    if !(1..=12).contains(&hour) {
        return None;
    }
    let mut clock = at((hour % 12 + after_noon) * HOUR + minutes);
    if let Some(zone) = zone(taken)
        && joint(taken - 1).trim_matches(['.', ' ', '(']).is_empty()
    {
        clock.zone = Some(zone);
        taken += 1;
    }
    Some((clock, taken))
}

/// Widened by the words before it, counted back from 1: `shortly before`, `around`.
pub(super) fn widened<'a>(clock: Clock, word: impl Fn(usize) -> &'a str) -> Clock {
    let shortly = matches!(word(2), "shortly" | "just" | "minutes" | "little");
    let (back, on) = match word(1) {
        "about" | "around" | "approximately" | "roughly" | "nearly" | "almost" => (LOOSE, LOOSE),
        "before" if shortly => (LOOSE, 0),
        "after" if shortly => (0, LOOSE),
        "before" => (OPEN, 0),
        "after" => (0, OPEN),
        _ => (0, 0),
    };
    Clock {
        from: clock.from - back,
        to: clock.to + on,
        ..clock
    }
}

/// Minutes ahead of UTC; summer time as written.
pub(super) fn zone(word: &str) -> Option<i32> {
    #[rustfmt::skip]
    const ZONES: [(&str, i32); 15] = [
        ("ET", -5), ("EST", -5), ("EDT", -4), ("Eastern", -5), ("CT", -6), ("CST", -6), ("CDT", -5), ("MT", -7),
        ("PT", -8), ("PST", -8), ("PDT", -7), ("Pacific", -8), ("GMT", 0), ("UTC", 0), ("BST", 1),
    ];
    let found = ZONES.iter().find(|(name, _)| *name == word)?;
    Some(found.1 * HOUR)
}
