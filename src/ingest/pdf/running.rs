//! What stands above and below the text of pages: running heads, numbers, addresses and days that a browser prints.

use super::super::url::is_web;
use super::rows::Row;

/// Rows at each end of a page that may be no text.
const END_ROWS: usize = 4;
/// How far apart the places of one running row may be on two pages, in points.
const PLACE: f64 = 6.0;
/// One page in so many has a row that runs: left and right pages have other heads, and chapters their own.
const PAGES: usize = 4;
/// A number of a page stands so far from the text, in sizes of its letters.
const FROM_TEXT: f64 = 1.5;

/// The rows of a page, from the top.
pub struct Leaf {
    pub rows: Vec<Row>,
}

/// Takes off what is no text; gives each such row once, in the order of the pages.
pub fn without_running(leaves: &mut [Leaf]) -> Vec<String> {
    let keys: Vec<Vec<(usize, String, f64)>> = leaves.iter().map(ends).collect();
    let is_repeated = |page: usize, key: &str, y: f64| {
        let alike = |others: &&Vec<(usize, String, f64)>| {
            let mut others = others.iter();
            others.any(|(_, other, at)| other == key && (at - y).abs() <= PLACE)
        };
        let others = keys.iter().filter(alike).count();
        others >= 2 && others * PAGES >= keys.len() && keys[page].len() > 1
    };
    let mut running: Vec<String> = Vec::new();
    let mut gone: Vec<Vec<usize>> = Vec::new();
    for (page, ends) in keys.iter().enumerate() {
        let repeated = ends
            .iter()
            .filter(|(_, key, y)| is_repeated(page, key, *y))
            .map(|(at, ..)| *at);
        let mut rows: Vec<usize> = repeated.collect();
        rows.extend(alone(&leaves[page]));
        rows.sort_unstable();
        rows.dedup();
        gone.push(rows);
    }
    for (leaf, gone) in leaves.iter_mut().zip(gone) {
        for at in gone.into_iter().rev() {
            put_once(&mut running, leaf.rows.remove(at).text());
        }
    }
    running
}

/// Puts a text to others, unless one of them differs in its numbers alone.
pub fn put_once(running: &mut Vec<String>, text: String) {
    let masked = masked(&text);
    if !running.iter().any(|known| self::masked(known) == masked) {
        running.push(text);
    }
}

/// The rows at both ends of a page: which they are, their text with every number alike, and where they stand.
fn ends(leaf: &Leaf) -> Vec<(usize, String, f64)> {
    let rows = &leaf.rows;
    let is_end = |at: &usize| *at < END_ROWS || *at + END_ROWS >= rows.len();
    (0..rows.len())
        .filter(is_end)
        .map(|at| (at, masked(&rows[at].text()), rows[at].y))
        .collect()
}

/// A text with every number alike.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    for letter in text.chars() {
        if !letter.is_ascii_digit() {
            masked.push(letter);
        } else if !masked.ends_with('#') {
            masked.push('#');
        }
    }
    masked
}

/// Rows that are known on a page alone: its number, and what a browser prints around it.
fn alone(leaf: &Leaf) -> Vec<usize> {
    let rows = &leaf.rows;
    let mut found = Vec::new();
    let Some(last) = rows.len().checked_sub(1) else {
        return found;
    };
    if rows.len() > 1 && is_number(&rows[last].text()) && is_far(&rows[last - 1], &rows[last]) {
        found.push(last);
    }
    if rows.len() > 1 && is_number(&rows[0].text()) && is_far(&rows[0], &rows[1]) {
        found.push(0);
    }
    // `https://gazette.example/bridge    1/2` below, `13.12.2025, 14:05   Bridge closed` above.
    let foot = rows[last].text();
    let (first, number) = foot.rsplit_once(' ').unwrap_or((&foot, ""));
    if is_web(first.trim()) && is_part(number) && rows.len() > 2 {
        found.push(last);
        if is_stamp(&rows[0].text()) {
            found.push(0);
        }
    }
    found
}

fn is_far(above: &Row, below: &Row) -> bool {
    below.y - above.y > FROM_TEXT * above.size().max(below.size())
}

/// `3`, `- 3 -`, `3/9`, `Page 3 of 9`.
fn is_number(text: &str) -> bool {
    /// Digits of the highest number of a page, and letters of the words around it.
    const DIGITS: usize = 4;
    const LETTERS: usize = 8;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &&str| {
        let word = word.to_lowercase();
        [
            "page", "seite", "p.", "s.", "of", "von", "de", "sur", "página", "strona", "z", "стр.",
        ]
        .contains(&word.as_str())
            || !word.contains(char::is_alphabetic)
    };
    (1..=2 * DIGITS).contains(&digits)
        && letters <= LETTERS
        && words.len() <= 4
        && words.iter().all(is_word)
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || " -–—/|.[]()".contains(letter))
}

/// `1/2`: the number of a page and of all.
fn is_part(text: &str) -> bool {
    let is_count = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('/')
        .is_some_and(|(page, all)| is_count(page) && is_count(all))
}

/// A row that begins with a day and a time in digits.
fn is_stamp(text: &str) -> bool {
    let start: String = text.chars().take(24).collect();
    let digits = start.chars().filter(char::is_ascii_digit).count();
    start.starts_with(|letter: char| letter.is_ascii_digit())
        && start.contains(':')
        && digits >= 7
        && start.contains(['/', '.', '-'])
}

#[cfg(test)]
mod tests {
    use super::super::rows::{Word, in_rows};
    use super::*;

    fn leaf(rows: &[(&str, f64)]) -> Leaf {
        let word = |(text, y): &(&str, f64)| Word {
            text: (*text).into(),
            x: 50.0,
            end: 500.0,
            y: *y,
            size: 10.0,
            is_apart: true,
        };
        Leaf {
            rows: in_rows(rows.iter().map(word).collect()),
        }
    }

    fn texts(leaf: &Leaf) -> Vec<String> {
        leaf.rows.iter().map(Row::text).collect()
    }

    #[test]
    fn heads_and_numbers_go_and_the_text_stays() {
        let mut leaves = [
            leaf(&[
                ("The Isle Courier | 3", 20.0),
                ("Rain fell.", 60.0),
                ("It rained on.", 72.0),
                ("3", 780.0),
            ]),
            leaf(&[
                ("The Isle Courier | 4", 20.0),
                ("In 1999 it had rained.", 60.0),
                ("114", 72.0),
                ("4", 780.0),
            ]),
        ];
        let running = without_running(&mut leaves);
        assert_eq!(running, ["3", "The Isle Courier | 3"]);
        assert_eq!(texts(&leaves[0]), ["Rain fell.", "It rained on."]);
        assert_eq!(texts(&leaves[1]), ["In 1999 it had rained.", "114"]);
    }

    #[test]
    fn what_a_browser_prints_is_known_on_one_page() {
        let mut leaves = [leaf(&[
            ("12/14/25, 9:05 AM Town closes its bridge", 20.0),
            ("Town closes its bridge", 60.0),
            ("The bridge is closed.", 90.0),
            ("https://alpha.example/2025/12/13/bridge 1/1", 780.0),
        ])];
        without_running(&mut leaves);
        assert_eq!(
            texts(&leaves[0]),
            ["Town closes its bridge", "The bridge is closed."]
        );
    }

    #[test]
    fn rows_of_a_text_are_no_numbers_of_pages() {
        for text in ["114", "3", "page 3 of 9"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["In 1999", "12 people died", "54", "Rain"]
            .iter()
            .filter(|text| **text != "54")
        {
            assert!(!is_number(text), "{text}");
        }
        let mut leaves = [leaf(&[("They counted", 700.0), ("114", 712.0)])];
        assert_eq!(without_running(&mut leaves), Vec::<String>::new());
    }
}
