//! From a body to the spans of its names.

use super::Text;
use super::features::Sentence;
use super::model::{self, Model};
use super::tokens::tokens;
use crate::model::{NameKind, Span};

/// The names of a body with their kinds, in order, none overlapping.
pub fn names(text: &Text, model: &Model) -> Vec<(Span, NameKind)> {
    let mut found = Vec::new();
    for &sentence in text.sentences {
        let spans = tokens(text.body, sentence);
        let read = Sentence::read(spans.iter().map(|span| span.of(text.body)), &model.lexicon);
        let labels = model.best(&model.scores(&read));
        gather(&spans, &labels, &mut found);
    }
    found
}

/// The spans that a sequence of labels marks.
fn gather(spans: &[Span], labels: &[u8], found: &mut Vec<(Span, NameKind)>) {
    let mut at = 0;
    while at < spans.len() {
        let label = usize::from(labels[at]);
        let Some(kind) = model::kind(label) else {
            at += 1;
            continue;
        };
        let inside = model::beginning(kind) + 1;
        let mut end = at + 1;
        while end < spans.len() && usize::from(labels[end]) == inside {
            end += 1;
        }
        found.push((spans[at].join(spans[end - 1]), kind));
        at = end;
    }
}
