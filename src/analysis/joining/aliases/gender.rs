//! Men's and women's forms of one surname.

use super::sound::{Ground, Sound, differ_in_gender, same_person};

/// Endings of a Polish or Czech woman's surname.
const WOMANS: &[&str] = &["owna", "owa", "ova"];
/// The same beside another of them: they are too like given names to stand beside a man's.
const WOMANS_BESIDE: &[&str] = &["owna", "owa", "ova", "ianka", "anka", "yna", "ina"];
/// The same of surnames in `-a`.
const WOMANS_OF_A: &[&str] = &["ianka", "anka"];
/// A stem has so many bytes at least.
const STEM: usize = 3;

/// Whether two words are one surname, at least one of them in a Polish or Czech woman's form: `Lind`, `Lindova`; `Wrzos`,
/// `Wrzosowa`, `Wrzosowna`.
pub fn same_family(one: &str, other: &str) -> bool {
    let ends = |word: &str, endings: &[&str]| -> Option<String> {
        endings
            .iter()
            .filter_map(|ending| word.strip_suffix(ending))
            .find(|stem| stem.len() >= STEM)
            .map(stem)
    };
    if let (Some(one), Some(other)) = (ends(one, WOMANS_BESIDE), ends(other, WOMANS_BESIDE)) {
        return one == other;
    }
    let beside = |woman: &str, man: &str| {
        ends(woman, WOMANS).is_some_and(|woman| woman == stem(man))
            || (man.ends_with('a')
                && ends(woman, WOMANS_OF_A).is_some_and(|woman| woman == stem(man)))
    };
    beside(one, other) || beside(other, one)
}

/// Endings of a woman's surname or patronymic beside a man's, longest first.
#[rustfmt::skip]
const MANS: &[(&str, &str)] = &[
    ("skaya", "sky"), ("skaia", "sky"), ("skaja", "sky"), ("skaa", "sky"), ("ckaya", "cky"), ("ovna", "ovich"),
    ("evna", "evich"), ("ivna", "ovych"), ("ova", "ov"), ("eva", "ev"), ("owa", "ow"), ("ewa", "ew"), ("ska", "sky"),
    ("cka", "cky"),
];

/// Whether two words are one surname or patronymic in a woman's and a man's form, as letters tell: `Gromov`, `Gromova`;
/// `Havransky`, `Havranska`. Where names are joined it must be known who bears them.
pub fn same_but_for_gender(one: &str, other: &str) -> bool {
    if !differ_in_gender(one, other) {
        return false;
    }
    let (woman, man) = if one.ends_with('a') {
        (one, other)
    } else {
        (other, one)
    };
    let mans = MANS.iter().find_map(|(hers, his)| {
        let stem = woman.strip_suffix(hers)?;
        (stem.len() >= STEM).then(|| format!("{stem}{his}"))
    });
    mans.is_some_and(|mans| same_person(&Sound::of(&mans), &Sound::of(man), Ground::Letters))
}

/// What stays of a Polish or Czech surname before an ending: no vowel at the end, no fleeting `e` (`Havranek`, `Havrankova`).
fn stem(word: &str) -> String {
    let mut stem = word.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    if stem.len() < STEM {
        stem = word;
    }
    let letters: Vec<char> = stem.chars().collect();
    match letters.as_slice() {
        [start @ .., 'i', 'e', last] | [start @ .., 'e', last]
            if start.len() + 1 >= STEM && !matches!(last, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') =>
        {
            start.iter().chain([last]).collect()
        }
        _ => stem.to_string(),
    }
}
