//! The rows of a column to paragraphs: where one ends, and words that were divided at the end of a row made whole.

use std::collections::HashSet;

use super::super::byline::byline;
use super::super::clean::{clean, ends_sentence, is_unspaced};
use super::super::source_line::zoned_date_line;
use super::columns::Block;
use super::rows::{Row, SMALLER, usual};

/// A row that stands so many usual distances below the one before begins a paragraph.
const FAR: f64 = 1.3;
/// A row begins a paragraph where it begins so many sizes further in than the column does.
const INDENT: f64 = 0.7;
/// Sizes of letters that differ by more are those of different things.
const OTHER_SIZE: f64 = 0.12;
/// Rows at the beginning of a text among which author and day are looked for.
const HEAD_ROWS: usize = 8;
/// A row that leaves so much of its column free ends a paragraph, whatever it ends with.
const SHORT: f64 = 0.25;

/// A paragraph and how it is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    pub text: String,
    /// Of its letters, in points.
    pub size: f64,
    pub is_beside: bool,
    pub page: usize,
    /// Its last row reaches the end of its column: the text may go on in the next.
    is_full: bool,
    is_indented: bool,
}

/// What a file says of its own words, for those that were divided.
#[derive(Debug, Default)]
pub struct Divided {
    whole: HashSet<String>,
    /// Words that were made whole.
    pub joined: usize,
}

impl Divided {
    /// Knows the words that stand inside of rows.
    pub fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Divided {
        let mut whole = HashSet::new();
        for row in rows {
            let text = row.text();
            let mut words: Vec<&str> = text.split(' ').collect();
            // The last word of a row may be half of one, and the first one the rest of it.
            words.pop();
            whole.extend(words.iter().skip(1).map(|word| bare(word)));
        }
        Divided { whole, joined: 0 }
    }

    /// Puts a row behind the text of the rows before.
    fn put(&mut self, text: &mut String, row: &str) {
        let soft = text.ends_with('\u{ad}');
        let hyphen = text.chars().next_back();
        let is_divided = text.ends_with(['-', '\u{2010}', '\u{ad}'])
            && text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
            && row.starts_with(char::is_alphabetic);
        if !is_divided {
            let is_tight = is_unspaced(text) && is_unspaced(row);
            if !text.is_empty() && !is_tight {
                text.push(' ');
            }
            text.push_str(row);
            return;
        }
        let start = text.rfind(' ').map_or(0, |at| at + 1);
        let rest = row.split(' ').next().unwrap_or("");
        text.pop();
        let without = bare(&format!("{}{rest}", &text[start..]));
        let with = bare(&format!("{}-{rest}", &text[start..]));
        let is_one = soft
            || row.starts_with(char::is_lowercase)
                && (self.whole.contains(&without)
                    || !self.whole.contains(&with) && !is_compound(&text[start..]));
        if is_one {
            self.joined += 1;
        } else {
            text.push(hyphen.filter(|hyphen| *hyphen != '\u{ad}').unwrap_or('-'));
        }
        text.push_str(row);
    }
}

/// Whether a word before a hyphen is written with it: `well-known`, `54-year-old`, `ex-`, `self-`.
fn is_compound(first: &str) -> bool {
    /// Words that are mostly joined to the next with a hyphen, in English, French and Spanish.
    const JOINING: [&str; 28] = [
        "well", "ex", "self", "half", "long", "short", "high", "low", "all", "anti", "non", "year",
        "day", "month", "week", "old", "new", "so", "far", "left", "right", "vice", "mid", "post",
        "pre", "pro", "two", "three",
    ];
    first.contains('-') || JOINING.contains(&bare(first).as_str())
}

fn bare(word: &str) -> String {
    let inner = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    inner.to_lowercase().replace('\u{2010}', "-")
}

/// The paragraphs of a block.
pub fn paragraphs(block: &Block, page: usize, divided: &mut Divided) -> Vec<Paragraph> {
    let rows = &block.rows;
    let left = usual(rows.iter().map(|row| (row.x(), row.letters()))).unwrap_or(0.0);
    let right = rows.iter().map(Row::end).fold(0.0, f64::max);
    let step = step(rows);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut is_note = false;
    for (at, row) in rows.iter().enumerate() {
        let text = clean_row(&row.text());
        if is_mark(&text, row, rows.get(at + 1)) {
            is_note = true;
            continue;
        }
        if text.is_empty() {
            continue;
        }
        let size = row.size();
        let is_indented = row.x() > left + INDENT * size;
        let is_full = right - row.end() < first_word(rows.get(at + 1)) + size;
        let before = at.checked_sub(1).map(|at| &rows[at]);
        let begins = before.is_none_or(|before| {
            let far = (row.y - before.y) / size.max(1.0) > FAR * step;
            let other = (size - before.size()).abs() > OTHER_SIZE * size;
            // Behind a paragraph of one row another may begin as far in.
            let is_alone = found
                .last()
                .is_some_and(|last| last.is_indented && !last.is_full);
            let indents = is_indented && (before.x() < row.x() - INDENT * size || is_alone);
            let room = right - before.end();
            let had_room = room > first_word(Some(row)) + size / 2.0;
            let ended = found.last().is_some_and(|last| {
                had_room && (ends_sentence(&last.text) || room > SHORT * (right - left))
            });
            let is_fact = |text: &str| page == 0 && at < HEAD_ROWS && tells_source(text);
            let apart = is_fact(&text) || is_fact(&before.text()) || is_item(&text);
            far || other || indents || ended || apart
        });
        match found.last_mut().filter(|_| !begins) {
            Some(last) => {
                divided.put(&mut last.text, &text);
                last.is_full = is_full;
            }
            None => found.push(Paragraph {
                text,
                size,
                is_beside: block.is_beside || is_note,
                page,
                is_full,
                is_indented,
            }),
        }
    }
    found
}

/// Whether a row is the raised number before the text of a footnote, which stands right below it.
fn is_mark(text: &str, row: &Row, next: Option<&Row>) -> bool {
    let is_number = text
        .chars()
        .all(|letter| letter.is_ascii_digit() || "*†‡".contains(letter));
    let is_raised = |next: &Row| {
        let size = next.size();
        row.size() <= SMALLER * size && next.y - row.y < size
    };
    is_number && !text.is_empty() && next.is_some_and(is_raised)
}

/// A row that is the author's, or the day.
fn tells_source(row: &str) -> bool {
    byline(row).is_some() || zoned_date_line(row).is_some()
}

/// How far apart the rows of a paragraph are, in sizes of their letters: of paragraphs of two rows each every other step is one
/// to the next paragraph.
fn step(rows: &[Row]) -> f64 {
    /// Where nothing is known: what most programs set.
    const USUAL: f64 = 1.2;
    /// Steps that are no wider, of all.
    const SHARE: usize = 4;
    let steps = rows
        .windows(2)
        .map(|pair| (pair[1].y - pair[0].y) / pair[1].size().max(1.0));
    let mut steps: Vec<f64> = steps.filter(|step| *step > 0.0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / SHARE).copied().unwrap_or(USUAL)
}

/// Points that the first word of a row takes.
fn first_word(row: Option<&Row>) -> f64 {
    let word = row.and_then(|row| row.words.first());
    word.map_or(0.0, |word| word.end - word.x)
}

/// Clean text that keeps a soft hyphen at its end: there a word was divided.
fn clean_row(text: &str) -> String {
    let mut row = clean(text);
    if text.trim_end().ends_with('\u{ad}') && !row.is_empty() {
        row.push('\u{ad}');
    }
    row
}

/// Puts together what goes on in the next column or on the next page.
pub fn joined(paragraphs: Vec<Paragraph>, divided: &mut Divided) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    for paragraph in paragraphs {
        let last = found
            .iter()
            .rposition(|last| last.is_beside == paragraph.is_beside);
        let goes_on = last.is_some_and(|at| {
            let last = &found[at];
            let open = !ends_sentence(&last.text);
            let alike = (last.size - paragraph.size).abs() <= OTHER_SIZE * last.size;
            let begins_low = paragraph.text.starts_with(char::is_lowercase);
            open && alike
                && (begins_low || last.is_full && !paragraph.is_indented)
                && !is_item(&paragraph.text)
        });
        match last.filter(|_| goes_on && !paragraph.is_beside) {
            Some(at) => {
                divided.put(&mut found[at].text, &paragraph.text);
                found[at].is_full = paragraph.is_full;
            }
            None => found.push(paragraph),
        }
    }
    for paragraph in &mut found {
        // At the end of the text nothing was divided.
        let text = paragraph.text.trim_start_matches(ITEM_MARKS);
        paragraph.text = clean(text);
    }
    found.retain(|paragraph| !paragraph.text.is_empty());
    found
}

/// Marks before the items of lists.
const ITEM_MARKS: [char; 5] = ['•', '·', '■', '▪', '‣'];

/// Whether a row begins with the mark of a list.
fn is_item(text: &str) -> bool {
    text.starts_with(ITEM_MARKS)
}
