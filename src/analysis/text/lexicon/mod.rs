//! What is known of single words and phrases, as tags: `assets/lexicon/`, a file a language. What each tag means and where it
//! comes from is said in `assets/lexicon/README.md`.
//!
//! A line of a file is a word or a phrase, a tab, and its tags with blanks between: `rose<TAB>irregular-past=rise`. A tag may
//! carry a value, in which `_` stands for a blank.

mod english;
pub(crate) mod tags;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

pub use self::english::Tag;
pub use self::tags::Tags;
use super::fnv;

const ENGLISH: &str = include_str!("../../../../assets/lexicon/en.tsv");
/// Each language that has a lexicon: its BCP 47 tag, and its words, which are read when they are first asked for.
static LANGUAGES: [(&str, LazyLock<Lexicon<Tag>>); 1] =
    [("en", LazyLock::new(|| Lexicon::read(ENGLISH)))];
static EMPTY: LazyLock<Lexicon<Tag>> = LazyLock::new(|| Lexicon::read(""));

/// The words of English, which the rules ask that do not know the language of what they read.
pub fn english() -> &'static Lexicon<Tag> {
    &LANGUAGES[0].1
}

/// Tags that a word may have in one file: bits of a [`Set`].
const MOST_TAGS: usize = 128;
/// Places of the table for each word: so many that most words are found at the first.
const PLACES_A_WORD: usize = 2;
const NOBODY: u32 = u32::MAX;

/// Words with their tags. A look-up takes one hash and most often one comparison, and allocates nothing.
pub struct Lexicon<T> {
    words: Vec<Word>,
    /// The number of a word, [`NOBODY`] where there is none; open addressing, a power of two long.
    places: Vec<u32>,
    values: Vec<(T, Cow<'static, str>)>,
    /// By the number of a tag: its words in the order of the file.
    listed: Vec<Vec<&'static str>>,
    /// Bytes of the longest word: what is longer need not be looked up.
    longest: usize,
}

struct Word {
    text: &'static str,
    tags: u128,
    /// Where its values begin and end among all.
    values: (u32, u32),
}

/// The tags of one word.
#[derive(Clone, Copy, Debug)]
pub struct Set(u128);

impl Set {
    pub fn has(self, tag: impl Tags) -> bool {
        self.0 >> tag.number() & 1 == 1
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Lexicon<Tag> {
    /// Of a language by its BCP 47 tag; of English where none is known, an empty one for a language that has none.
    pub fn of(language: Option<&str>) -> &'static Lexicon<Tag> {
        let wanted = language.unwrap_or("en");
        let found = LANGUAGES.iter().find(|(tag, _)| *tag == wanted);
        found.map_or(&*EMPTY, |(_, lexicon)| lexicon)
    }
}

impl<T: Tags> Lexicon<T> {
    /// Reads a file: one walk over its bytes. A tag that is unknown is left out; tests see to it that there is none.
    pub fn read(file: &'static str) -> Lexicon<T> {
        const { assert!(T::ALL.len() <= MOST_TAGS) };
        let known: HashMap<&str, T> = T::ALL.iter().copied().collect();
        let count = file.lines().count();
        let places = (count * PLACES_A_WORD).next_power_of_two();
        let mut lexicon = Lexicon {
            words: Vec::with_capacity(count),
            places: vec![NOBODY; places],
            values: Vec::new(),
            listed: vec![Vec::new(); T::ALL.len()],
            longest: 0,
        };
        for line in file.lines() {
            let Some((text, tags)) = line.split_once('\t') else {
                continue;
            };
            let first = lexicon.values.len() as u32;
            let mut set = 0;
            for written in tags.split(' ') {
                let (name, value) = match written.split_once('=') {
                    Some((name, value)) => (name, Some(value)),
                    None => (written, None),
                };
                let Some(&tag) = known.get(name) else {
                    continue;
                };
                if set >> tag.number() & 1 == 0 {
                    lexicon.listed[tag.number()].push(text);
                }
                set |= 1 << tag.number();
                let value = value.map(|value| match value.contains('_') {
                    true => Cow::Owned(value.replace('_', " ")),
                    false => Cow::Borrowed(value),
                });
                lexicon.values.extend(value.map(|value| (tag, value)));
            }
            lexicon.longest = lexicon.longest.max(text.len());
            let place = lexicon.place(text);
            lexicon.places[place] = lexicon.words.len() as u32;
            lexicon.words.push(Word {
                text,
                tags: set,
                values: (first, lexicon.values.len() as u32),
            });
        }
        lexicon
    }

    /// Where a word stands in the table, or would.
    fn place(&self, text: &str) -> usize {
        let most = self.places.len() - 1;
        let hash = fnv::of(text);
        let mut place = (hash ^ (hash >> 32)) as usize & most;
        loop {
            match self.words.get(self.places[place] as usize) {
                Some(word) if word.text != text => place = (place + 1) & most,
                _ => return place,
            }
        }
    }

    fn word(&self, text: &str) -> Option<&Word> {
        if text.len() > self.longest {
            return None;
        }
        self.words.get(self.places[self.place(text)] as usize)
    }

    /// Whether a word, written as in the file, has a tag.
    pub fn has(&self, text: &str, tag: T) -> bool {
        self.tags(text).has(tag)
    }

    /// The word as it stands in the file, where it has a tag: it lives as long as the program.
    pub fn known(&self, text: &str, tag: T) -> Option<&'static str> {
        let word = self.word(text)?;
        Set(word.tags).has(tag).then_some(word.text)
    }

    /// All tags of a word; none for a word that is not in the file.
    pub fn tags(&self, text: &str) -> Set {
        Set(self.word(text).map_or(0, |word| word.tags))
    }

    /// What a tag of a word carries, the first where it carries several.
    pub fn value(&self, text: &str, tag: T) -> Option<&str> {
        self.values(text, tag).next()
    }

    /// All that a tag of a word carries, in the order of the file.
    pub fn values(&self, text: &str, tag: T) -> impl Iterator<Item = &str> {
        let range = self.word(text).map_or((0, 0), |word| word.values);
        let values = self.values[range.0 as usize..range.1 as usize].iter();
        values
            .filter(move |(other, _)| other.number() == tag.number())
            .map(|(_, value)| value.as_ref())
    }

    /// The words of a tag, in the order of the file.
    pub fn words(&self, tag: T) -> &[&'static str] {
        &self.listed[tag.number()]
    }
}

#[cfg(test)]
mod tests {
    use super::tags::{faults, tags};
    use super::*;

    tags! {
        /// Of the file below.
        pub enum Kind {
            /// Grows on trees.
            Fruit = "fruit",
            /// Is of a colour.
            Colour = "colour",
        }
    }

    fn read() -> Lexicon<Kind> {
        Lexicon::read("apple\tfruit colour=red colour=light_green\nred\tcolour\nred apple\tfruit\n")
    }

    #[test]
    fn words_have_the_tags_of_their_line() {
        let lexicon = read();
        assert!(lexicon.has("apple", Kind::Fruit) && lexicon.has("red apple", Kind::Fruit));
        assert!(!lexicon.has("red", Kind::Fruit) && lexicon.tags("red").has(Kind::Colour));
        for text in [
            "",
            "pear",
            "Apple",
            "apple ",
            "an apple that is far too long",
        ] {
            assert!(!lexicon.has(text, Kind::Fruit), "{text}");
            assert_eq!(lexicon.value(text, Kind::Colour), None);
        }
        assert_eq!(lexicon.words(Kind::Fruit), ["apple", "red apple"]);
        assert_eq!(lexicon.words(Kind::Colour), ["apple", "red"]);
    }

    #[test]
    fn a_tag_carries_values_in_which_a_line_below_is_a_blank() {
        let lexicon = read();
        let colours: Vec<&str> = lexicon.values("apple", Kind::Colour).collect();
        assert_eq!(colours, ["red", "light green"]);
        assert_eq!(lexicon.value("apple", Kind::Fruit), None);
        assert_eq!(lexicon.value("red", Kind::Colour), None);
    }

    #[test]
    fn the_file_of_english_is_in_order_and_each_tag_is_told_of() {
        assert_eq!(faults::<Tag>(ENGLISH), [""; 0]);
    }

    #[test]
    fn english_is_read_where_no_language_is_known_and_others_are_empty() {
        assert!(Lexicon::of(None).has("said", Tag::SpeechVerb));
        assert!(Lexicon::of(Some("en")).has("said", Tag::SpeechVerb));
        assert!(!Lexicon::of(Some("fr")).has("said", Tag::SpeechVerb));
    }
}
