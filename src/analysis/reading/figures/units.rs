//! Units, currencies, ranges and modifiers around a number.

use super::counted::any_phrase;
use super::numbers::Number;
use super::reader::Reader;
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;
use crate::model::{Modifier, Span};

/// Longer words are no units.
const LONGEST_UNIT: usize = 16;

/// Words of the longest modifier: `no more than`.
const WORDS_OF_MODIFIER: usize = 3;

/// A unit behind or before a number.
pub struct Unit {
    pub name: &'static str,
    /// Index of the token behind number and unit.
    pub next: usize,
    /// Where the words of the figure end, in bytes.
    pub end: usize,
}

/// By its name in the lexicon.
fn modifier_of(written: &str) -> Modifier {
    match written {
        "about" => Modifier::About,
        "at-least" => Modifier::AtLeast,
        "at-most" => Modifier::AtMost,
        "less-than" => Modifier::LessThan,
        "more-than" => Modifier::MoreThan,
        _ => Modifier::Exact,
    }
}

impl Reader<'_> {
    /// A currency sign or code before the number: its name and its token.
    pub fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let before = at.checked_sub(1)?;
        let token = self.tokens[before];
        let glued = !self.tokens[at].apart;
        let sign = token.span.of(self.body);
        let name = self.lexicon.value(sign, Tag::Currency)?;
        let letters = sign.chars().all(char::is_alphabetic);
        if !glued && !letters {
            return None;
        }
        // `US$5`
        if let Some(front) = before.checked_sub(1)
            && !token.apart
            && sign == "$"
        {
            let long = format!("{}$", self.tokens[front].span.of(self.body));
            if let Some(name) = self.lexicon.value(&long, Tag::Currency) {
                return Some((name, front));
            }
        }
        Some((name, before))
    }

    /// `$5 bn`, `£3m`
    pub fn short_scale(&self, number: &mut Number) {
        if let Some(scale) = self.short_scale_of(number.next) {
            number.value *= scale;
            number.next += 1;
        }
    }

    pub fn has_scale(&self, number: &Number) -> bool {
        let last = number.next - 1;
        self.has(last, Tag::ShortScale)
            || matches!(
                self.lower(last),
                "thousand" | "million" | "billion" | "trillion"
            )
    }

    pub fn unit(&self, next: usize) -> Option<Unit> {
        let mut at = next;
        let mut hyphen = false;
        if self.sign(at) == Some('-') && !self.tokens[at].apart {
            at += 1;
            hyphen = true;
        }
        let token = self.tokens.get(at)?;
        let written = token.span.of(self.body);
        if written.len() > LONGEST_UNIT {
            return None;
        }
        let lower = self.lower_sign(at);
        let following = self.lower(at + 1);
        if lower == "per" && matches!(following, "cent" | "capita") {
            return Some(Unit {
                name: "percent",
                next: at + 2,
                end: self.end_of(at + 2),
            });
        }
        if lower == "percentage" && following.starts_with("point") {
            return Some(Unit {
                name: "percentage points",
                next: at + 2,
                end: self.end_of(at + 2),
            });
        }
        if matches!(lower, "square" | "sq" | "cubic" | "nautical") {
            let name = self.unit_of(at + 1)?;
            let name = match (lower, name) {
                ("square" | "sq", "km") => "square km",
                ("square" | "sq", "miles") => "square miles",
                ("square" | "sq", "metres") => "square metres",
                ("square" | "sq", "feet") => "square feet",
                ("cubic", "metres") => "cubic metres",
                ("cubic", "feet") => "cubic feet",
                ("nautical", "miles") => "nautical miles",
                _ => return None,
            };
            return Some(Unit {
                name,
                next: at + 2,
                end: self.end_of(at + 2),
            });
        }
        // `500 Canadian dollars`
        if let Some(name) = national_currency(lower, following) {
            return Some(Unit {
                name,
                next: at + 2,
                end: self.end_of(at + 2),
            });
        }
        // `5 t` are tonnes, `5 T` nobody knows.
        let name = self.unit_of(at).filter(|_| written != "T")?;
        let timed = matches!(name, "years" | "months" | "weeks" | "days");
        if timed && (self.joined_word(at + 1) == "old" || following == "old" || following == "olds")
        {
            let old = at + if self.sign(at + 1) == Some('-') { 3 } else { 2 };
            let name = match name {
                "years" => "years old",
                "months" => "months old",
                "weeks" => "weeks old",
                _ => "days old",
            };
            return Some(Unit {
                name,
                next: old,
                end: self.end_of(old),
            });
        }
        // `two-foot-wide`, `a two-minute`: measures; but `the second`, `12 second-hand cars`: not.
        if self.sign(at + 1) == Some('-') && !hyphen && !self.tokens[at + 1].apart {
            return None;
        }
        Some(Unit {
            name,
            next: at + 1,
            end: token.span.end,
        })
    }

    /// The word behind a hyphen at `at`.
    fn joined_word(&self, at: usize) -> &str {
        if self.sign(at) == Some('-') {
            self.lower(at + 1)
        } else {
            ""
        }
    }

    /// The modifier before token `lead`, and where the figure begins.
    pub fn modifier(&self, lead: usize, unit: Option<&Unit>) -> (Modifier, usize) {
        let start = self.tokens[lead].span.start;
        // `more than a hundred`: the article belongs to the number; in `an estimated 5` to nothing shown.
        let mut end = lead;
        if end > 0 && matches!(self.lower(end - 1), "the" | "a") && end > 1 {
            let before = self.lower(end - 2);
            if matches!(before, "than" | "least") {
                end -= 1;
            }
        }
        // Longest first: `no more than` says more than `more than`.
        for count in (1..=WORDS_OF_MODIFIER.min(end)).rev() {
            let first = end - count;
            let words: Vec<&str> = (first..end).map(|at| self.own(at)).collect();
            let written = words.join(" ");
            let Some(modifier) = self.lexicon.value(&written, Tag::Modifies) else {
                continue;
            };
            let time = unit.is_some_and(|unit| {
                matches!(
                    unit.name,
                    "days" | "weeks" | "months" | "years" | "decades" | "hours"
                )
            });
            if time && written == "over" {
                break;
            }
            return (modifier_of(modifier), self.tokens[first].span.start);
        }
        (Modifier::Exact, start)
    }

    /// A modifier behind the number and its unit, and the token behind it: `200+`, `50 or more`, `a week or so`.
    pub fn modifier_behind(&self, next: usize) -> Option<(Modifier, usize)> {
        if self.sign(next) == Some('+') {
            return Some((Modifier::AtLeast, next + 1));
        }
        if self.lower(next) != "or" {
            return None;
        }
        let modifier = match self.lower(next + 1) {
            "more" => Modifier::AtLeast,
            "so" => Modifier::About,
            "less" | "fewer" => Modifier::AtMost,
            _ => return None,
        };
        Some((modifier, next + 2))
    }

    /// What is measured: `1,613 days of detention`, `20 percent of the world supply`, `$5 billion in aid`.
    pub fn of_measure(&self, unit: &Unit, start: usize, next: usize) -> Option<Span> {
        let word = self.lower(next);
        let money =
            unit.name.len() == 3 && unit.name.chars().all(|letter| letter.is_ascii_uppercase());
        let worth = word == "worth" && self.lower(next + 1) == "of";
        let held = matches!(
            self.lower(next + 1),
            "prison" | "jail" | "detention" | "custody" | "captivity" | "exile" | "office"
        );
        if word == "of" || worth || (word == "in" && (money || held)) {
            let from = self.over_determiners(if worth { next + 2 } else { next + 1 });
            let token = self.tokens.get(from)?;
            let capital = token.span.of(self.body).starts_with(char::is_uppercase);
            let date = self.has(from, Tag::Month);
            if token.kind != Kind::Word || date || (word == "in" && capital) {
                return None;
            }
            return any_phrase(self, from);
        }
        if word == "behind" && self.lower(next + 1) == "bars" {
            return Some(self.token_span(next)?.join(self.token_span(next + 1)?));
        }
        // `a $5 million grant`, `the 40-day truce`: before a noun without preposition stands a determiner.
        let before = self
            .tokens
            .partition_point(|token| token.span.start < start)
            .checked_sub(1)?;
        let determiner = matches!(
            self.lower(before),
            "a" | "an" | "the" | "this" | "that" | "his" | "her" | "its" | "their" | "our"
        ) || self.tokens[before].span.of(self.body).ends_with("’s");
        let small = self
            .tokens
            .get(next)?
            .span
            .of(self.body)
            .starts_with(char::is_lowercase);
        let aged = unit.name.ends_with("old");
        (determiner && small && !aged)
            .then(|| any_phrase(self, next))
            .flatten()
    }
}

fn national_currency(nation: &str, word: &str) -> Option<&'static str> {
    let dollars = word.starts_with("dollar");
    match nation {
        "u.s." | "us" | "american" if dollars => Some("USD"),
        "canadian" if dollars => Some("CAD"),
        "australian" if dollars => Some("AUD"),
        "swiss" if word.starts_with("franc") => Some("CHF"),
        _ => None,
    }
}
