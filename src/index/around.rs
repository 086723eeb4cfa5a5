//! What stands around the text of an article, as one text that is searched: a paragraph each, so that no phrase reaches from
//! one into the next.

use std::borrow::Cow;

use crate::model::{Article, Span};

/// Between one and the next: the tokenizer leaves a gap where a line ends.
const BREAK: &str = "\n\n";

/// All asides of an article in one text, and where each begins in it.
#[derive(Default)]
pub struct Around<'a> {
    text: Cow<'a, str>,
    starts: Vec<usize>,
}

impl<'a> Around<'a> {
    pub fn new(article: &'a Article) -> Around<'a> {
        if let [only] = article.asides.as_slice() {
            return Around {
                text: Cow::Borrowed(&only.text),
                starts: vec![0],
            };
        }
        let mut text = String::new();
        let mut starts = Vec::with_capacity(article.asides.len());
        for aside in &article.asides {
            if !text.is_empty() {
                text.push_str(BREAK);
            }
            starts.push(text.len());
            text.push_str(&aside.text);
        }
        Around {
            text: Cow::Owned(text),
            starts,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which aside holds a place in the text, and the place in it.
    pub fn place(&self, span: Span) -> (usize, Span) {
        let aside = self.starts.partition_point(|&start| start <= span.start);
        let aside = aside.saturating_sub(1);
        let start = self.starts.get(aside).copied().unwrap_or(0);
        (aside, Span::new(span.start - start, span.end - start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading;
    use crate::model::{Aside, AsideKind, Draft};

    #[test]
    fn a_place_is_found_again_in_its_own_aside() {
        let asides = ["One heron.", "", "Two storks."];
        let draft = Draft {
            asides: asides
                .map(|text| Aside::new(AsideKind::Caption, text.into(), 0))
                .to_vec(),
            ..Draft::default()
        };
        let article = reading::analyse(draft, "0".into());
        let around = Around::new(&article);
        for (aside, word) in [(0, "heron"), (2, "storks")] {
            let at = around.text().find(word).unwrap();
            let (found, span) = around.place(Span::new(at, at + word.len()));
            assert_eq!((found, span.of(asides[aside])), (aside, word));
        }
    }
}
