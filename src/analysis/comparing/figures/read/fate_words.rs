//! Table of data: words that say what happens to things that are counted, made by hand from reports of the news.

/// What happens to the things counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Acquit,
    Add,
    Against,
    Arrive,
    Avoid,
    Certain,
    Convict,
    Doubt,
    Favour,
    Leave,
    Lose,
    Make,
    Need,
    New,
    Owe,
    Pay,
    Remove,
    Stand,
    Total,
}

use Kind::{
    Acquit, Add, Against, Arrive, Avoid, Certain, Convict, Doubt, Favour, Leave, Lose, Make, Need,
    New, Owe, Pay, Remove, Stand, Total,
};

/// Each by its name in the lexicon.
#[rustfmt::skip]
pub const KINDS: [(&str, Kind); 19] = [
    ("acquit", Acquit), ("add", Add), ("against", Against), ("arrive", Arrive), ("avoid", Avoid), ("certain", Certain),
    ("convict", Convict), ("doubt", Doubt), ("favour", Favour), ("leave", Leave), ("lose", Lose), ("make", Make),
    ("need", Need), ("new", New), ("owe", Owe), ("pay", Pay), ("remove", Remove), ("stand", Stand), ("total", Total),
];

/// Kinds that are not told of one quantity, either way round.
pub const OPPOSITE: [(Kind, Kind); 22] = [
    (Acquit, Convict),
    (Add, Lose),
    (Add, Remove),
    (Add, Stand),
    (Against, Favour),
    (Arrive, Leave),
    (Avoid, Lose),
    (Avoid, Make),
    (Avoid, Pay),
    (Avoid, Remove),
    (Certain, Doubt),
    (Lose, Make),
    (Lose, Stand),
    (Leave, Stand),
    (Make, Owe),
    (Need, Make),
    (Need, Pay),
    (New, Total),
    (Owe, Pay),
    (Remove, Make),
    (Remove, Need),
    (Remove, Stand),
];

/// Past forms that are the verb itself, of what is done.
pub const PAST: [&str; 5] = ["burst", "cut", "hit", "hurt", "shut"];

/// Past forms behind their subject that are no participles: `boats sank`.
#[rustfmt::skip]
pub const FINITE: [&str; 12] = [
    "came", "collapsed", "died", "disappeared", "drew", "fell", "fled", "rose", "sank", "survived", "vanished", "went",
];

/// Stems of verbs by which it is only held out.
pub const PROMISING: [&str; 6] = ["hope", "plan", "pledg", "promis", "propos", "vow"];

/// Stems of words by which it is settled that something shall be.
pub const DECIDING: [&str; 6] = ["agre", "approv", "decid", "order", "settl", "vote"];

/// Words between what is counted and its verb.
#[rustfmt::skip]
pub const AUXILIARY: [&str; 30] = [
    "also", "already", "are", "be", "been", "being", "can", "cannot", "could", "did", "do", "had", "has", "have", "is",
    "may", "might", "never", "not", "now", "reportedly", "should", "still", "then", "was", "were", "will", "would",
    "yet", "expected",
];

/// Words by which nothing of it is so, and the stems of verbs by which it does not come about.
#[rustfmt::skip]
pub const DENYING: [&str; 12] = [
    "cannot", "deni", "fail", "neither", "never", "no", "nobody", "none", "nor", "not", "refus", "without",
];

/// Words by which something may be or is to be.
pub const MODALS: [&str; 6] = ["could", "may", "might", "should", "will", "would"];

/// Words for what lasts while it is told of.
pub const LASTING: [&str; 6] = ["currently", "now", "remain", "remains", "still", "today"];

/// Stems of words by which something is looked forward to.
#[rustfmt::skip]
pub const FORECAST: [&str; 6] = [
    "anticip", "expect", "forecast", "predict", "project", "threaten",
];

/// Words before a figure by which it was so at first.
pub const BEFORE: [&str; 3] = ["initial", "initially", "originally"];

/// The same beside a word for a report: `previously reported`, `earlier said`.
pub const REPORTED_BEFORE: [&str; 3] = ["earlier", "first", "previously"];

/// Stems of words for a report that are no verbs of saying.
pub const REPORTS: [&str; 4] = ["count", "estim", "put", "report"];

/// Words directly behind what is counted by which it was so at first.
pub const BEFORE_BEHIND: [&str; 4] = ["formerly", "initially", "originally", "previously"];

/// Words for how often, with the period.
#[rustfmt::skip]
pub const PERIODS: [(&str, &str); 12] = [
    ("annual", "year"), ("annually", "year"), ("daily", "day"), ("day", "day"), ("hour", "hour"), ("hourly", "hour"),
    ("month", "month"), ("monthly", "month"), ("week", "week"), ("weekly", "week"), ("year", "year"), ("yearly", "year"),
];
