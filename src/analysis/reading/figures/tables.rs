//! Table of data: words and signs that belong to a number: scales, units, currencies, and how exact it is said to be.

/// Number words below a hundred.
#[rustfmt::skip]
pub const WORDS: &[(&str, f64)] = &[
    ("one", 1.0), ("two", 2.0), ("three", 3.0), ("four", 4.0), ("five", 5.0), ("six", 6.0), ("seven", 7.0),
    ("eight", 8.0), ("nine", 9.0), ("ten", 10.0), ("eleven", 11.0), ("twelve", 12.0), ("thirteen", 13.0),
    ("fourteen", 14.0), ("fifteen", 15.0), ("sixteen", 16.0), ("seventeen", 17.0), ("eighteen", 18.0),
    ("nineteen", 19.0), ("twenty", 20.0), ("thirty", 30.0), ("forty", 40.0), ("fifty", 50.0), ("sixty", 60.0),
    ("seventy", 70.0), ("eighty", 80.0), ("ninety", 90.0),
];

/// Digits as they are said behind a point.
#[rustfmt::skip]
pub const DIGITS: &[(&str, char)] = &[
    ("zero", '0'), ("oh", '0'), ("nought", '0'), ("one", '1'), ("two", '2'), ("three", '3'), ("four", '4'),
    ("five", '5'), ("six", '6'), ("seven", '7'), ("eight", '8'), ("nine", '9'),
];

/// Parts of a whole, by how many make it.
#[rustfmt::skip]
pub const PARTS: &[(&str, f64)] = &[
    ("half", 2.0), ("halves", 2.0), ("third", 3.0), ("thirds", 3.0), ("quarter", 4.0), ("quarters", 4.0),
    ("fourth", 4.0), ("fourths", 4.0), ("fifth", 5.0), ("fifths", 5.0), ("sixth", 6.0), ("sixths", 6.0),
    ("eighth", 8.0), ("eighths", 8.0), ("tenth", 10.0), ("tenths", 10.0),
];

/// What multiplies the number before it.
#[rustfmt::skip]
pub const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2), ("thousand", 1e3), ("lakh", 1e5), ("crore", 1e7), ("million", 1e6), ("billion", 1e9),
    ("trillion", 1e12), ("dozen", 12.0),
];

/// Scales glued to digits or after a currency.
#[rustfmt::skip]
pub const SHORT_SCALES: &[(&str, f64)] = &[
    ("k", 1e3), ("m", 1e6), ("mn", 1e6), ("mln", 1e6), ("mio", 1e6), ("bn", 1e9), ("b", 1e9), ("bln", 1e9),
    ("mrd", 1e9), ("tn", 1e12), ("trn", 1e12),
];

/// Orders of magnitude: the least and the most that the word allows.
pub const VAGUE: &[(&str, f64, f64)] = &[
    ("dozens", 24.0, 99.0),
    ("scores", 40.0, 199.0),
    ("hundreds", 200.0, 999.0),
    ("thousands", 2e3, 9_999.0),
    ("millions", 2e6, 9_999_999.0),
    ("billions", 2e9, 9_999_999_999.0),
];

/// Units by what they measure, each with how many of the measure's own it makes.
#[rustfmt::skip]
pub const CONVERSIONS: &[(&str, &[(&str, f64)])] = &[
    ("time", &[
        ("seconds", 1.0), ("minutes", 60.0), ("hours", 3_600.0), ("days", 86_400.0), ("weeks", 604_800.0),
        ("months", 2_629_800.0), ("years", 31_557_600.0), ("decades", 315_576_000.0),
    ]),
    ("length", &[
        ("mm", 0.001), ("cm", 0.01), ("inches", 0.0254), ("feet", 0.3048), ("yards", 0.9144), ("metres", 1.0),
        ("km", 1_000.0), ("miles", 1_609.344),
    ]),
    ("mass", &[
        ("grams", 0.001), ("pounds", 0.453_592), ("kg", 1.0), ("tonnes", 1_000.0), ("tons", 1_000.0),
    ]),
    ("speed", &[
        ("mph", 1.609_344), ("km/h", 1.0),
    ]),
    ("area", &[
        ("acres", 0.404_686), ("hectares", 1.0),
    ]),
];

#[rustfmt::skip]
pub const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Plurals that stand before another noun: `human rights activists`.
#[rustfmt::skip]
pub const ATTRIBUTIVE: &[&str] = &[
    "affairs", "arms", "children", "communications", "customs", "drugs", "forces", "goods", "men", "operations",
    "police", "rights", "sales", "savings", "services", "sports", "states", "systems", "weapons", "women", "works",
];

/// One of these is counted by `one`.
#[rustfmt::skip]
pub const ONE_OF: &[&str] = &[
    "person", "man", "woman", "child", "boy", "girl", "soldier", "civilian", "prisoner", "officer", "policeman",
    "death", "passenger", "resident", "victim", "student", "worker", "survivor", "detainee", "hostage", "suspect",
    "driver", "protester", "firefighter", "demonstrator", "guard", "attacker",
];

pub fn lookup<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, value)| value)
}
