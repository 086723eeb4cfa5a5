//! Who wrote it and for whom: bylines, datelines, copyright lines, and the ways that fields list authors.

use super::clean::ends_sentence;
use super::date::date_line;
use super::months::{DateTag, date_words, month};
use super::signers::{
    Byline, NAME_WORDS, PARTICLES, is_button, is_capital, is_name, is_name_word, is_outlet, is_role,
};
use super::source_line::{source_line, without_day};

/// Longest byline, in characters.
const BYLINE_CHARS: usize = 160;
/// Most authors of one article: a longer list is not a byline.
const AUTHORS: usize = 30;
/// Words before a name that say that it is the author's.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "by ", "by:", "by·", "byline:", "byline ", "written by ", "story by ", "words by ", "text by ", "report by ",
    "author:", "authors:", "autor:", "auteur:", "von ", "par ", "por ", "di ", "автор:",
];
/// What parts the pieces of a byline.
const SEPARATORS: &[char] = &['|', '·', '•', '—', '–', '/', ';', '\t'];
/// Reads a line that is a byline: `By Jo Doe and Ann Roe, Alpha Wire`, `by · Beta Post`, `Jo Doe, Gamma News on`.
pub fn byline(line: &str) -> Option<Byline> {
    if line.chars().count() > BYLINE_CHARS || (ends_sentence(line) && line.split(' ').count() > 6) {
        return None;
    }
    let lower = line.to_lowercase();
    let label = LABELS.iter().find(|label| lower.starts_with(**label));
    let rest = match label {
        // Lower case may be longer or shorter than the line: ASCII labels are not.
        Some(label) => line.get(label.len()..)?,
        None => match before_on(line) {
            Some(names) => names,
            None => return source_line(line),
        },
    };
    let (rest, date) = without_day(rest);
    let mut found = Byline {
        date,
        ..Byline::default()
    };
    for (at, part) in rest.split(SEPARATORS).map(str::trim).enumerate() {
        let part = part.trim_matches([' ', ',', ':', '-']);
        if part.is_empty() {
            continue;
        }
        if let Some(date) = date_line(part) {
            let earlier = found.date.take_if(|known| known.updated && !date.updated);
            if earlier.is_some() || found.date.is_none() {
                found.date = Some(date);
            }
            continue;
        }
        read_part(part, at > 0, &mut found)?;
    }
    (!found.authors.is_empty() || found.outlet.is_some()).then_some(found)
}

/// Whether a line begins with a word that leads to its author: `By`, `Von`.
pub fn is_labelled(line: &str) -> bool {
    let lower = line.to_lowercase();
    LABELS.iter().any(|label| lower.starts_with(label))
}

/// The names in a field or meta tag that lists authors; "By", roles, addresses and empty parts are dropped.
pub fn people(text: &str) -> Vec<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let label = LABELS
        .iter()
        .find(|label| label.starts_with("by") && lower.starts_with(**label));
    let text = label.map_or(text, |label| text.get(label.len()..).unwrap_or(text));
    let text = without_lead(text);
    if let Some(turned) = turned_people(text).or_else(|| initialled(text)) {
        return turned;
    }
    let parts = name_parts(text);
    let mut people: Vec<String> = Vec::new();
    for part in parts {
        let part = undated(part).trim_matches([' ', ',', ':', '-', '·']);
        let part = match part.split_once(" in ") {
            Some((name, place)) if is_name(name) && is_capital(place) => name,
            _ => part,
        };
        let suffix = matches!(
            part.trim_end_matches('.').to_lowercase().as_str(),
            "jr" | "sr" | "ii" | "iii" | "iv" | "phd" | "md" | "ma" | "rn" | "jd"
        );
        match people.last_mut() {
            Some(last) if suffix => *last = format!("{last} {part}"),
            _ if part.is_empty()
                || is_address(part)
                || is_role(part)
                || part.chars().count() > 80 => {}
            _ => {
                let name = named(part);
                if !people.contains(&name) {
                    people.push(name);
                }
            }
        }
        if people.len() == AUTHORS {
            break;
        }
    }
    // `Jo Doe, dpa`: beside whole names a few letters are an agency's.
    if people.iter().any(|name| name.contains(' ')) {
        people.retain(|name| !is_agency_sign(name));
    }
    people
}

/// `Jo Doe` of `Von Jo Doe` and of `Par Jo Doe`; in small letters the word is part of the name: `von Arnim`.
fn without_lead(text: &str) -> &str {
    let leads = ["Von ", "Par ", "Por ", "VON ", "PAR ", "POR "];
    let rest = leads.iter().find_map(|lead| text.strip_prefix(lead));
    rest.filter(|rest| rest.split([',', ';']).next().is_some_and(is_name))
        .unwrap_or(text)
}

/// `dpa`, `afp`: one word of a few small letters.
fn is_agency_sign(name: &str) -> bool {
    /// Letters of the longest.
    const LETTERS: usize = 4;
    name.chars().count() <= LETTERS && name.chars().all(|letter| letter.is_ascii_lowercase())
}

/// `Doe, Jo`, `Doe, Jo; Roe, Ann`, `Doe, Jo and Roe, Ann`: names that are all turned round, put right.
fn turned_people(text: &str) -> Option<Vec<String>> {
    let parts = text.split([';', '|', '\n']);
    let parts = parts
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "));
    let mut people: Vec<String> = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let (last, first) = part.split_once(',')?;
        let (last, first) = (last.trim(), first.trim());
        if first.contains(',') || !is_turned(last, first) {
            return None;
        }
        people.push(named(&format!("{first} {last}")));
    }
    (!people.is_empty()).then_some(people)
}

/// `DOE, J., ROE, A.-M.`: names with nothing but initials, all parted by commas.
fn initialled(text: &str) -> Option<Vec<String>> {
    let is_initials = |part: &str| {
        let letters = part
            .split(['.', '-', ' '])
            .filter(|letter| !letter.is_empty());
        part.ends_with('.')
            && letters.clone().count() > 0
            && letters.clone().all(|letter| letter.chars().count() == 1)
    };
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let pairs = parts.chunks(2);
    let are = pairs.clone().all(|pair| matches!(pair, [last, first] if is_capital(last) && !is_initials(last) && is_initials(first)));
    (are && parts.len() > 2).then(|| {
        pairs
            .map(|pair| format!("{} {}", pair[1], pair[0]))
            .collect()
    })
}

/// `Doe, Jo`, `Doe, J. P.`, `Dam, Al van`: one name, turned round.
fn is_turned(last: &str, first: &str) -> bool {
    let short = first.split(' ').count() == 1
        || first
            .split(' ')
            .skip(1)
            .all(|word| word.ends_with('.') || PARTICLES.contains(&word));
    let single = !last.contains([' ', '.']);
    short
        && single
        && [last, first]
            .iter()
            .all(|part| is_capital(part) && !is_role(part) && !is_outlet(part, true))
}

/// What stands before a date in a part of a byline: `Jo Doe March 25`, `Sunday`, `2015 11:57 am`.
fn undated(part: &str) -> &str {
    let mut at = 0;
    let mut words = part.split(' ').peekable();
    while let Some(word) = words.next() {
        let lower = word.trim_end_matches(['.', ',']).to_lowercase();
        let day = date_words().has(&lower, DateTag::Weekday) && (at == 0 || words.peek().is_none());
        let counted = words
            .peek()
            .is_some_and(|next| next.starts_with(|letter: char| letter.is_ascii_digit()));
        let number = word.starts_with(|letter: char| letter.is_ascii_digit());
        if day || number || (counted && month(&lower).is_some()) {
            return &part[..at];
        }
        at += word.len() + 1;
    }
    part
}

/// Whether a line is nothing but names of people: `Jo Doe`, `Jo Doe and Ann Roe`.
pub fn are_names(line: &str) -> bool {
    let parts = name_parts(line);
    !parts.is_empty() && parts.iter().all(|part| is_name(part))
}

/// Reads one piece between separators into the byline; `None` where it holds words that no byline holds.
fn read_part(part: &str, later: bool, found: &mut Byline) -> Option<()> {
    let (names, outlet) = match part.split_once(" for ").or_else(|| part.split_once(" of ")) {
        Some((names, outlet)) if is_capital(outlet.trim_start_matches("the ")) => {
            (names, Some(outlet))
        }
        _ => (part, None),
    };
    let names = names.split_once(" in ").map_or(names, |(names, _)| names);
    for (at, name) in name_parts(names).into_iter().enumerate() {
        if later && is_button(name) {
            continue;
        }
        if is_outlet(name, later || at > 0) && is_capital(name) {
            found.outlet.get_or_insert_with(|| name.to_string());
        } else if is_role(name) || is_address(name) {
            // Neither is a name.
        } else if name.split(' ').count() <= NAME_WORDS
            && name.split(' ').all(is_name_word)
            && is_capital(name)
        {
            if later && found.authors.is_empty() && at == 0 {
                // "by · NAME": what stands after the sign is whom it was written for.
                found.outlet.get_or_insert_with(|| name.to_string());
            } else if !later {
                found.authors.push(named(name));
            }
        } else if !later {
            return None;
        }
    }
    if let Some(outlet) = outlet {
        found
            .outlet
            .get_or_insert_with(|| outlet.trim_start_matches("the ").to_string());
    }
    Some(())
}

/// `Jo Doe, Ann Roe, Gamma News on` and `… on December 13, 2025`: what stands before the "on".
fn before_on(line: &str) -> Option<&str> {
    let head = match line.strip_suffix(" on") {
        Some(head) => head,
        None => {
            let (head, date) = line.rsplit_once(" on ")?;
            date_line(date)?;
            head
        }
    };
    let named = head
        .split([',', '&'])
        .flat_map(|part| part.split(" and "))
        .all(|part| {
            let part = part.trim();
            is_capital(part)
                && part.split(' ').count() <= NAME_WORDS
                && part.split(' ').all(is_name_word)
        });
    (named && head.contains(' ') && (head.contains(',') || is_name(head))).then_some(head)
}

/// Parts of a list of names, at commas, semicolons, bars and the words for "and".
fn name_parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text
        .split([',', ';', '|', '&', '·', '•', '\n', '/'])
        .collect();
    if text.contains("://") {
        parts = text.split([',', ';', '|', '\n']).collect();
    }
    for word in [" and ", " AND ", " und ", " et ", " with ", " y "] {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(word))
            .collect();
    }
    parts
        .into_iter()
        .map(|part| {
            let part = part.trim();
            without_handle(part.strip_prefix("and ").unwrap_or(part).trim())
        })
        .filter(|part| !part.is_empty())
        .collect()
}

fn is_address(part: &str) -> bool {
    part.contains('@')
        || part.contains("://")
        || part.starts_with("www.")
        || !part.chars().any(char::is_alphabetic)
}

/// A name as written, but not in capitals throughout.
fn named(name: &str) -> String {
    let shouted = name.contains(' ')
        && name
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .all(char::is_uppercase)
        && name.is_ascii();
    if !shouted {
        return name.to_string();
    }
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.len() - 1;
    let written: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let lower = word.to_ascii_lowercase();
            let inside = at > 0 && at < last;
            if inside && SMALL_WORDS.contains(&lower.as_str()) {
                return lower;
            }
            // "de la Motte": the article is small behind its particle only.
            if inside && matches!(lower.as_str(), "la" | "los" | "las") && words[at - 1] == "DE" {
                return lower;
            }
            capitalised(word)
        })
        .collect();
    written.join(" ")
}

/// Small words inside names that are never written large there.
const SMALL_WORDS: &[&str] = &[
    "de", "del", "della", "der", "den", "van", "von", "dos", "des", "ter", "ibn", "bin", "y",
];

/// `O'BRIEN-MCKAY` as `O'Brien-McKay`.
fn capitalised(word: &str) -> String {
    let mut written = String::with_capacity(word.len());
    let mut start = true;
    for (at, letter) in word.char_indices() {
        // "McDonald": behind "Mc" a longer name begins.
        let scottish = written.ends_with("Mc") && word.len() > at + 2;
        written.push(if start || scottish {
            letter
        } else {
            letter.to_ascii_lowercase()
        });
        start = !letter.is_ascii_alphabetic();
    }
    written
}

/// `Jo Doe (@jodoe)`: a handle is no part of a name.
fn without_handle(part: &str) -> &str {
    match part.find(['@', '(']) {
        Some(at) if at > 0 && part[at..].contains('@') && part[..at].ends_with(' ') => {
            part[..at].trim_end()
        }
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(line: &str) -> Option<(Vec<String>, Option<String>)> {
        byline(line).map(|found| (found.authors, found.outlet))
    }

    #[test]
    fn bylines_give_authors_and_outlet() {
        for (line, authors, outlet) in [
            ("By Jo Doe", vec!["Jo Doe"], None),
            ("By JO DOE and ANN ROE", vec!["Jo Doe", "Ann Roe"], None),
            (
                "By Jo Doe, Ann Roe and Al van Dam, Alpha News",
                vec!["Jo Doe", "Ann Roe", "Al van Dam"],
                Some("Alpha News"),
            ),
            ("by · Beta Times", vec![], Some("Beta Times")),
            (
                "By Jo Doe | The Gamma Post",
                vec!["Jo Doe"],
                Some("The Gamma Post"),
            ),
            (
                "By Jo Doe for The Gamma Post",
                vec!["Jo Doe"],
                Some("The Gamma Post"),
            ),
            ("By Jo Doe, Staff Writer", vec!["Jo Doe"], None),
            (
                "Jo Doe, Ann Roe, Alpha Wire News on",
                vec!["Jo Doe", "Ann Roe"],
                Some("Alpha Wire News"),
            ),
            ("By Yi Sun", vec!["Yi Sun"], None),
            (
                "By ANN O'BRIEN and ROBIN DE LA MOTTE",
                vec!["Ann O'Brien", "Robin de la Motte"],
                None,
            ),
            ("By JO MCKAY", vec!["Jo McKay"], None),
            ("By Jo Doe (@jodoe)", vec!["Jo Doe"], None),
        ] {
            let want = (
                authors.into_iter().map(String::from).collect(),
                outlet.map(String::from),
            );
            assert_eq!(read(line), Some(want), "{line}");
        }
        let dated = byline("By Jo Doe | December 13, 2025 | 2:05 PM");
        assert!(dated.is_some_and(|found| found.date.is_some()));
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By the numbers",
            "By Monday the water had risen to the roofs.",
            "The talks go on",
            "By turning left",
            "Portugal and Spain",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn fields_list_people_in_many_ways() {
        assert_eq!(
            people("By Jo Doe, Ann Roe & Al Poe"),
            ["Jo Doe", "Ann Roe", "Al Poe"]
        );
        assert_eq!(people("Doe, Jo"), ["Jo Doe"]);
        assert_eq!(people("DOE, J., ROE, A.-M."), ["J. DOE", "A.-M. ROE"]);
        assert_eq!(people("Von Jo Doe, dpa"), ["Jo Doe"]);
        assert_eq!(people("Von Miller, Jo Doe"), ["Von Miller", "Jo Doe"]);
        assert_eq!(people("dpa"), ["dpa"]);
        assert_eq!(people("Dam, A. van"), ["A. van Dam"]);
        assert_eq!(people("By Jo Doe March 25, 2015 3:46 PM"), ["Jo Doe"]);
        assert_eq!(people("Jo Doe, Sunday, Feb 1, 2015"), ["Jo Doe"]);
        assert_eq!(people("Jo Doe, Jr.; Ann Roe"), ["Jo Doe Jr.", "Ann Roe"]);
        assert_eq!(
            people("jo@example.org, https://example.org/jo, Staff Writer"),
            Vec::<String>::new()
        );
    }

    proptest! {
        #[test]
        fn any_string_is_read_or_not(text in "(By )?\\PC{0,60}") {
            let _ = (byline(&text), people(&text), is_name(&text));
        }
    }
}
