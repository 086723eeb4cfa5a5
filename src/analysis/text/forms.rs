//! What all words of a text that are written alike have in common, found once.

use std::cell::OnceCell;

use super::fnv;
use super::language::Language;
use super::lexicon::{Set, Tag};
use super::words;
use crate::model::Span;

/// A word as it is written, wherever it stands.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it stands first, in bytes of the body.
    first: Span,
    folded: Box<str>,
    /// In lower case, where that is another than `folded`.
    lower: Option<Box<str>>,
    /// How the rules name it, where that is another word.
    named: Option<&'static str>,
    stem: OnceCell<Box<str>>,
    tags: Set,
    is_grammar: bool,
}

impl Form {
    fn of(written: &str, first: Span, language: &Language) -> Form {
        let lexicon = (language.lexicon)();
        let folded = words::fold(written).into_boxed_str();
        let mut lower = None;
        if !written.is_ascii() {
            let cased = written.to_lowercase().replace('’', "'");
            lower = (*cased != *folded).then(|| cased.into_boxed_str());
        }
        let own = lower.as_deref().unwrap_or(&folded);
        let tags = lexicon.tags(own);
        let named = tags
            .has(Tag::StandsAs)
            .then(|| lexicon.value(own, Tag::StandsAs));
        Form {
            first,
            named: named.flatten(),
            is_grammar: lexicon.has(&folded, Tag::FunctionWord),
            stem: OnceCell::new(),
            folded,
            lower,
            tags,
        }
    }

    /// As [`words::fold`] has it.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// In lower case, with one kind of apostrophe; a small word of another language than English as the rules name it
    /// ([`Tag::StandsAs`]).
    pub fn lower(&self) -> &str {
        self.named.unwrap_or_else(|| self.own())
    }

    /// In lower case, with one kind of apostrophe, as its own language writes it: so the lexicon has it.
    pub fn own(&self) -> &str {
        self.lower.as_deref().unwrap_or(&self.folded)
    }

    /// The stem of the folded word, found when it is first asked for.
    pub fn stem(&self, language: &Language) -> &str {
        self.stem
            .get_or_init(|| (language.stem)(&self.folded).into())
    }

    /// Whether the lexicon of its language says so of it, in lower case.
    pub fn has(&self, tag: Tag) -> bool {
        self.tags.has(tag)
    }

    /// It carries grammar rather than content.
    pub fn is_grammar(&self) -> bool {
        self.is_grammar
    }
}

/// The forms of a text, by number and by how they are written. Memory grows with the distinct words.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    forms: Vec<Form>,
    /// The number of a form, [`NOBODY`] where there is none; open addressing, a power of two long.
    places: Vec<u32>,
}

const NOBODY: u32 = u32::MAX;
/// Places at first, for the distinct words of a paragraph.
const PLACES: usize = 64;

impl Forms {
    pub fn all(&self) -> &[Form] {
        &self.forms
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }

    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Its number, where a word written so was seen in the body.
    pub fn find(&self, body: &str, written: &str) -> Option<u32> {
        let number = *self.places.get(self.place(body, written))?;
        (number != NOBODY).then_some(number)
    }

    /// The number of the word that stands there, which is seen now if it was not.
    pub fn number(&mut self, body: &str, span: Span, language: &Language) -> u32 {
        if self.forms.len() * 2 >= self.places.len() {
            self.grow(body);
        }
        let written = span.of(body);
        let place = self.place(body, written);
        if self.places[place] == NOBODY {
            self.places[place] = self.forms.len() as u32;
            self.forms.push(Form::of(written, span, language));
        }
        self.places[place]
    }

    /// Where a word stands in the table, or would.
    fn place(&self, body: &str, written: &str) -> usize {
        let Some(most) = self.places.len().checked_sub(1) else {
            return 0;
        };
        let hash = fnv::of(written);
        let mut place = (hash ^ (hash >> 32)) as usize & most;
        loop {
            match self.forms.get(self.places[place] as usize) {
                Some(form) if form.first.of(body) != written => place = (place + 1) & most,
                _ => return place,
            }
        }
    }

    fn grow(&mut self, body: &str) {
        let places = (self.places.len() * 2).max(PLACES);
        self.places = vec![NOBODY; places];
        for number in 0..self.forms.len() {
            let place = self.place(body, self.forms[number].first.of(body));
            self.places[place] = number as u32;
        }
    }
}
