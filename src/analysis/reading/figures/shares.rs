//! Shares and ranges: `two-thirds of`, `nine in ten`, `10 to 15`.

use super::counted::{any_phrase, plural_phrase};
use super::numbers::{self, Number};
use super::reader::Reader;
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;
use crate::model::Span;

/// Words back among which stands what moves from one number to the other: `rose sharply from 10 to 15 percent`.
const REACH: usize = 4;
/// Of so many the words mean a share; `12 out of 15 judges` are twelve judges.
const WHOLES: [f64; 11] = [
    2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 100.0, 1_000.0, 10_000.0,
];
/// What moves, by the beginning of its word.
const MOVING: [&str; 24] = [
    "advanc", "boost", "climb", "doubl", "expand", "gain", "grew", "grow", "increas", "jump",
    "lengthen", "lift", "mov", "rais", "ris", "rose", "soar", "spik", "surg", "swell", "tripl",
    "up", "went", "widen",
];
/// Verbs whose object is a number of things, in so many others: `won two in five games`.
const DOING: [&str; 14] = [
    "arrested", "bagged", "claimed", "had", "has", "have", "hit", "injured", "killed", "lost",
    "scored", "took", "won", "wounded",
];

/// A part of a whole.
pub struct Share {
    /// In percent.
    pub value: f64,
    /// Of what it is said.
    pub of: Option<Span>,
    pub next: usize,
    pub end: usize,
}

impl Reader<'_> {
    /// `half of`, `two-thirds of`, `a quarter of`; `nine in ten`, `three out of ten`, `1 in every 4`.
    pub fn share(&self, at: usize, number: &Number) -> Option<Share> {
        self.fraction(number).or_else(|| self.ratio(at, number))
    }

    fn fraction(&self, number: &Number) -> Option<Share> {
        let mut index = number.next;
        if self.sign(index) == Some('-') {
            index += 1;
        }
        let parts = self.parts(index)?;
        let of = self.lower(index + 1) == "of";
        (number.in_words && number.value < parts && of).then(|| Share {
            value: in_percent(number.value / parts),
            of: any_phrase(self, self.over_determiners(index + 2)),
            next: index + 2,
            end: self.tokens[index].span.end,
        })
    }

    fn ratio(&self, at: usize, number: &Number) -> Option<Share> {
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        let mut whole = number.next;
        let out = self.lower(whole) == "out" && self.lower(whole + 1) == "of";
        if !out && (self.lower(whole) != "in" || DOING.contains(&before)) {
            return None;
        }
        whole += 1 + usize::from(out);
        whole += usize::from(self.lower(whole) == "every");
        let of = numbers::number(self, whole)?;
        let alike = of.in_words == number.in_words || of.value >= 10.0;
        let fits = alike
            && number.most.is_none()
            && of.most.is_none()
            && number.value >= 1.0
            && number.value.fract() == 0.0
            && number.value < of.value
            && WHOLES.contains(&of.value);
        // `two in five days`, `one in three-piece suits`, `one in a million`
        let measured = self.has(of.next, Tag::Unit) || self.sign(of.next) == Some('-');
        let idiom = matches!(self.lower(whole), "a" | "an");
        if !fits || measured || idiom {
            return None;
        }
        Some(Share {
            value: in_percent(number.value / of.value),
            of: plural_phrase(self, of.next),
            next: of.next,
            end: self.end_of(of.next),
        })
    }

    /// The upper end of a range: `10 to 15`, `10-15`, `between 10 and 15`, `5,000,000 - 10,000,000`.
    pub fn range(&self, at: usize, low: &Number, money: bool) -> Option<Number> {
        let next = low.next;
        let sign = self.sign(next);
        let hyphen = matches!(sign, Some('-' | '–' | '—'));
        let apart = hyphen && self.tokens[next].apart;
        let joined = match sign {
            Some('—') => !apart,
            Some('-' | '–') => true,
            _ => {
                (self.lower(next) == "to" && !self.moves(at))
                    || self.lower(next) == "or"
                    || (self.lower(next) == "and" && self.is_between(next))
            }
        };
        if !joined {
            return None;
        }
        let mut behind = next + 1;
        if money && matches!(self.sign(behind), Some('$' | '£' | '€')) {
            behind += 1;
        }
        let upper = numbers::number(self, behind).filter(|upper| upper.most.is_none())?;
        // `killed five - 10 people fled` is a dash.
        let dash =
            apart && (low.in_words != upper.in_words || low.year || !self.tokens[next + 1].apart);
        // A range must be of something: else it is a score, a date, a telephone number.
        let followed =
            money || self.unit(upper.next).is_some() || plural_phrase(self, upper.next).is_some();
        (upper.value > low.value && !upper.year && followed && !dash).then_some(upper)
    }

    /// `rose from 10 to 15 percent` goes from one number to the other.
    fn moves(&self, at: usize) -> bool {
        let lead = match at.checked_sub(1).map(|before| self.tokens[before].kind) {
            Some(Kind::Sign(_)) => at.saturating_sub(2),
            _ => at.saturating_sub(1),
        };
        self.lower(lead) == "from"
            && (lead.saturating_sub(REACH)..lead).any(|back| {
                let word = self.lower(back);
                MOVING.iter().any(|moving| {
                    word.starts_with(moving)
                        && (*moving != "up" || word == "up")
                        && (*moving != "ris" || word != "risk")
                })
            })
    }

    fn is_between(&self, and: usize) -> bool {
        (1..=4).any(|back| {
            and.checked_sub(back)
                .is_some_and(|at| self.lower(at) == "between")
        })
    }
}

fn in_percent(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}
