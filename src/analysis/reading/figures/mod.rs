//! Numbers in a text with what they count.
//!
//! What is no quantity is left out: dates, years, clock times, ordinals, scores, and numbers in names (`Boeing 737`,
//! `G7`, `9/11`). A number for which neither unit nor noun nor modifier is found is left out too: precision before recall.

mod counted;
mod digits;
mod excluded;
mod likeness;
mod numbers;
mod parts;
mod reader;
mod scores;
mod shares;
mod spaced;
mod tables;
mod tokens;
mod units;
mod written;

pub use likeness::{compatible, counted_head};

use crate::analysis::text::{Forms, Text};
use crate::model::{Figure, Mention, Span};
use reader::Reader;

/// The figures of a body in order; numbers that are part of a name, date, clock time, age or ordinal are left out or carry
/// their own unit.
///
/// Fractions in words are about so many percent (`two-thirds of the voters`: 66.7). Orders of magnitude are ranges: `dozens` reaches from
/// 24 to 99. A number without a noun of its own takes that of the figure before it in the sentence, or none.
pub fn figures(text: &Text, mentions: &[Mention]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    each_sentence(text, text.sentences, mentions, |reader| {
        let first = found.len();
        let mut at = 0;
        while at < reader.tokens.len() {
            match numbers::number(reader, at) {
                Some(number) => {
                    let next = number.next;
                    let earlier = found[first..].last();
                    let (figure, end) = reader.figure(at, number, earlier);
                    found.extend(figure);
                    at = end.max(next).max(at + 1);
                }
                None => at += 1,
            }
        }
    });
    found
}

/// The value of every number in some sentences of an English text, in digits or in words, whatever it counts, sorted. For orders of
/// magnitude the least.
pub fn numbers_in(body: &str, sentences: &[Span]) -> Vec<f64> {
    let text = &Text::new(body, &[], sentences, None);
    let mut found: Vec<f64> = Vec::new();
    each_sentence(text, sentences, &[], |reader| {
        let mut at = 0;
        while at < reader.tokens.len() {
            let number = numbers::number(reader, at);
            found.extend(number.map(|number| number.value));
            at = number.map_or(at + 1, |number| number.next.max(at + 1));
        }
    });
    found.sort_by(f64::total_cmp);
    found.dedup();
    found
}

fn each_sentence(
    text: &Text,
    sentences: &[Span],
    mentions: &[Mention],
    mut look: impl FnMut(&Reader),
) {
    let mut forms = Forms::default();
    for &sentence in sentences {
        let tokens = tokens::tokens(text, &mut forms, sentence);
        look(&Reader {
            body: text.body,
            lexicon: text.lexicon(),
            writes: text.language.numbers,
            forms: &forms,
            tokens: &tokens,
            mentions,
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::text::steps;
    use crate::model::Modifier;

    fn read(text: &str) -> Vec<(String, f64, String, String, Modifier)> {
        let sentences = [Span::new(0, text.len())];
        figures(&Text::new(text, &[], &sentences, None), &[])
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
    fn a_programme_counts_nothing_and_a_count_behind_a_day_or_a_place_does() {
        for text in [
            "The mayor told 60 Minutes that the dam is safe.",
            "She spoke on “48 Hours” about the dam.",
            "He won the 24 Hours of Karsk with a borrowed car.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        for (text, value) in [
            ("The talks took 60 minutes on the ferry.", 60.0),
            ("On Friday 123 prisoners were released by the port.", 123.0),
            ("In Karsk 310 homes had no power.", 310.0),
        ] {
            assert_eq!(one(text).1, value, "{text}");
        }
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
                "They welcomed home three US prisoners there.",
                "three",
                3.0,
                "US prisoners",
                Modifier::Exact,
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
                "estimated thousand",
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
                "It lasted 50 days or more.",
                "50 days or more",
                50.0,
                "days",
                "",
            ),
            ("They lost $5-10bn on it.", "$5-10bn", 5e9, "USD", ""),
            (
                "Spring brought millions of euros.",
                "millions of euros",
                2e6,
                "EUR",
                "",
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
        let whole = [Span::new(0, text.len())];
        let found = figures(&Text::new(text, &[], &whole, None), &[]);
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
            "One of every 13 voters stayed at home, and the top 10 teams won.",
            "Es kamen 3.500 Menschen und 2,5 Prozent mehr.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn every_number_is_known_by_its_value() {
        let text = "Two-dozen boats, 1.5 million herring, room 7, a dozen men.";
        let found = numbers_in(text, &[Span::new(0, text.len())]);
        assert_eq!(found, [7.0, 12.0, 24.0, 1.5e6]);
        let text = "He led by .15 percent, with a .22 calibre rifle.";
        let found = numbers_in(text, &[Span::new(0, text.len())]);
        assert_eq!(found[0], 0.15);
    }

    #[test]
    fn endless_input_is_read_in_linear_time() {
        for seed in [
            "1 to 2 ",
            "one ",
            "million ",
            "number of ",
            "1,",
            "$1 ",
            "and 5-",
            "of the ",
        ] {
            steps::assert_linear(seed, 3_000, |times| drop(read(&seed.repeat(times))));
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_inside_it(text in "(?s)((about|one|two|1,200|\\$|%|-|half|dozen|million|of|the|years|old|, |\\.| )){0,30}|.{0,60}") {
            let whole = [Span::new(0, text.len())];
            for figure in figures(&Text::new(&text, &[], &whole, None), &[]) {
                prop_assert!(text.get(figure.start..figure.end).is_some_and(|words| !words.is_empty()));
                prop_assert!(figure.value.is_finite());
            }
        }
    }
}
