//! Which of the figures that one article alone gives deserve to be told.

use crate::analysis::comparing::figures::read::{Claim, is_quoted};
use crate::analysis::comparing::furniture::is_statement;
use crate::analysis::comparing::table::Table;
use crate::analysis::text::words;
use crate::model::Modifier;

/// Lengths of time under this, of nothing in particular, are said in passing.
const IN_PASSING: f64 = 24.0;
/// Lengths of time from which on nobody only says when.
const LONG: f64 = 100.0;

/// An article's first sentences tell the event in brief.
const LEAD_SENTENCES: usize = 3;
/// So many people, and so much money in any currency, are news wherever they stand.
const MANY_PEOPLE: f64 = 100.0;
const MUCH_MONEY: f64 = 1e6;
/// Fewer things than this are counted in passing.
const FEW: f64 = 3.0;
/// How sure it has to be that another article has a fact in common with the sentence, 0 to 1.
const MAY_BE_TOLD: f32 = 0.3;

/// Words before or behind a length of time that only say when: `the last 24 hours`, `two weeks ago`.
#[rustfmt::skip]
const WHEN: [&str; 16] = [
    "first", "last", "past", "next", "recent", "previous", "within", "every", "ago", "earlier", "later", "after",
    "before", "since", "anniversary", "coming",
];

/// How much a figure that one article alone gives deserves to be told; nothing for one that tells nothing by itself.
pub fn worth(table: &Table, claim: &Claim) -> f32 {
    let text = table.articles[claim.article];
    let counts_some = claim.counts_people() && claim.low >= 3.0;
    let vague = claim.modifier == Modifier::Vague;
    let share = claim.unit == "percent" || claim.unit == "percentage points";
    let time = claim.is_time();
    let aged = claim.is_age();
    let telling = if claim.unit.is_empty() {
        !claim.of.is_empty() && (claim.is_distinctive() || counts_some)
    } else {
        !(aged || (time && is_in_passing(table, claim)))
    };
    // `half of it` is said of everything.
    let half = text.text(claim.span).eq_ignore_ascii_case("half");
    // In somebody's own words it is talk (`a hundred different ways`), or told with the quotation; links and captions tell of other things.
    let sentence = text.text(text.sentences[claim.sentence]);
    let talk = is_quoted(table, claim) || !is_statement(sentence);
    // `gatherings of 10 or more`: a rule, and nothing that was counted.
    let is_bound = text.text(claim.span).contains(" or ");
    if vague || half || is_bound || !telling || talk || claim.is_part || claim.is_converted {
        return 0.0;
    }
    if !has_weight(table, claim) {
        return 0.0;
    }
    let has = |found: bool, weight: f32| if found { weight } else { 0.0 };
    let early = 1.0 - claim.sentence as f32 / text.sentences.len().max(1) as f32;
    0.1 + 0.5 * early
        + 0.5 * table.nearest(claim.article, claim.sentence)
        + has(claim.counts_people(), 0.2)
        + has(!claim.of.is_empty(), 0.2)
        + has(claim.is_exact(), 0.1)
        + has(claim.is_distinctive(), 0.1)
        + has(share || !time, 0.1)
}

/// It stands at the head of the article, counts many people or much money, says what became of people, or others tell of the same without
/// it. Of 54 figures of one article that strangers read, 25 told them nothing.
fn has_weight(table: &Table, claim: &Claim) -> bool {
    let many = claim.counts_people() && claim.low >= MANY_PEOPLE;
    let much = claim.is_money() && claim.low >= MUCH_MONEY;
    let fell_to_some = claim.counts_people() && claim.outcome.is_some();
    let told_by_others = table.likeliest(claim.article, claim.sentence) >= MAY_BE_TOLD;
    claim.sentence < LEAD_SENTENCES || many || much || fell_to_some || told_by_others
}

/// Whether a figure that several articles give alike tells a reader nothing: one or two of something, a length of time that only says when.
pub fn is_trifle(table: &Table, claim: &Claim) -> bool {
    let few = claim.unit.is_empty() && claim.low < FEW && claim.outcome.is_none();
    let when = claim.is_time() && !claim.is_age() && is_in_passing(table, claim);
    few || when
}

/// A length of time that only says when, or of nothing in particular.
fn is_in_passing(table: &Table, claim: &Claim) -> bool {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    let before = text
        .body
        .get(sentence.start..claim.span.start)
        .unwrap_or("");
    let behind = text.body.get(claim.span.end..sentence.end).unwrap_or("");
    let last = words::words(before)
        .last()
        .map(|word| words::fold(word.of(before)));
    let next = words::words(behind)
        .next()
        .map(|word| words::fold(word.of(behind)));
    let says_when = |word: Option<String>| word.is_some_and(|word| WHEN.contains(&word.as_str()));
    let long_ago = claim.of.is_empty() && matches!(last.as_deref(), Some("in" | "than"));
    let when = long_ago || says_when(last) || says_when(next);
    (when && claim.low < LONG) || (claim.of.is_empty() && claim.low < IN_PASSING)
}
