//! Table of data: words that say what happens to things that are counted, made by hand from reports of the news.

/// What happens to the things counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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

/// Kinds that are not told of one quantity, either way round.
pub(super) const OPPOSITE: [(Kind, Kind); 22] = [
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

/// Stems (and irregular forms) by what they say; sorted, for binary search.
#[rustfmt::skip]
pub(super) const KINDS: &[(&str, Kind)] = &[
    ("abolish", Remove), ("acquit", Acquit), ("add", Add), ("against", Against), ("alleg", Doubt),
    ("altogeth", Total), ("approv", Favour), ("arriv", Arrive), ("avert", Avoid), ("avoid", Avoid),
    ("build", Add), ("built", Add), ("confirm", Certain), ("convict", Convict), ("cost", Pay), ("creat", Add),
    ("debt", Owe), ("delet", Remove), ("demand", Need), ("demolish", Remove), ("depart", Leave), ("deploy", Arrive),
    ("destroy", Remove), ("disapprov", Against), ("dismantl", Remove), ("donat", Pay), ("earn", Make),
    ("elimin", Remove), ("enter", Arrive), ("eras", Remove), ("expel", Leave), ("favor", Favour),
    ("favour", Favour), ("forfeit", Lose), ("gain", Make), ("guilti", Convict), ("hire", Add), ("install", Add),
    ("intact", Stand), ("keep", Stand), ("kept", Stand), ("lack", Need), ("lose", Lose), ("loss", Lose), ("lost", Lose), ("made", Make), ("make", Make), ("necessari", Need),
    ("need", Need), ("new", New), ("newli", New), ("oppos", Against), ("outstand", Owe), ("overal", Total), ("owe", Owe), ("paid", Pay),
    ("pay", Pay), ("payment", Pay), ("possibl", Doubt), ("presum", Doubt), ("probabl", Doubt), ("profit", Make),
    ("raze", Remove), ("receiv", Make), ("remain", Stand), ("remov", Remove), ("request", Need), ("requir", Need),
    ("save", Avoid), ("scrap", Remove), ("seek", Need), ("sought", Need), ("spare", Avoid), ("spend", Pay),
    ("spent", Pay), ("stand", Stand), ("stay", Stand), ("stood", Stand), ("support", Favour),
    ("surviv", Stand), ("suspect", Doubt), ("toppl", Remove), ("total", Total), ("unpaid", Owe), ("want", Need),
    ("withdraw", Leave), ("withdrew", Leave),
];

/// Past forms that are the verb itself, of what is done.
pub(super) const PAST: [&str; 5] = ["burst", "cut", "hit", "hurt", "shut"];

/// Past forms behind their subject that are no participles: `boats sank`.
#[rustfmt::skip]
pub(super) const FINITE: [&str; 12] = [
    "came", "collapsed", "died", "disappeared", "drew", "fell", "fled", "rose", "sank", "survived", "vanished", "went",
];

/// Stems of verbs by which it is only held out.
pub(super) const PROMISING: [&str; 6] = ["hope", "plan", "pledg", "promis", "propos", "vow"];

/// Stems of words by which it is settled that something shall be.
pub(super) const DECIDING: [&str; 6] = ["agre", "approv", "decid", "order", "settl", "vote"];

/// Words that may stand between a verb and the figure that is its object, beside adjectives, adverbs and names.
#[rustfmt::skip]
pub(super) const OBJECT: [&str; 34] = [
    "a", "all", "almost", "also", "an", "another", "away", "back", "both", "down", "each", "every", "exactly", "further",
    "her", "his", "its", "just", "more", "my", "nearly", "now", "off", "only", "other", "our", "out", "some", "the",
    "their", "these", "those", "up", "your",
];

/// Words between what is counted and its verb.
#[rustfmt::skip]
pub(super) const AUXILIARY: [&str; 30] = [
    "also", "already", "are", "be", "been", "being", "can", "cannot", "could", "did", "do", "had", "has", "have", "is",
    "may", "might", "never", "not", "now", "reportedly", "should", "still", "then", "was", "were", "will", "would",
    "yet", "expected",
];

/// Words by which nothing of it is so, and the stems of verbs by which it does not come about.
#[rustfmt::skip]
pub(super) const DENYING: [&str; 12] = [
    "cannot", "deni", "fail", "neither", "never", "no", "nobody", "none", "nor", "not", "refus", "without",
];

/// Words by which something may be or is to be.
pub(super) const MODALS: [&str; 6] = ["could", "may", "might", "should", "will", "would"];

/// Stems of words by which something is looked forward to.
#[rustfmt::skip]
pub(super) const FORECAST: [&str; 6] = [
    "anticip", "expect", "forecast", "predict", "project", "threaten",
];

/// Past forms that tell of a state, or are said of bills and plans as of deeds, or are adjectives.
#[rustfmt::skip]
pub(super) const STATIC: [&str; 42] = [
    "added", "aged", "agreed", "allowed", "amounted", "armed", "based", "called", "capped", "combined", "contained", "covered",
    "deemed", "described", "estimated", "exceeded", "faced", "featured", "hundred", "included", "indeed", "involved",
    "issued", "lasted", "limited", "listed", "located", "named", "numbered", "offered", "provided", "ranged", "reached",
    "related", "remained", "revised", "signed", "totaled", "totalled", "united", "used", "valued",
];

/// Words before a figure by which it was so at first.
pub(super) const BEFORE: [&str; 3] = ["initial", "initially", "originally"];

/// The same beside a word for a report: `previously reported`, `earlier said`.
pub(super) const REPORTED_BEFORE: [&str; 3] = ["earlier", "first", "previously"];

/// Stems of words for a report that are no verbs of saying.
pub(super) const REPORTS: [&str; 4] = ["count", "estim", "put", "report"];

/// Words directly behind what is counted by which it was so at first.
pub(super) const BEFORE_BEHIND: [&str; 4] = ["formerly", "initially", "originally", "previously"];

/// Words for how often, with the period.
#[rustfmt::skip]
pub(super) const PERIODS: [(&str, &str); 12] = [
    ("annual", "year"), ("annually", "year"), ("daily", "day"), ("day", "day"), ("hour", "hour"), ("hourly", "hour"),
    ("month", "month"), ("monthly", "month"), ("week", "week"), ("weekly", "week"), ("year", "year"), ("yearly", "year"),
];
