//! Numbers that count nothing: dates, years, clock times, scores, codes, parts of names; and ages.

use super::numbers::{self, Number};
use super::reader::Reader;
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;

/// Words that open a sentence with a place or a day.
const PLACING: [&str; 5] = ["at", "in", "near", "on", "outside"];
/// Tokens to either side of a unit among which a plain word shows that it stands in no headline.
const NEAR: usize = 8;
/// Years of life: a number between commas behind a name is an age up to this.
const OLDEST: f64 = 115.0;

impl Reader<'_> {
    pub fn in_mention(&self, at: usize) -> bool {
        let span = self.tokens[at].span;
        let after = self
            .mentions
            .partition_point(|mention| mention.start < span.end);
        after
            .checked_sub(1)
            .and_then(|index| self.mentions.get(index))
            .is_some_and(|mention| mention.span().overlaps(span))
    }

    /// Scores, votes, telephone numbers, dates, clock times, versions.
    pub fn is_code(&self, at: usize, number: &Number) -> bool {
        let next = self.tokens.get(number.next);
        let before = at.checked_sub(1).map(|index| self.tokens[index]);
        let glued_before = before.is_some_and(|before| {
            !self.tokens[at].apart
                && matches!(
                    before.kind,
                    Kind::Sign(
                        '-' | '/' | '.' | ':' | '#' | '№' | '_' | '–' | '*' | '°' | '\'' | '’'
                    ) | Kind::Code
                        | Kind::Digits { .. }
                )
        });
        let digits_follow = next
            .is_some_and(|next| matches!(next.kind, Kind::Digits { .. } | Kind::Code))
            && self.measured_behind(number.next).is_none();
        let score = matches!(self.sign(number.next), Some('-' | '–' | '/' | ':'))
            && self
                .tokens
                .get(number.next + 1)
                .is_some_and(|after| matches!(after.kind, Kind::Digits { .. } | Kind::Code));
        let vote = self.lower(number.next) == "to"
            && numbers::number(self, number.next + 1)
                .is_some_and(|upper| upper.value <= number.value);
        let clock = matches!(
            self.lower(number.next).trim_end_matches('.'),
            "a.m" | "p.m" | "am" | "pm" | "o'clock" | "o’clock" | "gmt"
        );
        // `5ft 10in`, `5 feet 10 inches`: one height.
        let inches = |at: usize| matches!(self.lower(at), "in" | "inch" | "inches");
        let feet = matches!(self.lower(number.next), "ft" | "feet" | "foot")
            && self
                .tokens
                .get(number.next + 1)
                .is_some_and(|next| match next.kind {
                    Kind::Digits { .. } => next.apart && inches(number.next + 2),
                    Kind::Code => next.span.of(self.body).ends_with("in"),
                    _ => false,
                });
        let bracketed = before.is_some_and(|before| matches!(before.kind, Kind::Sign('(' | '[')))
            && matches!(self.sign(number.next), Some(')' | ']'));
        let listed = at == 0 && matches!(self.sign(number.next), Some('.' | ')'));
        glued_before || digits_follow || score || vote || clock || feet || bracketed || listed
    }

    /// A unit of time with a capital inside a sentence: the programme “60 Minutes”, `the 24 Hours of Karsk`.
    pub fn is_programme(&self, number: &Number) -> bool {
        const TIMES: [&str; 7] = [
            "Seconds", "Minutes", "Hours", "Days", "Weeks", "Months", "Years",
        ];
        // In a headline all words have one.
        let is_plain = |at: usize| {
            self.as_written(at).starts_with(char::is_lowercase) && !self.has(at, Tag::FunctionWord)
        };
        let near = number.next.saturating_sub(NEAR)..number.next + NEAR;
        TIMES.contains(&self.as_written(number.next)) && near.into_iter().any(is_plain)
    }

    /// Behind all digits and signs that hang together.
    pub fn over_code(&self, next: usize) -> usize {
        let mut at = next;
        while self.tokens.get(at).is_some_and(|token| {
            matches!(token.kind, Kind::Digits { .. } | Kind::Code)
                || (!token.apart && matches!(token.kind, Kind::Sign('-' | '–' | '/' | ':')))
        }) {
            at += 1;
        }
        at
    }

    /// A number behind a name or a designator: `Boeing 737`, `Article 5`, `Highway 61`.
    pub fn is_designated(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if !self.tokens[at].apart {
            return false;
        }
        let digits = matches!(self.tokens[at].kind, Kind::Digits { .. });
        let token = self.tokens[before];
        let word = self.lower(before);
        if self
            .lexicon
            .has(word.trim_end_matches('.'), Tag::Designator)
        {
            return !(word == "number" || word == "group" || word == "area") || digits;
        }
        let written = token.span.of(self.body);
        let possessive =
            written.ends_with("’s") || written.ends_with("'s") || written.ends_with('’');
        let first = before == 0
            || matches!(
                self.tokens[before - 1].kind,
                Kind::Sign('“' | '"' | '‘' | '\'')
            );
        // `On Friday 123 prisoners`, `In Karsk 310 homes`: the phrase that opens the sentence ends before the number.
        let weekday = self.has(before, Tag::Weekday) && written.starts_with(char::is_uppercase);
        let opened = before == 1 && PLACING.contains(&self.lower(0));
        let counted = self.tokens.get(at + 1).is_some_and(|next| {
            let word = next.span.of(self.body);
            next.kind == Kind::Word && word.starts_with(char::is_lowercase) && word.ends_with('s')
        });
        if (weekday || opened) && counted {
            return false;
        }
        digits
            && token.kind == Kind::Word
            && written.starts_with(char::is_uppercase)
            && !possessive
            && !first
            && !self.is_month(before)
            && !self.is_plain_word(before)
    }

    /// `July 4`, `4 July`, `Sept. 30`, `on the 5th`.
    pub fn is_date(&self, at: usize, number: &Number) -> bool {
        if number.value > 31.0 || number.value.fract() != 0.0 {
            return false;
        }
        let mut before = at.wrapping_sub(1);
        if self.sign(before) == Some('.') {
            before = before.wrapping_sub(1);
        }
        let month = |at: usize| self.is_month(at);
        let capital = |at: usize| {
            self.token_span(at)
                .is_some_and(|span| span.of(self.body).starts_with(char::is_uppercase))
        };
        (month(before) && capital(before)) || (month(number.next) && capital(number.next))
    }

    /// Four digits without a separator, of no later century than ours.
    pub fn may_be_year(&self, at: usize, number: &Number) -> bool {
        let plain = self.tokens[at].span.len() == 4 && number.next == at + 1;
        plain && (1000.0..=2100.0).contains(&number.value)
    }

    /// `Petrova, 71,`, `aged 71`, `age 12`
    pub fn is_age(&self, at: usize, number: &Number) -> bool {
        let years = number.value >= 1.0 && number.value <= OLDEST && number.value.fract() == 0.0;
        let Some(before) = at.checked_sub(1).filter(|_| years && number.most.is_none()) else {
            return false;
        };
        if matches!(self.lower(before), "aged" | "age") {
            return true;
        }
        let Some(name) = before.checked_sub(1).map(|index| self.tokens[index]) else {
            return false;
        };
        let capital =
            name.kind == Kind::Word && name.span.of(self.body).starts_with(char::is_uppercase);
        let month = self.is_month(before - 1);
        let between = self.sign(before) == Some(',')
            && matches!(self.sign(number.next), Some(',' | '.' | ';' | ')'));
        let digits = matches!(self.tokens[at].kind, Kind::Digits { .. });
        between && capital && !month && digits
    }

    /// Words that are capitalised for other reasons than being a name that a number could belong to.
    fn is_plain_word(&self, at: usize) -> bool {
        let word = self.lower(at);
        self.has(at, Tag::FunctionWord)
            || self
                .lexicon
                .words(Tag::Modifies)
                .iter()
                .any(|written| written.rsplit(' ').next() == Some(word))
            || matches!(
                word,
                "killed" | "all" | "only" | "just" | "another" | "nearly"
            )
    }
}
