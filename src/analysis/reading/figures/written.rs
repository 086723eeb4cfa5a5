//! A number with everything that belongs to it as written, and what it counts.

use super::numbers::Number;
use super::reader::Reader;
use super::units::Unit;
use crate::analysis::text::lexicon::Tag;
use crate::model::{Figure, Modifier, Span};

/// Numbers under this say nothing without a noun, even with a modifier: `about 5`.
const LEAST_WITHOUT_NOUN: f64 = 10.0;

/// A number with everything that belongs to it as written.
struct Written {
    number: Number,
    /// The upper end of a range or of an order of magnitude.
    value_to: Option<f64>,
    unit: Option<Unit>,
    modifier: Modifier,
    /// Byte range of the words, modifier and unit included.
    span: Span,
    /// Index of the token behind.
    next: usize,
}

impl Written {
    fn figure(&self, body: &str, unit: &str, of: Option<Span>) -> Figure {
        Figure {
            start: self.span.start,
            end: self.span.end,
            value: self.number.value,
            value_to: self.value_to,
            unit: unit.to_string(),
            of: of.map(|span| span.of(body).to_string()).unwrap_or_default(),
            modifier: self.modifier,
        }
    }
}

impl Reader<'_> {
    /// The figure of the number at token `at`, and the token to go on from. `earlier` is the figure before it in the
    /// sentence.
    pub fn figure(
        &self,
        at: usize,
        number: Number,
        earlier: Option<&Figure>,
    ) -> (Option<Figure>, usize) {
        let written = match self.written(at, number) {
            Ok(written) => written,
            Err(next) => return (None, next),
        };
        if let Some(share) = self.share(at, &written.number) {
            let figure = Figure {
                end: share.end,
                value: share.value,
                value_to: None,
                modifier: match written.modifier {
                    Modifier::Exact => Modifier::About,
                    modifier => modifier,
                },
                ..written.figure(self.body, "percent", share.of)
            };
            return (Some(figure), share.next);
        }
        let figure = match &written.unit {
            Some(unit) => self.measured(at, &written, unit),
            None => self
                .age(at, &written)
                .or_else(|| self.count(at, &written, earlier)),
        };
        (figure, written.next)
    }

    /// The number with its range, unit and modifier; the token to go on from where it is none that counts.
    fn written(&self, at: usize, mut number: Number) -> Result<Written, usize> {
        let currency = self.currency_before(at);
        if currency.is_some() {
            self.short_scale(&mut number);
        }
        let mut value_to = number.most;
        if let Some(upper) = self.range(at, &number, currency.is_some()) {
            // `10 to 15 million`: the scale belongs to both.
            if upper.value >= 1e3 && number.value < 1e3 && self.has_scale(&upper) {
                number.value *= scale_of(upper.value);
            }
            value_to = Some(upper.value);
            number.next = upper.next;
        } else if self.is_code(at, &number) {
            return Err(self.over_code(number.next));
        }
        if self.in_mention(at) || self.is_programme(&number) {
            return Err(number.next);
        }
        let lead = currency.map_or(at, |(_, index)| index);
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
        let mut next = unit.as_ref().map_or(number.next, |unit| unit.next);
        let mut end = unit.as_ref().map_or(self.end_of(next), |unit| unit.end);
        if let Some((behind, after)) = self.modifier_behind(next) {
            modifier = behind;
            next = after;
            end = self.end_of(after);
        }
        Ok(Written {
            number,
            value_to,
            unit,
            modifier,
            span: Span::new(start, end),
            next,
        })
    }

    fn measured(&self, at: usize, written: &Written, unit: &Unit) -> Option<Figure> {
        let before = at.checked_sub(1).map(|before| self.lower(before));
        if written.number.year && unit.name != "percent" && before.is_some_and(|word| word == "in")
        {
            return None;
        }
        let of = self.of_measure(unit, written.span.start, written.next);
        Some(written.figure(self.body, unit.name, of))
    }

    /// `Petrova, 71, …`
    fn age(&self, at: usize, written: &Written) -> Option<Figure> {
        self.is_age(at, &written.number)
            .then(|| written.figure(self.body, "years old", None))
    }

    /// A number without unit: what it counts stands behind it, before it, or in the figure before.
    fn count(&self, at: usize, written: &Written, earlier: Option<&Figure>) -> Option<Figure> {
        let Written {
            number,
            modifier,
            next,
            ..
        } = *written;
        // `one of every 13 voters` counts no voters.
        let rate = at
            .checked_sub(1)
            .is_some_and(|before| self.lower(before) == "every");
        if rate || self.is_designated(at) || self.is_date(at, &number) {
            return None;
        }
        if number.in_words && number.value == 1.0 && number.most.is_none() {
            let plain = matches!(modifier, Modifier::Exact | Modifier::AtLeast);
            let noun = self.has(next, Tag::OneOf);
            return (plain && noun).then(|| written.figure(self.body, "", self.token_span(next)));
        }
        if let Some(of) = self.counted(at, next, &number) {
            let year = number.year && modifier == Modifier::Exact;
            return (!year).then(|| written.figure(self.body, "", Some(of)));
        }
        if self.may_be_year(at, &number) {
            return None;
        }
        if let Some(of) = self.counted_before(at) {
            return Some(written.figure(self.body, "", Some(of)));
        }
        let mut figure = written.figure(self.body, "", None);
        if self.stands_alone(next) {
            if let Some(earlier) = earlier.filter(|earlier| earlier.unit.is_empty()) {
                figure.of.clone_from(&earlier.of);
            }
            let shown = !figure.of.is_empty() || !number.in_words || number.most.is_some();
            return shown.then_some(figure);
        }
        let weighty =
            modifier != Modifier::Exact && !number.in_words && number.value >= LEAST_WITHOUT_NOUN;
        weighty.then_some(figure)
    }

    /// `123 were released`, `114, of them five …`, `1,000 of which`: the noun is the one of the figure before.
    fn stands_alone(&self, next: usize) -> bool {
        const VERBS: [&str; 7] = ["are", "had", "have", "remain", "remained", "was", "were"];
        const THEM: [&str; 4] = ["them", "those", "which", "whom"];
        let of = next + usize::from(self.sign(next) == Some(','));
        VERBS.contains(&self.lower(next))
            || (self.lower(of) == "of" && THEM.contains(&self.lower(of + 1)))
    }
}

fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3]
        .into_iter()
        .find(|scale| value >= *scale)
        .unwrap_or(1.0)
}
