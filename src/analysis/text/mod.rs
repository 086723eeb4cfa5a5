//! Text as it is read: words, what is known of them, sentences, syntax, how common a word is. The lowest floor of analysis:
//! it knows nothing of news.

pub mod clusters;
pub mod fnv;
pub mod frequency;
pub mod given_names;
pub mod hash;
pub mod irregular;
pub mod languages;
pub mod lexicon;
pub mod saying;
pub mod sentences;
pub mod steps;
pub mod syntax;
pub mod words;

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Article, Span};

/// A text, read once: its words, where each stands, and their forms.
///
/// Made once for an article and passed down; what asks for the words of a sentence cuts, folds and stems nothing again. Costs
/// time that grows with the text, and memory that grows with it (12 bytes a word) and with its distinct words.
#[derive(Clone, Debug, Default)]
pub struct Text {
    words: Vec<Word>,
    forms: Vec<Form>,
    /// Each sentence, and which words are its.
    sentences: Vec<(Span, Range<usize>)>,
}

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the body.
    pub start: u32,
    pub end: u32,
    /// Number of its form.
    form: u32,
}

impl Word {
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// What all words that are written alike have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// As [`words::fold`] has it.
    pub folded: String,
    /// As [`words::stem`] has it.
    pub stem: String,
    /// It carries grammar rather than content ([`words::is_function_word`]).
    pub is_grammar: bool,
}

impl Text {
    /// Reads a body of less than 4 GiB (of a longer one the beginning), whose sentences stand in order.
    pub fn read(body: &str, sentences: &[Span]) -> Text {
        let mut text = Text::default();
        let mut known: HashMap<&str, u32> = HashMap::new();
        for span in words::words(body) {
            let (Ok(start), Ok(end)) = (u32::try_from(span.start), u32::try_from(span.end)) else {
                break;
            };
            let written = span.of(body);
            let form = *known.entry(written).or_insert_with(|| {
                text.forms.push(Form::of(written));
                u32::try_from(text.forms.len() - 1).unwrap_or(u32::MAX)
            });
            text.words.push(Word { start, end, form });
        }
        text.sentences = sentences
            .iter()
            .map(|&span| (span, text.within(span)))
            .collect();
        text
    }

    pub fn of(article: &Article) -> Text {
        Text::read(&article.body, &article.sentences)
    }

    /// All words, in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words of a sentence by its number; none of one that does not exist.
    pub fn sentence(&self, number: usize) -> &[Word] {
        let range = self
            .sentences
            .get(number)
            .map_or(0..0, |(_, words)| words.clone());
        &self.words[range]
    }

    /// Where a sentence stands in the body; empty, at its beginning, for one that does not exist.
    pub fn sentence_span(&self, number: usize) -> Span {
        self.sentences
            .get(number)
            .map_or(Span::new(0, 0), |(span, _)| *span)
    }

    /// The words that begin inside a range of bytes.
    pub fn inside(&self, span: Span) -> &[Word] {
        &self.words[self.within(span)]
    }

    fn within(&self, span: Span) -> Range<usize> {
        let from = self
            .words
            .partition_point(|word| (word.start as usize) < span.start);
        let count = self.words[from..].partition_point(|word| (word.start as usize) < span.end);
        from..from + count
    }

    pub fn form(&self, word: Word) -> &Form {
        &self.forms[word.form as usize]
    }

    /// Distinct forms, by their numbers.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }
}

impl Word {
    /// Number of its form in [`Text::forms`].
    pub fn form(self) -> usize {
        self.form as usize
    }
}

impl Form {
    fn of(written: &str) -> Form {
        let folded = words::fold(written);
        Form {
            stem: words::stem(&folded).into_owned(),
            is_grammar: words::is_function_word(&folded),
            folded,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_had_by_sentence_and_by_place_with_their_forms() {
        let body = "The envoys’ visits ended. Éva visited the envoys.";
        let text = Text::read(body, &[Span::new(0, 27), Span::new(28, body.len())]);
        let written = |words: &[Word]| -> Vec<String> {
            words
                .iter()
                .map(|word| word.span().of(body).to_string())
                .collect()
        };
        assert_eq!(
            written(text.sentence(0)),
            ["The", "envoys", "visits", "ended"]
        );
        assert_eq!(
            written(text.sentence(1)),
            ["Éva", "visited", "the", "envoys"]
        );
        assert_eq!(written(text.inside(Span::new(4, 12))), ["envoys"]);
        assert!(text.sentence(2).is_empty());
        let form = |at: usize| text.form(text.words()[at]);
        assert_eq!(
            (form(4).folded.as_str(), form(4).stem.as_str()),
            ("eva", "eva")
        );
        assert_eq!(form(2).stem, form(5).stem);
        assert!(form(6).is_grammar && !form(5).is_grammar);
        // `envoys` is one form, wherever it stands.
        assert_eq!(text.words()[1].form(), text.words()[7].form());
        assert_eq!(text.forms().len(), 7);
    }

    proptest! {
        #[test]
        fn any_text_gives_the_words_of_its_parts(parts in proptest::collection::vec("\\PC{0,30}", 0..5)) {
            let body = parts.join("\n");
            let mut at = 0;
            let mut spans = Vec::new();
            for part in &parts {
                spans.push(Span::new(at, at + part.len()));
                at += part.len() + 1;
            }
            let text = Text::read(&body, &spans);
            let all: usize = (0..spans.len()).map(|number| text.sentence(number).len()).sum();
            prop_assert_eq!(all, text.words().len());
            for (number, part) in parts.iter().enumerate() {
                let told: Vec<&str> = text.sentence(number).iter().map(|word| word.span().of(&body)).collect();
                let cut: Vec<&str> = words::words(part).map(|span| span.of(part)).collect();
                prop_assert_eq!(told, cut);
            }
        }
    }
}
