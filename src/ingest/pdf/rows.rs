//! Letters to words, and words to the rows of a page.

use super::letters::{Ink, Letter, Sheet};

/// Two letters with a wider gap, in sizes of their font, stand in two words: TeX, which writes no spaces, draws them together to
/// a fifth, and no kerning is wider than a tenth.
const WORD_GAP: f64 = 0.15;
/// Letters that overlap by more than this, in sizes, are of different words, or one that was written twice to look bold.
const OVERLAP: f64 = 0.6;
/// A letter that stands nearer to its like, in sizes, is the same one, written twice.
const TWICE: f64 = 0.08;
/// How far apart the lines of two words may be for them to stand on one row, in sizes: raised and lowered letters.
const SAME_ROW: f64 = 0.35;

/// A raised or lowered number is set so much smaller than its word at least, and so far from its line, in sizes of that word.
pub const SMALLER: f64 = 0.8;
const RAISED: std::ops::Range<f64> = 0.15..0.7;
const LOWERED: std::ops::Range<f64> = 0.08..0.4;
/// How far behind its word it stands at most, in sizes of the word.
const BEHIND: f64 = 0.3;
/// Letters of the shortest word that carries the mark of a footnote: shorter ones are units and formulas (`m²`, `CO₂`).
const MARKED_LETTERS: usize = 3;

/// A word where it stands, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub x: f64,
    pub end: f64,
    pub y: f64,
    pub size: f64,
    /// A space is written before it; else it may be the rest of the word before.
    pub is_apart: bool,
}

/// What stands on one line of a page, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub words: Vec<Word>,
    pub y: f64,
}

impl Row {
    pub fn x(&self) -> f64 {
        self.words.first().map_or(0.0, |word| word.x)
    }

    pub fn end(&self) -> f64 {
        self.words
            .iter()
            .map(|word| word.end)
            .fold(0.0_f64, f64::max)
    }

    /// The size of most of its letters, in points.
    pub fn size(&self) -> f64 {
        let weighed = self.words.iter().map(|word| (word.size, word.text.len()));
        usual(weighed).unwrap_or(0.0)
    }

    pub fn letters(&self) -> usize {
        self.words.iter().map(|word| word.text.len()).sum()
    }

    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut end = f64::NEG_INFINITY;
        for word in &self.words {
            let is_parted = word.is_apart || word.x - end > WORD_GAP * word.size;
            if is_parted && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word.text);
            end = word.end;
        }
        text
    }
}

/// The value that carries most weight, of values that differ by less than a twentieth of a point; `None` of none.
pub fn usual(weighed: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut values: Vec<(i64, usize)> = Vec::new();
    for (value, weight) in weighed {
        let rounded = (value * 20.0).round() as i64;
        match values.iter_mut().find(|(known, _)| *known == rounded) {
            Some((_, sum)) => *sum += weight,
            None => values.push((rounded, weight)),
        }
    }
    let most = values
        .into_iter()
        .max_by_key(|&(value, weight)| (weight, value));
    most.map(|(value, _)| value as f64 / 20.0)
}

/// The rows of a page, from the top, of the letters that are written in these inks.
pub fn rows(sheet: &Sheet, inks: &[Ink]) -> Vec<Row> {
    let letters = sheet
        .letters
        .iter()
        .filter(|letter| inks.contains(&letter.ink));
    in_rows(words(letters))
}

/// Words in the order in which they were written.
fn words<'a>(letters: impl Iterator<Item = &'a Letter>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<&Letter> = None;
    let mut is_apart = true;
    for letter in letters {
        if letter.text.trim().is_empty() {
            // What has no meaning of its own goes on with the word: the second letter of a ligature.
            let is_space = !letter.text.is_empty();
            is_apart |= is_space;
            if let Some(word) = words.last_mut().filter(|_| !is_space && !is_apart) {
                word.end = word.end.max(letter.end);
                last = Some(letter);
            }
            continue;
        }
        if last.is_some_and(|last| is_twice(last, letter)) {
            continue;
        }
        if let Some(set) = words.last_mut().and_then(|word| set_apart(word, letter)) {
            let word = words.last_mut();
            if let (Some(word), Some(sign)) = (word, set) {
                word.text.push(sign);
                word.end = word.end.max(letter.end);
            }
            continue;
        }
        let goes_on = last.is_some_and(|last| !is_apart && follows(last, letter));
        match words.last_mut().filter(|_| goes_on) {
            Some(word) => {
                word.text.push_str(letter.text.trim_end());
                word.end = word.end.max(letter.end);
                is_apart = letter.text.ends_with(' ');
            }
            None => {
                words.push(Word {
                    text: letter.text.trim().to_string(),
                    x: letter.x,
                    end: letter.end,
                    y: letter.y,
                    size: letter.size,
                    is_apart,
                });
                is_apart = letter.text.ends_with(' ');
            }
        }
        last = Some(letter);
    }
    words
}

/// What a raised or lowered sign becomes behind a word: part of it in its own form (`m²`, `10⁶`, `CO₂`), nothing where it leads to
/// a footnote. `None` where the letter is neither.
fn set_apart(word: &Word, letter: &Letter) -> Option<Option<char>> {
    const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let sign = letter.text.trim().chars().next()?;
    let digit = sign.to_digit(10).map(|digit| digit as usize);
    let up = (word.y - letter.y) / word.size;
    let is_raised = RAISED.contains(&up);
    let is_near = (letter.x - word.end).abs() < BEHIND * word.size;
    let is_small = letter.size <= SMALLER * word.size;
    let is_mark = digit.is_some() || is_raised && ['*', '†', '‡'].contains(&sign);
    if !is_mark || !is_near || !is_small || !is_raised && !LOWERED.contains(&-up) {
        return None;
    }
    let letters = word
        .text
        .chars()
        .rev()
        .skip_while(|last| !last.is_alphanumeric());
    let letters = letters.take_while(|last| last.is_alphabetic()).count();
    let is_ended = !word.text.ends_with(char::is_alphanumeric)
        && !HIGH.iter().any(|high| word.text.ends_with(*high));
    let leads = is_raised && (letters >= MARKED_LETTERS || is_ended);
    let form = digit.map(|digit| if is_raised { HIGH[digit] } else { LOW[digit] });
    Some(form.filter(|_| !leads))
}

/// Whether a letter is the one before, written once more to look bold.
fn is_twice(last: &Letter, letter: &Letter) -> bool {
    let near = TWICE * letter.size;
    last.text == letter.text && (last.x - letter.x).abs() < near && (last.y - letter.y).abs() < near
}

/// Whether a letter stands right behind another.
fn follows(last: &Letter, letter: &Letter) -> bool {
    let size = letter.size.min(last.size);
    let gap = letter.x - last.end;
    (last.y - letter.y).abs() < SAME_ROW * size && gap < WORD_GAP * size && gap > -OVERLAP * size
}

/// Puts words that stand on one line into one row.
pub fn in_rows(mut words: Vec<Word>) -> Vec<Row> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if word.y - row.y < SAME_ROW * word.size => row.words.push(word),
            _ => rows.push(Row {
                y: word.y,
                words: vec![word],
            }),
        }
    }
    for row in &mut rows {
        row.words.sort_by(|a, b| a.x.total_cmp(&b.x));
        row.words.dedup_by(|later, earlier| {
            later.text == earlier.text
                && (later.x - earlier.x).abs() < TWICE * later.size
                && (later.y - earlier.y).abs() < TWICE * later.size
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str, x: f64, y: f64) -> Letter {
        Letter {
            text: text.into(),
            x,
            end: x + 5.0,
            y,
            size: 10.0,
            ink: Ink::Shown,
        }
    }

    #[test]
    fn gaps_and_spaces_part_words() {
        let letters = [
            letter("R", 0.0, 10.0),
            letter("a", 5.2, 10.0),
            letter("f", 14.0, 10.0),
            letter(" ", 19.0, 10.0),
            letter("a", 19.2, 10.0),
            letter("a", 19.3, 10.0),
            letter("ll", 24.0, 10.2),
            letter("2", 29.0, 7.0),
        ];
        let rows = in_rows(words(letters.iter()));
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].text(), "Ra f all2");
    }

    #[test]
    fn raised_numbers_lead_to_footnotes_or_are_powers() {
        let small = |text: &str, x: f64, y: f64| Letter {
            size: 6.0,
            ..letter(text, x, y)
        };
        let written = |base: &[&str], mark: Letter| {
            let letters = base
                .iter()
                .enumerate()
                .map(|(at, text)| letter(text, 5.0 * at as f64, 10.0));
            let letters: Vec<Letter> = letters.chain([mark]).collect();
            in_rows(words(letters.iter()))
                .iter()
                .map(Row::text)
                .collect::<Vec<_>>()
                .join("/")
        };
        assert_eq!(written(&["m"], small("2", 5.0, 6.5)), "m²");
        assert_eq!(written(&["1", "0"], small("6", 10.0, 6.5)), "10⁶");
        assert_eq!(written(&["C", "O"], small("2", 10.0, 12.0)), "CO₂");
        assert_eq!(
            written(&["r", "a", "i", "n"], small("1", 20.0, 6.5)),
            "rain"
        );
        assert_eq!(
            written(&["r", "a", "i", "n", "."], small("1", 25.0, 6.5)),
            "rain."
        );
        assert_eq!(
            written(&["r", "a", "i", "n"], small("x", 20.0, 6.5)),
            "x/rain"
        );
    }

    #[test]
    fn words_written_out_of_order_stand_where_they_are_seen() {
        let letters = [
            letter("c", 40.0, 30.0),
            letter("b", 20.0, 10.0),
            letter("a", 0.0, 10.0),
        ];
        let texts: Vec<String> = in_rows(words(letters.iter()))
            .iter()
            .map(Row::text)
            .collect();
        assert_eq!(texts, ["a b", "c"]);
    }
}
