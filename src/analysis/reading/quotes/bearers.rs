//! Which name a mention stands for when its bearer speaks: the fullest form, unless that is damaged or of somebody else.

use std::collections::HashMap;

use super::heard::Reading;
use super::nicknames;
use crate::analysis::text::given_names;
use crate::analysis::text::words::fold;
use crate::model::{Mention, NameKind};

/// Beginnings of names that go on with a capital letter: `McCarthy`, `DeSantis`.
const JOINED: &[&str] = &[
    "D", "De", "Del", "Des", "Di", "Du", "Fitz", "Jo", "La", "Le", "Mac", "Mc", "O", "Van", "Von",
];
/// Words before a surname that are no given names.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "Attorney", "Chief", "Congressman", "Congresswoman", "General", "Gov", "Governor", "House", "Judge", "Justice",
    "Leader", "Majority", "Minister", "Minority", "Mr", "Mrs", "Ms", "President", "Prime", "Rep", "Secretary", "Sen",
    "Senate", "Senator", "Speaker", "Vice",
];
/// Groups that a list of names begins with.
#[rustfmt::skip]
const PARTIES: &[&str] = &[
    "Congressmen", "Democrats", "Reps", "Reps.", "Republicans", "Senators", "Sens", "Sens.",
];
/// Kin that share a surname: `Ivan Berg’s son` may be the `Berg` that speaks.
const KIN: &[&str] = &[
    "brother", "daughter", "father", "husband", "mother", "sister", "son", "widow", "wife",
];
/// Bytes of a surname that is looked for where no name was found.
const SHORTEST_SURNAME: usize = 3;
/// Mentions of one article looked through for others of a surname: a hostile list must not cost its square.
const MOST_LOOKED_THROUGH: usize = 600;

/// The last words of the names of people, each with the first mention that bears it; none where two bear it.
pub fn surnames(mentions: &[Mention]) -> HashMap<&str, usize> {
    let mut surnames: HashMap<&str, Option<usize>> = HashMap::new();
    for (index, mention) in mentions.iter().enumerate() {
        let Some((_, last)) = mention.entity.rsplit_once(' ') else {
            continue;
        };
        let given = fold(last);
        let is_given = given_names::meant(&given).is_some();
        if mention.kind == NameKind::Person && last.len() >= SHORTEST_SURNAME && !is_given {
            let known = surnames.entry(last).or_insert(Some(index));
            if known.is_some_and(|known| mentions[known].entity != mention.entity) {
                *known = None;
            }
        }
    }
    let known = surnames.into_iter();
    known
        .filter_map(|(surname, index)| Some((surname, index?)))
        .collect()
}

/// The name of the one mentioned. A surname that two bear stays as it is written; where machines have run names together
/// (`TrumpTrump`), what stands before is taken, or nobody.
pub fn name(reading: &Reading, index: usize) -> Option<String> {
    let mention = reading.mentions.get(index)?;
    if mention.kind != NameKind::Person {
        let entity = mention.entity.as_str();
        return (!is_run_together(reading, entity)).then(|| entity.to_string());
    }
    let written = reading.body.get(mention.start..mention.end)?;
    let entity = trimmed(&mention.entity);
    // A mention that begins inside the nickname: `William “Bill” Tarn`.
    if entity.contains('”') && !entity.contains('“') {
        let before = reading
            .body
            .get(..mention.start)?
            .strip_suffix('“')?
            .trim_end();
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        return reading.body.get(start..mention.end).map(str::to_string);
    }
    // `Mrs`, where the name behind it was not found.
    if entity
        .split(' ')
        .all(|word| TITLES.contains(&word.trim_end_matches('.')))
    {
        let behind = reading
            .body
            .get(mention.end..)?
            .trim_start_matches(['.', ' ']);
        let word = behind
            .split(|letter: char| !letter.is_alphabetic())
            .next()?;
        let bearer = reading
            .surnames
            .get(word)
            .map(|&bearer| &reading.mentions[bearer]);
        return bearer.map(|bearer| trimmed(&bearer.entity).to_string());
    }
    if let Some(whole) = repeated(reading, mention) {
        return Some(whole);
    }
    if is_damaged(entity) {
        return (!is_damaged(written) && written.len() < entity.len())
            .then(|| trimmed(written).to_string());
    }
    let looked = &reading.mentions[..reading.mentions.len().min(MOST_LOOKED_THROUGH)];
    if !entity.contains(char::is_whitespace)
        && let Some(whole) = nicknames::whole(reading.body, looked, entity)
    {
        return Some(whole.to_string());
    }
    let alone = !written.contains(char::is_whitespace);
    if alone && written != entity && is_shared(reading, written, entity) {
        return Some(written.to_string());
    }
    Some(entity.to_string())
}

/// Without small words at the end: `Berg also`, and without a plural before it: `Democrats Anna Berg`.
fn trimmed(name: &str) -> &str {
    let mut name = name.trim();
    if let Some((first, rest)) = name.split_once(' ')
        && PARTIES.contains(&first)
        && rest.contains(' ')
    {
        name = rest;
    }
    while let Some((before, last)) = name.rsplit_once(' ') {
        // `Jean d’Estaing`
        if !last.starts_with(char::is_lowercase) || last.contains(char::is_uppercase) {
            break;
        }
        name = before.trim_end();
    }
    name
}

/// Whether words were run together (`SpeierHouse`), or links between them.
fn is_damaged(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        word == "MORE"
            || word.match_indices(char::is_uppercase).any(|(at, _)| {
                let before = &word[..at];
                before.ends_with(char::is_lowercase) && !JOINED.contains(&before)
            })
    })
}

/// Whether a word of the text is a name of the article with another word run into it: `BergDahl` where `Berg` is named, but
/// not `YouTube`.
pub fn is_run_together(reading: &Reading, text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let bounds = word.match_indices(char::is_uppercase);
        bounds.map(|(at, _)| &word[..at]).any(|before| {
            before.ends_with(char::is_lowercase)
                && !JOINED.contains(&before)
                && reading
                    .mentions
                    .iter()
                    .take(MOST_LOOKED_THROUGH)
                    .any(|mention| {
                        let written = reading.body.get(mention.start..mention.end);
                        written.and_then(|name| name.split_whitespace().last()) == Some(before)
                    })
        })
    })
}

/// `President Berg Ivan Paul BergBerg opens the port`: a name followed by itself in full, as some sites link it. Gives the
/// name in order.
fn repeated(reading: &Reading, mention: &Mention) -> Option<String> {
    let words: Vec<&str> = mention.entity.split_whitespace().collect();
    let titles = words
        .iter()
        .take_while(|word| TITLES.contains(&word.trim_end_matches('.')))
        .count();
    let (surname, given) = words.get(titles..)?.split_first()?;
    let first = given.first()?;
    // The words behind the title are a surname that stands alone elsewhere, and given names.
    let others = reading.mentions.iter().take(MOST_LOOKED_THROUGH);
    let alone = titles > 0
        && given.len() > 1
        && others
            .filter_map(|other| reading.body.get(other.start..other.end))
            .any(|written| written == *surname);
    alone.then(|| format!("{first} {surname}"))
}

/// Whether the given name right before the surname begins with a letter that no word of the other name does: `Joe` may be
/// `Joseph`, `Franklin` not `Billy`.
fn is_another(one: &str, other: &str) -> bool {
    let initial = |word: &str| word.chars().next();
    let given = one.rsplit(' ').nth(1).and_then(initial);
    given.is_some() && !other.split(' ').any(|word| initial(word) == given)
}

/// Whether another person of the article bears the surname.
fn is_shared(reading: &Reading, surname: &str, entity: &str) -> bool {
    let looked = reading.mentions.iter().take(MOST_LOOKED_THROUGH);
    looked
        .filter(|other| other.kind == NameKind::Person)
        .any(|other| {
            let last = other.entity.rsplit(' ').next().unwrap_or("");
            if last == surname && is_another(&other.entity, entity) {
                return true;
            }
            let behind = reading.body.get(other.end..).unwrap_or("");
            let kin = behind
                .strip_prefix("’s ")
                .or_else(|| behind.strip_prefix("'s "))
                .and_then(|behind| behind.split([' ', ',', '.']).next());
            last == surname && kin.is_some_and(|kin| KIN.contains(&kin))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_run_together_are_seen() {
        for (name, damaged) in [
            ("Anna BergMayor", true),
            ("Speaker Berg MORE", true),
            ("Ann McCarthy", false),
            ("Ron DeSantis", false),
            ("Anna Berg", false),
        ] {
            assert_eq!(is_damaged(name), damaged, "{name}");
        }
        assert_eq!(trimmed("Berg also"), "Berg");
        assert_eq!(trimmed("Jean d’Estaing"), "Jean d’Estaing");
    }
}
