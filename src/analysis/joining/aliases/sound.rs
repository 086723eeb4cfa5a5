//! Transliterated words made comparable: one Latin form, its consonant skeleton, and how far two forms are apart.
//!
//! Romanisations of Russian, Belarusian, Ukrainian and Arabic names differ in a few known ways (BGN/PCGN, ISO 9, German and
//! French press usage): `kh`/`h`/`ch`, `zh`/`j`, `ts`/`c`/`tz`, `w`/`v`, `ou`/`u`, `y`/`i`/`j`, final `-off`/`-ov`/`-au`.

use super::romanised;
use crate::analysis::text::words::fold;

/// Rewriting rules in order; each is applied to the whole word before the next.
#[rustfmt::skip]
const RULES: &[(&str, &str)] = &[
    ("shch", "s"), ("stsch", "s"), ("schtsch", "s"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("kh", "h"),
    ("gh", "g"), ("dh", "d"), ("dzh", "z"), ("zh", "z"), ("dz", "d"), ("sh", "s"), ("ch", "c"), ("ts", "c"),
    ("tz", "c"), ("cz", "c"), ("sz", "s"), ("dj", "z"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ks", "x"), ("q", "k"),
    ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
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
#[rustfmt::skip]
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "g"), ('ґ', "g"), ('д', "d"), ('е', "e"), ('є', "ie"), ('ж', "zh"),
    ('з', "z"), ('и', "i"), ('і', "i"), ('к', "k"), ('л', "l"), ('м', "m"), ('н', "n"), ('о', "o"), ('п', "p"),
    ('р', "r"), ('с', "s"), ('т', "t"), ('у', "u"), ('ф', "f"), ('х', "kh"), ('ц', "ts"), ('ч', "ch"), ('ш', "sh"),
    ('щ', "shch"), ('ъ', ""), ('ы', "y"), ('ь', ""), ('э', "e"), ('ю', "iu"), ('я', "ia"),
];

fn form(plain: &str) -> String {
    let mut word = plain.to_string();
    // Belarusian `ts` before a soft vowel is Russian `t`
    for (soft, hard) in [("tsi", "ti"), ("tse", "te")] {
        if word.contains(soft) {
            word = word.replace(soft, hard);
        }
    }
    // the Russian -ov-, -ev- is -au-, -eu- in Belarusian, -ou- in its older spelling
    for (other, russian) in [
        ("ausk", "ovsk"),
        ("ousk", "ovsk"),
        ("eusk", "evsk"),
        ("avsk", "ovsk"),
    ] {
        if word.contains(other) {
            word = word.replace(other, russian);
        }
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
    // `Andrei`, `Andre`; `Benetti` is no `Benet`
    let mut last = found.chars().rev();
    if found.len() > 2 && last.next() == Some('i') && last.next().is_some_and(is_vowel) {
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
        ('a', 'o' | 'e') | ('e', 'i') | ('o', 'u') => 5,
        ('g', 'h') | ('c', 'k') | ('u', 'v') => 3,
        ('h' | 'g', 'k') | ('f', 'v') | ('s', 'z') => 8,
        (a, b) if is_vowel(a) && is_vowel(b) => 13,
        (a, b) if is_vowel(a) != is_vowel(b) => 30,
        _ => 20,
    }
}

/// What a syllable more costs, in tenths of a letter.
const SYLLABLE: u32 = 13;

/// Weighted edit distance (Wagner and Fischer 1974) of two forms, in tenths of a letter.
pub fn distance(one: &str, other: &str) -> u32 {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    // a soft sign or a marked vowel written as a letter is cheap: `e`/`ie`, `a`/`ai`, `o`/`oe`; another vowel is a syllable
    let gap = |word: &[char], at: usize| -> u32 {
        let before = at > 0 && is_vowel(word[at - 1]);
        let after = word.get(at + 1).is_some_and(|&letter| is_vowel(letter));
        match word[at] {
            'i' if before || after => 5,
            'e' if before => 5,
            letter if is_vowel(letter) => SYLLABLE,
            _ => 20,
        }
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

/// Most that two forms may differ by, in tenths of a letter, and the same where each has [`LONG`] letters.
const CLOSE: u32 = 12;
const FARTHER: u32 = 20;
const LONG: usize = 7;

/// Whether two words are one in two romanisations.
///
/// The skeletons must be equal and have three consonants; both must end alike (a vowel tells a woman's name from a man's,
/// and Nigeria from Niger); the letters that differ must be those that romanisations differ in.
pub fn same(one: &Sound, other: &Sound) -> bool {
    let shorter = one.form.len().min(other.form.len());
    within(one, other, if shorter >= LONG { FARTHER } else { CLOSE })
}

fn within(one: &Sound, other: &Sound, most: u32) -> bool {
    if one.form == other.form {
        return !one.form.is_empty();
    }
    let ends = |sound: &Sound| sound.form.chars().next_back().map(is_vowel);
    if one.skeleton != other.skeleton || one.consonants() < 3 || ends(one) != ends(other) {
        return false;
    }
    distance(&one.form, &other.form) <= most
}

/// What must be known for two spellings of a person's name to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Letters only: nothing else is known, and nothing is joined.
    Letters,
    /// The answer joins names, and the given name confirms it.
    Confirmed,
    /// The answer joins names, and nothing confirms it.
    Unconfirmed,
    /// Both are common names: what differs must be what Slavic romanisations differ in.
    Known,
}

/// Odds, in sixteenths of their natural logarithm, from which spellings with other skeletons are one, by the bytes of the
/// shorter word, from [`SHORTEST`] on: strangers with short names are often alike. Chosen on pairs that were drawn by other
/// seeds than those that measure, such that strangers with one initial are one in fewer than 1 of 1,000 pairs.
const BY_LETTERS: [i32; 10] = [40, 24, 10, -2, -4, -10, -6, -8, -24, -36];
/// The same where the skeletons are equal and [`same`] holds. Longer words need no odds.
const BY_SKELETON: [i32; 4] = [52, 22, 8, -22];
const SHORTEST: usize = 2;
/// So much more is needed, of letters alone, where the words differ in what romanisations keep.
const NOT_KEPT: i32 = 16;
/// The least odds where the answer joins names, with a given name to confirm it or without.
const CONFIRMED: i32 = -4;
const UNCONFIRMED: i32 = 12;
/// Without a given name to confirm it, words of so many bytes at least may differ by more than the rules allow.
const LONG_ENOUGH: usize = 6;

/// Whether two words of people's names are one in two romanisations: as [`same`], or by learned odds. A man's and a woman's
/// form are two.
pub fn same_person(one: &Sound, other: &Sound, ground: Ground) -> bool {
    if one.plain == other.plain {
        return !one.plain.is_empty();
    }
    if differ_in_gender(&one.plain, &other.plain) {
        return false;
    }
    let shorter = one.plain.len().min(other.plain.len());
    let place = shorter.saturating_sub(SHORTEST);
    let odds = || romanised::likeness(&one.plain, &other.plain);
    let by_rule = match ground {
        Ground::Known => within(one, other, CLOSE),
        _ => same(one, other),
    };
    if by_rule {
        // odds know Latin letters only
        let is_latin = one.plain.is_ascii() && other.plain.is_ascii();
        return BY_SKELETON
            .get(place)
            .is_none_or(|&least| odds().map_or(!is_latin, |found| found >= least));
    }
    let is_kept = one.block == other.block;
    if !is_kept && ground != Ground::Letters {
        return false;
    }
    let by_letters = BY_LETTERS[place.min(BY_LETTERS.len() - 1)];
    let least = match ground {
        Ground::Known => return false,
        Ground::Unconfirmed if shorter < LONG_ENOUGH => return false,
        Ground::Unconfirmed => by_letters.max(UNCONFIRMED),
        Ground::Confirmed => by_letters.max(CONFIRMED),
        Ground::Letters if is_kept => by_letters,
        Ground::Letters => by_letters + NOT_KEPT,
    };
    odds().is_some_and(|found| found >= least)
}

/// Whether only one ends in `a`, as women's names do and men's do not. The Slavic `-ko` and `-ka` are one.
pub fn differ_in_gender(one: &str, other: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::super::gender::{same_but_for_gender, same_family};
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
                same_person(&Sound::of(a), &Sound::of(b), Ground::Letters),
                "{a} {b} {:?}",
                romanised::likeness(&Sound::of(a).plain, &Sound::of(b).plain)
            );
        }
        for (a, b) in [
            ("Gromov", "Gromova"),
            ("Roberto", "Roberta"),
            ("Benet", "Benetti"),
            ("Marina", "Mariana"),
            ("Berman", "Berryman"),
            ("Yu", "Yi"),
            ("Liang", "Ling"),
            ("Hjong", "Hong"),
            ("Gromovsky", "Gromovska"),
            ("Lund", "Lang"),
            ("Ivan", "Ilya"),
        ] {
            assert!(
                !same_person(&Sound::of(a), &Sound::of(b), Ground::Letters),
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

    #[test]
    fn letters_alone_know_a_womans_form() {
        for (a, b) in [
            ("gromov", "gromova"),
            ("havransky", "havranska"),
            ("gromowskaja", "gromovsky"),
            ("tikhonovich", "tikhonovna"),
        ] {
            assert!(
                same_but_for_gender(a, b) && same_but_for_gender(b, a),
                "{a} {b}"
            );
        }
        for (a, b) in [
            ("roberto", "roberta"),
            ("gromov", "gromovsky"),
            ("ov", "ova"),
        ] {
            assert!(!same_but_for_gender(a, b), "{a} {b}");
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
