//! What the index keeps of an article, and how its words become terms.
//!
//! A text field holds several kinds of term at a word's position: the folded word; its English stem behind [`STEM`] where the
//! article is English; and, where the word has accents, the accented form behind [`ACCENTED`] with a sign behind
//! [`FOLDED_AWAY`] that the plain word was not written so; the letters of an abbreviation behind [`INITIALS`]; and where a word
//! with signs inside begins, both its writings behind [`COMPOUND`]. One field with kinds costs one lookup where two cost two.

use std::borrow::Cow;

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token as Term, TokenStream, Tokenizer, TokenizerManager};

use super::token::{Compound, Token};
use super::tokens;

/// Stands at the head of an index folder; another stamp there means that another version wrote it. Raise the number with
/// every change of the schema, the tokenizer, the folding or what a commit carries.
pub const STAMP: &str = "parallax index 5, tantivy 0.27";

/// Before the stem of a word. Also before a text whose words are to be stemmed as they are indexed.
pub const STEM: char = '\u{1}';
/// Before a word in lower case with its accents.
pub const ACCENTED: char = '\u{2}';
/// Before a folded word that was written with accents.
pub const FOLDED_AWAY: char = '\u{3}';
/// Before the bare letters of an abbreviation: see [`Token::initials`].
pub const INITIALS: char = '\u{4}';
/// Before a word as others write it in one, and again before the word as it is written: see [`Compound`].
pub const COMPOUND: char = '\u{5}';
/// The first term that is a plain word, in the order of the dictionary.
pub const FIRST_WORD: &str = " ";

const WORDS: &str = "parallax words";
const LABELS: &str = "parallax labels";

/// Names of the fast columns, which Tantivy looks up by name.
pub const NUMBER: &str = "number";
pub const PUBLISHED: &str = "published";
pub const DAY: &str = "day";
pub const MONTH: &str = "month";
pub const OUTLET_NAME: &str = "outlet_name";
pub const LANGUAGE: &str = "language";
pub const FIGURES: &str = "figures";

#[derive(Clone, Copy, Debug)]
pub struct Fields {
    pub title: Field,
    /// The title where it was made from the first sentence: it says nothing that the body does not.
    pub made_title: Field,
    pub body: Field,
    /// Words of standfirst, captions and lines left out.
    pub asides: Field,
    /// Words of the outlet's name.
    pub outlet: Field,
    /// Words of the authors' names.
    pub authors: Field,
    /// Words of the names found in the body, the standfirst and the captions.
    pub names: Field,
    /// The library's row number.
    pub number: Field,
    /// Seconds since 1970; absent where the date is not known.
    pub published: Field,
    /// Days since 1970-01-01 by the outlet's own calendar.
    pub day: Field,
    /// Months since year 0 by the outlet's own calendar.
    pub month: Field,
    /// The outlet's name as written; empty where it is not known.
    pub outlet_name: Field,
    /// BCP 47 primary tag; empty where it is not known.
    pub language: Field,
    /// The figures of the body.
    pub figures: Field,
}

/// The schema, and its fields by name.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |tokenizer: &str| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        )
    };
    let raw = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        title: builder.add_text_field("title", text(WORDS)),
        made_title: builder.add_text_field("made_title", text(WORDS)),
        body: builder.add_text_field("body", text(WORDS)),
        asides: builder.add_text_field("asides", text(WORDS)),
        outlet: builder.add_text_field("outlet", text(LABELS)),
        authors: builder.add_text_field("authors", text(LABELS)),
        names: builder.add_text_field("names", text(LABELS)),
        number: builder.add_u64_field(NUMBER, FAST | INDEXED),
        published: builder.add_i64_field(PUBLISHED, FAST),
        day: builder.add_i64_field(DAY, FAST),
        month: builder.add_i64_field(MONTH, FAST),
        outlet_name: builder.add_text_field(OUTLET_NAME, raw()),
        language: builder.add_text_field(LANGUAGE, raw()),
        figures: builder.add_f64_field(FIGURES, FAST),
    };
    (builder.build(), fields)
}

/// Makes the analysers known: Tantivy forgets them whenever an index is opened.
pub fn register(manager: &TokenizerManager) {
    manager.register(WORDS, TextAnalyzer::builder(Words).build());
    manager.register(LABELS, TextAnalyzer::builder(Labels).build());
}

/// Whether the words of an article in this language are stemmed: English, and texts too short to tell.
pub fn is_stemmed(language: Option<&str>) -> bool {
    language.is_none_or(|tag| tag.is_empty() || tag == "en" || tag.starts_with("en-"))
}

/// A text as it is handed to the analyser, marked where its words are to be stemmed.
pub fn marked(text: &str, stemmed: bool) -> Cow<'_, str> {
    if stemmed {
        Cow::Owned(format!("{STEM}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[derive(Clone)]
struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let (text, stemmed) = match text.strip_prefix(STEM) {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut terms = Vec::new();
        for token in tokens::tokens(text) {
            if stemmed {
                let stem = tokens::stem(&token.text);
                terms.push(term(&token, format!("{STEM}{stem}")));
            }
            if let Some(accented) = &token.accented {
                terms.push(term(&token, format!("{ACCENTED}{accented}")));
                terms.push(term(&token, format!("{FOLDED_AWAY}{}", token.text)));
            }
            if let Some(initials) = &token.initials {
                terms.push(term(&token, format!("{INITIALS}{initials}")));
            }
            for compound in &token.compounds {
                terms.push(term(&token, compound_term(compound)));
            }
            terms.push(term(&token, token.text.clone()));
        }
        Terms::new(terms)
    }
}

/// What an article counts for that has a word with other accents, or in another writing, than was typed.
pub const WRITTEN_OTHERWISE: f32 = 0.5;

/// What one of several writings weighs: another than was typed, the first, is often the rarer one, and comes behind it all
/// the same. Below 0 weights are marks.
pub fn behind_typed(at: usize, weight: f32, typed: f32) -> f32 {
    match at > 0 && weight > 0.0 {
        true => weight.min(typed) * WRITTEN_OTHERWISE,
        false => weight,
    }
}

/// The term for a word with signs inside, at its first part.
pub fn compound_term(compound: &Compound) -> String {
    format!(
        "{COMPOUND}{}{COMPOUND}{}",
        compound.joined, compound.written
    )
}

#[derive(Clone)]
struct Labels;

impl Tokenizer for Labels {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let tokens = tokens::labels(text);
        Terms::new(
            tokens
                .iter()
                .map(|token| term(token, token.text.clone()))
                .collect(),
        )
    }
}

fn term(token: &Token, text: String) -> Term {
    Term {
        offset_from: token.span.start,
        offset_to: token.span.end,
        position: token.position as usize,
        text,
        position_length: 1,
    }
}

/// The terms of one text, one after the other.
pub struct Terms {
    terms: Vec<Term>,
    /// One past the term in hand.
    next: usize,
    none: Term,
}

impl Terms {
    fn new(terms: Vec<Term>) -> Self {
        Terms {
            terms,
            next: 0,
            none: Term::default(),
        }
    }
}

impl TokenStream for Terms {
    fn advance(&mut self) -> bool {
        let more = self.next < self.terms.len();
        self.next += usize::from(more);
        more
    }

    fn token(&self) -> &Term {
        self.next
            .checked_sub(1)
            .and_then(|at| self.terms.get(at))
            .unwrap_or(&self.none)
    }

    fn token_mut(&mut self) -> &mut Term {
        self.next
            .checked_sub(1)
            .and_then(|at| self.terms.get_mut(at))
            .unwrap_or(&mut self.none)
    }
}
