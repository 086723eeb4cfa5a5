//! What a query means, once names, dates and fields are resolved: the one tree from which the index query, the highlights
//! and the echo are all made, so that none of them can say something else.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

use jiff::civil::Date;

use super::token::{Compound, Token};
use super::tokens;

/// One way in which a word of a text can fit a word of the query. All words are folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Word(String),
    /// Any word with this English stem, in an article whose words are stemmed.
    Stem(String),
    Prefix(String),
    /// One character of a script without spaces: tokens are pairs, and it is the first of the pair that is meant.
    Character(String),
    /// In lower case, with the accents as written.
    Written(String),
    /// The same, only to rank: it fits nothing that the folded word beside it does not fit.
    AsTyped(String),
    /// An abbreviation with these letters, with points or in capitals.
    Initials(String),
    /// The first part of a word with signs inside that is written so.
    Compound(Compound),
    /// At most so many letters inserted, left out, changed or swapped; digits never.
    Fuzzy {
        word: String,
        edits: u8,
    },
}

impl Form {
    /// Whether a word of a text fits; `stem` where the text is stemmed.
    pub fn fits(&self, token: &Token, stemmed: bool) -> bool {
        match self {
            Form::Word(word) => token.text == *word,
            Form::Stem(stem) => {
                // A stem begins as its word does: most words need not be stemmed to be told apart.
                stemmed
                    && token.text.as_bytes().first() == stem.as_bytes().first()
                    && tokens::stem(&token.text) == stem.as_str()
            }
            Form::Prefix(prefix) | Form::Character(prefix) => {
                token.text.starts_with(prefix.as_str())
            }
            Form::Written(word) | Form::AsTyped(word) => {
                token.accented.as_ref().unwrap_or(&token.text) == word
            }
            Form::Initials(letters) => token.initials.as_ref() == Some(letters),
            Form::Compound(compound) => token.compounds.contains(compound),
            Form::Fuzzy { word, edits } => is_near(word, &token.text, *edits),
        }
    }
}

/// Whether two words are at most `edits` apart (optimal string alignment: Damerau 1964), with the digits the same.
pub fn is_near(word: &str, other: &str, edits: u8) -> bool {
    if word == other {
        return true;
    }
    let edits = usize::from(edits);
    // A letter has at most four bytes, and an edit changes at most two letters' worth of place.
    if word.len().abs_diff(other.len()) > 4 * edits {
        return false;
    }
    let ascii = word.is_ascii() && other.is_ascii();
    if ascii && (letters(word) ^ letters(other)).count_ones() as usize > 2 * edits {
        return false;
    }
    let digits = |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_numeric()).collect() };
    edits > 0
        && word.chars().count().abs_diff(other.chars().count()) <= edits
        && strsim::osa_distance(word, other) <= edits
        && digits(word) == digits(other)
}

/// Which letters an ASCII word has, a bit each: an edit changes at most two, and most words of an index are told apart so.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |found, byte| found | 1 << (byte & 63))
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Title or body or, ranked below these, what stands around the text.
    Anywhere,
    /// Title or body: what excludes an article. A line of links below it says nothing of what it is about.
    Text,
    Title,
    Body,
    /// Standfirst, captions, lines left out.
    Aside,
    Outlet,
    Authors,
    Names,
}

/// How the words of one clause stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// One after the other, with at most so many other words among them.
    Sequence { extra: u32 },
    /// Two words, either first, at most so many words from one to the other.
    Within(u32),
}

/// One way to write what is asked for. One slot a word: any of its forms will do. Never empty.
pub type Way = Vec<Vec<Form>>;

/// Words to be found in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub target: Target,
    /// Any of these will do.
    pub ways: Vec<Way>,
    pub order: Order,
}

/// Articles about a name that the library knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Folded words of every spelling, each spelling joined by spaces, sorted.
    pub spellings: Vec<String>,
    /// Article numbers, ascending.
    pub articles: Vec<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Words(Words),
    Named(Named),
    /// Article numbers, ascending.
    Articles(Vec<u64>),
    /// From the first day to the one before the second.
    Days(Option<Date>, Option<Date>),
    /// BCP 47 primary tag.
    Language(String),
    /// Figures of the body from the first value to the second.
    Figures(Bounds),
}

/// Numbers between two bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub least: f64,
    pub least_counts: bool,
    pub most: f64,
    pub most_counts: bool,
}

impl Bounds {
    pub fn hold(&self, value: f64) -> bool {
        (value > self.least || (self.least_counts && value == self.least))
            && (value < self.most || (self.most_counts && value == self.most))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    Everything,
    And(Vec<Clause>),
    Or(Vec<Clause>),
    Not(Box<Clause>),
    Some(Loose),
    /// What must hold, and how it is written in the echo.
    One(Arc<What>, String),
}

/// Words of which not all need be there.
#[derive(Clone, Debug, PartialEq)]
pub struct Loose {
    /// Each once, in the order of the query.
    pub words: Vec<Wanted>,
    /// So many of them hold, those that must be there among them; at least one.
    pub least: usize,
}

/// One word of a query that may be done without.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub clause: Clause,
    /// How often the query has it.
    pub times: usize,
    /// Nothing is found without it.
    pub must: bool,
}

/// A query whose plain words may be done without.
#[derive(Clone, Debug, PartialEq)]
pub struct Loosened {
    /// What must hold in any case.
    pub kept: Vec<Clause>,
    /// What must hold in any case and is said of no text: a day, a language. It narrows, and never decides how much is done
    /// without.
    pub narrowing: Vec<Clause>,
    /// Two or more, each once.
    pub words: Vec<Wanted>,
}

impl Loose {
    fn write(&self, text: &mut String) {
        let list = |text: &mut String, words: &mut dyn Iterator<Item = &Wanted>, joint: &str| {
            for (at, word) in words.enumerate() {
                text.push_str(if at > 0 { joint } else { "" });
                word.clause.write(text, true);
            }
        };
        if self.words.iter().any(|word| word.must) {
            let (must, may): (Vec<&Wanted>, Vec<&Wanted>) =
                self.words.iter().partition(|word| word.must);
            list(text, &mut must.into_iter(), " AND ");
            text.push_str(", with or without ");
            return list(text, &mut may.into_iter(), ", ");
        }
        let _ = match self.least {
            1 => write!(text, "any of "),
            least => write!(text, "at least {least} of "),
        };
        list(text, &mut self.words.iter(), ", ");
    }
}

impl Clause {
    /// The query as it ran, in the query language.
    pub fn echo(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, false);
        text
    }

    fn write(&self, text: &mut String, inside: bool) {
        let (parts, joint) = match self {
            Clause::Everything => return,
            Clause::One(_, echo) => {
                let _ = write!(text, "{echo}");
                return;
            }
            Clause::Not(part) => {
                text.push_str("NOT ");
                return part.write(text, true);
            }
            Clause::Some(loose) if inside => {
                text.push('(');
                loose.write(text);
                text.push(')');
                return;
            }
            Clause::Some(loose) => return loose.write(text),
            Clause::And(parts) => (parts, " AND "),
            Clause::Or(parts) => (parts, " OR "),
        };
        if inside {
            text.push('(');
        }
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                text.push_str(joint);
            }
            part.write(text, true);
        }
        if inside {
            text.push(')');
        }
    }
}

impl Target {
    /// Words in the text are ranked; outlets and authors only narrow.
    pub fn scores(self) -> bool {
        matches!(
            self,
            Target::Anywhere | Target::Text | Target::Title | Target::Body | Target::Aside
        )
    }

    /// The words of a query for this target: labels are cut at every mark.
    pub fn typed(self, text: &str) -> Vec<Token> {
        if self.scores() {
            tokens::typed(text)
        } else {
            tokens::labels(text)
        }
    }
}

/// Calls `found` with the positions of each match, one a slot. `positions` has the ascending positions of each slot.
pub fn places(positions: &[Cow<'_, [u32]>], order: Order, mut found: impl FnMut(&[u32])) {
    match (order, positions) {
        (_, []) => {}
        (Order::Within(most), [left, right]) => {
            for &one in left.iter() {
                let from = right.partition_point(|&at| at < one.saturating_sub(most));
                for &other in right[from..]
                    .iter()
                    .take_while(|&&at| at <= one.saturating_add(most))
                {
                    if one != other {
                        found(&[one, other]);
                    }
                }
            }
        }
        (Order::Within(_), _) => {}
        (Order::Sequence { extra }, [first, rest @ ..]) => {
            let words = u32::try_from(rest.len()).unwrap_or(u32::MAX);
            let mut match_ = Vec::with_capacity(positions.len());
            'starts: for &start in first.iter() {
                match_.clear();
                match_.push(start);
                let mut last = start;
                for slot in rest {
                    let next = slot.partition_point(|&at| at <= last);
                    let Some(&at) = slot.get(next) else { return };
                    if at - start > words.saturating_add(extra) {
                        continue 'starts;
                    }
                    match_.push(at);
                    last = at;
                }
                if last - start <= words.saturating_add(extra) {
                    found(&match_);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(positions: &[&[u32]], order: Order) -> Vec<Vec<u32>> {
        let positions: Vec<Cow<[u32]>> = positions.iter().map(|&p| Cow::Borrowed(p)).collect();
        let mut all = Vec::new();
        places(&positions, order, |found| all.push(found.to_vec()));
        all
    }

    #[test]
    fn words_in_sequence_and_near_each_other() {
        let strict = Order::Sequence { extra: 0 };
        assert_eq!(matches(&[&[1, 5], &[2, 7]], strict), [[1, 2]]);
        assert_eq!(
            matches(&[&[1, 5], &[2, 7]], Order::Sequence { extra: 1 }),
            [[1, 2], [5, 7]]
        );
        assert!(matches(&[&[5], &[4]], Order::Sequence { extra: 3 }).is_empty());
        assert_eq!(matches(&[&[5], &[4, 5, 9]], Order::Within(3)), [[5, 4]]);
        assert_eq!(matches(&[&[3, 8]], strict), [[3], [8]]);
    }

    #[test]
    fn digits_are_never_nearly_right() {
        assert!(is_near("minsk", "minks", 1));
        assert!(is_near("potash", "potas", 1));
        assert!(!is_near("potash", "pot", 2));
        assert!(!is_near("123", "124", 2));
        assert!(!is_near("g7", "g8", 1));
    }

    #[test]
    fn figures_lie_between_their_bounds() {
        let more = Bounds {
            least: 100.0,
            least_counts: false,
            most: f64::INFINITY,
            most_counts: true,
        };
        assert!(more.hold(101.0) && !more.hold(100.0));
    }
}
