//! What the quotations of one utterance say together: the same, cut, reworded, or another's words.

use super::elsewhere::{Elsewhere, is_small};
use crate::analysis::compare::contrast::is_denial;
use crate::analysis::compare::other_speaker::has_other_speaker;
use crate::analysis::compare::said::{SHORT, Said};
use crate::analysis::compare::subsequence::{Kept, in_order, keeps};
use crate::analysis::compare::table::Table;
use crate::analysis::words;
use crate::model::{Span, Verdict};

/// Words that one article quotes of an utterance, in all its quotations.
const MOST_WORDS_OF_WHOLE: usize = 600;
/// Share of the words of one quotation that an article gives in another, in order, from which it is the same once more.
const GIVEN_AGAIN: f32 = 0.8;
/// Small words in a row that come and go with the sentence around a quotation.
const MOST_SMALL_WORDS: usize = 3;
/// Bytes between two words of one quotation.
const MOST_BETWEEN_WORDS: usize = 12;

/// What one article quotes of an utterance, in order.
struct Whole<'a> {
    article: usize,
    words: Vec<Word<'a>>,
}

#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    code: u32,
    span: Span,
}

/// Everything that each article quotes of an utterance; what it quotes twice, once.
fn wholes<'a>(said: &'a [Said], set: &[usize]) -> Vec<Whole<'a>> {
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

/// What the articles' quotations of one utterance say together.
pub(super) struct Judged {
    pub verdict: Verdict,
    /// By article: what it leaves out of the words of which other article, and gives nowhere else.
    pub left_out: Vec<(usize, usize, Vec<Span>)>,
    /// The same of small words, without which the sentence says the same.
    pub small: Vec<(usize, usize, Vec<Span>)>,
    /// What one leaves out turns the words into their opposite: whose words, where, and who leaves them out.
    pub denied: Option<(usize, Span, usize)>,
    /// Another wording: article and words of the fullest (none where words are added), article and words of the other.
    pub changed: Option<(usize, Option<Span>, usize, Span)>,
}

/// `fullest_of`: of each article the quotation with most words.
pub(super) fn judge(
    table: &Table,
    said: &[Said],
    set: &[usize],
    fullest_of: &[usize],
    elsewhere: &mut Elsewhere,
) -> Judged {
    let wholes = wholes(said, set);
    let mut judged = Judged {
        verdict: Verdict::Same,
        left_out: Vec::new(),
        small: Vec::new(),
        denied: None,
        changed: None,
    };
    for (at, &a) in fullest_of.iter().enumerate() {
        for &b in &fullest_of[at + 1..] {
            let long = said[a].words.len().min(said[b].words.len()) >= SHORT;
            if long && has_other_speaker(table, &said[a], &said[b]) {
                judged.verdict = Verdict::OtherSpeaker;
                return judged;
            }
        }
    }
    let fullest = wholes
        .iter()
        .max_by(|a, b| (a.words.len().cmp(&b.words.len())).then(b.article.cmp(&a.article)));
    let Some(fullest) = fullest else {
        return judged;
    };
    let long: Vec<u32> = fullest.words.iter().map(|word| word.code).collect();
    let texts: Vec<&str> = fullest.words.iter().map(|word| word.text).collect();
    for whole in &wholes {
        if whole.article == fullest.article {
            continue;
        }
        // Piece by piece: an article may break an utterance where it likes, and give a part of it twice.
        let mut given = vec![false; long.len()];
        let mut reworded = false;
        for &at in set.iter().filter(|&&at| said[at].article == whole.article) {
            let piece = bare(&said[at], &long);
            let before = said[at].codes.len() - piece.len();
            let Kept { kept, changed } = keeps(&long, piece);
            reworded |= kept.len() < piece.len();
            for index in kept {
                given[index] = true;
            }
            if let Some((ours, theirs)) = changed
                && judged.changed.is_none()
            {
                let ours = stretch(fullest.words.iter().map(|word| word.span), ours);
                let theirs = theirs.start + before..theirs.end + before;
                judged.changed = stretch(said[at].spans.iter().copied(), theirs)
                    .map(|theirs| (fullest.article, ours, whole.article, theirs));
            }
        }
        if reworded {
            judged.verdict = Verdict::Reworded;
            continue;
        }
        if given.iter().any(|given| !given) {
            elsewhere.mark(table, whole.article, &texts, &mut given);
        }
        // A small word between two stretches that are left out belongs to them.
        for at in 1..given.len().saturating_sub(1) {
            given[at] &= given[at - 1] || given[at + 1] || !is_small(texts[at]);
        }
        if let Some(at) = denial(&texts, &given) {
            judged.verdict = Verdict::Reworded;
            let words = fullest.words[at].span;
            judged.denied = Some((fullest.article, words, whole.article));
            continue;
        }
        let (small, gaps): (Vec<Gap>, Vec<Gap>) =
            gaps(fullest, &given).into_iter().partition(|gap| gap.small);
        let spans = |gaps: Vec<Gap>| gaps.into_iter().map(|gap| gap.span).collect::<Vec<_>>();
        if !gaps.is_empty() {
            if judged.verdict == Verdict::Same {
                judged.verdict = Verdict::Cut;
            }
            let told = (whole.article, fullest.article, spans(gaps));
            judged.left_out.push(told);
        } else if !small.is_empty() {
            let told = (whole.article, fullest.article, spans(small));
            judged.small.push(told);
        }
    }
    judged
}

/// A `not` that is left out of words that are given before and behind it.
fn denial(texts: &[&str], given: &[bool]) -> Option<usize> {
    let inside = 1..texts.len().saturating_sub(1);
    inside
        .into_iter()
        .find(|&at| !given[at] && is_denial(texts[at]) && given[at - 1] && given[at + 1])
}

/// The words of a piece without the small words at its beginning that the longer one has not at these places: `to` and `that`
/// belong to the sentence that quotes.
fn bare<'a>(piece: &'a Said, long: &[u32]) -> &'a [u32] {
    let codes = piece.codes.as_slice();
    if long.windows(codes.len().max(1)).any(|run| run == codes) {
        return codes;
    }
    match codes {
        [first, second, rest @ ..]
            if !rest.is_empty() && words::is_function_word(&piece.words[0]) =>
        {
            let follows = long.windows(2).any(|pair| pair == [*first, *second]);
            if follows { codes } else { &codes[1..] }
        }
        _ => codes,
    }
}

/// Where a range of words stands.
fn stretch(spans: impl Iterator<Item = Span>, range: std::ops::Range<usize>) -> Option<Span> {
    spans.skip(range.start).take(range.len()).reduce(Span::join)
}

/// Words in a row and in one quotation that are not given.
struct Gap {
    span: Span,
    /// No word of it matters.
    small: bool,
    words: usize,
}

fn gaps(whole: &Whole, given: &[bool]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut goes_on = false;
    for (word, &given) in whole.words.iter().zip(given) {
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
                gap.words += 1;
                gap.small &= small && gap.words <= MOST_SMALL_WORDS;
            }
            _ => gaps.push(Gap {
                span: word.span,
                small,
                words: 1,
            }),
        }
        goes_on = true;
    }
    gaps
}
