//! What speaks against it that two figures are of one quantity, whatever speaks for it.

use super::between::{are_elsewhere, are_other_people, have_other_outcomes, is_beyond};
use crate::analysis::comparing::align::opposed;
use crate::analysis::comparing::figures::judge::pair::TOLD_BOTH;
use crate::analysis::comparing::figures::judge::values::{Values, values};
use crate::analysis::comparing::figures::read::fates::Match;
use crate::analysis::comparing::figures::read::{
    Claim, are_turned, of_other_days, of_other_times, qualifiers_agree,
};
use crate::analysis::comparing::table::Table;
use crate::model::{Modifier, Span};

/// Words between a figure and the word that says what is done to what it counts.
const BESIDE_WORDS: usize = 6;
/// A number that is only estimated and a bound no further apart may both be right: `an estimated thousand`, `more than 1,200`.
const ESTIMATED: f64 = 1.6;

/// What is said of two claims cannot be said of one quantity, whatever else speaks for it.
pub fn is_ruled_out(table: &Table, a: &Claim, b: &Claim) -> bool {
    // One number, though the one says `about` and the other does not.
    let equal = a.low == b.low && a.high == b.high;
    // What may be does not contradict what is; nor are 500 wounded the 500 who were at church.
    let differ = values(a, b) == Values::Different;
    let supposed = differ && a.supposed.is_some() != b.supposed.is_some();
    let some_of = |claim: &Claim| claim.is_part || claim.is_some_of;
    let portion = a.fate.is_whole()
        || b.fate.is_whole()
        || ((some_of(a) || some_of(b)) && a.told_alike(b) < TOLD_BOTH);
    let further = a.is_further != b.is_further;
    // Two Greeks are not two Danes.
    let few = equal && !a.is_distinctive() && a.counts_people() && !qualifiers_agree(a, b);
    // Terms of 14, 23 and 37 months are no term of 37 months.
    let terms = a.is_time() && a.fate.is_of_several != b.fate.is_of_several;
    // Those killed are not those hurt; what one says not to be so is not said by both.
    have_other_outcomes(a, b)
        || are_turned(a, b)
        || supposed
        || are_other_people(a, b)
        || are_other_people(b, a)
        || (few && !a.share_an_outcome(b))
        || ((portion || further) && !equal)
        || a.fate.matches(&b.fate) == Match::Other
        || terms
        || a.is_denied != b.is_denied
        || equal && are_said_to_be_opposite(table, a, b)
}

/// Two numbers that do not agree of which both may be right: both are the least (who says `at least 430` says more than `over 200`), one is a
/// bound that the other lies beyond, one is estimated and the other a bound not far from it, or each counts at a place of its own what grows.
pub fn cannot_differ(table: &Table, a: &Claim, b: &Claim) -> bool {
    let either = |is: &dyn Fn(&Claim, &Claim) -> bool| is(a, b) || is(b, a);
    (a.is_least() && b.is_least())
        || either(&is_beyond)
        || either(&is_not_far_estimated)
        || (a.grows() && b.grows() && are_elsewhere(table, a, b))
}

fn is_not_far_estimated(estimated: &Claim, bound: &Claim) -> bool {
    let is_estimated = estimated.modifier == Modifier::About;
    is_estimated && bound.is_bound() && estimated.ratio(bound) <= ESTIMATED
}

/// Two numbers that do not agree are given of one time.
pub fn may_be_other(a: &Claim, b: &Claim, is_later: bool) -> bool {
    let other_hour = a.has_clock || b.has_clock || of_other_days(a, b);
    a.modifier != Modifier::Vague
        && b.modifier != Modifier::Vague
        && !of_other_times(a, b)
        && (is_later || !other_hour)
}

/// Beside the figures the sentences say opposite things of the same: `granted asylum to 210`, `denied asylum to 210`.
fn are_said_to_be_opposite(table: &Table, a: &Claim, b: &Claim) -> bool {
    let sentence = |claim: &Claim| {
        let text = table.articles[claim.article];
        let span = text.sentences[claim.sentence];
        (text.text(span), claim.span.start.saturating_sub(span.start))
    };
    let ((ours, at), (theirs, there)) = (sentence(a), sentence(b));
    let Some((one, other)) = opposed(ours, theirs) else {
        return false;
    };
    // In its clause, before it or behind: a word of another clause is of something else.
    let is_beside = |text: &str, figure: usize, word: Span| {
        let (from, to) = (figure.min(word.start), figure.max(word.start));
        let between = text.get(from..to).unwrap_or("");
        !between.contains([',', ';', ':', '—', '“', '”', '"'])
            && between.split_whitespace().count() <= BESIDE_WORDS
    };
    is_beside(ours, at, one) && is_beside(theirs, there, other)
}
