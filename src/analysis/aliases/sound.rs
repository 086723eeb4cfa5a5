//! Transliterated words made comparable: one Latin form, its consonant skeleton, and how far two forms are apart.
//!
//! Romanisations of Russian, Belarusian, Ukrainian and Arabic names differ in a few known ways (BGN/PCGN, ISO 9, German and
//! French press usage): `kh`/`h`/`ch`, `zh`/`j`, `ts`/`c`/`tz`, `w`/`v`, `ou`/`u`, `y`/`i`/`j`, final `-off`/`-ov`/`-au`.

use super::romanised;
use crate::analysis::words::fold;

/// Rewriting rules in order; each is applied to the whole word before the next.
const RULES: &[(&str, &str)] = &[
    ("shch", "s"),
    ("stsch", "s"),
    ("schtsch", "s"),
    ("tsch", "c"),
    ("tch", "c"),
    ("sch", "s"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("dzh", "z"),
    ("zh", "z"),
    ("dz", "d"),
    ("sh", "s"),
    ("ch", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("cz", "c"),
    ("sz", "s"),
    ("dj", "z"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ks", "x"),
    ("q", "k"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
];
/// Words longer than this many bytes are no names.
const LONGEST: usize = 64;

/// Letters that stand for a breath or a soft consonant in scholarly romanisations: `Emilʹ`, `ʿAlī`.
const MODIFIERS: std::ops::RangeInclusive<char> = '\u{2b0}'..='\u{2ff}';

/// A word with the forms that it is compared by.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sound {
    /// Lower case ASCII letters and digits where the script is Latin or Cyrillic.
    pub plain: String,
    /// After the rules.
    pub form: String,
    /// Consonants of the form, with `g` as `h` and `k` as `c`, and `a` for a vowel at the beginning.
    pub skeleton: String,
    /// What every romanisation keeps ([`romanised::kept`]): words with different blocks are never one.
    pub block: String,
}

impl Sound {
    pub fn of(word: &str) -> Sound {
        let mut plain: String = latin(&fold(word))
            .chars()
            .filter(|letter| letter.is_alphanumeric() && !MODIFIERS.contains(letter))
            .collect();
        if plain.len() > LONGEST {
            let mut end = LONGEST;
            while !plain.is_char_boundary(end) {
                end -= 1;
            }
            plain.truncate(end);
        }
        let form = form(&plain);
        let skeleton = skeleton(&form);
        let block = romanised::kept(&plain);
        Sound {
            plain,
            form,
            skeleton,
            block,
        }
    }

    /// How many consonants the skeleton has.
    pub fn consonants(&self) -> usize {
        self.skeleton.chars().count()
            - usize::from(self.skeleton.starts_with('a') && !self.skeleton.is_empty())
    }
}

/// Russian, Belarusian and Ukrainian letters in Latin ones.
fn latin(word: &str) -> String {
    if word.is_ascii() {
        return word.to_string();
    }
    let mut found = String::with_capacity(word.len());
    for letter in word.chars() {
        match CYRILLIC.iter().find(|(from, _)| *from == letter) {
            Some((_, to)) => found.push_str(to),
            None => found.push(letter),
        }
    }
    found
}

/// After folding: `й` and `ё` have lost their marks.
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('є', "ie"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('і', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "iu"),
    ('я', "ia"),
];

fn form(plain: &str) -> String {
    let mut word = plain.to_string();
    // Belarusian `ts` before a soft vowel is Russian `t`
    for (soft, hard) in [("tsi", "ti"), ("tse", "te")] {
        word = word.replace(soft, hard);
    }
    // the Russian -ov-, -ev- is -au-, -eu- in Belarusian, -ou- in its older spelling
    for (other, russian) in [
        ("ausk", "ovsk"),
        ("ousk", "ovsk"),
        ("eusk", "evsk"),
        ("avsk", "ovsk"),
    ] {
        word = word.replace(other, russian);
    }
    for (other, russian) in [
        ("eff", "ev"),
        ("off", "ov"),
        ("au", "ov"),
        ("eu", "ev"),
        ("yow", "ev"),
        ("yov", "ev"),
    ] {
        if let Some(stem) = word.strip_suffix(other)
            && stem.len() > 2
        {
            word = format!("{stem}{russian}");
            break;
        }
    }
    for (from, to) in RULES {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    let mut found = String::with_capacity(word.len());
    let mut before = '\0';
    for letter in word.chars() {
        let letter = if matches!(letter, 'y' | 'j') {
            'i'
        } else {
            letter
        };
        if letter != before {
            found.push(letter);
        }
        before = letter;
    }
    if found.len() > 2 && found.ends_with('i') {
        found.pop();
    }
    found
}

fn skeleton(form: &str) -> String {
    let mut found = String::with_capacity(form.len());
    for (place, letter) in form.chars().enumerate() {
        match letter {
            'a' | 'e' | 'i' | 'o' | 'u' => {
                if place == 0 {
                    found.push('a');
                }
            }
            'g' => found.push('h'),
            'k' => found.push('c'),
            letter => found.push(letter),
        }
    }
    found
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Cost of one letter for another, in tenths.
fn cost(one: char, other: char) -> u32 {
    let pair = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    match pair {
        (a, b) if a == b => 0,
        // unstressed vowels, and what Russian and its neighbours write for each other
        ('a', 'o') | ('a', 'e') | ('e', 'i') | ('o', 'u') => 5,
        ('g', 'h') | ('c', 'k') | ('u', 'v') => 3,
        ('h', 'k') | ('g', 'k') | ('f', 'v') | ('s', 'z') => 8,
        (a, b) if is_vowel(a) && is_vowel(b) => 13,
        (a, b) if is_vowel(a) != is_vowel(b) => 30,
        _ => 20,
    }
}

/// Weighted edit distance (Wagner and Fischer 1974) of two forms, in tenths of a letter.
pub fn distance(one: &str, other: &str) -> u32 {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    // a vowel beside a vowel is cheap: `e`/`ie`, `a`/`ia`
    let gap = |word: &[char], at: usize| -> u32 {
        if !is_vowel(word[at]) {
            return 20;
        }
        let beside = (at > 0 && is_vowel(word[at - 1]))
            || word.get(at + 1).is_some_and(|&letter| is_vowel(letter));
        if beside { 5 } else { 10 }
    };
    let mut row: Vec<u32> = vec![0];
    for at in 0..other.len() {
        row.push(row[at] + gap(&other, at));
    }
    for (at, &letter) in one.iter().enumerate() {
        let drop = gap(&one, at);
        let mut corner = row[0];
        row[0] += drop;
        for place in 0..other.len() {
            let best = (corner + cost(letter, other[place]))
                .min(row[place + 1] + drop)
                .min(row[place] + gap(&other, place));
            corner = row[place + 1];
            row[place + 1] = best;
        }
    }
    row[other.len()]
}

/// Whether two words are one in two romanisations.
///
/// The skeletons must be equal and have three consonants; both must end alike (a vowel tells a woman's name from a man's,
/// and Nigeria from Niger); the letters that differ must be those that romanisations differ in.
pub fn same(one: &Sound, other: &Sound) -> bool {
    if one.form == other.form {
        return !one.form.is_empty();
    }
    let ends = |sound: &Sound| sound.form.chars().next_back().map(is_vowel);
    if one.skeleton != other.skeleton || one.consonants() < 3 || ends(one) != ends(other) {
        return false;
    }
    let shorter = one.form.len().min(other.form.len());
    let most = if shorter >= 7 { 20 } else { 12 };
    distance(&one.form, &other.form) <= most
}

/// Odds, in sixteenths of their natural logarithm, from which two spellings of a person's name are one: by letters alone,
/// where nothing else is known; and where the answer joins names, with a given name to confirm it or without. Chosen on names
/// that were not learned from, such that strangers with one initial are one in fewer than 1 of 1,000 pairs.
pub const BY_LETTERS: i32 = -11;
pub const CONFIRMED: i32 = -4;
pub const UNCONFIRMED: i32 = 12;
/// The same for words of so many bytes or fewer: strangers with short names are often alike.
const SHORT: [(usize, i32); 3] = [(3, 28), (4, 24), (5, 0)];
/// Without a given name to confirm it, words of so many bytes at least may differ by more than the rules allow.
const LONG_ENOUGH: usize = 6;
/// No odds are enough: the rules decide.
pub const NEVER: i32 = i32::MAX;

/// Whether two words of people's names are one in two romanisations: as [`same`], or by learned odds. A man's and a woman's
/// form are two.
pub fn same_person(one: &Sound, other: &Sound, odds: i32) -> bool {
    if differ_in_gender(&one.plain, &other.plain) {
        return false;
    }
    if same(one, other) {
        return true;
    }
    if odds == NEVER || one.block != other.block {
        return false;
    }
    let shorter = one.plain.len().min(other.plain.len());
    if odds == UNCONFIRMED && shorter < LONG_ENOUGH {
        return false;
    }
    let least = SHORT
        .iter()
        .find(|(length, _)| shorter <= *length)
        .map_or(odds, |&(_, least)| odds.max(least));
    romanised::likeness(&one.plain, &other.plain).is_some_and(|found| found >= least)
}

/// Whether only one ends in `a`, as women's names do and men's do not. The Slavic `-ko` and `-ka` are one.
fn differ_in_gender(one: &str, other: &str) -> bool {
    let bare = |word: &str| -> Vec<u8> {
        let word = word
            .strip_suffix('h')
            .filter(|stem| stem.ends_with(['a', 'e', 'o', 'u']))
            .unwrap_or(word);
        word.bytes().rev().take(2).collect()
    };
    let (one, other) = (bare(one), bare(other));
    let ends = |word: &[u8]| word.first() == Some(&b'a');
    if ends(&one) == ends(&other) {
        return false;
    }
    let (woman, man) = if ends(&one) {
        (&one, &other)
    } else {
        (&other, &one)
    };
    !(man.first() == Some(&b'o') && man.get(1) == woman.get(1) && man.get(1) == Some(&b'k'))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn are_one(a: &str, b: &str) -> bool {
        same(&Sound::of(a), &Sound::of(b))
    }

    #[test]
    fn romanisations_of_one_name() {
        for (a, b) in [
            ("Medvedovsky", "Miadzvedouski"),
            ("Tikhonovskaya", "Tsikhonouskaya"),
            ("Gromov", "Hromau"),
            ("Sokoloff", "Sokolov"),
            ("Goncharenko", "Hancharenka"),
            ("Tchaplin", "Chaplin"),
            ("Громов", "Gromov"),
            ("Yurchuk", "Iurtschuk"),
        ] {
            assert!(
                are_one(a, b),
                "{a} {b} {:?} {:?}",
                Sound::of(a),
                Sound::of(b)
            );
        }
    }

    #[test]
    fn names_that_only_look_alike() {
        for (a, b) in [
            ("Niger", "Nigeria"),
            ("Gromov", "Gromova"),
            ("Hansen", "Hanson"),
            ("Minsk", "Pinsk"),
            ("Slovenia", "Slovakia"),
            ("Lee", "Leo"),
            ("", ""),
        ] {
            assert!(!are_one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn people_in_many_romanisations() {
        for (a, b) in [
            ("Yushkevich", "Juschkewitsch"),
            ("Shinohara", "Sinohara"),
            ("Gromyko", "Hramyka"),
            ("Sulaimanov", "Suleymanov"),
        ] {
            assert!(
                same_person(&Sound::of(a), &Sound::of(b), BY_LETTERS),
                "{a} {b} {:?}",
                romanised::likeness(&Sound::of(a).plain, &Sound::of(b).plain)
            );
        }
        for (a, b) in [
            ("Gromov", "Gromova"),
            ("Roberto", "Roberta"),
            ("Gromovsky", "Gromovska"),
            ("Lund", "Lang"),
            ("Ivan", "Ilya"),
        ] {
            assert!(
                !same_person(&Sound::of(a), &Sound::of(b), BY_LETTERS),
                "{a} {b}"
            );
        }
    }

    #[test]
    fn a_surname_has_a_form_for_women() {
        for (a, b) in [
            ("lindova", "lind"),
            ("havranek", "havrankova"),
            ("wrzosowa", "wrzosowna"),
            ("wrzos", "wrzosowna"),
        ] {
            assert!(same_family(a, b) && same_family(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("gromov", "gromova"),
            ("lind", "lund"),
            ("ova", "owa"),
            ("karol", "karolina"),
        ] {
            assert!(!same_family(a, b), "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_word_has_a_sound(a in "\\PC{0,20}", b in "\\PC{0,20}") {
            let (a, b) = (Sound::of(&a), Sound::of(&b));
            assert_eq!(same(&a, &b), same(&b, &a));
        }
    }
}
