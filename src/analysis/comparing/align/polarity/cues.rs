//! The words by which a sentence denies something, takes it back or leaves it open.
//!
//! Made by hand for the language of news while reading reports of one event; a word of many meanings stays out. Folded; stems where
//! it is said.

/// Deny what follows.
#[rustfmt::skip]
pub(super) const NOT: [&str; 15] = [
    "aren't", "cannot", "hardly", "neither", "never", "no", "nobody", "none", "noone", "nor", "not", "nothing",
    "nowhere", "scarcely", "without",
];

/// The same in two words: `yet to be paid`, `ruled out`, `cleared of`.
#[rustfmt::skip]
pub(super) const NOT_IN_TWO: [(&str, &str); 15] = [
    ("absolved", "of"), ("acquitted", "of"), ("anything", "but"), ("cleared", "of"), ("exonerated", "of"), ("innocent", "of"), ("instead", "of"),
    ("lack", "of"), ("lied", "about"), ("rather", "than"), ("rule", "out"), ("ruled", "out"), ("short", "of"), ("too", "little"), ("yet", "to"),
];
/// Words by which what is claimed is not so, beside a word for a claim: `wrongly said that`.
#[rustfmt::skip]
pub(super) const WRONGLY: [&str; 5] = [
    "erroneously", "falsely", "incorrectly", "mistakenly", "wrongly",
];
/// What in the clause of a `not` makes it no denial: `not until Friday`, `not the first`.
#[rustfmt::skip]
pub(super) const UNTIL: [&str; 4] = [
    "first", "only", "unless", "until",
];
/// Words that deny the deed behind them, as stems: `failed to pay`, `refused to sign`, `stopped paying`.
#[rustfmt::skip]
pub(super) const UNDOING: [&str; 7] = [
    "declin", "fail", "failur", "refus", "stop", "unabl", "unlik",
];
/// Verbs that deny a claim, as stems.
#[rustfmt::skip]
pub(super) const DENYING: [&str; 14] = [
    "contradict", "debunk", "deni", "denial", "disbeliev", "dismiss", "disprov", "disput", "doubt", "rebut", "refut",
    "reject", "repudi", "rubbish",
];
/// What is denied by them: a claim, or what somebody is said to have done. `Denied bail` denies no claim.
#[rustfmt::skip]
pub(super) const CLAIMS: [&str; 27] = [
    "accus", "alleg", "ani", "assert", "assess", "charg", "claim", "conclus", "evid", "find", "ever", "have", "idea",
    "impli", "involv", "notion", "project", "report", "respons", "rumor", "rumour", "statement", "stori", "suggest",
    "that", "wrongdo", "knowledg",
];
/// Said of a claim, they deny it: `the report was false`.
#[rustfmt::skip]
pub(super) const UNTRUE: [&str; 19] = [
    "bogus", "baseless", "bunk", "erroneous", "fabricated", "fake", "false", "groundless", "inaccurate", "incorrect",
    "invented", "mistaken", "nonsense", "retracted", "unfounded", "unsubstantiated", "untrue", "withdrawn", "wrong",
];
/// Nouns that do the same behind a verb of calling: `called the report a lie`.
#[rustfmt::skip]
pub(super) const LIES: [&str; 10] = [
    "fabrication", "fabrications", "fiction", "hoax", "libel", "lie", "lies", "rubbish", "slander", "smear",
];
/// Verbs by which something is called so, as stems.
pub(super) const CALLING: [&str; 6] = ["brand", "call", "denounc", "describ", "dismiss", "label"];
/// What stands before such a word where it is said of a claim.
#[rustfmt::skip]
pub(super) const CALLED: [&str; 16] = [
    "are", "as", "be", "been", "being", "completely", "entirely", "is", "it", "patently", "proved", "simply", "them",
    "totally", "was", "were",
];
/// A claim is taken back: verbs, folded.
#[rustfmt::skip]
pub(super) const TAKEN_BACK: [&str; 18] = [
    "backtracked", "corrected", "debunked", "disavowed", "disavows", "disowned", "disowns", "misreported", "misstated",
    "recant", "recanted", "recants", "refuted", "reneged", "retracted", "retracting", "retracts", "retraction",
];
/// Verbs that take back what stands behind them where somebody had said, promised or planned it, as stems: `withdrew his confession`.
#[rustfmt::skip]
pub(super) const TAKING_BACK: [&str; 13] = [
    "abandon", "annul", "cancel", "ditch", "drop", "overturn", "quash", "renounc", "rescind", "revok", "scrap", "shelv",
    "withdraw",
];
/// The same in two words, the first as the stem of its verb.
pub(super) const TAKING_IN_TWO: [(&str, &str); 4] = [
    ("back", "away"),
    ("give", "up"),
    ("go", "back"),
    ("take", "back"),
];
/// Words before an object of another kind: `dropped after the report`.
pub(super) const TO_OBJECT: [&str; 12] = [
    "after", "at", "before", "by", "for", "from", "in", "of", "on", "over", "to", "with",
];
/// What is taken back so, as stems.
#[rustfmt::skip]
pub(super) const SAID_BEFORE: [&str; 28] = [
    "accus", "alleg", "assert", "back", "bid", "claim", "comment", "complaint", "confess", "convict", "endors", "intent",
    "nomin", "offer", "plan", "pledg", "promis", "propos", "remark", "report", "sentenc", "statement", "stori", "support",
    "testimoni", "threat", "verdict", "word",
];
/// What is denied of a thing where it never came to be: `the meeting did not take place`. Stems.
pub(super) const HAPPENING: [&str; 5] = ["exist", "happen", "held", "occur", "place"];
/// The same in two words.
#[rustfmt::skip]
pub(super) const AGAINST: [(&str, &str); 7] = [
    ("contrary", "to"), ("earlier", "version"), ("no", "evidence"), ("no", "truth"), ("previous", "version"),
    ("walked", "back"), ("walking", "back"),
];
/// Leave open what follows. (`If` and `whether` are not among them: what they begin is seldom what a sentence says.)
#[rustfmt::skip]
pub(super) const MAYBE: [&str; 9] = [
    "allegedly", "apparently", "could", "maybe", "might", "perhaps", "possibly", "reportedly", "supposedly",
];
/// The same before `to` or `of`: `believed to have`, `accused of`.
#[rustfmt::skip]
pub(super) const SUPPOSED: [(&str, &str); 15] = [
    ("accused", "of"), ("alleged", "to"), ("appeared", "to"), ("appears", "to"), ("believed", "to"), ("feared", "to"),
    ("rumored", "to"), ("rumoured", "to"), ("said", "to"), ("seemed", "to"), ("seems", "to"), ("suspected", "of"),
    ("suspected", "to"), ("thought", "to"), ("threatened", "to"),
];
/// Of what is supposed already, so that nothing is said more surely than there.
#[rustfmt::skip]
pub(super) const SUPPOSING: [&str; 17] = [
    "alleged", "allegations", "charged", "considering", "expected", "if", "likely", "plan", "planned", "plans",
    "possible", "suspect", "suspected", "suspects", "unless", "whether", "would",
];
/// Words that begin another clause.
#[rustfmt::skip]
pub(super) const CLAUSE: [&str; 14] = [
    "although", "because", "but", "despite", "even", "except", "however", "instead", "rather", "since", "so",
    "though", "while", "yet",
];

/// Words of what is supposed or charged, as stems, wherever they stand.
#[rustfmt::skip]
pub(super) const AKIN_TO_SUPPOSING: [&str; 14] = [
    "accus", "alleg", "appar", "believ", "claim", "fear", "indict", "purport", "report", "rumor", "rumour", "suggest",
    "suppos", "suspect",
];
/// What makes a sentence the words of somebody, beside verbs of saying.
#[rustfmt::skip]
pub(super) const TOLD_BY: [(&str, &str); 1] = [
    ("according", "to"),
];
/// Begin a relative clause (`that` does only before its verb).
#[rustfmt::skip]
pub(super) const RELATIVE: [&str; 6] = [
    "where", "which", "who", "whom", "whose", "why",
];
/// Begin a clause of time or condition.
#[rustfmt::skip]
pub(super) const SIDE: [&str; 11] = [
    "after", "although", "because", "before", "if", "though", "unless", "until", "when", "whether", "while",
];
/// Stand between the subject of a clause and its cue.
#[rustfmt::skip]
pub(super) const AUXILIARY: [&str; 21] = [
    "also", "are", "be", "been", "being", "can", "did", "do", "does", "had", "has", "have", "is", "must", "should", "still",
    "then", "was", "were", "will", "would",
];
