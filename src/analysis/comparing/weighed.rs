//! Pairs of things that articles give, with what speaks for it that they are one, as trees weigh it and are trained.

use super::table::Table;
use crate::analysis::text::words;
use crate::model::Span;

/// Words on either side that are looked at.
const AROUND: usize = 3;

/// Two figures or times of different articles, and what speaks for it that they are one.
pub struct Weighed<const N: usize> {
    /// Article, as named, and bytes of each.
    pub ends: [(usize, Span); 2],
    pub evidence: [f32; N],
    /// The ground on which rules put them together.
    pub by_rule: Option<&'static str>,
}

/// Words near both of two spans in their sentences, folded: how many of the one stand near the other.
pub(super) fn words_around(table: &Table, articles: [usize; 2], spans: [Span; 2]) -> f32 {
    let near = |article: usize, span: Span| -> Vec<String> {
        let text = table.articles[article];
        let whole = text.sentence_at(span.start);
        let whole = whole.map_or(span, |at| text.sentences[at]);
        let before = text.text(Span::new(whole.start, span.start.max(whole.start)));
        let behind = text.text(Span::new(span.end.min(whole.end), whole.end));
        let ours: Vec<Span> = words::words(before).collect();
        let first = ours[ours.len().saturating_sub(AROUND)..].iter();
        let first = first.map(|word| words::fold(word.of(before)));
        let then = words::words(behind).take(AROUND);
        first
            .chain(then.map(|word| words::fold(word.of(behind))))
            .collect()
    };
    let (ours, theirs) = (near(articles[0], spans[0]), near(articles[1], spans[1]));
    ours.iter().filter(|word| theirs.contains(word)).count() as f32
}
