//! What was typed, as a tree, with notes on what was ignored. Any string is a query.
//!
//! `OR` binds closer than words side by side, and `AND` closer than `OR`: `talks minsk OR kyiv` asks for talks, and for one
//! of the two cities.

use super::lexer::{self, Lexeme, Piece};
use super::term::{FieldName, Term};
use crate::model::{Note, Span};

/// Brackets deeper than this are read as if they were not there.
const DEEPEST: usize = 40;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// No words: everything.
    Everything,
    /// Side by side, with nothing said between them.
    Beside(Vec<Tree>),
    /// Joined by `AND`.
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
    Near {
        left: Box<Tree>,
        right: Box<Tree>,
        /// At most so many words from one to the other.
        within: u32,
        /// Byte range of the operator in the query.
        span: Span,
    },
    Term(Term),
}

/// Reads a query. The notes are in the order of the query.
pub fn parse(text: &str) -> (Tree, Vec<Note>) {
    let (pieces, mut notes) = lexer::pieces(text);
    let mut parser = Parser {
        pieces,
        at: 0,
        depth: 0,
        end: text.len(),
        notes: Vec::new(),
    };
    let mut parts = parser.all(None);
    while let Some(piece) = parser.next() {
        // Only a bracket that was never opened stops the list before the end.
        parser.note(
            piece.span,
            "a closing bracket without an opening one: left out",
        );
        parts.extend(parser.all(None));
    }
    notes.append(&mut parser.notes);
    notes.sort_by_key(|note| note.start);
    (
        joined(parts, Tree::Beside).unwrap_or(Tree::Everything),
        notes,
    )
}

struct Parser {
    pieces: Vec<Piece>,
    at: usize,
    depth: usize,
    end: usize,
    notes: Vec<Note>,
}

impl Parser {
    fn peek(&self) -> Option<&Lexeme> {
        self.pieces.get(self.at).map(|piece| &piece.lexeme)
    }

    fn next(&mut self) -> Option<Piece> {
        let piece = self.pieces.get(self.at).cloned();
        self.at += usize::from(piece.is_some());
        piece
    }

    fn note(&mut self, span: Span, message: &str) {
        self.notes.push(Note {
            start: span.start,
            end: span.end,
            message: message.to_string(),
        });
    }

    /// Everything up to a closing bracket or the end.
    fn all(&mut self, field: Option<FieldName>) -> Vec<Tree> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(Lexeme::Close) => return parts,
                _ => parts.extend(self.either(field)),
            }
        }
    }

    /// `a OR b OR c`
    fn either(&mut self, field: Option<FieldName>) -> Option<Tree> {
        let mut parts: Vec<Tree> = self.both(field).into_iter().collect();
        while matches!(self.peek(), Some(Lexeme::Or)) {
            let Some(operator) = self.next() else { break };
            let right = self.both(field);
            if parts.is_empty() || right.is_none() {
                self.note(operator.span, "OR needs something on both sides: left out");
            }
            parts.extend(right);
        }
        joined(parts, Tree::Or)
    }

    /// `a AND b AND c`
    fn both(&mut self, field: Option<FieldName>) -> Option<Tree> {
        let mut parts: Vec<Tree> = self.near(field).into_iter().collect();
        while matches!(self.peek(), Some(Lexeme::And)) {
            let Some(operator) = self.next() else { break };
            let right = self.near(field);
            if parts.is_empty() || right.is_none() {
                self.note(operator.span, "AND needs something on both sides: left out");
            }
            parts.extend(right);
        }
        joined(parts, Tree::And)
    }

    /// `a NEAR/5 b NEAR/5 c`: each pair of neighbours.
    fn near(&mut self, field: Option<FieldName>) -> Option<Tree> {
        let mut left = self.one(field);
        let mut pairs = Vec::new();
        while let Some(&Lexeme::Near(within)) = self.peek() {
            let Some(operator) = self.next() else { break };
            let right = self.one(field);
            match (&left, &right) {
                (Some(one), Some(other)) => pairs.push(Tree::Near {
                    left: Box::new(one.clone()),
                    right: Box::new(other.clone()),
                    within,
                    span: operator.span,
                }),
                _ => self.note(operator.span, "NEAR needs a word on both sides: left out"),
            }
            left = right.or(left);
        }
        joined(pairs, Tree::And).or(left)
    }

    /// A term, a bracket, or the negation of one; `None` before an operator, a closing bracket or the end.
    fn one(&mut self, field: Option<FieldName>) -> Option<Tree> {
        let mut negated = false;
        let mut firm = false;
        let mut sign = None;
        while let Some(Lexeme::Not | Lexeme::Must) = self.peek() {
            let next = self.next();
            if next
                .as_ref()
                .is_some_and(|piece| piece.lexeme == Lexeme::Must)
            {
                firm = true;
            } else {
                sign = next;
                negated = !negated;
            }
        }
        let mut tree = self.plain(field);
        if let (None, Some(sign)) = (&tree, sign) {
            self.note(sign.span, "NOT needs something after it: left out");
        }
        if let Some(Tree::Term(term)) = &mut tree {
            term.firm |= firm;
        }
        tree.map(|tree| {
            if negated {
                Tree::Not(Box::new(tree))
            } else {
                tree
            }
        })
    }

    fn plain(&mut self, field: Option<FieldName>) -> Option<Tree> {
        let piece = self.pieces.get(self.at)?.clone();
        match piece.lexeme {
            Lexeme::Word { text, form, open } => {
                self.at += 1;
                Some(Tree::Term(Term {
                    field,
                    text,
                    form,
                    span: piece.span,
                    last: open && piece.span.end == self.end,
                    firm: false,
                }))
            }
            Lexeme::Open => {
                self.at += 1;
                self.bracket(field, piece.span)
            }
            Lexeme::Field(name) => {
                self.at += 1;
                let value = match self.peek() {
                    Some(Lexeme::Word { .. } | Lexeme::Open) => self.plain(Some(name)),
                    _ => None,
                };
                if value.is_none() {
                    let message = format!("{}: says nothing yet: left out", name.name());
                    self.note(piece.span, &message);
                }
                value
            }
            _ => None,
        }
    }

    fn bracket(&mut self, field: Option<FieldName>, open: Span) -> Option<Tree> {
        if self.depth == DEEPEST {
            self.note(open, "brackets are nested too deep here: left out");
            return self.shallow(field);
        }
        self.depth += 1;
        let parts = self.all(field);
        self.depth -= 1;
        if self.next().is_none() {
            self.note(open, "the bracket is not closed: closed at the end");
        }
        if parts.is_empty() {
            self.note(open, "empty brackets: left out");
        }
        joined(parts, Tree::Beside)
    }

    /// What stands in brackets that are too deep, as a list of words.
    fn shallow(&mut self, field: Option<FieldName>) -> Option<Tree> {
        let mut parts = Vec::new();
        let mut open = 1_usize;
        while let Some(piece) = self.next() {
            match piece.lexeme {
                Lexeme::Open => open += 1,
                Lexeme::Close => open -= 1,
                Lexeme::Word { text, form, .. } => parts.push(Tree::Term(Term {
                    field,
                    text,
                    form,
                    span: piece.span,
                    last: false,
                    firm: false,
                })),
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        joined(parts, Tree::Beside)
    }
}

/// One part as it is, several under `many`.
fn joined(mut parts: Vec<Tree>, many: fn(Vec<Tree>) -> Tree) -> Option<Tree> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(many(parts)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A tree in one line: enough to see its shape.
    fn shape(tree: &Tree) -> String {
        let list = |sign: &str, parts: &[Tree]| {
            let parts: Vec<String> = parts.iter().map(shape).collect();
            format!("({sign} {})", parts.join(" "))
        };
        match tree {
            Tree::Everything => "*".into(),
            Tree::Beside(parts) => list("&", parts),
            Tree::And(parts) => list("&&", parts),
            Tree::Or(parts) => list("|", parts),
            Tree::Not(part) => format!("-{}", shape(part)),
            Tree::Near {
                left,
                right,
                within,
                ..
            } => {
                format!("({} ~{within}~ {})", shape(left), shape(right))
            }
            Tree::Term(term) => {
                let field = term
                    .field
                    .map_or(String::new(), |f| format!("{}:", f.name()));
                let firm = if term.firm { "+" } else { "" };
                format!("{firm}{field}{:?}<{}>", term.form, term.text)
            }
        }
    }

    #[test]
    fn queries_and_their_trees() {
        for (text, expected) in [
            ("", "*"),
            ("a b", "(& Word<a> Word<b>)"),
            ("a OR b c", "(& (| Word<a> Word<b>) Word<c>)"),
            ("a|b", "(| Word<a> Word<b>)"),
            ("a AND b OR c", "(| (&& Word<a> Word<b>) Word<c>)"),
            ("a -b", "(& Word<a> -Word<b>)"),
            ("a +b +\"c d\"", "(& Word<a> +Word<b> +Phrase(0)<c d>)"),
            ("NOT (a b)", "-(& Word<a> Word<b>)"),
            ("-source:delta", "-source:Word<delta>"),
            (
                "source:(a OR \"b c\")",
                "(| source:Word<a> source:Phrase(0)<b c>)",
            ),
            ("“a b”~3 «c»", "(& Phrase(3)<a b> Phrase(0)<c>)"),
            ("\"a b\"* c", "(& PhrasePrefix<a b> Word<c>)"),
            ("a NEAR/5 b", "(Word<a> ~5~ Word<b>)"),
            (
                "pre* fuz~ fuz~2 =ex",
                "(& Prefix<pre> Fuzzy(1)<fuz> Fuzzy(2)<fuz> Exactly<ex>)",
            ),
            (
                "title:a by:\"j doe\"",
                "(& title:Word<a> by:Phrase(0)<j doe>)",
            ),
            ("covid-19 and or", "(& Word<covid-19> Word<and> Word<or>)"),
            ("https://a.b/c 14:05", "(& Word<https://a.b/c> Word<14:05>)"),
        ] {
            let (tree, notes) = parse(text);
            assert_eq!(shape(&tree), expected, "{text}");
            assert_eq!(notes, [], "{text}");
        }
    }

    #[test]
    fn what_is_ignored_is_noted_where_it_stands() {
        for (text, expected, at, words) in [
            ("foo:bar", "Word<foo:bar>", 0, "no field"),
            ("\"a b", "Phrase(0)<a b>", 0, "not closed"),
            ("(a b", "(& Word<a> Word<b>)", 0, "not closed"),
            ("a) b", "(& Word<a> Word<b>)", 1, "without an opening"),
            ("OR a", "Word<a>", 0, "OR needs"),
            ("a OR", "Word<a>", 2, "OR needs"),
            ("a NOT", "Word<a>", 2, "NOT needs"),
            ("NEAR/3 a", "Word<a>", 0, "NEAR needs"),
            ("a source:", "Word<a>", 2, "says nothing yet"),
            ("a ()", "Word<a>", 2, "empty brackets"),
        ] {
            let (tree, notes) = parse(text);
            assert_eq!(shape(&tree), expected, "{text}");
            assert_eq!(notes.len(), 1, "{text}: {notes:?}");
            assert_eq!(notes[0].start, at, "{text}");
            assert!(notes[0].message.contains(words), "{text}: {notes:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_brackets_are_no_trouble() {
        let text = "(".repeat(100_000) + "a";
        assert_eq!(shape(&parse(&text).0), "Word<a>");
        let text = "-(".repeat(100_000) + "a";
        let _ = parse(&text);
    }

    proptest! {
        #[test]
        fn any_string_is_a_query(text in "\\PC{0,60}|([a-c]|[ ()\"|~*=:/-]|AND |OR |NOT |NEAR/2 |title:|date:){0,30}") {
            let (_, notes) = parse(&text);
            for note in notes {
                prop_assert!(text.get(note.start..note.end).is_some());
            }
        }
    }
}
