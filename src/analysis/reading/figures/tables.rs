//! Table of data: units by what they measure.

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

pub fn lookup<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, value)| value)
}
