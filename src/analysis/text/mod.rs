//! Text as it is read: words, what is known of them, sentences, syntax, how common a word is. The lowest floor of analysis:
//! it knows nothing of news.

pub mod clusters;
pub mod fnv;
pub mod forms;
pub mod frequency;
pub mod given_names;
pub mod hash;
pub mod inquits;
pub mod irregular;
pub mod language;
pub mod languages;
pub mod lexicon;
pub mod saying;
pub mod sections;
pub mod sentences;
pub mod steps;
pub mod syntax;
pub mod words;

use std::cell::OnceCell;
use std::ops::Range;

use crate::model::{Article, Span};
pub use forms::{Form, Forms};
pub use language::Language;
use lexicon::{Lexicon, Tag};
use syntax::Parse;

/// The text of an article, read once: its parts, the language whose rules read it, its words where they stand, and their forms.
///
/// Made once for an article and passed down: what asks for the words of a sentence cuts, folds and looks up nothing again. Words
/// are cut when they are first asked for, a sentence is parsed when it is. Time grows with the text; memory with its words
/// (12 bytes each), its distinct words, and what was parsed of it.
#[derive(Debug)]
pub struct Text<'a> {
    /// Empty where it was made from the body.
    pub title: &'a str,
    /// Of less than 4 GiB; of a longer one the words of its beginning are read.
    pub body: &'a str,
    pub paragraphs: &'a [Span],
    pub sentences: &'a [Span],
    /// As the article says, a BCP 47 primary tag.
    pub code: Option<&'a str>,
    pub language: &'static Language,
    words: OnceCell<Words>,
    parses: OnceCell<Vec<OnceCell<Parse<'a>>>>,
}

/// The words of a text. They outlive it, and belong to any text with the same body and sentences.
#[derive(Clone, Debug, Default)]
pub struct Words {
    all: Vec<Word>,
    forms: Forms,
    /// Which words are each sentence's.
    sentences: Vec<Range<usize>>,
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

    /// Number of its form in [`Text::forms`].
    pub fn form(self) -> usize {
        self.form as usize
    }
}

impl<'a> Text<'a> {
    /// A body whose paragraphs and sentences stand in order, without title.
    pub fn new(
        body: &'a str,
        paragraphs: &'a [Span],
        sentences: &'a [Span],
        code: Option<&'a str>,
    ) -> Text<'a> {
        Text {
            title: "",
            body,
            paragraphs,
            sentences,
            code,
            language: Language::of(code),
            words: OnceCell::new(),
            parses: OnceCell::new(),
        }
    }

    /// The same under a title of its own.
    pub fn under(self, title: &'a str) -> Text<'a> {
        Text { title, ..self }
    }

    /// The same in a language that is none of the program's.
    #[cfg(test)]
    pub fn spoken(self, language: &'static Language) -> Text<'a> {
        Text { language, ..self }
    }

    pub fn of(article: &'a Article) -> Text<'a> {
        let (body, code) = (&article.body, article.language.as_deref());
        Text::new(body, &article.paragraphs, &article.sentences, code).under(
            match article.title_made {
                true => "",
                false => &article.title,
            },
        )
    }

    /// The text of an article whose words were read before.
    pub fn again(article: &'a Article, words: Words) -> Text<'a> {
        Text {
            words: OnceCell::from(words),
            ..Text::of(article)
        }
    }

    /// Its words alone, to be kept where the text cannot be.
    pub fn into_words(self) -> Words {
        self.read();
        self.words.into_inner().unwrap_or_default()
    }

    fn read(&self) -> &Words {
        self.words.get_or_init(|| {
            let mut read = Words::default();
            words::each_word(self.body, words::by_unicode, |span| {
                if let (Ok(start), Ok(end)) = (span.start.try_into(), span.end.try_into()) {
                    let form = read.forms.number(self.body, span, self.language);
                    read.all.push(Word { start, end, form });
                }
            });
            let sentences = self.sentences.iter();
            read.sentences = sentences.map(|&span| within(&read.all, span)).collect();
            read
        })
    }

    pub fn lexicon(&self) -> &'static Lexicon<Tag> {
        (self.language.lexicon)()
    }

    /// All words, in order.
    pub fn words(&self) -> &[Word] {
        &self.read().all
    }

    /// The words of a sentence by its number; none of one that does not exist.
    pub fn sentence(&self, number: usize) -> &[Word] {
        let read = self.read();
        let range = read.sentences.get(number).cloned().unwrap_or(0..0);
        &read.all[range]
    }

    /// Where a sentence stands in the body; empty, at its beginning, for one that does not exist.
    pub fn sentence_span(&self, number: usize) -> Span {
        let span = self.sentences.get(number);
        span.copied().unwrap_or(Span::new(0, 0))
    }

    pub fn form(&self, word: Word) -> &Form {
        &self.forms().all()[word.form as usize]
    }

    /// Of a word of this text.
    pub fn stem(&self, word: Word) -> &str {
        self.form(word).stem(self.language)
    }

    /// Distinct forms, by their numbers.
    pub fn forms(&self) -> &Forms {
        &self.read().forms
    }

    /// What the words of a sentence are and hang on, found when it is first asked for; `None` in a language without syntax and
    /// for a sentence that does not exist.
    pub fn parse(&self, number: usize) -> Option<&Parse<'a>> {
        let span = *self.sentences.get(number)?;
        let syntax = (self.language.syntax)()?;
        let parses = self
            .parses
            .get_or_init(|| vec![OnceCell::new(); self.sentences.len()]);
        let parse = || syntax.parse(self.body, span.start..span.end);
        Some(parses[number].get_or_init(parse))
    }
}

/// The words that begin inside a range of bytes.
fn within(words: &[Word], span: Span) -> Range<usize> {
    let from = words.partition_point(|word| (word.start as usize) < span.start);
    let count = words[from..].partition_point(|word| (word.start as usize) < span.end);
    from..from + count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_had_by_sentence_and_by_place_with_their_forms() {
        let body = "The envoys’ visits ended. Éva visited the envoys.";
        let sentences = [Span::new(0, 27), Span::new(28, body.len())];
        let text = Text::new(body, &[], &sentences, None);
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
        assert!(text.sentence(2).is_empty());
        let form = |at: usize| text.form(text.words()[at]);
        assert_eq!(
            (
                form(4).folded(),
                form(4).lower(),
                text.stem(text.words()[4])
            ),
            ("eva", "éva", "eva")
        );
        assert_eq!(text.stem(text.words()[2]), text.stem(text.words()[5]));
        assert!(form(6).is_grammar() && !form(5).is_grammar());
        assert!(form(5).has(Tag::SpeechVerb) || !form(6).has(Tag::SpeechVerb));
        // `envoys` is one form, wherever it stands.
        assert_eq!(text.words()[1].form(), text.words()[7].form());
        assert_eq!(text.forms().len(), 7);
    }

    #[test]
    fn a_sentence_is_parsed_when_it_is_asked_for_and_once() {
        let body = "The envoys left. They came back.";
        let sentences = [Span::new(0, 16), Span::new(17, body.len())];
        let text = Text::new(body, &[], &sentences, Some("en"));
        let parse = text.parse(1).unwrap();
        assert_eq!(parse.written(1), "came");
        assert!(std::ptr::eq(parse, text.parse(1).unwrap()));
        assert!(text.parse(2).is_none());
        assert!(
            Text::new(body, &[], &sentences, Some("fr"))
                .parse(0)
                .is_none()
        );
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
            let text = Text::new(&body, &[], &spans, None);
            let all: usize = (0..spans.len()).map(|number| text.sentence(number).len()).sum();
            prop_assert_eq!(all, text.words().len());
            for (number, part) in parts.iter().enumerate() {
                let told: Vec<&str> = text.sentence(number).iter().map(|word| word.span().of(&body)).collect();
                let mut cut: Vec<&str> = Vec::new();
                words::each_word(part, words::by_unicode, |span| cut.push(span.of(part)));
                prop_assert_eq!(told, cut);
            }
        }
    }
}
