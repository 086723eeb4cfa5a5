//! What is known of each word before its sentence is read: its letters, its clusters, its usual tag.

use crate::analysis::text::clusters::Clusters;
use crate::analysis::text::hash::{self, Table};

use super::tags::Tag;

/// Endings of one to so many letters are read.
pub const ENDINGS: usize = 4;
/// Beginnings of one to so many letters are read.
pub const BEGINNINGS: usize = 3;
/// Letters of a shape before it is cut.
const SHAPE_LETTERS: usize = 8;
/// A kind of letter is written at most so often while the shape is short.
const SHAPE_REPEATS: usize = 3;
/// Bit of the row of a word with but one tag.
pub const ONLY: u8 = 0x80;

/// Values of features: 0 is "there is none".
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    pub written: u32,
    /// Lower case, every digit 0, apostrophes and quotes of one kind.
    pub lower: u32,
    pub endings: [u32; ENDINGS],
    pub beginnings: [u32; BEGINNINGS],
    pub shape: u32,
    pub cluster: u32,
    /// The larger cluster.
    pub class: u32,
    /// The most frequent tag, twice, and whether it is the only one.
    pub usual: u32,
    pub only: Option<Tag>,
}

/// Thirty-two bits of a hash, never 0.
fn value(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

/// Key of a written word in the table of usual tags.
pub fn key(word: &str) -> u64 {
    hash::of_str(word)
}

impl Word {
    pub fn read(written: &str, clusters: &Clusters, usual: &Table<3>) -> Word {
        let lower = normal(written);
        let cased = hash::of_str(written);
        let mut word = Word {
            written: value(cased),
            lower: value(hash::of_chars(lower.iter().copied())),
            shape: value(shape(written)),
            ..Word::default()
        };
        let mut ending = hash::start();
        for (place, &letter) in word.endings.iter_mut().zip(lower.iter().rev()) {
            ending = hash::step(ending, letter);
            *place = value(hash::mix(ending));
        }
        let mut beginning = hash::start();
        for (place, &letter) in word.beginnings.iter_mut().zip(&lower) {
            beginning = hash::step(beginning, letter);
            *place = value(hash::mix(beginning));
        }
        let plain = hash::of_chars(written.chars().flat_map(char::to_lowercase));
        let in_clusters = clusters.of(hash::pair(cased, 1), hash::pair(plain, 1));
        if let Some((cluster, class)) = in_clusters {
            word.cluster = u32::from(cluster) + 1;
            word.class = u32::from(class) + 1;
        }
        if let Some(row) = usual.get(cased) {
            let is_only = row[2] & ONLY != 0;
            let tag = Tag::at(usize::from(row[2] & !ONLY));
            word.usual = tag.place() as u32 * 2 + u32::from(is_only) + 1;
            word.only = is_only.then_some(tag);
        }
        word
    }
}

/// The letters of a word, without case and kinds of digits and quotes.
fn normal(written: &str) -> Vec<char> {
    match written {
        "“" | "”" | "``" | "''" => return vec!['"'],
        "–" | "—" | "--" => return vec!['-'],
        _ => {}
    }
    let letters = written.chars().flat_map(char::to_lowercase);
    letters
        .map(|letter| match letter {
            '0'..='9' => '0',
            '’' => '\'',
            _ => letter,
        })
        .collect()
}

/// The word's kinds of letters in order: capitals, small, digits, each mark for itself.
fn shape(written: &str) -> u64 {
    let mut hash = hash::start();
    let mut last = ' ';
    let mut length = 0;
    for letter in written.chars() {
        let kind = if letter.is_uppercase() {
            'X'
        } else if letter.is_lowercase() {
            'x'
        } else if letter.is_numeric() {
            '0'
        } else {
            letter
        };
        if kind != last || length < SHAPE_REPEATS {
            hash = hash::step(hash, kind);
            length += 1;
        }
        last = kind;
        if length == SHAPE_LETTERS {
            break;
        }
    }
    hash::mix(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(word: &str) -> Word {
        Word::read(word, &Clusters::default(), &Table::default())
    }

    #[test]
    fn forms_of_one_word_share_what_they_share() {
        assert_eq!(read("Rains").lower, read("rains").lower);
        assert_ne!(read("Rains").written, read("rains").written);
        assert_eq!(read("2019").lower, read("1984").lower);
        assert_eq!(read("n’t").lower, read("n't").lower);
        assert_eq!(read("marching").endings[2], read("bring").endings[2]);
        assert_eq!(read("Oslo").shape, read("Lima").shape);
        assert_eq!(read("a").endings[1..], [0, 0, 0]);
        assert_eq!(read("").lower & 1, 1);
    }
}
