//! The name of an organisation or place taken apart: words without legal form and article, and the key under which spellings
//! are one.

use super::forms;
use super::sound::Sound;
use crate::analysis::reading::names::words::is_legal_form;
use crate::analysis::text::words::fold;

/// Words that carry no weight inside a name.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "at", "to", "a", "an", "de", "la", "&",
];
/// What an organisation does, put before its name without being part of it: `automaker Nordvia`.
#[rustfmt::skip]
const TRADES: &[&str] = &[
    "airline", "airplanemaker", "automaker", "broadcaster", "carmaker", "carrier", "chipmaker", "conglomerate",
    "drugmaker", "insurer", "newspaper", "planemaker", "retailer", "startup",
];
/// Abbreviations that begin longer names, sorted.
const BEGINNINGS: &[(&str, &str)] = &[
    ("eu", "european union"),
    ("la", "los angeles"),
    ("nyc", "new york city"),
    ("uk", "united kingdom"),
    ("un", "united nations"),
    ("us", "united states"),
];
/// Legal forms that go before the name in Russian and Belarusian.
const LEADING_FORMS: &[&str] = &["ao", "jsc", "oao", "ojsc", "ooo", "pao", "pjsc", "zao"];
/// British and American spellings, and short forms, of single words.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    ("centre", "center"), ("defence", "defense"), ("ft", "fort"), ("harbour", "harbor"), ("intl", "international"),
    ("labour", "labor"), ("mt", "mount"), ("organisation", "organization"), ("programme", "program"), ("st", "saint"),
    ("theatre", "theater"), ("univ", "university"),
];

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// Folded words without the article and trailing legal forms, spellings made one.
    pub words: Vec<String>,
    /// The words joined, or the canonical form of a table.
    pub key: String,
    pub acronym: bool,
    /// How many of the words go before a comma, where the rest may say where that is: `Port Arn, Maine`.
    pub before_comma: Option<usize>,
    /// The abbreviation that the name itself ends with, folded: `Harbour Workers Union (HWU)`.
    declared: Option<String>,
    /// The words in the order written, for their initials.
    written: Vec<String>,
    /// The sounds of the words that carry weight.
    pub(super) sounds: Vec<Sound>,
}

impl Whole {
    pub fn read(text: &str) -> Whole {
        let text = &without_marks(text);
        let (text, declared) = without_declared(text);
        let folded = undotted(&fold(text));
        let bare = folded.strip_prefix("the ").unwrap_or(&folded);
        let one = singular(text);
        let bare = if one.len() < text.len() {
            bare.strip_suffix('s').unwrap_or(bare)
        } else {
            bare
        };
        let text = one;
        let acronym = is_acronym(text);
        // "us" in lower case is a pronoun, "who" a question
        let is_word = text.chars().all(char::is_lowercase);
        let known = |form: &str| {
            forms::canonical(form)
                .filter(|known| !is_word && forms::is_written_as(text, form, known))
        };
        if let Some(known) = known(bare) {
            let words: Vec<String> = known.split(' ').map(str::to_string).collect();
            return Whole {
                key: known.to_string(),
                acronym: acronym && !known.contains(' '),
                before_comma: None,
                declared,
                sounds: known.split(' ').map(Sound::of).collect(),
                written: words.clone(),
                words,
            };
        }
        let (mut words, before_comma) = words(bare);
        trim(&mut words);
        let written = words.clone();
        turn(&mut words);
        let key = words
            .iter()
            .filter(|word| !SMALL.contains(&word.as_str()))
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        let key = if key.is_empty() { words.join(" ") } else { key };
        let key = known(&key).map_or(key, str::to_string);
        let sounds = words
            .iter()
            .filter(|word| !SMALL.contains(&word.as_str()))
            .map(|word| Sound::of(word))
            .collect();
        Whole {
            before_comma: before_comma.filter(|&count| count < words.len()),
            words,
            key,
            acronym,
            declared,
            written,
            sounds,
        }
    }

    /// Names whose sounds are one have the same block.
    pub fn block(&self) -> String {
        self.sounds
            .iter()
            .map(|sound| sound.skeleton.strip_suffix('s').unwrap_or(&sound.skeleton))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The letters of an acronym.
    pub fn letters(&self) -> String {
        self.words
            .concat()
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect()
    }

    /// The initials of the words, without and with the small ones, and the abbreviation that the name itself gives.
    pub fn initials(&self) -> Vec<String> {
        let mut found: Vec<String> = self.declared.iter().cloned().collect();
        if self.written.len() > 1 {
            let of = |small: bool| -> String {
                self.written
                    .iter()
                    .filter(|word| small || !SMALL.contains(&word.as_str()))
                    .filter_map(|word| word.chars().next())
                    .collect()
            };
            found.extend([of(false), of(true)]);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Two to eight capitals and nothing else (`EU`, `U.N.`, `BBC`), or a small `o` or `f` between them (`MoD`).
pub fn is_acronym(text: &str) -> bool {
    let count = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = |text: &str| {
        text.chars().all(|letter| {
            letter.is_uppercase() || letter.is_numeric() || matches!(letter, '.' | '&' | '-')
        })
    };
    let mixed = || {
        let mut letters = text.chars();
        count <= MIXED_LETTERS
            && letters.next().is_some_and(char::is_uppercase)
            && letters
                .next()
                .is_some_and(|letter| matches!(letter, 'o' | 'f'))
            && letters.as_str().contains(char::is_uppercase)
            && capitals(letters.as_str())
    };
    (2..=8).contains(&count) && (capitals(text) || mixed())
}

/// `MoD`, `DoJ`, `BoE`; not `Rotary`.
const MIXED_LETTERS: usize = 4;

/// Without quotes and brackets.
fn without_marks(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '(' | ')' | '[' | ']' | '"' | '“' | '”' | '«' | '»' => ' ',
            letter => letter,
        })
        .collect::<String>()
        .trim()
        .to_string()
}

/// A name without the abbreviation of itself that it ends with, and that abbreviation folded.
fn without_declared(text: &str) -> (&str, Option<String>) {
    let Some((long, short)) = text.rsplit_once(char::is_whitespace) else {
        return (text, None);
    };
    let long = long.trim_end();
    if !is_acronym(short) || long.split_whitespace().count() < 2 || is_acronym(long) {
        return (text, None);
    }
    let letters: Vec<char> = fold(short)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let folded = fold(long);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    if most_begun(bare, &letters) > 1 {
        (long, Some(letters.into_iter().collect()))
    } else {
        (text, None)
    }
}

/// How many words, at most, begin with one of the letters where all stand in a text in order, the first at a word's
/// beginning.
fn most_begun(text: &str, letters: &[char]) -> usize {
    // best[k]: the first k letters were found
    let mut best: Vec<Option<usize>> = vec![None; letters.len() + 1];
    let mut before = ' ';
    for letter in text.chars() {
        let begins = usize::from(!before.is_alphanumeric());
        for (place, &wanted) in letters.iter().enumerate().rev() {
            let so_far = match place {
                0 => (begins > 0).then_some(0),
                place => best[place],
            };
            if wanted == letter
                && let Some(so_far) = so_far
            {
                best[place + 1] = best[place + 1].max(Some(so_far + begins));
            }
        }
        before = letter;
    }
    best.last().copied().flatten().unwrap_or(0)
}

/// `GMs` as `GM`.
fn singular(text: &str) -> &str {
    match text.strip_suffix('s') {
        Some(stem) if is_acronym(stem) => stem,
        _ => text,
    }
}

/// `U.S.` and `U. S.` as `us`; a dot elsewhere stays out of the way.
fn undotted(folded: &str) -> String {
    if !folded.contains('.') {
        return folded.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut found = String::with_capacity(folded.len());
    let mut spelled = false;
    for word in folded.split_whitespace() {
        let initial = word.ends_with('.') && word.chars().count() == 2;
        let one = initial || (spelled && word.chars().count() == 1);
        let glued = spelled && one;
        if !glued && !found.is_empty() {
            found.push(' ');
        }
        found.extend(word.chars().filter(|&letter| letter != '.'));
        spelled = one;
    }
    found
}

/// The words of a folded name, spellings made one, and how many stand before a comma.
fn words(bare: &str) -> (Vec<String>, Option<usize>) {
    let mut found: Vec<String> = Vec::new();
    let mut comma = None;
    // a legal form, no two words
    let bare = &bare.replace(" a/s", " as");
    for part in
        bare.split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '/'))
    {
        for (number, word) in part.split(',').enumerate() {
            if number > 0 && comma.is_none() {
                comma = Some(found.len());
            }
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '&');
            let word = word.strip_suffix("'s").unwrap_or(word);
            if word.is_empty() {
                continue;
            }
            let word = match SPELLINGS.binary_search_by_key(&word, |(from, _)| from) {
                Ok(place) => SPELLINGS[place].1,
                Err(_) => word,
            };
            found.push(word.to_string());
        }
    }
    // `Port Arn, Calif`, `N. Y`
    if let Some(count) = comma
        && let Some(region) = forms::region(&found[count..].concat())
    {
        found.truncate(count);
        found.extend(region.split(' ').map(str::to_string));
    }
    (found, comma.filter(|&count| count > 0))
}

/// Takes off legal forms and trades, and writes out the abbreviation that a longer name begins with.
fn trim(words: &mut Vec<String>) {
    while words.len() > 1 && words.last().is_some_and(|word| is_legal_form(word)) {
        words.pop();
    }
    let leads =
        |word: &String| LEADING_FORMS.contains(&word.as_str()) || TRADES.contains(&word.as_str());
    while words.len() > 1 && leads(&words[0]) && words[1] != "of" {
        words.remove(0);
    }
    if words.len() > 1
        && let Ok(place) = BEGINNINGS.binary_search_by_key(&words[0].as_str(), |(from, _)| from)
    {
        words.splice(..1, BEGINNINGS[place].1.split(' ').map(str::to_string));
    }
}

/// `Department of Labor` as `Labor Department`.
fn turn(words: &mut Vec<String>) {
    if let [.., office, of, field] = words.as_slice()
        && of == "of"
        && matches!(office.as_str(), "department" | "ministry")
    {
        let turned = [field.clone(), office.clone()];
        words.truncate(words.len() - 3);
        words.extend(turned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(SPELLINGS.is_sorted() && BEGINNINGS.is_sorted());
    }

    #[test]
    fn keys() {
        for (text, key) in [
            ("Lund Inc.", "lund"),
            ("the Harbour Workers' Union (HWU)", "harbor workers union"),
            ("U. S. Navy", "united states navy"),
            ("GMs", "general motors"),
            ("automaker Nordvia", "nordvia"),
            ("Automaker GM", "general motors"),
            ("Port Arn, Calif", "port arn california"),
            ("Port Arn, N.Y.", "port arn new york"),
            ("Department of Fisheries", "fisheries department"),
            ("La", "la"),
            ("LA", "los angeles"),
            ("", ""),
        ] {
            assert_eq!(Whole::read(text).key, key, "{text}");
        }
    }

    #[test]
    fn a_name_that_gives_its_abbreviation() {
        let whole = Whole::read("Nordvia Airlines NIA");
        assert!(whole.initials().contains(&"nia".to_string()), "{whole:?}");
        assert_eq!(
            Whole::read("Nordvia Airlines BBC").key,
            "nordvia airlines bbc"
        );
    }

    #[test]
    fn acronyms() {
        assert!(is_acronym("U.N.") && is_acronym("MoD") && is_acronym("AT&T"));
        assert!(
            !is_acronym("Co.")
                && !is_acronym("Modem")
                && !is_acronym("Fox")
                && !is_acronym("X")
                && !is_acronym("")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_name_is_read(text in "\\PC{0,40}") {
            let whole = Whole::read(&text);
            whole.initials();
            whole.block();
        }
    }
}
