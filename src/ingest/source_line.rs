//! The line under a headline that says where and when the article stood: `The Isle Courier, 2 May 2025`, `Alpha News | May 2,
//! 2025 | p. A3`, `Jo Doe, Alpha News`.
//!
//! Only what the line surely says is taken: of a lone name that is neither known for an outlet's nor a person's by its form
//! the day counts, the name does not.

use super::date::{Date, DateLine, date_line};
use super::furniture::is_whole;
use super::months::{DateTag, date_words, month};
use super::signers::{Byline, is_button, is_capital, is_name, is_name_word, is_outlet, is_role};

/// Words of the longest such line.
const WORDS: usize = 20;
/// Words of the longest name in it.
const NAME_WORDS: usize = 7;
/// What parts its pieces.
const SEPARATORS: &[char] = &[',', '|', '·', '•', '—', '–', ';', '(', ')', '[', ']', '\t'];
/// What leads to the name of an outlet, in lower case.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "published in ", "published by ", "first published in ", "from ", "source: ", "source ", "outlet: ",
    "publication: ", "newspaper: ", "in: ", "via ", "aus: ", "quelle: ", "source : ", "fuente: ", "fonte: ", "źródło: ",
    "источник: ",
];
/// Small words inside the names of outlets.
const SMALL: &[&str] = &[
    "of", "the", "and", "&", "for", "on", "in", "und", "et", "am",
];

/// Reads the line; `None` where it holds anything else than names, a day and a page. A line with neither day nor outlet is
/// none.
pub fn source_line(line: &str) -> Option<Byline> {
    let words = line.split(' ').count();
    if words > WORDS || line.ends_with(['.', '!', '?', ':']) && !line.ends_with("m.") {
        return None;
    }
    let (rest, date) = without_day(line);
    let mut found = Byline::default();
    let mut unsure: Vec<&str> = Vec::new();
    let mut labelled = false;
    let mut barred = line.contains(['|', '·', '•']);
    for (at, part) in rest
        .split(SEPARATORS)
        .flat_map(|part| part.split(" - "))
        .map(|part| part.trim_matches([' ', '-', ':', '.']))
        .filter(|part| !part.is_empty())
        .enumerate()
    {
        let lower = part.to_lowercase();
        let passed = is_page(&lower) || is_reading_time(&lower) || is_label(&lower);
        if passed || is_unsure_day(part) || is_whole(&lower) || is_button(part) {
            continue;
        }
        let lead = LEADS.iter().find(|lead| lower.starts_with(**lead));
        let name = lead.map_or(part, |lead| part.get(lead.len()..).unwrap_or(part));
        // `From The Isle Courier of 2 May 2025`
        let name = [" of", " from", " on", " in", " dated"]
            .iter()
            .find_map(|word| name.strip_suffix(word))
            .unwrap_or(name);
        labelled |= lead.is_some_and(|lead| lead.trim_end().ends_with(':'));
        barred |= lead.is_some();
        if let Some(author) = author(name) {
            found.authors.push(author.to_string());
        } else if is_host(name) || is_outlet(name, true) && is_outlet_form(name) {
            found.outlet.get_or_insert_with(|| name.to_string());
        } else if at == 0 && date.is_none() && is_name(name) {
            found.authors.push(name.to_string());
        } else if is_outlet_form(name) {
            unsure.push(name);
        } else {
            return None;
        }
    }
    if let [name] = unsure.as_slice() {
        let surely = name.starts_with("The ") || barred && !is_name(name);
        if found.outlet.is_none() && date.is_some() && surely {
            found.outlet = Some((*name).to_string());
        } else if found.outlet.is_some() && found.authors.is_empty() && is_name(name) && barred {
            found.authors.push((*name).to_string());
        }
    }
    found.date = date;
    // Without a day only a person with an outlet is told from a headline.
    let told = found.date.is_some()
        || found.outlet.is_some()
            && (labelled
                || !found.authors.is_empty()
                || rest
                    .split(SEPARATORS)
                    .any(|part| is_unsure_day(part.trim())));
    (told && unsure.len() <= 2).then_some(found)
}

/// The line without its day, in place of which a bar stands; and the day.
pub fn without_day(line: &str) -> (String, Option<DateLine>) {
    if let Some((start, end)) = unspaced_day(line) {
        let rest = [
            line[..start].trim_end_matches(['、', '，', '：', '（', ' ']),
            " | ",
            line[end..].trim_start_matches(['、', '，', '）', ' ']),
        ]
        .concat();
        return (rest, zoned_date_line(&line[start..end]));
    }
    let words: Vec<&str> = line.split(' ').take(WORDS + 1).collect();
    match day_in(&words).filter(|_| words.len() <= WORDS) {
        Some((from, to, date)) => {
            let (before, after) = (words[..from].join(" "), words[to..].join(" "));
            (format!("{before} | {after}"), Some(date))
        }
        None => (line.to_string(), None),
    }
}

/// Where `2025年5月2日` stands in a line that does not part its words.
fn unspaced_day(line: &str) -> Option<(usize, usize)> {
    let at = line.find('年')?;
    let year = line[..at].len().checked_sub(4)?;
    let is_year = line
        .get(year..at)?
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let end = at + line[at..].find('日')? + '日'.len_utf8();
    (is_year && end - year <= 24).then_some((year, end))
}

/// The longest run of words that is a day, its first word and the one after its last.
fn day_in(words: &[&str]) -> Option<(usize, usize, DateLine)> {
    if !words
        .iter()
        .any(|word| word.contains(|letter: char| letter.is_ascii_digit()))
    {
        return None;
    }
    let begins = |word: &str| {
        let bare = bare_word(word);
        bare.contains(|letter: char| letter.is_ascii_digit())
            || month(&bare).is_some()
            || date_words().has(&bare, DateTag::Weekday)
    };
    for length in (1..=words.len()).rev() {
        for from in 0..=words.len() - length {
            let run = &words[from..from + length];
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let ends = begins(last)
                || is_zone(last)
                || matches!(bare_word(last).as_str(), "am" | "pm" | "uhr");
            if !ends || !begins(first) && !is_stamp(first) {
                continue;
            }
            if let Some(date) = zoned_date_line(&run.join(" ")) {
                return Some((from, from + length, date));
            }
        }
    }
    None
}

/// A line that is a day, also where its zone is not known: then the day and the time count.
pub fn zoned_date_line(line: &str) -> Option<DateLine> {
    let line = line.trim_matches([' ', ',', '|', '(', ')', '[', ']', '·', '—', '–']);
    date_line(line).or_else(|| {
        let mut without: Vec<&str> = Vec::new();
        for word in line.split(' ') {
            let timed = without.last().is_some_and(|last| is_time(last));
            if !(timed && is_zone(word)) {
                without.push(word);
            }
        }
        let found = date_line(&without.join(" "))?;
        // A time of an unknown zone is no moment: the day is what is sure.
        let date = match found.date {
            Date::Known(published) | Date::Zoneless(published) => date_line(published.day())?.date,
            other => other,
        };
        Some(DateLine { date, ..found })
    })
}

fn bare_word(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_lowercase()
}

/// `18:20`, `9.05`, `pm`.
fn is_time(word: &str) -> bool {
    let word = word.trim_matches([',', '(', ')', '|']);
    let clock =
        word.starts_with(|letter: char| letter.is_ascii_digit()) && word.contains([':', '.']);
    clock || ["am", "pm", "a.m.", "p.m."].contains(&word.to_lowercase().as_str())
}

/// `BST`, `IST`: two to five capitals.
fn is_zone(word: &str) -> bool {
    let word = word.trim_matches([',', '(', ')', '|']);
    (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What a day may begin with: `Published:`, `Posted`, `Updated`.
fn is_stamp(word: &str) -> bool {
    is_label(&bare_word(word))
}

/// `published`, `updated`, `posted on`: what stands before a day.
fn is_label(lower: &str) -> bool {
    #[rustfmt::skip]
    const LABELS: &[&str] = &[
        "published", "posted", "updated", "last", "modified", "created", "date", "first", "on", "print", "online",
        "edition", "veröffentlicht", "aktualisiert", "publié", "mis", "stand", "erschienen",
    ];
    !lower.is_empty()
        && lower
            .split(' ')
            .all(|word| LABELS.contains(&word.trim_matches([':', ','])))
}

/// `p. A3`, `Page 3`, `pg. 12`, `S. 4`, `A3`.
pub fn is_page(lower: &str) -> bool {
    const PAGES: &[&str] = &[
        "p", "pp", "pg", "page", "pages", "s", "seite", "seiten", "pagina", "página", "pág", "str",
        "section", "sec", "с",
    ];
    let mut words = lower.split([' ', '.', ':']).filter(|word| !word.is_empty());
    let (Some(first), second, None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let is_number = |word: &str| {
        word.len() <= 7
            && word.contains(|letter: char| letter.is_ascii_digit())
            && word
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "-–".contains(letter))
            && word.chars().filter(|letter| letter.is_alphabetic()).count() <= 2
    };
    match second {
        Some(second) => PAGES.contains(&first) && (is_number(second) || second.len() == 1),
        None => is_number(first) && first.starts_with(char::is_alphabetic),
    }
}

/// `02/05/2025`: a day that is one of two.
fn is_unsure_day(part: &str) -> bool {
    let numbers: Vec<&str> = part.split(['/', '.', '-']).collect();
    numbers.len() == 3
        && numbers.iter().all(|number| {
            (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// `3 min read`, `2 minutes`.
fn is_reading_time(lower: &str) -> bool {
    let mut words = lower.split([' ', '-']);
    words
        .next()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty())
        && words.next().is_some_and(|word| {
            matches!(
                word,
                "min" | "mins" | "minute" | "minutes" | "minuten" | "words"
            )
        })
}

/// `by Jo Doe`: the name.
fn author(part: &str) -> Option<&str> {
    let lower = part.to_lowercase();
    let label = ["by ", "by: ", "von ", "par ", "por "]
        .into_iter()
        .find(|label| lower.starts_with(label))?;
    part.get(label.len()..).filter(|name| is_name(name))
}

/// `islecourier.example`, `www.alpha.example`.
fn is_host(part: &str) -> bool {
    !part.contains([' ', '@'])
        && part.split('.').count() >= 2
        && part.split('.').all(|label| {
            !label.is_empty()
                && label
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || letter == '-')
        })
        && part
            .rsplit('.')
            .next()
            .is_some_and(|top| top.len() >= 2 && top.chars().all(|letter| letter.is_lowercase()))
}

/// A few words that begin with capitals, as names do.
fn is_outlet_form(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    words.len() <= NAME_WORDS
        && is_capital(part)
        && !is_role(part)
        && words.iter().all(|word| {
            is_name_word(word)
                || SMALL.contains(word)
                || word.chars().all(|letter| letter.is_ascii_digit())
                || word.starts_with(|letter: char| letter.is_uppercase())
                    && !word.contains("..")
                    && !word.contains(['/', '…', ':', '“', '"'])
        })
}

/// The name of an outlet that stands on a line of its own, without the town behind it: `The Isle Courier (Corvale)`.
pub fn outlet_line(line: &str) -> Option<&str> {
    let name = line.split(['(', '|']).next().unwrap_or(line);
    let name = name.split(" - ").next().unwrap_or(name);
    let name = name.trim_matches([' ', ',']);
    let short = name.split(' ').count() < NAME_WORDS && !line.ends_with(['.', '?', '!']);
    (short && is_outlet_form(name) && is_outlet(name, true)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(line: &str) -> Option<(Option<String>, String, Vec<String>)> {
        let found = source_line(line)?;
        let day = found.date.and_then(|line| line.date.published());
        let day = day.map_or(String::new(), |published| published.day().to_string());
        Some((found.outlet, day, found.authors))
    }

    #[test]
    fn outlet_and_day_in_many_forms() {
        for line in [
            "The Isle Courier, 2 May 2025",
            "The Isle Courier, May 2, 2025",
            "The Isle Courier | 2 May 2025",
            "The Isle Courier – 2 May 2025",
            "The Isle Courier - Friday 2 May 2025",
            "The Isle Courier (2 May 2025)",
            "(The Isle Courier, 2 May 2025)",
            "The Isle Courier 2 May 2025",
            "The Isle Courier, Corvale, May 2, 2025, p. A3",
            "The Isle Courier · May 2, 2025 · 3 min read",
            "2 May 2025, The Isle Courier",
            "2 May 2025 | The Isle Courier",
            "2025-05-02 The Isle Courier",
            "The Isle Courier, 2025-05-02",
            "The Isle Courier, 02.05.2025",
            "Source: The Isle Courier, 2 May 2025",
            "From The Isle Courier of 2 May 2025",
            "From The Isle Courier, 2 May 2025",
            "Published in The Isle Courier, 2 May 2025",
            "The Isle Courier, 2 May 2025, page 3",
            "The Isle Courier, 18:20 BST, 2 May 2025",
            "News | The Isle Courier | 2 May 2025",
        ] {
            let want = Some("The Isle Courier".into());
            assert_eq!(
                read(line),
                Some((want, "2025-05-02".into(), vec![])),
                "{line}"
            );
        }
        let bare = Some((None, "2025-05-02".into(), vec![]));
        assert_eq!(read("May 2, 2025 | Read Online"), bare);
        assert_eq!(read("May 2, 2025 | Comments"), bare);
        let by = Some((
            Some("Isle Courier".into()),
            "2025-05-02".into(),
            vec!["Hanna Quist".into()],
        ));
        assert_eq!(read("Isle Courier, 2 May 2025, by Hanna Quist"), by);
        assert_eq!(read("Hanna Quist | Isle Courier | 2 May 2025"), by);
        let person = Some((
            Some("Isle Courier".into()),
            String::new(),
            vec!["Hanna Quist".into()],
        ));
        assert_eq!(read("Hanna Quist, Isle Courier"), person);
        let kept = Some((Some("河口新聞".into()), "2025-05-02".into(), vec![]));
        assert_eq!(read("河口新聞、2025年5月2日"), kept);
        assert_eq!(read("河口新聞 2025年5月2日"), kept);
        let named = Some((Some("The Isle Courier".into()), String::new(), vec![]));
        assert_eq!(read("Source: The Isle Courier"), named);
        let unsure = Some((Some("Isle Courier".into()), String::new(), vec![]));
        assert_eq!(read("Isle Courier, 02/05/2025"), unsure);
        assert_eq!(
            read("News | Politics | 2 May 2025"),
            Some((None, "2025-05-02".into(), vec![]))
        );
        let bar = Some((Some("Meridian".into()), "2025-05-02".into(), vec![]));
        assert_eq!(read("Meridian | 2 May 2025"), bar);
        let host = Some((
            Some("islecourier.example".into()),
            "2025-05-02".into(),
            vec![],
        ));
        assert_eq!(read("islecourier.example, 2 May 2025"), host);
    }

    #[test]
    fn of_a_name_that_may_be_a_place_or_a_person_the_day_counts() {
        for line in [
            "London, 2 May 2025",
            "Hanna Quist, 2 May 2025",
            "Hanna Quist | 2 May 2025",
        ] {
            assert_eq!(
                read(line),
                Some((None, "2025-05-02".into(), vec![])),
                "{line}"
            );
        }
    }

    #[test]
    fn sentences_and_headlines_are_none() {
        for line in [
            "Rain fell on 13 December 2025",
            "The vote of 13 December 2025 stands.",
            "Ferry union rejects offer",
            "Portugal, Spain and the Isle Times",
            "The Isle Courier",
            "Hanna Quist",
            "Council votes 12 to 3, May says",
            "What we know about the 2 May 2025 vote",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn pages_and_zones() {
        for page in ["p. a3", "page 3", "pg. 12", "s. 4", "a3", "pp. 3-4"] {
            assert!(is_page(page), "{page}");
        }
        assert!(!is_page("page turner") && !is_page("2025") && !is_page("news"));
        let line = zoned_date_line("Fri 2 May 2025 18.20 BST").unwrap();
        assert!(!line.updated);
        assert!(
            zoned_date_line("Last modified on Sat 3 May 2025 09.00 BST")
                .unwrap()
                .updated
        );
        assert!(
            zoned_date_line("Published: 18:20 BST, 2 May 2025 | Updated: 19:02 BST, 2 May 2025")
                .is_some()
        );
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in "\\PC{0,60}|(The |Isle |Courier|, |2 |May |2025|\\||\\(|BST| ){0,12}") {
            let _ = (source_line(&line), zoned_date_line(&line), outlet_line(&line));
        }
    }
}
