//! What the quotations of one utterance say together: the same, cut, reworded, or another's words.

use super::elsewhere::{Elsewhere, is_small};
use super::other_speaker::has_other_speaker;
use super::said::{LEAST_MOVED, SHORT, Said, written_words};
use super::whole::{Gap, Whole, gaps, left_out, wholes};
use crate::analysis::comparing::facts::contrast::is_denial;
use crate::analysis::comparing::subsequence::{keeps, most_telling};
use crate::analysis::comparing::table::Table;
use crate::analysis::text::words;
use crate::model::{Span, Verdict};

/// Words that all articles quote, from which these are shown for the utterance.
const LEAST_SHOWN: usize = 3;

/// What the articles' quotations of one utterance say together.
pub(super) struct Judged {
    pub verdict: Verdict,
    /// By article: what it leaves out of the words of which other article, and gives nowhere else.
    pub left_out: Vec<(usize, usize, Vec<Span>)>,
    /// What each quotation of the set shows where all are the same: one stretch or several, of the words that all quote.
    pub shown: Vec<(usize, Span)>,
    /// So many words are shown.
    pub words: usize,
    /// Some quotation has only a part of them.
    pub in_pieces: bool,
    /// The articles that give words of the fullest outside these quotations.
    pub elsewhere: Vec<usize>,
    /// Words that an article has in another place: whose, and where.
    pub moved: Option<(usize, Span)>,
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
        shown: Vec::new(),
        words: 0,
        in_pieces: false,
        elsewhere: Vec::new(),
        moved: None,
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
    let texts: Vec<&str> = fullest.words.iter().map(|word| word.text).collect();
    // Words of the fullest that every article quotes.
    let mut common = vec![true; fullest.words.len()];
    let mut pieces: Vec<Piece> = Vec::new();
    for whole in &wholes {
        if whole.article == fullest.article {
            continue;
        }
        // Piece by piece: an article may break an utterance where it likes, and give a part of it twice.
        let mut quoted = vec![None; fullest.words.len()];
        let own = set.iter().filter(|&&at| said[at].article == whole.article);
        let places: Vec<Span> = own.clone().map(|&at| said[at].span).collect();
        let read: Vec<Piece> = own
            .map(|&at| piece(table, &said[at], at, fullest, elsewhere))
            .collect();
        for (number, piece) in read.iter().enumerate() {
            for &(row, _) in &piece.kept {
                quoted[row] = Some(number);
            }
        }
        if let Some(worded) = read.iter().find(|piece| piece.reworded) {
            judged.verdict = Verdict::Reworded;
            judged.changed = judged.changed.or(worded.changed);
            continue;
        }
        if let Some(moved) = read.iter().find_map(|piece| piece.moved) {
            judged.verdict = Verdict::Reworded;
            judged.moved = Some((whole.article, moved));
            continue;
        }
        pieces.extend(read);
        let mut given: Vec<bool> = quoted.iter().map(Option::is_some).collect();
        for (common, given) in common.iter_mut().zip(&given) {
            *common &= given;
        }
        if given.iter().any(|given| !given) {
            elsewhere.mark(table, whole.article, &places, &texts, &mut given);
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
        let gaps: Vec<Gap> = gaps(fullest, &given)
            .into_iter()
            .filter(|gap| {
                // What is missing inside one quotation was cut out of it.
                let texts = &texts[gap.words.clone()];
                let mut told = || elsewhere.tells(table, whole.article, &places, texts);
                !(is_between(&quoted, &gap.words) && (gap.small || told()))
            })
            .collect();
        let gaps = left_out(fullest, &gaps, &quoted);
        if !gaps.is_empty() {
            if judged.verdict == Verdict::Same {
                judged.verdict = Verdict::Cut;
            }
            let told = (whole.article, fullest.article, gaps);
            judged.left_out.push(told);
        } else if (quoted.iter().zip(&texts))
            .any(|(quoted, word)| quoted.is_none() && !is_small(word))
        {
            judged.elsewhere.push(whole.article);
        }
    }
    if judged.verdict == Verdict::Same {
        (judged.shown, judged.in_pieces) = shown(said, set, fullest, &pieces, &common);
        // What all quote is too little to stand for the utterance.
        judged.words = common.iter().filter(|common| **common).count();
        if judged.words < LEAST_SHOWN && !judged.elsewhere.is_empty() {
            judged.verdict = Verdict::Compatible;
            judged.shown.clear();
        }
        let shared = fullest.words.iter().zip(&common);
        let shared = shared.filter(|(_, common)| **common);
        let body = &table.articles[fullest.article].body;
        judged.words = written_words(body, shared.map(|(word, _)| word.span));
    }
    judged
}

/// One quotation beside the fullest.
struct Piece {
    /// Its number among all.
    at: usize,
    /// Equal words: of the fullest, of the quotation.
    kept: Vec<(usize, usize)>,
    /// It has words of its own that stand nowhere in the article of the fullest.
    reworded: bool,
    /// Article and words of the fullest (none where words are added), article and words of the quotation.
    changed: Option<(usize, Option<Span>, usize, Span)>,
    /// Its words that the fullest has in another place.
    moved: Option<Span>,
}

fn piece(
    table: &Table,
    said: &Said,
    at: usize,
    fullest: &Whole,
    elsewhere: &mut Elsewhere,
) -> Piece {
    let long: Vec<u32> = fullest.words.iter().map(|word| word.code).collect();
    let bare = bare(said, &long);
    let before = said.codes.len() - bare.len();
    let keeps = keeps(&long, bare, LEAST_MOVED);
    let mut kept = keeps.kept;
    for (_, column) in &mut kept {
        *column += before;
    }
    // What the quotation has and the other article tells elsewhere is no other wording, nor are small words beside it.
    let texts: Vec<&str> = said.words.iter().map(String::as_str).collect();
    let mut told = vec![false; texts.len()];
    for &(_, column) in &kept {
        told[column] = true;
    }
    let mut there = told.clone();
    elsewhere.mark(table, fullest.article, &[], &texts, &mut there);
    let mut changed = keeps.changed;
    changed.retain(|(_, theirs)| {
        let theirs = theirs.start + before..theirs.end + before;
        let words = &texts[theirs.clone()];
        if words.iter().all(|word| is_small(word)) {
            return keeps.moved.is_empty();
        }
        theirs
            .into_iter()
            .any(|at| !there[at] && !is_small(texts[at]))
    });
    let spans = |theirs: std::ops::Range<usize>| {
        stretch(
            said.spans.iter().copied(),
            theirs.start + before..theirs.end + before,
        )
    };
    let nothing = kept.is_empty() && !bare.is_empty();
    let reworded = nothing || !changed.is_empty();
    let changed = most_telling(changed).and_then(|(ours, theirs)| {
        let ours = stretch(fullest.words.iter().map(|word| word.span), ours);
        Some((fullest.article, ours, said.article, spans(theirs)?))
    });
    Piece {
        at,
        kept,
        reworded,
        changed,
        moved: keeps.moved.into_iter().next().and_then(spans),
    }
}

/// Whether a stretch of the fullest lies between two quotations of an article, or before or behind all of them: the sentence
/// around them may have its words.
fn is_between(quoted: &[Option<usize>], words: &std::ops::Range<usize>) -> bool {
    let before = words.start.checked_sub(1).and_then(|at| quoted[at]);
    let behind = quoted.get(words.end).copied().flatten();
    before.is_none() || before != behind
}

/// The words that all quote, as each article has them.
fn shown(
    said: &[Said],
    set: &[usize],
    fullest: &Whole,
    pieces: &[Piece],
    common: &[bool],
) -> (Vec<(usize, Span)>, bool) {
    let mut shown = Vec::new();
    let words = common.iter().filter(|common| **common).count();
    let mut in_pieces = false;
    for &at in set {
        let part = &said[at];
        let mut kept = vec![false; part.spans.len()];
        if part.article == fullest.article {
            for (index, span) in part.spans.iter().enumerate() {
                let mut words = fullest.words.iter().zip(common);
                kept[index] = words.any(|(word, common)| *common && word.span == *span);
            }
        } else if let Some(piece) = pieces.iter().find(|piece| piece.at == at) {
            for &(row, column) in &piece.kept {
                kept[column] = common[row];
            }
        }
        let count = kept.iter().filter(|kept| **kept).count();
        in_pieces |= (1..words).contains(&count);
        // Whole as it stands, with its marks; else stretch by stretch.
        if kept.iter().all(|kept| *kept) {
            shown.push((part.article, part.span));
            continue;
        }
        let mut from = 0;
        while from < kept.len() {
            let end = (from..kept.len())
                .find(|&index| !kept[index])
                .unwrap_or(kept.len());
            if let Some(span) = stretch(part.spans.iter().copied(), from..end) {
                shown.push((part.article, span));
            }
            from = end.max(from) + 1;
        }
    }
    (shown, in_pieces)
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
