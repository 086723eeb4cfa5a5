//! One sentence read for its figures.

use super::counted::any_phrase;
use super::numbers::Number;
use super::tables::ONE_OF;
use super::tokens::{Kind, Token};
use super::units::Unit;
use crate::model::{Figure, Mention, Modifier, Span};

/// One sentence and what stands in it.
pub struct Reader<'a> {
    pub body: &'a str,
    pub tokens: &'a [Token],
    pub mentions: &'a [Mention],
}

impl Reader<'_> {
    /// The figure of the number at token `at`, and the token to go on from.
    pub fn figure(
        &self,
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

    pub fn lower(&self, at: usize) -> String {
        self.tokens
            .get(at)
            .filter(|token| token.kind == Kind::Word && token.span.len() <= 40)
            .map(|token| token.span.of(self.body).to_lowercase())
            .unwrap_or_default()
    }

    pub fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub fn token_span(&self, at: usize) -> Option<Span> {
        self.tokens.get(at).map(|token| token.span)
    }

    /// Where the token before `next` ends.
    pub fn end_of(&self, next: usize) -> usize {
        next.checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.span.end)
    }
}

fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3]
        .into_iter()
        .find(|scale| value >= *scale)
        .unwrap_or(1.0)
}
