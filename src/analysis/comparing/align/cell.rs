//! Sentences of one article that follow one another and stand together.

/// The sentences of one article on a row: `first..=last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub article: usize,
    pub first: usize,
    pub last: usize,
}

impl Cell {
    /// One sentence.
    pub fn of(article: usize, sentence: usize) -> Cell {
        Cell {
            article,
            first: sentence,
            last: sentence,
        }
    }
}
