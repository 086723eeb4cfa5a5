//! What one article quotes of an utterance, in order, and what another leaves out of it.

use super::elsewhere::is_small;
use super::said::Said;
use crate::analysis::comparing::subsequence::in_order;
use crate::model::Span;

/// Words that one article quotes of an utterance, in all its quotations.
const MOST_WORDS_OF_WHOLE: usize = 600;
/// Share of the words of one quotation that an article gives in another, in order, from which it is the same once more.
const GIVEN_AGAIN: f32 = 0.8;
/// Small words in a row that come and go with the sentence around a quotation.
const MOST_SMALL_WORDS: usize = 3;
/// Bytes between two words of one quotation.
const MOST_BETWEEN_WORDS: usize = 12;
/// Words beside those left out that stand elsewhere in the article and are told with them; more are a statement of their own.
const MOST_ISLAND: usize = 6;
/// Share of the words of content of a stretch that an article has nowhere, from which the stretch is left out and not told in other words, and
/// from which it is left out as a whole. By eye, on five cuts that strangers found misstated.
const HALF_MISSING: f32 = 0.5;
const MOST_MISSING: f32 = 0.6;

/// What one article quotes of an utterance, in order.
pub(super) struct Whole<'a> {
    pub article: usize,
    pub words: Vec<Word<'a>>,
}

#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub code: u32,
    pub span: Span,
}

/// Everything that each article quotes of an utterance; what it quotes twice, once.
pub(super) fn wholes<'a>(said: &'a [Said], set: &[usize]) -> Vec<Whole<'a>> {
    let mut wholes: Vec<Whole> = Vec::new();
    for &at in set {
        let part = &said[at];
        let words = part.words.iter().zip(&part.codes).zip(&part.spans);
        let words: Vec<Word> = words
            .map(|((text, &code), &span)| Word { text, code, span })
            .collect();
        let Some(whole) = wholes
            .iter_mut()
            .find(|whole| whole.article == part.article)
        else {
            wholes.push(Whole {
                article: part.article,
                words,
            });
            continue;
        };
        let known: Vec<u32> = whole.words.iter().map(|word| word.code).collect();
        let shorter = known.len().min(part.codes.len());
        let both = in_order(&known, &part.codes);
        if both as f32 >= GIVEN_AGAIN * shorter as f32 {
            if known.len() < words.len() {
                whole.words = words;
            }
        } else if whole.words.len() + words.len() <= MOST_WORDS_OF_WHOLE {
            whole.words.extend(words);
        }
    }
    wholes
}

/// What is shown as left out of the words of the fullest: the gaps. At its beginning and end, where the article quotes nothing, a few words
/// between them may stand elsewhere in it: where these are most of what is said there (`the council has shown`), it is told in other words and
/// nothing is left out; where they are few, they are left out of the quotation as well.
pub(super) fn left_out<T>(whole: &Whole, gaps: &[Gap], quoted: &[Option<T>]) -> Vec<Span> {
    let count = whole.words.len();
    let mut told = vec![false; count];
    for gap in gaps {
        told[gap.words.clone()].fill(true);
    }
    let of_none = |quoted: &&Option<T>| quoted.is_none();
    let head = quoted.iter().take_while(of_none).count();
    let tail = quoted.iter().rev().take_while(of_none).count();
    for edge in [0..head, count - tail..count] {
        for stretch in stretches(&told, edge) {
            let content = |is_told: bool| {
                let words = stretch.clone().filter(|&at| told[at] == is_told);
                words.filter(|&at| !is_small(whole.words[at].text)).count()
            };
            let (missing, given) = (content(true) as f32, content(false) as f32);
            let share = missing / (missing + given).max(1.0);
            if share < HALF_MISSING {
                told[stretch].fill(false);
            } else if share >= MOST_MISSING {
                told[stretch].fill(true);
            }
        }
    }
    let given: Vec<bool> = told.iter().map(|told| !told).collect();
    let gaps = self::gaps(whole, &given);
    gaps.into_iter().map(|gap| gap.span).collect()
}

/// Runs of words told as left out, with the islands of at most [`MOST_ISLAND`] others between and beside them.
fn stretches(told: &[bool], edge: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for at in edge.clone().filter(|&at| told[at]) {
        match found.last_mut() {
            Some(last) if at - last.end <= MOST_ISLAND => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    if let Some(first) = found.first_mut()
        && first.start - edge.start <= MOST_ISLAND
    {
        first.start = edge.start;
    }
    if let Some(last) = found.last_mut()
        && edge.end - last.end <= MOST_ISLAND
    {
        last.end = edge.end;
    }
    found
}

/// Words in a row and in one quotation that are not given.
pub(super) struct Gap {
    pub span: Span,
    /// No word of it matters.
    pub small: bool,
    /// Indices into the words of the whole.
    pub words: std::ops::Range<usize>,
}

pub(super) fn gaps(whole: &Whole, given: &[bool]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut goes_on = false;
    for (at, (word, &given)) in whole.words.iter().zip(given).enumerate() {
        if given {
            goes_on = false;
            continue;
        }
        let small = is_small(word.text);
        match gaps.last_mut() {
            Some(gap)
                if goes_on
                    && word.span.start.saturating_sub(gap.span.end) <= MOST_BETWEEN_WORDS =>
            {
                gap.span = gap.span.join(word.span);
                gap.words.end = at + 1;
                gap.small &= small && gap.words.len() <= MOST_SMALL_WORDS;
            }
            _ => gaps.push(Gap {
                span: word.span,
                small,
                words: at..at + 1,
            }),
        }
        goes_on = true;
    }
    gaps
}
