//! The grammar of expressions of time, word by word.

use super::{Clock, Part, Said, Side, clock};
use crate::analysis::text::lexicon::Tag;
use crate::analysis::text::{Text, Word};
use crate::model::Span;

/// Years that a report names; other numbers of four digits count something.
const YEARS: std::ops::Range<i64> = 1900..2100;
/// Words after which a bare number of four digits is a year.
const BEFORE_YEARS: [&str; 14] = [
    "in", "since", "of", "during", "until", "till", "by", "early", "late", "mid", "before",
    "after", "from", "back",
];
/// Numbers in words, as `two days ago` says them.
#[rustfmt::skip]
const NUMBERS: [(&str, i64); 14] = [
    ("a", 1), ("an", 1), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
    ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12),
];

/// The expressions among the words of a sentence, in order, none inside another; byte ranges of the body.
pub(super) fn read(text: &Text, words: &[Word]) -> Vec<(Span, Said, Option<Part>)> {
    let reader = Reader { text, words };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !reader.may_begin(at) {
            at += 1;
            continue;
        }
        let Some((said, part, taken)) = reader.expression(at) else {
            at += 1;
            continue;
        };
        let last = (at + taken).min(words.len()) - 1;
        let mut span = words[at].span().join(words[last].span());
        // `a.m.` ends in a full stop.
        let is_short = reader.word(last).strip_suffix(".m").is_some()
            && text.body[span.end..].starts_with('.');
        span.end += usize::from(is_short);
        found.push((span, said, part));
        at = last + 1;
    }
    found
}

struct Reader<'a, 't> {
    text: &'a Text<'t>,
    words: &'a [Word],
}

impl<'a, 't: 'a> Reader<'a, 't> {
    /// Whether an expression may begin with a word: told from the word itself, since most begin none.
    fn may_begin(&self, at: usize) -> bool {
        #[rustfmt::skip]
        const OPENING: [&str; 9] = [
            "last", "midnight", "next", "noon", "this", "today", "tomorrow", "tonight", "yesterday",
        ];
        let form = self.text.form(self.words[at]);
        let lower = form.lower();
        form.has(Tag::Month)
            || form.has(Tag::Weekday)
            || lower.starts_with(|first: char| first.is_ascii_digit())
            || OPENING.binary_search(&lower).is_ok()
            || NUMBERS.iter().any(|(name, _)| *name == lower)
            // `Friday's`
            || lower.ends_with("'s")
    }

    fn word(&self, at: usize) -> &'a str {
        let word = self.words.get(at);
        word.map_or("", |word| word.span().of(self.text.body))
    }

    /// In lower case, as the rules name it.
    fn lower(&self, at: usize) -> &'a str {
        let word = self.words.get(at);
        word.map_or("", |&word| self.text.form(word).lower())
    }

    /// A word in lower case, where it is written as a time is.
    fn time(&self, at: usize) -> Option<&'a str> {
        let is_written = |written: &str| {
            !self.text.language.time_has_capitals || written.starts_with(char::is_uppercase)
        };
        let word = *self.words.get(at)?;
        is_written(self.word(at)).then(|| self.text.form(word).own())
    }

    /// What stands between a word and the next.
    fn joint(&self, at: usize) -> &'a str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(one), Some(next)) => {
                let between = one.end as usize..next.start as usize;
                self.text.body.get(between).unwrap_or("")
            }
            _ => "",
        }
    }

    /// Nothing but a space, or the full stop of a short form, stands behind a word.
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.joint(at), " " | ". " | "\u{a0}" | "-")
    }

    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }

    /// The expression that begins with a word, and the number of words that it takes.
    fn expression(&self, at: usize) -> Option<(Said, Option<Part>, usize)> {
        if let Some((clock, taken)) = self.clock(at) {
            return Some((Said::Clock(clock), None, taken));
        }
        let (said, taken) = self
            .calendar(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.year(at))?;
        let part = part(self.lower(at + taken)).filter(|_| self.goes_on(at + taken - 1));
        let taken = taken + usize::from(part.is_some());
        // `late Friday`
        let part = part.or_else(|| match self.before(at) {
            "late" if at > 0 && self.goes_on(at - 1) => Some(Part::Night),
            "early" if at > 0 && self.goes_on(at - 1) => Some(Part::Morning),
            _ => None,
        });
        let part = part.or_else(|| self.own_part(at));
        Some((said, part, taken))
    }

    fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        let words = |word: usize| self.lower(at + word);
        let zone = |word: usize| clock::zone(self.word(at + word));
        let (found, taken) = clock::read(words, zone, |word| self.joint(at + word))?;
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.lower(at));
        Some((clock::widened(found, before), taken))
    }

    fn month(&self, at: usize) -> Option<i64> {
        let month = self.text.lexicon().value(self.time(at)?, Tag::Month)?;
        month.parse().ok()
    }

    fn day_of_month(&self, at: usize) -> Option<i64> {
        let bare = self
            .word(at)
            .trim_end_matches(|letter: char| letter.is_alphabetic());
        let tail = &self.word(at)[bare.len()..];
        let day: i64 = bare.parse().ok()?;
        ((1..=31).contains(&day) && matches!(tail, "" | "st" | "nd" | "rd" | "th")).then_some(day)
    }

    fn number_of_year(&self, at: usize) -> Option<i64> {
        let written = self.word(at);
        let year: i64 = written.parse().ok()?;
        (written.len() == 4 && YEARS.contains(&year)).then_some(year)
    }

    /// `June 14`, `14 June 2017`, `June 2017`, `June`.
    fn calendar(&self, at: usize) -> Option<(Said, usize)> {
        let year_behind = |last: usize| {
            let joint = self.joint(last);
            let year = self.number_of_year(last + 1);
            year.filter(|_| matches!(joint, " " | ", " | ". "))
        };
        let with_year = |month: i64, day: i64, last: usize| {
            let year = year_behind(last);
            let said = Said::Day { year, month, day };
            Some((said, last + 1 - at + usize::from(year.is_some())))
        };
        if let Some(month) = self.month(at) {
            if let Some(day) = self.day_of_month(at + 1).filter(|_| self.goes_on(at)) {
                return with_year(month, day, at + 1);
            }
            if let Some(year) = year_behind(at) {
                let year = Some(year);
                return Some((Said::Month { year, month }, 2));
            }
            // `May` alone is a verb, `March` a march.
            let is_said = matches!(
                self.before(at),
                "in" | "last"
                    | "since"
                    | "early"
                    | "late"
                    | "until"
                    | "mid"
                    | "of"
                    | "by"
                    | "next"
                    | "this"
                    | "during"
            );
            return is_said.then_some((Said::Month { year: None, month }, 1));
        }
        let day = self.day_of_month(at)?;
        let month = self.month(at + 1).filter(|_| self.joint(at) == " ")?;
        with_year(month, day, at + 1)
    }

    fn weekday(&self, at: usize) -> Option<(Said, usize)> {
        let written = self.time(at)?;
        let bare = written.strip_suffix("'s").unwrap_or(written);
        let weekday = self
            .text
            .lexicon()
            .value(bare, Tag::Weekday)?
            .parse()
            .ok()?;
        let side = match self.before(at) {
            "last" => Side::Last,
            "next" | "coming" | "following" => Side::Next,
            _ => Side::Unsaid,
        };
        // `Friday, June 14`: one day, said twice.
        let behind = at + 1;
        if matches!(self.joint(at), ", " | " ")
            && let Some((said @ Said::Day { .. }, taken)) = self.calendar(behind)
        {
            return Some((said, taken + 1));
        }
        Some((Said::Weekday(weekday, side), 1))
    }

    /// `yesterday`, `last week`, `earlier this month`.
    fn deictic(&self, at: usize) -> Option<(Said, usize)> {
        let day = |day: i64| Said::FromToday(day, day);
        let word = self.lower(at);
        // `Christianity Today`
        if at > 0 && !self.word(at).starts_with(char::is_lowercase) {
            return None;
        }
        match word {
            "yesterday" => return Some((day(-1), 1)),
            "today" | "tonight" => return Some((day(0), 1)),
            "tomorrow" => return Some((day(1), 1)),
            _ => {}
        }
        let steps = match word {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        if !self.goes_on(at) {
            return None;
        }
        let said = match self.lower(at + 1) {
            // The week of which a report speaks may be the calendar's or the last seven days.
            "week" if steps < 0 => Said::FromToday(-13, -1),
            "week" if steps == 0 => Said::FromToday(-6, 6),
            "week" => Said::FromToday(1, 13),
            "month" => Said::FromThisMonth(steps),
            "night" if steps < 0 => day(-1),
            "morning" | "afternoon" | "evening" if steps == 0 => day(0),
            _ => return None,
        };
        Some((said, 2))
    }

    /// `two days ago`.
    fn ago(&self, at: usize) -> Option<(Said, usize)> {
        if self.lower(at + 2) != "ago" {
            return None;
        }
        let word = self.lower(at);
        let named = NUMBERS.iter().find(|(name, _)| *name == word);
        let count = match named {
            Some((_, count)) => *count,
            None => word.parse().ok().filter(|count| (1..=60).contains(count))?,
        };
        // A number of weeks is said of what lies some days more or less back.
        let said = match self.lower(at + 1) {
            "day" | "days" => Said::FromToday(-count, -count),
            "week" | "weeks" => Said::FromToday(-count * 7 - 3, -count * 7 + 3),
            "month" | "months" => Said::FromToday(-count * 31 - 20, -count * 30 + 20),
            _ => return None,
        };
        Some((said, 3))
    }

    fn year(&self, at: usize) -> Option<(Said, usize)> {
        let year = self.number_of_year(at)?;
        let before = self.before(at);
        let is_said = BEFORE_YEARS.contains(&before) && self.goes_on(at.checked_sub(1)?);
        // `in 2017 dollars`, `in 2,000 towns`
        let ends = !self.joint(at).starts_with([',', '-', '–']) || self.joint(at).len() > 1;
        (is_said && ends && !self.word(at + 1).starts_with("dollar"))
            .then_some((Said::Year(year), 1))
    }

    /// The part of a day that the expression itself names.
    fn own_part(&self, at: usize) -> Option<Part> {
        match self.lower(at) {
            "tonight" => Some(Part::Night),
            "last" | "this" => part(self.lower(at + 1)),
            _ => None,
        }
    }
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "morning" => Part::Morning,
        "afternoon" => Part::Afternoon,
        "evening" => Part::Evening,
        "night" | "overnight" => Part::Night,
        _ => return None,
    })
}
