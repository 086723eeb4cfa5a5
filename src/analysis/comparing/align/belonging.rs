//! Whether two sentences belong on one row, by their words: whether they state one fact, not only speak of one thing.

use super::acts::reversed;
use super::likeness::{Measures, dot_and_cover, shared};
use super::sketch::Sketch;

/// What speaks for a row, in order: likeness of the letter groups; the share of the weight of one sentence that the other
/// has, the lesser and the greater; shared weight; shared names, of the sentence with fewer; then of what is said beside
/// names, titles and sources: how much is shared, the lesser share of both, and whether it is enough to tell anything.
const MEASURES: usize = 8;
/// What each counts for, and where the middle lies: a logistic regression (penalty 10) on the development half of the
/// aligned passages (`examples/measure/aligned.json`), for every sentence its six nearest of the other article, a partial
/// counterpart counted half. Static word vectors were tried beside them and gained nothing there (`QUALITY.md`).
const WEIGHTS: [f32; MEASURES] = [5.71, -0.23, 0.74, 6.19, 0.84, 1.61, 2.90, -0.27];
const MIDDLE: f32 = 6.70;

/// Shared weight of matter at which the measure of it is one half.
const HALF_MATTER: f32 = 1.5;
/// Shared weight that is enough to tell anything: a word that tells something.
const ENOUGH_MATTER: f32 = 1.0;
/// What a shared number that is seldom the same by chance adds to it.
const NUMBER_MATTER: f32 = 0.7;

/// An article's first sentences tell the event in brief, in the words that all its sentences use and that therefore weigh
/// little: where two of them share so much of what is said (weight, and share of the one with more), they belong together
/// sooner.
const LEAD_MATTER: f32 = 2.5;
const LEAD_SHARE: f32 = 0.2;
/// What that adds, on the logistic scale.
const LEAD_BONUS: f32 = 1.3;

/// Under so much of it two sentences share hardly more than names, and are the less sure.
const LITTLE_MATTER: f32 = 0.4;
/// What is then left; and what is left where both say something and share nothing of it.
const NAMES_ONLY: f32 = 0.75;
const OTHER_MATTER: f32 = 0.4;

/// Share of the weight from which a sentence is a quotation.
const QUOTATION: f32 = 0.6;
/// Share of the quoted words, of the shorter quotation, that two quotations have in common if they are one utterance.
const SAME_WORDS: f32 = 0.5;
/// Share of the quoted words that a sentence has which tells in its own words what another quotes.
const TOLD_WORDS: f32 = 0.4;
/// What is left where it has fewer.
const TOLD_OTHERWISE: f32 = 0.75;

/// Where two sentences stand in their articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// At the head of both.
    Leads,
    Elsewhere,
}

/// An article's first sentences.
const LEAD_SENTENCES: usize = 2;

/// How sentences with these numbers stand in their articles.
pub(super) fn standing(a: usize, b: usize) -> Standing {
    if a.max(b) < LEAD_SENTENCES {
        Standing::Leads
    } else {
        Standing::Elsewhere
    }
}

/// How sure words make it that two sentences belong on one row, 0 to 1; 0 where they conflict in who does what to whom, or are two
/// quotations in different words.
pub(super) fn belonging(a: &Sketch, b: &Sketch, measures: &Measures, standing: Standing) -> f32 {
    if reversed(&a.acts, &b.acts) {
        return 0.0;
    }
    let (_, (of_a, of_b), matter) = dot_and_cover(&a.matter, &b.matter);
    let numbers = shared(&a.telling_numbers, &b.telling_numbers) as f32;
    let lesser = of_a.min(of_b);
    let enough = ((matter + NUMBER_MATTER * numbers) / ENOUGH_MATTER).min(1.0);
    let list: [f32; MEASURES] = [
        measures.letters,
        measures.cover_low,
        measures.cover_high,
        measures.evidence,
        measures.names_low,
        matter / (matter + HALF_MATTER),
        lesser,
        enough,
    ];
    let sum: f32 = list.iter().zip(WEIGHTS).map(|(m, w)| m * w).sum();
    let leads = standing == Standing::Leads && matter >= LEAD_MATTER && lesser >= LEAD_SHARE;
    let bonus = if leads { LEAD_BONUS } else { 0.0 };
    let both_say = a.matter.total.min(b.matter.total) >= ENOUGH_MATTER;
    let left = match enough {
        0.0 if both_say => OTHER_MATTER,
        ..LITTLE_MATTER => NAMES_ONLY,
        _ => 1.0,
    };
    left * quotations(a, b) / (1.0 + (MIDDLE - sum - bonus).exp())
}

/// What is left of being sure for quotations: they match only with the same words.
fn quotations(a: &Sketch, b: &Sketch) -> f32 {
    let cover = |part, whole| dot_and_cover(part, whole).1.0;
    match (is_quotation(a), is_quotation(b)) {
        (true, true) => {
            let (_, (of_a, of_b), _) = dot_and_cover(&a.quoted, &b.quoted);
            f32::from(u8::from(of_a.max(of_b) >= SAME_WORDS))
        }
        (true, false) if cover(&a.quoted, &b.terms) < TOLD_WORDS => TOLD_OTHERWISE,
        (false, true) if cover(&b.quoted, &a.terms) < TOLD_WORDS => TOLD_OTHERWISE,
        _ => 1.0,
    }
}

fn is_quotation(sentence: &Sketch) -> bool {
    sentence.quoted.total > 0.0 && sentence.quoted.total >= QUOTATION * sentence.terms.total
}
