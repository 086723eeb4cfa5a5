//! Numbers in a text with what they count.
//!
//! What is no quantity is left out: dates, years, clock times, ordinals, scores, and numbers in names (`Boeing 737`,
//! `G7`, `9/11`). A number for which neither unit nor noun nor modifier is found is left out too: precision before recall.

mod counted;
mod likeness;
mod numbers;
mod tables;

pub use likeness::{compatible, counted_head};

use crate::model::{Figure, Mention, Modifier, Span};
use counted::{any_phrase, plural_phrase};
use numbers::{Kind, Number, Token};
use tables::{CURRENCY_SIGNS, DESIGNATORS, MODIFIERS, MONTHS, ONE_OF, SHORT_SCALES, UNITS, lookup};

/// Years of life: a number between commas behind a name is an age up to this.
const OLDEST: f64 = 115.0;
/// Tokens looked back for `the number of …, … at 1,227`.
const REACH_BACK: usize = 14;
/// Longer words are no units.
const LONGEST_UNIT: usize = 16;

/// The figures of a body in order; numbers that are part of a name, date, clock time, age or ordinal are left out or carry
/// their own unit.
pub fn figures(body: &str, sentences: &[Span], mentions: &[Mention]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for &sentence in sentences {
        let tokens = numbers::tokens(body, sentence);
        let first = found.len();
        let mut reader = Reader {
            body,
            tokens: &tokens,
            mentions,
        };
        let mut at = 0;
        while at < tokens.len() {
            match numbers::number(body, &tokens, at) {
                Some(number) => {
                    let next = number.next;
                    let earlier = found[first..].last();
                    let (figure, end) = reader.figure(at, number, earlier);
                    found.extend(figure);
                    at = end.max(next);
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Reader<'a> {
    body: &'a str,
    tokens: &'a [Token],
    mentions: &'a [Mention],
}

/// A unit behind or before a number.
struct Unit {
    name: &'static str,
    /// Index of the token behind number and unit.
    next: usize,
    /// Where the words of the figure end, in bytes.
    end: usize,
}

impl Reader<'_> {
    /// The figure of the number at token `at`, and the token to go on from.
    fn figure(
        &mut self,
        at: usize,
        number: Number,
        earlier: Option<&Figure>,
    ) -> (Option<Figure>, usize) {
        let mut number = number;
        let currency = self.currency_before(at);
        if currency.is_some() {
            self.short_scale(&mut number);
        }
        let mut value_to = number.most;
        let lead = currency.as_ref().map_or(at, |&(_, index)| index);
        if let Some(upper) = self.range(number.next, number.value, currency.is_some()) {
            // `10 to 15 million`: the scale belongs to both.
            let scale = if upper.value >= 1e3 && number.value < 1e3 && self.has_scale(&upper) {
                scale_of(upper.value)
            } else {
                1.0
            };
            number.value *= scale;
            value_to = Some(upper.value);
            number.next = upper.next;
        } else if self.is_code(at, &number) {
            return (None, self.over_code(number.next));
        }
        if self.in_mention(at) {
            return (None, number.next);
        }
        let unit = match currency {
            Some((name, _)) => Some(Unit {
                name,
                next: number.next,
                end: self.end_of(number.next),
            }),
            // `billions of dollars`
            None if number.most.is_some() && self.lower(number.next) == "of" => {
                self.unit(number.next + 1)
            }
            None => self.unit(number.next),
        };
        let (mut modifier, start) = self.modifier(lead, unit.as_ref());
        if number.most.is_some() {
            modifier = Modifier::Vague;
        }
        let mut end = unit
            .as_ref()
            .map_or_else(|| self.end_of(number.next), |unit| unit.end);
        let mut next = unit.as_ref().map_or(number.next, |unit| unit.next);
        if self.sign(number.next) == Some('+') {
            modifier = Modifier::AtLeast;
            end = self.tokens[number.next].span.end;
            next = next.max(number.next + 1);
        }
        let made =
            |unit: &str, of: Option<Span>, start: usize, end: usize, modifier: Modifier| Figure {
                start,
                end,
                value: number.value,
                value_to,
                unit: unit.to_string(),
                of: of
                    .map(|span| span.of(self.body).to_string())
                    .unwrap_or_default(),
                modifier,
            };
        if let Some(share) = self.fraction(at, &number) {
            let of = any_phrase(self.body, self.tokens, self.over_determiners(share.next));
            let figure = Figure {
                value: share.value,
                value_to: None,
                ..made("percent", of, start, share.end, modifier)
            };
            return (Some(figure), share.next);
        }
        if let Some(unit) = unit {
            if number.year && unit.name != "percent" && self.lower(at.wrapping_sub(1)) == "in" {
                return (None, next);
            }
            let of = self.of_measure(&unit, start, next);
            return (Some(made(unit.name, of, start, end, modifier)), next);
        }
        if let Some(age) = self.age(at, &number) {
            return (
                Some(made("years old", None, start, age, modifier)),
                number.next,
            );
        }
        if self.is_designated(at) || self.is_date(at, &number) {
            return (None, next);
        }
        let small = number.in_words && number.value == 1.0 && number.most.is_none();
        if small {
            let noun = self
                .token_span(next)
                .filter(|_| ONE_OF.contains(&self.lower(next).as_str()));
            let counts = noun.is_some() && modifier == Modifier::Exact
                || modifier == Modifier::AtLeast && noun.is_some();
            return (counts.then(|| made("", noun, start, end, modifier)), next);
        }
        let of = self.counted(at, next, &number);
        if let Some(of) = of {
            if number.year && modifier == Modifier::Exact {
                return (None, next);
            }
            return (Some(made("", Some(of), start, end, modifier)), next);
        }
        if self.may_be_year(at, &number) {
            return (None, next);
        }
        if let Some(of) = self.counted_before(at) {
            return (Some(made("", Some(of), start, end, modifier)), next);
        }
        // `123 were released`, `114, of them five …`: what the figure before counted.
        let stands_alone = matches!(
            self.lower(next).as_str(),
            "were" | "was" | "have" | "had" | "are" | "remain" | "remained"
        ) || (self.sign(next) == Some(',')
            && self.lower(next + 1) == "of"
            && matches!(self.lower(next + 2).as_str(), "them" | "whom" | "which"))
            || (self.lower(next) == "of"
                && matches!(
                    self.lower(next + 1).as_str(),
                    "them" | "whom" | "those" | "which"
                ));
        if stands_alone || (modifier != Modifier::Exact && !number.in_words && number.value >= 10.0)
        {
            let mut figure = made("", None, start, end, modifier);
            if stands_alone && let Some(earlier) = earlier.filter(|earlier| earlier.unit.is_empty())
            {
                figure.of.clone_from(&earlier.of);
            }
            let shown = !figure.of.is_empty() || !number.in_words || number.most.is_some();
            return (shown.then_some(figure), next);
        }
        (None, next)
    }

    /// Four digits without a separator, of no later century than ours.
    fn may_be_year(&self, at: usize, number: &Number) -> bool {
        let plain = self.tokens[at].span.len() == 4 && number.next == at + 1;
        plain && (1000.0..=2100.0).contains(&number.value)
    }

    fn lower(&self, at: usize) -> String {
        self.tokens
            .get(at)
            .filter(|token| token.kind == Kind::Word && token.span.len() <= 40)
            .map(|token| token.span.of(self.body).to_lowercase())
            .unwrap_or_default()
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn token_span(&self, at: usize) -> Option<Span> {
        self.tokens.get(at).map(|token| token.span)
    }

    /// Where the token before `next` ends.
    fn end_of(&self, next: usize) -> usize {
        next.checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.span.end)
    }

    fn in_mention(&self, at: usize) -> bool {
        let span = self.tokens[at].span;
        let after = self
            .mentions
            .partition_point(|mention| mention.start < span.end);
        after
            .checked_sub(1)
            .and_then(|index| self.mentions.get(index))
            .is_some_and(|mention| mention.span().overlaps(span))
    }

    /// A currency sign or code before the number: its name and its token.
    fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let before = at.checked_sub(1)?;
        let token = self.tokens[before];
        let glued = !self.tokens[at].apart;
        let sign = token.span.of(self.body);
        let name = CURRENCY_SIGNS
            .iter()
            .find(|(written, _)| *written == sign)
            .map(|&(_, name)| name)?;
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
            if let Some(&(_, name)) = CURRENCY_SIGNS.iter().find(|(written, _)| *written == long) {
                return Some((name, front));
            }
        }
        Some((name, before))
    }

    /// `$5 bn`, `£3m`
    fn short_scale(&self, number: &mut Number) {
        if let Some(scale) = lookup(SHORT_SCALES, &self.lower(number.next)) {
            number.value *= scale;
            number.next += 1;
        }
    }

    /// The upper end of a range: `10 to 15`, `10-15`, `between 10 and 15`.
    fn range(&self, next: usize, low: f64, money: bool) -> Option<Number> {
        let joined = match self.sign(next) {
            Some('-' | '–' | '—') => !self.tokens[next].apart || self.sign(next) == Some('–'),
            _ => {
                matches!(self.lower(next).as_str(), "to" | "or")
                    || (self.lower(next) == "and" && self.is_between(next))
            }
        };
        if !joined {
            return None;
        }
        let mut at = next + 1;
        if money && matches!(self.sign(at), Some('$' | '£' | '€')) {
            at += 1;
        }
        let upper =
            numbers::number(self.body, self.tokens, at).filter(|upper| upper.most.is_none())?;
        // A range must be of something: else it is a score, a date, a telephone number.
        let followed = money
            || self.unit(upper.next).is_some()
            || plural_phrase(self.body, self.tokens, upper.next).is_some();
        (upper.value > low && !upper.year && followed).then_some(upper)
    }

    fn is_between(&self, and: usize) -> bool {
        (1..=4).any(|back| {
            and.checked_sub(back)
                .is_some_and(|at| self.lower(at) == "between")
        })
    }

    fn has_scale(&self, number: &Number) -> bool {
        let word = self.lower(number.next - 1);
        lookup(SHORT_SCALES, &word).is_some()
            || matches!(
                word.as_str(),
                "thousand" | "million" | "billion" | "trillion"
            )
    }

    /// Scores, votes, telephone numbers, dates, clock times, versions.
    fn is_code(&self, at: usize, number: &Number) -> bool {
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
        let digits_follow =
            next.is_some_and(|next| matches!(next.kind, Kind::Digits { .. } | Kind::Code));
        let score = matches!(self.sign(number.next), Some('-' | '–' | '/' | ':'))
            && self
                .tokens
                .get(number.next + 1)
                .is_some_and(|after| matches!(after.kind, Kind::Digits { .. } | Kind::Code));
        let vote = self.lower(number.next) == "to"
            && numbers::number(self.body, self.tokens, number.next + 1)
                .is_some_and(|upper| upper.value <= number.value);
        let clock = matches!(
            self.lower(number.next).trim_end_matches('.'),
            "a.m" | "p.m" | "am" | "pm" | "o'clock" | "o’clock" | "gmt"
        );
        let bracketed = before.is_some_and(|before| matches!(before.kind, Kind::Sign('(' | '[')))
            && matches!(self.sign(number.next), Some(')' | ']'));
        let listed = at == 0 && matches!(self.sign(number.next), Some('.' | ')'));
        glued_before || digits_follow || score || vote || clock || bracketed || listed
    }

    /// Behind all digits and signs that hang together.
    fn over_code(&self, next: usize) -> usize {
        let mut at = next;
        while self.tokens.get(at).is_some_and(|token| {
            matches!(token.kind, Kind::Digits { .. } | Kind::Code)
                || (!token.apart && matches!(token.kind, Kind::Sign('-' | '–' | '/' | ':')))
        }) {
            at += 1;
        }
        at
    }

    fn unit(&self, next: usize) -> Option<Unit> {
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
        let lower = written.to_lowercase();
        let following = self.lower(at + 1);
        if lower == "per" && matches!(following.as_str(), "cent" | "capita") {
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
        if matches!(lower.as_str(), "square" | "sq" | "cubic" | "nautical") {
            let name = lookup(UNITS, &following)?;
            let name = match (lower.as_str(), name) {
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
        if let Some(name) = national_currency(&lower, &following) {
            return Some(Unit {
                name,
                next: at + 2,
                end: self.end_of(at + 2),
            });
        }
        let name = lookup(UNITS, &lower)?;
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
    fn joined_word(&self, at: usize) -> String {
        if self.sign(at) == Some('-') {
            self.lower(at + 1)
        } else {
            String::new()
        }
    }

    /// The modifier before token `lead`, and where the figure begins.
    fn modifier(&self, lead: usize, unit: Option<&Unit>) -> (Modifier, usize) {
        let start = self.tokens[lead].span.start;
        // `more than a hundred`: the article belongs to the number; `an estimated 5` to the modifier.
        let mut end = lead;
        if end > 0 && matches!(self.lower(end - 1).as_str(), "the" | "a") && end > 1 {
            let before = self.lower(end - 2);
            if matches!(before.as_str(), "than" | "least") {
                end -= 1;
            }
        }
        for (words, modifier) in MODIFIERS {
            let Some(first) = end.checked_sub(words.len()) else {
                continue;
            };
            let fits = words
                .iter()
                .enumerate()
                .all(|(index, word)| self.lower(first + index) == *word);
            if !fits {
                continue;
            }
            let time = unit.is_some_and(|unit| {
                matches!(
                    unit.name,
                    "days" | "weeks" | "months" | "years" | "decades" | "hours"
                )
            });
            if time
                && words.len() == 1
                && matches!(words[0], "over" | "under" | "some" | "around")
                && words[0] == "over"
            {
                break;
            }
            return (*modifier, self.tokens[first].span.start);
        }
        (Modifier::Exact, start)
    }

    /// `half of`, `two-thirds of`, `a quarter of`.
    fn fraction(&self, at: usize, number: &Number) -> Option<Share> {
        let mut index = number.next;
        if self.sign(index) == Some('-') {
            index += 1;
        }
        let parts = match self.lower(index).as_str() {
            "half" | "halves" => 2.0,
            "third" | "thirds" => 3.0,
            "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
            "fifth" | "fifths" => 5.0,
            "tenth" | "tenths" => 10.0,
            _ => return None,
        };
        let of = self.lower(index + 1) == "of";
        if !(number.in_words && number.value < parts && of) {
            return None;
        }
        let _ = at;
        let value = (number.value / parts * 1000.0).round() / 10.0;
        Some(Share {
            value,
            next: index + 2,
            end: self.tokens[index].span.end,
        })
    }

    /// What is measured: `1,613 days of detention`, `20 percent of the world supply`, `$5 billion in aid`.
    fn of_measure(&self, unit: &Unit, start: usize, next: usize) -> Option<Span> {
        let word = self.lower(next);
        let money =
            unit.name.len() == 3 && unit.name.chars().all(|letter| letter.is_ascii_uppercase());
        let worth = word == "worth" && self.lower(next + 1) == "of";
        let held = matches!(
            self.lower(next + 1).as_str(),
            "prison" | "jail" | "detention" | "custody" | "captivity" | "exile" | "office"
        );
        if word == "of" || worth || (word == "in" && (money || held)) {
            let from = self.over_determiners(if worth { next + 2 } else { next + 1 });
            let token = self.tokens.get(from)?;
            let capital = token.span.of(self.body).starts_with(char::is_uppercase);
            let date = MONTHS.contains(&self.lower(from).as_str());
            if token.kind != Kind::Word || date || (word == "in" && capital) {
                return None;
            }
            return any_phrase(self.body, self.tokens, from);
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
            self.lower(before).as_str(),
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
            .then(|| any_phrase(self.body, self.tokens, next))
            .flatten()
    }

    /// Where the age ends: `Petrova, 71,`, `aged 71`, `age 12`.
    fn age(&self, at: usize, number: &Number) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let plausible = number.value >= 1.0
            && number.value <= OLDEST
            && number.value.fract() == 0.0
            && number.most.is_none();
        let end = self.end_of(number.next);
        if !plausible {
            return None;
        }
        if matches!(self.lower(before).as_str(), "aged" | "age") {
            return Some(end);
        }
        let name = before.checked_sub(1).map(|index| self.tokens[index])?;
        let capital =
            name.kind == Kind::Word && name.span.of(self.body).starts_with(char::is_uppercase);
        let month = MONTHS.contains(&self.lower(before - 1).trim_end_matches('.'));
        let commas = self.sign(before) == Some(',')
            && matches!(self.sign(number.next), Some(',' | '.' | ';' | ')'));
        let digits = matches!(self.tokens[at].kind, Kind::Digits { .. });
        (commas && capital && !month && digits).then_some(end)
    }

    /// A number behind a name or a designator: `Boeing 737`, `Article 5`, `Highway 61`.
    fn is_designated(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if !self.tokens[at].apart {
            return false;
        }
        let digits = matches!(self.tokens[at].kind, Kind::Digits { .. });
        let token = self.tokens[before];
        let word = self.lower(before);
        if DESIGNATORS.contains(&word.trim_end_matches('.')) {
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
        digits
            && token.kind == Kind::Word
            && written.starts_with(char::is_uppercase)
            && !possessive
            && !first
            && !MONTHS.contains(&word.trim_end_matches('.'))
            && !is_plain_word(&word)
    }

    /// `July 4`, `4 July`, `Sept. 30`, `on the 5th`.
    fn is_date(&self, at: usize, number: &Number) -> bool {
        if number.value > 31.0 || number.value.fract() != 0.0 {
            return false;
        }
        let mut before = at.wrapping_sub(1);
        if self.sign(before) == Some('.') {
            before = before.wrapping_sub(1);
        }
        let month = |at: usize| MONTHS.contains(&self.lower(at).trim_end_matches('.'));
        let capital = |at: usize| {
            self.token_span(at)
                .is_some_and(|span| span.of(self.body).starts_with(char::is_uppercase))
        };
        (month(before) && capital(before)) || (month(number.next) && capital(number.next))
    }

    fn over_determiners(&self, from: usize) -> usize {
        let mut at = from;
        while matches!(
            self.lower(at).as_str(),
            "the"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "these"
                | "those"
                | "all"
                | "a"
                | "an"
        ) {
            at += 1;
        }
        at
    }

    /// The plural noun phrase that the number counts, behind it.
    fn counted(&self, at: usize, next: usize, number: &Number) -> Option<Span> {
        let mut from = next;
        if self.lower(from) == "of" {
            let inside = self.over_determiners(from + 1);
            let apposition = self.sign(at.wrapping_sub(1)) == Some(',')
                && number.in_words
                && number.most.is_none();
            let determined = inside > from + 1 || number.most.is_some();
            if apposition || !determined {
                return None;
            }
            from = inside;
        }
        // `a six-member panel`: what has members is one.
        if self.sign(from) == Some('-') {
            return None;
        }
        plural_phrase(self.body, self.tokens, from)
    }

    /// `the total number of political prisoners in the country at 1,227`, `population 9.5 million`.
    fn counted_before(&self, at: usize) -> Option<Span> {
        let mut before = at.checked_sub(1)?;
        let linked = matches!(
            self.lower(before).as_str(),
            "of" | "at"
                | "to"
                | "is"
                | "was"
                | "reached"
                | "reaching"
                | "exceeded"
                | "about"
                | "around"
                | "nearly"
                | "than"
                | "over"
        );
        let directly = self.lower(before);
        if matches!(directly.as_str(), "population" | "toll") {
            return self.compound(before);
        }
        if !linked {
            return None;
        }
        let near = before.saturating_sub(REACH_BACK);
        while before > near {
            before -= 1;
            match self.lower(before).as_str() {
                "number" if self.lower(before + 1) == "of" => {
                    return plural_phrase(
                        self.body,
                        self.tokens,
                        self.over_determiners(before + 2),
                    );
                }
                "population" | "toll" | "turnout" => return self.compound(before),
                _ => {}
            }
            if matches!(
                self.tokens[before].kind,
                Kind::Digits { .. } | Kind::Sign(';' | ':')
            ) {
                return None;
            }
        }
        None
    }

    /// A noun with the noun before it: `death toll`.
    fn compound(&self, at: usize) -> Option<Span> {
        let span = self.token_span(at)?;
        let before = at.checked_sub(1).filter(|&index| {
            matches!(
                self.lower(index).as_str(),
                "death" | "voter" | "prison" | "total"
            )
        });
        Some(
            before
                .and_then(|index| self.token_span(index))
                .map_or(span, |first| first.join(span)),
        )
    }
}

struct Share {
    /// In percent.
    value: f64,
    next: usize,
    end: usize,
}

fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3]
        .into_iter()
        .find(|scale| value >= *scale)
        .unwrap_or(1.0)
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

/// Words that are capitalised for other reasons than being a name that a number could belong to.
fn is_plain_word(word: &str) -> bool {
    crate::analysis::words::is_function_word(word)
        || MODIFIERS
            .iter()
            .any(|(words, _)| words.last() == Some(&word))
        || matches!(
            word,
            "killed" | "all" | "only" | "just" | "another" | "nearly"
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(String, f64, String, String, Modifier)> {
        let sentences = [Span::new(0, text.len())];
        figures(text, &sentences, &[])
            .into_iter()
            .map(|figure| {
                (
                    figure.span().of(text).to_string(),
                    figure.value,
                    figure.unit,
                    figure.of,
                    figure.modifier,
                )
            })
            .collect()
    }

    fn one(text: &str) -> (String, f64, String, String, Modifier) {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.into_iter().next().unwrap()
    }

    #[test]
    fn counts_carry_their_noun_and_their_modifier() {
        for (text, span, value, of, modifier) in [
            (
                "They freed 123 political prisoners there.",
                "123",
                123.0,
                "political prisoners",
                Modifier::Exact,
            ),
            (
                "It held more than 1,200 people.",
                "more than 1,200",
                1200.0,
                "people",
                Modifier::MoreThan,
            ),
            (
                "About 70 of the freed miners left.",
                "About 70",
                70.0,
                "freed miners",
                Modifier::About,
            ),
            (
                "Some welcomed one hundred and four Belarusians transferred to Riga.",
                "one hundred and four",
                104.0,
                "Belarusians",
                Modifier::Exact,
            ),
            (
                "An estimated thousand political prisoners remain.",
                "An estimated thousand",
                1000.0,
                "political prisoners",
                Modifier::About,
            ),
            (
                "Up to 1,400 villagers fled.",
                "Up to 1,400",
                1400.0,
                "villagers",
                Modifier::AtMost,
            ),
            (
                "Dozens of cars burned.",
                "Dozens",
                24.0,
                "cars",
                Modifier::Vague,
            ),
            (
                "The total number of miners in the valley at 1,227 was wrong.",
                "1,227",
                1227.0,
                "miners",
                Modifier::Exact,
            ),
            (
                "Ruritania, population 9.5 million, is flat.",
                "9.5 million",
                9.5e6,
                "population",
                Modifier::Exact,
            ),
            (
                "At least one person died.",
                "At least one",
                1.0,
                "person",
                Modifier::AtLeast,
            ),
            (
                "He met twenty-three human rights activists.",
                "twenty-three",
                23.0,
                "human rights activists",
                Modifier::Exact,
            ),
        ] {
            let found = one(text);
            assert_eq!(
                (found.0.as_str(), found.1, found.3.as_str(), found.4),
                (span, value, of, modifier),
                "{text}"
            );
            assert_eq!(found.2, "", "{text}");
        }
    }

    #[test]
    fn measures_carry_their_unit() {
        for (text, span, value, unit, of) in [
            (
                "It makes around 20 percent of the world supply.",
                "around 20 percent",
                20.0,
                "percent",
                "world supply",
            ),
            ("He won with 80% of votes.", "80%", 80.0, "percent", "votes"),
            (
                "After 1,613 days of detention he came home.",
                "1,613 days",
                1613.0,
                "days",
                "detention",
            ),
            (
                "A grant of $5 billion in aid came.",
                "$5 billion",
                5e9,
                "USD",
                "aid",
            ),
            ("The bridge is 2.5 km long.", "2.5 km", 2.5, "km", ""),
            (
                "Petrova, 71, has ruled for long.",
                "71",
                71.0,
                "years old",
                "",
            ),
            (
                "A 12-year-old boy ran.",
                "12-year-old",
                12.0,
                "years old",
                "",
            ),
            (
                "Two-thirds of the voters agreed.",
                "Two-thirds",
                66.7,
                "percent",
                "voters",
            ),
            (
                "She got 10 years in prison.",
                "10 years",
                10.0,
                "years",
                "prison",
            ),
        ] {
            let found = one(text);
            assert_eq!(
                (
                    found.0.as_str(),
                    found.1,
                    found.2.as_str(),
                    found.3.as_str()
                ),
                (span, value, unit, of),
                "{text}"
            );
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        let text = "Between 10 and 15 houses fell; 3-4 million euros were lost.";
        let found = figures(text, &[Span::new(0, text.len())], &[]);
        let ends: Vec<(f64, Option<f64>)> = found
            .iter()
            .map(|figure| (figure.value, figure.value_to))
            .collect();
        assert_eq!(ends, [(10.0, Some(15.0)), (3e6, Some(4e6))]);
    }

    #[test]
    fn what_counts_nothing_is_left_out() {
        for text in [
            "In 2020 and since July 2022 the Boeing 737 flew.",
            "On Sept. 30, at 5 p.m., the G7 met about 9/11 and COVID-19.",
            "The Su-24 came 20th in the 1980s; see Article 5 and page 12.",
            "Call +1 555 123 4567 or see https://example.org/12/34.",
            "They won 3-2 at 12:30 on Saturday (13).",
            "It was one of those days.",
            "No. 5 is alive.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_inside_it(text in "(?s)((about|one|two|1,200|\\$|%|-|half|dozen|million|of|the|years|old|, |\\.| )){0,30}|.{0,60}") {
            for figure in figures(&text, &[Span::new(0, text.len())], &[]) {
                prop_assert!(text.get(figure.start..figure.end).is_some_and(|words| !words.is_empty()));
                prop_assert!(figure.value.is_finite());
            }
        }
    }
}
