//! The tree of a sentence, and what a rule asks of it.

use super::lemmas::Lemmas;
use super::relations::Relation;
use super::tags::{Tag, Upos};
use crate::model::Span;

/// A word or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Bytes of the text.
    pub span: Span,
    pub tag: Tag,
    /// Place of the word that this one hangs on; none of the root.
    pub head: Option<usize>,
    pub relation: Relation,
}

impl Node {
    pub fn upos(&self) -> Upos {
        self.tag.upos()
    }
}

/// Adverbs that turn a statement round, in lower case.
const NEGATIONS: &[&str] = &["not", "n't", "n’t", "nt", "never"];
/// Who or what a clause is about.
const SUBJECTS: &[Relation] = &[
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::NsubjOuter,
    Relation::Csubj,
    Relation::CsubjPass,
];

/// The words of a sentence, in order, each on its head. No two arcs cross.
#[derive(Clone, Debug)]
pub struct Parse<'a> {
    text: &'a str,
    pub words: Vec<Node>,
    lemmas: &'static Lemmas<'static>,
}

impl<'a> Parse<'a> {
    pub(super) fn new(
        text: &'a str,
        words: Vec<Node>,
        lemmas: &'static Lemmas<'static>,
    ) -> Parse<'a> {
        Parse {
            text,
            words,
            lemmas,
        }
    }

    /// A word as it is written; empty past the end.
    pub fn written(&self, word: usize) -> &'a str {
        let span = self.words.get(word).map(|node| node.span);
        span.map_or("", |span| span.of(self.text))
    }

    /// The form that a dictionary has; empty past the end.
    pub fn lemma(&self, word: usize) -> String {
        let node = self.words.get(word);
        node.map_or_else(String::new, |node| {
            self.lemmas.lemma(self.written(word), node.tag)
        })
    }

    /// The word that hangs on nothing; `None` only of a sentence without words.
    pub fn root(&self) -> Option<usize> {
        let is_root = |node: &Node| node.relation == Relation::Root;
        self.words.iter().position(is_root)
    }

    /// The words that hang on this one, in order.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> {
        let nodes = self.words.iter().enumerate();
        nodes
            .filter(move |(_, node)| node.head == Some(word))
            .map(|(at, _)| at)
    }

    /// The first child of this relation.
    pub fn child(&self, word: usize, relation: Relation) -> Option<usize> {
        self.children(word)
            .find(|&child| self.words[child].relation == relation)
    }

    /// Whether a word is this one or under it.
    pub fn is_under(&self, word: usize, above: usize) -> bool {
        let mut at = Some(word);
        // no path to the root is longer than the sentence
        for _ in 0..=self.words.len() {
            match at {
                Some(place) if place == above => return true,
                Some(place) => at = self.words.get(place).and_then(|node| node.head),
                None => return false,
            }
        }
        false
    }

    /// Bytes from the first to the last word under this one, itself among them; empty past the end. Time grows with the words
    /// of the sentence.
    pub fn subtree(&self, word: usize) -> Span {
        let Some(node) = self.words.get(word) else {
            return Span::default();
        };
        let mut children = vec![Vec::new(); self.words.len()];
        for (at, node) in self.words.iter().enumerate() {
            if let Some(children) = node.head.and_then(|head| children.get_mut(head)) {
                children.push(at);
            }
        }
        let mut span = node.span;
        let mut waiting = std::mem::take(&mut children[word]);
        while let Some(at) = waiting.pop() {
            span = span.join(self.words[at].span);
            waiting.append(&mut children[at]);
        }
        span
    }

    /// The subject of a verb or predicate: its own, or that of the verb which it is joined to by `and`.
    pub fn subject(&self, word: usize) -> Option<usize> {
        let mut at = word;
        for _ in 0..self.words.len() {
            let mut children = self.children(at);
            let own = children.find(|&child| SUBJECTS.contains(&self.words[child].relation));
            if own.is_some() {
                return own;
            }
            let node = self.words.get(at)?;
            at = node.head.filter(|_| node.relation == Relation::Conj)?;
        }
        None
    }

    /// Whether `not` or `never` hangs on the word.
    pub fn is_negated(&self, word: usize) -> bool {
        self.children(word).any(|child| {
            let written = self.written(child).to_lowercase();
            NEGATIONS.contains(&written.as_str())
        })
    }
}
