//! One word as the index holds it, with the words that others write in one with it.

use crate::model::Span;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Folded: see [`fold`](crate::analysis::text::words::fold).
    pub text: String,
    /// In lower case with its accents, where they make a difference.
    pub accented: Option<String>,
    /// The bare letters of an abbreviation: `fbi` for `F.B.I.`, and `us` for `US`, which is not the word `us`.
    pub initials: Option<String>,
    /// Words with a hyphen, an apostrophe or a Hebrew quotation mark inside that begin with this token.
    pub compounds: Vec<Compound>,
    /// Byte range into the text.
    pub span: Span,
    /// Counted in words, with a gap between paragraphs.
    pub position: u32,
}

/// A word that others write in one: `e-mail` is `email` to them, `O'Hanlon` is `OHanlon`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Compound {
    /// Folded, without the signs.
    pub joined: String,
    /// Folded, with `-` for every kind of hyphen and `'` for every kind of apostrophe.
    pub written: String,
}

/// Any sign that is written for an apostrophe.
pub fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '＇')
}
