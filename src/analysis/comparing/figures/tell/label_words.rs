//! Table of data: words by which a label is made of what stands beside a figure.

/// Words that begin a phrase by which one tells which are counted.
#[rustfmt::skip]
pub const TELLING: [&str; 12] = [
    "of", "for", "against", "with", "without", "who", "that", "which", "to", "involving", "containing", "between",
];
/// Words that begin a phrase which says where or when.
#[rustfmt::skip]
pub const PLACING: [&str; 22] = [
    "in", "from", "at", "on", "across", "around", "near", "under", "inside", "outside", "before", "after", "above",
    "below", "off", "behind", "north", "south", "east", "west", "worldwide", "nationwide",
];
/// Forms of `be` and `have` behind what is counted: a participle follows.
#[rustfmt::skip]
pub const BEING: [&str; 13] = [
    "were", "was", "are", "is", "have", "has", "had", "been", "being", "be", "will", "already", "now",
];

/// Words between a noun or verb and its figure.
#[rustfmt::skip]
pub const BETWEEN: [&str; 24] = [
    "the", "a", "an", "its", "his", "her", "their", "our", "all", "another", "some", "only", "just", "also", "now",
    "about", "at", "least", "nearly", "almost", "additional", "up", "other", "more",
];
/// Words by which a noun has its figure: `a fine of`, `turnout was`.
#[rustfmt::skip]
pub const HAVING: [&str; 13] = [
    "of", "was", "is", "were", "are", "to", "at", "from", "reached", "stood", "hit", "totaled", "totalled",
];
/// Nouns that do not say by themselves of what they are.
#[rustfmt::skip]
pub const NOTHING: [&str; 14] = [
    "all", "amount", "average", "fraction", "it", "level", "maximum", "median", "minimum", "number", "period", "rate", "sum",
    "total",
];
/// Words before a figure that only measure: `from 35 percent to 15 percent`.
#[rustfmt::skip]
pub const NO_NOUNS: [&str; 11] = [
    "billion", "days", "dollars", "hours", "million", "months", "percent", "points", "thousand", "weeks", "years",
];

/// Words in -ed that say nothing of what is counted behind them.
#[rustfmt::skip]
pub const NO_OBJECT: [&str; 26] = [
    "aged", "appeared", "based", "combined", "ended", "estimated", "exceeded", "featured", "followed", "happened",
    "hundred", "included", "indeed", "involved", "lasted", "need", "numbered", "occurred", "ranged", "reached",
    "remained", "started", "topped", "totaled", "unchanged", "united",
];
/// What became of people, by the class of its word, where the article has no participle for it.
#[rustfmt::skip]
pub const BECAME: [(&str, &str); 11] = [
    ("arrest", "arrested"), ("displac", "displaced"), ("evacu", "evacuated"), ("hospit", "hospitalized"),
    ("infect", "infected"), ("injur", "injured"), ("kill", "killed"), ("miss", "missing"), ("releas", "released"),
    ("rescu", "rescued"), ("surviv", "who survived"),
];
/// What stands behind `in` and is no thing: `in exchange for`.
#[rustfmt::skip]
pub const PHRASES: [&str; 6] = ["addition", "case", "exchange", "fact", "order", "return"];

/// What is done to what is measured, as participles; sorted, for binary search.
#[rustfmt::skip]
pub const MEASURED: [&str; 9] = [
    "blackened", "burned", "destroyed", "lost", "scorched", "seized", "served", "spent", "spilled",
];

/// Words before a span of time that say when.
pub const LEADING_ON: [&str; 6] = ["each", "every", "last", "next", "that", "this"];
