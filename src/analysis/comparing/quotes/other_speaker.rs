//! Whether two articles give the same words to different people: a wrong finding accuses, so both have to name theirs.

use super::said::{LEAST_RUN, Said, is_one_speaker, name_words, quote};
use crate::analysis::comparing::table::Table;
use crate::analysis::text::words;
use crate::model::{Article, NameKind, Span};

/// Both speakers are people with names, and neither article names the other's speaker anywhere near the words.
pub(super) fn has_other_speaker(table: &Table, a: &Said, b: &Said) -> bool {
    is_one_speaker(table, a, b) == Some(false)
        && is_the_same_run(&a.codes, &b.codes)
        && is_named_beside(table, a)
        && is_named_beside(table, b)
        && is_a_person(table, a)
        && is_a_person(table, b)
        && !names_nearby(table, a, b)
        && !names_nearby(table, b, a)
}

/// Whether the shorter stands in the longer as it is.
fn is_the_same_run(a: &[u32], b: &[u32]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= LEAST_RUN && long.windows(short.len()).any(|window| window == short)
}

/// Whether the sentence that the quotation stands in names its speaker outside the marks.
fn is_named_beside(table: &Table, said: &Said) -> bool {
    let article = table.articles[said.article];
    let quote = quote(table, said);
    let Some(speaker) = quote.speaker.as_deref() else {
        return false;
    };
    let outside: Vec<Span> = [quote.start, quote.end.saturating_sub(1)]
        .into_iter()
        .filter_map(|at| article.sentences.get(article.sentence_at(at)?).copied())
        .flat_map(|sentence| {
            [
                Span::new(sentence.start, quote.start.max(sentence.start)),
                Span::new(quote.end.min(sentence.end), sentence.end),
            ]
        })
        .collect();
    let named = name_words(speaker);
    outside.into_iter().any(|span| {
        let text = article.text(span);
        words::words(text).any(|word| named.contains(&words::fold(word.of(text))))
    })
}

fn is_a_person(table: &Table, said: &Said) -> bool {
    let mentions = &table.articles[said.article].mentions;
    quote(table, said).speaker.as_ref().is_some_and(|speaker| {
        let mut named = mentions.iter();
        named.any(|mention| mention.kind == NameKind::Person && mention.entity == *speaker)
    })
}

/// Whether the article of `said` names the speaker of the other near the words.
fn names_nearby(table: &Table, said: &Said, other: &Said) -> bool {
    let Some(speaker) = quote(table, other).speaker.as_deref() else {
        return true;
    };
    let around = surroundings(table.articles[said.article], quote(table, said).span());
    let around: Vec<String> = words::words(around)
        .map(|span| words::fold(span.of(around)))
        .collect();
    name_words(speaker).iter().any(|word| {
        let mut stems = around.iter();
        stems.any(|near| words::stem(near) == words::stem(word))
    })
}

/// The paragraphs of a quotation, with two before and two after.
fn surroundings(article: &Article, quote: Span) -> &str {
    let last = article.paragraphs.len().saturating_sub(1);
    let first = article.paragraph_at(quote.start).unwrap_or(0);
    let to = (article.paragraph_at(quote.end).unwrap_or(first) + 2).min(last);
    let from = first.saturating_sub(2);
    match (article.paragraphs.get(from), article.paragraphs.get(to)) {
        (Some(from), Some(to)) => article.text(from.join(*to)),
        _ => "",
    }
}
