//! The words of a paragraph as the search for speakers reads them: a quotation is one token, and so is a sentence's end.

use super::signs::Stretch;
use crate::analysis::text::sentences::is_abbreviation;
use crate::analysis::text::{Form, Forms, Text, steps};
use crate::model::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    Comma,
    /// A dash or a bracket: a comma that parts more.
    Dash,
    /// `. : ; ? !`
    Stop,
    /// A quotation, by its index.
    Quote(usize),
    /// A sentence begins here.
    Break,
}

/// Bytes of what stands in brackets.
const LONGEST_ASIDE: usize = 90;
/// Of what is no word.
const NO_FORM: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub kind: Kind,
    /// Number of its form, where it is a word.
    form: u32,
}

impl Token {
    pub fn word(self, body: &str) -> &str {
        if self.kind == Kind::Word {
            self.span.of(body)
        } else {
            ""
        }
    }

    /// Its form among those of its text; none for what is no word.
    pub fn form(self, forms: &Forms) -> Option<&Form> {
        forms
            .all()
            .get(self.form as usize)
            .filter(|_| self.kind == Kind::Word)
    }

    pub fn is_capital(self, body: &str) -> bool {
        self.word(body).starts_with(char::is_uppercase)
    }
}

/// Tokens of a range of a text; `stretches` are those of the whole body, in order. What is new of how words are written is added
/// to the forms.
pub fn tokens(text: &Text, forms: &mut Forms, range: Span, stretches: &[Stretch]) -> Vec<Token> {
    let (body, sentences) = (text.body, text.sentences);
    let mut found = Vec::new();
    let mut quote = stretches.partition_point(|stretch| stretch.outer.end <= range.start);
    let mut sentence = sentences.partition_point(|sentence| sentence.start <= range.start);
    let mut at = range.start;
    while at < range.end {
        steps::take(1);
        if let Some(stretch) = stretches
            .get(quote)
            .filter(|stretch| stretch.outer.start <= at)
        {
            while sentences.get(sentence).is_some_and(|next| next.start <= at) {
                sentence += 1;
                push_break(&mut found, at);
            }
            found.push(Token {
                span: stretch.outer,
                kind: Kind::Quote(quote),
                form: NO_FORM,
            });
            at = stretch.outer.end.max(at);
            quote += 1;
            while sentences.get(sentence).is_some_and(|next| next.start < at) {
                sentence += 1;
            }
            continue;
        }
        while sentences.get(sentence).is_some_and(|next| next.start <= at) {
            sentence += 1;
            push_break(&mut found, at);
        }
        let Some(letter) = body[at..].chars().next() else {
            break;
        };
        if letter.is_alphanumeric() || matches!(letter, '$' | '@' | '#') {
            let end = word_end(body, at, range.end);
            let span = Span::new(at, end);
            found.push(Token {
                span,
                kind: Kind::Word,
                form: forms.number(body, span, text.language),
            });
            at = end;
            continue;
        }
        if letter == '('
            && let Some(end) = aside_end(body, Span::new(at, range.end), found.last(), stretches)
        {
            at = end;
            continue;
        }
        let end = at + letter.len_utf8();
        let kind = match letter {
            ',' => Some(Kind::Comma),
            '—' | '–' | '―' | '‒' | '(' | ')' | '[' | ']' => Some(Kind::Dash),
            '-' if found
                .last()
                .is_none_or(|last: &Token| last.span.end < at || last.kind == Kind::Break) =>
            {
                Some(Kind::Dash)
            }
            '.' | ':' | ';' | '?' | '!' | '…' => Some(Kind::Stop),
            _ => None,
        };
        if let Some(kind) = kind {
            found.push(Token {
                span: Span::new(at, end),
                kind,
                form: NO_FORM,
            });
        }
        at = end;
    }
    found
}

/// Where what stands in brackets inside a sentence ends: it is no part of it, and nobody named there speaks. `Dask (Reuters) said`,
/// `Anna Berg (D-Ohio) wrote`. Not where the words behind a quotation, or the last of a line, may say whose it is.
fn aside_end(
    body: &str,
    rest: Span,
    before: Option<&Token>,
    stretches: &[Stretch],
) -> Option<usize> {
    let close = body.floor_char_boundary(rest.end.min(rest.start + LONGEST_ASIDE));
    let end = rest.start + body.get(rest.start..close)?.find(')')? + 1;
    let behind = body
        .get(end..rest.end)?
        .trim_start_matches([',', ' ', '\u{a0}']);
    let from = stretches.partition_point(|stretch| stretch.outer.end <= rest.start);
    let is_quoted = stretches
        .get(from)
        .is_some_and(|stretch| stretch.outer.start < end);
    let goes_on = match before.map(|token| token.kind) {
        Some(Kind::Word) => behind.starts_with(|letter: char| {
            letter.is_alphanumeric() || matches!(letter, '“' | '"' | '«' | '„' | '‘')
        }),
        Some(Kind::Quote(_) | Kind::Comma) => behind.starts_with(char::is_alphanumeric),
        _ => false,
    };
    let inside = body.get(rest.start + 1..end - 1)?;
    // `Anna Berg (@annaberg) May 2` signs, and `Meteorological Office (MO)` is a name with its initials.
    let is_part = inside.starts_with('@') || is_initials(inside, body.get(..rest.start)?);
    (goes_on && !is_part && !inside.contains('\n') && !is_quoted).then_some(end)
}

/// Whether a word in brackets is made of the first letters of the words before it.
fn is_initials(word: &str, before: &str) -> bool {
    let count = word.chars().count();
    let mut words = before.split_whitespace().rev().take(count);
    let mut letters = word.chars().rev();
    count > 1 && letters.all(|letter| words.next().is_some_and(|word| word.starts_with(letter)))
}

fn push_break(found: &mut Vec<Token>, at: usize) {
    if found.last().is_some_and(|last| last.kind != Kind::Break) {
        found.push(Token {
            span: Span::new(at, at),
            kind: Kind::Break,
            form: NO_FORM,
        });
    }
}

/// A word runs through what joins letters (`’ ' - . &`), and takes its full stop along where it is an abbreviation.
fn word_end(body: &str, start: usize, limit: usize) -> usize {
    let text = &body[start..limit];
    let mut end = text.len();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() || at == 0 {
            continue;
        }
        let joined = letters
            .peek()
            .is_some_and(|&(_, next)| next.is_alphanumeric());
        if joined && matches!(letter, '’' | '\'' | '-' | '.' | '&' | '/' | '_' | ',') {
            let between_digits =
                letter != ',' || text[..at].ends_with(|before: char| before.is_ascii_digit());
            if between_digits {
                continue;
            }
        }
        end = at;
        break;
    }
    let word = &text[..end];
    let number_follows = || {
        let behind = text[end + 1..].trim_start_matches([' ', '\u{a0}']);
        word.len() <= 3 && behind.starts_with(|letter: char| letter.is_ascii_digit())
    };
    // `Berg Sp. z o.o.`
    let is_form = || text[end + 1..].starts_with(" z o");
    // `D-Mass.,` and `(R-Ohio.)`: no sentence ends before a comma or a bracket.
    let goes_on = || text[end + 1..].starts_with([',', ';', ')']);
    if text[end..].starts_with('.')
        && (is_abbreviation(word) || number_follows() || goes_on() || is_form())
    {
        end += 1;
    }
    start + end
}
