//! Table of data: how firms are written: legal forms, what family firms end in, names that end in `'s`.

/// Of these the ones that are also something else: attorney general, Alberta, south-east, Nevada. Sorted, for binary search.
pub const DOUBTFUL: &[&str] = &[
    "A.S", "AB", "AD", "AG", "ANS", "AS", "KK", "LP", "NV", "S.A", "S.E", "SA", "SAS", "SE", "SIA",
    "SL",
];
/// Legal forms of several words, without the full stops at their ends.
#[rustfmt::skip]
pub const OF_SEVERAL: &[&str] = &[
    "(Pty Ltd", "S.A de C.V", "S.à r.l", "Sp z o o", "Sp z o.o", "a s", "d o o", "s r o", "sp z o o", "sp z o.o", "spol s r o",
];
/// Legal forms that stand before the name: `OOO Petrov`. Sorted, for binary search.
#[rustfmt::skip]
pub const BEFORE: &[&str] = &[
    "OAO", "OOO", "PAO", "PJSC", "UAB", "ZAO", "ЗАО", "ОАО", "ООО", "ПАО",
];
/// What the name of no person ends in. Sorted, for binary search.
pub const HEADS: &[&str] = &[
    "Enterprises",
    "Foundation",
    "Group",
    "Holding",
    "Holdings",
    "Industries",
    "Ventures",
];
/// What may stand before a comma and the form: `Wexel, Inc.` Sorted, for binary search.
#[rustfmt::skip]
pub const AFTER_COMMA: &[&str] = &[
    "Co", "Corp", "GmbH", "Inc", "Incorporated", "L.L.C", "L.P", "LLC", "LLP", "LTD", "Limited", "Ltd", "P.L.C", "PLC",
    "S.A", "a.s", "d.o.o", "plc", "s.r.o",
];
/// What family firms and partnerships end in behind `&`: `Lund & Sons`. Sorted, for binary search.
#[rustfmt::skip]
pub const PARTNERS: &[&str] = &[
    "Associates", "Bros", "Brothers", "Cie", "Co", "Company", "Daughter", "Daughters", "Partner", "Partners", "Sisters",
    "Son", "Sons", "Söhne", "Zonen",
];

/// What a firm does in the news, in forms that cannot follow a possessive: `Brennan's said`. Sorted, for binary search.
#[rustfmt::skip]
pub const ACTS: &[&str] = &[
    "announced", "declined", "has", "said", "says", "was", "were", "will", "would",
];
/// What firms do as well, and what may be theirs: only before one of [`OBJECTS`] they are done. Sorted, for binary search.
pub const CUTS: &[&str] = &[
    "bid", "bought", "closed", "cut", "hired", "hit", "opened", "put", "raised", "set", "sold",
];
/// Words that begin an object. Sorted, for binary search.
pub const OBJECTS: &[&str] = &["a", "all", "an", "its", "some", "the", "their"];
/// Words that begin a sentence and are no part of the firm's name after them. Sorted, for binary search.
#[rustfmt::skip]
pub const STARTERS: &[&str] = &[
    "A", "After", "An", "And", "As", "At", "Before", "But", "By", "For", "From", "If", "In", "Meanwhile", "Of", "On",
    "Shares", "Since", "The", "Today", "When", "While", "With", "Yesterday",
];
