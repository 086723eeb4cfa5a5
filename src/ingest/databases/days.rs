//! The line of a document that says when it stood in print. Behind the day, databases write the edition it stood in (`May 2, 2025
//! Friday Late Edition - Final`); and of what comes out more rarely they know no day (`Summer, 2008`).

use super::super::months::{DateTag, date_words, month};
use super::day;
use crate::model::Published;

/// Words of the longest day, with weekday, time and zone.
const DAY_WORDS: usize = 10;
/// Words of the longest edition: `The New York Times on the Web` has seven.
const EDITION_WORDS: usize = 8;
/// Words by which an edition is told where no weekday stands before it, in lower case.
#[rustfmt::skip]
const EDITION: &[&str] = &[
    "edition", "editions", "cycle", "ausgabe", "édition", "editie", "edición", "edizione", "edição", "udgave", "utgave", "utgåva",
    "wydanie", "page", "pg", "seite", "pagina", "página",
];
/// Times of a year of which no day is told, in lower case.
#[rustfmt::skip]
const SEASONS: &[&str] = &[
    "spring", "summer", "autumn", "fall", "winter", "frühjahr", "frühling", "sommer", "herbst", "printemps", "été", "automne", "hiver",
    "primavera", "verano", "otoño", "invierno", "lente", "zomer", "herfst",
];
/// What a line says under the day of a document that was corrected later, in lower case.
const CORRECTED: &str = "correction appended";

/// The day that a line is, or begins with.
pub fn line(text: &str) -> Option<Published> {
    day(text).or_else(|| before_edition(text))
}

/// The day before an edition: behind a weekday any few words may be one, else those that only an edition has.
fn before_edition(text: &str) -> Option<Published> {
    if text.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let most = words.len().saturating_sub(1).min(DAY_WORDS);
    let (published, at) = (1..=most)
        .rev()
        .find_map(|at| Some((day(&words[..at].join(" "))?, at)))?;
    let (dated, edition) = words.split_at(at);
    let has_weekday = dated
        .iter()
        .any(|word| date_words().has(&bare(word), DateTag::Weekday));
    let is_edition = edition.len() <= EDITION_WORDS && (has_weekday || is_edition(edition));
    is_edition.then_some(published)
}

/// Whether words are an edition's by one of them: `Late Edition - Final`, `Bundesausgabe`, `Correction Appended`.
fn is_edition(words: &[&str]) -> bool {
    let joined = words.join(" ").to_lowercase();
    joined.contains(CORRECTED)
        || words.iter().any(|word| {
            let word = bare(word);
            EDITION.contains(&word.as_str()) || word.ends_with("ausgabe")
        })
}

/// Whether a line stands where the day does and says none: `Summer, 2008`, `September 2002`.
pub fn is_without_day(text: &str) -> bool {
    /// Words of the longest: `Spring / Summer, 2008`.
    const MOST: usize = 4;
    let words: Vec<String> = text
        .split([' ', ',', '/', '-'])
        .map(bare)
        .filter(|word| !word.is_empty())
        .collect();
    let is_year = |word: &str| word.len() == 4 && word.starts_with(['1', '2']) && is_number(word);
    let is_named = |word: &str| SEASONS.contains(&word) || month(word).is_some();
    let (named, years) = (count(&words, is_named), count(&words, is_year));
    named > 0 && years > 0 && named + years == words.len() && words.len() <= MOST
}

/// Whether a line beside the day says nothing of the headline: an edition on a line of its own, or that there is a correction. In
/// `The Isle Courier - Final Edition` an outlet stands before the edition.
pub fn is_beside(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let first: Vec<&str> = text
        .split(" - ")
        .next()
        .unwrap_or(text)
        .split_whitespace()
        .collect();
    words.len() <= EDITION_WORDS && !text.contains([':', '"', '“', '(']) && is_edition(&first)
}

/// Whether a line only says that the document was corrected later.
pub fn is_corrected(text: &str) -> bool {
    text.trim().to_lowercase() == CORRECTED
}

fn count(words: &[String], is_one: impl Fn(&str) -> bool) -> usize {
    words.iter().filter(|word| is_one(word)).count()
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_before_the_edition_that_stands_behind_it() {
        for text in [
            "May 2, 2025 Friday",
            "May 2, 2025 Friday Final Edition",
            "May 2, 2025 Friday,  Late Edition - Final",
            "May 2, 2025, Friday,, FINAL EDITION",
            "May 2, 2025, Friday, BC cycle",
            "May 2, 2025, CITY EDITION",
            "May 2, 2025 Friday The Isle Courier on the Web",
            "May 2, 2025 Friday 1:00 PM GMT Final Edition",
            "May 2, 2025 Friday Correction Appended",
            "2. Mai 2025 Freitag Bundesausgabe",
            "Freitag 2. Mai 2025, Seite 4",
            "vendredi 2 mai 2025 Édition nationale",
            "Fredag 2. Mai 2025",
            "piątek 2 maja 2025",
        ] {
            assert_eq!(
                line(text).map(|day| day.day().to_string()).as_deref(),
                Some("2025-05-02"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_headline_or_a_sentence_that_begins_with_a_day_is_none() {
        for text in [
            "May 2, 2025 was the longest day",
            "May 2, 2025, the day the bridge fell",
            "Friday 2 May 2025 brought rain to the whole of the valley and snow",
            "2 May 2025: what we know",
            "Final Edition",
            "Rain fell on May 2, 2025",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn a_season_stands_for_a_day_and_names_none() {
        for text in [
            "Summer, 2008",
            "Spring/Summer 2008",
            "September 2002",
            "Herbst 2010",
            "May - June, 2011",
        ] {
            assert!(is_without_day(text) && line(text).is_none(), "{text}");
        }
        for text in [
            "Summer of 2008",
            "2008",
            "Summer",
            "May Day",
            "Summer 2008 was hot",
            "September 1, 2002",
        ] {
            assert!(!is_without_day(text), "{text}");
        }
    }

    #[test]
    fn an_edition_on_a_line_of_its_own_is_no_headline() {
        for text in [
            "Final Edition",
            "Correction Appended",
            "Late Edition - Final",
            "Berliner Ausgabe",
        ] {
            assert!(is_beside(text), "{text}");
        }
        for text in [
            "Ferry edition: a new magazine for the isles",
            "Town closes its bridge",
            "The Isle Courier (Corvale) - Final Edition",
            "The Isle Courier - Final Edition",
            "Edition of the first Isle map sells for nine million crowns",
        ] {
            assert!(!is_beside(text), "{text}");
        }
    }
}
