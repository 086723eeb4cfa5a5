//! Facts of sentences that stand on no row together: an outlet puts one fact beside others, and a row takes each sentence only once.
//!
//! Two sentences that surely have a fact in common tell it in the passage that both share, where that states something; else both are
//! told whole, as of one thing.

use std::cmp::Reverse;

use crate::analysis::comparing::align::{Pair, contrary, opposed};
use crate::analysis::comparing::cells::quoted;
use crate::analysis::comparing::facts::contrast::contrasts;
use crate::analysis::comparing::facts::coverage::is_statement;
use crate::analysis::comparing::sureness::Ground;
use crate::analysis::comparing::table::{Table, WHAT_CHARS, excerpt};
use crate::analysis::text::words;
use crate::model::{Finding, Span, Value};

/// How sure it has to be that two sentences have a fact in common. Held out, 712 of 813 pairs have one from 0.4 on and 502 of 535 from 0.55 on
/// (`measure counterparts`), as readers listed them; of the facts told of one topic from 0.45 on strangers found 14 of 54 wrong, from 0.3 to 0.45 half.
const SURE: f32 = 0.5;
/// Of a passage: weight of what is shared beside names, and its share of each passage.
const LEAST_MATTER: f32 = 0.8;
const LEAST_SHARE: f32 = 0.4;
/// Words without which a passage is a name or a turn of speech, and a sentence a remark.
const LEAST_WORDS: usize = 4;
const LEAST_WORDS_WHOLE: usize = 7;
/// Share from which a passage or a sentence is a quotation, which is told as one.
const QUOTED: f32 = 0.5;
/// Share of a passage that stands in another from which they are one.
const ONE: f32 = 0.5;
/// Words that a passage may grow by on either side to the mark that ends its clause.
const MOST_GROWN: usize = 8;
/// Facts told: more than these nobody reads.
const MOST: usize = 100;

/// A fact on its way: by which article it is told in which words, and what it stands on.
struct Told {
    values: Vec<Value>,
    ground: Ground,
}

/// The facts of pairs of sentences that stand on no row together; `told` is what is told already of facts, quotations and copies. Time
/// grows with the product of the pairs that are sure enough and what is told.
pub(in crate::analysis::comparing) fn findings(table: &Table, told: &[Finding]) -> Vec<Finding> {
    let mut found: Vec<Told> = Vec::new();
    for pair in table.pairs.iter().take_while(|pair| pair.sure >= SURE) {
        let [a, b] = pair.ends;
        if table.row(a.0, a.1) == table.row(b.0, b.1) {
            continue;
        }
        let in_part = passages(table, pair).map(|values| (values, Ground::OnePassage));
        let whole = || sentences(table, pair).map(|values| (values, Ground::OneTopic));
        let Some((values, ground)) = in_part.or_else(whole) else {
            continue;
        };
        let is_told = told.iter().any(|finding| tells(&finding.values, &values))
            || found.iter().any(|known| tells(&known.values, &values));
        if is_told || are_at_odds(&values) {
            continue;
        }
        let same = found.iter().enumerate();
        let mut same = same.filter(|(_, known)| known.ground == ground);
        match same.find_map(|(at, known)| Some((at, joins(&known.values, &values)?))) {
            Some((at, place)) => found[at].values.push(values[place].clone()),
            None if found.len() < MOST => found.push(Told {
                values: values.into(),
                ground,
            }),
            None => {}
        }
    }
    let labels: Vec<String> = (0..found.len()).map(|at| label(&found, at, told)).collect();
    let labelled = found.into_iter().zip(labels);
    labelled
        .map(|(told, what)| told.finding(table, what))
        .collect()
}

/// The words that a fact is listed under: of what is told least elsewhere, the first words that fill the line, else the longest.
fn label(found: &[Told], at: usize, told: &[Finding]) -> String {
    let elsewhere = |value: &Value| {
        let others = found.iter().enumerate().filter(|(other, _)| *other != at);
        let others = others.filter(|(_, known)| is_in(&known.values, value));
        others.count()
            + told
                .iter()
                .filter(|finding| is_in(&finding.values, value))
                .count()
    };
    let fills = |value: &Value| value.text.chars().count().min(WHAT_CHARS);
    let values = found[at].values.iter();
    let best = values.min_by_key(|value| (elsewhere(value), Reverse(fills(value))));
    excerpt(best.map_or("", |value| &value.text), WHAT_CHARS)
}

impl Told {
    fn finding(mut self, table: &Table, what: String) -> Finding {
        self.values
            .sort_by_key(|value| (value.article, value.start));
        let told = self.values.len();
        let has = |article: &usize| self.values.iter().any(|value| value.article == *article);
        Finding {
            unsure: (0..table.articles.len())
                .filter(|article| !has(article) && !table.is_excerpt(*article))
                .collect(),
            kind: self.ground.kind(),
            what,
            verdict: self.ground.verdict(),
            sure: self.ground.sureness(),
            why: match self.ground {
                Ground::OnePassage => {
                    format!("{told} articles say it, each beside other things.")
                }
                _ => format!(
                    "{told} articles tell of it; whether they say the same is not sure enough to count them as agreeing."
                ),
            },
            values: self.values,
        }
    }
}

/// The passages that the sentences of a pair share; `None` where they state nothing of their own.
fn passages(table: &Table, pair: &Pair) -> Option<[Value; 2]> {
    let [a, b] = pair.ends;
    let (shared, spans) = table.reading.passage(a, b)?;
    if shared.matter < LEAST_MATTER || shared.of_each.iter().any(|share| *share < LEAST_SHARE) {
        return None;
    }
    let value = |(article, sentence): (usize, usize), span: Span| {
        let text = table.articles[article];
        let whole = *text.sentences.get(sentence)?;
        let grown = clause(text.text(whole), span);
        let span = Span::new(whole.start + grown.start, whole.start + grown.end);
        stated(table, article, span, LEAST_WORDS).filter(|_| is_statement(text.text(whole)))
    };
    Some([value(a, spans[0])?, value(b, spans[1])?])
}

/// The sentences of a pair; `None` where one states nothing.
fn sentences(table: &Table, pair: &Pair) -> Option<[Value; 2]> {
    let value = |(article, sentence): (usize, usize)| {
        let text = table.articles[article];
        let whole = *text.sentences.get(sentence)?;
        stated(table, article, whole, LEAST_WORDS_WHOLE).filter(|_| is_statement(text.text(whole)))
    };
    let [a, b] = pair.ends;
    Some([value(a)?, value(b)?])
}

/// Words of an article, where they are so many and no quotation.
fn stated(table: &Table, article: usize, span: Span, least: usize) -> Option<Value> {
    let text = table.articles[article];
    let has_words = words::words(text.text(span)).take(least).count() >= least;
    (has_words && quoted(text, span) < QUOTED).then(|| table.value(article, span))
}

/// One denies the other or leaves it open, says its opposite, or gives another number or day.
fn are_at_odds([one, other]: &[Value; 2]) -> bool {
    let (one, other) = (&one.text, &other.text);
    contrary(one, other).is_some()
        || opposed(one, other).is_some()
        || !contrasts(one, other).is_empty()
}

/// A passage with the rest of its clause, up to the marks before and behind it, where these are near. Bytes of the sentence.
fn clause(sentence: &str, span: Span) -> Span {
    const MARKS: [char; 13] = [
        ',', ';', ':', '(', ')', '—', '–', '"', '“', '”', '[', ']', '…',
    ];
    let is_mark = |gap: &str| gap.contains(MARKS) || gap.contains(" - ") || gap.contains("--");
    let words: Vec<Span> = words::words(sentence).collect();
    let first = words.iter().position(|word| word.end > span.start);
    let last = words.iter().rposition(|word| word.start < span.end);
    let (Some(first), Some(last)) = (first, last) else {
        return span;
    };
    let ends = |before: usize| is_mark(&sentence[words[before].end..words[before + 1].start]);
    let from = (0..first).rev().find(|&before| ends(before));
    let from = from.map_or(0, |before| before + 1);
    let to = (last..words.len() - 1).find(|&before| ends(before));
    let to = to.unwrap_or(words.len() - 1);
    let near =
        |grown: usize, bound: usize, own: usize| if grown > MOST_GROWN { own } else { bound };
    let from = near(first - from, from, first);
    let to = near(to - last, to, last);
    words[from].join(words[to])
}

/// Which of two passages joins a fact: the one of an article that does not tell it yet, where the other tells it.
fn joins(known: &[Value], values: &[Value; 2]) -> Option<usize> {
    let place = 1 - values.iter().position(|value| is_in(known, value))?;
    let is_new = |value: &Value| known.iter().all(|other| other.article != value.article);
    is_new(&values[place]).then_some(place)
}

/// Whether values tell both passages.
fn tells(known: &[Value], values: &[Value; 2]) -> bool {
    values.iter().all(|value| is_in(known, value))
}

fn is_in(known: &[Value], value: &Value) -> bool {
    let mut same = known.iter().filter(|other| other.article == value.article);
    same.any(|other| {
        let (from, to) = (other.start.max(value.start), other.end.min(value.end));
        let shorter = value.span().len().min(other.span().len());
        to.saturating_sub(from) as f32 >= ONE * shorter as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_passage_takes_in_the_rest_of_its_clause_where_that_is_near() {
        let grown = |sentence: &str, words: &str| {
            let start = sentence.find(words).unwrap();
            clause(sentence, Span::new(start, start + words.len()))
                .of(sentence)
                .to_string()
        };
        let sentence = "The crane, which fell into the old harbour on Tuesday, sank two barges — and nobody was hurt.";
        assert_eq!(
            grown(sentence, "old harbour"),
            "which fell into the old harbour on Tuesday"
        );
        assert_eq!(grown(sentence, "two barges"), "sank two barges");
        assert_eq!(grown(sentence, "nobody"), "and nobody was hurt");
        let long = "One two three four five six seven eight nine ten eleven barges sank today.";
        assert_eq!(grown(long, "barges sank"), "barges sank today");
    }

    #[test]
    fn passages_at_odds_tell_nothing() {
        let value = |text: &str| Value {
            article: 0,
            text: text.to_string(),
            start: 0,
            end: text.len(),
            partly: false,
            otherwise: false,
        };
        for (one, other, wanted) in [
            (
                "the dam will be closed in May",
                "the dam will be closed in May",
                false,
            ),
            (
                "the dam will be closed in May",
                "the dam will not be closed in May",
                true,
            ),
            (
                "the blast killed 12 miners",
                "the blast killed 14 miners",
                true,
            ),
            (
                "taxes on beer will rise in May",
                "taxes on beer will fall in May",
                true,
            ),
        ] {
            assert_eq!(
                are_at_odds(&[value(one), value(other)]),
                wanted,
                "{one} / {other}"
            );
        }
    }

    proptest! {
        #[test]
        fn clauses_lie_inside_and_hold_their_passage(sentence in "([a-zé]{1,5}[ ,—]{1,2}){1,30}", from in 0usize..60, to in 0usize..60) {
            let words: Vec<Span> = words::words(&sentence).collect();
            let (from, to) = (from % words.len(), to % words.len());
            let span = words[from.min(to)].join(words[from.max(to)]);
            let grown = clause(&sentence, span);
            prop_assert!(grown.contains(span) && sentence.get(grown.start..grown.end).is_some());
        }
    }
}
