//! The pieces of a query: words, phrases, brackets, operators.

use std::borrow::Cow;

use super::hebrew;
use super::term::{FieldName, Form};
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;
use crate::model::{Note, Span};

/// Words and phrases beyond this many are left out: a pasted page is no query.
const MOST_WORDS: usize = 200;
/// `NEAR` without a number.
const NEAR_WORDS: u32 = 10;
/// More would be "somewhere in the same article".
const NEAR_MOST: u32 = 100;
/// Two wrong letters find most misspellings (Damerau 1964); three find other words.
const MOST_EDITS: u8 = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lexeme {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `+`
    Must,
    Near(u32),
    /// `source:`, before a word, a phrase or an opening bracket.
    Field(FieldName),
    Word {
        text: String,
        form: Form,
        /// Nothing says that the word ends here: a bare word, or a phrase that is not closed.
        open: bool,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub lexeme: Lexeme,
    /// Byte range into the query.
    pub span: Span,
}

/// Cuts a query into pieces, with notes on what was ignored.
pub fn pieces(text: &str) -> (Vec<Piece>, Vec<Note>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        pieces: Vec::new(),
        notes: Vec::new(),
        words: 0,
        shouted: is_shouted(text),
    };
    while lexer.step() {}
    (lexer.pieces, lexer.notes)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    pieces: Vec<Piece>,
    notes: Vec<Note>,
    words: usize,
    /// `AND`, `OR` and `NOT` are words here.
    shouted: bool,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn push(&mut self, lexeme: Lexeme, start: usize) {
        let span = Span::new(start, self.at);
        if matches!(lexeme, Lexeme::Word { .. }) {
            self.words += 1;
            if self.words > MOST_WORDS {
                if self.words == MOST_WORDS + 1 {
                    let message = format!("only the first {MOST_WORDS} words count");
                    self.note(Span::new(start, self.text.len()), message);
                }
                return;
            }
        }
        self.pieces.push(Piece { lexeme, span });
    }

    fn note(&mut self, span: Span, message: impl Into<String>) {
        self.notes.push(Note {
            start: span.start,
            end: span.end,
            message: message.into(),
        });
    }

    /// Reads one piece; false at the end.
    fn step(&mut self) -> bool {
        let start = self.at;
        let Some(letter) = self.rest().chars().next() else {
            return false;
        };
        let after = self.at + letter.len_utf8();
        let sign = match letter {
            '(' => Some(Lexeme::Open),
            ')' => Some(Lexeme::Close),
            '|' => Some(Lexeme::Or),
            _ => None,
        };
        if let Some(lexeme) = sign {
            self.at = after;
            if lexeme == Lexeme::Or {
                self.at += self.rest().len() - self.rest().trim_start_matches('|').len();
            }
            self.push(lexeme, start);
        } else if letter.is_whitespace() || letter.is_control() {
            self.at = after;
        } else if is_opening_quote(letter) {
            self.phrase(letter);
        } else if matches!(letter, '-' | '+') && self.follows_something_to_sign(after) {
            self.at = after;
            let sign = if letter == '-' {
                Lexeme::Not
            } else {
                Lexeme::Must
            };
            self.push(sign, start);
        } else {
            self.word();
        }
        true
    }

    /// A sign counts before something; alone, between spaces, it is a dash.
    fn follows_something_to_sign(&self, after: usize) -> bool {
        self.text[after..]
            .chars()
            .next()
            .is_some_and(|next| !next.is_whitespace() && next != ')' && next != '|')
    }

    /// A phrase in quotation marks, with `~n` after it.
    fn phrase(&mut self, opening: char) {
        let start = self.at;
        let inside = start + opening.len_utf8();
        let closing = self.text[inside..].char_indices().find(|&(at, letter)| {
            closes(opening, letter) && !hebrew::is_inside(self.text, inside + at)
        });
        let text = match closing {
            Some((at, letter)) => {
                self.at = inside + at + letter.len_utf8();
                &self.text[inside..inside + at]
            }
            None => {
                self.at = self.text.len();
                &self.text[inside..]
            }
        };
        let text = text.to_string();
        let mut form = Form::Phrase(0);
        if closing.is_none() {
            let message = "the quotation mark is not closed: closed at the end";
            self.note(Span::new(start, self.at), message);
        } else if let Some(number) = self.rest().strip_prefix('~') {
            let digits = number.len()
                - number
                    .trim_start_matches(|c: char| c.is_ascii_digit())
                    .len();
            let extra: u32 = number[..digits].parse().unwrap_or(1);
            form = Form::Phrase(extra.min(NEAR_MOST));
            self.at += 1 + digits;
        } else if self.rest().starts_with('*') {
            form = Form::PhrasePrefix;
            self.at += 1;
        }
        if form == Form::Phrase(0) && text.trim_end().ends_with('*') {
            form = Form::PhrasePrefix;
        }
        if text.trim().is_empty() {
            self.note(Span::new(start, self.at), "an empty phrase: left out");
            return;
        }
        let open = closing.is_none();
        self.push(Lexeme::Word { text, form, open }, start);
    }

    /// A run without spaces: an operator, a field, or a word with its signs.
    fn word(&mut self) {
        let start = self.at;
        let length = self
            .rest()
            .char_indices()
            .find(|&(at, letter)| {
                letter.is_whitespace()
                    || matches!(letter, '(' | ')' | '|')
                    || (is_opening_quote(letter) && !hebrew::is_inside(self.text, start + at))
            })
            .map_or(self.rest().len(), |(at, _)| at);
        let run = self.rest()[..length].to_string();
        if let Some(lexeme) = operator(&run).filter(|_| !self.shouted) {
            self.at += length;
            return self.push(lexeme, start);
        }
        if let Some((name, value)) = run.split_once(':')
            && is_field_shaped(name)
        {
            if let Some(field) = FieldName::read(name) {
                self.at += name.len() + 1;
                self.push(Lexeme::Field(field), start);
                if !value.is_empty() {
                    self.value(value);
                }
                return;
            }
            if !value.starts_with("//") && !value.is_empty() {
                let message = format!("no field {name}: taken as words");
                self.note(Span::new(start, start + name.len() + 1), message);
            }
        }
        self.value(&run);
    }

    /// A word with `=` before it, or `*` or `~1` after it.
    fn value(&mut self, run: &str) {
        let start = self.at;
        self.at += run.len();
        if !run.contains(char::is_alphanumeric) {
            if !matches!(run, "-" | "–" | "—" | "&" | "+" | "/" | "*") {
                self.note(Span::new(start, self.at), "no letter or digit: left out");
            }
            return;
        }
        let (text, form) = shaped(run);
        let text = if self.shouted {
            Cow::Owned(text.to_lowercase())
        } else {
            Cow::Borrowed(text)
        };
        let inner = text.trim_end_matches('*');
        if inner.contains('*') {
            let message = "a star only counts at the end of a word";
            self.note(Span::new(start, self.at), message);
        }
        let text = text.into_owned();
        let open = form == Form::Word && run.ends_with(char::is_alphanumeric);
        self.push(Lexeme::Word { text, form, open }, start);
    }
}

fn shaped(run: &str) -> (&str, Form) {
    if let Some(word) = run.strip_prefix('=') {
        return (word, Form::Exactly);
    }
    if let Some(word) = run.strip_suffix('*') {
        return (word.trim_end_matches('*'), Form::Prefix);
    }
    if let Some((word, edits)) = run.rsplit_once('~')
        && edits.bytes().all(|byte| byte.is_ascii_digit())
        && word.contains(char::is_alphanumeric)
    {
        let edits = edits.parse().unwrap_or(1);
        return (word, Form::Fuzzy(MOST_EDITS.min(edits)));
    }
    (run, Form::Word)
}

fn operator(run: &str) -> Option<Lexeme> {
    match run {
        "AND" | "&&" => Some(Lexeme::And),
        "OR" => Some(Lexeme::Or),
        "NOT" => Some(Lexeme::Not),
        "NEAR" => Some(Lexeme::Near(NEAR_WORDS)),
        _ => {
            let number = run.strip_prefix("NEAR/")?;
            Some(Lexeme::Near(
                number.parse::<u32>().ok()?.clamp(1, NEAR_MOST),
            ))
        }
    }
}

/// A sentence in capitals throughout, `EFFECTS OF HEAT AND PRESSURE ON STEEL`: its `AND` joins words of the language, not parts
/// of a query. In a query most words have an operator beside them, and none of those that only sentences have.
fn is_shouted(text: &str) -> bool {
    if text.chars().any(char::is_lowercase) {
        return false;
    }
    let is_sentence_only = |run: &str| {
        let folded = words::fold(run);
        // `US` and `WHO` are names in capitals.
        words::is_function_word(&folded) && english().value(&folded, Tag::StandsFor).is_none()
    };
    let (operators, others): (Vec<&str>, Vec<&str>) = text
        .split_whitespace()
        .partition(|run| operator(run).is_some());
    others.len() > 2 * operators.len() + 1 && others.iter().any(|run| is_sentence_only(run))
}

fn is_field_shaped(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_opening_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn closes(opening: char, letter: char) -> bool {
    match opening {
        '«' | '»' => matches!(letter, '«' | '»'),
        _ => matches!(letter, '"' | '“' | '”' | '‟' | '＂'),
    }
}
